/* Signing in, sessions that end, accounts of leavers, the throttle, roles as rows. */
#include "care_test.h"

#include <time.h>

#include "care/access/access_write.h"

static const char PASSWORD[] = "copper lantern orchard";

static Str add_person(CareTest *test, const char *sign_in, Date until)
{
	Care system = care_test_system(test);
	Str id = {0};
	assert_ok(access_add_user(&system, &(UserNew){.sign_in = str_from_c(sign_in), .name = S("Nia New"),
		.team = test->team_practice, .roles = S("practitioner"), .password = str_from_c(PASSWORD),
		.employed_from = care_today(&system), .employed_until = until}, &id));
	return id;
}

static Status sign_in(CareTest *test, const char *name, const char *password, const char *address, Str *token)
{
	Care care = care_test_public(test);
	SignInDone done = {0};
	Status status = access_sign_in(&care, str_from_c(name), str_from_c(password), str_from_c(address), &done);
	assert_false(done.code_wanted);
	if (status == STATUS_OK)
		*token = done.token;
	return status;
}

static Status resume(CareTest *test, Str token, Care *care)
{
	*care = care_test_public(test);
	return access_resume(care, token);
}

static void test_the_right_password_opens_a_session_with_the_roles_permissions(void **state)
{
	CareTest *test = care_test_of(state);
	Care care;
	Str token = {0};
	Str id = add_person(test, "Nia.New", DATE_NONE);
	assert_ok(sign_in(test, " NIA.new ", PASSWORD, "192.0.2.1", &token));
	assert_ok(resume(test, token, &care));
	assert_true(str_equal(care.actor, id));
	assert_str(test->arena, care.actor_name, "Nia New");
	assert_true(care_may(&care, S("work-do")));
	assert_false(care_may(&care, S("merge")));
	assert_true(access_has_role(&care, S("practitioner")));
	assert_false(access_has_role(&care, S("manager")));
	assert_status(resume(test, S("no such token"), &care), STATUS_NOT_FOUND);
	assert_false(str_contains(care_test_export(test), S("argon2id")));
}

static void test_a_wrong_name_and_a_wrong_password_get_the_same_answer(void **state)
{
	CareTest *test = care_test_of(state);
	Str token = {0};
	(void)add_person(test, "nia.new", DATE_NONE);
	assert_status(sign_in(test, "nia.new", "copper lantern orchards", "192.0.2.1", &token), STATUS_REFUSED);
	assert_status(sign_in(test, "nobody", PASSWORD, "192.0.2.1", &token), STATUS_REFUSED);
	assert_true(str_is_empty(token));
}

static int64_t processor_microseconds(void)
{
	struct timespec now;
	assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now), 0);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t cost_of_refusal(CareTest *test, const char *name)
{
	Str token = {0};
	int64_t before = processor_microseconds();
	assert_status(sign_in(test, name, "not the password", "192.0.2.9", &token), STATUS_REFUSED);
	return processor_microseconds() - before;
}

static void test_an_unknown_name_costs_a_hash_like_a_known_one(void **state)
{
	CareTest *test = care_test_of(state);
	(void)add_person(test, "nia.new", DATE_NONE);
	int64_t known = cost_of_refusal(test, "nia.new");
	int64_t unknown = cost_of_refusal(test, "nobody");
	/* Without a hash it would be a hundredth. */
	assert_true(unknown > known / 3);
	assert_true(known > unknown / 3);
}

static void test_ten_failures_close_the_account_for_a_while_from_everywhere(void **state)
{
	CareTest *test = care_test_of(state);
	Str token = {0};
	(void)add_person(test, "nia.new", DATE_NONE);
	for (int i = 0; i < ACCESS_FAILURES_MAX; i++) {
		char address[] = "192.0.2.0";
		address[8] = (char)('0' + i);
		assert_status(sign_in(test, "nia.new", "not the password", address, &token), STATUS_REFUSED);
	}
	assert_status(sign_in(test, "Nia.New", PASSWORD, "198.51.100.1", &token), STATUS_BUSY);
	care_test_wait(test, (ACCESS_FAILURE_MINUTES + 1) * INSTANT_MINUTE);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "198.51.100.1", &token));
}

