/* What a database holds, counted and hashed table by table; and the same beside a copy as a small file. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/json.h"
#include "store/driver.h"

enum { PROOF_TABLES_MAX = 400, PROOF_FILE_BYTES_MAX = 1 << 20, PROOF_PIECE_BYTES = 1 << 16 };

struct StoreProving {
	const StoreSchema *schema;
	Arena *arena;
	HashSum **sums; /* by the table's place in the schema */
	int64_t *rows;
};

bool store_is_house_table(const StoreTable *table)
{
	return strcmp(table->name, "migration") == 0 || strcmp(table->name, "lease") == 0;
}

StoreProving *store_proving_begin(const StoreSchema *schema, Arena *arena)
{
	StoreProving *proving = ARENA_NEW(arena, StoreProving);
	*proving = (StoreProving){.schema = schema, .arena = arena,
		.sums = ARENA_ARRAY(arena, HashSum *, schema->table_count),
		.rows = ARENA_ARRAY(arena, int64_t, schema->table_count)};
	for (size_t i = 0; i < schema->table_count; i++)
		proving->sums[i] = hash_begin(arena);
	return proving;
}

void store_proving_add(StoreProving *proving, const StoreTable *table, Str line)
{
	size_t place = (size_t)(table - proving->schema->tables);
	hash_add(proving->sums[place], line);
	hash_add(proving->sums[place], S("\n"));
	proving->rows[place]++;
}

static Str schema_hash(const StoreSchema *schema, Arena *arena)
{
	Str *checksums = ARENA_ARRAY(arena, Str, schema->migration_count);
	for (size_t i = 0; i < schema->migration_count; i++)
		checksums[i] = str_from_c(schema->migrations[i].checksum);
	return hash_parts(arena, checksums, schema->migration_count);
}

StoreProof store_proving_end(StoreProving *proving)
{
	const StoreSchema *schema = proving->schema;
	StoreProof proof = {.schema = schema_hash(schema, proving->arena),
		.tables = ARENA_ARRAY(proving->arena, StoreTableProof, schema->table_count)};
	for (size_t i = 0; i < schema->table_count; i++) {
		if (store_is_house_table(&schema->tables[i]))
			continue;
		proof.tables[proof.table_count++] = (StoreTableProof){.table = str_from_c(schema->tables[i].name),
			.rows = proving->rows[i], .hash = hash_end(proving->sums[i], proving->arena)};
	}
	return proof;
}

static Status prove_line(const StoreTable *table, Str line, void *context)
{
	store_proving_add(context, table, line);
	return STATUS_OK;
}

Status store_prove(Store *store, Arena *arena, StoreProof *out)
{
	StoreProving *proving = store_proving_begin(store->options.schema, arena);
	StoreConnection *connection = NULL;
	Status status = store_begin_reading(store, &connection);
	if (status != STATUS_OK)
		return status;
	status = store_each_line(connection, true, prove_line, proving);
	store_end_reading(connection);
	*out = store_proving_end(proving);
	return status;
}

Str store_proof_difference(const StoreProof *left, const StoreProof *right)
{
	for (size_t i = 0; i < left->table_count || i < right->table_count; i++) {
		if (i >= right->table_count)
			return left->tables[i].table;
		if (i >= left->table_count)
			return right->tables[i].table;
		if (!str_equal(left->tables[i].table, right->tables[i].table) || left->tables[i].rows != right->tables[i].rows
			|| !hash_equal(left->tables[i].hash, right->tables[i].hash))
			return left->tables[i].table;
	}
	return (Str){0};
}

/* --- as a file -------------------------------------------------------------------------------------------------- */

void store_proof_write(const StoreProof *proof, Buffer *out)
{
	JsonWriter json = json_writer_make(out);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("schema"), proof->schema);
	if (proof->file_hash.length > 0) {
		json_write_member_integer(&json, S("file_bytes"), proof->file_bytes);
		json_write_member_text(&json, S("file_sha256"), proof->file_hash);
	}
	json_write_object_end(&json);
	buffer_add_character(out, '\n');
	for (size_t i = 0; i < proof->table_count; i++) {
		json = json_writer_make(out);
		json_write_object_begin(&json);
		json_write_member_text(&json, S("table"), proof->tables[i].table);
		json_write_member_integer(&json, S("rows"), proof->tables[i].rows);
		json_write_member_text(&json, S("sha256"), proof->tables[i].hash);
		json_write_object_end(&json);
		buffer_add_character(out, '\n');
	}
}

