/* The installation counted: what an administrator should look at. */
#include "care/administration/administration.h"

#include "care/administration/administration.sql.h"

enum { LATE_MINUTES = 10 };

Status administration_installation(Care *care, Installation *out)
{
	InstallationCountsRow row = {0};
	Instant now = care_now(care);
	Status status = care_require(care, S("users-edit"));
	if (status == STATUS_OK)
		status = sql_installation_counts_one(care->reader, care->arena, &(InstallationCountsArguments){
			.today = date_format(care->arena, care_today(care)), .now = now, .day_ago = now - INSTANT_DAY,
			.ten_minutes_ago = now - LATE_MINUTES * INSTANT_MINUTE}, &row);
	*out = (Installation){.accounts = row.accounts, .without_factor = row.without_factor,
		.administrators = row.administrators, .administrators_without = row.administrators_without, .no_role = row.no_role,
		.sessions = row.sessions, .refused = row.refused, .unsealed_old = row.unsealed_old, .late_jobs = row.late_jobs,
		.failing_jobs = row.failing_jobs};
	return status;
}
