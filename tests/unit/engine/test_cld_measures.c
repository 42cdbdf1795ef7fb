#include "unit_test.h"

#include <stdio.h>

#include "engine/returns/cld_generate.h"
#include "engine/returns/cld_reckon.h"

/* Rows worked by hand, and the rules one by one. Year 2024/25. */

enum { FILE_BYTES_MAX = 1 << 20, TEXT_BYTES_MAX = 64 << 20, FILES_MAX = 3 };

static Arena arena;
static CldCodes codes;
static CldReleaseMap map;
static const CldLists *lists;

static Str read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *data = arena_allocate(&arena, FILE_BYTES_MAX);
	size_t length = fread(data, 1, FILE_BYTES_MAX, file);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = data, .length = length};
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)2 << 30);
	Problems problems = problems_make(&arena);
	assert_ok(cld_codes_load(&codes, &arena, S("codes.csv"), read_text("data/cld/codes.csv"), &problems));
	assert_ok(cld_release_map_load(&map, &arena, S("release1.csv"), read_text("data/cld/release1.csv"), &problems));
	lists = cld_lists_make(&arena, &codes, &map);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* A row in few words; dates as dd/mm/yyyy. Unless said: council 001, period of the year, born 14 March 1941, service user. */
typedef struct Line {
	const char *person;
	const char *event;
	const char *start;
	const char *end;
	const char *outcome;
	const char *kind;      /* route, assessment type, review reason or service type */
	const char *component;
	const char *mechanism;
	const char *born;
	const char *died;
	const char *client;
	const char *home;
	const char *reason;
	const char *council;
	const char *from;      /* of the period */
	const char *to;
	const char *cost;
	const char *nhs;
} Line;

static Str or_else(const char *text, const char *otherwise)
{
	return str_from_c(text == NULL ? otherwise : text);
}

static CldRow row_of(const Line *line, size_t number)
{
	CldRow row = {0};
	Str *values = row.values;
	Str event = str_from_c(line->event);
	values[CLD_LA_CODE] = or_else(line->council, "001");
	values[CLD_REPORTING_PERIOD_START_DATE] = or_else(line->from, "01/04/2024");
	values[CLD_REPORTING_PERIOD_END_DATE] = or_else(line->to, "31/03/2025");
	values[CLD_LA_PERSON_UNIQUE_IDENTIFIER] = str_from_c(line->person);
	values[CLD_NHS_NUMBER] = str_from_c(line->nhs);
	values[CLD_DATE_OF_BIRTH] = or_else(line->born, "14/03/1941");
	values[CLD_DATE_OF_DEATH] = str_from_c(line->died);
	values[CLD_CLIENT_TYPE] = or_else(line->client, "Service user");
	values[CLD_ACCOMMODATION_STATUS] = str_from_c(line->home);
	values[CLD_PRIMARY_SUPPORT_REASON] = str_from_c(line->reason);
	values[CLD_EVENT_TYPE] = event;
	values[CLD_EVENT_REFERENCE] = str_format(&arena, "E%zu", number);
	values[CLD_EVENT_START_DATE] = str_from_c(line->start);
	values[CLD_EVENT_END_DATE] = str_from_c(line->end);
	values[CLD_EVENT_OUTCOME] = str_from_c(line->outcome);
	values[str_equal(event, S("Request")) ? CLD_ROUTE_OF_ACCESS : str_equal(event, S("Assessment")) ? CLD_ASSESSMENT_TYPE
		: str_equal(event, S("Review")) ? CLD_REVIEW_REASON : CLD_SERVICE_TYPE] = str_from_c(line->kind);
	values[CLD_SERVICE_COMPONENT] = str_from_c(line->component);
	values[CLD_DELIVERY_MECHANISM] = str_from_c(line->mechanism);
	values[CLD_UNIT_COST] = str_from_c(line->cost);
	return row;
}

static FILE *file_of(const Line *lines, size_t count)
{
	Buffer text = buffer_make(&arena, TEXT_BYTES_MAX);
	FILE *file = tmpfile();
	assert_non_null(file);
	cld_write_header(&text);
	for (size_t i = 0; i < count; i++) {
		CldRow row = row_of(&lines[i], i);
		cld_write_row(&text, &row);
	}
	assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
	rewind(file);
	return file;
}

