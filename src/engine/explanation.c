/* The growing list of explanation lines; no rule of any engine. */
#include "engine/explanation.h"

#include <assert.h>
#include <string.h>

Explanation explanation_make(Arena *arena)
{
	return (Explanation){.arena = arena};
}

void explanation_add(Explanation *explanation, ExplanationLine line)
{
	assert(explanation->count < EXPLANATION_LINES_MAX);
	if (explanation->count == explanation->capacity) {
		size_t capacity = explanation->capacity == 0 ? 32 : explanation->capacity * 2;
		ExplanationLine *items = ARENA_ARRAY(explanation->arena, ExplanationLine, capacity);
		if (explanation->count > 0) {
			memcpy(items, explanation->items, explanation->count * sizeof *items);
		}
		explanation->items = items;
		explanation->capacity = capacity;
	}
	explanation->items[explanation->count++] = line;
}
