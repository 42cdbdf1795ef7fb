/* Are the names known, do the types fit, are compared texts among the options? */
#include "base/expression/tree.h"

#include <assert.h>

#include "base/nearest.h"

typedef struct Checking {
	const Expression *expression;
	const ExpressionNames *names;
	Problems *problems;
	bool any_problem;
} Checking;

static const Str TYPE_WORDS[] = {
	[EXPRESSION_TYPE_NONE] = S_INIT("anything"),
	[EXPRESSION_TYPE_TRUTH] = S_INIT("yes or no"),
	[EXPRESSION_TYPE_NUMBER] = S_INIT("a number"),
	[EXPRESSION_TYPE_TEXT] = S_INIT("a text"),
	[EXPRESSION_TYPE_DATE] = S_INIT("a date"),
	[EXPRESSION_TYPE_LIST] = S_INIT("a list"),
};

Str expression_type_words(ExpressionType type)
{
	return TYPE_WORDS[type];
}

static ExpressionType refuse(Checking *checking, const ExpressionNode *node, Str message)
{
	Problem problem = expression_place(checking->expression->text, checking->expression->place, node->at);
	problem.message = message;
	(void)problems_add(checking->problems, problem);
	checking->any_problem = true;
	return EXPRESSION_TYPE_NONE;
}

static ExpressionType node_check(Checking *checking, const ExpressionNode *node);

static ExpressionType name_check(Checking *checking, const ExpressionNode *node, ExpressionName *out)
{
	Arena *arena = checking->problems->arena;
	*out = (ExpressionName){0};
	if (checking->names->find(checking->names->context, node->text, out)) {
		assert(out->type != EXPRESSION_TYPE_NONE);
		return out->type;
	}
	Str nearest = nearest_name(node->text, checking->names->known, checking->names->known_count);
	Str hint = nearest.length == 0 ? S("; a text is written in single quotes")
		: str_format(arena, "; did you mean %.*s?", STR_ARG(nearest));
	return refuse(checking, node, str_format(arena, "there is no %.*s to ask about%.*s", STR_ARG(node->text),
		STR_ARG(hint)));
}

static bool text_may_be_date(ExpressionType other, const ExpressionNode *node)
{
	return other == EXPRESSION_TYPE_DATE && node->kind == NODE_TEXT;
}

/* The type of a node beside one of type other: a text beside a date is a date. */
static ExpressionType type_beside(Checking *checking, const ExpressionNode *node, ExpressionType own,
	ExpressionType other)
{
	if (!text_may_be_date(other, node))
		return own;
	if (node->date != DATE_NONE)
		return EXPRESSION_TYPE_DATE;
	return refuse(checking, node, str_format(checking->problems->arena, "'%.*s' stands beside a date; write a date as "
		"'2026-04-01'", STR_ARG(node->text)));
}

static void code_check(Checking *checking, const ExpressionNode *named, const ExpressionNode *text)
{
	Arena *arena = checking->problems->arena;
	ExpressionName name = {0};
	if (named->kind != NODE_NAME || text->kind != NODE_TEXT
	    || !checking->names->find(checking->names->context, named->text, &name) || name.codes == NULL)
		return;
	for (size_t i = 0; i < name.code_count; i++)
		if (str_equal(name.codes[i], text->text))
			return;
	Str nearest = nearest_name(text->text, name.codes, name.code_count);
	enum { CODES_SHOWN_MAX = 12 };
	Str known = nearest.length > 0 ? str_format(arena, "did you mean '%.*s'?", STR_ARG(nearest))
		: name.code_count <= CODES_SHOWN_MAX
			? str_format(arena, "they are %.*s", STR_ARG(str_join(arena, name.codes, name.code_count, S(", "))))
			: str_format(arena, "there are %zu of them", name.code_count);
	(void)refuse(checking, text, str_format(arena, "'%.*s' is not among the options of %.*s; %.*s", STR_ARG(text->text),
		STR_ARG(named->text), STR_ARG(known)));
}

