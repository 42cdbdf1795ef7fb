/* Drafts of the next release: which there are; one of them with its check, its difference and what can be done with it. */
#include "care/administration/page_administration.h"

#include "base/tar.h"
#include "care/administration/page_draft_parts.h"
#include "care/release/release.h"

static void drafts_table(const Request *request, Html *out, const PracticeDraft *drafts, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Draft")}, {.text = S_INIT("Begun")}, {.text = S_INIT("Files changed"),
		.is_numeric = true}, {.text = S_INIT("State")}};
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		Str begun = page_when(arena, drafts[i].begun_at, care_now(page_care(request)));
		cells[0].markup = bit_link(arena, draft_href(arena, &drafts[i], ""), drafts[i].title);
		cells[1].text = str_format(arena, "%.*s by %.*s", STR_ARG(begun), STR_ARG(drafts[i].begun_by));
		cells[2].text = str_format(arena, "%lld", (long long)drafts[i].changed_count);
		cells[3].text = draft_state_words(&drafts[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("Drafts"), .columns = COLUMNS, .column_count = 4, .rows = rows, .row_count = count,
		.is_dense = true});
}

void page_drafts(const Request *request, Response *response)
{
	Care *care = page_care(request);
	PracticeDraft *drafts = NULL;
	size_t count = 0;
	Status status = draft_list(care, &drafts, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Drafts of the practice"));
	bit_paragraph(&out, S("A draft is the next release while it is being written: questions, forms, letters and times are changed in it, "
		"checked as a whole, and put in force from a day by a second person. Nothing changes for anybody before that day, and work "
		"that is open then goes on with what it was opened with."));
	if (count > 0)
		drafts_table(request, &out, drafts, count);
	bit_heading_small(&out, S("Begin a draft"));
	component_form_open(&out, &(PageForm){.action = S("/administration/drafts"), .token = request->form_token});
	component_text_input(&out, &(TextInput){.name = S("title"), .label = S("What it is for"), .autocomplete = S("off"),
		.hint = S("Such as: plainer words about money. It begins with the release whose day comes last."),
		.value = request_form(request, S("title")), .error = problems_for_field(&care->problems, S("title"))});
	component_button(&out, &(Button){.text = S("Begin"), .prevent_double_click = true});
	component_form_close(&out);
	admin_page(request, response, S("Drafts of the practice"), &out);
}

void page_drafts_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str id = {0};
	Status status = draft_begin(care, request_form(request, S("title")), &id);
	if (status == STATUS_FULL)
		status = problems_add_format(&care->problems, (Problem){.field = S("title")},
			"%d drafts go on already. Publish or give up one of them first.", DRAFTS_OPEN_MAX);
	draft_answer(request, response, status, str_concat(request->arena, S("/administration/drafts/"), id), page_drafts);
}

/* --- one draft --------------------------------------------------------------------------------------------------- */

typedef struct Standing {
	PracticeDraft draft;
	PracticeDraftFile *files;
	size_t file_count;
	bool is_on_newest;
	Problems findings;
	Practice *practice; /* NULL: the check has findings */
	PracticeDifference difference;
} Standing;

static Status stand(const Request *request, Standing *out)
{
	Care *care = page_care(request);
	out->findings = problems_make(request->arena);
	Status status = draft_of_page(request, &out->draft);
	if (status == STATUS_OK)
		status = draft_files(care, &out->draft, &out->files, &out->file_count);
	if (status == STATUS_OK)
		status = draft_is_on_newest(care, &out->draft, &out->is_on_newest);
	if (status == STATUS_OK)
		status = draft_check(care, &out->draft, &out->findings, &out->practice);
	if (status == STATUS_INVALID && problems_any(&out->findings))
		return STATUS_OK;
	return status == STATUS_OK ? draft_difference(care, &out->draft, out->practice, &out->difference) : status;
}

static Str file_state(const PracticeDraftFile *file)
{
	if (file->is_moved)
		return S("The newest release changed it too: look at both, then save it");
	return file->is_removed ? S("Removed") : file->is_new ? S("New") : S("Changed");
}

static void changed_files(const Request *request, Html *out, const Standing *standing)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("File")}, {.text = S_INIT("How")}, {.text = S_INIT("Last changed")}};
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, standing->file_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < standing->file_count; i++) {
		const PracticeDraftFile *file = &standing->files[i];
		if (!file->is_changed)
			continue;
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
		Str when = page_when(arena, file->changed_at, care_now(page_care(request)));
		cells[0].markup = bit_link(arena, draft_file_href(arena, &standing->draft, "/file", file->path, (Str){0}), file->path);
		cells[1].text = file_state(file);
		cells[2].text = str_format(arena, "%.*s by %.*s", STR_ARG(when), STR_ARG(file->changed_by));
		rows[count++] = (TableRow){.cells = cells, .cell_count = 3};
	}
	if (count == 0)
		bit_paragraph(out, S("No file is changed yet."));
	else
		component_table(out, &(Table){.caption = S("Files that it changes"), .columns = COLUMNS, .column_count = 3, .rows = rows,
			.row_count = count, .is_dense = true});
}

