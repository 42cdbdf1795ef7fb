/* The Client Level Data return of a record made by hand: every row was worked out on paper. */
#include "care_test.h"

#include <stdio.h>

#include "base/csv.h"
#include "care/insight/insight.h"
#include "care/person/person.sql.h"
#include "care/service/service.sql.h"
#include "care/work/work.sql.h"
#include "engine/returns/cld_inspect.h"

enum { PEOPLE = 10 };

typedef struct Made {
	CareTest *test;
	Str people[PEOPLE + 1]; /* P01 … */
} Made;

typedef struct WorkMade {
	const char *id;
	const char *pathway;
	int person;
	const char *opened_on;
	const char *stage;
	const char *finished_on;
	const char *outcome;
	const char *answers[8]; /* question, value, … */
} WorkMade;

typedef struct ServiceMade {
	const char *id;
	const char *kind;
	int person;
	int64_t units_hundredths;
	Pence unit_cost;
	const char *mechanism;
	const char *starts_on;
	const char *ends_on;
	const char *end_reason;
} ServiceMade;

static const WorkMade WORKS[] = {
	/* began before the period, finished on its first day: counts */
	{"W01", "contact", 1, "2026-03-20", "finished", "2026-04-01", "assessment", {"contact_route", "community"}},
	/* finished the day before and the day after: do not */
	{"W02", "contact", 1, "2026-03-20", "finished", "2026-03-31", "assessment", {"contact_route", "community"}},
	{"W03", "contact", 1, "2026-09-20", "finished", "2026-10-01", "assessment", {"contact_route", "community"}},
	/* on the last day; a pathway that is a route by itself */
	{"W04", "hospital-discharge", 2, "2026-09-28", "finished", "2026-09-30", "home-reablement", {NULL}},
	{"W05", "needs-assessment", 2, "2026-05-01", "finished", "2026-06-01", "eligible",
		{"meeting_method", "both", "eligible_adult", "eligible"}},
	/* cancelled, and not finished */
	{"W06", "needs-assessment", 2, "2026-05-01", "cancelled", "", "", {NULL}},
	{"W07", "needs-assessment", 3, "2026-05-01", "in-progress", "", "", {NULL}},
	/* a carer's own assessment */
	{"W08", "carers-assessment", 4, "2026-05-05", "finished", "2026-05-20", "not-eligible",
		{"meeting_method", "carer", "eligible_carer", "not-eligible"}},
	{"W09", "financial-assessment", 5, "2026-06-01", "finished", "2026-06-10", "charge", {NULL}},
	/* reviews: every goal met; one met, one not, one no longer wanted */
	{"W10", "review", 5, "2026-07-01", "finished", "2026-07-08", "no-change", {"review_reason", "planned",
		"meeting_method", "service-user", "goal_progress", "[{\"goal\":\"a\",\"result\":\"met\"}]"}},
	{"W11", "review", 6, "2026-07-01", "finished", "2026-07-09", "reassess", {"review_reason", "provider-failure",
		"meeting_method", "service-user", "goal_progress", "[{\"goal\":\"a\",\"result\":\"met\"},"
		"{\"goal\":\"b\",\"result\":\"not\"},{\"goal\":\"c\",\"result\":\"no-longer-wanted\"}]"}},
	/* a plain task is no event */
	{"W12", "task", 6, "2026-07-01", "finished", "2026-07-02", "", {NULL}},
	/* under the id that was merged away */
	{"W13", "contact", 8, "2026-08-01", "finished", "2026-08-02", "declined", {"contact_route", "other-council"}},
	{"W14", "contact", 10, "2026-08-10", "finished", "2026-08-11", "not-a-need", {"contact_route", "community"}},
};

