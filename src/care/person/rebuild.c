/* Derived rows made again from the primary ones, and what had been different. */
#include "care/person/person_write.h"

#include "care/person/person.sql.h"

enum { REBUILD_AT_ONCE = 200 };

typedef struct Rebuild {
	Str kind;       /* "person" or "place" */
	Str after;
	size_t batch;
	int64_t checked;
	int64_t differed;
} Rebuild;

static bool same_rows(const CurrentOfSubjectRow *left, size_t left_count, const CurrentOfSubjectRow *right,
	size_t right_count)
{
	if (left_count != right_count)
		return false;
	for (size_t i = 0; i < left_count; i++)
		if (!str_equal(left[i].question, right[i].question) || !str_equal(left[i].fact_id, right[i].fact_id)
		    || !str_equal(left[i].value, right[i].value))
			return false;
	return true;
}

static Status rebuild_subject_in(CareWrite *write, Rebuild *rebuild, Str subject)
{
	Arena *arena = write->care->arena;
	CurrentOfSubjectArguments arguments = {.subject_kind = rebuild->kind, .subject_id = subject};
	CurrentOfSubjectRow *before = NULL;
	CurrentOfSubjectRow *after = NULL;
	size_t before_count = 0;
	size_t after_count = 0;
	Status status = sql_current_of_subject_list(write->connection, arena, &arguments, &before, &before_count);
	if (status == STATUS_OK)
		status = person_refresh_facts(write, rebuild->kind, subject);
	if (status == STATUS_OK)
		status = sql_current_of_subject_list(write->connection, arena, &arguments, &after, &after_count);
	if (status == STATUS_OK && str_equal(rebuild->kind, S("person"))) {
		status = person_refresh_summary(write, subject);
		if (status == STATUS_OK)
			status = person_refresh_visible(write, subject);
	}
	rebuild->checked++;
	if (status == STATUS_OK && !same_rows(before, before_count, after, after_count))
		rebuild->differed++;
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

static Status rebuild_batch_in(CareWrite *write, void *context)
{
	Rebuild *rebuild = context;
	Rebuild before = *rebuild; /* the work may be run again */
	Status status = str_equal(rebuild->kind, S("person")) ? rebuild_people_in(write, rebuild)
		: rebuild_places_in(write, rebuild);
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

Status person_rebuild(Care *care, int64_t *checked, int64_t *differed)
{
	*checked = 0;
	*differed = 0;
	if (!care->all_permissions)
		return STATUS_REFUSED;
	Status status = rebuild_kind(care, S("person"), checked, differed);
	if (status == STATUS_OK)
		status = rebuild_kind(care, S("place"), checked, differed);
	return status;
}
