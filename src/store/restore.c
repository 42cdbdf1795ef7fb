/* A copy put back where nothing stands yet, and proved.
 *
 * The file is looked at before anything is made: its hash against the proof beside it. Lines go in through one
 * transaction, so that a line that is wrong leaves no row. Afterwards everything is read out of the new database again.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/log.h"
#include "store/driver.h"
#include "store/statement.h"

enum { RESTORE_PIECE_BYTES = 1 << 16, RESTORE_NAMES = 3 };

static const char SQLITE_MARK[] = "SQLite format 3"; /* with its nul, how such a file begins */

typedef struct Restoring {
	const StoreOptions *options;
	StoreRestore *restore;
	Arena *arena;
	Problems *problems;
	StoreProof expected; /* file_hash empty: there is none */
	Store *store;
	bool made; /* what stands in the folder is ours, and goes when it fails */
} Restoring;

static Status wrong(const Restoring *restoring, const char *sentence)
{
	return problems_add_format(restoring->problems, (Problem){.file = restoring->restore->file}, "%s", sentence);
}

static Status take_proof(Restoring *restoring)
{
	StoreRestore *restore = restoring->restore;
	Str hash = {0};
	int64_t bytes = 0;
	Str path = str_concat(restoring->arena, restore->file, S(".proof"));
	Status status = store_proof_read(restoring->arena, path, &restoring->expected, restoring->problems);
	if (status == STATUS_NOT_FOUND && restore->without_proof)
		return STATUS_OK;
	if (status == STATUS_NOT_FOUND)
		return wrong(restoring, "the proof that kith backup wrote beside it, FILE.proof, is not there; with"
			" --without-proof it is restored all the same");
	if (status == STATUS_OK)
		status = store_hash_file(restoring->arena, restore->file, &hash, &bytes, restoring->problems);
	if (status == STATUS_OK && (bytes != restoring->expected.file_bytes || !hash_equal(hash, restoring->expected.file_hash)))
		status = wrong(restoring, "this is not the file that its proof speaks of: it was changed, or cut off");
	return status;
}

/* --- a copy of SQLite's own --------------------------------------------------------------------------------------- */

static const char *name_of(const Restoring *restoring, size_t number)
{
	static const char *const ENDS[RESTORE_NAMES] = {"/kith.sqlite", "/kith.sqlite-wal", "/kith.sqlite-shm"};
	assert(number < RESTORE_NAMES);
	return str_c(restoring->arena, str_concat(restoring->arena, restoring->options->database, str_from_c(ENDS[number])));
}

static Status check_nothing_there(const Restoring *restoring)
{
	struct stat there;
	for (size_t i = 0; i < RESTORE_NAMES; i++)
		if (lstat(name_of(restoring, i), &there) == 0)
			return problems_add_format(restoring->problems, (Problem){.file = str_from_c(name_of(restoring, i))},
				"there is a record already; restore into an empty folder");
	return STATUS_OK;
}

static void remove_what_was_made(const Restoring *restoring)
{
	for (size_t i = 0; i < RESTORE_NAMES; i++)
		(void)unlink(name_of(restoring, i));
}

static Status copy_bytes(FILE *from, FILE *to, Arena *arena)
{
	char *piece = arena_allocate(arena, RESTORE_PIECE_BYTES);
	size_t count = 0;
	while ((count = fread(piece, 1, RESTORE_PIECE_BYTES, from)) > 0)
		if (fwrite(piece, 1, count, to) != count)
			return STATUS_FULL;
	if (ferror(from) != 0)
		return STATUS_FAILED;
	return fflush(to) == 0 && fsync(fileno(to)) == 0 ? STATUS_OK : STATUS_FULL;
}

