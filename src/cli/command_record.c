/* kith export, kith backup, kith restore: a whole record out of the database, and back. */
#include <stdio.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "schema.h"
#include "statements.h"

static Status print_line(Str line, void *context)
{
	(void)context;
	bool written = fwrite(line.data, 1, line.length, stdout) == line.length && fputc('\n', stdout) != EOF;
	return written ? STATUS_OK : STATUS_FULL;
}

static Status export_record(const CommandLine *line, OpenStore *open, Problems *problems)
{
	(void)line;
	(void)problems;
	return store_export(open->store, print_line, NULL);
}

int command_export(int argc, char **argv)
{
	static const CommandUsage USAGE = {
		.command = "export",
		.summary = "Prints the whole record as JSON Lines: the same bytes for the same record on both databases.",
		.database = true,
	};
	return command_run_on_record(&USAGE, argc, argv, export_record);
}

static void print_proof(Arena *arena, const StoreProof *proof)
{
	Buffer text = buffer_make(arena, 1024 * 1024);
	store_proof_write(proof, &text);
	(void)printf("%.*s", STR_ARG(buffer_str(&text)));
}

static Status backup_record(const CommandLine *line, OpenStore *open, Problems *problems)
{
	StoreProof proof = {0};
	Status status = store_backup(open->store, str_from_c(line->words[0]),
		options_given(line, "lines") ? STORE_COPY_LINES : STORE_COPY_OWN, open->arena, &proof, problems);
	if (status == STATUS_OK)
		print_proof(open->arena, &proof);
	return status;
}

int command_backup(int argc, char **argv)
{
	static const CommandOption OPTIONS[] = {
		{.name = "lines", .help = "as JSON Lines, which go into either database; PostgreSQL's copies always are"},
	};
	static const CommandUsage USAGE = {
		.command = "backup",
		.summary = "Writes a consistent copy of the record into one file, while others go on working.",
		.words = "FILE",
		.words_min = 1,
		.words_max = 1,
		.database = true,
		.options = OPTIONS,
		.option_count = sizeof OPTIONS / sizeof *OPTIONS,
		.details = "Beside it comes FILE.proof: the copy's hash, and the count and hash of every table. It is printed too: keep\n"
			"it elsewhere. The copy holds everything and is not encrypted.",
	};
	return command_run_on_record(&USAGE, argc, argv, backup_record);
}

static void print_audit(const StoreVerifyReport *report, Arena *arena)
{
	Buffer text = buffer_make(arena, 4096);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	json_write_member_truth(&json, S("sound"), report->database_sound && report->broken_sequence == 0);
	json_write_member_integer(&json, S("sealed_rows"), report->sealed_rows);
	json_write_member_integer(&json, S("unsealed_rows"), report->unsealed_rows);
	json_write_member_text(&json, S("head"), report->head_hash);
	json_write_object_end(&json);
	(void)printf("%.*s\n", STR_ARG(buffer_str(&text)));
}

/* The chain too: a copy may be the same as a record that did not hold. */
static Status verify_restored(const StoreOptions *options, Arena *arena, Problems *problems)
{
	Store *store = NULL;
	StoreVerifyReport report = {0};
	Status status = store_open(&store, options, problems);
	if (status == STATUS_OK)
		status = store_verify(store, arena, &report);
	if (status == STATUS_OK || status == STATUS_INVALID)
		print_audit(&report, arena);
	store_close(store);
	return status != STATUS_INVALID ? status : problems_add(problems, (Problem){.message =
		S("What was restored is what was copied, but its audit does not hold.")});
}

static Status restore_record(const CommandLine *line, Arena *arena, Problems *problems)
{
	IdSource ids;
	id_source_init(&ids, clock_system());
	StoreOptions options = {.database = line->database, .readers = 1, .statements = &KITH_STATEMENTS,
		.schema = &KITH_SCHEMA, .clock = clock_system(), .ids = &ids};
	StoreRestore restore = {.file = str_from_c(line->words[0]), .without_proof = options_given(line, "without-proof")};
	Status status = store_restore(&options, &restore, arena, problems);
	if (status == STATUS_OK) {
		print_proof(arena, &restore.proof);
		if (!restore.proved)
			(void)fprintf(stderr, "kith: the tables were not compared: there is no proof of this version's schema\n");
		status = verify_restored(&options, arena, problems);
	}
	id_source_clear(&ids);
	return status;
}

int command_restore(int argc, char **argv)
{
	static const CommandOption OPTIONS[] = {
		{.name = "without-proof", .help = "also when there is no FILE.proof"},
	};
	static const CommandUsage USAGE = {
		.command = "restore",
		.summary = "Puts a copy that kith backup wrote where there is no record yet, and proves it.",
		.words = "FILE",
		.words_min = 1,
		.words_max = 1,
		.database = true,
		.options = OPTIONS,
		.option_count = sizeof OPTIONS / sizeof *OPTIONS,
		.details = "The file is compared with FILE.proof, then every table of the new database by count and hash, which are\n"
			"printed, and the audit chain is read. Exit 1 when one differs. Run kith verify next.",
	};
	return command_run(&USAGE, argc, argv, restore_record);
}
