/* Files that people give: photos, letters, scans. On a record by staff, or with a request of the public.
 *
 * What a file is, its bytes say; its name and what the browser says of it are not believed. Only kinds of
 * base/file_kind.h are kept, at most UPLOAD_BYTES_MAX long, and, where the council has set up a scanner, only what the
 * scanner lets pass. A file is handed out as a file to keep and never shown as a page (DO-NO-HARM 12).
 */
#ifndef KITH_CARE_UPLOAD_UPLOAD_H
#define KITH_CARE_UPLOAD_UPLOAD_H

#include "base/file_kind.h"
#include "care/person/person.h"

enum {
	UPLOAD_BYTES_MAX = 10 * 1024 * 1024,
	UPLOAD_BODY_BYTES_MAX = UPLOAD_BYTES_MAX + 64 * 1024, /* the form around it */
	UPLOAD_TITLE_BYTES_MAX = 200,
	UPLOADS_WITH_REQUEST_MAX = 5,
	UPLOAD_SCAN_SECONDS = 60,
};

typedef struct UploadNew {
	Str person;        /* empty: with a request */
	Str work;          /* may be empty */
	Str title;         /* empty: the file's own name */
	Str original_name;
	Str bytes;
	Str given_by;      /* person, helper, professional, council */
} UploadNew;
/* On a record: needs person-edit or work-do and the person open. What is wrong with the file is a problem of the field
 * "file". id may be NULL. */
Status upload_add(Care *care, const UploadNew *wanted, Str *id) MUST_USE;
/* With a request that is not sent yet, by somebody who showed its code; the caller has checked that. */
Status upload_add_to_request(Care *care, const UploadNew *wanted) MUST_USE;
/* Takes a file off a request that is not sent yet. */
Status upload_remove_from_request(Care *care, Str work, Str upload) MUST_USE;

typedef struct Upload {
	Str id;
	Str person;
	Str work;
	Str title;
	Str original_name;
	Str kind;          /* its ending: "pdf" */
	Str media_type;
	int64_t size_bytes;
	Str given_by;
	bool scanned;
	Instant made_at;
	Str by_actor;
	Str by_name;
	Instant withdrawn_at; /* INSTANT_NONE: it stands */
	Str withdrawn_by;
	Str withdrawn_reason;
	Str bytes;         /* of upload_read alone */
} Upload;
/* Newest first; the caller has opened the person. Needs person-read. */
Status uploads_of_person(Care *care, Str person, Upload **out, size_t *count) MUST_USE;
/* Those that came with a piece of work; of an unsent request only for its sender. The caller has opened the work. */
Status uploads_of_work(Care *care, Str work, Upload **out, size_t *count) MUST_USE;
/* The bytes; the look is kept first. One that was withdrawn needs a reason: STATUS_CONFLICT without one. */
Status upload_read(Care *care, Str id, Str reason, Upload *out) MUST_USE;
/* Misfiled or wrong. Whoever put it there, or who approves work; the reason is kept. */
Status upload_withdraw(Care *care, Str id, Str reason) MUST_USE;

/* Inside a write that has checked: the files of a request that was never sent go with it. */
Status uploads_discard_in(CareWrite *write, Str work) MUST_USE;
/* Reads every file again and compares it with its hash. Needs the system's desk with the maintenance connection. */
Status uploads_verify(Care *care, int64_t *checked, int64_t *differed) MUST_USE;

#endif
