/* Ways through the pages: back, breadcrumbs, skip link, pages of a list, tabs, the pages of one record.
 *
 * There is no accordion: the package's script gives its buttons a name that differs from what is seen. Take Details. */
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
	Str href; /* a breadcrumb without one is the page itself */
	bool is_current;
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
void component_sub_navigation(Html *out, const SubNavigation *navigation);

#endif
