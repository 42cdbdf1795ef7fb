-- Published practice folders, each under its hash.

-- statement: release_insert
-- parameters: hash text, bundle text, published_at integer, published_by text, effective_from integer
-- changes: any
INSERT INTO release (hash, bundle, published_at, published_by, effective_from) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (hash, effective_from) DO NOTHING;

-- statement: release_in_force
-- parameters: now integer
-- columns: hash text, bundle text, published_at integer, published_by text
-- rows: one
SELECT hash, bundle, published_at, published_by FROM release WHERE effective_from <= $1
ORDER BY effective_from DESC, published_at DESC, hash LIMIT 1;

-- statement: release_hash_in_force
-- parameters: now integer
-- columns: hash text
-- rows: one
SELECT hash FROM release WHERE effective_from <= $1 ORDER BY effective_from DESC, published_at DESC, hash LIMIT 1;

-- statement: releases_list
-- columns: hash text, published_at integer, published_by text, effective_from integer
-- rows: 200
SELECT r.hash, r.published_at, coalesce(u.name, r.published_by), r.effective_from
FROM release r LEFT JOIN user_account u ON u.id = r.published_by ORDER BY r.effective_from DESC, r.hash;

-- statement: release_by_hash
-- parameters: hash text
-- columns: bundle text
-- rows: one
SELECT bundle FROM release WHERE hash = $1 ORDER BY effective_from DESC LIMIT 1;
