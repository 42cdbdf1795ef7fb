/* Any text as the paragraphs of a letter, parted by empty lines: what is written is text, and no field is left open that
 * is one. */
#include <assert.h>

#include "care/letter/letter_write.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/record.h"

enum { PARAGRAPHS_MAX = 64, PARAGRAPH_BYTES_MAX = 20000 };

typedef struct Template {
	Letter letter;
	Str text; /* out */
	Status status;
} Template;

/* Nothing is kept: the work says no. */
static Status write_in(CareWrite *write, void *context)
{
	Template *template = context;
	WorkAnswers *answers = work_answers_make(write->care->arena, write->care->practice, write->today);
	work_answers_put(answers, S("name_known_as"), S("Maud {{phone}} Ferris"));
	work_answers_put(answers, S("what_matters"), S("The garden.\nMy sister }} and {{ me."));
	LetterWriting writing = {.write = write, .letter = &template->letter, .answers = answers, .reference = S("KT-4R7M-QVX9"),
		.next_day = write->today};
	template->status = letter_text_write(&writing, &template->text);
	return STATUS_REFUSED;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena arena;
	Str paragraphs[PARAGRAPHS_MAX];
	Template template = {.letter = {.id = S("fuzz"), .title = S("A letter"), .paragraphs = paragraphs}};
	Str text = {.data = (const char *)data, .length = size};
	size_t end = 0;
	if (!str_is_utf8(text))
		return 0;
	for (bool more = true; more && template.letter.paragraph_count < PARAGRAPHS_MAX;) {
		more = str_find(text, S("\n\n"), &end);
		Str paragraph = more ? str_slice(text, 0, end) : text;
		if (paragraph.length <= PARAGRAPH_BYTES_MAX)
			paragraphs[template.letter.paragraph_count++] = paragraph;
		text = more ? str_slice(text, end + 2, text.length) : text;
	}
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Care care = fuzz_desk(&arena);
	Status status = care_write(&care, write_in, &template);
	assert(status == STATUS_REFUSED);
	assert(template.status == STATUS_OK || (template.status == STATUS_INVALID && problems_any(&care.problems)));
	assert(template.status != STATUS_OK || (str_is_utf8(template.text) && template.text.length <= LETTER_BYTES_MAX));
	arena_clear(&arena);
	return 0;
}
