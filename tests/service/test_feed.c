/* The open feed: its envelope and its filters, that ids lead back, and that nothing leaves it but what the standard names. */
#include "site_test.h"

#include "base/json.h"
#include "care/directory/directory.h"
#include "care/directory/feed_id.h"
#include "care/directory/keeping.sql.h"

static const char FEW[] =
	"id,name,category,description,address,postcode,telephone,website,opening_hours,cost,assured_on,status\n"
	"11111111-aaaa-4bbb-8ccc-000000000001,Tilbury lunch club,meals,Hot dinners,\"Civic Square, Tilbury\",RM18 7BF,01632 960001,"
	"https://example.org/lunch club,Tuesday to Thursday 12:00 to 14:00,£4,2026-10-01,active\n"
	"b,Grays walking group,falls-exercise,Gentle walks and lunch after,Grays,RM17 5AA,,,Mondays,Free,2026-10-01,active\n"
	"c,Lunch at home,meals,We bring it to your door,,,01632 960003,,Every day,,,active\n"
	"d,Closed for good,meals,A lunch club of old,,RM18 7BF,,,,,2026-10-01,defunct\n"
	"e,Strange one,wizardry,Spells,Grays,RM17 5AA,,,,,2026-10-01,active\n";

static SiteTest open_few(CareTest *test)
{
	Care care = care_test_system(test);
	DirectoryReport report = {0};
	assert_ok(directory_load_gazetteer(&care, S("boroughs/thurrock/demonstration")));
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("test"), &report));
	assert_int_equal(report.added, 5);
	return site_test_open(test);
}

static Response ask(SiteTest *site, const char *rest)
{
	return site_test_get(site, (Str){0}, str_concat(site->care->arena, S("/api/oruk/3.0"), str_from_c(rest)));
}

static const JsonNode *ask_json(SiteTest *site, const char *rest)
{
	const JsonNode *root = NULL;
	Response response = ask(site, rest);
	Problems problems = problems_make(site->care->arena);
	if (response.status != 200)
		fail_msg("%s answered %d", rest, response.status);
	assert_ok(json_parse(site->care->arena, S("feed"), 1, response.body, &problems, &root));
	return root;
}

static int64_t number(const JsonNode *object, const char *key)
{
	int64_t value = -1;
	assert_ok(json_integer(json_member(object, str_from_c(key)), &value));
	return value;
}

static const JsonNode *item(const JsonNode *page, size_t i)
{
	const JsonNode *contents = json_member(page, S("contents"));
	assert_true(contents != NULL && i < contents->count);
	return &contents->items[i];
}

static Str text(const JsonNode *object, const char *key)
{
	return json_text(json_member(object, str_from_c(key)));
}

static void test_the_base_says_which_version_in_words_that_validators_read(void **state)
{
	SiteTest site = open_few(care_test_of(state));
	const JsonNode *about = ask_json(&site, "");
	assert_true(str_equal(text(about, "version"), S("HSDS-UK-3.0")));
	assert_false(str_is_empty(text(about, "profile")));
	assert_false(str_is_empty(text(about, "openapi_url")));
	assert_true(ask_json(&site, "/") != NULL);
	Response response = ask(&site, "");
	bool any_origin = false;
	for (size_t i = 0; i < response.header_count; i++)
		any_origin = any_origin || (str_equal(response.headers[i].name, S("Access-Control-Allow-Origin")) &&
			str_equal(response.headers[i].value, S("*")));
	assert_true(any_origin);
	assert_int_equal(response.cache_seconds, 300);
	site_test_close(&site);
}

static void test_pages_add_up_and_each_can_be_fetched(void **state)
{
	SiteTest site = open_few(care_test_of(state));
	size_t seen = 0;
	for (int page = 1; page <= 3; page++) {
		const JsonNode *answer = ask_json(&site, str_c(site.care->arena, str_format(site.care->arena,
			"/services?per_page=2&page=%d", page)));
		assert_int_equal(number(answer, "total_items"), 5);
		assert_int_equal(number(answer, "total_pages"), 3);
		assert_int_equal(number(answer, "page_number"), page);
		assert_int_equal(json_member(answer, S("first_page"))->truth, page == 1);
		assert_int_equal(json_member(answer, S("last_page"))->truth, page == 3);
		assert_false(json_member(answer, S("empty"))->truth);
		assert_int_equal(number(answer, "size"), json_member(answer, S("contents"))->count);
		seen += json_member(answer, S("contents"))->count;
	}
	assert_int_equal(seen, 5);
	const JsonNode *beyond = ask_json(&site, "/services?per_page=2&page=9");
	assert_true(json_member(beyond, S("empty"))->truth);
	assert_int_equal(json_member(beyond, S("contents"))->count, 0);
	site_test_close(&site);
}

