#include "unit_test.h"

#include <string.h>

#include "base/id.h"
#include "base/random.h"
#include "engine/finding/finding.h"
#include "engine/finding/forms.h"
#include "engine/finding/nhs_number.h"
#include "engine/finding/sounds.h"

enum { THIS_YEAR = 2026 };

static Arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

/* Invented people; NHS numbers are from the range that is never given out. */
typedef struct Known {
	const char *name;
	const char *former;
	PartialDate born;
	const char *postcode;
	const char *phone;
	const char *nhs;
} Known;

static const Known people[] = {
	{"Margaret Anne Ellis", "Margaret Pryce", {1941, 3, 14}, "RM17 6SL", "01375 900123", "9990000018"},
	{"Margaret Eales", NULL, {1952, 7, 2}, "RM18 7AB", NULL, NULL},
	{"Mohammed Iqbal Khan", NULL, {1958, 11, 5}, "RM16 2QT", "07700 900456", "9990000026"},
	{"Muhammad Yusuf Ahmed", NULL, {1990, 1, 31}, "E13 8RT", NULL, NULL},
	{"Krzysztof Wiśniewski", NULL, {1975, 8, 9}, "SS17 0PQ", "+44 7700 900789", NULL},
	{"Agnieszka Szymańska", "Agnieszka Nowak", {1982, 12, 1}, "RM20 3LT", NULL, NULL},
	{"Cabdi Xasan Maxamed", NULL, {1964, 1, 1}, "RM19 1SA", NULL, "9990000034"},
	{"Faadumo Cali Jaamac", NULL, {1971, 6, 0}, "RM19 1SB", NULL, NULL},
	{"Oluwaṣeun Adébáyọ̀", NULL, {1988, 4, 22}, "RM17 5XZ", NULL, NULL},
	{"Gbenga Ọlátúnjí", NULL, {1969, 9, 30}, "RM17 5XA", NULL, NULL},
	{"Harpreet Kaur Singh", NULL, {1949, 2, 12}, "IG11 7AA", NULL, "9990000042"},
	{"Balwinder Singh", NULL, {1949, 12, 2}, "IG11 7AB", NULL, NULL},
	{"Siobhán O'Brien-Łęcki", NULL, {1960, 5, 17}, "RM16 6AA", NULL, NULL},
	{"Stephen Wright", NULL, {1939, 10, 10}, "RM15 4PP", "01708 900111", NULL},
	{"Steven Knight", NULL, {1939, 10, 11}, "RM15 4PQ", NULL, NULL},
	{"Zainab Choudhury", "Zainab Begum", {1978, 3, 3}, "RM16 3DD", NULL, NULL},
	{"Li Na Wong", NULL, {2001, 7, 19}, "RM20 1AA", NULL, NULL},
	{"Jean-Claude N'Guessan", NULL, {1955, 0, 0}, "RM18 8CC", NULL, NULL},
	{"Alexander Papadopoulos", NULL, {1933, 1, 8}, "SS17 9EE", NULL, "9990000050"},
	{"Dorothy May Fisher", "Dorothy Cartwright", {1936, 6, 28}, "RM17 6SN", "01375 900222", NULL},
	{"May Dorothy Fischer", NULL, {1944, 2, 29}, "RM18 7ZZ", NULL, NULL},
	{"John Smith", NULL, {1947, 5, 4}, "RM16 4AA", NULL, NULL},
	{"John Smith", NULL, {1947, 4, 5}, "RM16 4AB", NULL, NULL},
	{"Joan Smyth", NULL, {1950, 9, 9}, "RM15 6BB", NULL, NULL},
};
enum { PEOPLE_COUNT = sizeof people / sizeof people[0] };

static Str the_reference(void)
{
	static const char last[] = "0123456789BCDFGHJKMNPQRSTVWXYZ";
	for (size_t i = 0; i < sizeof last - 1; i++) {
		Str reference;
		if (reference_read(&arena, str_format(&arena, "KT-4R7M-QVX%c", last[i]), &reference) == STATUS_OK) {
			return reference;
		}
	}
	fail_msg("no check character fits");
	return (Str){0};
}

