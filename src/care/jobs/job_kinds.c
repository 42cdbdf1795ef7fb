#include "care/jobs/job_kinds.h"

#include "care/front/front.h"
#include "care/insight/insight.h"
#include "care/person/person.h"
#include "care/waiting/waiting.h"
#include "care/work/work.h"

/* payload: "person/id", "place/id" or "work/id". A fact that was entered for a later day is current from that day. */
static Status run_fact_current(CareWrite *write, Str payload)
{
	return person_recompute_in(write, payload);
}

/* payload: a person's id. Access that was given for a time ends. */
static Status run_person_access(CareWrite *write, Str payload)
{
	return person_refresh_access_in(write, payload);
}

/* payload: a person's id. */
static Status run_review_due(CareWrite *write, Str payload)
{
	return work_open_in(write, &(WorkNew){.pathway = S("review"), .person = payload}, NULL);
}

/* payload: the id of a request of the public that may never have been sent. */
static Status run_request_unsent(CareWrite *write, Str payload)
{
	return front_expire_in(write, payload);
}

/* payload: work/step. Nobody has taken the work up. */
static Status run_work_escalate(CareWrite *write, Str payload)
{
	return work_escalate_in(write, payload);
}

/* payload: the id of the last person who is done, empty at the start. */
static Status run_search_tokens(CareWrite *write, Str payload)
{
	return person_retoken_in(write, payload);
}

/* payload: the last day of a month. Its measures are counted and kept. */
static Status run_measures_month(CareWrite *write, Str payload)
{
	return insight_keep_month_in(write, payload);
}

/* payload: work/step. Somebody still waits, and is told so. */
static Status run_waiting_letter(CareWrite *write, Str payload)
{
	return waiting_letter_in(write, payload);
}

const JobKind *job_kinds(size_t *count)
{
	static const JobKind KINDS[] = {
		{"fact-current", run_fact_current},
		{"person-access", run_person_access},
		{"review-due", run_review_due},
		{"request-unsent", run_request_unsent},
		{"work-escalate", run_work_escalate},
		{"waiting-letter", run_waiting_letter},
		{"search-tokens", run_search_tokens},
		{"measures-month", run_measures_month},
	};
	*count = sizeof KINDS / sizeof KINDS[0];
	return KINDS;
}
