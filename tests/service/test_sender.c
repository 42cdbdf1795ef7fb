/* What waits in the outbox leaves once, is tried again with growing waits, and is never silently lost. */
#include "site_test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "care/jobs/job_kinds.h"
#include "care/jobs/jobs.h"
#include "cli/carrier.h"

typedef struct Post {
	size_t taken;
	bool refuses;
	char to[300];
	char body[600];
	char id[40];
} Post;

static Status take(void *context, const OutboxMessage *message, Str *error)
{
	Post *post = context;
	post->taken++;
	(void)snprintf(post->to, sizeof post->to, "%.*s", STR_ARG(message->to));
	(void)snprintf(post->body, sizeof post->body, "%.*s|%.*s", STR_ARG(message->subject), STR_ARG(message->body));
	(void)snprintf(post->id, sizeof post->id, "%.*s", STR_ARG(message->id));
	if (post->refuses)
		*error = S("The program did not take it.");
	return post->refuses ? STATUS_FAILED : STATUS_OK;
}

/* An alert that nobody takes up until it goes to the next team, which is told. */
static Str escalate_alert(CareTest *test)
{
	Care system = care_test_system(test);
	Str work = {0};
	size_t kinds = 0;
	const JobKind *known = job_kinds(&kinds);
	Care contact = care_test_desk(test, test->first_contact);
	Str person = care_test_person(&contact, "Maud Ferris", "1941-03-14", "");
	assert_ok(work_open(&system, &(WorkNew){.pathway = S("alert"), .person = person, .title = S("Read now: Maud Ferris")}, &work));
	care_test_wait(test, 31 * INSTANT_MINUTE);
	assert_ok(jobs_run_due(&system, S("test"), known, kinds, NULL));
	return work;
}

static void set_address(CareTest *test, const char *address)
{
	Care administrator = care_test_desk(test, test->administrator);
	Setting known = {0};
	assert_ok(setting_read(&administrator, SETTING_ALERT_ADDRESS, S(""), &known));
	assert_ok(setting_change(&administrator, SETTING_ALERT_ADDRESS, str_from_c(address), known.version));
}

static int64_t send_with(CareTest *test, Post *post)
{
	int64_t sent = 0;
	Care system = care_test_system(test);
	assert_ok(sender_send_due(&system, &(OutboxCarrier){.carry = take, .context = post}, &sent));
	return sent;
}

static Unsent unsent_of(CareTest *test)
{
	Unsent unsent = {0};
	Care administrator = care_test_desk(test, test->administrator);
	assert_ok(sender_unsent(&administrator, &unsent));
	return unsent;
}

static void test_an_alert_is_sent_once_and_names_nobody(void **state)
{
	CareTest *test = care_test_of(state);
	Post post = {0};
	set_address(test, "duty@council.example");
	Str work = escalate_alert(test);
	Care duty = care_test_desk(test, test->first_contact);
	assert_int_equal(unsent_of(test).waiting, 1);
	assert_int_equal(send_with(test, &post), 1);
	assert_int_equal(send_with(test, &post), 0);
	assert_int_equal(post.taken, 1);
	assert_string_equal(post.to, "duty@council.example");
	assert_null(strstr(post.body, "Maud"));
	Str reference = care_test_work(&duty, work).reference;
	assert_non_null(strstr(post.body, str_c(test->arena, reference)));
	assert_int_equal(unsent_of(test).count, 0);
}

static void test_what_does_not_go_is_tried_with_growing_waits_and_then_given_up(void **state)
{
	static const int64_t WAITS[] = {1, 2, 5, 15, 60, 240, 720};
	CareTest *test = care_test_of(state);
	Post post = {.refuses = true};
	set_address(test, "duty@council.example");
	(void)escalate_alert(test);
	for (size_t i = 0; i < sizeof WAITS / sizeof *WAITS; i++) {
		assert_int_equal(send_with(test, &post), 0);
		assert_int_equal(post.taken, i + 1);
		care_test_wait(test, WAITS[i] * INSTANT_MINUTE - INSTANT_SECOND);
		assert_int_equal(send_with(test, &post), 0);
		assert_int_equal(post.taken, i + 1);
		care_test_wait(test, 2 * INSTANT_SECOND);
	}
	(void)send_with(test, &post);
	Unsent unsent = unsent_of(test);
	assert_int_equal(unsent.given_up, 1);
	assert_true(str_contains(unsent.items[0].error, S("did not take")));
	care_test_wait(test, 10 * INSTANT_DAY);
	(void)send_with(test, &post);
	assert_int_equal(post.taken, 8);
	Care administrator = care_test_desk(test, test->administrator);
	assert_ok(sender_try_again(&administrator));
	post.refuses = false;
	assert_int_equal(send_with(test, &post), 1);
	assert_int_equal(unsent_of(test).count, 0);
}

