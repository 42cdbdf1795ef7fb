/* Dated answers about a person: appended, confirmed, withdrawn; never changed. */
#include "care/person/person_write.h"

#include <assert.h>

#include "care/jobs/jobs.h"
#include "care/person/person.sql.h"

static const Str GIVER_CODES[] = {S_INIT("self"), S_INIT("helper"), S_INIT("carer"), S_INIT("worker")};

Str giver_code(Giver giver)
{
	return GIVER_CODES[giver];
}

Giver giver_from_code(Str code)
{
	for (int i = GIVER_SELF; i < GIVER_WORKER; i++)
		if (str_equal(GIVER_CODES[i], code))
			return (Giver)i;
	return GIVER_WORKER;
}

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

Status person_facts(Care *care, Str person, Facts *out)
{
	FactsCurrentRow *rows = NULL;
	size_t count = 0;
	Status status = person_require_reading(care);
	if (status == STATUS_OK)
		status = sql_facts_current_list(care->reader, care->arena, &(FactsCurrentArguments){.actor = care->actor,
			.person = person, .today = date_format(care->arena, care_today(care))}, &rows, &count);
	if (status != STATUS_OK)
		return status;
	*out = (Facts){.items = ARENA_ARRAY(care->arena, Fact, count + 1), .count = count};
	for (size_t i = 0; i < count; i++)
		out->items[i] = (Fact){
			.id = rows[i].fact_id,
			.question = rows[i].question,
			.value = rows[i].value,
			.valid_from = date_or_none(rows[i].valid_from),
			.recorded_at = rows[i].recorded_at,
			.giver = giver_from_code(rows[i].giver),
			.by_actor = rows[i].by_actor,
			.by_name = rows[i].by_name,
			.source_work = rows[i].source_work,
			.of_place = str_equal(rows[i].subject_kind, S("place")),
		};
	return STATUS_OK;
}

Status person_answers(Care *care, Str question, const Str *people, size_t count, Str *values)
{
	AnswersOfPeopleRow *rows = NULL;
	size_t found = 0;
	assert(count <= PERSON_ANSWERS_MAX);
	for (size_t i = 0; i < count; i++)
		values[i] = (Str){0};
	Status status = person_require_reading(care);
	if (status == STATUS_OK && count > 0)
		status = sql_answers_of_people_list(care->reader, care->arena, &(AnswersOfPeopleArguments){.actor = care->actor,
			.people = people, .people_count = count, .question = question,
			.today = date_format(care->arena, care_today(care))}, &rows, &found);
	for (size_t r = 0; status == STATUS_OK && r < found; r++)
		for (size_t i = 0; i < count; i++)
			if (str_equal(people[i], rows[r].person) && str_is_empty(values[i]))
				values[i] = rows[r].value;
	return status;
}

Status person_facts_as_known(Care *care, Str person, Date valid_on, Instant recorded_by, Facts *out)
{
	FactsAsKnownRow *rows = NULL;
	size_t count = 0;
	Status status = person_require_reading(care);
	if (status == STATUS_OK)
		status = sql_facts_as_known_list(care->reader, care->arena, &(FactsAsKnownArguments){.actor = care->actor,
			.person = person, .valid_on = date_format(care->arena, valid_on), .recorded_by = recorded_by}, &rows,
			&count);
	if (status != STATUS_OK)
		return status;
	*out = (Facts){.items = ARENA_ARRAY(care->arena, Fact, count + 1), .count = count};
	for (size_t i = 0; i < count; i++)
		out->items[i] = (Fact){
			.id = rows[i].fact_id,
			.question = rows[i].question,
			.value = rows[i].value,
			.valid_from = date_or_none(rows[i].valid_from),
			.recorded_at = rows[i].recorded_at,
			.giver = giver_from_code(rows[i].giver),
			.by_actor = rows[i].by_actor,
		};
	return STATUS_OK;
}

