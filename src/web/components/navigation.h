/* Ways through the pages: back, breadcrumbs, skip link, pages of a list, tabs, accordion, the pages of one record. */
#ifndef KITH_WEB_COMPONENTS_NAVIGATION_H
#define KITH_WEB_COMPONENTS_NAVIGATION_H

#include "web/html.h"

typedef struct BackLink {
	Str href;
	Str text; /* "Back" unless set */
	Str classes;
} BackLink;

typedef struct NavigationItem {
	Str text;
	Markup markup; /* instead of text; service navigation only */
	Str href; /* a breadcrumb without one is the page itself */
	bool is_current; /* the page itself */
	bool is_active;  /* the page is below it; service navigation only */
	Str count; /* shown after the text: "12" */
} NavigationItem;

typedef struct Breadcrumbs {
	const NavigationItem *items;
	size_t item_count;
	bool collapse_on_mobile;
	Str label; /* "Breadcrumb" unless set */
	Str classes;
} Breadcrumbs;

typedef struct SkipLink {
	Str href; /* "#content" unless set */
	Str text; /* "Skip to main content" unless set */
	Str classes;
} SkipLink;

typedef struct PaginationItem {
	Str number;
	Str href;
	bool is_current;
	bool is_ellipsis;
	Str label; /* "Page 3" unless set */
} PaginationItem;

typedef struct Pagination {
	Str previous_href;
	Str previous_text; /* "Previous page" unless set */
	Str previous_label; /* what stands there, for block style */
	Str next_href;
	Str next_text;
	Str next_label;
	const PaginationItem *items; /* none: only previous and next, in block style */
	size_t item_count;
	Str label; /* "Pagination" unless set */
	Str classes;
} Pagination;

typedef struct Section {
	Str id; /* of the panel; unless set made from the component's id and the place */
	Str heading;
	Str text;
	Markup markup;
} Section;

typedef struct Tabs {
	Str id;    /* prefix of the panels' ids */
	Str title; /* "Contents" unless set; shown without script */
	const Section *items;
	size_t item_count;
	Str classes;
} Tabs;

typedef struct AccordionSection {
	Str heading;
	Markup heading_markup; /* instead of heading */
	Str summary;
	Markup summary_markup;
	Str text;
	Markup markup; /* instead of text */
	bool is_open;
} AccordionSection;

/* The package's script names its buttons otherwise than they are seen, which somebody who speaks to the browser
 * stumbles on: for one thing to open take Details, and this only where many are read one after the other. */
typedef struct Accordion {
	Str id;
	const AccordionSection *items;
	size_t item_count;
	int heading_level; /* 2 unless set */
	Str classes;
} Accordion;

/* The pages about one person or of one room. */
typedef struct SubNavigation {
	const NavigationItem *items;
	size_t item_count;
	Str label; /* says which navigation this is: "Pages about this person" */
} SubNavigation;

void component_back_link(Html *out, const BackLink *link);
void component_breadcrumbs(Html *out, const Breadcrumbs *breadcrumbs);
void component_skip_link(Html *out, const SkipLink *link);
void component_pagination(Html *out, const Pagination *pagination);
/* The numbers with gaps for page of pages (from 1): path + page number is the address. Nothing for one page. */
void component_pages(Html *out, Str path, size_t page, size_t pages);
void component_tabs(Html *out, const Tabs *tabs);
void component_accordion(Html *out, const Accordion *accordion);
void component_sub_navigation(Html *out, const SubNavigation *navigation);

#endif
