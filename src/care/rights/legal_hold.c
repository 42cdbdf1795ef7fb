/* Records that must not go, whatever the schedule says. */
#include "care/person/person.h"
#include "care/rights/retention.h"
#include "care/rights/retention.sql.h"

static Status find_open(Care *care, Str person, Person *found)
{
	Status status = care_require(care, S("retention"));
	if (status == STATUS_OK)
		status = person_find(care, person, found);
	return status == STATUS_OK && found->how != PERSON_OPEN ? STATUS_REFUSED : status;
}

Status retention_legal_holds(Care *care, Str person, LegalHold **out, size_t *count)
{
	LegalHoldsOfRow *rows = NULL;
	Status status = care_require(care, S("retention"));
	if (status == STATUS_OK)
		status = sql_legal_holds_of_list(care->reader, care->arena,
			&(LegalHoldsOfArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, LegalHold, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		(*out)[i] = (LegalHold){.id = rows[i].id, .reason = rows[i].reason, .by_name = rows[i].by_name,
			.version = rows[i].version};
		if (date_parse(rows[i].from_on, &(*out)[i].from_on) != STATUS_OK)
			return STATUS_FAILED; /* the store's own dates can be read */
	}
	return STATUS_OK;
}

typedef struct Holding {
	Str person;
	Str hold;
	Str reason;
	int64_t version;
} Holding;

static Status hold_in(CareWrite *write, void *context)
{
	const Holding *holding = context;
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Status status = sql_legal_hold_insert_run(write->connection, &(LegalHoldInsertArguments){.id = id,
		.person = holding->person, .reason = holding->reason, .from_on = date_format(arena, write->today),
		.by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("legal-hold/begin"), .subject_kind = S("legal-hold"), .subject = id,
		.person = holding->person, .reason = holding->reason});
}

Status retention_hold(Care *care, Str person, Str reason)
{
	Person found = {0};
	Status status = find_open(care, person, &found);
	if (status == STATUS_OK && str_is_empty(str_trim(reason)))
		status = problems_add(&care->problems, (Problem){.field = S("hold"),
			.message = S("Say what this record is needed for: an inquiry, a court, a complaint.")});
	Holding holding = {.person = found.id, .reason = reason};
	return status == STATUS_OK ? care_write(care, hold_in, &holding) : status;
}

static Status end_hold_in(CareWrite *write, void *context)
{
	const Holding *holding = context;
	Status status = sql_legal_hold_end_run(write->connection, &(LegalHoldEndArguments){.id = holding->hold,
		.person = holding->person, .version = holding->version,
		.ended_on = date_format(write->care->arena, write->today), .ended_by = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("legal-hold/end"), .subject_kind = S("legal-hold"),
		.subject = holding->hold, .person = holding->person});
}

Status retention_end_hold(Care *care, Str person, Str hold, int64_t version)
{
	Person found = {0};
	Status status = find_open(care, person, &found);
	Holding holding = {.person = found.id, .hold = hold, .version = version};
	return status == STATUS_OK ? care_write(care, end_hold_in, &holding) : status;
}
