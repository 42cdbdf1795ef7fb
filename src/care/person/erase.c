/* The end of a record: everything that says who somebody was goes, from every table. What is left after destroying is the
 * audit, which holds no answers; after making anonymous also what is counted: lines of service, work with its dates and
 * outcome, and a few coded answers. */
#include "care/person/person_write.h"

#include "care/duplicates/duplicates.h"
#include "care/person/person.sql.h"
#include "engine/finding/finding.h"

/* What stays, by the tables' names, when a record is made anonymous. */
static const char *const COUNTED[] = {"work", "work_event", "service"};

static bool is_counted(const StoreTable *table)
{
	for (size_t i = 0; i < sizeof COUNTED / sizeof COUNTED[0]; i++)
		if (str_equal(str_from_c(table->name), str_from_c(COUNTED[i])))
			return true;
	return false;
}

/* Every table whose columns say whose a row is; those that point to others come later in the schema, and go first. */
static Status erase_tables_in(CareWrite *write, Str current, bool keep_counted, int64_t *rows)
{
	const StoreSchema *schema = store_schema(write->care->store);
	StoreValue value = {.type = STORE_TEXT, .text = current};
	Status status = STATUS_OK;
	for (size_t i = schema->table_count; status == STATUS_OK && i > 0; i--) {
		const StoreTable *table = &schema->tables[i - 1];
		int64_t changed = 0;
		if (table->erase == NULL || (keep_counted && is_counted(table)))
			continue;
		status = store_run(write->connection, table->erase, &value, &changed);
		*rows += changed;
	}
	return status;
}

/* Words of names that nobody bears any more, and the forms by which a misspelling meets them. */
static Status erase_words_in(CareWrite *write, const TokensOfRow *tokens, size_t count)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		int64_t gone = 0;
		status = sql_token_frequency_remove_run_counting(write->connection,
			&(TokenFrequencyRemoveArguments){.token = tokens[i].token}, &gone);
		if (status != STATUS_OK || gone == 0 || !str_starts_with(tokens[i].token, S("name:")))
			continue;
		Str deletions[FINDING_DELETIONS_MAX];
		Str word = str_slice(tokens[i].token, S("name:").length, tokens[i].token.length);
		size_t forms = finding_deletions(write->care->arena, word, deletions);
		for (size_t f = 0; status == STATUS_OK && f < forms; f++)
			status = sql_name_near_remove_run(write->connection,
				&(NameNearRemoveArguments){.deletion = deletions[f], .word = word});
	}
	return status;
}

static Status erase_derived_in(CareWrite *write, Str current)
{
	TokensOfRow *tokens = NULL;
	size_t count = 0;
	Status status = sql_tokens_of_list(write->connection, write->care->arena, &(TokensOfArguments){.person = current},
		&tokens, &count);
	if (status == STATUS_OK)
		status = person_clear_tokens(write, current);
	if (status == STATUS_OK)
		status = erase_words_in(write, tokens, count);
	if (status == STATUS_OK)
		status = sql_summary_clear_run(write->connection, &(SummaryClearArguments){.person = current});
	if (status == STATUS_OK)
		status = duplicates_forget_in(write, current);
	if (status == STATUS_OK)
		status = sql_visible_clear_run(write->connection, &(VisibleClearArguments){.person = current});
	return status == STATUS_OK ? sql_jobs_of_person_remove_run(write->connection,
		&(JobsOfPersonRemoveArguments){.current_id = current}) : status;
}

/* Answers of the person, of their work, and of a household in which nobody else ever lived. */
static Status erase_facts_in(CareWrite *write, Str current, bool keep_counted, int64_t *rows)
{
	int64_t changed = 0;
	Status status = sql_places_alone_erase_run(write->connection, &(PlacesAloneEraseArguments){.current_id = current});
	if (status == STATUS_OK)
		status = keep_counted
			? sql_facts_uncounted_erase_run_counting(write->connection, &(FactsUncountedEraseArguments){.current_id = current},
				&changed)
			: sql_facts_erase_run_counting(write->connection, &(FactsEraseArguments){.current_id = current}, &changed);
	*rows += changed;
	if (status == STATUS_OK)
		status = sql_fact_current_erase_run(write->connection, &(FactCurrentEraseArguments){.current_id = current});
	if (status == STATUS_OK && keep_counted)
		status = sql_work_facts_current_make_run(write->connection, &(WorkFactsCurrentMakeArguments){.current_id = current,
			.today = date_format(write->care->arena, write->today)});
	return status;
}

/* Bytes of files that nobody else has. */
static Status files_alone_in(CareWrite *write, Str current, FilesAloneRow **out, size_t *count)
{
	return sql_files_alone_list(write->connection, write->care->arena, &(FilesAloneArguments){.current_id = current}, out,
		count);
}

