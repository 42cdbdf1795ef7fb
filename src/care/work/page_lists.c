#include "care/work/page_lists.h"

#include "care/access/access.h"
#include "care/kept/kept.h"
#include "care/pages/alike.h"
#include "care/pages/bits.h"
#include "care/work/work.h"

enum { LIST_PAGE = 50, LIST_COLUMNS = 6 };

/* Who wrote it cannot approve it, nor can somebody without the role: they are told whom it waits for. */
static Str approval_act(Care *care, const WorkRow *row)
{
	Str role = row->pathway == NULL ? (Str){0} : row->pathway->approved_by;
	if (!str_is_empty(role) && access_has_role(care, role) && !str_equal(row->submitted_by, care->actor))
		return S("Approve or return");
	return str_is_empty(role) ? S("Waits for approval")
		: str_format(care->arena, "Waits for: %.*s", STR_ARG(bit_code_words(care->arena, role)));
}

static Str next_act(Care *care, const WorkRow *row, bool is_mine)
{
	switch (row->stage) {
	case WORK_WAITING: return is_mine ? S("Begin") : S("Take it on");
	case WORK_IN_PROGRESS: return S("Go on and finish");
	case WORK_AWAITING_APPROVAL: return approval_act(care, row);
	case WORK_RETURNED: return S("Change what was asked, send again");
	case WORK_FINISHED:
	case WORK_CANCELLED: break;
	}
	return S("Nothing");
}

static Str opened_words(Care *care, const WorkRow *row)
{
	int days = care_today(care) - row->opened_on;
	return days <= 0 ? S("today") : str_format(care->arena, "%d %s ago", days, days == 1 ? "day" : "days");
}

static TableRow list_row(Care *care, const WorkRow *row, bool is_mine)
{
	Arena *arena = care->arena;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, LIST_COLUMNS);
	cells[0].markup = bit_link_with_note(arena, bit_work_href(arena, row->id), row->title,
		row->urgent ? S("urgent") : (Str){0});
	if (str_is_empty(row->person))
		cells[1].text = S("not matched yet");
	else
		cells[1].markup = bit_link(arena, bit_person_href(arena, row->person, ""), row->name);
	cells[2].text = is_mine ? work_stage_words(row->stage) : str_is_empty(row->user_name)
		? str_format(arena, "%.*s, nobody yet", STR_ARG(row->team_name)) : row->user_name;
	cells[3].markup = bit_text_with_note(arena, next_act(care, row, is_mine), is_mine ? (Str){0}
		: work_stage_words(row->stage));
	cells[4].text = opened_words(care, row);
	cells[5].markup = bit_due(arena, row->due_on, care_today(care));
	return (TableRow){.cells = cells, .cell_count = LIST_COLUMNS};
}

/* The orders that an address may ask for, and what each says over the list. */
static const struct { const char *code; const char *up; const char *down; } SORTS[] = {
	[WORK_BY_DUE] = {"due", "Most late first", "Due last first"},
	[WORK_BY_OPENED] = {"opened", "Opened longest ago first", "Opened last first"},
	[WORK_BY_PERSON] = {"person", "By person, A to Z", "By person, Z to A"},
	[WORK_BY_HOLDER] = {"with", "Not taken on first, then by colleague, A to Z", "By colleague, Z to A, not taken on last"},
};

/* What is not among them is left as it is: most late first. */
static void sort_read(const Request *request, WorkFilter *filter)
{
	Str asked = request_query(request, S("sort"));
	for (size_t i = 0; i < sizeof SORTS / sizeof SORTS[0]; i++)
		if (str_equal(asked, str_from_c(SORTS[i].code)))
			filter->sort = (WorkSort)i;
	filter->is_descending = str_equal(request_query(request, S("direction")), S("down"));
}

static Str sort_words(const WorkFilter *filter)
{
	return str_from_c(filter->is_descending ? SORTS[filter->sort].down : SORTS[filter->sort].up);
}

