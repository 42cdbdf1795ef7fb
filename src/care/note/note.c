/* Writing notes: drafts, signing, correcting, withdrawing, and their end. */
#include "care/note/note.h"

#include "base/hash.h"
#include "care/note/note.sql.h"

bool note_may_write(const Care *care)
{
	return care_may(care, S("person-edit")) || care_may(care, S("work-do"));
}

bool note_may_change(const Care *care, const Note *note)
{
	return note_may_write(care) && (str_equal(note->by_actor, care->actor) || care_may(care, S("work-approve")));
}

static Str null_if_empty(Str text)
{
	return str_is_empty(text) ? (Str){0} : text;
}

/* STATUS_CONFLICT when what was this draft is a signed note. */
static Status check_unsigned_in(CareWrite *write, Str draft)
{
	NoteExistsRow found = {0};
	Status status = sql_note_exists_one(write->connection, write->care->arena, &(NoteExistsArguments){.note = draft}, &found);
	return status == STATUS_OK && found.count > 0 ? STATUS_CONFLICT : status;
}

static Status draft_put_in(CareWrite *write, void *context)
{
	const NoteDraft *draft = context;
	Arena *arena = write->care->arena;
	Status status = check_unsigned_in(write, draft->id);
	if (status != STATUS_OK)
		return status;
	status = sql_note_draft_put_run(write->connection, &(NoteDraftPutArguments){
		.id = draft->id, .by_actor = write->care->actor, .person = draft->person,
		.people = str_join(arena, draft->people, draft->people_count, S(" ")), .kind = draft->kind,
		.happened_on = date_format(arena, draft->happened_on), .happened_time = draft->happened_time,
		.present = draft->present, .body = draft->body, .corrects = null_if_empty(draft->corrects),
		.reason = draft->reason, .at = write->now, .version = draft->version, .window_id = draft->window});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("note/draft"), .subject_kind = S("note"), .subject = draft->id,
		.person = draft->person, .after = draft->body});
}

/* Everybody whom it is about is open to the actor; the ids become those of the current records. */
static Status check_people(Care *care, NoteDraft *draft)
{
	size_t kept = 0;
	for (size_t i = 0; i < draft->people_count; i++) {
		Person person = {0};
		Status status = person_find(care, draft->people[i], &person);
		if (status != STATUS_OK)
			return status;
		if (person.how != PERSON_OPEN)
			return STATUS_REFUSED;
		bool there = false;
		for (size_t k = 0; k < kept; k++)
			there = there || str_equal(draft->people[k], person.id);
		if (!there)
			draft->people[kept++] = person.id;
	}
	draft->people_count = kept;
	return kept > 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

static Status check_lengths(Care *care, const NoteDraft *draft)
{
	Status status = STATUS_OK;
	if (draft->body.length > NOTE_BODY_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("body"),
			.message = S("The note is too long. Make it shorter, or write the rest as a second note.")});
	if (draft->present.length > NOTE_PRESENT_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("present"),
			.message = S("Say in fewer words who was there.")});
	if (draft->reason.length > NOTE_REASON_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("reason"), .message = S("Give a shorter reason.")});
	return status;
}

Status note_draft_save(Care *care, NoteDraft *draft)
{
	if (!note_may_write(care))
		return STATUS_REFUSED;
	if (!id_is_valid(draft->id))
		return STATUS_NOT_FOUND;
	Status status = check_people(care, draft);
	if (status == STATUS_OK)
		status = check_lengths(care, draft);
	if (status == STATUS_OK)
		status = care_write(care, draft_put_in, draft);
	if (status == STATUS_OK) {
		draft->version++;
		draft->saved_at = care_now(care);
	}
	return status;
}

static Status discard_in(CareWrite *write, void *context)
{
	const Str *draft = context;
	Status status = sql_note_draft_clear_run(write->connection, &(NoteDraftClearArguments){
		.id = *draft, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("note/discard-draft"), .subject_kind = S("note"),
		.subject = *draft});
}

Status note_draft_discard(Care *care, Str draft)
{
	return note_may_write(care) ? care_write(care, discard_in, &draft) : STATUS_REFUSED;
}

/* A row on each record: who looks at one of them finds what was done there. */
static Status audit_people(CareWrite *write, Str note, const CareAudit *what)
{
	NotePeopleInRow *people = NULL;
	size_t count = 0;
	Status status = sql_note_people_in_list(write->connection, write->care->arena,
		&(NotePeopleInArguments){.note = note}, &people, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		CareAudit row = *what;
		row.subject_kind = S("note");
		row.subject = note;
		row.person = people[i].person;
		status = care_audit(write, &row);
	}
	return status;
}

static Status end_in(CareWrite *write, Str note, Str reason, Str replaced_by)
{
	Status status = sql_note_end_run(write->connection, &(NoteEndArguments){.note = note, .at = write->now,
		.by_actor = write->care->actor, .reason = reason, .replaced_by = null_if_empty(replaced_by)});
	if (status != STATUS_OK)
		return status;
	return audit_people(write, note, &(CareAudit){.reason = reason,
		.action = str_is_empty(replaced_by) ? S("note/withdraw") : S("note/correct"), .after = replaced_by});
}

