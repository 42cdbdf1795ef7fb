-- Case notes, and what was picked from the record for a chronology. Nothing here is changed but by the stamps named
-- below; only the retention schedule takes rows away.

-- A note that its author has signed. withdrawn_* and replaced_by are written once; the text stays as it was signed.
-- happened_time is 'HH:MM' or empty; found_by is the folded text that a search reads; hash is over the whole note.
-- table: case_note  people  exported
CREATE TABLE case_note (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  happened_time TEXT NOT NULL,
  present TEXT NOT NULL,
  body TEXT NOT NULL,
  found_by TEXT NOT NULL,
  hash TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  corrects TEXT,
  withdrawn_at BIGINT,
  withdrawn_by TEXT,
  withdrawn_reason TEXT,
  replaced_by TEXT
);

-- Whom a note is about: it stands on the record of each. The strictest of these records decides who may read it.
-- table: case_note_person  people  exported
CREATE TABLE case_note_person (
  note_id TEXT NOT NULL REFERENCES case_note (id),
  person_id TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (note_id, person_id)
);
CREATE INDEX case_note_person_by_person ON case_note_person (person_id, made_at);

-- A note that is not signed yet. Only its author sees it. people are ids with a space between. window_id is of the page
-- that saved it last: the same page writes over its own words, another one must know the version.
-- table: case_note_draft  people  exported
CREATE TABLE case_note_draft (
  id TEXT PRIMARY KEY,
  by_actor TEXT NOT NULL,
  person_id TEXT NOT NULL,
  people TEXT NOT NULL,
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  happened_time TEXT NOT NULL,
  present TEXT NOT NULL,
  body TEXT NOT NULL,
  corrects TEXT,
  reason TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  window_id TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX case_note_draft_by_actor ON case_note_draft (by_actor, saved_at);
CREATE INDEX case_note_draft_by_person ON case_note_draft (person_id);

-- Something that matters for the story of a life. An entry from a note holds no words of it: they are read from the note,
-- under the note's own rules. happened_on may be a year or a month. source_kind: note, work, service, document, own.
-- table: chronology_entry  people  exported
CREATE TABLE chronology_entry (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  words TEXT NOT NULL,
  significance TEXT NOT NULL,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('note', 'work', 'service', 'document', 'own')),
  source_id TEXT NOT NULL,
  source_words TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  removed_at BIGINT,
  removed_by TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX chronology_entry_by_person ON chronology_entry (person_id, happened_on);
CREATE INDEX chronology_entry_by_source ON chronology_entry (source_id);
