#include "care/directory/feed.h"

#include <assert.h>

#include "care/directory/directory.sql.h"
#include "care/directory/feed_id.h"
#include "care/directory/feed_write.h"

enum { FEED_BYTES_MAX = 32 * 1024 * 1024 };

/* What a list holds, before its page is cut out: ids of listings, locations or organisations, or codes of terms. */
typedef struct FeedItems {
	Str *ids;
	size_t count;
} FeedItems;

/* --- from UUIDs to ids ------------------------------------------------------------------------------------------------- */

/* The row that came with this UUID, else the one whose id it is. Its own UUID must be the one asked for. */
static Status settle_uuid(Care *care, Str uuid, Str by_original, Status (*uuid_of)(Care *, Str, Str *), Str *id)
{
	Str own = {0};
	*id = by_original;
	if (str_is_empty(*id) && !uuid_to_id(care->arena, uuid, id))
		return STATUS_NOT_FOUND;
	Status status = uuid_of(care, *id, &own);
	return status == STATUS_OK && !str_equal_ignoring_case(own, uuid) ? STATUS_NOT_FOUND : status;
}

static Status find_listing(Care *care, Str uuid, Str *id)
{
	DirectoryListingByAnyOriginalRow row = {0};
	Status status = sql_directory_listing_by_any_original_one(care->reader, care->arena,
		&(DirectoryListingByAnyOriginalArguments){.original_id = uuid}, &row);
	return status == STATUS_OK ? settle_uuid(care, uuid, row.id, feed_service_uuid, id) : status;
}

static Status find_organisation(Care *care, Str uuid, Str *id)
{
	DirectoryOrganisationByAnyOriginalRow row = {0};
	Status status = sql_directory_organisation_by_any_original_one(care->reader, care->arena,
		&(DirectoryOrganisationByAnyOriginalArguments){.original_id = uuid}, &row);
	return status == STATUS_OK ? settle_uuid(care, uuid, row.id, feed_organisation_uuid, id) : status;
}

/* --- what a list holds ------------------------------------------------------------------------------------------------- */

/* Ours in their order, then the words that sources brought. */
static Status list_terms(Care *care, FeedItems *out)
{
	DirectoryCategoriesUsedRow *rows = NULL;
	size_t count = 0;
	const OptionList *ours = care->practice == NULL ? NULL : practice_list(care->practice, S("directory-category"));
	size_t own = ours == NULL ? 0 : ours->count;
	Status status = sql_directory_categories_used_list(care->reader, care->arena, &rows, &count);
	if (status != STATUS_OK)
		return status;
	out->ids = ARENA_ARRAY(care->arena, Str, own + count + 1);
	for (out->count = 0; out->count < own; out->count++)
		out->ids[out->count] = ours->options[out->count].code;
	for (size_t i = 0; i < count; i++)
		if (ours == NULL || option_find(ours, rows[i].category) == NULL)
			out->ids[out->count++] = rows[i].category;
	return STATUS_OK;
}

static Status find_term(Care *care, Str uuid, Str *code)
{
	FeedItems terms = {0};
	Status status = list_terms(care, &terms);
	for (size_t i = 0; status == STATUS_OK && i < terms.count; i++) {
		*code = terms.ids[i];
		if (str_equal_ignoring_case(feed_term_uuid(care->arena, *code), uuid))
			return STATUS_OK;
	}
	return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

static bool name_has(const Care *care, Str name, Str search)
{
	return str_contains(str_fold(care->arena, name), str_fold(care->arena, search));
}

static Status collect_terms(Care *care, const FeedQuery *query, FeedItems *out)
{
	size_t kept = 0;
	bool of_ours = str_equal_ignoring_case(query->taxonomy_id, feed_taxonomy_uuid(care->arena));
	Status status = list_terms(care, out);
	for (size_t i = 0; status == STATUS_OK && i < out->count; i++) {
		FeedTerm term = feed_term(care, out->ids[i]);
		bool wanted = str_is_empty(query->taxonomy_id) || (of_ours && term.is_ours);
		if (wanted && str_is_empty(query->parent_id) && name_has(care, term.name, query->search))
			out->ids[kept++] = out->ids[i];
	}
	out->count = kept;
	return status;
}

static Status collect_taxonomies(Care *care, const FeedQuery *query, FeedItems *out)
{
	out->ids = ARENA_ARRAY(care->arena, Str, 1);
	out->ids[0] = S("directory-category");
	out->count = name_has(care, S("Kith directory category"), query->search) ? 1 : 0;
	return STATUS_OK;
}

static Status collect_organisations(Care *care, const FeedQuery *query, FeedItems *out)
{
	DirectoryFeedOrganisationsRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_feed_organisations_list(care->reader, care->arena, &rows, &count);
	out->ids = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (name_has(care, rows[i].name, query->search))
			out->ids[out->count++] = rows[i].id;
	return status;
}

static Str day_code(Str byday)
{
	static const struct { Str byday; Str code; } DAYS[] = {{S_INIT("MO"), S_INIT("monday")}, {S_INIT("TU"), S_INIT("tuesday")},
		{S_INIT("WE"), S_INIT("wednesday")}, {S_INIT("TH"), S_INIT("thursday")}, {S_INIT("FR"), S_INIT("friday")},
		{S_INIT("SA"), S_INIT("saturday")}, {S_INIT("SU"), S_INIT("sunday")}};
	for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++)
		if (str_equal_ignoring_case(DAYS[i].byday, byday))
			return DAYS[i].code;
	return (Str){0};
}