static Status read_head(const JsonNode *line, StoreProof *out, Problems *problems)
{
	Status schema = json_read_text(line, S("schema"), JSON_REQUIRED, problems, &out->schema);
	Status bytes = json_read_integer(line, S("file_bytes"), JSON_REQUIRED, 0, INT64_MAX, problems, &out->file_bytes);
	Status hash = json_read_text(line, S("file_sha256"), JSON_REQUIRED, problems, &out->file_hash);
	return schema == STATUS_OK && bytes == STATUS_OK && hash == STATUS_OK ? STATUS_OK : STATUS_INVALID;
}

static Status read_table(const JsonNode *line, StoreProof *out, Problems *problems)
{
	StoreTableProof table = {0};
	Status name = json_read_text(line, S("table"), JSON_REQUIRED, problems, &table.table);
	Status rows = json_read_integer(line, S("rows"), JSON_REQUIRED, 0, INT64_MAX, problems, &table.rows);
	Status hash = json_read_text(line, S("sha256"), JSON_REQUIRED, problems, &table.hash);
	if (name != STATUS_OK || rows != STATUS_OK || hash != STATUS_OK)
		return STATUS_INVALID;
	if (out->table_count == PROOF_TABLES_MAX)
		return problems_add(problems, json_place(line));
	out->tables[out->table_count++] = table;
	return STATUS_OK;
}

static Status read_whole(Arena *arena, Str path, Str *out, Problems *problems)
{
	FILE *file = fopen(str_c(arena, path), "rb");
	if (file == NULL && errno == ENOENT)
		return STATUS_NOT_FOUND;
	char *bytes = arena_allocate(arena, PROOF_FILE_BYTES_MAX);
	size_t length = file == NULL ? 0 : fread(bytes, 1, PROOF_FILE_BYTES_MAX, file);
	bool read = file != NULL && ferror(file) == 0 && length < PROOF_FILE_BYTES_MAX;
	if (file != NULL)
		(void)fclose(file);
	*out = (Str){.data = bytes, .length = length};
	return read ? STATUS_OK : problems_add_format(problems, (Problem){.file = path}, "This file cannot be read.");
}

Status store_proof_read(Arena *arena, Str path, StoreProof *out, Problems *problems)
{
	Str rest = {0};
	Str line = {0};
	Status status = read_whole(arena, path, &rest, problems);
	*out = (StoreProof){.tables = ARENA_ARRAY(arena, StoreTableProof, PROOF_TABLES_MAX)};
	if (status != STATUS_OK)
		return status;
	for (uint32_t number = 1; status == STATUS_OK && str_next(&rest, '\n', &line); number++) {
		const JsonNode *node = NULL;
		status = json_parse(arena, path, number, line, problems, &node);
		if (status == STATUS_OK)
			status = number == 1 ? read_head(node, out, problems) : read_table(node, out, problems);
	}
	if (status == STATUS_OK && out->file_hash.length == 0)
		status = problems_add_format(problems, (Problem){.file = path}, "This file says nothing of a copy.");
	return status;
}

void store_sync_folder(Arena *arena, Str folder)
{
	int descriptor = open(folder.length == 0 ? "." : str_c(arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return;
	(void)fsync(descriptor);
	(void)close(descriptor);
}

Status store_hash_file(Arena *arena, Str path, Str *hash, int64_t *bytes, Problems *problems)
{
	FILE *file = fopen(str_c(arena, path), "rb");
	if (file == NULL)
		return problems_add_format(problems, (Problem){.file = path}, "This file cannot be read: %s", strerror(errno));
	HashSum *sum = hash_begin(arena);
	char *piece = arena_allocate(arena, PROOF_PIECE_BYTES);
	size_t count = 0;
	*bytes = 0;
	while ((count = fread(piece, 1, PROOF_PIECE_BYTES, file)) > 0) {
		hash_add(sum, (Str){.data = piece, .length = count});
		*bytes += (int64_t)count;
	}
	bool read = ferror(file) == 0;
	(void)fclose(file);
	*hash = hash_end(sum, arena);
	return read ? STATUS_OK : problems_add_format(problems, (Problem){.file = path}, "This file cannot be read whole.");
}
