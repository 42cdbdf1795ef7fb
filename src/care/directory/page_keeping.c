#include "care/directory/page_keeping.h"

#include "care/directory/keeping.h"
#include "care/pages/bits.h"
#include "care/pages/words.h"

/* "directory.field-opening" */
static Str field_label(const Care *care, size_t field)
{
	return say(care, str_c(care->arena, str_concat(care->arena, S("directory.field-"), LISTING_FIELDS[field])));
}

static Str listing_path(Arena *arena, Str listing, const char *rest)
{
	return str_format(arena, "/directory/%.*s%s", STR_ARG(listing), rest);
}

static void show_done(const Request *request, Response *response, const char *words, Str listing)
{
	const Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = say(care, "directory.thanks");
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body")}), say(care, words));
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out),
		.back_href = listing_path(request->arena, listing, "")});
}

/* --- a change ---------------------------------------------------------------------------------------------------------- */

static void write_status(Html *out, const Care *care, Str value)
{
	static const Str CODES[] = {S_INIT("active"), S_INIT("temporarily closed"), S_INIT("inactive"), S_INIT("defunct")};
	static const char *const WORDS[] = {"directory.status-active", "directory.status-closed", "directory.status-inactive",
		"directory.status-defunct"};
	enum { COUNT = sizeof CODES / sizeof CODES[0] };
	SelectItem items[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		items[i] = (SelectItem){.value = CODES[i], .text = say(care, WORDS[i]), .selected = str_equal(CODES[i], value)};
	component_select(out, &(Select){.name = LISTING_FIELDS[LISTING_STATUS], .label = field_label(care, LISTING_STATUS),
		.items = items, .item_count = COUNT});
}

static void write_field(Html *out, const Care *care, size_t field, Str value)
{
	Str error = problems_for_field(&care->problems, LISTING_FIELDS[field]);
	if (field == LISTING_STATUS)
		write_status(out, care, value);
	else if (field == LISTING_DESCRIPTION)
		component_textarea(out, &(Textarea){.name = LISTING_FIELDS[field], .label = field_label(care, field), .value = value,
			.error = error, .rows = 6});
	else
		component_text_input(out, &(TextInput){.name = LISTING_FIELDS[field], .label = field_label(care, field), .value = value,
			.error = error});
}

static bool may_propose(const Care *care)
{
	return care_may(care, S("directory-edit")) || care_may(care, S("directory-propose"));
}

/* Where they may hear what became of it. */
static void write_reply(const Request *request, Html *out, const Care *care)
{
	component_fieldset_open(out, &(Fieldset){.legend = say(care, "directory.reply-legend")});
	component_text_input(out, &(TextInput){.name = S("reply-email"), .label = say(care, "directory.reply-email"), .type = S("email"),
		.hint = say(care, "directory.reply-email-hint"), .value = request_form(request, S("reply-email")), .autocomplete = S("email"),
		.error = problems_for_field(&care->problems, S("reply-email"))});
	component_textarea(out, &(Textarea){.name = S("reply-post"), .label = say(care, "directory.reply-post"), .rows = 4,
		.hint = say(care, "directory.reply-post-hint"), .value = request_form(request, S("reply-post")),
		.error = problems_for_field(&care->problems, S("reply-post"))});
	component_fieldset_close(out);
}

static void show_change(const Request *request, Response *response, const ListingContent *content, Str name)
{
	Care *care = page_care(request);
	Str listing = request_parameter(request, S("listing"));
	bool is_staff = may_propose(care);
	Html out = html_make(request->arena);
	Str title = say(care, "directory.change-title");
	html_element(&out, "span", ATTRIBUTES({"class", S("govuk-caption-l")}), name);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body")}), say(care, "directory.change-intro"));
	component_form_open(&out, &(PageForm){.action = listing_path(request->arena, listing, "/change"), .token = request->form_token});
	if (!is_staff)
		component_text_input(&out, &(TextInput){.name = S("code"), .label = say(care, "directory.code"), .width = 20,
			.hint = say(care, "directory.code-hint"), .autocomplete = S("off"),
			.error = problems_for_field(&care->problems, S("code"))});
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++)
		write_field(&out, care, i, content->values[i]);
	write_reply(request, &out, care);
	component_button(&out, &(Button){.text = say(care, "directory.change-send"), .prevent_double_click = true});
	component_form_close(&out);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .problems = &care->problems,
		.back_href = listing_path(request->arena, listing, "")});
}

void page_listing_change(const Request *request, Response *response)
{
	Care *care = page_care(request);
	ListingContent content = {0};
	int64_t version = 0;
	Status status = keeping_content(care, request_parameter(request, S("listing")), &content, &version);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		show_change(request, response, &content, content.values[LISTING_NAME]);
}

