/* Merging two records of one person, and parting them again: only the identity map changes. */
#include "care/person/person_write.h"

#include "care/duplicates/duplicates.h"
#include "care/person/person.sql.h"

static Status refresh_all_in(CareWrite *write, Str current)
{
	Status status = person_refresh_facts(write, S("person"), current);
	if (status == STATUS_OK)
		status = person_refresh_summary(write, current);
	if (status == STATUS_OK)
		status = person_refresh_visible(write, current);
	return status;
}

/* Derived rows of an id that no longer stands for a record of its own. */
static Status clear_derived_in(CareWrite *write, Str id)
{
	Status status = sql_fact_current_clear_run(write->connection,
		&(FactCurrentClearArguments){.subject_kind = S("person"), .subject_id = id});
	if (status == STATUS_OK)
		status = sql_summary_clear_run(write->connection, &(SummaryClearArguments){.person = id});
	if (status == STATUS_OK)
		status = person_clear_tokens(write, id);
	if (status == STATUS_OK)
		status = duplicates_forget_in(write, id);
	if (status == STATUS_OK)
		status = sql_visible_clear_run(write->connection, &(VisibleClearArguments){.person = id});
	return status;
}

typedef struct Merging {
	Str kept;
	Str other;
	Str reason;
	const Str *facts; /* chosen */
	size_t fact_count;
	Str merge_id;
} Merging;

/* What one of the two brings, read again inside the write. */
typedef struct Chosen {
	Answer *answers; /* chosen, of the person's own */
	size_t count;
	Str place;       /* where they live; empty: not known, or nothing is said of it */
	bool home;       /* chosen: that is where the one record lives from now on */
} Chosen;

static bool is_chosen(const Merging *merging, Str fact)
{
	for (size_t i = 0; i < merging->fact_count; i++)
		if (str_equal(merging->facts[i], fact))
			return true;
	return false;
}

static void choose(CareWrite *write, const Merging *merging, const FactsCurrentRow *row, Chosen *out)
{
	const Question *question = practice_question(write->care->practice, row->question);
	if (!is_chosen(merging, row->fact_id) || question == NULL || question->home == HOME_EPISODE)
		return;
	if (question->home == HOME_HOUSEHOLD)
		out->home = true;
	else
		out->answers[out->count++] = (Answer){.question = row->question, .value = row->value,
			.giver = giver_from_code(row->giver)};
}

static Status chosen_of_in(CareWrite *write, const Merging *merging, Str person, Chosen *out)
{
	FactsCurrentRow *rows = NULL;
	size_t count = 0;
	size_t of_place = 0;
	Arena *arena = write->care->arena;
	Status status = sql_facts_current_list(write->connection, arena, &(FactsCurrentArguments){
		.actor = write->care->actor, .person = person, .today = date_format(arena, write->today)}, &rows, &count);
	*out = (Chosen){.answers = ARENA_ARRAY(arena, Answer, count + 1)};
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		of_place += str_equal(rows[i].subject_kind, S("place")) ? 1 : 0;
		choose(write, merging, &rows[i], out);
	}
	return status == STATUS_OK && of_place > 0 ? person_place_in(write, person, &out->place) : status;
}

/* Every fact that was chosen still stands. Two homes cannot both be chosen. */
static bool choice_stands(const Merging *merging, const Chosen *kept, const Chosen *other)
{
	size_t homes = kept->home || other->home ? 1 : 0;
	return !(kept->home && other->home) && kept->count + other->count + homes == merging->fact_count;
}

/* The home that was chosen; without a choice the only one of which anything is said; else the later one stands anyway. It is
 * lived in from today in the history of whose home it was, so that parting the two gives each their own again. */
static Status settle_home_in(CareWrite *write, const Merging *merging, const Chosen *kept, const Chosen *other)
{
	Str now = {0};
	bool of_kept = kept->home || (!other->home && str_is_empty(other->place));
	bool of_other = other->home || (!kept->home && str_is_empty(kept->place));
	const Chosen *home = of_kept ? kept : other;
	if (of_kept == of_other || str_is_empty(home->place))
		return STATUS_OK;
	Status status = person_place_in(write, merging->kept, &now);
	if (status != STATUS_OK || str_equal(now, home->place))
		return status;
	return person_live_at_in(write, of_kept ? merging->kept : merging->other, home->place);
}

static Status confirm_chosen_in(CareWrite *write, Str person, const Chosen *chosen)
{
	return chosen->count == 0 ? STATUS_OK : person_confirm_in(write, person, chosen->answers, chosen->count);
}

