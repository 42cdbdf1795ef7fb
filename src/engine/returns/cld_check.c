/* What a row of Client Level Data must hold to: formats, lists, and what belongs to which event. */
#include "engine/finding/nhs_number.h"
#include "engine/returns/cld_row.h"

typedef struct Place {
	const CldCheck *check;
	const CldRow *row;
	uint32_t line;
	Problems *problems;
} Place;

static void add_fault(const Place *place, CldField field, Str message)
{
	Status reported = problems_add(place->problems, (Problem){.file = place->check->file, .line = place->line,
		.column = (uint32_t)field + 1, .field = cld_field_rule(field)->name, .message = message});
	(void)reported; /* always STATUS_INVALID: the caller counts the list */
}

static bool is_blank(const CldRow *row, CldField field)
{
	return str_is_empty(row->values[field]);
}

static bool is_event(const CldRow *row, const char *event)
{
	return str_equal(row->values[CLD_EVENT_TYPE], str_from_c(event));
}

static bool digits_only(Str text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9') {
			return false;
		}
	}
	return text.length > 0;
}

/* Up to sixteen digits before the point and exactly two after it, as numeric(18,2) written 0.00. */
static bool is_decimal(Str text)
{
	size_t point = 0;
	return str_find(text, S("."), &point) && point <= 16 && digits_only(str_slice(text, 0, point)) &&
		text.length == point + 3 && digits_only(str_slice(text, point + 1, text.length));
}

static void check_value(const Place *place, CldCheck *check, CldField field)
{
	const CldFieldRule *rule = cld_field_rule(field);
	Str value = place->row->values[field];
	Date date = DATE_NONE;
	switch (rule->kind) {
	case CLD_KIND_TEXT:
		break;
	case CLD_KIND_DATE:
		if (cld_date_parse(value, &date) != STATUS_OK) {
			add_fault(place, field, S("Write the date as dd/mm/yyyy, such as 22/11/2026, without a time."));
		}
		break;
	case CLD_KIND_LIST: {
		CldJudgement judgement = str_is_empty(rule->list) ? CLD_NOT_JUDGED
			: cld_code_judge(check->codes, rule->list, value, check->release);
		check->not_judged += judgement == CLD_NOT_JUDGED;
		if (judgement == CLD_WRONG) {
			add_fault(place, field, str_format(place->problems->arena, "%.*s is not in the list %.*s of release %.*s.",
				STR_ARG(value), STR_ARG(rule->list), STR_ARG(check->release)));
		}
		break;
	}
	case CLD_KIND_INTEGER:
		if (!digits_only(value)) {
			add_fault(place, field, S("Write a whole number."));
		}
		break;
	case CLD_KIND_DECIMAL:
		if (!is_decimal(value)) {
			add_fault(place, field, S("Write a number with two figures after the point, such as 24.10."));
		}
		break;
	case CLD_KIND_NHS_NUMBER:
		if (!nhs_number_is_valid(value)) {
			add_fault(place, field, S("This is not an NHS number: ten digits, the last one a check digit."));
		}
		break;
	case CLD_KIND_LA_CODE:
		if (value.length != 3 || !digits_only(value)) {
			add_fault(place, field, S("Write the three-figure code of the council."));
		}
		break;
	}
}

static CldEvent event_of(const CldRow *row)
{
	return is_event(row, "Request") ? CLD_EVENT_REQUEST : is_event(row, "Assessment") ? CLD_EVENT_ASSESSMENT
		: is_event(row, "Service") ? CLD_EVENT_SERVICE : is_event(row, "Review") ? CLD_EVENT_REVIEW : CLD_EVENT_ANY;
}

static void require(const Place *place, CldField field, const char *why)
{
	if (is_blank(place->row, field)) {
		add_fault(place, field, str_format(place->problems->arena, "This must not be blank: %s.", why));
	}
}

