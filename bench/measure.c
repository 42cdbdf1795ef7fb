#include "bench/measure.h"

#include "base/csv.h"
#include "care/access/access.h"
#include "care/duplicates/duplicates.h"
#include "care/insight/insight.h"
#include "care/person/person.h"
#include "care/rights/subject_access.h"
#include "care/service/service.h"
#include "care/work/work.h"
#include "long_record.h"

enum { READS_MOST = 2000, WRITES_MOST = 300, LIST_MOST = 50, TIMELINE_MOST = 50, PASSES = 10 };

typedef struct Bench {
	Care *system;
	const MeasureSettings *settings;
	Arena scratch;   /* one sample */
	Care desk;       /* whoever acts */
	RandomStream random;
	int64_t lines;   /* of a stream */
	int64_t stream_until;
	size_t searched;
	size_t found_in_three;
} Bench;

Status subjects_read(Subjects *out, Arena *arena, Str text, Problems *problems)
{
	CsvReader reader;
	CsvRow row;
	csv_open_text(&reader, arena, S("subjects.csv"), text, (CsvLimits){.columns_most = 6, .field_bytes_most = 1000}, problems);
	out->items = ARENA_ARRAY(arena, Subject, SUBJECTS_MAX);
	out->count = 0;
	Status status = csv_read_header(&reader);
	while (status == STATUS_OK && out->count < SUBJECTS_MAX && (status = csv_next_row(&reader, &row)) == STATUS_OK)
		out->items[out->count++] = (Subject){.kind = str_copy(arena, row.fields[0]), .id = str_copy(arena, row.fields[1]),
			.name = str_copy(arena, row.fields[2]), .born = str_copy(arena, row.fields[3]),
			.postcode = str_copy(arena, row.fields[4]), .phone = str_copy(arena, row.fields[5])};
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static const Subject *subject_of_kind(const Bench *bench, const char *kind)
{
	for (size_t i = 0; i < bench->settings->subjects.count; i++)
		if (str_equal(bench->settings->subjects.items[i].kind, str_from_c(kind)))
			return &bench->settings->subjects.items[i];
	return NULL;
}

static Status sit_down(Bench *bench, const char *kind)
{
	const Subject *user = subject_of_kind(bench, kind);
	if (user == NULL)
		return STATUS_NOT_FOUND;
	Arena *arena = bench->system->arena;
	bench->desk = care_public(bench->system->store, store_reader(bench->system->store, 0), arena, bench->system->clock,
		bench->system->ids, bench->system->practice);
	return access_act_as(&bench->desk, user->id);
}

static bool wants(const Bench *bench, const char *name)
{
	return str_is_empty(bench->settings->only) || str_contains(str_from_c(name), bench->settings->only);
}

typedef Status (*Measured)(Bench *bench, const Subject *subject);

/* One act over subjects of a kind, each in an arena of its own as a request would be. */
static Status measure_act(Bench *bench, const char *name, const char *kind, Measured act, size_t most)
{
	Samples samples = samples_make(bench->system->arena, name);
	if (!wants(bench, name))
		return STATUS_OK;
	const Subjects *subjects = &bench->settings->subjects;
	int64_t until = clock_elapsed_microseconds() + bench->settings->microseconds_most;
	Status status = STATUS_OK;
	/* A stride that meets them all, so that neighbours on the disk are not read one after the other. */
	for (size_t i = 0; status == STATUS_OK && i < PASSES * subjects->count && samples.count < most; i++) {
		const Subject *subject = &subjects->items[i * 4001 % subjects->count];
		if (!str_equal(subject->kind, str_from_c(kind)) || clock_elapsed_microseconds() > until)
			continue;
		arena_reset(&bench->scratch);
		bench->desk.arena = &bench->scratch;
		bench->desk.problems = problems_make(&bench->scratch);
		samples_start(&samples);
		status = act(bench, subject);
		samples_stop(&samples);
	}
	if (status == STATUS_OK)
		figures_print_samples(bench->settings->figures, &samples);
	else
		(void)problems_add_format(&bench->system->problems, (Problem){.field = str_from_c(name)}, "%s", status_name(status));
	return status;
}

/* What the page about a person reads. */
static Status read_person(Bench *bench, const Subject *subject)
{
	Facts facts = {0};
	WorkRow *works = NULL;
	Service *services = NULL;
	Relation *relations = NULL;
	size_t count = 0;
	Care *care = &bench->desk;
	Status status = person_facts(care, subject->id, &facts);
	if (status == STATUS_OK)
		status = work_open_of_person(care, subject->id, &works, &count);
	if (status == STATUS_OK)
		status = services_of(care, subject->id, care_today(care), &services, &count);
	if (status == STATUS_OK)
		status = person_relations(care, subject->id, &relations, &count);
	return status;
}

static Status act_person_page(Bench *bench, const Subject *subject)
{
	Person person = {0};
	Status status = person_open(&bench->desk, subject->id, S("page"), &person);
	return status == STATUS_OK ? read_person(bench, subject) : status;
}

static Status act_person_read(Bench *bench, const Subject *subject)
{
	Person person = {0};
	Status status = person_find(&bench->desk, subject->id, &person);
	return status == STATUS_OK ? read_person(bench, subject) : status;
}

static Status act_team_list(Bench *bench, const Subject *subject)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	return work_list(&bench->desk, &(WorkFilter){.team = subject->id, .most = LIST_MOST}, &rows, &count);
}

