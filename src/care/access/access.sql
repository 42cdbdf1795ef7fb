-- Who works here: accounts, roles, limits, sessions, and the throttle on signing in.

-- statement: user_by_sign_in
-- parameters: sign_in text
-- columns: id text, name text, team text, password_hash text, employed_from text, employed_until text?
-- rows: one
SELECT u.id, u.name, u.team_id, s.password_hash, u.employed_from, u.employed_until
FROM user_account u JOIN user_secret s ON s.user_id = u.id WHERE u.sign_in = $1;

-- statement: user_get
-- parameters: user text
-- columns: id text, sign_in text, name text, team text, team_name text, employed_from text, employed_until text?, limit_pence integer, version integer
-- rows: one
SELECT u.id, u.sign_in, u.name, u.team_id, t.name, u.employed_from, u.employed_until, coalesce(l.weekly_pence, 0),
  u.version
FROM user_account u JOIN team t ON t.id = u.team_id LEFT JOIN approval_limit l ON l.user_id = u.id
WHERE u.id = $1;

-- statement: users_list
-- parameters: most integer, skip integer
-- columns: id text, sign_in text, name text, team text, team_name text, employed_from text, employed_until text?, limit_pence integer, version integer
-- rows: 500
SELECT u.id, u.sign_in, u.name, u.team_id, t.name, u.employed_from, u.employed_until, coalesce(l.weekly_pence, 0),
  u.version
FROM user_account u JOIN team t ON t.id = u.team_id LEFT JOIN approval_limit l ON l.user_id = u.id
ORDER BY u.name, u.id LIMIT $1 OFFSET $2;

-- statement: user_roles_list
-- columns: user text, role text, title text
-- rows: 20000
SELECT ur.user_id, r.id, r.title FROM user_role ur JOIN role r ON r.id = ur.role_id ORDER BY ur.user_id, r.title;

-- statement: user_insert
-- parameters: id text, sign_in text, name text, team text, employed_from text, employed_until text?
-- changes: one
INSERT INTO user_account (id, sign_in, name, team_id, employed_from, employed_until, version)
VALUES ($1, $2, $3, $4, $5, $6, 1);

-- statement: user_update
-- parameters: id text, version integer, name text, team text, employed_until text?
-- changes: one
UPDATE user_account SET name = $3, team_id = $4, employed_until = $5, version = version + 1
WHERE id = $1 AND version = $2;

-- statement: user_secret_put
-- parameters: user text, password_hash text, changed_at integer
-- changes: one
INSERT INTO user_secret (user_id, password_hash, changed_at) VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at;

-- statement: users_editors
-- Accounts in use that may edit accounts.
-- parameters: today text
-- columns: count integer
-- rows: one
SELECT count(DISTINCT u.id) FROM user_account u
JOIN user_role r ON r.user_id = u.id
JOIN role_permission p ON p.role_id = r.role_id AND p.permission = 'users-edit'
WHERE u.employed_until IS NULL OR u.employed_until >= $1;

-- statement: user_role_add
-- parameters: user text, role text
-- changes: any
INSERT INTO user_role (user_id, role_id) VALUES ($1, $2) ON CONFLICT (user_id, role_id) DO NOTHING;

-- statement: user_roles_clear
-- parameters: user text
-- changes: any
DELETE FROM user_role WHERE user_id = $1;

-- statement: approval_limit_put
-- parameters: user text, weekly_pence integer
-- changes: one
INSERT INTO approval_limit (user_id, weekly_pence) VALUES ($1, $2)
ON CONFLICT (user_id) DO UPDATE SET weekly_pence = excluded.weekly_pence;

-- statement: approval_limit_get
-- parameters: user text
-- columns: weekly_pence integer
-- rows: one
SELECT weekly_pence FROM approval_limit WHERE user_id = $1;

-- statement: audience_clear
-- parameters: actor text
-- changes: any
DELETE FROM actor_audience WHERE actor_id = $1;

-- statement: audience_add
-- parameters: actor text, audience text
-- changes: any
INSERT INTO actor_audience (actor_id, audience_id) VALUES ($1, $2) ON CONFLICT (actor_id, audience_id) DO NOTHING;

