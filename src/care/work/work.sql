-- Work: pieces of practice, their stamps, drafts and snapshots; the lists that teams open in the morning.
-- Work without a person (a request nobody has matched yet) is open to all who may read people; other work follows
-- its person.

-- statement: work_insert
-- parameters: id text, reference text, pathway text, release_hash text, person text?, title text, urgent integer, opened_at integer, opened_on text, due_first text, parent_work text?, opened_by_outcome text?, stage text, due_on text, assigned_user text?, assigned_team text?
-- changes: one
INSERT INTO work (id, reference, pathway, release_hash, person_id, title, urgent, opened_at, opened_on, due_first,
  parent_work, opened_by_outcome, stage, due_on, assigned_user, assigned_team, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1);

-- statement: work_reference_taken
-- people: maintenance — a new reference must not stand on any work
-- parameters: reference text
-- columns: taken integer
-- rows: one
SELECT count(*) FROM work WHERE reference = $1;

-- statement: work_event_insert
-- parameters: id text, work text, at integer, by_actor text, transition text, detail text, to_user text?, to_team text?, due_on text?
-- changes: one
INSERT INTO work_event (id, work_id, at, by_actor, transition, detail, to_user, to_team, due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- statement: work_stage_put
-- What the one function made of the events; version guards against somebody quicker.
-- parameters: id text, version integer, stage text, due_on text, assigned_user text?, assigned_team text?, submitted_by text?, finished_on text?, outcome text?
-- changes: one
UPDATE work SET stage = $3, due_on = $4, assigned_user = $5, assigned_team = $6, submitted_by = $7, finished_on = $8,
  outcome = $9, version = version + 1
WHERE id = $1 AND version = $2;

-- statement: work_person_put
-- parameters: id text, version integer, person text
-- changes: one
UPDATE work SET person_id = $3, version = version + 1 WHERE id = $1 AND version = $2 AND person_id IS NULL;

-- statement: work_person_move
-- parameters: id text, version integer, person text
-- changes: one
UPDATE work SET person_id = $3, version = version + 1 WHERE id = $1 AND version = $2;

-- statement: work_misfiled_insert
-- parameters: id text, work text, person text, to_person text?, pathway text, reason text, at integer, by_actor text
-- changes: one
INSERT INTO work_misfiled (id, work_id, person_id, to_person, pathway, reason, at, by_actor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- statement: work_misfiled_of
-- parameters: actor text, work text
-- columns: at integer, by_name text, reason text, moved integer
-- rows: 100
SELECT m.at, coalesce(u.name, m.by_actor), m.reason, CASE WHEN m.to_person IS NULL THEN 0 ELSE 1 END
FROM work w
JOIN work_misfiled m ON m.work_id = w.id
JOIN person_identity i ON i.id = w.person_id
LEFT JOIN user_account u ON u.id = m.by_actor
WHERE w.id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY m.at DESC, m.id DESC;

-- statement: uploads_move_work
-- Files that were given with the work go along.
-- people: maintenance — inside the write that moves the work
-- parameters: work text, person text
-- changes: any
UPDATE upload SET person_id = $2 WHERE work_id = $1 AND person_id IS NOT NULL;

-- statement: uploads_withdraw_work
-- people: maintenance — inside the write that withdraws the work
-- parameters: work text, at integer, by_actor text, reason text
-- changes: any
UPDATE upload SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 WHERE work_id = $1 AND withdrawn_at IS NULL;

-- statement: chronology_remove_work
-- What was picked for the chronology of the old record from work that has left it, or from its letters.
-- people: maintenance — inside the write that takes the work off
-- parameters: work text, removed_at integer, removed_by text
-- changes: any
UPDATE chronology_entry SET removed_at = $2, removed_by = $3, version = version + 1
WHERE removed_at IS NULL AND source_id IN (SELECT CAST($1 AS TEXT)
  UNION SELECT e.id FROM work_event e WHERE e.work_id = $1
  UNION SELECT d.id FROM document d WHERE d.work_id = $1);

-- statement: work_children_on_record
-- people: maintenance — what a piece of work opened on the same record, inside the write that takes it off
-- parameters: work text, person text
-- columns: id text
-- rows: 100
SELECT w.id FROM work w
JOIN person_identity i ON i.id = w.person_id
WHERE w.parent_work = $1 AND i.current_id = $2
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
ORDER BY w.id;

-- statement: work_unmatched_children
-- people: maintenance — work that a request opened while nobody knew whose it was, inside the write that says
-- parameters: work text
-- columns: id text
-- rows: 100
SELECT id FROM work WHERE parent_work = $1 AND person_id IS NULL ORDER BY id;

-- statement: work_get
-- parameters: actor text, work text
-- columns: id text, reference text, pathway text, release_hash text, person text?, title text, urgent integer, opened_at integer, opened_on text, due_first text, parent_work text?, opened_by_outcome text?, stage text, due_on text, assigned_user text?, assigned_team text?, user_name text?, team_name text?, submitted_by text?, submitted_name text?, finished_on text?, outcome text?, version integer, withdrawn integer
-- rows: one
SELECT w.id, w.reference, w.pathway, w.release_hash, i.current_id, w.title, w.urgent, w.opened_at, w.opened_on,
  w.due_first, w.parent_work, w.opened_by_outcome, w.stage, w.due_on, w.assigned_user, w.assigned_team, u.name, t.name,
  w.submitted_by, b.name, w.finished_on, w.outcome, w.version,
  CASE WHEN EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL) THEN 1 ELSE 0 END
FROM work w
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN user_account u ON u.id = w.assigned_user
LEFT JOIN team t ON t.id = w.assigned_team
LEFT JOIN user_account b ON b.id = w.submitted_by
WHERE w.id = $2
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1));

