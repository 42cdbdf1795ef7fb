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

-- statement: outbox_delivery_insert
-- Only for a message that is there: a key that came twice made none.
-- people: maintenance — the caller has just written the message
-- parameters: id text, work text?, at integer
-- changes: any
INSERT INTO outbox_delivery (outbox_id, kind, work_id, created_at, due_at, tries)
SELECT o.id, o.kind, $2, $3, $3, 0 FROM outbox o WHERE o.id = $1;

-- statement: outbox_due
-- people: maintenance — what the sender takes; no page reads it
-- parameters: now integer
-- columns: id text, kind text, payload text, created_at integer, tries integer
-- rows: 20
SELECT d.outbox_id, d.kind, o.payload, d.created_at, d.tries
FROM outbox_delivery d JOIN outbox o ON o.id = d.outbox_id
WHERE d.given_up_at IS NULL AND d.due_at <= $1 AND (d.leased_until IS NULL OR d.leased_until < $1)
ORDER BY d.due_at, d.outbox_id LIMIT 20;

-- statement: outbox_lease
-- parameters: id text, until integer, now integer
-- changes: one
UPDATE outbox_delivery SET leased_until = $2
WHERE outbox_id = $1 AND given_up_at IS NULL AND (leased_until IS NULL OR leased_until < $3);

-- statement: outbox_sent
-- parameters: id text, sent_at integer, tries integer
-- changes: one
UPDATE outbox SET sent_at = $2, attempts = $3 WHERE id = $1 AND sent_at IS NULL;

-- statement: outbox_delivery_end
-- parameters: id text
-- changes: one
DELETE FROM outbox_delivery WHERE outbox_id = $1;

-- statement: outbox_not_sent
-- parameters: id text, due_at integer, error text, given_up_at integer?
-- changes: one
UPDATE outbox_delivery SET due_at = $2, tries = tries + 1, last_error = $3, given_up_at = $4, leased_until = NULL
WHERE outbox_id = $1;

-- statement: outbox_again
-- What was given up is tried once more, from the beginning.
-- parameters: now integer
-- changes: any
UPDATE outbox_delivery SET given_up_at = NULL, due_at = $1, tries = 0 WHERE given_up_at IS NOT NULL AND kind = 'alert';

-- statement: outbox_counts
-- parameters: late integer
-- columns: waiting integer, late integer, given_up integer, oldest_at integer?
-- rows: one
SELECT coalesce(sum(CASE WHEN given_up_at IS NULL THEN 1 ELSE 0 END), 0),
  coalesce(sum(CASE WHEN given_up_at IS NULL AND created_at < $1 THEN 1 ELSE 0 END), 0),
  coalesce(sum(CASE WHEN given_up_at IS NULL THEN 0 ELSE 1 END), 0), min(created_at)
FROM outbox_delivery;

-- statement: outbox_unsent
-- Newest first; nothing in it is about a person.
-- columns: kind text, created_at integer, tries integer, error text?, given_up_at integer?
-- rows: 50
SELECT kind, created_at, tries, last_error, given_up_at FROM outbox_delivery ORDER BY created_at DESC, outbox_id DESC LIMIT 50;

-- statement: team_name
-- parameters: team text
-- columns: name text
-- rows: one
SELECT name FROM team WHERE id = $1;
