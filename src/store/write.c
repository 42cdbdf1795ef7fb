/* One way to write: works from any thread become durable in groups (SQLite), side by side (PostgreSQL) or in bulk. */
#include <assert.h>
#include <time.h>

#include "base/log.h"
#include "base/random.h"
#include "store/driver.h"

/* A work that waits for another work would wait for ever. */
static _Thread_local bool inside_work;

/* Runs the work, and says whether it may stand. */
static Status run_work(Store *store, StoreSession *session, StoreWork work, void *context, bool house)
{
	StoreConnection write = {
		.store = store,
		.use = STORE_USE_WRITE,
		.session = session,
		.in_work = true,
		.house = house,
	};
	inside_work = true;
	Status status = work(&write, context);
	inside_work = false;
	if (write.undone != STATUS_OK)
		return write.undone;
	if (status == STATUS_OK && write.wrote && !write.audited && !house) {
		log_line(LOG_ERROR, "store", "a work wrote without audit and is undone");
		return STATUS_FAILED;
	}
	return status;
}

/* The same between two savepoints, so that it fails alone. lost: the transaction is gone, or holds half a work that could
 * not be taken back (there was no memory for it) and must never be committed. */
static Status run_marked(Store *store, StoreSession *session, StoreWork work, void *context, bool house, bool *lost)
{
	Status status = store->driver->mark(session);
	*lost = false;
	if (status != STATUS_OK)
		return status;
	status = run_work(store, session, work, context, house);
	*lost = !store->driver->whole(session);
	if (*lost)
		return status == STATUS_OK ? STATUS_FAILED : status;
	Status ended = status == STATUS_OK ? store->driver->keep(session) : store->driver->take_back(session);
	if (ended == STATUS_OK)
		return status;
	store->driver->roll_back(session);
	*lost = true;
	return ended;
}

/* Nothing of the group was kept: those that believed they had succeeded are told otherwise. */
static void fail_group(StoreJob *const *jobs, size_t count, Status status)
{
	assert(status != STATUS_OK);
	for (size_t i = 0; i < count; i++)
		if (jobs[i]->status == STATUS_OK)
			jobs[i]->status = status;
}

static void run_group(Store *store, StoreJob *const *jobs, size_t count)
{
	StoreSession *session = store->writers[0];
	Status status = store->driver->begin(session);
	if (status != STATUS_OK) {
		fail_group(jobs, count, status);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		bool lost = false;
		jobs[i]->status = run_marked(store, session, jobs[i]->work, jobs[i]->context, jobs[i]->house, &lost);
		if (lost) {
			fail_group(jobs, count, jobs[i]->status);
			return;
		}
	}
	status = store->driver->commit(session);
	if (status != STATUS_OK) {
		store->driver->roll_back(session);
		fail_group(jobs, count, status);
	}
}

static size_t take_group(Store *store, StoreJob **jobs)
{
	size_t count = 0;
	while (store->first != NULL && count < STORE_GROUP_MAX) {
		jobs[count++] = store->first;
		store->first = store->first->next;
		store->waiting--;
	}
	if (store->first == NULL)
		store->last = NULL;
	return count;
}

static void *writer_main(void *argument)
{
	Store *store = argument;
	StoreJob *jobs[STORE_GROUP_MAX];
	(void)pthread_mutex_lock(&store->lock);
	for (;;) {
		while (store->first == NULL && !store->stopping)
			(void)pthread_cond_wait(&store->changed, &store->lock);
		if (store->first == NULL)
			break;
		size_t count = take_group(store, jobs);
		(void)pthread_mutex_unlock(&store->lock);
		run_group(store, jobs, count);
		(void)pthread_mutex_lock(&store->lock);
		for (size_t i = 0; i < count; i++) {
			jobs[i]->done = true;
			(void)pthread_cond_signal(&jobs[i]->answered);
		}
	}
	(void)pthread_mutex_unlock(&store->lock);
	return NULL;
}

static Status write_in_group(Store *store, StoreWork work, void *context, bool house)
{
	StoreJob job = {.work = work, .context = context, .house = house};
	(void)pthread_mutex_lock(&store->lock);
	if (store->stopping || store->waiting >= STORE_WRITES_WAITING_MAX) {
		(void)pthread_mutex_unlock(&store->lock);
		return STATUS_BUSY;
	}
	(void)pthread_cond_init(&job.answered, NULL);
	if (store->last == NULL)
		store->first = &job;
	else
		store->last->next = &job;
	store->last = &job;
	store->waiting++;
	store->working++;
	(void)pthread_cond_signal(&store->changed);
	while (!job.done)
		(void)pthread_cond_wait(&job.answered, &store->lock);
	store->working--;
	if (store->stopping)
		(void)pthread_cond_broadcast(&store->changed);
	(void)pthread_mutex_unlock(&store->lock);
	(void)pthread_cond_destroy(&job.answered);
	return job.status;
}