static void test_without_an_address_nothing_leaves_and_it_says_why(void **state)
{
	CareTest *test = care_test_of(state);
	Post post = {0};
	(void)escalate_alert(test);
	assert_int_equal(send_with(test, &post), 0);
	assert_int_equal(post.taken, 0);
	assert_true(str_contains(unsent_of(test).items[0].error, S("no address")));
}

static void test_duty_sees_that_no_message_has_left(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Post post = {0};
	set_address(test, "duty@council.example");
	(void)escalate_alert(test);
	Response before = site_test_get(&site, test->first_contact, S("/duty"));
	assert_shows(before, "no message has left");
	assert_int_equal(send_with(test, &post), 1);
	Response after = site_test_get(&site, test->first_contact, S("/duty"));
	assert_hides(after, "no message has left");
	site_test_close(&site);
}

static void test_the_installation_says_that_nothing_leaves_until_it_is_set_up(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	(void)escalate_alert(test);
	care_test_wait(test, 20 * INSTANT_MINUTE);
	Response none = site_test_get(&site, test->administrator, S("/administration/settings"));
	assert_shows(none, "none leaves");
	assert_shows(none, "1 for more than 10 minutes");
	assert_ok(site_carry(site.site, &(OutboxCarrier){.carry = take}, S("program")));
	Response way = site_test_get(&site, test->administrator, S("/administration/settings"));
	assert_shows(way, "no address for them");
	const char *const wrong[] = {"version", "0", "address", "duty@council.example\r\nBcc: x@y.example", NULL};
	Response refused = site_test_post(&site, test->administrator, S("/administration/messages"), wrong);
	assert_shows(refused, "Enter one e-mail address");
	const char *const right[] = {"version", "0", "address", "duty@council.example", NULL};
	assert_int_equal(site_test_post(&site, test->administrator, S("/administration/messages"), right).status, 303);
	Response set = site_test_get(&site, test->administrator, S("/administration/settings"));
	assert_shows(set, "given to a program");
	assert_shows(site_test_get(&site, test->administrator, S("/administration/messages")), "An alert");
	assert_int_equal(site_test_get(&site, test->practitioner, S("/administration/messages")).status, 403);
	site_test_close(&site);
}

static void test_addresses_that_could_be_more_than_an_address_are_refused(void **state)
{
	(void)state;
	assert_true(sender_address_is_fit(S("duty@council.example")));
	assert_false(sender_address_is_fit(S("")));
	assert_false(sender_address_is_fit(S("-oQ/tmp@x.example")));
	assert_false(sender_address_is_fit(S("a@b.example,c@d.example")));
	assert_false(sender_address_is_fit(S("a b@c.example")));
	assert_false(sender_address_is_fit(S("a@b.example\nBcc: c@d.example")));
	assert_false(sender_address_is_fit(S("a@b@c")));
	assert_false(sender_address_is_fit(S("@c")));
}

/* A folder for this test, with a program in it that does this. */
static Str folder_with(Arena *arena, const char *script, Str *program)
{
	const char *temporary = getenv("TMPDIR");
	char *folder = (char *)str_c(arena, str_format(arena, "%s/kith-carrier-XXXXXX", temporary == NULL ? "/tmp" : temporary));
	assert_non_null(mkdtemp(folder));
	*program = str_format(arena, "%s/send", folder);
	FILE *file = fopen(str_c(arena, *program), "w");
	assert_non_null(file);
	(void)fprintf(file, "#!/bin/sh\ncd '%s'\n%s\n", folder, script);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(str_c(arena, *program), 0700), 0);
	return str_from_c(folder);
}

static Str contents(Arena *arena, Str folder, const char *name)
{
	char *bytes = arena_allocate(arena, 4096);
	FILE *file = fopen(str_c(arena, str_format(arena, "%.*s/%s", STR_ARG(folder), name)), "r");
	if (file == NULL)
		return (Str){0};
	size_t length = fread(bytes, 1, 4095, file);
	assert_int_equal(fclose(file), 0);
	return (Str){.data = bytes, .length = length};
}

