/* Interpreters: asked for, booked, came or did not, what they cost; and what is open of them, beside calls back. */
#include "care/helpline/helpline.h"

#include "base/json.h"
#include "care/helpline/helpline.sql.h"

static const struct { Str code; Str words; Str outcome; } STATES[INTERPRETING_STATES] = {
	[INTERPRETING_TO_BOOK] = {S_INIT("to-book"), S_INIT("Nobody is booked yet"), S_INIT("")},
	[INTERPRETING_BOOKED] = {S_INIT("booked"), S_INIT("Booked, the day is to come or to be told"), S_INIT("")},
	[INTERPRETING_CAME] = {S_INIT("came"), S_INIT("Came"), S_INIT("came")},
	[INTERPRETING_DID_NOT_COME] = {S_INIT("did-not-come"), S_INIT("Nobody came, or for another language"),
		S_INIT("did-not-come")},
	[INTERPRETING_NONE_FOUND] = {S_INIT("none-found"), S_INIT("Nobody could be booked"), S_INIT("none-found")},
	[INTERPRETING_NOT_WANTED] = {S_INIT("not-wanted"), S_INIT("The person did not want one"), S_INIT("not-wanted")},
	[INTERPRETING_ENDED] = {S_INIT("ended"), S_INIT("Taken off the list"), S_INIT("")},
};

Str interpreting_code(InterpretingState state)
{
	return STATES[state].code;
}

Str interpreting_words(InterpretingState state)
{
	return STATES[state].words;
}

bool interpreting_is_unmet(InterpretingState state)
{
	return state == INTERPRETING_DID_NOT_COME || state == INTERPRETING_NONE_FOUND;
}

static InterpretingState state_of(Str stage, Str outcome, bool booked)
{
	if (str_equal(stage, S("cancelled")))
		return INTERPRETING_ENDED;
	if (!str_equal(stage, S("finished")))
		return booked ? INTERPRETING_BOOKED : INTERPRETING_TO_BOOK;
	for (int state = 0; state < INTERPRETING_STATES; state++)
		if (!str_is_empty(STATES[state].outcome) && str_equal(STATES[state].outcome, outcome))
			return (InterpretingState)state;
	return INTERPRETING_ENDED; /* an outcome of a council's own */
}

enum { INTERPRETING_MAX = 20000 };

typedef struct Gathering {
	Arena *arena;
	HelplineInterpreting *items;
	size_t count;
} Gathering;

static Date day_of(Str text)
{
	Date day = DATE_NONE;
	return date_parse(text, &day) == STATUS_OK ? day : DATE_NONE;
}

static Status add_booking(const HelplineInterpretingRow *row, void *context)
{
	Gathering *gathering = context;
	Arena *arena = gathering->arena;
	if (gathering->count == INTERPRETING_MAX)
		return STATUS_FULL;
	HelplineInterpreting item = {.work = str_copy(arena, row->id), .reference = str_copy(arena, row->reference),
		.person = str_copy(arena, row->person), .name = str_copy(arena, row->name), .may_open = row->how == 2,
		.asked_on = day_of(row->opened_on), .due_on = day_of(row->due_on), .booked_for = day_of(row->booked_for),
		.how = str_copy(arena, row->takes_part), .language = str_copy(arena, row->language)};
	item.has_cost = str_to_integer(row->cost, &item.cost) == STATUS_OK;
	item.state = state_of(row->stage, row->outcome, item.booked_for != DATE_NONE);
	gathering->items[gathering->count++] = item;
	return STATUS_OK;
}

Status helpline_interpreting(Care *care, Date from, Date to, HelplineInterpreting **out, size_t *count)
{
	Gathering gathering = {.arena = care->arena};
	Status status = care_require(care, S("figures-read"));
	if (status != STATUS_OK)
		return status;
	gathering.items = ARENA_ARRAY(care->arena, HelplineInterpreting, INTERPRETING_MAX);
	status = sql_helpline_interpreting_each(care->reader, &(HelplineInterpretingArguments){.actor = care->actor,
		.from_on = date_format(care->arena, from), .to_on = date_format(care->arena, to)}, add_booking, &gathering);
	*out = gathering.items;
	*count = gathering.count;
	return status;
}

/* The reason stands in what was sent with the outcome. */
static Status reason_read(Care *care, HelplineInterpreting *row)
{
	WorkSnapshot snapshot = {0};
	const JsonNode *root = NULL;
	Status status = work_snapshot(care, row->work, &snapshot);
	if (status == STATUS_OK)
		status = json_parse(care->arena, S("snapshot"), 1, snapshot.body, &care->problems, &root);
	if (status == STATUS_OK)
		row->reason = json_text(json_member(root, S("note")));
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

Status helpline_reasons(Care *care, HelplineInterpreting *rows, size_t count)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (rows[i].may_open && (interpreting_is_unmet(rows[i].state) || rows[i].state == INTERPRETING_NOT_WANTED))
			status = reason_read(care, &rows[i]);
	return status;
}

Status helpline_tasks(Care *care, HelplineTask **out, size_t *count)
{
	HelplineTasksRow *rows = NULL;
	if (!care_may(care, S("work-do")) && !care_may(care, S("contact-record")) && !care_may(care, S("person-read")))
		return STATUS_REFUSED;
	Status status = sql_helpline_tasks_list(care->reader, care->arena, &(HelplineTasksArguments){.actor = care->actor,
		.most = HELPLINE_TASKS_MAX}, &rows, count);
	*out = ARENA_ARRAY(care->arena, HelplineTask, *count + 1);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		(*out)[i] = (HelplineTask){.work = rows[i].id, .title = rows[i].title, .name = rows[i].name,
			.language = rows[i].language, .user_name = rows[i].user_name, .due_on = day_of(rows[i].due_on),
			.booked_for = day_of(rows[i].booked_for), .is_interpreter = str_equal(rows[i].pathway, S("interpreting"))};
	return status;
}
