-- The national measures out of Client Level Data, said a second time in SQL: written from docs/returns.md and the public
-- descriptions alone, by somebody who did not look into the engine. cld_measures.test.mjs holds both against each other.
--
-- Before it runs there are: raw(file_number, row_number, and the fifty columns as text), codes and release_1 (the shipped
-- lists), setting(year_from, year_to, ignores_case, blank_component_counts, new_within_days, period, imported).

CREATE MACRO folded(value) AS CASE WHEN (SELECT ignores_case FROM setting) THEN lower(value) ELSE value END;
CREATE MACRO cleaned(value) AS CASE WHEN trim(coalesce(value, '')) = 'NULL' THEN '' ELSE trim(coalesce(value, '')) END;
CREATE MACRO day_of(value) AS CASE
  WHEN regexp_full_match(cleaned(value), '[0-9]{2}/[0-9]{2}/[0-9]{4}') THEN CAST(try_strptime(cleaned(value), '%d/%m/%Y') AS DATE)
  WHEN regexp_full_match(cleaned(value), '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN CAST(try_strptime(cleaned(value), '%Y-%m-%d') AS DATE)
END;
CREATE MACRO age_on(birth, day) AS (date_diff('day', date_trunc('month', birth), day) * 4) // 1461;
CREATE MACRO check_digit(digits) AS (11 - list_sum(list_transform(range(1, 10),
  lambda place: CAST(substr(digits, place, 1) AS INTEGER) * (11 - place))) % 11) % 11;
CREATE MACRO is_nhs_number(value) AS regexp_full_match(value, '[0-9]{10}')
  AND check_digit(CASE WHEN regexp_full_match(value, '[0-9]{10}') THEN value ELSE '0000000000' END)
    = CAST(substr(CASE WHEN regexp_full_match(value, '[0-9]{10}') THEN value ELSE '0000000000' END, 10, 1) AS INTEGER);

-- 1. Values. What a value of either release means now; gone: of release 1, without a successor. ------------------------

CREATE TABLE meaning AS
WITH present AS (
  SELECT list, folded(code) AS key, code AS value, false AS is_gone, 1 AS choice
  FROM codes WHERE release LIKE '%R2%' AND release NOT LIKE '%patterns%'
  UNION ALL
  SELECT list, folded(release_1), release_2, false, 2 FROM release_1
  UNION ALL
  SELECT c.list, folded(c.code), c.code,
    c.list IN ('primary_support_reason', 'accommodation_status', 'service_type', 'service_component', 'delivery_mechanism',
      'event_outcome', 'client_type', 'event_type'), 3
  FROM codes c WHERE c.release NOT LIKE '%R2%'
)
SELECT list, key, arg_min(value, choice) AS value, arg_min(is_gone, choice) AS is_gone FROM present GROUP BY list, key;

CREATE TABLE outcome_order AS
SELECT code AS value, row_number() OVER (ORDER BY place) AS place
FROM (SELECT code, row_number() OVER () AS place FROM codes WHERE list = 'event_outcome' AND release = 'R2');

-- '' is blank, '?' unlisted.
CREATE MACRO meant(of_list, written) AS CASE WHEN cleaned(written) = '' THEN ''
  ELSE coalesce((SELECT m.value FROM meaning m WHERE m.list = of_list AND m.key = folded(cleaned(written))), '?') END;

CREATE TABLE line AS
SELECT file_number, row_number, cleaned("LA Code") AS council,
  day_of("Reporting Period Start Date") AS stated_from, day_of("Reporting Period End Date") AS stated_to,
  CASE WHEN is_nhs_number(cleaned("NHS Number")) THEN 'N' || cleaned("NHS Number")
    WHEN cleaned("LA Person Unique Identifier") <> '' THEN 'L' || cleaned("LA Person Unique Identifier") END AS person,
  day_of("Date of Birth") AS birth, day_of("Date of Death") AS death,
  meant('client_type', "Client Type") AS client_type, meant('primary_support_reason', "Primary Support Reason") AS reason,
  meant('accommodation_status', "Accommodation Status") AS accommodation, meant('event_type', "Event Type") AS event_type,
  day_of("Event Start Date") AS start_day, day_of("Event End Date") AS given_end,
  meant('event_outcome', "Event Outcome") AS outcome, meant('route_of_access', "Request: Route of Access") AS route,
  meant('assessment_type', "Assessment Type") AS assessment_type, meant('service_type', "Service Type") AS service_type,
  meant('service_component', "Service Component") AS component, meant('delivery_mechanism', "Delivery Mechanism") AS mechanism,
  meant('employment_status', "Employment Status") AS employment, cleaned("Review Reason") AS review_reason, meant('cost_frequency', "Cost Frequency (Unit Type)") AS frequency,
  cleaned("Unit Cost") AS unit_cost, cleaned("Planned units per week") AS planned_units
FROM raw;

-- 3. Submissions and their reference periods. --------------------------------------------------------------------------

-- What a council's rows of one file state, and how many of its events end in each month. The month of import is the one given,
-- else the one after the stated end: what ends then or later is left aside.
CREATE TABLE stated AS
SELECT council, file_number, min(stated_from) AS from_day, max(stated_to) AS to_day,
  coalesce(date_trunc('month', any_value(y.imported)), date_trunc('month', max(stated_to)) + INTERVAL 1 MONTH, DATE '9999-01-01')
    AS import_month
FROM line CROSS JOIN setting y WHERE council <> '' AND person IS NOT NULL AND event_type NOT IN ('', '?') GROUP BY council, file_number;

CREATE TABLE month_end AS
SELECT l.council, l.file_number, CAST(date_trunc('month', l.given_end) AS DATE) AS month, l.event_type, count(*) AS ends
FROM line l JOIN stated s USING (council, file_number)
WHERE l.person IS NOT NULL AND l.event_type NOT IN ('', '?') AND l.given_end < s.import_month
  AND l.given_end BETWEEN DATE '1990-01-01' AND DATE '2069-12-31'
GROUP BY ALL;

-- The two per cent, as described and as scripted.
CREATE TABLE two_per_cent AS
WITH by_month AS (SELECT council, file_number, month, sum(ends) AS ends, count(DISTINCT event_type) AS types FROM month_end GROUP BY ALL),
of_file AS (SELECT council, file_number, sum(ends) AS all_ends, max(types) AS most_types FROM by_month GROUP BY ALL),
kinds AS (SELECT council, file_number, count(DISTINCT event_type) AS all_types FROM month_end GROUP BY ALL)
SELECT council, file_number, any_value(all_ends) AS all_ends,
  min(month) FILTER (WHERE 100 * ends >= 2 * all_ends AND types >= all_types - 1) AS rule_from,
  max(month) FILTER (WHERE 100 * ends >= 2 * all_ends AND types >= all_types - 1) AS rule_to,
  min(month) FILTER (WHERE all_ends < 100 OR (100 * ends >= 2 * all_ends AND types >= most_types - 1)) AS code_from,
  max(month) FILTER (WHERE all_ends < 100 OR (100 * ends >= 2 * all_ends AND types >= most_types - 1)) AS code_to
FROM by_month JOIN of_file USING (council, file_number) JOIN kinds USING (council, file_number) GROUP BY council, file_number;

-- The second version: months complete for requests, assessments and services alike, the latest run of them.
CREATE TABLE coverage AS
WITH type_name(event_type) AS (VALUES ('Request'), ('Assessment'), ('Service')),
totals AS (
  SELECT s.council, s.file_number, t.event_type,
    (SELECT coalesce(sum(m.ends), 0) FROM month_end m WHERE m.council = s.council AND m.file_number = s.file_number
      AND m.event_type = t.event_type AND m.month >= DATE '2020-04-01')
    + (SELECT count(*) FROM line l WHERE l.council = s.council AND l.file_number = s.file_number AND l.event_type = t.event_type
      AND l.event_type = 'Service' AND l.given_end IS NULL AND l.person IS NOT NULL) AS total
  FROM stated s CROSS JOIN type_name t
),
middles AS (SELECT council, file_number, quantile_cont(total, 0.5) AS middle_total FROM totals GROUP BY ALL),
usual AS (SELECT council, file_number, event_type, quantile_cont(ends, 0.5) AS middle_ends FROM month_end
  WHERE month >= DATE '2020-04-01' GROUP BY ALL),
calendar AS (
  SELECT s.council, s.file_number, t.event_type, CAST(m.month AS DATE) AS month, coalesce(e.ends, 0) AS ends
  FROM stated s CROSS JOIN type_name t
  CROSS JOIN (SELECT unnest(generate_series(DATE '2020-04-01', DATE '2045-12-01', INTERVAL 1 MONTH)) AS month) m
  LEFT JOIN month_end e ON e.council = s.council AND e.file_number = s.file_number AND e.event_type = t.event_type
    AND e.month = CAST(m.month AS DATE)
  WHERE m.month < s.import_month
),
complete AS (
  SELECT c.*, coalesce(t.total >= m.middle_total * 5 / 100 AND (c.ends >= 10 OR c.council = '714')
    AND 100 * c.ends >= 20 * u.middle_ends, false) AS is_complete
  FROM calendar c JOIN totals t USING (council, file_number, event_type) JOIN middles m USING (council, file_number)
  LEFT JOIN usual u USING (council, file_number, event_type)
),
allowed AS (
  SELECT *, is_complete OR (lag(is_complete, 1, false) OVER run AND lead(is_complete, 1, false) OVER run) AS is_allowed
  FROM complete WINDOW run AS (PARTITION BY council, file_number, event_type ORDER BY month)
),
whole AS (SELECT council, file_number, month FROM allowed WHERE is_allowed GROUP BY council, file_number, month HAVING count(*) = 3),
runs AS (
  SELECT council, file_number, min(month) AS run_from, max(month) AS run_to
  FROM (SELECT *, CAST(month - INTERVAL (row_number() OVER (PARTITION BY council, file_number ORDER BY month)) MONTH AS DATE) AS run
    FROM whole) GROUP BY council, file_number, run
)
SELECT council, file_number, max(run_to) AS cover_to, arg_max(run_from, run_to) AS cover_from FROM runs GROUP BY council, file_number;

CREATE MACRO last_of_month(day) AS CAST(day + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE);

CREATE TABLE submission AS
WITH derived AS (
  SELECT s.council, s.file_number, CASE
      WHEN y.period = 'stated' OR (y.period = 'rule' AND coalesce(t.all_ends, 0) < 100) OR (y.period = 'coverage' AND s.council = '906')
        THEN s.from_day
      WHEN y.period = 'rule' THEN t.rule_from WHEN y.period = 'code' THEN t.code_from ELSE c.cover_from END AS from_day,
    CASE WHEN y.period = 'stated' OR (y.period = 'rule' AND coalesce(t.all_ends, 0) < 100) OR (y.period = 'coverage' AND s.council = '906')
        THEN s.to_day
      WHEN y.period = 'rule' THEN last_of_month(t.rule_to) WHEN y.period = 'code' THEN last_of_month(t.code_to)
      ELSE last_of_month(c.cover_to) END AS to_day
  FROM stated s CROSS JOIN setting y LEFT JOIN two_per_cent t USING (council, file_number) LEFT JOIN coverage c USING (council, file_number)
)
SELECT *, count(*) OVER (PARTITION BY council) AS submissions FROM derived WHERE from_day <= to_day;

-- One submission: one reference period. Several: each quarter from the one that ends last; the quarters of one file are one period.
CREATE TABLE reference_period AS
SELECT council, file_number, from_day, to_day, false AS is_joined FROM submission WHERE submissions = 1
UNION ALL
SELECT council, file_number, min(quarter_from), max(quarter_to), true FROM (
  SELECT council, arg_max(file_number, (to_day, file_number)) AS file_number, quarter_from, quarter_to
  FROM (SELECT CAST(unnest(generate_series(DATE '2015-01-01', DATE '2040-10-01', INTERVAL 3 MONTH)) AS DATE) AS quarter_from) quarters,
    LATERAL (SELECT CAST(quarter_from + INTERVAL 3 MONTH - INTERVAL 1 DAY AS DATE) AS quarter_to) ends
  JOIN submission s ON s.submissions > 1 AND s.from_day <= quarter_from AND s.to_day >= quarter_to
  GROUP BY council, quarter_from, quarter_to
) GROUP BY council, file_number;

-- 2., 4., 5. Persons, ends, what lies in a period. ---------------------------------------------------------------------

CREATE TABLE event_row AS
WITH ended AS (
  SELECT l.*, p.from_day, p.to_day, p.is_joined,
    CASE WHEN l.death IS NOT NULL AND ((l.given_end IS NOT NULL AND l.death BETWEEN l.start_day AND l.given_end)
      OR (l.given_end IS NULL AND l.death > l.start_day)) THEN l.death ELSE l.given_end END AS end_day
  FROM line l JOIN reference_period p ON p.council = l.council AND p.file_number = l.file_number
  WHERE l.person IS NOT NULL AND l.event_type NOT IN ('', '?')
)
SELECT *,
  concat_ws('|', council, person, event_type, start_day, client_type, CASE event_type
    WHEN 'Request' THEN concat_ws('|', coalesce(CAST(end_day AS VARCHAR), ''), route)
    WHEN 'Assessment' THEN concat_ws('|', coalesce(CAST(end_day AS VARCHAR), ''), assessment_type)
    WHEN 'Review' THEN coalesce(CAST(end_day AS VARCHAR), '')
    ELSE concat_ws('|', service_type, component,
      CASE WHEN is_joined THEN '' ELSE concat_ws('|', mechanism, frequency, unit_cost, planned_units) END) END) AS event_key
FROM ended
WHERE start_day <= to_day AND (death IS NULL OR (death >= from_day AND death >= start_day))
  AND CASE event_type WHEN 'Service' THEN end_day IS NULL OR end_day >= from_day ELSE end_day BETWEEN from_day AND to_day END;

-- 7., 8. Services that went missing are closed; one row an event is kept. ------------------------------------------------

CREATE TABLE event AS
WITH last_period AS (SELECT council, max(from_day) AS last_from FROM reference_period GROUP BY council),
closed AS (
  SELECT e.* REPLACE (CASE
    WHEN e.is_joined AND e.event_type = 'Service' AND (e.end_day IS NULL OR e.end_day > e.to_day) AND e.from_day < p.last_from
      AND NOT EXISTS (SELECT 1 FROM event_row n WHERE n.event_key = e.event_key AND n.from_day = e.to_day + INTERVAL 1 DAY)
    THEN e.to_day ELSE e.end_day END AS end_day)
  FROM event_row e JOIN last_period p ON p.council = e.council
),
ranked AS (
  SELECT c.*, row_number() OVER (PARTITION BY c.event_key ORDER BY c.from_day DESC, c.end_day DESC NULLS FIRST,
    CASE WHEN o.place IS NOT NULL THEN o.place * 10 WHEN c.outcome IN ('', '?') THEN 100000 ELSE 25 END,
    c.file_number DESC, c.row_number DESC) AS rank_in_event, o.place AS outcome_place
  FROM closed c LEFT JOIN outcome_order o ON o.value = c.outcome
)
SELECT *, outcome_place IS NOT NULL AND outcome NOT IN ('Progress to reablement/ST-Max',
    'Progress to assessment, review or reassessment', 'Progress to support planning or services',
    'Continuation of support or services') AS is_usable,
  start_day IS NOT NULL AND (end_day IS NULL OR end_day >= start_day) AS is_valid
FROM ranked WHERE rank_in_event = 1;

-- 10. What is known of a person. ---------------------------------------------------------------------------------------

CREATE TABLE service_order AS SELECT * FROM (VALUES
  ('Long term support: Nursing care', 1), ('Long term support: Residential care', 2), ('Long term support: Community', 3),
  ('Long term support: Prison', 4), ('Short term support: ST-Max', 5), ('Short term support: Ongoing low level', 6),
  ('Short term support: Other short term', 7)) named(service_type, place);

CREATE TABLE settled AS
SELECT code AS accommodation FROM (SELECT code, row_number() OVER () AS place FROM codes
  WHERE list = 'accommodation_status' AND release = 'R2') WHERE place <= 9;

CREATE MACRO reason_is_known(value) AS value NOT IN ('', '?', 'Unknown', 'Social support: Support to unpaid carer');

CREATE TABLE birth AS
SELECT council, person, min(date_trunc('month', birth)) AS birth FROM (
  SELECT council, person, birth, from_day, max(from_day) OVER (PARTITION BY council, person) AS latest
  FROM event WHERE birth IS NOT NULL) WHERE from_day = latest GROUP BY council, person;
CREATE TABLE death AS
SELECT council, person, max(death) AS death FROM (
  SELECT council, person, death, from_day, max(from_day) OVER (PARTITION BY council, person) AS latest
  FROM event WHERE death IS NOT NULL) WHERE from_day = latest GROUP BY council, person;

CREATE TABLE home AS
SELECT council, person, CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE 'Unknown' END AS value FROM (
  SELECT council, person, CASE WHEN accommodation IN ('', '?') THEN 'Unknown' ELSE accommodation END AS value,
    rank() OVER (PARTITION BY council, person ORDER BY accommodation IN ('', '?', 'Unknown'), from_day DESC,
      end_day DESC NULLS FIRST, start_day DESC) AS place FROM event) WHERE place = 1 GROUP BY council, person;

CREATE TABLE support_reason AS
SELECT council, person, CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE 'Unknown' END AS value FROM (
  SELECT council, person, CASE WHEN reason IN ('', '?') THEN 'Unknown' ELSE reason END AS value,
    rank() OVER (PARTITION BY council, person ORDER BY NOT reason_is_known(reason), from_day DESC,
      end_day DESC NULLS FIRST, start_day DESC) AS place FROM event) WHERE place = 1 GROUP BY council, person;

CREATE TABLE work AS
SELECT council, person, CASE WHEN count(DISTINCT value) = 1 THEN min(value) ELSE 'Unknown' END AS value FROM (
  SELECT council, person, CASE WHEN employment IN ('', '?') THEN 'Unknown' ELSE employment END AS value,
    rank() OVER (PARTITION BY council, person ORDER BY employment IN ('', '?', 'Unknown'), from_day DESC,
      end_day DESC NULLS FIRST, start_day DESC) AS place FROM event) WHERE place = 1 GROUP BY council, person;

CREATE TABLE presumed_home AS
WITH first_place AS (
  SELECT e.council, e.person, o.service_type, CASE WHEN e.component IN ('Shared Lives', 'Community supported living',
      'Extra care housing', 'Home support or domiciliary care') THEN e.component END AS component,
    rank() OVER (PARTITION BY e.council, e.person ORDER BY e.end_day DESC NULLS FIRST, coalesce(o.place, 8),
      e.component NOT IN ('Shared Lives', 'Community supported living', 'Extra care housing',
        'Home support or domiciliary care'), e.start_day DESC) AS place
  FROM event e LEFT JOIN service_order o ON o.service_type = e.service_type WHERE e.event_type = 'Service'
),
one AS (
  SELECT council, person, CASE WHEN count(DISTINCT service_type) = 1 THEN min(service_type) END AS service_type,
    CASE WHEN count(DISTINCT component) = 1 THEN min(component) END AS component
  FROM first_place WHERE place = 1 GROUP BY council, person
)
SELECT council, person, coalesce(CASE
  WHEN service_type IN ('Long term support: Nursing care', 'Long term support: Residential care') THEN false
  WHEN component IN ('Shared Lives', 'Extra care housing', 'Community supported living') THEN true
  WHEN service_type = 'Long term support: Community' AND component = 'Home support or domiciliary care' THEN true
  ELSE false END, false) AS is_settled
FROM one;

CREATE TABLE known AS
SELECT people.council, people.person, b.birth, d.death, r.value AS reason,
  CASE WHEN h.value = 'Unknown' THEN coalesce(f.is_settled, false)
    ELSE h.value IN (SELECT accommodation FROM settled) END AS is_settled
FROM (SELECT DISTINCT council, person FROM event) people
LEFT JOIN birth b USING (council, person) LEFT JOIN death d USING (council, person)
LEFT JOIN home h USING (council, person) LEFT JOIN support_reason r USING (council, person)
LEFT JOIN presumed_home f USING (council, person);

-- The long term services of service users, and who had one in the year. -------------------------------------------------

CREATE TABLE long_term AS
SELECT e.council, e.person, e.start_day, e.end_day, e.service_type, e.component, e.mechanism, o.place
FROM event e JOIN service_order o ON o.service_type = e.service_type AND o.place <= 4
WHERE e.client_type = 'Service user' AND e.event_type = 'Service' AND e.is_valid;

CREATE MACRO pays_directly(mechanism, component) AS mechanism = 'Direct payment' OR component = 'Direct payment';

CREATE TABLE setting_of AS
SELECT council, person, start_day, end_day, CASE
  WHEN place = 1 THEN 1 WHEN place = 2 THEN 2
  WHEN place = 3 AND pays_directly(mechanism, component) THEN 3
  WHEN place = 3 AND mechanism = 'CASSR managed personal budget' THEN 4
  WHEN place = 3 AND mechanism = 'CASSR commissioned support' THEN 5
  WHEN place = 3 THEN 6 ELSE 7 END AS setting_place
FROM long_term;

CREATE TABLE supported_in_year AS
SELECT l.council, l.person, k.reason, k.is_settled, age_on(k.birth, y.year_to) AS age_at_year_end,
  CASE WHEN bool_or(l.end_day IS NULL OR l.end_day >= y.year_to) THEN age_on(k.birth, y.year_to)
    ELSE age_on(k.birth, max(l.end_day)) END AS age
FROM long_term l JOIN known k USING (council, person) CROSS JOIN setting y
WHERE l.start_day <= y.year_to AND (l.end_day IS NULL OR l.end_day >= y.year_from)
  AND (k.death IS NULL OR k.death >= y.year_from)
GROUP BY l.council, l.person, k.reason, k.is_settled, k.birth, y.year_to;

CREATE TABLE band AS SELECT * FROM (VALUES ('Total', -1, 1000), ('18 to 64', 18, 64), ('65 and above', 65, 1000))
  named(band, age_from, age_to);

-- The measures. ---------------------------------------------------------------------------------------------------------

CREATE TABLE cell(measure VARCHAR, group_name VARCHAR, part VARCHAR, council VARCHAR, numerator BIGINT, denominator BIGINT);

INSERT INTO cell
SELECT '2E', b.band, '', s.council, count(*) FILTER (WHERE s.is_settled), count(*)
FROM supported_in_year s JOIN band b ON (s.age >= 18 AND s.age BETWEEN b.age_from AND b.age_to) OR (b.band = 'Total' AND s.age IS NULL)
GROUP BY b.band, s.council;

INSERT INTO cell
SELECT '2E-LD', '18 to 64', '', council, count(*) FILTER (WHERE is_settled), count(*)
FROM supported_in_year WHERE age BETWEEN 18 AND 64 AND reason = 'Learning disability support' GROUP BY council;

CREATE TABLE on_last_day AS
SELECT s.council, s.person, min(s.setting_place) AS setting_place, age_on(any_value(k.birth), any_value(y.year_to)) AS age
FROM setting_of s JOIN known k USING (council, person) CROSS JOIN setting y
WHERE s.start_day <= y.year_to AND (s.end_day IS NULL OR s.end_day >= y.year_to) AND (k.death IS NULL OR k.death >= y.year_to)
GROUP BY s.council, s.person;

INSERT INTO cell
SELECT part.measure, b.band, '', d.council, count(*) FILTER (WHERE d.setting_place <= part.setting_to), count(*)
FROM on_last_day d JOIN band b ON (d.age >= 18 AND d.age BETWEEN b.age_from AND b.age_to) OR (b.band = 'Total' AND d.age IS NULL)
CROSS JOIN (VALUES ('3D-1a', 4), ('3D-2a', 3)) part(measure, setting_to)
WHERE d.setting_place BETWEEN 3 AND 6 GROUP BY part.measure, b.band, d.council;

CREATE TABLE carer AS
SELECT e.council, e.person, age_on(any_value(k.birth), any_value(y.year_to)) AS age, min(CASE
  WHEN pays_directly(e.mechanism, e.component) THEN 1
  WHEN e.component = '' AND NOT y.blank_component_counts THEN NULL
  WHEN e.mechanism = 'CASSR managed personal budget' THEN 2
  WHEN e.mechanism = 'CASSR commissioned support' THEN 3 END) AS way
FROM event e JOIN known k USING (council, person) CROSS JOIN setting y
WHERE e.client_type IN ('Unpaid carer', 'Unpaid carer known by association') AND e.event_type = 'Service' AND e.is_valid
  AND e.service_type = 'Unpaid carer support: Direct to unpaid carer'
  AND e.start_day <= y.year_to AND (e.end_day IS NULL OR e.end_day >= y.year_from)
  AND (k.death IS NULL OR k.death >= y.year_from)
GROUP BY e.council, e.person;

INSERT INTO cell
SELECT part.measure, b.band, '', c.council, count(*) FILTER (WHERE c.way <= part.way_to), count(*)
FROM carer c JOIN band b ON (c.age >= 18 AND c.age BETWEEN b.age_from AND b.age_to) OR (b.band = 'Total' AND c.age IS NULL)
CROSS JOIN (VALUES ('3D-1b', 2), ('3D-2b', 1)) part(measure, way_to)
WHERE c.way IS NOT NULL GROUP BY part.measure, b.band, c.council;

CREATE TABLE care_home AS
SELECT e.council, e.person, e.start_day, e.end_day, e.outcome, e.event_key, k.birth
FROM event e JOIN known k USING (council, person) CROSS JOIN setting y
WHERE e.client_type = 'Service user' AND e.event_type = 'Service'
  AND e.service_type IN ('Long term support: Nursing care', 'Long term support: Residential care')
  AND (e.component IN ('Long term nursing care', 'Long term residential care') OR (e.component = '' AND y.blank_component_counts))
  AND k.birth IS NOT NULL AND (k.death IS NULL OR k.death >= y.year_from);

INSERT INTO cell
SELECT CASE lowest.band WHEN '18 to 64' THEN '2B' ELSE '2C' END, lowest.band, '', lowest.council, count(*), NULL FROM (
  SELECT a.council, a.person, min(b.band) AS band
  FROM care_home a CROSS JOIN setting y JOIN band b ON b.band <> 'Total' AND age_on(a.birth, a.start_day) BETWEEN b.age_from AND b.age_to
  WHERE a.start_day BETWEEN y.year_from AND y.year_to AND a.outcome <> 'NFA: Self-funded client or under 12wk disregard'
    AND NOT EXISTS (SELECT 1 FROM care_home o WHERE o.council = a.council AND o.person = a.person AND o.event_key <> a.event_key
      AND o.start_day < a.start_day AND (o.end_day IS NULL OR date_diff('day', o.end_day, a.start_day) < 365))
  GROUP BY a.council, a.person) lowest
GROUP BY lowest.band, lowest.council;

CREATE TABLE setting_name AS SELECT * FROM (VALUES (1, 'Nursing'), (2, 'Residential'), (3, 'Community: Direct payment'),
  (4, 'Community: CASSR managed personal budget'), (5, 'Community: CASSR commissioned support'), (6, 'Community'), (7, 'Prison'))
  named(setting_place, setting_name);

CREATE TABLE long_term_person AS
SELECT p.council, p.person, p.reason, min(s.setting_place) AS setting_place,
  bool_or(s.start_day <= y.year_to AND (s.end_day IS NULL OR s.end_day >= y.year_to)) AS on_last_day,
  bool_or(s.start_day <= y.year_from AND (s.end_day IS NULL OR s.end_day >= y.year_from)) AS on_first_day
FROM supported_in_year p JOIN setting_of s USING (council, person) CROSS JOIN setting y
WHERE s.start_day <= y.year_to AND (s.end_day IS NULL OR s.end_day >= y.year_from)
  AND (p.age_at_year_end >= 18 OR p.age_at_year_end IS NULL)
GROUP BY p.council, p.person, p.reason;

INSERT INTO cell
SELECT 'LTS', n.setting_name, p.reason, p.council, count(*), NULL
FROM long_term_person p JOIN setting_name n USING (setting_place) GROUP BY n.setting_name, p.reason, p.council;

INSERT INTO cell
SELECT 'REVIEWED-12M', 'Total', '', p.council, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM event r
    WHERE r.council = p.council AND r.person = p.person AND r.event_type = 'Review' AND r.client_type = 'Service user'
      AND r.end_day BETWEEN y.year_from AND y.year_to)), count(*)
