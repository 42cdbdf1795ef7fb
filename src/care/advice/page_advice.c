/* Advice: the list by group, a page with its next step, local help, sources and date, and what people think of it. */
#include "care/advice/page_advice.h"

#include "care/advice/advice.h"
#include "care/pages/bits.h"
#include "care/pages/words.h"
#include "web/markdown.h"

enum { CATEGORIES_SHOWN_MAX = 8 };

static void paragraph(Html *out, Str text)
{
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
}

static void second_heading(Html *out, Str text)
{
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), text);
}

/* --- the list ---------------------------------------------------------------------------------------------------------- */

static Str page_href(Arena *arena, const AdvicePage *page)
{
	return str_concat(arena, S("/advice/"), page->id);
}

static void write_group(Html *out, const Care *care, const Option *group)
{
	size_t count = 0;
	const AdvicePage *const *pages = practice_advice_pages(care->practice, &count);
	size_t shown = 0;
	for (size_t i = 0; i < count; i++) {
		if (!str_equal(pages[i]->group, group->code))
			continue;
		if (shown++ == 0) {
			second_heading(out, group->resident);
			html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--spaced")}));
		}
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = page_href(care->arena, pages[i]), .text = pages[i]->title});
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), pages[i]->summary);
		html_close(out, "li");
	}
	if (shown > 0)
		html_close(out, "ul");
}

void page_advice_list(const Request *request, Response *response)
{
	Care *care = page_care(request);
	const OptionList *groups = practice_list(care->practice, S("advice-group"));
	Html out = html_make(request->arena);
	Str title = say(care, "advice.title");
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	paragraph(&out, say(care, "advice.intro"));
	for (size_t i = 0; groups != NULL && i < groups->count; i++)
		write_group(&out, care, &groups->options[i]);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .back_href = S("/")});
}

/* --- a page ------------------------------------------------------------------------------------------------------------ */

static Str field_of(const void *context, Str name)
{
	return advice_field(context, name);
}

static void write_local_help(Html *out, const Care *care, const AdvicePage *page)
{
	const OptionList *list = practice_list(care->practice, S("directory-category"));
	second_heading(out, say(care, "advice.near"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < page->category_count && i < CATEGORIES_SHOWN_MAX; i++) {
		const Option *option = list == NULL ? NULL : option_find(list, page->categories[i]);
		if (option == NULL)
			continue;
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = str_concat(care->arena, S("/directory?category="), option->code),
			.text = option->resident});
		html_close(out, "li");
	}
	html_close(out, "ul");
}

static void write_sources(Html *out, const Care *care, const AdvicePage *page)
{
	Html inside = html_make(care->arena);
	html_open(&inside, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < page->source_count; i++) {
		html_open(&inside, "li", NO_ATTRIBUTES);
		component_link(&inside, &(Link){.href = page->sources[i].href, .text = page->sources[i].title});
		html_close(&inside, "li");
	}
	html_close(&inside, "ul");
	component_details(out, &(Details){.summary = say(care, "advice.sources"), .markup = html_finish(&inside)});
}

static void write_dates(Html *out, const Care *care, const AdvicePage *page)
{
	Str parts[] = {say(care, "advice.reviewed"), date_format_words(care->arena, page->reviewed)};
	Str by[] = {say(care, "advice.owner"), page->owner};
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-hint")}));
	html_text(out, str_join(care->arena, parts, 2, S(" ")));
	html_text(out, S(". "));
	html_text(out, str_join(care->arena, by, 2, S(" ")));
	html_text(out, S("."));
	html_close(out, "p");
}

