/* Writes what was collected as C: typed structs and functions a room, one table of statements, the schema. */
#include "tools/collect/collect.h"

#include <ctype.h>

static void emit_pascal(Str name, Buffer *out)
{
	bool capital = true;
	for (size_t i = 0; i < name.length; i++) {
		if (name.data[i] == '_') {
			capital = true;
			continue;
		}
		buffer_add_character(out, capital ? (char)toupper((unsigned char)name.data[i]) : name.data[i]);
		capital = false;
	}
}

static Str pascal(Arena *arena, Str name)
{
	Buffer buffer = buffer_make(arena, 256);
	emit_pascal(name, &buffer);
	return buffer_str(&buffer);
}

static Str upper(Arena *arena, Str name)
{
	Buffer buffer = buffer_make(arena, 256);
	for (size_t i = 0; i < name.length; i++)
		buffer_add_character(&buffer, (char)toupper((unsigned char)name.data[i]));
	return buffer_str(&buffer);
}

static void emit_literal(Str text, Buffer *out)
{
	buffer_add(out, S("\n\t\""));
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		if (character == '\n')
			buffer_add(out, i + 1 < text.length ? S("\\n\"\n\t\"") : S("\\n"));
		else if (character == '"' || character == '\\')
			buffer_add_format(out, "\\%c", character);
		else if (character == '\t')
			buffer_add(out, S("\\t"));
		else if ((unsigned char)character < 0x20 || character == '?')
			buffer_add_format(out, "\\%03o", (unsigned)(unsigned char)character);
		else
			buffer_add_character(out, character);
	}
	buffer_add_character(out, '"');
}

static const char *c_type(StoreType type)
{
	return type == STORE_INTEGER ? "int64_t " : "Str ";
}

static void emit_struct(Str type, const char *suffix, const CollectColumns *columns, Buffer *out)
{
	buffer_add_format(out, "typedef struct %.*s%s {\n", STR_ARG(type), suffix);
	for (size_t i = 0; i < columns->count; i++) {
		const CollectColumn *column = &columns->items[i];
		if (column->list)
			buffer_add_format(out, "\tconst %s*%.*s;\n\tsize_t %.*s_count; /* at most %d */\n", c_type(column->type),
				STR_ARG(column->name), STR_ARG(column->name), STORE_LIST_LENGTH);
		else
			buffer_add_format(out, "\t%s%.*s;%s\n", c_type(column->type), STR_ARG(column->name),
				column->nullable ? " /* may be missing */" : "");
	}
	buffer_add_format(out, "} %.*s%s;\n\n", STR_ARG(type), suffix);
}

static void emit_bind(const CollectStatement *statement, Str type, Buffer *out)
{
	static const char *const KINDS[] = {"text", "integer", "bytes"};
	buffer_add_format(out, "static inline void sql_%.*s_bind(const %.*sArguments *arguments, StoreValue *values)\n{\n",
		STR_ARG(statement->name), STR_ARG(type));
	size_t at = 0;
	for (size_t i = 0; i < statement->parameters.count; i++) {
		const CollectColumn *column = &statement->parameters.items[i];
		const char *kind = KINDS[column->type];
		if (column->list)
			buffer_add_format(out, "\tstore_bind_%s_list(values + %zu, arguments->%.*s, arguments->%.*s_count);\n",
				kind, at,
				STR_ARG(column->name), STR_ARG(column->name));
		else
			buffer_add_format(out, "\tvalues[%zu] = store_value_%s%s(arguments->%.*s);\n", at, kind,
				column->nullable ? "_or_null" : "", STR_ARG(column->name));
		at += column->list ? STORE_LIST_LENGTH : 1;
	}
	buffer_add(out, S("}\n\n"));
}

