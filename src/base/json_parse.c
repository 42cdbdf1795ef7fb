/* JSON text to a tree of nodes, by RFC 8259 and no further. */
#include "base/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct JsonReading {
	Arena *arena;
	const Str *file;
	Str text;
	size_t at;
	uint32_t line;
	size_t line_start; /* byte where the line begins */
	Problems *problems;
} JsonReading;

/* Everything read takes at most a few times the room of the text; a quarter of what is left keeps the caller safe. */
static bool has_room(const JsonReading *reading, size_t bytes)
{
	return bytes <= (reading->arena->limit_bytes - reading->arena->used_bytes) / 4;
}

static bool refuse(const JsonReading *reading, const char *message)
{
	uint32_t column = (uint32_t)(reading->at - reading->line_start) + 1;
	(void)problems_add(reading->problems, (Problem){.file = *reading->file, .line = reading->line, .column = column,
		.message = str_from_c(message)});
	return false;
}

static int peek(const JsonReading *reading)
{
	return reading->at < reading->text.length ? (unsigned char)reading->text.data[reading->at] : -1;
}

static void skip_space(JsonReading *reading)
{
	for (;;) {
		int byte = peek(reading);
		if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n')
			return;
		reading->at++;
		if (byte == '\n') {
			reading->line++;
			reading->line_start = reading->at;
		}
	}
}

static bool is_digit(int byte)
{
	return byte >= '0' && byte <= '9';
}

static bool digits_skip(JsonReading *reading)
{
	if (!is_digit(peek(reading)))
		return refuse(reading, "a digit was expected in this number");
	while (is_digit(peek(reading)))
		reading->at++;
	return true;
}

static bool number_read(JsonReading *reading, JsonNode *out)
{
	size_t start = reading->at;
	if (peek(reading) == '-')
		reading->at++;
	if (peek(reading) == '0') {
		reading->at++;
		if (is_digit(peek(reading)))
			return refuse(reading, "a number does not begin with 0 and another digit");
	} else if (!digits_skip(reading)) {
		return false;
	}
	if (peek(reading) == '.') {
		reading->at++;
		if (!digits_skip(reading))
			return false;
	}
	if (peek(reading) == 'e' || peek(reading) == 'E') {
		reading->at++;
		if (peek(reading) == '+' || peek(reading) == '-')
			reading->at++;
		if (!digits_skip(reading))
			return false;
	}
	out->kind = JSON_NUMBER;
	out->text = str_slice(reading->text, start, reading->at);
	return true;
}

static bool hex_read(JsonReading *reading, uint32_t *out)
{
	uint32_t value = 0;
	for (int i = 0; i < 4; i++) {
		int byte = peek(reading);
		uint32_t digit = is_digit(byte) ? (uint32_t)(byte - '0') : byte >= 'a' && byte <= 'f'
			? (uint32_t)(byte - 'a' + 10)
			: byte >= 'A' && byte <= 'F' ? (uint32_t)(byte - 'A' + 10) : 16;
		if (digit == 16)
			return refuse(reading, "four hexadecimal digits were expected after \\u");
		value = value * 16 + digit;
		reading->at++;
	}
	*out = value;
	return true;
}

static size_t point_write(uint32_t point, char *out)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	static const uint32_t HEADS[] = {0, 0xC0, 0xE0, 0xF0};
	for (size_t i = more; i > 0; i--, point >>= 6U)
		out[i] = (char)(0x80U | (point & 0x3FU));
	out[0] = (char)(HEADS[more] | point);
	return more + 1;
}

/* Behind \u. Twelve bytes of escape give at most four of text, so out never outgrows the source. */
static bool unicode_escape_read(JsonReading *reading, char *out, size_t *length)
{
	uint32_t point = 0;
	if (!hex_read(reading, &point))
		return false;
	if (point == 0)
		return refuse(reading, "a text may not contain \\u0000");
	if (point >= 0xDC00 && point <= 0xDFFF)
		return refuse(reading, "this is the second half of a surrogate pair without the first");
	if (point >= 0xD800 && point <= 0xDBFF) {
		uint32_t low = 0;
		if (!str_starts_with(str_slice(reading->text, reading->at, reading->text.length), S("\\u")))
			return refuse(reading, "the second half of a surrogate pair was expected");
		reading->at += 2;
		if (!hex_read(reading, &low))
			return false;
		if (low < 0xDC00 || low > 0xDFFF)
			return refuse(reading, "the second half of a surrogate pair was expected");
		point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
	}
	*length += point_write(point, out + *length);
	return true;
}

