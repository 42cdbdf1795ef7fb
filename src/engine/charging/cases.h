/* Cases of kith charge: one JSON object in, one JSON object out, kind by kind. docs/charging.md tells the forms.
 *
 * Knows no file: the command reads lines, this answers them. The answer of a kind is a list of named values with the lines
 * that explain them, so that the writer is one for all kinds.
 */
#ifndef KITH_ENGINE_CHARGING_CASES_H
#define KITH_ENGINE_CHARGING_CASES_H

#include "base/json.h"
#include "engine/charging/charging.h"

enum { CASE_VALUES_MAX = 16, CASE_LINE_BYTES_MAX = 1024 * 1024, CASE_ANSWER_BYTES_MAX = 64 * 1024 * 1024 };

/* What every case is worked out with. */
typedef struct ChargeRules {
	const ChargeRates *rates;
	ChargePolicies policies; /* count 0: the regulations alone */
} ChargeRules;

typedef enum CaseValueKind { CASE_MONEY, CASE_TRUTH, CASE_NOTHING } CaseValueKind;

typedef struct CaseValue {
	Str key;
	CaseValueKind kind;
	Pence pence;
	bool truth;
} CaseValue;

typedef struct CaseTimeline CaseTimeline; /* timeline.h */
typedef struct DeferredResult DeferredResult; /* deferred.h */

typedef struct CaseAnswer {
	CaseValue values[CASE_VALUES_MAX];
	size_t count;
	const CaseTimeline *timeline; /* of a timeline only: instead of values */
	const DeferredResult *deferred; /* of a deferred payment only */
	ChargeResult charge; /* lines, checks, what it lacks */
} CaseAnswer;

typedef struct CaseRun {
	const ChargeRules *rules;
	Arena *arena;
	const JsonNode *object;
	Problems *problems;
	CaseAnswer *answer;
} CaseRun;

/* Answers the case on one line and writes one line to out: its result, or an error object with line, field and message.
 * STATUS_INVALID when it is an error; problems then has it too. file names the input. */
Status cases_answer(const ChargeRules *rules, Arena *arena, Str file, uint32_t line, Str text, Problems *problems,
	Buffer *out) MUST_USE;

/* For the kinds' files. */
void case_value_money(CaseRun *run, Str key, Pence pence);
void case_value_truth(CaseRun *run, Str key, bool truth);
void case_value_nothing(CaseRun *run, Str key);
const ChargePolicy *case_policy(const ChargeRules *rules, const ChargeCase *person);
/* Writes label, amount, rule, rate and working of every line. */
void case_write_lines(JsonWriter *writer, Arena *arena, const ChargeLines *lines);

/* Whether it is provisional, what it lacks, and its checks. */
void case_write_checks(JsonWriter *writer, const ChargeResult *charge);

/* Facts over time: cases_timeline.c. */
Status case_timeline(CaseRun *run) MUST_USE;
void case_timeline_write_result(JsonWriter *writer, Arena *arena, const CaseTimeline *answer);
void case_timeline_write_parts(JsonWriter *writer, Arena *arena, const CaseTimeline *answer);

/* Deferred payments: cases_deferred.c. */
Status case_deferred(CaseRun *run) MUST_USE;
void case_deferred_write_result(JsonWriter *writer, Arena *arena, const DeferredResult *result);

/* The small sums: cases_sums.c. */
Status case_tariff(CaseRun *run) MUST_USE;
Status case_joint_capital(CaseRun *run) MUST_USE;
Status case_equity_limit(CaseRun *run) MUST_USE;
Status case_direct_payment(CaseRun *run) MUST_USE;
Status case_annual_budget(CaseRun *run) MUST_USE;
Status case_couple(CaseRun *run) MUST_USE;
Status case_cap_at_cost(CaseRun *run) MUST_USE;
Status case_components(CaseRun *run) MUST_USE;
Status case_provisional(CaseRun *run) MUST_USE;

#endif
