#include "web/components/choices.h"

#include "web/components/fields.h"
#include "web/components/parts.h"

void component_fieldset_open(Html *out, const Fieldset *fieldset)
{
	html_open(out, "fieldset", ATTRIBUTES(
		{"class", part_join(out, S("govuk-fieldset"), fieldset->classes, (Str){0})},
		{"role", part_optional(fieldset->role)}, {"aria-describedby", part_optional(fieldset->described_by)}));
	if (fieldset->legend.length == 0)
		return;
	html_open(out, "legend", ATTRIBUTES(
		{"class", part_join(out, S("govuk-fieldset__legend"), fieldset->legend_classes, (Str){0})}));
	if (fieldset->legend_is_heading)
		html_element(out, "h1", ATTRIBUTES({"class", S("govuk-fieldset__heading")}), fieldset->legend);
	else
		html_text(out, fieldset->legend);
	html_close(out, "legend");
}

void component_fieldset_close(Html *out)
{
	html_close(out, "fieldset");
}

/* What radios and checkboxes differ in. */
typedef struct ChoiceNames {
	Str type;
	Str group;
	Str item;
	Str input;
	Str label;
	Str hint;
	Str divider;
	Str conditional;
	Str conditional_hidden;
	Str small;
	Str inline_items;
} ChoiceNames;

#define CHOICE_NAMES(type_name, block) \
	{.type = S_INIT(type_name), .group = S_INIT(block), .item = S_INIT(block "__item"), \
		.input = S_INIT(block "__input"), .label = S_INIT("govuk-label " block "__label"), \
		.hint = S_INIT(block "__hint"), .divider = S_INIT(block "__divider"), \
		.conditional = S_INIT(block "__conditional"), \
		.conditional_hidden = S_INIT(block "__conditional " block "__conditional--hidden"), \
		.small = S_INIT(block "--small"), .inline_items = S_INIT(block "--inline")}

static const ChoiceNames RADIOS = CHOICE_NAMES("radio", "govuk-radios");
static const ChoiceNames CHECKBOXES = CHOICE_NAMES("checkbox", "govuk-checkboxes");

typedef struct ChoiceGroup {
	const ChoiceNames *names;
	Str id;
	Str name;
	const Str *values; /* those that are checked */
	size_t value_count;
	bool values_decide; /* the items' own marks do not count */
	Str described_by;   /* by each control: where there is no fieldset to say it */
} ChoiceGroup;

static bool choice_is_checked(const ChoiceGroup *group, const ChoiceItem *item)
{
	for (size_t i = 0; i < group->value_count; i++) {
		if (str_equal(group->values[i], item->value))
			return true;
	}
	return !group->values_decide && item->checked;
}

static void choice_item(Html *out, const ChoiceGroup *group, const ChoiceItem *item, size_t place)
{
	Arena *arena = out->buffer.arena;
	const ChoiceNames *names = group->names;
	Str id = item->id;
	if (id.length == 0)
		id = place == 1 ? group->id : str_format(arena, "%.*s-%zu", STR_ARG(group->id), place);
	Str hint_id = item->hint.length > 0 ? part_id(out, id, S("-item-hint")) : (Str){0};
	Str conditional_id = markup_is_empty(item->conditional) ? (Str){0} : str_concat(arena, S("conditional-"), id);
	bool checked = choice_is_checked(group, item);
	html_open(out, "div", ATTRIBUTES({"class", names->item}));
	html_void(out, "input", ATTRIBUTES({"class", names->input}, {"id", id},
		{"name", part_first(item->name, group->name)}, {"type", names->type}, {"value", part_value(item->value)},
		{"checked", part_flag(checked)}, {"disabled", part_flag(item->disabled)},
		{"data-aria-controls", conditional_id},
		{"data-behaviour", item->is_exclusive ? S("exclusive") : (Str){0}},
		{"aria-describedby", part_join(out, group->described_by, hint_id, (Str){0})}));
	html_open(out, "label", ATTRIBUTES({"class", part_join(out, names->label, item->label_classes, (Str){0})},
		{"for", id}));
	part_content(out, item->markup, item->text);
	html_close(out, "label");
	if (hint_id.length > 0)
		component_hint(out, &(Hint){.id = hint_id, .text = item->hint, .classes = names->hint});
	html_close(out, "div");
	if (conditional_id.length == 0)
		return;
	html_open(out, "div", ATTRIBUTES({"class", checked ? names->conditional : names->conditional_hidden},
		{"id", conditional_id}));
	html_add(out, item->conditional);
	html_close(out, "div");
}

static void choice_items(Html *out, const ChoiceGroup *group, const ChoiceItem *items, size_t count, Str classes)
{
	html_open(out, "div", ATTRIBUTES({"class", classes}, {"data-module", group->names->group}));
	for (size_t i = 0; i < count; i++) {
		if (items[i].divider.length > 0)
			html_element(out, "div", ATTRIBUTES({"class", group->names->divider}), items[i].divider);
		else
			choice_item(out, group, &items[i], i + 1);
	}
	html_close(out, "div");
}

