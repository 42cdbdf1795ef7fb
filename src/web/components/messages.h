/* What a page says: problems, notices, warnings, confirmation, tags. */
#ifndef KITH_WEB_COMPONENTS_MESSAGES_H
#define KITH_WEB_COMPONENTS_MESSAGES_H

#include "base/problems.h"
#include "web/components/actions.h"

typedef struct ErrorSummaryItem {
	Str text;
	Str href; /* "#field"; without one the sentence stands alone */
} ErrorSummaryItem;

typedef struct ErrorSummary {
	Str title; /* "There is a problem" unless set */
	Str description;
	const ErrorSummaryItem *items;
	size_t item_count;
	bool disable_auto_focus;
	Str classes;
} ErrorSummary;

void component_error_summary(Html *out, const ErrorSummary *summary);
/* The summary of a form's problems, each a link to #field; nothing when there are none. A field must be the id of its
 * first control; for a date that is name-day, for radios and checkboxes the group's id. */
void component_problems(Html *out, const Problems *problems);

typedef struct InsetText {
	Str id;
	Str text;
	Markup markup;
	Str classes;
} InsetText;

typedef struct WarningText {
	Str text;
	Markup markup;
	Str icon_fallback_text; /* "Warning" unless set */
	Str classes;
} WarningText;

typedef struct Details {
	Str id;
	Str summary;
	Str text;
	Markup markup;
	bool is_open;
	Str classes;
} Details;

typedef struct NotificationBanner {
	Str text;
	Markup markup;
	Str title; /* "Important", or "Success" */
	bool is_success;
	bool disable_auto_focus;
	Str classes;
} NotificationBanner;

typedef struct Panel {
	Str title;
	Markup title_markup; /* instead of title */
	Str text;
	Markup markup;
	int heading_level; /* 1 unless set */
	bool is_interruption; /* "Are you sure?" instead of a confirmation */
	const Button *actions; /* of an interruption; BUTTON_INVERSE */
	size_t action_count;
	Str classes;
} Panel;

typedef enum TagColour {
	TAG_PLAIN, TAG_GREY, TAG_GREEN, TAG_TEAL, TAG_BLUE, TAG_PURPLE, TAG_MAGENTA, TAG_RED, TAG_ORANGE, TAG_YELLOW,
} TagColour;

typedef struct Tag {
	Str text;
	TagColour colour;
	Str classes;
} Tag;

/* A stage of a service ("Beta") with a sentence. It is a width container of its own, under the header. */
typedef struct PhaseBanner {
	Str tag;
	Str text;
	Markup markup;
	Str classes;
} PhaseBanner;

void component_inset_text(Html *out, const InsetText *inset);
void component_warning_text(Html *out, const WarningText *warning);
void component_details(Html *out, const Details *details);
void component_notification_banner(Html *out, const NotificationBanner *banner);
void component_panel(Html *out, const Panel *panel);
void component_tag(Html *out, const Tag *tag);
void component_phase_banner(Html *out, const PhaseBanner *banner);
/* Marks everything of a demonstration borough. text empty: the standing sentence. */
void component_demo_banner(Html *out, Str text, Str container_classes);

#endif
