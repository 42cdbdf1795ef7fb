/* The index of the administration, the releases of practice, and who looked at whom. */
#include "care/administration/page_administration.h"

#include "care/administration/administration.h"
#include "care/administration/page_parts.h"

enum { AUDIT_DAYS_USUAL = 30 };

void page_administration(const Request *request, Response *response)
{
	static const struct { Str permission; Task task; } TASKS[] = {
		{S_INIT("users-edit"), {.title = S_INIT("Accounts"), .href = S_INIT("/administration/users"),
			.hint = S_INIT("Who works here, in which team and role, and how much they may approve.")}},
		{S_INIT("users-edit"), {.title = S_INIT("Teams"), .href = S_INIT("/administration/teams"),
			.hint = S_INIT("Where work waits.")}},
		{S_INIT("users-edit"), {.title = S_INIT("Roles"), .href = S_INIT("/administration/roles"),
			.hint = S_INIT("What each role may do.")}},
		{S_INIT("users-edit"), {.title = S_INIT("This installation"), .href = S_INIT("/administration/settings"),
			.hint = S_INIT("What it says of its own safety; whether everybody needs a second factor.")}},
		{S_INIT("users-edit"), {.title = S_INIT("Messages"), .href = S_INIT("/administration/messages"),
			.hint = S_INIT("What should have left and has not, and where alerts are sent.")}},
		{S_INIT("practice-publish"), {.title = S_INIT("Releases"), .href = S_INIT("/administration/releases"),
			.hint = S_INIT("Which questions, forms and rules are in force, and since when.")}},
		{S_INIT("practice-edit"), {.title = S_INIT("Drafts"), .href = S_INIT("/administration/drafts"),
			.hint = S_INIT("Questions, forms, letters and times: change them, check them, propose the next release.")}},
		{S_INIT("audit-read"), {.title = S_INIT("Who looked"), .href = S_INIT("/administration/audit"),
			.hint = S_INIT("Who looked at whose record, when and what for.")}},
	};
	Task shown[sizeof TASKS / sizeof TASKS[0]];
	size_t count = 0;
	for (size_t i = 0; i < sizeof TASKS / sizeof TASKS[0]; i++)
		if (care_may(page_care(request), TASKS[i].permission))
			shown[count++] = TASKS[i].task;
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Administration"));
	component_task_list(&out, &(TaskList){.items = shown, .item_count = count});
	admin_page(request, response, S("Administration"), &out);
}

typedef struct AuditForm {
	AuditSearch search;
	AdminDate from;
	AdminDate to;
	bool asked;
} AuditForm;

static void audit_fields(const Request *request, Html *out, const AuditForm *form, const User *users, size_t count)
{
	const Filter filter = {.action = S("/administration/audit"), .title = S("Whose, by whom, when"),
		.button_text = S("Show")};
	SelectItem *items = ARENA_ARRAY(request->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.text = S("Anybody")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = users[i].id, .text = users[i].name};
	component_filter_open(out, &filter);
	component_text_input(out, &(TextInput){.name = S("reference"), .label = S("A person's reference"),
		.hint = S("Such as TH-4R7M-QVX9."), .value = form->search.reference, .width = 20, .autocomplete = S("off"),
		.error = problems_for_field(&page_care(request)->problems, S("reference"))});
	component_select(out, &(Select){.name = S("user"), .label = S("Member of staff"), .items = items,
		.item_count = count + 1, .value = form->search.user});
	admin_date_field(request, out, &form->from, S("From"), (Str){0});
	admin_date_field(request, out, &form->to, S("To"), (Str){0});
	component_filter_close(out, &filter);
}

static void audit_table(const Request *request, Html *out, const AuditLook *looks, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("When")}, {.text = S_INIT("Who")}, {.text = S_INIT("Did")},
		{.text = S_INIT("For")}, {.text = S_INIT("Record")}};
	Care *care = page_care(request);
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
		cells[0].text = page_when(arena, looks[i].at, care_now(care));
		cells[1].markup = bit_text_with_note(arena, looks[i].by_name, looks[i].team_name);
		cells[2].text = bit_code_words(arena, str_replace(arena, looks[i].action, S("/"), S(": ")));
		cells[3].text = str_is_empty(looks[i].purpose) ? S("–") : bit_purpose_words(looks[i].purpose);
		cells[4].text = str_is_empty(looks[i].reference) ? S("–") : looks[i].reference;
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	if (count == 0) {
		component_empty_state(out, &(EmptyState){.title = S("Nothing in this time"),
			.text = S("Try a longer time.")});
		return;
	}
	component_table(out, &(Table){.caption = count == AUDIT_LOOKS_MAX ? S("The newest 500: take a shorter time for the rest")
		: str_format(arena, "%zu entries, newest first", count), .columns = COLUMNS, .column_count = 5, .rows = rows,
		.row_count = count, .is_dense = true});
}

static bool is_blank(const AdminDate *date)
{
	return str_is_empty(date->day) && str_is_empty(date->month) && str_is_empty(date->year);
}

static AuditForm audit_form(const Request *request)
{
	Care *care = page_care(request);
	AuditForm form = {.search = {.reference = str_trim(request_query(request, S("reference"))),
		.user = request_query(request, S("user"))}};
	form.asked = !str_is_empty(form.search.reference) || !str_is_empty(form.search.user)
		|| !str_is_empty(request_query(request, S("from-day")));
	form.from = admin_date_read(request, S("from"), true);
	form.to = admin_date_read(request, S("to"), true);
	if (is_blank(&form.from))
		form.from = admin_date_of(request->arena, S("from"), care_today(care) - AUDIT_DAYS_USUAL);
	if (is_blank(&form.to))
		form.to = admin_date_of(request->arena, S("to"), care_today(care));
	form.search.from = form.from.date;
	form.search.to = form.to.date;
	return form;
}

void page_audit(const Request *request, Response *response)
{
	Care *care = page_care(request);
	User *users = NULL;
	AuditLook *looks = NULL;
	size_t user_count = 0;
	size_t count = 0;
	Status status = care_require(care, S("audit-read"));
	if (status == STATUS_OK)
		status = access_users(care, &users, &user_count);
	AuditForm form = audit_form(request);
	if (status == STATUS_OK && form.asked)
		status = problems_any(&care->problems) ? STATUS_INVALID
			: administration_looks(care, &form.search, &looks, &count);
	if (status != STATUS_OK && status != STATUS_INVALID) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Who looked"));
	bit_paragraph(&out, S("Reading this is written down too."));
	audit_fields(request, &out, &form, users, user_count);
	if (form.asked && status == STATUS_OK)
		audit_table(request, &out, looks, count);
	admin_page(request, response, S("Who looked"), &out);
}
