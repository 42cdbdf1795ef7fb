#include "engine/returns/cld_pass.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

enum { SLOTS_MAX = 2 * CLD_THREADS_MAX };
#define BLOCK_ARENA_BYTES_MAX ((size_t)1024 * 1024 * 1024) /* findings of a block: fifty columns of one letter are the worst */

typedef enum SlotState { SLOT_FREE, SLOT_FILLED, SLOT_WORKING, SLOT_DONE } SlotState;

typedef struct Slot {
	CldBlock block;
	SlotState state;
} Slot;

typedef struct Reader {
	const CldFile *file;
	uint32_t number;
	char carry[CLD_BLOCK_BYTES]; /* read and not handed out */
	size_t carried;
	bool ended;
	bool failed;
	uint64_t row; /* of the next record */
} Reader;

typedef struct Run {
	const CldPass *pass;
	pthread_mutex_t lock;
	pthread_cond_t filled;
	pthread_cond_t done;
	Slot slots[SLOTS_MAX];
	size_t slot_count;
	uint64_t next_work; /* sequence numbers: slot is number % slot_count */
	uint64_t next_fill;
	uint64_t next_take;
	bool stopping;
	Status status;
	Reader reader;
} Run;

/* ---- Reading. ---- */

static size_t read_more(Reader *reader, char *to, size_t room)
{
	size_t length = fread(to, 1, room, reader->file->file);
	reader->ended = length < room;
	reader->failed = reader->failed || ferror(reader->file->file) != 0;
	if (reader->file->spool != NULL && reader->file->spool != reader->file->file)
		reader->failed = fwrite(to, 1, length, reader->file->spool) != length || reader->failed;
	return length;
}

static void carry_over(Reader *reader, const char *bytes, size_t length)
{
	memmove(reader->carry, bytes, length);
	reader->carried = length;
}

/* The rest of a record that is longer than a block, up to its line end. */
static void skip_long_record(Reader *reader, CldBlock *block)
{
	char bytes[4096];
	size_t length = block->length;
	const char *at = block->bytes;
	block->kind = CLD_BLOCK_TOO_LONG;
	block->long_columns = 1;
	for (;;) {
		const char *end = memchr(at, '\n', length);
		size_t taken = end == NULL ? length : (size_t)(end - at) + 1;
		for (size_t i = 0; i < taken; i++)
			block->long_columns += at[i] == ',';
		block->long_bytes += taken;
		if (end != NULL) {
			carry_over(reader, end + 1, length - taken);
			return;
		}
		if (reader->ended)
			return;
		length = read_more(reader, bytes, sizeof bytes);
		at = bytes;
	}
}

/* Up to and with end, a line end. */
static void take_unclosed_line(Reader *reader, CldBlock *block, const char *end)
{
	size_t line = (size_t)(end - block->bytes) + 1;
	block->kind = CLD_BLOCK_UNCLOSED;
	carry_over(reader, block->bytes + line, block->length - line);
	block->length = line;
}

/* False at the end of the file. */
static bool fill_block(Reader *reader, CldBlock *block)
{
	memcpy(block->bytes, reader->carry, reader->carried);
	size_t length = reader->carried;
	reader->carried = 0;
	if (!reader->ended)
		length += read_more(reader, block->bytes + length, CLD_BLOCK_BYTES - length);
	if (length == 0)
		return false;
	CldCut cut = cld_cut(block->bytes, length);
	block->kind = CLD_BLOCK_RECORDS;
	block->length = length;
	block->file = reader->number;
	block->records = cut.records + 1;
	block->first_row = reader->row;
	block->long_bytes = 0;
	block->result = NULL;
	if (reader->ended && cut.bytes < length && !cut.in_quotes) {
		reader->row += cut.records + 1; /* the last line has no line end */
	} else if (cut.bytes > 0) {
		carry_over(reader, block->bytes + cut.bytes, length - cut.bytes);
		block->length = cut.bytes;
		reader->row += cut.records;
	} else {
		const char *line_end = memchr(block->bytes, '\n', length);
		if (cut.in_quotes && line_end != NULL)
			take_unclosed_line(reader, block, line_end);
		else
			skip_long_record(reader, block);
		reader->row++;
	}
	return true;
}

/* ---- Threads. ---- */

static void *work_on_blocks(void *argument)
{
	Run *run = argument;
	(void)pthread_mutex_lock(&run->lock);
	for (;;) {
		while (!run->stopping && run->next_work == run->next_fill)
			(void)pthread_cond_wait(&run->filled, &run->lock);
		if (run->next_work == run->next_fill)
			break;
		Slot *slot = &run->slots[run->next_work++ % run->slot_count];
		slot->state = SLOT_WORKING;
		(void)pthread_mutex_unlock(&run->lock);
		run->pass->work(run->pass->context, &slot->block);
		(void)pthread_mutex_lock(&run->lock);
		slot->state = SLOT_DONE;
		(void)pthread_cond_signal(&run->done);
	}
	(void)pthread_mutex_unlock(&run->lock);
	return NULL;
}

/* The oldest block, once it is done; the slot is free afterwards. */
static void take_oldest(Run *run)
{
	Slot *slot = &run->slots[run->next_take++ % run->slot_count];
	(void)pthread_mutex_lock(&run->lock);
	while (slot->state != SLOT_DONE)
		(void)pthread_cond_wait(&run->done, &run->lock);
	(void)pthread_mutex_unlock(&run->lock);
	if (run->status == STATUS_OK)
		run->status = run->pass->take(run->pass->context, &slot->block);
	arena_reset(&slot->block.arena);
	slot->state = SLOT_FREE;
}