static CldReckoning settings_of(void)
{
	return (CldReckoning){.lists = lists, .threads = 1, .explain = CLD_MEASURE_COUNT,
		.settings = {.from = 19814, .to = 20178, .new_within_days = 91}}; /* 1 April 2024 to 31 March 2025 */
}

static CldReckoned reckon_open(CldReckoning reckoning, FILE **open, size_t count)
{
	CldFile files[FILES_MAX];
	CldReckoned out;
	uint32_t failed = 0;
	for (size_t i = 0; i < count; i++)
		files[i] = (CldFile){.name = S("f.csv"), .file = open[i]};
	reckoning.files = files;
	reckoning.file_count = count;
	assert_ok(cld_reckon(&reckoning, &arena, &out, &failed));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(fclose(open[i]), 0);
	return out;
}

static CldReckoned reckon_with(CldReckoning reckoning, const Line *lines, size_t count)
{
	FILE *file = file_of(lines, count);
	return reckon_open(reckoning, &file, 1);
}

#define RECKON(lines) reckon_with(settings_of(), (lines), sizeof(lines) / sizeof *(lines))

static CldCell cell_at(const CldReckoned *reckoned, size_t council, CldMeasure measure, const char *group, const char *part)
{
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	for (size_t place = 0; place < info->groups * info->parts; place++) {
		Str own_part = cld_part_name(measure, place % info->parts);
		if (str_equal(cld_group_name(measure, place / info->parts), str_from_c(group)) && str_equal(own_part, str_from_c(part)))
			return reckoned->cells[council * CLD_CELL_MAX + cld_measure_first_cell(measure) + place];
	}
	fail_msg("no cell %s %s", group, part);
	return (CldCell){0};
}

static void assert_cell(const CldReckoned *reckoned, CldMeasure measure, const char *group, uint64_t numerator, uint64_t denominator)
{
	CldCell cell = cell_at(reckoned, reckoned->council_count, measure, group, "");
	if (cell.numerator != numerator || cell.denominator != denominator)
		fail_msg("%s %s is %llu / %llu, not %llu / %llu", CLD_MEASURES[measure].code.data, group,
			(unsigned long long)cell.numerator, (unsigned long long)cell.denominator, (unsigned long long)numerator,
			(unsigned long long)denominator);
}

#define ST_MAX "Short term support: ST-Max"
#define COMMUNITY "Long term support: Community"
#define RESIDENTIAL "Long term support: Residential care"
#define NURSING "Long term support: Nursing care"
#define PLANNED_END "NFA: Support ended as planned"
#define GOES_ON "Continuation of support or services"
#define LONG_RESIDENTIAL "Long term residential care"
#define HOME_SUPPORT "Home support or domiciliary care"
#define MANAGED "CASSR managed personal budget"
#define COMMISSIONED "CASSR commissioned support"
#define OWNER "Owner occupier or shared ownership scheme"

/* ---- Thirty-one rows. What each person counts in is worked out beside the row. ---- */

