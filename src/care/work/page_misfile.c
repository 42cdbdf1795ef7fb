#include "care/work/page_misfile.h"

#include "base/json.h"

static bool may_misfile(const Care *care)
{
	return care_may(care, S("work-approve")) && care_may(care, S("person-edit"));
}

void work_misfiled_link(const Care *care, Html *out, const WorkPage *page)
{
	if (!may_misfile(care) || !page->has_person || page->work.withdrawn)
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.text = S("This is on the wrong record, or is wrong altogether"),
		.href = str_concat(care->arena, bit_work_href(care->arena, page->work.id), S("/misfiled"))});
	html_close(out, "p");
}

Status work_misfiled_panel(const Request *request, Html *out, const WorkPage *page)
{
	Care *care = page_care(request);
	WorkMisfiled *done = NULL;
	size_t count = 0;
	Status status = page->has_person ? work_misfiled_of(care, page->work.id, &done, &count) : STATUS_OK;
	if (status != STATUS_OK || count == 0)
		return status;
	Str when = page_when(care->arena, done[0].at, care_now(care));
	Html words = html_make(care->arena);
	bit_paragraph(&words, str_format(care->arena, done[0].moved ? "Moved here from another record by %.*s, %.*s."
		: "This did not belong here. Withdrawn by %.*s, %.*s.", STR_ARG(done[0].by_name), STR_ARG(when)));
	bit_paragraph(&words, str_concat(care->arena, S("Why: "), done[0].reason));
	component_inset_text(out, &(InsetText){.markup = html_finish(&words)});
	if (!page->work.withdrawn)
		return STATUS_OK;
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_concat(care->arena, bit_work_href(care->arena, page->work.id), S("/withdrawn"))});
	component_textarea(out, &(Textarea){.name = S("reason"), .label = S("Why you need to read what it said"), .rows = 2,
		.hint = S("The reason is kept with your name."), .error = problems_for_field(&care->problems, S("reason"))});
	component_button(out, &(Button){.text = S("Read it"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
	return STATUS_OK;
}

static const ChoiceItem WHAT[] = {
	{.value = S_INIT("move"), .text = S_INIT("It belongs to somebody else"),
		.hint = S_INIT("It goes to their record, with all that came of it: answers, services, letters, further work.")},
	{.value = S_INIT("withdraw"), .text = S_INIT("It is wrong altogether"),
		.hint = S_INIT("It is taken off. What it said can be read with a reason; what it opened and nobody finished goes too.")},
};

static void answer_misfiled(const Request *request, Response *response, const WorkPage *page)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	component_problems(&out, &care->problems);
	bit_heading(&out, S("On the wrong record"));
	bit_paragraph(&out, str_format(care->arena, "%.*s, %.*s", STR_ARG(page->work.title), STR_ARG(page->work.reference)));
	component_form_open(&out, &(PageForm){.token = request->form_token,
		.action = str_concat(care->arena, bit_work_href(care->arena, page->work.id), S("/misfiled")),
		.version = str_format(care->arena, "%lld", (long long)page->work.version)});
	component_radios(&out, &(Radios){.name = S("what"), .legend = S("What is wrong with it?"),
		.legend_classes = S("govuk-fieldset__legend--s"), .items = WHAT, .item_count = 2,
		.value = request_form(request, S("what")), .error = problems_for_field(&care->problems, S("what"))});
	component_text_input(&out, &(TextInput){.name = S("reference"), .label = S("Reference of the right record"),
		.hint = S("Only when it belongs to somebody else. It stands in their identity bar."), .width = 20,
		.value = request_form(request, S("reference")), .error = problems_for_field(&care->problems, S("reference"))});
	component_textarea(&out, &(Textarea){.name = S("reason"), .label = S("How do you know?"), .rows = 3,
		.hint = S("Do not name the other person. The reason stays in the audit and with the work."),
		.value = request_form(request, S("reason")), .error = problems_for_field(&care->problems, S("reason"))});
	component_button(&out, &(Button){.text = S("Put it right"), .kind = BUTTON_WARNING, .prevent_double_click = true});
	component_form_close(&out);
	bit_note(&out, S("This record goes on saying that something was here by mistake, without what it was about or whose it is. "
		"Figures follow, save those of periods that were closed."));
	work_page_show(request, response, page, S("On the wrong record"), html_finish(&out));
}

/* Those who may not put it right have no such page. */
static bool open_misfiled(const Request *request, Response *response, WorkPage *page)
{
	if (!work_page_open(request, response, page))
		return false;
	if (may_misfile(page_care(request)) && page->has_person)
		return true;
	page_status(request, response, page->has_person ? STATUS_REFUSED : STATUS_NOT_FOUND);
	return false;
}

void page_work_misfiled(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (open_misfiled(request, response, &page))
		answer_misfiled(request, response, &page);
}

static Status put_right(const Request *request, const WorkPage *page)
{
	Care *care = page_care(request);
	Str what = request_form(request, S("what"));
	Str reason = str_trim(request_form(request, S("reason")));
	Str to = {0};
	int64_t version = 0;
	if (str_to_integer(request_form(request, S("version")), &version) != STATUS_OK)
		return STATUS_STALE;
	if (str_equal(what, S("withdraw")))
		return work_withdraw(care, page->work.id, reason, version);
	if (!str_equal(what, S("move")))
		return problems_add(&care->problems, (Problem){.field = S("what"), .message = S("Choose what is wrong with it.")});
	if (person_find_by_reference(care, request_form(request, S("reference")), &to) != STATUS_OK)
		return problems_add(&care->problems, (Problem){.field = S("reference"),
			.message = S("There is no record of that reference, or none that you may see.")});
	return work_move(care, page->work.id, to, reason, version);
}

void page_work_misfiled_post(const Request *request, Response *response)
{
	WorkPage page = {0};
	if (!open_misfiled(request, response, &page))
		return;
	Status status = put_right(request, &page);
	if (status == STATUS_OK)
		response_redirect(response, bit_work_href(request->arena, page.work.id));
	else if (status == STATUS_INVALID)
		answer_misfiled(request, response, &page);
	else
		page_status(request, response, status);
}

static void answers_show(Care *care, Html *out, Str body)
{
	Problems problems = problems_make(care->arena);
	const JsonNode *root = NULL;
	if (json_parse(care->arena, S("snapshot"), 1, body, &problems, &root) != STATUS_OK)
		return;
	const JsonNode *answers = json_member(root, S("answers"));
	size_t most = answers == NULL ? 0 : answers->count;
	SummaryRow *rows = ARENA_ARRAY(care->arena, SummaryRow, most + 1);
	for (size_t i = 0; i < most; i++) {
		const Question *question = practice_question(care->practice, answers->members[i].key);
		Str value = json_text(json_member(&answers->members[i].value, S("value")));
		rows[i] = (SummaryRow){.key = question == NULL ? answers->members[i].key : question->worker,
			.value = question == NULL ? value : record_answer_words(care, question, value)};
	}
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = most});
	bit_note(out, json_text(json_member(root, S("note"))));
}

void page_work_withdrawn_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkPage page = {0};
	WorkSnapshot snapshot = {0};
	if (!work_page_open(request, response, &page))
		return;
	Status status = work_read_withdrawn(care, page.work.id, request_form(request, S("reason")), &snapshot);
	if (status == STATUS_INVALID) {
		work_page_answer(request, response, &page);
		return;
	}
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Withdrawn: what it said"));
	bit_paragraph(&out, S("None of this is on the record. That you read it is kept."));
	answers_show(care, &out, snapshot.body);
	work_page_show(request, response, &page, S("Withdrawn"), html_finish(&out));
}
