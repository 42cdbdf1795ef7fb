#include "care/access/page_account.h"

#include "care/access/access.h"
#include "care/pages/bits.h"
#include "care/pages/sessions.h"

static void begin_page(const Request *request, Html *out, Str title)
{
	component_problems(out, &page_care(request)->problems);
	bit_heading(out, title);
}

static void end_page(const Request *request, Response *response, Str title, Html *out)
{
	page_staff(request, response, (StaffPage){.title = title, .problems = &page_care(request)->problems,
		.content = html_finish(out)}, S("/account"));
}

/* --- the account -------------------------------------------------------------------------------------------------- */

static void factor_summary(Html *out, const Request *request, const Factor *factor, bool required)
{
	bit_heading_small(out, S("Second factor"));
	if (factor->confirmed) {
		bit_paragraph(out, str_format(request->arena, "On: signing in asks for a code from your authenticator app. You have"
			" %lld recovery code%s left.", (long long)factor->recovery_left, factor->recovery_left == 1 ? "" : "s"));
		component_form_open(out, &(PageForm){.action = S("/account/second-factor/remove"), .token = request->form_token});
		component_text_input(out, &(TextInput){.name = S("code"), .label = S("To take it off, enter a code"), .width = 20,
			.autocomplete = S("one-time-code"), .spellcheck = SPELLCHECK_OFF,
			.error = problems_for_field(&page_care(request)->problems, S("code"))});
		component_button(out, &(Button){.text = S("Take it off"), .kind = BUTTON_SECONDARY, .prevent_double_click = true});
		component_form_close(out);
		return;
	}
	bit_paragraph(out, required ? S("This council asks everybody for a second factor. Until yours is set up you can open no"
		" records.") : S("Off. With it, a password that somebody has seen or guessed opens nothing."));
	component_form_open(out, &(PageForm){.action = S("/account/second-factor"), .token = request->form_token});
	component_button(out, &(Button){.text = S("Set up a second factor"), .prevent_double_click = true});
	component_form_close(out);
}

