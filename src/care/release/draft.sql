-- Drafts of the next release and the files that they change.

-- statement: draft_insert
-- parameters: id text, title text, base_hash text, begun_at integer, begun_by text
-- changes: one
INSERT INTO practice_draft (id, title, base_hash, begun_at, begun_by, version) VALUES ($1, $2, $3, $4, $5, 1);

-- statement: drafts_open_count
-- columns: count integer
-- rows: one
SELECT count(*) FROM practice_draft WHERE ended_at IS NULL;

-- statement: drafts_list
-- Those that go on first, then the newest.
-- columns: id text, title text, base_hash text, begun_at integer, begun_by text, version integer, proposed_at integer?,
--   proposed_by text?, proposed_name text?, proposed_from text?, returned_words text?, ended_at integer?, release_hash text?, changed integer
-- rows: 100
SELECT d.id, d.title, d.base_hash, d.begun_at, coalesce(u.name, d.begun_by), d.version, d.proposed_at, d.proposed_by,
coalesce(p.name, d.proposed_by), d.proposed_from, d.returned_words, d.ended_at, d.release_hash,
(SELECT count(*) FROM practice_draft_file f WHERE f.draft_id = d.id)
FROM practice_draft d LEFT JOIN user_account u ON u.id = d.begun_by LEFT JOIN user_account p ON p.id = d.proposed_by
ORDER BY CASE WHEN d.ended_at IS NULL THEN 0 ELSE 1 END, d.begun_at DESC, d.id LIMIT 100;

-- statement: draft_get
-- parameters: draft text
-- columns: id text, title text, base_hash text, begun_at integer, begun_by text, version integer, proposed_at integer?,
--   proposed_by text?, proposed_name text?, proposed_from text?, returned_words text?, ended_at integer?, release_hash text?, changed integer
-- rows: one
SELECT d.id, d.title, d.base_hash, d.begun_at, coalesce(u.name, d.begun_by), d.version, d.proposed_at, d.proposed_by,
coalesce(p.name, d.proposed_by), d.proposed_from, d.returned_words, d.ended_at, d.release_hash,
(SELECT count(*) FROM practice_draft_file f WHERE f.draft_id = d.id)
FROM practice_draft d LEFT JOIN user_account u ON u.id = d.begun_by LEFT JOIN user_account p ON p.id = d.proposed_by
WHERE d.id = $1;

-- statement: draft_files
-- parameters: draft text
-- columns: path text, content text, removed integer, base_hash text, version integer, changed_at integer, changed_by text
-- rows: 500
SELECT f.path, f.content, f.removed, f.base_hash, f.version, f.changed_at, coalesce(u.name, f.changed_by)
FROM practice_draft_file f LEFT JOIN user_account u ON u.id = f.changed_by WHERE f.draft_id = $1 ORDER BY f.path;

-- statement: draft_file_version
-- parameters: draft text, path text
-- columns: version integer, content text
-- rows: one
SELECT version, content FROM practice_draft_file WHERE draft_id = $1 AND path = $2;

-- statement: draft_touch
-- Only one that is being edited.
-- parameters: draft text
-- changes: one
UPDATE practice_draft SET version = version + 1 WHERE id = $1 AND ended_at IS NULL AND proposed_at IS NULL;

-- statement: draft_file_put
-- parameters: draft text, path text, content text, removed integer, base_hash text, version integer, at integer, by_actor text
-- changes: one
INSERT INTO practice_draft_file (draft_id, path, content, removed, base_hash, version, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (draft_id, path) DO UPDATE SET content = excluded.content, removed = excluded.removed, base_hash = excluded.base_hash,
version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by;

-- statement: draft_file_drop
-- parameters: draft text, path text
-- changes: any
DELETE FROM practice_draft_file WHERE draft_id = $1 AND path = $2;

-- statement: draft_propose
-- parameters: draft text, version integer, at integer, by_actor text, from_day text
-- changes: one
UPDATE practice_draft SET version = version + 1, proposed_at = $3, proposed_by = $4, proposed_from = $5, returned_words = NULL
WHERE id = $1 AND version = $2 AND ended_at IS NULL AND proposed_at IS NULL;

-- statement: draft_return
-- parameters: draft text, version integer, words text
-- changes: one
UPDATE practice_draft SET version = version + 1, proposed_at = NULL, proposed_by = NULL, proposed_from = NULL, returned_words = $3
WHERE id = $1 AND version = $2 AND ended_at IS NULL AND proposed_at IS NOT NULL;

-- statement: draft_end
-- parameters: draft text, version integer, at integer, by_actor text, release_hash text?
-- changes: one
UPDATE practice_draft SET version = version + 1, ended_at = $3, ended_by = $4, release_hash = $5
WHERE id = $1 AND version = $2 AND ended_at IS NULL;

-- statement: draft_rebase
-- parameters: draft text, version integer, base_hash text
-- changes: one
UPDATE practice_draft SET version = version + 1, base_hash = $3
WHERE id = $1 AND version = $2 AND ended_at IS NULL AND proposed_at IS NULL;
