/* What all pages share: the desk behind a request, the two shells filled in, what to answer for a status, words for
 * dates, and the form field of any question.
 *
 * Pages call rooms; rooms never call this. A handler makes its content with Html and ends with page_public or page_staff,
 * a redirect, or page_status.
 */
#ifndef KITH_CARE_PAGES_PAGES_H
#define KITH_CARE_PAGES_PAGES_H

#include "care/care.h"
#include "web/components/components.h"
#include "web/request.h"
#include "web/shell.h"

enum { PAGE_HTML_BYTES_MAX = 4 * 1024 * 1024, QUESTION_ROWS_SHOWN_MAX = 40 };

/* The desk: who asks, with their permissions; a resident's is the public desk. */
Care *page_care(const Request *request);

/* Answers with the page in its shell; shell, navigation, language and form token are filled in here. */
void page_public(const Request *request, Response *response, PublicPage page);
/* current is the href of the navigation item that this page belongs to ("/work"), or empty. */
void page_staff(const Request *request, Response *response, StaffPage page, Str current);
/* Where somebody of the staff begins: the first page of the navigation that their permissions show; "/" when none does. */
Str page_first_href(const Care *care);
/* What a status other than STATUS_OK means to the person: 404, 403, 409, 503 …, each with what to do now. STATUS_INVALID
 * is the page's own: it shows the problems. */
void page_status(const Request *request, Response *response, Status status);

/* "today", "tomorrow", "in 4 days", "yesterday", "3 days over" within a week; full dates otherwise. */
Str page_due_words(Arena *arena, Date due, Date today);
/* The pill for a due date: red when over, yellow within three days. */
void page_due(Html *out, Arena *arena, Date due, Date today);
/* "Today 09:12", "Saturday 16:10" within a week, "12 May 2026" before. */
Str page_when(Arena *arena, Instant at, Instant now);
/* "2 minutes ago", "today 09:12". */
Str page_ago(Arena *arena, Instant at, Instant now);
/* "14 March 1941 (85)" from a partial date; the age only when it is certain. */
Str page_born(Arena *arena, Str born, Str died_on, Date today);

/* The day in the form's fields name-day, name-month, name-year; DATE_NONE when there is none, or no such day. */
Date page_day_read(const Request *request, Str name);
/* Their control: as typed when the form came back, else day. error as of the whole; id is name unless given. */
typedef struct DayField {
	Str id;
	Str name;
	Str legend;
	Str hint;
	Str error;
	Date day;     /* DATE_NONE: empty */
	bool typed;   /* show what was sent */
} DayField;
void page_day_field(const Request *request, Html *out, const DayField *field);

typedef struct QuestionField {
	const Question *question;
	Str value;        /* stored form, or what was typed when it could not be read */
	Str error;
	bool for_resident;
	bool is_heading;  /* one thing a page: the question is the h1 */
	Str said;         /* under the question: "On record: … , told by her daughter 12 May 2026" */
	Str prefix;       /* of the field's name; the name is prefix + question id */
	Str not_known;    /* "I am not sure": offered where the question allows it; empty: not offered */
	bool rows_as_lines; /* a resident writes one thing on each line instead of filling in columns */
} QuestionField;

/* The control for a question, any type, with or without an answer. */
void question_field(Html *out, Arena *arena, const QuestionField *field);
/* What stands in a cell of a row as people type it: sums in pounds, dates as 30/11/2026; empty when row is NULL. */
Str question_cell(Arena *arena, const JsonNode *row, const RepeatField *column);
/* What the form sent for it, in stored form; empty when nothing was entered. Problems go to problems with the field's
 * name, typed is then what to show again. sent is false when the form did not hold the question at all. */
typedef struct QuestionSent {
	bool sent;
	Str stored;
	Str typed;
} QuestionSent;
Status question_read(const Request *request, const Question *question, Str prefix, Problems *problems,
	QuestionSent *out) MUST_USE;

#endif