FROM long_term_person p CROSS JOIN setting y WHERE p.on_last_day AND p.on_first_day GROUP BY p.council;

CREATE MACRO told(value, place) AS CASE WHEN place IS NULL THEN 'Unknown' ELSE value END;

INSERT INTO cell
SELECT 'REQUESTS', CASE WHEN e.route IN ('', '?') THEN 'Unknown' ELSE e.route END, told(e.outcome, e.outcome_place), e.council,
  count(*), NULL
FROM event e CROSS JOIN setting y
WHERE e.event_type = 'Request' AND e.client_type = 'Service user' AND e.end_day BETWEEN y.year_from AND y.year_to GROUP BY ALL;

INSERT INTO cell
SELECT 'REVIEWS', CASE WHEN starts_with(folded(e.review_reason), folded('Planned')) THEN 'Planned'
    WHEN starts_with(folded(e.review_reason), folded('Unplanned')) THEN 'Unplanned'
    WHEN folded(e.review_reason) = folded('Review of short term support') THEN 'Short term' ELSE 'Unknown' END,
  told(e.outcome, e.outcome_place), e.council, count(*), NULL
FROM event e CROSS JOIN setting y
WHERE e.event_type = 'Review' AND e.client_type = 'Service user' AND e.end_day BETWEEN y.year_from AND y.year_to GROUP BY ALL;

