/* The second factor, recovery codes, sessions as a list, settings; and access that was given for a time. */
#include "site_test.h"

#include <string.h>

#include "base/hash.h"
#include "base/one_time.h"
#include "base/seal.h"
#include "care/access/factor.h"
#include "care/access/factor.sql.h"

static const char PASSWORD[] = "copper lantern orchard";

static Str add_person(CareTest *test)
{
	Care system = care_test_system(test);
	Str id = {0};
	assert_ok(access_add_user(&system, &(UserNew){.sign_in = S("nia.new"), .name = S("Nia New"),
		.team = test->team_practice, .roles = S("practitioner"), .password = str_from_c(PASSWORD),
		.employed_from = care_today(&system), .employed_until = DATE_NONE}, &id));
	return id;
}

static SignInDone sign_in(CareTest *test)
{
	Care care = care_test_public(test);
	SignInDone done = {0};
	assert_ok(access_sign_in(&care, S("nia.new"), str_from_c(PASSWORD), S("192.0.2.7"), &done));
	return done;
}

static Status resume(CareTest *test, Str token, Care *care)
{
	*care = care_test_public(test);
	return access_resume(care, token);
}

/* What the app shows steps of thirty seconds from now. */
static Str code_of(CareTest *test, Str user, int steps)
{
	FactorGetRow row = {0};
	assert_ok(sql_factor_get_one(store_reader(test->store->store, 0), test->arena, &(FactorGetArguments){.user = user},
		&row));
	return one_time_code(test->arena, row.secret,
		(uint64_t)((int64_t)one_time_step(test->store->clock.held) + steps), ONE_TIME_DIGITS);
}

typedef struct Nia {
	Str id;
	Str session;
	Str codes[FACTOR_RECOVERY_CODES];
} Nia;

static Nia with_factor(CareTest *test)
{
	Nia nia = {.id = add_person(test)};
	Care care;
	nia.session = sign_in(test).token;
	assert_ok(resume(test, nia.session, &care));
	assert_ok(factor_begin(&care));
	assert_ok(factor_confirm(&care, code_of(test, nia.id, 0), nia.session, nia.codes));
	care_test_wait(test, INSTANT_MINUTE);
	return nia;
}

static Status finish(CareTest *test, Str pending, Str code, Str *token)
{
	Care care = care_test_public(test);
	return factor_sign_in(&care, pending, code, S("192.0.2.7"), token);
}

static void test_with_a_factor_the_password_alone_opens_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Care care;
	Str token = {0};
	SignInDone done = sign_in(test);
	assert_true(done.code_wanted);
	assert_status(resume(test, done.token, &care), STATUS_NOT_FOUND);
	assert_status(finish(test, done.token, S("000000"), &token), STATUS_REFUSED);
	assert_status(finish(test, S("no such sign-in"), code_of(test, nia.id, 0), &token), STATUS_NOT_FOUND);
	assert_ok(finish(test, done.token, code_of(test, nia.id, 0), &token));
	assert_ok(resume(test, token, &care));
	assert_true(str_equal(care.actor, nia.id));
	assert_true(care_may(&care, S("work-do")));
}

static void test_a_code_and_a_sign_in_are_good_for_once(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Str token = {0};
	SignInDone first = sign_in(test);
	Str code = code_of(test, nia.id, 0);
	assert_ok(finish(test, first.token, code, &token));
	care_test_wait(test, INSTANT_SECOND);
	assert_status(finish(test, first.token, code_of(test, nia.id, 1), &token), STATUS_NOT_FOUND);
	SignInDone second = sign_in(test);
	assert_status(finish(test, second.token, code, &token), STATUS_REFUSED);
	assert_status(finish(test, second.token, code_of(test, nia.id, -1), &token), STATUS_REFUSED); /* older than one taken */
	assert_ok(finish(test, second.token, code_of(test, nia.id, 1), &token));
}

static void test_a_clock_half_a_minute_off_is_forgiven_and_more_is_not(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Str token = {0};
	SignInDone done = sign_in(test);
	assert_status(finish(test, done.token, code_of(test, nia.id, 2), &token), STATUS_REFUSED);
	assert_status(finish(test, done.token, code_of(test, nia.id, -2), &token), STATUS_REFUSED);
	assert_ok(finish(test, done.token, code_of(test, nia.id, -1), &token));
}

