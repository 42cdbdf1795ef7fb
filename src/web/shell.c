#include "web/shell.h"

#include "web/assets.h"
#include "web/components/parts.h"

/* Items of the navigation in one line beside search and name at 1280 px. */
enum { NAVIGATION_SHOWN_MAX = 6 };

/* What one kind of page tells the writer of its head. */
typedef struct ShellHead {
	const Shell *shell;
	Str title;
	Str language;
	bool is_right_to_left;
	const Problems *problems;
	Str body_classes;
	bool is_staff;
} ShellHead;

static void shell_stylesheet(Html *out, Str href)
{
	html_void(out, "link", ATTRIBUTES({"rel", S("stylesheet")}, {"href", href}));
}

static void shell_title(Html *out, const ShellHead *head)
{
	html_open(out, "title", NO_ATTRIBUTES);
	if (head->problems != NULL && head->problems->count > 0)
		html_text(out, S("Error: "));
	html_text(out, head->title);
	html_text(out, head->title.length > 0 ? S(" - ") : S(""));
	html_text(out, head->shell->service_name);
	html_close(out, "title");
}

static void shell_head(Html *out, const ShellHead *head)
{
	html_open(out, "head", NO_ATTRIBUTES);
	html_void(out, "meta", ATTRIBUTES({"charset", S("utf-8")}));
	shell_title(out, head);
	html_void(out, "meta", ATTRIBUTES({"name", S("viewport")},
		{"content", S("width=device-width, initial-scale=1, viewport-fit=cover")}));
	html_void(out, "link", ATTRIBUTES({"rel", S("icon")}, {"href", asset_path(S("favicon.svg"))},
		{"type", S("image/svg+xml")}));
	shell_stylesheet(out, asset_path(S("govuk.css")));
	shell_stylesheet(out, asset_path(S("kith.css")));
	if (head->is_staff)
		shell_stylesheet(out, asset_path(S("staff.css")));
	if (head->shell->theme_href.length > 0)
		shell_stylesheet(out, head->shell->theme_href);
	html_element(out, "script", ATTRIBUTES({"type", S("module")}, {"src", asset_path(S("kith.js"))}), (Str){0});
	if (head->is_staff)
		html_element(out, "script", ATTRIBUTES({"type", S("module")}, {"src", asset_path(S("staff.js"))}), (Str){0});
	html_close(out, "head");
}

static void shell_demonstration(Html *out, const Shell *shell, Str container)
{
	if (shell->is_demonstration)
		component_demo_banner(out, shell->demonstration_text, container);
}

/* The doctype is markup of ours that no element can write. */
static void shell_open(Html *out, const ShellHead *head)
{
	html_add(out, (Markup){.html = S("<!DOCTYPE html>")});
	html_open(out, "html", ATTRIBUTES({"lang", part_first(head->language, S("en"))},
		{"dir", head->is_right_to_left ? S("rtl") : (Str){0}}, {"class", S("govuk-template")}));
	shell_head(out, head);
	html_open(out, "body", ATTRIBUTES({"class", part_join(out, S("govuk-template__body"), head->body_classes,
		(Str){0})}));
	component_skip_link(out, &(SkipLink){.href = S("#content")});
}

static void navigation_items(Html *out, const NavigationItem *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		html_open(out, "a", ATTRIBUTES({"href", items[i].href},
			{"aria-current", items[i].is_current ? S("page") : (Str){0}}));
		html_text(out, items[i].text);
		if (items[i].count.length > 0) {
			html_text(out, S(" "));
			html_element(out, "span", ATTRIBUTES({"class", S("kith-count")}), items[i].count);
		}
		html_close(out, "a");
		html_close(out, "li");
	}
}

/* What does not fit on one line of a desk's screen opens under "More", also without script. */
static void navigation_more(Html *out, const NavigationItem *items, size_t count)
{
	bool is_current = false;
	for (size_t i = 0; i < count; i++)
		is_current = is_current || items[i].is_current;
	html_open(out, "li", NO_ATTRIBUTES);
	html_open(out, "details", ATTRIBUTES({"class", S("kith-more")}));
	html_element(out, "summary", ATTRIBUTES({"class", is_current ? S("kith-more--current") : (Str){0}}), S("More"));
	html_open(out, "ul", NO_ATTRIBUTES);
	navigation_items(out, items, count);
	html_close(out, "ul");
	html_close(out, "details");
	html_close(out, "li");
}

