/* allocation.yaml: the dated table by which answers become an indicative figure (engine/allocation/allocation.h).
 *
 * Points are written as decimals (7 or 7.5) and kept in hundredths, as money is kept in pence. Beside the engine's own
 * checks the table must fit the bank: every option of a question has its points, and a heavier one never has fewer.
 */
#include "practice/internal.h"

typedef struct OptionRow {
	Str code;
	int64_t points;
} OptionRow;

typedef struct AbilityRow {
	Str question;
	Str label;
	Str group;
	Str area;
	const OptionRow *options;
	size_t option_count;
	const YamlNode *node;
} AbilityRow;

typedef struct GroupRow {
	Str id;
	Str label;
	int64_t cap;
	bool twice;
	const YamlNode *node;
} GroupRow;

typedef struct NumberRow { /* a band, a night or a factor */
	Str code;
	int64_t up_to;
	int64_t percent;
	int64_t times;
	int64_t minutes;
	Pence price;
	const YamlNode *node;
} NumberRow;

typedef struct TableFile {
	Str id;
	Date from;
	Str source;
	Pence hour_price;
	int64_t minutes_per_point;
	const GroupRow *groups;
	size_t group_count;
	const AbilityRow *abilities;
	size_t ability_count;
	Str alone_question;
	Str alone_area;
	const OptionRow *alone;
	size_t alone_count;
	Str night_question;
	Str night_area;
	const NumberRow *nights;
	size_t night_count;
	const NumberRow *factors;
	size_t factor_count;
	const NumberRow *bands;
	size_t band_count;
	Pence round_up_to;
	Pence compare_above;
	Str compare_source;
	AllocationShow show;
	Str fit_published;
	int64_t range_down_percent;
	int64_t range_up_percent;
	Pence range_round_to;
	const YamlNode *node;
} TableFile;

static const Str SHOWS[] = {S_INIT("range"), S_INIT("figure"), S_INIT("off")};

#define FIELD(Type, key, member, kind, needed, words) {.name = S_INIT(key), .about = S_INIT(words), .type = (kind), \
	.required = (needed), .offset = offsetof(Type, member)}

static const YamlField OPTION_FIELDS[] = {
	FIELD(OptionRow, "code", code, YAML_TYPE_CODE, true, "An option of the question."),
	FIELD(OptionRow, "points", points, YAML_TYPE_MONEY, true, "A decimal: 7 or 7.5."),
};
static const YamlSchema OPTION_SCHEMA = {.name = S_INIT("points"), .about = S_INIT("The points of an answer."),
	YAML_FIELDS(OPTION_FIELDS), .size_bytes = sizeof(OptionRow)};

static const YamlField ABILITY_FIELDS[] = {
	FIELD(AbilityRow, "question", question, YAML_TYPE_NAME, true, "A question's id."),
	FIELD(AbilityRow, "label", label, YAML_TYPE_TEXT, true, "Staff words, for the lines of the sum."),
	FIELD(AbilityRow, "group", group, YAML_TYPE_TEXT, true, "The group that it is added to."),
	FIELD(AbilityRow, "area", area, YAML_TYPE_CODE, true, "The area of informal help that lightens it."),
	{.name = S_INIT("options"), .about = S_INIT("Every option, nought points included."), .type = YAML_TYPE_STRUCT,
	 .required = true, .members = &OPTION_SCHEMA, .least = 1, .most = ALLOCATION_OPTIONS_MAX,
	 YAML_LIST_AT(AbilityRow, options, option_count)},
};
static const YamlSchema ABILITY_SCHEMA = {.name = S_INIT("ability"), .about = S_INIT("A question that has points."),
	YAML_FIELDS(ABILITY_FIELDS), .size_bytes = sizeof(AbilityRow), .keeps_node = true,
	.node_offset = offsetof(AbilityRow, node)};

static const YamlField GROUP_FIELDS[] = {
	FIELD(GroupRow, "id", id, YAML_TYPE_TEXT, true, "P"),
	FIELD(GroupRow, "label", label, YAML_TYPE_TEXT, true, "Staff words."),
	FIELD(GroupRow, "cap", cap, YAML_TYPE_MONEY, false, "The most points; none when absent."),
	FIELD(GroupRow, "twice_with_two_helpers", twice, YAML_TYPE_BOOLEAN, false, "true: counted once more."),
};
static const YamlSchema GROUP_SCHEMA = {.name = S_INIT("group"), .about = S_INIT("Abilities that share visits."),
	YAML_FIELDS(GROUP_FIELDS), .size_bytes = sizeof(GroupRow), .keeps_node = true,
	.node_offset = offsetof(GroupRow, node)};

