-- A person's own copy: requests, decisions, and what the tables alone do not say.

-- statement: subject_request_insert
-- parameters: id text, person text, asked_on text, due_on text, asked_by text, proof text, opened_at integer, by_actor text
-- changes: one
INSERT INTO subject_access (id, person_id, asked_on, due_on, asked_by, proof, opened_at, by_actor, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1);

-- statement: subject_requests_of
-- parameters: actor text, person text
-- columns: id text, asked_on text, due_on text, opened_at integer, asked_by text, proof text, given_at integer?, given_by text?, given_hash text?, version integer
-- rows: 50
SELECT s.id, s.asked_on, s.due_on, s.opened_at, s.asked_by, s.proof, s.given_at, u.name, s.given_hash, s.version
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN subject_access s ON s.person_id = i.id
LEFT JOIN user_account u ON u.id = s.given_by
WHERE asked.id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY s.opened_at DESC, s.id DESC LIMIT 50;

-- statement: subject_given
-- people: maintenance — inside a write that has checked
-- parameters: id text, version integer, given_at integer, given_by text, given_hash text
-- changes: one
UPDATE subject_access SET given_at = $3, given_by = $4, given_hash = $5, version = version + 1
WHERE id = $1 AND version = $2 AND given_at IS NULL;

-- statement: subject_decision_put
-- parameters: request text, person text, entry text, decision text, without_trace integer, words text, exemption text, reason text, at integer, by_actor text
-- changes: one
INSERT INTO subject_access_decision (subject_access_id, person_id, entry, decision, without_trace, words, exemption, reason,
  at, by_actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (subject_access_id, entry) DO UPDATE SET decision = excluded.decision, without_trace = excluded.without_trace,
  words = excluded.words, exemption = excluded.exemption, reason = excluded.reason, at = excluded.at,
  by_actor = excluded.by_actor;

-- statement: subject_decisions
-- In the order of entries.
-- parameters: actor text, current_id text, request text
-- columns: entry text, decision text, without_trace integer, words text, exemption text, reason text, by_name text
-- rows: stream
SELECT d.entry, d.decision, d.without_trace, d.words, d.exemption, d.reason, coalesce(u.name, d.by_actor)
FROM subject_access_decision d LEFT JOIN user_account u ON u.id = d.by_actor
WHERE d.subject_access_id = $3
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY d.entry;

-- statement: held_facts
-- Every answer about somebody, their homes and their work. What was withdrawn is named and not told: it was wrong, or
-- somebody else's.
-- parameters: actor text, current_id text
-- columns: id text, question text, value text, valid_from text, recorded_at integer, standing text, giver text, by_name text
-- rows: stream
SELECT f.id, f.question, CASE WHEN EXISTS (SELECT 1 FROM fact x WHERE x.withdraws = f.id) THEN '' ELSE f.value END,
  f.valid_from, f.recorded_at, f.standing, f.giver, coalesce(u.name, f.by_actor)
FROM (
  SELECT 'person' AS kind, i.id AS subject FROM person_identity i WHERE i.current_id = $2
  UNION
  SELECT 'place', r.place_id FROM person_identity i JOIN residence r ON r.person_id = i.id WHERE i.current_id = $2
  UNION
  SELECT 'work', w.id FROM person_identity i JOIN work w ON w.person_id = i.id WHERE i.current_id = $2
) about
CROSS JOIN fact f
LEFT JOIN user_account u ON u.id = f.by_actor
WHERE f.subject_kind = about.kind AND f.subject_id = about.subject
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY f.recorded_at, f.id;

-- statement: held_notes
-- parameters: actor text, current_id text
-- columns: id text, kind text, happened_on text, present text, body text, made_at integer, by_name text, withdrawn integer, others integer
-- rows: stream
SELECT DISTINCT n.id, n.kind, n.happened_on, n.present, n.body, n.made_at, coalesce(u.name, n.by_actor),
  CASE WHEN n.withdrawn_at IS NULL THEN 0 ELSE 1 END,
  (SELECT count(*) FROM case_note_person o JOIN person_identity j ON j.id = o.person_id
    WHERE o.note_id = n.id AND j.current_id <> $2)
FROM person_identity i
JOIN case_note_person p ON p.person_id = i.id
JOIN case_note n ON n.id = p.note_id
LEFT JOIN user_account u ON u.id = n.by_actor
WHERE i.current_id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY n.made_at, n.id;

-- statement: held_looks
-- Who had read the record before they asked, alone or among others: by team, not by name.
-- parameters: actor text, current_id text, before integer
-- columns: day integer, team text, times integer
-- rows: stream
SELECT l.at / 86400000000, coalesce(t.name, ''), count(*)
FROM (
  SELECT alone.id AS audit_id
  FROM person_identity i JOIN audit alone ON alone.person = i.id
  WHERE i.current_id = $2 AND alone.action = 'person/read' AND alone.at < $3
  UNION
  SELECT among.audit_id
  FROM person_identity i JOIN audit_of_person among ON among.person = i.id
  WHERE i.current_id = $2 AND among.at < $3
) looks
JOIN audit l ON l.id = looks.audit_id
LEFT JOIN user_account u ON u.id = l.actor
LEFT JOIN team t ON t.id = u.team_id
WHERE EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)
GROUP BY l.at / 86400000000, coalesce(t.name, '')
ORDER BY l.at / 86400000000, coalesce(t.name, '');

-- statement: others_named
-- People who stand on the record as somebody's relations, or in notes about several. Names alone, to look for them: whoever
-- may open this record reads what it says of them anyway.
-- parameters: actor text, current_id text
-- columns: name text, known_as text
-- rows: 1000
SELECT DISTINCT s.name, s.known_as
FROM (
  SELECT r.other_id AS other FROM person_identity i JOIN relation r ON r.person_id = i.id WHERE i.current_id = $2
  UNION SELECT r.person_id FROM person_identity i JOIN relation r ON r.other_id = i.id WHERE i.current_id = $2
  UNION SELECT o.person_id FROM person_identity i JOIN case_note_person n ON n.person_id = i.id
    JOIN case_note_person o ON o.note_id = n.note_id WHERE i.current_id = $2
) known
JOIN person_identity j ON j.id = known.other
JOIN person_summary s ON s.person_id = j.current_id
WHERE j.current_id <> $2 AND s.name <> ''
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY s.name, s.known_as;

-- statement: reporters_named
-- Who told us of a worry: their names are looked for in everything else.
-- parameters: actor text, current_id text
-- columns: question text, value text
-- rows: 1000
SELECT p.question, p.value
FROM person_identity i
JOIN work w ON w.person_id = i.id
JOIN answer_apart p ON p.work_id = w.id
WHERE i.current_id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY p.work_id, p.question;

-- statement: own_names
-- parameters: actor text, current_id text
-- columns: name text, known_as text
-- rows: one
SELECT s.name, s.known_as FROM person_summary s
WHERE s.person_id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1);

-- statement: subject_file
-- The bytes of one file of the record, also of one that was withdrawn: what becomes of it was decided.
-- parameters: actor text, current_id text, upload text
-- columns: original_name text, kind text, media_type text, content bytes
-- rows: one
SELECT d.original_name, d.kind, d.media_type, f.content
FROM upload d
JOIN stored_file f ON f.hash = d.hash
LEFT JOIN work w ON w.id = d.work_id
JOIN person_identity i ON i.id = coalesce(d.person_id, w.person_id)
WHERE d.id = $3 AND i.current_id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1);

-- statement: staff_names
-- columns: id text, name text
-- rows: 20000
SELECT id, name FROM user_account ORDER BY id;