typedef struct Stored {
	FindingName names[2];
	Str postcode;
	Str phone;
	FindingPerson person;
} Stored;

static void store(const Known *known, size_t number, Stored *stored)
{
	stored->names[0] = (FindingName){.text = str_from_c(known->name)};
	stored->names[1] = (FindingName){.text = str_from_c(known->former), .former = true};
	stored->postcode = str_from_c(known->postcode);
	stored->phone = str_from_c(known->phone);
	stored->person = (FindingPerson){.id = str_format(&arena, "person-%02zu", number), .names = stored->names,
		.name_count = known->former == NULL ? 1 : 2, .born = known->born, .postcodes = &stored->postcode,
		.postcode_count = 1, .phones = &stored->phone, .phone_count = known->phone == NULL ? 0 : 1,
		.nhs_number = str_from_c(known->nhs), .reference = number == 0 ? the_reference() : (Str){0}};
}

static bool token_is_found(const FindingTokens *lookups, const FindingToken *token)
{
	for (size_t i = 0; i < lookups->count; i++) {
		const FindingToken *lookup = &lookups->items[i];
		bool same = lookup->prefix ? str_starts_with(token->token, lookup->token)
			: str_equal(lookup->token, token->token);
		if (lookup->kind == token->kind && same) {
			return true;
		}
	}
	return false;
}

typedef struct Found {
	size_t number;
	int points;
	Str id;
} Found;

/* Searches as the store will: only who shares a looked-up token is scored, then the order. */
static size_t search(const char *text, Found *found)
{
	FindingQuery query = finding_parse(&arena, str_from_c(text), THIS_YEAR);
	FindingTokens lookups = finding_lookups(&arena, &query);
	size_t count = 0;
	for (size_t i = 0; i < PEOPLE_COUNT; i++) {
		Stored stored;
		store(&people[i], i, &stored);
		FindingTokens tokens = finding_tokens(&arena, &stored.person);
		bool candidate = false;
		for (size_t t = 0; t < tokens.count; t++) {
			candidate = candidate || token_is_found(&lookups, &tokens.items[t]);
		}
		FindingScore score = finding_score(&arena, &query, &stored.person);
		if (!candidate || score.points <= 0) {
			continue;
		}
		size_t at = count++;
		while (at > 0 && finding_compare(score.points, stored.person.id, found[at - 1].points, found[at - 1].id) < 0) {
			found[at] = found[at - 1];
			at--;
		}
		found[at] = (Found){.number = i, .points = score.points, .id = stored.person.id};
	}
	return count;
}

