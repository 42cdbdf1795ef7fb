#include "base/id.h"

#include <assert.h>
#include <string.h>

static const char ID_ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/* 23 is prime, so the weighted check finds every single wrong character and every swap of neighbours. */
static const char REFERENCE_ALPHABET[] = "23456789CDFHJKMNPQRTVWX";
enum { REFERENCE_BASE = 23, REFERENCE_RANDOM = 7 };

static_assert(sizeof ID_ALPHABET == 33, "32 digits");
static_assert(sizeof REFERENCE_ALPHABET == REFERENCE_BASE + 1, "23 characters");

void id_source_init(IdSource *source, const Clock *clock)
{
	*source = (IdSource){.clock = clock, .last_millisecond = INSTANT_NONE};
	(void)pthread_mutex_init(&source->lock, NULL);
}

void id_source_init_seeded(IdSource *source, const Clock *clock, uint64_t seed)
{
	id_source_init(source, clock);
	source->seeded = true;
	source->stream = random_stream(seed, S("ids"));
}

void id_source_clear(IdSource *source)
{
	(void)pthread_mutex_destroy(&source->lock);
}

static void source_bytes(IdSource *source, unsigned char *out, size_t count)
{
	if (!source->seeded) {
		random_secret(out, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		out[i] = (unsigned char)random_below(&source->stream, 256);
}

/* The counter takes 20 of the 80 random bits: a million ids in a millisecond keep their order. */
Str id_make(IdSource *source, Arena *arena)
{
	unsigned char bytes[8] = {0};
	(void)pthread_mutex_lock(&source->lock);
	Instant millisecond = clock_now(source->clock) / 1000;
	if (millisecond > source->last_millisecond) {
		source->last_millisecond = millisecond;
		source->within_millisecond = 0;
	} else {
		source->within_millisecond++;
		if (source->within_millisecond >= 1U << 20U) {
			source->last_millisecond++;
			source->within_millisecond = 0;
		}
	}
	uint64_t time = (uint64_t)source->last_millisecond;
	uint32_t order = source->within_millisecond;
	source_bytes(source, bytes, sizeof bytes);
	(void)pthread_mutex_unlock(&source->lock);

	char *text = arena_allocate(arena, ID_LENGTH + 1);
	for (int i = 9; i >= 0; i--, time >>= 5U)
		text[i] = ID_ALPHABET[time & 31U];
	for (int i = 13; i >= 10; i--, order >>= 5U)
		text[i] = ID_ALPHABET[order & 31U];
	uint64_t random_bits = 0;
	memcpy(&random_bits, bytes, sizeof random_bits);
	for (int i = 25; i >= 14; i--, random_bits >>= 5U)
		text[i] = ID_ALPHABET[random_bits & 31U];
	return (Str){.data = text, .length = ID_LENGTH};
}

bool id_is_valid(Str id)
{
	if (id.length != ID_LENGTH)
		return false;
	for (size_t i = 0; i < ID_LENGTH; i++)
		if (id.data[i] == '\0' || strchr(ID_ALPHABET, id.data[i]) == NULL)
			return false;
	return true;
}

static int alphabet_index(char character)
{
	const char *found = character == '\0' ? NULL : strchr(REFERENCE_ALPHABET, character);
	return found == NULL ? -1 : (int)(found - REFERENCE_ALPHABET);
}

static char reference_check(const char *body)
{
	int sum = 0;
	for (int i = 0; i < REFERENCE_RANDOM; i++)
		sum += alphabet_index(body[i]) * (i + 2);
	return REFERENCE_ALPHABET[sum % REFERENCE_BASE];
}

Str reference_make(IdSource *source, Arena *arena, Str prefix)
{
	assert(prefix.length == 2);
	char body[REFERENCE_RANDOM + 1] = {0};
	(void)pthread_mutex_lock(&source->lock);
	for (int i = 0; i < REFERENCE_RANDOM;) {
		unsigned char byte = 0;
		source_bytes(source, &byte, 1);
		if (byte < 256 / REFERENCE_BASE * REFERENCE_BASE) /* the rest would favour the first characters */
			body[i++] = REFERENCE_ALPHABET[byte % REFERENCE_BASE];
	}
	(void)pthread_mutex_unlock(&source->lock);
	return str_format(arena, "%.2s-%.4s-%.3s%c", prefix.data, body, body + 4, reference_check(body));
}

Status reference_read(Arena *arena, Str typed, Str *out)
{
	char kept[REFERENCE_RANDOM + 4] = {0};
	size_t count = 0;
	for (size_t i = 0; i < typed.length; i++) {
		char character = typed.data[i];
		if (character == ' ' || character == '-')
			continue;
		if (character >= 'a' && character <= 'z')
			character = (char)(character - 'a' + 'A');
		if (count == REFERENCE_RANDOM + 3)
			return STATUS_INVALID;
		kept[count++] = character;
	}
	if (count != REFERENCE_RANDOM + 3 || kept[0] < 'A' || kept[0] > 'Z' || kept[1] < 'A' || kept[1] > 'Z')
		return STATUS_INVALID;
	for (size_t i = 2; i < count; i++)
		if (alphabet_index(kept[i]) < 0)
			return STATUS_INVALID;
	if (reference_check(kept + 2) != kept[count - 1])
		return STATUS_INVALID;
	*out = str_format(arena, "%.2s-%.4s-%.4s", kept, kept + 2, kept + 6);
	return STATUS_OK;
}
