/* Where an account is signed in, each with a button that ends it: on one's own page and on the administrator's. */
#ifndef KITH_CARE_PAGES_SESSIONS_H
#define KITH_CARE_PAGES_SESSIONS_H

#include "care/access/access.h"
#include "care/pages/pages.h"

/* action takes "session" with an id, or "others" for all but this one (offered when this one is among them). */
void page_sessions(Html *out, const Request *request, const Session *sessions, size_t count, Str action);

#endif
