/* What the readers of feeds and files have in common: a listing as read, and the findings. For this room and its tests. */
#ifndef KITH_CARE_DIRECTORY_DIRECTORY_IMPORT_H
#define KITH_CARE_DIRECTORY_DIRECTORY_IMPORT_H

#include "care/directory/directory.h"

enum {
	DRAFT_PLACES_MAX = 16,
	DRAFT_CATEGORIES_MAX = 16,
	DRAFT_NAME_BYTES_MAX = 300,
	DRAFT_TEXT_BYTES_MAX = 20000,
};

typedef struct DraftPlace {
	Str name;
	Str address;
	Str postcode;      /* in the one form, or empty */
	int64_t latitude;  /* micro-degrees; STORE_NULL_INTEGER when not given */
	int64_t longitude;
} DraftPlace;

/* A listing as it will be kept. original_id and the organisation's are never empty. */
typedef struct ListingDraft {
	uint32_t row;
	Str original_id;
	Str name;
	Str description;
	Str url;
	Str email;
	Str phone;
	Str status;
	Str fees;
	Str opening;
	Str assured_on;
	Str organisation_original_id;
	Str organisation_name;
	Str organisation_description;
	Str organisation_url;
	Str organisation_email;
	Str organisation_phone;
	DraftPlace places[DRAFT_PLACES_MAX];
	size_t place_count;
	Str categories[DRAFT_CATEGORIES_MAX]; /* codes */
	size_t category_count;
	Str category_words; /* what the source called them, for finding */
	DirectoryFeature features[DIRECTORY_FEATURES_MAX]; /* as features_read reads them */
	size_t feature_count;
} ListingDraft;

/* One reading: where drafts and findings go. */
typedef struct DirectoryReading {
	Arena *arena;
	const OptionList *categories; /* the council's; NULL: none is known */
	DirectoryReport *report;
	ListingDraft *drafts;
	size_t draft_count;
	size_t draft_capacity;
	/* of the row being read */
	uint32_t row;
	Str id;
	Str name;
	bool was_repaired;
	/* names of categories that are not ours and were told already */
	Str *strange;
	size_t strange_count;
	size_t strange_capacity;
} DirectoryReading;

/* Reads a whole text; problems say why it cannot be read as a whole. Rows that are wrong become findings. */
Status directory_read_json(DirectoryReading *reading, Str file_name, Str text, Problems *problems) MUST_USE;
Status directory_read_csv(DirectoryReading *reading, Str file_name, Str text, Problems *problems) MUST_USE;

/* Begins a row: counts it and remembers what findings say about it. */
void reading_begin_row(DirectoryReading *reading, uint32_t row, Str id, Str name);
void reading_found(DirectoryReading *reading, Str field, Str wrong, Str done);
/* The row is left out. */
void reading_refuse(DirectoryReading *reading, Str field, Str wrong);
/* Checks what every source needs, completes what is missing and keeps the draft; or refuses the row. */
void reading_keep(DirectoryReading *reading, ListingDraft *draft);
/* After the last row: ids that stand twice, organisations that differ from row to row. */
void reading_finish(DirectoryReading *reading);

/* Each gives what is to be kept, and says so when that is not what was written. */
Str repair_line(DirectoryReading *reading, Str field, Str text);  /* one line, blanks single, at most DRAFT_NAME_BYTES_MAX */
Str repair_text(DirectoryReading *reading, Str field, Str text);
Str repair_url(DirectoryReading *reading, Str field, Str text);
Str repair_email(DirectoryReading *reading, Str field, Str text);
Str repair_phone(DirectoryReading *reading, Str field, Str text);
Str repair_postcode(DirectoryReading *reading, Str field, Str text);
Str repair_status(DirectoryReading *reading, Str field, Str text);
Str repair_day(DirectoryReading *reading, Str field, Str text);
void repair_position(DirectoryReading *reading, Str latitude, Str longitude, DraftPlace *place);
/* Adds the code that the words mean (a code or the name of ours, or by the table of known words), else a code made of
 * the words themselves. */
void reading_add_category(DirectoryReading *reading, ListingDraft *draft, Str field, Str words);
/* Adds a paragraph to the description. */
void draft_add_paragraph(Arena *arena, ListingDraft *draft, const char *before, Str text);
/* Writes a listing's head, first place, choices and words anew, inside a write. name and draft say what it shall be; organisation,
 * categories, further places and what its source said of checks stay as found has them. */
Status import_replace(CareWrite *write, const DirectoryFound *found, Str name, const ListingDraft *draft) MUST_USE;

/* Micro-degrees from a decimal number; false when it is none or has more than three digits before the point. */
bool micro_degrees_read(Str text, int64_t *out);

#endif
