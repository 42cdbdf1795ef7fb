/* Lists of accounts, teams and roles for the administrator's pages, and for choosing a colleague. */
#include "care/access/access.h"

#include "care/access/access.sql.h"

enum { USERS_MAX = 500 };

static Str roles_of(Arena *arena, const UserRolesListRow *rows, size_t count, Str user)
{
	Buffer titles = buffer_make(arena, 4096);
	for (size_t i = 0; i < count; i++) {
		if (!str_equal(rows[i].user, user))
			continue;
		if (titles.length > 0)
			buffer_add(&titles, S(", "));
		buffer_add(&titles, rows[i].title);
	}
	return buffer_str(&titles);
}

static Str role_ids_of(Arena *arena, const UserRolesListRow *rows, size_t count, Str user)
{
	Buffer ids = buffer_make(arena, 4096);
	for (size_t i = 0; i < count; i++) {
		if (!str_equal(rows[i].user, user))
			continue;
		if (ids.length > 0)
			buffer_add_character(&ids, ' ');
		buffer_add(&ids, rows[i].role);
	}
	return buffer_str(&ids);
}

Status access_users(Care *care, User **out, size_t *count)
{
	UsersListRow *rows = NULL;
	UserRolesListRow *roles = NULL;
	size_t role_count = 0;
	Status status = sql_users_list_list(care->reader, care->arena,
		&(UsersListArguments){.most = USERS_MAX, .skip = 0}, &rows, count);
	if (status == STATUS_OK)
		status = sql_user_roles_list_list(care->reader, care->arena, &roles, &role_count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, User, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (User){.id = rows[i].id, .sign_in = rows[i].sign_in, .name = rows[i].name, .team = rows[i].team,
			.team_name = rows[i].team_name, .employed_from = rows[i].employed_from,
			.employed_until = rows[i].employed_until, .approval_limit_weekly = rows[i].limit_pence,
			.roles = roles_of(care->arena, roles, role_count, rows[i].id),
			.role_ids = role_ids_of(care->arena, roles, role_count, rows[i].id), .version = rows[i].version};
	return STATUS_OK;
}

Status access_user(Care *care, Str user, User *out)
{
	UserGetRow row = {0};
	UserRolesListRow *roles = NULL;
	size_t role_count = 0;
	Status status = sql_user_get_one(care->reader, care->arena, &(UserGetArguments){.user = user}, &row);
	if (status == STATUS_OK)
		status = sql_user_roles_list_list(care->reader, care->arena, &roles, &role_count);
	if (status != STATUS_OK)
		return status;
	*out = (User){.id = row.id, .sign_in = row.sign_in, .name = row.name, .team = row.team,
		.team_name = row.team_name, .employed_from = row.employed_from, .employed_until = row.employed_until,
		.approval_limit_weekly = row.limit_pence, .roles = roles_of(care->arena, roles, role_count, row.id),
		.role_ids = role_ids_of(care->arena, roles, role_count, row.id),
		.version = row.version};
	return STATUS_OK;
}

Status access_teams(Care *care, Team **out, size_t *count)
{
	TeamsListRow *rows = NULL;
	Status status = sql_teams_list_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Team, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Team){.id = rows[i].id, .name = rows[i].name, .kind = rows[i].kind,
			.closed_on = rows[i].closed_on, .people = rows[i].people, .version = rows[i].version};
	return STATUS_OK;
}

static Str permissions_of_role(Arena *arena, const RolePermissionsListRow *rows, size_t count, Str role)
{
	Buffer names = buffer_make(arena, 8192);
	for (size_t i = 0; i < count; i++) {
		if (!str_equal(rows[i].role, role))
			continue;
		if (names.length > 0)
			buffer_add_character(&names, ' ');
		buffer_add(&names, rows[i].permission);
	}
	return buffer_str(&names);
}

Status access_roles(Care *care, Role **out, size_t *count)
{
	RolesListRow *rows = NULL;
	RolePermissionsListRow *permissions = NULL;
	size_t permission_count = 0;
	Status status = sql_roles_list_list(care->reader, care->arena, &rows, count);
	if (status == STATUS_OK)
		status = sql_role_permissions_list_list(care->reader, care->arena, &permissions, &permission_count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Role, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Role){.id = rows[i].id, .title = rows[i].title, .version = rows[i].version,
			.permissions = permissions_of_role(care->arena, permissions, permission_count, rows[i].id)};
	return STATUS_OK;
}
