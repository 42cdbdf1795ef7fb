/* Every component once, with invented content: what /components shows and the tests look at.
 *
 * Knows no request; its forms lead nowhere.
 */
#ifndef KITH_WEB_GALLERY_H
#define KITH_WEB_GALLERY_H

#include "web/components/components.h"

/* The order of the list of open work, which its heads ask for: "?sort=work" or "?sort=due", "&direction=down". Anything else
 * stands for most late first. */
typedef struct GallerySort {
	Str sort;
	Str direction;
} GallerySort;

/* What staff see: lists, filters, the timeline, charts. */
void gallery_staff_parts(Html *out, const GallerySort *sort);
void gallery_charts(Html *out);
/* The bar over a person's record. */
Markup gallery_identity(Arena *memory);
/* What the public sees: messages, questions, lists. A problem of the field "washing" is shown at its question. */
void gallery_public_parts(Html *out, const Problems *problems);

#endif
