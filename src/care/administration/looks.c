#include "care/administration/administration.h"

#include "base/id.h"
#include "care/administration/administration.sql.h"

typedef struct Reading {
	Str person;
	Str user;
} Reading;

static Status note_reading_in(CareWrite *write, void *context)
{
	const Reading *reading = context;
	bool of_person = !str_is_empty(reading->person);
	return care_audit(write, &(CareAudit){.action = S("audit/read"), .subject_kind = of_person ? S("person") : S("user"),
		.subject = of_person ? reading->person : reading->user, .person = reading->person});
}

static Status check_search(Care *care, const AuditSearch *search)
{
	Status status = STATUS_OK;
	if (str_is_empty(search->reference) && str_is_empty(search->user))
		status = problems_add(&care->problems, (Problem){.field = S("reference"),
			.message = S("Enter a person's reference, or choose a member of staff.")});
	if (search->from == DATE_NONE || search->to == DATE_NONE || search->to < search->from)
		status = problems_add(&care->problems, (Problem){.field = S("from-day"),
			.message = S("Enter a first day, and a last day that is not before it.")});
	return status;
}

static Status find_person(Care *care, Str typed, Str *person)
{
	Str reference = {0};
	LookedPersonRow row = {0};
	if (reference_read(care->arena, typed, &reference) != STATUS_OK)
		return problems_add(&care->problems, (Problem){.field = S("reference"),
			.message = S("This is not a reference of ours: two letters, then four characters and four, such as TH-4R7M-QVX9.")});
	Status status = sql_looked_person_one(care->reader, care->arena,
		&(LookedPersonArguments){.actor = care->actor, .reference = reference}, &row);
	*person = row.id;
	if (status != STATUS_NOT_FOUND)
		return status;
	return problems_add(&care->problems, (Problem){.field = S("reference"),
		.message = S("There is no record of this reference, or none that you may know of.")});
}

static Status looks_at(Care *care, const AuditSearch *search, Str person, Instant to, AuditLook **out, size_t *count)
{
	LooksAtPersonRow *rows = NULL;
	Status status = sql_looks_at_person_list(care->reader, care->arena, &(LooksAtPersonArguments){.actor = care->actor,
		.person = person, .user = search->user, .from_at = instant_from_london(search->from, 0, 0), .to_at = to}, &rows,
		count);
	*out = ARENA_ARRAY(care->arena, AuditLook, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (AuditLook){.at = rows[i].at, .by_name = rows[i].by_name, .team_name = rows[i].team_name,
			.action = rows[i].action, .purpose = rows[i].purpose, .reference = rows[i].reference};
	return status;
}

static Status looks_by(Care *care, const AuditSearch *search, Instant to, AuditLook **out, size_t *count)
{
	LooksByUserRow *rows = NULL;
	Status status = sql_looks_by_user_list(care->reader, care->arena, &(LooksByUserArguments){.actor = care->actor,
		.user = search->user, .from_at = instant_from_london(search->from, 0, 0), .to_at = to}, &rows, count);
	*out = ARENA_ARRAY(care->arena, AuditLook, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (AuditLook){.at = rows[i].at, .by_name = rows[i].by_name, .team_name = rows[i].team_name,
			.action = rows[i].action, .purpose = rows[i].purpose, .reference = rows[i].reference};
	return status;
}

Status administration_looks(Care *care, const AuditSearch *search, AuditLook **out, size_t *count)
{
	Reading reading = {.user = search->user};
	*out = NULL;
	*count = 0;
	Status status = care_require(care, S("audit-read"));
	if (status == STATUS_OK)
		status = check_search(care, search);
	if (status == STATUS_OK && !str_is_empty(search->reference))
		status = find_person(care, search->reference, &reading.person);
	if (status == STATUS_OK)
		status = care_write(care, note_reading_in, &reading);
	if (status != STATUS_OK)
		return status;
	Instant to = instant_from_london(search->to + 1, 0, 0);
	return str_is_empty(reading.person) ? looks_by(care, search, to, out, count)
		: looks_at(care, search, reading.person, to, out, count);
}
