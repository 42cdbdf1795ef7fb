/* Every component on one page, for whoever writes a page or judges how one looks. */
#include "care/administration/page_administration.h"

#include "care/administration/page_parts.h"
#include "web/gallery.h"

void page_components(const Request *request, Response *response)
{
	Problems problems = problems_make(request->arena);
	Html out = html_make(request->arena);
	(void)problems_add(&problems, (Problem){.field = S("washing"), .message = S("Say whether you can wash yourself")});
	bit_paragraph(&out, S("What pages are made of, with invented content. Nothing here is kept, and every link leads back here."));
	component_problems(&out, &problems);
	html_element(&out, "h2", ATTRIBUTES({"class", S("govuk-heading-l")}), S("For staff"));
	gallery_staff_parts(&out, &(GallerySort){.sort = request_query(request, S("sort")),
		.direction = request_query(request, S("direction"))});
	html_element(&out, "h2", ATTRIBUTES({"class", S("govuk-heading-l")}), S("For the public"));
	gallery_public_parts(&out, &problems);
	page_staff(request, response, (StaffPage){.title = S("Components"), .identity = gallery_identity(request->arena),
		.content = html_finish(&out)}, S("/components"));
}
