/* The list of acts being made: JSON lines with their instants, put in order at the end. */
#ifndef KITH_ENGINE_DEMONSTRATION_ACTS_H
#define KITH_ENGINE_DEMONSTRATION_ACTS_H

#include "base/buffer.h"
#include "base/clock.h"

enum { ACT_LINE_BYTES_MAX = 64 * 1024 };

typedef struct PlannedAct {
	Instant at;
	uint32_t household; /* 0: staff and set-up, then households from 1 */
	uint32_t ordinal;   /* order within the household */
	Str line;
} PlannedAct;

typedef struct ActList {
	Arena *arena;
	Buffer line;       /* the act being written */
	Arena scratch;
	PlannedAct *items;
	size_t count;
	size_t capacity;
	Instant at;
	bool first_member; /* no comma before the next member */
} ActList;

void acts_init(ActList *acts, Arena *arena);
void acts_clear(ActList *acts);
/* Starts {"at":…,"act":…; members follow until acts_end. */
void acts_begin(ActList *acts, Instant at, const char *act);
void acts_text(ActList *acts, const char *name, Str value);
void acts_number(ActList *acts, const char *name, int64_t value);
void acts_date(ActList *acts, const char *name, Date date);
void acts_null(ActList *acts, const char *name);
void acts_true(ActList *acts, const char *name);
/* An object or a list as a member (name "" in a list), and its end. */
void acts_open(ActList *acts, const char *name, char bracket);
void acts_close(ActList *acts, char bracket);
void acts_end(ActList *acts, uint32_t household, uint32_t ordinal);
/* By instant, then household, then ordinal: an order that a larger list keeps. */
void acts_sort(ActList *acts);

#endif
