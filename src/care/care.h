/* The desk of one request: who is acting, when, on which record, by which practice.
 *
 * Every room function takes a Care first. It belongs to one thread and one request; its arena is the request's.
 * Rooms check permission and visibility themselves: the same for a page, the API and the command line.
 */
#ifndef KITH_CARE_CARE_H
#define KITH_CARE_CARE_H

#include "practice/practice.h"
#include "store/store.h"

enum { CARE_PERMISSIONS_MAX = 64, CARE_ROLES_MAX = 16 };

/* Finds a published release by its hash: among those at hand, and with reader in the record too. NULL: not to be had. */
typedef const Practice *(*CareReleaseFind)(void *context, StoreConnection *reader, Str hash);

typedef struct Care {
	Store *store;
	StoreConnection *reader;
	Arena *arena;
	const Clock *clock;
	IdSource *ids;
	const Practice *practice;  /* the release in force */
	CareReleaseFind release_find; /* NULL: only the release in force is at hand */
	void *release_context;
	Str actor;                 /* user id, "public" or "system" */
	Str actor_name;
	Str actor_team;            /* team id; empty for public and system */
	Str permissions[CARE_PERMISSIONS_MAX];
	size_t permission_count;
	Str roles[CARE_ROLES_MAX];
	size_t role_count;
	bool all_permissions;      /* system: jobs and the command line */
	bool factor_missing;       /* the installation wants a second factor and this account has none: no permissions */
	Str seal_key;              /* seals secrets in the database (base/seal.h); empty: they stand there as they are */
	Str scanner;               /* a program that looks at files people give, told 0 clean, 1 not; empty: there is none */
	Problems problems;
} Care;

/* A room's work inside one transaction. */
typedef struct CareWrite {
	Care *care;
	StoreConnection *connection;
	Instant now;
	Date today;
} CareWrite;

/* The system's own desk: jobs and commands. reader may be the store's maintenance connection. */
Care care_system(Store *store, StoreConnection *reader, Arena *arena, const Clock *clock, IdSource *ids,
	const Practice *practice);
/* Somebody who is not signed in. */
Care care_public(Store *store, StoreConnection *reader, Arena *arena, const Clock *clock, IdSource *ids,
	const Practice *practice);

/* STATUS_REFUSED unless the actor holds the permission. */
Status care_require(const Care *care, Str permission) MUST_USE;
bool care_may(const Care *care, Str permission);

typedef Status (*CareWork)(CareWrite *write, void *context);
/* store_write with a CareWrite: blocks until durable. The work may be run again (store.h). */
Status care_write(Care *care, CareWork work, void *context) MUST_USE;

/* One audit row for what write has just done. */
typedef struct CareAudit {
	Str action;
	Str subject_kind;
	Str subject;
	Str person;
	Str reason;
	Str before; /* what stood there: hashed, not kept */
	Str after;
	Str detail; /* JSON; no sensitive value */
	const Str *people; /* the several whom a read showed; detail names them too, for the chain */
	size_t people_count;
} CareAudit;
Status care_audit(CareWrite *write, const CareAudit *audit) MUST_USE;

/* Writes a read row and waits until it is durable: call before showing anything about a person.
 * purpose is "page", "list", "export", …; people are the ids shown, empty ones of rows that are about nobody yet passed over. */
Status care_audit_read(Care *care, Str purpose, const Str *people, size_t count) MUST_USE;
/* The same inside a write that has more to say. */
Status care_audit_read_in(CareWrite *write, Str purpose, const Str *people, size_t count) MUST_USE;

/* The release that something was begun with, so that a later one changes nothing under it; the one in force when it
 * cannot be had. Inside a write only what is at hand is looked at: reading the work first has brought it there. */
const Practice *care_release(const Care *care, Str hash);
const Practice *care_release_in(const CareWrite *write, Str hash);

Date care_today(const Care *care);
Instant care_now(const Care *care);

#endif