void page_listing_change_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str listing = request_parameter(request, S("listing"));
	Str code = request_form(request, S("code"));
	ListingContent content = {0};
	Str id = {0};
	bool is_staff = may_propose(care);
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++)
		content.values[i] = request_form(request, LISTING_FIELDS[i]);
	ProposalReply reply = {.email = request_form(request, S("reply-email")), .post = request_form(request, S("reply-post"))};
	Status status = keeping_propose(care, listing, &content, is_staff ? (Str){0} : code, &reply, &id);
	if (status == STATUS_REFUSED && !is_staff)
		status = problems_add(&care->problems, (Problem){.field = S("code"), .message = say(care, "directory.code-wrong")});
	if (status == STATUS_INVALID)
		show_change(request, response, &content, content.values[LISTING_NAME]);
	else if (status != STATUS_OK)
		page_status(request, response, status);
	else
		show_done(request, response, "directory.change-done", listing);
}

/* --- what is wrong ----------------------------------------------------------------------------------------------------- */

static void show_wrong(const Request *request, Response *response, Str name)
{
	Care *care = page_care(request);
	const OptionList *list = practice_list(care->practice, S("directory-wrong"));
	size_t count = list == NULL ? 0 : list->count;
	ChoiceItem *items = ARENA_ARRAY(request->arena, ChoiceItem, count + 1);
	for (size_t i = 0; i < count; i++)
		items[i] = (ChoiceItem){.value = list->options[i].code, .text = list->options[i].resident};
	Html out = html_make(request->arena);
	Str title = say(care, "directory.wrong-title");
	Str listing = request_parameter(request, S("listing"));
	html_element(&out, "span", ATTRIBUTES({"class", S("govuk-caption-l")}), name);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	component_form_open(&out, &(PageForm){.action = listing_path(request->arena, listing, "/wrong"), .token = request->form_token});
	component_radios(&out, &(Radios){.name = S("what"), .legend = say(care, "directory.wrong-what"), .items = items,
		.item_count = count, .value = request_form(request, S("what")), .error = problems_for_field(&care->problems, S("what"))});
	component_textarea(&out, &(Textarea){.name = S("words"), .label = say(care, "directory.wrong-words"),
		.hint = say(care, "directory.wrong-hint"), .value = request_form(request, S("words")), .rows = 3});
	component_button(&out, &(Button){.text = say(care, "directory.wrong-send"), .prevent_double_click = true});
	component_form_close(&out);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .problems = &care->problems,
		.back_href = listing_path(request->arena, listing, "")});
}

static Status listing_name(const Request *request, Str *name)
{
	DirectoryFound found = {0};
	Status status = directory_listing(page_care(request), request_parameter(request, S("listing")), &found);
	*name = found.name;
	return status;
}

void page_listing_wrong(const Request *request, Response *response)
{
	Str name = {0};
	Status status = listing_name(request, &name);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		show_wrong(request, response, name);
}

void page_listing_wrong_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str name = {0};
	Str listing = request_parameter(request, S("listing"));
	Status status = listing_name(request, &name);
	if (status == STATUS_OK)
		status = keeping_report(care, listing, request_form(request, S("what")), request_form(request, S("words")));
	if (status == STATUS_INVALID) {
		(void)problems_add(&care->problems, (Problem){.field = S("what"), .message = say(care, "directory.wrong-choose")});
		show_wrong(request, response, name);
	} else if (status != STATUS_OK) {
		page_status(request, response, status);
	} else {
		show_done(request, response, "directory.wrong-done", listing);
	}
}

/* --- the desk ---------------------------------------------------------------------------------------------------------- */

static Str desk_path(Arena *arena, const char *kind, Str id, const char *rest)
{
	return str_format(arena, "/desk/directory/%s/%.*s%s", kind, STR_ARG(id), rest);
}

static void write_proposals(Html *out, const Care *care, const ListingProposal *proposals, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Entry")}, {.text = S_INIT("Proposed by")}, {.text = S_INIT("When")}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0] = (TableCell){.markup = bit_link(care->arena, desk_path(care->arena, "proposals", proposals[i].id, ""),
			proposals[i].listing_name)};
		cells[1] = (TableCell){.text = proposals[i].by_name};
		cells[2] = (TableCell){.text = page_when(care->arena, proposals[i].proposed_at, care_now(care))};
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	bit_heading_small(out, S("Changes that wait for a decision"));
	if (count == 0)
		bit_paragraph(out, S("None waits."));
	else
		component_table(out, &(Table){.caption = S("Proposed changes, the oldest first"), .caption_classes = S("govuk-visually-hidden"),
			.columns = COLUMNS, .column_count = 3, .rows = rows, .row_count = count, .is_dense = true});
}