/* STATUS_NOT_FOUND: what is asked for does not exist, so nothing fits. */
static Status find_hits(Care *care, const FeedQuery *query, DirectoryHit **hits, size_t *count)
{
	Str term = {0};
	DirectoryFeature day = {.kind = S("day"), .code = day_code(query->day)};
	DirectoryQuery search = {.words = query->search, .modified_after = query->modified_after, .any_status = true, .by_id = true,
		.postcode = query->postcode, .within_metres = query->proximity_metres, .features = &day,
		.feature_count = str_is_empty(day.code) ? 0 : 1, .categories = &term};
	Status status = STATUS_OK;
	if (!str_is_empty(query->organization_id))
		status = find_organisation(care, query->organization_id, &search.organisation);
	if (status == STATUS_OK && !str_is_empty(query->taxonomy_term_id)) {
		search.category_count = 1;
		status = find_term(care, query->taxonomy_term_id, &term);
	}
	/* We have one taxonomy, and everything with a category is in it. */
	if (status == STATUS_OK && !str_is_empty(query->taxonomy_id) &&
	    !str_equal_ignoring_case(query->taxonomy_id, feed_taxonomy_uuid(care->arena)))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_NOT_FOUND) {
		*count = 0;
		return STATUS_OK;
	}
	return status == STATUS_OK ? directory_search_ids(care, &search, hits, count) : status;
}

static Status collect_services(Care *care, const FeedQuery *query, FeedItems *out)
{
	DirectoryHit *hits = NULL;
	Status status = find_hits(care, query, &hits, &out->count);
	if (status != STATUS_OK)
		return status;
	out->ids = ARENA_ARRAY(care->arena, Str, out->count + 1);
	for (size_t i = 0; i < out->count; i++)
		out->ids[i] = hits[i].id;
	return STATUS_OK;
}

/* A listing may have several places; with a distance only those that are near count. */
static Status collect_places(Care *care, const FeedQuery *query, FeedItems *out)
{
	DirectoryHit *hits = NULL;
	DirectoryFeedPlacesRow *rows = NULL;
	size_t hit_count = 0;
	size_t count = 0;
	PlaceFound from = {0};
	bool limited = !str_is_empty(query->postcode) && query->proximity_metres > 0;
	Status status = find_hits(care, query, &hits, &hit_count);
	if (status == STATUS_OK)
		status = sql_directory_feed_places_list(care->reader, care->arena, &rows, &count);
	if (status == STATUS_OK && limited)
		status = place_locate(care, query->postcode, &from);
	out->ids = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0, k = 0; status == STATUS_OK && i < count; i++) {
		while (k < hit_count && str_compare(hits[k].id, rows[i].listing_id) < 0)
			k++;
		if (k == hit_count || !str_equal(hits[k].id, rows[i].listing_id))
			continue;
		bool placed = rows[i].latitude != STORE_NULL_INTEGER && rows[i].longitude != STORE_NULL_INTEGER;
		GeoPoint place = {0};
		if (placed)
			place = (GeoPoint){.latitude = (int32_t)rows[i].latitude, .longitude = (int32_t)rows[i].longitude};
		if (!limited || (placed && distance_metres(from.place, place) <= query->proximity_metres))
			out->ids[out->count++] = rows[i].id;
	}
	return status;
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

static Status write_term(JsonWriter *json, Care *care, Str id, FeedDepth depth)
{
	(void)depth;
	feed_write_term(json, care, id);
	return STATUS_OK;
}

