/* What the pages of one piece of work share: all that they show, read once; the form's sections; acts in words.
 *
 * Not for other rooms: they link to /work/{id}.
 */
#ifndef KITH_CARE_WORK_PAGE_PARTS_H
#define KITH_CARE_WORK_PAGE_PARTS_H

#include "care/pages/record.h"
#include "care/work/work.h"

/* A form of so many questions or fewer stands on one screen: a contact, a plan, a funding request. */
enum { WORK_ONE_SCREEN_QUESTIONS = 40, WORK_SAVES_MAX = 300 };

typedef struct WorkPage {
	Work work;
	bool has_person;
	RecordPage record; /* when there is a person */
	Drafts drafts;
	const WorkAnswers *answers;
	ExpressionLookup lookup;
	const DraftSave *saves; /* what was sent with this request and could not be saved: shown beside what stands */
	size_t save_count;
} WorkPage;

/* Reads the work of the address and writes the read row of its person. False when the answer was already given. */
bool work_page_open(const Request *request, Response *response, WorkPage *out);
/* What conditions see, made anew from what was read: after drafts were read again. */
Status work_page_answers(Care *care, WorkPage *page) MUST_USE;
/* In the staff shell, with the person's identity bar when there is a person. */
void work_page_show(const Request *request, Response *response, const WorkPage *page, Str title, Markup content);
/* May this actor fill it in? */
bool work_page_editable(const Care *care, const WorkPage *page);

const FormSection *work_section_find(const Form *form, Str id);
bool work_section_shown(const WorkPage *page, const FormSection *section);
bool work_question_shown(const WorkPage *page, const Question *question);
size_t work_form_questions(const Form *form);
/* Does its form stand on the work's own page? */
bool work_form_is_one_screen(const Form *form);

typedef struct SectionCount {
	size_t questions; /* that are shown */
	size_t answered;  /* by a draft, or by the record while fresh */
	size_t drafted;
	size_t from_record;
	size_t missing;   /* required and unanswered */
} SectionCount;
SectionCount work_section_count(const Care *care, const WorkPage *page, const FormSection *section);

/* The whole form with its buttons: one section, or all of them when section is NULL. */
void work_form_show(const Request *request, Html *out, const WorkPage *page, const FormSection *section);
/* A section's questions. */
void work_section_fields(const Request *request, Html *out, const WorkPage *page, const FormSection *section);
Str work_section_href(Arena *arena, const WorkPage *page, const FormSection *section);

/* The newest lines of the person's timeline, beside the work; nothing while nobody knows whose it is. */
void work_timeline_card(Care *care, Html *out, const WorkPage *page);

/* "opens a support plan, due 20 December 2026"; empty when the act will not be done with these answers. */
Str work_act_words(const Care *care, const WorkPage *page, const Act *act);
/* What happens next: outcomes with what each does; approving; what was decided. */
void work_outcome_panel(const Request *request, Html *out, const WorkPage *page);
void work_decision_panel(const Request *request, Html *out, const WorkPage *page);
/* The answers and figures as they were submitted. */
void work_snapshot_panel(const Request *request, Html *out, const WorkPage *page);
/* The rule's proposal and the first figure, for assessments. */
void work_eligibility_panel(const Request *request, Html *out, const WorkPage *page);
/* For WorkSubmit.figures; empty for work that is no assessment. */
Str work_figures(Care *care, const WorkPage *page);
/* Lines of the plan with prices, totals a week, a year and to 31 March, and how they were made. */
void work_cost_panel(Care *care, Html *out, const WorkPage *page);

/* The work's page again, after something could not be done. */
void work_page_answer(const Request *request, Response *response, const WorkPage *page);

/* Beside a safeguarding concern: other concerns there, and the way to who told us. Nothing for other work. */
void work_concern_panel(Care *care, Html *out, const WorkPage *page);

#endif
