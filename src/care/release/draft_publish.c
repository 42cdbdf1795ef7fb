/* From a draft to a release: proposing, returning, publishing by a second person, giving up, following a newer release. */
#include "care/access/access.h"
#include "care/release/draft.sql.h"
#include "care/release/release.h"
#include "care/release/release.sql.h"

static Status stands_in_the_way(Care *care, const char *field, const char *message)
{
	return problems_add(&care->problems, (Problem){.field = str_from_c(field), .message = str_from_c(message)});
}

Status draft_is_on_newest(Care *care, const PracticeDraft *draft, bool *out)
{
	ReleaseLatestRow latest = {0};
	Status status = sql_release_latest_one(care->reader, care->arena, &latest);
	*out = status == STATUS_OK && str_equal(latest.hash, draft->base);
	return status;
}

static Status no_file_is_moved(Care *care, const PracticeDraft *draft)
{
	PracticeDraftFile *files = NULL;
	size_t count = 0;
	Status status = draft_files(care, draft, &files, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (files[i].is_moved)
			return problems_add_format(&care->problems, (Problem){0},
				"The newest release changed %.*s too. Look at both and save it again.", STR_ARG(files[i].path));
	return status;
}

/* What waits for a later day would undo this one when its day comes. */
static Status comes_last(Care *care, Date from)
{
	ReleaseLatestRow latest = {0};
	Status status = sql_release_latest_one(care->reader, care->arena, &latest);
	Date last = status == STATUS_OK ? instant_london_date(latest.effective_from) : DATE_NONE;
	if (status != STATUS_OK || from >= last)
		return status;
	return problems_add_format(&care->problems, (Problem){.field = S("from-day")}, "A release waits for %.*s, and this draft holds what is "
		"in it: take that day or a later one.", STR_ARG(date_format_words(care->arena, last)));
}

/* Everything that must hold of a draft before anybody puts their name to it. */
static Status ready(Care *care, const PracticeDraft *draft, bool although, Practice **out)
{
	bool newest = false;
	PracticeDifference difference = {0};
	Problems findings = problems_make(care->arena);
	Status status = draft_is_on_newest(care, draft, &newest);
	if (status == STATUS_OK && !newest)
		status = stands_in_the_way(care, "", "Another release was published since this draft began. Take it as the beginning first.");
	if (status == STATUS_OK)
		status = no_file_is_moved(care, draft);
	if (status == STATUS_OK)
		status = draft_check(care, draft, &findings, out);
	if (status == STATUS_INVALID && problems_any(&findings))
		return stands_in_the_way(care, "", "The check has findings. Put them right first.");
	if (status == STATUS_OK && str_equal(practice_hash(*out), draft->base))
		status = stands_in_the_way(care, "", "Nothing is changed in this draft.");
	if (status == STATUS_OK)
		status = draft_difference(care, draft, *out, &difference);
	if (status == STATUS_OK && difference.breaks > 0 && !although)
		status = stands_in_the_way(care, "although", "Answers that are kept would lose their meaning. Keep the old code or take a new id; "
			"or say that it is meant.");
	return status;
}

typedef struct Stepping {
	Str draft;
	int64_t version;
	Date from;
	Str words;
	const Practice *practice;
	Str base;
} Stepping;

static Status propose_in(CareWrite *write, void *context)
{
	const Stepping *stepping = context;
	Arena *arena = write->care->arena;
	Str from = date_format(arena, stepping->from);
	Status status = sql_draft_propose_run(write->connection, &(DraftProposeArguments){.draft = stepping->draft,
		.version = stepping->version, .at = write->now, .by_actor = write->care->actor, .from_day = from});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("draft/propose"), .subject_kind = S("draft"), .subject = stepping->draft,
		.after = practice_hash(stepping->practice), .detail = str_format(arena, "{\"from\":\"%.*s\"}", STR_ARG(from))});
}

/* The draft as it was when its page was read: whatever came between is somebody else's. */
static Status draft_seen(Care *care, Str id, int64_t version, DraftState state, PracticeDraft *out)
{
	Status status = draft_get(care, id, out);
	return status == STATUS_OK && (out->version != version || out->state != state) ? STATUS_STALE : status;
}

Status draft_propose(Care *care, Str id, int64_t version, Date from, bool although)
{
	PracticeDraft draft = {0};
	Practice *practice = NULL;
	Stepping stepping = {.draft = id, .version = version, .from = from};
	Status status = draft_seen(care, id, version, DRAFT_EDITED, &draft);
	if (status == STATUS_OK && (from == DATE_NONE || from < care_today(care)))
		status = stands_in_the_way(care, "from-day", "Enter today or a day to come.");
	if (status == STATUS_OK)
		status = comes_last(care, from);
	if (status == STATUS_OK)
		status = ready(care, &draft, although, &practice);
	stepping.practice = practice;
	return status == STATUS_OK ? care_write(care, propose_in, &stepping) : status;
}