static Status write_taxonomy(JsonWriter *json, Care *care, Str id, FeedDepth depth)
{
	(void)id;
	FeedItems terms = {0};
	Status status = depth == FEED_FULL ? list_terms(care, &terms) : STATUS_OK;
	if (status == STATUS_OK)
		feed_write_taxonomy(json, care, terms.ids, terms.count);
	return status;
}

static Status find_taxonomy(Care *care, Str uuid, Str *id)
{
	*id = S("directory-category");
	return str_equal_ignoring_case(uuid, feed_taxonomy_uuid(care->arena)) ? STATUS_OK : STATUS_NOT_FOUND;
}

static Status find_place(Care *care, Str uuid, Str *id)
{
	(void)care;
	return uuid_to_id(care->arena, uuid, id) ? STATUS_OK : STATUS_NOT_FOUND;
}

static const struct {
	Status (*collect)(Care *care, const FeedQuery *query, FeedItems *out);
	Status (*find)(Care *care, Str uuid, Str *id);
	Status (*write)(JsonWriter *json, Care *care, Str id, FeedDepth depth);
} KINDS[FEED_KIND_COUNT] = {
	[FEED_SERVICES] = {collect_services, find_listing, feed_write_service},
	[FEED_SERVICE_AT_LOCATIONS] = {collect_places, find_place, feed_write_place},
	[FEED_ORGANIZATIONS] = {collect_organisations, find_organisation, feed_write_organisation},
	[FEED_TAXONOMIES] = {collect_taxonomies, find_taxonomy, write_taxonomy},
	[FEED_TAXONOMY_TERMS] = {collect_terms, find_term, write_term},
};

static void write_envelope(JsonWriter *json, const FeedQuery *query, size_t total, size_t size)
{
	assert(query->per_page >= 1);
	size_t pages = (total + query->per_page - 1) / query->per_page;
	json_write_member_integer(json, S("total_items"), (int64_t)total);
	json_write_member_integer(json, S("total_pages"), (int64_t)pages);
	json_write_member_integer(json, S("page_number"), (int64_t)query->page);
	json_write_member_integer(json, S("size"), (int64_t)size);
	json_write_member_truth(json, S("first_page"), query->page == 1);
	json_write_member_truth(json, S("last_page"), query->page >= pages);
	json_write_member_truth(json, S("empty"), size == 0);
	json_write_key(json, S("contents"));
}

Status feed_list(Care *care, FeedKind kind, const FeedQuery *query, Str *out)
{
	assert(kind < FEED_KIND_COUNT && query->page >= 1 && query->per_page >= 1);
	assert(query->per_page <= (query->as_lines ? FEED_LINES_MAX : FEED_PAGE_MAX));
	FeedItems items = {0};
	Status status = KINDS[kind].collect(care, query, &items);
	if (status != STATUS_OK)
		return status;
	size_t first = query->page - 1 < items.count ? (query->page - 1) * query->per_page : items.count;
	size_t left = first < items.count ? items.count - first : 0;
	size_t size = left < query->per_page ? left : query->per_page;
	Buffer buffer = buffer_make(care->arena, FEED_BYTES_MAX);
	JsonWriter json = json_writer_make(&buffer);
	if (!query->as_lines) {
		json_write_object_begin(&json);
		write_envelope(&json, query, items.count, size);
		json_write_array_begin(&json);
	}
	for (size_t i = 0; status == STATUS_OK && i < size; i++) {
		if (query->as_lines)
			json = json_writer_make(&buffer);
		status = KINDS[kind].write(&json, care, items.ids[first + i], query->depth);
		if (query->as_lines)
			buffer_add_character(&buffer, '\n');
	}
	if (!query->as_lines) {
		json_write_array_end(&json);
		json_write_object_end(&json);
		buffer_add_character(&buffer, '\n');
	}
	*out = buffer_str(&buffer);
	return status;
}

Status feed_one(Care *care, FeedKind kind, Str uuid, FeedDepth depth, Str *out)
{
	Str id = {0};
	assert(kind < FEED_KIND_COUNT);
	if (!uuid_is_valid(uuid))
		return STATUS_NOT_FOUND;
	Status status = KINDS[kind].find(care, uuid, &id);
	if (status != STATUS_OK)
		return status;
	Buffer buffer = buffer_make(care->arena, FEED_BYTES_MAX);
	JsonWriter json = json_writer_make(&buffer);
	status = KINDS[kind].write(&json, care, id, depth);
	buffer_add_character(&buffer, '\n');
	*out = buffer_str(&buffer);
	return status;
}