-- statement: work_get_in
-- people: maintenance — inside writes that have checked, and for residents who hold the private code
-- parameters: work text
-- columns: id text, reference text, pathway text, release_hash text, person text?, title text, urgent integer, opened_at integer, opened_on text, due_first text, parent_work text?, opened_by_outcome text?, stage text, due_on text, assigned_user text?, assigned_team text?, submitted_by text?, finished_on text?, outcome text?, version integer
-- rows: one
SELECT w.id, w.reference, w.pathway, w.release_hash, i.current_id, w.title, w.urgent, w.opened_at, w.opened_on,
  w.due_first, w.parent_work, w.opened_by_outcome, w.stage, w.due_on, w.assigned_user, w.assigned_team,
  w.submitted_by, w.finished_on, w.outcome, w.version
FROM work w LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.id = $1;

-- statement: work_by_reference
-- people: maintenance — turns a reference into an id; the caller then checks
-- parameters: reference text
-- columns: id text
-- rows: one
SELECT id FROM work WHERE reference = $1;

-- statement: work_events
-- people: maintenance — the caller holds the work already
-- parameters: work text
-- columns: id text, at integer, by_actor text, by_name text, transition text, detail text, to_user text?, to_team text?, due_on text?
-- rows: 1000
SELECT e.id, e.at, e.by_actor, coalesce(u.name, e.by_actor), e.transition, e.detail, e.to_user, e.to_team, e.due_on
FROM work_event e LEFT JOIN user_account u ON u.id = e.by_actor
WHERE e.work_id = $1 ORDER BY e.id;

-- statement: work_events_of
-- parameters: actor text, work text
-- columns: id text, at integer, by_actor text, by_name text, transition text, detail text
-- rows: 1000
SELECT e.id, e.at, e.by_actor, coalesce(u.name, e.by_actor), e.transition, e.detail
FROM work w
JOIN work_event e ON e.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN user_account u ON u.id = e.by_actor
WHERE w.id = $2
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
ORDER BY e.id;

