/* What must hold on the list of acts of a demonstration borough, whoever replays it. */
#include "unit_test.h"

#include <stdio.h>
#include <string.h>

#include "engine/demonstration/data.h"

enum { FILE_BYTES_MAX = 1024 * 1024, ACTS_MAX = 200000, KEYS_MAX = 1 << 17, PEOPLE_MAX = 20000, AUTHORS_MAX = 3 };

static Arena arena;
static const DemonstrationData *data;
static BankHolidays holidays;

typedef struct List {
	Str lines[ACTS_MAX];
	Instant at[ACTS_MAX];
	size_t count;
	uint32_t people; /* what it was planned for: tests that ask for the same share it */
	uint64_t seed;
} List;

static List first_list;
static List second_list;

static Str read_file(Str path)
{
	FILE *file = fopen(str_c(&arena, path), "rb");
	assert_non_null(file);
	char *bytes = arena_allocate(&arena, FILE_BYTES_MAX);
	size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
	assert_int_equal(fclose(file), 0);
	assert_true(length > 0 && length < FILE_BYTES_MAX);
	return (Str){.data = bytes, .length = length};
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	size_t count = 0;
	DemonstrationFile *files = demonstration_files(&arena, S("thurrock"), (Str){0}, &count);
	for (size_t i = 0; i < count; i++)
		files[i].text = read_file(files[i].path);
	DemonstrationData *loaded = NULL;
	if (demonstration_data_load(&loaded, &arena, files, count, &problems) != STATUS_OK)
		return 1;
	data = loaded;
	Buffer calendar = buffer_make(&arena, 4096);
	buffer_add(&calendar, S("date,name\n"));
	for (int year = 2018; year <= 2028; year++)
		buffer_add_format(&calendar, "%d-12-25,Christmas Day\n", year);
	return bank_holidays_load(&holidays, &arena, S("calendar"), buffer_str(&calendar), &problems) == STATUS_OK ? 0 : 1;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void collect_act(void *context, Instant at, Str line)
{
	List *list = context;
	assert_true(list->count < ACTS_MAX);
	list->lines[list->count] = str_copy(&arena, line);
	list->at[list->count++] = at;
}

static Date day(const char *text)
{
	Date date = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &date));
	return date;
}

static void plan(List *list, uint32_t people, uint64_t seed)
{
	if (list == &first_list && list->people == people && list->seed == seed)
		return;
	list->people = people;
	list->seed = seed;
	Problems problems = problems_make(&arena);
	DemonstrationSettings settings = {.borough = S("thurrock"), .seed = seed, .people = people,
		.from = day("2021-11-22"), .until = day("2026-11-20"), .holidays = &holidays};
	list->count = 0;
	assert_ok(demonstration_plan(data, &settings, &arena, (DemonstrationReader){collect_act, list}, &problems));
	assert_true(list->count > 0);
}

/* The text of a member of the act itself or of what stands in it, as written; empty when there is none. */
static Str member(Str line, const char *name)
{
	size_t at = 0;
	Str wanted = str_format(&arena, "\"%s\":\"", name);
	if (!str_find(line, wanted, &at))
		return (Str){0};
	Str rest = str_slice(line, at + wanted.length, line.length);
	Str value = {0};
	assert_true(str_next(&rest, '"', &value));
	return value;
}

static bool is_act(Str line, const char *act)
{
	return str_equal(member(line, "act"), str_from_c(act));
}

/* What the test remembers of a key: works, services and people share one table. */
typedef struct Entry {
	Str key;
	Str person;
	Str authors[AUTHORS_MAX];
	size_t author_count;
	bool approved;
	Date starts;
	Date ends;
	Date died;
} Entry;

static Entry entries[KEYS_MAX];

static Entry *entry(Str key)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < key.length; i++)
		hash = (hash ^ (unsigned char)key.data[i]) * 16777619U;
	size_t place = hash % KEYS_MAX;
	while (entries[place].key.length > 0 && !str_equal(entries[place].key, key))
		place = (place + 1) % KEYS_MAX;
	if (entries[place].key.length == 0)
		entries[place] = (Entry){.key = key, .starts = DATE_NONE, .ends = DATE_NONE, .died = DATE_NONE};
	return &entries[place];
}

