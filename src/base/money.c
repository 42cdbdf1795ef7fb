#include "base/money.h"

#include <assert.h>
#include <string.h>

static const Str POUND = S_INIT("\xC2\xA3");

static Status pounds_parse(Str text, int64_t *out)
{
	int64_t value = 0;
	size_t since_comma = 0;
	bool comma_seen = false;
	if (text.length == 0)
		return STATUS_INVALID;
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		if (character == ',') {
			if (i == 0 || (comma_seen ? since_comma != 3 : since_comma > 3))
				return STATUS_INVALID;
			comma_seen = true;
			since_comma = 0;
			continue;
		}
		if (character < '0' || character > '9' || value > (INT64_MAX / 1000))
			return STATUS_INVALID;
		value = value * 10 + (character - '0');
		since_comma++;
	}
	if (comma_seen && since_comma != 3)
		return STATUS_INVALID;
	*out = value;
	return STATUS_OK;
}

static Status decimals_parse(Str text, int64_t *out)
{
	if (text.length < 1 || text.length > 2)
		return STATUS_INVALID;
	int64_t value = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return STATUS_INVALID;
		value = value * 10 + (text.data[i] - '0');
	}
	*out = text.length == 1 ? value * 10 : value;
	return STATUS_OK;
}

Status money_parse(Str text, Pence *out)
{
	text = str_trim(text);
	bool negative = str_starts_with(text, S("-"));
	if (negative)
		text = str_slice(text, 1, text.length);
	if (str_starts_with(text, POUND))
		text = str_slice(text, POUND.length, text.length);
	size_t point = text.length;
	bool has_point = str_find(text, S("."), &point);
	int64_t pounds = 0;
	int64_t pence = 0;
	if (pounds_parse(str_slice(text, 0, has_point ? point : text.length), &pounds) != STATUS_OK)
		return STATUS_INVALID;
	if (has_point && decimals_parse(str_slice(text, point + 1, text.length), &pence) != STATUS_OK)
		return STATUS_INVALID;
	if (pounds > INT64_MAX / 1000)
		return STATUS_INVALID;
	*out = (pounds * 100 + pence) * (negative ? -1 : 1);
	return STATUS_OK;
}

Str money_format_plain(Arena *arena, Pence pence)
{
	uint64_t size = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
	return str_format(arena, "%s%llu.%02llu", pence < 0 ? "-" : "", (unsigned long long)(size / 100),
		(unsigned long long)(size % 100));
}

Str money_format(Arena *arena, Pence pence)
{
	Str plain = money_format_plain(arena, pence);
	bool negative = pence < 0;
	Str digits = str_slice(plain, negative ? 1 : 0, plain.length);
	size_t whole = digits.length - 3;
	char *out = arena_allocate(arena, digits.length + digits.length / 3 + 4);
	size_t at = 0;
	if (negative)
		out[at++] = '-';
	memcpy(out + at, POUND.data, POUND.length);
	at += POUND.length;
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits.data[i];
	}
	memcpy(out + at, digits.data + whole, 3);
	return (Str){.data = out, .length = at + 3};
}

int64_t divide_half_up(int64_t numerator, int64_t denominator)
{
	assert(denominator > 0);
	int64_t doubled = 2 * numerator + denominator;
	int64_t quotient = doubled / (2 * denominator);
	return doubled % (2 * denominator) < 0 ? quotient - 1 : quotient;
}
