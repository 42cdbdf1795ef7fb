#include "bench/people.h"

#include <unistd.h>

#include "base/buffer.h"
#include "base/csv.h"
#include "care/service/service.sql.h"
#include "care/work/work_write.h"

enum { HEAVY_PEOPLE = 50, HEAVY_EVERY_MIN = 20 };
enum { FACTS_MAX = 20, HEAVY_WORKS = 40, HEAVY_YEARS = 30, HEAVY_LOOKS = 300, SAMPLE_LINES = 4000 };

typedef struct Names {
	Str given[PEOPLE_NAMES_MAX];
	Str family[PEOPLE_NAMES_MAX];
	size_t given_count;
	size_t family_count;
} Names;

typedef struct Known {
	Str id;
	Str name;
	Str born;
	Str postcode;
	Str phone;
} Known;

typedef struct Maker {
	Care *system;
	Clock *clock;
	const PeopleSettings *settings;
	Names names;
	Str duty;
	Str owner;              /* the team that owns restricted records */
	Str teams[PEOPLE_TEAMS];
	Care workers[PEOPLE_WORKERS];
	Care manager;
	Care guardian;          /* of the owning team */
	Arena scratch;          /* one batch */
	int64_t number;         /* of the batch's first person */
	size_t count;
	Known made[PEOPLE_BATCH];
} Maker;

static const char *const ROOTS[] = {"Ash", "Brad", "Carl", "Dun", "Elling", "Farn", "Grims", "Hather", "Ing", "Kel",
	"Lang", "Mars", "Nor", "Os", "Pem", "Quar", "Rad", "Shel", "Thorn", "Up", "Wal", "Whit", "Win", "Wor", "Black", "Hol",
	"Middle", "Clay", "Raven", "Stan"};
static const char *const ENDS[] = {"ton", "ford", "ley", "worth", "well", "ham", "by", "field", "wood", "brook", "hurst",
	"combe", "more", "stead", "den", "wick", "burn", "dale", "gate", "croft"};

/* Choice questions that a bare record answers; the answer is any of their options. */
static const char *const CHOSEN[] = {"sex", "ethnicity", "religion", "employment", "accommodation", "has_carer", "autism",
	"dementia", "sight", "hearing", "interpreter", "primary_support_reason", "staying_now"};

static Status read_names(Arena *arena, Str text, Names *names, Problems *problems)
{
	CsvReader reader;
	CsvRow row;
	csv_open_text(&reader, arena, S("names.csv"), text, (CsvLimits){.columns_most = 10, .field_bytes_most = 1000}, problems);
	Status status = csv_read_header(&reader);
	size_t kind = csv_column(&reader, S("kind"));
	size_t name = csv_column(&reader, S("name"));
	while (status == STATUS_OK && (status = csv_next_row(&reader, &row)) == STATUS_OK) {
		Str text_of = str_copy(arena, csv_field(&row, name));
		if (str_equal(csv_field(&row, kind), S("given")) && names->given_count < PEOPLE_NAMES_MAX)
			names->given[names->given_count++] = text_of;
		else if (str_equal(csv_field(&row, kind), S("surname")) && names->family_count < PEOPLE_NAMES_MAX)
			names->family[names->family_count++] = text_of;
	}
	/* Three hundred family names are too few for so many people: place names of the English kind stand beside them. */
	for (size_t i = 0; i < sizeof ROOTS / sizeof ROOTS[0]; i++)
		for (size_t j = 0; j < sizeof ENDS / sizeof ENDS[0] && names->family_count < PEOPLE_NAMES_MAX; j++)
			names->family[names->family_count++] = str_format(arena, "%s%s", ROOTS[i], ENDS[j]);
	return status == STATUS_NOT_FOUND && names->given_count > 0 ? STATUS_OK : STATUS_INVALID;
}

