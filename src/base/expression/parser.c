/* From tokens to a tree, by recursive descent: one function a level of precedence. */
#include "base/expression/tree.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Parsing {
	Arena *arena;
	Str text;
	Problem place;
	Problems *problems;
	size_t at;
	Token token; /* the next one */
	int depth;
	size_t node_count;
	bool uses_today;
	Str names[EXPRESSION_NODES_MAX];
	size_t name_count;
} Parsing;

static void *refuse(Parsing *parsing, size_t at, Str message)
{
	Problem problem = expression_place(parsing->text, parsing->place, at);
	problem.message = message;
	(void)problems_add(parsing->problems, problem);
	return NULL;
}

static bool advance(Parsing *parsing)
{
	return token_read(parsing->arena, parsing->text, parsing->place, &parsing->at, parsing->problems, &parsing->token)
		== STATUS_OK;
}

static bool token_is_word(const Parsing *parsing, Str word)
{
	return parsing->token.kind == TOKEN_NAME && str_equal(parsing->token.text, word);
}

static ExpressionNode *node_make(Parsing *parsing, NodeKind kind, size_t at)
{
	if (parsing->node_count == EXPRESSION_NODES_MAX)
		return refuse(parsing, at, S("this condition is too long (more than 500 parts); split it"));
	parsing->node_count++;
	ExpressionNode *node = ARENA_NEW(parsing->arena, ExpressionNode);
	*node = (ExpressionNode){.kind = kind, .at = at, .date = DATE_NONE};
	return node;
}

static void names_add(Parsing *parsing, Str name)
{
	for (size_t i = 0; i < parsing->name_count; i++)
		if (str_equal(parsing->names[i], name))
			return;
	assert(parsing->name_count < EXPRESSION_NODES_MAX);
	parsing->names[parsing->name_count++] = name;
}

static ExpressionNode *or_parse(Parsing *parsing);

static bool word_is_reserved(Str word)
{
	static const Str RESERVED[] = {S_INIT("and"), S_INIT("or"), S_INIT("not"), S_INIT("in"), S_INIT("true"),
		S_INIT("false"), S_INIT("today"), S_INIT("count"), S_INIT("has")};
	for (size_t i = 0; i < sizeof RESERVED / sizeof RESERVED[0]; i++)
		if (str_equal(RESERVED[i], word))
			return true;
	return false;
}

/* Goes behind a token of kind, or says what was expected. */
static bool expect(Parsing *parsing, TokenKind kind, Str message)
{
	if (parsing->token.kind != kind) {
		(void)refuse(parsing, parsing->token.at, message);
		return false;
	}
	return advance(parsing);
}

static ExpressionNode *function_parse(Parsing *parsing, NodeKind kind)
{
	ExpressionNode *node = node_make(parsing, kind, parsing->token.at);
	if (node == NULL || !advance(parsing)
	    || !expect(parsing, TOKEN_OPEN, S("count and has are followed by a name in parentheses: has(birth_date)")))
		return NULL;
	if (parsing->token.kind != TOKEN_NAME || word_is_reserved(parsing->token.text))
		return refuse(parsing, parsing->token.at, S("a name was expected here, such as birth_date"));
	node->text = parsing->token.text;
	names_add(parsing, node->text);
	bool closed = advance(parsing)
		&& expect(parsing, TOKEN_CLOSE, S("a closing parenthesis was expected after the name"));
	return closed ? node : NULL;
}

static ExpressionNode *word_parse(Parsing *parsing)
{
	Str word = parsing->token.text;
	if (str_equal(word, S("count")) || str_equal(word, S("has")))
		return function_parse(parsing, str_equal(word, S("count")) ? NODE_COUNT : NODE_HAS);
	bool truth = str_equal(word, S("true"));
	bool today = str_equal(word, S("today"));
	NodeKind kind = truth || str_equal(word, S("false")) ? NODE_TRUTH : today ? NODE_TODAY : NODE_NAME;
	if (kind == NODE_NAME && word_is_reserved(word))
		return refuse(parsing, parsing->token.at, str_format(parsing->arena,
			"a name, a number or a text was expected before '%.*s'", STR_ARG(word)));
	ExpressionNode *node = node_make(parsing, kind, parsing->token.at);
	if (node == NULL || !advance(parsing))
		return NULL;
	node->text = word;
	node->truth = truth;
	parsing->uses_today = parsing->uses_today || today;
	if (kind == NODE_NAME)
		names_add(parsing, word);
	return node;
}

static ExpressionNode *literal_parse(Parsing *parsing)
{
	bool number = parsing->token.kind == TOKEN_NUMBER;
	ExpressionNode *node = node_make(parsing, number ? NODE_NUMBER : NODE_TEXT, parsing->token.at);
	if (node == NULL)
		return NULL;
	node->number = parsing->token.number;
	node->text = parsing->token.text;
	if (!number && date_parse(node->text, &node->date) != STATUS_OK)
		node->date = DATE_NONE;
	return advance(parsing) ? node : NULL;
}

