-- The helpline: calls as the telephone system counts them, and the contacts that were made of calls.

-- A call that the telephone system offered to the helpline. Nothing in it says who called: no number, no name.
-- day is in London; language is the line's, a code of the question language_main, or empty.
-- table: helpline_call  exported
CREATE TABLE helpline_call (
  id TEXT PRIMARY KEY,
  offered_at BIGINT NOT NULL,
  answered_at BIGINT,
  ended_at BIGINT NOT NULL,
  day TEXT NOT NULL,
  language TEXT NOT NULL
);
CREATE INDEX helpline_call_by_day ON helpline_call (day);

-- A contact that began on the telephone. call_id: the call, once a file of the telephone system has named the contact.
-- table: helpline_contact  people  exported
CREATE TABLE helpline_contact (
  work_id TEXT PRIMARY KEY REFERENCES work (id),
  answered_at BIGINT NOT NULL,
  call_id TEXT
);
CREATE INDEX helpline_contact_by_call ON helpline_contact (call_id);

-- Interpreters and calls back by the day on which they were asked for.
CREATE INDEX work_by_pathway_opened ON work (pathway, opened_on);
