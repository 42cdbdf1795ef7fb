/* The directory of local help: what there is, where, and how far; bringing it in from a feed or a file; places.
 *
 * Nothing here is about a person: anybody may search. Bringing things in needs "directory-edit".
 * Changes with approval, checks and reports are in keeping.h, the open feed in feed.h. What is read, repaired and refused
 * stands in docs/directory.md.
 */
#ifndef KITH_CARE_DIRECTORY_DIRECTORY_H
#define KITH_CARE_DIRECTORY_DIRECTORY_H

#include "care/care.h"
#include "engine/geography/distance.h"

enum {
	DIRECTORY_PAGE_MAX = 50,
	DIRECTORY_WORDS_MAX = 8,             /* words of a search that count */
	DIRECTORY_LISTINGS_MAX = 20000,      /* of one council */
	DIRECTORY_NEAR_METRES_MAX = 80000,   /* further away is not near */
	DIRECTORY_FINDINGS_MAX = 20000,
};

/* --- bringing in ------------------------------------------------------------------------------------------------- */

/* One thing that was wrong with one row, and what was done about it. */
typedef struct DirectoryFinding {
	uint32_t row;  /* of a CSV file its line; of a feed the service's number in the list, from 1 */
	Str id;        /* as the source gave it; may be empty */
	Str name;
	Str field;
	Str wrong;     /* "The postcode \"ABC\" is not one of the United Kingdom." */
	Str done;      /* "It was left empty." */
	bool is_refused; /* the row was left out */
} DirectoryFinding;

typedef struct DirectoryReport {
	size_t read;
	size_t added;
	size_t changed;
	size_t unchanged;
	size_t kept;     /* different, but changed here with approval since: ours stays */
	size_t refused;
	size_t repaired; /* rows taken with at least one finding */
	DirectoryFinding *findings;
	size_t finding_count; /* at most DIRECTORY_FINDINGS_MAX are kept */
	size_t finding_capacity;
	size_t finding_total;
} DirectoryReport;

/* Brings in Open Referral UK JSON (3.0, or 1.0; one service, a list, or a page of a feed) or CSV, told apart by the
 * first character. All good rows come in, in batches; the same file again adds nothing (a row is known by source and
 * its own id). source names where it came from ("thurrock-demonstration"). STATUS_INVALID with care->problems when the
 * file as a whole cannot be read. */
Status directory_import(Care *care, Str file_name, Str text, Str source, DirectoryReport *out) MUST_USE;
/* The findings as CSV: row,id,name,field,wrong,done,outcome. */
Str directory_findings_csv(Arena *arena, const DirectoryReport *report);
/* Every listing as one page of an Open Referral UK 3.0 feed. */
Status directory_export(Care *care, Str *out) MUST_USE;

/* --- places ------------------------------------------------------------------------------------------------------ */

typedef enum PlacePrecision {
	PLACE_FULL,    /* the postcode itself */
	PLACE_SECTOR,  /* its sector, RM17 6: some streets */
	PLACE_OUTWARD, /* its outward code, RM17: a town or a part of one; never says whose resident somebody is */
} PlacePrecision;

typedef struct PlaceFound {
	Str asked;    /* as typed, in the one form: "RM17 6SL" */
	Str matched;  /* what was found: "RM17 6SL", "RM17 6" or "RM17" */
	PlacePrecision precision;
	GeoPoint place;
	Str ward;     /* code and name; empty unless the precision is full and the ward is known */
	Str ward_name;
	int64_t deprivation_tenth; /* of the ward, 1 is the most deprived; STORE_NULL_INTEGER when not known */
} PlaceFound;

/* STATUS_INVALID when it is no postcode, nor a part of one (RM17 6, RM17); STATUS_NOT_FOUND when even its outward code
 * is unknown. */
Status place_locate(Care *care, Str postcode, PlaceFound *out) MUST_USE;

/* The rings of the wards' outlines, for drawing: "latitude longitude" pairs in micro-degrees, parted by commas. */
Status directory_outlines(Care *care, Str **out, size_t *count) MUST_USE;

/* The small gazetteer of a demonstration: wards.csv, postcodes.csv and areas.csv of folder. Listings without a position
 * get their postcode's. */
Status directory_load_gazetteer(Care *care, Str folder) MUST_USE;
/* The same, and the invented listings of listings.csv when folder has them. STATUS_INVALID when one needs mending. */
Status directory_load_demonstration(Care *care, Str folder) MUST_USE;
/* A council's own: every postcodes_*.csv of folder, the wards' names and centres (wards.geojson), and the deprivation
 * tenths (imd2025_lsoa21.csv with lsoa21_ward24_lookup.csv). */
