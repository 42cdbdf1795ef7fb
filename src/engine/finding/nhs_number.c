/* The check digit of NHS numbers. */
#include "engine/finding/nhs_number.h"

enum { NHS_DIGITS = 10 };

bool nhs_number_is_valid(Str digits)
{
	if (digits.length != NHS_DIGITS) {
		return false;
	}
	int sum = 0;
	for (int i = 0; i < NHS_DIGITS; i++) {
		char digit = digits.data[i];
		if (digit < '0' || digit > '9') {
			return false;
		}
		if (i < NHS_DIGITS - 1) {
			sum += (digit - '0') * (NHS_DIGITS - i);
		}
	}
	int check = (11 - sum % 11) % 11;
	return check != 10 && check == digits.data[NHS_DIGITS - 1] - '0';
}

Status nhs_number_read(Arena *arena, Str typed, Str *out)
{
	Str digits = str_replace(arena, str_replace(arena, str_trim(typed), S(" "), S("")), S("-"), S(""));
	if (!nhs_number_is_valid(digits)) {
		return STATUS_INVALID;
	}
	*out = digits;
	return STATUS_OK;
}

Str nhs_number_format(Arena *arena, Str digits)
{
	if (digits.length != NHS_DIGITS)
		return digits;
	return str_format(arena, "%.3s %.3s %.4s", digits.data, digits.data + 3, digits.data + 6);
}
