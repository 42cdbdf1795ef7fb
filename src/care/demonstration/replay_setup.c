/* Teams, staff, providers. */
#include "care/demonstration/replay.h"

static Date date_member(const ReplayAct *act, Str member)
{
	Date date = DATE_NONE;
	return date_parse(replay_text(act, member), &date) == STATUS_OK ? date : DATE_NONE;
}

static Status act_team(ReplayAct *act)
{
	Str id = {0};
	Status status = access_add_team(act->care, replay_text(act, S("name")), replay_text(act, S("kind")), &id);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, replay_text(act, S("key")), id, (Str){0});
	return status;
}

static void remember_sign_in(Replay *replay, Str role, Str sign_in, Str name)
{
	for (size_t i = 0; i < replay->sign_in_count; i++)
		if (str_equal(replay->sign_ins[i].role, role))
			return;
	if (replay->sign_in_count < DEMONSTRATION_SIGN_INS_MAX)
		replay->sign_ins[replay->sign_in_count++] = (ReplaySignIn){.role = str_copy(replay->arena, role),
			.sign_in = str_copy(replay->arena, sign_in), .name = str_copy(replay->arena, name)};
}

/* The desk outlives the act, so its texts are copied into the replay's own arena. */
static Status make_desk(Replay *replay, Str key, Str user)
{
	if (replay->desk_count == REPLAY_DESKS_MAX)
		return STATUS_FULL;
	Care care = replay->system;
	care.arena = replay->arena;
	Status status = access_act_as(&care, str_copy(replay->arena, user));
	replay->desks[replay->desk_count++] = (ReplayDesk){.key = str_copy(replay->arena, key), .care = care};
	return status;
}

static Status act_user(ReplayAct *act)
{
	Replay *replay = act->replay;
	Str team = {0};
	Str id = {0};
	Pence limit = 0;
	Str role = replay_text(act, S("role"));
	Str sign_in = replay_text(act, S("sign_in"));
	Status status = replay_id(act, S("team"), &team);
	if (json_member(act->json, S("approval_limit_pence")) != NULL && status == STATUS_OK)
		status = json_integer(json_member(act->json, S("approval_limit_pence")), &limit);
	if (status == STATUS_OK)
		status = access_add_user(act->care, &(UserNew){.sign_in = sign_in, .name = replay_text(act, S("name")),
			.team = team, .roles = role, .password_hash = replay->password_hash,
			.employed_from = date_member(act, S("from")), .employed_until = date_member(act, S("until")),
			.approval_limit_weekly = limit}, &id);
	if (status == STATUS_OK)
		status = make_desk(replay, replay_text(act, S("key")), id);
	if (status != STATUS_OK)
		return status;
	(void)replay_put(replay, replay_text(act, S("key")), id, (Str){0});
	if (date_member(act, S("until")) == DATE_NONE)
		remember_sign_in(replay, role, sign_in, replay_text(act, S("name")));
	return STATUS_OK;
}

static Status act_provider(ReplayAct *act)
{
	Str id = {0};
	Str key = replay_text(act, S("key"));
	Str name = str_concat(act->care->arena, replay_text(act, S("name")), S(" (invented)"));
	Status status = service_add_provider(act->care, name, replay_text(act, S("kind")), S("demonstration"), key, &id);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, key, id, (Str){0});
	return status;
}

const struct ReplayVerb REPLAY_SETUP[] = {
	{"team", act_team},
	{"user", act_user},
	{"provider", act_provider},
	{NULL, NULL},
};
