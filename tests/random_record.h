/* A record made of random acts through the rooms' own functions: the same seed, the same acts, on both engines.
 *
 * An act may be refused by a rule (that is an answer); it may never fail. */
#ifndef KITH_TESTS_RANDOM_RECORD_H
#define KITH_TESTS_RANDOM_RECORD_H

#include "care_test.h"

enum { RANDOM_RECORD_PEOPLE_MAX = 60 };

typedef struct RandomRecord {
	CareTest *test;
	RandomStream random;
	Care worker;
	Care manager;
	Care system;
	Str people[RANDOM_RECORD_PEOPLE_MAX];
	size_t people_count;
	Str merges[RANDOM_RECORD_PEOPLE_MAX];
	size_t merge_count;
	bool with_merges;
	size_t done;    /* acts that answered ok */
	size_t refused;
} RandomRecord;

void random_record_init(RandomRecord *record, CareTest *test, uint64_t seed, bool with_merges);
/* Does count more acts; time goes on by minutes, sometimes by days, and jobs run when they are due. */
void random_record_act(RandomRecord *record, size_t count);
/* One of the people who were made. */
Str random_record_person(RandomRecord *record);

#endif