static const Line WORKED[] = {
	/* A, 83: asked, reablement in two lines six days apart, ended as planned: 2A 1/1 (65 and above) */
	{.person = "A", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Discharge from Hospital",
		.outcome = "Progress to reablement/ST-Max"},
	{.person = "A", .event = "Service", .start = "03/05/2024", .end = "20/05/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = GOES_ON},
	{.person = "A", .event = "Service", .start = "26/05/2024", .end = "10/06/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = PLANNED_END},
	/* B, 44: reablement followed by community support four days later, ours by direct payment, open at the end:
	 * 2A 0/1 (18 to 64), 2E: owner, settled; 3D 1/1 and 1/1; learning disability: 2E-LD 1/1 */
	{.person = "B", .event = "Service", .start = "01/07/2024", .end = "31/07/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = "Progress to support planning or services", .born = "05/01/1980", .home = OWNER,
		.reason = "Learning disability support"},
	{.person = "B", .event = "Service", .start = "04/08/2024", .kind = COMMUNITY, .component = "Direct payment",
		.outcome = GOES_ON, .born = "05/01/1980", .home = OWNER, .reason = "Learning disability support"},
	/* C: long term support until 60 days before reablement: not new, not in 2A; in 2E: home unknown, and the last service,
	 * reablement, tells nothing of it: not settled */
	{.person = "C", .event = "Service", .start = "01/04/2023", .end = "01/05/2024", .kind = COMMUNITY, .component = HOME_SUPPORT,
		.mechanism = COMMISSIONED, .outcome = PLANNED_END},
	{.person = "C", .event = "Service", .start = "30/06/2024", .end = "20/07/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = PLANNED_END},
	/* D: died five days after reablement ended: sequel deceased, in neither part of 2A */
	{.person = "D", .event = "Service", .start = "01/09/2024", .end = "20/09/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = PLANNED_END, .died = "25/09/2024"},
	/* E: reablement, then hospital */
	{.person = "E", .event = "Service", .start = "01/09/2024", .end = "20/09/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = "Admitted to hospital"},
	/* F: outcome tells nothing, an assessment nine days before the end said advice: 2A 1/1 */
	{.person = "F", .event = "Service", .start = "01/10/2024", .end = "31/10/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = GOES_ON},
	{.person = "F", .event = "Assessment", .start = "15/10/2024", .end = "22/10/2024", .kind = "Short term assessment",
		.outcome = "NFA: Information and advice or signposting"},
	/* G: outcome tells nothing, equipment on the way: 2A 1/1 by low level support */
	{.person = "G", .event = "Service", .start = "01/10/2024", .end = "31/10/2024", .kind = ST_MAX, .component = "Reablement",
		.outcome = "Progress to assessment, review or reassessment"},
	{.person = "G", .event = "Service", .start = "10/10/2024", .end = "10/10/2024", .kind = "Short term support: Ongoing low level",
		.component = "Equipment", .outcome = PLANNED_END},
	/* H, 83: moved into residential care in the year, commissioned: 2C 1; 2E not settled; LTS residential; not in 3D */
	{.person = "H", .event = "Service", .start = "01/06/2024", .kind = RESIDENTIAL, .component = LONG_RESIDENTIAL,
		.mechanism = COMMISSIONED, .outcome = GOES_ON, .home = "Registered care home"},
	/* I: in residential care since 2023, then nursing: no new admission; nursing outranks */
	{.person = "I", .event = "Service", .start = "01/06/2023", .end = "30/06/2024", .kind = RESIDENTIAL,
		.component = LONG_RESIDENTIAL, .outcome = GOES_ON},
	{.person = "I", .event = "Service", .start = "01/07/2024", .kind = NURSING, .component = "Long term nursing care",
		.outcome = GOES_ON},
	/* J, 60: admitted, self-funded afterwards: not counted in 2B; 2E not settled */
	{.person = "J", .event = "Service", .start = "01/06/2024", .end = "01/09/2024", .kind = RESIDENTIAL,
		.component = LONG_RESIDENTIAL, .outcome = "NFA: Self-funded client or under 12wk disregard", .born = "09/02/1964"},
	/* K, 64: admitted: 2B 1 */
	{.person = "K", .event = "Service", .start = "28/02/2025", .kind = NURSING, .component = "Long term nursing care",
		.outcome = GOES_ON, .born = "09/04/1960"},
	/* L: residential without component: dropped from 2C unless blanks are kept */
	{.person = "L", .event = "Service", .start = "01/06/2024", .kind = RESIDENTIAL, .outcome = GOES_ON},
	/* M: community, managed budget and commissioned at once: managed counts; supported all year, reviewed: 3D 1a 1, 2a 0 */
	{.person = "M", .event = "Service", .start = "01/02/2024", .kind = COMMUNITY, .component = HOME_SUPPORT,
		.mechanism = COMMISSIONED, .outcome = GOES_ON, .home = "Refuge"},
	{.person = "M", .event = "Service", .start = "01/03/2024", .kind = COMMUNITY, .component = "Day support", .mechanism = MANAGED,
		.outcome = GOES_ON, .home = "Refuge"},
	{.person = "M", .event = "Review", .start = "01/12/2024", .end = "05/12/2024", .kind = "Planned", .outcome = GOES_ON,
		.home = OWNER},
	/* N: community all year, no mechanism, age not known: in totals alone; not reviewed */
	{.person = "N", .event = "Service", .start = "01/02/2024", .kind = COMMUNITY, .component = "Other long term support",
		.outcome = GOES_ON, .born = ""},
	/* O: community and prison; died before the last day: in 2E and LTS, not in 3D */
	{.person = "O", .event = "Service", .start = "01/05/2024", .kind = COMMUNITY, .component = "Meals", .mechanism = COMMISSIONED,
		.outcome = GOES_ON, .died = "01/01/2025"},
	/* P, 17: in nothing that asks for adults */
	{.person = "P", .event = "Service", .start = "01/05/2024", .kind = COMMUNITY, .component = "Meals", .mechanism = COMMISSIONED,
		.outcome = GOES_ON, .born = "01/05/2007"},
	/* Q, R, S: carers: direct payment 1/1; commissioned 0/1; managed budget without component: lost unless blanks are kept */
	{.person = "Q", .event = "Service", .start = "01/05/2024", .kind = "Unpaid carer support: Direct to unpaid carer",
		.component = "Direct payment", .outcome = GOES_ON, .client = "Unpaid carer"},
	{.person = "R", .event = "Service", .start = "01/05/2024", .end = "02/06/2024", .component = "Other unpaid carer support",
		.kind = "Unpaid carer support: Direct to unpaid carer", .mechanism = COMMISSIONED, .outcome = PLANNED_END,
		.client = "Unpaid carer known by association"},
	{.person = "S", .event = "Service", .start = "01/05/2024", .kind = "Unpaid carer support: Direct to unpaid carer",
		.mechanism = MANAGED, .outcome = GOES_ON, .client = "Unpaid carer"},
	/* T: the same request twice, and one in old letters and words: one event; U of council 002 asks by another way */
	{.person = "T", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Prison", .outcome = "NFA: Other"},
	{.person = "T", .event = "Request", .start = "2024-05-01", .end = "02/05/2024", .kind = "prison ", .outcome = "NFA- Other"},
	{.person = "U", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Prison", .outcome = "NFA: Other",
		.council = "002"},
};

/* All cells of a measure for all councils together. */
static uint64_t sum_of(const CldReckoned *reckoned, CldMeasure measure)
{
	const CldCell *cells = &reckoned->cells[reckoned->council_count * CLD_CELL_MAX + cld_measure_first_cell(measure)];
	uint64_t sum = 0;
	for (size_t i = 0; i < CLD_MEASURES[measure].groups * CLD_MEASURES[measure].parts; i++)
		sum += cells[i].numerator;
	return sum;
}

static void test_thirty_one_rows_worked_by_hand(void **state)
{
	(void)state;
	CldReckoned reckoned = RECKON(WORKED);
	/* A, F, G in the numerator; with B in the denominator; D and E in neither; C is not new */
	assert_cell(&reckoned, CLD_MEASURE_2A, "Total", 3, 4);
	assert_cell(&reckoned, CLD_MEASURE_2A, "18 to 64", 0, 1);
	assert_cell(&reckoned, CLD_MEASURE_2A, "65 and above", 3, 3);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "Long term support: Community", 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "Short term support: Ongoing low level", 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "NFA: Deceased", 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "Admitted to hospital", 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, PLANNED_END, 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "NFA: Information and advice or signposting", 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_2B, "18 to 64", 1, 0);     /* K */
	assert_cell(&reckoned, CLD_MEASURE_2C, "65 and above", 1, 0); /* H */
	/* B, C, H, I, J, K, L, M, N, O; settled: B. M's review is over, so the refuge of the services that go on is later. */
	assert_cell(&reckoned, CLD_MEASURE_2E, "Total", 1, 10);
	assert_cell(&reckoned, CLD_MEASURE_2E, "18 to 64", 1, 3);
	assert_cell(&reckoned, CLD_MEASURE_2E, "65 and above", 0, 6);
	assert_cell(&reckoned, CLD_MEASURE_2E_LD, "18 to 64", 1, 1);
	/* B direct payment, M managed budget, N neither */
	assert_cell(&reckoned, CLD_MEASURE_3D_1A, "Total", 2, 3);
	assert_cell(&reckoned, CLD_MEASURE_3D_2A, "Total", 1, 3);
	assert_cell(&reckoned, CLD_MEASURE_3D_1A, "65 and above", 1, 1);
	assert_cell(&reckoned, CLD_MEASURE_3D_2A, "18 to 64", 1, 1);
	assert_cell(&reckoned, CLD_MEASURE_3D_1B, "Total", 1, 2);
	assert_cell(&reckoned, CLD_MEASURE_3D_2B, "Total", 1, 2);
	/* on both days: I (another home), M, N; reviewed: M */
	assert_cell(&reckoned, CLD_MEASURE_REVIEWED, "Total", 1, 3);
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_LTS, "Community: Direct payment", "Learning disability support").numerator, 1);
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_LTS, "Nursing", "Unknown").numerator, 2);
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_REVIEWS, "Planned", GOES_ON).numerator, 1);
	/* C had long term support: its reablement is that of a client who is not new */
	assert_int_equal(sum_of(&reckoned, CLD_MEASURE_ST_MAX_KNOWN), 1);
	/* all year long: both of M's, N's; M was reviewed */
	assert_cell(&reckoned, CLD_MEASURE_SERVICES_REVIEWED, COMMUNITY, 2, 3);
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_CARERS, "Total", "Direct payment").numerator, 1);                /* Q */
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_CARERS, "Total", "CASSR commissioned support").numerator, 1);   /* R */
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_CARERS, "Total", "CASSR managed personal budget").numerator, 1); /* S */
	assert_int_equal(sum_of(&reckoned, CLD_MEASURE_LTS_HOME), 1); /* B alone has a learning disability */
	assert_cell(&reckoned, CLD_MEASURE_LTS_WORK, "Unknown", 1, 0);
	/* O is dead on the last day, C and J left before it */
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_LTS_LAST_DAY, "Community: CASSR managed personal budget", "Unknown").numerator, 1);
	assert_cell(&reckoned, CLD_MEASURE_NHS_NUMBER, "Total", 0, 21);
	assert_int_equal(reckoned.council_count, 2);
	assert_string_equal(reckoned.councils[0], "001");
	assert_int_equal(cell_at(&reckoned, 0, CLD_MEASURE_REQUESTS, "Prison", "NFA: Other").numerator, 1);
	assert_int_equal(cell_at(&reckoned, 1, CLD_MEASURE_REQUESTS, "Prison", "NFA: Other").numerator, 1);
	assert_int_equal(cell_at(&reckoned, 2, CLD_MEASURE_REQUESTS, "Prison", "NFA: Other").numerator, 2); /* England is the sum */
}

