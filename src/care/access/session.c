/* Signing in and out. A wrong name and a wrong password take the same time and give the same answer. */
#include "care/access/access.h"

#include "base/hash.h"
#include "base/log.h"
#include "care/access/access.sql.h"
#include "care/access/access_write.h"
#include "care/person/person.h"

enum { TOKEN_BYTES = 32 };

/* A real hash of a password nobody has, so that an unknown name costs what a known one costs. */
static const Str NOBODYS_HASH = S_INIT(
	"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$R5cUdG0pJ8TMvXVqJtLzUo4nZ3eWcmB3y3C2qjS7m1c");

Str access_new_token(Arena *arena)
{
	unsigned char bytes[TOKEN_BYTES];
	random_secret(bytes, sizeof bytes);
	return hash_text(arena, (Str){.data = (const char *)bytes, .length = sizeof bytes});
}

/* --- the throttle ------------------------------------------------------------------------------------------------- */

typedef struct Failure {
	Str subjects[2];
} Failure;

Str access_failure_subject(Arena *arena, Str sign_in)
{
	return str_concat(arena, S("account:"), sign_in);
}

static Failure failure_of(Arena *arena, Str sign_in, Str address)
{
	return (Failure){.subjects = {access_failure_subject(arena, sign_in),
		str_is_empty(address) ? (Str){0} : str_concat(arena, S("address:"), address)}};
}

static Status note_failure_in(CareWrite *write, void *context)
{
	const Failure *failure = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < 2; i++)
		if (!str_is_empty(failure->subjects[i]))
			status = sql_sign_in_failure_insert_run(write->connection, &(SignInFailureInsertArguments){
				.id = id_make(write->care->ids, write->care->arena), .subject = failure->subjects[i], .at = write->now});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("sign-in/refused"), .subject_kind = S("sign-in"),
		.subject = failure->subjects[0], .reason = failure->subjects[1]});
}

Status access_note_failure(Care *care, Str sign_in, Str address)
{
	Failure failure = failure_of(care->arena, sign_in, address);
	Status status = care_write(care, note_failure_in, &failure);
	return status == STATUS_OK ? STATUS_REFUSED : status;
}

Status access_check_throttle(Care *care, Str sign_in, Str address)
{
	Failure failure = failure_of(care->arena, sign_in, address);
	for (size_t i = 0; i < 2; i++) {
		SignInFailuresSinceRow row = {0};
		if (str_is_empty(failure.subjects[i]))
			continue;
		Status status = sql_sign_in_failures_since_one(care->reader, care->arena, &(SignInFailuresSinceArguments){
			.subject = failure.subjects[i], .since = care_now(care) - ACCESS_FAILURE_MINUTES * INSTANT_MINUTE}, &row);
		if (status != STATUS_OK)
			return status;
		if (row.count >= (i == 0 ? ACCESS_FAILURES_MAX : ACCESS_ADDRESS_FAILURES_MAX))
			return STATUS_BUSY;
	}
	return STATUS_OK;
}

/* --- signing in and out ------------------------------------------------------------------------------------------- */

Status access_open_session_in(CareWrite *write, Str user, Str token_hash, Str address)
{
	Status status = sql_session_insert_run(write->connection, &(SessionInsertArguments){
		.token_hash = token_hash, .user = user, .created_at = write->now,
		.ends_at = write->now + ACCESS_SESSION_HOURS * INSTANT_HOUR,
		.address = str_is_empty(address) ? (Str){0} : address});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("sign-in/done"), .subject_kind = S("user"), .subject = user});
}

Status access_end_sessions_in(CareWrite *write, Str user)
{
	return sql_sessions_end_of_run(write->connection, &(SessionsEndOfArguments){.user = user});
}

bool access_employed_on(Str from, Str until, Str today)
{
	return str_compare(from, today) <= 0 && (str_is_empty(until) || str_compare(until, today) >= 0);
}

