/* Keeping files: what may be kept, whose it is, taking it away again. */
#include "care/upload/upload.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/program.h"
#include "care/upload/upload.sql.h"

static Status refuse(Care *care, Str message)
{
	return problems_add(&care->problems, (Problem){.field = S("file"), .message = message});
}

/* The scanner's word: 0 is clean, 1 is not, anything else means that it could not look. */
static Status scan(Care *care, Str bytes)
{
	int code = 0;
	if (str_is_empty(care->scanner))
		return STATUS_OK;
	Status status = program_run(care->arena, &(ProgramRun){.path = care->scanner, .input = bytes,
		.seconds = UPLOAD_SCAN_SECONDS}, &code);
	if (status == STATUS_OK && code == 0)
		return STATUS_OK;
	if (status == STATUS_OK && code == 1)
		return refuse(care, S("The file was not kept: our check found something harmful in it."));
	log_line(LOG_WARNING, "uploads", "the scanner could not look: %s code=%d", status_name(status), code);
	return refuse(care, S("The file could not be checked for viruses just now, so it was not kept. Try again in a few "
		"minutes."));
}

static Status check_file(Care *care, const UploadNew *wanted, FileKind *kind)
{
	if (wanted->bytes.length == 0)
		return refuse(care, S("Choose a file that is not empty."));
	if (wanted->bytes.length > UPLOAD_BYTES_MAX)
		return refuse(care, S("The file must be smaller than 10 MB. Take a smaller photo, or send the pages one by one."));
	*kind = file_kind_of(wanted->bytes);
	if (*kind == FILE_UNKNOWN)
		return refuse(care, S("The file must be a PDF, a photo (JPEG or PNG), plain text or a Word document without macros."));
	if (wanted->title.length > UPLOAD_TITLE_BYTES_MAX)
		return problems_add(&care->problems, (Problem){.field = S("title"), .message = S("Say in fewer words what it is.")});
	return scan(care, wanted->bytes);
}

typedef struct Adding {
	UploadNew upload;
	FileKind kind;
	Str hash;
	Str id;
	Str scanned;
} Adding;

static Str null_if_empty(Str text)
{
	return str_is_empty(text) ? (Str){0} : text;
}

/* A name is text: without what might be taken for a path, and not endless. Never cut inside a character. */
static Str plain_name(Arena *arena, Str name)
{
	Str plain = str_replace(arena, str_replace(arena, name, S("/"), S("_")), S("\\"), S("_"));
	size_t length = plain.length > UPLOAD_TITLE_BYTES_MAX ? UPLOAD_TITLE_BYTES_MAX : plain.length;
	while (length > 0 && !str_is_utf8(str_slice(plain, 0, length)))
		length--;
	return length == 0 ? S("file") : str_slice(plain, 0, length);
}

static Status add_in(CareWrite *write, void *context)
{
	const Adding *adding = context;
	const UploadNew *upload = &adding->upload;
	Arena *arena = write->care->arena;
	Str name = plain_name(arena, upload->original_name);
	Status status = sql_stored_file_put_run(write->connection, &(StoredFilePutArguments){.hash = adding->hash,
		.size_bytes = (int64_t)upload->bytes.length, .made_at = write->now, .content = upload->bytes});
	if (status == STATUS_OK)
		status = sql_upload_insert_run(write->connection, &(UploadInsertArguments){.id = adding->id,
			.person = null_if_empty(upload->person), .work = null_if_empty(upload->work),
			.title = str_is_empty(upload->title) ? name : upload->title, .original_name = name,
			.kind = file_kind_ending(adding->kind), .media_type = file_kind_media_type(adding->kind),
			.size_bytes = (int64_t)upload->bytes.length, .hash = adding->hash, .given_by = upload->given_by,
			.scanned = adding->scanned, .made_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("upload/add"), .subject_kind = S("upload"), .subject = adding->id,
		.person = upload->person, .after = adding->hash, .reason = file_kind_ending(adding->kind)});
}

