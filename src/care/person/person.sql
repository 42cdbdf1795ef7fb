-- People: identity, the record's head, current and past facts, relations, who may see.
-- Wherever people are read: $1 is the actor, and visible_person says whether the current record is open to them.

-- statement: person_head
-- The record behind any id, with how far this actor may see it: 2 open, 1 exists, 0 no trace. Tier and owner are those
-- of the strictest of the records that were merged.
-- parameters: actor text, person text
-- columns: id text, reference text, tier integer, owner_team text?, owner_name text?, how integer, name text, known_as text, born text, died_on text, nhs_number text, postcode text, address text, created_at integer, version integer
-- rows: one
SELECT p.id, p.reference, o.tier, o.owner_team, t.name,
  coalesce((SELECT max(v.how) FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = i.current_id AND a.actor_id = $1), 0),
  coalesce(s.name, ''), coalesce(s.known_as, ''), coalesce(s.born, ''), coalesce(s.died_on, ''),
  coalesce(s.nhs_number, ''), coalesce(s.postcode, ''), coalesce(s.address, ''), p.created_at, p.version
FROM person_identity i
JOIN person p ON p.id = i.current_id
JOIN person o ON o.id = (SELECT x.id FROM person_identity m JOIN person x ON x.id = m.id
  WHERE m.current_id = i.current_id ORDER BY x.tier, x.owner_team NULLS LAST, x.id LIMIT 1)
LEFT JOIN person_summary s ON s.person_id = i.current_id
LEFT JOIN team t ON t.id = o.owner_team
WHERE i.id = $2;

-- statement: person_by_reference
-- people: maintenance — turns a reference into an id; the caller then asks person_head, which checks
-- parameters: reference text
-- columns: id text
-- rows: one
SELECT i.current_id FROM person p JOIN person_identity i ON i.id = p.id WHERE p.reference = $1;

-- statement: person_reference_taken
-- people: maintenance — a new reference must not stand on any record
-- parameters: reference text
-- columns: taken integer
-- rows: one
SELECT count(*) FROM person WHERE reference = $1;

-- statement: person_insert
-- parameters: id text, reference text, created_at integer, created_by text, tier integer, owner_team text?
-- changes: one
INSERT INTO person (id, reference, created_at, created_by, tier, owner_team, version)
VALUES ($1, $2, $3, $4, $5, $6, 1);

-- statement: person_identity_insert
-- parameters: id text
-- changes: one
INSERT INTO person_identity (id, current_id) VALUES ($1, $1);

-- statement: person_current
-- people: maintenance — the map itself, for writes
-- parameters: id text
-- columns: current_id text
-- rows: one
SELECT current_id FROM person_identity WHERE id = $1;

-- statement: person_identities
-- people: maintenance — the ids that a merge moves
-- parameters: current_id text
-- columns: id text
-- rows: 200
SELECT id FROM person_identity WHERE current_id = $1 ORDER BY id;

-- statement: person_identity_move
-- parameters: id text, current_id text
-- changes: one
UPDATE person_identity SET current_id = $2 WHERE id = $1;

-- statement: person_restrict
-- parameters: id text, version integer, tier integer, owner_team text?
-- changes: one
UPDATE person SET tier = $3, owner_team = $4, version = version + 1 WHERE id = $1 AND version = $2;

-- statement: person_restrict_merged
-- Records that were merged into it follow, so that nothing stricter or laxer stays behind.
-- people: maintenance — inside the write that restricts, which has checked
-- parameters: id text, tier integer, owner_team text?
-- changes: any
UPDATE person SET tier = $2, owner_team = $3, version = version + 1
WHERE id <> $1 AND id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1);

-- statement: person_tier_now
-- The strictest tier of all records that stand for this one.
-- people: maintenance — makes the derived table of who may see
-- parameters: current_id text
-- columns: tier integer?
-- rows: one
SELECT min(p.tier) FROM person_identity i JOIN person p ON p.id = i.id WHERE i.current_id = $1;

-- statement: visible_clear
-- parameters: person text
-- changes: any
DELETE FROM visible_person WHERE person_id = $1;

-- statement: visible_add
-- parameters: person text, audience text, how integer
-- changes: any
INSERT INTO visible_person (person_id, audience_id, how) VALUES ($1, $2, $3)
ON CONFLICT (person_id, audience_id) DO UPDATE SET how = excluded.how;

-- statement: visible_add_owners
-- The owning teams, and those who were given access for a time.
-- people: maintenance — makes the derived table of who may see
-- parameters: current_id text, today text
-- changes: any
INSERT INTO visible_person (person_id, audience_id, how)
SELECT $1, audiences.audience_id, 2 FROM (
  SELECT p.owner_team AS audience_id FROM person_identity i JOIN person p ON p.id = i.id
  WHERE i.current_id = $1 AND p.owner_team IS NOT NULL
  UNION
  SELECT x.audience_id FROM person_identity i JOIN person_access x ON x.person_id = i.id
  WHERE i.current_id = $1 AND x.from_on <= $2 AND (x.until_on IS NULL OR x.until_on >= $2)
) audiences
WHERE TRUE
ON CONFLICT (person_id, audience_id) DO UPDATE SET how = excluded.how;

-- statement: person_access_insert
-- parameters: id text, person text, audience text, from_on text, until_on text?, reason text, by_actor text
-- changes: one
INSERT INTO person_access (id, person_id, audience_id, from_on, until_on, reason, by_actor)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- statement: person_accesses
-- What was given for a time and holds on a day.
-- parameters: actor text, person text, today text
-- columns: id text, name text, from_on text, until_on text, reason text, by_name text
-- rows: 200
SELECT x.id, coalesce(u.name, t.name, x.audience_id), x.from_on, x.until_on, x.reason, coalesce(b.name, x.by_actor)
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN person_access x ON x.person_id = i.id
LEFT JOIN user_account u ON u.id = x.audience_id
LEFT JOIN team t ON t.id = x.audience_id
LEFT JOIN user_account b ON b.id = x.by_actor
WHERE asked.id = $2 AND x.until_on >= $3
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY x.until_on, x.id;

-- statement: person_access_end
-- parameters: id text, person text, until_on text, today text
-- people: maintenance — inside the write that ends it, which has checked
-- changes: one
UPDATE person_access SET until_on = $3
WHERE id = $1 AND until_on >= $4
  AND person_id IN (SELECT j.id FROM person_identity j JOIN person_identity k ON k.current_id = j.current_id WHERE k.id = $2);

