-- Keeping the directory true: checks, proposals, reports, what is for staff alone, codes of organisations.

-- statement: listing_private_put
-- parameters: listing text, contact_name text, contact_phone text, contact_email text, capacity text, notes text, updated_at integer, updated_by text
-- changes: one
INSERT INTO listing_private (listing_id, contact_name, contact_phone, contact_email, capacity, notes, updated_at, updated_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (listing_id) DO UPDATE SET contact_name = excluded.contact_name, contact_phone = excluded.contact_phone,
  contact_email = excluded.contact_email, capacity = excluded.capacity, notes = excluded.notes,
  updated_at = excluded.updated_at, updated_by = excluded.updated_by;

-- statement: listing_private_get
-- parameters: listing text
-- columns: contact_name text, contact_phone text, contact_email text, capacity text, notes text, updated_at integer, updated_by text
-- rows: one
SELECT contact_name, contact_phone, contact_email, capacity, notes, updated_at, updated_by FROM listing_private
WHERE listing_id = $1;

-- statement: listing_check_insert
-- parameters: id text, listing text, checked_on text, checked_by_kind text, checked_by text
-- changes: one
INSERT INTO listing_check (id, listing_id, checked_on, checked_by_kind, checked_by) VALUES ($1, $2, $3, $4, $5);

-- statement: listing_proposal_insert
-- parameters: id text, listing text, base_version integer, content text, before_content text, proposed_by_kind text, proposed_by text, proposed_at integer
-- changes: one
INSERT INTO listing_proposal (id, listing_id, base_version, content, before_content, proposed_by_kind, proposed_by, proposed_at,
  decision, decided_at, decided_by, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', NULL, '', '');

-- statement: listing_proposal_reply_insert
-- parameters: proposal text, way text, name text, address text
-- changes: one
INSERT INTO listing_proposal_reply (proposal_id, way, name, address) VALUES ($1, $2, $3, $4);

-- statement: listing_proposal_reply_get
-- parameters: proposal text
-- columns: way text, name text, address text
-- rows: one
SELECT way, name, address FROM listing_proposal_reply WHERE proposal_id = $1;

-- statement: listing_proposal_reply_end
-- parameters: proposal text
-- changes: any
DELETE FROM listing_proposal_reply WHERE proposal_id = $1;

-- statement: listing_proposal_decide
-- parameters: id text, decision text, decided_at integer, decided_by text, reason text
-- changes: one
UPDATE listing_proposal SET decision = $2, decided_at = $3, decided_by = $4, reason = $5 WHERE id = $1 AND decision = '';

-- statement: listing_proposal_get
-- parameters: id text
-- columns: id text, listing_id text, listing text, base_version integer, content text, before_content text, proposed_by_kind text, proposed_by text, proposed_by_name text?, proposed_at integer, decision text, decided_at integer?, decided_by text, decided_by_name text?, reason text
-- rows: one
SELECT p.id, p.listing_id, l.name, p.base_version, p.content, p.before_content, p.proposed_by_kind, p.proposed_by,
  COALESCE(u.name, o.name), p.proposed_at, p.decision, p.decided_at, p.decided_by, d.name, p.reason
FROM listing_proposal p JOIN listing l ON l.id = p.listing_id
LEFT JOIN user_account u ON u.id = p.proposed_by LEFT JOIN organisation o ON o.id = p.proposed_by
LEFT JOIN user_account d ON d.id = p.decided_by
WHERE p.id = $1;

-- statement: listing_proposals_waiting
-- The oldest first.
-- columns: id text, listing_id text, listing text, proposed_by_kind text, proposed_by text, proposed_by_name text?, proposed_at integer
-- rows: 200
SELECT p.id, p.listing_id, l.name, p.proposed_by_kind, p.proposed_by, COALESCE(u.name, o.name), p.proposed_at
FROM listing_proposal p JOIN listing l ON l.id = p.listing_id
LEFT JOIN user_account u ON u.id = p.proposed_by LEFT JOIN organisation o ON o.id = p.proposed_by
WHERE p.decision = '' ORDER BY p.proposed_at, p.id LIMIT 200;

-- statement: listing_proposals_of
-- The latest first.
-- parameters: listing text
-- columns: id text, decision text, proposed_at integer, reason text
-- rows: 20
SELECT id, decision, proposed_at, reason FROM listing_proposal WHERE listing_id = $1 ORDER BY proposed_at DESC, id DESC LIMIT 20;

-- statement: listing_proposals_count
-- parameters: listing text, decision text
-- columns: times integer
-- rows: one
SELECT COUNT(*) FROM listing_proposal WHERE listing_id = $1 AND decision = $2;

-- statement: listing_report_insert
-- parameters: id text, listing text, what text, words text, reported_at integer
-- changes: one
INSERT INTO listing_report (id, listing_id, what, words, reported_at, settled_at, settled_by, outcome)
VALUES ($1, $2, $3, $4, $5, NULL, '', '');

-- statement: listing_reports_open
-- columns: id text, listing_id text, listing text, what text, words text, reported_at integer
-- rows: 200
SELECT r.id, r.listing_id, l.name, r.what, r.words, r.reported_at
FROM listing_report r JOIN listing l ON l.id = r.listing_id
WHERE r.settled_at IS NULL ORDER BY r.reported_at, r.id LIMIT 200;

-- statement: listing_reports_open_of
-- parameters: listing text
-- columns: times integer
-- rows: one
SELECT COUNT(*) FROM listing_report WHERE listing_id = $1 AND settled_at IS NULL;

-- statement: listing_report_settle
-- parameters: id text, settled_at integer, settled_by text, outcome text
-- changes: one
UPDATE listing_report SET settled_at = $2, settled_by = $3, outcome = $4 WHERE id = $1 AND settled_at IS NULL;

-- statement: listing_stale
-- What is offered and was last checked before a day, the longest ago first.
-- parameters: before_on text
-- columns: id text, name text, checked_on text
-- rows: 200
SELECT t.id, t.name, t.checked_on FROM (
  SELECT l.id AS id, l.name AS name, CASE WHEN COALESCE((SELECT MAX(c.checked_on) FROM listing_check c WHERE c.listing_id = l.id), '')
    > l.assured_on THEN COALESCE((SELECT MAX(c.checked_on) FROM listing_check c WHERE c.listing_id = l.id), '')
    ELSE l.assured_on END AS checked_on
  FROM listing l WHERE l.status IN ('active', 'temporarily closed')) t
WHERE t.checked_on < $1 ORDER BY t.checked_on, t.id LIMIT 200;

-- statement: listing_stale_count
-- parameters: before_on text
-- columns: stale integer, offered integer
-- rows: one
SELECT COALESCE(SUM(CASE WHEN l.assured_on < $1 AND COALESCE((SELECT MAX(c.checked_on) FROM listing_check c
  WHERE c.listing_id = l.id), '') < $1 THEN 1 ELSE 0 END), 0), COUNT(*)
FROM listing l WHERE l.status IN ('active', 'temporarily closed');

-- statement: organisation_key_insert
-- parameters: code_hash text, organisation text, issued_at integer, issued_by text, ends_at integer
-- changes: one
INSERT INTO organisation_key (code_hash, organisation_id, issued_at, issued_by, ends_at) VALUES ($1, $2, $3, $4, $5);

-- statement: organisation_keys_delete
-- parameters: organisation text
-- changes: any
DELETE FROM organisation_key WHERE organisation_id = $1;

-- statement: organisation_key_get
-- parameters: code_hash text
-- columns: organisation_id text, ends_at integer
-- rows: one
SELECT organisation_id, ends_at FROM organisation_key WHERE code_hash = $1;
