#include "care/work/page_section.h"

#include "base/log.h"
#include "care/kept/kept.h"
#include "care/pages/plan_lines.h"
#include "care/work/page_parts.h"

static const SelectItem GIVERS[] = {
	{.value = S_INIT("self"), .text = S_INIT("The person themselves")},
	{.value = S_INIT("helper"), .text = S_INIT("Somebody who helps them")},
	{.value = S_INIT("carer"), .text = S_INIT("Their carer, about caring")},
	{.value = S_INIT("worker"), .text = S_INIT("Me, from what I saw or read")},
};

static const DraftSave *sent_of(const WorkPage *page, Str question)
{
	for (size_t i = 0; i < page->save_count; i++)
		if (str_equal(page->saves[i].question, question))
			return &page->saves[i];
	return NULL;
}

/* What stands for a question: the draft, the record, or what was said about the work that led here. */
static Str stands_of(const WorkPage *page, const Question *question, const Draft *draft, const Fact *fact)
{
	if (draft != NULL)
		return draft->value;
	return fact != NULL ? fact->value : work_answers_value(page->answers, question->id);
}

static Str words_of(Care *care, const Question *question, Str value)
{
	return str_is_empty(value) ? S("no answer") : record_answer_words(care, question, value);
}

static void group_open(Html *out, Arena *arena, const Question *question, Str shown_value, int64_t version)
{
	html_open(out, "div", ATTRIBUTES({"class", question->danger ? S("kith-question kith-question--danger")
		: S("kith-question")}, {"data-autosave-group", HTML_BARE}));
	component_hidden(out, S("shown"), question->id);
	component_hidden(out, str_concat(arena, S("version-"), question->id), str_format(arena, "%lld", (long long)version));
	component_hidden(out, str_concat(arena, S("was-"), question->id), shown_value);
}

/* Somebody else saved another answer in between: both, with who and when, and a choice. */
static void conflict_show(Care *care, Html *out, const Question *question, const DraftSave *save)
{
	Arena *arena = care->arena;
	Html words = html_make(arena);
	bit_paragraph(&words, str_format(arena, "%.*s answered this %.*s: %.*s", STR_ARG(save->other.by_name),
		STR_ARG(page_ago(arena, save->other.at, care_now(care))),
		STR_ARG(words_of(care, question, save->other.value))));
	bit_paragraph(&words, str_format(arena, "You answered: %.*s", STR_ARG(words_of(care, question, save->value))));
	bit_note(&words, S("Your answer stands in the field below. Save keeps yours."));
	component_button(&words, &(Button){.text = S("Keep theirs"), .name = S("keep"), .value = question->id,
		.kind = BUTTON_SECONDARY, .hidden_text = question->worker});
	component_inset_text(out, &(InsetText){.markup = html_finish(&words), .classes = S("kith-conflict")});
}

static Str said_words(Care *care, const WorkPage *page, const Question *question, const Draft *draft, const Fact *fact)
{
	Arena *arena = care->arena;
	Str parts[2] = {0};
	if (draft != NULL)
		parts[0] = str_format(arena, "Saved %.*s by %.*s.", STR_ARG(page_ago(arena, draft->at, care_now(care))),
			STR_ARG(draft->by_name));
	else if (fact != NULL)
		parts[0] = str_format(arena, "On record: %.*s; %.*s.", STR_ARG(words_of(care, question, fact->value)),
			STR_ARG(record_said(arena, fact->giver, fact->by_name, fact->recorded_at)));
	else if (!str_is_empty(work_answers_value(page->answers, question->id)))
		parts[0] = S("As it was said in the work that led here.");
	if (question->propose_when != NULL && !str_is_empty(question->propose_code)
	    && expression_truth(question->propose_when, &page->lookup) == EXPRESSION_YES) {
		const Option *option = question->options == NULL ? NULL : option_find(question->options, question->propose_code);
		parts[1] = str_format(arena, "The answers point to: %.*s.", STR_ARG(option == NULL ? question->propose_code
			: option->worker));
	}
	return bit_list(arena, parts, 2, " ");
}

