#include "engine/comparing/dates_alike.h"

#include <string.h>

#include "engine/comparing/edit_distance.h"

enum { PIECES_MAX = 8, YEAR_FIGURES = 4, MONTH_FIGURES = 6, DAY_FIGURES = 8, LAST_TWO_FIGURE_YEAR = 30 };

static bool is_figures(Str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.length == YEAR_FIGURES || text.length == MONTH_FIGURES || text.length == DAY_FIGURES;
}

static Str part(Str figures, size_t from, size_t length)
{
	return str_slice(figures, from, from + length);
}

static int figure(Str figures, size_t place)
{
	return figures.data[place] - '0';
}

static int number(Str figures)
{
	int64_t value = -1;
	return str_to_integer(figures, &value) == STATUS_OK && value >= 0 && value < 100000000 ? (int)value : -1;
}

static int month_count(Str figures)
{
	int year = figure(figures, 0) * 1000 + figure(figures, 1) * 100 + figure(figures, 2) * 10 + figure(figures, 3);
	return year * 12 + figure(figures, 4) * 10 + figure(figures, 5);
}

static DateLikeness compare_days(Str left, Str right)
{
	bool year = memcmp(left.data, right.data, 4) == 0;
	bool month = memcmp(left.data + 4, right.data + 4, 2) == 0;
	bool day = memcmp(left.data + 6, right.data + 6, 2) == 0;
	if (year && memcmp(left.data + 4, right.data + 6, 2) == 0 && memcmp(left.data + 6, right.data + 4, 2) == 0)
		return DATES_SWAPPED;
	if (edit_distance(left, right, 1) == 1)
		return DATES_ONE_SLIP;
	if (year + month + day == 2)
		return DATES_TWO_PARTS;
	if (year)
		return DATES_SAME_YEAR;
	int apart = month_count(left) - month_count(right);
	return apart > -12 && apart < 12 ? DATES_NEAR : DATES_DIFFERENT;
}

DateLikeness dates_compare(Str left, Str right)
{
	if (str_equal(left, right))
		return DATES_SAME;
	if (!is_figures(left) || !is_figures(right))
		return DATES_DIFFERENT;
	if (left.length == DAY_FIGURES && right.length == DAY_FIGURES)
		return compare_days(left, right);
	if (str_starts_with(left, right) || str_starts_with(right, left))
		return DATES_SAME_AS_FAR_AS_KNOWN;
	if (left.length == right.length && edit_distance(left, right, 1) == 1)
		return DATES_ONE_SLIP;
	if (str_equal(part(left, 0, 4), part(right, 0, 4)))
		return DATES_SAME_YEAR;
	int apart = number(part(left, 0, 4)) - number(part(right, 0, 4));
	return apart >= -1 && apart <= 1 ? DATES_NEAR : DATES_DIFFERENT;
}

/* ---- Reading. ---- */

static int month_of_word(Str word)
{
	static const char *const STARTS[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	for (int i = 0; i < 12; i++)
		if (word.length >= 3 && str_starts_with(word, str_from_c(STARTS[i])))
			return i + 1;
	return 0;
}

static int whole_year(Str figures)
{
	int year = number(figures);
	if (figures.length > 2 || year < 0)
		return year;
	return year > LAST_TWO_FIGURE_YEAR ? 1900 + year : 2000 + year;
}

static Str write_day(Arena *arena, int year, int month, int day)
{
	return str_format(arena, "%04d%02d%02d", year, month, day);
}

/* Three pieces: year first, or last; a month may be a word. Empty when they are no date. */
static Str read_three(Arena *arena, const Str *pieces)
{
	bool year_first = pieces[0].length == 4;
	bool american = month_of_word(pieces[0]) > 0;
	int year = whole_year(pieces[year_first ? 0 : 2]);
	Str middle = pieces[american ? 0 : 1];
	int month = month_of_word(middle) > 0 ? month_of_word(middle) : number(middle);
	int day = number(pieces[year_first ? 2 : american ? 1 : 0]);
	if (month > 12 && day >= 1 && day <= 12) {
		int kept = month;
		month = day;
		day = kept;
	}
	bool good = year >= 1000 && year <= 9999 && month >= 0 && month <= 12 && day >= 0 && day <= 31;
	return good ? write_day(arena, year, month, day) : (Str){0};
}

/* "March 1941", "1941 03", "03 1941". */
static Str read_two(Arena *arena, const Str *pieces)
{
	bool year_first = pieces[0].length == 4 && number(pieces[0]) > 0;
	Str other = pieces[year_first ? 1 : 0];
	int year = number(pieces[year_first ? 0 : 1]);
	int month = month_of_word(other) > 0 ? month_of_word(other) : number(other);
	bool good = year >= 1000 && year <= 9999 && month >= 1 && month <= 12;
	return good ? str_format(arena, "%04d%02d", year, month) : (Str){0};
}

Str dates_figures(Arena *arena, Str written)
{
	Str trimmed = str_trim(written);
	if (is_figures(trimmed) && trimmed.length != MONTH_FIGURES)
		return trimmed;
	size_t time = 0;
	if (str_find(trimmed, S("T"), &time) && time >= 8 && time > 0 && trimmed.data[time - 1] <= '9')
		trimmed = str_slice(trimmed, 0, time);
	Str folded = str_fold(arena, trimmed);
	Str rest = folded;
	Str pieces[PIECES_MAX];
	size_t count = 0;
	while (count < PIECES_MAX && str_next(&rest, ' ', &pieces[count]))
		count++;
	Str figures = {0};
	if (count >= 3 && !str_contains(pieces[0], S("t")))
		figures = read_three(arena, pieces);
	else if (count == 2)
		figures = read_two(arena, pieces);
	if (str_is_empty(figures) && count >= 1 && is_figures(pieces[0]) && pieces[0].length == DAY_FIGURES)
		return pieces[0];
	return str_is_empty(figures) ? folded : figures;
}
