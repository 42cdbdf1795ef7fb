/* What happens to every row, whatever it was read from: counting, findings, ids, categories. */
#include "care/directory/directory_import.h"

#include <string.h>

#include "base/hash.h"
#include "care/directory/features.h"

enum { KEY_HASH_LENGTH = 16, MARK_HASH_LENGTH = 8 };

/* Words of other vocabularies and the category of ours that they mean. The first that stands in the name is taken. */
static const struct { Str words; Str code; } KNOWN_WORDS[] = {
	{S_INIT("nursing home"), S_INIT("care-homes")},
	{S_INIT("residential home"), S_INIT("care-homes")},
	{S_INIT("care home"), S_INIT("care-homes")},
	{S_INIT("home care"), S_INIT("home-care")},
	{S_INIT("domiciliary"), S_INIT("home-care")},
	{S_INIT("mental health"), S_INIT("mental-health")},
	{S_INIT("counselling"), S_INIT("mental-health")},
	{S_INIT("dementia"), S_INIT("memory")},
	{S_INIT("pharmac"), S_INIT("nhs")},
	{S_INIT("dentist"), S_INIT("nhs")},
	{S_INIT("gp practice"), S_INIT("nhs")},
	{S_INIT("food bank"), S_INIT("meals")},
	{S_INIT("lunch club"), S_INIT("meals")},
	{S_INIT("carer"), S_INIT("carers-support")},
	{S_INIT("respite"), S_INIT("breaks")},
	{S_INIT("advocacy"), S_INIT("advocacy")},
	{S_INIT("debt"), S_INIT("money-advice")},
	{S_INIT("benefits advice"), S_INIT("money-advice")},
	{S_INIT("legal"), S_INIT("legal")},
	{S_INIT("transport"), S_INIT("transport")},
	{S_INIT("befriending"), S_INIT("befriending")},
	{S_INIT("volunteer"), S_INIT("volunteering")},
	{S_INIT("faith"), S_INIT("faith-culture")},
	{S_INIT("autism"), S_INIT("learning-disability-autism")},
	{S_INIT("learning disab"), S_INIT("learning-disability-autism")},
	{S_INIT("sight"), S_INIT("sensory")},
	{S_INIT("hearing"), S_INIT("sensory")},
	{S_INIT("sports club"), S_INIT("clubs-groups")},
	{S_INIT("social club"), S_INIT("clubs-groups")},
};

void reading_begin_row(DirectoryReading *reading, uint32_t row, Str id, Str name)
{
	reading->row = row;
	reading->id = id;
	reading->name = name;
	reading->was_repaired = false;
	reading->report->read++;
}

static void add_finding(DirectoryReading *reading, DirectoryFinding finding)
{
	DirectoryReport *report = reading->report;
	report->finding_total++;
	if (report->finding_count == DIRECTORY_FINDINGS_MAX)
		return;
	if (report->finding_count == report->finding_capacity) {
		size_t capacity = report->finding_capacity == 0 ? 64 : report->finding_capacity * 2;
		DirectoryFinding *more = ARENA_ARRAY(reading->arena, DirectoryFinding, capacity);
		if (report->finding_count > 0)
			memcpy(more, report->findings, report->finding_count * sizeof *more);
		report->findings = more;
		report->finding_capacity = capacity;
	}
	report->findings[report->finding_count++] = finding;
}

void reading_found(DirectoryReading *reading, Str field, Str wrong, Str done)
{
	if (!reading->was_repaired)
		reading->report->repaired++;
	reading->was_repaired = true;
	add_finding(reading, (DirectoryFinding){.row = reading->row, .id = reading->id, .name = reading->name,
		.field = field, .wrong = wrong, .done = done});
}

void reading_refuse(DirectoryReading *reading, Str field, Str wrong)
{
	if (reading->was_repaired)
		reading->report->repaired--;
	reading->was_repaired = false;
	reading->report->refused++;
	add_finding(reading, (DirectoryFinding){.row = reading->row, .id = reading->id, .name = reading->name,
		.field = field, .wrong = wrong, .done = S("The row was left out."), .is_refused = true});
}

/* What a row without an id is known by: the same row of the same file is the same listing. */
static Str key_of(Arena *arena, const ListingDraft *draft)
{
	Str postcode = draft->place_count > 0 ? draft->places[0].postcode : (Str){0};
	Str category = draft->category_count > 0 ? draft->categories[0] : (Str){0};
	Str parts[] = {str_fold(arena, draft->name), postcode, category};
	return hash_parts(arena, parts, 3);
}

