/* Everything held about one person, from every table that says whose a row is, in plain words. */
#include "care/rights/gather.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "care/rights/sought_names.h"
#include "care/rights/subject_access.sql.h"

/* Of one row and what is made of it: the largest body that was ever taken in, read as JSON. */
#define ROW_BYTES_MAX ((size_t)512 * 1024 * 1024)
/* Names of staff and of others, entries by their place. */
#define GATHERING_BYTES_MAX ((size_t)64 * 1024 * 1024)

enum { ENTRIES_FIRST = 256, LINES_FIRST = 16 };

typedef struct Gathering {
	Care *care;
	const SubjectRequest *request;
	Arena gathering; /* as long as it is gathered */
	Arena row;       /* as long as one row is read */
	Arena *arena;    /* the row's */
	SubjectEntry *entries; /* of the gathering; their texts are the request's */
	size_t count;
	size_t capacity;
	size_t line_capacity; /* of the entry that is being read */
	size_t bytes;         /* what the entries so far take in the copy */
	SoughtNames *names;
	StaffNamesRow *staff; /* by id */
	size_t staff_count;
	Str *guarded; /* ids of work about a worry, in their order */
	size_t guarded_count;
} Gathering;

/* --- words --------------------------------------------------------------------------------------------------------- */

static const struct { const char *table; const char *title; const char *mark; } TABLES[] = {
	{"answer_apart", "Who told us", "It says who told us of a worry. Never given without a decision."},
	{"case_note_draft", "A note that somebody is writing", "It is not signed yet."},
	{"chronology_entry", "Picked for the chronology", ""},
	{"document", "A letter or document", ""},
	{"draft_answer", "An answer that is not sent yet", ""},
	{"helpline_contact", "A contact that began on the telephone", ""},
	{"letter_sending", "How a letter was sent", ""},
	{"legal_hold", "A hold on this record", "The reason may be one that must not be told yet."},
	{"outbox", "A message", ""},
	{"panel_paper", "A paper for a panel", ""},
	{"person_access", "Who was let into this record for a time", ""},
	{"person_apart", "Two records that are of two people", "It may tell of somebody else's record."},
	{"person_merge", "Two records that were made one", "It may tell of somebody else's record."},
	{"relation", "Somebody in their life", "It is about another person."},
	{"residence", "A place where they lived", ""},
	{"retention_review", "A decision to keep this record longer", ""},
	{"service", "A service", ""},
	{"upload", "A file that was given", "The program cannot read a file. Open it and look whether it tells of somebody else."},
	{"work", "A piece of work", ""},
	{"work_event", "What was done", ""},
	{"work_misfiled", "Something that was here by mistake", "The reason may name somebody else."},
	{"work_snapshot", "A form as it was sent", ""},
};
/* Secrets, our own bookkeeping, and links whose other end is told in full. */
static const char *const LEFT_OUT[] = {"case_note_person", "erasing", "kept_post", "public_access", "subject_access",
	"subject_access_decision"};
static const char *const SILENT_COLUMNS[] = {"id", "version", "hash", "content", "media_type", "release_hash", "found_by",
	"window_id", "own_hash", "unique_key", "attempts", "retention_class", "created_by", "corrects", "replaced_by", "follows",
	"owner_team", "people", "last_error", "source_id", "to_user", "to_team", "to_person", "opened_by_outcome"};
static const struct { const char *column; const char *words; } COLUMNS[] = {
	{"at", "When"}, {"body", "What it says"}, {"by_actor", "Written by"}, {"detail", "What was said of it"},
	{"transition", "What happened"}, {"pathway", "Kind of work"}, {"value", "Answer"}, {"question", "Question"},
	{"weekly_pence", "Cost a week"}, {"unit_cost_pence", "Price of one"}, {"units_hundredths", "How many a week"},
	{"mechanism", "How it is paid"}, {"payload", "What it says"}, {"giver", "Who said it"},
};

