/* The kinds of column: how each is written down to be compared, and in which ways two values may agree. */
#include "engine/comparing/dates_alike.h"
#include "engine/finding/finding.h"
#include "engine/linkage/link_internal.h"

/* Level 0 is missing, 1 exact; m adds up to 1 over the rest and only opens the learning. */
static const char *const NAME_WORDS[] = {"missing", "exact", "stands in the other name", "spelt alike", "a form of the name",
	"sounds alike", "a word in common", "initial or beginning", "somewhat alike", "different"};
static const double NAME_M[] = {0, 0.80, 0.01, 0.10, 0.02, 0.01, 0.01, 0.01, 0.02, 0.02};

static const char *const WORDY_WORDS[] = {"missing", "exact", "stands in another column", "same words", "nearly the same",
	"much in common", "some in common", "little in common", "different"};
static const double WORDY_M[] = {0, 0.65, 0.02, 0.03, 0.15, 0.05, 0.04, 0.02, 0.04};

static const char *const DATE_WORDS[] = {"missing", "exact", "same as far as known", "day and month swapped", "one slip",
	"two parts agree", "same year", "within a year", "different"};
static const double DATE_M[] = {0, 0.83, 0.01, 0.02, 0.06, 0.04, 0.01, 0.01, 0.02};

static const char *const PLAIN_WORDS[] = {"missing", "exact", "different"};
static const double PLAIN_M[] = {0, 0.92, 0.08};

static const char *const POSTCODE_WORDS[] = {"missing", "exact", "one slip", "same sector", "same district", "different"};
static const double POSTCODE_M[] = {0, 0.75, 0.08, 0.03, 0.04, 0.10};

static const char *const PHONE_WORDS[] = {"missing", "exact", "same last six figures", "one slip", "different"};
static const double PHONE_M[] = {0, 0.75, 0.03, 0.07, 0.15};

static const char *const EMAIL_WORDS[] = {"missing", "exact", "same before the @", "alike before the @", "one slip or two",
	"different"};
static const double EMAIL_M[] = {0, 0.74, 0.05, 0.05, 0.06, 0.10};

static const char *const IDENTIFIER_WORDS[] = {"missing", "exact", "one slip", "two slips", "different"};
static const double IDENTIFIER_M[] = {0, 0.82, 0.08, 0.02, 0.08};

#define LEVELS(list) .level_count = sizeof(list##_WORDS) / sizeof(list##_WORDS)[0], .words = (list##_WORDS), .m = (list##_M)

static const LinkKindFacts KINDS[LINK_KINDS] = {
	[LINK_NAME] = {S_INIT("name"), SHAPE_WORDY, SHARING_NAME, .dictionary = 2, LEVELS(WORDY)},
	[LINK_FORENAME] = {S_INIT("forename"), SHAPE_NAME_WORD, SHARING_NONE, .dictionary = 1, LEVELS(NAME)},
	[LINK_SURNAME] = {S_INIT("surname"), SHAPE_NAME_WORD, SHARING_NAME, .dictionary = 1, LEVELS(NAME)},
	[LINK_DATE] = {S_INIT("date"), SHAPE_DATE, SHARING_NONE, .dictionary = 0, LEVELS(DATE)},
	[LINK_SEX] = {S_INIT("sex"), SHAPE_PLAIN, SHARING_NONE, .dictionary = 0, LEVELS(PLAIN)},
	[LINK_POSTCODE] = {S_INIT("postcode"), SHAPE_POSTCODE, SHARING_PLACE, .dictionary = 0, LEVELS(POSTCODE)},
	[LINK_PLACE] = {S_INIT("place"), SHAPE_WORDY, SHARING_PLACE, .dictionary = 3, LEVELS(WORDY)},
	[LINK_ADDRESS] = {S_INIT("address"), SHAPE_WORDY, SHARING_PLACE, .dictionary = 3, LEVELS(WORDY)},
	[LINK_PHONE] = {S_INIT("phone"), SHAPE_PHONE, SHARING_PLACE, .dictionary = 0, LEVELS(PHONE)},
	[LINK_EMAIL] = {S_INIT("email"), SHAPE_EMAIL, SHARING_NONE, .dictionary = 0, LEVELS(EMAIL)},
	[LINK_IDENTIFIER] = {S_INIT("identifier"), SHAPE_IDENTIFIER, SHARING_NONE, .dictionary = 0, LEVELS(IDENTIFIER)},
	[LINK_CATEGORY] = {S_INIT("category"), SHAPE_PLAIN, SHARING_NONE, .dictionary = 0, LEVELS(PLAIN)},
	[LINK_TEXT] = {S_INIT("text"), SHAPE_WORDY, SHARING_NONE, .dictionary = 4, LEVELS(WORDY)},
};