static void field_show(const Request *request, Html *out, const WorkPage *page, const Question *question)
{
	Care *care = page_care(request);
	const Draft *draft = drafts_find(&page->drafts, question->id);
	const Fact *fact = facts_find(&page->record.facts, question->id);
	const DraftSave *sent = sent_of(page, question->id);
	Str value = stands_of(page, question, draft, fact);
	QuestionField field = {.question = question, .value = sent != NULL ? sent->value : value,
		.error = problems_for_field(&care->problems, question->id),
		.said = said_words(care, page, question, draft, fact)};
	if (question->danger)
		component_tag(out, &(Tag){.text = S("About danger"), .colour = TAG_RED});
	if (sent != NULL && sent->conflict)
		conflict_show(care, out, question, sent);
	if (str_equal(question->id, S("plan_lines")))
		plan_lines_field(out, care, &field);
	else
		question_field(out, request->arena, &field);
	if (draft == NULL && fact != NULL)
		component_button(out, &(Button){.text = S("Still right"), .hidden_text = question->worker,
			.name = S("confirm"), .value = question->id, .kind = BUTTON_SECONDARY, .classes = S("kith-confirm")});
}

/* What the record holds and is fresh is shown in a line, with the field folded away behind it. */
static void known_show(const Request *request, Html *out, const WorkPage *page, const Question *question,
	const Fact *fact)
{
	Care *care = page_care(request);
	Html field = html_make(request->arena);
	question_field(&field, request->arena, &(QuestionField){.question = question, .value = fact->value});
	html_open(out, "p", ATTRIBUTES({"class", S("kith-known")}));
	html_element(out, "strong", NO_ATTRIBUTES, question->worker);
	html_open(out, "span", NO_ATTRIBUTES);
	html_lines(out, words_of(care, question, fact->value));
	html_close(out, "span");
	html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}),
		record_said(request->arena, fact->giver, fact->by_name, fact->recorded_at));
	html_close(out, "p");
	component_button(out, &(Button){.text = S("Still right"), .hidden_text = question->worker, .name = S("confirm"),
		.value = question->id, .kind = BUTTON_SECONDARY, .classes = S("kith-confirm")});
	component_details(out, &(Details){.markup = html_finish(&field),
		.summary = str_format(request->arena, "Change: %.*s", STR_ARG(question->worker))});
	(void)page;
}

static void question_show(const Request *request, Html *out, const WorkPage *page, const Question *question)
{
	Care *care = page_care(request);
	const Draft *draft = drafts_find(&page->drafts, question->id);
	const Fact *fact = facts_find(&page->record.facts, question->id);
	const DraftSave *sent = sent_of(page, question->id);
	Str shown = stands_of(page, question, draft, fact);
	int64_t version = sent != NULL && sent->conflict ? sent->other.version : draft == NULL ? 0 : draft->version;
	bool known = draft == NULL && fact != NULL && sent == NULL && question->type != QUESTION_REPEAT
		&& str_is_empty(problems_for_field(&care->problems, question->id))
		&& !answer_is_stale(question, instant_london_date(fact->recorded_at), care_today(care));
	group_open(out, request->arena, question, shown, version);
	if (known)
		known_show(request, out, page, question, fact);
	else
		field_show(request, out, page, question);
	html_close(out, "div");
}

void work_section_fields(const Request *request, Html *out, const WorkPage *page, const FormSection *section)
{
	if (!str_is_empty(section->guidance))
		bit_paragraph(out, section->guidance);
	html_open(out, "div", ATTRIBUTES({"class", S("kith-questions")}));
	for (size_t i = 0; i < section->question_count; i++)
		if (work_question_shown(page, section->questions[i]))
			question_show(request, out, page, section->questions[i]);
	html_close(out, "div");
}

/* The other sections, so that any order works. */
static void sections_list(Care *care, Html *out, const WorkPage *page, const FormSection *current)
{
	const Form *form = page->work.pathway->form;
	component_card_open(out, &(Card){.title = form->title});
	html_open(out, "ol", ATTRIBUTES({"class", S("govuk-list govuk-list--number")}));
	for (size_t i = 0; i < form->section_count; i++) {
		const FormSection *section = &form->sections[i];
		if (!work_section_shown(page, section))
			continue;
		SectionCount count = work_section_count(care, page, section);
		html_open(out, "li", NO_ATTRIBUTES);
		if (section == current)
			html_element(out, "strong", NO_ATTRIBUTES, section->title);
		else
			component_link(out, &(Link){.href = work_section_href(care->arena, page, section), .text = section->title});
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}),
			str_format(care->arena, "%zu of %zu answered", count.answered, count.questions));
		html_close(out, "li");
	}
	html_close(out, "ol");
	component_link(out, &(Link){.href = bit_work_href(care->arena, page->work.id), .text = S("Overview and outcome")});
	component_card_close(out);
}