static void emit_fill(const CollectStatement *statement, Str type, Buffer *out)
{
	buffer_add_format(out, "static inline void sql_%.*s_fill(const StoreRows *rows, Arena *arena, %.*sRow *out)\n{\n"
		"\t*out = (%.*sRow){\n", STR_ARG(statement->name), STR_ARG(type), STR_ARG(type));
	bool texts = false;
	for (size_t i = 0; i < statement->columns.count; i++) {
		const CollectColumn *column = &statement->columns.items[i];
		texts = texts || column->type != STORE_INTEGER;
		if (column->type == STORE_INTEGER)
			buffer_add_format(out, "\t\t.%.*s = store_rows_integer(rows, %zu),\n", STR_ARG(column->name), i);
		else
			buffer_add_format(out, "\t\t.%.*s = store_rows_text(rows, %zu, arena),\n", STR_ARG(column->name), i);
	}
	buffer_add_format(out, "\t};\n%s}\n\n", texts ? "" : "\t(void)arena;\n");
}

/* "const PersonByIdArguments *arguments, " or nothing. */
static Str argument_text(Arena *arena, const CollectStatement *statement, Str type)
{
	return statement->parameters.count == 0 ? (Str){0}
		: str_format(arena, ", const %.*sArguments *arguments", STR_ARG(type));
}

static Str values_text(Arena *arena, const CollectStatement *statement)
{
	size_t count = 0;
	for (size_t i = 0; i < statement->parameters.count; i++)
		count += statement->parameters.items[i].list ? STORE_LIST_LENGTH : 1;
	return count == 0 ? S("\tconst StoreValue *values = NULL;\n")
		: str_format(arena, "\tStoreValue values[%zu];\n\tsql_%.*s_bind(arguments, values);\n", count,
			STR_ARG(statement->name));
}

static void emit_one(Arena *arena, const CollectStatement *statement, Str type, Buffer *out)
{
	Str name = statement->name;
	Str constant = upper(arena, name);
	buffer_add_format(out, "MUST_USE static inline Status sql_%.*s_one(StoreConnection *connection, Arena *arena%.*s,\n"
		"\t%.*sRow *out)\n{\n%.*s\tStoreRows rows;\n"
		"\tStatus status = store_query(connection, &KITH_STATEMENT_%.*s, values, &rows);\n"
		"\tif (status != STATUS_OK)\n\t\treturn status;\n"
		"\tif (store_rows_next(&rows)) {\n\t\tsql_%.*s_fill(&rows, arena, out);\n\t\t(void)store_rows_next(&rows);\n"
		"\t\tstatus = rows.status;\n\t} else {\n"
		"\t\tstatus = rows.status == STATUS_OK ? STATUS_NOT_FOUND : rows.status;\n\t}\n"
		"\tstore_rows_end(&rows);\n\treturn status;\n}\n\n",
		STR_ARG(name), STR_ARG(argument_text(arena, statement, type)), STR_ARG(type),
		STR_ARG(values_text(arena, statement)), STR_ARG(constant), STR_ARG(name));
}

static void emit_list(Arena *arena, const CollectStatement *statement, Str type, Buffer *out)
{
	Str name = statement->name;
	Str constant = upper(arena, name);
	buffer_add_format(out, "MUST_USE static inline Status sql_%.*s_list(StoreConnection *connection, Arena"
		" *arena%.*s,\n"
		"\t%.*sRow **out, size_t *count)\n{\n\t*out = NULL;\n\t*count = 0;\n%.*s\tsize_t capacity = 0;\n\tStoreRows"
		" rows;\n"
		"\tStatus status = store_query(connection, &KITH_STATEMENT_%.*s, values, &rows);\n"
		"\tif (status != STATUS_OK)\n\t\treturn status;\n"
		"\twhile (store_rows_next(&rows)) {\n"
		"\t\tif (*count == capacity)\n"
		"\t\t\t*out = store_grow(arena, *out, *count, &capacity, sizeof **out);\n"
		"\t\tsql_%.*s_fill(&rows, arena, &(*out)[(*count)++]);\n\t}\n"
		"\tstatus = rows.status;\n\tstore_rows_end(&rows);\n\treturn status;\n}\n\n",
		STR_ARG(name), STR_ARG(argument_text(arena, statement, type)), STR_ARG(type),
		STR_ARG(values_text(arena, statement)), STR_ARG(constant), STR_ARG(name));
}

