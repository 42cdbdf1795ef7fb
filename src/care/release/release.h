/* Releases of practice: a checked folder or draft stored under its hash, in force from a date. What does not pass is
 * refused with every problem's place, and the last good release stays in force.
 */
#ifndef KITH_CARE_RELEASE_RELEASE_H
#define KITH_CARE_RELEASE_RELEASE_H

#include "care/care.h"
#include "practice/difference.h"

/* Publishes what was loaded. Needs practice-publish. */
Status release_publish(Care *care, const Practice *practice, Instant effective_from) MUST_USE;
/* The same inside a write that has checked. */
Status release_publish_in(CareWrite *write, const Practice *practice, Instant effective_from) MUST_USE;
/* Takes back a release that is not in force yet, with a reason of 1 to 1,000 characters (problem of "reason"). Needs
 * practice-publish. STATUS_STALE when its time has come or it was withdrawn already. */
Status release_withdraw(Care *care, Str hash, Instant effective_from, Str reason) MUST_USE;

/* The release in force now, loaded into arena. STATUS_NOT_FOUND when none was ever published. */
Status release_load(StoreConnection *reader, Arena *arena, const Clock *clock, Problems *problems, Practice **out) MUST_USE;
/* The release of that hash, whenever it was in force. */
Status release_load_hash(StoreConnection *reader, Arena *arena, Str hash, Problems *problems, Practice **out) MUST_USE;
/* Its files, unread. */
Status release_files(Care *care, Str hash, PracticeText **out, size_t *count) MUST_USE;
/* Is the release in force another one than hash? */
Status release_changed(StoreConnection *reader, Arena *arena, const Clock *clock, Str hash, bool *out) MUST_USE;

typedef struct Release {
	Str hash;
	Instant published_at;
	Str published_by;
	Instant effective_from;
	Str withdrawn_by; /* a name; empty: it stands */
	Str withdrawn_why;
} Release;
/* The latest day first. */
Status release_list(Care *care, Release **out, size_t *count) MUST_USE;

/* --- drafts --------------------------------------------------------------------------------------------------
 * Drafts of the next release: the council's practice edited on pages, checked whole, published by a second person.
 *
 * A draft begins with the release whose day comes last and holds only the files that it changes. Nothing in it is ever
 * run: it is text, read by the loader when it is checked, and questions and letters of it are shown as previews. While
 * it is proposed nobody edits it; whoever proposed it cannot be the one who publishes it. Work that is open keeps its
 * own release whatever happens here.
 *
 * All of these need practice-edit, publishing and withdrawing also practice-publish. A change names the version that
 * was seen: STATUS_STALE when somebody was quicker, and nothing is written.
 */
enum {
	DRAFTS_OPEN_MAX = 20,
	DRAFT_TITLE_CHARACTERS_MAX = 120,
	DRAFT_WORDS_CHARACTERS_MAX = 1000,
	DRAFT_FILE_BYTES_MAX = 256 * 1024, /* the largest that ships is a seventh of it */
	DRAFT_BODY_BYTES_MAX = 4 * DRAFT_FILE_BYTES_MAX, /* of a form with a file's text in it */
};

typedef enum DraftState { DRAFT_EDITED, DRAFT_PROPOSED, DRAFT_PUBLISHED, DRAFT_GIVEN_UP } DraftState;

typedef struct PracticeDraft {
	Str id;
	Str title;
	Str base;              /* hash of the release that it changes */
	Instant begun_at;
	Str begun_by;          /* name */
	DraftState state;
	int64_t version;
	int64_t changed_count; /* files */
	Str proposed_by;       /* user id; empty unless proposed or ended */
	Str proposed_name;
	Date proposed_from;    /* the day from which it shall be in force */
	Str returned_words;    /* why it was returned last; empty when it was not */
	Str release;           /* hash, when published */
} PracticeDraft;

/* A file as the draft has it. */
typedef struct PracticeDraftFile {
	Str path;
	Str text;        /* of a removed file: as it was */
	Str before;      /* in the release that the draft changes; empty with is_new */
	bool is_new;
	bool is_changed; /* a row of the draft: version, changed_at and changed_by are its */
	bool is_removed;
	bool is_moved;   /* a newer release changed it too, and nobody has looked at both since */
	int64_t version; /* 0 while it is as the release has it */
	Instant changed_at;
	Str changed_by;  /* name */
} PracticeDraftFile;

/* Those that go on first; at most 100. */
Status draft_list(Care *care, PracticeDraft **out, size_t *count) MUST_USE;
Status draft_get(Care *care, Str id, PracticeDraft *out) MUST_USE;
/* title is 1 to 120 characters. STATUS_FULL when DRAFTS_OPEN_MAX go on already. */
Status draft_begin(Care *care, Str title, Str *id) MUST_USE;

/* Every file of the council's in the release as the draft has it, by path; facts of the nation are left out. */
Status draft_files(Care *care, const PracticeDraft *draft, PracticeDraftFile **out, size_t *count) MUST_USE;
Status draft_file(Care *care, const PracticeDraft *draft, Str path, PracticeDraftFile *out) MUST_USE;
/* The whole as a bundle. */
Status draft_bundle(Care *care, const PracticeDraft *draft, Str *out) MUST_USE;
/* Reads and judges the whole. STATUS_INVALID with every finding's file and line; *out is then NULL. */
Status draft_check(Care *care, const PracticeDraft *draft, Problems *findings, Practice **out) MUST_USE;
/* What it changes of its release; the draft has passed the check. */
Status draft_difference(Care *care, const PracticeDraft *draft, const Practice *practice, PracticeDifference *out) MUST_USE;

/* Writes a file's text. version is the file's as it was seen (0: unchanged or new). A text that is the release's own
 * again takes the change back. STATUS_INVALID with a problem of "text" or "file" when it is too long or has no place in
 * a release. */
Status draft_file_save(Care *care, Str draft, Str path, Str text, int64_t version) MUST_USE;
Status draft_file_take_back(Care *care, Str draft, Str path, int64_t version) MUST_USE;
Status draft_file_remove(Care *care, Str draft, Str path, int64_t version) MUST_USE;

/* Asks a second person. The day is today or to come. although: also when answers that are kept lose their meaning.
 * Problems of "from-day", "although" or of no field say what stands in the way. */
Status draft_propose(Care *care, Str draft, int64_t version, Date from, bool although) MUST_USE;
/* Back to editing, with a reason (problem of "words"). Either of the two may. */
Status draft_return(Care *care, Str draft, int64_t version, Str words) MUST_USE;
/* In force from the proposed day. STATUS_REFUSED for whoever proposed it. *hash is the release. */
Status draft_publish(Care *care, Str draft, int64_t version, Str *hash) MUST_USE;
Status draft_give_up(Care *care, Str draft, int64_t version) MUST_USE;
/* Begins with the newest release instead; files that both changed are is_moved until they are saved again. */
Status draft_take_newest(Care *care, Str draft, int64_t version) MUST_USE;
/* Is the draft's release the newest still? */
Status draft_is_on_newest(Care *care, const PracticeDraft *draft, bool *out) MUST_USE;

#endif
