/* What stands around a page's content: the council's name, the parts of the service, languages, cookies, feedback.
 *
 * The shells (web/shell.h) put a page together. GOV.UK's own header and footer are not here: they carry its crest.
 */
#ifndef KITH_WEB_COMPONENTS_SURROUNDINGS_H
#define KITH_WEB_COMPONENTS_SURROUNDINGS_H

#include "web/components/actions.h"
#include "web/components/navigation.h"

/* The name or sign of whose pages these are, as a link home. */
typedef struct GenericHeader {
	Str logo;
	Markup logo_markup; /* instead of logo */
	Str home_href;      /* "/" unless set */
	Str container_classes; /* "govuk-width-container" unless set */
	Str classes;
} GenericHeader;

/* Markup of the caller's at one of four places; empty: nothing there. */
typedef struct ServiceNavigationSlots {
	Markup start;
	Markup end;
	bool end_is_inline; /* end stands beside the navigation where there is room */
	Markup navigation_start; /* list items */
	Markup navigation_end;
} ServiceNavigationSlots;

/* COLLAPSE_MANY: on a phone the items hide behind "Menu" when there are two or more. */
typedef enum Collapse { COLLAPSE_MANY, COLLAPSE_ALWAYS, COLLAPSE_NEVER } Collapse;

/* The service's name and its main parts. */
typedef struct ServiceNavigation {
	Str service_name;
	Str service_href;
	Str label; /* of the whole: "Service information" unless set */
	const NavigationItem *items; /* without text and markup: left out */
	size_t item_count;
	Str navigation_label;   /* menu_text unless set */
	Str navigation_id;      /* "navigation" unless set */
	Str navigation_classes;
	Str menu_text;          /* "Menu" unless set */
	Str menu_label;         /* when menu_text alone does not say it */
	Collapse collapse;
	ServiceNavigationSlots slots;
	Str classes;
} ServiceNavigation;

typedef struct LanguageLink {
	Str text;     /* in the language itself */
	Str language; /* "cy" */
	Str direction; /* "rtl" */
	Str href;
	bool is_current;
	Str description; /* heard after the text */
} LanguageLink;

typedef struct LanguageNavigation {
	const LanguageLink *items;
	size_t item_count;
	Str label;    /* "Language" unless set */
	Str language; /* of the label */
	Str classes;
} LanguageNavigation;

typedef struct CookieMessage {
	Str heading;
	Markup heading_markup; /* instead of heading */
	Str text;
	Markup markup; /* instead of text */
	const Button *actions;
	size_t action_count;
	bool is_hidden;
	Str role; /* "alert" for the answer to what was chosen */
	Str classes;
} CookieMessage;

typedef struct CookieBanner {
	const CookieMessage *messages;
	size_t message_count;
	Str label; /* "Cookie banner" unless set */
	bool is_hidden;
	Str classes;
} CookieBanner;

/* Asks what somebody thinks of the service, above the footer. */
typedef struct Feedback {
	Str title;
	Str text;
	Markup markup; /* instead of text */
	int heading_level; /* 2 unless set */
	Str classes;
} Feedback;

void component_generic_header(Html *out, const GenericHeader *header);
void component_service_navigation(Html *out, const ServiceNavigation *navigation);
void component_language_navigation(Html *out, const LanguageNavigation *navigation);
void component_cookie_banner(Html *out, const CookieBanner *banner);
void component_feedback(Html *out, const Feedback *feedback);

#endif
