-- The list that opens everybody's day, by an index in its order: a list of fifty reads fifty, however much is open.
CREATE INDEX work_open_by_user ON work (assigned_user, due_on, urgent DESC, id, stage, pathway, opened_on, person_id)
  WHERE stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned');

-- Counts of what waits in all teams and medians of waiting lists read each piece of open work: from the index alone.
DROP INDEX work_by_stage_pathway;
CREATE INDEX work_by_stage_pathway ON work (stage, pathway, opened_on, due_on, person_id);
