/* Answers with rows: repeats and timetables. Stored as a JSON array of objects, columns in the question's order.
 *
 * A program and the staff's forms send the array. A plain text (a letter box on a public page) gives one row a line,
 * each with its first column alone: "01375 ..." is a phone number, "arthritis" a condition.
 */
#include "base/json.h"
#include "practice/answers.h"

enum { ROWS_BYTES_MAX = 512 * 1024 };

static Status refuse(Str *message, Str words)
{
	*message = words;
	return STATUS_INVALID;
}

static AnswerRule column_rule(const RepeatField *field)
{
	return (AnswerRule){.type = field->type, .options = field->options};
}

static const RepeatField *column_find(const Question *question, Str id)
{
	for (size_t i = 0; i < question->field_count; i++)
		if (str_equal(question->fields[i].id, id))
			return &question->fields[i];
	return NULL;
}

static bool columns_known(const Question *question, const JsonNode *row, Arena *arena, Str *message)
{
	for (size_t i = 0; i < row->count; i++) {
		if (column_find(question, row->members[i].key) != NULL)
			continue;
		*message = str_format(arena, "There is no column %.*s here", STR_ARG(row->members[i].key));
		return false;
	}
	return true;
}

/* What somebody typed in a cell: a text, or a number that a program wrote as one. */
static Str cell_text(const JsonNode *cell)
{
	return cell != NULL && (cell->kind == JSON_TEXT || cell->kind == JSON_NUMBER) ? cell->text : (Str){0};
}

/* Sums already in pence come back from the record; they are marked by being whole numbers in a JSON number. */
static Status cell_read(const RepeatField *field, const JsonNode *cell, Arena *arena, Str *out, Str *message)
{
	if (field->type == QUESTION_MONEY && cell->kind == JSON_NUMBER) {
		int64_t pence = 0;
		if (json_integer(cell, &pence) != STATUS_OK || pence < 0 || pence > ANSWER_PENCE_MAX)
			return refuse(message, S("Enter an amount in pounds, like 742.50"));
		*out = cell->text;
		return STATUS_OK;
	}
	AnswerRule rule = column_rule(field);
	return answer_value_read(&rule, arena, str_trim(str_normalise(arena, cell_text(cell))), out, message);
}

/* Writes one row; *empty when nothing stands in it. */
static Status row_write(const Question *question, const JsonNode *row, size_t number, JsonWriter *writer, Arena *arena,
	Str *message)
{
	if (row->kind != JSON_OBJECT)
		return refuse(message, S("Each row must be an object"));
	if (!columns_known(question, row, arena, message))
		return STATUS_INVALID;
	json_write_object_begin(writer);
	for (size_t i = 0; i < question->field_count; i++) {
		const RepeatField *field = &question->fields[i];
		const JsonNode *cell = json_member(row, field->id);
		if (str_is_empty(str_trim(str_normalise(arena, cell_text(cell))))) {
			if (i == 0 || field->required)
				return refuse(message, str_format(arena, "Row %zu: fill in \"%.*s\"", number,
					STR_ARG(field->label)));
			continue;
		}
		Str value = {0};
		Str fault = {0};
		if (cell_read(field, cell, arena, &value, &fault) != STATUS_OK)
			return refuse(message, str_format(arena, "Row %zu, %.*s: %.*s", number, STR_ARG(field->label),
				STR_ARG(fault)));
		json_write_key(writer, field->id);
		if (field->type == QUESTION_NUMBER || field->type == QUESTION_MONEY) {
			int64_t whole = 0;
			Status status = str_to_integer(value, &whole);
			(void)status; /* it was read as a number above */
			json_write_integer(writer, whole);
		} else {
			json_write_text(writer, value);
		}
	}
	json_write_object_end(writer);
	return STATUS_OK;
}

static bool row_is_blank(const JsonNode *row)
{
	for (size_t i = 0; row->kind == JSON_OBJECT && i < row->count; i++)
		if (!str_is_empty(str_trim(cell_text(&row->members[i].value))))
			return false;
	return row->kind == JSON_OBJECT;
}

