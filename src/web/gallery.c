/* Every component with invented content: calls, one after the other. Nothing here is a page's own. */
#include "web/gallery.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static Markup gallery_pill(Arena *memory, Str text, PillKind kind)
{
	Html out = html_make(memory);
	component_pill(&out, &(Pill){.text = text, .kind = kind});
	return html_finish(&out);
}

Markup gallery_identity(Arena *memory)
{
	const IdentityFact facts[] = {
		{.label = S("Born"), .value = S("14 March 1941 (85)")}, {.label = S("NHS number"),
			.value = S("999 000 0018")},
		{.label = S("Lives"), .value = S("Tilbury, alone since 2024")},
		{.label = S("Named worker"), .value = S("a practitioner, older people's team")},
	};
	const Flag flags[] = {
		{.label = S("Before you visit"), .text = S("dog, ring first, review 1 December"), .is_warning = true},
		{.label = S("Communication"), .text = S("Tamil interpreter, large print letters")},
		{.label = S("Acts for her"),
			.text = S("daughter, for health and welfare, only if she cannot decide herself")},
	};
	Html out = html_make(memory);
	component_identity_bar(&out, &(IdentityBar){.name = S("Person A"),
		.known_as = S("likes to be called \u201CAuntie\u201D"),
		.facts = facts, .fact_count = COUNT_OF(facts), .flags = flags, .flag_count = COUNT_OF(flags)});
	return html_finish(&out);
}

typedef struct GalleryWork {
	Str title;
	Str note;
	Str with;
	Str stands;
	Str due;
	PillKind pill;
	int days; /* until it is due */
} GalleryWork;

static const GalleryWork WORKS[] = {
	{.title = S_INIT("Safeguarding concern"), .note = S_INIT("money, safe now: yes, checked Saturday 18:05, third in nine months"),
		.with = S_INIT("Duty"), .stands = S_INIT("Decision wanted"), .due = S_INIT("decision today"), .pill = PILL_OVER},
	{.title = S_INIT("Needs assessment"), .note = S_INIT("31 of 58 answers came from the record"), .with = S_INIT("A practitioner"),
		.stands = S_INIT("In progress, saved 2 minutes ago"), .due = S_INIT("in 4 days"), .pill = PILL_DUE, .days = 4},
	{.title = S_INIT("Equipment: bath board"), .with = S_INIT("Store"), .stands = S_INIT("Delivered"), .due = S_INIT("done"),
		.pill = PILL_DONE, .days = 9},
};

/* A work of the list before another of it. */
static bool gallery_before(const GalleryWork *one, const GalleryWork *other, bool by_work, bool is_down)
{
	int order = by_work ? str_compare(one->title, other->title) : one->days - other->days;
	return is_down ? order > 0 : order < 0;
}

static void gallery_order(const GalleryWork *works[], size_t count, bool by_work, bool is_down)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = i;
		for (; at > 0 && gallery_before(&WORKS[i], works[at - 1], by_work, is_down); at--)
			works[at] = works[at - 1];
		works[at] = &WORKS[i];
	}
}

static TableRow gallery_row(Arena *memory, const GalleryWork *work)
{
	enum { CELLS = 4 };
	TableCell *cells = ARENA_ARRAY(memory, TableCell, CELLS);
	Html title = html_make(memory);
	component_link(&title, &(Link){.href = S("/components"), .text = work->title});
	if (work->note.length > 0)
		html_element(&title, "span", ATTRIBUTES({"class", S("kith-note")}), work->note);
	cells[0].markup = html_finish(&title);
	cells[1].text = work->with;
	cells[2].text = work->stands;
	cells[3].markup = gallery_pill(memory, work->due, work->pill);
	return (TableRow){.cells = cells, .cell_count = CELLS};
}

static TableColumn gallery_sorted(Arena *memory, const char *name, Str text, bool is_here, bool is_down)
{
	return (TableColumn){.text = text, .is_sorted_up = is_here && !is_down, .is_sorted_down = is_here && is_down,
		.sort_href = str_format(memory, "/components?sort=%s&direction=%s", name, is_here && !is_down ? "down" : "up")};
}

