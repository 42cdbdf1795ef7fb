/* What the commands about measures share: the practice beside the program, published files read by its names. */
#ifndef KITH_CLI_MEASURE_FILES_H
#define KITH_CLI_MEASURE_FILES_H

#include "cli/options.h"
#include "practice/measures.h"

#define MEASURE_FILE_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* --files and --borough, for every command that needs definitions and no record. */
#define MEASURE_FILES_OPTION {.name = "files", .value = "DIR", .help = "where boroughs/ and data/ stand; . unless given"}
#define MEASURE_BOROUGH_OPTION {.name = "borough", .value = "NAME", .help = "a council's folder laid over common"}
#define MEASURE_YEAR_OPTION {.name = "year", .value = "YEAR", .help = "of files whose rows do not say it: 2020/21"}

/* Definitions of common, with the borough's over them when one was named. */
Status measure_practice_load(const CommandLine *line, Arena *arena, Practice **out, Problems *problems) MUST_USE;
/* --year as the year in which it begins; 0 when it was not given. */
Status measure_year_read(const CommandLine *line, int *out, Problems *problems) MUST_USE;
/* Every file named on the line, each read whole. */
Status measure_files_read(const CommandLine *line, Arena *arena, const Practice *practice, PublishedFigures **out,
	Problems *problems) MUST_USE;
/* A line for each set and year in the file, to standard output: figures, how many come out equal, how many cannot be made again. */
void measure_sets_print(const Practice *practice, const PublishedFigures *figures);
/* Adds to text, a row of CSV. */
void measure_row_write(Buffer *text, const Str *fields, size_t count);
/* To standard output. */
Status measure_text_print(const Buffer *text) MUST_USE;

#endif
