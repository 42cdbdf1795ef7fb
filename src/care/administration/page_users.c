/* Accounts: list, add, change, set a password. */
#include "care/administration/page_administration.h"
#include "care/administration/page_parts.h"
#include "care/pages/sessions.h"

typedef struct UserForm {
	Str id; /* empty: a new account */
	Str sign_in;
	Str name;
	Str team;
	Str roles; /* ids, parted by spaces */
	Str limit;
	AdminDate until;
	int64_t version;
	const Team *teams;
	size_t team_count;
	const Role *known_roles;
	size_t known_role_count;
} UserForm;

static Status load_choices(Care *care, UserForm *form)
{
	Team *teams = NULL;
	Role *roles = NULL;
	Status status = access_teams(care, &teams, &form->team_count);
	if (status == STATUS_OK)
		status = access_roles(care, &roles, &form->known_role_count);
	form->teams = teams;
	form->known_roles = roles;
	return status;
}

void page_users(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Name")}, {.text = S_INIT("Sign-in name")},
		{.text = S_INIT("Team")}, {.text = S_INIT("Roles")}, {.text = S_INIT("Approves a week"), .is_numeric = true},
		{.text = S_INIT("Until")}};
	Arena *arena = request->arena;
	User *users = NULL;
	size_t count = 0;
	Status status = access_users(page_care(request), &users, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	admin_begin(request, &out, S("Accounts"));
	component_button(&out, &(Button){.text = S("Add an account"), .href = S("/administration/users/new")});
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 6);
		Date until = DATE_NONE;
		cells[0].markup = bit_link(arena, str_concat(arena, S("/administration/users/"), users[i].id), users[i].name);
		cells[1].text = users[i].sign_in;
		cells[2].text = users[i].team_name;
		cells[3].text = users[i].roles;
		cells[4].text = users[i].approval_limit_weekly > 0 ? money_format(arena, users[i].approval_limit_weekly) : S("–");
		cells[5].text = date_parse(users[i].employed_until, &until) == STATUS_OK
			? date_format_short_words(arena, until) : S("–");
		rows[i] = (TableRow){.cells = cells, .cell_count = 6};
	}
	component_table(&out, &(Table){.caption = str_format(arena, "%zu account%s", count, count == 1 ? "" : "s"), .columns = COLUMNS,
		.column_count = 6, .rows = rows, .row_count = count, .is_dense = true});
	admin_page(request, response, S("Accounts"), &out);
}

static void team_field(const Request *request, Html *out, const UserForm *form)
{
	SelectItem *items = ARENA_ARRAY(request->arena, SelectItem, form->team_count + 1);
	size_t count = 0;
	items[count++] = (SelectItem){.text = S("Choose a team")};
	for (size_t i = 0; i < form->team_count; i++)
		if (str_is_empty(form->teams[i].closed_on) || str_equal(form->teams[i].id, form->team))
			items[count++] = (SelectItem){.value = form->teams[i].id, .text = form->teams[i].name};
	component_select(out, &(Select){.name = S("team"), .label = S("Team"), .items = items, .item_count = count,
		.value = form->team, .error = problems_for_field(&page_care(request)->problems, S("team"))});
}

static bool has_role(Str roles, Str id)
{
	Str role = {0};
	while (str_next(&roles, ' ', &role))
		if (str_equal(role, id))
			return true;
	return false;
}

static void role_field(const Request *request, Html *out, const UserForm *form)
{
	ChoiceItem *items = ARENA_ARRAY(request->arena, ChoiceItem, form->known_role_count + 1);
	for (size_t i = 0; i < form->known_role_count; i++)
		items[i] = (ChoiceItem){.value = form->known_roles[i].id, .text = form->known_roles[i].title,
			.checked = has_role(form->roles, form->known_roles[i].id)};
	component_checkboxes(out, &(Checkboxes){.name = S("role"), .legend = S("Roles"),
		.hint = S("They may do what any of the chosen roles may."), .items = items,
		.item_count = form->known_role_count, .is_small = true,
		.error = problems_for_field(&page_care(request)->problems, S("role"))});
}