static bool depth_enter(Parsing *parsing)
{
	if (parsing->depth == EXPRESSION_DEPTH_MAX) {
		(void)refuse(parsing, parsing->token.at, S("this condition is nested too deeply (more than 32 levels)"));
		return false;
	}
	parsing->depth++;
	return true;
}

static ExpressionNode *group_parse(Parsing *parsing)
{
	if (!depth_enter(parsing) || !advance(parsing))
		return NULL;
	ExpressionNode *node = or_parse(parsing);
	parsing->depth--;
	return node != NULL && expect(parsing, TOKEN_CLOSE, S("a closing parenthesis was expected here")) ? node : NULL;
}

/* not and minus: an operator before one operand. */
static ExpressionNode *prefix_parse(Parsing *parsing, NodeKind kind, ExpressionNode *(*operand)(Parsing *parsing))
{
	size_t at = parsing->token.at;
	if (!depth_enter(parsing) || !advance(parsing))
		return NULL;
	ExpressionNode *first = operand(parsing);
	parsing->depth--;
	ExpressionNode *node = first == NULL ? NULL : node_make(parsing, kind, at);
	if (node != NULL)
		node->first = first;
	return node;
}

static ExpressionNode *primary_parse(Parsing *parsing)
{
	TokenKind kind = parsing->token.kind;
	if (kind == TOKEN_NAME)
		return word_parse(parsing);
	if (kind == TOKEN_NUMBER || kind == TOKEN_TEXT)
		return literal_parse(parsing);
	if (kind == TOKEN_OPEN)
		return group_parse(parsing);
	if (kind == TOKEN_MINUS)
		return prefix_parse(parsing, NODE_NEGATE, primary_parse);
	return refuse(parsing, parsing->token.at, kind == TOKEN_END
		? S("the condition ends too early; a name, a number or a text was expected")
		: S("a name, a number or a text was expected here"));
}

static ExpressionNode *binary_make(Parsing *parsing, NodeKind kind, size_t at, ExpressionNode *left,
	ExpressionNode *right)
{
	ExpressionNode *node = left == NULL || right == NULL ? NULL : node_make(parsing, kind, at);
	if (node != NULL) {
		node->first = left;
		left->next = right;
	}
	return node;
}

static ExpressionNode *product_parse(Parsing *parsing)
{
	ExpressionNode *node = primary_parse(parsing);
	while (node != NULL && parsing->token.kind == TOKEN_STAR) {
		size_t at = parsing->token.at;
		ExpressionNode *right = advance(parsing) ? primary_parse(parsing) : NULL;
		node = binary_make(parsing, NODE_MULTIPLY, at, node, right);
	}
	return node;
}

static ExpressionNode *sum_parse(Parsing *parsing)
{
	ExpressionNode *node = product_parse(parsing);
	while (node != NULL && (parsing->token.kind == TOKEN_PLUS || parsing->token.kind == TOKEN_MINUS)) {
		size_t at = parsing->token.at;
		NodeKind kind = parsing->token.kind == TOKEN_PLUS ? NODE_ADD : NODE_SUBTRACT;
		ExpressionNode *right = advance(parsing) ? product_parse(parsing) : NULL;
		node = binary_make(parsing, kind, at, node, right);
	}
	return node;
}

static ExpressionNode *list_item_parse(Parsing *parsing)
{
	bool negative = parsing->token.kind == TOKEN_MINUS;
	if (negative && !advance(parsing))
		return NULL;
	if (parsing->token.kind != TOKEN_NUMBER && (negative || parsing->token.kind != TOKEN_TEXT))
		return refuse(parsing, parsing->token.at, S("a text or a number was expected in this list: in ('a', 'b')"));
	ExpressionNode *node = literal_parse(parsing);
	if (node != NULL && negative)
		node->number = -node->number;
	return node;
}

static ExpressionNode *in_parse(Parsing *parsing, ExpressionNode *subject, bool negated)
{
	ExpressionNode *node = node_make(parsing, NODE_IN, parsing->token.at);
	if (node == NULL || !advance(parsing) || !expect(parsing, TOKEN_OPEN, S("in is followed by a list: in ('a', 'b')")))
		return NULL;
	node->truth = negated;
	node->first = subject;
	for (ExpressionNode *last = subject;; last = last->next) {
		last->next = list_item_parse(parsing);
		if (last->next == NULL)
			return NULL;
		if (parsing->token.kind != TOKEN_COMMA)
			break;
		if (!advance(parsing))
			return NULL;
	}
	return expect(parsing, TOKEN_CLOSE, S("a comma or a closing parenthesis was expected in this list")) ? node : NULL;
}

