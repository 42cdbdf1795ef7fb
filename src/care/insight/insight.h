/* What the council sends away and what it counts: the Client Level Data return and the figures of a month.
 *
 * Not for measures (ASCOF) or for lists that people work from. Everything is made from the record when it is asked for;
 * nothing is kept.
 */
#ifndef KITH_CARE_INSIGHT_INSIGHT_H
#define KITH_CARE_INSIGHT_INSIGHT_H

#include "care/care.h"
#include "engine/returns/cld_row.h"

enum {
	CLD_EXPORT_BATCH = STORE_LIST_LENGTH, /* people read at once: what bounds memory */
	CLD_EXPORT_PAGE_BYTES_MAX = 16 * 1024 * 1024, /* a file made for a page; the command has no limit */
};

/* One line of the file with its line feed. Another status than STATUS_OK ends the export with it. */
typedef Status (*InsightLine)(Str line, void *context);

typedef struct CldExported {
	size_t people;
	size_t rows;
	size_t not_judged; /* values of lists that are not published whole, so that nobody can say whether they are right */
	size_t formulas;   /* values that a spreadsheet could take for a formula: the return wants them as they are */
	size_t left_out;   /* people whose records are restricted, where who made it may not make the whole return */
} CldExported;

/* The fifty columns for everything that belongs to from..to: requests, assessments and reviews that were finished in
 * it, services that were active in it on any day. Rows are in order of person, event, start, reference.
 *
 * Needs export, and care->reader must be store_maintenance(care->store). The return is statutory: who holds return-whole
 * makes it with the people of restricted records, and each team that owns some of them is told by a task. Anybody else gets
 * it without them, by row and as somebody cared for, and hears how many there are. One audit row with the purpose and all
 * ids is durable, with those tasks, before the first line is written.
 *
 * Every row is held against the rules of kith cld check: STATUS_INVALID when one has an error, with line, column and
 * reason in care->problems; the file is complete all the same. */
Status insight_export_cld(Care *care, Date from, Date to, InsightLine write_line, void *context,
	CldExported *out) MUST_USE;

/* The same as one text of at most CLD_EXPORT_PAGE_BYTES_MAX, read and audited in one write, for a page; STATUS_FULL
 * when it would be larger. Findings are in care->problems and do not make it fail. */
Status insight_make_cld(Care *care, Date from, Date to, Str *out, CldExported *exported) MUST_USE;

/* --- figures of months ------------------------------------------------------------------------------------------- */

enum { FIGURES_MONTHS = 12, FIGURES_LIST_MAX = 500 };

typedef enum FigureKind { FIGURE_REQUESTS, FIGURE_ASSESSMENTS, FIGURE_REVIEWS, FIGURE_REVIEWS_OVERDUE, FIGURE_SUPPORTED,
	FIGURE_KINDS } FigureKind;
Str figure_code(FigureKind kind);  /* "requests" */
Str figure_words(FigureKind kind); /* "Requests finished" */
/* A flow is added up over a quarter; of a stock (overdue, supported) the last day's stands. */
bool figure_is_flow(FigureKind kind);

typedef struct FigureMonth {
	Date first;
	Date last; /* of this month: today */
	int64_t counts[FIGURE_KINDS];
} FigureMonth;

/* The twelve months that end with this one, oldest first. Needs figures-read. Counts what the reader may at least know
 * of: a record that leaves no trace to them is not in it. */
Status insight_figures(Care *care, FigureMonth out[FIGURES_MONTHS]) MUST_USE;

typedef struct FigureLine {
	Str work;      /* id; empty in a list of people */
	Str reference;
	Str title;
	Str day;       /* finished, or due; empty in a list of people */
	Str person;
	Str name;
} FigureLine;

/* What a count is made of, at most FIGURES_LIST_MAX: only records that are open to the reader. Needs figures-read and
 * person-read; the read row is written before it returns. */
Status insight_figure_list(Care *care, FigureKind kind, Date month, FigureLine **out, size_t *count) MUST_USE;

/* --- measures, month by month (measures.h) ------------------------------------------------------------------------- */

/* The snapshot of a month, for a job: the twelve months that end with last_day ("2026-10-31") are counted and kept, and the job of
 * the next month is added. What was kept by somebody stays as it is. */
Status insight_keep_month_in(CareWrite *write, Str last_day) MUST_USE;
/* Adds the job of this month: due at MEASURES_HOUR in the night after its last day. Again it is nothing. */
enum { MEASURES_HOUR = 2 };
Status insight_await_month(Care *care) MUST_USE;

#endif
