/* Panels and forums at work: which papers are heard at which sitting, in which order, what a paper holds, and what
 * decisions turned on over months.
 *
 * Not for deciding: approval, its limits and the minute are work's (work_approve_with, work_return). What a panel is and
 * when it sits is practice (practice/panels.h).
 *
 * Everything here needs plan-approve, save the themes, which need figures-read. A paper is only for those to whom its
 * record is open: of one that they may only know of they read that it exists and whom to ask, and a record that leaves
 * no trace is put on no agenda at all; whoever may open it decides it on its own page.
 */
#ifndef KITH_CARE_PANEL_PANEL_H
#define KITH_CARE_PANEL_PANEL_H

#include "care/assessment/assessment.h"
#include "care/person/person.h"
#include "care/work/work.h"
#include "practice/panels.h"

enum {
	PANEL_PAPERS_MAX = 40, /* of one sitting: a day of twelve-minute papers */
	PANEL_THEME_MONTHS = 13,
	PANEL_THEMES_MAX = 40,
	PANEL_SITTINGS_SHOWN = 400,
};

typedef struct PanelPaper {
	Str id;
	Str work;
	int64_t place;
	Str time;          /* "09:50" */
	bool open;         /* to the actor; otherwise only owner_name is given below */
	Str reference;
	const Pathway *pathway;
	Str title;
	WorkStage stage;
	bool urgent;
	Str submitted_by;
	Str submitted_name;
	Str person;
	Str name;
	Str owner_name;    /* of a record that may only be known of: whom to ask; may be empty */
	Str heard_how;     /* empty, "approved", "returned" */
	int64_t version;
} PanelPaper;
/* The papers of one sitting in their order. */
Status panel_agenda(Care *care, const CouncilPanel *panel, Date sits_on, PanelPaper **out, size_t *count) MUST_USE;

typedef struct PanelSitting {
	Date sits_on;
	int64_t papers;
	int64_t heard;
} PanelSitting;
/* Sittings from from_on to until_on that have papers, in order. */
Status panel_sittings(Care *care, const CouncilPanel *panel, Date from_on, Date until_on, PanelSitting **out, size_t *count) MUST_USE;

typedef struct PanelUnplaced {
	Str work;
	Str reference;
	const Pathway *pathway;
	Str title;
	bool urgent;
	Date due_on;
	Str submitted_name;
	Str person;
	Str name;
} PanelUnplaced;
/* What waits for a decision of any panel and stands on no agenda to come: a paper that was not heard at its sitting is not lost. */
Status panel_unplaced(Care *care, PanelUnplaced **out, size_t *count) MUST_USE;

/* Where a piece of work is to be heard; STATUS_NOT_FOUND when on no agenda to come. */
typedef struct PanelPlace {
	const CouncilPanel *panel; /* NULL when the practice has it no more */
	Str panel_id;
	Date sits_on;
	Str time;
} PanelPlace;
Status panel_place_of(Care *care, Str work, PanelPlace *out) MUST_USE;

/* Puts a paper at the end of a sitting, from wherever it stands. STATUS_INVALID with a problem of the field "sitting" when the
 * panel does not sit on that day or it is over, takes no such work, is full, or its limit does not reach the cost; when the
 * work does not wait for approval; when the record leaves no trace. */
Status panel_put(Care *care, Str work, const CouncilPanel *panel, Date sits_on) MUST_USE;
/* Takes a paper off the agenda; the work goes on waiting. STATUS_NOT_FOUND when it stands on none. */
Status panel_take_off(Care *care, Str work) MUST_USE;
/* Changes places with the paper before or after it; nothing when it is the first or the last. */
Status panel_move(Care *care, Str work, bool later) MUST_USE;

/* Inside the write that sends work up for approval: puts it on the next sitting of the first panel that takes it and whose
 * limit reaches the cost. Nothing when no panel does, or the record leaves no trace. */
Status panel_submitted_in(CareWrite *write, Str work, Str person, const Pathway *pathway, Pence weekly) MUST_USE;
/* Inside the write that decides: how is "approved" or "returned". */
Status panel_heard_in(CareWrite *write, Str work, Str how) MUST_USE;
/* Inside the write that ends work without a decision: its paper leaves the agenda and its place goes to another. */
Status panel_ended_in(CareWrite *write, Str work) MUST_USE;

/* What a paper is made from: nothing of it is typed for the panel. */
typedef struct PanelContent {
	Work work;
	Person person;
	Facts facts;
	WorkAnswers *answers;  /* what was sent up over what the record knows */
	const Outcome *asked;  /* the outcome that is asked for; NULL when the pathway has it no more */
	Str reason;            /* of whoever sent it up */
	bool has_assessment;
	Str assessment_work;
	const Pathway *assessment_pathway;
	const Outcome *assessment_outcome;
	Date assessed_on;
	Str assessment_reason;
	bool has_eligibility;
	const EligibilityRule *rule;
	EligibilityResult eligibility;
	Str plan_lines;
	Pence weekly;
} PanelContent;
/* Writes the read row of the person first. STATUS_NOT_FOUND for work of no panel, and as work_find does. */
Status panel_content(Care *care, Str work, PanelContent *out) MUST_USE;

/* What decisions turned on: the options of panel_theme, by month of the decision, the last PANEL_THEME_MONTHS with this one.
 * Counts hold restricted records that leave a trace to the reader; lists do not. */
typedef struct PanelThemes {
	const Option *themes;
	size_t theme_count;
	Date months[PANEL_THEME_MONTHS]; /* their first days */
	int64_t counts[PANEL_THEMES_MAX][PANEL_THEME_MONTHS];
	int64_t totals[PANEL_THEMES_MAX];
} PanelThemes;
Status panel_themes(Care *care, PanelThemes *out) MUST_USE;

typedef struct PanelThemeLine {
	Str work;
	Str reference;
	Str title;
	Str outcome;
	Date decided_on;
	Str person;
	Str name;
} PanelThemeLine;
/* The decisions behind a count; writes a read row. Needs plan-approve as well. STATUS_NOT_FOUND for an unknown theme. */
Status panel_theme_list(Care *care, Str theme, Date month, PanelThemeLine **out, size_t *count) MUST_USE;

#endif
