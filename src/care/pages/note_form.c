/* The form for a note: one box, what it tells of, when it happened, who was there, whom else it is about. */
#include "care/pages/note_form.h"

enum { TYPED_BYTES_MAX = 64 };

Str note_kind_words(const Care *care, Str kind)
{
	const OptionList *kinds = practice_list(care->practice, S("note-kinds"));
	const Option *known = kinds == NULL ? NULL : option_find(kinds, kind);
	return known != NULL ? known->worker : bit_code_words(care->arena, kind);
}

Str note_happened_words(Arena *arena, Date day, Str time)
{
	Str words = str_format(arena, "%.*s %.*s", STR_ARG(date_weekday_name(date_weekday(day))),
		STR_ARG(date_format_words(arena, day)));
	return str_is_empty(time) ? words : str_format(arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(time));
}

NoteDraft note_draft_new(Care *care, Str person)
{
	NoteDraft draft = {.id = id_make(care->ids, care->arena), .person = person, .people_count = 1,
		.happened_on = care_today(care)};
	draft.people[0] = person;
	return draft;
}

static Date day_sent(const Request *request)
{
	static const char *const NAMES[] = {"happened-year", "happened-month", "happened-day"};
	int64_t parts[3] = {0};
	Date day = DATE_NONE;
	for (size_t i = 0; i < 3; i++)
		if (str_to_integer(str_trim(request_form(request, str_from_c(NAMES[i]))), &parts[i]) != STATUS_OK
		    || parts[i] < 0 || parts[i] > 9999)
			return DATE_NONE;
	return date_make((int)parts[0], (int)parts[1], (int)parts[2], &day) == STATUS_OK ? day : DATE_NONE;
}

/* Somebody who is not among their people, by reference. */
static void add_by_reference(const Request *request, NoteDraft *draft)
{
	Care *care = page_care(request);
	Str typed = str_trim(request_form(request, S("reference")));
	Str id = {0};
	if (str_is_empty(typed))
		return;
	if (typed.length > TYPED_BYTES_MAX || person_find_by_reference(care, typed, &id) != STATUS_OK) {
		(void)problems_add(&care->problems, (Problem){.field = S("reference"),
			.message = S("There is no record of this reference. Enter it as it stands on the record, such as KT-4R7M-QVX9.")});
		return;
	}
	if (draft->people_count < NOTE_PEOPLE_MAX)
		draft->people[draft->people_count++] = id;
}

NoteDraft note_form_read(const Request *request, Str person)
{
	int64_t version = 0;
	Str with[NOTE_PEOPLE_MAX];
	size_t count = request_form_all(request, S("with"), with, NOTE_PEOPLE_MAX);
	NoteDraft draft = {.id = request_form(request, S("draft")), .person = person, .people_count = 1,
		.kind = request_form(request, S("kind")), .happened_on = day_sent(request),
		.happened_time = str_trim(request_form(request, S("time"))),
		.present = str_trim(request_form(request, S("present"))), .body = request_form(request, S("body")),
		.corrects = request_form(request, S("corrects")), .reason = str_trim(request_form(request, S("reason")))};
	if (str_to_integer(request_form(request, S("version-note")), &version) == STATUS_OK && version >= 0)
		draft.version = version;
	draft.people[0] = person;
	for (size_t i = 0; i < count && draft.people_count < NOTE_PEOPLE_MAX; i++)
		if (id_is_valid(with[i]))
			draft.people[draft.people_count++] = with[i];
	draft.window = request_form(request, S("window"));
	if (!id_is_valid(draft.window))
		draft.window = S("");
	if (!id_is_valid(draft.corrects))
		draft.corrects = (Str){0};
	add_by_reference(request, &draft);
	return draft;
}

static bool is_about(const NoteDraft *draft, Str person)
{
	for (size_t i = 0; i < draft->people_count; i++)
		if (str_equal(draft->people[i], person))
			return true;
	return false;
}

