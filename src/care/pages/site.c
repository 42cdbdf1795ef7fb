#include "care/pages/site.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/seal.h"
#include "care/access/access.h"
#include "care/duplicates/duplicates.h"
#include "care/jobs/job_kinds.h"
#include "care/kept/kept.h"
#include "care/kept/page_kept.h"
#include "care/pages/pages.h"
#include "care/person/person.h"
#include "care/release/release.h"

enum {
	TICK_BYTES_USUAL = 2 * 1024 * 1024, /* a turn seldom takes more */
	HEALTH_SECONDS_MAX = 300,           /* without a look the record stands still, or we do */
};

typedef struct SiteRelease {
	Arena arena;
	Practice *practice;
} SiteRelease;

struct Site {
	Store *store;
	const Clock *clock;
	IdSource *ids;
	WebApplication application;
	SiteRelease releases[SITE_RELEASES_MAX];
	size_t release_count;
	pthread_mutex_t lock; /* of releases */
	_Atomic(const Practice *) practice;
	atomic_bool readable;       /* whether the record could be read when we last looked */
	_Atomic(int64_t) looked_at; /* then, by the clock of elapsed time */
	char owner[ID_LENGTH + 1]; /* this process, for leases of jobs */
	OutboxCarrier carrier;     /* carry NULL: nothing leaves */
	char seal_key[SEAL_KEY_BYTES];
	bool sealed;
	Str scanner; /* the caller's, for as long as the site is open */
};

const Practice *site_practice(Site *site)
{
	return atomic_load(&site->practice);
}

/* hash empty: the one in force. Call with the lock held. */
static Status add_release(Site *site, StoreConnection *reader, Str hash, Problems *problems, const Practice **out)
{
	if (site->release_count == SITE_RELEASES_MAX)
		return STATUS_FULL;
	SiteRelease *release = &site->releases[site->release_count];
	arena_init(&release->arena, ARENA_COMMAND_BYTES_MAX);
	Status status = str_is_empty(hash)
		? release_load(reader, &release->arena, site->clock, problems, &release->practice)
		: release_load_hash(reader, &release->arena, hash, problems, &release->practice);
	if (status != STATUS_OK) {
		arena_clear(&release->arena);
		return status;
	}
	site->release_count++;
	*out = release->practice;
	return STATUS_OK;
}

static Status take_release(Site *site, StoreConnection *reader, Problems *problems)
{
	const Practice *practice = NULL;
	(void)pthread_mutex_lock(&site->lock);
	Status status = add_release(site, reader, (Str){0}, problems, &practice);
	(void)pthread_mutex_unlock(&site->lock);
	if (status == STATUS_OK)
		atomic_store(&site->practice, practice);
	return status;
}

/* For work that was begun with an older release. */
static const Practice *find_release(void *context, StoreConnection *reader, Str hash)
{
	Site *site = context;
	const Practice *found = NULL;
	(void)pthread_mutex_lock(&site->lock);
	for (size_t i = 0; i < site->release_count && found == NULL; i++)
		if (str_equal(practice_hash(site->releases[i].practice), hash))
			found = site->releases[i].practice;
	if (found == NULL && reader != NULL) {
		Arena scratch;
		arena_init(&scratch, ARENA_REQUEST_BYTES_MAX);
		Problems problems = problems_make(&scratch);
		Status status = add_release(site, reader, hash, &problems, &found);
		if (status != STATUS_OK)
			log_line(LOG_WARNING, "release", "hash=%.*s could not be had: %s", STR_ARG(hash), status_name(status));
		arena_clear(&scratch);
	}
	(void)pthread_mutex_unlock(&site->lock);
	return found;
}

static void *worker_open(void *context, size_t worker)
{
	const Site *site = context;
	return store_reader(site->store, worker);
}

static void worker_close(void *context, void *worker)
{
	(void)context;
	(void)worker; /* the store owns its connections */
}

static Str seal_key_of(const Site *site)
{
	return site->sealed ? (Str){.data = site->seal_key, .length = SEAL_KEY_BYTES} : (Str){0};
}