static bool among(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static Str plain(Arena *arena, Str code)
{
	Str words = str_replace(arena, str_replace(arena, code, S("_"), S(" ")), S("-"), S(" "));
	if (str_is_empty(words) || words.data[0] < 'a' || words.data[0] > 'z')
		return words;
	return str_concat(arena, str_format(arena, "%c", words.data[0] - 'a' + 'A'), str_slice(words, 1, words.length));
}

static Str column_words(Arena *arena, Str column)
{
	for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++)
		if (str_equal(column, str_from_c(COLUMNS[i].column)))
			return str_from_c(COLUMNS[i].words);
	if (str_ends_with(column, S("_on")) || str_ends_with(column, S("_at")))
		column = str_slice(column, 0, column.length - 3);
	return plain(arena, column);
}

static Str instant_words(Arena *arena, Instant at)
{
	int hour = 0;
	int minute = 0;
	instant_london_time(at, &hour, &minute);
	return str_format(arena, "%.*s, %02d:%02d", STR_ARG(date_format_words(arena, instant_london_date(at))), hour, minute);
}

static int compare_staff(const void *id, const void *row)
{
	return str_compare(*(const Str *)id, ((const StaffNamesRow *)row)->id);
}

static Str staff_name(const Gathering *gathering, Str id)
{
	const StaffNamesRow *row = gathering->staff_count == 0 ? NULL
		: bsearch(&id, gathering->staff, gathering->staff_count, sizeof *gathering->staff, compare_staff);
	if (row != NULL)
		return row->name;
	return str_equal(id, S("public")) ? S("sent in online") : str_equal(id, S("system")) ? S("the program") : id;
}

static Str integer_words(const Gathering *gathering, Str column, int64_t value)
{
	Arena *arena = gathering->arena;
	if (str_ends_with(column, S("_at")) || str_equal(column, S("at")))
		return instant_words(arena, value);
	if (str_ends_with(column, S("_pence")))
		return money_format(arena, value);
	if (str_ends_with(column, S("_hundredths")))
		return money_format_plain(arena, value);
	if (str_equal(column, S("urgent")) || str_equal(column, S("tier")))
		return (Str){0};
	return str_format(arena, "%lld", (long long)value);
}

static Str text_words(const Gathering *gathering, Str column, Str value)
{
	const Practice *practice = gathering->care->practice;
	Date date = DATE_NONE;
	if (str_equal(column, S("by_actor")) || str_ends_with(column, S("_by")) || str_ends_with(column, S("_user"))
		|| str_equal(column, S("submitted_by")))
		return staff_name(gathering, value);
	if (str_equal(column, S("pathway")))
		return practice_pathway(practice, value) == NULL ? plain(gathering->arena, value)
			: practice_pathway(practice, value)->title;
	if (str_equal(column, S("question")))
		return practice_question(practice, value) == NULL ? plain(gathering->arena, value)
			: practice_question(practice, value)->worker;
	if (id_is_valid(value))
		return (Str){0};
	if (date_parse(value, &date) == STATUS_OK)
		return date_format_words(gathering->arena, date);
	static const char *const CODES[] = {"kind", "stage", "transition", "outcome", "mechanism", "funding", "standing", "giver",
		"end_reason", "significance", "source_kind"};
	for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++)
		if (str_equal(column, str_from_c(CODES[i])))
			return plain(gathering->arena, value);
	return value;
}

/* --- marks --------------------------------------------------------------------------------------------------------- */

static void mark_names(const Gathering *gathering, SubjectEntry *entry)
{
	for (size_t i = 0; str_is_empty(entry->mark) && i < entry->line_count; i++) {
		Str whose = sought_names_find(gathering->names, str_fold(gathering->arena, entry->lines[i].value));
		if (!str_is_empty(whose))
			entry->mark = str_format(gathering->arena, "It may speak of %.*s.", STR_ARG(whose));
	}
}

static bool is_guarded_pathway(Str pathway)
{
	return str_contains(pathway, S("safeguarding")) || str_equal(pathway, S("report-concern"))
		|| str_equal(pathway, S("alert")) || str_equal(pathway, S("record-alert"));
}

