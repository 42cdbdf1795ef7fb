/* Adult social care Client Level Data: one row of the return, its header, how both are written.
 *
 * Fifty columns in the order of data/cld/fields.csv; code lists in data/cld/codes.csv, each value with the release of
 * the specification it belongs to and where it was read; data/cld/map.csv brings our codes to the return's strings.
 * What a row must hold to: cld_judge.h.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_ROW_H
#define KITH_ENGINE_RETURNS_CLD_ROW_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/money.h"
#include "base/problems.h"

typedef enum CldField {
	CLD_LA_CODE,
	CLD_REPORTING_PERIOD_START_DATE,
	CLD_REPORTING_PERIOD_END_DATE,
	CLD_NHS_NUMBER,
	CLD_LA_PERSON_UNIQUE_IDENTIFIER,
	CLD_FIRST_NAME,
	CLD_LAST_NAME,
	CLD_GP_PRACTICE_NAME,
	CLD_GP_PRACTICE_CODE,
	CLD_GENDER,
	CLD_ETHNICITY,
	CLD_DATE_OF_BIRTH,
	CLD_DATE_OF_DEATH,
	CLD_CLIENT_TYPE,
	CLD_PRIMARY_SUPPORT_REASON,
	CLD_POSTCODE,
	CLD_ACCOMMODATION_STATUS,
	CLD_EMPLOYMENT_STATUS,
	CLD_HAS_UNPAID_CARER,
	CLD_AUTISM_SPECTRUM_DISORDER,
	CLD_VISUAL_IMPAIRMENT,
	CLD_HEARING_IMPAIRMENT,
	CLD_DEMENTIA,
	CLD_CLIENT_FUNDING_STATUS,
	CLD_EVENT_TYPE,
	CLD_EVENT_REFERENCE,
	CLD_EVENT_START_DATE,
	CLD_EVENT_END_DATE,
	CLD_EVENT_DESCRIPTION,
	CLD_EVENT_OUTCOME,
	CLD_ROUTE_OF_ACCESS,
	CLD_ASSESSMENT_TYPE,
	CLD_ELIGIBLE_NEEDS_IDENTIFIED,
	CLD_METHOD_OF_ASSESSMENT,
	CLD_TOTAL_HRS_CARING_PER_WEEK,
	CLD_NUMBER_OF_ADULTS_BEING_CARED_FOR,
	CLD_ADULT_1_LINKED_PERSON_ID,
	CLD_ADULT_2_LINKED_PERSON_ID,
	CLD_ADULT_3_LINKED_PERSON_ID,
	CLD_SERVICE_TYPE,
	CLD_SERVICE_COMPONENT,
	CLD_DELIVERY_MECHANISM,
	CLD_PROVIDER_CQC_LOCATION_NAME,
	CLD_PROVIDER_CQC_LOCATION_ID,
	CLD_REVIEW_REASON,
	CLD_REVIEW_OUTCOMES_ACHIEVED,
	CLD_METHOD_OF_REVIEW,
	CLD_UNIT_COST,
	CLD_COST_FREQUENCY,
	CLD_PLANNED_UNITS_PER_WEEK,
	CLD_FIELD_COUNT
} CldField;

typedef enum CldKind {
	CLD_KIND_TEXT, CLD_KIND_DATE, CLD_KIND_LIST, CLD_KIND_INTEGER, CLD_KIND_DECIMAL, CLD_KIND_NHS_NUMBER,
	CLD_KIND_LA_CODE
} CldKind;

/* The event that a column belongs to; it must be empty in rows of another event. */
typedef enum CldEvent { CLD_EVENT_ANY, CLD_EVENT_REQUEST, CLD_EVENT_ASSESSMENT, CLD_EVENT_SERVICE, CLD_EVENT_REVIEW }
	CldEvent;

typedef struct CldFieldRule {
	Str name;      /* the exact header */
	CldKind kind;
	Str list;      /* in codes.csv; empty for a list whose values are not published */
	CldEvent event;
} CldFieldRule;

const CldFieldRule *cld_field_rule(CldField field);

/* Every value as it stands in the file; empty when blank. */
typedef struct CldRow {
	Str values[CLD_FIELD_COUNT];
} CldRow;

void cld_set_date(CldRow *row, Arena *arena, CldField field, Date date);       /* dd/mm/yyyy; DATE_NONE is blank */
void cld_set_integer(CldRow *row, Arena *arena, CldField field, int64_t value);
/* 1250 hundredths is 12.50: pence of a unit cost, hundredths of planned units. */
void cld_set_hundredths(CldRow *row, Arena *arena, CldField field, int64_t hundredths);

/* Lines end with LF; fields are quoted only where they must be. */
void cld_write_header(Buffer *out);
void cld_write_row(Buffer *out, const CldRow *row);

/* ---- Code lists and our codes. ---- */

typedef struct CldCode {
	Str list;
	Str value;
	Str release; /* "R1", "R2", "R1+R2", "R2 (partial)"… */
} CldCode;

typedef struct CldCodes {
	const CldCode *items;
	size_t count;
} CldCodes;

typedef struct CldMapEntry {
	Str question; /* ours */
	Str code;
	Str list;
	Str value;
	Str release;
} CldMapEntry;

typedef struct CldMap {
	const CldMapEntry *items;
	size_t count;
} CldMap;

/* Read data/cld/codes.csv and data/cld/map.csv; problems name the line. Texts are copied into arena. */
Status cld_codes_load(CldCodes *out, Arena *arena, Str file, Str csv, Problems *problems) MUST_USE;
Status cld_map_load(CldMap *out, Arena *arena, Str file, Str csv, Problems *problems) MUST_USE;
/* The return's string for our answer; R2 before R1, for some lists are known in R1 alone. False when there is none. */
bool cld_map_find(const CldMap *map, Str question, Str code, Str *out);

/* dd/mm/yyyy, and nothing else. */
Status cld_date_parse(Str text, Date *out) MUST_USE;

#endif