/* Notes that stand on this record alone; those about several people stay with the others. */
static Status notes_alone_in(CareWrite *write, Str current, Str **out, size_t *count)
{
	NotesAloneRow *rows = NULL;
	Status status = sql_notes_alone_list(write->connection, write->care->arena, &(NotesAloneArguments){.current_id = current},
		&rows, count);
	*out = ARENA_ARRAY(write->care->arena, Str, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		(*out)[i] = rows[i].id;
	return status;
}

static Status erase_rows_in(CareWrite *write, Str current, bool keep_counted, int64_t *rows)
{
	Str *notes = NULL;
	FilesAloneRow *files = NULL;
	size_t count = 0;
	size_t file_count = 0;
	Status status = notes_alone_in(write, current, &notes, &count);
	if (status == STATUS_OK)
		status = files_alone_in(write, current, &files, &file_count);
	if (status == STATUS_OK)
		status = sql_deliveries_erase_run(write->connection, &(DeliveriesEraseArguments){.current_id = current});
	if (status == STATUS_OK)
		status = erase_tables_in(write, current, keep_counted, rows);
	for (size_t i = 0; status == STATUS_OK && i < count; i++, (*rows)++)
		status = sql_note_erase_run(write->connection, &(NoteEraseArguments){.id = notes[i]});
	for (size_t i = 0; status == STATUS_OK && i < file_count; i++, (*rows)++)
		status = sql_file_erase_run(write->connection, &(FileEraseArguments){.hash = files[i].hash});
	return status;
}

/* Nobody else's work points to what has gone. */
static Status erase_head_in(CareWrite *write, Str current, int64_t *rows)
{
	int64_t changed = 0;
	Status status = sql_person_erase_run_counting(write->connection, &(PersonEraseArguments){.current_id = current}, &changed);
	*rows += changed;
	return status == STATUS_OK ? sql_person_identity_erase_run(write->connection,
		&(PersonIdentityEraseArguments){.current_id = current}) : status;
}

Status person_destroy_in(CareWrite *write, Str person, int64_t *rows)
{
	Str current = {0};
	*rows = 0;
	Status status = person_current_in(write, person, &current);
	if (status == STATUS_OK)
		status = person_erasing_begin_in(write, current);
	if (status == STATUS_OK)
		status = erase_derived_in(write, current);
	if (status == STATUS_OK)
		status = erase_facts_in(write, current, false, rows);
	if (status == STATUS_OK)
		status = sql_work_orphan_run(write->connection, &(WorkOrphanArguments){.current_id = current});
	if (status == STATUS_OK)
		status = erase_rows_in(write, current, false, rows);
	if (status == STATUS_OK)
		status = erase_head_in(write, current, rows);
	return status == STATUS_OK ? person_erasing_end_in(write, current) : status;
}

/* The year of birth is enough for a figure by age. */
static Status keep_year_in(CareWrite *write, Str current, Str born)
{
	Str year = str_slice(born, 0, born.length < 4 ? born.length : 4);
	Answer answer = {.question = S("birth_date"), .value = year, .giver = GIVER_WORKER};
	return year.length == 4 ? person_append_in(write, current, &answer, 1, (Str){0}, write->today) : STATUS_OK;
}

/* Details of stamps are people's own words, save where they name an outcome. */
static Status blank_events_in(CareWrite *write, Str current)
{
	EventsWithWordsRow *rows = NULL;
	size_t count = 0;
	Status status = sql_events_with_words_list(write->connection, write->care->arena,
		&(EventsWithWordsArguments){.current_id = current}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		status = sql_event_remove_run(write->connection, &(EventRemoveArguments){.id = rows[i].id});
		if (status == STATUS_OK)
			status = sql_event_put_back_run(write->connection, &(EventPutBackArguments){.id = rows[i].id,
				.work = rows[i].work, .at = rows[i].at, .by_actor = rows[i].by_actor, .transition = rows[i].transition,
				.to_user = rows[i].to_user, .to_team = rows[i].to_team, .due_on = rows[i].due_on});
	}
	return status;
}

Status person_anonymise_in(CareWrite *write, Str person, int64_t *rows)
{
	Str current = {0};
	SummaryOfRow summary = {0};
	*rows = 0;
	Status status = person_current_in(write, person, &current);
	if (status == STATUS_OK)
		status = sql_summary_of_one(write->connection, write->care->arena, &(SummaryOfArguments){.person = current}, &summary);
	if (status == STATUS_OK)
		status = person_erasing_begin_in(write, current);
	if (status == STATUS_OK)
		status = erase_derived_in(write, current);
	if (status == STATUS_OK)
		status = erase_facts_in(write, current, true, rows);
	if (status == STATUS_OK)
		status = blank_events_in(write, current);
	if (status == STATUS_OK)
		status = erase_rows_in(write, current, true, rows);
	if (status == STATUS_OK)
		status = sql_work_anonymise_run(write->connection, &(WorkAnonymiseArguments){.current_id = current});
	if (status == STATUS_OK)
		status = sql_service_anonymise_run(write->connection, &(ServiceAnonymiseArguments){.current_id = current});
	if (status == STATUS_OK)
		status = sql_person_anonymise_run(write->connection, &(PersonAnonymiseArguments){.current_id = current});
	if (status == STATUS_OK)
		status = person_refresh_facts(write, S("person"), current);
	if (status == STATUS_OK)
		status = keep_year_in(write, current, summary.born);
	if (status == STATUS_OK)
		status = person_refresh_visible(write, current);
	if (status == STATUS_OK)
		status = person_refresh_summary(write, current);
	return status == STATUS_OK ? person_erasing_end_in(write, current) : status;
}
