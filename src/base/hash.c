#include "base/hash.h"

#include <sodium.h>

static Str hash_hex(Arena *arena, const unsigned char digest[crypto_hash_sha256_BYTES])
{
	char *text = arena_allocate(arena, HASH_TEXT_LENGTH + 1);
	(void)sodium_bin2hex(text, HASH_TEXT_LENGTH + 1, digest, crypto_hash_sha256_BYTES);
	return (Str){.data = text, .length = HASH_TEXT_LENGTH};
}

Str hash_text(Arena *arena, Str bytes)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	(void)crypto_hash_sha256(digest, (const unsigned char *)bytes.data, bytes.length);
	return hash_hex(arena, digest);
}

Str hash_parts(Arena *arena, const Str *parts, size_t count)
{
	crypto_hash_sha256_state state;
	unsigned char digest[crypto_hash_sha256_BYTES];
	(void)crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++) {
		unsigned char length[8];
		for (size_t byte = 0; byte < sizeof length; byte++)
			length[byte] = (unsigned char)((uint64_t)parts[i].length >> (8 * byte));
		(void)crypto_hash_sha256_update(&state, length, sizeof length);
		if (parts[i].length > 0)
			(void)crypto_hash_sha256_update(&state, (const unsigned char *)parts[i].data, parts[i].length);
	}
	(void)crypto_hash_sha256_final(&state, digest);
	return hash_hex(arena, digest);
}

struct HashSum {
	crypto_hash_sha256_state state;
};

HashSum *hash_begin(Arena *arena)
{
	HashSum *sum = ARENA_NEW(arena, HashSum);
	(void)crypto_hash_sha256_init(&sum->state);
	return sum;
}

void hash_add(HashSum *sum, Str bytes)
{
	if (bytes.length > 0)
		(void)crypto_hash_sha256_update(&sum->state, (const unsigned char *)bytes.data, bytes.length);
}

Str hash_end(HashSum *sum, Arena *arena)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	(void)crypto_hash_sha256_final(&sum->state, digest);
	return hash_hex(arena, digest);
}

bool hash_equal(Str left, Str right)
{
	return left.length == right.length && (left.length == 0 || sodium_memcmp(left.data, right.data, left.length) == 0);
}
