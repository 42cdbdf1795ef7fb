#include "web/components/navigation.h"

#include <assert.h>

#include "web/components/parts.h"

void component_back_link(Html *out, const BackLink *link)
{
	html_element(out, "a", ATTRIBUTES({"href", part_first(link->href, S("#"))},
		{"class", part_join(out, S("govuk-back-link"), link->classes, (Str){0})}), part_first(link->text, S("Back")));
}

void component_breadcrumbs(Html *out, const Breadcrumbs *breadcrumbs)
{
	html_open(out, "nav", ATTRIBUTES({"class", part_join(out, S("govuk-breadcrumbs"),
			breadcrumbs->collapse_on_mobile ? S("govuk-breadcrumbs--collapse-on-mobile") : (Str){0},
			breadcrumbs->classes)},
		{"aria-label", part_first(breadcrumbs->label, S("Breadcrumb"))}));
	html_open(out, "ol", ATTRIBUTES({"class", S("govuk-breadcrumbs__list")}));
	for (size_t i = 0; i < breadcrumbs->item_count; i++) {
		const NavigationItem *item = &breadcrumbs->items[i];
		html_open(out, "li", ATTRIBUTES({"class", S("govuk-breadcrumbs__list-item")},
			{"aria-current", item->href.length > 0 ? (Str){0} : S("page")}));
		if (item->href.length > 0)
			html_element(out, "a", ATTRIBUTES({"class", S("govuk-breadcrumbs__link")}, {"href", item->href}),
				item->text);
		else
			html_text(out, item->text);
		html_close(out, "li");
	}
	html_close(out, "ol");
	html_close(out, "nav");
}

void component_skip_link(Html *out, const SkipLink *link)
{
	html_element(out, "a", ATTRIBUTES({"href", part_first(link->href, S("#content"))},
		{"class", part_join(out, S("govuk-skip-link"), link->classes, (Str){0})},
		{"data-module", S("govuk-skip-link")}), part_first(link->text, S("Skip to main content")));
}

typedef struct PaginationStep {
	bool is_next;
	bool is_block;
	Str href;
	Str text;
	Str label;
} PaginationStep;

static void pagination_arrow(Html *out, bool is_next)
{
	static const Str PREVIOUS = S_INIT("m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896"
		"v-2h-12.984l4.2931-4.293-1.414-1.414z");
	static const Str NEXT = S_INIT("m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 "
		"1.4492 6.7441-6.4062-6.7246-6.7266z");
	html_open(out, "svg", ATTRIBUTES({"class", is_next ? S("govuk-pagination__icon govuk-pagination__icon--next")
			: S("govuk-pagination__icon govuk-pagination__icon--prev")},
		{"xmlns", S("http://www.w3.org/2000/svg")}, {"height", S("13")}, {"width", S("15")},
		{"aria-hidden", S("true")}, {"focusable", S("false")}, {"viewBox", S("0 0 15 13")}));
	html_element(out, "path", ATTRIBUTES({"d", is_next ? NEXT : PREVIOUS}), (Str){0});
	html_close(out, "svg");
}

static void pagination_step(Html *out, const PaginationStep *step)
{
	if (step->href.length == 0)
		return;
	html_open(out, "div", ATTRIBUTES({"class", step->is_next ? S("govuk-pagination__next")
		: S("govuk-pagination__prev")}));
	html_open(out, "a", ATTRIBUTES({"class", S("govuk-link govuk-pagination__link")}, {"href", step->href},
		{"rel", step->is_next ? S("next") : S("prev")}));
	bool arrow_first = step->is_block || !step->is_next;
	if (arrow_first)
		pagination_arrow(out, step->is_next);
	html_open(out, "span", ATTRIBUTES({"class", step->is_block && step->label.length == 0
		? S("govuk-pagination__link-title govuk-pagination__link-title--decorated")
		: S("govuk-pagination__link-title")}));
	if (step->text.length > 0) {
		html_text(out, step->text);
	} else {
		html_text(out, step->is_next ? S("Next") : S("Previous"));
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}), S(" page"));
	}
	html_close(out, "span");
	if (step->label.length > 0 && step->is_block) {
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}), S(":"));
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-pagination__link-label")}), step->label);
	}
	if (!arrow_first)
		pagination_arrow(out, step->is_next);
	html_close(out, "a");
	html_close(out, "div");
}

