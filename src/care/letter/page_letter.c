#include "care/letter/page_letter.h"

#include "care/letter/letter.h"
#include "care/letter/page_letters.h"
#include "care/pages/bits.h"

/* For staff, not for the envelope: a draft says so on paper too. */
static void how_it_stands(const Request *request, Html *out, const LetterSending *sending)
{
	Str words = letter_state_words(request->arena, sending);
	if (str_equal(sending->state, S("draft")))
		component_warning_text(out, &(WarningText){.text = words});
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body govuk-!-display-none-print")}));
	component_link(out, &(Link){.href = str_format(request->arena, "/letters/%.*s/sending", STR_ARG(sending->id)), .text = words});
	html_close(out, "p");
}

void page_letter(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Document letter = {0};
	LetterSending sending = {0};
	Status status = letter_get(care, request_parameter(request, S("document")), &letter);
	if (status == STATUS_OK && !str_starts_with(letter.media_type, S("text/plain")))
		status = STATUS_NOT_FOUND;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	/* What was sent before letters were sent from here stands alone. */
	status = letter_sending_get(care, letter.id, &sending);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
		page_status(request, response, status);
		return;
	}
	bool known = status == STATUS_OK;
	Html out = html_make(request->arena);
	bit_heading(&out, letter.title);
	if (known)
		how_it_stands(request, &out, &sending);
	bit_note(&out, str_format(request->arena, "%.*s, made on %.*s by %.*s", STR_ARG(practice_council(care->practice)->name),
		STR_ARG(date_format_words(request->arena, instant_london_date(letter.created_at))), STR_ARG(letter.by_name)));
	html_open(&out, "div", ATTRIBUTES({"lang", practice_language(care->practice, sending.language)->tag}));
	bit_letter_text(&out, letter.content);
	html_close(&out, "div");
	page_public(request, response, (PublicPage){.title = letter.title, .content = html_finish(&out), .is_print = true,
		.is_large = str_equal(sending.format, S("large")),
		.back_href = str_is_empty(letter.work) ? S("/work") : bit_work_href(request->arena, letter.work)});
}
