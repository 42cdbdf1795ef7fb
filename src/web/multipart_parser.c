#include "web/multipart_parser.h"

#include <string.h>

typedef struct Part {
	Str name;
	Str file_name;
	bool is_file;
	Str media_type;
	Str bytes;
} Part;

static bool bytes_find(Str text, Str part, size_t *at)
{
	size_t from = 0;
	while (part.length <= text.length - from) {
		size_t places = text.length - from - part.length + 1;
		const char *first = memchr(text.data + from, part.data[0], places);
		if (first == NULL)
			return false;
		from = (size_t)(first - text.data);
		if (memcmp(first, part.data, part.length) == 0) {
			*at = from;
			return true;
		}
		from++;
	}
	return false;
}

/* One "; name=value" of a header from *rest; value in quotes or bare. False when nothing well formed is left. */
static bool header_parameter_next(Str *rest, Str *name, Str *value)
{
	Str text = str_trim(*rest);
	size_t equals = 0;
	if (!str_starts_with(text, S(";")) || !str_find(text, S("="), &equals))
		return false;
	*name = str_trim(str_slice(text, 1, equals));
	text = str_slice(text, equals + 1, text.length);
	size_t end = 0;
	if (str_starts_with(text, S("\""))) {
		text = str_slice(text, 1, text.length);
		if (!str_find(text, S("\""), &end))
			return false;
		*value = str_slice(text, 0, end);
		*rest = str_slice(text, end + 1, text.length);
		return true;
	}
	if (!str_find(text, S(";"), &end))
		end = text.length;
	*value = str_trim(str_slice(text, 0, end));
	*rest = str_slice(text, end, text.length);
	return true;
}

static Str header_value_start(Str value, Str *rest)
{
	size_t semicolon = 0;
	if (!str_find(value, S(";"), &semicolon))
		semicolon = value.length;
	*rest = str_slice(value, semicolon, value.length);
	return str_trim(str_slice(value, 0, semicolon));
}

static bool boundary_is_plain(Str boundary)
{
	for (size_t i = 0; i < boundary.length; i++) {
		if (boundary.data[i] < ' ' || boundary.data[i] > '~')
			return false;
	}
	return boundary.length > 0 && boundary.length <= MULTIPART_BOUNDARY_MAX;
}

Status multipart_boundary(Str content_type, Str *out)
{
	Str rest = {0};
	if (!str_equal_ignoring_case(header_value_start(content_type, &rest), S("multipart/form-data")))
		return STATUS_INVALID;
	Str name = {0};
	Str value = {0};
	while (header_parameter_next(&rest, &name, &value)) {
		if (str_equal_ignoring_case(name, S("boundary"))) {
			*out = value;
			return boundary_is_plain(value) ? STATUS_OK : STATUS_INVALID;
		}
	}
	return STATUS_INVALID;
}

/* Browsers write a quote or a line end inside a name as %22, %0D, %0A and leave everything else as it is. */
static Status part_name_read(Arena *arena, Str written, Str *out)
{
	if (!str_is_utf8(written))
		return STATUS_INVALID;
	Str name = str_replace(arena, written, S("%22"), S("\""));
	name = str_replace(arena, name, S("%0D"), S(""));
	name = str_replace(arena, name, S("%0A"), S(" "));
	*out = str_normalise(arena, name);
	return STATUS_OK;
}

