/* From an expression's text to tokens. */
#include "base/expression/tree.h"

#include <string.h>

#include "base/money.h"

typedef struct Mark {
	Str text;
	TokenKind kind;
} Mark;

/* Longer ones first. */
static const Mark MARKS[] = {
	{S_INIT("!="), TOKEN_NOT_EQUAL}, {S_INIT("<="), TOKEN_AT_MOST}, {S_INIT(">="), TOKEN_AT_LEAST},
	{S_INIT("="), TOKEN_EQUAL}, {S_INIT("<"), TOKEN_LESS}, {S_INIT(">"), TOKEN_MORE}, {S_INIT("("), TOKEN_OPEN},
	{S_INIT(")"), TOKEN_CLOSE}, {S_INIT(","), TOKEN_COMMA}, {S_INIT("+"), TOKEN_PLUS}, {S_INIT("-"), TOKEN_MINUS},
	{S_INIT("*"), TOKEN_STAR},
};

/* What people write who know another language, and what is meant here. */
static const struct { Str written; Str message; } FOREIGN[] = {
	{S_INIT("=="), S_INIT("write = once to compare")},
	{S_INIT("<>"), S_INIT("write != for 'is not'")},
	{S_INIT("&"), S_INIT("write the word and")},
	{S_INIT("|"), S_INIT("write the word or")},
	{S_INIT("!"), S_INIT("write the word not, or != to compare")},
	{S_INIT("/"), S_INIT("there is no division; multiply the other side instead")},
	{S_INIT("\""), S_INIT("write a text in single quotes: 'like-this'")},
	{S_INIT("‘"), S_INIT("write a text in straight single quotes: 'like-this'")},
	{S_INIT("’"), S_INIT("write a text in straight single quotes: 'like-this'")},
	{S_INIT("“"), S_INIT("write a text in straight single quotes: 'like-this'")},
	{S_INIT("≤"), S_INIT("write <=")},
	{S_INIT("≥"), S_INIT("write >=")},
	{S_INIT("≠"), S_INIT("write !=")},
};

static const Str POUND = S_INIT("£");

Problem expression_place(Str text, Problem place, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (text.data[i] == '\n') {
			place.line += place.line > 0 ? 1 : 0;
			place.column = 1;
		} else if (((unsigned char)text.data[i] & 0xC0U) != 0x80U) {
			place.column++;
		}
	}
	if (place.column == 0) /* an expression without a place counts from 1 */
		place.column = 1;
	return place;
}

static Status refuse(Str text, Problem place, size_t at, Problems *problems, Str message)
{
	Problem problem = expression_place(text, place, at);
	problem.message = message;
	return problems_add(problems, problem);
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool is_name_character(char character)
{
	return (character >= 'a' && character <= 'z') || is_digit(character) || character == '_';
}

static bool is_letter(char character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
}

static size_t run_length(Str text, size_t from, bool (*belongs)(char character))
{
	size_t at = from;
	while (at < text.length && belongs(text.data[at]))
		at++;
	return at - from;
}

static Status text_token(Arena *arena, Str text, Problem place, size_t *at, Problems *problems, Token *out)
{
	char *said = arena_allocate(arena, text.length - *at + 1);
	size_t length = 0;
	for (size_t i = *at + 1; i < text.length; i++) {
		if (text.data[i] == '\'') {
			bool doubled = i + 1 < text.length && text.data[i + 1] == '\'';
			if (!doubled) {
				out->text = (Str){.data = said, .length = length};
				*at = i + 1;
				return STATUS_OK;
			}
			i++;
		}
		said[length++] = text.data[i];
	}
	return refuse(text, place, *at, problems, S("this text has no closing quote"));
}

static bool is_money_character(char character)
{
	return is_digit(character) || character == '.';
}

static Status number_token(Str text, Problem place, size_t *at, Problems *problems, Token *out)
{
	bool money = str_starts_with(str_slice(text, *at, text.length), POUND);
	size_t start = *at + (money ? POUND.length : 0);
	size_t length = run_length(text, start, money ? is_money_character : is_digit);
	Str digits = str_slice(text, start, start + length);
	char after = start + length < text.length ? text.data[start + length] : ' ';
	if (is_letter(after))
		return refuse(text, place, start + length, problems, S("a space or an operator was expected after the number"));
	if (after == '.')
		return refuse(text, place, start + length, problems, S("numbers are whole here; write money as £1.50"));
	Status status = money ? money_parse(digits, &out->number) : str_to_integer(digits, &out->number);
	if (status != STATUS_OK)
		return refuse(text, place, *at, problems, money ? S("this is not an amount; write it as £23250 or £23250.50")
			: S("this number is too large"));
	*at = start + length;
	return STATUS_OK;
}

static Status name_token(Str text, Problem place, size_t *at, Problems *problems, Token *out)
{
	size_t length = run_length(text, *at, is_name_character);
	if (length == 0 || (*at + length < text.length && is_letter(text.data[*at + length])))
		return refuse(text, place, *at, problems, S("names and words are in small letters, such as birth_date or and"));
	out->text = str_slice(text, *at, *at + length);
	*at += length;
	return STATUS_OK;
}

static Status mark_token(Str text, Problem place, size_t *at, Problems *problems, Token *out)
{
	Str rest = str_slice(text, *at, text.length);
	bool not_equal = str_starts_with(rest, S("!="));
	for (size_t i = 0; !not_equal && i < sizeof FOREIGN / sizeof FOREIGN[0]; i++)
		if (str_starts_with(rest, FOREIGN[i].written))
			return refuse(text, place, *at, problems, FOREIGN[i].message);
	for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
		if (str_starts_with(rest, MARKS[i].text)) {
			out->kind = MARKS[i].kind;
			*at += MARKS[i].text.length;
			return STATUS_OK;
		}
	}
	return refuse(text, place, *at, problems, S("this character has no meaning in a condition"));
}

Status token_read(Arena *arena, Str text, Problem place, size_t *at, Problems *problems, Token *out)
{
	while (*at < text.length && (text.data[*at] == ' ' || text.data[*at] == '\n' || text.data[*at] == '\t'))
		(*at)++;
	*out = (Token){.kind = TOKEN_END, .at = *at};
	if (*at == text.length)
		return STATUS_OK;
	size_t start = *at;
	char character = text.data[start];
	Status status = STATUS_OK;
	if (character == '\'') {
		out->kind = TOKEN_TEXT;
		return text_token(arena, text, place, at, problems, out);
	}
	if (is_digit(character) || str_starts_with(str_slice(text, start, text.length), POUND)) {
		out->kind = TOKEN_NUMBER;
		status = number_token(text, place, at, problems, out);
	} else if (is_letter(character)) {
		out->kind = TOKEN_NAME;
		status = name_token(text, place, at, problems, out);
	} else {
		status = mark_token(text, place, at, problems, out);
	}
	if (status == STATUS_OK)
		out->text = str_slice(text, start, *at);
	return status;
}
