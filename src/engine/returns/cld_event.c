#include "engine/returns/cld_event.h"

#include <string.h>

#include "engine/finding/nhs_number.h"

enum { COUNCIL_BYTES = 8, NHS_DIGITS = 10, COST_DIGITS_MAX = 7, UNITS_DIGITS_MAX = 4 };
#define LOCAL_PERSON ((uint64_t)1 << 63U)

/* Without the spaces around it; the text NULL is how a database writes a blank. */
static Str bare_value(const CldRow *row, CldField field)
{
	Str value = row->values[field];
	if (value.length > 0 && ((unsigned char)value.data[0] <= ' ' || (unsigned char)value.data[value.length - 1] <= ' '
	    || (unsigned char)value.data[0] >= 0x80 || (unsigned char)value.data[value.length - 1] >= 0x80))
		value = str_trim(value);
	return str_equal(value, S("NULL")) ? (Str){0} : value;
}

static uint8_t code_of(const CldLists *lists, bool ignore_case, const CldRow *row, CldField field)
{
	Str value = bare_value(row, field);
	if (value.length == 0)
		return CLD_CODE_BLANK;
	const CldListValue *known = cld_list_find(&lists->of[field], value);
	if (known == NULL && ignore_case)
		known = cld_list_find_loosely(&lists->of[field], value);
	return known == NULL ? CLD_CODE_UNKNOWN : known->code;
}

static Date date_of(const CldRow *row, CldField field)
{
	Str value = bare_value(row, field);
	Date date = DATE_NONE;
	if (value.length == 0)
		return DATE_NONE;
	return cld_date_parse(value, &date) == STATUS_OK || date_parse(value, &date) == STATUS_OK ? date : DATE_NONE;
}

static Date month_start(Date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	if (date == DATE_NONE)
		return DATE_NONE;
	date_split(date, &year, &month, &day);
	return date - (day - 1);
}

static uint64_t digest(uint64_t sum, Str text)
{
	for (size_t i = 0; i < text.length; i++)
		sum = (sum ^ (unsigned char)text.data[i]) * 1099511628211ULL;
	return (sum ^ 0xFFU) * 1099511628211ULL;
}

/* False without NHS number and local identifier. */
static bool read_person(const CldRow *row, Str council, uint64_t *out)
{
	Str number = bare_value(row, CLD_NHS_NUMBER);
	Str local = bare_value(row, CLD_LA_PERSON_UNIQUE_IDENTIFIER);
	if (number.data != NULL && nhs_number_is_valid(number)) {
		*out = 0;
		for (size_t i = 0; i < NHS_DIGITS; i++)
			*out = *out * 10 + (uint64_t)(number.data[i] - '0');
		return true;
	}
	*out = digest(digest(14695981039346656037ULL, council), local) | LOCAL_PERSON;
	return local.length > 0;
}

/* "24.10", "24.1", "24", "-24.10" as hundredths; anything else, or more digits before the point, is no amount. */
static int32_t amount_of(Str text, size_t digits_most)
{
	bool negative = text.length > 0 && text.data[0] == '-';
	int32_t hundredths = 0;
	size_t whole = 0;
	size_t decimals = 0;
	bool after_point = false;
	for (size_t i = negative ? 1 : 0; i < text.length; i++) {
		char letter = text.data[i];
		bool point = letter == '.' && !after_point;
		if (!point && (letter < '0' || letter > '9'))
			return CLD_AMOUNT_NONE;
		after_point = after_point || point;
		if (point)
			continue;
		if (after_point ? ++decimals > 2 : ++whole > digits_most)
			return CLD_AMOUNT_NONE;
		hundredths = hundredths * 10 + (letter - '0');
	}
	if (whole == 0 || (after_point && decimals == 0))
		return CLD_AMOUNT_NONE;
	for (; decimals < 2; decimals++)
		hundredths *= 10;
	return negative ? -hundredths : hundredths;
}

