#include "engine/returns/cld_judge.h"

#include "engine/finding/nhs_number.h"
#include "engine/returns/cld_words.h"

enum {
	AGE_MOST = 115,
	ADULT_AGE = 18,
	WEEKLY_PENCE_HIGH = 1000000, /* £10,000 */
	AMOUNT_DIGITS_MAX = 16,      /* numeric(18,2) */
};

typedef struct Place {
	const CldJudge *judge;
	const CldRow *row;
	CldReading *read;
} Place;

static void report(const Place *place, CldRule rule, CldField field, const CldListValue *meant)
{
	CldFinding finding = {.rule = rule, .field = field, .meant = meant,
		.value = field == CLD_FIELD_NONE ? (Str){0} : place->row->values[field]};
	place->judge->sink(place->judge->context, &finding);
}

static bool has(const Place *place, CldField field)
{
	return place->row->values[field].length > 0;
}

static bool digits_only(Str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.length > 0;
}

static bool is_amount(Str text)
{
	Str whole = text.length > 0 && text.data[0] == '-' ? str_slice(text, 1, text.length) : text;
	return whole.length > 3 && whole.length <= AMOUNT_DIGITS_MAX + 3 && whole.data[whole.length - 3] == '.'
		&& digits_only(str_slice(whole, 0, whole.length - 3)) && digits_only(str_slice(whole, whole.length - 2, whole.length));
}

/* The same letters in the same case, spaces aside? */
static bool differs_in_spaces(Str left, Str right)
{
	size_t at = 0;
	for (size_t i = 0; i < left.length; i++) {
		if (left.data[i] == ' ')
			continue;
		while (at < right.length && right.data[at] == ' ')
			at++;
		if (at == right.length || left.data[i] != right.data[at++])
			return false;
	}
	return true;
}

static void judge_listed(const Place *place, CldField field)
{
	const CldList *list = &place->judge->lists->of[field];
	Str value = place->row->values[field];
	if (list->count == 0) {
		place->read->code[field] = CLD_CODE_UNKNOWN;
		place->read->not_judged++;
		return;
	}
	const CldListValue *known = cld_list_find(list, value);
	place->read->not_judged += list->known != CLD_LIST_WHOLE && (known == NULL || !known->release_2);
	place->read->code[field] = known == NULL ? CLD_CODE_UNKNOWN : known->code;
	if (known != NULL) {
		if (known->release_1)
			report(place, CLD_RULE_CODE_RELEASE_1, field, known);
		return;
	}
	known = cld_list_find_squeezed(list, value);
	if (known != NULL) {
		place->read->code[field] = known->code;
		report(place, differs_in_spaces(value, known->text) ? CLD_RULE_CODE_SPACING : CLD_RULE_CODE_CASE, field, known);
	} else if (list->known != CLD_LIST_NOT_PUBLISHED) {
		report(place, list->known == CLD_LIST_WHOLE ? CLD_RULE_CODE_UNKNOWN : CLD_RULE_CODE_NOT_VERIFIED, field, NULL);
	}
}

static void judge_date(const Place *place, CldField field)
{
	Date date = DATE_NONE;
	if (cld_date_parse(place->row->values[field], &date) != STATUS_OK) {
		report(place, CLD_RULE_DATE_FORMAT, field, NULL);
		date = DATE_NONE;
	}
	CldReading *read = place->read;
	Date *slot = field == CLD_REPORTING_PERIOD_START_DATE ? &read->period_start
		: field == CLD_REPORTING_PERIOD_END_DATE ? &read->period_end
		: field == CLD_DATE_OF_BIRTH ? &read->birth : field == CLD_DATE_OF_DEATH ? &read->death
		: field == CLD_EVENT_START_DATE ? &read->start : &read->end;
	*slot = date;
}