static void test_a_sign_in_waits_five_minutes_for_its_code(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Str token = {0};
	SignInDone done = sign_in(test);
	care_test_wait(test, FACTOR_PENDING_MINUTES * INSTANT_MINUTE);
	assert_status(finish(test, done.token, code_of(test, nia.id, 0), &token), STATUS_NOT_FOUND);
}

static void test_ten_wrong_codes_close_the_account_for_a_while(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Str token = {0};
	SignInDone done = sign_in(test);
	for (int i = 0; i < ACCESS_FAILURES_MAX; i++)
		assert_status(finish(test, done.token, S("not one"), &token), STATUS_REFUSED);
	assert_status(finish(test, done.token, code_of(test, nia.id, 0), &token), STATUS_BUSY);
}

static void test_a_recovery_code_signs_in_once_however_it_is_typed(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Care care;
	Factor factor = {0};
	Str token = {0};
	Str typed = str_lower_ascii(test->arena, str_replace(test->arena, nia.codes[3], S("-"), S(" ")));
	assert_ok(finish(test, sign_in(test).token, typed, &token));
	assert_ok(resume(test, token, &care));
	assert_ok(factor_mine(&care, &factor));
	assert_int_equal(factor.recovery_left, FACTOR_RECOVERY_CODES - 1);
	assert_true(str_is_empty(factor.secret)); /* shown while it is set up and never again */
	assert_status(finish(test, sign_in(test).token, nia.codes[3], &token), STATUS_REFUSED);
	assert_ok(finish(test, sign_in(test).token, nia.codes[4], &token));
	Str everything = care_test_export(test);
	assert_false(str_contains(everything, nia.codes[5]));
	assert_false(str_contains(everything, S("\"table\":\"second_factor\"")));
}

static void test_setting_up_wants_a_code_and_signs_out_elsewhere(void **state)
{
	CareTest *test = care_test_of(state);
	Str id = add_person(test);
	Care care;
	Care other;
	Str codes[FACTOR_RECOVERY_CODES];
	Str elsewhere = sign_in(test).token;
	Str here = sign_in(test).token;
	assert_ok(resume(test, here, &care));
	assert_ok(factor_begin(&care));
	assert_false(sign_in(test).code_wanted); /* not in force before it is confirmed */
	assert_status(factor_confirm(&care, S("000000"), here, codes), STATUS_REFUSED);
	assert_ok(resume(test, elsewhere, &other));
	assert_ok(factor_confirm(&care, code_of(test, id, 0), here, codes));
	assert_status(resume(test, elsewhere, &other), STATUS_NOT_FOUND);
	assert_ok(resume(test, here, &care));
	assert_status(factor_begin(&care), STATUS_CONFLICT);
	assert_status(factor_confirm(&care, code_of(test, id, 1), here, codes), STATUS_CONFLICT);
}

static void test_taking_a_factor_off_wants_a_code_or_an_administrator(void **state)
{
	CareTest *test = care_test_of(state);
	Nia nia = with_factor(test);
	Care care;
	Care manager = care_test_desk(test, test->manager);
	Care administrator = care_test_desk(test, test->administrator);
	assert_ok(resume(test, nia.session, &care));
	assert_status(factor_remove_mine(&care, S("000000")), STATUS_REFUSED);
	assert_status(factor_remove(&manager, nia.id), STATUS_REFUSED);
	assert_status(factor_remove(&care, nia.id), STATUS_REFUSED);
	assert_ok(factor_remove(&administrator, nia.id));
	assert_status(resume(test, nia.session, &care), STATUS_NOT_FOUND);
	assert_false(sign_in(test).code_wanted);
}

