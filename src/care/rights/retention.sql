-- When records go: what the rules ask of each person, holds, and what was carried out.

-- statement: retention_people
-- What the rules of retention ask of everybody, in the order of ids; the system sees all, others whom they may open.
-- people: visible
-- parameters: actor text, after text, most integer
-- columns: id text, reference text, name text, died_on text, last_work text?, last_fact integer?, last_document integer?,
--   service_end text?, service_start text?, first_work text?, created_at integer, open_work integer,
--   open_safeguarding integer, legal_holds integer, open_requests integer, keep_until text?
-- rows: 1000
SELECT p.id, p.reference, coalesce(s.name, ''), coalesce(s.died_on, ''),
  (SELECT max(coalesce(w.finished_on, w.opened_on)) FROM person_identity i CROSS JOIN work w
    WHERE i.current_id = p.id AND w.person_id = i.id),
  (SELECT max(f.recorded_at) FROM person_identity i CROSS JOIN fact f
    WHERE i.current_id = p.id AND f.subject_kind = 'person' AND f.subject_id = i.id),
  (SELECT max(d.created_at) FROM person_identity i CROSS JOIN document d
    WHERE i.current_id = p.id AND d.person_id = i.id),
  (SELECT max(coalesce(l.ends_on, '9999-12-31')) FROM person_identity i CROSS JOIN service l
    WHERE i.current_id = p.id AND l.person_id = i.id),
  (SELECT min(l.starts_on) FROM person_identity i CROSS JOIN service l
    WHERE i.current_id = p.id AND l.person_id = i.id),
  (SELECT min(w.opened_on) FROM person_identity i CROSS JOIN work w
    WHERE i.current_id = p.id AND w.person_id = i.id),
  p.created_at,
  (SELECT count(*) FROM person_identity i CROSS JOIN work w WHERE i.current_id = p.id AND w.person_id = i.id
    AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')),
  (SELECT count(*) FROM person_identity i CROSS JOIN work w WHERE i.current_id = p.id AND w.person_id = i.id
    AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
    AND w.pathway IN ('safeguarding-concern', 'report-concern', 'safeguarding-enquiry')),
  (SELECT count(*) FROM person_identity i JOIN legal_hold h ON h.person_id = i.id
    WHERE i.current_id = p.id AND h.ended_on IS NULL),
  (SELECT count(*) FROM person_identity i JOIN subject_access a ON a.person_id = i.id
    WHERE i.current_id = p.id AND a.given_at IS NULL),
  (SELECT max(r.keep_until) FROM person_identity i JOIN retention_review r ON r.person_id = i.id
    WHERE i.current_id = p.id)
FROM person p
JOIN person_identity own ON own.id = p.id AND own.current_id = p.id
LEFT JOIN person_summary s ON s.person_id = p.id
WHERE p.id > $2
  AND ($1 = 'system' OR 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = p.id AND a.actor_id = $1))
ORDER BY p.id LIMIT $3;

-- statement: retention_pathways
-- Which pathways the people between two ids ever had work on.
-- people: visible
-- parameters: actor text, after text, last text
-- columns: person text, pathway text
-- rows: 60000
SELECT i.current_id, w.pathway
FROM person_identity i
CROSS JOIN work w
WHERE i.current_id > $2 AND i.current_id <= $3 AND w.person_id = i.id
  AND ($1 = 'system' OR 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND a.actor_id = $1))
GROUP BY i.current_id, w.pathway
ORDER BY i.current_id, w.pathway;

-- statement: retention_closed_years
-- First days of the financial years whose figures were kept.
-- columns: from_on text, to_on text
-- rows: 400
SELECT DISTINCT from_on, to_on FROM measure_snapshot ORDER BY from_on, to_on;

-- statement: legal_holds_of
-- parameters: actor text, person text
-- columns: id text, from_on text, reason text, by_name text, version integer
-- rows: 100
SELECT h.id, h.from_on, h.reason, coalesce(u.name, h.by_actor), h.version
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN legal_hold h ON h.person_id = i.id
LEFT JOIN user_account u ON u.id = h.by_actor
WHERE asked.id = $2 AND h.ended_on IS NULL
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY h.from_on, h.id;

-- statement: legal_hold_insert
-- parameters: id text, person text, reason text, from_on text, by_actor text
-- changes: one
INSERT INTO legal_hold (id, person_id, reason, from_on, by_actor, version) VALUES ($1, $2, $3, $4, $5, 1);

-- statement: legal_hold_end
-- people: maintenance — inside a write that has checked
-- parameters: id text, person text, version integer, ended_on text, ended_by text
-- changes: one
UPDATE legal_hold SET ended_on = $4, ended_by = $5, version = version + 1
WHERE id = $1 AND version = $3 AND ended_on IS NULL
  AND person_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $2);

-- statement: retention_review_insert
-- parameters: id text, person text, rule text, keep_until text, reason text, at integer, by_actor text
-- changes: one
INSERT INTO retention_review (id, person_id, rule, keep_until, reason, at, by_actor) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- statement: retention_done_insert
-- parameters: id text, rule text, action text, started_on text, due_on text, row_count integer, reason text, at integer, by_actor text
-- changes: one
INSERT INTO retention_done (id, rule, action, started_on, due_on, row_count, reason, at, by_actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- statement: retention_done_list
-- columns: at integer, rule text, action text, started_on text, row_count integer, reason text, by_name text
-- rows: 200
SELECT r.at, r.rule, r.action, r.started_on, r.row_count, r.reason, coalesce(u.name, r.by_actor)
FROM retention_done r LEFT JOIN user_account u ON u.id = r.by_actor ORDER BY r.at DESC, r.id DESC LIMIT 200;
