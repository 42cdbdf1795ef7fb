/* Another program is run by its path, with bytes on its input, and never longer than it may. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/program.h"

static char script[] = "/tmp/kith-program-XXXXXX";

static void write_script(const char *text)
{
	FILE *file = fopen(script, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(script, 0700), 0);
}

static int make_script(void **state)
{
	(void)state;
	int file = mkstemp(script);
	return file >= 0 ? close(file) : -1;
}

static int remove_script(void **state)
{
	(void)state;
	return unlink(script);
}

static void test_a_program_reads_the_bytes_and_its_end_is_told(void **state)
{
	(void)state;
	Arena arena;
	int code = -1;
	arena_init(&arena, 1024 * 1024);
	write_script("#!/bin/sh\nif grep -q harmful; then exit 1; fi\nexit 0\n");
	assert_ok(program_run(&arena, &(ProgramRun){.path = str_from_c(script), .input = S("a harmful thing"), .seconds = 10}, &code));
	assert_int_equal(code, 1);
	assert_ok(program_run(&arena, &(ProgramRun){.path = str_from_c(script), .input = S("a kind thing"), .seconds = 10}, &code));
	assert_int_equal(code, 0);
	arena_clear(&arena);
}

static void test_a_path_is_no_command_line(void **state)
{
	(void)state;
	Arena arena;
	int code = -1;
	arena_init(&arena, 1024 * 1024);
	assert_status(program_run(&arena, &(ProgramRun){.path = S("/bin/true; /bin/true"), .input = S(""), .seconds = 10}, &code),
		STATUS_FAILED);
	assert_status(program_run(&arena, &(ProgramRun){.path = S("/no/such/program"), .input = S(""), .seconds = 10}, &code), STATUS_FAILED);
	arena_clear(&arena);
}

static void test_a_program_that_does_not_end_is_ended(void **state)
{
	(void)state;
	Arena arena;
	int code = -1;
	arena_init(&arena, 1024 * 1024);
	write_script("#!/bin/sh\nexec sleep 30\n");
	assert_status(program_run(&arena, &(ProgramRun){.path = str_from_c(script), .input = S(""), .seconds = 1}, &code), STATUS_FAILED);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_program_reads_the_bytes_and_its_end_is_told),
		cmocka_unit_test(test_a_path_is_no_command_line),
		cmocka_unit_test(test_a_program_that_does_not_end_is_ended),
	};
	return cmocka_run_group_tests(tests, make_script, remove_script);
}
