/* What help there may be: words first, never a no, each reason beside its answer, money only as a range with its lines. */
#include "care/front/page_front.h"

#include "care/assessment/assessment.h"
#include "care/front/copy.h"
#include "care/front/page_parts.h"

static const char *title_of(EligibilityIndication indication)
{
	if (indication == INDICATION_MAY_GET_HELP)
		return "result.may-title";
	return indication == INDICATION_NEED_MORE ? "result.more-needed-title" : "result.ask-us-title";
}

static const char *words_of(EligibilityIndication indication)
{
	if (indication == INDICATION_MAY_GET_HELP)
		return "result.may";
	return indication == INDICATION_NEED_MORE ? "result.more-needed" : "result.ask-us";
}

static void what_matters(Html *out, const Visit *visit)
{
	Str words = work_answers_value(visit->answers, S("what_matters"));
	if (!str_is_empty(words) && !str_equal(words, S("not-known")))
		component_words_card(out, &(WordsCard){.words = words, .said_by = say(visit->care, "result.matters")});
}

/* Why an answer counts, in the words of the practice: one sentence a limb that counts. */
static Str counts_words(const Visit *visit, unsigned limbs)
{
	static const struct { unsigned limb; const char *words; } WHY[] = {
		{LIMB_NEEDS_PERSON, "result.counts-needs-person"}, {LIMB_HURTS, "result.counts-hurts"},
		{LIMB_UNSAFE, "result.counts-unsafe"}, {LIMB_MUCH_LONGER, "result.counts-much-longer"},
	};
	Str parts[sizeof WHY / sizeof WHY[0]];
	size_t count = 0;
	for (size_t i = 0; i < sizeof WHY / sizeof WHY[0]; i++)
		if ((limbs & WHY[i].limb) != 0)
			parts[count++] = say(visit->care, WHY[i].words);
	return str_join(visit->care->arena, parts, count, S("; "));
}

static bool is_carers(const Visit *visit)
{
	return visit->request.kind->result == FRONT_RESULT_CARER;
}

static Str area_label(const Visit *visit, Str outcome)
{
	if (is_carers(visit))
		return practice_words(visit->care->practice, str_concat(visit->care->arena, S("carer-life."), outcome), (Str){0});
	const OptionList *areas = practice_list(visit->care->practice, S("area"));
	const Option *area = areas == NULL ? NULL : option_find(areas, outcome);
	return area == NULL ? outcome : area->resident;
}