const Fact *facts_find(const Facts *facts, Str question)
{
	size_t low = 0;
	size_t high = facts->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(facts->items[middle].question, question) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < facts->count && str_equal(facts->items[low].question, question) ? &facts->items[low] : NULL;
}

Str facts_value(const Facts *facts, Str question)
{
	const Fact *fact = facts_find(facts, question);
	return fact == NULL ? (Str){0} : fact->value;
}

Status person_fact_history(Care *care, Str person, Str question, FactVersion **out, size_t *count)
{
	FactHistoryRow *rows = NULL;
	Status status = person_require_reading(care);
	if (status == STATUS_OK)
		status = sql_fact_history_list(care->reader, care->arena,
			&(FactHistoryArguments){.actor = care->actor, .person = person, .question = question}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, FactVersion, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (FactVersion){
			.id = rows[i].id,
			.value = rows[i].value,
			.valid_from = date_or_none(rows[i].valid_from),
			.recorded_at = rows[i].recorded_at,
			.standing = rows[i].standing,
			.giver = giver_from_code(rows[i].giver),
			.by_name = rows[i].by_name,
			.withdrawn = rows[i].withdrawn == 1 || str_equal(rows[i].standing, S("withdrawn")),
		};
	return STATUS_OK;
}

/* The subject is named as it is written: a merge or its undoing before that day changes whose record it is. */
static Status recompute_later_in(CareWrite *write, Str kind, Str written_as, Date day)
{
	Arena *arena = write->care->arena;
	Str from = date_format(arena, day);
	Str subject = str_format(arena, "%.*s/%.*s", STR_ARG(kind), STR_ARG(written_as));
	return job_add_in(write, &(JobNew){.kind = S("fact-current"), .payload = subject,
		.key = str_format(arena, "fact-current/%.*s/%.*s", STR_ARG(subject), STR_ARG(from)),
		.due_at = instant_from_london(day, 0, 1)});
}

static Status append_one_in(CareWrite *write, Str kind, Str written_as, Str current, const Answer *answer,
	Str standing, Str source_work, Date valid_from)
{
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Str from = date_format(arena, valid_from);
	Str giver = giver_code(answer->giver);
	Str work = str_is_empty(source_work) ? (Str){0} : source_work;
	Status status = sql_fact_insert_run(write->connection, &(FactInsertArguments){
		.id = id, .subject_kind = kind, .subject_id = written_as, .question = answer->question,
		.value = answer->value, .valid_from = from, .recorded_at = write->now, .standing = standing,
		.giver = giver, .by_actor = write->care->actor, .source_work = work});
	if (status == STATUS_OK && valid_from > write->today)
		return recompute_later_in(write, kind, written_as, valid_from);
	if (status != STATUS_OK)
		return status;
	return sql_fact_current_put_run(write->connection, &(FactCurrentPutArguments){
		.subject_kind = kind, .subject_id = current, .question = answer->question, .fact_id = id,
		.value = answer->value, .valid_from = from, .recorded_at = write->now, .giver = giver,
		.by_actor = write->care->actor, .source_work = work});
}

static QuestionHome home_of(const Care *care, Str question)
{
	const Question *known = practice_question(care->practice, question);
	return known == NULL ? HOME_PERSON : known->home;
}

typedef struct Appending {
	Str person;  /* as written */
	Str current;
	Str place;   /* empty until a household answer needs it */
	Str source_work;
	Str standing;
	Date valid_from;
	bool moved;
	bool summary_touched;
} Appending;

static Status append_answer_in(CareWrite *write, Appending *appending, const Answer *answer)
{
	QuestionHome home = home_of(write->care, answer->question);
	appending->summary_touched = appending->summary_touched || person_summary_uses(answer->question);
	if (home == HOME_EPISODE)
		return append_one_in(write, S("work"), appending->source_work, appending->source_work, answer, appending->standing,
			appending->source_work, appending->valid_from);
	if (home != HOME_HOUSEHOLD)
		return append_one_in(write, S("person"), appending->person, appending->current, answer, appending->standing,
			appending->source_work, appending->valid_from);
	if (str_is_empty(appending->place)) {
		Status status = person_place_for_in(write, appending->person, appending->current, appending->moved,
			appending->valid_from, &appending->place);
		if (status != STATUS_OK)
			return status;
	}
	return append_one_in(write, S("place"), appending->place, appending->place, answer, appending->standing,
		appending->source_work, appending->valid_from);
}

static Status append_in(CareWrite *write, Str person, const Answer *answers, size_t count, Str standing,
	Str source_work, Date valid_from)
{
	assert(count <= PERSON_FACTS_AT_ONCE_MAX);
	Appending appending = {.person = person, .source_work = source_work, .standing = standing,
		.valid_from = valid_from};
	Status status = person_current_in(write, person, &appending.current);
	if (status == STATUS_OK)
		status = person_place_moved_in(write, appending.current, answers, count, &appending.moved);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool of_no_work = str_is_empty(source_work) && home_of(write->care, answers[i].question) == HOME_EPISODE;
		if (!of_no_work) /* an episode's answer without its episode means nothing */
			status = append_answer_in(write, &appending, &answers[i]);
	}
	if (status != STATUS_OK || !appending.summary_touched)
		return status;
	if (!str_is_empty(appending.place))
		return person_refresh_place_people(write, appending.place);
	return person_refresh_summary(write, appending.current);
}

