-- Case notes. A note is read by those who may open every record it is about (2); who may open this record and only know
-- that another exists learns that there is a note, its day, and whom to ask (1); otherwise it leaves no trace (0).

-- statement: note_insert
-- parameters: id text, kind text, happened_on text, happened_time text, present text, body text, found_by text, hash text, made_at integer, by_actor text, corrects text?
-- changes: one
INSERT INTO case_note (id, kind, happened_on, happened_time, present, body, found_by, hash, made_at, by_actor, corrects)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- statement: note_person_insert
-- parameters: note text, person text, made_at integer
-- changes: one
INSERT INTO case_note_person (note_id, person_id, made_at) VALUES ($1, $2, $3);

-- statement: note_exists
-- people: maintenance — inside the write that signs or saves: a note that is signed is signed once
-- parameters: note text
-- columns: count integer
-- rows: one
SELECT count(*) FROM case_note WHERE id = $1;

-- statement: note_end
-- Withdraws a note, or marks it as replaced by a corrected one.
-- parameters: note text, at integer, by_actor text, reason text, replaced_by text?
-- changes: one
UPDATE case_note SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4, replaced_by = $5
WHERE id = $1 AND withdrawn_at IS NULL;

-- statement: notes_of_person
-- The notes on a record, latest happening first. kind '' is any; each word '' is any. What was withdrawn is found only
-- without words; neither its text nor that of a note about somebody who is kept apart is given.
-- parameters: actor text, person text, kind text, word1 text, word2 text, word3 text, word4 text, most integer, skip integer
-- columns: id text, kind text, happened_on text, happened_time text, present text, body text, made_at integer, by_actor text, by_name text, team_name text, corrects text?, withdrawn_at integer?, withdrawn_by text?, withdrawn_reason text?, replaced_by text?, how integer, ask text?
-- rows: 100
SELECT n.id, n.kind, n.happened_on, n.happened_time,
  CASE WHEN seen.how = 2 AND n.withdrawn_at IS NULL THEN n.present ELSE '' END,
  CASE WHEN seen.how = 2 AND n.withdrawn_at IS NULL THEN n.body ELSE '' END,
  n.made_at, n.by_actor, coalesce(u.name, n.by_actor), coalesce(t.name, ''), n.corrects, n.withdrawn_at, w.name,
  CASE WHEN seen.how = 2 THEN n.withdrawn_reason ELSE NULL END, n.replaced_by, seen.how,
  (SELECT min(k.name) FROM case_note_person x
    JOIN person_identity o ON o.id = x.person_id
    JOIN person p ON p.id = o.current_id
    JOIN team k ON k.id = p.owner_team
    WHERE x.note_id = n.id AND p.tier = 1)
FROM (
  SELECT mine.note_id,
    (SELECT min(coalesce((SELECT max(v.how) FROM visible_person v
        JOIN actor_audience a ON a.audience_id = v.audience_id
        WHERE v.person_id = o.current_id AND a.actor_id = $1), 0))
      FROM case_note_person x JOIN person_identity o ON o.id = x.person_id WHERE x.note_id = mine.note_id) AS how
  FROM (
    SELECT DISTINCT np.note_id
    FROM person_identity asked
    JOIN person_identity i ON i.current_id = asked.current_id
    JOIN case_note_person np ON np.person_id = i.id
    WHERE asked.id = $2
      AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
        WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
  ) mine
) seen
JOIN case_note n ON n.id = seen.note_id
LEFT JOIN user_account u ON u.id = n.by_actor
LEFT JOIN team t ON t.id = u.team_id
LEFT JOIN user_account w ON w.id = n.withdrawn_by
WHERE seen.how >= 1 AND ($3 = '' OR n.kind = $3)
  AND ($4 = '' OR (seen.how = 2 AND n.withdrawn_at IS NULL AND n.found_by LIKE '%' || $4 || '%'
    AND n.found_by LIKE '%' || $5 || '%' AND n.found_by LIKE '%' || $6 || '%' AND n.found_by LIKE '%' || $7 || '%'))
