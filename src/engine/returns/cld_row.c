/* The columns of a Client Level Data row, and how a row is written and read. */
#include "engine/returns/cld_row.h"

#include <assert.h>

#include "base/csv.h"

static const CldFieldRule field_rules[CLD_FIELD_COUNT] = {
	[CLD_LA_CODE] = {S_INIT("LA Code"), CLD_KIND_LA_CODE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_REPORTING_PERIOD_START_DATE] =
		{S_INIT("Reporting Period Start Date"), CLD_KIND_DATE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_REPORTING_PERIOD_END_DATE] = {S_INIT("Reporting Period End Date"), CLD_KIND_DATE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_NHS_NUMBER] = {S_INIT("NHS Number"), CLD_KIND_NHS_NUMBER, S_INIT(""), CLD_EVENT_ANY},
	[CLD_LA_PERSON_UNIQUE_IDENTIFIER] =
		{S_INIT("LA Person Unique Identifier"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_FIRST_NAME] = {S_INIT("First Name"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_LAST_NAME] = {S_INIT("Last Name"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_GP_PRACTICE_NAME] = {S_INIT("GP Practice Name"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_GP_PRACTICE_CODE] = {S_INIT("GP Practice Code"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_GENDER] = {S_INIT("Gender"), CLD_KIND_LIST, S_INIT("gender"), CLD_EVENT_ANY},
	[CLD_ETHNICITY] = {S_INIT("Ethnicity"), CLD_KIND_LIST, S_INIT("ethnicity"), CLD_EVENT_ANY},
	[CLD_DATE_OF_BIRTH] = {S_INIT("Date of Birth"), CLD_KIND_DATE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_DATE_OF_DEATH] = {S_INIT("Date of Death"), CLD_KIND_DATE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_CLIENT_TYPE] = {S_INIT("Client Type"), CLD_KIND_LIST, S_INIT("client_type"), CLD_EVENT_ANY},
	[CLD_PRIMARY_SUPPORT_REASON] =
		{S_INIT("Primary Support Reason"), CLD_KIND_LIST, S_INIT("primary_support_reason"), CLD_EVENT_ANY},
	[CLD_POSTCODE] = {S_INIT("Postcode"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_ACCOMMODATION_STATUS] =
		{S_INIT("Accommodation Status"), CLD_KIND_LIST, S_INIT("accommodation_status"), CLD_EVENT_ANY},
	[CLD_EMPLOYMENT_STATUS] = {S_INIT("Employment Status"), CLD_KIND_LIST, S_INIT("employment_status"), CLD_EVENT_ANY},
	[CLD_HAS_UNPAID_CARER] = {S_INIT("Has Unpaid Carer"), CLD_KIND_LIST, S_INIT("has_unpaid_carer"), CLD_EVENT_ANY},
	[CLD_AUTISM_SPECTRUM_DISORDER] =
		{S_INIT("Autism Spectrum Disorder (ASD)"), CLD_KIND_LIST, S_INIT(""), CLD_EVENT_ANY},
	[CLD_VISUAL_IMPAIRMENT] = {S_INIT("Visual Impairment"), CLD_KIND_LIST, S_INIT("visual_impairment"), CLD_EVENT_ANY},
	[CLD_HEARING_IMPAIRMENT] =
		{S_INIT("Hearing Impairment"), CLD_KIND_LIST, S_INIT("hearing_impairment"), CLD_EVENT_ANY},
	[CLD_DEMENTIA] = {S_INIT("Dementia"), CLD_KIND_LIST, S_INIT(""), CLD_EVENT_ANY},
	[CLD_CLIENT_FUNDING_STATUS] =
		{S_INIT("Client Funding Status"), CLD_KIND_LIST, S_INIT("client_funding_status"), CLD_EVENT_ANY},
	[CLD_EVENT_TYPE] = {S_INIT("Event Type"), CLD_KIND_LIST, S_INIT("event_type"), CLD_EVENT_ANY},
	[CLD_EVENT_REFERENCE] = {S_INIT("Event Reference"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_EVENT_START_DATE] = {S_INIT("Event Start Date"), CLD_KIND_DATE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_EVENT_END_DATE] = {S_INIT("Event End Date"), CLD_KIND_DATE, S_INIT(""), CLD_EVENT_ANY},
	[CLD_EVENT_DESCRIPTION] = {S_INIT("Event Description"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_EVENT_OUTCOME] = {S_INIT("Event Outcome"), CLD_KIND_LIST, S_INIT("event_outcome"), CLD_EVENT_ANY},
	[CLD_ROUTE_OF_ACCESS] =
		{S_INIT("Request: Route of Access"), CLD_KIND_LIST, S_INIT("route_of_access"), CLD_EVENT_REQUEST},
	[CLD_ASSESSMENT_TYPE] = {S_INIT("Assessment Type"), CLD_KIND_LIST, S_INIT("assessment_type"), CLD_EVENT_ASSESSMENT},
	[CLD_ELIGIBLE_NEEDS_IDENTIFIED] =
		{S_INIT("Eligible Needs Identified"), CLD_KIND_LIST, S_INIT(""), CLD_EVENT_ASSESSMENT},
	[CLD_METHOD_OF_ASSESSMENT] =
		{S_INIT("Method of Assessment"), CLD_KIND_LIST, S_INIT("method_of_review"), CLD_EVENT_ASSESSMENT},
	[CLD_TOTAL_HRS_CARING_PER_WEEK] = {S_INIT("Total Hrs Caring per week"), CLD_KIND_LIST, S_INIT(""), CLD_EVENT_ANY},
	[CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR] =
		{S_INIT("No. of adults being cared for"), CLD_KIND_INTEGER, S_INIT(""), CLD_EVENT_ANY},
	[CLD_ADULT_1_LINKED_PERSON_ID] = {S_INIT("Adult 1 Linked Person ID"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_ADULT_2_LINKED_PERSON_ID] = {S_INIT("Adult 2 Linked Person ID"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_ADULT_3_LINKED_PERSON_ID] = {S_INIT("Adult 3 Linked Person ID"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_ANY},
	[CLD_SERVICE_TYPE] = {S_INIT("Service Type"), CLD_KIND_LIST, S_INIT("service_type"), CLD_EVENT_SERVICE},
	[CLD_SERVICE_COMPONENT] =
		{S_INIT("Service Component"), CLD_KIND_LIST, S_INIT("service_component"), CLD_EVENT_SERVICE},
	[CLD_DELIVERY_MECHANISM] =
		{S_INIT("Delivery Mechanism"), CLD_KIND_LIST, S_INIT("delivery_mechanism"), CLD_EVENT_SERVICE},
	[CLD_PROVIDER_CQC_LOCATION_NAME] =
		{S_INIT("Provider CQC Location Name"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_SERVICE},
	[CLD_PROVIDER_CQC_LOCATION_ID] = {S_INIT("Provider CQC Location ID"), CLD_KIND_TEXT, S_INIT(""), CLD_EVENT_SERVICE},
	[CLD_REVIEW_REASON] = {S_INIT("Review Reason"), CLD_KIND_LIST, S_INIT("review_reason"), CLD_EVENT_REVIEW},
	[CLD_REVIEW_OUTCOMES_ACHIEVED] =
		{S_INIT("Review Outcomes Achieved"), CLD_KIND_LIST, S_INIT("review_outcomes_achieved"), CLD_EVENT_REVIEW},
	[CLD_METHOD_OF_REVIEW] = {S_INIT("Method of Review"), CLD_KIND_LIST, S_INIT("method_of_review"), CLD_EVENT_REVIEW},
	[CLD_UNIT_COST] = {S_INIT("Unit Cost"), CLD_KIND_DECIMAL, S_INIT(""), CLD_EVENT_SERVICE},
	[CLD_COST_FREQUENCY] =
		{S_INIT("Cost Frequency (Unit Type)"), CLD_KIND_LIST, S_INIT("cost_frequency"), CLD_EVENT_SERVICE},
	[CLD_PLANNED_UNITS_PER_WEEK] = {S_INIT("Planned units per week"), CLD_KIND_DECIMAL, S_INIT(""), CLD_EVENT_SERVICE},
};

const CldFieldRule *cld_field_rule(CldField field)
{
	assert(field < CLD_FIELD_COUNT);
	return &field_rules[field];
}

void cld_set_date(CldRow *row, Arena *arena, CldField field, Date date)
{
	assert(field_rules[field].kind == CLD_KIND_DATE);
	row->values[field] = date == DATE_NONE ? (Str){0} : date_format_slashes(arena, date);
}

void cld_set_integer(CldRow *row, Arena *arena, CldField field, int64_t value)
{
	assert(field_rules[field].kind == CLD_KIND_INTEGER);
	row->values[field] = str_format(arena, "%lld", (long long)value);
}

void cld_set_hundredths(CldRow *row, Arena *arena, CldField field, int64_t hundredths)
{
	assert(field_rules[field].kind == CLD_KIND_DECIMAL);
	row->values[field] = money_format_plain(arena, hundredths);
}

void cld_write_header(Buffer *out)
{
	Str names[CLD_FIELD_COUNT];
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		names[i] = field_rules[i].name;
	}
	csv_write_row(out, names, CLD_FIELD_COUNT, (CsvStyle){.line_feed_only = true});
}

void cld_write_row(Buffer *out, const CldRow *row)
{
	csv_write_row(out, row->values, CLD_FIELD_COUNT, (CsvStyle){.line_feed_only = true});
}

/* The number that count digits make; below 0 when one of them is none. */
static int read_digits(const char *at, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++) {
		if (at[i] < '0' || at[i] > '9') {
			return -1;
		}
		number = number * 10 + (at[i] - '0');
	}
	return number;
}

Status cld_date_parse(Str text, Date *out)
{
	if (text.length != 10 || text.data[2] != '/' || text.data[5] != '/') {
		return STATUS_INVALID;
	}
	return date_make(read_digits(text.data + 6, 4), read_digits(text.data + 3, 2), read_digits(text.data, 2), out);
}
