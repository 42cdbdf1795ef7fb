/* Who did what, when and why: written with the act, chained afterwards, and proved whole on demand. */
#include <assert.h>

#include "base/hash.h"
#include "base/log.h"
#include "store/audit.sql.h"
#include "store/driver.h"
#include "store/store.sql.h"

enum {
	AUDIT_SEAL_ROWS_MAX = 10000,
	AUDIT_SEAL_ROWS_AT_ONCE = 100, /* in one work: whoever saves or looks meanwhile waits for no more than these */
};
#define AUDIT_SEAL_LEASE (15 * INSTANT_SECOND)

static Str integer_text(Arena *arena, int64_t integer)
{
	return str_format(arena, "%lld", (long long)integer);
}

/* Over every column but the hash itself, in the table's order. */
static Str own_hash(Arena *arena, const AuditAddArguments *row)
{
	const Str parts[] = {row->id, integer_text(arena, row->at), row->actor, row->action, row->subject_kind,
		row->subject,
		row->person, row->reason, row->before_hash, row->after_hash, row->detail};
	return hash_parts(arena, parts, sizeof parts / sizeof parts[0]);
}

static Str chain_hash(Arena *arena, Str before, int64_t sequence, Str audit_id, Str own)
{
	const Str parts[] = {before, integer_text(arena, sequence), audit_id, own};
	return hash_parts(arena, parts, sizeof parts / sizeof parts[0]);
}

static Status add_people(StoreConnection *write, const AuditAddArguments *row, const StoreAudit *entry)
{
	Status status = STATUS_OK;
	for (size_t from = 0; status == STATUS_OK && from < entry->people_count; from += STORE_LIST_LENGTH) {
		size_t rest = entry->people_count - from;
		status = sql_audit_of_person_add_run(write, &(AuditOfPersonAddArguments){.audit_id = row->id, .at = row->at,
			.people = entry->people + from, .people_count = rest < STORE_LIST_LENGTH ? rest : STORE_LIST_LENGTH});
	}
	return status;
}

Status store_audit(StoreConnection *write, const StoreAudit *entry)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	AuditAddArguments row = {
		.id = id_make(store_of(write)->options.ids, &arena),
		.at = entry->at,
		.actor = entry->actor,
		.action = entry->action,
		.subject_kind = entry->subject_kind,
		.subject = entry->subject,
		.person = entry->person,
		.reason = entry->reason,
		.before_hash = entry->before_hash,
		.after_hash = entry->after_hash,
		.detail = entry->detail,
	};
	row.own_hash = own_hash(&arena, &row);
	Status status = sql_audit_add_run(write, &row);
	if (status == STATUS_OK)
		status = sql_audit_waiting_add_run(write, &(AuditWaitingAddArguments){.audit_id = row.id});
	if (status == STATUS_OK)
		status = add_people(write, &row, entry);
	if (status == STATUS_OK)
		write->audited = true;
	arena_clear(&arena);
	return status;
}

typedef struct Sealing {
	Arena arena;
	int64_t limit;
	int64_t sealed;
} Sealing;

static Status seal_rows(StoreConnection *write, Sealing *sealing, AuditSealLastRow last)
{
	AuditWaitingListRow *rows = NULL;
	size_t count = 0;
	Status status = sql_audit_waiting_list_list(write, &sealing->arena,
		&(AuditWaitingListArguments){.limit_rows = sealing->limit}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		last.sequence++;
		last.chain_hash = chain_hash(&sealing->arena, last.chain_hash, last.sequence, rows[i].audit_id,
			rows[i].own_hash);
		status = sql_audit_seal_add_run(write, &(AuditSealAddArguments){
			.sequence = last.sequence,
			.audit_id = rows[i].audit_id,
			.chain_hash = last.chain_hash,
		});
		if (status == STATUS_OK)
			status = sql_audit_waiting_remove_run(write, &(AuditWaitingRemoveArguments){.audit_id = rows[i].audit_id});
		sealing->sealed++;
	}
	return status;
}

static Status seal(StoreConnection *write, void *context)
{
	Sealing *sealing = context;
	AuditSealLastRow last = {0};
	bool held = false;
	arena_reset(&sealing->arena);
	sealing->sealed = 0;
	Status status = store_lease_in_work(write, S("audit-seal"), AUDIT_SEAL_LEASE, &held);
	if (status != STATUS_OK || !held)
		return status;
	status = sql_audit_seal_last_one(write, &sealing->arena, &last);
	if (status == STATUS_NOT_FOUND)
		status = STATUS_OK; /* the first link stands on nothing */
	return status == STATUS_OK ? seal_rows(write, sealing, last) : status;
}

