/* The header of a file: which column is which of the fifty, in any order. */
#ifndef KITH_ENGINE_RETURNS_CLD_COLUMNS_H
#define KITH_ENGINE_RETURNS_CLD_COLUMNS_H

#include "engine/returns/cld_row.h"
#include "engine/returns/cld_scan.h"

typedef struct CldColumns {
	uint8_t field[CLD_COLUMNS_MAX]; /* CldField; CLD_FIELD_COUNT for a column that is not of the return */
	size_t count;                   /* columns of the file */
	bool here[CLD_FIELD_COUNT];
	size_t found;                   /* of the fifty */
} CldColumns;

typedef enum CldHeaderFault {
	CLD_HEADER_UNKNOWN,  /* a column that is not of the return */
	CLD_HEADER_NEAR,     /* nearly the name of one: taken as that one */
	CLD_HEADER_REPEATED, /* a second one of that name; its values are not read */
	CLD_HEADER_MISSING,  /* field says which */
} CldHeaderFault;

typedef void CldHeaderSink(void *context, CldHeaderFault fault, size_t column, Str name, CldField field);

/* Tells the sink, which may be NULL, what is wrong; column counts from 1, 0 for a missing one. A name that differs in letter
 * case, spacing or a few letters stands for the field when no other column bears the right one. */
void cld_columns_read(CldColumns *out, const CldRecord *header, CldHeaderSink *sink, void *context);

/* The fifty in their order, as we write them. */
CldColumns cld_columns_all(void);

/* The record as a row of fifty; what the file does not have is blank. */
void cld_columns_row(const CldColumns *columns, const CldRecord *record, CldRow *out);

#endif
