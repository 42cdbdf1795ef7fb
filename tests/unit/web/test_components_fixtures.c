/* Our components against the fixtures that GOV.UK Frontend ships: the same options must give the same HTML, but for
 * white space beside tags and the order of attributes and classes. Skipped by name where node_modules is not installed.
 *
 * A fixture with an option that our structs do not have is left out and counted with that option's name. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "web/components/components.h"

enum {
	ATTRIBUTES_MAX = 40,
	ITEMS_MAX = 60,
	VISIBLE_WITHOUT_CREST = 277, /* of govuk-frontend 6.6.0, all but header and footer */
};

static Arena arena;
static const char *left_out; /* the first option that we do not have */

/* ---- reading options ---- */

/* What a template sees as nothing: absent, null, an object without members. */
static bool is_nothing(const JsonNode *node)
{
	return node == NULL || node->kind == JSON_NULL || (node->kind == JSON_OBJECT && node->count == 0);
}

static bool is_kind(const JsonNode *node, JsonKind kind)
{
	return node != NULL && node->kind == kind;
}

static bool known(const JsonNode *object, const char *names)
{
	if (object == NULL)
		return true;
	if (object->kind != JSON_OBJECT) {
		left_out = "a shape of its own";
		return false;
	}
	for (size_t i = 0; i < object->count; i++) {
		const JsonMember *option = &object->members[i];
		Str wanted = str_format(&arena, " %.*s ", STR_ARG(option->key));
		if (!is_nothing(&option->value) && !str_contains(str_from_c(names), wanted)) {
			left_out = str_c(&arena, option->key);
			return false;
		}
	}
	return true;
}

static const JsonNode *member(const JsonNode *object, const char *name)
{
	const JsonNode *value = json_member(object, str_from_c(name));
	return is_kind(value, JSON_NULL) ? NULL : value;
}

static Str text(const JsonNode *object, const char *name)
{
	const JsonNode *value = member(object, name);
	return is_kind(value, JSON_TEXT) || is_kind(value, JSON_NUMBER) ? value->text : (Str){0};
}

static bool yes(const JsonNode *object, const char *name)
{
	const JsonNode *value = member(object, name);
	return is_kind(value, JSON_TRUTH) && value->truth;
}

static int number(const JsonNode *object, const char *name)
{
	int64_t value = 0;
	Status status = str_to_integer(text(object, name), &value);
	return status == STATUS_OK ? (int)value : 0;
}

static Markup html(const JsonNode *object, const char *name)
{
	return (Markup){.html = text(object, name)};
}

static size_t length(const JsonNode *list)
{
	size_t count = is_kind(list, JSON_ARRAY) ? list->count : 0;
	assert_true(count <= ITEMS_MAX);
	return count;
}

static const JsonNode *element(const JsonNode *list, size_t place)
{
	return &list->items[place];
}

/* label, legend and hint as text only, the error as its sentence only. */
typedef struct Common {
	Str label;
	Str classes;
	bool heading;
	Str hint;
	Markup hint_markup;
	Str error;
	Str group_classes;
} Common;

static bool common_read(Common *out, const JsonNode *options, const JsonNode *label)
{
	const JsonNode *hint = member(options, "hint");
	const JsonNode *error = member(options, "errorMessage");
	const JsonNode *group = member(options, "formGroup");
	if (!known(label, " text classes isPageHeading ") || !known(hint, " text html ") || !known(error, " text ") ||
		!known(group, " classes "))
		return false;
	*out = (Common){.label = text(label, "text"), .classes = text(label, "classes"),
		.heading = yes(label, "isPageHeading"), .hint = text(hint, "text"), .hint_markup = html(hint, "html"),
		.error = text(error, "text"), .group_classes = text(group, "classes")};
	if ((hint != NULL && out->hint.length == 0 && markup_is_empty(out->hint_markup)) ||
		(error != NULL && out->error.length == 0)) {
		left_out = "an empty hint or error";
		return false;
	}
	return true;
}

static Spellcheck spellcheck(const JsonNode *options)
{
	if (!is_kind(member(options, "spellcheck"), JSON_TRUTH))
		return SPELLCHECK_UNSET;
	return yes(options, "spellcheck") ? SPELLCHECK_ON : SPELLCHECK_OFF;
}

/* ---- one function a component: false leaves the fixture out ---- */

static bool map_button(Html *out, const JsonNode *o)
{
	const JsonNode *element_name = member(o, "element");
	if (!known(o, " text html href name value type classes disabled isStartButton preventDoubleClick id element "))
		return false;
	Str tag = text(o, "element");
	bool as_link = text(o, "href").length > 0;
	if ((element_name != NULL && !str_equal(tag, as_link ? S("a") : S("button"))) ||
		is_kind(member(o, "preventDoubleClick"), JSON_TRUTH) != yes(o, "preventDoubleClick")) {
		left_out = "element";
		return false;
	}
	component_button(out, &(Button){.text = text(o, "text"), .markup = html(o, "html"), .href = text(o, "href"),
		.name = text(o, "name"), .value = text(o, "value"), .type = text(o, "type"), .classes = text(o, "classes"),
		.disabled = yes(o, "disabled"), .kind = yes(o, "isStartButton") ? BUTTON_START : BUTTON_MAIN,
		.prevent_double_click = yes(o, "preventDoubleClick"), .id = text(o, "id")});
	return true;
}

static bool map_back_link(Html *out, const JsonNode *o)
{
	if (!known(o, " text href classes "))
		return false;
	component_back_link(out, &(BackLink){.text = text(o, "text"), .href = text(o, "href"),
		.classes = text(o, "classes")});
	return true;
}

static bool map_breadcrumbs(Html *out, const JsonNode *o)
{
	NavigationItem items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	if (!known(o, " items collapseOnMobile classes labelText "))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		if (!known(element(list, i), " text href "))
			return false;
		items[i] = (NavigationItem){.text = text(element(list, i), "text"), .href = text(element(list, i), "href")};
	}
	component_breadcrumbs(out, &(Breadcrumbs){.items = items, .item_count = length(list),
		.collapse_on_mobile = yes(o, "collapseOnMobile"), .classes = text(o, "classes"),
		.label = text(o, "labelText")});
	return true;
}

static bool map_skip_link(Html *out, const JsonNode *o)
{
	if (!known(o, " text href classes "))
		return false;
	component_skip_link(out, &(SkipLink){.text = text(o, "text"), .href = text(o, "href"),
		.classes = text(o, "classes")});
	return true;
}

