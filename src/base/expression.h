/* The small language of conditions: "age >= 65 and washing in ('with-help', 'unable')".
 *
 * Total (every expression ends, with an answer), typed and checked when it is loaded, three-valued: what is not known
 * makes the answer not known unless the rest decides it (Kleene). No loops, no division, nothing that changes anything.
 *
 *   or · and · not · = != < <= > >= · in (…) · not in (…) · + - * · ( )
 *   names (snake_case) · numbers 65 · money £23250.50 (pence) · text 'with-help' · true · false · today
 *   count(name)   how many items a list has        has(name)   whether there is an answer; never unknown
 *
 * A text beside a date is read as a date: start_date < '2026-04-01'. A date plus or minus a number is days; a date
 * minus a date is a number of days. For a list, = means contains, in means overlaps. Two apostrophes inside a text are
 * one. Sums that leave 64 bits are not known.
 */
#ifndef KITH_BASE_EXPRESSION_H
#define KITH_BASE_EXPRESSION_H

#include "base/date.h"
#include "base/problems.h"

enum {
	EXPRESSION_BYTES_MAX = 4096,
	EXPRESSION_DEPTH_MAX = 32, /* of parentheses, not and minus */
	EXPRESSION_NODES_MAX = 500,
};

typedef enum ExpressionType {
	EXPRESSION_TYPE_NONE, /* as a value: not known; as a wanted type: any */
	EXPRESSION_TYPE_TRUTH,
	EXPRESSION_TYPE_NUMBER,
	EXPRESSION_TYPE_TEXT, /* free text, or a code among options */
	EXPRESSION_TYPE_DATE,
	EXPRESSION_TYPE_LIST, /* of texts: the chosen codes */
} ExpressionType;

typedef enum ExpressionTruth { EXPRESSION_NO, EXPRESSION_UNKNOWN, EXPRESSION_YES } ExpressionTruth;

/* A value; the members of its type are set. Zeroed, it says that nothing is known. */
typedef struct ExpressionValue {
	ExpressionType type;
	bool truth;
	int64_t number;
	Str text;
	Date date;
	Date date_last; /* when only the month or the year is known: the last day it may be; else the same as date */
	const Str *items;
	size_t item_count;
} ExpressionValue;

/* An expression that was read; it and all it points to live in the arena that it was read into. Thread safe. */
typedef struct Expression Expression;

/* Reads text, which stands at place (its line and column; file and field go into problems as they are). Problems have
 * the line and column of what is wrong. *out is set only with STATUS_OK. */
Status expression_parse(Arena *arena, Str text, Problem place, Problems *problems, const Expression **out) MUST_USE;

/* What the checker must know of a name. */
typedef struct ExpressionName {
	ExpressionType type; /* never EXPRESSION_TYPE_NONE */
	const Str *codes;    /* the options of a text or list; NULL when any text may stand there */
	size_t code_count;
} ExpressionName;

typedef struct ExpressionNames {
	/* False when there is no such name. */
	bool (*find)(const void *context, Str name, ExpressionName *out);
	const void *context;
	const Str *known; /* all names, to suggest the nearest; may be NULL */
	size_t known_count;
} ExpressionNames;

/* Finds unknown names, wrong types and texts that are not among a name's options; wanted is the type that the whole
 * must have (usually EXPRESSION_TYPE_TRUTH). All problems are added; STATUS_INVALID when there was any. */
Status expression_check(const Expression *expression, const ExpressionNames *names, ExpressionType wanted,
	Problems *problems) MUST_USE;

/* Where the evaluator finds what is known. */
typedef struct ExpressionLookup {
	/* A zeroed value when nothing is known. */
	ExpressionValue (*value)(const void *context, Str name);
	const void *context;
	Date today; /* DATE_NONE: not known */
	/* The words for a name in explanations; NULL: the name itself. */
	Str (*label)(const void *context, Str name);
} ExpressionLookup;

/* Never fails and allocates nothing. A value whose type is not what the check was told counts as not known. */
ExpressionTruth expression_truth(const Expression *expression, const ExpressionLookup *lookup);
/* The same for any type. Texts and lists in the result are borrowed from the lookup or the expression. */
ExpressionValue expression_value(const Expression *expression, const ExpressionLookup *lookup);

/* The names that the answer may depend on, each once, in byte order. today is not a name. */
const Str *expression_names(const Expression *expression, size_t *count);
bool expression_depends_on(const Expression *expression, Str name);
bool expression_uses_today(const Expression *expression);
/* As it was written. */
Str expression_text(const Expression *expression);

/* Why the answer is what it is, in words: a line a comparison, with the lines that belong together indented under
 * "all of these", "any of these" or "not this". "washing is 'with-help', which is one of with-help, unable: yes". */
Str expression_explain(Arena *arena, const Expression *expression, const ExpressionLookup *lookup);

/* "yes", "no", "not known". */
Str expression_truth_words(ExpressionTruth truth);
/* "a number", "a date"…: for messages. */
Str expression_type_words(ExpressionType type);

/* Short ways to make values. */
ExpressionValue expression_value_truth(bool truth);
ExpressionValue expression_value_number(int64_t number);
ExpressionValue expression_value_text(Str text);
ExpressionValue expression_value_date(Date date);
ExpressionValue expression_value_partial_date(PartialDate date);
ExpressionValue expression_value_list(const Str *items, size_t count);

#endif
