#include "care/work/page_parts.h"

#include "base/json.h"
#include "care/pages/timeline.h"
#include "practice/powers.h"

enum { TIMELINE_BESIDE_WORK = 14 };

/* What this kind of work decides about, for the identity bar. */
static Str deciding_of(const Care *care, const Work *work)
{
	const PowerRules *rules = practice_power_rules(care->practice);
	return rules == NULL ? (Str){0} : power_decision_about(rules, work->pathway->id);
}

bool work_page_open(const Request *request, Response *response, WorkPage *out)
{
	Care *care = page_care(request);
	Person person = {0};
	*out = (WorkPage){0};
	Status status = work_find(care, request_parameter(request, S("work")), &out->work);
	out->has_person = status == STATUS_OK && !str_is_empty(out->work.person);
	if (status == STATUS_OK && out->has_person) {
		status = person_open(care, out->work.person, S("work"), &person);
		if (status == STATUS_OK)
			status = record_read(care, &person, &out->record);
		out->record.deciding = deciding_of(care, &out->work);
	}
	if (status == STATUS_OK)
		status = work_drafts(care, out->work.id, &out->drafts);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return false;
	}
	status = work_page_answers(care, out);
	if (status != STATUS_OK)
		page_status(request, response, status);
	return status == STATUS_OK;
}

/* What was said about the work that led here, as it was sent: it is not asked again, and the rules see it too. */
static void put_parent_answers(Care *care, const WorkPage *page, WorkAnswers *answers)
{
	WorkSnapshot snapshot = {0};
	const JsonNode *root = NULL;
	Problems unread = problems_make(care->arena);
	if (str_is_empty(page->work.parent) || work_snapshot(care, page->work.parent, &snapshot) != STATUS_OK
	    || json_parse(care->arena, S("snapshot"), 1, snapshot.body, &unread, &root) != STATUS_OK)
		return;
	const JsonNode *sent = json_member(root, S("answers"));
	for (size_t i = 0; sent != NULL && sent->kind == JSON_OBJECT && i < sent->count; i++) {
		const Question *question = practice_question(care->practice, sent->members[i].key);
		if (question != NULL && question->home == HOME_EPISODE
		    && str_is_empty(work_answers_value(answers, question->id)))
			work_answers_put(answers, question->id, json_text(json_member(&sent->members[i].value, S("value"))));
	}
}

Status work_page_answers(Care *care, WorkPage *page)
{
	WorkAnswers *answers = work_answers(care, &page->drafts, &page->record.facts);
	Status status = page->has_person ? work_answers_add_services(care, page->work.person, answers) : STATUS_OK;
	put_parent_answers(care, page, answers);
	page->answers = answers;
	page->lookup = work_answers_as_lookup(answers);
	return status;
}

void work_page_show(const Request *request, Response *response, const WorkPage *page, Str title, Markup content)
{
	Care *care = page_care(request);
	StaffPage staff = {.title = title, .problems = &care->problems, .content = content};
	if (page->has_person) {
		staff.title = str_format(request->arena, "%.*s \xC2\xB7 %.*s", STR_ARG(title), STR_ARG(page->record.person.name));
		staff.identity = record_identity(care, &page->record, false);
		staff.print_name = page->record.person.name;
	}
	page_staff(request, response, staff, S("/work"));
}

bool work_page_editable(const Care *care, const WorkPage *page)
{
	WorkStage stage = page->work.stage;
	bool may = care_may(care, S("work-do")) || care_may(care, S("contact-record"));
	return may && (stage == WORK_WAITING || stage == WORK_IN_PROGRESS || stage == WORK_RETURNED);
}

const FormSection *work_section_find(const Form *form, Str id)
{
	for (size_t i = 0; form != NULL && i < form->section_count; i++)
		if (str_equal(form->sections[i].id, id))
			return &form->sections[i];
	return NULL;
}

bool work_section_shown(const WorkPage *page, const FormSection *section)
{
	return section->when == NULL || expression_truth(section->when, &page->lookup) == EXPRESSION_YES;
}

bool work_question_shown(const WorkPage *page, const Question *question)
{
	return question->show_if == NULL || expression_truth(question->show_if, &page->lookup) == EXPRESSION_YES
		|| drafts_find(&page->drafts, question->id) != NULL;
}

size_t work_form_questions(const Form *form)
{
	size_t count = 0;
	for (size_t i = 0; form != NULL && i < form->section_count; i++)
		count += form->sections[i].question_count;
	return count;
}

bool work_form_is_one_screen(const Form *form)
{
	return work_form_questions(form) <= WORK_ONE_SCREEN_QUESTIONS;
}

SectionCount work_section_count(const Care *care, const WorkPage *page, const FormSection *section)
{
	SectionCount count = {0};
	for (size_t i = 0; i < section->question_count; i++) {
		const Question *question = section->questions[i];
		if (!work_question_shown(page, question))
			continue;
		count.questions++;
		const Draft *draft = drafts_find(&page->drafts, question->id);
		const Fact *fact = facts_find(&page->record.facts, question->id);
		bool drafted = draft != NULL && !str_is_empty(draft->value);
		bool fresh = fact != NULL
			&& !answer_is_stale(question, instant_london_date(fact->recorded_at), care_today(care));
		bool told = draft == NULL && fact == NULL && !str_is_empty(work_answers_value(page->answers, question->id));
		count.drafted += drafted ? 1 : 0;
		count.from_record += !drafted && (fresh || told) ? 1 : 0;
		count.answered += drafted || fresh || told ? 1 : 0;
		count.missing += question_is_required(question, &page->lookup) && !drafted && fact == NULL && !told ? 1 : 0;
	}
	return count;
}

Str work_section_href(Arena *arena, const WorkPage *page, const FormSection *section)
{
	return str_format(arena, "/work/%.*s/section/%.*s", STR_ARG(page->work.id), STR_ARG(section->id));
}

void work_timeline_card(Care *care, Html *out, const WorkPage *page)
{
	Html lines = html_make(care->arena);
	if (!page->has_person || !care_may(care, S("person-read"))
	    || timeline_show(care, &lines, page->work.person, INT64_MAX, TIMELINE_BESIDE_WORK) != STATUS_OK)
		return;
	component_card_open(out, &(Card){.title = S("Timeline")});
	html_add(out, html_finish(&lines));
	component_card_close(out);
}
