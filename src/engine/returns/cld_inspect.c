#include "engine/returns/cld_inspect.h"

#include <string.h>

#include "base/csv.h"
#include "base/json.h"

enum {
	VALUE_BYTES_MAX = 1000, /* of a value shown in a finding */
	HITS_MAX = 4 * 1024 * 1024,
	HITS_FIRST = 1024,
	NOT_A_TABLE = 5,        /* fewer of the fifty columns than this and it is some other file */
};
#define LINES_BYTES_MAX ((size_t)512 * 1024 * 1024)

/* What rows state as their period. */
typedef struct PeriodVote {
	Date start;
	Date end;
	uint64_t rows;
} PeriodVote;

typedef struct Inspecting {
	const CldInspection *inspection;
	Arena *arena;
	CldReport *report;
	CldColumns *columns;      /* of each file */
	uint64_t *listed;         /* of each file: columns with a list published in part that hold a value */
	PeriodVote *periods;      /* of each file */
	CldDigests *digests;
	CldSuspects suspects;
	bool second;
	CldHit *hits;
	size_t hit_count;
	size_t hit_capacity;
} Inspecting;

/* What the work makes of a block. */
typedef struct Made {
	Inspecting *inspecting;
	CldBlock *block;
	CldReport report;
	PeriodVote period;
	Buffer lines;
	CldKeys *keys;
	size_t key_count;
	CldHit *hits;
	size_t hit_count;
	uint64_t listed;
	uint64_t row;
	uint64_t rules_of_row; /* a bit a rule */
} Made;

_Static_assert(CLD_RULE_COUNT <= 64 && CLD_FIELD_COUNT <= 64, "a set of rules or columns is a word");

/* ---- Writing findings. ---- */

/* At most VALUE_BYTES_MAX bytes; what is not UTF-8 is shown as question marks. */
static Str presentable(Arena *arena, Str value)
{
	Str begin = value.length > VALUE_BYTES_MAX ? str_slice(value, 0, VALUE_BYTES_MAX) : value;
	if (str_is_utf8(begin))
		return begin;
	char *bytes = arena_allocate(arena, begin.length + 1);
	for (size_t i = 0; i < begin.length; i++)
		bytes[i] = (unsigned char)begin.data[i] < 0x80 && begin.data[i] != '\0' ? begin.data[i] : '?';
	return (Str){.data = bytes, .length = begin.length};
}

static const Str FINDING_COLUMNS[] = {S_INIT("file"), S_INIT("row"), S_INIT("field"), S_INIT("value"), S_INIT("rule"),
	S_INIT("severity"), S_INIT("team"), S_INIT("what"), S_INIT("remedy")};
enum { FINDING_COLUMN_COUNT = sizeof FINDING_COLUMNS / sizeof FINDING_COLUMNS[0] };

Str cld_findings_header(void)
{
	return S("file,row,field,value,rule,severity,team,what,remedy\r\n");
}

static void write_finding(Buffer *out, Arena *arena, CldFindingForm form, const Str *values)
{
	if (form == CLD_FINDINGS_CSV) {
		csv_write_row(out, values, FINDING_COLUMN_COUNT, (CsvStyle){.guards_formulas = true});
		return;
	}
	Buffer line = buffer_make(arena, 64 * 1024);
	JsonWriter json = json_writer_make(&line);
	json_write_object_begin(&json);
	for (size_t i = 0; i < FINDING_COLUMN_COUNT; i++) {
		int64_t number = 0;
		bool row = i == 1 && str_to_integer(values[i], &number) == STATUS_OK;
		if (row)
			json_write_member_integer(&json, FINDING_COLUMNS[i], number);
		else
			json_write_member_text(&json, FINDING_COLUMNS[i], values[i]);
	}
	json_write_object_end(&json);
	buffer_add(out, buffer_str(&line));
	buffer_add_character(out, '\n');
}

typedef struct Where {
	uint32_t file;
	uint64_t row; /* 0: of the file */
} Where;

