/* Making letters, reading documents. */
#include "care/letter/letter_write.h"

#include "base/hash.h"
#include "care/letter/letter.sql.h"
#include "care/letter/sending.h"
#include "care/letter/sending.sql.h"

/* The words for a field that the record does not hold: letter.no-next-date. */
static Str fallback_words(const LetterWriting *writing, Str name)
{
	Arena *arena = writing->write->care->arena;
	Str id = str_concat(arena, S("letter.no-"), str_replace(arena, name, S("_"), S("-")));
	const Practice *practice = writing->write->care->practice;
	return practice_words(practice, practice_words_has(practice, id) ? id : S("letter.not-known"), writing->language);
}

/* A paragraph that is one field and nothing else has nothing to say without it. */
static bool is_one_field(Str paragraph)
{
	size_t close = 0;
	return str_starts_with(paragraph, S("{{")) && str_find(paragraph, S("}}"), &close)
		&& close + 2 == paragraph.length;
}

/* What people have written goes into letters, and as often as a letter names it: the limit is an answer and no mistake of ours. */
static Status add_words(LetterWriting *writing, Buffer *text, Str words)
{
	if (words.length > text->limit_bytes - text->length)
		return problems_add_format(&writing->write->care->problems, (Problem){.field = S("letter")},
			"The letter \xE2\x80\x9C%.*s\xE2\x80\x9D would be longer than %d characters: shorten what was written for it.",
			STR_ARG(writing->letter->title), LETTER_BYTES_MAX);
	buffer_add(text, words);
	return STATUS_OK;
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
		status = add_words(writing, &text, str_slice(paragraph, 0, open));
		if (status == STATUS_OK)
			status = letter_field(writing, name, &words);
		if (status == STATUS_OK)
			status = add_words(writing, &text, str_is_empty(words) && !alone ? fallback_words(writing, name) : words);
		paragraph = str_slice(paragraph, open + close + 2, paragraph.length);
	}
	if (status == STATUS_OK)
		status = add_words(writing, &text, paragraph);
	*out = str_trim(buffer_str(&text));
	return status;
}

static Status add_paragraph(LetterWriting *writing, Buffer *text, Str paragraph)
{
	return add_words(writing, text, str_concat(writing->write->care->arena, paragraph, S("\n\n")));
}

/* A heading waits until something stands under it. */
Status letter_text_write(LetterWriting *writing, Str *out)
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
		if (status == STATUS_OK && !str_is_empty(heading))
			status = add_paragraph(writing, &text, heading);
		heading = (Str){0};
		if (status == STATUS_OK)
			status = add_paragraph(writing, &text, paragraph);
	}
	if (status == STATUS_OK && practice_council(writing->write->care->practice)->demonstration)
		status = add_words(writing, &text, S("Demonstration: everybody in this letter is invented.\n"));
	*out = buffer_str(&text);
	return status;
}

typedef struct LetterStored {
	Str id;
	Str title;
	Str text;
	bool draft; /* in a language, and nobody has read it */
} LetterStored;

static Status store_in(CareWrite *write, const LetterNew *wanted, const LetterStored *stored)
{
	Str hash = hash_text(write->care->arena, stored->text);
	Status status = sql_document_insert_run(write->connection, &(DocumentInsertArguments){
		.id = stored->id, .person = str_is_empty(wanted->person) ? (Str){0} : wanted->person,
		.work = str_is_empty(wanted->work) ? (Str){0} : wanted->work, .kind = stored->draft ? S("letter-draft") : S("letter"),
		.title = stored->title, .media_type = S("text/plain; charset=utf-8"), .hash = hash, .content = stored->text,
		.retention_class = S("care-record"), .created_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("letter/make"), .subject_kind = S("document"), .subject = stored->id,
		.person = wanted->person, .after = stored->text, .reason = wanted->letter});
}

