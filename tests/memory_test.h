/* Memory that runs out at a place that a test chooses: the n-th request from now fails, once or from there on.
 *
 * The program's own requests and those of libraries that say so by an answer are caught by the linker (cmake/tests.cmake
 * names what is wrapped), those of SQLite by its own configuration. Waiting takes no time here: an arena that asks again
 * does so at once. What libraries do inside their own shared objects is not reached. */
#ifndef KITH_TESTS_MEMORY_TEST_H
#define KITH_TESTS_MEMORY_TEST_H

#include <stdbool.h>

typedef enum MemoryOf {
	MEMORY_OF_PROGRAM,  /* malloc, calloc, realloc in code of ours */
	MEMORY_OF_SQLITE,
	MEMORY_OF_LIBRARIES, /* libyaml, zlib: a call answers that there was none */
	MEMORY_KINDS
} MemoryOf;

/* Before anything else in main: SQLite takes no other configuration later. */
void memory_test_begin(void);
/* So many more requests are met. */
void memory_test_end_after(MemoryOf kind, long requests, bool for_good);
/* There is memory again. How many requests were refused since memory_test_end_after. */
long memory_test_back(void);

#endif
