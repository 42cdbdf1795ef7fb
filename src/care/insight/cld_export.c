/* The Client Level Data file from the record: who has an event in the period, then sixteen people at a time. */
#include "care/insight/insight.h"

#include <stdlib.h>

#include "base/csv.h"
#include "care/insight/cld_values.h"
#include "care/insight/insight.sql.h"
#include "care/insight/insight_people.h"
#include "care/work/work.h"
#include "engine/finding/nhs_number.h"
#include "engine/returns/cld_judge.h"

/* What a column has to say about the person, the same in all their rows. */
typedef struct Known {
	CldRow row;
	bool is_carer; /* their main reason for support is that they care for somebody */
} Known;

typedef struct Batch {
	CldHeadsRow *heads;
	size_t head_count;
	CldFacts facts;
	CldWorksRow *works;
	size_t work_count;
	CldFacts answers; /* of the works */
	CldServicesRow *services;
	size_t service_count;
	CldRelationsRow *relations;
	size_t relation_count;
} Batch;

typedef struct Event {
	CldRow row;
	Date start;
} Event;

typedef struct Export {
	Care *care;
	StoreConnection *connection;
	Arena arena; /* of one batch */
	CldMapping mapping;
	const CldLists *lists;
	CldColumns columns;
	Str from_on;
	Str to_on;
	Date from;
	Date to;
	bool whole; /* restricted records too */
	Batch batch;
	Event *events; /* of one person */
	size_t event_count;
	InsightLine write_line;
	void *context;
	CldExported done;
	uint32_t line;
} Export;

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

static Status load_lists(Export *export)
{
	Care *care = export->care;
	Str codes = {0};
	Str map = {0};
	if (practice_file_text(care->practice, S("data/cld/codes.csv"), &codes) != STATUS_OK
	    || practice_file_text(care->practice, S("data/cld/map.csv"), &map) != STATUS_OK)
		return problems_add(&care->problems, (Problem){.field = S("release"), .message =
			S("The release in force was published without the national code lists. Publish the practice again.")});
	Status status = cld_codes_load(&export->mapping.codes, care->arena, S("data/cld/codes.csv"), codes, &care->problems);
	if (status == STATUS_OK)
		status = cld_map_load(&export->mapping.map, care->arena, S("data/cld/map.csv"), map, &care->problems);
	/* Our map writes release 2: what became of the values of release 1 is not asked. */
	export->lists = cld_lists_make(care->arena, &export->mapping.codes, &(CldReleaseMap){0});
	export->columns = cld_columns_all();
	return status;
}

static CldFacts facts_from(Arena *arena, const CldFactsRow *rows, size_t count)
{
	CldFact *items = ARENA_ARRAY(arena, CldFact, count + 1);
	for (size_t i = 0; i < count; i++)
		items[i] = (CldFact){.subject = rows[i].person, .question = rows[i].question, .value = rows[i].value};
	return (CldFacts){.items = items, .count = count};
}

static CldFacts answers_from(Arena *arena, const CldWorkFactsRow *rows, size_t count)
{
	CldFact *items = ARENA_ARRAY(arena, CldFact, count + 1);
	for (size_t i = 0; i < count; i++)
		items[i] = (CldFact){.subject = rows[i].work, .question = rows[i].question, .value = rows[i].value};
	return (CldFacts){.items = items, .count = count};
}

