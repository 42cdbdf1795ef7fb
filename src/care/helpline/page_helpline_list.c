/* The list behind a figure of the helpline: only records that are open to the reader, and the look is kept. */
#include "care/helpline/page_helpline.h"

#include "care/helpline/page_period.h"
#include "care/pages/bits.h"

enum { LIST_COLUMNS = 6, WRITTEN_HOURS = 2 };

typedef struct Listing {
	const Request *request;
	Str by;
	Str value;
	TableRow *rows;
	Str *people;
	size_t count;
	size_t total; /* in the figure */
	const TableColumn *columns;
} Listing;

static TableCell person_cell(Arena *arena, Str person, Str name, Str reference)
{
	if (str_is_empty(person))
		return (TableCell){.text = S("not matched yet")};
	return (TableCell){.markup = bit_link(arena, bit_person_href(arena, person, ""), str_is_empty(name) ? reference : name)};
}

/* The cells of a new row; NULL when the list is full or the record is not open. */
static TableCell *row_add(Listing *listing, Str person, bool may_open)
{
	listing->total++;
	if (!may_open || listing->count == HELPLINE_LIST_MAX)
		return NULL;
	TableCell *cells = ARENA_ARRAY(listing->request->arena, TableCell, LIST_COLUMNS);
	listing->people[listing->count] = person;
	listing->rows[listing->count++] = (TableRow){.cells = cells, .cell_count = LIST_COLUMNS};
	return cells;
}

static Str length_words(Arena *arena, const HelplineContact *contact)
{
	if (contact->talk_seconds >= 0)
		return helpline_seconds(arena, contact->talk_seconds);
	/* Written down while they talked, or soon after: about as long. */
	if (!contact->by_phone || contact->recorded_at == INSTANT_NONE
	    || contact->recorded_at - contact->opened_at > WRITTEN_HOURS * INSTANT_HOUR)
		return S("\xE2\x80\x93");
	return str_format(arena, "%lld min until it was written down",
		(long long)((contact->recorded_at - contact->opened_at) / INSTANT_MINUTE));
}

static Str when_words(Arena *arena, Instant at)
{
	int hour = 0;
	int minute = 0;
	instant_london_time(at, &hour, &minute);
	Str day = date_format_short_words(arena, instant_london_date(at));
	return str_format(arena, "%.*s, %02d:%02d", STR_ARG(day), hour, minute);
}

static void contact_add(Listing *listing, const HelplineContact *contact)
{
	Care *care = page_care(listing->request);
	Arena *arena = care->arena;
	TableCell *cells = row_add(listing, contact->person, contact->may_open);
	if (cells == NULL)
		return;
	cells[0].markup = bit_link_with_note(arena, bit_work_href(arena, contact->work), contact->reference,
		when_words(arena, contact->answered_at != INSTANT_NONE ? contact->answered_at : contact->opened_at));
	cells[1] = person_cell(arena, contact->person, contact->name, contact->reference);
	cells[2].markup = bit_text_with_note(arena, contact->by_phone ? S("Phone") : S("Another way"),
		helpline_value_words(care, S("from"), helpline_value_of(care, contact, S("from"))));
	cells[3].text = helpline_value_words(care, S("reason"), helpline_value_of(care, contact, S("reason")));
	cells[4].text = helpline_value_words(care, S("outcome"), helpline_value_of(care, contact, S("outcome")));
	cells[5].text = length_words(arena, contact);
}

static void contacts_list(Listing *listing, const Helpline *helpline)
{
	static const TableColumn COLUMNS[LIST_COLUMNS] = {{.text = S_INIT("Contact")}, {.text = S_INIT("Person")},
		{.text = S_INIT("Came by")}, {.text = S_INIT("About")}, {.text = S_INIT("What came of it")}, {.text = S_INIT("Talked")}};
	listing->columns = COLUMNS;
	for (size_t i = 0; i < helpline->contact_count; i++)
		if (str_equal(helpline_value_of(page_care(listing->request), &helpline->contacts[i], listing->by), listing->value))
			contact_add(listing, &helpline->contacts[i]);
}