static const ServiceMade SERVICES[] = {
	/* open, dearer than its hours tell: units and price stand side by side */
	{"S01", "home-care", 1, 1125, 2410, "council", "2026-04-10", "", ""},
	/* ended on the first day of the period, and the day before it */
	{"S02", "day-support", 1, 200, 6000, "commissioned", "2025-01-01", "2026-04-01", "end-met"},
	{"S03", "day-support", 1, 100, 6000, "commissioned", "2025-01-01", "2026-03-31", "end-met"},
	/* starts on the last day; starts after it */
	{"S04", "residential", 2, 100, 95000, "commissioned", "2026-09-30", "", ""},
	{"S05", "nursing", 2, 100, 99000, "commissioned", "2026-10-01", "", ""},
	/* ends after the period: was open on its last day */
	{"S06", "reablement", 3, 700, 0, "", "2026-09-20", "2026-10-31", ""},
	/* something given once in the period, and once before it */
	{"S07", "equipment", 3, 100, 4500, "", "2026-05-05", "", ""},
	{"S08", "equipment", 3, 100, 4500, "", "2025-05-05", "", ""},
	{"S09", "carer-payment", 4, 100, 30000, "direct-payment", "2026-06-15", "", ""},
	/* ended by the death, by a change, as planned, and by somebody's own words */
	{"S10", "home-care", 7, 700, 2410, "direct-payment", "2024-02-01", "2026-05-03", "died"},
	{"S11", "home-care", 9, 700, 2410, "council", "2024-02-01", "2026-05-03", "changed"},
	{"S12", "short-stay-residential", 9, 700, 12000, "commissioned", "2026-05-04", "2026-05-18", ""},
	{"S13", "meals", 9, 700, 450, "commissioned", "2026-05-04", "2026-06-18", "cooks again"},
	/* ended before any support */
	{"S14", "meals", 9, 700, 450, "commissioned", "2026-06-04", "2026-06-03", "not wanted"},
};

static Str text(const char *words)
{
	return words == NULL || words[0] == '\0' ? (Str){0} : str_from_c(words);
}

static Status put_answer_in(CareWrite *write, const WorkMade *work, Str question, Str value)
{
	Str id = id_make(write->care->ids, write->care->arena);
	Status status = sql_fact_insert_run(write->connection, &(FactInsertArguments){.id = id, .subject_kind = S("work"),
		.subject_id = str_from_c(work->id), .question = question, .value = value,
		.valid_from = str_from_c(work->opened_on), .recorded_at = write->now, .standing = S("given"),
		.giver = S("worker"), .by_actor = S("system"), .source_work = str_from_c(work->id)});
	if (status != STATUS_OK)
		return status;
	return sql_fact_current_put_run(write->connection, &(FactCurrentPutArguments){.subject_kind = S("work"),
		.subject_id = str_from_c(work->id), .question = question, .fact_id = id, .value = value,
		.valid_from = str_from_c(work->opened_on), .recorded_at = write->now, .giver = S("worker"),
		.by_actor = S("system"), .source_work = str_from_c(work->id)});
}

static Status put_work_in(CareWrite *write, const Made *made, const WorkMade *work)
{
	Str id = str_from_c(work->id);
	Str day = str_from_c(work->opened_on);
	Status status = sql_work_insert_run(write->connection, &(WorkInsertArguments){.id = id, .reference = id,
		.pathway = str_from_c(work->pathway), .release_hash = S("-"), .person = made->people[work->person],
		.title = S("-"), .opened_at = write->now, .opened_on = day, .due_first = day, .stage = S("waiting"),
		.due_on = day});
	if (status == STATUS_OK)
		status = sql_work_stage_put_run(write->connection, &(WorkStagePutArguments){.id = id, .version = 1,
			.stage = str_from_c(work->stage), .due_on = day, .finished_on = text(work->finished_on),
			.outcome = text(work->outcome)});
	for (size_t i = 0; status == STATUS_OK && i < 8 && work->answers[i] != NULL; i += 2)
		status = put_answer_in(write, work, str_from_c(work->answers[i]), str_from_c(work->answers[i + 1]));
	return status;
}

static Status put_service_in(CareWrite *write, const Made *made, const ServiceMade *service)
{
	Str id = str_from_c(service->id);
	Status status = sql_service_insert_run(write->connection, &(ServiceInsertArguments){.id = id,
		.person = made->people[service->person], .kind = str_from_c(service->kind),
		.units_hundredths = service->units_hundredths, .unit_cost_pence = service->unit_cost,
		.mechanism = str_from_c(service->mechanism), .funding = S("council"), .goal = S("-"),
		.starts_on = str_from_c(service->starts_on), .created_at = write->now, .by_actor = S("system")});
	if (status != STATUS_OK || service->ends_on[0] == '\0')
		return status;
	return sql_service_end_run(write->connection, &(ServiceEndArguments){.id = id, .version = 1,
		.ends_on = str_from_c(service->ends_on), .end_reason = text(service->end_reason)});
}