static Status add_worker(Maker *maker, int number, Str role, Str team, Care *desk)
{
	Str id = {0};
	Arena *arena = maker->system->arena;
	Str sign_in = str_format(arena, "bench%d", number);
	Status status = access_add_user(maker->system, &(UserNew){.sign_in = sign_in,
		.name = str_format(arena, "Worker %d", number), .team = team, .roles = role,
		.password_hash = S("no password opens this"), .employed_from = maker->settings->until - 4000,
		.employed_until = DATE_NONE}, &id);
	if (status != STATUS_OK)
		return status;
	*desk = care_public(maker->system->store, maker->system->reader, &maker->scratch, maker->clock, maker->system->ids,
		maker->system->practice);
	status = access_act_as(desk, id);
	desk->actor = str_copy(arena, desk->actor);
	desk->actor_name = str_copy(arena, desk->actor_name);
	desk->actor_team = str_copy(arena, desk->actor_team);
	for (size_t i = 0; i < desk->permission_count; i++)
		desk->permissions[i] = str_copy(arena, desk->permissions[i]);
	return status;
}

static Status make_staff(Maker *maker)
{
	Arena *arena = maker->system->arena;
	Status status = access_add_team(maker->system, S("Front door"), S("duty"), &maker->duty);
	if (status == STATUS_OK)
		status = access_add_team(maker->system, S("Safeguarding"), S("safeguarding"), &maker->owner);
	for (int i = 0; status == STATUS_OK && i < PEOPLE_TEAMS; i++)
		status = access_add_team(maker->system, str_format(arena, "Team %d", i + 1), i % 2 == 0 ? S("practice")
			: S("review"), &maker->teams[i]);
	for (int i = 0; status == STATUS_OK && i < PEOPLE_WORKERS; i++)
		status = add_worker(maker, i + 1, S("practitioner"), maker->teams[i % PEOPLE_TEAMS], &maker->workers[i]);
	if (status == STATUS_OK)
		status = add_worker(maker, PEOPLE_WORKERS + 1, S("manager"), maker->teams[0], &maker->manager);
	if (status == STATUS_OK)
		status = add_worker(maker, PEOPLE_WORKERS + 2, S("safeguarding-lead"), maker->owner, &maker->guardian);
	return status;
}

static void note_subject(Maker *maker, const char *kind, const Known *known)
{
	Buffer line = buffer_make(&maker->scratch, 4096);
	const Str fields[] = {str_from_c(kind), known->id, known->name, known->born, known->postcode, known->phone};
	csv_write_row(&line, fields, sizeof fields / sizeof fields[0], (CsvStyle){.line_feed_only = true});
	Str text = buffer_str(&line);
	(void)fwrite(text.data, 1, text.length, maker->settings->subjects);
}

static void draw_person(const Maker *maker, RandomStream *random, Arena *arena, Known *known)
{
	const Names *names = &maker->names;
	Str given = names->given[random_below(random, (uint32_t)names->given_count)];
	Str second = random_chance(random, 400000) ? names->given[random_below(random, (uint32_t)names->given_count)] : S("");
	Str family = names->family[random_below(random, (uint32_t)names->family_count)];
	uint32_t year = 1930 + random_below(random, 75);
	uint32_t month = 1 + random_below(random, 12);
	uint32_t day = 1 + random_below(random, 28);
	uint32_t sector = random_below(random, 10);
	uint32_t outward = 10 + random_below(random, 40);
	char first = (char)('A' + random_below(random, 20));
	char last = (char)('A' + random_below(random, 20));
	*known = (Known){
		.name = str_format(arena, "%.*s%s%.*s %.*s", STR_ARG(given), second.length > 0 ? " " : "", STR_ARG(second),
			STR_ARG(family)),
		.born = str_format(arena, "%04u-%02u-%02u", year, month, day),
		.postcode = str_format(arena, "RM%u %u%c%c", outward, sector, first, last),
		/* 01632 is the area code that no place has: kept for drama. */
		.phone = str_format(arena, "01632 %06u", random_below(random, 1000000)),
	};
}

