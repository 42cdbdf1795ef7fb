#include "web/components/fields.h"

#include <assert.h>

#include "web/components/parts.h"

void component_label(Html *out, const Label *label)
{
	if (label->text.length == 0)
		return;
	if (label->is_page_heading)
		html_open(out, "h1", ATTRIBUTES({"class", S("govuk-label-wrapper")}));
	html_element(out, "label", ATTRIBUTES({"class", part_join(out, S("govuk-label"), label->classes, (Str){0})},
		{"for", part_optional(label->for_id)}), label->text);
	if (label->is_page_heading)
		html_close(out, "h1");
}

void component_hint(Html *out, const Hint *hint)
{
	html_open(out, "div", ATTRIBUTES({"id", part_optional(hint->id)},
		{"class", part_join(out, S("govuk-hint"), hint->classes, (Str){0})}));
	part_content(out, hint->markup, hint->text);
	html_close(out, "div");
}

void component_error_message(Html *out, const ErrorMessage *message)
{
	html_open(out, "p", ATTRIBUTES({"id", part_optional(message->id)},
		{"class", part_join(out, S("govuk-error-message"), message->classes, (Str){0})}));
	if (!message->markup_says_hidden) {
		Str hidden = part_id(out, part_first(message->hidden_text, S("Error")), S(":"));
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}), hidden);
		html_text(out, S(" "));
	}
	part_content(out, message->markup, message->text);
	html_close(out, "p");
}

static Str spellcheck_value(Spellcheck spellcheck)
{
	if (spellcheck == SPELLCHECK_UNSET)
		return (Str){0};
	return spellcheck == SPELLCHECK_ON ? S("true") : S("false");
}

static Str error_class(Str error, Str class_name)
{
	return error.length > 0 ? class_name : (Str){0};
}

static void text_input_affix(Html *out, Str text, Str class_name)
{
	if (text.length > 0)
		html_element(out, "div", ATTRIBUTES({"class", class_name}, {"aria-hidden", S("true")}), text);
}

static void text_input_control(Html *out, const TextInput *input, const Question *question)
{
	Str width = input->width > 0 ? str_format(out->buffer.arena, "govuk-input--width-%d", input->width) : (Str){0};
	Str classes = part_join(out, S("govuk-input"), error_class(input->error, S("govuk-input--error")),
		part_join(out, width, input->classes, (Str){0}));
	html_void(out, "input", ATTRIBUTES({"class", classes}, {"id", question->id}, {"name", input->name},
		{"type", part_first(input->type, S("text"))}, {"spellcheck", spellcheck_value(input->spellcheck)},
		{"value", part_optional(input->value)}, {"disabled", part_flag(input->disabled)},
		{"aria-describedby", part_described_by(out, question)}, {"autocomplete", part_optional(input->autocomplete)},
		{"pattern", part_optional(input->pattern)}, {"inputmode", part_optional(input->inputmode)},
		{"autocapitalize", part_optional(input->autocapitalize)}));
}

void component_text_input(Html *out, const TextInput *input)
{
	const Question question = {.id = part_first(input->id, input->name), .label = input->label,
		.label_classes = input->label_classes, .label_is_heading = input->label_is_heading, .hint = input->hint,
		.hint_markup = input->hint_markup, .error = input->error, .group_classes = input->group_classes,
		.described_by = input->described_by};
	bool has_affix = input->prefix.length > 0 || input->suffix.length > 0;
	part_question_open(out, &question);
	if (has_affix)
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-input__wrapper")}));
	text_input_affix(out, input->prefix, S("govuk-input__prefix"));
	text_input_control(out, input, &question);
	text_input_affix(out, input->suffix, S("govuk-input__suffix"));
	if (has_affix)
		html_close(out, "div");
	part_question_close(out, &question);
}

static Question textarea_question(const Textarea *textarea)
{
	return (Question){.id = part_first(textarea->id, textarea->name), .label = textarea->label,
		.label_classes = textarea->label_classes, .label_is_heading = textarea->label_is_heading,
		.hint = textarea->hint, .hint_markup = textarea->hint_markup, .error = textarea->error,
		.group_classes = textarea->group_classes, .described_by = textarea->described_by};
}

