-- Measures from the record: every line of service and three answers, person by person; what was kept of closed periods.

-- statement: measure_lines
-- Lines from the look-back on; ids are current, so a merged person comes once.
-- people: maintenance — a statutory count: restricted records belong to it
-- parameters: from_on text, to_on text
-- columns: person text, kind text, mechanism text, starts_on text, ends_on text?, born text, died_on text
-- rows: stream
SELECT i.current_id, s.kind, s.mechanism, s.starts_on, s.ends_on, p.born, p.died_on
FROM service s
JOIN person_identity i ON i.id = s.person_id
JOIN person_summary p ON p.person_id = i.current_id
WHERE s.starts_on <= $2 AND (s.ends_on IS NULL OR s.ends_on >= $1)
ORDER BY i.current_id, s.starts_on, s.id;

-- statement: measure_answers
-- As they stood on a day: given by then, for then, and not withdrawn since.
-- people: maintenance — a statutory count: restricted records belong to it
-- parameters: day text
-- columns: person text, question text, value text
-- rows: stream
SELECT i.current_id, f.question, f.value
FROM fact f
JOIN person_identity i ON i.id = f.subject_id
WHERE f.subject_kind = 'person' AND f.question IN ('primary_support_reason', 'employment', 'accommodation')
  AND f.standing <> 'withdrawn' AND f.valid_from <= $1
  AND NOT EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id)
ORDER BY i.current_id, f.question, f.valid_from, f.recorded_at, f.id;

-- statement: measure_works
-- Finished work of the period by what came of it; cancelled work is none.
-- people: maintenance — a statutory count, of nobody by name: work on restricted records belongs to it
-- parameters: from_on text, to_on text
-- columns: pathway text, outcome text, count integer
-- rows: stream
SELECT w.pathway, coalesce(w.outcome, ''), count(*)
FROM work w
WHERE w.stage = 'finished' AND w.finished_on >= $1 AND w.finished_on <= $2
GROUP BY w.pathway, coalesce(w.outcome, '')
ORDER BY w.pathway, coalesce(w.outcome, '');

-- statement: measure_discharges
-- Who came home from hospital to reablement, by the answers of that work as they stand; beside each every later answer to where the
-- person was. A discharge without one comes once.
-- people: maintenance — a statutory count: restricted records belong to it
-- parameters: from_on text, to_on text
-- columns: person text, born text, died_on text, home_on text, answer text?, answered_on text?
-- rows: stream
SELECT i.current_id, p.born, p.died_on, c.value, f.value, f.valid_from
FROM fact_current c
JOIN fact_current h ON h.subject_kind = 'work' AND h.subject_id = c.subject_id AND h.question = 'reab_from_hospital' AND h.value = 'yes'
JOIN work w ON w.id = c.subject_id AND w.stage <> 'cancelled'
JOIN person_identity i ON i.id = w.person_id
JOIN person_summary p ON p.person_id = i.current_id
LEFT JOIN fact f ON f.subject_kind = 'person' AND f.question = 'home_91' AND f.standing <> 'withdrawn' AND f.valid_from > c.value
  AND f.subject_id IN (SELECT o.id FROM person_identity o WHERE o.current_id = i.current_id)
  AND NOT EXISTS (SELECT 1 FROM fact n WHERE n.withdraws = f.id)
WHERE c.subject_kind = 'work' AND c.question = 'reab_home_on' AND c.value >= $1 AND c.value <= $2
ORDER BY i.current_id, c.value, c.subject_id, f.valid_from, f.recorded_at, f.id;

-- statement: measure_kept
-- parameters: measure text, from_on text, to_on text
-- columns: numerator integer, denominator integer, value integer?, made_at integer
-- rows: one
SELECT k.numerator, k.denominator, k.value, k.made_at FROM measure_snapshot k
WHERE k.measure = $1 AND k.from_on = $2 AND k.to_on = $3;

-- statement: measure_keep
-- parameters: id text, measure text, from_on text, to_on text, numerator integer, denominator integer, value integer?,
--   release text, made_at integer, made_by text
-- changes: any
INSERT INTO measure_snapshot (id, measure, from_on, to_on, numerator, denominator, value, release, made_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (measure, from_on, to_on) DO NOTHING;
