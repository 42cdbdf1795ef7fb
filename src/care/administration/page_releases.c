/* The releases of practice: which there are, what each changed, and putting an earlier one in force again. */
#include "care/administration/page_administration.h"

#include "care/administration/page_parts.h"
#include "care/release/release.h"
#include "practice/difference.h"

enum { CHANGES_SHOWN_MAX = 300, HASH_SHOWN = 12 };

Str admin_short_hash(Str hash)
{
	return str_slice(hash, 0, hash.length < HASH_SHOWN ? hash.length : HASH_SHOWN);
}

static Str release_href(Arena *arena, Str hash)
{
	return str_format(arena, "/administration/releases/%.*s", STR_ARG(hash));
}

/* How it stands: the one in force is the latest whose day has come. */
static const char *state_of(Care *care, const Release *releases, size_t at)
{
	if (!str_is_empty(releases[at].withdrawn_by))
		return "Taken back";
	if (releases[at].effective_from > care_now(care))
		return "Waits";
	for (size_t i = 0; i < at; i++) /* latest first */
		if (releases[i].effective_from <= care_now(care) && str_is_empty(releases[i].withdrawn_by))
			return "Earlier";
	return "In force";
}

static void releases_table(const Request *request, Html *out, const Release *releases, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("In force from")}, {.text = S_INIT("Published")},
		{.text = S_INIT("By")}, {.text = S_INIT("Release")}, {.text = S_INIT("State")}};
	Care *care = page_care(request);
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
		cells[0].text = page_when(arena, releases[i].effective_from, care_now(care));
		cells[1].text = page_when(arena, releases[i].published_at, care_now(care));
		cells[2].text = bit_by_words(releases[i].published_by);
		cells[3].markup = bit_link(arena, release_href(arena, releases[i].hash), admin_short_hash(releases[i].hash));
		cells[4].text = str_from_c(state_of(care, releases, i));
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	component_table(out, &(Table){.caption = str_format(arena, "%zu release%s", count, count == 1 ? "" : "s"),
		.columns = COLUMNS, .column_count = 5, .rows = rows, .row_count = count, .is_dense = true});
}

void page_releases(const Request *request, Response *response)
{
	Release *releases = NULL;
	size_t count = 0;
	Status status = release_list(page_care(request), &releases, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Releases"));
	bit_paragraph(&out, S("A release is the council's whole practice at one time: questions, forms, pathways, letters, "
		"services. Work goes on with what it was opened with. The next one is written in a draft, or in a folder (kith practice "
		"check, difference and publish). Each release below says what it changed; one whose day has not come can be taken back."));
	if (count > 0)
		releases_table(request, &out, releases, count);
	else
		component_empty_state(&out, &(EmptyState){.title = S("Nothing was published here"),
			.text = S("kith practice publish DIR puts a practice in force.")});
	admin_page(request, response, S("Releases"), &out);
}

/* A release, the one that was in force before it, and both as they are read. */
typedef struct Looking {
	const Release *release;
	const Release *before; /* NULL: it was the first */
	Practice *practice;
	Practice *earlier;
} Looking;

static Status look(const Request *request, Looking *out)
{
	Care *care = page_care(request);
	Release *releases = NULL;
	size_t count = 0;
	Problems unread = problems_make(care->arena);
	Str hash = request_parameter(request, S("release"));
	Status status = release_list(care, &releases, &count);
	for (size_t i = 0; status == STATUS_OK && i < count && out->release == NULL; i++)
		if (str_equal(releases[i].hash, hash)) {
			out->release = &releases[i];
			for (size_t j = i + 1; j < count && out->before == NULL; j++)
				if (!str_equal(releases[j].hash, hash) && str_is_empty(releases[j].withdrawn_by))
					out->before = &releases[j];
		}
	if (status == STATUS_OK && out->release == NULL)
		return STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = release_load_hash(care->reader, care->arena, hash, &unread, &out->practice);
	if (status == STATUS_OK && out->before != NULL)
		status = release_load_hash(care->reader, care->arena, out->before->hash, &unread, &out->earlier);
	return status;
}

static TableRow change_row(Arena *arena, const PracticeChange *change)
{
	TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
	cells[0].markup = bit_text_with_note(arena, change->id, change->what);
	cells[1].text = change->breaks ? str_format(arena, "%.*s: answers that are kept lose their meaning",
		STR_ARG(change->field)) : change->field;
	cells[2].text = str_is_empty(change->before) ? S("was not there") : change->before;
	cells[3].text = str_is_empty(change->after) ? S("is not there any more") : change->after;
	return (TableRow){.cells = cells, .cell_count = 4};
}

void admin_changes_table(Html *out, Arena *arena, const PracticeDifference *difference, Str caption)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("Of it")}, {.text = S_INIT("Before")},
		{.text = S_INIT("Now")}};
	size_t shown = difference->count < CHANGES_SHOWN_MAX ? difference->count : CHANGES_SHOWN_MAX;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, shown + 1);
	for (size_t i = 0; i < shown; i++)
		rows[i] = change_row(arena, &difference->items[i]);
	component_table(out, &(Table){.caption = caption, .columns = COLUMNS, .column_count = 4, .rows = rows, .row_count = shown,
		.is_dense = true});
	if (difference->total > shown)
		bit_note(out, str_format(arena, "The first %zu are shown; kith practice difference lists all.", shown));
}

