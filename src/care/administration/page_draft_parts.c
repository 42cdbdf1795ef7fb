#include "care/administration/page_draft_parts.h"

#include "base/line_difference.h"

enum { FINDINGS_SHOWN_MAX = 100, LINES_AROUND = 2, LINES_SHOWN_MAX = 400 };

Status draft_of_page(const Request *request, PracticeDraft *out)
{
	return draft_get(page_care(request), request_parameter(request, S("draft")), out);
}

Str draft_href(Arena *arena, const PracticeDraft *draft, const char *part)
{
	return str_format(arena, "/administration/drafts/%.*s%s", STR_ARG(draft->id), part);
}

Str draft_file_href(Arena *arena, const PracticeDraft *draft, const char *part, Str path, Str thing)
{
	Str href = str_format(arena, "/administration/drafts/%.*s%s?name=%.*s", STR_ARG(draft->id), part, STR_ARG(path));
	return str_is_empty(thing) ? href : str_format(arena, "%.*s&thing=%.*s", STR_ARG(href), STR_ARG(thing));
}

Str draft_state_words(const PracticeDraft *draft)
{
	static const Str WORDS[] = {S_INIT("Being edited"), S_INIT("Proposed"), S_INIT("Published"), S_INIT("Given up")};
	return WORDS[draft->state];
}

void draft_way_back(Html *out, Arena *arena, const PracticeDraft *draft, Str path)
{
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = draft_href(arena, draft, ""), .text = draft->title});
	html_text(out, S(" · "));
	component_link(out, &(Link){.href = draft_href(arena, draft, "/files"), .text = S("All files")});
	if (!str_is_empty(path)) {
		html_text(out, S(" · "));
		component_link(out, &(Link){.href = draft_file_href(arena, draft, "/file", path, (Str){0}), .text = path});
	}
	html_close(out, "p");
}

static Str finding_words(Arena *arena, const Problem *finding)
{
	return str_is_empty(finding->field) ? finding->message
		: str_format(arena, "%.*s: %.*s", STR_ARG(finding->field), STR_ARG(finding->message));
}

static TableRow finding_row(Arena *arena, const PracticeDraft *draft, const Problem *finding)
{
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
	if (practice_path_is_ours(finding->file))
		cells[0].markup = bit_link(arena, draft_file_href(arena, draft, "/file", finding->file, (Str){0}), finding->file);
	else
		cells[0].text = str_is_empty(finding->file) ? S("–") : finding->file;
	cells[1].text = finding->line == 0 ? S("–") : str_format(arena, "%u", finding->line);
	cells[2].text = finding_words(arena, finding);
	return (TableRow){.cells = cells, .cell_count = 3};
}

void draft_findings(Html *out, Arena *arena, const PracticeDraft *draft, const Problems *findings, Str path)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("File")}, {.text = S_INIT("Line")}, {.text = S_INIT("What was found")}};
	TableRow *rows = ARENA_ARRAY(arena, TableRow, FINDINGS_SHOWN_MAX);
	size_t count = 0;
	size_t elsewhere = 0;
	for (size_t i = 0; i < findings->count; i++) {
		if (!str_is_empty(path) && !str_equal(findings->items[i].file, path))
			elsewhere++;
		else if (count < FINDINGS_SHOWN_MAX)
			rows[count++] = finding_row(arena, draft, &findings->items[i]);
	}
	if (count > 0)
		component_table(out, &(Table){.caption = str_format(arena, "The check has %zu finding%s%s", count, count == 1 ? "" : "s",
			str_is_empty(path) ? "" : " in this file"), .columns = COLUMNS, .column_count = 3, .rows = rows, .row_count = count,
			.is_dense = true});
	else if (elsewhere == 0)
		bit_paragraph(out, S("The check has no findings."));
	if (elsewhere > 0)
		bit_paragraph(out, str_format(arena, "%zu finding%s in other files: see the draft.", elsewhere, elsewhere == 1 ? "" : "s"));
	if (findings->total > findings->count || count == FINDINGS_SHOWN_MAX)
		bit_note(out, S("There are more than are shown. Some go by themselves when these are put right."));
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static void line_row(Html *out, Arena *arena, size_t number, Str sign, Str text, const char *classes)
{
	html_open(out, "tr", ATTRIBUTES({"class", str_from_c(classes)}));
	html_element(out, "th", ATTRIBUTES({"scope", S("row")}), number == 0 ? (Str){0} : str_format(arena, "%zu", number));
	html_open(out, "td", NO_ATTRIBUTES);
	if (!str_is_empty(sign)) {
		html_element(out, "span", ATTRIBUTES({"class", S("kith-lines__sign")}), sign);
		html_text(out, S(" "));
	}
	html_element(out, "code", NO_ATTRIBUTES, text);
	html_close(out, "td");
	html_close(out, "tr");
}

