/* The gold set of finding people: who is on file, what is typed, who must be among the first three.
 *
 * people.csv and queries.csv come from make_gold.mjs, an error model; hand_people.csv and hand.csv were written by hand.
 * One half of the queries is for working with, the other only measures: nothing prints which of it failed.
 * A test plants the people among some hundreds of others, bench_search among half a million.
 */
#ifndef KITH_TESTS_FINDING_GOLD_H
#define KITH_TESTS_FINDING_GOLD_H

#include "care/person/person.h"

enum { GOLD_PEOPLE_MAX = 400, GOLD_QUERIES_MAX = 1000, GOLD_FIRST = 3 };

typedef struct GoldPerson {
	Str key;
	Str name;
	Str known_as;
	Str former; /* the name under which the record was begun */
	Str other;  /* a name that stands beside */
	Str born;
	Str postcode;
	Str phone;
	Str nhs_number;
	Str id;        /* once planted */
	Str reference;
} GoldPerson;

typedef struct GoldQuery {
	bool measured; /* of the half that only measures */
	bool by_hand;
	Str kind;
	const GoldPerson *person;
	Str typed; /* {reference} stands for the person's */
} GoldQuery;

typedef struct Gold {
	GoldPerson people[GOLD_PEOPLE_MAX];
	size_t person_count;
	GoldQuery queries[GOLD_QUERIES_MAX];
	size_t query_count;
} Gold;

/* folder ends in '/'. */
Status gold_load(Gold *out, Arena *arena, Str folder, Problems *problems) MUST_USE;
/* Records the people with care, whose clock moves on by a minute between a former name and the one after. */
Status gold_plant(Care *care, Clock *clock, Gold *gold) MUST_USE;
/* Searches as care; place is where the right person stands, from 1, or 0. */
Status gold_ask(Care *care, const GoldQuery *query, size_t *place) MUST_USE;

#endif
