/* Looks that owners of hidden records must hear of. A look leaves the same row whether a hidden record was meant or not;
 * the program weighs it a moment later, so that neither the time nor the log of whoever looked tells the two apart. */
#include "care/person/person_write.h"

#include "base/log.h"
#include "care/person/person.sql.h"
#include "care/work/work.h"

enum {
	LOOKS_AT_ONCE = 100,
	LOOKS_ROUNDS_MAX = 20,
	LOOKS_NAMED_MAX = 3, /* hidden records of one team that a look names one by one: hidden_owners in person.sql */
};

Status person_note_look_in(CareWrite *write, Str person, Str tokens)
{
	return sql_look_unweighed_add_run(write->connection, &(LookUnweighedAddArguments){
		.id = id_make(write->care->ids, write->care->arena), .actor = write->care->actor,
		.actor_name = write->care->actor_name, .person = person, .tokens = tokens});
}

typedef struct Look {
	const LooksUnweighedRow *row;
	const HiddenOwnersRow *owners;
	size_t owner_count;
} Look;

typedef struct Nothing {
	Str ids[LOOKS_AT_ONCE]; /* of looks that no owner must hear of */
	size_t count;
} Nothing;

static Status find_owners(Care *care, Look *look)
{
	Str tokens[STORE_LIST_LENGTH];
	HiddenOwnersRow *rows = NULL;
	Str rest = look->row->tokens;
	size_t count = 0;
	while (count < STORE_LIST_LENGTH && str_next(&rest, '\n', &tokens[count]))
		count += str_is_empty(tokens[count]) ? 0 : 1;
	if (str_is_empty(look->row->person)) {
		Status status = sql_hidden_owners_list(care->reader, care->arena, &(HiddenOwnersArguments){
			.actor = look->row->actor, .tokens = tokens, .tokens_count = count}, &rows, &look->owner_count);
		look->owners = rows;
		return status;
	}
	HiddenOwnerRow one = {0};
	Status status = sql_hidden_owner_one(care->reader, care->arena,
		&(HiddenOwnerArguments){.actor = look->row->actor, .person = look->row->person}, &one);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	HiddenOwnersRow *owner = ARENA_NEW(care->arena, HiddenOwnersRow);
	*owner = (HiddenOwnersRow){.id = one.id, .owner_team = one.owner_team, .held = 1};
	look->owners = owner;
	look->owner_count = 1;
	return status;
}

static Str title_of(Arena *arena, const Look *look, const HiddenOwnersRow *owner)
{
	if (!str_is_empty(look->row->person))
		return str_format(arena, "%.*s tried to open a hidden record", STR_ARG(look->row->actor_name));
	if (owner->held > LOOKS_NAMED_MAX)
		return str_format(arena, "%.*s searched for what several hidden records share", STR_ARG(look->row->actor_name));
	return str_format(arena, "%.*s searched for a hidden record", STR_ARG(look->row->actor_name));
}

static Status audit_weighed_in(CareWrite *write)
{
	return care_audit(write, &(CareAudit){.action = S("looks/weighed"), .subject_kind = S("record"), .subject = S("looks")});
}

/* Taken first: another process that weighs the same look finds it gone. */
static Status tell_owners_in(CareWrite *write, void *context)
{
	const Look *look = context;
	Status status = sql_look_unweighed_take_run(write->connection, &(LookUnweighedTakeArguments){.id = look->row->id});
	if (status == STATUS_STALE)
		return STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < look->owner_count; i++)
		status = work_open_once_in(write, &(WorkNew){.pathway = S("record-alert"), .person = look->owners[i].id,
			.team = look->owners[i].owner_team, .urgent = true,
			.title = title_of(write->care->arena, look, &look->owners[i])});
	return status == STATUS_OK ? audit_weighed_in(write) : status;
}

static Status forget_in(CareWrite *write, void *context)
{
	const Nothing *nothing = context;
	Status status = STATUS_OK;
	for (size_t from = 0; status == STATUS_OK && from < nothing->count; from += STORE_LIST_LENGTH) {
		size_t rest = nothing->count - from;
		status = sql_look_unweighed_remove_run(write->connection, &(LookUnweighedRemoveArguments){
			.ids = nothing->ids + from, .ids_count = rest < STORE_LIST_LENGTH ? rest : STORE_LIST_LENGTH});
	}
	return status == STATUS_OK ? audit_weighed_in(write) : status;
}

/* A look that cannot be told stays, is tried again at the next turn, and keeps no other waiting. */
static Status weigh_rows(Care *care, const LooksUnweighedRow *rows, size_t count)
{
	Nothing *nothing = ARENA_NEW(care->arena, Nothing);
	Status worst = STATUS_OK;
	for (size_t i = 0; i < count; i++) {
		Look look = {.row = &rows[i]};
		Status status = find_owners(care, &look);
		if (status == STATUS_OK && look.owner_count == 0)
			nothing->ids[nothing->count++] = rows[i].id;
		else if (status == STATUS_OK)
			status = care_write(care, tell_owners_in, &look);
		if (status != STATUS_OK) {
			log_line(LOG_ERROR, "looks", "an owner was not told: %s", status_name(status));
			worst = status;
		}
	}
	Status status = nothing->count == 0 ? STATUS_OK : care_write(care, forget_in, nothing);
	return status == STATUS_OK ? worst : status;
}

Status person_weigh_looks(Care *care)
{
	Str after = {0};
	size_t count = LOOKS_AT_ONCE;
	Status worst = STATUS_OK;
	if (!care->all_permissions)
		return STATUS_REFUSED;
	for (int round = 0; round < LOOKS_ROUNDS_MAX && count == LOOKS_AT_ONCE; round++) {
		LooksUnweighedRow *rows = NULL;
		Status status = sql_looks_unweighed_list(care->reader, care->arena,
			&(LooksUnweighedArguments){.after = after, .most = LOOKS_AT_ONCE}, &rows, &count);
		if (status == STATUS_OK && count > 0)
			status = weigh_rows(care, rows, count);
		worst = status == STATUS_OK ? worst : status;
		after = count > 0 ? rows[count - 1].id : after;
	}
	return worst;
}
