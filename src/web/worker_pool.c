#include "web/worker_pool.h"

#include <assert.h>
#include <pthread.h>

typedef struct Worker {
	WorkerPool *pool;
	size_t number;
	pthread_t thread;
} Worker;

struct WorkerPool {
	WorkerPoolOptions options;
	pthread_mutex_t lock;
	pthread_cond_t job_added;
	void **jobs; /* a ring of queue_max */
	size_t first;
	size_t count;
	size_t reserved;
	bool closing;
	Worker workers[WORKER_POOL_WORKERS_MAX];
	size_t started;
};

/* The next job; NULL when the pool closes and none waits or was promised a place. */
static void *job_take(WorkerPool *pool)
{
	void *job = NULL;
	(void)pthread_mutex_lock(&pool->lock);
	while (pool->count == 0 && !(pool->closing && pool->reserved == 0))
		(void)pthread_cond_wait(&pool->job_added, &pool->lock);
	if (pool->count > 0) {
		job = pool->jobs[pool->first];
		pool->first = (pool->first + 1) % pool->options.queue_max;
		pool->count--;
	}
	(void)pthread_mutex_unlock(&pool->lock);
	return job;
}

static void *worker_run(void *argument)
{
	Worker *worker = argument;
	const WorkerPoolOptions *options = &worker->pool->options;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	void *own = options->open == NULL ? NULL : options->open(options->context, worker->number);
	for (void *job = job_take(worker->pool); job != NULL; job = job_take(worker->pool)) {
		options->run(options->context, own, &arena, job);
		arena_reset(&arena);
	}
	if (options->close != NULL)
		options->close(options->context, own);
	arena_clear(&arena);
	return NULL;
}

Status worker_pool_open(WorkerPool **out, Arena *arena, const WorkerPoolOptions *options)
{
	assert(options->workers > 0 && options->workers <= WORKER_POOL_WORKERS_MAX && options->queue_max > 0);
	WorkerPool *pool = ARENA_NEW(arena, WorkerPool);
	pool->options = *options;
	pool->jobs = ARENA_ARRAY(arena, void *, options->queue_max);
	(void)pthread_mutex_init(&pool->lock, NULL);
	(void)pthread_cond_init(&pool->job_added, NULL);
	for (size_t i = 0; i < options->workers; i++) {
		pool->workers[i] = (Worker){.pool = pool, .number = i};
		if (pthread_create(&pool->workers[i].thread, NULL, worker_run, &pool->workers[i]) != 0) {
			worker_pool_close(pool);
			worker_pool_free(pool);
			return STATUS_FAILED;
		}
		pool->started++;
	}
	*out = pool;
	return STATUS_OK;
}

bool worker_pool_reserve(WorkerPool *pool)
{
	(void)pthread_mutex_lock(&pool->lock);
	bool free_place = !pool->closing && pool->count + pool->reserved < pool->options.queue_max;
	if (free_place)
		pool->reserved++;
	(void)pthread_mutex_unlock(&pool->lock);
	return free_place;
}

void worker_pool_add(WorkerPool *pool, void *job)
{
	assert(job != NULL);
	(void)pthread_mutex_lock(&pool->lock);
	assert(pool->reserved > 0);
	pool->reserved--;
	pool->jobs[(pool->first + pool->count) % pool->options.queue_max] = job;
	pool->count++;
	/* When the pool closes, every worker looks again whether this was the last promised job. */
	if (pool->closing)
		(void)pthread_cond_broadcast(&pool->job_added);
	else
		(void)pthread_cond_signal(&pool->job_added);
	(void)pthread_mutex_unlock(&pool->lock);
}

void worker_pool_close(WorkerPool *pool)
{
	(void)pthread_mutex_lock(&pool->lock);
	pool->closing = true;
	(void)pthread_cond_broadcast(&pool->job_added);
	(void)pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->started; i++)
		(void)pthread_join(pool->workers[i].thread, NULL);
}

void worker_pool_free(WorkerPool *pool)
{
	if (pool == NULL)
		return;
	(void)pthread_cond_destroy(&pool->job_added);
	(void)pthread_mutex_destroy(&pool->lock);
}
