#include "engine/returns/cld_faults.h"

#include "engine/returns/cld_words.h"

const Str CLD_FAULT_NAMES[CLD_FAULT_COUNT] = {
	[CLD_FAULT_CASE] = S_INIT("case"),
	[CLD_FAULT_SPACING] = S_INIT("spacing"),
	[CLD_FAULT_RELEASE_1] = S_INIT("release-1"),
	[CLD_FAULT_UNKNOWN_VALUE] = S_INIT("unknown-value"),
	[CLD_FAULT_BLANK] = S_INIT("blank"),
	[CLD_FAULT_DATE_FORMAT] = S_INIT("date-format"),
	[CLD_FAULT_DATE_ORDER] = S_INIT("date-order"),
	[CLD_FAULT_NO_START] = S_INIT("no-start"),
	[CLD_FAULT_OUTSIDE_PERIOD] = S_INIT("outside-period"),
	[CLD_FAULT_NHS_DIGIT] = S_INIT("nhs-digit"),
	[CLD_FAULT_NO_NHS] = S_INIT("no-nhs"),
	[CLD_FAULT_OTHER_EVENT] = S_INIT("other-event"),
	[CLD_FAULT_COMPONENT] = S_INIT("component"),
	[CLD_FAULT_NO_COMPONENT] = S_INIT("no-component"),
	[CLD_FAULT_NO_MECHANISM] = S_INIT("no-mechanism"),
	[CLD_FAULT_OUTCOME] = S_INIT("outcome"),
	[CLD_FAULT_OPEN_EVENT] = S_INIT("open-event"),
	[CLD_FAULT_NO_FREQUENCY] = S_INIT("no-frequency"),
	[CLD_FAULT_NUMBER_FORMAT] = S_INIT("number-format"),
	[CLD_FAULT_NO_BIRTH] = S_INIT("no-birth"),
	[CLD_FAULT_BIRTH] = S_INIT("birth"),
	[CLD_FAULT_HOME_UNKNOWN] = S_INIT("home-unknown"),
	[CLD_FAULT_HOME_CONFLICT] = S_INIT("home-conflict"),
	[CLD_FAULT_DUPLICATE] = S_INIT("duplicate"),
	[CLD_FAULT_ORPHAN] = S_INIT("orphan"),
	[CLD_FAULT_TWO_PLACES] = S_INIT("two-places"),
	[CLD_FAULT_REFERENCE] = S_INIT("reference"),
};

static const CldField LISTED[] = {CLD_CLIENT_TYPE, CLD_PRIMARY_SUPPORT_REASON, CLD_ACCOMMODATION_STATUS,
	CLD_EMPLOYMENT_STATUS, CLD_ETHNICITY, CLD_EVENT_TYPE, CLD_EVENT_OUTCOME, CLD_SERVICE_TYPE, CLD_SERVICE_COMPONENT,
	CLD_DELIVERY_MECHANISM, CLD_COST_FREQUENCY};
enum { LISTED_COUNT = sizeof LISTED / sizeof LISTED[0] };

static bool dial(CldFaulty *faulty, CldFault fault)
{
	uint32_t per_thousand = faulty->generation->per_thousand[fault];
	return per_thousand > 0 && random_below(&faulty->stream, CLD_FAULTS_PER_MAX) < per_thousand;
}

static bool is_event(const CldRow *row, const char *type)
{
	return str_equal_ignoring_case(str_trim(row->values[CLD_EVENT_TYPE]), str_from_c(type));
}

/* A column with a list that is filled in this row. */
static CldField draw_listed(CldFaulty *faulty, const CldRow *row)
{
	for (;;) {
		CldField field = LISTED[random_below(&faulty->stream, LISTED_COUNT)];
		if (!str_is_empty(row->values[field]))
			return field;
	}
}

static void spoil_listed(CldFaulty *faulty, CldRow *row)
{
	if (dial(faulty, CLD_FAULT_RELEASE_1))
		for (size_t i = 0; i < LISTED_COUNT; i++) {
			Str old = cld_release_1_of(faulty->generation->map, cld_field_rule(LISTED[i])->list, row->values[LISTED[i]]);
			if (!str_is_empty(old))
				row->values[LISTED[i]] = old;
		}
	if (dial(faulty, CLD_FAULT_CASE)) {
		CldField field = draw_listed(faulty, row);
		row->values[field] = str_lower_ascii(faulty->arena, row->values[field]);
	}
	if (dial(faulty, CLD_FAULT_SPACING)) {
		CldField field = draw_listed(faulty, row);
		bool inside = random_below(&faulty->stream, 2) == 0 && str_contains(row->values[field], S(" "));
		row->values[field] = inside ? str_replace(faulty->arena, row->values[field], S(" "), S("  "))
			: str_concat(faulty->arena, row->values[field], S(" "));
	}
	if (dial(faulty, CLD_FAULT_UNKNOWN_VALUE))
		row->values[draw_listed(faulty, row)] = S("Not in the list");
}