static const YamlField BAND_FIELDS[] = {
	FIELD(NumberRow, "up_to", up_to, YAML_TYPE_MONEY, false, "Points; absent in the last band."),
	FIELD(NumberRow, "percent", percent, YAML_TYPE_INTEGER, true, "Of the price of an hour."),
};
static const YamlSchema BAND_SCHEMA = {.name = S_INIT("band"), .about = S_INIT("Marginal, as with tax."),
	YAML_FIELDS(BAND_FIELDS), .size_bytes = sizeof(NumberRow), .keeps_node = true,
	.node_offset = offsetof(NumberRow, node)};

static const YamlField NIGHT_FIELDS[] = {
	FIELD(NumberRow, "code", code, YAML_TYPE_CODE, true, "An option of the night question."),
	FIELD(NumberRow, "times", times, YAML_TYPE_INTEGER, false, "Nights a week."),
	FIELD(NumberRow, "minutes", minutes, YAML_TYPE_INTEGER, false, "A time, at the price of an hour."),
	FIELD(NumberRow, "price", price, YAML_TYPE_MONEY, false, "A night."),
};
static const YamlSchema NIGHT_SCHEMA = {.name = S_INIT("night"), .about = S_INIT("What a night answer costs."),
	YAML_FIELDS(NIGHT_FIELDS), .size_bytes = sizeof(NumberRow)};

static const YamlField FACTOR_FIELDS[] = {
	FIELD(NumberRow, "code", code, YAML_TYPE_CODE, true, "The helper's own answer."),
	FIELD(NumberRow, "percent", percent, YAML_TYPE_INTEGER, true, "How much of the help counts."),
};
static const YamlSchema FACTOR_SCHEMA = {.name = S_INIT("factor"), .about = S_INIT("Help that was agreed to."),
	YAML_FIELDS(FACTOR_FIELDS), .size_bytes = sizeof(NumberRow)};

#define LIST(key, items, counts, schema, words) {.name = S_INIT(key), .about = S_INIT(words), \
	.type = YAML_TYPE_STRUCT, .required = true, .members = &(schema), .least = 1, .most = 60, \
	YAML_LIST_AT(TableFile, items, counts)}

static const YamlField TABLE_FIELDS[] = {
	FIELD(TableFile, "id", id, YAML_TYPE_CODE, true, "Kept with every figure."),
	FIELD(TableFile, "from", from, YAML_TYPE_DATE, true, "First day of use."),
	FIELD(TableFile, "source", source, YAML_TYPE_TEXT, true, "Where points and prices come from."),
	FIELD(TableFile, "hour_price", hour_price, YAML_TYPE_MONEY, true, "The price of an hour of support."),
	FIELD(TableFile, "minutes_per_point", minutes_per_point, YAML_TYPE_INTEGER, true, "A week."),
	LIST("groups", groups, group_count, GROUP_SCHEMA, "Groups of abilities."),
	LIST("abilities", abilities, ability_count, ABILITY_SCHEMA, "Questions that have points."),
	FIELD(TableFile, "alone_question", alone_question, YAML_TYPE_NAME, true, "safe_alone"),
	FIELD(TableFile, "alone_area", alone_area, YAML_TYPE_CODE, true, "company"),
	LIST("alone", alone, alone_count, OPTION_SCHEMA, "The floor by how long somebody can be alone."),
	FIELD(TableFile, "night_question", night_question, YAML_TYPE_NAME, true, "night_help"),
	FIELD(TableFile, "night_area", night_area, YAML_TYPE_CODE, true, "night"),
	LIST("nights", nights, night_count, NIGHT_SCHEMA, "What nights cost."),
	LIST("factors", factors, factor_count, FACTOR_SCHEMA, "How much of family help counts."),
	LIST("bands", bands, band_count, BAND_SCHEMA, "Prices of points."),
	FIELD(TableFile, "round_up_to", round_up_to, YAML_TYPE_MONEY, true, "1: whole pounds."),
	FIELD(TableFile, "compare_above", compare_above, YAML_TYPE_MONEY, false, "Above it, compare ways of living."),
	FIELD(TableFile, "compare_source", compare_source, YAML_TYPE_TEXT, false, "Where that figure comes from."),
	{.name = S_INIT("show"), .about = S_INIT("range, figure or off."), .type = YAML_TYPE_CHOICE, .required = true,
	 .offset = offsetof(TableFile, show), YAML_CODES(SHOWS)},
	FIELD(TableFile, "fit_published", fit_published, YAML_TYPE_TEXT, false, "Where the council published the fit."),
	FIELD(TableFile, "range_down_percent", range_down_percent, YAML_TYPE_INTEGER, true, "10"),
	FIELD(TableFile, "range_up_percent", range_up_percent, YAML_TYPE_INTEGER, true, "10"),
	FIELD(TableFile, "range_round_to", range_round_to, YAML_TYPE_MONEY, true, "10: tens of pounds."),
};
const YamlSchema PRACTICE_TABLE_SCHEMA = {.name = S_INIT("allocation table"), .about = S_INIT("allocation.yaml"),
	YAML_FIELDS(TABLE_FIELDS), .size_bytes = sizeof(TableFile), .keeps_node = true,
	.node_offset = offsetof(TableFile, node)};

