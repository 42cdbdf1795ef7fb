/* Postcodes and wards come in: a demonstration's small files, or a council's own folder. */
#include "care/directory/directory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/json.h"
#include "care/directory/directory.sql.h"
#include "care/directory/directory_import.h"
#include "practice/postcode.h"

enum { FILE_BYTES_MAX = 64 * 1024 * 1024, BATCH_ROWS = 1000, COLUMNS_MAX = 64, FIELD_BYTES_MAX = 4096, INWARD_LENGTH = 3 };

/* One row of the table postcode. */
typedef struct PlaceRow {
	Str postcode;
	const char *precision;
	int64_t latitude;
	int64_t longitude;
	Str ward;
	Str lsoa;
} PlaceRow;

typedef struct WardRow {
	Str code;
	Str name;
	Str vintage;
	int64_t latitude;
	int64_t longitude;
	int64_t deprivation_tenth;
	int64_t tenth_sum; /* while it is being worked out */
	int64_t tenth_count;
} WardRow;

typedef struct Gazetteer {
	Care *care;
	Str folder;
	PlaceRow *places;
	size_t place_count;
	size_t place_capacity;
	WardRow *wards;
	size_t ward_count;
	size_t ward_capacity;
	struct OutlineRow *outlines;
	size_t outline_count;
	size_t outline_capacity;
	size_t refused;
} Gazetteer;

/* A ring of a ward's outline, as the map wants it. */
typedef struct OutlineRow {
	Str ward;
	int64_t ring;
	Str points;
} OutlineRow;

static void *grow(Arena *arena, void *items, size_t count, size_t *capacity, size_t item_bytes)
{
	if (count < *capacity)
		return items;
	size_t larger = *capacity == 0 ? 256 : *capacity * 2;
	char *more = arena_allocate_array(arena, larger, item_bytes);
	for (size_t i = 0; i < count * item_bytes; i++)
		more[i] = ((const char *)items)[i];
	*capacity = larger;
	return more;
}

static PlaceRow *add_place(Gazetteer *gazetteer)
{
	gazetteer->places = grow(gazetteer->care->arena, gazetteer->places, gazetteer->place_count,
		&gazetteer->place_capacity, sizeof *gazetteer->places);
	return &gazetteer->places[gazetteer->place_count++];
}

static WardRow *find_ward(Gazetteer *gazetteer, Str code)
{
	for (size_t i = 0; i < gazetteer->ward_count; i++)
		if (str_equal(gazetteer->wards[i].code, code))
			return &gazetteer->wards[i];
	return NULL;
}

static WardRow *add_ward(Gazetteer *gazetteer, Str code)
{
	WardRow *known = find_ward(gazetteer, code);
	if (known != NULL)
		return known;
	gazetteer->wards = grow(gazetteer->care->arena, gazetteer->wards, gazetteer->ward_count, &gazetteer->ward_capacity,
		sizeof *gazetteer->wards);
	WardRow *ward = &gazetteer->wards[gazetteer->ward_count++];
	*ward = (WardRow){.code = code, .deprivation_tenth = STORE_NULL_INTEGER};
	return ward;
}

/* --- files ---------------------------------------------------------------------------------------------------------- */

static Status file_read(Gazetteer *gazetteer, Str name, bool required, Str *out)
{
	Arena *arena = gazetteer->care->arena;
	Problem place = {.file = name};
	FILE *file = fopen(str_c(arena, str_format(arena, "%.*s/%.*s", STR_ARG(gazetteer->folder), STR_ARG(name))), "rb");
	if (file == NULL)
		return required ? problems_add_format(&gazetteer->care->problems, place, "The file could not be opened in %.*s.",
			STR_ARG(gazetteer->folder)) : STATUS_NOT_FOUND;
	Buffer text = buffer_make(arena, FILE_BYTES_MAX);
	char piece[16 * 1024];
	size_t length = 0;
	while ((length = fread(piece, 1, sizeof piece, file)) > 0 && text.length + sizeof piece < FILE_BYTES_MAX)
		buffer_add(&text, (Str){.data = piece, .length = length});
	bool whole = ferror(file) == 0 && length == 0;
	(void)fclose(file);
	if (!whole)
		return problems_add(&gazetteer->care->problems, (Problem){.file = name,
			.message = S("The file could not be read, or is larger than 64 MB.")});
	*out = buffer_str(&text);
	return STATUS_OK;
}