static Str sort_query(Arena *arena, WorkSort sort, bool is_descending)
{
	return str_format(arena, "sort=%s&direction=%s", SORTS[sort].code, is_descending ? "down" : "up");
}

typedef struct ListView {
	Str caption;              /* unless it can be sorted */
	const WorkFilter *filter; /* NULL: it stands as it is, without other orders */
	Str base;                 /* the address of the list with its filters, to which an order is added */
	bool is_mine;
} ListView;

/* A head that sorts: the same order the other way round where the list stands in it, otherwise upwards. */
static TableColumn sort_column(Arena *arena, const ListView *view, WorkSort sort, Str text)
{
	const WorkFilter *filter = view->filter;
	if (filter == NULL)
		return (TableColumn){.text = text};
	bool is_here = filter->sort == sort;
	return (TableColumn){.text = text, .is_sorted_up = is_here && !filter->is_descending,
		.is_sorted_down = is_here && filter->is_descending,
		.sort_href = str_concat(arena, view->base, sort_query(arena, sort, is_here && !filter->is_descending))};
}

static void list_table(Care *care, Html *out, const ListView *view, const WorkRow *rows, size_t count)
{
	TableColumn columns[LIST_COLUMNS] = {{.text = S("Work")}, sort_column(care->arena, view, WORK_BY_PERSON, S("Person")),
		view->is_mine ? (TableColumn){.text = S("Stands")} : sort_column(care->arena, view, WORK_BY_HOLDER, S("With")),
		{.text = S("Next")}, sort_column(care->arena, view, WORK_BY_OPENED, S("Opened")),
		sort_column(care->arena, view, WORK_BY_DUE, S("Due"))};
	columns[LIST_COLUMNS - 1].is_numeric = true;
	TableRow *table = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		table[i] = list_row(care, &rows[i], view->is_mine);
	component_table(out, &(Table){.caption = view->filter == NULL ? view->caption : sort_words(view->filter),
		.columns = columns, .column_count = LIST_COLUMNS, .rows = table, .row_count = count, .is_dense = true});
}

static Status audit_rows(Care *care, const WorkRow *rows, size_t count)
{
	Str *people = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		people[i] = rows[i].person;
	return care_audit_read(care, S("list"), people, count);
}

/* Answers that were sent after the session had ended. */
static void kept_notice(Care *care, Html *out)
{
	int64_t count = 0;
	if (kept_count(care, &count) != STATUS_OK || count == 0)
		return;
	Html words = html_make(care->arena);
	html_text(&words, S("What you sent after you had been signed out was kept. "));
	component_link(&words, &(Link){.href = S("/kept"), .text = S("Look at them")});
	component_inset_text(out, &(InsetText){.markup = html_finish(&words)});
}

void page_my_work(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkRow *rows = NULL;
	size_t count = 0;
	WorkFilter filter = {.user = care->actor};
	sort_read(request, &filter);
	Status status = work_list(care, &filter, &rows, &count);
	if (status == STATUS_OK)
		status = audit_rows(care, rows, count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("My work"));
	kept_notice(care, &out);
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("Nothing waits for you"),
			.text = S("What you take on, or a colleague gives you, stands here: the most late first."),
			.action_href = S("/team"), .action_text = S("See what waits in your team")});
	else
		list_table(care, &out, &(ListView){.filter = &filter, .base = S("/work?"), .is_mine = true}, rows, count);
	page_staff(request, response, (StaffPage){.title = S("My work"), .content = html_finish(&out)}, S("/work"));
}

