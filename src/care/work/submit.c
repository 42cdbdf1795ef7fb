/* Submitting, approving, returning and cancelling work. The guards stand here, not on a page. */
#include "care/work/work_write.h"

#include "base/hash.h"
#include "base/json.h"
#include "care/access/access.h"
#include "care/panel/panel.h"
#include "care/plan/plan.h"
#include "care/power/power.h"
#include "care/service/service.h"
#include "care/upload/upload.h"

enum { SNAPSHOT_BYTES_MAX = 4 * 1024 * 1024, MINUTE_BYTES_MAX = 64 * 1024 };

static Status check_required(CareWrite *write, const WorkGetInRow *work, const Pathway *pathway,
	const WorkAnswers *answers)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	Status status = STATUS_OK;
	(void)work;
	if (pathway->form == NULL || pathway->form->is_public)
		return STATUS_OK;
	for (size_t s = 0; s < pathway->form->section_count; s++) {
		const FormSection *section = &pathway->form->sections[s];
		if (section->when != NULL && expression_truth(section->when, &lookup) != EXPRESSION_YES)
			continue;
		for (size_t q = 0; q < section->question_count; q++) {
			const Question *question = section->questions[q];
			if (question_is_required(question, &lookup) && str_is_empty(work_answers_value(answers, question->id)))
				status = problems_add_format(&write->care->problems, (Problem){.field = question->id},
					"%.*s: answer this before you finish.", STR_ARG(question->worker));
		}
	}
	return status;
}

/* A line that cannot be read costs nothing, and that would pass any limit: it is refused before it is sent up. */
static Status check_plan(Care *care, const DraftsOfRow *drafts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		PlanLine *lines = NULL;
		size_t line_count = 0;
		if (str_equal(drafts[i].question, S("plan_lines")))
			return plan_lines_read(care, drafts[i].value, &lines, &line_count);
	}
	return STATUS_OK;
}

/* Answers given in this work become facts about the person, each with who gave it. */
static Status append_drafts_in(CareWrite *write, const WorkGetInRow *work, const DraftsOfRow *drafts, size_t count)
{
	Arena *arena = write->care->arena;
	Answer *answers = ARENA_ARRAY(arena, Answer, count + 1);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (!str_is_empty(drafts[i].value) && kept < PERSON_FACTS_AT_ONCE_MAX)
			answers[kept++] = (Answer){.question = drafts[i].question, .value = drafts[i].value,
				.giver = giver_from_code(drafts[i].giver)};
	if (kept == 0 || str_is_empty(work->person))
		return STATUS_OK;
	Status status = work_own_words_in(write, work->person, answers, &kept);
	if (status != STATUS_OK || kept == 0)
		return status;
	return person_append_in(write, work->person, answers, kept, work->id, write->today);
}

static void snapshot_answer(JsonWriter *json, const DraftsOfRow *draft)
{
	json_write_key(json, draft->question);
	json_write_object_begin(json);
	json_write_member_text(json, S("value"), draft->value);
	json_write_member_text(json, S("giver"), draft->giver);
	json_write_member_text(json, S("by"), draft->by_actor);
	json_write_member_integer(json, S("at"), draft->at);
	json_write_object_end(json);
}

static Str snapshot_body(CareWrite *write, const WorkGetInRow *work, const DraftsOfRow *drafts, size_t count,
	const WorkSubmit *submit)
{
	Arena *arena = write->care->arena;
	const JsonNode *figures = NULL;
	Problems unread = problems_make(arena);
	Buffer body = buffer_make(arena, SNAPSHOT_BYTES_MAX);
	JsonWriter json = json_writer_make(&body);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("pathway"), work->pathway);
	json_write_member_text(&json, S("release"), work->release_hash);
	json_write_member_text(&json, S("outcome"), submit->outcome);
	json_write_member_text(&json, S("note"), submit->note);
	json_write_key(&json, S("answers"));
	json_write_object_begin(&json);
	for (size_t i = 0; i < count; i++)
		snapshot_answer(&json, &drafts[i]);
	json_write_object_end(&json);
	json_write_key(&json, S("figures"));
	if (!str_is_empty(submit->figures)
	    && json_parse(arena, S("figures"), 1, submit->figures, &unread, &figures) == STATUS_OK)
		json_write_node(&json, figures);
	else
		json_write_null(&json);
	json_write_object_end(&json);
	return buffer_str(&body);
}

