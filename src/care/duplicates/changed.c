/* A record that changed, compared with those that share something with it, by what the last pass learned. */
#include <math.h>

#include "care/duplicates/compare.h"
#include "care/duplicates/duplicates.sql.h"
#include "engine/finding/finding.h"

enum {
	CHANGED_AT_ONCE = 50,
	CHANGED_TOKENS_MAX = 2 * STORE_LIST_LENGTH,
	CHANGED_PEOPLE_MAX = 600, /* for whom the tokens of one record may stand together */
	CHANGED_CANDIDATES_MAX = 150,
	CHANGED_PAIRS_MAX = 20,   /* of one record */
};

typedef struct Checking {
	Str person;
	Instant marked_at;
	DuplicateFound pairs[CHANGED_PAIRS_MAX];
	size_t count;
} Checking;

typedef struct Batch {
	Checking *items;
	size_t count;
} Batch;

/* The rarest tokens whose people together stay bounded. One that stands for this record alone tells of nobody else. */
static size_t choose_tokens(const DuplicateTokensRow *rows, size_t count, Str chosen[CHANGED_TOKENS_MAX])
{
	int64_t people = 0;
	size_t used = 0;
	for (size_t i = 0; i < count && used < CHANGED_TOKENS_MAX && people + rows[i].people <= CHANGED_PEOPLE_MAX; i++) {
		if (rows[i].people < 2)
			continue;
		people += rows[i].people;
		chosen[used++] = rows[i].token;
	}
	return used;
}

static int64_t people_of(const DuplicateTokensRow *tokens, size_t count, FindingKind kind, Arena *arena, Str text)
{
	Str token = str_format(arena, "%.*s:%.*s", STR_ARG(finding_kind_code(kind)), STR_ARG(text));
	for (size_t i = 0; i < count; i++)
		if (str_equal(tokens[i].token, token))
			return tokens[i].people;
	return 0;
}

/* Those who bear all words of a part of a name are at most those who bear its rarest; 0: not known. */
static int64_t people_of_words(const DuplicateTokensRow *tokens, size_t count, Arena *arena, Str part)
{
	Str rest = str_fold(arena, part);
	Str word = {0};
	int64_t fewest = 0;
	while (str_next(&rest, ' ', &word)) {
		int64_t people = people_of(tokens, count, FINDING_NAME, arena, word);
		fewest = people > 0 && (fewest == 0 || people < fewest) ? people : fewest;
	}
	return fewest;
}

/* How rare this record's values are among all. What no token says is as rare as among the candidates. */
static void count_as_all(LinkTable *table, uint32_t record, const DuplicateTokensRow *tokens, size_t count, Arena *arena,
	const DuplicateModel *model, const DuplicateValues *values)
{
	int64_t people[DUPLICATE_COLUMNS] = {0};
	DuplicateNameParts parts = duplicate_name_parts(values->name);
	people[DUPLICATE_FORENAME] = people_of_words(tokens, count, arena, parts.forename);
	people[DUPLICATE_MIDDLE] = people_of_words(tokens, count, arena, parts.middle);
	people[DUPLICATE_SURNAME] = people_of_words(tokens, count, arena, parts.surname);
	people[DUPLICATE_BORN] = people_of(tokens, count, FINDING_BORN, arena, values->born);
	people[DUPLICATE_NHS] = people_of(tokens, count, FINDING_NHS, arena, values->nhs_number);
	people[DUPLICATE_POSTCODE] = people_of(tokens, count, FINDING_POSTCODE, arena, finding_postcode(arena, values->postcode));
	people[DUPLICATE_PHONE] = people_of(tokens, count, FINDING_PHONE, arena,
		finding_phone_digits(arena, duplicate_first_phone(values)));
	for (size_t i = 0; i < DUPLICATE_COLUMNS; i++) {
		link_table_stand_for(table, i, model->present[i]);
		if (people[i] > 0)
			link_table_count_as(table, i, record, (uint32_t)(people[i] < 2 ? 2 : people[i]));
	}
}

static DuplicateValues values_of(const DuplicateCandidatesRow *row)
{
	return (DuplicateValues){.person = row->person, .name = row->name, .born = row->born, .nhs_number = row->nhs_number,
		.postcode = row->postcode, .address = row->address, .phones = row->phones};
}

/* The first that are likely enough; candidates come with those first that share the most. */
static void weigh(Arena *arena, const LinkTable *table, const DuplicateModel *model, const DuplicateValues *self,
	const DuplicateCandidatesRow *rows, size_t count, Checking *checking)
{
	uint32_t record = 0;
	uint32_t other = 0;
	bool found = link_table_find(table, 0, self->person, &record);
	for (size_t i = 0; found && i < count && checking->count < CHANGED_PAIRS_MAX; i++) {
		DuplicateValues values = values_of(&rows[i]);
		if (duplicate_numbers_differ(self, &values) || !link_table_find(table, 0, values.person, &other))
			continue;
		double weight = link_pair_weight(table, &model->model, record, other);
		if (link_probability(weight) >= DUPLICATE_THRESHOLD)
			checking->pairs[checking->count++] = duplicate_found(arena, table, record, other, weight);
	}
}

