#include "care/letter/letter.h"

#include "base/hash.h"
#include "care/letter/letter.sql.h"
#include "care/plan/plan.h"

enum { LETTER_BYTES_MAX = 256 * 1024, FIELD_BYTES_MAX = 64 };

typedef struct Writing {
	CareWrite *write;
	const WorkAnswers *answers;
	Str note;
	Str reference;
	Str worker;
	Str due_on;
} Writing;

static Str known_or(Str value, Str fallback)
{
	return str_is_empty(value) ? fallback : value;
}

static Str plan_text(Writing *writing)
{
	Care *care = writing->write->care;
	PlanLine *lines = NULL;
	size_t count = 0;
	Buffer text = buffer_make(care->arena, LETTER_BYTES_MAX / 2);
	if (plan_lines_read(care, work_answers_value(writing->answers, S("plan_lines")), &lines, &count) != STATUS_OK)
		return (Str){0};
	for (size_t i = 0; i < count; i++) {
		Str much = plan_line_how_much(care, &lines[i]);
		buffer_add_format(&text, "- %.*s", STR_ARG(known_or(lines[i].goal, lines[i].detail)));
		const ServiceKind *kind = practice_service_kind(care->practice, lines[i].service_kind);
		if (kind != NULL)
			buffer_add_format(&text, ": %.*s", STR_ARG(kind->label));
		else if (!str_is_empty(lines[i].detail) && !str_is_empty(lines[i].goal))
			buffer_add_format(&text, ": %.*s", STR_ARG(lines[i].detail));
		if (!str_is_empty(much))
			buffer_add_format(&text, ", %.*s, %.*s a week", STR_ARG(much),
				STR_ARG(money_format(care->arena, lines[i].weekly)));
		buffer_add_character(&text, '\n');
	}
	return buffer_str(&text);
}

static Str weekly_text(Writing *writing)
{
	Pence weekly = 0;
	Care *care = writing->write->care;
	if (plan_weekly_pence(care, work_answers_value(writing->answers, S("plan_lines")), &weekly) != STATUS_OK)
		return (Str){0};
	return money_format(care->arena, weekly);
}

/* Fields that are not a question's id. */
static bool letter_own_field(Writing *writing, Str name, Str *out)
{
	const Council *council = practice_council(writing->write->care->practice);
	Arena *arena = writing->write->care->arena;
	if (str_equal(name, S("today")))
		*out = date_format_words(arena, writing->write->today);
	else if (str_equal(name, S("reference")))
		*out = writing->reference;
	else if (str_equal(name, S("worker")))
		*out = known_or(writing->worker, S("our team"));
	else if (str_equal(name, S("phone")))
		*out = council->phone;
	else if (str_equal(name, S("phone_hours")))
		*out = council->phone_hours;
	else if (str_equal(name, S("emergency_phone")))
		*out = council->emergency_phone;
	else if (str_equal(name, S("council")))
		*out = council->name;
	else if (str_equal(name, S("service")))
		*out = council->service_name;
	else if (str_equal(name, S("reason")))
		*out = known_or(writing->note, S("We will go through the reasons with you when we talk."));
	else if (str_equal(name, S("next_date")))
		*out = writing->due_on;
	else if (str_equal(name, S("plan_lines")))
		*out = plan_text(writing);
	else if (str_equal(name, S("weekly_cost")))
		*out = weekly_text(writing);
	else
		return false;
	return true;
}

static Str letter_field(Writing *writing, Str name)
{
	Str text = {0};
	const Practice *practice = writing->write->care->practice;
	if (letter_own_field(writing, name, &text))
		return text;
	const Question *question = practice_question(practice, name);
	Str stored = work_answers_value(writing->answers, name);
	if (str_equal(name, S("name_known_as")) && str_is_empty(stored))
		return known_or(work_answers_value(writing->answers, S("name_full")), S("Hello"));
	/* Whoever has the work is the worker; before somebody has it, the council itself answers. */
	if (str_is_empty(stored) && str_equal(name, S("worker_name")))
		return known_or(writing->worker, S("our team"));
	if (str_is_empty(stored) && str_equal(name, S("worker_phone")))
		return practice_council(practice)->phone;
	if (question == NULL || str_is_empty(stored))
		return S("not recorded yet");
	return answer_words(question, writing->write->care->arena, stored, true);
}

