/* Finding listings: words by their tokens, categories, and distance. The few thousand listings of a council are put in
 * order here and not in SQL, so that both engines answer alike to the last place. */
#include "care/directory/directory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "care/directory/directory.sql.h"
#include "care/directory/spelling.h"

enum {
	LEAST_PREFIX_BYTES = 3,
	BOX_METRES_FIRST = 2000,
	BOX_GROWTH = 4,
	STALE_METRES = 800, /* half a mile */
};

const Str DIRECTORY_FEATURE_KINDS[DIRECTORY_FEATURE_KIND_COUNT] = {S_INIT("audience"), S_INIT("cost"), S_INIT("day"),
	S_INIT("access")};

/* Words that stand in every description and tell nothing. */
static const Str IDLE_WORDS[] = {S_INIT("the"), S_INIT("and"), S_INIT("for"), S_INIT("of"), S_INIT("to"), S_INIT("in"),
	S_INIT("on"), S_INIT("at"), S_INIT("near"), S_INIT("my"), S_INIT("with"), S_INIT("or"), S_INIT("is"), S_INIT("me"),
	S_INIT("help"), S_INIT("need"), S_INIT("want")};

typedef struct Candidate {
	Str id;
	Str name; /* folded, only for the order */
	int64_t score;
	int64_t metres; /* -1: not known */
	Str location;
	Str checked_on; /* may be empty */
	bool is_stale;
	bool is_out;
} Candidate;

typedef struct Candidates {
	Candidate *items; /* by id */
	size_t count;
} Candidates;

static bool is_idle(Str word)
{
	for (size_t i = 0; i < sizeof IDLE_WORDS / sizeof IDLE_WORDS[0]; i++)
		if (str_equal(word, IDLE_WORDS[i]))
			return true;
	return false;
}

static Candidate *find_candidate(const Candidates *candidates, Str id)
{
	size_t low = 0;
	size_t high = candidates->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(candidates->items[middle].id, id);
		if (order == 0)
			return &candidates->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The day after which a check still counts. */
static Str fresh_from(const Care *care)
{
	return date_format(care->arena, date_add_months(care_today(care), -DIRECTORY_STALE_MONTHS));
}

/* The later of what the source says and what was checked here. */
static Status add_checks(Care *care, Candidates *candidates)
{
	DirectoryChecksLatestRow *rows = NULL;
	size_t count = 0;
	Str fresh = fresh_from(care);
	Status status = sql_directory_checks_latest_list(care->reader, care->arena, &rows, &count);
	for (size_t i = 0, k = 0; status == STATUS_OK && i < candidates->count; i++) {
		Candidate *candidate = &candidates->items[i];
		while (k < count && str_compare(rows[k].listing_id, candidate->id) < 0)
			k++;
		if (k < count && str_equal(rows[k].listing_id, candidate->id) &&
		    str_compare(rows[k].checked_on, candidate->checked_on) > 0)
			candidate->checked_on = rows[k].checked_on;
		candidate->is_stale = str_compare(candidate->checked_on, fresh) < 0;
	}
	return status;
}

static Status list_candidates(Care *care, const DirectoryQuery *query, Candidates *out)
{
	DirectoryShownRow *rows = NULL;
	size_t count = 0;
	DirectoryShownArguments arguments = {.any_category = query->category_count == 0 ? S("yes") : S("no"),
		.categories = query->categories, .categories_count = query->category_count,
		.any_status = query->any_status ? S("yes") : S("no")};
	Status status = sql_directory_shown_list(care->reader, care->arena, &arguments, &rows, &count);
	if (status != STATUS_OK)
		return status;
	out->items = ARENA_ARRAY(care->arena, Candidate, count + 1);
	for (size_t i = 0; i < count; i++) {
		bool wanted = str_is_empty(query->organisation) || str_equal(query->organisation, rows[i].organisation_id);
		if (wanted && rows[i].updated_at >= query->modified_after)
			out->items[out->count++] = (Candidate){.id = rows[i].id, .name = str_fold(care->arena, rows[i].name),
				.metres = -1, .checked_on = rows[i].assured_on};
	}
	return query->by_id ? STATUS_OK : add_checks(care, out);
}

static Status keep_feature(Care *care, Candidates *candidates, const DirectoryFeature *feature)
{
	DirectoryWithFeatureRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_with_feature_list(care->reader, care->arena,
		&(DirectoryWithFeatureArguments){.kind = feature->kind, .code = feature->code}, &rows, &count);
	for (size_t i = 0, k = 0; status == STATUS_OK && i < candidates->count; i++) {
		Candidate *candidate = &candidates->items[i];
		while (k < count && str_compare(rows[k].listing_id, candidate->id) < 0)
			k++;
		if (k == count || !str_equal(rows[k].listing_id, candidate->id))
			candidate->is_out = true;
	}
	return status;
}

/* Leaves those that have the word; the score of each grows by what the word is worth there. A word that no listing has
 * changes nothing: *is_known says so. */
static Status keep_word(Care *care, Candidates *candidates, Str word, bool *is_known)
{
	DirectoryWordMatchesRow *rows = NULL;
	size_t count = 0;
	/* Above every token that begins with the word; a short word must be whole. */
	Str after = str_concat(care->arena, word, word.length < LEAST_PREFIX_BYTES ? S("\x01") : S("\xF4\x8F\xBF\xBF"));
	Status status = sql_directory_word_matches_list(care->reader, care->arena,
		&(DirectoryWordMatchesArguments){.word = word, .after = after}, &rows, &count);
	*is_known = count > 0;
	for (size_t i = 0, k = 0; status == STATUS_OK && count > 0 && i < candidates->count; i++) {
		Candidate *candidate = &candidates->items[i];
		while (k < count && str_compare(rows[k].listing_id, candidate->id) < 0)
			k++;
		if (k < count && str_equal(rows[k].listing_id, candidate->id))
			candidate->score += rows[k].score;
		else
			candidate->is_out = true;
	}
	return status;
}

static void drop_all(Candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++)
		candidates->items[i].is_out = true;
}

