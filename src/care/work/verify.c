/* Proves that every stored stage is what the stamps say. */
#include "care/work/work_write.h"

enum { VERIFY_AT_ONCE = 500 };

static Status check_one(Care *care, const WorkAllRow *row, bool *same)
{
	WorkEventsRow *rows = NULL;
	size_t count = 0;
	Status status = sql_work_events_list(care->reader, care->arena, &(WorkEventsArguments){.work = row->id}, &rows,
		&count);
	if (status != STATUS_OK)
		return status;
	WorkEvent *events = ARENA_ARRAY(care->arena, WorkEvent, count + 1);
	for (size_t i = 0; i < count; i++)
		events[i] = (WorkEvent){.at = rows[i].at, .by_actor = rows[i].by_actor, .transition = rows[i].transition,
			.detail = rows[i].detail, .to_user = rows[i].to_user, .to_team = rows[i].to_team,
			.due_on = rows[i].due_on};
	WorkState state = work_state_make(care->arena, row->due_first, events, count);
	*same = str_equal(work_stage_code(state.stage), row->stage) && str_equal(state.due_on, row->due_on)
		&& str_equal(state.assigned_user, row->assigned_user) && str_equal(state.assigned_team, row->assigned_team)
		&& str_equal(state.submitted_by, row->submitted_by) && str_equal(state.finished_on, row->finished_on)
		&& str_equal(state.outcome, row->outcome);
	return STATUS_OK;
}

Status work_verify(Care *care, int64_t *checked, int64_t *differed)
{
	char after[ID_LENGTH + 1] = "";
	Arena *outer = care->arena;
	Status status = STATUS_OK;
	size_t batch = 0;
	*checked = 0;
	*differed = 0;
	do {
		Arena scratch;
		arena_init(&scratch, ARENA_COMMAND_BYTES_MAX);
		care->arena = &scratch;
		WorkAllRow *rows = NULL;
		status = sql_work_all_list(care->reader, &scratch,
			&(WorkAllArguments){.after = str_from_c(after), .most = VERIFY_AT_ONCE}, &rows, &batch);
		for (size_t i = 0; status == STATUS_OK && i < batch; i++) {
			bool same = false;
			status = check_one(care, &rows[i], &same);
			(*checked)++;
			*differed += same ? 0 : 1;
			for (size_t c = 0; c < ID_LENGTH && c < rows[i].id.length; c++)
				after[c] = rows[i].id.data[c];
		}
		arena_clear(&scratch);
	} while (status == STATUS_OK && batch == VERIFY_AT_ONCE);
	care->arena = outer;
	return status;
}
