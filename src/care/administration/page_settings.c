/* The installation looks at itself: what an administrator should know of its own settings, and the settings. */
#include "care/administration/page_administration.h"

#include "care/administration/administration.h"
#include "care/administration/page_parts.h"
#include "care/jobs/jobs.h"

enum { SETTINGS_LINES_MAX = 18 };

/* One thing that was looked at. */
typedef struct Finding {
	Str what;
	Str how;     /* how it stands */
	Str advice;  /* empty: nothing is to be done */
} Finding;

static Str count_words(Arena *arena, int64_t count, const char *one, const char *many)
{
	return str_format(arena, "%lld %s", (long long)count, count == 1 ? one : many);
}

static size_t find_accounts(Arena *arena, const Installation *counts, const Setting *factor, Finding *out)
{
	size_t count = 0;
	bool required = str_equal(factor->value, S("required"));
	out[count++] = (Finding){.what = S("Second factor"), .how = required ? S("required of everybody") : S("offered"),
		.advice = required ? (Str){0} : S("Require it, below, once people know how to set it up.")};
	out[count++] = (Finding){.what = S("Accounts without a second factor"),
		.how = str_format(arena, "%lld of %lld", (long long)counts->without_factor, (long long)counts->accounts),
		.advice = counts->without_factor == 0 ? (Str){0} : S("A password that somebody has seen opens these.")};
	out[count++] = (Finding){.what = S("Administrators"), .how = str_format(arena, "%lld, %lld without a second factor",
			(long long)counts->administrators, (long long)counts->administrators_without),
		.advice = counts->administrators_without > 0 ? S("Administrators first: they can change what everybody may do.")
			: counts->administrators < 2 ? S("Have two: one who is away must not lock everybody out.") : (Str){0}};
	out[count++] = (Finding){.what = S("Accounts without a role"), .how = count_words(arena, counts->no_role, "account", "accounts"),
		.advice = counts->no_role == 0 ? (Str){0} : S("They can sign in and do nothing. Give them a role or a last day.")};
	out[count++] = (Finding){.what = S("Signed in now"), .how = count_words(arena, counts->sessions, "session", "sessions")};
	out[count++] = (Finding){.what = S("Refused sign-ins since yesterday"), .how = count_words(arena, counts->refused, "try", "tries"),
		.advice = counts->refused < 50 ? (Str){0} : S("Somebody may be guessing. The log of the proxy has the addresses.")};
	return count;
}

static size_t find_machine(Care *care, const Installation *counts, Finding *out)
{
	Arena *arena = care->arena;
	size_t count = 0;
	out[count++] = (Finding){.what = S("Acts not yet chained after ten minutes"),
		.how = count_words(arena, counts->unsealed_old, "act", "acts"), .advice = counts->unsealed_old == 0 ? (Str){0}
			: S("No server is running its housekeeping. Look at its log, then run kith verify.")};
	out[count++] = (Finding){.what = S("What should have happened by now and has not"),
		.how = str_format(arena, "%lld late, %lld that failed", (long long)counts->late_jobs, (long long)counts->failing_jobs),
		.advice = counts->late_jobs + counts->failing_jobs == 0 ? (Str){0} : S("Reviews may not open. The log says why.")};
	bool sealed = !str_is_empty(care->seal_key);
	out[count++] = (Finding){.what = S("Secrets of second factors"), .how = sealed ? S("sealed with a key outside the database")
			: S("in the database as they are"),
		.advice = sealed ? (Str){0} : S("Start kith serve with --seal-file, and keep a copy of that file apart from the backups.")};
	bool scans = !str_is_empty(care->scanner);
	out[count++] = (Finding){.what = S("Files that people give"), .how = scans ? S("looked at by a scanner")
			: S("not looked at for viruses"),
		.advice = scans ? (Str){0} : S("Start kith serve with --scanner and the path of a virus scanner.")};
	out[count++] = (Finding){.what = S("Practice in force"),
		.how = str_slice(practice_hash(care->practice), 0, 12)};
	bool demonstration = practice_council(care->practice)->demonstration;
	out[count++] = (Finding){.what = S("Demonstration"), .how = demonstration ? S("yes: everything is marked as invented") : S("no"),
		.advice = demonstration ? S("Keep no real people here. A council sets demonstration: false in its own practice.") : (Str){0}};
	out[count++] = (Finding){.what = S("Program"), .how = S("Kith " KITH_VERSION)};
	out[count++] = (Finding){.what = S("Database"), .how = store_engine(care->store) == STORE_SQLITE ? S("SQLite") : S("PostgreSQL")};
	return count;
}

