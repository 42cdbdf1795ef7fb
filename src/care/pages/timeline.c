#include "care/pages/timeline.h"

#include "care/pages/note_form.h"
#include "care/power/power.h"

static Str transition_words(Str what)
{
	static const struct { Str code; Str words; } WORDS[] = {
		{S_INIT("opened"), S_INIT("opened")}, {S_INIT("assigned"), S_INIT("given to somebody")},
		{S_INIT("started"), S_INIT("begun")}, {S_INIT("submitted"), S_INIT("sent for approval")},
		{S_INIT("approved"), S_INIT("approved")}, {S_INIT("returned"), S_INIT("returned for changes")},
		{S_INIT("finished"), S_INIT("finished")}, {S_INIT("cancelled"), S_INIT("not needed any more")},
		{S_INIT("matched"), S_INIT("put on this record")}, {S_INIT("due"), S_INIT("due date moved")},
		{S_INIT("moved"), S_INIT("moved here from another record")},
		{S_INIT("moved-away"), S_INIT("was on this record by mistake, and was moved to the right one")},
		{S_INIT("withdrawn"), S_INIT("was on this record by mistake, and was withdrawn")},
		{S_INIT("arranged"), S_INIT("arranged")}, {S_INIT("letter"), S_INIT("letter written")},
	};
	for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
		if (str_equal(WORDS[i].code, what))
			return WORDS[i].words;
	return what;
}

static Str work_detail(Care *care, const TimelineLine *line)
{
	const Pathway *pathway = practice_pathway(care->practice, line->title);
	const Outcome *outcome = pathway == NULL || str_is_empty(line->detail) ? NULL
		: pathway_outcome(pathway, line->detail);
	if (outcome != NULL || str_is_empty(line->detail))
		return outcome != NULL ? outcome->label : line->detail;
	/* What opened it is an outcome of other work; a plain task's own stand in no pathway. */
	return pathway == NULL && !str_equal(line->what, S("opened")) ? bit_code_words(care->arena, line->detail)
		: bit_outcome_words(care, line->detail);
}

static Str work_title(Care *care, const TimelineLine *line)
{
	const Pathway *pathway = practice_pathway(care->practice, line->title);
	return pathway == NULL ? bit_code_words(care->arena, line->title) : pathway->title;
}

static void note_event(Care *care, Str person, const TimelineLine *line, TimelineEvent *event)
{
	event->title = note_kind_words(care, line->title);
	event->text = str_equal(line->what, S("apart")) ? S("Also about somebody whose record is kept apart.")
		: str_equal(line->what, S("withdrawn")) ? S("Withdrawn or corrected.") : line->detail;
	event->href = str_format(care->arena, "/people/%.*s/notes#note-%.*s", STR_ARG(person), STR_ARG(line->id));
}

TimelineEvent timeline_event(Care *care, Str person, const TimelineLine *line)
{
	Arena *arena = care->arena;
	Date day = instant_london_date(line->at);
	TimelineEvent event = {.when = page_when(arena, line->at, care_now(care)), .datetime = date_format(arena, day),
		.by = bit_by_words(line->by_name)};
	if (str_equal(line->kind, S("note"))) {
		note_event(care, person, line, &event);
		return event;
	}
	Str words = transition_words(line->what);
	Str title = line->title;
	if (str_equal(line->kind, S("work")) || str_equal(line->kind, S("misfiled"))) {
		title = work_title(care, line);
		event.text = work_detail(care, line);
	} else if (str_equal(line->kind, S("service"))) {
		const ServiceKind *kind = practice_service_kind(care->practice, line->title);
		Date starts = DATE_NONE;
		title = kind == NULL ? bit_code_words(arena, line->title) : kind->label;
		if (date_parse(line->detail, &starts) == STATUS_OK)
			event.text = str_format(arena, "from %.*s", STR_ARG(date_format_words(arena, starts)));
	}
	event.title = str_format(arena, "%.*s: %.*s", STR_ARG(title), STR_ARG(words));
	if (str_equal(line->kind, S("document")))
		event.href = str_format(arena, "/letters/%.*s", STR_ARG(line->id));
	else if (!str_is_empty(line->work))
		event.href = bit_work_href(arena, line->work);
	return event;
}

