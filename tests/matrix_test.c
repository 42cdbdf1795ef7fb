#include "matrix_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "care/duplicates/duplicates.h"
#include "care/helpline/helpline.h"
#include "care/kept/kept.h"
#include "care/letter/letter.h"
#include "care/letter/sending.h"
#include "care/note/chronology.h"
#include "care/panel/panel.h"
#include "care/rights/retention.h"
#include "care/rights/subject_access.h"
#include "care/service/service.sql.h"
#include "care/upload/upload.h"

#define HOME "[{\"lines\":\"12 Pelican Wharf\",\"town\":\"Grays\"}]"
#define PLAN "[{\"goal\":\"Clean and dressed by ten\",\"how\":\"service\",\"service_kind\":\"home-care\"," \
	"\"units\":\"10\",\"unit_cost\":2475,\"mechanism\":\"council\"}]"
#define OPTIONS "[{\"option\":\"Extra care flat\",\"weekly_cost\":61000,\"meets_needs\":\"partly\"," \
	"\"person_view\":\"Too far\",\"chosen\":\"no\"}]"

void matrix_put(MatrixRecord *record, const char *name, Str value, bool is_id)
{
	for (size_t i = 0; i < record->count; i++)
		if (strcmp(record->things[i].name, name) == 0) {
			record->things[i].value = value;
			return;
		}
	assert_true(record->count < MATRIX_THINGS_MAX);
	record->things[record->count++] = (MatrixThing){.name = name, .value = value, .is_id = is_id};
}

Str matrix_thing(const MatrixRecord *record, Str name)
{
	for (size_t i = 0; i < record->count; i++)
		if (str_equal(str_from_c(record->things[i].name), name))
			return record->things[i].value;
	return (Str){0};
}

MatrixRecord matrix_absent(CareTest *test, const MatrixRecord *record)
{
	MatrixRecord absent = *record;
	for (size_t i = 0; i < absent.count; i++)
		if (absent.things[i].is_id)
			absent.things[i].value = id_make(&test->store->ids, test->arena);
	matrix_put(&absent, "reference", reference_make(&test->store->ids, test->arena, S("TH")), false);
	return absent;
}

/* --- the record ----------------------------------------------------------------------------------------------------- */

typedef struct Making {
	CareTest *test;
	MatrixRecord record;
	Care worker;
	Care lead;
	Care manager;
	Care officer;
	Care desk;
	Str person;
	Str other;
} Making;

static Str version_text(Arena *arena, int64_t version)
{
	return str_format(arena, "%lld", (long long)version);
}

static void put_id(Making *making, const char *name, Str id)
{
	assert_false(str_is_empty(id));
	matrix_put(&making->record, name, id, true);
}

static void put_work(Making *making, const char *name, const char *version, Str work)
{
	put_id(making, name, work);
	matrix_put(&making->record, version, version_text(making->test->arena, care_test_work(&making->worker, work).version), false);
}

static Str finish_contact(Making *making, const char *story)
{
	Care *care = &making->worker;
	Str work = {0};
	assert_ok(work_open(care, &(WorkNew){.pathway = S("contact"), .person = making->person}, &work));
	care_test_answer(care, work, "contact_route", "community");
	care_test_answer(care, work, "contact_from", "self");
	care_test_answer(care, work, "contact_story", story);
	care->problems = problems_make(care->arena);
	assert_ok(work_submit(care, &(WorkSubmit){.work = work, .outcome = S("assessment"), .note = S("an unheard story of hers"),
		.version = care_test_work(care, work).version}));
	return work;
}

static Str letter_of(Making *making, Str work)
{
	Document *letters = NULL;
	size_t count = 0;
	assert_ok(letters_of_work(&making->worker, work, &letters, &count));
	assert_true(count > 0);
	return letters[0].id;
}

static void make_letters(Making *making)
{
	LetterSending letter = {0};
	Str run = {0};
	size_t held = 0;
	Str first = finish_contact(making, "an unheard story");
	put_id(making, "printed", letter_of(making, first));
	assert_ok(letters_print(&making->desk, S("print"), &run, &held));
	put_id(making, "run", run);
	Str second = finish_contact(making, "another unheard story");
	put_work(making, "finished", "finished_version", second);
	put_id(making, "document", letter_of(making, second));
	assert_ok(letter_sending_get(&making->desk, matrix_thing(&making->record, S("document")), &letter));
	matrix_put(&making->record, "letter_version", version_text(making->test->arena, letter.version), false);
}

