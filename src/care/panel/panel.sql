-- Agendas of panels. A record that leaves no trace to the actor has no row here; of one that they may only know of, no name.

-- statement: panel_agenda
-- What is heard at one sitting, in order.
-- parameters: actor text, panel text, sits_on text
-- columns: id text, work text, place integer, heard_at integer?, heard_how text?, version integer, how integer, reference text, pathway text, title text, stage text, urgent integer, submitted_by text?, submitted_name text?, person text, name text?, owner text?
-- rows: 60
SELECT line.id, line.work_id, line.place, line.heard_at, line.heard_how, line.version, line.how,
  CASE WHEN line.how = 2 THEN line.reference ELSE '' END, line.pathway,
  CASE WHEN line.how = 2 THEN line.title ELSE '' END, line.stage, line.urgent,
  CASE WHEN line.how = 2 THEN line.submitted_by END, CASE WHEN line.how = 2 THEN u.name END, line.current_id,
  CASE WHEN line.how = 2 THEN s.name END, t.name
FROM (
  SELECT p.id, p.work_id, p.place, p.heard_at, p.heard_how, p.version, w.reference, w.pathway, w.title, w.stage, w.urgent,
    w.submitted_by, i.current_id,
    (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = i.current_id AND a.actor_id = $1) AS how
  FROM panel_paper p
  JOIN work w ON w.id = p.work_id
  JOIN person_identity i ON i.id = w.person_id
  WHERE p.panel = $2 AND p.sits_on = $3 AND p.left_at IS NULL AND w.stage <> 'cancelled'
) line
LEFT JOIN person_summary s ON s.person_id = line.current_id
LEFT JOIN user_account u ON u.id = line.submitted_by
LEFT JOIN person r ON r.id = line.current_id
LEFT JOIN team t ON t.id = r.owner_team
WHERE line.how >= 1
ORDER BY line.place, line.id;

-- statement: panel_sittings
-- How many papers stand for each sitting from a day on, and how many of them were heard.
-- parameters: actor text, panel text, from_on text, until_on text
-- columns: sits_on text, papers integer, heard integer
-- rows: 400
SELECT p.sits_on, count(*), sum(CASE WHEN p.heard_at IS NULL THEN 0 ELSE 1 END)
FROM panel_paper p
JOIN work w ON w.id = p.work_id
JOIN person_identity i ON i.id = w.person_id
WHERE p.panel = $2 AND p.sits_on >= $3 AND p.sits_on <= $4 AND p.left_at IS NULL AND w.stage <> 'cancelled'
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1)
GROUP BY p.sits_on ORDER BY p.sits_on;

-- statement: panel_unplaced
-- Work of these kinds that waits for approval and stands on no agenda to come: on none at all, or its sitting is over.
-- parameters: actor text, pathways text[16], today text
-- columns: work text, reference text, pathway text, title text, urgent integer, due_on text, submitted_name text?, person text, name text?
-- rows: 200
SELECT w.id, w.reference, w.pathway, w.title, w.urgent, w.due_on, u.name, i.current_id, s.name
FROM work w
JOIN person_identity i ON i.id = w.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
LEFT JOIN user_account u ON u.id = w.submitted_by
WHERE w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned') AND w.stage = 'awaiting-approval'
  AND w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND NOT EXISTS (SELECT 1 FROM panel_paper p WHERE p.work_id = w.id AND p.left_at IS NULL AND p.heard_at IS NULL
    AND p.sits_on >= $18)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.due_on, w.id LIMIT 200;

-- statement: panel_paper_of_work
-- Where a piece of work is to be heard.
-- parameters: actor text, work text
-- columns: id text, panel text, sits_on text, place integer, version integer
-- rows: one
SELECT p.id, p.panel, p.sits_on, p.place, p.version
FROM panel_paper p
JOIN work w ON w.id = p.work_id
JOIN person_identity i ON i.id = w.person_id
WHERE p.work_id = $2 AND p.left_at IS NULL AND p.heard_at IS NULL
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY p.id DESC LIMIT 1;

-- statement: panel_assessment
-- The assessment that a paper rests on: the latest of these kinds that was finished.
-- parameters: actor text, person text, pathways text[16]
-- columns: work text, pathway text, finished_on text, outcome text?
-- rows: one
SELECT w.id, w.pathway, w.finished_on, w.outcome
FROM person_identity i
JOIN work w ON w.person_id = i.id
WHERE i.current_id = $2
  AND w.pathway IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  AND w.stage = 'finished' AND w.finished_on > ''
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.finished_on DESC, w.id DESC LIMIT 1;