static void write_line(Inspecting *inspecting, Buffer *out, Arena *arena, Where where, const CldFinding *finding)
{
	const CldRuleInfo *rule = &CLD_RULES[finding->rule];
	CldFindingForm form = inspecting->inspection->form;
	const CldRule *only = inspecting->inspection->only;
	if (form == CLD_FINDINGS_NONE || (only != NULL && *only != finding->rule))
		return;
	Str values[FINDING_COLUMN_COUNT] = {
		inspecting->inspection->files[where.file].name,
		where.row == 0 ? S("") : str_format(arena, "%llu", (unsigned long long)where.row),
		finding->field == CLD_FIELD_NONE ? S("") : cld_field_rule(finding->field)->name,
		presentable(arena, finding->value), rule->id, cld_severity_name(rule->severity), rule->team, rule->title,
		cld_finding_remedy(arena, inspecting->inspection->lists, finding)};
	write_finding(out, arena, form, values);
}

static void count_finding(CldReport *report, Where where, const CldFinding *finding)
{
	CldRuleCount *count = &report->of_rule[finding->rule];
	report->of_severity[CLD_RULES[finding->rule].severity]++;
	if (count->findings++ > 0)
		return;
	size_t length = finding->value.length < CLD_EXAMPLE_BYTES_MAX ? finding->value.length : CLD_EXAMPLE_BYTES_MAX;
	while (length > 0 && length < finding->value.length && ((unsigned char)finding->value.data[length] & 0xC0U) == 0x80U)
		length--;
	if (length > 0)
		memcpy(count->value, finding->value.data, length);
	count->value[length] = '\0';
	count->file = where.file;
	count->row = where.row;
	count->field = finding->field;
}

/* Majority by rounds: what more than half of the rows state stays to the end; a few slips never do. */
static void add_vote(PeriodVote *sum, PeriodVote other)
{
	if (other.rows == 0)
		return;
	if (sum->start == other.start && sum->end == other.end)
		sum->rows += other.rows;
	else if (sum->rows >= other.rows)
		sum->rows -= other.rows;
	else
		*sum = (PeriodVote){.start = other.start, .end = other.end, .rows = other.rows - sum->rows};
}

static void vote_row(PeriodVote *votes, const CldReading *reading)
{
	bool states = reading->period_start != DATE_NONE && reading->period_end != DATE_NONE
		&& reading->period_start <= reading->period_end;
	add_vote(votes, (PeriodVote){.start = reading->period_start, .end = reading->period_end, .rows = states ? 1 : 0});
}

/* Of the files the one whose period ends last; of equals the later file. */
static void choose_period(const PeriodVote *votes, size_t count, CldReport *out)
{
	for (size_t i = 0; i < count; i++)
		if (votes[i].rows > 0 && votes[i].end >= out->period_end) {
			out->period_start = votes[i].start;
			out->period_end = votes[i].end;
		}
}

static void merge_reports(CldReport *into, const CldReport *from)
{

	into->rows += from->rows;
	into->rows_with_error += from->rows_with_error;
	for (size_t i = 0; i <= CLD_EVENT_REVIEW; i++)
		into->of_event[i] += from->of_event[i];
	for (size_t i = 0; i <= CLD_NOTE; i++)
		into->of_severity[i] += from->of_severity[i];
	for (size_t i = 0; i < CLD_RULE_COUNT; i++) {
		CldRuleCount *count = &into->of_rule[i];
		uint64_t findings = count->findings + from->of_rule[i].findings;
		uint64_t rows = count->rows + from->of_rule[i].rows;
		if (count->findings == 0)
			*count = from->of_rule[i];
		count->findings = findings;
		count->rows = rows;
	}
}

/* ---- A block. ---- */

static void take_finding(void *context, const CldFinding *finding)
{
	Made *made = context;
	Where where = {.file = made->block->file, .row = made->row};
	count_finding(&made->report, where, finding);
	made->rules_of_row |= (uint64_t)1 << finding->rule;
	write_line(made->inspecting, &made->lines, &made->block->arena, where, finding);
}

static void report_row(Made *made, CldRule rule, Str value, Str detail)
{
	take_finding(made, &(CldFinding){.rule = rule, .field = CLD_FIELD_NONE, .value = value, .detail = detail});
}

static void end_row(Made *made, CldEvent event)
{
	bool error = false;
	made->report.rows++;
	made->report.of_event[event]++;
	for (uint64_t rules = made->rules_of_row; rules != 0; rules &= rules - 1) {
		CldRule rule = (CldRule)__builtin_ctzll(rules);
		made->report.of_rule[rule].rows++;
		error = error || CLD_RULES[rule].severity == CLD_ERROR;
	}
	made->report.rows_with_error += error;
	made->rules_of_row = 0;
	made->row++;
}

