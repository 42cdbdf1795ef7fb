/* A council's practice: questions, forms, pathways, letters, words, services, roles, the allocation table.
 *
 * Read from boroughs/common and one council's folder (a council's file replaces common's of the same name), checked
 * whole, and then never changed: a Practice is one release. Not for answers, people or work: those are the record.
 *
 * Everything here is owned by the Practice's arena and lives as long as it does. Lists are arrays with a count. A
 * pointer to another part (a form's question, a pathway's form) was resolved by the loader and is never NULL unless
 * its comment says so.
 */
#ifndef KITH_PRACTICE_PRACTICE_H
#define KITH_PRACTICE_PRACTICE_H

#include "base/date.h"
#include "base/duration.h"
#include "base/expression.h"
#include "base/money.h"
#include "base/problems.h"
#include "engine/allocation/allocation.h"
#include "engine/charging/cases.h"

enum {
	PRACTICE_QUESTIONS_MAX = 2000,
	PRACTICE_OPTIONS_MAX = 300,
	PRACTICE_ACTS_MAX = 16,
	PRACTICE_FILE_BYTES_MAX = 1024 * 1024,
	PRACTICE_FILES_MAX = 500,
};

typedef enum QuestionHome { HOME_PERSON, HOME_HOUSEHOLD, HOME_CARER, HOME_EPISODE } QuestionHome;

typedef enum QuestionType {
	QUESTION_TEXT, QUESTION_CHOICE, QUESTION_CHOICES, QUESTION_NUMBER, QUESTION_DATE, QUESTION_MONEY,
	QUESTION_POSTCODE, QUESTION_SCALE, QUESTION_PERSON, QUESTION_REPEAT, QUESTION_TIMETABLE
} QuestionType;

typedef enum AskedOf { ASKED_OF_ANY, ASKED_OF_SELF, ASKED_OF_WORKER, ASKED_OF_CARER, ASKED_OF_FINANCE } AskedOf;

typedef enum Staleness { STALE_NEVER, STALE_ON_EVENT, STALE_AFTER, STALE_EACH_TIME } Staleness;

typedef struct Option {
	Str code;     /* kebab-case */
	Str resident;
	Str worker;   /* same as resident unless the file says otherwise */
	Str hint;     /* may be empty */
	Str national; /* the exact client level data string; may be empty */
	bool worker_only;
} Option;

typedef struct OptionList {
	Str id; /* empty for a question's own list */
	const Option *options;
	size_t count;
} OptionList;

/* A column of a repeat question. */
typedef struct RepeatField {
	Str id; /* snake_case */
	Str label;
	QuestionType type; /* text, choice, number, date, money */
	const OptionList *options; /* NULL unless a choice */
	bool required; /* something must stand here in every row */
	bool label_shown; /* of a text: its label stands before it wherever it is read */
} RepeatField;

typedef struct Question {
	Str id;
	QuestionHome home;
	QuestionType type;
	AskedOf asked_of;
	Str resident;
	Str worker;
	Str hint;     /* for residents; may be empty */
	const OptionList *options; /* choice, choices, scale; NULL otherwise */
	const RepeatField *fields; /* repeat */
	size_t field_count;
	int64_t least;       /* number, scale, text length */
	int64_t most;
	int64_t rows_max;    /* repeat */
	const Expression *show_if; /* NULL: always */
	const Expression *propose_when; /* may be NULL; then propose_code is the proposal */
	Str propose_code;
	Staleness staleness;
	Duration stale_after;
	bool danger;    /* DO-NO-HARM 6: never in check-answers, drafts resumed, copies, my account, a helper's view */
	bool apart;     /* who told us: kept beside the record, never in it (DO-NO-HARM 7) */
	bool sensitive; /* hidden from helpers and copies by default */
	bool required;  /* of a worker, when the form is submitted; a resident may leave any question */
	const Expression *required_when; /* the same as long as this holds; NULL: required alone says */
	const Str *supports; /* "care-act-outcome/hygiene", … */
	size_t support_count;
	Str national_field; /* client level data column it feeds; may be empty */
	Str bad_day;    /* id of the question that asks the same of a bad day; empty when there is none */
	Str usual_day;  /* of that question: the one it belongs to */
	Str use;        /* why it is asked: decision, act, letter, return, story, match */
} Question;

