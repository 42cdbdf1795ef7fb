/* A record as long as one grows in decades, made at once: for the test and the figure of somebody's own copy.
 *
 * Two thousand answers, six hundred notes of four thousand bytes, sixty forms as they were sent, a dozen relations. Every fiftieth
 * note names a relation.
 */
#ifndef KITH_TESTS_LONG_RECORD_H
#define KITH_TESTS_LONG_RECORD_H

#include "care/work/work.h"

enum {
	LONG_RECORD_ANSWERS = 2000,
	LONG_RECORD_NOTES = 600,
	LONG_RECORD_NOTE_BYTES = 4000,
	LONG_RECORD_FORMS = 60,
	LONG_RECORD_RELATIONS = 12,
};

/* care may edit the person; work is a piece of work of theirs that the forms were sent with. */
Status long_record_make(Care *care, Str person, Str work) MUST_USE;
/* So many more notes. */
Status long_record_add_notes(Care *care, Str person, size_t count) MUST_USE;

#endif
