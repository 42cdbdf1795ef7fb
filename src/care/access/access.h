/* Accounts, teams and roles as rows; passwords; sessions; what somebody may do and approve.
 *
 * Not for who may see which person: care/person does that, from the audiences kept here.
 */
#ifndef KITH_CARE_ACCESS_ACCESS_H
#define KITH_CARE_ACCESS_ACCESS_H

#include "care/access/factor.h"
#include "care/care.h"

enum {
	ACCESS_PASSWORD_BYTES_MIN = 10,
	ACCESS_PASSWORD_BYTES_MAX = 200,
	ACCESS_FAILURES_MAX = 10,       /* of one account within the window: then nobody gets in */
	/* From one address: a council's offices stand behind one, and of fifteen hundred people who come in on a Monday some
	 * hundreds mistype. It only slows who tries one password on every account: the limit of each account holds as well. */
	ACCESS_ADDRESS_FAILURES_MAX = 300,
	ACCESS_FAILURE_MINUTES = 15,
	ACCESS_IDLE_MINUTES = 60,
	ACCESS_SESSION_HOURS = 12,
	ACCESS_HASHING_AT_ONCE = 2,     /* each takes 19 MiB: more at once would be a way to attack */
};

typedef struct User {
	Str id;
	Str sign_in;
	Str name;
	Str team;
	Str team_name;
	Str employed_from;
	Str employed_until; /* empty: still here */
	Pence approval_limit_weekly;
	Str roles;          /* titles, for lists */
	Str role_ids;       /* parted by spaces */
	int64_t version;
} User;

typedef struct Team {
	Str id;
	Str name;
	Str kind; /* duty, practice, review, brokerage, finance, safeguarding, management, analysis */
	Str closed_on;
	int64_t people;
	int64_t version;
} Team;

typedef struct Role {
	Str id;
	Str title;
	Str permissions; /* parted by spaces */
	int64_t version;
} Role;

/* argon2id, 19 MiB, two passes (OWASP's second profile); waits for its turn. */
Status access_hash_password(Arena *arena, Str password, Str *out) MUST_USE;
bool access_check_password(Str hash, Str password);

typedef struct UserNew {
	Str sign_in;
	Str name;
	Str team;
	Str roles;         /* ids, parted by spaces: an account may do what any of its roles may */
	Str password;      /* either */
	Str password_hash; /* or, from a demonstration that makes one hash for all */
	Date employed_from;
	Date employed_until;
	Pence approval_limit_weekly;
} UserNew;
/* Needs users-edit. STATUS_CONFLICT when the sign-in name is taken. */
Status access_add_user(Care *care, const UserNew *wanted, Str *id) MUST_USE;
/* roles: as in UserNew, in place of those that stand. Whoever could edit users may not take that from the last one: problems. */
Status access_update_user(Care *care, Str user, Str name, Str team, Str roles, Date employed_until,
	Pence approval_limit_weekly, int64_t version) MUST_USE;
/* All sessions of the account end. Set by somebody else, it is also heard again after too many wrong tries. */
Status access_set_password(Care *care, Str user, Str password) MUST_USE;
Status access_add_team(Care *care, Str name, Str kind, Str *id) MUST_USE;
Status access_update_team(Care *care, Str team, Str name, Str kind, Str closed_on, int64_t version) MUST_USE;
Status access_put_role(Care *care, Str role, Str title, const Str *permissions, size_t count) MUST_USE;
/* The same for a page: version is what it showed, STATUS_STALE when somebody was quicker. The last role that may edit
 * users keeps that: otherwise nobody could give it back. */
Status access_update_role(Care *care, Str role, Str title, const Str *permissions, size_t count,
	int64_t version) MUST_USE;
/* The practice's roles as rows, where there is none of that id yet. */
Status access_seed_roles(Care *care) MUST_USE;

Status access_users(Care *care, User **out, size_t *count) MUST_USE;
Status access_user(Care *care, Str user, User *out) MUST_USE;
Status access_teams(Care *care, Team **out, size_t *count) MUST_USE;
Status access_roles(Care *care, Role **out, size_t *count) MUST_USE;

/* A new session's token on success; or, for an account with a second factor, a token for factor_sign_in, which opens
 * nothing. STATUS_REFUSED for any wrong sign-in, the same whatever was wrong; STATUS_BUSY when there were too many
 * failures for the account or the address. */
typedef struct SignInDone {
	Str token;
	bool code_wanted;
} SignInDone;
Status access_sign_in(Care *care, Str sign_in, Str password, Str address, SignInDone *done) MUST_USE;
/* One's own, knowing the one before (STATUS_REFUSED): all sessions of the account end. */
Status access_change_my_password(Care *care, Str current, Str password) MUST_USE;
Status access_sign_out(Care *care, Str token) MUST_USE;
/* Fills care's actor, team and permissions from a session; STATUS_NOT_FOUND when it has ended; care is as it was unless
 * STATUS_OK. Marks it seen at most once a minute; a mark that cannot be written changes nothing. Another status: who asks
 * could not be found out, or access to a record that is over could not be taken away. */
Status access_resume(Care *care, Str token) MUST_USE;
/* Takes on a user's identity and permissions: for the demonstration's replay and for tests, never from a page. */
Status access_act_as(Care *care, Str user) MUST_USE;

bool access_has_role(const Care *care, Str role);
/* 0 when there is none. Inside a write. */
Status access_approval_limit_in(CareWrite *write, Str user, Pence *weekly) MUST_USE;

#endif