-- statement: person_access_end_all
-- parameters: current_id text, until_on text, today text
-- people: maintenance — inside the write that restricts or opens the record, which has checked
-- changes: any
UPDATE person_access SET until_on = $2
WHERE (until_on IS NULL OR until_on >= $3) AND person_id IN (SELECT id FROM person_identity WHERE current_id = $1);

-- statement: access_audience
-- Whom an id of an audience names.
-- parameters: audience text
-- columns: name text
-- rows: one
SELECT name FROM user_account WHERE id = $1 UNION ALL SELECT name FROM team WHERE id = $1 AND closed_on IS NULL;

-- statement: person_access_over
-- Records that the actor may still open on nothing but access whose last day has passed.
-- parameters: actor text, today text
-- columns: current_id text
-- rows: 200
SELECT DISTINCT v.person_id
FROM actor_audience aa
JOIN person_access x ON x.audience_id = aa.audience_id AND x.until_on < $2
JOIN person_identity i ON i.id = x.person_id
JOIN visible_person v ON v.person_id = i.current_id AND v.audience_id = x.audience_id
WHERE aa.actor_id = $1
  AND NOT EXISTS (SELECT 1 FROM person_identity j JOIN person p ON p.id = j.id
    WHERE j.current_id = i.current_id AND p.owner_team = x.audience_id)
  AND NOT EXISTS (SELECT 1 FROM person_identity j JOIN person_access y ON y.person_id = j.id
    WHERE j.current_id = i.current_id AND y.audience_id = x.audience_id AND y.from_on <= $2
      AND (y.until_on IS NULL OR y.until_on >= $2))
ORDER BY v.person_id LIMIT 200;

-- statement: person_merge_insert
-- parameters: id text, kept_id text, merged_id text, moved_ids text, at integer, by_actor text, reason text
-- changes: one
INSERT INTO person_merge (id, kept_id, merged_id, moved_ids, at, by_actor, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- statement: person_merge_open
-- people: maintenance — the merge that an unmerge undoes; the caller has checked both records
-- parameters: id text
-- columns: kept_id text, merged_id text, moved_ids text, undone_at integer?
-- rows: one
SELECT kept_id, merged_id, moved_ids, undone_at FROM person_merge WHERE id = $1;

-- statement: merges_of_record
-- The merges that made a record what it is, in order: parting one makes the map again from the others.
-- people: maintenance — inside the write that parts, which has checked
-- parameters: current_id text
-- columns: id text, kept_id text, merged_id text
-- rows: 1000
SELECT m.id, m.kept_id, m.merged_id FROM person_identity i JOIN person_merge m ON m.kept_id = i.id
WHERE i.current_id = $1 AND m.undone_at IS NULL
ORDER BY m.at, m.id;

-- statement: merges_all
-- people: maintenance — verify makes the identity map again
-- columns: id text, kept_id text, merged_id text
-- rows: 200000
SELECT id, kept_id, merged_id FROM person_merge WHERE undone_at IS NULL ORDER BY at, id;

-- statement: identities_moved
-- people: maintenance — verify compares the identity map with the merges
-- columns: id text, current_id text
-- rows: 200000
SELECT id, current_id FROM person_identity WHERE id <> current_id ORDER BY id;

-- statement: identities_loose
-- People without an id in the map, and ids without a person: both are nought in a sound record.
-- people: maintenance — verify
-- columns: people integer, ids integer, places integer
-- rows: one
SELECT (SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = p.id)),
  (SELECT count(*) FROM person_identity i WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = i.id)
    OR NOT EXISTS (SELECT 1 FROM person_identity c WHERE c.id = i.current_id AND c.current_id = c.id)),
  (SELECT count(*) FROM residence r WHERE NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = r.person_id));

-- statement: facts_loose
-- Rows about somebody who is not in the map.
-- people: maintenance — verify
-- columns: facts integer, works integer, services integer, relations integer
-- rows: one
SELECT (SELECT count(*) FROM fact f WHERE f.subject_kind = 'person'
    AND NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = f.subject_id)),
  (SELECT count(*) FROM work w WHERE w.person_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = w.person_id)),
  (SELECT count(*) FROM service s WHERE NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = s.person_id)),
  (SELECT count(*) FROM relation r WHERE NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = r.person_id)
    OR NOT EXISTS (SELECT 1 FROM person_identity i WHERE i.id = r.other_id));

-- statement: person_merge_undo
-- parameters: id text, undone_at integer, undone_by text
-- changes: one
UPDATE person_merge SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL;

-- statement: person_merges
-- parameters: actor text, person text
-- columns: id text, kept_id text, merged_id text, at integer, by_name text, reason text, undone_at integer?
-- rows: 100
SELECT m.id, m.kept_id, m.merged_id, m.at, coalesce(u.name, m.by_actor), m.reason, m.undone_at
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN person_merge m ON m.kept_id = i.id
LEFT JOIN user_account u ON u.id = m.by_actor
WHERE asked.id = $2
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY m.at DESC, m.id;

-- statement: summary_put
-- parameters: person text, name text, known_as text, sort_name text, born text, died_on text, nhs_number text, postcode text, address text, other_names text, phones text
-- changes: one
INSERT INTO person_summary (person_id, name, known_as, sort_name, born, died_on, nhs_number, postcode, address,
  other_names, phones)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, known_as = excluded.known_as,
  sort_name = excluded.sort_name, born = excluded.born, died_on = excluded.died_on,
  nhs_number = excluded.nhs_number, postcode = excluded.postcode, address = excluded.address,
  other_names = excluded.other_names, phones = excluded.phones;

-- statement: summary_clear
-- parameters: person text
-- changes: any
DELETE FROM person_summary WHERE person_id = $1;

-- statement: tokens_of
-- people: maintenance — what stands for a record now, inside the write that changes it
-- parameters: person text
-- columns: token text
-- rows: 400
SELECT token FROM person_token WHERE person_id = $1 ORDER BY token;

-- statement: tokens_add
-- Sixteen at once: a person has thirty or so.
-- parameters: person text, tokens text[16]
-- changes: any
INSERT INTO person_token (token, person_id)
SELECT added.token, $1 FROM (
    SELECT $2 AS token UNION SELECT $3 UNION SELECT $4 UNION SELECT $5 UNION SELECT $6 UNION SELECT $7 UNION SELECT
    $8 UNION SELECT $9 UNION SELECT $10 UNION SELECT $11 UNION SELECT $12 UNION SELECT $13 UNION SELECT $14 UNION
    SELECT $15 UNION SELECT $16 UNION SELECT $17
  ) added