typedef struct Columns {
	Str names[6];
	size_t count;
} Columns;

/* What is done with one row: fields in the order of the columns asked for; borrowed until the next row. */
typedef Status (*TakeRow)(Gazetteer *gazetteer, const Str *fields, Problem place);

static Status table_read(Gazetteer *gazetteer, Str name, bool required, const Columns *columns, TakeRow take)
{
	Str text = {0};
	CsvReader reader;
	CsvRow row = {0};
	size_t at[6] = {0};
	Str fields[6] = {{0}};
	Problems *problems = &gazetteer->care->problems;
	Status status = file_read(gazetteer, name, required, &text);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	csv_open_text(&reader, gazetteer->care->arena, name, text,
		(CsvLimits){.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX}, problems);
	status = csv_read_header(&reader);
	for (size_t i = 0; status == STATUS_OK && i < columns->count; i++)
		status = csv_require_column(&reader, columns->names[i], &at[i]);
	if (status != STATUS_OK)
		return status;
	while ((status = csv_next_row(&reader, &row)) != STATUS_NOT_FOUND) {
		if (status != STATUS_OK && status != STATUS_INVALID)
			return status;
		for (size_t i = 0; status == STATUS_OK && i < columns->count; i++)
			fields[i] = str_trim(csv_field(&row, at[i]));
		if (status != STATUS_OK || take(gazetteer, fields, (Problem){.file = name, .line = row.line}) != STATUS_OK)
			gazetteer->refused++;
	}
	return STATUS_OK;
}

static Status refuse(Gazetteer *gazetteer, Problem place, const char *field, Str value)
{
	place.field = str_from_c(field);
	return problems_add_format(&gazetteer->care->problems, place, "\"%.*s\" cannot be read; the row was left out.",
		STR_ARG(value));
}

static Status whole_number(Gazetteer *gazetteer, Problem place, const char *field, Str value, int64_t *out)
{
	return str_to_integer(value, out) == STATUS_OK ? STATUS_OK : refuse(gazetteer, place, field, value);
}

static Status read_point(Gazetteer *gazetteer, Problem place, Str latitude, Str longitude, int64_t *north, int64_t *east)
{
	GeoPoint point = {0};
	if (*north < -90000000 || *north > 90000000)
		return refuse(gazetteer, place, "latitude", latitude);
	if (*east < -180000000 || *east > 180000000)
		return refuse(gazetteer, place, "longitude", longitude);
	point = (GeoPoint){.latitude = (int32_t)*north, .longitude = (int32_t)*east};
	return geo_point_is_valid(point) ? STATUS_OK : STATUS_INVALID;
}

/* --- a demonstration's files ---------------------------------------------------------------------------------------- */

static Status micro_point(Gazetteer *gazetteer, Problem place, Str latitude, Str longitude, int64_t *north, int64_t *east)
{
	Status status = whole_number(gazetteer, place, "lat_microdegrees", latitude, north);
	if (status == STATUS_OK)
		status = whole_number(gazetteer, place, "lon_microdegrees", longitude, east);
	return status == STATUS_OK ? read_point(gazetteer, place, latitude, longitude, north, east) : status;
}

