#include "care/rights/subject_access.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/json.h"
#include "care/rights/gather.h"
#include "care/rights/subject_access.sql.h"

enum { COPY_FRAME_BYTES = 64 * 1024, FILE_NAME_BYTES_MAX = 60, WORD_BYTES_LEAST = 2 };

/* In the order of the enum; the last is withheld too, for whoever counts. */
static const Str DECISIONS[] = {S_INIT(""), S_INIT("release"), S_INIT("redact"), S_INIT("withhold"), S_INIT("withhold")};
static const Str TAKEN_OUT = S_INIT("[taken out]");

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
		.subject = asking->id, .person = asking->person, .after = asking->asked_by});
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
		(*out)[i] = (SubjectRequest){.id = rows[i].id, .person = person, .opened_at = rows[i].opened_at, .asked_by = rows[i].asked_by,
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

static SubjectDecision decision_from(Str code, bool without_trace)
{
	for (int i = SUBJECT_RELEASE; i < SUBJECT_WITHHOLD; i++)
		if (str_equal(DECISIONS[i], code))
			return (SubjectDecision)i;
	return without_trace ? SUBJECT_LEAVE_OUT : SUBJECT_WITHHOLD;
}

typedef struct Deciding {
	Care *care;
	SubjectFile *file;
	SubjectEntry **by_key;
	size_t bytes;
} Deciding;

static int compare_keys(const void *left, const void *right)
{
	return str_compare((*(SubjectEntry *const *)left)->key, (*(SubjectEntry *const *)right)->key);
}

static Status apply_decision(const SubjectDecisionsRow *row, void *context)
{
	Deciding *deciding = context;
	Arena *arena = deciding->care->arena;
	SubjectEntry sought = {.key = row->entry};
	SubjectEntry *key = &sought;
	SubjectEntry **found = deciding->file->count == 0 ? NULL
		: bsearch(&key, deciding->by_key, deciding->file->count, sizeof key, compare_keys);
	if (found == NULL)
		return STATUS_OK; /* what it was about is not there any more */
	SubjectEntry *entry = *found;
	deciding->bytes += row->words.length + row->exemption.length + row->reason.length;
	if (deciding->bytes > SUBJECT_DECISIONS_BYTES_MAX)
		return STATUS_FULL;
	entry->decision = decision_from(row->decision, row->without_trace == 1 || entry->told_us);
	entry->words = str_copy(arena, row->words);
	entry->exemption = str_copy(arena, row->exemption);
	entry->reason = str_copy(arena, row->reason);
	entry->decided_by = str_copy(arena, row->by_name);
	return STATUS_OK;
}

static Status apply_decisions(Care *care, SubjectFile *file)
{
	Deciding deciding = {.care = care, .file = file, .by_key = ARENA_ARRAY(care->arena, SubjectEntry *, file->count + 1)};
	for (size_t i = 0; i < file->count; i++)
		deciding.by_key[i] = &file->entries[i];
	if (file->count > 1)
		qsort(deciding.by_key, file->count, sizeof *deciding.by_key, compare_keys);
	Status status = sql_subject_decisions_each(care->reader, &(SubjectDecisionsArguments){.actor = care->actor,
		.current_id = file->request.person, .request = file->request.id}, apply_decision, &deciding);
	for (size_t i = 0; i < file->count; i++)
		file->undecided += !str_is_empty(file->entries[i].mark) && file->entries[i].decision == SUBJECT_UNDECIDED ? 1 : 0;
	return status;
}

static Status open_whole(Care *care, Str person, Str request, SubjectFile *out)
{
	Person found = {0};
	*out = (SubjectFile){0};
	Status status = find_open(care, person, &found);
	if (status == STATUS_OK)
		status = find_request(care, found.id, request, &out->request);
	if (status == STATUS_OK)
		status = gather(care, &out->request, &out->entries, &out->count);
	if (status == STATUS_OK)
		status = apply_decisions(care, out);
	return status == STATUS_OK ? care_audit_read(care, S("subject access"), &out->request.person, 1) : status;
}

/* As everywhere else, who told us of a worry is read by those alone who may open what is restricted; to leave it out one need
 * not know who it is. */
static void hide_who_told_us(Care *care, SubjectFile *file)
{
	for (size_t i = 0; i < file->count; i++)
		if (file->entries[i].told_us && !care_may(care, S("restricted-open"))) {
			file->entries[i].line_count = 0;
			file->entries[i].mark = S("It says who told us of a worry. You may leave it out without reading it; releasing it is for "
				"somebody who may open restricted records.");
		}
}

Status subject_open(Care *care, Str person, Str request, SubjectFile *out)
{
	Status status = open_whole(care, person, request, out);
	if (status == STATUS_OK)
		hide_who_told_us(care, out);
	return status;
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
	if (entry->told_us)
		return problems_add(&care->problems, (Problem){.field = S("decision"),
			.message = S("What is left of it would still tell that somebody told us. Leave it out, or release it as it is.")});
	if (!str_is_empty(entry->file))
		return problems_add(&care->problems, (Problem){.field = S("decision"),
			.message = S("Words cannot be taken out of a file. Withhold it, or release it as it is. A version with words blacked out "
				"can be given by hand.")});
	while (str_next(&words, '\n', &line)) {
		line = str_trim(line);
		if (str_is_empty(line))
			continue;
		if (line.length < WORD_BYTES_LEAST || !entry_says(entry, line))
			return problems_add_format(&care->problems, (Problem){.field = S("words")},
				"\"%.*s\" does not stand in this entry. Copy the words as they are, each on a line of its own.", STR_ARG(line));
		found++;
	}
	return found > 0 && found <= SUBJECT_WORDS_MAX ? STATUS_OK : problems_add(&care->problems, (Problem){.field = S("words"),
		.message = S("Enter the words that are taken out, each on a line of its own, at most 100 lines.")});
}

static bool is_exemption(Str words)
{
	size_t count = 0;
	const Str *exemptions = subject_exemptions(&count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(exemptions[i], words))
			return true;
	return false;
}

static bool is_withheld(SubjectDecision decision)
{
	return decision == SUBJECT_WITHHOLD || decision == SUBJECT_LEAVE_OUT;
}

static Status check_deciding(Care *care, const SubjectEntry *entry, const SubjectDeciding *deciding)
{
	Str reason = str_trim(deciding->reason);
	Status status = STATUS_OK;
	if (deciding->decision == SUBJECT_UNDECIDED)
		status = problems_add(&care->problems, (Problem){.field = S("decision"), .message = S("Choose what happens to it.")});
	if (deciding->decision == SUBJECT_REDACT)
		status = check_words(care, entry, deciding->words);
	if (is_withheld(deciding->decision) && !is_exemption(deciding->exemption))
		status = problems_add(&care->problems, (Problem){.field = S("exemption"),
			.message = S("Choose the exemption under which it is withheld.")});
	if (deciding->decision != SUBJECT_RELEASE && str_is_empty(reason))
		status = problems_add(&care->problems, (Problem){.field = S("reason"),
			.message = S("Say why. The reason is kept and not given.")});
	if (reason.length > SUBJECT_REASON_BYTES_MAX)
		status = problems_add(&care->problems, (Problem){.field = S("reason"), .message = S("Say it in fewer words.")});
	return status;
}

/* The words of whoever decided stand in the decision, which goes with the record; the audit, which stays, has the exemption, which
 * entry it was, and a hash of the reason. */
static Status decide_in(CareWrite *write, void *context)
{
	const SubjectDeciding *deciding = context;
	Arena *arena = write->care->arena;
	bool leaves_out = deciding->decision == SUBJECT_LEAVE_OUT;
	Str exemption = is_withheld(deciding->decision) ? deciding->exemption : S("");
	Status status = sql_subject_decision_put_run(write->connection, &(SubjectDecisionPutArguments){
		.request = deciding->request, .person = deciding->person, .entry = deciding->entry,
		.decision = DECISIONS[deciding->decision], .without_trace = leaves_out ? 1 : 0,
		.words = deciding->decision == SUBJECT_REDACT ? deciding->words : S(""), .exemption = exemption,
		.reason = str_trim(deciding->reason), .at = write->now, .by_actor = write->care->actor});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = leaves_out ? S("subject-access/leave-out")
		: str_concat(arena, S("subject-access/"), DECISIONS[deciding->decision]), .subject_kind = S("subject-access"),
		.subject = deciding->request, .person = deciding->person, .reason = exemption, .after = deciding->reason,
		.detail = str_format(arena, "{\"entry\":\"%.*s\"}", STR_ARG(deciding->entry))});
}