static void step_form(const Request *request, Html *out, const Standing *standing, const char *step)
{
	component_form_open(out, &(PageForm){.action = draft_href(request->arena, &standing->draft, step), .token = request->form_token,
		.version = str_format(request->arena, "%lld", (long long)standing->draft.version)});
}

static void simple_step(const Request *request, Html *out, const Standing *standing, const char *step, Str text, ButtonKind kind)
{
	step_form(request, out, standing, step);
	component_button(out, &(Button){.text = text, .kind = kind, .prevent_double_click = true});
	component_form_close(out);
}

static void propose_form(const Request *request, Html *out, const Standing *standing, const AdminDate *from)
{
	static const ChoiceItem MEANT[] = {{.value = S_INIT("yes"), .text = S_INIT("It is meant that these answers lose their meaning")}};
	Care *care = page_care(request);
	bit_heading_small(out, S("Propose it"));
	if (standing->practice == NULL || !standing->is_on_newest || standing->difference.total == 0) {
		bit_paragraph(out, S("It can be proposed as soon as something is changed, the check has no findings, and it stands on the newest "
			"release."));
		return;
	}
	bit_paragraph(out, S("A second person with the right to publish looks at it and puts it in force. Until then nobody edits it."));
	step_form(request, out, standing, "/propose");
	admin_date_field(request, out, from, S("In force from"), S("Today, or a day to come."));
	if (standing->difference.breaks > 0)
		component_checkboxes(out, &(Checkboxes){.name = S("although"), .legend = S("Answers that are kept would lose their meaning"),
			.legend_classes = S("govuk-fieldset__legend--s"), .hint = S("An option or a question went, or its kind changed: see the "
				"difference. Keeping the old code, or taking a new id, keeps them."), .items = MEANT, .item_count = 1,
			.error = problems_for_field(&care->problems, S("although"))});
	component_button(out, &(Button){.text = S("Propose"), .prevent_double_click = true});
	component_form_close(out);
}

