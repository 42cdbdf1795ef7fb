/* The directory for everybody: a search by word, kind of help and postcode; one listing. No script, and the address of
 * a search can be sent on. Every sentence is the practice's. */
#include "care/directory/page_directory.h"

#include "care/directory/directory.h"
#include "care/directory/page_map.h"
#include "care/pages/pages.h"
#include "care/pages/words.h"

enum {
	RESULTS_A_PAGE = 10,
	SUMMARY_BYTES = 220,
	PAGE_NUMBER_MAX = 2000,
	TELEPHONE_DIGITS_MAX = 20,
	ADDRESS_BYTES_MAX = 4096,
	OPTIONS_MAX = 40,
	METRES_A_MILE = 1609,
};

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
	SummaryRow items[16];
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

static Str checked_words(const Care *care, const DirectoryFound *found)
{
	Date day = DATE_NONE;
	if (date_parse(found->checked_on, &day) != STATUS_OK)
		return say(care, "directory.never-checked");
	const char *by = str_equal(found->checked_by_kind, S("council")) ? "directory.by-council"
		: str_equal(found->checked_by_kind, S("organisation")) ? "directory.by-organisation" : "directory.by-source";
	Str on = date_format_words(care->arena, day);
	Str who = say(care, by);
	return str_format(care->arena, "%.*s, %.*s", STR_ARG(on), STR_ARG(who));
}

static void write_tags(Html *out, const Care *care, const DirectoryFound *found)
{
	if (str_equal(found->status, S("temporarily closed")))
		component_tag(out, &(Tag){.text = say(care, "directory.closed"), .colour = TAG_YELLOW});
	if (found->is_stale)
		component_tag(out, &(Tag){.text = say(care, "directory.stale"), .colour = TAG_YELLOW});
}

static void write_result(Html *out, const Care *care, const DirectoryFound *found, size_t number)
{
	Arena *arena = care->arena;
	Rows rows = {.count = 0};
	html_open(out, "li", ATTRIBUTES({"class", S("kith-card")}, {"id", str_format(arena, "listing-%zu", number)}));
	html_open(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}));
	html_text(out, str_format(arena, "%zu. ", number));
	component_link(out, &(Link){.href = str_format(arena, "/directory/%.*s", STR_ARG(found->id)), .text = found->name});
	html_close(out, "h2");
	write_tags(out, care, found);
	paragraph(out, summary_of(arena, found->description));
	if (found->metres >= 0)
		add_row(&rows, say(care, "directory.distance"), distance_words(arena, found->metres));
	add_contact_rows(&rows, care, found);
	add_row(&rows, say(care, "directory.checked"), checked_words(care, found));
	component_summary_list(out, &(SummaryList){.rows = rows.items, .row_count = rows.count,
		.classes = S("govuk-summary-list--no-border")});
	html_close(out, "li");
}

/* --- the search ---------------------------------------------------------------------------------------------------------- */

typedef struct Asked {
	Str words;
	Str category; /* a code of ours, or empty */
	Str postcode;
	int64_t miles; /* 0: any distance */
	DirectoryFeature features[OPTIONS_MAX];
	size_t feature_count;
	size_t page;
} Asked;

/* The words of a kind of feature: "directory.for-audience". */
static Str say_kind(const Care *care, Str kind)
{
	return say(care, str_c(care->arena, str_concat(care->arena, S("directory.for-"), kind)));
}

static const OptionList *feature_list(const Care *care, Str kind)
{
	return practice_list(care->practice, str_concat(care->arena, S("directory-"), kind));
}

