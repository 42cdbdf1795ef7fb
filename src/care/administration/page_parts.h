/* What the administrator's pages share. Only for the files of this folder. */
#ifndef KITH_CARE_ADMINISTRATION_PAGE_PARTS_H
#define KITH_CARE_ADMINISTRATION_PAGE_PARTS_H

#include "care/access/access.h"
#include "care/pages/bits.h"
#include "practice/difference.h"

/* Ends the page: title, problems of the desk, breadcrumb to the index. */
void admin_page(const Request *request, Response *response, Str title, Html *content);
/* The page's beginning: its problems, its heading. */
void admin_begin(const Request *request, Html *out, Str title);

/* A date of three fields; empty fields are DATE_NONE. A date that does not exist is a problem of name-day. */
typedef struct AdminDate {
	Str name;
	Str day;
	Str month;
	Str year;
	Date date;
} AdminDate;
AdminDate admin_date_of(Arena *arena, Str name, Date date);
AdminDate admin_date_read(const Request *request, Str name, bool from_query);
void admin_date_field(const Request *request, Html *out, const AdminDate *date, Str legend, Str hint);

/* The hidden field "version" as sent; 0 when it is not a number. */
int64_t admin_version(const Request *request);
/* "Somebody changed this": a row for each field that differs, what stands now and what was typed. */
typedef struct AdminClash {
	Str field;
	Str theirs;
	Str yours;
} AdminClash;
void admin_clash(const Request *request, Html *out, const AdminClash *fields, size_t count);

/* The first twelve characters of a release's hash. */
Str admin_short_hash(Str hash);
/* What differs between two releases, thing by thing. */
void admin_changes_table(Html *out, Arena *arena, const PracticeDifference *difference, Str caption);

#endif
