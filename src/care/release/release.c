#include "care/release/release.h"

#include "care/release/release.sql.h"

enum { REASON_BYTES_MAX = 4000 };

Status release_publish_in(CareWrite *write, const Practice *practice, Instant effective_from)
{
	Str hash = practice_hash(practice);
	Status status = sql_release_insert_run(write->connection, &(ReleaseInsertArguments){.hash = hash,
		.bundle = practice_bundle(practice, write->care->arena), .published_at = write->now,
		.published_by = write->care->actor, .effective_from = effective_from});
	if (status == STATUS_OK)
		status = sql_release_restore_run(write->connection,
			&(ReleaseRestoreArguments){.hash = hash, .effective_from = effective_from});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("release/publish"), .subject_kind = S("release"), .subject = hash});
}

typedef struct Publishing {
	const Practice *practice;
	Instant effective_from;
} Publishing;

static Status publish_in(CareWrite *write, void *context)
{
	const Publishing *publishing = context;
	return release_publish_in(write, publishing->practice, publishing->effective_from);
}

Status release_publish(Care *care, const Practice *practice, Instant effective_from)
{
	Status status = care_require(care, S("practice-publish"));
	Publishing publishing = {.practice = practice, .effective_from = effective_from};
	return status == STATUS_OK ? care_write(care, publish_in, &publishing) : status;
}

typedef struct Withdrawing {
	Str hash;
	Instant effective_from;
	Str reason;
} Withdrawing;

static Status withdraw_in(CareWrite *write, void *context)
{
	const Withdrawing *withdrawing = context;
	ReleaseWaitsRow row = {0};
	Status status = sql_release_waits_one(write->connection, write->care->arena, &(ReleaseWaitsArguments){
		.hash = withdrawing->hash, .effective_from = withdrawing->effective_from, .now = write->now}, &row);
	if (status == STATUS_OK && row.count == 0)
		return STATUS_STALE;
	if (status == STATUS_OK)
		status = sql_release_withdraw_run(write->connection, &(ReleaseWithdrawArguments){.hash = withdrawing->hash,
			.effective_from = withdrawing->effective_from, .at = write->now, .by_actor = write->care->actor,
			.reason = withdrawing->reason});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("release/withdraw"), .subject_kind = S("release"),
		.subject = withdrawing->hash, .reason = withdrawing->reason});
}

Status release_withdraw(Care *care, Str hash, Instant effective_from, Str reason)
{
	Withdrawing withdrawing = {.hash = hash, .effective_from = effective_from, .reason = str_trim(reason)};
	Status status = care_require(care, S("practice-publish"));
	if (status == STATUS_OK && (str_is_empty(withdrawing.reason) || withdrawing.reason.length > REASON_BYTES_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("reason"), .message = S("Say why it is taken back.")});
	return status == STATUS_OK ? care_write(care, withdraw_in, &withdrawing) : status;
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

Status release_files(Care *care, Str hash, PracticeText **out, size_t *count)
{
	ReleaseByHashRow row = {0};
	Status status = sql_release_by_hash_one(care->reader, care->arena, &(ReleaseByHashArguments){.hash = hash}, &row);
	return status == STATUS_OK ? practice_bundle_read(care->arena, row.bundle, out, count, &care->problems) : status;
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
			.published_by = rows[i].published_by, .effective_from = rows[i].effective_from,
			.withdrawn_by = rows[i].withdrawn_by, .withdrawn_why = rows[i].withdrawn_why};
	return STATUS_OK;
}
