/* A copy for the sender: where it may go, and what stands in it. */
#include "care/front/copy.h"

#include "base/hash.h"
#include "base/json.h"
#include "care/front/front.sql.h"
#include "care/jobs/jobs.h"

enum { COPY_BYTES_MAX = 16 * 1024, COPIES_MAX = 3 };

/* Whoever is in danger may not be the only one who reads their post. */
static bool speaks_of_danger(const Care *care, const Drafts *answers)
{
	for (size_t i = 0; i < answers->count; i++) {
		const Question *question = practice_question(care->practice, answers->items[i].question);
		Str value = answers->items[i].value;
		if (str_equal(answers->items[i].question, S("contact_avoid")) && !str_is_empty(value))
			return true;
		if (question != NULL && question->danger && !str_is_empty(value) && !str_equal(value, S("no")))
			return true;
	}
	return false;
}

bool front_copy_offered(const Care *care, const FrontRequest *request, const Drafts *answers)
{
	return request->stage == WORK_FINISHED && !request->kind->about_danger && !request->kind->by_helper
		&& !speaks_of_danger(care, answers);
}

/* name@place.end: what mail can go to, with a dot in the place. */
static bool is_email(Str text)
{
	size_t at = 0;
	return sender_address_is_fit(text) && str_find(text, S("@"), &at)
		&& str_contains(str_slice(text, at + 1, text.length), S(".")) && !str_ends_with(text, S("."));
}

/* One line a line, as envelopes have them; nothing that a printer or a message would take for its own. */
static bool is_address(Str text)
{
	enum { ADDRESS_LEAST = 10, ADDRESS_MOST = 300 };
	if (text.length < ADDRESS_LEAST || text.length > ADDRESS_MOST || !str_is_utf8(text))
		return false;
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.data[i] < ' ' && text.data[i] != '\n' && text.data[i] != '\r')
			return false;
	return true;
}

typedef struct Copying {
	const FrontRequest *request;
	FrontCopy how;
	Str to;
	bool too_many; /* out */
} Copying;

/* Paper is put into an envelope by a person: a task of the desk, with the address and nothing else. */
static Status post_in(CareWrite *write, const Copying *copying)
{
	Arena *arena = write->care->arena;
	Str to = str_replace(arena, str_replace(arena, copying->to, S("\r"), S("")), S("\n"), S(", "));
	return work_open_in(write, &(WorkNew){.pathway = S("task"), .within = {2, DURATION_WORKING_DAYS},
		.title = str_format(arena, "Post the reference %.*s to: %.*s", STR_ARG(copying->request->reference), STR_ARG(to)),
		.parent = copying->request->work}, NULL);
}

static Status send_in(CareWrite *write, const Copying *copying, Str key)
{
	const Practice *practice = write->care->practice;
	bool email = copying->how == FRONT_COPY_EMAIL;
	Buffer payload = buffer_make(write->care->arena, COPY_BYTES_MAX);
	JsonWriter json = json_writer_make(&payload);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("to"), copying->to);
	json_write_member_text(&json, S("subject"), practice_words(practice, S("copy.subject"), (Str){0}));
	json_write_member_text(&json, S("text"), str_replace(write->care->arena, practice_words(practice, S("copy.text"), (Str){0}),
		S("{{reference}}"), copying->request->reference));
	json_write_object_end(&json);
	Status status = outbox_add_in(write, &(OutboxNew){.kind = email ? S("email") : S("post"), .key = key,
		.payload = buffer_str(&payload)});
	if (status == STATUS_OK && !email)
		status = post_in(write, copying);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("request/copy"), .subject_kind = S("work"),
		.subject = copying->request->work, .reason = email ? S("email") : S("post")});
}

/* The same once; not more than three of a request, or the desk would post for whoever has the code. */
static Status copy_in(CareWrite *write, void *context)
{
	Copying *copying = context;
	Arena *arena = write->care->arena;
	Str parts[] = {copying->request->work, copying->to};
	Str prefix = str_concat(arena, S("copy/"), copying->request->work);
	Str hash = hash_parts(arena, parts, 2);
	Str key = str_format(arena, "%.*s/%.*s", STR_ARG(prefix), STR_ARG(hash));
	FrontCopiesRow *rows = NULL;
	size_t count = 0;
	Status status = sql_front_copies_list(write->connection, arena, &(FrontCopiesArguments){
		.first = str_concat(arena, prefix, S("/")), .past = str_concat(arena, prefix, S("0"))}, &rows, &count);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; rows != NULL && i < count; i++)
		if (str_equal(rows[i].unique_key, key))
			return STATUS_OK;
	copying->too_many = count >= COPIES_MAX;
	return copying->too_many ? STATUS_OK : send_in(write, copying, key);
}

Status front_copy(Care *care, const FrontRequest *request, const Drafts *answers, FrontCopy how, Str to)
{
	Str trimmed = str_trim(to);
	if (!front_copy_offered(care, request, answers))
		return STATUS_REFUSED;
	if (how == FRONT_COPY_EMAIL ? !is_email(trimmed) : !is_address(trimmed))
		return problems_add(&care->problems, (Problem){.field = S("to"), .message = practice_words(care->practice,
			how == FRONT_COPY_EMAIL ? S("copy.email-wrong") : S("copy.letter-wrong"), (Str){0})});
	Copying copying = {.request = request, .how = how, .to = trimmed};
	Status status = care_write(care, copy_in, &copying);
	return status == STATUS_OK && copying.too_many ? problems_add(&care->problems, (Problem){.field = S("to"),
		.message = practice_words(care->practice, S("copy.too-many"), (Str){0})}) : status;
}
