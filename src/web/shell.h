/* The page around the content: title, banner, council bar, navigation, main, footer. Two voices: public and staff.
 *
 * The shell links the stylesheets and scripts; nothing is inline. Everything works without script and at 320 px.
 */
#ifndef KITH_WEB_SHELL_H
#define KITH_WEB_SHELL_H

#include "web/components/components.h"

/* What is the same on every page of one council. */
typedef struct Shell {
	Str service_name;   /* "Thurrock care and support" */
	Str bar_name;       /* what stands in the bar; the service name unless set. Staff know where they work */
	Str home_href;      /* "/" unless set */
	Str theme_href;     /* the council's colours: "/theme.css"; empty: ours */
	bool is_demonstration;
	Str demonstration_text; /* unless set the standing sentence */
	Str version;        /* in the footer; "" leaves it out */
	Str accessibility_href; /* "/accessibility" unless set */
	const NavigationItem *footer_links;
	size_t footer_link_count;
} Shell;

typedef struct PublicPage {
	const Shell *shell;
	Str title;     /* the page's own; the service name is added */
	Str language;  /* "en" unless set */
	bool is_right_to_left;
	const Problems *problems; /* NULL or empty: none; otherwise "Error: " before the title */
	const NavigationItem *navigation;
	size_t navigation_count;
	const NavigationItem *languages; /* the same page in other languages; count holds the language's code */
	size_t language_count;
	Str back_href; /* a back link above the content */
	Markup before_main; /* above main: breadcrumbs, notification */
	Markup content; /* stands in a two-thirds column */
	Markup aside;   /* the other third */
	bool is_wide;   /* content takes the whole width */
	bool has_exit;  /* "Exit this page" stands on it */
	Str exit_url;   /* unless set the component's own */
	Str help;       /* in the same place on every page: "Call 01375 000000" */
	bool is_print;  /* black on white, without navigation: a letter, a plan */
	bool is_large;  /* of a print: 18 points and more */
} PublicPage;

typedef struct StaffPage {
	const Shell *shell;
	Str title;
	const Problems *problems;
	const NavigationItem *navigation;
	size_t navigation_count;
	Str search_action; /* "/people"; empty: no search box */
	Str search_value;
	Str user_name;
	Str user_href;  /* their own account; empty: only the name */
	Str sign_out_action; /* a POST form */
	Str form_token;
	Markup identity; /* the identity bar, above main and inside it */
	Markup sub_navigation;
	Markup content;
	Str print_name; /* the person's name, on each printed page */
} StaffPage;

Markup shell_public(Arena *arena, const PublicPage *page);
Markup shell_staff(Arena *arena, const StaffPage *page);

#endif
