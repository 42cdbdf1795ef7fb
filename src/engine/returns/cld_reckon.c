#include "engine/returns/cld_reckon.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "engine/returns/cld_columns.h"

enum {
	PARTITIONS = 512,
	CHUNK_ROWS = 256,
	PEOPLE_A_CLEAR = 512, /* after so many people the memory of a thread is used again */
};
#define THREAD_ARENA_BYTES_MAX ((size_t)4 * 1024 * 1024 * 1024)
#define ROWS_ARENA_BYTES_MAX ((size_t)16 * 1024 * 1024 * 1024)

typedef struct Chunk Chunk;
struct Chunk {
	Chunk *before;
	size_t count;
	CldEventRow rows[CHUNK_ROWS];
};

typedef struct Partition {
	Chunk *last;
	size_t count;
} Partition;

/* A council's rows in one file. months is NULL where there is none. */
typedef struct Submission {
	uint16_t file;
	CldDays stated; /* DATE_NONE while no row states one */
	CldDays used;
	CldMonths *months;
} Submission;

typedef struct Reckoner {
	const CldReckoning *reckoning;
	Arena *arena;    /* of what is made */
	Arena rows;      /* of the rows and of what else is not needed afterwards */
	CldReckoned *out;
	CldColumns *columns; /* of each file */
	uint64_t codes[CLD_RECKON_COUNCILS_MAX];
	size_t council_count;
	size_t last_council;
	Submission *submissions; /* council by file */
	CldCouncilPeriods periods[CLD_RECKON_COUNCILS_MAX];
	Partition partitions[PARTITIONS];
	uint32_t sequence;
} Reckoner;

/* ---- Reading. ---- */

typedef struct Read {
	CldEventRow row;
	CldSubmitted submitted;
	int32_t end_month;
} Read;

typedef struct Made {
	Read *rows;
	size_t count;
	uint64_t records;
} Made;

static Status begin(void *context, uint32_t file, const CldRecord *header)
{
	Reckoner *reckoner = context;
	CldColumns *columns = &reckoner->columns[file];
	if (header != NULL)
		cld_columns_read(columns, header, NULL, NULL);
	if (header != NULL && columns->here[CLD_EVENT_TYPE] && columns->here[CLD_LA_CODE] && columns->here[CLD_EVENT_START_DATE])
		return STATUS_OK;
	reckoner->out->unread_files++;
	return STATUS_INVALID;
}

static void work(void *context, CldBlock *block)
{
	const Reckoner *reckoner = context;
	const CldReckoning *reckoning = reckoner->reckoning;
	const CldColumns *columns = &reckoner->columns[block->file];
	Made *made = ARENA_NEW(&block->arena, Made);
	block->result = made;
	if (block->kind != CLD_BLOCK_RECORDS) {
		made->records = 1;
		return;
	}
	made->rows = ARENA_ARRAY(&block->arena, Read, block->records);
	char *at = block->bytes;
	uint64_t row_number = block->first_row;
	CldRecord record;
	for (; cld_record_next(&at, block->bytes + block->length, &record); row_number++) {
		CldRow row;
		bool empty = record.count == 1 && record.fields[0].length == 0;
		made->records += !empty;
		if (record.count != columns->count)
			continue;
		cld_columns_row(columns, &record, &row);
		Read *read = &made->rows[made->count];
		if (!cld_event_read(reckoning->lists, !reckoning->exact_case, &row, &read->row, &read->submitted))
			continue;
		read->row.file = (uint16_t)block->file;
		read->row.row = (uint32_t)row_number;
		read->end_month = cld_month_of(read->row.end);
		made->count++;
	}
}

/* Rows of a council stand together nearly always: the last one is tried first. */
static bool find_council(Reckoner *reckoner, uint64_t code, size_t *out)
{
	*out = reckoner->last_council;
	if (*out < reckoner->council_count && reckoner->codes[*out] == code)
		return true;
	for (*out = 0; *out < reckoner->council_count; (*out)++)
		if (reckoner->codes[*out] == code)
			break;
	if (*out == CLD_RECKON_COUNCILS_MAX)
		return false;
	if (*out == reckoner->council_count)
		reckoner->codes[reckoner->council_count++] = code;
	reckoner->last_council = *out;
	return true;
}