static void textarea_control(Html *out, const Textarea *textarea, const Question *question, Str count_class)
{
	Str classes = part_join(out, S("govuk-textarea"),
		part_join(out, error_class(textarea->error, S("govuk-textarea--error")), count_class, (Str){0}),
		textarea->classes);
	html_open(out, "textarea", ATTRIBUTES({"class", classes}, {"id", question->id}, {"name", textarea->name},
		{"rows", part_number(out, textarea->rows > 0 ? (size_t)textarea->rows : 5)},
		{"spellcheck", spellcheck_value(textarea->spellcheck)}, {"disabled", part_flag(textarea->disabled)},
		{"aria-describedby", part_described_by(out, question)},
		{"autocomplete", part_optional(textarea->autocomplete)}));
	/* A reader of HTML drops one line feed at the start, so a text that begins with one gets another. */
	if (str_starts_with(textarea->value, S("\n")))
		html_text(out, S("\n"));
	html_text(out, textarea->value);
	html_close(out, "textarea");
}

void component_textarea(Html *out, const Textarea *textarea)
{
	Question question = textarea_question(textarea);
	part_question_open(out, &question);
	textarea_control(out, textarea, &question, (Str){0});
	part_question_close(out, &question);
}

static Str counted_as(const CharacterCount *count)
{
	static const Str NAMES[] = {
		[COUNT_LENGTH] = S_INIT("length"), [COUNT_CHARACTERS] = S_INIT("characters"), [COUNT_WORDS] = S_INIT("words"),
	};
	return count->words_max > 0 ? NAMES[COUNT_WORDS] : NAMES[count->counted_as];
}

void component_character_count(Html *out, const CharacterCount *count)
{
	Arena *arena = out->buffer.arena;
	bool words = count->words_max > 0;
	bool says_words = words || count->counted_as == COUNT_WORDS;
	int limit = words ? count->words_max : count->characters_max;
	Str limit_text = limit > 0 ? part_number(out, (size_t)limit) : (Str){0};
	Question question = textarea_question(&count->textarea);
	Str info = part_id(out, question.id, S("-info"));
	question.group_classes = part_join(out, S("govuk-character-count"), question.group_classes, (Str){0});
	question.described_by = part_join(out, info, question.described_by, (Str){0});
	question.group_attributes = ATTRIBUTES({"data-module", S("govuk-character-count")},
		{"data-maxlength", words ? (Str){0} : limit_text}, {"data-maxwords", words ? limit_text : (Str){0}},
		{"data-count-type", counted_as(count)},
		{"data-threshold", count->threshold_percent > 0 ? part_number(out, (size_t)count->threshold_percent)
			: (Str){0}});
	part_question_open(out, &question);
	textarea_control(out, &count->textarea, &question, S("govuk-js-character-count"));
	Str sentence = limit > 0 ? str_format(arena, "You can enter up to %d %s", limit, says_words ? "words" : "characters")
		: (Str){0};
	component_hint(out, &(Hint){.id = info, .text = sentence, .classes = S("govuk-character-count__message")});
	part_question_close(out, &question);
}

void component_password_input(Html *out, const PasswordInput *input)
{
	const Question question = {.id = part_first(input->id, input->name), .label = input->label,
		.label_classes = input->label_classes, .label_is_heading = input->label_is_heading, .hint = input->hint,
		.error = input->error, .group_classes = S("govuk-password-input"),
		.group_attributes = ATTRIBUTES({"data-module", S("govuk-password-input")})};
	part_question_open(out, &question);
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-input__wrapper govuk-password-input__wrapper")}));
	html_void(out, "input", ATTRIBUTES({"class", part_join(out,
			S("govuk-input govuk-password-input__input govuk-js-password-input-input"),
			error_class(input->error, S("govuk-input--error")), input->classes)},
		{"id", question.id}, {"name", input->name}, {"type", S("password")}, {"spellcheck", S("false")},
		{"aria-describedby", part_described_by(out, &question)},
		{"autocomplete", input->is_new ? S("new-password") : S("current-password")}, {"autocapitalize", S("none")}));
	html_element(out, "button", ATTRIBUTES({"type", S("button")}, {"class",
		S("govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle")},
		{"data-module", S("govuk-button")}, {"aria-controls", question.id}, {"aria-label", S("Show password")},
		{"hidden", HTML_BARE}), S("Show"));
	html_close(out, "div");
	part_question_close(out, &question);
}