static void test_an_id_of_a_list_leads_to_the_thing_itself(void **state)
{
	static const char *const LISTS[] = {"/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms"};
	SiteTest site = open_few(care_test_of(state));
	Arena *arena = site.care->arena;
	for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++) {
		const JsonNode *contents = json_member(ask_json(&site, LISTS[i]), S("contents"));
		assert_true(contents->count > 0);
		for (size_t k = 0; k < contents->count; k++) {
			Str id = text(&contents->items[k], "id");
			assert_true(uuid_is_valid(id));
			const JsonNode *one = ask_json(&site, str_c(arena, str_format(arena, "%s/%.*s", LISTS[i], STR_ARG(id))));
			assert_true(str_equal(text(one, "id"), id));
		}
		Response none = ask(&site, str_c(arena, str_format(arena, "%s/00000000-0000-8000-8000-000000000000", LISTS[i])));
		assert_int_equal(none.status, 404);
		assert_shows(none, "\"error\"");
	}
	site_test_close(&site);
}

static void test_a_service_that_came_with_a_uuid_keeps_it(void **state)
{
	SiteTest site = open_few(care_test_of(state));
	const JsonNode *one = ask_json(&site, "/services/11111111-aaaa-4bbb-8ccc-000000000001");
	assert_true(str_equal(text(one, "name"), S("Tilbury lunch club")));
	/* A blank in an address is no address for a program. */
	assert_true(str_equal(text(one, "url"), S("https://example.org/lunch%20club")) || str_is_empty(text(one, "url")));
	assert_true(str_equal(text(json_member(one, S("schedules"))->items, "byday"), S("TU,WE,TH")));
	assert_true(json_member(one, S("email")) == NULL);
	site_test_close(&site);
}

static void test_two_sources_with_the_same_uuid_are_two_services(void **state)
{
	SiteTest site = open_few(care_test_of(state));
	Care care = care_test_system(site.care);
	DirectoryReport report = {0};
	assert_ok(directory_import(&care, S("few.csv"), str_from_c(FEW), S("other"), &report));
	const JsonNode *page = ask_json(&site, "/services?search=tilbury");
	assert_int_equal(number(page, "total_items"), 2);
	assert_false(str_equal(text(item(page, 0), "id"), text(item(page, 1), "id")));
	site_test_close(&site);
}

static int64_t total(SiteTest *site, const char *rest)
{
	return number(ask_json(site, rest), "total_items");
}

static void test_filters_narrow_the_list(void **state)
{
	SiteTest site = open_few(care_test_of(state));
	Arena *arena = site.care->arena;
	assert_int_equal(total(&site, "/services?search=lunch"), 4);
	assert_int_equal(total(&site, "/services?day=MO"), 2); /* Mondays, and every day */
	assert_int_equal(total(&site, "/services?modified_after=2100-01-01"), 0);
	assert_int_equal(total(&site, "/services?organization_id=00000000-0000-8000-8000-000000000000"), 0);
	const JsonNode *club = ask_json(&site, "/services/11111111-aaaa-4bbb-8ccc-000000000001");
	Str organisation = text(club, "organization_id");
	assert_int_equal(total(&site, str_c(arena, str_format(arena, "/services?organization_id=%.*s", STR_ARG(organisation)))), 1);
	Str term = text(json_member(club, S("attributes"))->items, "taxonomy_term_id");
	assert_int_equal(total(&site, str_c(arena, str_format(arena, "/services?taxonomy_term_id=%.*s", STR_ARG(term)))), 3);
	assert_int_equal(total(&site, "/service_at_locations"), 4);
	assert_int_equal(total(&site, "/service_at_locations?postcode=RM175AA&proximity=500"), 2);
	assert_int_equal(ask(&site, "/service_at_locations?postcode=nowhere").status, 400);
	Str taxonomy = text(item(ask_json(&site, "/taxonomies"), 0), "id");
	int64_t all = total(&site, "/taxonomy_terms");
	assert_int_equal(total(&site, str_c(arena, str_format(arena, "/taxonomy_terms?taxonomy_id=%.*s", STR_ARG(taxonomy)))), all - 1);
	site_test_close(&site);
}

