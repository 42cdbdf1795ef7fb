/* Between the files of this room: what signing in by password and by code share. */
#ifndef KITH_CARE_ACCESS_ACCESS_WRITE_H
#define KITH_CARE_ACCESS_ACCESS_WRITE_H

#include "care/care.h"

/* 64 hexadecimal digits; only its hash is kept. */
Str access_new_token(Arena *arena);
/* STATUS_BUSY when there were too many failures of the account or from the address (which may be empty). */
Status access_check_throttle(Care *care, Str sign_in, Str address) MUST_USE;
/* Keeps a failure of both; STATUS_REFUSED when that is done. */
Status access_note_failure(Care *care, Str sign_in, Str address) MUST_USE;
/* What failures of an account are kept under. */
Str access_failure_subject(Arena *arena, Str sign_in);
bool access_employed_on(Str from, Str until, Str today);
Status access_open_session_in(CareWrite *write, Str user, Str token_hash, Str address) MUST_USE;
Status access_end_sessions_in(CareWrite *write, Str user) MUST_USE;

#endif
