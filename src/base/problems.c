#include "base/problems.h"

#include <assert.h>
#include <string.h>

Problems problems_make(Arena *arena)
{
	return (Problems){.arena = arena};
}

static void problems_make_room(Problems *problems)
{
	if (problems->count < problems->capacity)
		return;
	size_t capacity = problems->capacity == 0 ? 8 : problems->capacity * 2;
	Problem *items = ARENA_ARRAY(problems->arena, Problem, capacity);
	if (problems->count > 0)
		memcpy(items, problems->items, problems->count * sizeof *items);
	problems->items = items;
	problems->capacity = capacity;
}

Status problems_add(Problems *problems, Problem problem)
{
	assert(problem.message.length > 0);
	problems->total++;
	if (problems->count == PROBLEMS_MAX)
		return STATUS_INVALID;
	problems_make_room(problems);
	problems->items[problems->count++] = (Problem){
		.file = str_copy(problems->arena, problem.file),
		.line = problem.line,
		.column = problem.column,
		.field = str_copy(problems->arena, problem.field),
		.message = str_copy(problems->arena, problem.message),
	};
	return STATUS_INVALID;
}

Status problems_add_format(Problems *problems, Problem place, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	place.message = str_format_list(problems->arena, format, arguments);
	va_end(arguments);
	return problems_add(problems, place);
}

bool problems_any(const Problems *problems)
{
	return problems->total > 0;
}

Str problems_for_field(const Problems *problems, Str field)
{
	for (size_t i = 0; i < problems->count; i++)
		if (str_equal(problems->items[i].field, field))
			return problems->items[i].message;
	return (Str){0};
}

static void problem_write(const Problem *problem, Buffer *out)
{
	if (problem->file.length > 0)
		buffer_add_format(out, "%.*s:", STR_ARG(problem->file));
	if (problem->line > 0)
		buffer_add_format(out, problem->file.length > 0 ? "%u:" : "line %u:", problem->line);
	if (problem->column > 0)
		buffer_add_format(out, "%u:", problem->column);
	if (out->length > 0 && out->data[out->length - 1] == ':')
		buffer_add_character(out, ' ');
	if (problem->field.length > 0)
		buffer_add_format(out, "%.*s: ", STR_ARG(problem->field));
	buffer_add(out, problem->message);
	buffer_add_character(out, '\n');
}

void problems_write(const Problems *problems, Buffer *out)
{
	for (size_t i = 0; i < problems->count; i++)
		problem_write(&problems->items[i], out);
	if (problems->total > problems->count)
		buffer_add_format(out, "and %zu more\n", problems->total - problems->count);
}
