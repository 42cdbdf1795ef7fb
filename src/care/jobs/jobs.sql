-- Things due later and things that leave. Any process may run them: a lease, and a key that makes twice once.

-- statement: job_insert
-- parameters: id text, kind text, unique_key text, due_at integer, payload text
-- changes: any
INSERT INTO job (id, kind, unique_key, due_at, payload, attempts) VALUES ($1, $2, $3, $4, $5, 0)
ON CONFLICT (unique_key) DO NOTHING;

-- statement: job_due
-- parameters: now integer
-- columns: id text, kind text, payload text, attempts integer
-- rows: 20
SELECT id, kind, payload, attempts FROM job
WHERE done_at IS NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until < $1)
ORDER BY due_at, id LIMIT 20;

-- statement: job_lease
-- parameters: id text, owner text, until integer, now integer
-- changes: one
UPDATE job SET leased_by = $2, leased_until = $3, attempts = attempts + 1
WHERE id = $1 AND done_at IS NULL AND (leased_until IS NULL OR leased_until < $4);

-- statement: job_done
-- parameters: id text, owner text, done_at integer
-- changes: one
UPDATE job SET done_at = $3, last_error = NULL WHERE id = $1 AND leased_by = $2 AND done_at IS NULL;

-- statement: job_failed
-- parameters: id text, owner text, due_at integer, error text
-- changes: one
UPDATE job SET due_at = $3, last_error = $4, leased_until = NULL WHERE id = $1 AND leased_by = $2 AND done_at IS NULL;

-- statement: outbox_insert
-- parameters: id text, kind text, unique_key text, person text?, payload text, created_at integer
-- changes: any
INSERT INTO outbox (id, kind, unique_key, person_id, payload, created_at, attempts) VALUES ($1, $2, $3, $4, $5, $6, 0)
ON CONFLICT (unique_key) DO NOTHING;

-- statement: outbox_waiting
-- people: maintenance — what the sending job takes; no page reads it
-- parameters: most integer
-- columns: id text, kind text, person text?, payload text, created_at integer
-- rows: 500
SELECT id, kind, person_id, payload, created_at FROM outbox WHERE sent_at IS NULL ORDER BY created_at, id LIMIT $1;

-- statement: outbox_sent
-- parameters: id text, sent_at integer
-- changes: one
UPDATE outbox SET sent_at = $2, attempts = attempts + 1 WHERE id = $1 AND sent_at IS NULL;