static int compare_texts(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

static bool is_guarded(const Gathering *gathering, Str work)
{
	return gathering->guarded_count > 0
		&& bsearch(&work, gathering->guarded, gathering->guarded_count, sizeof work, compare_texts) != NULL;
}

static bool is_anothers(Str giver)
{
	return str_equal(giver, S("helper")) || str_equal(giver, S("carer"));
}

static const Str SAID_BY_ANOTHER = S_INIT("Somebody else said it.");
static const Str HARM = S_INIT("It is about a worry. Look whether telling it could do serious harm, and who told us.");

/* --- entries ------------------------------------------------------------------------------------------------------- */

/* How many bytes a text takes at most in the document or as JSON. */
static size_t written_bytes(Str text)
{
	size_t bytes = text.length;
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.data[i] < ' ' || strchr("&<>\"'\\\x7F", text.data[i]) != NULL)
			bytes += 5;
	return bytes;
}

size_t subject_entry_bytes(const SubjectEntry *entry)
{
	enum { ENTRY_FRAME = 240, LINE_FRAME = 40 };
	size_t bytes = ENTRY_FRAME + written_bytes(entry->key) + written_bytes(entry->title) + written_bytes(entry->exemption)
		+ written_bytes(entry->file_name);
	for (size_t i = 0; i < entry->line_count; i++)
		bytes += LINE_FRAME + written_bytes(entry->lines[i].label) + written_bytes(entry->lines[i].value);
	return bytes;
}

/* What was read is the row's; what is kept is the request's. */
static void keep_texts(Arena *kept, SubjectEntry *entry)
{
	SubjectLine *lines = ARENA_ARRAY(kept, SubjectLine, entry->line_count + 1);
	for (size_t i = 0; i < entry->line_count; i++)
		lines[i] = (SubjectLine){.label = str_copy(kept, entry->lines[i].label), .value = str_copy(kept, entry->lines[i].value)};
	entry->lines = lines;
	entry->key = str_copy(kept, entry->key);
	entry->title = str_copy(kept, entry->title);
	entry->mark = str_copy(kept, entry->mark);
	entry->file = str_copy(kept, entry->file);
	entry->file_name = str_copy(kept, entry->file_name);
}

/* What came after the copy was handed over is no part of it. */
static bool is_later(const Gathering *gathering, const SubjectEntry *entry)
{
	return gathering->request->given_at != INSTANT_NONE && entry->at != INSTANT_NONE
		&& entry->at > gathering->request->given_at;
}

static Status add_entry(Gathering *gathering, SubjectEntry entry)
{
	if (is_later(gathering, &entry))
		return STATUS_OK;
	gathering->bytes += subject_entry_bytes(&entry);
	if (gathering->count == SUBJECT_ENTRIES_MAX || gathering->bytes > SUBJECT_BYTES_MAX)
		return STATUS_FULL;
	mark_names(gathering, &entry);
	keep_texts(gathering->care->arena, &entry);
	if (gathering->count == gathering->capacity) {
		size_t capacity = gathering->capacity == 0 ? ENTRIES_FIRST : gathering->capacity * 2;
		SubjectEntry *entries = ARENA_ARRAY(&gathering->gathering, SubjectEntry, capacity);
		for (size_t i = 0; i < gathering->count; i++)
			entries[i] = gathering->entries[i];
		gathering->entries = entries;
		gathering->capacity = capacity;
	}
	gathering->entries[gathering->count++] = entry;
	return STATUS_OK;
}

static void add_line(Gathering *gathering, SubjectEntry *entry, Str label, Str value)
{
	if (str_is_empty(value))
		return;
	if (entry->lines == NULL || entry->line_count == gathering->line_capacity) {
		size_t capacity = entry->lines == NULL ? LINES_FIRST : gathering->line_capacity * 2;
		SubjectLine *lines = ARENA_ARRAY(gathering->arena, SubjectLine, capacity);
		for (size_t i = 0; i < entry->line_count; i++)
			lines[i] = entry->lines[i];
		entry->lines = lines;
		gathering->line_capacity = capacity;
	}
	entry->lines[entry->line_count++] = (SubjectLine){.label = label, .value = value};
}

static Str answer_text(const Gathering *gathering, const Question *question, Str value)
{
	if (question == NULL)
		return value;
	return answer_words(question, gathering->arena, value, false);
}

