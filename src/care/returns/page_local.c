#include "care/returns/page_local.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/id.h"
#include "base/log.h"
#include "care/returns/page_look_parts.h"
#include "web/shell.h"

enum { YEAR_FIRST = 2023, YEARS_OFFERED = 12, FILE_BYTES_MAX = 48 * 1024 * 1024 };
#define LOOK_ARENA_BYTES_MAX ((size_t)16 * 1024 * 1024 * 1024) /* national files: 64 bytes a row and what stands out */

/* One upload and what was made of it. */
typedef struct Kept {
	Str id; /* empty: a free place */
	Arena arena;
	Look look;
	char *mapped;
	size_t mapped_bytes;
	uint64_t made; /* which was made before which */
} Kept;

struct Local {
	LocalOptions options;
	IdSource ids;
	WebApplication application;
	Kept kept[LOCAL_LOOKS_MAX];
	uint64_t made;
};

static const NavigationItem NO_LINKS[1];

/* ---- What is kept. ---- */

static void forget(Kept *kept)
{
	for (size_t i = 0; i < kept->look.input.file_count; i++)
		if (kept->look.input.files[i].file != NULL)
			(void)fclose(kept->look.input.files[i].file);
	if (kept->mapped != NULL)
		(void)munmap(kept->mapped, kept->mapped_bytes);
	arena_clear(&kept->arena);
	*kept = (Kept){0};
}

/* A free place, or the one that was made first. */
static Kept *make_room(Local *local)
{
	Kept *oldest = &local->kept[0];
	for (size_t i = 0; i < LOCAL_LOOKS_MAX; i++) {
		if (str_is_empty(local->kept[i].id))
			return &local->kept[i];
		if (local->kept[i].made < oldest->made)
			oldest = &local->kept[i];
	}
	forget(oldest);
	return oldest;
}

static Kept *find_kept(const Request *request)
{
	Local *local = request->application;
	Str id = request_parameter(request, S("look"));
	for (size_t i = 0; i < LOCAL_LOOKS_MAX; i++)
		if (str_equal(local->kept[i].id, id))
			return &local->kept[i];
	return NULL;
}

/* ---- Pages. ---- */

static void send_page(const Request *request, Response *response, int status, PublicPage page)
{
	const Local *local = request->application;
	Shell shell = {.service_name = S("Kith: your return at a glance"), .version = local->options.version,
		.footer_links = NO_LINKS, .accessibility_href = S("/accessibility")};
	page.shell = &shell;
	response_html(response, status, shell_public(request->arena, &page));
}

static size_t years_offered(const Request *request, SelectItem *items, Arena *arena)
{
	int year = 0;
	int month = 0;
	int day = 0;
	size_t count = 0;
	date_split(clock_today(request->clock), &year, &month, &day);
	items[count++] = (SelectItem){.value = S(""), .text = S("The twelve months that the files end with")};
	for (int first = month < 4 ? year - 1 : year; first >= YEAR_FIRST && count < YEARS_OFFERED; first--) {
		Str name = financial_year_format(arena, first);
		items[count++] = (SelectItem){.value = name, .text = name};
	}
	return count;
}

static void form_write(Html *out, const Request *request, const Problems *problems)
{
	Arena *arena = request->arena;
	SelectItem *years = ARENA_ARRAY(arena, SelectItem, YEARS_OFFERED);
	size_t count = years_offered(request, years, arena);
	component_form_open(out, &(PageForm){.action = S("/"), .token = request->form_token, .has_files = true});
	component_file_upload(out, &(FileUpload){.id = S("files"), .name = S("files"), .label = S("Your return"),
		.label_classes = S("govuk-label--m"), .hint = S("One or more CSV files of client level data, up to 4 GB together. You can drop "
		"them on the box. Several files of one council are joined quarter by quarter."), .accept = S(".csv,text/csv"),
		/* The browser's own control takes what is dropped on it, without script too. */
		.multiple = true, .classes = S("kith-drop"),
		.error = problems == NULL ? (Str){0} : problems_for_field(problems, S("files"))});
	component_select(out, &(Select){.id = S("year"), .name = S("year"), .label = S("Measures of"), .items = years,
		.item_count = count, .value = request_form(request, S("year")),
		.error = problems == NULL ? (Str){0} : problems_for_field(problems, S("year"))});
	component_button(out, &(Button){.text = S("Look at my return")});
	component_form_close(out);
}

static void send_form(const Request *request, Response *response, int status, const Problems *problems)
{
	Html out = html_make(request->arena);
	look_heading(&out, "h1", "govuk-heading-l", S("Bring your own return"));
	html_element(&out, "p", ATTRIBUTES({"class", S("govuk-body-l")}),
		S("In a minute you see what is wrong with it and whose it is to mend, how you stand beside England and all councils, and the "
		"rows behind each figure."));
	component_inset_text(&out, &(InsetText){.text = S("Nothing leaves this computer. This page comes from a program that runs on it, "
		"answers nobody else, and forgets your files when you close it.")});
	form_write(&out, request, problems);
	send_page(request, response, status, (PublicPage){.title = S("Bring your own return"), .content = html_finish(&out),
		.problems = problems});
}

