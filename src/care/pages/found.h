/* People that were found, as a table: for search, for duplicates before somebody new, for matching a request. */
#ifndef KITH_CARE_PAGES_FOUND_H
#define KITH_CARE_PAGES_FOUND_H

#include "care/pages/bits.h"
#include "care/person/person.h"

/* The last column of each row whose record is open; NULL: none. */
typedef struct FoundAction {
	Markup (*make)(const void *context, const Person *person);
	const void *context;
	Str title;
} FoundAction;

void found_table(Care *care, Html *out, Str caption, const PersonFound *found, size_t count,
	const FoundAction *action);
/* What is known of somebody, as a search: name, birth date, postcode. */
Str found_typed(Arena *arena, Str name, Str born, Str postcode);

#endif
