#include "engine/demonstration/acts.h"

#include <stdlib.h>
#include <string.h>

void acts_init(ActList *acts, Arena *arena)
{
	*acts = (ActList){.arena = arena, .capacity = 4096};
	arena_init(&acts->scratch, ARENA_REQUEST_BYTES_MAX);
	acts->items = ARENA_ARRAY(arena, PlannedAct, acts->capacity);
}

void acts_clear(ActList *acts)
{
	arena_clear(&acts->scratch);
}

static void quoted_add(Buffer *line, Str text)
{
	buffer_add_character(line, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (byte == '"' || byte == '\\')
			buffer_add_character(line, '\\');
		if (byte < 0x20)
			buffer_add_format(line, "\\u%04x", (unsigned)byte);
		else
			buffer_add_character(line, (char)byte);
	}
	buffer_add_character(line, '"');
}

static void name_add(ActList *acts, const char *name)
{
	if (!acts->first_member)
		buffer_add_character(&acts->line, ',');
	acts->first_member = false;
	if (name[0] == '\0')
		return;
	quoted_add(&acts->line, str_from_c(name));
	buffer_add_character(&acts->line, ':');
}

void acts_begin(ActList *acts, Instant at, const char *act)
{
	arena_reset(&acts->scratch);
	acts->line = buffer_make(&acts->scratch, ACT_LINE_BYTES_MAX);
	acts->at = at;
	acts->first_member = true;
	buffer_add_character(&acts->line, '{');
	Date day = (Date)(at / INSTANT_DAY);
	int64_t second = (at - day * INSTANT_DAY) / INSTANT_SECOND;
	Str date = date_format(&acts->scratch, day);
	Str text = str_format(&acts->scratch, "%.*sT%02d:%02d:%02dZ", STR_ARG(date), (int)(second / 3600),
		(int)(second / 60 % 60), (int)(second % 60));
	acts_text(acts, "at", text);
	acts_text(acts, "act", str_from_c(act));
}

void acts_text(ActList *acts, const char *name, Str value)
{
	name_add(acts, name);
	quoted_add(&acts->line, value);
}

void acts_number(ActList *acts, const char *name, int64_t value)
{
	name_add(acts, name);
	buffer_add_integer(&acts->line, value);
}

void acts_date(ActList *acts, const char *name, Date date)
{
	acts_text(acts, name, date_format(&acts->scratch, date));
}

void acts_null(ActList *acts, const char *name)
{
	name_add(acts, name);
	buffer_add(&acts->line, S("null"));
}

void acts_true(ActList *acts, const char *name)
{
	name_add(acts, name);
	buffer_add(&acts->line, S("true"));
}

void acts_open(ActList *acts, const char *name, char bracket)
{
	name_add(acts, name);
	buffer_add_character(&acts->line, bracket);
	acts->first_member = true;
}

void acts_close(ActList *acts, char bracket)
{
	buffer_add_character(&acts->line, bracket);
	acts->first_member = false;
}

void acts_end(ActList *acts, uint32_t household, uint32_t ordinal)
{
	buffer_add_character(&acts->line, '}');
	if (acts->count == acts->capacity) {
		PlannedAct *larger = ARENA_ARRAY(acts->arena, PlannedAct, acts->capacity * 2);
		memcpy(larger, acts->items, acts->count * sizeof *larger);
		acts->items = larger;
		acts->capacity *= 2;
	}
	acts->items[acts->count++] = (PlannedAct){
		.at = acts->at,
		.household = household,
		.ordinal = ordinal,
		.line = str_copy(acts->arena, buffer_str(&acts->line)),
	};
}

static int compare_acts(const void *left, const void *right)
{
	const PlannedAct *a = left;
	const PlannedAct *b = right;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->household != b->household)
		return a->household < b->household ? -1 : 1;
	return a->ordinal < b->ordinal ? -1 : a->ordinal > b->ordinal;
}

void acts_sort(ActList *acts)
{
	qsort(acts->items, acts->count, sizeof *acts->items, compare_acts);
}
