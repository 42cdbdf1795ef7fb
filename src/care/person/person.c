/* A record's head: finding it, opening it, making it, and who has looked. */
#include "care/person/person_write.h"

#include "care/person/person.sql.h"

static Person person_from_head(const PersonHeadRow *row)
{
	Person person = {
		.id = row->id,
		.reference = row->reference,
		.tier = (PersonTier)row->tier,
		.how = (PersonTier)row->how,
		.owner_team = row->owner_team,
		.owner_name = row->owner_name,
		.version = row->version,
	};
	if (person.how != PERSON_OPEN)
		return person;
	person.name = row->name;
	person.known_as = str_is_empty(row->known_as) ? row->name : row->known_as;
	person.born = row->born;
	person.died_on = row->died_on;
	person.nhs_number = row->nhs_number;
	person.postcode = row->postcode;
	person.address = row->address;
	return person;
}

typedef struct Refused {
	Str person; /* as it was asked for */
	bool exists; /* the actor may know that it does */
} Refused;

/* Somebody opened what they may not, or what is not there: the same rows, and whether an owner hears of it is found out
 * later. */
static Status note_refusal_in(CareWrite *write, void *context)
{
	const Refused *refused = context;
	Status status = refused->exists ? STATUS_OK : person_note_look_in(write, refused->person, (Str){0});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/refused"), .subject_kind = S("person"),
		.subject = refused->person, .person = refused->person,
		.reason = refused->exists ? S("exists") : S("no trace")});
}

Status person_require_reading(const Care *care)
{
	static const Str ANY[] = {S_INIT("person-read"), S_INIT("person-search"), S_INIT("person-edit"),
		S_INIT("contact-record")};
	for (size_t i = 0; i < sizeof ANY / sizeof ANY[0]; i++)
		if (care_may(care, ANY[i]))
			return STATUS_OK;
	return STATUS_REFUSED;
}

/* asked: what stands for a record was given, though its id may be none. */
static Status find_head(Care *care, Str id, bool asked, Person *out)
{
	PersonHeadRow row = {0};
	Status status = person_require_reading(care);
	if (status == STATUS_OK)
		status = sql_person_head_one(care->reader, care->arena,
			&(PersonHeadArguments){.actor = care->actor, .person = id}, &row);
	bool none = status == STATUS_NOT_FOUND;
	if ((status != STATUS_OK && !none) || (none && (care->all_permissions || !asked)))
		return status;
	if (care->all_permissions)
		row.how = PERSON_OPEN;
	if (none || row.how == PERSON_NO_TRACE) {
		Refused refused = {.person = id};
		status = care_write(care, note_refusal_in, &refused);
		return status == STATUS_OK ? STATUS_NOT_FOUND : status;
	}
	*out = person_from_head(&row);
	return STATUS_OK;
}

Status person_find(Care *care, Str id, Person *out)
{
	return find_head(care, id, id_is_valid(id), out);
}

Status person_open(Care *care, Str id, Str purpose, Person *out)
{
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = person_find(care, id, out);
	if (status != STATUS_OK)
		return status;
	if (out->how != PERSON_OPEN) {
		Refused refused = {.person = out->id, .exists = true};
		status = care_write(care, note_refusal_in, &refused);
		return status == STATUS_OK ? STATUS_REFUSED : status;
	}
	return care_audit_read(care, purpose, &out->id, 1);
}

typedef struct Reference {
	Str reference;
	Str id;
} Reference;

static Status find_reference_in(CareWrite *write, void *context)
{
	Reference *wanted = context;
	PersonByReferenceRow row = {0};
	Status status = sql_person_by_reference_one(write->connection, write->care->arena,
		&(PersonByReferenceArguments){.reference = wanted->reference}, &row);
	wanted->id = row.id;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status; /* answered as a hidden one is */
}

