#include "care/rights/page_retention.h"

#include "care/pages/record.h"
#include "care/rights/retention.h"

enum { READ_FOR_A_PAGE = 20000 };

static Str action_words(RetentionAction action)
{
	static const Str WORDS[] = {
		[RETENTION_DESTROY] = S_INIT("Destroy: nothing is left"),
		[RETENTION_ANONYMISE] = S_INIT("Make anonymous: only what is counted is left"),
		[RETENTION_REVIEW] = S_INIT("Somebody decides"),
		[RETENTION_KEEP] = S_INIT("Keep"),
	};
	return WORDS[action];
}

static Str start_words(Arena *arena, const Practice *practice, RetentionStart starts)
{
	return practice_words(practice, str_concat(arena, S("retention.starts-"), retention_start_code(starts)), S(""));
}

static Str basis_words(RetentionBasis basis)
{
	return basis == RETENTION_VERIFIED ? S("A published source") : S("The council's own choice");
}

static Str keep_words(Arena *arena, const RetentionRule *rule)
{
	return rule->action == RETENTION_KEEP ? S("for good") : duration_format(arena, rule->keep);
}

static void rules_show(Care *care, Html *out)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("Kept")}, {.text = S_INIT("From")},
		{.text = S_INIT("Then")}, {.text = S_INIT("Where the rule comes from")}};
	size_t count = 0;
	const RetentionRule *rules = practice_retention(care->practice, &count);
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 5);
		cells[0].text = rules[i].title;
		cells[1].text = keep_words(care->arena, &rules[i]);
		cells[2].text = start_words(care->arena, care->practice, rules[i].starts);
		cells[3].text = action_words(rules[i].action);
		cells[4].markup = bit_text_with_note(care->arena, basis_words(rules[i].basis), rules[i].source);
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	component_table(out, &(Table){.caption = S("The rules"), .columns = COLUMNS, .column_count = 5, .rows = rows,
		.row_count = count, .is_dense = true});
	bit_note(out, S("They are practice data (retention.yaml): a council changes them by publishing its own. Of several that apply "
		"to somebody, the one that keeps the record longest holds."));
}

static Str holds_words(Arena *arena, const RetentionCase *one)
{
	return one->hold_count == 0 ? S("nothing") : str_join(arena, one->holds, one->hold_count, S("; "));
}

static void due_show(Care *care, Html *out, const RetentionCase *cases, size_t count, Str next)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Record")}, {.text = S_INIT("Rule")}, {.text = S_INIT("Counted from")},
		{.text = S_INIT("Over since")}, {.text = S_INIT("Then")}, {.text = S_INIT("What holds it")}};
	Arena *arena = care->arena;
	if (count == 0)
		component_empty_state(out, &(EmptyState){.title = S("Nothing is due"),
			.text = S("No record that you may see has been kept for as long as its rule says.")});
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 6);
		cells[0].markup = bit_link_with_note(arena, bit_person_href(arena, cases[i].person, "/retention"),
			str_is_empty(cases[i].name) ? cases[i].reference : cases[i].name, cases[i].reference);
		cells[1].text = cases[i].rule->title;
		cells[2] = (TableCell){.text = date_format_short_words(arena, cases[i].started), .classes = S("kith-date")};
		cells[3] = (TableCell){.text = date_format_short_words(arena, cases[i].due), .classes = S("kith-date")};
		cells[4].text = action_words(cases[i].rule->action);
		cells[5].text = holds_words(arena, &cases[i]);
		rows[i] = (TableRow){.cells = cells, .cell_count = 6};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = S("Due, and what holds it"), .columns = COLUMNS, .column_count = 6,
			.rows = rows, .row_count = count, .is_dense = true});
	if (!str_is_empty(next)) {
		html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
		component_link(out, &(Link){.href = str_concat(arena, S("/retention?after="), next), .text = S("Look at the next records")});
		html_close(out, "p");
	}
}

static void history_show(Care *care, Html *out, const RetentionDone *done, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("When")}, {.text = S_INIT("Rule")}, {.text = S_INIT("What was done")},
		{.text = S_INIT("Rows"), .is_numeric = true}, {.text = S_INIT("By")}, {.text = S_INIT("Why")}};
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 6);
		cells[0].text = page_when(care->arena, done[i].at, care_now(care));
		cells[1].text = done[i].rule;
		cells[2].text = bit_code_words(care->arena, done[i].action);
		cells[3].text = str_format(care->arena, "%lld", (long long)done[i].rows);
		cells[4].text = done[i].by_name;
		cells[5].text = done[i].reason;
		rows[i] = (TableRow){.cells = cells, .cell_count = 6};
	}
	if (count > 0)
		component_table(out, &(Table){.caption = S("What was carried out"), .columns = COLUMNS, .column_count = 6,
			.rows = rows, .row_count = count, .is_dense = true});
}

