/* panels.yaml: panels and forums, and the days on which they sit. */
#include "practice/internal.h"
#include "practice/panels.h"

static const Str DAY_CODES[] = {S_INIT("monday"), S_INIT("tuesday"), S_INIT("wednesday"), S_INIT("thursday"),
	S_INIT("friday"), S_INIT("saturday"), S_INIT("sunday")}; /* as enum Weekday */

typedef struct PanelFile {
	CouncilPanel panel;
	Str begins;
	const YamlNode *node;
} PanelFile;

static const YamlField PANEL_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Never changes: agendas are kept by it."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(PanelFile, panel.id)},
	{.name = S_INIT("title"), .about = S_INIT("What it is called."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(PanelFile, panel.title), .least = 1, .most = 60},
	{.name = S_INIT("decides"), .about = S_INIT("What it decides, in a sentence."), .type = YAML_TYPE_TEXT,
	 .required = true, .offset = offsetof(PanelFile, panel.decides), .least = 1, .most = 300},
	{.name = S_INIT("pathways"), .about = S_INIT("The kinds of work that it decides: each is approved by somebody. Of several "
		"panels for one kind, the first whose limit reaches the cost has it."), .type = YAML_TYPE_CODE, .required = true,
	 .least = 1, .most = 16, YAML_LIST_AT(PanelFile, panel.pathways, panel.pathway_count)},
	{.name = S_INIT("limit"), .about = S_INIT("The highest cost a week that it decides, in pounds; absent when it decides about "
		"no money. Whoever approves has their own limit besides."), .type = YAML_TYPE_MONEY,
	 .offset = offsetof(PanelFile, panel.limit), .least = 1, .most = 10000000},
	{.name = S_INIT("days"), .about = S_INIT("The days of the week on which it sits; never on a bank holiday."),
	 .type = YAML_TYPE_CODE, .required = true, .least = 1, .most = 7, YAML_LIST_AT(PanelFile, panel.days, panel.day_count),
	 YAML_CODES(DAY_CODES)},
	{.name = S_INIT("every_weeks"), .about = S_INIT("Every so many weeks; each week when absent."),
	 .type = YAML_TYPE_INTEGER, .offset = offsetof(PanelFile, panel.every_weeks), .least = 1, .most = 26},
	{.name = S_INIT("from"), .about = S_INIT("A day of a week in which it sits; needed when that is not each week."),
	 .type = YAML_TYPE_DATE, .offset = offsetof(PanelFile, panel.from)},
	{.name = S_INIT("begins"), .about = S_INIT("When the first paper is heard: 09:30."), .type = YAML_TYPE_TEXT,
	 .required = true, .offset = offsetof(PanelFile, begins), .least = 5, .most = 5},
	{.name = S_INIT("minutes"), .about = S_INIT("For each paper."), .type = YAML_TYPE_INTEGER, .required = true,
	 .offset = offsetof(PanelFile, panel.minutes), .least = 5, .most = PANEL_MINUTES_MAX},
	{.name = S_INIT("papers_days"), .about = S_INIT("How many working days before it sits a paper must be in."),
	 .type = YAML_TYPE_INTEGER, .offset = offsetof(PanelFile, panel.papers_days), .least = 0, .most = 20},
};
static const PanelFile PANEL_INITIAL = {.panel = {.every_weeks = 1, .from = DATE_NONE}};
const YamlSchema PRACTICE_PANEL_SCHEMA = {.name = S_INIT("panel"),
	.about = S_INIT("panels.yaml is a list of these: who decides together, about what, and when they sit."),
	YAML_FIELDS(PANEL_FIELDS), .size_bytes = sizeof(PanelFile), .initial = &PANEL_INITIAL, .keeps_node = true,
	.node_offset = offsetof(PanelFile, node)};