static void judge_value(const Place *place, CldField field)
{
	const CldFieldRule *rule = cld_field_rule(field);
	Str value = place->row->values[field];
	switch (rule->kind) {
	case CLD_KIND_TEXT:
		break;
	case CLD_KIND_LIST:
		judge_listed(place, field);
		break;
	case CLD_KIND_DATE:
		judge_date(place, field);
		break;
	case CLD_KIND_INTEGER:
		if (!digits_only(value))
			report(place, CLD_RULE_INTEGER_FORMAT, field, NULL);
		break;
	case CLD_KIND_DECIMAL:
		if (!is_amount(value))
			report(place, CLD_RULE_AMOUNT_FORMAT, field, NULL);
		break;
	case CLD_KIND_NHS_NUMBER:
		place->read->nhs_number_good = nhs_number_is_valid(value);
		if (!place->read->nhs_number_good)
			report(place, CLD_RULE_NHS_DIGIT, field, NULL);
		break;
	case CLD_KIND_LA_CODE:
		if (value.length != 3 || !digits_only(value))
			report(place, CLD_RULE_COUNCIL_FORMAT, field, NULL);
		break;
	}
}

static void need(const Place *place, CldField field)
{
	if (!has(place, field) && place->judge->columns->here[field])
		report(place, CLD_RULE_BLANK, field, NULL);
}

static bool is_financial(const Place *place)
{
	return str_equal_ignoring_case(place->row->values[CLD_ASSESSMENT_TYPE], S("financial assessment"));
}

static void judge_needed(const Place *place)
{
	static const CldField ALWAYS[] = {CLD_LA_CODE, CLD_REPORTING_PERIOD_START_DATE, CLD_REPORTING_PERIOD_END_DATE,
		CLD_LA_PERSON_UNIQUE_IDENTIFIER, CLD_CLIENT_TYPE, CLD_EVENT_TYPE, CLD_EVENT_REFERENCE, CLD_EVENT_START_DATE};
	static const CldField OF_EVENT[][3] = {
		[CLD_EVENT_REQUEST] = {CLD_EVENT_END_DATE, CLD_EVENT_OUTCOME, CLD_ROUTE_OF_ACCESS},
		[CLD_EVENT_ASSESSMENT] = {CLD_EVENT_END_DATE, CLD_ASSESSMENT_TYPE, CLD_ASSESSMENT_TYPE},
		[CLD_EVENT_SERVICE] = {CLD_SERVICE_TYPE, CLD_SERVICE_COMPONENT, CLD_SERVICE_COMPONENT},
		[CLD_EVENT_REVIEW] = {CLD_EVENT_END_DATE, CLD_EVENT_OUTCOME, CLD_REVIEW_REASON},
	};
	CldEvent event = place->read->event;
	for (size_t i = 0; i < sizeof ALWAYS / sizeof *ALWAYS; i++)
		need(place, ALWAYS[i]);
	if (event == CLD_EVENT_ANY)
		return;
	for (size_t i = 0; i < 3; i++)
		if (i == 0 || OF_EVENT[event][i] != OF_EVENT[event][i - 1])
			need(place, OF_EVENT[event][i]);
	if ((event == CLD_EVENT_ASSESSMENT && !is_financial(place)) || (event == CLD_EVENT_SERVICE && has(place, CLD_EVENT_END_DATE)))
		need(place, CLD_EVENT_OUTCOME);
	if (event != CLD_EVENT_REVIEW)
		return;
	need(place, CLD_METHOD_OF_REVIEW);
	if (str_starts_with(place->row->values[CLD_REVIEW_REASON], S("Planned")))
		need(place, CLD_REVIEW_OUTCOMES_ACHIEVED);
}

static void judge_scope(const Place *place)
{
	for (size_t i = CLD_ROUTE_OF_ACCESS; i < CLD_FIELD_COUNT; i++) { /* columns before it belong to all */
		if (!has(place, (CldField)i))
			continue;
		CldEvent belongs = cld_field_rule((CldField)i)->event;
		if (belongs != CLD_EVENT_ANY && belongs != place->read->event)
			report(place, CLD_RULE_OTHER_EVENT, (CldField)i, NULL);
	}
}

static bool comes_before(Date date, Date other)
{
	return date != DATE_NONE && other != DATE_NONE && date < other;
}