static void remember_opened(Str line, Str person)
{
	size_t at = 0;
	if (!str_find(line, S("\"opens\":["), &at))
		return;
	Str rest = str_slice(line, at, line.length);
	while (str_find(rest, S("\"key\":\""), &at)) {
		rest = str_slice(rest, at, rest.length);
		entry(member(rest, "key"))->person = person;
		rest = str_slice(rest, 5, rest.length);
	}
}

/* Whose act is it? Works answer through the person that they were opened for. */
static Str person_of(Str line)
{
	Str person = member(line, "person");
	if (str_is_empty(person) && !str_is_empty(member(line, "work")))
		person = entry(member(line, "work"))->person;
	if (str_is_empty(person) && !str_is_empty(member(line, "service")))
		person = entry(member(line, "service"))->person;
	return person;
}

static void remember(Str line)
{
	Str person = person_of(line);
	if (is_act(line, "contact") || is_act(line, "review-open") || is_act(line, "work-open"))
		entry(member(line, "key"))->person = person;
	if (is_act(line, "match"))
		entry(member(line, "work"))->person = person;
	if (is_act(line, "death"))
		assert_ok(date_parse(member(line, "on"), &entry(person)->died));
	remember_opened(line, person);
}

static void entries_forget(void)
{
	memset(entries, 0, sizeof entries);
}

static void test_the_same_seed_gives_the_same_bytes_and_another_other_people(void **state)
{
	(void)state;
	plan(&first_list, 400, 7);
	plan(&second_list, 400, 7);
	assert_int_equal(first_list.count, second_list.count);
	for (size_t i = 0; i < first_list.count; i++)
		assert_true(str_equal(first_list.lines[i], second_list.lines[i]));
	plan(&second_list, 400, 8);
	size_t same = 0;
	for (size_t i = 0; i < first_list.count && i < second_list.count; i++)
		same += str_equal(first_list.lines[i], second_list.lines[i]);
	assert_true(same < first_list.count / 4);
}

static void test_more_people_keep_every_act_of_the_first_ones(void **state)
{
	(void)state;
	plan(&first_list, 500, 7);
	plan(&second_list, 4000, 7); /* another patch of staff comes too */
	size_t at = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		while (at < second_list.count && !str_equal(first_list.lines[i], second_list.lines[at]))
			at++;
		assert_true(at < second_list.count);
	}
}

static void test_acts_come_in_the_order_of_their_times(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	for (size_t i = 1; i < first_list.count; i++)
		assert_true(first_list.at[i - 1] <= first_list.at[i]);
}

static void test_nothing_is_done_with_a_person_who_has_died(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	entries_forget();
	for (size_t i = 0; i < first_list.count; i++)
		remember(first_list.lines[i]);
	size_t deaths = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		Str person = person_of(line);
		bool allowed = is_act(line, "service-end") || is_act(line, "work-close") || is_act(line, "death");
		deaths += is_act(line, "death");
		if (!str_is_empty(person) && entry(person)->died != DATE_NONE && !allowed)
			assert_true(instant_london_date(first_list.at[i]) < entry(person)->died);
	}
	assert_true(deaths > 100);
}

static void check_author(Str line)
{
	Entry *work = entry(member(line, "work"));
	if (is_act(line, "submit") && work->author_count < AUTHORS_MAX)
		work->authors[work->author_count++] = member(line, "by");
	if (!is_act(line, "approve"))
		return;
	assert_true(work->author_count > 0);
	work->approved = true;
	for (size_t i = 0; i < work->author_count; i++)
		assert_false(str_equal(work->authors[i], member(line, "by")));
}

