/* Threads that take jobs from one bounded queue, each with an arena and a thing of its own (a reader connection).
 *
 * A place is reserved before a job is made ready, so that adding it cannot fail afterwards.
 */
#ifndef KITH_WEB_WORKER_POOL_H
#define KITH_WEB_WORKER_POOL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"

enum { WORKER_POOL_WORKERS_MAX = 64 };

typedef struct WorkerPoolOptions {
	size_t workers;   /* 1 to WORKER_POOL_WORKERS_MAX */
	size_t queue_max; /* jobs that wait; those being run do not count */
	void *context;
	void *(*open)(void *context, size_t worker);       /* on the worker's thread, before its first job; may be NULL */
	void (*close)(void *context, void *own);           /* after its last; may be NULL */
	void (*run)(void *context, void *own, Arena *arena, void *job); /* the arena is reset after each job */
} WorkerPoolOptions;

typedef struct WorkerPool WorkerPool;

/* The pool's memory comes from arena, which must outlive it. STATUS_FAILED when a thread cannot be started. */
Status worker_pool_open(WorkerPool **out, Arena *arena, const WorkerPoolOptions *options) MUST_USE;
/* Takes a place in the queue; false when it is full. */
bool worker_pool_reserve(WorkerPool *pool) MUST_USE;
/* Puts a job into the reserved place. */
void worker_pool_add(WorkerPool *pool, void *job);
/* Runs what waits, then ends the threads. Who asks for a place from then on gets none. */
void worker_pool_close(WorkerPool *pool);
/* After close, when nobody can ask any more; NULL is allowed. The memory is the arena's. */
void worker_pool_free(WorkerPool *pool);

#endif
