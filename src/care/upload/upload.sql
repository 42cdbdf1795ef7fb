-- Files that were given: kept by hash, seen by those who may open the record; with a request that was not sent, by its
-- sender alone.

-- statement: stored_file_put
-- parameters: hash text, size_bytes integer, made_at integer, content bytes
-- changes: any
INSERT INTO stored_file (hash, size_bytes, made_at, content) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING;

-- statement: upload_insert
-- parameters: id text, person text?, work text?, title text, original_name text, kind text, media_type text, size_bytes integer, hash text, given_by text, scanned text, made_at integer, by_actor text
-- changes: one
INSERT INTO upload (id, person_id, work_id, title, original_name, kind, media_type, size_bytes, hash, given_by, scanned,
  retention_class, made_at, by_actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'care-record', $12, $13);

-- statement: uploads_of_person
-- Files on a record, also those that came with its requests, newest first.
-- parameters: actor text, person text
-- columns: id text, work text?, title text, original_name text, kind text, size_bytes integer, given_by text, scanned text, made_at integer, by_name text, withdrawn_at integer?, withdrawn_by text?, withdrawn_reason text?
-- rows: 500
SELECT d.id, d.work_id, d.title, d.original_name, d.kind, d.size_bytes, d.given_by, d.scanned, d.made_at,
  coalesce(u.name, d.by_actor), d.withdrawn_at, b.name, d.withdrawn_reason
FROM (
  SELECT mine.id FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN upload mine ON mine.person_id = i.id
  WHERE asked.id = $2
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
  UNION
  SELECT sent.id FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN work w ON w.person_id = i.id
  JOIN upload sent ON sent.work_id = w.id AND sent.person_id IS NULL
  WHERE asked.id = $2
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
) found
JOIN upload d ON d.id = found.id
LEFT JOIN user_account u ON u.id = d.by_actor
LEFT JOIN user_account b ON b.id = d.withdrawn_by
ORDER BY d.made_at DESC, d.id DESC LIMIT 500;

-- statement: uploads_of_work
-- parameters: actor text, work text
-- columns: id text, title text, original_name text, kind text, size_bytes integer, given_by text, scanned text, made_at integer, by_name text
-- rows: 100
SELECT d.id, d.title, d.original_name, d.kind, d.size_bytes, d.given_by, d.scanned, d.made_at, coalesce(u.name, d.by_actor)
FROM work w
JOIN upload d ON d.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN user_account u ON u.id = d.by_actor
WHERE w.id = $2 AND d.withdrawn_at IS NULL
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
  AND ($1 = 'public' OR w.stage = 'finished'
    OR NOT EXISTS (SELECT 1 FROM public_access p WHERE p.work_id = w.id))
ORDER BY d.id LIMIT 100;

-- statement: upload_get
-- parameters: actor text, upload text
-- columns: id text, person text?, title text, original_name text, kind text, media_type text, hash text, withdrawn_at integer?, by_actor text, content bytes
-- rows: one
SELECT d.id, i.current_id, d.title, d.original_name, d.kind, d.media_type, d.hash, d.withdrawn_at, d.by_actor, f.content
FROM upload d
JOIN stored_file f ON f.hash = d.hash
LEFT JOIN work w ON w.id = d.work_id
LEFT JOIN person_identity i ON i.id = coalesce(d.person_id, w.person_id)
WHERE d.id = $2
  AND (coalesce(d.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
  AND (d.work_id IS NULL OR w.stage = 'finished'
    OR NOT EXISTS (SELECT 1 FROM public_access p WHERE p.work_id = d.work_id));

-- statement: upload_withdraw
-- parameters: upload text, at integer, by_actor text, reason text
-- changes: one
UPDATE upload SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 WHERE id = $1 AND withdrawn_at IS NULL;

-- statement: uploads_in_work
-- people: maintenance — what came with a request so far, inside the write that adds to it, sends it or lets it go
-- parameters: work text
-- columns: id text, hash text
-- rows: 100
SELECT id, hash FROM upload WHERE work_id = $1 ORDER BY id;

-- statement: upload_delete
-- parameters: upload text
-- changes: any
DELETE FROM upload WHERE id = $1;

-- statement: stored_file_delete_loose
-- people: maintenance — bytes that no record holds any more go, inside the write that took the last one away
-- parameters: hash text
-- changes: any
DELETE FROM stored_file WHERE hash = $1 AND NOT EXISTS (SELECT 1 FROM upload d WHERE d.hash = $1);

-- statement: stored_files_after
-- people: maintenance — verify reads every file again
-- parameters: after text, most integer
-- columns: hash text, content bytes
-- rows: 100
SELECT hash, content FROM stored_file WHERE hash > $1 ORDER BY hash LIMIT $2;
