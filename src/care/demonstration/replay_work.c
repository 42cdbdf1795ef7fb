/* Work: opened, filled in, submitted, approved, returned, closed. */
#include "care/demonstration/replay.h"

#include "care/helpline/helpline.h"

enum { MINUTE_MAX = 16 };

static Status save_answers(ReplayAct *act, Str work, const Answer *answers, size_t count)
{
	Arena *arena = act->care->arena;
	Drafts drafts = {0};
	DraftSave *saves = ARENA_ARRAY(arena, DraftSave, count + 1);
	Status status = work_drafts(act->care, work, &drafts);
	for (size_t i = 0; i < count; i++) {
		const Draft *stands = drafts_find(&drafts, answers[i].question);
		saves[i] = (DraftSave){.question = answers[i].question, .value = answers[i].value, .giver = answers[i].giver,
			.expected = stands == NULL ? 0 : stands->version};
	}
	return status == STATUS_OK ? work_save(act->care, work, saves, count) : status;
}

static Status save_member(ReplayAct *act, Str work)
{
	Answer *answers = NULL;
	size_t count = 0;
	Status status = replay_answers(act, json_member(act->json, S("answers")), &answers, &count);
	return status == STATUS_OK ? save_answers(act, work, answers, count) : status;
}

static Status name_opened(ReplayAct *act, Str work)
{
	const JsonNode *opens = json_member(act->json, S("opens"));
	WorkChild *children = NULL;
	size_t count = 0;
	if (opens == NULL || opens->kind != JSON_ARRAY)
		return STATUS_OK;
	Status status = work_children(&act->replay->system, work, &children, &count);
	for (size_t i = 0; status == STATUS_OK && i < opens->count; i++) {
		Str pathway = json_text(json_member(&opens->items[i], S("pathway")));
		const WorkChild *child = NULL;
		for (size_t c = 0; c < count && child == NULL; c++)
			if (str_equal(children[c].pathway, pathway))
				child = &children[c];
		if (child == NULL)
			return problems_add_format(&act->care->problems, (Problem){.field = S("opens")},
				"no %.*s was opened by this outcome", STR_ARG(pathway));
		(void)replay_put(act->replay, json_text(json_member(&opens->items[i], S("key"))), child->id, (Str){0});
	}
	return status;
}

typedef struct PublicRequest {
	const Answer *answers;
	size_t count;
	bool unsent;
	bool danger;
	Str work;
} PublicRequest;

/* As the public pages do it: a request of nobody known, its answers, and sent. */
static Status public_request_in(CareWrite *write, void *context)
{
	PublicRequest *request = context;
	return work_open_in(write, &(WorkNew){.pathway = S("self-assessment"), .urgent = request->danger}, &request->work);
}

static Status send_in(CareWrite *write, void *context)
{
	const PublicRequest *request = context;
	return work_submit_in(write, &(WorkSubmit){.work = request->work,
		.outcome = request->danger ? S("unsafe") : S("goes-to-contact")});
}

static bool speaks_of_danger(const Care *care, const Answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const Question *question = practice_question(care->practice, answers[i].question);
		if (question != NULL && question->danger
		    && (str_equal(answers[i].value, S("now")) || str_equal(answers[i].value, S("yes"))))
			return true;
	}
	return false;
}

static Status save_public(Care *desk, PublicRequest *request)
{
	DraftSave *saves = ARENA_ARRAY(desk->arena, DraftSave, request->count + 1);
	Giver giver = GIVER_SELF;
	for (size_t i = 0; i < request->count; i++)
		if (str_equal(request->answers[i].question, S("answering_as")) && !str_equal(request->answers[i].value, S("me")))
			giver = GIVER_HELPER;
	for (size_t i = 0; i < request->count; i++)
		saves[i] = (DraftSave){.question = request->answers[i].question, .value = request->answers[i].value, .giver = giver};
	return work_save_public(desk, request->work, saves, request->count);
}