static Str note_hash(Arena *arena, const NoteDraft *draft, Str day)
{
	Str parts[] = {draft->kind, day, draft->happened_time, draft->present, draft->body, draft->corrects};
	return hash_parts(arena, parts, sizeof parts / sizeof parts[0]);
}

static Status insert_in(CareWrite *write, const NoteDraft *draft, Str hash)
{
	Arena *arena = write->care->arena;
	Status status = sql_note_insert_run(write->connection, &(NoteInsertArguments){
		.id = draft->id, .kind = draft->kind, .happened_on = date_format(arena, draft->happened_on),
		.happened_time = draft->happened_time, .present = draft->present, .body = draft->body,
		.found_by = str_fold(arena, str_format(arena, "%.*s %.*s", STR_ARG(draft->body), STR_ARG(draft->present))),
		.hash = hash, .made_at = write->now, .by_actor = write->care->actor,
		.corrects = null_if_empty(draft->corrects)});
	for (size_t i = 0; status == STATUS_OK && i < draft->people_count; i++)
		status = sql_note_person_insert_run(write->connection, &(NotePersonInsertArguments){
			.note = draft->id, .person = draft->people[i], .made_at = write->now});
	return status;
}

static Status sign_in(CareWrite *write, void *context)
{
	const NoteDraft *draft = context;
	Arena *arena = write->care->arena;
	Status status = check_unsigned_in(write, draft->id);
	if (status != STATUS_OK)
		return status;
	Str hash = note_hash(arena, draft, date_format(arena, draft->happened_on));
	status = insert_in(write, draft, hash);
	if (status == STATUS_OK)
		status = sql_note_draft_clear_run(write->connection, &(NoteDraftClearArguments){
			.id = draft->id, .by_actor = write->care->actor});
	if (status == STATUS_OK)
		status = audit_people(write, draft->id, &(CareAudit){.action = S("note/sign"), .after = hash});
	if (status == STATUS_OK && !str_is_empty(draft->corrects))
		status = end_in(write, draft->corrects, draft->reason, draft->id);
	return status;
}

static bool time_is_plain(Str time)
{
	int64_t hour = -1;
	int64_t minute = -1;
	if (str_is_empty(time))
		return true;
	return time.length == 5 && time.data[2] == ':' && str_to_integer(str_slice(time, 0, 2), &hour) == STATUS_OK
		&& str_to_integer(str_slice(time, 3, 5), &minute) == STATUS_OK && hour >= 0 && hour < 24 && minute >= 0
		&& minute < 60;
}

static Status check_note(Care *care, const NoteDraft *draft)
{
	Problems *problems = &care->problems;
	const OptionList *kinds = practice_list(care->practice, S("note-kinds"));
	Status status = check_lengths(care, draft);
	if (str_is_empty(str_trim(draft->body)))
		status = problems_add(problems, (Problem){.field = S("body"), .message = S("Write the note.")});
	if (kinds != NULL && option_find(kinds, draft->kind) == NULL)
		status = problems_add(problems, (Problem){.field = S("kind"), .message = S("Choose what the note tells of.")});
	if (draft->happened_on == DATE_NONE)
		status = problems_add(problems, (Problem){.field = S("happened-day"),
			.message = S("Enter the day on which it happened.")});
	else if (draft->happened_on > care_today(care))
		status = problems_add(problems, (Problem){.field = S("happened-day"),
			.message = S("The day must be today or earlier: a note tells of what has happened.")});
	if (!time_is_plain(draft->happened_time))
		status = problems_add(problems, (Problem){.field = S("time"),
			.message = S("Enter the time like 14:30, or leave it empty.")});
	if (!str_is_empty(draft->corrects) && str_is_empty(str_trim(draft->reason)))
		status = problems_add(problems, (Problem){.field = S("reason"),
			.message = S("Say why the note is corrected. The reason stays with it.")});
	return status;
}

Status note_sign(Care *care, const NoteDraft *draft)
{
	NoteDraft checked = *draft;
	Note old = {0};
	if (!note_may_write(care))
		return STATUS_REFUSED;
	if (!id_is_valid(draft->id))
		return STATUS_NOT_FOUND;
	Status status = check_people(care, &checked);
	if (status == STATUS_OK)
		status = check_note(care, &checked);
	if (status == STATUS_OK && !str_is_empty(draft->corrects)) {
		status = note_find(care, draft->corrects, &old);
		if (status == STATUS_OK && !note_may_change(care, &old))
			status = STATUS_REFUSED;
	}
	return status == STATUS_OK ? care_write(care, sign_in, &checked) : status;
}

typedef struct Ending {
	Str note;
	Str reason;
} Ending;

static Status withdraw_in(CareWrite *write, void *context)
{
	const Ending *ending = context;
	return end_in(write, ending->note, ending->reason, (Str){0});
}

Status note_withdraw(Care *care, Str note, Str reason)
{
	Note found = {0};
	Ending ending = {.note = note, .reason = reason};
	Status status = note_find(care, note, &found);
	if (status == STATUS_OK && !note_may_change(care, &found))
		status = STATUS_REFUSED;
	if (status == STATUS_OK && (str_is_empty(str_trim(reason)) || reason.length > NOTE_REASON_BYTES_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say in a sentence why the note is withdrawn. The reason stays with it.")});
	return status == STATUS_OK ? care_write(care, withdraw_in, &ending) : status;
}
