/* The allocation sum itself; what the table must be stands in allocation_table.c, the lines in allocation_lines.c. */
#include "engine/allocation/allocation.h"

#include <assert.h>

#include "engine/allocation/allocation_internal.h"

Pence allocation_band_price(const AllocationTable *table, size_t band)
{
	assert(band < table->band_count);
	return divide_half_up(table->hour_price * table->minutes_per_point * table->bands[band].percent, 60 * 100);
}

const AllocationAnswer *allocation_find_answer(const AllocationCase *person, Str question)
{
	for (size_t i = 0; i < person->answer_count; i++) {
		if (str_equal(person->answers[i].question, question)) {
			return &person->answers[i];
		}
	}
	return NULL;
}

bool allocation_is_answered(Str code)
{
	return !str_is_empty(code) && !str_equal(code, S("unknown")) && !str_equal(code, S("not-said"));
}

typedef struct Missing {
	Str *items;
	size_t count;
} Missing;

static Status find_points(const AllocationOption *options, size_t count, Str question, Str code, Problems *problems,
	int32_t *points)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(options[i].code, code)) {
			*points = options[i].points;
			return STATUS_OK;
		}
	}
	return problems_add_format(problems, (Problem){.field = question},
		"The answer %.*s has no points in the allocation table.", STR_ARG(code));
}

/* The points of one question: usual day plus half the extra of the bad day. Adds to missing what is not answered. */
static Status read_points(Arena *arena, const AllocationCase *person, Str question, const AllocationOption *options,
	size_t option_count, Problems *problems, Missing *missing, int32_t *points)
{
	const AllocationAnswer *answer = allocation_find_answer(person, question);
	*points = 0;
	if (answer != NULL && answer->does_not_apply) {
		return STATUS_OK;
	}
	if (answer == NULL || !allocation_is_answered(answer->code)) {
		missing->items[missing->count++] = question;
		return STATUS_OK;
	}
	int32_t usual = 0;
	Status status = find_points(options, option_count, question, answer->code, problems, &usual);
	if (status != STATUS_OK) {
		return status;
	}
	*points = usual;
	if (!person->days_differ) {
		return STATUS_OK;
	}
	if (!allocation_is_answered(answer->bad_day_code)) {
		missing->items[missing->count++] = str_concat(arena, question, S(" (bad day)"));
		return STATUS_OK;
	}
	int32_t bad = 0;
	status = find_points(options, option_count, question, answer->bad_day_code, problems, &bad);
	if (status == STATUS_OK && bad > usual) {
		*points = usual + (int32_t)divide_half_up(bad - usual, 2);
	}
	return status;
}

static Status read_night(const AllocationTable *table, const AllocationCase *person, Problems *problems,
	Missing *missing, Pence *night)
{
	const AllocationAnswer *answer = allocation_find_answer(person, table->night_question);
	*night = 0;
	if (answer != NULL && answer->does_not_apply) {
		return STATUS_OK;
	}
	if (answer == NULL || !allocation_is_answered(answer->code)) {
		missing->items[missing->count++] = table->night_question;
		return STATUS_OK;
	}
	for (size_t i = 0; i < table->night_count; i++) {
		const AllocationNight *rule = &table->nights[i];
		if (str_equal(rule->code, answer->code)) {
			*night = rule->times * rule->price +
				divide_half_up((int64_t)rule->times * rule->minutes * table->hour_price, 60);
			return STATUS_OK;
		}
	}
	return problems_add_format(problems, (Problem){.field = table->night_question},
		"The answer %.*s has no price in the allocation table.", STR_ARG(answer->code));
}

static bool area_is_known(const AllocationTable *table, Str area)
{
	if (str_equal(area, table->alone_area) || str_equal(area, table->night_area)) {
		return true;
	}
	for (size_t i = 0; i < table->ability_count; i++) {
		if (str_equal(area, table->abilities[i].area)) {
			return true;
		}
	}
	return false;
}

int32_t allocation_factor_percent(const AllocationTable *table, Str carry_on)
{
	for (size_t i = 0; i < table->factor_count; i++) {
		if (str_equal(table->factors[i].code, carry_on)) {
			return table->factors[i].percent;
		}
	}
	return str_is_empty(carry_on) || str_equal(carry_on, S("unknown")) ? 0 : -1;
}

static Status check_help(const AllocationTable *table, const AllocationCase *person, Problems *problems)
{
	Status status = STATUS_OK;
	if (person->help_count > ALLOCATION_HELP_MAX) {
		return problems_add(problems, (Problem){.field = S("informal_help"),
			.message = S("A record may name at most 60 kinds of family help.")});
	}
	for (size_t i = 0; i < person->help_count; i++) {
		const AllocationHelp *help = &person->help[i];
		Problem place = {.field = S("informal_help")};
		if (!area_is_known(table, help->area)) {
			status = problems_add_format(problems, place, "The area %.*s is not in the allocation table.",
				STR_ARG(help->area));
		}
		if (help->share < 0 || help->share > 100) {
			status = problems_add_format(problems, place, "A helper's share is 0 to 100 per cent, not %d.",
				help->share);
		}
		if (allocation_factor_percent(table, help->carry_on) < 0) {
			status = problems_add_format(problems, place, "The answer %.*s about carrying on is not in the table.",
				STR_ARG(help->carry_on));
		}
	}
	return status;
}

/* How much of area is taken off, in ten-thousandths. */
int64_t allocation_help_share(const AllocationTable *table, const AllocationCase *person, Str area)
{
	int64_t share = 0;
	for (size_t i = 0; i < person->help_count; i++) {
		if (str_equal(person->help[i].area, area)) {
			share += (int64_t)person->help[i].share * allocation_factor_percent(table, person->help[i].carry_on);
		}
	}
	return share > 10000 ? 10000 : share;
}

