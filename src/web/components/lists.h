/* Many things at once: summary list, table, task list. */
#ifndef KITH_WEB_COMPONENTS_LISTS_H
#define KITH_WEB_COMPONENTS_LISTS_H

#include "web/html.h"

typedef struct ListAction {
	Str href;
	Str text;
	Str hidden_text; /* what the action is about: "Change" + "date of birth" */
	Str classes;
} ListAction;

typedef struct SummaryRow {
	Str key;
	Markup key_markup;
	Str value;
	Markup value_markup; /* instead of value */
	Str note;            /* small, under the value: who said it and when, why it counts */
	const ListAction *actions;
	size_t action_count;
	Str classes;
} SummaryRow;

typedef struct SummaryList {
	const SummaryRow *rows;
	size_t row_count;
	Str card_title; /* the list stands in a card; its actions say the title to screen readers */
	Markup card_title_markup; /* shown instead of card_title, which its actions still say */
	int card_heading_level; /* 2 unless set */
	const ListAction *card_actions;
	size_t card_action_count;
	Str card_classes;
	Str classes; /* "govuk-summary-list--no-border" */
} SummaryList;

void component_summary_list(Html *out, const SummaryList *list);

typedef struct TableColumn {
	Str text;
	Markup markup;
	bool is_numeric;
	Str classes;
	Str sort_href;    /* sorting is a link and the server's work */
	bool is_sorted_up;
	bool is_sorted_down;
	bool is_hidden;   /* the head is only for screen readers: a column of actions */
} TableColumn;

typedef struct TableCell {
	Str text;
	Markup markup; /* instead of text */
	bool is_numeric; /* also when its column is */
	Str classes;
	int columns;   /* spanned; 1 unless set */
	int rows;
} TableCell;

typedef struct TableRow {
	const TableCell *cells;
	size_t cell_count;
	bool is_total;
} TableRow;

typedef struct Table {
	Str id;
	Str caption;
	Str caption_classes; /* "govuk-table__caption--m", "govuk-visually-hidden" */
	const TableColumn *columns;
	size_t column_count;
	const TableRow *rows;
	size_t row_count;
	bool first_cell_is_header;
	bool is_dense;  /* staff: smaller type, thin lines; on a phone each row becomes a block unless is_wide */
	bool is_wide;   /* scrolls sideways on a phone, with the keyboard too; needs a caption */
	Str classes;
} Table;

void component_table(Html *out, const Table *table);

typedef struct Task {
	Str title; /* empty: not written, though its place counts in the ids of the others */
	Str href; /* none: cannot be started yet */
	Str hint;
	Str status;        /* "Completed" */
	Str status_tag;    /* the status as a tag instead */
	Str tag_classes;   /* "govuk-tag--blue" */
	bool cannot_start; /* the status is grey */
	Str classes;
} Task;

typedef struct TaskList {
	Str id_prefix; /* "task-list" unless set */
	const Task *items;
	size_t item_count;
	Str classes;
} TaskList;

void component_task_list(Html *out, const TaskList *list);

#endif
