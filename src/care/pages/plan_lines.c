#include "care/pages/plan_lines.h"

#include "base/json.h"
#include "care/plan/plan.h"
#include "care/service/service.h"

enum { EMPTY_LINES = 2, DAYS_IN_YEAR = 365 };

static Str cell_name(Arena *arena, const QuestionField *field, size_t row, Str column)
{
	return str_format(arena, "%.*s%.*s-%zu-%.*s", STR_ARG(field->prefix), STR_ARG(field->question->id), row,
		STR_ARG(column));
}

static const JsonNode *rows_of(Arena *arena, Str stored)
{
	const JsonNode *rows = NULL;
	Problems unread = problems_make(arena);
	if (str_is_empty(stored) || json_parse(arena, S("plan_lines"), 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return NULL;
	return rows;
}

static size_t kind_items(Care *care, SelectItem **out)
{
	size_t count = 0;
	const ServiceKind *kinds = practice_service_kinds(care->practice, &count);
	*out = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	(*out)[0] = (SelectItem){.value = S(""), .text = S("None")};
	for (size_t i = 0; i < count; i++)
		(*out)[i + 1] = (SelectItem){.value = kinds[i].id, .text = str_format(care->arena, "%.*s (by the %.*s)",
			STR_ARG(kinds[i].label), STR_ARG(kinds[i].unit))};
	return count + 1;
}

static size_t provider_items(Care *care, SelectItem **out)
{
	Provider *providers = NULL;
	size_t count = 0;
	if (service_providers(care, &providers, &count) != STATUS_OK)
		count = 0;
	*out = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	(*out)[0] = (SelectItem){.value = S(""), .text = S("Not chosen yet")};
	for (size_t i = 0; i < count; i++)
		(*out)[i + 1] = (SelectItem){.value = providers[i].id, .text = providers[i].name};
	return count + 1;
}

static size_t option_items(Arena *arena, const OptionList *options, SelectItem **out)
{
	*out = ARENA_ARRAY(arena, SelectItem, options->count + 1);
	(*out)[0] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; i < options->count; i++)
		(*out)[i + 1] = (SelectItem){.value = options->options[i].code, .text = options->options[i].worker};
	return options->count + 1;
}

typedef struct LineLists {
	SelectItem *kinds;
	size_t kind_count;
	SelectItem *providers;
	size_t provider_count;
} LineLists;

static void line_cell(Html *out, Care *care, const RepeatField *column, Str name, Str value, const LineLists *lists)
{
	Arena *arena = care->arena;
	Select select = {.name = name, .label = column->label, .value = value};
	SelectItem *items = NULL;
	if (str_equal(column->id, S("service_kind"))) {
		select.items = lists->kinds;
		select.item_count = lists->kind_count;
	} else if (str_equal(column->id, S("provider"))) {
		select.items = lists->providers;
		select.item_count = lists->provider_count;
	} else if (column->options != NULL) {
		select.item_count = option_items(arena, column->options, &items);
		select.items = items;
	}
	if (select.item_count > 0) {
		component_select(out, &select);
		return;
	}
	bool is_money = column->type == QUESTION_MONEY;
	bool is_date = column->type == QUESTION_DATE;
	component_text_input(out, &(TextInput){.name = name, .label = is_date ? str_format(arena,
			"%.*s, as 30/11/2026", STR_ARG(column->label)) : column->label, .value = value,
		.prefix = is_money ? S("\xC2\xA3") : (Str){0}, .inputmode = is_money ? S("decimal") : (Str){0},
		.width = is_money || is_date || str_equal(column->id, S("units")) ? 10 : 0});
}

void plan_lines_field(Html *out, Care *care, const QuestionField *field)
{
	Arena *arena = care->arena;
	const Question *question = field->question;
	Str name = str_concat(arena, field->prefix, question->id);
	const JsonNode *rows = rows_of(arena, field->value);
	size_t known = rows == NULL ? 0 : rows->count;
	size_t shown = known + EMPTY_LINES < PLAN_LINES_MAX ? known + EMPTY_LINES : PLAN_LINES_MAX;
	LineLists lists = {0};
	lists.kind_count = kind_items(care, &lists.kinds);
	lists.provider_count = provider_items(care, &lists.providers);
	component_fieldset_open(out, &(Fieldset){.legend = question->worker,
		.legend_classes = S("govuk-fieldset__legend--s")});
	if (!str_is_empty(field->said))
		component_hint(out, &(Hint){.id = str_concat(arena, name, S("-hint")), .text = field->said});
	if (!str_is_empty(field->error))
		component_error_message(out, &(ErrorMessage){.id = str_concat(arena, name, S("-error")), .text = field->error});
	component_hidden(out, str_concat(arena, name, S("-rows")), str_format(arena, "%zu", shown));
	for (size_t row = 0; row < shown; row++) {
		component_fieldset_open(out, &(Fieldset){.legend = row < known ? str_format(arena, "Line %zu", row + 1)
			: S("New line"), .classes = S("kith-plan-line")});
		html_open(out, "div", ATTRIBUTES({"class", S("kith-plan-line__cells")},
			{"id", row == 0 ? name : str_format(arena, "%.*s-%zu", STR_ARG(name), row)}));
		for (size_t i = 0; i < question->field_count; i++)
			line_cell(out, care, &question->fields[i], cell_name(arena, field, row, question->fields[i].id),
				question_cell(arena, row < known ? &rows->items[row] : NULL, &question->fields[i]), &lists);
		html_close(out, "div");
		component_fieldset_close(out);
	}
	component_fieldset_close(out);
	bit_note(out, S("Save to get more empty lines. Empty the goal of a line, and the rest of it, to take it out."));
}

static Str provider_name(const Provider *providers, size_t count, Str id)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(providers[i].id, id))
			return providers[i].name;
	return (Str){0};
}

