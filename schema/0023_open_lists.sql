-- What waits, by pathway: of open work alone. An index that begins with the stage of any work serves everything that asks
-- for a stage, better ones beside it or not, and reads the finished years for a list of fifty.
DROP INDEX work_by_stage_pathway;
DROP INDEX work_alerts_waiting;
CREATE INDEX work_open_by_pathway ON work (pathway, stage, opened_on, due_on, person_id)
  WHERE stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned');
