#include "care/waiting/page_waiting.h"

#include "care/pages/bits.h"
#include "care/waiting/waiting.h"

enum { WAITING_PAGE = 50 };

static Str days_words(Arena *arena, int64_t days)
{
	return str_format(arena, "%lld %s", (long long)days, days == 1 ? "day" : "days");
}

static Str list_href(Arena *arena, const WaitingList *list)
{
	return str_concat(arena, S("/waiting/"), list->id);
}

static Str letters_words(Arena *arena, const WaitingList *list)
{
	if (list->since_due)
		return S("since the day on which it was due");
	return str_is_empty(list->letter) ? (Str){0} : str_format(arena, "a letter every %lld days until it ends",
		(long long)list->every.count);
}

void page_waiting(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Waiting for")}, {.text = S_INIT("Now"), .is_numeric = true},
		{.text = S_INIT("Over their day"), .is_numeric = true}, {.text = S_INIT("Half have waited"), .is_numeric = true},
		{.text = S_INIT("The longest"), .is_numeric = true}};
	Care *care = page_care(request);
	Arena *arena = request->arena;
	WaitingSum *sums = NULL;
	size_t count = 0;
	Status status = waiting_sums(care, &sums, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	bit_heading(&out, S("Waiting"));
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		const WaitingSum *sum = &sums[i];
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
		cells[0].markup = bit_link_with_note(arena, list_href(arena, sum->list), sum->list->title,
			letters_words(arena, sum->list));
		cells[1].text = str_format(arena, "%lld", (long long)sum->count);
		cells[2].text = str_format(arena, "%lld", (long long)sum->overdue);
		cells[3].text = sum->count == 0 ? S("\xE2\x80\x93") : str_concat(arena, days_words(arena, sum->median_days),
			S(" or more"));
		cells[4].text = sum->count == 0 ? S("\xE2\x80\x93") : days_words(arena, sum->longest_days);
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("No waiting lists"),
			.text = S("The council\xE2\x80\x99s practice names none: see waiting.yaml.")});
	else
		component_table(&out, &(Table){.caption = S("Who waits for what, today"), .columns = COLUMNS, .column_count = 5,
			.rows = rows, .row_count = count, .is_dense = true});
	bit_note(&out, S("Days since it was asked for, of people whose records you may open."));
	page_staff(request, response, (StaffPage){.title = S("Waiting"), .content = html_finish(&out)}, S("/team"));
}

static TableRow table_row(Care *care, const WaitingRow *row)
{
	Arena *arena = care->arena;
	Date today = care_today(care);
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
	if (str_is_empty(row->person))
		cells[0].text = S("not matched yet");
	else
		cells[0].markup = bit_link(arena, bit_person_href(arena, row->person, ""), row->name);
	cells[1].text = row->why;
	cells[2].markup = bit_text_with_note(arena, days_words(arena, today - row->since_on),
		row->written_at == INSTANT_NONE ? S("no letter yet") : str_format(arena, "last letter %.*s",
			STR_ARG(date_format_short_words(arena, instant_london_date(row->written_at)))));
	cells[3].markup = bit_link_with_note(arena, bit_work_href(arena, row->work), row->title,
		!str_is_empty(row->user_name) ? row->user_name : str_is_empty(row->team_name) ? S("nobody yet") : row->team_name);
	cells[4].markup = bit_due(arena, row->due_on, today);
	return (TableRow){.cells = cells, .cell_count = 5};
}

static void rows_table(Care *care, Html *out, const WaitingRow *rows, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Person")}, {.text = S_INIT("What may happen if they wait")},
		{.text = S_INIT("Waiting")}, {.text = S_INIT("For")}, {.text = S_INIT("Due"), .is_numeric = true}};
	TableRow *table = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		table[i] = table_row(care, &rows[i]);
	component_table(out, &(Table){.caption = S("Those at greater risk first, then the longest wait"), .columns = COLUMNS,
		.column_count = 5, .rows = table, .row_count = count, .is_dense = true});
}

static Status audit_rows(Care *care, const WaitingRow *rows, size_t count)
{
	Str *people = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		people[i] = rows[i].person;
	return care_audit_read(care, S("list"), people, count);
}

static const WaitingList *list_asked(const Request *request, const Care *care)
{
	size_t count = 0;
	const WaitingList *lists = practice_waiting_lists(care->practice, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(lists[i].id, request_parameter(request, S("list"))))
			return &lists[i];
	return NULL;
}

void page_waiting_list(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	const WaitingList *list = list_asked(request, care);
	WaitingRow *rows = NULL;
	size_t count = 0;
	size_t total = 0;
	int64_t page = 1;
	if (str_to_integer(request_query(request, S("page")), &page) != STATUS_OK || page < 1 || page > 1000)
		page = 1;
	Status status = list == NULL ? STATUS_NOT_FOUND
		: waiting_rows(care, list, ((size_t)page - 1) * WAITING_PAGE, WAITING_PAGE, &rows, &count, &total);
	if (status == STATUS_OK)
		status = audit_rows(care, rows, count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	Str title = str_format(arena, "Waiting for: %.*s", STR_ARG(list->title));
	bit_heading(&out, title);
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("Nobody waits here"), .action_href = S("/waiting"),
			.action_text = S("All waiting lists"), .text = S("Who asked and has not been seen yet stands here.")});
	else
		rows_table(care, &out, rows, count);
	bit_note(&out, S("The order comes from answers on the record. It is where to look first, not a decision."));
	component_pagination(&out, &(Pagination){.label = S("Pages of the list"),
		.previous_href = page > 1 ? str_format(arena, "/waiting/%.*s?page=%lld", STR_ARG(list->id), (long long)page - 1)
			: (Str){0},
		.next_href = (size_t)page * WAITING_PAGE < total ? str_format(arena, "/waiting/%.*s?page=%lld",
			STR_ARG(list->id), (long long)page + 1) : (Str){0}});
	page_staff(request, response, (StaffPage){.title = title, .content = html_finish(&out)}, S("/team"));
}
