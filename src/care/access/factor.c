#include "care/access/factor.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/one_time.h"
#include "base/seal.h"
#include "care/access/access.h"
#include "care/access/access_write.h"
#include "care/access/factor.sql.h"

/* --- codes ------------------------------------------------------------------------------------------------------ */

/* The step whose code this is, or 0. All steps are looked at, so that the time tells nothing. */
static int64_t step_of(Arena *arena, Str secret, Str code, Instant now)
{
	int64_t middle = (int64_t)one_time_step(now);
	int64_t found = 0;
	for (int64_t step = middle - FACTOR_STEPS_AROUND; step <= middle + FACTOR_STEPS_AROUND; step++)
		if (step > 0 && hash_equal(one_time_code(arena, secret, (uint64_t)step, ONE_TIME_DIGITS), code))
			found = step;
	return found;
}

/* As people type them: spaces and hyphens do not count, nor small letters. */
static Str plain_code(Arena *arena, Str code)
{
	Buffer plain = buffer_make(arena, 256);
	for (size_t i = 0; i < code.length && plain.length < 64; i++) {
		char character = code.data[i];
		if (character >= 'a' && character <= 'z')
			buffer_add_character(&plain, (char)(character - 'a' + 'A'));
		else if ((character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z'))
			buffer_add_character(&plain, character);
	}
	return buffer_str(&plain);
}

static Str recovery_hash(Arena *arena, Str user, Str plain)
{
	const Str parts[] = {S("recovery"), user, plain};
	return hash_parts(arena, parts, 3);
}

/* A secret as it is, or as it was sealed for this user. A key that is not the one it was sealed with is the machine's
 * fault, not the person's: they are not told that their code is wrong. */
static Status read_secret(const Care *care, Str user, Str stored, Str *out)
{
	*out = stored;
	if (stored.length == ONE_TIME_SECRET_BYTES)
		return STATUS_OK;
	if (seal_open(care->arena, care->seal_key, user, stored, out) == STATUS_OK)
		return STATUS_OK;
	log_line(LOG_ERROR, "factor", "a second factor cannot be opened: the key is not the one it was sealed with");
	return STATUS_FAILED;
}

static Str sealed_if_possible(const Care *care, Str user, Str secret)
{
	return str_is_empty(care->seal_key) ? secret : seal_close(care->arena, care->seal_key, user, secret);
}

/* Takes a code of the app or a recovery code, once. STATUS_STALE when it is neither or was used. */
static Status take_code_in(CareWrite *write, Str user, Str code)
{
	Arena *arena = write->care->arena;
	FactorGetRow factor = {0};
	Str plain = plain_code(arena, code);
	Status status = sql_factor_get_one(write->connection, arena, &(FactorGetArguments){.user = user}, &factor);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_STALE : status;
	if (plain.length == ONE_TIME_DIGITS) {
		Str secret = {0};
		status = read_secret(write->care, user, factor.secret, &secret);
		if (status != STATUS_OK)
			return status;
		int64_t step = step_of(arena, secret, plain, write->now);
		return step == 0 ? STATUS_STALE
			: sql_factor_take_step_run(write->connection, &(FactorTakeStepArguments){.user = user, .step = step});
	}
	return sql_recovery_code_use_run(write->connection, &(RecoveryCodeUseArguments){.user = user,
		.code_hash = recovery_hash(arena, user, plain), .used_at = write->now});
}

/* --- one's own factor ------------------------------------------------------------------------------------------- */

Status factor_mine(Care *care, Factor *out)
{
	FactorGetRow row = {0};
	RecoveryCodesLeftRow left = {0};
	*out = (Factor){0};
	Status status = sql_factor_get_one(care->reader, care->arena, &(FactorGetArguments){.user = care->actor}, &row);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status == STATUS_OK)
		status = sql_recovery_codes_left_one(care->reader, care->arena,
			&(RecoveryCodesLeftArguments){.user = care->actor}, &left);
	out->begun = true;
	out->confirmed = row.confirmed_at != STORE_NULL_INTEGER;
	out->recovery_left = left.count;
	Str secret = {0};
	if (status == STATUS_OK && !out->confirmed)
		status = read_secret(care, care->actor, row.secret, &secret);
	if (status == STATUS_OK && !out->confirmed)
		out->secret = one_time_base32(care->arena, secret);
	return status;
}

static Status begin_in(CareWrite *write, void *context)
{
	const Str *secret = context;
	Status status = sql_factor_begin_run(write->connection, &(FactorBeginArguments){.user = write->care->actor,
		.secret = *secret, .begun_at = write->now});
	if (status != STATUS_OK)
		return status == STATUS_STALE ? STATUS_CONFLICT : status;
	return care_audit(write, &(CareAudit){.action = S("factor/begin"), .subject_kind = S("user"),
		.subject = write->care->actor});
}

Status factor_begin(Care *care)
{
	char bytes[ONE_TIME_SECRET_BYTES];
	if (care->actor_team.length == 0)
		return STATUS_REFUSED;
	random_secret(bytes, sizeof bytes);
	Str secret = sealed_if_possible(care, care->actor, (Str){.data = bytes, .length = sizeof bytes});
	return care_write(care, begin_in, &secret);
}

typedef struct Confirming {
	Str code;
	Str session_hash;
	Str codes[FACTOR_RECOVERY_CODES];
} Confirming;

static Status add_recovery_codes_in(CareWrite *write, const Confirming *confirming)
{
	Arena *arena = write->care->arena;
	Status status = sql_recovery_codes_clear_run(write->connection,
		&(RecoveryCodesClearArguments){.user = write->care->actor});
	for (size_t i = 0; status == STATUS_OK && i < FACTOR_RECOVERY_CODES; i++)
		status = sql_recovery_code_add_run(write->connection, &(RecoveryCodeAddArguments){.user = write->care->actor,
			.code_hash = recovery_hash(arena, write->care->actor, plain_code(arena, confirming->codes[i]))});
	return status;
}

static Status confirm_in(CareWrite *write, void *context)
{
	const Confirming *confirming = context;
	Arena *arena = write->care->arena;
	FactorGetRow factor = {0};
	Status status = sql_factor_get_one(write->connection, arena, &(FactorGetArguments){.user = write->care->actor},
		&factor);
	Str secret = {0};
	if (status == STATUS_OK)
		status = read_secret(write->care, write->care->actor, factor.secret, &secret);
	if (status != STATUS_OK)
		return status;
	int64_t step = step_of(arena, secret, plain_code(arena, confirming->code), write->now);
	if (factor.confirmed_at != STORE_NULL_INTEGER)
		return STATUS_CONFLICT;
	if (step == 0)
		return STATUS_REFUSED;
	status = sql_factor_confirm_run(write->connection, &(FactorConfirmArguments){.user = write->care->actor,
		.confirmed_at = write->now, .step = step});
	if (status == STATUS_OK)
		status = add_recovery_codes_in(write, confirming);
	if (status == STATUS_OK)
		status = sql_sessions_end_others_run(write->connection, &(SessionsEndOthersArguments){
			.user = write->care->actor, .token_hash = confirming->session_hash});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("factor/confirm"), .subject_kind = S("user"),
		.subject = write->care->actor});
}

