/* Who may see whom: the derived table visible_person, made from tiers, owning teams and access that was given. */
#include "care/person/person_write.h"

#include "care/jobs/jobs.h"
#include "care/person/person.sql.h"
#include "care/work/work.h"

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

/* Access is given to one restricted record. What stands when a record is restricted anew, or was left when it was opened to
 * everybody, was never given to this one, and nobody who restricts it could know of it. */
static Status end_all_access_in(CareWrite *write, Str current, PersonTier tier)
{
	Arena *arena = write->care->arena;
	PersonTierNowRow before = {0};
	int64_t ended = 0;
	Status status = sql_person_tier_now_one(write->connection, arena, &(PersonTierNowArguments){.current_id = current}, &before);
	if (status != STATUS_OK || (before.tier == PERSON_OPEN) == (tier == PERSON_OPEN))
		return status;
	status = sql_person_access_end_all_run_counting(write->connection, &(PersonAccessEndAllArguments){.current_id = current,
		.until_on = date_format(arena, write->today - 1), .today = date_format(arena, write->today)}, &ended);
	if (status != STATUS_OK || ended == 0)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/end-access"), .subject_kind = S("person"), .subject = current,
		.person = current, .reason = S("who may see the record was changed"),
		.detail = str_format(arena, "{\"ended\":%lld}", (long long)ended)});
}

static Status restrict_in(CareWrite *write, void *context)
{
	const Restriction *wanted = context;
	Str current = {0};
	Status status = person_current_in(write, wanted->person, &current);
	if (status != STATUS_OK)
		return status;
	status = end_all_access_in(write, current, wanted->tier);
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
	Str owner_team;
	Str audience;
	Date until;
	Str reason;
} Access;

/* A reason in the title of a task: its beginning. */
static Str beginning(Arena *arena, Str text)
{
	enum { MOST = 160 };
	size_t end = MOST;
	if (text.length <= MOST)
		return text;
	while (end > 0 && ((unsigned char)text.data[end] & 0xC0U) == 0x80U)
		end--; /* not within a character */
	return str_concat(arena, str_slice(text, 0, end), S(" \xE2\x80\xA6"));
}

/* The team that owns the record hears who was let in. */
static Status tell_owner_in(CareWrite *write, const Access *access)
{
	Arena *arena = write->care->arena;
	AccessAudienceRow who = {0};
	Status status = sql_access_audience_one(write->connection, arena,
		&(AccessAudienceArguments){.audience = access->audience}, &who);
	if (status != STATUS_OK)
		return status;
	return work_open_in(write, &(WorkNew){.pathway = S("task"), .person = access->person, .team = access->owner_team,
		.title = str_format(arena, "%.*s let %.*s into this record until %.*s: %.*s", STR_ARG(write->care->actor_name),
			STR_ARG(who.name), STR_ARG(date_format_words(arena, access->until)),
			STR_ARG(beginning(arena, access->reason)))}, NULL);
}

static Status check_restricted_in(CareWrite *write, Str person)
{
	PersonTierNowRow now = {0};
	Status status = sql_person_tier_now_one(write->connection, write->care->arena,
		&(PersonTierNowArguments){.current_id = person}, &now);
	if (status != STATUS_OK || now.tier != PERSON_OPEN)
		return status;
	return problems_add(&write->care->problems, (Problem){.field = S("audience"),
		.message = S("This record is open to everybody who may read records. Restrict it first, then say who else may open it.")});
}

static Status give_access_in(CareWrite *write, void *context)
{
	const Access *access = context;
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Status status = check_restricted_in(write, access->person);
	if (status != STATUS_OK)
		return status;
	status = sql_person_access_insert_run(write->connection, &(PersonAccessInsertArguments){
		.id = id, .person = access->person, .audience = access->audience,
		.from_on = date_format(arena, write->today), .until_on = date_format(arena, access->until),
		.reason = access->reason, .by_actor = write->care->actor});
	if (status == STATUS_OK)
		status = person_refresh_visible(write, access->person);
	if (status == STATUS_OK)
		status = tell_owner_in(write, access);
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
	if (str_is_empty(audience))
		return problems_add(&care->problems, (Problem){.field = S("audience"),
			.message = S("Choose a colleague or a team.")});
	if (str_is_empty(str_trim(reason)) || until == DATE_NONE || until < care_today(care))
		return problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Give a reason and the last day on which this access holds.")});
	if (until > care_today(care) + PERSON_ACCESS_DAYS_MAX)
		return problems_add_format(&care->problems, (Problem){.field = S("days")},
			"A record is opened for at most %d days at a time. Choose an earlier last day.", PERSON_ACCESS_DAYS_MAX);
	Access access = {.person = found.id, .owner_team = found.owner_team, .audience = audience, .until = until, .reason = reason};
	return care_write(care, give_access_in, &access);
}

Status person_accesses(Care *care, Str person, PersonAccess **out, size_t *count)
{
	PersonAccessesRow *rows = NULL;
	Status status = care_require(care, S("restricted-open"));
	if (status == STATUS_OK)
		status = sql_person_accesses_list(care->reader, care->arena, &(PersonAccessesArguments){.actor = care->actor,
			.person = person, .today = date_format(care->arena, care_today(care))}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PersonAccess, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		(*out)[i] = (PersonAccess){.id = rows[i].id, .name = rows[i].name, .reason = rows[i].reason,
			.by_name = rows[i].by_name};
		if (date_parse(rows[i].from_on, &(*out)[i].from_on) != STATUS_OK
			|| date_parse(rows[i].until_on, &(*out)[i].until_on) != STATUS_OK)
			return STATUS_FAILED; /* the store's own dates can be read */
	}
	return STATUS_OK;
}

typedef struct EndingAccess {
	Str person;
	Str access;
	Str reason;
} EndingAccess;

static Status end_one_access_in(CareWrite *write, void *context)
{
	const EndingAccess *ending = context;
	Arena *arena = write->care->arena;
	Status status = sql_person_access_end_run(write->connection, &(PersonAccessEndArguments){.id = ending->access,
		.person = ending->person, .until_on = date_format(arena, write->today - 1),
		.today = date_format(arena, write->today)});
	if (status == STATUS_STALE)
		return STATUS_CONFLICT; /* it has ended, or there never was such a one */
	if (status == STATUS_OK)
		status = person_refresh_visible(write, ending->person);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/end-access"), .subject_kind = S("person"),
		.subject = ending->person, .person = ending->person, .reason = ending->reason, .before = ending->access});
}

Status person_end_access(Care *care, Str person, Str access, Str reason)
{
	Person found = {0};
	Status status = care_require(care, S("restricted-open"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status == STATUS_OK && found.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	EndingAccess ending = {.person = found.id, .access = access, .reason = reason};
	return status == STATUS_OK ? care_write(care, end_one_access_in, &ending) : status;
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