Status person_find_by_reference(Care *care, Str typed, Str *id)
{
	Reference wanted = {0};
	Status status = care_require(care, S("person-search"));
	if (status == STATUS_OK && reference_read(care->arena, typed, &wanted.reference) != STATUS_OK)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = care_write(care, find_reference_in, &wanted);
	if (status != STATUS_OK)
		return status;
	Person person = {0};
	status = find_head(care, wanted.id, true, &person);
	*id = person.id;
	return status;
}

static Status new_reference_in(CareWrite *write, Str *out)
{
	Arena *arena = write->care->arena;
	for (int tries = 0; tries < 20; tries++) {
		Str reference = reference_make(write->care->ids, arena,
			practice_council(write->care->practice)->reference_prefix);
		PersonReferenceTakenRow row = {0};
		Status status = sql_person_reference_taken_one(write->connection, arena,
			&(PersonReferenceTakenArguments){.reference = reference}, &row);
		if (status != STATUS_OK)
			return status;
		if (row.taken == 0) {
			*out = reference;
			return STATUS_OK;
		}
	}
	return STATUS_FULL;
}

Status person_current_in(CareWrite *write, Str id, Str *current)
{
	PersonCurrentRow row = {0};
	Status status = sql_person_current_one(write->connection, write->care->arena, &(PersonCurrentArguments){.id = id},
		&row);
	*current = row.current_id;
	return status;
}

Status person_create_in(CareWrite *write, const Answer *answers, size_t count, Str *id)
{
	Str reference = {0};
	*id = id_make(write->care->ids, write->care->arena);
	Status status = new_reference_in(write, &reference);
	if (status == STATUS_OK)
		status = sql_person_insert_run(write->connection, &(PersonInsertArguments){.id = *id, .reference = reference,
			.created_at = write->now, .created_by = write->care->actor, .tier = PERSON_OPEN});
	if (status == STATUS_OK)
		status = sql_person_identity_insert_run(write->connection, &(PersonIdentityInsertArguments){.id = *id});
	if (status == STATUS_OK)
		status = person_refresh_visible(write, *id);
	bool summarised = false; /* appending a name or a date makes the summary */
	for (size_t i = 0; i < count; i++)
		summarised = summarised || person_summary_uses(answers[i].question);
	if (status == STATUS_OK)
		status = person_append_in(write, *id, answers, count, (Str){0}, write->today);
	if (status == STATUS_OK && !summarised)
		status = person_refresh_summary(write, *id);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/create"), .subject_kind = S("person"), .subject = *id,
		.person = *id, .after = reference});
}

typedef struct Creating {
	const Answer *answers;
	size_t count;
	Str id;
} Creating;

static Status create_in(CareWrite *write, void *context)
{
	Creating *creating = context;
	return person_create_in(write, creating->answers, creating->count, &creating->id);
}

Status person_create(Care *care, const Answer *answers, size_t count, Str *id)
{
	if (!care_may(care, S("person-edit")) && !care_may(care, S("contact-record")))
		return STATUS_REFUSED;
	bool named = false;
	for (size_t i = 0; i < count; i++)
		named = named || (str_equal(answers[i].question, S("name_full")) && !str_is_empty(answers[i].value));
	if (!named)
		return problems_add(&care->problems, (Problem){.field = S("name_full"),
			.message = S("Enter a name. If it is not known, write what is, such as \"unknown man, about 60\".")});
	Creating creating = {.answers = answers, .count = count};
	Status status = care_write(care, create_in, &creating);
	*id = creating.id;
	return status;
}

Status person_lookers(Care *care, Str person, Instant since, Looker **out, size_t *count)
{
	PersonLookersRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_person_lookers_list(care->reader, care->arena,
			&(PersonLookersArguments){.actor = care->actor, .person = person, .since = since}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Looker, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Looker){.at = rows[i].at, .name = rows[i].by_name, .team = rows[i].team_name,
			.purpose = rows[i].purpose};
	return STATUS_OK;
}
