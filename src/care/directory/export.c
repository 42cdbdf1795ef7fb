/* The directory as one page of an Open Referral UK 3.0 feed: what its schemas require and what we hold.
 * Only fields of the standard leave here; optional ones without a value are left out, as the standard asks. */
#include "care/directory/directory.h"

#include "base/hash.h"
#include "base/json.h"
#include "care/directory/directory.sql.h"
#include "practice/practice.h"

enum { PAGE_ROWS = 500, FEED_BYTES_MAX = 256 * 1024 * 1024, UUID_LENGTH = 36 };

static bool is_uuid(Str id)
{
	if (id.length != UUID_LENGTH)
		return false;
	for (size_t i = 0; i < id.length; i++) {
		char character = id.data[i];
		bool digit = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f') ||
			(character >= 'A' && character <= 'F');
		if (i == 8 || i == 13 || i == 18 || i == 23 ? character != '-' : !digit)
			return false;
	}
	return true;
}

/* A UUID made from what a thing is and its id: the same at every export. Version 8 of RFC 9562, our own bits. */
static Str uuid_of(Arena *arena, const char *kind, Str id)
{
	Str parts[] = {S("kith"), str_from_c(kind), id};
	Str hash = hash_parts(arena, parts, 3);
	return str_format(arena, "%.8s-%.4s-8%.3s-8%.3s-%.12s", hash.data, hash.data + 8, hash.data + 12, hash.data + 15,
		hash.data + 18);
}

static Str uuid_kept(Arena *arena, const char *kind, Str original, Str id)
{
	return is_uuid(original) ? original : uuid_of(arena, kind, id);
}

static void member(JsonWriter *json, const char *key, Str text)
{
	if (!str_is_empty(text))
		json_write_member_text(json, str_from_c(key), text);
}

static void write_degrees(JsonWriter *json, Arena *arena, const char *key, int64_t micro_degrees)
{
	int64_t size = micro_degrees < 0 ? -micro_degrees : micro_degrees;
	JsonNode number = {.kind = JSON_NUMBER, .text = str_format(arena, "%s%lld.%06lld", micro_degrees < 0 ? "-" : "",
		(long long)(size / 1000000), (long long)(size % 1000000))};
	json_write_key(json, str_from_c(key));
	json_write_node(json, &number);
}

static void write_organisation(JsonWriter *json, Str id, const DirectoryAllRow *row)
{
	json_write_key(json, S("organization"));
	json_write_object_begin(json);
	member(json, "id", id);
	member(json, "name", row->organisation_name);
	member(json, "description", str_is_empty(row->organisation_description) ? row->organisation_name
		: row->organisation_description);
	member(json, "email", row->organisation_email);
	member(json, "website", row->organisation_url);
	json_write_object_end(json);
}

