/* Accounts, teams and roles: rows that an administrator edits. */
#include "care/access/access.h"

#include "care/access/access.sql.h"
#include "care/access/access_write.h"

static Status refresh_audience_in(CareWrite *write, Str user, Str team)
{
	const Str audiences[] = {S("everyone"), team, user};
	Status status = sql_audience_clear_run(write->connection, &(AudienceClearArguments){.actor = user});
	for (size_t i = 0; status == STATUS_OK && i < 3; i++)
		status = sql_audience_add_run(write->connection, &(AudienceAddArguments){.actor = user,
			.audience = audiences[i]});
	return status;
}

/* ids of roles, parted by spaces. */
static Status put_roles_in(CareWrite *write, Str user, Str roles)
{
	Str role = {0};
	Status status = STATUS_OK;
	while (status == STATUS_OK && str_next(&roles, ' ', &role))
		if (!str_is_empty(role))
			status = sql_user_role_add_run(write->connection, &(UserRoleAddArguments){.user = user, .role = role});
	return status;
}

typedef struct AddingUser {
	const UserNew *wanted;
	Str sign_in;
	Str password_hash;
	Str id;
} AddingUser;

static Status add_user_in(CareWrite *write, void *context)
{
	AddingUser *adding = context;
	const UserNew *wanted = adding->wanted;
	Arena *arena = write->care->arena;
	adding->id = id_make(write->care->ids, arena);
	Str until = date_format(arena, wanted->employed_until);
	Status status = sql_user_insert_run(write->connection, &(UserInsertArguments){.id = adding->id,
		.sign_in = adding->sign_in, .name = wanted->name, .team = wanted->team,
		.employed_from = date_format(arena, wanted->employed_from),
		.employed_until = str_is_empty(until) ? (Str){0} : until});
	if (status == STATUS_OK)
		status = sql_user_secret_put_run(write->connection, &(UserSecretPutArguments){.user = adding->id,
			.password_hash = adding->password_hash, .changed_at = write->now});
	if (status == STATUS_OK)
		status = put_roles_in(write, adding->id, wanted->roles);
	if (status == STATUS_OK && wanted->approval_limit_weekly > 0)
		status = sql_approval_limit_put_run(write->connection, &(ApprovalLimitPutArguments){.user = adding->id,
			.weekly_pence = wanted->approval_limit_weekly});
	if (status == STATUS_OK)
		status = refresh_audience_in(write, adding->id, wanted->team);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("user/add"), .subject_kind = S("user"), .subject = adding->id,
		.after = wanted->roles});
}

static Status check_password(Care *care, Str password)
{
	if (password.length >= ACCESS_PASSWORD_BYTES_MIN && password.length <= ACCESS_PASSWORD_BYTES_MAX)
		return STATUS_OK;
	return problems_add(&care->problems, (Problem){.field = S("password"),
		.message = S("Use a password of at least 10 and at most 200 characters. Three words that do not belong together "
			"are easy to remember.")});
}

Status access_add_user(Care *care, const UserNew *wanted, Str *id)
{
	Status status = care_require(care, S("users-edit"));
	if (status != STATUS_OK)
		return status;
	if (str_is_empty(str_trim(wanted->sign_in)))
		status = problems_add(&care->problems, (Problem){.field = S("sign_in"),
			.message = S("Enter a sign-in name.")});
	if (str_is_empty(str_trim(wanted->name)))
		status = problems_add(&care->problems, (Problem){.field = S("name"), .message = S("Enter their name.")});
	AddingUser adding = {.wanted = wanted, .sign_in = str_lower_ascii(care->arena, str_trim(wanted->sign_in)),
		.password_hash = wanted->password_hash};
	if (str_is_empty(adding.password_hash) && check_password(care, wanted->password) != STATUS_OK)
		status = STATUS_INVALID;
	if (status == STATUS_OK && str_is_empty(adding.password_hash))
		status = access_hash_password(care->arena, wanted->password, &adding.password_hash);
	if (status == STATUS_OK)
		status = care_write(care, add_user_in, &adding);
	if (status == STATUS_OK && id != NULL)
		*id = adding.id;
	return status;
}

typedef struct UpdatingUser {
	Str user;
	Str name;
	Str team;
	Str roles;
	Str until;
	Pence limit;
	int64_t version;
} UpdatingUser;

/* Somebody must be able to give roles, or nobody ever can again. A record without any such account, as tests make, is let be. */
static Status check_an_editor_is_left_in(CareWrite *write, bool was_one)
{
	UsersEditorsRow editors = {0};
	Status status = sql_users_editors_one(write->connection, write->care->arena,
		&(UsersEditorsArguments){.today = date_format(write->care->arena, write->today)}, &editors);
	if (status != STATUS_OK || !was_one || editors.count > 0)
		return status;
	return problems_add(&write->care->problems, (Problem){.field = S("role"),
		.message = S("This is the last account that may edit accounts. Give another one that role first.")});
}

