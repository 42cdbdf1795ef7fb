#include "care/work/page_outcome.h"

#include "care/access/access.h"
#include "care/work/page_parts.h"

enum { OUTCOME_WORDS_BYTES_MAX = 8192, MINUTE_ANSWERS_MAX = 40 };

static Str outcome_hint(const Care *care, const WorkPage *page, const Outcome *outcome, bool proposed)
{
	Buffer words = buffer_make(care->arena, OUTCOME_WORDS_BYTES_MAX);
	if (proposed)
		buffer_add(&words, S("The answers point here. "));
	buffer_add(&words, str_is_empty(page->work.pathway->approved_by) ? S("This ") : S("When approved, this "));
	bool any = false;
	for (size_t i = 0; i < outcome->act_count; i++) {
		Str act = work_act_words(care, page, &outcome->acts[i]);
		if (str_is_empty(act))
			continue;
		buffer_add(&words, any ? S("; ") : (Str){0});
		buffer_add(&words, act);
		any = true;
	}
	buffer_add(&words, any ? S(".") : S("does nothing more with these answers."));
	if (outcome->reason_required)
		buffer_add(&words, S(" A reason is needed."));
	return buffer_str(&words);
}

static bool outcome_proposed(const WorkPage *page, const Outcome *outcome)
{
	return outcome->when != NULL && expression_truth(outcome->when, &page->lookup) == EXPRESSION_YES;
}

/* Those that the answers point to come first. */
static size_t outcome_items(const Care *care, const WorkPage *page, ChoiceItem **out)
{
	const Pathway *pathway = page->work.pathway;
	*out = ARENA_ARRAY(care->arena, ChoiceItem, pathway->outcome_count + 1);
	size_t count = 0;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < pathway->outcome_count; i++) {
			bool proposed = outcome_proposed(page, &pathway->outcomes[i]);
			if (proposed == (round == 0))
				(*out)[count++] = (ChoiceItem){.value = pathway->outcomes[i].id, .text = pathway->outcomes[i].label,
					.hint = outcome_hint(care, page, &pathway->outcomes[i], proposed)};
		}
	return count;
}

static Str first_proposed(const WorkPage *page)
{
	const Pathway *pathway = page->work.pathway;
	for (size_t i = 0; i < pathway->outcome_count; i++)
		if (outcome_proposed(page, &pathway->outcomes[i]))
			return pathway->outcomes[i].id;
	return (Str){0};
}

static void missing_show(Care *care, Html *out, const WorkPage *page)
{
	const Form *form = page->work.pathway->form;
	for (size_t i = 0; form != NULL && i < form->section_count; i++) {
		if (!work_section_shown(page, &form->sections[i]))
			continue;
		SectionCount count = work_section_count(care, page, &form->sections[i]);
		if (count.missing == 0)
			continue;
		html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
		html_text(out, str_format(care->arena, "%zu needed before you finish: ", count.missing));
		if (work_form_questions(form) > WORK_ONE_SCREEN_QUESTIONS)
			component_link(out, &(Link){.href = work_section_href(care->arena, page, &form->sections[i]),
				.text = form->sections[i].title});
		else
			html_text(out, form->sections[i].title);
		html_close(out, "p");
	}
}

/* Whose words are about to be kept: the last look before they are. */
static void givers_show(Care *care, Html *out, const WorkPage *page)
{
	static const struct { Giver giver; const char *words; } GIVERS[] = {{GIVER_SELF, "the person"},
		{GIVER_HELPER, "somebody who helps them"}, {GIVER_CARER, "their carer"}, {GIVER_WORKER, "a worker"}};
	Str parts[sizeof GIVERS / sizeof GIVERS[0]] = {0};
	size_t used = 0;
	for (size_t g = 0; g < sizeof GIVERS / sizeof GIVERS[0]; g++) {
		size_t count = 0;
		for (size_t i = 0; i < page->drafts.count; i++)
			count += page->drafts.items[i].giver == GIVERS[g].giver && !str_is_empty(page->drafts.items[i].value) ? 1 : 0;
		if (count > 0)
			parts[used++] = str_format(care->arena, "%zu by %s", count, GIVERS[g].words);
	}
	if (used == 0)
		return;
	bit_note(out, str_format(care->arena, "Answers in this work, by who gave them: %.*s. Each is kept with that.",
		STR_ARG(str_join(care->arena, parts, used, S(", ")))));
}

