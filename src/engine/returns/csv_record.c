/* Reading and writing one CSV record. */
#include "engine/returns/csv_record.h"

/* Reads one field; *at ends on the comma, the line end or the end of the text. */
static Status read_field(Arena *arena, Str text, size_t *at, uint32_t *lines, Str *field)
{
	size_t start = *at;
	if (start >= text.length || text.data[start] != '"') {
		while (*at < text.length && text.data[*at] != ',' && text.data[*at] != '\n' && text.data[*at] != '\r') {
			(*at)++;
		}
		*field = str_slice(text, start, *at);
		return STATUS_OK;
	}
	bool doubled = false;
	size_t end = start + 1;
	while (end < text.length && (text.data[end] != '"' || (end + 1 < text.length && text.data[end + 1] == '"'))) {
		bool quote = text.data[end] == '"';
		doubled = doubled || quote;
		*lines += text.data[end] == '\n';
		end += quote ? 2 : 1;
	}
	*at = end < text.length ? end + 1 : text.length;
	if (end >= text.length) {
		return STATUS_INVALID;
	}
	*field = str_slice(text, start + 1, end);
	if (doubled) {
		*field = str_replace(arena, *field, S("\"\""), S("\""));
	}
	bool ends = *at == text.length || text.data[*at] == ',' || text.data[*at] == '\n' || text.data[*at] == '\r';
	return ends ? STATUS_OK : STATUS_INVALID;
}

Status csv_record_next(Arena *arena, Str *rest, Str *fields, size_t max, size_t *count, uint32_t *lines)
{
	Str text = *rest;
	size_t at = 0;
	*count = 0;
	*lines = 1;
	if (text.length == 0) {
		return STATUS_NOT_FOUND;
	}
	Status status = STATUS_OK;
	for (;;) {
		Str field = {0};
		status = read_field(arena, text, &at, lines, &field);
		if (status == STATUS_OK && *count == max) {
			status = STATUS_INVALID;
		}
		if (status != STATUS_OK) {
			break;
		}
		fields[(*count)++] = field;
		if (at == text.length || text.data[at] != ',') {
			break;
		}
		at++;
	}
	while (at < text.length && text.data[at] != '\n') {
		at++;
	}
	*rest = str_slice(text, at < text.length ? at + 1 : at, text.length);
	return status;
}

void csv_add_field(Buffer *out, Str field)
{
	bool quoted = false;
	for (size_t i = 0; i < field.length; i++) {
		char character = field.data[i];
		quoted = quoted || character == ',' || character == '"' || character == '\n' || character == '\r';
	}
	if (!quoted) {
		buffer_add(out, field);
		return;
	}
	buffer_add_character(out, '"');
	for (size_t i = 0; i < field.length; i++) {
		if (field.data[i] == '"') {
			buffer_add_character(out, '"');
		}
		buffer_add_character(out, field.data[i]);
	}
	buffer_add_character(out, '"');
}
