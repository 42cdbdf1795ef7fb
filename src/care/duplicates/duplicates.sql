-- Records that may be of one person. The maintenance statements are those of the system's own desk, which compares all with
-- all; what people read asks of both records who may open them.

-- statement: duplicate_state
-- When the whole record was gone through, and whether anything waits.
-- people: maintenance — the server's own work
-- columns: at integer?, people integer?, anybody integer, changed integer
-- rows: one
SELECT (SELECT p.at FROM alike_pass p WHERE p.id = 'last'), (SELECT p.people FROM alike_pass p WHERE p.id = 'last'),
  CASE WHEN EXISTS (SELECT 1 FROM person_summary) THEN 1 ELSE 0 END,
  CASE WHEN EXISTS (SELECT 1 FROM person_changed) THEN 1 ELSE 0 END;

-- statement: duplicate_model
-- people: maintenance — the server's own work
-- columns: people integer, model text
-- rows: one
SELECT people, model FROM alike_pass WHERE id = 'last';

-- statement: duplicate_pass_put
-- parameters: at integer, people integer, model text
-- changes: one
INSERT INTO alike_pass (id, at, people, model) VALUES ('last', $1, $2, $3)
ON CONFLICT (id) DO UPDATE SET at = excluded.at, people = excluded.people, model = excluded.model;

-- statement: duplicate_marks_clear
-- people: maintenance — inside the write that ends a pass
-- parameters: until_at integer
-- changes: any
DELETE FROM person_changed WHERE at <= $1;

-- statement: duplicate_mark
-- What finds somebody has changed: the record is to be compared with the others again.
-- parameters: person text, at integer
-- changes: one
INSERT INTO person_changed (person_id, at) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET at = excluded.at;

-- statement: duplicate_pairs_of_remove
-- people: maintenance — inside a write after which the record is another, or no more
-- parameters: person text
-- changes: any
DELETE FROM person_alike WHERE person_id = $1 OR other_id = $1;

-- statement: duplicate_apart_insert
-- Two records of which somebody says that they are of two people.
-- parameters: id text, person text, other text, reason text, at integer, by_actor text
-- changes: one
INSERT INTO person_apart (id, person_id, other_id, reason, at, by_actor) VALUES ($1, $2, $3, $4, $5, $6);

-- statement: duplicate_mark_clear
-- people: maintenance — inside the write that ends a comparison; a record that changed again stays
-- parameters: person text, at integer
-- changes: any
DELETE FROM person_changed WHERE person_id = $1 AND at = $2;

-- statement: duplicate_marks
-- people: maintenance — the server's own work
-- parameters: most integer
-- columns: person text, at integer
-- rows: 100
SELECT person_id, at FROM person_changed ORDER BY at, person_id LIMIT $1;

-- statement: duplicate_people
-- Everybody as they are compared.
-- people: maintenance — the server's own work
-- columns: person text, name text, born text, nhs_number text, postcode text, address text, phones text
-- rows: stream
SELECT person_id, name, born, nhs_number, postcode, address, phones FROM person_summary ORDER BY person_id;

-- statement: duplicate_person
-- people: maintenance — the server's own work
-- parameters: person text
-- columns: person text, name text, born text, nhs_number text, postcode text, address text, phones text
-- rows: one
SELECT person_id, name, born, nhs_number, postcode, address, phones FROM person_summary WHERE person_id = $1;

-- statement: duplicate_tokens
-- What finds somebody and others too, the rarest first.
-- people: maintenance — the server's own work
-- parameters: person text
-- columns: token text, people integer
-- rows: 400
SELECT k.token, f.people FROM person_token k JOIN token_frequency f ON f.token = k.token
WHERE k.person_id = $1 ORDER BY f.people, k.token;

-- statement: duplicate_candidates
-- Those who hold the most of some tokens; the caller has seen to it that these stand for a bounded number of people.
-- people: maintenance — the server's own work
-- parameters: person text, first text[16], second text[16], most integer
-- columns: person text, name text, born text, nhs_number text, postcode text, address text, phones text
-- rows: 200
SELECT s.person_id, s.name, s.born, s.nhs_number, s.postcode, s.address, s.phones
FROM (
  SELECT k.person_id, count(*) AS hits FROM person_token k
  WHERE k.token IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
    AND k.person_id <> $1
  GROUP BY k.person_id ORDER BY hits DESC, k.person_id LIMIT $34
) found
JOIN person_summary s ON s.person_id = found.person_id
ORDER BY found.hits DESC, found.person_id;

