/* Any bytes as what somebody types to find a person: taken apart, looked up, and scored against somebody. */
#include <assert.h>

#include "engine/finding/finding.h"
#include "fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const FindingName NAMES[] = {{.text = S_INIT("Ama Owusu-Ansah")}, {.text = S_INIT("Amma Ansah"), .former = true}};
	static const Str POSTCODES[] = {S_INIT("RM17 6SL")};
	static const Str PHONES[] = {S_INIT("07700 900123")};
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str text = {.data = (const char *)data, .length = size};
	FindingPerson person = {.id = S("p"), .names = NAMES, .name_count = 2, .born = {.year = 1941, .month = 3, .day = 14},
		.postcodes = POSTCODES, .postcode_count = 1, .phones = PHONES, .phone_count = 1, .nhs_number = S("9990000018")};
	FindingQuery query = finding_parse(&arena, text, 2026);
	assert(query.word_count <= FINDING_WORDS_MAX && query.date_count <= FINDING_DATES_MAX);
	FindingTokens lookups = finding_lookups(&arena, &query);
	assert(!finding_query_is_empty(&query) || lookups.count == 0);
	for (size_t i = 0; i < query.word_count; i++)
		(void)finding_add_near(&query, i, S("owusu"));
	(void)finding_score(&arena, &query, &person);
	/* A person may be called anything too, as long as it is text: the record holds nothing else. */
	FindingName typed = {.text = str_is_utf8(text) ? text : S("")};
	FindingPerson named = {.id = S("q"), .names = &typed, .name_count = 1};
	FindingTokens tokens = finding_tokens(&arena, &named);
	for (size_t i = 1; i < tokens.count; i++)
		assert(tokens.items[i - 1].kind < tokens.items[i].kind || (tokens.items[i - 1].kind == tokens.items[i].kind
			&& str_compare(tokens.items[i - 1].token, tokens.items[i].token) < 0));
	arena_clear(&arena);
	return 0;
}