static void write_report(Html *out, const Request *request, const ListingReport *report)
{
	const Care *care = page_care(request);
	const OptionList *list = practice_list(care->practice, S("directory-wrong"));
	const Option *what = list == NULL ? NULL : option_find(list, report->what);
	component_card_open(out, &(Card){.title = report->listing_name, .heading_level = 3});
	bit_paragraph(out, what == NULL ? report->what : what->resident);
	bit_paragraph(out, report->words);
	bit_note(out, page_when(request->arena, report->reported_at, care_now(care)));
	html_add(out, bit_link(request->arena, desk_path(request->arena, "listings", report->listing, ""), S("Look at the entry")));
	component_form_open(out, &(PageForm){.action = desk_path(request->arena, "reports", report->id, "/settle"),
		.token = request->form_token});
	component_text_input(out, &(TextInput){.id = str_concat(request->arena, S("outcome-"), report->id), .name = S("outcome"),
		.label = S("What was done")});
	component_button(out, &(Button){.text = S("Done"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
	component_card_close(out);
}

static void write_stale(Html *out, const Care *care, const ListingStale *stale, size_t count, int64_t total, int64_t offered)
{
	bit_heading_small(out, S("Not checked for a year"));
	bit_paragraph(out, str_format(care->arena, "%lld of %lld entries that are offered. They stand lower in lists and say so.",
		(long long)total, (long long)offered));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count && i < DIRECTORY_PAGE_MAX; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		html_add(out, bit_link_with_note(care->arena, desk_path(care->arena, "listings", stale[i].id, ""), stale[i].name,
			str_is_empty(stale[i].checked_on) ? S("never checked") : stale[i].checked_on));
		html_close(out, "li");
	}
	html_close(out, "ul");
}

void page_desk_directory(const Request *request, Response *response)
{
	Care *care = page_care(request);
	ListingProposal *proposals = NULL;
	ListingReport *reports = NULL;
	ListingStale *stale = NULL;
	size_t proposal_count = 0;
	size_t report_count = 0;
	size_t stale_count = 0;
	int64_t total = 0;
	int64_t offered = 0;
	Status status = keeping_proposals(care, &proposals, &proposal_count);
	if (status == STATUS_OK)
		status = keeping_reports(care, &reports, &report_count);
	if (status == STATUS_OK)
		status = keeping_stale(care, &stale, &stale_count, &total, &offered);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Directory"));
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_add(&out, bit_link(request->arena, S("/desk/advice"), S("Advice pages")));
	html_close(&out, "p");
	write_proposals(&out, care, proposals, proposal_count);
	bit_heading_small(&out, S("What people say is wrong"));
	if (report_count == 0)
		bit_paragraph(&out, S("Nothing is open."));
	for (size_t i = 0; i < report_count; i++)
		write_report(&out, request, &reports[i]);
	write_stale(&out, care, stale, stale_count, total, offered);
	page_staff(request, response, (StaffPage){.title = S("Directory"), .content = html_finish(&out)}, S("/desk/directory"));
}

/* One entry: check it, change it, give its organisation a code. */
static void show_listing(const Request *request, Response *response, Str code)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	DirectoryFound found = {0};
	Str listing = request_parameter(request, S("listing"));
	Status status = care_require(care, S("directory-edit"));
	if (status == STATUS_OK)
		status = directory_listing(care, listing, &found);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(arena);
	bit_heading(&out, found.name);
	if (!str_is_empty(code))
		component_panel(&out, &(Panel){.title = code, .text = str_format(arena, "The code of %.*s for a year. It is shown this once: "
			"send it to them in a way that you trust.", STR_ARG(found.organisation))});
	bit_paragraph(&out, str_is_empty(found.checked_on) ? S("Nobody has checked it yet.")
		: str_concat(arena, S("Last checked on "), found.checked_on));
	html_add(&out, bit_link(arena, listing_path(arena, listing, ""), S("As the public sees it")));
	component_form_open(&out, &(PageForm){.action = desk_path(arena, "listings", listing, "/checked"), .token = request->form_token});
	component_button(&out, &(Button){.text = S("I have checked it: it is right")});
	component_form_close(&out);
	html_add(&out, bit_link(arena, listing_path(arena, listing, "/change"), S("Propose a change")));
	component_form_open(&out, &(PageForm){.action = desk_path(arena, "listings", listing, "/code"), .token = request->form_token});
	component_button(&out, &(Button){.text = S("Make a code for the organisation"), .kind = BUTTON_SECONDARY});
	component_form_close(&out);
	page_staff(request, response, (StaffPage){.title = found.name, .content = html_finish(&out)}, S("/desk/directory"));
}

void page_desk_listing(const Request *request, Response *response)
{
	show_listing(request, response, (Str){0});
}

void page_desk_code_post(const Request *request, Response *response)
{
	Str code = {0};
	Status status = keeping_code_issue(page_care(request), request_parameter(request, S("listing")), &code);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		show_listing(request, response, code);
}

void page_desk_checked_post(const Request *request, Response *response)
{
	Str listing = request_parameter(request, S("listing"));
	Status status = keeping_check(page_care(request), listing);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		response_redirect(response, desk_path(request->arena, "listings", listing, ""));
}

/* --- a proposal -------------------------------------------------------------------------------------------------------- */

static void write_difference(Html *out, const Care *care, const ListingProposal *proposal)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("As it was")}, {.text = S_INIT("As it would be")}};
	TableRow rows[LISTING_FIELD_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < LISTING_FIELD_COUNT; i++) {
		if (str_equal(proposal->before.values[i], proposal->proposed.values[i]))
			continue;
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0] = (TableCell){.text = field_label(care, i)};
		cells[1] = (TableCell){.text = proposal->before.values[i]};
		cells[2] = (TableCell){.text = proposal->proposed.values[i]};
		rows[count++] = (TableRow){.cells = cells, .cell_count = 3};
	}
	component_table(out, &(Table){.caption = S("What is different"), .columns = COLUMNS, .column_count = 3, .rows = rows,
		.row_count = count, .first_cell_is_header = true, .is_dense = true});
}