static void emit_each(Arena *arena, const CollectStatement *statement, Str type, Buffer *out)
{
	Str name = statement->name;
	Str constant = upper(arena, name);
	buffer_add_format(out, "MUST_USE static inline Status sql_%.*s_each(StoreConnection *connection%.*s,\n"
		"\tStatus (*each)(const %.*sRow *row, void *context), void *context)\n{\n%.*s\tStoreRows rows;\n"
		"\tStatus status = store_query(connection, &KITH_STATEMENT_%.*s, values, &rows);\n"
		"\tif (status != STATUS_OK)\n\t\treturn status;\n"
		"\tArena scratch;\n\tarena_init(&scratch, ARENA_REQUEST_BYTES_MAX);\n"
		"\twhile (status == STATUS_OK && store_rows_next(&rows)) {\n\t\t%.*sRow row;\n"
		"\t\tarena_reset(&scratch);\n\t\tsql_%.*s_fill(&rows, &scratch, &row);\n\t\tstatus = each(&row,"
		" context);\n\t}\n"
		"\tif (status == STATUS_OK)\n\t\tstatus = rows.status;\n"
		"\tarena_clear(&scratch);\n\tstore_rows_end(&rows);\n\treturn status;\n}\n\n",
		STR_ARG(name), STR_ARG(argument_text(arena, statement, type)), STR_ARG(type),
		STR_ARG(values_text(arena, statement)), STR_ARG(constant), STR_ARG(type), STR_ARG(name));
}

static void emit_run(Arena *arena, const CollectStatement *statement, Str type, Buffer *out)
{
	Str name = statement->name;
	Str constant = upper(arena, name);
	Str argument = argument_text(arena, statement, type);
	buffer_add_format(out, "MUST_USE static inline Status sql_%.*s_run_counting(StoreConnection *write%.*s,\n"
		"\tint64_t *changed)\n{\n%.*s\treturn store_run(write, &KITH_STATEMENT_%.*s, values, changed);\n}\n\n",
		STR_ARG(name), STR_ARG(argument), STR_ARG(values_text(arena, statement)), STR_ARG(constant));
	buffer_add_format(out, "MUST_USE static inline Status sql_%.*s_run(StoreConnection *write%.*s)\n{\n"
		"\treturn sql_%.*s_run_counting(write%s, NULL);\n}\n\n",
		STR_ARG(name), STR_ARG(argument), STR_ARG(name), argument.length > 0 ? ", arguments" : "");
}

static void emit_functions(Arena *arena, const CollectStatement *statement, Buffer *out)
{
	Str type = pascal(arena, statement->name);
	buffer_add_format(out, "/* %.*s: %.*s */\nextern const StoreStatement KITH_STATEMENT_%.*s;\n\n",
		STR_ARG(statement->name), STR_ARG(statement->comment.length > 0
			? str_replace(arena, statement->comment, S("*/"), S("* /")) : S("see its head")),
		STR_ARG(upper(arena, statement->name)));
	if (statement->parameters.count > 0) {
		emit_struct(type, "Arguments", &statement->parameters, out);
		emit_bind(statement, type, out);
	}
	if (statement->writes) {
		emit_run(arena, statement, type, out);
		return;
	}
	emit_struct(type, "Row", &statement->columns, out);
	emit_fill(statement, type, out);
	if (statement->rows_one)
		emit_one(arena, statement, type, out);
	else if (statement->rows_max > 0)
		emit_list(arena, statement, type, out);
	else
		emit_each(arena, statement, type, out);
}