/* An answer of a form as it was sent: what it says, and whether it is the person's own to have. */
static void add_snapshot_answer(Gathering *gathering, SubjectEntry *entry, const JsonMember *member)
{
	const Question *question = practice_question(gathering->care->practice, member->key);
	Str value = json_text(json_member(&member->value, S("value")));
	add_line(gathering, entry, question == NULL ? member->key : question->worker, answer_text(gathering, question, value));
	if (str_is_empty(entry->mark) && question != NULL && (question->apart || question->danger))
		entry->mark = HARM;
	if (str_is_empty(entry->mark) && is_anothers(json_text(json_member(&member->value, S("giver")))))
		entry->mark = SAID_BY_ANOTHER;
}

/* The answers of a form as they were sent, after when that was. */
static void add_snapshot(Gathering *gathering, SubjectEntry *entry, Str body)
{
	Problems problems = problems_make(gathering->arena);
	const JsonNode *root = NULL;
	if (json_parse(gathering->arena, S("snapshot"), 1, body, &problems, &root) != STATUS_OK) {
		add_line(gathering, entry, S("What it says"), body);
		return;
	}
	const JsonNode *answers = json_member(root, S("answers"));
	for (size_t i = 0; answers != NULL && i < answers->count; i++)
		add_snapshot_answer(gathering, entry, &answers->members[i]);
	add_line(gathering, entry, S("Note"), json_text(json_member(root, S("note"))));
}

static void read_instant(SubjectEntry *entry, Str column, int64_t value)
{
	static const char *const WHEN[] = {"at", "made_at", "opened_at", "created_at", "recorded_at", "saved_at"};
	for (size_t i = 0; i < sizeof WHEN / sizeof WHEN[0]; i++)
		if (entry->at == INSTANT_NONE && str_equal(column, str_from_c(WHEN[i])))
			entry->at = value;
}

typedef struct ReadingRow {
	Str id;
	Str work;
	Str pathway;
	Str question;
	Str media_type;
	Str content;
	Str name; /* of a file */
} ReadingRow;

static void read_text(Gathering *gathering, SubjectEntry *entry, ReadingRow *row, Str column, Str value)
{
	if (str_is_empty(row->id))
		row->id = value; /* the first column of every key is text */
	if (str_equal(column, S("work_id")))
		row->work = value;
	else if (str_equal(column, S("pathway")))
		row->pathway = value;
	else if (str_equal(column, S("question")))
		row->question = value;
	else if (str_equal(column, S("media_type")))
		row->media_type = value;
	else if (str_equal(column, S("content")))
		row->content = value;
	else if (str_equal(column, S("original_name")))
		row->name = value;
	else if (str_equal(column, S("giver")) && is_anothers(value))
		entry->mark = SAID_BY_ANOTHER;
	if (among(str_c(gathering->arena, column), SILENT_COLUMNS, sizeof SILENT_COLUMNS / sizeof SILENT_COLUMNS[0])
		|| str_ends_with(column, S("_id")))
		return;
	bool is_answer = str_equal(column, S("value")) && !str_is_empty(row->question);
	Str words = is_answer ? answer_text(gathering, practice_question(gathering->care->practice, row->question), value)
		: text_words(gathering, column, value);
	add_line(gathering, entry, column_words(gathering->arena, column), words);
}

/* A letter stands in the copy with its words, a file beside it with its bytes. */
static void finish_document(Gathering *gathering, SubjectEntry *entry, const ReadingRow *row)
{
	if (str_is_empty(row->media_type))
		return;
	if (!str_is_empty(row->name)) {
		entry->file = row->id;
		entry->file_name = row->name;
		return;
	}
	bool is_text = str_starts_with(row->media_type, S("text/plain")) && str_is_utf8(row->content);
	add_line(gathering, entry, S("What it says"), is_text ? row->content
		: str_format(gathering->arena, "%zu bytes of another kind (%.*s). Ask us for them.", row->content.length,
			STR_ARG(row->media_type)));
}

