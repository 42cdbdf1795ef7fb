#include "care/service/service.h"

#include "care/jobs/jobs.h"
#include "care/person/person.h"
#include "care/service/service.sql.h"

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

static Str null_if_empty(Str text)
{
	return str_is_empty(text) ? (Str){0} : text;
}

Status services_of(Care *care, Str person, Date from, Service **out, size_t *count)
{
	ServicesOfRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_services_of_list(care->reader, care->arena, &(ServicesOfArguments){.actor = care->actor,
			.person = person, .from_on = from == DATE_NONE ? S("") : date_format(care->arena, from)}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Service, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Service){
			.id = rows[i].id, .kind = practice_service_kind(care->practice, rows[i].kind), .kind_id = rows[i].kind,
			.provider = rows[i].provider, .provider_name = rows[i].provider_name,
			.units_hundredths = rows[i].units_hundredths, .unit_cost = rows[i].unit_cost_pence,
			.weekly = rows[i].weekly_pence, .mechanism = rows[i].mechanism, .funding = rows[i].funding,
			.goal = rows[i].goal, .starts_on = date_or_none(rows[i].starts_on),
			.ends_on = date_or_none(rows[i].ends_on), .end_reason = rows[i].end_reason,
			.plan_work = rows[i].plan_work, .follows = rows[i].follows, .version = rows[i].version};
	return STATUS_OK;
}

bool service_runs(const Service *service, Date day)
{
	return service->starts_on <= day && (service->ends_on == DATE_NONE || service->ends_on >= day);
}

Pence services_weekly(const Service *services, size_t count, Date day)
{
	Pence weekly = 0;
	for (size_t i = 0; i < count; i++)
		if (service_runs(&services[i], day))
			weekly += services[i].weekly;
	return weekly;
}

static bool line_same_need(const PlanLine *line, const ServicesOpenInRow *open)
{
	return str_equal(line->service_kind, open->kind) && str_equal(line->goal, open->goal);
}

static bool line_same_terms(const PlanLine *line, const ServicesOpenInRow *open)
{
	return line_same_need(line, open) && line->units_hundredths == open->units_hundredths
		&& line->unit_cost == open->unit_cost_pence && str_equal(line->provider, open->provider)
		&& str_equal(line->mechanism, open->mechanism);
}

typedef struct StartingPlan {
	Str person;
	Str plan_work;
	const PlanLine *lines;
	size_t line_count;
	const ServicesOpenInRow *open;
	size_t open_count;
	bool *kept; /* open lines that go on or are followed */
} StartingPlan;

/* A line that ends before its first day never ran: its last day is the one before, so that no sum counts it. */
static Status end_line_in(CareWrite *write, const ServicesOpenInRow *open, Date day, Str reason)
{
	Date started = date_or_none(open->starts_on);
	Date last = started != DATE_NONE && day < started ? started - 1 : day;
	return sql_service_end_run(write->connection, &(ServiceEndArguments){.id = open->id, .version = open->version,
		.ends_on = date_format(write->care->arena, last), .end_reason = reason});
}

static Status start_line_in(CareWrite *write, StartingPlan *starting, const PlanLine *line)
{
	Arena *arena = write->care->arena;
	Date starts = line->starts_on == DATE_NONE ? write->today : line->starts_on;
	Str follows = {0};
	for (size_t i = 0; i < starting->open_count; i++) {
		const ServicesOpenInRow *open = &starting->open[i];
		if (starting->kept[i] || !line_same_need(line, open))
			continue;
		starting->kept[i] = true;
		if (line_same_terms(line, open)) {
			bool same_end = line->ends_on == DATE_NONE || line->ends_on == date_or_none(open->ends_on);
			return same_end ? STATUS_OK : end_line_in(write, open, line->ends_on, S("as planned"));
		}
		follows = open->id;
		Status status = end_line_in(write, open, starts - 1, S("changed"));
		if (status != STATUS_OK)
			return status;
		break;
	}
	return sql_service_insert_run(write->connection, &(ServiceInsertArguments){
		.id = id_make(write->care->ids, arena), .person = starting->person, .kind = line->service_kind,
		.provider = null_if_empty(line->provider), .units_hundredths = line->units_hundredths,
		.unit_cost_pence = line->unit_cost, .weekly_pence = line->weekly, .mechanism = line->mechanism,
		.funding = S("council"), .goal = line->goal, .starts_on = date_format(arena, starts),
		.ends_on = null_if_empty(date_format(arena, line->ends_on)), .plan_work = null_if_empty(starting->plan_work),
		.follows = null_if_empty(follows), .created_at = write->now, .by_actor = write->care->actor});
}

