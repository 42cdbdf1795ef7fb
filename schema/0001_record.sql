-- The record: people, facts, work, services; who may see them; practice releases; jobs and documents.
-- Dates are text 'YYYY-MM-DD' (a partial date may be shorter), instants are microseconds UTC, money is pence.

-- Who works here -----------------------------------------------------------------------------------------------------

-- table: team  exported
CREATE TABLE team (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  closed_on TEXT,
  version BIGINT NOT NULL
);

-- table: role  exported
CREATE TABLE role (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  version BIGINT NOT NULL
);

-- table: role_permission  exported
CREATE TABLE role_permission (
  role_id TEXT NOT NULL REFERENCES role (id),
  permission TEXT NOT NULL,
  PRIMARY KEY (role_id, permission)
);

-- table: user_account  exported
CREATE TABLE user_account (
  id TEXT PRIMARY KEY,
  sign_in TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  team_id TEXT NOT NULL REFERENCES team (id),
  employed_from TEXT NOT NULL,
  employed_until TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX user_account_by_team ON user_account (team_id);

-- table: user_role  exported
CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES user_account (id),
  role_id TEXT NOT NULL REFERENCES role (id),
  PRIMARY KEY (user_id, role_id)
);

-- What somebody may approve, in pence a week. No row: nothing.
-- table: approval_limit  exported
CREATE TABLE approval_limit (
  user_id TEXT PRIMARY KEY REFERENCES user_account (id),
  weekly_pence BIGINT NOT NULL
);

-- Secrets stand apart, so that the export and most statements never come near them.
-- table: user_secret
CREATE TABLE user_secret (
  user_id TEXT PRIMARY KEY REFERENCES user_account (id),
  password_hash TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- table: session
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user_account (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX session_by_user ON session (user_id);

-- A sign-in that failed, by account and by address: how the throttle counts.
-- table: sign_in_failure
CREATE TABLE sign_in_failure (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_by_subject ON sign_in_failure (subject, at);

-- People -------------------------------------------------------------------------------------------------------------

-- Every id ever given to somebody, with the record it stands for now. Merge and unmerge change only this map.
-- table: person_identity  people  exported
CREATE TABLE person_identity (
  id TEXT PRIMARY KEY,
  current_id TEXT NOT NULL
);
CREATE INDEX person_identity_by_current ON person_identity (current_id);

-- tier: 2 open, 1 a record exists and who to ask, 0 no trace. owner_team is asked, or alerted.
-- table: person  people  exported
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  tier BIGINT NOT NULL CHECK (tier IN (0, 1, 2)),
  owner_team TEXT,
  version BIGINT NOT NULL
);

-- Which ids were joined, when, why, and when they were parted again.
-- table: person_merge  people  exported
CREATE TABLE person_merge (
  id TEXT PRIMARY KEY,
  kept_id TEXT NOT NULL,
  merged_id TEXT NOT NULL,
  moved_ids TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone_at BIGINT,
  undone_by TEXT
);
CREATE INDEX person_merge_by_kept ON person_merge (kept_id);
CREATE INDEX person_merge_by_merged ON person_merge (merged_id);

-- An audience is 'everyone' (all who work here), a team's id or a user's id.
-- table: actor_audience  derived
CREATE TABLE actor_audience (
  actor_id TEXT NOT NULL,
  audience_id TEXT NOT NULL,
  PRIMARY KEY (actor_id, audience_id)
);

-- Who else may open a restricted record, until when, and why.
-- table: person_access  people  exported
CREATE TABLE person_access (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  audience_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT,
  reason TEXT NOT NULL,
  by_actor TEXT NOT NULL
);
CREATE INDEX person_access_by_person ON person_access (person_id);

-- how: 2 open, 1 may know that it exists. person_id is the current record.
-- table: visible_person  derived
CREATE TABLE visible_person (
  person_id TEXT NOT NULL,
  audience_id TEXT NOT NULL,
  how BIGINT NOT NULL CHECK (how IN (1, 2)),
  PRIMARY KEY (person_id, audience_id)
);

-- A household's address. Facts with home 'household' belong to it.
-- table: place  exported
CREATE TABLE place (
  id TEXT PRIMARY KEY,
  created_at BIGINT NOT NULL
);

-- table: residence  people  exported
CREATE TABLE residence (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  place_id TEXT NOT NULL REFERENCES place (id),
  from_on TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL
);
CREATE INDEX residence_by_person ON residence (person_id, from_on);
CREATE INDEX residence_by_place ON residence (place_id);

-- A dated answer. Append-only: confirming writes the same value again, withdrawing names what it withdraws.
-- table: fact  people  exported  append-only
CREATE TABLE fact (
  id TEXT PRIMARY KEY,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'place', 'work')),
  subject_id TEXT NOT NULL,
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('given', 'confirmed', 'withdrawn')),
  giver TEXT NOT NULL CHECK (giver IN ('self', 'helper', 'carer', 'worker')),
  by_actor TEXT NOT NULL,
  source_work TEXT,
  withdraws TEXT
);
CREATE INDEX fact_by_subject ON fact (subject_kind, subject_id, question, valid_from, recorded_at);
CREATE INDEX fact_by_withdrawn ON fact (withdraws);

-- The latest valid on the day, then the latest recorded. subject_id is a person's current record.
-- table: fact_current  people  derived
CREATE TABLE fact_current (
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  question TEXT NOT NULL,
  fact_id TEXT NOT NULL,
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  giver TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  source_work TEXT,
  PRIMARY KEY (subject_kind, subject_id, question)
);
CREATE INDEX fact_current_by_fact ON fact_current (fact_id);

