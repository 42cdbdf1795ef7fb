/* Text as pointer and length. Bytes are UTF-8 unless a function says otherwise; never assume a terminating nul.
 *
 * A Str borrows: whoever made the bytes (an arena, a literal) owns them. The empty Str has length 0 and may have
 * a NULL pointer. Use str_c only at the edge of a library that wants a C string.
 */
#ifndef KITH_BASE_STR_H
#define KITH_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

typedef struct Str {
	const char *data;
	size_t length;
} Str;

/* A literal: S("washing"). */
#define S(literal) ((Str){.data = "" literal, .length = sizeof(literal) - 1})
/* The same for a static initialiser. */
#define S_INIT(literal) {.data = "" literal, .length = sizeof(literal) - 1}
/* For printf: printf("%.*s", STR_ARG(name)). */
#define STR_ARG(str) (int)(str).length, ((str).data == NULL ? "" : (str).data)

Str str_from_c(const char *text);                    /* NULL gives the empty Str; borrows */
const char *str_c(Arena *arena, Str text);           /* a terminated copy */
Str str_copy(Arena *arena, Str text);
Str str_concat(Arena *arena, Str first, Str second);
Str str_join(Arena *arena, const Str *parts, size_t count, Str separator);
Str str_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
Str str_format_list(Arena *arena, const char *format, va_list arguments) PRINTF_LIKE(2, 0);

bool str_equal(Str left, Str right);
bool str_equal_ignoring_case(Str left, Str right);   /* ASCII letters only; for header names and the like */
int str_compare(Str left, Str right);                /* byte order, as both databases sort */
bool str_is_empty(Str text);
bool str_starts_with(Str text, Str prefix);
bool str_ends_with(Str text, Str suffix);
bool str_find(Str text, Str part, size_t *at);       /* first place of part; at may be NULL */
bool str_contains(Str text, Str part);
Str str_slice(Str text, size_t from, size_t to);     /* bytes from..to-1; asserts from <= to <= length */
Str str_trim(Str text);                              /* without white space at both ends (ASCII and U+00A0) */
Str str_lower_ascii(Arena *arena, Str text);
Str str_replace(Arena *arena, Str text, Str from, Str to);

/* Cuts the next piece up to separator off *rest; false when nothing is left. "a,b" gives "a", "b"; "" gives nothing. */
bool str_next(Str *rest, char separator, Str *piece);

/* Whole text as a decimal integer, sign allowed, no spaces. STATUS_INVALID for anything else or out of range. */
Status str_to_integer(Str text, int64_t *out) MUST_USE;

/* Is this valid UTF-8 without nul bytes? What comes from outside is refused when it is not. */
bool str_is_utf8(Str text);

/* Unicode normal form C, control characters except tab and line feed dropped: how text from people is kept. */
Str str_normalise(Arena *arena, Str text);

/* Folded for finding: lower case, without accents and punctuation, words parted by one space. "O'Brien-Łęcki" gives
 * "obrien lecki". Both engines search on this stored form, so they find the same. */
Str str_fold(Arena *arena, Str text);

#endif
