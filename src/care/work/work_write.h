/* What the files of this room share inside a write. Not for other rooms: they use work.h. */
#ifndef KITH_CARE_WORK_WORK_WRITE_H
#define KITH_CARE_WORK_WORK_WRITE_H

#include "care/work/work.h"
#include "care/work/work.sql.h"

typedef struct WorkStamp {
	Str transition;
	Str detail;
	Str to_user;
	Str to_team;
	Str due_on;
} WorkStamp;

/* Adds a stamp, recomputes the state and writes both; row->version guards and is raised. row is refreshed. */
Status work_stamp_in(CareWrite *write, WorkGetInRow *row, const WorkStamp *stamp) MUST_USE;
Status work_get_in(CareWrite *write, Str work, int64_t version, WorkGetInRow *out) MUST_USE;
/* The pathway of a row in the release at hand; a plain task when it has gone. */
const Pathway *work_pathway(const Practice *practice, Str id);
/* Does the outcome's acts, in order. */
Status work_outcome_in(CareWrite *write, const WorkGetInRow *work, const Outcome *outcome, Str note,
	const WorkAnswers *answers) MUST_USE;
Status work_answers_in(CareWrite *write, const WorkGetInRow *work, WorkAnswers **out) MUST_USE;
/* Takes out of answers what a helper said to questions that are the person's own to answer, where their own words
 * stand: the work keeps both, the record the person's. */
Status work_own_words_in(CareWrite *write, Str person, Answer *answers, size_t *count) MUST_USE;
/* Stamps finished, and clears the drafts of work that has a person. */
Status work_finish_in(CareWrite *write, WorkGetInRow *work, const Outcome *outcome, Str note,
	const WorkAnswers *answers) MUST_USE;
/* Sets the job of this step, counted from 0; nothing for pathways that may wait. */
Status work_escalate_later_in(CareWrite *write, const Pathway *pathway, Str work, int64_t step) MUST_USE;
WorkStage work_stage_from_code(Str code);
/* STATUS_OK when plan_lines cost no more a week than what an approver has agreed to in the work that led here, or than
 * what the person has now; otherwise STATUS_REFUSED with the two sums. */
Status work_check_commitment_in(CareWrite *write, const WorkGetInRow *work, Str plan_lines) MUST_USE;
/* Any of the permissions with which work is read: work-do, contact-record, person-read. */
Status work_require_reading(const Care *care) MUST_USE;

#endif