static Status read_batch(Export *export, const Str *people, size_t count)
{
	Batch *batch = &export->batch;
	Arena *arena = &export->arena;
	StoreConnection *connection = export->connection;
	CldFactsRow *facts = NULL;
	CldWorkFactsRow *answers = NULL;
	size_t fact_count = 0;
	size_t answer_count = 0;
	*batch = (Batch){0};
	Status status = sql_cld_heads_list(connection, arena, &(CldHeadsArguments){.people = people,
		.people_count = count}, &batch->heads, &batch->head_count);
	if (status == STATUS_OK)
		status = sql_cld_facts_list(connection, arena, &(CldFactsArguments){.people = people, .people_count = count},
			&facts, &fact_count);
	if (status == STATUS_OK)
		status = sql_cld_works_list(connection, arena, &(CldWorksArguments){.people = people, .people_count = count,
			.from_on = export->from_on, .to_on = export->to_on}, &batch->works, &batch->work_count);
	if (status == STATUS_OK)
		status = sql_cld_work_facts_list(connection, arena, &(CldWorkFactsArguments){.people = people,
			.people_count = count, .from_on = export->from_on, .to_on = export->to_on}, &answers, &answer_count);
	if (status == STATUS_OK)
		status = sql_cld_services_list(connection, arena, &(CldServicesArguments){.people = people,
			.people_count = count, .from_on = export->from_on, .to_on = export->to_on}, &batch->services,
			&batch->service_count);
	if (status == STATUS_OK)
		status = sql_cld_relations_list(connection, arena, &(CldRelationsArguments){.people = people,
			.people_count = count, .day = export->to_on}, &batch->relations, &batch->relation_count);
	batch->facts = facts_from(arena, facts, fact_count);
	batch->answers = answers_from(arena, answers, answer_count);
	return status;
}

static Str fact(const Export *export, Str person, const char *question)
{
	return cld_fact(&export->batch.facts, person, str_from_c(question));
}

static Str answer(const Export *export, Str work, const char *question)
{
	return cld_fact(&export->batch.answers, work, str_from_c(question));
}

static void put_head(Export *export, Str person, CldRow *row)
{
	for (size_t i = 0; i < export->batch.head_count; i++) {
		const CldHeadsRow *head = &export->batch.heads[i];
		if (!str_equal(head->person, person))
			continue;
		Str digits = {0};
		if (nhs_number_read(&export->arena, head->nhs_number, &digits) == STATUS_OK)
			row->values[CLD_NHS_NUMBER] = digits;
		/* A month or a year alone is blank: the return takes whole dates, and none is made up. */
		cld_set_date(row, &export->arena, CLD_DATE_OF_BIRTH, date_or_none(head->born));
		cld_set_date(row, &export->arena, CLD_DATE_OF_DEATH, date_or_none(head->died_on));
		row->values[CLD_POSTCODE] = head->postcode;
	}
}

static Known person_columns(Export *export, Str person)
{
	static const struct { CldField field; const char *question; } MAPPED[] = {
		{CLD_GENDER, "sex"}, {CLD_ETHNICITY, "ethnicity"}, {CLD_PRIMARY_SUPPORT_REASON, "primary_support_reason"},
		{CLD_ACCOMMODATION_STATUS, "accommodation"}, {CLD_EMPLOYMENT_STATUS, "employment"},
		{CLD_VISUAL_IMPAIRMENT, "sight"}, {CLD_HEARING_IMPAIRMENT, "hearing"},
		{CLD_CLIENT_FUNDING_STATUS, "funding_status"},
	};
	Known known = {.is_carer = str_equal(fact(export, person, "primary_support_reason"), S("carer"))};
	CldRow *row = &known.row;
	row->values[CLD_LA_CODE] = practice_council(export->care->practice)->cassr_code;
	cld_set_date(row, &export->arena, CLD_REPORTING_PERIOD_START_DATE, export->from);
	cld_set_date(row, &export->arena, CLD_REPORTING_PERIOD_END_DATE, export->to);
	row->values[CLD_LA_PERSON_UNIQUE_IDENTIFIER] = person;
	put_head(export, person, row);
	cld_names(&export->arena, fact(export, person, "name_full"), fact(export, person, "name_family_part"),
		&row->values[CLD_FIRST_NAME], &row->values[CLD_LAST_NAME]);
	row->values[CLD_GP_PRACTICE_NAME] = fact(export, person, "gp_practice");
	for (size_t i = 0; i < sizeof MAPPED / sizeof MAPPED[0]; i++)
		row->values[MAPPED[i].field] = cld_mapped(&export->mapping, str_from_c(MAPPED[i].question),
			fact(export, person, MAPPED[i].question));
	row->values[CLD_HAS_UNPAID_CARER] = cld_has_carer(fact(export, person, "has_carer"));
	row->values[CLD_AUTISM_SPECTRUM_DISORDER] = cld_diagnosed(fact(export, person, "autism"));
	row->values[CLD_DEMENTIA] = cld_diagnosed(fact(export, person, "dementia"));
	return known;
}

