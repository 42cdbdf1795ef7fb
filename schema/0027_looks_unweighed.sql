-- What owners of hidden records are still to hear.

-- Every search, and every opening of what is not there, leaves a row here, whether a hidden record was meant or not, so
-- that nothing tells the two apart; the program looks a moment later whether an owner must hear of it. No row stays.
-- person: the id that was opened; tokens: what was searched for, a line each.
-- table: look_unweighed
CREATE TABLE look_unweighed (
  id TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  person TEXT NOT NULL,
  tokens TEXT NOT NULL
);
