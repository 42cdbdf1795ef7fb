#include "care/pages/pages.h"

#include <assert.h>

Care *page_care(const Request *request)
{
	assert(request->application != NULL);
	return request->application;
}

static Shell shell_of(const Care *care)
{
	const Council *council = practice_council(care->practice);
	return (Shell){
		.service_name = council->service_name,
		.home_href = S("/"),
		.theme_href = S("/theme.css"),
		.is_demonstration = council->demonstration,
		.version = S(KITH_VERSION),
	};
}

static const NavigationItem PUBLIC_FOOTER[] = {
	{.text = S_INIT("Advice"), .href = S_INIT("/advice")},
	{.text = S_INIT("How are we doing?"), .href = S_INIT("/how-are-we-doing")},
	{.text = S_INIT("Privacy"), .href = S_INIT("/privacy")},
	{.text = S_INIT("Staff sign in"), .href = S_INIT("/sign-in")},
};

static Str way_words(const Care *care, const OnlineStep *step, const char *way)
{
	const Council *council = practice_council(care->practice);
	Str id = str_format(care->arena, "ways.%.*s-%s", STR_ARG(step->id), way);
	Str text = str_replace(care->arena, practice_words(care->practice, id, (Str){0}), S("{{phone}}"),
		str_format(care->arena, "%.*s (%.*s)", STR_ARG(council->phone), STR_ARG(council->phone_hours)));
	return str_replace(care->arena, text, S("{{face_to_face}}"), council->face_to_face);
}

/* Nothing is only online: how to do what this page is for by phone and face to face. English, whatever the page speaks. */
static Markup with_ways(const Request *request, const Care *care, Markup content)
{
	static const char *const WAYS[] = {"phone", "face-to-face"};
	const OnlineStep *step = practice_online_step(care->practice, request->path);
	if (step == NULL)
		return content;
	Html out = html_make(request->arena);
	Html inside = html_make(request->arena);
	for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
		html_open(&inside, "p", ATTRIBUTES({"class", S("govuk-body")}));
		html_element(&inside, "strong", NO_ATTRIBUTES, practice_words(care->practice,
			str_format(request->arena, "ways.%s-title", WAYS[i]), (Str){0}));
		html_void(&inside, "br", NO_ATTRIBUTES);
		html_text(&inside, way_words(care, step, WAYS[i]));
		html_close(&inside, "p");
	}
	html_add(&out, content);
	html_open(&out, "div", ATTRIBUTES({"lang", S("en")}));
	component_details(&out, &(Details){.summary = practice_words(care->practice, S("ways.summary"), (Str){0}),
		.markup = html_finish(&inside)});
	html_close(&out, "div");
	return html_finish(&out);
}

void page_public(const Request *request, Response *response, PublicPage page)
{
	Care *care = page_care(request);
	const Council *council = practice_council(care->practice);
	Shell shell = shell_of(care);
	shell.footer_links = PUBLIC_FOOTER;
	shell.footer_link_count = sizeof PUBLIC_FOOTER / sizeof PUBLIC_FOOTER[0];
	page.shell = &shell;
	if (!page.is_print)
		page.content = with_ways(request, care, page.content);
	if (str_is_empty(page.help))
		page.help = str_format(request->arena, "Need help? Call %.*s, %.*s. In danger now? Call 999.",
			STR_ARG(council->phone), STR_ARG(council->phone_hours));
	int status = page.problems != NULL && problems_any(page.problems) ? 422 : 200;
	response_html(response, status, shell_public(request->arena, &page));
}

/* Each item of the staff navigation with the permission that shows it. */
static const struct { NavigationItem item; Str permission; } STAFF_NAVIGATION[] = {
	{{.text = S_INIT("My work"), .href = S_INIT("/work")}, S_INIT("work-do")},
	{{.text = S_INIT("Duty"), .href = S_INIT("/duty")}, S_INIT("contact-record")},
	{{.text = S_INIT("Team"), .href = S_INIT("/team")}, S_INIT("work-do")},
	{{.text = S_INIT("Today"), .href = S_INIT("/today")}, S_INIT("work-approve")},
	{{.text = S_INIT("Panels"), .href = S_INIT("/panels")}, S_INIT("plan-approve")},
	{{.text = S_INIT("People"), .href = S_INIT("/people")}, S_INIT("person-search")},
	{{.text = S_INIT("Letters"), .href = S_INIT("/desk/letters")}, S_INIT("letters-send")},
	{{.text = S_INIT("Services"), .href = S_INIT("/services")}, S_INIT("person-read")},
	{{.text = S_INIT("Figures"), .href = S_INIT("/figures")}, S_INIT("figures-read")},
	{{.text = S_INIT("Retention"), .href = S_INIT("/retention")}, S_INIT("retention")},
	{{.text = S_INIT("Administration"), .href = S_INIT("/administration")}, S_INIT("users-edit")},
	{{.text = S_INIT("Directory"), .href = S_INIT("/desk/directory")}, S_INIT("directory-edit")},
	{{.text = S_INIT("Who looked"), .href = S_INIT("/administration/audit")}, S_INIT("audit-read")},
};