/* Sixteen letters in fours: "JBSW-Y3DP-EHPK-3PXP". */
static Str new_recovery_code(Arena *arena)
{
	char bytes[FACTOR_RECOVERY_BYTES];
	random_secret(bytes, sizeof bytes);
	Str text = one_time_base32(arena, (Str){.data = bytes, .length = sizeof bytes});
	return str_format(arena, "%.*s-%.*s-%.*s-%.*s", 4, text.data, 4, text.data + 4, 4, text.data + 8, 4, text.data + 12);
}

Status factor_confirm(Care *care, Str code, Str session, Str *codes)
{
	Confirming confirming = {.code = code, .session_hash = hash_text(care->arena, session)};
	for (size_t i = 0; i < FACTOR_RECOVERY_CODES; i++)
		confirming.codes[i] = new_recovery_code(care->arena);
	Status status = care_write(care, confirm_in, &confirming);
	for (size_t i = 0; status == STATUS_OK && i < FACTOR_RECOVERY_CODES; i++)
		codes[i] = confirming.codes[i];
	return status;
}

static Status seal_old_in(CareWrite *write, void *context)
{
	FactorsUnsealedRow *rows = NULL;
	size_t count = 0;
	(void)context;
	Status status = sql_factors_unsealed_list(write->connection, write->care->arena,
		&(FactorsUnsealedArguments){.length = ONE_TIME_SECRET_BYTES}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		status = sql_factor_seal_run(write->connection, &(FactorSealArguments){.user = rows[i].user,
			.secret = seal_close(write->care->arena, write->care->seal_key, rows[i].user, rows[i].secret)});
		if (status == STATUS_OK)
			status = care_audit(write, &(CareAudit){.action = S("factor/seal"), .subject_kind = S("user"),
				.subject = rows[i].user});
	}
	return status;
}

