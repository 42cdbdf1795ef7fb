#include "care/jobs/jobs.h"

#include "base/log.h"
#include "care/jobs/jobs.sql.h"

Status job_add_in(CareWrite *write, const JobNew *wanted)
{
	return sql_job_insert_run(write->connection, &(JobInsertArguments){
		.id = id_make(write->care->ids, write->care->arena), .kind = wanted->kind, .unique_key = wanted->key,
		.due_at = wanted->due_at, .payload = wanted->payload});
}

Status outbox_add_in(CareWrite *write, const OutboxNew *wanted)
{
	Str id = id_make(write->care->ids, write->care->arena);
	Status status = sql_outbox_insert_run(write->connection, &(OutboxInsertArguments){
		.id = id, .kind = wanted->kind, .unique_key = wanted->key,
		.person = str_is_empty(wanted->person) ? (Str){0} : wanted->person, .payload = wanted->payload,
		.created_at = write->now});
	if (status != STATUS_OK)
		return status;
	return sql_outbox_delivery_insert_run(write->connection, &(OutboxDeliveryInsertArguments){.id = id,
		.work = str_is_empty(wanted->work) ? (Str){0} : wanted->work, .at = write->now});
}

typedef struct Running {
	Str owner;
	const JobDueRow *job;
	const JobKind *kind;
} Running;

static Status lease_in(CareWrite *write, void *context)
{
	const Running *running = context;
	Status status = sql_job_lease_run(write->connection, &(JobLeaseArguments){.id = running->job->id,
		.owner = running->owner, .until = write->now + JOBS_LEASE_SECONDS * INSTANT_SECOND, .now = write->now});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("job/lease"), .subject_kind = S("job"),
		.subject = running->job->id});
}

static Status run_in(CareWrite *write, void *context)
{
	const Running *running = context;
	/* A kind that nobody runs here waits for a program that does. */
	Status status = running->kind == NULL ? STATUS_NOT_FOUND : running->kind->run(write, running->job->payload);
	if (status == STATUS_OK)
		status = sql_job_done_run(write->connection, &(JobDoneArguments){.id = running->job->id,
			.owner = running->owner, .done_at = write->now});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("job/done"), .subject_kind = S("job"),
		.subject = running->job->id});
}

static Status put_back_in(CareWrite *write, void *context)
{
	const Running *running = context;
	Status status = sql_job_failed_run(write->connection, &(JobFailedArguments){.id = running->job->id,
		.owner = running->owner, .due_at = write->now + JOBS_RETRY_MINUTES * INSTANT_MINUTE,
		.error = S("it did not succeed; the log has the detail")});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("job/failed"), .subject_kind = S("job"),
		.subject = running->job->id});
}

static const JobKind *kind_of(const JobKind *kinds, size_t count, Str kind)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_from_c(kinds[i].kind), kind))
			return &kinds[i];
	return NULL;
}

static Status run_one(Care *care, Running *running, int64_t *done)
{
	Status status = care_write(care, lease_in, running);
	if (status == STATUS_STALE)
		return STATUS_OK; /* another process has it */
	if (status == STATUS_OK)
		status = care_write(care, run_in, running);
	if (status == STATUS_OK) {
		*done += 1;
		return STATUS_OK;
	}
	log_line(LOG_WARNING, "jobs", "job=%.*s kind=%.*s status=%s", STR_ARG(running->job->id),
		STR_ARG(running->job->kind), status_name(status));
	return care_write(care, put_back_in, running);
}

Status jobs_run_due(Care *care, Str owner, const JobKind *kinds, size_t kind_count, int64_t *done)
{
	JobDueRow *rows = NULL;
	size_t count = 0;
	int64_t finished = 0;
	if (!care->all_permissions)
		return STATUS_REFUSED;
	Status status = sql_job_due_list(care->reader, care->arena, &(JobDueArguments){.now = care_now(care)}, &rows,
		&count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Running running = {.owner = owner, .job = &rows[i], .kind = kind_of(kinds, kind_count, rows[i].kind)};
		status = run_one(care, &running, &finished);
	}
	if (done != NULL)
		*done = finished;
	return status;
}