/* "09:30" to minutes of the day; -1 when it is no time. */
static int minute_of(Str text)
{
	int64_t hour = 0;
	int64_t minute = 0;
	if (text.length != 5 || text.data[2] != ':' || str_to_integer(str_slice(text, 0, 2), &hour) != STATUS_OK
	    || str_to_integer(str_slice(text, 3, 5), &minute) != STATUS_OK || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return -1;
	return (int)(hour * 60 + minute);
}

static void check_panel(const Practice *practice, const PanelFile *file, Problems *problems)
{
	const CouncilPanel *panel = &file->panel;
	const YamlNode *pathways = yaml_member(file->node, S("pathways"));
	if (panel->begins_minute < 0)
		practice_fault(problems, yaml_member(file->node, S("begins")), "Expected a time of the day, such as 09:30.");
	if (panel->every_weeks > 1 && panel->from == DATE_NONE)
		practice_fault(problems, file->node, "A panel that does not sit each week needs from, a day of a week in which it does.");
	for (size_t i = 0; i < panel->pathway_count; i++) {
		const Pathway *pathway = practice_pathway(practice, panel->pathways[i]);
		bool money = false;
		for (size_t k = 0; pathway != NULL && k < pathway->outcome_count; k++)
			money = money || pathway->outcomes[k].commits_money;
		if (pathway == NULL)
			practice_fault(problems, pathways->items[i], "There is no pathway %.*s.", STR_ARG(panel->pathways[i]));
		else if (str_is_empty(pathway->approved_by))
			practice_fault(problems, pathways->items[i], "Nobody approves %.*s, so no panel decides about it.",
				STR_ARG(panel->pathways[i]));
		else if (money && panel->limit == 0)
			practice_fault(problems, file->node, "%.*s commits money: a panel that decides about it needs a limit.",
				STR_ARG(panel->pathways[i]));
	}
}

/* Read after the pathways. */
void practice_read_panels(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	const void *items = NULL;
	size_t count = 0;
	(void)file;
	if (yaml_read_list(node, &PRACTICE_PANEL_SCHEMA, &items, &count, practice->arena, problems) != STATUS_OK)
		return;
	const PanelFile *files = items;
	CouncilPanel *panels = ARENA_ARRAY(practice->arena, CouncilPanel, count + 1);
	for (size_t i = 0; i < count; i++) {
		panels[i] = files[i].panel;
		panels[i].begins_minute = minute_of(files[i].begins);
		for (size_t j = 0; j < i; j++)
			if (str_equal(panels[j].id, panels[i].id))
				practice_fault(problems, files[i].node, "There are two panels named %.*s.", STR_ARG(panels[i].id));
	}
	practice->panels = panels;
	practice->panel_count = count;
	practice->panel_files = files;
}

void practice_link_panels(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->panel_count; i++) {
		PanelFile checked = {.panel = practice->panels[i], .node = practice->panel_files[i].node};
		check_panel(practice, &checked, problems);
	}
}

const CouncilPanel *practice_panels(const Practice *practice, size_t *count)
{
	*count = practice->panel_count;
	return practice->panels;
}

const CouncilPanel *practice_panel(const Practice *practice, Str id)
{
	for (size_t i = 0; i < practice->panel_count; i++)
		if (str_equal(practice->panels[i].id, id))
			return &practice->panels[i];
	return NULL;
}

bool panel_takes(const CouncilPanel *panel, Str pathway)
{
	for (size_t i = 0; i < panel->pathway_count; i++)
		if (str_equal(panel->pathways[i], pathway))
			return true;
	return false;
}

static Date monday_of(Date day)
{
	return day - (Date)date_weekday(day);
}

/* date_is_working_day knows Monday to Friday alone; a forum may sit on a Saturday. */
static Status is_bank_holiday(const BankHolidays *holidays, Date day, bool *out)
{
	int year = 0;
	int month = 0;
	int of_month = 0;
	date_split(day, &year, &month, &of_month);
	*out = false;
	if (year < holidays->first_year || year > holidays->last_year)
		return STATUS_NOT_FOUND;
	for (size_t i = 0; i < holidays->count; i++)
		*out = *out || holidays->days[i] == day;
	return STATUS_OK;
}

Status panel_sits_on(const Practice *practice, const CouncilPanel *panel, Date day, bool *out)
{
	bool named = false;
	bool holiday = false;
	*out = false;
	for (size_t i = 0; i < panel->day_count; i++)
		named = named || str_equal(panel->days[i], DAY_CODES[date_weekday(day)]);
	if (!named)
		return STATUS_OK;
	if (panel->every_weeks > 1 && ((monday_of(day) - monday_of(panel->from)) / 7) % panel->every_weeks != 0)
		return STATUS_OK;
	Status status = is_bank_holiday(practice_bank_holidays(practice), day, &holiday);
	*out = status == STATUS_OK && !holiday;
	return status;
}

Status panel_sitting_from(const Practice *practice, const CouncilPanel *panel, Date day, Date *out)
{
	Status status = STATUS_OK;
	bool sits = false;
	for (Date next = day; status == STATUS_OK && next <= day + PANEL_SITTING_SEARCH_DAYS; next++) {
		status = panel_sits_on(practice, panel, next, &sits);
		if (status == STATUS_OK && sits) {
			*out = next;
			return STATUS_OK;
		}
	}
	return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

Status panel_sitting_for_paper(const Practice *practice, const CouncilPanel *panel, Date day, Date *out)
{
	Date in_time = day;
	Status status = date_add_working_days(day, (int)panel->papers_days, practice_bank_holidays(practice), &in_time);
	return status == STATUS_OK ? panel_sitting_from(practice, panel, in_time, out) : status;
}

Str panel_time(Arena *arena, const CouncilPanel *panel, int64_t place)
{
	int64_t minute = panel->begins_minute + (place - 1) * panel->minutes;
	return str_format(arena, "%02lld:%02lld", (long long)(minute / 60 % 24), (long long)(minute % 60));
}
