/* Everything held about one person, from every table that says whose a row is, in plain words. */
#include "care/rights/gather.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "care/rights/subject_access.sql.h"

enum { LINES_MAX = 400, TEXT_BYTES_MAX = 1024 * 1024 };

typedef struct Gathering {
	CareWrite *write;
	Arena *arena;
	Str current;
	SubjectEntry *entries;
	size_t count;
	Str own; /* their own names, folded, a space around each: a shared family name tells of nobody else */
	OthersNamedRow *others;
	size_t other_count;
	StaffNamesRow *staff;
	size_t staff_count;
	Str *guarded; /* ids of work about a worry */
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
	{"legal_hold", "A hold on this record", "The reason may be one that must not be told yet."},
	{"outbox", "A message", ""},
	{"person_access", "Who was let into this record for a time", ""},
	{"person_apart", "Two records that are of two people", "It may tell of somebody else's record."},
	{"person_merge", "Two records that were made one", "It may tell of somebody else's record."},
	{"relation", "Somebody in their life", "It is about another person."},
	{"residence", "A place where they lived", ""},
	{"retention_review", "A decision to keep this record longer", ""},
	{"service", "A service", ""},
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

static Str staff_name(const Gathering *gathering, Str id)
{
	for (size_t i = 0; i < gathering->staff_count; i++)
		if (str_equal(gathering->staff[i].id, id))
			return gathering->staff[i].name;
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
	const Practice *practice = gathering->write->care->practice;
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

/* Is a word of four letters or more of the name in the entry, which is no name of the person's own? */
static bool says_name(const Gathering *gathering, const SubjectEntry *entry, Str name)
{
	Arena *arena = gathering->arena;
	Str rest = str_fold(arena, name);
	Str word = {0};
	while (str_next(&rest, ' ', &word)) {
		if (word.length < 4 || str_contains(gathering->own, str_format(arena, " %.*s ", STR_ARG(word))))
			continue;
		for (size_t i = 0; i < entry->line_count; i++)
			if (str_contains(str_fold(arena, entry->lines[i].value), word))
				return true;
	}
	return false;
}

static void mark_names(const Gathering *gathering, SubjectEntry *entry)
{
	for (size_t i = 0; str_is_empty(entry->mark) && i < gathering->other_count; i++)
		if (says_name(gathering, entry, gathering->others[i].name)
			|| says_name(gathering, entry, gathering->others[i].known_as))
			entry->mark = str_format(gathering->arena, "It may speak of %.*s, another person.",
				STR_ARG(gathering->others[i].name));
}

static bool is_guarded_pathway(Str pathway)
{
	return str_contains(pathway, S("safeguarding")) || str_equal(pathway, S("report-concern"))
		|| str_equal(pathway, S("alert")) || str_equal(pathway, S("record-alert"));
}

static bool is_guarded(const Gathering *gathering, Str work)
{
	for (size_t i = 0; i < gathering->guarded_count; i++)
		if (str_equal(gathering->guarded[i], work))
			return true;
	return false;
}

static const Str HARM = S_INIT("It is about a worry. Look whether telling it could do serious harm, and who told us.");

/* --- entries ------------------------------------------------------------------------------------------------------- */

static Status add_entry(Gathering *gathering, SubjectEntry entry)
{
	if (gathering->count == SUBJECT_ENTRIES_MAX)
		return STATUS_FULL;
	mark_names(gathering, &entry);
	gathering->entries[gathering->count++] = entry;
	return STATUS_OK;
}

static void add_line(SubjectEntry *entry, Str label, Str value)
{
	if (!str_is_empty(value) && entry->line_count < LINES_MAX)
		entry->lines[entry->line_count++] = (SubjectLine){.label = label, .value = value};
}

static Str answer_text(const Gathering *gathering, const Question *question, Str value)
{
	if (question == NULL)
		return value;
	return answer_words(question, gathering->arena, value, false);
}

/* The answers of a form as they were sent. */
static void add_snapshot(Gathering *gathering, SubjectEntry *entry, Str body)
{
	const Practice *practice = gathering->write->care->practice;
	Problems problems = problems_make(gathering->arena);
	const JsonNode *root = NULL;
	if (json_parse(gathering->arena, S("snapshot"), 1, body, &problems, &root) != STATUS_OK) {
		add_line(entry, S("What it says"), body);
		return;
	}
	const JsonNode *answers = json_member(root, S("answers"));
	entry->lines = ARENA_ARRAY(gathering->arena, SubjectLine, LINES_MAX);
	for (size_t i = 0; answers != NULL && i < answers->count; i++) {
		const Question *question = practice_question(practice, answers->members[i].key);
		Str value = json_text(json_member(&answers->members[i].value, S("value")));
		add_line(entry, question == NULL ? answers->members[i].key : question->worker,
			answer_text(gathering, question, value));
	}
	add_line(entry, S("Note"), json_text(json_member(root, S("note"))));
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
	if (among(str_c(gathering->arena, column), SILENT_COLUMNS, sizeof SILENT_COLUMNS / sizeof SILENT_COLUMNS[0])
		|| str_ends_with(column, S("_id")))
		return;
	bool is_answer = str_equal(column, S("value")) && !str_is_empty(row->question);
	Str words = is_answer ? answer_text(gathering, practice_question(gathering->write->care->practice, row->question), value)
		: text_words(gathering, column, value);
	add_line(entry, column_words(gathering->arena, column), words);
}

static void finish_document(Gathering *gathering, SubjectEntry *entry, const ReadingRow *row)
{
	if (str_is_empty(row->media_type))
		return;
	add_line(entry, S("What it says"), str_starts_with(row->media_type, S("text/plain"))
		? str_copy(gathering->arena, row->content)
		: str_format(gathering->arena, "A file of %zu bytes (%.*s), given beside this copy.", row->content.length,
			STR_ARG(row->media_type)));
}

static Status read_row(Gathering *gathering, const StoreTable *table, const StoreRows *rows, size_t title)
{
	Arena *arena = gathering->arena;
	SubjectEntry entry = {.at = INSTANT_NONE, .lines = ARENA_ARRAY(arena, SubjectLine, STORE_COLUMNS_MAX + 2)};
	ReadingRow row = {0};
	Str snapshot = {0};
	for (size_t i = 0; i < table->held->column_count; i++) {
		Str column = str_from_c(table->held->columns[i].name);
		if (table->held->columns[i].type == STORE_INTEGER) {
			int64_t value = store_rows_integer(rows, i);
			bool told = value != STORE_NULL_INTEGER && !str_equal(column, S("version"));
			read_instant(&entry, column, value);
			if (told)
				add_line(&entry, column_words(arena, column), integer_words(gathering, column, value));
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
	entry.mark = known ? str_from_c(TABLES[title].mark) : (Str){0};
	entry.key = str_is_empty(row.question) ? str_format(arena, "%s/%.*s", table->name, STR_ARG(row.id))
		: str_format(arena, "%s/%.*s/%.*s", table->name, STR_ARG(row.id), STR_ARG(row.question));
	if (str_equal(str_from_c(table->name), S("work")) && is_guarded_pathway(row.pathway)
		&& gathering->guarded_count < SUBJECT_ENTRIES_MAX)
		gathering->guarded[gathering->guarded_count++] = row.id;
	if (str_is_empty(entry.mark) && (is_guarded_pathway(row.pathway) || is_guarded(gathering, row.work)))
		entry.mark = HARM;
	return add_entry(gathering, entry);
}

static Status gather_table(Gathering *gathering, const StoreTable *table)
{
	StoreRows rows;
	StoreValue value = {.type = STORE_TEXT, .text = gathering->current};
	size_t title = 0;
	while (title < sizeof TABLES / sizeof TABLES[0] && strcmp(TABLES[title].table, table->name) != 0)
		title++;
	Status status = store_query(gathering->write->connection, table->held, &value, &rows);
	if (status != STATUS_OK)
		return status;
	while (status == STATUS_OK && store_rows_next(&rows))
		status = read_row(gathering, table, &rows, title);
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

static Status gather_facts(Gathering *gathering)
{
	HeldFactsRow *rows = NULL;
	size_t count = 0;
	Arena *arena = gathering->arena;
	Status status = sql_held_facts_list(gathering->write->connection, arena,
		&(HeldFactsArguments){.current_id = gathering->current}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const Question *question = practice_question(gathering->write->care->practice, rows[i].question);
		bool withdrawn = str_equal(rows[i].standing, S("withdrawn"));
		SubjectEntry entry = {.key = str_concat(arena, S("fact/"), rows[i].id), .at = rows[i].recorded_at,
			.title = withdrawn ? S("An answer that was taken back") : S("An answer"),
			.lines = ARENA_ARRAY(arena, SubjectLine, 4)};
		add_line(&entry, S("Question"), question == NULL ? rows[i].question : question->worker);
		add_line(&entry, S("Answer"), str_is_empty(rows[i].value) ? S("not told: it was taken back because it was wrong")
			: answer_text(gathering, question, rows[i].value));
		add_line(&entry, S("Who said it"), giver_words(rows[i].giver, staff_name(gathering, rows[i].by_name), arena));
		bool by_another = str_equal(rows[i].giver, S("helper")) || str_equal(rows[i].giver, S("carer"));
		if (by_another)
			entry.mark = S("Somebody else said it.");
		else if (question != NULL && (question->apart || question->danger))
			entry.mark = HARM;
		else if (question != NULL && question->type == QUESTION_PERSON)
			entry.mark = S("It is about another person.");
		status = add_entry(gathering, entry);
	}
	return status;
}

static Status gather_notes(Gathering *gathering)
{
	HeldNotesRow *rows = NULL;
	size_t count = 0;
	Arena *arena = gathering->arena;
	Status status = sql_held_notes_list(gathering->write->connection, arena,
		&(HeldNotesArguments){.current_id = gathering->current}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		SubjectEntry entry = {.key = str_concat(arena, S("case_note/"), rows[i].id), .at = rows[i].made_at,
			.title = rows[i].withdrawn == 1 ? S("A note that was withdrawn") : S("A note"),
			.lines = ARENA_ARRAY(arena, SubjectLine, 5)};
		add_line(&entry, S("Kind"), plain(arena, rows[i].kind));
		add_line(&entry, S("Happened"), text_words(gathering, S("happened_on"), rows[i].happened_on));
		add_line(&entry, S("Who was there"), rows[i].present);
		add_line(&entry, S("What it says"), rows[i].body);
		add_line(&entry, S("Written by"), rows[i].by_name);
		if (rows[i].others > 0)
			entry.mark = S("It is about other people too.");
		else if (rows[i].withdrawn == 1)
			entry.mark = S("It was withdrawn: it may be wrong, or somebody else's.");
		status = add_entry(gathering, entry);
	}
	return status;
}

static Status gather_looks(Gathering *gathering)
{
	HeldLooksRow *rows = NULL;
	size_t count = 0;
	Arena *arena = gathering->arena;
	Status status = sql_held_looks_list(gathering->write->connection, arena,
		&(HeldLooksArguments){.current_id = gathering->current}, &rows, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	size_t told = count < LINES_MAX ? count : LINES_MAX;
	SubjectEntry entry = {.key = S("looks"), .at = gathering->write->now, .title = S("Who has looked at this record"),
		.lines = ARENA_ARRAY(arena, SubjectLine, told)};
	for (size_t i = count - told; i < count; i++)
		add_line(&entry, date_format_words(arena, (Date)rows[i].day), str_format(arena, "%.*s, %lld %s",
			STR_ARG(str_is_empty(rows[i].team) ? S("the program") : rows[i].team), (long long)rows[i].times,
			rows[i].times == 1 ? "time" : "times"));
	return add_entry(gathering, entry);
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
	const StoreSchema *schema = store_schema(gathering->write->care->store);
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

Status gather_in(CareWrite *write, Str current, SubjectEntry **out, size_t *count)
{
	Arena *arena = write->care->arena;
	Gathering gathering = {.write = write, .arena = arena, .current = current,
		.entries = ARENA_ARRAY(arena, SubjectEntry, SUBJECT_ENTRIES_MAX),
		.guarded = ARENA_ARRAY(arena, Str, SUBJECT_ENTRIES_MAX)};
	OwnNamesRow own = {0};
	Status status = sql_own_names_one(write->connection, arena, &(OwnNamesArguments){.current_id = current}, &own);
	Str name = str_fold(arena, own.name);
	Str known_as = str_fold(arena, own.known_as);
	gathering.own = str_format(arena, " %.*s %.*s ", STR_ARG(name), STR_ARG(known_as));
	if (status == STATUS_OK)
		status = sql_others_named_list(write->connection, arena, &(OthersNamedArguments){.current_id = current},
			&gathering.others, &gathering.other_count);
	if (status == STATUS_OK)
		status = sql_staff_names_list(write->connection, arena, &gathering.staff, &gathering.staff_count);
	if (status == STATUS_OK)
		status = gather_tables(&gathering);
	if (status == STATUS_OK)
		status = gather_facts(&gathering);
	if (status == STATUS_OK)
		status = gather_notes(&gathering);
	if (status == STATUS_OK)
		status = gather_looks(&gathering);
	if (gathering.count > 1)
		qsort(gathering.entries, gathering.count, sizeof *gathering.entries, compare_entries);
	*out = gathering.entries;
	*count = gathering.count;
	return status;
}