static void test_what_cannot_be_answered_is_refused_and_says_why(void **state)
{
	static const char *const WRONG[] = {"page=0", "page=x", "per_page=501", "full=yes", "modified_after=lately", "day=Monday",
		"minimum_age=65", "format=xml"};
	SiteTest site = open_few(care_test_of(state));
	for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
		Response response = ask(&site, str_c(site.care->arena, str_concat(site.care->arena, S("/services?"),
			str_from_c(WRONG[i]))));
		assert_int_equal(response.status, 400);
		assert_int_equal(response.cache_seconds, 0);
		assert_shows(response, "\"error\"");
	}
	site_test_close(&site);
}

static void test_lines_hold_one_object_each(void **state)
{
	SiteTest site = open_few(care_test_of(state));
	Response response = ask(&site, "/services?format=ndjson&full=true");
	Str rest = response.body;
	Str line = {0};
	size_t count = 0;
	while (str_next(&rest, '\n', &line)) {
		const JsonNode *one = NULL;
		Problems problems = problems_make(site.care->arena);
		assert_ok(json_parse(site.care->arena, S("line"), 1, line, &problems, &one));
		assert_true(uuid_is_valid(text(one, "id")));
		count++;
	}
	assert_int_equal(count, 5);
	site_test_close(&site);
}

/* --- nothing but what the standard names ------------------------------------------------------------------------------- */

static const Str NAMED[] = {S_INIT("total_items"), S_INIT("total_pages"), S_INIT("page_number"), S_INIT("size"),
	S_INIT("first_page"), S_INIT("last_page"), S_INIT("empty"), S_INIT("contents"), S_INIT("id"), S_INIT("name"),
	S_INIT("status"), S_INIT("last_modified"), S_INIT("organization_id"), S_INIT("description"), S_INIT("url"), S_INIT("email"),
	S_INIT("fees"), S_INIT("assured_date"), S_INIT("organization"), S_INIT("website"), S_INIT("services"), S_INIT("contacts"),
	S_INIT("phones"), S_INIT("number"), S_INIT("service_id"), S_INIT("schedules"), S_INIT("freq"), S_INIT("byday"),
	S_INIT("service_at_locations"), S_INIT("location_id"), S_INIT("location"), S_INIT("location_type"), S_INIT("latitude"),
	S_INIT("longitude"), S_INIT("addresses"), S_INIT("address_1"), S_INIT("city"), S_INIT("state_province"),
	S_INIT("postal_code"), S_INIT("country"), S_INIT("address_type"), S_INIT("attributes"), S_INIT("link_id"),
	S_INIT("taxonomy_term_id"), S_INIT("link_type"), S_INIT("taxonomy_term"), S_INIT("term"), S_INIT("taxonomy"),
	S_INIT("taxonomy_id"), S_INIT("taxonomy_terms"), S_INIT("service")};

static void only_named_members(const JsonNode *node)
{
	for (size_t i = 0; node->kind == JSON_ARRAY && i < node->count; i++)
		only_named_members(&node->items[i]);
	for (size_t i = 0; node->kind == JSON_OBJECT && i < node->count; i++) {
		bool named = false;
		for (size_t k = 0; k < sizeof NAMED / sizeof NAMED[0]; k++)
			named = named || str_equal(NAMED[k], node->members[i].key);
		if (!named)
			fail_msg("the feed holds \"%.*s\", which nobody has named", STR_ARG(node->members[i].key));
		/* Optional fields without a value are left out; the four that the standard requires of an address may be empty. */
		const JsonNode *value = &node->members[i].value;
		bool may_be_empty = str_equal(node->members[i].key, S("city")) || str_equal(node->members[i].key, S("address_1")) ||
			str_equal(node->members[i].key, S("postal_code")) || str_equal(node->members[i].key, S("state_province"));
		assert_true(value->kind != JSON_NULL);
		assert_true(value->kind != JSON_TEXT || may_be_empty || value->text.length > 0);
		only_named_members(value);
	}
}