static Status prepare(Care *care, const UploadNew *wanted, Adding *adding)
{
	*adding = (Adding){.upload = *wanted, .id = id_make(care->ids, care->arena),
		.scanned = str_is_empty(care->scanner) ? S("not-scanned") : S("clean")};
	Status status = check_file(care, wanted, &adding->kind);
	if (status == STATUS_OK)
		adding->hash = hash_text(care->arena, wanted->bytes);
	return status;
}

static bool is_giver(Str code)
{
	return str_equal(code, S("person")) || str_equal(code, S("helper")) || str_equal(code, S("professional"))
		|| str_equal(code, S("council"));
}

Status upload_add(Care *care, const UploadNew *wanted, Str *id)
{
	Adding adding = {0};
	Person person = {0};
	if (!care_may(care, S("person-edit")) && !care_may(care, S("work-do")))
		return STATUS_REFUSED;
	Status status = person_find(care, wanted->person, &person);
	if (status == STATUS_OK && person.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	if (status == STATUS_OK && !is_giver(wanted->given_by))
		status = problems_add(&care->problems, (Problem){.field = S("given_by"), .message = S("Choose who gave it.")});
	if (status == STATUS_OK)
		status = prepare(care, wanted, &adding);
	adding.upload.person = person.id;
	if (status == STATUS_OK)
		status = care_write(care, add_in, &adding);
	if (id != NULL)
		*id = adding.id;
	return status;
}

static Status add_to_request_in(CareWrite *write, void *context)
{
	const Adding *adding = context;
	UploadsInWorkRow *rows = NULL;
	size_t count = 0;
	Status status = sql_uploads_in_work_list(write->connection, write->care->arena,
		&(UploadsInWorkArguments){.work = adding->upload.work}, &rows, &count);
	if (status == STATUS_OK && count >= UPLOADS_WITH_REQUEST_MAX)
		return STATUS_FULL;
	return status == STATUS_OK ? add_in(write, context) : status;
}

Status upload_add_to_request(Care *care, const UploadNew *wanted)
{
	Adding adding = {0};
	Status status = prepare(care, wanted, &adding);
	if (status == STATUS_OK)
		status = care_write(care, add_to_request_in, &adding);
	if (status == STATUS_FULL)
		return refuse(care, S("You can send at most 5 files. Remove one first, or bring the others when we talk to you."));
	return status;
}

static Status delete_in(CareWrite *write, Str upload, Str hash)
{
	Status status = sql_upload_delete_run(write->connection, &(UploadDeleteArguments){.upload = upload});
	return status == STATUS_OK ? sql_stored_file_delete_loose_run(write->connection,
		&(StoredFileDeleteLooseArguments){.hash = hash}) : status;
}

typedef struct Removing {
	Str work;
	Str upload; /* empty: all */
} Removing;

static Status remove_in(CareWrite *write, void *context)
{
	const Removing *removing = context;
	UploadsInWorkRow *rows = NULL;
	size_t count = 0;
	Status status = sql_uploads_in_work_list(write->connection, write->care->arena,
		&(UploadsInWorkArguments){.work = removing->work}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_is_empty(removing->upload) || str_equal(rows[i].id, removing->upload)) {
			status = delete_in(write, rows[i].id, rows[i].hash);
			if (status == STATUS_OK)
				status = care_audit(write, &(CareAudit){.action = S("upload/remove"), .subject_kind = S("upload"),
					.subject = rows[i].id, .before = rows[i].hash});
		}
	return status;
}

Status upload_remove_from_request(Care *care, Str work, Str upload)
{
	Removing removing = {.work = work, .upload = upload};
	return str_is_empty(upload) ? STATUS_NOT_FOUND : care_write(care, remove_in, &removing);
}

Status uploads_discard_in(CareWrite *write, Str work)
{
	Removing removing = {.work = work};
	return remove_in(write, &removing);
}
