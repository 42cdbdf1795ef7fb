#include "tools/collect/collect.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef struct Cutter {
	Str text;
	size_t at;
	uint32_t line;
} Cutter;

static bool is_word_start(char character)
{
	return isalpha((unsigned char)character) != 0 || character == '_';
}

static bool is_word_part(char character)
{
	return isalnum((unsigned char)character) != 0 || character == '_';
}

static char peek(const Cutter *cutter, size_t ahead)
{
	size_t at = cutter->at + ahead;
	return at < cutter->text.length ? cutter->text.data[at] : '\0';
}

static void skip_space(Cutter *cutter)
{
	while (cutter->at < cutter->text.length) {
		char character = peek(cutter, 0);
		if (character == '\n') {
			cutter->line++;
			cutter->at++;
		} else if (isspace((unsigned char)character) != 0) {
			cutter->at++;
		} else if (character == '-' && peek(cutter, 1) == '-') {
			while (cutter->at < cutter->text.length && peek(cutter, 0) != '\n')
				cutter->at++;
		} else {
			return;
		}
	}
}

/* A text or a name in quotes; a doubled quote stands for itself. False when it does not end. */
static bool cut_quoted(Cutter *cutter, char quote)
{
	cutter->at++;
	while (cutter->at < cutter->text.length) {
		char character = peek(cutter, 0);
		cutter->at++;
		if (character == '\n')
			cutter->line++;
		if (character != quote)
			continue;
		if (peek(cutter, 0) != quote)
			return true;
		cutter->at++;
	}
	return false;
}

static Token cut_one(Cutter *cutter)
{
	Token token = {.line = cutter->line, .from = cutter->at, .kind = TOKEN_SYMBOL};
	char first = peek(cutter, 0);
	if (is_word_start(first)) {
		token.kind = TOKEN_WORD;
		while (is_word_part(peek(cutter, 0)))
			cutter->at++;
	} else if (isdigit((unsigned char)first) != 0) {
		token.kind = TOKEN_NUMBER;
		while (is_word_part(peek(cutter, 0)) || peek(cutter, 0) == '.')
			cutter->at++;
	} else if (first == '$' && isdigit((unsigned char)peek(cutter, 1)) != 0) {
		token.kind = TOKEN_PARAMETER;
		cutter->at++;
		while (isdigit((unsigned char)peek(cutter, 0)) != 0)
			cutter->at++;
	} else if (first == '\'' || first == '"') {
		token.kind = cut_quoted(cutter, first) ? (first == '"' ? TOKEN_WORD : TOKEN_STRING) : TOKEN_BAD;
	} else {
		cutter->at++;
	}
	token.to = cutter->at;
	token.text = str_slice(cutter->text, token.from, token.to);
	if (token.kind == TOKEN_WORD && first == '"')
		token.text = str_slice(token.text, 1, token.text.length - 1);
	return token;
}

Status tokens_cut(Arena *arena, Str file, Str text, uint32_t first_line, Problems *problems, Tokens *out)
{
	Cutter cutter = {.text = text, .line = first_line};
	size_t capacity = 64;
	*out = (Tokens){.items = ARENA_ARRAY(arena, Token, capacity)};
	for (;;) {
		skip_space(&cutter);
		if (cutter.at >= text.length)
			return STATUS_OK;
		Token token = cut_one(&cutter);
		Problem place = {.file = file, .line = token.line};
		if (token.kind == TOKEN_BAD)
			return problems_add_format(problems, place, "this quote does not end");
		if (out->count == COLLECT_TOKENS_MAX)
			return problems_add_format(problems, place, "too long: more than %d words", COLLECT_TOKENS_MAX);
		if (out->count == capacity) {
			Token *items = ARENA_ARRAY(arena, Token, capacity * 2);
			memcpy(items, out->items, capacity * sizeof *items);
			out->items = items;
			capacity *= 2;
		}
		out->items[out->count++] = token;
	}
}

bool tokens_is_word(const Tokens *tokens, size_t index, const char *word)
{
	if (index >= tokens->count || tokens->items[index].kind != TOKEN_WORD)
		return false;
	Str text = tokens->items[index].text;
	return text.length == strlen(word) && strncasecmp(text.data, word, text.length) == 0;
}

bool tokens_is_symbol(const Tokens *tokens, size_t index, char symbol)
{
	return index < tokens->count && tokens->items[index].kind == TOKEN_SYMBOL
		&& tokens->items[index].text.data[0] == symbol;
}
