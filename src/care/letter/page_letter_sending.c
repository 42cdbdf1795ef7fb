/* One letter: how it stands, and what somebody may say of it. */
#include "care/letter/page_letters.h"

#include "care/pages/bits.h"

typedef struct DeedForm {
	LetterDeed deed;
	Str heading;
	Str label;  /* of the words; empty: none are asked for */
	Str hint;
	bool lines; /* the words have several lines */
	Str day;    /* the legend of the day; empty: none is asked for */
	Str button;
} DeedForm;

static const DeedForm DEEDS[] = {
	{LETTER_READ, S_INIT("I have read it beside the English"), S_INIT("Who read it"),
	 S_INIT("A person who speaks the language, or who uses easy words. Without that it never leaves."), false, {0},
	 S_INIT("It says the same: it may go")},
	{LETTER_CLEAR, S_INIT("Somebody looked into it"), S_INIT("Who, and why it is safe to send"), {0}, false, {0}, S_INIT("It may go")},
	{LETTER_ADDRESS, S_INIT("Where it goes"), S_INIT("Name and address"), S_INIT("A line each, as it stands on an envelope."), true, {0},
	 S_INIT("Keep the address")},
	{LETTER_GIVEN, S_INIT("It went another way"), S_INIT("How"), S_INIT("By hand, read on the phone, in Braille."), false,
	 S_INIT("On"), S_INIT("It was given")},
	{LETTER_RETURNED, S_INIT("The post brought it back"), {0}, {0}, false, S_INIT("On"), S_INIT("It came back")},
	{LETTER_STOP, S_INIT("It does not go"), S_INIT("Why"), {0}, false, {0}, S_INIT("Take it off")},
	{LETTER_UNDO, S_INIT("That was a mistake"), {0}, {0}, false, {0}, S_INIT("Undo: it waits again")},
};

static void deed_form(const Request *request, Html *out, const LetterSending *letter, const DeedForm *form)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	Str code = LETTER_DEED_CODES[form->deed];
	bool sent = str_equal(request_form(request, S("deed")), code);
	Str error = sent ? problems_for_field(&care->problems, S("words")) : (Str){0};
	Str value = sent ? request_form(request, S("words")) : form->deed == LETTER_ADDRESS ? letter->address : (Str){0};
	/* The summary of what is wrong leads to the one that was sent. */
	Str id = sent ? S("words") : str_concat(arena, S("words-"), code);
	bit_heading_small(out, form->heading);
	component_form_open(out, &(PageForm){.action = str_format(arena, "/letters/%.*s/sending", STR_ARG(letter->id)),
		.token = request->form_token, .version = str_format(arena, "%lld", (long long)letter->version)});
	component_hidden(out, S("deed"), code);
	if (!str_is_empty(form->label) && form->lines)
		component_textarea(out, &(Textarea){.id = id, .name = S("words"), .label = form->label, .hint = form->hint, .value = value,
			.rows = 5, .error = error});
	else if (!str_is_empty(form->label))
		component_text_input(out, &(TextInput){.id = id, .name = S("words"), .label = form->label, .hint = form->hint,
			.value = value, .error = error});
	if (!str_is_empty(form->day))
		page_day_field(request, out, &(DayField){.id = sent ? S("on") : str_concat(arena, S("on-"), code), .name = S("on"),
			.legend = form->day,
			.day = care_today(care), .typed = sent, .error = sent ? problems_for_field(&care->problems, S("on")) : (Str){0}});
	component_button(out, &(Button){.text = form->button, .kind = BUTTON_SECONDARY, .prevent_double_click = true});
	component_form_close(out);
}

static Markup languages_links(Care *care, const LetterSending *others, size_t count)
{
	Html html = html_make(care->arena);
	for (size_t i = 0; i < count; i++) {
		Str note = str_format(care->arena, " (%.*s)", STR_ARG(letter_state_words(care->arena, &others[i])));
		component_link(&html, &(Link){.href = str_format(care->arena, "/letters/%.*s/sending", STR_ARG(others[i].id)),
			.text = letter_language_words(care, others[i].language)});
		html_text(&html, note);
		html_text(&html, S(" "));
	}
	return html_finish(&html);
}