static void write_decision(Html *out, const Request *request, const ListingProposal *proposal)
{
	const Care *care = page_care(request);
	if (str_equal(proposal->by, care->actor)) {
		component_inset_text(out, &(InsetText){.text = S("You proposed this. Somebody else has to decide on it.")});
		return;
	}
	component_form_open(out, &(PageForm){.action = desk_path(request->arena, "proposals", proposal->id, "/approve"),
		.token = request->form_token});
	component_button(out, &(Button){.text = S("Approve: change the entry"), .prevent_double_click = true});
	component_form_close(out);
	component_form_open(out, &(PageForm){.action = desk_path(request->arena, "proposals", proposal->id, "/reject"),
		.token = request->form_token});
	component_textarea(out, &(Textarea){.name = S("reason"), .label = S("Why not"), .rows = 2,
		.error = problems_for_field(&care->problems, S("reason"))});
	component_button(out, &(Button){.text = S("Reject"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

void page_desk_proposal(const Request *request, Response *response)
{
	Care *care = page_care(request);
	ListingProposal proposal = {0};
	Status status = keeping_proposal(care, request_parameter(request, S("proposal")), &proposal);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, proposal.listing_name);
	bit_paragraph(&out, str_format(request->arena, "Proposed by %.*s.", STR_ARG(proposal.by_name)));
	write_difference(&out, care, &proposal);
	if (str_is_empty(proposal.decision))
		write_decision(&out, request, &proposal);
	else
		bit_paragraph(&out, str_format(request->arena, "It was %.*s by %.*s. %.*s", STR_ARG(proposal.decision),
			STR_ARG(proposal.decided_by_name), STR_ARG(proposal.reason)));
	page_staff(request, response, (StaffPage){.title = proposal.listing_name, .content = html_finish(&out),
		.problems = &care->problems}, S("/desk/directory"));
}

static void after_decision(const Request *request, Response *response, Status status)
{
	if (status == STATUS_INVALID)
		page_desk_proposal(request, response);
	else if (status != STATUS_OK)
		page_status(request, response, status);
	else
		response_redirect(response, S("/desk/directory"));
}

void page_desk_approve_post(const Request *request, Response *response)
{
	after_decision(request, response, keeping_approve(page_care(request), request_parameter(request, S("proposal"))));
}

void page_desk_reject_post(const Request *request, Response *response)
{
	after_decision(request, response, keeping_reject(page_care(request), request_parameter(request, S("proposal")),
		request_form(request, S("reason"))));
}

void page_desk_settle_post(const Request *request, Response *response)
{
	Status status = keeping_report_settle(page_care(request), request_parameter(request, S("report")),
		request_form(request, S("outcome")));
	if (status != STATUS_OK && status != STATUS_INVALID)
		page_status(request, response, status);
	else
		response_redirect(response, S("/desk/directory"));
}