static bool map_input(Html *out, const JsonNode *o)
{
	Common c;
	if (!known(o, " id name label hint errorMessage value type inputmode autocomplete autocapitalize pattern prefix "
			"suffix spellcheck disabled classes formGroup describedBy ") || !common_read(&c, o, member(o, "label")) ||
		!known(member(o, "prefix"), " text ") || !known(member(o, "suffix"), " text "))
		return false;
	component_text_input(out, &(TextInput){.id = text(o, "id"), .name = text(o, "name"), .label = c.label,
		.label_classes = c.classes, .label_is_heading = c.heading, .hint = c.hint, .hint_markup = c.hint_markup,
		.error = c.error, .group_classes = c.group_classes, .value = text(o, "value"), .type = text(o, "type"),
		.inputmode = text(o, "inputmode"), .autocomplete = text(o, "autocomplete"), .pattern = text(o, "pattern"),
		.autocapitalize = text(o, "autocapitalize"), .prefix = text(member(o, "prefix"), "text"),
		.suffix = text(member(o, "suffix"), "text"), .spellcheck = spellcheck(o), .disabled = yes(o, "disabled"),
		.classes = text(o, "classes"), .described_by = text(o, "describedBy")});
	return true;
}

static bool textarea_read(Textarea *out, const JsonNode *o)
{
	Common c;
	if (!common_read(&c, o, member(o, "label")))
		return false;
	*out = (Textarea){.id = text(o, "id"), .name = text(o, "name"), .label = c.label, .label_classes = c.classes,
		.label_is_heading = c.heading, .hint = c.hint, .hint_markup = c.hint_markup, .error = c.error,
		.group_classes = c.group_classes, .value = text(o, "value"), .rows = number(o, "rows"),
		.autocomplete = text(o, "autocomplete"), .spellcheck = spellcheck(o), .disabled = yes(o, "disabled"),
		.classes = text(o, "classes"), .described_by = text(o, "describedBy")};
	return true;
}

static bool map_textarea(Html *out, const JsonNode *o)
{
	Textarea textarea;
	if (!known(o, " id name label hint errorMessage value rows autocomplete spellcheck disabled classes formGroup "
			"describedBy ") || !textarea_read(&textarea, o))
		return false;
	component_textarea(out, &textarea);
	return true;
}

static bool map_character_count(Html *out, const JsonNode *o)
{
	CharacterCount count = {0};
	if (!known(o, " id name label hint errorMessage value rows spellcheck classes formGroup describedBy maxlength "
			"maxwords threshold countType ") || !textarea_read(&count.textarea, o))
		return false;
	Str kind = text(o, "countType");
	count.counted_as = kind.length == 0 ? COUNT_UNSET : str_equal(kind, S("length")) ? COUNT_LENGTH
		: str_equal(kind, S("characters")) ? COUNT_CHARACTERS : COUNT_WORDS;
	count.characters_max = number(o, "maxlength");
	count.words_max = number(o, "maxwords");
	count.threshold_percent = number(o, "threshold");
	if (count.characters_max + count.words_max == 0) {
		left_out = "no limit";
		return false;
	}
	component_character_count(out, &count);
	return true;
}

static bool map_select(Html *out, const JsonNode *o)
{
	SelectItem items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	Common c;
	if (!known(o, " id name label hint errorMessage items value disabled classes formGroup describedBy ") ||
		!common_read(&c, o, member(o, "label")))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		if (!known(item, " value text selected disabled "))
			return false;
		bool overrides = is_kind(member(item, "selected"), JSON_TRUTH) && member(o, "value") != NULL;
		if (overrides || text(item, "value").data == NULL) {
			left_out = "an item without a value, or with a mark against the value";
			return false;
		}
		items[i] = (SelectItem){.value = text(item, "value"), .text = text(item, "text"),
			.selected = yes(item, "selected"), .disabled = yes(item, "disabled")};
	}
	component_select(out, &(Select){.id = text(o, "id"), .name = text(o, "name"), .label = c.label,
		.label_classes = c.classes, .label_is_heading = c.heading, .hint = c.hint, .error = c.error,
		.group_classes = c.group_classes, .items = items, .item_count = length(list), .value = text(o, "value"),
		.disabled = yes(o, "disabled"), .classes = text(o, "classes"), .described_by = text(o, "describedBy")});
	return true;
}

/* The wrapper's attributes; at most ATTRIBUTES_MAX. */
static const HtmlAttribute *attributes_read(const JsonNode *object)
{
	if (object == NULL)
		return NULL;
	HtmlAttribute *attributes = ARENA_ARRAY(&arena, HtmlAttribute, object->count + 1);
	for (size_t i = 0; i < object->count; i++)
		attributes[i] = (HtmlAttribute){str_c(&arena, object->members[i].key), object->members[i].value.text};
	attributes[object->count] = (HtmlAttribute){0};
	return attributes;
}

static bool map_file_upload(Html *out, const JsonNode *o)
{
	Common c;
	const JsonNode *chosen = member(o, "multipleFilesChosenText");
	if (!known(o, " id name label hint errorMessage disabled multiple classes formGroup describedBy javascript "
			"wrapperClasses wrapperAttributes chooseFilesButtonText dropInstructionText noFileChosenText "
			"multipleFilesChosenText enteredDropZoneText leftDropZoneText ") ||
		!known(chosen, " one other ") || !common_read(&c, o, member(o, "label")))
		return false;
	component_file_upload(out, &(FileUpload){.id = text(o, "id"), .name = text(o, "name"), .label = c.label,
		.label_classes = c.classes, .label_is_heading = c.heading, .hint = c.hint, .error = c.error,
		.group_classes = c.group_classes, .disabled = yes(o, "disabled"), .multiple = yes(o, "multiple"),
		.is_enhanced = yes(o, "javascript"), .wrapper_classes = text(o, "wrapperClasses"),
		.wrapper_attributes = attributes_read(member(o, "wrapperAttributes")),
		.words = {.choose_files = text(o, "chooseFilesButtonText"), .no_file_chosen = text(o, "noFileChosenText"),
			.one_file_chosen = text(chosen, "one"), .files_chosen = text(chosen, "other"),
			.drop_instruction = text(o, "dropInstructionText"), .entered_drop_zone = text(o, "enteredDropZoneText"),
			.left_drop_zone = text(o, "leftDropZoneText")},
		.classes = text(o, "classes"), .described_by = text(o, "describedBy")});
	return true;
}

