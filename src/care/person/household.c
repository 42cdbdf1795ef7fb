/* Where people live: a place that a household shares, with answers of its own. */
#include "care/person/person_write.h"

#include "care/person/person.sql.h"

Status person_place_in(CareWrite *write, Str current, Str *place)
{
	ResidenceNowRow row = {0};
	Status status = sql_residence_now_one(write->connection, write->care->arena, &(ResidenceNowArguments){
		.current_id = current, .today = date_format(write->care->arena, write->today)}, &row);
	*place = row.place;
	return status;
}

static Status residence_add_in(CareWrite *write, Str person, Str place, Date from)
{
	Arena *arena = write->care->arena;
	return sql_residence_insert_run(write->connection, &(ResidenceInsertArguments){
		.id = id_make(write->care->ids, arena), .person = person, .place = place,
		.from_on = date_format(arena, from), .recorded_at = write->now, .by_actor = write->care->actor});
}

Status person_live_at_in(CareWrite *write, Str person, Str place)
{
	return residence_add_in(write, person, place, write->today);
}

Status person_place_for_in(CareWrite *write, Str person, Str current, bool moved, Date from, Str *place)
{
	Status status = person_place_in(write, current, place);
	if ((status == STATUS_OK && !moved) || (status != STATUS_OK && status != STATUS_NOT_FOUND))
		return status;
	*place = id_make(write->care->ids, write->care->arena);
	status = sql_place_insert_run(write->connection, &(PlaceInsertArguments){.id = *place, .created_at = write->now});
	if (status != STATUS_OK)
		return status;
	return residence_add_in(write, person, *place, from);
}

Status person_place_moved_in(CareWrite *write, Str current, const Answer *answers, size_t count, bool *moved)
{
	*moved = false;
	Str place = {0};
	Status status = person_place_in(write, current, &place);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	FactsNowPlainRow *rows = NULL;
	size_t row_count = 0;
	status = sql_facts_now_plain_list(write->connection, write->care->arena,
		&(FactsNowPlainArguments){.subject_kind = S("place"), .subject_id = place}, &rows, &row_count);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		if (!str_equal(answers[i].question, S("home_postcode")))
			continue;
		for (size_t j = 0; j < row_count; j++)
			if (str_equal(rows[j].question, S("home_postcode")) && !str_equal(rows[j].value, answers[i].value))
				*moved = true;
	}
	return STATUS_OK;
}

Status person_refresh_place_people(CareWrite *write, Str place)
{
	PlacePeopleRow *people = NULL;
	size_t count = 0;
	Status status = sql_place_people_list(write->connection, write->care->arena,
		&(PlacePeopleArguments){.place = place}, &people, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = person_refresh_summary(write, people[i].person);
	return status;
}

typedef struct Joining {
	Str person;
	Str other;
} Joining;

static Status live_with_in(CareWrite *write, void *context)
{
	const Joining *joining = context;
	Str place = {0};
	Str before = {0};
	Status status = person_place_in(write, joining->other, &place);
	if (status != STATUS_OK)
		return status;
	status = person_place_in(write, joining->person, &before);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	if (str_equal(before, place))
		return STATUS_CONFLICT;
	status = residence_add_in(write, joining->person, place, write->today);
	if (status == STATUS_OK)
		status = person_refresh_summary(write, joining->person);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/live-with"), .subject_kind = S("person"),
		.subject = joining->person, .person = joining->person, .before = before, .after = place});
}

Status person_live_with(Care *care, Str person, Str other)
{
	Person one = {0};
	Person two = {0};
	Status status = care_require(care, S("person-edit"));
	if (status == STATUS_OK)
		status = person_find(care, person, &one);
	if (status == STATUS_OK)
		status = person_find(care, other, &two);
	if (status == STATUS_OK && (one.how != PERSON_OPEN || two.how != PERSON_OPEN))
		status = STATUS_REFUSED;
	Joining joining = {.person = one.id, .other = two.id};
	return status == STATUS_OK ? care_write(care, live_with_in, &joining) : status;
}
