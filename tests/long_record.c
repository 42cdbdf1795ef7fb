#include "long_record.h"

#include "base/hash.h"
#include "care/note/note.sql.h"
#include "care/person/person_write.h"
#include "care/work/work_write.h"

enum { ANSWERS_AT_ONCE = 50, NOTES_AT_ONCE = 100, FORM_ANSWERS = 60 };

static Status audited(CareWrite *write, Status status, Str action, Str person)
{
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = action, .subject_kind = S("person"), .subject = person,
		.person = person}) : status;
}

typedef struct Making {
	Str person;
	Str work;
	size_t from;
	size_t count;
	Str *made; /* ids of relations */
} Making;

static Status answers_in(CareWrite *write, void *context)
{
	const Making *making = context;
	Answer answers[ANSWERS_AT_ONCE];
	static const Str QUESTIONS[] = {S_INIT("about_me"), S_INIT("what_matters")};
	for (size_t i = 0; i < making->count; i++)
		answers[i] = (Answer){.question = QUESTIONS[i % 2], .giver = GIVER_SELF,
			.value = str_format(write->care->arena, "What I said the %zuth time, in some words of my own", making->from + i)};
	return audited(write, person_append_in(write, making->person, answers, making->count, (Str){0}, write->today),
		S("fact/append"), making->person);
}

static Str note_body(Arena *arena, size_t number)
{
	Buffer body = buffer_make(arena, LONG_RECORD_NOTE_BYTES + 200);
	if (number % 50 == 0)
		buffer_add_format(&body, "Zebedee%c was there. ", (char)('a' + number / 50 % LONG_RECORD_RELATIONS));
	while (body.length < LONG_RECORD_NOTE_BYTES)
		buffer_add_format(&body, "Visit %zu: tea, the stairs, a \"difficult\" morning & a walk to the gate. ", number);
	return buffer_str(&body);
}

static Status notes_in(CareWrite *write, void *context)
{
	const Making *making = context;
	Arena *arena = write->care->arena;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < making->count; i++) {
		Str id = id_make(write->care->ids, arena);
		Str body = note_body(arena, making->from + i);
		status = sql_note_insert_run(write->connection, &(NoteInsertArguments){.id = id, .kind = S("visit"),
			.happened_on = date_format(arena, write->today), .happened_time = S(""), .present = S(""), .body = body,
			.found_by = S(""), .hash = hash_text(arena, body), .made_at = write->now, .by_actor = write->care->actor});
		if (status == STATUS_OK)
			status = sql_note_person_insert_run(write->connection, &(NotePersonInsertArguments){.note = id,
				.person = making->person});
	}
	return audited(write, status, S("note/sign"), making->person);
}

static Status forms_in(CareWrite *write, void *context)
{
	const Making *making = context;
	Arena *arena = write->care->arena;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < LONG_RECORD_FORMS; i++) {
		Buffer body = buffer_make(arena, (size_t)64 * 1024);
		buffer_add(&body, S("{\"answers\":{"));
		for (size_t q = 0; q < FORM_ANSWERS; q++)
			buffer_add_format(&body, "%s\"question_%zu\":{\"value\":\"Form %zu says this\",\"giver\":\"self\"}", q > 0 ? "," : "",
				q, i);
		buffer_add(&body, S("},\"note\":\"\"}"));
		status = sql_work_snapshot_insert_run(write->connection, &(WorkSnapshotInsertArguments){
			.id = id_make(write->care->ids, arena), .work = making->work, .at = write->now,
			.hash = hash_text(arena, buffer_str(&body)), .body = buffer_str(&body)});
	}
	return audited(write, status, S("work/submit"), making->person);
}

static Status relations_in(CareWrite *write, void *context)
{
	Making *making = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < LONG_RECORD_RELATIONS; i++) {
		Answer name = {.question = S("name_full"), .giver = GIVER_WORKER,
			.value = str_format(write->care->arena, "Zebedee%c Millicent Neighbour", (char)('a' + i))};
		status = person_create_in(write, &name, 1, &making->made[i]);
	}
	return audited(write, status, S("person/create"), making->person);
}

Status long_record_add_notes(Care *care, Str person, size_t count)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i += NOTES_AT_ONCE)
		status = care_write(care, notes_in, &(Making){.person = person, .from = i,
			.count = count - i < NOTES_AT_ONCE ? count - i : NOTES_AT_ONCE});
	return status;
}

Status long_record_make(Care *care, Str person, Str work)
{
	Making making = {.person = person, .work = work, .count = ANSWERS_AT_ONCE,
		.made = ARENA_ARRAY(care->arena, Str, LONG_RECORD_RELATIONS)};
	Status status = care_write(care, relations_in, &making);
	for (size_t i = 0; status == STATUS_OK && i < LONG_RECORD_RELATIONS; i++)
		status = person_relate(care, person, making.made[i], S("friend"), S(""));
	for (; status == STATUS_OK && making.from < LONG_RECORD_ANSWERS; making.from += ANSWERS_AT_ONCE)
		status = care_write(care, answers_in, &making);
	if (status == STATUS_OK)
		status = care_write(care, forms_in, &making);
	return status == STATUS_OK ? long_record_add_notes(care, person, LONG_RECORD_NOTES) : status;
}
