/* The collector: reads the schema and the rooms' .sql files at build time and writes the closed set of statements.
 *
 * It is a program of the build, not of the server. It refuses, with file and line, what would not mean the same on
 * both engines, what reads people without asking who may see them, and what its head does not declare. docs/store.md
 * has the form of a head.
 */
#ifndef KITH_TOOLS_COLLECT_H
#define KITH_TOOLS_COLLECT_H

#include "base/buffer.h"
#include "base/problems.h"
#include "store/store.h"

enum {
	COLLECT_TOKENS_MAX = 20000,     /* in one statement or one migration */
	COLLECT_STATEMENTS_MAX = 4000,
	COLLECT_TABLES_MAX = 400,
	COLLECT_NAME_LENGTH_MAX = 60,   /* PostgreSQL keeps 63 */
	COLLECT_FILE_BYTES_MAX = 8 * 1024 * 1024,
	COLLECT_OUTPUT_BYTES_MAX = 64 * 1024 * 1024,
};

typedef enum TokenKind { TOKEN_WORD, TOKEN_STRING, TOKEN_NUMBER, TOKEN_PARAMETER, TOKEN_SYMBOL, TOKEN_BAD } TokenKind;

typedef struct Token {
	TokenKind kind;
	Str text;      /* as written; a quoted name without its quotes is a TOKEN_WORD too */
	uint32_t line; /* in its file */
	size_t from;   /* bytes from..to-1 of the text that was cut */
	size_t to;
} Token;

typedef struct Tokens {
	Token *items;
	size_t count;
} Tokens;

/* Cuts SQL into tokens, without comments. first_line is the file's line where text starts. */
Status tokens_cut(Arena *arena, Str file, Str text, uint32_t first_line, Problems *problems, Tokens *out) MUST_USE;
/* Is token at index the bare word (upper or lower case)? False past the end. */
bool tokens_is_word(const Tokens *tokens, size_t index, const char *word);
bool tokens_is_symbol(const Tokens *tokens, size_t index, char symbol);

typedef struct CollectColumn {
	Str name;
	StoreType type;
	bool nullable;
	bool list; /* parameters only: takes STORE_LIST_LENGTH consecutive $n */
} CollectColumn;

typedef struct CollectColumns {
	CollectColumn items[STORE_PARAMETERS_MAX];
	size_t count;
} CollectColumns;

typedef struct CollectTable {
	Str name;
	Str file;
	uint32_t line;
	bool people;
	bool exported;
	bool append_only;
	bool derived;
	bool of_person; /* its columns say whose a row is: there are statements that read and erase what is about one person */
	CollectColumns columns;
	Str key[STORE_COLUMNS_MAX]; /* the primary key's columns in order */
	size_t key_count;
} CollectTable;

typedef struct CollectMigration {
	int number;
	Str name;
	Str checksum;
	Str sqlite;
	Str postgres;
} CollectMigration;

typedef struct CollectStatement {
	Str name;
	Str file;
	uint32_t line;
	Str comment;
	Str text;
	uint32_t text_line;
	Str postgres;  /* empty: the same text */
	CollectColumns parameters;
	CollectColumns columns;
	StorePeople people;
	bool says_people;
	bool says_rows;
	bool says_changes;
	bool changes_one;
	bool writes;
	bool rows_one;
	int64_t rows_max;
	bool of_table; /* made from the schema: reads or fills a whole table */
} CollectStatement;

typedef struct Collection {
	Arena *arena;
	Problems *problems;
	CollectTable *tables;
	size_t table_count;
	CollectMigration *migrations;
	size_t migration_count;
	CollectStatement *statements;
	size_t statement_count;
} Collection;

Collection collection_make(Arena *arena, Problems *problems);

/* Reads one migration; files are given in the order of their numbers. file is the name "0001_record.sql". */
void collect_schema(Collection *collection, Str file, Str text);
/* Adds the statements that read each table whole and put a row back, for the export, backup and restore. After the
 * last migration. */
void collect_table_statements(Collection *collection);
/* Reads one room's statements. A file that ends in ".postgresql.sql" overrides texts by name and comes later. */
void collect_statements(Collection *collection, Str file, Str text);

const CollectTable *collect_find_table(const Collection *collection, Str name);
/* Checks one statement's text against its head and the schema; adds to the collection's problems. */
void collect_check_statement(Collection *collection, CollectStatement *statement);
/* The checks that hold for an override too: parameters, one statement. */
void collect_check_parameters(Collection *collection, const CollectStatement *statement, Str text, uint32_t line);

/* What is written. emit_room writes the header for one .sql file. */
void emit_room(const Collection *collection, Str file, Buffer *out);
void emit_statements_header(Buffer *out);
void emit_statements(const Collection *collection, Buffer *out);
void emit_schema_header(Buffer *out);
void emit_schema(const Collection *collection, Buffer *out);

#endif
