/* How an allocation explains itself: every answer with points, help, cap, floor, band, night and total, in order. */
#include "engine/allocation/allocation_internal.h"

static Str points_text(Arena *arena, int64_t hundredths)
{
	return str_format(arena, "%lld.%02lld points", (long long)(hundredths / 100), (long long)(hundredths % 100));
}

static Str table_source(Arena *arena, const AllocationTable *table)
{
	Str from = table->from == DATE_NONE ? S("no date") : date_format(arena, table->from);
	return str_format(arena, "table %.*s from %.*s", STR_ARG(table->id), STR_ARG(from));
}

static Str answer_source(Arena *arena, const AllocationAnswer *answer)
{
	Str by = str_is_empty(answer->by) ? S("author not recorded") : answer->by;
	Str on = answer->on == DATE_NONE ? S("date not recorded") : date_format(arena, answer->on);
	return str_format(arena, "%.*s, %.*s", STR_ARG(by), STR_ARG(on));
}

static void add_answer(Explanation *lines, const AllocationCase *person, Str question, Str label, int32_t points)
{
	const AllocationAnswer *answer = allocation_find_answer(person, question);
	if (answer == NULL || (!answer->does_not_apply && !allocation_is_answered(answer->code))) {
		return;
	}
	Str rule = str_format(lines->arena, "answer %.*s", STR_ARG(answer->code));
	if (answer->does_not_apply) {
		rule = S("does not apply to this person");
	} else if (person->days_differ) {
		rule = str_format(lines->arena,
			"usual day %.*s, bad day %.*s: the usual day plus half the extra of the bad day",
			STR_ARG(answer->code), STR_ARG(answer->bad_day_code));
	}
	explanation_add(lines, (ExplanationLine){.label = str_is_empty(label) ? question : label,
		.value = points_text(lines->arena, points), .rule = rule, .source = answer_source(lines->arena, answer)});
}

static void add_answers(const AllocationTable *table, const AllocationCase *person, const AllocationPoints *points,
	Explanation *lines)
{
	for (size_t i = 0; i < table->ability_count; i++) {
		add_answer(lines, person, table->abilities[i].question, table->abilities[i].label, points->abilities[i]);
	}
	add_answer(lines, person, table->alone_question, S("Time that can be spent alone"), points->alone);
}

/* One line a helper and area, with what the helper said, whether or not it takes anything off. */
static void add_help(const AllocationTable *table, const AllocationCase *person, Explanation *lines)
{
	for (size_t i = 0; i < person->help_count; i++) {
		const AllocationHelp *help = &person->help[i];
		int32_t percent = allocation_factor_percent(table, help->carry_on);
		Str said = str_is_empty(help->carry_on) ? S("not-asked") : help->carry_on;
		explanation_add(lines, (ExplanationLine){
			.label = str_format(lines->arena, "Help with %.*s from %.*s", STR_ARG(help->area), STR_ARG(help->helper)),
			.value = str_format(lines->arena, "%d.%02d %% taken off", help->share * percent / 100,
				help->share * percent % 100),
			.rule = str_format(lines->arena, "does %d %%, counts %d %% because the helper's own answer is %.*s",
				help->share, percent, STR_ARG(said)),
			.source = help->helper});
	}
}