static Status plant_in(CareWrite *write, void *context)
{
	const Str *listing = context;
	Status status = sql_listing_private_put_run(write->connection, &(ListingPrivatePutArguments){.listing = *listing,
		.contact_name = S("Zebedee Quill"), .contact_phone = S("07700 900999"), .contact_email = S("zebedee@private.example"),
		.capacity = S("seventeen beds left"), .notes = S("two upheld complaints"), .updated_at = write->now,
		.updated_by = S("zebedee-user")});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("test/plant"), .subject_kind = S("listing"),
		.subject = *listing});
}

static void test_what_is_for_staff_alone_never_leaves(void **state)
{
	static const char *const WHERE[] = {"/services?full=true", "/services", "/services?format=ndjson&full=true",
		"/service_at_locations?full=true", "/organizations?full=true", "/taxonomies", "/taxonomy_terms"};
	static const char *const SECRETS[] = {"Zebedee", "900999", "private.example", "seventeen", "complaints", "zebedee-user"};
	SiteTest site = open_few(care_test_of(state));
	Arena *arena = site.care->arena;
	Care care = care_test_system(site.care);
	DirectoryAnswer answer = {0};
	Str feed = {0};
	assert_ok(directory_search(&care, &(DirectoryQuery){.words = S("tilbury"), .page = 1, .page_size = 1}, &answer));
	assert_ok(care_write(&care, plant_in, &answer.items[0].id));
	Buffer all = buffer_make(arena, 4 * 1024 * 1024);
	for (size_t i = 0; i < sizeof WHERE / sizeof WHERE[0]; i++) {
		buffer_add(&all, ask(&site, WHERE[i]).body);
		if (!str_contains(str_from_c(WHERE[i]), S("ndjson")))
			only_named_members(ask_json(&site, WHERE[i]));
	}
	buffer_add(&all, ask(&site, "/services/11111111-aaaa-4bbb-8ccc-000000000001").body);
	buffer_add(&all, site_test_get(&site, (Str){0}, str_concat(arena, S("/directory/"), answer.items[0].id)).body);
	buffer_add(&all, site_test_get(&site, (Str){0}, S("/directory")).body);
	assert_ok(directory_export(&care, &feed));
	buffer_add(&all, feed);
	assert_true(str_contains(buffer_str(&all), S("Tilbury lunch club")));
	for (size_t i = 0; i < sizeof SECRETS / sizeof SECRETS[0]; i++)
		assert_false(str_contains(buffer_str(&all), str_from_c(SECRETS[i])));
	site_test_close(&site);
}

static void test_ids_become_uuids_and_come_back(void **state)
{
	CareTest *test = care_test_of(state);
	Str back = {0};
	for (int i = 0; i < 200; i++) {
		Str id = id_make(&test->store->ids, test->arena);
		Str uuid = uuid_of_id(test->arena, id);
		assert_true(uuid_is_valid(uuid));
		assert_int_equal(uuid.data[14], '8');
		assert_true(uuid.data[19] >= '8' && uuid.data[19] != 'c' && uuid.data[19] != 'd' && uuid.data[19] != 'e' &&
			uuid.data[19] != 'f');
		assert_true(uuid_to_id(test->arena, uuid, &back));
		assert_true(str_equal(back, id));
	}
	Str last = S("01ZZZZZZZZZZZZZZZZZZZZZZZZ");
	assert_true(uuid_to_id(test->arena, uuid_of_id(test->arena, last), &back));
	assert_true(str_equal(back, last));
	/* Another version's is none of ours. */
	assert_false(uuid_to_id(test->arena, S("ac148810-d857-441c-9679-408f346de14b"), &back));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_base_says_which_version_in_words_that_validators_read),
		CARE_TEST(test_pages_add_up_and_each_can_be_fetched),
		CARE_TEST(test_an_id_of_a_list_leads_to_the_thing_itself),
		CARE_TEST(test_a_service_that_came_with_a_uuid_keeps_it),
		CARE_TEST(test_two_sources_with_the_same_uuid_are_two_services),
		CARE_TEST(test_filters_narrow_the_list),
		CARE_TEST(test_what_cannot_be_answered_is_refused_and_says_why),
		CARE_TEST(test_lines_hold_one_object_each),
		CARE_TEST(test_what_is_for_staff_alone_never_leaves),
		CARE_TEST(test_ids_become_uuids_and_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