static Status move_identities_in(CareWrite *write, const Merging *merging, Str *moved)
{
	PersonIdentitiesRow *rows = NULL;
	size_t count = 0;
	Arena *arena = write->care->arena;
	Status status = sql_person_identities_list(write->connection, arena,
		&(PersonIdentitiesArguments){.current_id = merging->other}, &rows, &count);
	Str *ids = ARENA_ARRAY(arena, Str, count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		ids[i] = rows[i].id;
		status = sql_person_identity_move_run(write->connection,
			&(PersonIdentityMoveArguments){.id = rows[i].id, .current_id = merging->kept});
	}
	*moved = str_join(arena, ids, count, S(" "));
	return status;
}

static Status merge_in(CareWrite *write, void *context)
{
	Merging *merging = context;
	Str current = {0};
	Str moved = {0};
	Chosen of_kept = {0};
	Chosen of_other = {0};
	/* Somebody may have merged one of them in the meantime. */
	Status status = person_current_in(write, merging->other, &current);
	if (status == STATUS_OK && !str_equal(current, merging->other))
		status = STATUS_STALE;
	if (status == STATUS_OK)
		status = person_current_in(write, merging->kept, &current);
	if (status == STATUS_OK && !str_equal(current, merging->kept))
		status = STATUS_STALE;
	if (status == STATUS_OK)
		status = chosen_of_in(write, merging, merging->kept, &of_kept);
	if (status == STATUS_OK)
		status = chosen_of_in(write, merging, merging->other, &of_other);
	if (status == STATUS_OK && !choice_stands(merging, &of_kept, &of_other))
		status = STATUS_STALE;
	if (status == STATUS_OK)
		status = move_identities_in(write, merging, &moved);
	if (status == STATUS_OK)
		status = settle_home_in(write, merging, &of_kept, &of_other);
	if (status == STATUS_OK)
		status = clear_derived_in(write, merging->other);
	if (status == STATUS_OK)
		status = refresh_all_in(write, merging->kept);
	if (status == STATUS_OK)
		status = confirm_chosen_in(write, merging->kept, &of_kept);
	if (status == STATUS_OK)
		status = confirm_chosen_in(write, merging->other, &of_other);
	if (status != STATUS_OK)
		return status;
	merging->merge_id = id_make(write->care->ids, write->care->arena);
	status = sql_person_merge_insert_run(write->connection, &(PersonMergeInsertArguments){.id = merging->merge_id,
		.kept_id = merging->kept, .merged_id = merging->other, .moved_ids = moved, .at = write->now,
		.by_actor = write->care->actor, .reason = merging->reason});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/merge"), .subject_kind = S("person"),
		.subject = merging->kept, .person = merging->kept, .reason = merging->reason, .before = moved,
		.after = merging->other});
}

static Status require_both_open(Care *care, Str kept, Str other, Person *kept_person, Person *other_person)
{
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = person_find(care, kept, kept_person);
	if (status == STATUS_OK)
		status = person_find(care, other, other_person);
	if (status == STATUS_OK && (kept_person->how != PERSON_OPEN || other_person->how != PERSON_OPEN))
		status = STATUS_REFUSED;
	return status;
}

Status person_merge(Care *care, Str kept, Str other, Str reason, Str *merge_id)
{
	return person_merge_choosing(care, kept, other, reason, NULL, 0, merge_id);
}

Status person_merge_choosing(Care *care, Str kept, Str other, Str reason, const Str *facts, size_t fact_count,
	Str *merge_id)
{
	Person kept_person = {0};
	Person other_person = {0};
	Status status = require_both_open(care, kept, other, &kept_person, &other_person);
	if (status != STATUS_OK)
		return status;
	if (str_equal(kept_person.id, other_person.id))
		return STATUS_CONFLICT;
	if (str_is_empty(str_trim(reason)))
		return problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say how you know that these two are one person.")});
	Merging merging = {.kept = kept_person.id, .other = other_person.id, .reason = reason,
		.facts = facts, .fact_count = fact_count};
	status = care_write(care, merge_in, &merging);
	if (status == STATUS_OK && merge_id != NULL)
		*merge_id = merging.merge_id;
	return status;
}

typedef struct Unmerging {
	Str merge_id;
	Str reason;
} Unmerging;

