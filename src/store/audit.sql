-- statement: audit_add
-- One act, with its own hash.
-- parameters: id text, at integer, actor text, action text, subject_kind text, subject text, person text, reason text,
--   before_hash text, after_hash text, detail text, own_hash text
-- changes: one
INSERT INTO audit (id, at, actor, action, subject_kind, subject, person, reason, before_hash, after_hash, detail,
	own_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- statement: audit_of_person_add
-- People that a row of the audit is about when they are several, sixteen at once.
-- parameters: audit_id text, at integer, people text[16]
-- changes: any
INSERT INTO audit_of_person (audit_id, person, at)
SELECT $1, named.person, $2 FROM (
    SELECT $3 AS person UNION SELECT $4 UNION SELECT $5 UNION SELECT $6 UNION SELECT $7 UNION SELECT $8 UNION
    SELECT $9 UNION SELECT $10 UNION SELECT $11 UNION SELECT $12 UNION SELECT $13 UNION SELECT $14 UNION SELECT $15
    UNION SELECT $16 UNION SELECT $17 UNION SELECT $18
  ) named
WHERE TRUE
ON CONFLICT (audit_id, person) DO NOTHING;

-- statement: audit_waiting_add
-- parameters: audit_id text
-- changes: one
INSERT INTO audit_waiting (audit_id) VALUES ($1);

-- statement: audit_waiting_list
-- The next rows to be sealed, in the order of their ids. Ids grow with time: from the first that waits onwards, so that
-- no engine walks to it through all that is sealed.
-- parameters: limit_rows integer
-- columns: audit_id text, own_hash text
-- rows: 10000
SELECT audit.id, audit.own_hash
FROM audit_waiting
JOIN audit ON audit.id = audit_waiting.audit_id
WHERE audit.id >= (SELECT min(first.audit_id) FROM audit_waiting first)
ORDER BY audit_waiting.audit_id
LIMIT $1;

-- statement: audit_waiting_remove
-- parameters: audit_id text
-- changes: one
DELETE FROM audit_waiting WHERE audit_id = $1;

-- statement: audit_seal_last
-- columns: sequence integer, chain_hash text
-- rows: one
SELECT sequence, chain_hash FROM audit_seal ORDER BY sequence DESC LIMIT 1;

-- statement: audit_seal_add
-- parameters: sequence integer, audit_id text, chain_hash text
-- changes: one
INSERT INTO audit_seal (sequence, audit_id, chain_hash) VALUES ($1, $2, $3);

-- statement: audit_chain
-- The whole chain with its rows; a row that was removed is missing here.
-- people: maintenance — verify reads every row
-- columns: sequence integer, audit_id text, chain_hash text, id text?, at integer?, actor text?, action text?,
--   subject_kind text?, subject text?, person text?, reason text?, before_hash text?, after_hash text?, detail text?,
--   own_hash text?
-- rows: stream
SELECT audit_seal.sequence, audit_seal.audit_id, audit_seal.chain_hash, audit.id, audit.at, audit.actor, audit.action,
	audit.subject_kind, audit.subject, audit.person, audit.reason, audit.before_hash, audit.after_hash, audit.detail,
	audit.own_hash
FROM audit_seal
LEFT JOIN audit ON audit.id = audit_seal.audit_id
ORDER BY audit_seal.sequence;

-- statement: audit_tail
-- Rows that wait for their seal.
-- people: maintenance — verify reads every row
-- columns: audit_id text, id text?, at integer?, actor text?, action text?, subject_kind text?, subject text?,
--   person text?, reason text?, before_hash text?, after_hash text?, detail text?, own_hash text?
-- rows: stream
SELECT audit_waiting.audit_id, audit.id, audit.at, audit.actor, audit.action, audit.subject_kind, audit.subject,
	audit.person, audit.reason, audit.before_hash, audit.after_hash, audit.detail, audit.own_hash
FROM audit_waiting
LEFT JOIN audit ON audit.id = audit_waiting.audit_id
ORDER BY audit_waiting.audit_id;

-- statement: audit_stranger
-- The first row that is neither sealed nor waiting.
-- people: maintenance — verify reads every row
-- columns: id text
-- rows: one
SELECT audit.id
FROM audit
WHERE NOT EXISTS (SELECT 1 FROM audit_seal WHERE audit_seal.audit_id = audit.id)
	AND NOT EXISTS (SELECT 1 FROM audit_waiting WHERE audit_waiting.audit_id = audit.id)
ORDER BY audit.id
LIMIT 1;