static Status act_team_counts(Bench *bench, const Subject *subject)
{
	WorkCount *rows = NULL;
	size_t count = 0;
	return work_counts(&bench->desk, subject->id, &rows, &count);
}

static Status act_facts(Bench *bench, const Subject *subject)
{
	Facts facts = {0};
	return person_facts(&bench->desk, subject->id, &facts);
}

static Status act_facts_as_known(Bench *bench, const Subject *subject)
{
	Facts facts = {0};
	Date day = bench->settings->until - (Date)random_below(&bench->random, 700);
	return person_facts_as_known(&bench->desk, subject->id, day, instant_from_london(day, 12, 0), &facts);
}

static Status act_chronology(Bench *bench, const Subject *subject)
{
	TimelineLine *lines = NULL;
	size_t count = 0;
	return work_chronology(&bench->desk, subject->id, care_now(&bench->desk), TIMELINE_MOST, &lines, &count);
}

static Status act_lookers(Bench *bench, const Subject *subject)
{
	Looker *lookers = NULL;
	size_t count = 0;
	return person_lookers(&bench->desk, subject->id, 0, &lookers, &count);
}

/* Opening what may not be opened: the answer is no, kept in the audit, and a hidden record's owner gets a task. */
static Status act_refused(Bench *bench, const Subject *subject)
{
	Person person = {0};
	Status status = person_open(&bench->desk, subject->id, S("page"), &person);
	return status == STATUS_REFUSED || status == STATUS_NOT_FOUND ? STATUS_OK : STATUS_FAILED;
}

static Status search_for(Bench *bench, const Subject *subject, Str typed)
{
	PersonFound *found = NULL;
	size_t count = 0;
	Status status = person_search(&bench->desk, typed, &found, &count);
	bench->searched++;
	for (size_t i = 0; i < count && i < 3; i++)
		if (str_equal(found[i].person.id, subject->id)) {
			bench->found_in_three++;
			break;
		}
	return status;
}

static Str last_word(Str text)
{
	size_t at = text.length;
	while (at > 0 && text.data[at - 1] != ' ')
		at--;
	return str_slice(text, at, text.length);
}

static Status act_search_name(Bench *bench, const Subject *subject)
{
	return search_for(bench, subject, subject->name);
}

