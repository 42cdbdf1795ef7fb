/* Taking back from a record what one piece of work had answered: it belonged to somebody else, or was wrong altogether. */
#include "care/person/person_write.h"

#include "care/person/person.sql.h"

typedef struct Taking {
	Str person; /* current */
	Str work;
	Str *places; /* households that had answers of it: room for one an answer */
	size_t place_count;
} Taking;

static void note_place(Taking *taking, Str place)
{
	for (size_t i = 0; i < taking->place_count; i++)
		if (str_equal(taking->places[i], place))
			return;
	taking->places[taking->place_count++] = place;
}

static Status withdraw_one_in(CareWrite *write, const Taking *taking, const FactsOfWorkRow *fact)
{
	return sql_fact_insert_run(write->connection, &(FactInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .subject_kind = fact->subject_kind,
		.subject_id = fact->subject_id, .question = fact->question, .value = S(""), .valid_from = fact->valid_from,
		.recorded_at = write->now, .standing = S("withdrawn"), .giver = S("worker"), .by_actor = write->care->actor,
		.source_work = taking->work, .withdraws = fact->id});
}

/* A household of which nothing is known any more was never theirs. */
static Status refresh_in(CareWrite *write, const Taking *taking)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < taking->place_count; i++) {
		status = person_refresh_facts(write, S("place"), taking->places[i]);
		if (status == STATUS_OK)
			status = sql_residence_remove_bare_run(write->connection, &(ResidenceRemoveBareArguments){
				.current_id = taking->person, .place = taking->places[i]});
		if (status == STATUS_OK)
			status = person_refresh_place_people(write, taking->places[i]);
	}
	if (status == STATUS_OK)
		status = person_refresh_facts(write, S("person"), taking->person);
	return status == STATUS_OK ? person_refresh_summary(write, taking->person) : status;
}

Status person_take_back_in(CareWrite *write, Str person, Str work, TakenAnswer **out, size_t *count)
{
	Arena *arena = write->care->arena;
	FactsOfWorkRow *rows = NULL;
	Taking taking = {.work = work};
	*count = 0;
	Status status = person_current_in(write, person, &taking.person);
	if (status == STATUS_OK)
		status = sql_facts_of_work_list(write->connection, arena, &(FactsOfWorkArguments){.current_id = taking.person,
			.work = work}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(arena, TakenAnswer, *count + 1);
	taking.places = ARENA_ARRAY(arena, Str, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
		(*out)[i].answer = (Answer){.question = rows[i].question, .value = rows[i].value,
			.giver = giver_from_code(rows[i].giver)};
		if (date_parse(rows[i].valid_from, &(*out)[i].valid_from) != STATUS_OK)
			return STATUS_FAILED; /* the store's own dates can be read */
		if (str_equal(rows[i].subject_kind, S("place")))
			note_place(&taking, rows[i].subject_id);
		status = withdraw_one_in(write, &taking, &rows[i]);
	}
	return status == STATUS_OK && *count > 0 ? refresh_in(write, &taking) : status;
}

Status person_erasing_begin_in(CareWrite *write, Str subject)
{
	return sql_erasing_begin_run(write->connection, &(ErasingBeginArguments){.subject = subject});
}

Status person_erasing_end_in(CareWrite *write, Str subject)
{
	return sql_erasing_end_run(write->connection, &(ErasingEndArguments){.subject = subject});
}