/* amount less share ten-thousandths of it; what is taken off is rounded down. */
static int64_t take_off(int64_t amount, int64_t share)
{
	return amount - amount * share / 10000;
}

static void add_up_groups(const AllocationTable *table, const AllocationPoints *points, const int64_t *shares,
	AllocationSum *sum)
{
	int32_t together = 0;
	for (size_t g = 0; g < table->group_count; g++) {
		const AllocationGroup *group = &table->groups[g];
		AllocationGroupSum *line = &sum->groups[g];
		line->id = group->id;
		for (size_t i = 0; i < table->ability_count; i++) {
			if (str_equal(table->abilities[i].group, group->id)) {
				line->points += (int32_t)take_off(points->abilities[i], shares == NULL ? 0 : shares[i]);
			}
		}
		bool over = group->cap != ALLOCATION_NO_CAP && line->points > group->cap;
		line->capped_points = over ? group->cap : line->points;
		together += line->capped_points;
		if (group->twice_with_two_helpers && points->two_helpers) {
			sum->second_helper_points += line->capped_points;
		}
	}
	sum->points = together;
}

static void price_points(const AllocationTable *table, AllocationSum *sum)
{
	int32_t from = 0;
	for (size_t i = 0; i < table->band_count && sum->points > from; i++) {
		int32_t to = sum->points < table->bands[i].up_to ? sum->points : table->bands[i].up_to;
		sum->bands[i] = divide_half_up((to - from) * allocation_band_price(table, i), 100);
		sum->exact += sum->bands[i];
		from = to;
	}
}

static Pence round_up(Pence pence, Pence to)
{
	return (pence + to - 1) / to * to;
}

static AllocationSum add_up(const AllocationTable *table, const AllocationPoints *points, const AllocationCase *help)
{
	AllocationSum sum = {0};
	int64_t shares[ALLOCATION_ABILITIES_MAX] = {0};
	int64_t company = 0;
	int64_t night = 0;
	if (help != NULL) {
		for (size_t i = 0; i < table->ability_count; i++) {
			shares[i] = allocation_help_share(table, help, table->abilities[i].area);
		}
		company = allocation_help_share(table, help, table->alone_area);
		night = allocation_help_share(table, help, table->night_area);
	}
	add_up_groups(table, points, shares, &sum);
	sum.alone_points = (int32_t)take_off(points->alone, company);
	if (sum.alone_points > sum.points) {
		sum.points = sum.alone_points;
	}
	sum.points += sum.second_helper_points;
	price_points(table, &sum);
	sum.night = take_off(points->night, night);
	sum.exact += sum.night;
	sum.total = round_up(sum.exact, table->round_up_to);
	return sum;
}

static Status read_person(Arena *arena, const AllocationTable *table, const AllocationCase *person,
	Problems *problems, Missing *missing, AllocationPoints *points)
{
	Status status = check_help(table, person, problems);
	for (size_t i = 0; i < table->ability_count; i++) {
		const AllocationAbility *ability = &table->abilities[i];
		Status read = read_points(arena, person, ability->question, ability->options, ability->option_count, problems,
			missing, &points->abilities[i]);
		status = read == STATUS_OK ? status : read;
	}
	Status alone = read_points(arena, person, table->alone_question, table->alone, table->alone_count, problems,
		missing, &points->alone);
	Status night = read_night(table, person, problems, missing, &points->night);
	if (person->two_helpers == ALLOCATION_TWO_HELPERS_UNKNOWN) {
		missing->items[missing->count++] = S("two_helpers");
	}
	points->two_helpers = person->two_helpers == ALLOCATION_TWO_HELPERS_YES;
	return status != STATUS_OK ? status : alone != STATUS_OK ? alone : night;
}

static void set_range(const AllocationTable *table, AllocationResult *result)
{
	Pence total = result->agreed.total;
	Pence step = table->range_round_to;
	result->range_low = total * (100 - table->range_down_percent) / 100 / step * step;
	/* Up by whole pence first, so that a fraction of a penny cannot fall out of the range. */
	result->range_high = round_up((total * (100 + table->range_up_percent) + 99) / 100, step);
	result->show = table->show;
	if (table->show == ALLOCATION_SHOW_FIGURE && str_is_empty(table->fit_published)) {
		result->show = ALLOCATION_SHOW_RANGE;
	}
	result->compare_ways_of_living = table->compare_above > 0 && result->agreed.exact > table->compare_above;
}

Status allocation_compute(Arena *arena, const AllocationTable *table, const AllocationCase *person,
	Problems *problems, AllocationResult *result)
{
	assert(table->ability_count <= ALLOCATION_ABILITIES_MAX && table->group_count <= ALLOCATION_GROUPS_MAX &&
		table->band_count <= ALLOCATION_BANDS_MAX);
	*result = (AllocationResult){.lines = explanation_make(arena), .show = ALLOCATION_SHOW_OFF};
	/* One place for every ability, one for its bad day, and time alone (twice), night, two helpers. */
	Missing missing = {.items = ARENA_ARRAY(arena, Str, 2 * table->ability_count + 4)};
	AllocationPoints points = {0};
	Status status = read_person(arena, table, person, problems, &missing, &points);
	if (status != STATUS_OK) {
		return status;
	}
	result->missing = missing.items;
	result->missing_count = missing.count;
	result->has_figure = missing.count == 0;
	if (result->has_figure) {
		result->agreed = add_up(table, &points, person);
		result->without_help = add_up(table, &points, NULL);
		set_range(table, result);
	}
	allocation_add_lines(table, person, &points, result);
	return STATUS_OK;
}
