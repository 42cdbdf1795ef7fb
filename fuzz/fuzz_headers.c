/* Any bytes as what a browser, a proxy or whoever starts the program says: the first byte chooses what they are read as. */
#include <assert.h>
#include <errno.h>
#include <sys/socket.h>

#include "care/jobs/jobs.h"
#include "cli/options.h"
#include "fuzz/fuzz_target.h"
#include "web/compress.h"
#include "web/form_token.h"
#include "web/listen.h"

#define SECRET S("0123456789abcdef0123456789abcdef")
#define COOKIE S("00112233445566778899aabbccddeeff")

enum { ARGUMENTS_MAX = 64 };

int __wrap_socket(int domain, int type, int protocol);

/* Nothing is listened on here: an address that was understood ends with a refusal of the machine. */
int __wrap_socket(int domain, int type, int protocol)
{
	(void)domain;
	(void)type;
	(void)protocol;
	errno = EACCES;
	return -1;
}

static void read_listen(Arena *arena, Str text)
{
	int listener = -1;
	int port = 0;
	Problems problems = problems_make(arena);
	Status status = listen_open(text, &listener, &port, &problems);
	assert(status == STATUS_INVALID || status == STATUS_REFUSED);
	assert(problems_any(&problems) && listener == -1);
}

static void read_host(Arena *arena, Str text)
{
	(void)arena;
	if (host_is_loopback(text))
		assert(text.length >= 5 && !str_contains(text, S("/")) && !str_contains(text, S("@")));
}

static void read_forwarded(Arena *arena, Str text)
{
	Str client = forwarded_client(arena, text);
	assert(client.length < 64);
	for (size_t i = 0; i < client.length; i++)
		assert(str_contains(S("0123456789abcdefABCDEF.:"), str_slice(client, i, i + 1)));
	assert(str_equal(forwarded_client(arena, client), client));
	assert(str_equal(forwarded_client(arena, str_concat(arena, text, S(", 192.0.2.7"))), S("192.0.2.7")));
}

static void read_encoding(Arena *arena, Str text)
{
	(void)arena;
	assert(!gzip_is_accepted(text) || text.length >= 4);
}

static void read_packed(Arena *arena, Str text)
{
	Str packed = gzip_pack(arena, text);
	assert(packed.length <= text.length);
}

static void read_token(Arena *arena, Str text)
{
	Str cookie = {0};
	Str rest = text;
	assert(!form_token_fits(text, SECRET, COOKIE, S("session"))); /* nobody finds one by chance */
	assert(!form_cookie_is_valid(text) || text.length == COOKIE.length);
	if (str_next(&rest, '\n', &cookie) && form_cookie_is_valid(cookie))
		assert(form_token_fits(form_token_make(arena, SECRET, cookie, rest), SECRET, cookie, rest));
}

/* Three lines: Sec-Fetch-Site, Origin, Host. */
static void read_source(Arena *arena, Str text)
{
	Str lines[3] = {0};
	(void)arena;
	for (size_t i = 0; i < 3; i++)
		(void)str_next(&text, '\n', &lines[i]);
	if (!request_source_is_ours(lines[0], lines[1], lines[2]))
		return;
	assert(str_is_empty(lines[0]) || str_equal(lines[0], S("same-origin")));
	assert(str_is_empty(lines[1]) || str_ends_with(str_lower_ascii(arena, lines[1]), str_lower_ascii(arena, lines[2])));
}

static void read_mail(Arena *arena, Str text)
{
	(void)arena;
	if (!sender_address_is_fit(text))
		return;
	assert(str_contains(text, S("@")) && text.data[0] != '-');
	for (size_t i = 0; i < text.length; i++)
		assert(text.data[i] > ' ' && text.data[i] < 0x7F);
}

/* A word a line. */
static void read_options(Arena *arena, Str text)
{
	static const CommandOption OPTIONS[] = {{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1,
		.number_max = 1000, .help = "how many"}, {.name = "from", .value = "DATE", .kind = OPTION_DATE, .help = "the first day"},
		{.name = "quiet", .help = "says nothing"}, {.name = "name", .value = "NAME", .required = true, .help = "whose"}};
	static const CommandUsage USAGE = {.command = "fuzz", .summary = "Reads a line.", .words = "FILE…", .words_max = 3,
		.database = true, .options = OPTIONS, .option_count = sizeof OPTIONS / sizeof *OPTIONS};
	static char name[] = "fuzz";
	char *arguments[ARGUMENTS_MAX + 1] = {name};
	int count = 1;
	Str word = {0};
	CommandLine line = {0};
	while (count < ARGUMENTS_MAX && str_next(&text, '\n', &word))
		arguments[count++] = (char *)(uintptr_t)str_c(arena, word);
	OptionsOutcome outcome = options_parse(&USAGE, count, arguments, arena, &line);
	assert(outcome != OPTIONS_WRONG || !str_is_empty(line.wrong));
	if (outcome != OPTIONS_READ)
		return;
	int64_t people = options_number(&line, "people", 1);
	assert(str_is_empty(line.wrong));
	assert(people >= 1 && people <= 1000 && line.word_count <= USAGE.words_max);
	assert(options_given(&line, "name") && !str_is_empty(line.database));
	(void)options_date(&line, "from", DATE_NONE);
}

static const struct { char name; void (*read)(Arena *arena, Str text); } HEADERS[] = {
	{'l', read_listen}, {'h', read_host}, {'f', read_forwarded}, {'e', read_encoding}, {'z', read_packed}, {'t', read_token},
	{'s', read_source}, {'m', read_mail}, {'o', read_options},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	if (size == 0)
		return 0;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++)
		if (HEADERS[i].name == (char)data[0])
			HEADERS[i].read(&arena, (Str){.data = (const char *)data + 1, .length = size - 1});
	arena_clear(&arena);
	return 0;
}
