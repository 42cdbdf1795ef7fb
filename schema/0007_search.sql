-- Finding somebody whose name was misspelt, and what two things say together.

-- Each word of a name under itself and under itself without one letter: two words that differ by a letter share one.
-- A word stays when nobody bears it any more; token_frequency says so.
-- table: name_near  derived
CREATE TABLE name_near (
  deletion TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (deletion, word)
);

-- Who may see somebody is asked of each who might be meant: answered from the index alone.
CREATE INDEX visible_person_how ON visible_person (person_id, audience_id, how);

-- Records made before this step have no tokens of two things: a job makes them, person after person.
INSERT INTO job (id, kind, unique_key, due_at, payload, attempts)
SELECT 'search-tokens-of-two-things', 'search-tokens', 'search-tokens/of-two-things/', 0, '', 0
WHERE EXISTS (SELECT 1 FROM person);
