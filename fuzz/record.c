#include "fuzz/record.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "schema.h"
#include "statements.h"

/* Whoever writes at each input fills the disk: after so many the record is made anew. */
enum { DESKS_MAX = 5000, FUZZ_NOW_DAYS = 20650 };

typedef struct Place {
	char base[FUZZ_PATH_BYTES_MAX];
	char record[FUZZ_PATH_BYTES_MAX];
	char files[FUZZ_PATH_BYTES_MAX];
	Clock clock;
	IdSource ids;
	Store *store;
	size_t desks;
} Place;

static Place place;

const Practice *fuzz_practice(void)
{
	static Arena kept;
	static Practice *practice;
	if (practice != NULL)
		return practice;
	arena_init(&kept, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&kept);
	Status status = practice_load(&practice, &kept, S("boroughs/common"), S("boroughs/thurrock"), &problems);
	assert(status == STATUS_OK);
	return practice;
}

static void empty(const char *path)
{
	char file[2 * FUZZ_PATH_BYTES_MAX];
	DIR *folder = opendir(path);
	if (folder == NULL)
		return;
	for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		(void)snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.')
			(void)unlink(file);
	}
	(void)closedir(folder);
}

static void leave_nothing(void)
{
	store_close(place.store);
	empty(place.record);
	empty(place.files);
	(void)rmdir(place.record);
	(void)rmdir(place.files);
	(void)rmdir(place.base);
}

static void find_place(void)
{
	/* In memory where there is such a place: a disk is slow. */
	char in_memory[] = "/dev/shm/kith-fuzz.XXXXXX";
	char on_disk[] = "/tmp/kith-fuzz.XXXXXX";
	const char *made = mkdtemp(in_memory);
	if (made == NULL)
		made = mkdtemp(on_disk);
	assert(made != NULL);
	log_set_level(LOG_ERROR);
	(void)snprintf(place.base, sizeof place.base, "%s", made);
	(void)snprintf(place.record, sizeof place.record, "%s/record", made);
	(void)snprintf(place.files, sizeof place.files, "%s/files", made);
	int failed = mkdir(place.files, 0700);
	assert(failed == 0);
	place.clock = clock_hold(FUZZ_NOW_DAYS * INSTANT_DAY);
	id_source_init_seeded(&place.ids, &place.clock, 1);
	(void)atexit(leave_nothing);
}

static void open_record(void)
{
	Arena arena;
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	Problems problems = problems_make(&arena);
	StoreOptions options = {.database = str_from_c(place.record), .create = true, .readers = 1, .statements = &KITH_STATEMENTS,
		.schema = &KITH_SCHEMA, .clock = &place.clock, .ids = &place.ids};
	store_close(place.store);
	empty(place.record);
	place.desks = 0;
	Status status = store_open(&place.store, &options, &problems);
	assert(status == STATUS_OK);
	arena_clear(&arena);
}

Care fuzz_desk(Arena *arena)
{
	if (place.base[0] == '\0')
		find_place();
	if (place.store == NULL || place.desks++ == DESKS_MAX)
		open_record();
	return care_system(place.store, store_maintenance(place.store), arena, &place.clock, &place.ids, fuzz_practice());
}

const char *fuzz_folder(void)
{
	if (place.base[0] == '\0')
		find_place();
	return place.files;
}

void fuzz_folder_put(const char *name, Str text)
{
	char path[2 * FUZZ_PATH_BYTES_MAX];
	(void)snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
	FILE *file = fopen(path, "wb");
	assert(file != NULL);
	size_t written = text.length == 0 ? 0 : fwrite(text.data, 1, text.length, file);
	assert(written == text.length);
	(void)fclose(file);
}