static Status snapshot_in(CareWrite *write, const WorkGetInRow *work, const DraftsOfRow *drafts, size_t count,
	const WorkSubmit *submit)
{
	Str body = snapshot_body(write, work, drafts, count, submit);
	return sql_work_snapshot_insert_run(write->connection, &(WorkSnapshotInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .work = work->id, .at = write->now,
		.hash = hash_text(write->care->arena, body), .body = body});
}

static Status check_outcome(CareWrite *write, const WorkSubmit *submit, const Pathway *pathway,
	const WorkAnswers *answers, const Outcome **outcome)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	*outcome = pathway_outcome(pathway, submit->outcome);
	if (*outcome == NULL)
		return problems_add(&write->care->problems, (Problem){.field = S("outcome"),
			.message = S("Choose what happens next.")});
	bool proposed = (*outcome)->when == NULL || expression_truth((*outcome)->when, &lookup) != EXPRESSION_NO;
	if ((!proposed || (*outcome)->reason_required) && str_is_empty(str_trim(submit->note)))
		return problems_add(&write->care->problems, (Problem){.field = S("note"),
			.message = proposed ? S("Give the reason: it is kept and printed.")
				: S("The answers point to another outcome. Say why you choose this one: it is kept and printed.")});
	return STATUS_OK;
}

Status work_finish_in(CareWrite *write, WorkGetInRow *work, const Outcome *outcome, Str note,
	const WorkAnswers *answers)
{
	Status status = work_outcome_in(write, work, outcome, note, answers);
	if (status == STATUS_OK)
		status = work_stamp_in(write, work, &(WorkStamp){.transition = S("finished"), .detail = outcome->id});
	/* Without a person the answers wait here until somebody says whose they are. */
	if (status == STATUS_OK && !str_is_empty(work->person))
		status = sql_drafts_clear_run(write->connection, &(DraftsClearArguments){.work = work->id});
	return status;
}

static Str answer_of(const void *context, Str question)
{
	return work_answers_value(context, question);
}

/* Whoever acts under a power acts within it: looked at when work goes up, and again when it is approved, for a power that was
 * suspended in between is none. */
static Status check_powers_in(CareWrite *write, const WorkGetInRow *work, const Pathway *pathway, const WorkAnswers *answers)
{
	return power_check_in(write, &(PowerCheck){.practice = care_release_in(write, work->release_hash), .form = pathway->form,
		.value = answer_of, .answers = answers, .person = work->person, .parent = work->parent_work});
}

/* Where a panel decides, the paper stands on its next agenda from now on. */
static Status put_before_panel_in(CareWrite *write, const WorkGetInRow *work, const Pathway *pathway,
	const WorkAnswers *answers)
{
	Pence weekly = 0;
	Status status = STATUS_OK;
	if (form_asks(pathway->form, S("plan_lines")))
		status = plan_weekly_pence(write->care, work_answers_value(answers, S("plan_lines")), &weekly);
	return status == STATUS_OK ? panel_submitted_in(write, work->id, work->person, pathway, weekly) : status;
}

Status work_submit_in(CareWrite *write, const WorkSubmit *submit)
{
	Arena *arena = write->care->arena;
	WorkGetInRow work = {0};
	WorkAnswers *answers = NULL;
	DraftsOfRow *drafts = NULL;
	size_t count = 0;
	const Outcome *outcome = NULL;
	Status status = work_get_in(write, submit->work, submit->version, &work);
	WorkStage stage = work_stage_from_code(work.stage);
	if (status == STATUS_OK && stage != WORK_WAITING && stage != WORK_IN_PROGRESS && stage != WORK_RETURNED)
		status = STATUS_CONFLICT;
	const Pathway *pathway = work_pathway(care_release_in(write, work.release_hash), work.pathway);
	if (status == STATUS_OK)
		status = work_answers_in(write, &work, &answers);
	if (status == STATUS_OK)
		status = check_required(write, &work, pathway, answers);
	if (status == STATUS_OK)
		status = check_outcome(write, submit, pathway, answers, &outcome);
	if (status == STATUS_OK)
		status = check_powers_in(write, &work, pathway, answers);
	if (status == STATUS_OK)
		status = sql_drafts_of_list(write->connection, arena, &(DraftsOfArguments){.work = work.id}, &drafts, &count);
	if (status == STATUS_OK)
		status = check_plan(write->care, drafts, count);
	if (status == STATUS_OK)
		status = append_drafts_in(write, &work, drafts, count);
	if (status == STATUS_OK)
		status = snapshot_in(write, &work, drafts, count, submit);
	if (status != STATUS_OK)
		return status;
	if (str_is_empty(pathway->approved_by))
		return work_finish_in(write, &work, outcome, submit->note, answers);
	status = work_stamp_in(write, &work, &(WorkStamp){.transition = S("submitted"), .detail = outcome->id});
	return status == STATUS_OK ? put_before_panel_in(write, &work, pathway, answers) : status;
}