static void test_blank_components_count_when_they_are_kept(void **state)
{
	(void)state;
	CldReckoning reckoning = settings_of();
	reckoning.settings.keep_blank_component = true;
	CldReckoned reckoned = reckon_with(reckoning, WORKED, sizeof WORKED / sizeof *WORKED);
	assert_cell(&reckoned, CLD_MEASURE_2C, "65 and above", 2, 0); /* L too */
	assert_cell(&reckoned, CLD_MEASURE_3D_1B, "Total", 2, 3);     /* S too */
	assert_cell(&reckoned, CLD_MEASURE_3D_2B, "Total", 1, 3);
}

static void test_exact_case_leaves_out_what_is_written_otherwise(void **state)
{
	(void)state;
	static const Line LINES[] = {
		{.person = "A", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Prison", .outcome = "nfa: other"},
		{.person = "B", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Prison", .outcome = "NFA: Other",
			.client = "service user"},
	};
	CldReckoning reckoning = settings_of();
	CldReckoned ignoring = reckon_with(reckoning, LINES, 2);
	reckoning.exact_case = true;
	CldReckoned exact = reckon_with(reckoning, LINES, 2);
	assert_int_equal(cell_at(&ignoring, 1, CLD_MEASURE_REQUESTS, "Prison", "NFA: Other").numerator, 2);
	assert_int_equal(cell_at(&exact, 1, CLD_MEASURE_REQUESTS, "Prison", "NFA: Other").numerator, 0);
	assert_int_equal(cell_at(&exact, 1, CLD_MEASURE_REQUESTS, "Prison", "Unknown").numerator, 1);
}

static void test_new_clients_depend_on_the_days_that_are_asked_for(void **state)
{
	(void)state;
	/* Support ended on 1 July; reablement began 90 and 91 days later. */
	static const Line LINES[] = {
		{.person = "A", .event = "Service", .start = "01/02/2024", .end = "01/07/2024", .kind = COMMUNITY, .outcome = PLANNED_END},
		{.person = "A", .event = "Service", .start = "29/09/2024", .end = "10/10/2024", .kind = ST_MAX, .outcome = PLANNED_END},
		{.person = "B", .event = "Service", .start = "01/02/2024", .end = "01/07/2024", .kind = COMMUNITY, .outcome = PLANNED_END},
		{.person = "B", .event = "Service", .start = "30/09/2024", .end = "10/10/2024", .kind = ST_MAX, .outcome = PLANNED_END},
	};
	CldReckoning reckoning = settings_of();
	CldReckoned usual = reckon_with(reckoning, LINES, 4);
	assert_cell(&usual, CLD_MEASURE_2A, "Total", 1, 1);
	reckoning.settings.new_within_days = 365;
	CldReckoned year = reckon_with(reckoning, LINES, 4);
	assert_cell(&year, CLD_MEASURE_2A, "Total", 0, 0);
}

static void test_a_sequel_after_seven_days_is_none(void **state)
{
	(void)state;
	static const Line LINES[] = {
		{.person = "A", .event = "Service", .start = "01/07/2024", .end = "10/07/2024", .kind = ST_MAX, .outcome = PLANNED_END},
		{.person = "A", .event = "Service", .start = "17/07/2024", .kind = COMMUNITY, .outcome = GOES_ON},
		{.person = "B", .event = "Service", .start = "01/07/2024", .end = "10/07/2024", .kind = ST_MAX, .outcome = PLANNED_END},
		{.person = "B", .event = "Service", .start = "18/07/2024", .kind = COMMUNITY, .outcome = GOES_ON},
		/* a short stay in a home is no lower level; another short service is */
		{.person = "C", .event = "Service", .start = "01/07/2024", .end = "10/07/2024", .kind = ST_MAX, .outcome = PLANNED_END},
		{.person = "C", .event = "Service", .start = "10/07/2024", .end = "20/07/2024", .component = "Short term residential care",
			.kind = "Short term support: Other short term", .outcome = PLANNED_END},
		{.person = "D", .event = "Service", .start = "01/07/2024", .end = "10/07/2024", .kind = ST_MAX, .outcome = PLANNED_END},
		{.person = "D", .event = "Service", .start = "10/07/2024", .end = "20/07/2024", .component = "Emergency support",
			.kind = "Short term support: Other short term", .outcome = PLANNED_END},
		/* a request afterwards that was told of: its outcome stands before ended as planned */
		{.person = "E", .event = "Service", .start = "01/07/2024", .end = "10/07/2024", .kind = ST_MAX, .outcome = PLANNED_END},
		{.person = "E", .event = "Request", .start = "11/07/2024", .end = "12/07/2024", .outcome = "NFA: Support declined"},
	};
	CldReckoned reckoned = RECKON(LINES);
	assert_cell(&reckoned, CLD_MEASURE_2A, "Total", 2, 4); /* B, D of A to D; E's sequel is declined: in neither */
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "Short term support: Residential or nursing care", 1, 0);
	assert_cell(&reckoned, CLD_MEASURE_ST_MAX, "NFA: Support declined", 1, 0);
}