/* *used: the words as they were searched for, when one was not as it had been typed. */
static Status keep_words(Care *care, Candidates *candidates, Str words, Str *used)
{
	Str rest = str_fold(care->arena, words);
	Str kept[DIRECTORY_WORDS_MAX];
	Str word = {0};
	bool was_changed = false;
	Status status = STATUS_OK;
	size_t count = 0;
	while (status == STATUS_OK && count < DIRECTORY_WORDS_MAX && str_next(&rest, ' ', &word)) {
		bool is_known = false;
		if (str_is_empty(word) || is_idle(word))
			continue;
		status = keep_word(care, candidates, word, &is_known);
		if (status == STATUS_OK && !is_known) {
			Str meant = {0};
			status = spelling_nearest(care, word, &meant);
			was_changed = was_changed || !str_is_empty(meant);
			word = meant;
			if (status == STATUS_OK && !str_is_empty(meant))
				status = keep_word(care, candidates, meant, &is_known);
			else
				drop_all(candidates);
		}
		kept[count++] = word;
	}
	*used = was_changed ? str_join(care->arena, kept, count, S(" ")) : (Str){0};
	return status;
}

/* A box that holds every place within metres: a degree of latitude is 111,195 m; in Great Britain one of longitude is
 * never less than 0.48 of that. */
static DirectoryPlacesWithinArguments box_around(GeoPoint place, int64_t metres)
{
	int64_t tall = metres * 1000000 / 111000 + 1;
	int64_t wide = metres * 1000000 / 53000 + 1;
	return (DirectoryPlacesWithinArguments){.south = place.latitude - tall, .north = place.latitude + tall,
		.west = place.longitude - wide, .east = place.longitude + wide};
}

static Status measure(Care *care, Candidates *candidates, GeoPoint from, int64_t metres_most)
{
	DirectoryPlacesWithinRow *rows = NULL;
	size_t count = 0;
	DirectoryPlacesWithinArguments box = box_around(from, metres_most);
	Status status = sql_directory_places_within_list(care->reader, care->arena, &box, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Candidate *candidate = find_candidate(candidates, rows[i].listing_id);
		if (candidate == NULL)
			continue;
		int64_t metres = distance_metres(from,
			(GeoPoint){.latitude = (int32_t)rows[i].latitude, .longitude = (int32_t)rows[i].longitude});
		if (metres > metres_most || (candidate->metres >= 0 && candidate->metres <= metres))
			continue;
		candidate->metres = metres;
		candidate->location = rows[i].id;
	}
	return status;
}