/* A block is nearly always plain ASCII, and then nothing else is asked. */
static bool has_high_bytes(const char *bytes, size_t length)
{
	uint64_t all = 0;
	for (size_t i = 0; i + sizeof all <= length; i += sizeof all) {
		uint64_t word = 0;
		memcpy(&word, bytes + i, sizeof word);
		all |= word;
	}
	for (size_t i = length & ~(sizeof all - 1); i < length; i++)
		all |= (uint64_t)(unsigned char)bytes[i];
	return (all & 0x8080808080808080ULL) != 0;
}

static bool is_text(const CldRecord *record)
{
	size_t kept = record->count < CLD_COLUMNS_MAX ? record->count : CLD_COLUMNS_MAX;
	for (size_t i = 0; i < kept; i++)
		if (!str_is_utf8(record->fields[i]))
			return false;
	return true;
}

static void note_listed(Made *made, const CldRow *row)
{
	const CldLists *lists = made->inspecting->inspection->lists;
	for (size_t i = 0; i < lists->in_part_count; i++)
		if (row->values[lists->in_part[i]].length > 0)
			made->listed |= (uint64_t)1 << lists->in_part[i];
}

static void keep_keys(Made *made, const CldRow *row, const CldReading *reading)
{
	CldKeys keys;
	cld_keys_make(row, reading, &keys);
	if (!made->inspecting->second) {
		made->keys[made->key_count++] = keys;
		return;
	}
	unsigned kinds = cld_suspects_match(&made->inspecting->suspects, &keys);
	if (kinds != 0)
		made->hits[made->hit_count++] = (CldHit){.keys = keys, .row = made->row, .file = made->block->file, .kinds = kinds,
			.reference = cld_text_digest(row->values[CLD_EVENT_REFERENCE]), .service = reading->event == CLD_EVENT_SERVICE};
}

static void ignore_finding(void *context, const CldFinding *finding)
{
	(void)context;
	(void)finding;
}

static void judge_record(Made *made, const CldRecord *record, const CldJudge *judge)
{
	const CldColumns *columns = judge->columns;
	CldRow row;
	CldReading reading;
	bool second = made->inspecting->second;
	if (record->count == 1 && record->fields[0].length == 0) {
		made->row++; /* an empty line counts as a row of the sheet and as nothing else */
		return;
	}
	if (record->count != columns->count) {
		if (!second)
			report_row(made, CLD_RULE_ROW_COLUMNS, (Str){0}, str_format(&made->block->arena,
				"%zu columns here, %zu in the header. %.*s", record->count, columns->count,
				STR_ARG(CLD_RULES[CLD_RULE_ROW_COLUMNS].remedy)));
		end_row(made, CLD_EVENT_ANY);
		return;
	}
	if (record->quotes_wrong && !second)
		report_row(made, CLD_RULE_ROW_QUOTES, (Str){0}, (Str){0});
	cld_columns_row(columns, record, &row);
	cld_judge_row(judge, &row, &reading);
	keep_keys(made, &row, &reading);
	if (!second) {
		note_listed(made, &row);
		vote_row(&made->period, &reading);
	}
	end_row(made, reading.event);
}

static void judge_records(Made *made)
{
	CldBlock *block = made->block;
	Inspecting *inspecting = made->inspecting;
	CldJudge judge = {.lists = inspecting->inspection->lists, .columns = &inspecting->columns[block->file],
		.sink = inspecting->second ? ignore_finding : take_finding, .context = made};
	bool high = !inspecting->second && has_high_bytes(block->bytes, block->length);
	char *at = block->bytes;
	char *end = block->bytes + block->length;
	if (inspecting->second)
		made->hits = ARENA_ARRAY(&block->arena, CldHit, block->records);
	else
		made->keys = ARENA_ARRAY(&block->arena, CldKeys, block->records);
	const char *begins = at;
	CldRecord record;
	for (; cld_record_next(&at, end, &record); begins = at) {
		if (high && has_high_bytes(begins, (size_t)(at - begins)) && !is_text(&record))
			report_row(made, CLD_RULE_ROW_ENCODING, (Str){0}, (Str){0});
		judge_record(made, &record, &judge);
	}
}

