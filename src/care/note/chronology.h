/* A chronology: what matters in the story of a life, picked from notes, work, services and documents, or written for it,
 * each with why it matters, who picked it and where it comes from.
 *
 * An entry from a note shows the note itself, under the note's rules; from elsewhere the words as they stood when it was
 * picked. Removing an entry takes nothing off the record.
 */
#ifndef KITH_CARE_NOTE_CHRONOLOGY_H
#define KITH_CARE_NOTE_CHRONOLOGY_H

#include "care/note/note.h"

enum { CHRONOLOGY_WORDS_BYTES_MAX = 2000, CHRONOLOGY_PICKS_MAX = 100 };

typedef struct ChronologyNew {
	Str happened_on;  /* a day, a month or a year */
	Str words;        /* what happened; empty for a note */
	Str significance; /* why it matters; may be empty */
	Str source_kind;  /* note, work, service, document, own */
	Str source_id;    /* empty for an entry of one's own */
	Str source_words; /* where it is known from: "Needs assessment", "Told by her sister" */
} ChronologyNew;
/* Adds what is not there yet. Needs note_may_write and the person open; all or none. */
Status chronology_add(Care *care, Str person, const ChronologyNew *entries, size_t count) MUST_USE;

typedef struct ChronologyEntry {
	Str id;
	PartialDate happened_on;
	Str happened_time;
	Str words;         /* of the note, or as picked; empty when it may not be shown */
	Str significance;
	Str source_kind;
	Str source_id;
	Str source_words;
	Str source_by;     /* who signed the note */
	Str note_kind;
	bool gone;         /* its note was withdrawn or replaced */
	bool apart;        /* its note is also about somebody whose record is kept apart */
	Instant made_at;
	Str by_name;       /* who picked or wrote it */
	int64_t version;
} ChronologyEntry;
/* In the order in which it happened. Needs person-read; the caller has opened the person. */
Status chronology_of(Care *care, Str person, ChronologyEntry **out, size_t *count) MUST_USE;

/* Says why an entry matters. STATUS_STALE when somebody else changed it in between. */
Status chronology_explain(Care *care, Str person, Str entry, Str significance, int64_t version) MUST_USE;
Status chronology_remove(Care *care, Str person, Str entry) MUST_USE;

#endif
