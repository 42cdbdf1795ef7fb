/* A record with something of every kind that an address can name: work at each stage, letters and a run of them, notes and
 * files that stand and that were withdrawn, a service, a relation, a merge, holds, requests, drafts. Tests that ask every
 * address for records that are not open take their ids from here, so that what is refused is really there.
 *
 * Built on site_test.h; everything lives in the test's arena.
 */
#ifndef KITH_TESTS_MATRIX_TEST_H
#define KITH_TESTS_MATRIX_TEST_H

#include "site_test.h"

enum { MATRIX_THINGS_MAX = 80, MATRIX_ROLES = 12 };

/* Something of the record by name: "note" is the id of a note, "version" a number. */
typedef struct MatrixThing {
	const char *name;
	Str value;
	bool is_id; /* of the record: nobody else may be shown it */
} MatrixThing;

typedef struct MatrixRecord {
	MatrixThing things[MATRIX_THINGS_MAX];
	size_t count;
} MatrixRecord;

typedef struct MatrixRole {
	const char *role;
	Str user;    /* empty: nobody signed in */
	Str session; /* empty likewise */
} MatrixRole;

/* An open record, made by those who may: the person is Zebedee Quillfeather, the one beside them Una Openbook. */
MatrixRecord matrix_record(CareTest *test);
/* The same names with ids of nothing. */
MatrixRecord matrix_absent(CareTest *test, const MatrixRecord *record);
/* Empty when there is none of that name. */
Str matrix_thing(const MatrixRecord *record, Str name);
void matrix_put(MatrixRecord *record, const char *name, Str value, bool is_id);
/* text with each "$name" as that thing. */
Str matrix_fill(Arena *arena, const MatrixRecord *record, Str text);
/* A route's path with its places filled: by the record's things, else by something of the right kind. */
Str matrix_path(Arena *arena, const MatrixRecord *record, Str pattern);

/* Nobody and one of each role, the safeguarding lead last; each signed in once. */
void matrix_roles(SiteTest *site, MatrixRole out[MATRIX_ROLES]);

/* What is sent to a route so that it succeeds for role on an open record. */
typedef struct MatrixForm {
	const char *path;
	const char *role;         /* who may */
	const char *fields[24];   /* name, value with $things, … */
	const char *needs;        /* permissions by the rule, "a|b", where the route's own is none; NULL: everybody signed in */
	const char *places;       /* "work=awaiting": places that stand for other things of the record */
	const char *file;         /* bytes of a file that goes along */
	int answers;              /* 0: 303 */
} MatrixForm;
/* NULL when there is none. */
const MatrixForm *matrix_form(const char *path);
/* The record's things as the form means them. */
MatrixRecord matrix_places(const MatrixRecord *record, const MatrixForm *form);
/* Name, value, …, NULL. */
const char *const *matrix_fields(Arena *arena, const MatrixRecord *record, const MatrixForm *form);

/* A line of the report: engine, route, method, role, state, status. */
void matrix_report(CareTest *test, const Route *route, const char *role, const char *state, int status);
/* Begins the report tests/output/<name>.tsv anew. */
void matrix_report_begin(const char *name);
/* Ends it and says how many lines it has. */
void matrix_report_end(void);

#endif
