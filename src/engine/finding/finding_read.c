/* Taking a search apart into words, dates, postcodes and numbers. */
#include "engine/finding/finding.h"

#include <assert.h>
#include <string.h>

#include "base/id.h"
#include "engine/finding/nhs_number.h"

typedef struct Pieces {
	Str items[FINDING_PIECES_MAX];
	size_t count;
} Pieces;

static bool is_digit(char letter)
{
	return letter >= '0' && letter <= '9';
}

static bool is_letter(char letter)
{
	return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
}

static bool is_all(Str text, bool (*fits)(char))
{
	for (size_t i = 0; i < text.length; i++) {
		if (!fits(text.data[i])) {
			return false;
		}
	}
	return text.length > 0;
}

static Str keep_digits(Arena *arena, Str text)
{
	Str digits = str_copy(arena, text);
	char *data = arena_allocate(arena, text.length + 1);
	digits.length = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (is_digit(text.data[i])) {
			data[digits.length++] = text.data[i];
		}
	}
	digits.data = data;
	return digits;
}

Str finding_phone_digits(Arena *arena, Str phone)
{
	Str trunk = str_replace(arena, phone, S("(0)"), S(""));
	bool abroad = str_starts_with(str_trim(trunk), S("+44"));
	Str digits = keep_digits(arena, abroad || str_contains(trunk, S("+")) ? trunk : phone);
	if (abroad) {
		return str_concat(arena, S("0"), str_slice(digits, 2, digits.length));
	}
	if (str_starts_with(digits, S("0044"))) {
		Str rest = str_slice(digits, 4, digits.length);
		return str_starts_with(rest, S("0")) ? rest : str_concat(arena, S("0"), rest);
	}
	return digits;
}

/* How many letters of the start are an outward code: A9, A99, AA9, AA99, A9A, AA9A; 0 when they are none. */
static size_t outward_length(Str text, size_t length)
{
	size_t at = 0;
	while (at < length && at < 2 && is_letter(text.data[at])) {
		at++;
	}
	size_t letters = at;
	while (at < length && at - letters < 2 && is_digit(text.data[at])) {
		at++;
	}
	size_t digits = at - letters;
	if (letters == 0 || digits == 0) {
		return 0;
	}
	if (at < length && digits == 1 && is_letter(text.data[at])) {
		at++;
	}
	return at == length ? at : 0;
}

static bool inward_fits(Str inward)
{
	static bool (*const shape[3])(char) = {is_digit, is_letter, is_letter};
	assert(inward.length <= 3);
	for (size_t i = 0; i < inward.length; i++) {
		if (!shape[i](inward.data[i])) {
			return false;
		}
	}
	return true;
}

static Str upper(Arena *arena, Str text)
{
	char *data = arena_allocate(arena, text.length + 1);
	for (size_t i = 0; i < text.length; i++) {
		char letter = text.data[i];
		data[i] = letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
	}
	return (Str){.data = data, .length = text.length};
}

Str finding_postcode(Arena *arena, Str text)
{
	Str trimmed = upper(arena, str_trim(text));
	Str outward = trimmed;
	Str inward = {0};
	size_t space = 0;
	if (str_find(trimmed, S(" "), &space)) {
		outward = str_slice(trimmed, 0, space);
		inward = str_trim(str_slice(trimmed, space, trimmed.length));
	} else if (trimmed.length >= 5 && inward_fits(str_slice(trimmed, trimmed.length - 3, trimmed.length))) {
		outward = str_slice(trimmed, 0, trimmed.length - 3);
		inward = str_slice(trimmed, trimmed.length - 3, trimmed.length);
	}
	if (outward_length(outward, outward.length) == 0 || inward.length > 3 || !inward_fits(inward)) {
		return (Str){0};
	}
	return str_concat(arena, outward, inward);
}

Str finding_district(Str postcode)
{
	size_t outward = postcode.length < 3 ? 0 : postcode.length - 3;
	if (outward_length(str_slice(postcode, 0, outward), outward) == 0 ||
	    !inward_fits(str_slice(postcode, outward, postcode.length))) {
		return (Str){0};
	}
	return str_slice(postcode, 0, outward);
}

