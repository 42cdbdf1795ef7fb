#include "engine/returns/cld_keys.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/returns/cld_words.h"

enum {
	PARTITIONS = 256,
	EVENT_BYTES = 7,     /* the first byte is the partition */
	PERSON_BYTES = 5,
	CHUNK_BYTES = 8 * 1024,
	MARK_BITS = 3,
};
#define PERSON_MASK (((uint64_t)1 << (8 * (PERSON_BYTES + 1) - MARK_BITS)) - 1)

/* ---- Digests. ---- */

typedef struct Digest {
	uint64_t first;
	uint64_t second;
} Digest;

static uint64_t mix(uint64_t value)
{
	value ^= value >> 32U;
	value *= 0xD6E8FEB86659FD93ULL;
	value ^= value >> 29U;
	value *= 0xA0761D6478BD642FULL;
	return value ^ (value >> 32U);
}

/* Two sums over the same words that do not meet together; length parts the values. */
static void digest_add(Digest *digest, Str text)
{
	const char *at = text.data;
	size_t left = text.length;
	digest->first = (digest->first ^ left) * 0x9E3779B97F4A7C15ULL;
	for (;;) {
		uint64_t word = 0;
		if (left > 0)
			memcpy(&word, at, left < sizeof word ? left : sizeof word);
		digest->first = mix(digest->first ^ word);
		digest->second = (digest->second + word + left) * 0xC2B2AE3D27D4EB4FULL;
		digest->second ^= digest->second >> 31U;
		if (left <= sizeof word)
			return;
		at += sizeof word;
		left -= sizeof word;
	}
}

uint64_t cld_text_digest(Str text)
{
	Digest digest = {.first = 1};
	digest_add(&digest, text);
	return mix(digest.first) | 1U;
}

static bool add_person(Digest *digest, const CldRow *row, const CldReading *reading)
{
	digest_add(digest, row->values[CLD_LA_CODE]);
	if (reading->nhs_number_good) {
		digest_add(digest, row->values[CLD_NHS_NUMBER]);
		return true;
	}
	digest_add(digest, S("local"));
	digest_add(digest, row->values[CLD_LA_PERSON_UNIQUE_IDENTIFIER]);
	return row->values[CLD_LA_PERSON_UNIQUE_IDENTIFIER].length > 0;
}

static uint8_t marks_of(const CldReading *reading)
{
	uint8_t type = reading->code[CLD_SERVICE_TYPE];
	uint8_t marks = 0;
	if (reading->event != CLD_EVENT_SERVICE)
		return reading->event == CLD_EVENT_ANY ? 0 : CLD_MARK_CONTACT;
	if (type == CLD_SERVICE_NURSING || type == CLD_SERVICE_RESIDENTIAL)
		marks |= CLD_MARK_HOME;
	if (type <= CLD_SERVICE_ST_MAX && reading->period_start != DATE_NONE && reading->start != DATE_NONE
	    && reading->start >= reading->period_start + CLD_ORPHAN_AFTER_DAYS)
		marks |= CLD_MARK_NEW;
	return marks;
}

