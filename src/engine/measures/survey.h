/* A measure from answers to a survey: a score of several questions or the share of one, weighted by stratum.
 *
 * A respondent counts when every question of the measure has a valid answer; the score is the sum over the questions.
 * Strata are weighted by their people over their usable answers (https://standards.esd.org.uk/?uri=metricType%2F10671),
 * so the figure is the sum of N_h x mean_h over the sum of N_h. The margin is that of a stratified sample with finite
 * correction, 1.96 x the root of the sum of (N_h/N)^2 (1 - n_h/N_h) s_h^2 / n_h; for a share s_h^2 / n_h is
 * p(1-p)/(n_h-1). The weights that are published with the national surveys could not be had, so printed margins are
 * not reproduced digit by digit.
 */
#ifndef KITH_ENGINE_MEASURES_SURVEY_H
#define KITH_ENGINE_MEASURES_SURVEY_H

#include "base/problems.h"
#include "engine/measures/measure_value.h"

enum { SURVEY_QUESTIONS_MAX = 16, SURVEY_ANSWERS_MAX = 10, SURVEY_STRATA_MAX = 64, SURVEY_RESPONSES_MAX = 1000000 };

typedef struct SurveyRule {
	const Str *questions;  /* the columns of the answers' file */
	size_t question_count;
	const int64_t *scores; /* of answer 1, 2, …; any other answer is not valid */
	size_t score_count;
	int64_t scale;         /* 1 for a score, 100 for a share */
	int decimals;
	int64_t suppress_below; /* fewer respondents than this: no figure */
} SurveyRule;

typedef struct SurveyResult {
	MeasureValue value;
	MeasureValue margin;  /* half the 95 % interval, in the value's unit; MEASURE_VALUE_NONE when a stratum has one answer */
	int64_t base;         /* respondents that counted */
	int64_t left_out;     /* respondents without a valid answer to every question */
	int64_t population;   /* of the strata with respondents */
	int64_t empty_strata; /* with people but no respondent: nothing is known of those people */
} SurveyResult;

/* answers: a CSV with a column for each question (the number of the answer, from 1; empty: none) and, when strata is
 * not empty, a column stratum. strata: a CSV with the columns stratum and people, or empty: everybody is one stratum
 * without finite correction. STATUS_INVALID with problems that name file, line and column. */
Status survey_compute(Arena *arena, Str answers_name, Str answers, Str strata_name, Str strata, const SurveyRule *rule,
	Problems *problems, SurveyResult *out) MUST_USE;

#endif