/* Is person, as this relation has it, an unpaid carer of the other? */
static bool cares_for(const Practice *practice, const CldRelationsRow *relation)
{
	const RelationKind *kind = practice_relation_kind(practice, relation->kind);
	if (kind != NULL && relation->mine == 1) /* the kind says what the other is to them; what they are is its inverse */
		kind = practice_relation_kind(practice, kind->inverse);
	return kind != NULL && kind->informal_carer;
}

/* Columns that only a carer's row has: hours, how many adults, and those of them the council knows. */
static void put_carer_columns(Export *export, Str person, CldRow *row)
{
	static const CldField LINKED[] = {CLD_ADULT_1_LINKED_PERSON_ID, CLD_ADULT_2_LINKED_PERSON_ID,
		CLD_ADULT_3_LINKED_PERSON_ID};
	size_t linked = 0;
	int64_t known = 0;
	Str last = {0};
	for (size_t i = 0; i < export->batch.relation_count; i++) {
		const CldRelationsRow *relation = &export->batch.relations[i];
		if (!str_equal(relation->person, person) || str_equal(relation->other, last)
		    || !cares_for(export->care->practice, relation) || (!export->whole && relation->tier != PERSON_OPEN))
			continue;
		last = relation->other; /* rows are in its order: several relations to one person count once */
		known++;
		if (linked < sizeof LINKED / sizeof LINKED[0])
			row->values[LINKED[linked++]] = relation->other;
	}
	int64_t adults = cld_adults_cared_for(&export->arena, fact(export, person, "care_for"));
	adults = adults > known ? adults : known;
	if (adults > 0)
		cld_set_integer(row, &export->arena, CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR, adults);
	row->values[CLD_TOTAL_HRS_CARING_PER_WEEK] = cld_hours_band(fact(export, person, "care_hours"));
}

static void put_client_type(Export *export, Str person, bool carer, CldRow *row)
{
	row->values[CLD_CLIENT_TYPE] = cld_mapped(&export->mapping, S("client_type"), carer ? S("carer") : S("adult"));
	if (!carer)
		return;
	if (str_is_empty(fact(export, person, "primary_support_reason")))
		row->values[CLD_PRIMARY_SUPPORT_REASON] = cld_mapped(&export->mapping, S("primary_support_reason"), S("carer"));
	put_carer_columns(export, person, row);
}

/* A carer's own work asks for the hours they care: their assessment and their review. */
static bool is_carers_work(const Pathway *pathway)
{
	return pathway != NULL && form_asks(pathway->form, S("care_hours"));
}

/* A contact that leads to somebody's own assessment as a carer was about them as a carer. */
static bool leads_to_carers_work(const Outcome *outcome)
{
	for (size_t i = 0; outcome != NULL && i < outcome->act_count; i++)
		if (outcome->acts[i].kind == ACT_OPEN && is_carers_work(outcome->acts[i].pathway))
			return true;
	return false;
}

static void put_request_columns(Export *export, const CldWorksRow *work, CldRow *row)
{
	Str route = answer(export, work->id, "contact_route");
	Str value = {0};
	/* A pathway without the question is a route itself: leaving hospital. */
	if (cld_map_find(&export->mapping.map, S("contact_route"), str_is_empty(route) ? work->pathway : route, &value))
		row->values[CLD_ROUTE_OF_ACCESS] = value;
}