static void judge_dates(const Place *place)
{
	const CldReading *read = place->read;
	bool service = read->event == CLD_EVENT_SERVICE;
	if (comes_before(read->period_end, read->period_start))
		report(place, CLD_RULE_PERIOD_ORDER, CLD_REPORTING_PERIOD_END_DATE, NULL);
	if (comes_before(read->end, read->start))
		report(place, CLD_RULE_EVENT_ORDER, CLD_EVENT_END_DATE, NULL);
	if (comes_before(read->period_end, read->start))
		report(place, CLD_RULE_STARTS_AFTER_PERIOD, CLD_EVENT_START_DATE, NULL);
	else if (!service && comes_before(read->period_end, read->end))
		report(place, CLD_RULE_ENDS_AFTER_PERIOD, CLD_EVENT_END_DATE, NULL);
	if (comes_before(read->end, read->period_start))
		report(place, CLD_RULE_ENDED_BEFORE_PERIOD, CLD_EVENT_END_DATE, NULL);
	if (comes_before(read->death, read->birth))
		report(place, CLD_RULE_DEATH_BEFORE_BIRTH, CLD_DATE_OF_DEATH, NULL);
	if (comes_before(read->death, read->start))
		report(place, CLD_RULE_STARTS_AFTER_DEATH, CLD_EVENT_START_DATE, NULL);
	else if (comes_before(read->death, read->end))
		report(place, CLD_RULE_ENDS_AFTER_DEATH, CLD_EVENT_END_DATE, NULL);
}

static void judge_age(const Place *place)
{
	const CldReading *read = place->read;
	Date on = read->end == DATE_NONE || comes_before(read->period_end, read->end) ? read->period_end : read->end;
	if (read->birth == DATE_NONE) {
		if (!has(place, CLD_DATE_OF_BIRTH) && place->judge->columns->here[CLD_DATE_OF_BIRTH])
			report(place, CLD_RULE_BIRTH_BLANK, CLD_DATE_OF_BIRTH, NULL);
		return;
	}
	if (comes_before(read->start, read->birth)) {
		report(place, CLD_RULE_BORN_AFTER_EVENT, CLD_DATE_OF_BIRTH, NULL);
		return;
	}
	if (on == DATE_NONE || on < read->birth)
		return;
	/* Only near the two limits are years counted out. */
	int32_t days = on - read->birth;
	if (days < (ADULT_AGE + 1) * 365 && date_years_between(read->birth, on) < ADULT_AGE)
		report(place, CLD_RULE_UNDER_18, CLD_DATE_OF_BIRTH, NULL);
	else if (days > AGE_MOST * 365 && date_years_between(read->birth, on) > AGE_MOST)
		report(place, CLD_RULE_OVER_115, CLD_DATE_OF_BIRTH, NULL);
}

#define BIT(place) (1U << (unsigned)(place))
#define EVENTS_ALL (BIT(CLD_EVENT_REQUEST) | BIT(CLD_EVENT_ASSESSMENT) | BIT(CLD_EVENT_SERVICE) | BIT(CLD_EVENT_REVIEW))

static void judge_outcome(const Place *place)
{
	static const unsigned EVENTS[CLD_OUTCOME_COUNT] = {
		[CLD_OUTCOME_REABLEMENT] = EVENTS_ALL & ~BIT(CLD_EVENT_SERVICE),
		[CLD_OUTCOME_ASSESSMENT] = EVENTS_ALL,
		[CLD_OUTCOME_SUPPORT_PLANNING] = EVENTS_ALL,
		[CLD_OUTCOME_CONTINUATION] = EVENTS_ALL,
		[CLD_OUTCOME_HOSPITAL] = EVENTS_ALL,
		[CLD_OUTCOME_MOVED] = EVENTS_ALL,
		[CLD_OUTCOME_NHS] = EVENTS_ALL,
		[CLD_OUTCOME_SELF_FUNDED] = EVENTS_ALL,
		[CLD_OUTCOME_ADVICE] = EVENTS_ALL,
		[CLD_OUTCOME_OTHER_COUNCIL_SERVICE] = EVENTS_ALL,
		[CLD_OUTCOME_DECLINED] = EVENTS_ALL,
		[CLD_OUTCOME_DECEASED] = EVENTS_ALL,
		[CLD_OUTCOME_ENDED_AS_PLANNED] = BIT(CLD_EVENT_SERVICE) | BIT(CLD_EVENT_REVIEW),
		[CLD_OUTCOME_ENDED_OTHER] = BIT(CLD_EVENT_SERVICE) | BIT(CLD_EVENT_REVIEW),
		[CLD_OUTCOME_NO_SERVICES] = EVENTS_ALL & ~BIT(CLD_EVENT_SERVICE),
		[CLD_OUTCOME_OTHER] = EVENTS_ALL,
	};
	const CldReading *read = place->read;
	uint8_t outcome = read->code[CLD_EVENT_OUTCOME];
	if (outcome >= CLD_OUTCOME_COUNT)
		return;
	bool open = read->event == CLD_EVENT_SERVICE && !has(place, CLD_EVENT_END_DATE);
	if (open && outcome != CLD_OUTCOME_CONTINUATION)
		report(place, CLD_RULE_OUTCOME_OPEN, CLD_EVENT_OUTCOME, NULL);
	else if (is_financial(place))
		report(place, CLD_RULE_OUTCOME_FINANCIAL, CLD_EVENT_OUTCOME, NULL);
	else if (read->event != CLD_EVENT_ANY && (EVENTS[outcome] & BIT(read->event)) == 0)
		report(place, CLD_RULE_OUTCOME_EVENT, CLD_EVENT_OUTCOME, NULL);
	if (outcome == CLD_OUTCOME_DECEASED && !has(place, CLD_DATE_OF_DEATH))
		report(place, CLD_RULE_OUTCOME_DEATH, CLD_EVENT_OUTCOME, NULL);
}