static Status take_small_ward(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	int64_t north = 0;
	int64_t east = 0;
	int64_t tenth = 0;
	Arena *arena = gazetteer->care->arena;
	Status status = micro_point(gazetteer, place, fields[2], fields[3], &north, &east);
	if (status == STATUS_OK)
		status = whole_number(gazetteer, place, "imd_tenth_hundredths", fields[4], &tenth);
	if (status == STATUS_OK && (tenth < 100 || tenth > 1000))
		status = refuse(gazetteer, place, "imd_tenth_hundredths", fields[4]);
	if (status != STATUS_OK)
		return status;
	WardRow *ward = add_ward(gazetteer, str_copy(arena, fields[0]));
	ward->name = str_copy(arena, fields[1]);
	ward->vintage = S("2024");
	ward->latitude = north;
	ward->longitude = east;
	ward->deprivation_tenth = (tenth + 50) / 100;
	return STATUS_OK;
}

static Status take_outline(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	Arena *arena = gazetteer->care->arena;
	int64_t ring = 0;
	Status status = whole_number(gazetteer, place, "ring", fields[1], &ring);
	if (status != STATUS_OK)
		return status;
	gazetteer->outlines = grow(arena, gazetteer->outlines, gazetteer->outline_count, &gazetteer->outline_capacity,
		sizeof *gazetteer->outlines);
	gazetteer->outlines[gazetteer->outline_count++] = (OutlineRow){.ward = str_copy(arena, fields[0]), .ring = ring,
		.points = str_copy(arena, fields[2])};
	return STATUS_OK;
}

static Status take_small_postcode(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	int64_t north = 0;
	int64_t east = 0;
	Str postcode = {0};
	Status status = postcode_read(gazetteer->care->arena, fields[0], &postcode);
	if (status != STATUS_OK)
		return refuse(gazetteer, place, "postcode", fields[0]);
	status = micro_point(gazetteer, place, fields[1], fields[2], &north, &east);
	if (status == STATUS_OK)
		*add_place(gazetteer) = (PlaceRow){.postcode = postcode, .precision = "full", .latitude = north,
			.longitude = east, .ward = str_copy(gazetteer->care->arena, fields[3])};
	return status;
}

/* The mean of all postcodes of an area, known better than from the few that a demonstration has. */
static Status take_small_area(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	int64_t north = 0;
	int64_t east = 0;
	bool sector = str_equal(fields[0], S("sector"));
	if (!sector && !str_equal(fields[0], S("outcode")))
		return refuse(gazetteer, place, "kind", fields[0]);
	Status status = micro_point(gazetteer, place, fields[2], fields[3], &north, &east);
	if (status == STATUS_OK)
		*add_place(gazetteer) = (PlaceRow){.postcode = str_copy(gazetteer->care->arena, fields[1]),
			.precision = sector ? "sector" : "outward", .latitude = north, .longitude = east};
	return status;
}

/* --- a council's own folder ----------------------------------------------------------------------------------------- */

static Status take_postcode(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	int64_t north = 0;
	int64_t east = 0;
	Str postcode = {0};
	Arena *arena = gazetteer->care->arena;
	if (postcode_read(arena, fields[0], &postcode) != STATUS_OK)
		return refuse(gazetteer, place, "postcode", fields[0]);
	if (!micro_degrees_read(fields[1], &north))
		return refuse(gazetteer, place, "lat", fields[1]);
	if (!micro_degrees_read(fields[2], &east))
		return refuse(gazetteer, place, "lon", fields[2]);
	Status status = read_point(gazetteer, place, fields[1], fields[2], &north, &east);
	if (status == STATUS_OK)
		*add_place(gazetteer) = (PlaceRow){.postcode = postcode, .precision = "full", .latitude = north,
			.longitude = east, .lsoa = str_copy(arena, fields[3]), .ward = str_copy(arena, fields[4])};
	return status;
}

/* Which ward a small area lies in; its tenth comes with the other table. */
typedef struct AreaWard {
	Str lsoa;
	Str ward;
} AreaWard;

typedef struct AreaWards {
	Gazetteer base; /* first, so that a TakeRow finds the rest behind it */
	AreaWard *items;
	size_t count;
	size_t capacity;
} AreaWards;

