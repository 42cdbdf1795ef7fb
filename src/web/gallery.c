#include "web/gallery.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static Markup gallery_pill(Arena *memory, Str text, PillKind kind)
{
	Html out = html_make(memory);
	component_pill(&out, &(Pill){.text = text, .kind = kind});
	return html_finish(&out);
}

static Markup gallery_work(Arena *memory, Str title, Str note)
{
	Html out = html_make(memory);
	component_link(&out, &(Link){.href = S("/work/1"), .text = title});
	if (note.length > 0)
		html_element(&out, "span", ATTRIBUTES({"class", S("kith-note")}), note);
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

static void gallery_now(Html *out)
{
	Arena *memory = out->buffer.arena;
	const TableColumn columns[] = {{.text = S("Work"), .sort_href = S("?sort=work")}, {.text = S("With")},
		{.text = S("Stands")}, {.text = S("Due"), .is_numeric = true, .is_sorted_up = true,
			.sort_href = S("?sort=due")}};
	const TableCell first[] = {{.markup = gallery_work(memory, S("Safeguarding concern"),
			S("money, safe now: yes, checked Saturday 18:05, third in nine months"))},
		{.text = S("Duty")}, {.text = S("Decision wanted")},
		{.markup = gallery_pill(memory, S("decision today"), PILL_OVER)}};
	const TableCell second[] = {{.markup = gallery_work(memory, S("Needs assessment"),
			S("31 of 58 answers came from the record"))}, {.text = S("A practitioner")},
		{.text = S("In progress, saved 2 minutes ago")}, {.markup = gallery_pill(memory, S("in 4 days"), PILL_DUE)}};
	const TableCell third[] = {{.markup = gallery_work(memory, S("Equipment: bath board"), (Str){0})},
		{.text = S("Store")}, {.text = S("Delivered")}, {.markup = gallery_pill(memory, S("done"), PILL_DONE)}};
	const TableRow rows[] = {{.cells = first, .cell_count = 4}, {.cells = second, .cell_count = 4},
		{.cells = third, .cell_count = 4}};
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
		.who = S("the finance team"), .how_href = S("/how")});
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
			.action_href = S("/letters"),
		.action_text = S("Write a letter")});
}

static void gallery_timeline(Html *out)
{
	const TimelineEvent events[] = {
		{.when = S("Today 09:12"), .datetime = S("2026-11-22T09:12Z"), .title = S("Answers saved"),
			.text = S("Needs assessment: eating and drinking"), .by = S("a practitioner")},
		{.when = S("Saturday 16:10"), .title = S("Safeguarding concern"), .href = S("/work/2"),
			.text = S("Money."), .is_alert = true},
		{.when = S("12 May 2026"), .title = S("Contact"), .text = S("Daughter phoned. Letter in Tamil sent.")},
	};
	component_card_open(out, &(Card){.title = S("Timeline")});
	component_timeline(out, &(Timeline){.events = events, .event_count = COUNT_OF(events),
		.label = S("What happened"),
		.earlier_href = S("/earlier"), .earlier_text = S("214 earlier")});
	component_card_close(out);
}

void gallery_staff_parts(Html *out)
{
	const Figure figures[] = {{.number = S("4"), .text = S("over their day"), .href = S("/over"), .kind = PILL_OVER},
		{.number = S("12"), .text = S("with you"), .href = S("/mine")}, {.number = S("31"),
			.text = S("in the team")}};
	component_columns_open(out);
	component_words_card(out, &(WordsCard){.title = S("What matters to me"),
		.words = S("I want to cook for my grandchildren on Sundays and get back to the temple on Fridays."),
		.said_by = S("In her own words, seen alone"), .said_on = S("12 May 2026"), .change_href = S("/change")});
	gallery_now(out);
	gallery_services(out);
	gallery_staff_form(out);
	component_columns_next(out);
	component_figures(out, figures, COUNT_OF(figures));
	gallery_timeline(out);
	component_columns_close(out);
	component_pages(out, S("/people?page="), 3, 9);
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
	component_button_group_open(out);
	component_button(out, &(Button){.text = S("Continue")});
	component_button(out, &(Button){.text = S("Save and come back later"), .kind = BUTTON_SECONDARY});
	component_button_group_close(out);
	component_form_close(out);
}

static void gallery_public_lists(Html *out)
{
	const ListAction change[] = {{.href = S("/washing"), .text = S("Change"), .hidden_text = S("washing")}};
	const SummaryRow rows[] = {{.key = S("Washing"), .value = S("You need somebody to help you"),
		.note = S("counts: you cannot do it without help"), .actions = change, .action_count = 1},
		{.key = S("Making a meal"), .value = S("You can, but it is not safe"), .note = S("counts: a danger to you")}};
	const Task tasks[] = {{.title = S("About you"), .href = S("/you"), .status = S("Completed")},
		{.title = S("Your money"), .href = S("/money"), .hint = S("About 10 minutes"), .status_tag = S("In progress"),
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
	const NavigationItem parts[] = {{.text = S("Get help"), .href = S("/check"), .is_current = true},
		{.text = S("Find help near you"), .href = S("/directory")}};
	const LanguageLink languages[] = {{.text = S("English"), .language = S("en"), .is_current = true},
		{.text = S("Polski"), .language = S("pl"), .href = S("?language=pl")},
		{.text = S("\u0627\u0631\u062F\u0648"), .language = S("ur"), .direction = S("rtl"), .href = S("?language=ur")}};
	const Button choices[] = {{.text = S("Yes, count my visit"), .type = S("button")},
		{.text = S("No, do not"), .type = S("button")}, {.text = S("What is counted"), .href = S("/privacy")}};
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
	component_accordion(out, &(Accordion){.id = S("visit"), .items = sections, .item_count = COUNT_OF(sections),
		.heading_level = 3});
	component_panel(out, &(Panel){.title = S("Is your age right?"), .text = S("You said that you are 109."),
		.heading_level = 2, .is_interruption = true, .actions = actions, .action_count = COUNT_OF(actions)});
}

void gallery_public_parts(Html *out, const Problems *problems)
{
	gallery_public_messages(out);
	gallery_public_questions(out, problems);
	gallery_public_lists(out);
	gallery_public_sections(out);
	component_pagination(out, &(Pagination){.previous_href = S("/a"), .previous_label = S("About you"),
		.next_href = S("/b"), .next_label = S("Your money"), .label = S("Steps of the check")});
	gallery_surroundings(out);
}
