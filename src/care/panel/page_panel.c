#include "care/panel/page_panel.h"

#include "care/panel/page_parts.h"

enum { PAST_DAYS = 92, PAST_SHOWN = 6 };

Str panel_sitting_href(Arena *arena, const CouncilPanel *panel, Date sits_on, const char *rest)
{
	Str day = date_format(arena, sits_on);
	return str_format(arena, "/panels/sittings/%.*s/%.*s%s", STR_ARG(panel->id), STR_ARG(day), rest);
}

Str panel_paper_href(Arena *arena, Str work)
{
	return str_format(arena, "/panels/papers/%.*s", STR_ARG(work));
}

Str panel_day_words(Arena *arena, Date day)
{
	Str weekday = date_weekday_name(date_weekday(day));
	Str words = date_format_words(arena, day);
	return str_format(arena, "%.*s %.*s", STR_ARG(weekday), STR_ARG(words));
}

static Str papers_words(Arena *arena, int64_t papers, int64_t heard)
{
	if (papers == 0)
		return S("no papers yet");
	Str all = str_format(arena, "%lld %s", (long long)papers, papers == 1 ? "paper" : "papers");
	return heard == 0 ? all : str_format(arena, "%.*s, %lld decided", STR_ARG(all), (long long)heard);
}

static Str limit_words(Arena *arena, const CouncilPanel *panel)
{
	if (panel->limit == 0)
		return S("no money");
	Str sum = money_format(arena, panel->limit);
	return str_format(arena, "up to %.*s a week", STR_ARG(sum));
}

/* --- all panels --- */

static Status panel_row(Care *care, const CouncilPanel *panel, TableRow *row)
{
	Arena *arena = care->arena;
	PanelSitting *sittings = NULL;
	size_t count = 0;
	Date today = care_today(care);
	Date next = DATE_NONE;
	int64_t papers = 0;
	int64_t heard = 0;
	Status status = panel_sitting_from(care->practice, panel, today, &next);
	bool sits = status == STATUS_OK;
	if (status == STATUS_NOT_FOUND)
		status = STATUS_OK;
	if (status == STATUS_OK && sits)
		status = panel_sittings(care, panel, next, next, &sittings, &count);
	if (count > 0) {
		papers = sittings[0].papers;
		heard = sittings[0].heard;
	}
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
	cells[0].markup = bit_text_with_note(arena, panel->title, panel->decides);
	cells[1].text = limit_words(arena, panel);
	if (sits)
		cells[2].markup = bit_link_with_note(arena, panel_sitting_href(arena, panel, next, ""),
			panel_day_words(arena, next), papers_words(arena, papers, heard));
	else
		cells[2].text = S("not within a year");
	*row = (TableRow){.cells = cells, .cell_count = 3};
	return status;
}

/* Other days that have papers: those to come, and the latest that are over. */
static Status other_sittings(Care *care, Html *out, const CouncilPanel *panel)
{
	Arena *arena = care->arena;
	PanelSitting *sittings = NULL;
	size_t count = 0;
	Date today = care_today(care);
	Status status = panel_sittings(care, panel, today - PAST_DAYS, today + PANEL_SITTING_SEARCH_DAYS, &sittings, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	size_t past = 0;
	while (past < count && sittings[past].sits_on < today)
		past++;
	html_element(out, "h3", ATTRIBUTES({"class", S("govuk-heading-s")}), panel->title);
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = past > PAST_SHOWN ? past - PAST_SHOWN : 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = panel_sitting_href(arena, panel, sittings[i].sits_on, ""),
			.text = panel_day_words(arena, sittings[i].sits_on)});
		html_text(out, S(" "));
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}),
			papers_words(arena, sittings[i].papers, sittings[i].heard));
		html_close(out, "li");
	}
	html_close(out, "ul");
	return STATUS_OK;
}