Status factor_seal_old(Care *care)
{
	if (!care->all_permissions)
		return STATUS_REFUSED;
	return str_is_empty(care->seal_key) ? STATUS_OK : care_write(care, seal_old_in, NULL);
}

typedef struct Removing {
	Str user;
	Str code;
	bool by_administrator;
} Removing;

static Status remove_in(CareWrite *write, void *context)
{
	const Removing *removing = context;
	Status status = removing->by_administrator ? STATUS_OK : take_code_in(write, removing->user, removing->code);
	if (status == STATUS_OK)
		status = sql_recovery_codes_clear_run(write->connection, &(RecoveryCodesClearArguments){.user = removing->user});
	if (status == STATUS_OK)
		status = sql_factor_remove_run(write->connection, &(FactorRemoveArguments){.user = removing->user});
	if (status == STATUS_OK && removing->by_administrator)
		status = access_end_sessions_in(write, removing->user);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("factor/remove"), .subject_kind = S("user"),
		.subject = removing->user});
}

Status factor_remove(Care *care, Str user)
{
	Removing removing = {.user = user, .by_administrator = true};
	Status status = care_require(care, S("users-edit"));
	if (status == STATUS_OK)
		status = care_write(care, remove_in, &removing);
	return status == STATUS_STALE ? STATUS_CONFLICT : status;
}

Status factor_remove_mine(Care *care, Str code)
{
	User me = {0};
	Removing removing = {.user = care->actor, .code = code};
	Status status = access_user(care, care->actor, &me);
	if (status == STATUS_OK)
		status = access_check_throttle(care, me.sign_in, (Str){0});
	if (status == STATUS_OK)
		status = care_write(care, remove_in, &removing);
	return status == STATUS_STALE ? access_note_failure(care, me.sign_in, (Str){0}) : status;
}

/* --- signing in ------------------------------------------------------------------------------------------------- */

Status factor_wanted(Care *care, Str user, bool *out)
{
	FactorGetRow row = {0};
	Status status = sql_factor_get_one(care->reader, care->arena, &(FactorGetArguments){.user = user}, &row);
	*out = status == STATUS_OK && row.confirmed_at != STORE_NULL_INTEGER;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

Status factor_pending_in(CareWrite *write, Str user, Str token_hash)
{
	Status status = sql_pending_clear_run(write->connection, &(PendingClearArguments){.user = user, .now = write->now});
	if (status == STATUS_OK)
		status = sql_pending_add_run(write->connection, &(PendingAddArguments){.token_hash = token_hash, .user = user,
			.ends_at = write->now + FACTOR_PENDING_MINUTES * INSTANT_MINUTE});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("sign-in/code-wanted"), .subject_kind = S("user"),
		.subject = user});
}

typedef struct Finishing {
	Str user;
	Str code;
	Str pending_hash;
	Str token_hash;
	Str address;
} Finishing;

static Status finish_in(CareWrite *write, void *context)
{
	const Finishing *finishing = context;
	Status status = take_code_in(write, finishing->user, finishing->code);
	if (status == STATUS_OK)
		status = sql_pending_take_run(write->connection, &(PendingTakeArguments){.token_hash = finishing->pending_hash});
	return status == STATUS_OK ? access_open_session_in(write, finishing->user, finishing->token_hash,
		finishing->address) : status;
}

Status factor_sign_in(Care *care, Str pending, Str code, Str address, Str *token)
{
	PendingGetRow row = {0};
	Str today = date_format(care->arena, care_today(care));
	Str pending_hash = hash_text(care->arena, pending);
	Status status = sql_pending_get_one(care->reader, care->arena,
		&(PendingGetArguments){.token_hash = pending_hash, .now = care_now(care)}, &row);
	if (status == STATUS_OK && !access_employed_on(row.employed_from, row.employed_until, today))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = access_check_throttle(care, row.sign_in, address);
	if (status != STATUS_OK)
		return status;
	Str made = access_new_token(care->arena);
	Finishing finishing = {.user = row.user, .code = code, .pending_hash = pending_hash, .address = address,
		.token_hash = hash_text(care->arena, made)};
	Str actor = care->actor;
	care->actor = row.user;
	status = care_write(care, finish_in, &finishing);
	care->actor = actor;
	if (status == STATUS_STALE)
		return access_note_failure(care, row.sign_in, address);
	if (status == STATUS_OK)
		*token = made;
	return status;
}