static void how_worked_out(Html *out, const Visit *visit)
{
	Care *care = visit->care;
	EligibilityResult result = {0};
	SummaryRow rows[ELIGIBILITY_OUTCOMES_MAX] = {0};
	Str open[ELIGIBILITY_OUTCOMES_MAX] = {0};
	size_t count = 0;
	size_t open_count = 0;
	const EligibilityRule *rule = assessment_rule(care, is_carers(visit) ? ELIGIBILITY_CARER : ELIGIBILITY_ADULT);
	if (is_carers(visit))
		assessment_carer_eligibility(care, visit->answers, &result);
	else
		assessment_eligibility(care, visit->answers, &result);
	for (size_t i = 0; i < rule->outcome_count; i++) {
		const EligibilityOutcomeResult *outcome = &result.outcomes[i];
		const Question *limb = practice_question(care->practice, rule->outcomes[i].limb_question);
		if (outcome->value == OUTCOME_UNKNOWN)
			open[open_count++] = area_label(visit, outcome->id);
		if (outcome->value != OUTCOME_UNABLE || limb == NULL)
			continue;
		rows[count++] = (SummaryRow){.key = area_label(visit, outcome->id), .note = counts_words(visit, outcome->limbs),
			.value = answer_words(limb, care->arena, work_answers_value(visit->answers, limb->id), true)};
	}
	if (count + open_count == 0)
		return;
	subheading(out, say(care, "result.how-title"));
	if (count > 0)
		component_summary_list(out, &(SummaryList){.rows = rows, .row_count = count});
	if (open_count == 0)
		return;
	paragraph(out, say(care, "result.more-answers"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < open_count; i++)
		html_element(out, "li", NO_ATTRIBUTES, open[i]);
	html_close(out, "ul");
}

/* An ability's line says what was answered; every other line says the rule. */
static Str line_detail(const Visit *visit, const AllocationTable *table, const ExplanationLine *line)
{
	for (size_t i = 0; i < table->ability_count; i++) {
		const Question *question = practice_question(visit->care->practice, table->abilities[i].question);
		if (question != NULL && str_equal(line->label, table->abilities[i].label))
			return answer_words(question, visit->care->arena, work_answers_value(visit->answers, question->id), true);
	}
	return line->rule;
}

/* "5.00 points" as people say it. */
static Str plain_points(Arena *arena, Str text)
{
	return str_replace(arena, text, S(".00 points"), S(" points"));
}

static Str whole_pounds(Arena *arena, Pence pence)
{
	Str text = money_format(arena, pence);
	return str_ends_with(text, S(".00")) ? str_slice(text, 0, text.length - 3) : text;
}

static void money_lines(Html *out, const Visit *visit, const AllocationTable *table, const AllocationResult *result)
{
	Arena *arena = visit->care->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, result->lines.count + 1);
	size_t count = 0;
	for (size_t i = 0; i < result->lines.count; i++) {
		const ExplanationLine *line = &result->lines.items[i];
		bool says_nothing_more = str_equal(line->label, S("Without family help")); /* none was taken off */
		if (says_nothing_more || str_equal(line->value, S("0.00 points")))
			continue;
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 2);
		Html what = html_make(arena);
		html_text(&what, plain_points(arena, line->label));
		html_element(&what, "span", ATTRIBUTES({"class", S("kith-note")}),
			plain_points(arena, line_detail(visit, table, line)));
		cells[0] = (TableCell){.markup = html_finish(&what)};
		cells[1] = (TableCell){.text = plain_points(arena, line->value)};
		rows[count++] = (TableRow){.cells = cells, .cell_count = 2};
	}
	const TableColumn columns[] = {{.text = say(visit->care, "result.money-line")},
		{.text = say(visit->care, "result.money-worth"), .is_numeric = true}};
	Html inside = html_make(arena);
	component_table(&inside, &(Table){.caption = say(visit->care, "result.money-lines"),
		.caption_classes = S("govuk-visually-hidden"), .columns = columns, .column_count = 2, .rows = rows,
		.row_count = count});
	paragraph(&inside, say(visit->care, "result.family"));
	component_details(out, &(Details){.summary = say(visit->care, "result.money-lines"),
		.markup = html_finish(&inside)});
}

static void money_sum(Html *out, const Visit *visit, const AllocationResult *result)
{
	Care *care = visit->care;
	Str words = result->show == ALLOCATION_SHOW_FIGURE
		? say_with(care, "result.money-about",
			(const Blank[]){{S("figure"), whole_pounds(care->arena, result->agreed.total)}}, 1)
		: say_with(care, "result.money-between", (const Blank[]){{S("low"), whole_pounds(care->arena, result->range_low)},
			{S("high"), whole_pounds(care->arena, result->range_high)}}, 2);
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	html_element(out, "strong", NO_ATTRIBUTES, words);
	html_text(out, S(" "));
	html_text(out, say(care, "result.money-range"));
	html_close(out, "p");
	paragraph(out, say(care, "result.may-pay"));
	paragraph_link(out, S("/calculator"), say(care, "pay.calculator-title"));
}

static bool only_workers_questions_missing(const Visit *visit, const AllocationResult *result)
{
	size_t at = 0;
	for (size_t i = 0; i < result->missing_count; i++)
		if (journey_find(&visit->journey, result->missing[i], &at))
			return false;
	return true;
}