static Status update_user_in(CareWrite *write, void *context)
{
	const UpdatingUser *updating = context;
	UsersEditorsRow before = {0};
	Status status = sql_users_editors_one(write->connection, write->care->arena,
		&(UsersEditorsArguments){.today = date_format(write->care->arena, write->today)}, &before);
	if (status == STATUS_OK)
		status = sql_user_update_run(write->connection, &(UserUpdateArguments){.id = updating->user,
			.version = updating->version, .name = updating->name, .team = updating->team,
			.employed_until = str_is_empty(updating->until) ? (Str){0} : updating->until});
	if (status == STATUS_OK)
		status = sql_user_roles_clear_run(write->connection, &(UserRolesClearArguments){.user = updating->user});
	if (status == STATUS_OK)
		status = put_roles_in(write, updating->user, updating->roles);
	if (status == STATUS_OK)
		status = check_an_editor_is_left_in(write, before.count > 0);
	if (status == STATUS_OK)
		status = sql_approval_limit_put_run(write->connection, &(ApprovalLimitPutArguments){.user = updating->user,
			.weekly_pence = updating->limit});
	if (status == STATUS_OK)
		status = refresh_audience_in(write, updating->user, updating->team);
	if (status == STATUS_OK && !str_is_empty(updating->until))
		status = sql_sessions_end_of_run(write->connection, &(SessionsEndOfArguments){.user = updating->user});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("user/update"), .subject_kind = S("user"),
		.subject = updating->user, .after = updating->roles});
}

Status access_update_user(Care *care, Str user, Str name, Str team, Str roles, Date employed_until,
	Pence approval_limit_weekly, int64_t version)
{
	Status status = care_require(care, S("users-edit"));
	if (status == STATUS_OK && str_is_empty(str_trim(name)))
		status = problems_add(&care->problems, (Problem){.field = S("name"), .message = S("Enter their name.")});
	UpdatingUser updating = {.user = user, .name = name, .team = team, .roles = roles,
		.until = date_format(care->arena, employed_until), .limit = approval_limit_weekly, .version = version};
	return status == STATUS_OK ? care_write(care, update_user_in, &updating) : status;
}

typedef struct SettingPassword {
	Str user;
	Str password_hash;
} SettingPassword;

/* Somebody has made sure who asked: the wrong tries before say nothing any more. One's own change says nothing of who tried. */
static Status forget_failures_in(CareWrite *write, Str user)
{
	UserGetRow row = {0};
	if (str_equal(write->care->actor, user))
		return STATUS_OK;
	Status status = sql_user_get_one(write->connection, write->care->arena, &(UserGetArguments){.user = user}, &row);
	return status != STATUS_OK ? status : sql_sign_in_failures_forget_run(write->connection,
		&(SignInFailuresForgetArguments){.subject = access_failure_subject(write->care->arena, row.sign_in)});
}

static Status set_password_in(CareWrite *write, void *context)
{
	const SettingPassword *setting = context;
	Status status = sql_user_secret_put_run(write->connection, &(UserSecretPutArguments){.user = setting->user,
		.password_hash = setting->password_hash, .changed_at = write->now});
	if (status == STATUS_OK)
		status = sql_sessions_end_of_run(write->connection, &(SessionsEndOfArguments){.user = setting->user});
	if (status == STATUS_OK)
		status = forget_failures_in(write, setting->user);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("user/password"), .subject_kind = S("user"),
		.subject = setting->user});
}

Status access_set_password(Care *care, Str user, Str password)
{
	SettingPassword setting = {.user = user};
	Status status = str_equal(care->actor, user) ? STATUS_OK : care_require(care, S("users-edit"));
	if (status == STATUS_OK)
		status = check_password(care, password);
	if (status == STATUS_OK)
		status = access_hash_password(care->arena, password, &setting.password_hash);
	return status == STATUS_OK ? care_write(care, set_password_in, &setting) : status;
}

typedef struct PuttingTeam {
	Str id;
	Str name;
	Str kind;
	Str closed_on;
	int64_t version;
} PuttingTeam;

static Status put_team_in(CareWrite *write, void *context)
{
	PuttingTeam *team = context;
	Status status = STATUS_OK;
	if (team->version == 0) {
		team->id = id_make(write->care->ids, write->care->arena);
		status = sql_team_insert_run(write->connection,
			&(TeamInsertArguments){.id = team->id, .name = team->name, .kind = team->kind});
	} else {
		status = sql_team_update_run(write->connection, &(TeamUpdateArguments){.id = team->id,
			.version = team->version, .name = team->name, .kind = team->kind,
			.closed_on = str_is_empty(team->closed_on) ? (Str){0} : team->closed_on});
	}
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("team/put"), .subject_kind = S("team"), .subject = team->id,
		.after = team->name});
}