static void changes_since(Html *out, Arena *arena, const Looking *looking)
{
	PracticeDifference difference;
	practice_difference(looking->earlier, looking->practice, arena, &difference);
	admin_changes_table(out, arena, &difference, str_format(arena, "%zu change%s since release %.*s", difference.total,
		difference.total == 1 ? "" : "s", STR_ARG(admin_short_hash(looking->before->hash))));
}

static void again_form(const Request *request, Html *out, const Looking *looking, const AdminDate *from)
{
	html_element(out, "h2", ATTRIBUTES({"class", S("govuk-heading-m")}), S("Put it in force from a day"));
	bit_paragraph(out, S("From that day new work is opened with this release. Work that is open keeps its own."));
	component_form_open(out, &(PageForm){.action = release_href(request->arena, looking->release->hash),
		.token = request->form_token});
	admin_date_field(request, out, from, S("From"), S("Today, or a day to come."));
	component_button(out, &(Button){.text = S("Put it in force"), .prevent_double_click = true});
	component_form_close(out);
}

/* Only before its day: then nothing was opened with it yet. */
static void withdraw_form(const Request *request, Html *out, const Looking *looking)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	const Release *release = looking->release;
	if (!str_is_empty(release->withdrawn_by))
		component_inset_text(out, &(InsetText){.text = str_format(arena, "Taken back by %.*s: %.*s", STR_ARG(release->withdrawn_by),
			STR_ARG(release->withdrawn_why))});
	if (!str_is_empty(release->withdrawn_by) || release->effective_from <= care_now(care))
		return;
	bit_heading_small(out, S("Take it back"));
	bit_paragraph(out, S("Its day has not come. Taken back, it never comes into force, and the one before it stays."));
	component_form_open(out, &(PageForm){.token = request->form_token,
		.action = str_concat(arena, release_href(arena, release->hash), S("/withdraw"))});
	component_hidden(out, S("effective-from"), str_format(arena, "%lld", (long long)release->effective_from));
	component_text_input(out, &(TextInput){.name = S("reason"), .label = S("Why"), .autocomplete = S("off"),
		.value = request_form(request, S("reason")), .error = problems_for_field(&care->problems, S("reason"))});
	component_button(out, &(Button){.text = S("Take the release back"), .kind = BUTTON_WARNING, .prevent_double_click = true});
	component_form_close(out);
}

static void show(const Request *request, Response *response, const Looking *looking, const AdminDate *from)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	Html out = html_make(arena);
	Str title = str_format(arena, "Release %.*s", STR_ARG(admin_short_hash(looking->release->hash)));
	admin_begin(request, &out, title);
	Str when = page_when(arena, looking->release->effective_from, care_now(care));
	Str published = page_when(arena, looking->release->published_at, care_now(care));
	bit_paragraph(&out, str_format(arena, "In force from %.*s. Published %.*s by %.*s.", STR_ARG(when), STR_ARG(published),
		STR_ARG(looking->release->published_by)));
	if (looking->earlier == NULL)
		bit_paragraph(&out, S("It was the first release here: everything in it was new."));
	else
		changes_since(&out, arena, looking);
	withdraw_form(request, &out, looking);
	again_form(request, &out, looking, from);
	admin_page(request, response, title, &out);
}

void page_release(const Request *request, Response *response)
{
	Looking looking = {0};
	Status status = look(request, &looking);
	AdminDate from = admin_date_of(request->arena, S("from"), DATE_NONE);
	if (status == STATUS_OK)
		show(request, response, &looking, &from);
	else
		page_status(request, response, status);
}

void page_release_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Looking looking = {0};
	Status status = look(request, &looking);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	AdminDate from = admin_date_read(request, S("from"), false);
	Date today = care_today(care);
	if (!problems_any(&care->problems) && (from.date == DATE_NONE || from.date < today))
		(void)problems_add(&care->problems, (Problem){.field = S("from-day"), .message = S("Enter today or a day to come.")});
	if (problems_any(&care->problems)) {
		show(request, response, &looking, &from);
		return;
	}
	status = release_publish(care, looking.practice, from.date == today ? care_now(care) : instant_from_london(from.date, 0, 0));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/releases"));
	else
		page_status(request, response, status);
}

void page_release_withdraw_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Instant from = 0;
	Str hash = request_parameter(request, S("release"));
	Status status = str_to_integer(request_form(request, S("effective-from")), &from) == STATUS_OK ? STATUS_OK : STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = release_withdraw(care, hash, from, request_form(request, S("reason")));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/releases"));
	else if (status == STATUS_INVALID)
		page_release(request, response);
	else
		page_status(request, response, status);
}
