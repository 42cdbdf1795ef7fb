#include "care/work/page_work.h"

#include "care/access/access.h"
#include "care/letter/letter.h"
#include "care/pages/files.h"
#include "care/work/page_misfile.h"

static void unmatched_show(Care *care, Html *out, const WorkPage *page)
{
	Html words = html_make(care->arena);
	html_text(&words, S("Nobody has said yet whose this is. "));
	component_link(&words, &(Link){.href = str_format(care->arena, "/duty/%.*s", STR_ARG(page->work.id)),
		.text = S("See what was sent and match it")});
	component_inset_text(out, &(InsetText){.markup = html_finish(&words)});
}

static void head_show(Care *care, Html *out, const WorkPage *page)
{
	const Work *work = &page->work;
	Arena *arena = care->arena;
	bool ended = work->stage == WORK_FINISHED || work->stage == WORK_CANCELLED;
	Str who = !str_is_empty(work->user_name) ? work->user_name : str_is_empty(work->team_name) ? S("nobody yet")
		: work->team_name;
	bit_heading(out, work->title);
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_text(out, str_format(arena, "%.*s \xC2\xB7 with %.*s \xC2\xB7 %.*s ", STR_ARG(work_stage_words(work->stage)),
		STR_ARG(who), STR_ARG(work->reference)));
	if (!ended)
		page_due(out, arena, work->due_on, care_today(care));
	if (work->urgent)
		component_tag(out, &(Tag){.text = S("Urgent"), .colour = TAG_RED});
	html_close(out, "p");
	if (!page->has_person)
		unmatched_show(care, out, page);
}

static void sections_card(Care *care, Html *out, const WorkPage *page)
{
	const Form *form = page->work.pathway->form;
	Task *tasks = ARENA_ARRAY(care->arena, Task, form->section_count);
	size_t count = 0;
	size_t questions = 0;
	size_t from_record = 0;
	for (size_t i = 0; i < form->section_count; i++) {
		const FormSection *section = &form->sections[i];
		if (!work_section_shown(page, section))
			continue;
		SectionCount sums = work_section_count(care, page, section);
		bool done = sums.answered == sums.questions;
		questions += sums.questions;
		from_record += sums.from_record;
		tasks[count++] = (Task){.title = section->title, .href = work_section_href(care->arena, page, section),
			.hint = sums.missing == 0 ? (Str){0} : str_format(care->arena, "%zu needed before you finish", sums.missing),
			.status = done ? S("Done") : (Str){0},
			.status_tag = done ? (Str){0} : sums.answered == 0 ? S("Not started")
				: str_format(care->arena, "%zu of %zu", sums.answered, sums.questions),
			.tag_classes = sums.answered == 0 ? S("govuk-tag--grey") : S("govuk-tag--blue")};
	}
	component_card_open(out, &(Card){.title = form->title});
	bit_note(out, str_format(care->arena, "%zu of %zu answers came from the record. Any order; saved at every change.",
		from_record, questions));
	component_task_list(out, &(TaskList){.items = tasks, .item_count = count});
	component_link(out, &(Link){.href = str_format(care->arena, "/work/%.*s/whole", STR_ARG(page->work.id)),
		.text = S("All questions on one page, for a visit without signal")});
	component_card_close(out);
}

static void returned_show(Care *care, Html *out, const WorkEvent *events, size_t count)
{
	for (size_t i = count; i > 0; i--) {
		if (!str_equal(events[i - 1].transition, S("returned")))
			continue;
		component_warning_text(out, &(WarningText){.text = str_format(care->arena, "Returned by %.*s, %.*s: %.*s",
			STR_ARG(events[i - 1].by_name), STR_ARG(page_when(care->arena, events[i - 1].at, care_now(care))),
			STR_ARG(events[i - 1].detail))});
		return;
	}
}

static void open_panels(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	if (page->work.pathway->form != NULL && work_form_is_one_screen(page->work.pathway->form)) {
		component_card_open(out, &(Card){.title = page->work.pathway->form->title});
		work_form_show(request, out, page, NULL);
		component_card_close(out);
	} else if (page->work.pathway->form != NULL) {
		sections_card(care, out, page);
	}
	work_concern_panel(care, out, page);
	work_eligibility_panel(request, out, page);
	work_cost_panel(care, out, page);
	work_outcome_panel(request, out, page);
}

