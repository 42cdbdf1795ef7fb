-- Who waits for what since when: a list over the kinds of work in it, and its medians, by one index.
CREATE INDEX work_by_stage_pathway ON work (stage, pathway, opened_on, person_id);
