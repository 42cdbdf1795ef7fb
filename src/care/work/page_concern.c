#include "care/work/page_concern.h"

#include "care/work/page_parts.h"

static TableRow concern_row(Care *care, const WorkConcern *concern)
{
	TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
	cells[0].markup = bit_link(care->arena, bit_work_href(care->arena, concern->id), concern->reference);
	cells[1].text = concern->same_person ? S("the same person") : concern->name;
	cells[2].text = date_format_words(care->arena, concern->opened_on);
	cells[3].text = str_is_empty(concern->outcome) ? work_stage_words(concern->stage)
		: bit_outcome_words(care, concern->outcome);
	return (TableRow){.cells = cells, .cell_count = 4};
}

/* One worry may be nothing; the third at one door is not. */
static void linked_show(Care *care, Html *out, const WorkPage *page)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Concern")}, {.text = S_INIT("About")},
		{.text = S_INIT("Came")}, {.text = S_INIT("How it stands")}};
	WorkConcern *concerns = NULL;
	size_t count = 0;
	size_t shown = 0;
	if (!page->has_person || work_concerns_near(care, page->work.person, &concerns, &count) != STATUS_OK)
		return;
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!str_equal(concerns[i].id, page->work.id))
			rows[shown++] = concern_row(care, &concerns[i]);
	if (shown == 0) {
		bit_note(out, S("No other concern about this person, or about anybody at this address."));
		return;
	}
	component_table(out, &(Table){.caption = S("Other concerns about this person and at this address"),
		.columns = COLUMNS, .column_count = 4, .rows = rows, .row_count = shown, .is_dense = true});
}

void work_concern_panel(Care *care, Html *out, const WorkPage *page)
{
	if (!str_equal(page->work.pathway->id, S("safeguarding-concern")))
		return;
	component_card_open(out, &(Card){.title = S("Beside this concern"), .id = S("beside")});
	linked_show(care, out, page);
	if (care_may(care, S("restricted-open"))) {
		html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
		component_link(out, &(Link){.text = S("Who told us"),
			.href = str_format(care->arena, "/work/%.*s/referrer", STR_ARG(page->work.id))});
		html_text(out, S(" (kept apart; that you looked is kept too)"));
		html_close(out, "p");
	} else {
		bit_note(out, S("Who told us is kept apart. Ask the safeguarding lead if you need it for your work."));
	}
	component_card_close(out);
}

void page_work_referrer(const Request *request, Response *response)
{
	Care *care = page_care(request);
	WorkPage page = {0};
	WorkApart *told = NULL;
	size_t count = 0;
	if (!work_page_open(request, response, &page))
		return;
	Status status = work_apart(care, page.work.id, &told, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	SummaryRow *rows = ARENA_ARRAY(care->arena, SummaryRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		const Question *question = practice_question(care->practice, told[i].question);
		rows[i] = (SummaryRow){.key = question == NULL ? told[i].question : question->worker,
			.value = question == NULL ? told[i].value : record_answer_words(care, question, told[i].value),
			.note = page_when(care->arena, told[i].at, care_now(care))};
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Who told us"));
	bit_paragraph(&out, S("This is not on the record of the person. Do not tell it to anybody who does not need it to keep "
		"somebody safe, and never to the person or to those around them. That you looked is kept."));
	if (count == 0)
		bit_paragraph(&out, S("Nobody has said who they are."));
	else
		component_summary_list(&out, &(SummaryList){.rows = rows, .row_count = count});
	component_link(&out, &(Link){.href = bit_work_href(request->arena, page.work.id), .text = S("Back to the concern")});
	/* Without the person's name above it: a screen is read over a shoulder. */
	page_staff(request, response, (StaffPage){.title = S("Who told us"), .content = html_finish(&out)}, S("/work"));
}
