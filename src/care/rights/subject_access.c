#include "care/rights/subject_access.h"

#include "base/hash.h"
#include "base/json.h"
#include "care/rights/gather.h"
#include "care/rights/subject_access.sql.h"

#define COPY_BYTES_MAX ((size_t)48 * 1024 * 1024)

/* In the order of the enum. */
static const Str DECISIONS[] = {S_INIT(""), S_INIT("release"), S_INIT("redact"), S_INIT("withhold")};

const Str *subject_exemptions(size_t *count)
{
	static const Str EXEMPTIONS[] = {
		S_INIT("Information about another person (Data Protection Act 2018, Schedule 2, paragraph 16)"),
		S_INIT("Serious harm, social work data (Data Protection Act 2018, Schedule 3, paragraph 11)"),
		S_INIT("Serious harm, health data (Data Protection Act 2018, Schedule 3, paragraph 5)"),
		S_INIT("Crime (Data Protection Act 2018, Schedule 2, paragraph 2)"),
		S_INIT("Legal advice (Data Protection Act 2018, Schedule 2, paragraph 19)"),
	};
	*count = sizeof EXEMPTIONS / sizeof EXEMPTIONS[0];
	return EXEMPTIONS;
}

static Status find_open(Care *care, Str person, Person *found)
{
	Status status = care_require(care, S("subject-access"));
	if (status == STATUS_OK)
		status = person_find(care, person, found);
	return status == STATUS_OK && found->how != PERSON_OPEN ? STATUS_REFUSED : status;
}

/* The same day of the next month, or its last; the next working day when that is none. */
static Status due_of(const Care *care, Date asked_on, Date *out)
{
	const BankHolidays *holidays = practice_bank_holidays(care->practice);
	bool works = false;
	*out = date_add_months(asked_on, 1);
	Status status = date_is_working_day(*out, holidays, &works);
	while (status == STATUS_OK && !works) {
		(*out)++;
		status = date_is_working_day(*out, holidays, &works);
	}
	return status;
}

typedef struct Asking {
	Str person;
	Date asked_on;
	Date due_on;
	Str asked_by;
	Str proof;
	Str id;
} Asking;

static Status ask_in(CareWrite *write, void *context)
{
	Asking *asking = context;
	Arena *arena = write->care->arena;
	asking->id = id_make(write->care->ids, arena);
	Status status = sql_subject_request_insert_run(write->connection, &(SubjectRequestInsertArguments){.id = asking->id,
		.person = asking->person, .asked_on = date_format(arena, asking->asked_on),
		.due_on = date_format(arena, asking->due_on), .asked_by = asking->asked_by, .proof = asking->proof,
		.opened_at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("subject-access/ask"), .subject_kind = S("subject-access"),
		.subject = asking->id, .person = asking->person, .reason = asking->asked_by});
}

Status subject_ask(Care *care, Str person, Date asked_on, Str asked_by, Str proof, Str *id)
{
	Person found = {0};
	Asking asking = {.asked_on = asked_on, .asked_by = str_trim(asked_by), .proof = str_trim(proof)};
	Status status = find_open(care, person, &found);
	if (status != STATUS_OK)
		return status;
	if (asked_on == DATE_NONE || asked_on > care_today(care))
		status = problems_add(&care->problems, (Problem){.field = S("asked_on"),
			.message = S("Enter the day on which they asked, as day, month and year. It is not after today.")});
	if (str_is_empty(asking.asked_by))
		status = problems_add(&care->problems, (Problem){.field = S("asked_by"),
			.message = S("Say who asks: the person, or who acts for them and by what right.")});
	if (str_is_empty(asking.proof))
		status = problems_add(&care->problems, (Problem){.field = S("proof"),
			.message = S("Say how you made sure that it is them. A copy in wrong hands cannot be taken back.")});
	asking.person = found.id;
	if (status == STATUS_OK)
		status = due_of(care, asked_on, &asking.due_on);
	if (status == STATUS_OK)
		status = care_write(care, ask_in, &asking);
	*id = asking.id;
	return status;
}

Status subject_requests(Care *care, Str person, SubjectRequest **out, size_t *count)
{
	SubjectRequestsOfRow *rows = NULL;
	Status status = care_require(care, S("subject-access"));
	if (status == STATUS_OK)
		status = sql_subject_requests_of_list(care->reader, care->arena,
			&(SubjectRequestsOfArguments){.actor = care->actor, .person = person}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, SubjectRequest, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		(*out)[i] = (SubjectRequest){.id = rows[i].id, .person = person, .asked_by = rows[i].asked_by,
			.proof = rows[i].proof, .given_by = rows[i].given_by, .given_hash = rows[i].given_hash,
			.given_at = rows[i].given_at == STORE_NULL_INTEGER ? INSTANT_NONE : rows[i].given_at,
			.version = rows[i].version};
		if (date_parse(rows[i].asked_on, &(*out)[i].asked_on) != STATUS_OK
			|| date_parse(rows[i].due_on, &(*out)[i].due_on) != STATUS_OK)
			return STATUS_FAILED; /* the store's own dates can be read */
	}
	return STATUS_OK;
}

