/* The rules that a return is held to: a name for machines, how grave, whose work it is to mend, and what to do.
 *
 * error: the national collection refuses or drops it, or a measure counts it wrongly. warning: likely wrong, or lost for
 * some figure. note: to be known. Published rules: notes of CLD guidance release 1 (February 2023) and of the DHSC data
 * quality table, read 21 November 2026. What is our reading says so in its title or in docs/returns.md.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_RULES_H
#define KITH_ENGINE_RETURNS_CLD_RULES_H

#include "base/str.h"

typedef enum CldSeverity { CLD_ERROR, CLD_WARNING, CLD_NOTE } CldSeverity;

typedef enum CldRule {
	CLD_RULE_FILE_EMPTY,
	CLD_RULE_FILE_ENCODING,
	CLD_RULE_FILE_SHAPE,
	CLD_RULE_COLUMN_MISSING,
	CLD_RULE_COLUMN_NAME,
	CLD_RULE_COLUMN_UNKNOWN,
	CLD_RULE_COLUMN_REPEATED,
	CLD_RULE_ROW_COLUMNS,
	CLD_RULE_ROW_QUOTES,
	CLD_RULE_ROW_TOO_LONG,
	CLD_RULE_ROW_ENCODING,
	CLD_RULE_LIST_NOT_VERIFIED,
	CLD_RULE_BLANK,
	CLD_RULE_DATE_FORMAT,
	CLD_RULE_INTEGER_FORMAT,
	CLD_RULE_AMOUNT_FORMAT,
	CLD_RULE_COUNCIL_FORMAT,
	CLD_RULE_NHS_DIGIT,
	CLD_RULE_NHS_BLANK,
	CLD_RULE_CODE_CASE,
	CLD_RULE_CODE_SPACING,
	CLD_RULE_CODE_RELEASE_1,
	CLD_RULE_CODE_UNKNOWN,
	CLD_RULE_CODE_NOT_VERIFIED,
	CLD_RULE_OTHER_EVENT,
	CLD_RULE_PERIOD_ORDER,
	CLD_RULE_EVENT_ORDER,
	CLD_RULE_STARTS_AFTER_PERIOD,
	CLD_RULE_ENDED_BEFORE_PERIOD,
	CLD_RULE_ENDS_AFTER_PERIOD,
	CLD_RULE_BORN_AFTER_EVENT,
	CLD_RULE_DEATH_BEFORE_BIRTH,
	CLD_RULE_STARTS_AFTER_DEATH,
	CLD_RULE_ENDS_AFTER_DEATH,
	CLD_RULE_BIRTH_BLANK,
	CLD_RULE_UNDER_18,
	CLD_RULE_OVER_115,
	CLD_RULE_OUTCOME_OPEN,
	CLD_RULE_OUTCOME_EVENT,
	CLD_RULE_OUTCOME_FINANCIAL,
	CLD_RULE_OUTCOME_DEATH,
	CLD_RULE_COMPONENT_TYPE,
	CLD_RULE_PRISON_PAYMENT,
	CLD_RULE_CLIENT_SERVICE,
	CLD_RULE_COST_FREQUENCY,
	CLD_RULE_COST_BLANK,
	CLD_RULE_COST_UNITS,
	CLD_RULE_COST_ZERO,
	CLD_RULE_COST_HIGH,
	CLD_RULE_LINKED_SELF,
	CLD_RULE_REFERENCE_PERSONAL,
	CLD_RULE_DUPLICATE,
	CLD_RULE_SAME_SERVICE,
	CLD_RULE_ORPHAN,
	CLD_RULE_TWO_PLACES,
	CLD_RULE_COUNT
} CldRule;

typedef struct CldRuleInfo {
	Str id;       /* for machines: "code-case" */
	CldSeverity severity;
	Str team;     /* who most likely mends it */
	Str title;    /* what is wrong, for a list of counts */
	Str remedy;   /* what to do; a finding may say it more exactly */
} CldRuleInfo;

extern const CldRuleInfo CLD_RULES[CLD_RULE_COUNT];
Str cld_severity_name(CldSeverity severity); /* "error", "warning", "note" */

#endif
