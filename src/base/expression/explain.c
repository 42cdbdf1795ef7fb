/* Why an expression's answer is what it is, in words for those who work with the record. */
#include "base/expression/tree.h"

enum {
	EXPLANATION_BYTES_MAX = 8 * 1024 * 1024,
	INDENT_SPACES = 2,
	TEXT_SHOWN_BYTES_MAX = 100,
	ITEMS_SHOWN_MAX = 12,
};

typedef struct Explaining {
	Arena *arena;
	const ExpressionLookup *lookup;
	Buffer out;
} Explaining;

Str expression_truth_words(ExpressionTruth truth)
{
	return truth == EXPRESSION_YES ? S("yes") : truth == EXPRESSION_NO ? S("no") : S("not known");
}

static Str name_words(const Explaining *explaining, Str name)
{
	const ExpressionLookup *lookup = explaining->lookup;
	Str label = lookup->label == NULL ? (Str){0} : lookup->label(lookup->context, name);
	return label.length > 0 ? label : name;
}

/* A long answer is cut, never inside a character: an explanation is not the place to read it. */
static Str text_shown(Arena *arena, Str text)
{
	if (text.length <= TEXT_SHOWN_BYTES_MAX)
		return text;
	size_t end = TEXT_SHOWN_BYTES_MAX;
	while (end > 0 && ((unsigned char)text.data[end] & 0xC0U) == 0x80U)
		end--;
	return str_concat(arena, str_slice(text, 0, end), S("…"));
}

static Str list_shown(Arena *arena, const Str *items, size_t count)
{
	Str shown[ITEMS_SHOWN_MAX + 1];
	size_t used = 0;
	for (size_t i = 0; i < count && i < ITEMS_SHOWN_MAX; i++)
		shown[used++] = text_shown(arena, items[i]);
	if (count > ITEMS_SHOWN_MAX)
		shown[used++] = str_format(arena, "and %zu more", count - ITEMS_SHOWN_MAX);
	return count == 0 ? S("none") : str_join(arena, shown, used, S(", "));
}

static Str value_words(Arena *arena, ExpressionValue value)
{
	switch (value.type) {
	case EXPRESSION_TYPE_NONE: return S("not known");
	case EXPRESSION_TYPE_TRUTH: return value.truth ? S("yes") : S("no");
	case EXPRESSION_TYPE_NUMBER: return str_format(arena, "%lld", (long long)value.number);
	case EXPRESSION_TYPE_TEXT: return str_format(arena, "'%.*s'", STR_ARG(text_shown(arena, value.text)));
	case EXPRESSION_TYPE_DATE:
		if (value.date == value.date_last)
			return date_format_words(arena, value.date);
		return str_format(arena, "between %.*s and %.*s", STR_ARG(date_format_words(arena, value.date)),
			STR_ARG(date_format_words(arena, value.date_last)));
	case EXPRESSION_TYPE_LIST: return list_shown(arena, value.items, value.item_count);
	}
	return S("not known");
}

static Str operand_words(const Explaining *explaining, const ExpressionNode *node, ExpressionValue value);

static Str inner_words(const Explaining *explaining, const ExpressionNode *node)
{
	ExpressionValue value = expression_node_value(node, explaining->lookup);
	bool sum = node->kind == NODE_ADD || node->kind == NODE_SUBTRACT;
	Str words = operand_words(explaining, node, value);
	return sum ? str_format(explaining->arena, "(%.*s)", STR_ARG(words)) : words;
}

