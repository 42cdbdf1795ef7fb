/* Which of several processes does what only one should. */
#include "base/log.h"
#include "store/driver.h"
#include "store/store.sql.h"

typedef struct LeaseWanted {
	Str name;
	int64_t length_microseconds;
	bool *held;
} LeaseWanted;

Status store_lease_in_work(StoreConnection *write, Str name, int64_t length_microseconds, bool *held)
{
	Store *store = store_of(write);
	Instant now = clock_now(store->options.clock);
	int64_t changed = 0;
	Status status = sql_lease_take_run_counting(write, &(LeaseTakeArguments){
		.name = name,
		.owner = store->owner,
		.until = now + length_microseconds,
		.at = now,
		.too_far = now + length_microseconds + INSTANT_DAY,
	}, &changed);
	*held = status == STATUS_OK && changed > 0;
	return status;
}

static Status take_lease(StoreConnection *write, void *context)
{
	const LeaseWanted *wanted = context;
	return store_lease_in_work(write, wanted->name, wanted->length_microseconds, wanted->held);
}

Status store_lease(Store *store, Str name, int64_t length_microseconds, bool *held)
{
	LeaseWanted wanted = {.name = name, .length_microseconds = length_microseconds, .held = held};
	*held = false;
	return store_write_house(store, take_lease, &wanted);
}

static Status drop_leases(StoreConnection *write, void *context)
{
	const Store *store = context;
	return sql_lease_drop_run(write, &(LeaseDropArguments){.owner = store->owner});
}

void store_leases_drop(Store *store)
{
	/* What cannot be given back runs out by itself. */
	Status status = store_write_house(store, drop_leases, store);
	if (status != STATUS_OK)
		log_line(LOG_NOTE, "store", "leases not given back status=%s", status_name(status));
}
