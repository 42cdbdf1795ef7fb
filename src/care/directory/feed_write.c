#include "care/directory/feed_write.h"

#include <string.h>

#include "care/directory/directory.sql.h"
#include "care/directory/features.h"
#include "care/directory/feed_id.h"

#define TAXONOMY_NAME S("Kith directory category")
#define TAXONOMY_WORDS S("What local help for adults is sorted by: kinds of care and support, places to go, and advice.")

static void member(JsonWriter *json, const char *key, Str text)
{
	if (!str_is_empty(text))
		json_write_member_text(json, str_from_c(key), text);
}

/* What RFC 3986 lets stand in an address. */
static bool stands_in_address(char character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
		(character >= '0' && character <= '9') || (character != '\0' && strchr("-._~:/?#@!$&'()*+,;=%", character) != NULL);
}

/* format "uri": people write addresses with blanks and accents, which go out as %XX. */
static void member_address(JsonWriter *json, Arena *arena, const char *key, Str url)
{
	static const char DIGITS[] = "0123456789ABCDEF";
	Buffer out = buffer_make(arena, url.length * 3 + 64);
	bool has_fragment = false;
	for (size_t i = 0; i < url.length; i++) {
		unsigned char byte = (unsigned char)url.data[i];
		bool triple = byte != '%' || (i + 2 < url.length && strspn(url.data + i + 1, "0123456789abcdefABCDEF") >= 2);
		bool second = byte == '#' && has_fragment;
		has_fragment = has_fragment || byte == '#';
		if (stands_in_address((char)byte) && triple && !second) {
			buffer_add_character(&out, (char)byte);
			continue;
		}
		buffer_add_character(&out, '%');
		buffer_add_character(&out, DIGITS[byte >> 4]);
		buffer_add_character(&out, DIGITS[byte & 15]);
	}
	member(json, key, buffer_str(&out));
}

static void write_degrees(JsonWriter *json, Arena *arena, const char *key, int64_t micro_degrees)
{
	int64_t size = micro_degrees < 0 ? -micro_degrees : micro_degrees;
	JsonNode number = {.kind = JSON_NUMBER, .text = str_format(arena, "%s%lld.%06lld", micro_degrees < 0 ? "-" : "",
		(long long)(size / 1000000), (long long)(size % 1000000))};
	json_write_key(json, str_from_c(key));
	json_write_node(json, &number);
}

/* --- terms ------------------------------------------------------------------------------------------------------------- */

FeedTerm feed_term(const Care *care, Str code)
{
	const OptionList *list = care->practice == NULL ? NULL : practice_list(care->practice, S("directory-category"));
	const Option *option = list == NULL ? NULL : option_find(list, code);
	if (option == NULL)
		return (FeedTerm){.code = code, .name = str_replace(care->arena, code, S("-"), S(" "))};
	return (FeedTerm){.code = code, .name = option->resident, .is_ours = true};
}

Str feed_term_uuid(Arena *arena, Str code)
{
	return uuid_made_from(arena, "category", code);
}

Str feed_taxonomy_uuid(Arena *arena)
{
	return uuid_made_from(arena, "taxonomy", S("directory-category"));
}

void feed_write_term(JsonWriter *json, const Care *care, Str code)
{
	FeedTerm term = feed_term(care, code);
	json_write_object_begin(json);
	member(json, "id", feed_term_uuid(care->arena, code));
	member(json, "name", term.name);
	member(json, "description", term.name);
	member(json, "term", code);
	member(json, "taxonomy", term.is_ours ? TAXONOMY_NAME : S("Words of a source"));
	member(json, "taxonomy_id", term.is_ours ? feed_taxonomy_uuid(care->arena) : (Str){0});
	json_write_object_end(json);
}