static Status put_all_in(CareWrite *write, void *context)
{
	const Made *made = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < sizeof WORKS / sizeof WORKS[0]; i++)
		status = put_work_in(write, made, &WORKS[i]);
	for (size_t i = 0; status == STATUS_OK && i < sizeof SERVICES / sizeof SERVICES[0]; i++)
		status = put_service_in(write, made, &SERVICES[i]);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("test/put"), .subject_kind = S("test")});
}

static Made make_record(CareTest *test)
{
	Made made = {.test = test};
	Care worker = care_test_desk(test, test->practitioner);
	Care manager = care_test_desk(test, test->manager);
	Care system = care_test_system(test);
	static const struct { const char *name; const char *born; const char *postcode; } PEOPLE_MADE[] = {
		{"Ana Ruiz", "1941-03-14", "RM17 6SL"}, {"Bela Nagy", "1938-07", ""}, {"Cai Evans", "1950", ""},
		{"Dora Okafor", "1970-01-02", ""}, {"Eve \"Evie\" Hart, of Grays", "1955-05-05", ""}, {"Fred Low", "", ""},
		{"Gus Stone", "1930-01-01", ""}, {"Hal Twice", "1960-06-06", ""}, {"Hal Twice", "1960-06-06", ""},
		{"Ida Hidden", "1980-08-08", ""},
	};
	for (int i = 0; i < PEOPLE; i++)
		made.people[i + 1] = care_test_person(&worker, PEOPLE_MADE[i].name, PEOPLE_MADE[i].born,
			PEOPLE_MADE[i].postcode);
	static const struct { int person; const char *question; const char *value; } FACTS[] = {
		{1, "name_family_part", "Ruiz"}, {1, "sex", "female"}, {1, "ethnicity", "white-other"},
		{1, "accommodation", "owner"}, {1, "employment", "not-seeking"}, {1, "has_carer", "yes"},
		{1, "primary_support_reason", "personal-care"}, {1, "sight", "partial"}, {1, "hearing", "none"},
		{1, "dementia", "waiting"}, {1, "autism", "no"}, {1, "funding_status", "joint"},
		{1, "nhs_number", "9990000042"}, {1, "gp_practice", "Grays Surgery"},
		{4, "care_hours", "35"}, {4, "care_for", "[{\"person\":\"Ana\",\"adult\":\"adult\"},"
			"{\"person\":\"Max\",\"adult\":\"child\"},{\"person\":\"Bo\",\"adult\":\"adult\"}]"},
		{7, "death_date", "2026-05-03"},
	};
	for (size_t i = 0; i < sizeof FACTS / sizeof FACTS[0]; i++)
		assert_ok(care_test_record(&worker, made.people[FACTS[i].person], FACTS[i].question, FACTS[i].value));
	assert_ok(person_relate(&worker, made.people[1], made.people[4], S("main-carer"), S("")));
	assert_ok(person_relate(&worker, made.people[1], made.people[4], S("daughter"), S("")));
	assert_ok(care_write(&system, put_all_in, &made));
	/* P08 becomes P09; P10's record leaves no trace, and its work still counts. */
	Str merge = {0};
	Person hidden = {0};
	assert_ok(person_find(&manager, made.people[10], &hidden));
	assert_ok(person_restrict(&manager, made.people[10], PERSON_NO_TRACE, test->team_safeguarding, S("In danger"),
		hidden.version));
	assert_ok(person_merge(&manager, made.people[9], made.people[8], S("One man"), &merge));
	return made;
}

typedef struct Lines {
	Arena *arena;
	Buffer text;
	int count;
	int stop_after; /* 0: never */
} Lines;

static Status keep(Str line, void *context)
{
	Lines *lines = context;
	buffer_add(&lines->text, line);
	lines->count++;
	return lines->count == lines->stop_after ? STATUS_FULL : STATUS_OK;
}

/* The file with people called P01 … and without the header. */
static Str exported(const Made *made, const char *from, const char *to, Status expected, CldExported *done)
{
	CareTest *test = made->test;
	Care system = care_test_system(test);
	Lines lines = {.arena = test->arena, .text = buffer_make(test->arena, 1 << 20)};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	assert_ok(date_parse(str_from_c(from), &first));
	assert_ok(date_parse(str_from_c(to), &last));
	Status status = insight_export_cld(&system, first, last, keep, &lines, done);
	for (size_t i = 0; i < system.problems.count && expected == STATUS_OK; i++)
		print_message("%u %.*s: %.*s\n", system.problems.items[i].line, STR_ARG(system.problems.items[i].field),
			STR_ARG(system.problems.items[i].message));
	assert_status(status, expected);
	Str file = buffer_str(&lines.text);
	for (int i = 1; i <= PEOPLE; i++)
		file = str_replace(test->arena, file, made->people[i], str_format(test->arena, "P%02d", i));
	Str header = {0};
	assert_true(str_next(&file, '\n', &header));
	assert_true(str_starts_with(header, S("LA Code,Reporting Period Start Date,")));
	return file;
}