static void money(Html *out, const Visit *visit)
{
	Care *care = visit->care;
	AllocationResult result = {0};
	const AllocationTable *table = practice_allocation(care->practice, care_today(care));
	Status status = assessment_allocation(care, visit->answers, ASSESSMENT_HELP_NOT_ASKED, &result);
	subheading(out, say(care, "result.money-title"));
	if (status != STATUS_OK || !practice_council(care->practice)->indicative_budget_shown
	    || result.show == ALLOCATION_SHOW_OFF) {
		paragraph(out, say(care, "result.money-off"));
	} else if (!result.has_figure) {
		paragraph(out, say(care, only_workers_questions_missing(visit, &result) ? "result.money-missing"
			: "result.money-wait"));
		paragraph(out, say(care, "result.may-pay"));
	} else {
		money_sum(out, visit, &result);
		money_lines(out, visit, table, &result);
	}
}

/* "We read what you sent by" and the day; without a day when the calendar does not reach so far. */
static void dated_item(Html *out, const Visit *visit, const char *words, int working_days)
{
	Date day = DATE_NONE;
	Arena *arena = visit->care->arena;
	if (date_add_working_days(visit->request.sent_on, working_days, practice_bank_holidays(visit->care->practice), &day)
	    != STATUS_OK)
		return;
	Str weekday = date_weekday_name(date_weekday(day));
	Str words_before = say(visit->care, words);
	Str on = date_format_words(arena, day);
	html_element(out, "li", NO_ATTRIBUTES, str_format(arena, "%.*s %.*s %.*s.", STR_ARG(words_before),
		STR_ARG(weekday), STR_ARG(on)));
}

static void where_it_is(Html *out, const Visit *visit)
{
	static const char *const WORDS[] = {
		[FRONT_RECEIVED] = "account.status-received", [FRONT_READING] = "account.status-reading",
		[FRONT_TALKING] = "account.status-talking", [FRONT_PLANNING] = "account.status-planning",
		[FRONT_RUNNING] = "account.status-running", [FRONT_FINISHED] = "account.status-finished"};
	Care *care = visit->care;
	FrontProgress progress = {0};
	if (front_progress(care, &visit->request, &progress) != STATUS_OK)
		return; /* the rest of the page still says what happens next */
	subheading(out, say(care, "account.where-title"));
	paragraph(out, say(care, WORDS[progress.step]));
	if (!str_is_empty(progress.worker))
		paragraph_bold(out, say(care, "account.who-has-it"), progress.worker);
	if (progress.due_on != DATE_NONE && progress.step > FRONT_READING)
		paragraph_bold(out, say(care, "account.next-by"), date_format_words(care->arena, progress.due_on));
}

static void what_next(Html *out, const Visit *visit)
{
	Care *care = visit->care;
	int64_t days = practice_council(care->practice)->answer_working_days;
	bool today = str_equal(work_answers_value(visit->answers, S("contact_urgency")), S("today"));
	bool worry = visit->request.kind->about_danger;
	subheading(out, say(care, "result.next-title"));
	if (!worry) {
		html_open(out, "ol", ATTRIBUTES({"class", S("govuk-list govuk-list--number")}));
		dated_item(out, visit, "result.next-read", 1);
		dated_item(out, visit, "result.next-call", today || days < 1 ? 1 : (int)days);
		html_element(out, "li", NO_ATTRIBUTES, say(care, "result.next-with"));
		html_element(out, "li", NO_ATTRIBUTES, say(care, "result.next-visit"));
		html_close(out, "ol");
	}
	paragraph(out, say(care, worry ? "result.worry-private" : "result.next-worse"));
	paragraph_bold(out, say(care, "result.reference"), visit->request.reference);
	paragraph(out, say(care, "result.keep"));
	paragraph(out, say(care, "check.change-after"));
}

