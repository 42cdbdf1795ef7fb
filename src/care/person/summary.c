/* What lists show of somebody and what finds them: derived from the facts whenever a name, a date or an address does. */
#include "care/person/person_write.h"

#include "base/json.h"
#include "care/person/person.sql.h"
#include "engine/finding/finding.h"

enum { SUMMARY_NAMES_MAX = 40, SUMMARY_PHONES_MAX = 10, SUMMARY_TEXT_BYTES_MAX = 8192 };

static const Str SUMMARY_QUESTIONS[] = {
	S_INIT("name_full"), S_INIT("name_known_as"), S_INIT("name_family_part"), S_INIT("name_other"),
	S_INIT("birth_date"), S_INIT("death_date"), S_INIT("nhs_number"), S_INIT("home_postcode"),
	S_INIT("home_address"), S_INIT("phones"),
};

bool person_summary_uses(Str question)
{
	for (size_t i = 0; i < sizeof SUMMARY_QUESTIONS / sizeof SUMMARY_QUESTIONS[0]; i++)
		if (str_equal(SUMMARY_QUESTIONS[i], question))
			return true;
	return false;
}

typedef struct Known {
	const Answer *answers;
	size_t count;
} Known;

static Str known_value(const Known *known, Str question)
{
	for (size_t i = 0; i < known->count; i++)
		if (str_equal(known->answers[i].question, question))
			return known->answers[i].value;
	return (Str){0};
}

/* The text of one column of a repeat answer's rows. Anything that is not such a list gives none. */
static size_t repeat_column(Care *care, Str stored, Str column, Str *out, size_t most)
{
	const JsonNode *root = NULL;
	Problems unread = problems_make(care->arena);
	size_t count = 0;
	if (str_is_empty(stored) || json_parse(care->arena, column, 1, stored, &unread, &root) != STATUS_OK)
		return 0;
	for (size_t i = 0; root->kind == JSON_ARRAY && i < root->count && count < most; i++) {
		Str text = json_text(json_member(&root->items[i], column));
		if (!str_is_empty(text))
			out[count++] = text;
	}
	return count;
}

typedef struct Findable {
	FindingName names[SUMMARY_NAMES_MAX];
	size_t name_count;
	Str phones[SUMMARY_PHONES_MAX];
	size_t phone_count;
} Findable;

static void add_name(Findable *findable, Str name, bool former)
{
	if (str_is_empty(name) || findable->name_count == SUMMARY_NAMES_MAX)
		return;
	for (size_t i = 0; i < findable->name_count; i++)
		if (str_equal(findable->names[i].text, name))
			return;
	findable->names[findable->name_count++] = (FindingName){.text = name, .former = former};
}

static Status add_names_ever(CareWrite *write, Str current, Str question, Findable *findable)
{
	FactValuesEverRow *rows = NULL;
	size_t count = 0;
	Status status = sql_fact_values_ever_list(write->connection, write->care->arena,
		&(FactValuesEverArguments){.current_id = current, .question = question}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!str_equal(question, S("name_other"))) {
			add_name(findable, rows[i].value, true);
			continue;
		}
		Str others[SUMMARY_NAMES_MAX];
		size_t other_count = repeat_column(write->care, rows[i].value, S("name"), others, SUMMARY_NAMES_MAX);
		for (size_t j = 0; j < other_count; j++)
			add_name(findable, others[j], true);
	}
	return status;
}

static Status gather(CareWrite *write, Str current, const Known *known, Findable *findable)
{
	add_name(findable, known_value(known, S("name_full")), false);
	add_name(findable, known_value(known, S("name_known_as")), false);
	findable->phone_count = repeat_column(write->care, known_value(known, S("phones")), S("number"), findable->phones,
		SUMMARY_PHONES_MAX);
	Status status = add_names_ever(write, current, S("name_full"), findable);
	if (status == STATUS_OK)
		status = add_names_ever(write, current, S("name_known_as"), findable);
	if (status == STATUS_OK)
		status = add_names_ever(write, current, S("name_other"), findable);
	return status;
}