static bool token_is_comparison(const Parsing *parsing)
{
	return parsing->token.kind >= TOKEN_EQUAL && parsing->token.kind <= TOKEN_AT_LEAST;
}

static ExpressionNode *comparison_parse(Parsing *parsing)
{
	ExpressionNode *node = sum_parse(parsing);
	if (node == NULL)
		return NULL;
	if (token_is_comparison(parsing)) {
		Token operator = parsing->token;
		ExpressionNode *right = advance(parsing) ? sum_parse(parsing) : NULL;
		node = binary_make(parsing, NODE_COMPARE, operator.at, node, right);
		if (node != NULL)
			node->comparison = operator.kind;
	} else if (token_is_word(parsing, S("in"))) {
		node = in_parse(parsing, node, false);
	} else if (token_is_word(parsing, S("not"))) {
		if (!advance(parsing))
			return NULL;
		if (!token_is_word(parsing, S("in")))
			return refuse(parsing, parsing->token.at, S("in was expected after not: not in ('a', 'b')"));
		node = in_parse(parsing, node, true);
	}
	if (node != NULL && token_is_comparison(parsing))
		return refuse(parsing, parsing->token.at, S("one comparison ends here; join two with and: a < b and b < c"));
	return node;
}

static ExpressionNode *not_parse(Parsing *parsing)
{
	return token_is_word(parsing, S("not")) ? prefix_parse(parsing, NODE_NOT, not_parse) : comparison_parse(parsing);
}

/* a and b and c are three operands of one node. */
static ExpressionNode *chain_parse(Parsing *parsing, NodeKind kind, Str word,
	ExpressionNode *(*operand)(Parsing *parsing))
{
	ExpressionNode *first = operand(parsing);
	if (first == NULL || !token_is_word(parsing, word))
		return first;
	ExpressionNode *node = node_make(parsing, kind, parsing->token.at);
	if (node == NULL)
		return NULL;
	node->first = first;
	for (ExpressionNode *last = first; token_is_word(parsing, word); last = last->next) {
		last->next = advance(parsing) ? operand(parsing) : NULL;
		if (last->next == NULL)
			return NULL;
	}
	return node;
}

static ExpressionNode *and_parse(Parsing *parsing)
{
	return chain_parse(parsing, NODE_AND, S("and"), not_parse);
}

static ExpressionNode *or_parse(Parsing *parsing)
{
	return chain_parse(parsing, NODE_OR, S("or"), and_parse);
}

static int name_compare(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

static const Expression *expression_make(Parsing *parsing, const ExpressionNode *root)
{
	Expression *expression = ARENA_NEW(parsing->arena, Expression);
	Str *names = ARENA_ARRAY(parsing->arena, Str, parsing->name_count);
	for (size_t i = 0; i < parsing->name_count; i++)
		names[i] = parsing->names[i];
	if (parsing->name_count > 1)
		qsort(names, parsing->name_count, sizeof *names, name_compare);
	*expression = (Expression){
		.text = parsing->text,
		.place = parsing->place,
		.root = root,
		.names = names,
		.name_count = parsing->name_count,
		.uses_today = parsing->uses_today,
	};
	return expression;
}

Status expression_parse(Arena *arena, Str text, Problem place, Problems *problems, const Expression **out)
{
	place.message = (Str){0};
	Parsing parsing = {.arena = arena, .place = place, .problems = problems};
	parsing.place.file = str_copy(arena, place.file);
	parsing.place.field = str_copy(arena, place.field);
	if (text.length > EXPRESSION_BYTES_MAX || !str_is_utf8(text)) {
		place.message = text.length > EXPRESSION_BYTES_MAX ? S("this condition is longer than 4096 bytes; split it")
			: S("this condition is not UTF-8 text");
		return problems_add(problems, place);
	}
	parsing.text = str_copy(arena, text);
	ExpressionNode *root = advance(&parsing) ? or_parse(&parsing) : NULL;
	if (root == NULL)
		return STATUS_INVALID;
	if (parsing.token.kind != TOKEN_END) {
		(void)refuse(&parsing, parsing.token.at,
			S("the condition could end here; and, or or a comparison was expected"));
		return STATUS_INVALID;
	}
	*out = expression_make(&parsing, root);
	return STATUS_OK;
}

const Str *expression_names(const Expression *expression, size_t *count)
{
	*count = expression->name_count;
	return expression->names;
}

bool expression_depends_on(const Expression *expression, Str name)
{
	for (size_t i = 0; i < expression->name_count; i++)
		if (str_equal(expression->names[i], name))
			return true;
	return false;
}

bool expression_uses_today(const Expression *expression)
{
	return expression->uses_today;
}

Str expression_text(const Expression *expression)
{
	return expression->text;
}
