/* What an act will do, in words, before anybody presses the button. */
#include "care/work/page_parts.h"

static Date due_of(const Care *care, const Act *act, bool urgent)
{
	Duration within = urgent && duration_is_given(act->urgent) ? act->urgent : act->within;
	if (!duration_is_given(within) && act->pathway != NULL)
		within = urgent && duration_is_given(act->pathway->due_urgent) ? act->pathway->due_urgent : act->pathway->due;
	Date due = DATE_NONE;
	if (!duration_is_given(within)
	    || duration_add(care_today(care), within, practice_bank_holidays(care->practice), &due) != STATUS_OK)
		return DATE_NONE;
	return due;
}

static Str with_due(const Care *care, const Act *act, bool urgent, Str words)
{
	Date due = due_of(care, act, urgent);
	return due == DATE_NONE ? words : str_format(care->arena, "%.*s, due %.*s", STR_ARG(words),
		STR_ARG(date_format_words(care->arena, due)));
}

static Str role_words(const Care *care, Str role)
{
	size_t count = 0;
	const PracticeRole *roles = practice_roles(care->practice, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(roles[i].id, role))
			return str_format(care->arena, "the %.*s", STR_ARG(str_lower_ascii(care->arena, roles[i].title)));
	return str_equal(role, S("named-worker")) ? S("the named worker") : S("the team");
}

static Str service_words(const Act *act)
{
	if (str_equal(act->target, S("end")))
		return S("ends all services");
	if (str_equal(act->target, S("suspend")))
		return S("suspends services while the person is in hospital");
	return S("starts the services of the plan and ends what it no longer has");
}

static Str letter_words(const Care *care, const Act *act)
{
	const Letter *letter = practice_letter(care->practice, act->target);
	return str_format(care->arena, "sends the letter \xE2\x80\x9C%.*s\xE2\x80\x9D",
		STR_ARG(letter == NULL ? act->target : letter->title));
}

static Str order_words(const Care *care, const WorkPage *page, const Act *act)
{
	Pence price = work_order_price(care->practice, page->answers, act);
	const ServiceKind *kind = practice_service_kind(care->practice, act->target);
	Str label = kind == NULL ? act->target : str_lower_ascii(care->arena, kind->label);
	if (price == 0)
		return with_due(care, act, page->work.urgent, str_format(care->arena, "orders %.*s", STR_ARG(label)));
	Str sum = money_format(care->arena, price);
	return str_format(care->arena, "records %.*s once: %.*s", STR_ARG(sum), STR_ARG(label));
}

static Str plain_words(const Care *care, const WorkPage *page, const Act *act)
{
	Arena *arena = care->arena;
	bool urgent = page->work.urgent;
	Str target = str_replace(arena, act->target, S("-"), S(" "));
	switch (act->kind) {
	case ACT_OPEN:
		return with_due(care, act, urgent, str_format(arena, "opens %.*s", STR_ARG(act->pathway == NULL ? target
			: str_lower_ascii(arena, act->pathway->title))));
	case ACT_SERVICE: return service_words(act);
	case ACT_ORDER: return order_words(care, page, act);
	case ACT_INTRODUCE:
		return with_due(care, act, urgent, str_format(arena, "asks somebody to introduce them to: %.*s", STR_ARG(target)));
	case ACT_LETTER: return letter_words(care, act);
	case ACT_MESSAGE: return str_format(arena, "sends a message: %.*s", STR_ARG(target));
	case ACT_SIGNPOST:
		return with_due(care, act, urgent, str_format(arena, "has information sent: %.*s", STR_ARG(target)));
	case ACT_TASK: {
		Str role = role_words(care, act->role);
		return with_due(care, act, urgent, str_format(arena, "gives %.*s the task \xE2\x80\x9C%.*s\xE2\x80\x9D",
			STR_ARG(role), STR_ARG(act->words)));
	}
	case ACT_ALERT: {
		Str role = role_words(care, act->role);
		return str_format(arena, "alerts %.*s: %.*s", STR_ARG(role), STR_ARG(act->words));
	}
	case ACT_RECORD: {
		Str words = str_ends_with(act->words, S(".")) ? str_slice(act->words, 0, act->words.length - 1) : act->words;
		return str_format(arena, "keeps on the record: %.*s", STR_ARG(words));
	}
	}
	return (Str){0};
}

Str work_act_words(const Care *care, const WorkPage *page, const Act *act)
{
	ExpressionTruth when = act->when == NULL ? EXPRESSION_YES : expression_truth(act->when, &page->lookup);
	if (when == EXPRESSION_NO)
		return (Str){0};
	Str words = plain_words(care, page, act);
	return when == EXPRESSION_YES ? words
		: str_format(care->arena, "%.*s (not as long as an answer it depends on is missing)", STR_ARG(words));
}
