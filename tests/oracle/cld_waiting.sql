-- Waiting times (DHSC, waiting times method, version 1.1 of 19 May 2026): from a request of somebody new to the first response and
-- to the first service, as docs/returns.md says them. Runs after cld_measures.sql on its table event; the last file to run.

CREATE TABLE wait_service AS
SELECT e.*, o.place AS service_place FROM event e JOIN service_order o USING (service_type) WHERE e.event_type = 'Service';

CREATE TABLE wait_request AS
SELECT r.* FROM event r
WHERE r.event_type = 'Request' AND r.client_type = 'Service user' AND r.start_day >= DATE '2023-04-01' AND age_on(r.birth, r.start_day) >= 25
  AND r.outcome <> '' AND r.outcome NOT LIKE 'NFA%' AND r.outcome <> 'Admitted to hospital'
  AND NOT EXISTS (SELECT 1 FROM wait_service s WHERE s.council = r.council AND s.person = r.person AND s.start_day < r.start_day
    AND ((s.service_place <= 4 AND coalesce(s.end_day, r.start_day) >= r.start_day - INTERVAL 12 MONTH)
      OR (s.service_place IN (5, 7) AND coalesce(s.end_day, r.start_day) >= r.start_day - INTERVAL 3 MONTH)));

-- All that may follow one another, numbered from 1 for each person.
CREATE TABLE course AS
WITH member AS (
  SELECT *, 1 AS turn FROM wait_request
  UNION ALL BY NAME
  SELECT *, 2 AS turn FROM event WHERE event_type = 'Assessment' AND assessment_type IN ('Short term assessment', 'Long term assessment')
    AND age_on(birth, start_day) >= 25
  UNION ALL BY NAME
  SELECT * EXCLUDE (service_place), 3 AS turn FROM wait_service WHERE age_on(birth, start_day) >= 25
)
SELECT council, person, turn, start_day, outcome, row_number() OVER one_person AS place,
  sum((turn <> 2)::INTEGER) OVER (one_person ROWS UNBOUNDED PRECEDING) AS block,
  CASE WHEN age_on(birth, coalesce(end_day, to_day)) >= 65 THEN '65 and above' ELSE '25 to 64' END AS band
FROM member
WINDOW one_person AS (PARTITION BY council, person ORDER BY start_day, turn, file_number DESC, row_number DESC);

CREATE TABLE asked AS
WITH next_one AS (
  SELECT r.council, r.person, r.start_day, r.place,
    (SELECT min(n.place) FROM course n WHERE n.council = r.council AND n.person = r.person AND n.turn = 2 AND n.place > r.place) AS assessment,
    (SELECT min(n.place) FROM course n WHERE n.council = r.council AND n.person = r.person AND n.turn = 3 AND n.place > r.place) AS service
  FROM course r WHERE r.turn = 1
),
progress AS (
  SELECT council, person, block, bool_or(outcome IN ('Progress to reablement/ST-Max', 'Progress to support planning or services',
    'Continuation of support or services')) AS goes_on
  FROM course WHERE turn = 2 GROUP BY council, person, block
),
answered AS (
  SELECT n.*, least(n.assessment, n.service) AS response, CASE WHEN n.assessment < coalesce(n.service, n.assessment + 1) AND NOT (
      SELECT p.goes_on FROM progress p JOIN course c ON c.council = p.council AND c.person = p.person AND c.block = p.block AND c.turn = 2
      WHERE c.council = n.council AND c.person = n.person AND c.place = n.assessment)
    THEN NULL ELSE n.service END AS help
  FROM next_one n
)
SELECT *, coalesce(lag(greatest(response, help)) OVER before > place, false)
    OR coalesce(response <= max(response) OVER earlier, false) OR coalesce(help <= max(help) OVER earlier, false) AS is_within_another
FROM answered
WINDOW before AS (PARTITION BY council, person ORDER BY place),
  earlier AS (PARTITION BY council, person ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

CREATE TABLE wait AS
SELECT kind.measure, c.band, a.council, date_diff('day', a.start_day, c.start_day) AS days,
  ['April to June', 'July to September', 'October to December', 'January to March']
    [1 + date_diff('month', y.year_from, c.start_day) // 3] AS quarter
FROM asked a CROSS JOIN setting y CROSS JOIN (VALUES ('WAIT-RESPONSE'), ('WAIT-SERVICE')) kind(measure)
JOIN course c ON c.council = a.council AND c.person = a.person
  AND c.place = CASE kind.measure WHEN 'WAIT-RESPONSE' THEN a.response ELSE a.help END
WHERE NOT a.is_within_another AND c.start_day BETWEEN y.year_from AND y.year_to;

-- Days together and how many waits; the middle one stands in its own table, England's from all waits together.
CREATE TABLE middle_wait AS
SELECT measure, band, part, place.council, quantile_cont(days, 0.5) AS days
FROM wait CROSS JOIN LATERAL (VALUES (wait.council), ('England')) place(council) CROSS JOIN LATERAL (VALUES (quarter), ('Year')) named(part)
GROUP BY ALL;

INSERT INTO cell
SELECT measure, band, part, council, sum(days), count(*) FROM wait CROSS JOIN LATERAL (VALUES (quarter), ('Year')) named(part) GROUP BY ALL;

INSERT INTO cell SELECT measure, group_name, part, 'England', sum(numerator), sum(denominator) FROM cell GROUP BY measure, group_name, part;
