#include "care/person/page_person.h"

#include "care/pages/bad_day.h"
#include "care/pages/legal_powers.h"
#include "care/pages/note_form.h"
#include "care/pages/record.h"
#include "care/pages/timeline.h"
#include "care/plan/plan.h"
#include "care/service/service.h"
#include "care/work/work.h"

enum { TIMELINE_FIRST = 16, TIMELINE_PAGE = 60, LOOKED_DAYS = 365 };

static void words_card(Care *care, Html *out, const RecordPage *record)
{
	const Fact *fact = facts_find(&record->facts, S("what_matters"));
	WordsCard card = {.title = S("What matters to me"),
		.change_href = bit_person_href(care->arena, record->person.id, "/facts?question=what_matters#change"),
		.when_empty = S("Nobody has asked yet. Ask what matters most before anything else.")};
	if (fact != NULL) {
		card.words = fact->value;
		card.said_by = fact->giver == GIVER_SELF ? S("In their own words")
			: fact->giver == GIVER_WORKER ? str_format(care->arena, "Written by %.*s", STR_ARG(fact->by_name))
			: S("Told by somebody who helps, not in their own words");
		card.said_on = date_format_words(care->arena, instant_london_date(fact->recorded_at));
	}
	component_words_card(out, &card);
}

static Str from_record_words(Care *care, const Pathway *pathway, const Facts *facts)
{
	size_t all = 0;
	size_t known = 0;
	if (pathway == NULL || pathway->form == NULL)
		return (Str){0};
	for (size_t s = 0; s < pathway->form->section_count; s++) {
		const FormSection *section = &pathway->form->sections[s];
		for (size_t q = 0; q < section->question_count; q++) {
			const Question *question = section->questions[q];
			if (question->home == HOME_EPISODE || question->staleness == STALE_EACH_TIME)
				continue;
			all++;
			known += facts_find(facts, question->id) != NULL ? 1 : 0;
		}
	}
	return all == 0 ? (Str){0} : str_format(care->arena, "%zu of %zu answers came from the record", known, all);
}

static Str stands_words(Care *care, const WorkRow *row)
{
	Str stage = work_stage_words(row->stage);
	if (row->saved_at == INSTANT_NONE)
		return stage;
	return str_format(care->arena, "%.*s, saved %.*s", STR_ARG(stage),
		STR_ARG(page_ago(care->arena, row->saved_at, care_now(care))));
}

static void now_table(Care *care, Html *out, const RecordPage *record, const WorkRow *rows, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Work")}, {.text = S_INIT("With")},
		{.text = S_INIT("Stands")}, {.text = S_INIT("Due"), .is_numeric = true}};
	TableRow *table = ARENA_ARRAY(care->arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].markup = bit_link_with_note(care->arena, bit_work_href(care->arena, rows[i].id), rows[i].title,
			from_record_words(care, rows[i].pathway, &record->facts));
		cells[1].text = !str_is_empty(rows[i].user_name) ? rows[i].user_name
			: str_is_empty(rows[i].team_name) ? S("nobody yet") : rows[i].team_name;
		cells[2].text = stands_words(care, &rows[i]);
		cells[3].markup = bit_due(care->arena, rows[i].due_on, care_today(care));
		table[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("Open work"), .caption_classes = S("govuk-visually-hidden"),
		.columns = COLUMNS, .column_count = 4, .rows = table, .row_count = count, .is_dense = true});
}