static void stage_select(Html *out, Str value)
{
	static const SelectItem STAGES[] = {{.value = S_INIT(""), .text = S_INIT("Any")},
		{.value = S_INIT("waiting"), .text = S_INIT("Waiting to begin")},
		{.value = S_INIT("in-progress"), .text = S_INIT("In progress")},
		{.value = S_INIT("awaiting-approval"), .text = S_INIT("Awaiting approval")},
		{.value = S_INIT("returned"), .text = S_INIT("Returned")}};
	component_select(out, &(Select){.name = S("stage"), .label = S("Stage"), .items = STAGES,
		.item_count = sizeof STAGES / sizeof STAGES[0], .value = value});
}

static void pathway_select(Care *care, Html *out, Str value)
{
	size_t count = 0;
	const Pathway *const *pathways = practice_pathways(care->practice, &count);
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S(""), .text = S("Any")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = pathways[i]->id, .text = pathways[i]->title};
	component_select(out, &(Select){.name = S("pathway"), .label = S("Kind of work"), .items = items,
		.item_count = count + 1, .value = value});
}

static Status team_select(Care *care, Html *out, Str value)
{
	Team *teams = NULL;
	size_t count = 0;
	Status status = access_teams(care, &teams, &count);
	if (status != STATUS_OK)
		return status;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S("all"), .text = S("All teams")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = teams[i].id, .text = teams[i].name};
	component_select(out, &(Select){.name = S("team"), .label = S("Team"), .items = items, .item_count = count + 1,
		.value = value});
	return STATUS_OK;
}

static Status user_select(Care *care, Html *out, Str team, Str value)
{
	User *users = NULL;
	size_t count = 0;
	Status status = access_users(care, &users, &count);
	if (status != STATUS_OK)
		return status;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	size_t used = 0;
	items[used++] = (SelectItem){.value = S(""), .text = S("Anybody")};
	for (size_t i = 0; i < count; i++)
		if (str_is_empty(team) || str_equal(users[i].team, team) || str_equal(users[i].id, value))
			items[used++] = (SelectItem){.value = users[i].id, .text = users[i].name};
	component_select(out, &(Select){.name = S("user"), .label = S("Who has it"), .items = items, .item_count = used,
		.value = value});
	return STATUS_OK;
}

static void waiting_link(Html *out)
{
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = S("/waiting"), .text = S("Waiting lists: who waits for what, and how long")});
	html_close(out, "p");
}

static WorkFilter filter_of(const Request *request, const Care *care, size_t *page)
{
	int64_t number = 1;
	Str team = request_query(request, S("team"));
	if (str_to_integer(request_query(request, S("page")), &number) != STATUS_OK || number < 1 || number > 1000)
		number = 1;
	*page = (size_t)number;
	WorkFilter filter = {.team = str_equal(team, S("all")) ? (Str){0} : str_is_empty(team) ? care->actor_team : team,
		.stage = request_query(request, S("stage")), .pathway = request_query(request, S("pathway")),
		.user = request_query(request, S("user")), .skip = (*page - 1) * LIST_PAGE, .most = LIST_PAGE + 1};
	sort_read(request, &filter);
	return filter;
}

/* The list with its filters; an order or a page is added. */
static Str team_base(Arena *arena, const WorkFilter *filter)
{
	return str_format(arena, "/team?team=%.*s&stage=%.*s&pathway=%.*s&user=%.*s&",
		STR_ARG(str_is_empty(filter->team) ? S("all") : filter->team), STR_ARG(filter->stage),
		STR_ARG(filter->pathway), STR_ARG(filter->user));
}

static Str team_href(Arena *arena, const WorkFilter *filter, size_t page)
{
	Str order = sort_query(arena, filter->sort, filter->is_descending);
	Str base = team_base(arena, filter);
	return str_format(arena, "%.*s%.*s&page=%zu", STR_ARG(base), STR_ARG(order), page);
}

/* Codes and ids only: what else stands in an address is not put into another one. */
static bool is_plain(Str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return true;
}

