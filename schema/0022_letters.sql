-- How a letter leaves, and what became of it: one row a letter, from when it is made. What was sent before this step has none.

-- reader: person, other (somebody else, whose address is written down by hand). format: print, large, colour.
-- state: waiting, held, draft, printed, sent, returned, stopped. held_for says what holds or stopped it; cleared, which of
-- these somebody has looked into and cleared. address is what stood on the paper. of_document: the English one of a letter
-- in another language. run_id: what it was printed with.
-- table: letter_sending  people  exported
CREATE TABLE letter_sending (
  document_id TEXT PRIMARY KEY,
  person_id TEXT,
  work_id TEXT,
  letter TEXT NOT NULL,
  language TEXT NOT NULL,
  of_document TEXT,
  reader TEXT NOT NULL CHECK (reader IN ('person', 'other')),
  format TEXT NOT NULL CHECK (format IN ('print', 'large', 'colour')),
  by_email BIGINT NOT NULL CHECK (by_email IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'draft', 'printed', 'sent', 'returned', 'stopped')),
  held_for TEXT NOT NULL,
  cleared TEXT NOT NULL,
  address TEXT NOT NULL,
  run_id TEXT,
  sent_on TEXT,
  sent_how TEXT NOT NULL,
  noticed_at BIGINT,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX letter_sending_by_state ON letter_sending (state, document_id);
CREATE INDEX letter_sending_by_run ON letter_sending (run_id);
CREATE INDEX letter_sending_by_person ON letter_sending (person_id);
CREATE INDEX letter_sending_by_work ON letter_sending (work_id);
CREATE INDEX letter_sending_by_english ON letter_sending (of_document);

-- Where somebody who proposed a change to the directory wants to hear what became of it; gone once they were told.
-- way: email, post.
-- table: listing_proposal_reply
CREATE TABLE listing_proposal_reply (
  proposal_id TEXT PRIMARY KEY REFERENCES listing_proposal (id),
  way TEXT NOT NULL CHECK (way IN ('email', 'post')),
  name TEXT NOT NULL,
  address TEXT NOT NULL
);
