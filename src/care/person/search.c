/* Finding people: tokens of two things before tokens of one, the rarest first, a bounded number of candidates, ranked by
 * the engine; near spellings only when the rest has not found everything that was asked. docs/finding.md tells why. */
#include "care/person/person_write.h"

#include <assert.h>
#include <stdlib.h>

#include "care/person/person.sql.h"
#include "engine/finding/finding.h"

enum {
	SEARCH_CANDIDATES_MAX = 500, /* ranked in one search */
	SEARCH_FETCHED_MAX = 150,    /* of one fetch, when several tokens tell the likely from the others */
	SEARCH_FETCHED_OF_FEW_MAX = 350, /* of one fetch of one or two tokens, which cannot tell them */
	SEARCH_LIKELY_MAX = 20,      /* of one fetch, whatever the best one holds */
	SEARCH_PEOPLE_MAX = 1500,    /* for whom the tokens of one fetch may stand together */
	SEARCH_ALIKE_MAX = 100,      /* fetched of a token that stands for more than that: nothing tells them apart */
	SEARCH_TOKENS_AT_ONCE = 2 * STORE_LIST_LENGTH,
	SEARCH_PREFIX_TOKENS = 8,
	SEARCH_BEGINNING_OF_WORD_MIN = 5, /* letters of a word that is a name by itself and may be the beginning of another */
	SEARCH_TOKENS_MAX = 256,
	SEARCH_FEW_MAX = 3,          /* people whom a word of a name names one by one */
	SEARCH_NAMES_MAX = 48,
};

typedef struct SearchToken {
	Str text;
	int64_t people;
	FindingWeight weight;
	bool fetched;
} SearchToken;

typedef struct Search {
	FindingQuery query;
	SearchToken tokens[SEARCH_TOKENS_MAX];
	size_t count;
	struct Ranked *ranked;
	size_t ranked_count;
} Search;

/* 0: the token is not known. */
static int64_t people_of_token(const Search *search, Str text)
{
	for (size_t i = 0; i < search->count; i++)
		if (str_equal(search->tokens[i].text, text))
			return search->tokens[i].people;
	return 0;
}

static void add_token(Search *search, Str text, int64_t people, FindingWeight weight)
{
	if (people > 0 && search->count < SEARCH_TOKENS_MAX && people_of_token(search, text) == 0)
		search->tokens[search->count++] = (SearchToken){.text = text, .people = people, .weight = weight};
}

static Status add_prefix(Care *care, Search *search, Str text)
{
	TokensBetweenRow *rows = NULL;
	size_t count = 0;
	Str end = str_concat(care->arena, text, S("\xF4\x8F\xBF\xBF")); /* above every letter of a token */
	Status status = sql_tokens_between_list(care->reader, care->arena, &(TokensBetweenArguments){
		.from_token = text, .to_token = end, .most = SEARCH_PREFIX_TOKENS}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		add_token(search, rows[i].token, rows[i].people, FINDING_ALONE);
	return status;
}

typedef struct Lookup {
	Str text;
	FindingWeight weight;
} Lookup;

/* How many people each of a batch of tokens stands for. */
static Status add_counted(Care *care, Search *search, const Lookup *lookups, size_t count)
{
	Str texts[SEARCH_TOKENS_AT_ONCE];
	TokenFrequenciesRow *rows = NULL;
	size_t found = 0;
	size_t first = count < STORE_LIST_LENGTH ? count : STORE_LIST_LENGTH;
	for (size_t i = 0; i < count; i++)
		texts[i] = lookups[i].text;
	Status status = sql_token_frequencies_list(care->reader, care->arena, &(TokenFrequenciesArguments){
		.first = texts, .first_count = first, .second = texts + first, .second_count = count - first}, &rows, &found);
	/* In the order of the lookups, so that a full table leaves out the least telling. */
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		for (size_t r = 0; r < found; r++)
			if (str_equal(rows[r].token, texts[i]))
				add_token(search, texts[i], rows[r].people, lookups[i].weight);
	return status;
}

static Status gather_tokens(Care *care, Search *search)
{
	FindingTokens wanted = finding_lookups(care->arena, &search->query);
	Lookup batch[SEARCH_TOKENS_AT_ONCE];
	size_t waiting = 0;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < wanted.count; i++) {
		Str text = str_format(care->arena, "%.*s:%.*s", STR_ARG(finding_kind_code(wanted.items[i].kind)),
			STR_ARG(wanted.items[i].token));
		if (wanted.items[i].prefix)
			status = add_prefix(care, search, text);
		else
			batch[waiting++] = (Lookup){.text = text, .weight = wanted.items[i].weight};
		if (status == STATUS_OK && waiting == SEARCH_TOKENS_AT_ONCE) {
			status = add_counted(care, search, batch, waiting);
			waiting = 0;
		}
	}
	return status == STATUS_OK && waiting > 0 ? add_counted(care, search, batch, waiting) : status;
}