static void call_backs_list(Listing *listing, const Helpline *helpline)
{
	static const TableColumn COLUMNS[LIST_COLUMNS] = {{.text = S_INIT("Call back")}, {.text = S_INIT("Person")},
		{.text = S_INIT("Promised on")}, {.text = S_INIT("By")}, {.text = S_INIT("What became of it")}, {.text = S_INIT("Reached")}};
	Arena *arena = listing->request->arena;
	listing->columns = COLUMNS;
	for (size_t i = 0; i < helpline->call_back_count; i++) {
		const HelplineCallBack *row = &helpline->call_backs[i];
		TableCell *cells = str_equal(call_back_code(row->state), listing->value)
			? row_add(listing, row->person, row->may_open) : NULL;
		if (cells == NULL)
			continue;
		cells[0].markup = bit_link(arena, bit_work_href(arena, row->work), row->reference);
		cells[1] = person_cell(arena, row->person, row->name, row->reference);
		cells[2].text = date_format_short_words(arena, row->promised_on);
		cells[3].text = date_format_short_words(arena, row->due_on);
		cells[4].text = call_back_words(row->state);
		cells[5].text = row->reached ? S("Yes") : S("Not yet");
	}
}

static bool is_listed(const Care *care, const Listing *listing, const HelplineInterpreting *row)
{
	return str_equal(listing->value, str_equal(listing->by, S("interpreter")) ? interpreting_code(row->state)
		: helpline_language(care, row->language));
}

static void booking_add(Listing *listing, const HelplineInterpreting *row)
{
	Arena *arena = listing->request->arena;
	TableCell *cells = row_add(listing, row->person, row->may_open);
	if (cells == NULL)
		return;
	cells[0].markup = bit_link(arena, bit_work_href(arena, row->work), row->reference);
	cells[1] = person_cell(arena, row->person, row->name, row->reference);
	cells[2].text = helpline_value_words(page_care(listing->request), S("language"),
		helpline_language(page_care(listing->request), row->language));
	cells[3].markup = bit_text_with_note(arena, date_format_short_words(arena, row->asked_on),
		row->booked_for == DATE_NONE ? S("not booked") : str_concat(arena, S("booked for "),
			date_format_short_words(arena, row->booked_for)));
	cells[4].markup = bit_text_with_note(arena, interpreting_words(row->state), row->reason);
	cells[5].text = row->has_cost ? money_format(arena, row->cost) : S("\xE2\x80\x93");
}

static Status bookings_list(Listing *listing, const PagePeriod *period)
{
	static const TableColumn COLUMNS[LIST_COLUMNS] = {{.text = S_INIT("Booking")}, {.text = S_INIT("Person")},
		{.text = S_INIT("Language")}, {.text = S_INIT("Asked for on")}, {.text = S_INIT("Where it stands")},
		{.text = S_INIT("Cost"), .is_numeric = true}};
	Care *care = page_care(listing->request);
	HelplineInterpreting *rows = NULL;
	size_t count = 0;
	size_t kept = 0;
	Status status = helpline_interpreting(care, period->from, period->to, &rows, &count);
	listing->columns = COLUMNS;
	for (size_t i = 0; i < count; i++)
		if (is_listed(care, listing, &rows[i]))
			rows[kept++] = rows[i];
	if (status == STATUS_OK)
		status = helpline_reasons(care, rows, kept < HELPLINE_LIST_MAX ? kept : HELPLINE_LIST_MAX);
	for (size_t i = 0; status == STATUS_OK && i < kept; i++)
		booking_add(listing, &rows[i]);
	return status;
}

static bool is_of_contacts(Str by)
{
	static const Str BY[] = {S_INIT("reason"), S_INIT("outcome"), S_INIT("from"), S_INIT("language"), S_INIT("referral")};
	for (size_t i = 0; i < sizeof BY / sizeof BY[0]; i++)
		if (str_equal(BY[i], by))
			return true;
	return false;
}