static Str lines_of_names(Arena *arena, const Findable *findable)
{
	Buffer lines = buffer_make(arena, SUMMARY_TEXT_BYTES_MAX);
	for (size_t i = 0; i < findable->name_count; i++)
		if (findable->names[i].former && lines.length + findable->names[i].text.length + 1 < SUMMARY_TEXT_BYTES_MAX)
			buffer_add_format(&lines, "%.*s\n", STR_ARG(findable->names[i].text));
	return buffer_str(&lines);
}

static Str address_line(Care *care, const Known *known)
{
	Str lines[1];
	Str towns[1];
	Str stored = known_value(known, S("home_address"));
	size_t has_line = repeat_column(care, stored, S("lines"), lines, 1);
	size_t has_town = repeat_column(care, stored, S("town"), towns, 1);
	Str parts[3];
	size_t count = 0;
	if (has_line > 0)
		parts[count++] = lines[0];
	if (has_town > 0)
		parts[count++] = towns[0];
	Str postcode = known_value(known, S("home_postcode"));
	if (!str_is_empty(postcode))
		parts[count++] = postcode;
	return str_join(care->arena, parts, count, S(", "));
}

static Status refresh_tokens(CareWrite *write, Str current, const Known *known, const Findable *findable, Str reference)
{
	Arena *arena = write->care->arena;
	Str postcode = known_value(known, S("home_postcode"));
	FindingPerson person = {
		.id = current, .names = findable->names, .name_count = findable->name_count, .postcodes = &postcode,
		.postcode_count = str_is_empty(postcode) ? 0 : 1, .phones = findable->phones,
		.phone_count = findable->phone_count, .nhs_number = known_value(known, S("nhs_number")),
		.reference = reference,
	};
	if (partial_date_parse(known_value(known, S("birth_date")), &person.born) != STATUS_OK)
		person.born = (PartialDate){0};
	FindingTokens tokens = finding_tokens(arena, &person);
	Str *texts = ARENA_ARRAY(arena, Str, tokens.count + 1);
	for (size_t i = 0; i < tokens.count; i++)
		texts[i] = str_format(arena, "%.*s:%.*s", STR_ARG(finding_kind_code(tokens.items[i].kind)),
			STR_ARG(tokens.items[i].token));
	return person_put_tokens(write, current, texts, tokens.count);
}

Status person_refresh_summary(CareWrite *write, Str current)
{
	Care *care = write->care;
	Answer *answers = NULL;
	Known known = {0};
	Findable *findable = ARENA_NEW(care->arena, Findable);
	PersonReferenceOfRow head = {0};
	Status status = person_answers_in(write, current, &answers, &known.count);
	known.answers = answers;
	if (status == STATUS_OK)
		status = gather(write, current, &known, findable);
	if (status == STATUS_OK)
		status = sql_person_reference_of_one(write->connection, care->arena,
			&(PersonReferenceOfArguments){.person = current}, &head);
	if (status != STATUS_OK)
		return status;
	Str name = known_value(&known, S("name_full"));
	status = sql_summary_put_run(write->connection, &(SummaryPutArguments){
		.person = current, .name = name, .known_as = known_value(&known, S("name_known_as")),
		.sort_name = str_fold(care->arena, name), .born = known_value(&known, S("birth_date")),
		.died_on = known_value(&known, S("death_date")), .nhs_number = known_value(&known, S("nhs_number")),
		.postcode = known_value(&known, S("home_postcode")), .address = address_line(care, &known),
		.other_names = lines_of_names(care->arena, findable),
		.phones = str_join(care->arena, findable->phones, findable->phone_count, S("\n"))});
	if (status == STATUS_OK)
		status = refresh_tokens(write, current, &known, findable, head.reference);
	return status;
}
