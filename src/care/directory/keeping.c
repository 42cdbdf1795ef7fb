#include "care/directory/keeping.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/random.h"
#include "care/directory/directory.sql.h"
#include "care/directory/directory_import.h"
#include "care/directory/features.h"
#include "care/directory/keeping.sql.h"
#include "care/jobs/jobs.h"
#include "care/letter/letter.h"

enum { CONTENT_BYTES_MAX = 64 * 1024 };

static const char CODE_ALPHABET[] = "23456789CDFHJKMNPQRTVWXY"; /* nothing that is mistaken for another */
enum { CODE_BASE = sizeof CODE_ALPHABET - 1, CODE_BYTE_LIMIT = 256 - 256 % CODE_BASE };

const Str LISTING_FIELDS[LISTING_FIELD_COUNT] = {
	[LISTING_NAME] = S_INIT("name"), [LISTING_DESCRIPTION] = S_INIT("description"), [LISTING_PHONE] = S_INIT("phone"),
	[LISTING_EMAIL] = S_INIT("email"), [LISTING_URL] = S_INIT("url"), [LISTING_OPENING] = S_INIT("opening"),
	[LISTING_FEES] = S_INIT("fees"), [LISTING_STATUS] = S_INIT("status"), [LISTING_ADDRESS] = S_INIT("address"),
	[LISTING_POSTCODE] = S_INIT("postcode"),
};

/* --- texts ------------------------------------------------------------------------------------------------------------- */

static ListingContent content_of(const DirectoryFound *found)
{
	return (ListingContent){.values = {[LISTING_NAME] = found->name, [LISTING_DESCRIPTION] = found->description,
		[LISTING_PHONE] = found->phone, [LISTING_EMAIL] = found->email, [LISTING_URL] = found->url,
		[LISTING_OPENING] = found->opening, [LISTING_FEES] = found->fees, [LISTING_STATUS] = found->status,
		[LISTING_ADDRESS] = found->address, [LISTING_POSTCODE] = found->postcode}};
}

Status keeping_content(Care *care, Str listing, ListingContent *out, int64_t *version)
{
	DirectoryFound found = {0};
	Status status = directory_listing(care, listing, &found);
	if (status != STATUS_OK)
		return status;
	*out = content_of(&found);
	*version = found.version;
	return STATUS_OK;
}

static Str content_json(Arena *arena, const ListingContent *content)
{
	Buffer out = buffer_make(arena, CONTENT_BYTES_MAX * (size_t)8);
	JsonWriter json = json_writer_make(&out);
	json_write_object_begin(&json);
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++)
		json_write_member_text(&json, LISTING_FIELDS[i], content->values[i]);
	json_write_object_end(&json);
	return buffer_str(&out);
}

static Status content_read(Care *care, Str text, ListingContent *out)
{
	const JsonNode *root = NULL;
	Problems problems = problems_make(care->arena);
	if (json_parse(care->arena, S("proposal"), 1, text, &problems, &root) != STATUS_OK)
		return STATUS_FAILED;
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++)
		out->values[i] = json_text(json_member(root, LISTING_FIELDS[i]));
	return STATUS_OK;
}

