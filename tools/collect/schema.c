/* Reads migrations: one text in TEXT, BIGINT and BYTEA becomes a text for each engine and a list of tables. */
#include "tools/collect/collect.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"

typedef struct SchemaReading {
	Collection *collection;
	Str file;
	Str text;
	Tokens tokens;
	Buffer sqlite;
	Buffer postgres;
	size_t copied; /* bytes of text that stand in both buffers */
} SchemaReading;

Collection collection_make(Arena *arena, Problems *problems)
{
	return (Collection){
		.arena = arena,
		.problems = problems,
		.tables = ARENA_ARRAY(arena, CollectTable, COLLECT_TABLES_MAX),
		.migrations = ARENA_ARRAY(arena, CollectMigration, COLLECT_TABLES_MAX),
		.statements = ARENA_ARRAY(arena, CollectStatement, COLLECT_STATEMENTS_MAX),
	};
}

const CollectTable *collect_find_table(const Collection *collection, Str name)
{
	for (size_t i = 0; i < collection->table_count; i++)
		if (str_equal_ignoring_case(collection->tables[i].name, name))
			return &collection->tables[i];
	return NULL;
}

static void complain(SchemaReading *reading, uint32_t line, const char *message, Str what)
{
	(void)problems_add_format(reading->collection->problems, (Problem){.file = reading->file, .line = line},
		"%s%s%.*s", message, what.length > 0 ? ": " : "", STR_ARG(what));
}

static void copy_until(SchemaReading *reading, size_t to)
{
	Str piece = str_slice(reading->text, reading->copied, to);
	buffer_add(&reading->sqlite, piece);
	buffer_add(&reading->postgres, piece);
	reading->copied = to;
}

/* What the types are called on each engine. Text sorts by byte on both, so it says so to PostgreSQL. */
static void translate_type(SchemaReading *reading, size_t index)
{
	static const struct { const char *word; const char *sqlite; const char *postgres; } TYPES[] = {
		{"TEXT", "TEXT", "TEXT COLLATE \"C\""}, {"BIGINT", "INTEGER", "BIGINT"}, {"BYTEA", "BLOB", "BYTEA"}};
	for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++) {
		if (!tokens_is_word(&reading->tokens, index, TYPES[i].word))
			continue;
		bool cast = index > 0 && tokens_is_word(&reading->tokens, index - 1, "AS");
		copy_until(reading, reading->tokens.items[index].from);
		buffer_add(&reading->sqlite, str_from_c(TYPES[i].sqlite));
		buffer_add(&reading->postgres, str_from_c(cast ? TYPES[i].word : TYPES[i].postgres));
		reading->copied = reading->tokens.items[index].to;
	}
}

static bool type_of(const Tokens *tokens, size_t index, StoreType *out)
{
	if (tokens_is_word(tokens, index, "TEXT"))
		*out = STORE_TEXT;
	else if (tokens_is_word(tokens, index, "BIGINT"))
		*out = STORE_INTEGER;
	else if (tokens_is_word(tokens, index, "BYTEA"))
		*out = STORE_BYTES;
	else
		return false;
	return true;
}

/* The flags stand on the last "-- table:" comment before the table. */
static bool read_flags(SchemaReading *reading, size_t before, CollectTable *table)
{
	Str head = str_slice(reading->text, 0, before);
	Str found = {0};
	Str line = {0};
	while (str_next(&head, '\n', &line))
		if (str_starts_with(line, S("-- table:")))
			found = str_trim(str_slice(line, strlen("-- table:"), line.length));
	Str word = {0};
	bool named = false;
	while (str_next(&found, ' ', &word)) {
		if (word.length == 0)
			continue;
		if (!named) {
			if (!str_equal(word, table->name))
				return false;
			named = true;
		} else if (str_equal(word, S("people"))) {
			table->people = true;
		} else if (str_equal(word, S("exported"))) {
			table->exported = true;
		} else if (str_equal(word, S("append-only"))) {
			table->append_only = true;
		} else if (str_equal(word, S("derived"))) {
			table->derived = true;
		} else {
			complain(reading, table->line, "a table is people, exported, append-only or derived, not this", word);
		}
	}
	return named;
}