static void complete(DirectoryReading *reading, ListingDraft *draft)
{
	Arena *arena = reading->arena;
	if (str_is_empty(draft->original_id))
		draft->original_id = str_concat(arena, S("row-"), str_slice(key_of(arena, draft), 0, KEY_HASH_LENGTH));
	if (str_is_empty(draft->organisation_name))
		draft->organisation_name = draft->name;
	if (str_is_empty(draft->organisation_original_id))
		draft->organisation_original_id = str_concat(arena, S("name-"),
			str_slice(hash_text(arena, str_fold(arena, draft->organisation_name)), 0, KEY_HASH_LENGTH));
	if (str_is_empty(draft->status))
		draft->status = S("active");
}

void reading_keep(DirectoryReading *reading, ListingDraft *draft)
{
	if (str_is_empty(draft->name)) {
		reading_refuse(reading, S("name"), S("There is no name. Nobody could tell what this is."));
		return;
	}
	if (reading->draft_count == DIRECTORY_LISTINGS_MAX) {
		reading_refuse(reading, S("row"), str_format(reading->arena, "There are more than %d rows.",
			DIRECTORY_LISTINGS_MAX));
		return;
	}
	if (reading->draft_count == reading->draft_capacity) {
		size_t capacity = reading->draft_capacity == 0 ? 64 : reading->draft_capacity * 2;
		ListingDraft *more = ARENA_ARRAY(reading->arena, ListingDraft, capacity);
		if (reading->draft_count > 0)
			memcpy(more, reading->drafts, reading->draft_count * sizeof *more);
		reading->drafts = more;
		reading->draft_capacity = capacity;
	}
	complete(reading, draft);
	features_read(reading->arena, draft);
	draft->row = reading->row;
	reading->drafts[reading->draft_count++] = *draft;
}

/* --- rows that belong together -------------------------------------------------------------------------------------- */

/* Open addressing from a text to the place of a draft. */
typedef struct Seen {
	const Str **keys;
	size_t *places;
	size_t capacity; /* a power of two, at least twice the rows */
} Seen;

static Seen seen_make(Arena *arena, size_t rows)
{
	Seen seen = {.capacity = 64};
	while (seen.capacity < rows * 4)
		seen.capacity *= 2;
	seen.keys = ARENA_ARRAY(arena, const Str *, seen.capacity);
	seen.places = ARENA_ARRAY(arena, size_t, seen.capacity);
	return seen;
}

/* The place that key was first seen at, or SIZE_MAX and it is remembered. key must stay. */
static size_t seen_before(Seen *seen, const Str *key, size_t place)
{
	uint64_t hash = 1469598103934665603U; /* FNV-1a */
	for (size_t i = 0; i < key->length; i++)
		hash = (hash ^ (unsigned char)key->data[i]) * 1099511628211U;
	size_t at = (size_t)hash & (seen->capacity - 1);
	while (seen->keys[at] != NULL) {
		if (str_equal(*seen->keys[at], *key))
			return seen->places[at];
		at = (at + 1) & (seen->capacity - 1);
	}
	seen->keys[at] = key;
	seen->places[at] = place;
	return SIZE_MAX;
}

static void resume_row(DirectoryReading *reading, const ListingDraft *draft)
{
	reading->row = draft->row;
	reading->id = draft->original_id;
	reading->name = draft->name;
	reading->was_repaired = false;
	for (size_t i = 0; i < reading->report->finding_count; i++)
		if (reading->report->findings[i].row == draft->row)
			reading->was_repaired = true;
}

/* An id that stands twice: two listings when name, place or category differ, else one row too many. */
static bool settle_id(DirectoryReading *reading, Seen *ids, ListingDraft *draft, size_t place)
{
	Arena *arena = reading->arena;
	Str *id = ARENA_NEW(arena, Str); /* drafts move; keys stay */
	*id = draft->original_id;
	size_t first = seen_before(ids, id, place);
	if (first == SIZE_MAX)
		return true;
	resume_row(reading, draft);
	const ListingDraft *other = &reading->drafts[first];
	Str key = key_of(arena, draft);
	Str *own = ARENA_NEW(arena, Str);
	*own = str_format(arena, "%.*s#%.*s", STR_ARG(draft->original_id), MARK_HASH_LENGTH, key.data);
	if (str_equal(key_of(arena, other), key) || seen_before(ids, own, place) != SIZE_MAX) {
		reading_refuse(reading, S("id"), str_format(arena, "This is the listing of row %u again.", other->row));
		return false;
	}
	reading_found(reading, S("id"), str_format(arena, "The id is that of row %u too.", other->row),
		str_format(arena, "It was kept as \"%.*s\".", STR_ARG(*own)));
	draft->original_id = *own;
	return true;
}

