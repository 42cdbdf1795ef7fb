/* The words of a page of the public check, in the language that its reader chose. */
#include "care/front/page_voice.h"

#include "care/pages/words.h"

#define LANGUAGE_COOKIE S("kith-language")

static bool is_english(const Voice *voice)
{
	return str_equal(voice->language->code, S("en"));
}

static Str title_id(const Voice *voice)
{
	return str_format(voice->request->arena, "%.*s.title", STR_ARG(voice->kind->words));
}

static bool serves(const Voice *voice, const Language *language)
{
	return str_equal(language->code, S("en"))
		|| practice_words_in(voice->care->practice, title_id(voice), language->code);
}

Voice voice_of(const Request *request, Response *response, const FrontKind *kind)
{
	const Care *care = page_care(request);
	Voice voice = {.request = request, .care = care, .kind = kind};
	Str asked = request_query(request, S("language"));
	voice.language = practice_language(care->practice, str_is_empty(asked) ? request_cookie(request, LANGUAGE_COOKIE)
		: asked);
	if (!str_is_empty(asked))
		response_cookie(response, request->arena, LANGUAGE_COOKIE, voice.language->code, COOKIE_SESSION);
	if (!serves(&voice, voice.language))
		voice.language = practice_language(care->practice, S("en"));
	return voice;
}

Str voice_say(Voice *voice, const char *id)
{
	if (!practice_words_in(voice->care->practice, str_from_c(id), voice->language->code))
		voice->fell_back = true;
	return fill_standing(voice->care, practice_words(voice->care->practice, str_from_c(id), voice->language->code));
}

void voice_element(Html *out, Voice *voice, const char *tag, const char *classes, const char *id)
{
	bool own = practice_words_in(voice->care->practice, str_from_c(id), voice->language->code);
	html_element(out, tag, ATTRIBUTES({"class", str_from_c(classes)}, {"lang", own ? (Str){0} : S("en")}),
		voice_say(voice, id));
}

Str voice_section(Voice *voice, const Form *form, const FormSection *section)
{
	Str id = str_format(voice->request->arena, "sections.%.*s.%.*s", STR_ARG(form->id), STR_ARG(section->id));
	bool own = practice_words_in(voice->care->practice, id, voice->language->code);
	voice->fell_back = voice->fell_back || (!own && !is_english(voice));
	return own ? practice_words(voice->care->practice, id, voice->language->code) : section->title;
}

const Question *voice_question(Voice *voice, const Question *question)
{
	const Question *own = practice_question_in(voice->care->practice, voice->request->arena, question,
		voice->language->code);
	voice->fell_back = voice->fell_back || own == NULL;
	return own;
}

static void notices(Html *out, const Voice *voice)
{
	const Language *language = voice->language;
	if (!str_is_empty(language->draft)) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-inset-text")}));
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}, {"lang", language->tag}), language->draft);
		if (!str_equal(language->tag, S("en")))
			html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}, {"lang", S("en")}),
				practice_words(voice->care->practice, S("languages.draft"), (Str){0}));
		html_close(out, "div");
	}
	if (voice->fell_back)
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-hint")}, {"lang", language->tag}), language->partly);
}

void voice_page(Voice *voice, PublicPage *page, Str path)
{
	Arena *arena = voice->request->arena;
	size_t count = 0;
	const Language *languages = practice_languages(voice->care->practice, &count);
	NavigationItem *items = ARENA_ARRAY(arena, NavigationItem, count + 1);
	size_t served = 0;
	for (size_t i = 0; i < count; i++)
		if (serves(voice, &languages[i]))
			items[served++] = (NavigationItem){.text = languages[i].name, .count = languages[i].tag,
				.href = str_format(arena, "%.*s?language=%.*s", STR_ARG(path), STR_ARG(languages[i].code)),
				.is_current = &languages[i] == voice->language};
	page->languages = items;
	page->language_count = served > 1 ? served : 0;
	page->language = voice->language->tag;
	if (is_english(voice))
		return;
	Html all = html_make(arena);
	notices(&all, voice);
	html_add(&all, page->content);
	page->content = html_finish(&all);
}
