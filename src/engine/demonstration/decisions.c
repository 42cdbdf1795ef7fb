/* Who may decide, risks that are worth taking, capacity for one decision, advocates, and what a panel's decision turned on.
 *
 * Nothing here is drawn: it hangs on the number of the person or household, so that the streams of chance of everybody stay as
 * they are. */
#include "engine/demonstration/planner.h"

#include "base/buffer.h"

enum { OPEN_ADVOCATE_DAYS = 60, ADVOCATE_COMES_DAYS = 12, FORUM_SITS_DAYS = 9, CONFUSED_SEVERITY = 45, SEEN_DAYS_BEFORE = 20,
	RISK_REVIEW_DAYS = 90, RISK_ROW_BYTES_MAX = 2048 };

static const struct { const char *kind; const char *limit; const char *standing; bool seen; } POWERS[] = {
	{"lpa-money", "none", "in-force", true}, {"lpa-health", "not-life-sustaining", "in-force", true},
	{"appointee", "none", "in-force", true}, {"lpa-money", "none", "suspended", true}, {"lpa-health", "none", "in-force", false},
};

static bool is_confused(const Person *person)
{
	return (person->reason == REASON_MEMORY || person->reason == REASON_LEARNING_DISABILITY)
		&& person->severity > CONFUSED_SEVERITY;
}

/* One of the words of a kind, by a number. */
static Str words_by_number(const Life *life, Str kind, uint32_t number)
{
	const Table *words = &life->planner->data->words;
	uint32_t count = 0;
	for (size_t row = 0; row < words->rows; row++)
		count += str_equal(table_text(words, row, WORD_KIND), kind) ? 1 : 0;
	for (size_t row = 0; count > 0 && row < words->rows; row++)
		if (str_equal(table_text(words, row, WORD_KIND), kind) && number-- % count == 0)
			return table_text(words, row, WORD_TEXT);
	return (Str){0};
}

static Str risk_of(const Life *life)
{
	uint32_t index = life->subject->index;
	return index % 3 == 0 ? words_by_number(life, S("risk"), index / 3) : (Str){0};
}

/* The parts of a risk, in the order in which words.csv has them. */
static Str risk_row(const Life *life, Str parts)
{
	static const char *const COLUMNS[] = {"wants", "worth", "could_happen", "safer", "who_agrees", "who_does_not", "decision"};
	Arena *scratch = &life->planner->acts.scratch;
	Buffer row = buffer_make(scratch, RISK_ROW_BYTES_MAX);
	Str part = {0};
	for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0] && str_next(&parts, ';', &part); i++)
		buffer_add_format(&row, "%s\"%s\":\"%.*s\"", i == 0 ? "[{" : ",", COLUMNS[i], STR_ARG(part));
	Str day = date_format(scratch, life_today(life) + RISK_REVIEW_DAYS);
	buffer_add_format(&row, ",\"review_on\":\"%.*s\"}]", STR_ARG(day));
	return buffer_str(&row);
}

static void power_add(Life *life)
{
	ActList *acts = &life->planner->acts;
	Arena *scratch = &acts->scratch;
	size_t row = life->subject->index % (sizeof POWERS / sizeof POWERS[0]);
	Str who = life->person_count > 1 ? life->people[1].full : S("A solicitor in town");
	Str seen = date_format(scratch, life_today(life) - SEEN_DAYS_BEFORE);
	answer_add(acts, "legal_authority", str_format(scratch, "[{\"kind\":\"%s\",\"person\":\"%.*s\"%s%.*s%s,\"standing\":\"%s\","
		"\"limit\":\"%s\"}]", POWERS[row].kind, STR_ARG(who), POWERS[row].seen ? ",\"seen_on\":\"" : "",
		POWERS[row].seen ? (int)seen.length : 0, seen.data, POWERS[row].seen ? "\"" : "", POWERS[row].standing,
		POWERS[row].limit));
}

void decisions_answers_add(Life *life)
{
	ActList *acts = &life->planner->acts;
	Str risk = risk_of(life);
	if (is_confused(life->subject))
		power_add(life);
	if (str_is_empty(risk))
		return;
	answer_add(acts, "positive_risks", risk_row(life, risk));
}

static Key opened_by_hand(Life *life, const char *pathway)
{
	ActList *acts = &life->planner->acts;
	Key work = work_make(life);
	act_start(life, "work-open");
	acts_text(acts, "key", key_str(&work));
	acts_text(acts, "person", key_str(&life->subject->key));
	acts_text(acts, "pathway", str_from_c(pathway));
	acts_text(acts, "by", key_str(&life->holder));
	act_finish(life);
	works_open(life, work);
	return work;
}

static void answers_begin(Life *life, const char *act, Key work)
{
	ActList *acts = &life->planner->acts;
	act_start(life, act);
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&life->holder));
	acts_open(acts, "answers", '{');
}