static Status submit_in(CareWrite *write, void *context)
{
	return work_submit_in(write, context);
}

static bool pathway_done_by(const Care *care, const Pathway *pathway)
{
	if (care->all_permissions || pathway->done_by_count == 0)
		return true;
	for (size_t i = 0; i < pathway->done_by_count; i++)
		if (access_has_role(care, pathway->done_by[i]))
			return true;
	return false;
}

static Status require_work(const Care *care)
{
	return care_may(care, S("work-do")) || care_may(care, S("contact-record")) ? STATUS_OK : STATUS_REFUSED;
}

bool work_may_end(const Care *care, const Pathway *pathway)
{
	bool decides = !str_is_empty(pathway->approved_by) && access_has_role(care, pathway->approved_by);
	return require_work(care) == STATUS_OK && (decides || pathway_done_by(care, pathway));
}

Status work_submit(Care *care, const WorkSubmit *submit)
{
	Work work = {0};
	Status status = work_find(care, submit->work, &work);
	if (status != STATUS_OK)
		return status;
	if (require_work(care) != STATUS_OK || !pathway_done_by(care, work.pathway))
		return STATUS_REFUSED;
	WorkSubmit checked = *submit;
	checked.work = work.id;
	return care_write(care, submit_in, &checked);
}

typedef struct Deciding {
	Str work;
	Str words;
	const Answer *minute;
	size_t minute_count;
	int64_t version;
} Deciding;

static Str minute_value(const Deciding *deciding, Str question)
{
	for (size_t i = 0; i < deciding->minute_count; i++)
		if (str_equal(deciding->minute[i].question, question))
			return deciding->minute[i].value;
	return (Str){0};
}

/* The minute in words, for the stamp; what must be said and is not is a problem. */
static Status minute_words(Care *care, const Form *form, const Deciding *deciding, Buffer *words)
{
	Status status = STATUS_OK;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++) {
			const Question *question = form->sections[s].questions[q];
			Str value = str_trim(minute_value(deciding, question->id));
			if (str_is_empty(value)) {
				if (question->required)
					status = problems_add_format(&care->problems, (Problem){.field = question->id},
						"%.*s: write this before you decide.", STR_ARG(question->worker));
				continue;
			}
			Str said = answer_words(question, care->arena, value, false);
			buffer_add_format(words, "%s%.*s: %.*s", words->length == 0 ? "" : "\n", STR_ARG(question->worker), STR_ARG(said));
		}
	return status;
}

/* A pathway with a minute wants it from whoever decides: kept as answers about the work, and read in its stamp. */
static Status keep_minute_in(CareWrite *write, const WorkGetInRow *work, const Pathway *pathway, const Deciding *deciding,
	Str *detail)
{
	Care *care = write->care;
	*detail = deciding->words;
	if (pathway->minute == NULL)
		return STATUS_OK;
	Buffer words = buffer_make(care->arena, MINUTE_BYTES_MAX);
	Status status = minute_words(care, pathway->minute, deciding, &words);
	if (status == STATUS_OK && !str_is_empty(work->person))
		status = person_append_in(write, work->person, deciding->minute, deciding->minute_count, work->id, write->today);
	if (!str_is_empty(deciding->words))
		buffer_add_format(&words, "\n%.*s", STR_ARG(deciding->words));
	*detail = buffer_str(&words);
	return status;
}

/* Whoever has sent it up, this time or before it was returned, wrote it. */
static Status is_author_in(CareWrite *write, Str work, bool *author)
{
	WorkEventsRow *rows = NULL;
	size_t count = 0;
	Status status = sql_work_events_list(write->connection, write->care->arena, &(WorkEventsArguments){.work = work},
		&rows, &count);
	*author = false;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		*author = *author || (str_equal(rows[i].transition, S("submitted"))
			&& str_equal(rows[i].by_actor, write->care->actor));
	return status;
}

