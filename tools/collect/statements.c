/* Reads a room's .sql file: heads and texts. What a text may say is checked in check.c. */
#include "tools/collect/collect.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

typedef struct StatementReading {
	Collection *collection;
	Str file;
	bool override;
	CollectStatement *current; /* NULL before the first head */
	CollectStatement scratch;  /* an override's own */
	Buffer comment;
	Buffer text;
	bool in_head;
	Str continued; /* the key whose list goes on in the next line */
} StatementReading;

static void complain(StatementReading *reading, uint32_t line, const char *message, Str what)
{
	(void)problems_add_format(reading->collection->problems, (Problem){.file = reading->file, .line = line},
		"%s%s%.*s", message, what.length > 0 ? ": " : "", STR_ARG(what));
}

static bool is_name(Str name)
{
	static const char *const WORDS_OF_C[] = {"auto", "break", "case", "char", "const", "continue", "default", "do",
		"double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
		"restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned",
		"void", "volatile", "while", "bool"};
	if (name.length == 0 || name.length > COLLECT_NAME_LENGTH_MAX || islower((unsigned char)name.data[0]) == 0)
		return false;
	for (size_t i = 0; i < name.length; i++)
		if (islower((unsigned char)name.data[i]) == 0 && isdigit((unsigned char)name.data[i]) == 0
			&& name.data[i] != '_')
			return false;
	for (size_t i = 0; i < sizeof WORDS_OF_C / sizeof WORDS_OF_C[0]; i++)
		if (str_equal(name, str_from_c(WORDS_OF_C[i])))
			return false;
	return true;
}

static void read_column(StatementReading *reading, uint32_t line, Str item, bool may_list, CollectColumns *out,
	size_t limit)
{
	Str rest = str_trim(item);
	CollectColumn column = {0};
	Str type = {0};
	(void)str_next(&rest, ' ', &column.name);
	type = str_trim(rest);
	if (str_ends_with(type, S("?"))) {
		column.nullable = true;
		type = str_slice(type, 0, type.length - 1);
	} else if (may_list && str_ends_with(type, S("[16]"))) {
		column.list = true;
		type = str_slice(type, 0, type.length - 4);
	}
	bool known = true;
	if (str_equal(type, S("text")))
		column.type = STORE_TEXT;
	else if (str_equal(type, S("integer")))
		column.type = STORE_INTEGER;
	else if (str_equal(type, S("bytes")) && !column.list)
		column.type = STORE_BYTES;
	else
		known = false;
	if (!known || !is_name(column.name)) {
		complain(reading, line, "expected a name and text, integer or bytes, '?' when it may be missing", item);
		return;
	}
	for (size_t i = 0; i < out->count; i++)
		if (str_equal(out->items[i].name, column.name))
			complain(reading, line, "this name stands twice", column.name);
	if (out->count == limit)
		complain(reading, line, "too many of them from here", column.name);
	else
		out->items[out->count++] = column;
}

static void read_list(StatementReading *reading, uint32_t line, Str key, Str value)
{
	bool parameters = str_equal(key, S("parameters"));
	CollectColumns *out = parameters ? &reading->current->parameters : &reading->current->columns;
	size_t limit = parameters ? STORE_PARAMETERS_MAX : STORE_COLUMNS_MAX;
	Str item = {0};
	reading->continued = str_ends_with(value, S(",")) ? key : (Str){0};
	while (str_next(&value, ',', &item))
		if (str_trim(item).length > 0)
			read_column(reading, line, item, parameters, out, limit);
}

static void read_people(StatementReading *reading, uint32_t line, Str value)
{
	CollectStatement *statement = reading->current;
	statement->says_people = true;
	if (str_equal(value, S("visible"))) {
		statement->people = STORE_PEOPLE_VISIBLE;
	} else if (str_starts_with(value, S("maintenance"))) {
		statement->people = STORE_PEOPLE_MAINTENANCE;
		Str reason = str_slice(value, strlen("maintenance"), value.length);
		size_t letters = 0;
		for (size_t i = 0; i < reason.length; i++)
			letters += isalpha((unsigned char)reason.data[i]) != 0 ? 1U : 0U;
		if (letters < 3)
			complain(reading, line, "expected the reason: 'maintenance — why'", (Str){0});
	} else {
		complain(reading, line, "people are 'visible' or 'maintenance — why', not", value);
	}
}

static void read_rows(StatementReading *reading, uint32_t line, Str value)
{
	CollectStatement *statement = reading->current;
	statement->says_rows = true;
	if (str_equal(value, S("one"))) {
		statement->rows_one = true;
		statement->rows_max = 1;
	} else if (!str_equal(value, S("stream"))) {
		if (str_to_integer(value, &statement->rows_max) != STATUS_OK || statement->rows_max < 1)
			complain(reading, line, "rows are 'one', a largest number or 'stream', not", value);
	}
}

static void read_changes(StatementReading *reading, uint32_t line, Str value)
{
	reading->current->says_changes = true;
	reading->current->changes_one = str_equal(value, S("one"));
	if (!reading->current->changes_one && !str_equal(value, S("any")))
		complain(reading, line, "changes are 'one' or 'any', not", value);
}

