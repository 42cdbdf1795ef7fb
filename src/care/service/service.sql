-- Services: lines with dates and a price. A change ends a line and starts another that follows it.

-- statement: service_insert
-- parameters: id text, person text, kind text, provider text?, units_hundredths integer, unit_cost_pence integer, weekly_pence integer, mechanism text, funding text, goal text, starts_on text, ends_on text?, plan_work text?, follows text?, created_at integer, by_actor text
-- changes: one
INSERT INTO service (id, person_id, kind, provider_id, units_hundredths, unit_cost_pence, weekly_pence, mechanism,
  funding, goal, starts_on, ends_on, plan_work, follows, created_at, by_actor, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1);

-- statement: service_end
-- parameters: id text, version integer, ends_on text, end_reason text
-- changes: one
UPDATE service SET ends_on = $3, end_reason = $4, version = version + 1 WHERE id = $1 AND version = $2;

-- statement: services_of
-- Lines that have not ended before a day ('' for all), newest start first.
-- parameters: actor text, person text, from_on text
-- columns: id text, kind text, provider text?, provider_name text?, units_hundredths integer, unit_cost_pence integer, weekly_pence integer, mechanism text, funding text, goal text, starts_on text, ends_on text?, end_reason text?, plan_work text?, follows text?, version integer
-- rows: 500
SELECT s.id, s.kind, s.provider_id, o.name, s.units_hundredths, s.unit_cost_pence, s.weekly_pence, s.mechanism,
  s.funding, s.goal, s.starts_on, s.ends_on, s.end_reason, s.plan_work, s.follows, s.version
FROM person_identity asked
JOIN person_identity i ON i.current_id = asked.current_id
JOIN service s ON s.person_id = i.id
LEFT JOIN organisation o ON o.id = s.provider_id
WHERE asked.id = $2 AND (s.ends_on IS NULL OR s.ends_on >= $3)
  AND EXISTS (SELECT 1 FROM visible_person v JOIN actor_audience a ON a.audience_id = v.audience_id
    WHERE v.person_id = asked.current_id AND v.how = 2 AND a.actor_id = $1)
ORDER BY s.starts_on DESC, s.id DESC;

-- statement: services_open_in
-- people: maintenance — the lines that a review or a death ends, inside a write that has checked
-- parameters: current_id text, today text
-- columns: id text, kind text, goal text, provider text?, units_hundredths integer, unit_cost_pence integer, weekly_pence integer, mechanism text, starts_on text, ends_on text?, version integer
-- rows: 500
SELECT s.id, s.kind, s.goal, s.provider_id, s.units_hundredths, s.unit_cost_pence, s.weekly_pence, s.mechanism,
  s.starts_on, s.ends_on, s.version
FROM person_identity i JOIN service s ON s.person_id = i.id
WHERE i.current_id = $1 AND (s.ends_on IS NULL OR s.ends_on > $2)
ORDER BY s.id;

-- statement: provider_known
-- parameters: provider text
-- columns: id text, name text
-- rows: one
SELECT id, name FROM organisation WHERE id = $1;

-- statement: providers_list
-- parameters: most integer
-- columns: id text, name text, kind text
-- rows: 2000
SELECT id, name, kind FROM organisation WHERE kind <> 'community' ORDER BY name, id LIMIT $1;

-- statement: provider_insert
-- parameters: id text, name text, kind text, source text, original_id text, updated_at integer
-- changes: one
INSERT INTO organisation (id, name, kind, description, url, email, phone, cqc_location_id, source, original_id,
  updated_at, version)
VALUES ($1, $2, $3, '', '', '', '', '', $4, $5, $6, 1);

-- statement: services_changed_in
-- people: maintenance — what a piece of work started and what ended with it, for its letter, inside its write
-- parameters: current_id text, work text, today text, yesterday text
-- columns: kind text, goal text, provider_name text?, units_hundredths integer, unit_cost_pence integer, starts_on text, ends_on text?
-- rows: 500
SELECT s.kind, s.goal, o.name, s.units_hundredths, s.unit_cost_pence, s.starts_on, s.ends_on
FROM person_identity i
JOIN service s ON s.person_id = i.id
LEFT JOIN organisation o ON o.id = s.provider_id
WHERE i.current_id = $1
  AND (s.plan_work = $2 OR s.ends_on = $3 OR (s.ends_on = $4 AND s.end_reason = 'changed'
    AND EXISTS (SELECT 1 FROM service f WHERE f.follows = s.id AND f.plan_work = $2)))
ORDER BY s.starts_on, s.id;

-- statement: services_all_in
-- people: maintenance — what conditions ask of somebody's lines, inside a write that has checked
-- parameters: current_id text
-- columns: kind text, starts_on text, ends_on text?
-- rows: 500
SELECT s.kind, s.starts_on, s.ends_on
FROM person_identity i JOIN service s ON s.person_id = i.id
WHERE i.current_id = $1
ORDER BY s.starts_on DESC, s.id DESC LIMIT 500;

-- statement: services_move
-- people: maintenance — inside the write that moves the work to another record
-- parameters: work text, from_person text, to_person text
-- changes: any
UPDATE service SET person_id = $3, version = version + 1
WHERE plan_work = $1 AND person_id IN (SELECT i.id FROM person_identity i WHERE i.current_id = $2);

-- statement: services_running_of_work
-- people: maintenance — inside the write that withdraws the work
-- parameters: work text, today text
-- columns: count integer
-- rows: one
SELECT count(*) FROM service WHERE plan_work = $1 AND (ends_on IS NULL OR ends_on > $2);