-- 2A. --------------------------------------------------------------------------------------------------------------------

CREATE TABLE reablement AS
WITH ordered AS (
  SELECT *, max(coalesce(end_day, DATE '9999-12-31')) OVER (PARTITION BY council, person ORDER BY start_day, file_number, row_number
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended_so_far
  FROM event WHERE event_type = 'Service' AND client_type = 'Service user' AND service_type = 'Short term support: ST-Max' AND is_valid
)
SELECT *, sum(CASE WHEN ended_so_far IS NULL OR date_diff('day', ended_so_far, start_day) > 7 THEN 1 ELSE 0 END)
  OVER (PARTITION BY council, person ORDER BY start_day, file_number, row_number) AS cluster_number
FROM ordered;

CREATE TABLE cluster AS
WITH spans AS (
  SELECT council, person, cluster_number, min(start_day) AS start_day,
    CASE WHEN bool_or(end_day IS NULL) THEN NULL ELSE max(end_day) END AS end_day
  FROM reablement GROUP BY council, person, cluster_number
),
last_row AS (
  SELECT council, person, cluster_number, outcome, outcome_place, is_usable FROM reablement
  QUALIFY row_number() OVER (PARTITION BY council, person, cluster_number ORDER BY end_day DESC NULLS FIRST, NOT is_usable,
    coalesce(outcome_place, 1000), file_number DESC, row_number DESC) = 1
)
SELECT s.*, l.outcome, l.outcome_place, l.is_usable, age_on(k.birth, s.end_day) AS age, k.death,
  NOT EXISTS (SELECT 1 FROM long_term l WHERE l.council = s.council AND l.person = s.person AND l.start_day < s.start_day
    AND (l.end_day IS NULL OR date_diff('day', l.end_day, s.start_day) < y.new_within_days)) AS is_new
FROM spans s JOIN last_row l USING (council, person, cluster_number) JOIN known k USING (council, person) CROSS JOIN setting y
WHERE s.end_day BETWEEN y.year_from AND y.year_to AND (k.death IS NULL OR k.death >= s.start_day)
  AND (age_on(k.birth, s.end_day) >= 18 OR k.birth IS NULL);

CREATE TABLE following AS
SELECT c.cluster_number, e.*, o.place AS service_place
FROM cluster c JOIN event e ON e.council = c.council AND e.person = c.person
LEFT JOIN service_order o ON o.service_type = e.service_type AND e.event_type = 'Service'
WHERE e.client_type = 'Service user' AND e.is_valid AND e.start_day >= c.start_day
  AND date_diff('day', c.end_day, e.start_day) <= 7 AND (e.end_day IS NULL OR e.end_day > c.end_day)
  AND NOT EXISTS (SELECT 1 FROM reablement r WHERE r.event_key = e.event_key AND r.cluster_number = c.cluster_number
    AND r.council = c.council AND r.person = c.person);

CREATE TABLE following_service AS
SELECT council, person, cluster_number, min(service_place * 10 - CASE WHEN service_place = 7
  AND component IN ('Short term nursing care', 'Short term residential care') THEN 1 ELSE 0 END) AS place
FROM following WHERE service_place IS NOT NULL GROUP BY council, person, cluster_number;

CREATE TABLE following_other AS
SELECT f.council, f.person, f.cluster_number, f.outcome, f.outcome_place, f.is_usable
FROM following f JOIN cluster c USING (council, person, cluster_number)
WHERE f.event_type <> 'Service' AND f.outcome <> 'NFA: Support ended as planned' AND (f.is_usable OR c.is_usable);

CREATE TABLE nested_other AS
SELECT c.council, c.person, c.cluster_number, e.outcome, e.outcome_place
FROM cluster c JOIN event e ON e.council = c.council AND e.person = c.person
WHERE e.client_type = 'Service user' AND e.is_valid AND e.event_type IN ('Assessment', 'Review') AND e.is_usable
  AND e.start_day >= c.start_day AND e.end_day > c.start_day AND e.end_day <= c.end_day AND date_diff('day', e.end_day, c.end_day) < 14
QUALIFY row_number() OVER (PARTITION BY c.council, c.person, c.cluster_number ORDER BY e.end_day DESC, e.outcome_place) = 1;

CREATE TABLE sequel_outcome AS
SELECT council, person, cluster_number, min(outcome_place) AS place FROM (
  SELECT c.council, c.person, c.cluster_number, c.outcome_place FROM cluster c
  WHERE c.is_usable AND (NOT EXISTS (SELECT 1 FROM following f WHERE f.council = c.council AND f.person = c.person
      AND f.cluster_number = c.cluster_number)
    OR EXISTS (SELECT 1 FROM following_other f WHERE f.council = c.council AND f.person = c.person
      AND f.cluster_number = c.cluster_number))
  UNION ALL
  SELECT council, person, cluster_number, outcome_place FROM following_other WHERE is_usable
  UNION ALL
  SELECT council, person, cluster_number, outcome_place FROM nested_other
) GROUP BY council, person, cluster_number;

CREATE TABLE sequel AS
SELECT c.council, c.age, c.is_new, CASE
  WHEN c.death IS NOT NULL AND date_diff('day', c.end_day, c.death) <= 7 THEN 'NFA: Deceased'
  WHEN c.outcome = 'Admitted to hospital' THEN 'Admitted to hospital'
  WHEN s.place = 69 THEN 'Short term support: Residential or nursing care'
  WHEN s.place IS NOT NULL THEN (SELECT v.service_type FROM service_order v WHERE v.place * 10 = s.place)
  WHEN o.place IS NOT NULL THEN (SELECT value FROM outcome_order n WHERE n.place = o.place)
  WHEN EXISTS (SELECT 1 FROM event e WHERE e.council = c.council AND e.person = c.person AND e.event_type = 'Service'
    AND e.client_type = 'Service user' AND e.is_valid AND e.component = 'Equipment' AND e.start_day >= c.start_day
    AND e.end_day > c.start_day AND e.end_day <= c.end_day) THEN 'Short term support: Ongoing low level'
  WHEN c.outcome_place IS NULL THEN 'Unknown'
  ELSE c.outcome END AS sequel
FROM cluster c LEFT JOIN following_service s USING (council, person, cluster_number)
LEFT JOIN sequel_outcome o USING (council, person, cluster_number);

CREATE MACRO is_less(sequel) AS sequel IN ('Short term support: Ongoing low level', 'Short term support: Other short term',
  'NFA: Information and advice or signposting',
  'NFA: Support ended as planned', 'NFA: Responsibility moved to another local authority', 'NFA: Other',
  'NFA: No services offered for other reason', 'NFA: Support ended for other reason',
  'NFA: Referral to other service within the local authority');

INSERT INTO cell
SELECT '2A', b.band, '', s.council, count(*) FILTER (WHERE is_less(s.sequel)), count(*)
FROM sequel s JOIN band b ON s.age BETWEEN b.age_from AND b.age_to OR (b.band = 'Total' AND s.age IS NULL)
WHERE s.is_new AND (is_less(s.sequel) OR s.sequel LIKE 'Long term support: %'
  OR s.sequel = 'Short term support: Residential or nursing care')
GROUP BY b.band, s.council;

INSERT INTO cell SELECT CASE WHEN is_new THEN 'ST-MAX' ELSE 'ST-MAX-EXISTING' END, sequel, '', council, count(*), NULL
FROM sequel GROUP BY ALL;
