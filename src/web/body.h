/* The body of one request while it comes in: small ones in memory, larger ones in a file without a name, so that many
 * uploads at once cost disk and not memory. The whole is one Str either way.
 */
#ifndef KITH_WEB_BODY_H
#define KITH_WEB_BODY_H

#include "base/str.h"

enum {
	BODY_MEMORY_BYTES_MAX = 1024 * 1024,          /* a longer body goes to a file */
	BODY_FILES_BYTES_MAX = 512 * 1024 * 1024,     /* all bodies in files of one process together, as declared */
};

typedef struct Body {
	char *bytes;
	size_t length;
	size_t room;
	size_t declared;
	int file;        /* -1: in memory */
	void *view;
	bool counted;    /* its declared length stands in the sum of all files */
} Body;

/* declared is what the head says; together how much all bodies in files may be with this one (BODY_FILES_BYTES_MAX, or more for a
 * route that takes more). STATUS_BUSY when too much is on its way already, STATUS_FAILED when no file can be made. */
Status body_begin(Body *body, size_t declared, size_t together) MUST_USE;
/* STATUS_FULL for more than was declared or a full disk, STATUS_BUSY without memory. The room grows with what came,
 * never ahead of it to what was declared. */
Status body_add(Body *body, Str piece) MUST_USE;
/* All that has come; borrowed until body_clear. */
Status body_whole(Body *body, Str *out) MUST_USE;
/* Also for one that is all zero. */
void body_clear(Body *body);

#endif
