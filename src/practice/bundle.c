/* A release as one text: canonical JSON, path -> content, sorted by path. Its hash names the release. */
#include "base/hash.h"
#include "base/json.h"
#include "practice/internal.h"

#define BUNDLE_BYTES_MAX ((size_t)32 * 1024 * 1024)

void practice_files_bundle(Practice *practice)
{
	Buffer buffer = buffer_make(practice->arena, BUNDLE_BYTES_MAX);
	JsonWriter writer = json_writer_make(&buffer);
	json_write_object_begin(&writer);
	for (size_t i = 0; i < practice->file_count; i++)
		json_write_member_text(&writer, practice->files[i].path, practice->files[i].text);
	json_write_object_end(&writer);
	practice->bundle = buffer_str(&buffer);
	practice->hash = hash_text(practice->arena, practice->bundle);
}

Status practice_files_unbundle(Practice *practice, Str bundle, Problems *problems)
{
	const JsonNode *root = NULL;
	if (json_parse(practice->arena, S("release"), 1, bundle, problems, &root) != STATUS_OK)
		return STATUS_INVALID;
	if (root->kind != JSON_OBJECT || root->count > PRACTICE_FILES_MAX)
		return problems_add_format(problems, json_place(root), "Expected an object of at most %d files.",
			PRACTICE_FILES_MAX);
	practice->files = ARENA_ARRAY(practice->arena, PracticeFile, root->count + 1);
	for (size_t i = 0; i < root->count; i++) {
		const JsonMember *member = &root->members[i];
		if (member->value.kind != JSON_TEXT)
			return problems_add_format(problems, json_place(&member->value), "Expected the text of %.*s.",
				STR_ARG(member->key));
		practice->files[i] =
			(PracticeFile){.path = member->key, .name = member->key, .text = member->value.text};
	}
	practice->file_count = root->count;
	practice_files_sort(practice);
	return STATUS_OK;
}
