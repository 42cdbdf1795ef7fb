/* Measures from the record, on both engines: what is counted, what moves them, what is kept. */
#include "care_test.h"

#include "care/insight/insight.h"
#include "care/insight/measures.h"
#include "care/jobs/job_kinds.h"
#include "care/service/service.sql.h"
#include "care/work/work.sql.h"

typedef struct LineMade {
	Str person;
	const char *kind;
	const char *mechanism;
	const char *starts;
	const char *ends;
} LineMade;

static Status put_line_in(CareWrite *write, void *context)
{
	const LineMade *made = context;
	Str id = id_make(write->care->ids, write->care->arena);
	Status status = sql_service_insert_run(write->connection, &(ServiceInsertArguments){.id = id, .person = made->person,
		.kind = str_from_c(made->kind), .units_hundredths = 100, .unit_cost_pence = 100,
		.mechanism = str_from_c(made->mechanism), .funding = S("council"), .goal = S("-"),
		.starts_on = str_from_c(made->starts), .created_at = write->now, .by_actor = S("system")});
	if (status == STATUS_OK && made->ends[0] != '\0')
		status = sql_service_end_run(write->connection, &(ServiceEndArguments){.id = id, .version = 1,
			.ends_on = str_from_c(made->ends), .end_reason = S("end-met")});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("test/line"), .subject_kind = S("service"),
		.subject = id});
}

static void put_line(CareTest *test, Str person, const char *kind, const char *mechanism, const char *starts, const char *ends)
{
	Care care = care_test_system(test);
	assert_ok(care_write(&care, put_line_in, &(LineMade){person, kind, mechanism, starts, ends}));
}

static Str someone(CareTest *test, const char *name, const char *born)
{
	Care care = care_test_system(test);
	return care_test_person(&care, name, born, "");
}

static Care counting_desk(CareTest *test)
{
	Care care = care_test_system(test);
	care.reader = store_maintenance(care.store);
	return care;
}

static Date day(const char *text)
{
	Date out = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &out));
	return out;
}

static MeasureResult measured(CareTest *test, const char *id)
{
	Care care = counting_desk(test);
	MeasureResult *results = NULL;
	size_t count = 0;
	assert_ok(insight_measures(&care, day("2025-04-01"), day("2026-03-31"), &results, &count));
	for (size_t i = 0; i < count; i++)
		if (str_equal(results[i].measure->id, str_from_c(id)))
			return results[i];
	fail_msg("no measure %s", id);
	return (MeasureResult){0};
}

static void assert_measured(CareTest *test, const char *id, int64_t numerator, int64_t denominator)
{
	MeasureResult result = measured(test, id);
	assert_int_equal(result.numerator, numerator);
	assert_int_equal(result.denominator, denominator);
}

typedef struct ReviewMade {
	Str person;
	const char *id;
	const char *opened;
	const char *due;
	const char *stage;
	const char *finished;
} ReviewMade;

static Status put_review_in(CareWrite *write, void *context)
{
	const ReviewMade *made = context;
	Str id = str_from_c(made->id);
	Str due_on = str_from_c(made->due);
	Status status = sql_work_insert_run(write->connection, &(WorkInsertArguments){.id = id, .reference = id,
		.pathway = S("review"), .release_hash = S("-"), .person = made->person, .title = S("-"), .opened_at = write->now,
		.opened_on = str_from_c(made->opened), .due_first = due_on, .stage = S("waiting"), .due_on = due_on});
	if (status == STATUS_OK)
		status = sql_work_stage_put_run(write->connection, &(WorkStagePutArguments){.id = id, .version = 1,
			.stage = str_from_c(made->stage), .due_on = due_on,
			.finished_on = made->finished[0] == '\0' ? (Str){0} : str_from_c(made->finished)});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("test/review"), .subject_kind = S("work"),
		.subject = id});
}