static Status act_search_name_year(Bench *bench, const Subject *subject)
{
	Str family = last_word(subject->name);
	Str given = str_slice(subject->name, 0, subject->name.length - family.length);
	Str year = str_slice(subject->born, 0, 4);
	return search_for(bench, subject, str_format(&bench->scratch, "%.*s %.*s %.*s", STR_ARG(family), STR_ARG(given),
		STR_ARG(year)));
}

/* The last name with two letters exchanged, and the birth date as people write it. */
static Status act_search_typo(Bench *bench, const Subject *subject)
{
	Str name = str_copy(&bench->scratch, subject->name);
	char *letters = (char *)name.data;
	size_t at = name.length < 4 ? 0 : name.length - 3;
	char kept = letters[at];
	if (at > 0 && (kept & 0x80) == 0 && (letters[at + 1] & 0x80) == 0) {
		letters[at] = letters[at + 1];
		letters[at + 1] = kept;
	}
	Str year = str_slice(subject->born, 0, 4);
	Str month = str_slice(subject->born, 5, 7);
	Str day = str_slice(subject->born, 8, 10);
	return search_for(bench, subject, str_format(&bench->scratch, "%.*s %.*s/%.*s/%.*s", STR_ARG(name), STR_ARG(day),
		STR_ARG(month), STR_ARG(year)));
}

static Status act_search_postcode(Bench *bench, const Subject *subject)
{
	Str family = last_word(subject->name);
	return search_for(bench, subject, str_format(&bench->scratch, "%.*s %.*s", STR_ARG(family), STR_ARG(subject->postcode)));
}

static Status act_search_phone(Bench *bench, const Subject *subject)
{
	return search_for(bench, subject, subject->phone);
}

static Status measure_searches(Bench *bench)
{
	static const struct { const char *name; Measured act; } KINDS[] = {
		{"search: whole name", act_search_name}, {"search: family name first, year", act_search_name_year},
		{"search: two letters exchanged, birth date", act_search_typo},
		{"search: family name, postcode", act_search_postcode}, {"search: telephone", act_search_phone},
	};
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < sizeof KINDS / sizeof KINDS[0]; i++) {
		bench->searched = 0;
		bench->found_in_three = 0;
		status = measure_act(bench, KINDS[i].name, "plain", KINDS[i].act, WRITES_MOST);
		Str name = str_format(bench->system->arena, "%s, right one in the first three", KINDS[i].name);
		if (status == STATUS_OK && bench->searched > 0)
			figures_print_number(bench->settings->figures, str_c(bench->system->arena, name),
				100.0 * (double)bench->found_in_three / (double)bench->searched, "%");
	}
	return status;
}

/* Two records and their joining, then their parting: each is timed by itself, over pairs that stand open. */
static Status measure_merges(Bench *bench)
{
	const Subjects *subjects = &bench->settings->subjects;
	Samples merging = samples_make(bench->system->arena, "merge");
	Samples parting = samples_make(bench->system->arena, "unmerge");
	Status status = sit_down(bench, "manager");
	const Subject *last = NULL;
	for (size_t i = 0; status == STATUS_OK && i < subjects->count && merging.count < WRITES_MOST; i++) {
		const Subject *subject = &subjects->items[i];
		if (!str_equal(subject->kind, S("plain")) || last == NULL) {
			last = str_equal(subject->kind, S("plain")) ? subject : last;
			continue;
		}
		Str merge = {0};
		arena_reset(&bench->scratch);
		bench->desk.arena = &bench->scratch;
		bench->desk.problems = problems_make(&bench->scratch);
		samples_start(&merging);
		status = person_merge(&bench->desk, last->id, subject->id, S("The same person"), &merge);
		samples_stop(&merging);
		samples_start(&parting);
		if (status == STATUS_OK)
			status = person_unmerge(&bench->desk, merge, S("Two people after all"));
		samples_stop(&parting);
		last = NULL;
	}
	if (status == STATUS_OK) {
		figures_print_samples(bench->settings->figures, &merging);
		figures_print_samples(bench->settings->figures, &parting);
	}
	return status;
}

