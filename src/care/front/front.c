/* Requests of the public: begun, opened by their code, saved, sent, deleted when they are not sent. */
#include "care/front/front.h"

#include "base/hash.h"
#include "base/json.h"
#include "care/assessment/assessment.h"
#include "care/front/equipment.h"
#include "care/front/front.sql.h"
#include "care/jobs/jobs.h"

static const char CODE_ALPHABET[] = "23456789CDFHJKMNPQRTVWX"; /* as references: nothing that is mistaken */
enum { CODE_BASE = sizeof CODE_ALPHABET - 1, CODE_BYTE_LIMIT = 256 - 256 % CODE_BASE };

static Str code_make(Arena *arena)
{
	char *code = ARENA_ARRAY(arena, char, FRONT_CODE_LENGTH);
	for (size_t i = 0; i < FRONT_CODE_LENGTH;) {
		unsigned char byte = 0;
		random_secret(&byte, sizeof byte);
		if (byte < CODE_BYTE_LIMIT) /* so that every character is equally likely */
			code[i++] = CODE_ALPHABET[byte % CODE_BASE];
	}
	return (Str){.data = code, .length = FRONT_CODE_LENGTH};
}

/* What somebody typed, in capitals and without what stands between. */
static Str code_read(Arena *arena, Str typed)
{
	char *code = ARENA_ARRAY(arena, char, FRONT_CODE_LENGTH);
	size_t length = 0;
	for (size_t i = 0; i < typed.length; i++) {
		char character = typed.data[i];
		if (character >= 'a' && character <= 'z')
			character = (char)(character - 'a' + 'A');
		if (!str_contains(str_from_c(CODE_ALPHABET), (Str){.data = &character, .length = 1}))
			continue;
		if (length == FRONT_CODE_LENGTH)
			return (Str){0};
		code[length++] = character;
	}
	return length == FRONT_CODE_LENGTH ? (Str){.data = code, .length = length} : (Str){0};
}

static Str code_hash(Arena *arena, Str work, Str code)
{
	Str parts[] = {work, code};
	return hash_parts(arena, parts, 2);
}

Str front_cookie(Arena *arena, const FrontRequest *request)
{
	return str_format(arena, "%.*s.%.*s", STR_ARG(request->work), STR_ARG(request->code));
}

Str front_code_words(Arena *arena, Str code)
{
	Str first = str_slice(code, 0, code.length / 2);
	Str second = str_slice(code, code.length / 2, code.length);
	return str_format(arena, "%.*s %.*s", STR_ARG(first), STR_ARG(second));
}

/* By the rule of retention that the privacy page shows. */
static Date kept_until(const Practice *practice, Instant created_at)
{
	return instant_london_date(created_at) + practice_unsent_kept(practice).count;
}

typedef struct Beginning {
	const Pathway *pathway;
	Str code;
	Str work;
} Beginning;

static Status begin_in(CareWrite *write, void *context)
{
	Beginning *beginning = context;
	Arena *arena = write->care->arena;
	Status status = work_open_in(write, &(WorkNew){.pathway = beginning->pathway->id, .without_team = true},
		&beginning->work);
	if (status == STATUS_OK)
		status = sql_front_access_insert_run(write->connection, &(FrontAccessInsertArguments){.work = beginning->work,
			.code_hash = code_hash(arena, beginning->work, beginning->code), .at = write->now});
	if (status == STATUS_OK)
		status = job_add_in(write, &(JobNew){.kind = S("request-unsent"), .payload = beginning->work,
			.key = str_concat(arena, S("request-unsent/"), beginning->work),
			.due_at = instant_from_london(kept_until(write->care->practice, write->now) + 1, 0, 0)});
	return status;
}

Status front_begin(Care *care, Str pathway, FrontRequest *out)
{
	Beginning beginning = {.pathway = practice_pathway(care->practice, pathway), .code = code_make(care->arena)};
	if (beginning.pathway == NULL || beginning.pathway->form == NULL || !beginning.pathway->form->is_public)
		return STATUS_NOT_FOUND;
	Status status = care_write(care, begin_in, &beginning);
	if (status != STATUS_OK)
		return status;
	*out = (FrontRequest){.work = beginning.work, .code = beginning.code};
	return front_open(care, front_cookie(care->arena, out), out);
}

