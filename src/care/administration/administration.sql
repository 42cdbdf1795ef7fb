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
-- What was done to one record, reading it included, newest first; why only where the record is open to this actor: somebody wrote
-- it about the person.
-- parameters: actor text, person text, user text, from_at integer, to_at integer
-- columns: at integer, by_name text, team_name text, action text, purpose text, reference text?
-- rows: 500
SELECT l.at, coalesce(u.name, l.actor), coalesce(t.name, ''), l.action,
  CASE WHEN EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1) THEN l.reason ELSE '' END, p.reference
FROM person_identity i
JOIN audit l ON l.person = i.id
JOIN person p ON p.id = i.current_id
LEFT JOIN user_account u ON u.id = l.actor
LEFT JOIN team t ON t.id = u.team_id
WHERE i.current_id = $2 AND l.at >= $4 AND l.at < $5 AND ($3 = '' OR l.actor = $3)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1)
ORDER BY l.at DESC, l.id DESC LIMIT 500;

-- statement: looks_by_user
-- What somebody did and read, newest first; the reference only of records that this actor may know of, and why only of those that
-- are open to them and of what is about nobody.
-- parameters: actor text, user text, from_at integer, to_at integer
-- columns: at integer, by_name text, team_name text, action text, purpose text, reference text?
-- rows: 500
SELECT l.at, coalesce(u.name, l.actor), coalesce(t.name, ''), l.action,
  CASE WHEN coalesce(l.person, '') = '' OR EXISTS (SELECT 1 FROM person_identity o
      JOIN visible_person v ON v.person_id = o.current_id JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE o.id = l.person AND v.how = 2 AND a.actor_id = $1) THEN l.reason ELSE '' END,
  (SELECT p.reference FROM person_identity i JOIN person p ON p.id = i.current_id
    WHERE i.id = l.person
      AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
        WHERE v.person_id = i.current_id AND v.how >= 1 AND a.actor_id = $1))
FROM audit l
LEFT JOIN user_account u ON u.id = l.actor
LEFT JOIN team t ON t.id = u.team_id
WHERE l.actor = $2 AND l.at >= $3 AND l.at < $4
ORDER BY l.at DESC, l.id DESC LIMIT 500;

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
