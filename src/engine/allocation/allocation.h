/* The resource allocation table: from answers about daily life to a first, indicative weekly figure.
 *
 * Not a decision: the final budget must be enough to meet eligible needs, and a person agrees it. The table is dated
 * data of the council (boroughs/common/allocation.yaml); this engine holds no point and no price of its own.
 *
 * Units: points in hundredths of a point, money in pence a week, shares in whole per cent, times in minutes.
 *
 * The sum, in order:
 *  1. Points of each ability: those of its answer. When the person's days differ, the usual day plus half the extra of
 *     the bad day (half up to the hundredth); a bad day that is lighter adds and takes nothing.
 *  2. Help from family, ability by ability: points x share x factor of the helper's own answer, rounded down to the
 *     hundredth. Several helpers of one area add up to at most all of it. Who was not asked counts nothing.
 *  3. Each group is cut to its cap, after the help came off, so that a worse level can never lower the figure.
 *  4. Being alone is a floor: the larger of the groups together and the points of the time alone.
 *  5. Two helpers: the groups marked for it count once more, on top of 4.
 *  6. Marginal bands: points in the band x pence a point, half up to the penny for each band.
 *     Pence a point = price of an hour x minutes a point / 60 x per cent of the band, half up to the penny.
 *  7. Night, less the night help (rounded down to the penny).
 *  8. The total goes up to the next whole pound.
 * The same sum is made without any family help: that is what is owed if the help ends.
 *
 * Six worked persons, checked to the penny, stand in tests/unit/engine/test_allocation.c.
 */
#ifndef KITH_ENGINE_ALLOCATION_ALLOCATION_H
#define KITH_ENGINE_ALLOCATION_ALLOCATION_H

#include "base/date.h"
#include "base/money.h"
#include "base/problems.h"
#include "engine/explanation.h"

enum {
	ALLOCATION_GROUPS_MAX = 12,
	ALLOCATION_ABILITIES_MAX = 60,
	ALLOCATION_OPTIONS_MAX = 12,  /* an ability, the time alone, the night, the carry-on answers */
	ALLOCATION_BANDS_MAX = 12,
	ALLOCATION_HELP_MAX = 60,
	ALLOCATION_POINTS_MAX = 100000, /* 1,000 points, the most one answer may carry */
	ALLOCATION_NO_CAP = -1
};

/* ---- The table. Each struct is one mapping in allocation.yaml; the field's name is the key. ---- */

typedef struct AllocationOption {
	Str code;       /* the answer's code: with-help */
	int32_t points; /* hundredths; in YAML a decimal: 7 or 7.5 */
} AllocationOption;

typedef struct AllocationAbility {
	Str question; /* question id: washing */
	Str label;    /* staff words, for the lines */
	Str group;    /* id of an AllocationGroup */
	Str area;     /* the area of informal help that lightens it: hygiene */
	const AllocationOption *options; /* every code that the question may have, nought points included */
	size_t option_count;
} AllocationAbility;

typedef struct AllocationGroup {
	Str id;    /* P */
	Str label; /* personal care */
	int32_t cap;              /* hundredths; ALLOCATION_NO_CAP when absent from the file */
	bool twice_with_two_helpers;
} AllocationGroup;

typedef struct AllocationBand {
	int32_t up_to;   /* hundredths, ascending; INT32_MAX in the last band (absent from the file) */
	int32_t percent; /* of the price of an hour; never more than the band before, 0 to 100 */
} AllocationBand;

/* What a night answer costs a week: times x minutes at the hourly price, or times x price. */
typedef struct AllocationNight {
	Str code;        /* once */
	int32_t times;   /* nights a week; 0 for none */
	int32_t minutes; /* a time, at the price of an hour; 0 when a price is given */
	Pence price;     /* a night; 0 when minutes are given */
} AllocationNight;

/* How much of the help counts, by the helper's own answer. */
typedef struct AllocationFactor {
	Str code;        /* yes, with-support, no, not-asked */
	int32_t percent; /* 0 to 100 */
} AllocationFactor;

/* What a person outside the council is shown. */
typedef enum AllocationShow {
	ALLOCATION_SHOW_RANGE, /* range: the default */
	ALLOCATION_SHOW_FIGURE,/* figure: only with fit_published */
	ALLOCATION_SHOW_OFF    /* off */
} AllocationShow;

