CREATE TABLE migration (
	number BIGINT PRIMARY KEY,
	name TEXT COLLATE "C" NOT NULL,
	checksum TEXT COLLATE "C" NOT NULL,
	applied_at BIGINT NOT NULL
);
CREATE TABLE audit (
	id TEXT COLLATE "C" PRIMARY KEY,
	at BIGINT NOT NULL,
	actor TEXT COLLATE "C" NOT NULL,
	action TEXT COLLATE "C" NOT NULL,
	subject_kind TEXT COLLATE "C" NOT NULL,
	subject TEXT COLLATE "C" NOT NULL,
	person TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	before_hash TEXT COLLATE "C" NOT NULL,
	after_hash TEXT COLLATE "C" NOT NULL,
	detail TEXT COLLATE "C" NOT NULL,
	own_hash TEXT COLLATE "C" NOT NULL
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE INDEX audit_person ON audit (person, at);
CREATE INDEX audit_actor ON audit (actor, at);
CREATE INDEX audit_subject ON audit (subject, at);
CREATE TABLE audit_seal (
	sequence BIGINT PRIMARY KEY,
	audit_id TEXT COLLATE "C" NOT NULL UNIQUE,
	chain_hash TEXT COLLATE "C" NOT NULL
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER audit_seal_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE TABLE audit_waiting (
	audit_id TEXT COLLATE "C" PRIMARY KEY
);
CREATE TABLE lease (
	name TEXT COLLATE "C" PRIMARY KEY,
	owner TEXT COLLATE "C" NOT NULL,
	until BIGINT NOT NULL
);
CREATE TABLE team (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  closed_on TEXT COLLATE "C",
  version BIGINT NOT NULL
);
CREATE TABLE role (
  id TEXT COLLATE "C" PRIMARY KEY,
  title TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL
);
CREATE TABLE role_permission (
  role_id TEXT COLLATE "C" NOT NULL REFERENCES role (id),
  permission TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (role_id, permission)
);
CREATE TABLE user_account (
  id TEXT COLLATE "C" PRIMARY KEY,
  sign_in TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  team_id TEXT COLLATE "C" NOT NULL REFERENCES team (id),
  employed_from TEXT COLLATE "C" NOT NULL,
  employed_until TEXT COLLATE "C",
  version BIGINT NOT NULL
);
CREATE INDEX user_account_by_team ON user_account (team_id);
CREATE TABLE user_role (
  user_id TEXT COLLATE "C" NOT NULL REFERENCES user_account (id),
  role_id TEXT COLLATE "C" NOT NULL REFERENCES role (id),
  PRIMARY KEY (user_id, role_id)
);
CREATE TABLE approval_limit (
  user_id TEXT COLLATE "C" PRIMARY KEY REFERENCES user_account (id),
  weekly_pence BIGINT NOT NULL
);
CREATE TABLE user_secret (
  user_id TEXT COLLATE "C" PRIMARY KEY REFERENCES user_account (id),
  password_hash TEXT COLLATE "C" NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE TABLE session (
  token_hash TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES user_account (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX session_by_user ON session (user_id);
CREATE TABLE sign_in_failure (
  id TEXT COLLATE "C" PRIMARY KEY,
  subject TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_by_subject ON sign_in_failure (subject, at);
CREATE TABLE person_identity (
  id TEXT COLLATE "C" PRIMARY KEY,
  current_id TEXT COLLATE "C" NOT NULL
);
CREATE INDEX person_identity_by_current ON person_identity (current_id);
CREATE TABLE person (
  id TEXT COLLATE "C" PRIMARY KEY,
  reference TEXT COLLATE "C" NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  tier BIGINT NOT NULL CHECK (tier IN (0, 1, 2)),
  owner_team TEXT COLLATE "C",
  version BIGINT NOT NULL
);
CREATE TABLE person_merge (
  id TEXT COLLATE "C" PRIMARY KEY,
  kept_id TEXT COLLATE "C" NOT NULL,
  merged_id TEXT COLLATE "C" NOT NULL,
  moved_ids TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  undone_at BIGINT,
  undone_by TEXT COLLATE "C"
);
CREATE INDEX person_merge_by_kept ON person_merge (kept_id);
CREATE INDEX person_merge_by_merged ON person_merge (merged_id);
CREATE TABLE actor_audience (
  actor_id TEXT COLLATE "C" NOT NULL,
  audience_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (actor_id, audience_id)
);
CREATE TABLE person_access (
  id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  audience_id TEXT COLLATE "C" NOT NULL,
  from_on TEXT COLLATE "C" NOT NULL,
  until_on TEXT COLLATE "C",
  reason TEXT COLLATE "C" NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL
);
CREATE INDEX person_access_by_person ON person_access (person_id);
CREATE TABLE visible_person (
  person_id TEXT COLLATE "C" NOT NULL,
  audience_id TEXT COLLATE "C" NOT NULL,
  how BIGINT NOT NULL CHECK (how IN (1, 2)),
  PRIMARY KEY (person_id, audience_id)
);
CREATE TABLE place (
  id TEXT COLLATE "C" PRIMARY KEY,
  created_at BIGINT NOT NULL
);
CREATE TABLE residence (
  id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  place_id TEXT COLLATE "C" NOT NULL REFERENCES place (id),
  from_on TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL
);
CREATE INDEX residence_by_person ON residence (person_id, from_on);
CREATE INDEX residence_by_place ON residence (place_id);
CREATE TABLE fact (
  id TEXT COLLATE "C" PRIMARY KEY,
  subject_kind TEXT COLLATE "C" NOT NULL CHECK (subject_kind IN ('person', 'place', 'work')),
  subject_id TEXT COLLATE "C" NOT NULL,
  question TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  valid_from TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  standing TEXT COLLATE "C" NOT NULL CHECK (standing IN ('given', 'confirmed', 'withdrawn')),
  giver TEXT COLLATE "C" NOT NULL CHECK (giver IN ('self', 'helper', 'carer', 'worker')),
  by_actor TEXT COLLATE "C" NOT NULL,
  source_work TEXT COLLATE "C",
  withdraws TEXT COLLATE "C"
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER fact_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON fact FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE INDEX fact_by_subject ON fact (subject_kind, subject_id, question, valid_from, recorded_at);
CREATE INDEX fact_by_withdrawn ON fact (withdraws);
CREATE TABLE fact_current (
  subject_kind TEXT COLLATE "C" NOT NULL,
  subject_id TEXT COLLATE "C" NOT NULL,
  question TEXT COLLATE "C" NOT NULL,
  fact_id TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  valid_from TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  giver TEXT COLLATE "C" NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  source_work TEXT COLLATE "C",
  PRIMARY KEY (subject_kind, subject_id, question)
);
CREATE INDEX fact_current_by_fact ON fact_current (fact_id);
CREATE TABLE person_summary (
  person_id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  known_as TEXT COLLATE "C" NOT NULL,
  sort_name TEXT COLLATE "C" NOT NULL,
  born TEXT COLLATE "C" NOT NULL,
  died_on TEXT COLLATE "C" NOT NULL,
  nhs_number TEXT COLLATE "C" NOT NULL,
  postcode TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  other_names TEXT COLLATE "C" NOT NULL,
  phones TEXT COLLATE "C" NOT NULL
);
CREATE TABLE person_token (
  token TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (token, person_id)
);
CREATE INDEX person_token_by_person ON person_token (person_id);
CREATE TABLE token_frequency (
  token TEXT COLLATE "C" PRIMARY KEY,
  people BIGINT NOT NULL
);
CREATE TABLE relation (
  id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  other_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  from_on TEXT COLLATE "C" NOT NULL,
  ended_on TEXT COLLATE "C",
  recorded_at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  source_work TEXT COLLATE "C",
  version BIGINT NOT NULL
);
CREATE INDEX relation_by_person ON relation (person_id);
CREATE INDEX relation_by_other ON relation (other_id);
CREATE TABLE work (
  id TEXT COLLATE "C" PRIMARY KEY,
  reference TEXT COLLATE "C" NOT NULL UNIQUE,
  pathway TEXT COLLATE "C" NOT NULL,
  release_hash TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C",
  title TEXT COLLATE "C" NOT NULL,
  urgent BIGINT NOT NULL CHECK (urgent IN (0, 1)),
  opened_at BIGINT NOT NULL,
  opened_on TEXT COLLATE "C" NOT NULL,
  due_first TEXT COLLATE "C" NOT NULL,
  parent_work TEXT COLLATE "C",
  opened_by_outcome TEXT COLLATE "C",
  stage TEXT COLLATE "C" NOT NULL,
  due_on TEXT COLLATE "C" NOT NULL,
  assigned_user TEXT COLLATE "C",
  assigned_team TEXT COLLATE "C",
  submitted_by TEXT COLLATE "C",
  finished_on TEXT COLLATE "C",
  outcome TEXT COLLATE "C",
  version BIGINT NOT NULL
);
CREATE INDEX work_by_person ON work (person_id);
CREATE INDEX work_by_team ON work (assigned_team, stage, due_on);
CREATE INDEX work_by_user ON work (assigned_user, stage, due_on);
CREATE INDEX work_by_stage ON work (stage, due_on);
CREATE INDEX work_by_parent ON work (parent_work);
CREATE INDEX work_by_finished ON work (pathway, finished_on);
CREATE TABLE work_event (
  id TEXT COLLATE "C" PRIMARY KEY,
  work_id TEXT COLLATE "C" NOT NULL REFERENCES work (id),
  at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  transition TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL,
  to_user TEXT COLLATE "C",
  to_team TEXT COLLATE "C",
  due_on TEXT COLLATE "C"
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER work_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON work_event FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE INDEX work_event_by_work ON work_event (work_id, id);
CREATE TABLE draft_answer (
  work_id TEXT COLLATE "C" NOT NULL REFERENCES work (id),
  question TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  giver TEXT COLLATE "C" NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (work_id, question)
);
CREATE TABLE work_snapshot (
  id TEXT COLLATE "C" PRIMARY KEY,
  work_id TEXT COLLATE "C" NOT NULL REFERENCES work (id),
  at BIGINT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER work_snapshot_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON work_snapshot FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE INDEX work_snapshot_by_work ON work_snapshot (work_id, id);
CREATE TABLE public_access (
  work_id TEXT COLLATE "C" PRIMARY KEY REFERENCES work (id),
  code_hash TEXT COLLATE "C" NOT NULL,
  failures BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE service (
  id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  provider_id TEXT COLLATE "C",
  units_hundredths BIGINT NOT NULL,
  unit_cost_pence BIGINT NOT NULL,
  weekly_pence BIGINT NOT NULL,
  mechanism TEXT COLLATE "C" NOT NULL,
  funding TEXT COLLATE "C" NOT NULL,
  goal TEXT COLLATE "C" NOT NULL,
  starts_on TEXT COLLATE "C" NOT NULL,
  ends_on TEXT COLLATE "C",
  end_reason TEXT COLLATE "C",
  plan_work TEXT COLLATE "C",
  follows TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX service_by_person ON service (person_id, starts_on);
CREATE INDEX service_by_plan ON service (plan_work);
CREATE INDEX service_by_dates ON service (starts_on, ends_on);
CREATE TABLE document (
  id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C",
  work_id TEXT COLLATE "C",
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  media_type TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL,
  retention_class TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER document_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE INDEX document_by_person ON document (person_id, created_at);
CREATE INDEX document_by_work ON document (work_id);
CREATE TABLE release (
  hash TEXT COLLATE "C" NOT NULL,
  effective_from BIGINT NOT NULL,
  bundle TEXT COLLATE "C" NOT NULL,
  published_at BIGINT NOT NULL,
  published_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (hash, effective_from)
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER release_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON release FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE TABLE job (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  unique_key TEXT COLLATE "C" NOT NULL UNIQUE,
  due_at BIGINT NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  leased_by TEXT COLLATE "C",
  leased_until BIGINT,
  attempts BIGINT NOT NULL,
  done_at BIGINT,
  last_error TEXT COLLATE "C"
);
CREATE INDEX job_by_due ON job (done_at, due_at);
CREATE TABLE outbox (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  unique_key TEXT COLLATE "C" NOT NULL UNIQUE,
  person_id TEXT COLLATE "C",
  payload TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  sent_at BIGINT,
  last_error TEXT COLLATE "C"
);
CREATE INDEX outbox_by_sent ON outbox (sent_at, created_at);
CREATE TABLE organisation (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  email TEXT COLLATE "C" NOT NULL,
  phone TEXT COLLATE "C" NOT NULL,
  cqc_location_id TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  original_id TEXT COLLATE "C" NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX organisation_by_original ON organisation (source, original_id);
CREATE INDEX organisation_by_kind ON organisation (kind, name);
CREATE TABLE listing (
  id TEXT COLLATE "C" PRIMARY KEY,
  organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisation (id),
  name TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  email TEXT COLLATE "C" NOT NULL,
  phone TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  fees TEXT COLLATE "C" NOT NULL,
  opening TEXT COLLATE "C" NOT NULL,
  assured_on TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  original_id TEXT COLLATE "C" NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX listing_by_original ON listing (source, original_id);
CREATE INDEX listing_by_organisation ON listing (organisation_id);
CREATE TABLE location (
  id TEXT COLLATE "C" PRIMARY KEY,
  listing_id TEXT COLLATE "C" NOT NULL REFERENCES listing (id),
  name TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  postcode TEXT COLLATE "C" NOT NULL,
  latitude BIGINT,
  longitude BIGINT
);
CREATE INDEX location_by_listing ON location (listing_id);
CREATE INDEX location_by_place ON location (latitude, longitude);
CREATE TABLE listing_category (
  listing_id TEXT COLLATE "C" NOT NULL REFERENCES listing (id),
  category TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (listing_id, category)
);
CREATE INDEX listing_category_by_category ON listing_category (category, listing_id);
CREATE TABLE listing_token (
  token TEXT COLLATE "C" NOT NULL,
  listing_id TEXT COLLATE "C" NOT NULL,
  weight BIGINT NOT NULL,
  PRIMARY KEY (token, listing_id)
);
CREATE INDEX listing_token_by_listing ON listing_token (listing_id);
CREATE TABLE postcode (
  postcode TEXT COLLATE "C" PRIMARY KEY,
  precision TEXT COLLATE "C" NOT NULL,
  latitude BIGINT NOT NULL,
  longitude BIGINT NOT NULL,
  ward TEXT COLLATE "C" NOT NULL,
  lsoa TEXT COLLATE "C" NOT NULL
);
CREATE TABLE ward (
  code TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  vintage TEXT COLLATE "C" NOT NULL,
  latitude BIGINT NOT NULL,
  longitude BIGINT NOT NULL,
  deprivation_tenth BIGINT
);
DROP INDEX work_by_team;
DROP INDEX work_by_user;
DROP INDEX work_by_stage;
CREATE INDEX work_open_by_team ON work (assigned_team, due_on, urgent DESC, id, stage, pathway, opened_on, person_id)
  WHERE stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned');
CREATE INDEX work_open_by_due ON work
  (due_on, urgent DESC, id, stage, pathway, opened_on, person_id, assigned_team, assigned_user)
  WHERE stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned');
CREATE INDEX work_finished_on ON work (finished_on, person_id) WHERE stage = 'finished';
DROP INDEX service_by_dates;
CREATE INDEX service_by_dates ON service (starts_on, ends_on, person_id);
CREATE INDEX work_alerts_waiting ON work (opened_at, id, person_id, assigned_team)
  WHERE stage = 'waiting' AND pathway = 'alert';
CREATE TABLE second_factor (
  user_id TEXT COLLATE "C" PRIMARY KEY REFERENCES user_account (id),
  secret BYTEA NOT NULL,
  begun_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  last_step BIGINT NOT NULL
);
CREATE TABLE recovery_code (
  user_id TEXT COLLATE "C" NOT NULL REFERENCES user_account (id),
  code_hash TEXT COLLATE "C" NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (user_id, code_hash)
);
CREATE TABLE sign_in_pending (
  token_hash TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES user_account (id),
  ends_at BIGINT NOT NULL
);
CREATE INDEX sign_in_pending_by_end ON sign_in_pending (ends_at);
ALTER TABLE session ADD COLUMN address TEXT COLLATE "C";
CREATE TABLE setting (
  name TEXT COLLATE "C" PRIMARY KEY,
  value TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX person_access_by_audience ON person_access (audience_id, until_on);
CREATE TABLE published_figure (
  measure TEXT COLLATE "C" NOT NULL,
  year BIGINT NOT NULL,
  area TEXT COLLATE "C" NOT NULL,
  area_code TEXT COLLATE "C" NOT NULL,
  level TEXT COLLATE "C" NOT NULL CHECK (level IN ('council', 'england', 'other')),
  value BIGINT,
  numerator BIGINT,
  denominator BIGINT,
  source TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (measure, year, area)
);
CREATE INDEX published_figure_by_area ON published_figure (area, measure, year);
CREATE TABLE measure_snapshot (
  id TEXT COLLATE "C" PRIMARY KEY,
  measure TEXT COLLATE "C" NOT NULL,
  from_on TEXT COLLATE "C" NOT NULL,
  to_on TEXT COLLATE "C" NOT NULL,
  numerator BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  value BIGINT,
  release TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT COLLATE "C" NOT NULL,
  UNIQUE (measure, from_on, to_on)
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER measure_snapshot_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON measure_snapshot FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE TABLE name_near (
  deletion TEXT COLLATE "C" NOT NULL,
  word TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (deletion, word)
);
CREATE INDEX visible_person_how ON visible_person (person_id, audience_id, how);
INSERT INTO job (id, kind, unique_key, due_at, payload, attempts)
SELECT 'search-tokens-of-two-things', 'search-tokens', 'search-tokens/of-two-things/', 0, '', 0
WHERE EXISTS (SELECT 1 FROM person);
CREATE TABLE answer_apart (
  work_id TEXT COLLATE "C" NOT NULL REFERENCES work (id),
  question TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (work_id, question)
);
CREATE INDEX work_concerns ON work (person_id, opened_at) WHERE pathway = 'safeguarding-concern';
CREATE INDEX person_hidden ON person (id) WHERE tier = 0;
CREATE TABLE kept_post (
  id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES user_account (id),
  work_id TEXT COLLATE "C" NOT NULL,
  fields TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX kept_post_by_user ON kept_post (user_id, at);
CREATE TABLE listing_feature (
  listing_id TEXT COLLATE "C" NOT NULL REFERENCES listing (id),
  kind TEXT COLLATE "C" NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (listing_id, kind, code)
);
CREATE INDEX listing_feature_by_code ON listing_feature (kind, code, listing_id);
CREATE TABLE listing_check (
  id TEXT COLLATE "C" PRIMARY KEY,
  listing_id TEXT COLLATE "C" NOT NULL REFERENCES listing (id),
  checked_on TEXT COLLATE "C" NOT NULL,
  checked_by_kind TEXT COLLATE "C" NOT NULL,
  checked_by TEXT COLLATE "C" NOT NULL
);
CREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;
CREATE TRIGGER listing_check_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON listing_check FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();
CREATE INDEX listing_check_by_listing ON listing_check (listing_id, checked_on);
CREATE TABLE listing_proposal (
  id TEXT COLLATE "C" PRIMARY KEY,
  listing_id TEXT COLLATE "C" NOT NULL REFERENCES listing (id),
  base_version BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  before_content TEXT COLLATE "C" NOT NULL,
  proposed_by_kind TEXT COLLATE "C" NOT NULL,
  proposed_by TEXT COLLATE "C" NOT NULL,
  proposed_at BIGINT NOT NULL,
  decision TEXT COLLATE "C" NOT NULL,
  decided_at BIGINT,
  decided_by TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL
);
CREATE INDEX listing_proposal_by_listing ON listing_proposal (listing_id, decision);
CREATE INDEX listing_proposal_by_decision ON listing_proposal (decision, proposed_at);
CREATE TABLE listing_report (
  id TEXT COLLATE "C" PRIMARY KEY,
  listing_id TEXT COLLATE "C" NOT NULL REFERENCES listing (id),
  what TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  reported_at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by TEXT COLLATE "C" NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL
);
CREATE INDEX listing_report_by_listing ON listing_report (listing_id, settled_at);
CREATE TABLE listing_private (
  listing_id TEXT COLLATE "C" PRIMARY KEY REFERENCES listing (id),
  contact_name TEXT COLLATE "C" NOT NULL,
  contact_phone TEXT COLLATE "C" NOT NULL,
  contact_email TEXT COLLATE "C" NOT NULL,
  capacity TEXT COLLATE "C" NOT NULL,
  notes TEXT COLLATE "C" NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by TEXT COLLATE "C" NOT NULL
);
CREATE TABLE organisation_key (
  code_hash TEXT COLLATE "C" PRIMARY KEY,
  organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisation (id),
  issued_at BIGINT NOT NULL,
  issued_by TEXT COLLATE "C" NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX organisation_key_by_organisation ON organisation_key (organisation_id);
CREATE TABLE advice_answer (
  page TEXT COLLATE "C" NOT NULL,
  month TEXT COLLATE "C" NOT NULL,
  answer TEXT COLLATE "C" NOT NULL,
  times BIGINT NOT NULL,
  PRIMARY KEY (page, month, answer)
);
CREATE TABLE ward_outline (
  code TEXT COLLATE "C" NOT NULL,
  ring BIGINT NOT NULL,
  points TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (code, ring)
);
CREATE INDEX listing_by_original_id ON listing (original_id);
CREATE INDEX organisation_by_original_id ON organisation (original_id);
CREATE TABLE case_note (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  happened_on TEXT COLLATE "C" NOT NULL,
  happened_time TEXT COLLATE "C" NOT NULL,
  present TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  found_by TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  corrects TEXT COLLATE "C",
  withdrawn_at BIGINT,
  withdrawn_by TEXT COLLATE "C",
  withdrawn_reason TEXT COLLATE "C",
  replaced_by TEXT COLLATE "C"
);
CREATE TABLE case_note_person (
  note_id TEXT COLLATE "C" NOT NULL REFERENCES case_note (id),
  person_id TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (note_id, person_id)
);
CREATE INDEX case_note_person_by_person ON case_note_person (person_id, made_at);
CREATE TABLE case_note_draft (
  id TEXT COLLATE "C" PRIMARY KEY,
  by_actor TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  people TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  happened_on TEXT COLLATE "C" NOT NULL,
  happened_time TEXT COLLATE "C" NOT NULL,
  present TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  corrects TEXT COLLATE "C",
  reason TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  window_id TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX case_note_draft_by_actor ON case_note_draft (by_actor, saved_at);
CREATE INDEX case_note_draft_by_person ON case_note_draft (person_id);
CREATE TABLE chronology_entry (
  id TEXT COLLATE "C" PRIMARY KEY,
  person_id TEXT COLLATE "C" NOT NULL,
  happened_on TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  significance TEXT COLLATE "C" NOT NULL,
  source_kind TEXT COLLATE "C" NOT NULL CHECK (source_kind IN ('note', 'work', 'service', 'document', 'own')),
  source_id TEXT COLLATE "C" NOT NULL,
  source_words TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  by_actor TEXT COLLATE "C" NOT NULL,
  removed_at BIGINT,
  removed_by TEXT COLLATE "C",
  version BIGINT NOT NULL
);
CREATE INDEX chronology_entry_by_person ON chronology_entry (person_id, happened_on);
CREATE INDEX chronology_entry_by_source ON chronology_entry (source_id);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (0, 'store', 'f6671796ff443064612eb75ec9e308b81a5b4096b3e9258b4272110ccf2c5c53', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (1, 'record', '44b29803555bc72888bdb3c96ab189a89a7221d9b56228d970997a09d07c751d', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (2, 'directory', '1ef7373221c3ed4891ddd93a473c90f7e5c5530b6ea75017b76016f89ed0ecab', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (3, 'lists', '681ec0f29080f52b683dc7f6f3fe4fc10625ddf703ab1156a36999c7944f257c', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (4, 'alerts', 'b139cccfbdce260498060b445499ff2b66df36c36cbd37e4c757a4567ea69059', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (5, 'access', '7faafa280e92873053fd5ef32a6e26a2f55fa66b8fbdba09f1713c0f5a112540', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (6, 'measures', '4940674956519db129bf9cc246856485082a97fec6eaaa5aafe487895e2a8621', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (7, 'search', 'ef4860875f8db0ebf3fb7c582e9defbfee912962aa079af59a172a678d1e21a3', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (8, 'apart', 'feb4bdbcbc02fb6dc1f25f70c6a9a9993e0469dd52bcbf4d2894b604ae59ab05', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (9, 'hidden', 'e65bdbe8aacfffa49fb685e464c789091acf79aba9c8f05f6322ddfa0553a4a2', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (10, 'kept', '555dedd4736e0d55e319127dd4130bc31e233218c8c0db268d2771e166ee6bf0', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (11, 'directory_kept', 'f5f98122f2efe0f9d45d871de52a74598857d89896589350ae522bfcc727bd6c', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (12, 'notes', '7844df1b77ef2762c3a0e7ccf6328d4af043e1afc9c5a57712b5c43d3fbfd106', 1795338000000000);
INSERT INTO audit (id, at, actor, action, subject_kind, subject, person, reason, before_hash, after_hash, detail, own_hash) VALUES ('audit-1', 101, 'actor of audit 1: Zoë''s “own”', 'action of audit 1: Zoë''s “own”', 'subject kind of audit 1: Zoë''s “own”', 'subject of audit 1: Zoë''s “own”', 'person of audit 1: Zoë''s “own”', 'reason of audit 1: Zoë''s “own”', 'before hash of audit 1: Zoë''s “own”', 'after hash of audit 1: Zoë''s “own”', 'detail of audit 1: Zoë''s “own”', 'own hash of audit 1: Zoë''s “own”');
INSERT INTO audit (id, at, actor, action, subject_kind, subject, person, reason, before_hash, after_hash, detail, own_hash) VALUES ('audit-2', 201, 'actor of audit 2: Zoë''s “own”', 'action of audit 2: Zoë''s “own”', 'subject kind of audit 2: Zoë''s “own”', 'subject of audit 2: Zoë''s “own”', 'person of audit 2: Zoë''s “own”', 'reason of audit 2: Zoë''s “own”', 'before hash of audit 2: Zoë''s “own”', 'after hash of audit 2: Zoë''s “own”', 'detail of audit 2: Zoë''s “own”', 'own hash of audit 2: Zoë''s “own”');
INSERT INTO audit_seal (sequence, audit_id, chain_hash) VALUES (100, 'audit id of audit seal 1: Zoë''s “own”', 'chain hash of audit seal 1: Zoë''s “own”');
INSERT INTO audit_seal (sequence, audit_id, chain_hash) VALUES (200, 'audit id of audit seal 2: Zoë''s “own”', 'chain hash of audit seal 2: Zoë''s “own”');
INSERT INTO audit_waiting (audit_id) VALUES ('audit-waiting-1');
INSERT INTO audit_waiting (audit_id) VALUES ('audit-waiting-2');
INSERT INTO lease (name, owner, until) VALUES ('lease-1', 'owner of lease 1: Zoë''s “own”', 102);
INSERT INTO lease (name, owner, until) VALUES ('lease-2', 'owner of lease 2: Zoë''s “own”', 202);
INSERT INTO team (id, name, kind, closed_on, version) VALUES ('team-1', 'name of team 1: Zoë''s “own”', 'kind of team 1: Zoë''s “own”', '2026-03-11', 1);
INSERT INTO team (id, name, kind, closed_on, version) VALUES ('team-2', 'name of team 2: Zoë''s “own”', 'kind of team 2: Zoë''s “own”', NULL, 2);
INSERT INTO role (id, title, version) VALUES ('role-1', 'title of role 1: Zoë''s “own”', 1);
INSERT INTO role (id, title, version) VALUES ('role-2', 'title of role 2: Zoë''s “own”', 2);
INSERT INTO role_permission (role_id, permission) VALUES ('role-1', 'role-permission-1');
INSERT INTO role_permission (role_id, permission) VALUES ('role-2', 'role-permission-2');
INSERT INTO user_account (id, sign_in, name, team_id, employed_from, employed_until, version) VALUES ('user-account-1', 'sign in of user account 1: Zoë''s “own”', 'name of user account 1: Zoë''s “own”', 'team-1', 'employed from of user account 1: Zoë''s “own”', 'employed until of user account 1: Zoë''s “own”', 1);
INSERT INTO user_account (id, sign_in, name, team_id, employed_from, employed_until, version) VALUES ('user-account-2', 'sign in of user account 2: Zoë''s “own”', 'name of user account 2: Zoë''s “own”', 'team-2', 'employed from of user account 2: Zoë''s “own”', NULL, 2);
INSERT INTO user_role (user_id, role_id) VALUES ('user-account-1', 'role-1');
INSERT INTO user_role (user_id, role_id) VALUES ('user-account-2', 'role-2');
INSERT INTO approval_limit (user_id, weekly_pence) VALUES ('user-account-1', 101);
INSERT INTO approval_limit (user_id, weekly_pence) VALUES ('user-account-2', 201);
INSERT INTO user_secret (user_id, password_hash, changed_at) VALUES ('user-account-1', 'password hash of user secret 1: Zoë''s “own”', 1795338000001002);
INSERT INTO user_secret (user_id, password_hash, changed_at) VALUES ('user-account-2', 'password hash of user secret 2: Zoë''s “own”', 1795338000002002);
INSERT INTO session (token_hash, user_id, created_at, seen_at, ends_at, address) VALUES ('session-1', 'user-account-1', 1795338000001002, 1795338000001003, 1795338000001004, 'address of session 1: Zoë''s “own”');
INSERT INTO session (token_hash, user_id, created_at, seen_at, ends_at, address) VALUES ('session-2', 'user-account-2', 1795338000002002, 1795338000002003, 1795338000002004, NULL);
INSERT INTO sign_in_failure (id, subject, at) VALUES ('sign-in-failure-1', 'subject of sign in failure 1: Zoë''s “own”', 102);
INSERT INTO sign_in_failure (id, subject, at) VALUES ('sign-in-failure-2', 'subject of sign in failure 2: Zoë''s “own”', 202);
INSERT INTO person_identity (id, current_id) VALUES ('person-identity-1', 'current id of person identity 1: Zoë''s “own”');
INSERT INTO person_identity (id, current_id) VALUES ('person-identity-2', 'current id of person identity 2: Zoë''s “own”');
INSERT INTO person (id, reference, created_at, created_by, tier, owner_team, version) VALUES ('person-1', 'reference of person 1: Zoë''s “own”', 1795338000001002, 'created by of person 1: Zoë''s “own”', 0, 'owner team of person 1: Zoë''s “own”', 1);
INSERT INTO person (id, reference, created_at, created_by, tier, owner_team, version) VALUES ('person-2', 'reference of person 2: Zoë''s “own”', 1795338000002002, 'created by of person 2: Zoë''s “own”', 1, NULL, 2);
INSERT INTO person_merge (id, kept_id, merged_id, moved_ids, at, by_actor, reason, undone_at, undone_by) VALUES ('person-merge-1', 'kept id of person merge 1: Zoë''s “own”', 'merged id of person merge 1: Zoë''s “own”', 'moved ids of person merge 1: Zoë''s “own”', 104, 'by actor of person merge 1: Zoë''s “own”', 'reason of person merge 1: Zoë''s “own”', 1795338000001007, 'undone by of person merge 1: Zoë''s “own”');
INSERT INTO person_merge (id, kept_id, merged_id, moved_ids, at, by_actor, reason, undone_at, undone_by) VALUES ('person-merge-2', 'kept id of person merge 2: Zoë''s “own”', 'merged id of person merge 2: Zoë''s “own”', 'moved ids of person merge 2: Zoë''s “own”', 204, 'by actor of person merge 2: Zoë''s “own”', 'reason of person merge 2: Zoë''s “own”', NULL, NULL);
INSERT INTO actor_audience (actor_id, audience_id) VALUES ('actor-audience-1', 'actor-audience-1');
INSERT INTO actor_audience (actor_id, audience_id) VALUES ('actor-audience-2', 'actor-audience-2');
INSERT INTO person_access (id, person_id, audience_id, from_on, until_on, reason, by_actor) VALUES ('person-access-1', 'person id of person access 1: Zoë''s “own”', 'audience id of person access 1: Zoë''s “own”', '2026-03-11', '2026-03-11', 'reason of person access 1: Zoë''s “own”', 'by actor of person access 1: Zoë''s “own”');
INSERT INTO person_access (id, person_id, audience_id, from_on, until_on, reason, by_actor) VALUES ('person-access-2', 'person id of person access 2: Zoë''s “own”', 'audience id of person access 2: Zoë''s “own”', '2026-04-12', NULL, 'reason of person access 2: Zoë''s “own”', 'by actor of person access 2: Zoë''s “own”');
INSERT INTO visible_person (person_id, audience_id, how) VALUES ('visible-person-1', 'visible-person-1', 1);
INSERT INTO visible_person (person_id, audience_id, how) VALUES ('visible-person-2', 'visible-person-2', 2);
INSERT INTO place (id, created_at) VALUES ('place-1', 1795338000001001);
INSERT INTO place (id, created_at) VALUES ('place-2', 1795338000002001);
INSERT INTO residence (id, person_id, place_id, from_on, recorded_at, by_actor) VALUES ('residence-1', 'person id of residence 1: Zoë''s “own”', 'place-1', '2026-03-11', 1795338000001004, 'by actor of residence 1: Zoë''s “own”');
INSERT INTO residence (id, person_id, place_id, from_on, recorded_at, by_actor) VALUES ('residence-2', 'person id of residence 2: Zoë''s “own”', 'place-2', '2026-04-12', 1795338000002004, 'by actor of residence 2: Zoë''s “own”');
INSERT INTO fact (id, subject_kind, subject_id, question, value, valid_from, recorded_at, standing, giver, by_actor, source_work, withdraws) VALUES ('fact-1', 'person', 'subject id of fact 1: Zoë''s “own”', 'question of fact 1: Zoë''s “own”', 'value of fact 1: Zoë''s “own”', '2026-03-11', 1795338000001006, 'given', 'self', 'by actor of fact 1: Zoë''s “own”', 'source work of fact 1: Zoë''s “own”', 'withdraws of fact 1: Zoë''s “own”');
INSERT INTO fact (id, subject_kind, subject_id, question, value, valid_from, recorded_at, standing, giver, by_actor, source_work, withdraws) VALUES ('fact-2', 'place', 'subject id of fact 2: Zoë''s “own”', 'question of fact 2: Zoë''s “own”', 'value of fact 2: Zoë''s “own”', '2026-04-12', 1795338000002006, 'confirmed', 'helper', 'by actor of fact 2: Zoë''s “own”', NULL, NULL);
INSERT INTO fact_current (subject_kind, subject_id, question, fact_id, value, valid_from, recorded_at, giver, by_actor, source_work) VALUES ('fact-current-1', 'fact-current-1', 'fact-current-1', 'fact id of fact current 1: Zoë''s “own”', 'value of fact current 1: Zoë''s “own”', '2026-03-11', 1795338000001006, 'giver of fact current 1: Zoë''s “own”', 'by actor of fact current 1: Zoë''s “own”', 'source work of fact current 1: Zoë''s “own”');
INSERT INTO fact_current (subject_kind, subject_id, question, fact_id, value, valid_from, recorded_at, giver, by_actor, source_work) VALUES ('fact-current-2', 'fact-current-2', 'fact-current-2', 'fact id of fact current 2: Zoë''s “own”', 'value of fact current 2: Zoë''s “own”', '2026-04-12', 1795338000002006, 'giver of fact current 2: Zoë''s “own”', 'by actor of fact current 2: Zoë''s “own”', NULL);
INSERT INTO person_summary (person_id, name, known_as, sort_name, born, died_on, nhs_number, postcode, address, other_names, phones) VALUES ('person-summary-1', 'name of person summary 1: Zoë''s “own”', 'known as of person summary 1: Zoë''s “own”', 'sort name of person summary 1: Zoë''s “own”', '2026-03-11', '2026-03-11', 'nhs number of person summary 1: Zoë''s “own”', 'postcode of person summary 1: Zoë''s “own”', 'address of person summary 1: Zoë''s “own”', 'other names of person summary 1: Zoë''s “own”', 'phones of person summary 1: Zoë''s “own”');
INSERT INTO person_summary (person_id, name, known_as, sort_name, born, died_on, nhs_number, postcode, address, other_names, phones) VALUES ('person-summary-2', 'name of person summary 2: Zoë''s “own”', 'known as of person summary 2: Zoë''s “own”', 'sort name of person summary 2: Zoë''s “own”', '2026-04-12', '2026-04-12', 'nhs number of person summary 2: Zoë''s “own”', 'postcode of person summary 2: Zoë''s “own”', 'address of person summary 2: Zoë''s “own”', 'other names of person summary 2: Zoë''s “own”', 'phones of person summary 2: Zoë''s “own”');
INSERT INTO person_token (token, person_id) VALUES ('person-token-1', 'person-token-1');
INSERT INTO person_token (token, person_id) VALUES ('person-token-2', 'person-token-2');
INSERT INTO token_frequency (token, people) VALUES ('token-frequency-1', 101);
INSERT INTO token_frequency (token, people) VALUES ('token-frequency-2', 201);
INSERT INTO relation (id, person_id, other_id, kind, note, from_on, ended_on, recorded_at, by_actor, source_work, version) VALUES ('relation-1', 'person id of relation 1: Zoë''s “own”', 'other id of relation 1: Zoë''s “own”', 'kind of relation 1: Zoë''s “own”', 'note of relation 1: Zoë''s “own”', '2026-03-11', '2026-03-11', 1795338000001007, 'by actor of relation 1: Zoë''s “own”', 'source work of relation 1: Zoë''s “own”', 1);
INSERT INTO relation (id, person_id, other_id, kind, note, from_on, ended_on, recorded_at, by_actor, source_work, version) VALUES ('relation-2', 'person id of relation 2: Zoë''s “own”', 'other id of relation 2: Zoë''s “own”', 'kind of relation 2: Zoë''s “own”', 'note of relation 2: Zoë''s “own”', '2026-04-12', NULL, 1795338000002007, 'by actor of relation 2: Zoë''s “own”', NULL, 2);
INSERT INTO work (id, reference, pathway, release_hash, person_id, title, urgent, opened_at, opened_on, due_first, parent_work, opened_by_outcome, stage, due_on, assigned_user, assigned_team, submitted_by, finished_on, outcome, version) VALUES ('work-1', 'reference of work 1: Zoë''s “own”', 'pathway of work 1: Zoë''s “own”', 'release hash of work 1: Zoë''s “own”', 'person id of work 1: Zoë''s “own”', 'title of work 1: Zoë''s “own”', 0, 1795338000001007, '2026-03-11', 'due first of work 1: Zoë''s “own”', 'parent work of work 1: Zoë''s “own”', 'opened by outcome of work 1: Zoë''s “own”', 'stage of work 1: Zoë''s “own”', '2026-03-11', 'assigned user of work 1: Zoë''s “own”', 'assigned team of work 1: Zoë''s “own”', 'submitted by of work 1: Zoë''s “own”', '2026-03-11', 'outcome of work 1: Zoë''s “own”', 1);
INSERT INTO work (id, reference, pathway, release_hash, person_id, title, urgent, opened_at, opened_on, due_first, parent_work, opened_by_outcome, stage, due_on, assigned_user, assigned_team, submitted_by, finished_on, outcome, version) VALUES ('work-2', 'reference of work 2: Zoë''s “own”', 'pathway of work 2: Zoë''s “own”', 'release hash of work 2: Zoë''s “own”', NULL, 'title of work 2: Zoë''s “own”', 1, 1795338000002007, '2026-04-12', 'due first of work 2: Zoë''s “own”', NULL, NULL, 'stage of work 2: Zoë''s “own”', '2026-04-12', NULL, NULL, NULL, NULL, NULL, 2);
INSERT INTO work_event (id, work_id, at, by_actor, transition, detail, to_user, to_team, due_on) VALUES ('work-event-1', 'work-1', 102, 'by actor of work event 1: Zoë''s “own”', 'transition of work event 1: Zoë''s “own”', 'detail of work event 1: Zoë''s “own”', 'to user of work event 1: Zoë''s “own”', 'to team of work event 1: Zoë''s “own”', '2026-03-11');
INSERT INTO work_event (id, work_id, at, by_actor, transition, detail, to_user, to_team, due_on) VALUES ('work-event-2', 'work-2', 202, 'by actor of work event 2: Zoë''s “own”', 'transition of work event 2: Zoë''s “own”', 'detail of work event 2: Zoë''s “own”', NULL, NULL, NULL);
INSERT INTO draft_answer (work_id, question, value, giver, by_actor, at, version) VALUES ('work-1', 'draft-answer-1', 'value of draft answer 1: Zoë''s “own”', 'giver of draft answer 1: Zoë''s “own”', 'by actor of draft answer 1: Zoë''s “own”', 105, 1);
INSERT INTO draft_answer (work_id, question, value, giver, by_actor, at, version) VALUES ('work-2', 'draft-answer-2', 'value of draft answer 2: Zoë''s “own”', 'giver of draft answer 2: Zoë''s “own”', 'by actor of draft answer 2: Zoë''s “own”', 205, 2);
INSERT INTO work_snapshot (id, work_id, at, hash, body) VALUES ('work-snapshot-1', 'work-1', 102, 'hash of work snapshot 1: Zoë''s “own”', 'body of work snapshot 1: Zoë''s “own”');
INSERT INTO work_snapshot (id, work_id, at, hash, body) VALUES ('work-snapshot-2', 'work-2', 202, 'hash of work snapshot 2: Zoë''s “own”', 'body of work snapshot 2: Zoë''s “own”');
INSERT INTO public_access (work_id, code_hash, failures, created_at) VALUES ('work-1', 'code hash of public access 1: Zoë''s “own”', 102, 1795338000001003);
INSERT INTO public_access (work_id, code_hash, failures, created_at) VALUES ('work-2', 'code hash of public access 2: Zoë''s “own”', 202, 1795338000002003);
INSERT INTO service (id, person_id, kind, provider_id, units_hundredths, unit_cost_pence, weekly_pence, mechanism, funding, goal, starts_on, ends_on, end_reason, plan_work, follows, created_at, by_actor, version) VALUES ('service-1', 'person id of service 1: Zoë''s “own”', 'kind of service 1: Zoë''s “own”', 'provider id of service 1: Zoë''s “own”', 104, 105, 106, 'mechanism of service 1: Zoë''s “own”', 'funding of service 1: Zoë''s “own”', 'goal of service 1: Zoë''s “own”', '2026-03-11', '2026-03-11', 'end reason of service 1: Zoë''s “own”', 'plan work of service 1: Zoë''s “own”', 'follows of service 1: Zoë''s “own”', 1795338000001015, 'by actor of service 1: Zoë''s “own”', 1);
INSERT INTO service (id, person_id, kind, provider_id, units_hundredths, unit_cost_pence, weekly_pence, mechanism, funding, goal, starts_on, ends_on, end_reason, plan_work, follows, created_at, by_actor, version) VALUES ('service-2', 'person id of service 2: Zoë''s “own”', 'kind of service 2: Zoë''s “own”', NULL, 204, 205, 206, 'mechanism of service 2: Zoë''s “own”', 'funding of service 2: Zoë''s “own”', 'goal of service 2: Zoë''s “own”', '2026-04-12', NULL, NULL, NULL, NULL, 1795338000002015, 'by actor of service 2: Zoë''s “own”', 2);
INSERT INTO document (id, person_id, work_id, kind, title, media_type, hash, content, retention_class, created_at, by_actor) VALUES ('document-1', 'person id of document 1: Zoë''s “own”', 'work id of document 1: Zoë''s “own”', 'kind of document 1: Zoë''s “own”', 'title of document 1: Zoë''s “own”', 'media type of document 1: Zoë''s “own”', 'hash of document 1: Zoë''s “own”', '\x007fff01', 'retention class of document 1: Zoë''s “own”', 1795338000001009, 'by actor of document 1: Zoë''s “own”');
INSERT INTO document (id, person_id, work_id, kind, title, media_type, hash, content, retention_class, created_at, by_actor) VALUES ('document-2', NULL, NULL, 'kind of document 2: Zoë''s “own”', 'title of document 2: Zoë''s “own”', 'media type of document 2: Zoë''s “own”', 'hash of document 2: Zoë''s “own”', '\x007fff02', 'retention class of document 2: Zoë''s “own”', 1795338000002009, 'by actor of document 2: Zoë''s “own”');
INSERT INTO release (hash, effective_from, bundle, published_at, published_by) VALUES ('release-1', 101, 'bundle of release 1: Zoë''s “own”', 1795338000001003, 'published by of release 1: Zoë''s “own”');
INSERT INTO release (hash, effective_from, bundle, published_at, published_by) VALUES ('release-2', 201, 'bundle of release 2: Zoë''s “own”', 1795338000002003, 'published by of release 2: Zoë''s “own”');
INSERT INTO job (id, kind, unique_key, due_at, payload, leased_by, leased_until, attempts, done_at, last_error) VALUES ('job-1', 'kind of job 1: Zoë''s “own”', 'unique key of job 1: Zoë''s “own”', 1795338000001003, 'payload of job 1: Zoë''s “own”', 'leased by of job 1: Zoë''s “own”', 106, 107, 1795338000001008, 'last error of job 1: Zoë''s “own”');
INSERT INTO job (id, kind, unique_key, due_at, payload, leased_by, leased_until, attempts, done_at, last_error) VALUES ('job-2', 'kind of job 2: Zoë''s “own”', 'unique key of job 2: Zoë''s “own”', 1795338000002003, 'payload of job 2: Zoë''s “own”', NULL, NULL, 207, NULL, NULL);
INSERT INTO outbox (id, kind, unique_key, person_id, payload, created_at, attempts, sent_at, last_error) VALUES ('outbox-1', 'kind of outbox 1: Zoë''s “own”', 'unique key of outbox 1: Zoë''s “own”', 'person id of outbox 1: Zoë''s “own”', 'payload of outbox 1: Zoë''s “own”', 1795338000001005, 106, 1795338000001007, 'last error of outbox 1: Zoë''s “own”');
INSERT INTO outbox (id, kind, unique_key, person_id, payload, created_at, attempts, sent_at, last_error) VALUES ('outbox-2', 'kind of outbox 2: Zoë''s “own”', 'unique key of outbox 2: Zoë''s “own”', NULL, 'payload of outbox 2: Zoë''s “own”', 1795338000002005, 206, NULL, NULL);
INSERT INTO organisation (id, name, kind, description, url, email, phone, cqc_location_id, source, original_id, updated_at, version) VALUES ('organisation-1', 'name of organisation 1: Zoë''s “own”', 'kind of organisation 1: Zoë''s “own”', 'description of organisation 1: Zoë''s “own”', 'url of organisation 1: Zoë''s “own”', 'email of organisation 1: Zoë''s “own”', 'phone of organisation 1: Zoë''s “own”', 'cqc location id of organisation 1: Zoë''s “own”', 'source of organisation 1: Zoë''s “own”', 'original id of organisation 1: Zoë''s “own”', 1795338000001010, 1);
INSERT INTO organisation (id, name, kind, description, url, email, phone, cqc_location_id, source, original_id, updated_at, version) VALUES ('organisation-2', 'name of organisation 2: Zoë''s “own”', 'kind of organisation 2: Zoë''s “own”', 'description of organisation 2: Zoë''s “own”', 'url of organisation 2: Zoë''s “own”', 'email of organisation 2: Zoë''s “own”', 'phone of organisation 2: Zoë''s “own”', 'cqc location id of organisation 2: Zoë''s “own”', 'source of organisation 2: Zoë''s “own”', 'original id of organisation 2: Zoë''s “own”', 1795338000002010, 2);
INSERT INTO listing (id, organisation_id, name, description, url, email, phone, status, fees, opening, assured_on, source, original_id, updated_at, version) VALUES ('listing-1', 'organisation-1', 'name of listing 1: Zoë''s “own”', 'description of listing 1: Zoë''s “own”', 'url of listing 1: Zoë''s “own”', 'email of listing 1: Zoë''s “own”', 'phone of listing 1: Zoë''s “own”', 'status of listing 1: Zoë''s “own”', 'fees of listing 1: Zoë''s “own”', 'opening of listing 1: Zoë''s “own”', '2026-03-11', 'source of listing 1: Zoë''s “own”', 'original id of listing 1: Zoë''s “own”', 1795338000001013, 1);
INSERT INTO listing (id, organisation_id, name, description, url, email, phone, status, fees, opening, assured_on, source, original_id, updated_at, version) VALUES ('listing-2', 'organisation-2', 'name of listing 2: Zoë''s “own”', 'description of listing 2: Zoë''s “own”', 'url of listing 2: Zoë''s “own”', 'email of listing 2: Zoë''s “own”', 'phone of listing 2: Zoë''s “own”', 'status of listing 2: Zoë''s “own”', 'fees of listing 2: Zoë''s “own”', 'opening of listing 2: Zoë''s “own”', '2026-04-12', 'source of listing 2: Zoë''s “own”', 'original id of listing 2: Zoë''s “own”', 1795338000002013, 2);
INSERT INTO location (id, listing_id, name, address, postcode, latitude, longitude) VALUES ('location-1', 'listing-1', 'name of location 1: Zoë''s “own”', 'address of location 1: Zoë''s “own”', 'postcode of location 1: Zoë''s “own”', 105, 106);
INSERT INTO location (id, listing_id, name, address, postcode, latitude, longitude) VALUES ('location-2', 'listing-2', 'name of location 2: Zoë''s “own”', 'address of location 2: Zoë''s “own”', 'postcode of location 2: Zoë''s “own”', NULL, NULL);
INSERT INTO listing_category (listing_id, category) VALUES ('listing-1', 'listing-category-1');
INSERT INTO listing_category (listing_id, category) VALUES ('listing-2', 'listing-category-2');
INSERT INTO listing_token (token, listing_id, weight) VALUES ('listing-token-1', 'listing-token-1', 102);
INSERT INTO listing_token (token, listing_id, weight) VALUES ('listing-token-2', 'listing-token-2', 202);
INSERT INTO postcode (postcode, precision, latitude, longitude, ward, lsoa) VALUES ('postcode-1', 'precision of postcode 1: Zoë''s “own”', 102, 103, 'ward of postcode 1: Zoë''s “own”', 'lsoa of postcode 1: Zoë''s “own”');
INSERT INTO postcode (postcode, precision, latitude, longitude, ward, lsoa) VALUES ('postcode-2', 'precision of postcode 2: Zoë''s “own”', 202, 203, 'ward of postcode 2: Zoë''s “own”', 'lsoa of postcode 2: Zoë''s “own”');
INSERT INTO ward (code, name, vintage, latitude, longitude, deprivation_tenth) VALUES ('ward-1', 'name of ward 1: Zoë''s “own”', 'vintage of ward 1: Zoë''s “own”', 103, 104, 105);
INSERT INTO ward (code, name, vintage, latitude, longitude, deprivation_tenth) VALUES ('ward-2', 'name of ward 2: Zoë''s “own”', 'vintage of ward 2: Zoë''s “own”', 203, 204, NULL);
INSERT INTO second_factor (user_id, secret, begun_at, confirmed_at, last_step) VALUES ('user-account-1', '\x007fff01', 1795338000001002, 1795338000001003, 104);
INSERT INTO second_factor (user_id, secret, begun_at, confirmed_at, last_step) VALUES ('user-account-2', '\x007fff02', 1795338000002002, NULL, 204);
INSERT INTO recovery_code (user_id, code_hash, used_at) VALUES ('user-account-1', 'recovery-code-1', 1795338000001002);
INSERT INTO recovery_code (user_id, code_hash, used_at) VALUES ('user-account-2', 'recovery-code-2', NULL);
INSERT INTO sign_in_pending (token_hash, user_id, ends_at) VALUES ('sign-in-pending-1', 'user-account-1', 1795338000001002);
INSERT INTO sign_in_pending (token_hash, user_id, ends_at) VALUES ('sign-in-pending-2', 'user-account-2', 1795338000002002);
INSERT INTO setting (name, value, version) VALUES ('setting-1', 'value of setting 1: Zoë''s “own”', 1);
INSERT INTO setting (name, value, version) VALUES ('setting-2', 'value of setting 2: Zoë''s “own”', 2);
INSERT INTO published_figure (measure, year, area, area_code, level, value, numerator, denominator, source) VALUES ('published-figure-1', 101, 'published-figure-1', 'area code of published figure 1: Zoë''s “own”', 'council', 105, 106, 107, 'source of published figure 1: Zoë''s “own”');
INSERT INTO published_figure (measure, year, area, area_code, level, value, numerator, denominator, source) VALUES ('published-figure-2', 201, 'published-figure-2', 'area code of published figure 2: Zoë''s “own”', 'england', NULL, NULL, NULL, 'source of published figure 2: Zoë''s “own”');
INSERT INTO measure_snapshot (id, measure, from_on, to_on, numerator, denominator, value, release, made_at, made_by) VALUES ('measure-snapshot-1', 'measure of measure snapshot 1: Zoë''s “own”', '2026-03-11', '2026-03-11', 104, 105, 106, 'release of measure snapshot 1: Zoë''s “own”', 1795338000001008, 'made by of measure snapshot 1: Zoë''s “own”');
INSERT INTO measure_snapshot (id, measure, from_on, to_on, numerator, denominator, value, release, made_at, made_by) VALUES ('measure-snapshot-2', 'measure of measure snapshot 2: Zoë''s “own”', '2026-04-12', '2026-04-12', 204, 205, NULL, 'release of measure snapshot 2: Zoë''s “own”', 1795338000002008, 'made by of measure snapshot 2: Zoë''s “own”');
INSERT INTO name_near (deletion, word) VALUES ('name-near-1', 'name-near-1');
INSERT INTO name_near (deletion, word) VALUES ('name-near-2', 'name-near-2');
INSERT INTO answer_apart (work_id, question, value, by_actor, at) VALUES ('work-1', 'answer-apart-1', 'value of answer apart 1: Zoë''s “own”', 'by actor of answer apart 1: Zoë''s “own”', 104);
INSERT INTO answer_apart (work_id, question, value, by_actor, at) VALUES ('work-2', 'answer-apart-2', 'value of answer apart 2: Zoë''s “own”', 'by actor of answer apart 2: Zoë''s “own”', 204);
INSERT INTO kept_post (id, user_id, work_id, fields, at) VALUES ('kept-post-1', 'user-account-1', 'work id of kept post 1: Zoë''s “own”', 'fields of kept post 1: Zoë''s “own”', 104);
INSERT INTO kept_post (id, user_id, work_id, fields, at) VALUES ('kept-post-2', 'user-account-2', 'work id of kept post 2: Zoë''s “own”', 'fields of kept post 2: Zoë''s “own”', 204);
INSERT INTO listing_feature (listing_id, kind, code) VALUES ('listing-1', 'listing-feature-1', 'listing-feature-1');
INSERT INTO listing_feature (listing_id, kind, code) VALUES ('listing-2', 'listing-feature-2', 'listing-feature-2');
INSERT INTO listing_check (id, listing_id, checked_on, checked_by_kind, checked_by) VALUES ('listing-check-1', 'listing-1', '2026-03-11', 'checked by kind of listing check 1: Zoë''s “own”', 'checked by of listing check 1: Zoë''s “own”');
INSERT INTO listing_check (id, listing_id, checked_on, checked_by_kind, checked_by) VALUES ('listing-check-2', 'listing-2', '2026-04-12', 'checked by kind of listing check 2: Zoë''s “own”', 'checked by of listing check 2: Zoë''s “own”');
INSERT INTO listing_proposal (id, listing_id, base_version, content, before_content, proposed_by_kind, proposed_by, proposed_at, decision, decided_at, decided_by, reason) VALUES ('listing-proposal-1', 'listing-1', 102, 'content of listing proposal 1: Zoë''s “own”', 'before content of listing proposal 1: Zoë''s “own”', 'proposed by kind of listing proposal 1: Zoë''s “own”', 'proposed by of listing proposal 1: Zoë''s “own”', 1795338000001007, 'decision of listing proposal 1: Zoë''s “own”', 1795338000001009, 'decided by of listing proposal 1: Zoë''s “own”', 'reason of listing proposal 1: Zoë''s “own”');
INSERT INTO listing_proposal (id, listing_id, base_version, content, before_content, proposed_by_kind, proposed_by, proposed_at, decision, decided_at, decided_by, reason) VALUES ('listing-proposal-2', 'listing-2', 202, 'content of listing proposal 2: Zoë''s “own”', 'before content of listing proposal 2: Zoë''s “own”', 'proposed by kind of listing proposal 2: Zoë''s “own”', 'proposed by of listing proposal 2: Zoë''s “own”', 1795338000002007, 'decision of listing proposal 2: Zoë''s “own”', NULL, 'decided by of listing proposal 2: Zoë''s “own”', 'reason of listing proposal 2: Zoë''s “own”');
INSERT INTO listing_report (id, listing_id, what, words, reported_at, settled_at, settled_by, outcome) VALUES ('listing-report-1', 'listing-1', 'what of listing report 1: Zoë''s “own”', 'words of listing report 1: Zoë''s “own”', 1795338000001004, 1795338000001005, 'settled by of listing report 1: Zoë''s “own”', 'outcome of listing report 1: Zoë''s “own”');
INSERT INTO listing_report (id, listing_id, what, words, reported_at, settled_at, settled_by, outcome) VALUES ('listing-report-2', 'listing-2', 'what of listing report 2: Zoë''s “own”', 'words of listing report 2: Zoë''s “own”', 1795338000002004, NULL, 'settled by of listing report 2: Zoë''s “own”', 'outcome of listing report 2: Zoë''s “own”');
INSERT INTO listing_private (listing_id, contact_name, contact_phone, contact_email, capacity, notes, updated_at, updated_by) VALUES ('listing-1', 'contact name of listing private 1: Zoë''s “own”', 'contact phone of listing private 1: Zoë''s “own”', 'contact email of listing private 1: Zoë''s “own”', 'capacity of listing private 1: Zoë''s “own”', 'notes of listing private 1: Zoë''s “own”', 1795338000001006, 'updated by of listing private 1: Zoë''s “own”');
INSERT INTO listing_private (listing_id, contact_name, contact_phone, contact_email, capacity, notes, updated_at, updated_by) VALUES ('listing-2', 'contact name of listing private 2: Zoë''s “own”', 'contact phone of listing private 2: Zoë''s “own”', 'contact email of listing private 2: Zoë''s “own”', 'capacity of listing private 2: Zoë''s “own”', 'notes of listing private 2: Zoë''s “own”', 1795338000002006, 'updated by of listing private 2: Zoë''s “own”');
INSERT INTO organisation_key (code_hash, organisation_id, issued_at, issued_by, ends_at) VALUES ('organisation-key-1', 'organisation-1', 1795338000001002, 'issued by of organisation key 1: Zoë''s “own”', 1795338000001004);
INSERT INTO organisation_key (code_hash, organisation_id, issued_at, issued_by, ends_at) VALUES ('organisation-key-2', 'organisation-2', 1795338000002002, 'issued by of organisation key 2: Zoë''s “own”', 1795338000002004);
INSERT INTO advice_answer (page, month, answer, times) VALUES ('advice-answer-1', 'advice-answer-1', 'advice-answer-1', 103);
INSERT INTO advice_answer (page, month, answer, times) VALUES ('advice-answer-2', 'advice-answer-2', 'advice-answer-2', 203);
INSERT INTO ward_outline (code, ring, points) VALUES ('ward-outline-1', 101, 'points of ward outline 1: Zoë''s “own”');
INSERT INTO ward_outline (code, ring, points) VALUES ('ward-outline-2', 201, 'points of ward outline 2: Zoë''s “own”');
INSERT INTO case_note (id, kind, happened_on, happened_time, present, body, found_by, hash, made_at, by_actor, corrects, withdrawn_at, withdrawn_by, withdrawn_reason, replaced_by) VALUES ('case-note-1', 'kind of case note 1: Zoë''s “own”', '2026-03-11', 'happened time of case note 1: Zoë''s “own”', 'present of case note 1: Zoë''s “own”', 'body of case note 1: Zoë''s “own”', 'found by of case note 1: Zoë''s “own”', 'hash of case note 1: Zoë''s “own”', 1795338000001008, 'by actor of case note 1: Zoë''s “own”', 'corrects of case note 1: Zoë''s “own”', 1795338000001011, 'withdrawn by of case note 1: Zoë''s “own”', 'withdrawn reason of case note 1: Zoë''s “own”', 'replaced by of case note 1: Zoë''s “own”');
INSERT INTO case_note (id, kind, happened_on, happened_time, present, body, found_by, hash, made_at, by_actor, corrects, withdrawn_at, withdrawn_by, withdrawn_reason, replaced_by) VALUES ('case-note-2', 'kind of case note 2: Zoë''s “own”', '2026-04-12', 'happened time of case note 2: Zoë''s “own”', 'present of case note 2: Zoë''s “own”', 'body of case note 2: Zoë''s “own”', 'found by of case note 2: Zoë''s “own”', 'hash of case note 2: Zoë''s “own”', 1795338000002008, 'by actor of case note 2: Zoë''s “own”', NULL, NULL, NULL, NULL, NULL);
INSERT INTO case_note_person (note_id, person_id, made_at) VALUES ('case-note-1', 'case-note-person-1', 1795338000001002);
INSERT INTO case_note_person (note_id, person_id, made_at) VALUES ('case-note-2', 'case-note-person-2', 1795338000002002);
INSERT INTO case_note_draft (id, by_actor, person_id, people, kind, happened_on, happened_time, present, body, corrects, reason, made_at, saved_at, window_id, version) VALUES ('case-note-draft-1', 'by actor of case note draft 1: Zoë''s “own”', 'person id of case note draft 1: Zoë''s “own”', 'people of case note draft 1: Zoë''s “own”', 'kind of case note draft 1: Zoë''s “own”', '2026-03-11', 'happened time of case note draft 1: Zoë''s “own”', 'present of case note draft 1: Zoë''s “own”', 'body of case note draft 1: Zoë''s “own”', 'corrects of case note draft 1: Zoë''s “own”', 'reason of case note draft 1: Zoë''s “own”', 1795338000001011, 1795338000001012, 'window id of case note draft 1: Zoë''s “own”', 1);
INSERT INTO case_note_draft (id, by_actor, person_id, people, kind, happened_on, happened_time, present, body, corrects, reason, made_at, saved_at, window_id, version) VALUES ('case-note-draft-2', 'by actor of case note draft 2: Zoë''s “own”', 'person id of case note draft 2: Zoë''s “own”', 'people of case note draft 2: Zoë''s “own”', 'kind of case note draft 2: Zoë''s “own”', '2026-04-12', 'happened time of case note draft 2: Zoë''s “own”', 'present of case note draft 2: Zoë''s “own”', 'body of case note draft 2: Zoë''s “own”', NULL, 'reason of case note draft 2: Zoë''s “own”', 1795338000002011, 1795338000002012, 'window id of case note draft 2: Zoë''s “own”', 2);
INSERT INTO chronology_entry (id, person_id, happened_on, words, significance, source_kind, source_id, source_words, made_at, by_actor, removed_at, removed_by, version) VALUES ('chronology-entry-1', 'person id of chronology entry 1: Zoë''s “own”', '2026-03-11', 'words of chronology entry 1: Zoë''s “own”', 'significance of chronology entry 1: Zoë''s “own”', 'note', 'source id of chronology entry 1: Zoë''s “own”', 'source words of chronology entry 1: Zoë''s “own”', 1795338000001008, 'by actor of chronology entry 1: Zoë''s “own”', 1795338000001010, 'removed by of chronology entry 1: Zoë''s “own”', 1);
INSERT INTO chronology_entry (id, person_id, happened_on, words, significance, source_kind, source_id, source_words, made_at, by_actor, removed_at, removed_by, version) VALUES ('chronology-entry-2', 'person id of chronology entry 2: Zoë''s “own”', '2026-04-12', 'words of chronology entry 2: Zoë''s “own”', 'significance of chronology entry 2: Zoë''s “own”', 'work', 'source id of chronology entry 2: Zoë''s “own”', 'source words of chronology entry 2: Zoë''s “own”', 1795338000002008, 'by actor of chronology entry 2: Zoë''s “own”', NULL, NULL, 2);