static void check_needed(const Place *place)
{
	static const CldField always[] = {CLD_LA_CODE, CLD_REPORTING_PERIOD_START_DATE, CLD_REPORTING_PERIOD_END_DATE,
		CLD_LA_PERSON_UNIQUE_IDENTIFIER, CLD_CLIENT_TYPE, CLD_EVENT_TYPE, CLD_EVENT_REFERENCE, CLD_EVENT_START_DATE};
	const CldRow *row = place->row;
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
		require(place, always[i], "every row has it");
	}
	CldEvent event = event_of(row);
	bool financial = str_equal_ignoring_case(row->values[CLD_ASSESSMENT_TYPE], S("financial assessment"));
	if (event != CLD_EVENT_SERVICE && event != CLD_EVENT_ANY) {
		require(place, CLD_EVENT_END_DATE, "only finished requests, assessments and reviews are sent");
	}
	bool open_service = event == CLD_EVENT_SERVICE && is_blank(row, CLD_EVENT_END_DATE);
	if (event != CLD_EVENT_ANY && !financial && !open_service) {
		require(place, CLD_EVENT_OUTCOME, "every finished event but a financial assessment has an outcome");
	}
	if (event == CLD_EVENT_REQUEST) {
		require(place, CLD_ROUTE_OF_ACCESS, "every request has a route");
	} else if (event == CLD_EVENT_ASSESSMENT) {
		require(place, CLD_ASSESSMENT_TYPE, "every assessment has a type");
	} else if (event == CLD_EVENT_SERVICE) {
		require(place, CLD_SERVICE_TYPE, "every service has a type");
		require(place, CLD_SERVICE_COMPONENT, "every service has a component");
	} else if (event == CLD_EVENT_REVIEW) {
		require(place, CLD_REVIEW_REASON, "every review has a reason");
		require(place, CLD_METHOD_OF_REVIEW, "every review has a method");
		if (str_starts_with(row->values[CLD_REVIEW_REASON], S("Planned"))) {
			require(place, CLD_REVIEW_OUTCOMES_ACHIEVED, "a planned review says what was achieved");
		}
	}
}

/* Both dates readable and the second before the first? Faults of form are reported elsewhere. */
static void check_order(const Place *place, CldField first, CldField second, Str message)
{
	Date from = DATE_NONE;
	Date to = DATE_NONE;
	if (cld_date_parse(place->row->values[first], &from) == STATUS_OK &&
	    cld_date_parse(place->row->values[second], &to) == STATUS_OK && to < from) {
		add_fault(place, second, message);
	}
}

Status cld_row_check(CldCheck *check, const CldRow *row, uint32_t line, Problems *problems)
{
	size_t before = problems->total;
	Place place = {.check = check, .row = row, .line = line, .problems = problems};
	CldEvent event = event_of(row);
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		CldField field = (CldField)i;
		CldEvent belongs = cld_field_rule(field)->event;
		if (is_blank(row, field)) {
			continue;
		}
		check_value(&place, check, field);
		if (belongs != CLD_EVENT_ANY && event != CLD_EVENT_ANY && belongs != event) {
			add_fault(&place, field, S("This column belongs to another kind of event: leave it blank here."));
		}
	}
	check_needed(&place);
	check_order(&place, CLD_REPORTING_PERIOD_START_DATE, CLD_REPORTING_PERIOD_END_DATE,
		S("The period ends before it starts."));
	check_order(&place, CLD_EVENT_START_DATE, CLD_EVENT_END_DATE, S("The event ends before it starts."));
	check_order(&place, CLD_DATE_OF_BIRTH, CLD_DATE_OF_DEATH, S("The death is before the birth."));
	check_order(&place, CLD_DATE_OF_BIRTH, CLD_EVENT_START_DATE, S("The event starts before the birth."));
	check_order(&place, CLD_EVENT_START_DATE, CLD_REPORTING_PERIOD_END_DATE,
		S("The event starts after the period of the return."));
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}

Status cld_header_check(const Str *fields, size_t count, Str file, Problems *problems)
{
	Problem place = {.file = file, .line = 1};
	if (count != CLD_FIELD_COUNT) {
		return problems_add_format(problems, place, "The header has %zu columns; the return has %d.", count,
			(int)CLD_FIELD_COUNT);
	}
	Status status = STATUS_OK;
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		Str name = cld_field_rule((CldField)i)->name;
		place.column = (uint32_t)i + 1;
		if (!str_equal(fields[i], name)) {
			status = problems_add_format(problems, place, "Column %zu must be called %.*s, not %.*s.", i + 1,
				STR_ARG(name), STR_ARG(fields[i]));
		}
	}
	return status;
}