/* What is typed, and who must stand first. */
static const struct {
	const char *typed;
	const char *name;
} searches[] = {
	{"margaret ellis", "Margaret Anne Ellis"}, {"ELLIS Margaret", "Margaret Anne Ellis"},
	{"ellis, margaret anne", "Margaret Anne Ellis"}, {"mrs m ellis", "Margaret Anne Ellis"},
	{"margret elis", "Margaret Anne Ellis"}, {"Margaret Pryce", "Margaret Anne Ellis"},
	{"price margaret", "Margaret Anne Ellis"}, {"ellis 14/3/41", "Margaret Anne Ellis"},
	{"ellis 14.03.1941", "Margaret Anne Ellis"}, {"ellis 14-3-1941", "Margaret Anne Ellis"},
	{"margaret 1941", "Margaret Anne Ellis"}, {"margaret 1952", "Margaret Eales"},
	{"14 March 1941", "Margaret Anne Ellis"}, {"14th of March 1941", "Margaret Anne Ellis"},
	{"march 14 1941", "Margaret Anne Ellis"}, {"ellis mar 1941", "Margaret Anne Ellis"},
	{"1941-03-14", "Margaret Anne Ellis"}, {"14031941", "Margaret Anne Ellis"},
	{"19410314", "Margaret Anne Ellis"}, {"140341", "Margaret Anne Ellis"},
	{"14 3 1941", "Margaret Anne Ellis"}, {"margaret rm17", "Margaret Anne Ellis"},
	{"margaret RM18", "Margaret Eales"}, {"rm176sl", "Margaret Anne Ellis"},
	{"RM17 6SL", "Margaret Anne Ellis"}, {"ellis rm17 6", "Margaret Anne Ellis"},
	{"01375 900 123", "Margaret Anne Ellis"}, {"900123", "Margaret Anne Ellis"},
	{"999 000 0018", "Margaret Anne Ellis"}, {"9990000026", "Mohammed Iqbal Khan"},
	{"muhammad khan", "Mohammed Iqbal Khan"}, {"khan mohamed", "Mohammed Iqbal Khan"},
	{"iqbal kahn", "Mohammed Iqbal Khan"}, {"eqbal khan", "Mohammed Iqbal Khan"},
	{"khan 11/5/1958", "Mohammed Iqbal Khan"}, {"+44 7700 900456", "Mohammed Iqbal Khan"},
	{"mohamad yousaf ahmad", "Muhammad Yusuf Ahmed"}, {"ahmed muhammad e13", "Muhammad Yusuf Ahmed"},
	{"krzysztof wisniewski", "Krzysztof Wiśniewski"}, {"kshishtof vishnevski", "Krzysztof Wiśniewski"},
	{"wiśniewska krystof 1975", "Krzysztof Wiśniewski"}, {"07700900789", "Krzysztof Wiśniewski"},
	{"agnieszka nowak", "Agnieszka Szymańska"}, {"shymanska", "Agnieszka Szymańska"},
	{"abdi hassan mohamed", "Cabdi Xasan Maxamed"}, {"hasan abdi", "Cabdi Xasan Maxamed"},
	{"faduma ali", "Faadumo Cali Jaamac"}, {"jama fadumo", "Faadumo Cali Jaamac"},
	{"faadumo june 1971", "Faadumo Cali Jaamac"}, {"oluwaseun adebayo", "Oluwaṣeun Adébáyọ̀"},
	{"adebayo oluwasheun", "Oluwaṣeun Adébáyọ̀"}, {"benga olatunji", "Gbenga Ọlátúnjí"},
	{"harprit kor", "Harpreet Kaur Singh"}, {"sing harpreet", "Harpreet Kaur Singh"},
	{"singh 12/2/1949", "Harpreet Kaur Singh"}, {"singh 2/12/1949", "Balwinder Singh"},
	{"balvinder sing", "Balwinder Singh"}, {"obrien lecki", "Siobhán O'Brien-Łęcki"},
	{"siobhan o'brien", "Siobhán O'Brien-Łęcki"}, {"steven wright", "Stephen Wright"},
	{"stephen rite", "Stephen Wright"}, {"stephen knight", "Steven Knight"},
	{"steven nite 11/10/39", "Steven Knight"}, {"wright 11/10/1939", "Stephen Wright"},
	{"zainab begum", "Zainab Choudhury"}, {"zaynab chowdhury", "Zainab Choudhury"},
	{"wong li na", "Li Na Wong"}, {"lina wong 2001", "Li Na Wong"},
	{"jean claude nguessan", "Jean-Claude N'Guessan"}, {"papadopulos alex", "Alexander Papadopoulos"},
	{"alexander papadopolous", "Alexander Papadopoulos"}, {"dorothy fisher", "Dorothy May Fisher"},
	{"dorothy cartwright", "Dorothy May Fisher"}, {"fischer may", "May Dorothy Fischer"},
	{"dorothy fisher 29/2/1944", "May Dorothy Fischer"}, {"fisher 01375 900222", "Dorothy May Fisher"},
	{"john smith 4/5/1947", "John Smith"}, {"joan smyth", "Joan Smyth"},
	{"smith john rm16 4ab", "John Smith"},
};

