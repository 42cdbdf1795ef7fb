#include "unit_test.h"

#include <string.h>

#include "base/expression.h"
#include "base/random.h"

static Arena arena;

static const Str ABILITY[] = {S_INIT("fine"), S_INIT("with-help"), S_INIT("unable")};
static const Str CONDITIONS[] = {S_INIT("dementia"), S_INIT("frailty"), S_INIT("stroke")};
static const Str KNOWN_NAMES[] = {S_INIT("age"), S_INIT("birth_date"), S_INIT("conditions"), S_INIT("falls"),
	S_INIT("name_full"), S_INIT("needs_help"), S_INIT("washing")};

/* The answers of one test; zeroed ones are not known. */
typedef struct Answers {
	ExpressionValue age, birth_date, conditions, falls, name_full, needs_help, washing;
} Answers;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)1 << 30U);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static bool name_find(const void *context, Str name, ExpressionName *out)
{
	(void)context;
	static const ExpressionType TYPES[] = {EXPRESSION_TYPE_NUMBER, EXPRESSION_TYPE_DATE, EXPRESSION_TYPE_LIST,
		EXPRESSION_TYPE_NUMBER, EXPRESSION_TYPE_TEXT, EXPRESSION_TYPE_TRUTH, EXPRESSION_TYPE_TEXT};
	for (size_t i = 0; i < sizeof KNOWN_NAMES / sizeof KNOWN_NAMES[0]; i++) {
		if (!str_equal(KNOWN_NAMES[i], name))
			continue;
		*out = (ExpressionName){.type = TYPES[i]};
		if (i == 2 || i == 6) {
			out->codes = i == 2 ? CONDITIONS : ABILITY;
			out->code_count = 3;
		}
		return true;
	}
	return false;
}

static ExpressionValue answer_find(const void *context, Str name)
{
	const Answers *answers = context;
	const ExpressionValue values[] = {answers->age, answers->birth_date, answers->conditions, answers->falls,
		answers->name_full, answers->needs_help, answers->washing};
	for (size_t i = 0; i < sizeof KNOWN_NAMES / sizeof KNOWN_NAMES[0]; i++)
		if (str_equal(KNOWN_NAMES[i], name))
			return values[i];
	return (ExpressionValue){0};
}

static const ExpressionNames NAMES = {.find = name_find, .known = KNOWN_NAMES,
	.known_count = sizeof KNOWN_NAMES / sizeof KNOWN_NAMES[0]};

static Date day(const char *text)
{
	Date date = DATE_NONE;
	assert_ok(date_parse(str_from_c(text), &date));
	return date;
}

static const Expression *parsed(Str text)
{
	Problems problems = problems_make(&arena);
	const Expression *expression = NULL;
	if (expression_parse(&arena, text, (Problem){0}, &problems, &expression) != STATUS_OK)
		fail_msg("%s: %s", str_c(&arena, text), str_c(&arena, problems.items[0].message));
	return expression;
}

static ExpressionLookup lookup_for(const Answers *answers)
{
	return (ExpressionLookup){.value = answer_find, .context = answers, .today = day("2026-11-22")};
}

static const char *answer(const char *text, const Answers *answers)
{
	ExpressionLookup lookup = lookup_for(answers);
	const Expression *expression = parsed(str_from_c(text));
	Problems problems = problems_make(&arena);
	if (expression_check(expression, &NAMES, EXPRESSION_TYPE_TRUTH, &problems) != STATUS_OK)
		fail_msg("%s: %s", text, str_c(&arena, problems.items[0].message));
	return str_c(&arena, expression_truth_words(expression_truth(expression, &lookup)));
}

static Answers whole_answers(void)
{
	return (Answers){
		.age = expression_value_number(70),
		.birth_date = expression_value_date(day("1956-03-14")),
		.conditions = expression_value_list(CONDITIONS, 2),
		.falls = expression_value_number(2),
		.name_full = expression_value_text(S("Ann O'Brien")),
		.needs_help = expression_value_truth(true),
		.washing = expression_value_text(S("with-help")),
	};
}

