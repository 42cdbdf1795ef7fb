/* What a record needs beside the public patterns: who somebody is, what to know before acting, their own words, when
 * what happened, when something is due, who said it.
 *
 * The words are the caller's; nothing here knows what a person or an assessment is.
 */
#ifndef KITH_WEB_COMPONENTS_RECORD_H
#define KITH_WEB_COMPONENTS_RECORD_H

#include "web/html.h"

typedef struct IdentityFact {
	Str label; /* "Born" */
	Str value; /* "14 March 1941 (85)" */
	Markup markup;
} IdentityFact;

typedef struct Flag {
	Str label; /* "Before you visit" */
	Str text;
	Markup markup;
	bool is_warning;
} Flag;

typedef struct IdentityBar {
	Str name; /* the page's h1, unless the page has its own */
	Str name_href;
	bool name_is_not_heading;
	Str known_as; /* a whole phrase: 'likes to be called "Auntie"' */
	const IdentityFact *facts;
	size_t fact_count;
	const Flag *flags;
	size_t flag_count;
	Str label; /* for screen readers: "About this person" unless set */
} IdentityBar;

void component_identity_bar(Html *out, const IdentityBar *bar);
void component_flags(Html *out, const Flag *flags, size_t count);

/* Between open and close stands whatever the page writes. */
typedef struct Card {
	Str title;
	int heading_level; /* 2 unless set */
	Str id;
	const struct ListAction *actions; /* beside the title */
	size_t action_count;
	bool is_plain; /* without a frame */
	Str classes;
} Card;

void component_card_open(Html *out, const Card *card);
void component_card_close(Html *out);

/* Somebody's own words, on warm paper. */
typedef struct WordsCard {
	Str title;
	int heading_level; /* 2 unless set */
	Str words;         /* as said; the quotation marks are the component's */
	Str said_by;       /* "In her own words, seen alone" */
	Str said_on;       /* "12 May 2026" */
	Str change_href;
	Str change_text;   /* "Change" unless set */
	Str when_empty;    /* what stands there without words */
} WordsCard;

void component_words_card(Html *out, const WordsCard *card);

/* Who said it and when: "Confirmed 12 May 2026 by her daughter". Any part may be missing. */
typedef struct SaidBy {
	Str verb; /* "Confirmed" */
	Str when;
	Str datetime; /* for <time datetime>: "2026-05-12"; empty: none */
	Str who;
	Str how_href; /* to the lines or the source */
	Str how_text;
} SaidBy;

void component_said_by(Html *out, const SaidBy *said);

typedef struct TimelineEvent {
	Str when; /* "Saturday 16:10" */
	Str datetime;
	Str title;
	Str href;
	Str text;
	Markup markup;
	Str by;
	bool is_alert;
} TimelineEvent;

typedef struct Timeline {
	const TimelineEvent *events;
	size_t event_count;
	Str label;
	Str earlier_href; /* "214 earlier" */
	Str earlier_text;
} Timeline;

void component_timeline(Html *out, const Timeline *timeline);

typedef enum PillKind { PILL_PLAIN, PILL_DUE, PILL_OVER, PILL_DONE } PillKind;

typedef struct Pill {
	Str text; /* says it in words: "in 4 days", "6 hours over" */
	PillKind kind;
} Pill;

void component_pill(Html *out, const Pill *pill);

/* A GET form in a box: the address can be sent to a colleague. Between open and close stand the fields. */
typedef struct Filter {
	Str action;
	Str title; /* "Filter" unless set */
	Str button_text; /* "Show" unless set */
	Str clear_href; /* "Clear filters" */
} Filter;

void component_filter_open(Html *out, const Filter *filter);
void component_filter_close(Html *out, const Filter *filter);

/* Where a list would stand: says what would be here and what to do. */
typedef struct EmptyState {
	Str title;
	Str text;
	Str action_href;
	Str action_text;
} EmptyState;

void component_empty_state(Html *out, const EmptyState *state);

/* Main text beside a narrower column; one column on a phone. */
void component_columns_open(Html *out);
void component_columns_next(Html *out);
void component_columns_close(Html *out);

/* A count with its words: "12" "waiting over 28 days". */
typedef struct Figure {
	Str number;
	Str text;
	Str href;
	PillKind kind;
} Figure;

void component_figures(Html *out, const Figure *figures, size_t count);

#endif