/* The repairs of the import say what is wrong; here whoever typed it mends it. */
static Status content_check(Care *care, ListingContent *content)
{
	DirectoryReport report = {0};
	DirectoryReading reading = {.arena = care->arena, .report = &report};
	Str *value = content->values;
	size_t before = care->problems.total;
	reading_begin_row(&reading, 1, (Str){0}, (Str){0});
	value[LISTING_NAME] = repair_line(&reading, S("name"), value[LISTING_NAME]);
	value[LISTING_DESCRIPTION] = repair_text(&reading, S("description"), value[LISTING_DESCRIPTION]);
	value[LISTING_PHONE] = repair_phone(&reading, S("phone"), value[LISTING_PHONE]);
	value[LISTING_EMAIL] = repair_email(&reading, S("email"), value[LISTING_EMAIL]);
	value[LISTING_URL] = repair_url(&reading, S("url"), value[LISTING_URL]);
	value[LISTING_OPENING] = repair_line(&reading, S("opening"), value[LISTING_OPENING]);
	value[LISTING_FEES] = repair_line(&reading, S("fees"), value[LISTING_FEES]);
	value[LISTING_STATUS] = repair_status(&reading, S("status"), value[LISTING_STATUS]);
	value[LISTING_ADDRESS] = repair_line(&reading, S("address"), value[LISTING_ADDRESS]);
	value[LISTING_POSTCODE] = repair_postcode(&reading, S("postcode"), value[LISTING_POSTCODE]);
	for (size_t i = 0; i < report.finding_count; i++)
		(void)problems_add(&care->problems, (Problem){.field = report.findings[i].field, .message = report.findings[i].wrong});
	if (str_is_empty(value[LISTING_NAME]))
		(void)problems_add(&care->problems, (Problem){.field = S("name"), .message = S("Enter a name.")});
	return care->problems.total == before ? STATUS_OK : STATUS_INVALID;
}

static bool is_same(const ListingContent *left, const ListingContent *right)
{
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++)
		if (!str_equal(left->values[i], right->values[i]))
			return false;
	return true;
}

/* --- codes of organisations -------------------------------------------------------------------------------------------- */

static Str code_make(Arena *arena)
{
	char *code = arena_allocate(arena, KEEPING_CODE_LENGTH);
	for (size_t i = 0; i < KEEPING_CODE_LENGTH;) {
		unsigned char byte = 0;
		random_secret(&byte, sizeof byte);
		if (byte < CODE_BYTE_LIMIT)
			code[i++] = CODE_ALPHABET[byte % CODE_BASE];
	}
	return (Str){.data = code, .length = KEEPING_CODE_LENGTH};
}

/* As typed: small letters, blanks and hyphens are no difference. */
static Str code_hash(Arena *arena, Str typed)
{
	Buffer code = buffer_make(arena, typed.length + 64);
	for (size_t i = 0; i < typed.length && code.length < KEEPING_CODE_LENGTH * (size_t)2; i++) {
		char character = typed.data[i];
		if (character >= 'a' && character <= 'z')
			character = (char)(character - 'a' + 'A');
		if (character != ' ' && character != '-')
			buffer_add_character(&code, character);
	}
	Str parts[] = {S("organisation-key"), buffer_str(&code)};
	return hash_parts(arena, parts, 2);
}

typedef struct Issuing {
	Str organisation;
	Str code;
} Issuing;

static Status issue_in(CareWrite *write, void *context)
{
	const Issuing *issuing = context;
	Status status = sql_organisation_keys_delete_run(write->connection,
		&(OrganisationKeysDeleteArguments){.organisation = issuing->organisation});
	if (status == STATUS_OK)
		status = sql_organisation_key_insert_run(write->connection, &(OrganisationKeyInsertArguments){
			.code_hash = code_hash(write->care->arena, issuing->code), .organisation = issuing->organisation,
			.issued_at = write->now, .issued_by = write->care->actor,
			.ends_at = write->now + KEEPING_CODE_DAYS * 24 * INSTANT_HOUR});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("directory/code"),
		.subject_kind = S("organisation"), .subject = issuing->organisation});
}

Status keeping_code_issue(Care *care, Str listing, Str *code)
{
	DirectoryFound found = {0};
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = directory_listing(care, listing, &found);
	if (status != STATUS_OK)
		return status;
	*code = code_make(care->arena);
	return care_write(care, issue_in, &(Issuing){.organisation = found.organisation_id, .code = *code});
}

/* --- proposing --------------------------------------------------------------------------------------------------------- */

typedef struct Proposing {
	Str id;
	Str listing;
	int64_t version;
	const ListingContent *before;
	const ListingContent *content;
	Str by_kind;
	Str by;
	const ProposalReply *reply; /* checked; may be NULL */
} Proposing;

