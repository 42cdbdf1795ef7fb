/* Who waits for what: the lists of waiting.yaml, who comes first in them and why, and the letters meanwhile.
 *
 * The order says what may happen to those who wait, from answers on the record; it never takes anybody off a list and
 * never puts somebody last because nobody has asked (DO-NO-HARM 13, 14). People decide.
 */
#ifndef KITH_CARE_WAITING_WAITING_H
#define KITH_CARE_WAITING_WAITING_H

#include "care/person/person.h"
#include "care/work/work.h"

enum {
	WAITING_ROWS_MAX = 5000, /* of one list; of more, those who have waited longest */
	WAITING_LETTER_HOUR = 9,
};

/* Of the people whose records the actor may open. */
typedef struct WaitingSum {
	const WaitingList *list;
	int64_t count;
	int64_t overdue;      /* over the day that they were told */
	int64_t median_days;  /* of two in the middle, the longer */
	int64_t longest_days;
} WaitingSum;
/* One for each list, in their order. Needs work-do or work-approve. */
Status waiting_sums(Care *care, WaitingSum **out, size_t *count) MUST_USE;

typedef struct WaitingRow {
	Str work;
	const Pathway *pathway;
	Str title;
	WorkStage stage;
	Date due_on;
	bool urgent;
	Date since_on; /* the day on which the wait began */
	Str person;  /* empty: nobody has said yet whose it is */
	Str name;
	Str user_name;
	Str team_name;
	size_t place;   /* of its reason: 0 is marked urgent, then the order's, then not asked, then nothing known */
	Str why;        /* what may happen */
	Instant written_at; /* the last letter about it; INSTANT_NONE */
} WaitingRow;
/* Those at greater risk first, then by days; skip and most choose the rows that are wanted, total says how many there
 * are. */
Status waiting_rows(Care *care, const WaitingList *list, size_t skip, size_t most, WaitingRow **out, size_t *count,
	size_t *total) MUST_USE;

/* Asks for the letters of work that has just been opened. Inside the write that opens it. */
Status waiting_letters_later_in(CareWrite *write, Str pathway, Str work) MUST_USE;
/* The job "waiting-letter": payload "work/step". Who still waits is written to, and the next letter is asked for. Where
 * a letter may do harm (an unsafe address, a restricted record), a task for the team stands in its place. */
Status waiting_letter_in(CareWrite *write, Str payload) MUST_USE;

#endif