static int telling_first(const void *left, const void *right)
{
	const SearchToken *one = left;
	const SearchToken *two = right;
	if (one->weight != two->weight)
		return one->weight < two->weight ? -1 : 1;
	if (one->people != two->people)
		return one->people < two->people ? -1 : 1;
	return str_compare(one->text, two->text);
}

/* The most telling tokens, of those the rarest, whose people together stay bounded. */
static size_t choose_tokens(Search *search, Str chosen[SEARCH_TOKENS_AT_ONCE])
{
	size_t count = 0;
	int64_t people = 0;
	qsort(search->tokens, search->count, sizeof search->tokens[0], telling_first);
	for (size_t i = 0; i < search->count && count < SEARCH_TOKENS_AT_ONCE; i++) {
		SearchToken *token = &search->tokens[i];
		if (token->fetched || people + token->people > SEARCH_PEOPLE_MAX)
			continue;
		people += token->people;
		token->fetched = true;
		chosen[count++] = token->text;
	}
	return count;
}

/* Of the most telling tokens that stand for too many to have been fetched, the rarest; NULL when there are none. */
static SearchToken *common_token(Search *search)
{
	SearchToken *common = NULL;
	for (size_t i = 0; i < search->count; i++)
		if (!search->tokens[i].fetched && (common == NULL || telling_first(&search->tokens[i], common) < 0))
			common = &search->tokens[i];
	return common;
}

static bool asks_one_word(const FindingQuery *query)
{
	return query->word_count == 1 && query->date_count == 0 && str_is_empty(query->postcode) && str_is_empty(query->phone);
}

typedef struct Ranked {
	PersonFound found;
	int points;
	bool whole; /* nothing better is likely */
} Ranked;

static int best_first(const void *left, const void *right)
{
	const Ranked *one = left;
	const Ranked *two = right;
	return finding_compare(one->points, one->found.person.id, two->points, two->found.person.id);
}

static size_t split_lines(Str lines, Str *out, size_t most)
{
	size_t count = 0;
	Str line = {0};
	while (count < most && str_next(&lines, '\n', &line))
		if (!str_is_empty(line))
			out[count++] = line;
	return count;
}

static FindingPerson finding_person(Care *care, const SearchCandidatesRow *row)
{
	Str lines[SEARCH_NAMES_MAX];
	FindingName *names = ARENA_ARRAY(care->arena, FindingName, SEARCH_NAMES_MAX + 2);
	size_t count = 0;
	names[count++] = (FindingName){.text = row->name};
	if (!str_is_empty(row->known_as))
		names[count++] = (FindingName){.text = row->known_as};
	size_t former = split_lines(row->other_names, lines, SEARCH_NAMES_MAX);
	for (size_t i = 0; i < former; i++)
		names[count++] = (FindingName){.text = lines[i], .former = true};
	Str *phones = ARENA_ARRAY(care->arena, Str, 10);
	Str *postcode = ARENA_NEW(care->arena, Str);
	*postcode = row->postcode;
	FindingPerson person = {.id = row->id, .names = names, .name_count = count, .postcodes = postcode,
		.postcode_count = str_is_empty(row->postcode) ? 0 : 1, .phones = phones,
		.phone_count = split_lines(row->phones, phones, 10), .nhs_number = row->nhs_number,
		.reference = row->reference};
	if (partial_date_parse(row->born, &person.born) != STATUS_OK)
		person.born = (PartialDate){0};
	return person;
}