static Status reply_keep_in(CareWrite *write, Str proposal, const ProposalReply *reply)
{
	bool email = !str_is_empty(reply->email);
	if (!email && str_is_empty(reply->post))
		return STATUS_OK;
	return sql_listing_proposal_reply_insert_run(write->connection, &(ListingProposalReplyInsertArguments){.proposal = proposal,
		.way = email ? S("email") : S("post"), .address = email ? reply->email : reply->post});
}

static Status reply_check(Care *care, const ProposalReply *reply)
{
	if (!str_is_empty(reply->email) && !sender_address_is_fit(reply->email))
		return problems_add(&care->problems, (Problem){.field = S("reply-email"),
			.message = practice_words(care->practice, S("directory.reply-email-wrong"), (Str){0})});
	if (reply->post.length > KEEPING_ADDRESS_BYTES_MAX || !str_is_utf8(reply->post))
		return problems_add(&care->problems, (Problem){.field = S("reply-post"),
			.message = practice_words(care->practice, S("directory.reply-post-wrong"), (Str){0})});
	return STATUS_OK;
}

static Status propose_in(CareWrite *write, void *context)
{
	Proposing *proposing = context;
	ListingProposalsCountRow waiting = {0};
	Status status = sql_listing_proposals_count_one(write->connection, write->care->arena,
		&(ListingProposalsCountArguments){.listing = proposing->listing, .decision = S("")}, &waiting);
	if (status == STATUS_OK && waiting.times >= KEEPING_WAITING_MAX)
		return STATUS_FULL;
	proposing->id = id_make(write->care->ids, write->care->arena);
	Str content = content_json(write->care->arena, proposing->content);
	if (status == STATUS_OK)
		status = sql_listing_proposal_insert_run(write->connection, &(ListingProposalInsertArguments){.id = proposing->id,
			.listing = proposing->listing, .base_version = proposing->version, .content = content,
			.before_content = content_json(write->care->arena, proposing->before), .proposed_by_kind = proposing->by_kind,
			.proposed_by = proposing->by, .proposed_at = write->now});
	if (status == STATUS_OK && proposing->reply != NULL)
		status = reply_keep_in(write, proposing->id, proposing->reply);
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("directory/propose"),
		.subject_kind = S("listing"), .subject = proposing->listing, .after = content});
}

/* Who proposes: somebody of the council, or the organisation whose listing it is. */
static Status proposer_find(Care *care, Str code, Str organisation, Proposing *proposing)
{
	OrganisationKeyGetRow key = {0};
	if (str_is_empty(str_trim(code))) {
		proposing->by_kind = S("council");
		proposing->by = care->actor;
		return care_may(care, S("directory-propose")) ? STATUS_OK : care_require(care, S("directory-edit"));
	}
	Status status = sql_organisation_key_get_one(care->reader, care->arena,
		&(OrganisationKeyGetArguments){.code_hash = code_hash(care->arena, code)}, &key);
	if (status == STATUS_NOT_FOUND || (status == STATUS_OK && (key.ends_at <= care_now(care) ||
		!str_equal(key.organisation_id, organisation))))
		return STATUS_REFUSED;
	proposing->by_kind = S("organisation");
	proposing->by = organisation;
	return status;
}

Status keeping_propose(Care *care, Str listing, const ListingContent *content, Str code, const ProposalReply *reply, Str *id)
{
	DirectoryFound found = {0};
	ListingContent proposed = *content;
	Status status = directory_listing(care, listing, &found);
	if (status != STATUS_OK)
		return status;
	ListingContent before = content_of(&found);
	Proposing proposing = {.listing = listing, .version = found.version, .before = &before, .content = &proposed};
	ProposalReply kept = {0};
	if (reply != NULL)
		kept = (ProposalReply){.email = str_trim(reply->email), .post = str_replace(care->arena, str_trim(reply->post), S("\r"), S(""))};
	proposing.reply = &kept;
	status = proposer_find(care, code, found.organisation_id, &proposing);
	if (status == STATUS_OK)
		status = content_check(care, &proposed);
	if (status == STATUS_OK)
		status = reply_check(care, &kept);
	if (status == STATUS_OK && is_same(&before, &proposed))
		status = problems_add(&care->problems, (Problem){.field = S("name"),
			.message = S("Nothing is different yet. Change what is wrong.")});
	if (status == STATUS_OK)
		status = care_write(care, propose_in, &proposing);
	*id = proposing.id;
	return status;
}