static size_t draw_answers(const Maker *maker, RandomStream *random, Arena *arena, const Known *known, Answer *out)
{
	uint32_t house = 1 + random_below(random, 200);
	uint32_t nhs = random_below(random, 10000000);
	uint32_t surgery = random_below(random, 40);
	const struct { Str question; Str value; } WRITTEN[] = {
		{S("name_full"), known->name}, {S("birth_date"), known->born}, {S("home_postcode"), known->postcode},
		{S("home_address"), str_format(arena, "[{\"lines\":\"%u High Street\",\"town\":\"Grays\"}]", house)},
		{S("phones"), str_format(arena, "[{\"number\":\"%.*s\"}]", STR_ARG(known->phone))},
		{S("nhs_number"), str_format(arena, "999%07u", nhs)},
		{S("gp_practice"), str_format(arena, "Surgery %u", surgery)},
	};
	size_t count = 0;
	for (size_t i = 0; i < sizeof WRITTEN / sizeof WRITTEN[0]; i++)
		out[count++] = (Answer){.question = WRITTEN[i].question, .value = WRITTEN[i].value, .giver = GIVER_SELF};
	for (size_t i = 0; i < sizeof CHOSEN / sizeof CHOSEN[0] && count < FACTS_MAX; i++) {
		const Question *question = practice_question(maker->system->practice, str_from_c(CHOSEN[i]));
		if (question == NULL || question->options == NULL)
			continue;
		Str code = question->options->options[random_below(random, (uint32_t)question->options->count)].code;
		bool listed = question->type == QUESTION_CHOICES;
		out[count++] = (Answer){.question = question->id, .giver = GIVER_SELF,
			.value = listed ? str_format(arena, "[\"%.*s\"]", STR_ARG(code)) : code};
	}
	return count;
}

static Status finish_work_in(CareWrite *write, Str work, Str outcome, Str user)
{
	WorkGetInRow row = {0};
	Status status = work_get_in(write, work, 0, &row);
	if (status == STATUS_OK)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("assigned"), .to_user = user});
	if (status == STATUS_OK)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("started")});
	if (status == STATUS_OK)
		status = work_stamp_in(write, &row, &(WorkStamp){.transition = S("finished"), .detail = outcome});
	return status;
}

/* A contact and an assessment that are done, with their answers, and for every second a review that waits. */
static Status make_work_in(CareWrite *write, Maker *maker, Str person, int64_t number)
{
	Str contact = {0};
	Str assessment = {0};
	Str user = maker->workers[number % PEOPLE_WORKERS].actor;
	const Answer episode[] = {
		{.question = S("contact_route"), .value = S("community"), .giver = GIVER_WORKER},
		{.question = S("meeting_method"), .value = S("service-user"), .giver = GIVER_WORKER},
		{.question = S("eligible_adult"), .value = S("eligible"), .giver = GIVER_WORKER},
	};
	Status status = work_open_in(write, &(WorkNew){.pathway = S("contact"), .person = person, .team = maker->duty}, &contact);
	if (status == STATUS_OK)
		status = person_append_in(write, person, episode, 1, contact, write->today);
	if (status == STATUS_OK)
		status = finish_work_in(write, contact, S("assessment"), user);
	if (status == STATUS_OK)
		status = work_open_in(write, &(WorkNew){.pathway = S("needs-assessment"), .person = person, .parent = contact,
			.team = maker->teams[number % PEOPLE_TEAMS]}, &assessment);
	if (status == STATUS_OK)
		status = person_append_in(write, person, episode + 1, 2, assessment, write->today);
	if (status == STATUS_OK)
		status = finish_work_in(write, assessment, S("eligible"), user);
	if (status == STATUS_OK && number % 2 == 0)
		status = work_open_in(write, &(WorkNew){.pathway = S("review"), .person = person, .parent = assessment,
			.team = maker->teams[(number / 2) % PEOPLE_TEAMS]}, NULL);
	return status;
}