/* A row in short: whose, client type, dates of birth and death, then every column of the event that is not blank. */
static Str in_short(Arena *arena, Str file)
{
	Buffer out = buffer_make(arena, 1 << 20);
	Problems problems = problems_make(arena);
	CsvReader reader;
	CsvRow row = {0};
	csv_open_text(&reader, arena, S("cld"), file, (CsvLimits){.columns_most = 60, .field_bytes_most = 1000}, &problems);
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		assert_int_equal(row.count, CLD_FIELD_COUNT);
		assert_str(arena, row.fields[CLD_LA_CODE], "622");
		buffer_add(&out, row.fields[CLD_LA_PERSON_UNIQUE_IDENTIFIER]);
		buffer_add_format(&out, " %.*s born %.*s died %.*s", STR_ARG(row.fields[CLD_CLIENT_TYPE]),
			STR_ARG(row.fields[CLD_DATE_OF_BIRTH]), STR_ARG(row.fields[CLD_DATE_OF_DEATH]));
		for (size_t i = CLD_EVENT_TYPE; i < CLD_FIELD_COUNT; i++)
			if (!str_is_empty(row.fields[i]))
				buffer_add_format(&out, "|%.*s", STR_ARG(row.fields[i]));
		buffer_add_character(&out, '\n');
	}
	return buffer_str(&out);
}

/* Worked out from WORKS and SERVICES by hand. */
static const char EXPECTED[] =
	"P01 Service user born 14/03/1941 died |Request|W01|20/03/2026|01/04/2026|Contact"
	"|Progress to assessment, review or reassessment|Community / Other route\n"
	"P01 Service user born 14/03/1941 died |Service|S02|01/01/2025|01/04/2026|Day support|NFA: Support ended as planned"
	"|Long term support: Community|Day support|CASSR commissioned support|60.00|Daily|2.00\n"
	"P01 Service user born 14/03/1941 died |Service|S01|10/04/2026|Home care|Continuation of support or services"
	"|Long term support: Community|Home support or domiciliary care|CASSR managed personal budget|24.10|Hourly|11.25\n"
	"P02 Service user born  died |Assessment|W05|01/05/2026|01/06/2026|Needs assessment"
	"|Progress to support planning or services|Long term assessment|Yes|Service user and carer\n"
	"P02 Service user born  died |Request|W04|28/09/2026|30/09/2026|Leaving hospital|Progress to reablement/ST-Max"
	"|Discharge from Hospital\n"
	"P02 Service user born  died |Service|S04|30/09/2026|Care home|Continuation of support or services"
	"|Long term support: Residential care|Long term residential care|CASSR commissioned support|950.00|Weekly|1.00\n"
	"P03 Service user born  died |Service|S07|05/05/2026|05/05/2026|Equipment|NFA: Support ended as planned"
	"|Short term support: Ongoing low level|Equipment|45.00|One-off|1.00\n"
	"P03 Service user born  died |Service|S06|20/09/2026|Help to get back on your feet"
	"|Continuation of support or services|Short term support: ST-Max|Reablement\n"
	"P04 Unpaid carer born 02/01/1970 died |Assessment|W08|05/05/2026|20/05/2026|Carer's assessment"
	"|NFA: Information and advice or signposting|Long term assessment|No|Carer only|35-49 hours|2|P01\n"
	"P04 Unpaid carer born 02/01/1970 died |Service|S09|15/06/2026|15/06/2026|One-off payment to a carer"
	"|NFA: Support ended as planned|35-49 hours|2|P01|Unpaid carer support: Direct to unpaid carer|Direct payment"
	"|Direct payment|300.00|One-off|1.00\n"
	"P05 Service user born 05/05/1955 died |Assessment|W09|01/06/2026|10/06/2026|Financial assessment"
	"|Financial Assessment\n"
	"P05 Service user born 05/05/1955 died |Review|W10|01/07/2026|08/07/2026|Review"
	"|Continuation of support or services|Planned|Fully Met|Service user only\n"
	"P06 Service user born  died |Review|W11|01/07/2026|09/07/2026|Review"
	"|Progress to assessment, review or reassessment|Unplanned - Provider Failure|Partially Met|Service user only\n"
	"P07 Service user born 01/01/1930 died 03/05/2026|Service|S10|01/02/2024|03/05/2026|Home care|NFA: Deceased"
	"|Long term support: Community|Home support or domiciliary care|Direct payment|24.10|Hourly|7.00\n"
	"P09 Service user born 06/06/1960 died |Request|W13|01/08/2026|02/08/2026|Contact|NFA: Support declined"
	"|Transfer from Other LA\n"
	"P09 Service user born 06/06/1960 died |Service|S11|01/02/2024|03/05/2026|Home care"
	"|Continuation of support or services|Long term support: Community|Home support or domiciliary care"
	"|CASSR managed personal budget|24.10|Hourly|7.00\n"
	"P09 Service user born 06/06/1960 died |Service|S12|04/05/2026|18/05/2026|Short stay in a care home"
	"|NFA: Support ended as planned|Short term support: Other short term|Short term residential care"
	"|CASSR commissioned support|120.00|Daily|7.00\n"
	"P09 Service user born 06/06/1960 died |Service|S13|04/05/2026|18/06/2026|Meals at home"
	"|NFA: Support ended for other reason|Long term support: Community|Meals|CASSR commissioned support|4.50|Per session"
	"|7.00\n"
	"P10 Service user born 08/08/1980 died |Request|W14|10/08/2026|11/08/2026|Contact|NFA: Other"
	"|Community / Other route\n";