static void shell_navigation(Html *out, const NavigationItem *items, size_t count)
{
	if (count == 0)
		return;
	size_t shown = count > NAVIGATION_SHOWN_MAX + 1 ? NAVIGATION_SHOWN_MAX : count;
	html_open(out, "nav", ATTRIBUTES({"class", S("kith-bar__navigation")}, {"aria-label", S("Main")}));
	html_open(out, "ul", NO_ATTRIBUTES);
	navigation_items(out, items, shown);
	if (shown < count)
		navigation_more(out, items + shown, count - shown);
	html_close(out, "ul");
	html_close(out, "nav");
}

static void shell_service_name(Html *out, const Shell *shell)
{
	html_element(out, "a", ATTRIBUTES({"class", S("kith-bar__name")},
		{"href", part_first(shell->home_href, S("/"))}),
		part_first(shell->bar_name, shell->service_name));
}

static void shell_footer(Html *out, const Shell *shell, Str container, Str help)
{
	html_open(out, "footer", ATTRIBUTES({"class", S("kith-footer")}));
	html_open(out, "div", ATTRIBUTES({"class", container}));
	if (help.length > 0)
		html_element(out, "p", ATTRIBUTES({"class", S("kith-footer__help")}), help);
	html_open(out, "ul", ATTRIBUTES({"class", S("kith-footer__links")}));
	html_open(out, "li", NO_ATTRIBUTES);
	html_element(out, "a", ATTRIBUTES({"href", part_first(shell->accessibility_href, S("/accessibility"))}),
		S("Accessibility statement"));
	html_close(out, "li");
	for (size_t i = 0; i < shell->footer_link_count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		html_element(out, "a", ATTRIBUTES({"href", shell->footer_links[i].href}), shell->footer_links[i].text);
		html_close(out, "li");
	}
	html_close(out, "ul");
	if (shell->version.length > 0) {
		html_open(out, "p", ATTRIBUTES({"class", S("kith-note")}));
		html_text(out, S("Kith "));
		html_text(out, shell->version);
		html_close(out, "p");
	}
	html_close(out, "div");
	html_close(out, "footer");
}

static void shell_close(Html *out)
{
	html_close(out, "body");
	html_close(out, "html");
}