static bool choice_items_read(ChoiceItem *items, const JsonNode *list, const char *names)
{
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		const JsonNode *conditional = member(item, "conditional");
		if (!is_kind(item, JSON_OBJECT)) {
			left_out = "an item that is nothing";
			return false;
		}
		if (!known(item, names) || !known(member(item, "hint"), " text ") || !known(member(item, "label"), " classes "))
			return false;
		if (conditional != NULL && text(conditional, "html").length == 0) {
			left_out = "an empty conditional";
			return false;
		}
		if (member(item, "divider") == NULL && member(item, "value") == NULL) {
			left_out = "an item without a value";
			return false;
		}
		items[i] = (ChoiceItem){.value = text(item, "value"), .text = text(item, "text"), .markup = html(item, "html"),
			.id = text(item, "id"), .name = text(item, "name"), .hint = text(member(item, "hint"), "text"),
			.checked = yes(item, "checked"), .disabled = yes(item, "disabled"),
			.is_exclusive = str_equal(text(item, "behaviour"), S("exclusive")),
			.conditional = html(conditional, "html"), .divider = text(item, "divider"),
			.label_classes = text(member(item, "label"), "classes")};
	}
	return true;
}

static bool legend_is_missing(const JsonNode *o, const Common *common)
{
	bool missing = member(o, "fieldset") != NULL && common->label.length == 0;
	if (missing)
		left_out = "a fieldset without a legend";
	return missing;
}

static bool map_radios(Html *out, const JsonNode *o)
{
	ChoiceItem items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	Common c;
	if (!known(o, " idPrefix name fieldset hint errorMessage items value classes formGroup ") ||
		!known(member(o, "fieldset"), " legend ") || !common_read(&c, o, member(member(o, "fieldset"), "legend")) ||
		!choice_items_read(items, list, " value text html id hint checked disabled conditional divider label ") ||
		legend_is_missing(o, &c))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		if (is_kind(member(element(list, i), "checked"), JSON_TRUTH) && member(o, "value") != NULL) {
			left_out = "a mark against the value";
			return false;
		}
	}
	if (c.label.length == 0 && (c.hint.length > 0 || c.error.length > 0)) {
		left_out = "a hint or error without a legend";
		return false;
	}
	component_radios(out, &(Radios){.id = text(o, "idPrefix"), .name = text(o, "name"), .legend = c.label,
		.legend_classes = c.classes, .legend_is_heading = c.heading, .hint = c.hint, .hint_markup = c.hint_markup,
		.error = c.error, .group_classes = c.group_classes, .items = items, .item_count = length(list),
		.value = text(o, "value"), .classes = text(o, "classes")});
	return true;
}

static bool map_checkboxes(Html *out, const JsonNode *o)
{
	ChoiceItem items[ITEMS_MAX] = {0};
	Str values[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	const JsonNode *checked = member(o, "values");
	Common c;
	if (!known(o, " idPrefix name fieldset hint errorMessage items values classes formGroup describedBy ") ||
		!known(member(o, "fieldset"), " legend ") || !common_read(&c, o, member(member(o, "fieldset"), "legend")) ||
		!choice_items_read(items, list,
			" value text html id name hint checked disabled conditional divider label behaviour ") ||
		legend_is_missing(o, &c))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		if (is_kind(member(element(list, i), "checked"), JSON_TRUTH) && !items[i].checked &&
			length(checked) > 0) {
			left_out = "checked false against values";
			return false;
		}
	}
	for (size_t i = 0; i < length(checked); i++)
		values[i] = json_text(element(checked, i));
	component_checkboxes(out, &(Checkboxes){.id = text(o, "idPrefix"), .name = text(o, "name"), .legend = c.label,
		.legend_classes = c.classes, .legend_is_heading = c.heading, .hint = c.hint, .hint_markup = c.hint_markup,
		.error = c.error, .group_classes = c.group_classes, .items = items, .item_count = length(list),
		.values = values, .value_count = length(checked), .classes = text(o, "classes"),
		.described_by = text(o, "describedBy")});
	return true;
}

/* One of day, month, year as the options tell it: by its own name, or in the list of items. */
typedef struct DateOption {
	Str label;
	Str name;
	Str value;
	bool is_wrong;
	bool is_marked; /* wrong by its class, without an error of the whole */
	bool is_absent;
	bool says_right; /* "error": false, which beside an error of the whole marks nothing */
} DateOption;

static bool date_option_classes(DateOption *out, Str classes, Str width)
{
	static const Str WRONG = S_INIT("govuk-input--error");
	Str word = {0};
	while (str_next(&classes, ' ', &word)) {
		if (str_equal(word, WRONG))
			out->is_marked = true;
		else if (!str_equal(word, width)) {
			left_out = "a class of its own";
			return false;
		}
	}
	return true;
}

static bool date_option_of_items(DateOption *out, const JsonNode *items, const char *name, Str width)
{
	out->is_absent = true;
	for (size_t i = 0; i < length(items); i++) {
		const JsonNode *item = element(items, i);
		if (!known(item, " name classes error value label ")) /* id, attributes … */
			return false;
		if (!str_equal(text(item, "name"), str_from_c(name)))
			continue;
		if (!str_contains(text(item, "classes"), width)) {
			left_out = "another width";
			return false;
		}
		out->is_absent = false;
		out->label = text(item, "label");
		out->value = text(item, "value");
		out->is_wrong = yes(item, "error");
		out->says_right = member(item, "error") != NULL && !out->is_wrong;
		return date_option_classes(out, text(item, "classes"), width);
	}
	return true;
}

static bool date_option_read(DateOption *out, const JsonNode *o, const char *name, Str width)
{
	const JsonNode *option = member(o, name);
	*out = (DateOption){0};
	if (member(o, "items") != NULL)
		return date_option_of_items(out, member(o, "items"), name, width);
	if (is_kind(option, JSON_TRUTH)) {
		out->is_absent = !option->truth;
		return true;
	}
	if (!known(option, " error value label name classes "))
		return false;
	out->label = text(option, "label");
	out->name = text(option, "name");
	out->value = text(option, "value");
	out->is_wrong = yes(option, "error");
	return date_option_classes(out, text(option, "classes"), width);
}

/* The value of a date's part under the name that the field has. */
static Str date_value(const JsonNode *values, const JsonNode *o, const DateOption *option, const char *part)
{
	Str prefix = text(o, "namePrefix");
	Str name = option->name.length > 0 ? option->name : str_from_c(part);
	if (values == NULL)
		return option->value;
	Str full = prefix.length == 0 ? name : str_format(&arena, "%.*s-%.*s", STR_ARG(prefix), STR_ARG(name));
	Str value = text(values, str_c(&arena, full));
	return value.length > 0 ? value : text(values, part);
}

static bool date_items_are_ours(const JsonNode *items)
{
	for (size_t i = 0; i < length(items); i++) {
		Str name = text(element(items, i), "name");
		if (!str_equal(name, S("day")) && !str_equal(name, S("month")) && !str_equal(name, S("year"))) {
			left_out = "a part that a date does not have";
			return false;
		}
	}
	return true;
}

