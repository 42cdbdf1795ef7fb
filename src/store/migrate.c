/* Brings the tables to the program's schema, forward only, all pending steps in one transaction. */
#include "base/log.h"
#include "store/driver.h"
#include "store/store.sql.h"

typedef struct Migrating {
	Store *store;
	StoreConnection write;
	Arena arena;
	Problems *problems;
	MigrationListRow *applied;
	size_t applied_count;
} Migrating;

static Status check_applied(const Migrating *migrating)
{
	const StoreSchema *schema = migrating->store->options.schema;
	for (size_t i = 0; i < migrating->applied_count; i++) {
		const MigrationListRow *row = &migrating->applied[i];
		Problem place = {.file = str_format(migrating->problems->arena, "%04lld_%.*s.sql", (long long)row->number,
			STR_ARG(row->name))};
		if (i >= schema->migration_count || schema->migrations[i].number != row->number)
			return problems_add_format(migrating->problems, place,
				"the database has had a step that this program does not know; it was made by a newer program");
		if (!str_equal(row->checksum, str_from_c(schema->migrations[i].checksum)))
			return problems_add_format(migrating->problems, place,
				"this step was changed after it had been applied; put it back as it was and add a new step");
	}
	return STATUS_OK;
}

static Status apply(Migrating *migrating, const StoreMigration *migration)
{
	Store *store = migrating->store;
	const char *detail = "";
	const char *sql = store->engine == STORE_POSTGRES ? migration->postgres : migration->sqlite;
	if (store->driver->script(migrating->write.session, sql, &detail) != STATUS_OK)
		return problems_add_format(migrating->problems, (Problem){.file = str_from_c(migration->name)},
			"the database refuses this step of the schema: %s", detail);
	log_line(LOG_DETAIL, "store", "schema step applied number=%d name=%s", migration->number, migration->name);
	return sql_migration_add_run(&migrating->write, &(MigrationAddArguments){
		.number = migration->number,
		.name = str_from_c(migration->name),
		.checksum = str_from_c(migration->checksum),
		.applied_at = clock_now(store->options.clock),
	});
}

static Status migrate_in_transaction(Migrating *migrating)
{
	const StoreSchema *schema = migrating->store->options.schema;
	MigrationTableCountRow tables;
	DatabaseWrongColumnsRow wrong;
	Status status = sql_migration_table_count_one(&migrating->write, &migrating->arena, &tables);
	if (status != STATUS_OK)
		return status;
	if (tables.tables == 0 && !migrating->store->options.create)
		return STATUS_NOT_FOUND;
	if (tables.tables > 0 && migrating->store->options.fresh)
		return STATUS_CONFLICT;
	if (tables.tables > 0)
		status = sql_migration_list_list(&migrating->write, &migrating->arena, &migrating->applied,
			&migrating->applied_count);
	if (status == STATUS_OK)
		status = check_applied(migrating);
	for (size_t i = migrating->applied_count; status == STATUS_OK && i < schema->migration_count; i++)
		status = apply(migrating, &schema->migrations[i]);
	if (status == STATUS_OK)
		status = sql_database_wrong_columns_one(&migrating->write, &migrating->arena, &wrong);
	if (status == STATUS_OK && wrong.wrong > 0)
		status = problems_add_format(migrating->problems, (Problem){0},
			"%lld text columns of the database do not sort by byte (COLLATE \"C\")", (long long)wrong.wrong);
	return status;
}

Status store_migrate(Store *store, StoreSession *session, Problems *problems)
{
	Migrating migrating = {
		.store = store,
		.write = {.store = store, .use = STORE_USE_WRITE, .session = session, .in_work = true, .house = true},
		.problems = problems,
	};
	MigrationLockRow lock;
	MigrationUnlockRow unlock;
	arena_init(&migrating.arena, ARENA_REQUEST_BYTES_MAX);
	Status status = sql_migration_lock_one(&migrating.write, &migrating.arena, &lock);
	if (status == STATUS_OK)
		status = store->driver->begin(session);
	if (status == STATUS_OK) {
		status = migrate_in_transaction(&migrating);
		if (status == STATUS_OK)
			status = store->driver->commit(session);
		if (status != STATUS_OK)
			store->driver->roll_back(session);
	}
	migrating.write.undone = STATUS_OK; /* the lock is given back however it went */
	Status unlocked = sql_migration_unlock_one(&migrating.write, &migrating.arena, &unlock);
	if (status == STATUS_OK)
		status = unlocked;
	arena_clear(&migrating.arena);
	return status;
}