static void test_a_person_is_their_nhs_number_and_else_the_councils(void **state)
{
	(void)state;
	static const Line LINES[] = {
		{.person = "A1", .nhs = "9990000018", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .outcome = GOES_ON},
		{.person = "A2", .nhs = "9990000018", .event = "Service", .start = "02/06/2024", .kind = COMMUNITY, .outcome = GOES_ON},
		{.person = "B", .nhs = "9990000019", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .outcome = GOES_ON},
		{.person = "B", .event = "Service", .start = "02/06/2024", .kind = COMMUNITY, .outcome = GOES_ON},
		{.person = "", .event = "Service", .start = "02/06/2024", .kind = COMMUNITY, .outcome = GOES_ON},
	};
	CldReckoned reckoned = RECKON(LINES);
	assert_cell(&reckoned, CLD_MEASURE_2E, "Total", 0, 2);
	assert_int_equal(reckoned.left_out, 1);
}

static void test_homes_known_later_or_in_conflict(void **state)
{
	(void)state;
	static const Line LINES[] = {
		/* known before unknown, though unknown is later */
		{.person = "A", .event = "Service", .start = "01/06/2024", .end = "01/07/2024", .kind = COMMUNITY, .home = OWNER},
		{.person = "A", .event = "Service", .start = "01/08/2024", .kind = COMMUNITY, .home = "Unknown"},
		/* two at the same place: unknown; day support tells nothing */
		{.person = "B", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .component = "Day support", .home = OWNER},
		{.person = "B", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .component = "Meals", .home = "Refuge"},
		/* unknown; extra care tells; an older service does not count */
		{.person = "C", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .component = "Extra care housing"},
		{.person = "C", .event = "Service", .start = "01/05/2024", .end = "31/05/2024", .kind = RESIDENTIAL,
			.component = LONG_RESIDENTIAL},
	};
	CldReckoned reckoned = RECKON(LINES);
	assert_cell(&reckoned, CLD_MEASURE_2E, "Total", 2, 3);
}

