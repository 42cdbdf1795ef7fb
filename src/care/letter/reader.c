#include "care/letter/reader.h"

#include "base/json.h"
#include "care/jobs/jobs.h"
#include "care/letter/sending.sql.h"

static bool among(Str list, Str code)
{
	Str one = {0};
	while (str_next(&list, ',', &one))
		if (str_equal(str_trim(one), code))
			return true;
	return false;
}

static bool is_given(Str value)
{
	return !str_is_empty(value) && !str_equal(value, S("not-known")) && !str_equal(value, S("not-said"));
}

/* A column of the only row of an answer with rows. */
static Str cell_of(Arena *arena, Str stored, Str column)
{
	const JsonNode *root = NULL;
	Problems unread = problems_make(arena);
	if (str_is_empty(stored) || json_parse(arena, column, 1, stored, &unread, &root) != STATUS_OK || root->kind != JSON_ARRAY
	    || root->count == 0)
		return (Str){0};
	return str_trim(json_text(json_member(&root->items[0], column)));
}

/* "12 High Street, Grays" is two lines of an envelope. */
static void add_lines(Buffer *out, Str text)
{
	Str line = {0};
	text = str_replace(out->arena, str_replace(out->arena, text, S("\r"), S("")), S("\n"), S(","));
	while (str_next(&text, ',', &line)) {
		line = str_trim(line);
		if (!str_is_empty(line) && out->length + line.length + 1 < LETTER_ADDRESS_BYTES_MAX)
			buffer_add_format(out, "%.*s\n", STR_ARG(line));
	}
}

static Str address_of(Arena *arena, const WorkAnswers *answers, bool not_home)
{
	Buffer out = buffer_make(arena, LETTER_ADDRESS_BYTES_MAX);
	Str other = work_answers_value(answers, S("post_address"));
	Str home = work_answers_value(answers, S("home_address"));
	Str lines = cell_of(arena, other, S("lines"));
	Str postcode = cell_of(arena, other, S("postcode"));
	Str name = work_answers_value(answers, S("name_full"));
	if (str_is_empty(lines) && not_home)
		return (Str){0};
	if (str_is_empty(name))
		name = work_answers_value(answers, S("name_known_as"));
	add_lines(&out, name);
	if (str_is_empty(lines)) {
		lines = cell_of(arena, home, S("lines"));
		postcode = work_answers_value(answers, S("home_postcode"));
		if (str_is_empty(lines) || str_is_empty(postcode))
			return (Str){0};
		add_lines(&out, lines);
		add_lines(&out, cell_of(arena, home, S("town")));
	} else {
		add_lines(&out, lines);
	}
	add_lines(&out, postcode);
	return str_trim(buffer_str(&out));
}

static void find_format(Arena *arena, const Practice *practice, Str formats, LetterReader *out)
{
	static const Str BY_HAND[] = {S_INIT("braille"), S_INIT("audio"), S_INIT("screen-file"), S_INIT("bsl-video")};
	const Question *question = practice_question(practice, S("info_format"));
	Str parts[sizeof BY_HAND / sizeof BY_HAND[0]];
	size_t count = 0;
	for (size_t i = 0; i < sizeof BY_HAND / sizeof BY_HAND[0]; i++) {
		const Option *option = question == NULL || question->options == NULL ? NULL : option_find(question->options, BY_HAND[i]);
		if (among(formats, BY_HAND[i]))
			parts[count++] = option == NULL ? BY_HAND[i] : option->resident;
	}
	out->made_by_hand = count == 0 ? (Str){0} : str_join(arena, parts, count, S(", "));
	out->format = among(formats, S("large")) ? S("large") : among(formats, S("colour-paper")) ? S("colour") : S("print");
	out->paper = count == 0 || among(formats, S("print")) || among(formats, S("large")) || among(formats, S("easy-read"))
		|| among(formats, S("colour-paper"));
}

/* Sign languages are not written: a letter in English goes with a video or an interpreter. */
static const LetterLanguage *find_language(const Practice *practice, const WorkAnswers *answers, Str formats)
{
	const LetterLanguage *language = practice_letter_language(practice, work_answers_value(answers, S("language_main")));
	return language == NULL && among(formats, S("easy-read")) ? practice_letter_language(practice, S("easy-read")) : language;
}

static Str find_hold(Arena *arena, const WorkAnswers *answers, PersonTier tier, const LetterReader *reader)
{
	Str returned = work_answers_value(answers, S("letters_returned"));
	Str address = str_replace(arena, reader->address, S("\n"), S(", "));
	Str writing = work_answers_value(answers, S("writing_to"));
	if (is_given(work_answers_value(answers, S("death_date"))))
		return S("died");
	if (tier != PERSON_OPEN)
		return S("restricted");
	if (is_given(work_answers_value(answers, S("contact_avoid"))) || str_equal(writing, S("not-at-all")))
		return S("avoid");
	if (!reader->paper)
		return S("format");
	if (str_is_empty(address))
		return str_equal(writing, S("not-here")) ? S("avoid") : S("no-address");
	return is_given(returned) && str_equal(returned, address) ? S("returned") : (Str){0};
}

LetterReader letter_reader_of(Arena *arena, const Practice *practice, const WorkAnswers *answers, PersonTier tier)
{
	Str formats = work_answers_value(answers, S("info_format"));
	LetterReader reader = {.email = str_trim(work_answers_value(answers, S("email")))};
	find_format(arena, practice, formats, &reader);
	reader.language = find_language(practice, answers, formats);
	reader.address = address_of(arena, answers, str_equal(work_answers_value(answers, S("writing_to")), S("not-here")));
	reader.by_email = sender_address_is_fit(reader.email) && (among(formats, S("email"))
		|| str_equal(work_answers_value(answers, S("contact_best")), S("email")));
	reader.held_for = find_hold(arena, answers, tier, &reader);
	return reader;
}

Status letter_tier_in(CareWrite *write, Str person, PersonTier *out)
{
	LetterTierRow row = {0};
	Status status = sql_letter_tier_one(write->connection, write->care->arena, &(LetterTierArguments){.person = person}, &row);
	*out = status == STATUS_OK && row.tier != STORE_NULL_INTEGER ? (PersonTier)row.tier : PERSON_OPEN;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

Status letter_reader_in(CareWrite *write, Str person, LetterReader *out)
{
	Care *care = write->care;
	Answer *answers = NULL;
	size_t count = 0;
	PersonTier tier = PERSON_OPEN;
	Status status = person_answers_in(write, person, &answers, &count);
	if (status == STATUS_OK)
		status = letter_tier_in(write, person, &tier);
	if (status != STATUS_OK)
		return status;
	WorkAnswers *sheet = work_answers_make(care->arena, care->practice, write->today);
	for (size_t i = 0; i < count; i++)
		work_answers_put(sheet, answers[i].question, answers[i].value);
	*out = letter_reader_of(care->arena, care->practice, sheet, tier);
	return STATUS_OK;
}

bool letter_hold_may_be_cleared(Str held_for)
{
	return str_equal(held_for, S("restricted")) || str_equal(held_for, S("avoid")) || str_equal(held_for, S("format"))
		|| str_equal(held_for, S("returned"));
}
