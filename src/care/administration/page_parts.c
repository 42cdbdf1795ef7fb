#include "care/administration/page_parts.h"

void admin_begin(const Request *request, Html *out, Str title)
{
	component_problems(out, &page_care(request)->problems);
	bit_heading(out, title);
}

void admin_page(const Request *request, Response *response, Str title, Html *content)
{
	static const NavigationItem ITEMS[] = {
		{.text = S_INIT("Accounts"), .href = S_INIT("/administration/users")},
		{.text = S_INIT("Teams"), .href = S_INIT("/administration/teams")},
		{.text = S_INIT("Roles"), .href = S_INIT("/administration/roles")},
		{.text = S_INIT("This installation"), .href = S_INIT("/administration/settings")},
		{.text = S_INIT("Messages"), .href = S_INIT("/administration/messages")},
		{.text = S_INIT("Releases"), .href = S_INIT("/administration/releases")},
		{.text = S_INIT("Drafts"), .href = S_INIT("/administration/drafts")},
		{.text = S_INIT("Who looked"), .href = S_INIT("/administration/audit")},
	};
	static const Str PERMISSIONS[] = {S_INIT("users-edit"), S_INIT("users-edit"), S_INIT("users-edit"), S_INIT("users-edit"),
		S_INIT("users-edit"),
		S_INIT("practice-publish"), S_INIT("practice-edit"), S_INIT("audit-read")};
	enum { COUNT = sizeof ITEMS / sizeof ITEMS[0] };
	Care *care = page_care(request);
	NavigationItem shown[COUNT];
	size_t count = 0;
	for (size_t i = 0; i < COUNT; i++) {
		if (!care_may(care, PERMISSIONS[i]))
			continue;
		shown[count] = ITEMS[i];
		shown[count++].is_current = str_starts_with(request->path, ITEMS[i].href);
	}
	Html navigation = html_make(request->arena);
	component_sub_navigation(&navigation, &(SubNavigation){.items = shown, .item_count = count,
		.label = S("Pages of the administration")});
	bool audit = str_starts_with(request->path, S("/administration/audit"));
	page_staff(request, response, (StaffPage){.title = title, .problems = &care->problems,
		.sub_navigation = html_finish(&navigation), .content = html_finish(content)},
		audit ? S("/administration/audit") : S("/administration"));
}

AdminDate admin_date_of(Arena *arena, Str name, Date date)
{
	AdminDate out = {.name = name, .date = date};
	int year = 0;
	int month = 0;
	int day = 0;
	if (date == DATE_NONE)
		return out;
	date_split(date, &year, &month, &day);
	out.day = str_format(arena, "%d", day);
	out.month = str_format(arena, "%d", month);
	out.year = str_format(arena, "%d", year);
	return out;
}

static Str field_of(const Request *request, Str name, const char *part, bool from_query)
{
	Str field = str_format(request->arena, "%.*s-%s", STR_ARG(name), part);
	return str_trim(from_query ? request_query(request, field) : request_form(request, field));
}

AdminDate admin_date_read(const Request *request, Str name, bool from_query)
{
	AdminDate out = {.name = name, .date = DATE_NONE, .day = field_of(request, name, "day", from_query),
		.month = field_of(request, name, "month", from_query), .year = field_of(request, name, "year", from_query)};
	int64_t day = 0;
	int64_t month = 0;
	int64_t year = 0;
	if (str_is_empty(out.day) && str_is_empty(out.month) && str_is_empty(out.year))
		return out;
	bool numbers = str_to_integer(out.day, &day) == STATUS_OK && str_to_integer(out.month, &month) == STATUS_OK
		&& str_to_integer(out.year, &year) == STATUS_OK && day > 0 && day < 32 && month > 0 && month < 13 && year > 1600
		&& year < 2400;
	if (!numbers || date_make((int)year, (int)month, (int)day, &out.date) != STATUS_OK) {
		out.date = DATE_NONE;
		(void)problems_add(&page_care(request)->problems, (Problem){
			.field = str_format(request->arena, "%.*s-day", STR_ARG(name)),
			.message = S("Enter a day that exists, such as 27 3 2026.")});
	}
	return out;
}

void admin_date_field(const Request *request, Html *out, const AdminDate *date, Str legend, Str hint)
{
	component_date_input(out, &(DateInput){.name = date->name, .legend = legend, .hint = hint, .day = date->day,
		.month = date->month, .year = date->year, .error = problems_for_field(&page_care(request)->problems,
			str_format(request->arena, "%.*s-day", STR_ARG(date->name)))});
}

int64_t admin_version(const Request *request)
{
	int64_t version = 0;
	return str_to_integer(request_form(request, S("version")), &version) == STATUS_OK ? version : 0;
}

void admin_clash(const Request *request, Html *out, const AdminClash *fields, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("Stands there now")},
		{.text = S_INIT("You entered")}};
	TableRow *rows = ARENA_ARRAY(request->arena, TableRow, count + 1);
	size_t differing = 0;
	for (size_t i = 0; i < count; i++) {
		if (str_equal(fields[i].theirs, fields[i].yours))
			continue;
		TableCell *cells = ARENA_ARRAY(request->arena, TableCell, 3);
		cells[0].text = fields[i].field;
		cells[1].text = str_is_empty(fields[i].theirs) ? S("Nothing") : fields[i].theirs;
		cells[2].text = str_is_empty(fields[i].yours) ? S("Nothing") : fields[i].yours;
		rows[differing++] = (TableRow){.cells = cells, .cell_count = 3};
	}
	component_warning_text(out, &(WarningText){
		.text = S("Somebody changed this while you had it open. Look at both, then save what is right.")});
	if (differing > 0)
		component_table(out, &(Table){.caption = S("Theirs and yours"), .columns = COLUMNS, .column_count = 3,
			.rows = rows, .row_count = differing, .first_cell_is_header = true});
}
