#include "care/person/page_access.h"

#include "care/access/access.h"
#include "care/pages/alike.h"
#include "care/pages/record.h"
#include "care/person/page_openings.h"

static const ChoiceItem TIERS[] = {
	{.value = S_INIT("2"), .text = S_INIT("Open"), .hint = S_INIT("All staff who may read records see it.")},
	{.value = S_INIT("1"), .text = S_INIT("A record exists, ask"),
		.hint = S_INIT("Others see only that there is one and whom to ask. Their look is kept.")},
	{.value = S_INIT("0"), .text = S_INIT("No trace"),
		.hint = S_INIT("Others find nothing at all; the owning team is told of every try. For people in hiding.")},
};

static Status restrict_form(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	Team *teams = NULL;
	size_t count = 0;
	Status status = access_teams(care, &teams, &count);
	if (status != STATUS_OK)
		return status;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S(""), .text = S("No team")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = teams[i].id, .text = teams[i].name};
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, record->person.id, "/restrict"),
		.version = str_format(care->arena, "%lld", (long long)record->person.version)});
	component_radios(out, &(Radios){.name = S("tier"), .legend = S("Who may see this record?"),
		.legend_classes = S("govuk-fieldset__legend--s"), .items = TIERS, .item_count = 3, .is_small = true,
		.value = request_form_has(request, S("tier")) ? request_form(request, S("tier"))
			: str_format(care->arena, "%d", (int)record->person.tier)});
	component_select(out, &(Select){.name = S("owner_team"), .label = S("Team that owns it"), .items = items,
		.item_count = count + 1, .value = request_form_has(request, S("owner_team"))
			? request_form(request, S("owner_team")) : record->person.owner_team,
		.error = problems_for_field(&care->problems, S("owner_team"))});
	component_textarea(out, &(Textarea){.name = S("reason"), .label = S("Reason"), .rows = 3,
		.hint = S("Stays with the record."), .value = request_form(request, S("reason")),
		.error = problems_for_field(&care->problems, S("reason"))});
	component_button(out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(out);
	return STATUS_OK;
}

static Str tier_words(PersonTier tier)
{
	return tier == PERSON_OPEN ? S("Open") : tier == PERSON_EXISTS ? S("A record exists, ask") : S("No trace");
}

static void answer_restrict(const Request *request, Response *response, const RecordPage *record, bool stale)
{
	Html out = html_make(request->arena);
	bit_heading(&out, S("Who may see this record"));
	if (stale) {
		int64_t tier = 0;
		bool read = str_to_integer(request_form(request, S("tier")), &tier) == STATUS_OK && tier >= 0 && tier <= 2;
		Html words = html_make(request->arena);
		bit_paragraph(&words, str_format(request->arena, "It now stands: %.*s%s%.*s", STR_ARG(tier_words(record->person.tier)),
			str_is_empty(record->person.owner_name) ? "" : ", kept by ", STR_ARG(record->person.owner_name)));
		bit_paragraph(&words, str_format(request->arena, "You chose: %.*s",
			STR_ARG(read ? tier_words((PersonTier)tier) : S("nothing"))));
		component_inset_text(&out, &(InsetText){.markup = html_finish(&words), .classes = S("kith-conflict")});
	}
	Status status = restrict_form(request, &out, record);
	if (status == STATUS_OK)
		status = openings_show(request, &out, record);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, S("Who may see"), "/restrict", html_finish(&out));
	if (stale)
		response->status = 409;
}

void page_restrict(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_restrict(request, response, &record, false);
}

void page_restrict_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	int64_t tier = 0;
	int64_t version = 0;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = str_to_integer(request_form(request, S("tier")), &tier) != STATUS_OK || tier < 0 || tier > 2
		|| str_to_integer(request_form(request, S("version")), &version) != STATUS_OK
		? problems_add(&care->problems, (Problem){.field = S("tier"), .message = S("Choose who may see this record.")})
		: STATUS_OK;
	if (status == STATUS_OK)
		status = person_restrict(care, record.person.id, (PersonTier)tier, request_form(request, S("owner_team")),
			request_form(request, S("reason")), version);
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, ""));
	else if (status == STATUS_INVALID)
		answer_restrict(request, response, &record, false);
	else if (status == STATUS_STALE)
		answer_restrict(request, response, &record, true);
	else
		page_status(request, response, status);
}

/* --- one person, two records --- */

/* What a home is chosen by: its address, else the first that is said of it. NULL: nothing is said of it. */
static const Fact *home_of(const Facts *facts)
{
	static const char *const FIRST[] = {"home_address", "home_postcode"};
	for (size_t i = 0; i < sizeof FIRST / sizeof FIRST[0]; i++) {
		const Fact *fact = facts_find(facts, str_from_c(FIRST[i]));
		if (fact != NULL && fact->of_place)
			return fact;
	}
	for (size_t i = 0; i < facts->count; i++)
		if (facts->items[i].of_place)
			return &facts->items[i];
	return NULL;
}

