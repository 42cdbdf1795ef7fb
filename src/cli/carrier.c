#include "cli/carrier.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE_BYTES_MAX = 16 * 1024, LOOKS_A_SECOND = 50 }; /* a message fits into a pipe, so writing it never waits */

Str carrier_kind(const Carrier *carrier)
{
	return !str_is_empty(carrier->program) ? S("program") : !str_is_empty(carrier->folder) ? S("folder") : S("none");
}

Status carrier_check(const Carrier *carrier, Arena *arena, Problems *problems)
{
	struct stat there;
	bool program = !str_is_empty(carrier->program);
	bool folder = !str_is_empty(carrier->folder);
	if (!program && !folder && str_is_empty(carrier->from))
		return STATUS_NOT_FOUND;
	if (program == folder)
		return problems_add(problems, (Problem){.message = S("Messages leave through --send-with or --spool, one of the two.")});
	if (!sender_address_is_fit(carrier->from))
		return problems_add(problems, (Problem){.field = S("send-from"),
			.message = S("Give the sender's address: --send-from kith@council.example")});
	if (program && (carrier->program.data[0] != '/' || access(str_c(arena, carrier->program), X_OK) != 0))
		return problems_add(problems, (Problem){.file = carrier->program,
			.message = S("This is no program that can be run; give its whole path.")});
	if (folder && (stat(str_c(arena, carrier->folder), &there) != 0 || !S_ISDIR(there.st_mode)
	    || access(str_c(arena, carrier->folder), W_OK) != 0))
		return problems_add(problems, (Problem){.file = carrier->folder, .message = S("This is no folder that can be written to.")});
	return STATUS_OK;
}

static Str letter_of(const Carrier *carrier, const OutboxMessage *message, Arena *arena)
{
	return str_format(arena, "From: Kith <%.*s>\nTo: <%.*s>\nSubject: %.*s\nMessage-ID: <%.*s@kith.invalid>\nMIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=us-ascii\nAuto-Submitted: auto-generated\n\n%.*s", STR_ARG(carrier->from),
		STR_ARG(message->to), STR_ARG(message->subject), STR_ARG(message->id), STR_ARG(message->body));
}

static bool write_all(int descriptor, Str text)
{
	size_t done = 0;
	while (done < text.length) {
		ssize_t count = write(descriptor, text.data + done, text.length - done);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
}

static bool lay_down(const Carrier *carrier, const OutboxMessage *message, Str letter, Arena *arena)
{
	const char *name = str_c(arena, str_format(arena, "%.*s/%.*s.eml", STR_ARG(carrier->folder), STR_ARG(message->id)));
	const char *begun = str_c(arena, str_format(arena, "%.*s/.%.*s.begun", STR_ARG(carrier->folder), STR_ARG(message->id)));
	int descriptor = open(begun, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (descriptor < 0)
		return false;
	bool written = write_all(descriptor, letter) && fsync(descriptor) == 0;
	written = close(descriptor) == 0 && written;
	if (written && rename(begun, name) == 0)
		return true;
	(void)unlink(begun);
	return false;
}

/* Waits for the program; one that takes too long is ended. */
static bool ended_well(pid_t child)
{
	struct timespec pause = {.tv_nsec = 1000000000 / LOOKS_A_SECOND};
	int ended = 0;
	for (int look = 0; look < CARRIER_SECONDS_MAX * LOOKS_A_SECOND; look++) {
		pid_t found = waitpid(child, &ended, WNOHANG);
		if (found == child)
			return WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
		if (found < 0 && errno != EINTR)
			return false;
		(void)nanosleep(&pause, NULL);
	}
	(void)kill(child, SIGKILL);
	while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
		continue;
	return false;
}

/* The child reads input, writes nowhere, and has the signals of a program that was just started. */
static Status spawn(const Carrier *carrier, const OutboxMessage *message, Arena *arena, int input, pid_t *child)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t usual;
	static char ignore_dots[] = "-i";
	static char sender[] = "-f";
	static char end[] = "--";
	static char path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
	char *program = (char *)str_c(arena, carrier->program);
	char *words[] = {program, ignore_dots, sender, (char *)str_c(arena, carrier->from), end, (char *)str_c(arena, message->to), NULL};
	char *environment[] = {path, NULL};
	(void)sigemptyset(&none);
	(void)sigemptyset(&usual);
	(void)sigaddset(&usual, SIGPIPE);
	if (posix_spawn_file_actions_init(&files) != 0)
		return STATUS_FAILED;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&files);
		return STATUS_FAILED;
	}
	bool ready = posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO) == 0
		&& posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0
		&& posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0
		&& posix_spawnattr_setsigmask(&attributes, &none) == 0 && posix_spawnattr_setsigdefault(&attributes, &usual) == 0
		&& posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0
		&& posix_spawn(child, program, &files, &attributes, words, environment) == 0;
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attributes);
	return ready ? STATUS_OK : STATUS_FAILED;
}

static bool hand_over(const Carrier *carrier, const OutboxMessage *message, Str letter, Arena *arena)
{
	int ends[2];
	pid_t child = -1;
	if (pipe(ends) != 0)
		return false;
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	Status status = spawn(carrier, message, arena, ends[0], &child);
	(void)close(ends[0]);
	bool written = status == STATUS_OK && write_all(ends[1], letter);
	(void)close(ends[1]);
	return status == STATUS_OK && ended_well(child) && written;
}

Status carrier_carry(void *context, const OutboxMessage *message, Str *error)
{
	const Carrier *carrier = context;
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str letter = letter_of(carrier, message, &arena);
	bool folder = str_is_empty(carrier->program);
	bool done = letter.length <= MESSAGE_BYTES_MAX
		&& (folder ? lay_down(carrier, message, letter, &arena) : hand_over(carrier, message, letter, &arena));
	arena_clear(&arena);
	*error = done ? (Str){0} : folder ? S("It could not be laid into the folder.") : S("The program did not take it.");
	return done ? STATUS_OK : STATUS_FAILED;
}
