#include "care/release/release.h"

#include "care/release/release.sql.h"

typedef struct Publishing {
	const Practice *practice;
	Instant effective_from;
} Publishing;

static Status publish_in(CareWrite *write, void *context)
{
	const Publishing *publishing = context;
	Str hash = practice_hash(publishing->practice);
	Status status = sql_release_insert_run(write->connection, &(ReleaseInsertArguments){.hash = hash,
		.bundle = practice_bundle(publishing->practice, write->care->arena), .published_at = write->now,
		.published_by = write->care->actor, .effective_from = publishing->effective_from});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("release/publish"), .subject_kind = S("release"), .subject = hash});
}

Status release_publish(Care *care, const Practice *practice, Instant effective_from)
{
	Status status = care_require(care, S("practice-publish"));
	Publishing publishing = {.practice = practice, .effective_from = effective_from};
	return status == STATUS_OK ? care_write(care, publish_in, &publishing) : status;
}

Status release_load(StoreConnection *reader, Arena *arena, const Clock *clock, Problems *problems, Practice **out)
{
	ReleaseInForceRow row = {0};
	Status status = sql_release_in_force_one(reader, arena, &(ReleaseInForceArguments){.now = clock_now(clock)}, &row);
	return status == STATUS_OK ? practice_load_bundle(out, arena, row.bundle, problems) : status;
}

Status release_load_hash(StoreConnection *reader, Arena *arena, Str hash, Problems *problems, Practice **out)
{
	ReleaseByHashRow row = {0};
	Status status = sql_release_by_hash_one(reader, arena, &(ReleaseByHashArguments){.hash = hash}, &row);
	return status == STATUS_OK ? practice_load_bundle(out, arena, row.bundle, problems) : status;
}

Status release_changed(StoreConnection *reader, Arena *arena, const Clock *clock, Str hash, bool *out)
{
	ReleaseHashInForceRow row = {0};
	Status status = sql_release_hash_in_force_one(reader, arena,
		&(ReleaseHashInForceArguments){.now = clock_now(clock)}, &row);
	*out = status == STATUS_OK && !str_equal(row.hash, hash);
	return status;
}

Status release_list(Care *care, Release **out, size_t *count)
{
	ReleasesListRow *rows = NULL;
	Status status = sql_releases_list_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Release, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Release){.hash = rows[i].hash, .published_at = rows[i].published_at,
			.published_by = rows[i].published_by, .effective_from = rows[i].effective_from};
	return STATUS_OK;
}
