-- Requests of the public: the private code that opens one, and the throttle on wrong codes.

-- statement: front_access_insert
-- parameters: work text, code_hash text, at integer
-- changes: one
INSERT INTO public_access (work_id, code_hash, failures, created_at) VALUES ($1, $2, 0, $3);

-- statement: front_access_get
-- parameters: work text
-- columns: code_hash text, failures integer, created_at integer
-- rows: one
SELECT code_hash, failures, created_at FROM public_access WHERE work_id = $1;

-- statement: front_access_failed
-- parameters: work text
-- changes: any
UPDATE public_access SET failures = failures + 1 WHERE work_id = $1;

-- statement: front_failure_insert
-- The throttle of signing in serves here too; subjects begin with request/ and request-from/.
-- parameters: id text, subject text, at integer
-- changes: one
INSERT INTO sign_in_failure (id, subject, at) VALUES ($1, $2, $3);

-- statement: front_failures_since
-- parameters: subject text, since integer
-- columns: count integer
-- rows: one
SELECT count(*) FROM sign_in_failure WHERE subject = $1 AND at > $2;

-- statement: front_request_get
-- What a resident who showed the private code sees as long as nobody has said whose request it is.
-- people: visible
-- parameters: actor text, work text
-- columns: id text, reference text, pathway text, stage text, outcome text?, finished_on text?, version integer
-- rows: one
SELECT w.id, w.reference, w.pathway, w.stage, w.outcome, w.finished_on, w.version
FROM work w
LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.id = $2
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1));

-- statement: front_request_get_in
-- people: maintenance — inside a write, for a resident whose private code was checked
-- parameters: work text
-- columns: id text, reference text, pathway text, stage text, outcome text?, finished_on text?, version integer
-- rows: one
SELECT id, reference, pathway, stage, outcome, finished_on, version FROM work WHERE id = $1;

-- statement: front_work_by_reference
-- people: maintenance — turns a reference into an id; the private code is checked next
-- parameters: reference text
-- columns: id text
-- rows: one
SELECT w.id FROM work w JOIN public_access p ON p.work_id = w.id WHERE w.reference = $1;

-- statement: front_snapshot_in
-- people: maintenance — inside a write, for a resident whose private code was checked
-- parameters: work text
-- columns: at integer, body text
-- rows: one
SELECT at, body FROM work_snapshot WHERE work_id = $1 ORDER BY id DESC LIMIT 1;

-- statement: front_children
-- people: maintenance — how far a request has come, for a resident whose private code was checked
-- parameters: work text
-- columns: id text, pathway text, stage text, due_on text, worker text?
-- rows: 100
SELECT w.id, w.pathway, w.stage, w.due_on, u.name
FROM work w LEFT JOIN user_account u ON u.id = w.assigned_user
WHERE w.parent_work = $1 ORDER BY w.id;

-- statement: front_copies
-- Which copies of a request were asked for: keys from copy/<work>/ on.
-- people: maintenance — keys alone, for a resident whose private code was checked
-- parameters: first text, past text
-- columns: unique_key text
-- rows: 10
SELECT unique_key FROM outbox WHERE unique_key >= $1 AND unique_key < $2 ORDER BY unique_key;
