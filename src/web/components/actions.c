#include "web/components/actions.h"

#include <assert.h>

#include "web/components/parts.h"

void component_hidden(Html *out, Str name, Str value)
{
	html_void(out, "input", ATTRIBUTES({"type", S("hidden")}, {"name", name},
		{"value", part_value(value)}));
}

void component_form_open(Html *out, const PageForm *form)
{
	assert(form->is_get || form->token.length > 0);
	html_open(out, "form", ATTRIBUTES({"action", form->action}, {"method", form->is_get ? S("get") : S("post")},
		{"id", part_optional(form->id)}, {"class", part_optional(form->classes)},
		{"enctype", form->has_files ? S("multipart/form-data") : (Str){0}}, {"novalidate", HTML_BARE},
		{"data-autosave", part_optional(form->autosave)}, {"data-keeping-key", part_optional(form->keeping_key)}));
	if (!form->is_get)
		component_hidden(out, S("form-token"), form->token);
	if (form->version.length > 0)
		component_hidden(out, S("version"), form->version);
	if (form->autosave.length > 0)
		html_element(out, "p", ATTRIBUTES({"class", S("kith-saved")}, {"role", S("status")},
			{"data-autosave-status", HTML_BARE}), (Str){0});
}

void component_form_close(Html *out)
{
	html_close(out, "form");
}

static Str button_kind_class(ButtonKind kind)
{
	static const Str CLASSES[] = {
		[BUTTON_MAIN] = {0},
		[BUTTON_SECONDARY] = S_INIT("govuk-button--secondary"),
		[BUTTON_WARNING] = S_INIT("govuk-button--warning"),
		[BUTTON_INVERSE] = S_INIT("govuk-button--inverse"),
		[BUTTON_START] = S_INIT("govuk-button--start"),
	};
	return CLASSES[kind];
}

static void button_content(Html *out, const Button *button)
{
	/* The start button lays its parts out in a row, so markup of several elements is one part. */
	bool in_span = button->kind == BUTTON_START && !markup_is_empty(button->markup);
	if (in_span)
		html_open(out, "span", NO_ATTRIBUTES);
	part_content(out, button->markup, button->text);
	if (in_span)
		html_close(out, "span");
	if (button->hidden_text.length > 0) {
		html_open(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}));
		html_text(out, S(" "));
		html_text(out, button->hidden_text);
		html_close(out, "span");
	}
	if (button->kind != BUTTON_START)
		return;
	html_open(out, "svg", ATTRIBUTES({"class", S("govuk-button__start-icon")},
		{"xmlns", S("http://www.w3.org/2000/svg")}, {"width", S("17.5")}, {"height", S("19")},
		{"viewBox", S("0 0 33 40")}, {"aria-hidden", S("true")}, {"focusable", S("false")}));
	html_void(out, "path", ATTRIBUTES({"fill", S("currentColor")}, {"d", S("M0 0h13l20 20-20 20H0l20-20z")}));
	html_close(out, "svg");
}

void component_button(Html *out, const Button *button)
{
	Str classes = part_join(out, S("govuk-button"), button_kind_class(button->kind), button->classes);
	if (button->href.length > 0) {
		html_open(out, "a", ATTRIBUTES({"href", button->href}, {"role", S("button")}, {"draggable", S("false")},
			{"class", classes}, {"data-module", S("govuk-button")}, {"id", part_optional(button->id)}));
		button_content(out, button);
		html_close(out, "a");
		return;
	}
	html_open(out, "button", ATTRIBUTES({"type", part_first(button->type, S("submit"))},
		{"name", part_optional(button->name)}, {"value", part_optional(button->value)},
		{"formaction", part_optional(button->form_action)}, {"form", part_optional(button->form_id)},
		{"disabled", part_flag(button->disabled)},
		{"aria-disabled", button->disabled ? S("true") : (Str){0}}, {"class", classes},
		{"data-module", S("govuk-button")},
		{"data-prevent-double-click", button->prevent_double_click ? S("true") : (Str){0}},
		{"id", part_optional(button->id)}));
	button_content(out, button);
	html_close(out, "button");
}

void component_button_group_open(Html *out)
{
	html_open(out, "div", ATTRIBUTES({"class", S("govuk-button-group")}));
}

void component_button_group_close(Html *out)
{
	html_close(out, "div");
}

void component_actions(Html *out, const Button *actions, size_t count)
{
	component_button_group_open(out);
	for (size_t i = 0; i < count; i++) {
		Str classes = part_join(out, actions[i].kind == BUTTON_INVERSE ? S("govuk-link--inverse") : (Str){0},
			actions[i].classes, (Str){0});
		if (actions[i].href.length > 0)
			component_link(out, &(Link){.href = actions[i].href, .text = actions[i].text,
				.hidden_text = actions[i].hidden_text, .classes = classes});
		else
			component_button(out, &actions[i]);
	}
	component_button_group_close(out);
}

void component_link(Html *out, const Link *link)
{
	html_open(out, "a", ATTRIBUTES({"class", part_join(out, S("govuk-link"), link->classes, (Str){0})},
		{"href", link->href}));
	html_text(out, link->text);
	if (link->hidden_text.length > 0) {
		html_open(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}));
		html_text(out, S(" "));
		html_text(out, link->hidden_text);
		html_close(out, "span");
	}
	html_close(out, "a");
}

void component_exit_this_page(Html *out, const ExitThisPage *exit)
{
	html_open(out, "div", ATTRIBUTES({"id", part_optional(exit->id)},
		{"class", part_join(out, S("govuk-exit-this-page"), exit->classes, (Str){0})},
		{"data-module", S("govuk-exit-this-page")}, {"data-i18n.activated", part_optional(exit->activated_text)},
		{"data-i18n.timed-out", part_optional(exit->timed_out_text)},
		{"data-i18n.press-two-more-times", part_optional(exit->press_two_more_times_text)},
		{"data-i18n.press-one-more-time", part_optional(exit->press_one_more_time_text)}));
	html_open(out, "a", ATTRIBUTES(
		{"href", part_first(exit->redirect_url, S("https://www.bbc.co.uk/weather"))}, {"role", S("button")},
		{"draggable", S("false")}, {"class", S("govuk-button govuk-button--warning govuk-exit-this-page__button "
			"govuk-js-exit-this-page-button")},
		{"data-module", S("govuk-button")}, {"rel", S("nofollow noreferrer")}));
	if (exit->text.length == 0)
		html_element(out, "span", ATTRIBUTES({"class", S("govuk-visually-hidden")}), S("Emergency"));
	html_text(out, exit->text.length > 0 ? exit->text : S(" Exit this page"));
	html_close(out, "a");
	html_close(out, "div");
}
