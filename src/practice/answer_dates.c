/* Dates as people type them: a day, a month or a year, in three boxes joined by '-' or in one line. */
#include "practice/answers.h"

enum { DATE_PARTS = 3 };

static bool month_named(Str word, int64_t *out)
{
	if (word.length < 3)
		return false;
	for (int month = 1; month <= 12; month++) {
		Str name = date_month_name(month);
		if (word.length <= name.length && str_equal_ignoring_case(word, str_slice(name, 0, word.length))) {
			*out = month;
			return true;
		}
	}
	return false;
}

static bool is_separator(char character)
{
	return character == '-' || character == '/' || character == '.' || character == ' ';
}

/* Cuts "14-3-1941", "14/3/1941", "14 March 1941", "--1941" into day, month and year. Empty boxes joined by '-' stay. */
static size_t date_cut(Str typed, Str *parts)
{
	size_t count = 0;
	size_t start = 0;
	for (size_t i = 0; i <= typed.length; i++) {
		if (i < typed.length && !is_separator(typed.data[i]))
			continue;
		bool hyphen = i == typed.length || typed.data[i] == '-';
		if (i > start || hyphen) {
			if (count == DATE_PARTS)
				return DATE_PARTS + 1;
			parts[count++] = str_slice(typed, start, i);
		}
		start = i + 1;
	}
	return count;
}

static Status refuse(Str *message, Str words)
{
	*message = words;
	return STATUS_INVALID;
}

static bool part_number(Str part, int64_t *out)
{
	*out = 0;
	if (str_is_empty(part))
		return true;
	return str_to_integer(part, out) == STATUS_OK && *out >= 0;
}

static Status parts_check(const Str *parts, PartialDate *out, Str *message)
{
	int64_t day = 0;
	int64_t month = 0;
	int64_t year = 0;
	if (parts[2].length != 4 || !part_number(parts[2], &year) || year < 1600 || year > 2399)
		return refuse(message, S("Enter the year as four numbers, like 1941"));
	if (!month_named(parts[1], &month) && (!part_number(parts[1], &month) || month > 12 ||
		(month == 0 && !str_is_empty(parts[1]))))
		return refuse(message, S("Enter the month as a number from 1 to 12, or as a word"));
	if (!part_number(parts[0], &day) || day > 31 || (day == 0 && !str_is_empty(parts[0])))
		return refuse(message, S("Enter the day as a number from 1 to 31"));
	if (day > 0 && month == 0)
		return refuse(message, S("Enter the month too, or only the year"));
	Date whole = DATE_NONE;
	if (day > 0 && date_make((int)year, (int)month, (int)day, &whole) != STATUS_OK)
		return refuse(message, S("There is no such day. Look at the day and the month again"));
	*out = (PartialDate){.year = (int)year, .month = (int)month, .day = (int)day};
	return STATUS_OK;
}

Status answer_date_read(Arena *arena, Str typed, Str *out, Str *message)
{
	PartialDate date = {0};
	if (partial_date_parse(typed, &date) == STATUS_OK) { /* 1941-03-14, 1941-03, 1941 */
		*out = partial_date_format(arena, date);
		return STATUS_OK;
	}
	Str cut[DATE_PARTS] = {{0}};
	size_t count = date_cut(typed, cut);
	if (count > DATE_PARTS)
		return refuse(message, S("Enter a day, a month and a year, like 14 3 1941"));
	if (count == DATE_PARTS && str_is_empty(cut[0]) && str_is_empty(cut[1]) && str_is_empty(cut[2])) {
		*out = (Str){0}; /* three empty boxes: not answered */
		return STATUS_OK;
	}
	Str parts[DATE_PARTS] = {{0}};
	for (size_t i = 0; i < count; i++)
		parts[DATE_PARTS - count + i] = cut[i];
	if (parts_check(parts, &date, message) != STATUS_OK)
		return STATUS_INVALID;
	*out = partial_date_format(arena, date);
	return STATUS_OK;
}
