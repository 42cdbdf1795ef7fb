#include "care/duplicates/page_duplicates.h"

#include "care/pages/alike.h"
#include "engine/finding/nhs_number.h"

enum { DUPLICATES_PAGE = 20, DUPLICATES_PAGES_MAX = 1000 };

static size_t page_asked(Str text)
{
	int64_t page = 1;
	return str_to_integer(text, &page) != STATUS_OK || page < 1 || page > DUPLICATES_PAGES_MAX ? 1 : (size_t)page;
}

static Str queue_href(Arena *arena, size_t page)
{
	return page <= 1 ? S("/duplicates") : str_format(arena, "/duplicates?page=%zu", page);
}

/* --- a pair, fact by fact --- */

/* "the same" for what the engine calls exact. */
static Str way_words(Str way)
{
	return str_equal(way, S("exact")) ? S("the same") : str_equal(way, S("little in common")) ? S("different") : way;
}

typedef struct PairTable {
	Care *care;
	TableRow rows[8];
	size_t count;
} PairTable;

static void add_row(PairTable *table, Str what, Str left, Str right, Str how)
{
	TableCell *cells = ARENA_ARRAY(table->care->arena, TableCell, 4);
	if (str_is_empty(left) && str_is_empty(right))
		return;
	cells[0].text = what;
	cells[1].text = str_is_empty(left) ? S("\xE2\x80\x93") : left;
	cells[2].text = str_is_empty(right) ? S("\xE2\x80\x93") : right;
	cells[3].text = str_is_empty(left) || str_is_empty(right) ? S("on one record only") : way_words(how);
	table->rows[table->count++] = (TableRow){.cells = cells, .cell_count = 4};
}

/* How the parts of the two names agree, those first that tell why it is shown. */
static Str name_ways(Arena *arena, const DuplicatePair *pair)
{
	static const struct { int column; const char *words; } PARTS[] = {{DUPLICATE_FORENAME, "first name"},
		{DUPLICATE_MIDDLE, "middle names"}, {DUPLICATE_SURNAME, "family name"}};
	Str parts[3];
	size_t count = 0;
	if (str_equal(pair->one.name, pair->other.name))
		return S("the same");
	for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
		Str way = way_words(pair->ways[PARTS[i].column]);
		if (!str_is_empty(way))
			parts[count++] = str_format(arena, "%s %.*s", PARTS[i].words, STR_ARG(way));
	}
	return str_join(arena, parts, count, S(", "));
}

static Str name_of(Arena *arena, const Person *person)
{
	/* The first word of a name says nothing new. */
	return str_is_empty(person->known_as) || str_starts_with(person->name, person->known_as) ? person->name
		: str_format(arena, "%.*s (called %.*s)", STR_ARG(person->name), STR_ARG(person->known_as));
}

static Str number_of(Arena *arena, const Person *person)
{
	return nhs_number_is_valid(person->nhs_number) ? nhs_number_format(arena, person->nhs_number) : person->nhs_number;
}

static void pair_table(Care *care, Html *out, const DuplicatePair *pair)
{
	Arena *arena = care->arena;
	const Person *one = &pair->one;
	const Person *other = &pair->other;
	const TableColumn columns[] = {{.text = S("Fact")},
		{.text = one->reference, .markup = bit_link(arena, bit_person_href(arena, one->id, ""), one->reference)},
		{.text = other->reference, .markup = bit_link(arena, bit_person_href(arena, other->id, ""), other->reference)},
		{.text = S("How alike")}};
	PairTable *table = ARENA_NEW(arena, PairTable);
	table->care = care;
	add_row(table, S("Name"), name_of(arena, one), name_of(arena, other), name_ways(arena, pair));
	add_row(table, S("Born"), page_born(arena, one->born, one->died_on, care_today(care)),
		page_born(arena, other->born, other->died_on, care_today(care)), pair->ways[DUPLICATE_BORN]);
	add_row(table, S("Address"), one->address, other->address, pair->ways[DUPLICATE_ADDRESS]);
	add_row(table, S("Postcode"), one->postcode, other->postcode, pair->ways[DUPLICATE_POSTCODE]);
	add_row(table, S("Telephone"), str_replace(arena, pair->one_phones, S("\n"), S(", ")),
		str_replace(arena, pair->other_phones, S("\n"), S(", ")), pair->ways[DUPLICATE_PHONE]);
	add_row(table, S("NHS number"), number_of(arena, one), number_of(arena, other), pair->ways[DUPLICATE_NHS]);
	component_table(out, &(Table){.caption = str_format(arena, "%.*s and %.*s, fact by fact", STR_ARG(one->reference),
		STR_ARG(other->reference)), .caption_classes = S("govuk-visually-hidden"), .columns = columns, .column_count = 4,
		.rows = table->rows, .row_count = table->count, .first_cell_is_header = true, .is_dense = true});
}

/* What was sent about one of the pairs and could not be taken. */
typedef struct Returned {
	Str person;
	Str other;
	Str reason;
} Returned;

