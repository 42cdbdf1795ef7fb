-- Panels and forums: which work is heard at which sitting, in which order. The panels themselves are practice (panels.yaml).

-- A paper on an agenda. heard_how says what became of it there (approved, returned); left_at that it was moved or taken off
-- before it was heard. A paper that was returned and comes again has a row of its own.
-- table: panel_paper  people  exported
CREATE TABLE panel_paper (
  id TEXT PRIMARY KEY,
  work_id TEXT NOT NULL REFERENCES work (id),
  panel TEXT NOT NULL,
  sits_on TEXT NOT NULL,
  place BIGINT NOT NULL,
  placed_at BIGINT NOT NULL,
  placed_by TEXT NOT NULL,
  heard_at BIGINT,
  heard_how TEXT,
  left_at BIGINT,
  left_by TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX panel_paper_by_sitting ON panel_paper (panel, sits_on, place);
CREATE INDEX panel_paper_by_work ON panel_paper (work_id);