static Status array_read(const Question *question, Arena *arena, const JsonNode *array, Str *out, Str *message)
{
	Buffer buffer = buffer_make(arena, ROWS_BYTES_MAX * 2);
	JsonWriter writer = json_writer_make(&buffer);
	size_t rows = 0;
	json_write_array_begin(&writer);
	for (size_t i = 0; i < array->count; i++) {
		if (row_is_blank(&array->items[i]))
			continue;
		if (++rows > (size_t)question->rows_max)
			return refuse(message, str_format(arena, "There is room for %lld rows", (long long)question->rows_max));
		if (row_write(question, &array->items[i], rows, &writer, arena, message) != STATUS_OK)
			return STATUS_INVALID;
	}
	json_write_array_end(&writer);
	*out = rows == 0 ? (Str){0} : buffer_str(&buffer);
	return STATUS_OK;
}

/* The same array from plain lines; of too many, one more than there is room for. */
static Str lines_array(const Question *question, Arena *arena, Str typed)
{
	Buffer buffer = buffer_make(arena, ROWS_BYTES_MAX * 2);
	JsonWriter writer = json_writer_make(&buffer);
	Str line = {0};
	int64_t rows = 0;
	json_write_array_begin(&writer);
	while (rows <= question->rows_max && str_next(&typed, '\n', &line)) {
		if (str_is_empty(str_trim(line)))
			continue;
		rows++;
		json_write_object_begin(&writer);
		json_write_member_text(&writer, question->fields[0].id, str_trim(line));
		json_write_object_end(&writer);
	}
	json_write_array_end(&writer);
	return buffer_str(&buffer);
}

Status answer_rows_read(const Question *question, Arena *arena, Str typed, Str *out, Str *message)
{
	if (typed.length > ROWS_BYTES_MAX / 8)
		return refuse(message, S("This is too long. Make it shorter"));
	Str text = str_starts_with(typed, S("[")) ? typed : lines_array(question, arena, typed);
	Problems problems = problems_make(arena);
	const JsonNode *array = NULL;
	if (json_parse(arena, (Str){0}, 1, text, &problems, &array) != STATUS_OK || array->kind != JSON_ARRAY)
		return refuse(message, S("These rows cannot be read"));
	return array_read(question, arena, array, out, message);
}

static const JsonNode *stored_array(Arena *arena, Str stored)
{
	Problems problems = problems_make(arena);
	const JsonNode *array = NULL;
	if (json_parse(arena, (Str){0}, 1, stored, &problems, &array) != STATUS_OK || array->kind != JSON_ARRAY)
		return NULL;
	return array;
}

Str answer_rows_words(const Question *question, Arena *arena, Str stored, bool for_resident)
{
	const JsonNode *array = stored_array(arena, stored);
	if (array == NULL)
		return stored;
	Buffer buffer = buffer_make(arena, ROWS_BYTES_MAX * 4);
	for (size_t i = 0; i < array->count; i++) {
		if (i > 0)
			buffer_add_character(&buffer, '\n');
		bool first = true;
		for (size_t j = 0; j < question->field_count; j++) {
			const RepeatField *field = &question->fields[j];
			Str cell = cell_text(json_member(&array->items[i], field->id));
			if (str_is_empty(cell))
				continue;
			AnswerRule rule = column_rule(field);
			Str words = answer_value_words(&rule, arena, cell, for_resident);
			if (question->field_count > j + 1 && question->fields[j + 1].label_shown && str_ends_with(words, S(".")))
				words = str_slice(words, 0, words.length - 1); /* the next label comes after a full stop of ours */
			buffer_add(&buffer, first ? (Str){0} : field->label_shown ? S(". ") : S(", "));
			if (field->type != QUESTION_TEXT || field->label_shown)
				buffer_add_format(&buffer, str_ends_with(field->label, S("?")) ? "%.*s " : "%.*s: ", STR_ARG(field->label));
			buffer_add(&buffer, words);
			first = false;
		}
	}
	return buffer_str(&buffer);
}

const Str *answer_rows_first(Arena *arena, const Question *question, Str stored, size_t *count)
{
	const JsonNode *array = stored_array(arena, stored);
	*count = 0;
	if (array == NULL)
		return NULL;
	Str *items = ARENA_ARRAY(arena, Str, array->count + 1);
	for (size_t i = 0; i < array->count; i++)
		items[(*count)++] = cell_text(json_member(&array->items[i], question->fields[0].id));
	return items;
}
