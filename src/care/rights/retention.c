#include "care/rights/retention.h"

#include <assert.h>

#include "care/person/person.h"
#include "care/rights/retention.sql.h"

/* --- one person by the rules ------------------------------------------------------------------------------------- */

typedef struct Judging {
	Care *care;
	Date today;
	const RetentionRule *rules;
	size_t rule_count;
	RetentionClosedYearsRow *closed;
	size_t closed_count;
	const RetentionPathwaysRow *pathways; /* of the people being looked at, by person */
	size_t pathway_count;
} Judging;

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

static Date later(Date left, Date right)
{
	return right != DATE_NONE && (left == DATE_NONE || right > left) ? right : left;
}

static Date day_of(int64_t at)
{
	return at == STORE_NULL_INTEGER ? DATE_NONE : instant_london_date(at);
}

static Date last_contact(const RetentionPeopleRow *row)
{
	Date last = later(day_of(row->created_at), date_or_none(row->last_work));
	last = later(last, day_of(row->last_fact));
	last = later(last, day_of(row->last_document));
	return later(last, date_or_none(row->service_end));
}

/* Of a partial date of death the last day that it may be. */
static Date death(const RetentionPeopleRow *row)
{
	PartialDate died = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	if (partial_date_parse(row->died_on, &died) == STATUS_OK)
		partial_date_range(died, &first, &last);
	return last;
}

static Date start_of(const RetentionRule *rule, const RetentionPeopleRow *row)
{
	Date service_end = date_or_none(row->service_end);
	if (rule->starts == RETENTION_DEATH)
		return death(row);
	if (rule->starts == RETENTION_END_OF_CARE && service_end != DATE_NONE)
		return service_end;
	return last_contact(row);
}

static bool had_pathway(const Judging *judging, Str person, Str pathway)
{
	for (size_t i = 0; i < judging->pathway_count; i++)
		if (str_equal(judging->pathways[i].person, person) && str_equal(judging->pathways[i].pathway, pathway))
			return true;
	return false;
}

static bool rule_applies(const Judging *judging, const RetentionRule *rule, const RetentionPeopleRow *row)
{
	if (rule->kind != RETENTION_OF_PERSON)
		return false;
	if (rule->everybody || (rule->services && !str_is_empty(row->service_start)))
		return true;
	for (size_t i = 0; i < rule->pathway_count; i++)
		if (had_pathway(judging, row->id, rule->pathways[i]))
			return true;
	return false;
}

/* The rule that keeps it longest; one whose time has not begun keeps it longer than any. */
static void choose_rule(const Judging *judging, const RetentionPeopleRow *row, RetentionCase *out)
{
	bool chosen = false;
	for (size_t i = 0; i < judging->rule_count; i++) {
		const RetentionRule *rule = &judging->rules[i];
		Date due = DATE_NONE;
		if (!rule_applies(judging, rule, row))
			continue;
		Date started = start_of(rule, row);
		if (rule->action == RETENTION_KEEP || started == DATE_NONE
			|| duration_add(started, rule->keep, practice_bank_holidays(judging->care->practice), &due) != STATUS_OK)
			due = DATE_NONE;
		if (chosen && out->due != DATE_NONE && due != DATE_NONE && due <= out->due)
			continue;
		if (chosen && out->due == DATE_NONE)
			continue;
		out->rule = rule;
		out->started = started;
		out->due = due;
		chosen = true;
	}
}

static void add_hold(RetentionCase *out, Str words)
{
	assert(out->hold_count < RETENTION_HOLDS_MAX);
	out->holds[out->hold_count++] = words;
}

/* The first day of the financial year that a day lies in. */
static Date financial_year(Date day)
{
	int year = 0;
	int month = 0;
	int of_month = 0;
	Date first = DATE_NONE;
	date_split(day, &year, &month, &of_month);
	Status status = date_make(month >= 4 ? year : year - 1, 4, 1, &first);
	assert(status == STATUS_OK);
	(void)status;
	return first;
}

static bool is_closed(const Judging *judging, Date from)
{
	Date to = date_add_months(from, 12) - 1;
	for (size_t i = 0; i < judging->closed_count; i++)
		if (date_or_none(judging->closed[i].from_on) == from && date_or_none(judging->closed[i].to_on) == to)
			return true;
	return false;
}

