-- Statements of the small schema that the store's tests use.

-- statement: person_add
-- parameters: id text, name text, note text?, born integer?, picture bytes?
-- changes: one
INSERT INTO person (id, name, note, born, picture, version) VALUES ($1, $2, $3, $4, $5, 1);

-- statement: person_show
-- parameters: actor text, person text
-- changes: any
INSERT INTO visible_person (actor, person) VALUES ($1, $2) ON CONFLICT (actor, person) DO NOTHING;

-- statement: person_by_id
-- parameters: actor text, person text
-- columns: id text, name text, note text?, born integer?, picture bytes?, version integer
-- rows: one
SELECT person.id, person.name, person.note, person.born, person.picture, person.version
FROM person
JOIN visible_person ON visible_person.person = person.id AND visible_person.actor = $1
WHERE person.id = $2;

-- statement: person_some
-- parameters: actor text, ids text[16]
-- columns: id text, name text
-- rows: 3
SELECT person.id, person.name
FROM person
JOIN visible_person ON visible_person.person = person.id AND visible_person.actor = $1
WHERE person.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ORDER BY person.id;

-- statement: person_all
-- people: maintenance — the tests look at everybody
-- columns: id text, name text
-- rows: stream
SELECT id, name FROM person ORDER BY id;

-- statement: person_rename
-- The parameters stand out of order, which the two engines number differently.
-- parameters: person text, name text, version integer
-- changes: one
UPDATE person SET name = $2, version = $3 + 1 WHERE version = $3 AND id = $1;

-- statement: person_bad_version
-- parameters: person text
-- changes: one
UPDATE person SET version = 0 WHERE id = $1;

-- statement: counter_add
-- parameters: id text
-- changes: any
INSERT INTO counter (id, count) VALUES ($1, 0) ON CONFLICT (id) DO NOTHING;

-- statement: counter_get
-- parameters: id text
-- columns: count integer
-- rows: one
SELECT count FROM counter WHERE id = $1;

-- statement: counter_set
-- parameters: id text, count integer
-- changes: one
UPDATE counter SET count = $2 WHERE id = $1;

-- statement: stone_add
-- parameters: id text, carved text
-- changes: one
INSERT INTO stone (id, carved) VALUES ($1, $2);

-- statement: stone_recarve
-- parameters: id text, carved text
-- changes: any
UPDATE stone SET carved = $2 WHERE id = $1;

-- statement: stone_remove
-- parameters: id text
-- changes: any
DELETE FROM stone WHERE id = $1;

-- statement: stone_count
-- columns: stones integer
-- rows: one
SELECT count(*) AS stones FROM stone;

-- statement: stone_list
-- columns: id text, carved text
-- rows: 100000
SELECT id, carved FROM stone ORDER BY id;

-- statement: stone_has
-- parameters: id text
-- columns: id text
-- rows: one
SELECT id FROM stone WHERE id = $1;

-- statement: secret_add
-- parameters: id text, value text
-- changes: one
INSERT INTO secret (id, value) VALUES ($1, $2);

-- statement: secret_count
-- columns: secrets integer
-- rows: one
SELECT count(*) AS secrets FROM secret;
