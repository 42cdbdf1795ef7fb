-- What keeps the directory true: who it is for, when it was checked and by whom, proposed changes, what people say is wrong,
-- what is not for the public; whether advice was of use; the outlines of wards.

-- What lists are narrowed by. kind: audience, cost, day, access; the codes stand in lists/directory-<kind>.yaml.
-- table: listing_feature  exported
CREATE TABLE listing_feature (
  listing_id TEXT NOT NULL REFERENCES listing (id),
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (listing_id, kind, code)
);
CREATE INDEX listing_feature_by_code ON listing_feature (kind, code, listing_id);

-- Somebody looked and it was right. checked_by_kind: council, organisation.
-- table: listing_check  exported append-only
CREATE TABLE listing_check (
  id TEXT PRIMARY KEY,
  listing_id TEXT NOT NULL REFERENCES listing (id),
  checked_on TEXT NOT NULL,
  checked_by_kind TEXT NOT NULL,
  checked_by TEXT NOT NULL
);
CREATE INDEX listing_check_by_listing ON listing_check (listing_id, checked_on);

-- A change that waits for somebody else's decision. content and before_content are JSON, field by field; base_version is
-- the listing's version that it was made from. proposed_by_kind: council (proposed_by is a user), organisation (an organisation).
-- decision: '' while it waits, approved, rejected.
-- table: listing_proposal  exported
CREATE TABLE listing_proposal (
  id TEXT PRIMARY KEY,
  listing_id TEXT NOT NULL REFERENCES listing (id),
  base_version BIGINT NOT NULL,
  content TEXT NOT NULL,
  before_content TEXT NOT NULL,
  proposed_by_kind TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decision TEXT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX listing_proposal_by_listing ON listing_proposal (listing_id, decision);
CREATE INDEX listing_proposal_by_decision ON listing_proposal (decision, proposed_at);

-- What somebody says is wrong. Nothing is kept of who said it.
-- table: listing_report  exported
CREATE TABLE listing_report (
  id TEXT PRIMARY KEY,
  listing_id TEXT NOT NULL REFERENCES listing (id),
  what TEXT NOT NULL,
  words TEXT NOT NULL,
  reported_at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by TEXT NOT NULL,
  outcome TEXT NOT NULL
);
CREATE INDEX listing_report_by_listing ON listing_report (listing_id, settled_at);

-- For staff alone: it never stands in the open feed, on a public page or in a directory export.
-- table: listing_private  exported
CREATE TABLE listing_private (
  listing_id TEXT PRIMARY KEY REFERENCES listing (id),
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  capacity TEXT NOT NULL,
  notes TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by TEXT NOT NULL
);

-- What lets an organisation propose changes without an account: the hash of a code that was shown once.
-- table: organisation_key
CREATE TABLE organisation_key (
  code_hash TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  issued_at BIGINT NOT NULL,
  issued_by TEXT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX organisation_key_by_organisation ON organisation_key (organisation_id);

-- How often a page of advice was found useful, or not and why: counts by month, and nothing of who said so.
-- table: advice_answer  exported
CREATE TABLE advice_answer (
  page TEXT NOT NULL,
  month TEXT NOT NULL,
  answer TEXT NOT NULL,
  times BIGINT NOT NULL,
  PRIMARY KEY (page, month, answer)
);

-- The outline of a ward: rings of "latitude longitude" pairs in millionths of a degree, parted by commas.
-- table: ward_outline  exported
CREATE TABLE ward_outline (
  code TEXT NOT NULL,
  ring BIGINT NOT NULL,
  points TEXT NOT NULL,
  PRIMARY KEY (code, ring)
);

-- A feed is asked for a service by its own id.
CREATE INDEX listing_by_original_id ON listing (original_id);
CREATE INDEX organisation_by_original_id ON organisation (original_id);
