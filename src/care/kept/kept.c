#include "care/kept/kept.h"

#include "base/hash.h"
#include "care/access/access.h"
#include "care/kept/kept.sql.h"

Status kept_session_before(Care *care, Str token, SessionBefore *out)
{
	SessionEndedRow row = {0};
	Instant now = care_now(care);
	Status status = sql_session_ended_one(care->reader, care->arena,
		&(SessionEndedArguments){.token_hash = hash_text(care->arena, token)}, &row);
	if (status != STATUS_OK)
		return status;
	Instant idle = row.seen_at + ACCESS_IDLE_MINUTES * INSTANT_MINUTE;
	Instant ended = idle < row.ends_at ? idle : row.ends_at;
	if (now < ended || now - ended > INSTANT_DAY)
		return STATUS_NOT_FOUND;
	*out = (SessionBefore){.user = row.user, .name = row.name};
	return STATUS_OK;
}

static Status add_in(CareWrite *write, void *context)
{
	const KeptInsertArguments *wanted = context;
	KeptInsertArguments row = *wanted;
	int64_t changed = 0;
	row.at = write->now;
	row.id = id_make(write->care->ids, write->care->arena);
	Status status = sql_kept_delete_old_run(write->connection,
		&(KeptDeleteOldArguments){.before = write->now - KEPT_DAYS * INSTANT_DAY});
	if (status == STATUS_OK)
		status = sql_kept_insert_run_counting(write->connection, &row, &changed);
	if (status == STATUS_OK && changed == 0)
		status = STATUS_FULL;
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("kept/added"), .subject_kind = S("user"), .subject = row.user,
		.after = row.fields});
}

Status kept_add(Care *care, Str user, const Kept *form)
{
	KeptInsertArguments wanted = {.user = user, .work = form->work, .path = form->path, .fields = form->fields,
		.files = form->files, .most = KEPT_MAX};
	return care_write(care, add_in, &wanted);
}

static Instant since(const Care *care)
{
	return care_now(care) - KEPT_DAYS * INSTANT_DAY;
}

Status kept_list(Care *care, Kept **out, size_t *count)
{
	KeptListRow *rows = NULL;
	Status status = sql_kept_list_list(care->reader, care->arena,
		&(KeptListArguments){.user = care->actor, .since = since(care)}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Kept, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Kept){.id = rows[i].id, .work = rows[i].work, .path = rows[i].path, .fields = rows[i].fields,
			.files = rows[i].files, .at = rows[i].at};
	return STATUS_OK;
}

Status kept_count(Care *care, int64_t *out)
{
	KeptCountRow row = {0};
	Status status = sql_kept_count_one(care->reader, care->arena,
		&(KeptCountArguments){.user = care->actor, .since = since(care)}, &row);
	*out = status == STATUS_OK ? row.count : 0;
	return status;
}

static Status remove_in(CareWrite *write, void *context)
{
	const Str *id = context;
	Status status = sql_kept_delete_run(write->connection,
		&(KeptDeleteArguments){.id = *id, .user = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("kept/removed"), .subject_kind = S("user"),
		.subject = write->care->actor});
}

Status kept_remove(Care *care, Str id)
{
	return care_write(care, remove_in, &id);
}