static void test_joined_submissions_take_each_quarter_from_the_latest(void **state)
{
	(void)state;
	/* January to December 2024, then April 2024 to March 2025. A's open service is not in the second: it ended with March, the
	 * last quarter that the first file speaks for. B's outcome was corrected. C's end came later. */
	static const Line FIRST[] = {
		{.person = "A", .event = "Service", .start = "01/02/2024", .kind = COMMUNITY, .outcome = GOES_ON, .from = "01/01/2024",
			.to = "31/12/2024"},
		{.person = "B", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Prison", .outcome = "NFA: Other",
			.from = "01/01/2024", .to = "31/12/2024"},
		{.person = "C", .event = "Service", .start = "01/02/2024", .kind = COMMUNITY, .outcome = GOES_ON, .from = "01/01/2024",
			.to = "31/12/2024"},
	};
	static const Line SECOND[] = {
		{.person = "B", .event = "Request", .start = "01/05/2024", .end = "02/05/2024", .kind = "Prison",
			.outcome = "NFA: Support declined"},
		{.person = "C", .event = "Service", .start = "01/02/2024", .end = "01/03/2025", .kind = COMMUNITY, .outcome = PLANNED_END},
	};
	FILE *files[] = {file_of(FIRST, 3), file_of(SECOND, 2)};
	CldReckoned reckoned = reckon_open(settings_of(), files, 2);
	assert_cell(&reckoned, CLD_MEASURE_2E, "Total", 0, 1);    /* C */
	assert_cell(&reckoned, CLD_MEASURE_3D_1A, "Total", 0, 0); /* ended by the last day */
	assert_int_equal(cell_at(&reckoned, 1, CLD_MEASURE_REQUESTS, "Prison", "NFA: Other").numerator, 0);
	assert_int_equal(cell_at(&reckoned, 1, CLD_MEASURE_REQUESTS, "Prison", "NFA: Support declined").numerator, 1);
}

