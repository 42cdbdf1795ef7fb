/* The replay's spine: keys, desks, one act after the other. */
#include "care/demonstration/replay.h"

#include <string.h>

enum { KEY_SLOTS_FIRST = 1 << 12 };

static size_t key_slot(const Replay *replay, Str key)
{
	uint64_t hash = 14695981039346656037ULL;
	for (size_t i = 0; i < key.length; i++)
		hash = (hash ^ (unsigned char)key.data[i]) * 1099511628211ULL;
	size_t slot = (size_t)(hash >> 20U) & (replay->key_slots - 1);
	while (replay->keys[slot].key.length > 0 && !str_equal(replay->keys[slot].key, key))
		slot = (slot + 1) & (replay->key_slots - 1);
	return slot;
}

static void keys_grow(Replay *replay)
{
	ReplayKey *old = replay->keys;
	size_t old_slots = replay->key_slots;
	replay->key_slots = old_slots == 0 ? KEY_SLOTS_FIRST : old_slots * 2;
	replay->keys = ARENA_ARRAY(replay->arena, ReplayKey, replay->key_slots);
	for (size_t i = 0; i < old_slots; i++)
		if (old[i].key.length > 0)
			replay->keys[key_slot(replay, old[i].key)] = old[i];
}

ReplayKey *replay_find(Replay *replay, Str key)
{
	if (replay->key_slots == 0 || str_is_empty(key))
		return NULL;
	ReplayKey *found = &replay->keys[key_slot(replay, key)];
	return found->key.length > 0 ? found : NULL;
}

ReplayKey *replay_put(Replay *replay, Str key, Str id, Str more)
{
	if (replay->key_slots < (replay->key_count + 1) * 2)
		keys_grow(replay);
	ReplayKey *slot = &replay->keys[key_slot(replay, key)];
	if (slot->key.length == 0) {
		slot->key = str_copy(replay->arena, key);
		replay->key_count++;
	}
	slot->id = str_copy(replay->arena, id);
	slot->more = str_copy(replay->arena, more);
	return slot;
}

Str replay_text(const ReplayAct *act, Str member)
{
	return json_text(json_member(act->json, member));
}

Status replay_id(const ReplayAct *act, Str member, Str *id)
{
	Str key = replay_text(act, member);
	const ReplayKey *found = replay_find(act->replay, key);
	if (found != NULL) {
		*id = found->id;
		return STATUS_OK;
	}
	return problems_add_format(&act->care->problems, (Problem){.field = member}, "no earlier act named \"%.*s\"", STR_ARG(key));
}

Care *replay_desk(Replay *replay, Str key)
{
	for (size_t i = 0; i < replay->desk_count; i++)
		if (str_equal(replay->desks[i].key, key))
			return &replay->desks[i].care;
	return NULL;
}

Status replay_answers(ReplayAct *act, const JsonNode *object, Answer **out, size_t *count)
{
	Arena *arena = act->care->arena;
	size_t members = object != NULL && object->kind == JSON_OBJECT ? object->count : 0;
	Status status = STATUS_OK;
	*out = ARENA_ARRAY(arena, Answer, members + 1);
	*count = 0;
	for (size_t i = 0; i < members; i++) {
		const JsonMember *member = &object->members[i];
		const Question *question = practice_question(act->replay->practice, member->key);
		Str stored = {0};
		if (question == NULL)
			return problems_add_format(&act->care->problems, (Problem){.field = member->key}, "there is no such question");
		/* The planner writes stored answers; reading checks them, but for sums it would take pence for pounds. */
		stored = json_text(&member->value);
		if (question->type != QUESTION_MONEY
		    && answer_read(question, arena, json_text(&member->value), &stored, &act->care->problems) != STATUS_OK)
			status = STATUS_INVALID;
		bool own = question->asked_of == ASKED_OF_SELF;
		(*out)[(*count)++] = (Answer){.question = question->id, .value = stored,
			.giver = own ? GIVER_SELF : question->asked_of == ASKED_OF_CARER ? GIVER_CARER : GIVER_WORKER};
	}
	return status;
}

Status replay_open(Replay **out, Arena *arena, Store *store, Clock *clock, IdSource *ids, const Practice *practice)
{
	Replay *replay = ARENA_NEW(arena, Replay);
	replay->arena = arena;
	replay->store = store;
	replay->clock = clock;
	replay->ids = ids;
	replay->practice = practice;
	replay->day = DATE_NONE;
	arena_init(&replay->scratch, ARENA_REQUEST_BYTES_MAX);
	replay->system = care_system(store, store_reader(store, 0), &replay->scratch, clock, ids, practice);
	*out = replay;
	return access_hash_password(arena, DEMONSTRATION_PASSWORD, &replay->password_hash);
}

void replay_close(Replay *replay)
{
	arena_clear(&replay->scratch);
}

static ReplayWork find_verb(Str name)
{
	const struct ReplayVerb *const tables[] = {REPLAY_SETUP, REPLAY_PEOPLE, REPLAY_WORK, REPLAY_SERVICES,
		REPLAY_HELPLINE};
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		for (const struct ReplayVerb *verb = tables[i]; verb->name != NULL; verb++)
			if (str_equal(str_from_c(verb->name), name))
				return verb->work;
	return NULL;
}

static Status do_act(Replay *replay, const JsonNode *json, uint32_t number, Problems *problems)
{
	ReplayAct act = {.replay = replay, .json = json, .care = &replay->system};
	Str name = replay_text(&act, S("act"));
	ReplayWork work = find_verb(name);
	Care *by = replay_desk(replay, replay_text(&act, S("by")));
	if (by != NULL)
		act.care = by;
	act.care->arena = &replay->scratch;
	act.care->problems = problems_make(&replay->scratch);
	if (work == NULL)
		return problems_add_format(problems, (Problem){.file = S("acts"), .line = number}, "there is no act \"%.*s\"", STR_ARG(name));
	Status status = work(&act);
	if (status == STATUS_OK)
		return STATUS_OK;
	(void)problems_add_format(problems, (Problem){.file = S("acts"), .line = number}, "%.*s by %.*s: %s", STR_ARG(name),
		STR_ARG(act.care->actor_name), status_name(status));
	for (size_t i = 0; i < act.care->problems.count; i++)
		(void)problems_add(problems, act.care->problems.items[i]);
	return status;
}

Status replay_act(Replay *replay, Instant at, Str line, uint32_t number, Problems *problems)
{
	const JsonNode *json = NULL;
	replay->clock->held = at;
	Status status = replay_day(replay, problems);
	if (status == STATUS_OK)
		status = json_parse(&replay->scratch, S("acts"), number, line, problems, &json);
	if (status == STATUS_OK)
		status = do_act(replay, json, number, problems);
	replay->act_count++;
	arena_reset(&replay->scratch);
	return status;
}

int64_t replay_act_count(const Replay *replay)
{
	return replay->act_count;
}

const ReplaySignIn *replay_sign_ins(const Replay *replay, size_t *count)
{
	*count = replay->sign_in_count;
	return replay->sign_ins;
}