static void note_period(Reckoner *reckoner, const CldEventRow *row, const Read *read)
{
	const CldSubmitted *submitted = &read->submitted;
	Submission *submission = &reckoner->submissions[row->council * reckoner->reckoning->file_count + row->file];
	CldDays *stated = &submission->stated;
	submission->file = row->file;
	if (submission->months == NULL)
		submission->months = ARENA_NEW(&reckoner->rows, CldMonths);
	cld_months_add(submission->months, (CldEvent)row->event, read->end_month);
	if (submitted->period_start != DATE_NONE && (stated->first == DATE_NONE || submitted->period_start < stated->first))
		stated->first = submitted->period_start;
	if (submitted->period_end != DATE_NONE && (stated->last == DATE_NONE || submitted->period_end > stated->last))
		stated->last = submitted->period_end;
}

static size_t partition_of(const CldEventRow *row)
{
	uint64_t mixed = (row->person + row->council) * 0x9E3779B97F4A7C15ULL;
	return (size_t)(mixed >> 40U) % PARTITIONS;
}

static Status take(void *context, CldBlock *block)
{
	Reckoner *reckoner = context;
	const Made *made = block->result;
	reckoner->out->rows += made->records;
	reckoner->out->left_out += made->records - made->count;
	for (size_t i = 0; i < made->count; i++) {
		CldEventRow row = made->rows[i].row;
		size_t council = 0;
		if (!find_council(reckoner, made->rows[i].submitted.council_code, &council))
			return STATUS_FULL;
		row.council = (uint16_t)council;
		row.sequence = reckoner->sequence++;
		note_period(reckoner, &row, &made->rows[i]);
		Partition *partition = &reckoner->partitions[partition_of(&row)];
		if (partition->last == NULL || partition->last->count == CHUNK_ROWS) {
			Chunk *chunk = ARENA_NEW(&reckoner->rows, Chunk);
			chunk->before = partition->last;
			partition->last = chunk;
		}
		partition->last->rows[partition->last->count++] = row;
		partition->count++;
	}
	return STATUS_OK;
}

/* ---- Reference periods. ---- */

static Date quarter_start(Date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	Date start = DATE_NONE;
	date_split(date, &year, &month, &day);
	Status status = date_make(year, (month - 1) / 3 * 3 + 1, 1, &start);
	assert(status == STATUS_OK);
	(void)status;
	return start;
}

static bool is_submission(const Submission *submission)
{
	const CldDays *used = &submission->used;
	return used->first != DATE_NONE && used->last != DATE_NONE && used->first <= used->last;
}

/* The submission that covers the days and ends last; of equals the later file. */
static const Submission *find_covering(const Submission *submissions, size_t count, Date first, Date last)
{
	const Submission *best = NULL;
	for (size_t i = 0; i < count; i++) {
		const Submission *submission = &submissions[i];
		if (is_submission(submission) && submission->used.first <= first && submission->used.last >= last
		    && (best == NULL || submission->used.last >= best->used.last))
			best = submission;
	}
	return best;
}

/* Quarters of one file that follow one another are one period. */
static void add_period(CldCouncilPeriods *periods, CldDays days, uint16_t file)
{
	CldReferencePeriod *before = periods->count == 0 ? NULL : &periods->items[periods->count - 1];
	if (before != NULL && before->file == file && before->last + 1 == days.first)
		before->last = days.last;
	else
		periods->items[periods->count++] = (CldReferencePeriod){.first = days.first, .last = days.last, .file = file};
}

/* The days that each submission is taken to speak for, together in out; gives how many there are. */
static size_t use_submissions(Reckoner *reckoner, size_t council, CldDays *out)
{
	const CldReckoning *reckoning = reckoner->reckoning;
	Submission *submissions = &reckoner->submissions[council * reckoning->file_count];
	char code[CLD_COUNCIL_BYTES_MAX + 1] = {0};
	size_t count = 0;
	memcpy(code, &reckoner->codes[council], CLD_COUNCIL_BYTES_MAX);
	for (size_t i = 0; i < reckoning->file_count; i++) {
		Submission *submission = &submissions[i];
		if (submission->months == NULL)
			continue;
		submission->used = cld_period_derive(reckoning->period, submission->months, str_from_c(code), submission->stated,
			reckoning->imported);
		if (!is_submission(submission))
			continue;
		out->first = count == 0 || submission->used.first < out->first ? submission->used.first : out->first;
		out->last = count == 0 || submission->used.last > out->last ? submission->used.last : out->last;
		count++;
	}
	return count;
}

