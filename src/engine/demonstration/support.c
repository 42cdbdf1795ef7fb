/* Support: the lines of a plan, who agrees their cost, when they start, and the reviews that change or end them. */
#include "engine/demonstration/planner.h"

#include <assert.h>

#include "base/money.h"

enum { PRICES_OF_YEAR = 2025, MANAGER_LIMIT_PENCE = 50000, PANEL_LIMIT_PENCE = 100000 };

static bool setting_is(const Life *life, const char *setting)
{
	return str_equal(life->setting, str_from_c(setting));
}

static bool mechanism_is(const Life *life, const char *mechanism)
{
	return str_equal(life->mechanism, str_from_c(mechanism));
}

static int year_of(Date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(date, &year, &month, &day);
	return year;
}

/* The price in the year of on: so many thousandths less for each year before the table's. */
static int64_t price_on(const Life *life, size_t service, Date on)
{
	int64_t price = table_number(&life->planner->data->services, service, SERVICE_COST);
	int64_t growth = data_rate(life->planner->data, "price_growth");
	int64_t year = year_of(on);
	for (; year < PRICES_OF_YEAR; year++)
		price = price * 1000 / (1000 + growth);
	for (; year > PRICES_OF_YEAR; year--)
		price = price * (1000 + growth) / 1000;
	return price;
}

/* severity_added moves the units within the service's range: more or less support after a review. */
static void line_add(Life *life, const char *kind, const char *mechanism, int severity_added)
{
	const DemonstrationData *data = life->planner->data;
	size_t service = table_find(&data->services, SERVICE_KIND, str_from_c(kind));
	assert(service != SIZE_MAX && life->line_count < LIFE_LINES_MAX);
	int64_t least = table_number(&data->services, service, SERVICE_LEAST);
	int64_t most = table_number(&data->services, service, SERVICE_MOST);
	int64_t severity = life->people[0].severity + severity_added + (int64_t)random_below(&life->random, 11) - 5;
	severity = severity < 0 ? 0 : severity > 100 ? 100 : severity;
	/* The square keeps most packages small: the mean of home care comes near 14 hours. */
	int64_t units = least + (most - least) * severity * severity / 10000;
	Line *line = &life->lines[life->line_count++];
	int64_t cost = price_on(life, service, life_today(life));
	units = most - least < 100 ? units : units / 25 * 25;
	/* What is bought by the week is priced by its hours and written as one week. */
	if (str_equal(table_text(&data->services, service, SERVICE_UNIT), S("week")) && units != 100) {
		cost = divide_half_up(cost * units, 100);
		units = 100;
	}
	*line = (Line){
		.key = key_make('s', life->household, ++life->service_count),
		.service = service,
		.provider = data_pick_row(&data->providers, table_text(&data->services, service, SERVICE_PROVIDER),
			&life->random),
		.units_hundredths = units,
		.unit_cost_pence = cost,
		.starts = life_today(life),
		.mechanism = str_from_c(mechanism),
	};
}

/* What a calibrated story lays down: home care, or something else that suits; the same at every review. */
static const char *care_kind(const Life *life, bool older)
{
	if (str_equal(life->fate.care, S("home-care")))
		return "home-care";
	Reason reason = life->people[0].reason;
	if (reason == REASON_LEARNING_DISABILITY || reason == REASON_MENTAL_HEALTH)
		return life->household % 2 == 0 ? "supported-living" : "day-support";
	return older ? "extra-care" : "day-support";
}

static void lines_community(Life *life, const char *held, int added)
{
	RandomStream *random = &life->random;
	Reason reason = life->people[0].reason;
	bool older = person_age(&life->people[0], life_today(life)) >= 65;
	uint32_t draw = random_below(random, PPM);
	if (!str_is_empty(life->fate.care)) {
		line_add(life, care_kind(life, older), held, added);
		return;
	}
	if (reason == REASON_LEARNING_DISABILITY && !older)
		line_add(life, draw < 500000 ? "supported-living" : "day-support", held, added);
	else if (reason == REASON_MENTAL_HEALTH && !older)
		line_add(life, draw < 250000 ? "supported-living" : "home-care", held, added);
	else
		line_add(life, older && draw < 100000 ? "extra-care" : "home-care", held, added);
	if (older && random_chance(random, 300000))
		line_add(life, "telecare", held, added);
	else if (random_chance(random, 100000))
		line_add(life, "day-support", held, added);
}

