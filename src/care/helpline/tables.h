/* The figures of the helpline as tables: the page shows them, a file holds them. No HTML. */
#ifndef KITH_CARE_HELPLINE_TABLES_H
#define KITH_CARE_HELPLINE_TABLES_H

#include "care/helpline/helpline.h"

enum { HELPLINE_COLUMNS_MAX = 11 };

typedef struct HelplineCell {
	Str text;  /* "1 min 20 s" */
	Str raw;   /* for the file: "80"; empty: as text */
	Str list;  /* "reason/equipment": the list behind the figure; empty: none */
} HelplineCell;

typedef struct HelplineColumn {
	Str title;
	Str name; /* in the file: "wait_median_seconds" */
} HelplineColumn;

typedef struct HelplineTable {
	Str code; /* of its address */
	Str title;
	const HelplineColumn *columns;
	size_t column_count;
	HelplineCell (*rows)[HELPLINE_COLUMNS_MAX];
	size_t row_count;
} HelplineTable;

enum { HELPLINE_TABLES_MAX = 9, INTERPRETING_TABLES = 3, FORMAT_TABLES = 2 };
/* Month, hour, weekday, line, reason, outcome, who called, language, calls back: those that have something in them. months is
 * of the period, at most HELPLINE_MONTHS. */
size_t helpline_tables(const Care *care, const Helpline *helpline, HelplineTable out[HELPLINE_TABLES_MAX]);
/* By month, by language, and where bookings stand. */
size_t interpreting_tables(const Care *care, Date from, Date to, const HelplineInterpreting *rows, size_t count,
	HelplineTable out[INTERPRETING_TABLES]);

/* Formats of information and help with forms that people want who got in touch; those that have something in them. */
size_t format_tables(const Care *care, const Helpline *helpline, HelplineTable out[FORMAT_TABLES]);

typedef struct HelplineSum {
	int64_t offered;
	int64_t answered;
	int64_t gave_up;
	int64_t wait_median;  /* seconds, of calls that were answered; of two in the middle the longer; -1: none */
	int64_t wait_longest; /* of all; -1: none */
	int64_t talk_median;
} HelplineSum;
/* Of the calls that keep says yes to; NULL: all. */
typedef bool (*HelplineKeep)(const HelplineCall *call, const void *context);
HelplineSum helpline_sum(Arena *arena, const Helpline *helpline, HelplineKeep keep, const void *context);

/* How the figures of a contact or a booking are grouped: its value for "reason", "outcome", "from", "language",
 * "referral"; "none" where there is none. Empty Str: no such grouping. */
Str helpline_value_of(const Care *care, const HelplineContact *contact, Str by);
/* The words for such a value. */
Str helpline_value_words(const Care *care, Str by, Str value);
/* What a language is filed under: the code, or "none" where it was never asked or is no code of the list. */
Str helpline_language(const Care *care, Str language);

/* "1 min 20 s"; an en dash for -1. */
Str helpline_seconds(Arena *arena, int64_t seconds);
/* "12.5%"; an en dash of nothing. */
Str helpline_share(Arena *arena, int64_t part, int64_t whole);
/* "October 2026" */
Str helpline_month(Arena *arena, Date first);
/* The first of the month in which a day lies. */
Date helpline_month_start(Date day);

#endif
