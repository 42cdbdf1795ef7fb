#include "web/components/lists.h"

#include <assert.h>

#include "web/components/messages.h"
#include "web/components/parts.h"

/* " (Undergraduate teaching assistant)": the card's title, so that actions of several cards differ when heard. */
static void list_action(Html *out, const ListAction *action, Str card_title)
{
	html_open(out, "a", ATTRIBUTES({"class", part_join(out, S("govuk-link"), action->classes, (Str){0})},
		{"href", action->href}));
	html_text(out, action->text);
	if (action->hidden_text.length > 0 || card_title.length > 0) {
		html_open(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}));
		if (action->hidden_text.length > 0) {
			html_text(out, S(" "));
			html_text(out, action->hidden_text);
		}
		if (card_title.length > 0) {
			html_text(out, S(" ("));
			html_text(out, card_title);
			html_text(out, S(")"));
		}
		html_close(out, "span");
	}
	html_close(out, "a");
}

static void summary_actions(Html *out, const SummaryList *list, const SummaryRow *row)
{
	if (row->action_count == 0)
		return;
	html_open(out, "dd", ATTRIBUTES({"class", S("govuk-summary-list__actions")}));
	if (row->action_count == 1) {
		list_action(out, &row->actions[0], list->card_title);
	} else {
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-summary-list__actions-list")}));
		for (size_t i = 0; i < row->action_count; i++) {
			html_open(out, "li", ATTRIBUTES({"class", S("govuk-summary-list__actions-list-item")}));
			list_action(out, &row->actions[i], list->card_title);
			html_close(out, "li");
		}
		html_close(out, "ul");
	}
	html_close(out, "dd");
}

static void summary_row(Html *out, const SummaryList *list, const SummaryRow *row, bool any_actions)
{
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-summary-list__row"),
		any_actions && row->action_count == 0 ? S("govuk-summary-list__row--no-actions") : (Str){0}, row->classes)}));
	html_open(out, "dt", ATTRIBUTES({"class", S("govuk-summary-list__key")}));
	part_content(out, row->key_markup, row->key);
	html_close(out, "dt");
	html_open(out, "dd", ATTRIBUTES({"class", S("govuk-summary-list__value")}));
	if (markup_is_empty(row->value_markup))
		html_lines(out, row->value);
	else
		html_add(out, row->value_markup);
	if (row->note.length > 0)
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), row->note);
	html_close(out, "dd");
	summary_actions(out, list, row);
	html_close(out, "div");
}

static void summary_card_open(Html *out, const SummaryList *list)
{
	static const char *const HEADINGS[] = {"h2", "h1", "h2", "h3", "h4", "h5", "h6"};
	assert(list->card_heading_level >= 0 && list->card_heading_level <= 6);
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-summary-card"), list->card_classes, (Str){0})}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-summary-card__title-wrapper")}));
	html_open(out, HEADINGS[list->card_heading_level], ATTRIBUTES({"class", S("govuk-summary-card__title")}));
	part_content(out, list->card_title_markup, list->card_title);
	html_close(out, HEADINGS[list->card_heading_level]);
	if (list->card_action_count == 1) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-summary-card__actions")}));
		list_action(out, &list->card_actions[0], list->card_title);
		html_close(out, "div");
	} else if (list->card_action_count > 1) {
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-summary-card__actions")}));
		for (size_t i = 0; i < list->card_action_count; i++) {
			html_open(out, "li", ATTRIBUTES({"class", S("govuk-summary-card__action")}));
			list_action(out, &list->card_actions[i], list->card_title);
			html_close(out, "li");
		}
		html_close(out, "ul");
	}
	html_close(out, "div");
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-summary-card__content")}));
}

void component_summary_list(Html *out, const SummaryList *list)
{
	bool any_actions = false;
	bool in_card = list->card_title.length > 0 || !markup_is_empty(list->card_title_markup);
	for (size_t i = 0; i < list->row_count; i++)
		any_actions = any_actions || list->rows[i].action_count > 0;
	if (in_card)
		summary_card_open(out, list);
	html_open(out, "dl", ATTRIBUTES({"class", part_join(out, S("govuk-summary-list"), list->classes, (Str){0})}));
	for (size_t i = 0; i < list->row_count; i++)
		summary_row(out, list, &list->rows[i], any_actions);
	html_close(out, "dl");
	if (in_card) {
		html_close(out, "div");
		html_close(out, "div");
	}
}

static bool table_stacks(const Table *table)
{
	return table->is_dense && !table->is_wide && table->column_count > 0;
}

/* The orders of a list stay in sight on a phone, where the other heads stand beside each value. */
static bool table_sorts(const Table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].sort_href.length > 0)
			return true;
	return false;
}

static Str table_classes(const Table *table)
{
	if (!table->is_dense)
		return (Str){0};
	if (!table_stacks(table))
		return S("kith-table--dense");
	return table_sorts(table) ? S("kith-table--dense kith-table--stacks kith-table--sorts")
		: S("kith-table--dense kith-table--stacks");
}

/* Cells shown as blocks lose their meaning to screen readers unless it is said again. */
static Str table_role(const Table *table, Str role)
{
	return table_stacks(table) ? role : (Str){0};
}

