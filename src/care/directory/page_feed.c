#include "care/directory/page_feed.h"

#include "base/json.h"
#include "care/directory/feed.h"
#include "care/pages/pages.h"

enum { ANSWER_BYTES_MAX = 4096, PROXIMITY_METRES_DEFAULT = 8000 };

static void answer(Response *response, int status, const char *media_type, Str body)
{
	response_text(response, status, str_from_c(media_type), body);
	response->headers[response->header_count++] = (FormField){.name = S("Access-Control-Allow-Origin"), .value = S("*")};
	response->cache_seconds = status == 200 ? FEED_SECONDS_KEPT : 0;
}

static void refuse(const Request *request, Response *response, int status, Str why)
{
	Buffer out = buffer_make(request->arena, ANSWER_BYTES_MAX);
	JsonWriter json = json_writer_make(&out);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("error"), why);
	json_write_object_end(&json);
	answer(response, status, "application/json; charset=utf-8", buffer_str(&out));
}

/* A status of a room as a program understands it. */
static void refuse_status(const Request *request, Response *response, Status status)
{
	if (status == STATUS_NOT_FOUND)
		refuse(request, response, 404, S("There is nothing of this id, or the postcode is not known here."));
	else if (status == STATUS_INVALID)
		refuse(request, response, 400, S("postcode must be a postcode of the United Kingdom, such as RM17 6SL."));
	else
		refuse(request, response, status == STATUS_BUSY ? 503 : 500, S("We could not answer. Try again in a while."));
}

void page_feed_about(const Request *request, Response *response)
{
	Buffer out = buffer_make(request->arena, ANSWER_BYTES_MAX);
	JsonWriter json = json_writer_make(&out);
	json_write_object_begin(&json);
	/* Validators read the number behind "HSDS-UK-"; the standard's own example, "HSDS 3.0", is not understood by its own. */
	json_write_member_text(&json, S("version"), S("HSDS-UK-3.0"));
	json_write_member_text(&json, S("profile"), S("https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"));
	json_write_member_text(&json, S("openapi_url"), S("https://docs.openreferraluk.org/en/latest/openapi30.json"));
	json_write_object_end(&json);
	answer(response, 200, "application/json; charset=utf-8", buffer_str(&out));
}

/* --- what was asked ---------------------------------------------------------------------------------------------------- */

/* Reads a whole number from least to most; *why is set when it is none. */
static size_t number_of(const Request *request, const char *name, size_t unless_given, size_t most, Str *why)
{
	int64_t value = 0;
	Str text = request_query(request, str_from_c(name));
	if (str_is_empty(text))
		return unless_given;
	if (str_to_integer(text, &value) == STATUS_OK && value >= 1 && (uint64_t)value <= most)
		return (size_t)value;
	*why = str_format(request->arena, "%s must be a whole number from 1 to %zu.", name, most);
	return unless_given;
}

static bool truth_of(const Request *request, const char *name, Str *why)
{
	Str text = request_query(request, str_from_c(name));
	if (str_equal(text, S("true")))
		return true;
	if (!str_is_empty(text) && !str_equal(text, S("false")))
		*why = str_format(request->arena, "%s must be true or false.", name);
	return false;
}

/* "2026-11-22", or with a time of UTC. */
static Instant instant_of(const Request *request, const char *name, Str *why)
{
	Instant instant = 0;
	Date day = DATE_NONE;
	Str text = request_query(request, str_from_c(name));
	if (str_is_empty(text) || instant_parse(text, &instant) == STATUS_OK)
		return instant;
	if (date_parse(text, &day) == STATUS_OK)
		return instant_from_london(day, 0, 0);
	*why = str_format(request->arena, "%s must be a day, such as 2026-11-22, or a time, such as 2026-11-22T09:00:00Z.", name);
	return 0;
}

static Str text_of(const Request *request, const char *name)
{
	return str_trim(request_query(request, str_from_c(name)));
}

/* Filters that we cannot answer are refused: an unfiltered list would look like an answer. */
static void refuse_unknown_filters(const Request *request, Str *why)
{
	static const char *const UNKNOWN[] = {"minimum_age", "maximum_age", "start_time", "end_time"};
	for (size_t i = 0; i < sizeof UNKNOWN / sizeof UNKNOWN[0]; i++)
		if (!str_is_empty(text_of(request, UNKNOWN[i])))
			*why = str_format(request->arena, "This feed cannot be narrowed by %s.", UNKNOWN[i]);
}

static bool is_day(Str day)
{
	static const Str DAYS[] = {S_INIT("MO"), S_INIT("TU"), S_INIT("WE"), S_INIT("TH"), S_INIT("FR"), S_INIT("SA"), S_INIT("SU")};
	for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++)
		if (str_equal_ignoring_case(DAYS[i], day))
			return true;
	return false;
}

