/* Who may see whom: the derived table visible_person, made from tiers, owning teams and access that was given. */
#include "care/person/person_write.h"

#include "care/jobs/jobs.h"
#include "care/person/person.sql.h"

Status person_refresh_visible(CareWrite *write, Str current)
{
	Arena *arena = write->care->arena;
	PersonTierNowRow tier = {0};
	Status status = sql_person_tier_now_one(write->connection, arena,
		&(PersonTierNowArguments){.current_id = current}, &tier);
	if (status != STATUS_OK)
		return status;
	status = sql_visible_clear_run(write->connection, &(VisibleClearArguments){.person = current});
	if (status != STATUS_OK || tier.tier == STORE_NULL_INTEGER)
		return status;
	if (tier.tier != PERSON_NO_TRACE) {
		status = sql_visible_add_run(write->connection, &(VisibleAddArguments){
			.person = current, .audience = S("everyone"), .how = tier.tier});
		if (status != STATUS_OK || tier.tier == PERSON_OPEN)
			return status;
	}
	return sql_visible_add_owners_run(write->connection, &(VisibleAddOwnersArguments){
		.current_id = current, .today = date_format(arena, write->today)});
}

Status person_refresh_access_in(CareWrite *write, Str person)
{
	Str current = {0};
	Status status = person_current_in(write, person, &current);
	return status == STATUS_OK ? person_refresh_visible(write, current) : status;
}

typedef struct Restriction {
	Str person;
	PersonTier tier;
	Str owner_team;
	Str reason;
	int64_t version;
} Restriction;

static Status restrict_in(CareWrite *write, void *context)
{
	const Restriction *wanted = context;
	Str current = {0};
	Status status = person_current_in(write, wanted->person, &current);
	if (status != STATUS_OK)
		return status;
	status = sql_person_restrict_run(write->connection, &(PersonRestrictArguments){
		.id = current, .version = wanted->version, .tier = wanted->tier,
		.owner_team = str_is_empty(wanted->owner_team) ? (Str){0} : wanted->owner_team});
	if (status != STATUS_OK)
		return status;
	status = sql_person_restrict_merged_run(write->connection, &(PersonRestrictMergedArguments){.id = current,
		.tier = wanted->tier, .owner_team = str_is_empty(wanted->owner_team) ? (Str){0} : wanted->owner_team});
	if (status == STATUS_OK)
		status = person_refresh_visible(write, current);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){
		.action = S("person/restrict"), .subject_kind = S("person"), .subject = current, .person = current,
		.reason = wanted->reason, .after = str_format(write->care->arena, "%d", (int)wanted->tier)});
}

Status person_restrict(Care *care, Str person, PersonTier tier, Str owner_team, Str reason, int64_t version)
{
	Person found = {0};
	Status status = care_require(care, S("restricted-open"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status != STATUS_OK)
		return status;
	if (found.how != PERSON_OPEN)
		return STATUS_REFUSED;
	if (tier != PERSON_OPEN && str_is_empty(owner_team))
		return problems_add(&care->problems, (Problem){.field = S("owner_team"),
			.message = S("Choose the team that owns this record: others will be sent to it.")});
	if (str_is_empty(str_trim(reason)))
		return problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why. The reason stays with the record.")});
	Restriction wanted = {.person = found.id, .tier = tier, .owner_team = owner_team, .reason = reason,
		.version = version};
	return care_write(care, restrict_in, &wanted);
}

typedef struct Access {
	Str person;
	Str audience;
	Date until;
	Str reason;
} Access;

static Status give_access_in(CareWrite *write, void *context)
{
	const Access *access = context;
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Status status = sql_person_access_insert_run(write->connection, &(PersonAccessInsertArguments){
		.id = id, .person = access->person, .audience = access->audience,
		.from_on = date_format(arena, write->today), .until_on = date_format(arena, access->until),
		.reason = access->reason, .by_actor = write->care->actor});
	if (status == STATUS_OK)
		status = person_refresh_visible(write, access->person);
	/* What is derived does not end by itself. */
	if (status == STATUS_OK)
		status = job_add_in(write, &(JobNew){.kind = S("person-access"), .payload = access->person,
			.key = str_concat(arena, S("person-access/"), id),
			.due_at = instant_from_london(access->until + 1, 0, 0)});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){
		.action = S("person/give-access"), .subject_kind = S("person"), .subject = access->person,
		.person = access->person, .reason = access->reason, .after = access->audience});
}

Status person_give_access(Care *care, Str person, Str audience, Date until, Str reason)
{
	Person found = {0};
	Status status = care_require(care, S("restricted-open"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status != STATUS_OK)
		return status;
	if (found.how != PERSON_OPEN)
		return STATUS_REFUSED;
	if (str_is_empty(str_trim(reason)) || until == DATE_NONE || until < care_today(care))
		return problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Give a reason and the last day on which this access holds.")});
	Access access = {.person = found.id, .audience = audience, .until = until, .reason = reason};
	return care_write(care, give_access_in, &access);
}

typedef struct AccessOver {
	const PersonAccessOverRow *rows;
	size_t count;
} AccessOver;

static Status end_access_in(CareWrite *write, void *context)
{
	const AccessOver *over = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < over->count; i++) {
		status = person_refresh_visible(write, over->rows[i].current_id);
		if (status == STATUS_OK)
			status = care_audit(write, &(CareAudit){.action = S("person/access-over"), .subject_kind = S("person"),
				.subject = over->rows[i].current_id, .person = over->rows[i].current_id});
	}
	return status;
}

Status person_end_access_over(Care *care)
{
	PersonAccessOverRow *rows = NULL;
	AccessOver over = {0};
	Status status = sql_person_access_over_list(care->reader, care->arena, &(PersonAccessOverArguments){
		.actor = care->actor, .today = date_format(care->arena, care_today(care))}, &rows, &over.count);
	over.rows = rows;
	return status == STATUS_OK && over.count > 0 ? care_write(care, end_access_in, &over) : status;
}