static void work(void *context, CldBlock *block)
{
	Made *made = ARENA_NEW(&block->arena, Made);
	Str begin = {.data = block->bytes, .length = block->length < CLD_EXAMPLE_BYTES_MAX ? block->length : CLD_EXAMPLE_BYTES_MAX};
	*made = (Made){.inspecting = context, .block = block, .row = block->first_row,
		.lines = buffer_make(&block->arena, LINES_BYTES_MAX)};
	block->result = made;
	if (block->kind == CLD_BLOCK_RECORDS) {
		judge_records(made);
		return;
	}
	if (made->inspecting->second)
		return;
	if (block->kind == CLD_BLOCK_UNCLOSED)
		report_row(made, CLD_RULE_ROW_QUOTES, begin,
			S("A quote opens in this row and never closes: close it, or leave it out. The row was skipped."));
	else
		report_row(made, CLD_RULE_ROW_TOO_LONG, begin, str_format(&block->arena,
			"%llu bytes with %llu commas and more; a row of the return has 50 columns. %.*s", (unsigned long long)block->long_bytes,
			(unsigned long long)block->long_columns - 1, STR_ARG(CLD_RULES[CLD_RULE_ROW_TOO_LONG].remedy)));
	end_row(made, CLD_EVENT_ANY);
}

/* ---- The files. ---- */

static bool keep_hits(Inspecting *inspecting, const Made *made)
{
	for (size_t i = 0; i < made->hit_count; i++) {
		if (inspecting->hit_count == HITS_MAX)
			return false;
		if (inspecting->hit_count == inspecting->hit_capacity) {
			size_t capacity = inspecting->hit_capacity == 0 ? HITS_FIRST : inspecting->hit_capacity * 2;
			CldHit *hits = ARENA_ARRAY(inspecting->arena, CldHit, capacity);
			if (inspecting->hit_count > 0)
				memcpy(hits, inspecting->hits, inspecting->hit_count * sizeof *hits);
			inspecting->hits = hits;
			inspecting->hit_capacity = capacity;
		}
		inspecting->hits[inspecting->hit_count] = made->hits[i];
		inspecting->hits[inspecting->hit_count].order = (uint32_t)inspecting->hit_count;
		inspecting->hit_count++;
	}
	return true;
}

static Status put_lines(Inspecting *inspecting, const Buffer *lines)
{
	const CldInspection *inspection = inspecting->inspection;
	return lines->length == 0 ? STATUS_OK : inspection->write(inspection->context, buffer_str(lines));
}

static Status take(void *context, CldBlock *block)
{
	Inspecting *inspecting = context;
	const Made *made = block->result;
	if (inspecting->second) {
		if (!keep_hits(inspecting, made))
			inspecting->report->not_all_compared = true;
		return STATUS_OK;
	}
	merge_reports(inspecting->report, &made->report);
	add_vote(&inspecting->periods[block->file], made->period);
	inspecting->listed[block->file] |= made->listed;
	for (size_t i = 0; i < made->key_count; i++)
		cld_digests_add(inspecting->digests, &made->keys[i]);
	return put_lines(inspecting, &made->lines);
}

typedef struct HeaderWork {
	Inspecting *inspecting;
	Arena arena;
	Buffer lines;
	uint32_t file;
	bool silent;
} HeaderWork;

static void report_file(HeaderWork *header, CldRule rule, CldField field, Str value, Str detail)
{
	CldFinding finding = {.rule = rule, .field = field, .value = value, .detail = detail};
	Where where = {.file = header->file};
	if (header->silent)
		return;
	count_finding(header->inspecting->report, where, &finding);
	write_line(header->inspecting, &header->lines, &header->arena, where, &finding);
}

static void take_header_fault(void *context, CldHeaderFault fault, size_t column, Str name, CldField field)
{
	static const CldRule RULES[] = {[CLD_HEADER_UNKNOWN] = CLD_RULE_COLUMN_UNKNOWN, [CLD_HEADER_NEAR] = CLD_RULE_COLUMN_NAME,
		[CLD_HEADER_REPEATED] = CLD_RULE_COLUMN_REPEATED, [CLD_HEADER_MISSING] = CLD_RULE_COLUMN_MISSING};
	HeaderWork *header = context;
	Str detail = {0};
	if (fault == CLD_HEADER_NEAR)
		detail = str_format(&header->arena, "Column %zu: write \"%.*s\"; it was checked as this one.", column,
			STR_ARG(cld_field_rule(field)->name));
	report_file(header, RULES[fault], fault == CLD_HEADER_UNKNOWN ? CLD_FIELD_NONE : field,
		fault == CLD_HEADER_MISSING ? (Str){0} : name, detail);
}

