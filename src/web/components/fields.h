/* Where a person writes: text input, text area, counted text area, password, select, file; their label, hint and error.
 *
 * id defaults to name. error is the sentence of Problems for the field; the component marks the control and ties it.
 */
#ifndef KITH_WEB_COMPONENTS_FIELDS_H
#define KITH_WEB_COMPONENTS_FIELDS_H

#include "web/html.h"

typedef struct Label {
	Str for_id;
	Str text;
	Str classes; /* "govuk-label--l", "govuk-visually-hidden" */
	bool is_page_heading;
} Label;

typedef struct Hint {
	Str id;
	Str text;
	Markup markup; /* instead of text */
	Str classes;
} Hint;

typedef struct ErrorMessage {
	Str id;
	Str text;
	Str classes;
} ErrorMessage;

typedef enum Spellcheck { SPELLCHECK_UNSET, SPELLCHECK_ON, SPELLCHECK_OFF } Spellcheck;

typedef struct TextInput {
	Str id;
	Str name;
	Str label;
	Str label_classes;
	bool label_is_heading; /* the label is the page's h1 */
	Str hint;
	Markup hint_markup;
	Str value;
	Str error;
	Str type;         /* "text" unless set: email, tel, search */
	Str inputmode;    /* "numeric", "decimal" */
	Str autocomplete; /* "name", "postal-code", "off" */
	Str autocapitalize;
	Str pattern;
	Str prefix;       /* shown before the control and hidden from screen readers: the label says the unit too */
	Str suffix;
	Spellcheck spellcheck;
	int width;        /* in characters: 2 3 4 5 10 20 30; 0 takes the whole line */
	bool disabled;
	Str classes;
	Str group_classes;
	Str described_by;
} TextInput;

typedef struct Textarea {
	Str id;
	Str name;
	Str label;
	Str label_classes;
	bool label_is_heading;
	Str hint;
	Markup hint_markup;
	Str value;
	Str error;
	int rows; /* 5 unless set */
	Str autocomplete;
	Spellcheck spellcheck;
	bool disabled;
	Str classes;
	Str group_classes;
	Str described_by;
} Textarea;

/* A text area that says how much may still be written. One of the two limits. */
typedef struct CharacterCount {
	Textarea textarea;
	int characters_max;
	int words_max;
	int threshold_percent; /* counts only when this much is written */
} CharacterCount;

typedef struct PasswordInput {
	Str id;
	Str name;
	Str label;
	Str hint;
	Str error;
	bool is_new; /* autocomplete "new-password" instead of "current-password" */
} PasswordInput;

typedef struct SelectItem {
	Str value;
	Str text;
	bool selected;
	bool disabled;
} SelectItem;

typedef struct Select {
	Str id;
	Str name;
	Str label;
	Str label_classes;
	bool label_is_heading;
	Str hint;
	Str error;
	const SelectItem *items;
	size_t item_count;
	Str value; /* the item of this value is chosen; without it the items' own marks hold */
	bool disabled;
	Str classes;
	Str group_classes;
	Str described_by;
} Select;

typedef struct FileUpload {
	Str id;
	Str name;
	Str label;
	Str label_classes;
	bool label_is_heading;
	Str hint;
	Str error;
	Str accept; /* media types; the server checks again */
	bool multiple;
	bool disabled;
	Str classes;
	Str group_classes;
	Str described_by;
} FileUpload;

void component_label(Html *out, const Label *label);
void component_hint(Html *out, const Hint *hint);
void component_error_message(Html *out, const ErrorMessage *message);
void component_text_input(Html *out, const TextInput *input);
void component_textarea(Html *out, const Textarea *textarea);
void component_character_count(Html *out, const CharacterCount *count);
void component_password_input(Html *out, const PasswordInput *input);
void component_select(Html *out, const Select *select);
/* The form around it needs .has_files. */
void component_file_upload(Html *out, const FileUpload *upload);

#endif