static Status act_self_assessment(ReplayAct *act)
{
	Answer *answers = NULL;
	PublicRequest request = {0};
	const JsonNode *unsent = json_member(act->json, S("unsent"));
	Care desk = care_public(act->replay->store, act->care->reader, act->care->arena, act->replay->clock, act->replay->ids,
		act->replay->practice);
	Status status = replay_answers(act, json_member(act->json, S("answers")), &answers, &request.count);
	request.answers = answers;
	request.unsent = unsent != NULL && unsent->kind == JSON_TRUTH && unsent->truth;
	request.danger = status == STATUS_OK && speaks_of_danger(&desk, answers, request.count);
	if (status == STATUS_OK)
		status = care_write(&desk, public_request_in, &request);
	if (status == STATUS_OK)
		status = save_public(&desk, &request);
	Str named = request.work;
	if (status == STATUS_OK && !request.unsent) {
		WorkChild *children = NULL;
		size_t count = 0;
		status = care_write(&desk, send_in, &request);
		if (status == STATUS_OK)
			status = work_children(&act->replay->system, request.work, &children, &count);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			if (str_equal(children[i].pathway, S("contact")))
				named = children[i].id;
	}
	for (size_t i = 0; i < desk.problems.count; i++)
		(void)problems_add(&act->care->problems, desk.problems.items[i]);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, replay_text(act, S("key")), named, (Str){0});
	return status;
}

static Status act_contact(ReplayAct *act)
{
	Str person = {0};
	Str work = {0};
	Status status = replay_id(act, S("person"), &person);
	if (status == STATUS_OK)
		status = work_open(act->care, &(WorkNew){.pathway = S("contact"), .person = person}, &work);
	/* A ward sends a notice; everybody else has called. */
	if (status == STATUS_OK && !str_equal(json_text(json_member(json_member(act->json, S("answers")), S("contact_from"))),
		S("hospital")))
		status = helpline_mark_call(act->care, work);
	if (status == STATUS_OK)
		status = save_member(act, work);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, replay_text(act, S("key")), work, (Str){0});
	return status;
}

static Status act_work_open(ReplayAct *act)
{
	Str person = {0};
	Str work = {0};
	Status status = replay_id(act, S("person"), &person);
	if (status == STATUS_OK)
		status = work_open(act->care, &(WorkNew){.pathway = replay_text(act, S("pathway")), .person = person}, &work);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, replay_text(act, S("key")), work, (Str){0});
	return status;
}

static Status act_match(ReplayAct *act)
{
	Str work = {0};
	Str person = {0};
	Status status = replay_id(act, S("work"), &work);
	if (status == STATUS_OK)
		status = replay_id(act, S("person"), &person);
	return status == STATUS_OK ? work_match(act->care, work, person) : status;
}

static Status act_work_start(ReplayAct *act)
{
	Str work = {0};
	Status status = replay_id(act, S("work"), &work);
	return status == STATUS_OK ? work_start(act->care, work) : status;
}

static Status act_draft(ReplayAct *act)
{
	Str work = {0};
	Status status = replay_id(act, S("work"), &work);
	return status == STATUS_OK ? save_member(act, work) : status;
}

/* After a return the same draft goes up again, with what was chosen before. */
static void remember_outcome(ReplayAct *act, Str *outcome, Str *reason)
{
	Str key = str_concat(act->care->arena, S("outcome/"), replay_text(act, S("work")));
	const ReplayKey *before = replay_find(act->replay, key);
	*outcome = replay_text(act, S("outcome"));
	*reason = replay_text(act, S("reason"));
	if (!str_is_empty(*outcome)) {
		(void)replay_put(act->replay, key, *outcome, *reason);
	} else if (before != NULL) {
		*outcome = before->id;
		*reason = before->more;
	}
	if (str_is_empty(*reason)) /* where the answers point elsewhere the rule wants one */
		*reason = S("Agreed with the person when we spoke.");
}

/* What the planner leaves to whoever does the work: how an online request came in, who answered for a carer. */
static const struct { Str pathway; Answer answer; } LEFT_TO_THE_WORKER[] = {
	{S_INIT("contact"), {.question = S_INIT("contact_from"), .value = S_INIT("self"), .giver = GIVER_WORKER}},
	{S_INIT("contact"), {.question = S_INIT("contact_route"), .value = S_INIT("community"), .giver = GIVER_WORKER}},
	{S_INIT("carers-assessment"), {.question = S_INIT("meeting_method"), .value = S_INIT("carer"), .giver = GIVER_WORKER}},
};

