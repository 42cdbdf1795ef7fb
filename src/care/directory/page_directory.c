/* The directory for everybody: a search by word, kind of help and postcode; one listing. No script, and the address of
 * a search can be sent on. Every sentence is the practice's. */
#include "care/directory/page_directory.h"

#include "care/directory/directory.h"
#include "care/pages/pages.h"

enum { RESULTS_A_PAGE = 10, SUMMARY_BYTES = 220, PAGE_NUMBER_MAX = 2000, TELEPHONE_DIGITS_MAX = 20 };

static Str say(const Care *care, const char *id)
{
	return practice_words(care->practice, str_from_c(id), (Str){0});
}

static void paragraph(Html *out, Str text)
{
	if (!str_is_empty(text))
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
}

/* For an address: letters, digits and - . _ stay, everything else becomes %XX. */
static Str address_part(Arena *arena, Str text)
{
	static const char digits[] = "0123456789ABCDEF";
	Buffer out = buffer_make(arena, text.length * 3 + 64);
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
			byte == '-' || byte == '.' || byte == '_';
		if (!plain)
			buffer_add_character(&out, '%');
		buffer_add_character(&out, plain ? (char)byte : digits[byte >> 4]);
		if (!plain)
			buffer_add_character(&out, digits[byte & 15]);
	}
	return buffer_str(&out);
}

/* --- one listing's lines ------------------------------------------------------------------------------------------------ */

static void link_in_place(Html *out, Str href, Str text)
{
	if (html_url_is_safe(href))
		component_link(out, &(Link){.href = href, .text = text});
	else
		html_text(out, text);
}

/* A number to tap: only digits and a plus go into the address; words such as "ext 5" end it. */
static Markup phone_markup(Arena *arena, Str phone)
{
	Buffer number = buffer_make(arena, 256);
	size_t digits = 0;
	buffer_add(&number, S("tel:"));
	for (size_t i = 0; i < phone.length && digits < TELEPHONE_DIGITS_MAX; i++) {
		char character = phone.data[i];
		bool digit = character >= '0' && character <= '9';
		if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z'))
			break;
		if (digit || (character == '+' && digits == 0))
			buffer_add_character(&number, character);
		digits += digit ? 1U : 0U;
	}
	Html out = html_make(arena);
	if (digits >= 3)
		link_in_place(&out, buffer_str(&number), phone);
	else
		html_text(&out, phone);
	return html_finish(&out);
}

static Markup link_markup(Arena *arena, Str href, Str text)
{
	Html out = html_make(arena);
	link_in_place(&out, href, text);
	return html_finish(&out);
}

static Str where_words(Arena *arena, const DirectoryFound *found)
{
	Str between = str_is_empty(found->address) || str_is_empty(found->postcode) ? S("") : S(", ");
	return str_format(arena, "%.*s%.*s%.*s", STR_ARG(found->address), STR_ARG(between), STR_ARG(found->postcode));
}

typedef struct Rows {
	SummaryRow items[12];
	size_t count;
} Rows;

static void add_row(Rows *rows, Str key, Str value)
{
	if (!str_is_empty(value))
		rows->items[rows->count++] = (SummaryRow){.key = key, .value = value};
}

static void add_link_row(Rows *rows, Arena *arena, Str key, Str href, Str text)
{
	if (!str_is_empty(text))
		rows->items[rows->count++] = (SummaryRow){.key = key, .value_markup = link_markup(arena, href, text)};
}

static void add_contact_rows(Rows *rows, const Care *care, const DirectoryFound *found)
{
	Arena *arena = care->arena;
	add_row(rows, say(care, "directory.where"), where_words(arena, found));
	add_row(rows, say(care, "directory.opening"), found->opening);
	add_row(rows, say(care, "directory.cost"), found->fees);
	if (!str_is_empty(found->phone))
		rows->items[rows->count++] = (SummaryRow){.key = say(care, "directory.phone"),
			.value_markup = phone_markup(arena, found->phone)};
}

/* Whole words of the beginning of a text. */
static Str summary_of(Arena *arena, Str text)
{
	size_t line = 0;
	Str first = str_find(text, S("\n"), &line) ? str_slice(text, 0, line) : text;
	if (first.length <= SUMMARY_BYTES)
		return first;
	size_t end = SUMMARY_BYTES;
	while (end > 0 && first.data[end] != ' ')
		end--;
	return end == 0 ? (Str){0} : str_concat(arena, str_slice(first, 0, end), S(" …"));
}

