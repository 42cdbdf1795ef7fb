-- Letters on their way out.

-- statement: letter_tier
-- people: maintenance — inside the write that makes or prints a letter
-- parameters: person text
-- columns: tier integer?
-- rows: one
SELECT min(p.tier) FROM person_identity o JOIN person_identity i ON i.current_id = o.current_id JOIN person p ON p.id = i.id
WHERE o.id = $1;

-- statement: letter_sending_insert
-- parameters: document text, person text?, work text?, letter text, language text, of_document text?, reader text, format text, by_email integer, state text, held_for text, changed_at integer, changed_by text, address text
-- changes: one
INSERT INTO letter_sending (document_id, person_id, work_id, letter, language, of_document, reader, format, by_email, state,
  held_for, cleared, address, run_id, sent_on, sent_how, noticed_at, changed_at, changed_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', $14, NULL, NULL, '', NULL, $12, $13, 1);

-- statement: letters_in_state
-- With a format only what has a reader: nobody prints a letter of which nobody knows whose it is.
-- parameters: actor text, state text, format text
-- columns: id text, person text?, name text?, title text, made_at integer, language text, reader text, format text, by_email integer, held_for text, address text, run text?, sent_on text?, sent_how text, noticed_at integer?, reference text?, version integer
-- rows: 200
SELECT s.document_id, i.current_id, p.name, d.title, d.created_at, s.language, s.reader, s.format, s.by_email, s.held_for,
  s.address, s.run_id, s.sent_on, s.sent_how, s.noticed_at, w.reference, s.version
FROM letter_sending s
JOIN document d ON d.id = s.document_id
LEFT JOIN work w ON w.id = s.work_id
LEFT JOIN person_identity i ON i.id = coalesce(s.person_id, w.person_id)
LEFT JOIN person_summary p ON p.person_id = i.current_id
WHERE s.state = $2 AND ($3 = '' OR (s.format = $3 AND (i.current_id IS NOT NULL OR s.reader = 'other')))
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = s.work_id AND m.to_person IS NULL)
  AND (coalesce(s.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY s.document_id LIMIT 200;

-- statement: letters_lately
-- What came back or does not go, the newest first.
-- parameters: actor text, state text
-- columns: id text, person text?, name text?, title text, made_at integer, language text, reader text, format text, held_for text, sent_on text?, sent_how text, version integer
-- rows: 30
SELECT s.document_id, i.current_id, p.name, d.title, d.created_at, s.language, s.reader, s.format, s.held_for, s.sent_on,
  s.sent_how, s.version
FROM letter_sending s
JOIN document d ON d.id = s.document_id
LEFT JOIN work w ON w.id = s.work_id
LEFT JOIN person_identity i ON i.id = coalesce(s.person_id, w.person_id)
LEFT JOIN person_summary p ON p.person_id = i.current_id
WHERE s.state = $2
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = s.work_id AND m.to_person IS NULL)
  AND (coalesce(s.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY s.document_id DESC LIMIT 30;

-- statement: letters_of_run
-- parameters: actor text, run text
-- columns: id text, person text?, name text?, title text, content bytes, made_at integer, language text, reader text, format text, state text, address text, sent_on text?, reference text?, version integer
-- rows: 200
SELECT s.document_id, i.current_id, p.name, d.title, d.content, d.created_at, s.language, s.reader, s.format, s.state,
  s.address, s.sent_on, w.reference, s.version
FROM letter_sending s
JOIN document d ON d.id = s.document_id
LEFT JOIN work w ON w.id = s.work_id
LEFT JOIN person_identity i ON i.id = coalesce(s.person_id, w.person_id)
LEFT JOIN person_summary p ON p.person_id = i.current_id
WHERE s.run_id = $2 AND s.state IN ('printed', 'sent')
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = s.work_id AND m.to_person IS NULL)
  AND (coalesce(s.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY s.document_id LIMIT 200;

-- statement: letter_runs
-- What was printed and not said to have gone, and what went last.
-- parameters: actor text
-- columns: run text, state text, format text, letters integer, changed_at integer, sent_on text?
-- rows: 40
SELECT s.run_id, s.state, max(s.format), count(*), max(s.changed_at), max(s.sent_on)
FROM letter_sending s
LEFT JOIN work w ON w.id = s.work_id
LEFT JOIN person_identity i ON i.id = coalesce(s.person_id, w.person_id)
WHERE s.run_id IS NOT NULL AND s.state IN ('printed', 'sent')
  AND (coalesce(s.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
GROUP BY s.run_id, s.state
ORDER BY s.state, s.run_id DESC LIMIT 40;

-- statement: letter_sending_get
-- parameters: actor text, document text
-- columns: id text, person text?, work text?, name text?, title text, kind text, letter text, language text, of_document text?, reader text, format text, by_email integer, state text, held_for text, cleared text, address text, run text?, sent_on text?, sent_how text, noticed_at integer?, changed_at integer, changed_name text, version integer
-- rows: one
SELECT s.document_id, i.current_id, s.work_id, p.name, d.title, d.kind, s.letter, s.language, s.of_document, s.reader, s.format,
  s.by_email, s.state, s.held_for, s.cleared, s.address, s.run_id, s.sent_on, s.sent_how, s.noticed_at, s.changed_at,
  coalesce(u.name, s.changed_by), s.version
FROM letter_sending s
JOIN document d ON d.id = s.document_id
LEFT JOIN work w ON w.id = s.work_id
LEFT JOIN person_identity i ON i.id = coalesce(s.person_id, w.person_id)
LEFT JOIN person_summary p ON p.person_id = i.current_id
LEFT JOIN user_account u ON u.id = s.changed_by
WHERE s.document_id = $2
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = s.work_id AND m.to_person IS NULL)
  AND (coalesce(s.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1));

-- statement: letter_in_languages
-- The same letter in other languages.
-- parameters: actor text, document text
-- columns: id text, title text, language text, state text
-- rows: 20
SELECT s.document_id, d.title, s.language, s.state
FROM letter_sending s
JOIN document d ON d.id = s.document_id
LEFT JOIN work w ON w.id = s.work_id
LEFT JOIN person_identity i ON i.id = coalesce(s.person_id, w.person_id)
WHERE s.of_document = $2
  AND (coalesce(s.person_id, w.person_id) IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY s.document_id LIMIT 20;

-- statement: letter_sending_put
-- parameters: id text, version integer, state text, held_for text, cleared text, address text, run text?, sent_on text?, sent_how text, format text, changed_at integer, changed_by text
-- changes: one
UPDATE letter_sending SET state = $3, held_for = $4, cleared = $5, address = $6, run_id = $7, sent_on = $8, sent_how = $9,
  format = $10, changed_at = $11, changed_by = $12, version = version + 1
WHERE document_id = $1 AND version = $2;

-- statement: letter_notice_put
-- parameters: id text, noticed_at integer
-- changes: one
UPDATE letter_sending SET noticed_at = $2, version = version + 1 WHERE document_id = $1 AND noticed_at IS NULL;

-- statement: letters_misfiled
-- What had not gone yet was made for somebody else: it does not go.
-- people: maintenance — inside the write that moves the work to another record
-- parameters: work text, person text, changed_at integer, changed_by text
-- changes: any
UPDATE letter_sending SET person_id = $2, version = version + 1, changed_at = $3, changed_by = $4,
  held_for = CASE WHEN state IN ('waiting', 'held', 'draft', 'printed') THEN 'misfiled' ELSE held_for END,
  state = CASE WHEN state IN ('waiting', 'held', 'draft', 'printed') THEN 'stopped' ELSE state END
WHERE work_id = $1 AND person_id IS NOT NULL;

-- statement: letters_posted_before
-- people: maintenance — the generator's post room: what was made before a moment has gone
-- parameters: before integer, sent_on text, changed_at integer, changed_by text
-- changes: any
UPDATE letter_sending SET state = 'sent', sent_on = $2, sent_how = 'post', changed_at = $3, changed_by = $4, version = version + 1
WHERE state = 'waiting' AND changed_at < $1 AND reader = 'person';
