/* Reads application/x-www-form-urlencoded bodies and query strings; percent-encoding both ways.
 *
 * Pure functions of pointer and length. Whatever the bytes are, they end in fields or in a status.
 */
#ifndef KITH_WEB_FORM_PARSER_H
#define KITH_WEB_FORM_PARSER_H

#include "web/request.h"

/* Takes %41 and, where asked, + apart. STATUS_INVALID for a broken %-triple or bytes that are not UTF-8 without nul. */
Status percent_decode(Arena *arena, Str text, bool plus_is_space, Str *out) MUST_USE;
/* Everything but letters, digits and - . _ ~ as %41: fit for a query value or a path's segment. */
Str percent_encode(Arena *arena, Str text);

/* "a=1&b=x+y". Names and values come out in normal form, in their order; a piece without '=' has an empty value and
 * empty pieces are passed over. STATUS_INVALID as above; STATUS_FULL for more than REQUEST_FIELDS_MAX fields. */
Status form_parse(Arena *arena, Str text, FormField **out, size_t *count) MUST_USE;

#endif