static void make_periods(Reckoner *reckoner, size_t council)
{
	size_t files = reckoner->reckoning->file_count;
	const Submission *submissions = &reckoner->submissions[council * files];
	CldCouncilPeriods *periods = &reckoner->periods[council];
	CldDays all = {0};
	size_t count = use_submissions(reckoner, council, &all);
	periods->items = ARENA_ARRAY(&reckoner->rows, CldReferencePeriod, CLD_REFERENCE_PERIODS_MAX);
	periods->single = count == 1;
	if (count == 1) {
		const Submission *only = find_covering(submissions, files, all.first, all.last);
		add_period(periods, all, only->file);
		return;
	}
	if (count == 0)
		return;
	for (Date start = quarter_start(all.first); start <= all.last && periods->count < CLD_REFERENCE_PERIODS_MAX;
	     start = date_add_months(start, 3)) {
		CldDays quarter = {.first = start, .last = date_add_months(start, 3) - 1};
		const Submission *covering = find_covering(submissions, files, quarter.first, quarter.last);
		if (covering != NULL)
			add_period(periods, quarter, covering->file);
	}
}

static bool covers_year(const CldCouncilPeriods *periods, const CldMeasureSettings *settings)
{
	Date next = settings->from;
	for (size_t i = 0; i < periods->count; i++)
		if (periods->items[i].first <= next && periods->items[i].last >= next)
			next = periods->items[i].last + 1;
	return next > settings->to;
}

/* ---- Person by person. ---- */

typedef struct Wait {
	uint16_t council;
	uint16_t cell;
	uint32_t days;
} Wait;

typedef struct Worker {
	Reckoner *reckoner;
	pthread_mutex_t *lock;
	size_t *next; /* partition to take */
	CldCell *cells;
	Arena arena;      /* of a partition */
	Arena people;     /* of some people */
	Arena kept_arena; /* of the explanation */
	CldBehind *behind;
	size_t behind_count;
	size_t behind_capacity;
	bool behind_full;
	CldPrice *prices;
	size_t price_count;
	size_t price_capacity;
	Wait *waits;
	size_t wait_count;
	size_t wait_capacity;
	size_t costs_first;
	size_t waits_first;
	uint64_t kept;
	size_t explain_first;
	size_t explain_end;
	uint16_t council;
} Worker;

/* The items, where one more has room; twice as many when there is none left. */
static void *with_room(Arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity == 0 ? 1024 : *capacity * 2;
	void *more = arena_allocate_array(arena, *capacity, size);
	if (count > 0)
		memcpy(more, items, count * size);
	return more;
}

static void keep_behind(Worker *worker, CldBehind entry)
{
	if (worker->behind_count == CLD_REASONS_MAX) {
		worker->behind_full = true;
		return;
	}
	worker->behind = with_room(&worker->kept_arena, worker->behind, worker->behind_count, &worker->behind_capacity, sizeof *worker->behind);
	worker->behind[worker->behind_count++] = entry;
}

static void keep_price(Worker *worker, const CldEventRow *row)
{
	CldPriceBasis basis = CLD_PRICE_WEEK;
	Pence price = 0;
	if (!cld_price_of(row, &basis, &price))
		return;
	worker->prices = with_room(&worker->kept_arena, worker->prices, worker->price_count, &worker->price_capacity, sizeof *worker->prices);
	worker->prices[worker->price_count++] = (CldPrice){.council = worker->council, .file = row->file, .row = row->row,
		.service = row->service, .component = row->component, .basis = (uint8_t)basis, .price = price};
}

static void keep_wait(Worker *worker, size_t cell, uint64_t days)
{
	worker->waits = with_room(&worker->kept_arena, worker->waits, worker->wait_count, &worker->wait_capacity, sizeof *worker->waits);
	worker->waits[worker->wait_count++] = (Wait){.council = worker->council, .cell = (uint16_t)cell, .days = (uint32_t)days};
}

static void count_cell(void *context, size_t cell, uint64_t numerator, bool denominator, const CldEventRow *row, Str why)
{
	Worker *worker = context;
	CldCell *counted = &worker->cells[(size_t)worker->council * CLD_CELL_MAX + cell];
	counted->numerator += numerator;
	counted->denominator += denominator;
	if (worker->reckoner->reckoning->prices && cell >= worker->costs_first && cell < worker->costs_first + CLD_COST_CELLS)
		keep_price(worker, row);
	if (cell >= worker->waits_first) /* the last two measures */
		keep_wait(worker, cell, numerator);
	if (cell >= worker->explain_first && cell < worker->explain_end)
		keep_behind(worker, (CldBehind){.council = worker->council, .cell = (uint16_t)cell, .file = row->file, .row = row->row,
			.numerator = numerator > 0, .denominator = denominator, .why = why});
}

