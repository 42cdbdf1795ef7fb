/* Finding listings: words by their tokens, categories, and distance. The few thousand listings of a council are put in
 * order here and not in SQL, so that both engines answer alike to the last place. */
#include "care/directory/directory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "care/directory/directory.sql.h"

enum { LEAST_PREFIX_BYTES = 3, BOX_METRES_FIRST = 2000, BOX_GROWTH = 4 };

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

static Status list_candidates(Care *care, const Str *categories, size_t category_count, Candidates *out)
{
	DirectoryShownRow *rows = NULL;
	DirectoryShownArguments arguments = {.any_category = category_count == 0 ? S("yes") : S("no"),
		.categories = categories, .categories_count = category_count};
	Status status = sql_directory_shown_list(care->reader, care->arena, &arguments, &rows, &out->count);
	if (status != STATUS_OK)
		return status;
	out->items = ARENA_ARRAY(care->arena, Candidate, out->count + 1);
	for (size_t i = 0; i < out->count; i++)
		out->items[i] = (Candidate){.id = rows[i].id, .name = str_fold(care->arena, rows[i].name), .metres = -1};
	return STATUS_OK;
}

/* Leaves those that have the word; the score of each grows by what the word is worth there. */
static Status keep_word(Care *care, Candidates *candidates, Str word)
{
	DirectoryWordMatchesRow *rows = NULL;
	size_t count = 0;
	/* Above every token that begins with the word; a short word must be whole. */
	Str after = str_concat(care->arena, word, word.length < LEAST_PREFIX_BYTES ? S("\x01") : S("\xF4\x8F\xBF\xBF"));
	Status status = sql_directory_word_matches_list(care->reader, care->arena,
		&(DirectoryWordMatchesArguments){.word = word, .after = after}, &rows, &count);
	size_t k = 0;
	for (size_t i = 0; status == STATUS_OK && i < candidates->count; i++) {
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

static Status keep_words(Care *care, Candidates *candidates, Str words)
{
	Str rest = str_fold(care->arena, words);
	Str word = {0};
	Status status = STATUS_OK;
	for (size_t used = 0; status == STATUS_OK && used < DIRECTORY_WORDS_MAX && str_next(&rest, ' ', &word);) {
		if (str_is_empty(word) || is_idle(word))
			continue;
		status = keep_word(care, candidates, word);
		used++;
	}
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

/* Nearest first, unknown places last; then the better fit; then the name. */
static int compare_candidates(const void *left_item, const void *right_item)
{
	const Candidate *left = left_item;
	const Candidate *right = right_item;
	int order = compare_numbers(left->metres < 0, right->metres < 0);
	if (order == 0)
		order = compare_numbers(left->metres, right->metres);
	if (order == 0)
		order = compare_numbers(right->score, left->score);
	if (order == 0)
		order = str_compare(left->name, right->name);
	return order != 0 ? order : str_compare(left->id, right->id);
}

/* Drops what is out and puts the rest in order. */
static void settle(Candidates *candidates, bool only_near)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidates->count; i++)
		if (!candidates->items[i].is_out && !(only_near && candidates->items[i].metres < 0))
			candidates->items[kept++] = candidates->items[i];
	candidates->count = kept;
	if (kept > 1)
		qsort(candidates->items, kept, sizeof *candidates->items, compare_candidates);
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
	}
	return status;
}

static Status fill(Care *care, Str id, Str location, int64_t metres, DirectoryFound *out)
{
	DirectoryListingGetRow row = {0};
	DirectoryCategoriesOfRow *categories = NULL;
	size_t count = 0;
	Status status = sql_directory_listing_get_one(care->reader, care->arena, &(DirectoryListingGetArguments){.id = id}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (DirectoryFound){.id = row.id, .name = row.name, .organisation = row.organisation,
		.description = row.description, .url = row.url, .email = row.email, .phone = row.phone, .status = row.status,
		.fees = row.fees, .opening = row.opening, .assured_on = row.assured_on, .metres = metres, .source = row.source,
		.updated_at = row.updated_at, .version = row.version};
	status = fill_place(care, out, location);
	if (status == STATUS_OK)
		status = sql_directory_categories_of_list(care->reader, care->arena,
			&(DirectoryCategoriesOfArguments){.listing = id}, &categories, &count);
	Str *codes = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		codes[i] = categories[i].category;
	out->categories = codes;
	out->category_count = count;
	return status;
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

Status directory_search(Care *care, const DirectoryQuery *query, DirectoryAnswer *out)
{
	assert(query->page >= 1 && query->page_size >= 1 && query->page_size <= DIRECTORY_PAGE_MAX);
	assert(query->category_count <= STORE_LIST_LENGTH);
	*out = (DirectoryAnswer){.place_status = STATUS_OK};
	Candidates candidates = {0};
	bool asks_place = !str_is_empty(str_trim(query->postcode));
	Status status = list_candidates(care, query->categories, query->category_count, &candidates);
	if (status == STATUS_OK)
		status = keep_words(care, &candidates, query->words);
	if (status == STATUS_OK && asks_place) {
		out->place_status = place_locate(care, query->postcode, &out->place);
		if (out->place_status != STATUS_OK && out->place_status != STATUS_INVALID && out->place_status != STATUS_NOT_FOUND)
			return out->place_status;
	}
	bool near = asks_place && out->place_status == STATUS_OK;
	bool limited = near && query->within_metres > 0 && query->within_metres < DIRECTORY_NEAR_METRES_MAX;
	if (status == STATUS_OK && near)
		status = measure(care, &candidates, out->place.place, limited ? query->within_metres : DIRECTORY_NEAR_METRES_MAX);
	if (status != STATUS_OK)
		return status;
	settle(&candidates, limited);
	out->total = candidates.count;
	size_t first = query->page - 1 < out->total ? (query->page - 1) * query->page_size : out->total;
	return fill_page(care, &candidates, first, query->page_size, &out->items, &out->count);
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
		status = list_candidates(care, categories, category_count, &candidates);
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
	settle(&candidates, true);
	return fill_page(care, &candidates, 0, limit, out, count);
}

Status directory_listing(Care *care, Str id, DirectoryFound *out)
{
	return fill(care, id, (Str){0}, -1, out);
}
