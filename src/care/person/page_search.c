#include "care/person/page_search.h"

#include "care/pages/alike.h"
#include "care/pages/found.h"

enum { NEW_ANSWERS_MAX = 60 };

static bool may_create(const Care *care)
{
	return care_may(care, S("person-edit")) || care_may(care, S("contact-record"));
}

static void search_box(Html *out, Str typed)
{
	component_form_open(out, &(PageForm){.action = S("/people"), .is_get = true});
	component_text_input(out, &(TextInput){.id = S("find"), .name = S("q"), .label = S("Find a person"),
		.label_classes = S("govuk-label--m"),
		.hint = S("Name in any order and spelling, birth date or year, postcode, telephone, NHS number, reference"),
		.value = typed, .type = S("search"), .spellcheck = SPELLCHECK_OFF});
	component_button(out, &(Button){.text = S("Find")});
	component_form_close(out);
}

static void record_new_link(Care *care, Html *out, Str typed)
{
	if (!may_create(care))
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_text(out, str_is_empty(typed) ? S("Not there? ") : S("Not among them? "));
	component_link(out, &(Link){.href = S("/people/new"), .text = S("Record somebody new")});
	html_close(out, "p");
}

void page_people(const Request *request, Response *response)
{
	Care *care = page_care(request);
	PersonFound *found = NULL;
	size_t count = 0;
	Str typed = str_trim(request_query(request, S("q")));
	Status status = person_search(care, typed, &found, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("People"));
	search_box(&out, typed);
	if (count > 0)
		found_table(care, &out, str_format(request->arena, "%zu found, best match first", count), found, count, NULL);
	else if (!str_is_empty(typed))
		component_empty_state(&out, &(EmptyState){.title = S("Nobody found"),
			.text = S("Try less: a family name and a year of birth, or the postcode alone. Spelling need not be right.")});
	record_new_link(care, &out, typed);
	if (str_is_empty(typed))
		alike_link(care, &out);
	page_staff(request, response, (StaffPage){.title = S("People"), .content = html_finish(&out),
		.search_value = typed}, S("/people"));
}

static const Form *identity_form(const Care *care)
{
	return practice_form(care->practice, S("identity-check"));
}

typedef struct NewPerson {
	Answer answers[NEW_ANSWERS_MAX];
	size_t count;
	const PersonFound *found;
	size_t found_count;
} NewPerson;

static Str new_value(const NewPerson *person, Str question)
{
	for (size_t i = 0; i < person->count; i++)
		if (str_equal(person->answers[i].question, question))
			return person->answers[i].value;
	return (Str){0};
}

static Status read_new(const Request *request, NewPerson *out)
{
	Care *care = page_care(request);
	const Form *form = identity_form(care);
	Status result = STATUS_OK;
	for (size_t s = 0; form != NULL && s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++) {
			const Question *question = form->sections[s].questions[q];
			QuestionSent sent = {0};
			Status status = question_read(request, question, (Str){0}, &care->problems, &sent);
			Str value = status == STATUS_OK ? sent.stored : sent.typed;
			result = status == STATUS_OK ? result : status;
			if (!str_is_empty(value) && out->count < NEW_ANSWERS_MAX)
				out->answers[out->count++] = (Answer){.question = question->id, .value = value, .giver = GIVER_WORKER};
		}
	return result;
}

static void new_duplicates(const Request *request, Html *out, const NewPerson *person)
{
	component_warning_text(out, &(WarningText){
		.text = S("Somebody like this may be on file already. Look before you make a second record.")});
	found_table(page_care(request), out, S("On file already"), person->found, person->found_count, NULL);
}

static void show_new(const Request *request, Response *response, const NewPerson *person)
{
	Care *care = page_care(request);
	const Form *form = identity_form(care);
	Html out = html_make(request->arena);
	bit_heading(&out, S("Record somebody new"));
	if (person->found_count > 0)
		new_duplicates(request, &out, person);
	component_form_open(&out, &(PageForm){.action = S("/people/new"), .token = request->form_token});
	for (size_t s = 0; form != NULL && s < form->section_count; s++) {
		bit_heading_small(&out, form->sections[s].title);
		for (size_t q = 0; q < form->sections[s].question_count; q++) {
			const Question *question = form->sections[s].questions[q];
			question_field(&out, request->arena, &(QuestionField){.question = question,
				.value = new_value(person, question->id),
				.error = problems_for_field(&care->problems, question->id)});
		}
	}
	if (person->found_count > 0)
		component_hidden(&out, S("looked"), S("yes"));
	component_button(&out, &(Button){.prevent_double_click = true,
		.text = person->found_count > 0 ? S("None of these: make a new record") : S("Look for duplicates and record")});
	component_form_close(&out);
	page_staff(request, response, (StaffPage){.title = S("Record somebody new"), .problems = &care->problems,
		.content = html_finish(&out)}, S("/people"));
}

void page_person_new(const Request *request, Response *response)
{
	if (!may_create(page_care(request)))
		page_status(request, response, STATUS_REFUSED);
	else
		show_new(request, response, &(NewPerson){0});
}

/* Those on file are shown once before a second record can be made. */
static Status find_duplicates(const Request *request, NewPerson *person)
{
	PersonFound *found = NULL;
	if (str_equal(request_form(request, S("looked")), S("yes")))
		return STATUS_OK;
	Status status = person_search(page_care(request), found_typed(request->arena, new_value(person, S("name_full")),
		new_value(person, S("birth_date")), new_value(person, S("home_postcode"))), &found, &person->found_count);
	person->found = found;
	if (person->found_count > 5)
		person->found_count = 5;
	return status;
}

void page_person_new_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	NewPerson *person = ARENA_NEW(request->arena, NewPerson);
	Str id = {0};
	if (!may_create(care)) {
		page_status(request, response, STATUS_REFUSED);
		return;
	}
	Status status = read_new(request, person);
	if (status == STATUS_OK && !str_is_empty(new_value(person, S("name_full"))))
		status = find_duplicates(request, person);
	if (status == STATUS_OK && person->found_count == 0)
		status = person_create(care, person->answers, person->count, &id);
	if (status == STATUS_OK && !str_is_empty(id))
		response_redirect(response, bit_person_href(request->arena, id, ""));
	else if (status == STATUS_OK || status == STATUS_INVALID)
		show_new(request, response, person);
	else
		page_status(request, response, status);
}