/* Why somebody must look at what a row says; what the row itself says of it stands. */
static void mark_row(Gathering *gathering, const StoreTable *table, const char *mark, const ReadingRow *row, SubjectEntry *entry)
{
	Str name = str_from_c(table->name);
	if (str_equal(name, S("work")) && is_guarded_pathway(row->pathway) && gathering->guarded_count < SUBJECT_ENTRIES_MAX)
		gathering->guarded[gathering->guarded_count++] = str_copy(&gathering->gathering, row->id);
	if (mark[0] != '\0')
		entry->mark = str_from_c(mark);
	if (str_is_empty(entry->mark) && (is_guarded_pathway(row->pathway) || is_guarded(gathering, row->work)))
		entry->mark = HARM;
	entry->told_us = str_equal(name, S("answer_apart"));
}

static Status read_row(Gathering *gathering, const StoreTable *table, const StoreRows *rows, size_t title)
{
	Arena *arena = gathering->arena;
	SubjectEntry entry = {.at = INSTANT_NONE};
	ReadingRow row = {0};
	Str snapshot = {0};
	for (size_t i = 0; i < table->held->column_count; i++) {
		Str column = str_from_c(table->held->columns[i].name);
		if (table->held->columns[i].type == STORE_INTEGER) {
			int64_t value = store_rows_integer(rows, i);
			bool told = value != STORE_NULL_INTEGER && !str_equal(column, S("version"));
			read_instant(&entry, column, value);
			if (str_equal(column, S("size_bytes")) && told)
				entry.file_bytes = value;
			if (told)
				add_line(gathering, &entry, column_words(arena, column), integer_words(gathering, column, value));
			continue;
		}
		Str value = store_rows_text(rows, i, arena);
		if (strcmp(table->name, "work_snapshot") == 0 && str_equal(column, S("body")))
			snapshot = value;
		else if (!str_is_empty(value))
			read_text(gathering, &entry, &row, column, value);
	}
	finish_document(gathering, &entry, &row);
	if (!str_is_empty(snapshot))
		add_snapshot(gathering, &entry, snapshot);
	bool known = title < sizeof TABLES / sizeof TABLES[0];
	entry.title = known ? str_from_c(TABLES[title].title) : plain(arena, str_from_c(table->name));
	entry.key = str_is_empty(row.question) ? str_format(arena, "%s/%.*s", table->name, STR_ARG(row.id))
		: str_format(arena, "%s/%.*s/%.*s", table->name, STR_ARG(row.id), STR_ARG(row.question));
	mark_row(gathering, table, known ? TABLES[title].mark : "", &row, &entry);
	return add_entry(gathering, entry);
}

static Status gather_table(Gathering *gathering, const StoreTable *table)
{
	StoreRows rows;
	StoreValue values[] = {{.type = STORE_TEXT, .text = gathering->care->actor},
		{.type = STORE_TEXT, .text = gathering->request->person}};
	size_t title = 0;
	while (title < sizeof TABLES / sizeof TABLES[0] && strcmp(TABLES[title].table, table->name) != 0)
		title++;
	Status status = store_query(gathering->care->reader, table->held, values, &rows);
	if (status != STATUS_OK)
		return status;
	while (status == STATUS_OK && store_rows_next(&rows)) {
		arena_reset(&gathering->row);
		status = read_row(gathering, table, &rows, title);
	}
	if (status == STATUS_OK)
		status = rows.status;
	store_rows_end(&rows);
	return status;
}

static Str giver_words(Str giver, Str by_name, Arena *arena)
{
	const char *who = str_equal(giver, S("self")) ? "the person" : str_equal(giver, S("carer")) ? "a carer"
		: str_equal(giver, S("helper")) ? "a helper" : "a worker";
	return str_format(arena, "%s; written down by %.*s", who, STR_ARG(by_name));
}

static Str mark_of_answer(const Question *question, Str giver)
{
	if (is_anothers(giver))
		return SAID_BY_ANOTHER;
	if (question != NULL && (question->apart || question->danger))
		return HARM;
	return question != NULL && question->type == QUESTION_PERSON ? S("It is about another person.") : (Str){0};
}