static Status save_left_out(ReplayAct *act, const Work *work)
{
	Drafts drafts = {0};
	Status status = work_drafts(act->care, work->id, &drafts);
	for (size_t i = 0; status == STATUS_OK && i < sizeof LEFT_TO_THE_WORKER / sizeof LEFT_TO_THE_WORKER[0]; i++)
		if (str_equal(work->pathway->id, LEFT_TO_THE_WORKER[i].pathway)
		    && drafts_find(&drafts, LEFT_TO_THE_WORKER[i].answer.question) == NULL)
			status = save_answers(act, work->id, &LEFT_TO_THE_WORKER[i].answer, 1);
	return status;
}

/* Answers about danger want a decision before anything else: their alert went out when they came in. */
static Status submit_with_concern(ReplayAct *act, WorkSubmit *submit)
{
	Work work = {0};
	const Answer decided[] = {
		{.question = S("concern_decision"), .value = S("already"), .giver = GIVER_WORKER},
		{.question = S("concern_why"), .value = S("The alert of the online request was seen and acted on."), .giver = GIVER_WORKER},
	};
	act->care->problems = problems_make(act->care->arena);
	Status status = save_answers(act, submit->work, decided, 2);
	if (status == STATUS_OK)
		status = work_find(act->care, submit->work, &work);
	submit->version = work.version;
	return status == STATUS_OK ? work_submit(act->care, submit) : status;
}

/* A release may ask more than the planner knows, and an answer may make another question required. */
static Status submit_filled(ReplayAct *act, WorkSubmit *submit)
{
	enum { ROUNDS_MAX = 4, MISSING_MAX = 64 };
	Work work = {0};
	Answer *missing = ARENA_ARRAY(act->care->arena, Answer, MISSING_MAX);
	Status status = STATUS_INVALID;
	for (int round = 0; status == STATUS_INVALID && round < ROUNDS_MAX; round++) {
		Status found = work_find(act->care, submit->work, &work);
		size_t count = found == STATUS_OK ? replay_missing_answers(act, &work, missing, MISSING_MAX) : 0;
		if (count == 0)
			return status;
		act->care->problems = problems_make(act->care->arena);
		status = save_answers(act, submit->work, missing, count);
		if (status == STATUS_OK)
			status = work_find(act->care, submit->work, &work);
		submit->version = work.version;
		if (status == STATUS_OK)
			status = work_submit(act->care, submit);
	}
	return status;
}

static Status act_submit(ReplayAct *act)
{
	Str id = {0};
	Work work = {0};
	Str outcome = {0};
	Str reason = {0};
	remember_outcome(act, &outcome, &reason);
	Status status = replay_id(act, S("work"), &id);
	if (status == STATUS_OK)
		status = work_find(act->care, id, &work);
	if (status != STATUS_OK)
		return status;
	/* The act "arrange" follows at the same minute and finishes these with the day that was agreed. */
	if (str_equal(work.pathway->id, S("brokerage")) || str_equal(work.pathway->id, S("dp-setup")))
		return STATUS_OK;
	bool is_reablement = str_equal(work.pathway->id, S("reablement"));
	status = save_member(act, id);
	if (status == STATUS_OK)
		status = save_left_out(act, &work);
	if (status == STATUS_OK)
		status = work_find(act->care, id, &work);
	WorkSubmit submit = {.work = id, .outcome = outcome, .note = reason, .version = work.version};
	if (status == STATUS_OK)
		status = work_submit(act->care, &submit);
	if (status == STATUS_INVALID && !str_is_empty(problems_for_field(&act->care->problems, S("concern_decision"))))
		status = submit_with_concern(act, &submit);
	if (status == STATUS_INVALID && problems_any(&act->care->problems))
		status = submit_filled(act, &submit);
	if (status == STATUS_OK && is_reablement)
		status = replay_close_open(act, work.person, false, S("Reablement has ended; what follows has its own review."));
	return status == STATUS_OK ? name_opened(act, id) : status;
}

