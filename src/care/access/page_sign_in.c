#include "care/access/page_sign_in.h"

#include "care/access/access.h"
#include "care/pages/pages.h"
#include "web/form_parser.h"

/* Between the password and the code. */
static const Str PENDING_COOKIE = S_INIT("kith-sign-in");

/* Only a path of ours: never a way to send somebody elsewhere after signing in. */
static Str safe_path(Str path)
{
	bool ours = str_starts_with(path, S("/")) && !str_starts_with(path, S("//")) && !str_contains(path, S("\\"))
		&& !str_contains(path, S(":"));
	return ours ? path : S("/start");
}

static void show(const Request *request, Response *response, Str sign_in, Str then)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), S("Sign in"));
	if (str_equal(then, S("/kept")))
		component_inset_text(&out, &(InsetText){.text = S("You had been signed out before that arrived. What you sent is kept, for you "
			"alone: sign in to see it and save it.")});
	component_form_open(&out, &(PageForm){.action = S("/sign-in"), .token = request->form_token});
	component_hidden(&out, S("then"), then);
	component_text_input(&out, &(TextInput){.name = S("sign_in"), .label = S("Sign-in name"), .value = sign_in,
		.autocomplete = S("username"), .autocapitalize = S("none"), .spellcheck = SPELLCHECK_OFF, .width = 20,
		.error = problems_for_field(&care->problems, S("sign_in"))});
	component_password_input(&out, &(PasswordInput){.name = S("password"), .label = S("Password")});
	component_button(&out, &(Button){.text = S("Sign in"), .prevent_double_click = true});
	component_form_close(&out);
	page_public(request, response, (PublicPage){.title = S("Sign in"), .problems = &care->problems,
		.content = html_finish(&out)});
}

void page_sign_in(const Request *request, Response *response)
{
	if (request->user.signed_in) {
		response_redirect(response, safe_path(request_query(request, S("then"))));
		return;
	}
	show(request, response, (Str){0}, safe_path(request_query(request, S("then"))));
}

static Str throttle_words(Status status, Str wrong)
{
	return status == STATUS_BUSY
		? S("There were too many wrong tries. Wait 15 minutes, or ask an administrator to set a new password.") : wrong;
}

static void begin(const Request *request, Response *response, Str token, Str then)
{
	response_cookie(response, request->arena, S("kith-session"), token, COOKIE_SESSION);
	response_redirect(response, then);
}

void page_sign_in_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	SignInDone done = {0};
	Str sign_in = str_trim(request_form(request, S("sign_in")));
	Str then = safe_path(request_form(request, S("then")));
	Status status = access_sign_in(care, sign_in, request_form(request, S("password")), request->address, &done);
	if (status == STATUS_OK && done.code_wanted) {
		response_cookie(response, request->arena, PENDING_COOKIE, done.token, COOKIE_SESSION);
		response_redirect(response, str_format(request->arena, "/sign-in/code?then=%.*s",
			STR_ARG(percent_encode(request->arena, then))));
	} else if (status == STATUS_OK) {
		begin(request, response, done.token, then);
	} else if (status != STATUS_REFUSED && status != STATUS_BUSY) {
		page_status(request, response, status);
	} else {
		(void)problems_add(&care->problems, (Problem){.field = S("sign_in"), .message = throttle_words(status,
			S("The sign-in name or the password is not right. Check both and try again."))});
		show(request, response, sign_in, then);
	}
}

static void show_code(const Request *request, Response *response, Str then)
{
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), S("Enter your code"));
	component_form_open(&out, &(PageForm){.action = S("/sign-in/code"), .token = request->form_token});
	component_hidden(&out, S("then"), then);
	component_text_input(&out, &(TextInput){.name = S("code"), .label = S("Code"),
		.hint = S("The six digits that your authenticator app shows now. Without your app, one of your recovery codes."),
		.autocomplete = S("one-time-code"), .autocapitalize = S("none"), .spellcheck = SPELLCHECK_OFF, .width = 20,
		.error = problems_for_field(&care->problems, S("code"))});
	component_button(&out, &(Button){.text = S("Sign in"), .prevent_double_click = true});
	component_form_close(&out);
	page_public(request, response, (PublicPage){.title = S("Enter your code"), .problems = &care->problems,
		.content = html_finish(&out)});
}

void page_sign_in_code(const Request *request, Response *response)
{
	if (str_is_empty(request_cookie(request, PENDING_COOKIE)))
		response_redirect(response, S("/sign-in"));
	else
		show_code(request, response, safe_path(request_query(request, S("then"))));
}

void page_sign_in_code_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str token = {0};
	Str then = safe_path(request_form(request, S("then")));
	Status status = factor_sign_in(care, request_cookie(request, PENDING_COOKIE), request_form(request, S("code")),
		request->address, &token);
	if (status == STATUS_OK) {
		response_cookie(response, request->arena, PENDING_COOKIE, (Str){0}, COOKIE_REMOVE);
		begin(request, response, token, then);
	} else if (status == STATUS_NOT_FOUND) {
		response_redirect(response, S("/sign-in"));
	} else if (status == STATUS_REFUSED || status == STATUS_BUSY) {
		(void)problems_add(&care->problems, (Problem){.field = S("code"), .message = throttle_words(status,
			S("This code is not right, or was used before. Wait for the next one and try again."))});
		show_code(request, response, then);
	} else {
		page_status(request, response, status);
	}
}

void page_sign_out_post(const Request *request, Response *response)
{
	Status status = access_sign_out(page_care(request), request->user.session);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	response_cookie(response, request->arena, S("kith-session"), (Str){0}, COOKIE_REMOVE);
	response_redirect(response, S("/"));
}
