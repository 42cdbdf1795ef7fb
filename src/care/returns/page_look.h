/* What a look shows: the same content on a page of kith serve --local and in the file that kith cld look writes. */
#ifndef KITH_CARE_RETURNS_PAGE_LOOK_H
#define KITH_CARE_RETURNS_PAGE_LOOK_H

#include "care/returns/look.h"
#include "web/html.h"

enum { LOOK_LINES_SHOWN = 500 };

typedef struct LookPage {
	const Look *look;
	size_t council; /* look_together: all */
	Str base;       /* address under which the lists stand, "/returns/01J…"; empty: there are none, the page stands alone */
} LookPage;

/* "Thurrock: the return at a glance" */
Str look_title(const LookPage *page, Arena *arena);
void look_write(Html *out, const LookPage *page);

/* Lists have addresses: base/list?of=2a&group=0&only=counted, of=rule&rule=code-case, of=prices. */
Str look_list_title(const LookPage *page, Arena *arena, const LookWanted *wanted);
void look_list_write(Html *out, const LookPage *page, const LookWanted *wanted, const LookLines *lines);
/* All lines as CSV. */
void look_list_file(Buffer *out, const Look *look, const LookLines *lines);
/* The figures as CSV: measure, group, numerator, denominator, value, and what stands beside them. */
void look_figures_file(Buffer *out, const LookPage *page);
/* Faults by rule as CSV. */
void look_faults_file(Buffer *out, const Look *look);

/* A whole document that loads nothing: the stylesheets stand in it. */
Str look_document(Arena *arena, const LookPage *page);

#endif