static bool types_compare(ExpressionType left, ExpressionType right, TokenKind comparison, bool *out_order_wrong)
{
	bool equality = comparison == TOKEN_EQUAL || comparison == TOKEN_NOT_EQUAL;
	bool list_and_text = (left == EXPRESSION_TYPE_LIST && right == EXPRESSION_TYPE_TEXT)
		|| (left == EXPRESSION_TYPE_TEXT && right == EXPRESSION_TYPE_LIST);
	bool same = left == right && left != EXPRESSION_TYPE_LIST;
	bool ordered = left == EXPRESSION_TYPE_NUMBER || left == EXPRESSION_TYPE_DATE;
	*out_order_wrong = (same || list_and_text) && !equality && !(same && ordered);
	return (same || list_and_text) && !*out_order_wrong;
}

static ExpressionType compare_check(Checking *checking, const ExpressionNode *node)
{
	const ExpressionNode *left = node->first;
	const ExpressionNode *right = left->next;
	ExpressionType left_type = node_check(checking, left);
	ExpressionType right_type = node_check(checking, right);
	ExpressionType left_beside = type_beside(checking, left, left_type, right_type);
	ExpressionType right_beside = type_beside(checking, right, right_type, left_type);
	if (left_beside == EXPRESSION_TYPE_NONE || right_beside == EXPRESSION_TYPE_NONE)
		return EXPRESSION_TYPE_TRUTH;
	bool order_wrong = false;
	if (!types_compare(left_beside, right_beside, node->comparison, &order_wrong)) {
		Arena *arena = checking->problems->arena;
		return refuse(checking, node, order_wrong
			? str_format(arena, "%.*s has no order; use = or !=", STR_ARG(TYPE_WORDS[left_beside]))
			: str_format(arena, "%.*s cannot be compared with %.*s", STR_ARG(TYPE_WORDS[left_beside]),
				STR_ARG(TYPE_WORDS[right_beside])));
	}
	code_check(checking, left, right);
	code_check(checking, right, left);
	return EXPRESSION_TYPE_TRUTH;
}

static ExpressionType in_check(Checking *checking, const ExpressionNode *node)
{
	ExpressionType subject = node_check(checking, node->first);
	if (subject == EXPRESSION_TYPE_TRUTH)
		return refuse(checking, node, S("yes or no cannot be in a list; use it alone or after not"));
	ExpressionType wanted = subject == EXPRESSION_TYPE_LIST ? EXPRESSION_TYPE_TEXT : subject;
	if (subject == EXPRESSION_TYPE_NONE)
		return EXPRESSION_TYPE_TRUTH;
	for (const ExpressionNode *item = node->first->next; item != NULL; item = item->next) {
		ExpressionType own = item->kind == NODE_TEXT ? EXPRESSION_TYPE_TEXT : EXPRESSION_TYPE_NUMBER;
		ExpressionType type = type_beside(checking, item, own, wanted);
		if (type != EXPRESSION_TYPE_NONE && type != wanted)
			(void)refuse(checking, item, str_format(checking->problems->arena,
				"%.*s was expected in this list, found %.*s",
				STR_ARG(TYPE_WORDS[wanted]), STR_ARG(TYPE_WORDS[type])));
		code_check(checking, node->first, item);
	}
	return EXPRESSION_TYPE_TRUTH;
}

static ExpressionType arithmetic_refuse(Checking *checking, const ExpressionNode *node, ExpressionType left,
	ExpressionType right)
{
	Arena *arena = checking->problems->arena;
	Str message = node->kind == NODE_ADD
		? str_format(arena, "%.*s and %.*s cannot be added", STR_ARG(TYPE_WORDS[left]), STR_ARG(TYPE_WORDS[right]))
		: node->kind == NODE_SUBTRACT
			? str_format(arena, "from %.*s one cannot take %.*s", STR_ARG(TYPE_WORDS[left]), STR_ARG(TYPE_WORDS[right]))
			: str_format(arena, "%.*s and %.*s cannot be multiplied", STR_ARG(TYPE_WORDS[left]),
				STR_ARG(TYPE_WORDS[right]));
	return refuse(checking, node, message);
}

