/* The fields that letters may have. Filling them in from the record is the care floor's work. */
#ifndef KITH_PRACTICE_LETTERS_H
#define KITH_PRACTICE_LETTERS_H

#include "base/buffer.h"

bool letter_field_exists(Str name);
/* What stands there in the letter of an invented person; empty when there is no such field. */
Str letter_field_example(Str name);
/* A Markdown table of all fields. */
void letter_fields_document(Buffer *out);

#endif