static void empty_folder(Arena *arena, Str folder)
{
	static const char *const NAMES[] = {"send", "letter", "words", "01J0000000000000000000ABCD.eml"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		(void)unlink(str_c(arena, str_format(arena, "%.*s/%s", STR_ARG(folder), NAMES[i])));
	assert_int_equal(rmdir(str_c(arena, folder)), 0);
}

static const OutboxMessage MESSAGE = {.id = S_INIT("01J0000000000000000000ABCD"), .to = S_INIT("duty@council.example"),
	.subject = S_INIT("Kith: an alert"), .body = S_INIT("It waits; $(rm -rf /) `x`\n")};

static void test_a_program_gets_the_message_without_a_shell(void **state)
{
	(void)state;
	Arena arena;
	Str program = {0};
	Str error = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Str folder = folder_with(&arena, "cat > letter; printf '%s\\n' \"$@\" > words", &program);
	Carrier carrier = {.program = program, .from = S("kith@council.example")};
	assert_ok(carrier_check(&carrier, &arena, &problems));
	assert_ok(carrier_carry(&carrier, &MESSAGE, &error));
	assert_string_equal(str_c(&arena, contents(&arena, folder, "words")), "-i\n-f\nkith@council.example\n--\nduty@council.example\n");
	assert_true(str_contains(contents(&arena, folder, "letter"), S("\n\nIt waits; $(rm -rf /) `x`\n")));
	empty_folder(&arena, folder);
	arena_clear(&arena);
}

static void test_a_program_that_fails_or_hangs_has_not_carried(void **state)
{
	(void)state;
	static const char *const SCRIPTS[] = {"exit 75", "kill -9 $$", "exec sleep 60"};
	Arena arena;
	Str error = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	for (size_t i = 0; i < sizeof SCRIPTS / sizeof *SCRIPTS; i++) {
		Str program = {0};
		Str folder = folder_with(&arena, SCRIPTS[i], &program);
		Carrier carrier = {.program = program, .from = S("kith@council.example")};
		assert_status(carrier_carry(&carrier, &MESSAGE, &error), STATUS_FAILED);
		assert_false(str_is_empty(error));
		empty_folder(&arena, folder);
	}
	arena_clear(&arena);
}

static void test_a_folder_gets_whole_files(void **state)
{
	(void)state;
	Arena arena;
	Str program = {0};
	Str error = {0};
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Problems problems = problems_make(&arena);
	Str folder = folder_with(&arena, "", &program);
	Carrier carrier = {.folder = folder, .from = S("kith@council.example")};
	assert_ok(carrier_check(&carrier, &arena, &problems));
	assert_ok(carrier_carry(&carrier, &MESSAGE, &error));
	assert_ok(carrier_carry(&carrier, &MESSAGE, &error)); /* tried again: the same file */
	Str letter = contents(&arena, folder, "01J0000000000000000000ABCD.eml");
	assert_true(str_contains(letter, S("To: <duty@council.example>\n")));
	empty_folder(&arena, folder);
	Carrier gone = {.folder = folder, .from = S("kith@council.example")};
	assert_status(carrier_check(&gone, &arena, &problems), STATUS_INVALID);
	assert_status(carrier_carry(&gone, &MESSAGE, &error), STATUS_FAILED);
	Carrier both = {.folder = S("/tmp"), .program = S("/bin/true"), .from = S("kith@council.example")};
	assert_status(carrier_check(&both, &arena, &problems), STATUS_INVALID);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_an_alert_is_sent_once_and_names_nobody),
		CARE_TEST(test_what_does_not_go_is_tried_with_growing_waits_and_then_given_up),
		CARE_TEST(test_without_an_address_nothing_leaves_and_it_says_why),
		CARE_TEST(test_duty_sees_that_no_message_has_left),
		CARE_TEST(test_the_installation_says_that_nothing_leaves_until_it_is_set_up),
		cmocka_unit_test(test_addresses_that_could_be_more_than_an_address_are_refused),
		cmocka_unit_test(test_a_program_gets_the_message_without_a_shell),
		cmocka_unit_test(test_a_program_that_fails_or_hangs_has_not_carried),
		cmocka_unit_test(test_a_folder_gets_whole_files),
	};
	(void)signal(SIGPIPE, SIG_IGN); /* as the server does */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