/* A panel's minute, in words that fit any plan of invented people: what must be said is said; theme may be empty. */
static size_t minute_of(Care *care, const Pathway *pathway, Str theme, Answer *out, size_t most)
{
	const Question *turned_on = practice_question(care->practice, S("panel_theme"));
	const Form *minute = pathway->minute;
	size_t count = 0;
	for (size_t s = 0; minute != NULL && s < minute->section_count; s++)
		for (size_t q = 0; q < minute->sections[s].question_count && count < most; q++) {
			const Question *question = minute->sections[s].questions[q];
			if (question->required && question->type == QUESTION_TEXT)
				out[count++] = (Answer){.question = question->id, .giver = GIVER_WORKER,
					.value = S("As the plan and its options say.")};
		}
	if (turned_on != NULL && form_asks(minute, turned_on->id) && count < most && option_find(turned_on->options, theme) != NULL)
		out[count++] = (Answer){.question = turned_on->id, .value = theme, .giver = GIVER_WORKER};
	return count;
}

static Status approve_as(Care *care, const Work *work, Str theme)
{
	Answer minute[MINUTE_MAX];
	size_t count = minute_of(care, work->pathway, theme, minute, MINUTE_MAX);
	return work_approve_with(care, work->id, (Str){0}, minute, count, work->version);
}

static Status act_approve(ReplayAct *act)
{
	Str id = {0};
	Work work = {0};
	Status status = replay_id(act, S("work"), &id);
	if (status == STATUS_OK)
		status = work_find(act->care, id, &work);
	if (status != STATUS_OK)
		return status;
	status = approve_as(act->care, &work, replay_text(act, S("theme")));
	/* Over the manager's limit: as in life it goes to the manager with the higher one. */
	Care *higher = replay_desk(act->replay, S("u-manager2"));
	if (status == STATUS_REFUSED && higher != NULL && higher != act->care) {
		higher->arena = act->care->arena;
		higher->problems = problems_make(act->care->arena);
		status = approve_as(higher, &work, replay_text(act, S("theme")));
	}
	return status == STATUS_OK ? name_opened(act, id) : status;
}

static Status act_return(ReplayAct *act)
{
	Str id = {0};
	Work work = {0};
	Status status = replay_id(act, S("work"), &id);
	if (status == STATUS_OK)
		status = work_find(act->care, id, &work);
	return status == STATUS_OK ? work_return(act->care, id, replay_text(act, S("comment")), work.version) : status;
}

static Status act_work_close(ReplayAct *act)
{
	Str id = {0};
	Work work = {0};
	Status status = replay_id(act, S("work"), &id);
	if (status == STATUS_OK)
		status = work_find(act->care, id, &work);
	if (status == STATUS_OK && (work.stage == WORK_CANCELLED || work.stage == WORK_FINISHED))
		return STATUS_OK; /* closed with the rest when the death was told */
	Care *ends = status == STATUS_OK ? replay_desk_to_end(act, act->care, work.pathway) : NULL;
	if (status == STATUS_OK && ends == NULL)
		status = STATUS_REFUSED;
	return status == STATUS_OK ? work_cancel(ends, id, replay_text(act, S("reason")), work.version) : status;
}

/* The review that an outcome opened ahead, or a new one. */
static Status act_review_open(ReplayAct *act)
{
	Str person = {0};
	Str work = {0};
	WorkRow *rows = NULL;
	size_t count = 0;
	Care *desk = replay_desk(act->replay, S("u-practitioner1"));
	Status status = replay_id(act, S("person"), &person);
	if (status != STATUS_OK || desk == NULL)
		return status == STATUS_OK ? STATUS_NOT_FOUND : status;
	desk->arena = act->care->arena;
	desk->problems = problems_make(act->care->arena);
	status = work_open_of_person(desk, person, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_equal(rows[i].pathway->id, S("review")))
			work = rows[i].id;
	if (status == STATUS_OK && str_is_empty(work))
		status = work_open(desk, &(WorkNew){.pathway = S("review"), .person = person}, &work);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, replay_text(act, S("key")), work, (Str){0});
	return status;
}

const struct ReplayVerb REPLAY_WORK[] = {
	{"self-assessment", act_self_assessment},
	{"contact", act_contact},
	{"match", act_match},
	{"work-open", act_work_open},
	{"work-start", act_work_start},
	{"draft", act_draft},
	{"submit", act_submit},
	{"approve", act_approve},
	{"return", act_return},
	{"work-close", act_work_close},
	{"review-open", act_review_open},
	{NULL, NULL},
};