static Status read_fact(const HeldFactsRow *fact, void *context)
{
	Gathering *gathering = context;
	arena_reset(&gathering->row);
	Arena *arena = gathering->arena;
	const Question *question = practice_question(gathering->care->practice, fact->question);
	bool withdrawn = str_equal(fact->standing, S("withdrawn"));
	SubjectEntry entry = {.key = str_concat(arena, S("fact/"), fact->id), .at = fact->recorded_at,
		.title = withdrawn ? S("An answer that was taken back") : S("An answer"), .mark = mark_of_answer(question, fact->giver)};
	add_line(gathering, &entry, S("Question"), question == NULL ? fact->question : question->worker);
	add_line(gathering, &entry, S("Answer"), str_is_empty(fact->value) ? S("not told: it was taken back because it was wrong")
		: answer_text(gathering, question, fact->value));
	add_line(gathering, &entry, S("Who said it"), giver_words(fact->giver, staff_name(gathering, fact->by_name), arena));
	return add_entry(gathering, entry);
}

static Status read_note(const HeldNotesRow *note, void *context)
{
	Gathering *gathering = context;
	arena_reset(&gathering->row);
	Arena *arena = gathering->arena;
	SubjectEntry entry = {.key = str_concat(arena, S("case_note/"), note->id), .at = note->made_at,
		.title = note->withdrawn == 1 ? S("A note that was withdrawn") : S("A note")};
	add_line(gathering, &entry, S("Kind"), plain(arena, note->kind));
	add_line(gathering, &entry, S("Happened"), text_words(gathering, S("happened_on"), note->happened_on));
	add_line(gathering, &entry, S("Who was there"), note->present);
	add_line(gathering, &entry, S("What it says"), note->body);
	add_line(gathering, &entry, S("Written by"), note->by_name);
	if (note->others > 0)
		entry.mark = S("It is about other people too.");
	else if (note->withdrawn == 1)
		entry.mark = S("It was withdrawn: it may be wrong, or somebody else's.");
	return add_entry(gathering, entry);
}

typedef struct Looks {
	Gathering *gathering;
	SubjectEntry entry;
} Looks;

static Status read_look(const HeldLooksRow *look, void *context)
{
	Looks *looks = context;
	Arena *arena = looks->gathering->arena;
	add_line(looks->gathering, &looks->entry, date_format_words(arena, (Date)look->day), str_format(arena, "%.*s, %lld %s",
		STR_ARG(str_is_empty(look->team) ? S("the program") : str_copy(arena, look->team)), (long long)look->times,
		look->times == 1 ? "time" : "times"));
	return STATUS_OK;
}

/* One entry, as of the moment at which they asked: so that the copy of a record that rests is the same whenever it is made. A
 * team's name may tell of a worry. */
static Status gather_looks(Gathering *gathering)
{
	arena_reset(&gathering->row);
	Looks looks = {.gathering = gathering, .entry = {.key = S("looks"), .at = gathering->request->opened_at,
		.title = S("Who had looked at this record when you asked"),
		.mark = gathering->guarded_count > 0 ? HARM : (Str){0}}};
	Status status = sql_held_looks_each(gathering->care->reader, &(HeldLooksArguments){.actor = gathering->care->actor,
		.current_id = gathering->request->person, .before = gathering->request->opened_at}, read_look, &looks);
	return status == STATUS_OK && looks.entry.line_count > 0 ? add_entry(gathering, looks.entry) : status;
}

static int compare_entries(const void *left, const void *right)
{
	const SubjectEntry *one = left;
	const SubjectEntry *two = right;
	if (one->at != two->at)
		return one->at < two->at ? -1 : 1;
	return str_compare(one->key, two->key);
}

static Status gather_tables(Gathering *gathering)
{
	const StoreSchema *schema = store_schema(gathering->care->store);
	Status status = STATUS_OK;
	/* Work first: what hangs on work about a worry is marked with it. */
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; status == STATUS_OK && i < schema->table_count; i++) {
			const StoreTable *table = &schema->tables[i];
			bool is_work = strcmp(table->name, "work") == 0;
			bool left_out = table->held == NULL || among(table->name, LEFT_OUT, sizeof LEFT_OUT / sizeof LEFT_OUT[0]);
			if (!left_out && is_work == (round == 0))
				status = gather_table(gathering, table);
		}
	return status;
}