/* Some milliseconds, more after each lost race, and not the same for both who lost it. */
static void wait_a_little(int attempt)
{
	uint32_t chance = 0;
	random_secret(&chance, sizeof chance);
	int64_t microseconds = 500 + (int64_t)(chance % (1000U << (unsigned)(attempt < 6 ? attempt : 6)));
	struct timespec length = {.tv_sec = 0, .tv_nsec = (long)microseconds * 1000};
	(void)nanosleep(&length, NULL);
}

static Status run_alone(Store *store, StoreSession *session, StoreWork work, void *context, bool house)
{
	for (int attempt = 0; attempt <= STORE_RETRIES_MAX; attempt++) {
		if (attempt > 0)
			wait_a_little(attempt);
		Status status = store->driver->begin(session);
		if (status == STATUS_OK) {
			status = run_work(store, session, work, context, house);
			if (status == STATUS_OK && !store->driver->lost_race(session))
				status = store->driver->commit(session);
			else
				store->driver->roll_back(session);
		}
		if (!store->driver->lost_race(session))
			return status;
	}
	log_line(LOG_WARNING, "store", "a work lost every race");
	return STATUS_BUSY;
}

static Status write_side_by_side(Store *store, StoreWork work, void *context, bool house)
{
	(void)pthread_mutex_lock(&store->lock);
	if (store->stopping || store->waiting >= STORE_WRITES_WAITING_MAX) {
		(void)pthread_mutex_unlock(&store->lock);
		return STATUS_BUSY;
	}
	store->waiting++;
	store->working++;
	while (store->writers_free == 0)
		(void)pthread_cond_wait(&store->changed, &store->lock);
	store->waiting--;
	StoreSession *session = store->writers[--store->writers_free];
	(void)pthread_mutex_unlock(&store->lock);
	Status status = run_alone(store, session, work, context, house);
	(void)pthread_mutex_lock(&store->lock);
	store->writers[store->writers_free++] = session;
	store->working--;
	(void)pthread_cond_broadcast(&store->changed);
	(void)pthread_mutex_unlock(&store->lock);
	return status;
}

/* With the lock held. */
static Status bulk_commit(Store *store)
{
	if (!store->bulk_open)
		return STATUS_OK;
	store->bulk_open = false;
	store->bulk_works = 0;
	if (store->driver->flush != NULL)
		return store->driver->flush(store->writers[0]);
	Status status = store->driver->commit(store->writers[0]);
	if (status != STATUS_OK)
		store->driver->roll_back(store->writers[0]);
	return status;
}

static Status write_in_bulk(Store *store, StoreWork work, void *context, bool house)
{
	StoreSession *session = store->writers[0];
	Status status = STATUS_OK;
	(void)pthread_mutex_lock(&store->lock);
	if (store->driver->flush != NULL) {
		status = run_alone(store, session, work, context, house);
		store->bulk_open = true;
		(void)pthread_mutex_unlock(&store->lock);
		return status;
	}
	if (!store->bulk_open) {
		status = store->driver->begin(session);
		store->bulk_open = status == STATUS_OK;
	}
	if (status == STATUS_OK) {
		bool lost = false;
		status = run_marked(store, session, work, context, house, &lost);
		if (lost)
			store->bulk_open = false;
		else if (++store->bulk_works >= STORE_BULK_WORKS && status == STATUS_OK)
			status = bulk_commit(store);
	}
	(void)pthread_mutex_unlock(&store->lock);
	return status;
}

static Status write_any(Store *store, StoreWork work, void *context, bool house)
{
	assert(!inside_work);
	if (store->options.bulk)
		return write_in_bulk(store, work, context, house);
	if (store->driver->single_writer)
		return write_in_group(store, work, context, house);
	return write_side_by_side(store, work, context, house);
}

Status store_write(Store *store, StoreWork work, void *context)
{
	return write_any(store, work, context, false);
}

Status store_write_house(Store *store, StoreWork work, void *context)
{
	return write_any(store, work, context, true);
}

Status store_flush(Store *store)
{
	assert(store->options.bulk);
	(void)pthread_mutex_lock(&store->lock);
	Status status = bulk_commit(store);
	(void)pthread_mutex_unlock(&store->lock);
	return status;
}

Status store_writers_start(Store *store)
{
	if (store->options.bulk || !store->driver->single_writer)
		return STATUS_OK;
	store->writer_runs = pthread_create(&store->writer_thread, NULL, writer_main, store) == 0;
	return store->writer_runs ? STATUS_OK : STATUS_FAILED;
}

void store_writers_stop(Store *store)
{
	(void)pthread_mutex_lock(&store->lock);
	store->stopping = true;
	(void)pthread_cond_broadcast(&store->changed);
	while (store->working > 0) /* what was accepted is answered, and its caller has left */
		(void)pthread_cond_wait(&store->changed, &store->lock);
	if (bulk_commit(store) != STATUS_OK)
		log_line(LOG_ERROR, "store", "the last works of a bulk could not be kept");
	(void)pthread_mutex_unlock(&store->lock);
	if (store->writer_runs)
		(void)pthread_join(store->writer_thread, NULL);
}