static bool map_date_input(Html *out, const JsonNode *o)
{
	Common c;
	DateOption day;
	DateOption month;
	DateOption year;
	const JsonNode *values = member(o, "values");
	if (!known(o, " id namePrefix fieldset hint errorMessage classes formGroup values day month year items ") ||
		!known(member(o, "fieldset"), " legend ") || !common_read(&c, o, member(member(o, "fieldset"), "legend")) ||
		!date_option_read(&day, o, "day", S("govuk-input--width-2")) ||
		!date_option_read(&month, o, "month", S("govuk-input--width-2")) ||
		!date_option_read(&year, o, "year", S("govuk-input--width-4")) || legend_is_missing(o, &c) ||
		!date_items_are_ours(member(o, "items")))
		return false;
	bool told = is_kind(member(o, "day"), JSON_OBJECT) || is_kind(member(o, "month"), JSON_OBJECT) ||
		is_kind(member(o, "year"), JSON_OBJECT);
	told = told || day.says_right || month.says_right || year.says_right;
	bool any = day.is_wrong || month.is_wrong || year.is_wrong;
	if (c.label.length == 0 || month.is_absent || (c.error.length > 0 && !any && told)) {
		left_out = "no legend, no month, or an error that marks no field";
		return false;
	}
	component_date_input(out, &(DateInput){.id = text(o, "id"), .name = text(o, "namePrefix"), .legend = c.label,
		.legend_classes = c.classes, .legend_is_heading = c.heading, .hint = c.hint, .error = c.error,
		.group_classes = c.group_classes, .classes = text(o, "classes"), .day_label = day.label,
		.month_label = month.label, .year_label = year.label, .day_name = day.name, .month_name = month.name,
		.year_name = year.name, .without_day = day.is_absent, .without_year = year.is_absent,
		.day = date_value(values, o, &day, "day"), .month = date_value(values, o, &month, "month"),
		.year = date_value(values, o, &year, "year"), .day_is_wrong = day.is_wrong || day.is_marked,
		.month_is_wrong = month.is_wrong || month.is_marked, .year_is_wrong = year.is_wrong || year.is_marked});
	return true;
}

static bool map_fieldset(Html *out, const JsonNode *o)
{
	const JsonNode *legend = member(o, "legend");
	if (!known(o, " legend classes describedBy role html ") || !known(legend, " text classes isPageHeading "))
		return false;
	component_fieldset_open(out, &(Fieldset){.legend = text(legend, "text"), .legend_classes = text(legend, "classes"),
		.legend_is_heading = yes(legend, "isPageHeading"), .described_by = text(o, "describedBy"),
		.role = text(o, "role"), .classes = text(o, "classes")});
	html_add(out, html(o, "html"));
	component_fieldset_close(out);
	return true;
}

static bool map_label(Html *out, const JsonNode *o)
{
	if (!known(o, " text classes isPageHeading for "))
		return false;
	component_label(out, &(Label){.for_id = text(o, "for"), .text = text(o, "text"), .classes = text(o, "classes"),
		.is_page_heading = yes(o, "isPageHeading")});
	return true;
}

static bool map_hint(Html *out, const JsonNode *o)
{
	if (!known(o, " id text html classes "))
		return false;
	component_hint(out, &(Hint){.id = text(o, "id"), .text = text(o, "text"), .markup = html(o, "html"),
		.classes = text(o, "classes")});
	return true;
}

static bool map_error_message(Html *out, const JsonNode *o)
{
	if (!known(o, " id text html classes visuallyHiddenText "))
		return false;
	const JsonNode *hidden = member(o, "visuallyHiddenText");
	bool says_hidden = hidden != NULL && text(o, "visuallyHiddenText").length == 0;
	if (says_hidden && markup_is_empty(html(o, "html"))) {
		left_out = "an error that says nothing before its text";
		return false;
	}
	component_error_message(out, &(ErrorMessage){.id = text(o, "id"), .text = text(o, "text"),
		.markup = html(o, "html"), .hidden_text = text(o, "visuallyHiddenText"), .markup_says_hidden = says_hidden,
		.classes = text(o, "classes")});
	return true;
}

static bool map_error_summary(Html *out, const JsonNode *o)
{
	ErrorSummaryItem items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "errorList");
	if (!known(o, " titleText descriptionText errorList classes disableAutoFocus "))
		return false;
	if (member(o, "disableAutoFocus") != NULL && !yes(o, "disableAutoFocus")) {
		left_out = "disableAutoFocus false";
		return false;
	}
	for (size_t i = 0; i < length(list); i++) {
		if (!known(element(list, i), " text href "))
			return false;
		items[i] = (ErrorSummaryItem){.text = text(element(list, i), "text"), .href = text(element(list, i), "href")};
	}
	component_error_summary(out, &(ErrorSummary){.title = text(o, "titleText"),
		.description = text(o, "descriptionText"), .items = items, .item_count = length(list),
		.classes = text(o, "classes"), .disable_auto_focus = yes(o, "disableAutoFocus")});
	return true;
}

static bool map_inset_text(Html *out, const JsonNode *o)
{
	if (!known(o, " id text html classes "))
		return false;
	component_inset_text(out, &(InsetText){.id = text(o, "id"), .text = text(o, "text"), .markup = html(o, "html"),
		.classes = text(o, "classes")});
	return true;
}

static bool map_password_input(Html *out, const JsonNode *o)
{
	Common c;
	Str autocomplete = text(o, "autocomplete");
	if (!known(o, " id name label hint errorMessage autocomplete classes ") || !common_read(&c, o, member(o, "label")))
		return false;
	if (autocomplete.length > 0 && !str_equal(autocomplete, S("new-password"))) {
		left_out = "another autocomplete";
		return false;
	}
	component_password_input(out, &(PasswordInput){.id = text(o, "id"), .name = text(o, "name"), .label = c.label,
		.label_classes = c.classes, .label_is_heading = c.heading, .hint = c.hint, .error = c.error,
		.is_new = autocomplete.length > 0, .classes = text(o, "classes")});
	return true;
}

static bool map_warning_text(Html *out, const JsonNode *o)
{
	if (!known(o, " text html classes iconFallbackText "))
		return false;
	component_warning_text(out, &(WarningText){.text = text(o, "text"), .markup = html(o, "html"),
		.classes = text(o, "classes"), .icon_fallback_text = text(o, "iconFallbackText")});
	return true;
}

static bool map_details(Html *out, const JsonNode *o)
{
	if (!known(o, " id summaryText text html open classes "))
		return false;
	component_details(out, &(Details){.id = text(o, "id"), .summary = text(o, "summaryText"), .text = text(o, "text"),
		.markup = html(o, "html"), .is_open = yes(o, "open"), .classes = text(o, "classes")});
	return true;
}

