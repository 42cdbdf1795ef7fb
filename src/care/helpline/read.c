/* What came in a period: calls, contacts, promises to call back. */
#include "care/helpline/helpline.h"

#include <stdlib.h>
#include <string.h>

#include "care/helpline/helpline.sql.h"

/* Rows as they come; the room doubles, and ends at a limit. */
typedef struct Rows {
	Care *care;
	void *items;
	size_t size_bytes; /* of one */
	size_t count;
	size_t capacity;
	size_t most;
} Rows;

static Status rows_add(Rows *rows, const void *item)
{
	if (rows->count == rows->most)
		return STATUS_FULL;
	if (rows->count == rows->capacity) {
		size_t capacity = rows->capacity == 0 ? 256 : rows->capacity * 2;
		void *grown = arena_allocate_array(rows->care->arena, capacity, rows->size_bytes);
		if (rows->count > 0)
			memcpy(grown, rows->items, rows->count * rows->size_bytes);
		rows->items = grown;
		rows->capacity = capacity;
	}
	memcpy((char *)rows->items + rows->count * rows->size_bytes, item, rows->size_bytes);
	rows->count++;
	return STATUS_OK;
}

/* --- calls --------------------------------------------------------------------------------------------------------- */

static Status add_call(const HelplineCallsRow *row, void *context)
{
	Rows *rows = context;
	bool answered = row->answered_at != STORE_NULL_INTEGER;
	Instant until = answered ? row->answered_at : row->ended_at;
	HelplineCall call = {.offered_at = row->offered_at, .wait_seconds = (until - row->offered_at) / INSTANT_SECOND,
		.talk_seconds = answered ? (row->ended_at - row->answered_at) / INSTANT_SECOND : 0, .answered = answered,
		.day = instant_london_date(row->offered_at), .language = str_copy(rows->care->arena, row->language)};
	int minute = 0;
	instant_london_time(row->offered_at, &call.hour, &minute);
	return rows_add(rows, &call);
}

static Status read_calls(Care *care, Str from_on, Str to_on, Helpline *out)
{
	Rows rows = {.care = care, .size_bytes = sizeof(HelplineCall), .most = HELPLINE_CALLS_MAX};
	Status status = sql_helpline_calls_each(care->reader, &(HelplineCallsArguments){.from_on = from_on, .to_on = to_on},
		add_call, &rows);
	out->calls = rows.items;
	out->call_count = rows.count;
	return status;
}

/* --- contacts ------------------------------------------------------------------------------------------------------ */

/* Does the outcome open an assessment of the person or of a carer? */
static bool is_referral(const Practice *practice, Str outcome)
{
	const Pathway *contact = practice_pathway(practice, S("contact"));
	const Outcome *found = contact == NULL || str_is_empty(outcome) ? NULL : pathway_outcome(contact, outcome);
	for (size_t i = 0; found != NULL && i < found->act_count; i++)
		if (found->acts[i].kind == ACT_OPEN && found->acts[i].pathway != NULL
		    && str_equal(found->acts[i].pathway->event_type, S("Assessment")))
			return true;
	return false;
}

static Date day_of(Str text)
{
	Date day = DATE_NONE;
	return date_parse(text, &day) == STATUS_OK ? day : DATE_NONE;
}

static Status add_contact(const HelplineContactsRow *row, void *context)
{
	Rows *rows = context;
	Arena *arena = rows->care->arena;
	bool timed = row->answered_at != STORE_NULL_INTEGER && row->ended_at != STORE_NULL_INTEGER;
	HelplineContact contact = {.work = str_copy(arena, row->id), .reference = str_copy(arena, row->reference),
		.person = str_copy(arena, row->person), .name = str_copy(arena, row->name), .may_open = row->how == 2,
		.by_phone = row->phone == 1, .day = day_of(row->opened_on), .opened_at = row->opened_at,
		.answered_at = row->picked_up_at == STORE_NULL_INTEGER ? INSTANT_NONE : row->picked_up_at,
		.recorded_at = row->recorded_at == STORE_NULL_INTEGER ? INSTANT_NONE : row->recorded_at,
		.talk_seconds = timed ? (row->ended_at - row->answered_at) / INSTANT_SECOND : -1,
		.from = str_copy(arena, row->came_from), .language = str_copy(arena, row->language),
		.formats = str_copy(arena, row->formats), .reading_help = str_copy(arena, row->reading_help),
		.outcome = str_copy(arena, row->outcome)};
	contact.is_referral = is_referral(rows->care->practice, contact.outcome);
	return rows_add(rows, &contact);
}