static void fields(const Request *request, Html *out, const UserForm *form)
{
	const Problems *problems = &page_care(request)->problems;
	component_text_input(out, &(TextInput){.name = S("name"), .label = S("Name"), .value = form->name, .width = 30,
		.autocomplete = S("off"), .error = problems_for_field(problems, S("name"))});
	team_field(request, out, form);
	role_field(request, out, form);
	component_text_input(out, &(TextInput){.name = S("limit"), .label = S("May approve up to, in pounds a week"),
		.hint = S("Leave empty for somebody who approves no money."), .value = form->limit, .prefix = S("£"), .width = 10,
		.inputmode = S("decimal"), .error = problems_for_field(problems, S("limit"))});
	admin_date_field(request, out, &form->until, S("Last day here"),
		S("Leave empty while they work here. With a date their sessions end at once."));
}

static void show_new(const Request *request, Response *response, const UserForm *form)
{
	const Problems *problems = &page_care(request)->problems;
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Add an account"));
	component_form_open(&out, &(PageForm){.action = S("/administration/users/new"), .token = request->form_token});
	component_text_input(&out, &(TextInput){.name = S("sign_in"), .label = S("Sign-in name"), .value = form->sign_in,
		.width = 20, .autocomplete = S("off"), .autocapitalize = S("none"), .spellcheck = SPELLCHECK_OFF,
		.error = problems_for_field(problems, S("sign_in"))});
	fields(request, &out, form);
	component_password_input(&out, &(PasswordInput){.name = S("password"), .label = S("First password"), .is_new = true,
		.hint = S("At least 10 characters. Tell it to them in person."),
		.error = problems_for_field(problems, S("password"))});
	component_button(&out, &(Button){.text = S("Add the account"), .prevent_double_click = true});
	component_form_close(&out);
	admin_page(request, response, S("Add an account"), &out);
}

void page_user_new(const Request *request, Response *response)
{
	UserForm form = {.until = {.name = S("until"), .date = DATE_NONE}};
	Status status = load_choices(page_care(request), &form);
	if (status == STATUS_OK)
		show_new(request, response, &form);
	else
		page_status(request, response, status);
}

static bool team_known(const UserForm *form)
{
	for (size_t i = 0; i < form->team_count; i++)
		if (str_equal(form->teams[i].id, form->team))
			return true;
	return false;
}

/* Those of the roles that were ticked which there are. */
static Str read_roles(const Request *request, const UserForm *form)
{
	Str ticked[CARE_ROLES_MAX];
	Str roles[CARE_ROLES_MAX];
	size_t count = 0;
	size_t ticked_count = request_form_all(request, S("role"), ticked, CARE_ROLES_MAX);
	for (size_t i = 0; i < ticked_count; i++)
		for (size_t r = 0; r < form->known_role_count; r++)
			if (str_equal(form->known_roles[r].id, ticked[i]))
				roles[count++] = ticked[i];
	return str_join(request->arena, roles, count, S(" "));
}

/* What was sent, and what is wrong with it. */
static Status read_form(const Request *request, UserForm *form, Pence *limit)
{
	Care *care = page_care(request);
	form->sign_in = str_trim(request_form(request, S("sign_in")));
	form->name = str_trim(request_form(request, S("name")));
	form->team = request_form(request, S("team"));
	form->roles = read_roles(request, form);
	form->limit = str_trim(request_form(request, S("limit")));
	form->until = admin_date_read(request, S("until"), false);
	form->version = admin_version(request);
	*limit = 0;
	if (!team_known(form))
		(void)problems_add(&care->problems, (Problem){.field = S("team"), .message = S("Choose their team.")});
	if (str_is_empty(form->roles))
		(void)problems_add(&care->problems, (Problem){.field = S("role"), .message = S("Choose at least one role.")});
	if (!str_is_empty(form->limit) && (money_parse(form->limit, limit) != STATUS_OK || *limit < 0))
		(void)problems_add(&care->problems, (Problem){.field = S("limit"),
			.message = S("Enter an amount in pounds, such as 500 or 742.50.")});
	return problems_any(&care->problems) ? STATUS_INVALID : STATUS_OK;
}

