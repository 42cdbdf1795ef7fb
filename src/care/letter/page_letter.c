#include "care/letter/page_letter.h"

#include "care/letter/letter.h"
#include "care/pages/bits.h"

void page_letter(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Document letter = {0};
	Status status = letter_get(care, request_parameter(request, S("document")), &letter);
	if (status == STATUS_OK && !str_starts_with(letter.media_type, S("text/plain")))
		status = STATUS_NOT_FOUND;
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, letter.title);
	bit_note(&out, str_format(request->arena, "%.*s, as it was sent on %.*s by %.*s",
		STR_ARG(practice_council(care->practice)->name),
		STR_ARG(date_format_words(request->arena, instant_london_date(letter.created_at))), STR_ARG(letter.by_name)));
	bit_letter_text(&out, letter.content);
	page_public(request, response, (PublicPage){.title = letter.title, .content = html_finish(&out), .is_print = true,
		.back_href = str_is_empty(letter.work) ? S("/work") : bit_work_href(request->arena, letter.work)});
}