static size_t skip_item(const Tokens *tokens, size_t index)
{
	int depth = 0;
	for (; index < tokens->count; index++) {
		if (depth == 0 && (tokens_is_symbol(tokens, index, ',') || tokens_is_symbol(tokens, index, ')')))
			return index;
		depth += tokens_is_symbol(tokens, index, '(') ? 1 : 0;
		depth -= tokens_is_symbol(tokens, index, ')') ? 1 : 0;
	}
	return index;
}

static void add_key(CollectTable *table, Str column)
{
	if (table->key_count < STORE_COLUMNS_MAX)
		table->key[table->key_count++] = column;
}

static void read_column(SchemaReading *reading, CollectTable *table, size_t index, size_t end)
{
	const Tokens *tokens = &reading->tokens;
	CollectColumn column = {.name = tokens->items[index].text, .nullable = true};
	if (!type_of(tokens, index + 1, &column.type)) {
		complain(reading, tokens->items[index].line, "a column is TEXT, BIGINT or BYTEA", column.name);
		return;
	}
	for (size_t i = index + 2; i < end; i++) {
		if (tokens_is_word(tokens, i, "NOT") && tokens_is_word(tokens, i + 1, "NULL"))
			column.nullable = false;
		if (tokens_is_word(tokens, i, "PRIMARY")) {
			column.nullable = false;
			add_key(table, column.name);
		}
	}
	if (table->columns.count == STORE_COLUMNS_MAX)
		complain(reading, tokens->items[index].line, "too many columns", table->name);
	else
		table->columns.items[table->columns.count++] = column;
}

/* Reads "( … )" of CREATE TABLE from its opening bracket; gives the index of the closing one. */
static size_t read_columns(SchemaReading *reading, CollectTable *table, size_t index)
{
	static const char *const CONSTRAINTS[] = {"CHECK", "UNIQUE", "FOREIGN", "CONSTRAINT"};
	const Tokens *tokens = &reading->tokens;
	while (index < tokens->count && !tokens_is_symbol(tokens, index, ')')) {
		index++;
		size_t end = skip_item(tokens, index);
		bool constraint = false;
		for (size_t i = 0; i < sizeof CONSTRAINTS / sizeof CONSTRAINTS[0]; i++)
			constraint = constraint || tokens_is_word(tokens, index, CONSTRAINTS[i]);
		if (tokens_is_word(tokens, index, "PRIMARY")) {
			for (size_t i = index + 3; i < end; i++)
				if (tokens->items[i].kind == TOKEN_WORD)
					add_key(table, tokens->items[i].text);
		} else if (!constraint && index < end) {
			read_column(reading, table, index, end);
		}
		index = end;
	}
	return index;
}

/* Rows about people go when the retention schedule says so and a person with the right carries it out: as long as that
 * write has its row in the table erasing, which no other transaction ever sees. They are never updated. */
static void add_erasable(SchemaReading *reading, const CollectTable *table)
{
	buffer_add_format(&reading->sqlite,
		"\nCREATE TRIGGER %.*s_keeps_updated BEFORE UPDATE ON %.*s BEGIN SELECT RAISE(ABORT, 'append-only'); END;"
		"\nCREATE TRIGGER %.*s_keeps_deleted BEFORE DELETE ON %.*s WHEN NOT EXISTS (SELECT 1 FROM erasing)"
		" BEGIN SELECT RAISE(ABORT, 'append-only'); END;\n",
		STR_ARG(table->name), STR_ARG(table->name), STR_ARG(table->name), STR_ARG(table->name));
	buffer_add_format(&reading->postgres,
		"\nCREATE OR REPLACE FUNCTION kith_append_only_people() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN"
		" IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM erasing) THEN RETURN NULL; END IF;"
		" RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;"
		"\nCREATE TRIGGER %.*s_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON %.*s"
		" FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only_people();\n",
		STR_ARG(table->name), STR_ARG(table->name));
}

