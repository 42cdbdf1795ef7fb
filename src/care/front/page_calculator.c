/* The questions of the calculator. All that was answered travels in hidden fields of the form: nothing is kept. */
#include "care/front/page_calculator.h"

#include "care/front/page_parts.h"

static const char *const WHO[] = {"me", "other", NULL};
static const char *const WHERE[] = {"home", "care-home", "short-stay", NULL};
static const char *const AGES[] = {"18-24", "25-to-pension", "pension", NULL};
static const char *const HOUSEHOLDS[] = {"single", "couple", NULL};
static const char *const HOMES[] = {"no", "relative", "yes", NULL};
static const char *const EVERY[] = {"week", "4-weeks", "month", NULL};

#define AT(member) offsetof(CalculatorAnswers, member)

const CalculatorField CALCULATOR_FIELDS[] = {
	{.name = "who", .step = STEP_WHO, .choices = WHO, .offset = AT(who), .required = true},
	{.name = "where", .step = STEP_WHERE, .choices = WHERE, .offset = AT(where), .required = true},
	{.name = "age", .step = STEP_AGE, .choices = AGES, .offset = AT(age), .required = true},
	{.name = "household", .step = STEP_HOUSEHOLD, .choices = HOUSEHOLDS, .offset = AT(household), .required = true},
	{.name = "savings", .step = STEP_SAVINGS, .offset = AT(savings), .required = true},
	{.name = "own-home", .step = STEP_HOME, .choices = HOMES, .offset = AT(home), .required = true},
	{.name = "state-pension", .step = STEP_INCOME, .offset = AT(state_pension), .has_every = true},
	{.name = "other-pension", .step = STEP_INCOME, .offset = AT(other_pension), .has_every = true},
	{.name = "disability-benefit", .step = STEP_INCOME, .offset = AT(disability_benefit), .has_every = true},
	{.name = "other-benefit", .step = STEP_INCOME, .offset = AT(other_benefit), .has_every = true},
	{.name = "housing", .step = STEP_COSTS, .offset = AT(housing), .has_every = true},
	{.name = "disability-costs", .step = STEP_COSTS, .offset = AT(disability_costs), .has_every = true},
	{.name = "price", .step = STEP_PRICE, .offset = AT(price), .has_every = true},
};
const size_t CALCULATOR_FIELD_COUNT = sizeof CALCULATOR_FIELDS / sizeof CALCULATOR_FIELDS[0];

static const char *const STEPS[] = {
	[STEP_WHO] = "who", [STEP_WHERE] = "where", [STEP_AGE] = "age", [STEP_HOUSEHOLD] = "household",
	[STEP_SAVINGS] = "savings", [STEP_HOME] = "own-home", [STEP_INCOME] = "income", [STEP_COSTS] = "costs",
	[STEP_PRICE] = "price", [STEP_RESULT] = "result",
};

/* "calculator.where-hint" */
static Str word(const Care *care, const char *name, const char *suffix)
{
	Str id = str_format(care->arena, "calculator.%s%s", name, suffix);
	return practice_words(care->practice, id, (Str){0});
}

static Str every_name(Arena *arena, const CalculatorField *field)
{
	return str_format(arena, "%s-every", field->name);
}

static bool is_choice(const CalculatorField *field, Str value)
{
	for (size_t i = 0; field->choices[i] != NULL; i++)
		if (str_equal(value, str_from_c(field->choices[i])))
			return true;
	return false;
}

static Status read_money(const Request *request, const CalculatorField *field, ChargeAmount *out)
{
	static const ChargeEvery WEEKLY[] = {CHARGE_WEEK, CHARGE_FOUR_WEEKS, CHARGE_MONTH};
	Str typed = str_trim(request_form(request, str_from_c(field->name)));
	Str every = request_form(request, every_name(request->arena, field));
	ChargeEvery found = CHARGE_WEEK;
	*out = (ChargeAmount){0};
	if (str_is_empty(typed))
		return field->required ? STATUS_INVALID : STATUS_OK;
	if (money_parse(typed, &out->pence) != STATUS_OK || out->pence < 0 || out->pence > CHARGE_AMOUNT_MAX)
		return STATUS_INVALID;
	for (size_t i = 0; field->has_every && EVERY[i] != NULL; i++)
		if (str_equal(every, str_from_c(EVERY[i])))
			found = WEEKLY[i];
	*out = (ChargeAmount){.given = true, .pence = charge_weekly(out->pence, found)};
	return STATUS_OK;
}