static bool escape_read(JsonReading *reading, char *out, size_t *length)
{
	static const char LETTERS[] = "\"\\/bfnrt";
	static const char MEANINGS[] = "\"\\/\b\f\n\r\t";
	int letter = peek(reading);
	if (letter == 'u') {
		reading->at++;
		return unicode_escape_read(reading, out, length);
	}
	const char *found = letter <= 0 ? NULL : strchr(LETTERS, letter);
	if (found == NULL)
		return refuse(reading, "after a backslash one of \" \\ / b f n r t u was expected");
	out[(*length)++] = MEANINGS[found - LETTERS];
	reading->at++;
	return true;
}

static bool text_read(JsonReading *reading, Str *out)
{
	size_t start = ++reading->at;
	while (peek(reading) >= 0x20 && peek(reading) != '"' && peek(reading) != '\\')
		reading->at++;
	if (peek(reading) == '"') { /* nothing escaped: borrow */
		*out = str_slice(reading->text, start, reading->at++);
		return true;
	}
	size_t end = reading->at;
	while (end < reading->text.length && reading->text.data[end] != '"')
		end += reading->text.data[end] == '\\' && end + 1 < reading->text.length ? 2 : 1;
	if (!has_room(reading, end - start + 1))
		return refuse(reading, "this text is too large to be read here");
	char *data = arena_allocate(reading->arena, end - start + 1);
	size_t length = reading->at - start;
	memcpy(data, reading->text.data + start, length);
	while (peek(reading) != '"') {
		int byte = peek(reading);
		if (byte < 0)
			return refuse(reading, "this text has no closing quote");
		if (byte < 0x20)
			return refuse(reading, "a control character stands in this text; write it as \\n, \\t or \\u00XX");
		reading->at++;
		if (byte != '\\')
			data[length++] = (char)byte;
		else if (!escape_read(reading, data, &length))
			return false;
	}
	reading->at++;
	*out = (Str){.data = data, .length = length};
	return true;
}

static bool node_read(JsonReading *reading, int depth, JsonNode *out);

static bool list_grow(JsonReading *reading, void **items, size_t count, size_t *capacity, size_t element_bytes)
{
	if (count < *capacity)
		return true;
	size_t larger = *capacity == 0 ? 4 : *capacity * 2;
	if (!has_room(reading, larger * element_bytes))
		return refuse(reading, "this file is too large to be read here");
	void *grown = arena_allocate_array(reading->arena, larger, element_bytes);
	if (count > 0)
		memcpy(grown, *items, count * element_bytes);
	*items = grown;
	*capacity = larger;
	return true;
}

static bool array_read(JsonReading *reading, int depth, JsonNode *out)
{
	void *items = NULL;
	size_t capacity = 0;
	out->kind = JSON_ARRAY;
	reading->at++;
	skip_space(reading);
	if (peek(reading) == ']') {
		reading->at++;
		return true;
	}
	for (;;) {
		JsonNode item;
		if (!node_read(reading, depth + 1, &item) || !list_grow(reading, &items, out->count, &capacity, sizeof item))
			return false;
		((JsonNode *)items)[out->count++] = item;
		out->items = items;
		skip_space(reading);
		int byte = peek(reading);
		if (byte != ',' && byte != ']')
			return refuse(reading, "a comma or the array's closing ] was expected");
		reading->at++;
		if (byte == ']')
			return true;
	}
}

static int member_compare(const void *left, const void *right)
{
	return str_compare((*(const JsonMember *const *)left)->key, (*(const JsonMember *const *)right)->key);
}