static void *request_begin(void *context, void *worker, Request *request)
{
	Site *site = context;
	Care *care = ARENA_NEW(request->arena, Care);
	*care = care_public(site->store, worker, request->arena, site->clock, site->ids, site_practice(site));
	care->release_find = find_release;
	care->release_context = site;
	care->seal_key = seal_key_of(site);
	care->scanner = site->scanner;
	Str token = request_cookie(request, S("kith-session"));
	if (str_is_empty(token))
		return care;
	Status status = access_resume(care, token);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
		log_line(LOG_ERROR, "access", "a session could not be looked up: %s", status_name(status));
		request->user.is_unknown = true;
	}
	if (status != STATUS_OK)
		return care;
	request->user = (WebUser){.signed_in = true, .id = care->actor, .name = care->actor_name, .session = token};
	return care;
}

static bool was_signed_in(void *context, const Request *request, WebUser *out)
{
	SessionBefore before = {0};
	Str token = request_cookie(request, S("kith-session"));
	(void)context;
	if (str_is_empty(token) || kept_session_before(page_care(request), token, &before) != STATUS_OK)
		return false;
	*out = (WebUser){.id = before.user, .name = before.name, .session = token};
	return true;
}

static bool keep_post(void *context, const Request *request, const WebUser *user, Response *response)
{
	(void)context;
	return page_kept_keep(request, user->id, response);
}

static bool may(void *context, const Request *request, const char *permission)
{
	(void)context;
	return care_may(page_care(request), str_from_c(permission));
}

static void note_health(Site *site, bool readable)
{
	atomic_store(&site->looked_at, clock_elapsed_microseconds());
	atomic_store(&site->readable, readable);
}

static bool healthy(void *context)
{
	Site *site = context;
	return atomic_load(&site->readable)
		&& clock_elapsed_microseconds() - atomic_load(&site->looked_at) < HEALTH_SECONDS_MAX * INSTANT_SECOND;
}

static Markup error_page(void *context, const Request *request, int status, Str title, Str explanation)
{
	Site *site = context;
	const Council *council = practice_council(site_practice(site));
	(void)status;
	Shell shell = {.service_name = council->service_name, .theme_href = S("/theme.css"),
		.is_demonstration = council->demonstration};
	Html out = html_make(request->arena);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body")}), explanation);
	PublicPage page = {.shell = &shell, .title = title, .content = html_finish(&out),
		.help = str_format(request->arena, "Need help? Call %.*s.", STR_ARG(council->phone))};
	return shell_public(request->arena, &page);
}

void site_set_scanner(Site *site, Str program)
{
	site->scanner = program;
}

static void make_owner(Site *site)
{
	Arena scratch;
	arena_init(&scratch, 1024);
	Str id = id_make(site->ids, &scratch);
	for (size_t i = 0; i < id.length && i < ID_LENGTH; i++)
		site->owner[i] = id.data[i];
	arena_clear(&scratch);
}

Status site_open(Site **out, Store *store, const Clock *clock, IdSource *ids, Problems *problems)
{
	Site *site = calloc(1, sizeof *site);
	if (site == NULL)
		return STATUS_FULL;
	site->store = store;
	site->clock = clock;
	site->ids = ids;
	(void)pthread_mutex_init(&site->lock, NULL);
	make_owner(site);
	note_health(site, true);
	Status status = take_release(site, store_maintenance(store), problems);
	if (status != STATUS_OK) {
		(void)pthread_mutex_destroy(&site->lock);
		free(site);
		return status;
	}
	site->application = (WebApplication){.context = site, .worker_open = worker_open, .worker_close = worker_close,
		.request_begin = request_begin, .may = may, .healthy = healthy,
		.was_signed_in = was_signed_in, .keep_post = keep_post, .error_page = error_page, .sign_in_path = S("/sign-in")};
	*out = site;
	return STATUS_OK;
}