static void outcome_add(Life *life, Key work, const char *outcome, const char *reason)
{
	ActList *acts = &life->planner->acts;
	acts_close(acts, '}');
	acts_text(acts, "outcome", str_from_c(outcome));
	acts_text(acts, "reason", str_from_c(reason));
	works_done(life, work);
}

static void capacity_run(Life *life)
{
	ActList *acts = &life->planner->acts;
	uint32_t index = life->subject->index;
	bool able = index % 4 == 0;
	Str decision = words_by_number(life, S("capacity"), index);
	Key best = {0};
	Key work = opened_by_hand(life, "mental-capacity");
	answers_begin(life, "submit", work);
	answer_add(acts, "mca_decision", decision);
	answer_add(acts, "mca_help_given", S("Pictures, in the morning, with somebody they trust."));
	answer_add(acts, "mca_impairment", S("yes"));
	answer_add(acts, "mca_unable", able ? S("none") : S("weigh"));
	if (!able) {
		answer_add(acts, "mca_because", S("Could not say what either choice would bring, on two days."));
		answer_add(acts, "mca_may_return", S("no"));
	}
	outcome_add(life, work, able ? "has-capacity" : "lacks-capacity", "As the four abilities show.");
	if (!able)
		best = opens_add(life, "best-interests", NULL);
	act_finish(life);
	if (able)
		return;
	answers_begin(life, "submit", best);
	answer_add(acts, "mca_decision", decision);
	answer_add(acts, "best_wishes", S("Has always wanted to be asked first."));
	answer_add(acts, "best_power", S("none"));
	outcome_add(life, best, "decided", "The way that restricts least, and what they always wanted.");
	act_finish(life);
}

/* Does something later, in between what else happens; false when the life is over by then. */
static bool later(Life *life, int days, Instant *now)
{
	*now = life->now;
	Instant then = instant_from_london(planner_working_day(life->planner, life_today(life) + days), 11, 0);
	if (life->halted || then >= life->stop)
		return false;
	life->now = then;
	return true;
}

static void advocate_run(Life *life)
{
	ActList *acts = &life->planner->acts;
	Instant now = life->now;
	Date today = life_today(life);
	bool is_late = today > life->planner->settings->until - OPEN_ADVOCATE_DAYS;
	Key work = opened_by_hand(life, "advocacy-referral");
	answers_begin(life, "draft", work);
	answer_add(acts, "involve_difficulty", S("weigh"));
	answer_add(acts, "suitable_person", S("no"));
	answer_add(acts, "advocate_kind", S("care-act"));
	answer_add(acts, "advocate_ordered_on", date_format(&acts->scratch, today));
	if (!is_late || life->subject->index % 2 == 0)
		answer_add(acts, "advocate_booked_for", date_format(&acts->scratch,
			planner_working_day(life->planner, today + ADVOCATE_COMES_DAYS)));
	acts_close(acts, '}');
	act_finish(life);
	if (is_late || !later(life, ADVOCATE_COMES_DAYS, &now))
		return;
	answers_begin(life, "submit", work);
	answer_add(acts, "advocate_came_on", date_format(&acts->scratch, life_today(life)));
	outcome_add(life, work, "in-place", "They met at home.");
	act_finish(life);
	life->now = now;
}

static void forum_run(Life *life)
{
	ActList *acts = &life->planner->acts;
	Instant now = life->now;
	Key work = opened_by_hand(life, "risk-forum");
	answers_begin(life, "submit", work);
	acts_close(acts, '}');
	acts_text(acts, "outcome", S("tried"));
	acts_text(acts, "reason", S("They want it very much, and it can be made safer."));
	act_finish(life);
	if (!later(life, FORUM_SITS_DAYS, &now))
		return;
	Key by = staff_key(life, "panel", 1, life_today(life));
	act_start(life, "approve");
	acts_text(acts, "work", key_str(&work));
	acts_text(acts, "by", key_str(&by));
	acts_text(acts, "theme", S("other-ways"));
	act_finish(life);
	works_done(life, work);
	life->now = now;
}

void decisions_run(Life *life)
{
	const Person *person = life->subject;
	if (life->halted)
		return;
	if (is_confused(person) && person->index % 2 == 0)
		capacity_run(life);
	if (is_confused(person) && life->person_count == 1)
		advocate_run(life);
	if (str_contains(risk_of(life), S(";forum")))
		forum_run(life);
}

Str decisions_theme(const Life *life)
{
	static const Str THEMES[] = {S_INIT("clear"), S_INIT("cost"), S_INIT("home"), S_INIT("other-ways"), S_INIT("cost"),
		S_INIT("carer"), S_INIT("health"), S_INIT("home"), S_INIT("community"), S_INIT("cost"), S_INIT("papers")};
	return THEMES[life->household % (sizeof THEMES / sizeof THEMES[0])];
}