void page_retention(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RetentionCase *cases = NULL;
	RetentionDone *done = NULL;
	size_t count = 0;
	size_t done_count = 0;
	Str next = {0};
	Str after = request_query(request, S("after"));
	Status status = retention_due(care, &(RetentionAsk){.after = id_is_valid(after) ? after : S(""),
		.most = RETENTION_SHOWN_MAX, .read_most = READ_FOR_A_PAGE}, &cases, &count, &next);
	Str *people = ARENA_ARRAY(care->arena, Str, count + 1);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		people[i] = cases[i].person;
	if (status == STATUS_OK)
		status = care_audit_read(care, S("retention list"), people, count);
	if (status == STATUS_OK)
		status = retention_history(care, &done, &done_count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Retention"));
	bit_paragraph(&out, S("Records whose time is over. Nothing goes by itself: somebody with the right looks at each, and says why."));
	bit_note(&out, S("Not everything goes with a record. The audit stays for good, also of a record that was destroyed: ids, times, who "
		"did what, and the reasons that staff typed, for example for opening, moving or withdrawing something. Whoever writes a "
		"reason leaves the person's own words out of it. Backups keep what was destroyed until they are deleted themselves."));
	due_show(care, &out, cases, count, next);
	history_show(care, &out, done, done_count);
	rules_show(care, &out);
	page_staff(request, response, (StaffPage){.title = S("Retention"), .problems = &care->problems,
		.content = html_finish(&out)}, S("/retention"));
}

/* --- one record -------------------------------------------------------------------------------------------------- */

static void case_show(Care *care, Html *out, const RetentionCase *one)
{
	Arena *arena = care->arena;
	SummaryRow rows[6];
	size_t count = 0;
	if (one->rule == NULL) {
		bit_paragraph(out, S("No rule says when this record goes: the practice in force has none."));
		return;
	}
	rows[count++] = (SummaryRow){.key = S("Rule"), .value = one->rule->title, .note = one->rule->source};
	rows[count++] = (SummaryRow){.key = S("Basis of the rule"), .value = basis_words(one->rule->basis)};
	rows[count++] = (SummaryRow){.key = S("Kept"), .value = keep_words(arena, one->rule),
		.note = start_words(arena, care->practice, one->rule->starts)};
	rows[count++] = (SummaryRow){.key = S("Over on"), .value = one->due == DATE_NONE ? S("not begun to count")
		: date_format_words(arena, one->due), .note = one->started == DATE_NONE ? (Str){0}
			: str_concat(arena, S("counted from "), date_format_words(arena, one->started))};
	rows[count++] = (SummaryRow){.key = S("Then"), .value = action_words(one->rule->action)};
	if (one->due != DATE_NONE && one->due < care_today(care))
		rows[count++] = (SummaryRow){.key = S("What holds it"), .value = holds_words(arena, one)};
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
}

static const ChoiceItem ACTIONS[] = {
	{.value = S_INIT("destroy"), .text = S_INIT("Destroy"),
		.hint = S_INIT("Everything goes: answers, work, letters, services, who may see. The audit stays, without answers.")},
	{.value = S_INIT("anonymise"), .text = S_INIT("Make anonymous"),
		.hint = S_INIT("Services, dates and outcomes of work, coded answers and the year of birth stay, so that they count. "
			"Name, address, words and letters go.")},
};

static const ChoiceItem YEARS[] = {
	{.value = S_INIT("1"), .text = S_INIT("One more year")}, {.value = S_INIT("2"), .text = S_INIT("Two more years")},
	{.value = S_INIT("5"), .text = S_INIT("Five more years")},
};

static void carry_out_form(const Request *request, Html *out, const RetentionCase *one)
{
	Care *care = page_care(request);
	const ChoiceItem *items = one->rule->action == RETENTION_ANONYMISE ? &ACTIONS[1] : ACTIONS;
	size_t count = one->rule->action == RETENTION_REVIEW ? 2 : 1;
	bit_heading_small(out, S("Carry it out"));
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, one->person, "/retention")});
	component_radios(out, &(Radios){.name = S("action"), .legend = S("What happens to this record?"),
		.legend_classes = S("govuk-fieldset__legend--s"), .items = items, .item_count = count,
		.value = request_form(request, S("action")), .error = problems_for_field(&care->problems, S("action"))});
	component_text_input(out, &(TextInput){.name = S("typed"), .label = S("Type the reference of this record"), .width = 20,
		.hint = S("It cannot be brought back, save from a backup of before."), .value = request_form(request, S("typed")),
		.error = problems_for_field(&care->problems, S("typed"))});
	component_textarea(out, &(Textarea){.name = S("reason"), .label = S("Why"), .rows = 2,
		.hint = S("Without anything about the person: it stays."), .value = request_form(request, S("reason")),
		.error = problems_for_field(&care->problems, S("reason"))});
	component_button(out, &(Button){.text = S("Carry it out"), .kind = BUTTON_WARNING, .prevent_double_click = true});
	component_form_close(out);
	bit_heading_small(out, S("Or keep it longer"));
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, one->person, "/retention/keep")});
	component_radios(out, &(Radios){.name = S("years"), .legend = S("How long?"), .items = YEARS, .item_count = 3,
		.legend_classes = S("govuk-fieldset__legend--s"), .is_small = true,
		.error = problems_for_field(&care->problems, S("until"))});
	component_textarea(out, &(Textarea){.id = S("keep-reason"), .name = S("reason"), .label = S("Why it is still needed"), .rows = 2});
	component_button(out, &(Button){.text = S("Keep it longer"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

static Status holds_show(const Request *request, Html *out, Str person)
{
	Care *care = page_care(request);
	LegalHold *holds = NULL;
	size_t count = 0;
	Status status = retention_legal_holds(care, person, &holds, &count);
	if (status != STATUS_OK)
		return status;
	bit_heading_small(out, S("Legal hold"));
	for (size_t i = 0; i < count; i++) {
		bit_paragraph(out, str_format(care->arena, "Since %.*s, by %.*s: %.*s",
			STR_ARG(date_format_words(care->arena, holds[i].from_on)), STR_ARG(holds[i].by_name), STR_ARG(holds[i].reason)));
		component_form_open(out, &(PageForm){.token = request->form_token,
			.action = bit_person_href(care->arena, person, "/legal-hold/end"),
			.version = str_format(care->arena, "%lld", (long long)holds[i].version)});
		component_hidden(out, S("hold"), holds[i].id);
		component_button(out, &(Button){.text = S("End this hold"), .kind = BUTTON_SECONDARY});
		component_form_close(out);
	}
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = bit_person_href(care->arena, person, "/legal-hold")});
	component_text_input(out, &(TextInput){.name = S("hold"), .label = S("What this record must be kept for"),
		.hint = S("An inquiry, a court, a complaint. As long as it stands the record does not go."),
		.value = request_form_has(request, S("version")) ? (Str){0} : request_form(request, S("hold")),
		.error = problems_for_field(&care->problems, S("hold"))});
	component_button(out, &(Button){.text = S("Hold it"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
	return STATUS_OK;
}

static void answer(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	RetentionCase one = {0};
	Html out = html_make(request->arena);
	bit_heading(&out, S("How long this record is kept"));
	Status status = retention_of(care, record->person.id, &one);
	if (status == STATUS_OK) {
		case_show(care, &out, &one);
		bool due = one.rule != NULL && one.due != DATE_NONE && one.due < care_today(care) && one.hold_count == 0;
		if (due && care_may(care, S("retention-carry-out")))
			carry_out_form(request, &out, &one);
		status = holds_show(request, &out, record->person.id);
	}
	if (status == STATUS_OK)
		record_show(request, response, record, S("Retention"), "/retention", html_finish(&out));
	else
		page_status(request, response, status);
}

/* Where an act leads: the page again with what is wrong, or the address after it. */
static void go_on(const Request *request, Response *response, const RecordPage *record, Status status, Str then)
{
	if (status == STATUS_OK)
		response_redirect(response, then);
	else if (status == STATUS_INVALID)
		answer(request, response, record);
	else
		page_status(request, response, status);
}

void page_person_retention(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer(request, response, &record);
}

static RetentionAction action_of(Str sent)
{
	return str_equal(sent, S("destroy")) ? RETENTION_DESTROY : str_equal(sent, S("anonymise")) ? RETENTION_ANONYMISE
		: RETENTION_KEEP;
}

void page_person_retention_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	RetentionDoing doing = {.person = record.person.id, .action = action_of(request_form(request, S("action"))),
		.typed = request_form(request, S("typed")), .reason = str_trim(request_form(request, S("reason")))};
	go_on(request, response, &record, retention_carry_out(page_care(request), &doing), S("/retention"));
}

void page_person_keep_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	int64_t years = 0;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	bool read = str_to_integer(request_form(request, S("years")), &years) == STATUS_OK && years > 0 && years <= 5;
	Date until = read ? date_add_months(care_today(care), (int)years * 12) : DATE_NONE;
	go_on(request, response, &record, retention_keep_longer(care, record.person.id, until,
		str_trim(request_form(request, S("reason")))), bit_person_href(request->arena, record.person.id, "/retention"));
}

void page_legal_hold_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		go_on(request, response, &record, retention_hold(page_care(request), record.person.id,
			str_trim(request_form(request, S("hold")))), bit_person_href(request->arena, record.person.id, "/retention"));
}

void page_legal_hold_end_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	int64_t version = 0;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = str_to_integer(request_form(request, S("version")), &version) != STATUS_OK ? STATUS_STALE
		: retention_end_hold(page_care(request), record.person.id, request_form(request, S("hold")), version);
	go_on(request, response, &record, status, bit_person_href(request->arena, record.person.id, "/retention"));
}