Status subject_decide(Care *care, const SubjectDeciding *deciding)
{
	SubjectFile file = {0};
	const SubjectEntry *entry = NULL;
	Status status = open_whole(care, deciding->person, deciding->request, &file);
	if (status == STATUS_OK && file.request.given_at != INSTANT_NONE)
		status = STATUS_CONFLICT; /* what was given stays as it was given */
	for (size_t i = 0; status == STATUS_OK && i < file.count; i++)
		if (str_equal(file.entries[i].key, deciding->entry))
			entry = &file.entries[i];
	if (status == STATUS_OK && entry == NULL)
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK && entry->told_us && deciding->decision == SUBJECT_RELEASE)
		status = care_require(care, S("restricted-open"));
	if (status == STATUS_OK)
		status = check_deciding(care, entry, deciding);
	SubjectDeciding checked = *deciding;
	checked.person = file.request.person;
	if (entry != NULL && entry->told_us && deciding->decision == SUBJECT_WITHHOLD)
		checked.decision = SUBJECT_LEAVE_OUT;
	return status == STATUS_OK ? care_write(care, decide_in, &checked) : status;
}

/* --- the copy ------------------------------------------------------------------------------------------------------ */

typedef struct TakingOut {
	Str lines[SUBJECT_WORDS_MAX];
	size_t count;
} TakingOut;