/* --- what waits -------------------------------------------------------------------------------------------------------- */

Status keeping_proposals(Care *care, ListingProposal **out, size_t *count)
{
	ListingProposalsWaitingRow *rows = NULL;
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = sql_listing_proposals_waiting_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, ListingProposal, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (ListingProposal){.id = rows[i].id, .listing = rows[i].listing_id, .listing_name = rows[i].listing,
			.by_kind = rows[i].proposed_by_kind, .by = rows[i].proposed_by, .by_name = rows[i].proposed_by_name,
			.proposed_at = rows[i].proposed_at};
	return STATUS_OK;
}

static Status proposal_read(Care *care, StoreConnection *connection, Str id, ListingProposal *out)
{
	ListingProposalGetRow row = {0};
	Status status = sql_listing_proposal_get_one(connection, care->arena, &(ListingProposalGetArguments){.id = id}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (ListingProposal){.id = row.id, .listing = row.listing_id, .listing_name = row.listing, .by_kind = row.proposed_by_kind,
		.by = row.proposed_by, .by_name = row.proposed_by_name, .proposed_at = row.proposed_at, .decision = row.decision,
		.decided_by_name = row.decided_by_name, .reason = row.reason};
	status = content_read(care, row.content, &out->proposed);
	return status == STATUS_OK ? content_read(care, row.before_content, &out->before) : status;
}

Status keeping_proposal(Care *care, Str id, ListingProposal *out)
{
	Status status = care_require(care, S("directory-edit"));
	return status == STATUS_OK ? proposal_read(care, care->reader, id, out) : status;
}

/* --- deciding ---------------------------------------------------------------------------------------------------------- */

typedef struct Deciding {
	Str id;
	Str decision;
	Str reason;
} Deciding;

/* Takes over what the proposal changes; STATUS_STALE when somebody else has changed that since. */
static Status merge(const ListingProposal *proposal, ListingContent *current)
{
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++) {
		Str before = proposal->before.values[i];
		Str wanted = proposal->proposed.values[i];
		if (str_equal(before, wanted) || str_equal(current->values[i], wanted))
			continue;
		if (!str_equal(current->values[i], before))
			return STATUS_STALE;
		current->values[i] = wanted;
	}
	return STATUS_OK;
}

static Status check_in(CareWrite *write, Str listing, Str by_kind, Str by)
{
	return sql_listing_check_insert_run(write->connection, &(ListingCheckInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .listing = listing, .checked_by_kind = by_kind, .checked_by = by,
		.checked_on = date_format(write->care->arena, write->today)});
}

static Status apply_in(CareWrite *write, const ListingProposal *proposal)
{
	Care inside = *write->care; /* reads inside the write see what it sees */
	inside.reader = write->connection;
	DirectoryFound found = {0};
	Status status = directory_listing(&inside, proposal->listing, &found);
	if (status != STATUS_OK)
		return status;
	ListingContent content = content_of(&found);
	status = merge(proposal, &content);
	if (status == STATUS_OK)
		status = import_replace(write, &found, content.values[LISTING_NAME], &(ListingDraft){
			.description = content.values[LISTING_DESCRIPTION], .phone = content.values[LISTING_PHONE],
			.email = content.values[LISTING_EMAIL], .url = content.values[LISTING_URL], .opening = content.values[LISTING_OPENING],
			.fees = content.values[LISTING_FEES], .status = content.values[LISTING_STATUS], .places = {{
				.address = content.values[LISTING_ADDRESS], .postcode = content.values[LISTING_POSTCODE]}}});
	return status == STATUS_OK ? check_in(write, proposal->listing, proposal->by_kind, proposal->by) : status;
}

