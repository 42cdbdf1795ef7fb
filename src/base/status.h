/* How a function says that it could not do what was asked.
 *
 * Status is for what may happen in a working day: wrong input, something that is not there, somebody who was
 * quicker. What can only happen through a mistake of ours is an assert, and ends the process.
 * The words for a person are in Problems (problems.h), never in the status.
 */
#ifndef KITH_BASE_STATUS_H
#define KITH_BASE_STATUS_H

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_index, first_argument) __attribute__((format(printf, format_index, first_argument)))

typedef enum Status {
	STATUS_OK = 0,
	STATUS_INVALID,   /* the input is wrong; Problems says where and what to do */
	STATUS_NOT_FOUND, /* nothing of that name, or nothing this actor may know of */
	STATUS_REFUSED,   /* the actor may not do this */
	STATUS_STALE,     /* somebody changed it since it was read; read again and show both */
	STATUS_CONFLICT,  /* it stands in the way of something already there (a second one, a double use) */
	STATUS_BUSY,      /* the queue or the lock is taken; the same call may go through later */
	STATUS_FULL,      /* a stated limit is reached, or the disk is full or takes no writing */
	STATUS_FAILED     /* the machine failed us (disk, network, database); the log has the detail */
} Status;

/* The name of a status for logs, such as "stale". Never shown to a resident. */
const char *status_name(Status status);

#endif
