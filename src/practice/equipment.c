/* equipment.yaml: things, and the rules by which answers lead to them. */
#include "practice/equipment.h"

#include "practice/internal.h"

typedef struct ItemFile {
	EquipmentItem item;
	const YamlNode *node;
} ItemFile;

typedef struct RuleFile {
	Str task;
	const YamlNode *when_node;
	const Expression *when;
	Str order;
	Str fix;
	Str advice;
	Str visit;
	Str urgent;
	Str words;
	const YamlNode *node;
	const EquipmentItem *item; /* resolved */
	EquipmentKind kind;        /* resolved */
} RuleFile;

typedef struct GroupFile {
	const Str *tasks;
	size_t task_count;
} GroupFile;

typedef struct EquipmentFile {
	const ItemFile *items;
	size_t item_count;
	const RuleFile *rules;
	size_t rule_count;
	const GroupFile *touching;
	size_t touching_count;
	int64_t items_most;
	Pence price_most;
	Str too_much;
	Str not_sure;
	const YamlNode *node;
} EquipmentFile;

static const YamlField ITEM_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(ItemFile, item.id)},
	{.name = S_INIT("label"), .about = S_INIT("With its article: a bath board."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(ItemFile, item.label), .least = 1, .most = 80},
	{.name = S_INIT("about"), .about = S_INIT("How it fits, what it bears, how to use it, when to stop."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(ItemFile, item.about), .least = 1, .most = 500},
	{.name = S_INIT("price"), .about = S_INIT("What it costs the council."), .type = YAML_TYPE_MONEY, .required = true,
	 .offset = offsetof(ItemFile, item.price), .least = 1, .most = 100000},
};

static const YamlSchema ITEM_SCHEMA = {.name = S_INIT("equipment item"),
	.about = S_INIT("A thing that may be sent. What lifts people, bed levers and bed rails never stand here."),
	YAML_FIELDS(ITEM_FIELDS), .size_bytes = sizeof(ItemFile), .keeps_node = true, .node_offset = offsetof(ItemFile, node)};

#define LINE(key, words) {.name = S_INIT(#key), .about = S_INIT(words), .type = YAML_TYPE_TEXT, \
	.offset = offsetof(RuleFile, key), .least = 1, .most = 400}

static const YamlField RULE_FIELDS[] = {
	{.name = S_INIT("task"), .about = S_INIT("A code of the question eq_tasks; absent for what holds whatever was chosen."),
	 .type = YAML_TYPE_CODE, .offset = offsetof(RuleFile, task)},
	{.name = S_INIT("when"), .about = S_INIT("A condition on the answers."), .type = YAML_TYPE_NODE, .required = true,
	 .offset = offsetof(RuleFile, when_node)},
	LINE(order, "Sends an item: its id."),
	LINE(fix, "Has an item fixed to the home: its id."),
	LINE(advice, "Says what is safe to do: the words."),
	LINE(visit, "Nothing is sent before somebody has looked: the words say why."),
	LINE(urgent, "Somebody calls the same day: the words say what to do until then."),
	LINE(words, "Of an order or a fixing: why it may help."),
};

static const YamlSchema RULE_SCHEMA = {.name = S_INIT("equipment rule"),
	.about = S_INIT("Exactly one of order, fix, advice, visit and urgent."), YAML_FIELDS(RULE_FIELDS),
	.size_bytes = sizeof(RuleFile), .keeps_node = true, .node_offset = offsetof(RuleFile, node)};

static const YamlField GROUP_FIELDS[] = {
	{.name = S_INIT("tasks"), .about = S_INIT("Codes of eq_tasks."), .type = YAML_TYPE_CODE, .required = true, .least = 1,
	 .most = 10, YAML_LIST_AT(GroupFile, tasks, task_count)},
};

static const YamlSchema GROUP_SCHEMA = {.name = S_INIT("touching tasks"),
	.about = S_INIT("Tasks that touch each other: a look that one needs holds back what would be sent for all."),
	YAML_FIELDS(GROUP_FIELDS), .size_bytes = sizeof(GroupFile)};

