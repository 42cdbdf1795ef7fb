/* kith serve: the web server over one record. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/seal.h"
#include "care/insight/insight.h"
#include "care/pages/site.h"
#include "care/returns/page_local.h"
#include "cli/carrier.h"
#include "cli/cld_files.h"
#include "cli/commands.h"
#include "cli/open_store.h"

enum { SECRET_BYTES = SEAL_KEY_BYTES, WORKERS_USUAL = 8 };

static const CommandOption OPTIONS[] = {
	{.name = "listen", .value = "ADDRESS", .kind = OPTION_TEXT, .help = "address and port; 127.0.0.1:8080 unless given"},
	{.name = "workers", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 64,
		.help = "requests worked on at once; 8 unless given"},
	{.name = "secret-file", .value = "FILE", .kind = OPTION_TEXT,
		.help = "32 bytes shared by all processes over one database; made beside the data unless given"},
	{.name = "seal-file", .value = "FILE", .kind = OPTION_TEXT,
		.help = "32 bytes that seal second factors in the database; made beside the data unless given"},
	{.name = "scanner", .value = "PROGRAM", .kind = OPTION_TEXT,
		.help = "looks at each file that people give, on its standard input: exit 0 clean, 1 harmful; without it none is looked at"},
	{.name = "send-with", .value = "PROGRAM", .help = "messages about alerts leave through it, as through sendmail"},
	{.name = "spool", .value = "DIR", .help = "or are laid into this folder, a file each, for another program"},
	{.name = "send-from", .value = "ADDRESS", .help = "the sender's e-mail address"},
	{.name = "behind-tls", .help = "a proxy in front speaks HTTPS: cookies are Secure"},
	{.name = "local", .help = "no record: a page on this computer that looks at your own returns"},
};

/* Without a record there is nothing for the other options to be about. */
static Str misuse(const CommandLine *line)
{
	bool given = line->database.length > 0;
	if (!options_given(line, "local"))
		return given ? (Str){0} : S("give one of --data DIR and --database URL, or --local");
	for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS && !given; i++)
		given = strcmp(OPTIONS[i].name, "local") != 0 && strcmp(OPTIONS[i].name, "listen") != 0
			&& options_given(line, OPTIONS[i].name);
	return given ? S("--local takes --listen and nothing else") : (Str){0};
}

static const CommandUsage USAGE = {
	.command = "serve",
	.summary = "Serves the public pages and the staff's pages until it is told to stop (SIGTERM or Ctrl-C).",
	.database = true,
	.database_optional = true,
	.options = OPTIONS,
	.option_count = sizeof OPTIONS / sizeof *OPTIONS,
	.details = "The start fails when no practice was ever published: see kith practice publish.\n"
		"kith serve --local needs nothing: open the address in a browser and choose client level data files. It answers this\n"
		"computer alone, keeps nothing and sends nothing anywhere.",
	.misuse = misuse,
};

static Status secret_make(const char *path, unsigned char *secret, Str file, Problems *problems)
{
	random_secret(secret, SECRET_BYTES);
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (descriptor < 0)
		return problems_add_format(problems, (Problem){.file = file}, "The secret could not be kept here.");
	bool written = write(descriptor, secret, SECRET_BYTES) == SECRET_BYTES && fsync(descriptor) == 0;
	return close(descriptor) == 0 && written ? STATUS_OK
		: problems_add_format(problems, (Problem){.file = file}, "The secret could not be written.");
}

/* The file of an option, or of this name beside the data; made when it is not there. Empty when there is no such place: one
 * process over PostgreSQL that was given none. */
static Status secret_read(Arena *arena, const CommandLine *line, const char *option, Str name, Str *out, Problems *problems)
{
	unsigned char *secret = arena_allocate(arena, SECRET_BYTES);
	bool is_folder = !str_starts_with(line->database, S("postgresql://")) && !str_starts_with(line->database, S("postgres://"));
	Str beside = is_folder ? str_concat(arena, line->database, name) : (Str){0};
	Str file = options_text(line, option, beside);
	*out = (Str){0};
	if (str_is_empty(file))
		return STATUS_OK;
	*out = (Str){.data = (const char *)secret, .length = SECRET_BYTES};
	const char *path = str_c(arena, file);
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0 && errno == ENOENT)
		return secret_make(path, secret, file, problems);
	bool whole = descriptor >= 0 && read(descriptor, secret, SECRET_BYTES) == SECRET_BYTES;
	if (descriptor >= 0)
		(void)close(descriptor);
	return whole ? STATUS_OK : problems_add_format(problems, (Problem){.file = file}, "This is not a secret of 32 bytes.");
}