/* What stands there: a name by its words, a literal by its value, a sum by its parts. */
static Str operand_words(const Explaining *explaining, const ExpressionNode *node, ExpressionValue value)
{
	Arena *arena = explaining->arena;
	switch (node->kind) {
	case NODE_NAME: return name_words(explaining, node->text);
	case NODE_TODAY: return S("today");
	case NODE_COUNT: return str_format(arena, "the number of %.*s", STR_ARG(name_words(explaining, node->text)));
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY: {
		const char *mark = node->kind == NODE_ADD ? "+" : node->kind == NODE_SUBTRACT ? "-" : "*";
		/* STR_ARG names its argument twice, so a call stands before it and not in it. */
		Str left = inner_words(explaining, node->first);
		Str right = inner_words(explaining, node->first->next);
		return str_format(arena, "%.*s %s %.*s", STR_ARG(left), mark, STR_ARG(right));
	}
	case NODE_NEGATE: {
		Str inner = inner_words(explaining, node->first);
		return str_format(arena, "-%.*s", STR_ARG(inner));
	}
	case NODE_HAS: return str_format(arena, "%.*s is answered", STR_ARG(name_words(explaining, node->text)));
	case NODE_AND:
	case NODE_OR:
	case NODE_NOT:
	case NODE_COMPARE:
	case NODE_IN: return S("the part in parentheses");
	case NODE_NUMBER:
	case NODE_TEXT:
	case NODE_TRUTH: return value_words(arena, value);
	}
	return (Str){0};
}

static bool node_is_literal(const ExpressionNode *node)
{
	return node->kind == NODE_NUMBER || node->kind == NODE_TEXT || node->kind == NODE_TRUTH;
}

/* "washing is 'with-help'"; a literal stands for itself. */
static Str subject_words(const Explaining *explaining, const ExpressionNode *node, ExpressionValue value)
{
	Str words = operand_words(explaining, node, value);
	if (node_is_literal(node))
		return words;
	if (value.type == EXPRESSION_TYPE_NONE)
		return str_format(explaining->arena, "%.*s is %s", STR_ARG(words), node->kind == NODE_NAME ? "not answered"
			: "not known");
	Str shown = value_words(explaining->arena, value);
	return str_format(explaining->arena, "%.*s is %.*s", STR_ARG(words), STR_ARG(shown));
}

/* "pension_age (66)"; a literal stands for itself. */
static Str object_words(const Explaining *explaining, const ExpressionNode *node, ExpressionValue value)
{
	Str words = operand_words(explaining, node, value);
	if (node_is_literal(node))
		return words;
	Str shown = value_words(explaining->arena, value);
	return str_format(explaining->arena, "%.*s (%.*s)", STR_ARG(words), STR_ARG(shown));
}

static const char *comparison_words(TokenKind comparison, bool date)
{
	if (comparison == TOKEN_LESS)
		return date ? "before " : "less than ";
	if (comparison == TOKEN_AT_MOST)
		return date ? "on or before " : "at most ";
	if (comparison == TOKEN_MORE)
		return date ? "after " : "more than ";
	if (comparison == TOKEN_AT_LEAST)
		return date ? "on or after " : "at least ";
	return "";
}

/* The line of one comparison. holds is whether the relation holds, before any "not" of != or not in. */
static void relation_write(Explaining *explaining, Str subject, bool list, Str object, ExpressionTruth holds,
	ExpressionTruth answer)
{
	const char *join = holds == EXPRESSION_UNKNOWN ? ", so it is not known whether it " : ", which ";
	const char *verb = list ? (holds == EXPRESSION_NO ? "does not include " : "includes ")
		: holds == EXPRESSION_NO ? "is not " : "is ";
	buffer_add_format(&explaining->out, "%.*s%s%s%.*s: %.*s\n", STR_ARG(subject), join, verb, STR_ARG(object),
		STR_ARG(expression_truth_words(answer)));
}

static ExpressionTruth node_truth(const Explaining *explaining, const ExpressionNode *node)
{
	const Expression whole = {.root = node};
	return expression_truth(&whole, explaining->lookup);
}