static bool map_notification_banner(Html *out, const JsonNode *o)
{
	if (!known(o, " text html titleText type classes disableAutoFocus "))
		return false;
	if (member(o, "disableAutoFocus") != NULL && !yes(o, "disableAutoFocus")) {
		left_out = "disableAutoFocus false";
		return false;
	}
	component_notification_banner(out, &(NotificationBanner){.text = text(o, "text"), .markup = html(o, "html"),
		.title = text(o, "titleText"), .is_success = str_equal(text(o, "type"), S("success")),
		.classes = text(o, "classes"), .disable_auto_focus = yes(o, "disableAutoFocus")});
	return true;
}

/* Buttons and links side by side. */
static bool actions_of_buttons(Button *out, const JsonNode *list, ButtonKind kind)
{
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		const JsonNode *attributes = member(item, "attributes");
		bool is_link = text(item, "href").length > 0;
		if (!known(item, " text type name value href classes attributes ") || !known(attributes, " form "))
			return false;
		if ((is_link && member(item, "type") != NULL) || (!is_link && member(item, "type") == NULL)) {
			left_out = "a button without a type, or a link with one";
			return false;
		}
		out[i] = (Button){.text = text(item, "text"), .type = text(item, "type"), .name = text(item, "name"),
			.value = text(item, "value"), .href = text(item, "href"), .classes = text(item, "classes"),
			.form_id = text(attributes, "form"), .kind = kind};
	}
	return true;
}

static bool map_panel(Html *out, const JsonNode *o)
{
	Button actions[ITEMS_MAX] = {0};
	const JsonNode *list = member(member(o, "actions"), "items");
	if (!known(o, " titleText titleHtml text html headingLevel classes actions ") ||
		!known(member(o, "actions"), " items ") || !actions_of_buttons(actions, list, BUTTON_INVERSE))
		return false;
	static const Str INTERRUPTION = S_INIT("govuk-panel--interruption");
	Str classes = text(o, "classes");
	bool interrupts = str_starts_with(classes, INTERRUPTION);
	if (interrupts)
		classes = str_trim(str_slice(classes, INTERRUPTION.length, classes.length));
	component_panel(out, &(Panel){.title = text(o, "titleText"), .title_markup = html(o, "titleHtml"),
		.text = text(o, "text"), .markup = html(o, "html"), .actions = actions, .action_count = length(list),
		.heading_level = number(o, "headingLevel"), .is_interruption = interrupts, .classes = classes});
	return true;
}

static bool map_tag(Html *out, const JsonNode *o)
{
	if (!known(o, " text classes "))
		return false;
	component_tag(out, &(Tag){.text = text(o, "text"), .classes = text(o, "classes")});
	return true;
}

static bool map_phase_banner(Html *out, const JsonNode *o)
{
	if (!known(o, " tag text html classes ") || !known(member(o, "tag"), " text "))
		return false;
	component_phase_banner(out, &(PhaseBanner){.tag = text(member(o, "tag"), "text"), .text = text(o, "text"),
		.markup = html(o, "html"), .classes = text(o, "classes")});
	return true;
}

static bool actions_read(ListAction **out, size_t *count, const JsonNode *actions)
{
	const JsonNode *list = member(actions, "items");
	if (!known(actions, " items "))
		return false;
	*count = length(list);
	*out = ARENA_ARRAY(&arena, ListAction, ITEMS_MAX);
	for (size_t i = 0; i < *count; i++) {
		const JsonNode *item = element(list, i);
		if (!known(item, " href text visuallyHiddenText classes "))
			return false;
		(*out)[i] = (ListAction){.href = text(item, "href"), .text = text(item, "text"),
			.hidden_text = text(item, "visuallyHiddenText"), .classes = text(item, "classes")};
	}
	return true;
}

static bool map_summary_list(Html *out, const JsonNode *o)
{
	SummaryRow rows[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "rows");
	const JsonNode *card = member(o, "card");
	const JsonNode *title = member(card, "title");
	ListAction *card_actions = NULL;
	size_t card_action_count = 0;
	if (!known(o, " rows card classes ") || !known(card, " title actions classes ") ||
		!known(title, " text html headingLevel ") ||
		!actions_read(&card_actions, &card_action_count, member(card, "actions")))
		return false;
	if (card != NULL && text(title, "text").length == 0 && markup_is_empty(html(title, "html"))) {
		left_out = "a card without a title";
		return false;
	}
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *row = element(list, i);
		ListAction *actions = NULL;
		size_t count = 0;
		if (!is_kind(row, JSON_OBJECT)) {
			left_out = "a row that is nothing";
			return false;
		}
		if (!known(row, " key value actions classes ") || !known(member(row, "key"), " text html ") ||
			!known(member(row, "value"), " text html ") || !actions_read(&actions, &count, member(row, "actions")))
			return false;
		rows[i] = (SummaryRow){.key = text(member(row, "key"), "text"), .key_markup = html(member(row, "key"), "html"),
			.value = text(member(row, "value"), "text"), .value_markup = html(member(row, "value"), "html"),
			.actions = actions, .action_count = count, .classes = text(row, "classes")};
	}
	component_summary_list(out, &(SummaryList){.rows = rows, .row_count = length(list),
		.card_title = text(title, "text"), .card_title_markup = html(title, "html"),
		.card_heading_level = number(title, "headingLevel"),
		.card_actions = card_actions, .card_action_count = card_action_count, .card_classes = text(card, "classes"),
		.classes = text(o, "classes")});
	return true;
}

static bool table_cells_read(TableRow *out, const JsonNode *list)
{
	TableCell *cells = ARENA_ARRAY(&arena, TableCell, ITEMS_MAX);
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *cell = element(list, i);
		if (!is_kind(cell, JSON_OBJECT)) {
			left_out = "a cell that is nothing";
			return false;
		}
		if (!known(cell, " text html format classes colspan rowspan "))
			return false;
		cells[i] = (TableCell){.text = text(cell, "text"), .markup = html(cell, "html"),
			.is_numeric = text(cell, "format").length > 0, .classes = text(cell, "classes"),
			.columns = number(cell, "colspan"),
			.rows = number(cell, "rowspan")};
	}
	*out = (TableRow){.cells = cells, .cell_count = length(list)};
	return true;
}