static Str open_work(Making *making, const char *pathway)
{
	Str work = {0};
	assert_ok(work_open(&making->worker, &(WorkNew){.pathway = str_from_c(pathway), .person = making->person}, &work));
	return work;
}

static void make_work(Making *making)
{
	CareTest *test = making->test;
	Care *care = &making->worker;
	Kept *kept = NULL;
	size_t count = 0;
	Str work = open_work(making, "needs-assessment");
	assert_ok(work_start(care, work));
	care_test_answer(care, work, "strengths", "an unheard story of strength");
	put_work(making, "work", "work_version", work);
	Str request = open_work(making, "funding-request");
	care_test_answer(care, request, "goals", "[{\"goal\":\"an unheard story of goals\"}]");
	care_test_answer(care, request, "plan_lines", PLAN);
	care_test_answer(care, request, "fund_options", OPTIONS);
	care->problems = problems_make(care->arena);
	assert_ok(work_submit(care, &(WorkSubmit){.work = request, .outcome = S("agreed"), .note = S("She wants to stay."),
		.version = care_test_work(care, request).version}));
	put_work(making, "awaiting", "awaiting_version", request);
	Str cancelled = open_work(making, "contact");
	assert_ok(work_cancel(care, cancelled, S("an unheard story of ends"), care_test_work(care, cancelled).version));
	put_id(making, "cancelled", cancelled);
	Str withdrawn = finish_contact(making, "an unheard story of errors");
	assert_ok(work_withdraw(&making->manager, withdrawn, S("An unheard story of a mistake"),
		care_test_work(care, withdrawn).version));
	put_id(making, "withdrawn", withdrawn);
	put_work(making, "waiting", "waiting_version", open_work(making, "contact"));
	Str call = {0};
	assert_ok(helpline_take_call(&making->desk, &call));
	matrix_put(&making->record, "call", call, false);
	Care public = care_test_public(test);
	assert_ok(kept_list(care, &kept, &count));
	for (size_t i = 0; i < count; i++) /* another record's: a person has room for some alone */
		assert_ok(kept_remove(care, kept[i].id));
	assert_ok(kept_add(&public, test->practitioner, &(Kept){.work = work, .fields = S("strengths=an+unheard+story")}));
	care_test_wait(test, INSTANT_SECOND);
	assert_ok(kept_add(&public, test->practitioner, &(Kept){.fields = S("question=known_as"),
		.path = str_format(test->arena, "/people/%.*s/facts/confirm", STR_ARG(making->person))}));
	assert_ok(kept_list(care, &kept, &count));
	assert_int_equal(count, 2);
	put_id(making, "kept", kept[0].id);
	put_id(making, "kept_form", kept[1].id);
}

static Str sign_note(Making *making, const char *body, Str with)
{
	NoteDraft draft = {.id = id_make(making->worker.ids, making->worker.arena), .person = making->person, .kind = S("call"),
		.happened_on = care_today(&making->worker), .body = str_from_c(body), .people_count = 1};
	draft.people[0] = making->person;
	if (!str_is_empty(with))
		draft.people[draft.people_count++] = with;
	assert_ok(note_sign(&making->worker, &draft));
	return draft.id;
}

static void make_notes(Making *making)
{
	Care *care = &making->worker;
	ChronologyEntry *entries = NULL;
	size_t count = 0;
	put_id(making, "note", sign_note(making, "an unheard story in a note", (Str){0}));
	put_id(making, "shared_note", sign_note(making, "an unheard story of two", making->other));
	Str gone = sign_note(making, "an unheard story that was wrong", (Str){0});
	assert_ok(note_withdraw(care, gone, S("an unheard story of why")));
	put_id(making, "gone_note", gone);
	NoteDraft draft = {.id = id_make(care->ids, care->arena), .person = making->person, .kind = S("call"),
		.happened_on = care_today(care), .body = S("an unheard story not signed"), .people_count = 1};
	draft.people[0] = making->person;
	assert_ok(note_draft_save(care, &draft));
	put_id(making, "note_draft", draft.id);
	const ChronologyNew own = {.happened_on = S("2020-05"), .words = S("an unheard story of May"), .source_kind = S("own"),
		.source_words = S("told")};
	assert_ok(chronology_add(care, making->person, &own, 1));
	assert_ok(chronology_of(care, making->person, &entries, &count));
	put_id(making, "entry", entries[0].id);
	matrix_put(&making->record, "entry_version", version_text(care->arena, entries[0].version), false);
}

