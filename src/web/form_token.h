/* The token that every form of ours carries, so that another site cannot post in somebody's name.
 *
 * A browser keeps a random cookie; the form's hidden field is a keyed hash of cookie and session. The field is masked
 * with a fresh pad on every page, so that its bytes say nothing when a compressed page's length is measured (BREACH).
 */
#ifndef KITH_WEB_FORM_TOKEN_H
#define KITH_WEB_FORM_TOKEN_H

#include "base/str.h"

#define FORM_COOKIE_NAME S("kith-form")
#define FORM_TOKEN_NAME S("form-token")

enum { FORM_SECRET_BYTES = 32 };

Str form_cookie_make(Arena *arena);
bool form_cookie_is_valid(Str cookie);

/* session is empty for somebody who is not signed in. secret has FORM_SECRET_BYTES. */
Str form_token_make(Arena *arena, Str secret, Str cookie, Str session);
bool form_token_fits(Str token, Str secret, Str cookie, Str session);

/* The key under which a user's browser may keep what they typed: hexadecimal, 32 bytes, theirs alone. It comes with the
 * pages they see signed in and is never kept beside what it locks. */
Str keeping_key_make(Arena *arena, Str secret, Str user);

/* What a browser says about where a request comes from; each part empty when it was not sent. False when it says
 * another site. host is the Host header: Origin must name it. */
bool request_source_is_ours(Str sec_fetch_site, Str origin, Str host);

#endif
