-- Who looked at whom when several people were read at once.

-- One row for each person that a row of the audit names beside its own column: a search, a list, an export.
-- table: audit_of_person  derived
CREATE TABLE audit_of_person (
  audit_id TEXT NOT NULL,
  person TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (audit_id, person)
);
CREATE INDEX audit_of_person_by_person ON audit_of_person (person, at);

-- Rows of before this step, from the text {"people":["…","…"]} of ids that are all 26 characters long: first in pieces of
-- two hundred ids, then id by id, so that the text of a large export is not walked from its beginning for each.
INSERT INTO audit_of_person (audit_id, person, at)
WITH RECURSIVE
  piece (audit_id, at, ids, n) AS (
    SELECT id, at, (length(detail) - 12) / 29, 0 FROM audit WHERE detail LIKE '{"people":["%'
    UNION ALL
    SELECT audit_id, at, ids, n + 1 FROM piece WHERE (n + 1) * 200 < ids
  ),
  place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n < 199),
  cut (audit_id, at, ids, words) AS MATERIALIZED (
    SELECT piece.audit_id, piece.at, CASE WHEN piece.ids - piece.n * 200 < 200 THEN piece.ids - piece.n * 200 ELSE 200 END,
      substr(audit.detail, 13 + piece.n * 5800, 5800)
    FROM piece CROSS JOIN audit WHERE audit.id = piece.audit_id
  )
SELECT DISTINCT cut.audit_id, substr(cut.words, 1 + place.n * 29, 26), cut.at
FROM cut CROSS JOIN place WHERE place.n < cut.ids;