/* A line that runs and one that has ended. */
static Status make_services_in(CareWrite *write, Str person)
{
	Str ended = id_make(write->care->ids, write->care->arena);
	Str begun = date_format(write->care->arena, write->today);
	Status status = STATUS_OK;
	for (int i = 0; status == STATUS_OK && i < 2; i++)
		status = sql_service_insert_run(write->connection, &(ServiceInsertArguments){
			.id = i == 0 ? ended : id_make(write->care->ids, write->care->arena), .person = person,
			.kind = i == 0 ? S("reablement") : S("home-care"), .units_hundredths = 700, .unit_cost_pence = 2410,
			.weekly_pence = 16870, .mechanism = S("commissioned"), .funding = S("council"), .goal = S("Wash and dress"),
			.starts_on = begun, .created_at = write->now, .by_actor = write->care->actor});
	if (status == STATUS_OK)
		status = sql_service_end_run(write->connection, &(ServiceEndArguments){.id = ended, .version = 1,
			.ends_on = begun, .end_reason = S("end-met")});
	return status;
}

static Status look_in(CareWrite *write, Str actor, Str person)
{
	return store_audit(write->connection, &(StoreAudit){.actor = actor, .at = write->now, .action = S("person/read"),
		.subject_kind = S("person"), .subject = person, .person = person, .reason = S("page")});
}

/* Fifty of the record, and never more than one in twenty: a batch of nothing else would not fit its arena. */
static bool is_heavy(const Maker *maker, int64_t number)
{
	int64_t every = maker->settings->people / HEAVY_PEOPLE;
	every = every < HEAVY_EVERY_MIN ? HEAVY_EVERY_MIN : every;
	return number % every == every / 2;
}

/* The record that is heavy to open: much work, answers that changed thirty times, many lookers. */
static Status make_heavy_in(CareWrite *write, Maker *maker, Str person, int64_t number)
{
	Status status = STATUS_OK;
	for (int i = 0; status == STATUS_OK && i < HEAVY_WORKS; i++)
		status = make_work_in(write, maker, person, number + i);
	for (int year = 0; status == STATUS_OK && year < HEAVY_YEARS; year++) {
		Answer answers[4];
		for (size_t i = 0; i < 4; i++)
			answers[i] = (Answer){.question = str_from_c((const char *[]){"washing", "about_me", "what_matters",
				"name_known_as"}[i]), .value = str_format(write->care->arena, "as told in year %d", year),
				.giver = GIVER_SELF};
		status = person_append_in(write, person, answers, 4, (Str){0}, write->today - 20 * (HEAVY_YEARS - year));
	}
	for (int i = 0; status == STATUS_OK && i < 5; i++)
		status = make_services_in(write, person);
	for (int i = 0; status == STATUS_OK && i < HEAVY_LOOKS; i++)
		status = look_in(write, maker->workers[i % PEOPLE_WORKERS].actor, person);
	return status;
}

static Status make_one_in(CareWrite *write, Maker *maker, int64_t number, Known *known)
{
	Arena *arena = write->care->arena;
	Answer answers[FACTS_MAX];
	RandomStream random = random_stream(maker->settings->seed, str_format(arena, "bench/person/%lld", (long long)number));
	bool with_work = number % 25 < 3;
	bool with_services = with_work && (number / 25) % 20 < 3;
	draw_person(maker, &random, arena, known);
	size_t count = draw_answers(maker, &random, arena, known, answers);
	Status status = person_create_in(write, answers, count, &known->id);
	if (status == STATUS_OK && with_work)
		status = make_work_in(write, maker, known->id, number);
	if (status == STATUS_OK && with_services)
		status = make_services_in(write, known->id);
	for (int i = 0; status == STATUS_OK && with_work && i < 2; i++)
		status = look_in(write, maker->workers[(number + i) % PEOPLE_WORKERS].actor, known->id);
	if (status == STATUS_OK && is_heavy(maker, number))
		status = make_heavy_in(write, maker, known->id, number);
	return status;
}

static Status make_batch_in(CareWrite *write, void *context)
{
	Maker *maker = context;
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < maker->count; i++)
		status = make_one_in(write, maker, maker->number + (int64_t)i, &maker->made[i]);
	return status;
}

