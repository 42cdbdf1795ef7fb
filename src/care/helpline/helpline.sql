-- The helpline. Counts include work about people of whom the actor may know that they exist; names only of open records.
-- In all of these max() instead of EXISTS beside an OR: see work.sql.

-- statement: helpline_contact_insert
-- parameters: work text, answered_at integer, call text?
-- changes: any
INSERT INTO helpline_contact (work_id, answered_at, call_id) VALUES ($1, $2, $3)
ON CONFLICT (work_id) DO UPDATE SET answered_at = excluded.answered_at, call_id = excluded.call_id;

-- statement: helpline_contact_get
-- people: maintenance — which call a contact is matched with, inside the write that loads calls
-- parameters: work text
-- columns: answered_at integer, call text?
-- rows: one
SELECT answered_at, call_id FROM helpline_contact WHERE work_id = $1;

-- statement: helpline_work_by_reference
-- people: maintenance — the telephone system names contacts by their reference
-- parameters: reference text
-- columns: id text, pathway text
-- rows: one
SELECT id, pathway FROM work WHERE reference = $1;

-- statement: helpline_call_get
-- parameters: id text
-- columns: offered_at integer, answered_at integer?, ended_at integer, language text
-- rows: one
SELECT offered_at, answered_at, ended_at, language FROM helpline_call WHERE id = $1;

-- statement: helpline_call_put
-- parameters: id text, offered_at integer, answered_at integer?, ended_at integer, day text, language text
-- changes: any
INSERT INTO helpline_call (id, offered_at, answered_at, ended_at, day, language) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET offered_at = excluded.offered_at, answered_at = excluded.answered_at,
  ended_at = excluded.ended_at, day = excluded.day, language = excluded.language;

-- statement: helpline_calls
-- parameters: from_on text, to_on text
-- columns: offered_at integer, answered_at integer?, ended_at integer, day text, language text
-- rows: stream
SELECT c.offered_at, c.answered_at, c.ended_at, c.day, c.language
FROM helpline_call c
WHERE c.day >= $1 AND c.day <= $2
ORDER BY c.day, c.offered_at, c.id;

-- statement: helpline_contacts
-- Contacts that were opened in a period, with what is known of the call.
-- parameters: actor text, from_on text, to_on text
-- columns: id text, reference text, person text?, name text?, how integer, opened_at integer, opened_on text, outcome text?, phone integer, picked_up_at integer?, recorded_at integer?, answered_at integer?, ended_at integer?, language text?, came_from text?, formats text?,
--   reading_help text?
-- rows: stream
SELECT seen.id, seen.reference, seen.person, CASE WHEN seen.how = 2 THEN s.name END, seen.how, seen.opened_at,
  seen.opened_on, CASE WHEN seen.stage = 'finished' THEN seen.outcome END, CASE WHEN h.work_id IS NULL THEN 0 ELSE 1 END, h.answered_at,
  (SELECT min(e.at) FROM work_event e WHERE e.work_id = seen.id AND e.transition IN ('submitted', 'finished')),
  k.answered_at, k.ended_at,
  (SELECT c.value FROM fact_current c WHERE c.subject_kind = 'person' AND c.subject_id = seen.person
    AND c.question = 'language_main'),
  (SELECT c.value FROM fact_current c WHERE c.subject_kind = 'work' AND c.subject_id = seen.id
    AND c.question = 'contact_from'),
  (SELECT c.value FROM fact_current c WHERE c.subject_kind = 'person' AND c.subject_id = seen.person
    AND c.question = 'info_format'),
  (SELECT c.value FROM fact_current c WHERE c.subject_kind = 'person' AND c.subject_id = seen.person
    AND c.question = 'reading_help')
FROM (
  SELECT w.id, w.reference, w.opened_at, w.opened_on, w.stage, w.outcome, i.current_id AS person,
    CASE WHEN w.person_id IS NULL THEN 2 ELSE (SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = i.current_id AND a.actor_id = $1) END AS how
  FROM work w
  LEFT JOIN person_identity i ON i.id = w.person_id
  WHERE w.pathway = 'contact' AND w.opened_on >= $2 AND w.opened_on <= $3 AND w.stage <> 'cancelled'
    AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
) seen
LEFT JOIN helpline_contact h ON h.work_id = seen.id
LEFT JOIN helpline_call k ON k.id = h.call_id
LEFT JOIN person_summary s ON s.person_id = seen.person
WHERE seen.how >= 1
ORDER BY seen.id;

-- statement: helpline_answers
-- What finished contacts of a period said, for the questions that tell what they were about.
-- parameters: actor text, from_on text, to_on text, questions text[16]
-- columns: work text, question text, value text
-- rows: stream
SELECT w.id, c.question, c.value
FROM work w
JOIN fact_current c ON c.subject_kind = 'work' AND c.subject_id = w.id
  AND c.question IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
