/* Drafts: which there are, what stands in them, and editing a file of one. */

#include "care/release/draft.sql.h"
#include "care/release/release.h"
#include "care/release/release.sql.h"

static PracticeDraft draft_of(const DraftGetRow *row)
{
	PracticeDraft out = {.id = row->id, .title = row->title, .base = row->base_hash, .begun_at = row->begun_at, .begun_by = row->begun_by,
		.version = row->version, .changed_count = row->changed, .proposed_by = row->proposed_by, .proposed_name = row->proposed_name,
		.proposed_from = DATE_NONE, .returned_words = row->returned_words, .release = row->release_hash};
	if (row->ended_at != STORE_NULL_INTEGER)
		out.state = str_is_empty(row->release_hash) ? DRAFT_GIVEN_UP : DRAFT_PUBLISHED;
	else
		out.state = row->proposed_at != STORE_NULL_INTEGER ? DRAFT_PROPOSED : DRAFT_EDITED;
	if (!str_is_empty(row->proposed_from) && date_parse(row->proposed_from, &out.proposed_from) != STATUS_OK)
		out.proposed_from = DATE_NONE;
	return out;
}

Status draft_list(Care *care, PracticeDraft **out, size_t *count)
{
	DraftsListRow *rows = NULL;
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK)
		status = sql_drafts_list_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PracticeDraft, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = draft_of(&(DraftGetRow){.id = rows[i].id, .title = rows[i].title, .base_hash = rows[i].base_hash,
			.begun_at = rows[i].begun_at, .begun_by = rows[i].begun_by, .version = rows[i].version,
			.proposed_at = rows[i].proposed_at, .proposed_by = rows[i].proposed_by, .proposed_name = rows[i].proposed_name,
			.proposed_from = rows[i].proposed_from, .returned_words = rows[i].returned_words, .ended_at = rows[i].ended_at,
			.release_hash = rows[i].release_hash, .changed = rows[i].changed});
	return STATUS_OK;
}

Status draft_get(Care *care, Str id, PracticeDraft *out)
{
	DraftGetRow row = {0};
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK)
		status = sql_draft_get_one(care->reader, care->arena, &(DraftGetArguments){.draft = id}, &row);
	if (status == STATUS_OK)
		*out = draft_of(&row);
	return status;
}

/* --- what stands in it ------------------------------------------------------------------------------------------- */

static const PracticeText *text_of(const PracticeText *files, size_t count, Str path)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(files[i].path, path))
			return &files[i];
	return NULL;
}

static bool same_file(const PracticeText *left, const PracticeText *right)
{
	return left == NULL || right == NULL ? left == right : str_equal(left->text, right->text);
}

/* Did the release that the draft changes change this file too, since somebody looked at it last? */
static Status is_moved(Care *care, const PracticeDraft *draft, const DraftFilesRow *row, const PracticeText *now, bool *out)
{
	PracticeText *files = NULL;
	size_t count = 0;
	*out = false;
	if (str_equal(row->base_hash, draft->base))
		return STATUS_OK;
	Status status = release_files(care, row->base_hash, &files, &count);
	if (status == STATUS_OK)
		*out = !same_file(text_of(files, count, row->path), now);
	return status;
}

static Status row_file(Care *care, const PracticeDraft *draft, const DraftFilesRow *row, const PracticeText *before, PracticeDraftFile *out)
{
	*out = (PracticeDraftFile){.path = row->path, .text = row->content, .before = before == NULL ? (Str){0} : before->text,
		.is_new = before == NULL, .is_changed = true, .is_removed = row->removed == 1, .version = row->version,
		.changed_at = row->changed_at, .changed_by = row->changed_by};
	return is_moved(care, draft, row, before, &out->is_moved);
}

/* All files of its release with the draft's in their place, whoever may write them. */
static Status files_all(Care *care, const PracticeDraft *draft, PracticeDraftFile **out, size_t *count)
{
	PracticeText *base = NULL;
	DraftFilesRow *rows = NULL;
	size_t base_count = 0;
	size_t row_count = 0;
	Status status = release_files(care, draft->base, &base, &base_count);
	if (status == STATUS_OK)
		status = sql_draft_files_list(care->reader, care->arena, &(DraftFilesArguments){.draft = draft->id}, &rows, &row_count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PracticeDraftFile, base_count + row_count + 1);
	*count = 0;
	size_t r = 0;
	for (size_t b = 0; status == STATUS_OK && (b < base_count || r < row_count);) { /* both are by path */
		int order = b == base_count ? 1 : r == row_count ? -1 : str_compare(base[b].path, rows[r].path);
		PracticeDraftFile *file = &(*out)[(*count)++];
		if (order < 0)
			*file = (PracticeDraftFile){.path = base[b].path, .text = base[b].text, .before = base[b].text};
		else
			status = row_file(care, draft, &rows[r], order == 0 ? &base[b] : NULL, file);
		b += order <= 0 ? 1 : 0;
		r += order >= 0 ? 1 : 0;
	}
	return status;
}