Status person_confirm_in(CareWrite *write, Str person, const Answer *answers, size_t count)
{
	return append_in(write, person, answers, count, S("confirmed"), (Str){0}, write->today);
}

Status person_append_in(CareWrite *write, Str person, const Answer *answers, size_t count, Str source_work,
	Date valid_from)
{
	return append_in(write, person, answers, count, S("given"), source_work, valid_from);
}

Status person_answers_in(CareWrite *write, Str person, Answer **out, size_t *count)
{
	Arena *arena = write->care->arena;
	Str current = {0};
	Status status = person_current_in(write, person, &current);
	FactsNowPlainRow *own = NULL;
	FactsNowPlainRow *household = NULL;
	size_t own_count = 0;
	size_t household_count = 0;
	Str place = {0};
	if (status == STATUS_OK)
		status = sql_facts_now_plain_list(write->connection, arena,
			&(FactsNowPlainArguments){.subject_kind = S("person"), .subject_id = current}, &own, &own_count);
	if (status != STATUS_OK)
		return status;
	status = person_place_in(write, current, &place);
	if (status == STATUS_OK)
		status = sql_facts_now_plain_list(write->connection, arena,
			&(FactsNowPlainArguments){.subject_kind = S("place"), .subject_id = place}, &household,
			&household_count);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	*out = ARENA_ARRAY(arena, Answer, own_count + household_count + 1);
	*count = own_count + household_count;
	for (size_t i = 0; i < *count; i++) {
		const FactsNowPlainRow *row = i < own_count ? &own[i] : &household[i - own_count];
		(*out)[i] = (Answer){.question = row->question, .value = row->value, .giver = giver_from_code(row->giver)};
	}
	return STATUS_OK;
}