static void lines_open(Html *out, Str caption)
{
	html_open(out, "div", ATTRIBUTES({"class", S("kith-lines")}, {"tabindex", S("0")}, {"role", S("region")}, {"aria-label", caption}));
	html_open(out, "table", NO_ATTRIBUTES);
	html_element(out, "caption", ATTRIBUTES({"class", S("govuk-table__caption govuk-table__caption--s")}), caption);
	html_open(out, "tbody", NO_ATTRIBUTES);
}

static void lines_close(Html *out)
{
	html_close(out, "tbody");
	html_close(out, "table");
	html_close(out, "div");
}

/* Is a finding of this file so near to the line? */
static bool is_near(const Problems *findings, Str path, size_t number)
{
	for (size_t i = 0; i < findings->count; i++) {
		size_t line = findings->items[i].line;
		if (str_equal(findings->items[i].file, path) && line > 0 && line <= number + LINES_AROUND && number <= line + LINES_AROUND)
			return true;
	}
	return false;
}

static void found_on(Html *out, Arena *arena, const Problems *findings, Str path, size_t number)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (!str_equal(findings->items[i].file, path) || findings->items[i].line != number)
			continue;
		html_open(out, "tr", ATTRIBUTES({"class", S("kith-lines__found")}));
		html_element(out, "th", ATTRIBUTES({"scope", S("row")}), S("Found"));
		html_element(out, "td", NO_ATTRIBUTES, finding_words(arena, &findings->items[i]));
		html_close(out, "tr");
	}
}

void draft_lines_with_findings(Html *out, Arena *arena, Str path, Str text, const Problems *findings)
{
	bool any = false;
	size_t number = 0;
	size_t shown = 0;
	size_t last = 0;
	Str line = {0};
	for (size_t i = 0; i < findings->count; i++)
		any = any || (str_equal(findings->items[i].file, path) && findings->items[i].line > 0);
	if (!any)
		return;
	lines_open(out, S("What was found, beside its line"));
	while (str_next(&text, '\n', &line) && shown < LINES_SHOWN_MAX) {
		number++;
		if (!is_near(findings, path, number))
			continue;
		if (last + 1 != number && last > 0)
			line_row(out, arena, 0, (Str){0}, S("…"), "kith-lines__gap");
		line_row(out, arena, number, (Str){0}, line, "");
		found_on(out, arena, findings, path, number);
		last = number;
		shown++;
	}
	if (shown < LINES_SHOWN_MAX)
		found_on(out, arena, findings, path, number + 1); /* what is missing at the end */
	lines_close(out);
}

/* Is there a line that went or came so near to this step? */
static bool step_is_shown(const LineStep *steps, size_t count, size_t at)
{
	size_t from = at < LINES_AROUND ? 0 : at - LINES_AROUND;
	for (size_t i = from; i < count && i <= at + LINES_AROUND; i++)
		if (steps[i].fate != LINE_STAYED)
			return true;
	return false;
}

void draft_line_changes(Html *out, Arena *arena, Str before, Str after, Str caption)
{
	static const struct { Str sign; const char *classes; } FATES[] = {{S_INIT(""), ""}, {S_INIT("−"), "kith-lines__went"},
		{S_INIT("+"), "kith-lines__came"}};
	const LineStep *steps = NULL;
	size_t shown = 0;
	size_t last = 0;
	size_t count = line_difference(arena, before, after, &steps);
	if (str_equal(before, after))
		return;
	lines_open(out, caption);
	for (size_t i = 0; i < count && shown < LINES_SHOWN_MAX; i++) {
		if (!step_is_shown(steps, count, i))
			continue;
		if (shown > 0 && last + 1 != i)
			line_row(out, arena, 0, (Str){0}, S("…"), "kith-lines__gap");
		line_row(out, arena, steps[i].fate == LINE_WENT ? steps[i].before : steps[i].after, FATES[steps[i].fate].sign, steps[i].text,
			FATES[steps[i].fate].classes);
		last = i;
		shown++;
	}
	lines_close(out);
	if (shown == LINES_SHOWN_MAX)
		bit_note(out, S("More differs than is shown. The exported files have it all."));
}

void draft_answer(const Request *request, Response *response, Status status, Str href,
	void (*again)(const Request *request, Response *response))
{
	if (status == STATUS_OK)
		response_redirect(response, href);
	else if (status == STATUS_INVALID)
		again(request, response);
	else
		page_status(request, response, status);
}