/* A name is short; of a sentence only what is written like a name or a number is looked for. */
static void seek_reporter(Gathering *gathering, const ReportersNamedRow *told)
{
	enum { NAME_WORDS_MAX = 4 };
	const Question *question = practice_question(gathering->care->practice, told->question);
	Buffer sought = buffer_make(&gathering->gathering, told->value.length * 2 + 16);
	Str rest = told->value;
	Str word = {0};
	size_t words = 0;
	if (question != NULL && question->type != QUESTION_TEXT)
		return; /* a code names nobody */
	while (str_next(&rest, ' ', &word)) {
		char first = str_is_empty(word) ? ' ' : word.data[0];
		words++;
		if ((first < 'a' || first > 'z') && first != ' ') {
			buffer_add_character(&sought, ' ');
			buffer_add(&sought, word);
		}
	}
	sought_names_add(gathering->names, words <= NAME_WORDS_MAX ? told->value : buffer_str(&sought),
		care_may(gathering->care, S("restricted-open")) ? S("who told us of a worry, or of whom") : S("another person"));
}

static Status gather_names(Gathering *gathering)
{
	Arena *arena = &gathering->gathering;
	StoreConnection *reader = gathering->care->reader;
	Str actor = gathering->care->actor;
	Str person = gathering->request->person;
	OwnNamesRow own = {0};
	OthersNamedRow *others = NULL;
	ReportersNamedRow *told = NULL;
	size_t other_count = 0;
	size_t told_count = 0;
	Status status = sql_own_names_one(reader, arena, &(OwnNamesArguments){.actor = actor, .current_id = person}, &own);
	if (status == STATUS_OK)
		status = sql_others_named_list(reader, arena, &(OthersNamedArguments){.actor = actor, .current_id = person}, &others,
			&other_count);
	if (status == STATUS_OK)
		status = sql_reporters_named_list(reader, arena, &(ReportersNamedArguments){.actor = actor, .current_id = person}, &told,
			&told_count);
	if (status == STATUS_OK)
		status = sql_staff_names_list(reader, arena, &gathering->staff, &gathering->staff_count);
	gathering->names = sought_names_make(arena, own.name, own.known_as);
	for (size_t i = 0; i < other_count; i++) {
		Str whose = str_concat(arena, others[i].name, S(", another person"));
		sought_names_add(gathering->names, others[i].name, whose);
		sought_names_add(gathering->names, others[i].known_as, whose);
	}
	for (size_t i = 0; i < told_count; i++)
		seek_reporter(gathering, &told[i]);
	return status;
}

static Status gather_all(Gathering *gathering)
{
	Str actor = gathering->care->actor;
	Str person = gathering->request->person;
	Status status = gather_names(gathering);
	if (status == STATUS_OK)
		status = gather_tables(gathering);
	if (status == STATUS_OK)
		status = sql_held_facts_each(gathering->care->reader, &(HeldFactsArguments){.actor = actor, .current_id = person},
			read_fact, gathering);
	if (status == STATUS_OK)
		status = sql_held_notes_each(gathering->care->reader, &(HeldNotesArguments){.actor = actor, .current_id = person},
			read_note, gathering);
	return status == STATUS_OK ? gather_looks(gathering) : status;
}

Status gather(Care *care, const SubjectRequest *request, SubjectEntry **out, size_t *count)
{
	Gathering gathering = {.care = care, .request = request};
	arena_init(&gathering.gathering, GATHERING_BYTES_MAX);
	arena_init(&gathering.row, ROW_BYTES_MAX);
	gathering.arena = &gathering.row;
	gathering.guarded = ARENA_ARRAY(&gathering.gathering, Str, SUBJECT_ENTRIES_MAX);
	Status status = gather_all(&gathering);
	*out = ARENA_ARRAY(care->arena, SubjectEntry, gathering.count + 1);
	*count = gathering.count;
	for (size_t i = 0; i < gathering.count; i++)
		(*out)[i] = gathering.entries[i];
	if (gathering.count > 1)
		qsort(*out, gathering.count, sizeof **out, compare_entries);
	arena_clear(&gathering.row);
	arena_clear(&gathering.gathering);
	return status;
}
