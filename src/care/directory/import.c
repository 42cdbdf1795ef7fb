/* What was read goes into the record: in batches, each with its audit row, and nothing twice. */
#include "care/directory/directory_import.h"

#include "base/csv.h"
#include "base/json.h"
#include "care/directory/directory.sql.h"
#include "care/directory/features.h"
#include "care/directory/keeping.sql.h"
#include "practice/practice.h"

enum {
	BATCH_LISTINGS = 100,
	TOKENS_MAX = 120,        /* of one listing */
	TOKEN_BYTES_MIN = 2,
	TOKEN_BYTES_MAX = 40,
	WEIGHT_NAME = 8,
	WEIGHT_CATEGORY = 4,
	WEIGHT_PLACE = 2,
	WEIGHT_DESCRIPTION = 1,
};

typedef struct Batch {
	const DirectoryReading *reading;
	Str source;
	const ListingDraft *drafts;
	size_t count;
	size_t added; /* of this run of the work */
	size_t changed;
	size_t unchanged;
	size_t kept;
} Batch;

/* --- words to search by --------------------------------------------------------------------------------------------- */

typedef struct Token {
	Str word;
	int64_t weight;
} Token;

typedef struct Tokens {
	Token items[TOKENS_MAX];
	size_t count;
} Tokens;

static void add_words(Arena *arena, Tokens *tokens, Str text, int64_t weight)
{
	Str rest = str_fold(arena, text);
	Str word = {0};
	while (str_next(&rest, ' ', &word)) {
		size_t i = 0;
		if (word.length < TOKEN_BYTES_MIN || word.length > TOKEN_BYTES_MAX)
			continue;
		while (i < tokens->count && !str_equal(tokens->items[i].word, word))
			i++;
		if (i == tokens->count && tokens->count < TOKENS_MAX)
			tokens->items[tokens->count++] = (Token){.word = word, .weight = weight};
	}
}

/* The heaviest first: a word is kept with the weight of its best place. */
static Status put_tokens(CareWrite *write, const DirectoryReading *reading, Str listing, const ListingDraft *draft)
{
	Arena *arena = write->care->arena;
	Tokens *tokens = ARENA_NEW(arena, Tokens);
	add_words(arena, tokens, draft->name, WEIGHT_NAME);
	add_words(arena, tokens, draft->category_words, WEIGHT_CATEGORY);
	for (size_t i = 0; i < draft->category_count; i++) {
		const Option *option = reading->categories == NULL ? NULL : option_find(reading->categories, draft->categories[i]);
		add_words(arena, tokens, option == NULL ? draft->categories[i] : option->resident, WEIGHT_CATEGORY);
		add_words(arena, tokens, str_replace(arena, draft->categories[i], S("-"), S(" ")), WEIGHT_CATEGORY);
	}
	add_words(arena, tokens, draft->organisation_name, WEIGHT_PLACE);
	for (size_t i = 0; i < draft->place_count; i++)
		add_words(arena, tokens, draft->places[i].address, WEIGHT_PLACE);
	add_words(arena, tokens, draft->description, WEIGHT_DESCRIPTION);
	Status status = sql_directory_tokens_delete_run(write->connection, &(DirectoryTokensDeleteArguments){.listing = listing});
	for (size_t i = 0; status == STATUS_OK && i < tokens->count; i++)
		status = sql_directory_token_insert_run(write->connection, &(DirectoryTokenInsertArguments){
			.token = tokens->items[i].word, .listing = listing, .weight = tokens->items[i].weight});
	return status;
}

/* --- one listing ---------------------------------------------------------------------------------------------------- */

static Status put_organisation(CareWrite *write, Str source, const ListingDraft *draft, Str *id)
{
	DirectoryOrganisationByOriginalRow row = {0};
	Status status = sql_directory_organisation_by_original_one(write->connection, write->care->arena,
		&(DirectoryOrganisationByOriginalArguments){.source = source, .original_id = draft->organisation_original_id}, &row);
	if (status == STATUS_NOT_FOUND) {
		*id = id_make(write->care->ids, write->care->arena);
		return sql_directory_organisation_insert_run(write->connection, &(DirectoryOrganisationInsertArguments){.id = *id,
			.name = draft->organisation_name, .description = draft->organisation_description,
			.url = draft->organisation_url, .email = draft->organisation_email, .phone = draft->organisation_phone,
			.source = source, .original_id = draft->organisation_original_id, .updated_at = write->now});
	}
	if (status != STATUS_OK)
		return status;
	*id = row.id;
	if (str_equal(row.name, draft->organisation_name) && str_equal(row.description, draft->organisation_description) &&
	    str_equal(row.url, draft->organisation_url) && str_equal(row.email, draft->organisation_email) &&
	    str_equal(row.phone, draft->organisation_phone))
		return STATUS_OK;
	return sql_directory_organisation_update_run(write->connection, &(DirectoryOrganisationUpdateArguments){.id = *id,
		.name = draft->organisation_name, .description = draft->organisation_description,
		.url = draft->organisation_url, .email = draft->organisation_email, .phone = draft->organisation_phone,
		.updated_at = write->now});
}