static void write_address(JsonWriter *json, const Care *care, const DirectoryLocationsOfRow *row, Str location)
{
	json_write_key(json, S("addresses"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_of(care->arena, "address", row->id));
	member(json, "location_id", location);
	json_write_member_text(json, S("address_1"), row->address);
	/* Required by the standard; we hold an address as one line. */
	Str council = care->practice == NULL ? S("") : practice_council(care->practice)->name;
	json_write_member_text(json, S("city"), S(""));
	json_write_member_text(json, S("state_province"), council);
	json_write_member_text(json, S("postal_code"), row->postcode);
	member(json, "country", S("GB"));
	member(json, "address_type", S("physical"));
	json_write_object_end(json);
	json_write_array_end(json);
}

static void write_places(JsonWriter *json, const Care *care, Str service, const DirectoryLocationsOfRow *rows, size_t count)
{
	Arena *arena = care->arena;
	if (count == 0)
		return;
	json_write_key(json, S("service_at_locations"));
	json_write_array_begin(json);
	for (size_t i = 0; i < count; i++) {
		Str location = uuid_of(arena, "location", rows[i].id);
		json_write_object_begin(json);
		member(json, "id", uuid_of(arena, "service-at-location", rows[i].id));
		member(json, "service_id", service);
		member(json, "location_id", location);
		json_write_key(json, S("location"));
		json_write_object_begin(json);
		member(json, "id", location);
		member(json, "location_type", S("physical"));
		member(json, "name", rows[i].name);
		if (rows[i].latitude != STORE_NULL_INTEGER && rows[i].longitude != STORE_NULL_INTEGER) {
			write_degrees(json, arena, "latitude", rows[i].latitude);
			write_degrees(json, arena, "longitude", rows[i].longitude);
		}
		if (!str_is_empty(rows[i].address) || !str_is_empty(rows[i].postcode))
			write_address(json, care, &rows[i], location);
		json_write_object_end(json);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_categories(JsonWriter *json, const Care *care, Str service, Str listing,
	const DirectoryCategoriesOfRow *rows, size_t count)
{
	Arena *arena = care->arena;
	const OptionList *list = care->practice == NULL ? NULL : practice_list(care->practice, S("directory-category"));
	if (count == 0)
		return;
	json_write_key(json, S("attributes"));
	json_write_array_begin(json);
	for (size_t i = 0; i < count; i++) {
		const Option *option = list == NULL ? NULL : option_find(list, rows[i].category);
		Str term = uuid_of(arena, "category", rows[i].category);
		Str name = option == NULL ? str_replace(arena, rows[i].category, S("-"), S(" ")) : option->resident;
		json_write_object_begin(json);
		member(json, "id", uuid_of(arena, "attribute", str_format(arena, "%.*s/%.*s", STR_ARG(listing),
			STR_ARG(rows[i].category))));
		member(json, "link_id", service);
		member(json, "taxonomy_term_id", term);
		member(json, "link_type", S("service"));
		json_write_key(json, S("taxonomy_term"));
		json_write_object_begin(json);
		member(json, "id", term);
		member(json, "code", rows[i].category);
		member(json, "name", name);
		member(json, "description", name);
		member(json, "taxonomy", S("Kith directory category"));
		json_write_object_end(json);
		json_write_object_end(json);
	}
	json_write_array_end(json);
}

static void write_contact(JsonWriter *json, Arena *arena, Str service, const DirectoryAllRow *row)
{
	if (str_is_empty(row->phone))
		return;
	json_write_key(json, S("contacts"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_of(arena, "contact", row->id));
	member(json, "service_id", service);
	json_write_key(json, S("phones"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_of(arena, "phone", row->id));
	member(json, "number", row->phone);
	json_write_object_end(json);
	json_write_array_end(json);
	json_write_object_end(json);
	json_write_array_end(json);
}

static void write_schedule(JsonWriter *json, Arena *arena, Str service, const DirectoryAllRow *row)
{
	if (str_is_empty(row->opening))
		return;
	json_write_key(json, S("schedules"));
	json_write_array_begin(json);
	json_write_object_begin(json);
	member(json, "id", uuid_of(arena, "schedule", row->id));
	member(json, "service_id", service);
	member(json, "description", row->opening);
	json_write_object_end(json);
	json_write_array_end(json);
}

static Status write_service(JsonWriter *json, Care *care, const DirectoryAllRow *row)
{
	Arena *arena = care->arena;
	DirectoryLocationsOfRow *places = NULL;
	DirectoryCategoriesOfRow *categories = NULL;
	size_t place_count = 0;
	size_t category_count = 0;
	Status status = sql_directory_locations_of_list(care->reader, arena,
		&(DirectoryLocationsOfArguments){.listing = row->id}, &places, &place_count);
	if (status == STATUS_OK)
		status = sql_directory_categories_of_list(care->reader, arena,
			&(DirectoryCategoriesOfArguments){.listing = row->id}, &categories, &category_count);
	if (status != STATUS_OK)
		return status;
	Str service = uuid_kept(arena, "service", row->original_id, row->id);
	Str organisation = uuid_kept(arena, "organization", row->organisation_original_id, row->organisation_id);
	json_write_object_begin(json);
	member(json, "id", service);
	member(json, "organization_id", organisation);
	member(json, "name", row->name);
	member(json, "status", row->status);
	member(json, "description", row->description);
	member(json, "url", row->url);
	member(json, "email", row->email);
	member(json, "fees", row->fees);
	member(json, "assured_date", row->assured_on);
	member(json, "last_modified", instant_format(arena, row->updated_at));
	write_organisation(json, organisation, row);
	write_contact(json, arena, service, row);
	write_schedule(json, arena, service, row);
	write_places(json, care, service, places, place_count);
	write_categories(json, care, service, row->id, categories, category_count);
	json_write_object_end(json);
	return STATUS_OK;
}

Status directory_export(Care *care, Str *out)
{
	Arena *arena = care->arena;
	Buffer contents = buffer_make(arena, FEED_BYTES_MAX);
	JsonWriter json = json_writer_make(&contents);
	DirectoryAllRow *rows = NULL;
	size_t count = 0;
	int64_t total = 0;
	Str after = {0};
	Status status = STATUS_OK;
	json_write_array_begin(&json);
	do {
		status = sql_directory_all_list(care->reader, arena, &(DirectoryAllArguments){.after = after, .most = PAGE_ROWS},
			&rows, &count);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = write_service(&json, care, &rows[i]);
		total += (int64_t)count;
		after = count > 0 ? rows[count - 1].id : after;
	} while (status == STATUS_OK && count == PAGE_ROWS);
	json_write_array_end(&json);
	if (status != STATUS_OK)
		return status;
	Str list = buffer_str(&contents);
	*out = str_format(arena, "{\"total_items\":%lld,\"total_pages\":1,\"page_number\":1,\"size\":%lld,\"first_page\":true,"
		"\"last_page\":true,\"empty\":%s,\"contents\":", (long long)total, (long long)total, total == 0 ? "true" : "false");
	*out = str_concat(arena, *out, str_concat(arena, list, S("}\n")));
	return STATUS_OK;
}
