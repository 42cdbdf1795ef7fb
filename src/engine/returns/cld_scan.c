#include "engine/returns/cld_scan.h"

#include <assert.h>
#include <string.h>

typedef enum Quoted { QUOTED_WELL, QUOTED_WRONG, QUOTED_WITHOUT_END } Quoted;

/* From behind the opening quote to behind the closing one. */
static Quoted skip_quoted(const char *at, const char *end, const char **out)
{
	for (;;) {
		const char *quote = at < end ? memchr(at, '"', (size_t)(end - at)) : NULL;
		if (quote == NULL)
			return QUOTED_WITHOUT_END;
		if (quote + 1 < end && quote[1] == '"') {
			at = quote + 2;
			continue;
		}
		*out = quote + 1;
		bool closed = quote + 1 == end || quote[1] == ',' || quote[1] == '\n' || (quote[1] == '\r' &&
			(quote + 2 == end || quote[2] == '\n'));
		return closed ? QUOTED_WELL : QUOTED_WRONG;
	}
}

/* Behind the record that begins at at; NULL when it does not end here. */
static const char *find_record_end(const char *at, const char *end, bool *in_quotes)
{
	const char *field = at;
	for (;;) {
		const char *line_end = memchr(field, '\n', (size_t)(end - field));
		const char *limit = line_end == NULL ? end : line_end;
		const char *quote = memchr(field, '"', (size_t)(limit - field));
		while (quote != NULL && quote != at && quote[-1] != ',')
			quote = memchr(quote + 1, '"', (size_t)(limit - quote - 1));
		if (quote == NULL)
			return line_end == NULL ? NULL : line_end + 1;
		Quoted quoted = skip_quoted(quote + 1, end, &field);
		if (quoted == QUOTED_WITHOUT_END) {
			*in_quotes = true;
			return NULL;
		}
		if (quoted == QUOTED_WRONG)
			field = quote + 1;
	}
}

CldCut cld_cut(const char *bytes, size_t length)
{
	CldCut cut = {0};
	while (cut.bytes < length) {
		const char *next = find_record_end(bytes + cut.bytes, bytes + length, &cut.in_quotes);
		if (next == NULL)
			return cut;
		cut.bytes = (size_t)(next - bytes);
		cut.records++;
	}
	return cut;
}

/* "" becomes " within [begin, end); gives the new end. */
static char *join_quotes(char *begin, char *end)
{
	char *to = memchr(begin, '"', (size_t)(end - begin));
	if (to == NULL)
		return end;
	for (char *from = to; from < end; from++) {
		*to++ = *from;
		if (*from == '"' && from + 1 < end && from[1] == '"')
			from++;
	}
	return to;
}

/* Reads a field that is quoted well; false when it is not, and nothing was changed. */
static bool read_quoted(char **at, char *end, Str *out)
{
	const char *after = NULL;
	char *begin = *at + 1;
	if (skip_quoted(begin, end, &after) != QUOTED_WELL)
		return false;
	char *close = *at + (after - *at) - 1;
	*at = close + 1;
	*out = (Str){.data = begin, .length = (size_t)(join_quotes(begin, close) - begin)};
	return true;
}

#define EVERY_BYTE(byte) ((uint64_t)(byte) * 0x0101010101010101ULL)

/* The bytes of word that are byte have their highest bit set, and the lowest of these is exact (D. Knuth, volume 4A, 7.1.3). */
static uint64_t find_byte(uint64_t word, unsigned char byte)
{
	uint64_t other = word ^ EVERY_BYTE(byte);
	return (other - EVERY_BYTE(0x01)) & ~other & EVERY_BYTE(0x80);
}

static char *find_field_end(char *at, const char *end)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t word = 0;
	for (; end - at >= (ptrdiff_t)sizeof word; at += sizeof word) {
		memcpy(&word, at, sizeof word);
		uint64_t found = find_byte(word, ',') | find_byte(word, '\n');
		if (found != 0)
			return at + __builtin_ctzll(found) / 8;
	}
#endif
	while (at < end && *at != ',' && *at != '\n')
		at++;
	return at;
}

bool cld_record_next(char **at, char *end, CldRecord *out)
{
	char *here = *at;
	out->count = 0;
	out->quotes_wrong = false;
	if (here == end)
		return false;
	for (;;) {
		Str field = {.data = here};
		bool quoted = here < end && *here == '"';
		if (!quoted || !read_quoted(&here, end, &field)) {
			out->quotes_wrong = out->quotes_wrong || quoted;
			here = find_field_end(here, end);
			field.length = (size_t)(here - field.data);
			if (field.length > 0 && (here == end || *here == '\n') && here[-1] == '\r')
				field.length--;
		} else if (here < end && *here == '\r') {
			here++;
		}
		if (out->count < CLD_COLUMNS_MAX)
			out->fields[out->count] = field;
		out->count++;
		assert(here == end || *here == ',' || *here == '\n');
		bool more = here < end && *here == ',';
		here += here < end;
		if (!more)
			break;
	}
	*at = here;
	return true;
}
