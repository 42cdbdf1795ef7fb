/* A browser that means harm: words that mean something to a browser, a database or a spreadsheet, put into every field of a page's
 * forms; what must never come of it is checked on every answer.
 *
 * Built on site_test.h; everything lives in the test's arena.
 */
#ifndef KITH_TESTS_HOSTILE_TEST_H
#define KITH_TESTS_HOSTILE_TEST_H

#include "site_test.h"

enum { HOSTILE_COOKIES_MAX = 8, HOSTILE_NAMES_MAX = 200, HOSTILE_WORD_COUNT = 10 };

extern const Str HOSTILE_WORDS[HOSTILE_WORD_COUNT];

typedef struct HostileBrowser {
	SiteTest site;
	CareTest *test;
	FormField cookies[HOSTILE_COOKIES_MAX];
	size_t cookie_count;
	Response response;
	Str address;         /* empty: 192.0.2.7 */
	UploadedFile *files; /* that go along with what is sent */
	size_t file_count;
	size_t answered;     /* requests that were answered without a fault of ours */
} HostileBrowser;

HostileBrowser hostile_open(void **state);
void hostile_keep_cookie(HostileBrowser *browser, Str name, Str value);
/* path may end in "?name=value&…". Fails where the answer is a fault of ours, writes out as markup what it was sent, leads away or
 * breaks a header; keeps the answer and its cookies. */
void hostile_ask(HostileBrowser *browser, Method method, Str path, FormField *form, size_t count);
/* The value that stands behind start ("name=\"version\" value=\"") up to the quote; empty when it is not there. */
Str hostile_attribute(Str markup, const char *start);
/* Every form of the page that was answered, each field filled with the word; the token and the version stay. What would
 * end the session that sends is left out. */
void hostile_send_forms(HostileBrowser *browser, Str word);

#endif