static void page_form(const Request *request, Response *response)
{
	send_form(request, response, 200, NULL);
}

/* ---- Taking files in. ---- */

/* Two files may have one name: each is told apart in lists by it. */
static Str name_of(const Request *request, Arena *arena, size_t place)
{
	Str name = request->files[place].name;
	size_t before = 0;
	for (size_t i = 0; i < place; i++)
		before += str_equal(request->files[i].name, name);
	return before == 0 ? str_copy(arena, name) : str_format(arena, "%.*s (%zu)", STR_ARG(name), before + 1);
}

/* The body's file once more, for as long as the look is kept: its pages are the file's own and cost no memory of ours. */
static Status map_spool(Kept *kept, int spool)
{
	off_t end = lseek(spool, 0, SEEK_END);
	void *mapped = end <= 0 ? MAP_FAILED : mmap(NULL, (size_t)end, PROT_READ, MAP_PRIVATE, spool, 0);
	if (mapped == MAP_FAILED)
		return STATUS_FAILED;
	kept->mapped = mapped;
	kept->mapped_bytes = (size_t)end;
	return STATUS_OK;
}

static Status open_files(Kept *kept, const Request *request, LookInput *input)
{
	Status status = request->spool > 0 ? map_spool(kept, request->spool) : STATUS_OK;
	if (status != STATUS_OK)
		return status;
	input->files = ARENA_ARRAY(&kept->arena, CldFile, request->file_count);
	for (size_t i = 0; i < request->file_count; i++) {
		const UploadedFile *file = &request->files[i];
		input->files[i].name = name_of(request, &kept->arena, i);
		const char *bytes = kept->mapped != NULL ? kept->mapped + file->offset : str_copy(&kept->arena, file->bytes).data;
		input->files[i].file = fmemopen((void *)(uintptr_t)bytes, file->bytes.length, "rb"); /* only read */
		if (input->files[i].file == NULL)
			return STATUS_FAILED;
		input->file_count++;
	}
	return STATUS_OK;
}

static Status year_of(const Request *request, LookInput *input, Problems *problems)
{
	Str text = request_form(request, S("year"));
	int year = 0;
	if (str_is_empty(text))
		return STATUS_OK;
	if (financial_year_parse(text, &year) != STATUS_OK || date_make(year, 4, 1, &input->from) != STATUS_OK
	    || date_make(year + 1, 3, 31, &input->to) != STATUS_OK)
		return problems_add(problems, (Problem){.field = S("year"), .message = S("Choose a year from the list.")});
	return STATUS_OK;
}

static Status look_at_files(const Request *request, Kept *kept, Problems *problems)
{
	const Local *local = request->application;
	LookInput input = {.lists = local->options.lists, .national = local->options.national, .threads = local->options.threads,
		.from = DATE_NONE, .to = DATE_NONE};
	Status status = year_of(request, &input, problems);
	if (status == STATUS_OK)
		status = open_files(kept, request, &input);
	/* Before anything may fail: what was opened is closed with the rest. */
	kept->look.input = input;
	if (status == STATUS_OK)
		status = look_make(&kept->look, &kept->arena, &input, problems);
	if (kept->mapped != NULL) /* lists read them again; until then they are no memory of this program */
		(void)madvise(kept->mapped, kept->mapped_bytes, MADV_DONTNEED);
	if (status == STATUS_FAILED)
		status = problems_add(problems, (Problem){.field = S("files"), .message =
			S("The files could not be kept while they are read: there is no room for them. Free some space and choose them again.")});
	return status;
}

static void page_form_post(const Request *request, Response *response)
{
	Local *local = request->application;
	Problems problems = problems_make(request->arena);
	bool empty = request->file_count == 0;
	for (size_t i = 0; i < request->file_count; i++)
		empty = empty || request->files[i].bytes.length == 0;
	if (empty) {
		(void)problems_add(&problems, (Problem){.field = S("files"), .message = request->file_count == 0
			? S("Choose a file") : S("One of the files is empty: choose files with rows")});
		send_form(request, response, 422, &problems);
		return;
	}
	Kept *kept = make_room(local);
	arena_init(&kept->arena, LOOK_ARENA_BYTES_MAX);
	Status status = look_at_files(request, kept, &problems);
	if (status != STATUS_OK) {
		forget(kept);
		send_form(request, response, 422, &problems);
		return;
	}
	kept->id = id_make(&local->ids, &kept->arena);
	kept->made = ++local->made;
	response_redirect(response, str_format(request->arena, "/returns/%.*s", STR_ARG(kept->id)));
}