static void put_assessment_columns(Export *export, const CldWorksRow *work, const Pathway *pathway, bool carer,
	CldRow *row)
{
	row->values[CLD_ASSESSMENT_TYPE] = pathway->assessment_type;
	row->values[CLD_ELIGIBLE_NEEDS_IDENTIFIED] =
		cld_eligible(answer(export, work->id, carer ? "eligible_carer" : "eligible_adult"));
	row->values[CLD_METHOD_OF_ASSESSMENT] = cld_mapped(&export->mapping, S("meeting_method"),
		answer(export, work->id, "meeting_method"));
}

static void put_review_columns(Export *export, const CldWorksRow *work, CldRow *row)
{
	row->values[CLD_REVIEW_REASON] = cld_mapped(&export->mapping, S("review_reason"),
		answer(export, work->id, "review_reason"));
	row->values[CLD_METHOD_OF_REVIEW] = cld_mapped(&export->mapping, S("meeting_method"),
		answer(export, work->id, "meeting_method"));
	row->values[CLD_REVIEW_OUTCOMES_ACHIEVED] = cld_mapped(&export->mapping, S("goal_progress"),
		cld_goals_code(&export->arena, answer(export, work->id, "goal_progress")));
}

static void put_event(Export *export, CldRow *row, Str type, Str reference, Str description, Date start, Date end)
{
	row->values[CLD_EVENT_TYPE] = type;
	row->values[CLD_EVENT_REFERENCE] = reference;
	row->values[CLD_EVENT_DESCRIPTION] = description;
	cld_set_date(row, &export->arena, CLD_EVENT_START_DATE, start);
	cld_set_date(row, &export->arena, CLD_EVENT_END_DATE, end);
	export->events[export->event_count++] = (Event){.row = *row, .start = start};
}

static void add_work(Export *export, const Known *known, const CldWorksRow *work)
{
	const Pathway *pathway = practice_pathway(export->care->practice, work->pathway);
	/* Work that counts as a service only says how its line's end is told (outcome_of_end). */
	if (pathway == NULL || str_is_empty(pathway->event_type) || str_equal(pathway->event_type, S("Service")))
		return;
	CldRow row = known->row;
	bool request = str_equal(pathway->event_type, S("Request"));
	bool assessment = str_equal(pathway->event_type, S("Assessment"));
	const Outcome *outcome = pathway_outcome(pathway, work->outcome);
	bool carer = is_carers_work(pathway) || (!assessment && known->is_carer) || (request && leads_to_carers_work(outcome));
	put_client_type(export, work->person, carer, &row);
	if (outcome != NULL)
		row.values[CLD_EVENT_OUTCOME] = outcome->national;
	if (request)
		put_request_columns(export, work, &row);
	else if (assessment)
		put_assessment_columns(export, work, pathway, carer, &row);
	else
		put_review_columns(export, work, &row);
	put_event(export, &row, pathway->event_type, work->id, pathway->title, date_or_none(work->opened_on),
		date_or_none(work->finished_on));
}

static bool outcome_ends_services(const Outcome *outcome)
{
	for (size_t i = 0; i < outcome->act_count; i++)
		if (outcome->acts[i].kind == ACT_SERVICE && str_equal(outcome->acts[i].target, S("end")))
			return true;
	return false;
}

/* A line that work ended has that outcome's id as its reason. */
static Str outcome_of_end(const Export *export, const CldServicesRow *service, const ServiceKind *kind, Date died)
{
	size_t count = 0;
	const Pathway *const *pathways = practice_pathways(export->care->practice, &count);
	Date ends = date_or_none(service->ends_on);
	if (died != DATE_NONE && ends != DATE_NONE && ends >= died)
		return S("NFA: Deceased");
	if (str_equal(service->end_reason, S("changed")))
		return S("Continuation of support or services");
	for (size_t p = 0; p < count; p++)
		for (size_t o = 0; o < pathways[p]->outcome_count; o++) {
			const Outcome *outcome = &pathways[p]->outcomes[o];
			if (str_equal(outcome->id, service->end_reason) && !str_is_empty(outcome->national)
			    && outcome_ends_services(outcome))
				return outcome->national;
		}
	bool once = kind != NULL && str_equal(kind->cost_frequency, S("One-off"));
	return once || str_is_empty(service->end_reason) ? S("NFA: Support ended as planned")
		: S("NFA: Support ended for other reason");
}

