/* Questions with several controls: fieldset, radios, checkboxes, date. */
#ifndef KITH_WEB_COMPONENTS_CHOICES_H
#define KITH_WEB_COMPONENTS_CHOICES_H

#include "web/html.h"

typedef struct Fieldset {
	Str legend;
	Str legend_classes; /* "govuk-fieldset__legend--m" */
	bool legend_is_heading;
	Str described_by;
	Str role;
	Str classes;
} Fieldset;

/* One radio or checkbox; with a divider ("or") and nothing else it parts the ones before from the ones after. */
typedef struct ChoiceItem {
	Str value;
	Str text;
	Markup markup; /* instead of text */
	Str id;        /* unless set: the group's id, then with -2, -3 … */
	Str name;      /* checkboxes only: unless set, the group's */
	Str hint;
	bool checked;
	bool disabled;
	bool is_exclusive;  /* checkboxes: "none of these" unchecks the others */
	Markup conditional; /* shown when chosen; stands open without script */
	Str divider;
	Str label_classes;
} ChoiceItem;

typedef struct Radios {
	Str id; /* name unless set */
	Str name;
	Str legend; /* the question; without one the items stand without a fieldset */
	Str legend_classes;
	bool legend_is_heading;
	Str hint;
	Markup hint_markup;
	Str error;
	const ChoiceItem *items;
	size_t item_count;
	Str value; /* the item of this value is checked; without it the items' own marks hold */
	bool is_inline;
	bool is_small;
	Str classes;
	Str group_classes;
	Str described_by;
} Radios;

typedef struct Checkboxes {
	Str id;
	Str name;
	Str legend;
	Str legend_classes;
	bool legend_is_heading;
	Str hint;
	Markup hint_markup;
	Str error;
	const ChoiceItem *items;
	size_t item_count;
	const Str *values; /* the items of these values are checked, besides those marked so */
	size_t value_count;
	bool is_small;
	Str classes;
	Str group_classes;
	Str described_by;
} Checkboxes;

/* A date as a person knows it. The fields are named name-day, name-month, name-year; without a name only day … */
typedef struct DateInput {
	Str id; /* name unless set; the error link leads to id-day, the first field */
	Str name;
	Str legend;
	Str legend_classes;
	bool legend_is_heading;
	Str hint;
	Str error;
	Str day; /* as typed, so that a wrong one can be shown again */
	Str month;
	Str year;
	Str day_label; /* "Day" unless set: another language */
	Str month_label;
	Str year_label;
	Str day_name; /* "day" unless set; ends the field's name and id */
	Str month_name;
	Str year_name;
	bool day_is_wrong; /* with an error and none of the three marked, all are */
	bool month_is_wrong;
	bool year_is_wrong;
	bool without_day; /* month and year are asked */
	bool without_year; /* day and month are asked */
	bool is_birth_date; /* autocomplete bday-day, … : only for the person's own birth date */
	Str classes;
	Str group_classes;
} DateInput;

void component_fieldset_open(Html *out, const Fieldset *fieldset);
void component_fieldset_close(Html *out);
void component_radios(Html *out, const Radios *radios);
void component_checkboxes(Html *out, const Checkboxes *checkboxes);
void component_date_input(Html *out, const DateInput *input);

#endif