static Status check_providers_in(CareWrite *write, const PlanLine *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ProviderKnownRow row = {0};
		if (str_is_empty(lines[i].provider))
			continue;
		Status status = sql_provider_known_one(write->connection, write->care->arena,
			&(ProviderKnownArguments){.provider = lines[i].provider}, &row);
		if (status == STATUS_NOT_FOUND)
			return problems_add(&write->care->problems, (Problem){.field = S("plan_lines"),
				.message = S("A line names a provider that is not on the register. Choose one from the list.")});
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

Status service_start_plan_in(CareWrite *write, Str person, Str plan_work, Str plan_lines)
{
	Care *care = write->care;
	PlanLine *lines = NULL;
	StartingPlan starting = {.person = person, .plan_work = plan_work};
	ServicesOpenInRow *open = NULL;
	Status status = plan_lines_read(care, plan_lines, &lines, &starting.line_count);
	if (status == STATUS_OK)
		status = check_providers_in(write, lines, starting.line_count);
	if (status == STATUS_OK)
		status = sql_services_open_in_list(write->connection, care->arena, &(ServicesOpenInArguments){
			.current_id = person, .today = date_format(care->arena, write->today)}, &open, &starting.open_count);
	if (status != STATUS_OK)
		return status;
	starting.lines = lines;
	starting.open = open;
	starting.kept = ARENA_ARRAY(care->arena, bool, starting.open_count + 1);
	for (size_t i = 0; status == STATUS_OK && i < starting.line_count; i++)
		if (str_equal(lines[i].how, S("service")))
			status = start_line_in(write, &starting, &lines[i]);
	for (size_t i = 0; status == STATUS_OK && i < starting.open_count; i++)
		if (!starting.kept[i])
			status = end_line_in(write, &open[i], write->today, S("no longer in the plan"));
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("service/start-plan"), .subject_kind = S("work"),
		.subject = plan_work, .person = person, .after = plan_lines});
}

Status service_end_all_in(CareWrite *write, Str person, Date day, Str reason)
{
	ServicesOpenInRow *open = NULL;
	size_t count = 0;
	Arena *arena = write->care->arena;
	Status status = sql_services_open_in_list(write->connection, arena,
		&(ServicesOpenInArguments){.current_id = person, .today = date_format(arena, day)}, &open, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = end_line_in(write, &open[i], day, reason);
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("service/end-all"), .subject_kind = S("person"),
		.subject = person, .person = person, .reason = reason});
}

typedef struct EndingAll {
	Str person;
	Date day;
	Str reason;
} EndingAll;

static Status end_all_in(CareWrite *write, void *context)
{
	const EndingAll *ending = context;
	return service_end_all_in(write, ending->person, ending->day, ending->reason);
}

Status service_end_all(Care *care, Str person, Date day, Str reason)
{
	Person found = {0};
	Status status = care_require(care, S("service-arrange"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status == STATUS_OK && found.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	EndingAll ending = {.person = found.id, .day = day, .reason = reason};
	return status == STATUS_OK ? care_write(care, end_all_in, &ending) : status;
}

typedef struct Ending {
	Str person;
	Str service;
	Date day;
	Str reason;
	int64_t version;
} Ending;

static Status end_in(CareWrite *write, void *context)
{
	const Ending *ending = context;
	Status status = sql_service_end_run(write->connection, &(ServiceEndArguments){.id = ending->service,
		.version = ending->version, .ends_on = date_format(write->care->arena, ending->day),
		.end_reason = ending->reason});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("service/end"), .subject_kind = S("service"),
		.subject = ending->service, .person = ending->person, .reason = ending->reason});
}

Status service_end(Care *care, Str person, Str service, Date day, Str reason, int64_t version)
{
	Person found = {0};
	Service *services = NULL;
	size_t count = 0;
	Status status = care_require(care, S("service-arrange"));
	if (status == STATUS_OK)
		status = person_find(care, person, &found);
	if (status == STATUS_OK && found.how != PERSON_OPEN)
		status = STATUS_REFUSED;
	if (status == STATUS_OK)
		status = services_of(care, found.id, DATE_NONE, &services, &count);
	if (status != STATUS_OK)
		return status;
	const Service *line = NULL;
	for (size_t i = 0; i < count; i++)
		if (str_equal(services[i].id, service))
			line = &services[i];
	if (line == NULL)
		return STATUS_NOT_FOUND;
	if (day == DATE_NONE || day < line->starts_on || str_is_empty(str_trim(reason)))
		return problems_add(&care->problems, (Problem){.field = S("ends_on"),
			.message = S("Give the last day, not before the first, and the reason.")});
	Ending ending = {.person = found.id, .service = service, .day = day, .reason = reason, .version = version};
	return care_write(care, end_in, &ending);
}

