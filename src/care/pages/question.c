/* The form field of any question, and what the form sent back for it. */
#include "care/pages/pages.h"

#include "base/json.h"

static Str field_name(Arena *arena, const QuestionField *field)
{
	return str_concat(arena, field->prefix, field->question->id);
}

static Str label_of(const QuestionField *field)
{
	return field->for_resident ? field->question->resident : field->question->worker;
}

static Str hint_of(Arena *arena, const QuestionField *field)
{
	Str hint = field->for_resident ? field->question->hint : (Str){0};
	if (str_is_empty(field->said))
		return hint;
	return str_is_empty(hint) ? field->said : str_format(arena, "%.*s %.*s", STR_ARG(hint), STR_ARG(field->said));
}

static Str legend_classes(const QuestionField *field)
{
	if (field->is_heading)
		return S("govuk-fieldset__legend--l");
	return field->for_resident ? S("govuk-fieldset__legend--m") : S("govuk-fieldset__legend--s");
}

static Str label_classes(const QuestionField *field)
{
	if (field->is_heading)
		return S("govuk-label--l");
	return field->for_resident ? S("govuk-label--m") : S("govuk-label--s");
}

static size_t choice_items(Arena *arena, const QuestionField *field, ChoiceItem **out)
{
	const OptionList *options = field->question->options;
	*out = ARENA_ARRAY(arena, ChoiceItem, options->count + 2);
	size_t count = 0;
	for (size_t i = 0; i < options->count; i++) {
		const Option *option = &options->options[i];
		if (option->worker_only && field->for_resident)
			continue;
		(*out)[count++] = (ChoiceItem){.value = option->code, .hint = field->for_resident ? option->hint : (Str){0},
			.text = field->for_resident ? option->resident : option->worker,
			.is_exclusive = str_equal(option->code, S("none")) || str_equal(option->code, S("not-applicable"))};
	}
	if (!str_is_empty(field->not_known) && question_not_known_allowed(field->question))
		(*out)[count++] = (ChoiceItem){.value = S("not-known"), .text = field->not_known};
	return count;
}

static size_t split_codes(Str stored, Str *out, size_t most)
{
	size_t count = 0;
	Str code = {0};
	while (count < most && str_next(&stored, ',', &code))
		out[count++] = str_trim(code);
	return count;
}

static void field_choice(Html *out, Arena *arena, const QuestionField *field)
{
	ChoiceItem *items = NULL;
	size_t count = choice_items(arena, field, &items);
	if (count > 12 && !field->for_resident) {
		SelectItem *choices = ARENA_ARRAY(arena, SelectItem, count + 1);
		choices[0] = (SelectItem){.value = S(""), .text = S("Choose")};
		for (size_t i = 0; i < count; i++)
			choices[i + 1] = (SelectItem){.value = items[i].value, .text = items[i].text};
		component_select(out, &(Select){.name = field_name(arena, field), .label = label_of(field),
			.label_classes = label_classes(field), .hint = hint_of(arena, field), .error = field->error,
			.items = choices, .item_count = count + 1, .value = field->value});
		return;
	}
	component_radios(out, &(Radios){.name = field_name(arena, field), .legend = label_of(field),
		.legend_classes = legend_classes(field), .legend_is_heading = field->is_heading,
		.hint = hint_of(arena, field), .error = field->error, .items = items, .item_count = count,
		.value = field->value, .is_small = !field->for_resident, .is_inline = !field->for_resident && count <= 4});
}

static void field_choices(Html *out, Arena *arena, const QuestionField *field)
{
	ChoiceItem *items = NULL;
	size_t count = choice_items(arena, field, &items);
	Str *values = ARENA_ARRAY(arena, Str, count + 1);
	size_t value_count = split_codes(field->value, values, count);
	component_checkboxes(out, &(Checkboxes){.name = field_name(arena, field), .legend = label_of(field),
		.legend_classes = legend_classes(field), .legend_is_heading = field->is_heading,
		.hint = hint_of(arena, field), .error = field->error, .items = items, .item_count = count,
		.values = values, .value_count = value_count, .is_small = !field->for_resident});
}