typedef struct FormSection {
	Str id; /* kebab-case */
	Str title;
	Str guidance; /* a sentence or two under the title; may be empty */
	const Expression *when; /* NULL: always */
	const Question *const *questions;
	size_t question_count;
	bool danger; /* holds danger questions: own pages, quick exit, says who reads it and when */
} FormSection;

typedef struct Form {
	Str id;
	Str title;
	bool is_public; /* residents fill it in, one thing a page */
	bool asks_for_files; /* of a public form: a photo or a letter may be sent with it */
	const FormSection *sections;
	size_t section_count;
} Form;

typedef struct Pathway Pathway;

typedef enum ActKind {
	ACT_OPEN, ACT_SERVICE, ACT_ORDER, ACT_INTRODUCE, ACT_LETTER, ACT_MESSAGE, ACT_SIGNPOST, ACT_TASK, ACT_ALERT,
	ACT_RECORD
} ActKind;

typedef struct Act {
	ActKind kind;
	Str target;          /* pathway, letter, role, listing category…, by kind */
	const Pathway *pathway; /* ACT_OPEN; NULL otherwise */
	Duration within;     /* when the task or opened work is due; count 0: the pathway's own */
	Duration urgent;     /* the same when the work is urgent; count 0: as within */
	Str role;            /* ACT_TASK and ACT_ALERT: who gets it */
	Str words;           /* title of a task, text of an alert, reason of a record */
	Str next;            /* ACT_LETTER: the pathway whose due date is the letter's next date; may be empty */
	const Expression *when; /* NULL: always */
} Act;

typedef struct Outcome {
	Str id;
	Str label;
	const Expression *when; /* proposes this outcome; NULL: only a person chooses it */
	const Act *acts;
	size_t act_count;       /* at least 1 */
	Str national;           /* exact client level data event outcome; empty when the pathway does not count */
	bool reason_required;   /* a person must say why */
	bool commits_money;     /* approving it needs a limit that reaches the plan's weekly cost */
} Outcome;

struct Pathway {
	Str id;
	Str title;
	const Form *form;      /* NULL for a plain task */
	Str event_type;        /* client level data: Request, Assessment, Service, Review; empty when it does not count */
	Str assessment_type;   /* exact string, for assessments */
	Duration due;
	Duration due_urgent;   /* count 0: no difference */
	const Expression *urgent_when; /* may be NULL */
	const Str *done_by;    /* roles */
	size_t done_by_count;
	Str approved_by;       /* role; empty when nobody approves. Never the author: the rule, not a setting */
	const Form *minute;    /* what whoever decides writes down with the decision; NULL: a note that may be empty */
	Duration escalates_after;  /* count 0: never. Not taken up by then, it goes to the next of these kinds of team, */
	const Str *escalates_to;   /* round and round, until somebody takes it up (DO-NO-HARM 7) */
	size_t escalates_to_count;
	Str team_kind;         /* where it waits until somebody takes it: duty, practice, review, brokerage */
	const Outcome *outcomes;
	size_t outcome_count;
};

/* A letter: paragraphs with {{fields}}, made from the record, printed in the person's format. */
typedef struct Letter {
	Str id;
	Str title;
	Str only_with;         /* a field: without it the letter is not made; may be empty */
	bool to_other;         /* the reader is somebody else than the person it is about */
	Str shares_with;       /* a code of consent_share: not sent unless the person agreed to that; empty: needs no agreement */
	const Str *paragraphs; /* "- " starts a list item; "## " a heading; {{name_known_as}} a field */
	size_t paragraph_count;
	Str language;          /* a code of words/; empty: English */
	Str read_by;           /* of a language: who has read it, and what all letters share, beside the English; empty: a draft */
} Letter;

/* What a letter to somebody with this language, or who asked for easy words, says and is made in. */
typedef struct LetterLanguage {
	Str option; /* a code of language_main or info_format */
	Str name;   /* in English: "Romanian" */
	Str tag;    /* of the line, for a page's lang */
	Str words;  /* the code of words/ whose letters are in it; empty: there are none */
	Str line;   /* in the language: ask us to read this to you; with {{phone}} */
} LetterLanguage;

/* Something the council can arrange. */
typedef struct ServiceKind {
	Str id;
	Str label;
	Str national_type;      /* client level data Service Type */
	Str national_component;
	Str setting;            /* community, residential, nursing, other */
	Str unit;               /* hour, week, day, visit, item */
	Str cost_frequency;     /* client level data Cost Frequency for this unit */
	bool free;              /* never charged: reablement, equipment */
} ServiceKind;