WHERE TRUE
ON CONFLICT (token, person_id) DO NOTHING;

-- statement: tokens_remove
-- parameters: person text, tokens text[16]
-- changes: any
DELETE FROM person_token WHERE person_id = $1
  AND token IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- statement: token_frequencies_change
-- parameters: by integer, tokens text[16]
-- changes: any
INSERT INTO token_frequency (token, people)
SELECT changed.token, $1 FROM (
    SELECT $2 AS token UNION SELECT $3 UNION SELECT $4 UNION SELECT $5 UNION SELECT $6 UNION SELECT $7 UNION SELECT
    $8 UNION SELECT $9 UNION SELECT $10 UNION SELECT $11 UNION SELECT $12 UNION SELECT $13 UNION SELECT $14 UNION
    SELECT $15 UNION SELECT $16 UNION SELECT $17
  ) changed
WHERE TRUE
ON CONFLICT (token) DO UPDATE SET people = token_frequency.people + excluded.people;

-- statement: token_frequencies
-- parameters: first text[16], second text[16]
-- columns: token text, people integer
-- rows: 32
SELECT token, people FROM token_frequency
WHERE token IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
    $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)
  AND people > 0
ORDER BY token;

-- statement: name_near_add
-- A word of a name under the forms in which a misspelling meets it; unless is the token that shows that the word is known
-- already, empty to add it in any case.
-- parameters: word text, unless text, deletions text[16]
-- changes: any
INSERT INTO name_near (deletion, word)
SELECT added.deletion, $1 FROM (
    SELECT $3 AS deletion UNION SELECT $4 UNION SELECT $5 UNION SELECT $6 UNION SELECT $7 UNION SELECT $8 UNION
    SELECT $9 UNION SELECT $10 UNION SELECT $11 UNION SELECT $12 UNION SELECT $13 UNION SELECT $14 UNION SELECT $15
    UNION SELECT $16 UNION SELECT $17 UNION SELECT $18
  ) added
WHERE NOT EXISTS (SELECT 1 FROM token_frequency q WHERE q.token = $2)
ON CONFLICT (deletion, word) DO NOTHING;

-- statement: name_near_find
-- Words of names that differ by about one letter, the most common first.
-- parameters: first text[16], second text[16]
-- columns: word text, people integer
-- rows: 200
SELECT near.word, q.people
FROM (SELECT DISTINCT n.word FROM name_near n
  WHERE n.deletion IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
    $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)) near
CROSS JOIN token_frequency q
WHERE q.token = 'name:' || near.word AND q.people > 0
ORDER BY q.people DESC, near.word LIMIT 200;

-- statement: tokens_between
-- The stored tokens that begin like what was typed, the most common first.
-- parameters: from_token text, to_token text, most integer
-- columns: token text, people integer
-- rows: 50
SELECT token, people FROM token_frequency WHERE token >= $1 AND token < $2 AND people > 0
ORDER BY people DESC, token LIMIT $3;

-- statement: search_candidates
-- Records that hold the most of the tokens, whom this actor may at least know to exist; a token of the first list, the
-- more telling ones, counts for three. Each row costs six pages to read, so those who hold less than half of what the
-- best one holds are left out when they are not among the first likely. The reference is read only when asked for.
-- The caller has seen to it that the tokens stand for a bounded number of people. The limit that stands twice keeps
-- SQLite from asking who may see once for each place where the answer is used.
-- parameters: actor text, first text[16], second text[16], most integer, likely integer, with_reference integer
-- columns: id text, hits integer, how integer, reference text?, name text, known_as text, born text, died_on text, nhs_number text, postcode text, address text, other_names text, phones text, owner_name text?
-- rows: 500
SELECT seen.person_id, seen.hits, seen.how,
  CASE WHEN $36 = 1 THEN (SELECT p.reference FROM person p WHERE p.id = seen.person_id) END,
  s.name, s.known_as, s.born, s.died_on, s.nhs_number, s.postcode, s.address, s.other_names, s.phones,
  CASE WHEN seen.how = 1 THEN (SELECT t.name FROM person_identity m CROSS JOIN person x
    LEFT JOIN team t ON t.id = x.owner_team
    WHERE m.current_id = seen.person_id AND x.id = m.id ORDER BY x.tier, x.owner_team NULLS LAST, x.id LIMIT 1) END