static const char FIRST_ROW[] =
	"622,01/04/2026,30/09/2026,9990000042,P01,Ana,Ruiz,Grays Surgery,,Female,White: Any other White background,"
	"14/03/1941,,Service user,Physical support: Personal care support,RM17 6SL,Owner occupier or shared ownership scheme,"
	"Not in paid employment: Not actively seeking work or retired,Yes,No,Partial sight/sight impaired,"
	"No hearing impairment,Unknown,Joint client and social care funded,Request,W01,20/03/2026,01/04/2026,Contact,"
	"\"Progress to assessment, review or reassessment\",Community / Other route,,,,,,,,,,,,,,,,,,,\n";

static void test_each_row_is_what_was_worked_out(void **state)
{
	Made made = make_record(care_test_of(state));
	CldExported done = {0};
	Str file = exported(&made, "2026-04-01", "2026-09-30", STATUS_OK, &done);
	assert_str(made.test->arena, in_short(made.test->arena, file), EXPECTED);
	assert_str(made.test->arena, str_slice(file, 0, sizeof FIRST_ROW - 1), FIRST_ROW);
	assert_int_equal(done.rows, 19);
	assert_int_equal(done.people, 9);
}

static void test_who_is_in_the_file_stands_in_the_audit_before_it(void **state)
{
	Made made = make_record(care_test_of(state));
	CareTest *test = made.test;
	Care system = care_test_system(test);
	Care manager = care_test_desk(test, test->manager);
	Lines lines = {.text = buffer_make(test->arena, 1 << 20), .stop_after = 1};
	CldExported done = {0};
	Date day = DATE_NONE;
	Looker *lookers = NULL;
	size_t count = 0;
	/* On this day in 2024 there was one line alone, P07's; the reader of the file goes away after the header. */
	assert_ok(date_parse(S("2024-01-31"), &day));
	store_test_tamper(test->store, "UPDATE service SET starts_on = '2024-01-31' WHERE id = 'S10'");
	assert_status(insight_export_cld(&system, day, day, keep, &lines, &done), STATUS_FULL);
	assert_int_equal(lines.count, 1);
	assert_int_equal(done.rows, 0);
	assert_ok(person_lookers(&manager, made.people[7], 0, &lookers, &count));
	assert_true(count > 0);
	assert_str(test->arena, lookers[0].purpose, "export: Client Level Data 2024-01-31 to 2024-01-31");
}

