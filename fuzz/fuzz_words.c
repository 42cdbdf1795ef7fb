/* Any bytes as one value that people type: the first byte chooses what it is read as. What was read is written, and read
 * again as the same. */
#include <assert.h>

#include "base/clock.h"
#include "base/duration.h"
#include "base/id.h"
#include "base/money.h"
#include "engine/charging/rates.h"
#include "engine/finding/nhs_number.h"
#include "engine/returns/cld_row.h"
#include "fuzz/fuzz_target.h"
#include "practice/postcode.h"

static void read_date(Arena *arena, Str text)
{
	Date date = DATE_NONE;
	if (date_parse(text, &date) == STATUS_OK)
		assert(str_equal(date_format(arena, date), text));
	if (cld_date_parse(text, &date) == STATUS_OK)
		assert(str_equal(date_format_slashes(arena, date), text));
}

static void read_partial_date(Arena *arena, Str text)
{
	PartialDate partial = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	if (partial_date_parse(text, &partial) != STATUS_OK)
		return;
	assert(str_equal(partial_date_format(arena, partial), text));
	partial_date_range(partial, &first, &last);
	assert(first <= last && (partial.day == 0 || first == last));
	assert(!str_is_empty(partial_date_format_words(arena, partial)));
}

static void read_instant(Arena *arena, Str text)
{
	Instant instant = INSTANT_NONE;
	Instant again = INSTANT_NONE;
	int hour = -1;
	int minute = -1;
	if (instant_parse(text, &instant) != STATUS_OK)
		return;
	assert(instant_parse(instant_format(arena, instant), &again) == STATUS_OK && again == instant);
	instant_london_time(instant, &hour, &minute);
	assert(hour >= 0 && hour < 24 && minute >= 0 && minute < 60);
}

static void read_duration(Arena *arena, Str text)
{
	Duration duration = {0};
	Duration again = {0};
	Date added = DATE_NONE;
	if (duration_parse(text, &duration) != STATUS_OK)
		return;
	assert(duration.count >= 0 && duration.count <= DURATION_COUNT_MAX && duration_is_given(duration));
	assert(duration_parse(duration_format(arena, duration), &again) == STATUS_OK);
	assert(again.count == duration.count && again.unit == duration.unit);
	if (duration.unit != DURATION_WORKING_DAYS && duration_add(0, duration, NULL, &added) == STATUS_OK)
		assert(added >= 0);
}

static void read_money(Arena *arena, Str text)
{
	Pence pence = 0;
	Pence again = 0;
	if (money_parse(text, &pence) != STATUS_OK)
		return;
	assert(money_parse(money_format(arena, pence), &again) == STATUS_OK && again == pence);
	assert(money_parse(money_format_plain(arena, pence), &again) == STATUS_OK && again == pence);
}

static void read_integer(Arena *arena, Str text)
{
	int64_t number = 0;
	int64_t again = 0;
	if (str_to_integer(text, &number) == STATUS_OK)
		assert(str_to_integer(str_format(arena, "%lld", (long long)number), &again) == STATUS_OK && again == number);
}

static void read_postcode(Arena *arena, Str text)
{
	Str postcode = {0};
	Str again = {0};
	if (postcode_read(arena, text, &postcode) != STATUS_OK)
		return;
	assert(postcode.length >= 6 && postcode.length <= 8);
	assert(postcode_read(arena, postcode, &again) == STATUS_OK && str_equal(again, postcode));
}

static void read_nhs_number(Arena *arena, Str text)
{
	Str number = {0};
	Str again = {0};
	if (nhs_number_read(arena, text, &number) != STATUS_OK)
		return;
	assert(nhs_number_is_valid(number));
	assert(nhs_number_read(arena, nhs_number_format(arena, number), &again) == STATUS_OK && str_equal(again, number));
}

static void read_reference(Arena *arena, Str text)
{
	Str reference = {0};
	Str again = {0};
	assert(!id_is_valid(text) || text.length == ID_LENGTH);
	if (reference_read(arena, text, &reference) != STATUS_OK)
		return;
	assert(reference.length == REFERENCE_LENGTH);
	assert(reference_read(arena, reference, &again) == STATUS_OK && str_equal(again, reference));
}

static void read_years(Arena *arena, Str text)
{
	ChargeYears years = {0};
	(void)arena;
	if (charge_years_parse(text, &years) == STATUS_OK)
		assert(years.first <= years.last && years.first >= CHARGE_YEAR_FIRST && years.last <= CHARGE_YEAR_LAST);
}

/* Text from people is kept in normal form C, and folded for finding. */
static void read_text(Arena *arena, Str text)
{
	if (!str_is_utf8(text))
		return;
	Str kept = str_normalise(arena, text);
	assert(str_is_utf8(kept) && str_equal(str_normalise(arena, kept), kept));
	Str folded = str_fold(arena, kept);
	assert(str_is_utf8(folded) && str_equal(str_trim(folded), folded));
}

static const struct { char name; void (*read)(Arena *arena, Str text); } WORDS[] = {
	{'d', read_date}, {'p', read_partial_date}, {'i', read_instant}, {'l', read_duration}, {'m', read_money},
	{'n', read_integer}, {'c', read_postcode}, {'h', read_nhs_number}, {'r', read_reference}, {'y', read_years}, {'t', read_text},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	if (size == 0)
		return 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (WORDS[i].name == (char)data[0])
			WORDS[i].read(&arena, (Str){.data = (const char *)data + 1, .length = size - 1});
	arena_clear(&arena);
	return 0;
}