static void test_nobody_approves_their_own_work_and_support_waits_for_approval(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	entries_forget();
	size_t approvals = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		remember(line);
		if (!str_is_empty(member(line, "work"))) {
			assert_true(is_act(line, "match") || entry(member(line, "work"))->person.length > 0
				|| is_act(line, "work-start"));
			check_author(line);
		}
		approvals += is_act(line, "approve");
		if (is_act(line, "arrange"))
			assert_true(entry(member(line, "work"))->approved);
	}
	assert_true(approvals > 500);
}

/* Every key of the lines of a plan starts with the arrangement. */
static void start_lines(Str lines, Str starts)
{
	size_t at = 0;
	while (str_find(lines, S("\"key\":\""), &at)) {
		lines = str_slice(lines, at, lines.length);
		assert_ok(date_parse(starts, &entry(member(lines, "key"))->starts));
		lines = str_slice(lines, 5, lines.length);
	}
}

static void test_lines_end_once_and_not_before_they_start(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	entries_forget();
	size_t ended = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		if (is_act(line, "plan-lines"))
			entry(member(line, "work"))->person = line; /* keeps the lines until they are arranged */
		if (is_act(line, "arrange"))
			start_lines(entry(member(line, "work"))->person, member(line, "starts"));
		if (!is_act(line, "service-end"))
			continue;
		Entry *service = entry(member(line, "service"));
		assert_int_not_equal(service->starts, DATE_NONE);
		assert_int_equal(service->ends, DATE_NONE);
		assert_ok(date_parse(member(line, "on"), &service->ends));
		assert_true(service->ends >= service->starts);
		ended++;
	}
	assert_true(ended > 100);
}

static void test_staff_work_on_working_days_and_while_they_are_employed(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	Date change = day("2021-11-22") + (day("2026-11-20") - day("2021-11-22")) / 2;
	size_t public_at_weekends = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		bool working = false;
		Date date = instant_london_date(first_list.at[i]);
		assert_ok(date_is_working_day(date, &holidays, &working));
		public_at_weekends += !working && is_act(line, "self-assessment");
		if (str_is_empty(member(line, "by")))
			continue;
		assert_true(working);
		if (str_equal(member(line, "by"), S("u-practitioner3")))
			assert_true(date < change);
		if (str_equal(member(line, "by"), S("u-practitioner3-2")))
			assert_true(date >= change);
	}
	assert_true(public_at_weekends > 20);
}

static void test_people_are_of_age_and_their_numbers_are_nobodys(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	size_t people = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		if (!is_act(line, "person-create"))
			continue;
		people++;
		Date born = DATE_NONE;
		assert_ok(date_parse(member(line, "birth_date"), &born));
		int age = date_years_between(born, instant_london_date(first_list.at[i]));
		assert_true(age >= 17 && age <= 110);
		Str number = member(line, "nhs_number");
		assert_true(str_is_empty(number) || (number.length == 10 && str_starts_with(number, S("999"))));
		assert_true(str_contains(line, S("07700 900")) || str_contains(line, S("01632 960")));
		Str mail = member(line, "email");
		assert_true(str_is_empty(mail) || str_ends_with(mail, S("@example.org")));
		assert_false(str_is_empty(member(line, "name_full")));
		assert_true(table_find(&data->postcodes, POSTCODE_CODE, member(line, "home_postcode")) != SIZE_MAX);
	}
	assert_in_range(people, 2990, 3000);
}

static void test_nhs_numbers_have_a_right_check_digit_and_differ(void **state)
{
	(void)state;
	Str before = {0};
	for (uint32_t index = 0; index < 900000; index += index < 2000 ? 1 : 997) {
		Str number = demonstration_nhs_number(&arena, index);
		assert_int_equal(number.length, 10);
		uint32_t sum = 0;
		for (uint32_t i = 0; i < 10; i++)
			sum += (uint32_t)(number.data[i] - '0') * (10 - i);
		/* The check digit has the weight 1, so a right number's weighted sum is a multiple of 11. */
		assert_int_equal(sum % 11, 0);
		assert_false(str_equal(number, before));
		before = number;
	}
	assert_false(str_equal(demonstration_nhs_number(&arena, 5), demonstration_nhs_number(&arena, 100005)));
}