static void gallery_now(Html *out, const GallerySort *sort)
{
	Arena *memory = out->buffer.arena;
	bool by_work = str_equal(sort->sort, S("work"));
	bool is_down = str_equal(sort->direction, S("down"));
	TableColumn columns[] = {gallery_sorted(memory, "work", S("Work"), by_work, is_down), {.text = S("With")},
		{.text = S("Stands")}, gallery_sorted(memory, "due", S("Due"), !by_work, is_down)};
	const GalleryWork *works[COUNT_OF(WORKS)];
	TableRow rows[COUNT_OF(WORKS)];
	columns[COUNT_OF(columns) - 1].is_numeric = true;
	gallery_order(works, COUNT_OF(WORKS), by_work, is_down);
	for (size_t i = 0; i < COUNT_OF(WORKS); i++)
		rows[i] = gallery_row(memory, works[i]);
	component_card_open(out, &(Card){.title = S("Now")});
	component_table(out, &(Table){.caption = S("Work that is open"), .caption_classes = S("govuk-visually-hidden"),
		.columns = columns, .column_count = COUNT_OF(columns), .rows = rows, .row_count = COUNT_OF(rows),
		.is_dense = true});
	component_card_close(out);
}

static void gallery_services(Html *out)
{
	const TableColumn columns[] = {{.text = S("What")}, {.text = S("Who")}, {.text = S("When")},
		{.text = S("A week"), .is_numeric = true}};
	const TableCell care[] = {{.text = S("Home care")}, {.text = S("Provider one")},
		{.text = S("Every day 8:00, 45 min")},
		{.text = S("\u00A3126.53")}};
	const TableCell meals[] = {{.text = S("Meals")}, {.text = S("Direct payment")}, {.text = S("5 days")},
		{.text = S("\u00A342.00")}};
	const TableCell total[] = {{.text = S("Together"), .columns = 3}, {.text = S("\u00A3168.53"),
		.is_numeric = true}};
	const TableRow rows[] = {{.cells = care, .cell_count = 4}, {.cells = meals, .cell_count = 4},
		{.cells = total, .cell_count = 2, .is_total = true}};
	component_card_open(out, &(Card){.title = S("Services")});
	component_table(out, &(Table){.caption = S("Services and what they cost a week"), .is_dense = true,
		.is_wide = true,
		.caption_classes = S("govuk-visually-hidden"), .columns = columns, .column_count = COUNT_OF(columns),
		.rows = rows, .row_count = COUNT_OF(rows)});
	component_said_by(out, &(SaidBy){.verb = S("Costed"), .when = S("6 April 2026"), .datetime = S("2026-04-06"),
		.who = S("the finance team"), .how_href = S("/components")});
	component_card_close(out);
}

static void gallery_staff_form(Html *out)
{
	const SelectItem teams[] = {{.value = S(""), .text = S("All teams")}, {.value = S("older"),
		.text = S("Older people")}};
	const Filter filter = {.action = S("/components"), .clear_href = S("/components")};
	component_filter_open(out, &filter);
	component_select(out, &(Select){.name = S("team"), .label = S("Team"), .items = teams, .item_count = 2,
		.value = S("older")});
	component_text_input(out, &(TextInput){.name = S("ward"), .label = S("Ward"), .width = 20});
	component_filter_close(out, &filter);
	component_card_open(out, &(Card){.title = S("Eating and drinking")});
	component_form_open(out, &(PageForm){.action = S("/components"), .is_get = true});
	component_textarea(out, &(Textarea){.name = S("words"), .label = S("In her own words"), .rows = 3,
		.hint = S("Confirmed 12 May 2026 by her daughter")});
	component_button(out, &(Button){.text = S("Save and go on")});
	component_form_close(out);
	component_card_close(out);
	component_empty_state(out, &(EmptyState){.title = S("No letters yet"),
		.text = S("Letters that are sent stand here with the day and the way they went."),
			.action_href = S("/components"),
		.action_text = S("Write a letter")});
}

