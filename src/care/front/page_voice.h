/* In which words a page of the public check speaks: English, easy words, another language. What is missing there is said in
 * English and marked as English; a draft says that it is one. Not for promises, results and danger: those are English. */
#ifndef KITH_CARE_FRONT_PAGE_VOICE_H
#define KITH_CARE_FRONT_PAGE_VOICE_H

#include "care/front/front.h"
#include "care/pages/pages.h"

typedef struct Voice {
	const Request *request;
	const Care *care;
	const Language *language; /* never NULL */
	const FrontKind *kind;
	bool fell_back;           /* something had to be said in English */
} Voice;

/* The language that ?language= asks for (and the browser remembers from then on), or that it remembered; English where the
 * kind's pages do not stand in it. */
Voice voice_of(const Request *request, Response *response, const FrontKind *kind);
/* The sentence in the voice's language, else in English. */
Str voice_say(Voice *voice, const char *id);
/* An element with the sentence; marked as English where it had to be. */
void voice_element(Html *out, Voice *voice, const char *tag, const char *classes, const char *id);
/* The title of a section of the form. */
Str voice_section(Voice *voice, const Form *form, const FormSection *section);
/* The question in that language; NULL: in English, and the caller marks it so. */
const Question *voice_question(Voice *voice, const Question *question);
/* The choice of languages, the page's own, and above the content what is to be known of it. */
void voice_page(Voice *voice, PublicPage *page, Str path);

#endif
