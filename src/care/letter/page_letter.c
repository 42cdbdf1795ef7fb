#include "care/letter/page_letter.h"

#include "care/letter/letter.h"
#include "care/pages/bits.h"

static void close_list(Html *out, bool *open)
{
	if (*open)
		html_close(out, "ul");
	*open = false;
}

void letter_text_show(Html *out, Str text)
{
	bool in_list = false;
	Str line = {0};
	while (str_next(&text, '\n', &line)) {
		line = str_trim(line);
		if (str_starts_with(line, S("- "))) {
			if (!in_list)
				html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
			in_list = true;
			html_element(out, "li", NO_ATTRIBUTES, str_slice(line, 2, line.length));
			continue;
		}
		if (str_is_empty(line))
			continue;
		close_list(out, &in_list);
		if (str_starts_with(line, S("## ")))
			html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), str_slice(line, 3, line.length));
		else
			html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), line);
	}
	close_list(out, &in_list);
}

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
	letter_text_show(&out, letter.content);
	page_public(request, response, (PublicPage){.title = letter.title, .content = html_finish(&out), .is_print = true,
		.back_href = str_is_empty(letter.work) ? S("/work") : bit_work_href(request->arena, letter.work)});
}