typedef struct PracticeRole {
	Str id;
	Str title;
	Str team_kind; /* the kind of team in which tasks for this role wait; empty: where tasks wait */
	const Str *permissions;
	size_t permission_count;
} PracticeRole;

typedef struct RelationKind {
	Str id;
	Str label;        /* "daughter" */
	Str inverse;      /* id of the inverse relation */
	bool informal_carer;
} RelationKind;

/* Where a page of advice has its facts from. */
typedef struct AdviceSource {
	Str title;
	Str href; /* http or https */
} AdviceSource;

/* A page of advice: advice/<id>.md, its head between two lines of "---", below it Markdown (web/markdown.h). */
typedef struct AdvicePage {
	Str id;       /* the file's name */
	Str title;
	Str summary;
	int64_t order;
	Str group;    /* a code of lists/advice-group.yaml */
	Str owner;    /* who keeps it right: a team, not a person */
	Date reviewed;
	Date review_due;
	const Str *categories; /* of the directory: what local help goes with it */
	size_t category_count;
	const Str *about; /* questions that it answers */
	size_t about_count;
	const AdviceSource *sources;
	size_t source_count;
	Str next_words; /* the next step: a path of ours */
	Str next_href;
	Str body;     /* Markdown; advice_field fills {{…}} */
} AdvicePage;

typedef struct Council {
	Str id;               /* "thurrock" */
	Str name;             /* "Thurrock Council" */
	Str place;            /* "Thurrock" */
	Str service_name;     /* "Thurrock care and support" */
	Str cassr_code;       /* three digits, for the returns */
	Str reference_prefix; /* two capital letters */
	Str phone;
	Str phone_hours;
	Str emergency_phone;  /* out of hours */
	Str text_phone;
	Str face_to_face;     /* "in a council office or at your home": where people can be met */
	Str colour;           /* "#14504a"; contrast with white was checked */
	Str colour_soft;
	bool demonstration;
	int64_t answer_working_days; /* a request is answered within */
	bool indicative_budget_shown; /* DO-NO-HARM 2: a range only when true */
} Council;

/* How long something is kept (retention.yaml). */
typedef enum RetentionKind { RETENTION_OF_PERSON, RETENTION_OF_UNSENT_CHECK, RETENTION_OF_AUDIT } RetentionKind;
typedef enum RetentionStart { RETENTION_LAST_CONTACT, RETENTION_END_OF_CARE, RETENTION_DEATH, RETENTION_BEGUN } RetentionStart;
typedef enum RetentionAction { RETENTION_DESTROY, RETENTION_ANONYMISE, RETENTION_REVIEW, RETENTION_KEEP } RetentionAction;
typedef enum RetentionBasis { RETENTION_LOCAL_CHOICE, RETENTION_VERIFIED } RetentionBasis;
typedef struct RetentionRule {
	Str id;
	Str title;
	RetentionKind kind;
	bool everybody;      /* of a person: whose records. All that apply are looked at; the longest holds */
	bool services;
	const Str *pathways;
	size_t pathway_count;
	RetentionStart starts;
	Duration keep;       /* not given with RETENTION_KEEP */
	RetentionAction action;
	RetentionBasis basis;
	Str source;
} RetentionRule;
Str retention_start_code(RetentionStart starts);
Str retention_action_code(RetentionAction action);

enum { PRACTICE_UNSENT_DAYS = 28 };

/* People who wait for one thing. */
enum { WAITING_QUESTIONS_MAX = 16 };
typedef struct WaitingList {
	Str id;
	Str title;
	const Str *pathways;
	size_t pathway_count; /* at most 16; a pathway stands in one list */
	bool since_due;       /* the wait begins when the work is due, such as a yearly review; otherwise when it is opened */
	bool until_finished;  /* the wait ends with the work; otherwise when somebody begins it */
	Str letter;           /* to those who wait; empty: none */
	Duration every;       /* in days */
} WaitingList;

/* What may happen to somebody who waits. */
typedef struct WaitingReason {
	Str id;
	Str words;
	const Expression *when; /* over the questions of practice_waiting_questions alone */
} WaitingReason;

/* What a call was about, for the figures of the helpline. */
enum { CALL_QUESTIONS_MAX = 14, CALL_REASONS_MAX = 20 };
typedef struct CallReason {
	Str id;
	Str words;
	const Expression *when; /* over the questions of practice_call_questions alone */
} CallReason;