static CldReviewKind review_kind(Str reason, bool ignore_case)
{
	static const struct { Str begin; CldReviewKind kind; } KINDS[] = {{S_INIT("Planned"), CLD_REVIEW_PLANNED},
		{S_INIT("Unplanned"), CLD_REVIEW_UNPLANNED}, {S_INIT("Review of short term support"), CLD_REVIEW_SHORT_TERM}};
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
		Str begin = KINDS[i].begin;
		bool whole = KINDS[i].kind == CLD_REVIEW_SHORT_TERM;
		if (reason.length < begin.length || (whole && reason.length > begin.length))
			continue;
		Str same = str_slice(reason, 0, begin.length);
		if (str_equal(same, begin) || (ignore_case && str_equal_ignoring_case(same, begin)))
			return KINDS[i].kind;
	}
	return CLD_REVIEW_UNKNOWN;
}

static void read_kind(const CldLists *lists, bool ignore_case, const CldRow *row, CldEventRow *out)
{
	out->service = out->component = out->mechanism = out->frequency = CLD_CODE_BLANK;
	out->unit_pence = out->units = CLD_AMOUNT_NONE;
	if (out->event == CLD_EVENT_REQUEST) {
		out->kind = code_of(lists, ignore_case, row, CLD_ROUTE_OF_ACCESS);
	} else if (out->event == CLD_EVENT_ASSESSMENT) {
		out->kind = code_of(lists, ignore_case, row, CLD_ASSESSMENT_TYPE);
	} else if (out->event == CLD_EVENT_REVIEW) {
		out->kind = (uint8_t)review_kind(bare_value(row, CLD_REVIEW_REASON), ignore_case);
	} else {
		out->service = code_of(lists, ignore_case, row, CLD_SERVICE_TYPE);
		out->component = code_of(lists, ignore_case, row, CLD_SERVICE_COMPONENT);
		out->mechanism = code_of(lists, ignore_case, row, CLD_DELIVERY_MECHANISM);
		out->frequency = code_of(lists, ignore_case, row, CLD_COST_FREQUENCY);
		out->cost_digest = digest(digest(14695981039346656037ULL, bare_value(row, CLD_UNIT_COST)),
			bare_value(row, CLD_PLANNED_UNITS_PER_WEEK));
		out->unit_pence = amount_of(bare_value(row, CLD_UNIT_COST), COST_DIGITS_MAX);
		out->units = amount_of(bare_value(row, CLD_PLANNED_UNITS_PER_WEEK), UNITS_DIGITS_MAX);
	}
}

bool cld_event_is_traced(const CldEventRow *row)
{
	return (row->person & LOCAL_PERSON) == 0;
}

bool cld_event_read(const CldLists *lists, bool ignore_case, const CldRow *row, CldEventRow *out, CldSubmitted *submitted)
{
	Str council = bare_value(row, CLD_LA_CODE);
	uint8_t event = code_of(lists, ignore_case, row, CLD_EVENT_TYPE);
	*out = (CldEventRow){0};
	*submitted = (CldSubmitted){0};
	if (council.length == 0 || event >= CLD_EVENT_REVIEW || !read_person(row, council, &out->person))
		return false;
	memcpy(&submitted->council_code, council.data, council.length < COUNCIL_BYTES ? council.length : COUNCIL_BYTES);
	out->event = event + 1;
	out->client = code_of(lists, ignore_case, row, CLD_CLIENT_TYPE);
	out->reason = code_of(lists, ignore_case, row, CLD_PRIMARY_SUPPORT_REASON);
	out->home = code_of(lists, ignore_case, row, CLD_ACCOMMODATION_STATUS);
	out->work = code_of(lists, ignore_case, row, CLD_EMPLOYMENT_STATUS);
	out->outcome = code_of(lists, ignore_case, row, CLD_EVENT_OUTCOME);
	out->start = date_of(row, CLD_EVENT_START_DATE);
	out->end = date_of(row, CLD_EVENT_END_DATE);
	out->birth = month_start(date_of(row, CLD_DATE_OF_BIRTH));
	out->death = date_of(row, CLD_DATE_OF_DEATH);
	submitted->period_start = date_of(row, CLD_REPORTING_PERIOD_START_DATE);
	submitted->period_end = date_of(row, CLD_REPORTING_PERIOD_END_DATE);
	read_kind(lists, ignore_case, row, out);
	return true;
}
