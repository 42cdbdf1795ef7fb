/* The national eligibility rule: what the recorded answers add up to, and which questions could still change it.
 *
 * Care and Support (Eligibility Criteria) Regulations 2015 (SI 2015/313): regulation 2 for adults, 3 for carers.
 * A proposal, never a decision: the worker decides, and a different decision needs a reason. Needs are judged as if
 * no friend or relative helped, and over a long enough period when they come and go.
 *
 * Three-valued throughout: yes, no, not known. Any condition that is 'no' gives not-eligible; else any that is not
 * known gives more-needed, with the questions that could change it; else eligible.
 *
 * Sections of the Care Act 2014 beyond 18(7), 19(1), 19(3) and 13(5), and the references to SI 2014/2827 and to the
 * Children Act 1989 in the notes of a result, are from memory: check them before they go into a letter.
 *
 * Which question belongs to which outcome is the caller's data (questions name care-act-outcome/… in their YAML).
 */
#ifndef KITH_ENGINE_ELIGIBILITY_ELIGIBILITY_H
#define KITH_ENGINE_ELIGIBILITY_ELIGIBILITY_H

#include "base/date.h"
#include "engine/explanation.h"

enum {
	ELIGIBILITY_OUTCOMES_MAX = 16,
	ELIGIBILITY_ABILITIES_MAX = 16, /* of one outcome */
	ELIGIBILITY_NOTES_MAX = 12
};

typedef enum EligibilityKind { ELIGIBILITY_ADULT, ELIGIBILITY_CARER } EligibilityKind;

typedef enum EligibilityValue { ELIGIBILITY_UNKNOWN, ELIGIBILITY_YES, ELIGIBILITY_NO } EligibilityValue;

/* The level of an ability. A list of its own (continence, prompting) is mapped by the caller: none is independent,
 * managing alone is with-difficulty, some help is with-help, daily help is unable. */
typedef enum AbilityLevel {
	ABILITY_NOT_ANSWERED,
	ABILITY_INDEPENDENT,     /* with or without equipment, safely and in usual time; also 'does not apply' */
	ABILITY_WITH_DIFFICULTY,
	ABILITY_WITH_HELP,
	ABILITY_UNABLE
} AbilityLevel;

/* What was answered to a limb question; several may be chosen. Nought means not answered. */
enum {
	LIMB_NEEDS_PERSON = 1,   /* cannot without assistance; prompting counts: regulation 2(3)(a), 3(3)(a) */
	LIMB_HURTS = 2,          /* significant pain, distress or anxiety: (b) */
	LIMB_UNSAFE = 4,         /* endangers the health or safety of somebody: (c) */
	LIMB_MUCH_LONGER = 8,    /* significantly longer than normal, adults only: (d) */
	LIMB_NONE = 16,
	LIMB_NOT_APPLICABLE = 32 /* not part of this person's life: achieved, does not count */
};

/* "independent", "with-difficulty"…; anything else is ABILITY_NOT_ANSWERED. */
AbilityLevel ability_level_from_code(Str code);
/* "needs-person"… as one LIMB_ bit; 0 for a code that is not in the list. */
unsigned limb_from_code(Str code);

/* ---- The rule's data, from the caller. ---- */

typedef struct EligibilityOutcome {
	Str id;            /* hygiene */
	Str label;         /* maintaining personal hygiene */
	Str limb_question; /* limb_hygiene, climb_work */
	Str source;        /* SI 2015/313 regulation 2(2)(b) */
	size_t ability_count; /* how many levels a record gives for it; 0 for a carer's outcome */
	bool home_safety;  /* dangers, getting lost and falls propose 'unsafe' here */
} EligibilityOutcome;

typedef struct EligibilityRule {
	EligibilityKind kind;
	Str cause_question;  /* need_cause or care_necessary */
	Str health_question; /* health_at_risk; empty for adults */
	Str impact_question; /* wellbeing_impact or carer_impact */
	const EligibilityOutcome *outcomes; /* ten or eight, in the regulation's order */
	size_t outcome_count;
} EligibilityRule;

/* ---- The record. ---- */

