#include "care/care.h"

#include <assert.h>

#include "base/hash.h"

static Care care_make(Store *store, StoreConnection *reader, Arena *arena, const Clock *clock, IdSource *ids,
	const Practice *practice)
{
	return (Care){
		.store = store,
		.reader = reader,
		.arena = arena,
		.clock = clock,
		.ids = ids,
		.practice = practice,
		.problems = problems_make(arena),
	};
}

Care care_system(Store *store, StoreConnection *reader, Arena *arena, const Clock *clock, IdSource *ids,
	const Practice *practice)
{
	Care care = care_make(store, reader, arena, clock, ids, practice);
	care.actor = S("system");
	care.actor_name = S("Kith");
	care.all_permissions = true;
	return care;
}

Care care_public(Store *store, StoreConnection *reader, Arena *arena, const Clock *clock, IdSource *ids,
	const Practice *practice)
{
	Care care = care_make(store, reader, arena, clock, ids, practice);
	care.actor = S("public");
	care.actor_name = S("A resident");
	return care;
}

bool care_may(const Care *care, Str permission)
{
	if (care->all_permissions)
		return true;
	for (size_t i = 0; i < care->permission_count; i++)
		if (str_equal(care->permissions[i], permission))
			return true;
	return false;
}

Status care_require(const Care *care, Str permission)
{
	return care_may(care, permission) ? STATUS_OK : STATUS_REFUSED;
}

typedef struct WriteCall {
	Care *care;
	CareWork work;
	void *context;
	Problems before;
} WriteCall;

static Status run_work(StoreConnection *connection, void *context)
{
	WriteCall *call = context;
	call->care->problems = call->before; /* run again after a lost race, it says each thing once */
	CareWrite write = {
		.care = call->care,
		.connection = connection,
		.now = clock_now(call->care->clock),
		.today = clock_today(call->care->clock),
	};
	return call->work(&write, call->context);
}

Status care_write(Care *care, CareWork work, void *context)
{
	WriteCall call = {.care = care, .work = work, .context = context, .before = care->problems};
	return store_write(care->store, run_work, &call);
}

static Str hash_or_empty(Arena *arena, Str value)
{
	return str_is_empty(value) ? (Str){0} : hash_text(arena, value);
}

Status care_audit(CareWrite *write, const CareAudit *audit)
{
	Arena *arena = write->care->arena;
	return store_audit(write->connection, &(StoreAudit){
		.actor = write->care->actor,
		.at = write->now,
		.action = audit->action,
		.subject_kind = audit->subject_kind,
		.subject = audit->subject,
		.person = audit->person,
		.reason = audit->reason,
		.before_hash = hash_or_empty(arena, audit->before),
		.after_hash = hash_or_empty(arena, audit->after),
		.detail = audit->detail,
		.people = audit->people,
		.people_count = audit->people_count,
	});
}

typedef struct ReadRow {
	Str purpose;
	const Str *people;
	size_t count;
} ReadRow;

static Str people_json(Arena *arena, const Str *people, size_t count)
{
	Buffer buffer = buffer_make(arena, (size_t)64 * 1024 * 1024);
	buffer_add(&buffer, S("{\"people\":["));
	for (size_t i = 0; i < count; i++) {
		buffer_add(&buffer, i > 0 ? S(",\"") : S("\""));
		buffer_add(&buffer, people[i]);
		buffer_add(&buffer, S("\""));
	}
	buffer_add(&buffer, S("]}"));
	return buffer_str(&buffer);
}

Status care_audit_read_in(CareWrite *write, Str purpose, const Str *people, size_t count)
{
	bool one = count == 1;
	assert(purpose.length > 0 && count > 0);
	return care_audit(write, &(CareAudit){
		.action = one ? S("person/read") : S("people/read"),
		.subject_kind = S("person"),
		.subject = one ? people[0] : (Str){0},
		.person = one ? people[0] : (Str){0},
		.reason = purpose,
		.detail = one ? (Str){0} : people_json(write->care->arena, people, count),
		.people = people,
		.people_count = one ? 0 : count,
	});
}

static Status write_read_row(CareWrite *write, void *context)
{
	const ReadRow *row = context;
	return care_audit_read_in(write, row->purpose, row->people, row->count);
}

Status care_audit_read(Care *care, Str purpose, const Str *people, size_t count)
{
	assert(purpose.length > 0);
	Str *known = ARENA_ARRAY(care->arena, Str, count + 1);
	size_t used = 0;
	for (size_t i = 0; i < count; i++)
		if (!str_is_empty(people[i]))
			known[used++] = people[i];
	ReadRow row = {.purpose = purpose, .people = known, .count = used};
	return used == 0 ? STATUS_OK : care_write(care, write_read_row, &row);
}

Date care_today(const Care *care)
{
	return clock_today(care->clock);
}

Instant care_now(const Care *care)
{
	return clock_now(care->clock);
}

static const Practice *release_at(const Care *care, StoreConnection *reader, Str hash)
{
	if (str_is_empty(hash) || care->release_find == NULL || str_equal(hash, practice_hash(care->practice)))
		return care->practice;
	const Practice *found = care->release_find(care->release_context, reader, hash);
	return found == NULL ? care->practice : found;
}

const Practice *care_release(const Care *care, Str hash)
{
	return release_at(care, care->reader, hash);
}

const Practice *care_release_in(const CareWrite *write, Str hash)
{
	return release_at(write->care, NULL, hash);
}
