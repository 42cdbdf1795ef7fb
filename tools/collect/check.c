/* What the text of a statement may say: the same meaning on both engines, all its parameters, and people only to
 * those who may see them. */
#include "tools/collect/collect.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct Check {
	Collection *collection;
	CollectStatement *statement;
	Tokens tokens;
} Check;

static void complain(const Check *check, uint32_t line, const char *message, Str what)
{
	(void)problems_add_format(check->collection->problems, (Problem){.file = check->statement->file, .line = line,
		.field = check->statement->name}, "%s%s%.*s", message, what.length > 0 ? ": " : "", STR_ARG(what));
}

static size_t parameter_total(const CollectStatement *statement)
{
	size_t total = 0;
	for (size_t i = 0; i < statement->parameters.count; i++)
		total += statement->parameters.items[i].list ? STORE_LIST_LENGTH : 1;
	return total;
}

static void check_parameters(const Check *check, uint32_t line)
{
	bool used[STORE_PARAMETERS_MAX + 1] = {false};
	size_t total = parameter_total(check->statement);
	if (total > STORE_PARAMETERS_MAX) {
		complain(check, line, "too many parameters, lists count sixteen each", (Str){0});
		return;
	}
	for (size_t i = 0; i < check->tokens.count; i++) {
		const Token *token = &check->tokens.items[i];
		int64_t number = 0;
		if (token->kind != TOKEN_PARAMETER)
			continue;
		Status status = str_to_integer(str_slice(token->text, 1, token->text.length), &number);
		if (status != STATUS_OK || number < 1 || (size_t)number > total)
			complain(check, token->line, "this parameter is not declared", token->text);
		else
			used[number] = true;
	}
	for (size_t i = 1; i <= total; i++) {
		char name[24];
		int length = snprintf(name, sizeof name, "$%zu", i);
		if (!used[i])
			complain(check, line, "this parameter is declared and not used", (Str){name, (size_t)length});
	}
}

static void check_single(const Check *check)
{
	for (size_t i = 0; i < check->tokens.count; i++)
		if (tokens_is_symbol(&check->tokens, i, ';'))
			complain(check, check->tokens.items[i].line, "one statement a head: expected no ';' but at the end",
				(Str){0});
}

void collect_check_parameters(Collection *collection, const CollectStatement *statement, Str text, uint32_t line)
{
	CollectStatement copy = *statement;
	Check check = {.collection = collection, .statement = &copy};
	if (tokens_cut(collection->arena, statement->file, text, line, collection->problems, &check.tokens) != STATUS_OK)
		return;
	check_parameters(&check, line);
	check_single(&check);
}

/* Words that one engine does not know, or understands otherwise. called: only as a function. */
static void check_words(const Check *check)
{
	static const struct { const char *word; bool called; } WORDS[] = {{"LATERAL", false}, {"ILIKE", false},
		{"STRING_AGG", true}, {"GROUP_CONCAT", true}, {"INSTR", true}, {"PRINTF", true}, {"NOW", true},
		{"CURRENT_TIMESTAMP", false}, {"CURRENT_DATE", false}, {"CURRENT_TIME", false}, {"IDENTITY", false},
		{"AUTOINCREMENT", false}, {"DEFERRABLE", false}, {"INTERVAL", false}, {"DATE", true}, {"DATETIME", true},
		{"STRFTIME", true}, {"JULIANDAY", true}, {"PERCENTILE_CONT", true}, {"RANDOM", true}, {"ARRAY", false},
		{"LAST_INSERT_ROWID", true}, {"RETURNING", false}};
	const Tokens *tokens = &check->tokens;
	for (size_t i = 0; i < tokens->count; i++) {
		const Token *token = &tokens->items[i];
		bool called = tokens_is_symbol(tokens, i + 1, '(');
		if (token->kind != TOKEN_WORD)
			continue;
		for (size_t word = 0; word < sizeof WORDS / sizeof WORDS[0]; word++)
			if (tokens_is_word(tokens, i, WORDS[word].word) && (called || !WORDS[word].called))
				complain(check, token->line, "not the same on both engines", token->text);
		bool json = token->text.length > 4 && strncasecmp(token->text.data, "json", 4) == 0;
		if (json && called)
			complain(check, token->line, "SQL does not look inside JSON", token->text);
		if (tokens_is_word(tokens, i, "DISTINCT") && tokens_is_word(tokens, i + 1, "ON"))
			complain(check, token->line, "not the same on both engines", S("DISTINCT ON"));
		if (tokens_is_word(tokens, i, "FOR") && tokens_is_word(tokens, i + 1, "UPDATE"))
			complain(check, token->line, "not the same on both engines", S("FOR UPDATE"));
		if (tokens_is_word(tokens, i, "ANY") && called)
			complain(check, token->line, "not the same on both engines", S("= ANY("));
		if (tokens_is_word(tokens, i, "IN") && !called)
			complain(check, token->line, "expected '(' after", S("IN"));
	}
}

