/* When the disk takes nothing more, or the record cannot be reached: nobody is signed out, what was sent is said not to be
 * kept, and nothing is shown that ought to have been taken away. */
#include "site_test.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* What every write of SQLite is answered with; 0: it is done. */
static atomic_int disk_refuses;

/* In place of the system's, for the library as well. */
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset);
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset)
{
	int refused = atomic_load(&disk_refuses);
	if (refused == 0)
		return syscall(SYS_pwrite64, file, bytes, count, offset);
	errno = refused;
	return -1;
}

static const char *const ANSWER[] = {"section", "home", "giver", "self", "shown", "home_access", "version-home_access", "0",
	"was-home_access", "", "home_access", "use the back gate", NULL};

typedef struct Visit {
	CareTest *test;
	SiteTest site;
	Str session;
	Str person;
	Str work;
	Str save;
} Visit;

static Visit begin(void **state)
{
	Visit visit = {.test = care_test_of(state)};
	visit.site = site_test_open(visit.test);
	visit.session = site_test_session(&visit.site, visit.test->practitioner);
	Care care = care_test_desk(visit.test, visit.test->practitioner);
	visit.person = care_test_person(&care, "Maud Ferris", "1941-03-14", "RM17 6AA");
	assert_ok(work_open(&care, &(WorkNew){.pathway = S("needs-assessment"), .person = visit.person}, &visit.work));
	visit.save = str_format(visit.test->arena, "/work/%.*s/save", STR_ARG(visit.work));
	return visit;
}

static Response get(Visit *visit, const char *path)
{
	return site_test_get_with(&visit->site, visit->session, str_from_c(path));
}

static Str draft_of(Visit *visit)
{
	Care care = care_test_desk(visit->test, visit->test->practitioner);
	Drafts drafts = {0};
	assert_ok(work_drafts(&care, visit->work, &drafts));
	const Draft *found = drafts_find(&drafts, S("home_access"));
	return found == NULL ? S("") : found->value;
}

static void go_through_a_disk_that_refuses(void **state, int refusal)
{
	Visit visit = begin(state);
	Str person = str_concat(visit.test->arena, S("/people/"), visit.person);
	care_test_wait(visit.test, 2 * INSTANT_MINUTE); /* the session wants its stamp */
	atomic_store(&disk_refuses, refusal);
	Response account = get(&visit, "/account");
	Response start = get(&visit, "/start");
	Response front = get(&visit, "/");
	Response record = site_test_get_with(&visit.site, visit.session, person);
	Response save = site_test_post_with(&visit.site, visit.session, visit.save, ANSWER);
	atomic_store(&disk_refuses, 0);
	assert_int_equal(account.status, 200);
	assert_shows(account, "Paul Worker");
	assert_int_equal(start.status, 303);
	assert_str(visit.test->arena, start.location, "/work"); /* not the sign-in */
	assert_int_equal(front.status, 200);
	/* Nobody reads a record without it being written who did. */
	assert_int_equal(record.status, 507);
	assert_shows(record, "you are still signed in");
	assert_hides(record, "Maud");
	assert_int_equal(save.status, 507);
	assert_shows(save, "This was not saved");
	assert_shows(save, "disk");
	assert_str(visit.test->arena, draft_of(&visit), "");
	/* There is room again: the same session goes on. */
	assert_shows(site_test_get_with(&visit.site, visit.session, person), "Maud Ferris");
	assert_int_equal(site_test_post_with(&visit.site, visit.session, visit.save, ANSWER).status, 303);
	assert_str(visit.test->arena, draft_of(&visit), "use the back gate");
	site_test_close(&visit.site);
	care_test_assert_sound(visit.test);
}

static void test_on_a_full_disk_nobody_is_signed_out_and_a_save_says_that_it_was_not_kept(void **state)
{
	go_through_a_disk_that_refuses(state, ENOSPC);
}

