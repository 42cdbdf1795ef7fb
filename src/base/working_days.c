/* Working days: Monday to Friday without the bank holidays of a file. */
#include "base/date.h"

#include <assert.h>

static Status add_holiday(BankHolidays *out, Str file, uint32_t line, Str text, Problems *problems)
{
	Date day = DATE_NONE;
	if (date_parse(text, &day) != STATUS_OK)
		return problems_add_format(problems, (Problem){.file = file, .line = line, .field = S("date")},
			"\"%.*s\" is not a date; write it as 2026-12-25", STR_ARG(text));
	if (out->count > 0 && out->days[out->count - 1] >= day)
		return problems_add(problems, (Problem){.file = file, .line = line, .field = S("date"),
			.message = S("the days must be in order, each once")});
	out->days[out->count++] = day;
	return STATUS_OK;
}

static void set_years(BankHolidays *holidays)
{
	int month = 0;
	int day = 0;
	date_split(holidays->days[0], &holidays->first_year, &month, &day);
	date_split(holidays->days[holidays->count - 1], &holidays->last_year, &month, &day);
}

Status bank_holidays_load(BankHolidays *out, Arena *arena, Str file, Str csv, Problems *problems)
{
	size_t lines = 1;
	for (size_t i = 0; i < csv.length; i++)
		lines += csv.data[i] == '\n' ? 1 : 0;
	*out = (BankHolidays){.days = ARENA_ARRAY(arena, Date, lines)};
	Status status = STATUS_OK;
	Str line = {0};
	for (uint32_t number = 1; str_next(&csv, '\n', &line); number++) {
		Str date_text = {0};
		if (number == 1 || str_is_empty(str_trim(line)) || !str_next(&line, ',', &date_text))
			continue;
		if (add_holiday(out, file, number, str_trim(date_text), problems) != STATUS_OK)
			status = STATUS_INVALID;
	}
	if (out->count == 0)
		return problems_add(problems, (Problem){.file = file, .message = S("there is no bank holiday in this file")});
	set_years(out);
	return status;
}

static bool is_holiday(Date date, const BankHolidays *holidays)
{
	size_t low = 0;
	size_t high = holidays->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (holidays->days[middle] < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low < holidays->count && holidays->days[low] == date;
}

Status date_is_working_day(Date date, const BankHolidays *holidays, bool *out)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	if (holidays->count == 0 || year < holidays->first_year || year > holidays->last_year)
		return STATUS_NOT_FOUND;
	Weekday weekday = date_weekday(date);
	*out = weekday != WEEKDAY_SATURDAY && weekday != WEEKDAY_SUNDAY && !is_holiday(date, holidays);
	return STATUS_OK;
}

Status date_add_working_days(Date date, int count, const BankHolidays *holidays, Date *out)
{
	assert(count >= 0);
	while (count > 0) {
		bool working = false;
		date++;
		Status status = date_is_working_day(date, holidays, &working);
		if (status != STATUS_OK)
			return status;
		count -= working ? 1 : 0;
	}
	*out = date;
	return STATUS_OK;
}
