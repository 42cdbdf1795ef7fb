/* How a message leaves: given to a program as sendmail takes it, without a shell, or laid into a folder that another
 * program empties. */
#ifndef KITH_CLI_CARRIER_H
#define KITH_CLI_CARRIER_H

#include "base/problems.h"
#include "care/jobs/jobs.h"

enum { CARRIER_SECONDS_MAX = 10 };

typedef struct Carrier {
	Str program; /* a path; or */
	Str folder;  /* a path that is there */
	Str from;    /* the sender's address */
} Carrier;

/* Is it whole: one way, a program or folder that is there, a fit address? Nothing given at all is STATUS_NOT_FOUND. */
Status carrier_check(const Carrier *carrier, Arena *arena, Problems *problems) MUST_USE;
/* "program", "folder" or "none". */
Str carrier_kind(const Carrier *carrier);
/* context is a Carrier. A program gets -i -f FROM -- TO and the message on its standard input, and has CARRIER_SECONDS_MAX;
 * exit 0 is taken as carried. A folder gets ID.eml, whole under that name or not at all. */
Status carrier_carry(void *context, const OutboxMessage *message, Str *error) MUST_USE;

#endif