static void test_where_a_factor_is_required_nothing_opens_without_one(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care administrator = care_test_desk(test, test->administrator);
	Care manager = care_test_desk(test, test->manager);
	Care care;
	Setting setting = {0};
	Str id = add_person(test);
	assert_ok(setting_read(&administrator, SETTING_SECOND_FACTOR, S("offered"), &setting));
	assert_str(test->arena, setting.value, "offered");
	assert_status(setting_change(&manager, SETTING_SECOND_FACTOR, S("required"), setting.version), STATUS_REFUSED);
	assert_ok(setting_change(&administrator, SETTING_SECOND_FACTOR, S("required"), setting.version));
	assert_status(setting_change(&administrator, SETTING_SECOND_FACTOR, S("offered"), setting.version), STATUS_STALE);
	Str session = sign_in(test).token;
	assert_ok(resume(test, session, &care));
	assert_true(care.factor_missing);
	assert_false(care_may(&care, S("person-read")));
	assert_false(access_has_role(&care, S("practitioner")));
	assert_int_equal(site_test_get(&site, id, S("/work")).status, 403);
	Response start = site_test_get(&site, id, S("/start"));
	assert_str(test->arena, start.location, "/account");
	assert_shows(site_test_get(&site, id, S("/account")), "you can open no records");
	Str codes[FACTOR_RECOVERY_CODES];
	assert_ok(factor_begin(&care));
	assert_ok(factor_confirm(&care, code_of(test, id, 0), session, codes));
	assert_ok(resume(test, session, &care));
	assert_true(care_may(&care, S("person-read")));
	site_test_close(&site);
}

static void test_the_pages_set_a_factor_up_and_show_the_key_and_the_codes_once(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str id = add_person(test);
	assert_int_equal(site_test_post(&site, id, S("/account/second-factor"), NULL).status, 303);
	assert_shows(site_test_get(&site, id, S("/account/second-factor")), "enter a set-up key");
	const char *wrong[] = {"code", "12345", NULL};
	assert_int_equal(site_test_post(&site, id, S("/account/second-factor/confirm"), wrong).status, 422);
	const char *right[] = {"code", str_c(test->arena, code_of(test, id, 0)), NULL};
	assert_shows(site_test_post(&site, id, S("/account/second-factor/confirm"), right), "Keep these recovery codes");
	assert_int_equal(site_test_get(&site, id, S("/account/second-factor")).status, 303);
	assert_shows(site_test_get(&site, id, S("/account")), "10 recovery codes left");
	const char *password[] = {"sign_in", "nia.new", "password", PASSWORD, "then", "/work", NULL};
	Response wants = site_test_post(&site, (Str){0}, S("/sign-in"), password);
	assert_str(test->arena, wants.location, "/sign-in/code?then=%2Fwork");
	assert_int_equal(wants.header_count, 1);
	assert_true(str_starts_with(wants.headers[0].value, S("kith-sign-in=")));
	site_test_close(&site);
}

static void test_the_installation_says_what_to_look_at_and_nobody_locks_themselves_out(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	const char *required[] = {"second_factor", "required", "version", "0", NULL};
	Str page = S("/administration/settings");
	assert_int_equal(site_test_get(&site, test->manager, page).status, 403);
	assert_shows(site_test_get(&site, test->administrator, page), "13 of 13");
	assert_shows(site_test_get(&site, test->administrator, page), "Administrators first");
	Response refused = site_test_post(&site, test->administrator, page, required);
	assert_int_equal(refused.status, 422);
	assert_shows(refused, "Set up your own second factor first");
	assert_int_equal(site_test_post(&site, test->administrator, S("/account/second-factor"), NULL).status, 303);
	const char *code[] = {"code", str_c(test->arena, code_of(test, test->administrator, 0)), NULL};
	assert_int_equal(site_test_post(&site, test->administrator, S("/account/second-factor/confirm"), code).status, 200);
	assert_int_equal(site_test_post(&site, test->administrator, page, required).status, 303);
	assert_int_equal(site_test_post(&site, test->administrator, page, required).status, 409); /* a page from before */
	assert_shows(site_test_get(&site, test->administrator, page), "12 of 13");
	assert_int_equal(site_test_get(&site, test->manager, S("/today")).status, 403);
	site_test_close(&site);
}

/* --- sessions ----------------------------------------------------------------------------------------------------- */