static Str add_file(Making *making, const char *title)
{
	Str id = {0};
	assert_ok(upload_add(&making->worker, &(UploadNew){.person = making->person, .title = str_from_c(title),
		.original_name = S("unheard story.txt"), .bytes = S("an unheard story in a file\n"), .given_by = S("person")}, &id));
	return id;
}

static Status put_service_in(CareWrite *write, void *context)
{
	const Making *making = context;
	Str id = matrix_thing(&making->record, S("service"));
	Status status = sql_service_insert_run(write->connection, &(ServiceInsertArguments){.id = id, .person = making->person,
		.kind = S("home-care"), .units_hundredths = 700, .unit_cost_pence = 2475, .mechanism = S("commissioned"),
		.funding = S("council"), .goal = S("an unheard story of help"), .starts_on = date_format(write->care->arena, write->today - 30),
		.created_at = write->now, .by_actor = S("system")});
	return status == STATUS_OK ? care_audit(write, &(CareAudit){.action = S("test/service"), .subject_kind = S("service"),
		.subject = id, .person = making->person}) : status;
}

static void make_rights(Making *making)
{
	CareTest *test = making->test;
	LegalHold *holds = NULL;
	SubjectFile file = {0};
	Str request = {0};
	size_t count = 0;
	assert_ok(retention_hold(&making->officer, making->person, S("an unheard story of a court")));
	assert_ok(retention_legal_holds(&making->officer, making->person, &holds, &count));
	put_id(making, "hold", holds[0].id);
	matrix_put(&making->record, "hold_version", version_text(test->arena, holds[0].version), false);
	put_id(making, "access", id_make(making->lead.ids, making->lead.arena)); /* none: an open record has no such thing */
	assert_ok(subject_ask(&making->officer, making->person, care_today(&making->officer), S("Themselves"), S("Known"), &request));
	put_id(making, "request", request);
	assert_ok(subject_open(&making->officer, making->person, request, &file));
	assert_true(file.count > 0);
	matrix_put(&making->record, "entry_key", file.entries[0].key, false);
	matrix_put(&making->record, "request_version", version_text(test->arena, file.request.version), false);
}

static void make_parts(Making *making)
{
	Care *care = &making->worker;
	Relation *relations = NULL;
	Facts facts = {0};
	size_t count = 0;
	put_id(making, "upload", add_file(making, "an unheard story as a file"));
	Str gone = add_file(making, "an unheard story that was misfiled");
	assert_ok(upload_withdraw(care, gone, S("an unheard story of files")));
	put_id(making, "gone_upload", gone);
	assert_ok(person_relate(care, making->person, making->other, S("sibling"), S("an unheard story of a brother")));
	assert_ok(person_relations(care, making->person, &relations, &count));
	put_id(making, "relation", relations[0].id);
	put_id(making, "service", id_make(care->ids, care->arena));
	assert_ok(care_write(care, put_service_in, making));
	assert_ok(care_test_record(care, making->person, "known_as", "Zeb"));
	assert_ok(person_facts(care, making->person, &facts));
	put_id(making, "fact", facts_find(&facts, S("known_as"))->id);
	Str merge = {0};
	Str joined = care_test_person(care, "Zeb Quillfeather", "1933-07-09", "");
	put_id(making, "old", joined);
	assert_ok(person_merge(&making->manager, making->person, joined, S("an unheard story of one person"), &merge));
	put_id(making, "merge", merge);
}

/* Somebody else with a like name, of whom it was said that they are another. */
static void make_apart(Making *making)
{
	DuplicateApart *said = NULL;
	size_t count = 0;
	Str third = care_test_person(&making->worker, "Olu Thirdly", "1971-05-06", "");
	assert_ok(duplicates_say_apart(&making->manager, making->person, third, S("an unheard story of two people")));
	assert_ok(duplicates_said_between(&making->manager, making->person, third, &said, &count));
	put_id(making, "apart", said[0].id);
	matrix_put(&making->record, "fresh", id_make(making->worker.ids, making->worker.arena), false);
}