/* The step that makes the table erasing brings the tables that were made before it to the same rule. */
static void make_older_erasable(SchemaReading *reading)
{
	const Collection *collection = reading->collection;
	for (size_t i = 0; i < collection->table_count; i++) {
		const CollectTable *table = &collection->tables[i];
		if (!table->people || !table->append_only || str_equal(table->file, reading->file))
			continue;
		buffer_add_format(&reading->sqlite, "\nDROP TRIGGER %.*s_keeps_updated;\nDROP TRIGGER %.*s_keeps_deleted;",
			STR_ARG(table->name), STR_ARG(table->name));
		buffer_add_format(&reading->postgres, "\nDROP TRIGGER %.*s_keeps ON %.*s;", STR_ARG(table->name),
			STR_ARG(table->name));
		add_erasable(reading, table);
	}
}

static void add_append_only(SchemaReading *reading, const CollectTable *table)
{
	if (table->people && collect_find_table(reading->collection, S("erasing")) != NULL) {
		add_erasable(reading, table);
		return;
	}
	buffer_add_format(&reading->sqlite,
		"\nCREATE TRIGGER %.*s_keeps_updated BEFORE UPDATE ON %.*s BEGIN SELECT RAISE(ABORT, 'append-only'); END;"
		"\nCREATE TRIGGER %.*s_keeps_deleted BEFORE DELETE ON %.*s BEGIN SELECT RAISE(ABORT, 'append-only'); END;\n",
		STR_ARG(table->name), STR_ARG(table->name), STR_ARG(table->name), STR_ARG(table->name));
	buffer_add_format(&reading->postgres,
		"\nCREATE OR REPLACE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN"
		" RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $f$;"
		"\nCREATE TRIGGER %.*s_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON %.*s"
		" FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();\n",
		STR_ARG(table->name), STR_ARG(table->name));
}

/* CREATE TABLE name ( … ); the index of CREATE. Gives the index after the semicolon. */
static size_t read_table(SchemaReading *reading, size_t index)
{
	Collection *collection = reading->collection;
	const Tokens *tokens = &reading->tokens;
	const Token *name = &tokens->items[index + 2];
	CollectTable table = {.name = name->text, .file = reading->file, .line = name->line};
	if (!read_flags(reading, tokens->items[index].from, &table))
		complain(reading, name->line, "expected the line '-- table: name flags' before this table", table.name);
	size_t close = read_columns(reading, &table, index + 3);
	for (size_t i = index; i < close && i < tokens->count; i++)
		translate_type(reading, i);
	if (close >= tokens->count || !tokens_is_symbol(tokens, close + 1, ';')) {
		complain(reading, name->line, "expected ')' and ';' after the columns of", table.name);
		return tokens->count;
	}
	if (table.key_count == 0)
		complain(reading, name->line, "expected a primary key in", table.name);
	copy_until(reading, tokens->items[close].to);
	buffer_add(&reading->sqlite, S(" STRICT"));
	copy_until(reading, tokens->items[close + 1].to);
	if (table.append_only)
		add_append_only(reading, &table);
	if (collect_find_table(collection, table.name) != NULL)
		complain(reading, name->line, "this table is made twice", table.name);
	else if (collection->table_count == COLLECT_TABLES_MAX)
		complain(reading, name->line, "too many tables", table.name);
	else
		collection->tables[collection->table_count++] = table;
	return close + 2;
}

/* ALTER TABLE name ADD COLUMN … ; and DROP TABLE name ; keep the list of tables true. */
static void read_change(SchemaReading *reading, size_t index)
{
	Collection *collection = reading->collection;
	const Tokens *tokens = &reading->tokens;
	if (index + 2 >= tokens->count)
		return;
	Str name = tokens->items[index + 2].text;
	CollectTable *table = (CollectTable *)collect_find_table(collection, name);
	uint32_t line = tokens->items[index].line;
	if (table == NULL) {
		complain(reading, line, "there is no such table", name);
	} else if (tokens_is_word(tokens, index, "DROP")) {
		size_t after = (size_t)(collection->tables + collection->table_count - table - 1);
		memmove(table, table + 1, after * sizeof *table);
		collection->table_count--;
	} else if (tokens_is_word(tokens, index + 3, "ADD") && tokens_is_word(tokens, index + 4, "COLUMN")) {
		size_t end = index + 5;
		while (end < tokens->count && !tokens_is_symbol(tokens, end, ';'))
			end++;
		read_column(reading, table, index + 5, end);
	} else {
		complain(reading, line, "expected ADD COLUMN: make a new table for other changes of", name);
	}
}

