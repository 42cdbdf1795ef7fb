/* The stylesheets, scripts, fonts and pictures that the program carries: embedded from assets/ by the build.
 *
 * An asset's path holds a hash over all of them, so that a browser may keep it for ever and a stylesheet may name its
 * fonts by relative paths. Not for anything a person uploaded.
 */
#ifndef KITH_WEB_ASSETS_H
#define KITH_WEB_ASSETS_H

#include "base/str.h"

typedef struct Asset {
	Str name;       /* its path under assets/: "kith.css", "fonts/text.woff2" */
	Str path;       /* "/assets/0123456789ab/kith.css" */
	Str media_type;
	Str bytes;
	Str gzip;       /* empty when it would not be smaller */
} Asset;

/* The path to write into a page. Asserts that the build carries the asset. */
Str asset_path(Str name);

/* The asset that a request's path names, or NULL. exact says whether the hash is today's: an older page's stylesheet is
 * still served, but not to be kept. "/favicon.ico" is favicon.svg. */
const Asset *asset_find(Str path, bool *exact);

/* All of them, for tests and for the service's list. */
const Asset *asset_list(size_t *count);

#endif