static void check_operators(const Check *check)
{
	static const struct { const char *pair; const char *message; } PAIRS[] = {
		{"::", "write CAST(… AS …), not"}, {"->", "SQL does not look inside JSON"},
		{"#>", "SQL does not look inside JSON"}, {"@>", "SQL does not look inside JSON"},
		{"<@", "SQL does not look inside JSON"}};
	const Tokens *tokens = &check->tokens;
	for (size_t i = 0; i + 1 < tokens->count; i++) {
		const Token *token = &tokens->items[i];
		for (size_t pair = 0; pair < sizeof PAIRS / sizeof PAIRS[0]; pair++)
			if (tokens_is_symbol(tokens, i, PAIRS[pair].pair[0]) && tokens_is_symbol(tokens, i + 1, PAIRS[pair].pair[1])
				&& token->to == tokens->items[i + 1].from)
				complain(check, token->line, PAIRS[pair].message, str_from_c(PAIRS[pair].pair));
	}
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens_is_symbol(tokens, i, '?') || tokens_is_symbol(tokens, i, '@') || tokens_is_symbol(tokens, i, '#'))
			complain(check, tokens->items[i].line, "not the same on both engines", tokens->items[i].text);
}

static bool is_any_word(const Tokens *tokens, size_t index, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (tokens_is_word(tokens, index, words[i]))
			return true;
	return false;
}

/* Calls each for every table that is read: after FROM, JOIN and the commas between. The target of INSERT, UPDATE or
 * DELETE is not read by being the target. */
static void each_table_read(const Check *check, void (*each)(const Check *, const Token *, void *), void *context)
{
	enum { DEPTH_MAX = 64 };
	static const char *const ENDS[] = {"WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "UNION", "EXCEPT",
		"INTERSECT", "WINDOW", "SET", "SELECT", "VALUES"};
	const Tokens *tokens = &check->tokens;
	bool listing[DEPTH_MAX] = {false}; /* between FROM and the end of its list, at this depth */
	size_t depth = 0;
	bool expected = false;
	for (size_t i = 0; i < tokens->count; i++) {
		if (tokens_is_symbol(tokens, i, '(')) {
			if (++depth == DEPTH_MAX) {
				complain(check, tokens->items[i].line, "brackets too deep", (Str){0});
				return;
			}
			listing[depth] = expected;
			continue; /* FROM ( person …: still expected */
		}
		if (tokens_is_symbol(tokens, i, ')')) {
			depth -= depth > 0 ? 1U : 0U;
			expected = false;
			continue;
		}
		bool distinct = tokens_is_word(tokens, i, "FROM") && i > 0 && tokens_is_word(tokens, i - 1, "DISTINCT");
		bool deletes = tokens_is_word(tokens, i, "FROM") && i > 0 && tokens_is_word(tokens, i - 1, "DELETE");
		if (tokens_is_word(tokens, i, "FROM") && !distinct && !deletes) {
			expected = listing[depth] = true;
		} else if (tokens_is_word(tokens, i, "JOIN")) {
			expected = true;
		} else if (tokens_is_symbol(tokens, i, ',') && listing[depth]) {
			expected = true;
		} else if (is_any_word(tokens, i, ENDS, sizeof ENDS / sizeof ENDS[0])) {
			expected = listing[depth] = false;
		} else if (expected && tokens->items[i].kind == TOKEN_WORD) {
			if (tokens_is_symbol(tokens, i + 1, '.'))
				i += 2; /* schema.table */
			if (i < tokens->count)
				each(check, &tokens->items[i], context);
			expected = false;
		}
	}
}

typedef struct PeopleRead {
	Str first; /* the first table of people that is read */
	uint32_t line;
	bool asks; /* reads visible_person */
} PeopleRead;

static void note_table(const Check *check, const Token *token, void *context)
{
	PeopleRead *read = context;
	const CollectTable *table = collect_find_table(check->collection, token->text);
	if (str_equal_ignoring_case(token->text, S("visible_person")))
		read->asks = true;
	if (table != NULL && table->people && read->first.length == 0) {
		read->first = token->text;
		read->line = token->line;
	}
}