-- statement: work_open_of_person
-- What is going on with somebody: unfinished work, soonest due first.
-- parameters: actor text, person text
-- columns: id text, reference text, pathway text, title text, stage text, due_on text, urgent integer, opened_on text, user_name text?, team_name text?, saved_at integer?, answers integer
-- rows: 200
SELECT w.id, w.reference, w.pathway, w.title, w.stage, w.due_on, w.urgent, w.opened_on, u.name, t.name,
  (SELECT max(d.at) FROM draft_answer d WHERE d.work_id = w.id),
  (SELECT count(*) FROM draft_answer d WHERE d.work_id = w.id)
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN work w ON w.person_id = i.id
LEFT JOIN user_account u ON u.id = w.assigned_user
LEFT JOIN team t ON t.id = w.assigned_team
WHERE asked.id = $2 AND w.stage <> 'finished' AND w.stage <> 'cancelled'
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.due_on, w.id;

-- statement: work_of_person
-- All work of somebody, newest first.
-- parameters: actor text, person text, most integer
-- columns: id text, reference text, pathway text, title text, stage text, due_on text, opened_on text, finished_on text?, outcome text?, opened_at integer
-- rows: 2000
SELECT w.id, w.reference, w.pathway, w.title, w.stage, w.due_on, w.opened_on, w.finished_on, w.outcome, w.opened_at
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN work w ON w.person_id = i.id
WHERE asked.id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY w.opened_at DESC, w.id DESC LIMIT $3;

-- statement: chronology
-- The timeline: stamps of work, services, documents and notes, newest first; before is where the next page starts. A note
-- that is also about somebody whose record is kept apart gives its day alone; one about somebody without a trace, nothing.
-- parameters: actor text, person text, before integer, most integer
-- columns: at integer, kind text, id text, work text?, title text, what text, detail text, by_name text
-- rows: 500
SELECT line.at, line.kind, line.id, line.work_id, line.title, line.what, line.detail, coalesce(u.name, line.by_actor)
FROM (
  SELECT e.at, 'work' AS kind, e.id, w.id AS work_id, CASE WHEN w.pathway = 'task' THEN w.title ELSE w.pathway END AS title,
    e.transition AS what, e.detail, e.by_actor
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN work w ON w.person_id = i.id
  JOIN work_event e ON e.work_id = w.id
  WHERE asked.id = $2 AND e.at < $3
    AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
  UNION ALL
  SELECT s.created_at, 'service', s.id, s.plan_work, s.kind, 'arranged', s.starts_on, s.by_actor
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN service s ON s.person_id = i.id
  WHERE asked.id = $2 AND s.created_at < $3
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
  UNION ALL
  SELECT d.created_at, 'document', d.id, d.work_id, d.title, d.kind, '', d.by_actor
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN document d ON d.person_id = i.id
  WHERE asked.id = $2 AND d.created_at < $3
    AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = d.work_id AND m.to_person IS NULL)
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
  UNION ALL
  SELECT m.at, 'misfiled', m.id, CASE WHEN m.to_person IS NULL THEN m.work_id END, m.pathway,
    CASE WHEN m.to_person IS NULL THEN 'withdrawn' ELSE 'moved-away' END, '', m.by_actor
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN work_misfiled m ON m.person_id = i.id
  WHERE asked.id = $2 AND m.at < $3
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
  UNION ALL
  SELECT n.made_at, 'note', n.id, NULL, n.kind,
    CASE WHEN seen.how <> 2 THEN 'apart' WHEN n.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE 'note' END,
    CASE WHEN seen.how <> 2 OR n.withdrawn_at IS NOT NULL THEN '' ELSE substr(n.body, 1, 160) END, n.by_actor
  FROM (
    SELECT mine.note_id,
      (SELECT min(coalesce((SELECT max(v.how) FROM visible_person v
          JOIN actor_audience a ON a.audience_id = v.audience_id
          WHERE v.person_id = o.current_id AND a.actor_id = $1), 0))
        FROM case_note_person x JOIN person_identity o ON o.id = x.person_id WHERE x.note_id = mine.note_id) AS how
    FROM (
      SELECT DISTINCT np.note_id
      FROM person_identity asked
      JOIN person_identity i ON i.current_id = asked.current_id
      JOIN case_note_person np ON np.person_id = i.id
      WHERE asked.id = $2 AND np.made_at < $3
        AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
          WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
    ) mine
  ) seen
  JOIN case_note n ON n.id = seen.note_id
  WHERE seen.how >= 1
) line
LEFT JOIN user_account u ON u.id = line.by_actor
ORDER BY line.at DESC, line.id DESC LIMIT $4;

