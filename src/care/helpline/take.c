/* A call that somebody has just answered. */
#include "care/helpline/helpline.h"

#include "care/helpline/helpline.sql.h"

static Status mark_in(CareWrite *write, Str work)
{
	Status status = sql_helpline_contact_insert_run(write->connection, &(HelplineContactInsertArguments){.work = work,
		.answered_at = write->now});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("helpline/answered"),
		.subject_kind = S("work"), .subject = work});
}

static Status take_in(CareWrite *write, void *context)
{
	Str *work = context;
	Status status = work_open_in(write, &(WorkNew){.pathway = S("contact"), .user = write->care->actor,
		.team = write->care->actor_team}, work);
	return status == STATUS_OK ? mark_in(write, *work) : status;
}

Status helpline_take_call(Care *care, Str *work)
{
	Status status = care_require(care, S("contact-record"));
	return status == STATUS_OK ? care_write(care, take_in, work) : status;
}

static Status mark_alone_in(CareWrite *write, void *context)
{
	return mark_in(write, *(const Str *)context);
}

Status helpline_mark_call(Care *care, Str work)
{
	Work found = {0};
	Status status = care_require(care, S("contact-record"));
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK && !str_equal(found.pathway->id, S("contact")))
		status = STATUS_NOT_FOUND;
	return status == STATUS_OK ? care_write(care, mark_alone_in, &found.id) : status;
}