static void start_form(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	size_t count = 0;
	const Pathway *const *pathways = practice_pathways(care->practice, &count);
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	size_t used = 0;
	items[used++] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; i < count; i++)
		if (pathways[i]->form == NULL || !pathways[i]->form->is_public)
			items[used++] = (SelectItem){.value = pathways[i]->id, .text = pathways[i]->title};
	Html form = html_make(care->arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, record->person.id, "/work")});
	component_select(&form, &(Select){.name = S("pathway"), .label = S("What kind of work?"),
		.error = problems_for_field(&care->problems, S("pathway")), .items = items,
		.item_count = used});
	static const ChoiceItem URGENT[] = {{.value = S_INIT("yes"), .text = S_INIT("It is urgent")}};
	component_checkboxes(&form, &(Checkboxes){.name = S("urgent"), .items = URGENT, .item_count = 1, .is_small = true});
	component_button(&form, &(Button){.text = S("Start"), .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(&form);
	component_details(out, &(Details){.summary = S("Start new work"), .markup = html_finish(&form),
		.is_open = problems_any(&care->problems)});
}

static Status now_card(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	WorkRow *rows = NULL;
	size_t count = 0;
	Status status = work_open_of_person(care, record->person.id, &rows, &count);
	if (status != STATUS_OK)
		return status;
	component_card_open(out, &(Card){.title = S("Now")});
	if (count > 0)
		now_table(care, out, record, rows, count);
	else
		bit_paragraph(out, S("Nothing is open. Contacts, assessments, plans and reviews stand here with who has them."));
	if (care_may(care, S("work-do")) || care_may(care, S("contact-record")))
		start_form(request, out, record);
	component_card_close(out);
	return STATUS_OK;
}

static Status services_card(Care *care, Html *out, const RecordPage *record)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("Who")},
		{.text = S_INIT("Since")}, {.text = S_INIT("A week"), .is_numeric = true}};
	Service *services = NULL;
	size_t count = 0;
	Date today = care_today(care);
	Status status = services_of(care, record->person.id, today, &services, &count);
	if (status != STATUS_OK)
		return status;
	component_card_open(out, &(Card){.title = S("Services")});
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	size_t shown = 0;
	for (size_t i = 0; i < count; i++) {
		bool later = services[i].starts_on > today;
		if (!later && !service_runs(&services[i], today))
			continue;
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].markup = bit_text_with_note(care->arena, services[i].kind == NULL ? services[i].kind_id
			: services[i].kind->label, services[i].goal);
		cells[1].text = str_is_empty(services[i].provider_name) ? bit_code_words(care->arena, services[i].mechanism)
			: services[i].provider_name;
		cells[2].text = date_format_short_words(care->arena, services[i].starts_on);
		cells[3].text = money_format(care->arena, services[i].weekly);
		rows[shown++] = (TableRow){.cells = cells, .cell_count = 4};
	}
	if (shown == 0) {
		bit_paragraph(out, S("No service runs. What a plan arranges stands here with its price a week."));
	} else {
		TableCell total[] = {{.text = S("Together")}, {.text = S("")}, {.text = S("")},
			{.text = money_format(care->arena, services_weekly(services, count, today))}};
		rows[shown] = (TableRow){.cells = total, .cell_count = 4, .is_total = true};
		component_table(out, &(Table){.caption = S("Services now, cost a week"),
			.caption_classes = S("govuk-visually-hidden"), .columns = COLUMNS, .column_count = 4, .rows = rows,
			.row_count = shown + 1, .is_dense = true});
	}
	Str budget = facts_value(&record->facts, S("budget_final"));
	Pence pence = 0;
	if (str_to_integer(budget, &pence) == STATUS_OK)
		bit_note(out, str_format(care->arena, "Personal budget %.*s a week", STR_ARG(money_format(care->arena, pence))));
	component_card_close(out);
	return STATUS_OK;
}

static Status people_card(Care *care, Html *out, const RecordPage *record)
{
	Relation *relations = NULL;
	size_t count = 0;
	Status status = person_relations(care, record->person.id, &relations, &count);
	if (status != STATUS_OK)
		return status;
	component_card_open(out, &(Card){.title = S("Their people")});
	if (count == 0)
		bit_paragraph(out, S("Nobody yet. Family, carers, friends and professionals stand here."));
	else
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		if (relations[i].other_how == PERSON_OPEN)
			component_link(out, &(Link){.href = bit_person_href(care->arena, relations[i].other, ""),
				.text = relations[i].other_name});
		else
			html_text(out, S("A record exists"));
		html_text(out, str_format(care->arena, " \xC2\xB7 %.*s", STR_ARG(relations[i].label)));
		if (!str_is_empty(relations[i].note))
			html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), relations[i].note);
		html_close(out, "li");
	}
	if (count > 0)
		html_close(out, "ul");
	component_card_close(out);
	return STATUS_OK;
}

