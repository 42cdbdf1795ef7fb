-- A second factor at sign-in, where a session was opened from, settings that an administrator keeps; and access that was
-- given for a time found by who has it, so that it ends when it is read.

-- secret is what the authenticator app holds; last_step is the newest code that was taken: none is taken twice.
-- table: second_factor
CREATE TABLE second_factor (
  user_id TEXT PRIMARY KEY REFERENCES user_account (id),
  secret BYTEA NOT NULL,
  begun_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  last_step BIGINT NOT NULL
);

-- table: recovery_code
CREATE TABLE recovery_code (
  user_id TEXT NOT NULL REFERENCES user_account (id),
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (user_id, code_hash)
);

-- The password was right; the code is still wanted. Opens nothing by itself.
-- table: sign_in_pending
CREATE TABLE sign_in_pending (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user_account (id),
  ends_at BIGINT NOT NULL
);
CREATE INDEX sign_in_pending_by_end ON sign_in_pending (ends_at);

ALTER TABLE session ADD COLUMN address TEXT;

-- table: setting  exported
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  version BIGINT NOT NULL
);

CREATE INDEX person_access_by_audience ON person_access (audience_id, until_on);
