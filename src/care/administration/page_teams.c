/* Teams: where work waits. */
#include "care/administration/page_administration.h"
#include "care/administration/page_parts.h"

static const Str KINDS[] = {S_INIT("duty"), S_INIT("practice"), S_INIT("review"), S_INIT("brokerage"), S_INIT("finance"),
	S_INIT("safeguarding"), S_INIT("management"), S_INIT("analysis")};

enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

typedef struct TeamForm {
	Str id;
	Str name;
	Str kind;
	AdminDate closed;
	int64_t version;
} TeamForm;

static void fields(const Request *request, Html *out, const TeamForm *form)
{
	const Problems *problems = &page_care(request)->problems;
	ChoiceItem items[KIND_COUNT] = {0};
	for (size_t i = 0; i < KIND_COUNT; i++)
		items[i] = (ChoiceItem){.value = KINDS[i], .text = bit_code_words(request->arena, KINDS[i])};
	component_text_input(out, &(TextInput){.name = S("name"), .label = S("Team name"), .value = form->name, .width = 30,
		.autocomplete = S("off"), .error = problems_for_field(problems, S("name"))});
	component_radios(out, &(Radios){.name = S("kind"), .legend = S("What it does"),
		.hint = S("New work goes to the first open team that does what the work needs."), .items = items,
		.item_count = KIND_COUNT, .value = form->kind, .is_small = true,
		.error = problems_for_field(problems, S("kind"))});
}

static void team_table(const Request *request, Html *out, const Team *teams, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Team")}, {.text = S_INIT("What it does")},
		{.text = S_INIT("People"), .is_numeric = true}, {.text = S_INIT("Closed")}};
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		cells[0].markup = bit_link(arena, str_concat(arena, S("/administration/teams/"), teams[i].id), teams[i].name);
		cells[1].text = bit_code_words(arena, teams[i].kind);
		cells[2].text = str_format(arena, "%lld", (long long)teams[i].people);
		cells[3].text = str_is_empty(teams[i].closed_on) ? S("–") : teams[i].closed_on;
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = str_format(arena, "%zu team%s", count, count == 1 ? "" : "s"), .columns = COLUMNS,
			.column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
	else
		component_empty_state(out, &(EmptyState){.title = S("No team yet"), .text = S("Work waits with a team. Add one.")});
}

static void show_teams(const Request *request, Response *response, const TeamForm *form)
{
	Team *teams = NULL;
	size_t count = 0;
	Status status = access_teams(page_care(request), &teams, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Teams"));
	team_table(request, &out, teams, count);
	bit_heading_small(&out, S("Add a team"));
	component_form_open(&out, &(PageForm){.action = S("/administration/teams"), .token = request->form_token});
	fields(request, &out, form);
	component_button(&out, &(Button){.text = S("Add the team"), .prevent_double_click = true});
	component_form_close(&out);
	admin_page(request, response, S("Teams"), &out);
}

void page_teams(const Request *request, Response *response)
{
	show_teams(request, response, &(TeamForm){0});
}

static Status read_form(const Request *request, TeamForm *form)
{
	Care *care = page_care(request);
	bool known = false;
	form->name = str_trim(request_form(request, S("name")));
	form->kind = request_form(request, S("kind"));
	form->version = admin_version(request);
	for (size_t i = 0; i < KIND_COUNT; i++)
		known = known || str_equal(KINDS[i], form->kind);
	if (str_is_empty(form->name))
		(void)problems_add(&care->problems, (Problem){.field = S("name"), .message = S("Enter the team's name.")});
	if (!known)
		(void)problems_add(&care->problems, (Problem){.field = S("kind"), .message = S("Choose what the team does.")});
	return problems_any(&care->problems) ? STATUS_INVALID : STATUS_OK;
}

static Status name_taken(Care *care, Status status)
{
	return status != STATUS_CONFLICT ? status : problems_add(&care->problems, (Problem){.field = S("name"),
		.message = S("There is a team of this name already.")});
}

void page_teams_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	TeamForm form = {0};
	Status status = read_form(request, &form);
	if (status == STATUS_OK)
		status = name_taken(care, access_add_team(care, form.name, form.kind, NULL));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/teams"));
	else if (status == STATUS_INVALID)
		show_teams(request, response, &form);
	else
		page_status(request, response, status);
}

static Status load_team(const Request *request, TeamForm *form)
{
	Team *teams = NULL;
	size_t count = 0;
	Str id = request_parameter(request, S("team"));
	Status status = access_teams(page_care(request), &teams, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Date closed = DATE_NONE;
		if (!str_equal(teams[i].id, id))
			continue;
		if (date_parse(teams[i].closed_on, &closed) != STATUS_OK)
			closed = DATE_NONE;
		*form = (TeamForm){.id = teams[i].id, .name = teams[i].name, .kind = teams[i].kind, .version = teams[i].version,
			.closed = admin_date_of(request->arena, S("closed"), closed)};
		return STATUS_OK;
	}
	return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

static void show_team(const Request *request, Response *response, const TeamForm *form, const TeamForm *theirs)
{
	Arena *arena = request->arena;
	Html out = html_make(arena);
	admin_begin(request, &out, form->name);
	if (theirs != NULL) {
		const AdminClash rows[] = {{S("Name"), theirs->name, form->name}, {S("What it does"),
			bit_code_words(arena, theirs->kind), bit_code_words(arena, form->kind)}, {S("Closed"),
			date_format(arena, theirs->closed.date), date_format(arena, form->closed.date)}};
		admin_clash(request, &out, rows, 3);
	}
	component_form_open(&out, &(PageForm){.action = str_concat(arena, S("/administration/teams/"), form->id),
		.token = request->form_token,
		.version = str_format(arena, "%lld", (long long)(theirs == NULL ? form->version : theirs->version))});
	fields(request, &out, form);
	admin_date_field(request, &out, &form->closed, S("Closed on"),
		S("Leave empty while it works. A closed team gets no new work; what it has must be given to others."));
	component_button(&out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(&out);
	admin_page(request, response, form->name, &out);
}

void page_team(const Request *request, Response *response)
{
	TeamForm form = {0};
	Status status = load_team(request, &form);
	if (status == STATUS_OK)
		show_team(request, response, &form, NULL);
	else
		page_status(request, response, status);
}

void page_team_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	TeamForm now = {0};
	Status status = load_team(request, &now);
	TeamForm form = now;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	form.closed = admin_date_read(request, S("closed"), false);
	status = read_form(request, &form);
	if (status == STATUS_OK && form.version == 0)
		status = STATUS_STALE; /* without the version of what was shown nothing is overwritten */
	if (status == STATUS_OK)
		status = name_taken(care, access_update_team(care, now.id, form.name, form.kind,
			date_format(request->arena, form.closed.date), form.version));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/teams"));
	else if (status == STATUS_INVALID)
		show_team(request, response, &form, NULL);
	else if (status == STATUS_STALE && load_team(request, &now) == STATUS_OK) {
		show_team(request, response, &form, &now);
		response->status = 409;
	} else
		page_status(request, response, status);
}