static void lines_draw(Life *life, int added)
{
	bool younger = person_age(&life->people[0], life_today(life)) < 65;
	life->line_count = 0;
	if (life->stage == STAGE_FUNDING_APPROVAL) {
		line_add(life, "supported-living", "council", 60);
	} else if (setting_is(life, "nursing")) {
		line_add(life, "nursing", "commissioned", added);
	} else if (setting_is(life, "residential")) {
		bool special = younger && life->people[0].reason == REASON_LEARNING_DISABILITY;
		line_add(life, special ? "residential-learning-disability" : "residential", "commissioned", added);
	} else if (mechanism_is(life, "direct-payment")) {
		line_add(life, "direct-payment", "direct-payment", added);
	} else if (mechanism_is(life, "part-direct-payment")) {
		line_add(life, "direct-payment", "direct-payment", added - 25);
		line_add(life, "home-care", "council", added - 25);
	} else {
		lines_community(life, mechanism_is(life, "commissioned") ? "commissioned" : "council", added);
	}
}

static int64_t weekly_pence(const Life *life)
{
	int64_t pence = 0;
	for (size_t i = 0; i < life->line_count; i++)
		pence += divide_half_up(life->lines[i].units_hundredths * life->lines[i].unit_cost_pence, 100);
	return pence;
}

/* The national table knows two learning disability homes as one kind of service: residential. */
static Str practice_kind(const Life *life, const Line *line)
{
	Str kind = table_text(&life->planner->data->services, line->service, SERVICE_KIND);
	return str_starts_with(kind, S("residential")) ? S("residential") : kind;
}

static void plan_lines_add(Life *life, Key work)
{
	ActList *acts = &life->planner->acts;
	act_start(life, "plan-lines");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "lines", '[');
	for (size_t i = 0; i < life->line_count; i++) {
		const Line *line = &life->lines[i];
		Key provider = key_make('o', life->patch + 1, (uint32_t)line->provider + 1);
		acts_open(acts, "", '{');
		acts_text(acts, "key", key_str(&line->key));
		acts_text(acts, "service_kind", practice_kind(life, line));
		acts_text(acts, "provider", key_str(&provider));
		acts_number(acts, "units_hundredths_per_week", line->units_hundredths);
		acts_number(acts, "unit_cost_pence", line->unit_cost_pence);
		acts_date(acts, "starts", line->starts);
		acts_text(acts, "mechanism", line->mechanism);
		acts_text(acts, "goal", data_pick_words(life->planner->data, S("goal"), &life->random));
		acts_close(acts, '}');
	}
	acts_close(acts, ']');
	act_finish(life);
}

static void plan_submit(Life *life, Key work, const char *outcome)
{
	ActList *acts = &life->planner->acts;
	bool direct = mechanism_is(life, "direct-payment") && setting_is(life, "community");
	bool mixed = mechanism_is(life, "part-direct-payment") && setting_is(life, "community");
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answer_add(acts, "budget_final", str_format(&acts->scratch, "%lld", (long long)weekly_pence(life)));
	answer_add(acts, "budget_choice", direct ? S("direct-payment") : mixed ? S("mixed")
		: mechanism_is(life, "commissioned") ? S("commissioned") : S("council"));
	answer_add(acts, "plan_backup", S("Ring the council's number, day or night. A neighbour has a key."));
	answer_add(acts, "plan_agreed", S("yes"));
	answer_add(acts, "prevent_advice", data_pick_words(life->planner->data, S("advice"), &life->random));
	answer_add(acts, "review_due", date_format(&acts->scratch, life_today(life) + 56));
	acts_close(acts, '}');
	acts_text(acts, "outcome", str_from_c(outcome));
	act_finish(life);
}

/* Who arranges it: brokerage for what the council buys, direct payment set-up for what the person buys. */
static Key buying_open(Life *life)
{
	if (!setting_is(life, "community") || !str_contains(life->mechanism, S("direct-payment")))
		return opens_add(life, "brokerage", NULL);
	return mechanism_is(life, "direct-payment") ? opens_add(life, "dp-setup", NULL)
		: opens_add(life, "brokerage", "dp-setup");
}

