#include "care/helpline/page_period.h"

static Str month_code(Arena *arena, Date first)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(first, &year, &month, &day);
	return str_format(arena, "%04d%02d", year, month);
}

PagePeriod page_period(const Request *request)
{
	Arena *arena = request->arena;
	Date today = care_today(page_care(request));
	Date this_month = helpline_month_start(today);
	Str asked = request_query(request, S("month"));
	for (int back = 0; back < HELPLINE_MONTHS; back++) {
		Date first = date_add_months(this_month, -back);
		Date last = date_add_months(first, 1) - 1;
		if (str_equal(month_code(arena, first), asked))
			return (PagePeriod){.from = first, .to = last < today ? last : today, .month = month_code(arena, first),
				.words = helpline_month(arena, first)};
	}
	return (PagePeriod){.from = date_add_months(this_month, 1 - HELPLINE_MONTHS), .to = today,
		.words = str_concat(arena, S("The twelve months to "), helpline_month(arena, this_month))};
}

Str page_period_query(const Request *request, const PagePeriod *period)
{
	return str_is_empty(period->month) ? S("") : str_concat(request->arena, S("?month="), period->month);
}

void page_period_form(const Request *request, Html *out, Str action, const PagePeriod *period)
{
	Arena *arena = request->arena;
	Date this_month = helpline_month_start(care_today(page_care(request)));
	SelectItem *items = ARENA_ARRAY(arena, SelectItem, HELPLINE_MONTHS + 1);
	items[0] = (SelectItem){.value = S(""), .text = S("All twelve months")};
	for (int back = 0; back < HELPLINE_MONTHS; back++) {
		Date first = date_add_months(this_month, -back);
		items[back + 1] = (SelectItem){.value = month_code(arena, first), .text = helpline_month(arena, first)};
	}
	component_form_open(out, &(PageForm){.action = action, .is_get = true});
	component_select(out, &(Select){.name = S("month"), .label = S("Period"), .items = items,
		.item_count = HELPLINE_MONTHS + 1, .value = period->month});
	component_button(out, &(Button){.text = S("Show"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}
