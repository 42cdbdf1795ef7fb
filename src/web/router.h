/* Which route a path leads to, and what stands in its places.
 *
 * "/people/{person:id}": a place has a name and a kind. Where two routes fit, the one whose first differing segment is
 * a plain word wins ("/people/new" before "/people/{who:code}"). Not for permissions: handle.c asks those.
 */
#ifndef KITH_WEB_ROUTER_H
#define KITH_WEB_ROUTER_H

#include "web/web.h"

enum { ROUTE_SEGMENTS_MAX = 16, ROUTE_NAME_BYTES_MAX = 100 };

typedef struct RouteMatch {
	const Route *route;     /* NULL when no route of this method fits */
	FormField parameters[ROUTE_SEGMENTS_MAX];
	size_t parameter_count;
	bool allows_get;        /* routes of any method that fit the path: for the Allow header; both false is a 404 */
	bool allows_post;
} RouteMatch;

/* path is decoded and begins with '/'. A reference is brought into its one form; everything else is borrowed. */
void router_match(const Route *routes, size_t count, Method method, Str path, Arena *arena, RouteMatch *out);

/* Whether the table itself is sound: every pattern well formed, no two routes alike. Problems name the path. */
Status router_check(const Route *routes, size_t count, Problems *problems) MUST_USE;

#endif