Status store_audit_seal(Store *store, int64_t limit, int64_t *sealed)
{
	assert(limit > 0 && limit <= AUDIT_SEAL_ROWS_MAX);
	Sealing sealing = {0};
	int64_t done = 0;
	Status status = STATUS_OK;
	arena_init(&sealing.arena, ARENA_REQUEST_BYTES_MAX);
	do {
		sealing.limit = limit - done < AUDIT_SEAL_ROWS_AT_ONCE ? limit - done : AUDIT_SEAL_ROWS_AT_ONCE;
		status = store_write_house(store, seal, &sealing);
		done += status == STATUS_OK ? sealing.sealed : 0;
	} while (status == STATUS_OK && sealing.sealed == AUDIT_SEAL_ROWS_AT_ONCE && done < limit);
	if (sealed != NULL)
		*sealed = done;
	arena_clear(&sealing.arena);
	return status;
}

typedef struct Verifying {
	Arena *arena; /* the caller's: keeps what the report says */
	Arena scratch;
	Arena link;   /* holds the last link while scratch is emptied */
	Str chain;
	StoreVerifyReport *report;
} Verifying;

static Status break_at(Verifying *verifying, int64_t sequence, Str audit_id, Str reason)
{
	StoreVerifyReport *report = verifying->report;
	report->broken_sequence = sequence;
	report->broken_audit_id = str_copy(verifying->arena, audit_id);
	report->broken_reason = reason;
	return STATUS_INVALID;
}

static Status verify_link(const AuditChainRow *row, void *context)
{
	Verifying *verifying = context;
	StoreVerifyReport *report = verifying->report;
	int64_t expected = report->sealed_rows + 1;
	arena_reset(&verifying->scratch);
	if (row->sequence != expected)
		return break_at(verifying, expected, row->audit_id, S("a link of the chain was removed"));
	if (row->id.data == NULL)
		return break_at(verifying, expected, row->audit_id, S("a row of the audit was removed"));
	AuditAddArguments columns = {.id = row->id, .at = row->at, .actor = row->actor, .action = row->action,
		.subject_kind = row->subject_kind, .subject = row->subject, .person = row->person, .reason = row->reason,
		.before_hash = row->before_hash, .after_hash = row->after_hash, .detail = row->detail};
	if (!hash_equal(own_hash(&verifying->scratch, &columns), row->own_hash))
		return break_at(verifying, expected, row->audit_id, S("a row of the audit was changed"));
	Str chain = chain_hash(&verifying->scratch, verifying->chain, expected, row->audit_id, row->own_hash);
	if (!hash_equal(chain, row->chain_hash))
		return break_at(verifying, expected, row->audit_id,
			S("a link of the chain does not follow from the one before"));
	report->sealed_rows++;
	arena_reset(&verifying->link);
	verifying->chain = str_copy(&verifying->link, chain);
	return STATUS_OK;
}

static Status verify_waiting(const AuditTailRow *row, void *context)
{
	Verifying *verifying = context;
	int64_t place = verifying->report->sealed_rows + 1;
	arena_reset(&verifying->scratch);
	if (row->id.data == NULL)
		return break_at(verifying, place, row->audit_id, S("a row of the audit was removed before it was sealed"));
	AuditAddArguments columns = {.id = row->id, .at = row->at, .actor = row->actor, .action = row->action,
		.subject_kind = row->subject_kind, .subject = row->subject, .person = row->person, .reason = row->reason,
		.before_hash = row->before_hash, .after_hash = row->after_hash, .detail = row->detail};
	if (!hash_equal(own_hash(&verifying->scratch, &columns), row->own_hash))
		return break_at(verifying, place, row->audit_id, S("a row of the audit was changed before it was sealed"));
	verifying->report->unsealed_rows++;
	return STATUS_OK;
}

static Status verify_chain(StoreConnection *connection, Verifying *verifying)
{
	AuditStrangerRow stranger = {0};
	Status status = sql_audit_chain_each(connection, verify_link, verifying);
	if (status == STATUS_OK)
		status = sql_audit_tail_each(connection, verify_waiting, verifying);
	if (status != STATUS_OK)
		return status;
	status = sql_audit_stranger_one(connection, verifying->arena, &stranger);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	return status != STATUS_OK ? status : break_at(verifying, verifying->report->sealed_rows + 1, stranger.id,
		S("a row of the audit was put in behind the program's back"));
}

Status store_verify(Store *store, Arena *arena, StoreVerifyReport *out)
{
	*out = (StoreVerifyReport){0};
	Verifying verifying = {.arena = arena, .report = out};
	arena_init(&verifying.scratch, ARENA_REQUEST_BYTES_MAX);
	arena_init(&verifying.link, ARENA_REQUEST_BYTES_MAX);
	StoreConnection *connection = store_maintenance(store);
	DatabaseDamageRow damage = {0};
	Status sound = sql_database_damage_one(connection, &verifying.scratch, &damage);
	out->database_sound = sound == STATUS_OK && damage.damage == 0;
	Status status = sound == STATUS_OK ? verify_chain(connection, &verifying) : sound;
	out->head_hash = str_copy(arena, verifying.chain);
	arena_clear(&verifying.scratch);
	arena_clear(&verifying.link);
	if (status == STATUS_OK && !out->database_sound)
		status = STATUS_INVALID;
	return status;
}
