/* How a person of the record becomes a record of the linkage engine. Shared by the files of this room. */
#ifndef KITH_CARE_DUPLICATES_COMPARE_H
#define KITH_CARE_DUPLICATES_COMPARE_H

#include "care/duplicates/duplicates.h"
#include "engine/linkage/linkage.h"

#define DUPLICATE_THRESHOLD 0.5 /* of probability: pairs at least so likely are shown */

enum { DUPLICATE_MODEL_BYTES_MAX = 256 * 1024 };

/* In the order of the DUPLICATE_ columns. */
extern const LinkColumn DUPLICATE_LINK_COLUMNS[DUPLICATE_COLUMNS];

typedef struct DuplicateValues {
	Str person;
	Str name;
	Str born;
	Str nhs_number;
	Str postcode;
	Str address; /* line, town, postcode */
	Str phones;  /* a line each */
} DuplicateValues;

/* The record keeps a name as it is borne, in one line. The first word and the last are compared by themselves, what stands
 * between them together; where the family's name comes first, the engine sees it stand in the other column. */
typedef struct DuplicateNameParts {
	Str forename;
	Str middle;
	Str surname;
} DuplicateNameParts;
DuplicateNameParts duplicate_name_parts(Str name);
Str duplicate_first_phone(const DuplicateValues *values);

Status duplicate_add(LinkTable *table, const DuplicateValues *values) MUST_USE;
/* Two different NHS numbers, both with the right check digit: the engine's word that these are two people. */
bool duplicate_numbers_differ(const DuplicateValues *one, const DuplicateValues *other);

typedef struct DuplicateFound {
	Str person; /* the smaller id */
	Str other;
	int64_t weight; /* thousandths */
	Str ways;
} DuplicateFound;
DuplicateFound duplicate_found(Arena *arena, const LinkTable *table, uint32_t left, uint32_t right, double weight);

/* What is kept of a pass: the model, and how many records had a value in each column. */
typedef struct DuplicateModel {
	LinkModel model;
	double present[DUPLICATE_COLUMNS];
} DuplicateModel;
Str duplicate_model_write(Arena *arena, const DuplicateModel *model);
Status duplicate_model_read(Arena *arena, Str text, DuplicateModel *out) MUST_USE;

#endif
