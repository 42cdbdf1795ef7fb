/* Who may decide for somebody, and about what (legal-powers.yaml): what each kind of power reaches, what a limit takes from
 * it, and which answers say that somebody acts under one.
 *
 * Not for whether a power stands today: that is read from the record (care/power).
 */
#ifndef KITH_PRACTICE_POWERS_H
#define KITH_PRACTICE_POWERS_H

#include "practice/practice.h"

/* A kind of power: an option of the column "kind" of legal_authority. */
typedef struct PowerKind {
	Str kind;
	Str reach;          /* in words: "property and money only" */
	const Str *covers;  /* options of lists/decision-about.yaml; none: it decides nothing */
	size_t cover_count;
	bool only_without_capacity; /* not while the person can decide this for themselves */
} PowerKind;

/* An option of the column "limit" of legal_authority. */
typedef struct PowerLimit {
	Str limit;
	const Str *leaves_out; /* what the power does not reach with it */
	size_t leaves_out_count;
} PowerLimit;

/* An answer by which somebody acts under a power. */
typedef struct PowerSign {
	Str question;
	Str option;
	const Str *by; /* the kinds of power that it may be */
	size_t by_count;
	Str about;      /* what is decided; empty: the answer to about_from says */
	Str about_from;
} PowerSign;

/* What the work on a pathway decides about: whose power is named in the identity bar. */
typedef struct PowerDecision {
	Str pathway;
	Str about;
} PowerDecision;

typedef struct PowerRules {
	const PowerKind *kinds;
	size_t kind_count;
	const PowerLimit *limits;
	size_t limit_count;
	const PowerSign *signs;
	size_t sign_count;
	const PowerDecision *decisions;
	size_t decision_count;
	Str capacity_pathway;  /* on which capacity for one decision is assessed */
	Str capacity_decision; /* the question that names the decision */
	Str capacity_able;     /* its outcomes */
	Str capacity_unable;
	Str capacity_named_in; /* the question that gives the reference of such work where somebody acts under a power */
} PowerRules;

/* NULL in a release without the file. */
const PowerRules *practice_power_rules(const Practice *practice);
const PowerKind *power_kind(const PowerRules *rules, Str kind);
bool power_kind_covers(const PowerKind *kind, Str about);
/* Does the limit take about out of a power? false for an empty limit. */
bool power_limit_leaves_out(const PowerRules *rules, Str limit, Str about);
/* What work on the pathway decides about; empty when the rules name nothing. */
Str power_decision_about(const PowerRules *rules, Str pathway);

#endif
