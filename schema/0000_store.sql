-- What the store itself needs: its own history, the audit and its chain, and who holds which lease.

-- table: migration
CREATE TABLE migration (
	number BIGINT PRIMARY KEY,
	name TEXT NOT NULL,
	checksum TEXT NOT NULL,
	applied_at BIGINT NOT NULL
);

-- Every act, with the hash of all its columns. The person is the id as it was written.
-- table: audit  append-only
CREATE TABLE audit (
	id TEXT PRIMARY KEY,
	at BIGINT NOT NULL,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	subject_kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	person TEXT NOT NULL,
	reason TEXT NOT NULL,
	before_hash TEXT NOT NULL,
	after_hash TEXT NOT NULL,
	detail TEXT NOT NULL,
	own_hash TEXT NOT NULL
);

CREATE INDEX audit_person ON audit (person, at);
CREATE INDEX audit_actor ON audit (actor, at);
CREATE INDEX audit_subject ON audit (subject, at);

-- The chain: each seal's hash is over the one before and the row's own.
-- table: audit_seal  append-only
CREATE TABLE audit_seal (
	sequence BIGINT PRIMARY KEY,
	audit_id TEXT NOT NULL UNIQUE,
	chain_hash TEXT NOT NULL
);

-- Rows that wait for their seal. A row of audit that is in neither list was put in behind the program's back.
-- table: audit_waiting  derived
CREATE TABLE audit_waiting (
	audit_id TEXT PRIMARY KEY
);

-- table: lease
CREATE TABLE lease (
	name TEXT PRIMARY KEY,
	owner TEXT NOT NULL,
	until BIGINT NOT NULL
);