static void test_a_month_counts_who_had_services_and_what_was_late_on_its_last_day(void **state)
{
	static const int64_t SUPPORTED[FIGURES_MONTHS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0};
	static const int64_t OVERDUE[FIGURES_MONTHS] = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1};
	CareTest *test = care_test_of(state);
	FigureMonth months[FIGURES_MONTHS];
	care_test_go(test, S("2026-11-22"), 9, 0);
	Care care = care_test_system(test);
	Care analyst = care_test_desk(test, test->analyst);
	Str first = someone(test, "Ada Example", "1950-01-01");
	Str second = someone(test, "Ben Example", "1980-01-01");
	put_line(test, first, "home-care", "commissioned", "2026-01-31", "2026-08-15");
	put_line(test, first, "meals", "commissioned", "2026-07-31", "2026-10-31"); /* beside the other: one person */
	put_line(test, second, "meals", "commissioned", "2025-10-01", "2025-12-31");
	put_line(test, second, "meals", "commissioned", "2026-11-01", "2026-11-21");
	ReviewMade reviews[] = {
		{first, "R1", "2026-02-01", "2026-02-28", "finished", "2026-04-30"},
		{first, "R2", "2026-09-01", "2026-09-30", "in-progress", ""},
		{second, "R3", "2026-09-01", "2026-09-30", "cancelled", ""},
		{second, "R4", "2025-01-01", "2025-02-01", "finished", "2025-12-31"},
		{second, "R5", "2026-05-01", "2026-06-01", "finished", "2026-05-20"},
	};
	for (size_t i = 0; i < sizeof reviews / sizeof reviews[0]; i++)
		assert_ok(care_write(&care, put_review_in, &reviews[i]));
	assert_ok(insight_figures(&analyst, months));
	for (size_t m = 0; m < FIGURES_MONTHS; m++) {
		assert_int_equal(months[m].counts[FIGURE_SUPPORTED], SUPPORTED[m]);
		assert_int_equal(months[m].counts[FIGURE_REVIEWS_OVERDUE], OVERDUE[m]);
	}
}

static void test_a_change_in_the_record_moves_the_figure(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-05-01"), 9, 0);
	Str first = someone(test, "Ada Example", "1950-01-01");
	Str second = someone(test, "Ben Example", "1980-01-01");
	put_line(test, first, "home-care", "commissioned", "2025-05-01", "");
	put_line(test, second, "direct-payment", "direct-payment", "2024-05-01", "");
	assert_measured(test, "1c-2a", 1, 2);
	assert_measured(test, "1c-1a", 1, 2);
	assert_int_equal(measured(test, "1c-2a").value, 500000);
	put_line(test, first, "direct-payment", "direct-payment", "2025-06-01", "");
	assert_measured(test, "1c-2a", 2, 2);
	put_line(test, first, "residential", "commissioned", "2026-03-01", "");
	assert_measured(test, "1c-2a", 1, 1); /* a care home goes before support at home */
	assert_measured(test, "2a-2", 1, measured(test, "2a-2").denominator);
	assert_int_equal(measured(test, "2a-2").population_year, 2020);
}

static void test_answers_count_as_they_stood_on_the_last_day(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-02-01"), 9, 0);
	Str person = someone(test, "Cem Example", "1990-01-01");
	Care care = care_test_system(test);
	put_line(test, person, "supported-living", "council", "2025-05-01", "");
	assert_measured(test, "1g", 0, 0); /* nothing says learning disability yet */
	assert_ok(care_test_record(&care, person, "primary_support_reason", "learning-disability"));
	assert_measured(test, "1g", 0, 1); /* where they live is not known: in the denominator only */
	assert_ok(care_test_record(&care, person, "accommodation", "supported"));
	assert_ok(care_test_record(&care, person, "employment", "paid-under-16"));
	assert_measured(test, "1g", 1, 1);
	assert_measured(test, "1e", 1, 1);
	care_test_go(test, S("2026-04-10"), 9, 0);
	assert_ok(care_test_record(&care, person, "accommodation", "care-home"));
	assert_measured(test, "1g", 1, 1); /* that came after the year */
}

static void test_short_help_is_followed_to_what_came_after(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-05-01"), 9, 0);
	Str none = someone(test, "Dot Example", "1940-01-01");
	Str more = someone(test, "Eve Example", "1941-01-01");
	put_line(test, none, "reablement", "", "2025-05-01", "2025-06-10");
	put_line(test, more, "reablement", "", "2025-05-01", "2025-06-10");
	put_line(test, more, "home-care", "commissioned", "2025-06-11", "");
	assert_measured(test, "2d", 1, 2);
	/* It ended on the last day of the year; what began after the year is its sequel all the same. */
	Str late = someone(test, "Fay Example", "1942-01-01");
	put_line(test, late, "reablement", "", "2026-03-01", "2026-03-31");
	put_line(test, late, "home-care", "commissioned", "2026-04-05", "");
	assert_measured(test, "2d", 1, 3);
}