/* What stands in the address and in the council's lists: of access every need, of the others one. */
static void read_features(const Request *request, Asked *asked)
{
	const Care *care = page_care(request);
	for (size_t k = 0; k < DIRECTORY_FEATURE_KIND_COUNT; k++) {
		Str kind = DIRECTORY_FEATURE_KINDS[k];
		const OptionList *list = feature_list(care, kind);
		for (size_t i = 0; list != NULL && i < request->query_count && asked->feature_count < OPTIONS_MAX; i++)
			if (str_equal(request->query[i].name, kind) && option_find(list, request->query[i].value) != NULL)
				asked->features[asked->feature_count++] = (DirectoryFeature){.kind = kind, .code = request->query[i].value};
	}
}

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
	if (str_to_integer(request_query(request, S("miles")), &asked.miles) != STATUS_OK || asked.miles < 0 || asked.miles > 50)
		asked.miles = 0;
	if (asked.words.length > 200)
		asked.words.length = 200;
	while (!str_is_utf8(asked.words))
		asked.words.length--;
	read_features(request, &asked);
	return asked;
}

static bool is_asked(const Asked *asked, Str kind, Str code)
{
	for (size_t i = 0; i < asked->feature_count; i++)
		if (str_equal(asked->features[i].kind, kind) && str_equal(asked->features[i].code, code))
			return true;
	return false;
}

static bool is_kind_asked(const Asked *asked, Str kind)
{
	for (size_t i = 0; i < asked->feature_count; i++)
		if (str_equal(asked->features[i].kind, kind))
			return true;
	return false;
}

static void write_select(Html *out, const Care *care, Str name, Str label, const OptionList *list, Str chosen)
{
	size_t count = list == NULL ? 0 : list->count;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S(""), .text = say(care, "directory.any"), .selected = str_is_empty(chosen)};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = list->options[i].code, .text = list->options[i].resident,
			.selected = str_equal(list->options[i].code, chosen)};
	component_select(out, &(Select){.name = name, .label = label, .items = items, .item_count = count + 1});
}

static Str chosen_of(const Asked *asked, Str kind)
{
	for (size_t i = 0; i < asked->feature_count; i++)
		if (str_equal(asked->features[i].kind, kind))
			return asked->features[i].code;
	return (Str){0};
}

static void write_access(Html *out, const Care *care, const Asked *asked, const OptionList *list)
{
	size_t count = list == NULL ? 0 : list->count;
	ChoiceItem *items = ARENA_ARRAY(care->arena, ChoiceItem, count + 1);
	for (size_t i = 0; i < count; i++)
		items[i] = (ChoiceItem){.value = list->options[i].code, .text = list->options[i].resident,
			.checked = is_asked(asked, S("access"), list->options[i].code)};
	if (count > 0)
		component_checkboxes(out, &(Checkboxes){.name = S("access"), .legend = say_kind(care, S("access")),
			.legend_classes = S("govuk-fieldset__legend--s"), .hint = say(care, "directory.access-hint"), .items = items,
			.item_count = count, .is_small = true});
}

static void write_miles(Html *out, const Care *care, const Asked *asked)
{
	static const int64_t MILES[] = {1, 2, 5, 10};
	enum { COUNT = sizeof MILES / sizeof MILES[0] };
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, COUNT + 1);
	items[0] = (SelectItem){.value = S(""), .text = say(care, "directory.any-distance"), .selected = asked->miles == 0};
	for (size_t i = 0; i < COUNT; i++) {
		Str value = str_format(care->arena, "%lld", (long long)MILES[i]);
		items[i + 1] = (SelectItem){.value = value, .selected = asked->miles == MILES[i], .text = str_format(care->arena,
			"%.*s %s", STR_ARG(value), MILES[i] == 1 ? "mile" : "miles")};
	}
	component_select(out, &(Select){.name = S("miles"), .label = say(care, "directory.within"), .items = items,
		.item_count = COUNT + 1});
}