/* Of names that are not there, without the hashes that would take a minute. */
static void fail_from(CareTest *test, const char *address, int from, int until)
{
	Care care = care_test_public(test);
	for (int i = from; i < until; i++)
		assert_status(access_note_failure(&care, str_format(test->arena, "guess-%d", i), str_from_c(address)), STATUS_REFUSED);
}

static void test_an_office_behind_one_address_is_not_shut_out_by_a_few_and_is_by_hundreds(void **state)
{
	CareTest *test = care_test_of(state);
	Str token = {0};
	(void)add_person(test, "nia.new", DATE_NONE);
	fail_from(test, "192.0.2.1", 0, ACCESS_ADDRESS_FAILURES_MAX - 1);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token));
	fail_from(test, "192.0.2.1", ACCESS_ADDRESS_FAILURES_MAX, ACCESS_ADDRESS_FAILURES_MAX + 1);
	assert_status(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token), STATUS_BUSY);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.2", &token));
}

static void test_a_password_that_an_administrator_sets_is_heard_at_once(void **state)
{
	CareTest *test = care_test_of(state);
	Care administrator = care_test_desk(test, test->administrator);
	Str token = {0};
	Str id = add_person(test, "nia.new", DATE_NONE);
	for (int i = 0; i < ACCESS_FAILURES_MAX; i++)
		assert_status(sign_in(test, "nia.new", "not the password", "192.0.2.1", &token), STATUS_REFUSED);
	assert_status(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token), STATUS_BUSY);
	assert_ok(access_set_password(&administrator, id, S("a wholly new password")));
	assert_ok(sign_in(test, "nia.new", "a wholly new password", "192.0.2.1", &token));
}

static void test_a_session_ends_when_idle_and_after_its_hours(void **state)
{
	CareTest *test = care_test_of(state);
	Care care;
	Str token = {0};
	(void)add_person(test, "nia.new", DATE_NONE);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token));
	care_test_wait(test, ACCESS_IDLE_MINUTES * INSTANT_MINUTE);
	assert_ok(resume(test, token, &care)); /* seen again: idle from now */
	care_test_wait(test, ACCESS_IDLE_MINUTES * INSTANT_MINUTE + 1);
	assert_status(resume(test, token, &care), STATUS_NOT_FOUND);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token));
	for (int hour = 1; hour < ACCESS_SESSION_HOURS; hour++) {
		care_test_wait(test, INSTANT_HOUR);
		assert_ok(resume(test, token, &care));
	}
	care_test_wait(test, INSTANT_HOUR);
	assert_status(resume(test, token, &care), STATUS_NOT_FOUND);
}

static void test_signing_out_ends_the_session(void **state)
{
	CareTest *test = care_test_of(state);
	Care care;
	Str token = {0};
	(void)add_person(test, "nia.new", DATE_NONE);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token));
	assert_ok(resume(test, token, &care));
	assert_ok(access_sign_out(&care, token));
	assert_status(resume(test, token, &care), STATUS_NOT_FOUND);
}

static void test_a_leaver_cannot_sign_in_and_loses_sessions(void **state)
{
	CareTest *test = care_test_of(state);
	Care system = care_test_system(test);
	Care care;
	User user = {0};
	Str early = {0};
	Str token = {0};
	Str id = add_person(test, "nia.new", DATE_NONE);
	(void)add_person(test, "last.day", care_today(&system));
	assert_ok(sign_in(test, "last.day", PASSWORD, "192.0.2.1", &early));
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token));
	assert_ok(access_user(&system, id, &user));
	assert_ok(access_update_user(&system, id, user.name, user.team, S("practitioner"), care_today(&system) - 1, 0,
		user.version));
	assert_status(resume(test, token, &care), STATUS_NOT_FOUND);
	assert_status(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token), STATUS_REFUSED);
	/* Signed in on the last day: gone at midnight. */
	assert_ok(resume(test, early, &care));
	care_test_go(test, date_format(test->arena, care_today(&system) + 1), 0, 1);
	assert_status(resume(test, early, &care), STATUS_NOT_FOUND);
}

