#include "care/directory/spelling.h"

#include <string.h>

#include "base/nearest.h"
#include "care/directory/directory.sql.h"

enum { ONE_SLIP_LENGTH = 4, TWO_SLIPS_LENGTH = 6, WORD_BYTES_MIN = 3 };

typedef struct Guess {
	Str wanted;
	size_t slips_most;
	size_t slips; /* of the best; more than slips_most: there is none yet */
	int64_t weight;
	char best[NEAREST_NAME_LENGTH_MAX];
	size_t length;
} Guess;

static Status consider(const DirectoryWordsKnownRow *row, void *context)
{
	Guess *guess = context;
	Str token = row->token;
	size_t apart = token.length > guess->wanted.length ? token.length - guess->wanted.length : guess->wanted.length - token.length;
	if (apart > guess->slips_most || token.length < WORD_BYTES_MIN || token.length > NEAREST_NAME_LENGTH_MAX)
		return STATUS_OK;
	size_t slips = nearest_distance(guess->wanted, token);
	if (slips > guess->slips || (slips == guess->slips && row->weight <= guess->weight))
		return STATUS_OK;
	guess->slips = slips;
	guess->weight = row->weight;
	guess->length = token.length;
	memcpy(guess->best, token.data, token.length);
	return STATUS_OK;
}

Status spelling_nearest(Care *care, Str word, Str *out)
{
	*out = (Str){0};
	if (word.length < ONE_SLIP_LENGTH || word.length > NEAREST_NAME_LENGTH_MAX)
		return STATUS_OK;
	size_t most = word.length < TWO_SLIPS_LENGTH ? 1 : 2;
	Guess guess = {.wanted = word, .slips_most = most, .slips = most};
	Status status = sql_directory_words_known_each(care->reader, consider, &guess);
	if (status == STATUS_OK && guess.length > 0)
		*out = str_copy(care->arena, (Str){.data = guess.best, .length = guess.length});
	return status;
}