static void write_question(Html *out, const Request *request, const AdvicePage *page)
{
	const Care *care = page_care(request);
	const ChoiceItem items[] = {
		{.value = ADVICE_ANSWERS[ADVICE_USEFUL], .text = say(care, "advice.answer-yes")},
		{.value = ADVICE_ANSWERS[ADVICE_HARD_TO_READ], .text = say(care, "advice.answer-hard")},
		{.value = ADVICE_ANSWERS[ADVICE_NOT_MY_QUESTION], .text = say(care, "advice.answer-missing")},
		{.value = ADVICE_ANSWERS[ADVICE_OUT_OF_DATE], .text = say(care, "advice.answer-old")},
		{.value = ADVICE_ANSWERS[ADVICE_LINK_BROKEN], .text = say(care, "advice.answer-link")},
	};
	component_form_open(out, &(PageForm){.action = str_concat(request->arena, page_href(request->arena, page), S("/useful")),
		.token = request->form_token, .id = S("useful")});
	component_radios(out, &(Radios){.name = S("answer"), .legend = say(care, "advice.useful"),
		.legend_classes = S("govuk-fieldset__legend--m"), .hint = say(care, "advice.useful-hint"), .is_small = true,
		.items = items, .item_count = sizeof items / sizeof items[0]});
	component_button(out, &(Button){.text = say(care, "advice.useful-send"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

/* Who has just answered is thanked where they were. */
static void write_thanks(Html *out, const Care *care)
{
	component_notification_banner(out, &(NotificationBanner){.is_success = true, .text = say(care, "advice.thanks")});
}

void page_advice(const Request *request, Response *response)
{
	Care *care = page_care(request);
	const AdvicePage *page = practice_advice(care->practice, request_parameter(request, S("page")));
	if (page == NULL) {
		page_status(request, response, STATUS_NOT_FOUND);
		return;
	}
	bool answered = !str_is_empty(request_query(request, S("thanks")));
	Html out = html_make(request->arena);
	if (answered)
		write_thanks(&out, care);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), page->title);
	if (page->review_due <= care_today(care))
		component_inset_text(&out, &(InsetText){.text = say(care, "advice.overdue")});
	markdown_write(&out, request->arena, page->body, field_of, care->practice);
	component_button(&out, &(Button){.text = page->next_words, .href = page->next_href, .kind = BUTTON_START});
	write_local_help(&out, care, page);
	write_dates(&out, care, page);
	write_sources(&out, care, page);
	if (!answered)
		write_question(&out, request, page);
	page_public(request, response, (PublicPage){.title = page->title, .content = html_finish(&out), .back_href = S("/advice"),
		.has_exit = str_equal(page->id, S("staying-safe"))});
}

void page_advice_answer_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str page = request_parameter(request, S("page"));
	Status status = advice_answer_add(care, page, request_form(request, S("answer")));
	Str href = str_concat(request->arena, S("/advice/"), page);
	if (status == STATUS_INVALID) /* nothing was chosen: the question still stands there */
		response_redirect(response, href);
	else if (status != STATUS_OK)
		page_status(request, response, status);
	else
		response_redirect(response, str_concat(request->arena, href, S("?thanks=1")));
}

/* --- for those who keep them ------------------------------------------------------------------------------------------- */

enum { DESK_COLUMNS = 8 };

static TableRow standing_row(const Care *care, const AdviceStanding *standing, Date today)
{
	Arena *arena = care->arena;
	const AdvicePage *page = standing->page;
	TableCell *cells = ARENA_ARRAY(arena, TableCell, DESK_COLUMNS);
	cells[0] = (TableCell){.markup = bit_link_with_note(arena, page_href(arena, page), page->title, page->owner)};
	cells[1] = (TableCell){.text = date_format_short_words(arena, page->reviewed)};
	cells[2] = (TableCell){.markup = bit_due(arena, page->review_due, today)};
	for (size_t i = 0; i < ADVICE_ANSWER_COUNT; i++)
		cells[3 + i] = (TableCell){.text = str_format(arena, "%lld", (long long)standing->answers[i]), .is_numeric = true};
	return (TableRow){.cells = cells, .cell_count = DESK_COLUMNS};
}

void page_advice_desk(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[DESK_COLUMNS] = {{.text = S_INIT("Page")}, {.text = S_INIT("Read through")},
		{.text = S_INIT("Review due")}, {.text = S_INIT("Useful"), .is_numeric = true},
		{.text = S_INIT("Hard to read"), .is_numeric = true}, {.text = S_INIT("Not their question"), .is_numeric = true},
		{.text = S_INIT("Out of date"), .is_numeric = true}, {.text = S_INIT("Link broken"), .is_numeric = true}};
	Care *care = page_care(request);
	AdviceStanding *standings = NULL;
	size_t count = 0;
	size_t overdue = 0;
	Status status = advice_standing(care, &standings, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	TableRow *rows = ARENA_ARRAY(request->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		rows[i] = standing_row(care, &standings[i], care_today(care));
		overdue += standings[i].is_overdue ? 1U : 0U;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Advice pages"));
	bit_paragraph(&out, overdue == 0 ? S("No page is past its review date.")
		: str_format(request->arena, "%zu of %zu pages are past their review date: they say so to whoever reads them.", overdue, count));
	component_table(&out, &(Table){.caption = S("Pages by the day of their review, and what readers said in the last twelve months"),
		.columns = COLUMNS, .column_count = DESK_COLUMNS, .rows = rows, .row_count = count, .is_dense = true});
	bit_note(&out, S("A page is a file of the council's practice (advice/). It is changed there and published with a release."));
	page_staff(request, response, (StaffPage){.title = S("Advice pages"), .content = html_finish(&out)}, S("/desk/directory"));
}