Status person_episode_answers_in(CareWrite *write, Str work, Answer **out, size_t *count)
{
	FactsNowPlainRow *rows = NULL;
	Arena *arena = write->care->arena;
	Status status = sql_facts_now_plain_list(write->connection, arena,
		&(FactsNowPlainArguments){.subject_kind = S("work"), .subject_id = work}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(arena, Answer, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Answer){.question = rows[i].question, .value = rows[i].value, .giver = giver_from_code(rows[i].giver)};
	return STATUS_OK;
}

Status person_refresh_facts(CareWrite *write, Str subject_kind, Str subject)
{
	Status status = sql_fact_current_clear_run(write->connection,
		&(FactCurrentClearArguments){.subject_kind = subject_kind, .subject_id = subject});
	if (status != STATUS_OK)
		return status;
	return sql_fact_current_make_run(write->connection, &(FactCurrentMakeArguments){
		.subject_kind = subject_kind, .subject_id = subject,
		.today = date_format(write->care->arena, write->today), .question = S("")});
}

static Status recompute_person_in(CareWrite *write, Str person)
{
	Str current = {0};
	Status status = person_current_in(write, person, &current);
	if (status == STATUS_OK)
		status = person_refresh_facts(write, S("person"), current);
	if (status == STATUS_OK)
		status = person_refresh_summary(write, current);
	return status;
}

Status person_recompute_in(CareWrite *write, Str subject)
{
	size_t slash = 0;
	if (!str_find(subject, S("/"), &slash))
		return STATUS_INVALID;
	Str kind = str_slice(subject, 0, slash);
	Str id = str_slice(subject, slash + 1, subject.length);
	if (str_equal(kind, S("person")))
		return recompute_person_in(write, id);
	Status status = person_refresh_facts(write, kind, id);
	if (status == STATUS_OK && str_equal(kind, S("place")))
		status = person_refresh_place_people(write, id);
	return status;
}

typedef struct Recording {
	Str person;
	const Answer *answers;
	size_t count;
	const Str *expected;
	bool confirms;
} Recording;

/* Read again inside the write: what the page showed must still be what stands. */
static Status check_expected_in(CareWrite *write, const Recording *recording)
{
	FactsCurrentRow *rows = NULL;
	size_t count = 0;
	if (recording->expected == NULL)
		return STATUS_OK;
	Status status = sql_facts_current_list(write->connection, write->care->arena,
		&(FactsCurrentArguments){.actor = write->care->actor, .person = recording->person,
			.today = date_format(write->care->arena, write->today)}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < recording->count; i++) {
		Str stands = {0};
		for (size_t j = 0; j < count; j++)
			if (str_equal(rows[j].question, recording->answers[i].question))
				stands = rows[j].fact_id;
		if (!str_equal(stands, recording->expected[i]))
			return STATUS_STALE;
	}
	return status;
}

static Status record_in(CareWrite *write, void *context)
{
	const Recording *recording = context;
	Status status = check_expected_in(write, recording);
	if (status == STATUS_OK)
		status = append_in(write, recording->person, recording->answers, recording->count,
			recording->confirms ? S("confirmed") : S("given"), (Str){0}, write->today);
	if (status != STATUS_OK)
		return status;
	Buffer after = buffer_make(write->care->arena, 1024 * 1024);
	for (size_t i = 0; i < recording->count; i++)
		buffer_add_format(&after, "%.*s=%.*s\n", STR_ARG(recording->answers[i].question),
			STR_ARG(recording->answers[i].value));
	return care_audit(write, &(CareAudit){.action = recording->confirms ? S("fact/confirm") : S("fact/append"),
		.subject_kind = S("person"), .subject = recording->person, .person = recording->person,
		.reason = recording->confirms ? recording->answers[0].question : (Str){0}, .after = buffer_str(&after)});
}

static Status require_open(Care *care, Str person, Person *found)
{
	Status status = care_require(care, S("person-edit"));
	if (status == STATUS_OK)
		status = person_find(care, person, found);
	if (status == STATUS_OK && found->how != PERSON_OPEN)
		status = STATUS_REFUSED;
	return status;
}

Status person_record(Care *care, Str person, const Answer *answers, size_t count, const Str *expected)
{
	Person found = {0};
	Status status = require_open(care, person, &found);
	if (status != STATUS_OK || count == 0)
		return status;
	Recording recording = {.person = found.id, .answers = answers, .count = count, .expected = expected};
	return care_write(care, record_in, &recording);
}

Status person_confirm(Care *care, Str person, Str question)
{
	Person found = {0};
	Facts facts = {0};
	Status status = require_open(care, person, &found);
	if (status == STATUS_OK)
		status = person_facts(care, found.id, &facts);
	if (status != STATUS_OK)
		return status;
	const Fact *fact = facts_find(&facts, question);
	if (fact == NULL)
		return STATUS_NOT_FOUND;
	Answer answer = {.question = question, .value = fact->value, .giver = fact->giver};
	Recording confirming = {.person = found.id, .answers = &answer, .count = 1, .expected = &fact->id,
		.confirms = true};
	return care_write(care, record_in, &confirming);
}

typedef struct Withdrawal {
	Str id;
	FactGetRow fact;
	Str reason;
} Withdrawal;

/* What stands when it is gone: an earlier answer, or none. */
static Status withdrawn_in(CareWrite *write, const FactGetRow *fact)
{
	Str subject = str_equal(fact->subject_kind, S("person")) ? fact->person : fact->subject_id;
	Status status = sql_fact_current_clear_question_run(write->connection, &(FactCurrentClearQuestionArguments){
		.subject_kind = fact->subject_kind, .subject_id = subject, .question = fact->question});
	if (status == STATUS_OK)
		status = sql_fact_current_make_run(write->connection, &(FactCurrentMakeArguments){
			.subject_kind = fact->subject_kind, .subject_id = subject,
			.today = date_format(write->care->arena, write->today), .question = fact->question});
	if (status != STATUS_OK)
		return status;
	return str_equal(fact->subject_kind, S("person")) ? person_refresh_summary(write, subject)
		: person_refresh_place_people(write, subject);
}

static Status withdraw_in(CareWrite *write, void *context)
{
	Withdrawal *withdrawal = context;
	FactGetRow *fact = &withdrawal->fact;
	Arena *arena = write->care->arena;
	Status status = sql_fact_get_one(write->connection, arena,
		&(FactGetArguments){.actor = write->care->actor, .fact = withdrawal->id}, fact);
	if (status == STATUS_OK && (fact->withdrawn == 1 || str_equal(fact->standing, S("withdrawn"))))
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = sql_fact_insert_run(write->connection, &(FactInsertArguments){
			.id = id_make(write->care->ids, arena), .subject_kind = fact->subject_kind,
			.subject_id = fact->subject_id, .question = fact->question, .value = S(""),
			.valid_from = fact->valid_from, .recorded_at = write->now, .standing = S("withdrawn"),
			.giver = S("worker"), .by_actor = write->care->actor, .withdraws = fact->id});
	if (status == STATUS_OK)
		status = withdrawn_in(write, fact);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("fact/withdraw"), .subject_kind = S("fact"),
		.subject = fact->id, .person = fact->person, .reason = withdrawal->reason, .before = fact->value});
}