static int compare_numbers(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int64_t felt_metres(const Candidate *candidate)
{
	return candidate->is_stale && candidate->metres >= 0 ? candidate->metres * 2 + STALE_METRES : candidate->metres;
}

/* Nearest first, unknown places last; what is stale sinks; then the better fit; then the name. */
static int compare_candidates(const void *left_item, const void *right_item)
{
	const Candidate *left = left_item;
	const Candidate *right = right_item;
	int order = compare_numbers(left->metres < 0, right->metres < 0);
	if (order == 0)
		order = compare_numbers(felt_metres(left), felt_metres(right));
	if (order == 0)
		order = compare_numbers(left->is_stale, right->is_stale);
	if (order == 0)
		order = compare_numbers(right->score, left->score);
	if (order == 0)
		order = str_compare(left->name, right->name);
	return order != 0 ? order : str_compare(left->id, right->id);
}

static int compare_ids(const void *left_item, const void *right_item)
{
	return str_compare(((const Candidate *)left_item)->id, ((const Candidate *)right_item)->id);
}

/* Drops what is out and puts the rest in order. */
static void settle(Candidates *candidates, bool only_near, bool by_id)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidates->count; i++)
		if (!candidates->items[i].is_out && !(only_near && candidates->items[i].metres < 0))
			candidates->items[kept++] = candidates->items[i];
	candidates->count = kept;
	if (kept > 1)
		qsort(candidates->items, kept, sizeof *candidates->items, by_id ? compare_ids : compare_candidates);
}

static Status fill_place(Care *care, DirectoryFound *out, Str location)
{
	DirectoryLocationsOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_directory_locations_of_list(care->reader, care->arena,
		&(DirectoryLocationsOfArguments){.listing = out->id}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (i > 0 && !str_equal(rows[i].id, location))
			continue;
		out->place_name = rows[i].name;
		out->address = rows[i].address;
		out->postcode = rows[i].postcode;
		out->latitude = rows[i].latitude;
		out->longitude = rows[i].longitude;
	}
	return status;
}

static Status fill_codes(Care *care, DirectoryFound *out)
{
	DirectoryCategoriesOfRow *categories = NULL;
	DirectoryFeaturesOfRow *features = NULL;
	size_t count = 0;
	Status status = sql_directory_categories_of_list(care->reader, care->arena,
		&(DirectoryCategoriesOfArguments){.listing = out->id}, &categories, &count);
	Str *codes = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		codes[i] = categories[i].category;
	out->categories = codes;
	out->category_count = count;
	if (status == STATUS_OK)
		status = sql_directory_features_of_list(care->reader, care->arena,
			&(DirectoryFeaturesOfArguments){.listing = out->id}, &features, &out->feature_count);
	DirectoryFeature *list = ARENA_ARRAY(care->arena, DirectoryFeature, out->feature_count + 1);
	for (size_t i = 0; status == STATUS_OK && i < out->feature_count; i++)
		list[i] = (DirectoryFeature){.kind = features[i].kind, .code = features[i].code};
	out->features = list;
	return status;
}

/* The latest check of anybody: of the source, or written down here. */
static void fill_check(const Care *care, const DirectoryListingGetRow *row, DirectoryFound *out)
{
	bool here = !str_is_empty(row->checked_on) && str_compare(row->checked_on, row->assured_on) >= 0;
	out->checked_on = here ? row->checked_on : row->assured_on;
	if (!str_is_empty(out->checked_on))
		out->checked_by_kind = here ? row->checked_by_kind : S("source");
	out->is_stale = str_compare(out->checked_on, fresh_from(care)) < 0;
}

