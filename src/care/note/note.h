/* Case notes: what somebody saw, heard or decided, about one person or several, in the writer's words.
 *
 * A note is a draft that only its author sees until it is signed. Then its text never changes: a correction is a new
 * note that replaces it, a withdrawal hides it; what it said is read with a reason, which is kept (DO-NO-HARM 11).
 *
 * A note about several people stands on the record of each and is read by those who may open all of them. Who may open
 * one and only know that another exists learns that there is a note and whom to ask; where another leaves no trace, nor
 * does the note. That holds also for people whose records are restricted after the note was written.
 */
#ifndef KITH_CARE_NOTE_NOTE_H
#define KITH_CARE_NOTE_NOTE_H

#include "care/person/person.h"

enum {
	NOTE_BODY_BYTES_MAX = 32 * 1024,
	NOTE_PRESENT_BYTES_MAX = 500,
	NOTE_REASON_BYTES_MAX = 1000,
	NOTE_PEOPLE_MAX = 12,
	NOTES_PAGE = 15,
	NOTE_LATE_DAYS = 2, /* written more days after it happened: the note says so */
};

/* What is written before it is signed, and what is signed. */
typedef struct NoteDraft {
	Str id;            /* made with the empty form: the note keeps it, so that sending a form twice signs once */
	Str person;        /* on whose record it was begun */
	Str person_name;   /* out */
	Str people[NOTE_PEOPLE_MAX]; /* all whom it is about, person among them */
	size_t people_count;
	Str kind;          /* of the list note-kinds */
	Date happened_on;
	Str happened_time; /* "14:30" or empty */
	Str present;       /* who was there, as written */
	Str body;
	Str corrects;      /* the note that this one is to replace; empty for a new one */
	Str reason;        /* why, when it replaces one */
	Instant saved_at;
	int64_t version;   /* 0: not saved yet */
	Str window;        /* of the page that writes: its own earlier saves are no conflict; empty: none */
} NoteDraft;

/* May the actor write notes at all: person-edit or work-do. */
bool note_may_write(const Care *care);
/* Saves what is there so far, whatever is missing; version goes up. STATUS_STALE when it was saved from another window in
 * between, STATUS_CONFLICT when it is signed already. */
Status note_draft_save(Care *care, NoteDraft *draft) MUST_USE;
/* The actor's own drafts, newest first; person empty: about anybody. */
Status note_drafts(Care *care, Str person, NoteDraft **out, size_t *count) MUST_USE;
Status note_draft_discard(Care *care, Str draft) MUST_USE;

/* Signs it: everybody it is about must be open to the actor. STATUS_CONFLICT when it was signed before. A correction
 * needs what note_withdraw needs, and a reason. */
Status note_sign(Care *care, const NoteDraft *draft) MUST_USE;

typedef struct NotePerson {
	Str id;
	Str name;
} NotePerson;

typedef struct Note {
	Str id;
	Str kind;
	Date happened_on;
	Str happened_time;
	Str present;
	Str body;         /* empty when it was withdrawn or is about somebody whose record is kept apart */
	Instant made_at;
	Str by_actor;
	Str by_name;
	Str by_team;
	Str corrects;
	Instant withdrawn_at; /* INSTANT_NONE: it stands */
	Str withdrawn_by;
	Str withdrawn_reason;
	Str replaced_by;
	bool apart;       /* about somebody else too, whose record the actor may only know of */
	Str ask;          /* then: the team that keeps that record */
	NotePerson others[NOTE_PEOPLE_MAX]; /* the other people it is about */
	size_t other_count;
} Note;

typedef struct NoteFilter {
	Str person;
	Str kind;  /* empty: any */
	Str words; /* as typed; the first four words count, each anywhere in the text */
	size_t skip;
	size_t most; /* at most NOTES_PAGE + 1 */
} NoteFilter;
/* The latest happening first. Needs person-read. The caller has opened the person, which wrote the read row. */
Status notes_of(Care *care, const NoteFilter *filter, Note **out, size_t *count) MUST_USE;
/* One note that stands, with its text. STATUS_CONFLICT when it was withdrawn. */
Status note_find(Care *care, Str id, Note *out) MUST_USE;

/* Whoever wrote it may correct and withdraw it, and who approves work. */
bool note_may_change(const Care *care, const Note *note);
Status note_withdraw(Care *care, Str note, Str reason) MUST_USE;
/* What a note said that was withdrawn or replaced. Needs person-read and a reason, which is kept on each record. */
Status note_read_withdrawn(Care *care, Str note, Str reason, Note *out) MUST_USE;

#endif