/* --- sessions --------------------------------------------------------------------------------------------------- */

static Status check_mine_or_administrator(const Care *care, Str user)
{
	return str_equal(care->actor, user) ? STATUS_OK : care_require(care, S("users-edit"));
}

Status sessions_list(Care *care, Str user, Str token, Session **out, size_t *count)
{
	SessionsOfRow *rows = NULL;
	Instant now = care_now(care);
	*count = 0;
	Status status = check_mine_or_administrator(care, user);
	if (status == STATUS_OK)
		status = sql_sessions_of_list(care->reader, care->arena, &(SessionsOfArguments){.user = user, .now = now,
			.idle_since = now - ACCESS_IDLE_MINUTES * INSTANT_MINUTE}, &rows, count);
	if (status != STATUS_OK)
		return status;
	Str this = str_is_empty(token) ? (Str){0} : hash_text(care->arena, token);
	*out = ARENA_ARRAY(care->arena, Session, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Session){.id = rows[i].token_hash, .since = rows[i].created_at, .seen_at = rows[i].seen_at,
			.ends_at = rows[i].ends_at, .address = rows[i].address, .is_this = hash_equal(rows[i].token_hash, this)};
	return STATUS_OK;
}

typedef struct EndingSession {
	Str user;
	Str session;
	bool others;
} EndingSession;

static Status end_in(CareWrite *write, void *context)
{
	const EndingSession *ending = context;
	Status status = ending->others
		? sql_sessions_end_others_run(write->connection, &(SessionsEndOthersArguments){.user = ending->user,
			.token_hash = ending->session})
		: sql_session_end_of_run(write->connection, &(SessionEndOfArguments){.user = ending->user,
			.token_hash = ending->session});
	if (status != STATUS_OK)
		return status == STATUS_STALE ? STATUS_NOT_FOUND : status;
	return care_audit(write, &(CareAudit){.action = S("session/end"), .subject_kind = S("user"),
		.subject = ending->user});
}

Status session_end(Care *care, Str user, Str session)
{
	EndingSession ending = {.user = user, .session = session};
	Status status = check_mine_or_administrator(care, user);
	return status == STATUS_OK ? care_write(care, end_in, &ending) : status;
}

Status sessions_end_others(Care *care, Str token)
{
	EndingSession ending = {.user = care->actor, .session = hash_text(care->arena, token), .others = true};
	return str_is_empty(care->actor_team) ? STATUS_REFUSED : care_write(care, end_in, &ending);
}

/* --- settings --------------------------------------------------------------------------------------------------- */

Status setting_read(Care *care, Str name, Str otherwise, Setting *out)
{
	SettingGetRow row = {0};
	Status status = sql_setting_get_one(care->reader, care->arena, &(SettingGetArguments){.name = name}, &row);
	*out = status == STATUS_OK ? (Setting){.value = row.value, .version = row.version} : (Setting){.value = otherwise};
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

typedef struct Changing {
	Str name;
	Str value;
	int64_t version;
} Changing;

static Status change_in(CareWrite *write, void *context)
{
	const Changing *changing = context;
	int64_t changed = 0;
	Status status = STATUS_OK;
	if (changing->version == 0) {
		status = sql_setting_add_run_counting(write->connection, &(SettingAddArguments){.name = changing->name,
			.value = changing->value}, &changed);
		if (status == STATUS_OK && changed == 0)
			status = STATUS_STALE;
	} else {
		status = sql_setting_update_run(write->connection, &(SettingUpdateArguments){.name = changing->name,
			.version = changing->version, .value = changing->value});
	}
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("setting/change"), .subject_kind = S("setting"),
		.subject = changing->name, .after = changing->value});
}

Status setting_change(Care *care, Str name, Str value, int64_t version)
{
	Changing changing = {.name = name, .value = value, .version = version};
	Status status = care_require(care, S("users-edit"));
	return status == STATUS_OK ? care_write(care, change_in, &changing) : status;
}