static void finish(Care *care, Str work, const char *outcome)
{
	assert_ok(work_submit(care, &(WorkSubmit){.work = work, .outcome = str_from_c(outcome), .note = S("As seen"),
		.version = care_test_work(care, work).version}));
}

static int64_t run_jobs(CareTest *test)
{
	size_t count = 0;
	int64_t done = 0;
	const JobKind *kinds = job_kinds(&count);
	Care care = counting_desk(test);
	assert_ok(jobs_run_due(&care, S("test"), kinds, count, &done));
	return done;
}

/* Somebody comes home from hospital on a day, is helped for six weeks, and is asked where they are once the form asks for it. */
static Str come_home(CareTest *test, const char *name, const char *born, const char *home_on, const char *ended_on)
{
	Str person = someone(test, name, born);
	Str work = {0};
	care_test_go(test, str_from_c(ended_on), 9, 0);
	Care care = care_test_desk(test, test->practitioner);
	put_line(test, person, "reablement", "", home_on, ended_on);
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("reablement"), .person = person, .user = test->practitioner}, &work));
	care_test_answer(&care, work, "reab_from_hospital", "yes");
	care_test_answer(&care, work, "reab_home_on", home_on);
	care_test_answer(&care, work, "reab_first_visit", home_on);
	care_test_answer(&care, work, "reab_ended_on", ended_on);
	finish(&care, work, "independent");
	return person;
}

static void say_where(CareTest *test, Str person, const char *day, const char *where)
{
	care_test_go(test, str_from_c(day), 9, 0);
	Care care = care_test_desk(test, test->practitioner);
	Str work = care_test_open_work(&care, person, "reablement-91-days");
	care_test_answer(&care, work, "home_91", where);
	finish(&care, work, "known");
}

static void test_who_is_at_home_three_months_after_hospital_comes_from_the_form_that_asks(void **state)
{
	CareTest *test = care_test_of(state);
	Str home = come_home(test, "Ida Example", "1940-01-01", "2025-10-01", "2025-11-12");
	Str in_care_home = come_home(test, "Jon Example", "1941-01-01", "2025-11-01", "2025-12-10");
	Str nobody_knows = come_home(test, "Kay Example", "1942-01-01", "2025-12-31", "2026-02-05");
	(void)come_home(test, "Lee Example", "1980-01-01", "2025-12-31", "2026-02-05");  /* not 65 */
	Str in_january = come_home(test, "Mia Example", "1943-01-01", "2026-01-01", "2026-02-10"); /* not of the three months that count */
	assert_measured(test, "2b-1", 0, 3);
	say_where(test, home, "2026-03-01", "home");
	assert_measured(test, "2b-1", 1, 3);
	say_where(test, in_care_home, "2026-03-10", "care-home");
	assert_measured(test, "2b-1", 1, 3);
	say_where(test, in_january, "2026-05-10", "home");
	assert_measured(test, "2b-1", 1, 3);
	say_where(test, nobody_knows, "2026-06-01", "home"); /* after the year, 152 days on */
	assert_measured(test, "2b-1", 2, 3);
	assert_int_equal(measured(test, "2b-1").value, 667000);
}

/* Answers come in for half a year after the period: until then the figure is not kept. */
static void test_a_figure_that_waits_for_answers_is_kept_when_they_can_be_in(void **state)
{
	CareTest *test = care_test_of(state);
	(void)come_home(test, "Ida Example", "1940-01-01", "2025-10-01", "2025-11-12");
	care_test_go(test, S("2026-03-20"), 9, 0);
	Care care = counting_desk(test);
	assert_ok(insight_await_month(&care));
	for (int month = 4; month <= 10; month++) {
		care_test_go(test, str_format(test->arena, "2026-%02d-01", month), 2, 0);
		(void)run_jobs(test);
		assert_true(measured(test, "1c-2a").kept);
		assert_false(measured(test, "2b-1").kept);
	}
	care_test_go(test, S("2026-11-01"), 2, 0);
	(void)run_jobs(test);
	assert_true(measured(test, "2b-1").kept);
}

