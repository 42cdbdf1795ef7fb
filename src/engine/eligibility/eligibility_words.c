/* What an eligibility proposal says to a worker: reasons, notes, lines, and the codes for letters and pages. */
#include "engine/eligibility/eligibility_words.h"

#include <assert.h>

typedef struct LimbWords {
	unsigned limb;
	Str code;
	Str words;
} LimbWords;

static const LimbWords limb_words[] = {
	{LIMB_NEEDS_PERSON, S_INIT("needs-person"), S_INIT("cannot without another person")},
	{LIMB_HURTS, S_INIT("hurts"), S_INIT("can, but with significant pain, distress or anxiety")},
	{LIMB_UNSAFE, S_INIT("unsafe"), S_INIT("can, but it endangers the health or safety of somebody")},
	{LIMB_MUCH_LONGER, S_INIT("much-longer"), S_INIT("can, but takes significantly longer than normal")},
	{LIMB_NONE, S_INIT("none"), S_INIT("none of the four applies")},
	{LIMB_NOT_APPLICABLE, S_INIT("not-applicable"), S_INIT("not part of this person's life")},
};
enum { LIMB_WORDS_COUNT = sizeof limb_words / sizeof limb_words[0] };

unsigned limb_from_code(Str code)
{
	for (size_t i = 0; i < LIMB_WORDS_COUNT; i++) {
		if (str_equal(limb_words[i].code, code)) {
			return limb_words[i].limb;
		}
	}
	return 0;
}

AbilityLevel ability_level_from_code(Str code)
{
	static const Str codes[] = {S_INIT(""), S_INIT("independent"), S_INIT("with-difficulty"), S_INIT("with-help"),
		S_INIT("unable")};
	for (size_t i = 1; i < sizeof codes / sizeof codes[0]; i++) {
		if (str_equal(codes[i], code)) {
			return (AbilityLevel)i;
		}
	}
	return ABILITY_NOT_ANSWERED;
}

Str eligibility_proposal_code(EligibilityProposal proposal)
{
	static const Str codes[] = {[ELIGIBILITY_ELIGIBLE] = S_INIT("eligible"),
		[ELIGIBILITY_NOT_ELIGIBLE] = S_INIT("not-eligible"), [ELIGIBILITY_MORE_NEEDED] = S_INIT("more-needed")};
	return codes[proposal];
}

Str eligibility_indication_code(EligibilityIndication indication)
{
	static const Str codes[] = {[INDICATION_MAY_GET_HELP] = S_INIT("may-get-help"),
		[INDICATION_NEED_MORE] = S_INIT("need-to-know-more"), [INDICATION_CAN_ASK] = S_INIT("can-ask")};
	return codes[indication];
}

static Str name_limbs(Arena *arena, unsigned limbs)
{
	Str parts[LIMB_WORDS_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < LIMB_WORDS_COUNT; i++) {
		if ((limbs & limb_words[i].limb) != 0) {
			parts[count++] = limb_words[i].words;
		}
	}
	return str_join(arena, parts, count, S("; "));
}

Str eligibility_outcome_words(Arena *arena, unsigned answered, unsigned counting, unsigned proposed)
{
	if (answered == 0 && proposed == 0) {
		return S("not answered yet");
	}
	if (answered == 0) {
		Str names = name_limbs(arena, proposed);
		return str_format(arena, "not confirmed yet; the answers suggest: %.*s", STR_ARG(names));
	}
	return name_limbs(arena, counting != 0 ? counting : answered);
}

static Str value_code(EligibilityValue value)
{
	static const Str codes[] = {[ELIGIBILITY_UNKNOWN] = S_INIT("not known"), [ELIGIBILITY_YES] = S_INIT("yes"),
		[ELIGIBILITY_NO] = S_INIT("no")};
	return codes[value];
}

static Str outcome_code(EligibilityOutcomeValue value)
{
	static const Str codes[] = {[OUTCOME_UNKNOWN] = S_INIT("not known"), [OUTCOME_ABLE] = S_INIT("able"),
		[OUTCOME_UNABLE] = S_INIT("unable")};
	return codes[value];
}

static Str worded(Str reason)
{
	return str_is_empty(reason) ? S("no reason recorded") : reason;
}

static void word_conditions(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	EligibilityResult *result)
{
	bool adult = rule->kind == ELIGIBILITY_ADULT;
	Str counts = str_format(arena, "%zu of %zu outcomes cannot be achieved, %zu not known yet; %s needed",
		result->unable_count, rule->outcome_count, result->unknown_count, adult ? "two or more" : "one");
	if (!adult) {
		Str health = value_code(record->health_at_risk);
		Str why = worded(record->health_reason);
		counts = str_format(arena, "%.*s, or health at risk: %.*s (%.*s)", STR_ARG(counts), STR_ARG(health),
			STR_ARG(why));
	}
	result->conditions[0].id = S("cause");
	result->conditions[0].reason = worded(record->cause_reason);
	result->conditions[0].source = adult ? S("SI 2015/313 regulation 2(1)(a)") : S("SI 2015/313 regulation 3(1)(a)");
	result->conditions[1].id = S("outcomes");
	result->conditions[1].reason = counts;
	result->conditions[1].source = adult ? S("SI 2015/313 regulation 2(1)(b)") : S("SI 2015/313 regulation 3(1)(b)");
	result->conditions[2].id = S("impact");
	result->conditions[2].reason = worded(record->impact_reason);
	result->conditions[2].source = adult ? S("SI 2015/313 regulation 2(1)(c)") : S("SI 2015/313 regulation 3(1)(c)");
}

