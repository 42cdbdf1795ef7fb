-- Two records that may be of one person: what the linkage engine found inside the record, and what people said of it.

-- Somebody looked and says that these two are of two people. The ids as they were; withdrawn_at is empty while it holds.
-- table: person_apart  people  exported
CREATE TABLE person_apart (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by TEXT
);
CREATE INDEX person_apart_by_person ON person_apart (person_id);
CREATE INDEX person_apart_by_other ON person_apart (other_id);
CREATE INDEX person_apart_by_time ON person_apart (at);

-- person_id is the smaller of two current records. weight: thousandths of log2 of the odds that they are one person.
-- ways: how each column of the comparison agrees, a figure each.
-- table: person_alike  people  derived
CREATE TABLE person_alike (
  person_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  weight BIGINT NOT NULL,
  ways TEXT NOT NULL,
  PRIMARY KEY (person_id, other_id)
);
CREATE INDEX person_alike_by_other ON person_alike (other_id);
CREATE INDEX person_alike_by_weight ON person_alike (weight, person_id, other_id);

-- Records that changed since they were last compared with the others.
-- table: person_changed  people  derived
CREATE TABLE person_changed (
  person_id TEXT PRIMARY KEY,
  at BIGINT NOT NULL
);

-- The last time that the whole record was gone through: how many people it had, and what the engine learned from them.
-- table: alike_pass  derived
CREATE TABLE alike_pass (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  people BIGINT NOT NULL,
  model TEXT NOT NULL
);