static void gallery_timeline(Html *out)
{
	const TimelineEvent events[] = {
		{.when = S("Today 09:12"), .datetime = S("2026-11-22T09:12Z"), .title = S("Answers saved"),
			.text = S("Needs assessment: eating and drinking"), .by = S("a practitioner")},
		{.when = S("Saturday 16:10"), .title = S("Safeguarding concern"), .href = S("/components"),
			.text = S("Money."), .is_alert = true},
		{.when = S("12 May 2026"), .title = S("Contact"), .text = S("Daughter phoned. Letter in Tamil sent.")},
	};
	component_card_open(out, &(Card){.title = S("Timeline")});
	component_timeline(out, &(Timeline){.events = events, .event_count = COUNT_OF(events),
		.label = S("What happened"),
		.earlier_href = S("/components"), .earlier_text = S("214 earlier")});
	component_card_close(out);
}

static void gallery_sub_navigation(Html *out)
{
	const NavigationItem pages[] = {{.text = S("Overview"), .href = S("/components"), .is_current = true},
		{.text = S("Assessments"), .href = S("/components"), .count = S("3")}, {.text = S("Money"), .href = S("/components")}};
	component_sub_navigation(out, &(SubNavigation){.items = pages, .item_count = COUNT_OF(pages),
		.label = S("Pages of one record")});
}

static void gallery_flags(Html *out)
{
	const Flag flags[] = {{.label = S("Before you visit"), .text = S("two people, in daylight"), .is_warning = true},
		{.label = S("Communication"), .text = S("writes, does not hear")}};
	component_flags(out, flags, COUNT_OF(flags));
}

void gallery_staff_parts(Html *out, const GallerySort *sort)
{
	const Figure figures[] = {{.number = S("4"), .text = S("over their day"), .href = S("/components"), .kind = PILL_OVER},
		{.number = S("12"), .text = S("with you"), .href = S("/components")}, {.number = S("31"),
			.text = S("in the team")}};
	gallery_sub_navigation(out);
	component_columns_open(out);
	component_words_card(out, &(WordsCard){.title = S("What matters to me"),
		.words = S("I want to cook for my grandchildren on Sundays and get back to the temple on Fridays."),
		.said_by = S("In her own words, seen alone"), .said_on = S("12 May 2026"), .change_href = S("/components")});
	gallery_now(out, sort);
	gallery_services(out);
	gallery_staff_form(out);
	gallery_charts(out);
	component_columns_next(out);
	gallery_flags(out);
	component_figures(out, figures, COUNT_OF(figures));
	gallery_timeline(out);
	component_columns_close(out);
	component_pages(out, S("/components?page="), 3, 9);
}

static void gallery_public_ways(Html *out)
{
	const NavigationItem crumbs[] = {{.text = S("Home"), .href = S("/components")},
		{.text = S("Care and support"), .href = S("/components")}, {.text = S("What help you may get")}};
	component_phase_banner(out, &(PhaseBanner){.tag = S("Beta"), .text = S("This is a new service.")});
	component_exit_this_page(out, &(ExitThisPage){.id = S("gallery-exit")});
	component_breadcrumbs(out, &(Breadcrumbs){.items = crumbs, .item_count = COUNT_OF(crumbs),
		.label = S("The way to this page")});
	component_back_link(out, &(BackLink){.href = S("/components")});
}

static void gallery_public_wrong(Html *out)
{
	const ErrorSummaryItem items[] = {{.text = S("Say whether you can wash yourself"), .href = S("#washing")},
		{.text = S("We could not save: somebody else is writing in this form")}};
	component_error_summary(out, &(ErrorSummary){.description = S("Nothing that you wrote is lost."), .items = items,
		.item_count = COUNT_OF(items), .disable_auto_focus = true});
}

/* The parts of a question on their own, for a control that has no component. */
static void gallery_public_lone(Html *out)
{
	component_fieldset_open(out, &(Fieldset){.legend = S("When may we phone?"),
		.legend_classes = S("govuk-fieldset__legend--m"), .described_by = S("phone-from-hint")});
	component_label(out, &(Label){.for_id = S("phone-from"), .text = S("Not before")});
	component_hint(out, &(Hint){.id = S("phone-from-hint"), .text = S("For example, 9:30")});
	component_error_message(out, &(ErrorMessage){.id = S("phone-from-error"), .text = S("Write a time, such as 9:30")});
	html_void(out, "input", ATTRIBUTES({"class", S("govuk-input govuk-input--width-5 govuk-input--error")},
		{"id", S("phone-from")}, {"name", S("phone-from")}, {"aria-describedby", S("phone-from-error")}));
	component_fieldset_close(out);
}