ORDER BY n.happened_on DESC, n.happened_time DESC, n.id DESC LIMIT $8 OFFSET $9;

-- statement: note_get
-- A note with its text, also when it was withdrawn: the caller says what may be shown. Only who may open all its records.
-- parameters: actor text, note text
-- columns: id text, kind text, happened_on text, happened_time text, present text, body text, made_at integer, by_actor text, by_name text, corrects text?, withdrawn_at integer?, withdrawn_reason text?, replaced_by text?
-- rows: one
SELECT n.id, n.kind, n.happened_on, n.happened_time, n.present, n.body, n.made_at, n.by_actor,
  coalesce(u.name, n.by_actor), n.corrects, n.withdrawn_at, n.withdrawn_reason, n.replaced_by
FROM case_note n
LEFT JOIN user_account u ON u.id = n.by_actor
WHERE n.id = $2
  AND 2 = (SELECT min(coalesce((SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = o.current_id AND a.actor_id = $1), 0))
    FROM case_note_person x JOIN person_identity o ON o.id = x.person_id WHERE x.note_id = n.id);

-- statement: notes_people
-- Whom notes are about, by name where the actor may open the record.
-- parameters: actor text, notes text[16]
-- columns: note text, person text, name text
-- rows: 400
SELECT x.note_id, o.current_id, s.name
FROM case_note_person x
JOIN person_identity o ON o.id = x.person_id
JOIN person_summary s ON s.person_id = o.current_id
WHERE x.note_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = o.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY x.note_id, s.name, o.current_id;

-- statement: note_people_in
-- people: maintenance — whose records a write about a note belongs to
-- parameters: note text
-- columns: person text
-- rows: 100
SELECT DISTINCT o.current_id FROM case_note_person x JOIN person_identity o ON o.id = x.person_id WHERE x.note_id = $1
ORDER BY o.current_id;

-- Drafts -------------------------------------------------------------------------------------------------------------

-- statement: note_draft_put
-- version is what the page showed; 0 for a draft that is not there yet. A page's own earlier save is no other's.
-- parameters: id text, by_actor text, person text, people text, kind text, happened_on text, happened_time text, present text, body text, corrects text?, reason text, at integer, version integer, window_id text
-- changes: one
INSERT INTO case_note_draft (id, by_actor, person_id, people, kind, happened_on, happened_time, present, body, corrects,
  reason, made_at, saved_at, version, window_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13 + 1, $14)
ON CONFLICT (id) DO UPDATE SET people = excluded.people, kind = excluded.kind, happened_on = excluded.happened_on,
  happened_time = excluded.happened_time, present = excluded.present, body = excluded.body, reason = excluded.reason,
  saved_at = excluded.saved_at, window_id = excluded.window_id, version = case_note_draft.version + 1
WHERE case_note_draft.by_actor = excluded.by_actor AND (case_note_draft.version = excluded.version - 1
  OR (excluded.window_id <> '' AND case_note_draft.window_id = excluded.window_id));

-- statement: note_drafts_of
-- What somebody has begun to write about a person and not signed; person '' is anybody.
-- parameters: actor text, person text
-- columns: id text, person text, people text, kind text, happened_on text, happened_time text, present text, body text, corrects text?, reason text, saved_at integer, version integer, name text
-- rows: 100
SELECT d.id, i.current_id, d.people, d.kind, d.happened_on, d.happened_time, d.present, d.body, d.corrects, d.reason,
  d.saved_at, d.version, coalesce(s.name, '')
FROM case_note_draft d
JOIN person_identity i ON i.id = d.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
WHERE d.by_actor = $1
  AND ($2 = '' OR i.current_id = (SELECT asked.current_id FROM person_identity asked WHERE asked.id = $2))
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY d.saved_at DESC, d.id DESC LIMIT 100;

