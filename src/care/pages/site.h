/* The application behind the web server: a desk for each request, sign-in, error pages, the release in force.
 *
 * One Site a process. site_tick keeps it current; everything else happens on the server's worker threads.
 */
#ifndef KITH_CARE_PAGES_SITE_H
#define KITH_CARE_PAGES_SITE_H

#include "care/care.h"
#include "care/jobs/jobs.h"
#include "web/web.h"

enum { SITE_RELEASES_MAX = 1000 }; /* old releases stay in memory until the process ends: work in flight points into them */

typedef struct Site Site;

/* Loads the release in force. STATUS_NOT_FOUND when there is none: publish one first. */
Status site_open(Site **out, Store *store, const Clock *clock, IdSource *ids, Problems *problems) MUST_USE;
/* The key that seals secrets in the database (base/seal.h), copied; those that stand there as they are get sealed. Before the
 * first request. */
Status site_seal(Site *site, Str key) MUST_USE;
/* How messages leave, copied; kind is "program", "folder" or, with carrier NULL, "none": the installation's page says so.
 * Before the first tick. */
Status site_carry(Site *site, const OutboxCarrier *carrier, Str kind) MUST_USE;
void site_close(Site *site);
/* The program that looks at files people give (care.h); it must live as long as the site. Before the first request. */
void site_set_scanner(Site *site, Str program);
const WebApplication *site_application(const Site *site);
const Practice *site_practice(Site *site);
/* A second's housekeeping, on one thread of its own: seals the audit, runs what is due, takes on a new release. A release
 * that does not load is logged and the one in force stays. */
void site_tick(Site *site);

const Route *site_routes(size_t *count);

#endif