-- statement: work_list
-- In the lists, max() instead of EXISTS: beside an OR, PostgreSQL would gather everybody whom the actor may see first. And
-- '2 <=' and CASE for what may be left open: PostgreSQL takes '2 =' and an OR with a parameter for nearly never true, and
-- would look at all that is open and sort it for a page of fifty instead of walking the index until the page is full.
-- The rows of the page are chosen before anything is joined to them, for the same reason. That work is due at all says
-- to SQLite: by the index in this order. Where fewer stages are asked for, all four that are open are named beside them:
-- both engines then know that an index of open work holds every row.
-- A list of unfinished work, most late first: by team or by user ('' for any), by stage and pathway ('' for any).
-- parameters: actor text, team text, user text, stage text, pathway text, most integer, skip integer
-- columns: id text, reference text, pathway text, title text, stage text, due_on text, urgent integer, opened_on text, opened_at integer, person text?, name text?, user_name text?, team_name text?, submitted_by text?, submitted_name text?
-- rows: 200
SELECT chosen.id, chosen.reference, chosen.pathway, chosen.title, chosen.stage, chosen.due_on, chosen.urgent,
  chosen.opened_on, chosen.opened_at, p.current_id,
  s.name, u.name, t.name, chosen.submitted_by, b.name
FROM (
  SELECT w.id, w.reference, w.pathway, w.title, w.stage, w.due_on, w.urgent, w.opened_on, w.opened_at,
    w.person_id, w.assigned_user, w.assigned_team, w.submitted_by
  FROM work w
  WHERE w.due_on > '' AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
    AND CASE WHEN $2 = '' THEN TRUE ELSE w.assigned_team = $2 END
    AND CASE WHEN $3 = '' THEN TRUE ELSE w.assigned_user = $3 END
    AND CASE WHEN $4 = '' THEN TRUE ELSE w.stage = $4 END
    AND CASE WHEN $5 = '' THEN TRUE ELSE w.pathway = $5 END
    AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
      JOIN visible_person v ON v.person_id = i.current_id
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE i.id = w.person_id AND a.actor_id = $1))
  ORDER BY w.due_on, w.urgent DESC, w.id LIMIT $6 OFFSET $7
) chosen
LEFT JOIN person_identity p ON p.id = chosen.person_id
LEFT JOIN person_summary s ON s.person_id = p.current_id
LEFT JOIN user_account u ON u.id = chosen.assigned_user
LEFT JOIN team t ON t.id = chosen.assigned_team
LEFT JOIN user_account b ON b.id = chosen.submitted_by
ORDER BY chosen.due_on, chosen.urgent DESC, chosen.id;

-- statement: work_list_team
-- The same for one team, the list of every morning: its own statement, so that the index is used on both engines.
-- stage '' for any unfinished.
-- parameters: actor text, team text, stage text, most integer, skip integer
-- columns: id text, reference text, pathway text, title text, stage text, due_on text, urgent integer, opened_on text, opened_at integer, person text?, name text?, user_name text?, team_name text?, submitted_by text?, submitted_name text?
-- rows: 200
SELECT chosen.id, chosen.reference, chosen.pathway, chosen.title, chosen.stage, chosen.due_on, chosen.urgent,
  chosen.opened_on, chosen.opened_at, p.current_id,
  s.name, u.name, t.name, chosen.submitted_by, b.name
FROM (
  SELECT w.id, w.reference, w.pathway, w.title, w.stage, w.due_on, w.urgent, w.opened_on, w.opened_at,
    w.person_id, w.assigned_user, w.assigned_team, w.submitted_by
  FROM work w
  WHERE w.assigned_team = $2 AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
    AND CASE WHEN $3 = '' THEN TRUE ELSE w.stage = $3 END
    AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
      JOIN visible_person v ON v.person_id = i.current_id
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE i.id = w.person_id AND a.actor_id = $1))
  ORDER BY w.due_on, w.urgent DESC, w.id LIMIT $4 OFFSET $5
) chosen
LEFT JOIN person_identity p ON p.id = chosen.person_id
LEFT JOIN person_summary s ON s.person_id = p.current_id
LEFT JOIN user_account u ON u.id = chosen.assigned_user
LEFT JOIN team t ON t.id = chosen.assigned_team
LEFT JOIN user_account b ON b.id = chosen.submitted_by
ORDER BY chosen.due_on, chosen.urgent DESC, chosen.id;

