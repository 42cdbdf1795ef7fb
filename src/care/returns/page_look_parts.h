/* Small pieces that the pages of a look share. Only for this folder. */
#ifndef KITH_CARE_RETURNS_PAGE_LOOK_PARTS_H
#define KITH_CARE_RETURNS_PAGE_LOOK_PARTS_H

#include "care/returns/page_look.h"
#include "engine/measures/published.h"
#include "web/components/components.h"

void look_heading(Html *out, const char *level, const char *classes, Str text);
void look_paragraph(Html *out, Str text);
/* hidden: for screen readers, after the text; may be empty. */
void look_link(Html *out, Str href, Str text, Str hidden);

Str look_number(Arena *arena, uint64_t number); /* "23,187" */
/* "66.7%", "12.3 per 100,000", "Not known". */
Str look_value(Arena *arena, CldMeasure measure, MeasureValue value);

Str look_measure_href(const LookPage *page, Arena *arena, CldMeasure measure, size_t group, LookOnly only);
Str look_rule_href(const LookPage *page, Arena *arena, CldRule rule);
Str look_prices_href(const LookPage *page, Arena *arena);
Str look_file_href(const LookPage *page, Arena *arena, const char *name);

#endif