/* Does mine say of the home what theirs does not? In one home neither does. */
static bool says_otherwise(const Fact *fact, const Facts *theirs)
{
	return fact->of_place && !str_equal(fact->value, facts_value(theirs, fact->question));
}

/* Two homes with something to choose between them. */
static bool two_homes(const RecordPage *kept, const RecordPage *other)
{
	bool differ = false;
	for (size_t i = 0; i < kept->facts.count; i++)
		differ = differ || says_otherwise(&kept->facts.items[i], &other->facts);
	for (size_t i = 0; i < other->facts.count; i++)
		differ = differ || says_otherwise(&other->facts.items[i], &kept->facts);
	return differ && home_of(&kept->facts) != NULL && home_of(&other->facts) != NULL;
}

static void side_by_side(Care *care, Html *out, const RecordPage *kept, const RecordPage *other)
{
	TableColumn columns[] = {{.text = S("Fact")}, {.text = kept->person.reference}, {.text = other->person.reference}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, kept->facts.count + other->facts.count + 1);
	size_t count = 0;
	bool homes_differ = two_homes(kept, other);
	for (int round = 0; round < 2; round++) {
		const Facts *from = round == 0 ? &kept->facts : &other->facts;
		for (size_t i = 0; i < from->count; i++) {
			Str id = from->items[i].question;
			const Question *question = practice_question(care->practice, id);
			if (question == NULL || (round == 1 && facts_find(&kept->facts, id) != NULL))
				continue;
			Str left = facts_value(&kept->facts, id);
			Str right = facts_value(&other->facts, id);
			TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
			Str notes[] = {str_equal(left, right) ? (Str){0} : str_is_empty(left) || str_is_empty(right)
				? S("on one record only") : S("differs"), homes_differ && from->items[i].of_place ? S("of the home") : (Str){0}};
			cells[0].markup = bit_text_with_note(care->arena, question->worker, bit_list(care->arena, notes, 2, " \xC2\xB7 "));
			cells[1].text = str_is_empty(left) ? S("nothing") : record_answer_words(care, question, left);
			cells[2].text = str_is_empty(right) ? S("nothing") : record_answer_words(care, question, right);
			rows[count++] = (TableRow){.cells = cells, .cell_count = 3};
		}
	}
	component_table(out, &(Table){.caption = S("Both records, fact by fact"), .columns = columns, .column_count = 3,
		.rows = rows, .row_count = count, .is_dense = true});
	bit_note(out, S("The answers that you do not choose stay in the history. Everything of both is kept, links to either "
		"record go on working, and it can be undone: then each has again what was its own."));
}

/* Two different answers to one question of the person's own. */
typedef struct Difference {
	const Question *question;
	const Fact *left;
	const Fact *right;
} Difference;

static size_t differences(Care *care, const RecordPage *kept, const RecordPage *other, Difference *out)
{
	size_t count = 0;
	for (size_t i = 0; i < kept->facts.count; i++) {
		const Fact *left = &kept->facts.items[i];
		const Fact *right = facts_find(&other->facts, left->question);
		const Question *question = practice_question(care->practice, left->question);
		if (question != NULL && right != NULL && !left->of_place && !right->of_place && question->home != HOME_EPISODE
			&& !str_equal(left->value, right->value))
			out[count++] = (Difference){.question = question, .left = left, .right = right};
	}
	return count;
}

static Str choice_name(Arena *arena, const Difference *difference)
{
	return str_format(arena, "choice-%.*s", STR_ARG(difference->question->id));
}

/* Which of the two would count without a choice: the later one, as the record orders them (fact_current_make in person.sql). */
static const Fact *later_of(const Difference *difference)
{
	const Fact *left = difference->left;
	const Fact *right = difference->right;
	if (right->valid_from != left->valid_from)
		return right->valid_from > left->valid_from ? right : left;
	if (right->recorded_at != left->recorded_at)
		return right->recorded_at > left->recorded_at ? right : left;
	return str_compare(right->id, left->id) > 0 ? right : left;
}

static ChoiceItem choice_of(Care *care, Str words, const Fact *fact, Str reference)
{
	return (ChoiceItem){.value = fact->id, .text = words,
		.hint = str_format(care->arena, "%.*s, recorded by %.*s, %.*s", STR_ARG(reference),
			STR_ARG(bit_by_words(fact->by_name)),
			STR_ARG(page_when(care->arena, fact->recorded_at, care_now(care))))};
}

