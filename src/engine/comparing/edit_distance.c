#include "engine/comparing/edit_distance.h"

#include <assert.h>

typedef struct Rows {
	uint8_t cells[3][EDIT_BYTES_MAX + 2];
} Rows;

static void drop_common_ends(Str *left, Str *right)
{
	while (left->length > 0 && right->length > 0 && left->data[0] == right->data[0]) {
		*left = (Str){.data = left->data + 1, .length = left->length - 1};
		*right = (Str){.data = right->data + 1, .length = right->length - 1};
	}
	while (left->length > 0 && right->length > 0 && left->data[left->length - 1] == right->data[right->length - 1]) {
		left->length--;
		right->length--;
	}
}

static uint8_t smaller(unsigned int left, unsigned int right)
{
	return (uint8_t)(left < right ? left : right);
}

/* One row of the table, only within most of the diagonal; returns its smallest cell. */
static uint8_t fill_row(Rows *rows, Str left, Str right, size_t i, size_t most)
{
	uint8_t *row = rows->cells[i % 3];
	const uint8_t *above = rows->cells[(i + 2) % 3];
	const uint8_t *above_that = rows->cells[(i + 1) % 3];
	size_t from = i > most ? i - most : 1;
	size_t to = i + most < right.length ? i + most : right.length;
	uint8_t beyond = (uint8_t)(most + 1);
	row[from - 1] = from == 1 ? smaller((unsigned int)i, beyond) : beyond;
	uint8_t least = row[from - 1];
	for (size_t j = from; j <= to; j++) {
		unsigned int changed = left.data[i - 1] != right.data[j - 1];
		uint8_t cell = smaller(smaller(above[j] + 1U, row[j - 1] + 1U), above[j - 1] + changed);
		if (i > 1 && j > 1 && left.data[i - 1] == right.data[j - 2] && left.data[i - 2] == right.data[j - 1])
			cell = smaller(cell, above_that[j - 2] + 1U);
		row[j] = smaller(cell, beyond);
		least = smaller(least, row[j]);
	}
	row[to + 1] = beyond;
	return least;
}

size_t edit_distance(Str left, Str right, size_t most)
{
	assert(most <= EDIT_DISTANCE_MAX);
	drop_common_ends(&left, &right);
	size_t longer = left.length > right.length ? left.length : right.length;
	size_t shorter = left.length + right.length - longer;
	if (longer - shorter > most || longer > EDIT_BYTES_MAX)
		return most + 1;
	if (shorter == 0)
		return longer;
	if (most == 1) { /* what is left differs at both ends, so it is one letter or an exchange, or more than one slip */
		bool exchanged = longer == 2 && shorter == 2 && left.data[0] == right.data[1] && left.data[1] == right.data[0];
		return longer == 1 || exchanged ? 1 : 2;
	}
	Rows rows = {{{0}}};
	for (size_t j = 0; j <= right.length + 1 && j < sizeof rows.cells[0]; j++) {
		rows.cells[0][j] = smaller((unsigned int)j, (unsigned int)most + 1U);
		rows.cells[1][j] = (uint8_t)(most + 1);
		rows.cells[2][j] = (uint8_t)(most + 1);
	}
	uint8_t least_before = 0;
	for (size_t i = 1; i <= left.length; i++) {
		uint8_t least = fill_row(&rows, left, right, i, most);
		if (least > most && least_before > most) /* an exchange reaches two rows up */
			return most + 1;
		least_before = least;
	}
	return rows.cells[left.length % 3][right.length];
}