/* What few people need stands folded, and open when something of it was chosen. */
static void write_more_filters(Html *out, const Care *care, const Asked *asked)
{
	Html inside = html_make(care->arena);
	bool is_open = asked->miles > 0;
	for (size_t k = 0; k < DIRECTORY_FEATURE_KIND_COUNT; k++) {
		Str kind = DIRECTORY_FEATURE_KINDS[k];
		is_open = is_open || is_kind_asked(asked, kind);
		if (!str_equal(kind, S("access")))
			write_select(&inside, care, kind, say_kind(care, kind), feature_list(care, kind), chosen_of(asked, kind));
	}
	write_miles(&inside, care, asked);
	write_access(&inside, care, asked, feature_list(care, S("access")));
	component_details(out, &(Details){.summary = say(care, "directory.more"), .markup = html_finish(&inside), .is_open = is_open});
}

static void write_filter(Html *out, const Care *care, const Asked *asked, const OptionList *categories, Str error)
{
	component_form_open(out, &(PageForm){.action = S("/directory"), .is_get = true, .classes = S("kith-filter")});
	component_text_input(out, &(TextInput){.name = S("q"), .label = say(care, "directory.words"),
		.hint = say(care, "directory.words-hint"), .type = S("search"), .value = asked->words});
	write_select(out, care, S("category"), say(care, "directory.kind"), categories, asked->category);
	component_text_input(out, &(TextInput){.name = S("postcode"), .label = say(care, "directory.postcode"),
		.hint = say(care, "directory.postcode-hint"), .autocomplete = S("postal-code"), .width = 10,
		.value = asked->postcode, .error = error});
	write_more_filters(out, care, asked);
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

static void write_spelling(Html *out, const Care *care, const DirectoryAnswer *answer)
{
	if (str_is_empty(answer->words_used))
		return;
	Str words = say(care, "directory.spelling");
	component_inset_text(out, &(InsetText){.text = str_format(care->arena, "%.*s %.*s", STR_ARG(words),
		STR_ARG(answer->words_used))});
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

static size_t first_number(const Asked *asked)
{
	return (asked->page - 1) * RESULTS_A_PAGE + 1;
}

/* The search's own address, up to the number of a page. */
static Str address_of(Arena *arena, const Asked *asked)
{
	Buffer path = buffer_make(arena, ADDRESS_BYTES_MAX);
	Str words = address_part(arena, asked->words);
	Str postcode = address_part(arena, asked->postcode);
	buffer_add_format(&path, "/directory?q=%.*s&category=%.*s&postcode=%.*s", STR_ARG(words), STR_ARG(asked->category),
		STR_ARG(postcode));
	for (size_t i = 0; i < asked->feature_count; i++)
		buffer_add_format(&path, "&%.*s=%.*s", STR_ARG(asked->features[i].kind), STR_ARG(asked->features[i].code));
	if (asked->miles > 0)
		buffer_add_format(&path, "&miles=%lld", (long long)asked->miles);
	buffer_add(&path, S("&page="));
	return buffer_str(&path);
}

static void write_results(Html *out, const Care *care, const Asked *asked, const DirectoryAnswer *answer)
{
	Arena *arena = care->arena;
	if (answer->total == 0) {
		write_empty(out, care);
		return;
	}
	Str found = say(care, "directory.found");
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body govuk-!-font-weight-bold")}), str_format(arena, "%.*s %zu",
		STR_ARG(found), answer->total));
	html_open(out, "ol", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < answer->count; i++)
		write_result(out, care, &answer->items[i], first_number(asked) + i);
	html_close(out, "ol");
	component_pages(out, address_of(arena, asked), asked->page, (answer->total + RESULTS_A_PAGE - 1) / RESULTS_A_PAGE);
}

