/* Calendar days, months and years; working days. Days are integers: no time zone, no floating point.
 *
 * Instants (when something happened) are UTC microseconds and live in clock.h.
 */
#ifndef KITH_BASE_DATE_H
#define KITH_BASE_DATE_H

#include "base/problems.h"
#include "base/str.h"

/* Days since 1 January 1970. Covers the years 1600 to 2399. */
typedef int32_t Date;
#define DATE_NONE INT32_MIN

typedef enum DatePrecision { DATE_PRECISION_DAY, DATE_PRECISION_MONTH, DATE_PRECISION_YEAR } DatePrecision;

/* What somebody knows of a date: a day, a month or a year. Written 1941-03-14, 1941-03, 1941. */
typedef struct PartialDate {
	int year;
	int month; /* 0 when only the year is known */
	int day;   /* 0 when the day is not known */
} PartialDate;

typedef enum Weekday { WEEKDAY_MONDAY, WEEKDAY_TUESDAY, WEEKDAY_WEDNESDAY, WEEKDAY_THURSDAY, WEEKDAY_FRIDAY,
	WEEKDAY_SATURDAY, WEEKDAY_SUNDAY } Weekday;

/* The day year-month-day; STATUS_INVALID when there is no such day. */
Status date_make(int year, int month, int day, Date *out) MUST_USE;
void date_split(Date date, int *year, int *month, int *day);
/* "2026-11-22", and nothing else. */
Status date_parse(Str text, Date *out) MUST_USE;
Str date_format(Arena *arena, Date date);            /* "2026-11-22"; empty for DATE_NONE */
Str date_format_words(Arena *arena, Date date);      /* "22 November 2026" */
Str date_format_short_words(Arena *arena, Date date);/* "22 Nov 2026" */
Str date_format_slashes(Arena *arena, Date date);    /* "22/11/2026", as the national returns want it */
Str date_month_name(int month);                      /* 1 gives "January" */
Str date_weekday_name(Weekday weekday);
Weekday date_weekday(Date date);
/* Adds months; a day that does not exist becomes the month's last (31 January and one month is 28 February). */
Date date_add_months(Date date, int months);
/* Whole years from birth to on: the age. Somebody born on 29 February has a birthday on 1 March in other years,
 * as English law counts age (Family Law Reform Act 1969 section 9, from memory). */
int date_years_between(Date birth, Date on);

/* Reads 1941-03-14, 1941-03 or 1941. */
Status partial_date_parse(Str text, PartialDate *out) MUST_USE;
Str partial_date_format(Arena *arena, PartialDate date);
Str partial_date_format_words(Arena *arena, PartialDate date); /* "14 March 1941", "March 1941", "1941" */
Str partial_date_format_typed(Arena *arena, PartialDate date); /* as people write it in one box: "14/3/1941", "3/1941", "1941" */
/* The first and last day that it may be. */
void partial_date_range(PartialDate date, Date *first, Date *last);

/* Bank holidays of England and Wales, read from data/bank-holidays.csv (date,name). */
typedef struct BankHolidays {
	Date *days; /* ascending */
	size_t count;
	int first_year; /* every year between these two is in the file */
	int last_year;
} BankHolidays;

/* Reads the file's text; problems name the line. */
Status bank_holidays_load(BankHolidays *out, Arena *arena, Str file, Str csv, Problems *problems) MUST_USE;
/* STATUS_NOT_FOUND when the year is missing from the file: an unknown year is an error, never a guess. */
Status date_is_working_day(Date date, const BankHolidays *holidays, bool *out) MUST_USE;
/* The day that is count working days after date (count >= 0; 0 gives date itself, even on a Sunday). */
Status date_add_working_days(Date date, int count, const BankHolidays *holidays, Date *out) MUST_USE;

#endif