static void add_item(ChoiceItem *items, size_t *count, Str id, Str text, Str hint, bool checked)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(items[i].value, id))
			return;
	items[(*count)++] = (ChoiceItem){.value = id, .text = text, .hint = hint, .checked = checked};
}

/* Their people whose records are open, and who else the draft is about already. */
static Status others_items(Care *care, const NoteDraft *draft, Str person, ChoiceItem **out, size_t *count)
{
	Relation *relations = NULL;
	size_t relation_count = 0;
	Status status = person_relations(care, person, &relations, &relation_count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, ChoiceItem, relation_count + NOTE_PEOPLE_MAX);
	for (size_t i = 0; i < relation_count; i++)
		if (relations[i].other_how == PERSON_OPEN)
			add_item(*out, count, relations[i].other, relations[i].other_name, relations[i].label,
				is_about(draft, relations[i].other));
	for (size_t i = 0; status == STATUS_OK && i < draft->people_count; i++) {
		Person other = {0};
		if (str_equal(draft->people[i], person))
			continue;
		status = person_find(care, draft->people[i], &other);
		if (status == STATUS_OK && other.how == PERSON_OPEN && !str_equal(other.id, person))
			add_item(*out, count, other.id, other.name, other.reference, true);
	}
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static Status others_show(Care *care, Html *out, const NoteDraft *draft, Str person)
{
	ChoiceItem *items = NULL;
	size_t count = 0;
	Status status = others_items(care, draft, person, &items, &count);
	if (status != STATUS_OK)
		return status;
	Html inside = html_make(care->arena);
	bit_note(&inside, S("The note stands on the record of each. It is read by those who may open all of these records: "
		"write a note of its own about what not everybody may know."));
	if (count > 0)
		component_checkboxes(&inside, &(Checkboxes){.name = S("with"), .legend = S("Their people"), .items = items,
			.item_count = count, .is_small = true});
	component_text_input(&inside, &(TextInput){.name = S("reference"), .label = S("Reference of somebody else"),
		.width = 20, .autocomplete = S("off"), .spellcheck = SPELLCHECK_OFF,
		.error = problems_for_field(&care->problems, S("reference"))});
	bool is_open = draft->people_count > 1 || !str_is_empty(problems_for_field(&care->problems, S("reference")));
	component_details(out, &(Details){.summary = S("Also about other people"), .markup = html_finish(&inside),
		.is_open = is_open});
	return STATUS_OK;
}

static void kind_select(Care *care, Html *out, Str value)
{
	const OptionList *kinds = practice_list(care->practice, S("note-kinds"));
	size_t count = kinds == NULL ? 0 : kinds->count;
	SelectItem *items = ARENA_ARRAY(care->arena, SelectItem, count + 1);
	items[0] = (SelectItem){.value = S(""), .text = S("Choose")};
	for (size_t i = 0; i < count; i++)
		items[i + 1] = (SelectItem){.value = kinds->options[i].code, .text = kinds->options[i].worker};
	component_select(out, &(Select){.name = S("kind"), .label = S("What it tells of"), .items = items,
		.item_count = count + 1, .value = value, .error = problems_for_field(&care->problems, S("kind"))});
}

static void when_and_who(Care *care, Html *out, const NoteDraft *draft)
{
	int year = 0;
	int month = 0;
	int day = 0;
	bool known = draft->happened_on != DATE_NONE;
	if (known)
		date_split(draft->happened_on, &year, &month, &day);
	html_open(out, "div", ATTRIBUTES({"class", S("kith-row")}));
	kind_select(care, out, draft->kind);
	component_date_input(out, &(DateInput){.name = S("happened"), .legend = S("Day it happened"),
		.day = known ? str_format(care->arena, "%d", day) : (Str){0},
		.month = known ? str_format(care->arena, "%d", month) : (Str){0},
		.year = known ? str_format(care->arena, "%d", year) : (Str){0},
		.error = problems_for_field(&care->problems, S("happened-day"))});
	component_text_input(out, &(TextInput){.name = S("time"), .label = S("Time, if it matters"), .width = 5,
		.value = draft->happened_time, .autocomplete = S("off"), .error = problems_for_field(&care->problems, S("time"))});
	component_text_input(out, &(TextInput){.name = S("present"), .label = S("Who was there"), .value = draft->present,
		.autocomplete = S("off"), .width = 20, .error = problems_for_field(&care->problems, S("present"))});
	html_close(out, "div");
}

static void words_again(Html *out, Arena *arena, const NoteForm *form)
{
	Html inside = html_make(arena);
	html_element(&inside, "p", NO_ATTRIBUTES, S("Look at these words again. Your draft is saved; nothing is signed yet."));
	html_open(&inside, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < form->word_count; i++)
		html_element(&inside, "li", NO_ATTRIBUTES, str_format(arena, "\xE2\x80\x9C%.*s\xE2\x80\x9D: better %.*s",
			STR_ARG(form->words[i]->words), STR_ARG(form->words[i]->instead)));
	html_close(&inside, "ul");
	html_element(&inside, "p", NO_ATTRIBUTES, S("A person\xE2\x80\x99s own words, in quotation marks, may stand. "
		"You may sign it as it is."));
	component_inset_text(out, &(InsetText){.id = S("words"), .markup = html_finish(&inside)});
}

static void buttons(Html *out, const NoteForm *form)
{
	bool corrects = !str_is_empty(form->draft->corrects);
	Str sign = form->word_count > 0 ? S("Sign it as it is") : corrects ? S("Sign the corrected note") : S("Sign and add");
	component_button_group_open(out);
	component_button(out, &(Button){.text = sign, .name = S("do"), .value = S("sign"), .prevent_double_click = true});
	component_button(out, &(Button){.text = S("Save as a draft"), .kind = BUTTON_SECONDARY, .name = S("do"),
		.value = S("save")});
	component_button_group_close(out);
}

Status note_form_show(const Request *request, Html *out, const RecordPage *record, const NoteForm *form)
{
	Care *care = page_care(request);
	const NoteDraft *draft = form->draft;
	Str action = bit_person_href(care->arena, record->person.id, "/notes");
	component_form_open(out, &(PageForm){.action = action, .token = request->form_token, .autosave = action});
	html_open(out, "div", ATTRIBUTES({"data-autosave-group", HTML_BARE}));
	component_hidden(out, S("draft"), draft->id);
	component_hidden(out, S("window"), id_make(care->ids, care->arena));
	component_hidden(out, S("version-note"), str_format(care->arena, "%lld", (long long)draft->version));
	if (!str_is_empty(draft->corrects))
		component_hidden(out, S("corrects"), draft->corrects);
	if (form->word_count > 0) {
		component_hidden(out, S("looked"), S("yes"));
		words_again(out, care->arena, form);
	}
	component_textarea(out, &(Textarea){.name = S("body"), .label = S("The note"), .rows = form->rows,
		.hint = S("What you saw, heard or decided. Say what is fact and what you think; keep the person\xE2\x80\x99s own "
			"words as theirs."), .value = draft->body, .error = problems_for_field(&care->problems, S("body"))});
	when_and_who(care, out, draft);
	Status status = others_show(care, out, draft, record->person.id);
	if (!str_is_empty(draft->corrects))
		component_text_input(out, &(TextInput){.name = S("reason"), .label = S("Why is it corrected?"),
			.value = draft->reason, .error = problems_for_field(&care->problems, S("reason"))});
	html_close(out, "div");
	buttons(out, form);
	component_form_close(out);
	return status;
}

Status note_card_show(const Request *request, Html *out, const RecordPage *record)
{
	Care *care = page_care(request);
	NoteDraft draft = note_draft_new(care, record->person.id);
	if (!note_may_write(care))
		return STATUS_OK;
	ListAction action = {.href = bit_person_href(care->arena, record->person.id, "/notes"), .text = S("All notes")};
	component_card_open(out, &(Card){.title = S("Write a note"), .id = S("write"), .actions = &action, .action_count = 1});
	Status status = note_form_show(request, out, record, &(NoteForm){.draft = &draft, .rows = 3});
	component_card_close(out);
	return status;
}