/* A year whose figures were not kept would be counted without this person the next time that somebody asks. */
static void hold_for_figures(const Judging *judging, const RetentionPeopleRow *row, RetentionCase *out)
{
	Date first = date_or_none(row->first_work);
	Date service = date_or_none(row->service_start);
	Date last = later(date_or_none(row->last_work), date_or_none(row->service_end));
	if (service != DATE_NONE && (first == DATE_NONE || service < first))
		first = service;
	if (first == DATE_NONE || last == DATE_NONE)
		return;
	last = last > judging->today ? judging->today : last;
	for (Date year = financial_year(first); year <= last; year = date_add_months(year, 12)) {
		int number = 0;
		int month = 0;
		int day = 0;
		if (is_closed(judging, year))
			continue;
		date_split(year, &number, &month, &day);
		add_hold(out, str_format(judging->care->arena,
			"the figures of %d/%02d are not closed: without this record they would come out differently", number,
			(number + 1) % 100));
		return; /* the first is enough to say: they are closed one after the other */
	}
}

static void find_holds(const Judging *judging, const RetentionPeopleRow *row, RetentionCase *out)
{
	Arena *arena = judging->care->arena;
	Date service_end = date_or_none(row->service_end);
	Date keep_until = date_or_none(row->keep_until);
	if (row->legal_holds > 0)
		add_hold(out, S("a legal hold"));
	if (row->open_safeguarding > 0)
		add_hold(out, S("safeguarding that is open"));
	else if (row->open_work > 0)
		add_hold(out, S("work that is open"));
	if (service_end != DATE_NONE && service_end >= judging->today)
		add_hold(out, S("a service that runs"));
	if (row->open_requests > 0)
		add_hold(out, S("they asked for a copy of their record and have not had it"));
	if (keep_until != DATE_NONE && keep_until >= judging->today)
		add_hold(out, str_concat(arena, S("it was looked at and is kept until "), date_format_words(arena, keep_until)));
	hold_for_figures(judging, row, out);
}

static RetentionCase judge(const Judging *judging, const RetentionPeopleRow *row)
{
	RetentionCase out = {.person = row->id, .reference = row->reference, .name = row->name, .started = DATE_NONE,
		.due = DATE_NONE};
	choose_rule(judging, row, &out);
	if (out.rule != NULL && out.due != DATE_NONE && out.due < judging->today)
		find_holds(judging, row, &out);
	return out;
}

static bool is_due(const Judging *judging, const RetentionCase *one)
{
	return one->rule != NULL && one->due != DATE_NONE && one->due < judging->today;
}

/* --- lists ------------------------------------------------------------------------------------------------------- */

static Status judging_begin(Care *care, StoreConnection *connection, Judging *out)
{
	*out = (Judging){.care = care, .today = care_today(care)};
	out->rules = practice_retention(care->practice, &out->rule_count);
	return sql_retention_closed_years_list(connection, care->arena, &out->closed, &out->closed_count);
}

/* The next people after an id, with what the rules ask. */
static Status read_people(Judging *judging, StoreConnection *connection, Str after, int64_t most,
	RetentionPeopleRow **rows, size_t *count)
{
	Care *care = judging->care;
	RetentionPathwaysRow *pathways = NULL;
	Status status = sql_retention_people_list(connection, care->arena, &(RetentionPeopleArguments){.actor = care->actor,
		.after = after, .most = most}, rows, count);
	if (status == STATUS_OK && *count > 0)
		status = sql_retention_pathways_list(connection, care->arena, &(RetentionPathwaysArguments){.actor = care->actor,
			.after = after, .last = (*rows)[*count - 1].id}, &pathways, &judging->pathway_count);
	judging->pathways = pathways;
	return status;
}

/* From the first of a person's rows on: the list is sorted, and so is the walk. */
static void skip_pathways(Judging *judging, Str person)
{
	while (judging->pathway_count > 0 && str_compare(judging->pathways[0].person, person) < 0) {
		judging->pathways++;
		judging->pathway_count--;
	}
}

