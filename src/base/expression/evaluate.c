/* The value of an expression for what is known. Not known is EXPRESSION_TYPE_NONE all the way up. */
#include "base/expression/tree.h"

static const ExpressionValue NOT_KNOWN = {.type = EXPRESSION_TYPE_NONE};

ExpressionValue expression_value_truth(bool truth)
{
	return (ExpressionValue){.type = EXPRESSION_TYPE_TRUTH, .truth = truth};
}

ExpressionValue expression_value_number(int64_t number)
{
	return (ExpressionValue){.type = EXPRESSION_TYPE_NUMBER, .number = number};
}

ExpressionValue expression_value_text(Str text)
{
	return (ExpressionValue){.type = EXPRESSION_TYPE_TEXT, .text = text};
}

ExpressionValue expression_value_date(Date date)
{
	if (date == DATE_NONE)
		return NOT_KNOWN;
	return (ExpressionValue){.type = EXPRESSION_TYPE_DATE, .date = date, .date_last = date};
}

ExpressionValue expression_value_partial_date(PartialDate date)
{
	ExpressionValue value = {.type = EXPRESSION_TYPE_DATE};
	partial_date_range(date, &value.date, &value.date_last);
	return value;
}

ExpressionValue expression_value_list(const Str *items, size_t count)
{
	return (ExpressionValue){.type = EXPRESSION_TYPE_LIST, .items = items, .item_count = count};
}

static ExpressionTruth value_truth(ExpressionValue value)
{
	if (value.type != EXPRESSION_TYPE_TRUTH)
		return EXPRESSION_UNKNOWN;
	return value.truth ? EXPRESSION_YES : EXPRESSION_NO;
}

static ExpressionValue truth_value(ExpressionTruth truth)
{
	return truth == EXPRESSION_UNKNOWN ? NOT_KNOWN : expression_value_truth(truth == EXPRESSION_YES);
}

static ExpressionTruth truth_of(bool holds)
{
	return holds ? EXPRESSION_YES : EXPRESSION_NO;
}

static ExpressionTruth truth_not(ExpressionTruth truth)
{
	return (ExpressionTruth)(EXPRESSION_YES - truth);
}

static bool list_contains(ExpressionValue list, Str text)
{
	for (size_t i = 0; i < list.item_count; i++)
		if (str_equal(list.items[i], text))
			return true;
	return false;
}

static ExpressionTruth values_equal(ExpressionValue left, ExpressionValue right)
{
	if (left.type == EXPRESSION_TYPE_LIST && right.type == EXPRESSION_TYPE_TEXT)
		return truth_of(list_contains(left, right.text));
	if (left.type == EXPRESSION_TYPE_TEXT && right.type == EXPRESSION_TYPE_LIST)
		return truth_of(list_contains(right, left.text));
	if (left.type != right.type)
		return EXPRESSION_UNKNOWN;
	switch (left.type) {
	case EXPRESSION_TYPE_TRUTH: return truth_of(left.truth == right.truth);
	case EXPRESSION_TYPE_NUMBER: return truth_of(left.number == right.number);
	case EXPRESSION_TYPE_TEXT: return truth_of(str_equal(left.text, right.text));
	case EXPRESSION_TYPE_DATE:
		if (left.date_last < right.date || right.date_last < left.date)
			return EXPRESSION_NO;
		return left.date == left.date_last && right.date == right.date_last ? EXPRESSION_YES : EXPRESSION_UNKNOWN;
	case EXPRESSION_TYPE_NONE:
	case EXPRESSION_TYPE_LIST: return EXPRESSION_UNKNOWN;
	}
	return EXPRESSION_UNKNOWN;
}

static ExpressionTruth value_is_less(ExpressionValue left, ExpressionValue right)
{
	if (left.type == EXPRESSION_TYPE_NUMBER && right.type == EXPRESSION_TYPE_NUMBER)
		return truth_of(left.number < right.number);
	if (left.type != EXPRESSION_TYPE_DATE || right.type != EXPRESSION_TYPE_DATE)
		return EXPRESSION_UNKNOWN;
	if (left.date_last < right.date)
		return EXPRESSION_YES;
	return left.date >= right.date_last ? EXPRESSION_NO : EXPRESSION_UNKNOWN;
}

ExpressionTruth expression_relation(TokenKind comparison, ExpressionValue left, ExpressionValue right)
{
	if (comparison == TOKEN_EQUAL)
		return values_equal(left, right);
	if (comparison == TOKEN_NOT_EQUAL)
		return truth_not(values_equal(left, right));
	if (comparison == TOKEN_LESS)
		return value_is_less(left, right);
	if (comparison == TOKEN_MORE)
		return value_is_less(right, left);
	return truth_not(comparison == TOKEN_AT_MOST ? value_is_less(right, left) : value_is_less(left, right));
}

static ExpressionValue value_beside(const ExpressionNode *node, ExpressionValue own, ExpressionValue other)
{
	return node->kind == NODE_TEXT && other.type == EXPRESSION_TYPE_DATE ? expression_value_date(node->date) : own;
}

void expression_pair_values(const ExpressionNode *left, const ExpressionNode *right, const ExpressionLookup *lookup,
	ExpressionValue *out_left, ExpressionValue *out_right)
{
	ExpressionValue left_value = expression_node_value(left, lookup);
	ExpressionValue right_value = expression_node_value(right, lookup);
	*out_left = value_beside(left, left_value, right_value);
	*out_right = value_beside(right, right_value, left_value);
}

