/* Shared by the files of the allocation engine alone. */
#ifndef KITH_ENGINE_ALLOCATION_INTERNAL_H
#define KITH_ENGINE_ALLOCATION_INTERNAL_H

#include "engine/allocation/allocation.h"

/* What the answers are worth before any help comes off. */
typedef struct AllocationPoints {
	int32_t abilities[ALLOCATION_ABILITIES_MAX]; /* hundredths, in the table's order */
	int32_t alone;
	Pence night;
	bool two_helpers;
} AllocationPoints;

const AllocationAnswer *allocation_find_answer(const AllocationCase *person, Str question);
/* Empty, unknown and not-said are no answer in any sum. */
bool allocation_is_answered(Str code);
/* Per cent; 0 for an empty or unknown answer; -1 for a code the table does not have. */
int32_t allocation_factor_percent(const AllocationTable *table, Str carry_on);
/* How much of area is taken off, in ten-thousandths, at most 10,000. */
int64_t allocation_help_share(const AllocationTable *table, const AllocationCase *person, Str area);
/* Fills result->lines. */
void allocation_add_lines(const AllocationTable *table, const AllocationCase *person, const AllocationPoints *points,
	AllocationResult *result);

#endif