static void read_all(SchemaReading *reading)
{
	const Tokens *tokens = &reading->tokens;
	size_t index = 0;
	bool start = true;
	while (index < tokens->count) {
		bool alter = tokens_is_word(tokens, index, "ALTER") || tokens_is_word(tokens, index, "DROP");
		if (start && tokens_is_word(tokens, index, "CREATE") && tokens_is_word(tokens, index + 1, "TABLE")
			&& index + 3 < tokens->count) {
			index = read_table(reading, index);
			continue;
		}
		if (start && alter && tokens_is_word(tokens, index + 1, "TABLE"))
			read_change(reading, index);
		start = tokens_is_symbol(tokens, index, ';');
		translate_type(reading, index);
		index++;
	}
	copy_until(reading, reading->text.length);
}

static bool read_number(Str file, int *number, Str *name)
{
	if (file.length < 10 || file.data[4] != '_' || !str_ends_with(file, S(".sql")))
		return false;
	*number = 0;
	for (size_t i = 0; i < 4; i++) {
		if (isdigit((unsigned char)file.data[i]) == 0)
			return false;
		*number = *number * 10 + (file.data[i] - '0');
	}
	*name = str_slice(file, 5, file.length - 4);
	return true;
}

void collect_schema(Collection *collection, Str file, Str text)
{
	SchemaReading reading = {
		.collection = collection,
		.file = file,
		.text = text,
		.sqlite = buffer_make(collection->arena, COLLECT_OUTPUT_BYTES_MAX),
		.postgres = buffer_make(collection->arena, COLLECT_OUTPUT_BYTES_MAX),
	};
	CollectMigration migration = {.checksum = hash_text(collection->arena, text)};
	if (!read_number(file, &migration.number, &migration.name)) {
		complain(&reading, 0, "a migration is called NNNN_name.sql, not", file);
		return;
	}
	if (collection->migration_count > 0
		&& collection->migrations[collection->migration_count - 1].number >= migration.number)
		complain(&reading, 0, "two migrations have this number, or they are out of order", file);
	if (tokens_cut(collection->arena, file, text, 1, collection->problems, &reading.tokens) != STATUS_OK)
		return;
	bool erasable = collect_find_table(collection, S("erasing")) != NULL;
	read_all(&reading);
	if (!erasable && collect_find_table(collection, S("erasing")) != NULL)
		make_older_erasable(&reading);
	migration.sqlite = buffer_str(&reading.sqlite);
	migration.postgres = buffer_str(&reading.postgres);
	assert(collection->migration_count < COLLECT_TABLES_MAX);
	collection->migrations[collection->migration_count++] = migration;
}

static void add_table_statement(Collection *collection, CollectStatement statement)
{
	assert(collection->statement_count < COLLECT_STATEMENTS_MAX);
	statement.of_table = true;
	collection->statements[collection->statement_count++] = statement;
}

static Str insert_text(Arena *arena, const CollectTable *table)
{
	Buffer text = buffer_make(arena, COLLECT_FILE_BYTES_MAX);
	buffer_add_format(&text, "INSERT INTO %.*s (", STR_ARG(table->name));
	for (size_t i = 0; i < table->columns.count; i++)
		buffer_add_format(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARG(table->columns.items[i].name));
	buffer_add(&text, S(") VALUES ("));
	for (size_t i = 0; i < table->columns.count; i++)
		buffer_add_format(&text, "%s$%zu", i > 0 ? ", " : "", i + 1);
	buffer_add_character(&text, ')');
	return buffer_str(&text);
}

/* Which columns hold a person's id, and which a piece of work's. */
static bool holds_person(Str column)
{
	static const char *const NAMES[] = {"person_id", "other_id", "kept_id", "merged_id"};
	for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
		if (str_equal(column, str_from_c(NAMES[i])))
			return true;
	return false;
}

/* "person_id IN (…) OR work_id IN (…)" for the rows of one table about a person, whatever record their id stands for now;
 * empty when no column says whose a row is. person is the parameter that says who, "$2". */
