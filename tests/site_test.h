/* The whole application behind the web server, without a socket: a release in force, sessions, requests by path.
 *
 * Built on care_test.h. Everything lives in the test's arena.
 */
#ifndef KITH_TESTS_SITE_TEST_H
#define KITH_TESTS_SITE_TEST_H

#include "care_test.h"

#include "care/pages/site.h"
#include "web/web.h"

typedef struct SiteTest {
	CareTest *care;
	Site *site;
	WebOptions options;
	void *worker;
} SiteTest;

/* Publishes the practice and opens the site over it. */
SiteTest site_test_open(CareTest *care);
void site_test_close(SiteTest *test);

/* A new session of this user; its token. */
Str site_test_session(SiteTest *test, Str user);

/* A request by user (empty: nobody signed in). path may end in "?name=value&…" (letters and digits only). fields: name,
 * value, …, NULL, or NULL for none. */
Response site_test_get(SiteTest *test, Str user, Str path);
Response site_test_post(SiteTest *test, Str user, Str path, const char *const *fields);
/* The same with a session that stands already. */
Response site_test_get_with(SiteTest *test, Str session, Str path);
Response site_test_post_with(SiteTest *test, Str session, Str path, const char *const *fields);
/* The same (session empty: nobody signed in) by either method, with a file in the form when file is not empty. */
Response site_test_ask(SiteTest *test, Str session, Method method, Str path, const char *const *fields, Str file);

/* A body without the tokens of its forms, which differ by session. */
Str site_test_without_tokens(Arena *arena, Str body);

#define assert_shows(response, words) assert_true(str_contains((response).body, S(words)))
#define assert_hides(response, words) assert_false(str_contains((response).body, S(words)))

#endif
