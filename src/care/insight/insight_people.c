#include "care/insight/insight_people.h"

#include <string.h>

#include "care/insight/insight.sql.h"
#include "care/person/person.h"

static void count_owner(InsightPeople *people, Str team)
{
	size_t i = 0;
	while (i < people->owner_count && !str_equal(people->owners[i].team, team))
		i++;
	if (i == INSIGHT_OWNERS_MAX)
		i--;
	else if (i == people->owner_count)
		people->owners[people->owner_count++] = (InsightOwner){.team = str_copy(people->arena, team)};
	people->owners[i].count++;
}

static void keep_id(Arena *arena, InsightIds *ids, Str id)
{
	if (ids->count == ids->capacity) {
		size_t capacity = ids->capacity == 0 ? 1024 : ids->capacity * 2;
		Str *grown = ARENA_ARRAY(arena, Str, capacity);
		if (ids->count > 0)
			memcpy(grown, ids->items, ids->count * sizeof grown[0]);
		ids->items = grown;
		ids->capacity = capacity;
	}
	ids->items[ids->count++] = id;
}

static Status keep_person(const CldPeopleRow *row, void *context)
{
	InsightPeople *people = context;
	Str id = str_copy(people->arena, row->person);
	if (row->tier != PERSON_OPEN) {
		keep_id(people->arena, &people->restricted, id);
		count_owner(people, row->owner_team);
	}
	if (row->tier == PERSON_OPEN || people->whole)
		keep_id(people->arena, &people->all, id);
	return STATUS_OK;
}

Status insight_cld_people(StoreConnection *connection, Arena *arena, Str from_on, Str to_on, bool whole,
	InsightPeople *out)
{
	*out = (InsightPeople){.arena = arena, .whole = whole};
	return sql_cld_people_each(connection, &(CldPeopleArguments){.from_on = from_on, .to_on = to_on}, keep_person, out);
}
