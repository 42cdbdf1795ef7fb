/* Two releases side by side: questions and words by their ids, every other file by its first line that differs. */
#include "practice/difference.h"

#include "practice/internal.h"

static void change_add(PracticeDifference *out, PracticeChange change)
{
	out->total++;
	out->breaks += change.breaks ? 1 : 0;
	if (out->count < PRACTICE_CHANGES_MAX)
		out->items[out->count++] = change;
}

static void field_differs(PracticeDifference *out, Str id, const char *field, Str before, Str after, bool breaks)
{
	if (!str_equal(before, after))
		change_add(out, (PracticeChange){.what = S("question"), .id = id, .field = str_from_c(field),
			.before = str_is_empty(before) ? S("nothing") : before, .after = str_is_empty(after) ? S("nothing") : after,
			.breaks = breaks});
}

/* An option that went leaves answers without words; its words may change. */
static void options_differ(PracticeDifference *out, Arena *arena, const Question *before, const Question *after)
{
	for (size_t i = 0; before->options != NULL && i < before->options->count; i++) {
		const Option *was = &before->options->options[i];
		const Option *is = option_find(after->options, was->code);
		Str field = str_format(arena, "option %.*s", STR_ARG(was->code));
		if (is == NULL || !str_equal(is->resident, was->resident))
			change_add(out, (PracticeChange){.what = S("question"), .id = before->id, .field = field, .before = was->resident,
				.after = is == NULL ? (Str){0} : is->resident, .breaks = is == NULL});
	}
	for (size_t i = 0; after->options != NULL && i < after->options->count; i++)
		if (option_find(before->options, after->options->options[i].code) == NULL)
			change_add(out, (PracticeChange){.what = S("question"), .id = before->id,
				.field = str_format(arena, "option %.*s", STR_ARG(after->options->options[i].code)),
				.after = after->options->options[i].resident});
}

static Str condition_text(const Expression *condition)
{
	return condition == NULL ? S("always") : expression_text(condition);
}

static void question_differs(PracticeDifference *out, Arena *arena, const Question *before, const Question *after)
{
	static const Str TYPES[] = {S_INIT("text"), S_INIT("choice"), S_INIT("choices"), S_INIT("number"), S_INIT("date"),
		S_INIT("money"), S_INIT("postcode"), S_INIT("scale"), S_INIT("person"), S_INIT("repeat"), S_INIT("timetable")};
	static const Str HOMES[] = {S_INIT("person"), S_INIT("household"), S_INIT("carer"), S_INIT("episode")};
	field_differs(out, before->id, "type", TYPES[before->type], TYPES[after->type], true);
	field_differs(out, before->id, "home", HOMES[before->home], HOMES[after->home], true);
	field_differs(out, before->id, "asked as", before->resident, after->resident, false);
	field_differs(out, before->id, "read by staff as", before->worker, after->worker, false);
	field_differs(out, before->id, "hint", before->hint, after->hint, false);
	field_differs(out, before->id, "shown", condition_text(before->show_if), condition_text(after->show_if), false);
	field_differs(out, before->id, "about danger", before->danger ? S("yes") : S("no"), after->danger ? S("yes") : S("no"), false);
	field_differs(out, before->id, "hidden from helpers", before->sensitive ? S("yes") : S("no"),
		after->sensitive ? S("yes") : S("no"), false);
	options_differ(out, arena, before, after);
}

static void questions_differ(PracticeDifference *out, Arena *arena, const Practice *before, const Practice *after)
{
	for (size_t i = 0; i < before->questions.count; i++) {
		const Question *was = &((const QuestionEntry *)before->questions.items[i])->question;
		const QuestionEntry *is = index_find(&after->questions, was->id);
		if (is == NULL)
			change_add(out, (PracticeChange){.what = S("question"), .id = was->id, .before = was->resident});
		else
			question_differs(out, arena, was, &is->question);
	}
	for (size_t i = 0; i < after->questions.count; i++) {
		const Question *is = &((const QuestionEntry *)after->questions.items[i])->question;
		if (index_find(&before->questions, is->id) == NULL)
			change_add(out, (PracticeChange){.what = S("question"), .id = is->id, .after = is->resident});
	}
}

