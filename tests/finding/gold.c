#include "finding/gold.h"

#include "base/csv.h"
#include "cli/open_store.h"

enum { GOLD_FILE_BYTES_MAX = 1024 * 1024 };

typedef Status (*TakeRow)(Gold *gold, Arena *arena, const CsvRow *row, bool by_hand);

static Status load_file(Gold *gold, Arena *arena, Str path, size_t columns, bool by_hand, TakeRow take, Problems *problems)
{
	CsvReader reader;
	CsvRow row;
	Str text = {0};
	Status status = open_file_read(arena, path, GOLD_FILE_BYTES_MAX, &text, problems);
	if (status != STATUS_OK)
		return status;
	csv_open_text(&reader, arena, path, text, (CsvLimits){.columns_most = columns, .field_bytes_most = 1000}, problems);
	status = csv_read_header(&reader);
	while (status == STATUS_OK && (status = csv_next_row(&reader, &row)) == STATUS_OK)
		status = take(gold, arena, &row, by_hand);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status take_person(Gold *gold, Arena *arena, const CsvRow *row, bool by_hand)
{
	(void)by_hand;
	Str fields[9];
	if (gold->person_count == GOLD_PEOPLE_MAX)
		return STATUS_FULL;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		fields[i] = str_copy(arena, row->fields[i]);
	gold->people[gold->person_count++] = (GoldPerson){.key = fields[0], .name = fields[1], .known_as = fields[2],
		.former = fields[3], .other = fields[4], .born = fields[5], .postcode = fields[6], .phone = fields[7],
		.nhs_number = fields[8]};
	return STATUS_OK;
}

static Status take_query(Gold *gold, Arena *arena, const CsvRow *row, bool by_hand)
{
	if (gold->query_count == GOLD_QUERIES_MAX)
		return STATUS_FULL;
	for (size_t i = 0; i < gold->person_count; i++)
		if (str_equal(gold->people[i].key, row->fields[2])) {
			gold->queries[gold->query_count++] = (GoldQuery){.measured = str_equal(row->fields[0], S("measure")),
				.by_hand = by_hand, .kind = str_copy(arena, row->fields[1]), .person = &gold->people[i],
				.typed = str_copy(arena, row->fields[3])};
			return STATUS_OK;
		}
	return STATUS_INVALID;
}

Status gold_load(Gold *out, Arena *arena, Str folder, Problems *problems)
{
	static const struct { Str file; size_t columns; bool by_hand; TakeRow take; } FILES[] = {
		{S_INIT("people.csv"), 9, false, take_person}, {S_INIT("hand_people.csv"), 9, true, take_person},
		{S_INIT("queries.csv"), 4, false, take_query}, {S_INIT("hand.csv"), 4, true, take_query},
	};
	Status status = STATUS_OK;
	*out = (Gold){0};
	for (size_t i = 0; status == STATUS_OK && i < sizeof FILES / sizeof FILES[0]; i++)
		status = load_file(out, arena, str_concat(arena, folder, FILES[i].file), FILES[i].columns, FILES[i].by_hand,
			FILES[i].take, problems);
	return status;
}

static Status plant_one(Care *care, Clock *clock, GoldPerson *person)
{
	Arena *arena = care->arena;
	bool renamed = !str_is_empty(person->former);
	const Answer later = {.question = S("name_full"), .value = person->name, .giver = GIVER_WORKER};
	Answer answers[7];
	size_t count = 0;
	const struct { Str question; Str value; } KNOWN[] = {
		{S("name_full"), renamed ? person->former : person->name}, {S("name_known_as"), person->known_as},
		{S("birth_date"), person->born}, {S("home_postcode"), person->postcode}, {S("nhs_number"), person->nhs_number},
		{S("phones"), str_format(arena, "[{\"number\":\"%.*s\"}]", STR_ARG(person->phone))},
		{S("name_other"), str_is_empty(person->other) ? (Str){0}
			: str_format(arena, "[{\"name\":\"%.*s\"}]", STR_ARG(person->other))},
	};
	for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++)
		if (!str_is_empty(KNOWN[i].value))
			answers[count++] = (Answer){.question = KNOWN[i].question, .value = KNOWN[i].value, .giver = GIVER_WORKER};
	Status status = person_create(care, answers, count, &person->id);
	clock->held += INSTANT_MINUTE;
	if (status == STATUS_OK && renamed)
		status = person_record(care, person->id, &later, 1, NULL);
	Person found = {0};
	if (status == STATUS_OK)
		status = person_find(care, person->id, &found);
	person->reference = found.reference;
	return status;
}

Status gold_plant(Care *care, Clock *clock, Gold *gold)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < gold->person_count; i++)
		status = plant_one(care, clock, &gold->people[i]);
	return status;
}

Status gold_ask(Care *care, const GoldQuery *query, size_t *place)
{
	PersonFound *found = NULL;
	size_t count = 0;
	Str typed = str_replace(care->arena, query->typed, S("{reference}"), query->person->reference);
	Status status = person_search(care, typed, &found, &count);
	*place = 0;
	for (size_t i = 0; status == STATUS_OK && i < count && *place == 0; i++)
		if (str_equal(found[i].person.id, query->person->id))
			*place = i + 1;
	return status;
}