static void write_result(Html *out, const Care *care, const DirectoryFound *found)
{
	Arena *arena = care->arena;
	Rows rows = {.count = 0};
	html_open(out, "li", ATTRIBUTES({"class", S("kith-card")}));
	html_open(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}));
	component_link(out, &(Link){.href = str_format(arena, "/directory/%.*s", STR_ARG(found->id)), .text = found->name});
	html_close(out, "h2");
	if (str_equal(found->status, S("temporarily closed")))
		component_tag(out, &(Tag){.text = say(care, "directory.closed"), .colour = TAG_YELLOW});
	paragraph(out, summary_of(arena, found->description));
	if (found->metres >= 0)
		add_row(&rows, say(care, "directory.distance"), distance_words(arena, found->metres));
	add_contact_rows(&rows, care, found);
	if (rows.count > 0)
		component_summary_list(out, &(SummaryList){.rows = rows.items, .row_count = rows.count,
			.classes = S("govuk-summary-list--no-border")});
	html_close(out, "li");
}

/* --- the search ---------------------------------------------------------------------------------------------------------- */

typedef struct Asked {
	Str words;
	Str category; /* a code of ours, or empty */
	Str postcode;
	size_t page;
} Asked;

static Asked read_asked(const Request *request, const OptionList *categories)
{
	int64_t page = 1;
	Asked asked = {.words = str_trim(request_query(request, S("q"))), .postcode = str_trim(request_query(request,
		S("postcode"))), .page = 1};
	Str category = request_query(request, S("category"));
	if (categories != NULL && option_find(categories, category) != NULL)
		asked.category = category;
	if (str_to_integer(request_query(request, S("page")), &page) == STATUS_OK && page > 1 && page <= PAGE_NUMBER_MAX)
		asked.page = (size_t)page;
	if (asked.words.length > 200)
		asked.words.length = 200;
	while (!str_is_utf8(asked.words))
		asked.words.length--;
	return asked;
}

static void write_filter(Html *out, const Care *care, const Asked *asked, const OptionList *categories, Str error)
{
	size_t count = categories == NULL ? 0 : categories->count;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S(""), .text = say(care, "directory.any-kind"),
		.selected = str_is_empty(asked->category)};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = categories->options[i].code, .text = categories->options[i].resident,
			.selected = str_equal(categories->options[i].code, asked->category)};
	component_form_open(out, &(PageForm){.action = S("/directory"), .is_get = true, .classes = S("kith-filter")});
	component_text_input(out, &(TextInput){.name = S("q"), .label = say(care, "directory.words"),
		.hint = say(care, "directory.words-hint"), .type = S("search"), .value = asked->words});
	component_select(out, &(Select){.name = S("category"), .label = say(care, "directory.kind"), .items = items,
		.item_count = count + 1});
	component_text_input(out, &(TextInput){.name = S("postcode"), .label = say(care, "directory.postcode"),
		.hint = say(care, "directory.postcode-hint"), .autocomplete = S("postal-code"), .width = 10,
		.value = asked->postcode, .error = error});
	component_button(out, &(Button){.text = say(care, "directory.search")});
	component_form_close(out);
}

static void write_place(Html *out, const Care *care, const DirectoryAnswer *answer)
{
	if (answer->place_status == STATUS_NOT_FOUND)
		component_inset_text(out, &(InsetText){.text = say(care, "directory.place-unknown")});
	else if (answer->place_status == STATUS_OK && !str_is_empty(answer->place.matched) &&
		 !str_equal(answer->place.matched, answer->place.asked))
		component_inset_text(out, &(InsetText){.text = str_format(care->arena, "%.*s %.*s", STR_ARG(say(care,
			answer->place.precision == PLACE_SECTOR ? "directory.place-sector" : "directory.place-outward")),
			STR_ARG(answer->place.matched))});
}

static void write_empty(Html *out, const Care *care)
{
	const Council *council = practice_council(care->practice);
	html_open(out, "div", ATTRIBUTES({"class", S("kith-empty")}));
	html_element(out, "p", ATTRIBUTES({"class", S("kith-empty__title")}), say(care, "directory.none"));
	html_element(out, "p", NO_ATTRIBUTES, say(care, "directory.none-try"));
	html_element(out, "p", NO_ATTRIBUTES, say(care, "directory.none-call"));
	html_open(out, "p", NO_ATTRIBUTES);
	html_add(out, phone_markup(care->arena, council->phone));
	html_close(out, "p");
	html_close(out, "div");
}