static Status find_request(Care *care, Str person, Str request, SubjectRequest *out)
{
	SubjectRequest *rows = NULL;
	size_t count = 0;
	Status status = subject_requests(care, person, &rows, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (str_equal(rows[i].id, request)) {
			*out = rows[i];
			return STATUS_OK;
		}
	return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

/* --- what is held, with the decisions ------------------------------------------------------------------------------ */

static SubjectDecision decision_from(Str code)
{
	for (int i = SUBJECT_RELEASE; i <= SUBJECT_WITHHOLD; i++)
		if (str_equal(DECISIONS[i], code))
			return (SubjectDecision)i;
	return SUBJECT_UNDECIDED;
}

static void apply_decisions(SubjectFile *file, const SubjectDecisionsRow *rows, size_t count)
{
	for (size_t i = 0; i < file->count; i++) {
		SubjectEntry *entry = &file->entries[i];
		for (size_t d = 0; d < count; d++) {
			if (!str_equal(rows[d].entry, entry->key))
				continue;
			entry->decision = decision_from(rows[d].decision);
			entry->words = rows[d].words;
			entry->exemption = rows[d].exemption;
			entry->reason = rows[d].reason;
			entry->decided_by = rows[d].by_name;
		}
		file->undecided += !str_is_empty(entry->mark) && entry->decision == SUBJECT_UNDECIDED ? 1 : 0;
	}
}

static Status open_in(CareWrite *write, void *context)
{
	SubjectFile *file = context;
	SubjectDecisionsRow *rows = NULL;
	size_t count = 0;
	file->undecided = 0;
	Status status = gather_in(write, file->request.person, &file->entries, &file->count);
	if (status == STATUS_OK)
		status = sql_subject_decisions_list(write->connection, write->care->arena,
			&(SubjectDecisionsArguments){.request = file->request.id}, &rows, &count);
	if (status != STATUS_OK)
		return status;
	apply_decisions(file, rows, count);
	return care_audit_read_in(write, S("subject access"), &file->request.person, 1);
}

Status subject_open(Care *care, Str person, Str request, SubjectFile *out)
{
	Person found = {0};
	*out = (SubjectFile){0};
	Status status = find_open(care, person, &found);
	if (status == STATUS_OK)
		status = find_request(care, found.id, request, &out->request);
	return status == STATUS_OK ? care_write(care, open_in, out) : status;
}

/* --- deciding ------------------------------------------------------------------------------------------------------ */

static bool entry_says(const SubjectEntry *entry, Str words)
{
	for (size_t i = 0; i < entry->line_count; i++)
		if (str_contains(entry->lines[i].value, words))
			return true;
	return false;
}

static Status check_words(Care *care, const SubjectEntry *entry, Str words)
{
	Str line = {0};
	size_t found = 0;
	while (str_next(&words, '\n', &line)) {
		line = str_trim(line);
		if (str_is_empty(line))
			continue;
		if (!entry_says(entry, line))
			return problems_add_format(&care->problems, (Problem){.field = S("words")},
				"\"%.*s\" does not stand in this entry. Copy the words as they are, each on a line of its own.", STR_ARG(line));
		found++;
	}
	return found > 0 ? STATUS_OK : problems_add(&care->problems, (Problem){.field = S("words"),
		.message = S("Enter the words that are taken out, each on a line of its own.")});
}

static Status check_deciding(Care *care, const SubjectEntry *entry, const SubjectDeciding *deciding)
{
	size_t count = 0;
	bool known = false;
	const Str *exemptions = subject_exemptions(&count);
	Status status = STATUS_OK;
	for (size_t i = 0; i < count; i++)
		known = known || str_equal(exemptions[i], deciding->exemption);
	if (deciding->decision == SUBJECT_UNDECIDED)
		status = problems_add(&care->problems, (Problem){.field = S("decision"), .message = S("Choose what happens to it.")});
	if (deciding->decision == SUBJECT_REDACT)
		status = check_words(care, entry, deciding->words);
	if (deciding->decision == SUBJECT_WITHHOLD && !known)
		status = problems_add(&care->problems, (Problem){.field = S("exemption"),
			.message = S("Choose the exemption under which it is withheld.")});
	if (deciding->decision != SUBJECT_RELEASE && str_is_empty(str_trim(deciding->reason)))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why. The reason is kept and not given.")});
	return status;
}

static Status decide_in(CareWrite *write, void *context)
{
	const SubjectDeciding *deciding = context;
	Str decision = DECISIONS[deciding->decision];
	Status status = sql_subject_decision_put_run(write->connection, &(SubjectDecisionPutArguments){
		.request = deciding->request, .person = deciding->person, .entry = deciding->entry, .decision = decision,
		.words = deciding->decision == SUBJECT_REDACT ? deciding->words : S(""),
		.exemption = deciding->decision == SUBJECT_WITHHOLD ? deciding->exemption : S(""), .reason = deciding->reason,
		.at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = str_concat(write->care->arena, S("subject-access/"), decision),
		.subject_kind = S("subject-access"), .subject = deciding->request, .person = deciding->person,
		.reason = deciding->reason, .after = deciding->entry});
}

Status subject_decide(Care *care, const SubjectDeciding *deciding)
{
	SubjectFile file = {0};
	const SubjectEntry *entry = NULL;
	Status status = subject_open(care, deciding->person, deciding->request, &file);
	if (status == STATUS_OK && file.request.given_at != INSTANT_NONE)
		status = STATUS_CONFLICT; /* what was given stays as it was given */
	for (size_t i = 0; status == STATUS_OK && i < file.count; i++)
		if (str_equal(file.entries[i].key, deciding->entry))
			entry = &file.entries[i];
	if (status == STATUS_OK && entry == NULL)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = check_deciding(care, entry, deciding);
	SubjectDeciding checked = *deciding;
	checked.person = file.request.person;
	return status == STATUS_OK ? care_write(care, decide_in, &checked) : status;
}

/* --- the copy ------------------------------------------------------------------------------------------------------ */

static void take_words_out(Arena *arena, SubjectEntry *entry)
{
	Str words = entry->words;
	Str line = {0};
	while (str_next(&words, '\n', &line)) {
		line = str_trim(line);
		for (size_t i = 0; !str_is_empty(line) && i < entry->line_count; i++)
			entry->lines[i].value = str_replace(arena, entry->lines[i].value, line, S("[taken out]"));
	}
}

static void write_entry(JsonWriter *json, Arena *arena, const SubjectEntry *entry)
{
	json_write_object_begin(json);
	json_write_member_text(json, S("entry"), entry->key);
	json_write_member_text(json, S("what"), entry->title);
	if (entry->at != INSTANT_NONE)
		json_write_member_text(json, S("at"), instant_format(arena, entry->at));
	if (entry->decision == SUBJECT_WITHHOLD)
		json_write_member_text(json, S("withheld"), entry->exemption);
	if (entry->decision == SUBJECT_REDACT)
		json_write_member_truth(json, S("words_taken_out"), true);
	json_write_key(json, S("lines"));
	json_write_array_begin(json);
	for (size_t i = 0; i < entry->line_count; i++) {
		json_write_object_begin(json);
		json_write_member_text(json, S("label"), entry->lines[i].label);
		json_write_member_text(json, S("value"), entry->lines[i].value);
		json_write_object_end(json);
	}
	json_write_array_end(json);
	json_write_object_end(json);
}

static Str copy_json(Care *care, const SubjectCopy *copy)
{
	Buffer text = buffer_make(care->arena, COPY_BYTES_MAX);
	JsonWriter json = json_writer_make(&text);
	const Council *council = practice_council(care->practice);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("council"), council->name);
	json_write_member_truth(&json, S("demonstration"), council->demonstration);
	json_write_member_text(&json, S("reference"), copy->person.reference);
	json_write_member_text(&json, S("name"), copy->person.name);
	json_write_member_text(&json, S("asked_on"), date_format(care->arena, copy->request.asked_on));
	json_write_key(&json, S("entries"));
	json_write_array_begin(&json);
	for (size_t i = 0; i < copy->count; i++)
		write_entry(&json, care->arena, &copy->entries[i]);
	json_write_array_end(&json);
	json_write_object_end(&json);
	return buffer_str(&text);
}

Status subject_copy(Care *care, Str person, Str request, SubjectCopy *out)
{
	SubjectFile file = {0};
	*out = (SubjectCopy){0};
	Status status = subject_open(care, person, request, &file);
	if (status == STATUS_OK && file.undecided > 0)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = person_find(care, person, &out->person);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < file.count; i++) {
		if (file.entries[i].decision == SUBJECT_WITHHOLD)
			file.entries[i].line_count = 0;
		else if (file.entries[i].decision == SUBJECT_REDACT)
			take_words_out(care->arena, &file.entries[i]);
	}
	out->request = file.request;
	out->entries = file.entries;
	out->count = file.count;
	out->json = copy_json(care, out);
	return STATUS_OK;
}

typedef struct Giving {
	const SubjectCopy *copy;
	int64_t version;
} Giving;

static Status give_in(CareWrite *write, void *context)
{
	const Giving *giving = context;
	const SubjectRequest *request = &giving->copy->request;
	Str hash = hash_text(write->care->arena, giving->copy->json);
	Status status = sql_subject_given_run(write->connection, &(SubjectGivenArguments){.id = request->id,
		.version = giving->version, .given_at = write->now, .given_by = write->care->actor, .given_hash = hash});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("subject-access/give"), .subject_kind = S("subject-access"),
		.subject = request->id, .person = request->person, .after = giving->copy->json});
}

Status subject_give(Care *care, Str person, Str request, int64_t version)
{
	SubjectCopy copy = {0};
	Status status = subject_copy(care, person, request, &copy);
	Giving giving = {.copy = &copy, .version = version};
	return status == STATUS_OK ? care_write(care, give_in, &giving) : status;
}