/* How long a line of words is that begins at this place, the longest of several; 0 for none. */
static size_t length_taken_at(const TakingOut *taking, Str value, size_t at)
{
	size_t longest = 0;
	for (size_t i = 0; i < taking->count; i++)
		if (taking->lines[i].length > longest && str_starts_with(str_slice(value, at, value.length), taking->lines[i]))
			longest = taking->lines[i].length;
	return longest;
}

/* In one pass, so that "Ann" on a line of its own leaves nothing of "Ann Smith" on another. */
static Str value_without(Arena *arena, const TakingOut *taking, Str value, size_t *room)
{
	size_t length = 0;
	for (size_t at = 0; at < value.length;) {
		size_t taken = length_taken_at(taking, value, at);
		length += taken == 0 ? 1 : TAKEN_OUT.length;
		at += taken == 0 ? 1 : taken;
	}
	if (length > *room)
		return (Str){0};
	*room -= length;
	Buffer out = {.arena = arena, .data = arena_allocate(arena, length + 1), .capacity = length + 1, .limit_bytes = length + 1};
	for (size_t at = 0; at < value.length;) {
		size_t taken = length_taken_at(taking, value, at);
		if (taken == 0)
			buffer_add_character(&out, value.data[at]);
		else
			buffer_add(&out, TAKEN_OUT);
		at += taken == 0 ? 1 : taken;
	}
	return buffer_str(&out);
}

/* room: how many bytes may yet be written, over all entries; STATUS_FULL when they are not enough. */
static Status take_words_out(Arena *arena, SubjectEntry *entry, size_t *room)
{
	TakingOut taking = {.count = 0};
	Str words = entry->words;
	Str line = {0};
	while (taking.count < SUBJECT_WORDS_MAX && str_next(&words, '\n', &line)) {
		line = str_trim(line);
		if (line.length >= WORD_BYTES_LEAST)
			taking.lines[taking.count++] = line;
	}
	for (size_t i = 0; i < entry->line_count; i++) {
		Str value = value_without(arena, &taking, entry->lines[i].value, room);
		if (value.data == NULL)
			return STATUS_FULL;
		entry->lines[i].value = value;
	}
	return STATUS_OK;
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
	if (!str_is_empty(entry->file_name))
		json_write_member_text(json, S("file"), entry->file_name);
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

Str subject_copy_json(Care *care, const SubjectCopy *copy, Arena *arena)
{
	Buffer text = {.arena = arena, .data = arena_allocate(arena, copy->bytes_most), .capacity = copy->bytes_most,
		.limit_bytes = copy->bytes_most};
	JsonWriter json = json_writer_make(&text);
	const Council *council = practice_council(care->practice);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("council"), council->name);
	json_write_member_truth(&json, S("demonstration"), council->demonstration);
	json_write_member_text(&json, S("reference"), copy->person.reference);
	json_write_member_text(&json, S("name"), copy->person.name);
	json_write_member_text(&json, S("asked_on"), date_format(arena, copy->request.asked_on));
	json_write_key(&json, S("entries"));
	json_write_array_begin(&json);
	for (size_t i = 0; i < copy->count; i++)
		write_entry(&json, arena, &copy->entries[i]);
	json_write_array_end(&json);
	json_write_object_end(&json);
	return buffer_str(&text);
}

