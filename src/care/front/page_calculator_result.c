/* What somebody might pay: the sum in steps, what it does not know, what help to look for, what counts and what does not. */
#include "care/front/page_calculator.h"

#include "care/front/page_parts.h"

/* Which words stand for a line of the engine: by the beginning of its label. */
static const struct { Str label; const char *words; } LINE_WORDS[] = {
	{S_INIT("tariff income"), "calculator.line-tariff"},
	{S_INIT("state_pension"), "calculator.line-state-pension"},
	{S_INIT("private_pension"), "calculator.line-other-pension"},
	{S_INIT("attendance_allowance"), "calculator.line-disability-benefit"},
	{S_INIT("pip_daily_living"), "calculator.line-disability-benefit"},
	{S_INIT("other_benefits"), "calculator.line-other-benefit"},
	{S_INIT("night part"), "calculator.line-night"},
	{S_INIT("guarantee"), "calculator.line-keep"},
	{S_INIT("personal expenses"), "calculator.line-keep-in-a-home"},
	{S_INIT("housing costs"), "calculator.line-housing"},
	{S_INIT("disability-related"), "calculator.line-disability-costs"},
	{S_INIT("the part that"), "calculator.line-not-taken"},
	{S_INIT("not below nought"), "calculator.line-nought"},
	{S_INIT("less than the least"), "calculator.line-least"},
	{S_INIT("more than the most"), "calculator.line-most"},
	{S_INIT("never more than"), "calculator.line-cost"},
	{S_INIT("the full cost"), "calculator.line-full-cost"},
};

static Str line_label(const Care *care, const ChargeLine *line)
{
	for (size_t i = 0; i < sizeof LINE_WORDS / sizeof LINE_WORDS[0]; i++)
		if (str_starts_with(line->label, LINE_WORDS[i].label))
			return say(care, LINE_WORDS[i].words);
	return line->label;
}

/* With a minus sign that does not part from its amount at a line's end. */
static Str signed_money(Arena *arena, Pence pence)
{
	Str text = money_format(arena, pence < 0 ? -pence : pence);
	return pence < 0 ? str_concat(arena, S("\xE2\x88\x92"), text) : text;
}

/* How it comes about and by which rule: enough to do the sum again by hand. */
static Str line_note(Arena *arena, const ChargeLine *line)
{
	Str working = charge_line_working(arena, line);
	if (str_is_empty(working))
		return line->rule;
	return str_format(arena, "%.*s. %.*s", STR_ARG(working), STR_ARG(line->rule));
}

static void sum_table(Html *out, const Care *care, const CalculatorResult *result)
{
	Arena *arena = care->arena;
	const ChargeLines *lines = &result->charge.lines;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, lines->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const ChargeLine *line = &lines->items[i];
		if (!line->adds || line->amount == 0)
			continue;
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 2);
		Html what = html_make(arena);
		html_text(&what, line_label(care, line));
		html_element(&what, "span", ATTRIBUTES({"class", S("kith-note")}), line_note(arena, line));
		cells[0] = (TableCell){.markup = html_finish(&what)};
		cells[1] = (TableCell){.text = signed_money(arena, line->amount)};
		rows[count++] = (TableRow){.cells = cells, .cell_count = 2};
	}
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 2);
	cells[0] = (TableCell){.text = say(care, "calculator.sum-total")};
	cells[1] = (TableCell){.text = money_format(arena, result->charge.weekly_contribution)};
	rows[count++] = (TableRow){.cells = cells, .cell_count = 2, .is_total = true};
	const TableColumn columns[] = {{.text = say(care, "calculator.sum-what")},
		{.text = say(care, "calculator.sum-amount"), .is_numeric = true}};
	component_table(out, &(Table){.caption = say(care, "calculator.sum-title"), .caption_classes = S("govuk-table__caption--m"),
		.columns = columns, .column_count = 2, .rows = rows, .row_count = count});
}

static void list_of(Html *out, const Care *care, const char *const *words, size_t count)
{
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < count; i++)
		if (words[i] != NULL)
			html_element(out, "li", NO_ATTRIBUTES, say(care, words[i]));
	html_close(out, "ul");
}

static void headline(Html *out, const Care *care, const CalculatorResult *result)
{
	const ChargeResult *charge = &result->charge;
	Str words = say(care, "calculator.result-nothing");
	if (charge->is_full_cost)
		words = say(care, "calculator.result-full-cost");
	else if (charge->weekly_contribution > 0)
		words = say_with(care, "calculator.result-about",
			(const Blank[]){{S("amount"), money_format(care->arena, charge->weekly_contribution)}}, 1);
	html_element(out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), words);
	paragraph(out, say(care, "calculator.result-rough"));
	component_inset_text(out, &(InsetText){.text = say(care, "result.right-to-assessment")});
}