static Status part_read_disposition(Arena *arena, Str value, Part *part)
{
	Str rest = {0};
	if (!str_equal_ignoring_case(header_value_start(value, &rest), S("form-data")))
		return STATUS_INVALID;
	Str name = {0};
	Str written = {0};
	while (header_parameter_next(&rest, &name, &written)) {
		Status status = STATUS_OK;
		if (str_equal_ignoring_case(name, S("name"))) {
			status = part_name_read(arena, written, &part->name);
		} else if (str_equal_ignoring_case(name, S("filename"))) {
			part->is_file = true;
			status = part_name_read(arena, written, &part->file_name);
		}
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static Status part_read_headers(Arena *arena, Str headers, Part *part)
{
	while (headers.length > 0) {
		size_t end = 0;
		if (!bytes_find(headers, S("\r\n"), &end))
			end = headers.length;
		Str line = str_slice(headers, 0, end);
		headers = end == headers.length ? (Str){0} : str_slice(headers, end + 2, headers.length);
		size_t colon = 0;
		if (!str_find(line, S(":"), &colon))
			return STATUS_INVALID;
		Str name = str_slice(line, 0, colon);
		Str value = str_trim(str_slice(line, colon + 1, line.length));
		Status status = STATUS_OK;
		if (str_equal_ignoring_case(name, S("content-disposition")))
			status = part_read_disposition(arena, value, part);
		else if (str_equal_ignoring_case(name, S("content-type")))
			status = str_is_utf8(value) ? STATUS_OK : STATUS_INVALID;
		if (status != STATUS_OK)
			return status;
		if (str_equal_ignoring_case(name, S("content-type")))
			part->media_type = str_normalise(arena, value);
	}
	return part->name.length > 0 ? STATUS_OK : STATUS_INVALID;
}

static Status part_read(Arena *arena, Str text, Part *part)
{
	*part = (Part){0};
	size_t end = 0;
	size_t look = text.length < MULTIPART_HEADER_BYTES_MAX ? text.length : MULTIPART_HEADER_BYTES_MAX;
	if (!bytes_find(str_slice(text, 0, look), S("\r\n\r\n"), &end))
		return STATUS_INVALID;
	part->bytes = str_slice(text, end + 4, text.length);
	return part_read_headers(arena, str_slice(text, 0, end), part);
}

static Status form_add_part(Arena *arena, MultipartForm *form, const Part *part)
{
	if (part->is_file) {
		if (part->file_name.length == 0 && part->bytes.length == 0)
			return STATUS_OK;
		if (form->file_count == REQUEST_FILES_MAX)
			return STATUS_FULL;
		form->files[form->file_count++] = (UploadedFile){.field = part->name, .name = part->file_name,
			.media_type = part->media_type, .bytes = part->bytes};
		return STATUS_OK;
	}
	if (form->field_count == REQUEST_FIELDS_MAX)
		return STATUS_FULL;
	if (!str_is_utf8(part->bytes))
		return STATUS_INVALID;
	form->fields[form->field_count++] = (FormField){.name = part->name, .value = str_normalise(arena, part->bytes)};
	return STATUS_OK;
}

/* After a boundary: CRLF and the next part, or "--" and the end. */
static Status form_read_parts(Arena *arena, Str delimiter, Str rest, MultipartForm *form)
{
	while (!str_starts_with(rest, S("--"))) {
		size_t end = 0;
		if (!str_starts_with(rest, S("\r\n")))
			return STATUS_INVALID;
		rest = str_slice(rest, 2, rest.length);
		if (!bytes_find(rest, delimiter, &end))
			return STATUS_INVALID;
		Part part = {0};
		Status status = part_read(arena, str_slice(rest, 0, end), &part);
		if (status == STATUS_OK)
			status = form_add_part(arena, form, &part);
		if (status != STATUS_OK)
			return status;
		rest = str_slice(rest, end + delimiter.length, rest.length);
	}
	return STATUS_OK;
}

Status multipart_parse(Arena *arena, Str boundary, Str body, MultipartForm *out)
{
	*out = (MultipartForm){
		.fields = ARENA_ARRAY(arena, FormField, REQUEST_FIELDS_MAX),
		.files = ARENA_ARRAY(arena, UploadedFile, REQUEST_FILES_MAX),
	};
	Str delimiter = str_format(arena, "\r\n--%.*s", STR_ARG(boundary));
	Str opening = str_slice(delimiter, 2, delimiter.length);
	if (!str_starts_with(body, opening))
		return STATUS_INVALID;
	return form_read_parts(arena, delimiter, str_slice(body, opening.length, body.length), out);
}