static void test_expressions_have_the_answers_that_a_reader_expects(void **state)
{
	(void)state;
	Answers whole = whole_answers();
	Answers none = {0};
	const struct { const char *text; const char *whole; const char *none; } cases[] = {
		{"age >= 65 and washing in ('with-help', 'unable')", "yes", "not known"},
		{"age < 65", "no", "not known"},
		{"age = 70", "yes", "not known"},
		{"age != 70", "no", "not known"},
		{"not age = 70", "no", "not known"},
		{"needs_help", "yes", "not known"},
		{"not needs_help or true", "yes", "yes"},
		{"needs_help and false", "no", "no"},
		{"conditions = 'dementia'", "yes", "not known"},
		{"conditions = 'stroke'", "no", "not known"},
		{"conditions != 'stroke'", "yes", "not known"},
		{"conditions in ('stroke', 'frailty')", "yes", "not known"},
		{"conditions not in ('stroke')", "yes", "not known"},
		{"count(conditions) > 1", "yes", "not known"},
		{"has(washing)", "yes", "no"},
		{"birth_date < '1960-01-01'", "yes", "not known"},
		{"'1960-01-01' > birth_date", "yes", "not known"},
		{"birth_date in ('1956-03-14', '1957-01-01')", "yes", "not known"},
		{"today = '2026-11-22'", "yes", "yes"},
		{"today - birth_date > 25000", "yes", "not known"},
		{"birth_date + 7 = '1956-03-21'", "yes", "not known"},
		{"today - '2026-11-01' = 21", "yes", "yes"},
		{"name_full = 'Ann O''Brien'", "yes", "not known"},
		{"name_full != ''", "yes", "not known"},
		{"falls * 2 + 1 = 5", "yes", "not known"},
		{"1 + 2 * 3 = 7", "yes", "yes"},
		{"(1 + 2) * 3 = 9", "yes", "yes"},
		{"10 - 3 - 2 = 5", "yes", "yes"},
		{"-falls < 0", "yes", "not known"},
		{"falls in (-1, 2)", "yes", "not known"},
		{"£14250.50 = 1425050", "yes", "yes"},
		{"9223372036854775807 + 1 > 0", "not known", "not known"},
		{"true or false and false", "yes", "yes"},
		{"not false and false", "no", "no"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *found = answer(cases[i].text, &whole);
		const char *found_none = answer(cases[i].text, &none);
		if (strcmp(found, cases[i].whole) != 0 || strcmp(found_none, cases[i].none) != 0)
			fail_msg("%s: %s, and with nothing known %s", cases[i].text, found, found_none);
	}
}

static void test_a_date_of_which_only_the_year_is_known_decides_what_it_can(void **state)
{
	(void)state;
	Answers answers = {.birth_date = expression_value_partial_date((PartialDate){.year = 1956})};
	assert_string_equal(answer("birth_date < '1957-01-01'", &answers), "yes");
	assert_string_equal(answer("birth_date >= '1957-01-01'", &answers), "no");
	assert_string_equal(answer("birth_date < '1956-06-01'", &answers), "not known");
	assert_string_equal(answer("birth_date = '1956-06-01'", &answers), "not known");
	assert_string_equal(answer("birth_date = '1955-06-01'", &answers), "no");
	assert_string_equal(answer("today - birth_date > 100", &answers), "not known");
}

/* The first problem of a text, with its place. */
static const char *problem_of(const char *text, uint32_t line, uint32_t column)
{
	Problems problems = problems_make(&arena);
	const Expression *expression = NULL;
	Problem place = {.file = S("f"), .line = line, .column = column};
	Status status = expression_parse(&arena, str_from_c(text), place, &problems, &expression);
	if (status == STATUS_OK)
		status = expression_check(expression, &NAMES, EXPRESSION_TYPE_TRUTH, &problems);
	assert_int_equal(status == STATUS_OK, problems.total == 0);
	if (status == STATUS_OK)
		fail_msg("no problem was found in %s", text);
	Buffer buffer = buffer_make(&arena, 1 << 20);
	problems_write(&problems, &buffer);
	return str_c(&arena, buffer_str(&buffer));
}

static void test_what_is_wrong_is_said_with_its_column(void **state)
{
	(void)state;
	const struct { const char *text; const char *place; const char *words; } cases[] = {
		{"", "f:3:10: ", "ends too early"},
		{"age >", "f:3:15: ", "ends too early"},
		{"age == 65", "f:3:14: ", "write = once"},
		{"age & falls", "f:3:14: ", "word and"},
		{"age / 2 = 1", "f:3:14: ", "no division"},
		{"washing = \"fine\"", "f:3:20: ", "single quotes"},
		{"washing = ‘fine’", "f:3:20: ", "straight"},
		{"washing = 'fine", "f:3:20: ", "closing quote"},
		{"Age > 1", "f:3:10: ", "small letters"},
		{"age AND falls", "f:3:14: ", "small letters"},
		{"age > 1.5", "f:3:17: ", "whole"},
		{"age > 12x", "f:3:18: ", "after the number"},
		{"age > 99999999999999999999", "f:3:16: ", "too large"},
		{"age > £1.234", "f:3:16: ", "not an amount"},
		{"(age > 1", "f:3:18: ", "closing parenthesis"},
		{"age > 1)", "f:3:17: ", "could end here"},
		{"1 < age < 3", "f:3:18: ", "join two with and"},
		{"washing in 'fine'", "f:3:21: ", "followed by a list"},
		{"washing in (fine)", "f:3:22: ", "a text or a number"},
		{"washing in ()", "f:3:22: ", "a text or a number"},
		{"washing not ('fine')", "f:3:22: ", "in was expected"},
		{"count conditions > 1", "f:3:16: ", "parentheses"},
		{"count(1) > 1", "f:3:16: ", "a name was expected"},
		{"age > and", "f:3:16: ", "before 'and'"},
		{"ag > 1", "f:3:10: ", "did you mean age?"},
		{"has(wahsing)", "f:3:10: ", "did you mean washing?"},
		{"washing = 'unabel'", "f:3:20: ", "did you mean 'unable'?"},
		{"washing in ('fine', 'zzzzzzzz')", "f:3:30: ", "they are fine, with-help, unable"},
		{"conditions = 'dementai'", "f:3:23: ", "did you mean 'dementia'?"},
		{"'x' = washing", "f:3:10: ", "not among the options"},
		{"age > 'x'", "f:3:14: ", "a number cannot be compared with a text"},
		{"washing < 'fine'", "f:3:18: ", "no order"},
		{"needs_help > true", "f:3:21: ", "no order"},
		{"birth_date > 'x'", "f:3:23: ", "write a date as"},
		{"birth_date > 5", "f:3:21: ", "a date cannot be compared with a number"},
		{"age", "f:3:10: ", "yes or no was expected here, found a number"},
		{"age and needs_help", "f:3:10: ", "yes or no was expected"},
		{"not age", "f:3:14: ", "yes or no was expected"},
		{"count(age) = 1", "f:3:10: ", "count needs a list"},
		{"needs_help in ('x')", "f:3:21: ", "cannot be in a list"},
		{"age in ('x')", "f:3:18: ", "a number was expected in this list"},
		{"birth_date * 2 = 1", "f:3:21: ", "cannot be multiplied"},
		{"birth_date + birth_date = 1", "f:3:21: ", "cannot be added"},
		{"age - birth_date = 1", "f:3:14: ", "from a number one cannot take a date"},
		{"age > 1 and\n  ag > 2", "f:4:3: ", "did you mean age?"},
		{"name_full = 'ł' and ag > 1", "f:3:30: ", "did you mean age?"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *found = problem_of(cases[i].text, 3, 10);
		if (strstr(found, cases[i].place) != found || strstr(found, cases[i].words) == NULL)
			fail_msg("%s gave: %s", cases[i].text, found);
	}
}

static Str repeated(const char *piece, size_t times)
{
	Buffer buffer = buffer_make(&arena, 1 << 20);
	for (size_t i = 0; i < times; i++)
		buffer_add(&buffer, str_from_c(piece));
	return buffer_str(&buffer);
}

static Str wrapped(const char *before, size_t times, const char *middle, const char *after)
{
	Str open = str_concat(&arena, repeated(before, times), str_from_c(middle));
	return str_concat(&arena, open, repeated(after, times));
}

static void test_limits_hold(void **state)
{
	(void)state;
	assert_non_null(parsed(wrapped("(", 32, "true", ")")));
	assert_non_null(strstr(problem_of(str_c(&arena, wrapped("(", 33, "true", ")")), 1, 1), "nested too deeply"));
	assert_non_null(strstr(problem_of(str_c(&arena, wrapped("not ", 33, "true", "")), 1, 1), "nested too deeply"));
	assert_non_null(strstr(problem_of(str_c(&arena, wrapped("-", 33, "1", "")), 1, 1), "nested too deeply"));
	assert_non_null(parsed(wrapped("1+", 249, "1", "")));
	assert_non_null(strstr(problem_of(str_c(&arena, wrapped("1+", 250, "1", "")), 1, 1), "more than 500 parts"));
	assert_non_null(strstr(problem_of(str_c(&arena, repeated(" ", 4097)), 1, 1), "4096 bytes"));
	assert_non_null(strstr(problem_of("age = \xFF", 1, 1), "UTF-8"));
}

static void test_the_longest_sum_is_explained_at_once(void **state)
{
	(void)state;
	Answers none = {0};
	ExpressionLookup lookup = lookup_for(&none);
	Str sum = wrapped("1+", 247, "1", "");
	Str words = expression_explain(&arena, parsed(str_concat(&arena, sum, S(" = 248"))), &lookup);
	assert_true(str_ends_with(words, S("1 is 248: yes")));
}

static void test_dependencies_are_listed_once_in_order(void **state)
{
	(void)state;
	const Expression *expression = parsed(S("washing = 'fine' or age > falls and age < 3 "
		"or has(birth_date) and today = today"));
	size_t count = 0;
	const Str *names = expression_names(expression, &count);
	assert_str(&arena, str_join(&arena, names, count, S(" ")), "age birth_date falls washing");
	assert_true(expression_depends_on(expression, S("age")));
	assert_false(expression_depends_on(expression, S("today")));
	assert_true(expression_uses_today(expression));
	assert_false(expression_uses_today(parsed(S("age > 1"))));
}

static void test_explanations_say_what_was_found_and_what_it_was_held_against(void **state)
{
	(void)state;
	Answers whole = whole_answers();
	ExpressionLookup lookup = lookup_for(&whole);
	const struct { const char *text; const char *words; } cases[] = {
		{"washing in ('with-help', 'unable')", "washing is 'with-help', which is one of with-help, unable: yes"},
		{"washing = 'unable'", "washing is 'with-help', which is not 'unable': no"},
		{"washing = 'with-help'", "washing is 'with-help': yes"},
		{"age < 65", "age is 70, which is not less than 65: no"},
		{"age >= falls + 3", "age is 70, which is at least falls + 3 (5): yes"},
		{"birth_date < '1960-01-01'", "birth_date is 14 March 1956, which is before 1 January 1960: yes"},
		{"conditions = 'stroke'", "conditions is dementia, frailty, which does not include 'stroke': no"},
		{"conditions not in ('stroke')", "conditions is dementia, frailty, which does not include any of stroke: yes"},
		{"has(washing)", "washing is answered: yes"},
		{"needs_help", "needs_help: yes"},
		{"needs_help and not age < 65", "all of these: yes\n  needs_help: yes\n  not this: yes\n"
			"    age is 70, which is not less than 65: no"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_str(&arena, expression_explain(&arena, parsed(str_from_c(cases[i].text)), &lookup), cases[i].words);
	Answers none = {0};
	lookup = lookup_for(&none);
	assert_str(&arena, expression_explain(&arena, parsed(S("washing in ('unable')")), &lookup),
		"washing is not answered, so it is not known whether it is one of unable: not known");
}

/* A second evaluator that shares nothing with the first: it cuts the text at the weakest operator outside parentheses
 * and quotes, again and again. It knows numbers, washing, conditions and needs_help, and answers 0 no, 1 not known,
 * 2 yes. */
typedef struct Slow {
	bool known;
	long long number;
} Slow;

static bool slow_cut(Str text, const char *mark, bool last, Str *left, Str *right)
{
	int depth = 0;
	bool quoted = false;
	bool found = false;
	Str word = str_from_c(mark);
	for (size_t i = 0; i + word.length <= text.length; i++) {
		char character = text.data[i];
		if (character == '\'')
			quoted = !quoted;
		if (quoted)
			continue;
		depth += character == '(' ? 1 : character == ')' ? -1 : 0;
		if (depth == 0 && str_equal(str_slice(text, i, i + word.length), word) && (last || !found)) {
			*left = str_slice(text, 0, i);
			*right = str_slice(text, i + word.length, text.length);
			found = true;
		}
	}
	return found;
}

static bool slow_is_wrapped(Str text)
{
	int depth = 0;
	for (size_t i = 0; i < text.length; i++) {
		depth += text.data[i] == '(' ? 1 : text.data[i] == ')' ? -1 : 0;
		if (depth == 0 && i + 1 < text.length)
			return false;
	}
	return text.length > 1 && text.data[0] == '(';
}

static Slow slow_number(Str text, const Answers *answers)
{
	Str left = {0};
	Str right = {0};
	text = str_trim(text);
	const char *const marks[] = {" + ", " - ", " * "};
	for (size_t i = 0; i < 3; i++) {
		/* Plus and minus have one rank: the later of the two cuts. */
		const char *mark = marks[i];
		Str other_left = {0};
		Str other_right = {0};
		if (i == 0 && slow_cut(text, " - ", true, &other_left, &other_right)
		    && (!slow_cut(text, " + ", true, &left, &right) || other_left.length > left.length))
			mark = " - ";
		if (!slow_cut(text, mark, true, &left, &right))
			continue;
		Slow first = slow_number(left, answers);
		Slow second = slow_number(right, answers);
		first.known = first.known && second.known;
		first.number = mark[1] == '+' ? first.number + second.number : mark[1] == '-' ? first.number - second.number
			: first.number * second.number;
		return first;
	}
	if (slow_is_wrapped(text))
		return slow_number(str_slice(text, 1, text.length - 1), answers);
	if (text.data[0] == '-') {
		Slow inner = slow_number(str_slice(text, 1, text.length), answers);
		return (Slow){inner.known, -inner.number};
	}
	if (str_equal(text, S("age")) || str_equal(text, S("falls"))) {
		ExpressionValue value = text.data[0] == 'a' ? answers->age : answers->falls;
		return (Slow){value.type == EXPRESSION_TYPE_NUMBER, value.number};
	}
	if (str_equal(text, S("count(conditions)")))
		return (Slow){answers->conditions.type == EXPRESSION_TYPE_LIST, (long long)answers->conditions.item_count};
	int64_t number = 0;
	assert_ok(str_to_integer(text, &number));
	return (Slow){true, number};
}

static int slow_member(Str text, Str list, const Answers *answers)
{
	bool choices = str_equal(str_trim(text), S("conditions"));
	ExpressionValue value = choices ? answers->conditions : answers->washing;
	if (value.type == EXPRESSION_TYPE_NONE)
		return 1;
	const Str *items = choices ? value.items : &value.text;
	for (size_t i = 0; i < (choices ? value.item_count : 1); i++)
		if (str_contains(list, str_format(&arena, "'%.*s'", STR_ARG(items[i]))))
			return 2;
	return 0;
}

static int slow_truth(Str text, const Answers *answers)
{
	Str left = {0};
	Str right = {0};
	text = str_trim(text);
	bool either = slow_cut(text, " or ", false, &left, &right);
	if (either || slow_cut(text, " and ", false, &left, &right)) {
		int first = slow_truth(left, answers);
		int second = slow_truth(right, answers);
		return either == (first > second) ? first : second;
	}
	if (str_starts_with(text, S("not ")))
		return 2 - slow_truth(str_slice(text, 4, text.length), answers);
	if (slow_cut(text, " not in ", false, &left, &right))
		return 2 - slow_member(left, right, answers);
	if (slow_cut(text, " in ", false, &left, &right))
		return slow_member(left, right, answers);
	const char *const marks[] = {" != ", " <= ", " >= ", " = ", " < ", " > "};
	for (size_t i = 0; i < 6; i++) {
		if (!slow_cut(text, marks[i], false, &left, &right))
			continue;
		bool negated = i == 0;
		if (str_contains(right, S("'"))) {
			int member = slow_member(left, right, answers);
			return negated ? 2 - member : member;
		}
		Slow first = slow_number(left, answers);
		Slow second = slow_number(right, answers);
		long long d = first.number - second.number;
		const bool holds[] = {d != 0, d <= 0, d >= 0, d == 0, d < 0, d > 0};
		return !first.known || !second.known ? 1 : holds[i] ? 2 : 0;
	}
	if (slow_is_wrapped(text))
		return slow_truth(str_slice(text, 1, text.length - 1), answers);
	if (str_equal(text, S("true")) || str_equal(text, S("false")))
		return text.data[0] == 't' ? 2 : 0;
	if (str_equal(text, S("has(age)")))
		return answers->age.type == EXPRESSION_TYPE_NONE ? 0 : 2;
	assert_str(&arena, text, "needs_help");
	return answers->needs_help.type == EXPRESSION_TYPE_NONE ? 1 : answers->needs_help.truth ? 2 : 0;
}

static void number_write(RandomStream *stream, Buffer *out, int depth)
{
	static const char *const LEAVES[] = {"age", "falls", "count(conditions)", "0", "1", "2", "70", "-age", "-3"};
	uint32_t kind = depth == 0 ? 0 : random_below(stream, 6);
	if (kind < 3) {
		buffer_add(out, str_from_c(LEAVES[random_below(stream, sizeof LEAVES / sizeof LEAVES[0])]));
	} else if (kind == 3) {
		buffer_add(out, S("("));
		number_write(stream, out, depth - 1);
		buffer_add(out, S(")"));
	} else {
		static const char *const MARKS[] = {" + ", " - ", " * "};
		number_write(stream, out, depth - 1);
		buffer_add(out, str_from_c(MARKS[random_below(stream, 3)]));
		number_write(stream, out, depth - 1);
	}
}

static void member_write(RandomStream *stream, Buffer *out)
{
	bool choices = random_below(stream, 2) == 0;
	const Str *codes = choices ? CONDITIONS : ABILITY;
	static const char *const MARKS[] = {" = ", " != ", " in (", " not in ("};
	uint32_t mark = random_below(stream, 4);
	Str first = codes[random_below(stream, 3)];
	Str second = codes[random_below(stream, 3)];
	buffer_add_format(out, "%s%s'%.*s'", choices ? "conditions" : "washing", MARKS[mark], STR_ARG(first));
	if (mark >= 2 && random_below(stream, 2) == 0)
		buffer_add_format(out, ", '%.*s'", STR_ARG(second));
	if (mark >= 2)
		buffer_add(out, S(")"));
}

static void truth_write(RandomStream *stream, Buffer *out, int depth)
{
	static const char *const LEAVES[] = {"needs_help", "true", "false", "has(age)"};
	static const char *const MARKS[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
	uint32_t kind = random_below(stream, depth == 0 ? 3 : 8);
	if (kind == 0) {
		buffer_add(out, str_from_c(LEAVES[random_below(stream, 4)]));
	} else if (kind == 1) {
		number_write(stream, out, 2);
		buffer_add(out, str_from_c(MARKS[random_below(stream, 6)]));
		number_write(stream, out, 2);
	} else if (kind == 2) {
		member_write(stream, out);
	} else if (kind == 3 || kind == 4) {
		buffer_add(out, kind == 3 ? S("not (") : S("("));
		truth_write(stream, out, depth - 1);
		buffer_add(out, S(")"));
	} else if (kind == 5) {
		buffer_add(out, S("not "));
		truth_write(stream, out, 0);
	} else {
		truth_write(stream, out, depth - 1);
		buffer_add(out, kind == 6 ? S(" and ") : S(" or "));
		truth_write(stream, out, depth - 1);
	}
}

static Answers random_answers(RandomStream *stream)
{
	Answers answers = {0};
	if (random_below(stream, 3) > 0)
		answers.age = expression_value_number(random_below(stream, 100));
	if (random_below(stream, 3) > 0)
		answers.falls = expression_value_number(random_below(stream, 4));
	if (random_below(stream, 3) > 0)
		answers.needs_help = expression_value_truth(random_below(stream, 2) == 0);
	if (random_below(stream, 3) > 0)
		answers.washing = expression_value_text(ABILITY[random_below(stream, 3)]);
	if (random_below(stream, 3) > 0)
		answers.conditions = expression_value_list(CONDITIONS, random_below(stream, 4));
	return answers;
}

static void test_thousands_of_random_expressions_agree_with_a_second_evaluator(void **state)
{
	(void)state;
	enum { EXPRESSIONS = 6000 };
	RandomStream stream = random_stream(7, S("expressions"));
	int counts[3] = {0};
	for (int i = 0; i < EXPRESSIONS; i++) {
		Arena kept = arena;
		arena_init(&arena, 64U << 20U);
		Buffer buffer = buffer_make(&arena, 1 << 16);
		truth_write(&stream, &buffer, 4);
		Str text = buffer_str(&buffer);
		Answers answers = random_answers(&stream);
		ExpressionLookup lookup = lookup_for(&answers);
		const Expression *expression = parsed(text);
		Problems problems = problems_make(&arena);
		if (expression_check(expression, &NAMES, EXPRESSION_TYPE_TRUTH, &problems) != STATUS_OK)
			fail_msg("%s: %s", str_c(&arena, text), str_c(&arena, problems.items[0].message));
		ExpressionTruth found = expression_truth(expression, &lookup);
		int expected = slow_truth(text, &answers);
		if ((int)found != expected)
			fail_msg("%s: found %d, expected %d", str_c(&arena, text), (int)found, expected);
		Str words = expression_explain(&arena, expression, &lookup);
		Str first_line = {0};
		assert_true(str_next(&words, '\n', &first_line));
		assert_true(str_ends_with(first_line, expression_truth_words(found)));
		counts[expected]++;
		arena_clear(&arena);
		arena = kept;
	}
	for (int i = 0; i < 3; i++)
		assert_true(counts[i] > EXPRESSIONS / 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_expressions_have_the_answers_that_a_reader_expects, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_date_of_which_only_the_year_is_known_decides_what_it_can, setup,
		teardown),
		cmocka_unit_test_setup_teardown(test_what_is_wrong_is_said_with_its_column, setup, teardown),
		cmocka_unit_test_setup_teardown(test_limits_hold, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_longest_sum_is_explained_at_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dependencies_are_listed_once_in_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_explanations_say_what_was_found_and_what_it_was_held_against, setup,
		teardown),
		cmocka_unit_test_setup_teardown(test_thousands_of_random_expressions_agree_with_a_second_evaluator, setup,
		teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
