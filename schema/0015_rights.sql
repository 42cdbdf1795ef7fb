-- What people may ask of their record: work on the wrong record, their own copy, and when records go.

-- Holds a row only inside the write that carries out the retention schedule: then rows about people may be deleted from
-- append-only tables. No other transaction ever sees it.
-- table: erasing
CREATE TABLE erasing (
  subject TEXT PRIMARY KEY
);

-- Work that stood on the wrong record: taken to another (to_person), or withdrawn for good. The old place says so by this row.
-- table: work_misfiled  people  exported  append-only
CREATE TABLE work_misfiled (
  id TEXT PRIMARY KEY,
  work_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  to_person TEXT,
  pathway TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL
);
CREATE INDEX work_misfiled_by_person ON work_misfiled (person_id, at);
CREATE INDEX work_misfiled_by_work ON work_misfiled (work_id);

-- Somebody asks for what is held about them. due_on is a calendar month after asked_on.
-- table: subject_access  people  exported
CREATE TABLE subject_access (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  proof TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  given_at BIGINT,
  given_by TEXT,
  given_hash TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX subject_access_by_person ON subject_access (person_id, opened_at);

-- What a person decided about one entry: release, redact (words: a line each of what is taken out) or withhold.
-- table: subject_access_decision  people  exported
CREATE TABLE subject_access_decision (
  subject_access_id TEXT NOT NULL REFERENCES subject_access (id),
  person_id TEXT NOT NULL,
  entry TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('release', 'redact', 'withhold')),
  words TEXT NOT NULL,
  exemption TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  PRIMARY KEY (subject_access_id, entry)
);

-- A record that must not go, whatever the schedule says: an inquiry, a court. ended_on is empty while it holds.
-- table: legal_hold  people  exported
CREATE TABLE legal_hold (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  from_on TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  ended_on TEXT,
  ended_by TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX legal_hold_by_person ON legal_hold (person_id);

-- That a record is kept longer, as somebody decided at its review.
-- table: retention_review  people  exported  append-only
CREATE TABLE retention_review (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL
);
CREATE INDEX retention_review_by_person ON retention_review (person_id, at);

CREATE INDEX outbox_by_person ON outbox (person_id);

-- What was done by the schedule. Whom it was about is not here any more: only how many rows, by which rule.
-- table: retention_done  exported  append-only
CREATE TABLE retention_done (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  action TEXT NOT NULL,
  started_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL
);
