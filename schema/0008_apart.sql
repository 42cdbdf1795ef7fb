-- Who told us of a worry, and of whom: apart from the record, so that nobody finds it there. One row a question, the
-- latest words; who reads it needs a permission of its own, and each look is kept.
-- table: answer_apart  people  exported
CREATE TABLE answer_apart (
  work_id TEXT NOT NULL REFERENCES work (id),
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (work_id, question)
);

-- All concerns, however they stand: few among all work, and asked for beside each new one.
CREATE INDEX work_concerns ON work (person_id, opened_at) WHERE pathway = 'safeguarding-concern';
