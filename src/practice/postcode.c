#include "practice/postcode.h"

enum { POSTCODE_LENGTH_MAX = 7, INWARD_LENGTH = 3, OUTWARD_LENGTH_MIN = 2, OUTWARD_LENGTH_MAX = 4 };

static bool is_letter(char character)
{
	return character >= 'A' && character <= 'Z';
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* The shapes of outward codes: A9, A99, A9A, AA9, AA99, AA9A (Royal Mail). */
static bool is_outward(const char *code, size_t length)
{
	if (length < OUTWARD_LENGTH_MIN || length > OUTWARD_LENGTH_MAX || !is_letter(code[0]))
		return false;
	size_t digit = is_letter(code[1]) ? 2 : 1;
	if (digit >= length || !is_digit(code[digit]))
		return false;
	size_t left = length - digit - 1;
	return left == 0 || (left == 1 && (is_digit(code[digit + 1]) || is_letter(code[digit + 1])));
}

Status postcode_read(Arena *arena, Str typed, Str *out)
{
	char code[POSTCODE_LENGTH_MAX];
	size_t length = 0;
	for (size_t i = 0; i < typed.length; i++) {
		char character = typed.data[i];
		if (character == ' ')
			continue;
		if (character >= 'a' && character <= 'z')
			character = (char)(character - 'a' + 'A');
		if ((!is_letter(character) && !is_digit(character)) || length == sizeof code)
			return STATUS_INVALID;
		code[length++] = character;
	}
	if (length < OUTWARD_LENGTH_MIN + INWARD_LENGTH)
		return STATUS_INVALID;
	const char *inward = code + length - INWARD_LENGTH;
	if (!is_digit(inward[0]) || !is_letter(inward[1]) || !is_letter(inward[2]) ||
	    !is_outward(code, length - INWARD_LENGTH))
		return STATUS_INVALID;
	*out = str_format(arena, "%.*s %.*s", (int)(length - INWARD_LENGTH), code, INWARD_LENGTH, inward);
	return STATUS_OK;
}
