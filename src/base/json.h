/* JSON in and out: a strict reader into a tree of nodes with places, accessors that say what is wrong, and a writer.
 *
 * The reader is ours and not json-c's: json-c keeps the last of two equal keys without a word, and tells no line for
 * what a value lacks. Refused: equal keys in one object, more than JSON_DEPTH_MAX levels, \u0000, half surrogates,
 * control characters in texts, comments, trailing commas, anything after the value, bad UTF-8. A number keeps its text,
 * so that money is read exactly.
 */
#ifndef KITH_BASE_JSON_H
#define KITH_BASE_JSON_H

#include "base/date.h"
#include "base/money.h"
#include "base/problems.h"

enum { JSON_DEPTH_MAX = 32 };

typedef enum JsonKind { JSON_NULL, JSON_TRUTH, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT } JsonKind;

typedef struct JsonMember JsonMember;

typedef struct JsonNode {
	JsonKind kind;
	bool truth;
	uint32_t line;   /* of its first character, from 1 */
	uint32_t column; /* from 1, in bytes */
	const Str *file;
	Str text;        /* of a text; of a number as written */
	size_t count;
	const struct JsonNode *items; /* of an array */
	const JsonMember *members;    /* of an object, in the file's order */
} JsonNode;

struct JsonMember {
	Str key;
	JsonNode value;
};

/* Reads one value that fills text (white space around it aside). first_line is the line that text starts on: 1, or the
 * line's number in a file of JSON Lines. What would not fit well into what arena has left is refused as too large.
 * STATUS_INVALID with one problem, at the first thing that is wrong. */
Status json_parse(Arena *arena, Str file_name, uint32_t first_line, Str text, Problems *problems,
	const JsonNode **out) MUST_USE;

/* The member of an object; NULL when it is absent or object is NULL or no object. */
const JsonNode *json_member(const JsonNode *object, Str key);
/* The text of a text node; empty for others and NULL. */
Str json_text(const JsonNode *node);
Status json_integer(const JsonNode *node, int64_t *out) MUST_USE; /* a number without point or exponent */
/* Pounds, from a number or a text with at most two decimals: 12.5 is 1250 pence. */
Status json_money(const JsonNode *node, Pence *out) MUST_USE;
Problem json_place(const JsonNode *node);
/* "an object", "a text"…; "nothing" for NULL. */
Str json_kind_words(const JsonNode *node);

/* Members of an object with their type. A member that is absent or null is a problem when it is required; when it is
 * optional *out stays as it was. A wrong type is a problem in both cases. */
typedef enum JsonNeed { JSON_OPTIONAL, JSON_REQUIRED } JsonNeed;
Status json_read_text(const JsonNode *object, Str key, JsonNeed need, Problems *problems, Str *out) MUST_USE;
Status json_read_integer(const JsonNode *object, Str key, JsonNeed need, int64_t least, int64_t most,
	Problems *problems, int64_t *out) MUST_USE;
Status json_read_money(const JsonNode *object, Str key, JsonNeed need, Problems *problems, Pence *out) MUST_USE;
Status json_read_truth(const JsonNode *object, Str key, JsonNeed need, Problems *problems, bool *out) MUST_USE;
Status json_read_date(const JsonNode *object, Str key, JsonNeed need, Problems *problems, Date *out) MUST_USE;
Status json_read_array(const JsonNode *object, Str key, JsonNeed need, Problems *problems,
	const JsonNode **out) MUST_USE;
Status json_read_object(const JsonNode *object, Str key, JsonNeed need, Problems *problems,
	const JsonNode **out) MUST_USE;
/* A problem for each member whose key is not among known; STATUS_INVALID when there was any. */
Status json_check_keys(const JsonNode *object, const Str *known, size_t count, Problems *problems) MUST_USE;

/* Writes compact JSON: commas are put by the writer, texts are escaped. Wrong nesting is an assert. */
typedef struct JsonWriter {
	Buffer *out;
	int depth;
	bool comma_needed;
	bool key_written;
} JsonWriter;

JsonWriter json_writer_make(Buffer *out);
void json_write_object_begin(JsonWriter *writer);
void json_write_object_end(JsonWriter *writer);
void json_write_array_begin(JsonWriter *writer);
void json_write_array_end(JsonWriter *writer);
void json_write_key(JsonWriter *writer, Str key);
void json_write_text(JsonWriter *writer, Str text); /* valid UTF-8 */
void json_write_integer(JsonWriter *writer, int64_t value);
void json_write_money(JsonWriter *writer, Pence pence); /* pounds: 12.50 */
void json_write_truth(JsonWriter *writer, bool truth);
void json_write_null(JsonWriter *writer);
void json_write_node(JsonWriter *writer, const JsonNode *node); /* a tree as it was read */
/* A key and its value. */
void json_write_member_text(JsonWriter *writer, Str key, Str text);
void json_write_member_integer(JsonWriter *writer, Str key, int64_t value);
void json_write_member_money(JsonWriter *writer, Str key, Pence pence);
void json_write_member_truth(JsonWriter *writer, Str key, bool truth);

#endif
