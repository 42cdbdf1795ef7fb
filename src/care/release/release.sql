-- Releases of practice, by hash and by the instant from which they are in force. One that was withdrawn is never in force.

-- statement: release_insert
-- parameters: hash text, bundle text, published_at integer, published_by text, effective_from integer
-- changes: any
INSERT INTO release (hash, bundle, published_at, published_by, effective_from) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (hash, effective_from) DO NOTHING;

-- statement: release_in_force
-- parameters: now integer
-- columns: hash text, bundle text, published_at integer, published_by text
-- rows: one
SELECT hash, bundle, published_at, published_by FROM release r WHERE effective_from <= $1
AND NOT EXISTS (SELECT 1 FROM release_withdrawn w WHERE w.hash = r.hash AND w.effective_from = r.effective_from)
ORDER BY effective_from DESC, published_at DESC, hash LIMIT 1;

-- statement: release_hash_in_force
-- parameters: now integer
-- columns: hash text
-- rows: one
SELECT hash FROM release r WHERE effective_from <= $1
AND NOT EXISTS (SELECT 1 FROM release_withdrawn w WHERE w.hash = r.hash AND w.effective_from = r.effective_from)
ORDER BY effective_from DESC, published_at DESC, hash LIMIT 1;

-- statement: releases_list
-- columns: hash text, published_at integer, published_by text, effective_from integer, withdrawn_by text?, withdrawn_why text?
-- rows: 200
SELECT r.hash, r.published_at, coalesce(u.name, r.published_by), r.effective_from, coalesce(v.name, w.withdrawn_by), w.reason
FROM release r LEFT JOIN user_account u ON u.id = r.published_by
LEFT JOIN release_withdrawn w ON w.hash = r.hash AND w.effective_from = r.effective_from
LEFT JOIN user_account v ON v.id = w.withdrawn_by
ORDER BY r.effective_from DESC, r.published_at DESC, r.hash;

-- statement: release_by_hash
-- parameters: hash text
-- columns: bundle text
-- rows: one
SELECT bundle FROM release WHERE hash = $1 ORDER BY effective_from DESC LIMIT 1;

-- statement: release_latest
-- Whose day comes last, whether it has come or not: what a draft begins with.
-- columns: hash text, effective_from integer
-- rows: one
SELECT hash, effective_from FROM release r
WHERE NOT EXISTS (SELECT 1 FROM release_withdrawn w WHERE w.hash = r.hash AND w.effective_from = r.effective_from)
ORDER BY effective_from DESC, published_at DESC, hash LIMIT 1;

-- statement: release_waits
-- Is it there, to come and not withdrawn?
-- parameters: hash text, effective_from integer, now integer
-- columns: count integer
-- rows: one
SELECT count(*) FROM release r WHERE r.hash = $1 AND r.effective_from = $2 AND r.effective_from > $3
AND NOT EXISTS (SELECT 1 FROM release_withdrawn w WHERE w.hash = r.hash AND w.effective_from = r.effective_from);

-- statement: release_withdraw
-- parameters: hash text, effective_from integer, at integer, by_actor text, reason text
-- changes: one
INSERT INTO release_withdrawn (hash, effective_from, withdrawn_at, withdrawn_by, reason) VALUES ($1, $2, $3, $4, $5);

-- statement: release_restore
-- Publishing it anew for the same day makes the withdrawal void.
-- parameters: hash text, effective_from integer
-- changes: any
DELETE FROM release_withdrawn WHERE hash = $1 AND effective_from = $2;
