/* JSON out: compact, with every comma and escape put here. */
#include "base/json.h"

#include <assert.h>

JsonWriter json_writer_make(Buffer *out)
{
	return (JsonWriter){.out = out};
}

static void value_begin(JsonWriter *writer)
{
	if (writer->comma_needed && !writer->key_written)
		buffer_add_character(writer->out, ',');
	writer->comma_needed = true;
	writer->key_written = false;
}

static void nest_begin(JsonWriter *writer, char mark)
{
	value_begin(writer);
	buffer_add_character(writer->out, mark);
	writer->comma_needed = false;
	writer->depth++;
}

static void nest_end(JsonWriter *writer, char mark)
{
	assert(writer->depth > 0 && !writer->key_written);
	buffer_add_character(writer->out, mark);
	writer->comma_needed = true;
	writer->depth--;
}

void json_write_object_begin(JsonWriter *writer)
{
	nest_begin(writer, '{');
}

void json_write_object_end(JsonWriter *writer)
{
	nest_end(writer, '}');
}

void json_write_array_begin(JsonWriter *writer)
{
	nest_begin(writer, '[');
}

void json_write_array_end(JsonWriter *writer)
{
	nest_end(writer, ']');
}

static void escaped_write(Buffer *out, Str text)
{
	assert(str_is_utf8(text));
	buffer_add_character(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (byte == '"' || byte == '\\')
			buffer_add_character(out, '\\');
		if (byte == '\n')
			buffer_add(out, S("\\n"));
		else if (byte == '\t')
			buffer_add(out, S("\\t"));
		else if (byte == '\r')
			buffer_add(out, S("\\r"));
		else if (byte < 0x20 || byte == 0x7F)
			buffer_add_format(out, "\\u%04x", byte);
		else
			buffer_add_character(out, (char)byte);
	}
	buffer_add_character(out, '"');
}

void json_write_key(JsonWriter *writer, Str key)
{
	assert(writer->depth > 0 && !writer->key_written);
	value_begin(writer);
	escaped_write(writer->out, key);
	buffer_add_character(writer->out, ':');
	writer->key_written = true;
}

void json_write_text(JsonWriter *writer, Str text)
{
	value_begin(writer);
	escaped_write(writer->out, text);
}

void json_write_integer(JsonWriter *writer, int64_t value)
{
	value_begin(writer);
	buffer_add_integer(writer->out, value);
}

void json_write_money(JsonWriter *writer, Pence pence)
{
	value_begin(writer);
	buffer_add(writer->out, money_format_plain(writer->out->arena, pence));
}

void json_write_truth(JsonWriter *writer, bool truth)
{
	value_begin(writer);
	buffer_add(writer->out, truth ? S("true") : S("false"));
}

void json_write_null(JsonWriter *writer)
{
	value_begin(writer);
	buffer_add(writer->out, S("null"));
}

static void number_write(JsonWriter *writer, Str text)
{
	value_begin(writer);
	buffer_add(writer->out, text);
}

void json_write_node(JsonWriter *writer, const JsonNode *node)
{
	switch (node->kind) {
	case JSON_NULL: json_write_null(writer); return;
	case JSON_TRUTH: json_write_truth(writer, node->truth); return;
	case JSON_NUMBER: number_write(writer, node->text); return;
	case JSON_TEXT: json_write_text(writer, node->text); return;
	case JSON_ARRAY:
		json_write_array_begin(writer);
		for (size_t i = 0; i < node->count; i++)
			json_write_node(writer, &node->items[i]);
		json_write_array_end(writer);
		return;
	case JSON_OBJECT:
		json_write_object_begin(writer);
		for (size_t i = 0; i < node->count; i++) {
			json_write_key(writer, node->members[i].key);
			json_write_node(writer, &node->members[i].value);
		}
		json_write_object_end(writer);
		return;
	}
}

void json_write_member_text(JsonWriter *writer, Str key, Str text)
{
	json_write_key(writer, key);
	json_write_text(writer, text);
}

void json_write_member_integer(JsonWriter *writer, Str key, int64_t value)
{
	json_write_key(writer, key);
	json_write_integer(writer, value);
}

void json_write_member_money(JsonWriter *writer, Str key, Pence pence)
{
	json_write_key(writer, key);
	json_write_money(writer, pence);
}

void json_write_member_truth(JsonWriter *writer, Str key, bool truth)
{
	json_write_key(writer, key);
	json_write_truth(writer, truth);
}