Status site_seal(Site *site, Str key)
{
	Arena arena;
	assert(key.length == SEAL_KEY_BYTES);
	memcpy(site->seal_key, key.data, SEAL_KEY_BYTES);
	site->sealed = true;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Care care = care_system(site->store, store_maintenance(site->store), &arena, site->clock, site->ids, site_practice(site));
	care.seal_key = seal_key_of(site);
	Status status = factor_seal_old(&care);
	arena_clear(&arena);
	return status;
}

Status site_carry(Site *site, const OutboxCarrier *carrier, Str kind)
{
	Arena arena;
	Setting known = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	site->carrier = carrier == NULL ? (OutboxCarrier){0} : *carrier;
	Care care = care_system(site->store, store_maintenance(site->store), &arena, site->clock, site->ids, site_practice(site));
	Status status = setting_read(&care, SETTING_CARRIER, S("none"), &known);
	if (status == STATUS_OK && !str_equal(known.value, kind))
		status = setting_change(&care, SETTING_CARRIER, kind, known.version);
	arena_clear(&arena);
	return status == STATUS_STALE ? STATUS_OK : status; /* another process has just said it */
}

void site_close(Site *site)
{
	for (size_t i = 0; i < site->release_count; i++)
		arena_clear(&site->releases[i].arena);
	(void)pthread_mutex_destroy(&site->lock);
	free(site);
}

const WebApplication *site_application(const Site *site)
{
	return &site->application;
}

static void follow_release(Site *site, StoreConnection *reader, Arena *arena)
{
	bool changed = false;
	Problems problems = problems_make(arena);
	Status status = release_changed(reader, arena, site->clock, practice_hash(site_practice(site)), &changed);
	note_health(site, status == STATUS_OK);
	if (status == STATUS_OK && changed)
		status = take_release(site, reader, &problems);
	if (status == STATUS_OK)
		return;
	Buffer words = buffer_make(arena, 1024 * 1024);
	problems_write(&problems, &words);
	log_line(LOG_ERROR, "release", "a new release was not taken on: %s %.*s", status_name(status),
		STR_ARG(buffer_str(&words)));
}

/* A job that goes through everybody is many short ones, each of which is due when the one before is done: they have half
 * of every second. */
static void run_jobs(Site *site, StoreConnection *reader, Arena *arena)
{
	int64_t until = clock_elapsed_microseconds() + INSTANT_SECOND / 2;
	size_t kind_count = 0;
	const JobKind *kinds = job_kinds(&kind_count);
	int64_t done = 0;
	Status status = STATUS_OK;
	do {
		arena_reset(arena);
		Care care = care_system(site->store, reader, arena, site->clock, site->ids, site_practice(site));
		status = jobs_run_due(&care, str_from_c(site->owner), kinds, kind_count, &done);
	} while (status == STATUS_OK && done > 0 && clock_elapsed_microseconds() < until);
	if (status != STATUS_OK)
		log_line(LOG_WARNING, "jobs", "%s", status_name(status));
}

void site_tick(Site *site)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX * (size_t)4);
	if (arena_reserve(&arena, TICK_BYTES_USUAL) != STATUS_OK) {
		log_line(LOG_WARNING, "jobs", "no memory; tried again at the next turn");
		return;
	}
	StoreConnection *reader = store_maintenance(site->store);
	Status status = store_audit_seal(site->store, 10000, NULL);
	if (status != STATUS_OK)
		log_line(LOG_WARNING, "audit", "sealing: %s", status_name(status));
	follow_release(site, reader, &arena);
	run_jobs(site, reader, &arena);
	Care care = care_system(site->store, reader, &arena, site->clock, site->ids, site_practice(site));
	status = person_weigh_looks(&care);
	if (status != STATUS_OK)
		log_line(LOG_WARNING, "looks", "%s", status_name(status));
	status = site->carrier.carry == NULL ? STATUS_OK : sender_send_due(&care, &site->carrier, NULL);
	if (status != STATUS_OK)
		log_line(LOG_WARNING, "outbox", "%s", status_name(status));
	status = duplicates_tick(&care); /* last: once a night it takes seconds */
	if (status != STATUS_OK)
		log_line(LOG_WARNING, "duplicates", "%s", status_name(status));
	arena_clear(&arena);
}