static void test_a_single_submission_tells_costs_apart(void **state)
{
	(void)state;
	static const Line LINES[] = {
		{.person = "A", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .component = "Meals", .cost = "5.00"},
		{.person = "A", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .component = "Meals", .cost = "6.00"},
		{.person = "A", .event = "Service", .start = "01/06/2024", .kind = COMMUNITY, .component = "Meals", .cost = "6.00"},
	};
	CldReckoned reckoned = RECKON(LINES);
	assert_int_equal(reckoned.kept, 2);
	assert_int_equal(reckoned.rows, 3);
	assert_int_equal(reckoned.not_covered, 0);
	CldReckoning before = settings_of();
	before.settings.from -= 1; /* a day that the file does not speak for */
	CldReckoned short_of = reckon_with(before, LINES, 3);
	assert_int_equal(short_of.not_covered, 1);
}

static void test_values_are_rounded_half_up_in_integers(void **state)
{
	(void)state;
	assert_int_equal(cld_value_tenths(1, 3, 100), 333);
	assert_int_equal(cld_value_tenths(2, 3, 100), 667);
	assert_int_equal(cld_value_tenths(1, 2000, 100), 1); /* 0.05 is half */
	assert_int_equal(cld_value_tenths(593, 2647, 100), 224); /* Tower Hamlets 2020-21, direct payments: 22.4 as published */
	assert_int_equal(cld_value_tenths(0, 5, 100), 0);
}

