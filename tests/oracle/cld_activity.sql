-- The tables of activity beside ASCOF, written anew from docs/returns.md and the published descriptions (SALT LTS001b, LTS003,
-- LTS004, STS002b; DHSC's costs) by somebody who had not read how the engine makes them. Runs after cld_measures.sql, on
-- its table event (the rows that are kept) and what is known of people.

-- Of a listed value, what it is called in a table.
CREATE MACRO called(written, is_known) AS CASE WHEN written IN ('', '?') OR NOT is_known THEN 'Unknown' ELSE written END;
CREATE MACRO is_of_now(of_list, written) AS EXISTS (SELECT 1 FROM meaning m WHERE m.list = of_list AND m.value = written AND NOT m.is_gone);

-- Everybody with long term support, each day that matters worked out on its own. LTS001b.
CREATE TABLE supported_on_last_day AS
SELECT e.council, e.person, min(CASE
    WHEN e.service_type = 'Long term support: Nursing care' THEN '1 Nursing'
    WHEN e.service_type = 'Long term support: Residential care' THEN '2 Residential'
    WHEN e.service_type = 'Long term support: Prison' THEN '7 Prison'
    WHEN 'Direct payment' IN (e.mechanism, e.component) THEN '3 Community: Direct payment'
    WHEN e.mechanism = 'CASSR managed personal budget' THEN '4 Community: CASSR managed personal budget'
    WHEN e.mechanism = 'CASSR commissioned support' THEN '5 Community: CASSR commissioned support'
    ELSE '6 Community' END) AS setting
FROM event e JOIN known k USING (council, person) CROSS JOIN setting y
WHERE e.event_type = 'Service' AND e.client_type = 'Service user' AND e.service_type LIKE 'Long term support: %'
  AND e.start_day <= y.year_to AND coalesce(e.end_day, y.year_to) >= y.year_to AND coalesce(e.end_day, e.start_day) >= e.start_day
  AND coalesce(k.death, y.year_to) >= y.year_to
  AND (k.birth IS NULL OR age_on(k.birth, y.year_to) >= 18)
GROUP BY e.council, e.person;

INSERT INTO cell
SELECT 'LTS-LAST-DAY', substr(s.setting, 3), called(r.reason, is_of_now('primary_support_reason', r.reason)), s.council, count(*), NULL
FROM supported_on_last_day s JOIN known r USING (council, person) GROUP BY ALL;

-- LTS004: people of working age with a learning disability, by where they live and whether they work.
INSERT INTO cell
SELECT table_name, called(answer, is_of_now(list_name, answer)), '', council, count(*), NULL
FROM (
  SELECT s.council, 'LTS004-HOME' AS table_name, 'accommodation_status' AS list_name, h.value AS answer
  FROM supported_in_year s JOIN home h USING (council, person)
  WHERE s.reason = 'Learning disability support' AND s.age BETWEEN 18 AND 64
  UNION ALL
  SELECT s.council, 'LTS004-WORK', 'employment_status', w.value
  FROM supported_in_year s JOIN work w USING (council, person)
  WHERE s.reason = 'Learning disability support' AND s.age BETWEEN 18 AND 64
) GROUP BY ALL;

-- LTS003, the part that services show: carers with support of their own, by the first kind of it.
WITH kind AS (
  SELECT e.council, e.person, age_on(any_value(k.birth), any_value(y.year_to)) AS age, min(CASE
      WHEN 'Direct payment' IN (e.mechanism, e.component) THEN '1 Direct payment'
      WHEN e.mechanism = 'CASSR managed personal budget' THEN '2 CASSR managed personal budget'
      WHEN e.mechanism = 'CASSR commissioned support' THEN '3 CASSR commissioned support'
      ELSE '4 Other support' END) AS support
  FROM event e JOIN known k USING (council, person) CROSS JOIN setting y
  WHERE e.event_type = 'Service' AND e.client_type IN ('Unpaid carer', 'Unpaid carer known by association')
    AND e.service_type = 'Unpaid carer support: Direct to unpaid carer'
    AND e.start_day <= y.year_to AND coalesce(e.end_day, y.year_to) >= y.year_from AND coalesce(e.end_day, e.start_day) >= e.start_day
    AND coalesce(k.death, y.year_to) >= y.year_from
  GROUP BY e.council, e.person
)
INSERT INTO cell
SELECT 'CARERS', band.name, substr(support, 3), council, count(*), NULL
FROM kind JOIN (VALUES ('Total', 18, 999, true), ('18 to 64', 18, 64, false), ('65 and above', 65, 999, false))
  band(name, youngest, oldest, with_unknown) ON age BETWEEN youngest AND oldest OR (age IS NULL AND with_unknown)
GROUP BY ALL;

-- Services that ran from the first day of the year to its last, and whether the person had a review.
CREATE TABLE reviewed AS
SELECT DISTINCT e.council, e.person FROM event e CROSS JOIN setting y
WHERE e.event_type = 'Review' AND e.client_type = 'Service user' AND e.end_day >= y.year_from AND e.end_day <= y.year_to;

INSERT INTO cell
SELECT 'SERVICES-REVIEWED', e.service_type, '', e.council,
  count(*) FILTER (WHERE (e.council, e.person) IN (SELECT (council, person) FROM reviewed)), count(*)
FROM event e JOIN known k USING (council, person) CROSS JOIN setting y
WHERE e.event_type = 'Service' AND e.client_type = 'Service user' AND e.service_type LIKE 'Long term support: %'
  AND e.start_day <= y.year_from AND coalesce(e.end_day, y.year_to) >= y.year_to
  AND coalesce(k.death, y.year_to) >= y.year_to AND (k.birth IS NULL OR age_on(k.birth, y.year_to) >= 18)
GROUP BY ALL;

-- People by what they are known by.
INSERT INTO cell
SELECT 'NHS-NUMBER', 'Total', '', council, count(DISTINCT person) FILTER (WHERE person[1] = 'N'), count(DISTINCT person)
FROM event GROUP BY council;

-- What services of the last three months cost, in pence; exact decimals, each service rounded by itself.
CREATE MACRO magnitude(written, digits) AS CASE
  WHEN regexp_full_match(written, '-?[0-9]{1,' || digits || '}([.][0-9]{1,2})?') THEN abs(CAST(written AS DECIMAL(18, 4))) END;

WITH running AS (
  SELECT e.council, called(e.service_type, is_of_now('service_type', e.service_type)) AS service, e.frequency,
    magnitude(e.unit_cost, 7) AS cost, magnitude(e.planned_units, 4) AS units,
    e.start_day >= y.year_to - INTERVAL 3 MONTH + INTERVAL 1 DAY AS starts_in,
    1 + date_diff('day', greatest(e.start_day, DATE_TRUNC('month', y.year_to) - INTERVAL 2 MONTH),
      least(coalesce(e.end_day, y.year_to), y.year_to)) AS days
  FROM event e CROSS JOIN setting y
  WHERE e.event_type = 'Service' AND e.start_day <= y.year_to AND coalesce(e.end_day, e.start_day) >= e.start_day
    AND coalesce(e.end_day, y.year_to) >= DATE_TRUNC('month', y.year_to) - INTERVAL 2 MONTH
),
priced AS (
  -- ten thousandths of a penny by parts: pence times units times the top of the fraction, over its bottom
  SELECT council, service, CASE
    WHEN frequency = 'One-off' THEN CASE WHEN starts_in THEN (cost * 100)::HUGEINT * 10000 END
    WHEN frequency IN ('Per session', 'Hourly', 'Daily') THEN (cost * 100)::HUGEINT * (units * 10000)::HUGEINT * days
    ELSE (cost * 100)::HUGEINT * 10000 * days * CASE frequency WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 ELSE 1 END END AS top,
    10000 * CASE WHEN frequency = 'One-off' THEN 1 ELSE 7 END * CASE frequency
      WHEN 'Weekly' THEN 1 WHEN 'Fortnightly' THEN 2 WHEN '4-weekly' THEN 4 WHEN 'Monthly' THEN 52 WHEN 'Quarterly' THEN 52
      WHEN 'Annually' THEN 52 WHEN 'One-off' THEN 1 WHEN 'Per session' THEN 1 WHEN 'Hourly' THEN 1 WHEN 'Daily' THEN 1 END AS bottom
  FROM running
)
INSERT INTO cell
SELECT 'COSTS', service, '', council, sum((top * 2 + bottom) // (bottom * 2)), count(*)
FROM priced WHERE top IS NOT NULL AND bottom IS NOT NULL AND (top * 2 + bottom) // (bottom * 2) > 0
GROUP BY ALL;