static void gallery_public_messages(Html *out)
{
	component_notification_banner(out, &(NotificationBanner){.text = S("We saved what you told us."),
		.is_success = true});
	component_panel(out, &(Panel){.title = S("You may be able to get care and support"),
		.text = S("Reference KT-4831-QM"),
		.heading_level = 2});
	component_inset_text(out, &(InsetText){.text = S("You have the right to an assessment, whatever your money.")});
	component_warning_text(out, &(WarningText){.text = S("In danger now? Call 999.")});
	component_words_card(out, &(WordsCard){.words = S("I want to cook for my grandchildren on Sundays."),
		.said_by = S("You told us this matters most. We start from here.")});
	component_details(out, &(Details){.summary = S("Every line of this sum"), .text = S("Washing: 15 points."),
		.is_open = true});
	component_tag(out, &(Tag){.text = S("In progress"), .colour = TAG_BLUE});
}

static void gallery_public_questions(Html *out, const Problems *problems)
{
	const ChoiceItem ability[] = {{.value = S("alone"), .text = S("Yes, on my own")},
		{.value = S("slow"), .text = S("Yes, but it takes much longer"), .hint = S("Or it hurts, or tires you out")},
		{.divider = S("or")}, {.value = S("unsure"), .text = S("I am not sure")}};
	const ChoiceItem contact[] = {{.value = S("phone"), .text = S("Phone")}, {.value = S("post"),
		.text = S("A letter")},
		{.value = S("none"), .text = S("Do not contact me"), .is_exclusive = true}};
	component_form_open(out, &(PageForm){.action = S("/components"), .is_get = true});
	component_hidden(out, S("step"), S("3"));
	component_radios(out, &(Radios){.name = S("washing"), .legend = S("Can you wash your whole body without help?"),
		.legend_classes = S("govuk-fieldset__legend--m"), .items = ability, .item_count = COUNT_OF(ability),
		.error = problems_for_field(problems, S("washing"))});
	component_checkboxes(out, &(Checkboxes){.name = S("contact"), .legend = S("How may we reach you?"),
		.items = contact,
		.item_count = COUNT_OF(contact), .values = (const Str[]){S("phone")}, .value_count = 1});
	component_date_input(out, &(DateInput){.name = S("birth"), .legend = S("When were you born?"),
		.hint = S("For example, 14 3 1941"), .is_birth_date = true, .year = S("1941")});
	component_text_input(out, &(TextInput){.name = S("rent"), .label = S("Rent a week, in pounds"),
		.prefix = S("\u00A3"),
		.inputmode = S("decimal"), .width = 5});
	component_character_count(out, &(CharacterCount){.characters_max = 500, .textarea = {.name = S("matters"),
		.label = S("What matters most to you?")}});
	component_password_input(out, &(PasswordInput){.name = S("code"), .label = S("Private code")});
	component_file_upload(out, &(FileUpload){.name = S("letter"), .label = S("A letter you want to show us")});
	gallery_public_lone(out);
	component_button_group_open(out);
	component_button(out, &(Button){.text = S("Continue")});
	component_button(out, &(Button){.text = S("Save and come back later"), .kind = BUTTON_SECONDARY});
	component_button_group_close(out);
	component_form_close(out);
}

