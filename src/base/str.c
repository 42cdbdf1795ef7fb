#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

Str str_from_c(const char *text)
{
	return text == NULL ? (Str){0} : (Str){.data = text, .length = strlen(text)};
}

const char *str_c(Arena *arena, Str text)
{
	char *copy = arena_allocate(arena, text.length + 1);
	if (text.length > 0)
		memcpy(copy, text.data, text.length);
	return copy;
}

Str str_copy(Arena *arena, Str text)
{
	return (Str){.data = str_c(arena, text), .length = text.length};
}

Str str_concat(Arena *arena, Str first, Str second)
{
	return str_join(arena, (const Str[]){first, second}, 2, (Str){0});
}

Str str_join(Arena *arena, const Str *parts, size_t count, Str separator)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += parts[i].length + (i > 0 ? separator.length : 0);
	char *data = arena_allocate(arena, length + 1);
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && separator.length > 0) {
			memcpy(data + at, separator.data, separator.length);
			at += separator.length;
		}
		if (parts[i].length > 0)
			memcpy(data + at, parts[i].data, parts[i].length);
		at += parts[i].length;
	}
	return (Str){.data = data, .length = length};
}

Str str_format_list(Arena *arena, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	assert(length >= 0);
	char *data = arena_allocate(arena, (size_t)length + 1);
	(void)vsnprintf(data, (size_t)length + 1, format, again);
	va_end(again);
	return (Str){.data = data, .length = (size_t)length};
}

Str str_format(Arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	Str text = str_format_list(arena, format, arguments);
	va_end(arguments);
	return text;
}

bool str_equal(Str left, Str right)
{
	return left.length == right.length && (left.length == 0 || memcmp(left.data, right.data, left.length) == 0);
}

static char ascii_lower(char character)
{
	return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

bool str_equal_ignoring_case(Str left, Str right)
{
	if (left.length != right.length)
		return false;
	for (size_t i = 0; i < left.length; i++)
		if (ascii_lower(left.data[i]) != ascii_lower(right.data[i]))
			return false;
	return true;
}

int str_compare(Str left, Str right)
{
	size_t shorter = left.length < right.length ? left.length : right.length;
	int order = shorter == 0 ? 0 : memcmp(left.data, right.data, shorter);
	if (order != 0)
		return order;
	return (left.length > right.length) - (left.length < right.length);
}

bool str_is_empty(Str text)
{
	return text.length == 0;
}

bool str_starts_with(Str text, Str prefix)
{
	return text.length >= prefix.length && str_equal(str_slice(text, 0, prefix.length), prefix);
}

bool str_ends_with(Str text, Str suffix)
{
	return text.length >= suffix.length && str_equal(str_slice(text, text.length - suffix.length, text.length), suffix);
}

bool str_find(Str text, Str part, size_t *at)
{
	size_t i = 0;
	if (part.length > text.length)
		return false;
	while (part.length > 0) { /* to the next place that begins like the part */
		const char *first = memchr(text.data + i, part.data[0], text.length - part.length - i + 1);
		if (first == NULL)
			return false;
		i = (size_t)(first - text.data);
		if (memcmp(first, part.data, part.length) == 0)
			break;
		if (++i + part.length > text.length)
			return false;
	}
	if (at != NULL)
		*at = i;
	return true;
}

bool str_contains(Str text, Str part)
{
	return str_find(text, part, NULL);
}

Str str_slice(Str text, size_t from, size_t to)
{
	assert(from <= to && to <= text.length);
	return (Str){.data = text.data == NULL ? NULL : text.data + from, .length = to - from};
}

static size_t space_length_at_start(Str text)
{
	if (text.length == 0)
		return 0;
	if (text.length >= 2 && (unsigned char)text.data[0] == 0xC2 && (unsigned char)text.data[1] == 0xA0)
		return 2;
	return strchr(" \t\r\n\f\v", text.data[0]) != NULL && text.data[0] != '\0' ? 1 : 0;
}

static size_t space_length_at_end(Str text)
{
	if (text.length >= 2 && (unsigned char)text.data[text.length - 2] == 0xC2
	    && (unsigned char)text.data[text.length - 1] == 0xA0)
		return 2;
	if (text.length == 0)
		return 0;
	char last = text.data[text.length - 1];
	return last != '\0' && strchr(" \t\r\n\f\v", last) != NULL ? 1 : 0;
}

Str str_trim(Str text)
{
	for (size_t cut = space_length_at_start(text); cut > 0; cut = space_length_at_start(text))
		text = str_slice(text, cut, text.length);
	for (size_t cut = space_length_at_end(text); cut > 0; cut = space_length_at_end(text))
		text = str_slice(text, 0, text.length - cut);
	return text;
}

Str str_lower_ascii(Arena *arena, Str text)
{
	char *data = arena_allocate(arena, text.length + 1);
	for (size_t i = 0; i < text.length; i++)
		data[i] = ascii_lower(text.data[i]);
	return (Str){.data = data, .length = text.length};
}

Str str_replace(Arena *arena, Str text, Str from, Str to)
{
	assert(from.length > 0);
	size_t count = 0;
	Str rest = text;
	size_t at = 0;
	while (str_find(rest, from, &at)) {
		count++;
		rest = str_slice(rest, at + from.length, rest.length);
	}
	char *data = arena_allocate(arena, text.length + count * to.length + 1);
	size_t length = 0;
	rest = text;
	while (str_find(rest, from, &at)) {
		memcpy(data + length, rest.data, at);
		length += at;
		if (to.length > 0)
			memcpy(data + length, to.data, to.length);
		length += to.length;
		rest = str_slice(rest, at + from.length, rest.length);
	}
	if (rest.length > 0)
		memcpy(data + length, rest.data, rest.length);
	return (Str){.data = data, .length = length + rest.length};
}

bool str_next(Str *rest, char separator, Str *piece)
{
	if (rest->data == NULL || rest->length == 0)
		return false;
	const char *found = memchr(rest->data, separator, rest->length);
	size_t length = found == NULL ? rest->length : (size_t)(found - rest->data);
	*piece = str_slice(*rest, 0, length);
	*rest = found == NULL ? (Str){0} : str_slice(*rest, length + 1, rest->length);
	return true;
}

Status str_to_integer(Str text, int64_t *out)
{
	bool negative = text.length > 0 && text.data[0] == '-';
	size_t start = text.length > 0 && (text.data[0] == '-' || text.data[0] == '+') ? 1 : 0;
	if (text.length == start)
		return STATUS_INVALID;
	int64_t value = 0;
	for (size_t i = start; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return STATUS_INVALID;
		int64_t digit = text.data[i] - '0';
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, digit, &value))
			return STATUS_INVALID;
	}
	/* Counted downwards, for the lowest number has no positive twin. */
	if (!negative && value == INT64_MIN)
		return STATUS_INVALID;
	*out = negative ? value : -value;
	return STATUS_OK;
}