static Str home_words(Arena *arena, const Person *person)
{
	Str parts[] = {person->address, str_contains(person->address, person->postcode) ? (Str){0} : person->postcode};
	Str words = bit_list(arena, parts, 2, ", ");
	return str_is_empty(words) ? S("A home without an address") : words;
}

/* What is said of one home and not of the other, by name: two records of one address differ in this alone. */
static Str home_says(Care *care, const Facts *mine, const Facts *theirs)
{
	Str *names = ARENA_ARRAY(care->arena, Str, mine->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < mine->count; i++) {
		const Question *question = practice_question(care->practice, mine->items[i].question);
		if (question != NULL && says_otherwise(&mine->items[i], theirs))
			names[count++] = question->worker;
	}
	return count == 0 ? S("it says nothing that the other does not")
		: str_concat(care->arena, S("its own: "), bit_list(care->arena, names, count, ", "));
}

static ChoiceItem home_item(Care *care, const RecordPage *mine, const RecordPage *theirs)
{
	ChoiceItem item = choice_of(care, home_words(care->arena, &mine->person), home_of(&mine->facts), mine->person.reference);
	Str says = home_says(care, &mine->facts, &theirs->facts);
	item.hint = str_format(care->arena, "%.*s; %.*s", STR_ARG(item.hint), STR_ARG(says));
	return item;
}

/* An address before none; else what was recorded later. */
static const Fact *home_first(const RecordPage *kept, const RecordPage *other)
{
	const Fact *left = home_of(&kept->facts);
	const Fact *right = home_of(&other->facts);
	bool left_is_known = !str_is_empty(kept->person.address) || !str_is_empty(kept->person.postcode);
	bool right_is_known = !str_is_empty(other->person.address) || !str_is_empty(other->person.postcode);
	if (left_is_known != right_is_known)
		return left_is_known ? left : right;
	return later_of(&(Difference){.left = left, .right = right});
}

/* Everything that is said of a home goes with it, so that nobody is sent to one door with the key code of another. */
static void home_choice(const Request *request, Html *out, const RecordPage *kept, const RecordPage *other)
{
	Care *care = page_care(request);
	if (!two_homes(kept, other))
		return;
	ChoiceItem *items = ARENA_ARRAY(care->arena, ChoiceItem, 2);
	items[0] = home_item(care, kept, other);
	items[1] = home_item(care, other, kept);
	component_radios(out, &(Radios){.name = S("choice-home"), .legend = S("Where do they live now?"),
		.legend_classes = S("govuk-fieldset__legend--s"), .items = items, .item_count = 2, .is_small = true,
		.hint = S("All that is said of a home goes with it: risks on a visit, how to get in, who else lives there. What only the other "
			"home says is in the history from now on: write it again where it still holds."),
		.value = request_form_has(request, S("choice-home")) ? request_form(request, S("choice-home"))
			: home_first(kept, other)->id});
}

/* One choice for each difference; the later answer is chosen until somebody chooses the other. */
static void choices(const Request *request, Html *out, const RecordPage *kept, const RecordPage *other)
{
	Care *care = page_care(request);
	Difference *found = ARENA_ARRAY(care->arena, Difference, kept->facts.count + 1);
	size_t count = differences(care, kept, other, found);
	home_choice(request, out, kept, other);
	for (size_t i = 0; i < count; i++) {
		ChoiceItem *items = ARENA_ARRAY(care->arena, ChoiceItem, 2);
		Str name = choice_name(care->arena, &found[i]);
		const Question *question = found[i].question;
		items[0] = choice_of(care, record_answer_words(care, question, found[i].left->value), found[i].left,
			kept->person.reference);
		items[1] = choice_of(care, record_answer_words(care, question, found[i].right->value), found[i].right,
			other->person.reference);
		component_radios(out, &(Radios){.name = name, .legend = found[i].question->worker,
			.legend_classes = S("govuk-fieldset__legend--s"), .items = items, .item_count = 2, .is_small = true,
			.value = request_form_has(request, name) ? request_form(request, name) : later_of(&found[i])->id});
	}
}

/* The home, and the facts that were chosen where that is not the one which would count anyway. */
static size_t read_choices(const Request *request, const RecordPage *kept, const RecordPage *other, Str *out)
{
	Care *care = page_care(request);
	Difference *found = ARENA_ARRAY(care->arena, Difference, kept->facts.count + 1);
	size_t count = differences(care, kept, other, found);
	size_t chosen = 0;
	for (size_t i = 0; i < count; i++) {
		Str value = request_form(request, choice_name(care->arena, &found[i]));
		if (!str_is_empty(value) && !str_equal(value, later_of(&found[i])->id))
			out[chosen++] = value;
	}
	Str home = request_form(request, S("choice-home"));
	if (two_homes(kept, other) && !str_is_empty(home))
		out[chosen++] = home;
	return chosen;
}

