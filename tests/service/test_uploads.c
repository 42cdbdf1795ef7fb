/* Files that people give: what is kept, who gets it, what goes with an unsent request, what a copy holds. */
#include "care_test.h"

#include "care/front/front.h"
#include "care/upload/upload.h"

#define PHOTO S("\xFF\xD8\xFF\xE0 a photo of the bath")

static Str add(Care *care, Str person, Str bytes, const char *name)
{
	Str id = {0};
	assert_ok(upload_add(care, &(UploadNew){.person = person, .original_name = str_from_c(name), .bytes = bytes,
		.given_by = S("person")}, &id));
	return id;
}

static size_t list(Care *care, Str person, Upload **uploads)
{
	size_t count = 0;
	assert_ok(uploads_of_person(care, person, uploads, &count));
	return count;
}

static void test_a_file_is_kept_as_it_was_given_and_named_by_its_bytes(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Upload *uploads = NULL;
	Upload read = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str id = add(&care, person, PHOTO, "../../bath\\photo.html");
	assert_int_equal(list(&care, person, &uploads), 1);
	assert_str(test->arena, uploads[0].kind, "jpg");
	assert_str(test->arena, uploads[0].original_name, ".._.._bath_photo.html");
	assert_ok(upload_read(&care, id, S(""), &read));
	assert_true(str_equal(read.bytes, PHOTO));
	assert_str(test->arena, read.media_type, "image/jpeg");
}

static void test_what_might_run_is_not_kept(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Upload *uploads = NULL;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	static const Str BAD[] = {S_INIT("MZ\x01\x02"), S_INIT("GIF89a\x01"), S_INIT("")};
	for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
		care.problems = problems_make(care.arena);
		assert_status(upload_add(&care, &(UploadNew){.person = person, .original_name = S("holiday.jpg"),
			.bytes = BAD[i], .given_by = S("person")}, NULL), STATUS_INVALID);
		assert_false(str_is_empty(problems_for_field(&care.problems, S("file"))));
	}
	char *large = ARENA_ARRAY(test->arena, char, UPLOAD_BYTES_MAX + 1);
	for (size_t i = 0; i <= UPLOAD_BYTES_MAX; i++)
		large[i] = 'a';
	assert_status(upload_add(&care, &(UploadNew){.person = person, .original_name = S("long.txt"),
		.bytes = {.data = large, .length = UPLOAD_BYTES_MAX + 1}, .given_by = S("person")}, NULL), STATUS_INVALID);
	assert_int_equal(list(&care, person, &uploads), 0);
}

static void test_only_who_may_open_the_record_gets_its_files(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care lead = care_test_desk(test, test->safeguarding);
	Care analyst = care_test_desk(test, test->analyst);
	Upload read = {0};
	Person found = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str id = add(&care, person, PHOTO, "bath.jpg");
	assert_status(upload_read(&analyst, id, S(""), &read), STATUS_REFUSED);
	assert_ok(person_find(&lead, person, &found));
	assert_ok(person_restrict(&lead, person, PERSON_EXISTS, test->team_safeguarding, S("Hiding"), found.version));
	assert_status(upload_read(&care, id, S(""), &read), STATUS_NOT_FOUND);
	assert_status(upload_add(&care, &(UploadNew){.person = person, .original_name = S("b.jpg"), .bytes = PHOTO,
		.given_by = S("person")}, NULL), STATUS_REFUSED);
	assert_ok(upload_read(&lead, id, S(""), &read));
}

static void test_a_withdrawn_file_is_given_with_a_reason_alone(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care colleague = care_test_desk(test, test->colleague);
	Upload read = {0};
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	Str id = add(&care, person, PHOTO, "bath.jpg");
	assert_status(upload_withdraw(&colleague, id, S("Another person's bath")), STATUS_REFUSED);
	assert_status(upload_withdraw(&care, id, S(" ")), STATUS_INVALID);
	assert_ok(upload_withdraw(&care, id, S("Another person's bath")));
	assert_status(upload_read(&care, id, S(""), &read), STATUS_CONFLICT);
	assert_ok(upload_read(&colleague, id, S("A complaint"), &read));
	assert_true(str_equal(read.bytes, PHOTO));
}

static FrontRequest begin_request(Care *public)
{
	FrontRequest request = {0};
	assert_ok(front_begin(public, S("self-assessment"), &request));
	return request;
}

static Status add_public(Care *public, const FrontRequest *request, Str bytes)
{
	public->problems = problems_make(public->arena);
	return upload_add_to_request(public, &(UploadNew){.work = request->work, .original_name = S("bath.jpg"),
		.bytes = bytes, .given_by = S("person")});
}

static void test_what_is_not_sent_nobody_reads_and_it_follows_the_request_when_it_is(void **state)
{
	CareTest *test = care_test_of(state);
	Care public = care_test_public(test);
	Care care = care_test_desk(test, test->first_contact);
	Upload *uploads = NULL;
	Upload read = {0};
	size_t count = 0;
	FrontRequest request = begin_request(&public);
	assert_ok(add_public(&public, &request, PHOTO));
	assert_ok(uploads_of_work(&public, request.work, &uploads, &count));
	assert_int_equal(count, 1);
	Str id = uploads[0].id;
	assert_ok(uploads_of_work(&care, request.work, &uploads, &count));
	assert_int_equal(count, 0);
	assert_status(upload_read(&care, id, S(""), &read), STATUS_NOT_FOUND);
	assert_ok(front_open(&public, front_cookie(test->arena, &request), &request));
	assert_ok(front_send(&public, &request, request.version));
	assert_ok(uploads_of_work(&care, request.work, &uploads, &count));
	assert_int_equal(count, 1);
	assert_ok(upload_read(&care, id, S(""), &read));
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	assert_ok(work_match(&care, request.work, person));
	assert_int_equal(list(&care, person, &uploads), 1);
}

