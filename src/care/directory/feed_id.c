#include "care/directory/feed_id.h"

#include <assert.h>

#include "base/hash.h"
#include "base/id.h"

static const char BASE32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const char BASE16[] = "0123456789abcdef";

/* An id's 128 bits. The first six are naught until the year 2109; the other 122 are what a UUID of version 8 has room for. */
typedef struct Bits {
	uint64_t high;
	uint64_t low;
} Bits;

enum { SPARE_SHIFT = 58, VARIANT_BITS = 2 };
#define VERSION_8 ((uint64_t)0x8000)
#define VERSION_MASK ((uint64_t)0xF000)
#define VARIANT ((uint64_t)1 << 63)
#define LOW_MASK (((uint64_t)1 << 62) - 1)

static bool is_hyphen_place(size_t i)
{
	return i == 8 || i == 13 || i == 18 || i == 23;
}

static int hex_value(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
}

bool uuid_is_valid(Str text)
{
	if (text.length != UUID_LENGTH)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (is_hyphen_place(i) ? text.data[i] != '-' : hex_value(text.data[i]) < 0)
			return false;
	return true;
}

static uint64_t base32_value(char character)
{
	uint64_t value = 0;
	while (BASE32[value] != character)
		value++;
	return value;
}

static Bits bits_of_id(Str id)
{
	Bits bits = {0};
	for (size_t i = 0; i < ID_LENGTH; i++) {
		bits.high = bits.high << 5 | bits.low >> 59;
		bits.low = bits.low << 5 | base32_value(id.data[i]);
	}
	return bits;
}

static Str id_of_bits(Arena *arena, Bits bits)
{
	char *text = arena_allocate(arena, ID_LENGTH);
	for (size_t i = ID_LENGTH; i > 0; i--) {
		text[i - 1] = BASE32[bits.low & 31];
		bits.low = bits.low >> 5 | bits.high << 59;
		bits.high >>= 5;
	}
	return (Str){.data = text, .length = ID_LENGTH};
}

Str uuid_of_id(Arena *arena, Str id)
{
	assert(id_is_valid(id));
	Bits bits = bits_of_id(id);
	if (bits.high >> SPARE_SHIFT != 0)
		return uuid_made_from(arena, "id", id);
	Bits uuid = {.high = (bits.high >> 10) << 16 | VERSION_8 | (bits.high & 0x3FF) << VARIANT_BITS | bits.low >> 62,
		.low = VARIANT | (bits.low & LOW_MASK)};
	char *text = arena_allocate(arena, UUID_LENGTH);
	for (size_t i = UUID_LENGTH, digit = 0; i > 0; i--) {
		if (is_hyphen_place(i - 1)) {
			text[i - 1] = '-';
			continue;
		}
		uint64_t half = digit < 16 ? uuid.low : uuid.high;
		text[i - 1] = BASE16[half >> digit % 16 * 4 & 15];
		digit++;
	}
	return (Str){.data = text, .length = UUID_LENGTH};
}

bool uuid_to_id(Arena *arena, Str uuid, Str *id)
{
	Bits bits = {0};
	if (!uuid_is_valid(uuid))
		return false;
	for (size_t i = 0; i < uuid.length; i++) {
		if (is_hyphen_place(i))
			continue;
		bits.high = bits.high << 4 | bits.low >> 60;
		bits.low = bits.low << 4 | (uint64_t)hex_value(uuid.data[i]);
	}
	if ((bits.high & VERSION_MASK) != VERSION_8 || bits.low >> 62 != VARIANT >> 62)
		return false;
	uint64_t middle = bits.high & 0xFFF;
	*id = id_of_bits(arena, (Bits){.high = (bits.high >> 16) << 10 | middle >> VARIANT_BITS,
		.low = middle << 62 | (bits.low & LOW_MASK)});
	return true;
}

Str uuid_made_from(Arena *arena, const char *kind, Str id)
{
	Str parts[] = {S("kith"), str_from_c(kind), id};
	Str hash = hash_parts(arena, parts, 3);
	return str_format(arena, "%.8s-%.4s-8%.3s-8%.3s-%.12s", hash.data, hash.data + 8, hash.data + 12, hash.data + 15,
		hash.data + 18);
}

Str uuid_kept(Arena *arena, Str original_id, Str id)
{
	return uuid_is_valid(original_id) ? original_id : uuid_of_id(arena, id);
}