static ExpressionType arithmetic_check(Checking *checking, const ExpressionNode *node)
{
	ExpressionType left = node_check(checking, node->first);
	ExpressionType right = node_check(checking, node->first->next);
	if (node->kind == NODE_SUBTRACT) {
		ExpressionType left_beside = type_beside(checking, node->first, left, right);
		right = type_beside(checking, node->first->next, right, left);
		left = left_beside;
	}
	if (left == EXPRESSION_TYPE_NONE || right == EXPRESSION_TYPE_NONE)
		return EXPRESSION_TYPE_NONE;
	bool left_date = left == EXPRESSION_TYPE_DATE;
	bool right_date = right == EXPRESSION_TYPE_DATE;
	bool left_number = left == EXPRESSION_TYPE_NUMBER;
	bool right_number = right == EXPRESSION_TYPE_NUMBER;
	if (left_number && right_number)
		return EXPRESSION_TYPE_NUMBER;
	if (node->kind == NODE_SUBTRACT && left_date && right_date)
		return EXPRESSION_TYPE_NUMBER;
	if ((node->kind != NODE_MULTIPLY && left_date && right_number)
	    || (node->kind == NODE_ADD && left_number && right_date))
		return EXPRESSION_TYPE_DATE;
	return arithmetic_refuse(checking, node, left, right);
}

static void wanted_check(Checking *checking, const ExpressionNode *node, ExpressionType wanted)
{
	ExpressionType type = node_check(checking, node);
	if (type != EXPRESSION_TYPE_NONE && type != wanted)
		(void)refuse(checking, node, str_format(checking->problems->arena, "%.*s was expected here, found %.*s",
			STR_ARG(TYPE_WORDS[wanted]), STR_ARG(TYPE_WORDS[type])));
}

static ExpressionType function_check(Checking *checking, const ExpressionNode *node)
{
	ExpressionName name = {0};
	ExpressionType type = name_check(checking, node, &name);
	if (node->kind == NODE_HAS)
		return EXPRESSION_TYPE_TRUTH;
	if (type != EXPRESSION_TYPE_NONE && type != EXPRESSION_TYPE_LIST)
		(void)refuse(checking, node, str_format(checking->problems->arena, "count needs a list, and %.*s is %.*s",
			STR_ARG(node->text), STR_ARG(TYPE_WORDS[type])));
	return EXPRESSION_TYPE_NUMBER;
}

static ExpressionType node_check(Checking *checking, const ExpressionNode *node)
{
	ExpressionName name = {0};
	switch (node->kind) {
	case NODE_NUMBER: return EXPRESSION_TYPE_NUMBER;
	case NODE_TEXT: return EXPRESSION_TYPE_TEXT;
	case NODE_TRUTH: return EXPRESSION_TYPE_TRUTH;
	case NODE_NAME: return name_check(checking, node, &name);
	case NODE_TODAY: return EXPRESSION_TYPE_DATE;
	case NODE_COUNT:
	case NODE_HAS: return function_check(checking, node);
	case NODE_NOT:
	case NODE_AND:
	case NODE_OR:
		for (const ExpressionNode *operand = node->first; operand != NULL; operand = operand->next)
			wanted_check(checking, operand, EXPRESSION_TYPE_TRUTH);
		return EXPRESSION_TYPE_TRUTH;
	case NODE_COMPARE: return compare_check(checking, node);
	case NODE_IN: return in_check(checking, node);
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY: return arithmetic_check(checking, node);
	case NODE_NEGATE:
		wanted_check(checking, node->first, EXPRESSION_TYPE_NUMBER);
		return EXPRESSION_TYPE_NUMBER;
	}
	return EXPRESSION_TYPE_NONE;
}

Status expression_check(const Expression *expression, const ExpressionNames *names, ExpressionType wanted,
	Problems *problems)
{
	Checking checking = {.expression = expression, .names = names, .problems = problems};
	if (wanted == EXPRESSION_TYPE_NONE)
		(void)node_check(&checking, expression->root);
	else
		wanted_check(&checking, expression->root, wanted);
	return checking.any_problem ? STATUS_INVALID : STATUS_OK;
}