static Status write_map(Html *out, Care *care, const Asked *asked, const DirectoryAnswer *answer)
{
	MapPlace places[RESULTS_A_PAGE];
	size_t count = 0;
	bool from = answer->place_status == STATUS_OK && !str_is_empty(asked->postcode);
	for (size_t i = 0; i < answer->count && i < RESULTS_A_PAGE; i++) {
		const DirectoryFound *found = &answer->items[i];
		size_t number = first_number(asked) + i;
		if (found->latitude == STORE_NULL_INTEGER || found->longitude == STORE_NULL_INTEGER)
			continue;
		places[count++] = (MapPlace){.at = {.latitude = (int32_t)found->latitude, .longitude = (int32_t)found->longitude},
			.number = number, .name = found->name, .href = str_format(care->arena, "#listing-%zu", number)};
	}
	return map_write(out, care, &(DirectoryMap){.places = places, .place_count = count, .from = from ? &answer->place.place : NULL,
		.title = say(care, "directory.map"), .from_words = say(care, "directory.you"),
		.attribution = say(care, "directory.map-source")});
}

void page_directory(const Request *request, Response *response)
{
	Care *care = page_care(request);
	const OptionList *categories = practice_list(care->practice, S("directory-category"));
	Asked asked = read_asked(request, categories);
	DirectoryAnswer answer = {0};
	Status status = directory_search(care, &(DirectoryQuery){.words = asked.words, .categories = &asked.category,
		.category_count = str_is_empty(asked.category) ? 0 : 1, .postcode = asked.postcode, .page = asked.page,
		.features = asked.features, .feature_count = asked.feature_count, .within_metres = asked.miles * METRES_A_MILE,
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
	write_spelling(&out, care, &answer);
	write_results(&out, care, &asked, &answer);
	Html aside = html_make(request->arena);
	status = write_map(&aside, care, &asked, &answer);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .problems = &problems,
		.aside = html_finish(&aside), .back_href = S("/")});
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

/* What was read from its words: who it is for, access; days and cost stand there as they were written. */
static void add_features(Rows *rows, const Care *care, const DirectoryFound *found)
{
	static const Str SHOWN[] = {S_INIT("audience"), S_INIT("access")};
	for (size_t k = 0; k < sizeof SHOWN / sizeof SHOWN[0]; k++) {
		const OptionList *list = feature_list(care, SHOWN[k]);
		Str parts[OPTIONS_MAX];
		size_t count = 0;
		for (size_t i = 0; i < found->feature_count && count < OPTIONS_MAX; i++) {
			const Option *option = list == NULL || !str_equal(found->features[i].kind, SHOWN[k]) ? NULL
				: option_find(list, found->features[i].code);
			if (option != NULL)
				parts[count++] = option->resident;
		}
		add_row(rows, say_kind(care, SHOWN[k]), str_join(care->arena, parts, count, S(", ")));
	}
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
	else if (found.is_stale)
		component_inset_text(&out, &(InsetText){.text = say(care, "directory.stale-words")});
	write_paragraphs(&out, found.description);
	add_row(&rows, say(care, "directory.kind"), category_words(care, &found));
	if (!str_equal(found.organisation, found.name))
		add_row(&rows, say(care, "directory.run-by"), found.organisation);
	add_contact_rows(&rows, care, &found);
	add_link_row(&rows, arena, say(care, "directory.email"), str_concat(arena, S("mailto:"), found.email), found.email);
	add_link_row(&rows, arena, say(care, "directory.website"), found.url, found.url);
	add_features(&rows, care, &found);
	add_row(&rows, say(care, "directory.checked"), checked_words(care, &found));
	Date updated = instant_london_date(found.updated_at);
	rows.items[rows.count++] = (SummaryRow){.key = say(care, "directory.updated"),
		.value = date_format_words(arena, updated)};
	component_summary_list(&out, &(SummaryList){.rows = rows.items, .row_count = rows.count});
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&out, &(Link){.href = str_format(arena, "/directory/%.*s/wrong", STR_ARG(found.id)),
		.text = say(care, "directory.wrong-title")});
	html_close(&out, "p");
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	component_link(&out, &(Link){.href = str_format(arena, "/directory/%.*s/change", STR_ARG(found.id)),
		.text = say(care, "directory.yours")});
	html_close(&out, "p");
	page_public(request, response, (PublicPage){.title = found.name, .content = html_finish(&out),
		.back_href = S("/directory")});
}