static void password_form(Html *out, const Request *request)
{
	const Problems *problems = &page_care(request)->problems;
	bit_heading_small(out, S("Password"));
	component_form_open(out, &(PageForm){.action = S("/account/password"), .token = request->form_token});
	component_password_input(out, &(PasswordInput){.name = S("current"), .label = S("Password now"),
		.error = problems_for_field(problems, S("current"))});
	component_password_input(out, &(PasswordInput){.name = S("password"), .label = S("New password"), .is_new = true,
		.hint = S("At least 10 characters. Wherever you are signed in, you are signed out; then sign in again."),
		.error = problems_for_field(problems, S("password"))});
	component_button(out, &(Button){.text = S("Change the password"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

void page_account(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Factor factor = {0};
	Session *sessions = NULL;
	size_t count = 0;
	Status status = factor_mine(care, &factor);
	if (status == STATUS_OK)
		status = sessions_list(care, care->actor, request->user.session, &sessions, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	begin_page(request, &out, S("Your account"));
	factor_summary(&out, request, &factor, care->factor_missing);
	page_sessions(&out, request, sessions, count, S("/account/sessions"));
	password_form(&out, request);
	end_page(request, response, S("Your account"), &out);
}

void page_account_password_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Status status = access_change_my_password(care, request_form(request, S("current")),
		request_form(request, S("password")));
	if (status == STATUS_OK) {
		response_redirect(response, S("/sign-in"));
		return;
	}
	if (status == STATUS_REFUSED || status == STATUS_BUSY)
		status = problems_add(&care->problems, (Problem){.field = S("current"), .message = status == STATUS_BUSY
			? S("There were too many wrong tries. Wait 15 minutes.") : S("This is not your password now.")});
	if (status == STATUS_INVALID)
		page_account(request, response);
	else
		page_status(request, response, status);
}

void page_account_sessions_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Status status = request_form_has(request, S("others")) ? sessions_end_others(care, request->user.session)
		: session_end(care, care->actor, request_form(request, S("session")));
	if (status == STATUS_OK || status == STATUS_NOT_FOUND) /* it may have ended by itself */
		response_redirect(response, S("/account"));
	else
		page_status(request, response, status);
}

/* --- setting the second factor up --------------------------------------------------------------------------------- */

/* "JBSW Y3DP EHPK": easier to type. */
static Str in_fours(Arena *arena, Str text)
{
	Buffer out = buffer_make(arena, 256);
	for (size_t i = 0; i < text.length && i < 64; i++) {
		if (i > 0 && i % 4 == 0)
			buffer_add_character(&out, ' ');
		buffer_add_character(&out, text.data[i]);
	}
	return buffer_str(&out);
}

static void show_secret(const Request *request, Response *response, const Factor *factor)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	begin_page(request, &out, S("Set up a second factor"));
	bit_paragraph(&out, S("1. In an authenticator app on your phone choose \"enter a set-up key\": name it after this service,"
		" type the key below, and choose \"time based\"."));
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body-l kith-figure")}), in_fours(request->arena, factor->secret));
	bit_paragraph(&out, S("2. Enter the six digits that the app shows now."));
	component_form_open(&out, &(PageForm){.action = S("/account/second-factor/confirm"), .token = request->form_token});
	component_text_input(&out, &(TextInput){.name = S("code"), .label = S("Code"), .width = 10,
		.inputmode = S("numeric"), .autocomplete = S("one-time-code"), .spellcheck = SPELLCHECK_OFF,
		.error = problems_for_field(&care->problems, S("code"))});
	component_button(&out, &(Button){.text = S("Turn it on"), .prevent_double_click = true});
	component_form_close(&out);
	bit_note(&out, S("Nobody here can see this key later, and you should not keep it anywhere but in the app."));
	end_page(request, response, S("Set up a second factor"), &out);
}

void page_factor(const Request *request, Response *response)
{
	Factor factor = {0};
	Status status = factor_mine(page_care(request), &factor);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else if (factor.begun && !factor.confirmed)
		show_secret(request, response, &factor);
	else
		response_redirect(response, S("/account"));
}

void page_factor_begin_post(const Request *request, Response *response)
{
	Status status = factor_begin(page_care(request));
	if (status == STATUS_OK || status == STATUS_CONFLICT)
		response_redirect(response, S("/account/second-factor"));
	else
		page_status(request, response, status);
}

static void show_recovery_codes(const Request *request, Response *response, const Str *codes)
{
	Html out = html_make(request->arena);
	begin_page(request, &out, S("Your second factor is on"));
	bit_paragraph(&out, S("Keep these recovery codes on paper, away from your phone and your computer. Each signs you in once when"
		" you do not have your app. They are shown only now."));
	html_open(&out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--spaced kith-figure")}));
	for (size_t i = 0; i < FACTOR_RECOVERY_CODES; i++)
		html_element(&out, "li", NO_ATTRIBUTES, codes[i]);
	html_close(&out, "ul");
	bit_paragraph(&out, S("Wherever else you were signed in, you are signed out."));
	component_button(&out, &(Button){.text = S("I have kept them"), .href = S("/start")});
	end_page(request, response, S("Your second factor is on"), &out);
}

void page_factor_confirm_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str codes[FACTOR_RECOVERY_CODES];
	Status status = factor_confirm(care, request_form(request, S("code")), request->user.session, codes);
	if (status == STATUS_OK) {
		show_recovery_codes(request, response, codes);
	} else if (status == STATUS_REFUSED || status == STATUS_STALE) {
		(void)problems_add(&care->problems, (Problem){.field = S("code"),
			.message = S("This code is not right. Check that the phone's clock is set by itself, and enter the next one.")});
		page_factor(request, response);
	} else {
		page_status(request, response, status);
	}
}

void page_factor_remove_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Status status = factor_remove_mine(care, request_form(request, S("code")));
	if (status == STATUS_OK) {
		response_redirect(response, S("/account"));
	} else if (status == STATUS_REFUSED || status == STATUS_BUSY) {
		(void)problems_add(&care->problems, (Problem){.field = S("code"), .message = status == STATUS_BUSY
			? S("There were too many wrong tries. Wait 15 minutes.")
			: S("This code is not right, or was used before. Wait for the next one and try again.")});
		page_account(request, response);
	} else {
		page_status(request, response, status);
	}
}
