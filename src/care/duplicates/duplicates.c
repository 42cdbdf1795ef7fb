#include "care/duplicates/compare.h"

#include "base/log.h"
#include "care/duplicates/duplicates.sql.h"

enum {
	PASS_HOUR = 2,           /* of the night, in London */
	PASS_SMALL_PEOPLE = 1000, /* a record of fewer teaches little: it is gone through whole whenever it changes, */
	PASS_SMALL_MINUTES = 1,   /* at most so often */
	LEASE_MINUTES = 15,
	SURE_WEIGHT = 6644,     /* thousandths of log2 of 99 to 1 … */
	PROBABLE_WEIGHT = 3170, /* … and of 9 to 1 */
};

static DuplicateLikely likely_of(int64_t weight)
{
	return weight >= SURE_WEIGHT ? DUPLICATE_NEARLY_SURE : weight >= PROBABLE_WEIGHT ? DUPLICATE_PROBABLY : DUPLICATE_PERHAPS;
}

static void read_ways(Str ways, Str out[DUPLICATE_COLUMNS])
{
	for (size_t i = 0; i < DUPLICATE_COLUMNS && i < ways.length; i++)
		if (ways.data[i] > '0' && ways.data[i] <= '9')
			out[i] = link_level_words(DUPLICATE_LINK_COLUMNS[i].kind, (size_t)(ways.data[i] - '0'));
}

static DuplicatePair pair_of(const DuplicatePairsRow *row)
{
	DuplicatePair pair = {
		.one = {.id = row->person, .reference = row->reference, .how = PERSON_OPEN, .name = row->name,
			.known_as = row->known_as, .born = row->born, .died_on = row->died_on, .nhs_number = row->nhs_number,
			.postcode = row->postcode, .address = row->address},
		.other = {.id = row->other, .reference = row->other_reference, .how = PERSON_OPEN, .name = row->other_name,
			.known_as = row->other_known_as, .born = row->other_born, .died_on = row->other_died_on,
			.nhs_number = row->other_nhs_number, .postcode = row->other_postcode, .address = row->other_address},
		.one_phones = row->phones, .other_phones = row->other_phones, .likely = likely_of(row->weight)};
	read_ways(row->ways, pair.ways);
	return pair;
}

