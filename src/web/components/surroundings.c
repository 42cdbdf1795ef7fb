#include "web/components/surroundings.h"

#include <assert.h>

#include "web/components/parts.h"

void component_generic_header(Html *out, const GenericHeader *header)
{
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-generic-header"), header->classes, (Str){0})}));
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-generic-header__container"),
		part_first(header->container_classes, S("govuk-width-container")), (Str){0})}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-generic-header__logo")}));
	html_open(out, "a", ATTRIBUTES({"href", part_first(header->home_href, S("/"))},
		{"class", S("govuk-generic-header__homepage-link")}));
	part_content(out, header->logo_markup, header->logo);
	html_close(out, "a");
	html_close(out, "div");
	html_close(out, "div");
	html_close(out, "div");
}

static bool item_is_nothing(const NavigationItem *item)
{
	return item->text.length == 0 && markup_is_empty(item->markup);
}

/* Somebody who sees other colours still sees which part is theirs: it is strong. */
static void service_item(Html *out, const NavigationItem *item)
{
	bool is_active = item->is_current || item->is_active;
	Str current = item->is_current ? S("page") : item->is_active ? S("true") : (Str){0};
	const char *tag = item->href.length > 0 ? "a" : "span";
	html_open(out, "li", ATTRIBUTES({"class", is_active
		? S("govuk-service-navigation__item govuk-service-navigation__item--active")
		: S("govuk-service-navigation__item")}));
	html_open(out, tag, ATTRIBUTES({"class", item->href.length > 0 ? S("govuk-service-navigation__link")
			: S("govuk-service-navigation__text")},
		{"href", part_optional(item->href)}, {"aria-current", current}));
	if (is_active)
		html_open(out, "strong", ATTRIBUTES({"class", S("govuk-service-navigation__active-fallback")}));
	part_content(out, item->markup, item->text);
	if (is_active)
		html_close(out, "strong");
	html_close(out, tag);
	html_close(out, "li");
}

static void service_name(Html *out, const ServiceNavigation *navigation)
{
	if (navigation->service_name.length == 0)
		return;
	html_open(out, "span", ATTRIBUTES({"class", S("govuk-service-navigation__service-name")}));
	if (navigation->service_href.length > 0)
		html_element(out, "a", ATTRIBUTES({"href", navigation->service_href},
			{"class", S("govuk-service-navigation__link")}), navigation->service_name);
	else
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-service-navigation__text")}),
			navigation->service_name);
	html_close(out, "span");
}

static void service_items(Html *out, const ServiceNavigation *navigation, size_t shown)
{
	const ServiceNavigationSlots *slots = &navigation->slots;
	Str menu = part_first(navigation->menu_text, S("Menu"));
	Str id = part_first(navigation->navigation_id, S("navigation"));
	bool collapses = navigation->collapse == COLLAPSE_ALWAYS || (navigation->collapse == COLLAPSE_MANY && shown > 1);
	if (shown == 0 && markup_is_empty(slots->navigation_start) && markup_is_empty(slots->navigation_end))
		return;
	html_open(out, "nav", ATTRIBUTES({"aria-label", part_first(navigation->navigation_label, menu)},
		{"class", part_join(out, S("govuk-service-navigation__wrapper"), navigation->navigation_classes, (Str){0})}));
	if (collapses)
		html_element(out, "button", ATTRIBUTES({"type", S("button")},
			{"class", S("govuk-service-navigation__toggle govuk-js-service-navigation-toggle")}, {"aria-controls", id},
			{"aria-label", str_equal(navigation->menu_label, menu) ? (Str){0} : part_optional(navigation->menu_label)},
			{"hidden", HTML_BARE}, {"aria-hidden", S("true")}), menu);
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-service-navigation__list")}, {"id", id}));
	html_add(out, slots->navigation_start);
	for (size_t i = 0; i < navigation->item_count; i++) {
		if (!item_is_nothing(&navigation->items[i]))
			service_item(out, &navigation->items[i]);
	}
	html_add(out, slots->navigation_end);
	html_close(out, "ul");
	html_close(out, "nav");
}