typedef struct Reading {
	Str work;
	FrontRequestGetInRow request;
	FrontSnapshotInRow snapshot;
	bool wants_snapshot;
} Reading;

static Status read_in(CareWrite *write, void *context)
{
	Reading *reading = context;
	Status status = sql_front_request_get_in_one(write->connection, write->care->arena,
		&(FrontRequestGetInArguments){.work = reading->work}, &reading->request);
	if (status == STATUS_OK && reading->wants_snapshot)
		status = sql_front_snapshot_in_one(write->connection, write->care->arena,
			&(FrontSnapshotInArguments){.work = reading->work}, &reading->snapshot);
	return status;
}

static Status read_request(Care *care, Str work, FrontRequestGetInRow *out)
{
	FrontRequestGetRow row = {0};
	Status status = sql_front_request_get_one(care->reader, care->arena,
		&(FrontRequestGetArguments){.actor = care->actor, .work = work}, &row);
	if (status == STATUS_OK) {
		*out = (FrontRequestGetInRow){.id = row.id, .reference = row.reference, .pathway = row.pathway,
			.stage = row.stage, .outcome = row.outcome, .finished_on = row.finished_on, .version = row.version};
		return STATUS_OK;
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	/* Somebody has said whose it is: the desk of the public does not see that person, the holder of the code still
	 * sees what they sent. */
	Reading reading = {.work = work};
	status = care_write(care, read_in, &reading);
	*out = reading.request;
	return status;
}

static WorkStage stage_of(Str code)
{
	for (int stage = WORK_WAITING; stage <= WORK_CANCELLED; stage++)
		if (str_equal(work_stage_code((WorkStage)stage), code))
			return (WorkStage)stage;
	return WORK_CANCELLED;
}

static Status fill(Care *care, Str work, Str code, Instant created_at, FrontRequest *out)
{
	FrontRequestGetInRow row = {0};
	Status status = read_request(care, work, &row);
	if (status != STATUS_OK)
		return status;
	*out = (FrontRequest){.work = row.id, .reference = row.reference, .code = code,
		.pathway = practice_pathway(care->practice, row.pathway), .kind = front_kind_of_pathway(row.pathway),
		.stage = stage_of(row.stage), .outcome = row.outcome,
		.sent_on = DATE_NONE, .kept_until = kept_until(care->practice, created_at), .version = row.version};
	if (out->pathway == NULL || out->pathway->form == NULL || out->kind == NULL)
		return STATUS_NOT_FOUND;
	if (out->stage == WORK_FINISHED)
		return date_parse(row.finished_on, &out->sent_on);
	if (out->stage == WORK_CANCELLED || care_today(care) > out->kept_until)
		return STATUS_STALE;
	return STATUS_OK;
}

Status front_open(Care *care, Str cookie, FrontRequest *out)
{
	size_t dot = 0;
	FrontAccessGetRow access = {0};
	if (!str_find(cookie, S("."), &dot))
		return STATUS_NOT_FOUND;
	Str work = str_slice(cookie, 0, dot);
	Str code = code_read(care->arena, str_slice(cookie, dot + 1, cookie.length));
	if (!id_is_valid(work) || str_is_empty(code))
		return STATUS_NOT_FOUND;
	Status status = sql_front_access_get_one(care->reader, care->arena, &(FrontAccessGetArguments){.work = work},
		&access);
	if (status != STATUS_OK)
		return status;
	if (!hash_equal(access.code_hash, code_hash(care->arena, work, code)))
		return STATUS_NOT_FOUND;
	return fill(care, work, code, access.created_at, out);
}

typedef struct Resuming {
	Str reference;
	Str code;
	Str address;
	Str work;           /* out */
	Instant created_at; /* out */
	Status answer;      /* out: a wrong code is kept, so the write itself goes through */
} Resuming;

static Status failures_in(CareWrite *write, Str subject, int64_t *count)
{
	FrontFailuresSinceRow row = {0};
	Status status = sql_front_failures_since_one(write->connection, write->care->arena, &(FrontFailuresSinceArguments){
		.subject = subject, .since = write->now - FRONT_FAILURE_MINUTES * INSTANT_MINUTE}, &row);
	*count = row.count;
	return status;
}

static Status note_failure_in(CareWrite *write, Str request, Str from, Str work)
{
	Arena *arena = write->care->arena;
	Status status = sql_front_failure_insert_run(write->connection, &(FrontFailureInsertArguments){
		.id = id_make(write->care->ids, arena), .subject = request, .at = write->now});
	if (status == STATUS_OK)
		status = sql_front_failure_insert_run(write->connection, &(FrontFailureInsertArguments){
			.id = id_make(write->care->ids, arena), .subject = from, .at = write->now});
	int64_t changed = 0;
	if (status == STATUS_OK)
		status = sql_front_access_failed_run_counting(write->connection, &(FrontAccessFailedArguments){.work = work},
			&changed);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("request/wrong-code"), .subject_kind = S("work"),
		.subject = work});
}

