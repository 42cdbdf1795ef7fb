#include "base/program.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/spool.h"

enum { POLL_MILLISECONDS = 10 };

static Status start(Arena *arena, const ProgramRun *run, int input, pid_t *process)
{
	static char path[] = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	char *const environment[] = {path, NULL};
	char *words[PROGRAM_WORDS_MAX + 2] = {(char *)(uintptr_t)str_c(arena, run->path)};
	assert(run->word_count <= PROGRAM_WORDS_MAX);
	for (size_t i = 0; i < run->word_count; i++)
		words[i + 1] = (char *)(uintptr_t)str_c(arena, run->words[i]);
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t usual;
	(void)sigemptyset(&none);
	(void)sigemptyset(&usual);
	(void)sigaddset(&usual, SIGPIPE);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return STATUS_FAILED;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return STATUS_FAILED;
	}
	/* The threads of the server hold signals back, and it ignores a broken pipe: a program must be able to end by them. */
	bool ready = posix_spawnattr_setsigmask(&attributes, &none) == 0
		&& posix_spawnattr_setsigdefault(&attributes, &usual) == 0
		&& posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0
		&& posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0
		&& posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0
		&& posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
	Status status = ready && posix_spawn(process, words[0], &actions, &attributes, words, environment) == 0 ? STATUS_OK
		: STATUS_FAILED;
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	return status;
}

static Status wait_for(pid_t process, int seconds, int *exit_code)
{
	const struct timespec pause = {.tv_nsec = POLL_MILLISECONDS * 1000000L};
	int how = 0;
	for (int left = seconds * 1000 / POLL_MILLISECONDS; left > 0; left--) {
		pid_t ended = waitpid(process, &how, WNOHANG);
		if (ended == process) {
			*exit_code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
			return WIFEXITED(how) ? STATUS_OK : STATUS_FAILED;
		}
		if (ended < 0 && errno != EINTR)
			return STATUS_FAILED;
		(void)nanosleep(&pause, NULL);
	}
	(void)kill(process, SIGKILL);
	while (waitpid(process, &how, 0) < 0 && errno == EINTR) {
	}
	return STATUS_FAILED;
}

Status program_run(Arena *arena, const ProgramRun *run, int *exit_code)
{
	pid_t process = 0;
	int file = spool_open();
	if (file < 0)
		return STATUS_FAILED;
	Status status = spool_write(file, run->input) && lseek(file, 0, SEEK_SET) == 0 ? start(arena, run, file, &process) : STATUS_FAILED;
	(void)close(file);
	return status == STATUS_OK ? wait_for(process, run->seconds, exit_code) : status;
}