void work_outcome_panel(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	ChoiceItem *items = NULL;
	size_t count = outcome_items(care, page, &items);
	const Pathway *pathway = page->work.pathway;
	component_card_open(out, &(Card){.title = S("What happens next"), .id = S("what-next")});
	missing_show(care, out, page);
	givers_show(care, out, page);
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_format(care->arena, "/work/%.*s/submit", STR_ARG(page->work.id)),
		.version = str_format(care->arena, "%lld", (long long)page->work.version)});
	component_radios(out, &(Radios){.name = S("outcome"), .legend = S("Outcome"),
		.legend_classes = S("govuk-fieldset__legend--s"), .items = items, .item_count = count, .is_small = true,
		.value = request_form_has(request, S("outcome")) ? request_form(request, S("outcome")) : first_proposed(page),
		.error = problems_for_field(&care->problems, S("outcome"))});
	component_textarea(out, &(Textarea){.name = S("note"), .label = S("Reason"), .rows = 3,
		.hint = S("Kept with the record, and printed where a letter gives reasons."),
		.value = request_form(request, S("note")), .error = problems_for_field(&care->problems, S("note"))});
	component_button(out, &(Button){.prevent_double_click = true,
		.text = str_is_empty(pathway->approved_by) ? S("Finish") : S("Send for approval")});
	if (!str_is_empty(pathway->approved_by))
		bit_note(out, str_format(care->arena, "Approved by: %.*s, never by the author.",
			STR_ARG(bit_code_words(care->arena, pathway->approved_by))));
	component_form_close(out);
	component_card_close(out);
}

static void minute_fields(const Request *request, Html *out, const Form *minute)
{
	Care *care = page_care(request);
	for (size_t s = 0; s < minute->section_count; s++)
		for (size_t q = 0; q < minute->sections[s].question_count; q++) {
			const Question *question = minute->sections[s].questions[q];
			question_field(out, request->arena, &(QuestionField){.question = question,
				.value = request_form(request, question->id), .error = problems_for_field(&care->problems, question->id)});
		}
}

/* What whoever decides wrote; STATUS_INVALID when an answer cannot be read. */
static Status minute_read(const Request *request, const Form *minute, Answer *answers, size_t *count)
{
	Status result = STATUS_OK;
	for (size_t s = 0; minute != NULL && s < minute->section_count; s++)
		for (size_t q = 0; q < minute->sections[s].question_count && *count < MINUTE_ANSWERS_MAX; q++) {
			QuestionSent sent = {0};
			const Question *question = minute->sections[s].questions[q];
			Status status = question_read(request, question, (Str){0}, &page_care(request)->problems, &sent);
			result = status == STATUS_OK ? result : status;
			if (status == STATUS_OK && !str_is_empty(sent.stored))
				answers[(*count)++] = (Answer){.question = question->id, .value = sent.stored, .giver = GIVER_WORKER};
		}
	return result;
}