WHERE w.pathway = 'contact' AND w.opened_on >= $2 AND w.opened_on <= $3 AND w.stage = 'finished'
  AND (w.person_id IS NULL OR 1 <= (SELECT max(v.how) FROM person_identity i
    JOIN visible_person v ON v.person_id = i.current_id
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE i.id = w.person_id AND a.actor_id = $1))
ORDER BY w.id, c.question;

-- statement: helpline_call_backs
-- All calls back since a day, with what they follow: a second try follows the first.
-- parameters: actor text, from_on text
-- columns: id text, reference text, person text?, name text?, how integer, opened_on text, due_first text, stage text, finished_on text?, outcome text?, parent text?, parent_pathway text?
-- rows: stream
SELECT seen.id, seen.reference, seen.person, CASE WHEN seen.how = 2 THEN s.name END, seen.how, seen.opened_on,
  seen.due_first, seen.stage, seen.finished_on, seen.outcome, seen.parent_work, p.pathway
FROM (
  SELECT w.id, w.reference, w.opened_on, w.due_first, w.stage, w.finished_on, w.outcome, w.parent_work,
    i.current_id AS person,
    CASE WHEN w.person_id IS NULL THEN 2 ELSE (SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = i.current_id AND a.actor_id = $1) END AS how
  FROM work w
  LEFT JOIN person_identity i ON i.id = w.person_id
  WHERE w.pathway = 'call-back' AND w.opened_on >= $2
    AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
) seen
LEFT JOIN work p ON p.id = seen.parent_work
LEFT JOIN person_summary s ON s.person_id = seen.person
WHERE seen.how >= 1
ORDER BY seen.id;

-- statement: helpline_interpreting
-- Bookings of interpreters that were asked for in a period. An answer that is not sent yet stands in the drafts.
-- parameters: actor text, from_on text, to_on text
-- columns: id text, reference text, person text?, name text?, how integer, opened_on text, due_on text, stage text, outcome text?, language text?, booked_for text?, takes_part text?, cost text?
-- rows: stream
SELECT seen.id, seen.reference, seen.person, CASE WHEN seen.how = 2 THEN s.name END, seen.how, seen.opened_on,
  seen.due_on, seen.stage, seen.outcome,
  (SELECT c.value FROM fact_current c WHERE c.subject_kind = 'person' AND c.subject_id = seen.person
    AND c.question = 'language_main'),
  coalesce((SELECT c.value FROM fact_current c WHERE c.subject_kind = 'work' AND c.subject_id = seen.id
      AND c.question = 'interpreting_on'),
    (SELECT d.value FROM draft_answer d WHERE d.work_id = seen.id AND d.question = 'interpreting_on')),
  coalesce((SELECT c.value FROM fact_current c WHERE c.subject_kind = 'work' AND c.subject_id = seen.id
      AND c.question = 'interpreting_how'),
    (SELECT d.value FROM draft_answer d WHERE d.work_id = seen.id AND d.question = 'interpreting_how')),
  coalesce((SELECT c.value FROM fact_current c WHERE c.subject_kind = 'work' AND c.subject_id = seen.id
      AND c.question = 'interpreting_cost'),
    (SELECT d.value FROM draft_answer d WHERE d.work_id = seen.id AND d.question = 'interpreting_cost'))
FROM (
  SELECT w.id, w.reference, w.opened_on, w.due_on, w.stage, w.outcome, i.current_id AS person,
    CASE WHEN w.person_id IS NULL THEN 2 ELSE (SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = i.current_id AND a.actor_id = $1) END AS how
  FROM work w
  LEFT JOIN person_identity i ON i.id = w.person_id
  WHERE w.pathway = 'interpreting' AND w.opened_on >= $2 AND w.opened_on <= $3
    AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
) seen
LEFT JOIN person_summary s ON s.person_id = seen.person
WHERE seen.how >= 1
ORDER BY seen.opened_on, seen.id;

-- statement: helpline_tasks
-- Promises and bookings that are open, soonest due first: the rows are chosen before anything is joined to them.
-- parameters: actor text, most integer
-- columns: id text, pathway text, title text, person text?, name text?, user_name text?, due_on text, language text?, booked_for text?
-- rows: 100
SELECT chosen.id, chosen.pathway, chosen.title, i.current_id, s.name, u.name, chosen.due_on,
  (SELECT c.value FROM fact_current c WHERE c.subject_kind = 'person' AND c.subject_id = i.current_id
    AND c.question = 'language_main'),
  (SELECT d.value FROM draft_answer d WHERE d.work_id = chosen.id AND d.question = 'interpreting_on')
FROM (
  SELECT w.id, w.pathway, w.title, w.person_id, w.due_on, w.assigned_user
  FROM work w
  WHERE w.pathway IN ('call-back', 'interpreting') AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
    AND w.stage <> 'awaiting-approval'
    AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
      JOIN visible_person v ON v.person_id = i.current_id
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE i.id = w.person_id AND a.actor_id = $1))
  ORDER BY w.due_on, w.id LIMIT $2
) chosen
LEFT JOIN person_identity i ON i.id = chosen.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
LEFT JOIN user_account u ON u.id = chosen.assigned_user
ORDER BY chosen.due_on, chosen.id;
