#include "web/components/record.h"

#include <assert.h>

#include "web/components/actions.h"
#include "web/components/lists.h"
#include "web/components/parts.h"

static const char *record_heading(int level)
{
	static const char *const HEADINGS[] = {"h2", "h1", "h2", "h3", "h4", "h5", "h6"};
	assert(level >= 0 && level <= 6);
	return HEADINGS[level];
}

static void record_time(Html *out, Str when, Str datetime)
{
	if (datetime.length > 0)
		html_element(out, "time", ATTRIBUTES({"datetime", datetime}), when);
	else
		html_text(out, when);
}

void component_flags(Html *out, const Flag *flags, size_t count)
{
	if (count == 0)
		return;
	html_open(out, "ul", ATTRIBUTES({"class", S("kith-flags")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", ATTRIBUTES({"class", flags[i].is_warning ? S("kith-flag kith-flag--warning")
			: S("kith-flag")}));
		if (flags[i].label.length > 0) {
			html_open(out, "strong", NO_ATTRIBUTES);
			html_text(out, flags[i].label);
			html_text(out, S(":"));
			html_close(out, "strong");
			html_text(out, S(" "));
		}
		part_content(out, flags[i].markup, flags[i].text);
		html_close(out, "li");
	}
	html_close(out, "ul");
}

static void identity_name(Html *out, const IdentityBar *bar)
{
	const char *tag = bar->name_is_not_heading ? "p" : "h1";
	html_open(out, "div", NO_ATTRIBUTES);
	html_open(out, tag, ATTRIBUTES({"class", S("kith-identity__name")}));
	if (bar->name_href.length > 0)
		html_element(out, "a", ATTRIBUTES({"href", bar->name_href}), bar->name);
	else
		html_text(out, bar->name);
	html_close(out, tag);
	if (bar->known_as.length > 0)
		html_element(out, "p", ATTRIBUTES({"class", S("kith-note")}), bar->known_as);
	html_close(out, "div");
}

void component_identity_bar(Html *out, const IdentityBar *bar)
{
	html_open(out, "section", ATTRIBUTES({"class", S("kith-identity")},
		{"aria-label", part_first(bar->label, S("About this person"))}));
	html_open(out, "div", ATTRIBUTES({"class", S("kith-wide")}));
	html_open(out, "div", ATTRIBUTES({"class", S("kith-identity__in")}));
	identity_name(out, bar);
	if (bar->fact_count > 0)
		html_open(out, "dl", ATTRIBUTES({"class", S("kith-identity__facts")}));
	for (size_t i = 0; i < bar->fact_count; i++) {
		html_open(out, "div", NO_ATTRIBUTES);
		html_element(out, "dt", NO_ATTRIBUTES, bar->facts[i].label);
		html_open(out, "dd", NO_ATTRIBUTES);
		part_content(out, bar->facts[i].markup, bar->facts[i].value);
		html_close(out, "dd");
		html_close(out, "div");
	}
	if (bar->fact_count > 0)
		html_close(out, "dl");
	html_close(out, "div");
	component_flags(out, bar->flags, bar->flag_count);
	html_close(out, "div");
	html_close(out, "section");
}

void component_card_open(Html *out, const Card *card)
{
	html_open(out, "section", ATTRIBUTES({"class", part_join(out, S("kith-card"),
		card->is_plain ? S("kith-card--plain") : (Str){0}, card->classes)}, {"id", part_optional(card->id)}));
	if (card->title.length == 0)
		return;
	html_open(out, "div", ATTRIBUTES({"class", S("kith-card__head")}));
	html_element(out, record_heading(card->heading_level), ATTRIBUTES({"class", S("kith-card__title")}), card->title);
	for (size_t i = 0; i < card->action_count; i++)
		component_link(out, &(Link){.href = card->actions[i].href, .text = card->actions[i].text,
			.hidden_text = card->actions[i].hidden_text, .classes = card->actions[i].classes});
	html_close(out, "div");
}

void component_card_close(Html *out)
{
	html_close(out, "section");
}

static void words_said_by(Html *out, const WordsCard *card)
{
	if (card->said_by.length == 0 && card->said_on.length == 0 && card->change_href.length == 0)
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("kith-note")}));
	html_text(out, card->said_by);
	if (card->said_by.length > 0 && card->said_on.length > 0)
		html_text(out, S(", "));
	html_text(out, card->said_on);
	if (card->change_href.length > 0) {
		html_text(out, card->said_by.length + card->said_on.length > 0 ? S(" \u00B7 ") : S(""));
		component_link(out, &(Link){.href = card->change_href, .text = part_first(card->change_text, S("Change")),
			.hidden_text = card->title});
	}
	html_close(out, "p");
}

void component_words_card(Html *out, const WordsCard *card)
{
	html_open(out, "section", ATTRIBUTES({"class", S("kith-card kith-card--words")}));
	if (card->title.length > 0)
		html_element(out, record_heading(card->heading_level), ATTRIBUTES({"class", S("kith-card__title")}),
			card->title);
	if (card->words.length > 0) {
		html_open(out, "blockquote", ATTRIBUTES({"class", S("kith-words")}));
		html_text(out, S("\u201C"));
		html_lines(out, card->words);
		html_text(out, S("\u201D"));
		html_close(out, "blockquote");
	} else {
		html_element(out, "p", ATTRIBUTES({"class", S("kith-words-missing")}),
			part_first(card->when_empty, S("Nobody has written this down yet.")));
	}
	words_said_by(out, card);
	html_close(out, "section");
}