/* ---- What was made. ---- */

/* False when it was answered: there is no such look, or no such council in it. */
static bool open_look(const Request *request, Response *response, LookPage *out)
{
	const Kept *kept = find_kept(request);
	Str council = request_query(request, S("council"));
	int64_t place = 0;
	if (kept == NULL) {
		Html html = html_make(request->arena);
		look_heading(&html, "h1", "govuk-heading-l", S("This return is no longer here"));
		look_paragraph(&html, S("The program keeps the last three that were looked at, and none after it is closed. Choose the "
			"files again."));
		look_link(&html, S("/"), S("Choose files"), (Str){0});
		send_page(request, response, 404, (PublicPage){.title = S("This return is no longer here"), .content = html_finish(&html)});
		return false;
	}
	*out = (LookPage){.look = &kept->look, .council = look_together(&kept->look),
		.base = str_format(request->arena, "/returns/%.*s", STR_ARG(kept->id))};
	if (str_is_empty(council))
		return true;
	if (str_to_integer(council, &place) != STATUS_OK || place < 0 || (uint64_t)place > look_together(&kept->look)) {
		response->status = 404;
		return false;
	}
	out->council = (size_t)place;
	return true;
}

static void page_look(const Request *request, Response *response)
{
	LookPage page;
	if (!open_look(request, response, &page))
		return;
	Html out = html_make(request->arena);
	look_write(&out, &page);
	send_page(request, response, 200, (PublicPage){.title = look_title(&page, request->arena), .content = html_finish(&out),
		.is_wide = true, .back_href = S("/")});
}

static CldRule find_rule(Str id)
{
	size_t rule = 0;
	while (rule < CLD_RULE_COUNT && !str_equal(CLD_RULES[rule].id, id))
		rule++;
	return (CldRule)rule;
}

static bool read_wanted(const Request *request, const LookPage *page, LookWanted *out)
{
	static const Str ONLY[] = {[LOOK_ALL] = S_INIT("all"), [LOOK_COUNTED] = S_INIT("counted"), [LOOK_NOT_COUNTED] = S_INIT("rest")};
	Str of = request_query(request, S("of"));
	Str group = request_query(request, S("group"));
	int64_t place = 0;
	*out = (LookWanted){.council = page->council, .measure = CLD_MEASURE_COUNT, .rule = CLD_RULE_COUNT};
	if (str_equal(of, S("prices")))
		return true;
	if (str_equal(of, S("rule"))) {
		out->rule = find_rule(request_query(request, S("rule")));
		return out->rule != CLD_RULE_COUNT;
	}
	out->measure = cld_measure_find(of);
	while (out->only < LOOK_NOT_COUNTED && !str_equal(request_query(request, S("only")), ONLY[out->only]))
		out->only++;
	if (str_equal(group, S("all")))
		out->group = LOOK_GROUPS_ALL;
	else if (str_to_integer(group, &place) == STATUS_OK && place >= 0)
		out->group = (size_t)place;
	else
		return false;
	return out->measure != CLD_MEASURE_COUNT
		&& (out->group == LOOK_GROUPS_ALL || out->group < CLD_MEASURES[out->measure].groups);
}

static Str list_query(const Request *request)
{
	static const char *const NAMES[] = {"of", "group", "only", "rule", "council"};
	Buffer out = buffer_make(request->arena, 4096);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		Str value = request_query(request, str_from_c(NAMES[i]));
		if (!str_is_empty(value))
			buffer_add_format(&out, "%s%s=%.*s", out.length == 0 ? "?" : "&", NAMES[i], STR_ARG(value));
	}
	return buffer_str(&out);
}

typedef void ShowList(const Request *request, Response *response, const LookPage *page, const LookWanted *wanted,
	const LookLines *lines);

/* Lists have an arena of their own: they may be larger than a page. */
static void with_list(const Request *request, Response *response, ShowList *show)
{
	LookPage page;
	LookWanted wanted;
	LookLines lines;
	Arena arena;
	if (!open_look(request, response, &page))
		return;
	if (!read_wanted(request, &page, &wanted)) {
		response->status = 404;
		return;
	}
	arena_init(&arena, LOOK_ARENA_BYTES_MAX);
	Status status = look_list(page.look, &arena, &wanted, &lines);
	if (status == STATUS_OK)
		show(request, response, &page, &wanted, &lines);
	else
		response->status = 500;
	arena_clear(&arena);
}

