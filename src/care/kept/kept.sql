-- Forms that arrived after their sender's session had ended.

-- statement: session_ended
-- Also of a session that is over: who had it, and since when it stands unused.
-- parameters: token_hash text
-- columns: user text, name text, seen_at integer, ends_at integer
-- rows: one
SELECT s.user_id, u.name, s.seen_at, s.ends_at
FROM session s JOIN user_account u ON u.id = s.user_id WHERE s.token_hash = $1;

-- statement: kept_insert
-- At most $6 of one person's wait at a time.
-- parameters: id text, user text, work text, fields text, at integer, most integer, path text, files integer
-- changes: any
INSERT INTO kept_post (id, user_id, work_id, fields, at, path, files)
SELECT $1, u.id, $3, $4, $5, $7, $8 FROM user_account u
WHERE u.id = $2 AND (SELECT count(*) FROM kept_post k WHERE k.user_id = $2) < $6;

-- statement: kept_list
-- parameters: user text, since integer
-- columns: id text, work text, fields text, at integer, path text, files integer
-- rows: 20
SELECT id, work_id, fields, at, path, files FROM kept_post WHERE user_id = $1 AND at > $2 ORDER BY at, id LIMIT 20;

-- statement: kept_count
-- parameters: user text, since integer
-- columns: count integer
-- rows: one
SELECT count(*) FROM kept_post WHERE user_id = $1 AND at > $2;

-- statement: kept_delete
-- parameters: id text, user text
-- changes: any
DELETE FROM kept_post WHERE id = $1 AND user_id = $2;

-- statement: kept_delete_old
-- parameters: before integer
-- changes: any
DELETE FROM kept_post WHERE at <= $1;
