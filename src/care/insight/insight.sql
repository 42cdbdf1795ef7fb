-- The return: who has an event in a period, and what is known about sixteen of them at a time.

-- statement: cld_people
-- Everybody with finished work or an active service in the period; ids are current, so a merged person comes once. Tier and
-- owner say whose records only the whole return has.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: from_on text, to_on text
-- columns: person text, tier integer, owner_team text?
-- rows: stream
SELECT DISTINCT i.current_id, p.tier, p.owner_team
FROM (
  SELECT w.person_id FROM work w
  WHERE w.person_id IS NOT NULL AND w.stage = 'finished' AND w.finished_on >= $1 AND w.finished_on <= $2
  UNION
  SELECT s.person_id FROM service s WHERE s.starts_on <= $2 AND (s.ends_on IS NULL OR s.ends_on >= $1)
) had
JOIN person_identity i ON i.id = had.person_id
JOIN person p ON p.id = i.current_id
ORDER BY i.current_id;

-- statement: cld_notice_waits
-- Does the owner still have such a notice before them?
-- people: maintenance — a task about nobody, inside the write that would repeat it
-- parameters: team text, title text
-- columns: count integer
-- rows: one
SELECT count(*) FROM work
WHERE assigned_team = $1 AND title = $2 AND person_id IS NULL AND stage IN ('waiting', 'in-progress');

-- statement: cld_heads
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16]
-- columns: person text, nhs_number text, postcode text, born text, died_on text
-- rows: 16
SELECT s.person_id, s.nhs_number, s.postcode, s.born, s.died_on
FROM person_summary s
WHERE s.person_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ORDER BY s.person_id;

-- statement: cld_facts
-- The answers that feed columns about the person.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16]
-- columns: person text, question text, value text
-- rows: 400
SELECT c.subject_id, c.question, c.value
FROM fact_current c
WHERE c.subject_kind = 'person'
  AND c.subject_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  AND c.question IN ('name_full', 'name_family_part', 'gp_practice', 'sex', 'ethnicity', 'primary_support_reason',
    'accommodation', 'employment', 'has_carer', 'autism', 'sight', 'hearing', 'dementia', 'funding_status',
    'care_hours', 'care_for')
ORDER BY c.subject_id, c.question;

-- statement: cld_works
-- Finished work of the period; cancelled work is none. The empty text keeps the index on stages out: from the person
-- there are few rows, by stage half the borough.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16], from_on text, to_on text
-- columns: person text, id text, pathway text, opened_on text, finished_on text, outcome text?
-- rows: 20000
SELECT i.current_id, w.id, w.pathway, w.opened_on, w.finished_on, w.outcome
FROM person_identity i
CROSS JOIN work w
WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  AND w.person_id = i.id AND w.stage || '' = 'finished' AND w.finished_on >= $17 AND w.finished_on <= $18
ORDER BY i.current_id, w.id;

-- statement: cld_work_facts
-- What was answered in that work.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16], from_on text, to_on text
-- columns: work text, question text, value text
-- rows: 100000
SELECT w.id, c.question, c.value
FROM person_identity i
CROSS JOIN work w
CROSS JOIN fact_current c
WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  AND w.person_id = i.id AND c.subject_kind = 'work' AND c.subject_id = w.id AND w.stage || '' = 'finished' AND w.finished_on >= $17 AND w.finished_on <= $18
  AND c.question IN ('contact_route', 'meeting_method', 'eligible_adult', 'eligible_carer', 'review_reason',
    'goal_progress')
ORDER BY w.id, c.question;

-- statement: cld_services
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16], from_on text, to_on text
-- columns: person text, id text, kind text, provider_name text?, cqc_location_id text?, units_hundredths integer,
--   unit_cost_pence integer, mechanism text, starts_on text, ends_on text?, end_reason text?
-- rows: 20000
SELECT i.current_id, s.id, s.kind, o.name, o.cqc_location_id, s.units_hundredths, s.unit_cost_pence, s.mechanism,
  s.starts_on, s.ends_on, s.end_reason
FROM person_identity i
JOIN service s ON s.person_id = i.id
LEFT JOIN organisation o ON o.id = s.provider_id
WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  AND s.starts_on <= $18 AND (s.ends_on IS NULL OR s.ends_on >= $17)
ORDER BY i.current_id, s.id;