static Str reasons_words(Care *care, const FindingScore *score)
{
	Buffer words = buffer_make(care->arena, 2048);
	for (size_t i = 0; i < score->reason_count && i < 4; i++)
		buffer_add_format(&words, "%s%.*s %.*s", i == 0 ? "" : ", ",
			STR_ARG(finding_kind_code(score->reasons[i].kind)), STR_ARG(score->reasons[i].how));
	return buffer_str(&words);
}

static Ranked rank(Care *care, const FindingQuery *query, const SearchCandidatesRow *row)
{
	FindingPerson person = finding_person(care, row);
	FindingScore score = finding_score(care->arena, query, &person);
	bool open = row->how == PERSON_OPEN || care->all_permissions;
	Ranked ranked = {.points = score.points, .whole = score.whole};
	ranked.found.fits = open && score.whole;
	ranked.found.why = open ? reasons_words(care, &score) : (Str){0};
	ranked.found.person = (Person){.id = row->id, .reference = row->reference, .owner_name = row->owner_name,
		.how = open ? PERSON_OPEN : PERSON_EXISTS};
	if (open) {
		ranked.found.person.name = row->name;
		ranked.found.person.known_as = str_is_empty(row->known_as) ? row->name : row->known_as;
		ranked.found.person.born = row->born;
		ranked.found.person.died_on = row->died_on;
		ranked.found.person.nhs_number = row->nhs_number;
		ranked.found.person.postcode = row->postcode;
		ranked.found.person.address = row->address;
	}
	return ranked;
}

typedef struct Shown {
	const Str *tokens; /* that name somebody */
	size_t token_count;
	const Str *people;
	size_t people_count;
} Shown;

/* One write, with the same rows whether a hidden record was meant or not: only what is shown differs. */
static Status note_search_in(CareWrite *write, void *context)
{
	const Shown *shown = context;
	Status status = person_note_look_in(write, (Str){0},
		str_join(write->care->arena, shown->tokens, shown->token_count, S("\n")));
	if (status != STATUS_OK)
		return status;
	return shown->people_count > 0 ? care_audit_read_in(write, S("search"), shown->people, shown->people_count)
		: care_audit(write, &(CareAudit){.action = S("people/search"), .subject_kind = S("person")});
}

/* A telephone that many share is told too, to each owner once: who asks for a refuge's number asks for its people. */
static bool names_somebody(const SearchToken *token)
{
	return str_starts_with(token->text, S("nhs:")) || str_starts_with(token->text, S("reference:"))
		|| str_starts_with(token->text, S("phone:")) || (str_starts_with(token->text, S("name:")) && token->people <= SEARCH_FEW_MAX);
}

static Status note_search(Care *care, const Search *search, const PersonFound *found, size_t count)
{
	Str *ids = ARENA_ARRAY(care->arena, Str, count + 1);
	Str *exact = ARENA_ARRAY(care->arena, Str, STORE_LIST_LENGTH);
	Shown shown = {.tokens = exact, .people = ids, .people_count = count};
	for (size_t i = 0; i < count; i++)
		ids[i] = found[i].person.id;
	for (size_t i = 0; i < search->count && shown.token_count < STORE_LIST_LENGTH; i++)
		if (names_somebody(&search->tokens[i]))
			exact[shown.token_count++] = search->tokens[i].text;
	return care_write(care, note_search_in, &shown);
}

