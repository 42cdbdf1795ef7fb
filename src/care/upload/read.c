/* Reading files: lists, the bytes with the look that is kept, withdrawing, verifying. */
#include "care/upload/upload.h"

#include "base/hash.h"
#include "care/upload/upload.sql.h"

enum { REASON_BYTES_MAX = 1000, VERIFIED_AT_ONCE = 4 };

static Instant instant_or_none(int64_t value)
{
	return value == STORE_NULL_INTEGER ? INSTANT_NONE : value;
}

Status uploads_of_person(Care *care, Str person, Upload **out, size_t *count)
{
	UploadsOfPersonRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_uploads_of_person_list(care->reader, care->arena,
			&(UploadsOfPersonArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Upload, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Upload){.id = rows[i].id, .person = person, .work = rows[i].work, .title = rows[i].title,
			.original_name = rows[i].original_name, .kind = rows[i].kind, .size_bytes = rows[i].size_bytes,
			.given_by = rows[i].given_by, .scanned = str_equal(rows[i].scanned, S("clean")), .made_at = rows[i].made_at,
			.by_name = rows[i].by_name, .withdrawn_at = instant_or_none(rows[i].withdrawn_at),
			.withdrawn_by = rows[i].withdrawn_by, .withdrawn_reason = rows[i].withdrawn_reason};
	return STATUS_OK;
}

Status uploads_of_work(Care *care, Str work, Upload **out, size_t *count)
{
	UploadsOfWorkRow *rows = NULL;
	Status status = sql_uploads_of_work_list(care->reader, care->arena,
		&(UploadsOfWorkArguments){.actor = care->actor, .work = work}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Upload, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Upload){.id = rows[i].id, .work = work, .title = rows[i].title,
			.original_name = rows[i].original_name, .kind = rows[i].kind, .size_bytes = rows[i].size_bytes,
			.given_by = rows[i].given_by, .scanned = str_equal(rows[i].scanned, S("clean")), .made_at = rows[i].made_at,
			.by_name = rows[i].by_name, .withdrawn_at = INSTANT_NONE};
	return STATUS_OK;
}

static Status get(Care *care, Str id, Upload *out)
{
	UploadGetRow row = {0};
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_upload_get_one(care->reader, care->arena,
			&(UploadGetArguments){.actor = care->actor, .upload = id}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (Upload){.id = row.id, .person = row.person, .title = row.title, .original_name = row.original_name,
		.kind = row.kind, .media_type = row.media_type, .by_actor = row.by_actor,
		.withdrawn_at = instant_or_none(row.withdrawn_at), .bytes = row.content};
	/* Bytes that are not those that were given are nobody's evidence. */
	return hash_equal(row.hash, hash_text(care->arena, row.content)) ? STATUS_OK : STATUS_FAILED;
}

typedef struct Looking {
	const Upload *upload;
	Str reason;
} Looking;

static Status look_in(CareWrite *write, void *context)
{
	const Looking *looking = context;
	const Upload *upload = looking->upload;
	Status status = str_is_empty(upload->person) ? STATUS_OK
		: care_audit_read_in(write, S("file"), &upload->person, 1);
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("upload/read"), .subject_kind = S("upload"),
		.subject = upload->id, .person = upload->person, .reason = looking->reason}) : status;
}

Status upload_read(Care *care, Str id, Str reason, Upload *out)
{
	Looking looking = {.upload = out, .reason = reason};
	Status status = get(care, id, out);
	if (status != STATUS_OK)
		return status;
	if (out->withdrawn_at != INSTANT_NONE && (str_is_empty(str_trim(reason)) || reason.length > REASON_BYTES_MAX))
		return STATUS_CONFLICT;
	return care_write(care, look_in, &looking);
}

static Status withdraw_in(CareWrite *write, void *context)
{
	const Looking *looking = context;
	Status status = sql_upload_withdraw_run(write->connection, &(UploadWithdrawArguments){
		.upload = looking->upload->id, .at = write->now, .by_actor = write->care->actor, .reason = looking->reason});
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("upload/withdraw"),
		.subject_kind = S("upload"), .subject = looking->upload->id, .person = looking->upload->person,
		.reason = looking->reason}) : status;
}

Status upload_withdraw(Care *care, Str id, Str reason)
{
	Upload upload = {0};
	Looking looking = {.upload = &upload, .reason = reason};
	Status status = get(care, id, &upload);
	if (status == STATUS_OK && !str_equal(upload.by_actor, care->actor) && !care_may(care, S("work-approve")))
		status = STATUS_REFUSED;
	if (status == STATUS_OK && upload.withdrawn_at != INSTANT_NONE)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK && (str_is_empty(str_trim(reason)) || reason.length > REASON_BYTES_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say in a sentence why it is withdrawn. The reason stays with it.")});
	return status == STATUS_OK ? care_write(care, withdraw_in, &looking) : status;
}

Status uploads_verify(Care *care, int64_t *checked, int64_t *differed)
{
	Str after = S("");
	size_t count = VERIFIED_AT_ONCE;
	Status status = care->all_permissions ? STATUS_OK : STATUS_REFUSED;
	*checked = 0;
	*differed = 0;
	while (status == STATUS_OK && count == VERIFIED_AT_ONCE) {
		Arena scratch;
		char last[HASH_TEXT_LENGTH];
		StoredFilesAfterRow *rows = NULL;
		arena_init(&scratch, (size_t)VERIFIED_AT_ONCE * 2 * UPLOAD_BYTES_MAX + ARENA_REQUEST_BYTES_MAX);
		status = sql_stored_files_after_list(care->reader, &scratch,
			&(StoredFilesAfterArguments){.after = after, .most = VERIFIED_AT_ONCE}, &rows, &count);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			*checked += 1;
			*differed += hash_equal(rows[i].hash, hash_text(&scratch, rows[i].content)) ? 0 : 1;
			for (size_t k = 0; k < HASH_TEXT_LENGTH && k < rows[i].hash.length; k++)
				last[k] = rows[i].hash.data[k];
			after = str_copy(care->arena, (Str){.data = last, .length = HASH_TEXT_LENGTH});
		}
		arena_clear(&scratch);
	}
	return status;
}
