#include "memory_test.h"

#include "unit_test.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <time.h>
#include <yaml.h>
#include <zlib.h>

/* How many more requests of a kind are met; below nought: all. */
static atomic_long left[MEMORY_KINDS] = {-1, -1, -1};
static atomic_bool lasting;
static atomic_long refused;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
int __real_nanosleep(const struct timespec *wanted, struct timespec *remaining);
int __real_yaml_parser_initialize(yaml_parser_t *parser);
int __real_yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event);
int __real_deflateInit2_(z_streamp stream, int level, int method, int bits, int memory, int strategy, const char *version,
	int size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
int __wrap_nanosleep(const struct timespec *wanted, struct timespec *remaining);
int __wrap_yaml_parser_initialize(yaml_parser_t *parser);
int __wrap_yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event);
int __wrap_deflateInit2_(z_streamp stream, int level, int method, int bits, int memory, int strategy, const char *version,
	int size);

static bool fails(MemoryOf kind)
{
	if (atomic_load(&left[kind]) < 0)
		return false;
	if (atomic_fetch_sub(&left[kind], 1) > 0)
		return false;
	atomic_store(&left[kind], atomic_load(&lasting) ? 0 : -1);
	(void)atomic_fetch_add(&refused, 1);
	return true;
}

void *__wrap_malloc(size_t size)
{
	return fails(MEMORY_OF_PROGRAM) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails(MEMORY_OF_PROGRAM) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
	return fails(MEMORY_OF_PROGRAM) ? NULL : __real_realloc(memory, size);
}

int __wrap_nanosleep(const struct timespec *wanted, struct timespec *remaining)
{
	bool scarce = false;
	for (int kind = 0; kind < MEMORY_KINDS; kind++)
		scarce = scarce || atomic_load(&left[kind]) >= 0;
	return scarce || atomic_load(&refused) > 0 ? 0 : __real_nanosleep(wanted, remaining);
}

int __wrap_yaml_parser_initialize(yaml_parser_t *parser)
{
	return fails(MEMORY_OF_LIBRARIES) ? 0 : __real_yaml_parser_initialize(parser);
}

int __wrap_yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event)
{
	if (!fails(MEMORY_OF_LIBRARIES))
		return __real_yaml_parser_parse(parser, event);
	parser->error = YAML_MEMORY_ERROR;
	return 0;
}

int __wrap_deflateInit2_(z_streamp stream, int level, int method, int bits, int memory, int strategy, const char *version,
	int size)
{
	return fails(MEMORY_OF_LIBRARIES) ? Z_MEM_ERROR
		: __real_deflateInit2_(stream, level, method, bits, memory, strategy, version, size);
}

static sqlite3_mem_methods usual;

static void *engine_malloc(int size)
{
	return fails(MEMORY_OF_SQLITE) ? NULL : usual.xMalloc(size);
}

static void *engine_realloc(void *memory, int size)
{
	return fails(MEMORY_OF_SQLITE) ? NULL : usual.xRealloc(memory, size);
}

void memory_test_begin(void)
{
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual), SQLITE_OK);
	sqlite3_mem_methods caught = usual;
	caught.xMalloc = engine_malloc;
	caught.xRealloc = engine_realloc;
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &caught), SQLITE_OK);
}

void memory_test_end_after(MemoryOf kind, long requests, bool for_good)
{
	atomic_store(&refused, 0);
	atomic_store(&lasting, for_good);
	atomic_store(&left[kind], requests);
}

long memory_test_back(void)
{
	for (int kind = 0; kind < MEMORY_KINDS; kind++)
		atomic_store(&left[kind], -1);
	atomic_store(&lasting, false);
	return atomic_exchange(&refused, 0);
}
