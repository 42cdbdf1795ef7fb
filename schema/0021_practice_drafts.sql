-- Practice that is being edited: a draft of the next release, the files that differ from the release it began with, and
-- releases that were taken back before their day.

-- Proposed, it can no longer be edited until it is returned. ended_at with release_hash: published; without: given up.
-- version counts every change of the draft or of a file in it.
-- table: practice_draft  exported
CREATE TABLE practice_draft (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  base_hash TEXT NOT NULL,
  begun_at BIGINT NOT NULL,
  begun_by TEXT NOT NULL,
  version BIGINT NOT NULL,
  proposed_at BIGINT,
  proposed_by TEXT,
  proposed_from TEXT,
  returned_words TEXT,
  ended_at BIGINT,
  ended_by TEXT,
  release_hash TEXT
);
CREATE INDEX practice_draft_by_end ON practice_draft (ended_at);

-- base_hash is the release beside which this text was last looked at; removed: the release will not have the file.
-- table: practice_draft_file  exported
CREATE TABLE practice_draft_file (
  draft_id TEXT NOT NULL REFERENCES practice_draft (id),
  path TEXT NOT NULL,
  content TEXT NOT NULL,
  removed BIGINT NOT NULL CHECK (removed IN (0, 1)),
  base_hash TEXT NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (draft_id, path)
);

-- table: release_withdrawn  exported
CREATE TABLE release_withdrawn (
  hash TEXT NOT NULL,
  effective_from BIGINT NOT NULL,
  withdrawn_at BIGINT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (hash, effective_from)
);
