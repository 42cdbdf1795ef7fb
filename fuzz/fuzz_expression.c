/* Any bytes as a condition: read, checked, answered and explained without a crash, always the same. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/expression.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const Str CODES[] = {S_INIT("a"), S_INIT("b")};

/* The first letter of a name decides its type. */
static bool name_find(const void *context, Str name, ExpressionName *out)
{
	(void)context;
	*out = (ExpressionName){.type = (ExpressionType)(1 + name.data[0] % 5)};
	if (out->type == EXPRESSION_TYPE_LIST) {
		out->codes = CODES;
		out->code_count = 2;
	}
	return name.data[0] != 'z';
}

static ExpressionValue value_find(const void *context, Str name)
{
	(void)context;
	ExpressionValue value = {.type = (ExpressionType)(name.length % 2 == 0 ? 0 : 1 + name.data[0] % 5)};
	value.number = INT64_MAX;
	value.text = CODES[0];
	value.date = 100;
	value.date_last = name.length % 4 == 1 ? 100 : 130;
	value.items = CODES;
	value.item_count = 2;
	return value;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	const Expression *expression = NULL;
	Str text = {.data = (const char *)data, .length = size};
	Status status = expression_parse(&arena, text, (Problem){.line = 1, .column = 1}, &problems, &expression);
	assert((status == STATUS_OK) == (problems.total == 0));
	if (status == STATUS_OK) {
		const ExpressionNames names = {.find = name_find};
		const ExpressionLookup lookup = {.value = value_find, .today = 20000};
		status = expression_check(expression, &names, EXPRESSION_TYPE_TRUTH, &problems);
		assert((status == STATUS_OK) == (problems.total == 0));
		ExpressionTruth truth = expression_truth(expression, &lookup);
		(void)expression_explain(&arena, expression, &lookup);
		assert(truth == expression_truth(expression, &lookup));
	}
	arena_clear(&arena);
	return 0;
}