/* ---- Dates. ---- */

static int number_of(Str digits)
{
	int64_t number = 0;
	bool fits = is_all(digits, is_digit) && str_to_integer(digits, &number) == STATUS_OK && number < 10000;
	return fits ? (int)number : -1;
}

static int month_of(Arena *arena, Str word)
{
	Str lower = str_lower_ascii(arena, word);
	for (int month = 1; month <= 12 && lower.length >= 3; month++) {
		if (str_starts_with(str_lower_ascii(arena, date_month_name(month)), lower)) {
			return month;
		}
	}
	return str_equal(lower, S("sept")) ? 9 : 0;
}

static int whole_year(Str digits, int this_year)
{
	int year = number_of(digits);
	if (year < 0 || (digits.length != 2 && digits.length != 4)) {
		return 0;
	}
	if (digits.length == 2) {
		year += this_year / 100 * 100;
		year -= year > this_year ? 100 : 0;
	}
	return year >= this_year - 130 && year <= this_year ? year : 0;
}

static bool add_date(FindingQuery *query, int year, int month, int day, bool swapped)
{
	Date date = DATE_NONE;
	bool real = year > 0 && month >= 0 && month <= 12 &&
		(day == 0 || (month > 0 && date_make(year, month, day, &date) == STATUS_OK));
	if (real && query->date_count < FINDING_DATES_MAX) {
		query->dates[query->date_count++] = (FindingDate){
			.date = {.year = year, .month = month, .day = day}, .swapped = swapped};
	}
	return real;
}

/* Day, month, year as numbers: the English order first, the other one when it is a different day. */
static bool add_numbers(FindingQuery *query, int first, int second, int year)
{
	if (first < 1 || second < 1) {
		return false;
	}
	bool english = add_date(query, year, second, first, false);
	bool other = first != second && add_date(query, year, first, second, english);
	return english || other;
}

static Str without_ending(Str day)
{
	static const Str endings[] = {S_INIT("st"), S_INIT("nd"), S_INIT("rd"), S_INIT("th")};
	for (size_t i = 0; i < 4; i++) {
		if (str_ends_with(day, endings[i]) && day.length <= 4) {
			return str_slice(day, 0, day.length - 2);
		}
	}
	return day;
}

/* "14/3/1941", "14.3.41", "14-03-1941", "1941-03-14", "1941-03", "3/1941". */
static bool read_joined_date(FindingQuery *query, Str piece, int this_year)
{
	static const char separators[] = {'/', '.', '-'};
	for (size_t s = 0; s < sizeof separators; s++) {
		Str rest = piece;
		Str parts[4] = {{0}};
		size_t count = 0;
		while (count < 4 && str_next(&rest, separators[s], &parts[count])) {
			count++;
		}
		if (count == 3 && parts[0].length == 4) {
			return add_numbers(query, number_of(parts[2]), number_of(parts[1]), whole_year(parts[0], this_year));
		}
		if (count == 3) {
			return add_numbers(query, number_of(parts[0]), number_of(parts[1]), whole_year(parts[2], this_year));
		}
		if (count == 2 && parts[0].length == 4 && number_of(parts[1]) > 0) {
			return add_date(query, whole_year(parts[0], this_year), number_of(parts[1]), 0, false);
		}
		if (count == 2 && parts[1].length == 4 && number_of(parts[0]) > 0) {
			return add_date(query, whole_year(parts[1], this_year), number_of(parts[0]), 0, false);
		}
	}
	return false;
}

/* "14031941", "19410314", "140341". */
static bool read_packed_date(FindingQuery *query, Str piece, int this_year)
{
	if (!is_all(piece, is_digit)) {
		return false;
	}
	if (piece.length == 8 && add_numbers(query, number_of(str_slice(piece, 0, 2)), number_of(str_slice(piece, 2, 4)),
	    whole_year(str_slice(piece, 4, 8), this_year))) {
		return true;
	}
	if (piece.length == 8) {
		return add_date(query, whole_year(str_slice(piece, 0, 4), this_year), number_of(str_slice(piece, 4, 6)),
			number_of(str_slice(piece, 6, 8)), false);
	}
	return piece.length == 6 && add_numbers(query, number_of(str_slice(piece, 0, 2)),
		number_of(str_slice(piece, 2, 4)), whole_year(str_slice(piece, 4, 6), this_year));
}