static Status compare_with(Care *care, const DuplicateModel *model, const DuplicateValues *self, const DuplicateTokensRow *tokens,
	size_t token_count, Checking *checking)
{
	Str chosen[CHANGED_TOKENS_MAX];
	DuplicateCandidatesRow *rows = NULL;
	LinkDouble *doubles = NULL;
	size_t count = 0;
	size_t used = choose_tokens(tokens, token_count, chosen);
	size_t first = used < STORE_LIST_LENGTH ? used : STORE_LIST_LENGTH;
	Status status = sql_duplicate_candidates_list(care->reader, care->arena, &(DuplicateCandidatesArguments){
		.person = self->person, .first = chosen, .first_count = first, .second = chosen + first, .second_count = used - first,
		.most = CHANGED_CANDIDATES_MAX}, &rows, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	LinkTable *table = link_table_open(DUPLICATE_LINK_COLUMNS, DUPLICATE_COLUMNS, 1);
	status = duplicate_add(table, self);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		DuplicateValues values = values_of(&rows[i]);
		status = duplicate_add(table, &values);
	}
	uint32_t record = 0;
	(void)link_table_finish(table, 1, care->arena, &doubles, 0);
	if (status == STATUS_OK && link_table_find(table, 0, self->person, &record)) {
		count_as_all(table, record, tokens, token_count, care->arena, model, self);
		weigh(care->arena, table, model, self, rows, count, checking);
	}
	link_table_close(table);
	return status;
}

static Status check_one(Care *care, const DuplicateModel *model, Checking *checking)
{
	DuplicatePersonRow row = {0};
	DuplicateTokensRow *tokens = NULL;
	size_t count = 0;
	Status status = sql_duplicate_person_one(care->reader, care->arena, &(DuplicatePersonArguments){.person = checking->person},
		&row);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK; /* joined to another, or gone */
	if (status == STATUS_OK)
		status = sql_duplicate_tokens_list(care->reader, care->arena, &(DuplicateTokensArguments){.person = checking->person},
			&tokens, &count);
	if (status != STATUS_OK)
		return status;
	DuplicateValues self = {.person = row.person, .name = row.name, .born = row.born, .nhs_number = row.nhs_number,
		.postcode = row.postcode, .address = row.address, .phones = row.phones};
	return compare_with(care, model, &self, tokens, count, checking);
}

static Status keep_in(CareWrite *write, void *context)
{
	const Batch *batch = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++)
		status = duplicates_forget_in(write, batch->items[i].person);
	for (size_t i = 0; status == STATUS_OK && i < batch->count; i++) {
		const Checking *checking = &batch->items[i];
		for (size_t k = 0; status == STATUS_OK && k < checking->count; k++)
			status = sql_duplicate_pair_put_run(write->connection, &(DuplicatePairPutArguments){
				.person = checking->pairs[k].person, .other = checking->pairs[k].other, .weight = checking->pairs[k].weight,
				.ways = checking->pairs[k].ways});
		if (status == STATUS_OK)
			status = sql_duplicate_mark_clear_run(write->connection, &(DuplicateMarkClearArguments){.person = checking->person,
				.at = checking->marked_at});
	}
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("duplicates/change"),
		.subject_kind = S("record"), .subject = S("duplicates")}) : status;
}

Status duplicates_check_changed(Care *care, int64_t *checked)
{
	DuplicateMarksRow *marks = NULL;
	DuplicateModelRow kept = {0};
	Batch batch = {0};
	if (!care->all_permissions)
		return STATUS_REFUSED;
	DuplicateModel *model = ARENA_NEW(care->arena, DuplicateModel);
	Status status = sql_duplicate_model_one(care->reader, care->arena, &kept);
	if (status == STATUS_OK)
		status = duplicate_model_read(care->arena, kept.model, model);
	if (status == STATUS_OK)
		status = sql_duplicate_marks_list(care->reader, care->arena, &(DuplicateMarksArguments){.most = CHANGED_AT_ONCE},
			&marks, &batch.count);
	batch.items = ARENA_ARRAY(care->arena, Checking, batch.count + 1);
	for (size_t i = 0; status == STATUS_OK && i < batch.count; i++) {
		batch.items[i] = (Checking){.person = marks[i].person, .marked_at = marks[i].at};
		status = check_one(care, model, &batch.items[i]);
	}
	if (status == STATUS_OK && batch.count > 0)
		status = care_write(care, keep_in, &batch);
	if (checked != NULL)
		*checked = (int64_t)batch.count;
	return status;
}