static bool map_table(Html *out, const JsonNode *o)
{
	TableColumn columns[ITEMS_MAX] = {0};
	TableRow rows[ITEMS_MAX] = {0};
	const JsonNode *head = member(o, "head");
	const JsonNode *list = member(o, "rows");
	if (!known(o, " caption captionClasses head rows firstCellIsHeader classes "))
		return false;
	for (size_t i = 0; i < length(head); i++) {
		const JsonNode *column = element(head, i);
		if (!known(column, " text html format classes "))
			return false;
		columns[i] = (TableColumn){.text = text(column, "text"), .markup = html(column, "html"),
			.is_numeric = text(column, "format").length > 0, .classes = text(column, "classes")};
	}
	for (size_t i = 0; i < length(list); i++) {
		if (!is_kind(element(list, i), JSON_ARRAY)) {
			left_out = "a row that is nothing";
			return false;
		}
		if (!table_cells_read(&rows[i], element(list, i)))
			return false;
		for (size_t place = 0; place < rows[i].cell_count; place++) {
			if (columns[place].is_numeric && !rows[i].cells[place].is_numeric) {
				left_out = "a numeric head over plain cells";
				return false;
			}
		}
	}
	component_table(out, &(Table){.caption = text(o, "caption"), .caption_classes = text(o, "captionClasses"),
		.columns = columns, .column_count = length(head), .rows = rows, .row_count = length(list),
		.first_cell_is_header = yes(o, "firstCellIsHeader"), .classes = text(o, "classes")});
	return true;
}

static bool map_task_list(Html *out, const JsonNode *o)
{
	Task items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	if (!known(o, " items idPrefix classes "))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		const JsonNode *status = member(item, "status");
		const JsonNode *tag = member(status, "tag");
		if (!is_kind(item, JSON_OBJECT))
			continue;
		if (!known(item, " title href hint status classes ") || !known(member(item, "title"), " text ") ||
			!known(member(item, "hint"), " text ") || !known(status, " text tag classes ") ||
			!known(tag, " text classes "))
			return false;
		Str classes = text(status, "classes");
		bool waits = str_equal(classes, S("govuk-task-list__status--cannot-start-yet"));
		if (classes.length > 0 && !waits) {
			left_out = "a class of the status";
			return false;
		}
		items[i] = (Task){.title = text(member(item, "title"), "text"), .href = text(item, "href"),
			.hint = text(member(item, "hint"), "text"), .status = text(status, "text"), .status_tag = text(tag, "text"),
			.tag_classes = text(tag, "classes"), .cannot_start = waits, .classes = text(item, "classes")};
	}
	component_task_list(out, &(TaskList){.id_prefix = text(o, "idPrefix"), .items = items, .item_count = length(list),
		.classes = text(o, "classes")});
	return true;
}

static bool map_pagination(Html *out, const JsonNode *o)
{
	PaginationItem items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	const JsonNode *previous = member(o, "previous");
	const JsonNode *next = member(o, "next");
	if (!known(o, " previous next items landmarkLabel classes ") || !known(previous, " href text labelText ") ||
		!known(next, " href text labelText "))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		if (!known(item, " number href current ellipsis visuallyHiddenText "))
			return false;
		items[i] = (PaginationItem){.number = text(item, "number"), .href = text(item, "href"),
			.is_current = yes(item, "current"), .is_ellipsis = yes(item, "ellipsis"),
			.label = text(item, "visuallyHiddenText")};
	}
	component_pagination(out, &(Pagination){.previous_href = text(previous, "href"),
		.previous_text = text(previous, "text"), .previous_label = text(previous, "labelText"),
		.next_href = text(next, "href"), .next_text = text(next, "text"), .next_label = text(next, "labelText"),
		.items = items, .item_count = length(list), .label = text(o, "landmarkLabel"), .classes = text(o, "classes")});
	return true;
}

static bool map_exit_this_page(Html *out, const JsonNode *o)
{
	if (!known(o, " text redirectUrl id classes activatedText timedOutText pressTwoMoreTimesText "
			"pressOneMoreTimeText "))
		return false;
	component_exit_this_page(out, &(ExitThisPage){.text = text(o, "text"), .redirect_url = text(o, "redirectUrl"),
		.id = text(o, "id"), .classes = text(o, "classes"), .activated_text = text(o, "activatedText"),
		.timed_out_text = text(o, "timedOutText"), .press_two_more_times_text = text(o, "pressTwoMoreTimesText"),
		.press_one_more_time_text = text(o, "pressOneMoreTimeText")});
	return true;
}

static bool map_tabs(Html *out, const JsonNode *o)
{
	Section items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	if (!known(o, " id title items classes idPrefix "))
		return false;
	if (text(o, "idPrefix").length > 0 && text(o, "id").length > 0) {
		left_out = "idPrefix beside id";
		return false;
	}
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		if (!is_kind(item, JSON_OBJECT)) {
			left_out = "an item that is nothing";
			return false;
		}
		if (!known(item, " id label panel ") || !known(member(item, "panel"), " text html "))
			return false;
		if (text(item, "id").length == 0) {
			left_out = "idPrefix";
			return false;
		}
		items[i] = (Section){.id = text(item, "id"), .heading = text(item, "label"),
			.text = text(member(item, "panel"), "text"), .markup = html(member(item, "panel"), "html")};
	}
	component_tabs(out, &(Tabs){.id = text(o, "id"), .title = text(o, "title"), .items = items,
		.item_count = length(list), .classes = text(o, "classes")});
	return true;
}

static bool map_accordion(Html *out, const JsonNode *o)
{
	AccordionSection items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	if (!known(o, " id items classes headingLevel "))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		const JsonNode *heading = member(item, "heading");
		const JsonNode *summary = member(item, "summary");
		const JsonNode *content = member(item, "content");
		if (!known(item, " heading summary content expanded ") || !known(heading, " text html ") ||
			!known(summary, " text html ") || !known(content, " text html "))
			return false;
		items[i] = (AccordionSection){.heading = text(heading, "text"), .heading_markup = html(heading, "html"),
			.summary = text(summary, "text"), .summary_markup = html(summary, "html"), .text = text(content, "text"),
			.markup = html(content, "html"), .is_open = yes(item, "expanded")};
	}
	component_accordion(out, &(Accordion){.id = text(o, "id"), .items = items, .item_count = length(list),
		.heading_level = number(o, "headingLevel"), .classes = text(o, "classes")});
	return true;
}

static bool map_generic_header(Html *out, const JsonNode *o)
{
	if (!known(o, " logoText logoHtml url containerClasses classes "))
		return false;
	component_generic_header(out, &(GenericHeader){.logo = text(o, "logoText"), .logo_markup = html(o, "logoHtml"),
		.home_href = text(o, "url"), .container_classes = text(o, "containerClasses"), .classes = text(o, "classes")});
	return true;
}

static bool map_feedback(Html *out, const JsonNode *o)
{
	if (!known(o, " titleText text html headingLevel classes "))
		return false;
	component_feedback(out, &(Feedback){.title = text(o, "titleText"), .text = text(o, "text"),
		.markup = html(o, "html"), .heading_level = number(o, "headingLevel"), .classes = text(o, "classes")});
	return true;
}