/* What the first page of the queue reads, and one in the middle of it. */
static Status measure_queue(Bench *bench, const char *name, size_t skip)
{
	enum { PAGE_ROWS = 21 };
	DuplicatePair *pairs = NULL;
	size_t count = 0;
	int64_t all = 0;
	Samples samples = samples_make(bench->system->arena, name);
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < WRITES_MOST; i++) {
		arena_reset(&bench->scratch);
		bench->desk.arena = &bench->scratch;
		samples_start(&samples);
		status = duplicates_list(&bench->desk, skip, PAGE_ROWS, &pairs, &count);
		if (status == STATUS_OK)
			status = duplicates_count(&bench->desk, &all);
		samples_stop(&samples);
	}
	if (status == STATUS_OK)
		figures_print_samples(bench->settings->figures, &samples);
	return status;
}

static Status mark_changed_in(CareWrite *write, void *context)
{
	const Subject *subject = context;
	Status status = duplicates_changed_in(write, subject->id);
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("bench/changed"), .subject_kind = S("person"),
		.subject = subject->id});
}

/* Second records of some who stand open: as the first, without the postcode, and with the year of birth alone. */
enum { SECOND_MOST = 1000, SECOND_AT_ONCE = 100 };

typedef struct Seconds {
	const Subjects *subjects;
	size_t at;
	size_t made;
} Seconds;

static Status make_seconds_in(CareWrite *write, void *context)
{
	Seconds *seconds = context;
	Status status = STATUS_OK;
	for (size_t made = 0; status == STATUS_OK && made < SECOND_AT_ONCE && seconds->at < seconds->subjects->count; seconds->at++) {
		const Subject *subject = &seconds->subjects->items[seconds->at];
		if (!str_equal(subject->kind, S("plain")))
			continue;
		Str born = seconds->made % 3 == 2 ? str_slice(subject->born, 0, 4) : subject->born;
		Answer answers[] = {{.question = S("name_full"), .value = subject->name, .giver = GIVER_WORKER},
			{.question = S("birth_date"), .value = born, .giver = GIVER_WORKER},
			{.question = S("home_postcode"), .value = subject->postcode, .giver = GIVER_WORKER}};
		Str id = {0};
		status = person_create_in(write, answers, seconds->made % 3 == 1 ? 2 : 3, &id);
		made++;
		seconds->made++;
	}
	return status;
}

/* The night's pass over everybody, the queue that it leaves, and one record after another that has changed. */
static Status measure_duplicates(Bench *bench)
{
	Samples changed = samples_make(bench->system->arena, "duplicates: a record that changed, compared");
	const Subjects *subjects = &bench->settings->subjects;
	Seconds seconds = {.subjects = subjects};
	int64_t pairs = 0;
	Status status = STATUS_OK;
	while (status == STATUS_OK && seconds.made < SECOND_MOST && seconds.at < subjects->count)
		status = care_write(bench->system, make_seconds_in, &seconds);
	figures_print_number(bench->settings->figures, "duplicates: second records made", (double)seconds.made, "people");
	int64_t began = clock_elapsed_microseconds();
	if (status == STATUS_OK)
		status = duplicates_pass(bench->system, &pairs);
	figures_print_number(bench->settings->figures, "duplicates: everybody compared with everybody",
		(double)(clock_elapsed_microseconds() - began) / 1e6, "s");
	figures_print_number(bench->settings->figures, "duplicates: pairs kept", (double)pairs, "pairs");
	if (status == STATUS_OK)
		status = sit_down(bench, "manager");
	if (status == STATUS_OK)
		status = measure_queue(bench, "duplicates: the queue, first page", 0);
	if (status == STATUS_OK)
		status = measure_queue(bench, "duplicates: the queue, a page in the middle", (size_t)pairs / 2);
	for (size_t i = 0; status == STATUS_OK && i < subjects->count && changed.count < WRITES_MOST; i++) {
		if (!str_equal(subjects->items[i].kind, S("plain")))
			continue;
		status = care_write(bench->system, mark_changed_in, &subjects->items[i]);
		samples_start(&changed);
		if (status == STATUS_OK)
			status = duplicates_check_changed(bench->system, NULL);
		samples_stop(&changed);
	}
	if (status == STATUS_OK)
		figures_print_samples(bench->settings->figures, &changed);
	return status;
}