static void test_a_figure_that_was_kept_stays_for_ever(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-05-01"), 9, 0);
	Str person = someone(test, "Gil Example", "1950-01-01");
	put_line(test, person, "home-care", "commissioned", "2025-05-01", "");
	Care care = counting_desk(test);
	MeasureResult *results = NULL;
	size_t count = 0;
	assert_ok(insight_measures(&care, day("2025-04-01"), day("2026-03-31"), &results, &count));
	assert_ok(insight_keep_measures(&care, day("2025-04-01"), day("2026-03-31"), results, count));
	put_line(test, person, "direct-payment", "direct-payment", "2025-06-01", "");
	assert_measured(test, "1c-2a", 0, 1);
	assert_true(measured(test, "1c-2a").kept);
	assert_ok(insight_measures(&care, day("2025-05-01"), day("2026-04-30"), &results, &count));
	assert_false(results[0].kept); /* another period is counted anew */
}

static void test_each_month_is_kept_the_night_after_it_ends(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-03-20"), 9, 0);
	Str person = someone(test, "Hal Example", "1950-01-01");
	put_line(test, person, "home-care", "commissioned", "2025-05-01", "");
	Care care = counting_desk(test);
	assert_ok(insight_await_month(&care));
	assert_ok(insight_await_month(&care)); /* a second start adds nothing */
	care_test_go(test, S("2026-04-01"), 1, 59);
	(void)run_jobs(test);
	assert_false(measured(test, "1c-2a").kept);
	care_test_go(test, S("2026-04-01"), 2, 0);
	assert_int_equal(run_jobs(test), 1);
	assert_measured(test, "1c-2a", 0, 1);
	assert_true(measured(test, "1c-2a").kept);
	put_line(test, person, "direct-payment", "direct-payment", "2025-06-01", "");
	assert_measured(test, "1c-2a", 0, 1); /* the month is closed */
	care_test_go(test, S("2026-05-01"), 2, 0);
	assert_int_equal(run_jobs(test), 1); /* the job had added the next */
	MeasureResult *results = NULL;
	size_t count = 0;
	care = counting_desk(test);
	assert_ok(insight_measures(&care, day("2025-05-01"), day("2026-04-30"), &results, &count));
	assert_true(results[0].kept);
}

static void test_a_period_that_has_not_ended_is_not_kept(void **state)
{
	CareTest *test = care_test_of(state);
	care_test_go(test, S("2026-03-31"), 9, 0);
	Care care = counting_desk(test);
	MeasureResult *results = NULL;
	size_t count = 0;
	assert_ok(insight_measures(&care, day("2025-04-01"), day("2026-03-31"), &results, &count));
	assert_status(insight_keep_measures(&care, day("2025-04-01"), day("2026-03-31"), results, count), STATUS_INVALID);
	assert_false(measured(test, "1c-2a").kept);
	assert_int_equal(measured(test, "1c-2a").value, MEASURE_VALUE_NONE); /* nobody: no figure, not nought */
}

static void test_only_who_may_export_counts_restricted_records(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	MeasureResult *results = NULL;
	size_t count = 0;
	assert_status(insight_measures(&care, day("2025-04-01"), day("2026-03-31"), &results, &count), STATUS_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_month_counts_who_had_services_and_what_was_late_on_its_last_day),
		CARE_TEST(test_a_change_in_the_record_moves_the_figure),
		CARE_TEST(test_answers_count_as_they_stood_on_the_last_day),
		CARE_TEST(test_short_help_is_followed_to_what_came_after),
		CARE_TEST(test_who_is_at_home_three_months_after_hospital_comes_from_the_form_that_asks),
		CARE_TEST(test_a_figure_that_waits_for_answers_is_kept_when_they_can_be_in),
		CARE_TEST(test_a_figure_that_was_kept_stays_for_ever),
		CARE_TEST(test_each_month_is_kept_the_night_after_it_ends),
		CARE_TEST(test_a_period_that_has_not_ended_is_not_kept),
		CARE_TEST(test_only_who_may_export_counts_restricted_records),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