static Str who_words(Care *care, const PlanLine *line, const Provider *providers, size_t count)
{
	Str parts[] = {provider_name(providers, count, line->provider), line->detail,
		bit_code_words(care->arena, line->mechanism)};
	return bit_list(care->arena, parts, 3, " \xC2\xB7 ");
}

/* 31 March that ends the financial year of day. */
static Date year_end(Date day)
{
	int year = 0;
	int month = 0;
	int of_month = 0;
	Date end = DATE_NONE;
	date_split(day, &year, &month, &of_month);
	Status status = date_make(month >= 4 ? year + 1 : year, 3, 31, &end);
	return status == STATUS_OK ? end : day;
}

static void totals_show(Care *care, Html *out, Pence weekly)
{
	Arena *arena = care->arena;
	Date today = care_today(care);
	Date end = year_end(today);
	int days = end - today + 1;
	Pence rest = divide_half_up(weekly * days, 7);
	Pence year = divide_half_up(weekly * DAYS_IN_YEAR, 7);
	Str week_words = money_format(arena, weekly);
	SummaryRow rows[] = {
		{.key = S("A week"), .value = week_words, .note = S("the sum of the paid lines: units a week \xC3\x97 cost of a unit")},
		{.key = S("A full year"), .value = money_format(arena, year),
			.note = str_format(arena, "%.*s \xC3\x97 365 \xC3\xB7 7", STR_ARG(week_words))},
		{.key = str_format(arena, "From today to %.*s", STR_ARG(date_format_words(arena, end))),
			.value = money_format(arena, rest),
			.note = str_format(arena, "%.*s \xC3\x97 %d days \xC3\xB7 7", STR_ARG(week_words), days)},
	};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = 3});
}

static TableRow cost_row(Care *care, const PlanLine *line, const Provider *providers, size_t provider_count)
{
	const ServiceKind *kind = practice_service_kind(care->practice, line->service_kind);
	TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
	cells[0].text = str_is_empty(line->goal) ? line->detail : line->goal;
	cells[1].markup = bit_text_with_note(care->arena, kind == NULL ? bit_code_words(care->arena, line->how)
		: kind->label, who_words(care, line, providers, provider_count));
	cells[2].text = plan_line_how_much(care, line);
	cells[3].text = str_equal(line->how, S("service")) ? money_format(care->arena, line->weekly) : S("no cost");
	return (TableRow){.cells = cells, .cell_count = 4};
}

void plan_cost_show(Care *care, Html *out, Str plan_lines)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Goal")}, {.text = S_INIT("Met by")},
		{.text = S_INIT("How much")}, {.text = S_INIT("A week"), .is_numeric = true}};
	PlanLine *lines = NULL;
	Provider *providers = NULL;
	size_t count = 0;
	size_t provider_count = 0;
	Pence weekly = 0;
	Status status = plan_lines_read(care, plan_lines, &lines, &count);
	if (status == STATUS_OK)
		status = plan_weekly_pence(care, plan_lines, &weekly);
	if (status == STATUS_OK)
		status = service_providers(care, &providers, &provider_count);
	if (status != STATUS_OK)
		return;
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		rows[i] = cost_row(care, &lines[i], providers, provider_count);
	TableCell total[] = {{.text = S("Together")}, {.text = S("")}, {.text = S("")},
		{.text = money_format(care->arena, weekly)}};
	rows[count] = (TableRow){.cells = total, .cell_count = 4, .is_total = true};
	component_card_open(out, &(Card){.title = S("What it costs"), .id = S("cost")});
	component_table(out, &(Table){.caption = S("Lines of the plan and their cost a week"),
		.caption_classes = S("govuk-visually-hidden"), .columns = COLUMNS, .column_count = 4, .rows = rows,
		.row_count = count + 1, .is_dense = true});
	totals_show(care, out, weekly);
	component_card_close(out);
}

static Str line_words(Care *care, const PlanLine *line, const Provider *providers, size_t count)
{
	const ServiceKind *kind = practice_service_kind(care->practice, line->service_kind);
	Str parts[] = {line->goal, kind == NULL ? bit_code_words(care->arena, line->how) : kind->label, line->detail,
		provider_name(providers, count, line->provider), plan_line_how_much(care, line)};
	return bit_list(care->arena, parts, sizeof parts / sizeof parts[0], ", ");
}

Str plan_lines_words(Care *care, Str plan_lines)
{
	PlanLine *lines = NULL;
	Provider *providers = NULL;
	size_t count = 0;
	size_t provider_count = 0;
	Problems kept = care->problems;
	Status status = plan_lines_read(care, plan_lines, &lines, &count);
	care->problems = kept; /* shown elsewhere: here an unreadable line is only not told */
	if (status == STATUS_OK)
		status = service_providers(care, &providers, &provider_count);
	if (status != STATUS_OK)
		return S("The lines cannot be read");
	Str *words = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; i < count; i++)
		words[i] = line_words(care, &lines[i], providers, provider_count);
	return str_join(care->arena, words, count, S("\n"));
}
