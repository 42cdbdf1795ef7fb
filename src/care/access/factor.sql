-- The second factor, recovery codes, sign-ins that wait for a code, and the sessions of somebody.

-- statement: factor_get
-- parameters: user text
-- columns: secret bytes, confirmed_at integer?, last_step integer
-- rows: one
SELECT secret, confirmed_at, last_step FROM second_factor WHERE user_id = $1;

-- statement: factor_begin
-- Another secret as long as the first was not confirmed.
-- parameters: user text, secret bytes, begun_at integer
-- changes: one
INSERT INTO second_factor (user_id, secret, begun_at, last_step) VALUES ($1, $2, $3, 0)
ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at
WHERE second_factor.confirmed_at IS NULL;

-- statement: factors_unsealed
-- Secrets of the length that they have unsealed.
-- parameters: length integer
-- columns: user text, secret bytes
-- rows: 2000
SELECT user_id, secret FROM second_factor WHERE length(secret) = $1 ORDER BY user_id;

-- statement: factor_seal
-- parameters: user text, secret bytes
-- changes: one
UPDATE second_factor SET secret = $2 WHERE user_id = $1;

-- statement: factor_confirm
-- parameters: user text, confirmed_at integer, step integer
-- changes: one
UPDATE second_factor SET confirmed_at = $2, last_step = $3
WHERE user_id = $1 AND confirmed_at IS NULL AND last_step < $3;

-- statement: factor_take_step
-- A code is taken once: two requests with the same one cannot both change this row.
-- parameters: user text, step integer
-- changes: one
UPDATE second_factor SET last_step = $2 WHERE user_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2;

-- statement: factor_remove
-- parameters: user text
-- changes: one
DELETE FROM second_factor WHERE user_id = $1;

-- statement: recovery_code_add
-- parameters: user text, code_hash text
-- changes: one
INSERT INTO recovery_code (user_id, code_hash) VALUES ($1, $2);

-- statement: recovery_code_use
-- parameters: user text, code_hash text, used_at integer
-- changes: one
UPDATE recovery_code SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL;

-- statement: recovery_codes_clear
-- parameters: user text
-- changes: any
DELETE FROM recovery_code WHERE user_id = $1;

-- statement: recovery_codes_left
-- parameters: user text
-- columns: count integer
-- rows: one
SELECT count(*) FROM recovery_code WHERE user_id = $1 AND used_at IS NULL;

-- statement: pending_add
-- parameters: token_hash text, user text, ends_at integer
-- changes: one
INSERT INTO sign_in_pending (token_hash, user_id, ends_at) VALUES ($1, $2, $3);

-- statement: pending_get
-- parameters: token_hash text, now integer
-- columns: user text, sign_in text, employed_from text, employed_until text?
-- rows: one
SELECT p.user_id, u.sign_in, u.employed_from, u.employed_until
FROM sign_in_pending p JOIN user_account u ON u.id = p.user_id WHERE p.token_hash = $1 AND p.ends_at > $2;

-- statement: pending_take
-- One sign-in opens one session.
-- parameters: token_hash text
-- changes: one
DELETE FROM sign_in_pending WHERE token_hash = $1;

-- statement: pending_clear
-- Those of somebody, and all that have ended.
-- parameters: user text, now integer
-- changes: any
DELETE FROM sign_in_pending WHERE user_id = $1 OR ends_at <= $2;

-- statement: sessions_of
-- parameters: user text, now integer, idle_since integer
-- columns: token_hash text, created_at integer, seen_at integer, ends_at integer, address text?
-- rows: 500
SELECT token_hash, created_at, seen_at, ends_at, address FROM session
WHERE user_id = $1 AND ends_at > $2 AND seen_at >= $3 ORDER BY seen_at DESC, token_hash LIMIT 500;

-- statement: session_end_of
-- parameters: user text, token_hash text
-- changes: one
DELETE FROM session WHERE user_id = $1 AND token_hash = $2;

-- statement: sessions_end_others
-- parameters: user text, token_hash text
-- changes: any
DELETE FROM session WHERE user_id = $1 AND token_hash <> $2;

-- statement: setting_get
-- parameters: name text
-- columns: value text, version integer
-- rows: one
SELECT value, version FROM setting WHERE name = $1;

-- statement: setting_add
-- parameters: name text, value text
-- changes: any
INSERT INTO setting (name, value, version) VALUES ($1, $2, 1) ON CONFLICT (name) DO NOTHING;

-- statement: setting_update
-- parameters: name text, version integer, value text
-- changes: one
UPDATE setting SET value = $3, version = version + 1 WHERE name = $1 AND version = $2;