static void test_a_new_password_ends_every_session(void **state)
{
	CareTest *test = care_test_of(state);
	Care care;
	Str token = {0};
	Str id = add_person(test, "nia.new", DATE_NONE);
	assert_ok(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token));
	assert_ok(resume(test, token, &care));
	assert_status(access_set_password(&care, id, S("short")), STATUS_INVALID);
	assert_status(access_set_password(&care, test->manager, S("another long one")), STATUS_REFUSED);
	assert_ok(access_set_password(&care, id, S("another long one")));
	assert_status(resume(test, token, &care), STATUS_NOT_FOUND);
	assert_status(sign_in(test, "nia.new", PASSWORD, "192.0.2.1", &token), STATUS_REFUSED);
	assert_ok(sign_in(test, "nia.new", "another long one", "192.0.2.1", &token));
}

static void test_accounts_have_a_name_a_password_and_a_sign_in_of_their_own(void **state)
{
	CareTest *test = care_test_of(state);
	Care admin = care_test_desk(test, test->administrator);
	UserNew wanted = {.sign_in = S(" "), .name = S(""), .team = test->team_duty, .roles = S("practitioner"),
		.password = S("short"), .employed_from = care_today(&admin), .employed_until = DATE_NONE};
	assert_status(access_add_user(&admin, &wanted, NULL), STATUS_INVALID);
	assert_int_equal(admin.problems.count, 3);
	wanted.sign_in = S("Fay.Contact");
	wanted.name = S("Another Fay");
	wanted.password = str_from_c(PASSWORD);
	assert_status(access_add_user(&admin, &wanted, NULL), STATUS_CONFLICT);
	wanted.sign_in = S("fay.two");
	wanted.roles = S("no-such-role");
	assert_status(access_add_user(&admin, &wanted, NULL), STATUS_CONFLICT);
}

static void test_a_role_is_a_row_that_an_administrator_changes(void **state)
{
	CareTest *test = care_test_of(state);
	Care admin = care_test_desk(test, test->administrator);
	Care before = care_test_desk(test, test->practitioner);
	assert_true(care_may(&before, S("person-edit")));
	const Str permissions[] = {S("person-read"), S("merge")};
	assert_status(access_put_role(&before, S("practitioner"), S("Practitioner"), permissions, 2), STATUS_REFUSED);
	assert_ok(access_put_role(&admin, S("practitioner"), S("Reader"), permissions, 2));
	Care after = care_test_desk(test, test->practitioner);
	assert_false(care_may(&after, S("person-edit")));
	assert_true(care_may(&after, S("merge")));
	/* Seeding again leaves what an administrator chose. */
	Care system = care_test_system(test);
	assert_ok(access_seed_roles(&system));
	after = care_test_desk(test, test->practitioner);
	assert_false(care_may(&after, S("person-edit")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_the_right_password_opens_a_session_with_the_roles_permissions),
		CARE_TEST(test_a_wrong_name_and_a_wrong_password_get_the_same_answer),
		CARE_TEST(test_an_unknown_name_costs_a_hash_like_a_known_one),
		CARE_TEST(test_ten_failures_close_the_account_for_a_while_from_everywhere),
		CARE_TEST(test_an_office_behind_one_address_is_not_shut_out_by_a_few_and_is_by_hundreds),
		CARE_TEST(test_a_password_that_an_administrator_sets_is_heard_at_once),
		CARE_TEST(test_a_session_ends_when_idle_and_after_its_hours),
		CARE_TEST(test_signing_out_ends_the_session),
		CARE_TEST(test_a_leaver_cannot_sign_in_and_loses_sessions),
		CARE_TEST(test_a_new_password_ends_every_session),
		CARE_TEST(test_accounts_have_a_name_a_password_and_a_sign_in_of_their_own),
		CARE_TEST(test_a_role_is_a_row_that_an_administrator_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