/* Reads the answers of all steps before upto; a problem for each field that is missing or wrong. */
static Status read_answers(const Request *request, const Care *care, CalculatorStep upto, Problems *problems,
	CalculatorAnswers *out)
{
	Status status = STATUS_OK;
	*out = (CalculatorAnswers){0};
	for (size_t i = 0; i < CALCULATOR_FIELD_COUNT; i++) {
		const CalculatorField *field = &CALCULATOR_FIELDS[i];
		char *place = (char *)out + field->offset;
		if (field->step > upto || !calculator_asks(care, out, field->step))
			continue;
		bool right = true;
		if (field->choices != NULL) {
			Str value = request_form(request, str_from_c(field->name));
			right = is_choice(field, value);
			*(Str *)(void *)place = right ? value : (Str){0};
		} else {
			right = read_money(request, field, (ChargeAmount *)(void *)place) == STATUS_OK;
		}
		if (!right)
			status = problems_add(problems, (Problem){.field = str_from_c(field->name),
				.message = word(care, field->name, "-wrong")});
	}
	return status;
}

void page_calculator_carry(Html *out, const Request *request, CalculatorStep but)
{
	for (size_t i = 0; i < CALCULATOR_FIELD_COUNT; i++) {
		const CalculatorField *field = &CALCULATOR_FIELDS[i];
		Str name = str_from_c(field->name);
		if (field->step == but || !request_form_has(request, name))
			continue;
		component_hidden(out, name, request_form(request, name));
		if (field->has_every)
			component_hidden(out, every_name(request->arena, field), request_form(request, every_name(request->arena, field)));
	}
}

static void choice_field(Html *out, const Request *request, const Care *care, const CalculatorField *field, Str error)
{
	ChoiceItem items[8] = {0};
	size_t count = 0;
	for (; field->choices[count] != NULL; count++)
		items[count] = (ChoiceItem){.value = str_from_c(field->choices[count]),
			.text = word(care, field->name, str_c(care->arena, str_format(care->arena, "-%s", field->choices[count])))};
	component_radios(out, &(Radios){.name = str_from_c(field->name), .legend = word(care, field->name, "-title"),
		.legend_classes = S("govuk-fieldset__legend--l"), .legend_is_heading = true, .hint = word(care, field->name, "-hint"),
		.error = error, .items = items, .item_count = count, .value = request_form(request, str_from_c(field->name))});
}

static void money_field(Html *out, const Request *request, const Care *care, const CalculatorField *field, Str error)
{
	Str name = str_from_c(field->name);
	Str every = request_form(request, every_name(request->arena, field));
	component_text_input(out, &(TextInput){.name = name, .label = word(care, field->name, "-label"),
		.hint = word(care, field->name, "-hint"), .error = error, .value = request_form(request, name), .prefix = S("\xC2\xA3"),
		.inputmode = S("decimal"), .spellcheck = SPELLCHECK_OFF, .autocomplete = S("off"), .width = 10});
	if (!field->has_every)
		return;
	SelectItem items[4] = {0};
	size_t count = 0;
	for (; EVERY[count] != NULL; count++)
		items[count] = (SelectItem){.value = str_from_c(EVERY[count]),
			.text = word(care, "every", str_c(care->arena, str_format(care->arena, "-%s", EVERY[count])))};
	Str thing = word(care, field->name, "-label");
	Str label = str_format(care->arena, "%.*s: %.*s", STR_ARG(thing), STR_ARG(say(care, "calculator.every-label")));
	component_select(out, &(Select){.name = every_name(request->arena, field), .label = label,
		.label_classes = S("govuk-visually-hidden"), .items = items, .item_count = count, .value = every});
}

static bool is_alone(CalculatorStep step)
{
	size_t count = 0;
	for (size_t i = 0; i < CALCULATOR_FIELD_COUNT; i++)
		count += CALCULATOR_FIELDS[i].step == step && CALCULATOR_FIELDS[i].choices != NULL ? 1 : 0;
	return count == 1;
}