static Status fill(Care *care, Str id, Str location, int64_t metres, DirectoryFound *out)
{
	DirectoryListingGetRow row = {0};
	Status status = sql_directory_listing_get_one(care->reader, care->arena, &(DirectoryListingGetArguments){.id = id}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (DirectoryFound){.id = row.id, .name = row.name, .organisation = row.organisation,
		.organisation_id = row.organisation_id, .description = row.description, .url = row.url, .email = row.email,
		.phone = row.phone, .status = row.status, .fees = row.fees, .opening = row.opening, .assured_on = row.assured_on,
		.latitude = STORE_NULL_INTEGER, .longitude = STORE_NULL_INTEGER, .metres = metres, .source = row.source,
		.updated_at = row.updated_at, .version = row.version};
	fill_check(care, &row, out);
	status = fill_place(care, out, location);
	return status == STATUS_OK ? fill_codes(care, out) : status;
}

static Status fill_page(Care *care, const Candidates *candidates, size_t first, size_t most, DirectoryFound **out,
	size_t *count)
{
	Status status = STATUS_OK;
	size_t left = first < candidates->count ? candidates->count - first : 0;
	*count = left < most ? left : most;
	*out = ARENA_ARRAY(care->arena, DirectoryFound, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
		const Candidate *candidate = &candidates->items[first + i];
		status = fill(care, candidate->id, candidate->location, candidate->metres, &(*out)[i]);
	}
	return status;
}

static Status search(Care *care, const DirectoryQuery *query, Candidates *candidates, DirectoryAnswer *out)
{
	assert(query->category_count <= STORE_LIST_LENGTH);
	*out = (DirectoryAnswer){.place_status = STATUS_OK};
	bool asks_place = !str_is_empty(str_trim(query->postcode));
	Status status = list_candidates(care, query, candidates);
	for (size_t i = 0; status == STATUS_OK && i < query->feature_count; i++)
		status = keep_feature(care, candidates, &query->features[i]);
	if (status == STATUS_OK)
		status = keep_words(care, candidates, query->words, &out->words_used);
	if (status == STATUS_OK && asks_place) {
		out->place_status = place_locate(care, query->postcode, &out->place);
		if (out->place_status != STATUS_OK && out->place_status != STATUS_INVALID && out->place_status != STATUS_NOT_FOUND)
			return out->place_status;
	}
	bool near = asks_place && out->place_status == STATUS_OK;
	bool limited = near && query->within_metres > 0 && query->within_metres < DIRECTORY_NEAR_METRES_MAX;
	if (status == STATUS_OK && near)
		status = measure(care, candidates, out->place.place, limited ? query->within_metres : DIRECTORY_NEAR_METRES_MAX);
	if (status != STATUS_OK)
		return status;
	settle(candidates, limited, query->by_id);
	out->total = candidates->count;
	return STATUS_OK;
}

Status directory_search(Care *care, const DirectoryQuery *query, DirectoryAnswer *out)
{
	assert(query->page >= 1 && query->page_size >= 1 && query->page_size <= DIRECTORY_PAGE_MAX);
	Candidates candidates = {0};
	Status status = search(care, query, &candidates, out);
	if (status != STATUS_OK)
		return status;
	size_t first = query->page - 1 < out->total ? (query->page - 1) * query->page_size : out->total;
	return fill_page(care, &candidates, first, query->page_size, &out->items, &out->count);
}

Status directory_search_ids(Care *care, const DirectoryQuery *query, DirectoryHit **out, size_t *count)
{
	Candidates candidates = {0};
	DirectoryAnswer answer = {0};
	Status status = search(care, query, &candidates, &answer);
	if (status != STATUS_OK || answer.place_status != STATUS_OK)
		return status != STATUS_OK ? status : answer.place_status;
	*out = ARENA_ARRAY(care->arena, DirectoryHit, candidates.count + 1);
	for (*count = 0; *count < candidates.count; (*count)++)
		(*out)[*count] = (DirectoryHit){.id = candidates.items[*count].id, .location = candidates.items[*count].location};
	return STATUS_OK;
}

static size_t count_near(const Candidates *candidates)
{
	size_t near = 0;
	for (size_t i = 0; i < candidates->count; i++)
		near += candidates->items[i].metres >= 0 ? 1U : 0U;
	return near;
}

Status directory_near(Care *care, Str postcode, const Str *categories, size_t category_count, size_t limit,
	PlaceFound *place, DirectoryFound **out, size_t *count)
{
	assert(category_count <= STORE_LIST_LENGTH && limit <= DIRECTORY_PAGE_MAX);
	PlaceFound found = {0};
	Candidates candidates = {0};
	*out = NULL;
	*count = 0;
	Status status = place_locate(care, postcode, &found);
	if (place != NULL)
		*place = found;
	if (status == STATUS_OK)
		status = list_candidates(care, &(DirectoryQuery){.categories = categories, .category_count = category_count},
			&candidates);
	int64_t metres = BOX_METRES_FIRST;
	/* A larger circle until there is enough in it: most people's few nearest are in the first. */
	while (status == STATUS_OK && count_near(&candidates) < limit) {
		status = measure(care, &candidates, found.place, metres);
		if (metres >= DIRECTORY_NEAR_METRES_MAX)
			break;
		metres = metres * BOX_GROWTH < DIRECTORY_NEAR_METRES_MAX ? metres * BOX_GROWTH : DIRECTORY_NEAR_METRES_MAX;
	}
	if (status != STATUS_OK)
		return status;
	settle(&candidates, true, false);
	return fill_page(care, &candidates, 0, limit, out, count);
}

Status directory_listing(Care *care, Str id, DirectoryFound *out)
{
	return fill(care, id, (Str){0}, -1, out);
}