void component_said_by(Html *out, const SaidBy *said)
{
	html_open(out, "p", ATTRIBUTES({"class", S("kith-note")}));
	html_text(out, said->verb);
	if (said->when.length > 0) {
		html_text(out, said->verb.length > 0 ? S(" ") : S(""));
		record_time(out, said->when, said->datetime);
	}
	if (said->who.length > 0) {
		html_text(out, said->verb.length + said->when.length > 0 ? S(" by ") : S("By "));
		html_text(out, said->who);
	}
	if (said->how_href.length > 0) {
		html_text(out, S(" \u00B7 "));
		component_link(out, &(Link){.href = said->how_href,
			.text = part_first(said->how_text, S("how this was worked out"))});
	}
	html_close(out, "p");
}

static void timeline_event(Html *out, const TimelineEvent *event)
{
	html_open(out, "li", ATTRIBUTES({"class", event->is_alert ? S("kith-timeline__event kith-timeline__event--alert")
		: S("kith-timeline__event")}));
	html_open(out, "p", ATTRIBUTES({"class", S("kith-timeline__when")}));
	record_time(out, event->when, event->datetime);
	html_close(out, "p");
	html_open(out, "p", ATTRIBUTES({"class", S("kith-timeline__title")}));
	if (event->href.length > 0)
		component_link(out, &(Link){.href = event->href, .text = event->title});
	else
		html_text(out, event->title);
	html_close(out, "p");
	if (event->text.length > 0 || !markup_is_empty(event->markup)) {
		html_open(out, "div", ATTRIBUTES({"class", S("kith-timeline__text")}));
		part_content(out, event->markup, event->text);
		html_close(out, "div");
	}
	if (event->by.length > 0)
		html_element(out, "p", ATTRIBUTES({"class", S("kith-note")}), event->by);
	html_close(out, "li");
}

void component_timeline(Html *out, const Timeline *timeline)
{
	html_open(out, "ol", ATTRIBUTES({"class", S("kith-timeline")}, {"aria-label", part_optional(timeline->label)}));
	for (size_t i = 0; i < timeline->event_count; i++)
		timeline_event(out, &timeline->events[i]);
	html_close(out, "ol");
	if (timeline->earlier_href.length == 0)
		return;
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-body-s")}));
	component_link(out, &(Link){.href = timeline->earlier_href,
		.text = part_first(timeline->earlier_text, S("Earlier"))});
	html_close(out, "p");
}

static Str pill_classes(PillKind kind)
{
	static const Str CLASSES[] = {
		[PILL_PLAIN] = S_INIT("kith-pill"),
		[PILL_DUE] = S_INIT("kith-pill kith-pill--due"),
		[PILL_OVER] = S_INIT("kith-pill kith-pill--over"),
		[PILL_DONE] = S_INIT("kith-pill kith-pill--done"),
	};
	return CLASSES[kind];
}

void component_pill(Html *out, const Pill *pill)
{
	html_element(out, "span", ATTRIBUTES({"class", pill_classes(pill->kind)}), pill->text);
}

void component_filter_open(Html *out, const Filter *filter)
{
	html_open(out, "form", ATTRIBUTES({"class", S("kith-filter")}, {"method", S("get")}, {"action", filter->action},
		{"novalidate", HTML_BARE}));
	html_element(out, "h2", ATTRIBUTES({"class", S("kith-card__title")}), part_first(filter->title, S("Filter")));
	html_open(out, "div", ATTRIBUTES({"class", S("kith-filter__fields")}));
}

void component_filter_close(Html *out, const Filter *filter)
{
	html_close(out, "div");
	component_button_group_open(out);
	component_button(out, &(Button){.text = part_first(filter->button_text, S("Show")), .kind = BUTTON_SECONDARY});
	if (filter->clear_href.length > 0)
		component_link(out, &(Link){.href = filter->clear_href, .text = S("Clear filters")});
	component_button_group_close(out);
	html_close(out, "form");
}

void component_empty_state(Html *out, const EmptyState *state)
{
	html_open(out, "div", ATTRIBUTES({"class", S("kith-empty")}));
	if (state->title.length > 0)
		html_element(out, "p", ATTRIBUTES({"class", S("kith-empty__title")}), state->title);
	if (state->text.length > 0)
		html_element(out, "p", NO_ATTRIBUTES, state->text);
	if (state->action_href.length > 0) {
		html_open(out, "p", NO_ATTRIBUTES);
		component_link(out, &(Link){.href = state->action_href, .text = state->action_text});
		html_close(out, "p");
	}
	html_close(out, "div");
}

void component_columns_open(Html *out)
{
	html_open(out, "div", ATTRIBUTES({"class", S("kith-columns")}));
	html_open(out, "div", ATTRIBUTES({"class", S("kith-columns__main")}));
}

void component_columns_next(Html *out)
{
	html_close(out, "div");
	html_open(out, "div", ATTRIBUTES({"class", S("kith-columns__side")}));
}

void component_columns_close(Html *out)
{
	html_close(out, "div");
	html_close(out, "div");
}

void component_figures(Html *out, const Figure *figures, size_t count)
{
	html_open(out, "ul", ATTRIBUTES({"class", S("kith-figures")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", ATTRIBUTES({"class", figures[i].kind == PILL_OVER
			? S("kith-figure kith-figure--over") : S("kith-figure")}));
		html_element(out, "strong", ATTRIBUTES({"class", S("kith-figure__number")}), figures[i].number);
		html_text(out, S(" "));
		if (figures[i].href.length > 0)
			component_link(out, &(Link){.href = figures[i].href, .text = figures[i].text});
		else
			html_text(out, figures[i].text);
		html_close(out, "li");
	}
	html_close(out, "ul");
}