static bool map_cookie_banner(Html *out, const JsonNode *o)
{
	CookieMessage messages[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "messages");
	if (!known(o, " messages ariaLabel hidden classes "))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		const JsonNode *actions = member(item, "actions");
		Button *buttons = ARENA_ARRAY(&arena, Button, ITEMS_MAX);
		if (!known(item, " headingText headingHtml text html actions hidden role classes ") ||
			!actions_of_buttons(buttons, actions, BUTTON_MAIN))
			return false;
		messages[i] = (CookieMessage){.heading = text(item, "headingText"), .heading_markup = html(item, "headingHtml"),
			.text = text(item, "text"), .markup = html(item, "html"), .actions = buttons,
			.action_count = length(actions), .is_hidden = yes(item, "hidden"), .role = text(item, "role"),
			.classes = text(item, "classes")};
	}
	component_cookie_banner(out, &(CookieBanner){.messages = messages, .message_count = length(list),
		.label = text(o, "ariaLabel"), .is_hidden = yes(o, "hidden"), .classes = text(o, "classes")});
	return true;
}

static bool map_language_navigation(Html *out, const JsonNode *o)
{
	LanguageLink items[ITEMS_MAX] = {0};
	const JsonNode *list = member(o, "items");
	const JsonNode *attributes = member(o, "attributes");
	if (!known(o, " items ariaLabel attributes classes ") || !known(attributes, " lang "))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		if (!known(item, " text lang dir href current languageDescriptionText "))
			return false;
		items[i] = (LanguageLink){.text = text(item, "text"), .language = text(item, "lang"),
			.direction = text(item, "dir"), .href = text(item, "href"), .is_current = yes(item, "current"),
			.description = text(item, "languageDescriptionText")};
	}
	component_language_navigation(out, &(LanguageNavigation){.items = items, .item_count = length(list),
		.label = text(o, "ariaLabel"), .language = text(attributes, "lang"), .classes = text(o, "classes")});
	return true;
}

static bool slots_read(ServiceNavigationSlots *out, const JsonNode *slots)
{
	const JsonNode *end = member(slots, "end");
	if (!known(slots, " start end navigationStart navigationEnd "))
		return false;
	*out = (ServiceNavigationSlots){.start = html(slots, "start"), .navigation_start = html(slots, "navigationStart"),
		.navigation_end = html(slots, "navigationEnd"), .end = html(slots, "end")};
	if (!is_kind(end, JSON_OBJECT))
		return true;
	out->end = html(end, "html");
	out->end_is_inline = str_equal(text(end, "align"), S("inline"));
	return known(end, " html align ");
}

static bool map_service_navigation(Html *out, const JsonNode *o)
{
	NavigationItem items[ITEMS_MAX] = {0};
	ServiceNavigationSlots slots = {0};
	const JsonNode *list = member(o, "navigation");
	const JsonNode *collapse = member(o, "collapseNavigationOnMobile");
	if (!known(o, " navigation serviceName serviceUrl classes ariaLabel navigationLabel navigationId navigationClasses "
			"menuButtonText menuButtonLabel collapseNavigationOnMobile slots ") || !slots_read(&slots, member(o, "slots")))
		return false;
	for (size_t i = 0; i < length(list); i++) {
		const JsonNode *item = element(list, i);
		if (!is_kind(item, JSON_OBJECT))
			continue;
		if (!known(item, " text html href active current "))
			return false;
		items[i] = (NavigationItem){.text = text(item, "text"), .markup = html(item, "html"), .href = text(item, "href"),
			.is_current = yes(item, "current"), .is_active = yes(item, "active")};
	}
	component_service_navigation(out, &(ServiceNavigation){.service_name = text(o, "serviceName"),
		.service_href = text(o, "serviceUrl"), .label = text(o, "ariaLabel"), .items = items,
		.item_count = length(list), .navigation_label = text(o, "navigationLabel"),
		.navigation_id = text(o, "navigationId"), .navigation_classes = text(o, "navigationClasses"),
		.menu_text = text(o, "menuButtonText"), .menu_label = text(o, "menuButtonLabel"),
		.collapse = collapse == NULL ? COLLAPSE_MANY : yes(o, "collapseNavigationOnMobile") ? COLLAPSE_ALWAYS
			: COLLAPSE_NEVER,
		.slots = slots, .classes = text(o, "classes")});
	return true;
}

/* ---- comparing ---- */

typedef struct Parsed {
	Str name;
	Str value;
} Parsed;

static int parsed_compare(const void *left, const void *right)
{
	return str_compare(((const Parsed *)left)->name, ((const Parsed *)right)->name);
}

static bool is_space(char character)
{
	return character == ' ' || character == '\n' || character == '\t' || character == '\r';
}

/* The tag from < to > with its attributes in order, white space in values single. */
static int word_compare(const void *a, const void *b)
{
	return str_compare(*(const Str *)a, *(const Str *)b);
}

/* The value's words; classes are a set, so their order does not count. */
static void normal_value(Buffer *out, Str value, bool is_set)
{
	enum { WORDS_MAX = 400 };
	Str *words = ARENA_ARRAY(&arena, Str, WORDS_MAX);
	size_t count = 0;
	Str word = {0};
	while (str_next(&value, ' ', &word)) {
		assert_true(count < WORDS_MAX);
		if (word.length > 0)
			words[count++] = word;
	}
	if (is_set)
		qsort(words, count, sizeof words[0], word_compare);
	for (size_t i = 0; i < count; i++) {
		buffer_add(out, i == 0 ? S("") : S(" "));
		buffer_add(out, words[i]);
	}
}

static size_t normal_tag(Buffer *out, Str source, size_t at)
{
	Parsed attributes[ATTRIBUTES_MAX];
	size_t count = 0;
	size_t from = at;
	while (at < source.length && !is_space(source.data[at]) && source.data[at] != '>' &&
		(source.data[at] != '/' || at == from + 1))
		at++;
	Str tag = str_slice(source, from, at);
	while (at < source.length && source.data[at] != '>') {
		if (is_space(source.data[at]) || source.data[at] == '/') {
			at++;
			continue;
		}
		assert_true(count < ATTRIBUTES_MAX);
		size_t name_from = at;
		while (source.data[at] != '=' && source.data[at] != '>' && source.data[at] != '/' && !is_space(source.data[at]))
			at++;
		attributes[count] = (Parsed){.name = str_slice(source, name_from, at)};
		if (source.data[at] == '=') {
			size_t value_from = at + 2;
			at = value_from;
			while (source.data[at] != '"')
				at++;
			attributes[count].value = str_slice(source, value_from, at++);
		}
		count++;
	}
	qsort(attributes, count, sizeof attributes[0], parsed_compare);
	buffer_add(out, tag);
	for (size_t i = 0; i < count; i++) {
		buffer_add_format(out, " %.*s=\"", STR_ARG(attributes[i].name));
		normal_value(out, attributes[i].value, str_equal(attributes[i].name, S("class")));
		buffer_add_character(out, '"');
	}
	buffer_add(out, S(">"));
	return at + 1;
}

