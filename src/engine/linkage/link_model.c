/* Models as JSON: what was learned, to be read by people and used again. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/linkage/link_internal.h"

static void write_number(JsonWriter *writer, Str key, double value)
{
	char digits[40];
	int length = snprintf(digits, sizeof digits, "%.17g", value);
	JsonNode node = {.kind = JSON_NUMBER, .text = {.data = digits, .length = (size_t)length}};
	if (key.length > 0)
		json_write_key(writer, key);
	json_write_node(writer, &node);
}

static void write_column(JsonWriter *writer, const LinkColumn *column, const LinkColumnModel *model)
{
	const LinkKindFacts *kind = link_kind_facts(column->kind);
	json_write_object_begin(writer);
	json_write_member_text(writer, S("column"), column->name);
	json_write_member_text(writer, S("kind"), kind->code);
	json_write_key(writer, S("levels"));
	json_write_array_begin(writer);
	for (size_t level = LINK_EXACT; level < kind->level_count; level++) {
		json_write_object_begin(writer);
		json_write_member_text(writer, S("level"), str_from_c(kind->words[level]));
		write_number(writer, S("m"), model->levels[level].m);
		write_number(writer, S("u"), model->levels[level].u);
		write_number(writer, S("household"), model->levels[level].household);
		write_number(writer, S("given"), model->given[level]);
		json_write_object_end(writer);
	}
	json_write_array_end(writer);
	json_write_member_integer(writer, S("beside"), model->beside);
	json_write_key(writer, S("chance"));
	json_write_array_begin(writer);
	for (size_t band = 0; band < LINK_BANDS; band++)
		write_number(writer, (Str){0}, model->chance[band]);
	json_write_array_end(writer);
	json_write_object_end(writer);
}

void link_model_write(const LinkModel *model, Buffer *out)
{
	JsonWriter writer = json_writer_make(out);
	json_write_object_begin(&writer);
	json_write_member_text(&writer, S("format"), S("kith-linkage-1"));
	write_number(&writer, S("records"), model->records);
	write_number(&writer, S("pairs"), model->pairs);
	write_number(&writer, S("same_place"), model->shares.same_place);
	write_number(&writer, S("moved"), model->shares.moved);
	write_number(&writer, S("household"), model->shares.household);
	json_write_key(&writer, S("columns"));
	json_write_array_begin(&writer);
	for (size_t i = 0; i < model->column_count; i++)
		write_column(&writer, &model->columns[i], &model->of[i]);
	json_write_array_end(&writer);
	json_write_object_end(&writer);
	buffer_add_character(out, '\n');
}

/* ---- Reading. ---- */

static Status wrong_number(const JsonNode *node, const JsonNode *at, Str key, Problems *problems)
{
	Problem place = json_place(node != NULL ? node : at);
	place.field = key;
	return problems_add_format(problems, place, "a number in its range was expected");
}

static Status read_value(const JsonNode *node, const JsonNode *at, Str key, double least, double most, double *out, Problems *problems)
{
	enum { DIGITS_MAX = 63 };
	if (node == NULL || node->kind != JSON_NUMBER || node->text.length > DIGITS_MAX)
		return wrong_number(node, at, key, problems);
	char digits[DIGITS_MAX + 1] = {0};
	for (size_t i = 0; i < node->text.length; i++)
		digits[i] = node->text.data[i];
	char *end = NULL;
	*out = strtod(digits, &end);
	if (*end != '\0' || !isfinite(*out) || *out < least || *out > most)
		return wrong_number(node, at, key, problems);
	return STATUS_OK;
}

static Status read_member(const JsonNode *object, Str key, double least, double most, double *out, Problems *problems)
{
	return read_value(json_member(object, key), object, key, least, most, out, problems);
}

static Status read_level(const JsonNode *node, LinkLevel *out, double *given, Problems *problems)
{
	if (read_member(node, S("given"), -100, 0, given, problems) != STATUS_OK)
		return STATUS_INVALID;
	Status status = read_member(node, S("m"), 1e-12, 1, &out->m, problems);
	if (read_member(node, S("u"), 1e-15, 1, &out->u, problems) != STATUS_OK)
		status = STATUS_INVALID;
	if (read_member(node, S("household"), 1e-15, 1, &out->household, problems) != STATUS_OK)
		status = STATUS_INVALID;
	return status;
}