static void put_staff(Making *making)
{
	CareTest *test = making->test;
	const MatrixThing staff[] = {{.name = "user", .value = test->analyst}, {.name = "team", .value = test->team_review},
		{.name = "colleague", .value = test->colleague}, {.name = "owners", .value = test->team_safeguarding},
		{.name = "practitioner", .value = test->practitioner}};
	for (size_t i = 0; i < sizeof staff / sizeof staff[0]; i++)
		matrix_put(&making->record, staff[i].name, staff[i].value, false);
}

MatrixRecord matrix_record(CareTest *test)
{
	Making making = {.test = test, .worker = care_test_desk(test, test->practitioner),
		.lead = care_test_desk(test, test->safeguarding), .manager = care_test_desk(test, test->manager),
		.officer = care_test_desk(test, test->officer), .desk = care_test_desk(test, test->first_contact)};
	Person person = {0};
	Person other = {0};
	making.person = care_test_person(&making.worker, "Zebedee Quillfeather", "1933-07-09", "SS17 9ZZ");
	making.other = care_test_person(&making.worker, "Una Openbook", "1960-02-03", "RM17 6SL");
	assert_ok(care_test_record(&making.worker, making.person, "home_address", HOME));
	assert_ok(care_test_record(&making.worker, making.person, "nhs_number", "9990000042"));
	put_id(&making, "person", making.person);
	matrix_put(&making.record, "other", making.other, false);
	put_staff(&making);
	make_work(&making);
	make_letters(&making);
	make_notes(&making);
	make_parts(&making);
	make_apart(&making);
	make_rights(&making);
	assert_ok(person_find(&making.lead, making.person, &person));
	assert_ok(person_find(&making.lead, making.other, &other));
	matrix_put(&making.record, "reference", person.reference, false);
	matrix_put(&making.record, "version", version_text(test->arena, person.version), false);
	matrix_put(&making.record, "other_reference", other.reference, false);
	return making.record;
}

/* --- addresses and forms ---------------------------------------------------------------------------------------------- */

Str matrix_fill(Arena *arena, const MatrixRecord *record, Str text)
{
	Buffer out = buffer_make(arena, 4096);
	size_t at = 0;
	while (str_find(text, S("$"), &at)) {
		size_t end = at + 1;
		while (end < text.length && ((text.data[end] >= 'a' && text.data[end] <= 'z') || text.data[end] == '_'))
			end++;
		Str name = str_slice(text, at + 1, end);
		Str value = matrix_thing(record, name);
		if (str_is_empty(value))
			fail_msg("the record has no %.*s", STR_ARG(name));
		buffer_add(&out, str_slice(text, 0, at));
		buffer_add(&out, value);
		text = str_slice(text, end, text.length);
	}
	buffer_add(&out, text);
	return buffer_str(&out);
}

static Str fill_place(Arena *arena, const MatrixRecord *record, Str name, Str kind)
{
	Str thing = matrix_thing(record, name);
	if (str_equal(kind, S("id")) && !str_is_empty(thing))
		return thing;
	if (str_equal(kind, S("id"))) {
		/* Of the directory and of the practice's drafts: about nobody. */
		static const Str OTHERS[] = {S_INIT("listing"), S_INIT("proposal"), S_INIT("report"), S_INIT("draft")};
		for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
			if (str_equal(OTHERS[i], name))
				return S("01J0000000000000000000ABCD");
		fail_msg("no record has a %.*s: make one in matrix_test.c", STR_ARG(name));
	}
	if (str_equal(kind, S("reference")))
		return matrix_thing(record, S("reference"));
	if (str_equal(kind, S("number")))
		return S("1");
	if (str_equal(kind, S("uuid")))
		return S("00000000-0000-4000-8000-000000000000");
	if (str_equal(kind, S("date")))
		return str_equal(name, S("day")) ? S("2026-11-24") : S("2026-11-01");
	if (str_equal(kind, S("name")))
		return S("washing");
	static const struct { Str name; Str value; } CODES[] = {{S_INIT("role"), S_INIT("trusted-assessor")},
		{S_INIT("figure"), S_INIT("requests")},
		{S_INIT("list"), S_INIT("assessment")}, {S_INIT("panel"), S_INIT("funding")}, {S_INIT("theme"), S_INIT("cost")},
		{S_INIT("page"), S_INIT("falls")}, {S_INIT("kind"), S_INIT("carer")}, {S_INIT("section"), S_INIT("identity")}};
	(void)arena;
	for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++)
		if (str_equal(CODES[i].name, name))
			return CODES[i].value;
	return S("identity");
}