static void main_panels(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	if (work_page_editable(care, page)) {
		open_panels(request, out, page);
		return;
	}
	if (page->work.stage == WORK_AWAITING_APPROVAL) {
		work_cost_panel(care, out, page);
		work_decision_panel(request, out, page);
	}
	if (page->work.stage == WORK_FINISHED) {
		const Outcome *outcome = pathway_outcome(page->work.pathway, page->work.outcome);
		bit_paragraph(out, str_format(care->arena, "Finished %.*s. Outcome: %.*s",
			STR_ARG(date_format_words(care->arena, page->work.finished_on)),
			STR_ARG(outcome == NULL ? page->work.outcome : outcome->label)));
	}
	work_concern_panel(care, out, page);
	work_snapshot_panel(request, out, page);
}

static Str event_words(Str transition)
{
	static const struct { Str code; Str words; } WORDS[] = {
		{S_INIT("opened"), S_INIT("Opened")}, {S_INIT("assigned"), S_INIT("Given to somebody")},
		{S_INIT("started"), S_INIT("Begun")}, {S_INIT("submitted"), S_INIT("Sent for approval")},
		{S_INIT("approved"), S_INIT("Approved")}, {S_INIT("returned"), S_INIT("Returned for changes")},
		{S_INIT("finished"), S_INIT("Finished")}, {S_INIT("cancelled"), S_INIT("Not needed any more")},
		{S_INIT("escalated"), S_INIT("Nobody had taken it up: the next team was told")},
		{S_INIT("matched"), S_INIT("Put on a person's record")},
		{S_INIT("moved"), S_INIT("Moved here from another record")}, {S_INIT("withdrawn"), S_INIT("Withdrawn")},
		{S_INIT("due"), S_INIT("Due date moved")},
	};
	for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
		if (str_equal(WORDS[i].code, transition))
			return WORDS[i].words;
	return transition;
}

static void events_card(Care *care, Html *out, const WorkPage *page, const WorkEvent *events, size_t count)
{
	TimelineEvent *lines = ARENA_ARRAY(care->arena, TimelineEvent, count + 1);
	for (size_t i = 0; i < count; i++) {
		const WorkEvent *event = &events[count - 1 - i];
		const Outcome *outcome = pathway_outcome(page->work.pathway, event->detail);
		lines[i] = (TimelineEvent){.when = page_when(care->arena, event->at, care_now(care)),
			.datetime = date_format(care->arena, instant_london_date(event->at)),
			.title = event_words(event->transition), .by = bit_by_words(event->by_name),
			.text = outcome != NULL ? outcome->label : bit_outcome_words(care, event->detail)};
	}
	component_card_open(out, &(Card){.title = S("Who did what")});
	component_timeline(out, &(Timeline){.events = lines, .event_count = count, .label = S("Who did what")});
	component_card_close(out);
}

static Status letters_card(Care *care, Html *out, const WorkPage *page)
{
	Document *letters = NULL;
	size_t count = 0;
	Status status = letters_of_work(care, page->work.id, &letters, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	component_card_open(out, &(Card){.title = S("Letters")});
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = str_format(care->arena, "/letters/%.*s", STR_ARG(letters[i].id)),
			.text = letters[i].title});
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}),
			page_when(care->arena, letters[i].created_at, care_now(care)));
		html_close(out, "li");
	}
	html_close(out, "ul");
	component_card_close(out);
	return STATUS_OK;
}

static void start_form(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	if (str_equal(page->work.assigned_user, care->actor))
		return;
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_format(care->arena, "/work/%.*s/start", STR_ARG(page->work.id))});
	component_button(out, &(Button){.text = S("Take it on"), .prevent_double_click = true});
	component_form_close(out);
}