static int by_person(const void *left, const void *right)
{
	const CldEventRow *one = *(const CldEventRow *const *)left;
	const CldEventRow *two = *(const CldEventRow *const *)right;
	if (one->council != two->council)
		return one->council < two->council ? -1 : 1;
	if (one->person != two->person)
		return one->person < two->person ? -1 : 1;
	return (one->sequence > two->sequence) - (one->sequence < two->sequence);
}

static const CldEventRow **sort_partition(Worker *worker, const Partition *partition)
{
	const CldEventRow **rows = ARENA_ARRAY(&worker->arena, const CldEventRow *, partition->count + 1);
	size_t count = 0;
	for (const Chunk *chunk = partition->last; chunk != NULL; chunk = chunk->before)
		for (size_t i = 0; i < chunk->count; i++)
			rows[count++] = &chunk->rows[i];
	qsort(rows, count, sizeof *rows, by_person);
	return rows;
}

static void reckon_partition(Worker *worker, const Partition *partition)
{
	if (partition->count == 0)
		return;
	const CldEventRow **rows = sort_partition(worker, partition);
	size_t people = 0;
	for (size_t at = 0; at < partition->count;) {
		size_t next = at + 1;
		while (next < partition->count && rows[next]->person == rows[at]->person && rows[next]->council == rows[at]->council)
			next++;
		const CldCouncilPeriods *periods = &worker->reckoner->periods[rows[at]->council];
		CldPerson person;
		worker->council = rows[at]->council;
		cld_person_make(&person, &worker->people, &rows[at], next - at, periods);
		worker->kept += person.count;
		cld_measure_person(&worker->reckoner->reckoning->settings, &person, count_cell, worker);
		at = next;
		if (++people % PEOPLE_A_CLEAR == 0)
			arena_reset(&worker->people);
	}
	arena_reset(&worker->people);
	arena_reset(&worker->arena);
}

static void *reckon_partitions(void *argument)
{
	Worker *worker = argument;
	for (;;) {
		(void)pthread_mutex_lock(worker->lock);
		size_t mine = (*worker->next)++;
		(void)pthread_mutex_unlock(worker->lock);
		if (mine >= PARTITIONS)
			return NULL;
		reckon_partition(worker, &worker->reckoner->partitions[mine]);
	}
}

static void start_worker(Worker *worker, Reckoner *reckoner, pthread_mutex_t *lock, size_t *next)
{
	CldMeasure explain = reckoner->reckoning->explain;
	*worker = (Worker){.reckoner = reckoner, .lock = lock, .next = next,
		.costs_first = cld_measure_first_cell(CLD_MEASURE_COSTS), .waits_first = cld_measure_first_cell(CLD_MEASURE_WAIT_RESPONSE),
		.cells = ARENA_ARRAY(&reckoner->rows, CldCell, (size_t)CLD_RECKON_COUNCILS_MAX * CLD_CELL_MAX)};
	arena_init(&worker->arena, THREAD_ARENA_BYTES_MAX);
	arena_init(&worker->people, THREAD_ARENA_BYTES_MAX);
	arena_init(&worker->kept_arena, THREAD_ARENA_BYTES_MAX);
	if (explain != CLD_MEASURE_COUNT) {
		worker->explain_first = cld_measure_first_cell(explain);
		worker->explain_end = worker->explain_first + CLD_MEASURES[explain].groups * CLD_MEASURES[explain].parts;
	}
}

/* ---- Together. ---- */

static int by_code(const void *left, const void *right)
{
	return memcmp(left, right, CLD_COUNCIL_BYTES_MAX);
}

/* Councils in the order of their codes; places say where each one went. */
static void order_councils(Reckoner *reckoner, uint16_t *places)
{
	CldReckoned *out = reckoner->out;
	size_t count = reckoner->council_count;
	out->council_count = count;
	out->councils = arena_allocate_array(reckoner->arena, count + 1, sizeof *out->councils);
	for (size_t i = 0; i < count; i++)
		memcpy(out->councils[i], &reckoner->codes[i], CLD_COUNCIL_BYTES_MAX);
	qsort(out->councils, count, sizeof *out->councils, by_code);
	for (size_t i = 0; i < count; i++)
		for (size_t to = 0; to < count; to++)
			if (memcmp(out->councils[to], &reckoner->codes[i], CLD_COUNCIL_BYTES_MAX) == 0)
				places[i] = (uint16_t)to;
}

