/* What may be wrong with one field of a listing, and what is kept of it. */
#include "care/directory/directory_import.h"

#include "practice/postcode.h"

enum { MICRO_DIGITS = 6, PHONE_DIGITS_MIN = 3, PHONE_DIGITS_MAX = 20 };

/* The box around the United Kingdom, in micro-degrees. */
enum { UK_SOUTH = 49000000, UK_NORTH = 61500000, UK_WEST = -9000000, UK_EAST = 2500000 };

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool is_alphanumeric(char character)
{
	return is_digit(character) || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

static bool is_blank(char character)
{
	return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

static void found_value(DirectoryReading *reading, Str field, const char *format, Str value, Str done)
{
	Str shown = value.length > 120 ? str_slice(value, 0, 120) : value;
	while (!str_is_utf8(shown))
		shown.length--;
	Str wrong = str_format(reading->arena, "%.*s \"%.*s\".", STR_ARG(str_from_c(format)), STR_ARG(shown));
	reading_found(reading, field, wrong, done);
}

static Str cut(DirectoryReading *reading, Str field, Str text, size_t most)
{
	if (text.length <= most)
		return text;
	text.length = most;
	while (!str_is_utf8(text))
		text.length--;
	reading_found(reading, field, str_format(reading->arena, "The text is longer than %zu bytes.", most),
		S("It was cut there."));
	return str_trim(text);
}

static Str with_single_blanks(Arena *arena, Str text)
{
	char *bytes = arena_allocate(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool blank = is_blank(text.data[i]);
		if (blank && (length == 0 || bytes[length - 1] == ' '))
			continue;
		bytes[length++] = blank ? ' ' : text.data[i];
	}
	return str_trim((Str){.data = bytes, .length = length});
}

Str repair_line(DirectoryReading *reading, Str field, Str text)
{
	return cut(reading, field, with_single_blanks(reading->arena, str_normalise(reading->arena, text)),
		DRAFT_NAME_BYTES_MAX);
}

Str repair_text(DirectoryReading *reading, Str field, Str text)
{
	return cut(reading, field, str_trim(str_normalise(reading->arena, text)), DRAFT_TEXT_BYTES_MAX);
}

/* A host of letters, digits, hyphens and at least one point between them; then nothing, or a path. */
static bool has_host(Str after_scheme)
{
	size_t points = 0;
	size_t i = 0;
	for (; i < after_scheme.length; i++) {
		char character = after_scheme.data[i];
		if (character == '/' || character == '?' || character == '#' || character == ':')
			break;
		if (character == '.' && i > 0 && after_scheme.data[i - 1] != '.')
			points++;
		else if (!is_alphanumeric(character) && character != '-')
			return false;
	}
	return points > 0 && i > 2 && after_scheme.data[i - 1] != '.' && after_scheme.data[0] != '.';
}

static bool has_only_address_characters(Str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] <= ' ' || text.data[i] == '"' || text.data[i] == '<' || text.data[i] == '>' ||
		    text.data[i] == '\\')
			return false; /* a byte above 127 is negative where char is signed: such an address must be escaped */
	return true;
}

Str repair_url(DirectoryReading *reading, Str field, Str text)
{
	Str url = str_trim(text);
	if (str_is_empty(url))
		return (Str){0};
	Str lower = str_lower_ascii(reading->arena, url);
	bool secure = str_starts_with(lower, S("https://"));
	bool plain = str_starts_with(lower, S("http://"));
	Str rest = secure ? str_slice(url, 8, url.length) : plain ? str_slice(url, 7, url.length) : url;
	bool good = has_only_address_characters(rest) && has_host(rest) && url.length <= 1000;
	if (good && (secure || plain))
		return str_concat(reading->arena, secure ? S("https://") : S("http://"), rest);
	if (good && !str_contains(rest, S("@")) && !str_contains(rest, S(":"))) {
		found_value(reading, field, "The web address does not begin with http:", url, S("https:// was put before it."));
		return str_concat(reading->arena, S("https://"), rest);
	}
	found_value(reading, field, "This is not a web address:", url, S("It was left empty."));
	return (Str){0};
}

Str repair_email(DirectoryReading *reading, Str field, Str text)
{
	Str email = str_trim(text);
	size_t at = 0;
	if (str_is_empty(email))
		return (Str){0};
	if (str_starts_with(str_lower_ascii(reading->arena, email), S("mailto:"))) {
		email = str_trim(str_slice(email, 7, email.length));
		reading_found(reading, field, S("The e-mail address begins with mailto:."), S("mailto: was taken away."));
	}
	bool good = str_find(email, S("@"), &at) && at > 0 && email.length <= 254 && has_only_address_characters(email);
	Str host = good ? str_slice(email, at + 1, email.length) : (Str){0};
	if (good && has_host(host) && !str_contains(host, S("/")) && !str_contains(host, S(":")) &&
	    !str_contains(host, S("?")) && !str_contains(host, S("#")))
		return email;
	found_value(reading, field, "This is not an e-mail address:", email, S("It was left empty."));
	return (Str){0};
}