static Status expire_in(CareWrite *write, void *context)
{
	const Str *work = context;
	return front_expire_in(write, *work);
}

static void test_an_unsent_request_takes_its_files_with_it(void **state)
{
	CareTest *test = care_test_of(state);
	Care public = care_test_public(test);
	Care system = care_test_system(test);
	Upload *uploads = NULL;
	size_t count = 0;
	FrontRequest request = begin_request(&public);
	for (size_t i = 0; i < UPLOADS_WITH_REQUEST_MAX; i++)
		assert_ok(add_public(&public, &request, str_format(test->arena, "Letter number %zu", i)));
	assert_status(add_public(&public, &request, S("One too many")), STATUS_INVALID);
	assert_ok(uploads_of_work(&public, request.work, &uploads, &count));
	assert_int_equal(count, UPLOADS_WITH_REQUEST_MAX);
	assert_ok(upload_remove_from_request(&public, request.work, uploads[0].id));
	assert_false(str_contains(care_test_export(test), S("One too many")));
	FrontRequest other = begin_request(&public);
	assert_ok(upload_remove_from_request(&public, other.work, uploads[1].id)); /* not its own: nothing happens */
	assert_ok(uploads_of_work(&public, request.work, &uploads, &count));
	assert_int_equal(count, UPLOADS_WITH_REQUEST_MAX - 1);
	int64_t checked = 0;
	int64_t differed = 0;
	assert_ok(care_write(&system, expire_in, &request.work));
	system.reader = store_maintenance(test->store->store);
	assert_ok(uploads_verify(&system, &checked, &differed));
	assert_int_equal(checked, 0);
}

static void test_verify_hashes_every_file_again(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care system = care_test_system(test);
	int64_t checked = 0;
	int64_t differed = 0;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	for (size_t i = 0; i < 9; i++)
		(void)add(&care, person, str_format(test->arena, "Letter %zu", i), "letter.txt");
	(void)add(&care, person, S("Letter 3"), "again.txt"); /* the same bytes stand once */
	system.reader = store_maintenance(test->store->store);
	assert_ok(uploads_verify(&system, &checked, &differed));
	assert_int_equal(checked, 9);
	assert_int_equal(differed, 0);
}

static void test_destroyed_bytes_stay_where_another_record_holds_them(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Care system = care_test_system(test);
	Upload read = {0};
	Str mother = care_test_person(&care, "Ann Smith", "1941", "");
	Str son = care_test_person(&care, "Ben Smith", "1970", "");
	(void)add(&care, mother, PHOTO, "bath.jpg");
	(void)add(&care, mother, S("Only hers"), "letter.txt");
	Str his = add(&care, son, PHOTO, "bath.jpg");
	care_test_destroy(test, mother);
	assert_ok(upload_read(&care, his, S(""), &read));
	int64_t checked = 0;
	int64_t differed = 0;
	system.reader = store_maintenance(test->store->store);
	assert_ok(uploads_verify(&system, &checked, &differed));
	assert_int_equal(checked, 1);
}

static void test_a_scanner_that_says_no_or_cannot_look_keeps_nothing(void **state)
{
	CareTest *test = care_test_of(state);
	Care care = care_test_desk(test, test->practitioner);
	Upload *uploads = NULL;
	Str person = care_test_person(&care, "Ann Smith", "1941", "");
	UploadNew upload = {.person = person, .original_name = S("bath.jpg"), .bytes = PHOTO, .given_by = S("person")};
	care.scanner = S("/bin/false");
	assert_status(upload_add(&care, &upload, NULL), STATUS_INVALID);
	care.scanner = S("/no/such/scanner");
	assert_status(upload_add(&care, &upload, NULL), STATUS_INVALID);
	assert_int_equal(list(&care, person, &uploads), 0);
	care.scanner = S("/bin/true");
	care.problems = problems_make(care.arena);
	assert_ok(upload_add(&care, &upload, NULL));
	assert_int_equal(list(&care, person, &uploads), 1);
	assert_true(uploads[0].scanned);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARE_TEST(test_a_file_is_kept_as_it_was_given_and_named_by_its_bytes),
		CARE_TEST(test_what_might_run_is_not_kept),
		CARE_TEST(test_only_who_may_open_the_record_gets_its_files),
		CARE_TEST(test_a_withdrawn_file_is_given_with_a_reason_alone),
		CARE_TEST(test_what_is_not_sent_nobody_reads_and_it_follows_the_request_when_it_is),
		CARE_TEST(test_an_unsent_request_takes_its_files_with_it),
		CARE_TEST(test_verify_hashes_every_file_again),
		CARE_TEST(test_destroyed_bytes_stay_where_another_record_holds_them),
		CARE_TEST(test_a_scanner_that_says_no_or_cannot_look_keeps_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