static void test_an_explanation_names_the_rows_behind_a_cell(void **state)
{
	(void)state;
	CldReckoning reckoning = settings_of();
	reckoning.explain = CLD_MEASURE_2A;
	CldReckoned reckoned = reckon_with(reckoning, WORKED, sizeof WORKED / sizeof *WORKED);
	uint64_t numerator = 0;
	uint64_t denominator = 0;
	bool of_a = false;
	for (size_t i = 0; i < reckoned.behind_count; i++) {
		const CldBehind *behind = &reckoned.behind[i];
		if (behind->cell != cld_measure_first_cell(CLD_MEASURE_2A) + CLD_AGE_TOTAL)
			continue;
		numerator += behind->numerator;
		denominator += behind->denominator;
		of_a = of_a || (behind->row == 4 && str_starts_with(behind->why, S("4: an outcome"))); /* its second line decided */
	}
	assert_int_equal(numerator, 3);
	assert_int_equal(denominator, 4);
	assert_true(of_a);
}

static Status keep_row(void *context, const CldRow *row)
{
	cld_write_row(context, row);
	return STATUS_OK;
}

static void test_threads_do_not_change_a_figure(void **state)
{
	(void)state;
	CldGeneration generation = {.seed = 3, .councils = 3, .people = 2000, .from = 19814, .to = 20178, .codes = &codes, .map = &map};
	Problems problems = problems_make(&arena);
	Buffer text = buffer_make(&arena, TEXT_BYTES_MAX);
	cld_write_header(&text);
	assert_ok(cld_faults_read(S("all=20"), generation.per_thousand, &problems));
	assert_ok(cld_generate(&generation, keep_row, &text));
	CldReckoned reckoned[2];
	for (size_t i = 0; i < 2; i++) {
		FILE *file = tmpfile();
		assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
		rewind(file);
		CldReckoning reckoning = settings_of();
		reckoning.threads = 1 + 3 * i;
		reckoning.explain = CLD_MEASURE_2E;
		reckoned[i] = reckon_open(reckoning, &file, 1);
	}
	assert_int_equal(reckoned[0].council_count, 3);
	assert_memory_equal(reckoned[0].cells, reckoned[1].cells, 4 * CLD_CELL_MAX * sizeof(CldCell));
	assert_int_equal(reckoned[0].behind_count, reckoned[1].behind_count);
	CldCell all = cell_at(&reckoned[0], 3, CLD_MEASURE_2E, "Total", "");
	CldCell young = cell_at(&reckoned[0], 3, CLD_MEASURE_2E, "18 to 64", "");
	CldCell old = cell_at(&reckoned[0], 3, CLD_MEASURE_2E, "65 and above", "");
	assert_true(all.denominator > 500);
	assert_true(all.denominator > young.denominator + old.denominator); /* some have no date of birth */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_thirty_one_rows_worked_by_hand),
		cmocka_unit_test(test_blank_components_count_when_they_are_kept),
		cmocka_unit_test(test_exact_case_leaves_out_what_is_written_otherwise),
		cmocka_unit_test(test_new_clients_depend_on_the_days_that_are_asked_for),
		cmocka_unit_test(test_a_sequel_after_seven_days_is_none),
		cmocka_unit_test(test_a_person_is_their_nhs_number_and_else_the_councils),
		cmocka_unit_test(test_homes_known_later_or_in_conflict),
		cmocka_unit_test(test_joined_submissions_take_each_quarter_from_the_latest),
		cmocka_unit_test(test_a_single_submission_tells_costs_apart),
		cmocka_unit_test(test_values_are_rounded_half_up_in_integers),
		cmocka_unit_test(test_an_explanation_names_the_rows_behind_a_cell),
		cmocka_unit_test(test_threads_do_not_change_a_figure),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
