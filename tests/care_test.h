/* A small council for tests of the rooms: a fresh database on each engine, the practice that ships (common and
 * Thurrock), a clock that stands still, ids from a seed, teams, and one person of staff for each role.
 *
 * Link kith_care, kith_store_test and kith_statements. CARE_TEST lists a test once for each engine, as STORE_TEST does.
 */
#ifndef KITH_TESTS_CARE_TEST_H
#define KITH_TESTS_CARE_TEST_H

#include "store_test.h"

#include "care/access/access.h"
#include "care/person/person.h"
#include "care/work/work.h"

typedef struct CareTest {
	StoreTest *store;
	Arena *arena;             /* lives as long as the test */
	const Practice *practice;
	Str team_duty;            /* teams, by kind */
	Str team_practice;
	Str team_review;
	Str team_brokerage;
	Str team_safeguarding;
	Str team_finance;
	Str first_contact;        /* users, by role */
	Str practitioner;
	Str colleague;            /* another practitioner, of the review team */
	Str assessor;             /* trusted-assessor */
	Str manager;
	Str second_manager;
	Str panel;
	Str broker;
	Str finance;
	Str analyst;
	Str safeguarding;         /* safeguarding-lead */
	Str administrator;
	Str officer;              /* information-officer */
} CareTest;

enum { CARE_TEST_MANAGER_LIMIT = 50000, CARE_TEST_PANEL_LIMIT = 150000 }; /* pence a week */

/* The council whose practice the tests opened from now on have: a folder that outlives them, NULL for Thurrock's. */
void care_test_council(const char *folder);
int care_test_open_sqlite(void **state);
int care_test_open_postgres(void **state);
int care_test_close(void **state);
/* The test's state; skips the test when there is no PostgreSQL. */
CareTest *care_test_of(void **state);

/* The desk of a user, of the system, of somebody who is not signed in. */
Care care_test_desk(CareTest *test, Str user);
Care care_test_system(CareTest *test);
Care care_test_public(CareTest *test);

void care_test_wait(CareTest *test, Instant microseconds);
/* Moves the clock to hour:minute in London on day. */
void care_test_go(CareTest *test, Str day, int hour, int minute);

/* Somebody with a name, a date of birth and a postcode (the last two may be empty), recorded by care. */
Str care_test_person(Care *care, const char *name, const char *born, const char *postcode);
/* A piece of work that is there. */
Work care_test_work(Care *care, Str id);
/* An answer of the person's own, saved in a piece of work over whatever stands there. */
void care_test_answer(Care *care, Str work, const char *question, const char *value);
/* One answer recorded now by care. */
Status care_test_record(Care *care, Str person, const char *question, const char *value);
/* The current value; empty when there is none. */
Str care_test_value(Care *care, Str person, const char *question);
/* Open work of somebody on a pathway, how many; *id is the last of it, empty when there is none. */
size_t care_test_open_works(Care *care, Str person, const char *pathway, Str *id);
/* The same where there must be some. */
Str care_test_open_work(Care *care, Str person, const char *pathway);
/* The record is sealed, and everything in it follows from what it should. */
void care_test_assert_sound(CareTest *test);
/* Ends a record as the schedule of retention does. */
void care_test_destroy(CareTest *test, Str person);
/* The whole canonical export. */
Str care_test_export(CareTest *test);

#define CARE_TEST(function) \
	{#function "_sqlite", function, care_test_open_sqlite, care_test_close, NULL}, \
	{#function "_postgresql", function, care_test_open_postgres, care_test_close, NULL}

#endif