static Status return_in(CareWrite *write, void *context)
{
	const Stepping *stepping = context;
	Status status = sql_draft_return_run(write->connection, &(DraftReturnArguments){.draft = stepping->draft,
		.version = stepping->version, .words = stepping->words});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("draft/return"), .subject_kind = S("draft"), .subject = stepping->draft,
		.reason = stepping->words});
}

Status draft_return(Care *care, Str id, int64_t version, Str words)
{
	Stepping stepping = {.draft = id, .version = version, .words = str_trim(words)};
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK && (str_is_empty(stepping.words) || stepping.words.length > DRAFT_WORDS_CHARACTERS_MAX))
		status = stands_in_the_way(care, "words", "Say what is to be changed, in at most 1,000 characters.");
	return status == STATUS_OK ? care_write(care, return_in, &stepping) : status;
}

static Status publish_in(CareWrite *write, void *context)
{
	const Stepping *stepping = context;
	ReleaseLatestRow latest = {0};
	Str hash = practice_hash(stepping->practice);
	Status status = sql_draft_end_run(write->connection, &(DraftEndArguments){.draft = stepping->draft, .version = stepping->version,
		.at = write->now, .by_actor = write->care->actor, .release_hash = hash});
	if (status == STATUS_OK)
		status = sql_release_latest_one(write->connection, write->care->arena, &latest);
	if (status == STATUS_OK && !str_equal(latest.hash, stepping->base))
		return STATUS_STALE;
	if (status == STATUS_OK)
		status = release_publish_in(write, stepping->practice,
			stepping->from == write->today ? write->now : instant_from_london(stepping->from, 0, 0));
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("draft/publish"), .subject_kind = S("draft"), .subject = stepping->draft,
		.after = hash});
}

/* A role that the release brings is there for accounts from now on, as after kith practice publish. */
static Status bring_roles(Care *care, const Practice *practice)
{
	Care system = care_system(care->store, care->reader, care->arena, care->clock, care->ids, practice);
	return access_seed_roles(&system);
}

Status draft_publish(Care *care, Str id, int64_t version, Str *hash)
{
	PracticeDraft draft = {0};
	Practice *practice = NULL;
	Status status = care_require(care, S("practice-publish"));
	if (status == STATUS_OK)
		status = draft_seen(care, id, version, DRAFT_PROPOSED, &draft);
	if (status == STATUS_OK && str_equal(draft.proposed_by, care->actor))
		status = STATUS_REFUSED;
	if (status == STATUS_OK && draft.proposed_from < care_today(care))
		status = stands_in_the_way(care, "", "The day it was proposed for has passed. Return it and propose another day.");
	if (status == STATUS_OK)
		status = comes_last(care, draft.proposed_from);
	if (status == STATUS_OK)
		status = ready(care, &draft, true, &practice);
	if (status != STATUS_OK)
		return status;
	Stepping stepping = {.draft = id, .version = version, .from = draft.proposed_from, .practice = practice, .base = draft.base};
	status = care_write(care, publish_in, &stepping);
	if (status == STATUS_OK)
		status = bring_roles(care, practice);
	*hash = practice_hash(practice);
	return status;
}

static Status give_up_in(CareWrite *write, void *context)
{
	const Stepping *stepping = context;
	Status status = sql_draft_end_run(write->connection, &(DraftEndArguments){.draft = stepping->draft, .version = stepping->version,
		.at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("draft/give-up"), .subject_kind = S("draft"), .subject = stepping->draft});
}

Status draft_give_up(Care *care, Str id, int64_t version)
{
	Stepping stepping = {.draft = id, .version = version};
	Status status = care_require(care, S("practice-edit"));
	return status == STATUS_OK ? care_write(care, give_up_in, &stepping) : status;
}

static Status take_newest_in(CareWrite *write, void *context)
{
	const Stepping *stepping = context;
	ReleaseLatestRow latest = {0};
	Status status = sql_release_latest_one(write->connection, write->care->arena, &latest);
	if (status == STATUS_OK)
		status = sql_draft_rebase_run(write->connection, &(DraftRebaseArguments){.draft = stepping->draft,
			.version = stepping->version, .base_hash = latest.hash});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("draft/take-newest"), .subject_kind = S("draft"), .subject = stepping->draft,
		.after = latest.hash});
}

Status draft_take_newest(Care *care, Str id, int64_t version)
{
	Stepping stepping = {.draft = id, .version = version};
	Status status = care_require(care, S("practice-edit"));
	return status == STATUS_OK ? care_write(care, take_newest_in, &stepping) : status;
}
