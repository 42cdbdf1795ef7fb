#include "charging_test.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILE_BYTES_MAX = 8 * 1024 * 1024 };

Str charging_read_file(Arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = arena_allocate(arena, FILE_BYTES_MAX);
	if (file == NULL) {
		(void)fprintf(stderr, "%s cannot be read\n", path);
		abort();
	}
	size_t length = fread(bytes, 1, FILE_BYTES_MAX, file);
	assert(length < FILE_BYTES_MAX);
	(void)fclose(file);
	return (Str){.data = bytes, .length = length};
}

ChargeRules charging_rules(Arena *arena)
{
	Problems problems = problems_make(arena);
	ChargeRates *rates = NULL;
	ChargeRateFiles files = {
		.rates_name = S("rates.csv"), .rates = charging_read_file(arena, "data/rates/rates.csv"),
		.incomes_name = S("income.csv"), .incomes = charging_read_file(arena, "data/rates/income.csv"),
		.capitals_name = S("capital.csv"), .capitals = charging_read_file(arena, "data/rates/capital.csv"),
	};
	if (rates_load(arena, &files, &problems, &rates) != STATUS_OK) {
		Buffer words = buffer_make(arena, 65536);
		problems_write(&problems, &words);
		(void)fprintf(stderr, "%.*s", STR_ARG(buffer_str(&words)));
		abort();
	}
	return (ChargeRules){.rates = rates};
}

const JsonNode *charging_answer(const ChargeRules *rules, Arena *arena, Str text)
{
	Problems problems = problems_make(arena);
	Buffer *out = ARENA_NEW(arena, Buffer);
	*out = buffer_make(arena, CASE_ANSWER_BYTES_MAX);
	const JsonNode *answer = NULL;
	Status status = cases_answer(rules, arena, S("test"), 1, text, &problems, out);
	assert(status == STATUS_OK || problems_any(&problems));
	status = json_parse(arena, S("answer"), 1, buffer_str(out), &problems, &answer);
	assert(status == STATUS_OK && answer != NULL);
	return answer;
}

static bool is_same(const JsonNode *expected, const JsonNode *found)
{
	Pence left = 0;
	Pence right = 0;
	if (found == NULL || found->kind != expected->kind)
		return false;
	if (expected->kind == JSON_TRUTH)
		return expected->truth == found->truth;
	if (expected->kind == JSON_TEXT)
		return str_equal(expected->text, found->text);
	if (expected->kind == JSON_NUMBER)
		return json_money(expected, &left) == STATUS_OK && json_money(found, &right) == STATUS_OK && left == right;
	if (expected->kind == JSON_ARRAY) {
		for (size_t i = 0; i < expected->count && i < found->count; i++)
			if (!is_same(&expected->items[i], &found->items[i]))
				return false;
		return expected->count == found->count;
	}
	/* Of an object, what is expected must be there. */
	for (size_t i = 0; i < expected->count; i++)
		if (!is_same(&expected->members[i].value, json_member(found, expected->members[i].key)))
			return false;
	return true;
}

static Str written(Arena *arena, const JsonNode *node)
{
	Buffer out = buffer_make(arena, CASE_ANSWER_BYTES_MAX);
	if (node == NULL)
		return S("nothing");
	JsonWriter writer = json_writer_make(&out);
	json_write_node(&writer, node);
	return buffer_str(&out);
}

static bool is_right(const ChargeRules *rules, Arena *arena, Str text)
{
	Problems problems = problems_make(arena);
	const JsonNode *sent = NULL;
	Status status = json_parse(arena, S("cases"), 1, text, &problems, &sent);
	assert(status == STATUS_OK && sent != NULL);
	const JsonNode *expected = json_member(sent, S("expected"));
	const JsonNode *answer = charging_answer(rules, arena, text);
	const JsonNode *field = json_member(expected, S("error"));
	bool right = false;
	if (field != NULL)
		right = str_equal(field->text, json_text(json_member(json_member(answer, S("error")), S("field"))));
	else
		right = expected != NULL && json_member(answer, S("result")) != NULL
			&& is_same(expected, json_member(answer, S("result")));
	if (!right) {
		Str id = json_text(json_member(sent, S("id")));
		Str wanted = written(arena, expected);
		Str found = written(arena, answer);
		(void)fprintf(stderr, "%.*s: expected %.*s, found %.*s\n", STR_ARG(id), STR_ARG(wanted), STR_ARG(found));
	}
	return right;
}

size_t charging_run_file(const ChargeRules *rules, const char *path, size_t *wrong)
{
	Arena file_arena;
	Arena arena;
	size_t count = 0;
	arena_init(&file_arena, ARENA_REQUEST_BYTES_MAX);
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Str rest = charging_read_file(&file_arena, path);
	Str line = {0};
	*wrong = 0;
	while (str_next(&rest, '\n', &line)) {
		if (str_is_empty(str_trim(line)))
			continue;
		count++;
		*wrong += is_right(rules, &arena, line) ? 0 : 1;
		arena_reset(&arena);
	}
	arena_clear(&arena);
	arena_clear(&file_arena);
	return count;
}