static Status team_filter(Care *care, Html *out, const WorkFilter *filter)
{
	component_filter_open(out, &(Filter){.action = S("/team"), .clear_href = S("/team")});
	Status status = team_select(care, out, str_is_empty(filter->team) ? S("all") : filter->team);
	stage_select(out, filter->stage);
	pathway_select(care, out, filter->pathway);
	if (status == STATUS_OK)
		status = user_select(care, out, filter->team, filter->user);
	component_hidden(out, S("sort"), str_from_c(SORTS[filter->sort].code));
	component_hidden(out, S("direction"), filter->is_descending ? S("down") : S("up"));
	component_filter_close(out, &(Filter){.action = S("/team"), .clear_href = S("/team")});
	return status;
}

void page_team_work(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkRow *rows = NULL;
	size_t count = 0;
	size_t page = 1;
	WorkFilter filter = filter_of(request, care, &page);
	Html out = html_make(request->arena);
	bit_heading(&out, S("Team"));
	waiting_link(&out);
	alike_link(care, &out);
	Status status = is_plain(filter.team) && is_plain(filter.stage) && is_plain(filter.pathway) && is_plain(filter.user)
		? STATUS_OK : STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = team_filter(care, &out, &filter);
	if (status == STATUS_OK)
		status = work_list(care, &filter, &rows, &count);
	size_t shown = count > LIST_PAGE ? LIST_PAGE : count;
	if (status == STATUS_OK)
		status = audit_rows(care, rows, shown);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	if (shown == 0)
		component_empty_state(&out, &(EmptyState){.title = S("Nothing here"),
			.text = S("Unfinished work of the team stands here, the most late first. Try other filters.")});
	else
		list_table(care, &out, &(ListView){.filter = &filter, .base = team_base(request->arena, &filter)}, rows, shown);
	component_pagination(&out, &(Pagination){.label = S("Pages of the list"),
		.previous_href = page > 1 ? team_href(request->arena, &filter, page - 1) : (Str){0},
		.next_href = count > shown ? team_href(request->arena, &filter, page + 1) : (Str){0}});
	page_staff(request, response, (StaffPage){.title = S("Team"), .content = html_finish(&out)}, S("/team"));
}

typedef struct Sums {
	int64_t approvals;
	int64_t returned;
	int64_t waiting;
	int64_t overdue;
	int64_t contacts_over;
	int64_t reviews_over;
} Sums;

static Sums sums_of(const WorkCount *counts, size_t count)
{
	Sums sums = {0};
	for (size_t i = 0; i < count; i++) {
		sums.approvals += counts[i].stage == WORK_AWAITING_APPROVAL ? counts[i].count : 0;
		sums.returned += counts[i].stage == WORK_RETURNED ? counts[i].count : 0;
		sums.waiting += counts[i].stage == WORK_WAITING ? counts[i].count : 0;
		sums.overdue += counts[i].overdue;
		sums.contacts_over += str_equal(counts[i].pathway, S("contact")) ? counts[i].overdue : 0;
		sums.reviews_over += str_equal(counts[i].pathway, S("review")) ? counts[i].overdue : 0;
	}
	return sums;
}

static Figure figure_of(Arena *arena, int64_t number, Str text, Str href, bool is_alarm)
{
	return (Figure){.number = str_format(arena, "%lld", (long long)number), .text = text, .href = href,
		.kind = number > 0 && is_alarm ? PILL_OVER : PILL_PLAIN};
}

static void figures_show(Care *care, Html *out, const Sums *sums, Str team)
{
	Arena *arena = care->arena;
	Str base = str_format(arena, "/team?team=%.*s", STR_ARG(str_is_empty(team) ? S("all") : team));
	Figure figures[] = {
		figure_of(arena, sums->approvals, S("waiting for approval"), str_concat(arena, base, S("&stage=awaiting-approval")),
			false),
		figure_of(arena, sums->overdue, S("over their date"), base, true),
		figure_of(arena, sums->contacts_over, S("contacts over target"), str_concat(arena, base, S("&pathway=contact")), true),
		figure_of(arena, sums->reviews_over, S("reviews over their date"), str_concat(arena, base, S("&pathway=review")), true),
		figure_of(arena, sums->waiting, S("not begun"), str_concat(arena, base, S("&stage=waiting")), false),
		figure_of(arena, sums->returned, S("returned for changes"), str_concat(arena, base, S("&stage=returned")), false),
	};
	component_figures(out, figures, sizeof figures / sizeof figures[0]);
}

