/* The server's log: one line of key=value pairs an event on standard error. Never a person's data: ids only. */
#ifndef KITH_BASE_LOG_H
#define KITH_BASE_LOG_H

#include "base/str.h"

typedef enum LogLevel { LOG_DETAIL, LOG_NOTE, LOG_WARNING, LOG_ERROR } LogLevel;

/* Lines below level are dropped. Set once, before threads start; LOG_NOTE until then. */
void log_set_level(LogLevel level);
/* log_line(LOG_WARNING, "store", "disk full path=%s", path). One write a line; thread safe. */
void log_line(LogLevel level, const char *room, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