static void add_cells(CldReckoned *out, const CldCell *cells, const uint16_t *places)
{
	CldCell *england = &out->cells[out->council_count * CLD_CELL_MAX];
	for (size_t council = 0; council < out->council_count; council++)
		for (size_t cell = 0; cell < cld_cell_count(); cell++) {
			const CldCell *from = &cells[council * CLD_CELL_MAX + cell];
			CldCell *to = &out->cells[(size_t)places[council] * CLD_CELL_MAX + cell];
			to->numerator += from->numerator;
			to->denominator += from->denominator;
			england[cell].numerator += from->numerator;
			england[cell].denominator += from->denominator;
		}
}

static int by_place(const void *left, const void *right)
{
	const CldBehind *one = left;
	const CldBehind *two = right;
	uint64_t first = (uint64_t)one->council << 48U | (uint64_t)one->cell << 32U | one->file;
	uint64_t second = (uint64_t)two->council << 48U | (uint64_t)two->cell << 32U | two->file;
	if (first != second)
		return first < second ? -1 : 1;
	return (one->row > two->row) - (one->row < two->row);
}

static void gather_behind(Reckoner *reckoner, const Worker *workers, size_t count, const uint16_t *places)
{
	CldReckoned *out = reckoner->out;
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += workers[i].behind_count;
	CldBehind *all = ARENA_ARRAY(reckoner->arena, CldBehind, total + 1);
	for (size_t i = 0; i < count; i++) {
		for (size_t entry = 0; entry < workers[i].behind_count; entry++) {
			all[out->behind_count] = workers[i].behind[entry];
			all[out->behind_count].council = places[all[out->behind_count].council];
			out->behind_count++;
		}
		out->behind_full = out->behind_full || workers[i].behind_full;
	}
	qsort(all, out->behind_count, sizeof *all, by_place);
	out->behind = all;
}

static void gather_prices(Reckoner *reckoner, const Worker *workers, size_t count, const uint16_t *places)
{
	CldReckoned *out = reckoner->out;
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += workers[i].price_count;
	out->prices = ARENA_ARRAY(reckoner->arena, CldPrice, total + 1);
	for (size_t i = 0; i < count; i++)
		for (size_t entry = 0; entry < workers[i].price_count; entry++) {
			out->prices[out->price_count] = workers[i].prices[entry];
			out->prices[out->price_count].council = places[out->prices[out->price_count].council];
			out->price_count++;
		}
	cld_prices_judge(reckoner->arena, out->prices, out->price_count, &out->kinds, &out->kind_count);
}

static int by_length(const void *left, const void *right)
{
	const Wait *one = left;
	const Wait *two = right;
	if (one->council != two->council)
		return one->council < two->council ? -1 : 1;
	if (one->cell != two->cell)
		return one->cell < two->cell ? -1 : 1;
	return (one->days > two->days) - (one->days < two->days);
}

static void find_middles(CldReckoned *out, Wait *waits, size_t count)
{
	qsort(waits, count, sizeof *waits, by_length);
	for (size_t at = 0; at < count;) {
		size_t next = at + 1;
		while (next < count && waits[next].council == waits[at].council && waits[next].cell == waits[at].cell)
			next++;
		out->cells[(size_t)waits[at].council * CLD_CELL_MAX + waits[at].cell].twice_middle =
			(uint64_t)waits[(at + next - 1) / 2].days + waits[(at + next) / 2].days;
		at = next;
	}
}

/* The middle waits of each council; England's are those of all waits together, for middles cannot be summed. */
static void gather_waits(Reckoner *reckoner, const Worker *workers, size_t count, const uint16_t *places)
{
	CldReckoned *out = reckoner->out;
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += workers[i].wait_count;
	Wait *all = ARENA_ARRAY(&reckoner->rows, Wait, total + 1);
	total = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t entry = 0; entry < workers[i].wait_count; entry++) {
			all[total] = workers[i].waits[entry];
			all[total].council = places[all[total].council];
			total++;
		}
	find_middles(out, all, total);
	for (size_t i = 0; i < total; i++)
		all[i].council = (uint16_t)out->council_count;
	find_middles(out, all, total);
}

static int by_council_and_file(const void *left, const void *right)
{
	const CldSubmission *one = left;
	const CldSubmission *two = right;
	int order = (one->council > two->council) - (one->council < two->council);
	return order != 0 ? order : (one->file > two->file) - (one->file < two->file);
}

