-- A small schema for the store's own tests; the record has its own.

-- table: person  people  exported
CREATE TABLE person (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	note TEXT,
	born BIGINT,
	picture BYTEA,
	version BIGINT NOT NULL CHECK (version > 0)
);

-- table: visible_person  people  derived
CREATE TABLE visible_person (
	actor TEXT NOT NULL,
	person TEXT NOT NULL REFERENCES person (id),
	PRIMARY KEY (actor, person)
);

-- table: counter  exported
CREATE TABLE counter (
	id TEXT PRIMARY KEY,
	count BIGINT NOT NULL
);

-- table: stone  exported  append-only
CREATE TABLE stone (
	id TEXT PRIMARY KEY,
	carved TEXT NOT NULL
);

-- table: secret
CREATE TABLE secret (
	id TEXT PRIMARY KEY,
	value TEXT NOT NULL
);
