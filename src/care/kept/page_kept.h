/* Forms that were sent after the session had ended: kept when they arrive, offered after the next sign-in. */
#ifndef KITH_CARE_KEPT_PAGE_KEPT_H
#define KITH_CARE_KEPT_PAGE_KEPT_H

#include "web/request.h"

/* For what arrived with nobody signed in: keeps the form's text and leads to the sign-in. False when it is one that is not
 * kept (a password, a bare button, what the browser keeps itself), or there is no room. */
bool page_kept_keep(const Request *request, Str user, Response *response);
void page_kept(const Request *request, Response *response);
/* Sends a form again, as whoever is signed in now; it waits on unless it was taken. */
void page_kept_send_post(const Request *request, Response *response);
void page_kept_remove_post(const Request *request, Response *response);

#endif