typedef struct Housekeeping {
	Site *site;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stop;
} Housekeeping;

static void *housekeep(void *context)
{
	Housekeeping *keeping = context;
	(void)pthread_mutex_lock(&keeping->lock);
	while (!keeping->stop) {
		(void)pthread_mutex_unlock(&keeping->lock);
		if (keeping->site != NULL)
			site_tick(keeping->site);
		(void)pthread_mutex_lock(&keeping->lock);
		struct timespec until;
		if (!keeping->stop && clock_gettime(CLOCK_REALTIME, &until) == 0) {
			until.tv_sec++;
			(void)pthread_cond_timedwait(&keeping->wake, &keeping->lock, &until);
		}
	}
	(void)pthread_mutex_unlock(&keeping->lock);
	return NULL;
}

static Status wait_for_signal(Site *site)
{
	Housekeeping keeping = {.site = site};
	pthread_t thread;
	sigset_t signals;
	int received = 0;
	(void)pthread_mutex_init(&keeping.lock, NULL);
	(void)pthread_cond_init(&keeping.wake, NULL);
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	(void)sigaddset(&signals, SIGINT);
	if (pthread_create(&thread, NULL, housekeep, &keeping) != 0)
		return STATUS_FAILED;
	(void)sigwait(&signals, &received);
	(void)pthread_mutex_lock(&keeping.lock);
	keeping.stop = true;
	(void)pthread_cond_signal(&keeping.wake);
	(void)pthread_mutex_unlock(&keeping.lock);
	(void)pthread_join(thread, NULL);
	(void)pthread_cond_destroy(&keeping.wake);
	(void)pthread_mutex_destroy(&keeping.lock);
	return STATUS_OK;
}