static void check_people(const Check *check)
{
	CollectStatement *statement = check->statement;
	PeopleRead read = {0};
	each_table_read(check, note_table, &read);
	if (statement->people == STORE_PEOPLE_MAINTENANCE)
		return;
	if (read.first.length == 0 && statement->people == STORE_PEOPLE_NONE)
		return;
	uint32_t line = read.line > 0 ? read.line : statement->line;
	const CollectColumns *parameters = &statement->parameters;
	bool actor = parameters->count > 0 && str_equal(parameters->items[0].name, S("actor"))
		&& parameters->items[0].type == STORE_TEXT && !parameters->items[0].nullable && !parameters->items[0].list;
	if (!read.asks)
		complain(check, line, "reads people without joining visible_person; join it, or say '-- people: maintenance"
			" — why'",
			read.first);
	if (!actor)
		complain(check, line, "reads people: expected 'actor text' as the first parameter", read.first);
	statement->people = STORE_PEOPLE_VISIBLE;
}

static void check_columns(const Check *check)
{
	const Tokens *tokens = &check->tokens;
	size_t at = 0;
	int depth = 0;
	for (; at < tokens->count && !(depth == 0 && tokens_is_word(tokens, at, "SELECT")); at++)
		depth += tokens_is_symbol(tokens, at, '(') ? 1 : tokens_is_symbol(tokens, at, ')') ? -1 : 0;
	if (at == tokens->count)
		return;
	size_t count = 1;
	uint32_t line = tokens->items[at].line;
	for (at++; at < tokens->count && !(depth == 0 && tokens_is_word(tokens, at, "FROM")); at++) {
		depth += tokens_is_symbol(tokens, at, '(') ? 1 : tokens_is_symbol(tokens, at, ')') ? -1 : 0;
		if (depth == 0 && (tokens_is_word(tokens, at, "UNION") || tokens_is_word(tokens, at, "WHERE")))
			break;
		if (depth == 0 && tokens_is_symbol(tokens, at, ','))
			count++;
		bool item = tokens_is_symbol(tokens, at - 1, ',') || tokens_is_symbol(tokens, at - 1, '.')
			|| tokens_is_word(tokens, at - 1, "SELECT") || tokens_is_word(tokens, at - 1, "DISTINCT");
		if (depth == 0 && item && tokens_is_symbol(tokens, at, '*')) {
			complain(check, line, "name the columns instead of", S("*"));
			return;
		}
	}
	if (count != check->statement->columns.count)
		complain(check, line, "the text selects another number of columns than the head declares", (Str){0});
}

static void check_kind(const Check *check)
{
	static const char *const STARTS[] = {"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"};
	CollectStatement *statement = check->statement;
	const Tokens *tokens = &check->tokens;
	uint32_t line = statement->line;
	if (!is_any_word(tokens, 0, STARTS, sizeof STARTS / sizeof STARTS[0]))
		complain(check, line, "expected SELECT, WITH, INSERT, UPDATE or DELETE", (Str){0});
	for (size_t i = 0; i < tokens->count; i++)
		if ((tokens_is_word(tokens, i, "INSERT") && tokens_is_word(tokens, i + 1, "INTO"))
			|| (tokens_is_word(tokens, i, "DELETE") && tokens_is_word(tokens, i + 1, "FROM"))
			|| (tokens_is_word(tokens, i, "UPDATE") && !(i > 0 && tokens_is_word(tokens, i - 1, "FOR"))))
			statement->writes = true;
	if (statement->writes && (statement->columns.count > 0 || statement->says_rows))
		complain(check, line, "a writing statement has no columns and no rows: read in a statement of its own",
			(Str){0});
	if (statement->writes && !statement->says_changes)
		complain(check, line, "expected '-- changes: one' or '-- changes: any'", (Str){0});
	if (!statement->writes && statement->says_changes)
		complain(check, line, "changes nothing: expected no '-- changes:'", (Str){0});
	if (!statement->writes && statement->columns.count == 0)
		complain(check, line, "expected '-- columns:'", (Str){0});
	if (!statement->writes && !statement->says_rows)
		complain(check, line, "expected '-- rows: one', '-- rows: 200' or '-- rows: stream'", (Str){0});
}

void collect_check_statement(Collection *collection, CollectStatement *statement)
{
	Check check = {.collection = collection, .statement = statement};
	uint32_t line = statement->text_line > 0 ? statement->text_line : statement->line;
	if (tokens_cut(collection->arena, statement->file, statement->text, line, collection->problems, &check.tokens)
		!= STATUS_OK)
		return;
	check_kind(&check);
	check_single(&check);
	check_parameters(&check, line);
	check_words(&check);
	check_operators(&check);
	check_people(&check);
	if (!statement->writes)
		check_columns(&check);
}