/* What a batch adds to who may see whom and to who is one person; every kind of subject that is measured is noted. */
static Status restrict_and_merge(Maker *maker, int64_t batch)
{
	Status status = STATUS_OK;
	Person person = {0};
	bool hidden = batch % 60 == 30;
	maker->guardian.problems = problems_make(&maker->scratch);
	maker->manager.problems = problems_make(&maker->scratch);
	if ((batch % 20 == 10 || hidden) && maker->count == PEOPLE_BATCH) {
		status = person_find(&maker->guardian, maker->made[10].id, &person);
		if (status == STATUS_OK)
			status = person_restrict(&maker->guardian, person.id, hidden ? PERSON_NO_TRACE : PERSON_EXISTS, maker->owner,
				S("In danger"), person.version);
		note_subject(maker, hidden ? "no-trace" : "exists", &maker->made[10]);
	}
	if (status == STATUS_OK && batch % 8 == 3 && maker->count == PEOPLE_BATCH) {
		status = person_merge(&maker->manager, maker->made[20].id, maker->made[21].id, S("The same person"), NULL);
		note_subject(maker, "merged", &maker->made[21]);
	}
	return status;
}

static void note_batch(Maker *maker)
{
	int64_t every = maker->settings->people / SAMPLE_LINES + 1;
	for (size_t i = 0; i < maker->count; i++) {
		int64_t number = maker->number + (int64_t)i;
		if (i == 10 || i == 20 || i == 21)
			continue;
		if (is_heavy(maker, number))
			note_subject(maker, "heavy", &maker->made[i]);
		else if (number % 25 < 3 && (number / 25) % 20 < 3 && (number / 500) % (every / 8 + 1) == 0)
			note_subject(maker, "served", &maker->made[i]);
		else if (number % every == 0)
			note_subject(maker, "plain", &maker->made[i]);
	}
}

static Status make_people(Maker *maker)
{
	const PeopleSettings *settings = maker->settings;
	Instant first = instant_from_london(date_add_months(settings->until, -60), 8, 0);
	Instant last = instant_from_london(settings->until, 16, 0);
	Arena *outer = maker->system->arena;
	bool terminal = isatty(STDERR_FILENO) == 1;
	Status status = STATUS_OK;
	for (int64_t number = 0; status == STATUS_OK && number < settings->people; number += PEOPLE_BATCH) {
		int64_t left = settings->people - number;
		maker->clock->held = first + (last - first) / settings->people * number;
		maker->number = number;
		maker->count = (size_t)(left < PEOPLE_BATCH ? left : PEOPLE_BATCH);
		arena_reset(&maker->scratch);
		maker->system->arena = &maker->scratch;
		status = care_write(maker->system, make_batch_in, maker);
		if (status == STATUS_OK)
			status = restrict_and_merge(maker, number / PEOPLE_BATCH);
		note_batch(maker);
		maker->system->arena = outer;
		if (terminal && number % 5000 == 0)
			(void)fprintf(stderr, "\r%lld people", (long long)number);
	}
	return status;
}

Status people_make(Care *care, Clock *clock, const PeopleSettings *settings)
{
	Maker *maker = ARENA_NEW(care->arena, Maker);
	*maker = (Maker){.system = care, .clock = clock, .settings = settings};
	arena_init(&maker->scratch, ARENA_REQUEST_BYTES_MAX);
	Status status = read_names(care->arena, settings->names, &maker->names, &care->problems);
	if (status == STATUS_OK)
		status = make_staff(maker);
	(void)fputs("kind,id,name,born,postcode,phone\n", settings->subjects);
	if (status == STATUS_OK) {
		note_subject(maker, "worker", &(Known){.id = maker->workers[0].actor});
		note_subject(maker, "manager", &(Known){.id = maker->manager.actor});
		note_subject(maker, "guardian", &(Known){.id = maker->guardian.actor});
		for (int i = 0; i < PEOPLE_TEAMS; i++)
			note_subject(maker, "team", &(Known){.id = maker->teams[i]});
		status = make_people(maker);
	}
	arena_clear(&maker->scratch);
	return status;
}
