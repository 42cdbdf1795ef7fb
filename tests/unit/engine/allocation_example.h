/* The default allocation table as a test holds it: points, groups, caps, bands and prices of the default. */
#ifndef KITH_TESTS_ALLOCATION_EXAMPLE_H
#define KITH_TESTS_ALLOCATION_EXAMPLE_H

#include "engine/allocation/allocation.h"

#define POINTS(answer, whole) {.code = S_INIT(answer), .points = (whole) * 100}
#define ABILITY(id, group_id, area_id, answers) \
	{.question = S_INIT(id), .label = S_INIT(id), .group = S_INIT(group_id), .area = S_INIT(area_id), \
	.options = (answers), .option_count = sizeof(answers) / sizeof((answers)[0])}

static const AllocationOption example_eating_drinking[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 6),
	POINTS("unable", 12)};
static const AllocationOption example_washing[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 2), POINTS("with-help", 5),
	POINTS("unable", 8)};
static const AllocationOption example_bath_shower[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 3)};
static const AllocationOption example_grooming[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 4)};
static const AllocationOption example_toilet_use[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 2), POINTS("with-help", 7),
	POINTS("unable", 12)};
static const AllocationOption example_continence[] = {POINTS("none", 0), POINTS("manage", 1), POINTS("some-help", 3),
	POINTS("daily-help", 6)};
static const AllocationOption example_dressing[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 4),
	POINTS("unable", 6)};
static const AllocationOption example_chair_transfer[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 4)};
static const AllocationOption example_bed_transfer[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 4),
	POINTS("unable", 6)};
static const AllocationOption example_walking_indoors[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 4)};
static const AllocationOption example_medicine_taking[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 4),
	POINTS("unable", 7)};
static const AllocationOption example_snack_meal_drink[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 2), POINTS("with-help", 6),
	POINTS("unable", 10)};
static const AllocationOption example_food_shopping[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 3)};
static const AllocationOption example_laundry[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 0), POINTS("with-help", 2),
	POINTS("unable", 3)};
static const AllocationOption example_cleaning[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 0), POINTS("with-help", 2),
	POINTS("unable", 3)};
static const AllocationOption example_bills_paperwork[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 3)};
static const AllocationOption example_stairs[] = {
	POINTS("independent", 0), POINTS("no-stairs", 0), POINTS("with-difficulty", 0),
	POINTS("with-help", 1), POINTS("unable", 2)};
static const AllocationOption example_home_in_out[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 2),
	POINTS("unable", 3)};
static const AllocationOption example_keeping_in_touch[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 3),
	POINTS("unable", 6)};
static const AllocationOption example_work_learning[] = {
	POINTS("independent", 0), POINTS("not-wanted", 0), POINTS("with-difficulty", 1),
	POINTS("with-help", 3), POINTS("unable", 6)};
static const AllocationOption example_getting_about[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 2), POINTS("with-help", 6),
	POINTS("unable", 9)};
static const AllocationOption example_home_dangers[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 1), POINTS("with-help", 4),
	POINTS("unable", 8)};
static const AllocationOption example_daily_prompting[] = {POINTS("none", 0), POINTS("few", 3), POINTS("often", 7),
	POINTS("all", 12)};
static const AllocationOption example_behaviour_support[] = {
	POINTS("none", 0), POINTS("calm-words", 2), POINTS("most-days", 6),
	POINTS("constant", 12)};
static const AllocationOption example_child_care_tasks[] = {
	POINTS("independent", 0), POINTS("with-difficulty", 2), POINTS("with-help", 6),
	POINTS("unable", 10)};

