#include "web/cookie_parser.h"

static bool cookie_text_is_plain(Str text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char character = (unsigned char)text.data[i];
		if (character <= ' ' || character >= 0x7F || character == '\\' || character == '"')
			return false;
	}
	return true;
}

void cookie_parse(Arena *arena, Str header, FormField **out, size_t *count)
{
	*out = ARENA_ARRAY(arena, FormField, REQUEST_COOKIES_MAX);
	*count = 0;
	Str rest = header;
	Str piece = {0};
	while (*count < REQUEST_COOKIES_MAX && str_next(&rest, ';', &piece)) {
		size_t equals = 0;
		if (!str_find(piece, S("="), &equals))
			continue;
		Str name = str_trim(str_slice(piece, 0, equals));
		Str value = str_trim(str_slice(piece, equals + 1, piece.length));
		if (name.length > 0 && cookie_text_is_plain(name) && cookie_text_is_plain(value))
			(*out)[(*count)++] = (FormField){.name = name, .value = value};
	}
}