-- statement: duplicate_pairs_all
-- people: maintenance — the server's own work
-- columns: person text, other text, weight integer, ways text
-- rows: 100000
SELECT person_id, other_id, weight, ways FROM person_alike ORDER BY person_id, other_id;

-- statement: duplicate_pair_put
-- parameters: person text, other text, weight integer, ways text
-- changes: one
INSERT INTO person_alike (person_id, other_id, weight, ways) VALUES ($1, $2, $3, $4)
ON CONFLICT (person_id, other_id) DO UPDATE SET weight = excluded.weight, ways = excluded.ways;

-- statement: duplicate_pair_remove
-- people: maintenance — inside the write of a pass
-- parameters: person text, other text
-- changes: any
DELETE FROM person_alike WHERE person_id = $1 AND other_id = $2;

-- statement: duplicate_pairs
-- The pairs of which both records are open to the actor and nobody has said that they are two people, the likeliest first.
-- parameters: actor text, skip integer, most integer
-- columns: weight integer, ways text, person text, reference text, name text, known_as text, born text, died_on text, nhs_number text, postcode text, address text, phones text, other text, other_reference text, other_name text, other_known_as text, other_born text, other_died_on text, other_nhs_number text, other_postcode text, other_address text, other_phones text
-- rows: 100
SELECT q.weight, q.ways,
  q.person_id, p.reference, s.name, s.known_as, s.born, s.died_on, s.nhs_number, s.postcode, s.address, s.phones,
  q.other_id, o.reference, t.name, t.known_as, t.born, t.died_on, t.nhs_number, t.postcode, t.address, t.phones
FROM (
  SELECT a.weight, a.ways, a.person_id, a.other_id
  FROM person_alike a
  WHERE 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
      WHERE v.person_id = a.person_id AND d.actor_id = $1)
    AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
      WHERE v.person_id = a.other_id AND d.actor_id = $1)
    AND NOT EXISTS (SELECT 1 FROM person_identity i JOIN person_apart x ON x.person_id = i.id
      JOIN person_identity j ON j.id = x.other_id
      WHERE i.current_id = a.person_id AND j.current_id = a.other_id AND x.withdrawn_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM person_identity i JOIN person_apart x ON x.other_id = i.id
      JOIN person_identity j ON j.id = x.person_id
      WHERE i.current_id = a.person_id AND j.current_id = a.other_id AND x.withdrawn_at IS NULL)
  ORDER BY a.weight DESC, a.person_id DESC, a.other_id DESC LIMIT $3 OFFSET $2
) q
JOIN person p ON p.id = q.person_id
JOIN person o ON o.id = q.other_id
JOIN person_summary s ON s.person_id = q.person_id
JOIN person_summary t ON t.person_id = q.other_id
ORDER BY q.weight DESC, q.person_id DESC, q.other_id DESC;

-- statement: duplicate_pairs_count
-- How many there are of these, up to a number: more are not counted.
-- parameters: actor text, most integer
-- columns: count integer
-- rows: one
SELECT count(*) FROM (
  SELECT a.person_id
  FROM person_alike a
  WHERE 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
      WHERE v.person_id = a.person_id AND d.actor_id = $1)
    AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
      WHERE v.person_id = a.other_id AND d.actor_id = $1)
    AND NOT EXISTS (SELECT 1 FROM person_identity i JOIN person_apart x ON x.person_id = i.id
      JOIN person_identity j ON j.id = x.other_id
      WHERE i.current_id = a.person_id AND j.current_id = a.other_id AND x.withdrawn_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM person_identity i JOIN person_apart x ON x.other_id = i.id
      JOIN person_identity j ON j.id = x.person_id
      WHERE i.current_id = a.person_id AND j.current_id = a.other_id AND x.withdrawn_at IS NULL)
  LIMIT $2
) counted;