/* What costs no more a week than what is already agreed commits nothing new; what is given once always does, and is held
 * to the same limit as a week. */
static Status check_limit_in(CareWrite *write, const WorkGetInRow *work, const Pathway *pathway, const Outcome *outcome,
	const WorkAnswers *answers)
{
	Care *care = write->care;
	Pence weekly = 0;
	Pence now = 0;
	Pence limit = 0;
	Pence once = work_orders_price(care->practice, answers, outcome);
	Status status = STATUS_OK;
	if (form_asks(pathway->form, S("plan_lines"))) /* somebody's own plan is not what their plan as a carer costs */
		status = plan_weekly_pence(care, work_answers_value(answers, S("plan_lines")), &weekly);
	if (status == STATUS_OK)
		status = service_weekly_in(write, work->person, &now);
	if (status == STATUS_OK)
		status = access_approval_limit_in(write, care->actor, &limit);
	bool within = weekly <= limit || weekly <= now;
	if (status != STATUS_OK || (within && once <= limit))
		return status;
	Str cost = money_format(care->arena, within ? once : weekly);
	Str may = money_format(care->arena, limit);
	(void)problems_add_format(&care->problems, (Problem){.field = S("approve")}, within
		? "This costs %.*s once. You may approve up to %.*s; send it to somebody with a higher limit."
		: "This costs %.*s a week. You may approve up to %.*s a week; send it to somebody with a higher limit.",
		STR_ARG(cost), STR_ARG(may));
	return STATUS_REFUSED;
}

/* Read inside the write: the author, the role, the limit. */
static Status check_approver_in(CareWrite *write, const WorkGetInRow *work, const Pathway *pathway,
	const Outcome *outcome, const WorkAnswers *answers)
{
	Care *care = write->care;
	if (work_stage_from_code(work->stage) != WORK_AWAITING_APPROVAL)
		return STATUS_CONFLICT;
	bool author = false;
	Status status = is_author_in(write, work->id, &author);
	if (status != STATUS_OK)
		return status;
	if (author)
		return problems_add(&care->problems, (Problem){.field = S("approve"),
			.message = S("You wrote this, so somebody else has to approve it.")}), STATUS_REFUSED;
	if (!access_has_role(care, pathway->approved_by))
		return STATUS_REFUSED;
	if (!outcome->commits_money)
		return STATUS_OK;
	return check_limit_in(write, work, pathway, outcome, answers);
}

/* The reason that the author gave: it is what the person reads, and what was approved. The approver's own note is for
 * the record. */