/* The group without a fieldset still has its hint and error; a label would name nothing. */
static Question choice_question(Str id, Str legend, Str legend_classes, bool legend_is_heading)
{
	return (Question){.id = id, .label = legend, .label_classes = legend_classes,
		.label_is_heading = legend_is_heading, .is_group = legend.length > 0};
}

void component_radios(Html *out, const Radios *radios)
{
	Question question = choice_question(part_first(radios->id, radios->name), radios->legend, radios->legend_classes,
		radios->legend_is_heading);
	question.hint = radios->hint;
	question.hint_markup = radios->hint_markup;
	question.error = radios->error;
	question.group_classes = radios->group_classes;
	question.described_by = radios->described_by;
	const ChoiceGroup group = {.names = &RADIOS, .id = question.id, .name = radios->name, .values = &radios->value,
		.value_count = radios->value.length > 0 ? 1 : 0, .values_decide = radios->value.length > 0};
	Str classes = part_join(out, RADIOS.group, part_join(out, radios->is_inline ? RADIOS.inline_items : (Str){0},
		radios->is_small ? RADIOS.small : (Str){0}, (Str){0}), radios->classes);
	part_question_open(out, &question);
	choice_items(out, &group, radios->items, radios->item_count, classes);
	part_question_close(out, &question);
}

void component_checkboxes(Html *out, const Checkboxes *checkboxes)
{
	Question question = choice_question(part_first(checkboxes->id, checkboxes->name), checkboxes->legend,
		checkboxes->legend_classes, checkboxes->legend_is_heading);
	question.hint = checkboxes->hint;
	question.hint_markup = checkboxes->hint_markup;
	question.error = checkboxes->error;
	question.group_classes = checkboxes->group_classes;
	question.described_by = checkboxes->described_by;
	const ChoiceGroup group = {.names = &CHECKBOXES, .id = question.id, .name = checkboxes->name,
		.values = checkboxes->values, .value_count = checkboxes->value_count,
		.described_by = question.is_group ? (Str){0} : part_described_by(out, &question)};
	Str classes = part_join(out, CHECKBOXES.group, checkboxes->is_small ? CHECKBOXES.small : (Str){0},
		checkboxes->classes);
	part_question_open(out, &question);
	choice_items(out, &group, checkboxes->items, checkboxes->item_count, classes);
	part_question_close(out, &question);
}

typedef struct DatePart {
	Str suffix; /* "day" */
	Str label;
	Str value;
	Str width;
	Str autocomplete;
	bool is_wrong;
} DatePart;

static void date_part(Html *out, const DateInput *input, Str id, const DatePart *part)
{
	Arena *arena = out->buffer.arena;
	Str part_name = input->name.length > 0
		? str_format(arena, "%.*s-%.*s", STR_ARG(input->name), STR_ARG(part->suffix)) : part->suffix;
	Str part_full_id = str_format(arena, "%.*s-%.*s", STR_ARG(id), STR_ARG(part->suffix));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-date-input__item")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-form-group")}));
	component_label(out, &(Label){.for_id = part_full_id, .text = part->label,
		.classes = S("govuk-date-input__label")});
	html_void(out, "input", ATTRIBUTES({"class", part_join(out, S("govuk-input govuk-date-input__input"),
			part->is_wrong ? S("govuk-input--error") : (Str){0}, part->width)},
		{"id", part_full_id}, {"name", part_name}, {"type", S("text")}, {"value", part_optional(part->value)},
		{"autocomplete", input->is_birth_date ? part->autocomplete : (Str){0}}, {"inputmode", S("numeric")}));
	html_close(out, "div");
	html_close(out, "div");
}

void component_date_input(Html *out, const DateInput *input)
{
	Question question = choice_question(part_first(input->id, input->name), input->legend, input->legend_classes,
		input->legend_is_heading);
	question.role = S("group");
	question.hint = input->hint;
	question.error = input->error;
	question.group_classes = input->group_classes;
	bool all = input->error.length > 0 && !input->day_is_wrong && !input->month_is_wrong && !input->year_is_wrong;
	const DatePart parts[] = {
		{.suffix = part_first(input->day_name, S("day")), .label = part_first(input->day_label, S("Day")),
			.value = input->day, .width = S("govuk-input--width-2"), .autocomplete = S("bday-day"),
			.is_wrong = all || input->day_is_wrong},
		{.suffix = part_first(input->month_name, S("month")), .label = part_first(input->month_label, S("Month")),
			.value = input->month, .width = S("govuk-input--width-2"), .autocomplete = S("bday-month"),
			.is_wrong = all || input->month_is_wrong},
		{.suffix = part_first(input->year_name, S("year")), .label = part_first(input->year_label, S("Year")),
			.value = input->year, .width = S("govuk-input--width-4"), .autocomplete = S("bday-year"),
			.is_wrong = all || input->year_is_wrong},
	};
	part_question_open(out, &question);
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-date-input"), input->classes, (Str){0})},
		{"id", question.id}));
	for (size_t i = input->without_day ? 1 : 0; i < (input->without_year ? 2 : 3); i++)
		date_part(out, input, question.id, &parts[i]);
	html_close(out, "div");
	part_question_close(out, &question);
}
