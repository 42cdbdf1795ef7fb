/* What finds somebody, kept in step with the record: tokens, how many people each stands for, and the words of names as
 * misspellings meet them. */
#include "care/person/person_write.h"

#include "care/duplicates/duplicates.h"
#include "care/jobs/jobs.h"
#include "care/person/person.sql.h"
#include "engine/finding/finding.h"

/* In one job, which is one write: everybody else's waits for it, a millisecond for each of these. */
enum { TOKENS_PEOPLE_AT_ONCE = 20 };

static bool holds(const Str *tokens, size_t count, Str token)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(tokens[i], token))
			return true;
	return false;
}

static size_t list_missing(const Str *wanted, size_t wanted_count, const Str *stand, size_t stand_count, Str *out)
{
	size_t count = 0;
	for (size_t i = 0; i < wanted_count; i++)
		if (!holds(stand, stand_count, wanted[i]))
			out[count++] = wanted[i];
	return count;
}

/* unless_known: leaves a word alone that somebody bears already. */
static Status add_near_forms(CareWrite *write, Str token, bool unless_known)
{
	Str deletions[FINDING_DELETIONS_MAX];
	Str kind = S("name:");
	if (!str_starts_with(token, kind))
		return STATUS_OK;
	Str word = str_slice(token, kind.length, token.length);
	size_t count = finding_deletions(write->care->arena, word, deletions);
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i += STORE_LIST_LENGTH)
		status = sql_name_near_add_run(write->connection, &(NameNearAddArguments){.word = word,
			.unless = unless_known ? token : S(""), .deletions = deletions + i,
			.deletions_count = count - i < STORE_LIST_LENGTH ? count - i : STORE_LIST_LENGTH});
	return status;
}

static Status change_tokens(CareWrite *write, Str person, const Str *tokens, size_t count, int64_t by)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && by > 0 && i < count; i++)
		status = add_near_forms(write, tokens[i], true);
	for (size_t i = 0; status == STATUS_OK && i < count; i += STORE_LIST_LENGTH) {
		size_t some = count - i < STORE_LIST_LENGTH ? count - i : STORE_LIST_LENGTH;
		status = by > 0
			? sql_tokens_add_run(write->connection,
				&(TokensAddArguments){.person = person, .tokens = tokens + i, .tokens_count = some})
			: sql_tokens_remove_run(write->connection,
				&(TokensRemoveArguments){.person = person, .tokens = tokens + i, .tokens_count = some});
		if (status == STATUS_OK)
			status = sql_token_frequencies_change_run(write->connection,
				&(TokenFrequenciesChangeArguments){.by = by, .tokens = tokens + i, .tokens_count = some});
	}
	return status;
}

Status person_put_tokens(CareWrite *write, Str current, const Str *wanted, size_t count)
{
	Arena *arena = write->care->arena;
	TokensOfRow *rows = NULL;
	size_t stand_count = 0;
	Status status = sql_tokens_of_list(write->connection, arena, &(TokensOfArguments){.person = current}, &rows,
		&stand_count);
	Str *stand = ARENA_ARRAY(arena, Str, stand_count + 1);
	for (size_t i = 0; i < stand_count; i++)
		stand[i] = rows[i].token;
	Str *added = ARENA_ARRAY(arena, Str, count + 1);
	Str *removed = ARENA_ARRAY(arena, Str, stand_count + 1);
	size_t added_count = list_missing(wanted, count, stand, stand_count, added);
	size_t removed_count = list_missing(stand, stand_count, wanted, count, removed);
	if (status == STATUS_OK)
		status = change_tokens(write, current, added, added_count, 1);
	if (status == STATUS_OK)
		status = change_tokens(write, current, removed, removed_count, -1);
	if (status == STATUS_OK && added_count + removed_count > 0)
		status = duplicates_changed_in(write, current);
	return status;
}

Status person_clear_tokens(CareWrite *write, Str current)
{
	return person_put_tokens(write, current, NULL, 0);
}

Status person_ensure_near_forms(CareWrite *write, Str current)
{
	TokensOfRow *rows = NULL;
	size_t count = 0;
	Status status = sql_tokens_of_list(write->connection, write->care->arena, &(TokensOfArguments){.person = current},
		&rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = add_near_forms(write, rows[i].token, false);
	return status;
}

Status person_retoken_in(CareWrite *write, Str after)
{
	PeopleAllRow *rows = NULL;
	size_t count = 0;
	Arena *arena = write->care->arena;
	Status status = sql_people_all_list(write->connection, arena,
		&(PeopleAllArguments){.after = after, .most = TOKENS_PEOPLE_AT_ONCE}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		status = person_refresh_summary(write, rows[i].id);
		if (status == STATUS_OK)
			status = person_ensure_near_forms(write, rows[i].id);
	}
	if (status != STATUS_OK || count < TOKENS_PEOPLE_AT_ONCE)
		return status;
	Str last = rows[count - 1].id;
	return job_add_in(write, &(JobNew){.kind = S("search-tokens"), .due_at = write->now, .payload = last,
		.key = str_concat(arena, S("search-tokens/of-two-things/"), last)});
}
