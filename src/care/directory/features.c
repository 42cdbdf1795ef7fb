#include "care/directory/features.h"

#include "care/directory/directory.sql.h"

typedef struct Words {
	Str words; /* folded; found where a word begins */
	const char *kind;
	Str code;
} Words;

/* In any of the texts. */
static const Words ANYWHERE[] = {
	{S_INIT("older"), "audience", S_INIT("older")},
	{S_INIT("elderly"), "audience", S_INIT("older")},
	{S_INIT("over 50"), "audience", S_INIT("older")},
	{S_INIT("over 55"), "audience", S_INIT("older")},
	{S_INIT("over 60"), "audience", S_INIT("older")},
	{S_INIT("over 65"), "audience", S_INIT("older")},
	{S_INIT("carers"), "audience", S_INIT("carers")},
	{S_INIT("look after someone"), "audience", S_INIT("carers")},
	{S_INIT("dementia"), "audience", S_INIT("memory-loss")},
	{S_INIT("memory"), "audience", S_INIT("memory-loss")},
	{S_INIT("alzheimer"), "audience", S_INIT("memory-loss")},
	{S_INIT("learning disab"), "audience", S_INIT("learning-disability")},
	{S_INIT("autis"), "audience", S_INIT("autistic")},
	{S_INIT("physical disab"), "audience", S_INIT("physical-disability")},
	{S_INIT("wheelchair user"), "audience", S_INIT("physical-disability")},
	{S_INIT("mental health"), "audience", S_INIT("mental-ill-health")},
	{S_INIT("anxiety"), "audience", S_INIT("mental-ill-health")},
	{S_INIT("depression"), "audience", S_INIT("mental-ill-health")},
	{S_INIT("sight loss"), "audience", S_INIT("sight-loss")},
	{S_INIT("blind"), "audience", S_INIT("sight-loss")},
	{S_INIT("visually impaired"), "audience", S_INIT("sight-loss")},
	{S_INIT("hearing loss"), "audience", S_INIT("hearing-loss")},
	{S_INIT("deaf"), "audience", S_INIT("hearing-loss")},
	{S_INIT("veteran"), "audience", S_INIT("veterans")},
	{S_INIT("armed forces"), "audience", S_INIT("veterans")},
	{S_INIT("women only"), "audience", S_INIT("women")},
	{S_INIT("men only"), "audience", S_INIT("men")},
	{S_INIT("stepfree"), "access", S_INIT("step-free")}, /* hyphens fall when words are folded */
	{S_INIT("step free"), "access", S_INIT("step-free")},
	{S_INIT("level access"), "access", S_INIT("step-free")},
	{S_INIT("wheelchair accessible"), "access", S_INIT("step-free")},
	{S_INIT("wheelchair access"), "access", S_INIT("step-free")},
	{S_INIT("accessible toilet"), "access", S_INIT("accessible-toilet")},
	{S_INIT("disabled toilet"), "access", S_INIT("accessible-toilet")},
	{S_INIT("changing places"), "access", S_INIT("changing-places")},
	{S_INIT("hearing loop"), "access", S_INIT("hearing-loop")},
	{S_INIT("induction loop"), "access", S_INIT("hearing-loop")},
	{S_INIT("sign language"), "access", S_INIT("sign-language")},
	{S_INIT("blue badge"), "access", S_INIT("blue-badge-parking")},
	{S_INIT("disabled parking"), "access", S_INIT("blue-badge-parking")},
	{S_INIT("quiet room"), "access", S_INIT("quiet")},
	{S_INIT("quiet space"), "access", S_INIT("quiet")},
	{S_INIT("in your home"), "access", S_INIT("at-home")},
	{S_INIT("in your own home"), "access", S_INIT("at-home")},
	{S_INIT("to your door"), "access", S_INIT("at-home")},
	{S_INIT("by phone"), "access", S_INIT("online")},
	{S_INIT("online"), "access", S_INIT("online")},
};

static const struct {
	Str folded;
	Str code;
	Str byday;
} DAYS[] = {
	{S_INIT("monday"), S_INIT("monday"), S_INIT("MO")}, {S_INIT("tuesday"), S_INIT("tuesday"), S_INIT("TU")},
	{S_INIT("wednesday"), S_INIT("wednesday"), S_INIT("WE")}, {S_INIT("thursday"), S_INIT("thursday"), S_INIT("TH")},
	{S_INIT("friday"), S_INIT("friday"), S_INIT("FR")}, {S_INIT("saturday"), S_INIT("saturday"), S_INIT("SA")},
	{S_INIT("sunday"), S_INIT("sunday"), S_INIT("SU")},
};
enum { DAY_COUNT = sizeof DAYS / sizeof DAYS[0], WEEKDAYS = 5, DAY_LETTERS_MIN = 3 };

static void add(ListingDraft *draft, const char *kind, Str code)
{
	for (size_t i = 0; i < draft->feature_count; i++)
		if (str_equal(draft->features[i].kind, str_from_c(kind)) && str_equal(draft->features[i].code, code))
			return;
	if (draft->feature_count < DIRECTORY_FEATURES_MAX)
		draft->features[draft->feature_count++] = (DirectoryFeature){.kind = str_from_c(kind), .code = code};
}

/* Where words begin at the start of a word. folded begins and ends with a space. */
static bool has_words(Arena *arena, Str folded, Str words)
{
	return str_contains(folded, str_concat(arena, S(" "), words));
}

