/* SHA-256 for the audit chain, documents and releases; written as 64 hexadecimal digits. Not for passwords. */
#ifndef KITH_BASE_HASH_H
#define KITH_BASE_HASH_H

#include "base/str.h"

enum { HASH_TEXT_LENGTH = 64 };

Str hash_text(Arena *arena, Str bytes);
/* The hash over parts, each with its length before it, so that no two different lists give the same bytes. */
Str hash_parts(Arena *arena, const Str *parts, size_t count);
/* The hash of bytes that come piece by piece; the sum lives in the arena. */
typedef struct HashSum HashSum;
HashSum *hash_begin(Arena *arena);
void hash_add(HashSum *sum, Str bytes);
Str hash_end(HashSum *sum, Arena *arena); /* once */

/* Compares without telling by its time where they differ. */
bool hash_equal(Str left, Str right);

#endif