void feed_write_taxonomy(JsonWriter *json, const Care *care, const Str *codes, size_t count)
{
	json_write_object_begin(json);
	member(json, "id", feed_taxonomy_uuid(care->arena));
	member(json, "name", TAXONOMY_NAME);
	member(json, "description", TAXONOMY_WORDS);
	if (count > 0) {
		json_write_key(json, S("taxonomy_terms"));
		json_write_array_begin(json);
		for (size_t i = 0; i < count; i++)
			if (feed_term(care, codes[i]).is_ours)
				feed_write_term(json, care, codes[i]);
		json_write_array_end(json);
	}
	json_write_object_end(json);
}

/* --- parts of a service ------------------------------------------------------------------------------------------------ */

static Str public_uuid(const Care *care, Str id, Str first_id, Str original_id)
{
	return str_equal(first_id, id) ? uuid_kept(care->arena, original_id, id) : uuid_of_id(care->arena, id);
}

/* "Civic Square, Tilbury": what stands after the last comma is the town. The import puts them together as they were. */
static void write_address(JsonWriter *json, const Care *care, const DirectoryLocationsOfRow *row, Str location)
{
	Str street = row->address;
	Str town = {0};
	for (size_t i = row->address.length; i > 2 && street.length == row->address.length; i--)
		if (row->address.data[i - 2] == ',' && row->address.data[i - 1] == ' ')
			street = str_slice(row->address, 0, i - 2);
	if (street.length < row->address.length)
		town = str_slice(row->address, street.length + 2, row->address.length);
	if (str_contains(street, town)) { /* it would not come back: "Aveley Hall, Aveley" */
		street = row->address;
		town = (Str){0};
	}
	json_write_key(json, S("addresses"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_made_from(care->arena, "address", row->id));
	member(json, "location_id", location);
	/* Required by the standard, whether we have it or not. */
	json_write_member_text(json, S("address_1"), street);
	json_write_member_text(json, S("city"), town);
	json_write_member_text(json, S("state_province"),
		care->practice == NULL ? S("") : practice_council(care->practice)->name);
	json_write_member_text(json, S("postal_code"), row->postcode);
	member(json, "country", S("GB"));
	member(json, "address_type", S("physical"));
	json_write_object_end(json);
	json_write_array_end(json);
}

static void write_location(JsonWriter *json, const Care *care, const DirectoryLocationsOfRow *row, FeedDepth depth)
{
	Str location = uuid_made_from(care->arena, "location", row->id);
	json_write_key(json, S("location"));
	json_write_object_begin(json);
	member(json, "id", location);
	member(json, "location_type", S("physical"));
	member(json, "name", row->name);
	if (row->latitude != STORE_NULL_INTEGER && row->longitude != STORE_NULL_INTEGER) {
		write_degrees(json, care->arena, "latitude", row->latitude);
		write_degrees(json, care->arena, "longitude", row->longitude);
	}
	if (depth == FEED_FULL && (!str_is_empty(row->address) || !str_is_empty(row->postcode)))
		write_address(json, care, row, location);
	json_write_object_end(json);
}

static void write_at_location(JsonWriter *json, const Care *care, Str service, const DirectoryLocationsOfRow *row, FeedDepth depth)
{
	member(json, "id", uuid_of_id(care->arena, row->id));
	member(json, "service_id", service);
	member(json, "location_id", uuid_made_from(care->arena, "location", row->id));
	write_location(json, care, row, depth);
}

static Status write_places(JsonWriter *json, Care *care, Str service, Str listing)
{
	DirectoryLocationsOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_locations_of_list(care->reader, care->arena,
		&(DirectoryLocationsOfArguments){.listing = listing}, &rows, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	json_write_key(json, S("service_at_locations"));
	json_write_array_begin(json);
	for (size_t i = 0; i < count; i++) {
		json_write_object_begin(json);
		write_at_location(json, care, service, &rows[i], FEED_FULL);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	return STATUS_OK;
}

static Status write_categories(JsonWriter *json, Care *care, Str service, Str listing)
{
	DirectoryCategoriesOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_categories_of_list(care->reader, care->arena,
		&(DirectoryCategoriesOfArguments){.listing = listing}, &rows, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	json_write_key(json, S("attributes"));
	json_write_array_begin(json);
	for (size_t i = 0; i < count; i++) {
		json_write_object_begin(json);
		member(json, "id", uuid_made_from(care->arena, "attribute", str_format(care->arena, "%.*s/%.*s", STR_ARG(listing),
			STR_ARG(rows[i].category))));
		member(json, "link_id", service);
		member(json, "taxonomy_term_id", feed_term_uuid(care->arena, rows[i].category));
		member(json, "link_type", S("service"));
		json_write_key(json, S("taxonomy_term"));
		feed_write_term(json, care, rows[i].category);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	return STATUS_OK;
}

static void write_contact(JsonWriter *json, Arena *arena, Str service, const DirectoryFeedServiceRow *row)
{
	if (str_is_empty(row->phone))
		return;
	json_write_key(json, S("contacts"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_made_from(arena, "contact", row->id));
	member(json, "service_id", service);
	json_write_key(json, S("phones"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_made_from(arena, "phone", row->id));
	member(json, "number", row->phone);
	json_write_object_end(json);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_array_end(json);
}

static Status write_schedule(JsonWriter *json, Care *care, Str service, const DirectoryFeedServiceRow *row)
{
	DirectoryFeaturesOfRow *rows = NULL;
	size_t count = 0;
	if (str_is_empty(row->opening))
		return STATUS_OK;
	Status status = sql_directory_features_of_list(care->reader, care->arena, &(DirectoryFeaturesOfArguments){.listing = row->id},
		&rows, &count);
	if (status != STATUS_OK)
		return status;
	DirectoryFeature *features = ARENA_ARRAY(care->arena, DirectoryFeature, count + 1);
	for (size_t i = 0; i < count; i++)
		features[i] = (DirectoryFeature){.kind = rows[i].kind, .code = rows[i].code};
	Str byday = features_byday(care->arena, features, count);
	json_write_key(json, S("schedules"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_made_from(care->arena, "schedule", row->id));
	member(json, "service_id", service);
	member(json, "freq", str_is_empty(byday) ? (Str){0} : S("WEEKLY"));
	member(json, "byday", byday);
	member(json, "description", row->opening);
	json_write_object_end(json);
	json_write_array_end(json);
	return STATUS_OK;
}

/* --- organisations ----------------------------------------------------------------------------------------------------- */

/* The standard requires a description: the name, when there is no other. */
static void write_organisation_fields(JsonWriter *json, const Care *care, Str id, const DirectoryFeedOrganisationRow *row)
{
	member(json, "id", id);
	member(json, "name", row->name);
	member(json, "description", str_is_empty(row->description) ? row->name : row->description);
	member(json, "email", row->email);
	member_address(json, care->arena, "website", row->url);
}

static void write_organisation_of(JsonWriter *json, const Care *care, Str id, const DirectoryFeedServiceRow *row)
{
	json_write_key(json, S("organization"));
	json_write_object_begin(json);
	write_organisation_fields(json, care, id, &(DirectoryFeedOrganisationRow){.name = row->organisation_name,
		.description = row->organisation_description, .url = row->organisation_url, .email = row->organisation_email});
	json_write_object_end(json);
}

Status feed_write_organisation(JsonWriter *json, Care *care, Str organisation, FeedDepth depth)
{
	DirectoryFeedOrganisationRow row = {0};
	DirectoryListingsOfOrganisationRow *listings = NULL;
	size_t count = 0;
	Status status = sql_directory_feed_organisation_one(care->reader, care->arena,
		&(DirectoryFeedOrganisationArguments){.id = organisation}, &row);
	if (status == STATUS_OK && depth == FEED_FULL)
		status = sql_directory_listings_of_organisation_list(care->reader, care->arena,
			&(DirectoryListingsOfOrganisationArguments){.organisation = organisation}, &listings, &count);
	if (status != STATUS_OK)
		return status;
	json_write_object_begin(json);
	write_organisation_fields(json, care, public_uuid(care, row.id, row.first_id, row.original_id), &row);
	if (count > 0) {
		json_write_key(json, S("services"));
		json_write_array_begin(json);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = feed_write_service(json, care, listings[i].id, FEED_FULL);
		json_write_array_end(json);
	}
	json_write_object_end(json);
	return status;
}

Status feed_organisation_uuid(Care *care, Str organisation, Str *out)
{
	DirectoryFeedOrganisationRow row = {0};
	Status status = sql_directory_feed_organisation_one(care->reader, care->arena,
		&(DirectoryFeedOrganisationArguments){.id = organisation}, &row);
	if (status == STATUS_OK)
		*out = public_uuid(care, row.id, row.first_id, row.original_id);
	return status;
}

/* --- services ---------------------------------------------------------------------------------------------------------- */

static void write_service_fields(JsonWriter *json, const Care *care, Str id, Str organisation,
	const DirectoryFeedServiceRow *row, FeedDepth depth)
{
	bool checked_here = str_compare(row->checked_on, row->assured_on) > 0;
	member(json, "id", id);
	member(json, "name", row->name);
	member(json, "status", row->status);
	member(json, "last_modified", instant_format(care->arena, row->updated_at));
	if (depth == FEED_MINIMAL)
		return;
	member(json, "organization_id", organisation);
	member(json, "description", row->description);
	member_address(json, care->arena, "url", row->url);
	member(json, "email", row->email);
	member(json, "fees", row->fees);
	member(json, "assured_date", checked_here ? row->checked_on : row->assured_on);
}

static Status service_row(Care *care, Str listing, DirectoryFeedServiceRow *row)
{
	return sql_directory_feed_service_one(care->reader, care->arena, &(DirectoryFeedServiceArguments){.id = listing}, row);
}

Status feed_service_uuid(Care *care, Str listing, Str *out)
{
	DirectoryFeedServiceRow row = {0};
	Status status = service_row(care, listing, &row);
	if (status == STATUS_OK)
		*out = public_uuid(care, row.id, row.first_id, row.original_id);
	return status;
}

Status feed_write_service(JsonWriter *json, Care *care, Str listing, FeedDepth depth)
{
	DirectoryFeedServiceRow row = {0};
	Status status = service_row(care, listing, &row);
	if (status != STATUS_OK)
		return status;
	Str id = public_uuid(care, row.id, row.first_id, row.original_id);
	Str organisation = public_uuid(care, row.organisation_id, row.organisation_first_id, row.organisation_original_id);
	json_write_object_begin(json);
	write_service_fields(json, care, id, organisation, &row, depth);
	if (depth != FEED_MINIMAL)
		write_organisation_of(json, care, organisation, &row);
	if (depth == FEED_FULL) {
		write_contact(json, care->arena, id, &row);
		status = write_schedule(json, care, id, &row);
		if (status == STATUS_OK)
			status = write_places(json, care, id, row.id);
		if (status == STATUS_OK)
			status = write_categories(json, care, id, row.id);
	}
	json_write_object_end(json);
	return status;
}

/* --- a service at a place ---------------------------------------------------------------------------------------------- */

Status feed_write_place(JsonWriter *json, Care *care, Str location, FeedDepth depth)
{
	DirectoryListingOfPlaceRow place = {0};
	DirectoryLocationsOfRow *rows = NULL;
	size_t count = 0;
	Str service = {0};
	Status status = sql_directory_listing_of_place_one(care->reader, care->arena,
		&(DirectoryListingOfPlaceArguments){.location = location}, &place);
	if (status == STATUS_OK)
		status = sql_directory_locations_of_list(care->reader, care->arena,
			&(DirectoryLocationsOfArguments){.listing = place.listing_id}, &rows, &count);
	if (status == STATUS_OK)
		status = feed_service_uuid(care, place.listing_id, &service);
	if (status != STATUS_OK)
		return status;
	json_write_object_begin(json);
	for (size_t i = 0; i < count; i++)
		if (str_equal(rows[i].id, location))
			write_at_location(json, care, service, &rows[i], depth);
	json_write_key(json, S("service"));
	status = feed_write_service(json, care, place.listing_id, depth);
	json_write_object_end(json);
	return status;
}