typedef struct PathwaySum {
	Str pathway;
	int64_t count;
	int64_t overdue;
	Date oldest;
} PathwaySum;

static size_t by_pathway(Care *care, const WorkCount *counts, size_t count, PathwaySum **out)
{
	size_t used = 0;
	*out = ARENA_ARRAY(care->arena, PathwaySum, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (used == 0 || !str_equal((*out)[used - 1].pathway, counts[i].pathway))
			(*out)[used++] = (PathwaySum){.pathway = counts[i].pathway, .oldest = counts[i].oldest_on};
		PathwaySum *sum = &(*out)[used - 1];
		sum->count += counts[i].count;
		sum->overdue += counts[i].overdue;
		sum->oldest = counts[i].oldest_on < sum->oldest ? counts[i].oldest_on : sum->oldest;
	}
	return used;
}

static void pathways_table(Care *care, Html *out, const PathwaySum *sums, size_t count, Str team)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Kind of work")}, {.text = S_INIT("Open"), .is_numeric = true},
		{.text = S_INIT("Over"), .is_numeric = true}, {.text = S_INIT("Oldest opened"), .is_numeric = true}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		const Pathway *pathway = practice_pathway(care->practice, sums[i].pathway);
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].markup = bit_link(care->arena, str_format(care->arena, "/team?team=%.*s&pathway=%.*s",
			STR_ARG(str_is_empty(team) ? S("all") : team), STR_ARG(sums[i].pathway)),
			pathway == NULL ? bit_code_words(care->arena, sums[i].pathway) : pathway->title);
		cells[1].text = str_format(care->arena, "%lld", (long long)sums[i].count);
		cells[2].text = str_format(care->arena, "%lld", (long long)sums[i].overdue);
		cells[3].text = date_format_short_words(care->arena, sums[i].oldest);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("Open work by kind"), .columns = COLUMNS, .column_count = 4, .rows = rows,
		.row_count = count, .is_dense = true});
}

void page_today(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkCount *counts = NULL;
	WorkRow *rows = NULL;
	PathwaySum *sums = NULL;
	size_t count = 0;
	size_t waiting = 0;
	Str asked = request_query(request, S("team"));
	Str team = str_equal(asked, S("mine")) ? care->actor_team : (Str){0};
	Status status = work_counts(care, team, &counts, &count);
	if (status == STATUS_OK)
		status = work_list(care, &(WorkFilter){.team = team, .stage = S("awaiting-approval"), .most = 20}, &rows, &waiting);
	if (status == STATUS_OK)
		status = audit_rows(care, rows, waiting);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	Sums all = sums_of(counts, count);
	bit_heading(&out, S("What needs me today"));
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&out, &(Link){.href = str_is_empty(team) ? S("/today?team=mine") : S("/today"),
		.text = str_is_empty(team) ? S("Only my team") : S("All teams")});
	html_close(&out, "p");
	waiting_link(&out);
	figures_show(care, &out, &all, team);
	if (waiting > 0)
		list_table(care, &out, &(ListView){.caption = S("Waiting for approval, most late first")}, rows, waiting);
	else
		component_empty_state(&out, &(EmptyState){.title = S("No approvals wait"),
			.text = S("What a colleague sends for approval stands here.")});
	size_t kinds = by_pathway(care, counts, count, &sums);
	pathways_table(care, &out, sums, kinds, team);
	page_staff(request, response, (StaffPage){.title = S("Today"), .content = html_finish(&out)}, S("/today"));
}