static void test_only_who_may_export_gets_the_file(void **state)
{
	CareTest *test = care_test_of(state);
	CldExported done = {0};
	Lines lines = {.text = buffer_make(test->arena, 1 << 20)};
	Care manager = care_test_desk(test, test->manager);
	Care analyst = care_test_desk(test, test->analyst);
	Str file = {0};
	assert_status(insight_export_cld(&manager, 20000, 20030, keep, &lines, &done), STATUS_REFUSED);
	assert_status(insight_make_cld(&manager, 20000, 20030, &file, &done), STATUS_REFUSED);
	assert_int_equal(lines.count, 0);
	assert_status(insight_make_cld(&analyst, 20030, 20000, &file, &done), STATUS_INVALID);
	assert_true(problems_any(&analyst.problems));
}

static void test_a_page_makes_the_same_file_as_the_command(void **state)
{
	Made made = make_record(care_test_of(state));
	CareTest *test = made.test;
	Care officer = care_test_desk(test, test->officer);
	Care system = care_test_system(test);
	Lines lines = {.text = buffer_make(test->arena, 1 << 20)};
	CldExported done = {0};
	Str file = {0};
	Date from = DATE_NONE;
	assert_ok(date_parse(S("2026-04-01"), &from));
	assert_ok(insight_export_cld(&system, from, from + 182, keep, &lines, &done));
	assert_ok(insight_make_cld(&officer, from, from + 182, &file, &done));
	assert_str(test->arena, file, str_c(test->arena, buffer_str(&lines.text)));
	assert_int_equal(done.rows, 19);
}

static void test_a_row_that_does_not_pass_is_named_and_the_file_is_whole(void **state)
{
	Made made = make_record(care_test_of(state));
	CareTest *test = made.test;
	CldExported done = {0};
	/* A request without a route, finished on 1 October; two services are open or end later. */
	store_test_tamper(test->store, "DELETE FROM fact_current WHERE subject_id = 'W03'");
	Care system = care_test_system(test);
	Lines lines = {.text = buffer_make(test->arena, 1 << 20)};
	Date day = DATE_NONE;
	assert_ok(date_parse(S("2026-10-01"), &day));
	assert_status(insight_export_cld(&system, day, day, keep, &lines, &done), STATUS_INVALID);
	assert_int_equal(system.problems.count, 1);
	assert_int_equal(system.problems.items[0].line, 2);
	assert_str(test->arena, system.problems.items[0].field, "Request: Route of Access");
	assert_int_equal(lines.count, 1 + (int)done.rows);
	assert_int_equal(done.rows, 5); /* W03, S01, S04, S05, S06 */
}

static Str read_text(Arena *arena, const char *path)
{
	enum { FILE_BYTES_MAX = 1 << 20 };
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *bytes = arena_allocate(arena, FILE_BYTES_MAX);
	size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = bytes, .length = length};
}

static void test_the_file_passes_the_check_of_any_councils_file(void **state)
{
	Made made = make_record(care_test_of(state));
	CareTest *test = made.test;
	Care system = care_test_system(test);
	Lines lines = {.text = buffer_make(test->arena, 1 << 20)};
	CldExported done = {0};
	Date from = DATE_NONE;
	CldCodes codes;
	CldReleaseMap map;
	CldReport report;
	uint32_t failed = 0;
	Problems problems = problems_make(test->arena);
	assert_ok(date_parse(S("2026-04-01"), &from));
	assert_ok(insight_export_cld(&system, from, from + 182, keep, &lines, &done));
	assert_ok(cld_codes_load(&codes, test->arena, S("codes"), read_text(test->arena, "data/cld/codes.csv"), &problems));
	assert_ok(cld_release_map_load(&map, test->arena, S("map"), read_text(test->arena, "data/cld/release1.csv"), &problems));
	CldFile file = {.name = S("export"), .file = tmpfile()};
	assert_int_equal(fwrite(lines.text.data, 1, lines.text.length, file.file), lines.text.length);
	rewind(file.file);
	CldInspection inspection = {.lists = cld_lists_make(test->arena, &codes, &map), .files = &file, .file_count = 1, .threads = 1};
	assert_ok(cld_inspect(&inspection, test->arena, &report, &failed));
	assert_int_equal(fclose(file.file), 0);
	for (size_t rule = 0; rule < CLD_RULE_COUNT; rule++)
		if (CLD_RULES[rule].severity == CLD_ERROR && report.of_rule[rule].findings > 0)
			fail_msg("%s, row %u", CLD_RULES[rule].id.data, (unsigned)report.of_rule[rule].row);
	assert_int_equal(report.rows, done.rows);
}

