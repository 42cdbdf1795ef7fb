#include "base/one_time.h"

#include <assert.h>
#include <string.h>

enum { SHA1_BYTES = 20, SHA1_BLOCK_BYTES = 64, SHA1_WORDS = 5, SHA1_ROUNDS = 80, COUNTER_BYTES = 8 };

typedef struct Sha1 {
	uint32_t state[SHA1_WORDS];
	unsigned char block[SHA1_BLOCK_BYTES];
	size_t filled;
	uint64_t length_bytes;
} Sha1;

static uint32_t rotate(uint32_t word, unsigned bits)
{
	return (word << bits) | (word >> (32U - bits));
}

static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
	if (round < 20)
		return ((b & c) | (~b & d)) + 0x5a827999U;
	if (round < 40)
		return (b ^ c ^ d) + 0x6ed9eba1U;
	if (round < 60)
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdcU;
	return (b ^ c ^ d) + 0xca62c1d6U;
}

static void sha1_take_block(Sha1 *sha)
{
	uint32_t words[SHA1_ROUNDS];
	for (size_t i = 0; i < 16; i++)
		words[i] = (uint32_t)sha->block[4 * i] << 24U | (uint32_t)sha->block[4 * i + 1] << 16U
			| (uint32_t)sha->block[4 * i + 2] << 8U | (uint32_t)sha->block[4 * i + 3];
	for (size_t i = 16; i < SHA1_ROUNDS; i++)
		words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
	uint32_t a = sha->state[0];
	uint32_t b = sha->state[1];
	uint32_t c = sha->state[2];
	uint32_t d = sha->state[3];
	uint32_t e = sha->state[4];
	for (int round = 0; round < SHA1_ROUNDS; round++) {
		uint32_t next = rotate(a, 5) + mix(round, b, c, d) + e + words[round];
		e = d;
		d = c;
		c = rotate(b, 30);
		b = a;
		a = next;
	}
	const uint32_t add[SHA1_WORDS] = {a, b, c, d, e};
	for (size_t i = 0; i < SHA1_WORDS; i++)
		sha->state[i] += add[i];
	sha->filled = 0;
}

static Sha1 sha1_begin(void)
{
	return (Sha1){.state = {0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U, 0xc3d2e1f0U}};
}

static void sha1_add(Sha1 *sha, const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		sha->block[sha->filled++] = bytes[i];
		if (sha->filled == SHA1_BLOCK_BYTES)
			sha1_take_block(sha);
	}
	sha->length_bytes += length;
}

static void sha1_end(Sha1 *sha, unsigned char out[SHA1_BYTES])
{
	static const unsigned char MARK = 0x80;
	static const unsigned char NOUGHT = 0;
	uint64_t bits = sha->length_bytes * 8;
	unsigned char length[8];
	for (size_t i = 0; i < sizeof length; i++)
		length[i] = (unsigned char)(bits >> (56U - 8U * i));
	sha1_add(sha, &MARK, 1);
	while (sha->filled != SHA1_BLOCK_BYTES - sizeof length)
		sha1_add(sha, &NOUGHT, 1);
	sha1_add(sha, length, sizeof length);
	for (size_t i = 0; i < SHA1_BYTES; i++)
		out[i] = (unsigned char)(sha->state[i / 4] >> (24U - 8U * (i % 4)));
}

static void hmac(Str key, const unsigned char *text, size_t length, unsigned char out[SHA1_BYTES])
{
	unsigned char pad[SHA1_BLOCK_BYTES] = {0};
	unsigned char inner[SHA1_BYTES];
	assert(key.length <= SHA1_BLOCK_BYTES);
	if (key.length > 0)
		memcpy(pad, key.data, key.length);
	for (size_t i = 0; i < sizeof pad; i++)
		pad[i] ^= 0x36U;
	Sha1 sha = sha1_begin();
	sha1_add(&sha, pad, sizeof pad);
	sha1_add(&sha, text, length);
	sha1_end(&sha, inner);
	for (size_t i = 0; i < sizeof pad; i++)
		pad[i] ^= 0x36U ^ 0x5cU;
	sha = sha1_begin();
	sha1_add(&sha, pad, sizeof pad);
	sha1_add(&sha, inner, sizeof inner);
	sha1_end(&sha, out);
}

Str one_time_code(Arena *arena, Str secret, uint64_t step, int digits)
{
	static const uint32_t POWERS[] = {1000000U, 10000000U, 100000000U};
	unsigned char counter[COUNTER_BYTES];
	unsigned char digest[SHA1_BYTES];
	assert(digits >= 6 && digits <= 8);
	for (size_t i = 0; i < sizeof counter; i++)
		counter[i] = (unsigned char)(step >> (56U - 8U * i));
	hmac(secret, counter, sizeof counter, digest);
	size_t at = digest[SHA1_BYTES - 1] & 0x0fU;
	uint32_t number = ((uint32_t)digest[at] & 0x7fU) << 24U | (uint32_t)digest[at + 1] << 16U
		| (uint32_t)digest[at + 2] << 8U | (uint32_t)digest[at + 3];
	return str_format(arena, "%0*u", digits, number % POWERS[digits - 6]);
}

uint64_t one_time_step(Instant at)
{
	return at < 0 ? 0 : (uint64_t)(at / INSTANT_SECOND) / ONE_TIME_STEP_SECONDS;
}

Str one_time_base32(Arena *arena, Str bytes)
{
	static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	size_t length = (bytes.length * 8 + 4) / 5;
	char *text = arena_allocate(arena, length + 1);
	for (size_t i = 0; i < length; i++) {
		size_t bit = i * 5;
		unsigned high = (unsigned char)bytes.data[bit / 8];
		unsigned low = bit / 8 + 1 < bytes.length ? (unsigned char)bytes.data[bit / 8 + 1] : 0U;
		text[i] = ALPHABET[((high << 8U | low) >> (11U - bit % 8)) & 31U];
	}
	return (Str){.data = text, .length = length};
}