static void test_sessions_are_listed_and_ended_one_by_one_or_all_but_this(void **state)
{
	CareTest *test = care_test_of(state);
	Str id = add_person(test);
	Care care;
	Care other;
	Care manager = care_test_desk(test, test->manager);
	Session *sessions = NULL;
	size_t count = 0;
	Str tokens[3];
	for (size_t i = 0; i < 3; i++)
		tokens[i] = sign_in(test).token;
	assert_ok(resume(test, tokens[0], &care));
	assert_ok(sessions_list(&care, id, tokens[0], &sessions, &count));
	assert_int_equal(count, 3);
	size_t these = 0;
	for (size_t i = 0; i < count; i++) {
		assert_str(test->arena, sessions[i].address, "192.0.2.7");
		these += sessions[i].is_this ? 1 : 0;
	}
	assert_int_equal(these, 1);
	assert_status(sessions_list(&manager, id, (Str){0}, &sessions, &count), STATUS_REFUSED);
	assert_status(session_end(&manager, id, hash_text(test->arena, tokens[1])), STATUS_REFUSED);
	assert_status(session_end(&manager, test->manager, hash_text(test->arena, tokens[1])), STATUS_NOT_FOUND);
	assert_ok(session_end(&care, id, hash_text(test->arena, tokens[1])));
	assert_status(resume(test, tokens[1], &other), STATUS_NOT_FOUND);
	assert_ok(resume(test, tokens[2], &other));
	assert_ok(sessions_end_others(&care, tokens[0]));
	assert_status(resume(test, tokens[2], &other), STATUS_NOT_FOUND);
	assert_ok(resume(test, tokens[0], &care));
	care_test_wait(test, (ACCESS_IDLE_MINUTES + 1) * INSTANT_MINUTE);
	assert_ok(sessions_list(&care, id, tokens[0], &sessions, &count));
	assert_int_equal(count, 0);
}

static void test_an_administrator_ends_a_colleagues_session(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Str id = add_person(test);
	Care care;
	Str token = sign_in(test).token;
	Str address = str_format(test->arena, "/administration/users/%.*s", STR_ARG(id));
	const char *fields[] = {"session", str_c(test->arena, hash_text(test->arena, token)), NULL};
	assert_shows(site_test_get(&site, test->administrator, address), "192.0.2.7");
	assert_int_equal(site_test_post(&site, test->administrator, str_concat(test->arena, address, S("/sign-in")),
		fields).status, 303);
	assert_status(resume(test, token, &care), STATUS_NOT_FOUND);
	site_test_close(&site);
}

static void test_a_password_is_changed_by_who_knows_the_one_before(void **state)
{
	CareTest *test = care_test_of(state);
	Care care;
	Care after;
	(void)add_person(test);
	Str token = sign_in(test).token;
	assert_ok(resume(test, token, &care));
	assert_status(access_change_my_password(&care, S("something else"), S("a longer new one")), STATUS_REFUSED);
	assert_status(access_change_my_password(&care, str_from_c(PASSWORD), S("short")), STATUS_INVALID);
	assert_ok(access_change_my_password(&care, str_from_c(PASSWORD), S("a longer new one")));
	assert_status(resume(test, token, &after), STATUS_NOT_FOUND);
	for (int i = 1; i < ACCESS_FAILURES_MAX; i++)
		assert_status(access_change_my_password(&care, S("something else"), S("a longer new one")), STATUS_REFUSED);
	assert_status(access_change_my_password(&care, S("a longer new one"), S("another new one")), STATUS_BUSY);
}

/* --- access for a time -------------------------------------------------------------------------------------------- */

static void test_access_given_for_a_time_ends_when_it_is_read_without_a_job(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care worker = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Str person = care_test_person(&worker, "Ana Ruiz", "1941-03-14", "RM17 6SL");
	Str path = str_concat(test->arena, S("/people/"), person);
	Person found = {0};
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_NO_TRACE, test->team_safeguarding, S("In hiding"), found.version));
	assert_int_equal(site_test_get(&site, test->practitioner, path).status, 404);
	assert_ok(person_give_access(&lead, person, test->practitioner, care_today(&lead) + 1, S("Covers for a colleague")));
	assert_shows(site_test_get(&site, test->practitioner, path), "Ana Ruiz");
	care_test_wait(test, INSTANT_DAY);
	assert_shows(site_test_get(&site, test->practitioner, path), "Ana Ruiz"); /* its last day */
	care_test_wait(test, INSTANT_DAY);
	assert_int_equal(site_test_get(&site, test->practitioner, path).status, 404);
	assert_hides(site_test_get(&site, test->practitioner, S("/people?q=Ruiz")), "Ana");
	assert_shows(site_test_get(&site, test->safeguarding, path), "Ana Ruiz");
	assert_ok(person_give_access(&lead, person, test->team_practice, care_today(&lead) + PERSON_ACCESS_DAYS_MAX, S("Their case now")));
	assert_shows(site_test_get(&site, test->practitioner, path), "Ana Ruiz"); /* what has ended takes nothing newer away */
	site_test_close(&site);
}