FROM (
  SELECT found.person_id, found.hits,
    coalesce((SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = found.person_id AND a.actor_id = $1), 0) AS how
  FROM (
    SELECT placed.person_id, placed.hits
    FROM (
      SELECT counted.person_id, counted.hits, max(counted.hits) OVER () AS best,
        row_number() OVER (ORDER BY counted.hits DESC, counted.person_id) AS place
      FROM (
        SELECT k.person_id, sum(CASE WHEN k.token IN (
          $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) THEN 3 ELSE 1 END) AS hits
        FROM person_token k
        WHERE k.token IN (
          $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
          $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
        GROUP BY k.person_id
      ) counted
    ) placed
    WHERE placed.place <= $35 OR placed.hits * 2 > placed.best
    ORDER BY placed.place
    LIMIT $34
  ) found
  LIMIT $34
) seen
CROSS JOIN person_summary s
WHERE seen.how >= 1 AND s.person_id = seen.person_id
ORDER BY seen.hits DESC, seen.person_id;

-- statement: search_candidates_of_one
-- The first who hold a token that stands for very many: read in the order of its index and no further.
-- parameters: actor text, token text, most integer
-- columns: id text, hits integer, how integer, reference text?, name text, known_as text, born text, died_on text, nhs_number text, postcode text, address text, other_names text, phones text, owner_name text?
-- rows: 500
SELECT seen.person_id, seen.hits, seen.how,
  CAST(NULL AS TEXT),
  s.name, s.known_as, s.born, s.died_on, s.nhs_number, s.postcode, s.address, s.other_names, s.phones,
  CASE WHEN seen.how = 1 THEN (SELECT t.name FROM person_identity m CROSS JOIN person x
    LEFT JOIN team t ON t.id = x.owner_team
    WHERE m.current_id = seen.person_id AND x.id = m.id ORDER BY x.tier, x.owner_team NULLS LAST, x.id LIMIT 1) END
FROM (
  SELECT found.person_id, found.hits,
    coalesce((SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = found.person_id AND a.actor_id = $1), 0) AS how
  FROM (
    SELECT k.person_id, 1 AS hits
    FROM person_token k
    WHERE k.token = $2
    ORDER BY k.person_id
    LIMIT $3
  ) found
  LIMIT $3
) seen
CROSS JOIN person_summary s
WHERE seen.how >= 1 AND s.person_id = seen.person_id
ORDER BY seen.hits DESC, seen.person_id;

-- statement: look_unweighed_add
-- parameters: id text, actor text, actor_name text, person text, tokens text
-- changes: one
INSERT INTO look_unweighed (id, actor, actor_name, person, tokens) VALUES ($1, $2, $3, $4, $5);

-- statement: looks_unweighed
-- parameters: after text, most integer
-- columns: id text, actor text, actor_name text, person text, tokens text
-- rows: 100
SELECT id, actor, actor_name, person, tokens FROM look_unweighed WHERE id > $1 ORDER BY id LIMIT $2;

-- statement: look_unweighed_take
-- parameters: id text
-- changes: one
DELETE FROM look_unweighed WHERE id = $1;

-- statement: look_unweighed_remove
-- parameters: ids text[16]
-- changes: any
DELETE FROM look_unweighed WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- statement: hidden_owners
-- Records without a trace that carry an exact token and that the actor may not see. A team that owns more than three of
-- them hears of it once, at the first: a telephone of a refuge names nobody alone.
-- people: maintenance — finds who must hear of a look; nothing of it is shown to whoever looked
-- parameters: actor text, tokens text[16]
-- columns: id text, owner_team text?, held integer
-- rows: 200
SELECT found.person_id, found.owner_team, found.held
FROM (
  SELECT one.person_id, one.owner_team, count(*) OVER (PARTITION BY one.owner_team) AS held,
    row_number() OVER (PARTITION BY one.owner_team ORDER BY one.person_id) AS place
  FROM (
    SELECT DISTINCT k.person_id, p.owner_team FROM person_token k
    JOIN person_identity i ON i.current_id = k.person_id
    JOIN person p ON p.id = i.id
    WHERE p.tier = 0 AND k.token IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      AND NOT EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
        WHERE v.person_id = k.person_id AND a.actor_id = $1)
  ) one
) found
WHERE found.place = 1 OR found.held <= 3
ORDER BY found.person_id, found.owner_team NULLS LAST LIMIT 200;

-- statement: hidden_owner
-- The strictest owner of a record without a trace that was opened by somebody who may not see it.
-- people: maintenance — finds who must hear of a look; nothing of it is shown to whoever looked
-- parameters: actor text, person text
-- columns: id text, owner_team text?
-- rows: one
SELECT asked.current_id, p.owner_team
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN person p ON p.id = i.id
WHERE asked.id = $2 AND p.tier = 0
  AND NOT EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND a.actor_id = $1)
ORDER BY p.owner_team NULLS LAST, p.id LIMIT 1;

-- Facts --------------------------------------------------------------------------------------------------------------

-- statement: fact_insert
-- parameters: id text, subject_kind text, subject_id text, question text, value text, valid_from text, recorded_at integer, standing text, giver text, by_actor text, source_work text?, withdraws text?
-- changes: one
INSERT INTO fact (id, subject_kind, subject_id, question, value, valid_from, recorded_at, standing, giver, by_actor,
  source_work, withdraws)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- statement: fact_current_put
-- A later one replaces an earlier one; never the other way round.
-- parameters: subject_kind text, subject_id text, question text, fact_id text, value text, valid_from text, recorded_at integer, giver text, by_actor text, source_work text?
-- changes: any
INSERT INTO fact_current (subject_kind, subject_id, question, fact_id, value, valid_from, recorded_at, giver, by_actor,
  source_work)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (subject_kind, subject_id, question) DO UPDATE SET fact_id = excluded.fact_id, value = excluded.value,
  valid_from = excluded.valid_from, recorded_at = excluded.recorded_at, giver = excluded.giver,
  by_actor = excluded.by_actor, source_work = excluded.source_work
WHERE (excluded.valid_from, excluded.recorded_at, excluded.fact_id)
  > (fact_current.valid_from, fact_current.recorded_at, fact_current.fact_id);

-- statement: fact_current_clear
-- parameters: subject_kind text, subject_id text
-- changes: any
DELETE FROM fact_current WHERE subject_kind = $1 AND subject_id = $2;

-- statement: fact_current_clear_question
-- parameters: subject_kind text, subject_id text, question text
-- changes: any
DELETE FROM fact_current WHERE subject_kind = $1 AND subject_id = $2 AND question = $3;

-- statement: fact_current_make
-- What stands on a day for one subject, from the facts alone; question '' makes all of them.
-- people: maintenance — makes the derived table
-- parameters: subject_kind text, subject_id text, today text, question text
-- changes: any
INSERT INTO fact_current (subject_kind, subject_id, question, fact_id, value, valid_from, recorded_at, giver, by_actor,
  source_work)
SELECT $1, $2, ranked.question, ranked.id, ranked.value, ranked.valid_from, ranked.recorded_at, ranked.giver,
  ranked.by_actor, ranked.source_work
FROM (
  SELECT f.*, row_number() OVER (PARTITION BY f.question
    ORDER BY f.valid_from DESC, f.recorded_at DESC, f.id DESC) AS place
  FROM fact f
  WHERE f.subject_kind = $1 AND f.standing <> 'withdrawn' AND f.valid_from <= $3
    AND ($4 = '' OR f.question = $4)
    AND f.subject_id IN (SELECT CAST($2 AS TEXT)
      UNION SELECT i.id FROM person_identity i WHERE i.current_id = $2 AND $1 = 'person')
    AND NOT EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id)
) ranked
WHERE ranked.place = 1;

-- statement: facts_current
-- What is known of somebody now, and of the place where they live.
-- parameters: actor text, person text, today text
-- columns: question text, value text, valid_from text, recorded_at integer, giver text, by_actor text, by_name text, source_work text?, subject_kind text, fact_id text
-- rows: 1000
SELECT c.question, c.value, c.valid_from, c.recorded_at, c.giver, c.by_actor, coalesce(u.name, ''), c.source_work,
  c.subject_kind, c.fact_id