void cld_keys_make(const CldRow *row, const CldReading *reading, CldKeys *out)
{
	static const CldField OF_ALL[] = {CLD_EVENT_START_DATE, CLD_CLIENT_TYPE, CLD_EVENT_TYPE};
	static const CldField OF_EVENT[][6] = {
		[CLD_EVENT_REQUEST] = {CLD_EVENT_END_DATE, CLD_ROUTE_OF_ACCESS, CLD_FIELD_NONE},
		[CLD_EVENT_ASSESSMENT] = {CLD_EVENT_END_DATE, CLD_ASSESSMENT_TYPE, CLD_FIELD_NONE},
		[CLD_EVENT_SERVICE] = {CLD_SERVICE_TYPE, CLD_SERVICE_COMPONENT, CLD_DELIVERY_MECHANISM, CLD_UNIT_COST,
			CLD_COST_FREQUENCY, CLD_PLANNED_UNITS_PER_WEEK},
		[CLD_EVENT_REVIEW] = {CLD_EVENT_END_DATE, CLD_FIELD_NONE},
	};
	Digest digest = {.first = 0x243F6A8885A308D3ULL, .second = 0x13198A2E03707344ULL};
	bool known = add_person(&digest, row, reading);
	*out = (CldKeys){.person = mix(digest.first) & PERSON_MASK, .person_check = mix(digest.second), .start = reading->start,
		.end = reading->end, .marks = known ? marks_of(reading) : 0};
	if (!known || reading->event == CLD_EVENT_ANY || reading->start == DATE_NONE)
		return;
	for (size_t i = 0; i < sizeof OF_ALL / sizeof *OF_ALL; i++)
		digest_add(&digest, row->values[OF_ALL[i]]);
	for (size_t i = 0; i < 6 && OF_EVENT[reading->event][i] != CLD_FIELD_NONE; i++)
		digest_add(&digest, row->values[OF_EVENT[reading->event][i]]);
	out->event = mix(digest.first) | 1U;
	out->event_check = mix(digest.second);
	if ((out->marks & CLD_MARK_HOME) != 0 && row->values[CLD_PROVIDER_CQC_LOCATION_ID].length > 0)
		out->provider = cld_text_digest(row->values[CLD_PROVIDER_CQC_LOCATION_ID]);
}

/* ---- Keeping them. ---- */

typedef struct Chunk Chunk;
struct Chunk {
	Chunk *before;
	size_t used;
	unsigned char bytes[CHUNK_BYTES];
};

typedef struct Partition {
	Chunk *last;
	size_t count;
} Partition;

struct CldDigests {
	Arena *arena;
	Partition events[PARTITIONS];
	Partition people[PARTITIONS];
};

CldDigests *cld_digests_make(Arena *arena)
{
	CldDigests *digests = ARENA_NEW(arena, CldDigests);
	digests->arena = arena;
	return digests;
}

/* Keeps the low bytes of value in the partition that its highest kept byte names. */
static void keep(Arena *arena, Partition *partitions, uint64_t value, size_t bytes)
{
	Partition *partition = &partitions[(value >> (8 * bytes)) & 0xFFU];
	Chunk *chunk = partition->last;
	if (chunk == NULL || chunk->used + bytes > CHUNK_BYTES) {
		chunk = ARENA_NEW(arena, Chunk);
		chunk->before = partition->last;
		partition->last = chunk;
	}
	for (size_t i = 0; i < bytes; i++)
		chunk->bytes[chunk->used + i] = (unsigned char)(value >> (8 * i));
	chunk->used += bytes;
	partition->count++;
}

void cld_digests_add(CldDigests *digests, const CldKeys *keys)
{
	if (keys->event != 0)
		keep(digests->arena, digests->events, keys->event, EVENT_BYTES);
	if (keys->marks != 0)
		keep(digests->arena, digests->people, (keys->person << MARK_BITS) | keys->marks, PERSON_BYTES);
}

/* ---- What stands out. ---- */

static void candidates_init(CldCandidates *candidates, Arena *arena)
{
	candidates->capacity = (size_t)CLD_CANDIDATES_MAX * 2;
	candidates->slots = ARENA_ARRAY(arena, uint64_t, candidates->capacity);
}

static bool candidates_have(const CldCandidates *candidates, uint64_t value)
{
	if (candidates->count == 0)
		return false;
	for (size_t slot = mix(value) & (candidates->capacity - 1); candidates->slots[slot] != 0;
	     slot = (slot + 1) & (candidates->capacity - 1))
		if (candidates->slots[slot] == value)
			return true;
	return false;
}