static Status assign_form(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	User *users = NULL;
	size_t count = 0;
	Status status = access_users(care, &users, &count);
	if (status != STATUS_OK)
		return status;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	size_t used = 0;
	items[used++] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; i < count; i++)
		if (str_is_empty(users[i].employed_until))
			items[used++] = (SelectItem){.value = users[i].id, .text = str_format(care->arena, "%.*s, %.*s",
				STR_ARG(users[i].name), STR_ARG(users[i].team_name))};
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_format(care->arena, "/work/%.*s/assign", STR_ARG(page->work.id))});
	component_select(out, &(Select){.name = S("user"), .label = S("Give it to a colleague"), .items = items,
		.item_count = used, .error = problems_for_field(&care->problems, S("user"))});
	component_button(out, &(Button){.text = S("Give"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
	return STATUS_OK;
}

static void cancel_form(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	Html form = html_make(care->arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.action = str_format(care->arena, "/work/%.*s/cancel", STR_ARG(page->work.id)),
		.version = str_format(care->arena, "%lld", (long long)page->work.version)});
	component_textarea(&form, &(Textarea){.name = S("reason"), .label = S("Why it is not needed any more"), .rows = 2,
		.error = problems_for_field(&care->problems, S("reason"))});
	component_button(&form, &(Button){.text = S("End without an outcome"), .kind = BUTTON_WARNING});
	component_form_close(&form);
	component_details(out, &(Details){.summary = S("Not needed any more"), .markup = html_finish(&form)});
}

static Status side_panels(const Request *request, Html *out, const WorkPage *page, const WorkEvent *events,
	size_t count)
{
	Care *care = page_care(request);
	Status status = STATUS_OK;
	if (work_page_editable(care, page)) {
		component_card_open(out, &(Card){.title = S("Who has it")});
		start_form(request, out, page);
		status = assign_form(request, out, page);
		if (work_may_end(care, page->work.pathway))
			cancel_form(request, out, page);
		component_card_close(out);
	}
	if (status == STATUS_OK)
		status = letters_card(care, out, page);
	if (status == STATUS_OK)
		status = files_of_work_show(care, out, page->work.id);
	if (status == STATUS_OK)
		status = files_of_work_show(care, out, page->work.parent);
	events_card(care, out, page, events, count);
	work_timeline_card(care, out, page);
	work_misfiled_link(care, out, page);
	return status;
}

static Status work_content(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	WorkEvent *events = NULL;
	size_t count = 0;
	Status status = work_events(care, page->work.id, &events, &count);
	if (status != STATUS_OK)
		return status;
	component_columns_open(out);
	head_show(care, out, page);
	if (page->work.stage == WORK_RETURNED)
		returned_show(care, out, events, count);
	status = work_misfiled_panel(request, out, page);
	if (status != STATUS_OK)
		return status;
	if (!page->work.withdrawn)
		main_panels(request, out, page);
	component_columns_next(out);
	status = side_panels(request, out, page, events, count);
	component_columns_close(out);
	return status;
}

void work_page_answer(const Request *request, Response *response, const WorkPage *page)
{
	Html out = html_make(request->arena);
	Status status = work_content(request, &out, page);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		work_page_show(request, response, page, page->work.title, html_finish(&out));
}

void page_work(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (work_page_open(request, response, &page))
		work_page_answer(request, response, &page);
}

static void go_back(const Request *request, Response *response, WorkPage *page, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, bit_work_href(request->arena, page->work.id));
	else if (status == STATUS_INVALID)
		work_page_answer(request, response, page);
	else
		page_status(request, response, status);
}

void page_work_start_post(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (work_page_open(request, response, &page))
		go_back(request, response, &page, work_start(page_care(request), page.work.id));
}

void page_work_assign_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkPage page = {0};
	User user = {0};
	Str wanted = request_form(request, S("user"));
	if (!work_page_open(request, response, &page))
		return;
	Status status = str_is_empty(wanted) ? problems_add(&care->problems, (Problem){.field = S("user"),
		.message = S("Choose a colleague.")}) : access_user(care, wanted, &user);
	if (status == STATUS_OK)
		status = work_assign(care, page.work.id, user.id, user.team);
	go_back(request, response, &page, status);
}
