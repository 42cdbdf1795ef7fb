/* Calls out of the telephone system's own file. */
#include "care/helpline/helpline.h"

#include <stdlib.h>

#include "base/csv.h"
#include "care/helpline/helpline.sql.h"

enum { COLUMNS_MAX = 64, FIELD_BYTES_MAX = 200, CALL_ID_BYTES_MAX = 64, ROWS_A_WRITE = 2000 };

typedef enum Column { COLUMN_CALL_ID, COLUMN_OFFERED, COLUMN_ANSWERED, COLUMN_ENDED, COLUMN_LANGUAGE, COLUMN_REFERENCE,
	COLUMN_COUNT } Column;

static const struct { Str name; bool required; } COLUMNS[COLUMN_COUNT] = {
	[COLUMN_CALL_ID] = {S_INIT("call_id"), true},
	[COLUMN_OFFERED] = {S_INIT("offered_at"), true},
	[COLUMN_ANSWERED] = {S_INIT("answered_at"), true},
	[COLUMN_ENDED] = {S_INIT("ended_at"), true},
	[COLUMN_LANGUAGE] = {S_INIT("language"), false},
	[COLUMN_REFERENCE] = {S_INIT("reference"), false},
};

typedef struct FileCall {
	uint32_t line;
	Str id;
	Instant offered_at;
	Instant answered_at; /* INSTANT_NONE: nobody did */
	Instant ended_at;
	Str language;
	Str work;            /* empty: no contact was made of it, or none is named */
} FileCall;

typedef struct Reading {
	Care *care;
	Str file;
	size_t columns[COLUMN_COUNT];
	const OptionList *languages;
	FileCall *calls;
	size_t count;
} Reading;

static void complain(Reading *reading, uint32_t line, Column column, const char *message)
{
	(void)problems_add(&reading->care->problems, (Problem){.file = reading->file, .line = line,
		.field = COLUMNS[column].name, .message = str_from_c(message)});
}

/* A column that is not known may say who called. */
static Status header_read(Reading *reading, CsvReader *csv)
{
	Status status = csv_read_header(csv);
	for (size_t i = 0; status == STATUS_OK && i < COLUMN_COUNT; i++) {
		reading->columns[i] = csv_column(csv, COLUMNS[i].name);
		if (COLUMNS[i].required)
			status = csv_require_column(csv, COLUMNS[i].name, &reading->columns[i]);
	}
	for (size_t c = 0; status == STATUS_OK && c < csv->header_count; c++) {
		bool known = false;
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			known = known || reading->columns[i] == c;
		if (!known)
			status = problems_add_format(&reading->care->problems, (Problem){.file = reading->file, .line = 1,
				.field = csv->header[c]}, "This column is not read. Take it out of the file: who called is not kept here.");
	}
	return status;
}

/* Two digits at a place; -1 when something else stands there. */
static int digits_at(Str text, size_t place)
{
	char tens = text.data[place];
	char ones = text.data[place + 1];
	return tens < '0' || tens > '9' || ones < '0' || ones > '9' ? -1 : (tens - '0') * 10 + (ones - '0');
}

/* "2026-11-20 09:14:05" or with T, in London; or the form that ends in Z. */
static bool time_read(Str text, Instant *out)
{
	Date day = DATE_NONE;
	if (str_ends_with(text, S("Z")))
		return instant_parse(text, out) == STATUS_OK;
	if (text.length != 19 || (text.data[10] != ' ' && text.data[10] != 'T') || text.data[13] != ':' || text.data[16] != ':'
	    || date_parse(str_slice(text, 0, 10), &day) != STATUS_OK)
		return false;
	int hour = digits_at(text, 11);
	int minute = digits_at(text, 14);
	int second = digits_at(text, 17);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return false;
	*out = instant_from_london(day, hour, minute) + second * INSTANT_SECOND;
	return true;
}

static void time_field(Reading *reading, const CsvRow *row, Column column, Instant *out)
{
	Str text = str_trim(csv_field(row, reading->columns[column]));
	if (column == COLUMN_ANSWERED && str_is_empty(text))
		return;
	if (!time_read(text, out))
		complain(reading, row->line, column, "Expected a time such as 2026-11-20 09:14:05 (London), or one that ends in Z.");
}

static void times_check(Reading *reading, const FileCall *call)
{
	if (call->offered_at == INSTANT_NONE || call->ended_at == INSTANT_NONE)
		return;
	if (call->answered_at != INSTANT_NONE && (call->answered_at < call->offered_at || call->answered_at > call->ended_at))
		complain(reading, call->line, COLUMN_ANSWERED, "A call is answered after it was offered and before it ended; leave it "
			"empty when nobody answered.");
	if (call->ended_at < call->offered_at || call->ended_at - call->offered_at > HELPLINE_CALL_HOURS_MAX * INSTANT_HOUR)
		complain(reading, call->line, COLUMN_ENDED, "A call ends after it was offered, within a day.");
	if (call->ended_at > care_now(reading->care))
		complain(reading, call->line, COLUMN_ENDED, "This time has not come yet. Is the clock of the telephone system right?");
}