static Str whose_text(Arena *arena, const CollectTable *table, const char *person)
{
	Buffer text = buffer_make(arena, COLLECT_FILE_BYTES_MAX);
	for (size_t i = 0; i < table->columns.count; i++) {
		Str column = table->columns.items[i].name;
		bool of_work = str_equal(column, S("work_id"));
		if (!of_work && !holds_person(column))
			continue;
		buffer_add_format(&text, "%s%.*s IN (%s WHERE i.current_id = %s)", text.length > 0 ? " OR " : "", STR_ARG(column), of_work
			? "SELECT w.id FROM person_identity i JOIN work w ON w.person_id = i.id" : "SELECT i.id FROM person_identity i", person);
	}
	return buffer_str(&text);
}

/* What is held about somebody, for whoever may open the record, and how it goes, for every table by its columns: a new
 * table is in both without a word. */
static void add_person_statements(Collection *collection, CollectTable *table, Str select)
{
	Arena *arena = collection->arena;
	Str whose = whose_text(arena, table, "$1");
	CollectColumns erasing = {.count = 1};
	CollectColumns asking = {.count = 2};
	asking.items[0] = (CollectColumn){.name = S("actor"), .type = STORE_TEXT};
	asking.items[1] = erasing.items[0] = (CollectColumn){.name = S("current_id"), .type = STORE_TEXT};
	if (table->derived || str_is_empty(whose) || collect_find_table(collection, S("erasing")) == NULL)
		return;
	table->of_person = true;
	Buffer held = buffer_make(arena, COLLECT_FILE_BYTES_MAX);
	buffer_add_format(&held, "%.*s FROM %.*s WHERE (%.*s) AND EXISTS (SELECT 1 FROM visible_person v"
		" JOIN actor_audience a ON a.audience_id = v.audience_id WHERE v.person_id = $2 AND v.how = 2 AND a.actor_id = $1)"
		" ORDER BY ", STR_ARG(select), STR_ARG(table->name), STR_ARG(whose_text(arena, table, "$2")));
	for (size_t key = 0; key < table->key_count; key++)
		buffer_add_format(&held, "%s%.*s", key > 0 ? ", " : "", STR_ARG(table->key[key]));
	add_table_statement(collection, (CollectStatement){.name = str_concat(arena, S("held_"), table->name),
		.file = table->file, .line = table->line, .text = buffer_str(&held), .parameters = asking,
		.columns = table->columns, .people = STORE_PEOPLE_VISIBLE});
	add_table_statement(collection, (CollectStatement){.name = str_concat(arena, S("erase_"), table->name),
		.file = table->file, .line = table->line, .parameters = erasing, .people = STORE_PEOPLE_MAINTENANCE,
		.text = str_format(arena, "DELETE FROM %.*s WHERE %.*s", STR_ARG(table->name), STR_ARG(whose)), .writes = true});
}

void collect_table_statements(Collection *collection)
{
	for (size_t i = 0; i < collection->table_count; i++) {
		CollectTable *table = &collection->tables[i];
		Buffer text = buffer_make(collection->arena, COLLECT_FILE_BYTES_MAX);
		buffer_add(&text, S("SELECT "));
		for (size_t column = 0; column < table->columns.count; column++)
			buffer_add_format(&text, "%s%.*s", column > 0 ? ", " : "", STR_ARG(table->columns.items[column].name));
		add_person_statements(collection, table, buffer_str(&text));
		buffer_add_format(&text, " FROM %.*s ORDER BY ", STR_ARG(table->name));
		for (size_t key = 0; key < table->key_count; key++)
			buffer_add_format(&text, "%s%.*s", key > 0 ? ", " : "", STR_ARG(table->key[key]));
		add_table_statement(collection, (CollectStatement){
			.name = str_concat(collection->arena, S("table_"), table->name),
			.file = table->file,
			.line = table->line,
			.text = buffer_str(&text),
			.columns = table->columns,
			.people = STORE_PEOPLE_MAINTENANCE,
		});
		add_table_statement(collection, (CollectStatement){
			.name = str_concat(collection->arena, S("fill_"), table->name),
			.file = table->file,
			.line = table->line,
			.text = insert_text(collection->arena, table),
			.parameters = table->columns,
			.people = STORE_PEOPLE_MAINTENANCE,
			.writes = true,
			.changes_one = true,
		});
	}
}