static void test_the_right_person_stands_first(void **state)
{
	(void)state;
	size_t asked = sizeof searches / sizeof searches[0];
	assert_true(asked >= 60);
	size_t wrong = 0;
	for (size_t i = 0; i < asked; i++) {
		Found found[PEOPLE_COUNT];
		size_t count = search(searches[i].typed, found);
		const char *first = count == 0 ? "" : people[found[0].number].name;
		if (strcmp(first, searches[i].name) != 0) {
			print_message("%s: wanted %s, found %s\n", searches[i].typed, searches[i].name, first);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void test_of_two_with_one_name_the_date_as_written_stands_before_the_swapped_one(void **state)
{
	(void)state;
	Found found[PEOPLE_COUNT];
	size_t count = search("john smith 4/5/1947", found);
	assert_true(count >= 2);
	assert_int_equal(people[found[0].number].born.day, 4);
	assert_int_equal(people[found[1].number].born.day, 5);
	count = search("smith john rm16 4ab", found);
	assert_true(count >= 2);
	assert_int_equal(people[found[0].number].born.day, 5);
}

static void test_a_reference_finds_its_person_however_it_is_typed(void **state)
{
	(void)state;
	Found found[PEOPLE_COUNT];
	Str reference = the_reference();
	Str spaced = str_lower_ascii(&arena, str_replace(&arena, reference, S("-"), S(" ")));
	assert_int_equal(search(str_c(&arena, reference), found), 1);
	assert_int_equal(found[0].number, 0);
	assert_int_equal(search(str_c(&arena, spaced), found), 1);
	assert_int_equal(found[0].number, 0);
}

static void test_a_former_name_finds_and_is_not_named(void **state)
{
	(void)state;
	Stored stored;
	store(&people[15], 15, &stored);
	FindingQuery query = finding_parse(&arena, S("zainab begum"), THIS_YEAR);
	FindingScore score = finding_score(&arena, &query, &stored.person);
	assert_true(score.points > 0);
	bool another = false;
	for (size_t i = 0; i < score.reason_count; i++) {
		another = another || str_equal(score.reasons[i].how, S("another name"));
		assert_false(str_contains(str_lower_ascii(&arena, score.reasons[i].how), S("begum")));
	}
	assert_true(another);
}

static void test_what_was_typed_is_taken_apart(void **state)
{
	(void)state;
	FindingQuery query = finding_parse(&arena, S("Mrs O'Brien, 3/4/61 rm17 6sl tel 01375 900123"), THIS_YEAR);
	assert_int_equal(query.word_count, 1);
	assert_str(&arena, query.words[0], "obrien");
	assert_int_equal(query.date_count, 2);
	assert_str(&arena, partial_date_format(&arena, query.dates[0].date), "1961-04-03");
	assert_false(query.dates[0].swapped);
	assert_str(&arena, partial_date_format(&arena, query.dates[1].date), "1961-03-04");
	assert_true(query.dates[1].swapped);
	assert_str(&arena, query.postcode, "RM176SL");
	assert_str(&arena, query.phone, "01375900123");
	query = finding_parse(&arena, S("3/25/1961"), THIS_YEAR);
	assert_int_equal(query.date_count, 1);
	assert_str(&arena, partial_date_format(&arena, query.dates[0].date), "1961-03-25");
	assert_false(query.dates[0].swapped);
	query = finding_parse(&arena, S("9990000019"), THIS_YEAR);
	assert_true(query.nhs_check_failed);
	assert_true(finding_query_is_empty(&query));
	query = finding_parse(&arena, S("   "), THIS_YEAR);
	assert_true(finding_query_is_empty(&query));
	assert_int_equal(finding_lookups(&arena, &query).count, 0);
	query = finding_parse(&arena, S("ann 26"), THIS_YEAR);
	assert_int_equal(query.date_count, 0);
}

static void test_phones_and_postcodes_have_one_form(void **state)
{
	(void)state;
	const char *const phones[] = {"+44 (0)7700 900 456", "0044 7700 900456", "07700-900456", "+447700900456"};
	for (size_t i = 0; i < 4; i++) {
		assert_str(&arena, finding_phone_digits(&arena, str_from_c(phones[i])), "07700900456");
	}
	assert_str(&arena, finding_postcode(&arena, S(" rm17  6sl ")), "RM176SL");
	assert_str(&arena, finding_postcode(&arena, S("ec1a 1bb")), "EC1A1BB");
	assert_str(&arena, finding_postcode(&arena, S("E13")), "E13");
	const char *const wrong[] = {"ann", "1941", "", "RM", "RM1766SL", "RM17 SLL", "RM17 6S7"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_true(str_is_empty(finding_postcode(&arena, str_from_c(wrong[i]))));
	}
}

static void test_tokens_stand_in_order_and_without_doubles(void **state)
{
	(void)state;
	Stored stored;
	store(&people[0], 0, &stored);
	FindingTokens tokens = finding_tokens(&arena, &stored.person);
	assert_true(tokens.count > 10);
	for (size_t i = 1; i < tokens.count; i++) {
		const FindingToken *before = &tokens.items[i - 1];
		const FindingToken *here = &tokens.items[i];
		assert_false(here->prefix);
		assert_true(before->kind < here->kind || str_compare(before->token, here->token) < 0);
	}
}

static void test_any_text_is_read_without_harm(void **state)
{
	(void)state;
	static const char *const bits[] = {"0", "1", "9", " ", " ", "/", "-", ".", ",", "+44", "(0)", "march", "of", "RM17",
		"6SL", "k", "\xc3\xa9", "\xe4\xb8\xad", "'", "3/4/61", "\xff"};
	RandomStream stream = random_stream(3, S("searches"));
	size_t read = 0;
	for (int round = 0; round < 3000; round++) {
		Str text = S("");
		for (uint32_t i = random_below(&stream, 60); i > 0; i--) {
			text = str_concat(&arena, text, str_from_c(bits[random_below(&stream, round % 8 == 0 ? 21 : 20)]));
		}
		FindingQuery query = finding_parse(&arena, text, THIS_YEAR);
		Stored stored;
		store(&people[0], 0, &stored);
		FindingScore score = finding_score(&arena, &query, &stored.person);
		assert_true(query.word_count <= FINDING_WORDS_MAX && score.reason_count <= FINDING_REASONS_MAX);
		assert_true(str_is_utf8(text) || finding_query_is_empty(&query));
		read += !finding_query_is_empty(&query);
		arena_reset(&arena);
	}
	assert_true(read > 2000);
}

static bool is_a_form_of(const char *word, const char *other)
{
	Str forms[FORMS_MAX];
	size_t count = forms_of(&arena, str_from_c(word), forms);
	for (size_t i = 0; i < count; i++) {
		assert_false(str_equal(forms[i], str_from_c(word)));
		if (str_equal(forms[i], str_from_c(other))) {
			return true;
		}
	}
	return false;
}

static void test_a_name_has_its_short_and_other_forms_both_ways(void **state)
{
	(void)state;
	const char *const pairs[][2] = {{"bill", "william"}, {"peggy", "margaret"}, {"md", "mohammed"}, {"cabdi", "abdi"},
		{"xasan", "hassan"}, {"wong", "wang"}, {"krzysiek", "krzysztof"}, {"seun", "oluwaseun"}, {"osullivan", "sullivan"},
		{"kazlauskas", "kazlauskiene"}, {"butkus", "butkute"}};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		assert_true(is_a_form_of(pairs[i][0], pairs[i][1]));
		assert_true(is_a_form_of(pairs[i][1], pairs[i][0]));
	}
	assert_true(is_a_form_of("rameshbhai", "ramesh"));
	assert_true(is_a_form_of("shantaben", "shanta"));
	assert_false(is_a_form_of("reuben", "reu"));
	assert_false(is_a_form_of("ellis", "margaret"));
	Str forms[FORMS_MAX];
	assert_int_equal(forms_of(&arena, S(""), forms), 0);
	assert_int_equal(forms_of(&arena, S("thistlewood"), forms), 0);
}

static bool share_a_deletion(const char *left, const char *right)
{
	Str one[FINDING_DELETIONS_MAX];
	Str two[FINDING_DELETIONS_MAX];
	size_t one_count = finding_deletions(&arena, str_from_c(left), one);
	size_t two_count = finding_deletions(&arena, str_from_c(right), two);
	for (size_t i = 0; i < one_count; i++) {
		assert_true(str_is_utf8(one[i]));
		for (size_t j = 0; j < two_count; j++) {
			if (str_equal(one[i], two[j])) {
				return true;
			}
		}
	}
	return false;
}

static void test_words_that_differ_by_a_letter_meet_and_others_do_not(void **state)
{
	(void)state;
	const char *const near[][2] = {{"smith", "smiht"}, {"smith", "smitj"}, {"smith", "smth"}, {"smith", "smithh"},
		{"smith", "xmith"}, {"ellis", "elis"}, {"иванов", "иваноф"}, {"featherstonehaugh", "fetherstonehaugh"}};
	for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
		FindingQuery query = finding_parse(&arena, str_from_c(near[i][1]), THIS_YEAR);
		assert_true(share_a_deletion(near[i][0], near[i][1]));
		assert_true(finding_add_near(&query, 0, str_from_c(near[i][0])));
		assert_false(finding_add_near(&query, 0, str_from_c(near[i][0]))); /* once is enough */
		assert_int_equal(query.near_counts[0], 1);
	}
	assert_false(share_a_deletion("smith", "jones"));
	FindingQuery query = finding_parse(&arena, S("smith lee"), THIS_YEAR);
	assert_false(finding_add_near(&query, 0, S("jones")));
	assert_false(finding_add_near(&query, 1, S("les"))); /* too short to tell */
	assert_true(finding_add_near(&query, 1, S("leela"))); /* begins with it */
	Str deletions[FINDING_DELETIONS_MAX];
	assert_int_equal(finding_deletions(&arena, S("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"), deletions), 6);
	assert_int_equal(finding_deletions(&arena, S("abcdefghijabcdefghijabcdefghijabcdefghij"), deletions),
		FINDING_DELETIONS_MAX);
}

static bool holds(const FindingTokens *tokens, FindingKind kind, const char *token)
{
	for (size_t i = 0; i < tokens->count; i++) {
		if (tokens->items[i].kind == kind && str_equal(tokens->items[i].token, str_from_c(token))) {
			return true;
		}
	}
	return false;
}

static void test_what_two_things_say_together_is_stored_and_looked_up(void **state)
{
	(void)state;
	Stored stored;
	store(&people[0], 0, &stored); /* Margaret Anne Ellis, born 1941, RM17 */
	FindingTokens tokens = finding_tokens(&arena, &stored.person);
	assert_true(holds(&tokens, FINDING_PAIR, "ALS MRGRT"));
	assert_true(holds(&tokens, FINDING_YEAR, "ALS 1941"));
	assert_true(holds(&tokens, FINDING_AREA, "ALS RM17"));
	assert_true(holds(&tokens, FINDING_PAIR, "MRGRT PRS")); /* the former name, with the given one */
	FindingQuery query = finding_parse(&arena, S("elis margret 1941 rm17 6"), THIS_YEAR);
	assert_str(&arena, query.district, "RM17");
	FindingTokens lookups = finding_lookups(&arena, &query);
	assert_true(holds(&lookups, FINDING_PAIR, "ALS MRGRT"));
	assert_true(holds(&lookups, FINDING_YEAR, "ALS 1941"));
	assert_true(holds(&lookups, FINDING_AREA, "MRGRT RM17"));
	assert_false(holds(&lookups, FINDING_YEAR, "ALS 1942"));
	query = finding_parse(&arena, S("ellis 14/3/1942"), THIS_YEAR);
	query.weak = true;
	lookups = finding_lookups(&arena, &query);
	assert_true(holds(&lookups, FINDING_YEAR, "ALS 1941"));
	assert_true(holds(&lookups, FINDING_YEAR, "ALS 1924")); /* figures exchanged */
}

static void test_only_what_was_wholly_found_ends_the_search(void **state)
{
	(void)state;
	static const struct { const char *typed; bool whole; } asked[] = {{"margaret ellis 14/3/1941", true},
		{"peggy ellis 1941", true}, {"margaret ellis 3/1941", true}, {"margaret ellis rm17 6", true}, {"margaret pryce", true},
		{"margaret elis", false}, {"margaret ellis 15/3/1941", false}, {"margaret ellis rm18", false}, {"margaret", true},
		{"margaret jones", false}};
	Stored stored;
	store(&people[0], 0, &stored);
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		FindingQuery query = finding_parse(&arena, str_from_c(asked[i].typed), THIS_YEAR);
		if (finding_score(&arena, &query, &stored.person).whole != asked[i].whole) {
			fail_msg("%s", asked[i].typed);
		}
	}
}

