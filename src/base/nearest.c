#include "base/nearest.h"

#include <assert.h>
#include <string.h>

static size_t smaller(size_t left, size_t right)
{
	return left < right ? left : right;
}

size_t nearest_distance(Str left, Str right)
{
	assert(left.length <= NEAREST_NAME_LENGTH_MAX && right.length <= NEAREST_NAME_LENGTH_MAX);
	size_t rows[3][NEAREST_NAME_LENGTH_MAX + 1];
	size_t *before = rows[0];
	size_t *previous = rows[1];
	size_t *current = rows[2];
	memset(rows, 0, sizeof rows);
	for (size_t j = 0; j <= right.length; j++)
		previous[j] = j;
	for (size_t i = 1; i <= left.length; i++) {
		current[0] = i;
		for (size_t j = 1; j <= right.length; j++) {
			size_t change = left.data[i - 1] == right.data[j - 1] ? 0 : 1;
			current[j] = smaller(previous[j - 1] + change, smaller(previous[j], current[j - 1]) + 1);
			if (i > 1 && j > 1 && left.data[i - 1] == right.data[j - 2] && left.data[i - 2] == right.data[j - 1])
				current[j] = smaller(current[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = previous;
		previous = current;
		current = oldest;
	}
	return previous[right.length];
}

Str nearest_name(Str wanted, const Str *names, size_t count)
{
	Str nearest = {0};
	size_t least = SIZE_MAX;
	if (wanted.length == 0 || wanted.length > NEAREST_NAME_LENGTH_MAX)
		return nearest;
	for (size_t i = 0; i < count; i++) {
		if (names[i].length == 0 || names[i].length > NEAREST_NAME_LENGTH_MAX)
			continue;
		size_t distance = nearest_distance(wanted, names[i]);
		size_t longer = wanted.length > names[i].length ? wanted.length : names[i].length;
		if (distance < least && distance <= (longer + 2) / 3) {
			least = distance;
			nearest = names[i];
		}
	}
	return nearest;
}
