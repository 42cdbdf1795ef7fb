-- Who looked at whom. Columns about people only through visible_person.

-- statement: looked_person
-- The record behind a reference, when this actor may at least know that it exists.
-- parameters: actor text, reference text
-- columns: id text
-- rows: one
SELECT i.current_id
FROM person p
JOIN person_identity i ON i.id = p.id
WHERE p.reference = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1);

-- statement: looks_at_person
-- What was done to one record, reading it alone or among others included, newest first. Who may know only that the record
-- exists is not told what for.
-- parameters: actor text, person text, user text, from_at integer, to_at integer
-- columns: at integer, by_name text, team_name text, action text, purpose text, reference text?
-- rows: 500
SELECT l.at, coalesce(u.name, l.actor), coalesce(t.name, ''), l.action, CASE WHEN looks.how >= 2 THEN l.reason ELSE '' END,
  p.reference
FROM (
  SELECT either.audit_id,
    coalesce((SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = $2 AND a.actor_id = $1), 0) AS how
  FROM (
    SELECT alone.id AS audit_id
    FROM person_identity i JOIN audit alone ON alone.person = i.id
    WHERE i.current_id = $2 AND alone.at >= $4 AND alone.at < $5 AND ($3 = '' OR alone.actor = $3)
    UNION
    SELECT among.audit_id
    FROM person_identity i JOIN audit_of_person among ON among.person = i.id
    WHERE i.current_id = $2 AND among.at >= $4 AND among.at < $5
  ) either
) looks
JOIN audit l ON l.id = looks.audit_id
JOIN person p ON p.id = $2
LEFT JOIN user_account u ON u.id = l.actor
LEFT JOIN team t ON t.id = u.team_id
WHERE looks.how >= 1 AND ($3 = '' OR l.actor = $3)
ORDER BY l.at DESC, l.id DESC LIMIT 500;

-- statement: looks_by_user
-- What somebody did and read, newest first. Rows that are about people of whom this actor may know none are left out: the
-- act alone (a refusal, a restriction) would tell of a hidden record. A refusal that is about nobody is one of those, so
-- that it does not differ. What for is told only where the actor may open one of them. The reference is of the one person.
-- parameters: actor text, user text, from_at integer, to_at integer
-- columns: at integer, by_name text, team_name text, action text, purpose text, reference text?
-- rows: 500
SELECT seen.at, coalesce(u.name, seen.actor), coalesce(t.name, ''), seen.action,
  CASE WHEN seen.how >= 2 THEN seen.reason ELSE '' END,
  (SELECT p.reference FROM person_identity i JOIN person p ON p.id = i.current_id WHERE i.id = seen.person)
FROM (
  SELECT l.id, l.at, l.actor, l.action, l.reason, l.person,
    (SELECT coalesce(max(coalesce((SELECT max(v.how) FROM person_identity i
        JOIN visible_person v ON v.person_id = i.current_id
        JOIN actor_audience a ON a.audience_id = v.audience_id
        WHERE i.id = about.person AND a.actor_id = $1), 0)), CASE WHEN l.action = 'person/refused' THEN 0 ELSE 2 END)
      FROM (
        SELECT l.person AS person WHERE l.person <> ''
        UNION ALL
        SELECT among.person FROM audit_of_person among WHERE l.person = '' AND among.audit_id = l.id
        UNION ALL
        SELECT w.person_id FROM work w WHERE l.person = '' AND l.subject_kind = 'work' AND w.id = l.subject AND w.person_id IS NOT NULL
        UNION ALL
        SELECT n.person_id FROM case_note_person n WHERE l.person = '' AND l.subject_kind = 'note' AND n.note_id = l.subject
        UNION ALL
        SELECT o.person_id FROM outbox o WHERE l.person = '' AND l.subject_kind = 'message' AND o.id = l.subject AND o.person_id IS NOT NULL
        UNION ALL
        SELECT coalesce(f.person_id, fw.person_id) FROM upload f LEFT JOIN work fw ON fw.id = f.work_id
        WHERE l.person = '' AND l.subject_kind = 'upload' AND f.id = l.subject AND coalesce(f.person_id, fw.person_id) IS NOT NULL
      ) about
    ) AS how
  FROM audit l
  WHERE l.actor = $2 AND l.at >= $3 AND l.at < $4
) seen
LEFT JOIN user_account u ON u.id = seen.actor
LEFT JOIN team t ON t.id = u.team_id
WHERE seen.how >= 1
ORDER BY seen.at DESC, seen.id DESC LIMIT 500;

-- statement: installation_counts
-- What an administrator should look at, counted. Only people who work here now.
-- parameters: today text, now integer, day_ago integer, ten_minutes_ago integer
-- columns: accounts integer, without_factor integer, administrators integer, administrators_without integer, sessions integer,
--   refused integer, unsealed_old integer, late_jobs integer, failing_jobs integer, no_role integer
-- rows: one
SELECT
  (SELECT count(*) FROM user_account u WHERE coalesce(u.employed_until, '9999') >= $1),
  (SELECT count(*) FROM user_account u WHERE coalesce(u.employed_until, '9999') >= $1
    AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)),
  (SELECT count(*) FROM user_account u WHERE coalesce(u.employed_until, '9999') >= $1
    AND EXISTS (SELECT 1 FROM user_role r JOIN role_permission p ON p.role_id = r.role_id
      WHERE r.user_id = u.id AND p.permission = 'users-edit')),
  (SELECT count(*) FROM user_account u WHERE coalesce(u.employed_until, '9999') >= $1
    AND EXISTS (SELECT 1 FROM user_role r JOIN role_permission p ON p.role_id = r.role_id
      WHERE r.user_id = u.id AND p.permission = 'users-edit')
    AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)),
  (SELECT count(*) FROM session s WHERE s.ends_at > $2),
  (SELECT count(*) FROM sign_in_failure x WHERE x.at > $3 AND x.subject LIKE 'account:%'),
  (SELECT count(*) FROM audit_waiting w CROSS JOIN audit l WHERE l.id = w.audit_id AND l.at < $4),
  (SELECT count(*) FROM job j WHERE j.done_at IS NULL AND j.due_at < $4),
  (SELECT count(*) FROM job j WHERE j.done_at IS NULL AND j.last_error IS NOT NULL),
  (SELECT count(*) FROM user_account u WHERE coalesce(u.employed_until, '9999') >= $1
    AND NOT EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id));
