/* What the pages of a draft share. Only for the files of this folder. */
#ifndef KITH_CARE_ADMINISTRATION_PAGE_DRAFT_PARTS_H
#define KITH_CARE_ADMINISTRATION_PAGE_DRAFT_PARTS_H

#include "care/administration/page_parts.h"
#include "care/release/release.h"

/* The draft of the page's address. */
Status draft_of_page(const Request *request, PracticeDraft *out) MUST_USE;
/* "/administration/drafts/01…/file"; part may be empty. */
Str draft_href(Arena *arena, const PracticeDraft *draft, const char *part);
/* With "?name=questions/daily-living.yaml" and, unless it is empty, "&thing=washing". */
Str draft_file_href(Arena *arena, const PracticeDraft *draft, const char *part, Str path, Str thing);
/* "Being edited", "Proposed"… */
Str draft_state_words(const PracticeDraft *draft);
/* A row of links: the draft, and what else is said of where one is. */
void draft_way_back(Html *out, Arena *arena, const PracticeDraft *draft, Str path);

/* What the check found, with its lines; only of one file when path is not empty. Says so when there is nothing. */
void draft_findings(Html *out, Arena *arena, const PracticeDraft *draft, const Problems *findings, Str path);
/* The lines of a file around each finding, with what was found beside its line. */
void draft_lines_with_findings(Html *out, Arena *arena, Str path, Str text, const Problems *findings);
/* The lines that differ, with some around them. Nothing when there are none. */
void draft_line_changes(Html *out, Arena *arena, Str before, Str after, Str caption);

/* Answers for a status of a change: back to href when it is well; problems by again; what is stale by page_status. */
void draft_answer(const Request *request, Response *response, Status status, Str href,
	void (*again)(const Request *request, Response *response));

#endif
