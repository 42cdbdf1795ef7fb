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
	Markup markup;            /* instead of text */
	Str hidden_text;          /* "Error" unless set; said before the text */
	bool markup_says_hidden;  /* the markup begins with it: another language */
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

/* How the script counts what is written. COUNT_LENGTH: UTF-16 units, as a browser's own limit does; COUNT_CHARACTERS:
 * as a reader sees them. */
typedef enum CountedAs { COUNT_UNSET, COUNT_LENGTH, COUNT_CHARACTERS, COUNT_WORDS } CountedAs;

/* A text area that says how much may still be written. One of the two limits. */
typedef struct CharacterCount {
	Textarea textarea;
	int characters_max; /* of what counted_as says, when it says something */
	int words_max;
	CountedAs counted_as;
	int threshold_percent; /* counts only when this much is written */
} CharacterCount;

typedef struct PasswordInput {
	Str id;
	Str name;
	Str label;
	Str label_classes;
	bool label_is_heading;
	Str hint;
	Str error;
	bool is_new; /* autocomplete "new-password" instead of "current-password" */
	Str classes;
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

/* What the enhanced control says in another language; each is the package's English unless set. */
typedef struct FileUploadWords {
	Str choose_files;
	Str no_file_chosen;
	Str one_file_chosen; /* with %{count} */
	Str files_chosen;    /* with %{count} */
	Str drop_instruction;
	Str entered_drop_zone;
	Str left_drop_zone;
} FileUploadWords;

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
	bool is_enhanced; /* with script, a place to drop files on; without, the browser's own control */
	FileUploadWords words;
	Str wrapper_classes;
	const HtmlAttribute *wrapper_attributes; /* at most 8, closed as ATTRIBUTES does; NULL: none */
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
