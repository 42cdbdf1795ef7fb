/* Any bytes as a file that a council loads by name: the first byte chooses. 'h': calls of the telephone system. 'd': the small
 * gazetteer of a demonstration, 'g': a council's own folder of places; their files stand one after the other, parted by a line
 * "---". A file with a fault is not loaded at all; a good one a second time changes nothing. */
#include <assert.h>

#include "care/directory/directory.h"
#include "care/helpline/helpline.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/record.h"

enum { FILES_MAX = 4, INPUT_BYTES_MAX = 64 * 1024 };

static void load_calls(Arena *arena, Str text)
{
	HelplineLoaded loaded = {0};
	HelplineLoaded again = {0};
	Care care = fuzz_desk(arena);
	Status status = helpline_load(&care, S("calls.csv"), text, &loaded);
	assert(status == STATUS_OK || (status == STATUS_INVALID && problems_any(&care.problems)));
	if (status != STATUS_OK)
		return;
	assert(loaded.added + loaded.changed + loaded.unchanged == loaded.read);
	assert(helpline_load(&care, S("calls.csv"), text, &again) == STATUS_OK);
	assert(again.read == loaded.read && again.unchanged == again.read);
}

static void put_files(Str text, const char *const names[FILES_MAX])
{
	size_t end = 0;
	for (size_t i = 0; i < FILES_MAX; i++) {
		bool more = str_find(text, S("\n---\n"), &end);
		fuzz_folder_put(names[i], more ? str_slice(text, 0, end + 1) : text);
		text = more ? str_slice(text, end + 5, text.length) : (Str){0};
	}
}

static void load_demonstration(Arena *arena, Str text)
{
	static const char *const NAMES[FILES_MAX] = {"wards.csv", "postcodes.csv", "areas.csv", "outlines.csv"};
	put_files(text, NAMES);
	Care care = fuzz_desk(arena);
	Status status = directory_load_gazetteer(&care, str_from_c(fuzz_folder()));
	assert(status == STATUS_OK || (status == STATUS_INVALID && problems_any(&care.problems)));
}

static void load_places(Arena *arena, Str text)
{
	static const char *const NAMES[FILES_MAX] = {"wards.geojson", "postcodes_fuzz.csv", "lsoa21_ward24_lookup.csv",
		"imd2025_lsoa21.csv"};
	GeographyReport report = {0};
	put_files(text, NAMES);
	Care care = fuzz_desk(arena);
	Status status = geography_import(&care, str_from_c(fuzz_folder()), &report);
	assert(status == STATUS_OK || (status == STATUS_INVALID && problems_any(&care.problems)));
	assert(status != STATUS_OK || report.refused == 0 || problems_any(&care.problems));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	if (size == 0 || size > INPUT_BYTES_MAX)
		return 0;
	Str text = {.data = (const char *)data + 1, .length = size - 1};
	arena_init(&arena, ARENA_COMMAND_BYTES_MAX);
	if (data[0] == 'h')
		load_calls(&arena, text);
	else if (data[0] == 'd')
		load_demonstration(&arena, text);
	else if (data[0] == 'g')
		load_places(&arena, text);
	arena_clear(&arena);
	return 0;
}
