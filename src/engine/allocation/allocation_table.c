/* What must hold for an allocation table before anybody's figure is made with it. */
#include "engine/allocation/allocation.h"

static void add_fault(Problems *problems, const char *field, Str message)
{
	Status reported = problems_add(problems, (Problem){.field = str_from_c(field), .message = message});
	(void)reported; /* always STATUS_INVALID: the caller counts the list */
}

static void check_scale(const AllocationTable *table, Problems *problems)
{
	if (table->hour_price <= 0 || table->hour_price > 100000) {
		add_fault(problems, "hour_price", S("The price of an hour must be more than nothing and at most £1,000."));
	}
	if (table->minutes_per_point <= 0 || table->minutes_per_point > 600) {
		add_fault(problems, "minutes_per_point", S("A point must be worth 1 to 600 minutes."));
	}
	if (table->round_up_to <= 0 || table->range_round_to <= 0) {
		add_fault(problems, "round_up_to", S("The sums to round to must be more than nothing."));
	}
	if (table->range_down_percent < 0 || table->range_down_percent > 100 || table->range_up_percent < 0 ||
	    table->range_up_percent > 100) {
		add_fault(problems, "range_down_percent", S("A range goes 0 to 100 per cent down and up."));
	}
	if (table->show == ALLOCATION_SHOW_FIGURE && str_is_empty(table->fit_published)) {
		add_fault(problems, "show", S("A single figure may be shown only when fit_published says where the council "
			"published how the table fits real plans, by group. Use range or off."));
	}
}

static void check_bands(const AllocationTable *table, Problems *problems)
{
	if (table->band_count == 0 || table->band_count > ALLOCATION_BANDS_MAX) {
		add_fault(problems, "bands", S("A table has 1 to 12 bands."));
		return;
	}
	int32_t from = 0;
	int32_t percent_before = 100;
	for (size_t i = 0; i < table->band_count; i++) {
		if (table->bands[i].up_to <= from) {
			add_fault(problems, "bands", S("Each band must end above the band before it."));
		}
		if (table->bands[i].percent < 0 || table->bands[i].percent > percent_before) {
			add_fault(problems, "bands", S("A band pays 0 to 100 per cent and never more than the band before it."));
		}
		from = table->bands[i].up_to;
		percent_before = table->bands[i].percent;
	}
	if (from != INT32_MAX) {
		add_fault(problems, "bands", S("The last band must have no upper end."));
	}
}

static void check_options(const AllocationOption *options, size_t count, const char *field, Problems *problems)
{
	if (count == 0 || count > ALLOCATION_OPTIONS_MAX) {
		add_fault(problems, field, S("A question has points for 1 to 12 answers."));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (options[i].points < 0 || options[i].points > ALLOCATION_POINTS_MAX) {
			add_fault(problems, field, S("Points are 0 to 1,000."));
		}
		for (size_t j = 0; j < i; j++) {
			if (str_equal(options[i].code, options[j].code)) {
				add_fault(problems, field, S("An answer has its points once."));
			}
		}
	}
}

static bool has_group(const AllocationTable *table, Str id)
{
	for (size_t i = 0; i < table->group_count; i++) {
		if (str_equal(table->groups[i].id, id)) {
			return true;
		}
	}
	return false;
}

static void check_abilities(const AllocationTable *table, Problems *problems)
{
	if (table->group_count == 0 || table->group_count > ALLOCATION_GROUPS_MAX) {
		add_fault(problems, "groups", S("A table has 1 to 12 groups."));
	}
	for (size_t i = 0; i < table->group_count; i++) {
		if (table->groups[i].cap < ALLOCATION_NO_CAP) {
			add_fault(problems, "groups", S("A cap is 0 points or more."));
		}
	}
	if (table->ability_count == 0 || table->ability_count > ALLOCATION_ABILITIES_MAX) {
		add_fault(problems, "abilities", S("A table has 1 to 60 abilities."));
		return;
	}
	for (size_t i = 0; i < table->ability_count; i++) {
		const AllocationAbility *ability = &table->abilities[i];
		if (!has_group(table, ability->group)) {
			add_fault(problems, "abilities", str_format(problems->arena,
				"The ability %.*s is in the group %.*s, which the table does not have.", STR_ARG(ability->question),
				STR_ARG(ability->group)));
		}
		for (size_t j = 0; j < i; j++) {
			if (str_equal(ability->question, table->abilities[j].question)) {
				add_fault(problems, "abilities", str_format(problems->arena,
					"The ability %.*s stands in the table twice.", STR_ARG(ability->question)));
			}
		}
		check_options(ability->options, ability->option_count, "abilities", problems);
	}
}

static void check_nights(const AllocationTable *table, Problems *problems)
{
	if (table->night_count == 0 || table->night_count > ALLOCATION_OPTIONS_MAX) {
		add_fault(problems, "nights", S("A table has 1 to 12 night answers."));
		return;
	}
	for (size_t i = 0; i < table->night_count; i++) {
		const AllocationNight *night = &table->nights[i];
		if (night->times < 0 || night->times > 7 || night->minutes < 0 || night->minutes > 720 || night->price < 0 ||
		    night->price > 1000000 || (night->minutes > 0 && night->price > 0)) {
			add_fault(problems, "nights", S("A night answer has 0 to 7 times a week and either minutes or a price."));
		}
	}
}

static void check_factors(const AllocationTable *table, Problems *problems)
{
	bool not_asked_is_nothing = false;
	if (table->factor_count > ALLOCATION_OPTIONS_MAX) {
		add_fault(problems, "factors", S("A table has at most 12 carry-on answers."));
		return;
	}
	for (size_t i = 0; i < table->factor_count; i++) {
		const AllocationFactor *factor = &table->factors[i];
		if (factor->percent < 0 || factor->percent > 100) {
			add_fault(problems, "factors", S("A factor is 0 to 100 per cent."));
		}
		if (str_equal(factor->code, S("not-asked")) && factor->percent == 0) {
			not_asked_is_nothing = true;
		}
	}
	if (!not_asked_is_nothing) {
		add_fault(problems, "factors",
			S("not-asked must count 0: nothing is taken off for help that nobody has agreed to."));
	}
}

Status allocation_table_check(const AllocationTable *table, Problems *problems)
{
	size_t before = problems->total;
	check_scale(table, problems);
	check_bands(table, problems);
	check_abilities(table, problems);
	check_options(table->alone, table->alone_count, "alone", problems);
	check_nights(table, problems);
	check_factors(table, problems);
	return problems->total == before ? STATUS_OK : STATUS_INVALID;
}