Str repair_phone(DirectoryReading *reading, Str field, Str text)
{
	Str phone = repair_line(reading, field, text);
	size_t digits = 0;
	if (str_is_empty(phone))
		return (Str){0};
	for (size_t i = 0; i < phone.length; i++)
		digits += is_digit(phone.data[i]) ? 1U : 0U;
	if (digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX)
		return phone;
	found_value(reading, field, "This is not a telephone number:", phone, S("It was left empty."));
	return (Str){0};
}

/* Letters that were typed for the digit that must stand first of the last three. */
static Str postcode_guess(Arena *arena, Str typed)
{
	char *bytes = arena_allocate(arena, typed.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < typed.length; i++)
		if (is_alphanumeric(typed.data[i]))
			bytes[length++] = typed.data[i];
	if (length >= 3) {
		char *first = &bytes[length - 3];
		*first = *first == 'O' || *first == 'o' ? '0' : *first == 'I' || *first == 'i' || *first == 'l' ? '1' : *first;
	}
	return (Str){.data = bytes, .length = length};
}

Str repair_postcode(DirectoryReading *reading, Str field, Str text)
{
	Str typed = str_trim(text);
	Str read = {0};
	if (str_is_empty(typed))
		return (Str){0};
	if (postcode_read(reading->arena, typed, &read) == STATUS_OK)
		return read;
	if (postcode_read(reading->arena, postcode_guess(reading->arena, typed), &read) == STATUS_OK) {
		found_value(reading, field, "This is not quite a postcode:", typed,
			str_format(reading->arena, "It was read as %.*s.", STR_ARG(read)));
		return read;
	}
	found_value(reading, field, "This is not a postcode:", typed, S("It was left empty, so distances are not known."));
	return (Str){0};
}

Str repair_status(DirectoryReading *reading, Str field, Str text)
{
	static const Str known[] = {S_INIT("active"), S_INIT("inactive"), S_INIT("defunct"), S_INIT("temporarily closed")};
	Str status = str_trim(text);
	if (str_is_empty(status))
		return S("active");
	Str folded = str_replace(reading->arena, str_lower_ascii(reading->arena, status), S("_"), S(" "));
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (!str_equal(folded, known[i]))
			continue;
		if (!str_equal(status, known[i]))
			found_value(reading, field, "The status is written in another way:", status,
				str_format(reading->arena, "It was read as %.*s.", STR_ARG(known[i])));
		return known[i];
	}
	found_value(reading, field, "The status is not active, inactive, defunct or temporarily closed:", status,
		S("It was taken as active."));
	return S("active");
}

Str repair_day(DirectoryReading *reading, Str field, Str text)
{
	Str typed = str_trim(text);
	Date date = DATE_NONE;
	if (str_is_empty(typed))
		return (Str){0};
	Str day = typed.length > 10 && typed.data[10] == 'T' ? str_slice(typed, 0, 10) : typed;
	if (date_parse(day, &date) == STATUS_OK)
		return day;
	found_value(reading, field, "This is not a day such as 2026-11-22:", typed, S("It was left empty."));
	return (Str){0};
}

bool micro_degrees_read(Str text, int64_t *out)
{
	size_t i = 0;
	bool negative = text.length > 0 && text.data[0] == '-';
	if (negative || (text.length > 0 && text.data[0] == '+'))
		i++;
	size_t first = i;
	int64_t value = 0;
	for (; i < text.length && is_digit(text.data[i]) && i - first < 4; i++)
		value = value * 10 + (text.data[i] - '0');
	if (i == first || i - first > 3)
		return false;
	int digits = 0;
	bool up = false;
	if (i < text.length && text.data[i] == '.') {
		for (i++; i < text.length && is_digit(text.data[i]); i++) {
			if (digits < MICRO_DIGITS)
				value = value * 10 + (text.data[i] - '0');
			else if (digits == MICRO_DIGITS)
				up = text.data[i] >= '5';
			digits++;
		}
	}
	if (i != text.length)
		return false;
	for (; digits < MICRO_DIGITS; digits++)
		value *= 10;
	value += up ? 1 : 0;
	*out = negative ? -value : value;
	return true;
}

static bool is_in_the_uk(int64_t latitude, int64_t longitude)
{
	return latitude >= UK_SOUTH && latitude <= UK_NORTH && longitude >= UK_WEST && longitude <= UK_EAST;
}

void repair_position(DirectoryReading *reading, Str latitude, Str longitude, DraftPlace *place)
{
	int64_t north = 0;
	int64_t east = 0;
	Str first = str_trim(latitude);
	Str second = str_trim(longitude);
	place->latitude = place->longitude = STORE_NULL_INTEGER;
	if (str_is_empty(first) && str_is_empty(second))
		return;
	bool numbers = micro_degrees_read(first, &north) && micro_degrees_read(second, &east);
	Str pair = str_format(reading->arena, "%.*s, %.*s", STR_ARG(first), STR_ARG(second));
	if (numbers && is_in_the_uk(north, east)) {
		place->latitude = north;
		place->longitude = east;
	} else if (numbers && is_in_the_uk(east, north)) {
		place->latitude = east;
		place->longitude = north;
		found_value(reading, S("latitude"), "Latitude and longitude stand in each other's place:", pair,
			S("They were changed over."));
	} else {
		found_value(reading, S("latitude"), "This is not a place in the United Kingdom:", pair,
			S("The place's postcode is used instead."));
	}
}
