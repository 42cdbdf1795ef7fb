#include "care/pages/record.h"

#include "care/pages/legal_powers.h"
#include "care/pages/plan_lines.h"
#include "care/work/work.h"
#include "engine/finding/nhs_number.h"

enum { FLAGS_MAX = 8 };

Str record_said(Arena *arena, Giver giver, Str by_name, Instant at)
{
	Str day = date_format_words(arena, instant_london_date(at));
	bool online = str_equal(by_name, S("public"));
	if (giver == GIVER_WORKER && !online)
		return str_format(arena, "recorded by %.*s, %.*s", STR_ARG(by_name), STR_ARG(day));
	const char *who = giver == GIVER_SELF ? "said by the person" : giver == GIVER_CARER ? "told by a carer"
		: giver == GIVER_HELPER ? "told by a helper" : "sent by a worker elsewhere";
	if (online)
		return str_format(arena, "%s, sent in online, %.*s", who, STR_ARG(day));
	return str_format(arena, "%s, recorded by %.*s, %.*s", who, STR_ARG(by_name), STR_ARG(day));
}

Str record_answer_words(Care *care, const Question *question, Str value)
{
	if (str_equal(question->id, S("name_other")))
		return S("kept for finding, not shown");
	if (str_equal(question->id, S("plan_lines")) && !str_is_empty(value))
		return plan_lines_words(care, value);
	return answer_words(question, care->arena, value, false);
}

static Str fact_words(Care *care, const RecordPage *record, Str question)
{
	const Question *known = practice_question(care->practice, question);
	Str value = facts_value(&record->facts, question);
	return known == NULL || str_is_empty(value) ? (Str){0} : answer_words(known, care->arena, value, false);
}

/* The words, unless the answer says that there is nothing special. */
static Str fact_words_unless(Care *care, const RecordPage *record, Str question, Str plain)
{
	Str value = facts_value(&record->facts, question);
	if (str_equal(value, plain) || str_equal(value, S("none")) || str_equal(value, S("not-known"))
	    || str_equal(value, S("not-said")))
		return (Str){0};
	return fact_words(care, record, question);
}

static void add_flag(Flag *flags, size_t *count, Str label, Str text, bool is_warning)
{
	if (!str_is_empty(text) && *count < FLAGS_MAX)
		flags[(*count)++] = (Flag){.label = label, .text = text, .is_warning = is_warning};
}

static size_t make_flags(Care *care, const RecordPage *record, Flag *flags)
{
	size_t count = 0;
	Str keys = fact_words_unless(care, record, S("key_holders"), S("[]"));
	Str visiting[] = {fact_words_unless(care, record, S("visit_risks"), S("[]")),
		fact_words_unless(care, record, S("home_access"), S(""))};
	Str talking[] = {fact_words_unless(care, record, S("interpreter"), S("none")),
		fact_words_unless(care, record, S("language_main"), S("english")),
		fact_words_unless(care, record, S("comm_support"), S("none")),
		fact_words_unless(care, record, S("info_format"), S("print")),
		fact_words_unless(care, record, S("pronouns"), S(""))};
	PartialDate died = {0};
	if (partial_date_parse(record->person.died_on, &died) == STATUS_OK)
		add_flag(flags, &count, S("Died"), partial_date_format_words(care->arena, died), true);
	if (record->person.tier != PERSON_OPEN)
		add_flag(flags, &count, S("Restricted record"),
			str_format(care->arena, "kept by %.*s; others %s", STR_ARG(record->person.owner_name),
				record->person.tier == PERSON_EXISTS ? "see only that it exists" : "find no trace of it"), true);
	add_flag(flags, &count, S("Unsafe contact"), fact_words(care, record, S("contact_avoid")), true);
	add_flag(flags, &count, S("Before you visit"), bit_list(care->arena, visiting, 2, " \xC2\xB7 "),
		!str_is_empty(visiting[0]));
	add_flag(flags, &count, S("Who has a key or comes"), keys, false);
	add_flag(flags, &count, S("Communication"), bit_list(care->arena, talking, 5, " \xC2\xB7 "), false);
	/* A power to act ends with the life of who gave it, or for whom a court did. */
	if (str_is_empty(record->person.died_on))
		add_flag(flags, &count, S("Acts for this person"),
			legal_powers_words(care, facts_value(&record->facts, S("legal_authority")), record->deciding), false);
	return count;
}

static Str lives_words(Care *care, const RecordPage *record)
{
	const Person *person = &record->person;
	Str parts[] = {person->address, str_contains(person->address, person->postcode) ? (Str){0} : person->postcode};
	Str where = bit_list(care->arena, parts, 2, ", ");
	const Fact *since = facts_find(&record->facts, S("home_postcode"));
	if (str_is_empty(where))
		return S("not known");
	if (since == NULL || since->valid_from == DATE_NONE)
		return where;
	return str_format(care->arena, "%.*s, %s %.*s", STR_ARG(where), str_is_empty(person->died_on) ? "since" : "from",
		STR_ARG(date_format_short_words(care->arena, since->valid_from)));
}

