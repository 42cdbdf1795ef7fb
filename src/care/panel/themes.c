/* What decisions turned on, over months. */
#include "care/panel/panel.h"
#include "care/panel/panel.sql.h"

/* The kinds of work whose minute asks for a theme. */
static size_t pathways_of(const Care *care, Str out[STORE_LIST_LENGTH])
{
	size_t all = 0;
	size_t count = 0;
	const Pathway *const *every = practice_pathways(care->practice, &all);
	for (size_t i = 0; i < all && count < STORE_LIST_LENGTH; i++)
		if (form_asks(every[i]->minute, S("panel_theme")))
			out[count++] = every[i]->id;
	return count;
}

static Date month_start(Date day)
{
	int year = 0;
	int month = 0;
	int of_month = 0;
	date_split(day, &year, &month, &of_month);
	return day - of_month + 1;
}

static void add_count(const Care *care, PanelThemes *themes, const PanelThemesRow *row)
{
	for (size_t t = 0; t < themes->theme_count; t++)
		for (size_t m = 0; m < PANEL_THEME_MONTHS; m++) {
			Str month = str_slice(date_format(care->arena, themes->months[m]), 0, 7);
			if (!str_equal(themes->themes[t].code, row->theme) || !str_equal(month, row->month))
				continue;
			themes->counts[t][m] += row->count;
			themes->totals[t] += row->count;
		}
}

Status panel_themes(Care *care, PanelThemes *out)
{
	PanelThemesRow *rows = NULL;
	Str pathways[STORE_LIST_LENGTH];
	size_t count = 0;
	const Question *question = practice_question(care->practice, S("panel_theme"));
	size_t pathway_count = pathways_of(care, pathways);
	*out = (PanelThemes){0};
	if (question != NULL && question->options != NULL) {
		out->themes = question->options->options;
		out->theme_count = question->options->count < PANEL_THEMES_MAX ? question->options->count : PANEL_THEMES_MAX;
	}
	for (int m = 0; m < PANEL_THEME_MONTHS; m++)
		out->months[m] = date_add_months(month_start(care_today(care)), m + 1 - PANEL_THEME_MONTHS);
	Status status = care_require(care, S("figures-read"));
	if (status == STATUS_OK)
		status = sql_panel_themes_list(care->reader, care->arena, &(PanelThemesArguments){.actor = care->actor,
			.pathways = pathways, .pathways_count = pathway_count,
			.from_on = date_format(care->arena, out->months[0]),
			.to_on = date_format(care->arena, care_today(care))}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		add_count(care, out, &rows[i]);
	return status;
}

Status panel_theme_list(Care *care, Str theme, Date month, PanelThemeLine **out, size_t *count)
{
	PanelThemeListRow *rows = NULL;
	Str pathways[STORE_LIST_LENGTH];
	size_t pathway_count = pathways_of(care, pathways);
	const Question *question = practice_question(care->practice, S("panel_theme"));
	Date first = month_start(month);
	Status status = care_require(care, S("figures-read"));
	if (status == STATUS_OK)
		status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK && (question == NULL || question->options == NULL || option_find(question->options, theme) == NULL))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = sql_panel_theme_list_list(care->reader, care->arena, &(PanelThemeListArguments){.actor = care->actor,
			.pathways = pathways, .pathways_count = pathway_count, .theme = theme,
			.from_on = date_format(care->arena, first),
			.to_on = date_format(care->arena, date_add_months(first, 1) - 1), .most = 500}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PanelThemeLine, *count + 1);
	Str *people = ARENA_ARRAY(care->arena, Str, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		Date decided = DATE_NONE;
		people[i] = rows[i].person;
		(*out)[i] = (PanelThemeLine){.work = rows[i].work, .reference = rows[i].reference, .title = rows[i].title,
			.outcome = rows[i].outcome, .person = rows[i].person, .name = rows[i].name,
			.decided_on = date_parse(rows[i].finished_on, &decided) == STATUS_OK ? decided : DATE_NONE};
	}
	return care_audit_read(care, S("panel themes"), people, *count);
}
