/* What is given once, and what conditions may ask of somebody's lines. */
#include "care/service/service.h"

#include "care/service/service.sql.h"

const Question *service_order_question(const Practice *practice, Str kind)
{
	size_t count = 0;
	const Question *const *questions = practice_questions(practice, &count);
	for (size_t i = 0; i < count; i++) {
		Str id = questions[i]->id;
		bool same = id.length == kind.length && questions[i]->type == QUESTION_MONEY;
		for (size_t c = 0; same && c < id.length; c++)
			same = id.data[c] == (kind.data[c] == '-' ? '_' : kind.data[c]);
		if (same)
			return questions[i];
	}
	return NULL;
}

Status service_give_once_in(CareWrite *write, Str person, Str kind, Pence price, Str goal, Str plan_work)
{
	Arena *arena = write->care->arena;
	Str id = id_make(write->care->ids, arena);
	Str today = date_format(arena, write->today);
	Status status = sql_service_insert_run(write->connection, &(ServiceInsertArguments){.id = id, .person = person,
		.kind = kind, .units_hundredths = 100, .unit_cost_pence = price, .weekly_pence = 0,
		.mechanism = S("direct-payment"), .funding = S("council"), .goal = goal, .starts_on = today, .ends_on = today,
		.plan_work = plan_work, .created_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("service/give-once"), .subject_kind = S("service"), .subject = id,
		.person = person, .after = str_format(arena, "%.*s %lld", STR_ARG(kind), (long long)price)});
}

static void standing_add(ServiceStanding *standing, Str kind, Date starts, Date ends, Date day)
{
	standing->runs = standing->runs || (starts <= day && (ends == DATE_NONE || ends >= day));
	standing->after_reablement = standing->after_reablement || (str_equal(kind, S("reablement")) && ends != DATE_NONE
		&& ends >= starts && ends <= day - SERVICE_AFTER_REABLEMENT_DAYS);
}

ServiceStanding service_standing(const Service *services, size_t count, Date day)
{
	ServiceStanding standing = {0};
	for (size_t i = 0; i < count; i++)
		standing_add(&standing, services[i].kind_id, services[i].starts_on, services[i].ends_on, day);
	return standing;
}

Status service_standing_in(CareWrite *write, Str person, ServiceStanding *out)
{
	ServicesAllInRow *rows = NULL;
	size_t count = 0;
	*out = (ServiceStanding){0};
	Status status = sql_services_all_in_list(write->connection, write->care->arena,
		&(ServicesAllInArguments){.current_id = person}, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Date starts = DATE_NONE;
		Date ends = DATE_NONE;
		if (date_parse(rows[i].starts_on, &starts) != STATUS_OK)
			continue;
		if (date_parse(rows[i].ends_on, &ends) != STATUS_OK)
			ends = DATE_NONE;
		standing_add(out, rows[i].kind, starts, ends, write->today);
	}
	return status;
}
