/* The longest common subsequence of the lines between the first and the last that differ. */
#include "base/line_difference.h"

typedef struct Lines {
	Str *items;
	size_t count;
} Lines;

typedef struct Steps {
	LineStep *items;
	size_t count;
	size_t before; /* lines passed of each */
	size_t after;
} Steps;

static Lines lines_of(Arena *arena, Str text)
{
	size_t most = 1;
	for (size_t i = 0; i < text.length; i++)
		most += text.data[i] == '\n' ? 1 : 0;
	Lines out = {.items = ARENA_ARRAY(arena, Str, most)};
	Str line = {0};
	while (str_next(&text, '\n', &line))
		out.items[out.count++] = line;
	return out;
}

static void step_add(Steps *steps, LineFate fate, Str text)
{
	steps->before += fate == LINE_CAME ? 0 : 1;
	steps->after += fate == LINE_WENT ? 0 : 1;
	steps->items[steps->count++] = (LineStep){.fate = fate, .text = text, .before = fate == LINE_CAME ? 0 : steps->before,
		.after = fate == LINE_WENT ? 0 : steps->after};
}

/* common[i * (b.count + 1) + j]: how many lines a from i and b from j have in common. */
static uint16_t *common_counts(Arena *arena, Lines a, Lines b)
{
	size_t row = b.count + 1;
	uint16_t *common = ARENA_ARRAY(arena, uint16_t, (a.count + 1) * row);
	for (size_t i = a.count; i-- > 0;)
		for (size_t j = b.count; j-- > 0;) {
			uint16_t below = common[(i + 1) * row + j];
			uint16_t beside = common[i * row + j + 1];
			common[i * row + j] = str_equal(a.items[i], b.items[j]) ? (uint16_t)(common[(i + 1) * row + j + 1] + 1)
				: below > beside ? below : beside;
		}
	return common;
}

static void middle(Arena *arena, Steps *steps, Lines a, Lines b)
{
	bool small = a.count <= LINE_DIFFERENCE_LINES_MAX && b.count <= LINE_DIFFERENCE_LINES_MAX;
	const uint16_t *common = small ? common_counts(arena, a, b) : NULL;
	size_t row = b.count + 1;
	size_t i = 0;
	size_t j = 0;
	while (i < a.count || j < b.count) {
		bool went = j == b.count || (i < a.count && (!small || common[(i + 1) * row + j] >= common[i * row + j + 1]));
		if (small && i < a.count && j < b.count && str_equal(a.items[i], b.items[j])) {
			step_add(steps, LINE_STAYED, a.items[i++]);
			j++;
		} else if (went) {
			step_add(steps, LINE_WENT, a.items[i++]);
		} else {
			step_add(steps, LINE_CAME, b.items[j++]);
		}
	}
}

size_t line_difference(Arena *arena, Str before, Str after, const LineStep **out)
{
	Lines a = lines_of(arena, before);
	Lines b = lines_of(arena, after);
	Steps steps = {.items = ARENA_ARRAY(arena, LineStep, a.count + b.count + 1)};
	size_t head = 0;
	size_t tail = 0;
	while (head < a.count && head < b.count && str_equal(a.items[head], b.items[head]))
		head++;
	while (tail < a.count - head && tail < b.count - head && str_equal(a.items[a.count - 1 - tail], b.items[b.count - 1 - tail]))
		tail++;
	for (size_t i = 0; i < head; i++)
		step_add(&steps, LINE_STAYED, a.items[i]);
	middle(arena, &steps, (Lines){.items = a.items + head, .count = a.count - head - tail},
		(Lines){.items = b.items + head, .count = b.count - head - tail});
	for (size_t i = a.count - tail; i < a.count; i++)
		step_add(&steps, LINE_STAYED, a.items[i]);
	*out = steps.items;
	return steps.count;
}