/* A contact opens its later conversations only where there is a reason: untouched sections in which nothing must be
 * answered are folded, with their number of questions. */
static void one_screen_section(const Request *request, Html *out, const WorkPage *page, const FormSection *section)
{
	Care *care = page_care(request);
	SectionCount count = work_section_count(care, page, section);
	bool wrong = false;
	for (size_t i = 0; i < section->question_count; i++)
		wrong = wrong || sent_of(page, section->questions[i]->id) != NULL
			|| !str_is_empty(problems_for_field(&care->problems, section->questions[i]->id));
	bool first = section == &page->work.pathway->form->sections[0];
	if (!str_equal(page->work.pathway->form->id, S("contact")) || first || count.missing > 0 || count.drafted > 0
	    || wrong) {
		bit_heading_small(out, section->title);
		work_section_fields(request, out, page, section);
		return;
	}
	Html fields = html_make(care->arena);
	work_section_fields(request, &fields, page, section);
	component_details(out, &(Details){.markup = html_finish(&fields), .classes = S("kith-folded"),
		.summary = str_format(care->arena, "%.*s (%zu %s, open if it matters)", STR_ARG(section->title), count.questions,
			count.questions == 1 ? "question" : "questions")});
}

/* Whoever gave the last answer here most likely gives the next; workers' own judgements say nothing about that. */
static Str last_giver(const Request *request, const WorkPage *page)
{
	const Draft *last = NULL;
	if (request_form_has(request, S("giver")))
		return request_form(request, S("giver"));
	for (size_t i = 0; i < page->drafts.count; i++) {
		const Draft *draft = &page->drafts.items[i];
		const Question *question = practice_question(page_care(request)->practice, draft->question);
		bool judgement = question == NULL || question->asked_of == ASKED_OF_WORKER || question->asked_of == ASKED_OF_FINANCE;
		if (!judgement && (last == NULL || draft->at > last->at))
			last = draft;
	}
	return last == NULL ? S("self") : giver_code(last->giver);
}

