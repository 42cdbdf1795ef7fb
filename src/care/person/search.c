/* Finding people: the rarest tokens first, a bounded number of candidates, ranked by the engine. */
#include "care/person/person_write.h"

#include <assert.h>
#include <stdlib.h>

#include "care/person/person.sql.h"
#include "care/work/work.h"
#include "engine/finding/finding.h"

enum {
	SEARCH_CANDIDATES_MAX = 500,
	SEARCH_COMMON_PEOPLE = 5000, /* tokens of more people are used only when there is none rarer */
	SEARCH_PREFIX_TOKENS = 8,
	SEARCH_TOKENS_MAX = 64,
	SEARCH_NAMES_MAX = 48,
};

typedef struct SearchToken {
	Str text;
	int64_t people;
} SearchToken;

typedef struct Search {
	FindingQuery query;
	SearchToken tokens[SEARCH_TOKENS_MAX];
	size_t count;
} Search;

static void add_token(Search *search, Str text, int64_t people)
{
	if (people <= 0 || search->count == SEARCH_TOKENS_MAX)
		return;
	for (size_t i = 0; i < search->count; i++)
		if (str_equal(search->tokens[i].text, text))
			return;
	search->tokens[search->count++] = (SearchToken){.text = text, .people = people};
}

static Status add_prefix(Care *care, Search *search, Str text)
{
	TokensBetweenRow *rows = NULL;
	size_t count = 0;
	Str end = str_concat(care->arena, text, S("\xF4\x8F\xBF\xBF")); /* above every letter of a token */
	Status status = sql_tokens_between_list(care->reader, care->arena, &(TokensBetweenArguments){
		.from_token = text, .to_token = end, .most = SEARCH_PREFIX_TOKENS}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		add_token(search, rows[i].token, rows[i].people);
	return status;
}

static Status gather_tokens(Care *care, Search *search)
{
	FindingTokens lookups = finding_lookups(care->arena, &search->query);
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < lookups.count; i++) {
		TokenFrequencyGetRow row = {0};
		Str text = str_format(care->arena, "%.*s:%.*s", STR_ARG(finding_kind_code(lookups.items[i].kind)),
			STR_ARG(lookups.items[i].token));
		status = sql_token_frequency_get_one(care->reader, care->arena, &(TokenFrequencyGetArguments){.token = text},
			&row);
		if (status == STATUS_OK)
			add_token(search, text, row.people);
		else if (status == STATUS_NOT_FOUND)
			status = STATUS_OK;
		if (status == STATUS_OK && row.people == 0 && lookups.items[i].prefix)
			status = add_prefix(care, search, text);
	}
	return status;
}

static int rarer_first(const void *left, const void *right)
{
	const SearchToken *one = left;
	const SearchToken *two = right;
	if (one->people != two->people)
		return one->people < two->people ? -1 : 1;
	return str_compare(one->text, two->text);
}

/* The rarest tokens whose people together stay bounded; always at least one. */
static size_t choose_tokens(Search *search, Str chosen[STORE_LIST_LENGTH])
{
	size_t count = 0;
	int64_t people = 0;
	qsort(search->tokens, search->count, sizeof search->tokens[0], rarer_first);
	for (size_t i = 0; i < search->count && count < STORE_LIST_LENGTH; i++) {
		people += search->tokens[i].people;
		if (count > 0 && people > SEARCH_COMMON_PEOPLE)
			break;
		chosen[count++] = search->tokens[i].text;
	}
	return count;
}

typedef struct Ranked {
	PersonFound found;
	int points;
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
	Ranked ranked = {.points = score.points};
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

typedef struct Alert {
	const Str *tokens;
	size_t count;
} Alert;

/* Somebody searched for a hidden person by something that names them alone: the owner hears of it, the searcher sees
 * nothing. */
static Status alert_owners_in(CareWrite *write, void *context)
{
	const Alert *alert = context;
	HiddenOwnersRow *rows = NULL;
	size_t count = 0;
	Arena *arena = write->care->arena;
	Status status = sql_hidden_owners_list(write->connection, arena, &(HiddenOwnersArguments){
		.actor = write->care->actor, .tokens = alert->tokens, .tokens_count = alert->count}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = work_open_once_in(write, &(WorkNew){.pathway = S("record-alert"), .person = rows[i].id,
			.team = rows[i].owner_team, .urgent = true,
			.title = str_format(arena, "%.*s searched for a hidden record", STR_ARG(write->care->actor_name))});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("people/search"), .subject_kind = S("person")});
}

static Status alert_owners(Care *care, const Search *search)
{
	Str *exact = ARENA_ARRAY(care->arena, Str, STORE_LIST_LENGTH);
	Alert alert = {.tokens = exact};
	for (size_t i = 0; i < search->count && alert.count < STORE_LIST_LENGTH; i++) {
		Str text = search->tokens[i].text;
		if (str_starts_with(text, S("nhs:")) || str_starts_with(text, S("reference:"))
		    || str_starts_with(text, S("phone:"))
		    || (str_starts_with(text, S("name:")) && search->tokens[i].people <= 3))
			exact[alert.count++] = text;
	}
	return alert.count == 0 ? STATUS_OK : care_write(care, alert_owners_in, &alert);
}

static Status audit_found(Care *care, const PersonFound *found, size_t count)
{
	Str *ids = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		ids[i] = found[i].person.id;
	return care_audit_read(care, S("search"), ids, count);
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
	if (status == STATUS_OK && !finding_query_is_empty(&search->query))
		status = gather_tokens(care, search);
	if (status != STATUS_OK || search->count == 0)
		return status;
	Str chosen[STORE_LIST_LENGTH];
	size_t chosen_count = choose_tokens(search, chosen);
	SearchCandidatesRow *rows = NULL;
	size_t candidates = 0;
	status = sql_search_candidates_list(care->reader, care->arena, &(SearchCandidatesArguments){
		.actor = care->actor, .tokens = chosen, .tokens_count = chosen_count, .most = SEARCH_CANDIDATES_MAX}, &rows,
		&candidates);
	if (status == STATUS_OK)
		status = alert_owners(care, search);
	if (status != STATUS_OK)
		return status;
	Ranked *ranked = ARENA_ARRAY(care->arena, Ranked, candidates + 1);
	size_t kept = 0;
	for (size_t i = 0; i < candidates; i++) {
		ranked[kept] = rank(care, &search->query, &rows[i]);
		kept += ranked[kept].points > 0 ? 1 : 0;
	}
	qsort(ranked, kept, sizeof *ranked, best_first);
	for (size_t i = 0; i < kept && *count < PERSON_FOUND_MAX; i++)
		(*out)[(*count)++] = ranked[i].found;
	return audit_found(care, *out, *count);
}
