-- statement: migration_table_count
SELECT count(*) AS tables FROM pg_catalog.pg_class WHERE oid = to_regclass('migration');

-- statement: migration_lock
-- The number is ours alone: "kith" in letters of the alphabet. Taken before the transaction begins, so that its
-- first look already sees what another process has made.
SELECT CASE WHEN pg_advisory_lock(11092008) IS NULL THEN 0 ELSE 1 END AS taken;

-- statement: migration_unlock
SELECT CASE WHEN pg_advisory_unlock(11092008) THEN 1 ELSE 0 END AS given;

-- statement: database_wrong_columns
SELECT count(*) AS wrong
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind = 'r'
JOIN pg_catalog.pg_collation AS l ON l.oid = a.attcollation
WHERE c.relnamespace = (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = to_regclass('migration'))
	AND a.attnum > 0 AND NOT a.attisdropped AND l.collname <> 'C';

-- statement: database_damage
SELECT count(*) AS damage FROM pg_catalog.pg_index WHERE NOT indisvalid;
