/* Money is spent only by what somebody with the limit has agreed to: the broker's terms may not exceed it. */
#include "care/work/work_write.h"

#include "base/json.h"
#include "care/plan/plan.h"
#include "care/service/service.h"

enum { COMMITMENT_CHAIN_MAX = 8 };

typedef struct Commitment {
	bool agreed;   /* somebody approved an outcome that commits money on the way here */
	bool priced;   /* and the lines it was about were found */
	Pence weekly;
} Commitment;

/* The lines as they were sent up, from the frozen snapshot: the record's own answer may have changed since. */
static Status take_lines_in(CareWrite *write, Str work, Commitment *commitment)
{
	WorkSnapshotInRow row = {0};
	const JsonNode *root = NULL;
	Arena *arena = write->care->arena;
	Status status = sql_work_snapshot_in_one(write->connection, arena, &(WorkSnapshotInArguments){.work = work}, &row);
	if (status == STATUS_OK)
		status = json_parse(arena, S("snapshot"), 1, row.body, &write->care->problems, &root);
	if (status != STATUS_OK)
		return status == STATUS_NOT_FOUND ? STATUS_OK : status;
	const JsonNode *answer = json_member(json_member(root, S("answers")), S("plan_lines"));
	Str lines = json_text(json_member(answer, S("value")));
	if (str_is_empty(lines))
		return STATUS_OK;
	commitment->priced = true;
	return plan_weekly_pence(write->care, lines, &commitment->weekly);
}

static bool was_agreed(const CareWrite *write, const WorkGetInRow *row)
{
	const Pathway *pathway = work_pathway(care_release_in(write, row->release_hash), row->pathway);
	const Outcome *outcome = pathway_outcome(pathway, row->outcome);
	bool finished = work_stage_from_code(row->stage) == WORK_FINISHED;
	return finished && outcome != NULL && outcome->commits_money && !str_is_empty(pathway->approved_by);
}

static Status find_commitment_in(CareWrite *write, const WorkGetInRow *work, Commitment *commitment)
{
	Str next = work->parent_work;
	Status status = STATUS_OK;
	for (int i = 0; status == STATUS_OK && i < COMMITMENT_CHAIN_MAX && !str_is_empty(next) && !commitment->priced; i++) {
		WorkGetInRow row = {0};
		status = work_get_in(write, next, 0, &row);
		if (status != STATUS_OK)
			break;
		commitment->agreed = commitment->agreed || was_agreed(write, &row);
		/* A funding request is about its parent's lines, so the search goes on until lines are found. */
		if (commitment->agreed)
			status = take_lines_in(write, row.id, commitment);
		next = row.parent_work;
	}
	return status;
}

Status work_check_commitment_in(CareWrite *write, const WorkGetInRow *work, Str plan_lines)
{
	Commitment commitment = {0};
	Pence wanted = 0;
	Pence now = 0;
	Arena *arena = write->care->arena;
	Status status = plan_weekly_pence(write->care, plan_lines, &wanted);
	if (status == STATUS_OK)
		status = service_weekly_in(write, work->person, &now);
	if (status == STATUS_OK)
		status = find_commitment_in(write, work, &commitment);
	if (status != STATUS_OK || wanted <= now || (commitment.priced && wanted <= commitment.weekly))
		return status;
	Str agreed = commitment.priced ? money_format(arena, commitment.weekly) : S("nothing yet");
	Str sum = money_format(arena, wanted);
	(void)problems_add_format(&write->care->problems, (Problem){.field = S("plan_lines")},
		"These lines cost %.*s a week and %.*s was approved. Send the plan up again before anything starts.", STR_ARG(sum),
		STR_ARG(agreed));
	return STATUS_REFUSED;
}