static FeedDepth depth_of(const Request *request, FeedKind kind, Str *why)
{
	bool full = truth_of(request, "full", why) || (kind == FEED_ORGANIZATIONS && truth_of(request, "full_service", why));
	bool minimal = truth_of(request, "minimal", why);
	if (minimal && kind == FEED_SERVICES)
		return FEED_MINIMAL;
	return full ? FEED_FULL : FEED_FLAT;
}

static FeedQuery read_query(const Request *request, FeedKind kind, Str *why)
{
	Str format = text_of(request, "format");
	FeedQuery query = {.search = text_of(request, "search"), .depth = depth_of(request, kind, why),
		.taxonomy_term_id = text_of(request, "taxonomy_term_id"), .taxonomy_id = text_of(request, "taxonomy_id"),
		.organization_id = text_of(request, "organization_id"), .modified_after = instant_of(request, "modified_after", why),
		.day = text_of(request, "day"), .parent_id = text_of(request, "parent_id"),
		.as_lines = str_equal(format, S("ndjson"))};
	if (!str_is_empty(format) && !query.as_lines && !str_equal(format, S("json")))
		*why = S("format must be json or ndjson.");
	if (!str_is_empty(query.day) && !is_day(query.day))
		*why = S("day must be one of MO, TU, WE, TH, FR, SA, SU.");
	refuse_unknown_filters(request, why);
	query.page = number_of(request, "page", 1, 1000000, why);
	query.per_page = number_of(request, "per_page", query.as_lines ? FEED_LINES_MAX : FEED_PAGE_DEFAULT,
		query.as_lines ? FEED_LINES_MAX : FEED_PAGE_MAX, why);
	if (kind == FEED_SERVICE_AT_LOCATIONS) {
		query.postcode = text_of(request, "postcode");
		if (!str_is_empty(query.postcode))
			query.proximity_metres = (int64_t)number_of(request, "proximity", PROXIMITY_METRES_DEFAULT,
				DIRECTORY_NEAR_METRES_MAX - 1, why);
	}
	return query;
}

/* --- answers ----------------------------------------------------------------------------------------------------------- */

static void page_list(const Request *request, Response *response, FeedKind kind)
{
	Str why = {0};
	Str body = {0};
	FeedQuery query = read_query(request, kind, &why);
	if (!str_is_empty(why)) {
		refuse(request, response, 400, why);
		return;
	}
	Status status = feed_list(page_care(request), kind, &query, &body);
	if (status != STATUS_OK)
		refuse_status(request, response, status);
	else
		answer(response, 200, query.as_lines ? "application/x-ndjson; charset=utf-8" : "application/json; charset=utf-8", body);
}

static void page_one(const Request *request, Response *response, FeedKind kind, const char *place)
{
	Str why = {0};
	Str body = {0};
	/* A thing asked for by id is told whole; an organisation's services only when they are asked for. */
	FeedDepth depth = kind == FEED_ORGANIZATIONS ? depth_of(request, kind, &why) : FEED_FULL;
	Status status = feed_one(page_care(request), kind, request_parameter(request, str_from_c(place)), depth, &body);
	if (!str_is_empty(why))
		refuse(request, response, 400, why);
	else if (status != STATUS_OK)
		refuse_status(request, response, status);
	else
		answer(response, 200, "application/json; charset=utf-8", body);
}

void page_feed_services(const Request *request, Response *response)
{
	page_list(request, response, FEED_SERVICES);
}

void page_feed_service(const Request *request, Response *response)
{
	page_one(request, response, FEED_SERVICES, "service");
}

void page_feed_places(const Request *request, Response *response)
{
	page_list(request, response, FEED_SERVICE_AT_LOCATIONS);
}

void page_feed_place(const Request *request, Response *response)
{
	page_one(request, response, FEED_SERVICE_AT_LOCATIONS, "place");
}

void page_feed_organizations(const Request *request, Response *response)
{
	page_list(request, response, FEED_ORGANIZATIONS);
}

void page_feed_organization(const Request *request, Response *response)
{
	page_one(request, response, FEED_ORGANIZATIONS, "organization");
}

void page_feed_taxonomies(const Request *request, Response *response)
{
	page_list(request, response, FEED_TAXONOMIES);
}

void page_feed_taxonomy(const Request *request, Response *response)
{
	page_one(request, response, FEED_TAXONOMIES, "taxonomy");
}

void page_feed_terms(const Request *request, Response *response)
{
	page_list(request, response, FEED_TAXONOMY_TERMS);
}

void page_feed_term(const Request *request, Response *response)
{
	page_one(request, response, FEED_TAXONOMY_TERMS, "term");
}