/* Letters, digits and what every disk takes; its ending stays. */
static Str file_name_in_copy(Arena *arena, size_t number, Str name)
{
	size_t from = name.length > FILE_NAME_BYTES_MAX ? name.length - FILE_NAME_BYTES_MAX : 0;
	char *plain = arena_allocate(arena, name.length - from + 1);
	for (size_t i = from; i < name.length; i++) {
		char c = name.data[i];
		bool safe = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
		plain[i - from] = (char)(safe ? c : '_');
	}
	return str_format(arena, "files/%03zu-%.*s", number, (int)(name.length - from), plain);
}

/* What they get of one entry. */
static Status make_entry(Care *care, SubjectEntry *entry, size_t *files, size_t *room)
{
	bool withheld = entry->decision == SUBJECT_WITHHOLD;
	if (withheld)
		entry->line_count = 0;
	if (withheld || str_is_empty(entry->file)) {
		entry->file = entry->file_name = (Str){0};
	} else {
		entry->file_name = file_name_in_copy(care->arena, ++*files, entry->file_name);
	}
	return entry->decision == SUBJECT_REDACT ? take_words_out(care->arena, entry, room) : STATUS_OK;
}

Status subject_copy(Care *care, Str person, Str request, SubjectCopy *out)
{
	SubjectFile file = {0};
	size_t files = 0;
	size_t room = SUBJECT_BYTES_MAX;
	*out = (SubjectCopy){.bytes_most = COPY_FRAME_BYTES};
	Status status = open_whole(care, person, request, &file);
	if (status == STATUS_OK && file.undecided > 0)
		status = STATUS_CONFLICT;
	if (status == STATUS_OK)
		status = person_find(care, person, &out->person);
	out->request = file.request;
	out->entries = file.entries;
	for (size_t i = 0; status == STATUS_OK && i < file.count; i++) {
		if (file.entries[i].decision == SUBJECT_LEAVE_OUT)
			continue;
		status = make_entry(care, &file.entries[i], &files, &room);
		out->entries[out->count] = file.entries[i];
		out->bytes_most += subject_entry_bytes(&out->entries[out->count++]);
	}
	return status == STATUS_OK && out->bytes_most > SUBJECT_BYTES_MAX + COPY_FRAME_BYTES ? STATUS_FULL : status;
}

Status subject_file_read(Care *care, const SubjectRequest *request, Str file, Arena *arena, Upload *out)
{
	SubjectFileRow row = {0};
	Status status = sql_subject_file_one(care->reader, arena, &(SubjectFileArguments){.actor = care->actor,
		.current_id = request->person, .upload = file}, &row);
	*out = (Upload){.id = file, .person = request->person, .original_name = row.original_name, .kind = row.kind,
		.media_type = row.media_type, .bytes = row.content, .withdrawn_at = INSTANT_NONE};
	return status;
}

typedef struct Taken {
	const SubjectRequest *request;
	Str name;
	Str bytes;
} Taken;

static Status taken_in(CareWrite *write, void *context)
{
	const Taken *taken = context;
	return care_audit(write, &(CareAudit){.action = S("subject-access/taken"), .subject_kind = S("subject-access"),
		.subject = taken->request->id, .person = taken->request->person, .reason = taken->name, .after = taken->bytes});
}

Status subject_taken(Care *care, const SubjectRequest *request, Str name, Str bytes)
{
	Taken taken = {.request = request, .name = name, .bytes = bytes};
	return care_write(care, taken_in, &taken);
}

typedef struct Giving {
	const SubjectCopy *copy;
	Str json;
	int64_t version;
} Giving;

static Status give_in(CareWrite *write, void *context)
{
	const Giving *giving = context;
	const SubjectRequest *request = &giving->copy->request;
	Str hash = hash_text(write->care->arena, giving->json);
	Status status = sql_subject_given_run(write->connection, &(SubjectGivenArguments){.id = request->id,
		.version = giving->version, .given_at = write->now, .given_by = write->care->actor, .given_hash = hash});
	if (status != STATUS_OK)
		return status;
	return care_audit(write, &(CareAudit){.action = S("subject-access/give"), .subject_kind = S("subject-access"),
		.subject = request->id, .person = request->person, .after = giving->json});
}

Status subject_give(Care *care, Str person, Str request, int64_t version)
{
	SubjectCopy copy = {0};
	Status status = subject_copy(care, person, request, &copy);
	Giving giving = {.copy = &copy, .version = version};
	if (status == STATUS_OK)
		giving.json = subject_copy_json(care, &copy, care->arena);
	return status == STATUS_OK ? care_write(care, give_in, &giving) : status;
}