static Status take_area_ward(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	AreaWards *areas = (AreaWards *)gazetteer;
	Arena *arena = gazetteer->care->arena;
	if (str_is_empty(fields[0]) || str_is_empty(fields[1]))
		return refuse(gazetteer, place, "ward24_code", fields[1]);
	areas->items = grow(arena, areas->items, areas->count, &areas->capacity, sizeof *areas->items);
	areas->items[areas->count++] = (AreaWard){.lsoa = str_copy(arena, fields[0]), .ward = str_copy(arena, fields[1])};
	WardRow *ward = find_ward(gazetteer, fields[1]);
	if (ward != NULL && str_is_empty(ward->name))
		ward->name = str_copy(arena, fields[2]);
	return STATUS_OK;
}

static Status take_deprivation(Gazetteer *gazetteer, const Str *fields, Problem place)
{
	const AreaWards *areas = (const AreaWards *)gazetteer;
	int64_t tenth = 0;
	if (str_to_integer(fields[1], &tenth) != STATUS_OK || tenth < 1 || tenth > 10)
		return refuse(gazetteer, place, "imd_decile", fields[1]);
	for (size_t i = 0; i < areas->count; i++) {
		WardRow *ward = str_equal(areas->items[i].lsoa, fields[0]) ? find_ward(gazetteer, areas->items[i].ward) : NULL;
		if (ward == NULL)
			continue;
		ward->tenth_sum += tenth;
		ward->tenth_count++;
	}
	return STATUS_OK;
}

/* The centre of the outer ring, by area, on a flat map: near enough for something as small as a ward. */
static bool ring_centre(const JsonNode *ring, int64_t *north, int64_t *east)
{
	double area = 0;
	double across = 0;
	double up = 0;
	int64_t first[2] = {0, 0};
	int64_t before[2] = {0, 0};
	for (size_t i = 0; i < ring->count; i++) {
		const JsonNode *point = &ring->items[i];
		int64_t at[2] = {0, 0};
		if (point->kind != JSON_ARRAY || point->count < 2 || !micro_degrees_read(point->items[0].text, &at[0]) ||
		    !micro_degrees_read(point->items[1].text, &at[1]))
			return false;
		if (i == 0) {
			first[0] = at[0];
			first[1] = at[1];
		} else {
			double x1 = (double)(before[0] - first[0]);
			double y1 = (double)(before[1] - first[1]);
			double x2 = (double)(at[0] - first[0]);
			double y2 = (double)(at[1] - first[1]);
			double cross = x1 * y2 - x2 * y1;
			area += cross;
			across += (x1 + x2) * cross;
			up += (y1 + y2) * cross;
		}
		before[0] = at[0];
		before[1] = at[1];
	}
	if (ring->count < 4 || (area < 1 && area > -1))
		return false;
	*east = first[0] + (int64_t)(across / (3 * area));
	*north = first[1] + (int64_t)(up / (3 * area));
	return true;
}

/* The first ring of a polygon, or of the largest polygon of several (the one with most points). */
static const JsonNode *outer_ring(const JsonNode *geometry)
{
	const JsonNode *coordinates = json_member(geometry, S("coordinates"));
	if (coordinates == NULL || coordinates->kind != JSON_ARRAY || coordinates->count == 0)
		return NULL;
	bool is_one = str_equal(json_text(json_member(geometry, S("type"))), S("Polygon"));
	const JsonNode *best = is_one ? &coordinates->items[0] : NULL;
	for (size_t i = 0; !is_one && i < coordinates->count; i++) {
		const JsonNode *polygon = &coordinates->items[i];
		const JsonNode *ring = polygon->kind == JSON_ARRAY && polygon->count > 0 ? &polygon->items[0] : NULL;
		if (ring != NULL && ring->kind == JSON_ARRAY && (best == NULL || ring->count > best->count))
			best = ring;
	}
	return best != NULL && best->kind == JSON_ARRAY ? best : NULL;
}

