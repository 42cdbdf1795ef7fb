/* Secrets that a database holds but whoever has the database alone cannot read: sealed with a key that is kept elsewhere
 * (XChaCha20-Poly1305 of libsodium). For small secrets, not for files.
 */
#ifndef KITH_BASE_SEAL_H
#define KITH_BASE_SEAL_H

#include "base/str.h"

enum {
	SEAL_KEY_BYTES = 32,
	SEAL_OVERHEAD_BYTES = 41, /* a sealed secret is so much longer: the form's number, a nonce, a check */
};

/* label says whose secret it is and must be the same at opening: a sealed secret moved to another row does not open. */
Str seal_close(Arena *arena, Str key, Str label, Str secret);
/* STATUS_INVALID when it was sealed with another key or label, was changed, or is no sealed secret. */
Status seal_open(Arena *arena, Str key, Str label, Str sealed, Str *secret) MUST_USE;

#endif
