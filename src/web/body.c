#include "web/body.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/spool.h"

enum { BODY_FIRST_BYTES = 16 * 1024 };

static atomic_size_t files_bytes;

Status body_begin(Body *body, size_t declared, size_t together)
{
	*body = (Body){.declared = declared, .file = -1};
	if (declared <= BODY_MEMORY_BYTES_MAX)
		return STATUS_OK;
	if (atomic_fetch_add(&files_bytes, declared) + declared > together) {
		(void)atomic_fetch_sub(&files_bytes, declared);
		return STATUS_BUSY;
	}
	body->counted = true;
	body->file = spool_open();
	return body->file >= 0 ? STATUS_OK : STATUS_FAILED;
}

Status body_add(Body *body, Str piece)
{
	size_t wanted = body->length + piece.length;
	if (wanted > body->declared)
		return STATUS_FULL;
	if (body->declared > BODY_MEMORY_BYTES_MAX) {
		Status status = spool_write(body->file, piece) ? STATUS_OK : STATUS_FULL;
		body->length = status == STATUS_OK ? wanted : body->length;
		return status;
	}
	if (wanted > body->room) {
		size_t room = body->room == 0 ? BODY_FIRST_BYTES : body->room * 2;
		while (room < wanted)
			room *= 2;
		char *bytes = realloc(body->bytes, room);
		if (bytes == NULL)
			return STATUS_BUSY;
		body->bytes = bytes;
		body->room = room;
	}
	if (piece.length > 0)
		memcpy(body->bytes + body->length, piece.data, piece.length);
	body->length = wanted;
	return STATUS_OK;
}

Status body_whole(Body *body, Str *out)
{
	*out = (Str){.data = body->bytes, .length = body->length};
	if (!body->counted || body->length == 0)
		return STATUS_OK;
	if (body->view == NULL) {
		void *view = mmap(NULL, body->length, PROT_READ, MAP_PRIVATE, body->file, 0);
		if (view == MAP_FAILED)
			return STATUS_FAILED;
		body->view = view;
	}
	out->data = body->view;
	return STATUS_OK;
}

void body_clear(Body *body)
{
	if (body->view != NULL)
		(void)munmap(body->view, body->length);
	if (body->counted) {
		(void)atomic_fetch_sub(&files_bytes, body->declared);
		if (body->file >= 0)
			(void)close(body->file);
	}
	free(body->bytes);
	*body = (Body){.file = -1};
}
