/* Replays the acts of a demonstration borough (docs/demonstration.md) through the rooms that pages call, at the acts' own
 * times and by the acts' own people. Not for real data: an act that a room refuses stops the replay with its reason.
 */
#ifndef KITH_CARE_DEMONSTRATION_DEMONSTRATION_H
#define KITH_CARE_DEMONSTRATION_DEMONSTRATION_H

#include "care/care.h"

enum { DEMONSTRATION_SIGN_INS_MAX = 64 };

#define DEMONSTRATION_PASSWORD S("invented people only")

typedef struct Replay Replay;

typedef struct ReplaySignIn {
	Str role;
	Str sign_in;
	Str name;
} ReplaySignIn;

/* store is open in bulk with clock and ids of the caller; the clock is moved by the acts. arena keeps what lives as long
 * as the replay: keys and desks. */
Status replay_open(Replay **out, Arena *arena, Store *store, Clock *clock, IdSource *ids, const Practice *practice) MUST_USE;
void replay_close(Replay *replay);
/* One act, a line of JSON; number is its place, for problems. */
Status replay_act(Replay *replay, Instant at, Str line, uint32_t number, Problems *problems) MUST_USE;
int64_t replay_act_count(const Replay *replay);
/* The first account of each role. */
const ReplaySignIn *replay_sign_ins(const Replay *replay, size_t *count);

#endif