static Status require_reason(Care *care, const char *message, Str reason)
{
	return !str_is_empty(str_trim(reason)) ? STATUS_OK : problems_add(&care->problems,
		(Problem){.field = S("reason"), .message = str_from_c(message)});
}

Status person_withdraw(Care *care, Str fact, Str reason)
{
	Withdrawal withdrawal = {.id = fact, .reason = reason};
	Status status = care_require(care, S("person-edit"));
	if (status == STATUS_OK)
		status = require_reason(care, "Say why this entry is wrong. The reason stays in the audit.", reason);
	return status == STATUS_OK ? care_write(care, withdraw_in, &withdrawal) : status;
}

static Status note_reading_in(CareWrite *write, void *context)
{
	const Withdrawal *reading = context;
	return care_audit(write, &(CareAudit){.action = S("fact/read-withdrawn"), .subject_kind = S("fact"),
		.subject = reading->fact.id, .person = reading->fact.person, .reason = reading->reason});
}

Status person_read_withdrawn(Care *care, Str fact, Str reason, Str *value)
{
	Withdrawal reading = {.id = fact, .reason = reason};
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = require_reason(care, "Say why you need to read what was withdrawn.", reason);
	if (status == STATUS_OK)
		status = sql_fact_get_one(care->reader, care->arena,
			&(FactGetArguments){.actor = care->actor, .fact = fact}, &reading.fact);
	if (status == STATUS_OK)
		status = care_write(care, note_reading_in, &reading);
	*value = status == STATUS_OK ? reading.fact.value : (Str){0};
	return status;
}