static const YamlField EQUIPMENT_FIELDS[] = {
	{.name = S_INIT("items"), .about = S_INIT("What may be sent or fixed."), .type = YAML_TYPE_STRUCT, .required = true,
	 .members = &ITEM_SCHEMA, .least = 1, .most = 100, YAML_LIST_AT(EquipmentFile, items, item_count)},
	{.name = S_INIT("touching"), .about = S_INIT("Groups of tasks."), .type = YAML_TYPE_STRUCT, .members = &GROUP_SCHEMA,
	 .least = 0, .most = 10, YAML_LIST_AT(EquipmentFile, touching, touching_count)},
	{.name = S_INIT("items_most"), .about = S_INIT("More things than this at once: somebody looks first."),
	 .type = YAML_TYPE_INTEGER, .required = true, .offset = offsetof(EquipmentFile, items_most), .least = 1, .most = 20},
	{.name = S_INIT("price_most"), .about = S_INIT("The same for what they cost together."), .type = YAML_TYPE_MONEY,
	 .required = true, .offset = offsetof(EquipmentFile, price_most), .least = 1, .most = 1000000},
	{.name = S_INIT("too_much"), .about = S_INIT("What is said then."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(EquipmentFile, too_much), .least = 1, .most = 300},
	{.name = S_INIT("not_sure"), .about = S_INIT("What is said when an answer is missing that a rule needs."),
	 .type = YAML_TYPE_TEXT, .required = true, .offset = offsetof(EquipmentFile, not_sure), .least = 1, .most = 300},
	{.name = S_INIT("rules"), .about = S_INIT("In the order in which their lines are shown."), .type = YAML_TYPE_STRUCT,
	 .required = true, .members = &RULE_SCHEMA, .least = 1, .most = EQUIPMENT_LINES_MAX - 10,
	 YAML_LIST_AT(EquipmentFile, rules, rule_count)},
};

const YamlSchema PRACTICE_EQUIPMENT_SCHEMA = {.name = S_INIT("equipment"),
	.about = S_INIT("equipment.yaml: what the equipment check may lead to."), YAML_FIELDS(EQUIPMENT_FIELDS),
	.size_bytes = sizeof(EquipmentFile), .keeps_node = true, .node_offset = offsetof(EquipmentFile, node)};

void practice_read_equipment(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	EquipmentFile *equipment = ARENA_NEW(practice->arena, EquipmentFile);
	if (yaml_read(node, &PRACTICE_EQUIPMENT_SCHEMA, equipment, practice->arena, problems) == STATUS_OK)
		practice->equipment = equipment;
}

static const EquipmentItem *item_find(const EquipmentFile *equipment, Str id)
{
	for (size_t i = 0; i < equipment->item_count; i++)
		if (str_equal(equipment->items[i].item.id, id))
			return &equipment->items[i].item;
	return NULL;
}

/* Which of the five a rule says; EQUIPMENT_ASK, which no rule says, unless exactly one. */
static EquipmentKind kind_of(const RuleFile *rule, Str *target)
{
	const struct { Str text; EquipmentKind kind; } SAID[] = {{rule->order, EQUIPMENT_ORDER}, {rule->fix, EQUIPMENT_FIX},
		{rule->advice, EQUIPMENT_ADVICE}, {rule->visit, EQUIPMENT_VISIT}, {rule->urgent, EQUIPMENT_URGENT}};
	size_t count = 0;
	EquipmentKind kind = EQUIPMENT_ASK;
	for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++)
		if (!str_is_empty(SAID[i].text)) {
			count++;
			kind = SAID[i].kind;
			*target = SAID[i].text;
		}
	return count == 1 ? kind : EQUIPMENT_ASK;
}