FROM (
  SELECT 'person' AS subject_kind, i.current_id AS subject_id, i.current_id AS person_id
  FROM person_identity i WHERE i.id = $2
  UNION ALL
  SELECT 'place', latest.place_id, latest.person_id FROM (
    SELECT r.place_id, i.current_id AS person_id
    FROM person_identity asked
    JOIN person_identity i ON i.current_id = asked.current_id
    JOIN residence r ON r.person_id = i.id
    WHERE asked.id = $2 AND r.from_on <= $3
    ORDER BY r.from_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1
  ) latest
) subject
JOIN fact_current c ON c.subject_kind = subject.subject_kind AND c.subject_id = subject.subject_id
LEFT JOIN user_account u ON u.id = c.by_actor
WHERE EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
  WHERE v.person_id = subject.person_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY c.question;

-- statement: answers_of_people
-- What is known now of one question about several people, or of the places where they live: a line each where there is
-- something. people are current records.
-- parameters: actor text, people text[16], question text, today text
-- columns: person text, value text
-- rows: 32
SELECT seen.person_id, c.value
FROM (
  SELECT shown.person_id, home.subject_kind,
    CASE WHEN home.subject_kind = 'person' THEN shown.person_id ELSE (
      SELECT r.place_id FROM person_identity i
      JOIN residence r ON r.person_id = i.id
      WHERE i.current_id = shown.person_id AND r.from_on <= $19
      ORDER BY r.from_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1) END AS subject_id
  FROM (
    SELECT DISTINCT v.person_id FROM visible_person v
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      AND v.how = 2 AND a.actor_id = $1
  ) shown
  CROSS JOIN (SELECT 'person' AS subject_kind UNION ALL SELECT 'place') home
) seen
JOIN fact_current c ON c.subject_kind = seen.subject_kind AND c.subject_id = seen.subject_id AND c.question = $18
ORDER BY seen.person_id, seen.subject_kind;

-- statement: facts_as_known
-- What the record said on a past day: valid by that day and recorded by that instant.
-- parameters: actor text, person text, valid_on text, recorded_by integer
-- columns: question text, value text, valid_from text, recorded_at integer, giver text, by_actor text, fact_id text
-- rows: 1000
SELECT ranked.question, ranked.value, ranked.valid_from, ranked.recorded_at, ranked.giver, ranked.by_actor, ranked.id
FROM (
  SELECT f.*, row_number() OVER (PARTITION BY f.question
    ORDER BY f.valid_from DESC, f.recorded_at DESC, f.id DESC) AS place
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  CROSS JOIN fact f
  WHERE asked.id = $2 AND f.subject_kind = 'person' AND f.subject_id = i.id AND f.standing <> 'withdrawn'
    AND f.valid_from <= $3 AND f.recorded_at <= $4
    AND NOT EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id AND w.recorded_at <= $4)
    AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
) ranked
WHERE ranked.place = 1
ORDER BY ranked.question;

-- statement: fact_history
-- Every answer ever given to one question about somebody, and about the homes where they live or lived, as far as it was
-- recorded before they were said to live elsewhere. What was withdrawn is marked and not shown: fact_withdrawn reads it,
-- with a reason.
-- parameters: actor text, person text, question text
-- columns: id text, value text, valid_from text, recorded_at integer, standing text, giver text, by_name text, source_work text?, withdrawn integer
-- rows: 500
SELECT f.id, CASE WHEN EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id) THEN '' ELSE f.value END, f.valid_from,
  f.recorded_at, f.standing, f.giver, coalesce(u.name, f.by_actor), f.source_work,
  CASE WHEN EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id) THEN 1 ELSE 0 END
FROM (
  SELECT 'person' AS kind, i.id AS subject, 9223372036854775807 AS left_at
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  WHERE asked.id = $2
  UNION ALL
  SELECT 'place', r.place_id, max(coalesce((SELECT min(n.recorded_at) FROM person_identity o
      JOIN residence n ON n.person_id = o.id
      WHERE o.current_id = i.current_id AND n.recorded_at > r.recorded_at AND n.place_id <> r.place_id), 9223372036854775807))
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN residence r ON r.person_id = i.id
  WHERE asked.id = $2
  GROUP BY r.place_id
) about
CROSS JOIN fact f
LEFT JOIN user_account u ON u.id = f.by_actor
WHERE f.subject_kind = about.kind AND f.subject_id = about.subject AND f.question = $3 AND f.recorded_at < about.left_at
  AND EXISTS (SELECT 1 FROM person_identity asked
    JOIN visible_person v ON v.person_id = asked.current_id
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE asked.id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY f.recorded_at DESC, f.id DESC;

-- statement: fact_get
-- One fact of a person, or of a place where they live or lived; person is the first such record that is open.
-- parameters: actor text, fact text
-- columns: id text, subject_kind text, subject_id text, question text, value text, valid_from text, standing text, person text, withdrawn integer
-- rows: one
SELECT found.id, found.subject_kind, found.subject_id, found.question, found.value, found.valid_from, found.standing,
  found.person_id, CASE WHEN EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = found.id) THEN 1 ELSE 0 END
FROM (
  SELECT f.id, f.subject_kind, f.subject_id, f.question, f.value, f.valid_from, f.standing, i.current_id AS person_id
  FROM fact f
  JOIN person_identity i ON i.id = f.subject_id
  WHERE f.id = $2 AND f.subject_kind = 'person'
  UNION ALL
  SELECT f.id, f.subject_kind, f.subject_id, f.question, f.value, f.valid_from, f.standing, i.current_id
  FROM fact f
  JOIN residence r ON r.place_id = f.subject_id
  JOIN person_identity i ON i.id = r.person_id
  WHERE f.id = $2 AND f.subject_kind = 'place'
) found
WHERE EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
  WHERE v.person_id = found.person_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY found.person_id LIMIT 1;

-- statement: facts_of_work
-- What stands of the answers that one piece of work gave about somebody and the places where they live or lived.
-- people: maintenance — inside the write that takes them back, which has checked
-- parameters: current_id text, work text
-- columns: id text, subject_kind text, subject_id text, question text, value text, valid_from text, giver text
-- rows: 1000
SELECT f.id, f.subject_kind, f.subject_id, f.question, f.value, f.valid_from, f.giver
FROM (
  SELECT 'person' AS kind, i.id AS subject FROM person_identity i WHERE i.current_id = $1
  UNION
  SELECT 'place', r.place_id FROM person_identity i JOIN residence r ON r.person_id = i.id WHERE i.current_id = $1
) about
CROSS JOIN fact f
WHERE f.subject_kind = about.kind AND f.subject_id = about.subject AND f.source_work = $2 AND f.standing <> 'withdrawn'
  AND NOT EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id)
ORDER BY f.recorded_at, f.id;

