-- Migrations, leases and the engine's own checks.

-- statement: migration_table_count
-- Is this a database of ours? Run before there are tables.
-- columns: tables integer
-- rows: one
SELECT count(*) AS tables FROM sqlite_master WHERE type = 'table' AND name = 'migration';

-- statement: migration_lock
-- One process migrates at a time; SQLite's transaction is its lock already.
-- columns: taken integer
-- rows: one
SELECT 1 AS taken;

-- statement: migration_unlock
-- columns: given integer
-- rows: one
SELECT 1 AS given;

-- statement: migration_list
-- columns: number integer, name text, checksum text
-- rows: 10000
SELECT number, name, checksum FROM migration ORDER BY number;

-- statement: migration_add
-- parameters: number integer, name text, checksum text, applied_at integer
-- changes: one
INSERT INTO migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4);

-- statement: database_wrong_columns
-- Text columns that do not sort by byte.
-- columns: wrong integer
-- rows: one
SELECT 0 AS wrong;

-- statement: database_damage
-- What the engine itself finds wrong.
-- people: maintenance — reads every page
-- columns: damage integer
-- rows: one
SELECT (SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok')
	+ (SELECT count(*) FROM pragma_foreign_key_check) AS damage;

-- statement: lease_take
-- Takes a lease that is free, has run out or is ours already. One that lies too far ahead was taken under another
-- clock and counts as run out.
-- parameters: name text, owner text, until integer, at integer, too_far integer
-- changes: any
INSERT INTO lease (name, owner, until) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE lease.owner = excluded.owner OR lease.until <= $4 OR lease.until > $5;

-- statement: lease_drop
-- parameters: owner text
-- changes: any
DELETE FROM lease WHERE owner = $1;
