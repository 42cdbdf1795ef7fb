/* Agendas: putting papers on them, their order, and what became of them. */
#include "care/panel/panel.h"

#include "care/panel/panel.sql.h"
#include "care/plan/plan.h"

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

static WorkStage stage_of(Str code)
{
	for (int stage = WORK_WAITING; stage <= WORK_CANCELLED; stage++)
		if (str_equal(work_stage_code((WorkStage)stage), code))
			return (WorkStage)stage;
	return WORK_WAITING;
}

Status panel_agenda(Care *care, const CouncilPanel *panel, Date sits_on, PanelPaper **out, size_t *count)
{
	PanelAgendaRow *rows = NULL;
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = sql_panel_agenda_list(care->reader, care->arena, &(PanelAgendaArguments){.actor = care->actor,
			.panel = panel->id, .sits_on = date_format(care->arena, sits_on)}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PanelPaper, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (PanelPaper){.id = rows[i].id, .work = rows[i].work, .place = rows[i].place,
			.time = panel_time(care->arena, panel, (int64_t)i + 1), .open = rows[i].how == PERSON_OPEN,
			.reference = rows[i].reference, .pathway = practice_pathway(care->practice, rows[i].pathway),
			.title = rows[i].title, .stage = stage_of(rows[i].stage), .urgent = rows[i].urgent == 1,
			.submitted_by = rows[i].submitted_by, .submitted_name = rows[i].submitted_name, .person = rows[i].person,
			.name = rows[i].name, .owner_name = rows[i].owner, .heard_how = rows[i].heard_how,
			.version = rows[i].version};
	return STATUS_OK;
}

Status panel_sittings(Care *care, const CouncilPanel *panel, Date from_on, Date until_on, PanelSitting **out, size_t *count)
{
	PanelSittingsRow *rows = NULL;
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = sql_panel_sittings_list(care->reader, care->arena, &(PanelSittingsArguments){.actor = care->actor,
			.panel = panel->id, .from_on = date_format(care->arena, from_on),
			.until_on = date_format(care->arena, until_on)}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PanelSitting, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (PanelSitting){.sits_on = date_or_none(rows[i].sits_on), .papers = rows[i].papers,
			.heard = rows[i].heard};
	return STATUS_OK;
}

/* The kinds of work that any panel decides: at most sixteen, which the practice is far from. */
static size_t pathways_of(const Care *care, Str out[STORE_LIST_LENGTH])
{
	size_t panel_count = 0;
	size_t count = 0;
	const CouncilPanel *panels = practice_panels(care->practice, &panel_count);
	for (size_t i = 0; i < panel_count; i++)
		for (size_t k = 0; k < panels[i].pathway_count && count < STORE_LIST_LENGTH; k++) {
			bool known = false;
			for (size_t j = 0; j < count; j++)
				known = known || str_equal(out[j], panels[i].pathways[k]);
			if (!known)
				out[count++] = panels[i].pathways[k];
		}
	return count;
}

Status panel_unplaced(Care *care, PanelUnplaced **out, size_t *count)
{
	PanelUnplacedRow *rows = NULL;
	Str pathways[STORE_LIST_LENGTH];
	size_t pathway_count = pathways_of(care, pathways);
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = sql_panel_unplaced_list(care->reader, care->arena, &(PanelUnplacedArguments){.actor = care->actor,
			.pathways = pathways, .pathways_count = pathway_count,
			.today = date_format(care->arena, care_today(care))}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, PanelUnplaced, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (PanelUnplaced){.work = rows[i].work, .reference = rows[i].reference,
			.pathway = practice_pathway(care->practice, rows[i].pathway), .title = rows[i].title,
			.urgent = rows[i].urgent == 1, .due_on = date_or_none(rows[i].due_on),
			.submitted_name = rows[i].submitted_name, .person = rows[i].person, .name = rows[i].name};
	return STATUS_OK;
}

Status panel_place_of(Care *care, Str work, PanelPlace *out)
{
	PanelPaperOfWorkRow row = {0};
	PanelPaper *papers = NULL;
	size_t count = 0;
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = sql_panel_paper_of_work_one(care->reader, care->arena,
			&(PanelPaperOfWorkArguments){.actor = care->actor, .work = work}, &row);
	*out = (PanelPlace){.panel = practice_panel(care->practice, row.panel), .panel_id = row.panel,
		.sits_on = status == STATUS_OK ? date_or_none(row.sits_on) : DATE_NONE};
	if (status != STATUS_OK || out->panel == NULL)
		return status;
	status = panel_agenda(care, out->panel, out->sits_on, &papers, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_equal(papers[i].work, work))
			out->time = papers[i].time;
	return status;
}

/* --- putting papers on agendas --- */

/* At the end of the agenda; false in full when there is no room left. */
static Status put_in(CareWrite *write, Str work, const CouncilPanel *panel, Date sits_on, bool *full)
{
	Arena *arena = write->care->arena;
	PanelLastPlaceRow last = {0};
	Str day = date_format(arena, sits_on);
	Status status = sql_panel_last_place_one(write->connection, arena,
		&(PanelLastPlaceArguments){.panel = panel->id, .sits_on = day}, &last);
	*full = status == STATUS_OK && last.papers >= PANEL_PAPERS_MAX;
	if (status != STATUS_OK || *full)
		return status;
	status = sql_panel_paper_leave_run(write->connection, &(PanelPaperLeaveArguments){.work = work, .at = write->now,
		.by_actor = write->care->actor});
	if (status == STATUS_OK)
		status = sql_panel_paper_insert_run(write->connection, &(PanelPaperInsertArguments){
			.id = id_make(write->care->ids, arena), .work = work, .panel = panel->id, .sits_on = day,
			.place = last.place + 1, .placed_at = write->now, .placed_by = write->care->actor});
	return status;
}

static Status leaves_no_trace_in(CareWrite *write, Str person, bool *out)
{
	PanelTierInRow row = {0};
	Status status = sql_panel_tier_in_one(write->connection, write->care->arena,
		&(PanelTierInArguments){.person = person}, &row);
	*out = status == STATUS_OK && row.tier == PERSON_NO_TRACE;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static bool reaches(const CouncilPanel *panel, Pence weekly)
{
	return weekly <= panel->limit || weekly == 0;
}

Status panel_submitted_in(CareWrite *write, Str work, Str person, const Pathway *pathway, Pence weekly)
{
	const Practice *practice = write->care->practice;
	size_t count = 0;
	const CouncilPanel *panels = practice_panels(practice, &count);
	const CouncilPanel *panel = NULL;
	bool hidden = false;
	bool full = true;
	Date sits_on = write->today;
	for (size_t i = 0; i < count && panel == NULL; i++)
		if (panel_takes(&panels[i], pathway->id) && reaches(&panels[i], weekly))
			panel = &panels[i];
	if (panel == NULL || str_is_empty(person))
		return STATUS_OK;
	Status status = leaves_no_trace_in(write, person, &hidden);
	if (status != STATUS_OK || hidden)
		return status;
	status = panel_sitting_for_paper(practice, panel, write->today, &sits_on);
	for (int tries = 0; status == STATUS_OK && full && tries < PANEL_PAPERS_MAX; tries++) {
		status = put_in(write, work, panel, sits_on, &full);
		if (status == STATUS_OK && full)
			status = panel_sitting_from(practice, panel, sits_on + 1, &sits_on);
	}
	/* A year without bank holidays on file, or a panel that does not sit: the work waits, and the panels' page says so. */
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

Status panel_heard_in(CareWrite *write, Str work, Str how)
{
	return sql_panel_paper_heard_run(write->connection, &(PanelPaperHeardArguments){.work = work, .at = write->now,
		.how = how});
}

Status panel_ended_in(CareWrite *write, Str work)
{
	return sql_panel_paper_leave_run(write->connection, &(PanelPaperLeaveArguments){.work = work, .at = write->now,
		.by_actor = write->care->actor});
}

typedef struct Putting {
	Str work;
	Str person;
	const CouncilPanel *panel;
	Date sits_on;
} Putting;

static Status refuse(Care *care, Str message)
{
	return problems_add(&care->problems, (Problem){.field = S("sitting"), .message = message});
}

static Status put_work_in(CareWrite *write, void *context)
{
	const Putting *putting = context;
	bool hidden = false;
	bool full = false;
	Status status = leaves_no_trace_in(write, putting->person, &hidden);
	if (status == STATUS_OK && hidden)
		status = refuse(write->care, S("This record leaves no trace to others, so it stands on no agenda: decide it on its own "
			"page."));
	if (status == STATUS_OK)
		status = put_in(write, putting->work, putting->panel, putting->sits_on, &full);
	if (status == STATUS_OK && full)
		status = refuse(write->care, S("This sitting is full. Choose another day."));
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("panel-paper-put"), .subject_kind = S("work"),
		.subject = putting->work, .person = putting->person,
		.detail = str_format(write->care->arena, "{\"panel\":\"%.*s\",\"sits_on\":\"%.*s\"}", STR_ARG(putting->panel->id),
			STR_ARG(date_format(write->care->arena, putting->sits_on)))});
}

/* What the work that was sent up costs a week. */
static Status weekly_of(Care *care, const Work *work, Pence *out)
{
	PanelContent content = {0};
	*out = 0;
	if (!form_asks(work->pathway->form, S("plan_lines")))
		return STATUS_OK;
	Status status = panel_content(care, work->id, &content);
	*out = content.weekly;
	return status;
}

static Status check_sitting(Care *care, const Work *work, const CouncilPanel *panel, Date sits_on)
{
	bool sits = false;
	Pence weekly = 0;
	if (work->stage != WORK_AWAITING_APPROVAL)
		return refuse(care, S("This does not wait for a decision."));
	if (!panel_takes(panel, work->pathway->id))
		return refuse(care, str_format(care->arena, "%.*s does not decide about this.", STR_ARG(panel->title)));
	if (sits_on < care_today(care))
		return refuse(care, S("That day is over. Choose a sitting to come."));
	Status status = panel_sits_on(care->practice, panel, sits_on, &sits);
	if (status == STATUS_NOT_FOUND || (status == STATUS_OK && !sits))
		return refuse(care, str_format(care->arena, "%.*s does not sit on %.*s.", STR_ARG(panel->title),
			STR_ARG(date_format_words(care->arena, sits_on))));
	if (status == STATUS_OK)
		status = weekly_of(care, work, &weekly);
	if (status == STATUS_OK && !reaches(panel, weekly))
		return refuse(care, str_format(care->arena, "This costs %.*s a week. %.*s decides up to %.*s a week.",
			STR_ARG(money_format(care->arena, weekly)), STR_ARG(panel->title),
			STR_ARG(money_format(care->arena, panel->limit))));
	return status;
}

Status panel_put(Care *care, Str work, const CouncilPanel *panel, Date sits_on)
{
	Work found = {0};
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	if (status == STATUS_OK)
		status = check_sitting(care, &found, panel, sits_on);
	Putting putting = {.work = found.id, .person = found.person, .panel = panel, .sits_on = sits_on};
	return status == STATUS_OK ? care_write(care, put_work_in, &putting) : status;
}

static Status take_off_in(CareWrite *write, void *context)
{
	const Work *work = context;
	PanelPaperGetInRow row = {0};
	Status status = sql_panel_paper_get_in_one(write->connection, write->care->arena,
		&(PanelPaperGetInArguments){.work = work->id}, &row);
	if (status == STATUS_OK)
		status = sql_panel_paper_leave_run(write->connection, &(PanelPaperLeaveArguments){.work = work->id,
			.at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("panel-paper-taken-off"), .subject_kind = S("work"),
		.subject = work->id, .person = work->person});
}

Status panel_take_off(Care *care, Str work)
{
	Work found = {0};
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = work_find(care, work, &found);
	return status == STATUS_OK ? care_write(care, take_off_in, &found) : status;
}

typedef struct Moving {
	Work work;
	bool later;
} Moving;

static Status move_in(CareWrite *write, void *context)
{
	const Moving *moving = context;
	Arena *arena = write->care->arena;
	PanelPaperGetInRow row = {0};
	PanelNeighbourInRow other = {0};
	Status status = sql_panel_paper_get_in_one(write->connection, arena,
		&(PanelPaperGetInArguments){.work = moving->work.id}, &row);
	if (status != STATUS_OK)
		return status;
	status = sql_panel_neighbour_in_one(write->connection, arena, &(PanelNeighbourInArguments){.panel = row.panel,
		.sits_on = row.sits_on, .place = row.place, .after = moving->later ? 1 : 0}, &other);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status == STATUS_OK)
		status = sql_panel_paper_place_put_run(write->connection, &(PanelPaperPlacePutArguments){.id = row.id,
			.version = row.version, .place = other.place});
	if (status == STATUS_OK)
		status = sql_panel_paper_place_put_run(write->connection, &(PanelPaperPlacePutArguments){.id = other.id,
			.version = other.version, .place = row.place});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("panel-paper-moved"), .subject_kind = S("work"),
		.subject = moving->work.id, .person = moving->work.person});
}

Status panel_move(Care *care, Str work, bool later)
{
	Moving moving = {.later = later};
	Status status = care_require(care, S("plan-approve"));
	if (status == STATUS_OK)
		status = work_find(care, work, &moving.work);
	return status == STATUS_OK ? care_write(care, move_in, &moving) : status;
}
