#include "care/jobs/jobs.h"

#include "base/json.h"
#include "base/log.h"
#include "care/access/access.h"
#include "care/jobs/jobs.sql.h"

/* Minutes until the next try, after the first that failed, the second, … After the last it is given up. */
static const int64_t WAITS[] = {1, 2, 5, 15, 60, 240, 720};

static const Str NOT_TO_PEOPLE = S_INIT("Messages to people are not sent by the program: call or write.");
static const Str NO_ADDRESS = S_INIT("There is no address for alerts.");

bool sender_address_is_fit(Str address)
{
	size_t at = 0;
	size_t signs = 0;
	if (address.length == 0 || address.length > SENDER_ADDRESS_BYTES_MAX || address.data[0] == '-')
		return false;
	for (size_t i = 0; i < address.length; i++) {
		char character = address.data[i];
		if (character <= ' ' || character > '~' || str_contains(S("<>(),;:\\\"[]"), str_slice(address, i, i + 1)))
			return false;
		signs += character == '@' ? 1 : 0;
		at = character == '@' ? i : at;
	}
	return signs == 1 && at > 0 && at + 1 < address.length;
}

typedef struct Trying {
	Str id;
	int64_t tries;   /* before this one */
	Str error;
	bool give_up;
} Trying;

static Status lease_in(CareWrite *write, void *context)
{
	const Trying *trying = context;
	Status status = sql_outbox_lease_run(write->connection, &(OutboxLeaseArguments){.id = trying->id,
		.until = write->now + SENDER_LEASE_SECONDS * INSTANT_SECOND, .now = write->now});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("outbox/taken"),
		.subject_kind = S("message"), .subject = trying->id});
}

static Status sent_in(CareWrite *write, void *context)
{
	const Trying *trying = context;
	Status status = sql_outbox_sent_run(write->connection,
		&(OutboxSentArguments){.id = trying->id, .sent_at = write->now, .tries = trying->tries + 1});
	if (status == STATUS_OK)
		status = sql_outbox_delivery_end_run(write->connection, &(OutboxDeliveryEndArguments){.id = trying->id});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("outbox/sent"),
		.subject_kind = S("message"), .subject = trying->id});
}

static Status not_sent_in(CareWrite *write, void *context)
{
	const Trying *trying = context;
	int64_t last = sizeof WAITS / sizeof *WAITS;
	bool give_up = trying->give_up || trying->tries >= last;
	int64_t wait = give_up ? 0 : WAITS[trying->tries];
	Status status = sql_outbox_not_sent_run(write->connection, &(OutboxNotSentArguments){.id = trying->id,
		.due_at = write->now + wait * INSTANT_MINUTE, .error = trying->error,
		.given_up_at = give_up ? write->now : STORE_NULL_INTEGER});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("outbox/not-sent"),
		.subject_kind = S("message"), .subject = trying->id, .reason = trying->error});
}

/* Mail headers and the simplest of bodies: another character is a question mark. */
static Str ascii_of(Arena *arena, Str text)
{
	char *out = arena_allocate(arena, text.length + 1);
	for (size_t i = 0; i < text.length; i++)
		out[i] = text.data[i] < ' ' || text.data[i] > '~' ? '?' : text.data[i];
	return (Str){.data = out, .length = text.length};
}

/* The message names no person: it may be read on any screen. */
static Status compose_alert(Care *care, const OutboxDueRow *row, OutboxMessage *out)
{
	const JsonNode *root = NULL;
	TeamNameRow team = {0};
	Problems unread = problems_make(care->arena);
	if (json_parse(care->arena, S("outbox"), 1, row->payload, &unread, &root) != STATUS_OK)
		return STATUS_INVALID;
	Status status = sql_team_name_one(care->reader, care->arena,
		&(TeamNameArguments){.team = json_text(json_member(root, S("team")))}, &team);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	Str reference = json_text(json_member(root, S("reference")));
	Str alert = ascii_of(care->arena, reference);
	Str with = ascii_of(care->arena, team.name);
	Str mark = practice_council(care->practice)->demonstration ? S("Invented, a demonstration: ") : S("");
	out->subject = str_format(care->arena, "%.*sKith: alert %.*s waits for somebody", STR_ARG(mark), STR_ARG(alert));
	out->body = str_format(care->arena, "%.*sNobody has taken up alert %.*s. It is now with: %.*s.\n"
		"Open Kith, Duty, and take it on. Until somebody does, it goes from team to team.\n", STR_ARG(mark), STR_ARG(alert),
		STR_ARG(with));
	return STATUS_OK;
}

