/* A release as one text: canonical JSON, path -> content, sorted by path. Its hash names the release. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "practice/internal.h"

#define BUNDLE_BYTES_MAX ((size_t)32 * 1024 * 1024)

static int compare_paths(const void *left, const void *right)
{
	return str_compare(((const PracticeText *)left)->path, ((const PracticeText *)right)->path);
}

Str practice_bundle_make(Arena *arena, const PracticeText *files, size_t count)
{
	PracticeText *sorted = ARENA_ARRAY(arena, PracticeText, count + 1);
	if (count > 0) {
		memcpy(sorted, files, count * sizeof *files);
		qsort(sorted, count, sizeof *sorted, compare_paths);
	}
	Buffer buffer = buffer_make(arena, BUNDLE_BYTES_MAX);
	JsonWriter writer = json_writer_make(&buffer);
	json_write_object_begin(&writer);
	for (size_t i = 0; i < count; i++)
		json_write_member_text(&writer, sorted[i].path, sorted[i].text);
	json_write_object_end(&writer);
	return buffer_str(&buffer);
}

Status practice_bundle_read(Arena *arena, Str bundle, PracticeText **out, size_t *count, Problems *problems)
{
	const JsonNode *root = NULL;
	if (json_parse(arena, S("release"), 1, bundle, problems, &root) != STATUS_OK)
		return STATUS_INVALID;
	if (root->kind != JSON_OBJECT || root->count > PRACTICE_FILES_MAX)
		return problems_add_format(problems, json_place(root), "Expected an object of at most %d files.",
			PRACTICE_FILES_MAX);
	*out = ARENA_ARRAY(arena, PracticeText, root->count + 1);
	for (size_t i = 0; i < root->count; i++) {
		const JsonMember *member = &root->members[i];
		if (member->value.kind != JSON_TEXT)
			return problems_add_format(problems, json_place(&member->value), "Expected the text of %.*s.",
				STR_ARG(member->key));
		(*out)[i] = (PracticeText){.path = member->key, .text = member->value.text};
	}
	*count = root->count;
	return STATUS_OK;
}

void practice_files_bundle(Practice *practice)
{
	PracticeText *texts = ARENA_ARRAY(practice->arena, PracticeText, practice->file_count + 1);
	for (size_t i = 0; i < practice->file_count; i++)
		texts[i] = (PracticeText){.path = practice->files[i].path, .text = practice->files[i].text};
	practice->bundle = practice_bundle_make(practice->arena, texts, practice->file_count);
	practice->hash = hash_text(practice->arena, practice->bundle);
}

Status practice_files_unbundle(Practice *practice, Str bundle, Problems *problems)
{
	PracticeText *texts = NULL;
	size_t count = 0;
	if (practice_bundle_read(practice->arena, bundle, &texts, &count, problems) != STATUS_OK)
		return STATUS_INVALID;
	practice->files = ARENA_ARRAY(practice->arena, PracticeFile, count + 1);
	for (size_t i = 0; i < count; i++)
		practice->files[i] = (PracticeFile){.path = texts[i].path, .name = texts[i].path, .text = texts[i].text};
	practice->file_count = count;
	practice_files_sort(practice);
	return STATUS_OK;
}