static Judging of_person(const Judging *judging, Str person)
{
	Judging one = *judging;
	one.pathway_count = 0;
	while (one.pathway_count < judging->pathway_count
		&& str_equal(judging->pathways[one.pathway_count].person, person))
		one.pathway_count++;
	return one;
}

Status retention_due(Care *care, const RetentionAsk *ask, RetentionCase **out, size_t *count, Str *next)
{
	Judging judging = {0};
	Str after = ask->after;
	size_t read = 0;
	size_t batch = RETENTION_READ_AT_ONCE;
	*count = 0;
	*next = (Str){0};
	Status status = care_require(care, S("retention"));
	if (status == STATUS_OK)
		status = judging_begin(care, care->reader, &judging);
	*out = ARENA_ARRAY(care->arena, RetentionCase, ask->most + 1);
	while (status == STATUS_OK && batch == RETENTION_READ_AT_ONCE && *count < ask->most && read < ask->read_most) {
		RetentionPeopleRow *rows = NULL;
		status = read_people(&judging, care->reader, after, RETENTION_READ_AT_ONCE, &rows, &batch);
		for (size_t i = 0; status == STATUS_OK && i < batch && *count < ask->most; i++) {
			skip_pathways(&judging, rows[i].id);
			Judging one = of_person(&judging, rows[i].id);
			RetentionCase found = judge(&one, &rows[i]);
			after = rows[i].id;
			read++;
			if (is_due(&judging, &found))
				(*out)[(*count)++] = found;
		}
	}
	if (status == STATUS_OK && (batch == RETENTION_READ_AT_ONCE || *count == ask->most))
		*next = after;
	return status;
}

/* One person on a connection that may read them: the batch of one that stands after the id before theirs. */
static Status case_of(Care *care, StoreConnection *connection, Str current, RetentionCase *out)
{
	Judging judging = {0};
	RetentionPeopleRow *rows = NULL;
	size_t count = 0;
	/* Ids have one length, so that the last character's predecessor stands right before it. */
	char before[ID_LENGTH];
	if (current.length != ID_LENGTH)
		return STATUS_NOT_FOUND;
	for (size_t i = 0; i < ID_LENGTH; i++)
		before[i] = current.data[i];
	before[ID_LENGTH - 1] = (char)(before[ID_LENGTH - 1] - 1);
	Status status = judging_begin(care, connection, &judging);
	if (status == STATUS_OK)
		status = read_people(&judging, connection, (Str){.data = before, .length = ID_LENGTH}, 1, &rows, &count);
	if (status == STATUS_OK && (count == 0 || !str_equal(rows[0].id, current)))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		*out = judge(&judging, &rows[0]);
	return status;
}

static Status find_open(Care *care, Str permission, Str person, Person *found)
{
	Status status = care_require(care, permission);
	if (status == STATUS_OK)
		status = person_find(care, person, found);
	return status == STATUS_OK && found->how != PERSON_OPEN ? STATUS_REFUSED : status;
}

Status retention_of(Care *care, Str person, RetentionCase *out)
{
	Person found = {0};
	Status status = find_open(care, S("retention"), person, &found);
	return status == STATUS_OK ? case_of(care, care->reader, found.id, out) : status;
}

/* --- carrying out ------------------------------------------------------------------------------------------------ */

static Status note_done_in(CareWrite *write, const RetentionCase *one, const RetentionDoing *doing, int64_t rows)
{
	Arena *arena = write->care->arena;
	Status status = sql_retention_done_insert_run(write->connection, &(RetentionDoneInsertArguments){
		.id = id_make(write->care->ids, arena), .rule = one->rule->id, .action = retention_action_code(doing->action),
		.started_on = date_format(arena, one->started), .due_on = date_format(arena, one->due), .row_count = rows,
		.reason = doing->reason, .at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){
		.action = str_concat(arena, S("retention/"), retention_action_code(doing->action)), .subject_kind = S("person"),
		.subject = one->person, .person = one->person, .reason = doing->reason, .before = one->reference,
		.detail = str_format(arena, "{\"rule\":\"%.*s\",\"rows\":%lld}", STR_ARG(one->rule->id), (long long)rows)});
}

