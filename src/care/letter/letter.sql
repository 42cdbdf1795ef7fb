-- Letters as sent, and other documents of a record.

-- statement: document_insert
-- parameters: id text, person text?, work text?, kind text, title text, media_type text, hash text, content bytes, retention_class text, created_at integer, by_actor text
-- changes: one
INSERT INTO document (id, person_id, work_id, kind, title, media_type, hash, content, retention_class, created_at,
  by_actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- statement: document_get
-- What was made before anybody knew whose the work is follows the work's person.
-- parameters: actor text, document text
-- columns: id text, person text?, work text?, kind text, title text, media_type text, content bytes, created_at integer, by_name text
-- rows: one
SELECT d.id, i.current_id, d.work_id, d.kind, d.title, d.media_type, d.content, d.created_at,
  coalesce(u.name, d.by_actor)
FROM document d
LEFT JOIN work w ON w.id = d.work_id
LEFT JOIN person_identity i ON i.id = coalesce(d.person_id, w.person_id)
LEFT JOIN user_account u ON u.id = d.by_actor
WHERE d.id = $2
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = d.work_id AND m.to_person IS NULL)
  AND (coalesce(d.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1));

-- statement: documents_whole_of_work
-- people: maintenance — inside the write that moves the work to another record
-- parameters: work text
-- columns: id text, kind text, title text, media_type text, hash text, content bytes, retention_class text, created_at integer, by_actor text
-- rows: 200
SELECT id, kind, title, media_type, hash, content, retention_class, created_at, by_actor
FROM document WHERE work_id = $1 AND person_id IS NOT NULL ORDER BY id;

-- statement: document_remove
-- Only between person_erasing_begin_in and person_erasing_end_in.
-- people: maintenance — inside the write that moves the work to another record
-- parameters: id text
-- changes: one
DELETE FROM document WHERE id = $1;

-- statement: documents_of_work
-- parameters: actor text, work text
-- columns: id text, kind text, title text, created_at integer
-- rows: 200
SELECT d.id, d.kind, d.title, d.created_at
FROM work w
JOIN document d ON d.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.id = $2 AND d.kind <> 'letter-draft'
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
ORDER BY d.id DESC;

-- statement: letters_of_person
-- parameters: actor text, person text
-- columns: id text, work text?, kind text, title text, created_at integer, by_name text
-- rows: 500
SELECT d.id, d.work_id, d.kind, d.title, d.created_at, coalesce(u.name, d.by_actor)
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN document d ON d.person_id = i.id
LEFT JOIN user_account u ON u.id = d.by_actor
WHERE asked.id = $2 AND d.kind = 'letter'
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = d.work_id AND m.to_person IS NULL)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY d.created_at DESC, d.id DESC LIMIT 500;

-- statement: letter_work
-- people: maintenance — reference, worker and date for a letter, inside the write that makes it
-- parameters: work text
-- columns: reference text, pathway text, worker text?
-- rows: one
SELECT w.reference, w.pathway, u.name FROM work w LEFT JOIN user_account u ON u.id = w.assigned_user WHERE w.id = $1;

-- statement: letter_next
-- people: maintenance — what the outcome has opened and when it is due, inside the write that makes the letter
-- parameters: work text, pathway text
-- columns: due_on text
-- rows: one
SELECT due_on FROM work
WHERE parent_work = $1 AND stage <> 'cancelled' AND pathway <> 'alert' AND ($2 = '' OR pathway = $2)
ORDER BY due_on LIMIT 1;