static Status read_wards(Gazetteer *gazetteer)
{
	Str text = {0};
	const JsonNode *root = NULL;
	const JsonNode *features = NULL;
	Care *care = gazetteer->care;
	Str name = S("wards.geojson");
	Status status = file_read(gazetteer, name, true, &text);
	if (status == STATUS_OK)
		status = json_parse(care->arena, name, 1, text, &care->problems, &root);
	if (status == STATUS_OK)
		status = json_read_array(root, S("features"), JSON_REQUIRED, &care->problems, &features);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < features->count; i++) {
		const JsonNode *feature = &features->items[i];
		const JsonNode *properties = json_member(feature, S("properties"));
		const JsonNode *ring = outer_ring(json_member(feature, S("geometry")));
		Str code = json_text(json_member(properties, S("WDCD")));
		int64_t north = 0;
		int64_t east = 0;
		Problem place = json_place(feature);
		if (str_is_empty(code) || ring == NULL || !ring_centre(ring, &north, &east)) {
			gazetteer->refused++;
			(void)refuse(gazetteer, place, "geometry", code); /* named; the other wards come in */
			continue;
		}
		WardRow *ward = add_ward(gazetteer, code);
		ward->name = json_text(json_member(properties, S("WDNM")));
		ward->vintage = S("2024");
		ward->latitude = north;
		ward->longitude = east;
	}
	return STATUS_OK;
}

static int compare_names(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

static Status list_postcode_files(Gazetteer *gazetteer, Str **out, size_t *count)
{
	Arena *arena = gazetteer->care->arena;
	DIR *folder = opendir(str_c(arena, gazetteer->folder));
	size_t capacity = 0;
	*out = NULL;
	*count = 0;
	if (folder == NULL)
		return problems_add(&gazetteer->care->problems, (Problem){.file = gazetteer->folder,
			.message = S("The folder could not be opened.")});
	for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		Str name = str_from_c(entry->d_name);
		if (!str_starts_with(name, S("postcodes_")) || !str_ends_with(name, S(".csv")))
			continue;
		*out = grow(arena, *out, *count, &capacity, sizeof **out);
		(*out)[(*count)++] = str_copy(arena, name);
	}
	(void)closedir(folder);
	if (*count == 0)
		return problems_add(&gazetteer->care->problems, (Problem){.file = gazetteer->folder,
			.message = S("There is no postcodes_….csv in the folder.")});
	qsort(*out, *count, sizeof **out, compare_names);
	return STATUS_OK;
}

/* --- sectors and outward codes -------------------------------------------------------------------------------------- */

static int compare_places(const void *left, const void *right)
{
	return str_compare(((const PlaceRow *)left)->postcode, ((const PlaceRow *)right)->postcode);
}

static Str part_of(Str postcode, bool sector)
{
	return str_slice(postcode, 0, postcode.length - INWARD_LENGTH - 1 + (sector ? 2U : 0U));
}

static bool is_known(const Gazetteer *gazetteer, Str postcode)
{
	for (size_t i = 0; i < gazetteer->place_count; i++)
		if (gazetteer->places[i].precision[0] != 'f' && str_equal(gazetteer->places[i].postcode, postcode))
			return true;
	return false;
}

/* The mean of the full postcodes (sorted, so that those of one area stand together); an area that is given stays. */
static void derive_areas(Gazetteer *gazetteer, const PlaceRow *full, size_t count, bool sector)
{
	for (size_t i = 0; i < count;) {
		Str part = part_of(full[i].postcode, sector);
		int64_t north = 0;
		int64_t east = 0;
		size_t end = i;
		do {
			north += full[end].latitude;
			east += full[end].longitude;
			end++;
		} while (end < count && str_equal(part_of(full[end].postcode, sector), part));
		int64_t number = (int64_t)(end - i);
		i = end;
		if (is_known(gazetteer, part))
			continue;
		*add_place(gazetteer) = (PlaceRow){.postcode = part, .precision = sector ? "sector" : "outward",
			.latitude = north / number, .longitude = east / number};
	}
}