/* Something that people do on the website: the words ways.<id>-phone and ways.<id>-face-to-face say how else. */
enum { ONLINE_STEPS_MAX = 40, ONLINE_STEP_PATHS_MAX = 10 };
typedef struct OnlineStep {
	Str id;
	const Str *paths; /* how the addresses of its pages begin */
	size_t path_count;
	const Str *forms; /* public forms */
	size_t form_count;
} OnlineStep;

typedef struct Practice Practice;

/* Reads two folders (council may be empty: common alone). STATUS_INVALID with every problem found, each with
 * file:line:column and what was expected. The hash is the same for the same bytes in the same files. */
Status practice_load(Practice **out, Arena *arena, Str common_folder, Str council_folder, Problems *problems) MUST_USE;
/* The same from a bundle made by practice_bundle: how a server loads a published release. */
Status practice_load_bundle(Practice **out, Arena *arena, Str bundle, Problems *problems) MUST_USE;
/* The same, judged as a folder is before it is used: for what is about to be published. */
Status practice_load_draft(Practice **out, Arena *arena, Str bundle, Problems *problems) MUST_USE;
/* A bundle's files without reading what they say, and a bundle of files in any order. */
typedef struct PracticeText {
	Str path; /* within the release: forms/review.yaml */
	Str text;
} PracticeText;
Status practice_bundle_read(Arena *arena, Str bundle, PracticeText **out, size_t *count, Problems *problems) MUST_USE;
Str practice_bundle_make(Arena *arena, const PracticeText *files, size_t count);
/* Does a release read a file of that path, and is it the council's to write? Facts of the nation (data/) are not. */
bool practice_path_is_ours(Str path);
/* All files as one text (canonical JSON: path -> content), for storing as a release. */
Str practice_bundle(const Practice *practice, Arena *arena);
Str practice_hash(const Practice *practice);

/* The reference of all files and their keys, as Markdown: the second half of docs/practice-format.md. */
void practice_write_reference(Buffer *out);

const Council *practice_council(const Practice *practice);
/* All of these answer NULL when there is none of that id. */
const Question *practice_question(const Practice *practice, Str id);
const OptionList *practice_list(const Practice *practice, Str id);
const Form *practice_form(const Practice *practice, Str id);
/* Does the form ask this question? false for NULL. */
bool form_asks(const Form *form, Str question);
const Pathway *practice_pathway(const Practice *practice, Str id);
const Outcome *pathway_outcome(const Pathway *pathway, Str id);
const Letter *practice_letter(const Practice *practice, Str id);
/* The letter in that language (a code of words/); NULL when it has not been written. */
const Letter *practice_letter_in(const Practice *practice, Str id, Str language);
/* By a code of language_main or info_format; NULL when letter-languages.yaml does not have it. */
const LetterLanguage *practice_letter_language(const Practice *practice, Str option);
const ServiceKind *practice_service_kind(const Practice *practice, Str id);
const RelationKind *practice_relation_kind(const Practice *practice, Str id);
const PracticeRole *practice_role(const Practice *practice, Str id);
const AdvicePage *practice_advice(const Practice *practice, Str id);
const AdvicePage *const *practice_advice_pages(const Practice *practice, size_t *count);
/* What {{name}} means in a page of this council: phone, phone_hours, emergency_phone, text_phone, council, place,
 * answer_days. Without data when there is no such field. */
Str advice_field(const Practice *practice, Str name);
const Option *option_find(const OptionList *list, Str code);
/* A resident's sentence by id ("result.right-to-assessment"); the id itself when it is missing (practice_words_has
 * tells). language "" is English; a missing translation falls back to English. */
Str practice_words(const Practice *practice, Str id, Str language);
bool practice_words_has(const Practice *practice, Str id);
/* Does the sentence stand in that language itself? */
bool practice_words_in(const Practice *practice, Str id, Str language);

/* A language that residents may choose: words/<code>.yaml. */
typedef struct Language {
	Str code;   /* "ro"; "en-easy" is English in easy words */
	Str name;   /* in itself: "Română" */
	Str tag;    /* for a page's lang: "ro", "en" */
	Str draft;  /* what pages say as long as nobody who speaks it has read it through; empty when somebody has */
	Str partly; /* what pages say where some words are still English */
} Language;
/* English first. */
const Language *practice_languages(const Practice *practice, size_t *count);
/* English when there is none of that code. */
const Language *practice_language(const Practice *practice, Str code);
/* The question as residents read it in that language, in arena; NULL when it is not there whole: then English serves. */
const Question *practice_question_in(const Practice *practice, Arena *arena, const Question *question, Str language);