static void put_service_columns(Export *export, const CldServicesRow *service, const ServiceKind *kind, CldRow *row)
{
	if (kind != NULL) {
		row->values[CLD_SERVICE_TYPE] = kind->national_type;
		row->values[CLD_SERVICE_COMPONENT] = kind->national_component;
	}
	Str mechanism = {0};
	if (cld_map_find(&export->mapping.map, S("budget_choice"), service->mechanism, &mechanism))
		row->values[CLD_DELIVERY_MECHANISM] = mechanism;
	row->values[CLD_PROVIDER_CQC_LOCATION_NAME] = service->provider_name;
	row->values[CLD_PROVIDER_CQC_LOCATION_ID] = service->cqc_location_id;
	if (service->unit_cost_pence <= 0)
		return;
	cld_set_hundredths(row, &export->arena, CLD_UNIT_COST, service->unit_cost_pence);
	if (kind != NULL)
		row->values[CLD_COST_FREQUENCY] = kind->cost_frequency;
	if (service->units_hundredths > 0)
		cld_set_hundredths(row, &export->arena, CLD_PLANNED_UNITS_PER_WEEK, service->units_hundredths);
}

static void add_service(Export *export, const Known *known, const CldServicesRow *service, Date died)
{
	const ServiceKind *kind = practice_service_kind(export->care->practice, service->kind);
	Date start = date_or_none(service->starts_on);
	Date end = date_or_none(service->ends_on);
	/* Something given once begins and ends on its day. */
	if (end == DATE_NONE && kind != NULL && str_equal(kind->cost_frequency, S("One-off")))
		end = start;
	if (end != DATE_NONE && (end < export->from || end < start))
		return; /* given before the period, or ended before any support */
	/* On the last day of the period it was still going on. */
	bool open = end == DATE_NONE || end > export->to;
	CldRow row = known->row;
	bool to_carer = kind != NULL && str_starts_with(kind->national_type, S("Unpaid carer support: Direct"));
	put_client_type(export, service->person, to_carer || known->is_carer, &row);
	put_service_columns(export, service, kind, &row);
	row.values[CLD_EVENT_OUTCOME] = open ? S("Continuation of support or services")
		: outcome_of_end(export, service, kind, died);
	put_event(export, &row, S("Service"), service->id, kind == NULL ? service->kind : kind->label, start,
		open ? DATE_NONE : end);
}

static int in_order(const void *left, const void *right)
{
	const Event *one = left;
	const Event *two = right;
	int order = str_compare(one->row.values[CLD_EVENT_TYPE], two->row.values[CLD_EVENT_TYPE]);
	if (order == 0)
		order = (one->start > two->start) - (one->start < two->start);
	return order != 0 ? order
		: str_compare(one->row.values[CLD_EVENT_REFERENCE], two->row.values[CLD_EVENT_REFERENCE]);
}

/* The rules of kith cld check; what is an error there is a problem here. */
static void add_fault(void *context, const CldFinding *finding)
{
	Export *export = context;
	bool of_row = finding->field == CLD_FIELD_NONE;
	const CldRuleInfo *rule = &CLD_RULES[finding->rule];
	if (rule->severity != CLD_ERROR)
		return;
	Str remedy = cld_finding_remedy(export->care->arena, export->lists, finding);
	Status reported = problems_add_format(&export->care->problems, (Problem){.file = S("cld"), .line = export->line,
		.column = of_row ? 0 : (uint32_t)finding->field + 1, .field = of_row ? (Str){0} : cld_field_rule(finding->field)->name},
		"%.*s. %.*s", STR_ARG(rule->title), STR_ARG(remedy));
	(void)reported; /* counted at the end; the file stays whole */
}

