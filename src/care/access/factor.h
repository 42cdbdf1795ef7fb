/* The second factor at sign-in (a code from an app, RFC 6238), recovery codes, the list of somebody's sessions, and the
 * settings that an administrator keeps.
 *
 * Nobody sees another's secret: an administrator can only take a factor away. */
#ifndef KITH_CARE_ACCESS_FACTOR_H
#define KITH_CARE_ACCESS_FACTOR_H

#include "care/care.h"

enum {
	FACTOR_RECOVERY_CODES = 10,
	FACTOR_RECOVERY_BYTES = 10,     /* 80 bits: not to be guessed, not even from the hash */
	FACTOR_PENDING_MINUTES = 5,     /* between the password and the code */
	FACTOR_STEPS_AROUND = 1,        /* clocks that differ by half a minute */
};

typedef struct Factor {
	bool begun;
	bool confirmed;
	Str secret;             /* as an app takes it; empty once confirmed */
	int64_t recovery_left;
} Factor;
Status factor_mine(Care *care, Factor *out) MUST_USE;
/* A new secret, in force once a code of it has been given. STATUS_CONFLICT when one is in force. */
Status factor_begin(Care *care) MUST_USE;
/* codes: FACTOR_RECOVERY_CODES, to be shown once. All other sessions of this account end; session is the token of this one.
 * STATUS_REFUSED for a wrong code. */
Status factor_confirm(Care *care, Str code, Str session, Str *codes) MUST_USE;
/* One's own, with a code or a recovery code: STATUS_REFUSED when it is wrong, STATUS_BUSY after too many. */
Status factor_remove_mine(Care *care, Str code) MUST_USE;
/* A colleague's, who has lost it: needs users-edit; their sessions end. */
Status factor_remove(Care *care, Str user) MUST_USE;

/* The second half of signing in: pending is the token that access_sign_in gave. STATUS_NOT_FOUND when it is too late,
 * STATUS_REFUSED for a wrong or used code, STATUS_BUSY after too many. */
Status factor_sign_in(Care *care, Str pending, Str code, Str address, Str *token) MUST_USE;
/* Secrets that stand in the database as they are, from before there was a key, are sealed: when care has one. Needs the
 * system's desk. */
Status factor_seal_old(Care *care) MUST_USE;
/* Inside the write of a sign-in: does this account want a code, and its waiting place. */
Status factor_wanted(Care *care, Str user, bool *out) MUST_USE;
Status factor_pending_in(CareWrite *write, Str user, Str token_hash) MUST_USE;

typedef struct Session {
	Str id;         /* the hash of its token */
	Instant since;
	Instant seen_at;
	Instant ends_at;
	Str address;
	bool is_this;
} Session;
/* One's own, or with users-edit a colleague's: those that have not ended. token: of this request. */
Status sessions_list(Care *care, Str user, Str token, Session **out, size_t *count) MUST_USE;
Status session_end(Care *care, Str user, Str session) MUST_USE;
Status sessions_end_others(Care *care, Str token) MUST_USE;

/* Settings: a name and a value. Changing one needs users-edit. */
typedef struct Setting {
	Str value;       /* otherwise, when nobody has set it */
	int64_t version; /* 0: nobody has */
} Setting;
#define SETTING_SECOND_FACTOR S("second-factor") /* "offered" or "required" */
Status setting_read(Care *care, Str name, Str otherwise, Setting *out) MUST_USE;
Status setting_change(Care *care, Str name, Str value, int64_t version) MUST_USE;

#endif