static void ask_step(const Request *request, Response *response, CalculatorStep step, const Problems *problems)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = word(care, STEPS[step], "-title");
	component_form_open(&out, &(PageForm){.action = S("/calculator"), .token = request->form_token});
	component_hidden(&out, S("step"), str_from_c(STEPS[step]));
	page_calculator_carry(&out, request, step);
	if (!is_alone(step)) {
		heading(&out, title);
		paragraph(&out, word(care, STEPS[step], "-intro"));
	}
	for (size_t i = 0; i < CALCULATOR_FIELD_COUNT; i++) {
		const CalculatorField *field = &CALCULATOR_FIELDS[i];
		Str error = problems_for_field(problems, str_from_c(field->name));
		if (field->step == step && field->choices != NULL)
			choice_field(&out, request, care, field, error);
		else if (field->step == step)
			money_field(&out, request, care, field, error);
	}
	component_button_group_open(&out);
	component_button(&out, &(Button){.text = say(care, "calculator.next")});
	if (step > STEP_WHO)
		component_button(&out, &(Button){.text = say(care, "calculator.back"), .kind = BUTTON_SECONDARY, .name = S("back"),
			.value = S("1")});
	component_button_group_close(&out);
	component_form_close(&out);
	paragraph(&out, say(care, "calculator.not-kept"));
	page_public(request, response, (PublicPage){.title = title, .problems = problems,
		.back_href = step == STEP_WHO ? S("/calculator") : (Str){0}, .content = html_finish(&out)});
}

void page_calculator(const Request *request, Response *response)
{
	static const char *const TOLD[] = {"calculator.told-rough", "calculator.told-leave", "calculator.told-kept"};
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	Str title = say(care, "calculator.title");
	heading(&out, title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body-l")}), say(care, "pay.intro"));
	html_open(&out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++)
		html_element(&out, "li", NO_ATTRIBUTES, say(care, TOLD[i]));
	html_close(&out, "ul");
	component_inset_text(&out, &(InsetText){.text = say(care, "result.right-to-assessment")});
	component_form_open(&out, &(PageForm){.action = S("/calculator"), .token = request->form_token});
	component_hidden(&out, S("step"), S("start"));
	component_button(&out, &(Button){.text = say(care, "calculator.begin"), .kind = BUTTON_START});
	component_form_close(&out);
	subheading(&out, say(care, "calculator.free-title"));
	paragraph(&out, say(care, "pay.free"));
	paragraph(&out, say(care, "calculator.free-more"));
	page_public(request, response, (PublicPage){.title = title, .back_href = S("/"), .content = html_finish(&out)});
}

/* The step that the form was about; STEP_RESULT for the result's own form, false for the beginning. */
static bool find_step(const Request *request, CalculatorStep *out)
{
	Str sent = request_form(request, S("step"));
	for (size_t i = 0; i <= STEP_RESULT; i++)
		if (str_equal(sent, str_from_c(STEPS[i]))) {
			*out = (CalculatorStep)i;
			return true;
		}
	return false;
}

static CalculatorStep step_after(const Care *care, const CalculatorAnswers *answers, CalculatorStep step, bool back)
{
	do
		step = (CalculatorStep)(back ? (int)step - 1 : (int)step + 1);
	while (step > STEP_WHO && step < STEP_RESULT && !calculator_asks(care, answers, step));
	return step;
}

/* The first step with a wrong field: a form whose earlier answers do not hold is asked again from there. */
static CalculatorStep step_of_problem(const Problems *problems)
{
	for (size_t i = 0; i < CALCULATOR_FIELD_COUNT; i++)
		if (!str_is_empty(problems_for_field(problems, str_from_c(CALCULATOR_FIELDS[i].name))))
			return CALCULATOR_FIELDS[i].step;
	return STEP_WHO;
}

void page_calculator_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Problems problems = problems_make(request->arena);
	Problems none = problems_make(request->arena);
	CalculatorAnswers answers = {0};
	CalculatorStep step = STEP_WHO;
	bool back = request_form_has(request, S("back"));
	if (!find_step(request, &step)) {
		ask_step(request, response, STEP_WHO, &none);
		return;
	}
	Status status = read_answers(request, care, step, back ? &none : &problems, &answers);
	if (back && step > STEP_WHO) {
		Problems quiet = problems_make(request->arena);
		ask_step(request, response, step_after(care, &answers, step, true), &quiet);
	} else if (status != STATUS_OK) {
		CalculatorStep wrong = step_of_problem(&problems);
		ask_step(request, response, wrong, wrong == step || step == STEP_RESULT ? &problems : &none);
	} else if (step == STEP_RESULT || step_after(care, &answers, step, false) == STEP_RESULT) {
		page_calculator_result(request, response, &answers);
	} else {
		ask_step(request, response, step_after(care, &answers, step, false), &none);
	}
}
