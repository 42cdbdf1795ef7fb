#include "web/listen.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LISTEN_BACKLOG = 1024 };

static Status listen_resolve(Str where, struct addrinfo **out, Problems *problems)
{
	Arena *arena = problems->arena;
	size_t colon = where.length;
	while (colon > 0 && where.data[colon - 1] != ':')
		colon--;
	Str host = colon == 0 ? (Str){0} : str_slice(where, 0, colon - 1);
	Str port = str_slice(where, colon, where.length);
	if (str_starts_with(host, S("[")) && str_ends_with(host, S("]")))
		host = str_slice(host, 1, host.length - 1);
	int64_t number = -1;
	struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM};
	if (host.length == 0 || str_to_integer(port, &number) != STATUS_OK || number < 0 || number > 65535
		|| getaddrinfo(str_c(arena, host), str_c(arena, port), &hints, out) != 0)
		return problems_add_format(problems, (Problem){.field = S("listen")},
			"\"%.*s\" is not an address to listen on. Give a numeric address and a port, such as 127.0.0.1:8080 or "
			"[::1]:8080.", STR_ARG(where));
	return STATUS_OK;
}

static int listen_bind(const struct addrinfo *address)
{
	assert(address != NULL);
	int yes = 1;
	int listener = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listener < 0)
		return -1;
	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0
		&& bind(listener, address->ai_addr, address->ai_addrlen) == 0 && listen(listener, LISTEN_BACKLOG) == 0)
		return listener;
	int reason = errno;
	(void)close(listener);
	errno = reason;
	return -1;
}

static int listen_port(int listener)
{
	struct sockaddr_storage address = {0};
	socklen_t length = sizeof address;
	if (getsockname(listener, (struct sockaddr *)&address, &length) != 0)
		return 0;
	if (address.ss_family == AF_INET6) {
		struct sockaddr_in6 six = {0};
		memcpy(&six, &address, sizeof six);
		return ntohs(six.sin6_port);
	}
	struct sockaddr_in four = {0};
	memcpy(&four, &address, sizeof four);
	return ntohs(four.sin_port);
}

Status listen_open(Str where, int *out, int *port, Problems *problems)
{
	struct addrinfo *address = NULL;
	Status status = listen_resolve(where, &address, problems);
	if (status != STATUS_OK)
		return status;
	int listener = listen_bind(address);
	int reason = errno;
	freeaddrinfo(address);
	if (listener >= 0) {
		*out = listener;
		*port = listen_port(listener);
		return STATUS_OK;
	}
	(void)problems_add_format(problems, (Problem){.field = S("listen")}, "Cannot listen on %.*s: %s.", STR_ARG(where),
		strerror(reason));
	if (reason == EADDRINUSE)
		return STATUS_CONFLICT;
	return reason == EACCES ? STATUS_REFUSED : STATUS_FAILED;
}

bool host_is_loopback(Str host)
{
	static const Str NAMES[] = {S_INIT("127.0.0.1"), S_INIT("localhost"), S_INIT("[::1]")};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		size_t length = NAMES[i].length;
		if (host.length < length || !str_equal_ignoring_case(str_slice(host, 0, length), NAMES[i]))
			continue;
		bool port = host.length > length + 1 && host.data[length] == ':';
		for (size_t at = length + 1; at < host.length && port; at++)
			port = host.data[at] >= '0' && host.data[at] <= '9';
		return host.length == length || port;
	}
	return false;
}

Str forwarded_client(Arena *arena, Str forwarded)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	Str piece = {0};
	Str last = {0};
	while (str_next(&forwarded, ',', &piece))
		last = str_trim(piece);
	if (last.length >= INET6_ADDRSTRLEN || !str_is_utf8(last))
		return (Str){0};
	const char *address = str_c(arena, last);
	return inet_pton(AF_INET, address, bytes) == 1 || inet_pton(AF_INET6, address, bytes) == 1 ? last : (Str){0};
}
