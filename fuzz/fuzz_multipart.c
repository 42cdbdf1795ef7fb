/* Multipart bodies. The first line of the input is the Content-Type, the rest the body. */
#include <assert.h>

#include "fuzz/fuzz_target.h"
#include "web/multipart_parser.h"

static void check_form(const MultipartForm *form, Str body)
{
	assert(form->field_count <= REQUEST_FIELDS_MAX && form->file_count <= REQUEST_FILES_MAX);
	for (size_t i = 0; i < form->field_count; i++)
		assert(form->fields[i].name.length > 0 && str_is_utf8(form->fields[i].value));
	for (size_t i = 0; i < form->file_count; i++) {
		const UploadedFile *file = &form->files[i];
		assert(file->field.length > 0 && str_is_utf8(file->name) && str_is_utf8(file->media_type));
		assert(file->bytes.data >= body.data && file->bytes.data + file->bytes.length <= body.data + body.length);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	MultipartForm form = {0};
	Str boundary = {0};
	Str type = {.data = (const char *)data, .length = size};
	size_t end = 0;
	if (!str_find(type, S("\n"), &end))
		return 0;
	Str body = str_slice(type, end + 1, size);
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	if (multipart_boundary(str_slice(type, 0, end), &boundary) == STATUS_OK
		&& multipart_parse(&arena, boundary, body, &form) == STATUS_OK)
		check_form(&form, body);
	arena_clear(&arena);
	return 0;
}