static void write_paragraph(Writing *writing, Buffer *out, Str paragraph)
{
	size_t open = 0;
	size_t close = 0;
	while (str_find(paragraph, S("{{"), &open)
		&& str_find(str_slice(paragraph, open, paragraph.length), S("}}"), &close)) {
		buffer_add(out, str_slice(paragraph, 0, open));
		Str name = str_trim(str_slice(paragraph, open + 2, open + close));
		buffer_add(out, letter_field(writing, name));
		paragraph = str_slice(paragraph, open + close + 2, paragraph.length);
	}
	buffer_add(out, paragraph);
}

static Status store_in(CareWrite *write, const Letter *letter, Str person, Str work, Str text)
{
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Str hash = hash_text(arena, text);
	Status status = sql_document_insert_run(write->connection, &(DocumentInsertArguments){
		.id = id, .person = str_is_empty(person) ? (Str){0} : person,
		.work = str_is_empty(work) ? (Str){0} : work, .kind = S("letter"), .title = letter->title,
		.media_type = S("text/plain; charset=utf-8"), .hash = hash, .content = text,
		.retention_class = S("care-record"), .created_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("letter/make"), .subject_kind = S("document"), .subject = id,
		.person = person, .after = text, .reason = letter->id});
}

static Status writing_begin(CareWrite *write, Str work, Writing *writing)
{
	LetterWorkRow row = {0};
	Status status = sql_letter_work_one(write->connection, write->care->arena, &(LetterWorkArguments){.work = work},
		&row);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	Date due = DATE_NONE;
	writing->reference = row.reference;
	writing->worker = row.worker;
	writing->due_on = date_parse(row.due_on, &due) == STATUS_OK ? date_format_words(write->care->arena, due) : (Str){0};
	return STATUS_OK;
}

Status letter_make_in(CareWrite *write, Str letter_id, Str person, Str work, const WorkAnswers *answers, Str note)
{
	const Letter *letter = practice_letter(write->care->practice, letter_id);
	if (letter == NULL)
		return STATUS_NOT_FOUND; /* the loader refuses a pathway that names an unknown letter */
	Writing writing = {.write = write, .answers = answers, .note = note};
	Status status = writing_begin(write, work, &writing);
	if (status != STATUS_OK)
		return status;
	Buffer text = buffer_make(write->care->arena, LETTER_BYTES_MAX);
	for (size_t i = 0; i < letter->paragraph_count; i++) {
		write_paragraph(&writing, &text, letter->paragraphs[i]);
		buffer_add(&text, S("\n\n"));
	}
	if (practice_council(write->care->practice)->demonstration)
		buffer_add(&text, S("Demonstration: everybody in this letter is invented.\n"));
	return store_in(write, letter, person, work, buffer_str(&text));
}

Status letter_get(Care *care, Str document, Document *out)
{
	DocumentGetRow row = {0};
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_document_get_one(care->reader, care->arena,
			&(DocumentGetArguments){.actor = care->actor, .document = document}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (Document){.id = row.id, .person = row.person, .work = row.work, .kind = row.kind, .title = row.title,
		.media_type = row.media_type, .content = row.content, .created_at = row.created_at, .by_name = row.by_name};
	return str_is_empty(out->person) ? STATUS_OK : care_audit_read(care, S("letter"), &out->person, 1);
}

Status letters_of_work(Care *care, Str work, Document **out, size_t *count)
{
	DocumentsOfWorkRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_documents_of_work_list(care->reader, care->arena,
		&(DocumentsOfWorkArguments){.actor = care->actor, .work = work}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Document, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Document){.id = rows[i].id, .work = work, .kind = rows[i].kind, .title = rows[i].title,
			.created_at = rows[i].created_at};
	return STATUS_OK;
}

typedef struct Note {
	Str person;
	Str text;
} Note;

static Status add_note_in(CareWrite *write, void *context)
{
	const Note *note = context;
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Status status = sql_document_insert_run(write->connection, &(DocumentInsertArguments){
		.id = id, .person = note->person, .kind = S("note"), .title = S("Note"),
		.media_type = S("text/plain; charset=utf-8"), .hash = hash_text(arena, note->text), .content = note->text,
		.retention_class = S("care-record"), .created_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("note/add"), .subject_kind = S("document"), .subject = id,
		.person = note->person, .after = note->text});
}

Status letter_add_note(Care *care, Str person, Str text)
{
	Person found = {0};
	Status status = care_require(care, S("person-edit"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status == STATUS_OK && found.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	if (status == STATUS_OK && str_is_empty(str_trim(text)))
		status = problems_add(&care->problems, (Problem){.field = S("text"), .message = S("Write the note.")});
	Note note = {.person = found.id, .text = text};
	return status == STATUS_OK ? care_write(care, add_note_in, &note) : status;
}
