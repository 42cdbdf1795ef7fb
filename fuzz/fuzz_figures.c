/* Published figures, and the answers to a survey: the first byte says which of the two. */
#include <assert.h>

#include "engine/measures/published.h"
#include "engine/measures/survey.h"
#include "fuzz/fuzz_target.h"

static const PublishedName NAMES[] = {{S_INIT("1C2A"), S_INIT("1c-2a")}, {S_INIT("ASC5"), S_INIT("2d")}};
static const Str QUESTIONS[] = {S_INIT("control"), S_INIT("safety")};
static const int64_t SCORES[] = {3, 2, 1, 0};

static void read_survey(Arena *arena, Str text, Problems *problems)
{
	SurveyResult out = {0};
	SurveyRule rule = {.questions = QUESTIONS, .question_count = 2, .scores = SCORES, .score_count = 4, .scale = 1,
		.decimals = 1, .suppress_below = 3};
	size_t at = 0;
	Str strata = {0};
	if (str_find(text, S("\n---\n"), &at)) {
		strata = str_slice(text, at + 5, text.length);
		text = str_slice(text, 0, at + 1);
	}
	Status status = survey_compute(arena, S("answers"), text, S("strata"), strata, &rule, problems, &out);
	assert((status == STATUS_OK) == !problems_any(problems));
	assert(status != STATUS_OK || (out.base >= 0 && out.left_out >= 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	PublishedFigures figures = {0};
	if (size == 0)
		return 0;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Str text = {.data = (const char *)data + 1, .length = size - 1};
	if (data[0] == 's') {
		read_survey(&arena, text, &problems);
	} else {
		PublishedReading reading = {.names = NAMES, .name_count = 2, .year = data[0] == 'y' ? 2015 : 0};
		Status status = published_read(&arena, S("fuzz"), text, &reading, &problems, &figures);
		assert((status == STATUS_OK) == !problems_any(&problems));
		assert(status != STATUS_OK || figures.count == 0 || figures.rows > 0);
	}
	arena_clear(&arena);
	return 0;
}