static Status unplaced_show(Care *care, Html *out)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Person")}, {.text = S_INIT("What")}, {.text = S_INIT("Sent by")},
		{.text = S_INIT("Due"), .is_numeric = true}};
	Arena *arena = care->arena;
	PanelUnplaced *waiting = NULL;
	size_t count = 0;
	Status status = panel_unplaced(care, &waiting, &count);
	Str *people = ARENA_ARRAY(arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		people[i] = waiting[i].person;
	if (status == STATUS_OK && count > 0)
		status = care_audit_read(care, S("panel list"), people, count);
	if (status != STATUS_OK || count == 0)
		return status;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		cells[0].markup = bit_link_with_note(arena, panel_paper_href(arena, waiting[i].work), waiting[i].name,
			waiting[i].reference);
		cells[1].markup = bit_text_with_note(arena, waiting[i].title, waiting[i].urgent ? S("urgent") : (Str){0});
		cells[2].text = waiting[i].submitted_name;
		cells[3].markup = bit_due(arena, waiting[i].due_on, care_today(care));
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	bit_heading_small(out, S("On no agenda to come"));
	bit_note(out, S("Not heard at its sitting, taken off, costs more than any panel decides, or a record that leaves no trace to "
		"others. Open it to put it before a panel or to decide it on its own page."));
	component_table(out, &(Table){.caption = S("What waits for a decision and stands on no agenda"), .columns = COLUMNS,
		.caption_classes = S("govuk-visually-hidden"), .column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
	return STATUS_OK;
}

void page_panels(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Panel")}, {.text = S_INIT("Decides")},
		{.text = S_INIT("Sits next")}};
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	size_t count = 0;
	const CouncilPanel *panels = practice_panels(care->practice, &count);
	TableRow *rows = ARENA_ARRAY(request->arena, TableRow, count + 1);
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = panel_row(care, &panels[i], &rows[i]);
	bit_heading(&out, S("Panels and forums"));
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("No panels"),
			.text = S("The council\xE2\x80\x99s practice names none: see panels.yaml.")});
	else
		component_table(&out, &(Table){.caption = S("Who decides together, and when"), .columns = COLUMNS,
			.caption_classes = S("govuk-visually-hidden"), .column_count = 3, .rows = rows, .row_count = count,
			.is_dense = true});
	if (status == STATUS_OK)
		status = unplaced_show(care, &out);
	bit_heading_small(&out, S("Sittings with papers"));
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = other_sittings(care, &out, &panels[i]);
	if (care_may(care, S("figures-read"))) {
		html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
		component_link(&out, &(Link){.href = S("/panels/themes"), .text = S("What decisions turned on, month by month")});
		html_close(&out, "p");
	}
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		page_staff(request, response, (StaffPage){.title = S("Panels and forums"), .content = html_finish(&out)},
			S("/panels"));
}

/* --- one sitting --- */

static Str stands_words(const PanelPaper *paper)
{
	if (str_equal(paper->heard_how, S("approved")))
		return S("Decided");
	if (str_equal(paper->heard_how, S("returned")))
		return S("Returned with a comment");
	return paper->stage == WORK_AWAITING_APPROVAL ? S("To be decided") : work_stage_words(paper->stage);
}

static void order_buttons(const Request *request, Html *out, const PanelPaper *paper)
{
	static const struct { const char *value; const char *text; } BUTTONS[] = {{"earlier", "Earlier"}, {"later", "Later"}};
	Arena *arena = request->arena;
	component_form_open(out, &(PageForm){.token = request->form_token, .action = panel_paper_href(arena, paper->work)});
	component_hidden(out, S("from"), S("agenda"));
	component_button_group_open(out);
	for (size_t i = 0; i < 2; i++)
		component_button(out, &(Button){.text = str_from_c(BUTTONS[i].text), .name = S("act"),
			.value = str_from_c(BUTTONS[i].value), .kind = BUTTON_SECONDARY, .hidden_text = paper->name,
			.classes = S("kith-confirm")});
	component_button_group_close(out);
	component_form_close(out);
}

static TableRow agenda_row(const Request *request, const PanelPaper *paper, bool is_over)
{
	Arena *arena = request->arena;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
	Html actions = html_make(arena);
	cells[0].text = paper->time;
	if (paper->open) {
		cells[1].markup = bit_link_with_note(arena, panel_paper_href(arena, paper->work), paper->name, paper->reference);
		cells[2].markup = bit_text_with_note(arena, paper->title, paper->urgent ? S("urgent") : (Str){0});
		cells[3].markup = bit_text_with_note(arena, stands_words(paper), str_is_empty(paper->submitted_name) ? (Str){0}
			: str_concat(arena, S("sent by "), paper->submitted_name));
		if (!is_over && str_is_empty(paper->heard_how))
			order_buttons(request, &actions, paper);
	} else {
		cells[1].text = S("A restricted record");
		cells[2].text = str_format(arena, "A record exists. Ask %.*s.", STR_ARG(str_is_empty(paper->owner_name)
			? S("a manager") : paper->owner_name));
		cells[3].text = stands_words(paper);
	}
	cells[4].markup = html_finish(&actions);
	return (TableRow){.cells = cells, .cell_count = 5};
}

