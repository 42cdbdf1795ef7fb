#include "base/date.h"

#include <assert.h>

enum { YEAR_FIRST = 1600, YEAR_LAST = 2399 };

static const Str MONTH_NAMES[] = {
	S_INIT("January"), S_INIT("February"), S_INIT("March"), S_INIT("April"), S_INIT("May"), S_INIT("June"),
	S_INIT("July"), S_INIT("August"), S_INIT("September"), S_INIT("October"), S_INIT("November"), S_INIT("December"),
};

static const Str WEEKDAY_NAMES[] = {
	S_INIT("Monday"), S_INIT("Tuesday"), S_INIT("Wednesday"), S_INIT("Thursday"), S_INIT("Friday"),
	S_INIT("Saturday"), S_INIT("Sunday"),
};

static bool year_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && year_is_leap(year) ? 29 : DAYS[month - 1];
}

/* Counting from 1 March makes the leap day the last of its year, so that months have a plain rule. */
static Date days_from_civil(int year, int month, int day)
{
	int march_year = month <= 2 ? year - 1 : year;
	int march_month = month <= 2 ? month + 9 : month - 3;
	int day_of_year = (153 * march_month + 2) / 5 + day - 1;
	return march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + day_of_year - 719468;
}

Status date_make(int year, int month, int day, Date *out)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return STATUS_INVALID;
	*out = days_from_civil(year, month, day);
	return STATUS_OK;
}

void date_split(Date date, int *year, int *month, int *day)
{
	assert(date != DATE_NONE);
	int shifted = date + 719468;
	int era = shifted / 146097;
	int day_of_era = shifted - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;
	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

static bool digits_at(Str text, size_t from, size_t count, int *out)
{
	int value = 0;
	if (from + count > text.length)
		return false;
	for (size_t i = from; i < from + count; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		value = value * 10 + (text.data[i] - '0');
	}
	*out = value;
	return true;
}

Status date_parse(Str text, Date *out)
{
	int year = 0;
	int month = 0;
	int day = 0;
	if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-' || !digits_at(text, 0, 4, &year)
	    || !digits_at(text, 5, 2, &month) || !digits_at(text, 8, 2, &day))
		return STATUS_INVALID;
	return date_make(year, month, day, out);
}

Str date_format(Arena *arena, Date date)
{
	if (date == DATE_NONE)
		return (Str){0};
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return str_format(arena, "%04d-%02d-%02d", year, month, day);
}

Str date_format_words(Arena *arena, Date date)
{
	if (date == DATE_NONE)
		return (Str){0};
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return str_format(arena, "%d %.*s %d", day, STR_ARG(MONTH_NAMES[month - 1]), year);
}

Str date_format_short_words(Arena *arena, Date date)
{
	if (date == DATE_NONE)
		return (Str){0};
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return str_format(arena, "%d %.3s %d", day, MONTH_NAMES[month - 1].data, year);
}

Str date_format_slashes(Arena *arena, Date date)
{
	if (date == DATE_NONE)
		return (Str){0};
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return str_format(arena, "%02d/%02d/%04d", day, month, year);
}

Str date_month_name(int month)
{
	assert(month >= 1 && month <= 12);
	return MONTH_NAMES[month - 1];
}

Str date_weekday_name(Weekday weekday)
{
	return WEEKDAY_NAMES[weekday];
}

Weekday date_weekday(Date date)
{
	assert(date != DATE_NONE);
	/* 1 January 1970 was a Thursday. */
	return (Weekday)(((date % 7) + 7 + WEEKDAY_THURSDAY) % 7);
}

Date date_add_months(Date date, int months)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	int month_index = year * 12 + month - 1 + months;
	year = month_index / 12;
	month = month_index % 12 + 1;
	int last = month_days(year, month);
	return days_from_civil(year, month, day < last ? day : last);
}

int date_years_between(Date birth, Date on)
{
	int birth_year = 0;
	int birth_month = 0;
	int birth_day = 0;
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(birth, &birth_year, &birth_month, &birth_day);
	date_split(on, &year, &month, &day);
	bool had_birthday = month > birth_month || (month == birth_month && day >= birth_day);
	return year - birth_year - (had_birthday ? 0 : 1);
}

Status partial_date_parse(Str text, PartialDate *out)
{
	int year = 0;
	int month = 0;
	Date date = DATE_NONE;
	if (text.length == 10 && date_parse(text, &date) == STATUS_OK) {
		date_split(date, &out->year, &out->month, &out->day);
		return STATUS_OK;
	}
	if (!digits_at(text, 0, 4, &year) || year < YEAR_FIRST || year > YEAR_LAST)
		return STATUS_INVALID;
	if (text.length == 4) {
		*out = (PartialDate){.year = year};
		return STATUS_OK;
	}
	if (text.length != 7 || text.data[4] != '-' || !digits_at(text, 5, 2, &month) || month < 1 || month > 12)
		return STATUS_INVALID;
	*out = (PartialDate){.year = year, .month = month};
	return STATUS_OK;
}

Str partial_date_format(Arena *arena, PartialDate date)
{
	if (date.month == 0)
		return str_format(arena, "%04d", date.year);
	if (date.day == 0)
		return str_format(arena, "%04d-%02d", date.year, date.month);
	return str_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

Str partial_date_format_words(Arena *arena, PartialDate date)
{
	if (date.month == 0)
		return str_format(arena, "%d", date.year);
	Str month = MONTH_NAMES[date.month - 1];
	if (date.day == 0)
		return str_format(arena, "%.*s %d", STR_ARG(month), date.year);
	return str_format(arena, "%d %.*s %d", date.day, STR_ARG(month), date.year);
}

Str partial_date_format_typed(Arena *arena, PartialDate date)
{
	if (date.month == 0)
		return str_format(arena, "%d", date.year);
	if (date.day == 0)
		return str_format(arena, "%d/%d", date.month, date.year);
	return str_format(arena, "%d/%d/%d", date.day, date.month, date.year);
}

void partial_date_range(PartialDate date, Date *first, Date *last)
{
	int first_month = date.month == 0 ? 1 : date.month;
	int last_month = date.month == 0 ? 12 : date.month;
	*first = days_from_civil(date.year, first_month, date.day == 0 ? 1 : date.day);
	*last = days_from_civil(date.year, last_month, date.day == 0 ? month_days(date.year, last_month) : date.day);
}
