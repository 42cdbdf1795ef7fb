/* One household from the day it becomes known: how it asks, what comes of it, support, reviews, death. */
#include "engine/demonstration/planner.h"

#include <assert.h>
#include <stdio.h>

static Planner *planner_of(Life *life)
{
	return life->planner;
}

static uint32_t rate(const Life *life, const char *name)
{
	return data_rate(life->planner->data, name);
}

static void person_create(Life *life, const Person *person, bool known_little)
{
	ActList *acts = &life->planner->acts;
	act_start(life, "person-create");
	acts_text(acts, "key", key_str(&person->key));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "facts", '{');
	person_facts_add(life->planner, person, life_today(life), known_little);
	acts_close(acts, '}');
	act_finish(life);
}

/* The household's first person and whoever helps; the duplicate comes later, by mistake. */
static void people_create(Life *life)
{
	ActList *acts = &life->planner->acts;
	person_create(life, &life->people[0], false);
	for (size_t i = 1; i < life->person_count; i++) {
		const Person *other = &life->people[i];
		if (str_is_empty(other->relation))
			continue;
		person_create(life, other, false);
		act_start(life, "relation");
		acts_text(acts, "person", key_str(&life->people[0].key));
		acts_text(acts, "other", key_str(&other->key));
		acts_text(acts, "type", other->relation);
		act_finish(life);
		act_start(life, "relation");
		acts_text(acts, "person", key_str(&life->people[0].key));
		acts_text(acts, "other", key_str(&other->key));
		acts_text(acts, "type", S("main-carer"));
		act_finish(life);
	}
}

static void person_match(Life *life, Key work)
{
	ActList *acts = &life->planner->acts;
	act_start(life, "match");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "person", key_str(&life->people[0].key));
	acts_text(acts, "by", key_str(&life->holder));
	act_finish(life);
}

static void contact_remember(Life *life)
{
	if (life->contact_count < LIFE_CONTACTS_MAX)
		life->contact_days[life->contact_count++] = life_today(life);
}

static bool contact_is_new_day(const Life *life)
{
	for (size_t i = 0; i < life->contact_count; i++)
		if (life->contact_days[i] == life_today(life))
			return false;
	return true;
}

/* Asking by the public form: nobody knows yet who it is, until a worker has looked. */
static bool ask_by_form(Life *life, Key *work)
{
	ActList *acts = &life->planner->acts;
	bool danger = life->stage == STAGE_CONTACT_DANGER;
	bool unsent = life->stage == STAGE_FORM_UNSENT;
	*work = work_make(life);
	if (!life_step_any_time(life, 0))
		return false;
	contact_remember(life);
	act_start(life, "self-assessment");
	acts_text(acts, "key", key_str(work));
	acts_null(acts, "person");
	if (unsent)
		acts_true(acts, "unsent");
	acts_open(acts, "answers", '{');
	answers_self_assessment(life, danger || random_chance(&life->random, 8000));
	acts_close(acts, '}');
	act_finish(life);
	if (unsent || life_reach(life, STAGE_FORM_WAITING) || danger) {
		life->halted = true;
		return false;
	}
	if (!life_step(life, data_duration(life->planner->data, "contact-to-response", &life->random)))
		return false;
	works_open(life, *work);
	work_begin(life, *work, "firstcontact");
	people_create(life);
	person_match(life, *work);
	return true;
}

static void contact_act(Life *life, Key work, Str from, const Person *person)
{
	ActList *acts = &life->planner->acts;
	contact_remember(life);
	act_start(life, "contact");
	acts_text(acts, "key", key_str(&work));
	acts_text(acts, "person", key_str(&person->key));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answers_contact(life, from, random_chance(&life->random, 120000) ? S("today") : S("days"),
		str_equal(from, S("self")));
	acts_close(acts, '}');
	act_finish(life);
}

static Str asker_draw(Life *life)
{
	uint32_t draw = random_below(&life->random, PPM);
	if (draw < rate(life, "asks_by_hospital"))
		return S("hospital");
	if (draw < rate(life, "asks_by_hospital") + rate(life, "asked_for_by_family"))
		return life->person_count > 1 ? S("carer") : S("family");
	return random_chance(&life->random, 250000) ? S("gp") : S("self");
}