/* The position: the source's own, else the postcode's when the gazetteer knows the whole of it. */
static Status locate(CareWrite *write, DraftPlace *place)
{
	PlaceGetRow row = {0};
	if (place->latitude != STORE_NULL_INTEGER || str_is_empty(place->postcode))
		return STATUS_OK;
	Status status = sql_place_get_one(write->connection, write->care->arena,
		&(PlaceGetArguments){.postcode = place->postcode}, &row);
	if (status == STATUS_OK && str_equal(row.precision, S("full"))) {
		place->latitude = row.latitude;
		place->longitude = row.longitude;
	}
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status put_parts(CareWrite *write, const Batch *batch, Str listing, const ListingDraft *draft,
	const DraftPlace *places)
{
	StoreConnection *connection = write->connection;
	Status status = sql_directory_locations_delete_run(connection, &(DirectoryLocationsDeleteArguments){.listing = listing});
	if (status == STATUS_OK)
		status = sql_directory_categories_delete_run(connection, &(DirectoryCategoriesDeleteArguments){.listing = listing});
	for (size_t i = 0; status == STATUS_OK && i < draft->place_count; i++)
		status = sql_directory_location_insert_run(connection, &(DirectoryLocationInsertArguments){
			.id = id_make(write->care->ids, write->care->arena), .listing = listing, .name = places[i].name,
			.address = places[i].address, .postcode = places[i].postcode, .latitude = places[i].latitude,
			.longitude = places[i].longitude});
	for (size_t i = 0; status == STATUS_OK && i < draft->category_count; i++)
		status = sql_directory_category_insert_run(connection,
			&(DirectoryCategoryInsertArguments){.listing = listing, .category = draft->categories[i]});
	if (status == STATUS_OK)
		status = features_put(write, listing, draft->features, draft->feature_count);
	return status == STATUS_OK ? put_tokens(write, batch->reading, listing, draft) : status;
}

static bool same_head(const DirectoryListingByOriginalRow *row, const ListingDraft *draft, Str organisation)
{
	return str_equal(row->organisation_id, organisation) && str_equal(row->name, draft->name) &&
		str_equal(row->description, draft->description) && str_equal(row->url, draft->url) &&
		str_equal(row->email, draft->email) && str_equal(row->phone, draft->phone) &&
		str_equal(row->status, draft->status) && str_equal(row->fees, draft->fees) &&
		str_equal(row->opening, draft->opening) && str_equal(row->assured_on, draft->assured_on);
}

static bool has_category(const ListingDraft *draft, Str category)
{
	for (size_t i = 0; i < draft->category_count; i++)
		if (str_equal(draft->categories[i], category))
			return true;
	return false;
}

static bool has_feature(const ListingDraft *draft, const DirectoryFeaturesOfRow *row)
{
	for (size_t i = 0; i < draft->feature_count; i++)
		if (str_equal(draft->features[i].kind, row->kind) && str_equal(draft->features[i].code, row->code))
			return true;
	return false;
}

/* They follow from the words alone, but a record of an older program has none. */
static Status same_features(CareWrite *write, Str listing, const ListingDraft *draft, bool *same)
{
	DirectoryFeaturesOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_features_of_list(write->connection, write->care->arena,
		&(DirectoryFeaturesOfArguments){.listing = listing}, &rows, &count);
	*same = count == draft->feature_count;
	for (size_t i = 0; status == STATUS_OK && *same && i < count; i++)
		*same = has_feature(draft, &rows[i]);
	return status;
}

static Status same_parts(CareWrite *write, Str listing, const ListingDraft *draft, const DraftPlace *places, bool *same)
{
	DirectoryLocationsOfRow *locations = NULL;
	DirectoryCategoriesOfRow *categories = NULL;
	size_t location_count = 0;
	size_t category_count = 0;
	Arena *arena = write->care->arena;
	Status status = sql_directory_locations_of_list(write->connection, arena,
		&(DirectoryLocationsOfArguments){.listing = listing}, &locations, &location_count);
	if (status == STATUS_OK)
		status = sql_directory_categories_of_list(write->connection, arena,
			&(DirectoryCategoriesOfArguments){.listing = listing}, &categories, &category_count);
	*same = location_count == draft->place_count && category_count == draft->category_count;
	for (size_t i = 0; status == STATUS_OK && *same && i < category_count; i++)
		*same = has_category(draft, categories[i].category);
	for (size_t i = 0; status == STATUS_OK && *same && i < location_count; i++)
		*same = str_equal(locations[i].name, places[i].name) && str_equal(locations[i].address, places[i].address) &&
			str_equal(locations[i].postcode, places[i].postcode) && locations[i].latitude == places[i].latitude &&
			locations[i].longitude == places[i].longitude;
	return status;
}

static Status add_listing(CareWrite *write, Batch *batch, const ListingDraft *draft, const DraftPlace *places, Str organisation)
{
	Str id = id_make(write->care->ids, write->care->arena);
	batch->added++;
	Status status = sql_directory_listing_insert_run(write->connection, &(DirectoryListingInsertArguments){.id = id,
		.organisation_id = organisation, .name = draft->name, .description = draft->description, .url = draft->url,
		.email = draft->email, .phone = draft->phone, .status = draft->status, .fees = draft->fees,
		.opening = draft->opening, .assured_on = draft->assured_on, .source = batch->source,
		.original_id = draft->original_id, .updated_at = write->now});
	return status == STATUS_OK ? put_parts(write, batch, id, draft, places) : status;
}

static Status put_listing(CareWrite *write, Batch *batch, const ListingDraft *draft)
{
	Str organisation = {0};
	bool same = false;
	DirectoryListingByOriginalRow row = {0};
	DraftPlace *places = ARENA_ARRAY(write->care->arena, DraftPlace, DRAFT_PLACES_MAX);
	Status status = put_organisation(write, batch->source, draft, &organisation);
	for (size_t i = 0; status == STATUS_OK && i < draft->place_count; i++) {
		places[i] = draft->places[i];
		status = locate(write, &places[i]);
	}
	if (status != STATUS_OK)
		return status;
	status = sql_directory_listing_by_original_one(write->connection, write->care->arena,
		&(DirectoryListingByOriginalArguments){.source = batch->source, .original_id = draft->original_id}, &row);
	if (status == STATUS_NOT_FOUND)
		return add_listing(write, batch, draft, places, organisation);
	if (status == STATUS_OK)
		status = same_parts(write, row.id, draft, places, &same);
	if (status == STATUS_OK && same)
		status = same_features(write, row.id, draft, &same);
	if (status != STATUS_OK)
		return status;
	if (same && same_head(&row, draft, organisation)) {
		batch->unchanged++;
		return STATUS_OK;
	}
	ListingProposalsCountRow edited = {0};
	status = sql_listing_proposals_count_one(write->connection, write->care->arena,
		&(ListingProposalsCountArguments){.listing = row.id, .decision = S("approved")}, &edited);
	if (status != STATUS_OK || edited.times > 0) { /* what was changed here with approval is not undone by a file */
		batch->kept += edited.times > 0 ? 1U : 0U;
		return status;
	}
	batch->changed++;
	status = sql_directory_listing_update_run(write->connection, &(DirectoryListingUpdateArguments){.id = row.id,
		.organisation_id = organisation, .name = draft->name, .description = draft->description, .url = draft->url,
		.email = draft->email, .phone = draft->phone, .status = draft->status, .fees = draft->fees,
		.opening = draft->opening, .assured_on = draft->assured_on, .updated_at = write->now});
	return status == STATUS_OK ? put_parts(write, batch, row.id, draft, places) : status;
}

/* The places behind the first as they are. */
static Status keep_other_places(CareWrite *write, Str listing, ListingDraft *draft)
{
	DirectoryLocationsOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_locations_of_list(write->connection, write->care->arena,
		&(DirectoryLocationsOfArguments){.listing = listing}, &rows, &count);
	bool moved = count == 0 || !str_equal(rows[0].address, draft->places[0].address) ||
		!str_equal(rows[0].postcode, draft->places[0].postcode);
	draft->places[0].latitude = moved ? STORE_NULL_INTEGER : rows[0].latitude;
	draft->places[0].longitude = moved ? STORE_NULL_INTEGER : rows[0].longitude;
	draft->places[0].name = count == 0 ? (Str){0} : rows[0].name;
	draft->place_count = str_is_empty(draft->places[0].address) && str_is_empty(draft->places[0].postcode) ? 0 : 1;
	for (size_t i = 1; status == STATUS_OK && i < count && draft->place_count < DRAFT_PLACES_MAX; i++)
		draft->places[draft->place_count++] = (DraftPlace){.name = rows[i].name, .address = rows[i].address,
			.postcode = rows[i].postcode, .latitude = rows[i].latitude, .longitude = rows[i].longitude};
	return status;
}

Status import_replace(CareWrite *write, const DirectoryFound *found, Str name, const ListingDraft *draft)
{
	Care *care = write->care;
	ListingDraft *whole = ARENA_NEW(care->arena, ListingDraft);
	DirectoryReading reading = {.arena = care->arena, .categories = care->practice == NULL ? NULL
		: practice_list(care->practice, S("directory-category"))};
	*whole = *draft;
	whole->name = name;
	whole->organisation_name = found->organisation;
	for (size_t i = 0; i < found->category_count && i < DRAFT_CATEGORIES_MAX; i++)
		whole->categories[whole->category_count++] = found->categories[i];
	features_read(care->arena, whole);
	Status status = keep_other_places(write, found->id, whole);
	if (status == STATUS_OK && whole->place_count > 0)
		status = locate(write, &whole->places[0]);
	if (status == STATUS_OK)
		status = sql_directory_listing_update_run(write->connection, &(DirectoryListingUpdateArguments){.id = found->id,
			.organisation_id = found->organisation_id, .name = name, .description = whole->description, .url = whole->url,
			.email = whole->email, .phone = whole->phone, .status = whole->status, .fees = whole->fees,
			.opening = whole->opening, .assured_on = found->assured_on, .updated_at = write->now});
	return status == STATUS_OK ? put_parts(write, &(Batch){.reading = &reading}, found->id, whole, whole->places) : status;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static Status put_batch(CareWrite *write, void *context)
{
	Batch *batch = context;
	batch->added = batch->changed = batch->unchanged = batch->kept = 0;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++)
		status = put_listing(write, batch, &batch->drafts[i]);
	if (status != STATUS_OK)
		return status;
	Buffer detail = buffer_make(write->care->arena, 4096);
	JsonWriter json = json_writer_make(&detail);
	json_write_object_begin(&json);
	json_write_member_integer(&json, S("added"), (int64_t)batch->added);
	json_write_member_integer(&json, S("changed"), (int64_t)batch->changed);
	json_write_member_integer(&json, S("unchanged"), (int64_t)batch->unchanged);
	json_write_object_end(&json);
	return care_audit(write, &(CareAudit){.action = S("directory/import"), .subject_kind = S("directory"),
		.subject = batch->source, .detail = buffer_str(&detail)});
}

static Status put_all(Care *care, const DirectoryReading *reading, Str source)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < reading->draft_count; i += BATCH_LISTINGS) {
		size_t left = reading->draft_count - i;
		Batch batch = {.reading = reading, .source = source, .drafts = reading->drafts + i,
			.count = left < BATCH_LISTINGS ? left : BATCH_LISTINGS};
		status = care_write(care, put_batch, &batch);
		if (status != STATUS_OK)
			break;
		reading->report->added += batch.added;
		reading->report->changed += batch.changed;
		reading->report->unchanged += batch.unchanged;
		reading->report->kept += batch.kept;
	}
	return status;
}