static ExpressionValue in_value(const ExpressionNode *node, const ExpressionLookup *lookup)
{
	ExpressionTruth found = EXPRESSION_NO;
	for (const ExpressionNode *item = node->first->next; item != NULL; item = item->next) {
		ExpressionValue subject = NOT_KNOWN;
		ExpressionValue value = NOT_KNOWN;
		expression_pair_values(node->first, item, lookup, &subject, &value);
		ExpressionTruth equal = values_equal(subject, value);
		found = equal > found ? equal : found;
	}
	return truth_value(node->truth ? truth_not(found) : found);
}

static ExpressionValue date_shift(ExpressionValue date, int64_t days)
{
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	if (date_make(1600, 1, 1, &first) != STATUS_OK || date_make(2399, 12, 31, &last) != STATUS_OK)
		return NOT_KNOWN;
	if (days < -(int64_t)(last - first) || days > (int64_t)(last - first) || date.date + days < first
	    || date.date_last + days > last)
		return NOT_KNOWN;
	date.date += (Date)days;
	date.date_last += (Date)days;
	return date;
}

static ExpressionValue number_arithmetic(NodeKind kind, int64_t left, int64_t right)
{
	int64_t result = 0;
	bool overflow = kind == NODE_ADD ? __builtin_add_overflow(left, right, &result)
		: kind == NODE_SUBTRACT ? __builtin_sub_overflow(left, right, &result)
		: __builtin_mul_overflow(left, right, &result);
	return overflow ? NOT_KNOWN : expression_value_number(result);
}

static ExpressionValue days_between(ExpressionValue left, ExpressionValue right)
{
	if (left.date != left.date_last || right.date != right.date_last)
		return NOT_KNOWN;
	return expression_value_number((int64_t)left.date - right.date);
}

static ExpressionValue arithmetic_value(const ExpressionNode *node, const ExpressionLookup *lookup)
{
	ExpressionValue left = NOT_KNOWN;
	ExpressionValue right = NOT_KNOWN;
	expression_pair_values(node->first, node->first->next, lookup, &left, &right);
	bool left_number = left.type == EXPRESSION_TYPE_NUMBER;
	bool right_number = right.type == EXPRESSION_TYPE_NUMBER;
	bool left_date = left.type == EXPRESSION_TYPE_DATE;
	bool right_date = right.type == EXPRESSION_TYPE_DATE;
	if (left_number && right_number)
		return number_arithmetic(node->kind, left.number, right.number);
	if (node->kind == NODE_ADD && left_date && right_number)
		return date_shift(left, right.number);
	if (node->kind == NODE_ADD && left_number && right_date)
		return date_shift(right, left.number);
	if (node->kind == NODE_SUBTRACT && left_date && right_number && right.number != INT64_MIN)
		return date_shift(left, -right.number);
	return node->kind == NODE_SUBTRACT && left_date && right_date ? days_between(left, right) : NOT_KNOWN;
}

static ExpressionValue chain_value(const ExpressionNode *node, const ExpressionLookup *lookup)
{
	bool all = node->kind == NODE_AND;
	ExpressionTruth answer = all ? EXPRESSION_YES : EXPRESSION_NO;
	for (const ExpressionNode *operand = node->first; operand != NULL; operand = operand->next) {
		ExpressionTruth truth = value_truth(expression_node_value(operand, lookup));
		if (all ? truth < answer : truth > answer)
			answer = truth;
	}
	return truth_value(answer);
}

/* A date that is none, or whose end is before its beginning, is put right here once for all who look at it. */
static ExpressionValue name_value(const ExpressionNode *node, const ExpressionLookup *lookup)
{
	ExpressionValue value = lookup->value(lookup->context, node->text);
	if (value.type == EXPRESSION_TYPE_DATE && value.date == DATE_NONE)
		return NOT_KNOWN;
	if (value.type == EXPRESSION_TYPE_DATE && value.date_last < value.date)
		value.date_last = value.date;
	return value;
}

ExpressionValue expression_node_value(const ExpressionNode *node, const ExpressionLookup *lookup)
{
	ExpressionValue value = NOT_KNOWN;
	switch (node->kind) {
	case NODE_NUMBER: return expression_value_number(node->number);
	case NODE_TEXT: return expression_value_text(node->text);
	case NODE_TRUTH: return expression_value_truth(node->truth);
	case NODE_NAME: return name_value(node, lookup);
	case NODE_TODAY: return expression_value_date(lookup->today);
	case NODE_COUNT:
		value = name_value(node, lookup);
		return value.type == EXPRESSION_TYPE_LIST ? expression_value_number((int64_t)value.item_count) : NOT_KNOWN;
	case NODE_HAS: return expression_value_truth(name_value(node, lookup).type != EXPRESSION_TYPE_NONE);
	case NODE_NOT: return truth_value(truth_not(value_truth(expression_node_value(node->first, lookup))));
	case NODE_AND:
	case NODE_OR: return chain_value(node, lookup);
	case NODE_COMPARE: {
		ExpressionValue right = NOT_KNOWN;
		expression_pair_values(node->first, node->first->next, lookup, &value, &right);
		return truth_value(expression_relation(node->comparison, value, right));
	}
	case NODE_IN: return in_value(node, lookup);
	case NODE_ADD:
	case NODE_SUBTRACT:
	case NODE_MULTIPLY: return arithmetic_value(node, lookup);
	case NODE_NEGATE:
		value = expression_node_value(node->first, lookup);
		return value.type == EXPRESSION_TYPE_NUMBER ? number_arithmetic(NODE_SUBTRACT, 0, value.number) : NOT_KNOWN;
	}
	return NOT_KNOWN;
}

ExpressionValue expression_value(const Expression *expression, const ExpressionLookup *lookup)
{
	return expression_node_value(expression->root, lookup);
}

ExpressionTruth expression_truth(const Expression *expression, const ExpressionLookup *lookup)
{
	return value_truth(expression_value(expression, lookup));
}