/* A sentence with a number that the rules set: {{number}}. */
static void rule_item(Html *out, const Care *care, const char *words, ChargeRate rate)
{
	const RateRow *row = &practice_charging(care->practice)->rates->always[rate];
	Str number = str_format(care->arena, "%lld", (long long)(row->amount / CHARGE_FACTOR));
	html_element(out, "li", NO_ATTRIBUTES, say_with(care, words, (const Blank[]){{S("number"), number}}, 1));
}

static void not_known(Html *out, const Care *care, const CalculatorAnswers *answers, const CalculatorResult *result)
{
	const char *const words[] = {
		!answers->price.given ? "calculator.unknown-price" : NULL,
		result->without_premium ? "calculator.unknown-premium" : NULL,
		result->charge.is_full_cost ? "calculator.unknown-falls" : NULL,
		"calculator.unknown-other",
	};
	subheading(out, say(care, "calculator.unknown-title"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	if (result->home_may_count)
		rule_item(out, care, "calculator.unknown-home", RATE_PROPERTY_DISREGARD_WEEKS);
	if (result->benefit_may_stop)
		rule_item(out, care, "calculator.unknown-benefit-stops", RATE_DISABILITY_BENEFIT_STOP_DAYS);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (words[i] != NULL)
			html_element(out, "li", NO_ATTRIBUTES, say(care, words[i]));
	html_close(out, "ul");
	Str year = str_format(care->arena, "%d to %d", result->year, result->year + 1);
	paragraph(out, say_with(care, result->is_older_year ? "calculator.older-year" : "calculator.this-year",
		(const Blank[]){{S("year"), year}}, 1));
}

static void help_there_is(Html *out, const Care *care, const CalculatorResult *result)
{
	bool allowance = str_equal(result->disability_benefit, S("attendance-allowance"));
	const char *const words[] = {
		result->check_disability_benefit && allowance ? "calculator.help-attendance-allowance" : NULL,
		result->check_disability_benefit && !allowance ? "calculator.help-pip" : NULL,
		result->check_pension_credit ? "calculator.help-pension-credit" : NULL,
		"calculator.help-council-tax",
		"calculator.help-carer",
	};
	subheading(out, say(care, "calculator.help-title"));
	list_of(out, care, words, sizeof words / sizeof words[0]);
	paragraph_link(out, S("/directory?q=money"), say(care, "calculator.help-near"));
	council_numbers(out, care);
}

static Markup what_counts(const Care *care)
{
	static const char *const COUNTED[] = {"calculator.counts-savings", "calculator.counts-pensions",
		"calculator.counts-benefits"};
	static const char *const NOT_COUNTED[] = {"calculator.not-counted-home", "calculator.not-counted-earnings",
		"calculator.not-counted-mobility", "calculator.not-counted-partner", "calculator.not-counted-possessions",
		"calculator.not-counted-interest"};
	Html out = html_make(care->arena);
	subheading(&out, say(care, "calculator.counts-title"));
	list_of(&out, care, COUNTED, sizeof COUNTED / sizeof COUNTED[0]);
	subheading(&out, say(care, "calculator.not-counted-title"));
	list_of(&out, care, NOT_COUNTED, sizeof NOT_COUNTED / sizeof NOT_COUNTED[0]);
	return html_finish(&out);
}

static void go_on(Html *out, const Request *request, const Care *care)
{
	component_form_open(out, &(PageForm){.action = S("/calculator"), .token = request->form_token});
	component_hidden(out, S("step"), S("result"));
	page_calculator_carry(out, request, STEP_RESULT);
	component_button_group_open(out);
	component_button(out, &(Button){.text = say(care, "calculator.print"), .kind = BUTTON_SECONDARY, .name = S("print"),
		.value = S("1")});
	component_button(out, &(Button){.text = say(care, "calculator.change"), .kind = BUTTON_SECONDARY, .name = S("back"),
		.value = S("1")});
	component_button_group_close(out);
	component_form_close(out);
	component_button(out, &(Button){.text = say(care, "front.check-link"), .href = S("/check"), .kind = BUTTON_START});
}

void page_calculator_result(const Request *request, Response *response, const CalculatorAnswers *answers)
{
	Care *care = page_care(request);
	CalculatorResult result = {0};
	Html out = html_make(request->arena);
	bool print = request_form_has(request, S("print"));
	Str title = say(care, "calculator.title");
	heading(&out, title);
	if (calculator_compute(care, answers, &result) != STATUS_OK) {
		paragraph(&out, say(care, "calculator.no-rates"));
		council_numbers(&out, care);
		page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out)});
		return;
	}
	headline(&out, care, &result);
	if (result.charge.is_known)
		sum_table(&out, care, &result);
	not_known(&out, care, answers, &result);
	help_there_is(&out, care, &result);
	Markup counts = what_counts(care);
	if (print)
		html_add(&out, counts);
	else
		go_on(&out, request, care);
	paragraph(&out, say(care, "calculator.not-kept"));
	page_public(request, response, (PublicPage){.title = title, .content = html_finish(&out),
		.aside = print ? (Markup){.html = {0}} : counts, .is_print = print});
}
