/* Whole files held against all rules: counts by rule, and every finding written as it is found.
 *
 * Two passes at most; the second only when digests of the first meet. Memory: the blocks of a pass, 12 bytes a row, and
 * what stands out.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_INSPECT_H
#define KITH_ENGINE_RETURNS_CLD_INSPECT_H

#include "engine/returns/cld_keys.h"
#include "engine/returns/cld_pass.h"

typedef enum CldFindingForm { CLD_FINDINGS_NONE, CLD_FINDINGS_CSV, CLD_FINDINGS_JSON } CldFindingForm;

typedef struct CldInspection {
	const CldLists *lists;
	const CldFile *files;
	size_t file_count;
	size_t threads;
	CldFindingForm form;
	const CldRule *only; /* NULL: every finding is written, else those of this rule; counted are all */
	/* Takes whole lines of findings, in the order of files and rows, those of other rows at the end. */
	Status (*write)(void *context, Str lines);
	void *context;
} CldInspection;

enum { CLD_EXAMPLE_BYTES_MAX = 80 };

typedef struct CldRuleCount {
	uint64_t findings;
	uint64_t rows; /* in which there is one; of the rules of a file 0 */
	uint32_t file; /* the first */
	uint64_t row;  /* 0: of the file */
	CldField field;
	char value[CLD_EXAMPLE_BYTES_MAX + 1]; /* shortened */
} CldRuleCount;

typedef struct CldReport {
	uint64_t rows;
	uint64_t rows_with_error;
	uint64_t of_event[CLD_EVENT_REVIEW + 1]; /* rows of each kind; CLD_EVENT_ANY for those whose kind is not known */
	CldRuleCount of_rule[CLD_RULE_COUNT];
	uint64_t of_severity[CLD_NOTE + 1];
	Date period_start; /* as most rows of a file state it, of the file whose period ends last; DATE_NONE when none does */
	Date period_end;
	bool not_all_compared; /* so much stood out that rows were not all compared with each other */
} CldReport;

/* The header of the CSV form. */
Str cld_findings_header(void);
/* STATUS_FAILED when a file cannot be read (*failed names it); what write gives when it is not STATUS_OK. */
Status cld_inspect(const CldInspection *inspection, Arena *arena, CldReport *out, uint32_t *failed) MUST_USE;

#endif