static Markup apart_form(const Request *request, const DuplicatePair *pair, size_t place, size_t page, const Returned *returned)
{
	Arena *arena = request->arena;
	Html out = html_make(arena);
	TextInput reason = {.id = str_format(arena, "reason-%zu", place), .name = S("reason"),
		.label = S("How do you know that these are two people?"), .hint = S("For example: twins, spoke to both.")};
	if (returned != NULL) {
		reason.id = S("reason");
		reason.value = returned->reason;
		reason.error = problems_for_field(&page_care(request)->problems, S("reason"));
	}
	component_form_open(&out, &(PageForm){.token = request->form_token, .action = S("/duplicates/apart")});
	component_hidden(&out, S("person"), pair->one.id);
	component_hidden(&out, S("other"), pair->other.id);
	component_hidden(&out, S("page"), str_format(arena, "%zu", page));
	component_text_input(&out, &reason);
	component_button(&out, &(Button){.text = S("They are two people"), .kind = BUTTON_SECONDARY, .prevent_double_click = true,
		.hidden_text = str_format(arena, ": %.*s and %.*s", STR_ARG(pair->one.reference), STR_ARG(pair->other.reference))});
	component_form_close(&out);
	return html_finish(&out);
}

static void show_pair(const Request *request, Html *out, const DuplicatePair *pair, size_t place, size_t page,
	const Returned *returned)
{
	Care *care = page_care(request);
	Arena *arena = care->arena;
	bool back = returned != NULL && str_equal(returned->person, pair->one.id) && str_equal(returned->other, pair->other.id);
	component_card_open(out, &(Card){.title = str_equal(pair->one.name, pair->other.name) ? pair->one.name
		: str_format(arena, "%.*s and %.*s", STR_ARG(pair->one.name), STR_ARG(pair->other.name))});
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_add(out, alike_tag(arena, pair->likely));
	html_close(out, "p");
	pair_table(care, out, pair);
	component_button(out, &(Button){.text = S("Compare the whole records"), .kind = BUTTON_SECONDARY,
		.href = alike_compare_href(arena, pair->one.id, pair->other.id),
		.hidden_text = str_format(arena, " %.*s and %.*s", STR_ARG(pair->one.reference), STR_ARG(pair->other.reference))});
	component_details(out, &(Details){.summary = S("They are two people"), .is_open = back,
		.markup = apart_form(request, pair, place, page, back ? returned : NULL)});
	component_card_close(out);
}

/* --- the queue --- */

static Status audit_pairs(Care *care, const DuplicatePair *pairs, size_t count)
{
	Str *people = ARENA_ARRAY(care->arena, Str, 2 * count + 1);
	for (size_t i = 0; i < count; i++) {
		people[2 * i] = pairs[i].one.id;
		people[2 * i + 1] = pairs[i].other.id;
	}
	return care_audit_read(care, S("list"), people, 2 * count);
}

static Str count_words(Arena *arena, int64_t count)
{
	if (count > DUPLICATES_COUNTED_MAX)
		return str_format(arena, "More than %d pairs, the likeliest first.", (int)DUPLICATES_COUNTED_MAX);
	return count == 1 ? S("One pair.") : str_format(arena, "%lld pairs, the likeliest first.", (long long)count);
}

static void said_link(Html *out)
{
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(out, &(Link){.href = S("/duplicates/said"), .text = S("Pairs that somebody said are two people")});
	html_close(out, "p");
}

static void show_pairs(const Request *request, Html *out, size_t page, const DuplicatePair *pairs, size_t count, int64_t total,
	const Returned *returned)
{
	Arena *arena = request->arena;
	size_t shown = count < DUPLICATES_PAGE ? count : DUPLICATES_PAGE;
	if (shown == 0)
		component_empty_state(out, &(EmptyState){.title = S("No pairs to look at"),
			.text = S("The records are compared every night, and whenever a name, a date, an address or a number changes.")});
	else
		bit_paragraph(out, str_concat(arena, count_words(arena, total), S(" The program compares names, dates, addresses and "
			"numbers. It can be wrong, and it never joins records: look at both, then decide.")));
	for (size_t i = 0; i < shown; i++)
		show_pair(request, out, &pairs[i], i, page, returned);
	component_pagination(out, &(Pagination){.label = S("Pages of pairs"),
		.previous_href = page > 1 ? queue_href(arena, page - 1) : (Str){0},
		.next_href = count > shown ? queue_href(arena, page + 1) : (Str){0}});
}

static void answer_queue(const Request *request, Response *response, size_t page, const Returned *returned)
{
	Care *care = page_care(request);
	DuplicatePair *pairs = NULL;
	size_t count = 0;
	int64_t total = 0;
	Status status = duplicates_list(care, (page - 1) * DUPLICATES_PAGE, DUPLICATES_PAGE + 1, &pairs, &count);
	if (status == STATUS_OK)
		status = duplicates_count(care, &total);
	if (status == STATUS_OK)
		status = audit_pairs(care, pairs, count < DUPLICATES_PAGE ? count : DUPLICATES_PAGE);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Records that may be of one person"));
	show_pairs(request, &out, page, pairs, count, total, returned);
	said_link(&out);
	page_staff(request, response, (StaffPage){.title = S("Records that may be of one person"), .problems = &care->problems,
		.content = html_finish(&out)}, S("/people"));
}