Status draft_files(Care *care, const PracticeDraft *draft, PracticeDraftFile **out, size_t *count)
{
	size_t all = 0;
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK)
		status = files_all(care, draft, out, &all);
	*count = 0;
	for (size_t i = 0; status == STATUS_OK && i < all; i++)
		if (practice_path_is_ours((*out)[i].path))
			(*out)[(*count)++] = (*out)[i];
	return status;
}

Status draft_file(Care *care, const PracticeDraft *draft, Str path, PracticeDraftFile *out)
{
	PracticeDraftFile *files = NULL;
	size_t count = 0;
	Status status = draft_files(care, draft, &files, &count);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++)
		if (str_equal(files[i].path, path)) {
			*out = files[i];
			return STATUS_OK;
		}
	return STATUS_NOT_FOUND;
}

Status draft_bundle(Care *care, const PracticeDraft *draft, Str *out)
{
	PracticeDraftFile *files = NULL;
	size_t count = 0;
	size_t kept = 0;
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK)
		status = files_all(care, draft, &files, &count);
	if (status != STATUS_OK)
		return status;
	PracticeText *texts = ARENA_ARRAY(care->arena, PracticeText, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!files[i].is_removed)
			texts[kept++] = (PracticeText){.path = files[i].path, .text = files[i].text};
	*out = practice_bundle_make(care->arena, texts, kept);
	return STATUS_OK;
}

Status draft_check(Care *care, const PracticeDraft *draft, Problems *findings, Practice **out)
{
	Str bundle = {0};
	*out = NULL;
	Status status = draft_bundle(care, draft, &bundle);
	return status == STATUS_OK ? practice_load_draft(out, care->arena, bundle, findings) : status;
}

Status draft_difference(Care *care, const PracticeDraft *draft, const Practice *practice, PracticeDifference *out)
{
	const Practice *before = care_release(care, draft->base);
	Practice *loaded = NULL;
	if (!str_equal(practice_hash(before), draft->base)) { /* not at hand */
		Problems unread = problems_make(care->arena);
		Status status = release_load_hash(care->reader, care->arena, draft->base, &unread, &loaded);
		if (status != STATUS_OK)
			return status;
		before = loaded;
	}
	practice_difference(before, practice, care->arena, out);
	return STATUS_OK;
}

/* --- editing ----------------------------------------------------------------------------------------------------- */

typedef struct Beginning {
	Str title;
	Str id;
} Beginning;

static Status begin_in(CareWrite *write, void *context)
{
	Beginning *beginning = context;
	Arena *arena = write->care->arena;
	DraftsOpenCountRow open = {0};
	ReleaseLatestRow latest = {0};
	Status status = sql_drafts_open_count_one(write->connection, arena, &open);
	if (status == STATUS_OK && open.count >= DRAFTS_OPEN_MAX)
		return STATUS_FULL;
	if (status == STATUS_OK)
		status = sql_release_latest_one(write->connection, arena, &latest);
	beginning->id = id_make(write->care->ids, arena);
	if (status == STATUS_OK)
		status = sql_draft_insert_run(write->connection, &(DraftInsertArguments){.id = beginning->id, .title = beginning->title,
			.base_hash = latest.hash, .begun_at = write->now, .begun_by = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("draft/begin"), .subject_kind = S("draft"), .subject = beginning->id,
		.after = latest.hash});
}

Status draft_begin(Care *care, Str title, Str *id)
{
	Beginning beginning = {.title = str_trim(title)};
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK && (str_is_empty(beginning.title) || beginning.title.length > DRAFT_TITLE_CHARACTERS_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("title"),
			.message = S("Say in a few words what it is for, at most 120 characters.")});
	if (status == STATUS_OK)
		status = care_write(care, begin_in, &beginning);
	*id = beginning.id;
	return status;
}

/* How a file is written: saved, taken back (then its row goes), removed. */
typedef enum FileWriting { FILE_SAVE, FILE_TAKE_BACK, FILE_REMOVE } FileWriting;

typedef struct Editing {
	Str draft;
	Str path;
	Str text;
	int64_t version;
	FileWriting how;
} Editing;

