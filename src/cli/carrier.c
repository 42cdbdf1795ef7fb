#include "cli/carrier.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/program.h"
#include "base/spool.h"

enum { MESSAGE_BYTES_MAX = 16 * 1024 };

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
		return problems_add(problems, (Problem){.file = carrier->folder, .message =
			S("This is no folder that can be written to: make it, or name another.")});
	return STATUS_OK;
}

static Str letter_of(const Carrier *carrier, const OutboxMessage *message, Arena *arena)
{
	return str_format(arena, "From: Kith <%.*s>\nTo: <%.*s>\nSubject: %.*s\nMessage-ID: <%.*s@kith.invalid>\nMIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=us-ascii\nAuto-Submitted: auto-generated\n\n%.*s", STR_ARG(carrier->from),
		STR_ARG(message->to), STR_ARG(message->subject), STR_ARG(message->id), STR_ARG(message->body));
}

static bool lay_down(const Carrier *carrier, const OutboxMessage *message, Str letter, Arena *arena)
{
	const char *name = str_c(arena, str_format(arena, "%.*s/%.*s.eml", STR_ARG(carrier->folder), STR_ARG(message->id)));
	const char *begun = str_c(arena, str_format(arena, "%.*s/.%.*s.begun", STR_ARG(carrier->folder), STR_ARG(message->id)));
	int descriptor = open(begun, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (descriptor < 0)
		return false;
	bool written = spool_write(descriptor, letter) && fsync(descriptor) == 0;
	written = close(descriptor) == 0 && written;
	if (written && rename(begun, name) == 0)
		return true;
	(void)unlink(begun);
	return false;
}

static bool hand_over(const Carrier *carrier, const OutboxMessage *message, Str letter, Arena *arena)
{
	const Str words[] = {S("-i"), S("-f"), carrier->from, S("--"), message->to};
	int code = -1;
	return program_run(arena, &(ProgramRun){.path = carrier->program, .words = words, .word_count = sizeof words / sizeof *words,
		.input = letter, .seconds = CARRIER_SECONDS_MAX}, &code) == STATUS_OK && code == 0;
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