Status directory_import(Care *care, Str file_name, Str text, Str source, DirectoryReport *out)
{
	*out = (DirectoryReport){0};
	Status status = care_require(care, S("directory-edit"));
	if (status != STATUS_OK)
		return status;
	DirectoryReading reading = {.arena = care->arena, .report = out,
		.categories = care->practice == NULL ? NULL : practice_list(care->practice, S("directory-category"))};
	Str start = str_starts_with(text, S("\xEF\xBB\xBF")) ? str_slice(text, 3, text.length) : text;
	start = str_trim(start);
	bool is_json = str_starts_with(start, S("{")) || str_starts_with(start, S("["));
	status = is_json ? directory_read_json(&reading, file_name, start, &care->problems)
		: directory_read_csv(&reading, file_name, text, &care->problems);
	return status == STATUS_OK ? put_all(care, &reading, source) : status;
}

Str directory_findings_csv(Arena *arena, const DirectoryReport *report)
{
	static const Str header[] = {S_INIT("row"), S_INIT("id"), S_INIT("name"), S_INIT("field"), S_INIT("wrong"),
		S_INIT("done"), S_INIT("outcome")};
	enum { COLUMNS = sizeof header / sizeof header[0] };
	Buffer out = buffer_make(arena, (size_t)256 * 1024 * 1024);
	CsvStyle style = {.guards_formulas = true};
	csv_write_row(&out, header, COLUMNS, style);
	for (size_t i = 0; i < report->finding_count; i++) {
		const DirectoryFinding *finding = &report->findings[i];
		Str fields[COLUMNS] = {str_format(arena, "%u", finding->row), finding->id, finding->name, finding->field,
			finding->wrong, finding->done, finding->is_refused ? S("refused") : S("repaired")};
		csv_write_row(&out, fields, COLUMNS, style);
	}
	return buffer_str(&out);
}