const Question *const *practice_questions(const Practice *practice, size_t *count);
const Pathway *const *practice_pathways(const Practice *practice, size_t *count);
const ServiceKind *practice_service_kinds(const Practice *practice, size_t *count);
const PracticeRole *practice_roles(const Practice *practice, size_t *count);
const RelationKind *practice_relation_kinds(const Practice *practice, size_t *count);
/* In the file's order; none in a release from before there were such rules. */
const RetentionRule *practice_retention(const Practice *practice, size_t *count);
/* How long a check is kept that was begun and never sent, in days: by the rule, or PRACTICE_UNSENT_DAYS where there is none. */
Duration practice_unsent_kept(const Practice *practice);
/* The table in force on day, or NULL. */
const AllocationTable *practice_allocation(const Practice *practice, Date day);
/* What charges are worked out with: rates and the council's policy by date; NULL when the release has no rates. */
const ChargeRules *practice_charging(const Practice *practice);
const BankHolidays *practice_bank_holidays(const Practice *practice);
/* The text of a file of the release by its path ("data/cld/map.csv"); STATUS_NOT_FOUND when it has none. */
Status practice_file_text(const Practice *practice, Str path, Str *out) MUST_USE;

/* The waiting lists, in their order; what may happen to those who wait, the worst first; what it is told from. */
const WaitingList *practice_waiting_lists(const Practice *practice, size_t *count);
/* The list in which work of this pathway waits, or NULL. */
const WaitingList *practice_waiting_list_of(const Practice *practice, Str pathway);
const WaitingReason *practice_waiting_order(const Practice *practice, size_t *count);
const Str *practice_waiting_questions(const Practice *practice, size_t *count);

/* What calls are about, in the order in which they are asked, and what it is told from; none in an older release. */
const CallReason *practice_call_reasons(const Practice *practice, size_t *count);
const Str *practice_call_questions(const Practice *practice, size_t *count);
/* The step that a public page belongs to; NULL when it is none: a page that only tells something. */
const OnlineStep *practice_online_step(const Practice *practice, Str path);

/* Words that are not said of people, and what to say in their place: at most most of those that stand in text. */
typedef struct WordInstead {
	Str words;   /* as the start of a word, in small letters */
	Str instead; /* "say what the person does not want, and why" */
} WordInstead;
size_t practice_words_that_hurt(Arena *arena, Str text, const WordInstead **out, size_t most);

/* --- answers ----------------------------------------------------------------------------------------------------
 * The stored text of an answer: choice "with-help"; choices "a,b" in the list's order; number "12"; money pence
 * "74250"; date "1941-03" (partial); text as written; repeat and timetable a JSON array of objects; "not-known" and
 * "not-said" stand for themselves where the question allows them. */

/* Reads what a form sent into the stored text; problems name the question and say what was expected.
 * A date may come as day, month and year joined by '-'. Rows come as a JSON array of objects, or as plain lines,
 * each a row's first column; a sum of money in a row is pounds as text or pence as a JSON number (as it is stored).
 * Empty text: not answered. */
Status answer_read(const Question *question, Arena *arena, Str typed, Str *out, Problems *problems) MUST_USE;
/* What people see: "I need someone to help me", "14 March 1941", "£742.50". for_resident picks the wording. */
Str answer_words(const Question *question, Arena *arena, Str stored, bool for_resident);
/* May somebody say that they do not know ("not-known", question bank 2.1.4)? Every choice that is not a worker's
 * judgement and has no such option of its own. */
bool question_not_known_allowed(const Question *question);
/* How an expression sees it. "unknown" and "not-known" are not known; rows are a list of their first column. */
ExpressionValue answer_value(const Question *question, Arena *arena, Str stored);
/* Must a worker answer it before these answers are sent? Nothing is asked for that is not shown. */
bool question_is_required(const Question *question, const ExpressionLookup *answers);
/* Is an answer of this age to be asked again? confirmed is the day it was last given or confirmed. */
bool answer_is_stale(const Question *question, Date confirmed, Date today);

#endif