static Status show_person(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	component_columns_open(out);
	words_card(care, out, record);
	Status status = now_card(request, out, record);
	if (status == STATUS_OK)
		status = note_card_show(request, out, record);
	if (status == STATUS_OK)
		status = services_card(care, out, record);
	component_columns_next(out);
	if (status == STATUS_OK)
		status = bad_day_card(request, out, record);
	if (status == STATUS_OK)
		status = decisions_card(care, out, record);
	if (status == STATUS_OK) {
		component_card_open(out, &(Card){.title = S("Timeline")});
		status = timeline_show(care, out, record->person.id, INT64_MAX, TIMELINE_FIRST);
		component_card_close(out);
	}
	if (status == STATUS_OK)
		status = people_card(care, out, record);
	component_columns_close(out);
	return status;
}

static void answer_person(const Request *request, Response *response, const RecordPage *record)
{
	Html out = html_make(request->arena);
	Status status = show_person(request, &out, record);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, (Str){0}, "", html_finish(&out));
}

void page_person(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_person(request, response, &record);
}

void page_person_work_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Str work = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Str pathway = request_form(request, S("pathway"));
	Status status = STATUS_OK;
	if (practice_pathway(care->practice, pathway) == NULL)
		status = problems_add(&care->problems, (Problem){.field = S("pathway"),
			.message = S("Choose what kind of work you want to start.")});
	if (status == STATUS_OK)
		status = work_open(care, &(WorkNew){.pathway = pathway, .person = record.person.id,
			.urgent = str_equal(request_form(request, S("urgent")), S("yes")), .user = care->actor,
			.team = care->actor_team}, &work);
	if (status == STATUS_OK)
		response_redirect(response, bit_work_href(request->arena, work));
	else if (status == STATUS_INVALID)
		answer_person(request, response, &record);
	else
		page_status(request, response, status);
}

void page_person_timeline(const Request *request, Response *response)
{
	RecordPage record = {0};
	int64_t before = INT64_MAX;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	if (str_to_integer(request_query(request, S("before")), &before) != STATUS_OK)
		before = INT64_MAX;
	Html out = html_make(request->arena);
	bit_heading(&out, before == INT64_MAX ? S("Timeline") : S("Timeline, earlier"));
	Status status = timeline_show(page_care(request), &out, record.person.id, before, TIMELINE_PAGE);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, &record, S("Timeline"), "/timeline", html_finish(&out));
}

static void lookers_table(Care *care, Html *out, const Looker *lookers, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("When")}, {.text = S_INIT("Who")}, {.text = S_INIT("Team")},
		{.text = S_INIT("What they opened")}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].text = page_when(care->arena, lookers[i].at, care_now(care));
		cells[1].text = lookers[i].name;
		cells[2].text = lookers[i].team;
		cells[3].text = bit_purpose_words(lookers[i].purpose);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = count == LOOKERS_MAX ? S("The newest 500 looks at this record")
			: S("Who read this record in the last year, alone or among others, newest first"),
		.columns = COLUMNS, .column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
}

void page_person_looked(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Looker *lookers = NULL;
	size_t count = 0;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = person_lookers(care, record.person.id, care_now(care) - LOOKED_DAYS * INSTANT_DAY, &lookers,
		&count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Who has looked at this record"));
	if (count > 0)
		lookers_table(care, &out, lookers, count);
	record_show(request, response, &record, S("Who has looked"), "/looked", html_finish(&out));
}
