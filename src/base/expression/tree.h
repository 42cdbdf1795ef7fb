/* How an expression looks inside: for the files of this folder only. Everyone else includes base/expression.h. */
#ifndef KITH_BASE_EXPRESSION_TREE_H
#define KITH_BASE_EXPRESSION_TREE_H

#include "base/expression.h"

typedef enum TokenKind {
	TOKEN_END, TOKEN_NAME, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA, TOKEN_PLUS, TOKEN_MINUS,
	TOKEN_STAR, TOKEN_EQUAL, TOKEN_NOT_EQUAL, TOKEN_LESS, TOKEN_AT_MOST, TOKEN_MORE, TOKEN_AT_LEAST,
} TokenKind;

typedef struct Token {
	TokenKind kind;
	size_t at;      /* byte in the expression's text */
	Str text;       /* as written; of a TOKEN_TEXT what it says, without its quotes */
	int64_t number; /* of a TOKEN_NUMBER; money in pence */
} Token;

typedef enum NodeKind {
	NODE_NUMBER, NODE_TEXT, NODE_TRUTH, NODE_NAME, NODE_TODAY, NODE_COUNT, NODE_HAS,
	NODE_NOT, NODE_AND, NODE_OR, NODE_COMPARE, NODE_IN, NODE_ADD, NODE_SUBTRACT, NODE_MULTIPLY, NODE_NEGATE,
} NodeKind;

typedef struct ExpressionNode ExpressionNode;
struct ExpressionNode {
	NodeKind kind;
	TokenKind comparison; /* NODE_COMPARE: TOKEN_EQUAL and its like */
	bool truth;           /* NODE_TRUTH; NODE_IN: true when it is "not in" */
	Str text;             /* NODE_TEXT, and the name of NODE_NAME, NODE_COUNT, NODE_HAS */
	int64_t number;
	Date date;            /* NODE_TEXT: the date that it may be read as, or DATE_NONE */
	size_t at;            /* where problems with it are shown */
	ExpressionNode *first; /* operands in their order; NODE_IN: the subject, then the list */
	ExpressionNode *next;
};

struct Expression {
	Str text;
	Problem place;
	const ExpressionNode *root;
	const Str *names;
	size_t name_count;
	bool uses_today;
};

/* The next token of text from *at on, which it moves behind it. A problem is added at place for what is no token. */
Status token_read(Arena *arena, Str text, Problem place, size_t *at, Problems *problems, Token *out) MUST_USE;
/* The line and column of a byte of text that begins at place. */
Problem expression_place(Str text, Problem place, size_t at);
/* The value of a node. */
ExpressionValue expression_node_value(const ExpressionNode *node, const ExpressionLookup *lookup);
/* The values of two operands that stand beside each other: a text beside a date becomes a date. */
void expression_pair_values(const ExpressionNode *left, const ExpressionNode *right, const ExpressionLookup *lookup,
	ExpressionValue *out_left, ExpressionValue *out_right);
/* Does left stand in the relation to right? */
ExpressionTruth expression_relation(TokenKind comparison, ExpressionValue left, ExpressionValue right);

#endif