static Status reference_find(Reading *reading, const CsvRow *row, FileCall *call)
{
	HelplineWorkByReferenceRow found = {0};
	Str reference = str_trim(csv_field(row, reading->columns[COLUMN_REFERENCE]));
	if (str_is_empty(reference))
		return STATUS_OK;
	Status status = sql_helpline_work_by_reference_one(store_maintenance(reading->care->store), reading->care->arena,
		&(HelplineWorkByReferenceArguments){.reference = reference}, &found);
	if (status == STATUS_OK && str_equal(found.pathway, S("contact")) && call->answered_at != INSTANT_NONE)
		call->work = found.id;
	else if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		complain(reading, row->line, COLUMN_REFERENCE, "Expected the reference of a contact, of a call that was answered; leave it "
			"empty when no contact was made.");
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status row_read(Reading *reading, const CsvRow *row)
{
	Arena *arena = reading->care->arena;
	FileCall call = {.line = row->line, .offered_at = INSTANT_NONE, .answered_at = INSTANT_NONE, .ended_at = INSTANT_NONE};
	if (reading->count == HELPLINE_FILE_ROWS_MAX)
		return problems_add_format(&reading->care->problems, (Problem){.file = reading->file, .line = row->line},
			"More than %d calls: part the file by months.", HELPLINE_FILE_ROWS_MAX);
	call.id = str_copy(arena, str_trim(csv_field(row, reading->columns[COLUMN_CALL_ID])));
	call.language = str_copy(arena, str_trim(csv_field(row, reading->columns[COLUMN_LANGUAGE])));
	if (str_is_empty(call.id) || call.id.length > CALL_ID_BYTES_MAX)
		complain(reading, row->line, COLUMN_CALL_ID, "Expected the call's own id in the telephone system, at most 64 characters.");
	if (!str_is_empty(call.language) && option_find(reading->languages, call.language) == NULL)
		complain(reading, row->line, COLUMN_LANGUAGE, "Expected a code of the question language_main, such as polish; leave it "
			"empty when the line does not say.");
	time_field(reading, row, COLUMN_OFFERED, &call.offered_at);
	time_field(reading, row, COLUMN_ANSWERED, &call.answered_at);
	time_field(reading, row, COLUMN_ENDED, &call.ended_at);
	times_check(reading, &call);
	Status status = reference_find(reading, row, &call);
	reading->calls[reading->count++] = call;
	return status;
}

static int compare_by_id(const void *left, const void *right)
{
	const FileCall *one = left;
	const FileCall *other = right;
	int order = str_compare(one->id, other->id);
	return order != 0 ? order : one->line < other->line ? -1 : 1;
}

static int compare_by_work(const void *left, const void *right)
{
	const FileCall *one = left;
	const FileCall *other = right;
	int order = str_compare(one->work, other->work);
	return order != 0 ? order : one->line < other->line ? -1 : 1;
}

/* In the end calls are in order of their ids. */
static void refuse_twice(Reading *reading)
{
	qsort(reading->calls, reading->count, sizeof *reading->calls, compare_by_work);
	for (size_t i = 1; i < reading->count; i++)
		if (!str_is_empty(reading->calls[i].work) && str_equal(reading->calls[i - 1].work, reading->calls[i].work))
			complain(reading, reading->calls[i].line, COLUMN_REFERENCE, "Another call of this file names the same contact: a "
				"contact is made of one call.");
	qsort(reading->calls, reading->count, sizeof *reading->calls, compare_by_id);
	for (size_t i = 1; i < reading->count; i++)
		if (str_equal(reading->calls[i - 1].id, reading->calls[i].id))
			complain(reading, reading->calls[i].line, COLUMN_CALL_ID, "This call stands in the file twice.");
}

static size_t lines_of(Str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.length; i++)
		count += text.data[i] == '\n' || text.data[i] == '\r' ? 1U : 0U;
	return count < HELPLINE_FILE_ROWS_MAX ? count : HELPLINE_FILE_ROWS_MAX;
}