static void pagination_item(Html *out, const PaginationItem *item)
{
	if (item->is_ellipsis) {
		html_element(out, "li", ATTRIBUTES(
			{"class", S("govuk-pagination__item govuk-pagination__item--ellipsis")}), S("\u22EF"));
		return;
	}
	html_open(out, "li", ATTRIBUTES({"class", item->is_current
		? S("govuk-pagination__item govuk-pagination__item--current") : S("govuk-pagination__item")}));
	Str label = part_first(item->label, str_concat(out->buffer.arena, S("Page "), item->number));
	html_element(out, "a", ATTRIBUTES({"class", S("govuk-link govuk-pagination__link")}, {"href", item->href},
		{"aria-label", label}, {"aria-current", item->is_current ? S("page") : (Str){0}}), item->number);
	html_close(out, "li");
}

void component_pagination(Html *out, const Pagination *pagination)
{
	bool is_block = pagination->item_count == 0;
	html_open(out, "nav", ATTRIBUTES({"class", part_join(out, S("govuk-pagination"),
			is_block ? S("govuk-pagination--block") : (Str){0}, pagination->classes)},
		{"aria-label", part_first(pagination->label, S("Pagination"))}));
	pagination_step(out, &(PaginationStep){.is_block = is_block, .href = pagination->previous_href,
		.text = pagination->previous_text, .label = pagination->previous_label});
	if (!is_block) {
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-pagination__list")}));
		for (size_t i = 0; i < pagination->item_count; i++)
			pagination_item(out, &pagination->items[i]);
		html_close(out, "ul");
	}
	pagination_step(out, &(PaginationStep){.is_next = true, .is_block = is_block, .href = pagination->next_href,
		.text = pagination->next_text, .label = pagination->next_label});
	html_close(out, "nav");
}

void component_pages(Html *out, Str path, size_t page, size_t pages)
{
	enum { SHOWN_MAX = 7 };
	if (pages <= 1)
		return;
	Arena *arena = out->buffer.arena;
	assert(page >= 1 && page <= pages);
	/* The first, the last, the page with its neighbours; a gap between what is left out. */
	PaginationItem items[SHOWN_MAX];
	size_t count = 0;
	size_t before = 0;
	for (size_t number = 1; number <= pages; number++) {
		bool near_page = number + 1 >= page && number <= page + 1;
		if (number != 1 && number != pages && !near_page)
			continue;
		if (number > before + 1)
			items[count++] = (PaginationItem){.is_ellipsis = true};
		items[count++] = (PaginationItem){.number = part_number(out, number),
			.href = str_format(arena, "%.*s%zu", STR_ARG(path), number), .is_current = number == page};
		before = number;
	}
	component_pagination(out, &(Pagination){.items = items, .item_count = count,
		.previous_href = page > 1 ? str_format(arena, "%.*s%zu", STR_ARG(path), page - 1) : (Str){0},
		.next_href = page < pages ? str_format(arena, "%.*s%zu", STR_ARG(path), page + 1) : (Str){0}});
}

static Str section_id(Html *out, Str prefix, const Section *section, size_t place)
{
	if (section->id.length > 0)
		return section->id;
	return str_format(out->buffer.arena, "%.*s-%zu", STR_ARG(prefix), place);
}