static void judge_event(Export *export, const CldRow *row)
{
	CldReading read;
	export->line++;
	cld_judge_row(&(CldJudge){.lists = export->lists, .columns = &export->columns, .sink = add_fault, .context = export}, row,
		&read);
	export->done.not_judged += read.not_judged;
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++)
		export->done.formulas += csv_could_be_formula(row->values[i]) ? 1 : 0;
}

static Status write_events(Export *export)
{
	Status status = STATUS_OK;
	qsort(export->events, export->event_count, sizeof export->events[0], in_order);
	for (size_t i = 0; status == STATUS_OK && i < export->event_count; i++) {
		Buffer line = buffer_make(&export->arena, (size_t)1024 * 1024);
		judge_event(export, &export->events[i].row);
		cld_write_row(&line, &export->events[i].row);
		status = export->write_line(buffer_str(&line), export->context);
		export->done.rows++;
	}
	return status;
}

static Status write_person(Export *export, Str person)
{
	const Batch *batch = &export->batch;
	Known known = person_columns(export, person);
	Date died = DATE_NONE;
	for (size_t i = 0; i < batch->head_count; i++)
		if (str_equal(batch->heads[i].person, person))
			died = date_or_none(batch->heads[i].died_on);
	export->event_count = 0;
	for (size_t i = 0; i < batch->work_count; i++)
		if (str_equal(batch->works[i].person, person))
			add_work(export, &known, &batch->works[i]);
	for (size_t i = 0; i < batch->service_count; i++)
		if (str_equal(batch->services[i].person, person))
			add_service(export, &known, &batch->services[i], died);
	export->done.people += export->event_count > 0;
	return write_events(export);
}