typedef struct EligibilityAnswer {
	AbilityLevel levels[ELIGIBILITY_ABILITIES_MAX];     /* ability_count of them, usual day */
	AbilityLevel bad_levels[ELIGIBILITY_ABILITIES_MAX]; /* bad day; read only when days_differ */
	unsigned limbs;       /* LIMB_ bits */
	bool does_not_apply;  /* the question is not asked of this person (no child in the home) */
	bool met_by_carer;    /* a carer meets this need now and is willing to go on; never changes the rule */
	Str by;               /* who answered the limb question, for the line */
	Date on;
} EligibilityAnswer;

typedef struct EligibilityRecord {
	EligibilityValue cause; /* (a); for a carer, partly necessary is yes */
	Str cause_reason;
	EligibilityValue health_at_risk; /* (b) of a carer */
	Str health_reason;
	EligibilityValue impact; /* (c) */
	Str impact_reason;
	const EligibilityAnswer *answers; /* parallel to the rule's outcomes */
	bool prompting;          /* reminded for most things or all the time: every limb question is asked */
	bool days_differ;
	bool dangers_need_help;  /* home_dangers with help or worse */
	bool gets_lost_often;
	int falls_12_months;
	/* For the notes; none of them changes the rule. */
	bool urgent;
	bool deafblind;
	bool child_in_home;
	bool cares_for_child_only; /* a carer of no adult: another law */
} EligibilityRecord;

/* ---- The result. ---- */

typedef enum EligibilityProposal {
	ELIGIBILITY_ELIGIBLE,
	ELIGIBILITY_NOT_ELIGIBLE,
	ELIGIBILITY_MORE_NEEDED
} EligibilityProposal;

typedef enum EligibilityOutcomeValue { OUTCOME_UNKNOWN, OUTCOME_ABLE, OUTCOME_UNABLE } EligibilityOutcomeValue;

typedef struct EligibilityOutcomeResult {
	Str id;
	EligibilityOutcomeValue value;
	unsigned limbs;    /* those that count */
	unsigned proposed; /* limbs that the levels suggest; the worker confirms them */
	bool ask;          /* is the limb question to be asked? */
	Str why;
} EligibilityOutcomeResult;

typedef struct EligibilityCondition {
	Str id; /* cause, outcomes, impact */
	EligibilityValue value;
	Str reason;
	Str source;
} EligibilityCondition;

/* codes: met-by-carer, fluctuating, urgent, power, deafblind, child-in-home, childrens-law */
typedef struct EligibilityNote {
	Str code;
	Str text;
	Str source;
} EligibilityNote;

typedef struct EligibilityResult {
	EligibilityProposal proposal;
	bool rule_applies; /* false for a carer of a child only: the proposal is then not to be used */
	EligibilityCondition conditions[3];
	EligibilityOutcomeResult outcomes[ELIGIBILITY_OUTCOMES_MAX]; /* parallel to the rule's */
	size_t unable_count;
	size_t unknown_count;
	Str questions[ELIGIBILITY_OUTCOMES_MAX + 3]; /* when more is needed: those whose answer could change it */
	size_t question_count;
	EligibilityNote notes[ELIGIBILITY_NOTES_MAX];
	size_t note_count;
	Explanation lines;
} EligibilityResult;

/* The proposal with its reasons. Texts from arena or borrowed from rule and record. */
EligibilityResult eligibility_propose(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record);

/* "eligible", "not-eligible", "more-needed": the codes of eligible_adult and eligible_carer. */
Str eligibility_proposal_code(EligibilityProposal proposal);

/* ---- The public form: an indication, which never says no. ---- */

typedef enum EligibilityIndication {
	INDICATION_MAY_GET_HELP,  /* "you may be able to get help" */
	INDICATION_NEED_MORE,     /* "we need to know more" */
	INDICATION_CAN_ASK        /* "you can ask us, and you have the right to an assessment" */
} EligibilityIndication;

/* The worker's own answers (cause, impact) are not read. cause_said: conditions, sight, hearing, autism, dementia or
 * learning disability speak for it (adult), or the carer says the person needs the care. wellbeing_area_count: parts of
 * life that the person says it touches; two or more, or any 'unsafe', stand for a significant impact, else not
 * known. */
EligibilityIndication eligibility_indicate(Arena *arena, const EligibilityRule *rule, const EligibilityRecord *record,
	bool cause_said, size_t wellbeing_area_count);
/* "may-get-help", "need-to-know-more", "can-ask": the key of the wording in practice data. */
Str eligibility_indication_code(EligibilityIndication indication);

#endif
