/* Reads multipart/form-data bodies (RFC 7578). Pure: the files' bytes are borrowed from the body.
 *
 * Strict where browsers agree: CRLF line ends, every part with its own name, the closing boundary present.
 */
#ifndef KITH_WEB_MULTIPART_PARSER_H
#define KITH_WEB_MULTIPART_PARSER_H

#include "web/request.h"

enum { MULTIPART_BOUNDARY_MAX = 70, MULTIPART_HEADER_BYTES_MAX = 4096 };

typedef struct MultipartForm {
	FormField *fields;
	size_t field_count;
	UploadedFile *files; /* a file input that was left empty is not one */
	size_t file_count;
} MultipartForm;

/* The boundary that a Content-Type of multipart/form-data declares; STATUS_INVALID when it is another type or declares
 * none of 1 to 70 characters. */
Status multipart_boundary(Str content_type, Str *out) MUST_USE;

/* STATUS_INVALID for what is not well formed or not UTF-8; STATUS_FULL for too many fields or files. */
Status multipart_parse(Arena *arena, Str boundary, Str body, MultipartForm *out) MUST_USE;

#endif
