#include "base/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { POLL_MILLISECONDS = 10 };

/* A file that has no name any more: it is gone with its last descriptor. */
static int unnamed_file(Arena *arena)
{
	const char *folder = getenv("TMPDIR");
	Str path = str_format(arena, "%s/kith-input-XXXXXX", folder != NULL && folder[0] == '/' ? folder : "/tmp");
	char *name = (char *)(uintptr_t)str_c(arena, path);
	int file = mkstemp(name);
	if (file >= 0)
		(void)unlink(name);
	return file;
}

static bool write_all(int file, Str bytes)
{
	while (bytes.length > 0) {
		ssize_t written = write(file, bytes.data, bytes.length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes = str_slice(bytes, (size_t)written, bytes.length);
	}
	return lseek(file, 0, SEEK_SET) == 0;
}

static Status start(const char *path, int input, pid_t *process)
{
	char *const words[] = {(char *)(uintptr_t)path, NULL};
	char *const environment[] = {(char *)(uintptr_t)"PATH=/usr/local/bin:/usr/bin:/bin", NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	(void)sigemptyset(&none);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return STATUS_FAILED;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return STATUS_FAILED;
	}
	/* The threads of the server hold signals back: a program must be able to end by them. */
	bool ready = posix_spawnattr_setsigmask(&attributes, &none) == 0
		&& posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK) == 0
		&& posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0
		&& posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0
		&& posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
	Status status = ready && posix_spawn(process, path, &actions, &attributes, words, environment) == 0 ? STATUS_OK
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

Status program_run(Arena *arena, Str path, Str input, int seconds, int *exit_code)
{
	pid_t process = 0;
	int file = unnamed_file(arena);
	if (file < 0)
		return STATUS_FAILED;
	Status status = write_all(file, input) ? start(str_c(arena, path), file, &process) : STATUS_FAILED;
	(void)close(file);
	return status == STATUS_OK ? wait_for(process, seconds, exit_code) : status;
}
