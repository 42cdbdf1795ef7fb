/* Who looked at whom: the audit as somebody who answers for it reads it.
 *
 * Accounts, teams and roles are care/access's, releases care/release's; their pages stand in this folder.
 */
#ifndef KITH_CARE_ADMINISTRATION_ADMINISTRATION_H
#define KITH_CARE_ADMINISTRATION_ADMINISTRATION_H

#include "care/care.h"

enum { AUDIT_LOOKS_MAX = 500 };

typedef struct AuditSearch {
	Str reference; /* of a person, as typed; may be empty when user is not */
	Str user;      /* id; may be empty */
	Date from;
	Date to;       /* inclusive */
} AuditSearch;

typedef struct AuditLook {
	Instant at;
	Str by_name;
	Str team_name;
	Str action;    /* "person/read" */
	Str purpose;   /* empty where the actor may know only that the record exists */
	Str reference; /* of the person; empty for an act on nobody, for a list, or a record that leaves no trace to the reader */
} AuditLook;

/* Newest first, at most AUDIT_LOOKS_MAX. Needs audit-read; a record that leaves no trace to the actor is
 * STATUS_NOT_FOUND. That the audit was read, and about whom, is an audit row of its own, durable before this returns.
 * A list or a search that showed somebody among others stands under its reader and under each person. What somebody did
 * with records that leave no trace to the actor, or that are no more, is left out whole; so is every opening of what is not
 * there, for it is the same row. */
Status administration_looks(Care *care, const AuditSearch *search, AuditLook **out, size_t *count) MUST_USE;

/* What the installation says of its own safety, counted over those who work here now. Needs users-edit. */
typedef struct Installation {
	int64_t accounts;
	int64_t without_factor;
	int64_t administrators;         /* who may edit users */
	int64_t administrators_without;
	int64_t no_role;
	int64_t sessions;
	int64_t refused;                /* sign-ins since this time yesterday */
	int64_t unsealed_old;           /* acts of more than ten minutes ago that are not chained */
	int64_t late_jobs;
	int64_t failing_jobs;
} Installation;
Status administration_installation(Care *care, Installation *out) MUST_USE;

#endif