static void derive(Gazetteer *gazetteer)
{
	Arena *arena = gazetteer->care->arena;
	PlaceRow *full = ARENA_ARRAY(arena, PlaceRow, gazetteer->place_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < gazetteer->place_count; i++)
		if (gazetteer->places[i].precision[0] == 'f')
			full[count++] = gazetteer->places[i];
	if (count > 1)
		qsort(full, count, sizeof *full, compare_places);
	/* The same postcode may stand in the files of two boroughs: it counts once. */
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || !str_equal(full[kept - 1].postcode, full[i].postcode))
			full[kept++] = full[i];
	derive_areas(gazetteer, full, kept, true);
	derive_areas(gazetteer, full, kept, false);
}

/* --- into the record ------------------------------------------------------------------------------------------------ */

typedef struct GazetteerBatch {
	const PlaceRow *places;
	size_t place_count;
	const WardRow *wards;
	size_t ward_count;
} GazetteerBatch;

static Status put_batch(CareWrite *write, void *context)
{
	const GazetteerBatch *batch = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < batch->ward_count; i++) {
		const WardRow *ward = &batch->wards[i];
		int64_t tenth = ward->tenth_count > 0 ? (ward->tenth_sum * 2 + ward->tenth_count) / (2 * ward->tenth_count)
			: ward->deprivation_tenth;
		status = sql_ward_put_run(write->connection, &(WardPutArguments){.code = ward->code, .name = ward->name,
			.vintage = ward->vintage, .latitude = ward->latitude, .longitude = ward->longitude,
			.deprivation_tenth = tenth});
	}
	for (size_t i = 0; status == STATUS_OK && i < batch->place_count; i++) {
		const PlaceRow *place = &batch->places[i];
		status = sql_place_put_run(write->connection, &(PlacePutArguments){.postcode = place->postcode,
			.precision = str_from_c(place->precision), .latitude = place->latitude, .longitude = place->longitude,
			.ward = place->ward, .lsoa = place->lsoa});
	}
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("geography/import"), .subject_kind = S("geography"),
		.detail = str_format(write->care->arena, "{\"postcodes\":%zu,\"wards\":%zu}", batch->place_count,
			batch->ward_count)});
}

static Status put_outlines(CareWrite *write, void *context)
{
	const Gazetteer *gazetteer = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < gazetteer->outline_count; i++)
		status = sql_ward_outline_put_run(write->connection, &(WardOutlinePutArguments){.code = gazetteer->outlines[i].ward,
			.ring = gazetteer->outlines[i].ring, .points = gazetteer->outlines[i].points});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("geography/outlines"), .subject_kind = S("geography")});
}

static Status put_positions(CareWrite *write, void *context)
{
	(void)context;
	Status status = sql_places_put_from_postcodes_run(write->connection,
		&(PlacesPutFromPostcodesArguments){.precision = S("full")});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("geography/locate-listings"), .subject_kind = S("directory")});
}

static Status put_all(Gazetteer *gazetteer)
{
	GazetteerBatch wards = {.wards = gazetteer->wards, .ward_count = gazetteer->ward_count};
	Status status = care_write(gazetteer->care, put_batch, &wards);
	for (size_t i = 0; status == STATUS_OK && i < gazetteer->place_count; i += BATCH_ROWS) {
		size_t left = gazetteer->place_count - i;
		GazetteerBatch batch = {.places = gazetteer->places + i, .place_count = left < BATCH_ROWS ? left : BATCH_ROWS};
		status = care_write(gazetteer->care, put_batch, &batch);
	}
	if (status == STATUS_OK && gazetteer->outline_count > 0)
		status = care_write(gazetteer->care, put_outlines, gazetteer);
	return status == STATUS_OK ? care_write(gazetteer->care, put_positions, NULL) : status;
}