/* Both records were open to whoever may part them: as one record they still are. */
static Status require_merge_open_in(CareWrite *write, const PersonMergeOpenRow *merge)
{
	PersonHeadRow head = {0};
	Status status = sql_person_head_one(write->connection, write->care->arena,
		&(PersonHeadArguments){.actor = write->care->actor, .person = merge->kept_id}, &head);
	if (status == STATUS_OK && !write->care->all_permissions && head.how != PERSON_OPEN)
		status = head.how == PERSON_NO_TRACE ? STATUS_NOT_FOUND : STATUS_REFUSED;
	return status;
}

/* The map of a record's ids from the merges that still hold: an id that was parted before, or joined again by another
 * merge, stays where that left it. */
static Status map_without_in(CareWrite *write, Str current, IdentityMap *map)
{
	Arena *arena = write->care->arena;
	MergesOfRecordRow *merges = NULL;
	size_t count = 0;
	Status status = sql_merges_of_record_list(write->connection, arena,
		&(MergesOfRecordArguments){.current_id = current}, &merges, &count);
	if (status != STATUS_OK)
		return status;
	MergePair *pairs = ARENA_ARRAY(arena, MergePair, count + 1);
	for (size_t i = 0; i < count; i++)
		pairs[i] = (MergePair){.kept = merges[i].kept_id, .merged = merges[i].merged_id};
	*map = identity_map_make(arena, pairs, count);
	return STATUS_OK;
}

static Status part_in(CareWrite *write, Str current, const IdentityMap *map)
{
	PersonIdentitiesRow *ids = NULL;
	size_t count = 0;
	Status status = sql_person_identities_list(write->connection, write->care->arena,
		&(PersonIdentitiesArguments){.current_id = current}, &ids, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Str now = identity_map_current(map, ids[i].id);
		if (!str_equal(now, current))
			status = sql_person_identity_move_run(write->connection,
				&(PersonIdentityMoveArguments){.id = ids[i].id, .current_id = now});
	}
	/* Each of them that is a record of its own now. */
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_equal(identity_map_current(map, ids[i].id), ids[i].id))
			status = refresh_all_in(write, ids[i].id);
	return status;
}

static Status unmerge_in(CareWrite *write, void *context)
{
	const Unmerging *unmerging = context;
	PersonMergeOpenRow merge = {0};
	IdentityMap map = {0};
	Str current = {0};
	Status status = sql_person_merge_open_one(write->connection, write->care->arena,
		&(PersonMergeOpenArguments){.id = unmerging->merge_id}, &merge);
	if (status == STATUS_OK)
		status = require_merge_open_in(write, &merge);
	if (status == STATUS_OK && merge.undone_at != STORE_NULL_INTEGER)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = person_current_in(write, merge.kept_id, &current);
	if (status == STATUS_OK)
		status = sql_person_merge_undo_run(write->connection, &(PersonMergeUndoArguments){
			.id = unmerging->merge_id, .undone_at = write->now, .undone_by = write->care->actor});
	if (status == STATUS_OK)
		status = map_without_in(write, current, &map);
	if (status == STATUS_OK)
		status = part_in(write, current, &map);
	/* Nobody is asked a second time about two who have just been parted. */
	if (status == STATUS_OK)
		status = duplicates_note_apart_in(write, merge.kept_id, merge.merged_id, unmerging->reason);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("person/unmerge"), .subject_kind = S("person"),
		.subject = current, .person = current, .reason = unmerging->reason, .after = merge.merged_id});
}

Status person_unmerge(Care *care, Str merge_id, Str reason)
{
	Status status = care_require(care, S("merge"));
	if (status != STATUS_OK)
		return status;
	if (str_is_empty(str_trim(reason)))
		return problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why these are two people after all.")});
	Unmerging unmerging = {.merge_id = merge_id, .reason = reason};
	return care_write(care, unmerge_in, &unmerging);
}

Status person_merges(Care *care, Str person, PersonMerge **out, size_t *count)
{
	PersonMergesRow *rows = NULL;
	Status status = care_require(care, S("merge"));
	if (status == STATUS_OK)
		status = sql_person_merges_list(care->reader, care->arena,
			&(PersonMergesArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PersonMerge, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (PersonMerge){.id = rows[i].id, .kept = rows[i].kept_id, .other = rows[i].merged_id,
			.at = rows[i].at, .by_name = rows[i].by_name, .reason = rows[i].reason,
			.undone = rows[i].undone_at != STORE_NULL_INTEGER};
	return STATUS_OK;
}
