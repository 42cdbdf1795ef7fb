/* What the public may send, and where it is afterwards. */
#include "care/front/front.h"

#include "care/front/front.sql.h"

static const FrontKind KINDS[] = {
	{.pathway = S_INIT("self-assessment"), .words = S_INIT("start"), .result = FRONT_RESULT_ADULT},
	{.code = S_INIT("carer"), .pathway = S_INIT("carer-self-assessment"), .words = S_INIT("start-carer"),
		.result = FRONT_RESULT_CARER},
	{.code = S_INIT("someone"), .pathway = S_INIT("on-behalf"), .words = S_INIT("start-someone"),
		.result = FRONT_RESULT_RECEIVED, .by_helper = true},
	{.code = S_INIT("worry"), .pathway = S_INIT("report-concern"), .words = S_INIT("start-worry"),
		.result = FRONT_RESULT_RECEIVED, .by_helper = true, .about_danger = true},
	{.code = S_INIT("equipment"), .pathway = S_INIT("equipment-request"), .words = S_INIT("start-equipment"),
		.result = FRONT_RESULT_EQUIPMENT},
};
enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0], PROGRESS_DEPTH_MAX = 6 };

const FrontKind *front_kind(Str code)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_equal(KINDS[i].code, code))
			return &KINDS[i];
	return NULL;
}

const FrontKind *front_kind_of_pathway(Str pathway)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_equal(KINDS[i].pathway, pathway))
			return &KINDS[i];
	return NULL;
}

/* How far a piece of work has brought the request, while it is open. Work that is not here tells nothing. */
static const struct { Str pathway; FrontStep step; } STEPS[] = {
	{S_INIT("contact"), FRONT_READING}, {S_INIT("safeguarding-concern"), FRONT_READING},
	{S_INIT("needs-assessment"), FRONT_TALKING}, {S_INIT("carers-assessment"), FRONT_TALKING},
	{S_INIT("occupational-therapy-assessment"), FRONT_TALKING}, {S_INIT("equipment-self-assessment"), FRONT_TALKING},
	{S_INIT("minor-adaptation"), FRONT_PLANNING},
	{S_INIT("support-plan"), FRONT_PLANNING}, {S_INIT("funding-request"), FRONT_PLANNING},
	{S_INIT("brokerage"), FRONT_PLANNING}, {S_INIT("dp-setup"), FRONT_PLANNING}, {S_INIT("review"), FRONT_RUNNING},
	{S_INIT("reablement"), FRONT_RUNNING},
};

static bool step_of(Str pathway, FrontStep *step)
{
	for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++)
		if (str_equal(STEPS[i].pathway, pathway)) {
			*step = STEPS[i].step;
			return true;
		}
	return false;
}

typedef struct Looking {
	const FrontRequest *request;
	FrontProgress progress;
} Looking;

/* The child that says most: the earliest step that is still open, else the furthest that is done. */
static const FrontChildrenRow *child_of(const FrontChildrenRow *rows, size_t count)
{
	const FrontChildrenRow *best = NULL;
	FrontStep best_step = FRONT_RECEIVED;
	for (size_t i = 0; i < count; i++) {
		FrontStep step = FRONT_RECEIVED;
		bool open = !str_equal(rows[i].stage, S("finished"));
		if (!step_of(rows[i].pathway, &step) || str_equal(rows[i].stage, S("cancelled")))
			continue;
		bool best_open = best != NULL && !str_equal(best->stage, S("finished"));
		bool better = best == NULL || (open && !best_open) || (open == best_open && (open ? step < best_step
			: step > best_step));
		if (!better)
			continue;
		best = &rows[i];
		best_step = step;
	}
	return best;
}

static void progress_take(Looking *looking, const FrontChildrenRow *row)
{
	FrontProgress *progress = &looking->progress;
	bool waits = str_equal(row->stage, S("waiting"));
	bool done = str_equal(row->stage, S("finished"));
	FrontStep step = FRONT_RECEIVED;
	(void)step_of(row->pathway, &step); /* child_of took only these */
	*progress = (FrontProgress){.step = done ? FRONT_FINISHED : step == FRONT_READING && waits ? FRONT_RECEIVED : step,
		.worker = done || looking->request->kind->by_helper ? (Str){0} : row->worker, .due_on = DATE_NONE};
	if (!done && date_parse(row->due_on, &progress->due_on) != STATUS_OK)
		progress->due_on = DATE_NONE;
}

static Status look_in(CareWrite *write, void *context)
{
	Looking *looking = context;
	Str work = looking->request->work;
	looking->progress = (FrontProgress){.step = FRONT_RECEIVED, .due_on = DATE_NONE};
	for (int depth = 0; depth < PROGRESS_DEPTH_MAX; depth++) {
		FrontChildrenRow *rows = NULL;
		size_t count = 0;
		Status status = sql_front_children_list(write->connection, write->care->arena,
			&(FrontChildrenArguments){.work = work}, &rows, &count);
		if (status != STATUS_OK)
			return status;
		const FrontChildrenRow *child = child_of(rows, count);
		if (child == NULL)
			return STATUS_OK;
		progress_take(looking, child);
		if (looking->progress.step != FRONT_FINISHED || looking->request->kind->by_helper)
			return STATUS_OK;
		work = child->id;
	}
	return STATUS_OK;
}

Status front_progress(Care *care, const FrontRequest *request, FrontProgress *out)
{
	Looking looking = {.request = request};
	Status status = care_write(care, look_in, &looking);
	*out = looking.progress;
	return status;
}
