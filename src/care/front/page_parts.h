/* What the pages of this room share. Not for other rooms. */
#ifndef KITH_CARE_FRONT_PAGE_PARTS_H
#define KITH_CARE_FRONT_PAGE_PARTS_H

#include "care/front/front.h"
#include "care/front/journey.h"
#include "care/pages/pages.h"
#include "care/pages/words.h"

#define FRONT_COOKIE S("kith-request")

/* A sentence from the group of a kind of request: "title" is "start-carer.title". */
Str say_of(const Care *care, const FrontKind *kind, const char *id);

void heading(Html *out, Str text);                    /* the page's h1 */
void subheading(Html *out, Str text);                 /* an h2 */
void paragraph(Html *out, Str text);
void paragraph_bold(Html *out, Str label, Str value); /* "Your reference is" <strong>… */
void paragraph_link(Html *out, Str href, Str text);
/* The council's numbers: by day, by night, text. */
void council_numbers(Html *out, const Care *care);
/* What to do in danger, with its heading. */
void danger_block(Html *out, const Care *care);

/* The request of this browser and its walk. Answers with a redirect and gives false when there is none. */
typedef struct Visit {
	Care *care;
	FrontRequest request;
	Drafts drafts;
	const WorkAnswers *answers;
	Journey journey;
} Visit;
bool visit_open(const Request *request, Response *response, Visit *out);
/* The same for pages before sending: a sent request leads to its result. */
bool visit_open_unsent(const Request *request, Response *response, Visit *out);
void visit_remember(const Request *request, Response *response, const FrontRequest *of);
/* The result of the equipment check: its title, its lines. */
Str equipment_title(const Visit *visit);
void equipment_show(Html *out, const Visit *visit);
/* The card with local help for the result. */
Markup near_you(const Visit *visit);
/* "/check/begin/carer", "/check" */
Str start_path(Arena *arena, const FrontKind *kind);
/* "/check/question/washing" */
Str step_path(Arena *arena, const Journey *journey, size_t at);

#endif
