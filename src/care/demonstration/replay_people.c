/* People: made, related, noted, read, restricted, merged, died. */
#include "care/demonstration/replay.h"

#include "care/note/note.h"

static Status act_person_create(ReplayAct *act)
{
	Answer *answers = NULL;
	size_t count = 0;
	Str id = {0};
	Status status = replay_answers(act, json_member(act->json, S("facts")), &answers, &count);
	if (status == STATUS_OK)
		status = person_create(act->care, answers, count, &id);
	if (status == STATUS_OK)
		(void)replay_put(act->replay, replay_text(act, S("key")), id, (Str){0});
	return status;
}

/* The planner's words for relations that the practice keeps as one kind. */
static Str relation_kind(Str type)
{
	static const struct { Str type; Str kind; } KINDS[] = {
		{S_INIT("husband"), S_INIT("spouse")}, {S_INIT("wife"), S_INIT("spouse")},
		{S_INIT("mother"), S_INIT("parent")}, {S_INIT("father"), S_INIT("parent")},
		{S_INIT("brother"), S_INIT("sibling")}, {S_INIT("sister"), S_INIT("sibling")},
	};
	for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
		if (str_equal(KINDS[i].type, type))
			return KINDS[i].kind;
	return type;
}

static Status act_relation(ReplayAct *act)
{
	Str person = {0};
	Str other = {0};
	const JsonNode *carer = json_member(act->json, S("carer"));
	Care *desk = act->care == &act->replay->system ? replay_desk(act->replay, S("u-firstcontact1")) : act->care;
	desk->arena = act->care->arena;
	Status status = replay_id(act, S("person"), &person);
	if (status == STATUS_OK)
		status = replay_id(act, S("other"), &other);
	if (status == STATUS_OK)
		status = person_relate(desk, person, other, relation_kind(replay_text(act, S("type"))), (Str){0});
	if (status == STATUS_OK && carer != NULL && carer->kind == JSON_TRUTH && carer->truth)
		status = person_relate(desk, person, other, S("main-carer"), (Str){0});
	return status;
}

static Status act_note(ReplayAct *act)
{
	Care *care = act->care;
	NoteDraft note = {.id = id_make(care->ids, care->arena), .kind = S("call"), .happened_on = care_today(care),
		.body = replay_text(act, S("text")), .people_count = 1};
	Status status = replay_id(act, S("person"), &note.people[0]);
	note.person = note.people[0];
	return status == STATUS_OK ? note_sign(care, &note) : status;
}

static Status act_look(ReplayAct *act)
{
	Str id = {0};
	Person person = {0};
	Status status = replay_id(act, S("person"), &id);
	return status == STATUS_OK ? person_open(act->care, id, S("page"), &person) : status;
}

static Status act_restrict(ReplayAct *act)
{
	Str id = {0};
	Str team = {0};
	Person person = {0};
	Status status = replay_id(act, S("person"), &id);
	if (status == STATUS_OK)
		status = replay_id(act, S("team"), &team);
	if (status == STATUS_OK)
		status = person_find(act->care, id, &person);
	PersonTier tier = str_equal(replay_text(act, S("tier")), S("ask")) ? PERSON_EXISTS : PERSON_NO_TRACE;
	return status == STATUS_OK
		? person_restrict(act->care, id, tier, team, replay_text(act, S("reason")), person.version) : status;
}

static Status act_merge(ReplayAct *act)
{
	Str keep = {0};
	Str other = {0};
	Care *manager = replay_desk(act->replay, S("u-manager1"));
	Status status = replay_id(act, S("keep"), &keep);
	if (status == STATUS_OK)
		status = replay_id(act, S("other"), &other);
	if (status != STATUS_OK || manager == NULL)
		return status == STATUS_OK ? STATUS_NOT_FOUND : status;
	manager->arena = act->care->arena;
	manager->problems = problems_make(act->care->arena);
	return person_merge(manager, keep, other, S("The same birth date, address and family; asked and confirmed."), NULL);
}

/* Told late, as in life: the lines end on the day itself. */
static Status act_death(ReplayAct *act)
{
	Str person = {0};
	Date day = DATE_NONE;
	Str on = replay_text(act, S("on"));
	Care *broker = replay_desk(act->replay, S("u-broker1"));
	Status status = replay_id(act, S("person"), &person);
	if (status == STATUS_OK)
		status = date_parse(on, &day);
	if (status == STATUS_OK)
		status = person_record(act->care, person, &(Answer){.question = S("death_date"), .value = on, .giver = GIVER_WORKER}, 1,
			NULL);
	if (status != STATUS_OK || broker == NULL)
		return status;
	broker->arena = act->care->arena;
	status = service_end_all(broker, person, day, S("died"));
	return status == STATUS_OK ? replay_close_open(act, person, true, S("The person has died.")) : status;
}

const struct ReplayVerb REPLAY_PEOPLE[] = {
	{"person-create", act_person_create},
	{"relation", act_relation},
	{"note", act_note},
	{"look", act_look},
	{"restrict", act_restrict},
	{"merge", act_merge},
	{"death", act_death},
	{NULL, NULL},
};
