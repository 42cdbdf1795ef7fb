/* How a service, a place, an organisation and a term look in the open feed: the fields of HSDS-UK 3.0 that we have, and no
 * others. Optional ones without a value are left out, as the standard asks. For the feed and the export.
 */
#ifndef KITH_CARE_DIRECTORY_FEED_WRITE_H
#define KITH_CARE_DIRECTORY_FEED_WRITE_H

#include "base/json.h"
#include "care/directory/feed.h"

/* A term of the vocabulary: an option of lists/directory-category.yaml, or a word of a source's own. */
typedef struct FeedTerm {
	Str code;
	Str name;
	bool is_ours; /* belongs to our taxonomy */
} FeedTerm;

FeedTerm feed_term(const Care *care, Str code);
Str feed_term_uuid(Arena *arena, Str code);
Str feed_taxonomy_uuid(Arena *arena);

/* Each writes one object. STATUS_NOT_FOUND when there is no such row. */
Status feed_write_service(JsonWriter *json, Care *care, Str listing, FeedDepth depth) MUST_USE;
Status feed_write_place(JsonWriter *json, Care *care, Str location, FeedDepth depth) MUST_USE;
Status feed_write_organisation(JsonWriter *json, Care *care, Str organisation, FeedDepth depth) MUST_USE;
void feed_write_term(JsonWriter *json, const Care *care, Str code);
/* FEED_FULL: with its terms, which the caller has listed. */
void feed_write_taxonomy(JsonWriter *json, const Care *care, const Str *codes, size_t count);

/* The UUID that a listing or an organisation goes by. */
Status feed_service_uuid(Care *care, Str listing, Str *out) MUST_USE;
Status feed_organisation_uuid(Care *care, Str organisation, Str *out) MUST_USE;

#endif