/* What some other file looks like; empty when it may be a return. */
static Str other_shape(const CldRecord *record, const CldColumns *columns)
{
	Str first = record->fields[0];
	if (columns->found >= NOT_A_TABLE)
		return (Str){0};
	if (first.length >= 2 && memcmp(first.data, "PK", 2) == 0)
		return S("This is a workbook (or a zip file). Save the sheet as CSV UTF-8.");
	if (record->count == 1 && memchr(first.data == NULL ? "" : first.data, '\r', first.length) != NULL)
		return S("The lines end with CR alone. Save it with LF or CRLF line ends.");
	if (record->count <= 2 && str_contains(first, S(";")))
		return S("The columns are parted by semicolons. Save it with commas.");
	if (record->count <= 2 && str_contains(first, S("\t")))
		return S("The columns are parted by tabs. Save it with commas.");
	return S("The first row has none of the column names of the return. Is it the right file?");
}

static bool is_wide(const CldRecord *record)
{
	Str first = record->fields[0];
	return first.length >= 2 && ((unsigned char)first.data[0] >= 0xFE || memchr(first.data, '\0', first.length) != NULL);
}

static Status read_header(HeaderWork *header, const CldRecord *record)
{
	CldColumns *columns = &header->inspecting->columns[header->file];
	CldColumns trial;
	HeaderWork trying = {.inspecting = header->inspecting, .file = header->file, .silent = true};
	if (record == NULL) {
		report_file(header, CLD_RULE_FILE_EMPTY, CLD_FIELD_NONE, (Str){0}, (Str){0});
		return STATUS_INVALID;
	}
	arena_init(&trying.arena, 1 << 20);
	cld_columns_read(&trial, record, take_header_fault, &trying);
	arena_clear(&trying.arena);
	Str shape = other_shape(record, &trial);
	Str begin = record->fields[0].length < CLD_EXAMPLE_BYTES_MAX ? record->fields[0]
		: str_slice(record->fields[0], 0, CLD_EXAMPLE_BYTES_MAX);
	if (is_wide(record) || (shape.length == 0 && !is_text(record))) {
		report_file(header, CLD_RULE_FILE_ENCODING, CLD_FIELD_NONE, (Str){0}, (Str){0});
		return STATUS_INVALID;
	}
	if (shape.length > 0) {
		report_file(header, CLD_RULE_FILE_SHAPE, CLD_FIELD_NONE, begin, shape);
		return STATUS_INVALID;
	}
	cld_columns_read(columns, record, take_header_fault, header);
	return STATUS_OK;
}

static Status begin(void *context, uint32_t file, const CldRecord *record)
{
	HeaderWork header = {.inspecting = context, .file = file};
	if (header.inspecting->second)
		return header.inspecting->columns[file].count == 0 ? STATUS_INVALID : STATUS_OK;
	arena_init(&header.arena, (size_t)64 * 1024 * 1024);
	header.lines = buffer_make(&header.arena, (size_t)32 * 1024 * 1024);
	Status status = read_header(&header, record);
	Status written = put_lines(header.inspecting, &header.lines);
	arena_clear(&header.arena);
	return written == STATUS_OK ? status : written;
}

/* After all rows: what other rows say, and which lists could not be held against release 2. */
static Status report_late(Inspecting *inspecting)
{
	Arena arena;
	Status status = STATUS_OK;
	arena_init(&arena, LINES_BYTES_MAX);
	for (uint32_t file = 0; file < inspecting->inspection->file_count && status == STATUS_OK; file++) {
		Buffer lines = buffer_make(&arena, 1 << 20);
		for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
			if ((inspecting->listed[file] & (uint64_t)1 << i) == 0)
				continue;
			CldFinding finding = {.rule = CLD_RULE_LIST_NOT_VERIFIED, .field = (CldField)i};
			count_finding(inspecting->report, (Where){.file = file}, &finding);
			write_line(inspecting, &lines, &arena, (Where){.file = file}, &finding);
		}
		status = put_lines(inspecting, &lines);
		arena_reset(&arena);
	}
	arena_clear(&arena);
	return status;
}

