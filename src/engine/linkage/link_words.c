/* Dictionaries: each different value once, with a number. */
#include <string.h>

#include "engine/linkage/link_internal.h"

enum { WORD_CHUNK_BYTES = 256 * 1024, FIRST_SLOTS = 4096 };

void words_init(LinkWords *words)
{
	*words = (LinkWords){.texts = link_list_make(sizeof(Str)), .hashes = link_list_make(sizeof(uint32_t)),
		.letters = link_list_make(sizeof(uint64_t)), .slot_count = FIRST_SLOTS};
	arena_init(&words->bytes, ARENA_COMMAND_BYTES_MAX);
	arena_init(&words->slot_arena, ARENA_COMMAND_BYTES_MAX);
	arena_init(&words->features, ARENA_COMMAND_BYTES_MAX);
	words->slots = ARENA_ARRAY(&words->slot_arena, uint32_t, words->slot_count);
	(void)link_list_add(&words->texts);
	(void)link_list_add(&words->hashes);
	(void)link_list_add(&words->letters);
}

void words_clear(LinkWords *words)
{
	link_list_clear(&words->texts);
	link_list_clear(&words->hashes);
	link_list_clear(&words->letters);
	arena_clear(&words->bytes);
	arena_clear(&words->slot_arena);
	arena_clear(&words->features);
}

static void grow_slots(LinkWords *words)
{
	arena_clear(&words->slot_arena);
	words->slot_count *= 2;
	words->slots = ARENA_ARRAY(&words->slot_arena, uint32_t, words->slot_count);
	for (uint32_t word = 1; word < words_count(words); word++) {
		size_t slot = words_hash(words, word) & (words->slot_count - 1);
		while (words->slots[slot] != 0)
			slot = (slot + 1) & (words->slot_count - 1);
		words->slots[slot] = word;
	}
}

static Str keep_text(LinkWords *words, Str text)
{
	if (text.length > words->chunk_left) {
		size_t size = text.length > WORD_CHUNK_BYTES ? text.length : WORD_CHUNK_BYTES;
		words->chunk = arena_allocate(&words->bytes, size);
		words->chunk_left = size;
	}
	Str kept = {.data = words->chunk, .length = text.length};
	memcpy(words->chunk, text.data, text.length);
	words->chunk += text.length;
	words->chunk_left -= text.length;
	return kept;
}

static size_t find_slot(const LinkWords *words, Str text, uint32_t hash)
{
	size_t slot = hash & (words->slot_count - 1);
	while (words->slots[slot] != 0) {
		uint32_t word = words->slots[slot];
		if (words_hash(words, word) == hash && str_equal(words_text(words, word), text))
			break;
		slot = (slot + 1) & (words->slot_count - 1);
	}
	return slot;
}

/* 26 letters, ten figures, and all other bytes in the bits that are left. */
static uint64_t letters_of(Str text)
{
	uint64_t letters = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		unsigned int place = 36U + byte % 28U;
		if (byte >= 'a' && byte <= 'z')
			place = byte - 'a';
		else if (byte >= 'A' && byte <= 'Z')
			place = byte - 'A';
		else if (byte >= '0' && byte <= '9')
			place = 26U + byte - '0';
		letters |= 1ULL << place;
	}
	return letters;
}

uint32_t words_find(const LinkWords *words, Str text)
{
	return text.length == 0 ? WORD_MISSING : words->slots[find_slot(words, text, (uint32_t)link_hash(text))];
}

uint32_t words_add(LinkWords *words, Str text)
{
	if (text.length == 0)
		return WORD_MISSING;
	uint32_t hash = (uint32_t)link_hash(text);
	size_t slot = find_slot(words, text, hash);
	if (words->slots[slot] != 0)
		return words->slots[slot];
	uint32_t word = (uint32_t)words_count(words);
	*(Str *)link_list_add(&words->texts) = keep_text(words, text);
	*(uint32_t *)link_list_add(&words->hashes) = hash;
	*(uint64_t *)link_list_add(&words->letters) = letters_of(text);
	words->slots[slot] = word;
	if (words_count(words) * 2 > words->slot_count)
		grow_slots(words);
	return word;
}

void words_truncate(LinkWords *words, size_t count)
{
	while (words_count(words) > count) {
		uint32_t word = (uint32_t)words_count(words) - 1;
		size_t slot = words_hash(words, word) & (words->slot_count - 1);
		while (words->slots[slot] != word)
			slot = (slot + 1) & (words->slot_count - 1);
		words->slots[slot] = 0; /* the latest word ends its run, so that nothing behind it is lost */
		words->texts.count--;
		words->hashes.count--;
		words->letters.count--;
	}
}