static void test_on_a_read_only_disk_nobody_is_signed_out_and_a_save_says_that_it_was_not_kept(void **state)
{
	go_through_a_disk_that_refuses(state, EROFS);
}

static void test_access_that_is_over_opens_nothing_where_its_end_cannot_be_written(void **state)
{
	Visit visit = begin(state);
	Care lead = care_test_desk(visit.test, visit.test->safeguarding);
	Str path = str_concat(visit.test->arena, S("/people/"), visit.person);
	Person found = {0};
	assert_ok(person_find(&lead, visit.person, &found));
	assert_ok(person_restrict(&lead, visit.person, PERSON_NO_TRACE, visit.test->team_safeguarding, S("In hiding"), found.version));
	assert_ok(person_give_access(&lead, visit.person, visit.test->practitioner, care_today(&lead), S("Today's visit")));
	assert_shows(site_test_get_with(&visit.site, visit.session, path), "Maud Ferris");
	care_test_wait(visit.test, INSTANT_DAY);
	visit.session = site_test_session(&visit.site, visit.test->practitioner);
	atomic_store(&disk_refuses, ENOSPC);
	Response record = site_test_get_with(&visit.site, visit.session, path);
	Response front = get(&visit, "/");
	atomic_store(&disk_refuses, 0);
	assert_int_equal(record.status, 503);
	assert_shows(record, "You have not been signed out");
	assert_hides(record, "Maud");
	assert_int_equal(front.status, 200); /* public, and with nothing of the staff's */
	assert_int_equal(site_test_get_with(&visit.site, visit.session, path).status, 404);
	site_test_close(&visit.site);
}

static void test_a_session_that_cannot_be_looked_up_is_not_taken_for_one_that_ended(void **state)
{
	Visit visit = begin(state);
	store_test_tamper(visit.test->store, "ALTER TABLE session RENAME TO session_gone");
	Response account = get(&visit, "/account");
	Response save = site_test_post_with(&visit.site, visit.session, visit.save, ANSWER);
	Response front = get(&visit, "/");
	store_test_tamper(visit.test->store, "ALTER TABLE session_gone RENAME TO session");
	assert_int_equal(account.status, 503);
	assert_shows(account, "You have not been signed out");
	assert_int_equal(save.status, 503);
	assert_shows(save, "it was not kept");
	assert_int_equal(front.status, 200);
	assert_int_equal(get(&visit, "/account").status, 200);
	site_test_close(&visit.site);
}

static void test_health_says_that_the_record_cannot_be_read_and_when_it_can_again(void **state)
{
	Visit visit = begin(state);
	assert_int_equal(get(&visit, "/healthz").status, 200);
	store_test_tamper(visit.test->store, "ALTER TABLE release RENAME TO release_gone");
	site_tick(visit.site.site);
	Response ill = get(&visit, "/healthz");
	store_test_tamper(visit.test->store, "ALTER TABLE release_gone RENAME TO release");
	site_tick(visit.site.site);
	assert_int_equal(ill.status, 503);
	assert_str(visit.test->arena, ill.body, "the record cannot be read\n");
	assert_str(visit.test->arena, get(&visit, "/healthz").body, "ok\n");
	site_test_close(&visit.site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_on_a_full_disk_nobody_is_signed_out_and_a_save_says_that_it_was_not_kept,
			care_test_open_sqlite, care_test_close),
		cmocka_unit_test_setup_teardown(test_on_a_read_only_disk_nobody_is_signed_out_and_a_save_says_that_it_was_not_kept,
			care_test_open_sqlite, care_test_close),
		cmocka_unit_test_setup_teardown(test_access_that_is_over_opens_nothing_where_its_end_cannot_be_written,
			care_test_open_sqlite, care_test_close),
		CARE_TEST(test_a_session_that_cannot_be_looked_up_is_not_taken_for_one_that_ended),
		CARE_TEST(test_health_says_that_the_record_cannot_be_read_and_when_it_can_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