static void add_note(EligibilityResult *result, Str code, Str text, Str source)
{
	assert(result->note_count < ELIGIBILITY_NOTES_MAX);
	result->notes[result->note_count++] = (EligibilityNote){.code = code, .text = text, .source = source};
}

static void add_carer_note(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	EligibilityResult *result)
{
	Str met[ELIGIBILITY_OUTCOMES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < rule->outcome_count; i++) {
		if (record->answers[i].met_by_carer && result->outcomes[i].value == OUTCOME_UNABLE) {
			met[count++] = rule->outcomes[i].label;
		}
	}
	if (count > 0) {
		Str names = str_join(arena, met, count, S(", "));
		add_note(result, S("met-by-carer"), str_format(arena, "Still counted: %.*s. The council need not meet what a "
			"carer meets, for as long as the carer is willing and able.", STR_ARG(names)),
				S("Care Act 2014 section 18(7)"));
	}
}

static void add_notes(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	EligibilityResult *result)
{
	bool adult = rule->kind == ELIGIBILITY_ADULT;
	if (!result->rule_applies) {
		add_note(result, S("childrens-law"), S("Cares for a child and no adult: children's law applies, not this rule. "
			"Pass on to children's services."), S("Children Act 1989"));
	}
	if (adult) {
		add_carer_note(arena, rule, record, result);
	}
	if (record->days_differ) {
		add_note(result, S("fluctuating"), S("Needs come and go: judged over the whole cycle, not on today."),
			adult ? S("SI 2015/313 regulation 2(4)") : S("SI 2015/313 regulation 3(4)"));
	}
	if (record->urgent && adult) {
		add_note(result, S("urgent"), S("Urgent needs may be met now, before the assessment is done."),
			S("Care Act 2014 section 19(3)"));
	}
	if (result->proposal == ELIGIBILITY_NOT_ELIGIBLE) {
		add_note(result, S("power"), S("Needs that are not eligible may still be met. Give written advice on what can "
			"prevent or delay needs."), adult ? S("Care Act 2014 sections 13(5) and 19(1)")
			: S("Care Act 2014 sections 13(5) and 20(6)"));
	}
	if (record->deafblind) {
		add_note(result, S("deafblind"), S("A specialist trained for deafblind people must do the assessment."),
			S("SI 2014/2827 regulation 6"));
	}
	if (record->child_in_home) {
		add_note(result, S("child-in-home"), S("A child lives in the home: look at what the child does and needs, and "
			"at a young carer's own assessment."), S("SI 2014/2827 regulation 4; Children Act 1989 section 17ZA"));
	}
}

static void add_lines(const EligibilityRule *rule, const EligibilityRecord *record, EligibilityResult *result)
{
	Arena *arena = result->lines.arena;
	explanation_add(&result->lines, (ExplanationLine){.label = S("Proposal"),
		.value = eligibility_proposal_code(result->proposal),
		.rule = S("any condition 'no' is not eligible; else any not known needs more; else eligible. "
			"A worker decides."),
		.source = rule->kind == ELIGIBILITY_ADULT ? S("SI 2015/313 regulation 2") : S("SI 2015/313 regulation 3")});
	for (int i = 0; i < 3; i++) {
		const EligibilityCondition *condition = &result->conditions[i];
		explanation_add(&result->lines, (ExplanationLine){.label = condition->id, .value = value_code(condition->value),
			.rule = condition->reason, .source = condition->source});
	}
	for (size_t i = 0; i < rule->outcome_count; i++) {
		const EligibilityAnswer *answer = &record->answers[i];
		Str source = rule->outcomes[i].source;
		if (!str_is_empty(answer->by) && answer->on != DATE_NONE) {
			Str on = date_format(arena, answer->on);
			source = str_format(arena, "%.*s; %.*s, %.*s", STR_ARG(source), STR_ARG(answer->by), STR_ARG(on));
		}
		explanation_add(&result->lines, (ExplanationLine){.label = rule->outcomes[i].label,
			.value = outcome_code(result->outcomes[i].value), .rule = result->outcomes[i].why, .source = source});
	}
}

void eligibility_add_words(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	EligibilityResult *result)
{
	word_conditions(arena, rule, record, result);
	add_notes(arena, rule, record, result);
	add_lines(rule, record, result);
}
