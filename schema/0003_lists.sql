-- Indexes in the order in which lists are shown, holding what the lists and their counts ask of each row: a list of
-- fifty reads fifty, however much waits behind them. The stages are those of unfinished work, as the statements of
-- the lists write them.

DROP INDEX work_by_team;
DROP INDEX work_by_user;
DROP INDEX work_by_stage;
CREATE INDEX work_open_by_team ON work (assigned_team, due_on, urgent DESC, id, stage, pathway, opened_on, person_id)
  WHERE stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned');
CREATE INDEX work_open_by_due ON work
  (due_on, urgent DESC, id, stage, pathway, opened_on, person_id, assigned_team, assigned_user)
  WHERE stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned');

-- Who had something in a period: the return and the figures ask for finished work and for services by their dates.
CREATE INDEX work_finished_on ON work (finished_on, person_id) WHERE stage = 'finished';
DROP INDEX service_by_dates;
CREATE INDEX service_by_dates ON service (starts_on, ends_on, person_id);