/* Also shows again what was typed and could not be read: day-month-year parted by '-' in the order of the form. */
static void field_date(Html *out, Arena *arena, const QuestionField *field)
{
	PartialDate date = {0};
	DateInput input = {.name = field_name(arena, field), .legend = label_of(field),
		.legend_classes = legend_classes(field), .legend_is_heading = field->is_heading,
		.hint = hint_of(arena, field), .error = field->error,
		.is_birth_date = str_equal(field->question->id, S("birth_date"))};
	if (partial_date_parse(field->value, &date) == STATUS_OK) {
		input.year = str_format(arena, "%d", date.year);
		input.month = date.month == 0 ? (Str){0} : str_format(arena, "%d", date.month);
		input.day = date.day == 0 ? (Str){0} : str_format(arena, "%d", date.day);
	} else {
		Str rest = field->value;
		Str parts[3] = {0};
		for (size_t i = 0; i < 3 && str_next(&rest, '-', &parts[i]); i++)
			continue;
		input.day = parts[0];
		input.month = parts[1];
		input.year = parts[2];
	}
	component_date_input(out, &input);
}

static void field_text(Html *out, Arena *arena, const QuestionField *field)
{
	const Question *question = field->question;
	Str name = field_name(arena, field);
	bool is_long = question->type == QUESTION_TEXT && (question->most == 0 || question->most > 200);
	if (is_long) {
		component_textarea(out, &(Textarea){.name = name, .label = label_of(field),
			.label_classes = label_classes(field), .label_is_heading = field->is_heading,
			.hint = hint_of(arena, field), .error = field->error, .value = field->value,
			.rows = field->for_resident ? 5 : 3});
		return;
	}
	TextInput input = {.name = name, .label = label_of(field), .label_classes = label_classes(field),
		.label_is_heading = field->is_heading, .hint = hint_of(arena, field), .error = field->error,
		.value = field->value};
	if (question->type == QUESTION_MONEY) {
		Pence pence = 0;
		input.prefix = S("\xC2\xA3");
		input.inputmode = S("decimal");
		input.width = 10;
		if (str_to_integer(field->value, &pence) == STATUS_OK)
			input.value = money_format_plain(arena, pence);
	} else if (question->type == QUESTION_NUMBER) {
		input.inputmode = S("numeric");
		input.width = 5;
	} else if (question->type == QUESTION_POSTCODE) {
		input.width = 10;
		input.autocomplete = S("postal-code");
	}
	component_text_input(out, &input);
}

static Str cell_name(Arena *arena, Str name, size_t row, Str column)
{
	return str_format(arena, "%.*s-%zu-%.*s", STR_ARG(name), row, STR_ARG(column));
}

static void repeat_cell(Html *out, Arena *arena, const RepeatField *column, Str name, Str value)
{
	if (column->options != NULL) {
		SelectItem *items = ARENA_ARRAY(arena, SelectItem, column->options->count + 1);
		items[0] = (SelectItem){.value = S(""), .text = S("Choose")};
		for (size_t i = 0; i < column->options->count; i++)
			items[i + 1] = (SelectItem){.value = column->options->options[i].code,
				.text = column->options->options[i].resident};
		component_select(out, &(Select){.name = name, .label = column->label, .items = items,
			.item_count = column->options->count + 1, .value = value});
		return;
	}
	bool is_money = column->type == QUESTION_MONEY;
	component_text_input(out, &(TextInput){.name = name, .label = column->label, .value = value,
		.prefix = is_money ? S("\xC2\xA3") : (Str){0},
		.inputmode = is_money ? S("decimal") : (Str){0},
		.hint = column->type == QUESTION_DATE ? S("For example 30/11/2026") : (Str){0},
		.width = column->type == QUESTION_TEXT ? 0 : 10});
}

