/* Roles and what each may do. */
#include "care/administration/page_administration.h"
#include "care/administration/page_parts.h"

static const struct { Str permission; Str words; } PERMISSIONS[] = {
	{S_INIT("person-search"), S_INIT("Find people")},
	{S_INIT("person-read"), S_INIT("Read records")},
	{S_INIT("person-edit"), S_INIT("Change records")},
	{S_INIT("contact-record"), S_INIT("Take calls and requests")},
	{S_INIT("work-do"), S_INIT("Do work: assessments, plans, reviews")},
	{S_INIT("work-approve"), S_INIT("Approve other people's work")},
	{S_INIT("plan-approve"), S_INIT("Approve plans and money, up to their own limit")},
	{S_INIT("service-arrange"), S_INIT("Arrange and end services")},
	{S_INIT("restricted-open"), S_INIT("Restrict a record, and give access to it")},
	{S_INIT("letters-send"), S_INIT("Print letters, and say what became of them")},
	{S_INIT("merge"), S_INIT("Join two records of one person")},
	{S_INIT("figures-read"), S_INIT("See figures")},
	{S_INIT("export"), S_INIT("Download returns: they name people")},
	{S_INIT("return-whole"), S_INIT("Make the whole return, with people whose records are restricted")},
	{S_INIT("directory-edit"), S_INIT("Edit the directory and providers")},
	{S_INIT("directory-propose"), S_INIT("Propose changes to the directory")},
	{S_INIT("users-edit"), S_INIT("Edit accounts, teams and roles")},
	{S_INIT("practice-edit"), S_INIT("Edit the council's practice in drafts")},
	{S_INIT("practice-publish"), S_INIT("Publish the council's practice")},
	{S_INIT("audit-read"), S_INIT("See who looked at whom")},
	{S_INIT("subject-access"), S_INIT("Make somebody's copy of their record")},
	{S_INIT("retention"), S_INIT("See what is to be destroyed, and hold records")},
	{S_INIT("retention-carry-out"), S_INIT("Destroy records as the rules of retention say")},
};

enum { PERMISSION_COUNT = sizeof PERMISSIONS / sizeof PERMISSIONS[0] };

typedef struct RoleForm {
	Str id;
	Str title;
	Str held[PERMISSION_COUNT];
	size_t held_count;
	int64_t version;
} RoleForm;

static Str words_of(const Request *request, const RoleForm *form)
{
	Str parts[PERMISSION_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < PERMISSION_COUNT; i++)
		for (size_t j = 0; j < form->held_count; j++)
			if (str_equal(PERMISSIONS[i].permission, form->held[j]))
				parts[count++] = PERMISSIONS[i].words;
	return str_join(request->arena, parts, count, S("; "));
}

static RoleForm form_of(const Role *role)
{
	RoleForm form = {.id = role->id, .title = role->title, .version = role->version};
	Str rest = role->permissions;
	Str permission = {0};
	while (form.held_count < PERMISSION_COUNT && str_next(&rest, ' ', &permission))
		form.held[form.held_count++] = permission;
	return form;
}

void page_roles(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Role")}, {.text = S_INIT("What it may do")}};
	Arena *arena = request->arena;
	Role *roles = NULL;
	size_t count = 0;
	Status status = access_roles(page_care(request), &roles, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	admin_begin(request, &out, S("Roles"));
	bit_paragraph(&out, S("New roles come with the council's practice. Here you change what a role may do."));
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		RoleForm form = form_of(&roles[i]);
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 2);
		cells[0].markup = bit_link(arena, str_concat(arena, S("/administration/roles/"), roles[i].id), roles[i].title);
		cells[1].text = words_of(request, &form);
		rows[i] = (TableRow){.cells = cells, .cell_count = 2};
	}
	component_table(&out, &(Table){.caption = str_format(arena, "%zu role%s", count, count == 1 ? "" : "s"), .columns = COLUMNS,
		.column_count = 2, .rows = rows, .row_count = count, .is_dense = true});
	admin_page(request, response, S("Roles"), &out);
}

static Status load_role(const Request *request, RoleForm *form)
{
	Role *roles = NULL;
	size_t count = 0;
	Str id = request_parameter(request, S("role"));
	Status status = access_roles(page_care(request), &roles, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (str_equal(roles[i].id, id)) {
			*form = form_of(&roles[i]);
			return STATUS_OK;
		}
	}
	return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

static void show_role(const Request *request, Response *response, const RoleForm *form, const RoleForm *theirs)
{
	Arena *arena = request->arena;
	const Problems *problems = &page_care(request)->problems;
	ChoiceItem items[PERMISSION_COUNT] = {0};
	Html out = html_make(arena);
	for (size_t i = 0; i < PERMISSION_COUNT; i++)
		items[i] = (ChoiceItem){.value = PERMISSIONS[i].permission, .text = PERMISSIONS[i].words};
	admin_begin(request, &out, form->title);
	if (theirs != NULL) {
		const AdminClash rows[] = {{S("Name"), theirs->title, form->title},
			{S("What it may do"), words_of(request, theirs), words_of(request, form)}};
		admin_clash(request, &out, rows, 2);
	}
	component_form_open(&out, &(PageForm){.action = str_concat(arena, S("/administration/roles/"), form->id),
		.token = request->form_token,
		.version = str_format(arena, "%lld", (long long)(theirs == NULL ? form->version : theirs->version))});
	component_text_input(&out, &(TextInput){.name = S("title"), .label = S("Name of the role"), .value = form->title,
		.width = 30, .autocomplete = S("off"), .error = problems_for_field(problems, S("title"))});
	component_checkboxes(&out, &(Checkboxes){.name = S("permissions"), .legend = S("What it may do"),
		.hint = S("Nobody approves their own work, whatever their role."), .items = items, .item_count = PERMISSION_COUNT,
		.values = form->held, .value_count = form->held_count, .is_small = true,
		.error = problems_for_field(problems, S("permissions"))});
	component_button(&out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(&out);
	admin_page(request, response, form->title, &out);
}

void page_role(const Request *request, Response *response)
{
	RoleForm form = {0};
	Status status = load_role(request, &form);
	if (status == STATUS_OK)
		show_role(request, response, &form, NULL);
	else
		page_status(request, response, status);
}

/* Only permissions that there are. */
static void read_form(const Request *request, RoleForm *form)
{
	Str sent[PERMISSION_COUNT];
	size_t count = request_form_all(request, S("permissions"), sent, PERMISSION_COUNT);
	form->title = str_trim(request_form(request, S("title")));
	form->version = admin_version(request);
	form->held_count = 0;
	for (size_t i = 0; i < PERMISSION_COUNT; i++)
		for (size_t j = 0; j < count; j++)
			if (str_equal(PERMISSIONS[i].permission, sent[j]) && form->held_count < PERMISSION_COUNT) {
				form->held[form->held_count++] = sent[j];
				break;
			}
}

void page_role_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RoleForm now = {0};
	Status status = load_role(request, &now);
	RoleForm form = now;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	read_form(request, &form);
	status = access_update_role(care, now.id, form.title, form.held, form.held_count, form.version);
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/roles"));
	else if (status == STATUS_INVALID)
		show_role(request, response, &form, NULL);
	else if (status == STATUS_STALE && load_role(request, &now) == STATUS_OK) {
		show_role(request, response, &form, &now);
		response->status = 409;
	} else
		page_status(request, response, status);
}
