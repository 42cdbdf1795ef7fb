#include "base/seal.h"

#include <assert.h>
#include <sodium.h>

#include "base/random.h"

enum { SEAL_FORM = 1, NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };

static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the key is the cipher's");
static_assert(SEAL_OVERHEAD_BYTES == 1 + NONCE_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES, "form, nonce, check");

Str seal_close(Arena *arena, Str key, Str label, Str secret)
{
	assert(key.length == SEAL_KEY_BYTES);
	unsigned char *sealed = arena_allocate(arena, secret.length + SEAL_OVERHEAD_BYTES);
	unsigned long long length = 0;
	sealed[0] = SEAL_FORM;
	random_secret(sealed + 1, NONCE_BYTES);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + 1 + NONCE_BYTES, &length,
		(const unsigned char *)secret.data, secret.length, (const unsigned char *)label.data, label.length, NULL, sealed + 1,
		(const unsigned char *)key.data);
	return (Str){.data = (const char *)sealed, .length = 1 + NONCE_BYTES + (size_t)length};
}

Status seal_open(Arena *arena, Str key, Str label, Str sealed, Str *secret)
{
	const unsigned char *bytes = (const unsigned char *)sealed.data;
	unsigned long long length = 0;
	*secret = (Str){0};
	if (key.length != SEAL_KEY_BYTES || sealed.length < SEAL_OVERHEAD_BYTES || bytes[0] != SEAL_FORM)
		return STATUS_INVALID;
	unsigned char *opened = arena_allocate(arena, sealed.length - SEAL_OVERHEAD_BYTES + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(opened, &length, NULL, bytes + 1 + NONCE_BYTES,
		sealed.length - 1 - NONCE_BYTES, (const unsigned char *)label.data, label.length, bytes + 1,
		(const unsigned char *)key.data) != 0)
		return STATUS_INVALID;
	*secret = (Str){.data = (const char *)opened, .length = (size_t)length};
	return STATUS_OK;
}
