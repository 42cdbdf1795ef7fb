/* One value at a time: text, a choice, choices, a number, money, a date, a postcode; read, and shown in words. */
#include "practice/answers.h"

#include "practice/postcode.h"

enum { TEXT_CHARACTERS_MAX = 4000 };

static Status refuse(Str *message, Str words)
{
	*message = words;
	return STATUS_INVALID;
}

static int64_t characters(Str text)
{
	int64_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += ((unsigned char)text.data[i] & 0xC0U) != 0x80U ? 1 : 0;
	return count;
}

static Status text_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message)
{
	int64_t most = rule->most == 0 ? TEXT_CHARACTERS_MAX : rule->most;
	int64_t length = characters(typed);
	if (length > most)
		return refuse(message, str_format(arena, "This is %lld characters long. Make it %lld or fewer",
			(long long)length, (long long)most));
	if (length < rule->least)
		return refuse(message, str_format(arena, "Enter at least %lld characters", (long long)rule->least));
	*out = str_copy(arena, typed);
	return STATUS_OK;
}

static Status choice_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message)
{
	bool not_known = rule->not_known_allowed && str_equal(typed, S("not-known"));
	if (!not_known && option_find(rule->options, typed) == NULL)
		return refuse(message, S("Choose one of the answers"));
	*out = str_copy(arena, typed);
	return STATUS_OK;
}

static bool code_among(Str list, Str code)
{
	Str piece = {0};
	while (str_next(&list, ',', &piece))
		if (str_equal(str_trim(piece), code))
			return true;
	return false;
}

/* 'none' and its like stand alone: with another answer beside them nobody knows what was meant. */
static bool stands_alone(Str code)
{
	return str_equal(code, S("none")) || str_equal(code, S("not-applicable")) || str_equal(code, S("nothing"));
}

static Status choices_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message)
{
	Str rest = typed;
	Str piece = {0};
	while (str_next(&rest, ',', &piece))
		if (option_find(rule->options, str_trim(piece)) == NULL)
			return refuse(message, S("Choose from the answers on the list"));
	const OptionList *options = rule->options;
	Str *codes = ARENA_ARRAY(arena, Str, options->count);
	size_t count = 0;
	const Option *alone = NULL;
	for (size_t i = 0; i < options->count; i++) {
		if (!code_among(typed, options->options[i].code))
			continue;
		codes[count++] = options->options[i].code;
		if (stands_alone(options->options[i].code))
			alone = &options->options[i];
	}
	if (alone != NULL && count > 1)
		return refuse(message, str_format(arena, "Choose \"%.*s\" on its own, or leave it out",
			STR_ARG(alone->resident)));
	*out = str_join(arena, codes, count, S(","));
	return STATUS_OK;
}

static Status number_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message)
{
	int64_t number = 0;
	if (str_to_integer(typed, &number) != STATUS_OK)
		return refuse(message, S("Enter a whole number, like 12"));
	bool limited = rule->least != 0 || rule->most != 0;
	if (limited && (number < rule->least || number > rule->most))
		return refuse(message, str_format(arena, "Enter a number from %lld to %lld", (long long)rule->least,
			(long long)rule->most));
	*out = str_format(arena, "%lld", (long long)number);
	return STATUS_OK;
}

static Status money_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message)
{
	Pence pence = 0;
	if (money_parse(typed, &pence) != STATUS_OK)
		return refuse(message, S("Enter an amount in pounds, like 742.50"));
	int64_t most = rule->most == 0 ? ANSWER_PENCE_MAX : rule->most;
	if (pence < rule->least || pence > most)
		return refuse(message, str_format(arena, "Enter an amount from %.*s to %.*s",
			STR_ARG(money_format(arena, rule->least)), STR_ARG(money_format(arena, most))));
	*out = str_format(arena, "%lld", (long long)pence);
	return STATUS_OK;
}

static Status postcode_answer_read(Arena *arena, Str typed, Str *out, Str *message)
{
	if (str_equal(typed, S("no-fixed-address"))) {
		*out = S("no-fixed-address");
		return STATUS_OK;
	}
	if (postcode_read(arena, typed, out) != STATUS_OK)
		return refuse(message, S("Enter a full postcode, like RM17 6SL"));
	return STATUS_OK;
}

Status answer_value_read(const AnswerRule *rule, Arena *arena, Str typed, Str *out, Str *message)
{
	switch (rule->type) {
	case QUESTION_TEXT:
	case QUESTION_PERSON:
		return text_read(rule, arena, typed, out, message);
	case QUESTION_CHOICE:
	case QUESTION_SCALE:
		return choice_read(rule, arena, typed, out, message);
	case QUESTION_CHOICES:
		return choices_read(rule, arena, typed, out, message);
	case QUESTION_NUMBER:
		return number_read(rule, arena, typed, out, message);
	case QUESTION_MONEY:
		return money_read(rule, arena, typed, out, message);
	case QUESTION_DATE:
		return answer_date_read(arena, typed, out, message);
	case QUESTION_POSTCODE:
		return postcode_answer_read(arena, typed, out, message);
	case QUESTION_REPEAT:
	case QUESTION_TIMETABLE:
		break; /* rows are not one value */
	}
	return refuse(message, S("This answer cannot be read here"));
}

static Str code_words(const AnswerRule *rule, Str code, bool for_resident)
{
	const Option *option = option_find(rule->options, code);
	if (option != NULL)
		return for_resident ? option->resident : option->worker;
	if (str_equal(code, S("not-known")))
		return for_resident ? S("I am not sure") : S("Not known");
	return code; /* an option that a later release no longer has: the code is all that is left */
}

static Str choices_words(const AnswerRule *rule, Arena *arena, Str stored, bool for_resident)
{
	Str words = {0};
	Str piece = {0};
	while (str_next(&stored, ',', &piece)) {
		Str word = code_words(rule, piece, for_resident);
		words = str_is_empty(words) ? word : str_format(arena, "%.*s; %.*s", STR_ARG(words), STR_ARG(word));
	}
	return words;
}

Str answer_value_words(const AnswerRule *rule, Arena *arena, Str stored, bool for_resident)
{
	PartialDate date = {0};
	int64_t number = 0;
	switch (rule->type) {
	case QUESTION_CHOICE:
	case QUESTION_SCALE:
		return code_words(rule, stored, for_resident);
	case QUESTION_CHOICES:
		return choices_words(rule, arena, stored, for_resident);
	case QUESTION_MONEY:
		return str_to_integer(stored, &number) == STATUS_OK ? money_format(arena, number) : stored;
	case QUESTION_DATE:
		return partial_date_parse(stored, &date) == STATUS_OK ? partial_date_format_words(arena, date) : stored;
	case QUESTION_POSTCODE:
		return str_equal(stored, S("no-fixed-address")) ? S("No fixed address") : stored;
	case QUESTION_TEXT:
	case QUESTION_PERSON:
	case QUESTION_NUMBER:
	case QUESTION_REPEAT:
	case QUESTION_TIMETABLE:
		break;
	}
	return stored;
}