-- statement: duplicates_of_person
-- The others of the pairs of one record, open to the actor, of which nobody has said that they are two people.
-- parameters: actor text, person text
-- columns: weight integer, ways text, other text, reference text, name text, born text, address text
-- rows: 20
SELECT q.weight, q.ways, q.other_id, o.reference, t.name, t.born, t.address
FROM (
  SELECT a.weight, a.ways, a.person_id, a.other_id FROM person_alike a
  WHERE a.person_id = (SELECT k.current_id FROM person_identity k WHERE k.id = $2)
  UNION ALL
  SELECT b.weight, b.ways, b.other_id, b.person_id FROM person_alike b
  WHERE b.other_id = (SELECT k.current_id FROM person_identity k WHERE k.id = $2)
) q
JOIN person o ON o.id = q.other_id
JOIN person_summary t ON t.person_id = q.other_id
WHERE 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
    WHERE v.person_id = q.person_id AND d.actor_id = $1)
  AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
    WHERE v.person_id = q.other_id AND d.actor_id = $1)
  AND NOT EXISTS (SELECT 1 FROM person_identity i JOIN person_apart x ON x.person_id = i.id
    JOIN person_identity j ON j.id = x.other_id
    WHERE i.current_id = q.person_id AND j.current_id = q.other_id AND x.withdrawn_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM person_identity i JOIN person_apart x ON x.other_id = i.id
    JOIN person_identity j ON j.id = x.person_id
    WHERE i.current_id = q.person_id AND j.current_id = q.other_id AND x.withdrawn_at IS NULL)
ORDER BY q.weight DESC, q.other_id DESC LIMIT 20;

-- statement: duplicates_apart
-- What people said, the latest first.
-- parameters: actor text, skip integer, most integer
-- columns: id text, reason text, at integer, by_name text, person text, reference text, name text, born text, other text, other_reference text, other_name text, other_born text
-- rows: 100
SELECT q.id, q.reason, q.at, coalesce(u.name, q.by_actor), q.person_id, p.reference, s.name, s.born,
  q.other_id, o.reference, t.name, t.born
FROM (
  SELECT x.id, x.reason, x.at, x.by_actor, i.current_id AS person_id, j.current_id AS other_id
  FROM person_apart x JOIN person_identity i ON i.id = x.person_id JOIN person_identity j ON j.id = x.other_id
  WHERE x.withdrawn_at IS NULL AND i.current_id <> j.current_id
    AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
      WHERE v.person_id = i.current_id AND d.actor_id = $1)
    AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
      WHERE v.person_id = j.current_id AND d.actor_id = $1)
  ORDER BY x.at DESC, x.id DESC LIMIT $3 OFFSET $2
) q
JOIN person p ON p.id = q.person_id
JOIN person o ON o.id = q.other_id
JOIN person_summary s ON s.person_id = q.person_id
JOIN person_summary t ON t.person_id = q.other_id
LEFT JOIN user_account u ON u.id = q.by_actor
ORDER BY q.at DESC, q.id DESC;

-- statement: duplicates_apart_between
-- What was said of two records, the latest first.
-- parameters: actor text, person text, other text
-- columns: id text, reason text, at integer, by_name text
-- rows: 20
SELECT x.id, x.reason, x.at, coalesce(u.name, x.by_actor)
FROM person_identity a
JOIN person_identity b ON b.id = $3
JOIN person_identity i ON i.current_id = a.current_id
JOIN person_apart x ON x.person_id = i.id OR x.other_id = i.id
JOIN person_identity j ON j.id = CASE WHEN x.person_id = i.id THEN x.other_id ELSE x.person_id END
LEFT JOIN user_account u ON u.id = x.by_actor
WHERE a.id = $2 AND j.current_id = b.current_id AND x.withdrawn_at IS NULL
  AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
    WHERE v.person_id = a.current_id AND d.actor_id = $1)
  AND 2 <= (SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
    WHERE v.person_id = b.current_id AND d.actor_id = $1)
ORDER BY x.at DESC, x.id DESC LIMIT 20;

-- statement: duplicate_apart_people
-- people: maintenance — inside the write that withdraws it, which then asks of both records
-- parameters: id text
-- columns: person text, other text
-- rows: one
SELECT person_id, other_id FROM person_apart WHERE id = $1 AND withdrawn_at IS NULL;

-- statement: duplicate_open
-- How far the actor may see the record behind an id.
-- parameters: actor text, person text
-- columns: current_id text, how integer
-- rows: one
SELECT i.current_id, coalesce((SELECT max(v.how) FROM visible_person v JOIN actor_audience d ON d.audience_id = v.audience_id
  WHERE v.person_id = i.current_id AND d.actor_id = $1), 0)
FROM person_identity i WHERE i.id = $2;

-- statement: duplicate_apart_withdraw
-- parameters: id text, at integer, by_actor text
-- changes: one
UPDATE person_apart SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_at IS NULL;
