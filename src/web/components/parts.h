/* What several components are made of: joined class names, ids that belong together, label, hint, error, fieldset.
 *
 * Only for the files of this folder.
 */
#ifndef KITH_WEB_COMPONENTS_PARTS_H
#define KITH_WEB_COMPONENTS_PARTS_H

#include "web/html.h"

/* For an attribute: the empty Str leaves it out. */
Str part_optional(Str text);
/* For value="": an empty text is written, for without it a browser would send words of its own. */
Str part_value(Str text);
/* HTML_BARE when yes, otherwise left out. */
Str part_flag(bool yes);
/* The texts that are not empty, parted by spaces; left out as an attribute when there is none. */
Str part_join(Html *out, Str first, Str second, Str third);
/* id + suffix */
Str part_id(Html *out, Str id, Str suffix);
Str part_number(Html *out, size_t number);
Str part_first(Str first, Str otherwise);
/* Markup when there is some, else the text. */
void part_content(Html *out, Markup markup, Str text);
/* The same, but text stands in a paragraph of its own. */
void part_paragraph(Html *out, Markup markup, Str text);

/* A question's surroundings: everything around the control itself. */
typedef struct Question {
	Str id; /* of the control; hint and error ids are made from it */
	Str label;
	Str label_classes;
	bool label_is_heading;
	bool is_group; /* a legend in a fieldset instead of a label */
	Str role;      /* of the fieldset */
	Str hint;
	Markup hint_markup;
	Str error;
	Str group_classes;
	Str described_by;      /* further ids, before ours */
	const HtmlAttribute *group_attributes; /* NULL: none */
} Question;

bool part_has_hint(const Question *question);
/* The ids for aria-describedby: what was given, the hint, the error. */
Str part_described_by(Html *out, const Question *question);
/* Opens the form group and writes label or legend, hint and error. */
void part_question_open(Html *out, const Question *question);
void part_question_close(Html *out, const Question *question);

#endif