static void candidates_add(CldCandidates *candidates, Arena *arena, uint64_t value)
{
	if (candidates->slots == NULL)
		candidates_init(candidates, arena);
	if (candidates->count == CLD_CANDIDATES_MAX) {
		candidates->full = true;
		return;
	}
	size_t slot = mix(value) & (candidates->capacity - 1);
	while (candidates->slots[slot] != 0)
		slot = (slot + 1) & (candidates->capacity - 1);
	candidates->slots[slot] = value;
	candidates->count++;
}

static int by_value(const void *left, const void *right)
{
	uint64_t one = *(const uint64_t *)left;
	uint64_t two = *(const uint64_t *)right;
	return (one > two) - (one < two);
}

/* The values of a partition, ascending. */
static size_t gather(const Partition *partitions, size_t place, size_t bytes, uint64_t *out)
{
	size_t count = 0;
	for (const Chunk *chunk = partitions[place].last; chunk != NULL; chunk = chunk->before)
		for (size_t at = 0; at < chunk->used; at += bytes) {
			uint64_t value = (uint64_t)place << (8 * bytes);
			for (size_t i = 0; i < bytes; i++)
				value |= (uint64_t)chunk->bytes[at + i] << (8 * i);
			out[count++] = value;
		}
	qsort(out, count, sizeof *out, by_value);
	return count;
}

static void find_twice(const uint64_t *values, size_t count, Arena *arena, CldCandidates *out)
{
	for (size_t i = 1; i < count; i++)
		if (values[i] == values[i - 1] && (i == 1 || values[i] != values[i - 2]))
			candidates_add(out, arena, values[i]);
}

static void find_people(const uint64_t *values, size_t count, Arena *arena, CldSuspects *out)
{
	for (size_t i = 0; i < count;) {
		uint64_t person = values[i] >> MARK_BITS;
		unsigned marks = 0;
		size_t homes = 0;
		for (; i < count && values[i] >> MARK_BITS == person; i++) {
			marks |= (unsigned)(values[i] & ((1U << MARK_BITS) - 1));
			homes += (values[i] & CLD_MARK_HOME) != 0;
		}
		if ((marks & CLD_MARK_NEW) != 0 && (marks & CLD_MARK_CONTACT) == 0)
			candidates_add(&out->orphans, arena, person);
		if (homes > 1)
			candidates_add(&out->homes, arena, person);
	}
}

void cld_digests_find(const CldDigests *digests, Arena *arena, CldSuspects *out)
{
	size_t most = 1;
	*out = (CldSuspects){0};
	for (size_t i = 0; i < PARTITIONS; i++) {
		most = digests->events[i].count > most ? digests->events[i].count : most;
		most = digests->people[i].count > most ? digests->people[i].count : most;
	}
	uint64_t *values = ARENA_ARRAY(arena, uint64_t, most);
	for (size_t i = 0; i < PARTITIONS; i++) {
		find_twice(values, gather(digests->events, i, EVENT_BYTES, values), arena, &out->events);
		find_people(values, gather(digests->people, i, PERSON_BYTES, values), arena, out);
	}
}

unsigned cld_suspects_match(const CldSuspects *suspects, const CldKeys *keys)
{
	unsigned kinds = 0;
	if (keys->event != 0 && candidates_have(&suspects->events, keys->event))
		kinds |= CLD_SUSPECT_TWICE;
	if ((keys->marks & CLD_MARK_NEW) != 0 && candidates_have(&suspects->orphans, keys->person))
		kinds |= CLD_SUSPECT_ORPHAN;
	if ((keys->marks & CLD_MARK_HOME) != 0 && keys->start != DATE_NONE && candidates_have(&suspects->homes, keys->person))
		kinds |= CLD_SUSPECT_HOMES;
	return kinds;
}

/* ---- Proof. ---- */

static int compare_numbers(uint64_t one, uint64_t two)
{
	return (one > two) - (one < two);
}