static void facts_show(Care *care, Html *out, const LetterSending *letter, const LetterSending *others, size_t count)
{
	Arena *arena = care->arena;
	SummaryRow rows[8] = {0};
	size_t used = 0;
	Str language = letter_language_words(care, letter->language);
	Markup text = bit_link(arena, str_concat(arena, S("/letters/"), letter->id), S("Read it"));
	rows[used++] = (SummaryRow){.key = S("How it stands"), .value = letter_state_words(arena, letter),
		.note = str_format(arena, "%.*s, %.*s", STR_ARG(page_when(arena, letter->changed_at, care_now(care))),
			STR_ARG(bit_by_words(letter->changed_name)))};
	rows[used++] = (SummaryRow){.key = S("The letter"), .value_markup = text};
	if (!str_is_empty(letter->person))
		rows[used++] = (SummaryRow){.key = S("About"), .value_markup = bit_link(arena, bit_person_href(arena, letter->person, ""),
			letter->name)};
	rows[used++] = (SummaryRow){.key = S("Format"), .value = letter_format_words(letter->format)};
	if (!str_is_empty(language))
		rows[used++] = (SummaryRow){.key = S("Language"), .value = language};
	if (!str_is_empty(letter->of_document))
		rows[used++] = (SummaryRow){.key = S("In English"), .value_markup = bit_link(arena,
			str_concat(arena, S("/letters/"), letter->of_document), S("Read it beside this one"))};
	if (count > 0)
		rows[used++] = (SummaryRow){.key = S("Other languages"), .value_markup = languages_links(care, others, count)};
	if (!str_is_empty(letter->address))
		rows[used++] = (SummaryRow){.key = S("Address"), .value = str_replace(arena, letter->address, S("\n"), S(", "))};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = used});
}

void page_letter_sending(const Request *request, Response *response)
{
	Care *care = page_care(request);
	LetterSending letter = {0};
	LetterSending *others = NULL;
	size_t count = 0;
	Status status = letter_sending_get(care, request_parameter(request, S("document")), &letter);
	if (status == STATUS_OK)
		status = letter_in_languages(care, letter.id, &others, &count);
	if (status == STATUS_OK)
		status = care_audit_read(care, S("letter"), &letter.person, 1);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, letter.title);
	facts_show(care, &out, &letter, others, count);
	for (size_t i = 0; care_may(care, S("letters-send")) && i < sizeof DEEDS / sizeof DEEDS[0]; i++)
		if (letter_deed_fits(&letter, DEEDS[i].deed))
			deed_form(request, &out, &letter, &DEEDS[i]);
	page_staff(request, response, (StaffPage){.title = letter.title, .problems = &care->problems,
		.content = html_finish(&out)}, care_may(care, S("letters-send")) ? S("/desk/letters") : S(""));
}

static bool find_deed(Str code, LetterDeed *out)
{
	for (int i = 0; i < LETTER_DEEDS; i++)
		if (str_equal(LETTER_DEED_CODES[i], code)) {
			*out = (LetterDeed)i;
			return true;
		}
	return false;
}

void page_letter_sending_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	LetterActing acting = {.document = request_parameter(request, S("document")), .words = request_form(request, S("words")),
		.on = DATE_NONE, .version = 0};
	if (str_to_integer(request_form(request, S("version")), &acting.version) != STATUS_OK
	    || !find_deed(request_form(request, S("deed")), &acting.deed)) {
		page_status(request, response, STATUS_NOT_FOUND);
		return;
	}
	if (acting.deed == LETTER_GIVEN || acting.deed == LETTER_RETURNED)
		acting.on = page_day_read(request, S("on"));
	Status status = letter_act(care, &acting);
	if (status == STATUS_OK)
		response_redirect(response, str_format(request->arena, "/letters/%.*s/sending", STR_ARG(acting.document)));
	else if (status == STATUS_INVALID)
		page_letter_sending(request, response);
	else
		page_status(request, response, status);
}