Markup record_identity(Care *care, const RecordPage *record, bool is_heading)
{
	const Person *person = &record->person;
	Flag flags[FLAGS_MAX];
	bool has_died = !str_is_empty(person->died_on);
	Str called = str_starts_with(person->name, person->known_as) ? (Str){0}
		: str_format(care->arena, "likes to be called \xE2\x80\x9C%.*s\xE2\x80\x9D", STR_ARG(person->known_as));
	IdentityFact facts[] = {
		{.label = S("Born"), .value = page_born(care->arena, person->born, person->died_on, care_today(care))},
		{.label = S("NHS number"), .value = str_is_empty(person->nhs_number) ? S("not known")
			: nhs_number_format(care->arena, person->nhs_number)},
		{.label = has_died ? S("Lived") : S("Lives"), .value = lives_words(care, record)},
		{.label = S("Named worker"), .value = !str_is_empty(record->worker) ? record->worker
			: has_died ? S("nobody") : S("nobody yet")},
		{.label = S("Reference"), .value = person->reference},
	};
	Html out = html_make(care->arena);
	component_identity_bar(&out, &(IdentityBar){.name = person->name, .known_as = called,
		.name_href = is_heading ? (Str){0} : bit_person_href(care->arena, person->id, ""),
		.name_is_not_heading = !is_heading, .facts = facts, .fact_count = sizeof facts / sizeof facts[0],
		.flags = flags, .flag_count = make_flags(care, record, flags)});
	return html_finish(&out);
}

Status record_read(Care *care, const Person *person, RecordPage *out)
{
	WorkRow *rows = NULL;
	size_t count = 0;
	*out = (RecordPage){.person = *person};
	Status status = person_facts(care, person->id, &out->facts);
	if (status == STATUS_OK)
		status = work_open_of_person(care, person->id, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count && str_is_empty(out->worker); i++)
		out->worker = rows[i].user_name;
	return status;
}

void record_exists_only(const Request *request, Response *response, const Person *person)
{
	Html out = html_make(request->arena);
	bit_heading(&out, S("A record exists"));
	bit_paragraph(&out, str_format(request->arena, "A record exists. Ask %.*s. They see that you were here.",
		STR_ARG(person->owner_name)));
	bit_paragraph(&out, S("If somebody is in danger now, do not wait for the record: act, and tell your manager."));
	page_staff(request, response, (StaffPage){.title = S("A record exists"), .content = html_finish(&out)},
		S("/people"));
	response->status = 403;
}

bool record_open(const Request *request, Response *response, Str id, RecordPage *out)
{
	Care *care = page_care(request);
	Person person = {0};
	Status status = person_open(care, id, S("page"), &person);
	if (status == STATUS_OK)
		status = record_read(care, &person, out);
	if (status == STATUS_OK)
		return true;
	if (status == STATUS_REFUSED && person.how == PERSON_EXISTS)
		record_exists_only(request, response, &person);
	else
		page_status(request, response, status);
	return false;
}

static const struct { const char *tab; const char *text; const char *permission; } TABS[] = {
	{"", "Overview", "person-read"},
	{"/facts", "Facts", "person-read"},
	{"/notes", "Notes", "person-read"},
	{"/timeline", "Timeline", "person-read"},
	{"/chronology", "Chronology", "person-read"},
	{"/documents", "Documents", "person-read"},
	{"/services", "Services", "person-read"},
	{"/people", "Their people", "person-read"},
	{"/looked", "Who has looked", "person-read"},
	{"/restrict", "Who may see", "restricted-open"},
	{"/merge", "Merge", "merge"},
	{"/sharing", "Sharing", "person-read"},
	{"/subject-access", "Their own copy", "subject-access"},
	{"/retention", "Retention", "retention"},
};

static Markup record_tabs(Care *care, Str person, const char *tab)
{
	NavigationItem items[sizeof TABS / sizeof TABS[0]];
	size_t count = 0;
	for (size_t i = 0; i < sizeof TABS / sizeof TABS[0]; i++)
		if (care_may(care, str_from_c(TABS[i].permission)))
			items[count++] = (NavigationItem){.text = str_from_c(TABS[i].text),
				.href = bit_person_href(care->arena, person, TABS[i].tab),
				.is_current = str_equal(str_from_c(TABS[i].tab), str_from_c(tab))};
	Html out = html_make(care->arena);
	component_sub_navigation(&out, &(SubNavigation){.items = items, .item_count = count,
		.label = S("Pages about this person")});
	return html_finish(&out);
}

void record_show(const Request *request, Response *response, const RecordPage *record, Str title, const char *tab,
	Markup content)
{
	Care *care = page_care(request);
	bool is_head = tab[0] == '\0';
	page_staff(request, response, (StaffPage){
		.title = str_is_empty(title) ? record->person.name
			: str_format(request->arena, "%.*s \xC2\xB7 %.*s", STR_ARG(title), STR_ARG(record->person.name)),
		.problems = &care->problems, .identity = record_identity(care, record, is_head),
		.sub_navigation = record_tabs(care, record->person.id, tab), .content = content,
		.print_name = record->person.name}, S("/people"));
}