static Status put_file(Restoring *restoring, FILE *from)
{
	const char *path = name_of(restoring, 0);
	(void)mkdir(str_c(restoring->arena, restoring->options->database), S_IRWXU);
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	FILE *to = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
	if (to == NULL)
		return problems_add_format(restoring->problems, (Problem){.file = str_from_c(path)},
			"this file cannot be written: %s", strerror(errno));
	restoring->made = true;
	Status status = copy_bytes(from, to, restoring->arena);
	store_sync_folder(restoring->arena, restoring->options->database);
	return fclose(to) == 0 || status != STATUS_OK ? status : STATUS_FULL;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

typedef struct Filling {
	Restoring *restoring;
	FILE *from;
	Arena line_arena;
	StoreConnection *write;
	uint32_t line;
	size_t steps;   /* of the schema, as the file lists them */
	int64_t rows;
	bool ended;
} Filling;

/* The next line without its end; STATUS_NOT_FOUND at the end of the file. */
static Status read_line(Filling *filling, Str *out)
{
	Buffer line = buffer_make(&filling->line_arena, ARENA_REQUEST_BYTES_MAX);
	int character = getc_unlocked(filling->from);
	if (character == EOF)
		return ferror(filling->from) != 0 ? STATUS_FAILED : STATUS_NOT_FOUND;
	for (; character != EOF && character != '\n'; character = getc_unlocked(filling->from)) {
		if (line.length + 1 >= ARENA_REQUEST_BYTES_MAX)
			return wrong(filling->restoring, "a line of it is longer than a record can have");
		buffer_add_character(&line, (char)character);
	}
	filling->line++;
	*out = buffer_str(&line);
	return STATUS_OK;
}

static int digit_of(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
}

/* "hex:0aff", as the export writes bytes. */
static bool read_bytes(Arena *arena, Str text, Str *out)
{
	Str mark = S("hex:");
	if (!str_starts_with(text, mark) || text.length % 2 != 0)
		return false;
	size_t length = (text.length - mark.length) / 2;
	char *bytes = arena_allocate(arena, length + 1);
	for (size_t i = 0; i < length; i++) {
		int high = digit_of(text.data[mark.length + 2 * i]);
		int low = digit_of(text.data[mark.length + 2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[i] = (char)(high * 16 + low);
	}
	*out = (Str){.data = bytes, .length = length};
	return true;
}

static Status wrong_value(const Filling *filling, const StoreColumn *column, const JsonNode *node)
{
	Problem place = node == NULL ? (Problem){.file = filling->restoring->restore->file, .line = filling->line}
		: json_place(node);
	place.field = str_from_c(column->name);
	return problems_add_format(filling->restoring->problems, place, "this is not a value of the column");
}

static Status read_value(Filling *filling, const StoreColumn *column, const JsonNode *node, StoreValue *out)
{
	*out = (StoreValue){.type = column->type};
	if (node == NULL)
		return wrong_value(filling, column, node);
	if (node->kind == JSON_NULL) {
		out->is_null = true;
		return column->nullable ? STATUS_OK : wrong_value(filling, column, node);
	}
	bool good = false;
	if (column->type == STORE_INTEGER)
		good = json_integer(node, &out->integer) == STATUS_OK;
	else if (node->kind == JSON_TEXT && column->type == STORE_BYTES)
		good = read_bytes(&filling->line_arena, node->text, &out->text);
	else if (node->kind == JSON_TEXT) {
		out->text = node->text.data == NULL ? S("") : node->text;
		good = true;
	}
	return good ? STATUS_OK : wrong_value(filling, column, node);
}

static Status fill_row(Filling *filling, const StoreTable *table, const JsonNode *row)
{
	StoreValue values[STORE_PARAMETERS_MAX];
	const StoreStatement *fill = table->fill;
	Problem place = {.file = filling->restoring->restore->file, .line = filling->line};
	Status status = STATUS_OK;
	if (row->count != fill->parameter_count + 1)
		return problems_add_format(filling->restoring->problems, place, "another number of columns than the table has");
	for (size_t i = 0; status == STATUS_OK && i < fill->parameter_count; i++)
		status = read_value(filling, &fill->parameters[i],
			json_member(row, str_from_c(fill->parameters[i].name)), &values[i]);
	if (status == STATUS_OK)
		status = store_run(filling->write, fill, values, NULL);
	if (status == STATUS_CONFLICT)
		return problems_add_format(filling->restoring->problems, place,
			"the database refuses this row: it is there twice, or names a row that is not there");
	return status;
}

/* The steps that the copy's database had have to be this program's, all of them. */
static Status check_step(Filling *filling, const JsonNode *row)
{
	const StoreSchema *schema = filling->restoring->options->schema;
	size_t step = filling->steps++;
	if (step < schema->migration_count && str_equal(json_text(json_member(row, S("checksum"))),
		str_from_c(schema->migrations[step].checksum)))
		return STATUS_OK;
	return wrong(filling->restoring, "the copy was made by another version of the program, with other steps of the"
		" schema; restore it with that version, then start the new one");
}

static const StoreTable *find_table(const Filling *filling, Str name)
{
	const StoreSchema *schema = filling->restoring->options->schema;
	for (size_t i = 0; i < schema->table_count; i++)
		if (str_equal(name, str_from_c(schema->tables[i].name)))
			return &schema->tables[i];
	return NULL;
}

static Status take_line(Filling *filling, const JsonNode *row)
{
	Problem place = {.file = filling->restoring->restore->file, .line = filling->line};
	const JsonNode *end = json_member(row, S("end"));
	int64_t rows = 0;
	if (end != NULL) {
		filling->ended = json_integer(end, &rows) == STATUS_OK && rows == filling->rows;
		return filling->ended ? STATUS_OK : problems_add_format(filling->restoring->problems, place,
			"the file says that it has another number of rows");
	}
	const StoreTable *table = find_table(filling, json_text(json_member(row, S("table"))));
	if (table == NULL)
		return problems_add_format(filling->restoring->problems, place, "this is not a row of a table of this program");
	filling->rows++;
	if (strcmp(table->name, "migration") == 0)
		return check_step(filling, row);
	if (filling->steps != filling->restoring->options->schema->migration_count)
		return wrong(filling->restoring, "the copy was made by an older version of the program; restore it with that"
			" version, then start the new one");
	return store_is_house_table(table) ? STATUS_OK : fill_row(filling, table, row);
}

static Status fill_from_start(Filling *filling)
{
	Status status = STATUS_OK;
	rewind(filling->from); /* the work may be run again */
	filling->line = 0;
	filling->steps = 0;
	filling->rows = 0;
	filling->ended = false;
	while (status == STATUS_OK) {
		Str line = {0};
		const JsonNode *row = NULL;
		arena_reset(&filling->line_arena);
		status = read_line(filling, &line);
		if (status == STATUS_OK && filling->ended)
			return wrong(filling->restoring, "there is more after its end");
		if (status == STATUS_OK)
			status = json_parse(&filling->line_arena, filling->restoring->restore->file, filling->line, line,
				filling->restoring->problems, &row);
		if (status == STATUS_OK)
			status = take_line(filling, row);
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	return filling->ended ? STATUS_OK : wrong(filling->restoring, "it was cut off: its last line is missing");
}

static Status fill(StoreConnection *write, void *context)
{
	Filling *filling = context;
	filling->write = write;
	return fill_from_start(filling);
}

static Status fill_store(Restoring *restoring, FILE *from)
{
	Filling filling = {.restoring = restoring, .from = from};
	arena_init(&filling.line_arena, ARENA_COMMAND_BYTES_MAX);
	Status status = store_write_house(restoring->store, fill, &filling);
	arena_clear(&filling.line_arena);
	/* The store answers with the statement's own failure; what is wrong with the file has been said by then. */
	return status == STATUS_CONFLICT ? STATUS_INVALID : status;
}

/* --- both --------------------------------------------------------------------------------------------------------- */

static bool is_postgres(const Restoring *restoring)
{
	return str_starts_with(restoring->options->database, S("postgresql://"));
}

static Status open_new(Restoring *restoring, bool is_copy)
{
	StoreOptions options = *restoring->options;
	options.create = !is_copy;
	options.fresh = !is_copy;
	options.bulk = false;
	restoring->made = true; /* nothing stood there: somebody has looked */
	Status status = store_open(&restoring->store, &options, restoring->problems);
	if (status == STATUS_CONFLICT)
		return problems_add_format(restoring->problems, (Problem){0},
			"there are tables of a record already; restore into a new, empty database");
	return status;
}

static Status prove(Restoring *restoring)
{
	StoreRestore *restore = restoring->restore;
	Status status = store_prove(restoring->store, restoring->arena, &restore->proof);
	if (status != STATUS_OK || restoring->expected.file_hash.length == 0
		|| !str_equal(restore->proof.schema, restoring->expected.schema))
		return status;
	Str table = store_proof_difference(&restoring->expected, &restore->proof);
	if (table.length > 0)
		return problems_add_format(restoring->problems, (Problem){.field = table},
			"what was restored is not what was copied; do not use it");
	restore->proved = true;
	return STATUS_OK;
}

static Status restore_from(Restoring *restoring, FILE *from)
{
	char mark[sizeof SQLITE_MARK] = {0};
	bool is_copy = fread(mark, 1, sizeof mark, from) == sizeof mark && memcmp(mark, SQLITE_MARK, sizeof mark) == 0;
	rewind(from);
	if (is_copy && is_postgres(restoring))
		return wrong(restoring, "a copy of SQLite's own form goes into a folder; kith backup --lines makes one for"
			" PostgreSQL");
	Status status = is_postgres(restoring) ? STATUS_OK : check_nothing_there(restoring);
	if (status != STATUS_OK)
		return status;
	if (is_copy)
		status = put_file(restoring, from);
	if (status == STATUS_OK)
		status = open_new(restoring, is_copy);
	if (status == STATUS_OK && !is_copy)
		status = fill_store(restoring, from);
	if (status == STATUS_OK)
		status = prove(restoring);
	store_close(restoring->store);
	if (status != STATUS_OK && restoring->made && !is_postgres(restoring))
		remove_what_was_made(restoring);
	return status;
}

Status store_restore(const StoreOptions *options, StoreRestore *restore, Arena *arena, Problems *problems)
{
	Restoring restoring = {.options = options, .restore = restore, .arena = arena, .problems = problems};
	restore->proved = false;
	FILE *from = fopen(str_c(arena, restore->file), "rb");
	if (from == NULL)
		return wrong(&restoring, "this file cannot be read");
	Status status = take_proof(&restoring);
	if (status == STATUS_OK)
		status = restore_from(&restoring, from);
	(void)fclose(from);
	log_line(status == STATUS_OK ? LOG_NOTE : LOG_ERROR, "store", "restore status=%s", status_name(status));
	return status;
}
