/* What a person does on a page: forms, buttons, leaving quickly. */
#ifndef KITH_WEB_COMPONENTS_ACTIONS_H
#define KITH_WEB_COMPONENTS_ACTIONS_H

#include "web/html.h"

typedef struct PageForm {
	Str action;
	bool is_get;   /* a search or filter: no token, the answer's address can be sent on */
	Str token;     /* request->form_token; asserted for a POST */
	bool has_files;
	Str autosave;  /* the address that takes one changed field (field, value, form-token); empty: none */
	Str keeping_key; /* with autosave: request->keeping_key; the browser keeps what could not be sent, locked */
	Str id;
	Str classes;
	Str version;   /* hidden field "version": the record as it was read, for the stale check; empty: none */
} PageForm;

/* <form novalidate>, the token, and with autosave the place where "Saved 14:03" is said. */
void component_form_open(Html *out, const PageForm *form);
void component_form_close(Html *out);
void component_hidden(Html *out, Str name, Str value);

typedef enum ButtonKind { BUTTON_MAIN, BUTTON_SECONDARY, BUTTON_WARNING, BUTTON_INVERSE, BUTTON_START } ButtonKind;

typedef struct Button {
	Str text;
	Markup markup; /* instead of text */
	Str href;      /* a link that looks like a button */
	Str name;
	Str value;
	Str type;      /* "submit" unless set */
	Str form_action; /* another address for this button of the form */
	Str form_id;   /* the form it belongs to when it stands outside it */
	Str hidden_text; /* after the text, for screen readers: which of many */
	ButtonKind kind;
	bool disabled;
	bool prevent_double_click;
	Str id;
	Str classes;
} Button;

void component_button(Html *out, const Button *button);
/* Buttons side by side. */
void component_button_group_open(Html *out);
void component_button_group_close(Html *out);
/* A group of them: those with an href are links beside the buttons, not links that look like one. */
void component_actions(Html *out, const Button *actions, size_t count);

typedef struct Link {
	Str href;
	Str text;
	Str hidden_text;
	Str classes; /* besides govuk-link */
} Link;

void component_link(Html *out, const Link *link);

typedef struct ExitThisPage {
	Str text;         /* "Exit this page" unless set */
	Str redirect_url; /* an ordinary site of no meaning; https://www.bbc.co.uk/weather unless set */
	Str id;
	Str classes;
	Str activated_text;
	Str timed_out_text;
	Str press_two_more_times_text;
	Str press_one_more_time_text;
} ExitThisPage;

/* Works without script as a plain link. */
void component_exit_this_page(Html *out, const ExitThisPage *exit);

#endif