typedef struct AllocationTable {
	Str id;    /* kith-default-2026 */
	Date from; /* first day of use; an old budget keeps the table it was made with */
	Str source;/* where points and prices come from, in words */
	Pence hour_price;
	int32_t minutes_per_point;
	const AllocationGroup *groups;
	size_t group_count;
	const AllocationAbility *abilities;
	size_t ability_count;
	Str alone_question; /* safe_alone */
	Str alone_area;     /* company */
	const AllocationOption *alone; /* points of each answer */
	size_t alone_count;
	Str night_question; /* night_help */
	Str night_area;     /* night */
	const AllocationNight *nights;
	size_t night_count;
	const AllocationFactor *factors; /* must hold not-asked at 0 */
	size_t factor_count;
	const AllocationBand *bands;
	size_t band_count;
	Pence round_up_to;         /* 100: whole pounds */
	Pence compare_above;       /* above it a line asks to compare ways of living; 0 for never. Never a cap. */
	Str compare_source;
	AllocationShow show;
	Str fit_published;         /* where the council published how the table fits real plans, by group; empty if not */
	int32_t range_down_percent;/* the range shown runs from figure - down % to figure + up %, */
	int32_t range_up_percent;  /* rounded outwards to */
	Pence range_round_to;      /* 1000: ten pounds */
} AllocationTable;

/* Everything that must hold for a table before it is used: known groups, ascending bands that never rise in price,
 * a factor of nought for not-asked, positive prices, limits. STATUS_INVALID with problems that name the field. */
Status allocation_table_check(const AllocationTable *table, Problems *problems) MUST_USE;

/* ---- The person. ---- */

typedef struct AllocationAnswer {
	Str question;
	Str code;         /* empty or unknown counts as not answered */
	Str bad_day_code; /* read only when days_differ */
	bool does_not_apply; /* the question is not asked of this person (no child in the home): no points, not missing */
	Str by;           /* who answered, for the line */
	Date on;          /* when; DATE_NONE when unknown */
} AllocationAnswer;

typedef struct AllocationHelp {
	Str helper;    /* how the line names the helper */
	Str area;
	int32_t share; /* per cent of the area that the helper does: 0 to 100 */
	Str carry_on;  /* the helper's own answer, asked in private; empty is not-asked */
} AllocationHelp;

typedef enum AllocationTwoHelpers {
	ALLOCATION_TWO_HELPERS_NO,      /* answered no, or the question does not arise for this person */
	ALLOCATION_TWO_HELPERS_YES,
	ALLOCATION_TWO_HELPERS_UNKNOWN  /* it arises and nobody has answered: no figure yet */
} AllocationTwoHelpers;

typedef struct AllocationCase {
	bool days_differ; /* ups_and_downs is not steady */
	AllocationTwoHelpers two_helpers;
	const AllocationAnswer *answers; /* in any order; those the table does not know are passed over */
	size_t answer_count;
	const AllocationHelp *help;
	size_t help_count;
} AllocationCase;

/* ---- The result. ---- */

typedef struct AllocationGroupSum {
	Str id;
	int32_t points;        /* hundredths, before the cap */
	int32_t capped_points; /* after it */
} AllocationGroupSum;

typedef struct AllocationSum {
	AllocationGroupSum groups[ALLOCATION_GROUPS_MAX]; /* in the table's order */
	int32_t alone_points;
	int32_t second_helper_points;
	int32_t points; /* all that is paid for: hundredths */
	Pence bands[ALLOCATION_BANDS_MAX];
	Pence night;
	Pence exact;    /* to the penny */
	Pence total;    /* up to the whole pound */
} AllocationSum;

typedef struct AllocationResult {
	bool has_figure;       /* false while anything is missing: then no sum below is to be read */
	const Str *missing;    /* question ids; "washing (bad day)" for the second answer of a day that differs */
	size_t missing_count;
	AllocationSum agreed;       /* with the help that its giver agreed to */
	AllocationSum without_help; /* what is owed if the help ends */
	AllocationShow show;        /* what may be shown outside: figure falls back to range until the fit is published */
	Pence range_low;
	Pence range_high;
	bool compare_ways_of_living;
	Explanation lines;
} AllocationResult;

/* Computes result; memory from arena, texts of table and person borrowed. The table must have passed the check.
 * STATUS_INVALID with problems when an answer, an area, a share or a carry-on code is not one the table knows;
 * missing answers are no error: result->has_figure is false and result->missing names them. */
Status allocation_compute(Arena *arena, const AllocationTable *table, const AllocationCase *person,
	Problems *problems, AllocationResult *result) MUST_USE;

/* Pence that a full point costs in band number band. */
Pence allocation_band_price(const AllocationTable *table, size_t band);

#endif
