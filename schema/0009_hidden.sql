-- The few records without a trace, found among many: a search tells their owners, and must not read everybody for it.
CREATE INDEX person_hidden ON person (id) WHERE tier = 0;
