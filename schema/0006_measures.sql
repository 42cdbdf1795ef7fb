-- Figures of measures: what others published, and what this record gave for a closed period.
-- Figures are ten-thousandths of the measure's unit; no figure is NULL.

-- level: council, england, other. year: in which the financial year begins.
-- table: published_figure  exported
CREATE TABLE published_figure (
  measure TEXT NOT NULL,
  year BIGINT NOT NULL,
  area TEXT NOT NULL,
  area_code TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('council', 'england', 'other')),
  value BIGINT,
  numerator BIGINT,
  denominator BIGINT,
  source TEXT NOT NULL,
  PRIMARY KEY (measure, year, area)
);
CREATE INDEX published_figure_by_area ON published_figure (area, measure, year);

-- Kept once a period is closed, so that it gives the same figure for ever. release is the practice it was made with.
-- table: measure_snapshot  exported  append-only
CREATE TABLE measure_snapshot (
  id TEXT PRIMARY KEY,
  measure TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  numerator BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  value BIGINT,
  release TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  UNIQUE (measure, from_on, to_on)
);
