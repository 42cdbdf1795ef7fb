/* A file of a draft: its text with what the check found beside its lines, and what it changes. */
#include "care/administration/page_administration.h"

#include "care/administration/page_draft_parts.h"
#include "practice/fields.h"

enum { THINGS_SHOWN_MAX = 400 };

/* What the page shows: the file as it is, or what somebody typed while another one saved. */
typedef struct Editor {
	PracticeDraft draft;
	PracticeDraftFile file;
	Str path;
	Str text;     /* in the text area */
	bool clashes; /* file.text is somebody else's, saved meanwhile */
	Problems findings;
} Editor;

/* A path that is in no release yet is a new file, empty. */
static Status editor_load(const Request *request, Str path, Editor *out)
{
	Care *care = page_care(request);
	Practice *practice = NULL;
	out->path = path;
	out->findings = problems_make(request->arena);
	Status status = draft_of_page(request, &out->draft);
	if (status == STATUS_OK && !practice_path_is_ours(path))
		return STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = draft_file(care, &out->draft, path, &out->file);
	if (status == STATUS_NOT_FOUND && !str_is_empty(out->draft.id)) {
		out->file = (PracticeDraftFile){.path = path, .is_new = true};
		status = STATUS_OK;
	}
	out->text = out->file.text;
	if (status != STATUS_OK || out->draft.state == DRAFT_PUBLISHED || out->draft.state == DRAFT_GIVEN_UP)
		return status;
	status = draft_check(care, &out->draft, &out->findings, &practice);
	return status == STATUS_INVALID ? STATUS_OK : status;
}

static void things_list(Html *out, Arena *arena, const Editor *editor)
{
	PracticeThing *things = NULL;
	size_t count = practice_file_things(arena, editor->path, editor->file.text, &things);
	if (count == 0 || editor->file.is_removed)
		return;
	Html list = html_make(arena);
	html_open(&list, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count && i < THINGS_SHOWN_MAX; i++) {
		html_open(&list, "li", NO_ATTRIBUTES);
		component_link(&list, &(Link){.href = draft_file_href(arena, &editor->draft, "/fields", editor->path, things[i].id),
			.text = things[i].id});
		if (!str_is_empty(things[i].words) && !str_equal(things[i].words, things[i].id))
			html_text(&list, str_format(arena, " – %.*s", STR_ARG(things[i].words)));
		html_close(&list, "li");
	}
	html_close(&list, "ul");
	component_details(out, &(Details){.summary = S("Change words and times without the file's text"), .markup = html_finish(&list),
		.is_open = count <= 3});
}

static Str version_of(Arena *arena, const Editor *editor)
{
	return str_format(arena, "%lld", (long long)editor->file.version);
}

static void text_form(const Request *request, Html *out, const Editor *editor)
{
	Arena *arena = request->arena;
	component_form_open(out, &(PageForm){.action = draft_href(arena, &editor->draft, "/file"), .token = request->form_token,
		.version = version_of(arena, editor)});
	component_hidden(out, S("name"), editor->path);
	component_textarea(out, &(Textarea){.name = S("text"), .label = S("The file's text"), .value = editor->text, .rows = 30,
		.spellcheck = SPELLCHECK_OFF, .classes = S("kith-file-text"), .autocomplete = S("off"),
		.hint = S("Indent with spaces. Lines that begin with # are notes."),
		.error = problems_for_field(&page_care(request)->problems, S("text"))});
	component_button_group_open(out);
	component_button(out, &(Button){.text = S("Save and check"), .name = S("do"), .value = S("save"), .prevent_double_click = true});
	if (editor->file.is_changed)
		component_button(out, &(Button){.text = S("Take back what the release has"), .kind = BUTTON_SECONDARY, .name = S("do"),
			.value = S("take-back")});
	if (!editor->file.is_removed && (!editor->file.is_new || editor->file.is_changed))
		component_button(out, &(Button){.text = S("Remove the file"), .kind = BUTTON_WARNING, .name = S("do"), .value = S("remove")});
	component_button_group_close(out);
	component_form_close(out);
}