/* An alert that nobody on the premises sees must reach somebody. */
static Status find_messages(Care *care, Finding *out, size_t *count)
{
	Setting carrier = {0};
	Setting address = {0};
	Unsent unsent = {0};
	Status status = setting_read(care, SETTING_CARRIER, S("none"), &carrier);
	if (status == STATUS_OK)
		status = setting_read(care, SETTING_ALERT_ADDRESS, S(""), &address);
	if (status == STATUS_OK)
		status = sender_unsent(care, &unsent);
	bool carried = !str_equal(carrier.value, S("none"));
	bool addressed = !str_is_empty(address.value);
	out[(*count)++] = (Finding){.what = S("Messages about alerts"),
		.how = !carried ? S("none leaves: alerts stand on the duty page alone") : !addressed ? S("there is no address for them")
			: str_equal(carrier.value, S("folder")) ? S("laid into a folder for another program") : S("given to a program"),
		.advice = !carried ? S("Start the server with --send-with or --spool (docs/operations.md), or have somebody at the duty page at "
			"all hours.") : !addressed ? S("Set it under Messages.") : (Str){0}};
	out[(*count)++] = (Finding){.what = S("Messages that have not left"),
		.how = str_format(care->arena, "%lld for more than %d minutes, %lld given up", (long long)unsent.late, SENDER_LATE_MINUTES,
			(long long)unsent.given_up), .advice = unsent.late + unsent.given_up == 0 ? (Str){0} : S("See Messages.")};
	return status;
}

static void show_findings(Html *out, Arena *arena, const Finding *findings, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("What")}, {.text = S_INIT("How it stands")}, {.text = S_INIT("What to do")}};
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 3);
		cells[0].text = findings[i].what;
		cells[1].text = findings[i].how;
		cells[2].text = str_is_empty(findings[i].advice) ? S("–") : findings[i].advice;
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	component_table(out, &(Table){.caption = S("What this installation says of itself"), .columns = COLUMNS, .column_count = 3,
		.rows = rows, .row_count = count, .is_dense = true});
	bit_note(out, S("Backups, the certificate and the machine itself cannot be seen from here: docs/operations.md."));
}

static void factor_form(Html *out, const Request *request, const Setting *factor)
{
	static const ChoiceItem ITEMS[] = {
		{.value = S_INIT("offered"), .text = S_INIT("Offered"), .hint = S_INIT("Whoever wants one sets it up.")},
		{.value = S_INIT("required"), .text = S_INIT("Required"),
			.hint = S_INIT("An account without one can open nothing but the page where it is set up, from the next click on.")},
	};
	component_form_open(out, &(PageForm){.action = S("/administration/settings"), .token = request->form_token,
		.version = str_format(request->arena, "%lld", (long long)factor->version)});
	component_radios(out, &(Radios){.name = S("second_factor"), .legend = S("Second factor at sign-in"),
		.legend_classes = S("govuk-fieldset__legend--s"), .items = ITEMS, .item_count = 2, .value = factor->value, .is_small = true,
		.error = problems_for_field(&page_care(request)->problems, S("second_factor"))});
	component_button(out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(out);
}

void page_settings(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Installation counts = {0};
	Setting factor = {0};
	Finding findings[SETTINGS_LINES_MAX];
	Status status = setting_read(care, SETTING_SECOND_FACTOR, S("offered"), &factor);
	if (status == STATUS_OK)
		status = administration_installation(care, &counts);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	size_t count = find_accounts(care->arena, &counts, &factor, findings);
	count += find_machine(care, &counts, findings + count);
	status = find_messages(care, findings, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("This installation"));
	show_findings(&out, request->arena, findings, count);
	factor_form(&out, request, &factor);
	admin_page(request, response, S("This installation"), &out);
}

/* Whoever requires it of all must have one: otherwise the next click would shut them out of this very page. */
static Status check_own_factor(Care *care, Str value)
{
	Factor mine = {0};
	Status status = factor_mine(care, &mine);
	if (status != STATUS_OK || mine.confirmed || !str_equal(value, S("required")))
		return status;
	return problems_add(&care->problems, (Problem){.field = S("second_factor"),
		.message = S("Set up your own second factor first, under your name at the top.")});
}

void page_settings_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str value = request_form(request, S("second_factor"));
	Status status = str_equal(value, S("required")) || str_equal(value, S("offered")) ? check_own_factor(care, value)
		: problems_add(&care->problems, (Problem){.field = S("second_factor"), .message = S("Choose one.")});
	if (status == STATUS_OK)
		status = setting_change(care, SETTING_SECOND_FACTOR, value, admin_version(request));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/settings"));
	else if (status == STATUS_INVALID)
		page_settings(request, response);
	else
		page_status(request, response, status);
}
