/* Letters on their way out: what waits to be posted, printed by the sheaf, said to have gone, come back, or not to go at all.
 *
 * Everything but what stands at the end needs letters-send, and shows only letters about people whose record is open to the actor.
 * Nobody is written to by the program alone: a person prints, and a person says that it went. What holds a letter (reader.h) is
 * looked at again in the write that prints it.
 */
#ifndef KITH_CARE_LETTER_SENDING_H
#define KITH_CARE_LETTER_SENDING_H

#include "care/letter/reader.h"

enum { LETTERS_RUN_MAX = 100, LETTERS_SHOWN_MAX = 200, LETTER_WORDS_BYTES_MAX = 300 };

typedef struct LetterSending {
	Str id;          /* of the document */
	Str person;      /* empty: nobody knows yet whose it is */
	Str name;
	Str work;
	Str work_reference;
	Str title;
	Str kind;        /* letter, letter-draft */
	Str letter;
	Str language;
	Str of_document; /* the English one */
	bool to_other;
	Str format;
	bool by_email;
	Str state;       /* waiting, held, draft, printed, sent, returned, stopped */
	Str held_for;    /* as in reader.h; whose-address, misfiled, by-hand */
	Str cleared;
	Str address;
	Str run;
	Date sent_on;
	Str sent_how;    /* post, or the words of whoever sent it another way */
	Instant made_at;
	Instant noticed_at;
	Instant changed_at;
	Str changed_name;
	Str content;     /* only of a run */
	int64_t version;
} LetterSending;

/* False as long as nobody knows whose it is: a request that is not matched yet. */
bool letter_has_reader(const LetterSending *letter);
/* Every letter in one state, the oldest first, at most LETTERS_SHOWN_MAX. */
Status letters_in_state(Care *care, Str state, LetterSending **out, size_t *count) MUST_USE;
/* The last thirty in a state, the newest first. */
Status letters_lately(Care *care, Str state, LetterSending **out, size_t *count) MUST_USE;
Status letter_sending_get(Care *care, Str document, LetterSending *out) MUST_USE;
/* The same letter in other languages: id, title, language, state. */
Status letter_in_languages(Care *care, Str document, LetterSending **out, size_t *count) MUST_USE;

typedef struct LetterRun {
	Str id;
	Str state;  /* printed, sent */
	Str format;
	int64_t letters;
	Instant changed_at;
	Date sent_on;
} LetterRun;
Status letter_runs(Care *care, LetterRun **out, size_t *count) MUST_USE;
/* Takes up to LETTERS_RUN_MAX letters of that format that may go: each is given the address of this moment. What may not is
 * held or stopped, with why. run is empty when there was nothing that may go. */
Status letters_print(Care *care, Str format, Str *run, size_t *held) MUST_USE;
/* The letters of a run with their text; writes the read row. STATUS_NOT_FOUND when there is none that the actor may see. */
Status letters_of_run(Care *care, Str run, LetterSending **out, size_t *count) MUST_USE;
/* All of the run that the actor may see have gone by post on that day; not before they were made, nor after today:
 * STATUS_INVALID. */
Status letters_posted(Care *care, Str run, Date on) MUST_USE;
/* They were not posted, or not printed: they wait again. */
Status letters_run_undo(Care *care, Str run) MUST_USE;

typedef enum LetterDeed {
	LETTER_CLEAR,    /* held: somebody looked into it and it may go; words say why */
	LETTER_ADDRESS,  /* to somebody else: words are name and address */
	LETTER_READ,     /* a draft in a language: the actor has read it beside the English and it may go; words say who they are */
	LETTER_GIVEN,    /* it went another way, on that day; words say how */
	LETTER_RETURNED, /* the post brought it back on that day: the address is in doubt, a task says so */
	LETTER_STOP,     /* it does not go; words say why */
	LETTER_UNDO,     /* printed, sent, stopped by hand, or cleared: it waits again */
	LETTER_DEEDS
} LetterDeed;
extern const Str LETTER_DEED_CODES[LETTER_DEEDS];

typedef struct LetterActing {
	Str document;
	LetterDeed deed;
	Str words;
	Date on;
	int64_t version; /* that the page showed */
} LetterActing;
/* Is it a deed for a letter in that state? */
bool letter_deed_fits(const LetterSending *letter, LetterDeed deed);
/* STATUS_REFUSED when it does not fit; STATUS_INVALID with problems by field; STATUS_STALE. */
Status letter_act(Care *care, const LetterActing *acting) MUST_USE;

/* Tells those who agreed to it by e-mail that a letter was written: its reference and the council's number, nothing of what it
 * says. Only while the installation's setting is "notice". told: how many messages were put into the outbox. */
Status letters_notice(Care *care, size_t *told) MUST_USE;

/* --- inside a write that has checked --- */

typedef struct LetterSendingNew {
	Str document;
	Str person;
	Str work;
	Str letter;
	Str language;
	Str of_document;
	bool draft;
	bool to_other;
	Str address;  /* of somebody else, when it is known; else empty */
} LetterSendingNew;
Status letter_sending_add_in(CareWrite *write, const LetterReader *reader, const LetterSendingNew *wanted) MUST_USE;
/* Dated tasks for what the program does not make: a translation, unless the letter goes translated; Braille and the like. */
Status letter_tasks_in(CareWrite *write, Str person, Str work, const LetterReader *reader, bool translated) MUST_USE;

#endif
