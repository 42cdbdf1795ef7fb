/* Panels: what each decides and when it sits next, a sitting's agenda, a paper, all papers for printing, and what decisions
 * turned on. */
#ifndef KITH_CARE_PANEL_PAGE_PANEL_H
#define KITH_CARE_PANEL_PAGE_PANEL_H

#include "web/request.h"

void page_panels(const Request *request, Response *response);
void page_panel_agenda(const Request *request, Response *response);
void page_panel_papers(const Request *request, Response *response);
void page_panel_paper(const Request *request, Response *response);
void page_panel_paper_post(const Request *request, Response *response);
void page_panel_themes(const Request *request, Response *response);
void page_panel_themes_file(const Request *request, Response *response);
void page_panel_theme_list(const Request *request, Response *response);

#endif
