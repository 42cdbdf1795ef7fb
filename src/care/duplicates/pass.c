/* The whole record compared with itself, once a night: what the engine learned is kept, the pairs that stand no more go. */
#include <stdlib.h>

#include "care/duplicates/compare.h"
#include "care/duplicates/duplicates.sql.h"

enum { PASS_PAIRS_MAX = 20000, PASS_CHANGES_AT_ONCE = 200 };

typedef struct Gathering {
	LinkTable *table;
	int64_t people;
} Gathering;

static Status add_row(const DuplicatePeopleRow *row, void *context)
{
	Gathering *gathering = context;
	gathering->people++;
	return duplicate_add(gathering->table, &(DuplicateValues){.person = row->person, .name = row->name,
		.born = row->born, .nhs_number = row->nhs_number, .postcode = row->postcode, .address = row->address,
		.phones = row->phones});
}

static int by_people(const void *left, const void *right)
{
	const DuplicateFound *one = left;
	const DuplicateFound *two = right;
	int order = str_compare(one->person, two->person);
	return order != 0 ? order : str_compare(one->other, two->other);
}

typedef struct Pass {
	Instant started;
	int64_t people;
	Str model;             /* what was learned, as it is kept */
	DuplicateFound *found; /* by people */
	size_t count;
} Pass;

/* Learns, and lists the pairs: the likeliest, when there are more than are kept. */
static void compare_all(Care *care, LinkTable *table, Pass *pass)
{
	LinkOptions options = LINK_OPTIONS_USUAL;
	LinkDouble *doubles = NULL;
	DuplicateModel *model = ARENA_NEW(care->arena, DuplicateModel);
	options.threads = 1; /* whoever works with the record goes first */
	options.threshold = DUPLICATE_THRESHOLD;
	(void)link_table_finish(table, options.threads, care->arena, &doubles, 0);
	link_learn(table, &options, NULL, &model->model);
	for (size_t i = 0; i < DUPLICATE_COLUMNS; i++)
		model->present[i] = link_table_present(table, i);
	pass->model = duplicate_model_write(care->arena, model);
	LinkPairs pairs = link_pairs_open(table, &model->model, &options);
	Arena clusters;
	arena_init(&clusters, ARENA_COMMAND_BYTES_MAX);
	link_pairs_settle(table, &pairs, link_clusters(table, &model->model, &pairs, &options, &clusters));
	arena_clear(&clusters);
	size_t most = pairs.count < PASS_PAIRS_MAX ? pairs.count : PASS_PAIRS_MAX;
	pass->found = ARENA_ARRAY(care->arena, DuplicateFound, most + 1);
	for (size_t i = 0; i < most; i++)
		pass->found[pass->count++] = duplicate_found(care->arena, table, pairs.items[i].a, pairs.items[i].b,
			(double)pairs.items[i].weight);
	link_pairs_close(&pairs);
	qsort(pass->found, pass->count, sizeof *pass->found, by_people);
}

static Status look_through(Care *care, Pass *pass)
{
	Gathering gathering = {.table = link_table_open(DUPLICATE_LINK_COLUMNS, DUPLICATE_COLUMNS, 1)};
	Status status = sql_duplicate_people_each(care->reader, add_row, &gathering);
	if (status == STATUS_OK)
		compare_all(care, gathering.table, pass);
	pass->people = gathering.people;
	link_table_close(gathering.table);
	return status;
}

/* --- what differs from the pairs that stand --- */

typedef struct Change {
	const DuplicateFound *put; /* NULL: the pair goes */
	Str person;
	Str other;
} Change;

typedef struct Changes {
	Change *items;
	size_t count;
	size_t from; /* of the batch that is written */
} Changes;

static bool is_same(const DuplicateFound *found, const DuplicatePairsAllRow *row)
{
	return found->weight == row->weight && str_equal(found->ways, row->ways);
}

static Status list_changes(Care *care, const Pass *pass, Changes *out)
{
	DuplicatePairsAllRow *rows = NULL;
	size_t count = 0;
	Status status = sql_duplicate_pairs_all_list(care->reader, care->arena, &rows, &count);
	*out = (Changes){.items = ARENA_ARRAY(care->arena, Change, count + pass->count + 1)};
	size_t row = 0;
	size_t found = 0;
	while (row < count || found < pass->count) {
		DuplicateFound stands = row < count ? (DuplicateFound){.person = rows[row].person, .other = rows[row].other}
			: (DuplicateFound){0};
		int order = row == count ? 1 : found == pass->count ? -1 : by_people(&stands, &pass->found[found]);
		if (order < 0)
			out->items[out->count++] = (Change){.person = stands.person, .other = stands.other};
		else if (order > 0 || !is_same(&pass->found[found], &rows[row]))
			out->items[out->count++] = (Change){.put = &pass->found[found]};
		row += order <= 0 ? 1 : 0;
		found += order >= 0 ? 1 : 0;
	}
	return status;
}

static Status change_in(CareWrite *write, void *context)
{
	const Changes *changes = context;
	Status status = STATUS_OK;
	for (size_t i = changes->from; status == STATUS_OK && i < changes->count && i < changes->from + PASS_CHANGES_AT_ONCE; i++) {
		const Change *change = &changes->items[i];
		status = change->put == NULL
			? sql_duplicate_pair_remove_run(write->connection, &(DuplicatePairRemoveArguments){.person = change->person,
				.other = change->other})
			: sql_duplicate_pair_put_run(write->connection, &(DuplicatePairPutArguments){.person = change->put->person,
				.other = change->put->other, .weight = change->put->weight, .ways = change->put->ways});
	}
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("duplicates/change"),
		.subject_kind = S("record"), .subject = S("duplicates")}) : status;
}

static Status end_in(CareWrite *write, void *context)
{
	const Pass *pass = context;
	Status status = sql_duplicate_pass_put_run(write->connection, &(DuplicatePassPutArguments){.at = pass->started,
		.people = pass->people, .model = pass->model});
	if (status == STATUS_OK)
		status = sql_duplicate_marks_clear_run(write->connection, &(DuplicateMarksClearArguments){.until_at = pass->started});
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("duplicates/pass"),
		.subject_kind = S("record"), .subject = S("duplicates")}) : status;
}

Status duplicates_pass(Care *care, int64_t *pairs)
{
	Changes changes = {0};
	if (!care->all_permissions)
		return STATUS_REFUSED;
	Pass *pass = ARENA_NEW(care->arena, Pass);
	pass->started = care_now(care);
	Status status = look_through(care, pass);
	if (status == STATUS_OK)
		status = list_changes(care, pass, &changes);
	for (; status == STATUS_OK && changes.from < changes.count; changes.from += PASS_CHANGES_AT_ONCE)
		status = care_write(care, change_in, &changes);
	if (status == STATUS_OK)
		status = care_write(care, end_in, pass);
	if (pairs != NULL)
		*pairs = (int64_t)pass->count;
	return status;
}
