/* Is the whole record sound? What kith verify prints.
 *
 * Not for mending: a difference is reported. Derived rows are the exception: comparing them makes them anew, which
 * mends them.
 */
#ifndef KITH_CARE_RECORD_RECORD_H
#define KITH_CARE_RECORD_RECORD_H

#include "care/person/person.h"

typedef struct RecordVerifyReport {
	StoreVerifyReport store;   /* the audit chain and the engine's own check */
	bool store_sound;
	int64_t derived_checked;   /* people, places and work whose derived rows were made again */
	int64_t derived_differed;
	int64_t works_checked;     /* stages recomputed from their stamps */
	int64_t works_differed;
	int64_t files_checked;     /* files that people gave, hashed again */
	int64_t files_differed;
	IdentityReport identities;
	bool sound;                /* nothing differs anywhere */
} RecordVerifyReport;

/* Reads everything. STATUS_OK when all could be read, sound or not: the report says. Needs the system's desk with
 * the maintenance connection, and that jobs which are due have run: an answer for today that no job has made current
 * yet counts as a difference. */
Status record_verify(Care *care, RecordVerifyReport *out) MUST_USE;

#endif