static Str normal_html(Str source)
{
	Buffer out = buffer_make(&arena, 1024 * 1024);
	size_t at = 0;
	while (at < source.length) {
		if (source.data[at] == '<') {
			at = normal_tag(&out, source, at);
			buffer_add_character(&out, '\n');
			continue;
		}
		size_t from = at;
		while (at < source.length && source.data[at] != '<')
			at++;
		Str rest = str_slice(source, from, at);
		bool any = false;
		for (size_t i = 0; i < rest.length; i++) {
			if (!is_space(rest.data[i])) {
				if (any && is_space(rest.data[i - 1]))
					buffer_add_character(&out, ' ');
				buffer_add_character(&out, rest.data[i]);
				any = true;
			}
		}
		if (any)
			buffer_add_character(&out, '\n');
	}
	Str text_out = str_replace(&arena, buffer_str(&out), S("&#39;"), S("'"));
	text_out = str_replace(&arena, text_out, S("&ctdot;"), S("\u22EF"));
	return str_replace(&arena, text_out, S("&quot;"), S("\""));
}

typedef struct Mapping {
	const char *component;
	bool (*map)(Html *out, const JsonNode *options);
} Mapping;

static const Mapping MAPPINGS[] = {
	{"accordion", map_accordion}, {"cookie-banner", map_cookie_banner}, {"feedback", map_feedback},
	{"generic-header", map_generic_header}, {"language-navigation", map_language_navigation},
	{"service-navigation", map_service_navigation},
	{"back-link", map_back_link}, {"breadcrumbs", map_breadcrumbs}, {"button", map_button},
	{"character-count", map_character_count}, {"checkboxes", map_checkboxes}, {"date-input", map_date_input},
	{"details", map_details}, {"error-message", map_error_message}, {"error-summary", map_error_summary},
	{"exit-this-page", map_exit_this_page}, {"fieldset", map_fieldset}, {"file-upload", map_file_upload},
	{"hint", map_hint}, {"input", map_input}, {"inset-text", map_inset_text}, {"label", map_label},
	{"notification-banner", map_notification_banner}, {"pagination", map_pagination}, {"panel", map_panel},
	{"password-input", map_password_input},
	{"phase-banner", map_phase_banner}, {"radios", map_radios}, {"select", map_select}, {"skip-link", map_skip_link},
	{"summary-list", map_summary_list}, {"table", map_table}, {"tabs", map_tabs}, {"tag", map_tag},
	{"task-list", map_task_list}, {"textarea", map_textarea}, {"warning-text", map_warning_text},
};

typedef struct Count {
	size_t matched;
	size_t shown; /* of the matched, those that the design system's own pages show */
	size_t differ;
	size_t skipped;
	size_t shown_skipped; /* of those that its pages show */
} Count;

static void fixture_compare(const Mapping *mapping, const JsonNode *fixture, Count *count)
{
	Html out = html_make(&arena);
	const char *name = str_c(&arena, text(fixture, "name"));
	left_out = NULL;
	if (!mapping->map(&out, member(fixture, "options"))) {
		assert_non_null(left_out);
		count->skipped++;
		count->shown_skipped += yes(fixture, "hidden") ? 0 : 1;
		print_message("  skipped %s: %s (%s)\n", mapping->component, name, left_out);
		return;
	}
	Str ours = normal_html(html_finish(&out).html);
	Str theirs = normal_html(text(fixture, "html"));
	if (str_equal(ours, theirs)) {
		count->matched++;
		count->shown += yes(fixture, "hidden") ? 0 : 1;
		return;
	}
	count->differ++;
	print_message("%s: %s\n--- theirs\n%.*s--- ours\n%.*s", mapping->component, name, STR_ARG(theirs), STR_ARG(ours));
}

static const JsonNode *fixtures_load(Str path)
{
	enum { FILE_BYTES_MAX = 4 * 1024 * 1024 };
	char *bytes = arena_allocate(&arena, FILE_BYTES_MAX);
	FILE *file = fopen(str_c(&arena, path), "r");
	assert_non_null(file);
	size_t read = fread(bytes, 1, FILE_BYTES_MAX, file);
	assert_true(read > 0 && read < FILE_BYTES_MAX);
	assert_int_equal(fclose(file), 0);
	Problems problems = problems_make(&arena);
	const JsonNode *root = NULL;
	assert_ok(json_parse(&arena, path, 1, (Str){.data = bytes, .length = read}, &problems, &root));
	return member(root, "fixtures");
}

/* They carry GOV.UK's crest or logo, which are not ours to use. */
static const char *const CRESTED[] = {"header", "footer"};

static void test_every_fixture_that_our_options_cover_gives_the_same_html(void **state)
{
	(void)state;
	static const char FOLDER[] = "node_modules/govuk-frontend/dist/govuk/components";
	Count count = {0};
	if (access(FOLDER, R_OK) != 0) {
		print_message("skipped: %s is not installed (npm ci)\n", FOLDER);
		skip();
	}
	for (size_t i = 0; i < sizeof MAPPINGS / sizeof MAPPINGS[0]; i++) {
		const JsonNode *fixtures = fixtures_load(str_format(&arena, "%s/%s/fixtures.json", FOLDER,
			MAPPINGS[i].component));
		for (size_t place = 0; place < length(fixtures); place++)
			fixture_compare(&MAPPINGS[i], element(fixtures, place), &count);
		arena_reset(&arena);
	}
	for (size_t i = 0; i < sizeof CRESTED / sizeof CRESTED[0]; i++) {
		size_t crested = length(fixtures_load(str_format(&arena, "%s/%s/fixtures.json", FOLDER, CRESTED[i])));
		print_message("  skipped %s: all %zu (the crest or logo of GOV.UK)\n", CRESTED[i], crested);
		count.skipped += crested;
		arena_reset(&arena);
	}
	print_message("%zu fixtures matched, %zu of them visible ones without crest; %zu differ, %zu skipped\n", count.matched,
		count.shown, count.differ, count.skipped);
	assert_int_equal(count.differ, 0);
	assert_int_equal(count.shown_skipped, 0);
	assert_int_equal(count.shown, VISIBLE_WITHOUT_CREST);
	assert_true(count.matched >= 520);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fixture_that_our_options_cover_gives_the_same_html),
	};
	arena_init(&arena, 4 * (size_t)ARENA_REQUEST_BYTES_MAX);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_clear(&arena);
	return failed;
}
