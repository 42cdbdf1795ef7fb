/* What the files of this room share. */
#ifndef KITH_CARE_DEMONSTRATION_REPLAY_H
#define KITH_CARE_DEMONSTRATION_REPLAY_H

#include "base/json.h"
#include "care/access/access.h"
#include "care/demonstration/demonstration.h"
#include "care/person/person.h"
#include "care/service/service.h"
#include "care/work/work.h"

enum { REPLAY_KEYS_MAX = 1 << 22, REPLAY_DESKS_MAX = 4096 };

typedef struct ReplayKey {
	Str key;
	Str id;
	Str more; /* of a plan's work: its lines; of a service: kind, goal and person, parted by a tab; of work: its person */
} ReplayKey;

typedef struct ReplayDesk {
	Str key;
	Care care;
} ReplayDesk;

struct Replay {
	Arena *arena;    /* what lives on */
	Arena scratch;   /* one act */
	Store *store;
	Clock *clock;
	IdSource *ids;
	const Practice *practice;
	Care system;
	ReplayDesk desks[REPLAY_DESKS_MAX];
	size_t desk_count;
	ReplayKey *keys; /* open addressing */
	size_t key_slots;
	size_t key_count;
	Str password_hash;
	ReplaySignIn sign_ins[DEMONSTRATION_SIGN_INS_MAX];
	size_t sign_in_count;
	int64_t act_count;
	Date day;        /* of the act before */
};

/* The act at hand. */
typedef struct ReplayAct {
	Replay *replay;
	const JsonNode *json;
	Care *care; /* of whoever does it; the system's when the act names nobody */
} ReplayAct;

typedef Status (*ReplayWork)(ReplayAct *act);

Str replay_text(const ReplayAct *act, Str member);
/* NULL when the key was never named. */
ReplayKey *replay_find(Replay *replay, Str key);
ReplayKey *replay_put(Replay *replay, Str key, Str id, Str more);
/* STATUS_NOT_FOUND with a problem when the member names nothing known. */
Status replay_id(const ReplayAct *act, Str member, Str *id) MUST_USE;
/* The desk of a user's key; NULL when there is none. */
Care *replay_desk(Replay *replay, Str key);
/* The members of an object as answers in stored form. */
Status replay_answers(ReplayAct *act, const JsonNode *object, Answer **out, size_t *count) MUST_USE;

/* Answers to the questions of the work's form that care->problems names, made from their definitions; at most most. */
size_t replay_missing_answers(const ReplayAct *act, const Work *work, Answer *out, size_t most);

/* What happens at the start of a day without an act of its own: tasks whose day has come are done. */
Status replay_day(Replay *replay, Problems *problems) MUST_USE;
/* The same for calls back and interpreters. */
Status replay_promises(Replay *replay) MUST_USE;
/* Reviews of somebody who gets nothing any more, or all that is open after a death, are closed. */
Status replay_close_open(ReplayAct *act, Str person, bool all, Str reason) MUST_USE;

/* first when they may end work on this pathway, otherwise the first of the staff who may; NULL when nobody may. */
Care *replay_desk_to_end(const ReplayAct *act, Care *first, const Pathway *pathway);

extern const struct ReplayVerb { const char *name; ReplayWork work; } REPLAY_SETUP[];
extern const struct ReplayVerb REPLAY_PEOPLE[];
extern const struct ReplayVerb REPLAY_WORK[];
extern const struct ReplayVerb REPLAY_SERVICES[];
extern const struct ReplayVerb REPLAY_HELPLINE[];

#endif
