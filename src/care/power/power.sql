-- Capacity concluded, and advocates who have not come.

-- statement: power_capacity_of
-- Finished assessments of capacity with the decision that each was about.
-- parameters: actor text, person text, pathway text, question text
-- columns: work text, reference text, outcome text?, finished_on text, decision text?
-- rows: 50
SELECT w.id, w.reference, w.outcome, w.finished_on, c.value
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN work w ON w.person_id = i.id
LEFT JOIN fact_current c ON c.subject_kind = 'work' AND c.subject_id = w.id AND c.question = $4
WHERE asked.id = $2 AND w.pathway = $3 AND w.stage = 'finished' AND w.finished_on > ''
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.finished_on DESC, w.id DESC LIMIT 50;

-- statement: power_capacity_in
-- One finished assessment of capacity, by its reference or its id.
-- people: maintenance — inside the write that sends up a decision which rests on it
-- parameters: person text, pathway text, outcome text, named text
-- columns: count integer
-- rows: one
SELECT count(*)
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN work w ON w.person_id = i.id
WHERE asked.id = $1 AND w.pathway = $2 AND w.stage = 'finished' AND w.outcome = $3 AND (w.reference = $4 OR w.id = $4)
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL);

-- statement: power_advocates_unmet
-- Advocates who have not met the person by the day on which they should have, with what has been done about it.
-- parameters: actor text, pathway text, today text
-- columns: id text, reference text, opened_on text, due_on text, person text, name text?, user_name text?, ordered_on text?, booked_for text?
-- rows: 50
SELECT w.id, w.reference, w.opened_on, w.due_on, i.current_id, s.name, u.name,
  (SELECT d.value FROM draft_answer d WHERE d.work_id = w.id AND d.question = 'advocate_ordered_on'),
  (SELECT d.value FROM draft_answer d WHERE d.work_id = w.id AND d.question = 'advocate_booked_for')
FROM work w
JOIN person_identity i ON i.id = w.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
LEFT JOIN user_account u ON u.id = w.assigned_user
WHERE w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned') AND w.stage <> 'awaiting-approval'
  AND w.pathway = $2 AND w.due_on < $3
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.due_on, w.id LIMIT 50;