void page_duplicates(const Request *request, Response *response)
{
	answer_queue(request, response, page_asked(request_query(request, S("page"))), NULL);
}

void page_duplicates_apart_post(const Request *request, Response *response)
{
	Returned sent = {.person = request_form(request, S("person")), .other = request_form(request, S("other")),
		.reason = request_form(request, S("reason"))};
	size_t page = page_asked(request_form(request, S("page")));
	Status status = duplicates_say_apart(page_care(request), sent.person, sent.other, sent.reason);
	/* Said or joined already by a colleague: the pair is gone, and the next one is there. */
	if (status == STATUS_OK || status == STATUS_CONFLICT)
		response_redirect(response, queue_href(request->arena, page));
	else if (status == STATUS_INVALID)
		answer_queue(request, response, page, &sent);
	else
		page_status(request, response, status);
}

/* --- what was said --- */

static Markup again_form(const Request *request, const DuplicateApart *apart)
{
	Html out = html_make(request->arena);
	component_form_open(&out, &(PageForm){.token = request->form_token, .action = S("/duplicates/again")});
	component_hidden(&out, S("apart"), apart->id);
	component_button(&out, &(Button){.text = S("Look again"), .kind = BUTTON_SECONDARY, .hidden_text = str_format(request->arena,
		" at %.*s and %.*s", STR_ARG(apart->one.reference), STR_ARG(apart->other.reference))});
	component_form_close(&out);
	return html_finish(&out);
}

static Markup said_person(Care *care, const Person *person)
{
	Arena *arena = care->arena;
	return bit_link_with_note(arena, bit_person_href(arena, person->id, ""), person->name, str_format(arena, "%.*s, born %.*s",
		STR_ARG(person->reference), STR_ARG(str_is_empty(person->born) ? S("not known")
			: page_born(arena, person->born, (Str){0}, care_today(care)))));
}

static void said_table(const Request *request, Html *out, const DuplicateApart *said, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("One record")}, {.text = S_INIT("The other")}, {.text = S_INIT("Why")},
		{.text = S_INIT("Take it back"), .is_hidden = true}};
	Care *care = page_care(request);
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		cells[0].markup = said_person(care, &said[i].one);
		cells[1].markup = said_person(care, &said[i].other);
		cells[2].markup = bit_text_with_note(care->arena, said[i].reason, alike_said_by(care, &said[i]));
		cells[3].markup = again_form(request, &said[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("Not one person"), .columns = COLUMNS, .column_count = 4, .rows = rows,
		.row_count = count, .is_dense = true});
}

static Status audit_said(Care *care, const DuplicateApart *said, size_t count)
{
	Str *people = ARENA_ARRAY(care->arena, Str, 2 * count + 1);
	for (size_t i = 0; i < count; i++) {
		people[2 * i] = said[i].one.id;
		people[2 * i + 1] = said[i].other.id;
	}
	return care_audit_read(care, S("list"), people, 2 * count);
}

void page_duplicates_said(const Request *request, Response *response)
{
	enum { SAID_PAGE = 50 };
	Care *care = page_care(request);
	DuplicateApart *said = NULL;
	size_t count = 0;
	size_t page = page_asked(request_query(request, S("page")));
	Status status = duplicates_apart(care, (page - 1) * SAID_PAGE, SAID_PAGE + 1, &said, &count);
	size_t shown = count < SAID_PAGE ? count : SAID_PAGE;
	if (status == STATUS_OK)
		status = audit_said(care, said, shown);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Pairs that somebody said are two people"));
	if (shown == 0)
		component_empty_state(&out, &(EmptyState){.title = S("Nothing said yet"), .action_href = S("/duplicates"),
			.action_text = S("Records that may be of one person"), .text = S("What is said of a pair stands here, with the reason.")});
	else
		said_table(request, &out, said, shown);
	component_pagination(&out, &(Pagination){.label = S("Pages of pairs"),
		.previous_href = page > 1 ? str_format(request->arena, "/duplicates/said?page=%zu", page - 1) : (Str){0},
		.next_href = count > shown ? str_format(request->arena, "/duplicates/said?page=%zu", page + 1) : (Str){0}});
	alike_link(care, &out);
	page_staff(request, response, (StaffPage){.title = S("Pairs that somebody said are two people"),
		.content = html_finish(&out)}, S("/people"));
}

void page_duplicates_again_post(const Request *request, Response *response)
{
	Status status = duplicates_look_again(page_care(request), request_form(request, S("apart")));
	if (status == STATUS_OK || status == STATUS_STALE)
		response_redirect(response, S("/duplicates/said"));
	else
		page_status(request, response, status);
}