void emit_room(const Collection *collection, Str file, Buffer *out)
{
	Arena *arena = collection->arena;
	Buffer guard = buffer_make(arena, 512);
	buffer_add(&guard, S("KITH_SQL_"));
	for (size_t i = 0; i < file.length; i++)
		buffer_add_character(&guard, isalnum((unsigned char)file.data[i]) != 0
			? (char)toupper((unsigned char)file.data[i]) : '_');
	Str name = buffer_str(&guard);
	buffer_add_format(out, "/* Made from %.*s by the collector. */\n#ifndef %.*s\n#define %.*s\n\n"
		"#include \"store/statement.h\"\n\n", STR_ARG(file), STR_ARG(name), STR_ARG(name));
	for (size_t i = 0; i < collection->statement_count; i++)
		if (str_equal(collection->statements[i].file, file) && !collection->statements[i].of_table)
			emit_functions(arena, &collection->statements[i], out);
	buffer_add(out, S("#endif\n"));
}

void emit_statements_header(Buffer *out)
{
	buffer_add(out, S("/* Made by the collector: the closed set of statements. */\n#ifndef KITH_STATEMENTS_H\n"
		"#define KITH_STATEMENTS_H\n\n#include \"store/store.h\"\n\nextern const StoreStatementSet KITH_STATEMENTS;\n\n"
		"#endif\n"));
}

void emit_schema_header(Buffer *out)
{
	buffer_add(out, S("/* Made by the collector: migrations and tables. */\n#ifndef KITH_SCHEMA_H\n"
		"#define KITH_SCHEMA_H\n\n#include \"store/store.h\"\n\nextern const StoreSchema KITH_SCHEMA;\n\n#endif\n"));
}

static size_t emit_column_table(const char *kind, size_t index, const CollectColumns *columns, Buffer *out)
{
	static const char *const TYPES[] = {"STORE_TEXT", "STORE_INTEGER", "STORE_BYTES"};
	size_t total = 0;
	if (columns->count == 0)
		return 0;
	buffer_add_format(out, "static const StoreColumn %s_%zu[] = {\n", kind, index);
	for (size_t i = 0; i < columns->count; i++) {
		const CollectColumn *column = &columns->items[i];
		for (size_t copy = 0; copy < (column->list ? (size_t)STORE_LIST_LENGTH : 1); copy++, total++)
			buffer_add_format(out, "\t{\"%.*s\", %s, %s},\n", STR_ARG(column->name), TYPES[column->type],
				column->nullable || column->list ? "true" : "false");
	}
	buffer_add(out, S("};\n"));
	return total;
}

static void emit_statement(Arena *arena, const CollectStatement *statement, size_t index, Buffer *out)
{
	static const char *const PEOPLE[] = {"STORE_PEOPLE_NONE", "STORE_PEOPLE_VISIBLE", "STORE_PEOPLE_MAINTENANCE"};
	size_t parameters = emit_column_table("parameters", index, &statement->parameters, out);
	size_t columns = emit_column_table("columns", index, &statement->columns, out);
	Str constant = upper(arena, statement->name);
	buffer_add_format(out, "extern const StoreStatement KITH_STATEMENT_%.*s;\n"
		"const StoreStatement KITH_STATEMENT_%.*s = {\n\t.index = %zu,\n\t.name = \"%.*s\",\n\t.sqlite = ",
		STR_ARG(constant), STR_ARG(constant), index, STR_ARG(statement->name));
	emit_literal(statement->text, out);
	buffer_add(out, S(",\n\t.postgres = "));
	emit_literal(statement->postgres.length > 0 ? statement->postgres : statement->text, out);
	if (parameters > 0)
		buffer_add_format(out, ",\n\t.parameters = parameters_%zu,\n\t.parameter_count = %zu", index, parameters);
	if (columns > 0)
		buffer_add_format(out, ",\n\t.columns = columns_%zu,\n\t.column_count = %zu", index, columns);
	buffer_add_format(out, ",\n\t.people = %s,\n\t.writes = %s,\n\t.changes_one = %s,\n\t.rows_max = %lld,\n};\n\n",
		PEOPLE[statement->people], statement->writes ? "true" : "false", statement->changes_one ? "true" : "false",
		(long long)statement->rows_max);
}

