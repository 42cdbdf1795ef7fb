/* Faults put into good rows, each kind by its dial. Only for the generator. */
#ifndef KITH_ENGINE_RETURNS_CLD_FAULTS_H
#define KITH_ENGINE_RETURNS_CLD_FAULTS_H

#include "base/random.h"
#include "engine/returns/cld_generate.h"

typedef struct CldFaulty {
	const CldGeneration *generation;
	Arena *arena;
	CldRowSink *sink;
	void *context;
	RandomStream stream;
	bool of_person[CLD_FAULT_COUNT]; /* those that a person has in all rows */
} CldFaulty;

/* Draws the faults of the person whose rows come next. */
void cld_faulty_begin_person(CldFaulty *faulty);
/* Hands the row on, with its faults, perhaps twice or not at all. */
Status cld_faulty_put(CldFaulty *faulty, CldRow *row) MUST_USE;

#endif