static Status write_batch(Export *export, const Str *people, size_t count)
{
	Status status = read_batch(export, people, count);
	export->events = ARENA_ARRAY(&export->arena, Event, export->batch.work_count + export->batch.service_count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = write_person(export, people[i]);
	return status;
}

static Status write_all(Export *export, const InsightPeople *people)
{
	arena_init(&export->arena, ARENA_REQUEST_BYTES_MAX * (size_t)4);
	Buffer header = buffer_make(&export->arena, 8192);
	cld_write_header(&header);
	export->line = 1;
	Status status = export->write_line(buffer_str(&header), export->context);
	for (size_t i = 0; status == STATUS_OK && i < people->all.count; i += CLD_EXPORT_BATCH) {
		size_t left = people->all.count - i;
		arena_reset(&export->arena);
		status = write_batch(export, people->all.items + i, left < CLD_EXPORT_BATCH ? left : CLD_EXPORT_BATCH);
	}
	arena_clear(&export->arena);
	return status;
}

static Status begin(Export *export, Care *care, Date from, Date to)
{
	Status status = care_require(care, S("export"));
	if (status == STATUS_OK && (from == DATE_NONE || to == DATE_NONE || to < from))
		status = problems_add(&care->problems, (Problem){.field = S("to-day"),
			.message = S("Enter a period that ends on or after the day it starts.")});
	export->from = from;
	export->to = to;
	export->whole = care_may(care, S("return-whole"));
	export->from_on = date_format(care->arena, from);
	export->to_on = date_format(care->arena, to);
	return status == STATUS_OK ? load_lists(export) : status;
}

static Str purpose_of(const Export *export)
{
	return str_format(export->care->arena, "export: Client Level Data %.*s to %.*s%s", STR_ARG(export->from_on),
		STR_ARG(export->to_on), export->whole ? "" : ", without restricted records");
}

/* Each team that owns restricted records which leave with the return hears who made it: once, while the notice waits. */
static Status tell_owners_in(CareWrite *write, const Export *export, const InsightPeople *people)
{
	Arena *arena = write->care->arena;
	Status status = STATUS_OK;
	Str maker = write->care->actor_name;
	Str from = date_format_words(arena, export->from);
	Str to = date_format_words(arena, export->to);
	for (size_t i = 0; status == STATUS_OK && people->whole && i < people->owner_count; i++) {
		const InsightOwner *owner = &people->owners[i];
		CldNoticeWaitsRow row = {0};
		WorkNew notice = {.pathway = S("task"), .team = owner->team, .team_kind = S("safeguarding"),
			.title = str_format(arena, "%.*s made the national return of %.*s to %.*s: restricted records of this team in it: %zu",
				STR_ARG(maker), STR_ARG(from), STR_ARG(to), owner->count)};
		status = sql_cld_notice_waits_one(write->connection, arena, &(CldNoticeWaitsArguments){.team = notice.team,
			.title = notice.title}, &row);
		if (status == STATUS_OK && row.count == 0)
			status = work_open_in(write, &notice, NULL);
	}
	return status;
}

typedef struct Taking {
	const Export *export;
	const InsightPeople *people;
} Taking;

/* Who is in it, and word to those who own restricted records of it, before the first line. */
static Status take_in(CareWrite *write, void *context)
{
	const Taking *taking = context;
	const InsightPeople *people = taking->people;
	Status status = people->all.count == 0 ? STATUS_OK
		: care_audit_read_in(write, purpose_of(taking->export), people->all.items, people->all.count);
	return status == STATUS_OK ? tell_owners_in(write, taking->export, people) : status;
}

Status insight_export_cld(Care *care, Date from, Date to, InsightLine write_line, void *context, CldExported *out)
{
	Export export = {.care = care, .connection = care->reader, .write_line = write_line, .context = context};
	InsightPeople people = {0};
	Status status = begin(&export, care, from, to);
	if (status == STATUS_OK)
		status = insight_cld_people(care->reader, care->arena, export.from_on, export.to_on, export.whole, &people);
	if (status == STATUS_OK)
		status = care_write(care, take_in, &(Taking){.export = &export, .people = &people});
	export.done.left_out = export.whole ? 0 : people.restricted.count;
	if (status == STATUS_OK)
		status = write_all(&export, &people);
	*out = export.done;
	return status == STATUS_OK && problems_any(&care->problems) ? STATUS_INVALID : status;
}

typedef struct Making {
	Export export;
	Buffer text;
} Making;

static Status keep_line(Str line, void *context)
{
	Buffer *text = context;
	if (text->length + line.length > CLD_EXPORT_PAGE_BYTES_MAX)
		return STATUS_FULL;
	buffer_add(text, line);
	return STATUS_OK;
}

/* May run again: everything is made anew. */
static Status make_in(CareWrite *write, void *context)
{
	Making *making = context;
	Export *export = &making->export;
	InsightPeople people = {0};
	making->text.length = 0;
	export->connection = write->connection;
	export->context = &making->text;
	export->done = (CldExported){0};
	write->care->problems = problems_make(write->care->arena);
	Status status = insight_cld_people(write->connection, write->care->arena, export->from_on, export->to_on,
		export->whole, &people);
	if (status == STATUS_OK)
		status = take_in(write, &(Taking){.export = export, .people = &people});
	export->done.left_out = export->whole ? 0 : people.restricted.count;
	return status == STATUS_OK ? write_all(export, &people) : status;
}

Status insight_make_cld(Care *care, Date from, Date to, Str *out, CldExported *exported)
{
	Making making = {.export = {.care = care, .write_line = keep_line},
		.text = buffer_make(care->arena, CLD_EXPORT_PAGE_BYTES_MAX + 1)};
	Status status = begin(&making.export, care, from, to);
	if (status == STATUS_OK)
		status = care_write(care, make_in, &making);
	*out = buffer_str(&making.text);
	*exported = making.export.done;
	return status;
}
