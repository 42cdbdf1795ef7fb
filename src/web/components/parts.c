#include "web/components/parts.h"

#include "web/components/choices.h"
#include "web/components/fields.h"

Str part_optional(Str text)
{
	return text.length == 0 ? (Str){0} : text;
}

Str part_value(Str text)
{
	return text.data == NULL ? S("") : text;
}

Str part_flag(bool yes)
{
	return yes ? HTML_BARE : (Str){0};
}

Str part_join(Html *out, Str first, Str second, Str third)
{
	Str all[] = {first, second, third};
	Str parts[3];
	size_t count = 0;
	for (size_t i = 0; i < 3; i++) {
		if (all[i].length > 0)
			parts[count++] = all[i];
	}
	return count == 0 ? (Str){0} : str_join(out->buffer.arena, parts, count, S(" "));
}

Str part_id(Html *out, Str id, Str suffix)
{
	return str_concat(out->buffer.arena, id, suffix);
}

Str part_number(Html *out, size_t number)
{
	return str_format(out->buffer.arena, "%zu", number);
}

Str part_first(Str first, Str otherwise)
{
	return first.length > 0 ? first : otherwise;
}

void part_content(Html *out, Markup markup, Str text)
{
	if (markup_is_empty(markup))
		html_text(out, text);
	else
		html_add(out, markup);
}

bool part_has_hint(const Question *question)
{
	return question->hint.length > 0 || !markup_is_empty(question->hint_markup);
}

Str part_described_by(Html *out, const Question *question)
{
	Str hint = part_has_hint(question) ? part_id(out, question->id, S("-hint")) : (Str){0};
	Str error = question->error.length > 0 ? part_id(out, question->id, S("-error")) : (Str){0};
	return part_join(out, question->described_by, hint, error);
}

void part_paragraph(Html *out, Markup markup, Str text)
{
	if (markup_is_empty(markup))
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-body")}), text);
	else
		html_add(out, markup);
}

static void part_hint_and_error(Html *out, const Question *question)
{
	if (part_has_hint(question))
		component_hint(out, &(Hint){.id = part_id(out, question->id, S("-hint")), .text = question->hint,
			.markup = question->hint_markup});
	if (question->error.length > 0)
		component_error_message(out, &(ErrorMessage){.id = part_id(out, question->id, S("-error")),
			.text = question->error});
}

static void part_group_open(Html *out, const Question *question)
{
	enum { ATTRIBUTES_MAX = 8 };
	HtmlAttribute attributes[ATTRIBUTES_MAX + 2] = {{"class", part_join(out, S("govuk-form-group"),
		question->error.length > 0 ? S("govuk-form-group--error") : (Str){0}, question->group_classes)}};
	for (size_t i = 0; question->group_attributes != NULL && i < ATTRIBUTES_MAX; i++) {
		if (question->group_attributes[i].name == NULL)
			break;
		attributes[i + 1] = question->group_attributes[i];
	}
	html_open(out, "div", attributes);
}

void part_question_open(Html *out, const Question *question)
{
	part_group_open(out, question);
	if (question->is_group)
		component_fieldset_open(out, &(Fieldset){.legend = question->label, .legend_classes = question->label_classes,
			.legend_is_heading = question->label_is_heading, .role = question->role,
			.described_by = part_described_by(out, question)});
	else
		component_label(out, &(Label){.for_id = question->id, .text = question->label,
			.classes = question->label_classes, .is_page_heading = question->label_is_heading});
	part_hint_and_error(out, question);
}

void part_question_close(Html *out, const Question *question)
{
	if (question->is_group)
		component_fieldset_close(out);
	html_close(out, "div");
}
