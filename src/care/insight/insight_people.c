#include "care/insight/insight_people.h"

#include <string.h>

#include "base/json.h"
#include "care/insight/insight.sql.h"

static Status keep_person(const CldPeopleRow *row, void *context)
{
	InsightPeople *people = context;
	if (people->count == people->capacity) {
		size_t capacity = people->capacity == 0 ? 1024 : people->capacity * 2;
		Str *grown = ARENA_ARRAY(people->arena, Str, capacity);
		if (people->count > 0)
			memcpy(grown, people->ids, people->count * sizeof grown[0]);
		people->ids = grown;
		people->capacity = capacity;
	}
	people->ids[people->count++] = str_copy(people->arena, row->person);
	return STATUS_OK;
}

Status insight_cld_people(StoreConnection *connection, Arena *arena, Str from_on, Str to_on, InsightPeople *out)
{
	*out = (InsightPeople){.arena = arena};
	return sql_cld_people_each(connection, &(CldPeopleArguments){.from_on = from_on, .to_on = to_on}, keep_person, out);
}

Str insight_people_json(Arena *arena, const InsightPeople *people)
{
	Buffer text = buffer_make(arena, (size_t)64 * 1024 * 1024);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	json_write_key(&json, S("people"));
	json_write_array_begin(&json);
	for (size_t i = 0; i < people->count; i++)
		json_write_text(&json, people->ids[i]);
	json_write_array_end(&json);
	json_write_object_end(&json);
	return buffer_str(&text);
}