/* Money above the approver of practice: asked for by the author, agreed by somebody whose limit it is under. */
static bool funding_run(Life *life, Key request, Key *buying)
{
	ActList *acts = &life->planner->acts;
	int64_t pence = weekly_pence(life);
	if (!life_step(life, 0))
		return false;
	work_begin(life, request, "practitioner");
	if (!life_step(life, 0))
		return false;
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&request));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answer_add(acts, "fund_options", str_format(&acts->scratch, "[{\"option\":\"This plan\",\"weekly_cost\":%lld,"
		"\"meets_needs\":\"fully\",\"chosen\":\"yes\"},{\"option\":\"Help from family and community alone\","
		"\"weekly_cost\":\"0\","
		"\"meets_needs\":\"partly\",\"chosen\":\"no\"}]", (long long)pence));
	answer_add(acts, "fund_risk", S("Without it the person could not stay safe and the family could not go on."));
	acts_close(acts, '}');
	acts_text(acts, "outcome", S("agreed"));
	acts_number(acts, "weekly_pence", pence);
	act_finish(life);
	if (life_reach(life, STAGE_FUNDING_APPROVAL) || !life_step(life, 1 + (int)random_below(&life->random, 5)))
		return false;
	Key by = staff_key(life, "panel", pence <= PANEL_LIMIT_PENCE ? 1 : 2, life_today(life));
	act_start(life, "approve");
	acts_text(acts, "work", key_str(&request));
	acts_text(acts, "by", key_str(&by));
	acts_text(acts, "theme", decisions_theme(life));
	works_done(life, request);
	*buying = buying_open(life);
	act_finish(life);
	return true;
}

/* buying is the brokerage or set-up that ends with it; empty after a review. */
static bool lines_arrange(Life *life, Key work, Key buying, Date starts)
{
	ActList *acts = &life->planner->acts;
	if (life_reach(life, STAGE_ARRANGE_WAITING))
		return false;
	bool home = setting_is(life, "community");
	const char *wait = !home ? "plan-to-care-home" : mechanism_is(life, "direct-payment") ? "plan-to-direct-payment"
		: "plan-to-home-care";
	if (!life_step(life, life->stock ? 0 : 1 + data_duration(life->planner->data, wait, &life->random)))
		return false;
	Key broker = staff_key(life, "broker", 1, life_today(life));
	Key second = life->second;
	if (buying.text[0] != '\0')
		work_finish(life, buying, "broker", home && mechanism_is(life, "direct-payment") ? "set-up" : "arranged");
	if (buying.text[0] != '\0' && second.text[0] != '\0')
		work_finish(life, second, "broker", "set-up");
	act_start(life, "arrange");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&broker));
	starts = starts == DATE_NONE ? life_today(life) : starts;
	acts_date(acts, "starts", starts);
	if (starts < life_today(life))
		acts_text(acts, "backdated_reason", S("Carried over from the record before this one."));
	act_finish(life);
	for (size_t i = 0; i < life->line_count; i++)
		life->lines[i].starts = starts;
	return true;
}

bool support_plan_run(Life *life, Key plan)
{
	if (!life_step(life, data_duration(life->planner->data, "assessment-to-plan", &life->random)))
		return false;
	work_begin(life, plan, "practitioner");
	if (!life_step(life, 0))
		return false;
	lines_draw(life, 0);
	Date starts = DATE_NONE;
	if (life->stock && life->fate.role != FATE_NONE)
		starts = life->fate.long_ago ? life->planner->settings->from - 380 - (Date)random_below(&life->random, 1500) : DATE_NONE;
	else if (life->stock && life->service_end != DATE_NONE && life->lines[0].starts > life->planner->settings->from - 400)
		starts = life->lines[0].starts - (Date)random_below(&life->random, 1500);
	for (size_t i = 0; i < life->line_count && starts != DATE_NONE; i++)
		life->lines[i].starts = starts;
	plan_lines_add(life, plan);
	if (life_reach(life, STAGE_PLAN_DRAFT) || !life_step(life, (int)random_below(&life->random, 4))) {
		life->line_count = 0; /* they never started */
		return false;
	}
	bool over = weekly_pence(life) > MANAGER_LIMIT_PENCE || !setting_is(life, "community");
	plan_submit(life, plan, over ? "agreed-over" : "agreed-within");
	Key request = {0};
	bool went_on = !life_reach(life, STAGE_PLAN_APPROVAL) && life_approve(life, plan, "manager", true);
	if (went_on) {
		request = over ? opens_add(life, "funding-request", NULL) : buying_open(life);
		act_finish(life);
		went_on = !over || funding_run(life, request, &request);
	}
	life->plan = plan;
	went_on = went_on && lines_arrange(life, plan, request, starts);
	if (!went_on)
		life->line_count = 0;
	return went_on;
}

