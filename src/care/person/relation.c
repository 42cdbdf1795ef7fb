/* Who somebody's people are: informal carers, family, attorneys. One row serves both sides. */
#include "care/person/person_write.h"

#include "care/person/person.sql.h"

static Relation relation_from_row(const Care *care, const RelationsOfRow *row)
{
	const RelationKind *written = practice_relation_kind(care->practice, row->kind);
	const RelationKind *seen = written;
	if (written != NULL && row->mine == 0)
		seen = practice_relation_kind(care->practice, written->inverse);
	Date from = DATE_NONE;
	if (date_parse(row->from_on, &from) != STATUS_OK)
		from = DATE_NONE;
	return (Relation){
		.id = row->id,
		.other = row->other,
		.kind = seen == NULL ? row->kind : seen->id,
		.label = seen == NULL ? row->kind : seen->label,
		.note = row->note,
		.from_on = from,
		.other_name = row->other_name,
		.other_how = (PersonTier)row->other_how,
		.informal_carer = seen != NULL && seen->informal_carer,
	};
}

Status person_relations(Care *care, Str person, Relation **out, size_t *count)
{
	RelationsOfRow *rows = NULL;
	Status status = person_require_reading(care);
	if (status == STATUS_OK)
		status = sql_relations_of_list(care->reader, care->arena, &(RelationsOfArguments){.actor = care->actor,
			.person = person, .today = date_format(care->arena, care_today(care))}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Relation, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = relation_from_row(care, &rows[i]);
	return STATUS_OK;
}

typedef struct Relating {
	Str person;
	Str other;
	Str kind;
	Str note;
} Relating;

static Status relate_in(CareWrite *write, void *context)
{
	const Relating *relating = context;
	Arena *arena = write->care->arena;
	Status status = sql_relation_insert_run(write->connection, &(RelationInsertArguments){
		.id = id_make(write->care->ids, arena), .person = relating->person, .other = relating->other,
		.kind = relating->kind, .note = relating->note, .from_on = date_format(arena, write->today),
		.recorded_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("relation/add"), .subject_kind = S("person"),
		.subject = relating->person, .person = relating->person, .after = relating->other,
		.reason = relating->kind});
}

Status person_relate(Care *care, Str person, Str other, Str kind, Str note)
{
	Person one = {0};
	Person two = {0};
	Status status = care_require(care, S("person-edit"));
	if (status == STATUS_OK)
		status = person_find(care, person, &one);
	if (status == STATUS_OK)
		status = person_find(care, other, &two);
	if (status != STATUS_OK)
		return status;
	if (one.how != PERSON_OPEN)
		return STATUS_REFUSED;
	if (str_equal(one.id, two.id))
		return problems_add(&care->problems, (Problem){.field = S("other"),
			.message = S("Choose somebody else: a person cannot be their own relative or carer.")});
	if (practice_relation_kind(care->practice, kind) == NULL)
		return problems_add(&care->problems, (Problem){.field = S("kind"),
			.message = S("Choose how the two know each other.")});
	Relating relating = {.person = one.id, .other = two.id, .kind = kind, .note = note};
	return care_write(care, relate_in, &relating);
}

typedef struct Unrelating {
	Str person;
	const Relation *relation;
} Unrelating;

static Status unrelate_in(CareWrite *write, void *context)
{
	const Unrelating *ending = context;
	Status status = sql_relation_end_run(write->connection, &(RelationEndArguments){.id = ending->relation->id,
		.ended_on = date_format(write->care->arena, write->today)});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("relation/end"), .subject_kind = S("person"),
		.subject = ending->person, .person = ending->person, .before = ending->relation->other,
		.reason = ending->relation->kind});
}

Status person_unrelate(Care *care, Str person, Str relation)
{
	Person found = {0};
	Relation *relations = NULL;
	size_t count = 0;
	Status status = care_require(care, S("person-edit"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status == STATUS_OK && found.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	if (status == STATUS_OK)
		status = person_relations(care, found.id, &relations, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Unrelating ending = {.person = found.id, .relation = &relations[i]};
		if (!str_equal(relations[i].id, relation))
			continue;
		return relations[i].other_how == PERSON_OPEN ? care_write(care, unrelate_in, &ending) : STATUS_REFUSED;
	}
	return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}