Status directory_load_gazetteer(Care *care, Str folder)
{
	Gazetteer gazetteer = {.care = care, .folder = folder};
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = table_read(&gazetteer, S("wards.csv"), true, &(Columns){{S("ward_code"), S("ward"),
			S("lat_microdegrees"), S("lon_microdegrees"), S("imd_tenth_hundredths")}, 5}, take_small_ward);
	if (status == STATUS_OK)
		status = table_read(&gazetteer, S("postcodes.csv"), true, &(Columns){{S("postcode"), S("lat_microdegrees"),
			S("lon_microdegrees"), S("ward_code")}, 4}, take_small_postcode);
	if (status == STATUS_OK)
		status = table_read(&gazetteer, S("areas.csv"), false, &(Columns){{S("kind"), S("code"),
			S("lat_microdegrees"), S("lon_microdegrees")}, 4}, take_small_area);
	if (status == STATUS_OK)
		status = table_read(&gazetteer, S("outlines.csv"), false, &(Columns){{S("ward_code"), S("ring"), S("points")}, 3},
			take_outline);
	if (status != STATUS_OK)
		return status;
	if (gazetteer.refused > 0)
		return STATUS_INVALID; /* shipped files are whole, or the demonstration is not made */
	derive(&gazetteer);
	return put_all(&gazetteer);
}

Status directory_load_demonstration(Care *care, Str folder)
{
	Gazetteer gazetteer = {.care = care, .folder = folder};
	DirectoryReport report = {0};
	Str text = {0};
	Str name = S("listings.csv");
	Status status = directory_load_gazetteer(care, folder);
	if (status == STATUS_OK)
		status = file_read(&gazetteer, name, false, &text);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	status = directory_import(care, name, text, S("demonstration"), &report);
	for (size_t i = 0; status == STATUS_OK && i < report.finding_count; i++)
		status = problems_add(&care->problems, (Problem){.file = name, .line = report.findings[i].row,
			.field = report.findings[i].field, .message = report.findings[i].wrong});
	return status;
}

static void count_places(const Gazetteer *gazetteer, GeographyReport *out)
{
	*out = (GeographyReport){.wards = gazetteer->ward_count, .refused = gazetteer->refused};
	for (size_t i = 0; i < gazetteer->place_count; i++) {
		out->postcodes += gazetteer->places[i].precision[0] == 'f' ? 1U : 0U;
		out->sectors += gazetteer->places[i].precision[0] == 's' ? 1U : 0U;
		out->outward_codes += gazetteer->places[i].precision[0] == 'o' ? 1U : 0U;
	}
}

Status geography_import(Care *care, Str folder, GeographyReport *out)
{
	AreaWards areas = {.base = {.care = care, .folder = folder}};
	Gazetteer *gazetteer = &areas.base;
	Str *files = NULL;
	size_t file_count = 0;
	*out = (GeographyReport){0};
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = list_postcode_files(gazetteer, &files, &file_count);
	if (status == STATUS_OK)
		status = read_wards(gazetteer);
	if (status == STATUS_OK)
		status = table_read(gazetteer, S("lsoa21_ward24_lookup.csv"), false, &(Columns){{S("lsoa21_code"),
			S("ward24_code"), S("ward24_name")}, 3}, take_area_ward);
	if (status == STATUS_OK)
		status = table_read(gazetteer, S("imd2025_lsoa21.csv"), false, &(Columns){{S("lsoa21_code"), S("imd_decile")}, 2},
			take_deprivation);
	for (size_t i = 0; status == STATUS_OK && i < file_count; i++)
		status = table_read(gazetteer, files[i], true, &(Columns){{S("postcode"), S("lat"), S("lon"), S("lsoa21"),
			S("ward")}, 5}, take_postcode);
	if (status != STATUS_OK)
		return status;
	derive(gazetteer);
	count_places(gazetteer, out);
	return put_all(gazetteer);
}