static int by_order(const void *left, const void *right)
{
	return compare_numbers(((const CldHit *)left)->order, ((const CldHit *)right)->order);
}

static int by_event(const void *left, const void *right)
{
	const CldHit *one = left;
	const CldHit *two = right;
	int order = compare_numbers(one->keys.event, two->keys.event);
	if (order == 0)
		order = compare_numbers(one->keys.event_check, two->keys.event_check);
	return order == 0 ? by_order(left, right) : order;
}

static int by_person(const void *left, const void *right)
{
	const CldHit *one = left;
	const CldHit *two = right;
	int order = compare_numbers(one->keys.person, two->keys.person);
	if (order == 0)
		order = compare_numbers(one->keys.person_check, two->keys.person_check);
	if (order == 0)
		order = (one->keys.start > two->keys.start) - (one->keys.start < two->keys.start);
	return order == 0 ? by_order(left, right) : order;
}

static void name_other(CldHit *hit, const CldHit *other)
{
	hit->other_row = other->row;
	hit->other_file = other->file;
}

/* Of the same event, from first on: has an earlier one, of the last few, this reference? */
static bool has_earlier_reference(const CldHit *first, const CldHit *hit)
{
	enum { LOOK_BACK = 16 };
	for (const CldHit *earlier = hit; earlier > first && hit - earlier < LOOK_BACK; earlier--)
		if (earlier[-1].reference == hit->reference)
			return true;
	return first->reference == hit->reference;
}

static void prove_twice(CldHit *hits, size_t count)
{
	qsort(hits, count, sizeof *hits, by_event);
	const CldHit *first = NULL;
	for (size_t i = 0; i < count; i++) {
		CldHit *hit = &hits[i];
		if ((hit->kinds & CLD_SUSPECT_TWICE) == 0)
			continue;
		bool again = first != NULL && first->keys.event == hit->keys.event && first->keys.event_check == hit->keys.event_check;
		if (again) {
			name_other(hit, first);
			hit->other_reference = hit->service && !has_earlier_reference(first, hit);
		} else {
			first = hit;
			hit->kinds &= ~(unsigned)CLD_SUSPECT_TWICE;
		}
	}
}

static Date last_day(const CldHit *hit)
{
	return hit->keys.end == DATE_NONE ? INT32_MAX : hit->keys.end;
}

static bool is_elsewhere(const CldHit *one, const CldHit *two)
{
	return one->keys.provider != 0 && two->keys.provider != 0 && one->keys.provider != two->keys.provider;
}

/* In order of start the stay that lasts longest so far is the one to overlap with. */
static void prove_homes(CldHit *hits, size_t count)
{
	qsort(hits, count, sizeof *hits, by_person);
	const CldHit *longest = NULL;
	for (size_t i = 0; i < count; i++) {
		CldHit *hit = &hits[i];
		if ((hit->kinds & CLD_SUSPECT_HOMES) == 0)
			continue;
		hit->kinds &= ~(unsigned)CLD_SUSPECT_HOMES;
		bool same = longest != NULL && longest->keys.person == hit->keys.person
			&& longest->keys.person_check == hit->keys.person_check;
		Date until = !same ? DATE_NONE : last_day(longest) < last_day(hit) ? last_day(longest) : last_day(hit);
		if (same && is_elsewhere(longest, hit) && until >= hit->keys.start
		    && (int64_t)until - hit->keys.start >= CLD_TWO_PLACES_DAYS) {
			hit->kinds |= CLD_SUSPECT_HOMES;
			if ((hit->kinds & CLD_SUSPECT_TWICE) == 0)
				name_other(hit, longest);
		}
		if (!same || last_day(hit) > last_day(longest))
			longest = hit;
	}
}

void cld_hits_resolve(CldHit *hits, size_t count)
{
	if (count == 0)
		return;
	prove_twice(hits, count);
	prove_homes(hits, count);
	qsort(hits, count, sizeof *hits, by_order);
}
