#include "care/person/page_openings.h"

#include "care/access/access.h"
#include "care/person/page_access.h"

/* How long it may be opened, counted from today; nobody opens one for good without making them an owner. */
static const SelectItem LENGTHS[] = {
	{.value = S_INIT("0"), .text = S_INIT("Until the end of today")},
	{.value = S_INIT("3"), .text = S_INIT("For three days")},
	{.value = S_INIT("7"), .text = S_INIT("For a week")},
	{.value = S_INIT("28"), .text = S_INIT("For four weeks")},
};
enum { LENGTH_COUNT = sizeof LENGTHS / sizeof LENGTHS[0] }; /* the longest is PERSON_ACCESS_DAYS_MAX */

static void list_show(const Request *request, Html *out, const RecordPage *record, const PersonAccess *open, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Who")}, {.text = S_INIT("Until the end of")},
		{.text = S_INIT("Why")}, {.text = S_INIT("Opened by")}, {.text = S_INIT("End it")}};
	Arena *arena = request->arena;
	if (count == 0) {
		bit_paragraph(out, S("Nobody outside the team that owns it may open it now."));
		return;
	}
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
		Html end = html_make(arena);
		component_form_open(&end, &(PageForm){.token = request->form_token,
			.action = bit_person_href(arena, record->person.id, "/access/end")});
		component_hidden(&end, S("access"), open[i].id);
		component_button(&end, &(Button){.text = str_concat(arena, S("End now for "), open[i].name),
			.kind = BUTTON_SECONDARY});
		component_form_close(&end);
		cells[0].text = open[i].name;
		cells[1].text = date_format_words(arena, open[i].until_on);
		cells[2].text = open[i].reason;
		cells[3].text = open[i].by_name;
		cells[4].markup = html_finish(&end);
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	component_table(out, &(Table){.caption = S("Opened for a time"), .columns = COLUMNS, .column_count = 5, .rows = rows,
		.row_count = count, .is_dense = true});
}

static Status audience_field(const Request *request, Html *out)
{
	Care *care = page_care(request);
	User *users = NULL;
	Team *teams = NULL;
	size_t user_count = 0;
	size_t team_count = 0;
	size_t used = 0;
	Status status = access_users(care, &users, &user_count);
	if (status == STATUS_OK)
		status = access_teams(care, &teams, &team_count);
	if (status != STATUS_OK)
		return status;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, user_count + team_count + 1);
	items[used++] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; i < user_count; i++)
		if (str_is_empty(users[i].employed_until))
			items[used++] = (SelectItem){.value = users[i].id, .text = str_format(care->arena, "%.*s, %.*s",
				STR_ARG(users[i].name), STR_ARG(users[i].team_name))};
	for (size_t i = 0; i < team_count; i++)
		if (str_is_empty(teams[i].closed_on))
			items[used++] = (SelectItem){.value = teams[i].id, .text = str_concat(care->arena, S("Everybody in "),
				teams[i].name)};
	component_select(out, &(Select){.name = S("audience"), .label = S("Who"), .items = items, .item_count = used,
		.value = request_form(request, S("audience")), .error = problems_for_field(&care->problems, S("audience"))});
	return STATUS_OK;
}

Status openings_show(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	PersonAccess *open = NULL;
	size_t count = 0;
	if (record->person.tier == PERSON_OPEN)
		return STATUS_OK;
	Status status = person_accesses(care, record->person.id, &open, &count);
	if (status != STATUS_OK)
		return status;
	bit_heading_small(out, S("Open it to somebody for a time"));
	list_show(request, out, record, open, count);
	Str limits = facts_value(&record->facts, S("consent_limits"));
	if (!str_is_empty(limits))
		component_warning_text(out, &(WarningText){.text = str_concat(care->arena,
			S("The person said whom we must not tell: "), limits)});
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, record->person.id, "/access")});
	status = audience_field(request, out);
	component_select(out, &(Select){.name = S("days"), .label = S("How long"), .items = LENGTHS, .item_count = LENGTH_COUNT,
		.value = request_form(request, S("days")), .error = problems_for_field(&care->problems, S("days"))});
	component_textarea(out, &(Textarea){.id = S("why"), .name = S("why"), .label = S("Why they need it"), .rows = 2,
		.hint = S("The team that owns the record is told who was let in, until when and why."),
		.value = request_form(request, S("why")), .error = problems_for_field(&care->problems, S("why"))});
	component_button(out, &(Button){.text = S("Open it to them"), .prevent_double_click = true});
	component_form_close(out);
	return status;
}

static bool read_days(const Request *request, int64_t *days)
{
	Str sent = request_form(request, S("days"));
	for (size_t i = 0; i < LENGTH_COUNT; i++)
		if (str_equal(LENGTHS[i].value, sent))
			return str_to_integer(sent, days) == STATUS_OK;
	return false;
}

void page_access_give_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	int64_t days = 0;
	Str why = str_trim(request_form(request, S("why")));
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = STATUS_OK;
	if (str_is_empty(why))
		status = problems_add(&care->problems, (Problem){.field = S("why"),
			.message = S("Say why they need this record. The reason stays with it.")});
	if (str_is_empty(request_form(request, S("audience"))) || !read_days(request, &days))
		status = problems_add(&care->problems, (Problem){.field = S("audience"),
			.message = S("Choose who may open it, and for how long.")});
	if (status == STATUS_OK)
		status = person_give_access(care, record.person.id, request_form(request, S("audience")),
			care_today(care) + (Date)days, why);
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, "/restrict"));
	else if (status == STATUS_INVALID)
		page_restrict(request, response);
	else
		page_status(request, response, status);
}

void page_access_end_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = person_end_access(page_care(request), record.person.id, request_form(request, S("access")),
		S("ended by hand"));
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, "/restrict"));
	else
		page_status(request, response, status);
}
