#include "engine/comparing/jaro_winkler.h"

#define BOOST_FROM 0.7
#define BOOST_LETTER 0.1
enum { BOOST_LETTERS_MAX = 4 };

static Str cut(Str text)
{
	return text.length > JARO_BYTES_MAX ? str_slice(text, 0, JARO_BYTES_MAX) : text;
}

typedef struct Common {
	size_t count;
	uint64_t left;  /* a bit for each place of left that has its partner in right */
	uint64_t right;
} Common;

static Common find_common(Str left, Str right)
{
	size_t longer = left.length > right.length ? left.length : right.length;
	size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
	Common common = {0};
	for (size_t i = 0; i < left.length; i++) {
		size_t from = i > reach ? i - reach : 0;
		size_t to = i + reach + 1 < right.length ? i + reach + 1 : right.length;
		for (size_t j = from; j < to; j++) {
			if (left.data[i] == right.data[j] && (common.right >> j & 1U) == 0) {
				common.left |= 1ULL << i;
				common.right |= 1ULL << j;
				common.count++;
				break;
			}
		}
	}
	return common;
}

/* Letters in common that stand in another order, each pair counted twice. */
static size_t count_exchanges(Str left, Str right, const Common *common)
{
	size_t j = 0;
	size_t count = 0;
	for (size_t i = 0; i < left.length; i++) {
		if ((common->left >> i & 1U) == 0)
			continue;
		while ((common->right >> j & 1U) == 0)
			j++;
		count += left.data[i] != right.data[j] ? 1 : 0;
		j++;
	}
	return count;
}

double jaro_similarity(Str left, Str right)
{
	left = cut(left);
	right = cut(right);
	if (left.length == 0 || right.length == 0)
		return left.length == right.length ? 1.0 : 0.0;
	Common common = find_common(left, right);
	if (common.count == 0)
		return 0.0;
	double found = (double)common.count;
	size_t exchanges_whole = count_exchanges(left, right, &common) / 2;
	double exchanges = (double)exchanges_whole;
	return (found / (double)left.length + found / (double)right.length + (found - exchanges) / found) / 3.0;
}

double jaro_winkler_similarity(Str left, Str right)
{
	double jaro = jaro_similarity(left, right);
	if (jaro <= BOOST_FROM)
		return jaro;
	size_t shorter = left.length < right.length ? left.length : right.length;
	size_t letters = 0;
	while (letters < BOOST_LETTERS_MAX && letters < shorter && left.data[letters] == right.data[letters])
		letters++;
	return jaro + (double)letters * BOOST_LETTER * (1.0 - jaro);
}