Status service_providers(Care *care, Provider **out, size_t *count)
{
	ProvidersListRow *rows = NULL;
	Status status = sql_providers_list_list(care->reader, care->arena, &(ProvidersListArguments){.most = 2000}, &rows,
		count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Provider, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (Provider){.id = rows[i].id, .name = rows[i].name, .kind = rows[i].kind};
	return STATUS_OK;
}

Status service_weekly_in(CareWrite *write, Str person, Pence *weekly)
{
	ServicesOpenInRow *open = NULL;
	size_t count = 0;
	Arena *arena = write->care->arena;
	*weekly = 0;
	if (str_is_empty(person))
		return STATUS_OK;
	Status status = sql_services_open_in_list(write->connection, arena,
		&(ServicesOpenInArguments){.current_id = person, .today = date_format(arena, write->today)}, &open, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		*weekly += open[i].weekly_pence;
	return status;
}

Status service_changes_in(CareWrite *write, Str person, Str work, ServiceChange **out, size_t *count)
{
	Arena *arena = write->care->arena;
	ServicesChangedInRow *rows = NULL;
	*out = NULL;
	*count = 0;
	if (str_is_empty(person))
		return STATUS_OK;
	Status status = sql_services_changed_in_list(write->connection, arena, &(ServicesChangedInArguments){
		.current_id = person, .work = work, .today = date_format(arena, write->today),
		.yesterday = date_format(arena, write->today - 1)}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(arena, ServiceChange, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (ServiceChange){.kind = rows[i].kind, .goal = rows[i].goal,
			.provider_name = rows[i].provider_name, .units_hundredths = rows[i].units_hundredths,
			.unit_cost = rows[i].unit_cost_pence, .starts_on = date_or_none(rows[i].starts_on),
			.ends_on = date_or_none(rows[i].ends_on)};
	return STATUS_OK;
}

Status service_provider_name_in(CareWrite *write, Str provider, Str *name)
{
	ProviderKnownRow row = {0};
	Status status = sql_provider_known_one(write->connection, write->care->arena,
		&(ProviderKnownArguments){.provider = provider}, &row);
	*name = row.name;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

typedef struct AddingProvider {
	Str name;
	Str kind;
	Str source;
	Str key;
	Str id;
} AddingProvider;

static Status add_provider_in(CareWrite *write, void *context)
{
	AddingProvider *adding = context;
	adding->id = id_make(write->care->ids, write->care->arena);
	Status status = sql_provider_insert_run(write->connection, &(ProviderInsertArguments){.id = adding->id,
		.name = adding->name, .kind = adding->kind, .source = adding->source, .original_id = adding->key,
		.updated_at = write->now});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("provider/add"), .subject_kind = S("organisation"),
		.subject = adding->id, .after = adding->name});
}

Status service_add_provider(Care *care, Str name, Str kind, Str source, Str key, Str *id)
{
	if (!care_may(care, S("directory-edit")) && !care_may(care, S("users-edit")))
		return STATUS_REFUSED;
	if (str_is_empty(str_trim(name)) || str_is_empty(kind))
		return problems_add(&care->problems, (Problem){.field = S("name"),
			.message = S("Enter the provider's name and what it is registered for.")});
	AddingProvider adding = {.name = name, .kind = kind, .source = source, .key = key};
	Status status = care_write(care, add_provider_in, &adding);
	*id = adding.id;
	return status;
}

Status service_move_of_work_in(CareWrite *write, Str work, Str from, Str to)
{
	return sql_services_move_run(write->connection, &(ServicesMoveArguments){.work = work, .from_person = from,
		.to_person = to});
}

Status service_running_of_work_in(CareWrite *write, Str work, int64_t *out)
{
	ServicesRunningOfWorkRow row = {0};
	Status status = sql_services_running_of_work_one(write->connection, write->care->arena,
		&(ServicesRunningOfWorkArguments){.work = work, .today = date_format(write->care->arena, write->today)}, &row);
	*out = row.count;
	return status;
}