static void decide_forms(const Request *request, Html *out, const Standing *standing)
{
	Care *care = page_care(request);
	const PracticeDraft *draft = &standing->draft;
	Str day = date_format_words(request->arena, draft->proposed_from);
	bool mine = str_equal(draft->proposed_by, care->actor);
	bit_heading_small(out, S("Decide"));
	bit_paragraph(out, str_format(request->arena, "%.*s proposes it from %.*s.", STR_ARG(draft->proposed_name), STR_ARG(day)));
	if (mine)
		bit_paragraph(out, S("You proposed it: somebody else publishes it."));
	else if (!care_may(care, S("practice-publish")))
		bit_paragraph(out, S("Somebody with the right to publish decides."));
	else
		simple_step(request, out, standing, "/publish", str_format(request->arena, "Publish, in force from %.*s", STR_ARG(day)),
			BUTTON_MAIN);
	step_form(request, out, standing, "/return");
	component_textarea(out, &(Textarea){.name = S("words"), .label = S("Or return it: what is to be changed"), .rows = 3,
		.value = request_form(request, S("words")), .error = problems_for_field(&care->problems, S("words"))});
	component_button(out, &(Button){.text = S("Return to editing"), .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(out);
}

static void state_lines(const Request *request, Html *out, const Standing *standing)
{
	Arena *arena = request->arena;
	const PracticeDraft *draft = &standing->draft;
	Str begun = page_when(arena, draft->begun_at, care_now(page_care(request)));
	Str base = admin_short_hash(draft->base);
	Str state = draft_state_words(draft);
	bit_paragraph(out, str_format(arena, "%.*s. Begun %.*s by %.*s with release %.*s.", STR_ARG(state), STR_ARG(begun),
		STR_ARG(draft->begun_by), STR_ARG(base)));
	if (draft->state == DRAFT_EDITED && !str_is_empty(draft->returned_words))
		component_inset_text(out, &(InsetText){.text = str_concat(arena, S("Returned: "), draft->returned_words)});
	if (draft->state != DRAFT_EDITED || standing->is_on_newest)
		return;
	component_warning_text(out, &(WarningText){.text = S("Another release was published since this draft began. Take it as the "
		"beginning: what you changed stays, and files that both changed are marked.")});
	simple_step(request, out, standing, "/newest", S("Begin with the newest release"), BUTTON_MAIN);
}

static void show_draft(const Request *request, Response *response, const AdminDate *from)
{
	Arena *arena = request->arena;
	Standing standing = {0};
	Status status = stand(request, &standing);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	const PracticeDraft *draft = &standing.draft;
	bool goes_on = draft->state == DRAFT_EDITED || draft->state == DRAFT_PROPOSED;
	Html out = html_make(arena);
	admin_begin(request, &out, draft->title);
	state_lines(request, &out, &standing);
	const Button links[] = {{.text = S("All its files, and search"), .href = draft_href(arena, draft, "/files")},
		{.text = S("Download what it changes"), .href = draft_href(arena, draft, "/export?only=changed")},
		{.text = S("Download the whole practice"), .href = draft_href(arena, draft, "/export")}};
	component_actions(&out, links, sizeof links / sizeof links[0]);
	changed_files(request, &out, &standing);
	if (goes_on)
		draft_findings(&out, arena, draft, &standing.findings, (Str){0});
	if (standing.practice != NULL && standing.difference.total > 0)
		admin_changes_table(&out, arena, &standing.difference, str_format(arena, "%zu change%s of release %.*s",
			standing.difference.total, standing.difference.total == 1 ? "" : "s", STR_ARG(admin_short_hash(draft->base))));
	if (draft->state == DRAFT_EDITED)
		propose_form(request, &out, &standing, from);
	if (draft->state == DRAFT_PROPOSED)
		decide_forms(request, &out, &standing);
	if (draft->state == DRAFT_PUBLISHED)
		bit_paragraph(&out, str_concat(arena, S("It is release "), admin_short_hash(draft->release)));
	if (goes_on) {
		bit_heading_small(&out, S("Give it up"));
		bit_paragraph(&out, S("What is in it is kept and can be read, and it is never published."));
		simple_step(request, &out, &standing, "/give-up", S("Give the draft up"), BUTTON_WARNING);
	}
	admin_page(request, response, draft->title, &out);
}

void page_draft(const Request *request, Response *response)
{
	AdminDate from = admin_date_of(request->arena, S("from"), DATE_NONE);
	show_draft(request, response, &from);
}

void page_draft_propose_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str id = request_parameter(request, S("draft"));
	AdminDate from = admin_date_read(request, S("from"), false);
	Status status = problems_any(&care->problems) ? STATUS_INVALID : draft_propose(care, id, admin_version(request), from.date,
		str_equal(request_form(request, S("although")), S("yes")));
	if (status == STATUS_INVALID)
		show_draft(request, response, &from);
	else
		draft_answer(request, response, status, str_concat(request->arena, S("/administration/drafts/"), id), page_draft);
}

void page_draft_return_post(const Request *request, Response *response)
{
	Str id = request_parameter(request, S("draft"));
	Status status = draft_return(page_care(request), id, admin_version(request), request_form(request, S("words")));
	draft_answer(request, response, status, str_concat(request->arena, S("/administration/drafts/"), id), page_draft);
}

void page_draft_publish_post(const Request *request, Response *response)
{
	Str hash = {0};
	Status status = draft_publish(page_care(request), request_parameter(request, S("draft")), admin_version(request), &hash);
	draft_answer(request, response, status, S("/administration/releases"), page_draft);
}

void page_draft_give_up_post(const Request *request, Response *response)
{
	Status status = draft_give_up(page_care(request), request_parameter(request, S("draft")), admin_version(request));
	draft_answer(request, response, status, S("/administration/drafts"), page_draft);
}

void page_draft_newest_post(const Request *request, Response *response)
{
	Str id = request_parameter(request, S("draft"));
	Status status = draft_take_newest(page_care(request), id, admin_version(request));
	draft_answer(request, response, status, str_concat(request->arena, S("/administration/drafts/"), id), page_draft);
}

/* boroughs/<council>/…: unpacked beside common, it can be checked and published as any council's folder. */
void page_draft_export(const Request *request, Response *response)
{
	enum { EXPORT_BYTES_MAX = 64 * 1024 * 1024 };
	Care *care = page_care(request);
	Arena *arena = request->arena;
	PracticeDraft draft = {0};
	PracticeDraftFile *files = NULL;
	size_t count = 0;
	Str council = practice_council(care->practice)->id;
	bool only = str_equal(request_query(request, S("only")), S("changed"));
	Buffer tar = buffer_make(arena, EXPORT_BYTES_MAX);
	Status status = draft_of_page(request, &draft);
	if (status == STATUS_OK)
		status = draft_files(care, &draft, &files, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		Str path = str_format(arena, "boroughs/%.*s/%.*s", STR_ARG(council), STR_ARG(files[i].path));
		if (!files[i].is_removed && (files[i].is_changed || !only))
			tar_add(&tar, path, files[i].text, draft.begun_at);
	}
	tar_end(&tar);
	response_download(response, arena, S("application/x-tar"), str_format(arena, "practice-%.*s.tar", STR_ARG(council)),
		buffer_str(&tar));
}