static Status resume_in(CareWrite *write, void *context)
{
	Resuming *resuming = context;
	Arena *arena = write->care->arena;
	Str request = str_concat(arena, S("request/"), resuming->reference);
	Str from = str_concat(arena, S("request-from/"), resuming->address);
	int64_t wrong = 0;
	int64_t wrong_from = 0;
	FrontWorkByReferenceRow work = {0};
	FrontAccessGetRow access = {0};
	resuming->answer = STATUS_NOT_FOUND;
	Status status = failures_in(write, request, &wrong);
	if (status == STATUS_OK)
		status = failures_in(write, from, &wrong_from);
	if (status != STATUS_OK)
		return status;
	if (wrong >= FRONT_FAILURES_MAX || wrong_from >= FRONT_ADDRESS_FAILURES_MAX) {
		resuming->answer = STATUS_BUSY;
		return STATUS_OK;
	}
	status = sql_front_work_by_reference_one(write->connection, arena,
		&(FrontWorkByReferenceArguments){.reference = resuming->reference}, &work);
	/* A reference that nobody has costs what one costs that somebody has: the same statements, the same hash. */
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		status = sql_front_access_get_one(write->connection, arena, &(FrontAccessGetArguments){.work = work.id},
			&access);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	Str typed = code_hash(arena, work.id, resuming->code);
	if (status == STATUS_OK && hash_equal(access.code_hash, typed)) {
		resuming->work = work.id;
		resuming->created_at = access.created_at;
		resuming->answer = STATUS_OK;
		return care_audit(write, &(CareAudit){.action = S("request/resume"), .subject_kind = S("work"), .subject = work.id});
	}
	return note_failure_in(write, request, from, work.id);
}

Status front_resume(Care *care, Str reference, Str code, Str address, FrontRequest *out)
{
	Resuming resuming = {.code = code_read(care->arena, code), .address = address};
	if (reference_read(care->arena, reference, &resuming.reference) != STATUS_OK || str_is_empty(resuming.code))
		return STATUS_NOT_FOUND;
	Status status = care_write(care, resume_in, &resuming);
	if (status == STATUS_OK)
		status = resuming.answer;
	return status == STATUS_OK ? fill(care, resuming.work, resuming.code, resuming.created_at, out) : status;
}