-- statement: panel_themes
-- What decisions turned on, by month: of records that leave a trace to the reader.
-- parameters: actor text, pathways text[16], from_on text, to_on text
-- columns: month text, theme text, count integer
-- rows: 2000
SELECT substr(w.finished_on, 1, 7), c.value, count(*)
FROM work w
CROSS JOIN person_identity i
CROSS JOIN fact_current c
WHERE i.id = w.person_id AND c.subject_kind = 'work' AND c.subject_id = w.id AND c.question = 'panel_theme'
  AND w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND w.stage = 'finished' AND w.finished_on >= $18 AND w.finished_on <= $19
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1)
GROUP BY substr(w.finished_on, 1, 7), c.value
ORDER BY substr(w.finished_on, 1, 7), c.value;

-- statement: panel_theme_list
-- The list behind a theme of a month: only records that are open to the reader.
-- parameters: actor text, pathways text[16], theme text, from_on text, to_on text, most integer
-- columns: work text, reference text, title text, outcome text?, finished_on text, person text, name text?
-- rows: 500
SELECT w.id, w.reference, w.title, w.outcome, w.finished_on, i.current_id, s.name
FROM work w
CROSS JOIN person_identity i
CROSS JOIN fact_current c
LEFT JOIN person_summary s ON s.person_id = i.current_id
WHERE i.id = w.person_id AND c.subject_kind = 'work' AND c.subject_id = w.id AND c.question = 'panel_theme' AND c.value = $18
  AND w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND w.stage = 'finished' AND w.finished_on >= $19 AND w.finished_on <= $20
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.finished_on, w.id LIMIT $21;

-- Inside writes ------------------------------------------------------------------------------------------------------

-- statement: panel_paper_insert
-- parameters: id text, work text, panel text, sits_on text, place integer, placed_at integer, placed_by text
-- changes: one
INSERT INTO panel_paper (id, work_id, panel, sits_on, place, placed_at, placed_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1);

-- statement: panel_last_place
-- people: maintenance — inside the write that puts a paper at the end of an agenda
-- parameters: panel text, sits_on text
-- columns: place integer, papers integer
-- rows: one
SELECT coalesce(max(place), 0), count(*) FROM panel_paper WHERE panel = $1 AND sits_on = $2 AND left_at IS NULL;

-- statement: panel_paper_get_in
-- people: maintenance — inside a write of somebody who has opened the work
-- parameters: work text
-- columns: id text, panel text, sits_on text, place integer, version integer
-- rows: one
SELECT id, panel, sits_on, place, version FROM panel_paper
WHERE work_id = $1 AND left_at IS NULL AND heard_at IS NULL ORDER BY id DESC LIMIT 1;

-- statement: panel_neighbour_in
-- people: maintenance — the paper that changes places with another, inside the write
-- parameters: panel text, sits_on text, place integer, after integer
-- columns: id text, place integer, version integer
-- rows: one
SELECT id, place, version FROM panel_paper
WHERE panel = $1 AND sits_on = $2 AND left_at IS NULL AND heard_at IS NULL
  AND (($4 = 1 AND place > $3) OR ($4 = 0 AND place < $3))
ORDER BY CASE WHEN $4 = 1 THEN place ELSE -place END LIMIT 1;

-- statement: panel_paper_place_put
-- parameters: id text, version integer, place integer
-- changes: one
UPDATE panel_paper SET place = $3, version = version + 1 WHERE id = $1 AND version = $2;

-- statement: panel_paper_leave
-- parameters: work text, at integer, by_actor text
-- changes: any
UPDATE panel_paper SET left_at = $2, left_by = $3, version = version + 1
WHERE work_id = $1 AND left_at IS NULL AND heard_at IS NULL;

-- statement: panel_paper_heard
-- parameters: work text, at integer, how text
-- changes: any
UPDATE panel_paper SET heard_at = $2, heard_how = $3, version = version + 1
WHERE work_id = $1 AND left_at IS NULL AND heard_at IS NULL;

-- statement: panel_tier_in
-- people: maintenance — whether a record may stand on a list at all, inside the write that would put it there
-- parameters: person text
-- columns: tier integer?
-- rows: one
SELECT min(p.tier) FROM person_identity asked
JOIN person_identity o ON o.current_id = asked.current_id
JOIN person p ON p.id = o.id
WHERE asked.id = $1;