/* The panel and day of the address; false when the answer was given. */
static bool sitting_asked(const Request *request, Response *response, const CouncilPanel **panel, Date *day)
{
	*panel = practice_panel(page_care(request)->practice, request_parameter(request, S("panel")));
	if (*panel != NULL && date_parse(request_parameter(request, S("day")), day) == STATUS_OK)
		return true;
	page_status(request, response, STATUS_NOT_FOUND);
	return false;
}

static Status agenda_read(Care *care, const CouncilPanel *panel, Date day, PanelPaper **papers, size_t *count)
{
	Status status = panel_agenda(care, panel, day, papers, count);
	Str *people = ARENA_ARRAY(care->arena, Str, *count + 1);
	size_t shown = 0;
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		if ((*papers)[i].open)
			people[shown++] = (*papers)[i].person;
	return status == STATUS_OK && shown > 0 ? care_audit_read(care, S("panel agenda"), people, shown) : status;
}

static void agenda_links(Care *care, Html *out, const CouncilPanel *panel, Date day)
{
	Date next = DATE_NONE;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = panel_sitting_href(care->arena, panel, day, "/papers"),
		.text = S("All papers on one page, for printing")});
	html_close(out, "p");
	if (panel_sitting_from(care->practice, panel, day + 1, &next) != STATUS_OK)
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = panel_sitting_href(care->arena, panel, next, ""),
		.text = str_concat(care->arena, S("The sitting after this: "), panel_day_words(care->arena, next))});
	html_close(out, "p");
}

void page_panel_agenda(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("At")}, {.text = S_INIT("Person")}, {.text = S_INIT("What is asked")},
		{.text = S_INIT("Stands")}, {.text = S_INIT("Order"), .is_hidden = true}};
	Care *care = page_care(request);
	Arena *arena = request->arena;
	const CouncilPanel *panel = NULL;
	PanelPaper *papers = NULL;
	Date day = DATE_NONE;
	size_t count = 0;
	bool sits = false;
	if (!sitting_asked(request, response, &panel, &day))
		return;
	Status status = agenda_read(care, panel, day, &papers, &count);
	if (status == STATUS_OK && panel_sits_on(care->practice, panel, day, &sits) != STATUS_OK)
		sits = false;
	if (status == STATUS_OK && !sits && count == 0)
		status = STATUS_NOT_FOUND;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	Str title = str_format(arena, "%.*s, %.*s", STR_ARG(panel->title), STR_ARG(panel_day_words(arena, day)));
	component_back_link(&out, &(BackLink){.href = S("/panels"), .text = S("Panels and forums")});
	bit_heading(&out, title);
	bit_paragraph(&out, panel->decides);
	bit_note(&out, str_format(arena, "Decides %.*s. %lld minutes for each paper. Whoever wrote a paper does not decide it, and whoever "
		"decides does it within their own limit.", STR_ARG(limit_words(arena, panel)), (long long)panel->minutes));
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		rows[i] = agenda_row(request, &papers[i], day < care_today(care));
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("No papers yet"),
			.text = S("What is sent up for approval in time stands here by itself.")});
	else
		component_table(&out, &(Table){.caption = S("Agenda"), .columns = COLUMNS, .column_count = 5, .rows = rows,
			.row_count = count, .is_dense = true});
	agenda_links(care, &out, panel, day);
	page_staff(request, response, (StaffPage){.title = title, .content = html_finish(&out)}, S("/panels"));
}

void page_panel_papers(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	const CouncilPanel *panel = NULL;
	PanelPaper *papers = NULL;
	Date day = DATE_NONE;
	size_t count = 0;
	if (!sitting_asked(request, response, &panel, &day))
		return;
	Html out = html_make(arena);
	Status status = panel_agenda(care, panel, day, &papers, &count);
	Str title = str_format(arena, "Papers: %.*s, %.*s", STR_ARG(panel->title), STR_ARG(panel_day_words(arena, day)));
	component_back_link(&out, &(BackLink){.href = panel_sitting_href(arena, panel, day, ""), .text = S("Agenda")});
	bit_heading(&out, title);
	if (practice_council(care->practice)->demonstration)
		bit_paragraph(&out, S("Everybody here is invented, and so is every figure."));
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		PanelContent content = {0};
		if (!papers[i].open)
			continue;
		status = panel_content(care, papers[i].work, &content);
		if (status != STATUS_OK)
			break;
		bit_heading_small(&out, str_format(arena, "%.*s %.*s, %.*s", STR_ARG(papers[i].time), STR_ARG(papers[i].name),
			STR_ARG(papers[i].reference)));
		panel_paper_show(care, &out, &content, false);
	}
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		page_staff(request, response, (StaffPage){.title = title, .content = html_finish(&out)}, S("/panels"));
}
