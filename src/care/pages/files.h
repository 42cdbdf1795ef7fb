/* Files that were given, as lists on pages; and handing one out. */
#ifndef KITH_CARE_PAGES_FILES_H
#define KITH_CARE_PAGES_FILES_H

#include "care/pages/bits.h"
#include "care/upload/upload.h"

/* "PDF, 214 KB" */
Str file_words(Arena *arena, const Upload *upload);
/* A card with the files that came with a piece of work; nothing when there are none. */
Status files_of_work_show(Care *care, Html *out, Str work) MUST_USE;
/* To keep, never to show: an attachment, of its own type, in a sandbox should anything open it all the same. */
void file_hand_out(Response *response, Arena *arena, const Upload *upload);

#endif
