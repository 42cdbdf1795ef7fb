#include "base/random.h"

#include <assert.h>
#include <sodium.h>

/* PCG XSH RR 64/32 (M. E. O'Neill 2014): small, and the same on every machine. */
uint32_t random_next(RandomStream *stream)
{
	uint64_t old = stream->state;
	stream->state = old * 6364136223846793005ULL + stream->increment;
	uint32_t shifted = (uint32_t)(((old >> 18U) ^ old) >> 27U);
	uint32_t turn = (uint32_t)(old >> 59U);
	return (shifted >> turn) | (shifted << ((32U - turn) & 31U));
}

RandomStream random_stream(uint64_t seed, Str key)
{
	/* FNV-1a spreads keys that differ in one digit. */
	uint64_t hash = 14695981039346656037ULL;
	for (size_t i = 0; i < key.length; i++)
		hash = (hash ^ (unsigned char)key.data[i]) * 1099511628211ULL;
	RandomStream stream = {.state = 0, .increment = (hash << 1U) | 1U};
	(void)random_next(&stream);
	stream.state += seed ^ (hash >> 17U);
	(void)random_next(&stream);
	return stream;
}

uint32_t random_below(RandomStream *stream, uint32_t bound)
{
	assert(bound > 0);
	uint32_t threshold = (0U - bound) % bound;
	for (;;) {
		uint32_t value = random_next(stream);
		if (value >= threshold)
			return value % bound;
	}
}

bool random_chance(RandomStream *stream, uint32_t millionths)
{
	return random_below(stream, 1000000) < millionths;
}

void random_secret(void *out, size_t size_bytes)
{
	int ready = sodium_init();
	assert(ready >= 0);
	(void)ready;
	randombytes_buf(out, size_bytes);
}
