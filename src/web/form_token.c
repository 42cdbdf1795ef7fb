#include "web/form_token.h"

#include <assert.h>
#include <sodium.h>

#include "base/random.h"

enum {
	MAC_BYTES = crypto_auth_hmacsha256_BYTES,
	COOKIE_BYTES = 16,
	TOKEN_LENGTH = 4 * MAC_BYTES, /* pad and masked hash, two digits a byte */
};

static bool text_is_hex(Str text, size_t length)
{
	if (text.length != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		char digit = text.data[i];
		if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f')))
			return false;
	}
	return true;
}

Str form_cookie_make(Arena *arena)
{
	unsigned char bytes[COOKIE_BYTES];
	random_secret(bytes, sizeof bytes);
	char *text = arena_allocate(arena, 2 * COOKIE_BYTES + 1);
	(void)sodium_bin2hex(text, 2 * COOKIE_BYTES + 1, bytes, sizeof bytes);
	return (Str){.data = text, .length = 2 * COOKIE_BYTES};
}

bool form_cookie_is_valid(Str cookie)
{
	return text_is_hex(cookie, 2 * COOKIE_BYTES);
}

static void form_mac(Str secret, Str cookie, Str session, unsigned char mac[MAC_BYTES])
{
	static const unsigned char PURPOSE[] = "kith form 1";
	crypto_auth_hmacsha256_state state;
	assert(secret.length == FORM_SECRET_BYTES && form_cookie_is_valid(cookie));
	(void)crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.data, secret.length);
	(void)crypto_auth_hmacsha256_update(&state, PURPOSE, sizeof PURPOSE);
	/* The cookie's length is fixed, so cookie and session cannot run into each other. */
	(void)crypto_auth_hmacsha256_update(&state, (const unsigned char *)cookie.data, cookie.length);
	if (session.length > 0)
		(void)crypto_auth_hmacsha256_update(&state, (const unsigned char *)session.data, session.length);
	(void)crypto_auth_hmacsha256_final(&state, mac);
}

Str form_token_make(Arena *arena, Str secret, Str cookie, Str session)
{
	unsigned char bytes[2 * MAC_BYTES];
	unsigned char mac[MAC_BYTES];
	random_secret(bytes, MAC_BYTES);
	form_mac(secret, cookie, session, mac);
	for (size_t i = 0; i < MAC_BYTES; i++)
		bytes[MAC_BYTES + i] = mac[i] ^ bytes[i];
	char *text = arena_allocate(arena, TOKEN_LENGTH + 1);
	(void)sodium_bin2hex(text, TOKEN_LENGTH + 1, bytes, sizeof bytes);
	return (Str){.data = text, .length = TOKEN_LENGTH};
}

bool form_token_fits(Str token, Str secret, Str cookie, Str session)
{
	unsigned char bytes[2 * MAC_BYTES];
	unsigned char mac[MAC_BYTES];
	size_t length = 0;
	if (!form_cookie_is_valid(cookie) || !text_is_hex(token, TOKEN_LENGTH)
		|| sodium_hex2bin(bytes, sizeof bytes, token.data, token.length, NULL, &length, NULL) != 0)
		return false;
	for (size_t i = 0; i < MAC_BYTES; i++)
		bytes[MAC_BYTES + i] ^= bytes[i];
	form_mac(secret, cookie, session, mac);
	return length == sizeof bytes && sodium_memcmp(bytes + MAC_BYTES, mac, MAC_BYTES) == 0;
}

Str keeping_key_make(Arena *arena, Str secret, Str user)
{
	static const unsigned char PURPOSE[] = "kith keep 1";
	unsigned char mac[MAC_BYTES];
	crypto_auth_hmacsha256_state state;
	assert(secret.length == FORM_SECRET_BYTES && user.length > 0);
	(void)crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.data, secret.length);
	(void)crypto_auth_hmacsha256_update(&state, PURPOSE, sizeof PURPOSE);
	(void)crypto_auth_hmacsha256_update(&state, (const unsigned char *)user.data, user.length);
	(void)crypto_auth_hmacsha256_final(&state, mac);
	char *text = arena_allocate(arena, 2 * MAC_BYTES + 1);
	(void)sodium_bin2hex(text, 2 * MAC_BYTES + 1, mac, sizeof mac);
	return (Str){.data = text, .length = 2 * MAC_BYTES};
}

bool request_source_is_ours(Str sec_fetch_site, Str origin, Str host)
{
	if (sec_fetch_site.length > 0 && !str_equal(sec_fetch_site, S("same-origin")))
		return false;
	if (origin.length == 0)
		return true;
	/* Behind a proxy we do not see the scheme; the host is what another site cannot have. */
	size_t scheme = 0;
	if (!str_find(origin, S("://"), &scheme))
		return false;
	return str_equal_ignoring_case(str_slice(origin, scheme + 3, origin.length), host);
}