static Status list_make(Listing *listing, const PagePeriod *period)
{
	Care *care = page_care(listing->request);
	Helpline helpline = {0};
	Status status = care_require(care, S("figures-read"));
	if (status == STATUS_OK)
		status = care_require(care, S("person-read"));
	if (status != STATUS_OK)
		return status;
	listing->rows = ARENA_ARRAY(care->arena, TableRow, HELPLINE_LIST_MAX + 1);
	listing->people = ARENA_ARRAY(care->arena, Str, HELPLINE_LIST_MAX + 1);
	if (str_equal(listing->by, S("interpreter")) || str_equal(listing->by, S("interpreter-language")))
		return bookings_list(listing, period);
	bool call_backs = str_equal(listing->by, S("call-back"));
	if (!call_backs && !is_of_contacts(listing->by))
		return STATUS_NOT_FOUND;
	status = helpline_read(care, period->from, period->to, &helpline);
	if (status == STATUS_OK && call_backs)
		call_backs_list(listing, &helpline);
	else if (status == STATUS_OK)
		contacts_list(listing, &helpline);
	return status;
}

static Str value_words(const Listing *listing)
{
	for (int state = 0; state < CALL_BACK_STATES; state++)
		if (str_equal(listing->by, S("call-back")) && str_equal(call_back_code((CallBackState)state), listing->value))
			return call_back_words((CallBackState)state);
	for (int state = 0; state < INTERPRETING_STATES; state++)
		if (str_equal(listing->by, S("interpreter")) && str_equal(interpreting_code((InterpretingState)state), listing->value))
			return interpreting_words((InterpretingState)state);
	return helpline_value_words(page_care(listing->request), str_equal(listing->by, S("interpreter-language")) ? S("language")
		: listing->by, listing->value);
}

static void list_show(const Listing *listing, Html *out)
{
	if (listing->count == 0) {
		component_empty_state(out, &(EmptyState){.title = S("Nobody whose record is open to you"),
			.text = S("Restricted records count in the figure and do not stand here."), .action_href = S("/helpline"),
			.action_text = S("Helpline")});
		return;
	}
	component_table(out, &(Table){.caption = listing->total > listing->count
		? str_format(listing->request->arena, "%zu of %zu in the figure", listing->count, listing->total)
		: str_format(listing->request->arena, "%zu in the list", listing->count), .columns = listing->columns,
		.column_count = LIST_COLUMNS, .rows = listing->rows, .row_count = listing->count, .is_dense = true});
}

void page_helpline_list(const Request *request, Response *response)
{
	Care *care = page_care(request);
	PagePeriod period = page_period(request);
	Listing listing = {.request = request, .by = request_parameter(request, S("by")),
		.value = request_parameter(request, S("value"))};
	Status status = list_make(&listing, &period);
	if (status == STATUS_OK)
		status = care_audit_read(care, str_concat(care->arena, S("helpline: "), listing.by), listing.people, listing.count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	bool interpreters = str_starts_with(listing.by, S("interpreter"));
	Html out = html_make(request->arena);
	component_back_link(&out, &(BackLink){.href = str_concat(care->arena, interpreters ? S("/helpline/interpreters")
		: S("/helpline"), page_period_query(request, &period)), .text = interpreters ? S("Interpreters") : S("Helpline")});
	Str title = str_concat(care->arena, interpreters ? S("Interpreters: ") : str_equal(listing.by, S("call-back"))
		? S("Calls back: ") : S("Contacts: "), value_words(&listing));
	bit_heading(&out, title);
	bit_note(&out, str_concat(care->arena, period.words, S(". Only records that are open to you: restricted ones count in the "
		"figure and do not stand here.")));
	list_show(&listing, &out);
	page_staff(request, response, (StaffPage){.title = title, .content = html_finish(&out)}, S("/figures"));
}