static Status sent_answers(Care *care, const FrontRequest *request, Drafts *out)
{
	Reading reading = {.work = request->work, .wants_snapshot = true};
	Problems unread = problems_make(care->arena);
	const JsonNode *body = NULL;
	Status status = care_write(care, read_in, &reading);
	if (status == STATUS_OK)
		status = json_parse(care->arena, S("snapshot"), 1, reading.snapshot.body, &unread, &body);
	if (status != STATUS_OK)
		return status == STATUS_INVALID ? STATUS_FAILED : status;
	const JsonNode *answers = json_member(body, S("answers"));
	size_t count = answers == NULL || answers->kind != JSON_OBJECT ? 0 : answers->count;
	*out = (Drafts){.items = ARENA_ARRAY(care->arena, Draft, count + 1), .count = count};
	for (size_t i = 0; i < count; i++)
		out->items[i] = (Draft){.question = answers->members[i].key,
			.value = json_text(json_member(&answers->members[i].value, S("value"))),
			.giver = giver_from_code(json_text(json_member(&answers->members[i].value, S("giver"))))};
	return STATUS_OK;
}

Status front_answers(Care *care, const FrontRequest *request, Drafts *out)
{
	return request->stage == WORK_FINISHED ? sent_answers(care, request, out)
		: work_drafts_public(care, request->work, out);
}

Status front_save(Care *care, const FrontRequest *request, DraftSave *save)
{
	if (request->stage == WORK_FINISHED || request->stage == WORK_CANCELLED)
		return STATUS_CONFLICT;
	return work_save_public(care, request->work, save, 1);
}

/* What danger makes urgent comes first in the file; the plain way has no condition. */
static const Outcome *outcome_for(const Pathway *pathway, const WorkAnswers *answers)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	const Outcome *plain = NULL;
	for (size_t i = 0; i < pathway->outcome_count; i++) {
		const Outcome *outcome = &pathway->outcomes[i];
		if (outcome->when != NULL && expression_truth(outcome->when, &lookup) == EXPRESSION_YES
		    && !outcome->reason_required)
			return outcome;
		if (outcome->when == NULL && !outcome->reason_required && plain == NULL)
			plain = outcome;
	}
	return plain;
}

static Str figures_of(Care *care, const FrontKind *kind, const WorkAnswers *answers)
{
	EligibilityResult eligibility = {0};
	AllocationResult allocation = {0};
	if (kind->result == FRONT_RESULT_RECEIVED)
		return (Str){0};
	if (kind->result == FRONT_RESULT_EQUIPMENT)
		return front_equipment_figures(care, answers);
	if (kind->result == FRONT_RESULT_CARER) {
		assessment_carer_eligibility(care, answers, &eligibility);
		return assessment_figures(care->arena, &eligibility, NULL);
	}
	assessment_eligibility(care, answers, &eligibility);
	Status status = assessment_allocation(care, answers, ASSESSMENT_HELP_NOT_ASKED, &allocation);
	return assessment_figures(care->arena, &eligibility, status == STATUS_OK ? &allocation : NULL);
}

static Status send_in(CareWrite *write, void *context)
{
	return work_submit_in(write, context);
}

Status front_send(Care *care, const FrontRequest *request, int64_t version)
{
	Drafts drafts = {0};
	if (request->stage == WORK_FINISHED || request->stage == WORK_CANCELLED)
		return STATUS_CONFLICT;
	Status status = work_drafts_public(care, request->work, &drafts);
	if (status != STATUS_OK)
		return status;
	const WorkAnswers *answers = work_answers(care, &drafts, NULL);
	const Outcome *outcome = outcome_for(request->pathway, answers);
	if (outcome == NULL)
		return STATUS_FAILED; /* a practice without a plain way to send it is the council's to mend; nothing is lost */
	WorkSubmit submit = {.work = request->work, .outcome = outcome->id, .figures = figures_of(care, request->kind, answers),
		.version = version};
	return care_write(care, send_in, &submit);
}

Status front_expire_in(CareWrite *write, Str work)
{
	FrontRequestGetInRow row = {0};
	Status status = sql_front_request_get_in_one(write->connection, write->care->arena,
		&(FrontRequestGetInArguments){.work = work}, &row);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	WorkStage stage = stage_of(row.stage);
	if (status != STATUS_OK || stage == WORK_FINISHED || stage == WORK_CANCELLED)
		return status;
	return work_discard_in(write, work, S("not sent within the time that the page had told"));
}