static Str reply_words(CareWrite *write, const ListingProposal *proposal, const char *id, Str reason)
{
	Arena *arena = write->care->arena;
	const Practice *practice = write->care->practice;
	Str words = practice_words(practice, str_from_c(id), (Str){0});
	words = str_replace(arena, words, S("{{name}}"), proposal->listing_name);
	words = str_replace(arena, words, S("{{reason}}"), str_replace(arena, reason, S("\n"), S(" ")));
	return str_replace(arena, words, S("{{phone}}"), practice_council(practice)->phone);
}

/* Whoever proposed hears what became of it where they said so, once; then the address goes. */
static Status tell_in(CareWrite *write, const ListingProposal *proposal, bool approved, Str reason)
{
	Care *care = write->care;
	ListingProposalReplyGetRow reply = {0};
	Status status = sql_listing_proposal_reply_get_one(write->connection, care->arena,
		&(ListingProposalReplyGetArguments){.proposal = proposal->id}, &reply);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	Str title = reply_words(write, proposal, "directory.reply-title", reason);
	Str text = reply_words(write, proposal, approved ? "directory.reply-approved" : "directory.reply-rejected", reason);
	if (str_equal(reply.way, S("email"))) {
		Buffer payload = buffer_make(care->arena, KEEPING_REPLY_BYTES_MAX);
		JsonWriter json = json_writer_make(&payload);
		json_write_object_begin(&json);
		json_write_member_text(&json, S("to"), reply.address);
		json_write_member_text(&json, S("subject"), title);
		json_write_member_text(&json, S("text"), text);
		json_write_object_end(&json);
		status = outbox_add_in(write, &(OutboxNew){.kind = S("email"), .payload = buffer_str(&payload),
			.key = str_concat(care->arena, S("directory-reply/"), proposal->id)});
	} else {
		status = letter_outside_in(write, S("directory-reply"), title, text, reply.address);
	}
	return status == STATUS_OK ? sql_listing_proposal_reply_end_run(write->connection,
		&(ListingProposalReplyEndArguments){.proposal = proposal->id}) : status;
}

static Status decide_in(CareWrite *write, void *context)
{
	const Deciding *deciding = context;
	ListingProposal proposal = {0};
	Status status = proposal_read(write->care, write->connection, deciding->id, &proposal);
	if (status != STATUS_OK)
		return status;
	if (!str_is_empty(proposal.decision))
		return STATUS_CONFLICT;
	if (str_equal(proposal.by, write->care->actor))
		return STATUS_REFUSED;
	bool approved = str_equal(deciding->decision, S("approved"));
	status = sql_listing_proposal_decide_run(write->connection, &(ListingProposalDecideArguments){.id = deciding->id,
		.decision = deciding->decision, .decided_at = write->now, .decided_by = write->care->actor, .reason = deciding->reason});
	if (status == STATUS_OK && approved)
		status = apply_in(write, &proposal);
	if (status == STATUS_OK)
		status = tell_in(write, &proposal, approved, deciding->reason);
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){
		.action = approved ? S("directory/approve") : S("directory/reject"), .subject_kind = S("listing"),
		.subject = proposal.listing, .reason = deciding->reason,
		.before = content_json(write->care->arena, &proposal.before), .after = content_json(write->care->arena, &proposal.proposed)});
}

Status keeping_approve(Care *care, Str id)
{
	Status status = care_require(care, S("directory-edit"));
	return status == STATUS_OK ? care_write(care, decide_in, &(Deciding){.id = id, .decision = S("approved"), .reason = S("")})
		: status;
}

Status keeping_reject(Care *care, Str id, Str reason)
{
	Str words = str_trim(reason);
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK && (str_is_empty(words) || words.length > KEEPING_WORDS_BYTES_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("reason"), .message = S("Say why, in a sentence or two.")});
	return status == STATUS_OK ? care_write(care, decide_in, &(Deciding){.id = id, .decision = S("rejected"), .reason = words})
		: status;
}

/* --- checks ------------------------------------------------------------------------------------------------------------ */