-- statement: cld_relations
-- Both directions; mine = 1 when the row was written from this person's side.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16], day text
-- columns: person text, other text, kind text, mine integer, tier integer
-- rows: 20000
SELECT sides.person_id, o.current_id, sides.kind, sides.mine, p.tier
FROM (
  SELECT i.current_id AS person_id, r.other_id AS other_id, r.kind AS kind, r.ended_on AS ended_on, 1 AS mine
  FROM person_identity i JOIN relation r ON r.person_id = i.id
  WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  UNION ALL
  SELECT i.current_id, r.person_id, r.kind, r.ended_on, 0
  FROM person_identity i JOIN relation r ON r.other_id = i.id
  WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
) sides
JOIN person_identity o ON o.id = sides.other_id
JOIN person p ON p.id = o.current_id
WHERE sides.ended_on IS NULL OR sides.ended_on > $17
ORDER BY sides.person_id, o.current_id, sides.kind, sides.mine;

-- Figures of months: counted over what the reader may know of. ------------------------------------------------------

-- statement: figures_finished
-- Work finished in each month, by pathway.
-- parameters: actor text, from_on text, to_on text
-- columns: month text, pathway text, count integer
-- rows: 5000
SELECT substr(w.finished_on, 1, 7), w.pathway, count(*)
FROM work w
LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.stage = 'finished' AND w.finished_on >= $2 AND w.finished_on <= $3
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1))
GROUP BY substr(w.finished_on, 1, 7), w.pathway
ORDER BY substr(w.finished_on, 1, 7), w.pathway;

-- statement: figures_supported
-- Who had a service in a period, a person's rows one after the other: which days they cover is counted over all of them.
-- parameters: actor text, from_on text, to_on text
-- columns: person text, starts_on text, ends_on text?
-- rows: stream
SELECT i.current_id, s.starts_on, s.ends_on
FROM service s
JOIN person_identity i ON i.id = s.person_id
WHERE s.starts_on <= $3 AND (s.ends_on IS NULL OR s.ends_on >= $2)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1)
ORDER BY i.current_id;

-- statement: figures_overdue
-- Work of these pathways that may have been open after its due day on some day of a period: what is open, and what was
-- finished since the period began. One row for all with the same days.
-- parameters: actor text, pathways text[16], from_on text, to_on text
-- columns: opened_on text, due_on text, finished_on text?, count integer
-- rows: stream
SELECT late.opened_on, late.due_on, late.finished_on, count(*)
FROM (
  SELECT w.opened_on, w.due_on, w.finished_on, w.person_id
  FROM work w
  WHERE w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
    AND w.opened_on <= $19 AND w.due_on < $19
  UNION ALL
  SELECT w.opened_on, w.due_on, w.finished_on, w.person_id
  FROM work w
  WHERE w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    AND w.stage = 'finished' AND w.finished_on > $18 AND w.finished_on > w.due_on
    AND w.opened_on <= $19 AND w.due_on < $19
) late
LEFT JOIN person_identity i ON i.id = late.person_id
WHERE late.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
  JOIN actor_audience a ON a.audience_id = v.audience_id
  WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1)
GROUP BY late.opened_on, late.due_on, late.finished_on;

-- statement: figures_finished_list
-- The list behind a count of finished work; names only of records that are open to the reader.
-- parameters: actor text, pathways text[16], from_on text, to_on text, most integer
-- columns: id text, reference text, title text, finished_on text, person text?, name text?
-- rows: 500
SELECT w.id, w.reference, w.title, w.finished_on, i.current_id, s.name
FROM work w
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
WHERE w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND w.stage = 'finished' AND w.finished_on >= $18 AND w.finished_on <= $19
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY w.finished_on, w.id LIMIT $20;

-- statement: figures_overdue_list
-- parameters: actor text, pathways text[16], day text, most integer
-- columns: id text, reference text, title text, due_on text, person text?, name text?
-- rows: 500
SELECT w.id, w.reference, w.title, w.due_on, i.current_id, s.name
FROM work w
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
WHERE w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND w.stage <> 'cancelled' AND w.opened_on <= $18 AND w.due_on < $18
  AND (w.finished_on IS NULL OR w.finished_on > $18)
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY w.due_on, w.id LIMIT $19;

-- statement: figures_supported_list
-- parameters: actor text, day text, most integer
-- columns: person text, reference text, name text?
-- rows: 500
SELECT p.id, p.reference, s.name
FROM (SELECT DISTINCT i.current_id FROM service l JOIN person_identity i ON i.id = l.person_id
    WHERE l.starts_on <= $2 AND (l.ends_on IS NULL OR l.ends_on >= $2)) supported
JOIN person p ON p.id = supported.current_id
LEFT JOIN person_summary s ON s.person_id = p.id
WHERE EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = p.id AND v.how = 2 AND a.actor_id = $1)
ORDER BY p.id LIMIT $3;