/* Before any thread starts, so that all of them inherit it: only wait_for_signal takes these signals. */
static void block_signals(void)
{
	sigset_t signals;
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	(void)sigaddset(&signals, SIGINT);
	(void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

/* Forms: without a file a key of this process alone, so forms opened before a restart must be loaded again. */
static Status form_secret(Arena *arena, const CommandLine *line, Str *out, Problems *problems)
{
	Status status = secret_read(arena, line, "secret-file", S("/secret"), out, problems);
	if (status == STATUS_OK && str_is_empty(*out)) {
		unsigned char *secret = arena_allocate(arena, SECRET_BYTES);
		random_secret(secret, SECRET_BYTES);
		*out = (Str){.data = (const char *)secret, .length = SECRET_BYTES};
	}
	return status;
}

static Status seal_site(Arena *arena, const CommandLine *line, Site *site, Problems *problems)
{
	Str key = {0};
	Status status = secret_read(arena, line, "seal-file", S("/seal-key"), &key, problems);
	if (status != STATUS_OK)
		return status;
	if (str_is_empty(key)) {
		log_line(LOG_WARNING, "serve", "no --seal-file: secrets of second factors stand in the database as they are");
		return STATUS_OK;
	}
	return site_seal(site, key);
}

/* How messages leave. Without it they stand on duty and on the administration pages alone, which say so. */
static Status carry_messages(const CommandLine *line, Arena *arena, Site *site, Problems *problems)
{
	Carrier *carrier = ARENA_NEW(arena, Carrier);
	*carrier = (Carrier){.program = options_text(line, "send-with", (Str){0}), .folder = options_text(line, "spool", (Str){0}),
		.from = options_text(line, "send-from", (Str){0})};
	Status status = carrier_check(carrier, arena, problems);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	return site_carry(site, status == STATUS_OK ? &(OutboxCarrier){.carry = carrier_carry, .context = carrier} : NULL,
		carrier_kind(carrier));
}

static Status serve_site(const CommandLine *line, OpenStore *open, Site *site, size_t workers, Problems *problems)
{
	WebServer *server = NULL;
	size_t route_count = 0;
	Str secret = {0};
	Status status = form_secret(open->arena, line, &secret, problems);
	if (status == STATUS_OK)
		status = seal_site(open->arena, line, site, problems);
	site_set_scanner(site, options_text(line, "scanner", (Str){0}));
	if (status == STATUS_OK)
		status = carry_messages(line, open->arena, site, problems);
	const Route *routes = site_routes(&route_count);
	if (status == STATUS_OK)
		status = web_start(&server, &(WebOptions){.listen = options_text(line, "listen", S("127.0.0.1:8080")),
			.workers = workers, .behind_tls = options_given(line, "behind-tls"), .routes = routes,
			.route_count = route_count, .application = site_application(site), .clock = open->clock,
			.secret = secret}, problems);
	if (status != STATUS_OK)
		return status;
	(void)printf("{\"port\":%d}\n", web_port(server));
	(void)fflush(stdout);
	log_line(LOG_NOTE, "serve", "port=%d workers=%zu", web_port(server), workers);
	status = wait_for_signal(site);
	web_stop(server);
	return status;
}

static Status serve(const CommandLine *line, Arena *arena, Problems *problems)
{
	OpenStore open = {0};
	Site *site = NULL;
	size_t workers = (size_t)options_number(line, "workers", WORKERS_USUAL);
	block_signals();
	Status status = open_store(&open, line, &(OpenStoreOptions){.create = false, .readers = workers}, arena, problems);
	if (status == STATUS_OK)
		status = site_open(&site, open.store, open.clock, &open.ids, problems);
	if (status == STATUS_OK)
		status = insight_await_month(&open.care);
	if (status == STATUS_NOT_FOUND && open.store != NULL)
		status = problems_add(problems, (Problem){.message =
			S("No practice was ever published to this record. Publish one: kith practice publish boroughs/NAME --data DIR")});
	if (status == STATUS_OK)
		status = serve_site(line, &open, site, workers, problems);
	if (site != NULL)
		site_close(site);
	open_store_close(&open);
	return status;
}

/* ---- On a laptop, without a record. ---- */

static Status serve_returns(const CommandLine *line, const Local *local, Arena *arena, Problems *problems)
{
	WebServer *server = NULL;
	size_t route_count = 0;
	const Route *routes = local_routes(&route_count);
	unsigned char *secret = arena_allocate(arena, SECRET_BYTES);
	random_secret(secret, SECRET_BYTES);
	Status status = web_start(&server, &(WebOptions){.listen = options_text(line, "listen", S("127.0.0.1:8080")),
		.workers = 1, .is_local = true, .routes = routes, .route_count = route_count,
		.application = local_application(local), .clock = clock_system(),
		.secret = (Str){.data = (const char *)secret, .length = SECRET_BYTES}}, problems);
	if (status != STATUS_OK)
		return status;
	(void)printf("{\"port\":%d}\n", web_port(server));
	(void)fflush(stdout);
	(void)fprintf(stderr, "kith: open http://127.0.0.1:%d/ in a browser; Ctrl-C ends it and forgets everything\n", web_port(server));
	status = wait_for_signal(NULL);
	web_stop(server);
	return status;
}

static Status serve_local(const CommandLine *line, Arena *arena, Problems *problems)
{
	CldTables tables;
	Status status = cld_tables_load(&tables, arena, problems);
	if (status != STATUS_OK)
		return status;
	Local *local = local_open(&(LocalOptions){.lists = tables.lists, .national = &tables.national, .threads = cld_cores(),
		.version = S(KITH_VERSION)});
	if (local == NULL)
		return STATUS_FAILED;
	block_signals();
	status = serve_returns(line, local, arena, problems);
	local_close(local);
	return status;
}

static Status serve_either(const CommandLine *line, Arena *arena, Problems *problems)
{
	return options_given(line, "local") ? serve_local(line, arena, problems) : serve(line, arena, problems);
}

int command_serve(int argc, char **argv)
{
	return command_run(&USAGE, argc, argv, serve_either);
}
