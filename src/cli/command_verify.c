/* kith verify: is the record whole, and does it say what was written? */
#include <stdio.h>

#include "base/json.h"
#include "care/record/record.h"
#include "cli/commands.h"
#include "cli/open_store.h"

static const CommandUsage USAGE = {
	.command = "verify",
	.summary = "Reads the whole record again: the audit chain, derived rows, stages, the map of ids. Exit 1 when one does not hold.",
	.database = true,
	.details = "Prints one JSON object. Keep its audit.head elsewhere: it proves later that no tail was cut off.",
};

static void write_audit(JsonWriter *json, const StoreVerifyReport *store)
{
	json_write_key(json, S("audit"));
	json_write_object_begin(json);
	json_write_member_integer(json, S("sealed_rows"), store->sealed_rows);
	json_write_member_integer(json, S("unsealed_rows"), store->unsealed_rows);
	json_write_member_text(json, S("head"), store->head_hash);
	if (store->broken_sequence > 0) {
		json_write_member_integer(json, S("broken_at"), store->broken_sequence);
		json_write_member_text(json, S("broken_row"), store->broken_audit_id);
		json_write_member_text(json, S("broken_because"), store->broken_reason);
	}
	json_write_object_end(json);
}

static void write_report(Arena *arena, const RecordVerifyReport *report)
{
	Buffer text = buffer_make(arena, 64 * 1024);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	json_write_member_truth(&json, S("sound"), report->sound);
	json_write_member_truth(&json, S("database_sound"), report->store.database_sound);
	write_audit(&json, &report->store);
	json_write_member_integer(&json, S("derived_checked"), report->derived_checked);
	json_write_member_integer(&json, S("derived_differed"), report->derived_differed);
	json_write_member_integer(&json, S("stages_checked"), report->works_checked);
	json_write_member_integer(&json, S("stages_differed"), report->works_differed);
	json_write_member_integer(&json, S("files_checked"), report->files_checked);
	json_write_member_integer(&json, S("files_differed"), report->files_differed);
	json_write_object_end(&json);
	(void)printf("%.*s\n", STR_ARG(buffer_str(&text)));
}

static Status verify(const CommandLine *line, OpenStore *open, Problems *problems)
{
	(void)line;
	RecordVerifyReport report = {0};
	if (open->practice == NULL)
		return problems_add(problems, (Problem){.message =
			S("No practice was ever published to this record, so there is nothing in it to verify.")});
	Status status = record_verify(&open->care, &report);
	if (status != STATUS_OK)
		return status;
	write_report(open->arena, &report);
	return report.sound ? STATUS_OK : problems_add(problems, (Problem){.message =
		S("The record does not hold: see what is printed. Keep a copy of the database before you do anything else.")});
}

int command_verify(int argc, char **argv)
{
	return command_run_on_record(&USAGE, argc, argv, verify);
}