void component_tabs(Html *out, const Tabs *tabs)
{
	html_open(out, "div", ATTRIBUTES({"id", part_optional(tabs->id)},
		{"class", part_join(out, S("govuk-tabs"), tabs->classes, (Str){0})}, {"data-module", S("govuk-tabs")}));
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-tabs__title")}), part_first(tabs->title, S("Contents")));
	if (tabs->item_count > 0)
		html_open(out, "ul", ATTRIBUTES({"class", S("govuk-tabs__list")}));
	for (size_t i = 0; i < tabs->item_count; i++) {
		Str id = section_id(out, tabs->id, &tabs->items[i], i + 1);
		html_open(out, "li", ATTRIBUTES({"class", i == 0
			? S("govuk-tabs__list-item govuk-tabs__list-item--selected") : S("govuk-tabs__list-item")}));
		html_element(out, "a", ATTRIBUTES({"class", S("govuk-tabs__tab")},
			{"href", str_concat(out->buffer.arena, S("#"), id)}), tabs->items[i].heading);
		html_close(out, "li");
	}
	if (tabs->item_count > 0)
		html_close(out, "ul");
	for (size_t i = 0; i < tabs->item_count; i++) {
		html_open(out, "div", ATTRIBUTES({"class", i == 0 ? S("govuk-tabs__panel")
				: S("govuk-tabs__panel govuk-tabs__panel--hidden")},
			{"id", section_id(out, tabs->id, &tabs->items[i], i + 1)}));
		part_paragraph(out, tabs->items[i].markup, tabs->items[i].text);
		html_close(out, "div");
	}
	html_close(out, "div");
}

static void accordion_section(Html *out, const Accordion *accordion, const AccordionSection *section, size_t place)
{
	static const char *const HEADINGS[] = {"h2", "h1", "h2", "h3", "h4", "h5", "h6"};
	Arena *arena = out->buffer.arena;
	assert(accordion->heading_level >= 0 && accordion->heading_level <= 6);
	html_open(out, "div", ATTRIBUTES({"class", section->is_open
		? S("govuk-accordion__section govuk-accordion__section--expanded") : S("govuk-accordion__section")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-accordion__section-header")}));
	html_open(out, HEADINGS[accordion->heading_level], ATTRIBUTES({"class", S("govuk-accordion__section-heading")}));
	html_open(out, "span", ATTRIBUTES({"class", S("govuk-accordion__section-button")},
		{"id", str_format(arena, "%.*s-heading-%zu", STR_ARG(accordion->id), place)}));
	part_content(out, section->heading_markup, section->heading);
	html_close(out, "span");
	html_close(out, HEADINGS[accordion->heading_level]);
	if (section->summary.length > 0 || !markup_is_empty(section->summary_markup)) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-accordion__section-summary govuk-body")},
			{"id", str_format(arena, "%.*s-summary-%zu", STR_ARG(accordion->id), place)}));
		part_content(out, section->summary_markup, section->summary);
		html_close(out, "div");
	}
	html_close(out, "div");
	html_open(out, "div", ATTRIBUTES({"id", str_format(arena, "%.*s-content-%zu", STR_ARG(accordion->id), place)},
		{"class", S("govuk-accordion__section-content")}));
	part_paragraph(out, section->markup, section->text);
	html_close(out, "div");
	html_close(out, "div");
}

void component_accordion(Html *out, const Accordion *accordion)
{
	html_open(out, "div", ATTRIBUTES({"class", part_join(out, S("govuk-accordion"), accordion->classes, (Str){0})},
		{"data-module", S("govuk-accordion")}, {"id", accordion->id}));
	for (size_t i = 0; i < accordion->item_count; i++)
		accordion_section(out, accordion, &accordion->items[i], i + 1);
	html_close(out, "div");
}

void component_sub_navigation(Html *out, const SubNavigation *navigation)
{
	html_open(out, "nav", ATTRIBUTES({"class", S("kith-sub-navigation")},
		{"aria-label", part_first(navigation->label, S("Pages of this record"))}));
	html_open(out, "ul", NO_ATTRIBUTES);
	for (size_t i = 0; i < navigation->item_count; i++) {
		const NavigationItem *item = &navigation->items[i];
		html_open(out, "li", NO_ATTRIBUTES);
		html_open(out, "a", ATTRIBUTES({"href", item->href},
			{"aria-current", item->is_current ? S("page") : (Str){0}}));
		html_text(out, item->text);
		if (item->count.length > 0) {
			html_text(out, S(" "));
			html_element(out, "span", ATTRIBUTES({"class", S("kith-count")}), item->count);
		}
		html_close(out, "a");
		html_close(out, "li");
	}
	html_close(out, "ul");
	html_close(out, "nav");
}
