/* Password hashing: the one file of this room that includes libsodium. */
#include "care/access/access.h"

#include <pthread.h>
#include <sodium.h>

enum { ARGON2ID_PASSES = 2, ARGON2ID_BYTES = 19 * 1024 * 1024 };

static pthread_mutex_t turn_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn_free = PTHREAD_COND_INITIALIZER;
static int hashing_now;

static void turn_take(void)
{
	(void)pthread_mutex_lock(&turn_lock);
	while (hashing_now >= ACCESS_HASHING_AT_ONCE)
		(void)pthread_cond_wait(&turn_free, &turn_lock);
	hashing_now++;
	(void)pthread_mutex_unlock(&turn_lock);
}

static void turn_give(void)
{
	(void)pthread_mutex_lock(&turn_lock);
	hashing_now--;
	(void)pthread_cond_signal(&turn_free);
	(void)pthread_mutex_unlock(&turn_lock);
}

Status access_hash_password(Arena *arena, Str password, Str *out)
{
	char hash[crypto_pwhash_STRBYTES];
	turn_take();
	int made = crypto_pwhash_str_alg(hash, password.data, password.length, ARGON2ID_PASSES, ARGON2ID_BYTES,
		crypto_pwhash_ALG_ARGON2ID13);
	turn_give();
	if (made != 0)
		return STATUS_FULL;
	*out = str_copy(arena, str_from_c(hash));
	return STATUS_OK;
}

bool access_check_password(Str hash, Str password)
{
	char text[crypto_pwhash_STRBYTES] = {0};
	if (hash.length >= sizeof text)
		return false;
	for (size_t i = 0; i < hash.length; i++)
		text[i] = hash.data[i];
	turn_take();
	int same = crypto_pwhash_str_verify(text, password.data == NULL ? "" : password.data, password.length);
	turn_give();
	return same == 0;
}