enum {
	LONG = BIT(CLD_SERVICE_NURSING) | BIT(CLD_SERVICE_RESIDENTIAL) | BIT(CLD_SERVICE_COMMUNITY) | BIT(CLD_SERVICE_PRISON),
	SHORT = BIT(CLD_SERVICE_ST_MAX) | BIT(CLD_SERVICE_LOW_LEVEL) | BIT(CLD_SERVICE_OTHER_SHORT),
	CARER = BIT(CLD_SERVICE_TO_CARER) | BIT(CLD_SERVICE_INVOLVING_CARED_FOR),
	AT_HOME = BIT(CLD_SERVICE_COMMUNITY) | SHORT | CARER,
};

/* The service types that a component may stand under: our reading of its words, no published table. */
static const unsigned TYPES_OF_COMPONENT[CLD_COMPONENT_COUNT] = {
	[CLD_COMPONENT_REABLEMENT] = BIT(CLD_SERVICE_ST_MAX) | BIT(CLD_SERVICE_OTHER_SHORT),
	[CLD_COMPONENT_SHORT_NURSING] = SHORT | CARER,
	[CLD_COMPONENT_SHORT_RESIDENTIAL] = SHORT | CARER,
	[CLD_COMPONENT_LONG_NURSING] = BIT(CLD_SERVICE_NURSING),
	[CLD_COMPONENT_LONG_RESIDENTIAL] = BIT(CLD_SERVICE_RESIDENTIAL),
	[CLD_COMPONENT_HOME_SUPPORT] = AT_HOME,
	[CLD_COMPONENT_DAY] = AT_HOME,
	[CLD_COMPONENT_MEALS] = AT_HOME,
	[CLD_COMPONENT_TRANSPORT] = AT_HOME,
	[CLD_COMPONENT_EQUIPMENT] = AT_HOME | BIT(CLD_SERVICE_PRISON),
	[CLD_COMPONENT_DIRECT_PAYMENT] = AT_HOME,
	[CLD_COMPONENT_SHARED_LIVES] = BIT(CLD_SERVICE_COMMUNITY) | BIT(CLD_SERVICE_OTHER_SHORT) | CARER,
	[CLD_COMPONENT_SUPPORTED_LIVING] = BIT(CLD_SERVICE_COMMUNITY) | BIT(CLD_SERVICE_OTHER_SHORT),
	[CLD_COMPONENT_EXTRA_CARE] = BIT(CLD_SERVICE_COMMUNITY) | BIT(CLD_SERVICE_OTHER_SHORT),
	[CLD_COMPONENT_SOCIAL_WORKER] = LONG | SHORT | CARER,
	[CLD_COMPONENT_PROFESSIONAL_OTHER] = LONG | SHORT | CARER,
	[CLD_COMPONENT_LEARNING] = LONG | SHORT,
	[CLD_COMPONENT_END_OF_LIFE] = LONG | SHORT,
	[CLD_COMPONENT_EMERGENCY] = AT_HOME,
	[CLD_COMPONENT_OTHER_SHORT] = SHORT,
	[CLD_COMPONENT_OTHER_LONG] = LONG,
	[CLD_COMPONENT_CARER_RESPITE] = CARER,
	[CLD_COMPONENT_CARER_SITTING] = CARER,
	[CLD_COMPONENT_CARER_UNIVERSAL] = CARER,
	[CLD_COMPONENT_CARER_OTHER] = CARER,
};

