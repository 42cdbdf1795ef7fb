/* Records of a comma-separated file cut out of a block of bytes in place: for files of millions of rows.
 *
 * As base/csv takes them (RFC 4180, LF or CRLF), with two differences: values point into the block, and a quote that does
 * not belong is a fault of that record alone. A quoted value whose end is not followed by a comma or a line end was
 * never quoted: it is read as it stands to the next comma, so one lost quote does not swallow the rows after it.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_SCAN_H
#define KITH_ENGINE_RETURNS_CLD_SCAN_H

#include "base/str.h"

enum { CLD_COLUMNS_MAX = 120 }; /* the return has fifty; more are counted and not kept */

typedef struct CldRecord {
	Str fields[CLD_COLUMNS_MAX];
	size_t count;      /* all, also those that are not kept */
	bool quotes_wrong;
} CldRecord;

/* The record at *at, which moves behind it; false at the end. Doubled quotes are made single in place. An empty line is a
 * record of one empty field. */
bool cld_record_next(char **at, char *end, CldRecord *out);

typedef struct CldCut {
	size_t bytes;    /* up to the end of the last whole record */
	size_t records;
	bool in_quotes;  /* what comes after is a quoted value without end */
} CldCut;

/* bytes begin with a record. */
CldCut cld_cut(const char *bytes, size_t length);

#endif