Status duplicates_list(Care *care, size_t skip, size_t most, DuplicatePair **out, size_t *count)
{
	DuplicatePairsRow *rows = NULL;
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = sql_duplicate_pairs_list(care->reader, care->arena, &(DuplicatePairsArguments){.actor = care->actor,
			.skip = (int64_t)skip, .most = (int64_t)most}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, DuplicatePair, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = pair_of(&rows[i]);
	return STATUS_OK;
}

Status duplicates_count(Care *care, int64_t *count)
{
	DuplicatePairsCountRow row = {0};
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = sql_duplicate_pairs_count_one(care->reader, care->arena, &(DuplicatePairsCountArguments){
			.actor = care->actor, .most = DUPLICATES_COUNTED_MAX + 1}, &row);
	*count = row.count;
	return status;
}

Status duplicates_of(Care *care, Str person, DuplicateOther **out, size_t *count)
{
	DuplicatesOfPersonRow *rows = NULL;
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = sql_duplicates_of_person_list(care->reader, care->arena, &(DuplicatesOfPersonArguments){
			.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, DuplicateOther, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (DuplicateOther){.person = rows[i].other, .reference = rows[i].reference, .name = rows[i].name,
			.born = rows[i].born, .address = rows[i].address, .likely = likely_of(rows[i].weight)};
	return STATUS_OK;
}

/* --- two people after all --- */

Status duplicates_changed_in(CareWrite *write, Str person)
{
	return sql_duplicate_mark_run(write->connection, &(DuplicateMarkArguments){.person = person, .at = write->now});
}

Status duplicates_forget_in(CareWrite *write, Str person)
{
	return sql_duplicate_pairs_of_remove_run(write->connection, &(DuplicatePairsOfRemoveArguments){.person = person});
}

Status duplicates_note_apart_in(CareWrite *write, Str person, Str other, Str reason)
{
	return sql_duplicate_apart_insert_run(write->connection, &(DuplicateApartInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .person = person, .other = other, .reason = str_trim(reason),
		.at = write->now, .by_actor = write->care->actor});
}

static Status require_both_open(Care *care, Str one, Str other, Person *person, Person *other_person)
{
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = person_find(care, one, person);
	if (status == STATUS_OK)
		status = person_find(care, other, other_person);
	return status == STATUS_OK && (person->how != PERSON_OPEN || other_person->how != PERSON_OPEN) ? STATUS_REFUSED : status;
}

typedef struct Saying {
	Str person;
	Str other;
	Str reason;
} Saying;

static Status said_already_in(CareWrite *write, const Saying *saying)
{
	DuplicatesApartBetweenRow *rows = NULL;
	size_t count = 0;
	Status status = sql_duplicates_apart_between_list(write->connection, write->care->arena, &(DuplicatesApartBetweenArguments){
		.actor = write->care->actor, .person = saying->person, .other = saying->other}, &rows, &count);
	return status == STATUS_OK && count > 0 ? STATUS_CONFLICT : status;
}

static Status say_apart_in(CareWrite *write, void *context)
{
	const Saying *saying = context;
	Status status = said_already_in(write, saying);
	if (status == STATUS_OK)
		status = duplicates_note_apart_in(write, saying->person, saying->other, saying->reason);
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("person/apart"), .subject_kind = S("person"),
		.subject = saying->person, .person = saying->person, .reason = saying->reason, .after = saying->other}) : status;
}

Status duplicates_say_apart(Care *care, Str person, Str other, Str reason)
{
	Person one = {0};
	Person two = {0};
	Status status = require_both_open(care, person, other, &one, &two);
	if (status != STATUS_OK)
		return status;
	if (str_equal(one.id, two.id))
		return STATUS_CONFLICT;
	if (str_is_empty(str_trim(reason)))
		return problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say how you know that these are two people.")});
	Saying saying = {.person = one.id, .other = two.id, .reason = reason};
	return care_write(care, say_apart_in, &saying);
}

Status duplicates_apart(Care *care, size_t skip, size_t most, DuplicateApart **out, size_t *count)
{
	DuplicatesApartRow *rows = NULL;
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = sql_duplicates_apart_list(care->reader, care->arena, &(DuplicatesApartArguments){.actor = care->actor,
			.skip = (int64_t)skip, .most = (int64_t)most}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, DuplicateApart, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (DuplicateApart){.id = rows[i].id, .reason = rows[i].reason, .at = rows[i].at, .by_name = rows[i].by_name,
			.one = {.id = rows[i].person, .reference = rows[i].reference, .how = PERSON_OPEN, .name = rows[i].name,
				.born = rows[i].born},
			.other = {.id = rows[i].other, .reference = rows[i].other_reference, .how = PERSON_OPEN,
				.name = rows[i].other_name, .born = rows[i].other_born}};
	return STATUS_OK;
}

Status duplicates_said_between(Care *care, Str person, Str other, DuplicateApart **out, size_t *count)
{
	DuplicatesApartBetweenRow *rows = NULL;
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = sql_duplicates_apart_between_list(care->reader, care->arena, &(DuplicatesApartBetweenArguments){
			.actor = care->actor, .person = person, .other = other}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, DuplicateApart, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (DuplicateApart){.id = rows[i].id, .reason = rows[i].reason, .at = rows[i].at, .by_name = rows[i].by_name};
	return STATUS_OK;
}

typedef struct Withdrawing {
	Str id;
	DuplicateApartPeopleRow people;
} Withdrawing;

static Status read_apart_in(CareWrite *write, Withdrawing *withdrawing)
{
	Status status = sql_duplicate_apart_people_one(write->connection, write->care->arena,
		&(DuplicateApartPeopleArguments){.id = withdrawing->id}, &withdrawing->people);
	const Str people[] = {withdrawing->people.person, withdrawing->people.other};
	for (size_t i = 0; status == STATUS_OK && i < 2; i++) {
		DuplicateOpenRow open = {0};
		status = sql_duplicate_open_one(write->connection, write->care->arena, &(DuplicateOpenArguments){
			.actor = write->care->actor, .person = people[i]}, &open);
		/* The same as nothing there: that there is something would tell of a hidden record. */
		if (status == STATUS_OK && open.how != PERSON_OPEN)
			status = STATUS_NOT_FOUND;
		if (status == STATUS_OK)
			status = duplicates_changed_in(write, open.current_id);
	}
	return status;
}

static Status look_again_in(CareWrite *write, void *context)
{
	Withdrawing *withdrawing = context;
	Status status = read_apart_in(write, withdrawing);
	if (status == STATUS_OK)
		status = sql_duplicate_apart_withdraw_run(write->connection, &(DuplicateApartWithdrawArguments){
			.id = withdrawing->id, .at = write->now, .by_actor = write->care->actor});
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("person/apart-withdrawn"),
		.subject_kind = S("person"), .subject = withdrawing->people.person, .person = withdrawing->people.person,
		.before = withdrawing->people.other}) : status;
}

Status duplicates_look_again(Care *care, Str id)
{
	Status status = care_require(care, S("merge"));
	Withdrawing withdrawing = {.id = id};
	return status == STATUS_OK ? care_write(care, look_again_in, &withdrawing) : status;
}

/* --- what is due --- */

static bool is_pass_due(const Care *care, const DuplicateStateRow *state)
{
	Instant now = care_now(care);
	int hour = 0;
	int minute = 0;
	if (state->at == STORE_NULL_INTEGER)
		return state->anybody != 0;
	if (state->people < PASS_SMALL_PEOPLE && state->changed != 0 && now - state->at >= PASS_SMALL_MINUTES * INSTANT_MINUTE)
		return true;
	instant_london_time(now, &hour, &minute);
	return instant_london_date(state->at) < care_today(care) && hour >= PASS_HOUR;
}

Status duplicates_tick(Care *care)
{
	DuplicateStateRow state = {0};
	bool held = false;
	int64_t pairs = 0;
	Status status = care->all_permissions ? sql_duplicate_state_one(care->reader, care->arena, &state) : STATUS_REFUSED;
	if (status != STATUS_OK)
		return status;
	bool pass = is_pass_due(care, &state);
	if (!pass && (state.changed == 0 || state.at == STORE_NULL_INTEGER || state.people < PASS_SMALL_PEOPLE))
		return STATUS_OK;
	status = store_lease(care->store, S("duplicates"), LEASE_MINUTES * INSTANT_MINUTE, &held);
	if (status != STATUS_OK || !held)
		return status;
	if (!pass)
		return duplicates_check_changed(care, NULL);
	status = duplicates_pass(care, &pairs);
	if (status == STATUS_OK)
		log_line(LOG_NOTE, "duplicates", "the record was gone through: pairs=%lld", (long long)pairs);
	return status;
}