static void decision_forms(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	Str version = str_format(care->arena, "%lld", (long long)page->work.version);
	component_form_open(out, &(PageForm){.token = request->form_token, .version = version,
		.action = str_format(care->arena, "/work/%.*s/approve", STR_ARG(page->work.id))});
	if (page->work.pathway->minute != NULL)
		minute_fields(request, out, page->work.pathway->minute);
	component_textarea(out, &(Textarea){.id = S("approve"), .name = S("approve_note"), .label = S("Note (may be empty)"),
		.rows = 2, .value = request_form(request, S("approve_note")),
		.error = problems_for_field(&care->problems, S("approve"))});
	component_button(out, &(Button){.text = S("Approve"), .prevent_double_click = true});
	component_form_close(out);
	component_form_open(out, &(PageForm){.token = request->form_token, .version = version,
		.action = str_format(care->arena, "/work/%.*s/return", STR_ARG(page->work.id))});
	component_textarea(out, &(Textarea){.name = S("comment"), .label = S("What should change"), .rows = 3,
		.hint = S("The author reads this first; the same draft opens again."),
		.value = request_form(request, S("comment")), .error = problems_for_field(&care->problems, S("comment"))});
	component_button(out, &(Button){.text = S("Return to the author"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

void work_decision_panel(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	const Outcome *outcome = pathway_outcome(page->work.pathway, page->work.outcome);
	Str role = bit_code_words(care->arena, page->work.pathway->approved_by);
	component_card_open(out, &(Card){.title = S("Waiting for approval"), .id = S("what-next")});
	bit_paragraph(out, str_format(care->arena, "%.*s sent this with the outcome: %.*s",
		STR_ARG(page->work.submitted_name), STR_ARG(outcome == NULL ? page->work.outcome : outcome->label)));
	if (outcome != NULL)
		bit_note(out, outcome_hint(care, page, outcome, false));
	if (str_equal(page->work.submitted_by, care->actor))
		component_inset_text(out, &(InsetText){.text = str_format(care->arena,
			"You wrote this, so somebody else has to approve it: %.*s, and for money somebody whose limit reaches it.",
			STR_ARG(role))});
	else if (!access_has_role(care, page->work.pathway->approved_by))
		component_inset_text(out, &(InsetText){.text = str_format(care->arena, "Approved by: %.*s.", STR_ARG(role))});
	else
		decision_forms(request, out, page);
	component_card_close(out);
}

/* Shows the page again where the person can mend something; otherwise says what happened. */
static void after(const Request *request, Response *response, WorkPage *page, Status status)
{
	Care *care = page_care(request);
	if (status == STATUS_OK) {
		response_redirect(response, bit_work_href(request->arena, page->work.id));
		return;
	}
	bool can_mend = status == STATUS_INVALID || status == STATUS_STALE
		|| (status == STATUS_REFUSED && problems_any(&care->problems));
	Problems kept = care->problems;
	if (!can_mend || work_find(care, page->work.id, &page->work) != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	care->problems = kept;
	if (status == STATUS_STALE)
		(void)problems_add(&care->problems, (Problem){.message = str_format(request->arena,
			"Somebody changed this while you had it open. It now stands: %.*s%s%.*s. Your words are still below: look at "
			"both, then send again.", STR_ARG(work_stage_words(page->work.stage)),
			str_is_empty(page->work.user_name) ? "" : ", with ", STR_ARG(page->work.user_name))});
	work_page_answer(request, response, page);
	response->status = status == STATUS_STALE ? 409 : status == STATUS_REFUSED ? 403 : 422;
}

static int64_t version_sent(const Request *request)
{
	int64_t version = 0;
	return str_to_integer(request_form(request, S("version")), &version) == STATUS_OK && version > 0 ? version : -1;
}

void page_work_submit_post(const Request *request, Response *response)
{
	WorkPage page = {0};
	Care *care = page_care(request);
	if (!work_page_open(request, response, &page))
		return;
	Status status = work_submit(care, &(WorkSubmit){.work = page.work.id,
		.outcome = request_form(request, S("outcome")), .note = request_form(request, S("note")),
		.figures = work_figures(care, &page), .version = version_sent(request)});
	after(request, response, &page, status);
}

void page_work_approve_post(const Request *request, Response *response)
{
	WorkPage page = {0};
	Answer minute[MINUTE_ANSWERS_MAX];
	size_t count = 0;
	if (!work_page_open(request, response, &page))
		return;
	Status status = minute_read(request, page.work.pathway->minute, minute, &count);
	if (status == STATUS_OK)
		status = work_approve_with(page_care(request), page.work.id, request_form(request, S("approve_note")), minute,
			count, version_sent(request));
	after(request, response, &page, status);
}

void page_work_return_post(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (!work_page_open(request, response, &page))
		return;
	after(request, response, &page, work_return(page_care(request), page.work.id, request_form(request, S("comment")),
		version_sent(request)));
}

void page_work_cancel_post(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (!work_page_open(request, response, &page))
		return;
	after(request, response, &page, work_cancel(page_care(request), page.work.id, request_form(request, S("reason")),
		version_sent(request)));
}