-- statement: work_list_user
-- And for one person who works: what opens the day.
-- parameters: actor text, user text, stage text, most integer, skip integer
-- columns: id text, reference text, pathway text, title text, stage text, due_on text, urgent integer, opened_on text, opened_at integer, person text?, name text?, user_name text?, team_name text?, submitted_by text?, submitted_name text?
-- rows: 200
SELECT chosen.id, chosen.reference, chosen.pathway, chosen.title, chosen.stage, chosen.due_on, chosen.urgent,
  chosen.opened_on, chosen.opened_at, p.current_id,
  s.name, u.name, t.name, chosen.submitted_by, b.name
FROM (
  SELECT w.id, w.reference, w.pathway, w.title, w.stage, w.due_on, w.urgent, w.opened_on, w.opened_at,
    w.person_id, w.assigned_user, w.assigned_team, w.submitted_by
  FROM work w
  WHERE w.assigned_user = $2 AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
    AND CASE WHEN $3 = '' THEN TRUE ELSE w.stage = $3 END
    AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
      JOIN visible_person v ON v.person_id = i.current_id
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE i.id = w.person_id AND a.actor_id = $1))
  ORDER BY w.due_on, w.urgent DESC, w.id LIMIT $4 OFFSET $5
) chosen
LEFT JOIN person_identity p ON p.id = chosen.person_id
LEFT JOIN person_summary s ON s.person_id = p.current_id
LEFT JOIN user_account u ON u.id = chosen.assigned_user
LEFT JOIN team t ON t.id = chosen.assigned_team
LEFT JOIN user_account b ON b.id = chosen.submitted_by
ORDER BY chosen.due_on, chosen.urgent DESC, chosen.id;

-- statement: work_list_sorted
-- The same in another order than the day's: whoever asks for it waits for all that the filters leave to be sorted. What nobody
-- has taken on, and what is of nobody yet, stands first among names.
-- parameters: actor text, team text, user text, stage text, pathway text, order text, most integer, skip integer
-- columns: id text, reference text, pathway text, title text, stage text, due_on text, urgent integer, opened_on text, opened_at integer, person text?, name text?, user_name text?, team_name text?, submitted_by text?, submitted_name text?
-- rows: 200
SELECT w.id, w.reference, w.pathway, w.title, w.stage, w.due_on, w.urgent, w.opened_on, w.opened_at, p.current_id,
  s.name, u.name, t.name, w.submitted_by, b.name
FROM work w
LEFT JOIN person_identity p ON p.id = w.person_id
LEFT JOIN person_summary s ON s.person_id = p.current_id
LEFT JOIN user_account u ON u.id = w.assigned_user
LEFT JOIN team t ON t.id = w.assigned_team
LEFT JOIN user_account b ON b.id = w.submitted_by
WHERE w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
  AND ($2 = '' OR w.assigned_team = $2)
  AND ($3 = '' OR w.assigned_user = $3)
  AND ($4 = '' OR w.stage = $4)
  AND ($5 = '' OR w.pathway = $5)
  AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = p.current_id AND a.actor_id = $1))
ORDER BY CASE WHEN $6 = 'due-down' THEN w.due_on END DESC,
  CASE WHEN $6 = 'opened-up' THEN w.opened_at END, CASE WHEN $6 = 'opened-down' THEN w.opened_at END DESC,
  CASE WHEN $6 = 'person-up' THEN coalesce(s.sort_name, '') END,
  CASE WHEN $6 = 'person-down' THEN coalesce(s.sort_name, '') END DESC,
  CASE WHEN $6 = 'holder-up' THEN coalesce(u.name, '') END, CASE WHEN $6 = 'holder-down' THEN coalesce(u.name, '') END DESC,
  w.due_on, w.urgent DESC, w.id