const LinkKindFacts *link_kind_facts(LinkKind kind)
{
	return &KINDS[kind];
}

Str link_kind_code(LinkKind kind)
{
	return KINDS[kind].code;
}

bool link_kind_find(Str code, LinkKind *out)
{
	for (int kind = 0; kind < LINK_KINDS; kind++) {
		if (str_equal(KINDS[kind].code, code)) {
			*out = (LinkKind)kind;
			return true;
		}
	}
	return false;
}

Str link_level_words(LinkKind kind, size_t level)
{
	return level < KINDS[kind].level_count ? str_from_c(KINDS[kind].words[level]) : (Str){0};
}

/* What people write when they know nothing; folded. A name may be Null or None, so those two are not among a name's. */
static bool is_nothing(LinkKind kind, Str folded)
{
	static const Str NOTHING[] = {S_INIT("nan"), S_INIT("n a"), S_INIT("unknown"), S_INIT("not known"), S_INIT("not stated"),
		S_INIT("null"), S_INIT("none"), S_INIT("na"), S_INIT("nil")};
	bool name = kind == LINK_NAME || kind == LINK_FORENAME || kind == LINK_SURNAME;
	size_t count = sizeof NOTHING / sizeof NOTHING[0] - (name ? 4 : 0);
	for (size_t i = 0; i < count; i++)
		if (str_equal(folded, NOTHING[i]))
			return true;
	return false;
}

static Str keep_letters_and_figures(Arena *arena, Str text)
{
	char *data = arena_allocate(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char letter = text.data[i];
		if (letter >= 'a' && letter <= 'z')
			letter = (char)(letter - 'a' + 'A');
		if ((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || (unsigned char)letter >= 0x80)
			data[length++] = letter;
	}
	return (Str){.data = data, .length = length};
}

static Str normalise_sex(Str folded)
{
	static const Str WOMEN[] = {S_INIT("f"), S_INIT("female"), S_INIT("woman"), S_INIT("2"), S_INIT("w")};
	static const Str MEN[] = {S_INIT("m"), S_INIT("male"), S_INIT("man"), S_INIT("1")};
	for (size_t i = 0; i < sizeof WOMEN / sizeof WOMEN[0]; i++)
		if (str_equal(folded, WOMEN[i]))
			return S("f");
	for (size_t i = 0; i < sizeof MEN / sizeof MEN[0]; i++)
		if (str_equal(folded, MEN[i]))
			return S("m");
	static const Str UNSAID[] = {S_INIT("0"), S_INIT("9"), S_INIT("x"), S_INIT("u")};
	for (size_t i = 0; i < sizeof UNSAID / sizeof UNSAID[0]; i++)
		if (str_equal(folded, UNSAID[i]))
			return (Str){0};
	return folded;
}

Str link_normalise(Arena *arena, LinkKind kind, Str written)
{
	Str trimmed = str_trim(written);
	if (trimmed.length == 0)
		return trimmed;
	const LinkKindFacts *facts = &KINDS[kind];
	if (facts->shape == SHAPE_DATE)
		return dates_figures(arena, trimmed);
	bool figures_lead = trimmed.data[0] >= '0' && trimmed.data[0] <= '9';
	bool needs_fold = facts->shape == SHAPE_NAME_WORD || facts->shape == SHAPE_WORDY || facts->shape == SHAPE_PLAIN;
	Str folded = needs_fold || !figures_lead ? str_fold(arena, trimmed) : (Str){0};
	if (folded.length > 0 && is_nothing(kind, folded))
		return (Str){0};
	switch (facts->shape) {
	case SHAPE_NAME_WORD:
	case SHAPE_WORDY:
		return folded;
	case SHAPE_PLAIN:
		return kind == LINK_SEX ? normalise_sex(folded) : folded;
	case SHAPE_PHONE: {
		Str digits = finding_phone_digits(arena, trimmed);
		return digits;
	}
	case SHAPE_EMAIL:
		return str_lower_ascii(arena, trimmed);
	case SHAPE_POSTCODE:
	case SHAPE_IDENTIFIER:
	case SHAPE_DATE:
		break;
	}
	return keep_letters_and_figures(arena, trimmed);
}
