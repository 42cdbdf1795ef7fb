-- Published figures of other councils and of England. None is about a person.

-- statement: published_put
-- A later file stands in the place of an earlier one.
-- parameters: measure text, year integer, area text, area_code text, level text, value integer?, numerator integer?,
--   denominator integer?, source text
-- changes: any
INSERT INTO published_figure (measure, year, area, area_code, level, value, numerator, denominator, source)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (measure, year, area) DO UPDATE SET area_code = excluded.area_code, level = excluded.level,
  value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator, source = excluded.source;

-- statement: published_of_area
-- parameters: area text
-- columns: measure text, year integer, value integer, numerator integer?, denominator integer?, source text
-- rows: 10000
SELECT p.measure, p.year, p.value, p.numerator, p.denominator, p.source
FROM published_figure p
WHERE p.area = $1 AND p.value IS NOT NULL
ORDER BY p.measure, p.year;

-- statement: published_of_councils
-- Files spell some names in two ways: a code that is there twice counts once.
-- parameters: measure text, year integer
-- columns: area text, value integer
-- rows: 1000
SELECT p.area, p.value
FROM published_figure p
WHERE p.measure = $1 AND p.year = $2 AND p.level = 'council' AND p.value IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM published_figure o
    WHERE o.measure = p.measure AND o.year = p.year AND o.level = 'council' AND o.value IS NOT NULL
      AND o.area_code = p.area_code AND o.area_code <> '' AND o.area < p.area)
ORDER BY p.value, p.area;