static Str piece_at(const Pieces *pieces, size_t at)
{
	return at < pieces->count ? pieces->items[at] : (Str){0};
}

/* "14 March 1941", "14th of March 1941", "March 14 1941", "March 1941", "14 3 1941". Returns the pieces used. */
static size_t read_spaced_date(Arena *arena, FindingQuery *query, const Pieces *pieces, size_t at, int this_year)
{
	int day = number_of(without_ending(piece_at(pieces, at)));
	size_t of = str_equal_ignoring_case(piece_at(pieces, at + 1), S("of")) ? 1 : 0;
	Str second = piece_at(pieces, at + 1 + of);
	int month = month_of(arena, second);
	int year = whole_year(piece_at(pieces, at + 2 + of), this_year);
	if (day > 0 && month > 0 && year > 0) {
		return add_date(query, year, month, day, false) ? 3 + of : 0;
	}
	if (day > 0 && day <= 31 && number_of(second) > 0 && second.length <= 2 && year > 0 && of == 0) {
		return add_numbers(query, day, number_of(second), year) ? 3 : 0;
	}
	month = month_of(arena, piece_at(pieces, at));
	day = number_of(without_ending(second));
	if (month > 0 && day > 0 && day <= 31 && year > 0 && of == 0) {
		return add_date(query, year, month, day, false) ? 3 : 0;
	}
	int month_year = second.length == 4 ? whole_year(second, this_year) : 0;
	if (month > 0 && month_year > 0 && of == 0) {
		return add_date(query, month_year, month, 0, false) ? 2 : 0;
	}
	return 0;
}

/* ---- Numbers and postcodes. ---- */

static bool is_phone_character(char letter)
{
	return is_digit(letter) || letter == '+' || letter == '(' || letter == ')' || letter == '-';
}

static Str join_pieces(Arena *arena, const Pieces *pieces, size_t at, size_t count)
{
	return str_join(arena, &pieces->items[at], count, S(" "));
}

static size_t read_reference(Arena *arena, FindingQuery *query, const Pieces *pieces, size_t at)
{
	for (size_t count = 1; count <= 3 && at + count <= pieces->count; count++) {
		Str reference;
		if (reference_read(arena, join_pieces(arena, pieces, at, count), &reference) == STATUS_OK) {
			query->reference = reference;
			return count;
		}
	}
	return 0;
}

/* NHS and phone numbers over one to four pieces, the longest first, so that "01375 900 123" is one number. */
static size_t read_number(Arena *arena, FindingQuery *query, const Pieces *pieces, size_t at)
{
	size_t most = 0;
	while (most < 4 && is_all(piece_at(pieces, at + most), is_phone_character)) {
		most++;
	}
	for (size_t count = most; count > 0; count--) {
		Str joined = join_pieces(arena, pieces, at, count);
		Str digits = finding_phone_digits(arena, joined);
		Str plain = keep_digits(arena, joined);
		if (plain.length == 10 && plain.data[0] != '0' && !str_contains(joined, S("+"))) {
			query->nhs_check_failed = !nhs_number_is_valid(plain);
			query->nhs_number = query->nhs_check_failed ? (Str){0} : plain;
			return count;
		}
		if ((digits.length == 10 || digits.length == 11) && digits.data[0] == '0') {
			query->phone = digits;
			return count;
		}
	}
	return 0;
}

