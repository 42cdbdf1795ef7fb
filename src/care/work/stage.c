/* The one function that says where a piece of work stands, from its stamps alone. */
#include "care/work/work_write.h"

static const struct { Str code; Str words; } STAGES[] = {
	[WORK_WAITING] = {S_INIT("waiting"), S_INIT("Waiting to start")},
	[WORK_IN_PROGRESS] = {S_INIT("in-progress"), S_INIT("In progress")},
	[WORK_AWAITING_APPROVAL] = {S_INIT("awaiting-approval"), S_INIT("Waiting for approval")},
	[WORK_RETURNED] = {S_INIT("returned"), S_INIT("Returned with a comment")},
	[WORK_FINISHED] = {S_INIT("finished"), S_INIT("Finished")},
	[WORK_CANCELLED] = {S_INIT("cancelled"), S_INIT("Cancelled")},
};

Str work_stage_code(WorkStage stage)
{
	return STAGES[stage].code;
}

Str work_stage_words(WorkStage stage)
{
	return STAGES[stage].words;
}

WorkStage work_stage_from_code(Str code)
{
	for (int i = WORK_WAITING; i <= WORK_CANCELLED; i++)
		if (str_equal(STAGES[i].code, code))
			return (WorkStage)i;
	return WORK_WAITING;
}

static void state_take(WorkState *state, Arena *arena, const WorkEvent *event)
{
	if (str_equal(event->transition, S("started"))) {
		state->stage = WORK_IN_PROGRESS;
	} else if (str_equal(event->transition, S("submitted"))) {
		state->stage = WORK_AWAITING_APPROVAL;
		state->submitted_by = event->by_actor;
		state->outcome = event->detail;
	} else if (str_equal(event->transition, S("returned"))) {
		state->stage = WORK_RETURNED;
		state->outcome = (Str){0};
	} else if (str_equal(event->transition, S("finished"))) {
		state->stage = WORK_FINISHED;
		state->outcome = event->detail;
		state->finished_on = date_format(arena, instant_london_date(event->at));
		if (str_is_empty(state->submitted_by))
			state->submitted_by = event->by_actor;
	} else if (str_equal(event->transition, S("withdrawn"))) {
		state->stage = WORK_CANCELLED;
		state->outcome = (Str){0};
		state->finished_on = date_format(arena, instant_london_date(event->at));
	} else if (str_equal(event->transition, S("cancelled"))) {
		state->stage = WORK_CANCELLED;
		state->finished_on = date_format(arena, instant_london_date(event->at));
	}
}

WorkState work_state_make(Arena *arena, Str due_first, const WorkEvent *events, size_t count)
{
	WorkState state = {.stage = WORK_WAITING, .due_on = due_first};
	for (size_t i = 0; i < count; i++) {
		const WorkEvent *event = &events[i];
		if (!str_is_empty(event->due_on))
			state.due_on = event->due_on;
		if (!str_is_empty(event->to_team) || !str_is_empty(event->to_user)) {
			state.assigned_user = event->to_user;
			if (!str_is_empty(event->to_team))
				state.assigned_team = event->to_team;
		}
		state_take(&state, arena, event);
	}
	return state;
}