static void compare_write(Explaining *explaining, const ExpressionNode *node)
{
	ExpressionValue left = {0};
	ExpressionValue right = {0};
	expression_pair_values(node->first, node->first->next, explaining->lookup, &left, &right);
	TokenKind relation = node->comparison == TOKEN_NOT_EQUAL ? TOKEN_EQUAL : node->comparison;
	ExpressionTruth holds = expression_relation(relation, left, right);
	ExpressionTruth answer = node_truth(explaining, node);
	Str subject = subject_words(explaining, node->first, left);
	bool list = left.type == EXPRESSION_TYPE_LIST;
	bool date = left.type == EXPRESSION_TYPE_DATE || right.type == EXPRESSION_TYPE_DATE;
	bool said_already = relation == TOKEN_EQUAL && holds == EXPRESSION_YES && !list
		&& node_is_literal(node->first->next)
		&& !node_is_literal(node->first);
	if (said_already) {
		buffer_add_format(&explaining->out, "%.*s: %.*s\n", STR_ARG(subject), STR_ARG(expression_truth_words(answer)));
		return;
	}
	Str object = object_words(explaining, node->first->next, right);
	object = str_concat(explaining->arena, str_from_c(comparison_words(relation, date)), object);
	relation_write(explaining, subject, list, object, holds, answer);
}

static Str list_words(const Explaining *explaining, const ExpressionNode *node, ExpressionValue subject)
{
	Buffer words = buffer_make(explaining->arena, EXPLANATION_BYTES_MAX);
	buffer_add(&words, subject.type == EXPRESSION_TYPE_LIST ? S("any of ") : S("one of "));
	for (const ExpressionNode *item = node->first->next; item != NULL; item = item->next) {
		if (item != node->first->next)
			buffer_add(&words, S(", "));
		if (item->kind == NODE_NUMBER)
			buffer_add_integer(&words, item->number);
		else
			buffer_add(&words, item->text);
	}
	return buffer_str(&words);
}

static void in_write(Explaining *explaining, const ExpressionNode *node)
{
	ExpressionValue subject = expression_node_value(node->first, explaining->lookup);
	ExpressionTruth answer = node_truth(explaining, node);
	ExpressionTruth holds = node->truth ? (ExpressionTruth)(EXPRESSION_YES - answer) : answer;
	relation_write(explaining, subject_words(explaining, node->first, subject), subject.type == EXPRESSION_TYPE_LIST,
		list_words(explaining, node, subject), holds, answer);
}

static void node_write(Explaining *explaining, const ExpressionNode *node, int depth)
{
	for (int i = 0; i < depth * INDENT_SPACES; i++)
		buffer_add_character(&explaining->out, ' ');
	if (node->kind == NODE_AND || node->kind == NODE_OR || node->kind == NODE_NOT) {
		const char *head = node->kind == NODE_AND ? "all of these" : node->kind == NODE_OR ? "any of these"
			: "not this";
		Str answer = expression_truth_words(node_truth(explaining, node));
		buffer_add_format(&explaining->out, "%s: %.*s\n", head, STR_ARG(answer));
		for (const ExpressionNode *operand = node->first; operand != NULL; operand = operand->next)
			node_write(explaining, operand, depth + 1);
	} else if (node->kind == NODE_COMPARE) {
		compare_write(explaining, node);
	} else if (node->kind == NODE_IN) {
		in_write(explaining, node);
	} else {
		ExpressionValue value = expression_node_value(node, explaining->lookup);
		Str words = node->kind == NODE_TRUTH ? (node->truth ? S("always") : S("never"))
			: operand_words(explaining, node, value);
		buffer_add_format(&explaining->out, "%.*s: %.*s\n", STR_ARG(words), STR_ARG(value_words(explaining->arena,
			value)));
	}
}

Str expression_explain(Arena *arena, const Expression *expression, const ExpressionLookup *lookup)
{
	Explaining explaining = {.arena = arena, .lookup = lookup, .out = buffer_make(arena, EXPLANATION_BYTES_MAX)};
	node_write(&explaining, expression->root, 0);
	return str_trim(buffer_str(&explaining.out));
}