static Status read_column(const JsonNode *node, const LinkColumn *column, size_t column_count, LinkColumnModel *out, Problems *problems)
{
	const LinkKindFacts *kind = link_kind_facts(column->kind);
	Status status = STATUS_OK;
	if (!str_equal(json_text(json_member(node, S("column"))), column->name) ||
	    !str_equal(json_text(json_member(node, S("kind"))), kind->code))
		return problems_add_format(problems, json_place(node), "the model is for other columns: \"%.*s\" as %.*s was expected here",
			STR_ARG(column->name), STR_ARG(kind->code));
	int64_t beside = -1;
	if (json_read_integer(node, S("beside"), JSON_REQUIRED, -1, (int64_t)column_count - 1, problems, &beside) != STATUS_OK)
		return STATUS_INVALID;
	out->beside = (int)beside;
	const JsonNode *levels = json_member(node, S("levels"));
	const JsonNode *chance = json_member(node, S("chance"));
	if (levels == NULL || levels->kind != JSON_ARRAY || levels->count != kind->level_count - 1)
		return problems_add_format(problems, json_place(node), "levels: %zu were expected", kind->level_count - 1);
	if (chance == NULL || chance->kind != JSON_ARRAY || chance->count != LINK_BANDS)
		return problems_add_format(problems, json_place(node), "chance: %d numbers were expected", LINK_BANDS);
	for (size_t i = 0; i < levels->count; i++)
		if (read_level(&levels->items[i], &out->levels[LINK_EXACT + i], &out->given[LINK_EXACT + i], problems) != STATUS_OK)
			status = STATUS_INVALID;
	for (size_t i = 0; i < LINK_BANDS; i++)
		if (read_value(&chance->items[i], node, S("chance"), 1e-9, 1, &out->chance[i], problems) != STATUS_OK)
			status = STATUS_INVALID;
	return status;
}

static Status read_shares(const JsonNode *node, LinkModel *out, Problems *problems)
{
	LinkShares *shares = &out->shares;
	Status status = read_member(node, S("same_place"), 1e-15, 0.99, &shares->same_place, problems);
	if (read_member(node, S("moved"), 0, 0.99, &shares->moved, problems) != STATUS_OK ||
	    read_member(node, S("household"), 0, 0.99, &shares->household, problems) != STATUS_OK ||
	    read_member(node, S("records"), 0, 1e12, &out->records, problems) != STATUS_OK ||
	    read_member(node, S("pairs"), 0, 1e24, &out->pairs, problems) != STATUS_OK || status != STATUS_OK)
		return STATUS_INVALID;
	shares->strangers = 1 - shares->same_place - shares->moved - shares->household;
	if (shares->strangers <= 0)
		return problems_add_format(problems, json_place(node), "same_place, moved and household must stay under 1 together");
	return STATUS_OK;
}

Status link_model_read(const JsonNode *node, const LinkColumn *columns, size_t column_count, LinkModel *out, Problems *problems)
{
	*out = (LinkModel){.column_count = column_count};
	if (!str_equal(json_text(json_member(node, S("format"))), S("kith-linkage-1")))
		return problems_add_format(problems, json_place(node), "this is not a linkage model (format: kith-linkage-1)");
	Status status = read_shares(node, out, problems);
	const JsonNode *list = json_member(node, S("columns"));
	if (list == NULL || list->kind != JSON_ARRAY || list->count != column_count)
		return problems_add_format(problems, json_place(node), "the model is for other columns: %zu were expected", column_count);
	for (size_t i = 0; i < column_count; i++) {
		out->columns[i] = columns[i];
		if (read_column(&list->items[i], &columns[i], column_count, &out->of[i], problems) != STATUS_OK)
			status = STATUS_INVALID;
	}
	return status;
}
