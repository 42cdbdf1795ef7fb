/* Work on the wrong record: moving it, withdrawing it, reading what was withdrawn with a reason. */
#ifndef KITH_CARE_WORK_PAGE_MISFILE_H
#define KITH_CARE_WORK_PAGE_MISFILE_H

#include "care/work/page_parts.h"

void page_work_misfiled(const Request *request, Response *response);
void page_work_misfiled_post(const Request *request, Response *response);
void page_work_withdrawn_post(const Request *request, Response *response);

/* On the work's own page: that it was moved here or withdrawn, with the way to read it. Nothing for other work. */
Status work_misfiled_panel(const Request *request, Html *out, const WorkPage *page) MUST_USE;
/* The way to the page above, for those who may. */
void work_misfiled_link(const Care *care, Html *out, const WorkPage *page);

#endif
