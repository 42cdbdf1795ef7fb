/* What a letter's files hold, for the two files that read them: the English ones and those in other languages. */
#ifndef KITH_PRACTICE_LETTER_FILES_H
#define KITH_PRACTICE_LETTER_FILES_H

#include "practice/internal.h"

typedef enum LetterParts { PARTS_PERSON, PARTS_OTHER, PARTS_NONE } LetterParts;

typedef struct LetterFile {
	Letter letter;
	LetterParts parts;
	const YamlNode *node;
} LetterFile;

enum { PARTS_COUNT = 4 }; /* opening and closing of a person's letter, then of somebody else's */

typedef struct PartsFile {
	const Str *paragraphs[PARTS_COUNT];
	size_t counts[PARTS_COUNT];
	Str read_by; /* of a language; empty: nobody has read it beside the English */
	Date read_on;
	const YamlNode *node;
} PartsFile;

#define LETTER_PART(key, place, words) {.name = S_INIT(key), .about = S_INIT(words), .type = YAML_TYPE_TEXT_BLOCK, \
	.required = true, .least = 1, .most = 20, .list = true, \
	.offset = offsetof(PartsFile, paragraphs) + sizeof(const Str *) * (place), \
	.count_offset = offsetof(PartsFile, counts) + sizeof(size_t) * (place)}

/* The English parts; NULL when there is no letter-parts.yaml. */
const PartsFile *practice_letter_parts(const Practice *practice);
/* Is this entry of the index of letters a letter, and not the parts? */
bool practice_is_letter(const Practice *practice, size_t place);
/* The letter's own paragraphs between the shared ones; as they are when it has none. */
void practice_letter_compose(Arena *arena, Letter *letter, LetterParts parts, const PartsFile *shared);
/* Adds each field in a list of paragraphs that is none, or does not end. */
void practice_check_letter_fields(const YamlNode *list, Problems *problems);
/* letters/<id>.<language>.yaml, letters/letter-parts.<language>.yaml. */
void practice_read_translation(Practice *practice, const PracticeFile *file, Str stem, const YamlNode *node,
	Problems *problems);
void practice_link_translations(Practice *practice, Problems *problems);

#endif