static void report_hit(Inspecting *inspecting, Buffer *lines, Arena *arena, const CldHit *hit, CldRule rule)
{
	Where where = {.file = hit->file, .row = hit->row};
	CldFinding finding = {.rule = rule, .field = CLD_FIELD_NONE};
	if (rule != CLD_RULE_ORPHAN)
		finding.detail = str_format(arena, "Compare with row %llu of %.*s. %.*s", (unsigned long long)hit->other_row,
			STR_ARG(inspecting->inspection->files[hit->other_file].name), STR_ARG(CLD_RULES[rule].remedy));
	count_finding(inspecting->report, where, &finding);
	inspecting->report->of_rule[rule].rows++;
	write_line(inspecting, lines, arena, where, &finding);
}

static Status report_hits(Inspecting *inspecting)
{
	Arena arena;
	Status status = STATUS_OK;
	arena_init(&arena, LINES_BYTES_MAX);
	cld_hits_resolve(inspecting->hits, inspecting->hit_count);
	for (size_t i = 0; i < inspecting->hit_count && status == STATUS_OK; i++) {
		const CldHit *hit = &inspecting->hits[i];
		Buffer lines = buffer_make(&arena, 1 << 20);
		if ((hit->kinds & CLD_SUSPECT_TWICE) != 0)
			report_hit(inspecting, &lines, &arena, hit, hit->other_reference ? CLD_RULE_SAME_SERVICE : CLD_RULE_DUPLICATE);
		if ((hit->kinds & CLD_SUSPECT_ORPHAN) != 0)
			report_hit(inspecting, &lines, &arena, hit, CLD_RULE_ORPHAN);
		if ((hit->kinds & CLD_SUSPECT_HOMES) != 0)
			report_hit(inspecting, &lines, &arena, hit, CLD_RULE_TWO_PLACES);
		status = put_lines(inspecting, &lines);
		arena_reset(&arena);
	}
	arena_clear(&arena);
	return status;
}

/* The same files from their start; standard input from what was kept of it. */
static const CldFile *files_again(const CldInspection *inspection, Arena *arena)
{
	CldFile *files = ARENA_ARRAY(arena, CldFile, inspection->file_count);
	for (size_t i = 0; i < inspection->file_count; i++) {
		const CldFile *file = &inspection->files[i];
		files[i] = (CldFile){.name = file->name, .file = file->spool == NULL ? file->file : file->spool};
		rewind(files[i].file);
	}
	return files;
}

Status cld_inspect(const CldInspection *inspection, Arena *arena, CldReport *out, uint32_t *failed)
{
	Inspecting inspecting = {.inspection = inspection, .arena = arena, .report = out, .digests = cld_digests_make(arena),
		.columns = ARENA_ARRAY(arena, CldColumns, inspection->file_count),
		.listed = ARENA_ARRAY(arena, uint64_t, inspection->file_count),
		.periods = ARENA_ARRAY(arena, PeriodVote, inspection->file_count)};
	CldPass pass = {.files = inspection->files, .file_count = inspection->file_count, .threads = inspection->threads,
		.context = &inspecting, .begin = begin, .work = work, .take = take};
	*out = (CldReport){.period_start = DATE_NONE, .period_end = DATE_NONE};
	Status status = cld_pass_run(&pass, failed);
	if (status != STATUS_OK)
		return status;
	choose_period(inspecting.periods, inspection->file_count, out);
	cld_digests_find(inspecting.digests, arena, &inspecting.suspects);
	const CldSuspects *suspects = &inspecting.suspects;
	out->not_all_compared = suspects->events.full || suspects->orphans.full || suspects->homes.full;
	if (suspects->events.count + suspects->orphans.count + suspects->homes.count > 0) {
		inspecting.second = true;
		pass.files = files_again(inspection, arena);
		status = cld_pass_run(&pass, failed);
	}
	if (status == STATUS_OK)
		status = report_hits(&inspecting);
	return status == STATUS_OK ? report_late(&inspecting) : status;
}