static void words_differ(PracticeDifference *out, const Practice *before, const Practice *after)
{
	for (size_t i = 0; i < before->words.count; i++) {
		const WordEntry *was = before->words.items[i];
		const WordEntry *is = index_find(&after->words, before->words.ids[i]);
		if (is == NULL || !str_equal(was->text, is->text))
			change_add(out, (PracticeChange){.what = S("words"), .id = before->words.ids[i], .before = was->text,
				.after = is == NULL ? (Str){0} : is->text});
	}
	for (size_t i = 0; i < after->words.count; i++)
		if (index_find(&before->words, after->words.ids[i]) == NULL)
			change_add(out, (PracticeChange){.what = S("words"), .id = after->words.ids[i],
				.after = ((const WordEntry *)after->words.items[i])->text});
}

static const PracticeFile *file_find(const Practice *practice, Str path)
{
	for (size_t i = 0; i < practice->file_count; i++)
		if (str_equal(practice->files[i].path, path))
			return &practice->files[i];
	return NULL;
}

static Str kind_of_file(Str path)
{
	return str_starts_with(path, S("forms/")) ? S("form") : str_starts_with(path, S("pathways/")) ? S("pathway")
		: str_starts_with(path, S("letters/")) ? S("letter") : S("file");
}

/* The first line that differs, of both. */
static void file_differs(PracticeDifference *out, Arena *arena, const PracticeFile *before, const PracticeFile *after)
{
	enum { LINE_BYTES_SHOWN = 300 };
	Str was = before->text;
	Str is = after->text;
	Str old_line = {0};
	Str new_line = {0};
	size_t number = 0;
	bool same = true;
	while (same && (was.length > 0 || is.length > 0)) {
		old_line = (Str){0};
		new_line = (Str){0};
		bool has_old = str_next(&was, '\n', &old_line);
		bool has_new = str_next(&is, '\n', &new_line);
		number++;
		same = has_old == has_new && str_equal(old_line, new_line);
	}
	Str old_shown = str_trim(str_slice(old_line, 0, old_line.length < LINE_BYTES_SHOWN ? old_line.length : LINE_BYTES_SHOWN));
	Str new_shown = str_trim(str_slice(new_line, 0, new_line.length < LINE_BYTES_SHOWN ? new_line.length : LINE_BYTES_SHOWN));
	if (!same)
		change_add(out, (PracticeChange){.what = kind_of_file(before->path), .id = before->path,
			.field = str_format(arena, "from line %zu", number),
			.before = str_is_empty(old_shown) ? S("(an empty line)") : str_normalise(arena, old_shown),
			.after = str_is_empty(new_shown) ? S("(an empty line)") : str_normalise(arena, new_shown)});
}

static void files_differ(PracticeDifference *out, Arena *arena, const Practice *before, const Practice *after)
{
	for (size_t i = 0; i < before->file_count; i++) {
		const PracticeFile *was = &before->files[i];
		const PracticeFile *is = file_find(after, was->path);
		if (is == NULL)
			change_add(out, (PracticeChange){.what = kind_of_file(was->path), .id = was->path, .before = S("(the whole file)")});
		else if (!str_starts_with(was->path, S("questions/")) && !str_starts_with(was->path, S("words/"))
		    && !str_equal(was->text, is->text))
			file_differs(out, arena, was, is);
	}
	for (size_t i = 0; i < after->file_count; i++)
		if (file_find(before, after->files[i].path) == NULL)
			change_add(out, (PracticeChange){.what = kind_of_file(after->files[i].path), .id = after->files[i].path,
				.after = S("(the whole file)")});
}

void practice_difference(const Practice *before, const Practice *after, Arena *arena, PracticeDifference *out)
{
	*out = (PracticeDifference){.items = ARENA_ARRAY(arena, PracticeChange, PRACTICE_CHANGES_MAX)};
	questions_differ(out, arena, before, after);
	words_differ(out, before, after);
	files_differ(out, arena, before, after);
}