-- statement: team_insert
-- parameters: id text, name text, kind text
-- changes: one
INSERT INTO team (id, name, kind, version) VALUES ($1, $2, $3, 1);

-- statement: team_update
-- parameters: id text, version integer, name text, kind text, closed_on text?
-- changes: one
UPDATE team SET name = $3, kind = $4, closed_on = $5, version = version + 1 WHERE id = $1 AND version = $2;

-- statement: teams_list
-- columns: id text, name text, kind text, closed_on text?, version integer, people integer
-- rows: 500
SELECT t.id, t.name, t.kind, t.closed_on, t.version, (SELECT count(*) FROM user_account u WHERE u.team_id = t.id)
FROM team t ORDER BY t.name;

-- statement: role_put
-- parameters: id text, title text
-- changes: one
INSERT INTO role (id, title, version) VALUES ($1, $2, 1)
ON CONFLICT (id) DO UPDATE SET title = excluded.title, version = role.version + 1;

-- statement: role_update
-- parameters: id text, version integer, title text
-- changes: one
UPDATE role SET title = $3, version = version + 1 WHERE id = $1 AND version = $2;

-- statement: role_others_with
-- How many other roles hold a permission.
-- parameters: role text, permission text
-- columns: count integer
-- rows: one
SELECT count(*) FROM role_permission WHERE role_id <> $1 AND permission = $2;

-- statement: role_permission_add
-- parameters: role text, permission text
-- changes: any
INSERT INTO role_permission (role_id, permission) VALUES ($1, $2) ON CONFLICT (role_id, permission) DO NOTHING;

-- statement: role_permissions_clear
-- parameters: role text
-- changes: any
DELETE FROM role_permission WHERE role_id = $1;

-- statement: roles_list
-- columns: id text, title text, version integer
-- rows: 200
SELECT id, title, version FROM role ORDER BY title;

-- statement: role_permissions_list
-- columns: role text, permission text
-- rows: 5000
SELECT role_id, permission FROM role_permission ORDER BY role_id, permission;

-- statement: permissions_of
-- parameters: user text
-- columns: role text, permission text
-- rows: 500
SELECT p.role_id, p.permission FROM user_role u JOIN role_permission p ON p.role_id = u.role_id WHERE u.user_id = $1
ORDER BY p.role_id, p.permission;

-- statement: session_insert
-- parameters: token_hash text, user text, created_at integer, ends_at integer, address text?
-- changes: one
INSERT INTO session (token_hash, user_id, created_at, seen_at, ends_at, address) VALUES ($1, $2, $3, $3, $4, $5);

-- statement: session_get
-- parameters: token_hash text
-- columns: user text, created_at integer, seen_at integer, ends_at integer, name text, team text, employed_until text?,
--   factor_at integer?, factor_rule text?
-- rows: one
SELECT s.user_id, s.created_at, s.seen_at, s.ends_at, u.name, u.team_id, u.employed_until, f.confirmed_at,
  (SELECT value FROM setting WHERE name = 'second-factor')
FROM session s JOIN user_account u ON u.id = s.user_id LEFT JOIN second_factor f ON f.user_id = u.id
WHERE s.token_hash = $1;

-- statement: session_seen
-- parameters: token_hash text, seen_at integer
-- changes: any
UPDATE session SET seen_at = $2 WHERE token_hash = $1;

-- statement: session_end
-- parameters: token_hash text
-- changes: any
DELETE FROM session WHERE token_hash = $1;

-- statement: sessions_end_of
-- parameters: user text
-- changes: any
DELETE FROM session WHERE user_id = $1;

-- statement: sign_in_failure_insert
-- parameters: id text, subject text, at integer
-- changes: one
INSERT INTO sign_in_failure (id, subject, at) VALUES ($1, $2, $3);

-- statement: sign_in_failures_since
-- parameters: subject text, since integer
-- columns: count integer
-- rows: one
SELECT count(*) FROM sign_in_failure WHERE subject = $1 AND at > $2;

-- statement: sign_in_failures_clear
-- parameters: before integer
-- changes: any
DELETE FROM sign_in_failure WHERE at < $1;

-- statement: sign_in_failures_forget
-- parameters: subject text
-- changes: any
DELETE FROM sign_in_failure WHERE subject = $1;