static void link_rule(Practice *practice, RuleFile *rule, Problems *problems)
{
	const QuestionEntry *tasks = index_find(&practice->questions, S("eq_tasks"));
	Str target = {0};
	rule->kind = kind_of(rule, &target);
	rule->when = practice_condition(practice, rule->when_node, problems);
	bool sends = rule->kind == EQUIPMENT_ORDER || rule->kind == EQUIPMENT_FIX;
	if (rule->kind == EQUIPMENT_ASK)
		practice_fault(problems, rule->node, "Expected exactly one of order, fix, advice, visit, urgent.");
	if (sends)
		rule->item = item_find(practice->equipment, target);
	if (sends && rule->item == NULL)
		practice_fault(problems, rule->node, "There is no item %.*s.", STR_ARG(target));
	if (sends == str_is_empty(rule->words))
		practice_fault(problems, rule->node, "An order and a fixing say in \"words\" why; no other rule does.");
	if (!sends)
		rule->words = target;
	if (sends && str_is_empty(rule->task))
		practice_fault(problems, rule->node, "What sends something belongs to a task.");
	if (!str_is_empty(rule->task) && (tasks == NULL || option_find(tasks->question.options, rule->task) == NULL))
		practice_fault(problems, rule->node, "%.*s is not an option of the question eq_tasks.", STR_ARG(rule->task));
}

void practice_link_equipment(Practice *practice, Problems *problems)
{
	const EquipmentFile *equipment = practice->equipment;
	for (size_t i = 0; equipment != NULL && i < equipment->rule_count; i++)
		link_rule(practice, (RuleFile *)&equipment->rules[i], problems);
	for (size_t i = 0; equipment != NULL && i < equipment->item_count; i++)
		if (item_find(equipment, equipment->items[i].item.id) != &equipment->items[i].item)
			practice_fault(problems, equipment->items[i].node, "There are two items with this id.");
}

/* --- the rules over answers ------------------------------------------------------------------------------------- */

static bool list_has(ExpressionValue list, Str code)
{
	for (size_t i = 0; list.type == EXPRESSION_TYPE_LIST && i < list.item_count; i++)
		if (str_equal(list.items[i], code))
			return true;
	return false;
}

static void line_add(EquipmentAdvice *out, EquipmentLine line)
{
	if (out->count < EQUIPMENT_LINES_MAX)
		out->lines[out->count++] = line;
	else /* never less careful than the lines that do not fit */
		out->kind = EQUIPMENT_VISIT;
}

static bool touches(const EquipmentFile *equipment, Str one, Str other)
{
	if (str_equal(one, other))
		return true;
	for (size_t i = 0; i < equipment->touching_count; i++) {
		const GroupFile *group = &equipment->touching[i];
		bool has_one = false;
		bool has_other = false;
		for (size_t j = 0; j < group->task_count; j++) {
			has_one = has_one || str_equal(group->tasks[j], one);
			has_other = has_other || str_equal(group->tasks[j], other);
		}
		if (has_one && has_other)
			return true;
	}
	return false;
}

static bool has_line(const EquipmentAdvice *advice, Str task)
{
	for (size_t i = 0; i < advice->count; i++)
		if (str_equal(advice->lines[i].task, task))
			return true;
	return false;
}

/* The question that a rule waits for. */
static Str missing_of(const Expression *when, const ExpressionLookup *answers)
{
	size_t count = 0;
	const Str *names = expression_names(when, &count);
	for (size_t i = 0; i < count; i++)
		if (answers->value(answers->context, names[i]).type == EXPRESSION_TYPE_NONE)
			return names[i];
	return (Str){0};
}

/* A look's rule without its answer may hide a danger, an order's only a thing: both are asked for, each question once. */
static void ask_for(const EquipmentFile *equipment, Str task, Str missing, EquipmentAdvice *out)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->lines[i].kind == EQUIPMENT_ASK && str_equal(out->lines[i].missing, missing)
		    && str_equal(out->lines[i].task, task))
			return;
	line_add(out, (EquipmentLine){.kind = EQUIPMENT_ASK, .task = task, .words = equipment->not_sure, .missing = missing});
}