enum { STAFF_NAVIGATION_COUNT = sizeof STAFF_NAVIGATION / sizeof STAFF_NAVIGATION[0] };

Str page_first_href(const Care *care)
{
	for (size_t i = 0; i < STAFF_NAVIGATION_COUNT; i++)
		if (care_may(care, STAFF_NAVIGATION[i].permission))
			return STAFF_NAVIGATION[i].item.href;
	return S("/");
}

void page_staff(const Request *request, Response *response, StaffPage page, Str current)
{
	Care *care = page_care(request);
	Shell shell = shell_of(care);
	shell.home_href = page_first_href(care);
	shell.bar_name = practice_council(care->practice)->place;
	NavigationItem *items = ARENA_ARRAY(request->arena, NavigationItem, STAFF_NAVIGATION_COUNT);
	size_t count = 0;
	for (size_t i = 0; i < STAFF_NAVIGATION_COUNT; i++) {
		if (!care_may(care, STAFF_NAVIGATION[i].permission))
			continue;
		items[count] = STAFF_NAVIGATION[i].item;
		items[count].is_current = str_equal(items[count].href, current);
		count++;
	}
	page.shell = &shell;
	page.navigation = items;
	page.navigation_count = count;
	page.search_action = care_may(care, S("person-search")) ? S("/people") : (Str){0};
	page.user_name = care->actor_name;
	page.user_href = S("/account");
	page.sign_out_action = S("/sign-out");
	page.form_token = request->form_token;
	int status = page.problems != NULL && problems_any(page.problems) ? 422 : 200;
	response_html(response, status, shell_staff(request->arena, &page));
}

typedef struct StatusPage {
	int code;
	Str title;
	Str explanation;
} StatusPage;

/* Why a page could not be shown is not why a form could not be kept: who sent something must know what became of it. */
static StatusPage status_page_full(bool sent)
{
	return sent ? (StatusPage){507, S("This was not saved"),
			S("The disk that holds the record is full or takes no writing, or a limit was reached. What you just sent was not kept. "
			  "What was saved before is safe. Tell your administrator, then go back and send it again.")}
		: (StatusPage){507, S("This cannot be shown now"),
			S("Before a record is shown, we write down who looks. That could not be written: the disk that holds the record is full "
			  "or takes no writing, or a limit was reached. Nothing was lost and you are still signed in. Tell your administrator.")};
}

static StatusPage status_page(Status status, bool sent)
{
	switch (status) {
	case STATUS_NOT_FOUND:
		return (StatusPage){404, S("Page not found"),
			S("There is nothing here, or nothing that you may see. Check the address, or search for it.")};
	case STATUS_REFUSED:
		return (StatusPage){403, S("You may not do this"),
			S("Your role does not allow it, or this record belongs to another team. Nothing was changed. "
			  "Ask your manager if you need it for your work.")};
	case STATUS_STALE:
		return (StatusPage){409, S("Somebody changed this while you had it open"),
			S("Nothing of theirs or yours was lost. Go back, load the page again and look at both before you save.")};
	case STATUS_CONFLICT:
		return (StatusPage){409, S("This has already been done"),
			S("It was finished, sent or decided before, perhaps by a colleague or in another window. Nothing was changed.")};
	case STATUS_BUSY:
		return sent ? (StatusPage){503, S("This was not saved"), S("We are busy, and what you just sent was not kept. What was saved "
			"before is safe. Wait a moment, then go back and send it again.")}
			: (StatusPage){503, S("We are busy"), S("Nothing was lost. Wait a moment and try again.")};
	case STATUS_FULL:
		return status_page_full(sent);
	case STATUS_OK:
	case STATUS_INVALID:
	case STATUS_FAILED:
		break;
	}
	return (StatusPage){500, S("Something went wrong"), sent
		? S("It is our fault, not yours. What was saved before is safe. What you just sent may not have been kept: look first, then "
		    "send it again, and tell us if it happens twice.")
		: S("It is our fault, not yours. What was saved before is safe. Try again, and tell us if it happens twice.")};
}

void page_status(const Request *request, Response *response, Status status)
{
	StatusPage words = status_page(status, request->method == METHOD_POST);
	Care *care = page_care(request);
	Html out = html_make(request->arena);
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), words.title);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body")}), words.explanation);
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-hint")}),
		str_format(request->arena, "If you call us about this, say %.*s.", STR_ARG(request->id)));
	Markup content = html_finish(&out);
	if (request->user.signed_in)
		page_staff(request, response, (StaffPage){.title = words.title, .problems = &care->problems, .content = content}, (Str){0});
	else
		page_public(request, response, (PublicPage){.title = words.title, .problems = &care->problems, .content = content});
	response->status = words.code;
}