void component_select(Html *out, const Select *select)
{
	const Question question = {.id = part_first(select->id, select->name), .label = select->label,
		.label_classes = select->label_classes, .label_is_heading = select->label_is_heading, .hint = select->hint,
		.error = select->error, .group_classes = select->group_classes, .described_by = select->described_by};
	part_question_open(out, &question);
	html_open(out, "select", ATTRIBUTES({"class", part_join(out, S("govuk-select"),
			error_class(select->error, S("govuk-select--error")), select->classes)},
		{"id", question.id}, {"name", select->name}, {"disabled", part_flag(select->disabled)},
		{"aria-describedby", part_described_by(out, &question)}));
	for (size_t i = 0; i < select->item_count; i++) {
		const SelectItem *item = &select->items[i];
		bool selected = select->value.length > 0 ? str_equal(item->value, select->value) : item->selected;
		html_element(out, "option", ATTRIBUTES({"value", part_value(item->value)}, {"selected", part_flag(selected)},
			{"disabled", part_flag(item->disabled)}), item->text);
	}
	html_close(out, "select");
	part_question_close(out, &question);
}

static void file_upload_wrapper_open(Html *out, const FileUpload *upload)
{
	enum { OWN = 9, FURTHER_MAX = 8 };
	const FileUploadWords *words = &upload->words;
	HtmlAttribute attributes[OWN + FURTHER_MAX + 1] = {
		{"class", part_join(out, S("govuk-file-upload-wrapper"), upload->wrapper_classes, (Str){0})},
		{"data-module", S("govuk-file-upload")},
		{"data-i18n.choose-files-button", part_optional(words->choose_files)},
		{"data-i18n.no-file-chosen", part_optional(words->no_file_chosen)},
		{"data-i18n.multiple-files-chosen.other", part_optional(words->files_chosen)},
		{"data-i18n.multiple-files-chosen.one", part_optional(words->one_file_chosen)},
		{"data-i18n.drop-instruction", part_optional(words->drop_instruction)},
		{"data-i18n.entered-drop-zone", part_optional(words->entered_drop_zone)},
		{"data-i18n.left-drop-zone", part_optional(words->left_drop_zone)},
	};
	const HtmlAttribute *further = upload->wrapper_attributes;
	for (size_t i = 0; further != NULL && further[i].name != NULL; i++) {
		assert(i < FURTHER_MAX);
		attributes[OWN + i] = further[i];
	}
	html_open(out, "div", attributes);
}

void component_file_upload(Html *out, const FileUpload *upload)
{
	const Question question = {.id = part_first(upload->id, upload->name), .label = upload->label,
		.label_classes = upload->label_classes, .label_is_heading = upload->label_is_heading, .hint = upload->hint,
		.error = upload->error, .group_classes = upload->group_classes, .described_by = upload->described_by};
	part_question_open(out, &question);
	if (upload->is_enhanced)
		file_upload_wrapper_open(out, upload);
	html_void(out, "input", ATTRIBUTES({"class", part_join(out, S("govuk-file-upload"),
			error_class(upload->error, S("govuk-file-upload--error")), upload->classes)},
		{"id", question.id}, {"name", upload->name}, {"type", S("file")}, {"accept", part_optional(upload->accept)},
		{"multiple", part_flag(upload->multiple)}, {"disabled", part_flag(upload->disabled)},
		{"aria-describedby", part_described_by(out, &question)}));
	if (upload->is_enhanced)
		html_close(out, "div");
	part_question_close(out, &question);
}