/* The soonest day on which something that this work has opened is due; wanted names the pathway when one counts. */
static Status next_date_in(LetterWriting *writing, Str wanted)
{
	LetterNextRow row = {0};
	Date due = DATE_NONE;
	Status status = sql_letter_next_one(writing->write->connection, writing->write->care->arena,
		&(LetterNextArguments){.work = writing->work, .pathway = wanted}, &row);
	if (status == STATUS_OK && date_parse(row.due_on, &due) == STATUS_OK)
		writing->next_day = due;
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

/* What a letter says first to somebody whose language it is not in; "~ro " is the line's language. */
static Str with_line(const LetterWriting *writing, const LetterLanguage *language, Str text)
{
	Arena *arena = writing->write->care->arena;
	Str line = str_replace(arena, language->line, S("{{phone}}"), practice_council(writing->write->care->practice)->phone);
	return str_format(arena, "~%.*s %.*s\n\n%.*s", STR_ARG(language->tag), STR_ARG(line), STR_ARG(text));
}

/* The letter in the reader's language, when somebody has written it; a draft when nobody has read that. */
static Status store_in_language(LetterWriting *writing, const LetterNew *wanted, const LetterReader *reader, Str id, Str english)
{
	const Letter *letter = reader->language == NULL ? NULL
		: practice_letter_in(writing->write->care->practice, wanted->letter, reader->language->words);
	LetterStored stored = {.id = id};
	LetterWriting in_language = *writing;
	writing->translated = letter != NULL && !str_is_empty(letter->read_by);
	if (letter == NULL)
		return STATUS_OK;
	in_language.letter = letter;
	in_language.language = letter->language;
	stored.title = letter->title;
	stored.draft = !writing->translated;
	Status status = letter_text_write(&in_language, &stored.text);
	if (status == STATUS_OK)
		status = store_in(writing->write, wanted, &stored);
	return status != STATUS_OK ? status : letter_sending_add_in(writing->write, reader, &(LetterSendingNew){
		.document = stored.id, .person = wanted->person, .work = wanted->work, .letter = wanted->letter,
		.language = letter->language, .of_document = english, .draft = stored.draft, .to_other = letter->to_other});
}

static Status store_all_in(LetterWriting *writing, const LetterNew *wanted)
{
	CareWrite *write = writing->write;
	PersonTier tier = PERSON_OPEN;
	LetterReader reader = {.format = S("print"), .paper = true};
	LetterStored stored = {.title = writing->letter->title};
	bool other = writing->letter->to_other;
	Status status = str_is_empty(wanted->person) ? STATUS_OK : letter_tier_in(write, wanted->person, &tier);
	if (status == STATUS_OK && !other)
		reader = letter_reader_of(write->care->arena, write->care->practice, wanted->answers, tier);
	else if (tier != PERSON_OPEN)
		reader.held_for = S("restricted");
	Str first = id_make(write->care->ids, write->care->arena); /* the English lies behind the other in the envelope */
	Str english = id_make(write->care->ids, write->care->arena);
	if (status == STATUS_OK)
		status = store_in_language(writing, wanted, &reader, first, english);
	if (status == STATUS_OK)
		status = letter_text_write(writing, &stored.text);
	if (status != STATUS_OK)
		return status;
	stored.id = english;
	if (reader.language != NULL && !writing->translated)
		stored.text = with_line(writing, reader.language, stored.text);
	status = store_in(write, wanted, &stored);
	if (status == STATUS_OK)
		status = letter_sending_add_in(write, &reader, &(LetterSendingNew){.document = english, .person = wanted->person,
			.work = wanted->work, .letter = wanted->letter, .language = S("en"), .to_other = other});
	return status == STATUS_OK ? letter_tasks_in(write, wanted->person, wanted->work, &reader, writing->translated) : status;
}

Status letter_make_in(CareWrite *write, const LetterNew *wanted)
{
	const Letter *letter = practice_letter(write->care->practice, wanted->letter);
	if (letter == NULL)
		return STATUS_NOT_FOUND; /* the loader refuses a pathway that names an unknown letter */
	if (!str_is_empty(letter->shares_with) && !may_share(wanted, letter->shares_with))
		return ask_first_in(write, wanted, letter);
	LetterWriting writing = {.write = write, .letter = letter, .answers = wanted->answers, .person = wanted->person,
		.work = wanted->work, .note = wanted->note, .next_day = DATE_NONE};
	Str needed = S("always");
	Status status = writing_begin(&writing, wanted->next);
	if (wanted->next_day_given)
		writing.next_day = wanted->next_day;
	if (status == STATUS_OK && !str_is_empty(letter->only_with))
		status = letter_field(&writing, letter->only_with, &needed);
	if (status != STATUS_OK || str_is_empty(needed))
		return status;
	return store_all_in(&writing, wanted);
}

Status letter_outside_in(CareWrite *write, Str id, Str title, Str text, Str address)
{
	const LetterReader reader = {.format = S("print"), .paper = true};
	LetterStored stored = {.id = id_make(write->care->ids, write->care->arena), .title = title, .text = text};
	Status status = store_in(write, &(LetterNew){.letter = id}, &stored);
	return status != STATUS_OK ? status : letter_sending_add_in(write, &reader, &(LetterSendingNew){.document = stored.id,
		.letter = id, .language = S("en"), .to_other = true, .address = address});
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
	if (status == STATUS_OK)
		status = sql_letters_misfiled_run(write->connection, &(LettersMisfiledArguments){.work = work, .person = person,
			.changed_at = write->now, .changed_by = write->care->actor});
	return status == STATUS_OK ? person_erasing_end_in(write, work) : status;
}
