/* What others ask of a release that was read. */
#include <assert.h>

#include "practice/internal.h"

const Council *practice_council(const Practice *practice)
{
	return &practice->council;
}

Str practice_hash(const Practice *practice)
{
	return practice->hash;
}

Str practice_bundle(const Practice *practice, Arena *arena)
{
	return str_copy(arena, practice->bundle);
}

/* The entries below start with what is asked for, so a pointer to the entry is a pointer to it. */
static_assert(offsetof(QuestionEntry, question) == 0, "a question entry starts with its question");
static_assert(offsetof(PathwayEntry, pathway) == 0, "a pathway entry starts with its pathway");

const Question *practice_question(const Practice *practice, Str id)
{
	return index_find(&practice->questions, id);
}

const OptionList *practice_list(const Practice *practice, Str id)
{
	return index_find(&practice->lists, id);
}

const Form *practice_form(const Practice *practice, Str id)
{
	return index_find(&practice->forms, id);
}

const Pathway *practice_pathway(const Practice *practice, Str id)
{
	return index_find(&practice->pathways, id);
}

const Letter *practice_letter(const Practice *practice, Str id)
{
	return yaml_is_code(id) ? index_find(&practice->letters, id) : NULL;
}

const ServiceKind *practice_service_kind(const Practice *practice, Str id)
{
	return index_find(&practice->services, id);
}

const RelationKind *practice_relation_kind(const Practice *practice, Str id)
{
	return index_find(&practice->relations, id);
}

const Question *const *practice_questions(const Practice *practice, size_t *count)
{
	*count = practice->questions.count;
	return practice->question_array;
}

const Pathway *const *practice_pathways(const Practice *practice, size_t *count)
{
	*count = practice->pathways.count;
	return practice->pathway_array;
}

const ServiceKind *practice_service_kinds(const Practice *practice, size_t *count)
{
	*count = practice->services.count;
	return practice->service_array;
}

const PracticeRole *practice_roles(const Practice *practice, size_t *count)
{
	*count = practice->roles.count;
	return practice->role_array;
}

const RelationKind *practice_relation_kinds(const Practice *practice, size_t *count)
{
	*count = practice->relations.count;
	return practice->relation_array;
}

const AllocationTable *practice_allocation(const Practice *practice, Date day)
{
	const AllocationTable *table = practice->allocation;
	return table != NULL && table->from <= day ? table : NULL;
}

const ChargeRules *practice_charging(const Practice *practice)
{
	return practice->charging.rates == NULL ? NULL : &practice->charging;
}

const BankHolidays *practice_bank_holidays(const Practice *practice)
{
	return &practice->bank_holidays;
}