/* With a name, or something of the caller's beside the navigation, the whole is a landmark; else the nav is enough. */
void component_service_navigation(Html *out, const ServiceNavigation *navigation)
{
	const ServiceNavigationSlots *slots = &navigation->slots;
	bool is_landmark = navigation->service_name.length > 0 || !markup_is_empty(slots->start) ||
		!markup_is_empty(slots->end);
	const char *tag = is_landmark ? "section" : "div";
	size_t shown = 0;
	for (size_t i = 0; i < navigation->item_count; i++)
		shown += item_is_nothing(&navigation->items[i]) ? 0 : 1;
	html_open(out, tag, ATTRIBUTES(
		{"aria-label", is_landmark ? part_first(navigation->label, S("Service information")) : (Str){0}},
		{"class", part_join(out, S("govuk-service-navigation"), navigation->classes, (Str){0})},
		{"data-module", S("govuk-service-navigation")}));
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-width-container"),
		slots->end_is_inline ? S("govuk-service-navigation__inlining-container") : (Str){0}, (Str){0})}));
	html_add(out, slots->start);
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-service-navigation__container")}));
	service_name(out, navigation);
	service_items(out, navigation, shown);
	html_close(out, "div");
	html_add(out, slots->end);
	html_close(out, "div");
	html_close(out, tag);
}

static void language_link(Html *out, const LanguageLink *link)
{
	bool is_current = link->is_current || link->href.length == 0;
	html_open(out, "li", ATTRIBUTES({"class", S("govuk-language-navigation__list-item")}));
	if (is_current) {
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-language-navigation__text")},
			{"aria-current", S("true")}, {"lang", part_optional(link->language)},
			{"dir", part_optional(link->direction)}), link->text);
		html_close(out, "li");
		return;
	}
	html_open(out, "a", ATTRIBUTES({"class", S("govuk-language-navigation__link")}, {"href", link->href},
		{"rel", S("alternate")}, {"lang", part_optional(link->language)}, {"hreflang", part_optional(link->language)},
		{"dir", part_optional(link->direction)}));
	html_text(out, link->text);
	if (link->description.length > 0)
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}),
			str_concat(out->buffer.arena, S(" "), link->description));
	html_close(out, "a");
	html_close(out, "li");
}

void component_language_navigation(Html *out, const LanguageNavigation *navigation)
{
	html_open(out, "nav", ATTRIBUTES(
		{"class", part_join(out, S("govuk-language-navigation"), navigation->classes, (Str){0})},
		{"lang", part_optional(navigation->language)}, {"aria-label", part_first(navigation->label, S("Language"))}));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-language-navigation__list")}));
	for (size_t i = 0; i < navigation->item_count; i++)
		language_link(out, &navigation->items[i]);
	html_close(out, "ul");
	html_close(out, "nav");
}

static void cookie_message(Html *out, const CookieMessage *message)
{
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-cookie-banner__message"), message->classes,
			S("govuk-width-container"))},
		{"role", part_optional(message->role)}, {"hidden", part_flag(message->is_hidden)}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-grid-row")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-grid-column-two-thirds")}));
	if (message->heading.length > 0 || !markup_is_empty(message->heading_markup)) {
		html_open(out, "h2", ATTRIBUTES({"class", S("govuk-cookie-banner__heading govuk-heading-m")}));
		part_content(out, message->heading_markup, message->heading);
		html_close(out, "h2");
	}
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-cookie-banner__content")}));
	if (message->text.length > 0 || !markup_is_empty(message->markup))
		part_paragraph(out, message->markup, message->text);
	html_close(out, "div");
	html_close(out, "div");
	html_close(out, "div");
	if (message->action_count > 0)
		component_actions(out, message->actions, message->action_count);
	html_close(out, "div");
}

void component_cookie_banner(Html *out, const CookieBanner *banner)
{
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-cookie-banner"), banner->classes, (Str){0})},
		{"data-nosnippet", HTML_BARE}, {"role", S("region")},
		{"aria-label", part_first(banner->label, S("Cookie banner"))}, {"hidden", part_flag(banner->is_hidden)}));
	for (size_t i = 0; i < banner->message_count; i++)
		cookie_message(out, &banner->messages[i]);
	html_close(out, "div");
}

void component_feedback(Html *out, const Feedback *feedback)
{
	static const char *const HEADINGS[] = {"h2", "h1", "h2", "h3", "h4", "h5", "h6"};
	assert(feedback->heading_level >= 0 && feedback->heading_level <= 6);
	html_open(out, "div", ATTRIBUTES(
		{"class", part_join(out, S("govuk-feedback govuk-width-container"), feedback->classes, (Str){0})}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-grid-row")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-grid-column-two-thirds")}));
	html_element(out, HEADINGS[feedback->heading_level], ATTRIBUTES({"class", S("govuk-feedback__title")}),
		feedback->title);
	if (feedback->text.length > 0 || !markup_is_empty(feedback->markup)) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-feedback__body")}));
		part_paragraph(out, feedback->markup, feedback->text);
		html_close(out, "div");
	}
	html_close(out, "div");
	html_close(out, "div");
	html_close(out, "div");
}
