#include "site_test.h"

#include "base/hash.h"
#include "care/access/access.sql.h"
#include "care/release/release.h"

enum { FIELDS_MAX = 64 };

SiteTest site_test_open(CareTest *care)
{
	SiteTest test = {.care = care};
	Problems problems = problems_make(care->arena);
	Care system = care_test_system(care);
	Status published = release_publish(&system, care->practice, care_now(&system));
	assert_true(published == STATUS_OK || published == STATUS_CONFLICT); /* it is published when a site is opened again */
	assert_ok(site_open(&test.site, care->store->store, &care->store->clock, &care->store->ids, &problems));
	test.options = (WebOptions){.workers = 1, .application = site_application(test.site),
		.clock = &care->store->clock, .secret = S("0123456789abcdef0123456789abcdef")};
	test.options.routes = site_routes(&test.options.route_count);
	test.worker = test.options.application->worker_open(test.options.application->context, 0);
	return test;
}

void site_test_close(SiteTest *test)
{
	test->options.application->worker_close(test->options.application->context, test->worker);
	site_close(test->site);
}

typedef struct Opening {
	Str user;
	Str token_hash;
} Opening;

static Status open_session_in(CareWrite *write, void *context)
{
	const Opening *opening = context;
	Status status = sql_session_insert_run(write->connection, &(SessionInsertArguments){
		.token_hash = opening->token_hash, .user = opening->user, .created_at = write->now,
		.ends_at = write->now + INSTANT_HOUR});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("test/session"), .subject_kind = S("user"),
		.subject = opening->user});
}

Str site_test_session(SiteTest *test, Str user)
{
	Care system = care_test_system(test->care);
	Str token = hash_text(test->care->arena, id_make(&test->care->store->ids, test->care->arena));
	Opening opening = {.user = user, .token_hash = hash_text(test->care->arena, token)};
	assert_ok(care_write(&system, open_session_in, &opening));
	return token;
}

Response site_test_ask(SiteTest *test, Str session, Method method, Str path, const char *const *fields, Str file)
{
	Arena *arena = test->care->arena;
	FormField *form = ARENA_ARRAY(arena, FormField, FIELDS_MAX);
	FormField *query = ARENA_ARRAY(arena, FormField, FIELDS_MAX);
	FormField *cookie = ARENA_NEW(arena, FormField);
	UploadedFile given = {.field = S("file"), .name = S("given.txt"), .bytes = file};
	Request request = {.arena = arena, .method = method, .id = S("test"), .address = S("192.0.2.1"), .form = form,
		.query = query, .clock = &test->care->store->clock};
	Response response = {0};
	Str pair = {0};
	Str rest = path;
	(void)str_next(&rest, '?', &request.path);
	while (request.query_count < FIELDS_MAX && str_next(&rest, '&', &pair)) {
		FormField *field = &query[request.query_count++];
		field->value = pair;
		(void)str_next(&field->value, '=', &field->name);
	}
	for (size_t i = 0; fields != NULL && fields[i] != NULL && request.form_count < FIELDS_MAX; i += 2)
		form[request.form_count++] = (FormField){.name = str_from_c(fields[i]), .value = str_from_c(fields[i + 1])};
	if (!str_is_empty(file)) {
		request.files = &given;
		request.file_count = 1;
	}
	if (!str_is_empty(session)) {
		*cookie = (FormField){.name = S("kith-session"), .value = session};
		request.cookies = cookie;
		request.cookie_count = 1;
	}
	web_handle(&test->options, test->worker, &request, &response);
	return response;
}

static Response handle(SiteTest *test, Str session, Method method, Str path, const char *const *fields)
{
	return site_test_ask(test, session, method, path, fields, (Str){0});
}

static Str session_or_none(SiteTest *test, Str user)
{
	return str_is_empty(user) ? (Str){0} : site_test_session(test, user);
}

Response site_test_get(SiteTest *test, Str user, Str path)
{
	return handle(test, session_or_none(test, user), METHOD_GET, path, NULL);
}

Response site_test_post(SiteTest *test, Str user, Str path, const char *const *fields)
{
	return handle(test, session_or_none(test, user), METHOD_POST, path, fields);
}

Response site_test_get_with(SiteTest *test, Str session, Str path)
{
	return handle(test, session, METHOD_GET, path, NULL);
}

Response site_test_post_with(SiteTest *test, Str session, Str path, const char *const *fields)
{
	return handle(test, session, METHOD_POST, path, fields);
}

Str site_test_without_tokens(Arena *arena, Str body)
{
	Buffer out = buffer_make(arena, body.length + 1);
	size_t at = 0;
	size_t end = 0;
	while (str_find(body, S("name=\"form-token\""), &at)) {
		buffer_add(&out, str_slice(body, 0, at));
		body = str_slice(body, at, body.length);
		assert_true(str_find(body, S(">"), &end));
		body = str_slice(body, end, body.length);
	}
	buffer_add(&out, body);
	return buffer_str(&out);
}