/* A conclusion about capacity never stands without its one decision and its day. */
typedef struct Conclusions {
	CapacityConclusion *items;
	size_t count;
} Conclusions;

static Status read_conclusions(Care *care, Str person, const TimelineLine *lines, size_t count, Conclusions *out)
{
	const PowerRules *rules = practice_power_rules(care->practice);
	bool any = false;
	for (size_t i = 0; rules != NULL && i < count; i++)
		any = any || (str_equal(lines[i].kind, S("work")) && str_equal(lines[i].title, rules->capacity_pathway));
	return any ? power_capacity_of(care, person, &out->items, &out->count) : STATUS_OK;
}

static void name_decision(Care *care, const Conclusions *conclusions, const TimelineLine *line, TimelineEvent *event)
{
	for (size_t i = 0; i < conclusions->count; i++)
		if (str_equal(line->what, S("finished")) && str_equal(line->work, conclusions->items[i].work))
			event->text = power_capacity_words(care->arena, &conclusions->items[i]);
}

/* What somebody did with one piece of work on one day is one line: "Review: begun, sent for approval". */
static bool is_same_step(const TimelineLine *line, const TimelineLine *next)
{
	return str_equal(line->kind, S("work")) && str_equal(next->kind, S("work")) && str_equal(line->work, next->work)
		&& str_equal(line->by_name, next->by_name) && instant_london_date(line->at) == instant_london_date(next->at)
		&& str_is_empty(next->detail);
}

static size_t events_of(Care *care, Str person, const TimelineLine *lines, size_t count,
	const Conclusions *conclusions, TimelineEvent *events)
{
	size_t made = 0;
	for (size_t i = 0; i < count; made++) {
		Str before = {0};
		size_t last = i;
		for (; last + 1 < count && is_same_step(&lines[i], &lines[last + 1]); last++)
			before = str_format(care->arena, "%.*s, %.*s", STR_ARG(transition_words(lines[last + 1].what)), STR_ARG(before));
		events[made] = timeline_event(care, person, &lines[i]);
		name_decision(care, conclusions, &lines[i], &events[made]);
		if (last > i)
			events[made].title = str_format(care->arena, "%.*s: %.*s%.*s", STR_ARG(work_title(care, &lines[i])),
				STR_ARG(before), STR_ARG(transition_words(lines[i].what)));
		i = last + 1;
	}
	return made;
}

Status timeline_show(Care *care, Html *out, Str person, Instant before, size_t most)
{
	TimelineLine *lines = NULL;
	size_t count = 0;
	Status status = work_chronology(care, person, before, most + 1, &lines, &count);
	if (status != STATUS_OK)
		return status;
	if (count == 0) {
		component_empty_state(out, &(EmptyState){.title = S("Nothing earlier"),
			.text = S("Notes, work, services and letters stand here with their dates.")});
		return STATUS_OK;
	}
	size_t shown = count > most ? most : count;
	TimelineEvent *events = ARENA_ARRAY(care->arena, TimelineEvent, shown);
	Conclusions conclusions = {0};
	status = read_conclusions(care, person, lines, shown, &conclusions);
	if (status != STATUS_OK)
		return status;
	Timeline timeline = {.events = events, .event_count = events_of(care, person, lines, shown, &conclusions, events),
		.label = S("Timeline")};
	if (count > most) {
		timeline.earlier_text = S("Earlier");
		timeline.earlier_href = str_format(care->arena, "/people/%.*s/timeline?before=%lld", STR_ARG(person),
			(long long)lines[shown - 1].at);
	}
	component_timeline(out, &timeline);
	return STATUS_OK;
}
