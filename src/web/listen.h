/* The listening socket: "127.0.0.1:8080", "[::1]:8080", port 0 for a free one. Numbers only, no name service. */
#ifndef KITH_WEB_LISTEN_H
#define KITH_WEB_LISTEN_H

#include "base/problems.h"

/* STATUS_INVALID when where is not such an address, STATUS_CONFLICT when somebody listens there already,
 * STATUS_REFUSED when we may not, STATUS_FAILED otherwise; problems say it in words. The caller closes *out. */
Status listen_open(Str where, int *out, int *port, Problems *problems) MUST_USE;

/* "127.0.0.1:8080", "localhost", "[::1]:80": is it this machine and no other? A port may stand behind it. */
bool host_is_loopback(Str host);

/* The address that our proxy added last to X-Forwarded-For; empty when what stands there is no address. */
Str forwarded_client(Arena *arena, Str forwarded);

#endif