static void gather_submissions(Reckoner *reckoner, const uint16_t *places)
{
	CldReckoned *out = reckoner->out;
	size_t files = reckoner->reckoning->file_count;
	size_t total = 0;
	for (size_t i = 0; i < reckoner->council_count * files; i++)
		total += reckoner->submissions[i].months != NULL;
	out->submissions = ARENA_ARRAY(reckoner->arena, CldSubmission, total + 1);
	for (size_t i = 0; i < reckoner->council_count * files; i++) {
		const Submission *submission = &reckoner->submissions[i];
		if (submission->months != NULL)
			out->submissions[out->submission_count++] = (CldSubmission){.council = places[i / files], .file = submission->file,
				.stated = submission->stated, .used = submission->used};
	}
	qsort(out->submissions, out->submission_count, sizeof *out->submissions, by_council_and_file);
}

static Status reckon_people(Reckoner *reckoner)
{
	size_t threads = reckoner->reckoning->threads;
	pthread_t ids[CLD_THREADS_MAX];
	Worker *workers = ARENA_ARRAY(&reckoner->rows, Worker, threads);
	uint16_t places[CLD_RECKON_COUNCILS_MAX] = {0};
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	size_t next = 0;
	size_t started = 0;
	for (; started < threads; started++) {
		start_worker(&workers[started], reckoner, &lock, &next);
		if (pthread_create(&ids[started], NULL, reckon_partitions, &workers[started]) != 0)
			break;
	}
	for (size_t i = 0; i < started; i++)
		(void)pthread_join(ids[i], NULL);
	if (started == 0)
		return STATUS_FAILED;
	order_councils(reckoner, places);
	reckoner->out->cells = ARENA_ARRAY(reckoner->arena, CldCell, (reckoner->council_count + 1) * CLD_CELL_MAX);
	for (size_t i = 0; i < started; i++) {
		add_cells(reckoner->out, workers[i].cells, places);
		reckoner->out->kept += workers[i].kept;
	}
	gather_behind(reckoner, workers, started, places);
	gather_prices(reckoner, workers, started, places);
	gather_waits(reckoner, workers, started, places);
	gather_submissions(reckoner, places);
	for (size_t i = 0; i < started; i++) {
		arena_clear(&workers[i].arena);
		arena_clear(&workers[i].people);
		arena_clear(&workers[i].kept_arena);
	}
	return STATUS_OK;
}

static Status read_and_reckon(Reckoner *reckoner, uint32_t *failed)
{
	const CldReckoning *reckoning = reckoner->reckoning;
	CldReckoned *out = reckoner->out;
	size_t submissions = CLD_RECKON_COUNCILS_MAX * reckoning->file_count;
	reckoner->columns = ARENA_ARRAY(&reckoner->rows, CldColumns, reckoning->file_count);
	reckoner->submissions = ARENA_ARRAY(&reckoner->rows, Submission, submissions);
	for (size_t i = 0; i < submissions; i++)
		reckoner->submissions[i] = (Submission){.stated = {DATE_NONE, DATE_NONE}, .used = {DATE_NONE, DATE_NONE}};
	CldPass pass = {.files = reckoning->files, .file_count = reckoning->file_count, .threads = reckoning->threads,
		.context = reckoner, .begin = begin, .work = work, .take = take};
	Status status = cld_pass_run(&pass, failed);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < reckoner->council_count; i++) {
		make_periods(reckoner, i);
		out->not_covered += !covers_year(&reckoner->periods[i], &reckoning->settings);
	}
	return reckon_people(reckoner);
}

Status cld_reckon(const CldReckoning *reckoning, Arena *arena, CldReckoned *out, uint32_t *failed)
{
	assert(cld_cell_count() <= CLD_CELL_MAX && reckoning->file_count <= CLD_FILES_MAX);
	Reckoner *reckoner = ARENA_NEW(arena, Reckoner);
	*out = (CldReckoned){0};
	reckoner->reckoning = reckoning;
	reckoner->arena = arena;
	reckoner->out = out;
	arena_init(&reckoner->rows, ROWS_ARENA_BYTES_MAX);
	Status status = read_and_reckon(reckoner, failed);
	arena_clear(&reckoner->rows);
	return status;
}

Status cld_reckon_told(Status status, const CldFile *file, Problems *problems)
{
	return status != STATUS_FULL ? cld_pass_told(status, file, problems) : problems_add_format(problems, (Problem){0},
		"The files have more than %d council codes: is the column right?", CLD_RECKON_COUNCILS_MAX);
}