static Status count_line(Str line, void *context)
{
	Bench *bench = context;
	bench->lines += line.length > 0 ? 1 : 0;
	return clock_elapsed_microseconds() < bench->stream_until ? STATUS_OK : STATUS_BUSY;
}

static void print_stream(Bench *bench, const char *name, int64_t began)
{
	double seconds = (double)(clock_elapsed_microseconds() - began) / 1e6;
	figures_print_number(bench->settings->figures, name, (double)bench->lines / seconds, "rows a second");
	Str counted = str_format(bench->system->arena, "%s, rows read", name);
	figures_print_number(bench->settings->figures, str_c(bench->system->arena, counted), (double)bench->lines, "rows");
}

/* The return is made whole: who is in it is found before its first row. The export is cut off when its time is over. */
static Status measure_streams(Bench *bench)
{
	CldExported done = {0};
	int64_t began = clock_elapsed_microseconds();
	bench->lines = 0;
	bench->stream_until = INT64_MAX;
	Care returns = *bench->system;
	returns.problems = problems_make(bench->system->arena);
	Status status = insight_export_cld(&returns, date_add_months(bench->settings->until, -12), bench->settings->until,
		count_line, bench, &done);
	print_stream(bench, "return rows (one year)", began);
	if (status != STATUS_OK && status != STATUS_BUSY && status != STATUS_INVALID)
		return status;
	began = clock_elapsed_microseconds();
	bench->lines = 0;
	bench->stream_until = began + bench->settings->microseconds_most;
	status = store_export(bench->system->store, count_line, bench);
	print_stream(bench, "canonical export", began);
	return status == STATUS_BUSY ? STATUS_OK : status;
}

/* One of the heaviest records made longer still (tests/long_record.h): the name of the person, and a request for their copy. */
static Status make_longest(Bench *bench, Subject *longest, Str *request)
{
	Care *care = &bench->desk;
	const Subject *subject = subject_of_kind(bench, "heavy");
	WorkRow *works = NULL;
	size_t count = 0;
	if (subject == NULL)
		return STATUS_NOT_FOUND;
	care->arena = bench->system->arena;
	care->problems = problems_make(care->arena);
	care->all_permissions = true; /* the permission is the officer's; who may see whom is asked as ever */
	*longest = *subject;
	Status status = work_open_of_person(care, subject->id, &works, &count);
	if (status == STATUS_OK && count == 0)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = long_record_make(care, subject->id, works[0].id);
	return status == STATUS_OK ? subject_ask(care, subject->id, care_today(care), S("Themselves"), S("Known"), request) : status;
}

/* What a page of the request does, and what the export does: all entries marked, then written as JSON. */
static Status measure_subject_access(Bench *bench)
{
	enum { TIMES = 20 };
	Subject longest = {0};
	Str request = {0};
	Samples samples = samples_make(bench->system->arena, "subject access: heaviest records");
	Status status = make_longest(bench, &longest, &request);
	for (int i = 0; status == STATUS_OK && i < TIMES; i++) {
		SubjectFile file = {0};
		arena_reset(&bench->scratch);
		bench->desk.arena = &bench->scratch;
		bench->desk.problems = problems_make(&bench->scratch);
		samples_start(&samples);
		status = subject_open(&bench->desk, longest.id, request, &file);
		if (status == STATUS_OK) {
			SubjectCopy copy = {.request = file.request, .entries = file.entries, .count = file.count,
				.bytes_most = SUBJECT_BYTES_MAX + 1024 * 1024};
			Str json = subject_copy_json(&bench->desk, &copy, &bench->scratch);
			status = json.length > 0 ? STATUS_OK : STATUS_FAILED;
		}
		samples_stop(&samples);
	}
	if (status == STATUS_OK)
		figures_print_samples(bench->settings->figures, &samples);
	return status;
}