static void table_heads(Html *out, const Table *table)
{
	if (table->column_count == 0)
		return;
	html_open(out, "thead", ATTRIBUTES({"class", S("govuk-table__head")}, {"role", table_role(table, S("rowgroup"))}));
	html_open(out, "tr", ATTRIBUTES({"class", S("govuk-table__row")}, {"role", table_role(table, S("row"))}));
	for (size_t i = 0; i < table->column_count; i++) {
		const TableColumn *column = &table->columns[i];
		Str sorted = column->is_sorted_up ? S("ascending") : column->is_sorted_down ? S("descending") : (Str){0};
		html_open(out, "th", ATTRIBUTES({"scope", S("col")}, {"class", part_join(out, S("govuk-table__header"),
				column->is_numeric ? S("govuk-table__header--numeric") : (Str){0}, column->classes)},
			{"aria-sort", sorted}, {"role", table_role(table, S("columnheader"))}));
		if (column->sort_href.length > 0)
			html_element(out, "a", ATTRIBUTES({"class", S("kith-sort")}, {"href", column->sort_href}), column->text);
		else if (column->is_hidden)
			html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}), column->text);
		else
			part_content(out, column->markup, column->text);
		html_close(out, "th");
	}
	html_close(out, "tr");
	html_close(out, "thead");
}

static void table_cell(Html *out, const Table *table, const TableRow *row, size_t place)
{
	const TableCell *cell = &row->cells[place];
	bool numeric = cell->is_numeric || (place < table->column_count && table->columns[place].is_numeric);
	Str columns = cell->columns > 1 ? part_number(out, (size_t)cell->columns) : (Str){0};
	Str rows = cell->rows > 1 ? part_number(out, (size_t)cell->rows) : (Str){0};
	bool labelled = table_stacks(table) && !row->is_total && place < table->column_count;
	Str label = labelled ? part_optional(table->columns[place].text) : (Str){0};
	bool is_header = place == 0 && (table->first_cell_is_header || row->is_total);
	const char *tag = is_header ? "th" : "td";
	if (is_header)
		html_open(out, tag, ATTRIBUTES({"scope", S("row")},
			{"class", part_join(out, S("govuk-table__header"), cell->classes, (Str){0})},
			{"colspan", columns}, {"rowspan", rows}, {"role", table_role(table, S("rowheader"))}));
	else
		html_open(out, tag, ATTRIBUTES({"class", part_join(out, S("govuk-table__cell"),
				numeric ? S("govuk-table__cell--numeric") : (Str){0}, cell->classes)},
			{"colspan", columns}, {"rowspan", rows}, {"role", table_role(table, S("cell"))}, {"data-label", label}));
	part_content(out, cell->markup, cell->text);
	html_close(out, tag);
}

void component_table(Html *out, const Table *table)
{
	if (table->is_wide)
		html_open(out, "div", ATTRIBUTES({"class", S("kith-scroll")}, {"role", S("region")}, {"tabindex", S("0")},
			{"aria-label", table->caption}));
	html_open(out, "table", ATTRIBUTES({"id", part_optional(table->id)}, {"class", part_join(out, S("govuk-table"), table_classes(table),
			table->classes)},
		{"role", table_role(table, S("table"))}));
	if (table->caption.length > 0)
		html_element(out, "caption", ATTRIBUTES(
			{"class", part_join(out, S("govuk-table__caption"), table->caption_classes, (Str){0})}), table->caption);
	table_heads(out, table);
	html_open(out, "tbody", ATTRIBUTES({"class", S("govuk-table__body")}, {"role", table_role(table, S("rowgroup"))}));
	for (size_t i = 0; i < table->row_count; i++) {
		const TableRow *row = &table->rows[i];
		html_open(out, "tr", ATTRIBUTES({"class", row->is_total ? S("govuk-table__row kith-total")
			: S("govuk-table__row")}, {"role", table_role(table, S("row"))}));
		for (size_t place = 0; place < row->cell_count; place++)
			table_cell(out, table, row, place);
		html_close(out, "tr");
	}
	html_close(out, "tbody");
	html_close(out, "table");
	if (table->is_wide)
		html_close(out, "div");
}

static void task_status(Html *out, const Task *task, Str id)
{
	html_open(out, "div", ATTRIBUTES({"class", task->cannot_start
		? S("govuk-task-list__status govuk-task-list__status--cannot-start-yet") : S("govuk-task-list__status")},
		{"id", id}));
	if (task->status_tag.length > 0)
		component_tag(out, &(Tag){.text = task->status_tag, .classes = task->tag_classes});
	else
		html_text(out, task->status);
	html_close(out, "div");
}

static void task_item(Html *out, const Task *task, Str prefix, size_t place)
{
	Arena *arena = out->buffer.arena;
	Str hint_id = task->hint.length == 0 ? (Str){0} : str_format(arena, "%.*s-%zu-hint", STR_ARG(prefix), place);
	Str status_id = str_format(arena, "%.*s-%zu-status", STR_ARG(prefix), place);
	html_open(out, "li", ATTRIBUTES({"class", part_join(out, S("govuk-task-list__item"),
		task->href.length > 0 ? S("govuk-task-list__item--with-link") : (Str){0}, task->classes)}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-task-list__name-and-hint")}));
	if (task->href.length > 0)
		html_element(out, "a", ATTRIBUTES({"class", S("govuk-link govuk-task-list__link")}, {"href", task->href},
			{"aria-describedby", part_join(out, hint_id, status_id, (Str){0})}), task->title);
	else
		html_element(out, "div", NO_ATTRIBUTES, task->title);
	if (task->hint.length > 0)
		html_element(out, "div", ATTRIBUTES({"id", hint_id}, {"class", S("govuk-task-list__hint")}), task->hint);
	html_close(out, "div");
	task_status(out, task, status_id);
	html_close(out, "li");
}

void component_task_list(Html *out, const TaskList *list)
{
	html_open(out, "ul", ATTRIBUTES({"class", part_join(out, S("govuk-task-list"), list->classes, (Str){0})}));
	for (size_t i = 0; i < list->item_count; i++) {
		if (list->items[i].title.length > 0)
			task_item(out, &list->items[i], part_first(list->id_prefix, S("task-list")), i + 1);
	}
	html_close(out, "ul");
}