static const AllocationAbility example_abilities[] = {
	ABILITY("eating_drinking", "P", "nutrition", example_eating_drinking),
	ABILITY("washing", "P", "hygiene", example_washing),
	ABILITY("bath_shower", "P", "hygiene", example_bath_shower),
	ABILITY("grooming", "P", "hygiene", example_grooming),
	ABILITY("toilet_use", "P", "toilet", example_toilet_use),
	ABILITY("continence", "P", "toilet", example_continence),
	ABILITY("dressing", "P", "clothing", example_dressing),
	ABILITY("chair_transfer", "P", "home-safety", example_chair_transfer),
	ABILITY("bed_transfer", "P", "home-safety", example_bed_transfer),
	ABILITY("walking_indoors", "P", "home-safety", example_walking_indoors),
	ABILITY("medicine_taking", "P", "home-safety", example_medicine_taking),
	ABILITY("snack_meal_drink", "H", "nutrition", example_snack_meal_drink),
	ABILITY("food_shopping", "H", "nutrition", example_food_shopping),
	ABILITY("laundry", "H", "clothing", example_laundry),
	ABILITY("cleaning", "H", "habitable", example_cleaning),
	ABILITY("bills_paperwork", "H", "habitable", example_bills_paperwork),
	ABILITY("stairs", "H", "home-safety", example_stairs),
	ABILITY("home_in_out", "H", "home-safety", example_home_in_out),
	ABILITY("keeping_in_touch", "C", "relationships", example_keeping_in_touch),
	ABILITY("work_learning", "C", "work", example_work_learning),
	ABILITY("getting_about", "C", "community", example_getting_about),
	ABILITY("home_dangers", "M", "home-safety", example_home_dangers),
	ABILITY("daily_prompting", "M", "company", example_daily_prompting),
	ABILITY("behaviour_support", "M", "company", example_behaviour_support),
	ABILITY("child_care_tasks", "K", "child", example_child_care_tasks),
};

static const AllocationGroup example_groups[] = {
	{.id = S_INIT("P"), .label = S_INIT("Personal care"), .cap = 5600, .twice_with_two_helpers = true},
	{.id = S_INIT("H"), .label = S_INIT("Home and food"), .cap = 2400},
	{.id = S_INIT("C"), .label = S_INIT("Life"), .cap = ALLOCATION_NO_CAP},
	{.id = S_INIT("M"), .label = S_INIT("Safety and mind"), .cap = ALLOCATION_NO_CAP},
	{.id = S_INIT("K"), .label = S_INIT("Child"), .cap = ALLOCATION_NO_CAP},
};

static const AllocationOption example_alone[] = {POINTS("whole-day", 0), POINTS("half-day", 15),
	POINTS("two-hours", 42), POINTS("under-hour", 105), POINTS("never", 168)};

static const AllocationNight example_nights[] = {
	{.code = S_INIT("none")}, {.code = S_INIT("rarely")},
	{.code = S_INIT("once"), .times = 7, .minutes = 30},
	{.code = S_INIT("twice-plus"), .times = 7, .price = 8000},
	{.code = S_INIT("awake"), .times = 7, .price = 20000},
};

static const AllocationFactor example_factors[] = {{.code = S_INIT("yes"), .percent = 100},
	{.code = S_INIT("with-support"), .percent = 75}, {.code = S_INIT("no"), .percent = 0},
	{.code = S_INIT("not-asked"), .percent = 0}};

static const AllocationBand example_bands[] = {{.up_to = 2000, .percent = 100}, {.up_to = 5000, .percent = 95},
	{.up_to = 9000, .percent = 90}, {.up_to = INT32_MAX, .percent = 85}};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static const AllocationTable example_table = {
	.id = S_INIT("default"), .from = 20545, .source = S_INIT("worked examples"), .hour_price = 2410,
	.minutes_per_point = 20,
	.groups = example_groups, .group_count = COUNT_OF(example_groups),
	.abilities = example_abilities, .ability_count = COUNT_OF(example_abilities),
	.alone_question = S_INIT("safe_alone"), .alone_area = S_INIT("company"),
	.alone = example_alone, .alone_count = COUNT_OF(example_alone),
	.night_question = S_INIT("night_help"), .night_area = S_INIT("night"),
	.nights = example_nights, .night_count = COUNT_OF(example_nights),
	.factors = example_factors, .factor_count = COUNT_OF(example_factors),
	.bands = example_bands, .band_count = COUNT_OF(example_bands),
	.round_up_to = 100, .compare_above = 118555, .compare_source = S_INIT("ASC-FR 2024/25"),
	.show = ALLOCATION_SHOW_RANGE, .range_down_percent = 10, .range_up_percent = 10, .range_round_to = 1000,
};

#endif
