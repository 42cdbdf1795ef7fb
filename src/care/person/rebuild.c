/* Derived rows made again from the primary ones, and what had been different. */
#include "care/person/person_write.h"

#include "care/person/person.sql.h"

enum { REBUILD_AT_ONCE = 200 };

typedef struct Rebuild {
	Str kind;       /* "person", "place" or "work" */
	Str after;
	size_t batch;
	int64_t checked;
	int64_t differed;
} Rebuild;

enum { DERIVED_BYTES_MAX = 4 * 1024 * 1024 };

static Status derived_facts_in(CareWrite *write, const Rebuild *rebuild, Str subject, Buffer *out)
{
	CurrentOfSubjectRow *rows = NULL;
	size_t count = 0;
	Status status = sql_current_of_subject_list(write->connection, write->care->arena,
		&(CurrentOfSubjectArguments){.subject_kind = rebuild->kind, .subject_id = subject}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		buffer_add_format(out, "fact %.*s %.*s %.*s\n", STR_ARG(rows[i].question), STR_ARG(rows[i].fact_id),
			STR_ARG(rows[i].value));
	return status;
}

static Status derived_summary_in(CareWrite *write, Str person, Buffer *out)
{
	SummaryOfRow row = {0};
	Status status = sql_summary_of_one(write->connection, write->care->arena, &(SummaryOfArguments){.person = person},
		&row);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	const Str parts[] = {row.name, row.known_as, row.sort_name, row.born, row.died_on, row.nhs_number, row.postcode,
		row.address, row.other_names, row.phones};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		buffer_add_format(out, "summary %.*s\n", STR_ARG(parts[i]));
	return status;
}

static Status derived_access_in(CareWrite *write, Str person, Buffer *out)
{
	Arena *arena = write->care->arena;
	TokensOfRow *tokens = NULL;
	VisibleOfRow *audiences = NULL;
	size_t count = 0;
	Status status = sql_tokens_of_list(write->connection, arena, &(TokensOfArguments){.person = person}, &tokens,
		&count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		buffer_add_format(out, "token %.*s\n", STR_ARG(tokens[i].token));
	if (status == STATUS_OK)
		status = sql_visible_of_list(write->connection, arena, &(VisibleOfArguments){.person = person}, &audiences,
			&count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		buffer_add_format(out, "visible %.*s %d\n", STR_ARG(audiences[i].audience), (int)audiences[i].how);
	return status;
}

/* All that is derived of one subject, as text to compare. */
static Status derived_in(CareWrite *write, const Rebuild *rebuild, Str subject, Str *out)
{
	Buffer text = buffer_make(write->care->arena, DERIVED_BYTES_MAX);
	bool person = str_equal(rebuild->kind, S("person"));
	Status status = derived_facts_in(write, rebuild, subject, &text);
	if (status == STATUS_OK && person)
		status = derived_summary_in(write, subject, &text);
	if (status == STATUS_OK && person)
		status = derived_access_in(write, subject, &text);
	*out = buffer_str(&text);
	return status;
}

static Status rebuild_subject_in(CareWrite *write, Rebuild *rebuild, Str subject)
{
	Str before = {0};
	Str after = {0};
	Status status = derived_in(write, rebuild, subject, &before);
	if (status == STATUS_OK)
		status = person_refresh_facts(write, rebuild->kind, subject);
	if (status == STATUS_OK && str_equal(rebuild->kind, S("person"))) {
		status = person_refresh_summary(write, subject);
		if (status == STATUS_OK)
			status = person_ensure_near_forms(write, subject);
		if (status == STATUS_OK)
			status = person_refresh_visible(write, subject);
	}
	if (status == STATUS_OK)
		status = derived_in(write, rebuild, subject, &after);
	rebuild->checked++;
	rebuild->differed += str_equal(before, after) ? 0 : 1;
	return status;
}

static Status rebuild_people_in(CareWrite *write, Rebuild *rebuild)
{
	PeopleAllRow *rows = NULL;
	Status status = sql_people_all_list(write->connection, write->care->arena,
		&(PeopleAllArguments){.after = rebuild->after, .most = REBUILD_AT_ONCE}, &rows, &rebuild->batch);
	for (size_t i = 0; status == STATUS_OK && i < rebuild->batch; i++) {
		status = rebuild_subject_in(write, rebuild, rows[i].id);
		rebuild->after = rows[i].id;
	}
	return status;
}

static Status rebuild_places_in(CareWrite *write, Rebuild *rebuild)
{
	PlacesAllRow *rows = NULL;
	Status status = sql_places_all_list(write->connection, write->care->arena,
		&(PlacesAllArguments){.after = rebuild->after, .most = REBUILD_AT_ONCE}, &rows, &rebuild->batch);
	for (size_t i = 0; status == STATUS_OK && i < rebuild->batch; i++) {
		status = rebuild_subject_in(write, rebuild, rows[i].id);
		rebuild->after = rows[i].id;
	}
	return status;
}

static Status rebuild_works_in(CareWrite *write, Rebuild *rebuild)
{
	WorksWithFactsRow *rows = NULL;
	Status status = sql_works_with_facts_list(write->connection, write->care->arena,
		&(WorksWithFactsArguments){.after = rebuild->after, .most = REBUILD_AT_ONCE}, &rows, &rebuild->batch);
	for (size_t i = 0; status == STATUS_OK && i < rebuild->batch; i++) {
		status = rebuild_subject_in(write, rebuild, rows[i].id);
		rebuild->after = rows[i].id;
	}
	return status;
}

static Status rebuild_batch_in(CareWrite *write, void *context)
{
	Rebuild *rebuild = context;
	Rebuild before = *rebuild; /* the work may be run again */
	Status status = str_equal(rebuild->kind, S("person")) ? rebuild_people_in(write, rebuild)
		: str_equal(rebuild->kind, S("place")) ? rebuild_places_in(write, rebuild) : rebuild_works_in(write, rebuild);
	if (status == STATUS_OK)
		status = care_audit(write, &(CareAudit){.action = S("record/rebuild"), .subject_kind = rebuild->kind});
	if (status != STATUS_OK)
		*rebuild = before;
	return status;
}

static Status rebuild_kind(Care *care, Str kind, int64_t *checked, int64_t *differed)
{
	char after[ID_LENGTH + 1] = "";
	Rebuild rebuild = {.kind = kind};
	Status status = STATUS_OK;
	Arena *outer = care->arena;
	do {
		Arena scratch;
		arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
		care->arena = &scratch;
		rebuild.batch = 0;
		rebuild.after = str_from_c(after);
		status = care_write(care, rebuild_batch_in, &rebuild);
		if (status == STATUS_OK && rebuild.batch > 0)
			for (size_t i = 0; i < ID_LENGTH && i < rebuild.after.length; i++)
				after[i] = rebuild.after.data[i];
		arena_clear(&scratch);
	} while (status == STATUS_OK && rebuild.batch == REBUILD_AT_ONCE);
	care->arena = outer;
	*checked += rebuild.checked;
	*differed += rebuild.differed;
	return status;
}

/* Rows that belong to no record are wrong and no rebuild of a record meets them. */
static Status count_strays(Care *care, int64_t *differed)
{
	DerivedStraysRow strays = {0};
	Status status = sql_derived_strays_one(care->reader, care->arena, &strays);
	*differed += strays.summaries + strays.tokens + strays.audiences + strays.facts + strays.counts;
	LooksStraysRow looks = {0};
	if (status == STATUS_OK)
		status = sql_looks_strays_one(care->reader, care->arena, &looks);
	*differed += looks.missing + looks.unknown;
	return status;
}

Status person_rebuild(Care *care, int64_t *checked, int64_t *differed)
{
	*checked = 0;
	*differed = 0;
	if (!care->all_permissions)
		return STATUS_REFUSED;
	NameWordsUnmetRow unmet = {0};
	Status status = sql_name_words_unmet_one(care->reader, care->arena, &unmet);
	*differed += unmet.words;
	if (status == STATUS_OK)
		status = rebuild_kind(care, S("person"), checked, differed);
	if (status == STATUS_OK)
		status = rebuild_kind(care, S("place"), checked, differed);
	if (status == STATUS_OK)
		status = rebuild_kind(care, S("work"), checked, differed);
	if (status == STATUS_OK)
		status = count_strays(care, differed);
	return status;
}
