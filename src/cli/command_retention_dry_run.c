/* kith retention dry-run: what the schedule would take, why, and what holds it. Changes nothing. */
#include <stdio.h>

#include "base/json.h"
#include "care/rights/retention.h"
#include "cli/commands.h"
#include "cli/open_store.h"

enum { LINES_AT_ONCE = 1000, LINE_BYTES_MAX = 64 * 1024 };

static const CommandUsage USAGE = {
	.command = "retention dry-run",
	.summary = "Lists every record whose time is over by the rules of retention.yaml. Changes nothing.",
	.database = true,
	.details = "One JSON object a line: the record, the rule with its source, from when it counted and since when its time is\n"
		"over, and what holds it. A last line has the sums. A record without holds goes when a person with the right\n"
		"carries it out on its page: no command does. The audit stays, with the reasons that staff typed.",
};

static void write_case(Arena *arena, const RetentionCase *one)
{
	Buffer text = buffer_make(arena, LINE_BYTES_MAX);
	JsonWriter json = json_writer_make(&text);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("person"), one->person);
	json_write_member_text(&json, S("reference"), one->reference);
	json_write_member_text(&json, S("rule"), one->rule->id);
	json_write_member_text(&json, S("kept"), duration_format(arena, one->rule->keep));
	json_write_member_text(&json, S("starts"), retention_start_code(one->rule->starts));
	json_write_member_text(&json, S("started"), date_format(arena, one->started));
	json_write_member_text(&json, S("over"), date_format(arena, one->due));
	json_write_member_text(&json, S("action"), retention_action_code(one->rule->action));
	json_write_member_text(&json, S("basis"), one->rule->basis == RETENTION_VERIFIED ? S("verified") : S("local-choice"));
	json_write_member_text(&json, S("source"), one->rule->source);
	json_write_key(&json, S("holds"));
	json_write_array_begin(&json);
	for (size_t i = 0; i < one->hold_count; i++)
		json_write_text(&json, one->holds[i]);
	json_write_array_end(&json);
	json_write_object_end(&json);
	(void)printf("%.*s\n", STR_ARG(buffer_str(&text)));
}

static Status dry_run(const CommandLine *line, OpenStore *open, Problems *problems)
{
	Arena *outer = open->care.arena;
	char next[ID_LENGTH + 1] = "";
	int64_t due = 0;
	int64_t held = 0;
	Status status = STATUS_OK;
	bool more = true;
	(void)line;
	if (open->practice == NULL)
		return problems_add(problems, (Problem){.message =
			S("No practice was ever published to this record, so it has no rules: see kith practice publish.")});
	while (status == STATUS_OK && more) {
		Arena scratch; /* a borough of half a million is read in pieces */
		RetentionCase *cases = NULL;
		size_t count = 0;
		Str after = {0};
		arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
		open->care.arena = &scratch;
		status = retention_due(&open->care, &(RetentionAsk){.after = str_copy(&scratch, str_from_c(next)),
			.most = LINES_AT_ONCE, .read_most = RETENTION_READ_AT_ONCE}, &cases, &count, &after);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			write_case(&scratch, &cases[i]);
			due++;
			held += cases[i].hold_count > 0 ? 1 : 0;
		}
		more = !str_is_empty(after);
		for (size_t i = 0; i < ID_LENGTH && i < after.length; i++)
			next[i] = after.data[i];
		open->care.arena = outer;
		arena_clear(&scratch);
	}
	if (status == STATUS_OK)
		(void)printf("{\"due\":%lld,\"held\":%lld}\n", (long long)due, (long long)held);
	return status;
}

int command_retention_dry_run(int argc, char **argv)
{
	return command_run_on_record(&USAGE, argc, argv, dry_run);
}