typedef struct LoadedAllocation {
	AllocationTable table;
	const TableFile *file;
} LoadedAllocation;

/* Numbers that do not fit are cut to the end of their range; the engine's check then refuses them in its words. */
static int32_t fit32(int64_t number)
{
	if (number > INT32_MAX)
		return INT32_MAX;
	return number < INT32_MIN ? INT32_MIN : (int32_t)number;
}

static const AllocationOption *options_make(Arena *arena, const OptionRow *rows, size_t count)
{
	AllocationOption *options = ARENA_ARRAY(arena, AllocationOption, count);
	for (size_t i = 0; i < count; i++)
		options[i] = (AllocationOption){.code = rows[i].code, .points = fit32(rows[i].points)};
	return options;
}

static void lists_make(Arena *arena, const TableFile *file, AllocationTable *table)
{
	AllocationGroup *groups = ARENA_ARRAY(arena, AllocationGroup, file->group_count);
	for (size_t i = 0; i < file->group_count; i++) {
		const GroupRow *row = &file->groups[i];
		bool capped = yaml_member(row->node, S("cap")) != NULL;
		groups[i] = (AllocationGroup){.id = row->id, .label = row->label,
			.cap = capped ? fit32(row->cap) : ALLOCATION_NO_CAP, .twice_with_two_helpers = row->twice};
	}
	AllocationAbility *abilities = ARENA_ARRAY(arena, AllocationAbility, file->ability_count);
	for (size_t i = 0; i < file->ability_count; i++) {
		const AbilityRow *row = &file->abilities[i];
		abilities[i] = (AllocationAbility){.question = row->question, .label = row->label, .group = row->group,
			.area = row->area, .options = options_make(arena, row->options, row->option_count),
			.option_count = row->option_count};
	}
	AllocationBand *bands = ARENA_ARRAY(arena, AllocationBand, file->band_count);
	for (size_t i = 0; i < file->band_count; i++) {
		const NumberRow *row = &file->bands[i];
		bool ends = yaml_member(row->node, S("up_to")) != NULL;
		bands[i] = (AllocationBand){.up_to = ends ? fit32(row->up_to) : INT32_MAX, .percent = fit32(row->percent)};
	}
	AllocationNight *nights = ARENA_ARRAY(arena, AllocationNight, file->night_count);
	for (size_t i = 0; i < file->night_count; i++)
		nights[i] = (AllocationNight){.code = file->nights[i].code, .times = fit32(file->nights[i].times),
			.minutes = fit32(file->nights[i].minutes), .price = file->nights[i].price};
	AllocationFactor *factors = ARENA_ARRAY(arena, AllocationFactor, file->factor_count);
	for (size_t i = 0; i < file->factor_count; i++)
		factors[i] = (AllocationFactor){.code = file->factors[i].code, .percent = fit32(file->factors[i].percent)};
	table->groups = groups;
	table->abilities = abilities;
	table->bands = bands;
	table->nights = nights;
	table->factors = factors;
}

void practice_read_allocation(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)file;
	TableFile *read = ARENA_NEW(practice->arena, TableFile);
	if (yaml_read(node, &PRACTICE_TABLE_SCHEMA, read, practice->arena, problems) != STATUS_OK)
		return;
	LoadedAllocation *loaded = ARENA_NEW(practice->arena, LoadedAllocation);
	loaded->file = read;
	loaded->table = (AllocationTable){
		.id = read->id, .from = read->from, .source = read->source, .hour_price = read->hour_price,
		.minutes_per_point = fit32(read->minutes_per_point), .group_count = read->group_count,
		.ability_count = read->ability_count, .alone_question = read->alone_question,
		.alone_area = read->alone_area, .alone = options_make(practice->arena, read->alone, read->alone_count),
		.alone_count = read->alone_count, .night_question = read->night_question, .night_area = read->night_area,
		.night_count = read->night_count, .factor_count = read->factor_count, .band_count = read->band_count,
		.round_up_to = read->round_up_to, .compare_above = read->compare_above,
		.compare_source = read->compare_source, .show = read->show, .fit_published = read->fit_published,
		.range_down_percent = fit32(read->range_down_percent), .range_up_percent = fit32(read->range_up_percent),
		.range_round_to = read->range_round_to,
	};
	lists_make(practice->arena, read, &loaded->table);
	practice->allocation = &loaded->table;
}