void work_form_show(const Request *request, Html *out, const WorkPage *page, const FormSection *section)
{
	const Form *form = page->work.pathway->form;
	Str save = str_format(request->arena, "/work/%.*s/save", STR_ARG(page->work.id));
	component_form_open(out, &(PageForm){.action = save, .token = request->form_token, .autosave = save,
		.keeping_key = request->keeping_key});
	if (request_form_has(request, S("kept")))
		component_hidden(out, S("kept"), request_form(request, S("kept")));
	component_hidden(out, S("section"), section == NULL ? (Str){0} : section->id);
	component_select(out, &(Select){.name = S("giver"), .label = S("Who gives these answers?"), .items = GIVERS,
		.item_count = sizeof GIVERS / sizeof GIVERS[0], .value = last_giver(request, page),
		.hint = S("Kept with each answer you change. Your own judgements are always kept as yours.")});
	/* The first button is what the Enter key presses: it must be a save. */
	component_button(out, &(Button){.text = S("Save"), .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	for (size_t i = 0; section == NULL && i < form->section_count; i++) {
		if (!work_section_shown(page, &form->sections[i])
		    || work_section_count(page_care(request), page, &form->sections[i]).questions == 0)
			continue;
		one_screen_section(request, out, page, &form->sections[i]);
	}
	if (section != NULL)
		work_section_fields(request, out, page, section);
	component_button_group_open(out);
	component_button(out, &(Button){.text = S("Save and go on"), .prevent_double_click = true});
	component_button(out, &(Button){.text = S("Everything shown is still right"), .name = S("confirm"),
		.value = S("all"), .kind = BUTTON_SECONDARY});
	component_button_group_close(out);
	component_form_close(out);
}

static void section_answer(const Request *request, Response *response, const WorkPage *page,
	const FormSection *section)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	component_columns_open(&out);
	bit_note(&out, page->work.title);
	bit_heading(&out, section->title);
	work_form_show(request, &out, page, section);
	component_columns_next(&out);
	sections_list(care, &out, page, section);
	work_timeline_card(care, &out, page);
	component_columns_close(&out);
	work_page_show(request, response, page, section->title, html_finish(&out));
}

/* All sections on one page, for a visit where there is no signal: the browser keeps what cannot be sent. */
static void whole_answer(const Request *request, Response *response, const WorkPage *page)
{
	Html out = html_make(request->arena);
	bit_note(&out, page->work.title);
	bit_heading(&out, page->work.pathway->form->title);
	bit_note(&out, S("All questions on one page. Open it before you leave and keep it open: without a connection what you "
		"write is kept on this device, locked, and is sent when there is a connection again. Questions that only some answers "
		"open appear when you save."));
	work_form_show(request, &out, page, NULL);
	work_page_show(request, response, page, page->work.pathway->form->title, html_finish(&out));
}

void page_work_whole(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (!work_page_open(request, response, &page))
		return;
	if (page.work.pathway->form == NULL || !work_page_editable(page_care(request), &page))
		response_redirect(response, bit_work_href(request->arena, page.work.id));
	else
		whole_answer(request, response, &page);
}

void page_work_section(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (!work_page_open(request, response, &page))
		return;
	const FormSection *section = work_section_find(page.work.pathway->form,
		request_parameter(request, S("section")));
	if (section == NULL)
		page_status(request, response, STATUS_NOT_FOUND);
	else if (!work_page_editable(page_care(request), &page))
		response_redirect(response, bit_work_href(request->arena, page.work.id));
	else
		section_answer(request, response, &page, section);
}

/* --- saving --- */

typedef struct Sent {
	DraftSave saves[WORK_SAVES_MAX];
	size_t count;
	bool invalid;
} Sent;

static bool sent_names(const Request *request, Str field, Str question)
{
	Str values[64];
	size_t count = request_form_all(request, field, values, 64);
	for (size_t i = 0; i < count; i++)
		if (str_equal(values[i], question) || str_equal(values[i], S("all")))
			return true;
	return false;
}

static Giver giver_of(const Request *request, const Question *question)
{
	return question->asked_of == ASKED_OF_WORKER || question->asked_of == ASKED_OF_FINANCE ? GIVER_WORKER
		: giver_from_code(request_form(request, S("giver")));
}

static void read_one(const Request *request, const WorkPage *page, const Question *question, Sent *sent)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	const Draft *draft = drafts_find(&page->drafts, question->id);
	const Fact *fact = facts_find(&page->record.facts, question->id);
	QuestionSent answer = {0};
	DraftSave save = {.question = question->id, .giver = giver_of(request, question)};
	if (sent_names(request, S("keep"), question->id) || sent->count == WORK_SAVES_MAX)
		return;
	if (str_to_integer(request_form(request, str_concat(arena, S("version-"), question->id)), &save.expected)
	    != STATUS_OK)
		save.expected = 0;
	if (sent_names(request, S("confirm"), question->id)) {
		if (draft != NULL || fact == NULL)
			return;
		save.value = fact->value;
		sent->saves[sent->count++] = save;
		return;
	}
	Status status = question_read(request, question, (Str){0}, &care->problems, &answer);
	Str was = request_form(request, str_concat(arena, S("was-"), question->id));
	save.value = status == STATUS_OK ? answer.stored : answer.typed;
	if (!answer.sent || (status == STATUS_OK && str_equal(answer.stored, was)))
		return;
	if (status == STATUS_OK && draft != NULL && str_equal(draft->value, answer.stored))
		return;
	sent->invalid = sent->invalid || status != STATUS_OK;
	sent->saves[sent->count++] = save;
}

static void read_sent(const Request *request, const WorkPage *page, Sent *out)
{
	Care *care = page_care(request);
	Str *shown = ARENA_ARRAY(request->arena, Str, WORK_SAVES_MAX);
	size_t count = request_form_all(request, S("shown"), shown, WORK_SAVES_MAX);
	for (size_t i = 0; i < count; i++) {
		const Question *question = practice_question(care->practice, shown[i]);
		if (question != NULL)
			read_one(request, page, question, out);
	}
}

/* The script sends one question at a time and reads the new version from a header. */
static void answer_script(const Request *request, Response *response, Status status, const Sent *sent)
{
	(void)request;
	if (status == STATUS_OK) {
		response_text(response, 200, S("text/plain; charset=utf-8"), S("saved"));
		if (sent->count > 0)
			response->headers[response->header_count++] = (FormField){.name = S("Record-Version"),
				.value = str_format(request->arena, "%lld", (long long)sent->saves[0].version)};
		return;
	}
	int code = status == STATUS_STALE || status == STATUS_CONFLICT ? 409 : status == STATUS_INVALID ? 422
		: status == STATUS_REFUSED ? 403 : 500;
	response_text(response, code, S("text/plain; charset=utf-8"), S("not saved"));
}