void page_user_new_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	UserForm form = {0};
	Pence limit = 0;
	Str id = {0};
	Status status = load_choices(care, &form);
	if (status == STATUS_OK)
		status = read_form(request, &form, &limit);
	if (status == STATUS_OK)
		status = access_add_user(care, &(UserNew){.sign_in = form.sign_in, .name = form.name, .team = form.team,
			.roles = form.roles, .password = request_form(request, S("password")), .employed_from = care_today(care),
			.employed_until = form.until.date, .approval_limit_weekly = limit}, &id);
	if (status == STATUS_CONFLICT)
		status = problems_add(&care->problems, (Problem){.field = S("sign_in"),
			.message = S("Somebody has this sign-in name already. Choose another.")});
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/users"));
	else if (status == STATUS_INVALID)
		show_new(request, response, &form);
	else
		page_status(request, response, status);
}

static UserForm form_of(const Request *request, const User *user, UserForm choices)
{
	UserForm form = choices;
	Date until = DATE_NONE;
	form.id = user->id;
	form.sign_in = user->sign_in;
	form.name = user->name;
	form.team = user->team;
	form.roles = user->role_ids;
	form.limit = user->approval_limit_weekly > 0 ? money_format_plain(request->arena, user->approval_limit_weekly)
		: (Str){0};
	if (date_parse(user->employed_until, &until) != STATUS_OK)
		until = DATE_NONE;
	form.until = admin_date_of(request->arena, S("until"), until);
	form.version = user->version;
	return form;
}

static Str team_words(const UserForm *form)
{
	for (size_t i = 0; i < form->team_count; i++)
		if (str_equal(form->teams[i].id, form->team))
			return form->teams[i].name;
	return form->team;
}

static Str role_words(Arena *arena, const UserForm *form)
{
	Str titles[CARE_ROLES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < form->known_role_count && count < CARE_ROLES_MAX; i++)
		if (has_role(form->roles, form->known_roles[i].id))
			titles[count++] = form->known_roles[i].title;
	return str_join(arena, titles, count, S(", "));
}

static void clash(const Request *request, Html *out, const UserForm *theirs, const UserForm *yours)
{
	Arena *arena = request->arena;
	const AdminClash rows[] = {
		{S("Name"), theirs->name, yours->name},
		{S("Team"), team_words(theirs), team_words(yours)},
		{S("Roles"), role_words(arena, theirs), role_words(arena, yours)},
		{S("May approve, pounds a week"), theirs->limit, yours->limit},
		{S("Last day here"), date_format(arena, theirs->until.date), date_format(arena, yours->until.date)},
	};
	admin_clash(request, out, rows, sizeof rows / sizeof rows[0]);
}

/* Where they are signed in, and their second factor. */
static void sign_in_state(const Request *request, Html *out, const UserForm *form, Str address)
{
	Care *care = page_care(request);
	Session *sessions = NULL;
	size_t count = 0;
	bool factor = false;
	Str action = str_concat(request->arena, address, S("/sign-in"));
	if (sessions_list(care, form->id, request->user.session, &sessions, &count) != STATUS_OK
		|| factor_wanted(care, form->id, &factor) != STATUS_OK)
		return;
	page_sessions(out, request, sessions, count, action);
	bit_heading_small(out, S("Second factor"));
	bit_paragraph(out, factor ? S("On. Take it off only when they have lost their app and their recovery codes, and you know that"
		" it is them who asks.") : S("Off. They set it up themselves, under their name at the top."));
	if (!factor)
		return;
	component_form_open(out, &(PageForm){.action = action, .token = request->form_token});
	component_hidden(out, S("factor"), S("remove"));
	component_button(out, &(Button){.text = S("Take their second factor off"), .kind = BUTTON_WARNING});
	component_form_close(out);
}