static const char SEAL_KEY[] = "a key that is kept somewhere else";

/* The row as the database has it. */
static Str stored_secret(CareTest *test, Str user)
{
	FactorGetRow row = {0};
	assert_ok(sql_factor_get_one(store_reader(test->store->store, 0), test->arena, &(FactorGetArguments){.user = user},
		&row));
	return row.secret;
}

static Str code_of_secret(CareTest *test, Str secret)
{
	return one_time_code(test->arena, secret, one_time_step(test->store->clock.held), ONE_TIME_DIGITS);
}

static void test_a_secret_is_sealed_with_a_key_that_the_database_does_not_hold(void **state)
{
	CareTest *test = care_test_of(state);
	Str key = {.data = SEAL_KEY, .length = SEAL_KEY_BYTES};
	Str id = add_person(test);
	Str codes[FACTOR_RECOVERY_CODES];
	Str token = {0};
	Str secret = {0};
	Care care;
	Str session = sign_in(test).token;
	assert_ok(resume(test, session, &care));
	care.seal_key = key;
	assert_ok(factor_begin(&care));
	assert_int_equal(stored_secret(test, id).length, ONE_TIME_SECRET_BYTES + SEAL_OVERHEAD_BYTES);
	assert_ok(seal_open(test->arena, key, id, stored_secret(test, id), &secret));
	Factor factor = {0};
	assert_ok(factor_mine(&care, &factor));
	assert_true(str_equal(factor.secret, one_time_base32(test->arena, secret)));
	assert_ok(factor_confirm(&care, code_of_secret(test, secret), session, codes));
	care_test_wait(test, INSTANT_MINUTE);
	SignInDone done = sign_in(test);
	Care public = care_test_public(test);
	/* Without the key nobody's code is right, and nobody is told that theirs is wrong; a recovery code still opens. */
	assert_status(factor_sign_in(&public, done.token, code_of_secret(test, secret), S("192.0.2.7"), &token), STATUS_FAILED);
	public.seal_key = S("another key that is not the same ");
	public.seal_key.length = SEAL_KEY_BYTES;
	assert_status(factor_sign_in(&public, done.token, code_of_secret(test, secret), S("192.0.2.7"), &token), STATUS_FAILED);
	public.seal_key = key;
	assert_ok(factor_sign_in(&public, done.token, code_of_secret(test, secret), S("192.0.2.7"), &token));
	done = sign_in(test);
	public.seal_key = (Str){0};
	assert_ok(factor_sign_in(&public, done.token, codes[0], S("192.0.2.7"), &token));
}

static void test_secrets_from_before_there_was_a_key_are_sealed_at_the_start(void **state)
{
	CareTest *test = care_test_of(state);
	Str key = {.data = SEAL_KEY, .length = SEAL_KEY_BYTES};
	Nia nia = with_factor(test);
	Str plain = stored_secret(test, nia.id);
	Str opened = {0};
	assert_int_equal(plain.length, ONE_TIME_SECRET_BYTES);
	SiteTest site = site_test_open(test);
	assert_ok(site_seal(site.site, key));
	assert_ok(seal_open(test->arena, key, nia.id, stored_secret(test, nia.id), &opened));
	assert_true(str_equal(opened, plain));
	Str sealed = stored_secret(test, nia.id);
	assert_ok(site_seal(site.site, key)); /* the next start changes nothing */
	assert_true(str_equal(sealed, stored_secret(test, nia.id)));
	Care nobody = care_test_desk(test, test->administrator);
	nobody.seal_key = key;
	assert_status(factor_seal_old(&nobody), STATUS_REFUSED);
	Response response = site_test_get(&site, test->administrator, S("/administration/settings"));
	assert_shows(response, "sealed with a key outside the database");
	site_test_close(&site);
}

