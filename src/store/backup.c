/* The copy for a safe place, with its proof, both of one moment. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "store/driver.h"

typedef struct Copying {
	StoreProving *proving;
	FILE *lines; /* NULL: the engine makes its own copy */
	int64_t rows;
} Copying;

static Status take_line(const StoreTable *table, Str line, void *context)
{
	Copying *copying = context;
	store_proving_add(copying->proving, table, line);
	copying->rows++;
	if (copying->lines == NULL)
		return STATUS_OK;
	bool written = fwrite(line.data, 1, line.length, copying->lines) == line.length
		&& fputc('\n', copying->lines) != EOF;
	return written ? STATUS_OK : STATUS_FULL;
}

static Status cannot_write(Problems *problems, Str file)
{
	return problems_add_format(problems, (Problem){.file = file}, "this file cannot be written: %s", strerror(errno));
}

/* For its owner alone: a copy holds everything, hashes of passwords too. */
static FILE *open_new(const char *path)
{
	(void)unlink(path); /* left by a copy that was broken off */
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	return descriptor < 0 ? NULL : fdopen(descriptor, "wb");
}

static Status close_durably(FILE *file)
{
	Status status = fflush(file) == 0 && fsync(fileno(file)) == 0 ? STATUS_OK : STATUS_FULL;
	return fclose(file) == 0 ? status : STATUS_FULL;
}

/* The last line tells a whole file from one that was cut off between two lines. */
static Status copy_as_lines(StoreConnection *connection, Str path, Copying *copying, Arena *arena, Problems *problems)
{
	copying->lines = open_new(str_c(arena, path));
	if (copying->lines == NULL)
		return cannot_write(problems, path);
	Status status = store_each_line(connection, true, take_line, copying);
	if (status == STATUS_OK && fprintf(copying->lines, "{\"end\":%lld}\n", (long long)copying->rows) < 0)
		status = STATUS_FULL;
	Status closed = close_durably(copying->lines);
	return status == STATUS_OK ? closed : status;
}

static Status copy_as_own(StoreConnection *connection, Str path, Copying *copying, Arena *arena, Problems *problems)
{
	const char *name = str_c(arena, path);
	FILE *file = open_new(name);
	if (file == NULL)
		return cannot_write(problems, path);
	Status status = close_durably(file);
	if (status == STATUS_OK)
		status = store_each_line(connection, true, take_line, copying);
	return status == STATUS_OK ? connection->store->driver->copy(connection->session, name, problems) : status;
}

static Status copy_at_one_moment(Store *store, Str path, StoreCopyForm form, Arena *arena, StoreProof *out,
	Problems *problems)
{
	Copying copying = {.proving = store_proving_begin(store->options.schema, arena)};
	StoreConnection *connection = NULL;
	Status status = store_begin_reading(store, &connection);
	if (status != STATUS_OK)
		return status;
	status = form == STORE_COPY_LINES || store->driver->copy == NULL
		? copy_as_lines(connection, path, &copying, arena, problems)
		: copy_as_own(connection, path, &copying, arena, problems);
	store_end_reading(connection);
	*out = store_proving_end(copying.proving);
	return status != STATUS_OK ? status : store_hash_file(arena, path, &out->file_hash, &out->file_bytes, problems);
}

static Status write_proof(Str path, const StoreProof *proof, Arena *arena, Problems *problems)
{
	Buffer text = buffer_make(arena, 1 << 20);
	store_proof_write(proof, &text);
	FILE *file = open_new(str_c(arena, path));
	if (file == NULL)
		return cannot_write(problems, path);
	Str bytes = buffer_str(&text);
	Status status = fwrite(bytes.data, 1, bytes.length, file) == bytes.length ? STATUS_OK : STATUS_FULL;
	Status closed = close_durably(file);
	return status == STATUS_OK ? closed : status;
}

static Str folder_of(Str file)
{
	size_t end = file.length;
	while (end > 0 && file.data[end - 1] != '/')
		end--;
	return str_slice(file, 0, end);
}

Status store_backup(Store *store, Str file, StoreCopyForm form, Arena *arena, StoreProof *out, Problems *problems)
{
	Str partial = str_concat(arena, file, S(".partial"));
	Str proof = str_concat(arena, file, S(".proof"));
	Str proof_partial = str_concat(arena, proof, S(".partial"));
	Status status = copy_at_one_moment(store, partial, form, arena, out, problems);
	if (status == STATUS_OK)
		status = write_proof(proof_partial, out, arena, problems);
	if (status == STATUS_OK && (rename(str_c(arena, partial), str_c(arena, file)) != 0
		|| rename(str_c(arena, proof_partial), str_c(arena, proof)) != 0))
		status = cannot_write(problems, file);
	store_sync_folder(arena, folder_of(file));
	if (status != STATUS_OK) {
		(void)unlink(str_c(arena, partial));
		(void)unlink(str_c(arena, proof_partial));
	}
	log_line(status == STATUS_OK ? LOG_NOTE : LOG_ERROR, "store", "backup status=%s", status_name(status));
	return status;
}