static Status carry_out_in(CareWrite *write, void *context)
{
	const RetentionDoing *doing = context;
	RetentionCase one = {0};
	int64_t rows = 0;
	Status status = case_of(write->care, write->connection, doing->person, &one);
	bool due = status == STATUS_OK && one.rule != NULL && one.due != DATE_NONE && one.due < write->today;
	if (status == STATUS_OK && (!due || one.hold_count > 0))
		status = STATUS_CONFLICT;
	if (status == STATUS_OK && one.rule->action != RETENTION_REVIEW && one.rule->action != doing->action)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = doing->action == RETENTION_DESTROY ? person_destroy_in(write, one.person, &rows)
			: person_anonymise_in(write, one.person, &rows);
	return status == STATUS_OK ? note_done_in(write, &one, doing, rows) : status;
}

static Status require_reason(Care *care, Str reason)
{
	return !str_is_empty(str_trim(reason)) ? STATUS_OK : problems_add(&care->problems, (Problem){.field = S("reason"),
		.message = S("Say why. The reason is all that stays beside the rule.")});
}

Status retention_carry_out(Care *care, const RetentionDoing *doing)
{
	Person found = {0};
	Str typed = {0};
	Status status = find_open(care, S("retention-carry-out"), doing->person, &found);
	if (status != STATUS_OK)
		return status;
	if (doing->action != RETENTION_DESTROY && doing->action != RETENTION_ANONYMISE)
		return problems_add(&care->problems, (Problem){.field = S("action"), .message = S("Choose what to do.")});
	if (reference_read(care->arena, doing->typed, &typed) != STATUS_OK || !str_equal(typed, found.reference))
		return problems_add(&care->problems, (Problem){.field = S("typed"),
			.message = S("Type the reference of this record, as it stands in the bar above. It cannot be brought back.")});
	status = require_reason(care, doing->reason);
	RetentionDoing checked = *doing;
	checked.person = found.id;
	return status == STATUS_OK ? care_write(care, carry_out_in, &checked) : status;
}

typedef struct Keeping {
	Str person;
	Date until;
	Str reason;
} Keeping;

static Status keep_in(CareWrite *write, void *context)
{
	const Keeping *keeping = context;
	Arena *arena = write->care->arena;
	RetentionCase one = {0};
	Status status = case_of(write->care, write->connection, keeping->person, &one);
	if (status == STATUS_OK && (one.rule == NULL || one.due == DATE_NONE || one.due >= write->today))
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = sql_retention_review_insert_run(write->connection, &(RetentionReviewInsertArguments){
			.id = id_make(write->care->ids, arena), .person = one.person, .rule = one.rule->id,
			.keep_until = date_format(arena, keeping->until), .reason = keeping->reason, .at = write->now,
			.by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("retention/keep"), .subject_kind = S("person"), .subject = one.person,
		.person = one.person, .reason = keeping->reason, .after = date_format(arena, keeping->until)});
}

Status retention_keep_longer(Care *care, Str person, Date until, Str reason)
{
	Person found = {0};
	Status status = find_open(care, S("retention-carry-out"), person, &found);
	if (status == STATUS_OK)
		status = require_reason(care, reason);
	if (status == STATUS_OK && (until == DATE_NONE || until <= care_today(care)))
		status = problems_add(&care->problems, (Problem){.field = S("until"), .message = S("Choose a later day.")});
	Keeping keeping = {.person = found.id, .until = until, .reason = reason};
	return status == STATUS_OK ? care_write(care, keep_in, &keeping) : status;
}

Status retention_history(Care *care, RetentionDone **out, size_t *count)
{
	RetentionDoneListRow *rows = NULL;
	Status status = care_require(care, S("retention"));
	if (status == STATUS_OK)
		status = sql_retention_done_list_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, RetentionDone, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (RetentionDone){.at = rows[i].at, .rule = rows[i].rule, .action = rows[i].action,
			.started = date_or_none(rows[i].started_on), .rows = rows[i].row_count, .reason = rows[i].reason,
			.by_name = rows[i].by_name};
	return STATUS_OK;
}