static void judge_cost(const Place *place)
{
	/* Weeks that one payment is for, in 52nds of a year: 4-weekly is 4, monthly 52/12. Twelfths keep it whole. */
	static const int64_t TWELFTHS_OF_WEEKS[CLD_FREQUENCY_COUNT] = {[CLD_FREQUENCY_SESSION] = 12, [CLD_FREQUENCY_HOUR] = 12,
		[CLD_FREQUENCY_DAY] = 12, [CLD_FREQUENCY_WEEK] = 12, [CLD_FREQUENCY_FORTNIGHT] = 24, [CLD_FREQUENCY_FOUR_WEEKS] = 48,
		[CLD_FREQUENCY_MONTH] = 52, [CLD_FREQUENCY_QUARTER] = 156, [CLD_FREQUENCY_YEAR] = 624};
	uint8_t frequency = place->read->code[CLD_COST_FREQUENCY];
	bool counted = frequency == CLD_FREQUENCY_SESSION || frequency == CLD_FREQUENCY_HOUR || frequency == CLD_FREQUENCY_DAY;
	Pence cost = 0;
	Pence units = 100;
	if (!has(place, CLD_UNIT_COST)) {
		if ((has(place, CLD_COST_FREQUENCY) && frequency != CLD_FREQUENCY_NO_CHARGE) || has(place, CLD_PLANNED_UNITS_PER_WEEK))
			report(place, CLD_RULE_COST_BLANK, CLD_UNIT_COST, NULL);
		return;
	}
	if (!has(place, CLD_COST_FREQUENCY) && place->judge->columns->here[CLD_COST_FREQUENCY])
		report(place, CLD_RULE_COST_FREQUENCY, CLD_COST_FREQUENCY, NULL);
	if (counted && !has(place, CLD_PLANNED_UNITS_PER_WEEK))
		report(place, CLD_RULE_COST_UNITS, CLD_PLANNED_UNITS_PER_WEEK, NULL);
	if (!is_amount(place->row->values[CLD_UNIT_COST]) || money_parse(place->row->values[CLD_UNIT_COST], &cost) != STATUS_OK)
		return;
	if (cost <= 0 && frequency != CLD_FREQUENCY_NO_CHARGE)
		report(place, CLD_RULE_COST_ZERO, CLD_UNIT_COST, NULL);
	if (counted && (!has(place, CLD_PLANNED_UNITS_PER_WEEK)
	    || money_parse(place->row->values[CLD_PLANNED_UNITS_PER_WEEK], &units) != STATUS_OK))
		return;
	if (frequency >= CLD_FREQUENCY_COUNT || TWELFTHS_OF_WEEKS[frequency] == 0 || cost > INT32_MAX || units > INT32_MAX)
		return;
	if (cost * units / 100 * 12 / TWELFTHS_OF_WEEKS[frequency] > WEEKLY_PENCE_HIGH)
		report(place, CLD_RULE_COST_HIGH, CLD_UNIT_COST, NULL);
}

static void judge_service(const Place *place)
{
	const CldReading *read = place->read;
	uint8_t type = read->code[CLD_SERVICE_TYPE];
	uint8_t component = read->code[CLD_SERVICE_COMPONENT];
	judge_cost(place);
	if (type >= CLD_SERVICE_COUNT)
		return;
	if (component < CLD_COMPONENT_COUNT && (TYPES_OF_COMPONENT[component] & BIT(type)) == 0)
		report(place, CLD_RULE_COMPONENT_TYPE, CLD_SERVICE_COMPONENT, NULL);
	if (type == CLD_SERVICE_PRISON && (read->code[CLD_DELIVERY_MECHANISM] == CLD_MECHANISM_DIRECT_PAYMENT
	    || component == CLD_COMPONENT_DIRECT_PAYMENT))
		report(place, CLD_RULE_PRISON_PAYMENT, CLD_DELIVERY_MECHANISM, NULL);
	bool of_user = read->code[CLD_CLIENT_TYPE] == CLD_CLIENT_USER;
	bool of_carer = read->code[CLD_CLIENT_TYPE] < CLD_CLIENT_COUNT && !of_user;
	if ((of_user && type == CLD_SERVICE_TO_CARER) || (of_carer && (BIT(type) & (LONG | SHORT)) != 0))
		report(place, CLD_RULE_CLIENT_SERVICE, CLD_CLIENT_TYPE, NULL);
}