static size_t keep_unsaved(Sent *sent, const Problems *problems)
{
	size_t kept = 0;
	for (size_t i = 0; i < sent->count; i++)
		if (sent->saves[i].conflict || !str_is_empty(problems_for_field(problems, sent->saves[i].question)))
			sent->saves[kept++] = sent->saves[i];
	return kept;
}

/* What can be read is saved even when another answer on the page cannot. */
static Status save_sent(Care *care, const WorkPage *page, Sent *sent)
{
	DraftSave *good = ARENA_ARRAY(care->arena, DraftSave, sent->count + 1);
	size_t *place = ARENA_ARRAY(care->arena, size_t, sent->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < sent->count; i++)
		if (str_is_empty(problems_for_field(&care->problems, sent->saves[i].question))) {
			place[count] = i;
			good[count++] = sent->saves[i];
		}
	Status status = work_save(care, page->work.id, good, count);
	for (size_t i = 0; i < count; i++)
		sent->saves[place[i]] = good[i];
	return status == STATUS_OK && sent->invalid ? STATUS_INVALID : status;
}

/* The next section that still asks something: what is whole needs no press of a button to pass it by. */
static Str next_href(const Care *care, const WorkPage *page, Str section)
{
	const Form *form = page->work.pathway->form;
	bool found = false;
	for (size_t i = 0; i < form->section_count; i++) {
		SectionCount count = work_section_count(care, page, &form->sections[i]);
		if (found && work_section_shown(page, &form->sections[i]) && count.answered < count.questions)
			return work_section_href(care->arena, page, &form->sections[i]);
		found = found || str_equal(form->sections[i].id, section);
	}
	return str_concat(care->arena, bit_work_href(care->arena, page->work.id), S("#what-next"));
}

/* Where the person goes after a save: on the same section while it has opened questions that were not on the page. */
static Str after_href(const Request *request, const WorkPage *page, Str section_id)
{
	const FormSection *section = work_section_find(page->work.pathway->form, section_id);
	if (section == NULL)
		return str_concat(request->arena, bit_work_href(request->arena, page->work.id), S("#what-next"));
	bool confirmed_all = str_equal(request_form(request, S("confirm")), S("all"));
	if ((request_form_has(request, S("confirm")) && !confirmed_all) || request_form_has(request, S("keep")))
		return work_section_href(request->arena, page, section);
	for (size_t i = 0; i < section->question_count; i++)
		if (work_question_shown(page, section->questions[i]) && !sent_names(request, S("shown"),
			section->questions[i]->id))
			return work_section_href(request->arena, page, section);
	return next_href(page_care(request), page, section_id);
}

static Status read_again(Care *care, WorkPage *page)
{
	Status status = work_find(care, page->work.id, &page->work);
	if (status == STATUS_OK)
		status = work_drafts(care, page->work.id, &page->drafts);
	return status == STATUS_OK ? work_page_answers(care, page) : status;
}

void page_work_save_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkPage page = {0};
	Sent *sent = ARENA_NEW(request->arena, Sent);
	if (!work_page_open(request, response, &page))
		return;
	read_sent(request, &page, sent);
	Status status = save_sent(care, &page, sent);
	if (request_form_has(request, S("autosave"))) {
		answer_script(request, response, status, sent);
		return;
	}
	bool shown_again = status == STATUS_STALE || status == STATUS_INVALID;
	Str section_id = request_form(request, S("section"));
	Status read = status == STATUS_OK || shown_again ? read_again(care, &page) : status;
	if (read != STATUS_OK) {
		page_status(request, response, read);
		return;
	}
	if (status == STATUS_OK) {
		Str kept = request_form(request, S("kept"));
		if (!str_is_empty(kept) && kept_remove(care, kept) != STATUS_OK)
			log_line(LOG_WARNING, "kept", "answers that are saved could not be removed from what waits");
		response_redirect(response, after_href(request, &page, section_id));
		return;
	}
	page.save_count = keep_unsaved(sent, &care->problems);
	page.saves = sent->saves;
	if (status == STATUS_STALE)
		(void)problems_add(&care->problems, (Problem){.message = S("Somebody else answered the same question while "
			"you had it open. Both answers stand below: choose one. Everything else was saved.")});
	const FormSection *section = work_section_find(page.work.pathway->form, section_id);
	if (section != NULL)
		section_answer(request, response, &page, section);
	else if (page.work.pathway->form != NULL && !work_form_is_one_screen(page.work.pathway->form))
		whole_answer(request, response, &page);
	else
		work_page_answer(request, response, &page);
	if (status == STATUS_STALE)
		response->status = 409;
}