-- statement: residence_remove_bare
-- people: maintenance — inside the write that takes answers back, which has checked
-- parameters: current_id text, place text
-- changes: any
DELETE FROM residence WHERE place_id = $2
  AND person_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1)
  AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.subject_kind = 'place' AND f.subject_id = $2 AND f.standing <> 'withdrawn'
    AND NOT EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id));

-- statement: erasing_begin
-- parameters: subject text
-- changes: one
INSERT INTO erasing (subject) VALUES ($1);

-- statement: erasing_end
-- parameters: subject text
-- changes: one
DELETE FROM erasing WHERE subject = $1;

-- statement: facts_now_plain
-- The current facts of one subject, for the summary and for outcome conditions inside a write.
-- people: maintenance — inside writes that have checked the person already
-- parameters: subject_kind text, subject_id text
-- columns: question text, value text, giver text, recorded_at integer
-- rows: 1000
SELECT question, value, giver, recorded_at FROM fact_current WHERE subject_kind = $1 AND subject_id = $2
ORDER BY question;

-- statement: fact_values_ever
-- Every value a question ever had for somebody (former names are found, not shown).
-- people: maintenance — makes the search tokens
-- parameters: current_id text, question text
-- columns: value text
-- rows: 100
SELECT DISTINCT f.value FROM person_identity i
CROSS JOIN fact f
WHERE i.current_id = $1 AND f.subject_kind = 'person' AND f.subject_id = i.id AND f.question = $2 AND f.standing <> 'withdrawn'
  AND NOT EXISTS (SELECT 1 FROM fact w WHERE w.withdraws = f.id)
ORDER BY f.value;

-- Places -------------------------------------------------------------------------------------------------------------

-- statement: place_insert
-- parameters: id text, created_at integer
-- changes: one
INSERT INTO place (id, created_at) VALUES ($1, $2);

-- statement: residence_insert
-- parameters: id text, person text, place text, from_on text, recorded_at integer, by_actor text
-- changes: one
INSERT INTO residence (id, person_id, place_id, from_on, recorded_at, by_actor) VALUES ($1, $2, $3, $4, $5, $6);

-- statement: residence_now
-- people: maintenance — where a household answer belongs, inside a write
-- parameters: current_id text, today text
-- columns: place text, from_on text
-- rows: one
SELECT r.place_id, r.from_on FROM person_identity i JOIN residence r ON r.person_id = i.id
WHERE i.current_id = $1 AND r.from_on <= $2
ORDER BY r.from_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1;

-- statement: place_people
-- people: maintenance — whose summaries change when a place does, inside a write
-- parameters: place text
-- columns: person text
-- rows: 500
SELECT DISTINCT i.current_id FROM residence r JOIN person_identity i ON i.id = r.person_id WHERE r.place_id = $1
ORDER BY i.current_id;

-- Relations ----------------------------------------------------------------------------------------------------------

-- statement: relation_insert
-- parameters: id text, person text, other text, kind text, note text, from_on text, recorded_at integer, by_actor text, source_work text?
-- changes: one
INSERT INTO relation (id, person_id, other_id, kind, note, from_on, recorded_at, by_actor, source_work, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1);

-- statement: relation_end
-- parameters: id text, ended_on text
-- changes: one
UPDATE relation SET ended_on = $2, version = version + 1 WHERE id = $1 AND (ended_on IS NULL OR ended_on > $2);

-- statement: relations_of
-- Both directions, but not between records that turned out to be one person; mine = 1 when the row was written from this person's
-- side. The other's name and what was noted only when the actor may open the other's record, the fact that there is one only when
-- they may know it exists.
-- parameters: actor text, person text, today text
-- columns: id text, other text, kind text, note text, mine integer, from_on text, other_name text?, other_how integer
-- rows: 200
SELECT r.id, both_ways.other_id, r.kind, CASE WHEN both_ways.how = 2 THEN r.note ELSE '' END, both_ways.mine, r.from_on,
  CASE WHEN both_ways.how = 2 THEN s.name ELSE NULL END, both_ways.how
FROM (
  SELECT sides.id, sides.mine, o.current_id AS other_id, sides.person_id,
    coalesce((SELECT max(v.how) FROM visible_person v
      JOIN actor_audience a ON a.audience_id = v.audience_id
      WHERE v.person_id = o.current_id AND a.actor_id = $1), 0) AS how
  FROM (
    SELECT r1.id, 1 AS mine, r1.other_id AS other_id, asked.current_id AS person_id
    FROM person_identity asked JOIN person_identity i ON i.current_id = asked.current_id
    JOIN relation r1 ON r1.person_id = i.id WHERE asked.id = $2
    UNION ALL
    SELECT r2.id, 0, r2.person_id, asked.current_id
    FROM person_identity asked JOIN person_identity i ON i.current_id = asked.current_id
    JOIN relation r2 ON r2.other_id = i.id WHERE asked.id = $2
  ) sides
  JOIN person_identity o ON o.id = sides.other_id
) both_ways
JOIN relation r ON r.id = both_ways.id
LEFT JOIN person_summary s ON s.person_id = both_ways.other_id
WHERE both_ways.how >= 1 AND both_ways.other_id <> both_ways.person_id AND (r.ended_on IS NULL OR r.ended_on > $3)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = both_ways.person_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY r.from_on, r.id;

-- Who has looked -----------------------------------------------------------------------------------------------------

-- statement: person_lookers
-- Who read this record, newest first, alone or among others. A look at a record that was merged is a look at this one.
-- parameters: actor text, person text, since integer
-- columns: at integer, by_actor text, by_name text, team_name text, purpose text
-- rows: 500
SELECT l.at, l.actor, coalesce(u.name, l.actor), coalesce(t.name, ''), l.reason
FROM (
  SELECT alone.id AS audit_id
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN audit alone ON alone.person = i.id
  WHERE asked.id = $2 AND alone.action = 'person/read' AND alone.at >= $3
  UNION
  SELECT among.audit_id
  FROM person_identity asked
  JOIN person_identity i ON i.current_id = asked.current_id
  JOIN audit_of_person among ON among.person = i.id
  WHERE asked.id = $2 AND among.at >= $3
) looks
JOIN audit l ON l.id = looks.audit_id
LEFT JOIN user_account u ON u.id = l.actor
LEFT JOIN team t ON t.id = u.team_id
WHERE EXISTS (SELECT 1 FROM person_identity seen JOIN visible_person v ON v.person_id = seen.current_id
    JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE seen.id = $2 AND v.how = 2 AND a.actor_id = $1)
ORDER BY l.at DESC, l.id DESC LIMIT 500;