static bool is_ranked(const Search *search, Str id)
{
	for (size_t i = 0; i < search->ranked_count; i++)
		if (str_equal(search->ranked[i].found.person.id, id))
			return true;
	return false;
}

static void rank_rows(Care *care, Search *search, const SearchCandidatesRow *rows, size_t count)
{
	for (size_t i = 0; i < count && search->ranked_count < SEARCH_CANDIDATES_MAX; i++) {
		Ranked ranked = rank(care, &search->query, &rows[i]);
		if (ranked.points > 0 && !is_ranked(search, rows[i].id))
			search->ranked[search->ranked_count++] = ranked;
	}
	qsort(search->ranked, search->ranked_count, sizeof *search->ranked, best_first);
}

/* The first who hold a token of very many, for nothing tells them apart. */
static Status fetch_alike(Care *care, Search *search, SearchToken *common)
{
	SearchCandidatesOfOneRow *rows = NULL;
	size_t count = 0;
	Status status = sql_search_candidates_of_one_list(care->reader, care->arena, &(SearchCandidatesOfOneArguments){
		.actor = care->actor, .token = common->text, .most = SEARCH_ALIKE_MAX}, &rows, &count);
	common->fetched = true;
	SearchCandidatesRow *same = ARENA_ARRAY(care->arena, SearchCandidatesRow, count + 1);
	for (size_t i = 0; i < count; i++)
		same[i] = (SearchCandidatesRow){.id = rows[i].id, .hits = rows[i].hits, .how = rows[i].how,
			.reference = rows[i].reference, .name = rows[i].name, .known_as = rows[i].known_as, .born = rows[i].born,
			.died_on = rows[i].died_on, .nhs_number = rows[i].nhs_number, .postcode = rows[i].postcode,
			.address = rows[i].address, .other_names = rows[i].other_names, .phones = rows[i].phones,
			.owner_name = rows[i].owner_name};
	if (status == STATUS_OK)
		rank_rows(care, search, same, count);
	return status;
}

/* Asked also when no token is known, so that those whom only a hidden person bears cost the same. */
static Status fetch_candidates(Care *care, Search *search)
{
	Str chosen[SEARCH_TOKENS_AT_ONCE];
	SearchCandidatesRow *rows = NULL;
	size_t candidates = 0;
	size_t count = choose_tokens(search, chosen);
	size_t first = count < STORE_LIST_LENGTH ? count : STORE_LIST_LENGTH;
	size_t most = count > 2 ? SEARCH_FETCHED_MAX : SEARCH_FETCHED_OF_FEW_MAX;
	size_t room = SEARCH_CANDIDATES_MAX - search->ranked_count;
	if (room == 0)
		return STATUS_OK;
	Status status = sql_search_candidates_list(care->reader, care->arena, &(SearchCandidatesArguments){
		.actor = care->actor, .first = chosen, .first_count = first, .second = chosen + first,
		.second_count = count - first, .most = (int64_t)(most < room ? most : room),
		.likely = SEARCH_LIKELY_MAX, .with_reference = str_is_empty(search->query.reference) ? 0 : 1}, &rows, &candidates);
	if (status == STATUS_OK)
		rank_rows(care, search, rows, candidates);
	return status;
}

static Status add_misspelt(Care *care, FindingQuery *query, size_t word)
{
	Str deletions[FINDING_DELETIONS_MAX];
	NameNearFindRow *rows = NULL;
	size_t count = finding_deletions(care->arena, query->words[word], deletions);
	size_t first = count < STORE_LIST_LENGTH ? count : STORE_LIST_LENGTH;
	size_t found = 0;
	Status status = sql_name_near_find_list(care->reader, care->arena, &(NameNearFindArguments){.first = deletions,
		.first_count = first, .second = deletions + first, .second_count = count - first}, &rows, &found);
	for (size_t i = 0; i < found; i++)
		(void)finding_add_near(query, word, rows[i].word);
	return status;
}