/* The first row that names an organisation says what it is like: else two rows would change it to and fro. */
static void settle_organisation(DirectoryReading *reading, Seen *organisations, ListingDraft *draft, size_t place)
{
	size_t first = seen_before(organisations, &draft->organisation_original_id, place);
	if (first == SIZE_MAX)
		return;
	const ListingDraft *other = &reading->drafts[first];
	if (!str_equal(draft->organisation_name, other->organisation_name)) {
		resume_row(reading, draft);
		reading_found(reading, S("organization"), str_format(reading->arena, "The organisation is called \"%.*s\" here "
			"and \"%.*s\" in row %u.", STR_ARG(draft->organisation_name), STR_ARG(other->organisation_name),
			other->row), S("The name of the earlier row was kept."));
	}
	draft->organisation_name = other->organisation_name;
	draft->organisation_description = other->organisation_description;
	draft->organisation_url = other->organisation_url;
	draft->organisation_email = other->organisation_email;
	draft->organisation_phone = other->organisation_phone;
}

void reading_finish(DirectoryReading *reading)
{
	Seen ids = seen_make(reading->arena, reading->draft_count * 2);
	Seen organisations = seen_make(reading->arena, reading->draft_count);
	size_t kept = 0;
	for (size_t i = 0; i < reading->draft_count; i++) {
		if (kept < i)
			reading->drafts[kept] = reading->drafts[i];
		if (!settle_id(reading, &ids, &reading->drafts[kept], kept))
			continue;
		settle_organisation(reading, &organisations, &reading->drafts[kept], kept);
		kept++;
	}
	reading->draft_count = kept;
}

/* --- categories ----------------------------------------------------------------------------------------------------- */

static Str category_code(const DirectoryReading *reading, Str words, Str folded)
{
	for (size_t i = 0; reading->categories != NULL && i < reading->categories->count; i++) {
		const Option *option = &reading->categories->options[i];
		if (str_equal(option->code, words) || str_equal(str_fold(reading->arena, option->resident), folded))
			return option->code;
	}
	for (size_t i = 0; i < sizeof KNOWN_WORDS / sizeof KNOWN_WORDS[0]; i++)
		if (str_contains(folded, KNOWN_WORDS[i].words) && reading->categories != NULL &&
		    option_find(reading->categories, KNOWN_WORDS[i].code) != NULL)
			return KNOWN_WORDS[i].code;
	return (Str){0};
}

static bool told_before(DirectoryReading *reading, Str code)
{
	for (size_t i = 0; i < reading->strange_count; i++)
		if (str_equal(reading->strange[i], code))
			return true;
	if (reading->strange_count == reading->strange_capacity) {
		size_t capacity = reading->strange_capacity == 0 ? 64 : reading->strange_capacity * 2;
		Str *more = ARENA_ARRAY(reading->arena, Str, capacity);
		if (reading->strange_count > 0)
			memcpy(more, reading->strange, reading->strange_count * sizeof *more);
		reading->strange = more;
		reading->strange_capacity = capacity;
	}
	reading->strange[reading->strange_count++] = code;
	return false;
}

void reading_add_category(DirectoryReading *reading, ListingDraft *draft, Str field, Str words)
{
	Str line = repair_line(reading, field, words);
	Str folded = str_fold(reading->arena, line);
	if (str_is_empty(folded))
		return;
	Str code = category_code(reading, line, folded);
	if (str_is_empty(code)) {
		code = str_replace(reading->arena, folded, S(" "), S("-"));
		if (!told_before(reading, code))
			reading_found(reading, field, str_format(reading->arena, "The category \"%.*s\" is not one of ours.",
				STR_ARG(line)), S("It was kept as a word to search by; it is said only once for each category."));
	}
	draft->category_words = str_format(reading->arena, "%.*s %.*s", STR_ARG(draft->category_words), STR_ARG(line));
	for (size_t i = 0; i < draft->category_count; i++)
		if (str_equal(draft->categories[i], code))
			return;
	if (draft->category_count == DRAFT_CATEGORIES_MAX) {
		reading_found(reading, field, str_format(reading->arena, "There are more than %d categories.",
			DRAFT_CATEGORIES_MAX), S("The later ones were left out."));
		return;
	}
	draft->categories[draft->category_count++] = code;
}

void draft_add_paragraph(Arena *arena, ListingDraft *draft, const char *before, Str text)
{
	Str trimmed = str_trim(text);
	if (str_is_empty(trimmed))
		return;
	Str between = str_is_empty(draft->description) ? S("") : S("\n\n");
	draft->description = str_format(arena, "%.*s%.*s%s%.*s", STR_ARG(draft->description), STR_ARG(between), before,
		STR_ARG(trimmed));
}