/* Who must not wait is told so before anything else. */
static void call_now(Html *out, const Visit *visit)
{
	Care *care = visit->care;
	bool today = str_equal(work_answers_value(visit->answers, S("contact_urgency")), S("today"));
	bool stops = is_carers(visit) && str_equal(work_answers_value(visit->answers, S("care_carry_on")), S("no"));
	if (!today && !stops)
		return;
	component_warning_text(out, &(WarningText){.text = say(care, today ? "result.today-call" : "result.carer-stop")});
	council_numbers(out, care);
}

/* What the answers point to, for the person who gave them about themselves. */
static void indication_show(Html *out, const Visit *visit, EligibilityIndication indication)
{
	Care *care = visit->care;
	what_matters(out, visit);
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), say(care, is_carers(visit) ? "result.carer-right"
		: "result.right-to-assessment"));
	paragraph(out, say(care, words_of(indication)));
	paragraph(out, say(care, "result.human-decides"));
	how_worked_out(out, visit);
	if (!is_carers(visit))
		money(out, visit);
}

static void received_show(Html *out, const Visit *visit)
{
	Care *care = visit->care;
	paragraph(out, say_of(care, visit->request.kind, "received"));
	if (visit->request.kind->about_danger)
		return;
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), say(care, "result.right-of-other"));
	paragraph(out, say(care, "result.human-decides"));
	paragraph(out, say(care, "check.carer-near"));
}

static Str title_for(const Visit *visit, EligibilityIndication *indication)
{
	const FrontKind *kind = visit->request.kind;
	if (kind->result == FRONT_RESULT_RECEIVED)
		return say_of(visit->care, kind, "received-title");
	if (kind->result == FRONT_RESULT_EQUIPMENT)
		return equipment_title(visit);
	*indication = assessment_indication(visit->care, is_carers(visit) ? ELIGIBILITY_CARER : ELIGIBILITY_ADULT,
		visit->answers);
	return say(visit->care, title_of(*indication));
}

/* On paper, in big letters, or sent. */
static void take_away(Html *out, const Request *request, const Visit *visit)
{
	Care *care = visit->care;
	if (!str_is_empty(request_query(request, S("copied"))))
		component_inset_text(out, &(InsetText){.text = say(care, "copy.done")});
	paragraph_link(out, S("/check/result?print=1"), say(care, "result.print"));
	paragraph_link(out, S("/check/result?print=large"), say(care, "result.print-large"));
	if (front_copy_offered(care, &visit->request, &visit->drafts))
		paragraph_link(out, S("/check/copy"), say(care, "copy.title"));
}

void page_check_result(const Request *request, Response *response)
{
	Visit visit = {0};
	if (!visit_open(request, response, &visit))
		return;
	if (visit.request.stage != WORK_FINISHED) {
		response_redirect(response, S("/check/answers"));
		return;
	}
	Care *care = visit.care;
	Html out = html_make(request->arena);
	Str print_how = request_query(request, S("print"));
	bool print = !str_is_empty(print_how);
	bool received = visit.request.kind->result == FRONT_RESULT_RECEIVED;
	EligibilityIndication indication = INDICATION_CAN_ASK;
	Str title = title_for(&visit, &indication);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-caption-l")}), say_of(care, visit.request.kind, "title"));
	heading(&out, title);
	call_now(&out, &visit);
	if (visit.request.kind->result == FRONT_RESULT_EQUIPMENT)
		equipment_show(&out, &visit);
	else if (received)
		received_show(&out, &visit);
	else
		indication_show(&out, &visit, indication);
	where_it_is(&out, &visit);
	what_next(&out, &visit);
	if (!print && !visit.request.kind->about_danger)
		take_away(&out, request, &visit);
	danger_block(&out, care);
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out), .is_print = print,
		.is_large = str_equal(print_how, S("large")),
		.has_exit = visit.request.kind->about_danger,
		.aside = print || received ? (Markup){.html = {0}} : near_you(&visit)});
}
