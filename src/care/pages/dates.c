/* Dates as people say them. */
#include "care/pages/pages.h"

Str page_due_words(Arena *arena, Date due, Date today)
{
	if (due == DATE_NONE)
		return S("no date");
	int days = due - today;
	if (days == 0)
		return S("today");
	if (days == 1)
		return S("tomorrow");
	if (days == -1)
		return S("1 day over");
	if (days < 0)
		return str_format(arena, "%d days over", -days);
	if (days <= 14)
		return str_format(arena, "in %d days", days);
	return date_format_short_words(arena, due);
}

void page_due(Html *out, Arena *arena, Date due, Date today)
{
	Str words = page_due_words(arena, due, today);
	PillKind kind = due == DATE_NONE || due - today > 3 ? PILL_PLAIN : due < today ? PILL_OVER : PILL_DUE;
	component_pill(out, &(Pill){.text = words, .kind = kind});
}

static Str clock_time(Arena *arena, Instant at)
{
	int hour = 0;
	int minute = 0;
	instant_london_time(at, &hour, &minute);
	return str_format(arena, "%02d:%02d", hour, minute);
}

Str page_when(Arena *arena, Instant at, Instant now)
{
	Date day = instant_london_date(at);
	int days = instant_london_date(now) - day;
	Str time = clock_time(arena, at);
	if (days == 0)
		return str_format(arena, "Today %.*s", STR_ARG(time));
	if (days == 1)
		return str_format(arena, "Yesterday %.*s", STR_ARG(time));
	if (days > 1 && days < 7)
		return str_format(arena, "%.*s %.*s", STR_ARG(date_weekday_name(date_weekday(day))), STR_ARG(time));
	return date_format_words(arena, day);
}

Str page_ago(Arena *arena, Instant at, Instant now)
{
	Instant passed = now - at;
	if (passed < INSTANT_MINUTE)
		return S("just now");
	if (passed < INSTANT_HOUR) {
		int minutes = (int)(passed / INSTANT_MINUTE);
		return str_format(arena, "%d %s ago", minutes, minutes == 1 ? "minute" : "minutes");
	}
	Str when = page_when(arena, at, now);
	return str_starts_with(when, S("Today")) || str_starts_with(when, S("Yesterday"))
		? str_concat(arena, str_lower_ascii(arena, str_slice(when, 0, 1)), str_slice(when, 1, when.length)) : when;
}

Str page_born(Arena *arena, Str born, Str died_on, Date today)
{
	PartialDate date = {0};
	PartialDate death = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	Date until = today;
	if (partial_date_parse(born, &date) != STATUS_OK)
		return S("not known");
	if (partial_date_parse(died_on, &death) == STATUS_OK)
		partial_date_range(death, &first, &until);
	partial_date_range(date, &first, &last);
	Str words = partial_date_format_words(arena, date);
	int oldest = date_years_between(first, until);
	int youngest = date_years_between(last, until);
	if (!str_is_empty(died_on))
		return str_format(arena, "%.*s, died %.*s", STR_ARG(words), STR_ARG(partial_date_format_words(arena, death)));
	if (oldest == youngest)
		return str_format(arena, "%.*s (%d)", STR_ARG(words), oldest);
	return str_format(arena, "%.*s (%d or %d)", STR_ARG(words), youngest, oldest);
}

static Str part_of(const Request *request, Str name, const char *part)
{
	return str_trim(request_form(request, str_format(request->arena, "%.*s-%s", STR_ARG(name), part)));
}

Date page_day_read(const Request *request, Str name)
{
	int64_t day = 0;
	int64_t month = 0;
	int64_t year = 0;
	Date date = DATE_NONE;
	bool numbers = str_to_integer(part_of(request, name, "day"), &day) == STATUS_OK
		&& str_to_integer(part_of(request, name, "month"), &month) == STATUS_OK
		&& str_to_integer(part_of(request, name, "year"), &year) == STATUS_OK
		&& day > 0 && day < 32 && month > 0 && month < 13 && year > 1999 && year < 2300;
	return numbers && date_make((int)year, (int)month, (int)day, &date) == STATUS_OK ? date : DATE_NONE;
}

void page_day_field(const Request *request, Html *out, const DayField *field)
{
	Arena *arena = request->arena;
	int parts[3] = {0};
	Str words[3] = {{0}, {0}, {0}};
	if (field->typed) {
		words[0] = part_of(request, field->name, "day");
		words[1] = part_of(request, field->name, "month");
		words[2] = part_of(request, field->name, "year");
	} else if (field->day != DATE_NONE) {
		date_split(field->day, &parts[2], &parts[1], &parts[0]);
		for (size_t i = 0; i < 3; i++)
			words[i] = str_format(arena, "%d", parts[i]);
	}
	component_date_input(out, &(DateInput){.id = field->id, .name = field->name, .legend = field->legend, .hint = field->hint,
		.error = field->error, .day = words[0], .month = words[1], .year = words[2]});
}
