-- Files that people give: photos, letters, scans. Bytes stand once under their hash, so that one copy of the database is
-- the whole record; whose they are and what they are called stands beside them.

-- table: stored_file  people  exported
CREATE TABLE stored_file (
  hash TEXT PRIMARY KEY,
  size_bytes BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  content BYTEA NOT NULL
);

-- person_id is empty as long as nobody knows whose the request is; then the file follows its work. original_name is text
-- and nothing else. kind and media_type were told from the bytes. scanned: by the scanner that the council has set up.
-- table: upload  people  exported
CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  work_id TEXT,
  title TEXT NOT NULL,
  original_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  hash TEXT NOT NULL REFERENCES stored_file (hash),
  given_by TEXT NOT NULL CHECK (given_by IN ('person', 'helper', 'professional', 'council')),
  scanned TEXT NOT NULL CHECK (scanned IN ('clean', 'not-scanned')),
  retention_class TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by TEXT,
  withdrawn_reason TEXT
);
CREATE INDEX upload_by_person ON upload (person_id, made_at);
CREATE INDEX upload_by_work ON upload (work_id);
CREATE INDEX upload_by_hash ON upload (hash);
