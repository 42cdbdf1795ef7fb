/* A copy for the sender: where it may go, and what stands in it. */
#include "care/front/copy.h"

#include "base/hash.h"
#include "base/json.h"
#include "care/jobs/jobs.h"

enum { COPY_BYTES_MAX = 16 * 1024, EMAIL_BYTES_MAX = 200 };

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

/* name@place.end, without spaces or what could begin another line of a message. */
static bool is_email(Str text)
{
	size_t at = 0;
	size_t dot = 0;
	if (text.length > EMAIL_BYTES_MAX || !str_find(text, S("@"), &at) || at == 0)
		return false;
	Str place = str_slice(text, at + 1, text.length);
	if (str_contains(place, S("@")) || !str_find(place, S("."), &dot) || dot == 0 || str_ends_with(place, S(".")))
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] <= ' ' || text.data[i] == 0x7f || str_contains(S("<>,;:\"()[]\\"), str_slice(text, i, i + 1)))
			return false;
	return true;
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
} Copying;

static Status copy_in(CareWrite *write, void *context)
{
	const Copying *copying = context;
	Arena *arena = write->care->arena;
	const Practice *practice = write->care->practice;
	bool email = copying->how == FRONT_COPY_EMAIL;
	Str parts[] = {copying->request->work, copying->to};
	Buffer payload = buffer_make(arena, COPY_BYTES_MAX);
	JsonWriter json = json_writer_make(&payload);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("to"), copying->to);
	json_write_member_text(&json, S("subject"), practice_words(practice, S("copy.subject"), (Str){0}));
	json_write_member_text(&json, S("text"), str_replace(arena, practice_words(practice, email ? S("copy.email-text")
		: S("copy.letter-text"), (Str){0}), S("{{reference}}"), copying->request->reference));
	json_write_object_end(&json);
	Status status = outbox_add_in(write, &(OutboxNew){.kind = email ? S("email") : S("post"),
		.key = str_concat(arena, S("copy/"), hash_parts(arena, parts, 2)), .payload = buffer_str(&payload)});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("request/copy"), .subject_kind = S("work"),
		.subject = copying->request->work, .reason = email ? S("email") : S("post")});
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
	return care_write(care, copy_in, &copying);
}