static Status check_listing_in(CareWrite *write, void *context)
{
	const Str *listing = context;
	Status status = check_in(write, *listing, S("council"), write->care->actor);
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("directory/check"),
		.subject_kind = S("listing"), .subject = *listing});
}

Status keeping_check(Care *care, Str listing)
{
	DirectoryFound found = {0};
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = directory_listing(care, listing, &found);
	return status == STATUS_OK ? care_write(care, check_listing_in, &listing) : status;
}

Status keeping_stale(Care *care, ListingStale **out, size_t *count, int64_t *total, int64_t *offered)
{
	ListingStaleRow *rows = NULL;
	ListingStaleCountRow counted = {0};
	Str before = date_format(care->arena, date_add_months(care_today(care), -DIRECTORY_STALE_MONTHS));
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = sql_listing_stale_list(care->reader, care->arena, &(ListingStaleArguments){.before_on = before}, &rows, count);
	if (status == STATUS_OK)
		status = sql_listing_stale_count_one(care->reader, care->arena, &(ListingStaleCountArguments){.before_on = before}, &counted);
	if (status != STATUS_OK)
		return status;
	*total = counted.stale;
	*offered = counted.offered;
	*out = ARENA_ARRAY(care->arena, ListingStale, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (ListingStale){.id = rows[i].id, .name = rows[i].name, .checked_on = rows[i].checked_on};
	return STATUS_OK;
}

/* --- reports ----------------------------------------------------------------------------------------------------------- */

typedef struct Reporting {
	Str listing;
	Str what;
	Str words;
} Reporting;

static Status report_in(CareWrite *write, void *context)
{
	const Reporting *reporting = context;
	ListingReportsOpenOfRow open = {0};
	Status status = sql_listing_reports_open_of_one(write->connection, write->care->arena,
		&(ListingReportsOpenOfArguments){.listing = reporting->listing}, &open);
	if (status == STATUS_OK && open.times < KEEPING_REPORTS_MAX)
		status = sql_listing_report_insert_run(write->connection, &(ListingReportInsertArguments){
			.id = id_make(write->care->ids, write->care->arena), .listing = reporting->listing, .what = reporting->what,
			.words = reporting->words, .reported_at = write->now});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("directory/report"),
		.subject_kind = S("listing"), .subject = reporting->listing});
}

Status keeping_report(Care *care, Str listing, Str what, Str words)
{
	DirectoryFound found = {0};
	Str said = str_trim(words);
	const OptionList *list = practice_list(care->practice, S("directory-wrong"));
	if (list == NULL || option_find(list, what) == NULL || said.length > KEEPING_WORDS_BYTES_MAX)
		return STATUS_INVALID;
	Status status = directory_listing(care, listing, &found);
	return status == STATUS_OK ? care_write(care, report_in, &(Reporting){.listing = listing, .what = what, .words = said}) : status;
}

Status keeping_reports(Care *care, ListingReport **out, size_t *count)
{
	ListingReportsOpenRow *rows = NULL;
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = sql_listing_reports_open_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, ListingReport, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (ListingReport){.id = rows[i].id, .listing = rows[i].listing_id, .listing_name = rows[i].listing,
			.what = rows[i].what, .words = rows[i].words, .reported_at = rows[i].reported_at};
	return STATUS_OK;
}

typedef struct Settling {
	Str report;
	Str outcome;
} Settling;

static Status settle_in(CareWrite *write, void *context)
{
	const Settling *settling = context;
	Status status = sql_listing_report_settle_run(write->connection, &(ListingReportSettleArguments){.id = settling->report,
		.settled_at = write->now, .settled_by = write->care->actor, .outcome = settling->outcome});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("directory/settle"),
		.subject_kind = S("listing-report"), .subject = settling->report, .after = settling->outcome});
}

Status keeping_report_settle(Care *care, Str report, Str outcome)
{
	Str words = str_trim(outcome);
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK && (str_is_empty(words) || words.length > KEEPING_WORDS_BYTES_MAX))
		return STATUS_INVALID;
	return status == STATUS_OK ? care_write(care, settle_in, &(Settling){.report = report, .outcome = words}) : status;
}