/* One comment line of a head, without its dashes. */
static void read_head_line(StatementReading *reading, uint32_t line, Str comment)
{
	size_t colon = 0;
	Str key = {0};
	Str value = {0};
	if (str_find(comment, S(":"), &colon)) {
		key = str_slice(comment, 0, colon);
		value = str_trim(str_slice(comment, colon + 1, comment.length));
	}
	if (reading->continued.length > 0)
		read_list(reading, line, reading->continued, comment);
	else if (str_equal(key, S("parameters")) || str_equal(key, S("columns")))
		read_list(reading, line, key, value);
	else if (str_equal(key, S("people")))
		read_people(reading, line, value);
	else if (str_equal(key, S("rows")))
		read_rows(reading, line, value);
	else if (str_equal(key, S("changes")))
		read_changes(reading, line, value);
	else
		buffer_add_format(&reading->comment, "%s%.*s", reading->comment.length > 0 ? " " : "", STR_ARG(comment));
}

static CollectStatement *find_statement(const Collection *collection, Str name)
{
	for (size_t i = 0; i < collection->statement_count; i++)
		if (str_equal(collection->statements[i].name, name))
			return &collection->statements[i];
	return NULL;
}

static void finish_override(StatementReading *reading)
{
	const CollectStatement *read = reading->current;
	CollectStatement *statement = find_statement(reading->collection, read->name);
	if (statement == NULL) {
		complain(reading, read->line, "there is no statement to override called", read->name);
		return;
	}
	if (read->parameters.count > 0 || read->columns.count > 0 || read->says_people || read->says_rows
		|| read->says_changes)
		complain(reading, read->line, "an override has no head of its own but the name", read->name);
	if (statement->postgres.length > 0)
		complain(reading, read->line, "this is overridden twice", read->name);
	statement->postgres = read->text;
	CollectStatement place = *statement;
	place.file = reading->file;
	collect_check_parameters(reading->collection, &place, read->text, read->text_line);
}

static void finish(StatementReading *reading)
{
	CollectStatement *statement = reading->current;
	if (statement == NULL)
		return;
	statement->text = str_copy(reading->collection->arena, str_trim(buffer_str(&reading->text)));
	statement->comment = buffer_str(&reading->comment);
	if (str_ends_with(statement->text, S(";")))
		statement->text = str_trim(str_slice(statement->text, 0, statement->text.length - 1));
	else
		complain(reading, statement->line, "expected ';' at the end of", statement->name);
	if (reading->override)
		finish_override(reading);
	else
		collect_check_statement(reading->collection, statement);
}

static void start(StatementReading *reading, uint32_t line, Str name)
{
	Collection *collection = reading->collection;
	finish(reading);
	if (!is_name(name) || str_starts_with(name, S("table_")))
		complain(reading, line, "a statement's name is like person_by_id, and not", name);
	if (!reading->override) {
		if (find_statement(collection, name) != NULL)
			complain(reading, line, "two statements have this name", name);
		assert(collection->statement_count < COLLECT_STATEMENTS_MAX);
		reading->current = &collection->statements[collection->statement_count++];
	} else {
		reading->current = &reading->scratch;
	}
	*reading->current = (CollectStatement){.name = str_copy(collection->arena, name), .file = reading->file,
		.line = line};
	reading->in_head = true;
	reading->continued = (Str){0};
	reading->comment = buffer_make(collection->arena, COLLECT_FILE_BYTES_MAX);
	reading->text = buffer_make(collection->arena, COLLECT_FILE_BYTES_MAX);
}

static void read_line(StatementReading *reading, uint32_t number, Str line)
{
	Str trimmed = str_trim(line);
	bool comment = str_starts_with(trimmed, S("--"));
	Str said = comment ? str_trim(str_slice(trimmed, 2, trimmed.length)) : trimmed;
	if (comment && str_starts_with(said, S("statement:"))) {
		start(reading, number, str_trim(str_slice(said, strlen("statement:"), said.length)));
	} else if (reading->current == NULL) {
		if (trimmed.length > 0 && !comment)
			complain(reading, number, "expected '-- statement: name' before the first text", trimmed);
	} else if (reading->in_head && comment) {
		read_head_line(reading, number, said);
	} else if (!comment) {
		if (reading->in_head && trimmed.length > 0) {
			reading->in_head = false;
			reading->current->text_line = number;
		}
		if (!reading->in_head) {
			buffer_add(&reading->text, line);
			buffer_add_character(&reading->text, '\n');
		}
	} else {
		buffer_add_character(&reading->text, '\n'); /* a comment in the text: the lines keep their numbers */
	}
}

void collect_statements(Collection *collection, Str file, Str text)
{
	StatementReading reading = {
		.collection = collection,
		.file = file,
		.override = str_ends_with(file, S(".postgresql.sql")),
	};
	uint32_t number = 0;
	Str line = {0};
	while (str_next(&text, '\n', &line))
		read_line(&reading, ++number, line);
	finish(&reading);
}