static void hand_out(Run *run)
{
	(void)pthread_mutex_lock(&run->lock);
	run->slots[run->next_fill++ % run->slot_count].state = SLOT_FILLED;
	(void)pthread_cond_signal(&run->filled);
	(void)pthread_mutex_unlock(&run->lock);
}

static void take_all(Run *run)
{
	while (run->next_take < run->next_fill)
		take_oldest(run);
}

/* The first record, without the byte order mark; the rest is carried over. */
static Status begin_file(Run *run)
{
	static const char MARK[] = "\xEF\xBB\xBF";
	const CldPass *pass = run->pass;
	Reader *reader = &run->reader;
	CldBlock *block = &run->slots[0].block; /* all are free: the file before was taken */
	size_t length = read_more(reader, block->bytes, CLD_BLOCK_BYTES);
	char *at = block->bytes;
	if (length >= sizeof MARK - 1 && memcmp(at, MARK, sizeof MARK - 1) == 0)
		at += sizeof MARK - 1;
	CldCut cut = cld_cut(at, (size_t)(block->bytes + length - at));
	char *rest = at;
	CldRecord record;
	reader->row = 2;
	if (cut.bytes > 0 || reader->ended) {
		char *end = block->bytes + length;
		const char *line_end = cut.bytes > 0 ? memchr(at, '\n', (size_t)(end - at)) : NULL;
		bool one_line = line_end != NULL && memchr(at, '"', (size_t)(line_end - at)) == NULL;
		bool any = cld_record_next(&rest, one_line ? at + (line_end - at) + 1 : end, &record);
		carry_over(reader, rest, (size_t)(end - rest));
		return pass->begin(pass->context, reader->number, any ? &record : NULL);
	}
	return pass->begin(pass->context, reader->number, NULL);
}

static void read_file(Run *run, uint32_t number)
{
	Reader *reader = &run->reader;
	reader->file = &run->pass->files[number];
	reader->number = number;
	reader->carried = 0;
	reader->ended = false;
	Status begun = begin_file(run);
	if (begun != STATUS_OK && begun != STATUS_INVALID)
		run->status = begun;
	if (begun != STATUS_OK)
		return;
	while (run->status == STATUS_OK && !reader->failed) {
		if (run->next_fill - run->next_take == run->slot_count)
			take_oldest(run);
		if (!fill_block(reader, &run->slots[run->next_fill % run->slot_count].block))
			break;
		hand_out(run);
	}
	take_all(run);
}

static size_t start_threads(Run *run, pthread_t *threads)
{
	size_t started = 0;
	while (started < run->pass->threads && pthread_create(&threads[started], NULL, work_on_blocks, run) == 0)
		started++;
	return started;
}

static void stop_threads(Run *run, const pthread_t *threads, size_t count)
{
	(void)pthread_mutex_lock(&run->lock);
	run->stopping = true;
	(void)pthread_cond_broadcast(&run->filled);
	(void)pthread_mutex_unlock(&run->lock);
	for (size_t i = 0; i < count; i++)
		(void)pthread_join(threads[i], NULL);
}

void cld_files_rewind(CldFile *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (files[i].spool != NULL) {
			files[i].file = files[i].spool;
			files[i].spool = NULL;
		}
		rewind(files[i].file);
	}
}

Status cld_pass_run(const CldPass *pass, uint32_t *failed)
{
	assert(pass->threads >= 1 && pass->threads <= CLD_THREADS_MAX);
	Arena arena;
	pthread_t threads[CLD_THREADS_MAX];
	arena_init(&arena, sizeof(Run) + (SLOTS_MAX + 2) * (size_t)CLD_BLOCK_BYTES);
	Run *run = ARENA_NEW(&arena, Run);
	run->pass = pass;
	run->slot_count = 2 * pass->threads;
	(void)pthread_mutex_init(&run->lock, NULL);
	(void)pthread_cond_init(&run->filled, NULL);
	(void)pthread_cond_init(&run->done, NULL);
	for (size_t i = 0; i < run->slot_count; i++) {
		run->slots[i].block.bytes = arena_allocate(&arena, CLD_BLOCK_BYTES);
		arena_init(&run->slots[i].block.arena, BLOCK_ARENA_BYTES_MAX);
	}
	size_t started = start_threads(run, threads);
	run->status = started == 0 ? STATUS_FAILED : STATUS_OK;
	for (uint32_t i = 0; i < pass->file_count && run->status == STATUS_OK; i++) {
		*failed = i;
		read_file(run, i);
		if (run->reader.failed)
			run->status = STATUS_FAILED;
	}
	stop_threads(run, threads, started);
	for (size_t i = 0; i < run->slot_count; i++)
		arena_clear(&run->slots[i].block.arena);
	Status status = run->status;
	(void)pthread_mutex_destroy(&run->lock);
	(void)pthread_cond_destroy(&run->filled);
	(void)pthread_cond_destroy(&run->done);
	arena_clear(&arena);
	return status;
}

Status cld_pass_told(Status status, const CldFile *file, Problems *problems)
{
	return status != STATUS_FAILED ? status : problems_add(problems, (Problem){.file = file->name,
		.message = S("This file could not be read. See that it is there and that no other program holds it, and try again.")});
}