/* theirs: what stands now, when it is another thing than the page had shown; NULL otherwise. */
static void show_user(const Request *request, Response *response, const UserForm *form, const UserForm *theirs)
{
	Arena *arena = request->arena;
	Str address = str_concat(arena, S("/administration/users/"), form->id);
	Html out = html_make(arena);
	admin_begin(request, &out, form->name);
	bit_paragraph(&out, str_format(arena, "Signs in as %.*s.", STR_ARG(form->sign_in)));
	if (theirs != NULL)
		clash(request, &out, theirs, form);
	component_form_open(&out, &(PageForm){.action = address, .token = request->form_token,
		.version = str_format(arena, "%lld", (long long)(theirs == NULL ? form->version : theirs->version))});
	fields(request, &out, form);
	component_button(&out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(&out);
	bit_heading_small(&out, S("Set a new password"));
	component_form_open(&out, &(PageForm){.action = str_concat(arena, address, S("/password")),
		.token = request->form_token});
	component_password_input(&out, &(PasswordInput){.name = S("password"), .label = S("New password"), .is_new = true,
		.hint = S("At least 10 characters. Wherever they are signed in now, they are signed out."),
		.error = problems_for_field(&page_care(request)->problems, S("password"))});
	component_button(&out, &(Button){.text = S("Set the password"), .kind = BUTTON_SECONDARY});
	component_form_close(&out);
	sign_in_state(request, &out, form, address);
	bit_paragraph(&out, S("An account is never deleted: what somebody did stays theirs. Enter their last day instead."));
	admin_page(request, response, form->name, &out);
}

static Status load_user(const Request *request, UserForm *form)
{
	Care *care = page_care(request);
	User user = {0};
	UserForm choices = {0};
	Status status = access_user(care, request_parameter(request, S("user")), &user);
	if (status == STATUS_OK)
		status = load_choices(care, &choices);
	if (status == STATUS_OK)
		*form = form_of(request, &user, choices);
	return status;
}

void page_user(const Request *request, Response *response)
{
	UserForm form = {0};
	Status status = load_user(request, &form);
	if (status == STATUS_OK)
		show_user(request, response, &form, NULL);
	else
		page_status(request, response, status);
}

void page_user_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	UserForm now = {0};
	Pence limit = 0;
	Status status = load_user(request, &now);
	UserForm form = now;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	status = read_form(request, &form, &limit);
	form.sign_in = now.sign_in;
	if (status == STATUS_OK)
		status = access_update_user(care, now.id, form.name, form.team, form.roles, form.until.date, limit, form.version);
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/users"));
	else if (status == STATUS_INVALID)
		show_user(request, response, &form, NULL);
	else if (status == STATUS_STALE && load_user(request, &now) == STATUS_OK) {
		show_user(request, response, &form, &now);
		response->status = 409;
	} else
		page_status(request, response, status);
}

void page_user_password_post(const Request *request, Response *response)
{
	UserForm form = {0};
	Status status = load_user(request, &form);
	if (status == STATUS_OK)
		status = access_set_password(page_care(request), form.id, request_form(request, S("password")));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/users"));
	else if (status == STATUS_INVALID)
		show_user(request, response, &form, NULL);
	else
		page_status(request, response, status);
}

void page_user_sign_in_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str user = request_parameter(request, S("user"));
	Status status = STATUS_OK;
	if (request_form_has(request, S("factor")))
		status = factor_remove(care, user);
	else if (request_form_has(request, S("others")))
		status = sessions_end_others(care, request->user.session);
	else
		status = session_end(care, user, request_form(request, S("session")));
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		response_redirect(response, str_concat(request->arena, S("/administration/users/"), user));
	else
		page_status(request, response, status);
}