static size_t limbs_unable(Str line)
{
	size_t unable = 0;
	size_t at = 0;
	while (str_find(line, S("\"limb_"), &at)) {
		line = str_slice(line, at + 6, line.length);
		Str rest = line;
		Str piece = {0};
		assert_true(str_next(&rest, '"', &piece) && str_next(&rest, '"', &piece) && str_next(&rest, '"', &piece));
		unable += !str_equal(piece, S("none"));
	}
	return unable;
}

static void test_eligible_assessments_meet_the_national_rule(void **state)
{
	(void)state;
	plan(&first_list, 3000, 7);
	size_t eligible = 0;
	size_t not_eligible = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		if (str_equal(member(line, "eligible_adult"), S("eligible"))) {
			assert_true(limbs_unable(line) >= 2);
			assert_str(&arena, member(line, "need_cause"), "yes");
			assert_str(&arena, member(line, "wellbeing_impact"), "significant");
			eligible++;
		} else if (str_equal(member(line, "eligible_adult"), S("not-eligible"))) {
			assert_str(&arena, member(line, "wellbeing_impact"), "not-significant");
			not_eligible++;
		}
	}
	assert_true(eligible > 200);
	assert_true(not_eligible > 50);
}

static size_t count_acts(const char *act, const char *part)
{
	size_t count = 0;
	for (size_t i = 0; i < first_list.count; i++)
		count += is_act(first_list.lines[i], act) && str_contains(first_list.lines[i], str_from_c(part));
	return count;
}

static void test_the_last_day_shows_every_state(void **state)
{
	(void)state;
	plan(&first_list, 400, 7);
	assert_true(count_acts("self-assessment", "\"unsent\":true") >= 1);
	assert_true(count_acts("self-assessment", "\"hurt_or_afraid\":\"now\"") >= 1);
	assert_true(count_acts("self-assessment", "") > count_acts("match", "") + 2);
	assert_true(count_acts("draft", "") >= 2);
	assert_true(count_acts("return", "") >= 1);
	assert_true(count_acts("submit", "agreed-over") > 0);
	assert_true(count_acts("restrict", "\"tier\":\"ask\"") >= 1);
	assert_true(count_acts("restrict", "\"tier\":\"no-trace\"") >= 1);
	assert_true(count_acts("merge", "") >= 1);
	assert_true(count_acts("death", "") >= 1);
	/* Works that were opened and not begun, begun and not sent up, sent up and not agreed. */
	const char *const pathways[] = {"needs-assessment", "support-plan", "funding-request", "carers-assessment"};
	for (size_t p = 0; p < sizeof pathways / sizeof pathways[0]; p++)
		assert_true(count_acts("submit", pathways[p]) + count_acts("approve", pathways[p]) > 0);
	/* What a panel decides about money opens something; what a forum decides opens nothing. */
	assert_true(count_acts("submit", "\"outcome\":\"agreed\",\"weekly_pence\"") >
		count_acts("approve", "\"by\":\"u-panel") - count_acts("approve", "\"theme\":\"other-ways\"}"));
	assert_true(count_acts("work-open", "\"pathway\":\"risk-forum\"") > 0);
	assert_true(count_acts("draft", "\"advocate_ordered_on\"") > 0);
	assert_true(count_acts("submit", "\"mca_decision\"") > 0);
}

/* Parts per thousand of the people supported before the story's first day whom the mix table gives a property. */
static int64_t mix_share(size_t column, Str value)
{
	int64_t all = 0;
	int64_t matching = 0;
	for (size_t row = 0; row < data->mix.rows; row++) {
		int64_t people = table_number(&data->mix, row, MIX_PEOPLE);
		all += people;
		matching += str_equal(table_text(&data->mix, row, column), value) ? people : 0;
	}
	return matching * 1000 / all;
}

