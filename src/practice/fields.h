/* The commonest changes of a practice file as fields to fill in: a question's words, options' labels, a letter's
 * paragraphs, the days of a target. Whoever fills them in needs no YAML; everything else of the file stays as it is,
 * save comments between the paragraphs of a letter that was changed.
 *
 * Not for adding questions, options or outcomes: that is the file's own text. Nothing here checks what the words mean;
 * the loader does, of the whole.
 */
#ifndef KITH_PRACTICE_FIELDS_H
#define KITH_PRACTICE_FIELDS_H

#include "base/yaml.h"

enum { PRACTICE_FIELDS_MAX = 400, PRACTICE_THINGS_MAX = 400 };

/* Something in a file that has fields: a question, a letter, a target, a group of words. */
typedef struct PracticeThing {
	Str id;
	Str words; /* what it says, to find it by */
} PracticeThing;

typedef struct PracticeField {
	Str name;      /* of the form's field: "field-resident", "field-option-with-help-resident" */
	Str label;
	Str hint;
	Str value;     /* paragraphs are parted by an empty line */
	bool optional; /* may be empty: then it does not stand in the file */
	bool lines;    /* may have several lines */
	bool paragraphs;
	const YamlNode *mapping; /* where it stands: the pair key, or behind the pair after when it does not stand there */
	Str key;
	Str after;
} PracticeField;

/* The things of a file that have fields, in its order; none for a file that cannot be read or has none. */
size_t practice_file_things(Arena *arena, Str path, Str text, PracticeThing **out);
/* The fields of one of them; none when it is not there. */
size_t practice_thing_fields(Arena *arena, Str path, Str text, Str thing, PracticeField **out);
/* The file's text with these values, one for each field in its order. STATUS_INVALID when a field that may not be empty
 * is, or the file cannot be read with them; then problems name the field. */
Status practice_thing_change(Arena *arena, Str path, Str text, Str thing, const Str *values, size_t count, Str *out,
	Problems *problems) MUST_USE;

#endif
