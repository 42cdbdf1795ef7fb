/* The form for a note, on its own page and on the record's first; and how a note's kind and day are said. */
#ifndef KITH_CARE_PAGES_NOTE_FORM_H
#define KITH_CARE_PAGES_NOTE_FORM_H

#include "care/note/note.h"
#include "care/pages/record.h"

/* The card with the empty box, for the record's first page; nothing when the actor may not write notes. */
Status note_card_show(const Request *request, Html *out, const RecordPage *record) MUST_USE;

/* The form around a draft; words: those to look at again before it is signed. */
typedef struct NoteForm {
	const NoteDraft *draft;
	const WordInstead *const *words;
	size_t word_count;
	int rows;
} NoteForm;
Status note_form_show(const Request *request, Html *out, const RecordPage *record, const NoteForm *form) MUST_USE;
/* What the form sent. */
NoteDraft note_form_read(const Request *request, Str person);
/* An empty draft: today, about this person, with an id of its own. */
NoteDraft note_draft_new(Care *care, Str person);

/* "Telephone call": the kind's words. */
Str note_kind_words(const Care *care, Str kind);
/* "Saturday 21 November 2026, 14:30" */
Str note_happened_words(Arena *arena, Date day, Str time);

#endif