static int64_t points_of(const OptionRow *rows, size_t count, Str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(rows[i].code, code))
			return rows[i].points;
	return -1;
}

/* Every option has its points, no other code has, and from light to heavy the points never fall. */
static void check_options(const Practice *practice, Str id, const OptionRow *rows, size_t count, const YamlNode *node,
	Problems *problems)
{
	const QuestionEntry *entry = index_find(&practice->questions, id);
	if (entry == NULL || entry->question.options == NULL) {
		practice_fault(problems, node, "There is no question %.*s with options.", STR_ARG(id));
		return;
	}
	const OptionList *list = entry->question.options;
	int64_t before = 0;
	for (size_t i = 0; i < list->count; i++) {
		int64_t points = points_of(rows, count, list->options[i].code);
		if (points < 0)
			practice_fault(problems, node, "The option %.*s of %.*s has no points.", STR_ARG(list->options[i].code),
				STR_ARG(id));
		else if (i < entry->graded_count && points < before)
			practice_fault(problems, node, "%.*s: %.*s has fewer points than a lighter answer. A heavier answer must "
				"never lower the figure.", STR_ARG(id), STR_ARG(list->options[i].code));
		else if (i < entry->graded_count)
			before = points;
	}
	for (size_t i = 0; i < count; i++)
		if (option_find(list, rows[i].code) == NULL)
			practice_fault(problems, node, "%.*s is not an option of %.*s.", STR_ARG(rows[i].code), STR_ARG(id));
}

/* What a night answer costs a week, in money that can be compared. */
static Pence night_cost(const AllocationTable *table, const AllocationNight *night)
{
	return night->times * (night->price > 0 ? night->price : divide_half_up(night->minutes * table->hour_price, 60));
}

static void check_nights(const Practice *practice, const TableFile *file, Problems *problems)
{
	const AllocationTable *table = practice->allocation;
	const QuestionEntry *entry = index_find(&practice->questions, table->night_question);
	const OptionList *list = entry == NULL ? NULL : entry->question.options;
	Pence before = 0;
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const AllocationNight *night = NULL;
		for (size_t j = 0; j < table->night_count; j++)
			if (str_equal(table->nights[j].code, list->options[i].code))
				night = &table->nights[j];
		if (night == NULL || night_cost(table, night) < before)
			practice_fault(problems, yaml_member(file->node, S("nights")), "The night answer %.*s is missing or costs "
				"less than a lighter one.", STR_ARG(list->options[i].code));
		else
			before = night_cost(table, night);
	}
	if (list == NULL)
		practice_fault(problems, yaml_member(file->node, S("night_question")), "There is no question %.*s with options.",
			STR_ARG(table->night_question));
}

static void check_area(const Practice *practice, Str area, const YamlNode *node, Problems *problems)
{
	if (option_find(index_find(&practice->lists, S("area")), area) == NULL)
		practice_fault(problems, node, "There is no part of life %.*s in lists/area.yaml.", STR_ARG(area));
}

void practice_check_allocation(Practice *practice, Problems *problems)
{
	if (practice->allocation == NULL)
		return;
	/* The table is the first member of what was loaded. */
	const TableFile *file = ((const LoadedAllocation *)practice->allocation)->file;
	Problems found = problems_make(practice->arena);
	if (allocation_table_check(practice->allocation, &found) != STATUS_OK) {
		for (size_t i = 0; i < found.count; i++) {
			const YamlNode *node = yaml_member(file->node, found.items[i].field);
			practice_fault(problems, node == NULL ? file->node : node, "%.*s", STR_ARG(found.items[i].message));
		}
		return;
	}
	for (size_t i = 0; i < file->ability_count; i++) {
		const AbilityRow *row = &file->abilities[i];
		check_options(practice, row->question, row->options, row->option_count, row->node, problems);
		check_area(practice, row->area, row->node, problems);
	}
	const YamlNode *alone = yaml_member(file->node, S("alone"));
	check_options(practice, file->alone_question, file->alone, file->alone_count, alone, problems);
	check_area(practice, file->alone_area, alone, problems);
	check_area(practice, file->night_area, yaml_member(file->node, S("nights")), problems);
	check_nights(practice, file, problems);
}