static Str folded_between_spaces(Arena *arena, Str text)
{
	return str_format(arena, " %.*s ", STR_ARG(str_fold(arena, text)));
}

static bool denies(Str folded)
{
	static const Str NO[] = {S_INIT(" no "), S_INIT(" not "), S_INIT(" cannot "), S_INIT(" without "), S_INIT(" isnt "),
		S_INIT(" except "), S_INIT(" closed ")};
	for (size_t i = 0; i < sizeof NO / sizeof NO[0]; i++)
		if (str_contains(folded, NO[i]))
			return true;
	return false;
}

/* The next sentence of a text: up to a full stop, a semicolon or a line's end. */
static bool next_sentence(Str *rest, Str *sentence)
{
	size_t end = 0;
	if (rest->length == 0)
		return false;
	while (end < rest->length && rest->data[end] != '.' && rest->data[end] != ';' && rest->data[end] != '\n')
		end++;
	*sentence = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end < rest->length ? end + 1 : end, rest->length);
	return true;
}

static void read_anywhere(Arena *arena, ListingDraft *draft, Str text)
{
	Str sentence = {0};
	while (next_sentence(&text, &sentence)) {
		Str folded = folded_between_spaces(arena, sentence);
		if (denies(folded))
			continue;
		for (size_t i = 0; i < sizeof ANYWHERE / sizeof ANYWHERE[0]; i++)
			if (has_words(arena, folded, ANYWHERE[i].words))
				add(draft, ANYWHERE[i].kind, ANYWHERE[i].code);
	}
}

static void read_cost(Arena *arena, ListingDraft *draft)
{
	Str folded = folded_between_spaces(arena, draft->fees);
	bool has_figure = str_contains(draft->fees, S("£"));
	if (str_contains(folded, S(" donation")) || str_contains(folded, S(" pay what you can ")))
		add(draft, "cost", S("donation"));
	else if (!has_figure && (str_contains(folded, S(" no charge ")) || (str_contains(folded, S(" free ")) && !denies(folded))))
		add(draft, "cost", S("free"));
	else if (has_figure)
		add(draft, "cost", S("paid"));
}

/* "monday", "mondays", or the beginning of the name alone: "mon", "thurs". */
static size_t day_of(Str word)
{
	for (size_t i = 0; i < DAY_COUNT; i++)
		if (str_starts_with(word, DAYS[i].folded) || (word.length >= DAY_LETTERS_MIN && str_starts_with(DAYS[i].folded, word)))
			return i;
	return DAY_COUNT;
}

/* "Monday to Friday", "Tuesdays and Thursdays", "every day", "weekdays". */
static void read_days(Arena *arena, ListingDraft *draft, Str sentence)
{
	Str rest = str_fold(arena, str_replace(arena, str_replace(arena, sentence, S("-"), S(" to ")), S("–"), S(" to ")));
	Str padded = str_format(arena, " %.*s ", STR_ARG(rest));
	Str word = {0};
	size_t from = DAY_COUNT;
	bool until = false;
	if (denies(padded))
		return;
	bool all = str_contains(padded, S(" every day ")) || str_contains(padded, S(" daily ")) || str_contains(padded, S(" every night ")) ||
		str_contains(padded, S(" 7 days ")) || str_contains(padded, S(" seven days "));
	bool week = str_contains(padded, S(" weekday"));
	for (size_t i = 0; i < DAY_COUNT; i++)
		if (all || (week && i < WEEKDAYS))
			add(draft, "day", DAYS[i].code);
	while (str_next(&rest, ' ', &word)) {
		size_t day = day_of(word);
		if (day < DAY_COUNT) {
			for (size_t i = until && from < DAY_COUNT ? from : day; i != day; i = (i + 1) % DAY_COUNT)
				add(draft, "day", DAYS[i].code);
			add(draft, "day", DAYS[day].code);
			from = day;
		}
		until = str_equal(word, S("to")) || str_equal(word, S("until"));
		if (!until && day == DAY_COUNT)
			from = DAY_COUNT; /* "Monday 9 to 5, Friday" is no range */
	}
}

void features_read(Arena *arena, ListingDraft *draft)
{
	Str opening = draft->opening;
	Str sentence = {0};
	draft->feature_count = 0;
	read_anywhere(arena, draft, draft->name);
	read_anywhere(arena, draft, draft->description);
	read_cost(arena, draft);
	while (next_sentence(&opening, &sentence))
		read_days(arena, draft, sentence);
}

Str features_byday(Arena *arena, const DirectoryFeature *features, size_t count)
{
	Str days[DAY_COUNT];
	size_t found = 0;
	for (size_t day = 0; day < DAY_COUNT; day++)
		for (size_t i = 0; i < count; i++)
			if (str_equal(features[i].kind, S("day")) && str_equal(features[i].code, DAYS[day].code))
				days[found++] = DAYS[day].byday;
	return str_join(arena, days, found, S(","));
}

Status features_put(CareWrite *write, Str listing, const DirectoryFeature *features, size_t count)
{
	Status status = sql_directory_features_delete_run(write->connection, &(DirectoryFeaturesDeleteArguments){.listing = listing});
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = sql_directory_feature_insert_run(write->connection, &(DirectoryFeatureInsertArguments){.listing = listing,
			.kind = features[i].kind, .code = features[i].code});
	return status;
}
