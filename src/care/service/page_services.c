#include "care/service/page_services.h"

#include "care/pages/record.h"
#include "care/service/service.h"

void page_providers(const Request *request, Response *response)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Provider")}, {.text = S_INIT("Kind")}};
	Care *care = page_care(request);
	Provider *providers = NULL;
	size_t count = 0;
	Status status = service_providers(care, &providers, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Services"));
	TableRow *rows = ARENA_ARRAY(request->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(request->arena, TableCell, 2);
		cells[0].text = providers[i].name;
		cells[1].text = bit_code_words(request->arena, providers[i].kind);
		rows[i] = (TableRow){.cells = cells, .cell_count = 2};
	}
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("No provider yet"),
			.text = S("Who gives care for the council stands here.")});
	else
		component_table(&out, &(Table){.caption = str_format(request->arena, "%zu providers on the register", count),
			.columns = COLUMNS, .column_count = 2, .rows = rows, .row_count = count, .is_dense = true});
	page_staff(request, response, (StaffPage){.title = S("Services"), .content = html_finish(&out)}, S("/services"));
}

static Str quantity_words(Care *care, const Service *service)
{
	PlanLine line = {.service_kind = service->kind_id, .units_hundredths = service->units_hundredths,
		.unit_cost = service->unit_cost};
	return plan_line_how_much(care, &line);
}

static Str dates_words(Care *care, const Service *service)
{
	Str from = date_format_short_words(care->arena, service->starts_on);
	if (service->ends_on != DATE_NONE && service->ends_on < service->starts_on)
		return S("never began");
	if (service->ends_on == DATE_NONE)
		return str_format(care->arena, "since %.*s", STR_ARG(from));
	return str_format(care->arena, "%.*s to %.*s", STR_ARG(from),
		STR_ARG(date_format_short_words(care->arena, service->ends_on)));
}

static Markup end_form(const Request *request, const RecordPage *record, const Service *service)
{
	Arena *arena = request->arena;
	Html form = html_make(arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.version = str_format(arena, "%lld", (long long)service->version),
		.action = str_format(arena, "/people/%.*s/services/%.*s/end", STR_ARG(record->person.id), STR_ARG(service->id))});
	Str id = str_format(arena, "day-%.*s", STR_ARG(service->id));
	component_date_input(&form, &(DateInput){.id = id, .name = S("last"), .legend = S("Last day")});
	component_text_input(&form, &(TextInput){.id = str_format(arena, "reason-%.*s", STR_ARG(service->id)),
		.name = S("reason"), .label = S("Reason")});
	component_button(&form, &(Button){.text = S("End this line"), .kind = BUTTON_WARNING});
	component_form_close(&form);
	Html out = html_make(arena);
	component_details(&out, &(Details){.summary = S("End"), .markup = html_finish(&form)});
	return html_finish(&out);
}

static TableRow service_row(const Request *request, const RecordPage *record, const Service *service, bool may_end)
{
	Care *care = page_care(request);
	TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 6);
	bool open = service->ends_on == DATE_NONE;
	cells[0].markup = bit_text_with_note(care->arena, service->kind == NULL ? service->kind_id : service->kind->label,
		service->goal);
	cells[1].markup = bit_text_with_note(care->arena, service->provider_name,
		bit_code_words(care->arena, service->mechanism));
	cells[2].text = quantity_words(care, service);
	cells[3].markup = bit_text_with_note(care->arena, dates_words(care, service), service->end_reason);
	cells[4].text = money_format(care->arena, service->weekly);
	cells[4].is_numeric = true;
	if (open && may_end)
		cells[5].markup = end_form(request, record, service);
	else if (!str_is_empty(service->plan_work))
		cells[5].markup = bit_link(care->arena, bit_work_href(care->arena, service->plan_work), S("Plan"));
	return (TableRow){.cells = cells, .cell_count = 6};
}

static void answer_services(const Request *request, Response *response, const RecordPage *record)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("Who")},
		{.text = S_INIT("How much")}, {.text = S_INIT("When")}, {.text = S_INIT("A week"), .is_numeric = true},
		{.text = S_INIT("Plan or end")}};
	Care *care = page_care(request);
	Service *services = NULL;
	size_t count = 0;
	Status status = services_of(care, record->person.id, DATE_NONE, &services, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	bit_heading(&out, S("Services"));
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++)
		rows[i] = service_row(request, record, &services[i], care_may(care, S("service-arrange")));
	TableCell total[] = {{.text = S("Together now")}, {.text = S("")}, {.text = S("")}, {.text = S("")},
		{.text = money_format(care->arena, services_weekly(services, count, care_today(care)))}, {.text = S("")}};
	rows[count] = (TableRow){.cells = total, .cell_count = 6, .is_total = true};
	if (count == 0)
		component_empty_state(&out, &(EmptyState){.title = S("No service yet"),
			.text = S("What a plan arranges stands here, with what it costs and when it ended.")});
	else
		component_table(&out, &(Table){.caption = S("All service lines, newest first"), .columns = COLUMNS,
			.column_count = 6, .rows = rows, .row_count = count + 1, .is_dense = true});
	record_show(request, response, record, S("Services"), "/services", html_finish(&out));
}

void page_person_services(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer_services(request, response, &record);
}

static Status read_day(const Request *request, Date *out)
{
	int64_t parts[3] = {0};
	static const char *const NAMES[] = {"last-year", "last-month", "last-day"};
	for (size_t i = 0; i < 3; i++)
		if (str_to_integer(str_trim(request_form(request, str_from_c(NAMES[i]))), &parts[i]) != STATUS_OK
		    || parts[i] < 0 || parts[i] > 9999)
			return STATUS_INVALID;
	return date_make((int)parts[0], (int)parts[1], (int)parts[2], out);
}

void page_person_service_end_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	RecordPage record = {0};
	Date day = DATE_NONE;
	int64_t version = -1;
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	Status status = str_to_integer(request_form(request, S("version")), &version);
	if (status == STATUS_OK && read_day(request, &day) != STATUS_OK)
		status = problems_add(&care->problems, (Problem){.field = S("last"),
			.message = S("Enter the last day of this service, such as 30 11 2026.")});
	if (status == STATUS_OK)
		status = service_end(care, record.person.id, request_parameter(request, S("service")), day,
			request_form(request, S("reason")), version);
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record.person.id, "/services"));
	else if (status == STATUS_INVALID || status == STATUS_STALE) {
		if (status == STATUS_STALE)
			(void)problems_add(&care->problems, (Problem){
				.message = S("Somebody changed this line while you had it open. It stands below as it is now.")});
		answer_services(request, response, &record);
	} else
		page_status(request, response, status);
}
