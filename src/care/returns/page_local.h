/* Bring your own return: the pages of kith serve --local. No record, no sign-in, nothing kept.
 *
 * Files go to a spool that has no name and is gone with the process; what was made of them stands under an address that
 * nobody can guess, until LOCAL_LOOKS_MAX others were made after it. One worker: requests come one after another.
 */
#ifndef KITH_CARE_RETURNS_PAGE_LOCAL_H
#define KITH_CARE_RETURNS_PAGE_LOCAL_H

#include "engine/returns/cld_national.h"
#include "web/web.h"

enum { LOCAL_LOOKS_MAX = 3 };
#define LOCAL_UPLOAD_BYTES_MAX ((size_t)4 * 1024 * 1024 * 1024) /* all files of one look */

typedef struct LocalOptions {
	const CldLists *lists;
	const CldNational *national;
	size_t threads;
	Str version; /* in the footer */
} LocalOptions;

typedef struct Local Local;

/* Texts and tables of options are borrowed. */
Local *local_open(const LocalOptions *options);
void local_close(Local *local);
const WebApplication *local_application(const Local *local);
const Route *local_routes(size_t *count);

#endif