/* Answers come in the order of the contacts: at walks along with them. */
typedef struct Telling {
	Care *care;
	HelplineContact *contacts;
	size_t count;
	size_t at;
	WorkAnswers *sheet; /* used again for each contact */
	bool begun;
} Telling;

static void clear_sheet(const Telling *telling)
{
	size_t count = 0;
	const Str *questions = practice_call_questions(telling->care->practice, &count);
	for (size_t i = 0; i < count; i++)
		work_answers_put(telling->sheet, questions[i], S(""));
}

static void tell_reason(const Telling *telling)
{
	size_t count = 0;
	const CallReason *reasons = practice_call_reasons(telling->care->practice, &count);
	ExpressionLookup lookup = work_answers_as_lookup(telling->sheet);
	HelplineContact *contact = &telling->contacts[telling->at];
	for (size_t i = 0; i < count && str_is_empty(contact->reason); i++)
		if (expression_truth(reasons[i].when, &lookup) == EXPRESSION_YES)
			contact->reason = reasons[i].id;
}

static Status take_answer(const HelplineAnswersRow *row, void *context)
{
	Telling *telling = context;
	if (telling->at < telling->count && !str_equal(telling->contacts[telling->at].work, row->work)) {
		if (telling->begun)
			tell_reason(telling);
		clear_sheet(telling);
		telling->begun = false;
		while (telling->at < telling->count && str_compare(telling->contacts[telling->at].work, row->work) < 0)
			telling->at++;
	}
	if (telling->at == telling->count || !str_equal(telling->contacts[telling->at].work, row->work))
		return STATUS_OK; /* of a contact that has been withdrawn */
	telling->begun = true;
	work_answers_put(telling->sheet, str_copy(telling->care->arena, row->question),
		str_copy(telling->care->arena, row->value));
	return STATUS_OK;
}

static Status read_reasons(Care *care, Str from_on, Str to_on, Helpline *out)
{
	Telling telling = {.care = care, .contacts = out->contacts, .count = out->contact_count,
		.sheet = work_answers_make(care->arena, care->practice, care_today(care))};
	size_t count = 0;
	const Str *questions = practice_call_questions(care->practice, &count);
	if (count == 0)
		return STATUS_OK;
	clear_sheet(&telling);
	Status status = sql_helpline_answers_each(care->reader, &(HelplineAnswersArguments){.actor = care->actor,
		.from_on = from_on, .to_on = to_on, .questions = questions, .questions_count = count}, take_answer, &telling);
	if (status == STATUS_OK && telling.begun)
		tell_reason(&telling);
	return status;
}

static int compare_contacts(const void *left, const void *right)
{
	const HelplineContact *one = left;
	const HelplineContact *other = right;
	if (one->opened_at != other->opened_at)
		return one->opened_at < other->opened_at ? -1 : 1;
	return str_compare(one->work, other->work);
}

static Status read_contacts(Care *care, Str from_on, Str to_on, Helpline *out)
{
	Rows rows = {.care = care, .size_bytes = sizeof(HelplineContact), .most = HELPLINE_CONTACTS_MAX};
	Status status = sql_helpline_contacts_each(care->reader, &(HelplineContactsArguments){.actor = care->actor,
		.from_on = from_on, .to_on = to_on}, add_contact, &rows);
	out->contacts = rows.items;
	out->contact_count = rows.count;
	if (status == STATUS_OK)
		status = read_reasons(care, from_on, to_on, out);
	if (status == STATUS_OK && rows.count > 0)
		qsort(out->contacts, out->contact_count, sizeof *out->contacts, compare_contacts);
	return status;
}

/* --- calls back ---------------------------------------------------------------------------------------------------- */

/* A try: a promise is the first of a row of them. */
typedef struct Try {
	HelplineCallBack promise;
	Str parent;
	bool is_again; /* follows another */
	Str stage;
	Str outcome;
	Date finished_on;
} Try;

