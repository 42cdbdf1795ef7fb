/* The demonstration borough: invented people in a real place, as a list of dated acts.
 *
 * Pure: the files' texts go in, acts come out in the order of their instants. Nothing here opens a file, a record or
 * a page; whoever replays the acts calls the same rooms as the pages do. The same files and settings give the same
 * bytes on any machine, and a larger number of people keeps the acts of the first ones as they were.
 * What is invented, what is real and each act's fields: docs/demonstration.md.
 */
#ifndef KITH_ENGINE_DEMONSTRATION_H
#define KITH_ENGINE_DEMONSTRATION_H

#include "base/clock.h"
#include "base/date.h"
#include "base/problems.h"

enum {
	DEMONSTRATION_PEOPLE_MAX = 1000000,
	DEMONSTRATION_PEOPLE_USUAL = 3000,
	DEMONSTRATION_YEARS_USUAL = 5,
	DEMONSTRATION_YEARS_MAX = 20,
	/* Households after this one are on file without work, so that the load borough of 500,000 people keeps its mix. */
	DEMONSTRATION_HOUSEHOLDS_BUSY = 60000,
};

/* A file that the planner reads: text is what stands in it. */
typedef struct DemonstrationFile {
	Str path; /* "data/demonstration/names.csv" or "boroughs/thurrock/demonstration/wards.csv" */
	Str text; /* for the caller to fill in */
} DemonstrationFile;

/* The files wanted for a borough ("thurrock"), their texts still empty. Owned by the arena. calibrated names a story whose
 * published figures come out of its record ("2015-16": lives-2015-16.csv); empty for the usual story. */
DemonstrationFile *demonstration_files(Arena *arena, Str borough, Str calibrated, size_t *count);

typedef struct DemonstrationData DemonstrationData;

/* Reads the files' texts; problems name file and line. The texts must outlive the data. */
Status demonstration_data_load(DemonstrationData **out, Arena *arena, const DemonstrationFile *files, size_t count,
	Problems *problems) MUST_USE;

/* The days of a calibrated story, which its settings must have; false when these data are of none. */
bool demonstration_calibrated_days(const DemonstrationData *data, Date *from, Date *until);

typedef struct DemonstrationSettings {
	Str borough;     /* folder name: "thurrock" */
	uint64_t seed;
	uint32_t people; /* at most this many on file; the last household that does not fit whole is left out */
	Date from;       /* first day of the story; people already supported then come in during the year before it */
	Date until;      /* last day, included */
	const BankHolidays *holidays; /* must cover from - 2 years to until + 1 year */
} DemonstrationSettings;

/* Takes one act: a line of JSON without its line feed, valid during the call only. */
typedef struct DemonstrationReader {
	void (*act)(void *context, Instant at, Str line);
	void *context;
} DemonstrationReader;

/* Plans and hands every act to the reader in order. Memory comes from arena and may be given back afterwards. */
Status demonstration_plan(const DemonstrationData *data, const DemonstrationSettings *settings, Arena *arena,
	DemonstrationReader reader, Problems *problems) MUST_USE;

/* A number of ten digits in the range 999, which the NHS keeps for tests, with a right check digit. Numbers whose
 * check digit would be 10 are passed over, so that index gives different numbers for 0 <= index < 900,000. */
Str demonstration_nhs_number(Arena *arena, uint32_t index);

#endif