/* How far they came with what they wanted: whoever is content with the support came further. */
static void review_goal_add(Life *life, uint32_t happy)
{
	ActList *acts = &life->planner->acts;
	RandomStream aside = life->random; /* a goal from before the first day; draws nothing from what comes after */
	if (str_is_empty(life->goal))
		life->goal = data_pick_words(life->planner->data, S("goal"), &aside);
	answer_add(acts, "goal_progress", str_format(&acts->scratch,
		"[{\"goal\":\"%.*s\",\"score_now\":\"%u\",\"result\":\"%s\"}]", STR_ARG(life->goal), happy - 1,
		happy > 4 ? "met" : happy > 3 ? "partly" : "not"));
}

static void review_answers(Life *life, const char *changes)
{
	ActList *acts = &life->planner->acts;
	uint32_t happy = 3 + random_below(&life->random, 3);
	acts_open(acts, "answers", '{');
	answer_add(acts, "review_reason", S("planned"));
	answer_add(acts, "meeting_method", life->person_count > 1 ? S("both") : S("service-user"));
	answer_add(acts, "review_working", S("The same people come and they are kind."));
	answer_add(acts, "review_not_working", happy < 4 ? S("They are often late at the weekend.") : S("Nothing much."));
	answer_add(acts, "satisfaction", str_format(&acts->scratch, "%u", happy));
	review_goal_add(life, happy);
	answer_add(acts, "visits_kept", happy < 4 ? S("mostly") : S("yes"));
	answer_add(acts, "hurt_or_afraid", S("no"));
	answer_add(acts, "review_changes", str_from_c(changes));
	answer_add(acts, "prevent_advice", data_pick_words(life->planner->data, S("advice"), &life->random));
	answer_add(acts, "worker_analysis", data_pick_words(life->planner->data, S("analysis"), &life->random));
	answer_add(acts, "own_view", S("yes"));
	answer_add(acts, "review_due", date_format(&acts->scratch, life_today(life) + 365));
	acts_close(acts, '}');
}

static void review_submit(Life *life, Key review, const char *changes, const char *outcome)
{
	ActList *acts = &life->planner->acts;
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&review));
	acts_text(acts, "by", key_str(&life->holder));
	review_answers(life, changes);
	acts_text(acts, "outcome", str_from_c(outcome));
	if (str_equal(str_from_c(outcome), S("end-other")))
		acts_text(acts, "reason", S("The person has made other arrangements and no longer wants this support."));
	act_finish(life);
}

static Key review_open(Life *life, const char *reason, Date due)
{
	ActList *acts = &life->planner->acts;
	Key review = work_make(life);
	act_start(life, "review-open");
	acts_text(acts, "key", key_str(&review));
	acts_text(acts, "person", key_str(&life->people[0].key));
	acts_text(acts, "plan", key_str(&life->plan));
	acts_text(acts, "reason", str_from_c(reason));
	acts_date(acts, "due", due);
	act_finish(life);
	works_open(life, review);
	return review;
}

static bool review_change(Life *life, Key review)
{
	Line old[LIFE_LINES_MAX];
	size_t old_count = life->line_count;
	for (size_t i = 0; i < old_count; i++)
		old[i] = life->lines[i];
	bool more = random_chance(&life->random, 610000);
	lines_draw(life, more ? 20 : -20);
	plan_lines_add(life, review);
	bool went_on = life_step(life, 0);
	if (went_on)
		review_submit(life, review, more ? "more" : "less", "change-lines");
	went_on = went_on && !life_reach(life, STAGE_REVIEW_APPROVAL) && life_approve(life, review, "manager", true);
	Line new_lines[LIFE_LINES_MAX];
	size_t new_count = life->line_count;
	for (size_t i = 0; i < new_count; i++)
		new_lines[i] = life->lines[i];
	for (size_t i = 0; i < old_count; i++)
		life->lines[i] = old[i];
	life->line_count = old_count;
	if (!went_on)
		return false;
	act_finish(life);
	if (!life_step(life, 2))
		return false;
	life_end_lines(life, life_today(life), "changed");
	for (size_t i = 0; i < new_count; i++)
		life->lines[i] = new_lines[i];
	life->line_count = new_count;
	bool stock = life->stock;
	life->stock = true; /* no wait: the new lines follow the old ones on the same day */
	bool arranged = lines_arrange(life, review, (Key){0}, life_today(life));
	life->stock = stock;
	if (!arranged)
		life->line_count = 0;
	return arranged;
}

