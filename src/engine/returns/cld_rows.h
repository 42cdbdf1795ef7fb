/* Single rows of files read again: what a list of rows found earlier shows of them. */
#ifndef KITH_ENGINE_RETURNS_CLD_ROWS_H
#define KITH_ENGINE_RETURNS_CLD_ROWS_H

#include "engine/returns/cld_columns.h"
#include "engine/returns/cld_pass.h"

typedef struct CldPlace {
	uint32_t file;
	uint32_t row; /* as a spreadsheet counts: the header is row 1 */
} CldPlace;

/* Calls use once for each of the places, which ascend by file and row, each once; row lives during the call. A place that is
 * no row of the return, or in a file that is none, is left out. STATUS_FAILED when a file cannot be read. */
typedef void CldUseRow(void *context, size_t place, const CldRow *row);
Status cld_rows_read(const CldFile *files, size_t file_count, const CldPlace *places, size_t count, CldUseRow *use,
	void *context) MUST_USE;

#endif