static bool keys_are_unique(JsonReading *reading, const JsonNode *object)
{
	if (object->count < 2)
		return true;
	if (!has_room(reading, object->count * sizeof(JsonMember *)))
		return refuse(reading, "this file is too large to be read here");
	const JsonMember **sorted = ARENA_ARRAY(reading->arena, const JsonMember *, object->count);
	for (size_t i = 0; i < object->count; i++)
		sorted[i] = &object->members[i];
	qsort(sorted, object->count, sizeof *sorted, member_compare);
	for (size_t i = 1; i < object->count; i++) {
		if (str_equal(sorted[i - 1]->key, sorted[i]->key)) {
			const JsonNode *later = sorted[i - 1] > sorted[i] ? &sorted[i - 1]->value : &sorted[i]->value;
			(void)problems_add_format(reading->problems, json_place(later),
				"the key \"%.*s\" stands twice in one object",
				STR_ARG(sorted[i]->key));
			return false;
		}
	}
	return true;
}

static bool member_read(JsonReading *reading, int depth, JsonMember *out)
{
	skip_space(reading);
	if (peek(reading) != '"')
		return refuse(reading, "a key in double quotes was expected");
	if (!text_read(reading, &out->key))
		return false;
	skip_space(reading);
	if (peek(reading) != ':')
		return refuse(reading, "a colon was expected after the key");
	reading->at++;
	return node_read(reading, depth + 1, &out->value);
}

static bool object_read(JsonReading *reading, int depth, JsonNode *out)
{
	void *members = NULL;
	size_t capacity = 0;
	out->kind = JSON_OBJECT;
	reading->at++;
	skip_space(reading);
	if (peek(reading) == '}') {
		reading->at++;
		return true;
	}
	for (;;) {
		JsonMember member = {0};
		if (!member_read(reading, depth, &member)
		    || !list_grow(reading, &members, out->count, &capacity, sizeof member))
			return false;
		((JsonMember *)members)[out->count++] = member;
		out->members = members;
		skip_space(reading);
		int byte = peek(reading);
		if (byte != ',' && byte != '}')
			return refuse(reading, "a comma or the object's closing } was expected");
		reading->at++;
		if (byte == '}')
			return keys_are_unique(reading, out);
	}
}

static bool word_read(JsonReading *reading, JsonNode *out)
{
	Str rest = str_slice(reading->text, reading->at, reading->text.length);
	Str word = str_starts_with(rest, S("true")) ? S("true") : str_starts_with(rest, S("false")) ? S("false")
		: S("null");
	if (!str_starts_with(rest, word))
		return refuse(reading, "a value was expected: a text in double quotes, a number, true, false, null, [ or {");
	out->kind = word.data[0] == 'n' ? JSON_NULL : JSON_TRUTH;
	out->truth = word.data[0] == 't';
	reading->at += word.length;
	return true;
}

static bool node_read(JsonReading *reading, int depth, JsonNode *out)
{
	skip_space(reading);
	if (depth > JSON_DEPTH_MAX)
		return refuse(reading, "the nesting is too deep; at most 32 levels are read");
	*out = (JsonNode){.line = reading->line, .column = (uint32_t)(reading->at - reading->line_start) + 1,
		.file = reading->file};
	int byte = peek(reading);
	if (byte == '{')
		return object_read(reading, depth, out);
	if (byte == '[')
		return array_read(reading, depth, out);
	if (byte == '-' || is_digit(byte))
		return number_read(reading, out);
	if (byte != '"')
		return word_read(reading, out);
	out->kind = JSON_TEXT;
	return text_read(reading, &out->text);
}

Status json_parse(Arena *arena, Str file_name, uint32_t first_line, Str text, Problems *problems, const JsonNode **out)
{
	Str *file = ARENA_NEW(arena, Str);
	*file = str_copy(arena, file_name);
	JsonReading reading = {.arena = arena, .file = file, .line = first_line, .problems = problems};
	if (!has_room(&reading, text.length))
		return problems_add(problems, (Problem){.file = *file, .line = first_line,
			.message = S("this file is too large to be read here")});
	if (!str_is_utf8(text))
		return problems_add(problems, (Problem){.file = *file, .line = first_line,
			.message = S("this is not UTF-8 text, or it has a nul byte")});
	reading.text = str_copy(arena, text);
	JsonNode *root = ARENA_NEW(arena, JsonNode);
	if (!node_read(&reading, 1, root))
		return STATUS_INVALID;
	skip_space(&reading);
	if (reading.at < reading.text.length) {
		(void)refuse(&reading, "the value ends before this; nothing may follow it");
		return STATUS_INVALID;
	}
	*out = root;
	return STATUS_OK;
}