LIMIT $7 OFFSET $8;

-- statement: work_alerts
-- Alerts that nobody has taken up, oldest first.
-- parameters: actor text
-- columns: id text, title text, opened_at integer, name text?, team text?, team_name text?, unsent integer
-- rows: 50
SELECT w.id, w.title, w.opened_at, s.name, w.assigned_team, t.name,
  (SELECT count(*) FROM outbox_delivery d WHERE d.work_id = w.id AND d.kind = 'alert')
FROM work w
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN person_summary s ON s.person_id = i.current_id
LEFT JOIN team t ON t.id = w.assigned_team
WHERE w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
  AND w.stage = 'waiting' AND w.pathway = 'alert'
  AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND a.actor_id = $1))
ORDER BY w.opened_at, w.id LIMIT 50;

-- statement: work_counts
-- How much stands where, in all teams.
-- parameters: actor text, today text
-- columns: pathway text, stage text, count integer, overdue integer, oldest_on text
-- rows: 400
SELECT w.pathway, w.stage, count(*), sum(CASE WHEN w.due_on < $2 THEN 1 ELSE 0 END), min(w.opened_on)
FROM work w
WHERE w.due_on > '' AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
  AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
    JOIN visible_person v ON v.person_id = i.current_id
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE i.id = w.person_id AND a.actor_id = $1))
GROUP BY w.pathway, w.stage
ORDER BY w.pathway, w.stage;

-- statement: work_counts_team
-- The same for one team, by its index.
-- parameters: actor text, team text, today text
-- columns: pathway text, stage text, count integer, overdue integer, oldest_on text
-- rows: 400
SELECT w.pathway, w.stage, count(*), sum(CASE WHEN w.due_on < $3 THEN 1 ELSE 0 END), min(w.opened_on)
FROM work w
WHERE w.assigned_team = $2 AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
  AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
    JOIN visible_person v ON v.person_id = i.current_id
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE i.id = w.person_id AND a.actor_id = $1))
GROUP BY w.pathway, w.stage
ORDER BY w.pathway, w.stage;

-- Drafts -------------------------------------------------------------------------------------------------------------

-- statement: draft_put
-- No changed row: somebody saved another version in between.
-- parameters: work text, question text, value text, giver text, by_actor text, at integer, expected integer
-- changes: any
INSERT INTO draft_answer (work_id, question, value, giver, by_actor, at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7 + 1)
ON CONFLICT (work_id, question) DO UPDATE SET value = excluded.value, giver = excluded.giver,
  by_actor = excluded.by_actor, at = excluded.at, version = excluded.version
WHERE draft_answer.version = $7;

-- statement: apart_put
-- parameters: work text, question text, value text, by_actor text, at integer
-- changes: one
INSERT INTO answer_apart (work_id, question, value, by_actor, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (work_id, question) DO UPDATE SET value = excluded.value, by_actor = excluded.by_actor, at = excluded.at;

-- statement: apart_clear
-- parameters: work text
-- changes: any
DELETE FROM answer_apart WHERE work_id = $1;

-- statement: apart_of
-- parameters: actor text, work text
-- columns: question text, value text, by_name text, at integer
-- rows: 50
SELECT p.question, p.value, coalesce(u.name, p.by_actor), p.at
FROM work w
JOIN answer_apart p ON p.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN user_account u ON u.id = p.by_actor
WHERE w.id = $2 AND p.value <> ''
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
ORDER BY p.question;

-- statement: concerns_near
-- Concerns about somebody, and about others who live where they live.
-- parameters: actor text, person text
-- columns: id text, reference text, stage text, outcome text?, opened_on text, name text, same integer
-- rows: 50
SELECT w.id, w.reference, w.stage, w.outcome, w.opened_on, s.name,
  CASE WHEN i.current_id = asked.current_id THEN 1 ELSE 0 END
FROM person_identity asked
JOIN work w ON w.pathway = 'safeguarding-concern'
JOIN person_identity i ON i.id = w.person_id
JOIN person_summary s ON s.person_id = i.current_id
WHERE asked.id = $2
  AND (i.current_id = asked.current_id OR EXISTS (SELECT 1 FROM person_summary mine
    WHERE mine.person_id = asked.current_id AND mine.address <> '' AND mine.address = s.address
      AND mine.postcode = s.postcode))
  AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND a.actor_id = $1)
  AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND a.actor_id = $1)
