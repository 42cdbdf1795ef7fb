CREATE TABLE migration (
	number INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	checksum TEXT NOT NULL,
	applied_at INTEGER NOT NULL
) STRICT;
CREATE TABLE audit (
	id TEXT PRIMARY KEY,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	subject_kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	person TEXT NOT NULL,
	reason TEXT NOT NULL,
	before_hash TEXT NOT NULL,
	after_hash TEXT NOT NULL,
	detail TEXT NOT NULL,
	own_hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_keeps_updated BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_keeps_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX audit_person ON audit (person, at);
CREATE INDEX audit_actor ON audit (actor, at);
CREATE INDEX audit_subject ON audit (subject, at);
CREATE TABLE audit_seal (
	sequence INTEGER PRIMARY KEY,
	audit_id TEXT NOT NULL UNIQUE,
	chain_hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_seal_keeps_updated BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_seal_keeps_deleted BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TABLE audit_waiting (
	audit_id TEXT PRIMARY KEY
) STRICT;
CREATE TABLE lease (
	name TEXT PRIMARY KEY,
	owner TEXT NOT NULL,
	until INTEGER NOT NULL
) STRICT;
CREATE TABLE team (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  closed_on TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE role (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE role_permission (
  role_id TEXT NOT NULL REFERENCES role (id),
  permission TEXT NOT NULL,
  PRIMARY KEY (role_id, permission)
) STRICT;
CREATE TABLE user_account (
  id TEXT PRIMARY KEY,
  sign_in TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  team_id TEXT NOT NULL REFERENCES team (id),
  employed_from TEXT NOT NULL,
  employed_until TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX user_account_by_team ON user_account (team_id);
CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES user_account (id),
  role_id TEXT NOT NULL REFERENCES role (id),
  PRIMARY KEY (user_id, role_id)
) STRICT;
CREATE TABLE approval_limit (
  user_id TEXT PRIMARY KEY REFERENCES user_account (id),
  weekly_pence INTEGER NOT NULL
) STRICT;
CREATE TABLE user_secret (
  user_id TEXT PRIMARY KEY REFERENCES user_account (id),
  password_hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user_account (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_user ON session (user_id);
CREATE TABLE sign_in_failure (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_failure_by_subject ON sign_in_failure (subject, at);
CREATE TABLE person_identity (
  id TEXT PRIMARY KEY,
  current_id TEXT NOT NULL
) STRICT;
CREATE INDEX person_identity_by_current ON person_identity (current_id);
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  tier INTEGER NOT NULL CHECK (tier IN (0, 1, 2)),
  owner_team TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE person_merge (
  id TEXT PRIMARY KEY,
  kept_id TEXT NOT NULL,
  merged_id TEXT NOT NULL,
  moved_ids TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  undone_at INTEGER,
  undone_by TEXT
) STRICT;
CREATE INDEX person_merge_by_kept ON person_merge (kept_id);
CREATE INDEX person_merge_by_merged ON person_merge (merged_id);
CREATE TABLE actor_audience (
  actor_id TEXT NOT NULL,
  audience_id TEXT NOT NULL,
  PRIMARY KEY (actor_id, audience_id)
) STRICT;
CREATE TABLE person_access (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  audience_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT,
  reason TEXT NOT NULL,
  by_actor TEXT NOT NULL
) STRICT;
CREATE INDEX person_access_by_person ON person_access (person_id);
CREATE TABLE visible_person (
  person_id TEXT NOT NULL,
  audience_id TEXT NOT NULL,
  how INTEGER NOT NULL CHECK (how IN (1, 2)),
  PRIMARY KEY (person_id, audience_id)
) STRICT;
CREATE TABLE place (
  id TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE residence (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  place_id TEXT NOT NULL REFERENCES place (id),
  from_on TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  by_actor TEXT NOT NULL
) STRICT;
CREATE INDEX residence_by_person ON residence (person_id, from_on);
CREATE INDEX residence_by_place ON residence (place_id);
CREATE TABLE fact (
  id TEXT PRIMARY KEY,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'place', 'work')),
  subject_id TEXT NOT NULL,
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('given', 'confirmed', 'withdrawn')),
  giver TEXT NOT NULL CHECK (giver IN ('self', 'helper', 'carer', 'worker')),
  by_actor TEXT NOT NULL,
  source_work TEXT,
  withdraws TEXT
) STRICT;
CREATE TRIGGER fact_keeps_updated BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_keeps_deleted BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX fact_by_subject ON fact (subject_kind, subject_id, question, valid_from, recorded_at);
CREATE INDEX fact_by_withdrawn ON fact (withdraws);
CREATE TABLE fact_current (
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  question TEXT NOT NULL,
  fact_id TEXT NOT NULL,
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  giver TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  source_work TEXT,
  PRIMARY KEY (subject_kind, subject_id, question)
) STRICT;
CREATE INDEX fact_current_by_fact ON fact_current (fact_id);
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
) STRICT;
CREATE TABLE person_token (
  token TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (token, person_id)
) STRICT;
CREATE INDEX person_token_by_person ON person_token (person_id);
CREATE TABLE token_frequency (
  token TEXT PRIMARY KEY,
  people INTEGER NOT NULL
) STRICT;
CREATE TABLE relation (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  from_on TEXT NOT NULL,
  ended_on TEXT,
  recorded_at INTEGER NOT NULL,
  by_actor TEXT NOT NULL,
  source_work TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_by_person ON relation (person_id);
CREATE INDEX relation_by_other ON relation (other_id);
CREATE TABLE work (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  pathway TEXT NOT NULL,
  release_hash TEXT NOT NULL,
  person_id TEXT,
  title TEXT NOT NULL,
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  opened_at INTEGER NOT NULL,
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
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX work_by_person ON work (person_id);
CREATE INDEX work_by_team ON work (assigned_team, stage, due_on);
CREATE INDEX work_by_user ON work (assigned_user, stage, due_on);
CREATE INDEX work_by_stage ON work (stage, due_on);
CREATE INDEX work_by_parent ON work (parent_work);
CREATE INDEX work_by_finished ON work (pathway, finished_on);
CREATE TABLE work_event (
  id TEXT PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id),
  at INTEGER NOT NULL,
  by_actor TEXT NOT NULL,
  transition TEXT NOT NULL,
  detail TEXT NOT NULL,
  to_user TEXT,
  to_team TEXT,
  due_on TEXT
) STRICT;
CREATE TRIGGER work_event_keeps_updated BEFORE UPDATE ON work_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER work_event_keeps_deleted BEFORE DELETE ON work_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX work_event_by_work ON work_event (work_id, id);
CREATE TABLE draft_answer (
  work_id TEXT NOT NULL REFERENCES work (id),
  question TEXT NOT NULL,
  value TEXT NOT NULL,
  giver TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (work_id, question)
) STRICT;
CREATE TABLE work_snapshot (
  id TEXT PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id),
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TRIGGER work_snapshot_keeps_updated BEFORE UPDATE ON work_snapshot BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER work_snapshot_keeps_deleted BEFORE DELETE ON work_snapshot BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX work_snapshot_by_work ON work_snapshot (work_id, id);
CREATE TABLE public_access (
  work_id TEXT PRIMARY KEY REFERENCES work (id),
  code_hash TEXT NOT NULL,
  failures INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE service (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  provider_id TEXT,
  units_hundredths INTEGER NOT NULL,
  unit_cost_pence INTEGER NOT NULL,
  weekly_pence INTEGER NOT NULL,
  mechanism TEXT NOT NULL,
  funding TEXT NOT NULL,
  goal TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  end_reason TEXT,
  plan_work TEXT,
  follows TEXT,
  created_at INTEGER NOT NULL,
  by_actor TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX service_by_person ON service (person_id, starts_on);
CREATE INDEX service_by_plan ON service (plan_work);
CREATE INDEX service_by_dates ON service (starts_on, ends_on);
CREATE TABLE document (
  id TEXT PRIMARY KEY,
  person_id TEXT,
  work_id TEXT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  media_type TEXT NOT NULL,
  hash TEXT NOT NULL,
  content BLOB NOT NULL,
  retention_class TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  by_actor TEXT NOT NULL
) STRICT;
CREATE TRIGGER document_keeps_updated BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_keeps_deleted BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX document_by_person ON document (person_id, created_at);
CREATE INDEX document_by_work ON document (work_id);
CREATE TABLE release (
  hash TEXT NOT NULL,
  effective_from INTEGER NOT NULL,
  bundle TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (hash, effective_from)
) STRICT;
CREATE TRIGGER release_keeps_updated BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER release_keeps_deleted BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  due_at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  leased_by TEXT,
  leased_until INTEGER,
  attempts INTEGER NOT NULL,
  done_at INTEGER,
  last_error TEXT
) STRICT;
CREATE INDEX job_by_due ON job (done_at, due_at);
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  person_id TEXT,
  payload TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  sent_at INTEGER,
  last_error TEXT
) STRICT;
CREATE INDEX outbox_by_sent ON outbox (sent_at, created_at);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (0, 'store', 'f6671796ff443064612eb75ec9e308b81a5b4096b3e9258b4272110ccf2c5c53', 1795338000000000);
INSERT INTO migration (number, name, checksum, applied_at) VALUES (1, 'record', '44b29803555bc72888bdb3c96ab189a89a7221d9b56228d970997a09d07c751d', 1795338000000000);
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
INSERT INTO session (token_hash, user_id, created_at, seen_at, ends_at) VALUES ('session-1', 'user-account-1', 1795338000001002, 1795338000001003, 1795338000001004);
INSERT INTO session (token_hash, user_id, created_at, seen_at, ends_at) VALUES ('session-2', 'user-account-2', 1795338000002002, 1795338000002003, 1795338000002004);
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
INSERT INTO document (id, person_id, work_id, kind, title, media_type, hash, content, retention_class, created_at, by_actor) VALUES ('document-1', 'person id of document 1: Zoë''s “own”', 'work id of document 1: Zoë''s “own”', 'kind of document 1: Zoë''s “own”', 'title of document 1: Zoë''s “own”', 'media type of document 1: Zoë''s “own”', 'hash of document 1: Zoë''s “own”', X'007fff01', 'retention class of document 1: Zoë''s “own”', 1795338000001009, 'by actor of document 1: Zoë''s “own”');
INSERT INTO document (id, person_id, work_id, kind, title, media_type, hash, content, retention_class, created_at, by_actor) VALUES ('document-2', NULL, NULL, 'kind of document 2: Zoë''s “own”', 'title of document 2: Zoë''s “own”', 'media type of document 2: Zoë''s “own”', 'hash of document 2: Zoë''s “own”', X'007fff02', 'retention class of document 2: Zoë''s “own”', 1795338000002009, 'by actor of document 2: Zoë''s “own”');
INSERT INTO release (hash, effective_from, bundle, published_at, published_by) VALUES ('release-1', 101, 'bundle of release 1: Zoë''s “own”', 1795338000001003, 'published by of release 1: Zoë''s “own”');
INSERT INTO release (hash, effective_from, bundle, published_at, published_by) VALUES ('release-2', 201, 'bundle of release 2: Zoë''s “own”', 1795338000002003, 'published by of release 2: Zoë''s “own”');
INSERT INTO job (id, kind, unique_key, due_at, payload, leased_by, leased_until, attempts, done_at, last_error) VALUES ('job-1', 'kind of job 1: Zoë''s “own”', 'unique key of job 1: Zoë''s “own”', 1795338000001003, 'payload of job 1: Zoë''s “own”', 'leased by of job 1: Zoë''s “own”', 106, 107, 1795338000001008, 'last error of job 1: Zoë''s “own”');
INSERT INTO job (id, kind, unique_key, due_at, payload, leased_by, leased_until, attempts, done_at, last_error) VALUES ('job-2', 'kind of job 2: Zoë''s “own”', 'unique key of job 2: Zoë''s “own”', 1795338000002003, 'payload of job 2: Zoë''s “own”', NULL, NULL, 207, NULL, NULL);
INSERT INTO outbox (id, kind, unique_key, person_id, payload, created_at, attempts, sent_at, last_error) VALUES ('outbox-1', 'kind of outbox 1: Zoë''s “own”', 'unique key of outbox 1: Zoë''s “own”', 'person id of outbox 1: Zoë''s “own”', 'payload of outbox 1: Zoë''s “own”', 1795338000001005, 106, 1795338000001007, 'last error of outbox 1: Zoë''s “own”');
INSERT INTO outbox (id, kind, unique_key, person_id, payload, created_at, attempts, sent_at, last_error) VALUES ('outbox-2', 'kind of outbox 2: Zoë''s “own”', 'unique key of outbox 2: Zoë''s “own”', NULL, 'payload of outbox 2: Zoë''s “own”', 1795338000002005, 206, NULL, NULL);