static Status add_try(const HelplineCallBacksRow *row, void *context)
{
	Rows *rows = context;
	Arena *arena = rows->care->arena;
	Try item = {.promise = {.work = str_copy(arena, row->id), .reference = str_copy(arena, row->reference),
		.person = str_copy(arena, row->person), .name = str_copy(arena, row->name), .may_open = row->how == 2,
		.promised_on = day_of(row->opened_on), .due_on = day_of(row->due_first)},
		.parent = str_copy(arena, row->parent), .is_again = str_equal(row->parent_pathway, S("call-back")),
		.stage = str_copy(arena, row->stage), .outcome = str_copy(arena, row->outcome),
		.finished_on = day_of(row->finished_on)};
	return rows_add(rows, &item);
}

static CallBackState state_of(const Try *item, Date today)
{
	if (str_equal(item->stage, S("cancelled")))
		return CALL_BACK_ENDED;
	if (!str_equal(item->stage, S("finished")))
		return item->promise.due_on < today ? CALL_BACK_OVERDUE : CALL_BACK_WAITING;
	if (item->finished_on > item->promise.due_on)
		return CALL_BACK_LATE;
	return str_equal(item->outcome, S("kept")) ? CALL_BACK_KEPT : CALL_BACK_TRIED;
}

static int compare_parents(const void *left, const void *right)
{
	return str_compare((*(const Try *const *)left)->parent, (*(const Try *const *)right)->parent);
}

/* Follows a promise from try to try. */
static bool was_reached(const Try *first, const Try *const *by_parent, size_t count)
{
	Try key = *first;
	for (size_t steps = 0; steps < count; steps++) {
		if (str_equal(key.stage, S("finished")) && str_equal(key.outcome, S("kept")))
			return true;
		Try wanted = {.parent = key.promise.work};
		const Try *sought = &wanted;
		const Try *const *found = bsearch(&sought, by_parent, count, sizeof *by_parent, compare_parents);
		if (found == NULL)
			return false;
		key = **found;
	}
	return false;
}

static Status read_call_backs(Care *care, Helpline *out)
{
	Rows rows = {.care = care, .size_bytes = sizeof(Try), .most = HELPLINE_CONTACTS_MAX};
	Date today = care_today(care);
	Status status = sql_helpline_call_backs_each(care->reader, &(HelplineCallBacksArguments){.actor = care->actor,
		.from_on = date_format(care->arena, out->from)}, add_try, &rows);
	if (status != STATUS_OK)
		return status;
	const Try *tries = rows.items;
	const Try **by_parent = ARENA_ARRAY(care->arena, const Try *, rows.count + 1);
	out->call_backs = ARENA_ARRAY(care->arena, HelplineCallBack, rows.count + 1);
	for (size_t i = 0; i < rows.count; i++)
		by_parent[i] = &tries[i];
	qsort(by_parent, rows.count, sizeof *by_parent, compare_parents);
	for (size_t i = 0; i < rows.count; i++) {
		if (tries[i].is_again || tries[i].promise.promised_on > out->to)
			continue;
		HelplineCallBack *promise = &out->call_backs[out->call_back_count++];
		*promise = tries[i].promise;
		promise->state = state_of(&tries[i], today);
		promise->reached = was_reached(&tries[i], by_parent, rows.count);
	}
	return STATUS_OK;
}

Str call_back_code(CallBackState state)
{
	static const Str CODES[CALL_BACK_STATES] = {S_INIT("kept"), S_INIT("tried"), S_INIT("late"), S_INIT("waiting"),
		S_INIT("overdue"), S_INIT("ended")};
	return CODES[state];
}

Str call_back_words(CallBackState state)
{
	static const Str WORDS[CALL_BACK_STATES] = {S_INIT("Reached by the day that was promised"),
		S_INIT("Tried by that day, not reached"), S_INIT("First tried after it"), S_INIT("Waiting, in time"),
		S_INIT("Waiting, past the day"), S_INIT("Ended without a try")};
	return WORDS[state];
}

Status helpline_read(Care *care, Date from, Date to, Helpline *out)
{
	Str from_on = date_format(care->arena, from);
	Str to_on = date_format(care->arena, to);
	*out = (Helpline){.from = from, .to = to};
	Status status = care_require(care, S("figures-read"));
	if (status == STATUS_OK)
		status = read_calls(care, from_on, to_on, out);
	if (status == STATUS_OK)
		status = read_contacts(care, from_on, to_on, out);
	return status == STATUS_OK ? read_call_backs(care, out) : status;
}