static void test_names_that_sound_alike_share_a_key(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"mohammed", "muhamad"}, {"ahmed", "axmed"}, {"abdi", "cabdi"},
		{"hassan", "xasan"}, {"krzysztof", "kshishtof"}, {"szymanski", "shymanski"}, {"choudhury", "chowdhury"},
		{"singh", "sing"}, {"shola", "sola"}, {"gbenga", "benga"}, {"stephen", "steven"}, {"wright", "rite"},
		{"fatima", "fatimah"}, {"khadija", "qadija"}, {"jakub", "yakub"}, {"umar", "omar"}, {"cumar", "omar"},
		{"kowalski", "kovalski"}, {"gemma", "jemma"}, {"knight", "nite"}, {"phillips", "filips"}};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		Str left[SOUNDS_MAX];
		Str right[SOUNDS_MAX];
		size_t left_count = sounds_of(&arena, str_from_c(pairs[i][0]), left);
		size_t right_count = sounds_of(&arena, str_from_c(pairs[i][1]), right);
		bool shared = false;
		for (size_t l = 0; l < left_count; l++) {
			for (size_t r = 0; r < right_count; r++) {
				shared = shared || str_equal(left[l], right[r]);
			}
		}
		if (!shared) {
			fail_msg("%s and %s do not sound alike", pairs[i][0], pairs[i][1]);
		}
	}
	Str keys[SOUNDS_MAX];
	assert_int_equal(sounds_of(&arena, S(""), keys), 0);
	assert_int_equal(sounds_of(&arena, S("ellis"), keys), 1);
	assert_str(&arena, keys[0], "ALS");
}

