/* What the pages of panels share. Not for other rooms. */
#ifndef KITH_CARE_PANEL_PAGE_PARTS_H
#define KITH_CARE_PANEL_PAGE_PARTS_H

#include "care/pages/bits.h"
#include "care/panel/panel.h"

/* "/panels/sittings/funding/2026-11-24"; rest may be empty. */
Str panel_sitting_href(Arena *arena, const CouncilPanel *panel, Date sits_on, const char *rest);
Str panel_paper_href(Arena *arena, Str work);
/* "Tuesday 24 November 2026" */
Str panel_day_words(Arena *arena, Date day);
/* The paper's parts, from what is asked to what it costs. is_alone: on a page of its own, otherwise one of many. */
void panel_paper_show(Care *care, Html *out, const PanelContent *content, bool is_alone);

#endif
