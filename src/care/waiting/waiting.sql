-- Waiting lists. max() instead of EXISTS beside an OR, all open stages beside those of a list: see work.sql.

-- statement: waiting_days
-- How many wait since which day, of the people whom the actor may see: from these come counts, medians and the longest
-- wait of any list, exactly. The four stages are those of somebody who waits; a list with fewer repeats one.
-- parameters: actor text, pathways text[16], stage1 text, stage2 text, stage3 text, stage4 text, today text, since_due integer
-- columns: since_on text, count integer, overdue integer
-- rows: 20000
SELECT waits.since_on, count(*), sum(CASE WHEN waits.due_on < $22 THEN 1 ELSE 0 END)
FROM (
  SELECT CASE WHEN $23 = 1 THEN w.due_on ELSE w.opened_on END AS since_on, w.due_on
  FROM work w
  WHERE w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned') AND w.stage IN ($18, $19, $20, $21)
  AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
    JOIN visible_person v ON v.person_id = i.current_id
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE i.id = w.person_id AND a.actor_id = $1))
) waits
WHERE waits.since_on <= $22
GROUP BY waits.since_on
ORDER BY waits.since_on;

-- statement: waiting_rows
-- Those who wait, the longest first.
-- parameters: actor text, pathways text[16], stage1 text, stage2 text, stage3 text, stage4 text, most integer, today text, since_due integer
-- columns: id text, pathway text, title text, stage text, due_on text, urgent integer, opened_on text, person text?, name text?, user_name text?, team_name text?
-- rows: 5000
SELECT chosen.id, chosen.pathway, chosen.title, chosen.stage, chosen.due_on, chosen.urgent, chosen.opened_on,
  p.current_id, s.name, u.name, t.name
FROM (
  SELECT w.id, w.pathway, w.title, w.stage, w.due_on, w.urgent, w.opened_on, w.person_id, w.assigned_user, w.assigned_team
  FROM work w
  WHERE w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned') AND w.stage IN ($18, $19, $20, $21)
    AND (w.person_id IS NULL OR 2 <= (SELECT max(v.how) FROM person_identity i
      JOIN visible_person v ON v.person_id = i.current_id
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE i.id = w.person_id AND a.actor_id = $1))
    AND ($24 = 0 OR w.due_on <= $23)
  ORDER BY CASE WHEN $24 = 1 THEN w.due_on ELSE w.opened_on END, w.id LIMIT $22
) chosen
LEFT JOIN person_identity p ON p.id = chosen.person_id
LEFT JOIN person_summary s ON s.person_id = p.current_id
LEFT JOIN user_account u ON u.id = chosen.assigned_user
LEFT JOIN team t ON t.id = chosen.assigned_team
ORDER BY CASE WHEN $24 = 1 THEN chosen.due_on ELSE chosen.opened_on END, chosen.id;

-- statement: waiting_answers
-- What is known of those who wait since a day or longer, for the questions that the order names.
-- parameters: actor text, pathways text[16], stage1 text, stage2 text, stage3 text, stage4 text, questions text[16], until_on text, since_due integer
-- columns: work text, question text, value text
-- rows: stream
SELECT w.id, c.question, c.value
FROM work w
CROSS JOIN person_identity i
CROSS JOIN fact_current c
WHERE i.id = w.person_id AND c.subject_kind = 'person' AND c.subject_id = i.current_id
  AND c.question IN ($22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)
  AND w.pathway IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
  AND w.stage IN ('waiting', 'in-progress', 'awaiting-approval', 'returned') AND w.stage IN ($18, $19, $20, $21)
  AND CASE WHEN $39 = 1 THEN w.due_on ELSE w.opened_on END <= $38
  AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND a.actor_id = $1)
ORDER BY w.id, c.question;

-- statement: waiting_letters
-- When each of these was last written to about this work.
-- parameters: actor text, works text[16]
-- columns: work text, last_at integer
-- rows: 16
SELECT d.work_id, max(d.created_at)
FROM work w
JOIN document d ON d.work_id = w.id
LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) AND d.kind = 'letter'
  AND (w.person_id IS NULL OR EXISTS (SELECT 1 FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND v.how = 2 AND a.actor_id = $1))
GROUP BY d.work_id ORDER BY d.work_id;

-- statement: waiting_get_in
-- people: maintenance — inside the job that writes to somebody who waits
-- parameters: work text
-- columns: pathway text, stage text, due_on text, person text?, tier integer?
-- rows: one
SELECT w.pathway, w.stage, w.due_on, i.current_id,
  (SELECT min(p.tier) FROM person_identity o JOIN person p ON p.id = o.id WHERE o.current_id = i.current_id)
FROM work w LEFT JOIN person_identity i ON i.id = w.person_id
WHERE w.id = $1;