static bool ask_by_phone(Life *life, Key *work)
{
	ActList *acts = &life->planner->acts;
	*work = work_make(life);
	if (!life_step(life, 0))
		return false;
	life->holder = staff_key(life, "firstcontact", 1 + random_below(&life->random, 3), life_today(life));
	people_create(life);
	contact_act(life, *work, asker_draw(life), &life->people[0]);
	works_open(life, *work);
	if (life_reach(life, STAGE_CONTACT_WAITING))
		return false;
	int wait = data_duration(life->planner->data, "contact-to-response", &life->random);
	if (!life_step(life, life->stock ? 0 : wait))
		return false;
	work_begin(life, *work, "firstcontact");
	if (life->stage != STAGE_CONTACT_DRAFT)
		return true;
	act_start(life, "draft");
	acts_text(acts, "work", key_str(work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answer_add(acts, "contact_tried", S("The family has tried a private cleaner."));
	acts_close(acts, '}');
	act_finish(life);
	life->halted = true;
	return false;
}

static const char *advice_outcome(Life *life)
{
	uint32_t draw = random_below(&life->random, 100);
	return draw < 62 ? "connected" : draw < 72 ? "other-team" : draw < 80 ? "nhs" : draw < 87 ? "self-funder"
		: draw < 93 ? "declined" : "not-a-need";
}

/* A calibrated story lays down who is handed on; what else somebody gets is drawn. */
static const char *contact_outcome_laid_down(Life *life)
{
	if (!str_is_empty(life->fate.reablement))
		return "reablement";
	if (life->fate.role != FATE_ASKS)
		return "assessment";
	return random_chance(&life->random, rate(life, "contact_equipment")) ? "equipment" : advice_outcome(life);
}

static const char *contact_outcome(Life *life)
{
	if (life->fate.role != FATE_NONE)
		return contact_outcome_laid_down(life);
	uint32_t draw = random_below(&life->random, PPM);
	if (life->stock || life->stage != STAGE_NONE)
		return life->stage >= STAGE_RESTRICTED_ASK ? "connected" : "assessment";
	if (draw < rate(life, "contact_assessment"))
		return "assessment";
	draw -= rate(life, "contact_assessment");
	if (draw < rate(life, "contact_reablement"))
		return "reablement";
	draw -= rate(life, "contact_reablement");
	return draw < rate(life, "contact_equipment") ? "equipment" : advice_outcome(life);
}

static const char *contact_opens(Str outcome)
{
	static const char *const opens[][2] = {{"assessment", "needs-assessment"}, {"carer", "carers-assessment"},
		{"reablement", "reablement"}, {"equipment", "equipment-self-assessment"}};
	for (size_t i = 0; i < sizeof opens / sizeof opens[0]; i++)
		if (str_equal(outcome, str_from_c(opens[i][0])))
			return opens[i][1];
	return NULL;
}

/* Now and then somebody is to be called back: a stream of its own, so that nothing else is drawn otherwise. */
static void call_back_add(Life *life)
{
	Planner *planner = life->planner;
	RandomStream own = random_stream(planner->settings->seed, str_format(&planner->acts.scratch, "%.*s/call-back/%u/%u",
		STR_ARG(planner->settings->borough), life->household, life->ordinal));
	if (!random_chance(&own, data_rate(planner->data, "call_back_promised")))
		return;
	answer_add(&planner->acts, "call_back", S("yes"));
	answer_add(&planner->acts, "call_back_when", S("In the morning, on the number we have"));
}

/* Ends a contact; opened is set when the outcome opens work that this plan follows. */
static bool contact_finish(Life *life, Key work, const char *outcome, Key *opened)
{
	ActList *acts = &life->planner->acts;
	Str chosen = str_from_c(outcome);
	bool assessment = str_equal(chosen, S("assessment"));
	if (!life_step(life, 0))
		return false;
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	if (assessment)
		answer_add(acts, "conv3_why", S("not-enough,lasting"));
	else if (str_equal(chosen, S("connected")) || str_equal(chosen, S("equipment")))
		answer_add(acts, "conv1_offer", assessment ? S("") : str_equal(chosen, S("equipment"))
			? S("[{\"what\":\"equipment\",\"who\":\"First contact\"}]")
			: S("[{\"what\":\"advice-page\",\"who\":\"First contact\"}]"));
	call_back_add(life);
	acts_close(acts, '}');
	acts_text(acts, "outcome", chosen);
	if (str_equal(chosen, S("declined")) || str_equal(chosen, S("not-a-need")))
		acts_text(acts, "reason", S("Asked again and said no for now. Knows how to come back."));
	works_done(life, work);
	const char *pathway = contact_opens(chosen);
	if (pathway != NULL)
		*opened = opens_add(life, pathway, NULL);
	act_finish(life);
	return true;
}

static uint32_t slot_draw(Life *life)
{
	uint32_t draw = random_below(&life->random, 12);
	if (person_age(&life->people[0], life_today(life)) >= 65)
		return 1 + draw % 4;
	Reason reason = life->people[0].reason;
	return reason == REASON_LEARNING_DISABILITY ? 7 + draw % 2 : reason == REASON_MENTAL_HEALTH ? 9 : 5 + draw % 2;
}

static void assessment_answers_act(Life *life, const char *act, Key work, bool eligible, const char *outcome)
{
	ActList *acts = &life->planner->acts;
	act_start(life, act);
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answers_assessment(life, eligible, outcome != NULL);
	acts_close(acts, '}');
	if (outcome != NULL)
		acts_text(acts, "outcome", str_from_c(outcome));
	if (outcome != NULL && !eligible)
		acts_text(acts, "reason", S("The tasks are hard but the effect on well-being is not a big one just now."));
	if (outcome != NULL && str_equal(str_from_c(outcome), S("declined")))
		acts_text(acts, "reason", S("Understands the offer and says no for now. No sign of harm."));
	act_finish(life);
}

static const char *assessment_outcome(Life *life)
{
	bool younger = person_age(&life->people[0], life_today(life)) < 65;
	uint32_t eligible = rate(life, younger ? "eligible_18_64" : "eligible_65_on");
	if (life->stock || life->stage != STAGE_NONE || life->fate.role == FATE_STARTS)
		return "eligible";
	if (fate_ends(life, "no-support") || !random_chance(&life->random, eligible))
		return "not-eligible";
	uint32_t draw = random_below(&life->random, PPM);
	if (draw < rate(life, "eligible_declined"))
		return "declined";
	return draw < rate(life, "eligible_declined") + rate(life, "eligible_self_funder") ? "self-funder" : "eligible";
}

/* From an opened assessment to its approval; true with the plan's key when support is to be planned. */
static bool assessment_run(Life *life, Key work, Key *plan)
{
	if (life_reach(life, STAGE_ASSESSMENT_WAITING))
		return false;
	int days = life->stock ? 7 : data_duration(life->planner->data, "contact-to-assessment", &life->random);
	life->slot = slot_draw(life);
	if (!life_step(life, days / 2))
		return false;
	work_begin(life, work, "practitioner");
	const char *outcome = assessment_outcome(life);
	bool eligible = !str_equal(str_from_c(outcome), S("not-eligible"));
	life_look(life);
	if (life->stage == STAGE_ASSESSMENT_DRAFT || random_chance(&life->random, 300000)) {
		if (life->halted || !life_step(life, days / 4))
			return false;
		assessment_answers_act(life, "draft", work, eligible, NULL);
	}
	if (life_reach(life, STAGE_ASSESSMENT_DRAFT) || !life_step(life, days / 4))
		return false;
	life_note(life);
	if (life->halted)
		return false;
	assessment_answers_act(life, "submit", work, eligible, outcome);
	if (eligible && !str_equal(str_from_c(outcome), S("declined")))
		decisions_run(life);
	if (life_reach(life, STAGE_ASSESSMENT_APPROVAL) || !life_approve(life, work, "manager", true))
		return false;
	bool planned = str_equal(str_from_c(outcome), S("eligible"));
	if (planned)
		*plan = opens_add(life, "support-plan", "financial-assessment");
	act_finish(life);
	return planned;
}

static void setting_draw(Life *life)
{
	static const char *const homes[BAND_COUNT] = {"care_home_18_64", "care_home_65_74", "care_home_75_84",
		"care_home_85_on"};
	AgeBand band = age_band_of(person_age(&life->people[0], life_today(life)));
	life->setting = S("community");
	if (life->stage == STAGE_NONE && random_chance(&life->random, rate(life, homes[band])))
		life->setting = random_chance(&life->random, rate(life, "nursing_share")) ? S("nursing") : S("residential");
	bool direct = random_chance(&life->random, rate(life, band == BAND_18_64 ? "direct_payment_18_64"
		: "direct_payment_65_on"));
	if (!str_equal(life->setting, S("community")))
		life->mechanism = S("commissioned");
	else if (direct)
		life->mechanism = random_chance(&life->random, rate(life, "part_direct_payment")) ? S("part-direct-payment")
			: S("direct-payment");
	else
		life->mechanism = random_chance(&life->random, rate(life, "commissioned_only")) ? S("commissioned")
			: S("managed-budget");
}

static const char *stay_name(const Life *life, bool younger)
{
	Reason reason = life->people[0].reason;
	if (str_equal(life->setting, S("nursing")))
		return "nursing-older";
	if (str_equal(life->setting, S("residential")))
		return !younger ? "residential-older" : reason == REASON_MENTAL_HEALTH ? "residential-mental-health"
			: "residential-learning-disability";
	if (reason == REASON_LEARNING_DISABILITY && younger)
		return "supported-living";
	if (str_starts_with(life->mechanism, S("direct")))
		return younger ? "direct-payment-younger" : "direct-payment-older";
	return younger ? "home-care-younger" : "home-care-older";
}

/* When support would end; a stay in a care home ends with the death of nearly everybody. */
static void stay_draw(Life *life)
{
	/* Whose end is laid down, and whom a carer of the story looks after. */
	if (life->fate.role == FATE_SUPPORTED || life->fate.role == FATE_STARTS || !str_is_empty(life->fate.carer)) {
		life->service_end = fate_ends(life, "other") ? fate_end_day(life) : DATE_NONE;
		return;
	}
	bool younger = person_age(&life->people[0], life_today(life)) < 65;
	const char *name = stay_name(life, younger);
	int days = data_duration(life->planner->data, name, &life->random);
	int again = data_duration(life->planner->data, name, &life->random);
	Date base = life_today(life);
	if (life->stock) {
		/* Who is there on a given day is there for longer than most who ever came: the longer of two draws, cut
		 * where the day falls. */
		days = days > again ? days : again;
		days = (int)((int64_t)days * random_below(&life->random, 1000) / 1000);
		base = life->planner->settings->from;
	}
	bool home = str_equal(life->setting, S("community"));
	/* Support at home is a package and the one that follows it: the table is of packages. */
	life->service_end = base + 30 + days + (home ? again : 0);
	if (home || random_chance(&life->random, younger ? 800000 : 30000))
		return;
	if (life->death == DATE_NONE || life->service_end < life->death)
		life->death = life->service_end;
	life->service_end = DATE_NONE;
}

static void stop_set(Life *life)
{
	Instant end = instant_from_london(life->planner->settings->until + 1, 0, 0);
	if (life->death != DATE_NONE && life->death <= life->planner->settings->until) {
		Instant death = instant_from_london(life->death, 0, 0);
		end = death > life->now ? death : life->now;
	}
	life->stop = end;
}

/* Beside the plan: what the person pays. The main story goes on from where it stood. */
static void finance_run(Life *life)
{
	Instant now = life->now;
	Key holder = life->holder;
	uint32_t draw = random_below(&life->random, 100);
	if (life_step(life, data_duration(life->planner->data, "assessment-to-plan", &life->random) + 5))
		work_finish(life, life->second, "finance", draw < 54 ? "charge" : draw < 92 ? "no-charge" : "full-cost");
	life->now = now;
	life->holder = holder;
	life->halted = false;
}

static void support_run(Life *life, Key assessment)
{
	Key plan = {0};
	if (!assessment_run(life, assessment, &plan))
		return;
	if (!life->stock && life->fate.role != FATE_STARTS)
		setting_draw(life);
	stay_draw(life);
	if (life->stage != STAGE_NONE)
		life->service_end = DATE_NONE;
	stop_set(life);
	finance_run(life);
	if (!support_plan_run(life, plan))
		return;
	fate_line_begun(life);
	support_reviews_run(life, life_today(life));
}

/* Of somebody who came home from hospital, where it is laid down: where they are three months later. */
static Str laid_down_home_91(const Life *life)
{
	if (str_equal(life->fate.reablement, S("home-91")))
		return S("home");
	return str_equal(life->fate.reablement, S("unknown-91")) ? S("unknown") : (Str){0};
}

static void home_91_run(Life *life, Key work)
{
	enum { ASKED_DAYS = 92 }; /* after the help ended: the form asks from 84, and nobody is asked before the 91st day at home */
	ActList *acts = &life->planner->acts;
	life->deadline = DATE_NONE;
	if (!life_step(life, ASKED_DAYS))
		return;
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answer_add(acts, "home_91", laid_down_home_91(life));
	acts_close(acts, '}');
	acts_text(acts, "outcome", S("known"));
	works_done(life, work);
	act_finish(life);
}

static void reablement_run(Life *life, Key work)
{
	ActList *acts = &life->planner->acts;
	if (!life_step(life, 2))
		return;
	life->slot = slot_draw(life);
	work_begin(life, work, "practitioner");
	if (!line_arrange(life, "reablement", false))
		return;
	Date home_on = life_today(life);
	bool from_hospital = !str_is_empty(laid_down_home_91(life));
	if (!life_step(life, 7 + data_duration(life->planner->data, "reablement", &life->random)))
		return;
	bool more = random_chance(&life->random, rate(life, "reablement_to_long_term"));
	if (life->fate.role != FATE_NONE)
		more = str_equal(life->fate.reablement, S("long-term"));
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	if (from_hospital) {
		answer_add(acts, "reab_from_hospital", S("yes"));
		acts_date(acts, "reab_home_on", home_on);
	}
	acts_close(acts, '}');
	acts_text(acts, "outcome", more ? S("longer-support") : S("independent"));
	works_done(life, work);
	Key opened = {0};
	if (more || from_hospital)
		opened = opens_add(life, more ? "needs-assessment" : "reablement-91-days", NULL);
	act_finish(life);
	Line line = life->arranged;
	if (more)
		support_run(life, opened);
	else if (from_hospital)
		home_91_run(life, opened);
	if (more && !life->halted && life->line_count == 0) {
		life->lines[life->line_count++] = line; /* nothing longer came of it, and this does not run on */
		life_end_lines(life, life_today(life), "other");
	}
}

/* Goes back to an earlier day for something that happened beside the main story. */
static bool life_rewind(Life *life, Date earliest)
{
	Date last = instant_london_date(life->stop) - 1;
	if (earliest >= last || life->stage != STAGE_NONE)
		return false;
	Date day = earliest + 1 + (Date)random_below(&life->random, (uint32_t)(last - earliest));
	life->halted = false;
	life->now = instant_from_london(day, 9, 0);
	bool stepped = life_step(life, 0);
	while (stepped && !contact_is_new_day(life))
		stepped = life_step(life, 1);
	return stepped;
}

static void later_contact(Life *life, Date earliest)
{
	Key work = {0};
	Key opened = {0};
	if (!life_rewind(life, earliest))
		return;
	work = work_make(life);
	life->holder = staff_key(life, "firstcontact", 1 + random_below(&life->random, 3), life_today(life));
	contact_act(life, work, asker_draw(life), &life->people[0]);
	works_open(life, work);
	if (!life_step(life, data_duration(life->planner->data, "contact-to-response", &life->random)))
		return;
	work_begin(life, work, "firstcontact");
	/* Only somebody who never had support is assessed from here: the main story has its own reviews. */
	bool known = !str_is_empty(life->setting);
	if (!known && life->fate.role == FATE_NONE && random_chance(&life->random, rate(life, "assessment_after_other"))) {
		if (contact_finish(life, work, "assessment", &opened))
			support_run(life, opened);
		return;
	}
	(void)contact_finish(life, work, known ? "existing-work" : advice_outcome(life), &opened);
}

static bool carer_assessment_run(Life *life, Key assessment)
{
	ActList *acts = &life->planner->acts;
	if (!life_step(life, data_duration(life->planner->data, "carer-contact-to-assessment", &life->random)))
		return false;
	life->slot = 10;
	work_begin(life, assessment, "practitioner");
	if (life_reach(life, STAGE_CARER_DRAFT) || !life_step(life, 1))
		return false;
	bool eligible = life->fate.role != FATE_NONE || random_chance(&life->random, 550000);
	act_start(life, "submit");
	acts_text(acts, "work", key_str(&assessment));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
	answers_carer(life, eligible);
	acts_close(acts, '}');
	acts_text(acts, "outcome", eligible ? S("plan-b") : S("not-eligible"));
	if (!eligible)
		acts_text(acts, "reason", S("Caring is light and wanted. Knows the carers group and how to come back."));
	act_finish(life);
	if (!life_approve(life, assessment, "manager", false))
		return false;
	act_finish(life);
	return true;
}

bool carer_ask(Life *life, bool assessed)
{
	Key assessment = {0};
	life->holder = staff_key(life, "firstcontact", 1, life_today(life));
	Key work = work_make(life);
	if (!life_step(life, 0))
		return false;
	contact_act(life, work, S("carer"), life->subject);
	works_open(life, work);
	if (!life_step(life, 1))
		return false;
	work_begin(life, work, "firstcontact");
	if (!contact_finish(life, work, assessed ? "carer" : "connected", &assessment))
		return false;
	return !assessed || carer_assessment_run(life, assessment);
}

static void carer_run(Life *life, Date earliest)
{
	bool shown = life->stage == STAGE_CARER_DRAFT;
	if (!shown && !life_rewind(life, earliest))
		return;
	if (shown)
		life->halted = false;
	life->subject = &life->people[1];
	(void)carer_ask(life, true);
}

static Person *duplicate_of(Life *life)
{
	for (size_t i = 1; i < life->person_count; i++)
		if (str_is_empty(life->people[i].relation))
			return &life->people[i];
	return NULL;
}

/* The same person written down a second time, and seen or not seen later. */
static void duplicate_run(Life *life, Date earliest)
{
	ActList *acts = &life->planner->acts;
	Person *other = duplicate_of(life);
	Stage stage = life->stage;
	life->stage = STAGE_NONE;
	if (other == NULL || !life_rewind(life, stage == STAGE_NONE ? earliest : life->planner->settings->until - 40))
		return;
	life->holder = staff_key(life, "firstcontact", 2, life_today(life));
	person_create(life, other, true);
	Key work = work_make(life);
	Key opened = {0};
	contact_act(life, work, S("family"), other);
	works_open(life, work);
	if (!life_step(life, 1))
		return;
	work_begin(life, work, "firstcontact");
	if (!contact_finish(life, work, "connected", &opened))
		return;
	bool mended = stage == STAGE_NONE ? random_chance(&life->random, rate(life, "duplicate_mended"))
		: stage == STAGE_DUPLICATE_MERGED;
	if (!mended || !life_step(life, stage == STAGE_NONE ? 30 + (int)random_below(&life->random, 200) : 2))
		return;
	act_start(life, "merge");
	acts_text(acts, "keep", key_str(&life->people[0].key));
	acts_text(acts, "other", key_str(&other->key));
	acts_text(acts, "by", key_str(&life->holder));
	act_finish(life);
}

/* After everything else that happens in this life: from then on those who do the work may not see the record. */
static void restrict_run(Life *life)
{
	ActList *acts = &life->planner->acts;
	Stage stage = life->stage;
	uint32_t draw = random_below(&life->random, PPM);
	bool ask = stage == STAGE_RESTRICTED_ASK || draw < rate(life, "restricted_ask");
	bool none = stage == STAGE_RESTRICTED_NO_TRACE || draw >= PPM - rate(life, "restricted_no_trace");
	bool dies = life->death != DATE_NONE && life->death <= life->planner->settings->until;
	bool shown = stage == STAGE_NONE || stage >= STAGE_RESTRICTED_ASK;
	life->stage = STAGE_NONE;
	life->halted = false;
	life->now = life->last;
	if ((!ask && !none) || dies || !shown || life->last == 0 || !life_step(life, 1))
		return;
	Key by = staff_key(life, "safeguarding", 1, life_today(life));
	act_start(life, "restrict");
	acts_text(acts, "person", key_str(&life->people[0].key));
	acts_text(acts, "tier", none ? S("no-trace") : S("ask"));
	acts_text(acts, "team", none ? S("team-safeguarding") : S("team-learning-disability"));
	acts_text(acts, "by", key_str(&by));
	acts_text(acts, "reason", none ? S("Somebody who means harm must not learn that there is a record.")
		: S("A relative works for the council."));
	act_finish(life);
}

static void beside_run(Life *life, Date known)
{
	Date until = life->planner->settings->until;
	Stage stage = life->stage;
	if (stage == STAGE_NONE || stage >= STAGE_RESTRICTED_ASK) {
		if (random_chance(&life->random, rate(life, "repeat_in_28_days")))
			later_contact(life, known);
		for (Date day = known; day + 365 < until; day += 365)
			if (random_chance(&life->random, rate(life, "later_contact_a_year")))
				later_contact(life, day);
		duplicate_run(life, known);
		life->stage = stage;
	}
	bool carer = life->person_count > 1 && !str_is_empty(life->people[1].relation);
	if (carer && life->fate.role == FATE_NONE && (stage == STAGE_CARER_DRAFT || random_chance(&life->random, rate(life, "carer_asks"))))
		carer_run(life, known);
	life->subject = &life->people[0];
}

static void asking_run(Life *life)
{
	Key work = {0};
	Key opened = {0};
	bool form = !life->stock && random_chance(&life->random, rate(life, "asks_by_public_form"));
	Stage stage = life->stage;
	if (stage != STAGE_NONE)
		form = stage == STAGE_FORM_UNSENT || stage == STAGE_FORM_WAITING || stage == STAGE_CONTACT_DANGER;
	if (!(form ? ask_by_form(life, &work) : ask_by_phone(life, &work)))
		return;
	Date known = life_today(life);
	const char *outcome = stage == STAGE_CARER_DRAFT ? "connected" : contact_outcome(life);
	if (contact_finish(life, work, outcome, &opened)) {
		if (life->fate.role == FATE_ASSESSED)
			life->deadline = DATE_NONE;
		if (str_equal(str_from_c(outcome), S("assessment")))
			support_run(life, opened);
		else if (str_equal(str_from_c(outcome), S("reablement")))
			reablement_run(life, opened);
		else if (str_equal(str_from_c(outcome), S("equipment")) && life_step(life, 2))
			work_finish(life, opened, "firstcontact", random_chance(&life->random, 800000) ? "order" : "buy");
	}
	life->deadline = DATE_NONE;
	beside_run(life, known);
	fate_carer_run(life, known);
	life->deadline = DATE_NONE;
	life->subject = &life->people[0];
}

/* The days of death are drawn year by year from the day the person is known. */
static void death_draw(Life *life, Date known, bool supported)
{
	static const char *const names[2][BAND_COUNT] = {
		{"death_other_18_64", "death_other_65_74", "death_other_75_84", "death_other_85_on"},
		{"death_supported_18_64", "death_supported_65_74", "death_supported_75_84", "death_supported_85_on"}};
	Date until = life->planner->settings->until;
	life->death = DATE_NONE;
	for (Date year = known + 30; year < until && life->death == DATE_NONE; year += 365) {
		int age = person_age(&life->people[0], year);
		bool dies = random_chance(&life->random, rate(life, names[supported][age_band_of(age)]));
		if (dies || age >= 108)
			life->death = planner_season_day(planner_of(life), "deaths", year, year + 364, &life->random);
	}
	/* On the first day of the story everybody in the stock is alive. */
	if (life->stock && life->death != DATE_NONE && life->death <= life->planner->settings->from)
		life->death = DATE_NONE;
}

void life_run(Life *life)
{
	Planner *planner = life->planner;
	const DemonstrationSettings *settings = planner->settings;
	Date start;
	if (life->stage >= STAGE_REVIEW_OVERDUE && life->stage <= STAGE_REVIEW_APPROVAL)
		start = settings->until - 150;
	else if (life->stage != STAGE_NONE)
		start = settings->until - (life->stage >= STAGE_RESTRICTED_ASK ? 120 : 60)
			+ (Date)random_below(&life->random, 8);
	else if (life->stock || life->file_only)
		start = settings->from - 360 + (Date)random_below(&life->random, 300);
	else
		start = planner_season_day(planner, "requests", settings->from, settings->until, &life->random);
	if (life->fate.role != FATE_NONE)
		start = fate_begin(life);
	life->subject = &life->people[0];
	bool drawn = life->fate.role == FATE_NONE || life->fate.settled_until == DATE_NONE;
	death_draw(life, drawn ? start : life->fate.settled_until, life->stock);
	if (!drawn && !fate_is_free(life))
		life->death = fate_ends(life, "died") ? fate_end_day(life) : DATE_NONE;
	if (life->stage != STAGE_NONE)
		life->death = DATE_NONE;
	life->now = instant_from_london(start, 8, 0);
	stop_set(life);
	if (life->file_only) {
		if (!life_step(life, 0))
			return;
		life->holder = staff_key(life, "firstcontact", 1, life_today(life));
		people_create(life);
	} else {
		asking_run(life);
	}
	if (life->ordinal > 0)
		life_bury(life);
	if (!life->file_only)
		restrict_run(life);
}