/* P05 may only be known of, P01 leaves no trace. */
static void restrict_two(Made *made)
{
	CareTest *test = made->test;
	Care lead = care_test_desk(test, test->safeguarding);
	const struct { int person; PersonTier tier; } TIERS[] = {{5, PERSON_EXISTS}, {1, PERSON_NO_TRACE}};
	for (size_t i = 0; i < 2; i++) {
		Person person = {0};
		assert_ok(person_find(&lead, made->people[TIERS[i].person], &person));
		assert_ok(person_restrict(&lead, person.id, TIERS[i].tier, test->team_safeguarding, S("In hiding"), person.version));
	}
}

static size_t notices(CareTest *test)
{
	Care lead = care_test_desk(test, test->safeguarding);
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t found = 0;
	assert_ok(work_list(&lead, &(WorkFilter){.team = test->team_safeguarding}, &rows, &count));
	for (size_t i = 0; i < count; i++)
		found += str_contains(rows[i].title, S("made the national return")) ? 1 : 0;
	return found;
}

static void test_restricted_records_leave_with_the_return_of_who_may_make_it_whole_and_of_nobody_else(void **state)
{
	Made made = make_record(care_test_of(state));
	CareTest *test = made.test;
	Care analyst = care_test_desk(test, test->analyst);
	Care officer = care_test_desk(test, test->officer);
	CldExported done = {0};
	Str file = {0};
	Date from = DATE_NONE;
	restrict_two(&made);
	assert_ok(date_parse(S("2026-04-01"), &from));
	assert_ok(insight_make_cld(&analyst, from, from + 182, &file, &done));
	assert_int_equal(done.left_out, 3); /* and P10 */
	assert_int_equal(done.people, 6);
	assert_true(str_contains(file, made.people[2]));
	/* Neither by their rows nor as somebody whom P04 cares for. */
	assert_false(str_contains(file, made.people[1]) || str_contains(file, S("9990000042")) || str_contains(file, made.people[5]));
	assert_int_equal(notices(test), 0);
	assert_ok(insight_make_cld(&officer, from, from + 182, &file, &done));
	assert_int_equal(done.left_out, 0);
	assert_int_equal(done.people, 9);
	assert_true(str_contains(file, S("9990000042")) && str_contains(file, made.people[5]));
	/* The owners hear it, once for one return, and may close the notice. */
	assert_int_equal(notices(test), 1);
	assert_ok(insight_make_cld(&officer, from, from + 182, &file, &done));
	assert_int_equal(notices(test), 1);
	assert_ok(insight_make_cld(&officer, from, from + 181, &file, &done));
	assert_int_equal(notices(test), 2);
}

static void test_the_look_of_a_return_stands_on_the_records_that_are_in_it_alone(void **state)
{
	Made made = make_record(care_test_of(state));
	CareTest *test = made.test;
	Care analyst = care_test_desk(test, test->analyst);
	Care officer = care_test_desk(test, test->officer);
	Care lead = care_test_desk(test, test->safeguarding);
	CldExported done = {0};
	Looker *lookers = NULL;
	size_t count = 0;
	Str file = {0};
	Date from = DATE_NONE;
	restrict_two(&made);
	assert_ok(date_parse(S("2026-04-01"), &from));
	assert_ok(insight_make_cld(&analyst, from, from + 182, &file, &done));
	assert_ok(person_lookers(&lead, made.people[1], 0, &lookers, &count));
	for (size_t i = 0; i < count; i++)
		assert_false(str_starts_with(lookers[i].purpose, S("export")));
	assert_ok(insight_make_cld(&officer, from, from + 182, &file, &done));
	assert_ok(person_lookers(&lead, made.people[1], 0, &lookers, &count));
	assert_str(test->arena, lookers[0].purpose, "export: Client Level Data 2026-04-01 to 2026-09-30");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_each_row_is_what_was_worked_out),
		CARE_TEST(test_who_is_in_the_file_stands_in_the_audit_before_it),
		CARE_TEST(test_only_who_may_export_gets_the_file),
		CARE_TEST(test_restricted_records_leave_with_the_return_of_who_may_make_it_whole_and_of_nobody_else),
		CARE_TEST(test_the_look_of_a_return_stands_on_the_records_that_are_in_it_alone),
		CARE_TEST(test_a_page_makes_the_same_file_as_the_command),
		CARE_TEST(test_the_file_passes_the_check_of_any_councils_file),
		CARE_TEST(test_a_row_that_does_not_pass_is_named_and_the_file_is_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
