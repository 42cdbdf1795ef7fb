/* What the pages about measures share: sentences with blanks filled in, charts of a history, tables. Only for the files
 * of this folder.
 */
#ifndef KITH_CARE_INSIGHT_PAGE_MEASURE_PARTS_H
#define KITH_CARE_INSIGHT_PAGE_MEASURE_PARTS_H

#include "care/insight/published.h"
#include "care/pages/pages.h"
#include "web/charts/charts.h"

/* A sentence of the practice by id ("measures.title"). */
Str measure_say(const Care *care, const char *id);

typedef struct MeasureBlank {
	const char *name;
	Str value;
} MeasureBlank;
/* The same with its {{blanks}} filled; the list ends with a NULL name. */
Str measure_say_with(const Care *care, const char *id, const MeasureBlank *blanks);
#define BLANKS(...) ((const MeasureBlank[]){__VA_ARGS__, {NULL, {0}}})

Str measure_finding(const Care *care, const MeasureHistory *history);         /* "53.0% in 2022/23" */
Str measure_direction_words(const Care *care, const MeasureHistory *history); /* "Up since 2021/22" */
Str measure_standing_sentence(const Care *care, const MeasureHistory *history); /* "Better than England (74.9% in 2020/21)" */
/* Both in words, each with its shape before it. */
void measure_signs(Html *out, const Care *care, const MeasureHistory *history);

/* The chart of a history. small: one of many. */
void measure_chart(Html *out, const Care *care, const MeasureHistory *history, ChartWidth width, bool small);
ChartScale measure_chart_scale(const Measure *measure);
/* Its figures as a table. */
void measure_table(Html *out, const Care *care, const MeasureHistory *history);
/* Adds its figures to a file, after the header when it is asked for. */
void measure_file_write(Buffer *file, const Care *care, const MeasureHistory *history, bool with_header);

#endif