Str matrix_path(Arena *arena, const MatrixRecord *record, Str pattern)
{
	Buffer path = buffer_make(arena, 1000);
	Str segment = {0};
	while (str_next(&pattern, '/', &segment)) {
		size_t colon = 0;
		if (str_is_empty(segment))
			continue;
		buffer_add_character(&path, '/');
		if (str_starts_with(segment, S("{")) && str_find(segment, S(":"), &colon))
			buffer_add(&path, fill_place(arena, record, str_slice(segment, 1, colon),
				str_slice(segment, colon + 1, segment.length - 1)));
		else
			buffer_add(&path, segment);
	}
	return path.length == 0 ? S("/") : buffer_str(&path);
}

void matrix_roles(SiteTest *site, MatrixRole out[MATRIX_ROLES])
{
	const CareTest *test = site->care;
	const MatrixRole roles[] = {{"nobody", {0}, {0}}, {"first-contact", test->first_contact, {0}},
		{"practitioner", test->practitioner, {0}}, {"trusted-assessor", test->assessor, {0}}, {"manager", test->manager, {0}},
		{"panel", test->panel, {0}}, {"finance", test->finance, {0}}, {"broker", test->broker, {0}},
		{"analyst", test->analyst, {0}}, {"administrator", test->administrator, {0}},
		{"information-officer", test->officer, {0}}, {"safeguarding-lead", test->safeguarding, {0}}};
	for (size_t i = 0; i < MATRIX_ROLES; i++) {
		out[i] = roles[i];
		if (!str_is_empty(out[i].user))
			out[i].session = site_test_session(site, out[i].user);
	}
}

MatrixRecord matrix_places(const MatrixRecord *record, const MatrixForm *form)
{
	MatrixRecord out = *record;
	Str rest = form->places == NULL ? (Str){0} : str_from_c(form->places);
	Str pair = {0};
	while (str_next(&rest, ' ', &pair)) {
		Str name = {0};
		Str thing = pair;
		(void)str_next(&thing, '=', &name);
		for (size_t i = 0; i < out.count; i++)
			if (str_equal(str_from_c(out.things[i].name), name))
				out.things[i].value = matrix_thing(record, thing);
	}
	return out;
}

const char *const *matrix_fields(Arena *arena, const MatrixRecord *record, const MatrixForm *form)
{
	size_t count = 0;
	const char **fields = ARENA_ARRAY(arena, const char *, sizeof form->fields / sizeof form->fields[0] + 1);
	for (; count < sizeof form->fields / sizeof form->fields[0] && form->fields[count] != NULL; count++)
		fields[count] = str_c(arena, matrix_fill(arena, record, str_from_c(form->fields[count])));
	fields[count] = NULL;
	return fields;
}

/* --- the report --------------------------------------------------------------------------------------------------------- */

static FILE *report;
static char report_path[100];
static size_t report_lines;

void matrix_report_begin(const char *name)
{
	(void)mkdir("tests/output", 0755);
	(void)snprintf(report_path, sizeof report_path, "tests/output/%s.tsv", name);
	report = fopen(report_path, "w");
	if (report == NULL)
		abort();
	(void)fputs("engine\troute\tmethod\trole\tstate\tstatus\n", report);
	report_lines = 0;
}

void matrix_report(CareTest *test, const Route *route, const char *role, const char *state, int status)
{
	(void)fprintf(report, "%s\t%s\t%s\t%s\t%s\t%d\n", test->store->engine == STORE_POSTGRES ? "postgresql" : "sqlite",
		route->path, route->method == METHOD_GET ? "GET" : "POST", role, state, status == 0 ? 200 : status);
	report_lines++;
}

void matrix_report_end(void)
{
	(void)printf("%zu answers in %s\n", report_lines, report_path);
	if (fclose(report) != 0)
		abort();
}