/* One review from opening to its outcome; false when the life stopped or support ended. */
static bool review_run(Life *life, const char *reason, Date due, int wait, bool ends)
{
	const DemonstrationData *data = life->planner->data;
	Key review = review_open(life, reason, due);
	if (life_reach(life, STAGE_REVIEW_OVERDUE) || !life_step(life, wait))
		return false;
	work_begin(life, review, "practitioner");
	if (life_reach(life, STAGE_REVIEW_DRAFT) || !life_step(life, 0))
		return false;
	uint32_t draw = random_below(&life->random, PPM);
	bool change = draw < data_rate(data, "review_change") || life->stage == STAGE_REVIEW_APPROVAL;
	ends = ends || (life->fate.role == FATE_NONE && draw >= PPM - data_rate(data, "review_end"));
	if (ends && life->stage == STAGE_NONE) {
		bool met = random_chance(&life->random, 500000);
		review_submit(life, review, "less", met ? "end-met" : "end-other");
		if (!life_approve(life, review, "manager", false))
			return false;
		act_finish(life);
		life_end_lines(life, life_today(life), met ? "needs-met" : "other");
		return false;
	}
	if (change && setting_is(life, "community"))
		return review_change(life, review);
	review_submit(life, review, "none", "no-change");
	if (!life_approve(life, review, "manager", true))
		return false;
	act_finish(life);
	return true;
}

void support_reviews_run(Life *life, Date last_review)
{
	const DemonstrationData *data = life->planner->data;
	bool first = !life->stock;
	for (int count = 0; count < 2 * DEMONSTRATION_YEARS_MAX && life->line_count > 0; count++) {
		Date due = last_review + (first ? 42 + (Date)random_below(&life->random, 15) : 365);
		bool on_time = random_chance(&life->random, data_rate(data, "review_on_time"));
		int late = on_time ? -(int)random_below(&life->random, 10)
			: data_duration(data, "review-lateness", &life->random);
		bool ends = life->service_end != DATE_NONE && life->service_end < due;
		Date opened = (ends ? life->service_end : due) - 14;
		int wait = opened > life_today(life) ? (int)(opened - life_today(life)) : 1;
		life_note(life);
		/* The step must not be cut short by a state to be shown: due dates are real ones. */
		Stage stage = life->stage;
		life->stage = STAGE_NONE;
		bool reached = life_step(life, wait);
		life->stage = stage;
		if (!reached || !review_run(life, ends ? "other" : "planned", due, ends ? 5 : 14 + late, ends))
			return;
		last_review = life_today(life);
		first = false;
	}
}

static void line_end_today(Life *life, Key line)
{
	ActList *acts = &life->planner->acts;
	life->now += INSTANT_MINUTE;
	act_start(life, "service-end");
	acts_text(acts, "service", key_str(&line));
	acts_date(acts, "on", life_today(life));
	acts_text(acts, "reason", S("given"));
	act_finish(life);
}

static Key work_open_act(Life *life, const char *pathway)
{
	ActList *acts = &life->planner->acts;
	Key work = work_make(life);
	life->holder = staff_key(life, "practitioner", life->slot, life_today(life));
	act_start(life, "work-open");
	acts_text(acts, "key", key_str(&work));
	acts_text(acts, "person", key_str(&life->subject->key));
	acts_text(acts, "pathway", str_from_c(pathway));
	acts_text(acts, "by", key_str(&life->holder));
	act_finish(life);
	works_open(life, work);
	return work;
}

bool line_arrange(Life *life, const char *kind, bool once)
{
	/* The household's own support stands aside while the carer's line is planned. */
	Line lines[LIFE_LINES_MAX];
	size_t line_count = life->line_count;
	Str setting = life->setting;
	Str mechanism = life->mechanism;
	for (size_t i = 0; i < line_count; i++)
		lines[i] = life->lines[i];
	bool payment = str_equal(str_from_c(kind), S("carer-payment"));
	life->line_count = 0;
	life->setting = S("community");
	life->mechanism = payment ? S("direct-payment") : S("commissioned");
	Key plan = work_open_act(life, "support-plan");
	work_begin(life, plan, "practitioner");
	bool done = life_step(life, 0);
	if (done) {
		line_add(life, kind, payment ? "direct-payment" : "commissioned", 0);
		plan_lines_add(life, plan);
		done = life_step(life, 0);
	}
	if (done) {
		plan_submit(life, plan, "agreed-within");
		done = life_approve(life, plan, "manager", false);
	}
	if (done) {
		Key buying = buying_open(life);
		act_finish(life);
		done = lines_arrange(life, plan, buying, DATE_NONE);
	}
	if (done && once)
		line_end_today(life, life->lines[0].key);
	life->arranged = life->lines[0];
	for (size_t i = 0; i < line_count; i++)
		life->lines[i] = lines[i];
	life->line_count = line_count;
	life->setting = setting;
	life->mechanism = mechanism;
	return done;
}