static void test_opening_a_record_for_a_time_is_told_to_its_owners_and_ends_at_once_when_ended(void **state)
{
	CareTest *test = care_test_of(state);
	SiteTest site = site_test_open(test);
	Care lead = care_test_desk(test, test->safeguarding);
	Care colleague = care_test_desk(test, test->colleague);
	Person person = {0};
	WorkRow *rows = NULL;
	size_t count = 0;
	Str id = care_test_person(&lead, "Zoe Hidden", "1950", "");
	Str page = str_format(test->arena, "/people/%.*s/restrict", STR_ARG(id));
	Str give = str_format(test->arena, "/people/%.*s/access", STR_ARG(id));
	Response response = site_test_get(&site, test->safeguarding, page);
	assert_hides(response, "Open it to somebody for a time"); /* all staff see it as it is */
	assert_ok(person_find(&lead, id, &person));
	assert_ok(person_restrict(&lead, id, PERSON_NO_TRACE, test->team_safeguarding, S("In hiding"), person.version));
	assert_ok(care_test_record(&lead, id, "consent_limits", "my brother"));
	response = site_test_get(&site, test->safeguarding, page);
	assert_shows(response, "Nobody outside the team");
	assert_shows(response, "whom we must not tell: my brother");
	const char *const bare[] = {"audience", str_c(test->arena, test->colleague), "days", "3", NULL};
	assert_int_equal(site_test_post(&site, test->safeguarding, give, bare).status, 422);
	const char *const long_time[] = {"audience", str_c(test->arena, test->colleague), "days", "4000", "why", "A visit", NULL};
	assert_int_equal(site_test_post(&site, test->safeguarding, give, long_time).status, 422);
	const char *const right[] = {"audience", str_c(test->arena, test->colleague), "days", "3", "why", "A visit", NULL};
	assert_int_equal(site_test_post(&site, test->safeguarding, give, right).status, 303);
	assert_ok(person_open(&colleague, id, S("page"), &person));
	response = site_test_get(&site, test->safeguarding, page);
	assert_shows(response, "A visit");
	PersonAccess *open = NULL;
	assert_ok(person_accesses(&lead, id, &open, &count));
	assert_int_equal(count, 1);
	assert_int_equal(open[0].until_on, care_today(&lead) + 3);
	/* The team that owns it hears of it. */
	assert_ok(work_list(&lead, &(WorkFilter){.team = test->team_safeguarding}, &rows, &count));
	assert_int_equal(count, 1);
	assert_true(str_contains(rows[0].title, open[0].name) && str_contains(rows[0].title, S("A visit")));
	/* Ended by hand it is over at once, and once only. */
	Str end = str_concat(test->arena, give, S("/end"));
	const char *const ending[] = {"access", str_c(test->arena, open[0].id), NULL};
	assert_int_equal(site_test_post(&site, test->safeguarding, end, ending).status, 303);
	assert_status(person_open(&colleague, id, S("page"), &person), STATUS_NOT_FOUND);
	assert_int_equal(site_test_post(&site, test->safeguarding, end, ending).status, 409);
	site_test_close(&site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_with_a_factor_the_password_alone_opens_nothing),
		CARE_TEST(test_a_secret_is_sealed_with_a_key_that_the_database_does_not_hold),
		CARE_TEST(test_secrets_from_before_there_was_a_key_are_sealed_at_the_start),
		CARE_TEST(test_opening_a_record_for_a_time_is_told_to_its_owners_and_ends_at_once_when_ended),
		CARE_TEST(test_a_code_and_a_sign_in_are_good_for_once),
		CARE_TEST(test_a_clock_half_a_minute_off_is_forgiven_and_more_is_not),
		CARE_TEST(test_a_sign_in_waits_five_minutes_for_its_code),
		CARE_TEST(test_ten_wrong_codes_close_the_account_for_a_while),
		CARE_TEST(test_a_recovery_code_signs_in_once_however_it_is_typed),
		CARE_TEST(test_setting_up_wants_a_code_and_signs_out_elsewhere),
		CARE_TEST(test_taking_a_factor_off_wants_a_code_or_an_administrator),
		CARE_TEST(test_where_a_factor_is_required_nothing_opens_without_one),
		CARE_TEST(test_the_pages_set_a_factor_up_and_show_the_key_and_the_codes_once),
		CARE_TEST(test_the_installation_says_what_to_look_at_and_nobody_locks_themselves_out),
		CARE_TEST(test_sessions_are_listed_and_ended_one_by_one_or_all_but_this),
		CARE_TEST(test_an_administrator_ends_a_colleagues_session),
		CARE_TEST(test_a_password_is_changed_by_who_knows_the_one_before),
		CARE_TEST(test_access_given_for_a_time_ends_when_it_is_read_without_a_job),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