void emit_statements(const Collection *collection, Buffer *out)
{
	buffer_add(out, S("/* Made by the collector: the text of every statement. */\n#include \"statements.h\"\n\n"));
	for (size_t i = 0; i < collection->statement_count; i++)
		emit_statement(collection->arena, &collection->statements[i], i, out);
	buffer_add(out, S("static const StoreStatement *const ALL[] = {\n"));
	for (size_t i = 0; i < collection->statement_count; i++)
		buffer_add_format(out, "\t&KITH_STATEMENT_%.*s,\n",
			STR_ARG(upper(collection->arena, collection->statements[i].name)));
	buffer_add_format(out, "};\n\nconst StoreStatementSet KITH_STATEMENTS = {.statements = ALL, .count = %zu};\n",
		collection->statement_count);
}

void emit_schema(const Collection *collection, Buffer *out)
{
	Arena *arena = collection->arena;
	buffer_add(out, S("/* Made by the collector: the schema for each engine. */\n#include \"schema.h\"\n\n"));
	for (size_t i = 0; i < collection->table_count; i++) {
		Str name = upper(arena, collection->tables[i].name);
		buffer_add_format(out, "extern const StoreStatement KITH_STATEMENT_TABLE_%.*s, KITH_STATEMENT_FILL_%.*s;\n",
			STR_ARG(name), STR_ARG(name));
		if (collection->tables[i].of_person)
			buffer_add_format(out, "extern const StoreStatement KITH_STATEMENT_HELD_%.*s, KITH_STATEMENT_ERASE_%.*s;\n",
				STR_ARG(name), STR_ARG(name));
	}
	buffer_add(out, S("\nstatic const StoreMigration MIGRATIONS[] = {\n"));
	for (size_t i = 0; i < collection->migration_count; i++) {
		const CollectMigration *migration = &collection->migrations[i];
		buffer_add_format(out, "\t{.number = %d, .name = \"%.*s\", .checksum = \"%.*s\", .sqlite = ", migration->number,
			STR_ARG(migration->name), STR_ARG(migration->checksum));
		emit_literal(migration->sqlite, out);
		buffer_add(out, S(", .postgres = "));
		emit_literal(migration->postgres, out);
		buffer_add(out, S("},\n"));
	}
	buffer_add(out, S("};\n\nstatic const StoreTable TABLES[] = {\n"));
	for (size_t i = 0; i < collection->table_count; i++) {
		const CollectTable *table = &collection->tables[i];
		buffer_add_format(out, "\t{.name = \"%.*s\", .exported = %s, .people = %s, .derived = %s, .append_only = %s,\n"
			"\t\t.rows = &KITH_STATEMENT_TABLE_%.*s, .fill = &KITH_STATEMENT_FILL_%.*s", STR_ARG(table->name),
			table->exported ? "true" : "false", table->people ? "true" : "false", table->derived ? "true" : "false",
			table->append_only ? "true" : "false", STR_ARG(upper(arena, table->name)), STR_ARG(upper(arena, table->name)));
		if (table->of_person)
			buffer_add_format(out, ",\n\t\t.held = &KITH_STATEMENT_HELD_%.*s, .erase = &KITH_STATEMENT_ERASE_%.*s",
				STR_ARG(upper(arena, table->name)), STR_ARG(upper(arena, table->name)));
		buffer_add(out, S("},\n"));
	}
	buffer_add_format(out, "};\n\nconst StoreSchema KITH_SCHEMA = {\n\t.migrations = MIGRATIONS,\n"
		"\t.migration_count = %zu,\n\t.tables = TABLES,\n\t.table_count = %zu,\n};\n",
		collection->migration_count, collection->table_count);
}
