/* Keeping the directory true: proposed changes and who decides on them, checks, what people say is wrong.
 *
 * A change is proposed by somebody of the council (directory-propose or directory-edit) or by the organisation with a code that
 * the council gave it, and takes effect when another person of the council (directory-edit) approves it: one is enough. Whoever
 * proposed is told what became of it when they said where. Every act has its audit row.
 */
#ifndef KITH_CARE_DIRECTORY_KEEPING_H
#define KITH_CARE_DIRECTORY_KEEPING_H

#include "care/directory/directory.h"

/* What may be changed of a listing, each a text. Its choices are read anew from the words; categories stay. */
typedef enum ListingField {
	LISTING_NAME, LISTING_DESCRIPTION, LISTING_PHONE, LISTING_EMAIL, LISTING_URL, LISTING_OPENING, LISTING_FEES, LISTING_STATUS,
	LISTING_ADDRESS, LISTING_POSTCODE, LISTING_FIELD_COUNT
} ListingField;
extern const Str LISTING_FIELDS[LISTING_FIELD_COUNT]; /* "name", "description", … */

typedef struct ListingContent {
	Str values[LISTING_FIELD_COUNT];
} ListingContent;

enum {
	KEEPING_WAITING_MAX = 5,       /* proposals that wait for one listing; more is STATUS_FULL */
	KEEPING_REPORTS_MAX = 10,      /* open reports of one listing; later ones say nothing new and are not kept */
	KEEPING_WORDS_BYTES_MAX = 1000,
	KEEPING_ADDRESS_BYTES_MAX = 300,
	KEEPING_REPLY_BYTES_MAX = 8 * 1024,
	KEEPING_CODE_LENGTH = 12,
	KEEPING_CODE_DAYS = 365,
};

typedef struct ListingProposal {
	Str id;
	Str listing;
	Str listing_name;
	ListingContent before;   /* as it was when it was proposed */
	ListingContent proposed;
	Str by_kind;             /* council, organisation */
	Str by;
	Str by_name;
	Instant proposed_at;
	Str decision;            /* empty while it waits; approved, rejected */
	Str decided_by_name;
	Str reason;
} ListingProposal;

typedef struct ListingReport {
	Str id;
	Str listing;
	Str listing_name;
	Str what;  /* a code of lists/directory-wrong.yaml */
	Str words; /* may be empty */
	Instant reported_at;
} ListingReport;

typedef struct ListingStale {
	Str id;
	Str name;
	Str checked_on; /* empty: never */
} ListingStale;

/* A listing's texts as they stand, and its version. */
Status keeping_content(Care *care, Str listing, ListingContent *out, int64_t *version) MUST_USE;

/* Where whoever proposes wants to hear what became of it: one of the two, or neither. Kept until they were told. */
typedef struct ProposalReply {
	Str email;
	Str post; /* name and address, a line each */
} ProposalReply;

/* Proposes a change. code is empty for somebody of the council, who needs directory-propose or directory-edit; an
 * organisation's code is taken as typed (case and blanks aside). reply may be NULL. STATUS_INVALID with
 * care->problems by field, also when nothing is different; STATUS_REFUSED for a code that is wrong or over; STATUS_FULL when too
 * many wait. */
Status keeping_propose(Care *care, Str listing, const ListingContent *content, Str code, const ProposalReply *reply,
	Str *id) MUST_USE;
/* What waits, the oldest first. Needs directory-edit, as do all below but keeping_report. */
Status keeping_proposals(Care *care, ListingProposal **out, size_t *count) MUST_USE;
Status keeping_proposal(Care *care, Str id, ListingProposal *out) MUST_USE;
/* Never by whoever proposed it: STATUS_REFUSED. STATUS_CONFLICT when it was decided before; STATUS_STALE when something that
 * it changes was changed since. Approving counts as a check by whoever proposed. */
Status keeping_approve(Care *care, Str id) MUST_USE;
/* STATUS_INVALID without a reason. */
Status keeping_reject(Care *care, Str id, Str reason) MUST_USE;

/* "I looked and it is right." */
Status keeping_check(Care *care, Str listing) MUST_USE;
/* A code for the organisation that runs the listing, shown once: only its hash is kept. An older one ends. */
Status keeping_code_issue(Care *care, Str listing, Str *code) MUST_USE;

/* Anybody says what is wrong. STATUS_INVALID when what is not in the list. Nothing is kept of who says it. */
Status keeping_report(Care *care, Str listing, Str what, Str words) MUST_USE;
Status keeping_reports(Care *care, ListingReport **out, size_t *count) MUST_USE;
Status keeping_report_settle(Care *care, Str report, Str outcome) MUST_USE;

/* What nobody has checked for DIRECTORY_STALE_MONTHS, the longest first, at most 200; *total counts all. */
Status keeping_stale(Care *care, ListingStale **out, size_t *count, int64_t *total, int64_t *offered) MUST_USE;

#endif