static void test_nhs_numbers_carry_their_check_digit(void **state)
{
	(void)state;
	Str number;
	assert_ok(nhs_number_read(&arena, S(" 999 000 0018 "), &number));
	assert_str(&arena, number, "9990000018");
	assert_str(&arena, nhs_number_format(&arena, number), "999 000 0018");
	assert_true(nhs_number_is_valid(S("9434765919")));
	const char *const wrong[] = {"9990000019", "999000001", "99900000188", "999000001x", "", "9990000081"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(nhs_number_is_valid(str_from_c(wrong[i])));
		assert_status(nhs_number_read(&arena, str_from_c(wrong[i]), &number), STATUS_INVALID);
	}
	/* Every single wrong digit is noticed. */
	char digits[11] = "9990000018";
	for (size_t at = 0; at < 10; at++) {
		char kept = digits[at];
		for (char digit = '0'; digit <= '9'; digit++) {
			digits[at] = digit;
			assert_int_equal(nhs_number_is_valid(str_from_c(digits)), digit == kept);
		}
		digits[at] = kept;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_right_person_stands_first),
		cmocka_unit_test(test_of_two_with_one_name_the_date_as_written_stands_before_the_swapped_one),
		cmocka_unit_test(test_a_reference_finds_its_person_however_it_is_typed),
		cmocka_unit_test(test_a_former_name_finds_and_is_not_named),
		cmocka_unit_test(test_what_was_typed_is_taken_apart),
		cmocka_unit_test(test_phones_and_postcodes_have_one_form),
		cmocka_unit_test(test_tokens_stand_in_order_and_without_doubles),
		cmocka_unit_test(test_any_text_is_read_without_harm),
		cmocka_unit_test(test_a_name_has_its_short_and_other_forms_both_ways),
		cmocka_unit_test(test_words_that_differ_by_a_letter_meet_and_others_do_not),
		cmocka_unit_test(test_what_two_things_say_together_is_stored_and_looked_up),
		cmocka_unit_test(test_only_what_was_wholly_found_ends_the_search),
		cmocka_unit_test(test_names_that_sound_alike_share_a_key),
		cmocka_unit_test(test_nhs_numbers_carry_their_check_digit),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
