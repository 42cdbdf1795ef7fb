/* Any bytes as a copy to be restored, and as the proof beside one. A first byte '+' stands for the head of a true copy of
 * lines, '=' for a proof. A folder that was refused is left as it was found: empty. */
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "fuzz/fuzz_target.h"
#include "schema.h"
#include "statements.h"
#include "store/driver.h"

enum { PATH_BYTES_MAX = 256, HEAD_BYTES_MAX = 16 * 1024 };

typedef struct Place {
	char base[PATH_BYTES_MAX];
	char folder[PATH_BYTES_MAX];
	char file[PATH_BYTES_MAX];
	char proof[PATH_BYTES_MAX];
	Clock clock;
	IdSource ids;
	char head[HEAD_BYTES_MAX];
	size_t head_length;
} Place;

static StoreOptions options_of(Place *place)
{
	return (StoreOptions){.database = str_from_c(place->folder), .create = true, .readers = 1, .statements = &KITH_STATEMENTS,
		.schema = &KITH_SCHEMA, .clock = &place->clock, .ids = &place->ids};
}

static void empty(const Place *place, bool must_be_empty)
{
	char path[2 * PATH_BYTES_MAX];
	DIR *folder = opendir(place->folder);
	if (folder == NULL)
		return;
	for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		if (entry->d_name[0] == '.')
			continue;
		assert(!must_be_empty);
		(void)snprintf(path, sizeof path, "%s/%s", place->folder, entry->d_name);
		(void)unlink(path);
	}
	(void)closedir(folder);
}

/* What a copy of a record without rows begins with: the steps of its schema. */
static void take_head(Place *place)
{
	Arena arena;
	Store *store = NULL;
	StoreProof proof = {0};
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	StoreOptions options = options_of(place);
	Status status = store_open(&store, &options, &problems);
	if (status == STATUS_OK)
		status = store_backup(store, str_from_c(place->file), STORE_COPY_LINES, &arena, &proof, &problems);
	assert(status == STATUS_OK);
	store_close(store);
	FILE *file = fopen(place->file, "rb");
	assert(file != NULL);
	place->head_length = fread(place->head, 1, sizeof place->head, file);
	(void)fclose(file);
	/* Without its last line, which says how many rows there are. */
	while (place->head_length > 1 && place->head[place->head_length - 2] != '\n')
		place->head_length--;
	place->head_length--;
	empty(place, false);
	arena_clear(&arena);
}

static Place fixed;

static void leave_nothing(void)
{
	empty(&fixed, false);
	(void)unlink(fixed.file);
	(void)rmdir(fixed.folder);
	(void)rmdir(fixed.base);
}

static Place *place_of(void)
{
	if (fixed.folder[0] != '\0')
		return &fixed;
	log_set_level(LOG_ERROR);
	/* In memory where there is such a place: each input makes a database. */
	char in_memory[] = "/dev/shm/kith-fuzz.XXXXXX";
	char on_disk[] = "/tmp/kith-fuzz.XXXXXX";
	const char *made = mkdtemp(in_memory);
	if (made == NULL)
		made = mkdtemp(on_disk);
	assert(made != NULL);
	(void)snprintf(fixed.base, sizeof fixed.base, "%s", made);
	(void)snprintf(fixed.folder, sizeof fixed.folder, "%s/record", made);
	(void)snprintf(fixed.file, sizeof fixed.file, "%s/copy", made);
	(void)snprintf(fixed.proof, sizeof fixed.proof, "%s/copy.proof", made);
	fixed.clock = clock_hold(1000000);
	id_source_init_seeded(&fixed.ids, &fixed.clock, 1);
	(void)atexit(leave_nothing);
	take_head(&fixed);
	return &fixed;
}

static void write_file(const char *path, const char *head, size_t head_length, Str text)
{
	FILE *file = fopen(path, "wb");
	assert(file != NULL);
	assert(fwrite(head, 1, head_length, file) == head_length);
	assert(fwrite(text.data, 1, text.length, file) == text.length);
	(void)fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	Place *here = place_of();
	Str text = {.data = (const char *)data, .length = size};
	bool has_head = size > 0 && data[0] == '+';
	bool is_proof = size > 0 && data[0] == '=';
	if (has_head || is_proof)
		text = str_slice(text, 1, text.length);
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	if (is_proof) {
		StoreProof proof = {0};
		write_file(here->proof, "", 0, text);
		Status status = store_proof_read(&arena, str_from_c(here->proof), &proof, &problems);
		assert((status == STATUS_OK) == !problems_any(&problems));
		(void)unlink(here->proof);
	} else {
		StoreOptions options = options_of(here);
		StoreRestore restore = {.file = str_from_c(here->file), .without_proof = true};
		write_file(here->file, here->head, has_head ? here->head_length : 0, text);
		(void)unlink(here->proof);
		Status status = store_restore(&options, &restore, &arena, &problems);
		empty(here, status != STATUS_OK);
	}
	arena_clear(&arena);
	return 0;
}
