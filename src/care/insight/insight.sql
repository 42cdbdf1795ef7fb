-- The return: who has an event in a period, and what is known about sixteen of them at a time.

-- statement: cld_people
-- Everybody with finished work or an active service in the period; ids are current, so a merged person comes once.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: from_on text, to_on text
-- columns: person text
-- rows: stream
SELECT DISTINCT i.current_id FROM person_identity i
WHERE EXISTS (SELECT 1 FROM work w
    WHERE w.person_id = i.id AND w.stage = 'finished' AND w.finished_on >= $1 AND w.finished_on <= $2)
  OR EXISTS (SELECT 1 FROM service s
    WHERE s.person_id = i.id AND s.starts_on <= $2 AND (s.ends_on IS NULL OR s.ends_on >= $1))
ORDER BY i.current_id;

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
-- Finished work of the period; cancelled work is none.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16], from_on text, to_on text
-- columns: person text, id text, pathway text, opened_on text, finished_on text, outcome text?
-- rows: 20000
SELECT i.current_id, w.id, w.pathway, w.opened_on, w.finished_on, w.outcome
FROM person_identity i
JOIN work w ON w.person_id = i.id
WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  AND w.stage = 'finished' AND w.finished_on >= $17 AND w.finished_on <= $18
ORDER BY i.current_id, w.id;

-- statement: cld_work_facts
-- What was answered in that work.
-- people: maintenance — a statutory return: restricted records belong to it
-- parameters: people text[16], from_on text, to_on text
-- columns: work text, question text, value text
-- rows: 100000
SELECT w.id, c.question, c.value
FROM person_identity i
JOIN work w ON w.person_id = i.id
JOIN fact_current c ON c.subject_kind = 'work' AND c.subject_id = w.id
WHERE i.current_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  AND w.stage = 'finished' AND w.finished_on >= $17 AND w.finished_on <= $18
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
-- columns: person text, other text, kind text, mine integer
-- rows: 20000
SELECT sides.person_id, o.current_id, sides.kind, sides.mine
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
WHERE sides.ended_on IS NULL OR sides.ended_on > $17
ORDER BY sides.person_id, o.current_id, sides.kind, sides.mine;
