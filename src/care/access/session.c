/* Signing in and out. A wrong name and a wrong password take the same time and give the same answer. */
#include "care/access/access.h"

#include "base/hash.h"
#include "care/access/access.sql.h"

enum { TOKEN_BYTES = 32 };

/* A real hash of a password nobody has, so that an unknown name costs what a known one costs. */
static const Str NOBODYS_HASH = S_INIT(
	"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$R5cUdG0pJ8TMvXVqJtLzUo4nZ3eWcmB3y3C2qjS7m1c");

static Str new_token(Arena *arena)
{
	unsigned char bytes[TOKEN_BYTES];
	random_secret(bytes, sizeof bytes);
	return hash_text(arena, (Str){.data = (const char *)bytes, .length = sizeof bytes});
}

typedef struct Failure {
	Str account;
	Str address;
} Failure;

static Status note_failure_in(CareWrite *write, void *context)
{
	const Failure *failure = context;
	const Str subjects[] = {failure->account, failure->address};
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < 2; i++)
		status = sql_sign_in_failure_insert_run(write->connection, &(SignInFailureInsertArguments){
			.id = id_make(write->care->ids, write->care->arena), .subject = subjects[i], .at = write->now});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("sign-in/refused"), .subject_kind = S("sign-in"),
		.subject = failure->account, .reason = failure->address});
}

static Status check_throttle(Care *care, Str subject)
{
	SignInFailuresSinceRow row = {0};
	Status status = sql_sign_in_failures_since_one(care->reader, care->arena, &(SignInFailuresSinceArguments){
		.subject = subject, .since = care_now(care) - ACCESS_FAILURE_MINUTES * INSTANT_MINUTE}, &row);
	if (status != STATUS_OK)
		return status;
	return row.count >= ACCESS_FAILURES_MAX ? STATUS_BUSY : STATUS_OK;
}

typedef struct SignIn {
	Str user;
	Str token_hash;
} SignIn;

static Status open_session_in(CareWrite *write, void *context)
{
	const SignIn *sign_in = context;
	Status status = sql_session_insert_run(write->connection, &(SessionInsertArguments){
		.token_hash = sign_in->token_hash, .user = sign_in->user, .created_at = write->now,
		.ends_at = write->now + ACCESS_SESSION_HOURS * INSTANT_HOUR});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("sign-in/done"), .subject_kind = S("user"),
		.subject = sign_in->user});
}

static bool employed_on(Str from, Str until, Str today)
{
	return str_compare(from, today) <= 0 && (str_is_empty(until) || str_compare(until, today) >= 0);
}

Status access_sign_in(Care *care, Str sign_in, Str password, Str address, Str *token)
{
	sign_in = str_lower_ascii(care->arena, str_trim(sign_in));
	Str account = str_concat(care->arena, S("account:"), sign_in);
	Str from = str_concat(care->arena, S("address:"), address);
	Status status = check_throttle(care, account);
	if (status == STATUS_OK)
		status = check_throttle(care, from);
	if (status != STATUS_OK)
		return status;
	UserBySignInRow user = {0};
	status = sql_user_by_sign_in_one(care->reader, care->arena,
		&(UserBySignInArguments){.sign_in = sign_in}, &user);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	bool known = status == STATUS_OK;
	bool right = password.length <= ACCESS_PASSWORD_BYTES_MAX
		&& access_check_password(known ? user.password_hash : NOBODYS_HASH, password);
	Str today = date_format(care->arena, care_today(care));
	if (!known || !right || !employed_on(user.employed_from, user.employed_until, today)) {
		Failure failure = {.account = account, .address = from};
		status = care_write(care, note_failure_in, &failure);
		return status == STATUS_OK ? STATUS_REFUSED : status;
	}
	*token = new_token(care->arena);
	SignIn session = {.user = user.id, .token_hash = hash_text(care->arena, *token)};
	Str actor = care->actor;
	care->actor = user.id;
	status = care_write(care, open_session_in, &session);
	care->actor = actor;
	return status;
}

static Status end_session_in(CareWrite *write, void *context)
{
	const Str *token_hash = context;
	Status status = sql_session_end_run(write->connection, &(SessionEndArguments){.token_hash = *token_hash});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("sign-in/ended"), .subject_kind = S("user"),
		.subject = write->care->actor});
}

Status access_sign_out(Care *care, Str token)
{
	Str token_hash = hash_text(care->arena, token);
	return care_write(care, end_session_in, &token_hash);
}

static Status mark_seen_in(CareWrite *write, void *context)
{
	const Str *token_hash = context;
	Status status = sql_session_seen_run(write->connection,
		&(SessionSeenArguments){.token_hash = *token_hash, .seen_at = write->now});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("session/seen"), .subject_kind = S("user"),
		.subject = write->care->actor});
}

static bool role_known(const Care *care, Str role)
{
	for (size_t i = 0; i < care->role_count; i++)
		if (str_equal(care->roles[i], role))
			return true;
	return false;
}

static Status take_permissions(Care *care, Str user)
{
	PermissionsOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_permissions_of_list(care->reader, care->arena, &(PermissionsOfArguments){.user = user}, &rows,
		&count);
	care->permission_count = 0;
	care->role_count = 0;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (care->permission_count < CARE_PERMISSIONS_MAX && !care_may(care, rows[i].permission))
			care->permissions[care->permission_count++] = rows[i].permission;
		if (care->role_count < CARE_ROLES_MAX && !role_known(care, rows[i].role))
			care->roles[care->role_count++] = rows[i].role;
	}
	return status;
}

Status access_resume(Care *care, Str token)
{
	SessionGetRow row = {0};
	Str token_hash = hash_text(care->arena, token);
	Status status = sql_session_get_one(care->reader, care->arena, &(SessionGetArguments){.token_hash = token_hash},
		&row);
	if (status != STATUS_OK)
		return status;
	Instant now = care_now(care);
	Str today = date_format(care->arena, care_today(care));
	if (now >= row.ends_at || now - row.seen_at > ACCESS_IDLE_MINUTES * INSTANT_MINUTE
	    || (!str_is_empty(row.employed_until) && str_compare(row.employed_until, today) < 0))
		return STATUS_NOT_FOUND;
	care->actor = row.user;
	care->actor_name = row.name;
	care->actor_team = row.team;
	status = take_permissions(care, row.user);
	if (status == STATUS_OK && now - row.seen_at > INSTANT_MINUTE)
		status = care_write(care, mark_seen_in, &token_hash);
	return status;
}

Status access_act_as(Care *care, Str user)
{
	UserGetRow row = {0};
	Status status = sql_user_get_one(care->reader, care->arena, &(UserGetArguments){.user = user}, &row);
	if (status != STATUS_OK)
		return status;
	care->actor = row.id;
	care->actor_name = row.name;
	care->actor_team = row.team;
	care->all_permissions = false;
	return take_permissions(care, row.id);
}

bool access_has_role(const Care *care, Str role)
{
	return care->all_permissions || role_known(care, role);
}

Status access_approval_limit_in(CareWrite *write, Str user, Pence *weekly)
{
	ApprovalLimitGetRow row = {0};
	Status status = sql_approval_limit_get_one(write->connection, write->care->arena,
		&(ApprovalLimitGetArguments){.user = user}, &row);
	*weekly = status == STATUS_OK ? row.weekly_pence : 0;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