-- statement: note_draft_clear
-- parameters: id text, by_actor text
-- changes: any
DELETE FROM case_note_draft WHERE id = $1 AND by_actor = $2;

-- Chronology ---------------------------------------------------------------------------------------------------------

-- statement: chronology_insert
-- parameters: id text, person text, happened_on text, words text, significance text, source_kind text, source_id text, source_words text, made_at integer, by_actor text
-- changes: one
INSERT INTO chronology_entry (id, person_id, happened_on, words, significance, source_kind, source_id, source_words,
  made_at, by_actor, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1);

-- statement: chronology_holds
-- people: maintenance — the same thing is picked once, inside the write that picks
-- parameters: person text, source text
-- columns: count integer
-- rows: one
SELECT count(*) FROM person_identity i JOIN chronology_entry c ON c.person_id = i.id
WHERE i.current_id = $1 AND c.source_id = $2 AND c.removed_at IS NULL;

-- statement: chronology_of_person
-- In the order in which it happened. An entry from a note follows the note's rules: how as in notes_of_person.
-- parameters: actor text, person text
-- columns: id text, happened_on text, words text, significance text, source_kind text, source_id text, source_words text, made_at integer, by_name text, version integer, note_kind text?, note_time text?, note_body text?, note_by text?, note_withdrawn integer, how integer
-- rows: 1000
SELECT c.id, coalesce(n.happened_on, c.happened_on), c.words, c.significance, c.source_kind, c.source_id, c.source_words,
  c.made_at, coalesce(u.name, c.by_actor), c.version, n.kind, n.happened_time,
  CASE WHEN seen.how = 2 AND n.withdrawn_at IS NULL THEN n.body ELSE NULL END, coalesce(b.name, n.by_actor),
  CASE WHEN c.source_kind = 'note' AND (n.id IS NULL OR n.withdrawn_at IS NOT NULL) THEN 1 ELSE 0 END, seen.how
FROM (
  SELECT e.id, coalesce((SELECT min(coalesce((SELECT max(v.how) FROM visible_person v
        JOIN actor_audience a ON a.audience_id = v.audience_id
        WHERE v.person_id = o.current_id AND a.actor_id = $1), 0))
      FROM case_note_person x JOIN person_identity o ON o.id = x.person_id
      WHERE e.source_kind = 'note' AND x.note_id = e.source_id), 2) AS how
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN chronology_entry e ON e.person_id = i.id
  WHERE asked.id = $2 AND e.removed_at IS NULL
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
) seen
JOIN chronology_entry c ON c.id = seen.id
LEFT JOIN case_note n ON n.id = c.source_id AND c.source_kind = 'note'
LEFT JOIN user_account u ON u.id = c.by_actor
LEFT JOIN user_account b ON b.id = n.by_actor
WHERE seen.how >= 1
ORDER BY coalesce(n.happened_on, c.happened_on), coalesce(n.happened_time, ''), c.id LIMIT 1000;

-- statement: chronology_get_in
-- people: maintenance — inside the write that changes an entry; the caller has opened its person
-- parameters: entry text
-- columns: person text, source_id text, significance text, removed_at integer?
-- rows: one
SELECT i.current_id, c.source_id, c.significance, c.removed_at
FROM chronology_entry c JOIN person_identity i ON i.id = c.person_id WHERE c.id = $1;

-- statement: chronology_significance_put
-- parameters: entry text, version integer, significance text
-- changes: one
UPDATE chronology_entry SET significance = $3, version = version + 1 WHERE id = $1 AND version = $2 AND removed_at IS NULL;

-- statement: chronology_remove
-- parameters: entry text, at integer, by_actor text
-- changes: one
UPDATE chronology_entry SET removed_at = $2, removed_by = $3, version = version + 1 WHERE id = $1 AND removed_at IS NULL;
