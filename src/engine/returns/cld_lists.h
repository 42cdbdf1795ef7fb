/* The code lists of the return made ready for millions of rows: what a value means, and what was meant by a wrong one.
 *
 * Each column with a list has its own table. A value is release 2, or release 1 with its successor, or a slip of case or
 * spacing with the right value, or unknown. Lists that are published for release 1 alone, or in part, are known as such.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_LISTS_H
#define KITH_ENGINE_RETURNS_CLD_LISTS_H

#include "engine/returns/cld_row.h"

enum {
	CLD_LIST_VALUES_MAX = 64, /* in one list, both releases */
	CLD_LIST_SLOTS = 256,
};

typedef struct CldReleasePair {
	Str list;
	Str release_1;
	Str release_2;
} CldReleasePair;

/* data/cld/release1.csv: release 1 values and what became of them. A value that is not in it has no successor, or was
 * never changed. */
typedef struct CldReleaseMap {
	const CldReleasePair *items;
	size_t count;
} CldReleaseMap;

Status cld_release_map_load(CldReleaseMap *out, Arena *arena, Str file, Str csv, Problems *problems) MUST_USE;
/* The release 1 value that release_2 stands for; the first when there are several, empty when there is none. */
Str cld_release_1_of(const CldReleaseMap *map, Str list, Str release_2);

/* Codes of a list's values: the place among the values of release 2 as codes.csv has them (those of cld_words.h). A list
 * that is published for release 1 alone counts its values of release 1; what a list published in part has in release 1
 * alone comes after. */
enum {
	CLD_CODE_BLANK = 253,
	CLD_CODE_RELEASE_1_ONLY = 254, /* a release 1 value that release 2 did not keep */
	CLD_CODE_UNKNOWN = 255,
};

typedef struct CldListValue {
	Str text;
	Str squeezed;   /* in lower case, one space for many, none at the ends */
	Str successor;  /* of a value of release 1: what release 2 writes; empty when it has none */
	uint8_t code;
	bool release_1; /* not a value of release 2 as far as that is published */
	bool release_2; /* known to be one of release 2 */
	bool prefix;    /* any value that begins so */
} CldListValue;

typedef enum CldListKnown {
	CLD_LIST_NOT_PUBLISHED, /* no value is known, or a single one: nothing is judged */
	CLD_LIST_IN_PART,       /* release 2 in part or not at all; with release 1 beside it */
	CLD_LIST_WHOLE,
} CldListKnown;

typedef struct CldList {
	Str name;
	CldListKnown known;
	CldListValue values[CLD_LIST_VALUES_MAX];
	size_t count;
	uint8_t slots[CLD_LIST_SLOTS]; /* place in values and 1; 0 is empty */
	uint8_t squeezed_slots[CLD_LIST_SLOTS];
} CldList;

/* Indexed by column; a column without a list has an empty one. */
typedef struct CldLists {
	CldList of[CLD_FIELD_COUNT];
	CldField in_part[CLD_FIELD_COUNT]; /* columns whose list is published in part */
	size_t in_part_count;
} CldLists;

/* Makes the tables in arena; texts are borrowed from codes and map. */
const CldLists *cld_lists_make(Arena *arena, const CldCodes *codes, const CldReleaseMap *map);

/* The value, letter by letter; NULL when the list has none such. */
const CldListValue *cld_list_find(const CldList *list, Str value);
/* The value when letter case and spaces at the ends do not count. */
const CldListValue *cld_list_find_loosely(const CldList *list, Str value);
/* The value when letter case and all spacing do not count: one look. */
const CldListValue *cld_list_find_squeezed(const CldList *list, Str value);
/* The one whose letters are nearest; NULL when none is near. Slow: for words to a person. */
const CldListValue *cld_list_nearest(const CldList *list, Str value);

#endif