/* As the draft and its release stand inside this write. */
static Status file_in(CareWrite *write, const Editing *editing, const DraftGetRow *draft, Str *before, bool *is_new)
{
	ReleaseByHashRow release = {0};
	PracticeText *files = NULL;
	size_t count = 0;
	Arena *arena = write->care->arena;
	Problems unread = problems_make(arena);
	Status status = sql_release_by_hash_one(write->connection, arena, &(ReleaseByHashArguments){.hash = draft->base_hash}, &release);
	if (status == STATUS_OK)
		status = practice_bundle_read(arena, release.bundle, &files, &count, &unread);
	const PracticeText *file = status == STATUS_OK ? text_of(files, count, editing->path) : NULL;
	*is_new = file == NULL;
	*before = file == NULL ? (Str){0} : file->text;
	return status;
}

static Status file_write_in(CareWrite *write, const Editing *editing, const DraftGetRow *draft)
{
	Str before = {0};
	bool is_new = false;
	Status status = file_in(write, editing, draft, &before, &is_new);
	bool drop = editing->how == FILE_TAKE_BACK || (editing->how == FILE_SAVE && !is_new && str_equal(editing->text, before))
		|| (editing->how == FILE_REMOVE && is_new);
	if (status == STATUS_OK && drop)
		return sql_draft_file_drop_run(write->connection, &(DraftFileDropArguments){.draft = editing->draft, .path = editing->path});
	if (status != STATUS_OK)
		return status;
	return sql_draft_file_put_run(write->connection, &(DraftFilePutArguments){.draft = editing->draft, .path = editing->path,
		.content = editing->how == FILE_REMOVE ? before : editing->text, .removed = editing->how == FILE_REMOVE ? 1 : 0,
		.base_hash = draft->base_hash, .version = draft->version, .at = write->now, .by_actor = write->care->actor});
}

static Status edit_in(CareWrite *write, void *context)
{
	static const Str ACTIONS[] = {S_INIT("draft/save"), S_INIT("draft/take-back"), S_INIT("draft/remove")};
	const Editing *editing = context;
	Arena *arena = write->care->arena;
	DraftFileVersionRow stored = {0};
	DraftGetRow draft = {0};
	Status status = sql_draft_touch_run(write->connection, &(DraftTouchArguments){.draft = editing->draft});
	if (status == STATUS_OK)
		status = sql_draft_get_one(write->connection, arena, &(DraftGetArguments){.draft = editing->draft}, &draft);
	if (status != STATUS_OK)
		return status;
	status = sql_draft_file_version_one(write->connection, arena,
		&(DraftFileVersionArguments){.draft = editing->draft, .path = editing->path}, &stored);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	if ((status == STATUS_OK ? stored.version : 0) != editing->version)
		return STATUS_STALE;
	status = file_write_in(write, editing, &draft);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = ACTIONS[editing->how], .subject_kind = S("draft"), .subject = editing->draft,
		.before = stored.content, .after = editing->text, .detail = str_format(arena, "{\"file\":\"%.*s\"}", STR_ARG(editing->path))});
}

/* The path has no character that JSON would write otherwise: practice_path_is_ours. */
static Status edit(Care *care, Editing *editing)
{
	Status status = care_require(care, S("practice-edit"));
	if (status == STATUS_OK && !practice_path_is_ours(editing->path))
		status = problems_add(&care->problems, (Problem){.field = S("file"), .message = S("A release has no file of this name. A folder "
			"and a name in small letters, such as questions/home-life.yaml or advice/winter.md, or one of the files that stand alone.")});
	if (status == STATUS_OK && editing->text.length > DRAFT_FILE_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("text"),
			.message = S("A file here has at most 256 KB. Cut it in two.")});
	return status == STATUS_OK ? care_write(care, edit_in, editing) : status;
}

Status draft_file_save(Care *care, Str draft, Str path, Str text, int64_t version)
{
	Editing editing = {.draft = draft, .path = path, .text = text, .version = version, .how = FILE_SAVE};
	if (!str_is_empty(text) && !str_ends_with(text, S("\n")))
		editing.text = str_concat(care->arena, text, S("\n"));
	return edit(care, &editing);
}

Status draft_file_take_back(Care *care, Str draft, Str path, int64_t version)
{
	Editing editing = {.draft = draft, .path = path, .version = version, .how = FILE_TAKE_BACK};
	return edit(care, &editing);
}

Status draft_file_remove(Care *care, Str draft, Str path, int64_t version)
{
	Editing editing = {.draft = draft, .path = path, .version = version, .how = FILE_REMOVE};
	return edit(care, &editing);
}
