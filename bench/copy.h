/* Brings a record that was made on SQLite to PostgreSQL as it is, table by table, with COPY: half a million people one
 * statement at a time would be waiting for the wire and nothing else.
 */
#ifndef KITH_BENCH_COPY_H
#define KITH_BENCH_COPY_H

#include "store/store.h"

/* from is open; address names an empty database of ours whose tables stand. Its planner's statistics are made. rows may
 * be NULL. */
Status copy_record(Store *from, const StoreSchema *schema, Str address, int64_t *rows) MUST_USE;

#endif
