/* Looking into a tree that json_parse made. */
#include "base/json.h"

#include "base/nearest.h"

const JsonNode *json_member(const JsonNode *object, Str key)
{
	if (object == NULL || object->kind != JSON_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->count; i++)
		if (str_equal(object->members[i].key, key))
			return &object->members[i].value;
	return NULL;
}

Str json_text(const JsonNode *node)
{
	return node == NULL || node->kind != JSON_TEXT ? (Str){0} : node->text;
}

Status json_integer(const JsonNode *node, int64_t *out)
{
	return node == NULL || node->kind != JSON_NUMBER ? STATUS_INVALID : str_to_integer(node->text, out);
}

Status json_money(const JsonNode *node, Pence *out)
{
	if (node == NULL || (node->kind != JSON_NUMBER && node->kind != JSON_TEXT))
		return STATUS_INVALID;
	return money_parse(node->text, out);
}

Problem json_place(const JsonNode *node)
{
	return node == NULL ? (Problem){0} : (Problem){.file = *node->file, .line = node->line, .column = node->column};
}

Str json_kind_words(const JsonNode *node)
{
	static const Str WORDS[] = {
		[JSON_NULL] = S_INIT("null"), [JSON_TRUTH] = S_INIT("true or false"), [JSON_NUMBER] = S_INIT("a number"),
		[JSON_TEXT] = S_INIT("a text"), [JSON_ARRAY] = S_INIT("an array"), [JSON_OBJECT] = S_INIT("an object"),
	};
	return node == NULL ? S("nothing") : WORDS[node->kind];
}

static Status refuse(const JsonNode *node, Str key, const char *expected, Problems *problems)
{
	Problem place = json_place(node);
	place.field = key;
	Str found = json_kind_words(node);
	if (node != NULL && (node->kind == JSON_NUMBER || node->kind == JSON_TEXT) && node->text.length <= 60)
		return problems_add_format(problems, place, "%s was expected, found %.*s", expected, STR_ARG(node->text));
	return problems_add_format(problems, place, "%s was expected, found %.*s", expected, STR_ARG(found));
}

/* Finds the member; *out is NULL when there is nothing to read and that is no problem. */
static Status member_find(const JsonNode *object, Str key, JsonNeed need, const char *expected, Problems *problems,
	const JsonNode **out)
{
	const JsonNode *node = json_member(object, key);
	*out = node == NULL || node->kind == JSON_NULL ? NULL : node;
	if (*out != NULL || need == JSON_OPTIONAL)
		return STATUS_OK;
	Problem place = json_place(node == NULL ? object : node);
	place.field = key;
	return problems_add_format(problems, place, "this is missing; %s was expected", expected);
}

Status json_read_text(const JsonNode *object, Str key, JsonNeed need, Problems *problems, Str *out)
{
	const JsonNode *node = NULL;
	Status status = member_find(object, key, need, "a text", problems, &node);
	if (node == NULL)
		return status;
	if (node->kind != JSON_TEXT)
		return refuse(node, key, "a text in quotes", problems);
	*out = node->text;
	return STATUS_OK;
}

Status json_read_integer(const JsonNode *object, Str key, JsonNeed need, int64_t least, int64_t most,
	Problems *problems, int64_t *out)
{
	const JsonNode *node = NULL;
	int64_t value = 0;
	Status status = member_find(object, key, need, "a whole number", problems, &node);
	if (node == NULL)
		return status;
	if (json_integer(node, &value) != STATUS_OK)
		return refuse(node, key, "a whole number", problems);
	if (value < least || value > most) {
		Problem place = json_place(node);
		place.field = key;
		return problems_add_format(problems, place, "%lld is out of range; expected %lld to %lld", (long long)value,
			(long long)least, (long long)most);
	}
	*out = value;
	return STATUS_OK;
}

Status json_read_money(const JsonNode *object, Str key, JsonNeed need, Problems *problems, Pence *out)
{
	const JsonNode *node = NULL;
	Status status = member_find(object, key, need, "an amount in pounds", problems, &node);
	if (node == NULL)
		return status;
	if (json_money(node, out) != STATUS_OK)
		return refuse(node, key, "an amount in pounds with at most two decimals", problems);
	return STATUS_OK;
}

Status json_read_truth(const JsonNode *object, Str key, JsonNeed need, Problems *problems, bool *out)
{
	const JsonNode *node = NULL;
	Status status = member_find(object, key, need, "true or false", problems, &node);
	if (node == NULL)
		return status;
	if (node->kind != JSON_TRUTH)
		return refuse(node, key, "true or false", problems);
	*out = node->truth;
	return STATUS_OK;
}

Status json_read_date(const JsonNode *object, Str key, JsonNeed need, Problems *problems, Date *out)
{
	const JsonNode *node = NULL;
	Status status = member_find(object, key, need, "a date such as \"2026-04-01\"", problems, &node);
	if (node == NULL)
		return status;
	if (node->kind != JSON_TEXT || date_parse(node->text, out) != STATUS_OK)
		return refuse(node, key, "a date such as \"2026-04-01\"", problems);
	return STATUS_OK;
}

static Status read_kind(const JsonNode *object, Str key, JsonNeed need, JsonKind kind, Problems *problems,
	const JsonNode **out)
{
	const char *expected = kind == JSON_ARRAY ? "an array" : "an object";
	const JsonNode *node = NULL;
	Status status = member_find(object, key, need, expected, problems, &node);
	if (node == NULL)
		return status;
	if (node->kind != kind)
		return refuse(node, key, expected, problems);
	*out = node;
	return STATUS_OK;
}

Status json_read_array(const JsonNode *object, Str key, JsonNeed need, Problems *problems, const JsonNode **out)
{
	return read_kind(object, key, need, JSON_ARRAY, problems, out);
}

Status json_read_object(const JsonNode *object, Str key, JsonNeed need, Problems *problems, const JsonNode **out)
{
	return read_kind(object, key, need, JSON_OBJECT, problems, out);
}

Status json_check_keys(const JsonNode *object, const Str *known, size_t count, Problems *problems)
{
	Status status = STATUS_OK;
	for (size_t i = 0; object != NULL && object->kind == JSON_OBJECT && i < object->count; i++) {
		Str key = object->members[i].key;
		bool found = false;
		for (size_t j = 0; j < count && !found; j++)
			found = str_equal(known[j], key);
		if (found)
			continue;
		Problem place = json_place(&object->members[i].value);
		place.field = key;
		Str nearest = nearest_name(key, known, count);
		status = problems_add_format(problems, place, "this key is not known here%s%.*s",
			nearest.length > 0 ? "; did you mean " : "", STR_ARG(nearest));
	}
	return status;
}