static Status put_team(Care *care, PuttingTeam *team)
{
	Status status = care_require(care, S("users-edit"));
	if (status == STATUS_OK && (str_is_empty(str_trim(team->name)) || str_is_empty(team->kind)))
		status = problems_add(&care->problems, (Problem){.field = S("name"),
			.message = S("Enter the team's name and choose what it does.")});
	return status == STATUS_OK ? care_write(care, put_team_in, team) : status;
}

Status access_add_team(Care *care, Str name, Str kind, Str *id)
{
	PuttingTeam team = {.name = name, .kind = kind};
	Status status = put_team(care, &team);
	if (status == STATUS_OK && id != NULL)
		*id = team.id;
	return status;
}

Status access_update_team(Care *care, Str team, Str name, Str kind, Str closed_on, int64_t version)
{
	PuttingTeam putting = {.id = team, .name = name, .kind = kind, .closed_on = closed_on, .version = version};
	return put_team(care, &putting);
}

typedef struct PuttingRole {
	Str id;
	Str title;
	const Str *permissions;
	size_t count;
	int64_t version; /* 0: whatever stands there */
} PuttingRole;

static bool role_holds(const PuttingRole *role, Str permission)
{
	for (size_t i = 0; i < role->count; i++)
		if (str_equal(role->permissions[i], permission))
			return true;
	return false;
}

static Status check_somebody_edits_users(CareWrite *write, const PuttingRole *role)
{
	RoleOthersWithRow others = {0};
	if (role_holds(role, S("users-edit")))
		return STATUS_OK;
	Status status = sql_role_others_with_one(write->connection, write->care->arena,
		&(RoleOthersWithArguments){.role = role->id, .permission = S("users-edit")}, &others);
	if (status != STATUS_OK || others.count > 0)
		return status;
	return problems_add(&write->care->problems, (Problem){.field = S("permissions"),
		.message = S("This is the last role that may edit users: nobody could give it back. Give it to another role first.")});
}

static Status put_role_in(CareWrite *write, void *context)
{
	const PuttingRole *role = context;
	Status status = STATUS_OK;
	if (role->version == 0)
		status = sql_role_put_run(write->connection, &(RolePutArguments){.id = role->id, .title = role->title});
	else
		status = check_somebody_edits_users(write, role);
	if (status == STATUS_OK && role->version != 0)
		status = sql_role_update_run(write->connection, &(RoleUpdateArguments){.id = role->id, .title = role->title,
			.version = role->version});
	if (status == STATUS_OK)
		status = sql_role_permissions_clear_run(write->connection, &(RolePermissionsClearArguments){.role = role->id});
	for (size_t i = 0; status == STATUS_OK && i < role->count; i++)
		status = sql_role_permission_add_run(write->connection,
			&(RolePermissionAddArguments){.role = role->id, .permission = role->permissions[i]});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("role/put"), .subject_kind = S("role"), .subject = role->id,
		.after = str_join(write->care->arena, role->permissions, role->count, S(" "))});
}

static Status put_role(Care *care, PuttingRole *putting)
{
	Status status = care_require(care, S("users-edit"));
	if (status == STATUS_OK && str_is_empty(str_trim(putting->title)))
		status = problems_add(&care->problems, (Problem){.field = S("title"), .message = S("Enter the role's name.")});
	return status == STATUS_OK ? care_write(care, put_role_in, putting) : status;
}

Status access_put_role(Care *care, Str role, Str title, const Str *permissions, size_t count)
{
	PuttingRole putting = {.id = role, .title = title, .permissions = permissions, .count = count};
	return put_role(care, &putting);
}

Status access_update_role(Care *care, Str role, Str title, const Str *permissions, size_t count, int64_t version)
{
	PuttingRole putting = {.id = role, .title = title, .permissions = permissions, .count = count, .version = version};
	return version <= 0 ? STATUS_STALE : put_role(care, &putting);
}

Status access_seed_roles(Care *care)
{
	RolesListRow *rows = NULL;
	size_t count = 0;
	Status status = sql_roles_list_list(care->reader, care->arena, &rows, &count);
	size_t role_count = 0;
	const PracticeRole *roles = practice_roles(care->practice, &role_count);
	for (size_t i = 0; status == STATUS_OK && i < role_count; i++) {
		bool known = false;
		for (size_t j = 0; j < count; j++)
			known = known || str_equal(rows[j].id, roles[i].id);
		if (!known)
			status = access_put_role(care, roles[i].id, roles[i].title, roles[i].permissions,
				roles[i].permission_count);
	}
	return status;
}
