#include "web/form_parser.h"

#include "base/buffer.h"

static int hex_digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

Status percent_decode(Arena *arena, Str text, bool plus_is_space, Str *out)
{
	char *data = arena_allocate(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		if (character == '+' && plus_is_space) {
			character = ' ';
		} else if (character == '%') {
			if (text.length - i < 3)
				return STATUS_INVALID;
			int high = hex_digit_value(text.data[i + 1]);
			int low = hex_digit_value(text.data[i + 2]);
			if (high < 0 || low < 0)
				return STATUS_INVALID;
			character = (char)(high * 16 + low);
			i += 2;
		}
		data[length++] = character;
	}
	*out = (Str){.data = data, .length = length};
	return str_is_utf8(*out) ? STATUS_OK : STATUS_INVALID;
}

Str percent_encode(Arena *arena, Str text)
{
	static const char DIGITS[] = "0123456789ABCDEF";
	char *data = arena_allocate(arena, text.length * 3 + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char character = (unsigned char)text.data[i];
		bool plain = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z')
			|| (character >= 'A' && character <= 'Z') || character == '-' || character == '.' || character == '_'
			|| character == '~';
		if (plain) {
			data[length++] = text.data[i];
		} else {
			data[length++] = '%';
			data[length++] = DIGITS[character >> 4U];
			data[length++] = DIGITS[character & 15U];
		}
	}
	return (Str){.data = data, .length = length};
}

static size_t form_count_pieces(Str text)
{
	size_t pieces = 1;
	for (size_t i = 0; i < text.length; i++)
		pieces += text.data[i] == '&' ? 1 : 0;
	return pieces < REQUEST_FIELDS_MAX ? pieces : REQUEST_FIELDS_MAX;
}

static Status form_parse_piece(Arena *arena, Str piece, FormField *out)
{
	size_t equals = 0;
	Str name = piece;
	Str value = {0};
	if (str_find(piece, S("="), &equals)) {
		name = str_slice(piece, 0, equals);
		value = str_slice(piece, equals + 1, piece.length);
	}
	Status status = percent_decode(arena, name, true, &name);
	if (status == STATUS_OK)
		status = percent_decode(arena, value, true, &value);
	if (status == STATUS_OK)
		*out = (FormField){.name = str_normalise(arena, name), .value = str_normalise(arena, value)};
	return status;
}

Status form_parse(Arena *arena, Str text, FormField **out, size_t *count)
{
	*out = ARENA_ARRAY(arena, FormField, form_count_pieces(text));
	*count = 0;
	Str rest = text;
	Str piece = {0};
	while (str_next(&rest, '&', &piece)) {
		if (piece.length == 0)
			continue;
		if (*count == REQUEST_FIELDS_MAX)
			return STATUS_FULL;
		Status status = form_parse_piece(arena, piece, &(*out)[*count]);
		if (status != STATUS_OK)
			return status;
		(*count)++;
	}
	return STATUS_OK;
}