ORDER BY w.opened_at DESC, w.id DESC;

-- statement: drafts_of
-- people: maintenance — the caller holds the work already
-- parameters: work text
-- columns: question text, value text, giver text, by_actor text, by_name text, at integer, version integer
-- rows: 2000
SELECT d.question, d.value, d.giver, d.by_actor, coalesce(u.name, d.by_actor), d.at, d.version
FROM draft_answer d LEFT JOIN user_account u ON u.id = d.by_actor
WHERE d.work_id = $1 ORDER BY d.question;

-- statement: drafts_visible
-- The pages promise that nobody reads what a resident has not sent: only the public desk does, which holds the code.
-- parameters: actor text, work text
-- columns: question text, value text, giver text, by_actor text, by_name text, at integer, version integer
-- rows: 2000
SELECT d.question, d.value, d.giver, d.by_actor, coalesce(u.name, d.by_actor), d.at, d.version
FROM work w
JOIN draft_answer d ON d.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
LEFT JOIN user_account u ON u.id = d.by_actor
WHERE w.id = $2
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
  AND ($1 = 'public' OR w.stage = 'finished'
    OR NOT EXISTS (SELECT 1 FROM public_access p WHERE p.work_id = w.id))
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
ORDER BY d.question;

-- statement: drafts_clear
-- parameters: work text
-- changes: any
DELETE FROM draft_answer WHERE work_id = $1;

-- statement: work_snapshot_insert
-- parameters: id text, work text, at integer, hash text, body text
-- changes: one
INSERT INTO work_snapshot (id, work_id, at, hash, body) VALUES ($1, $2, $3, $4, $5);

-- statement: work_snapshot_latest
-- parameters: actor text, work text
-- columns: id text, at integer, hash text, body text
-- rows: one
SELECT n.id, n.at, n.hash, n.body
FROM work w
JOIN work_snapshot n ON n.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.id = $2
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
  AND NOT EXISTS (SELECT 1 FROM work_misfiled m WHERE m.work_id = w.id AND m.to_person IS NULL)
ORDER BY n.id DESC LIMIT 1;

-- Teams, for where work waits ------------------------------------------------------------------------------------------

-- statement: team_by_kind
-- parameters: kind text
-- columns: id text
-- rows: one
SELECT id FROM team WHERE kind = $1 AND closed_on IS NULL ORDER BY name LIMIT 1;

-- Verify ---------------------------------------------------------------------------------------------------------------

-- statement: work_all
-- people: maintenance — verify recomputes every stage
-- parameters: after text, most integer
-- columns: id text, pathway text, due_first text, stage text, due_on text, assigned_user text?, assigned_team text?, submitted_by text?, finished_on text?, outcome text?
-- rows: 1000
SELECT id, pathway, due_first, stage, due_on, assigned_user, assigned_team, submitted_by, finished_on, outcome
FROM work WHERE id > $1 ORDER BY id LIMIT $2;


-- statement: work_children
-- people: maintenance — what a demonstration's act has opened
-- parameters: work text
-- columns: id text, pathway text
-- rows: 100
SELECT id, pathway FROM work WHERE parent_work = $1 ORDER BY id;

-- statement: work_snapshot_in
-- people: maintenance — what was approved, inside the write that spends by it
-- parameters: work text
-- columns: body text
-- rows: one
SELECT body FROM work_snapshot WHERE work_id = $1 ORDER BY id DESC LIMIT 1;

-- statement: work_waits
-- people: maintenance — whether an alert about a hidden record stands already, inside the write that would repeat it
-- parameters: person text, pathway text, title text
-- columns: count integer
-- rows: one
SELECT count(*) FROM work
WHERE person_id = $1 AND pathway = $2 AND title = $3 AND stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned')
  AND stage IN ('waiting', 'in-progress');