static void apply_rules(const EquipmentFile *equipment, const ExpressionLookup *answers, ExpressionValue tasks,
	EquipmentAdvice *out)
{
	for (size_t i = 0; i < equipment->rule_count; i++) {
		const RuleFile *rule = &equipment->rules[i];
		if (!str_is_empty(rule->task) && !list_has(tasks, rule->task))
			continue;
		ExpressionTruth truth = expression_truth(rule->when, answers);
		if (truth == EXPRESSION_YES)
			line_add(out, (EquipmentLine){.kind = rule->kind, .task = rule->task, .item = rule->item, .words = rule->words});
		else if (truth == EXPRESSION_UNKNOWN && rule->kind != EQUIPMENT_ADVICE)
			ask_for(equipment, rule->task, missing_of(rule->when, answers), out);
	}
	for (size_t i = 0; i < tasks.item_count; i++) /* a task for which no rule has a word */
		if (!has_line(out, tasks.items[i]))
			ask_for(equipment, tasks.items[i], (Str){0}, out);
}

static bool sends(const EquipmentLine *line)
{
	return line->kind == EQUIPMENT_ORDER || line->kind == EQUIPMENT_FIX;
}

static void withhold(const EquipmentFile *equipment, EquipmentAdvice *out)
{
	for (size_t i = 0; i < out->count; i++) {
		const EquipmentLine *stop = &out->lines[i];
		if (stop->kind < EQUIPMENT_ASK)
			continue;
		for (size_t j = 0; j < out->count; j++)
			if (sends(&out->lines[j]) && (str_is_empty(stop->task) || stop->kind == EQUIPMENT_URGENT
			    || touches(equipment, stop->task, out->lines[j].task)))
				out->lines[j].withheld = true;
	}
}

/* An item once, however many rules would send it. */
static void send_once(EquipmentAdvice *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t j = 0; j < i && sends(&out->lines[i]); j++)
			if (out->lines[j].item == out->lines[i].item && !out->lines[j].withheld)
				out->lines[i].withheld = true;
}

static void limit(const EquipmentFile *equipment, EquipmentAdvice *out)
{
	int64_t items = 0;
	Pence price = 0;
	for (size_t i = 0; i < out->count; i++)
		if (sends(&out->lines[i]) && !out->lines[i].withheld) {
			items++;
			price += out->lines[i].item->price;
		}
	if (items <= equipment->items_most && price <= equipment->price_most)
		return;
	line_add(out, (EquipmentLine){.kind = EQUIPMENT_ASK, .words = equipment->too_much});
	withhold(equipment, out);
}

void practice_equipment(const Practice *practice, const ExpressionLookup *answers, EquipmentAdvice *out)
{
	const EquipmentFile *equipment = practice->equipment;
	ExpressionValue tasks = answers->value(answers->context, S("eq_tasks"));
	*out = (EquipmentAdvice){.kind = EQUIPMENT_ASK};
	if (equipment == NULL || tasks.type != EXPRESSION_TYPE_LIST || tasks.item_count == 0)
		return;
	out->kind = EQUIPMENT_ADVICE;
	apply_rules(equipment, answers, tasks, out);
	withhold(equipment, out);
	send_once(out);
	limit(equipment, out);
	for (size_t i = 0; i < out->count; i++) {
		const EquipmentLine *line = &out->lines[i];
		out->orders += line->kind == EQUIPMENT_ORDER && !line->withheld ? 1 : 0;
		out->fixes += line->kind == EQUIPMENT_FIX && !line->withheld ? 1 : 0;
		if (line->kind > out->kind && !line->withheld)
			out->kind = line->kind;
	}
}

Str equipment_kind_code(EquipmentKind kind)
{
	static const Str CODES[] = {[EQUIPMENT_ADVICE] = S_INIT("advice"), [EQUIPMENT_FIX] = S_INIT("fix"),
		[EQUIPMENT_ORDER] = S_INIT("order"), [EQUIPMENT_ASK] = S_INIT("ask"), [EQUIPMENT_VISIT] = S_INIT("visit"),
		[EQUIPMENT_URGENT] = S_INIT("urgent")};
	return CODES[kind];
}

Str equipment_items(Arena *arena, const EquipmentAdvice *advice, EquipmentKind kind)
{
	Str labels[EQUIPMENT_LINES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < advice->count; i++)
		if (advice->lines[i].kind == kind && advice->lines[i].item != NULL && !advice->lines[i].withheld)
			labels[count++] = advice->lines[i].item->label;
	return str_join(arena, labels, count, S(", "));
}
