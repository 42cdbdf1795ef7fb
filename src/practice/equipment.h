/* What answers about daily tasks point to: things that may be sent, small fixings, safe advice, or somebody who looks first.
 *
 * The rules stand in equipment.yaml. Pure: answers in, lines out. Careful by design: what is not known never sends a thing,
 * a look that is needed in a task holds back what would be sent for it and for the tasks that it touches, and what lifts
 * people has no rule that could send it (DO-NO-HARM 13). Not for stock, deliveries or serial numbers.
 */
#ifndef KITH_PRACTICE_EQUIPMENT_H
#define KITH_PRACTICE_EQUIPMENT_H

#include "practice/practice.h"

enum { EQUIPMENT_LINES_MAX = 100 };

typedef struct EquipmentItem {
	Str id;
	Str label;  /* "a bath board" */
	Str about;  /* how it fits, what it bears, how to use it and when to stop, for whoever gets it */
	Pence price;
} EquipmentItem;

/* From what may wait to what may not. */
typedef enum EquipmentKind {
	EQUIPMENT_ADVICE, EQUIPMENT_FIX, EQUIPMENT_ORDER, EQUIPMENT_ASK, EQUIPMENT_VISIT, EQUIPMENT_URGENT
} EquipmentKind;

typedef struct EquipmentLine {
	EquipmentKind kind;
	Str task;                  /* code of eq_tasks; empty for what touches all */
	const EquipmentItem *item; /* of an order or a fixing; NULL otherwise */
	Str words;                 /* what the person reads */
	Str missing;               /* of an ASK: id of the question whose answer is not known; may be empty */
	bool withheld;             /* an order or a fixing that waits until somebody has looked */
} EquipmentLine;

typedef struct EquipmentAdvice {
	EquipmentLine lines[EQUIPMENT_LINES_MAX];
	size_t count;
	EquipmentKind kind; /* the weightiest that stands; ASK when no task was chosen */
	size_t orders;      /* orders that are not withheld */
	size_t fixes;       /* fixings that are not withheld */
} EquipmentAdvice;

/* The practice may have no equipment.yaml: then somebody asks. */
void practice_equipment(const Practice *practice, const ExpressionLookup *answers, EquipmentAdvice *out);
/* "advice", "fix", "order", "ask", "visit", "urgent": the codes of equipment_result. */
Str equipment_kind_code(EquipmentKind kind);
/* The labels of what is sent, or fixed, parted by commas; empty when nothing is. */
Str equipment_items(Arena *arena, const EquipmentAdvice *advice, EquipmentKind kind);

#endif