static void spoil_dates(CldFaulty *faulty, CldRow *row)
{
	Date start = DATE_NONE;
	Date end = DATE_NONE;
	if (cld_date_parse(row->values[CLD_EVENT_START_DATE], &start) != STATUS_OK)
		return;
	if (cld_date_parse(row->values[CLD_EVENT_END_DATE], &end) != STATUS_OK)
		end = DATE_NONE;
	if (end != DATE_NONE && dial(faulty, CLD_FAULT_DATE_ORDER))
		cld_set_date(row, faulty->arena, CLD_EVENT_START_DATE, end + 1 + (int32_t)random_below(&faulty->stream, 30));
	if (dial(faulty, CLD_FAULT_OUTSIDE_PERIOD)) {
		bool before = random_below(&faulty->stream, 2) == 0;
		Date moved = before ? faulty->generation->from - 40 : faulty->generation->to + 10;
		cld_set_date(row, faulty->arena, CLD_EVENT_START_DATE, moved);
		cld_set_date(row, faulty->arena, CLD_EVENT_END_DATE, moved + 5);
	}
	if (dial(faulty, CLD_FAULT_NO_START))
		row->values[CLD_EVENT_START_DATE] = (Str){0};
	if (dial(faulty, CLD_FAULT_DATE_FORMAT))
		row->values[CLD_EVENT_START_DATE] = date_format(faulty->arena, start);
	if (!is_event(row, "Service") && dial(faulty, CLD_FAULT_OPEN_EVENT))
		row->values[CLD_EVENT_END_DATE] = (Str){0};
}

static void spoil_person(CldFaulty *faulty, CldRow *row)
{
	Str *values = row->values;
	if (faulty->of_person[CLD_FAULT_NO_NHS])
		values[CLD_NHS_NUMBER] = (Str){0};
	if (faulty->of_person[CLD_FAULT_NHS_DIGIT] && values[CLD_NHS_NUMBER].length == 10)
		values[CLD_NHS_NUMBER] = str_format(faulty->arena, "%.*s%u", 9, values[CLD_NHS_NUMBER].data,
			(uint32_t)(values[CLD_NHS_NUMBER].data[9] - '0' + 1) % 10);
	if (faulty->of_person[CLD_FAULT_NO_BIRTH])
		values[CLD_DATE_OF_BIRTH] = (Str){0};
	if (faulty->of_person[CLD_FAULT_HOME_UNKNOWN])
		values[CLD_ACCOMMODATION_STATUS] = CLD_HOMES[CLD_HOME_UNKNOWN];
	if (faulty->of_person[CLD_FAULT_HOME_CONFLICT] && random_below(&faulty->stream, 2) == 0)
		values[CLD_ACCOMMODATION_STATUS] = CLD_HOMES[CLD_HOME_PLACED_TEMPORARY];
	if (dial(faulty, CLD_FAULT_BIRTH))
		cld_set_date(row, faulty->arena, CLD_DATE_OF_BIRTH, faulty->generation->to + 100);
	if (dial(faulty, CLD_FAULT_REFERENCE) && !str_is_empty(values[CLD_NHS_NUMBER]))
		values[CLD_EVENT_REFERENCE] = values[CLD_NHS_NUMBER];
	if (dial(faulty, CLD_FAULT_BLANK))
		values[random_below(&faulty->stream, 2) == 0 ? CLD_EVENT_REFERENCE : CLD_CLIENT_TYPE] = (Str){0};
}

static void spoil_service(CldFaulty *faulty, CldRow *row)
{
	Str *values = row->values;
	if (dial(faulty, CLD_FAULT_COMPONENT))
		values[CLD_SERVICE_COMPONENT] = CLD_COMPONENTS[CLD_COMPONENT_SHORT_RESIDENTIAL];
	if (dial(faulty, CLD_FAULT_NO_COMPONENT))
		values[CLD_SERVICE_COMPONENT] = (Str){0};
	if (dial(faulty, CLD_FAULT_NO_MECHANISM))
		values[CLD_DELIVERY_MECHANISM] = (Str){0};
	if (!str_is_empty(values[CLD_UNIT_COST]) && dial(faulty, CLD_FAULT_NUMBER_FORMAT))
		values[CLD_UNIT_COST] = str_format(faulty->arena, "£%.*s", STR_ARG(values[CLD_UNIT_COST]));
	if (!str_is_empty(values[CLD_UNIT_COST]) && dial(faulty, CLD_FAULT_NO_FREQUENCY))
		values[CLD_COST_FREQUENCY] = (Str){0};
	if (dial(faulty, CLD_FAULT_OTHER_EVENT))
		values[CLD_ROUTE_OF_ACCESS] = CLD_ROUTES[CLD_ROUTE_COMMUNITY];
}

