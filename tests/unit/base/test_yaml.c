#include "unit_test.h"

#include <string.h>

#include "base/yaml.h"

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 256U << 20U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static const YamlNode *parsed(const char *text)
{
	Problems problems = problems_make(&arena);
	const YamlNode *node = NULL;
	assert_ok(yaml_parse(&arena, S("file.yaml"), str_from_c(text), &problems, &node));
	assert_int_equal(problems.total, 0);
	return node;
}

/* The problems of a text that must not parse, one a line. */
static const char *refusals(Str text)
{
	Problems problems = problems_make(&arena);
	const YamlNode *node = NULL;
	assert_status(yaml_parse(&arena, S("f"), text, &problems, &node), STATUS_INVALID);
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void test_nodes_keep_text_place_and_quotes(void **state)
{
	(void)state;
	const YamlNode *root = parsed("id: no\nlist:\n  - 1.10\n  - 'ja: x'\nempty:\nblock: |\n  one\n  two\n");
	assert_int_equal(root->kind, YAML_KIND_MAPPING);
	assert_int_equal(root->count, 4);
	const YamlNode *id = yaml_member(root, S("id"));
	assert_str(&arena, yaml_text(id), "no");
	assert_false(id->quoted);
	assert_int_equal(id->line, 1);
	assert_int_equal(id->column, 5);
	const YamlNode *list = yaml_member(root, S("list"));
	assert_int_equal(list->kind, YAML_KIND_SEQUENCE);
	assert_str(&arena, list->items[0]->text, "1.10");
	assert_str(&arena, list->items[1]->text, "ja: x");
	assert_true(list->items[1]->quoted);
	assert_int_equal(list->items[1]->line, 4);
	assert_int_equal(yaml_member(root, S("empty"))->kind, YAML_KIND_NULL);
	assert_str(&arena, yaml_text(yaml_member(root, S("block"))), "one\ntwo\n");
	assert_null(yaml_member(root, S("absent")));
	assert_int_equal(root->pairs[1].line, 2);
}

static void test_an_empty_file_is_nothing(void **state)
{
	(void)state;
	assert_int_equal(parsed("")->kind, YAML_KIND_NULL);
	assert_int_equal(parsed("# only a comment\n")->kind, YAML_KIND_NULL);
	assert_int_equal(parsed("---\nid: a\n...\n")->kind, YAML_KIND_MAPPING);
}

static void test_what_is_not_used_here_is_refused_with_its_place(void **state)
{
	(void)state;
	const struct { const char *text; const char *place; const char *words; } cases[] = {
		{"a: &x 1\n", "f:1:4: ", "anchors"},
		{"a: *x\n", "f:1:4: ", "aliases"},
		{"a: !!int 1\n", "f:1:4: ", "tags"},
		{"a: ! 1\n", "f:1:4: ", "tags"},
		{"- &x [1]\n", "f:1:3: ", "anchors"},
		{"a: !t {b: 1}\n", "f:1:4: ", "tags"},
		{"a: 1\nb: 2\na: 3\n", "f:3:1: ", "already on line 1"},
		{"? [x]\n: 1\n", "f:1:3: ", "key must be plain text"},
		{"? *x\n: 1\n", "f:1:3: ", "key must be plain text"},
		{"a: 1\n---\nb: 2\n", "f:2:1: ", "second document"},
		{"%YAML 1.1\n---\na: 1\n", "f:1:1: ", "directives"},
		{"a: \"x\\0y\"\n", "f:1:4: ", "nul"},
		{"a: b: c\n", "f:1:5: ", "quotes"},
		{"a:\n\t- b\n", "f:2:1: ", "tabs"},
		{"a: [1, 2\nb: 3\n", "f:2:", "]"},
		{"'': 1\n", "f:1:1: ", "empty"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *found = refusals(str_from_c(cases[i].text));
		if (strstr(found, cases[i].place) != found || strstr(found, cases[i].words) == NULL)
			fail_msg("%s gave: %s", cases[i].text, found);
	}
}

static void test_several_problems_are_reported_in_one_reading(void **state)
{
	(void)state;
	const char *found = refusals(S("a: &x 1\nb: !t 2\na: 3\n"));
	assert_non_null(strstr(found, "f:1:4"));
	assert_non_null(strstr(found, "f:2:4"));
	assert_non_null(strstr(found, "f:3:1"));
}

static void test_bytes_that_are_not_utf8_are_refused_with_their_line(void **state)
{
	(void)state;
	assert_non_null(strstr(refusals(S("a: 1\nb: \xFF\n")), "f:2: "));
	assert_non_null(strstr(refusals((Str){.data = "a: \0", .length = 4}), "UTF-8"));
}

static Str repeated(const char *piece, size_t times)
{
	Buffer buffer = buffer_make(&arena, 8U << 20U);
	for (size_t i = 0; i < times; i++)
		buffer_add(&buffer, str_from_c(piece));
	return buffer_str(&buffer);
}

static void test_limits_of_depth_size_and_count_hold(void **state)
{
	(void)state;
	Str sixteen = str_concat(&arena, repeated("[", 16), repeated("]", 16));
	Str seventeen = str_concat(&arena, repeated("[", 17), repeated("]", 17));
	assert_non_null(parsed(str_c(&arena, sixteen)));
	assert_non_null(strstr(refusals(seventeen), "too deep"));
	assert_non_null(strstr(refusals(repeated("[", 5000)), "too deep"));
	assert_non_null(strstr(refusals(repeated("# 6789\n", 150000)), "larger than 1 MiB"));
	assert_non_null(strstr(refusals(str_concat(&arena, S("["), repeated("a,", 100000))), "too many values"));
}

/* A schema with one field of every type. */
typedef enum Home { HOME_PERSON, HOME_HOUSEHOLD } Home;

typedef struct Option {
	Str code;
	Str label;
	int64_t points;
} Option;

typedef struct Due {
	Duration within;
	Duration urgent;
} Due;

typedef struct Question {
	const YamlNode *node;
	Str id;
	Str label;
	Str help;
	Home home;
	int64_t order;
	Pence fee;
	bool sensitive;
	Date from;
	Duration stale_after;
	const Str *supports;
	size_t support_count;
	const Option *options;
	size_t option_count;
	const Due *due;
	const YamlNode *when;
} Question;

static const Str HOME_CODES[] = {S_INIT("person"), S_INIT("household")};

static const YamlField OPTION_FIELDS[] = {
	{.name = S_INIT("code"), .type = YAML_TYPE_CODE, .required = true, .offset = offsetof(Option, code)},
	{.name = S_INIT("label"), .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(Option, label), .most = 20},
	{.name = S_INIT("points"), .type = YAML_TYPE_INTEGER, .offset = offsetof(Option, points), .least = 0, .most = 10},
};
static const YamlSchema OPTION_SCHEMA = {.name = S_INIT("option"), YAML_FIELDS(OPTION_FIELDS),
	.size_bytes = sizeof(Option)};

static const YamlField DUE_FIELDS[] = {
	{.name = S_INIT("within"), .type = YAML_TYPE_DURATION, .required = true, .offset = offsetof(Due, within)},
	{.name = S_INIT("urgent"), .type = YAML_TYPE_DURATION, .offset = offsetof(Due, urgent)},
};
static const YamlSchema DUE_SCHEMA = {.name = S_INIT("due time"), YAML_FIELDS(DUE_FIELDS), .size_bytes = sizeof(Due)};

static Status order_is_even(const YamlNode *node, const void *slot, Problems *problems)
{
	Problem problem = yaml_place(node);
	problem.message = S("the order must be even");
	return *(const int64_t *)slot % 2 == 0 ? STATUS_OK : problems_add(problems, problem);
}

static const YamlField QUESTION_FIELDS[] = {
	{.name = S_INIT("id"), .type = YAML_TYPE_NAME, .required = true, .offset = offsetof(Question, id),
		.about = S_INIT("The name in expressions.")},
	{.name = S_INIT("label"), .type = YAML_TYPE_TEXT, .offset = offsetof(Question, label)},
	{.name = S_INIT("help"), .type = YAML_TYPE_TEXT_BLOCK, .offset = offsetof(Question, help)},
	{.name = S_INIT("home"), .type = YAML_TYPE_CHOICE, .offset = offsetof(Question, home), YAML_CODES(HOME_CODES)},
	{.name = S_INIT("order"), .type = YAML_TYPE_INTEGER, .offset = offsetof(Question, order),
		.validate = order_is_even},
	{.name = S_INIT("fee"), .type = YAML_TYPE_MONEY, .offset = offsetof(Question, fee), .least = 0, .most = 10000},
	{.name = S_INIT("sensitive"), .type = YAML_TYPE_BOOLEAN, .offset = offsetof(Question, sensitive)},
	{.name = S_INIT("from"), .type = YAML_TYPE_DATE, .offset = offsetof(Question, from)},
	{.name = S_INIT("stale_after"), .type = YAML_TYPE_DURATION, .offset = offsetof(Question, stale_after)},
	{.name = S_INIT("supports"), .type = YAML_TYPE_CODE_PATH, YAML_LIST_AT(Question, supports, support_count)},
	{.name = S_INIT("options"), .type = YAML_TYPE_STRUCT, .members = &OPTION_SCHEMA,
		YAML_LIST_AT(Question, options, option_count), .least = 1, .most = 3},
	{.name = S_INIT("due"), .type = YAML_TYPE_STRUCT, .members = &DUE_SCHEMA, .offset = offsetof(Question, due)},
	{.name = S_INIT("when"), .type = YAML_TYPE_NODE, .offset = offsetof(Question, when)},
};
static const YamlSchema QUESTION_SCHEMA = {.name = S_INIT("question"), YAML_FIELDS(QUESTION_FIELDS),
	.size_bytes = sizeof(Question), .keeps_node = true, .node_offset = offsetof(Question, node)};

static const char *question_problems(const char *text, Question *out)
{
	Problems problems = problems_make(&arena);
	Status status = yaml_read(parsed(text), &QUESTION_SCHEMA, out, &arena, &problems);
	assert_int_equal(status == STATUS_OK, problems.total == 0);
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void test_a_schema_fills_a_struct_with_every_type(void **state)
{
	(void)state;
	Question question;
	assert_string_equal(question_problems("id: washing\nlabel: '  no  '\nhelp: |\n  one\n  two\nhome: household\n"
		"order: 4\n"
		"fee: £12.50\nsensitive: true\nfrom: 2026-04-01\nstale_after: 12 months\nsupports: [care-act-outcome/hygiene]\n"
		"options:\n  - {code: fine, label: Yes}\n  - {code: with-help, label: No, points: 3}\ndue: {within: 28 days}\n"
		"when: {a: [b]}\n", &question), "");
	assert_str(&arena, question.id, "washing");
	assert_str(&arena, question.label, "no");
	assert_str(&arena, question.help, "one\ntwo");
	assert_int_equal(question.home, HOME_HOUSEHOLD);
	assert_int_equal(question.order, 4);
	assert_int_equal(question.fee, 1250);
	assert_true(question.sensitive);
	assert_str(&arena, date_format(&arena, question.from), "2026-04-01");
	assert_int_equal(question.stale_after.unit, DURATION_MONTHS);
	assert_int_equal(question.support_count, 1);
	assert_str(&arena, question.supports[0], "care-act-outcome/hygiene");
	assert_int_equal(question.option_count, 2);
	assert_str(&arena, question.options[0].label, "Yes");
	assert_int_equal(question.options[1].points, 3);
	assert_int_equal(question.due->within.count, 28);
	assert_false(duration_is_given(question.due->urgent));
	assert_int_equal(question.when->kind, YAML_KIND_MAPPING);
	assert_int_equal(question.node->line, 1);
}

static void test_absent_fields_are_empty_or_take_the_schemas_initial_values(void **state)
{
	(void)state;
	Question question;
	assert_string_equal(question_problems("id: washing\n", &question), "");
	assert_int_equal(question.from, DATE_NONE);
	assert_null(question.due);
	assert_int_equal(question.option_count, 0);
	const Question initial = {.order = 8, .from = 20000};
	YamlSchema schema = QUESTION_SCHEMA;
	schema.initial = &initial;
	Problems problems = problems_make(&arena);
	assert_ok(yaml_read(parsed("id: washing\n"), &schema, &question, &arena, &problems));
	assert_int_equal(question.order, 8);
	assert_int_equal(question.from, 20000);
}

static void test_each_wrong_value_is_named_with_place_and_expectation(void **state)
{
	(void)state;
	const struct { const char *line; const char *words; } cases[] = {
		{"label: []", ":2:8: label: a text of one line was expected, found a list"},
		{"label: ''", "0 characters; expected 1 to 500"},
		{"label: \"a\\nb\"", "one line"},
		{"label:", "nothing stands here"},
		{"home: houshold", "did you mean household?"},
		{"home: elsewhere", "expected person, household"},
		{"order: 1.5", "a whole number was expected"},
		{"order: 3", "must be even"},
		{"fee: 100.01", "expected £0.00 to £100.00"},
		{"fee: 1.234", "an amount in pounds"},
		{"sensitive: yes", "true or false was expected"},
		{"from: 2026-02-30", "a date written as"},
		{"stale_after: 12 moons", "a duration"},
		{"supports: care-act-outcome/hygiene", "a list was expected, found text"},
		{"supports: [Care]", "codes in kebab-case"},
		{"options: []", "0 items; expected 1 to 3"},
		{"options: [x]", "an option was expected (keys with values), found text"},
		{"options: [{code: a}]", "the key label is missing from this option"},
		{"options: [{code: a_b, label: x}]", "a code in kebab-case"},
		{"options: [{code: a, label: abcdefghijklmnopqrstuvwxyz}]", "26 characters; expected 0 to 20"},
		{"options: [{code: a, label: b, points: 11}]", "11 is out of range; expected 0 to 10"},
		{"due: 28 days", "found text"},
		{"due: {}", "the key within is missing from this due time"},
		{"lable: x", "f:2:1: \"lable\" is not a key of a question; did you mean label?"},
		{"zzzzzz: x", "expected one of id, label"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		Question question;
		Str text = str_format(&arena, "id: washing\n%s\n", cases[i].line);
		Str found = str_replace(&arena, str_from_c(question_problems(str_c(&arena, text), &question)), S("file.yaml"),
			S("f"));
		if (!str_contains(found, str_from_c(cases[i].words)))
			fail_msg("%s gave: %s", cases[i].line, str_c(&arena, found));
	}
}

static void test_all_problems_of_a_struct_are_reported_at_once(void **state)
{
	(void)state;
	Question question;
	Problems problems = problems_make(&arena);
	assert_status(yaml_read(parsed("order: x\nfee: x\nnew: 1\n"), &QUESTION_SCHEMA, &question, &arena, &problems),
		STATUS_INVALID);
	assert_int_equal(problems.total, 4);
}

static void test_a_list_at_the_top_becomes_an_array(void **state)
{
	(void)state;
	const void *items = NULL;
	size_t count = 0;
	Problems problems = problems_make(&arena);
	assert_ok(yaml_read_list(parsed("- id: washing\n- id: dressing\n"), &QUESTION_SCHEMA, &items, &count, &arena,
		&problems));
	assert_int_equal(count, 2);
	const Question *questions = items;
	assert_str(&arena, questions[1].id, "dressing");
	assert_int_equal(questions[1].node->line, 2);
	assert_status(yaml_read_list(parsed("id: washing\n"), &QUESTION_SCHEMA, &items, &count, &arena, &problems),
		STATUS_INVALID);
}

static void test_codes_and_names_have_their_shapes(void **state)
{
	(void)state;
	assert_true(yaml_is_code(S("with-help")));
	assert_true(yaml_is_code(S("18-to-64")));
	assert_false(yaml_is_code(S("with--help")));
	assert_false(yaml_is_code(S("-help")));
	assert_false(yaml_is_code(S("help-")));
	assert_false(yaml_is_code(S("Help")));
	assert_false(yaml_is_code(S("")));
	assert_true(yaml_is_name(S("falls_12m")));
	assert_false(yaml_is_name(S("12m_falls")));
	assert_false(yaml_is_name(S("with-help")));
	assert_true(yaml_is_code_path(S("a/b-c/d")));
	assert_false(yaml_is_code_path(S("a//b")));
	assert_false(yaml_is_code_path(S("a/")));
	assert_false(yaml_is_code_path(S("/a")));
	assert_false(yaml_is_code_path(S("a/b/c/d/e")));
}

static void test_the_reference_lists_every_key_and_nested_table_once(void **state)
{
	(void)state;
	Buffer buffer = buffer_make(&arena, 1 << 20);
	yaml_document(&QUESTION_SCHEMA, &buffer);
	const char *text = str_c(&arena, buffer_str(&buffer));
	assert_non_null(strstr(text,
		"| `id` | yes | a name in snake_case (such as birth_date) |  | The name in expressions. |"));
	assert_non_null(strstr(text, "| `home` | no | `person`, `household` |"));
	assert_non_null(strstr(text, "| `options` | no | a list, each an [option](#option) | 1 to 3 items |"));
	assert_non_null(strstr(text, "| `due` | no | a [due time](#due-time) |"));
	assert_non_null(strstr(text, "## due time\n"));
	assert_null(strstr(strstr(text, "## option\n") + 1, "## option\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nodes_keep_text_place_and_quotes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_an_empty_file_is_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_is_not_used_here_is_refused_with_its_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_several_problems_are_reported_in_one_reading, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bytes_that_are_not_utf8_are_refused_with_their_line, setup, teardown),
		cmocka_unit_test_setup_teardown(test_limits_of_depth_size_and_count_hold, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_schema_fills_a_struct_with_every_type, setup, teardown),
		cmocka_unit_test_setup_teardown(test_absent_fields_are_empty_or_take_the_schemas_initial_values, setup,
		teardown),
		cmocka_unit_test_setup_teardown(test_each_wrong_value_is_named_with_place_and_expectation, setup, teardown),
		cmocka_unit_test_setup_teardown(test_all_problems_of_a_struct_are_reported_at_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_list_at_the_top_becomes_an_array, setup, teardown),
		cmocka_unit_test_setup_teardown(test_codes_and_names_have_their_shapes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_reference_lists_every_key_and_nested_table_once, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