static void say_clash(Html *out, Arena *arena, const Editor *editor)
{
	component_warning_text(out, &(WarningText){.text = str_format(arena, "%.*s saved this file while you had it open. Nothing is lost: "
		"what stands there now and what you typed are both below. Save what is right.", STR_ARG(editor->file.changed_by))});
	draft_line_changes(out, arena, editor->file.text, editor->text, S("From what stands there now (−) to what you typed (+)"));
}

static void show_editor(const Request *request, Response *response, const Editor *editor)
{
	Arena *arena = request->arena;
	Html out = html_make(arena);
	admin_begin(request, &out, editor->path);
	draft_way_back(&out, arena, &editor->draft, (Str){0});
	if (editor->clashes)
		say_clash(&out, arena, editor);
	if (editor->file.is_removed)
		bit_paragraph(&out, S("This draft removes the file. Saving it brings it back."));
	if (editor->file.is_moved) {
		component_warning_text(&out, &(WarningText){.text = S("The newest release changed this file too. Put both together and save, even "
			"when nothing is left to change.")});
		draft_line_changes(&out, arena, editor->file.before, editor->file.text, S("From the newest release (−) to this draft (+)"));
	}
	if (editor->draft.state == DRAFT_EDITED && !editor->clashes)
		things_list(&out, arena, editor);
	if (!editor->file.is_new || editor->file.is_changed)
		draft_findings(&out, arena, &editor->draft, &editor->findings, editor->path);
	if (!editor->clashes)
		draft_lines_with_findings(&out, arena, editor->path, editor->file.text, &editor->findings);
	if (editor->draft.state == DRAFT_EDITED)
		text_form(request, &out, editor);
	else
		html_element(&out, "pre", ATTRIBUTES({"class", S("kith-file-text")}, {"tabindex", S("0")}), editor->file.text);
	if (editor->file.is_changed && !editor->file.is_moved && !editor->file.is_removed)
		draft_line_changes(&out, arena, editor->file.before, editor->file.text, S("From the release (−) to this draft (+)"));
	admin_page(request, response, editor->path, &out);
	if (editor->clashes)
		response->status = 409;
}

void page_draft_file(const Request *request, Response *response)
{
	Editor editor = {0};
	Str path = request->method == METHOD_POST ? request_form(request, S("name")) : request_query(request, S("name"));
	Status status = editor_load(request, str_trim(path), &editor);
	if (status == STATUS_OK && request->method == METHOD_POST)
		editor.text = request_form(request, S("text")); /* what could not be saved is shown again */
	if (status == STATUS_OK)
		show_editor(request, response, &editor);
	else
		page_status(request, response, status);
}

/* Both texts, one beside the other; saving again is a choice then. */
static void show_clash(const Request *request, Response *response, Str path)
{
	Editor editor = {0};
	Status status = editor_load(request, path, &editor);
	editor.clashes = editor.draft.state == DRAFT_EDITED;
	editor.text = request_form(request, S("text"));
	if (status == STATUS_OK && editor.clashes)
		show_editor(request, response, &editor);
	else
		page_status(request, response, status == STATUS_OK ? STATUS_STALE : status);
}

void page_draft_file_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str draft = request_parameter(request, S("draft"));
	Str path = request_form(request, S("name"));
	Str what = request_form(request, S("do"));
	Str text = request_form(request, S("text"));
	Status status = STATUS_OK;
	if (str_equal(what, S("take-back")))
		status = draft_file_take_back(care, draft, path, admin_version(request));
	else if (str_equal(what, S("remove")))
		status = draft_file_remove(care, draft, path, admin_version(request));
	else if (str_is_empty(str_trim(text)))
		status = problems_add(&care->problems, (Problem){.field = S("text"), .message = S("The file is empty. Remove it instead.")});
	else
		status = draft_file_save(care, draft, path, text, admin_version(request));
	if (status == STATUS_STALE)
		show_clash(request, response, path);
	else
		draft_answer(request, response, status, draft_file_href(request->arena, &(PracticeDraft){.id = draft}, "/file", path, (Str){0}),
			page_draft_file);
}
