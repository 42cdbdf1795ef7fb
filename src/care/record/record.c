#include "care/record/record.h"

#include "care/upload/upload.h"
#include "care/work/work.h"

Status record_verify(Care *care, RecordVerifyReport *out)
{
	*out = (RecordVerifyReport){0};
	if (!care->all_permissions)
		return STATUS_REFUSED;
	Status status = store_verify(care->store, care->arena, &out->store);
	out->store_sound = status == STATUS_OK && out->store.database_sound;
	if (status != STATUS_OK && status != STATUS_INVALID)
		return status;
	status = person_verify_identities(care, &out->identities);
	if (status == STATUS_OK)
		status = work_verify(care, &out->works_checked, &out->works_differed);
	if (status == STATUS_OK)
		status = person_rebuild(care, &out->derived_checked, &out->derived_differed);
	if (status == STATUS_OK)
		status = uploads_verify(care, &out->files_checked, &out->files_differed);
	out->sound = status == STATUS_OK && out->files_differed == 0 && out->store_sound && out->derived_differed == 0
		&& out->works_differed == 0
		&& out->identities.wrong == 0 && out->identities.loose_people == 0 && out->identities.loose_rows == 0;
	return status;
}
