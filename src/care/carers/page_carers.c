#include "care/carers/page_carers.h"

#include "care/carers/carers.h"
#include "care/pages/found.h"

enum { FOUND_SHOWN = 10, NAMED_MAX = 20 };

typedef struct Relating {
	const Request *request;
	const RecordPage *record;
	const RelationKind *kind;
} Relating;

static Str people_href(const Request *request, const RecordPage *record)
{
	return bit_person_href(request->arena, record->person.id, "/people");
}

static Markup relate_button(const void *context, const Person *person)
{
	const Relating *relating = context;
	Html out = html_make(relating->request->arena);
	if (str_equal(person->id, relating->record->person.id))
		return html_finish(&out);
	component_form_open(&out, &(PageForm){.token = relating->request->form_token,
		.action = people_href(relating->request, relating->record)});
	component_hidden(&out, S("other"), person->id);
	component_hidden(&out, S("kind"), relating->kind->id);
	component_button(&out, &(Button){.text = str_format(relating->request->arena, "Add as %.*s",
		STR_ARG(relating->kind->label)), .hidden_text = person->name, .kind = BUTTON_SECONDARY,
		.prevent_double_click = true, .classes = S("kith-confirm")});
	component_form_close(&out);
	return html_finish(&out);
}

static Markup end_form(const Request *request, const RecordPage *record, const Relation *relation)
{
	Html out = html_make(request->arena);
	if (!care_may(page_care(request), S("person-edit")) || relation->other_how != PERSON_OPEN)
		return html_finish(&out);
	component_form_open(&out, &(PageForm){.token = request->form_token,
		.action = str_format(request->arena, "/people/%.*s/people/%.*s/end", STR_ARG(record->person.id),
			STR_ARG(relation->id))});
	component_button(&out, &(Button){.text = S("No longer, or wrong"), .hidden_text = relation->other_name,
		.kind = BUTTON_SECONDARY, .prevent_double_click = true, .classes = S("kith-confirm")});
	component_form_close(&out);
	return html_finish(&out);
}

static Status people_table(const Request *request, Html *out, const RecordPage *record)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Who")}, {.text = S_INIT("What they are to them")},
		{.text = S_INIT("Since")}, {.text = S_INIT("End it")}};
	Care *care = page_care(request);
	Relation *relations = NULL;
	size_t count = 0;
	Status status = person_relations(care, record->person.id, &relations, &count);
	if (status != STATUS_OK)
		return status;
	if (count == 0) {
		bit_paragraph(out, S("Nobody yet. Family, carers, friends and professionals stand here."));
		return STATUS_OK;
	}
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		if (relations[i].other_how == PERSON_OPEN)
			cells[0].markup = bit_link(care->arena, bit_person_href(care->arena, relations[i].other, ""),
				relations[i].other_name);
		else
			cells[0].text = S("A record exists");
		cells[1].markup = bit_text_with_note(care->arena, relations[i].label, relations[i].note);
		cells[2].text = date_format_short_words(care->arena, relations[i].from_on);
		cells[3].markup = end_form(request, record, &relations[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("People of this person"), .columns = COLUMNS, .column_count = 4,
		.rows = rows, .row_count = count, .is_dense = true});
	return STATUS_OK;
}

static const RelationKind *kind_asked(const Request *request)
{
	const RelationKind *kind = practice_relation_kind(page_care(request)->practice, request_query(request, S("kind")));
	return kind != NULL ? kind : practice_relation_kind(page_care(request)->practice, S("cared-for"));
}

static void find_form(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	size_t count = 0;
	const RelationKind *kinds = practice_relation_kinds(care->practice, &count);
	const RelationKind *kind = kind_asked(request);
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	for (size_t i = 0; i < count; i++)
		items[i] = (SelectItem){.value = kinds[i].id, .text = kinds[i].label};
	component_form_open(out, &(PageForm){.is_get = true, .action = people_href(request, record)});
	component_select(out, &(Select){.name = S("kind"), .label = S("What they are to this person"), .items = items,
		.item_count = count, .value = kind == NULL ? (Str){0} : kind->id,
		.error = problems_for_field(&care->problems, S("kind"))});
	component_text_input(out, &(TextInput){.id = S("find"), .name = S("q"), .label = S("Find their record"),
		.hint = S("Name, birth date or year, postcode"), .value = str_trim(request_query(request, S("q"))),
		.spellcheck = SPELLCHECK_OFF, .error = problems_for_field(&care->problems, S("other"))});
	component_button(out, &(Button){.text = S("Find"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

/* Names in a carer's own words, each with a search that somebody has to judge: no record is opened by naming. */
static void named_show(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	Str names[NAMED_MAX];
	size_t count = carers_named(care, &record->facts, names, NAMED_MAX);
	if (count == 0)
		return;
	bit_heading_small(out, S("They look after, in their own words"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < count; i++)
		html_element(out, "li", NO_ATTRIBUTES, names[i]);
	html_close(out, "ul");
	bit_note(out, S("Find each of them below as \xE2\x80\x9Cperson who is cared for\xE2\x80\x9D. Somebody whom the council "
		"does not know stays a name."));
}

static Status found_show(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	PersonFound *found = NULL;
	size_t count = 0;
	Str typed = str_trim(request_query(request, S("q")));
	const RelationKind *kind = kind_asked(request);
	if (str_is_empty(typed) || kind == NULL)
		return STATUS_OK;
	Status status = person_search(care, typed, &found, &count);
	if (status != STATUS_OK)
		return status;
	Relating relating = {.request = request, .record = record, .kind = kind};
	FoundAction action = {.make = relate_button, .context = &relating, .title = S("Add")};
	if (count > 0)
		found_table(care, out, S("Found, best match first"), found, count > FOUND_SHOWN ? FOUND_SHOWN : count, &action);
	else
		bit_paragraph(out, S("Nobody on file fits."));
	return STATUS_OK;
}

static void answer_people_of(const Request *request, Response *response, const RecordPage *record)
{
	Html out = html_make(request->arena);
	bit_heading(&out, S("Their people"));
	Status status = people_table(request, &out, record);
	if (status == STATUS_OK && care_may(page_care(request), S("person-edit"))) {
		component_card_open(&out, &(Card){.title = S("Add somebody")});
		named_show(request, &out, record);
		find_form(request, &out, record);
		status = found_show(request, &out, record);
		component_card_close(&out);
	}
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, S("Their people"), "/people", html_finish(&out));
}

void page_people_of(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_people_of(request, response, &record);
}

static void go_back(const Request *request, Response *response, const RecordPage *record, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, people_href(request, record));
	else if (status == STATUS_INVALID)
		answer_people_of(request, response, record);
	else
		page_status(request, response, status);
}

void page_people_of_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	go_back(request, response, &record, person_relate(page_care(request), record.person.id,
		request_form(request, S("other")), request_form(request, S("kind")), (Str){0}));
}

void page_people_of_end_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	go_back(request, response, &record, person_unrelate(page_care(request), record.person.id,
		request_parameter(request, S("relation"))));
}