/* The same care again in another home, from a day on which the first goes on. */
static Status put_second_place(CldFaulty *faulty, const CldRow *row)
{
	CldRow second = *row;
	second.values[CLD_EVENT_REFERENCE] = str_concat(faulty->arena, row->values[CLD_EVENT_REFERENCE], S("-again"));
	second.values[CLD_PROVIDER_CQC_LOCATION_ID] = S("1-977777777");
	second.values[CLD_PROVIDER_CQC_LOCATION_NAME] = S("Invented Provider elsewhere");
	return faulty->sink(faulty->context, &second);
}

void cld_faulty_begin_person(CldFaulty *faulty)
{
	static const CldFault OF_PERSON[] = {CLD_FAULT_NO_NHS, CLD_FAULT_NHS_DIGIT, CLD_FAULT_NO_BIRTH, CLD_FAULT_HOME_UNKNOWN,
		CLD_FAULT_HOME_CONFLICT, CLD_FAULT_ORPHAN, CLD_FAULT_TWO_PLACES};
	for (size_t i = 0; i < sizeof OF_PERSON / sizeof OF_PERSON[0]; i++)
		faulty->of_person[OF_PERSON[i]] = dial(faulty, OF_PERSON[i]);
}

Status cld_faulty_put(CldFaulty *faulty, CldRow *row)
{
	bool service = is_event(row, "Service");
	bool care_home = str_equal(row->values[CLD_SERVICE_TYPE], CLD_SERVICE_TYPES[CLD_SERVICE_RESIDENTIAL])
		|| str_equal(row->values[CLD_SERVICE_TYPE], CLD_SERVICE_TYPES[CLD_SERVICE_NURSING]);
	if (!service && faulty->of_person[CLD_FAULT_ORPHAN])
		return STATUS_OK;
	spoil_person(faulty, row);
	if (service)
		spoil_service(faulty, row);
	if (dial(faulty, CLD_FAULT_OUTCOME))
		row->values[CLD_EVENT_OUTCOME] = CLD_OUTCOMES[service ? CLD_OUTCOME_REABLEMENT : CLD_OUTCOME_ENDED_AS_PLANNED];
	spoil_dates(faulty, row);
	spoil_listed(faulty, row);
	Status status = faulty->sink(faulty->context, row);
	if (status == STATUS_OK && care_home && faulty->of_person[CLD_FAULT_TWO_PLACES])
		status = put_second_place(faulty, row);
	if (status == STATUS_OK && dial(faulty, CLD_FAULT_DUPLICATE))
		status = faulty->sink(faulty->context, row);
	return status;
}

static bool find_fault(Str name, CldFault *out)
{
	for (size_t i = 0; i < CLD_FAULT_COUNT; i++)
		if (str_equal(CLD_FAULT_NAMES[i], name)) {
			*out = (CldFault)i;
			return true;
		}
	return false;
}

Status cld_faults_read(Str text, uint32_t *per_thousand, Problems *problems)
{
	Str piece = {0};
	while (str_next(&text, ',', &piece)) {
		Str name = piece;
		int64_t number = -1;
		size_t at = 0;
		CldFault fault = CLD_FAULT_COUNT;
		if (str_find(piece, S("="), &at)) {
			name = str_trim(str_slice(piece, 0, at));
			if (str_to_integer(str_slice(piece, at + 1, piece.length), &number) != STATUS_OK)
				number = -1;
		}
		bool all = str_equal(name, S("all"));
		if (number < 0 || number > CLD_FAULTS_PER_MAX || (!all && !find_fault(name, &fault)))
			return problems_add_format(problems, (Problem){.field = S("faults")},
				"\"%.*s\" is no dial. Write kind=N, N from 0 to %d in a thousand; kith cld generate --help lists the kinds.",
				STR_ARG(piece), CLD_FAULTS_PER_MAX);
		for (size_t i = 0; i < CLD_FAULT_COUNT; i++)
			if (all || i == (size_t)fault)
				per_thousand[i] = (uint32_t)number;
	}
	return STATUS_OK;
}
