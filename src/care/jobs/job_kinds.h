/* What each kind of job does. Apart from jobs.h, which knows no room. */
#ifndef KITH_CARE_JOBS_JOB_KINDS_H
#define KITH_CARE_JOBS_JOB_KINDS_H

#include "care/jobs/jobs.h"

const JobKind *job_kinds(size_t *count);

#endif