static Status author_note_in(CareWrite *write, Str work, Str *note)
{
	WorkSnapshotInRow row = {0};
	const JsonNode *root = NULL;
	Arena *arena = write->care->arena;
	Status status = sql_work_snapshot_in_one(write->connection, arena, &(WorkSnapshotInArguments){.work = work}, &row);
	if (status == STATUS_OK)
		status = json_parse(arena, S("snapshot"), 1, row.body, &write->care->problems, &root);
	*note = json_text(json_member(root, S("note")));
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status approve_in(CareWrite *write, void *context)
{
	const Deciding *deciding = context;
	Str note = {0};
	Str detail = {0};
	WorkGetInRow work = {0};
	WorkAnswers *answers = NULL;
	Status status = work_get_in(write, deciding->work, deciding->version, &work);
	const Pathway *pathway = work_pathway(care_release_in(write, work.release_hash), work.pathway);
	const Outcome *outcome = status == STATUS_OK ? pathway_outcome(pathway, work.outcome) : NULL;
	if (status == STATUS_OK && outcome == NULL)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = work_answers_in(write, &work, &answers);
	if (status == STATUS_OK)
		status = check_approver_in(write, &work, pathway, outcome, answers);
	if (status == STATUS_OK)
		status = check_powers_in(write, &work, pathway, answers);
	if (status == STATUS_OK)
		status = keep_minute_in(write, &work, pathway, deciding, &detail);
	if (status == STATUS_OK)
		status = work_stamp_in(write, &work, &(WorkStamp){.transition = S("approved"), .detail = detail});
	if (status == STATUS_OK)
		status = panel_heard_in(write, work.id, S("approved"));
	if (status == STATUS_OK)
		status = author_note_in(write, work.id, &note);
	return status == STATUS_OK ? work_finish_in(write, &work, outcome, note, answers) : status;
}

static Status require_deciding(Care *care, Str work, Work *found)
{
	Status status = STATUS_OK;
	if (!care_may(care, S("work-approve")) && !care_may(care, S("plan-approve")))
		status = STATUS_REFUSED;
	return status == STATUS_OK ? work_find(care, work, found) : status;
}

Status work_approve_with(Care *care, Str work, Str note, const Answer *minute, size_t count, int64_t version)
{
	Work found = {0};
	Status status = require_deciding(care, work, &found);
	Deciding deciding = {.work = found.id, .words = note, .minute = minute, .minute_count = count, .version = version};
	return status == STATUS_OK ? care_write(care, approve_in, &deciding) : status;
}

Status work_approve(Care *care, Str work, Str note, int64_t version)
{
	return work_approve_with(care, work, note, NULL, 0, version);
}

static Status return_in(CareWrite *write, void *context)
{
	const Deciding *deciding = context;
	WorkGetInRow work = {0};
	Status status = work_get_in(write, deciding->work, deciding->version, &work);
	if (status == STATUS_OK && work_stage_from_code(work.stage) != WORK_AWAITING_APPROVAL)
		status = STATUS_CONFLICT;
	if (status != STATUS_OK)
		return status;
	const Pathway *pathway = work_pathway(care_release_in(write, work.release_hash), work.pathway);
	if (!access_has_role(write->care, pathway->approved_by)) /* whoever may not approve it sends nothing back either */
		return STATUS_REFUSED;
	status = work_stamp_in(write, &work, &(WorkStamp){.transition = S("returned"), .detail = deciding->words,
		.to_user = work.submitted_by});
	return status == STATUS_OK ? panel_heard_in(write, work.id, S("returned")) : status;
}

Status work_return(Care *care, Str work, Str comment, int64_t version)
{
	Work found = {0};
	Status status = require_deciding(care, work, &found);
	if (status == STATUS_OK && str_is_empty(str_trim(comment)))
		status = problems_add(&care->problems, (Problem){.field = S("comment"),
			.message = S("Say what should change: the author reads this first.")});
	Deciding deciding = {.work = found.id, .words = comment, .version = version};
	return status == STATUS_OK ? care_write(care, return_in, &deciding) : status;
}

static Status cancel_in(CareWrite *write, void *context)
{
	const Deciding *deciding = context;
	WorkGetInRow work = {0};
	Status status = work_get_in(write, deciding->work, deciding->version, &work);
	WorkStage stage = work_stage_from_code(work.stage);
	if (status == STATUS_OK && (stage == WORK_FINISHED || stage == WORK_CANCELLED))
		status = STATUS_CONFLICT;
	if (status != STATUS_OK)
		return status;
	status = work_stamp_in(write, &work, &(WorkStamp){.transition = S("cancelled"), .detail = deciding->words});
	return status == STATUS_OK ? panel_ended_in(write, work.id) : status;
}

Status work_cancel(Care *care, Str work, Str reason, int64_t version)
{
	Work found = {0};
	Status status = require_work(care);
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK && !work_may_end(care, found.pathway))
		status = STATUS_REFUSED;
	if (status == STATUS_OK && str_is_empty(str_trim(reason)))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why this is not needed any more.")});
	Deciding deciding = {.work = found.id, .words = reason, .version = version};
	return status == STATUS_OK ? care_write(care, cancel_in, &deciding) : status;
}

Status work_discard_in(CareWrite *write, Str work, Str reason)
{
	WorkGetInRow row = {0};
	Status status = work_get_in(write, work, 0, &row);
	if (status == STATUS_OK && work_stage_from_code(row.stage) == WORK_FINISHED)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("cancelled"), .detail = reason});
	if (status == STATUS_OK)
		status = sql_apart_clear_run(write->connection, &(ApartClearArguments){.work = row.id});
	if (status == STATUS_OK)
		status = uploads_discard_in(write, row.id);
	return status == STATUS_OK ? sql_drafts_clear_run(write->connection, &(DraftsClearArguments){.work = row.id})
		: status;
}