static void show_list(const Request *request, Response *response, const LookPage *page, const LookWanted *wanted,
	const LookLines *lines)
{
	Html out = html_make(request->arena);
	look_list_write(&out, page, wanted, lines);
	Str query = list_query(request);
	html_open(&out, "p", ATTRIBUTES({"class", S("govuk-body")}));
	look_link(&out, str_format(request->arena, "%.*s/list.csv%.*s", STR_ARG(page->base), STR_ARG(query)),
		S("Download this list (CSV)"), (Str){0});
	html_close(&out, "p");
	send_page(request, response, 200, (PublicPage){.title = look_list_title(page, request->arena, wanted),
		.content = html_finish(&out), .is_wide = true, .back_href = page->base});
}

static void page_list(const Request *request, Response *response)
{
	with_list(request, response, show_list);
}

static void send_file(const Request *request, Response *response, const char *name, const Buffer *file)
{
	response_download(response, request->arena, S("text/csv; charset=utf-8"), str_from_c(name), buffer_str(file));
}

static void show_list_file(const Request *request, Response *response, const LookPage *page, const LookWanted *wanted,
	const LookLines *lines)
{
	Buffer file = buffer_make(request->arena, FILE_BYTES_MAX);
	(void)wanted;
	look_list_file(&file, page->look, lines);
	send_file(request, response, "rows.csv", &file);
}

static void page_list_file(const Request *request, Response *response)
{
	with_list(request, response, show_list_file);
}

static void page_figures_file(const Request *request, Response *response)
{
	LookPage page;
	if (!open_look(request, response, &page))
		return;
	Buffer file = buffer_make(request->arena, FILE_BYTES_MAX);
	look_figures_file(&file, &page);
	send_file(request, response, "figures.csv", &file);
}

static void page_faults_file(const Request *request, Response *response)
{
	LookPage page;
	if (!open_look(request, response, &page))
		return;
	Buffer file = buffer_make(request->arena, FILE_BYTES_MAX);
	look_faults_file(&file, page.look);
	send_file(request, response, "faults.csv", &file);
}

static void page_accessibility(const Request *request, Response *response)
{
	Html out = html_make(request->arena);
	look_heading(&out, "h1", "govuk-heading-l", S("Accessibility"));
	look_paragraph(&out, S("These pages are made to meet the Web Content Accessibility Guidelines 2.2, level AA. They work with a "
		"keyboard, without script, on a narrow screen and in print; every chart stands beside its figures in a table."));
	send_page(request, response, 200, (PublicPage){.title = S("Accessibility"), .content = html_finish(&out), .back_href = S("/")});
}

static const Route ROUTES[] = {
	{METHOD_GET, "/", NULL, "Bring your own return", page_form, 0},
	{METHOD_POST, "/", NULL, "Look at files", page_form_post, LOCAL_UPLOAD_BYTES_MAX},
	{METHOD_GET, "/returns/{look:id}", NULL, "The return at a glance", page_look, 0},
	{METHOD_GET, "/returns/{look:id}/list", NULL, "The rows behind a figure", page_list, 0},
	{METHOD_GET, "/returns/{look:id}/list.csv", NULL, "The rows behind a figure, as a file", page_list_file, 0},
	{METHOD_GET, "/returns/{look:id}/figures.csv", NULL, "All measures, as a file", page_figures_file, 0},
	{METHOD_GET, "/returns/{look:id}/faults.csv", NULL, "What to mend, as a file", page_faults_file, 0},
	{METHOD_GET, "/accessibility", NULL, "Accessibility", page_accessibility, 0},
};

const Route *local_routes(size_t *count)
{
	*count = sizeof ROUTES / sizeof *ROUTES;
	return ROUTES;
}

/* ---- The application. ---- */

static void *begin_request(void *context, void *worker, Request *request)
{
	(void)worker;
	(void)request;
	return context;
}

static Markup error_page(void *context, const Request *request, int status, Str title, Str explanation)
{
	const Local *local = context;
	Html out = html_make(request->arena);
	Shell shell = {.service_name = S("Kith: your return at a glance"), .version = local->options.version};
	(void)status;
	look_heading(&out, "h1", "govuk-heading-l", title);
	look_paragraph(&out, explanation);
	return shell_public(request->arena, &(PublicPage){.shell = &shell, .title = title, .content = html_finish(&out),
		.back_href = S("/")});
}

Local *local_open(const LocalOptions *options)
{
	Local *local = calloc(1, sizeof *local);
	if (local == NULL)
		return NULL;
	local->options = *options;
	id_source_init(&local->ids, clock_system());
	local->application = (WebApplication){.context = local, .request_begin = begin_request, .error_page = error_page};
	return local;
}

void local_close(Local *local)
{
	for (size_t i = 0; i < LOCAL_LOOKS_MAX; i++)
		if (!str_is_empty(local->kept[i].id))
			forget(&local->kept[i]);
	id_source_clear(&local->ids);
	free(local);
}

const WebApplication *local_application(const Local *local)
{
	return &local->application;
}
