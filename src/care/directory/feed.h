/* The open feed: Open Referral UK 3.0 (HSDS-UK), whoever asks. Nothing in it is about a person, and nothing of
 * listing_private is ever read here: what leaves is what feed_write.c names, field by field.
 *
 * Notes for whoever uses it stand in docs/directory.md.
 */
#ifndef KITH_CARE_DIRECTORY_FEED_H
#define KITH_CARE_DIRECTORY_FEED_H

#include "care/directory/directory.h"

enum {
	FEED_PAGE_DEFAULT = 50,
	FEED_PAGE_MAX = 500,
	FEED_LINES_MAX = 5000, /* of newline-delimited JSON: the default of a page there, and the most */
	FEED_SECONDS_KEPT = 300, /* how long an answer may be kept by whoever asked */
};

typedef enum FeedKind {
	FEED_SERVICES, FEED_SERVICE_AT_LOCATIONS, FEED_ORGANIZATIONS, FEED_TAXONOMIES, FEED_TAXONOMY_TERMS, FEED_KIND_COUNT
} FeedKind;

/* How much of a thing is written. */
typedef enum FeedDepth {
	FEED_MINIMAL, /* what its schema requires, and when it was changed */
	FEED_FLAT,    /* its own fields and, of a service, its organisation */
	FEED_FULL,    /* all that belongs to it */
} FeedDepth;

typedef struct FeedQuery {
	Str search;
	size_t page;     /* from 1 */
	size_t per_page; /* 1 to FEED_PAGE_MAX; with as_lines to FEED_LINES_MAX */
	bool as_lines;   /* one object a line and no envelope */
	FeedDepth depth;
	/* Of services and of services at locations. UUIDs as the feed gave them; empty: any. */
	Str taxonomy_term_id;
	Str taxonomy_id; /* also of terms */
	Str organization_id;
	Instant modified_after; /* 0: any */
	Str day;         /* MO, TU, …; empty: any */
	/* Of services at locations. */
	Str postcode;
	int64_t proximity_metres; /* 0: any */
	/* Of terms. Ours have no parents. */
	Str parent_id;
} FeedQuery;

/* The page asked for, in the order of our ids, as a 3.0 envelope or as lines. An empty page is an answer too. STATUS_INVALID
 * or STATUS_NOT_FOUND when a postcode is none or is not known. */
Status feed_list(Care *care, FeedKind kind, const FeedQuery *query, Str *out) MUST_USE;
/* One thing by the UUID that the feed gave it. STATUS_NOT_FOUND when there is none. */
Status feed_one(Care *care, FeedKind kind, Str uuid, FeedDepth depth, Str *out) MUST_USE;

#endif