-- Rebuilding ---------------------------------------------------------------------------------------------------------

-- statement: people_all
-- people: maintenance — rebuild and verify walk the whole record
-- parameters: after text, most integer
-- columns: id text
-- rows: 1000
SELECT p.id FROM person p JOIN person_identity i ON i.id = p.id
WHERE p.id > $1 AND i.current_id = p.id ORDER BY p.id LIMIT $2;

-- statement: places_all
-- parameters: after text, most integer
-- columns: id text
-- rows: 1000
SELECT id FROM place WHERE id > $1 ORDER BY id LIMIT $2;

-- statement: looks_strays
-- Rows of who was read among others that the audit's own rows name and that are missing, and rows that none of them names.
-- The text is {"people":["…","…"]} of ids of 26 characters; it is cut first in pieces of two hundred ids, then id by id.
-- people: maintenance — verify compares live with what it is made from
-- columns: missing integer, unknown integer
-- rows: one
WITH RECURSIVE
  piece (audit_id, at, ids, n) AS (
    SELECT id, at, (length(detail) - 12) / 29, 0 FROM audit WHERE detail LIKE '{"people":["%'
    UNION ALL
    SELECT audit_id, at, ids, n + 1 FROM piece WHERE (n + 1) * 200 < ids
  ),
  place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n < 199),
  cut (audit_id, at, ids, words) AS MATERIALIZED (
    SELECT piece.audit_id, piece.at, CASE WHEN piece.ids - piece.n * 200 < 200 THEN piece.ids - piece.n * 200 ELSE 200 END,
      substr(l.detail, 13 + piece.n * 5800, 5800)
    FROM piece CROSS JOIN audit l WHERE l.id = piece.audit_id
  ),
  named (audit_id, person, at) AS MATERIALIZED (
    SELECT DISTINCT cut.audit_id, substr(cut.words, 1 + place.n * 29, 26), cut.at
    FROM cut CROSS JOIN place WHERE place.n < cut.ids
  )
SELECT
  (SELECT count(*) FROM (SELECT audit_id, person, at FROM named
    EXCEPT SELECT audit_id, person, at FROM audit_of_person) missing),
  (SELECT count(*) FROM (SELECT audit_id, person, at FROM audit_of_person
    EXCEPT SELECT audit_id, person, at FROM named) unknown);

-- statement: current_of_subject
-- people: maintenance — verify compares live with rebuilt
-- parameters: subject_kind text, subject_id text
-- columns: question text, fact_id text, value text
-- rows: 1000
SELECT question, fact_id, value FROM fact_current WHERE subject_kind = $1 AND subject_id = $2 ORDER BY question;

-- statement: works_with_facts
-- people: maintenance — rebuild and verify walk the whole record
-- parameters: after text, most integer
-- columns: id text
-- rows: 1000
SELECT DISTINCT subject_id FROM fact WHERE subject_kind = 'work' AND subject_id > $1 ORDER BY subject_id LIMIT $2;

-- statement: summary_of
-- people: maintenance — verify compares live with rebuilt
-- parameters: person text
-- columns: name text, known_as text, sort_name text, born text, died_on text, nhs_number text, postcode text, address text, other_names text, phones text
-- rows: one
SELECT name, known_as, sort_name, born, died_on, nhs_number, postcode, address, other_names, phones
FROM person_summary WHERE person_id = $1;

-- statement: visible_of
-- people: maintenance — verify compares live with rebuilt
-- parameters: person text
-- columns: audience text, how integer
-- rows: 1000
SELECT audience_id, how FROM visible_person WHERE person_id = $1 ORDER BY audience_id;

-- statement: derived_strays
-- Derived rows of ids that are no record of their own, and tokens whose count is wrong: all nought in a sound record.
-- people: maintenance — verify
-- columns: summaries integer, tokens integer, audiences integer, facts integer, counts integer
-- rows: one
SELECT (SELECT count(*) FROM person_summary s WHERE NOT EXISTS
    (SELECT 1 FROM person_identity i WHERE i.id = s.person_id AND i.current_id = s.person_id)),
  (SELECT count(*) FROM person_token k WHERE NOT EXISTS
    (SELECT 1 FROM person_identity i WHERE i.id = k.person_id AND i.current_id = k.person_id)),
  (SELECT count(*) FROM visible_person v WHERE NOT EXISTS
    (SELECT 1 FROM person_identity i WHERE i.id = v.person_id AND i.current_id = v.person_id)),
  (SELECT count(*) FROM fact_current c WHERE c.subject_kind = 'person' AND NOT EXISTS
    (SELECT 1 FROM person_identity i WHERE i.id = c.subject_id AND i.current_id = c.subject_id)),
  (SELECT count(*) FROM token_frequency q WHERE q.people <>
    (SELECT count(*) FROM person_token k WHERE k.token = q.token));

-- statement: name_words_unmet
-- Words of names that no misspelling meets: none in a sound record.
-- columns: words integer
-- rows: one
SELECT count(*) FROM token_frequency q
WHERE q.people > 0 AND q.token >= 'name:' AND q.token < 'name;'
  AND NOT EXISTS (SELECT 1 FROM name_near n WHERE n.deletion = substr(q.token, 6) AND n.word = substr(q.token, 6));

-- statement: person_reference_of
-- people: maintenance — for the search tokens, inside the write that makes them
-- parameters: person text
-- columns: reference text
-- rows: one
SELECT reference FROM person WHERE id = $1;

-- The end of a record ------------------------------------------------------------------------------------------------
-- Run between erasing_begin and erasing_end, in the one write that carries out the retention schedule.

-- statement: token_frequency_remove
-- A word that nobody bears any more says that somebody did.
-- parameters: token text
-- changes: any
DELETE FROM token_frequency WHERE token = $1 AND people <= 0;

-- statement: name_near_remove
-- parameters: deletion text, word text
-- changes: any
DELETE FROM name_near WHERE deletion = $1 AND word = $2;

-- statement: jobs_of_person_remove
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM job WHERE payload IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1)
  OR payload IN (SELECT 'person/' || i.id FROM person_identity i WHERE i.current_id = $1);

-- statement: places_alone_erase
-- Answers of households in which nobody but this person ever lived.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM fact WHERE subject_kind = 'place' AND subject_id IN (
  SELECT r.place_id FROM person_identity i JOIN residence r ON r.person_id = i.id
  WHERE i.current_id = $1 AND NOT EXISTS (SELECT 1 FROM residence o JOIN person_identity j ON j.id = o.person_id
    WHERE o.place_id = r.place_id AND j.current_id <> $1));

