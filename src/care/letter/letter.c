/* Making letters, reading documents. */
#include "care/letter/letter_write.h"

#include "base/hash.h"
#include "care/letter/letter.sql.h"

/* The words for a field that the record does not hold: letter.no-next-date. */
static Str fallback_words(const LetterWriting *writing, Str name)
{
	Arena *arena = writing->write->care->arena;
	Str id = str_concat(arena, S("letter.no-"), str_replace(arena, name, S("_"), S("-")));
	const Practice *practice = writing->write->care->practice;
	return practice_words(practice, practice_words_has(practice, id) ? id : S("letter.not-known"), (Str){0});
}

/* A paragraph that is one field and nothing else has nothing to say without it. */
static bool is_one_field(Str paragraph)
{
	size_t close = 0;
	return str_starts_with(paragraph, S("{{")) && str_find(paragraph, S("}}"), &close)
		&& close + 2 == paragraph.length;
}

static Status write_paragraph(LetterWriting *writing, Str paragraph, Str *out)
{
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	bool alone = is_one_field(paragraph);
	size_t open = 0;
	size_t close = 0;
	Status status = STATUS_OK;
	while (status == STATUS_OK && str_find(paragraph, S("{{"), &open)
		&& str_find(str_slice(paragraph, open, paragraph.length), S("}}"), &close)) {
		Str words = {0};
		Str name = str_trim(str_slice(paragraph, open + 2, open + close));
		buffer_add(&text, str_slice(paragraph, 0, open));
		status = letter_field(writing, name, &words);
		buffer_add(&text, str_is_empty(words) && !alone ? fallback_words(writing, name) : words);
		paragraph = str_slice(paragraph, open + close + 2, paragraph.length);
	}
	buffer_add(&text, paragraph);
	*out = str_trim(buffer_str(&text));
	return status;
}

/* A heading waits until something stands under it. */
static Status write_letter(LetterWriting *writing, Str *out)
{
	const Letter *letter = writing->letter;
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	Str heading = {0};
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < letter->paragraph_count; i++) {
		Str paragraph = {0};
		status = write_paragraph(writing, letter->paragraphs[i], &paragraph);
		if (str_starts_with(paragraph, S("## "))) {
			heading = paragraph;
			continue;
		}
		if (str_is_empty(paragraph))
			continue;
		if (!str_is_empty(heading))
			buffer_add_format(&text, "%.*s\n\n", STR_ARG(heading));
		heading = (Str){0};
		buffer_add_format(&text, "%.*s\n\n", STR_ARG(paragraph));
	}
	if (practice_council(writing->write->care->practice)->demonstration)
		buffer_add(&text, S("Demonstration: everybody in this letter is invented.\n"));
	*out = buffer_str(&text);
	return status;
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

/* The soonest day on which something that this work has opened is due; wanted names the pathway when one counts. */
static Status next_date_in(LetterWriting *writing, Str wanted)
{
	LetterNextRow row = {0};
	Date due = DATE_NONE;
	Status status = sql_letter_next_one(writing->write->connection, writing->write->care->arena,
		&(LetterNextArguments){.work = writing->work, .pathway = wanted}, &row);
	if (status == STATUS_OK && date_parse(row.due_on, &due) == STATUS_OK)
		writing->next_date = date_format_words(writing->write->care->arena, due);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status writing_begin(LetterWriting *writing, Str next)
{
	Care *care = writing->write->care;
	LetterWorkRow row = {0};
	Status status = sql_letter_work_one(writing->write->connection, care->arena,
		&(LetterWorkArguments){.work = writing->work}, &row);
	if (status == STATUS_OK) {
		writing->reference = row.reference;
		writing->pathway = row.pathway;
		writing->worker = row.worker;
		status = next_date_in(writing, next);
	}
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	/* Lines that cannot be read were refused when the plan was sent up. */
	return plan_lines_read(care, work_answers_value(writing->answers, S("plan_lines")), &writing->lines,
		&writing->line_count);
}

/* What somebody else gets about a person goes only with their agreement as it stands now; without it somebody is to ask. */
static Status ask_first_in(CareWrite *write, const LetterNew *wanted, const Letter *letter)
{
	return work_open_in(write, &(WorkNew){.pathway = S("task"), .person = wanted->person, .parent = wanted->work,
		.title = str_format(write->care->arena, "Ask whether we may send \xE2\x80\x9C%.*s\xE2\x80\x9D: it was not sent",
			STR_ARG(letter->title))}, NULL);
}

static bool may_share(const LetterNew *wanted, Str with)
{
	Str agreed = work_answers_value(wanted->answers, S("consent_share"));
	Str code = {0};
	while (str_next(&agreed, ',', &code))
		if (str_equal(code, with))
			return true;
	return false;
}

Status letter_make_in(CareWrite *write, const LetterNew *wanted)
{
	const Letter *letter = practice_letter(write->care->practice, wanted->letter);
	Str text = {0};
	if (letter == NULL)
		return STATUS_NOT_FOUND; /* the loader refuses a pathway that names an unknown letter */
	if (!str_is_empty(letter->shares_with) && !may_share(wanted, letter->shares_with))
		return ask_first_in(write, wanted, letter);
	LetterWriting writing = {.write = write, .letter = letter, .answers = wanted->answers, .person = wanted->person,
		.work = wanted->work, .note = wanted->note};
	Str needed = S("always");
	Status status = writing_begin(&writing, wanted->next);
	if (!str_is_empty(wanted->next_date))
		writing.next_date = wanted->next_date;
	if (status == STATUS_OK && !str_is_empty(letter->only_with))
		status = letter_field(&writing, letter->only_with, &needed);
	if (status != STATUS_OK || str_is_empty(needed))
		return status;
	status = write_letter(&writing, &text);
	return status == STATUS_OK ? store_in(write, letter, wanted->person, wanted->work, text) : status;
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
	return care_audit_read(care, S("letter"), &out->person, 1);
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

Status letters_of_person(Care *care, Str person, Document **out, size_t *count)
{
	LettersOfPersonRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_letters_of_person_list(care->reader, care->arena,
			&(LettersOfPersonArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Document, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Document){.id = rows[i].id, .person = person, .work = rows[i].work, .kind = rows[i].kind,
			.title = rows[i].title, .created_at = rows[i].created_at, .by_name = rows[i].by_name};
	return STATUS_OK;
}

/* A document is never changed: it is put down again under the right record, in the one write that takes it from the wrong. */
static Status move_one_in(CareWrite *write, const DocumentsWholeOfWorkRow *row, Str work, Str person)
{
	Status status = sql_document_remove_run(write->connection, &(DocumentRemoveArguments){.id = row->id});
	if (status != STATUS_OK)
		return status;
	return sql_document_insert_run(write->connection, &(DocumentInsertArguments){.id = row->id, .person = person,
		.work = work, .kind = row->kind, .title = row->title, .media_type = row->media_type, .hash = row->hash,
		.content = row->content, .retention_class = row->retention_class, .created_at = row->created_at,
		.by_actor = row->by_actor});
}

Status letter_move_of_work_in(CareWrite *write, Str work, Str person)
{
	DocumentsWholeOfWorkRow *rows = NULL;
	size_t count = 0;
	Status status = sql_documents_whole_of_work_list(write->connection, write->care->arena,
		&(DocumentsWholeOfWorkArguments){.work = work}, &rows, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	status = person_erasing_begin_in(write, work);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = move_one_in(write, &rows[i], work, person);
	return status == STATUS_OK ? person_erasing_end_in(write, work) : status;
}
