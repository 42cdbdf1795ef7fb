/* The one route table: navigation, the permission matrix and the description of the addresses come from it.
 * A permission of "" is anybody signed in; none at all is a public page. The rooms check again. */
#include "care/pages/site.h"

#include "care/access/page_sign_in.h"
#include "care/pages/page_common.h"

static const Route ROUTES[] = {
	/* Everybody */
	{METHOD_GET, "/theme.css", NULL, "The council's colours", page_theme, 0},
	{METHOD_GET, "/privacy", NULL, "Privacy", page_privacy, 0},
	{METHOD_GET, "/accessibility", NULL, "Accessibility", page_accessibility, 0},
	{METHOD_GET, "/sign-in", NULL, "Sign in", page_sign_in, 0},
	{METHOD_POST, "/sign-in", NULL, "Sign in", page_sign_in_post, 0},
	{METHOD_POST, "/sign-out", "", "Sign out", page_sign_out_post, 0},
};

const Route *site_routes(size_t *count)
{
	*count = sizeof ROUTES / sizeof ROUTES[0];
	return ROUTES;
}