static void write_results(Html *out, const Care *care, const Asked *asked, const DirectoryAnswer *answer)
{
	Arena *arena = care->arena;
	if (answer->total == 0) {
		write_empty(out, care);
		return;
	}
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body govuk-!-font-weight-bold")}), str_format(arena, "%.*s %zu",
		STR_ARG(say(care, "directory.found")), answer->total));
	html_open(out, "ol", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < answer->count; i++)
		write_result(out, care, &answer->items[i]);
	html_close(out, "ol");
	Str words = address_part(arena, asked->words);
	Str postcode = address_part(arena, asked->postcode);
	Str path = str_format(arena, "/directory?q=%.*s&category=%.*s&postcode=%.*s&page=", STR_ARG(words),
		STR_ARG(asked->category), STR_ARG(postcode));
	component_pages(out, path, asked->page, (answer->total + RESULTS_A_PAGE - 1) / RESULTS_A_PAGE);
}

void page_directory(const Request *request, Response *response)
{
	Care *care = page_care(request);
	const OptionList *categories = practice_list(care->practice, S("directory-category"));
	Asked asked = read_asked(request, categories);
	DirectoryAnswer answer = {0};
	Status status = directory_search(care, &(DirectoryQuery){.words = asked.words, .categories = &asked.category,
		.category_count = str_is_empty(asked.category) ? 0 : 1, .postcode = asked.postcode, .page = asked.page,
		.page_size = RESULTS_A_PAGE}, &answer);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Problems problems = problems_make(request->arena);
	Str error = {0};
	if (answer.place_status == STATUS_INVALID) {
		error = say(care, "directory.postcode-wrong");
		problems_add(&problems, (Problem){.field = S("postcode"), .message = error});
	}
	Html out = html_make(request->arena);
	Str title = say(care, "directory.title");
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), title);
	paragraph(&out, say(care, "directory.intro"));
	write_filter(&out, care, &asked, categories, error);
	write_place(&out, care, &answer);
	write_results(&out, care, &asked, &answer);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .problems = &problems,
		.back_href = S("/")});
}

/* --- one listing ---------------------------------------------------------------------------------------------------------- */

static Str category_words(const Care *care, const DirectoryFound *found)
{
	const OptionList *list = practice_list(care->practice, S("directory-category"));
	Str words = {0};
	for (size_t i = 0; i < found->category_count; i++) {
		const Option *option = list == NULL ? NULL : option_find(list, found->categories[i]);
		if (option == NULL)
			continue;
		Str before = str_is_empty(words) ? S("") : S(", ");
		words = str_format(care->arena, "%.*s%.*s%.*s", STR_ARG(words), STR_ARG(before), STR_ARG(option->resident));
	}
	return words;
}

static void write_paragraphs(Html *out, Str text)
{
	Str piece = {0};
	while (str_next(&text, '\n', &piece))
		paragraph(out, str_trim(piece));
}

void page_directory_listing(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	DirectoryFound found = {0};
	Status status = directory_listing(care, request_parameter(request, S("listing")), &found);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Rows rows = {.count = 0};
	Html out = html_make(arena);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), found.name);
	if (str_equal(found.status, S("temporarily closed")))
		component_warning_text(&out, &(WarningText){.text = say(care, "directory.closed-words")});
	else if (!str_equal(found.status, S("active")))
		component_warning_text(&out, &(WarningText){.text = say(care, "directory.gone-words")});
	write_paragraphs(&out, found.description);
	add_row(&rows, say(care, "directory.kind"), category_words(care, &found));
	if (!str_equal(found.organisation, found.name))
		add_row(&rows, say(care, "directory.run-by"), found.organisation);
	add_contact_rows(&rows, care, &found);
	add_link_row(&rows, arena, say(care, "directory.email"), str_concat(arena, S("mailto:"), found.email), found.email);
	add_link_row(&rows, arena, say(care, "directory.website"), found.url, found.url);
	Date updated = instant_london_date(found.updated_at);
	rows.items[rows.count++] = (SummaryRow){.key = say(care, "directory.updated"),
		.value = date_format_words(arena, updated)};
	component_summary_list(&out, &(SummaryList){.rows = rows.items, .row_count = rows.count});
	paragraph(&out, say(care, "directory.wrong"));
	page_public(request, response, (PublicPage){.title = found.name, .content = html_finish(&out),
		.back_href = S("/directory")});
}
