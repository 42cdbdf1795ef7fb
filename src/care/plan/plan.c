#include "care/plan/plan.h"

#include "base/json.h"

enum { UNITS_HUNDREDTHS_MAX = 1000000, UNIT_COST_PENCE_MAX = 100000000 };

/* "11.25" to 1125 without floating point; nothing written is nothing. */
static bool hundredths_read(Str text, int64_t *out)
{
	*out = 0;
	return str_is_empty(text) || (money_parse(text, out) == STATUS_OK && *out >= 0 && *out <= UNITS_HUNDREDTHS_MAX);
}

static bool unit_cost_read(Str text, int64_t *out)
{
	*out = 0;
	return str_is_empty(text) || (str_to_integer(text, out) == STATUS_OK && *out >= 0 && *out <= UNIT_COST_PENCE_MAX);
}

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

/* A text, or a number as it is written: sums stand in rows as whole pence (practice.h). */
static Str member_text(const JsonNode *line, Str name)
{
	const JsonNode *cell = json_member(line, name);
	return cell != NULL && (cell->kind == JSON_TEXT || cell->kind == JSON_NUMBER) ? cell->text : (Str){0};
}

/* What cannot be read would cost nothing and pass every limit. */
static Status line_from_json(Care *care, const JsonNode *json, PlanLine *out)
{
	PlanLine line = {
		.goal = member_text(json, S("goal")),
		.how = member_text(json, S("how")),
		.service_kind = member_text(json, S("service_kind")),
		.provider = member_text(json, S("provider")),
		.detail = member_text(json, S("detail")),
		.mechanism = member_text(json, S("mechanism")),
		.starts_on = date_or_none(member_text(json, S("starts"))),
		.ends_on = date_or_none(member_text(json, S("ends"))),
	};
	bool units = hundredths_read(member_text(json, S("units")), &line.units_hundredths);
	bool cost = unit_cost_read(member_text(json, S("unit_cost")), &line.unit_cost);
	if (!units || !cost)
		return problems_add_format(&care->problems, (Problem){.field = S("plan_lines")},
			units ? "The line for \"%.*s\": the cost of one unit is not a sum of money, such as 24.10."
				: "The line for \"%.*s\": units a week are a number such as 11.25.", STR_ARG(line.goal));
	line.weekly = divide_half_up(line.units_hundredths * line.unit_cost, 100);
	*out = line;
	return STATUS_OK;
}

Status plan_lines_read(Care *care, Str plan_lines, PlanLine **out, size_t *count)
{
	*out = NULL;
	*count = 0;
	if (str_is_empty(plan_lines))
		return STATUS_OK;
	const JsonNode *root = NULL;
	Status status = json_parse(care->arena, S("plan_lines"), 1, plan_lines, &care->problems, &root);
	if (status != STATUS_OK)
		return status;
	size_t lines = root->kind == JSON_ARRAY ? root->count : 0;
	if (lines > PLAN_LINES_MAX)
		return problems_add(&care->problems, (Problem){.field = S("plan_lines"),
			.message = S("A plan has at most 40 lines.")});
	*out = ARENA_ARRAY(care->arena, PlanLine, lines + 1);
	for (size_t i = 0; i < lines && status == STATUS_OK; i++)
		status = line_from_json(care, &root->items[i], &(*out)[(*count)++]);
	return status;
}

Status plan_weekly_pence(Care *care, Str plan_lines, Pence *out)
{
	PlanLine *lines = NULL;
	size_t count = 0;
	*out = 0;
	Status status = plan_lines_read(care, plan_lines, &lines, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_equal(lines[i].how, S("service")))
			*out += lines[i].weekly;
	return status;
}

Str plan_line_how_much(Care *care, const PlanLine *line)
{
	const ServiceKind *kind = practice_service_kind(care->practice, line->service_kind);
	if (kind == NULL || line->units_hundredths == 0)
		return (Str){0};
	Str units = money_format_plain(care->arena, line->units_hundredths);
	while (str_ends_with(units, S("0")) && str_contains(units, S(".")))
		units = str_slice(units, 0, units.length - 1);
	if (str_ends_with(units, S(".")))
		units = str_slice(units, 0, units.length - 1);
	bool one = line->units_hundredths == 100;
	return str_format(care->arena, "%.*s %.*s%s a week at %.*s", STR_ARG(units), STR_ARG(kind->unit), one ? "" : "s",
		STR_ARG(money_format(care->arena, line->unit_cost)));
}
