#include "base/log.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { LOG_LINE_BYTES_MAX = 4096 };

static LogLevel lowest_level = LOG_NOTE;

void log_set_level(LogLevel level)
{
	lowest_level = level;
}

void log_line(LogLevel level, const char *room, const char *format, ...)
{
	static const char *const NAMES[] = {"detail", "note", "warning", "error"};
	if (level < lowest_level)
		return;
	char line[LOG_LINE_BYTES_MAX];
	Instant now = clock_now(clock_system());
	int length = snprintf(line, sizeof line, "at=%lld level=%s room=%s ", (long long)now, NAMES[level], room);
	va_list arguments;
	va_start(arguments, format);
	int more = vsnprintf(line + length, sizeof line - (size_t)length - 1, format, arguments);
	va_end(arguments);
	size_t total = (size_t)length + (more < 0 ? 0 : (size_t)more);
	if (total > sizeof line - 2)
		total = sizeof line - 2;
	line[total] = '\n';
	ssize_t written = write(STDERR_FILENO, line, total + 1);
	(void)written; /* there is nowhere left to complain */
}
