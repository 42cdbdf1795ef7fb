#include "web/components/messages.h"

#include <assert.h>

#include "web/components/parts.h"

void component_error_summary(Html *out, const ErrorSummary *summary)
{
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-error-summary"), summary->classes, (Str){0})},
		{"data-disable-auto-focus", summary->disable_auto_focus ? S("true") : (Str){0}},
		{"data-module", S("govuk-error-summary")}));
	html_open(out, "div", ATTRIBUTES({"role", S("alert")}));
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-error-summary__title")}),
		part_first(summary->title, S("There is a problem")));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-error-summary__body")}));
	if (summary->description.length > 0)
		html_element(out, "p", NO_ATTRIBUTES, summary->description);
	if (summary->item_count > 0)
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-error-summary__list")}));
	for (size_t i = 0; i < summary->item_count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		if (summary->items[i].href.length > 0)
			html_element(out, "a", ATTRIBUTES({"href", summary->items[i].href}), summary->items[i].text);
		else
			html_text(out, summary->items[i].text);
		html_close(out, "li");
	}
	if (summary->item_count > 0)
		html_close(out, "ul");
	html_close(out, "div");
	html_close(out, "div");
	html_close(out, "div");
}

void component_problems(Html *out, const Problems *problems)
{
	if (problems == NULL || problems->count == 0)
		return;
	Arena *arena = out->buffer.arena;
	ErrorSummaryItem *items = ARENA_ARRAY(arena, ErrorSummaryItem, problems->count);
	for (size_t i = 0; i < problems->count; i++) {
		Str field = problems->items[i].field;
		items[i] = (ErrorSummaryItem){.text = problems->items[i].message,
			.href = field.length > 0 ? str_concat(arena, S("#"), field) : (Str){0}};
	}
	component_error_summary(out, &(ErrorSummary){.items = items, .item_count = problems->count});
}

void component_inset_text(Html *out, const InsetText *inset)
{
	html_open(out, "div", ATTRIBUTES({"id", part_optional(inset->id)},
		{"class", part_join(out, S("govuk-inset-text"), inset->classes, (Str){0})}));
	part_content(out, inset->markup, inset->text);
	html_close(out, "div");
}

void component_warning_text(Html *out, const WarningText *warning)
{
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-warning-text"), warning->classes, (Str){0})}));
	html_element(out, "span", ATTRIBUTES({"class", S("govuk-warning-text__icon")}, {"aria-hidden", S("true")}),
		S("!"));
	html_open(out, "strong", ATTRIBUTES({"class", S("govuk-warning-text__text")}));
	html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}),
		part_first(warning->icon_fallback_text, S("Warning")));
	html_text(out, S(" "));
	part_content(out, warning->markup, warning->text);
	html_close(out, "strong");
	html_close(out, "div");
}

void component_details(Html *out, const Details *details)
{
	html_open(out, "details", ATTRIBUTES({"id", part_optional(details->id)},
		{"class", part_join(out, S("govuk-details"), details->classes, (Str){0})},
		{"open", part_flag(details->is_open)}));
	html_open(out, "summary", ATTRIBUTES({"class", S("govuk-details__summary")}));
	html_element(out, "span", ATTRIBUTES({"class", S("govuk-details__summary-text")}), details->summary);
	html_close(out, "summary");
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-details__text")}));
	part_content(out, details->markup, details->text);
	html_close(out, "div");
	html_close(out, "details");
}

void component_notification_banner(Html *out, const NotificationBanner *banner)
{
	static const Str TITLE_ID = S_INIT("govuk-notification-banner-title");
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-notification-banner"),
			banner->is_success ? S("govuk-notification-banner--success") : (Str){0}, banner->classes)},
		{"role", banner->is_success ? S("alert") : S("region")}, {"aria-labelledby", TITLE_ID},
		{"data-disable-auto-focus", banner->disable_auto_focus ? S("true") : (Str){0}},
		{"data-module", S("govuk-notification-banner")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-notification-banner__header")}));
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-notification-banner__title")}, {"id", TITLE_ID}),
		part_first(banner->title, banner->is_success ? S("Success") : S("Important")));
	html_close(out, "div");
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-notification-banner__content")}));
	if (markup_is_empty(banner->markup))
		html_element(out, "p", ATTRIBUTES({"class", S("govuk-notification-banner__heading")}), banner->text);
	else
		html_add(out, banner->markup);
	html_close(out, "div");
	html_close(out, "div");
}

void component_panel(Html *out, const Panel *panel)
{
	static const char *const HEADINGS[] = {"h1", "h1", "h2", "h3", "h4", "h5", "h6"};
	assert(panel->heading_level >= 0 && panel->heading_level <= 6);
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-panel"), panel->is_interruption
			? S("govuk-panel--interruption") : S("govuk-panel--confirmation"), panel->classes)}));
	html_open(out, HEADINGS[panel->heading_level], ATTRIBUTES({"class", S("govuk-panel__title")}));
	part_content(out, panel->title_markup, panel->title);
	html_close(out, HEADINGS[panel->heading_level]);
	if (panel->text.length > 0 || !markup_is_empty(panel->markup)) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-panel__body")}));
		part_content(out, panel->markup, panel->text);
		html_close(out, "div");
	}
	if (panel->is_interruption && panel->action_count > 0) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-panel__actions")}));
		component_actions(out, panel->actions, panel->action_count);
		html_close(out, "div");
	}
	html_close(out, "div");
}

void component_tag(Html *out, const Tag *tag)
{
	static const Str COLOURS[] = {
		[TAG_PLAIN] = {0},
		[TAG_GREY] = S_INIT("govuk-tag--grey"),
		[TAG_GREEN] = S_INIT("govuk-tag--green"),
		[TAG_TEAL] = S_INIT("govuk-tag--teal"),
		[TAG_BLUE] = S_INIT("govuk-tag--blue"),
		[TAG_PURPLE] = S_INIT("govuk-tag--purple"),
		[TAG_MAGENTA] = S_INIT("govuk-tag--magenta"),
		[TAG_RED] = S_INIT("govuk-tag--red"),
		[TAG_ORANGE] = S_INIT("govuk-tag--orange"),
		[TAG_YELLOW] = S_INIT("govuk-tag--yellow"),
	};
	html_element(out, "strong", ATTRIBUTES(
		{"class", part_join(out, S("govuk-tag"), COLOURS[tag->colour], tag->classes)}), tag->text);
}

void component_phase_banner(Html *out, const PhaseBanner *banner)
{
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-phase-banner govuk-width-container"), banner->classes, (Str){0})}));
	html_open(out, "p", ATTRIBUTES({"class", S("govuk-phase-banner__content")}));
	component_tag(out, &(Tag){.text = banner->tag, .classes = S("govuk-phase-banner__content__tag")});
	html_open(out, "span", ATTRIBUTES({"class", S("govuk-phase-banner__text")}));
	part_content(out, banner->markup, banner->text);
	html_close(out, "span");
	html_close(out, "p");
	html_close(out, "div");
}

void component_demo_banner(Html *out, Str text, Str container_classes)
{
	html_open(out, "div", ATTRIBUTES({"class", S("kith-demo")}, {"role", S("region")},
		{"aria-label", S("Demonstration")}));
	html_element(out, "p", ATTRIBUTES({"class", part_first(container_classes, S("govuk-width-container"))}),
		part_first(text, S("Demonstration: everybody here is invented. This is not the council's own site.")));
	html_close(out, "div");
}