static void add_groups(const AllocationTable *table, const AllocationSum *sum, Explanation *lines)
{
	for (size_t i = 0; i < table->group_count; i++) {
		const AllocationGroupSum *group = &sum->groups[i];
		Str rule = S("sum of the group after family help");
		if (group->capped_points < group->points) {
			Str before = points_text(lines->arena, group->points);
			rule = str_format(lines->arena,
				"%.*s after family help, cut to the group's most because tasks share a visit",
				STR_ARG(before));
		}
		explanation_add(lines, (ExplanationLine){.label = table->groups[i].label,
			.value = points_text(lines->arena, group->capped_points), .rule = rule,
			.source = table_source(lines->arena, table)});
	}
	int32_t day_points = sum->points - sum->second_helper_points;
	explanation_add(lines, (ExplanationLine){.label = S("Points of the day"),
		.value = points_text(lines->arena, day_points),
		.rule = sum->alone_points > 0 && sum->alone_points == day_points
			? S("the points for not being alone, which already contain the help with tasks")
			: S("sum of the groups, which is not less than the points for not being alone"),
		.source = table_source(lines->arena, table)});
	if (sum->second_helper_points > 0) {
		explanation_add(lines, (ExplanationLine){.label = S("Second helper"),
			.value = points_text(lines->arena, sum->second_helper_points),
			.rule = S("two people are needed to move the person: the group counts once more"),
			.source = table_source(lines->arena, table)});
	}
}

static void add_money(const AllocationTable *table, const AllocationSum *sum, Explanation *lines)
{
	int32_t from = 0;
	for (size_t i = 0; i < table->band_count && sum->points > from; i++) {
		int32_t to = sum->points < table->bands[i].up_to ? sum->points : table->bands[i].up_to;
		Str start = points_text(lines->arena, from);
		Str end = points_text(lines->arena, to);
		explanation_add(lines, (ExplanationLine){
			.label = str_format(lines->arena, "From %.*s to %.*s", STR_ARG(start), STR_ARG(end)),
			.value = money_format(lines->arena, sum->bands[i]),
			.rule = str_format(lines->arena, "%lldp a point: %d minutes at the price of an hour, %d %%",
				(long long)allocation_band_price(table, i), table->minutes_per_point, table->bands[i].percent),
			.source = table_source(lines->arena, table)});
		from = to;
	}
}

static void add_totals(const AllocationTable *table, const AllocationCase *person, const AllocationPoints *points,
	const AllocationResult *result, Explanation *lines)
{
	Arena *arena = lines->arena;
	const AllocationAnswer *night = allocation_find_answer(person, table->night_question);
	if (points->night > 0 && night != NULL) {
		Str full = money_format(arena, points->night);
		explanation_add(lines, (ExplanationLine){.label = S("Night"),
			.value = money_format(arena, result->agreed.night),
			.rule = str_format(arena, "answer %.*s: %.*s a week before family help", STR_ARG(night->code),
				STR_ARG(full)),
			.source = answer_source(arena, night)});
	}
	Str exact = money_format(arena, result->agreed.exact);
	explanation_add(lines, (ExplanationLine){.label = S("Indicative weekly budget"),
		.value = money_format(arena, result->agreed.total),
		.rule = str_format(arena, "%.*s, up to the next whole pound; a starting point, not a decision", STR_ARG(exact)),
		.source = table_source(arena, table)});
	explanation_add(lines, (ExplanationLine){.label = S("Without family help"),
		.value = money_format(arena, result->without_help.exact), .rule = S("what is owed if the help ends"),
		.source = table_source(arena, table)});
	if (result->compare_ways_of_living) {
		Str above = money_format(arena, table->compare_above);
		explanation_add(lines, (ExplanationLine){.label = S("Compare ways of living with the person"),
			.value = money_format(arena, result->agreed.exact),
			.rule = str_format(arena, "above %.*s a panel decides; it is never a cap", STR_ARG(above)),
			.source = table->compare_source});
	}
}

void allocation_add_lines(const AllocationTable *table, const AllocationCase *person, const AllocationPoints *points,
	AllocationResult *result)
{
	Explanation *lines = &result->lines;
	add_answers(table, person, points, lines);
	add_help(table, person, lines);
	if (result->has_figure) {
		add_groups(table, &result->agreed, lines);
		add_money(table, &result->agreed, lines);
		add_totals(table, person, points, result, lines);
		return;
	}
	for (size_t i = 0; i < result->missing_count; i++) {
		explanation_add(lines, (ExplanationLine){.label = result->missing[i], .value = S("not answered"),
			.rule = S("no figure until every ability is answered"), .source = table_source(lines->arena, table)});
	}
}