/* What somebody asked for themselves, to the address that they gave: the words are whole in the payload. */
static Status compose_copy(Care *care, const OutboxDueRow *row, Trying *trying, OutboxMessage *out)
{
	const JsonNode *root = NULL;
	Problems unread = problems_make(care->arena);
	if (json_parse(care->arena, S("outbox"), 1, row->payload, &unread, &root) != STATUS_OK)
		return STATUS_INVALID;
	out->to = json_text(json_member(root, S("to")));
	if (!sender_address_is_fit(out->to)) {
		trying->error = S("The address that was given is none that mail can go to.");
		trying->give_up = true;
		return STATUS_REFUSED;
	}
	Str mark = practice_council(care->practice)->demonstration ? S("Invented, a demonstration: ") : S("");
	Str subject = ascii_of(care->arena, json_text(json_member(root, S("subject"))));
	Str text = ascii_of(care->arena, json_text(json_member(root, S("text"))));
	out->subject = str_concat(care->arena, mark, subject);
	out->body = str_format(care->arena, "%.*s%.*s\n", STR_ARG(mark), STR_ARG(text));
	return STATUS_OK;
}

/* STATUS_REFUSED: this is nothing that can go; trying says why. */
static Status compose(Care *care, const OutboxDueRow *row, Trying *trying, OutboxMessage *out)
{
	Setting address = {0};
	*out = (OutboxMessage){.id = row->id};
	if (str_equal(row->kind, S("email")))
		return compose_copy(care, row, trying, out);
	if (!str_equal(row->kind, S("alert"))) {
		trying->error = NOT_TO_PEOPLE;
		trying->give_up = true;
		return STATUS_REFUSED;
	}
	Status status = setting_read(care, SETTING_ALERT_ADDRESS, S(""), &address);
	if (status != STATUS_OK)
		return status;
	out->to = address.value;
	if (!sender_address_is_fit(out->to)) {
		trying->error = NO_ADDRESS;
		return STATUS_REFUSED;
	}
	return compose_alert(care, row, out);
}

static Status send_one(Care *care, const OutboxCarrier *carrier, const OutboxDueRow *row, bool *went)
{
	Trying trying = {.id = row->id, .tries = row->tries};
	OutboxMessage message;
	*went = false;
	Status status = care_write(care, lease_in, &trying);
	if (status == STATUS_STALE) {
		*went = true; /* another process has it */
		return STATUS_OK;
	}
	if (status == STATUS_OK)
		status = compose(care, row, &trying, &message);
	if (status == STATUS_OK && carrier->carry(carrier->context, &message, &trying.error) == STATUS_OK) {
		*went = true;
		return care_write(care, sent_in, &trying);
	}
	if (status != STATUS_OK && status != STATUS_REFUSED && status != STATUS_INVALID)
		return status;
	if (str_is_empty(trying.error))
		trying.error = S("It could not be read.");
	log_line(LOG_WARNING, "outbox", "message=%.*s tries=%lld not sent", STR_ARG(row->id), (long long)row->tries + 1);
	*went = trying.give_up;
	return care_write(care, not_sent_in, &trying);
}

Status sender_send_due(Care *care, const OutboxCarrier *carrier, int64_t *sent)
{
	OutboxDueRow *rows = NULL;
	size_t count = 0;
	int64_t done = 0;
	bool went = true;
	if (!care->all_permissions)
		return STATUS_REFUSED;
	Status status = sql_outbox_due_list(care->reader, care->arena, &(OutboxDueArguments){.now = care_now(care)}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && went && i < count && i < SENDER_AT_ONCE; i++) {
		status = send_one(care, carrier, &rows[i], &went);
		done += status == STATUS_OK && went ? 1 : 0;
	}
	if (sent != NULL)
		*sent = done;
	return status;
}

Status sender_unsent(Care *care, Unsent *out)
{
	OutboxCountsRow counts = {0};
	OutboxUnsentRow *rows = NULL;
	size_t count = 0;
	*out = (Unsent){0};
	Status status = care_require(care, S("users-edit"));
	if (status == STATUS_OK)
		status = sql_outbox_counts_one(care->reader, care->arena,
			&(OutboxCountsArguments){.late = care_now(care) - SENDER_LATE_MINUTES * INSTANT_MINUTE}, &counts);
	if (status == STATUS_OK)
		status = sql_outbox_unsent_list(care->reader, care->arena, &rows, &count);
	if (status != STATUS_OK)
		return status;
	*out = (Unsent){.waiting = counts.waiting, .late = counts.late, .given_up = counts.given_up,
		.items = ARENA_ARRAY(care->arena, UnsentMessage, count + 1), .count = count};
	for (size_t i = 0; i < count; i++)
		out->items[i] = (UnsentMessage){.kind = rows[i].kind, .created_at = rows[i].created_at, .tries = rows[i].tries,
			.error = rows[i].error, .given_up = rows[i].given_up_at != STORE_NULL_INTEGER};
	return STATUS_OK;
}

static Status again_in(CareWrite *write, void *context)
{
	(void)context;
	Status status = sql_outbox_again_run(write->connection, &(OutboxAgainArguments){.now = write->now});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("outbox/again"),
		.subject_kind = S("message")});
}

Status sender_try_again(Care *care)
{
	Status status = care_require(care, S("users-edit"));
	return status == STATUS_OK ? care_write(care, again_in, NULL) : status;
}
