#include "care/note/chronology.h"

#include "care/note/note.sql.h"

typedef struct Adding {
	Str person;
	const ChronologyNew *entries;
	size_t count;
} Adding;

static Status holds_in(CareWrite *write, Str person, const ChronologyNew *entry, bool *holds)
{
	ChronologyHoldsRow row = {0};
	*holds = false;
	if (str_is_empty(entry->source_id))
		return STATUS_OK;
	Status status = sql_chronology_holds_one(write->connection, write->care->arena,
		&(ChronologyHoldsArguments){.person = person, .source = entry->source_id}, &row);
	*holds = row.count > 0;
	return status;
}

static Status add_in(CareWrite *write, void *context)
{
	const Adding *adding = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < adding->count; i++) {
		const ChronologyNew *entry = &adding->entries[i];
		bool holds = false;
		Str id = id_make(write->care->ids, write->care->arena);
		status = holds_in(write, adding->person, entry, &holds);
		if (status != STATUS_OK || holds)
			continue;
		status = sql_chronology_insert_run(write->connection, &(ChronologyInsertArguments){.id = id,
			.person = adding->person, .happened_on = entry->happened_on, .words = entry->words,
			.significance = entry->significance, .source_kind = entry->source_kind, .source_id = entry->source_id,
			.source_words = entry->source_words, .made_at = write->now, .by_actor = write->care->actor});
		if (status == STATUS_OK)
			status = care_audit(write, &(CareAudit){.action = S("chronology/add"), .subject_kind = S("chronology"),
				.subject = id, .person = adding->person, .after = entry->words, .reason = entry->source_kind});
	}
	return status;
}

static Status check_entry(Care *care, const ChronologyNew *entry)
{
	PartialDate day = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	Status status = STATUS_OK;
	bool known = partial_date_parse(entry->happened_on, &day) == STATUS_OK;
	if (known)
		partial_date_range(day, &first, &last);
	if (!known || first > care_today(care))
		status = problems_add(&care->problems, (Problem){.field = S("happened-day"),
			.message = S("Enter the year, and the month and day if they are known; today or earlier.")});
	bool own = str_equal(entry->source_kind, S("own"));
	if (own && str_is_empty(str_trim(entry->words)))
		status = problems_add(&care->problems, (Problem){.field = S("words"), .message = S("Say what happened.")});
	if (own && str_is_empty(str_trim(entry->source_words)))
		status = problems_add(&care->problems, (Problem){.field = S("source"),
			.message = S("Say where this is known from: who told you, or which letter.")});
	if (entry->words.length > CHRONOLOGY_WORDS_BYTES_MAX || entry->significance.length > CHRONOLOGY_WORDS_BYTES_MAX
	    || entry->source_words.length > CHRONOLOGY_WORDS_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("words"),
			.message = S("Say it in fewer words: a chronology gives the outline, the notes have the rest.")});
	return status;
}

static Status open_person(Care *care, Str person, Str *current)
{
	Person found = {0};
	if (!note_may_write(care))
		return STATUS_REFUSED;
	Status status = person_find(care, person, &found);
	*current = found.id;
	return status == STATUS_OK && found.how != PERSON_OPEN ? STATUS_REFUSED : status;
}

Status chronology_add(Care *care, Str person, const ChronologyNew *entries, size_t count)
{
	Adding adding = {.entries = entries, .count = count};
	Status status = open_person(care, person, &adding.person);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = check_entry(care, &entries[i]);
	return status == STATUS_OK && count > 0 ? care_write(care, add_in, &adding) : status;
}

static ChronologyEntry entry_of(const ChronologyOfPersonRow *row)
{
	bool note = str_equal(row->source_kind, S("note"));
	ChronologyEntry entry = {.id = row->id, .happened_time = row->note_time, .words = note ? row->note_body : row->words,
		.significance = row->significance, .source_kind = row->source_kind, .source_id = row->source_id,
		.source_words = row->source_words, .source_by = row->note_by, .note_kind = row->note_kind,
		.gone = row->note_withdrawn != 0, .apart = row->how != PERSON_OPEN, .made_at = row->made_at,
		.by_name = row->by_name, .version = row->version};
	if (partial_date_parse(row->happened_on, &entry.happened_on) != STATUS_OK)
		entry.happened_on = (PartialDate){0};
	/* Why it matters may repeat what the note says. */
	if (entry.apart)
		entry.significance = (Str){0};
	return entry;
}

Status chronology_of(Care *care, Str person, ChronologyEntry **out, size_t *count)
{
	ChronologyOfPersonRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_chronology_of_person_list(care->reader, care->arena,
			&(ChronologyOfPersonArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, ChronologyEntry, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = entry_of(&rows[i]);
	return STATUS_OK;
}

typedef struct Changing {
	Str person;
	Str entry;
	Str significance;
	int64_t version;
	bool removes;
} Changing;

static Status change_in(CareWrite *write, void *context)
{
	const Changing *changing = context;
	ChronologyGetInRow row = {0};
	Status status = sql_chronology_get_in_one(write->connection, write->care->arena,
		&(ChronologyGetInArguments){.entry = changing->entry}, &row);
	if (status == STATUS_OK && !str_equal(row.person, changing->person))
		status = STATUS_NOT_FOUND;
	if (status != STATUS_OK)
		return status;
	if (changing->removes)
		status = sql_chronology_remove_run(write->connection, &(ChronologyRemoveArguments){.entry = changing->entry,
			.at = write->now, .by_actor = write->care->actor});
	else
		status = sql_chronology_significance_put_run(write->connection, &(ChronologySignificancePutArguments){
			.entry = changing->entry, .version = changing->version, .significance = changing->significance});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.subject_kind = S("chronology"), .subject = changing->entry,
		.action = changing->removes ? S("chronology/remove") : S("chronology/explain"), .person = changing->person,
		.before = row.significance, .after = changing->significance});
}

Status chronology_explain(Care *care, Str person, Str entry, Str significance, int64_t version)
{
	Changing changing = {.entry = entry, .significance = significance, .version = version};
	Status status = open_person(care, person, &changing.person);
	if (status == STATUS_OK && significance.length > CHRONOLOGY_WORDS_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("words"), .message = S("Say it in fewer words.")});
	return status == STATUS_OK ? care_write(care, change_in, &changing) : status;
}

Status chronology_remove(Care *care, Str person, Str entry)
{
	Changing changing = {.entry = entry, .removes = true};
	Status status = open_person(care, person, &changing.person);
	return status == STATUS_OK ? care_write(care, change_in, &changing) : status;
}