static Status file_read(Reading *reading, Str text)
{
	CsvReader csv;
	CsvRow row;
	csv_open_text(&csv, reading->care->arena, reading->file, text, (CsvLimits){.columns_most = COLUMNS_MAX,
		.field_bytes_most = FIELD_BYTES_MAX}, &reading->care->problems);
	Status status = header_read(reading, &csv);
	if (status != STATUS_OK)
		return status;
	reading->calls = ARENA_ARRAY(reading->care->arena, FileCall, lines_of(text));
	for (status = csv_next_row(&csv, &row); status == STATUS_OK || status == STATUS_INVALID;
	     status = csv_next_row(&csv, &row)) {
		Status done = status == STATUS_OK ? row_read(reading, &row) : STATUS_OK;
		if (done != STATUS_OK)
			return done;
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	refuse_twice(reading);
	return problems_any(&reading->care->problems) ? STATUS_INVALID : STATUS_OK;
}

typedef struct Loading {
	const Reading *reading;
	size_t from;
	size_t until;
	HelplineLoaded loaded; /* of this write alone */
} Loading;

static Instant none_if_null(int64_t stored)
{
	return stored == STORE_NULL_INTEGER ? INSTANT_NONE : stored;
}

static int64_t null_if_none(Instant instant)
{
	return instant == INSTANT_NONE ? STORE_NULL_INTEGER : instant;
}

static Status match_in(CareWrite *write, const FileCall *call, bool *changed)
{
	HelplineContactGetRow stands = {0};
	Status status = sql_helpline_contact_get_one(write->connection, write->care->arena,
		&(HelplineContactGetArguments){.work = call->work}, &stands);
	if (status == STATUS_OK && str_equal(stands.call, call->id) && stands.answered_at == call->answered_at)
		return STATUS_OK;
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	*changed = true;
	return sql_helpline_contact_insert_run(write->connection, &(HelplineContactInsertArguments){.work = call->work,
		.answered_at = call->answered_at, .call = call->id});
}

static Status call_put_in(CareWrite *write, const FileCall *call, HelplineLoaded *loaded)
{
	HelplineCallGetRow stands = {0};
	bool matched_anew = false;
	Status found = sql_helpline_call_get_one(write->connection, write->care->arena,
		&(HelplineCallGetArguments){.id = call->id}, &stands);
	if (found != STATUS_OK && found != STATUS_NOT_FOUND)
		return found;
	bool same = found == STATUS_OK && stands.offered_at == call->offered_at && stands.ended_at == call->ended_at
		&& none_if_null(stands.answered_at) == call->answered_at && str_equal(stands.language, call->language);
	Status status = same ? STATUS_OK : sql_helpline_call_put_run(write->connection, &(HelplineCallPutArguments){
		.id = call->id, .offered_at = call->offered_at, .answered_at = null_if_none(call->answered_at),
		.ended_at = call->ended_at, .day = date_format(write->care->arena, instant_london_date(call->offered_at)),
		.language = call->language});
	if (status == STATUS_OK && !str_is_empty(call->work))
		status = match_in(write, call, &matched_anew);
	loaded->added += found == STATUS_NOT_FOUND ? 1U : 0U;
	loaded->changed += found == STATUS_OK && (!same || matched_anew) ? 1U : 0U;
	loaded->unchanged += found == STATUS_OK && same && !matched_anew ? 1U : 0U;
	loaded->abandoned += call->answered_at == INSTANT_NONE ? 1U : 0U;
	loaded->matched += str_is_empty(call->work) ? 0U : 1U;
	return status;
}

static Status load_in(CareWrite *write, void *context)
{
	Loading *loading = context;
	Status status = STATUS_OK;
	loading->loaded = (HelplineLoaded){.read = loading->until - loading->from};
	for (size_t i = loading->from; status == STATUS_OK && i < loading->until; i++)
		status = call_put_in(write, &loading->reading->calls[i], &loading->loaded);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("helpline/load"), .subject_kind = S("helpline_call"),
		.subject = loading->reading->file});
}

Status helpline_load(Care *care, Str file, Str text, HelplineLoaded *out)
{
	const Question *language = practice_question(care->practice, S("language_main"));
	Reading reading = {.care = care, .file = file, .languages = language == NULL ? NULL : language->options};
	*out = (HelplineLoaded){0};
	Status status = care_require(care, S("practice-publish"));
	if (status == STATUS_OK)
		status = file_read(&reading, text);
	for (size_t from = 0; status == STATUS_OK && from < reading.count; from += ROWS_A_WRITE) {
		Loading loading = {.reading = &reading, .from = from,
			.until = reading.count - from < ROWS_A_WRITE ? reading.count : from + ROWS_A_WRITE};
		status = care_write(care, load_in, &loading);
		if (status != STATUS_OK)
			return status;
		out->read += loading.loaded.read;
		out->added += loading.loaded.added;
		out->changed += loading.loaded.changed;
		out->unchanged += loading.loaded.unchanged;
		out->abandoned += loading.loaded.abandoned;
		out->matched += loading.loaded.matched;
	}
	return status;
}