-- statement: facts_erase
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM fact
WHERE (subject_kind = 'person' AND subject_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1))
  OR (subject_kind = 'work' AND subject_id IN (SELECT w.id FROM person_identity i JOIN work w ON w.person_id = i.id
    WHERE i.current_id = $1));

-- statement: facts_uncounted_erase
-- All but the coded answers that figures are counted by.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM fact
WHERE ((subject_kind = 'person' AND subject_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1))
  OR (subject_kind = 'work' AND subject_id IN (SELECT w.id FROM person_identity i JOIN work w ON w.person_id = i.id
    WHERE i.current_id = $1)))
  AND question NOT IN ('sex', 'primary_support_reason', 'accommodation', 'employment', 'has_carer', 'contact_route',
    'meeting_method', 'eligible_adult', 'eligible_carer', 'review_reason', 'goal_progress');

-- statement: fact_current_erase
-- What stood of the person, of their work, and of places of which nothing is said any more.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM fact_current
WHERE (subject_kind = 'person' AND subject_id = $1)
  OR (subject_kind = 'work' AND subject_id IN (SELECT w.id FROM person_identity i JOIN work w ON w.person_id = i.id
    WHERE i.current_id = $1))
  OR (subject_kind = 'place' AND subject_id IN (SELECT r.place_id FROM person_identity i
      JOIN residence r ON r.person_id = i.id WHERE i.current_id = $1)
    AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.id = fact_current.fact_id));

-- statement: work_facts_current_make
-- What stands of the work's own coded answers, made again.
-- people: maintenance — the end of a record
-- parameters: current_id text, today text
-- changes: any
INSERT INTO fact_current (subject_kind, subject_id, question, fact_id, value, valid_from, recorded_at, giver, by_actor,
  source_work)
SELECT 'work', ranked.subject_id, ranked.question, ranked.id, ranked.value, ranked.valid_from, ranked.recorded_at,
  ranked.giver, ranked.by_actor, ranked.source_work
FROM (
  SELECT f.*, row_number() OVER (PARTITION BY f.subject_id, f.question
    ORDER BY f.valid_from DESC, f.recorded_at DESC, f.id DESC) AS place
  FROM person_identity i
  JOIN work w ON w.person_id = i.id
  JOIN fact f ON f.subject_kind = 'work' AND f.subject_id = w.id
  WHERE i.current_id = $1 AND f.standing <> 'withdrawn' AND f.valid_from <= $2
    AND NOT EXISTS (SELECT 1 FROM fact x WHERE x.withdraws = f.id)
) ranked
WHERE ranked.place = 1;

-- statement: notes_alone
-- Case notes that are about nobody else.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- columns: id text
-- rows: 20000
SELECT DISTINCT n.note_id FROM person_identity i
JOIN case_note_person n ON n.person_id = i.id
WHERE i.current_id = $1 AND NOT EXISTS (SELECT 1 FROM case_note_person o JOIN person_identity j ON j.id = o.person_id
  WHERE o.note_id = n.note_id AND j.current_id <> $1)
ORDER BY n.note_id;

-- statement: files_alone
-- Bytes that no other record holds.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- columns: hash text
-- rows: 20000
SELECT DISTINCT mine.hash
FROM (
  SELECT u.hash FROM person_identity i JOIN upload u ON u.person_id = i.id WHERE i.current_id = $1
  UNION SELECT u.hash FROM person_identity i JOIN work w ON w.person_id = i.id JOIN upload u ON u.work_id = w.id
    WHERE i.current_id = $1
) mine
WHERE NOT EXISTS (SELECT 1 FROM upload o LEFT JOIN work w ON w.id = o.work_id
  LEFT JOIN person_identity j ON j.id = coalesce(o.person_id, w.person_id)
  WHERE o.hash = mine.hash AND (j.current_id IS NULL OR j.current_id <> $1))
ORDER BY mine.hash;

-- statement: deliveries_erase
-- Messages to somebody that are still on their way do not leave.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM outbox_delivery WHERE outbox_id IN (
  SELECT o.id FROM person_identity i JOIN outbox o ON o.person_id = i.id WHERE i.current_id = $1);

-- statement: file_erase
-- people: maintenance — the end of a record
-- parameters: hash text
-- changes: any
DELETE FROM stored_file WHERE hash = $1;

-- statement: note_erase
-- people: maintenance — the end of a record
-- parameters: id text
-- changes: any
DELETE FROM case_note WHERE id = $1;

-- statement: work_orphan
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
UPDATE work SET parent_work = NULL WHERE parent_work IN (
  SELECT w.id FROM person_identity i JOIN work w ON w.person_id = i.id WHERE i.current_id = $1);

-- statement: person_erase
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
DELETE FROM person WHERE id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1);

-- statement: person_identity_erase
-- parameters: current_id text
-- changes: any
DELETE FROM person_identity WHERE current_id = $1;

-- statement: events_with_words
-- people: maintenance — the end of a record
-- parameters: current_id text
-- columns: id text, work text, at integer, by_actor text, transition text, to_user text?, to_team text?, due_on text?
-- rows: 20000
SELECT e.id, e.work_id, e.at, e.by_actor, e.transition, e.to_user, e.to_team, e.due_on
FROM person_identity i
JOIN work w ON w.person_id = i.id
JOIN work_event e ON e.work_id = w.id
WHERE i.current_id = $1 AND e.detail <> '' AND e.transition NOT IN ('submitted', 'finished', 'opened')
ORDER BY e.id;

-- statement: event_remove
-- parameters: id text
-- people: maintenance — the end of a record
-- changes: one
DELETE FROM work_event WHERE id = $1;

-- statement: event_put_back
-- parameters: id text, work text, at integer, by_actor text, transition text, to_user text?, to_team text?, due_on text?
-- changes: one
INSERT INTO work_event (id, work_id, at, by_actor, transition, detail, to_user, to_team, due_on)
VALUES ($1, $2, $3, $4, $5, '', $6, $7, $8);

-- statement: work_anonymise
-- A title may name somebody, and a reference stands in letters.
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
UPDATE work SET title = pathway, reference = id
WHERE person_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1);

-- statement: service_anonymise
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
UPDATE service SET goal = '' WHERE person_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1);

-- statement: person_anonymise
-- people: maintenance — the end of a record
-- parameters: current_id text
-- changes: any
UPDATE person SET reference = id, version = version + 1
WHERE id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $1);