typedef struct GeographyReport {
	size_t postcodes;
	size_t sectors;
	size_t outward_codes;
	size_t wards;
	size_t refused; /* rows; care->problems names them */
} GeographyReport;
Status geography_import(Care *care, Str folder, GeographyReport *out) MUST_USE;

/* --- finding ----------------------------------------------------------------------------------------------------- */

/* What a listing is narrowed by: kind is one of DIRECTORY_FEATURE_KINDS, code one of lists/directory-<kind>.yaml. */
typedef struct DirectoryFeature {
	Str kind;
	Str code;
} DirectoryFeature;

enum { DIRECTORY_FEATURE_KIND_COUNT = 4, DIRECTORY_FEATURES_MAX = 40, DIRECTORY_STALE_MONTHS = 12 };
extern const Str DIRECTORY_FEATURE_KINDS[DIRECTORY_FEATURE_KIND_COUNT]; /* audience, cost, day, access */

typedef struct DirectoryQuery {
	Str words;     /* all must be found, as whole words or beginnings; one that nobody has is taken for the nearest that is known */
	const Str *categories; /* any of them; none: all */
	size_t category_count;
	const DirectoryFeature *features; /* all of them */
	size_t feature_count;
	Str organisation;       /* its id; empty: any */
	Instant modified_after; /* 0: any */
	bool any_status;        /* also what is inactive or defunct */
	bool by_id;             /* in the order of ids, which no check or distance changes */
	Str postcode;  /* orders by distance; an unreadable or unknown one gives place_status and the order without it */
	int64_t within_metres; /* 0: any distance; else only what is that near */
	size_t page;   /* from 1 */
	size_t page_size; /* 1 to DIRECTORY_PAGE_MAX */
} DirectoryQuery;

typedef struct DirectoryFound {
	Str id;
	Str name;
	Str organisation;
	Str description;
	Str url;       /* http or https, or empty; a page asks html_url_is_safe all the same */
	Str email;
	Str phone;
	Str status;    /* active, temporarily closed; a listing asked for by id may be inactive or defunct */
	Str fees;
	Str opening;
	Str assured_on;   /* the day that its source says it was checked; may be empty */
	Str checked_on;   /* the last day that anybody checked it, assured_on among them; may be empty */
	Str checked_by_kind; /* council, organisation, source; empty with checked_on */
	bool is_stale;    /* nobody has checked it for DIRECTORY_STALE_MONTHS */
	Str place_name; /* of the nearest place, or the first */
	Str address;
	Str postcode;
	int64_t latitude; /* micro-degrees of that place; STORE_NULL_INTEGER when not known */
	int64_t longitude;
	int64_t metres; /* in a straight line; -1 when not asked for or its place is not known */
	const Str *categories; /* codes, ours or the source's own */
	size_t category_count;
	const DirectoryFeature *features;
	size_t feature_count;
	Str organisation_id;
	Str source;
	Instant updated_at;
	int64_t version;
} DirectoryFound;

/* The page of results and how many there are in all. With a postcode nearest first (what has no place last), else by
 * how well the words fit, else by name. What is stale sinks: without a postcode below everything that is not, with one as
 * if it were twice as far away and half a mile more. *place_status is STATUS_OK, STATUS_INVALID or STATUS_NOT_FOUND, and
 * STATUS_OK when no postcode was given. */
typedef struct DirectoryAnswer {
	DirectoryFound *items;
	size_t count;
	size_t total;
	Status place_status;
	PlaceFound place;
	Str words_used; /* the words that were searched for, when one was taken for another; else empty */
} DirectoryAnswer;
Status directory_search(Care *care, const DirectoryQuery *query, DirectoryAnswer *out) MUST_USE;
/* The same search without its pages: all ids, with the place that counted (empty without a postcode). */
typedef struct DirectoryHit {
	Str id;
	Str location;
} DirectoryHit;
/* STATUS_INVALID and STATUS_NOT_FOUND when the postcode is. */
Status directory_search_ids(Care *care, const DirectoryQuery *query, DirectoryHit **out, size_t *count) MUST_USE;

/* The nearest listings of any of the categories (none: all), at most limit, nearest first: for results and letters.
 * STATUS_INVALID and STATUS_NOT_FOUND as place_locate; place may be NULL. */
Status directory_near(Care *care, Str postcode, const Str *categories, size_t category_count, size_t limit,
	PlaceFound *place, DirectoryFound **out, size_t *count) MUST_USE;

/* One listing, whatever its status. STATUS_NOT_FOUND when there is none. */
Status directory_listing(Care *care, Str id, DirectoryFound *out) MUST_USE;

#endif