static void public_bar(Html *out, const PublicPage *page)
{
	html_open(out, "div", ATTRIBUTES({"class", S("kith-bar")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-width-container kith-bar__in")}));
	shell_service_name(out, page->shell);
	shell_navigation(out, page->navigation, page->navigation_count);
	html_close(out, "div");
	html_close(out, "div");
}

static void public_languages(Html *out, const PublicPage *page)
{
	if (page->language_count == 0)
		return;
	html_open(out, "nav", ATTRIBUTES({"class", S("kith-languages")}, {"aria-label", S("Languages")}));
	html_open(out, "ul", NO_ATTRIBUTES);
	for (size_t i = 0; i < page->language_count; i++) {
		const NavigationItem *language = &page->languages[i];
		html_open(out, "li", NO_ATTRIBUTES);
		html_element(out, "a", ATTRIBUTES({"class", S("govuk-link")}, {"href", language->href},
			{"lang", part_optional(language->count)}, {"hreflang", part_optional(language->count)},
			{"aria-current", language->is_current ? S("true") : (Str){0}}), language->text);
		html_close(out, "li");
	}
	html_close(out, "ul");
	html_close(out, "nav");
}

/* Everything before main stands in the header's landmark, so that nothing of the page is outside of all of them. */
static void public_header(Html *out, const PublicPage *page)
{
	/* The shell speaks English whatever the page does; each link to a language has its own. */
	html_open(out, "header", ATTRIBUTES({"lang", page->language.length > 0 ? S("en") : (Str){0}}));
	if (!page->is_print)
		public_bar(out, page);
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-width-container")}));
	public_languages(out, page);
	if (page->back_href.length > 0)
		component_back_link(out, &(BackLink){.href = page->back_href});
	html_add(out, page->before_main);
	html_close(out, "div");
	html_close(out, "header");
}

static void public_main(Html *out, const PublicPage *page)
{
	html_open(out, "main", ATTRIBUTES({"class", S("govuk-main-wrapper")}, {"id", S("content")}));
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-grid-row")}));
	html_open(out, "div", ATTRIBUTES({"class", page->is_wide ? S("govuk-grid-column-full")
		: S("govuk-grid-column-two-thirds")}));
	component_problems(out, page->problems);
	html_add(out, page->content);
	html_close(out, "div");
	if (!markup_is_empty(page->aside)) {
		html_open(out, "div", ATTRIBUTES({"class", S("govuk-grid-column-one-third")}));
		html_add(out, page->aside);
		html_close(out, "div");
	}
	html_close(out, "div");
	html_close(out, "main");
}

Markup shell_public(Arena *arena, const PublicPage *page)
{
	Html out = html_make(arena);
	shell_open(&out, &(ShellHead){.shell = page->shell, .title = page->title, .language = page->language,
		.is_right_to_left = page->is_right_to_left, .problems = page->problems,
		.body_classes = !page->is_print ? S("kith-public") : page->is_large ? S("kith-public kith-paper kith-large")
			: S("kith-public kith-paper")});
	shell_demonstration(&out, page->shell, S("govuk-width-container"));
	public_header(&out, page);
	html_open(&out, "div", ATTRIBUTES({"class", S("govuk-width-container")}));
	if (page->has_exit)
		component_exit_this_page(&out, &(ExitThisPage){.redirect_url = page->exit_url});
	public_main(&out, page);
	html_close(&out, "div");
	if (!page->is_print)
		shell_footer(&out, page->shell, S("govuk-width-container"), page->help);
	shell_close(&out);
	return html_finish(&out);
}

static void staff_search(Html *out, const StaffPage *page)
{
	if (page->search_action.length == 0)
		return;
	html_open(out, "form", ATTRIBUTES({"class", S("kith-bar__search")}, {"role", S("search")}, {"method", S("get")},
		{"action", page->search_action}));
	html_element(out, "label", ATTRIBUTES({"class", S("govuk-visually-hidden")}, {"for", S("kith-search")}),
		S("Find a person: name, birth date, postcode or NHS number"));
	html_void(out, "input", ATTRIBUTES({"id", S("kith-search")}, {"name", S("q")}, {"type", S("search")},
		{"value", part_optional(page->search_value)}, {"autocomplete", S("off")}, {"spellcheck", S("false")},
		{"placeholder", S("Name, birth date, postcode, NHS number")}));
	html_element(out, "button", ATTRIBUTES({"type", S("submit")}), S("Find"));
	html_close(out, "form");
}

static void staff_user(Html *out, const StaffPage *page)
{
	if (page->user_name.length == 0)
		return;
	html_open(out, "div", ATTRIBUTES({"class", S("kith-bar__user")}));
	if (page->user_href.length > 0)
		html_element(out, "a", ATTRIBUTES({"href", page->user_href}), page->user_name);
	else
		html_element(out, "span", NO_ATTRIBUTES, page->user_name);
	if (page->sign_out_action.length > 0) {
		component_form_open(out, &(PageForm){.action = page->sign_out_action, .token = page->form_token});
		html_element(out, "button", ATTRIBUTES({"type", S("submit")}), S("Sign out"));
		component_form_close(out);
	}
	html_close(out, "div");
}

Markup shell_staff(Arena *arena, const StaffPage *page)
{
	Html out = html_make(arena);
	shell_open(&out, &(ShellHead){.shell = page->shell, .is_staff = true, .title = page->title, .problems = page->problems,
		.body_classes = S("kith-staff")});
	shell_demonstration(&out, page->shell, S("kith-wide"));
	html_open(&out, "header", ATTRIBUTES({"class", S("kith-bar")}));
	html_open(&out, "div", ATTRIBUTES({"class", S("kith-wide kith-bar__in")}));
	shell_service_name(&out, page->shell);
	shell_navigation(&out, page->navigation, page->navigation_count);
	staff_search(&out, page);
	staff_user(&out, page);
	html_close(&out, "div");
	html_close(&out, "header");
	if (page->print_name.length > 0)
		html_element(&out, "p", ATTRIBUTES({"class", S("kith-print-name")}, {"aria-hidden", S("true")}),
			page->print_name);
	html_open(&out, "main", ATTRIBUTES({"id", S("content")}));
	html_add(&out, page->identity);
	html_open(&out, "div", ATTRIBUTES({"class", S("kith-wide kith-main")}));
	html_add(&out, page->sub_navigation);
	component_problems(&out, page->problems);
	html_add(&out, page->content);
	html_close(&out, "div");
	html_close(&out, "main");
	shell_footer(&out, page->shell, S("kith-wide"), (Str){0});
	shell_close(&out);
	return html_finish(&out);
}
