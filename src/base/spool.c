#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096 };

static int open_in(const char *folder)
{
	char path[PATH_BYTES_MAX];
	int length = snprintf(path, sizeof path, "%s/kith-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof path)
		return -1;
	int descriptor = mkstemp(path); /* mode 0600 */
	if (descriptor < 0)
		return -1;
	(void)unlink(path);
	(void)fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	return descriptor;
}

int spool_open(void)
{
	const char *chosen = getenv("TMPDIR");
	const char *const folders[] = {chosen == NULL || chosen[0] == '\0' ? "/var/tmp" : chosen, "/tmp"};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		int descriptor = open_in(folders[i]);
		if (descriptor >= 0)
			return descriptor;
	}
	return -1;
}

bool spool_write(int descriptor, Str bytes)
{
	while (bytes.length > 0) {
		ssize_t written = write(descriptor, bytes.data, bytes.length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes = str_slice(bytes, (size_t)written, bytes.length);
	}
	return true;
}