static void gallery_public_lists(Html *out)
{
	const ListAction change[] = {{.href = S("/components"), .text = S("Change"), .hidden_text = S("washing")}};
	const SummaryRow rows[] = {{.key = S("Washing"), .value = S("You need somebody to help you"),
		.note = S("counts: you cannot do it without help"), .actions = change, .action_count = 1},
		{.key = S("Making a meal"), .value = S("You can, but it is not safe"), .note = S("counts: a danger to you")}};
	const Task tasks[] = {{.title = S("About you"), .href = S("/components"), .status = S("Completed")},
		{.title = S("Your money"), .href = S("/components"), .hint = S("About 10 minutes"), .status_tag = S("In progress"),
			.tag_classes = S("govuk-tag--blue")},
		{.title = S("Send"), .status = S("Cannot start yet"), .cannot_start = true}};
	const Section sections[] = {{.heading = S("This week"), .text = S("Nothing to do.")},
		{.heading = S("Next week"), .text = S("A worker phones you.")}};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = COUNT_OF(rows)});
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = COUNT_OF(rows),
		.card_title = S("What you told us"), .card_actions = change, .card_action_count = 1});
	component_task_list(out, &(TaskList){.items = tasks, .item_count = COUNT_OF(tasks)});
	component_tabs(out, &(Tabs){.id = S("weeks"), .items = sections, .item_count = COUNT_OF(sections)});
}

static void gallery_surroundings(Html *out)
{
	const NavigationItem parts[] = {{.text = S("Get help"), .href = S("/components"), .is_current = true},
		{.text = S("Find help near you"), .href = S("/components")}};
	const LanguageLink languages[] = {{.text = S("English"), .language = S("en"), .is_current = true},
		{.text = S("Polski"), .language = S("pl"), .href = S("?language=pl")},
		{.text = S("\u0627\u0631\u062F\u0648"), .language = S("ur"), .direction = S("rtl"), .href = S("?language=ur")}};
	const Button choices[] = {{.text = S("Yes, count my visit"), .type = S("button")},
		{.text = S("No, do not"), .type = S("button")}, {.text = S("What is counted"), .href = S("/components")}};
	const CookieMessage cookies[] = {{.heading = S("Cookies"), .text = S("May we count how this page is used?"),
		.actions = choices, .action_count = COUNT_OF(choices)}};
	component_generic_header(out, &(GenericHeader){.logo = S("Thurrock care and support")});
	component_service_navigation(out, &(ServiceNavigation){.service_name = S("Care and support"),
		.service_href = S("/"), .items = parts, .item_count = COUNT_OF(parts), .navigation_id = S("parts")});
	component_language_navigation(out, &(LanguageNavigation){.items = languages, .item_count = COUNT_OF(languages)});
	component_cookie_banner(out, &(CookieBanner){.messages = cookies, .message_count = COUNT_OF(cookies)});
	component_feedback(out, &(Feedback){.title = S("Help us make this better"),
		.text = S("Tell us what was hard to find or to understand.")});
}

static void gallery_public_sections(Html *out)
{
	const AccordionSection sections[] = {{.heading = S("Before we come"), .text = S("We phone you to agree a time.")},
		{.heading = S("On the day"), .summary = S("About an hour"), .text = S("Somebody you trust can be with you.")}};
	const Button actions[] = {{.text = S("Yes, I am 109"), .type = S("button"), .kind = BUTTON_INVERSE},
		{.text = S("Change it"), .href = S("/components"), .kind = BUTTON_INVERSE}};
	const Button choices[] = {{.text = S("Start now"), .kind = BUTTON_START, .type = S("button")},
		{.text = S("What you need"), .href = S("/components")}};
	component_accordion(out, &(Accordion){.id = S("visit"), .items = sections, .item_count = COUNT_OF(sections),
		.heading_level = 3});
	component_panel(out, &(Panel){.title = S("Is your age right?"), .text = S("You said that you are 109."),
		.heading_level = 2, .is_interruption = true, .actions = actions, .action_count = COUNT_OF(actions)});
	component_actions(out, choices, COUNT_OF(choices));
}

void gallery_public_parts(Html *out, const Problems *problems)
{
	gallery_public_wrong(out);
	gallery_public_ways(out);
	gallery_public_messages(out);
	gallery_public_questions(out, problems);
	gallery_public_lists(out);
	gallery_public_sections(out);
	component_pagination(out, &(Pagination){.previous_href = S("/components"), .previous_label = S("About you"),
		.next_href = S("/components"), .next_label = S("Your money"), .label = S("Steps of the check")});
	gallery_surroundings(out);
}