-- What lists show of a person, made from the facts. other_names and phones (a line each) only rank a search.
-- table: person_summary  people  derived
CREATE TABLE person_summary (
  person_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  known_as TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  born TEXT NOT NULL,
  died_on TEXT NOT NULL,
  nhs_number TEXT NOT NULL,
  postcode TEXT NOT NULL,
  address TEXT NOT NULL,
  other_names TEXT NOT NULL,
  phones TEXT NOT NULL
);

-- What somebody can be found by; a token carries its kind before a colon. person_id is the current record.
-- table: person_token  people  derived
CREATE TABLE person_token (
  token TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (token, person_id)
);
CREATE INDEX person_token_by_person ON person_token (person_id);

-- How many people a token stands for: a search starts from the rarest.
-- table: token_frequency  derived
CREATE TABLE token_frequency (
  token TEXT PRIMARY KEY,
  people BIGINT NOT NULL
);

-- Two people; the inverse is known from the kind.
-- table: relation  people  exported
CREATE TABLE relation (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  from_on TEXT NOT NULL,
  ended_on TEXT,
  recorded_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  source_work TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX relation_by_person ON relation (person_id);
CREATE INDEX relation_by_other ON relation (other_id);

-- Work ---------------------------------------------------------------------------------------------------------------

-- A piece of practice. stage and due_on are recomputed from the events by one function in the write that adds one;
-- only lateness compares with today. person_id is empty until somebody knows whose it is.
-- table: work  people  exported
CREATE TABLE work (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  pathway TEXT NOT NULL,
  release_hash TEXT NOT NULL,
  person_id TEXT,
  title TEXT NOT NULL,
  urgent BIGINT NOT NULL CHECK (urgent IN (0, 1)),
  opened_at BIGINT NOT NULL,
  opened_on TEXT NOT NULL,
  due_first TEXT NOT NULL,
  parent_work TEXT,
  opened_by_outcome TEXT,
  stage TEXT NOT NULL,
  due_on TEXT NOT NULL,
  assigned_user TEXT,
  assigned_team TEXT,
  submitted_by TEXT,
  finished_on TEXT,
  outcome TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX work_by_person ON work (person_id);
CREATE INDEX work_by_team ON work (assigned_team, stage, due_on);
CREATE INDEX work_by_user ON work (assigned_user, stage, due_on);
CREATE INDEX work_by_stage ON work (stage, due_on);
CREATE INDEX work_by_parent ON work (parent_work);
CREATE INDEX work_by_finished ON work (pathway, finished_on);

-- A stamp: who did what, when.
-- table: work_event  people  exported  append-only
CREATE TABLE work_event (
  id TEXT PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id),
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  transition TEXT NOT NULL,
  detail TEXT NOT NULL,
  to_user TEXT,
  to_team TEXT,
  due_on TEXT
);
CREATE INDEX work_event_by_work ON work_event (work_id, id);

-- An answer not yet submitted; each has its own version, so two people lose nothing.
-- table: draft_answer  people  exported
CREATE TABLE draft_answer (
  work_id TEXT NOT NULL REFERENCES work (id),
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  giver TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (work_id, question)
);

-- What a piece of work said when it was submitted: answers, figures with their lines, the release.
-- table: work_snapshot  people  exported  append-only
CREATE TABLE work_snapshot (
  id TEXT PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id),
  at BIGINT NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX work_snapshot_by_work ON work_snapshot (work_id, id);

-- How a resident comes back to what they began: a code that only they have.
-- table: public_access
CREATE TABLE public_access (
  work_id TEXT PRIMARY KEY REFERENCES work (id),
  code_hash TEXT NOT NULL,
  failures BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Services -----------------------------------------------------------------------------------------------------------

-- Something arranged. A change ends a line and starts another that follows it; only the end is ever written later.
-- table: service  people  exported
CREATE TABLE service (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  provider_id TEXT,
  units_hundredths BIGINT NOT NULL,
  unit_cost_pence BIGINT NOT NULL,
  weekly_pence BIGINT NOT NULL,
  mechanism TEXT NOT NULL,
  funding TEXT NOT NULL,
  goal TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  end_reason TEXT,
  plan_work TEXT,
  follows TEXT,
  created_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX service_by_person ON service (person_id, starts_on);
CREATE INDEX service_by_plan ON service (plan_work);
CREATE INDEX service_by_dates ON service (starts_on, ends_on);

-- Documents, releases, jobs ------------------------------------------------------------------------------------------

-- Bytes as sent or uploaded.
-- table: document  people  exported  append-only
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  work_id TEXT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  media_type TEXT NOT NULL,
  hash TEXT NOT NULL,
  content BYTEA NOT NULL,
  retention_class TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  by_actor TEXT NOT NULL
);
CREATE INDEX document_by_person ON document (person_id, created_at);
CREATE INDEX document_by_work ON document (work_id);

-- A published practice folder. effective_from says from when new work opens on it; going back to an older one is
-- publishing it again.
-- table: release  exported  append-only
CREATE TABLE release (
  hash TEXT NOT NULL,
  effective_from BIGINT NOT NULL,
  bundle TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (hash, effective_from)
);

-- Something due later. Any process may run it: a lease, a key that makes twice once.
-- table: job
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  due_at BIGINT NOT NULL,
  payload TEXT NOT NULL,
  leased_by TEXT,
  leased_until BIGINT,
  attempts BIGINT NOT NULL,
  done_at BIGINT,
  last_error TEXT
);
CREATE INDEX job_by_due ON job (done_at, due_at);

-- Something that leaves: a message, an e-mail. Written with the act that causes it, sent once by its key.
-- table: outbox  people  exported
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  person_id TEXT,
  payload TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  sent_at BIGINT,
  last_error TEXT
);
CREATE INDEX outbox_by_sent ON outbox (sent_at, created_at);