static void test_the_first_day_has_the_published_mix(void **state)
{
	(void)state;
	plan(&first_list, 8000, 7);
	Date from = day("2021-11-22");
	int64_t plans = 0;
	int64_t homes = 0;
	int64_t learning = 0;
	int64_t direct = 0;
	int64_t assessed = 0;
	for (size_t i = 0; i < first_list.count && instant_london_date(first_list.at[i]) < from; i++) {
		Str line = first_list.lines[i];
		Str kind = member(line, "service_kind");
		if (is_act(line, "plan-lines") && str_is_empty(member(line, "reason"))) {
			plans++;
			homes += str_equal(kind, S("residential")) || str_equal(kind, S("nursing"));
			direct += str_equal(kind, S("direct-payment"));
		}
		if (is_act(line, "submit") && !str_is_empty(member(line, "primary_support_reason"))) {
			assessed++;
			learning += str_equal(member(line, "primary_support_reason"), S("learning-disability"));
		}
	}
	int64_t homes_wanted = mix_share(MIX_SETTING, S("residential")) + mix_share(MIX_SETTING, S("nursing"));
	int64_t direct_wanted = mix_share(MIX_MECHANISM, S("direct-payment"))
		+ mix_share(MIX_MECHANISM, S("part-direct-payment"));
	assert_true(plans > 400);
	assert_in_range(homes * 1000 / plans, homes_wanted - 30, homes_wanted + 30);
	assert_in_range(direct * 1000 / plans, direct_wanted - 30, direct_wanted + 30);
	int64_t learning_wanted = mix_share(MIX_REASON, S("learning-disability"));
	assert_in_range(learning * 1000 / assessed, learning_wanted - 30, learning_wanted + 30);
}

static void test_two_in_three_who_ask_are_over_sixty_five(void **state)
{
	(void)state;
	plan(&first_list, 6000, 7);
	int64_t asked = 0;
	int64_t older = 0;
	for (size_t i = 0; i < first_list.count; i++) {
		Str line = first_list.lines[i];
		Date born = DATE_NONE;
		if (!is_act(line, "self-assessment") || date_parse(member(line, "birth_date"), &born) != STATUS_OK)
			continue;
		asked++;
		older += date_years_between(born, instant_london_date(first_list.at[i])) >= 65;
	}
	assert_true(asked > 500);
	/* Published for England: 68 to 72 in a hundred; people also grow older during the story. */
	assert_in_range(older * 1000 / asked, 650, 760);
}

static void test_a_wrong_cell_is_named_with_its_line(void **state)
{
	(void)state;
	Problems problems = problems_make(&arena);
	Table table;
	DemonstrationFile file = {.path = S("rates.csv"), .text = S("name,value\na,12\nb,many\n")};
	assert_status(table_read(&table, &arena, file, S("name,value"), "tn", &problems), STATUS_INVALID);
	assert_int_equal(problems.count, 1);
	assert_int_equal(problems.items[0].line, 3);
	assert_true(str_contains(problems.items[0].message, S("many")));
	assert_status(table_read(&table, &arena, file, S("name,rate"), "tn", &problems), STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_seed_gives_the_same_bytes_and_another_other_people),
		cmocka_unit_test(test_more_people_keep_every_act_of_the_first_ones),
		cmocka_unit_test(test_acts_come_in_the_order_of_their_times),
		cmocka_unit_test(test_nothing_is_done_with_a_person_who_has_died),
		cmocka_unit_test(test_nobody_approves_their_own_work_and_support_waits_for_approval),
		cmocka_unit_test(test_lines_end_once_and_not_before_they_start),
		cmocka_unit_test(test_staff_work_on_working_days_and_while_they_are_employed),
		cmocka_unit_test(test_people_are_of_age_and_their_numbers_are_nobodys),
		cmocka_unit_test(test_nhs_numbers_have_a_right_check_digit_and_differ),
		cmocka_unit_test(test_eligible_assessments_meet_the_national_rule),
		cmocka_unit_test(test_the_last_day_shows_every_state),
		cmocka_unit_test(test_the_first_day_has_the_published_mix),
		cmocka_unit_test(test_two_in_three_who_ask_are_over_sixty_five),
		cmocka_unit_test(test_a_wrong_cell_is_named_with_its_line),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