static void judge_identity(const Place *place)
{
	static const CldField LINKED[] = {CLD_ADULT_1_LINKED_PERSON_ID, CLD_ADULT_2_LINKED_PERSON_ID, CLD_ADULT_3_LINKED_PERSON_ID};
	const Str *values = place->row->values;
	if (!has(place, CLD_NHS_NUMBER) && place->judge->columns->here[CLD_NHS_NUMBER])
		report(place, CLD_RULE_NHS_BLANK, CLD_NHS_NUMBER, NULL);
	for (size_t i = 0; i < sizeof LINKED / sizeof *LINKED; i++)
		if (has(place, LINKED[i]) && str_equal(values[LINKED[i]], values[CLD_LA_PERSON_UNIQUE_IDENTIFIER]))
			report(place, CLD_RULE_LINKED_SELF, LINKED[i], NULL);
	if (has(place, CLD_NHS_NUMBER) && values[CLD_EVENT_REFERENCE].length >= values[CLD_NHS_NUMBER].length
	    && str_contains(values[CLD_EVENT_REFERENCE], values[CLD_NHS_NUMBER]))
		report(place, CLD_RULE_REFERENCE_PERSONAL, CLD_EVENT_REFERENCE, NULL);
}

void cld_judge_row(const CldJudge *judge, const CldRow *row, CldReading *out)
{
	Place place = {.judge = judge, .row = row, .read = out};
	*out = (CldReading){.period_start = DATE_NONE, .period_end = DATE_NONE, .birth = DATE_NONE, .death = DATE_NONE,
		.start = DATE_NONE, .end = DATE_NONE};
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		out->code[i] = CLD_CODE_BLANK;
		if (row->values[i].length > 0)
			judge_value(&place, (CldField)i);
	}
	/* The list of event types is Request, Assessment, Service, Review, as CldEvent. */
	uint8_t event = out->code[CLD_EVENT_TYPE];
	out->event = event < CLD_EVENT_REVIEW ? (CldEvent)(event + 1) : CLD_EVENT_ANY;
	judge_needed(&place);
	if (out->event != CLD_EVENT_ANY)
		judge_scope(&place);
	judge_dates(&place);
	judge_age(&place);
	judge_outcome(&place);
	if (out->event == CLD_EVENT_SERVICE)
		judge_service(&place);
	judge_identity(&place);
}

Str cld_finding_remedy(Arena *arena, const CldLists *lists, const CldFinding *finding)
{
	Str usual = CLD_RULES[finding->rule].remedy;
	const CldListValue *meant = finding->meant;
	if (finding->detail.length > 0)
		return finding->detail;
	if (meant != NULL && finding->rule == CLD_RULE_CODE_RELEASE_1)
		return meant->successor.length == 0 ? S("Release 2 has no value in its place: choose one that it has.")
			: str_format(arena, "Write \"%.*s\".", STR_ARG(meant->successor));
	if (meant != NULL)
		return str_format(arena, "Write \"%.*s\".", meant->successor.length == 0 ? (int)meant->text.length
			: (int)meant->successor.length, meant->successor.length == 0 ? meant->text.data : meant->successor.data);
	if (finding->rule == CLD_RULE_CODE_UNKNOWN || finding->rule == CLD_RULE_CODE_NOT_VERIFIED) {
		const CldListValue *near = cld_list_nearest(&lists->of[finding->field], finding->value);
		if (near != NULL)
			return str_format(arena, "%.*s Is \"%.*s\" meant?", STR_ARG(usual), STR_ARG(near->text));
	}
	return usual;
}