typedef struct Figure {
	const char *name;
	const char *kind;
	Measured act;
	size_t most;
} Figure;

static Status measure_figures(Bench *bench, const Figure *figures, size_t count)
{
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = measure_act(bench, figures[i].name, figures[i].kind, figures[i].act, figures[i].most);
	return status;
}

Status measure_all(Care *system, const MeasureSettings *settings)
{
	static const Figure READS[] = {
		{"person page: bare record", "plain", act_person_page, READS_MOST},
		{"person page: with work and services", "served", act_person_page, READS_MOST},
		{"person page: heaviest records", "heavy", act_person_page, READS_MOST},
		{"person page: merged record", "merged", act_person_page, WRITES_MOST},
		{"person page without its read row", "served", act_person_read, READS_MOST},
		{"team list (50 of a team)", "team", act_team_list, READS_MOST},
		{"team counts", "team", act_team_counts, READS_MOST},
		{"current facts", "plain", act_facts, READS_MOST},
		{"current facts: heaviest records", "heavy", act_facts, READS_MOST},
		{"facts as known on a past day", "plain", act_facts_as_known, READS_MOST},
		{"facts as known: heaviest records", "heavy", act_facts_as_known, READS_MOST},
		{"chronology (50 lines)", "served", act_chronology, READS_MOST},
		{"chronology: heaviest records", "heavy", act_chronology, READS_MOST},
		{"who looked", "served", act_lookers, READS_MOST},
		{"who looked: heaviest records", "heavy", act_lookers, READS_MOST},
	};
	static const Figure RESTRICTED[] = {
		{"restricted: tier 'exists', refused", "exists", act_refused, WRITES_MOST},
		{"restricted: tier 'no trace', refused, owner told", "no-trace", act_refused, WRITES_MOST},
	};
	static const Figure OWNED[] = {
		{"restricted: tier 'exists', opened by its owner", "exists", act_person_page, WRITES_MOST},
		{"restricted: tier 'no trace', opened by its owner", "no-trace", act_person_page, WRITES_MOST},
	};
	Bench *bench = ARENA_NEW(system->arena, Bench);
	*bench = (Bench){.system = system, .settings = settings, .random = random_stream(1, S("bench/measure"))};
	arena_init(&bench->scratch, ARENA_REQUEST_BYTES_MAX);
	Status status = sit_down(bench, "worker");
	if (status == STATUS_OK)
		status = measure_figures(bench, READS, sizeof READS / sizeof READS[0]);
	if (status == STATUS_OK)
		status = measure_searches(bench);
	if (status == STATUS_OK)
		status = measure_figures(bench, RESTRICTED, sizeof RESTRICTED / sizeof RESTRICTED[0]);
	if (status == STATUS_OK)
		status = sit_down(bench, "guardian");
	if (status == STATUS_OK)
		status = measure_figures(bench, OWNED, sizeof OWNED / sizeof OWNED[0]);
	if (status == STATUS_OK && wants(bench, "merge"))
		status = measure_merges(bench);
	if (status == STATUS_OK && wants(bench, "duplicates"))
		status = measure_duplicates(bench);
	if (status == STATUS_OK && wants(bench, "subject access: heaviest records"))
		status = sit_down(bench, "worker");
	if (status == STATUS_OK && wants(bench, "subject access: heaviest records"))
		status = measure_subject_access(bench);
	if (status == STATUS_OK && wants(bench, "streams: return rows, canonical export"))
		status = measure_streams(bench);
	arena_clear(&bench->scratch);
	return status;
}