/* A postcode over one or two pieces; a bare outward code must not swallow what is more likely a word. */
static size_t read_postcode(Arena *arena, FindingQuery *query, const Pieces *pieces, size_t at)
{
	Str next = piece_at(pieces, at + 1);
	if (next.length > 0 && next.length <= 3 && is_digit(next.data[0])) {
		Str whole = finding_postcode(arena, join_pieces(arena, pieces, at, 2));
		if (!str_is_empty(whole) && !is_all(piece_at(pieces, at), is_digit)) {
			query->postcode = whole;
			query->district = str_slice(whole, 0, whole.length - next.length);
			return 2;
		}
	}
	Str one = finding_postcode(arena, piece_at(pieces, at));
	if (str_is_empty(one)) {
		return 0;
	}
	query->postcode = one;
	query->district = finding_district(one);
	query->district = str_is_empty(query->district) ? one : query->district;
	return 1;
}

static void add_words(Arena *arena, FindingQuery *query, Str piece)
{
	static const Str noise[] = {S_INIT("mr"), S_INIT("mrs"), S_INIT("ms"), S_INIT("miss"), S_INIT("mx"), S_INIT("dr"),
		S_INIT("dob"), S_INIT("nhs"), S_INIT("tel"), S_INIT("ref")};
	Str rest = str_fold(arena, piece);
	Str word;
	while (str_next(&rest, ' ', &word)) {
		bool wanted = !str_is_empty(word) && query->word_count < FINDING_WORDS_MAX;
		for (size_t i = 0; i < sizeof noise / sizeof noise[0]; i++) {
			wanted = wanted && !str_equal(word, noise[i]);
		}
		if (wanted) {
			size_t at = query->word_count++;
			query->words[at] = word;
			query->sound_counts[at] = sounds_of(arena, word, query->sounds[at]);
			query->form_counts[at] = forms_of(arena, word, query->forms[at]);
		}
	}
}

/* Reads what begins at a piece; returns how many pieces it took, at least one. */
static size_t read_piece(Arena *arena, FindingQuery *query, const Pieces *pieces, size_t at, int this_year)
{
	Str piece = pieces->items[at];
	size_t used = read_reference(arena, query, pieces, at);
	used = used > 0 ? used : read_spaced_date(arena, query, pieces, at, this_year);
	if (used == 0 && (read_joined_date(query, piece, this_year) || read_packed_date(query, piece, this_year))) {
		used = 1;
		if (piece.length == 6 && is_all(piece, is_digit) && str_is_empty(query->phone)) {
			query->phone = piece; /* 120341 may be a birthday or the end of a phone number: score both */
		}
	}
	used = used > 0 ? used : read_number(arena, query, pieces, at);
	if (used == 0 && piece.length == 4 && whole_year(piece, this_year) > 0) {
		used = add_date(query, whole_year(piece, this_year), 0, 0, false) ? 1 : 0;
	}
	if (used == 0 && piece.length >= 6 && piece.length <= 9 && is_all(piece, is_digit)) {
		query->phone = piece;
		used = 1;
	}
	used = used > 0 ? used : read_postcode(arena, query, pieces, at);
	if (used == 0) {
		add_words(arena, query, piece);
		used = 1;
	}
	return used;
}

FindingQuery finding_parse(Arena *arena, Str text, int this_year)
{
	FindingQuery query = {0};
	Pieces pieces = {0};
	if (!str_is_utf8(text)) {
		return query;
	}
	size_t length = text.length < FINDING_QUERY_BYTES_MAX ? text.length : FINDING_QUERY_BYTES_MAX;
	while (length < text.length && ((unsigned char)text.data[length] & 0xC0) == 0x80) {
		length--; /* never cut inside a letter */
	}
	Str rest = str_replace(arena, str_replace(arena, str_slice(text, 0, length), S(","), S(" ")), S("\t"), S(" "));
	Str piece;
	while (pieces.count < FINDING_PIECES_MAX && str_next(&rest, ' ', &piece)) {
		if (!str_is_empty(piece)) {
			pieces.items[pieces.count++] = piece;
		}
	}
	for (size_t at = 0; at < pieces.count;) {
		at += read_piece(arena, &query, &pieces, at, this_year);
	}
	return query;
}

bool finding_query_is_empty(const FindingQuery *query)
{
	return query->word_count == 0 && query->date_count == 0 && str_is_empty(query->postcode) &&
		str_is_empty(query->phone) && str_is_empty(query->nhs_number) && str_is_empty(query->reference);
}