/* Sums stand in rows as whole pence (practice.h); a text in their place was typed and could not be read. */
Str question_cell(Arena *arena, const JsonNode *row, const RepeatField *column)
{
	const JsonNode *cell = row == NULL ? NULL : json_member(row, column->id);
	Pence pence = 0;
	PartialDate date = {0};
	if (cell == NULL || (cell->kind != JSON_TEXT && cell->kind != JSON_NUMBER))
		return (Str){0};
	if (column->type == QUESTION_MONEY && cell->kind == JSON_NUMBER && str_to_integer(cell->text, &pence) == STATUS_OK)
		return money_format_plain(arena, pence);
	if (column->type == QUESTION_DATE && partial_date_parse(cell->text, &date) == STATUS_OK)
		return partial_date_format_typed(arena, date);
	return cell->text;
}

/* The first column of each row, a line each; what was typed and could not be read comes back as it is. */
static Str rows_as_lines(Arena *arena, const QuestionField *field)
{
	const JsonNode *rows = NULL;
	Problems unread = problems_make(arena);
	if (!str_starts_with(field->value, S("[")) || field->question->field_count == 0
	    || json_parse(arena, field->question->id, 1, field->value, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return field->value;
	Str *lines = ARENA_ARRAY(arena, Str, rows->count + 1);
	for (size_t i = 0; i < rows->count; i++)
		lines[i] = question_cell(arena, &rows->items[i], &field->question->fields[0]);
	return str_join(arena, lines, rows->count, S("\n"));
}

static void field_lines(Html *out, Arena *arena, const QuestionField *field)
{
	component_textarea(out, &(Textarea){.name = field_name(arena, field), .label = label_of(field),
		.label_classes = label_classes(field), .label_is_heading = field->is_heading, .hint = hint_of(arena, field),
		.error = field->error, .value = rows_as_lines(arena, field), .rows = 4});
}

static void field_repeat(Html *out, Arena *arena, const QuestionField *field)
{
	const Question *question = field->question;
	const JsonNode *rows = NULL;
	Problems unread = problems_make(arena);
	Str name = field_name(arena, field);
	size_t row_count = 0;
	if (!str_is_empty(field->value) && json_parse(arena, question->id, 1, field->value, &unread, &rows) == STATUS_OK
	    && rows->kind == JSON_ARRAY)
		row_count = rows->count;
	size_t most = question->rows_max > 0 && question->rows_max < QUESTION_ROWS_SHOWN_MAX
		? (size_t)question->rows_max : QUESTION_ROWS_SHOWN_MAX;
	size_t shown = row_count < most ? row_count + 1 : most;
	component_fieldset_open(out, &(Fieldset){.legend = label_of(field), .legend_classes = legend_classes(field),
		.legend_is_heading = field->is_heading});
	Str hint = hint_of(arena, field);
	if (!str_is_empty(hint))
		component_hint(out, &(Hint){.id = str_concat(arena, name, S("-hint")), .text = hint});
	if (!str_is_empty(field->error))
		component_error_message(out, &(ErrorMessage){.id = str_concat(arena, name, S("-error")), .text = field->error});
	component_hidden(out, str_concat(arena, name, S("-rows")), str_format(arena, "%zu", shown));
	for (size_t row = 0; row < shown; row++) {
		html_open(out, "div", ATTRIBUTES({"class", S("kith-repeat")},
			{"id", row == 0 ? name : str_format(arena, "%.*s-%zu", STR_ARG(name), row)}));
		for (size_t i = 0; i < question->field_count; i++)
			repeat_cell(out, arena, &question->fields[i], cell_name(arena, name, row, question->fields[i].id),
				question_cell(arena, row < row_count ? &rows->items[row] : NULL, &question->fields[i]));
		html_close(out, "div");
	}
	component_fieldset_close(out);
}

void question_field(Html *out, Arena *arena, const QuestionField *field)
{
	switch (field->question->type) {
	case QUESTION_CHOICE:
	case QUESTION_SCALE: field_choice(out, arena, field); break;
	case QUESTION_CHOICES: field_choices(out, arena, field); break;
	case QUESTION_DATE: field_date(out, arena, field); break;
	case QUESTION_REPEAT:
	case QUESTION_TIMETABLE:
		if (field->rows_as_lines)
			field_lines(out, arena, field);
		else
			field_repeat(out, arena, field);
		break;
	case QUESTION_TEXT:
	case QUESTION_NUMBER:
	case QUESTION_MONEY:
	case QUESTION_POSTCODE:
	case QUESTION_PERSON: field_text(out, arena, field); break;
	}
}

static Str date_sent(const Request *request, Str name)
{
	Str day = str_trim(request_form(request, str_concat(request->arena, name, S("-day"))));
	Str month = str_trim(request_form(request, str_concat(request->arena, name, S("-month"))));
	Str year = str_trim(request_form(request, str_concat(request->arena, name, S("-year"))));
	if (str_is_empty(day) && str_is_empty(month) && str_is_empty(year))
		return (Str){0};
	return str_format(request->arena, "%.*s-%.*s-%.*s", STR_ARG(day), STR_ARG(month), STR_ARG(year));
}

static Str choices_sent(const Request *request, const Question *question, Str name)
{
	Str *codes = ARENA_ARRAY(request->arena, Str, question->options->count + 1);
	size_t count = request_form_all(request, name, codes, question->options->count);
	return str_join(request->arena, codes, count, S(","));
}

static void write_row(JsonWriter *json, const Request *request, const Question *question, Str name, size_t row)
{
	json_write_object_begin(json);
	for (size_t i = 0; i < question->field_count; i++) {
		Str value = str_trim(request_form(request, cell_name(request->arena, name, row, question->fields[i].id)));
		if (!str_is_empty(value))
			json_write_member_text(json, question->fields[i].id, value);
	}
	json_write_object_end(json);
}

static bool row_sent(const Request *request, const Question *question, Str name, size_t row)
{
	for (size_t i = 0; i < question->field_count; i++)
		if (!str_is_empty(str_trim(request_form(request,
			cell_name(request->arena, name, row, question->fields[i].id)))))
			return true;
	return false;
}

static Str repeat_sent(const Request *request, const Question *question, Str name)
{
	int64_t rows = 0;
	bool any = false;
	if (str_to_integer(request_form(request, str_concat(request->arena, name, S("-rows"))), &rows) != STATUS_OK
	    || rows < 0 || rows > QUESTION_ROWS_SHOWN_MAX)
		return (Str){0};
	Buffer text = buffer_make(request->arena, 256 * 1024);
	JsonWriter json = json_writer_make(&text);
	json_write_array_begin(&json);
	for (size_t row = 0; row < (size_t)rows; row++) {
		if (!row_sent(request, question, name, row))
			continue;
		any = true;
		write_row(&json, request, question, name, row);
	}
	json_write_array_end(&json);
	return any ? buffer_str(&text) : (Str){0};
}

Status question_read(const Request *request, const Question *question, Str prefix, Problems *problems, QuestionSent *out)
{
	Arena *arena = request->arena;
	Str name = str_concat(arena, prefix, question->id);
	*out = (QuestionSent){0};
	if (question->type == QUESTION_DATE) {
		out->sent = request_form_has(request, str_concat(arena, name, S("-year")));
		out->typed = date_sent(request, name);
	} else if (question->type == QUESTION_CHOICES) {
		out->typed = choices_sent(request, question, name);
		out->sent = true; /* no box checked sends nothing: the page says which questions it held */
	} else if (question->type == QUESTION_REPEAT || question->type == QUESTION_TIMETABLE) {
		bool as_lines = request_form_has(request, name);
		out->sent = as_lines || request_form_has(request, str_concat(arena, name, S("-rows")));
		out->typed = as_lines ? request_form(request, name) : repeat_sent(request, question, name);
	} else {
		out->sent = request_form_has(request, name);
		out->typed = request_form(request, name);
	}
	if (!out->sent)
		return STATUS_OK;
	return answer_read(question, arena, out->typed, &out->stored, problems);
}
