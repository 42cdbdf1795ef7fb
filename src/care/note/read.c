/* Reading notes: lists, one note, what was withdrawn, the author's drafts. */
#include "care/note/note.h"

#include "care/note/note.sql.h"

static Date date_or_none(Str text)
{
	Date day = DATE_NONE;
	return date_parse(text, &day) == STATUS_OK ? day : DATE_NONE;
}

static Instant instant_or_none(int64_t value)
{
	return value == STORE_NULL_INTEGER ? INSTANT_NONE : value;
}

static Note note_of_row(const NotesOfPersonRow *row)
{
	return (Note){.id = row->id, .kind = row->kind, .happened_on = date_or_none(row->happened_on),
		.happened_time = row->happened_time, .present = row->present, .body = row->body, .made_at = row->made_at,
		.by_actor = row->by_actor, .by_name = row->by_name, .by_team = row->team_name, .corrects = row->corrects,
		.withdrawn_at = instant_or_none(row->withdrawn_at), .withdrawn_by = row->withdrawn_by,
		.withdrawn_reason = row->withdrawn_reason, .replaced_by = row->replaced_by, .apart = row->how != PERSON_OPEN,
		.ask = row->how != PERSON_OPEN ? row->ask : (Str){0}};
}

/* The names of the others on each note that may be read. What was misfiled names nobody in a list. */
static Status add_people(Care *care, Str person, Note *notes, size_t count)
{
	Str ids[STORE_LIST_LENGTH];
	NotesPeopleRow *rows = NULL;
	size_t row_count = 0;
	size_t used = 0;
	for (size_t i = 0; i < count && used < STORE_LIST_LENGTH; i++)
		if (!notes[i].apart && (notes[i].withdrawn_at == INSTANT_NONE || str_is_empty(person)))
			ids[used++] = notes[i].id;
	NotesPeopleArguments arguments = {.actor = care->actor, .notes = ids, .notes_count = used};
	Status status = used == 0 ? STATUS_OK : sql_notes_people_list(care->reader, care->arena, &arguments, &rows, &row_count);
	for (size_t r = 0; status == STATUS_OK && r < row_count; r++)
		for (size_t i = 0; i < count; i++) {
			Note *note = &notes[i];
			if (str_equal(note->id, rows[r].note) && !str_equal(rows[r].person, person)
			    && note->other_count < NOTE_PEOPLE_MAX)
				note->others[note->other_count++] = (NotePerson){.id = rows[r].person, .name = rows[r].name};
		}
	return status;
}

static void split_words(Arena *arena, Str typed, Str out[4])
{
	Str rest = str_fold(arena, typed);
	Str word = {0};
	size_t count = 0;
	for (size_t i = 0; i < 4; i++)
		out[i] = S("");
	while (count < 4 && str_next(&rest, ' ', &word))
		if (!str_is_empty(word))
			out[count++] = word;
}

Status notes_of(Care *care, const NoteFilter *filter, Note **out, size_t *count)
{
	NotesOfPersonRow *rows = NULL;
	Str words[4];
	Str typed = filter->words.length > 200 ? str_slice(filter->words, 0, 200) : filter->words;
	split_words(care->arena, str_is_utf8(typed) ? typed : (Str){0}, words);
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_notes_of_person_list(care->reader, care->arena, &(NotesOfPersonArguments){
			.actor = care->actor, .person = filter->person, .kind = filter->kind, .word1 = words[0], .word2 = words[1],
			.word3 = words[2], .word4 = words[3], .most = (int64_t)filter->most, .skip = (int64_t)filter->skip},
			&rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Note, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = note_of_row(&rows[i]);
	return add_people(care, filter->person, *out, *count);
}

static Status get(Care *care, Str id, Note *out)
{
	NoteGetRow row = {0};
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_note_get_one(care->reader, care->arena, &(NoteGetArguments){.actor = care->actor, .note = id}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (Note){.id = row.id, .kind = row.kind, .happened_on = date_or_none(row.happened_on),
		.happened_time = row.happened_time, .present = row.present, .body = row.body, .made_at = row.made_at,
		.by_actor = row.by_actor, .by_name = row.by_name, .corrects = row.corrects,
		.withdrawn_at = instant_or_none(row.withdrawn_at), .withdrawn_reason = row.withdrawn_reason,
		.replaced_by = row.replaced_by};
	return add_people(care, (Str){0}, out, 1);
}

Status note_find(Care *care, Str id, Note *out)
{
	Note note = {0};
	Status status = get(care, id, &note);
	if (status != STATUS_OK)
		return status;
	if (note.withdrawn_at != INSTANT_NONE)
		return STATUS_CONFLICT;
	*out = note;
	return STATUS_OK;
}

typedef struct Reading {
	const Note *note;
	Str reason;
} Reading;

static Status note_reading_in(CareWrite *write, void *context)
{
	const Reading *reading = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < reading->note->other_count; i++)
		status = care_audit(write, &(CareAudit){.action = S("note/read-withdrawn"), .subject_kind = S("note"),
			.subject = reading->note->id, .person = reading->note->others[i].id, .reason = reading->reason});
	return status;
}

Status note_read_withdrawn(Care *care, Str note, Str reason, Note *out)
{
	Status status = get(care, note, out);
	if (status == STATUS_OK && out->withdrawn_at == INSTANT_NONE)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK && (str_is_empty(str_trim(reason)) || reason.length > NOTE_REASON_BYTES_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why you need to read it. The reason stays with the record.")});
	Reading reading = {.note = out, .reason = reason};
	return status == STATUS_OK ? care_write(care, note_reading_in, &reading) : status;
}

static NoteDraft draft_of_row(const NoteDraftsOfRow *row)
{
	NoteDraft draft = {.id = row->id, .person = row->person, .person_name = row->name, .kind = row->kind,
		.happened_on = date_or_none(row->happened_on), .happened_time = row->happened_time, .present = row->present,
		.body = row->body, .corrects = row->corrects, .reason = row->reason, .saved_at = row->saved_at,
		.version = row->version};
	Str rest = row->people;
	Str id = {0};
	while (draft.people_count < NOTE_PEOPLE_MAX && str_next(&rest, ' ', &id))
		draft.people[draft.people_count++] = id;
	return draft;
}

Status note_drafts(Care *care, Str person, NoteDraft **out, size_t *count)
{
	NoteDraftsOfRow *rows = NULL;
	*count = 0;
	if (!note_may_write(care))
		return STATUS_OK;
	Status status = sql_note_drafts_of_list(care->reader, care->arena,
		&(NoteDraftsOfArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, NoteDraft, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = draft_of_row(&rows[i]);
	return STATUS_OK;
}
