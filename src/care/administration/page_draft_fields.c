/* A question, a letter, a target of a draft as fields to fill in, and as those will see it whom it is for. */
#include "care/administration/page_administration.h"

#include "care/administration/page_draft_parts.h"
#include "practice/fields.h"
#include "practice/letters.h"

typedef struct Filling {
	PracticeDraft draft;
	PracticeDraftFile file;
	Str thing;
	PracticeField *fields;
	size_t count;
	Problems findings;
	Practice *practice; /* of the draft; NULL while the check has findings */
} Filling;

static Status filling_load(const Request *request, bool from_form, Filling *out)
{
	Care *care = page_care(request);
	Str path = from_form ? request_form(request, S("name")) : request_query(request, S("name"));
	out->thing = from_form ? request_form(request, S("thing")) : request_query(request, S("thing"));
	out->findings = problems_make(request->arena);
	Status status = draft_of_page(request, &out->draft);
	if (status == STATUS_OK)
		status = draft_file(care, &out->draft, path, &out->file);
	if (status != STATUS_OK)
		return status;
	out->count = practice_thing_fields(request->arena, path, out->file.text, out->thing, &out->fields);
	if (out->count == 0 || out->file.is_removed)
		return STATUS_NOT_FOUND;
	status = draft_check(care, &out->draft, &out->findings, &out->practice);
	return status == STATUS_INVALID ? STATUS_OK : status;
}

/* --- previews ---------------------------------------------------------------------------------------------------- */

static void preview_question(Html *out, Arena *arena, const Question *question)
{
	component_card_open(out, &(Card){.title = S("As residents see it")});
	html_open(out, "form", ATTRIBUTES({"class", S("kith-preview")})); /* nothing of it is sent: no action, no button */
	question_field(out, arena, &(QuestionField){.question = question, .for_resident = true, .prefix = S("preview-"),
		.not_known = S("I am not sure"), .rows_as_lines = true});
	html_close(out, "form");
	component_card_close(out);
}

static Str with_examples(Arena *arena, Str paragraph)
{
	size_t open = 0;
	size_t close = 0;
	while (str_find(paragraph, S("{{"), &open) && str_find(str_slice(paragraph, open, paragraph.length), S("}}"), &close)) {
		Str name = str_slice(paragraph, open + 2, open + close);
		Str parts[] = {str_slice(paragraph, 0, open), letter_field_example(name),
			str_slice(paragraph, open + close + 2, paragraph.length)};
		paragraph = str_join(arena, parts, 3, (Str){0});
	}
	return paragraph;
}

static void preview_letter(Html *out, Arena *arena, const Letter *letter)
{
	component_card_open(out, &(Card){.title = str_concat(arena, letter->title, S(" – to an invented person"))});
	for (size_t i = 0; i < letter->paragraph_count; i++)
		bit_letter_text(out, with_examples(arena, letter->paragraphs[i]));
	component_card_close(out);
}

static void preview(Html *out, Arena *arena, const Filling *filling)
{
	Str path = filling->file.path;
	bool question = str_starts_with(path, S("questions/"));
	bool letter = str_starts_with(path, S("letters/"));
	if (!question && !letter)
		return;
	if (filling->practice == NULL)
		bit_paragraph(out, S("What it will look like is shown here as soon as the check has no findings."));
	else if (question && practice_question(filling->practice, filling->thing) != NULL)
		preview_question(out, arena, practice_question(filling->practice, filling->thing));
	else if (letter && practice_letter(filling->practice, filling->thing) != NULL)
		preview_letter(out, arena, practice_letter(filling->practice, filling->thing));
}

/* --- the form ---------------------------------------------------------------------------------------------------- */

static void field_control(const Request *request, Html *out, const PracticeField *field, Str value)
{
	Str error = problems_for_field(&page_care(request)->problems, field->name);
	if (field->lines || value.length > 90)
		component_textarea(out, &(Textarea){.name = field->name, .label = field->label, .hint = field->hint, .value = value,
			.rows = field->paragraphs ? 20 : 3, .error = error, .autocomplete = S("off"), .label_classes = S("govuk-label--s")});
	else
		component_text_input(out, &(TextInput){.name = field->name, .label = field->label, .hint = field->hint, .value = value,
			.error = error, .autocomplete = S("off"), .label_classes = S("govuk-label--s")});
}

/* values: what was typed; NULL: what stands there. */
static void fields_form(const Request *request, Html *out, const Filling *filling, const Str *values)
{
	Arena *arena = request->arena;
	component_form_open(out, &(PageForm){.action = draft_href(arena, &filling->draft, "/fields"), .token = request->form_token,
		.version = str_format(arena, "%lld", (long long)filling->file.version)});
	component_hidden(out, S("name"), filling->file.path);
	component_hidden(out, S("thing"), filling->thing);
	for (size_t i = 0; i < filling->count; i++)
		field_control(request, out, &filling->fields[i], values == NULL ? filling->fields[i].value : values[i]);
	component_button(out, &(Button){.text = S("Save and check"), .prevent_double_click = true});
	component_form_close(out);
}

/* values NULL: as the file has them; clashes only with values. */
static void show_fields(const Request *request, Response *response, const Filling *filling, const Str *values, bool clashes)
{
	Arena *arena = request->arena;
	Html out = html_make(arena);
	admin_begin(request, &out, filling->thing);
	draft_way_back(&out, arena, &filling->draft, filling->file.path);
	if (clashes && values != NULL) {
		AdminClash *rows = ARENA_ARRAY(arena, AdminClash, filling->count + 1);
		for (size_t i = 0; i < filling->count; i++)
			rows[i] = (AdminClash){.field = filling->fields[i].label, .theirs = filling->fields[i].value, .yours = values[i]};
		admin_clash(request, &out, rows, filling->count);
	}
	draft_findings(&out, arena, &filling->draft, &filling->findings, filling->file.path);
	if (filling->draft.state == DRAFT_EDITED)
		fields_form(request, &out, filling, values);
	preview(&out, arena, filling);
	admin_page(request, response, filling->thing, &out);
	if (clashes)
		response->status = 409;
}

void page_draft_fields(const Request *request, Response *response)
{
	Filling filling = {0};
	Status status = filling_load(request, false, &filling);
	if (status == STATUS_OK)
		show_fields(request, response, &filling, NULL, false);
	else
		page_status(request, response, status);
}

void page_draft_fields_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Filling filling = {0};
	Str text = {0};
	int64_t version = admin_version(request);
	Status status = filling_load(request, true, &filling);
	if (status == STATUS_OK && filling.draft.state != DRAFT_EDITED)
		status = STATUS_STALE;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Str *values = ARENA_ARRAY(request->arena, Str, filling.count + 1);
	for (size_t i = 0; i < filling.count; i++)
		values[i] = request_form_has(request, filling.fields[i].name) ? request_form(request, filling.fields[i].name)
			: filling.fields[i].value;
	if (version != filling.file.version)
		status = STATUS_STALE;
	else
		status = practice_thing_change(request->arena, filling.file.path, filling.file.text, filling.thing, values, filling.count, &text,
			&care->problems);
	if (status == STATUS_OK)
		status = draft_file_save(care, filling.draft.id, filling.file.path, text, version);
	if (status == STATUS_OK)
		response_redirect(response, draft_file_href(request->arena, &filling.draft, "/fields", filling.file.path, filling.thing));
	else if (status == STATUS_STALE || status == STATUS_INVALID)
		show_fields(request, response, &filling, values, status == STATUS_STALE);
	else
		page_status(request, response, status);
}
