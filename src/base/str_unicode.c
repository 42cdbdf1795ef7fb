/* The parts of str.h that need Unicode tables: the one file that includes libunistring. */
#include "base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

bool str_is_utf8(Str text)
{
	if (text.length == 0)
		return true;
	return memchr(text.data, '\0', text.length) == NULL
		&& u8_check((const uint8_t *)text.data, text.length) == NULL;
}

static bool is_plain_ascii(Str text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.data[i] >= 0x80 || (unsigned char)text.data[i] < 0x20 || text.data[i] == 0x7F)
			return false;
	return true;
}

/* Control characters go first: what stood on both sides of one may be composed. */
static Str without_controls(Arena *arena, Str text)
{
	char *data = arena_allocate(arena, text.length + 1);
	size_t kept = 0;
	for (size_t at = 0; at < text.length;) {
		ucs4_t point = 0;
		int width = u8_mbtouc(&point, (const uint8_t *)text.data + at, text.length - at);
		bool control = uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Cc) && point != '\t' && point != '\n';
		if (!control) {
			memcpy(data + kept, text.data + at, (size_t)width);
			kept += (size_t)width;
		}
		at += (size_t)width;
	}
	return (Str){.data = data, .length = kept};
}

Str str_normalise(Arena *arena, Str text)
{
	assert(str_is_utf8(text));
	if (is_plain_ascii(text))
		return str_copy(arena, text);
	Str cleared = without_controls(arena, text);
	size_t length = 0;
	if (str_is_empty(cleared))
		return cleared;
	uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)cleared.data, cleared.length, NULL, &length);
	assert(composed != NULL);
	Str kept = str_copy(arena, (Str){.data = (const char *)composed, .length = length});
	free(composed);
	return kept;
}

/* Letters that no normal form takes apart, with what people type instead of them. */
static const struct { ucs4_t point; const char *plain; } PLAIN_LETTERS[] = {
	{0x0142, "l"}, {0x00F8, "o"}, {0x0111, "d"}, {0x00E6, "ae"}, {0x0153, "oe"}, {0x00DF, "ss"}, {0x0131, "i"},
	{0x00FE, "th"}, {0x00F0, "d"}, {0x0127, "h"},
};

typedef struct Folding {
	char *data;
	size_t length;
	bool space_wanted;
} Folding;

static void folding_add(Folding *folding, const char *bytes, size_t length)
{
	if (folding->space_wanted && folding->length > 0)
		folding->data[folding->length++] = ' ';
	folding->space_wanted = false;
	memcpy(folding->data + folding->length, bytes, length);
	folding->length += length;
}

static void folding_add_point(Folding *folding, ucs4_t point, const uint8_t *bytes, size_t width)
{
	for (size_t i = 0; i < sizeof PLAIN_LETTERS / sizeof PLAIN_LETTERS[0]; i++) {
		if (PLAIN_LETTERS[i].point == point) {
			folding_add(folding, PLAIN_LETTERS[i].plain, strlen(PLAIN_LETTERS[i].plain));
			return;
		}
	}
	if (point == '\'' || point == 0x2019 || uc_is_general_category_withtable(point, UC_CATEGORY_MASK_M))
		return; /* O'Brien is one word; accents go */
	if (uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
		folding_add(folding, (const char *)bytes, width);
	else
		folding->space_wanted = true;
}

static Str fold_ascii(Arena *arena, Str text)
{
	Folding folding = {.data = arena_allocate(arena, text.length * 2 + 1)};
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		if (character >= 'A' && character <= 'Z')
			character = (char)(character - 'A' + 'a');
		if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9'))
			folding_add(&folding, &character, 1);
		else if (character != '\'')
			folding.space_wanted = true;
	}
	return (Str){.data = folding.data, .length = folding.length};
}

Str str_fold(Arena *arena, Str text)
{
	assert(str_is_utf8(text));
	if (is_plain_ascii(text))
		return fold_ascii(arena, text);
	size_t length = 0;
	uint8_t *folded = u8_casefold((const uint8_t *)text.data, text.length, NULL, UNINORM_NFKD, NULL, &length);
	assert(folded != NULL);
	Folding folding = {.data = arena_allocate(arena, length * 3 + 1)};
	for (size_t at = 0; at < length;) {
		ucs4_t point = 0;
		int width = u8_mbtouc(&point, folded + at, length - at);
		folding_add_point(&folding, point, folded + at, (size_t)width);
		at += (size_t)width;
	}
	free(folded);
	return (Str){.data = folding.data, .length = folding.length};
}
