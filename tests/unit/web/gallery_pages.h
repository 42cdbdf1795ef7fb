/* Two whole pages that hold every component: one as staff see it, one as the public does.
 *
 * Included by test_components.c alone, which checks them and writes them out to be looked at.
 */
#ifndef KITH_TESTS_GALLERY_PAGES_H
#define KITH_TESTS_GALLERY_PAGES_H

#include "web/gallery.h"
#include "web/shell.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static Markup gallery_staff(Arena *memory)
{
	static const NavigationItem MAIN[] = {{.text = S_INIT("My work"), .href = S_INIT("/work"), .count = S_INIT("12")},
		{.text = S_INIT("People"), .href = S_INIT("/people"), .is_current = true},
		{.text = S_INIT("Team"), .href = S_INIT("/team")}, {.text = S_INIT("Safeguarding"), .href = S_INIT("/safe")},
		{.text = S_INIT("Figures"), .href = S_INIT("/figures")}};
	static const NavigationItem SUB[] = {{.text = S_INIT("Overview"), .href = S_INIT("/1"), .is_current = true},
		{.text = S_INIT("Assessments"), .href = S_INIT("/2"), .count = S_INIT("3")},
		{.text = S_INIT("Money"), .href = S_INIT("/3")}, {.text = S_INIT("Letters"), .href = S_INIT("/4")}};
	const Shell shell = {.service_name = S("Kith"), .is_demonstration = true, .version = S("0.1.0")};
	Html sub = html_make(memory);
	component_sub_navigation(&sub, &(SubNavigation){.items = SUB, .item_count = COUNT_OF(SUB),
		.label = S("Pages about this person")});
	Html out = html_make(memory);
	gallery_staff_parts(&out, &(GallerySort){.sort = S("due")});
	return shell_staff(memory, &(StaffPage){.shell = &shell, .title = S("Person A"), .navigation = MAIN,
		.navigation_count = COUNT_OF(MAIN), .search_action = S("/people"), .user_name = S("A practitioner"),
		.sign_out_action = S("/sign-out"), .form_token = S("token"), .identity = gallery_identity(memory),
		.sub_navigation = html_finish(&sub), .content = html_finish(&out), .print_name = S("Person A")});
}

static Markup gallery_public(Arena *memory)
{
	static const NavigationItem LANGUAGES[] = {{.text = S_INIT("English"), .count = S_INIT("en"),
		.href = S_INIT("?l=en"),
		.is_current = true}, {.text = S_INIT("Polski"), .count = S_INIT("pl"), .href = S_INIT("?l=pl")}};
	static const NavigationItem FOOTER[] = {{.text = S_INIT("Privacy"), .href = S_INIT("/privacy")}};
	const Shell shell = {.service_name = S("Thurrock care and support"), .is_demonstration = true,
		.version = S("0.1.0"),
		.footer_links = FOOTER, .footer_link_count = 1};
	Problems problems = problems_make(memory);
	(void)problems_add(&problems, (Problem){.field = S("washing"),
		.message = S("Say whether you can wash yourself")});
	Html out = html_make(memory);
	html_element(&out, "span", ATTRIBUTES({"class", S("govuk-caption-l")}), S("Check what help you may get"));
	html_element(&out, "h1", ATTRIBUTES({"class", S("govuk-heading-l")}), S("What help you may get"));
	gallery_public_parts(&out, &problems);
	Html aside = html_make(memory);
	component_words_card(&aside, &(WordsCard){.title = S("Near you, now"),
		.when_empty = S("You do not need to wait.")});
	return shell_public(memory, &(PublicPage){.shell = &shell, .title = S("What help you may get"),
		.problems = &problems,
		.languages = LANGUAGES, .language_count = 2, .content = html_finish(&out),
		.aside = html_finish(&aside), .has_exit = true, .help = S("Need help? Call the number on your letter.")});
}

#endif