/* least: letters of a word that may be the beginning of another. */
static Status add_begun(Care *care, FindingQuery *query, size_t word, size_t least)
{
	Str kind = S("name:");
	Str from = str_concat(care->arena, kind, query->words[word]);
	TokensBetweenRow *rows = NULL;
	size_t found = 0;
	Status status = sql_tokens_between_list(care->reader, care->arena, &(TokensBetweenArguments){.from_token = from,
		.to_token = str_concat(care->arena, from, S("\xF4\x8F\xBF\xBF")), .most = SEARCH_PREFIX_TOKENS}, &rows, &found);
	for (size_t i = 0; i < found && query->words[word].length >= least; i++)
		(void)finding_add_near(query, word, str_slice(rows[i].token, kind.length, rows[i].token.length));
	return status;
}

/* The record's own words that each asked word may have been meant for. */
static Status add_near_words(Care *care, Search *search)
{
	FindingQuery *query = &search->query;
	Status status = STATUS_OK;
	for (size_t word = 0; status == STATUS_OK && word < query->word_count; word++) {
		size_t length = query->words[word].length;
		if (length >= FINDING_NEAR_LETTERS_MIN)
			status = add_misspelt(care, query, word);
		int64_t bearers = people_of_token(search, str_concat(care->arena, S("name:"), query->words[word]));
		size_t least = bearers > 0 ? SEARCH_BEGINNING_OF_WORD_MIN : FINDING_BEGINNING_MIN;
		/* Asked of a known word too when few bear it: they may all be hidden. */
		if (status == STATUS_OK && length >= (bearers > SEARCH_FEW_MAX ? least : (size_t)FINDING_BEGINNING_MIN))
			status = add_begun(care, query, word, least);
	}
	return status;
}

static Status search_strongly(Care *care, Search *search)
{
	Status status = gather_tokens(care, search);
	if (status == STATUS_OK)
		status = fetch_candidates(care, search);
	/* Somebody of a common name that was typed right stands before those whose rare name is only like it. */
	SearchToken *common = common_token(search);
	if (status == STATUS_OK && common != NULL && common->weight <= FINDING_ALONE
	    && (search->ranked_count == 0 || asks_one_word(&search->query)))
		status = fetch_alike(care, search, common);
	return status;
}

static Status search_weakly(Care *care, Search *search)
{
	search->query.weak = true;
	Status status = add_near_words(care, search);
	if (status == STATUS_OK)
		status = gather_tokens(care, search);
	if (status == STATUS_OK)
		status = fetch_candidates(care, search);
	SearchToken *common = common_token(search);
	if (status == STATUS_OK && search->ranked_count == 0 && common != NULL)
		status = fetch_alike(care, search, common);
	return status;
}

static Status search_for(Care *care, Search *search)
{
	Status status = search_strongly(care, search);
	bool whole = search->ranked_count > 0 && search->ranked[0].whole;
	return status == STATUS_OK && !whole ? search_weakly(care, search) : status;
}

Status person_search(Care *care, Str typed, PersonFound **out, size_t *count)
{
	*count = 0;
	*out = ARENA_ARRAY(care->arena, PersonFound, PERSON_FOUND_MAX);
	Status status = care_require(care, S("person-search"));
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(care_today(care), &year, &month, &day);
	Search *search = ARENA_NEW(care->arena, Search);
	search->query = finding_parse(care->arena, typed, year);
	search->ranked = ARENA_ARRAY(care->arena, Ranked, SEARCH_CANDIDATES_MAX);
	if (status != STATUS_OK || finding_query_is_empty(&search->query))
		return status;
	status = search_for(care, search);
	for (size_t i = 0; status == STATUS_OK && i < search->ranked_count && *count < PERSON_FOUND_MAX; i++)
		(*out)[(*count)++] = search->ranked[i].found;
	return status == STATUS_OK ? note_search(care, search, *out, *count) : status;
}