static void merge_form(const Request *request, Html *out, const RecordPage *kept, const RecordPage *other)
{
	Care *care = page_care(request);
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, kept->person.id, "/merge")});
	component_hidden(out, S("other"), other->person.id);
	choices(request, out, kept, other);
	component_textarea(out, &(Textarea){.name = S("reason"), .label = S("How do you know that these are one person?"),
		.rows = 3, .value = request_form(request, S("reason")),
		.error = problems_for_field(&care->problems, S("reason"))});
	component_button(out, &(Button){.text = S("Merge the two records"), .kind = BUTTON_WARNING,
		.prevent_double_click = true});
	component_form_close(out);
}

static Status merges_show(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	PersonMerge *merges = NULL;
	size_t count = 0;
	Status status = person_merges(care, record->person.id, &merges, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		component_card_open(out, &(Card){.title = merges[i].undone ? S("Merged, and undone") : S("Merged")});
		bit_paragraph(out, str_format(care->arena, "By %.*s, %.*s: %.*s", STR_ARG(merges[i].by_name),
			STR_ARG(page_when(care->arena, merges[i].at, care_now(care))), STR_ARG(merges[i].reason)));
		if (!merges[i].undone) {
			component_form_open(out, &(PageForm){.token = request->form_token,
				.action = bit_person_href(care->arena, record->person.id, "/unmerge")});
			component_hidden(out, S("merge"), merges[i].id);
			component_text_input(out, &(TextInput){.id = str_format(care->arena, "undo-%zu", i), .name = S("reason"),
				.label = S("Why these are two people after all")});
			component_button(out, &(Button){.text = S("Make them two records again"), .kind = BUTTON_WARNING});
			component_form_close(out);
		}
		component_card_close(out);
	}
	return status;
}

static void other_form(const Request *request, Html *out, const RecordPage *record)
{
	component_form_open(out, &(PageForm){.is_get = true,
		.action = bit_person_href(request->arena, record->person.id, "/merge")});
	component_text_input(out, &(TextInput){.name = S("reference"), .label = S("Reference of the other record"),
		.hint = S("It stands in the other record's identity bar."), .width = 20,
		.value = request_query(request, S("reference")),
		.error = problems_for_field(&page_care(request)->problems, S("reference"))});
	component_button(out, &(Button){.text = S("Compare"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

static void answer_merge(const Request *request, Response *response, const RecordPage *record, Str other_id)
{
	Care *care = page_care(request);
	RecordPage other = {0};
	if (!str_is_empty(other_id) && !record_open(request, response, other_id, &other))
		return;
	Html out = html_make(request->arena);
	Status status = STATUS_OK;
	bit_heading(&out, S("Two records of one person"));
	if (str_is_empty(other_id)) {
		status = alike_panel(care, &out, record->person.id);
		other_form(request, &out, record);
	} else if (str_equal(other.person.id, record->person.id))
		bit_paragraph(&out, S("These are already one record."));
	else {
		status = alike_said_panel(care, &out, record->person.id, other.person.id);
		side_by_side(care, &out, record, &other);
		merge_form(request, &out, record, &other);
	}
	if (status == STATUS_OK)
		status = merges_show(request, &out, record);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, S("Merge"), "/merge", html_finish(&out));
}

void page_merge(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Str other = request_query(request, S("other"));
	Str reference = str_trim(request_query(request, S("reference")));
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	if (str_is_empty(other) && !str_is_empty(reference)
	    && person_find_by_reference(care, reference, &other) != STATUS_OK) {
		other = (Str){0};
		(void)problems_add(&care->problems, (Problem){.field = S("reference"),
			.message = S("There is no record of that reference, or none that you may see.")});
	}
	answer_merge(request, response, &record, other);
}

void page_merge_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	RecordPage other = {0};
	if (!record_open(request, response, request_form(request, S("other")), &other))
		return;
	Str *facts = ARENA_ARRAY(request->arena, Str, record.facts.count + 1);
	size_t fact_count = read_choices(request, &record, &other, facts);
	Status status = person_merge_choosing(care, record.person.id, other.person.id, request_form(request, S("reason")), facts,
		fact_count, NULL);
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, "/merge"));
	else if (status == STATUS_INVALID)
		answer_merge(request, response, &record, request_form(request, S("other")));
	else
		page_status(request, response, status);
}

void page_unmerge_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = person_unmerge(page_care(request), request_form(request, S("merge")),
		request_form(request, S("reason")));
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, "/merge"));
	else if (status == STATUS_INVALID)
		answer_merge(request, response, &record, (Str){0});
	else
		page_status(request, response, status);
}
