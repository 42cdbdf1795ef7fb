/* "Send to me": the reference of a sent request and how to open it, by e-mail (through the outbox) or by post
 * (a task of the desk: a person puts it into an envelope).
 *
 * Nothing that was told stands in it, nor the private code: who reads somebody's post learns that they wrote to the council
 * and no more. It is not offered where even that could hurt: after any answer about danger, to whoever said how not to
 * reach them, for a request about somebody else.
 */
#ifndef KITH_CARE_FRONT_COPY_H
#define KITH_CARE_FRONT_COPY_H

#include "care/front/front.h"

typedef enum FrontCopy { FRONT_COPY_EMAIL, FRONT_COPY_POST } FrontCopy;

bool front_copy_offered(const Care *care, const FrontRequest *request, const Drafts *answers);
/* STATUS_REFUSED when it is not offered; STATUS_INVALID with a problem of "to". The same twice is sent once. */
Status front_copy(Care *care, const FrontRequest *request, const Drafts *answers, FrontCopy how, Str to) MUST_USE;

#endif