typedef struct SigningIn {
	Str user;
	Str token_hash;
	Str address;
	bool code_wanted;
} SigningIn;

static Status sign_in_in(CareWrite *write, void *context)
{
	const SigningIn *signing = context;
	return signing->code_wanted ? factor_pending_in(write, signing->user, signing->token_hash)
		: access_open_session_in(write, signing->user, signing->token_hash, signing->address);
}

static Status begin_session(Care *care, Str user, Str address, SignInDone *done)
{
	SignInDone made = {.token = access_new_token(care->arena)};
	Status status = factor_wanted(care, user, &made.code_wanted);
	if (status != STATUS_OK)
		return status;
	SigningIn signing = {.user = user, .token_hash = hash_text(care->arena, made.token), .address = address,
		.code_wanted = made.code_wanted};
	Str actor = care->actor;
	care->actor = user;
	status = care_write(care, sign_in_in, &signing);
	care->actor = actor;
	if (status == STATUS_OK)
		*done = made;
	return status;
}

Status access_sign_in(Care *care, Str sign_in, Str password, Str address, SignInDone *done)
{
	UserBySignInRow user = {0};
	sign_in = str_lower_ascii(care->arena, str_trim(sign_in));
	*done = (SignInDone){0};
	Status status = access_check_throttle(care, sign_in, address);
	if (status != STATUS_OK)
		return status;
	status = sql_user_by_sign_in_one(care->reader, care->arena,
		&(UserBySignInArguments){.sign_in = sign_in}, &user);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	bool known = status == STATUS_OK;
	bool right = password.length <= ACCESS_PASSWORD_BYTES_MAX
		&& access_check_password(known ? user.password_hash : NOBODYS_HASH, password);
	Str today = date_format(care->arena, care_today(care));
	if (!known || !right || !access_employed_on(user.employed_from, user.employed_until, today))
		return access_note_failure(care, sign_in, address);
	return begin_session(care, user.id, address, done);
}

Status access_change_my_password(Care *care, Str current, Str password)
{
	User me = {0};
	UserBySignInRow secret = {0};
	Status status = access_user(care, care->actor, &me);
	if (status == STATUS_OK)
		status = access_check_throttle(care, me.sign_in, (Str){0});
	if (status == STATUS_OK)
		status = sql_user_by_sign_in_one(care->reader, care->arena, &(UserBySignInArguments){.sign_in = me.sign_in},
			&secret);
	if (status != STATUS_OK)
		return status;
	if (current.length > ACCESS_PASSWORD_BYTES_MAX || !access_check_password(secret.password_hash, current))
		return access_note_failure(care, me.sign_in, (Str){0});
	return access_set_password(care, care->actor, password);
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

/* A stamp that cannot be written, on a full disk or while too many wait, takes nobody's session away: it is tried again at
 * the next request. */
static void mark_seen(Care *care, Str token_hash)
{
	Status status = care_write(care, mark_seen_in, &token_hash);
	if (status != STATUS_OK)
		log_line(LOG_WARNING, "access", "a session goes on without its stamp: %s", status_name(status));
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
	Care resumed = *care;
	resumed.actor = row.user;
	resumed.actor_name = row.name;
	resumed.actor_team = row.team;
	status = take_permissions(&resumed, row.user);
	resumed.factor_missing = row.factor_at == STORE_NULL_INTEGER && str_equal(row.factor_rule, S("required"));
	if (resumed.factor_missing) {
		resumed.permission_count = 0;
		resumed.role_count = 0;
	}
	/* Access whose time is over must be gone before anything is shown: this failure is not passed over. */
	if (status == STATUS_OK)
		status = person_end_access_over(&resumed);
	if (status != STATUS_OK)
		return status;
	*care = resumed;
	if (now - row.seen_at > INSTANT_MINUTE)
		mark_seen(care, token_hash);
	return STATUS_OK;
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
