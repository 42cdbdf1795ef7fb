/* Letters on their way out: lists, sheaves for the printer, and what people say became of each letter. */
#include "care/letter/sending.h"

#include "base/json.h"
#include "care/access/access.h"
#include "care/jobs/jobs.h"
#include "care/letter/letter.h"
#include "care/letter/sending.sql.h"

enum { NOTICE_BYTES_MAX = 4 * 1024 };

static Date date_or_none(Str text)
{
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK ? date : DATE_NONE;
}

static Str null_if_empty(Str text)
{
	return str_is_empty(text) ? (Str){0} : text;
}

static bool is_other(Str reader)
{
	return str_equal(reader, S("other"));
}

/* --- reading ----------------------------------------------------------------------------------------------------------- */

static Status state_list(Care *care, StoreConnection *connection, Str state, Str format, LetterSending **out, size_t *count)
{
	LettersInStateRow *rows = NULL;
	Status status = sql_letters_in_state_list(connection, care->arena,
		&(LettersInStateArguments){.actor = care->actor, .state = state, .format = format}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, LetterSending, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (LetterSending){.id = rows[i].id, .person = rows[i].person, .name = rows[i].name, .title = rows[i].title,
			.made_at = rows[i].made_at, .language = rows[i].language, .to_other = is_other(rows[i].reader),
			.format = rows[i].format, .by_email = rows[i].by_email == 1, .state = state, .held_for = rows[i].held_for,
			.address = rows[i].address, .run = rows[i].run, .sent_on = date_or_none(rows[i].sent_on),
			.sent_how = rows[i].sent_how, .noticed_at = rows[i].noticed_at == STORE_NULL_INTEGER ? INSTANT_NONE
			: rows[i].noticed_at, .work_reference = rows[i].reference, .version = rows[i].version};
	return STATUS_OK;
}

Status letters_in_state(Care *care, Str state, LetterSending **out, size_t *count)
{
	Status status = care_require(care, S("letters-send"));
	return status == STATUS_OK ? state_list(care, care->reader, state, S(""), out, count) : status;
}

Status letters_lately(Care *care, Str state, LetterSending **out, size_t *count)
{
	LettersLatelyRow *rows = NULL;
	Status status = care_require(care, S("letters-send"));
	if (status == STATUS_OK)
		status = sql_letters_lately_list(care->reader, care->arena,
			&(LettersLatelyArguments){.actor = care->actor, .state = state}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, LetterSending, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (LetterSending){.id = rows[i].id, .person = rows[i].person, .name = rows[i].name, .title = rows[i].title,
			.made_at = rows[i].made_at, .language = rows[i].language, .to_other = is_other(rows[i].reader),
			.format = rows[i].format, .state = state, .held_for = rows[i].held_for, .sent_on = date_or_none(rows[i].sent_on),
			.sent_how = rows[i].sent_how, .version = rows[i].version};
	return STATUS_OK;
}

static Status one_get(Care *care, StoreConnection *connection, Str document, LetterSending *out)
{
	LetterSendingGetRow row = {0};
	Status status = sql_letter_sending_get_one(connection, care->arena,
		&(LetterSendingGetArguments){.actor = care->actor, .document = document}, &row);
	if (status != STATUS_OK)
		return status;
	*out = (LetterSending){.id = row.id, .person = row.person, .name = row.name, .work = row.work, .title = row.title,
		.kind = row.kind, .letter = row.letter, .language = row.language, .of_document = row.of_document,
		.to_other = is_other(row.reader), .format = row.format, .by_email = row.by_email == 1, .state = row.state,
		.held_for = row.held_for, .cleared = row.cleared, .address = row.address, .run = row.run,
		.sent_on = date_or_none(row.sent_on), .sent_how = row.sent_how,
		.noticed_at = row.noticed_at == STORE_NULL_INTEGER ? INSTANT_NONE : row.noticed_at, .changed_at = row.changed_at,
		.changed_name = row.changed_name, .version = row.version};
	return STATUS_OK;
}

Status letter_sending_get(Care *care, Str document, LetterSending *out)
{
	Status status = care_require(care, S("person-read"));
	return status == STATUS_OK ? one_get(care, care->reader, document, out) : status;
}

Status letter_in_languages(Care *care, Str document, LetterSending **out, size_t *count)
{
	LetterInLanguagesRow *rows = NULL;
	Status status = care_require(care, S("person-read"));
	if (status == STATUS_OK)
		status = sql_letter_in_languages_list(care->reader, care->arena,
			&(LetterInLanguagesArguments){.actor = care->actor, .document = document}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, LetterSending, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (LetterSending){.id = rows[i].id, .title = rows[i].title, .language = rows[i].language,
			.state = rows[i].state};
	return STATUS_OK;
}

Status letter_runs(Care *care, LetterRun **out, size_t *count)
{
	LetterRunsRow *rows = NULL;
	Status status = care_require(care, S("letters-send"));
	if (status == STATUS_OK)
		status = sql_letter_runs_list(care->reader, care->arena, &(LetterRunsArguments){.actor = care->actor}, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, LetterRun, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (LetterRun){.id = rows[i].run, .state = rows[i].state, .format = rows[i].format, .letters = rows[i].letters,
			.changed_at = rows[i].changed_at, .sent_on = date_or_none(rows[i].sent_on)};
	return STATUS_OK;
}

static Status run_list(Care *care, StoreConnection *connection, Str run, LetterSending **out, size_t *count)
{
	LettersOfRunRow *rows = NULL;
	Status status = sql_letters_of_run_list(connection, care->arena,
		&(LettersOfRunArguments){.actor = care->actor, .run = run}, &rows, count);
	if (status != STATUS_OK || *count == 0)
		return status == STATUS_OK ? STATUS_NOT_FOUND : status;
	*out = ARENA_ARRAY(care->arena, LetterSending, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (LetterSending){.id = rows[i].id, .person = rows[i].person, .name = rows[i].name, .title = rows[i].title,
			.content = rows[i].content, .made_at = rows[i].made_at, .language = rows[i].language,
			.to_other = is_other(rows[i].reader), .format = rows[i].format, .state = rows[i].state, .address = rows[i].address,
			.sent_on = date_or_none(rows[i].sent_on), .work_reference = rows[i].reference, .run = run,
			.version = rows[i].version};
	return STATUS_OK;
}

Status letters_of_run(Care *care, Str run, LetterSending **out, size_t *count)
{
	Status status = care_require(care, S("letters-send"));
	if (status == STATUS_OK)
		status = run_list(care, care->reader, run, out, count);
	if (status != STATUS_OK)
		return status;
	Str *people = ARENA_ARRAY(care->arena, Str, *count + 1);
	for (size_t i = 0; i < *count; i++)
		people[i] = (*out)[i].person;
	return care_audit_read(care, S("letters"), people, *count);
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

/* What stands in letter is written, with its audit row. */
static Status put_in(CareWrite *write, const LetterSending *letter, Str action, Str reason)
{
	Arena *arena = write->care->arena;
	Status status = sql_letter_sending_put_run(write->connection, &(LetterSendingPutArguments){.id = letter->id,
		.version = letter->version, .state = letter->state, .held_for = letter->held_for, .cleared = letter->cleared,
		.address = letter->address, .run = null_if_empty(letter->run),
		.sent_on = letter->sent_on == DATE_NONE ? (Str){0} : date_format(arena, letter->sent_on), .sent_how = letter->sent_how,
		.format = letter->format, .changed_at = write->now, .changed_by = write->care->actor});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = action, .subject_kind = S("document"),
		.subject = letter->id, .person = letter->person, .reason = reason, .after = letter->state});
}

Status letter_sending_add_in(CareWrite *write, const LetterReader *reader, const LetterSendingNew *wanted)
{
	bool unaddressed = wanted->to_other && str_is_empty(wanted->address);
	Str held = unaddressed && str_is_empty(reader->held_for) ? S("whose-address") : reader->held_for;
	Str state = str_equal(held, S("died")) ? S("stopped") : wanted->draft ? S("draft")
		: str_is_empty(held) ? S("waiting") : S("held");
	return sql_letter_sending_insert_run(write->connection, &(LetterSendingInsertArguments){.document = wanted->document,
		.person = null_if_empty(wanted->person), .work = null_if_empty(wanted->work), .letter = wanted->letter,
		.language = wanted->language, .of_document = null_if_empty(wanted->of_document),
		.reader = wanted->to_other ? S("other") : S("person"), .format = reader->format,
		.by_email = reader->by_email && !wanted->to_other ? 1 : 0, .state = state, .held_for = held,
		.changed_at = write->now, .changed_by = write->care->actor, .address = wanted->address});
}

Status letter_tasks_in(CareWrite *write, Str person, Str work, const LetterReader *reader, bool translated)
{
	Arena *arena = write->care->arena;
	Status status = STATUS_OK;
	if (str_equal(reader->held_for, S("died")) || str_is_empty(person))
		return STATUS_OK;
	if (reader->language != NULL && !translated) {
		bool drafted = !str_is_empty(reader->language->words);
		status = work_open_once_in(write, &(WorkNew){.pathway = S("translation"), .person = person, .parent = work,
			.title = str_format(arena, drafted ? "Letters in %.*s: read the drafts and send them, or read the letters to the person"
			: "Letters in %.*s: have them translated, or read them to the person", STR_ARG(reader->language->name))});
	}
	if (status == STATUS_OK && !str_is_empty(reader->made_by_hand))
		status = work_open_once_in(write, &(WorkNew){.pathway = S("letter-format"), .person = person, .parent = work,
			.title = str_format(arena, "Make this person\xE2\x80\x99s letters in: %.*s", STR_ARG(reader->made_by_hand))});
	return status;
}

/* --- a sheaf for the printer ------------------------------------------------------------------------------------------- */

typedef struct Printing {
	Str format;
	Str run;     /* out; empty: nothing may go */
	size_t held; /* out */
} Printing;

bool letter_has_reader(const LetterSending *letter)
{
	return !str_is_empty(letter->person) || letter->to_other;
}

/* What a fact mended since may have let go. */
static bool is_looked_at_again(Str held_for)
{
	return str_equal(held_for, S("no-address")) || str_equal(held_for, S("returned")) || str_equal(held_for, S("avoid"))
		|| str_equal(held_for, S("restricted")) || str_equal(held_for, S("format"));
}

/* The letter as it may go now: the format of this moment, the address of this moment, or why not. */
static Status judge_in(CareWrite *write, LetterSending *letter)
{
	LetterReader reader = {0};
	PersonTier tier = PERSON_OPEN;
	if (letter->to_other) {
		Status status = str_is_empty(letter->person) ? STATUS_OK : letter_tier_in(write, letter->person, &tier);
		letter->held_for = str_is_empty(letter->address) ? S("whose-address")
			: tier != PERSON_OPEN && !str_equal(letter->cleared, S("restricted")) ? S("restricted") : (Str){0};
		return status;
	}
	Status status = letter_reader_in(write, letter->person, &reader);
	bool cleared = !str_is_empty(reader.held_for) && str_equal(reader.held_for, letter->cleared);
	letter->format = reader.format;
	letter->address = reader.address;
	letter->held_for = !cleared ? reader.held_for : str_is_empty(reader.address) ? S("no-address") : (Str){0};
	return status;
}

static Status print_one_in(CareWrite *write, Printing *printing, Str run, const LetterSending *listed)
{
	LetterSending letter = {0};
	Status status = one_get(write->care, write->connection, listed->id, &letter);
	Str before = letter.state;
	Str why = letter.held_for;
	Str format = letter.format;
	if (status != STATUS_OK || !letter_has_reader(&letter))
		return status;
	status = judge_in(write, &letter);
	if (status != STATUS_OK)
		return status;
	if (!str_is_empty(letter.held_for)) {
		letter.state = str_equal(letter.held_for, S("died")) ? S("stopped") : S("held");
		letter.address = letter.to_other ? letter.address : (Str){0};
		bool known = str_equal(letter.state, before) && str_equal(letter.held_for, why);
		printing->held += known ? 0 : 1;
		return known ? STATUS_OK : put_in(write, &letter, S("letter/held"), letter.held_for);
	}
	bool other_pile = !str_equal(letter.format, printing->format);
	letter.state = other_pile ? S("waiting") : S("printed");
	letter.run = other_pile ? (Str){0} : run;
	letter.address = other_pile && !letter.to_other ? (Str){0} : letter.address;
	if (other_pile && str_equal(before, S("waiting")) && str_equal(format, letter.format))
		return STATUS_OK;
	if (!other_pile)
		printing->run = run;
	return put_in(write, &letter, S("letter/print"), letter.format);
}

static Status print_in(CareWrite *write, void *context)
{
	static const Str STATES[] = {S_INIT("waiting"), S_INIT("held")};
	Printing *printing = context;
	Str run = id_make(write->care->ids, write->care->arena);
	size_t taken = 0;
	Status status = STATUS_OK;
	printing->run = (Str){0};
	printing->held = 0;
	for (size_t s = 0; s < 2; s++) {
		LetterSending *letters = NULL;
		size_t count = 0;
		if (status == STATUS_OK)
			status = state_list(write->care, write->connection, STATES[s], s == 0 ? printing->format : S(""), &letters, &count);
		for (size_t i = 0; status == STATUS_OK && i < count && taken < LETTERS_RUN_MAX; i++) {
			if (s == 1 && !is_looked_at_again(letters[i].held_for))
				continue;
			taken += s == 0 ? 1 : 0;
			status = print_one_in(write, printing, run, &letters[i]);
		}
	}
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("letters/print"),
		.subject_kind = S("letter-run"), .subject = run, .reason = printing->format});
}

Status letters_print(Care *care, Str format, Str *run, size_t *held)
{
	Printing printing = {.format = format};
	Status status = care_require(care, S("letters-send"));
	if (status == STATUS_OK && !str_equal(format, S("print")) && !str_equal(format, S("large")) && !str_equal(format, S("colour")))
		status = STATUS_NOT_FOUND;
	if (status == STATUS_OK)
		status = care_write(care, print_in, &printing);
	*run = printing.run;
	*held = printing.held;
	return status;
}

typedef struct RunChange {
	Str run;
	Date on; /* DATE_NONE: they wait again */
} RunChange;

static Status change_run_in(CareWrite *write, void *context)
{
	const RunChange *change = context;
	LetterSending *letters = NULL;
	size_t count = 0;
	bool undo = change->on == DATE_NONE;
	Status status = run_list(write->care, write->connection, change->run, &letters, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		LetterSending letter = {0};
		status = one_get(write->care, write->connection, letters[i].id, &letter);
		if (status != STATUS_OK || (!undo && !str_equal(letter.state, S("printed"))))
			continue;
		letter.state = undo ? S("waiting") : S("sent");
		letter.sent_on = change->on;
		letter.sent_how = undo ? S("") : S("post");
		letter.run = undo ? (Str){0} : letter.run;
		letter.address = undo && !letter.to_other ? (Str){0} : letter.address;
		status = put_in(write, &letter, undo ? S("letter/undo") : S("letter/posted"), change->run);
	}
	return status;
}

static Status check_day(Care *care, Date on, Date first)
{
	if (on != DATE_NONE && on <= care_today(care) && on >= first)
		return STATUS_OK;
	return problems_add(&care->problems, (Problem){.field = S("on"),
		.message = S("Enter the day, not after today and not before the letter was made.")});
}

Status letters_posted(Care *care, Str run, Date on)
{
	LetterSending *letters = NULL;
	size_t count = 0;
	Date first = 0;
	Status status = care_require(care, S("letters-send"));
	if (status == STATUS_OK)
		status = run_list(care, care->reader, run, &letters, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		if (i == 0 || instant_london_date(letters[i].made_at) > first)
			first = instant_london_date(letters[i].made_at);
	if (status == STATUS_OK)
		status = check_day(care, on, first);
	return status == STATUS_OK ? care_write(care, change_run_in, &(RunChange){.run = run, .on = on}) : status;
}

Status letters_run_undo(Care *care, Str run)
{
	Status status = care_require(care, S("letters-send"));
	return status == STATUS_OK ? care_write(care, change_run_in, &(RunChange){.run = run, .on = DATE_NONE}) : status;
}

/* --- one letter -------------------------------------------------------------------------------------------------------- */

const Str LETTER_DEED_CODES[LETTER_DEEDS] = {
	[LETTER_CLEAR] = S_INIT("clear"), [LETTER_ADDRESS] = S_INIT("address"), [LETTER_READ] = S_INIT("read"),
	[LETTER_GIVEN] = S_INIT("given"), [LETTER_RETURNED] = S_INIT("returned"), [LETTER_STOP] = S_INIT("stop"),
	[LETTER_UNDO] = S_INIT("undo"),
};

bool letter_deed_fits(const LetterSending *letter, LetterDeed deed)
{
	bool waiting = str_equal(letter->state, S("waiting"));
	bool held = str_equal(letter->state, S("held"));
	bool printed = str_equal(letter->state, S("printed"));
	bool sent = str_equal(letter->state, S("sent"));
	bool draft = str_equal(letter->state, S("draft"));
	switch (deed) {
	case LETTER_CLEAR: return held && letter_hold_may_be_cleared(letter->held_for);
	case LETTER_ADDRESS: return letter->to_other && (waiting || held);
	case LETTER_READ: return draft;
	case LETTER_GIVEN: return waiting || held || printed;
	case LETTER_RETURNED: return sent && str_equal(letter->sent_how, S("post"));
	case LETTER_STOP: return waiting || held || draft || printed;
	case LETTER_UNDO: return printed || sent || str_equal(letter->state, S("returned"))
		|| (str_equal(letter->state, S("stopped")) && str_equal(letter->held_for, S("by-hand")));
	case LETTER_DEEDS: break;
	}
	return false;
}

/* The address is in doubt from now on, as long as it is the person's; somebody finds out where they live. */
static Status returned_in(CareWrite *write, const LetterSending *letter)
{
	Str address = str_replace(write->care->arena, letter->address, S("\n"), S(", "));
	Answer doubt = {.question = S("letters_returned"), .value = address, .giver = GIVER_WORKER};
	if (str_is_empty(letter->person) || letter->to_other)
		return work_open_in(write, &(WorkNew){.pathway = S("task"), .person = letter->person, .parent = letter->work,
			.title = S("A letter to somebody else came back: find the right address")}, NULL);
	Status status = person_append_in(write, letter->person, &doubt, 1, letter->work, write->today);
	return status != STATUS_OK ? status : work_open_once_in(write, &(WorkNew){.pathway = S("task"), .person = letter->person,
		.parent = letter->work, .title = S("A letter came back: find out where this person lives and whether they are well")});
}

static void undo(LetterSending *letter)
{
	bool draft = str_equal(letter->kind, S("letter-draft")) && str_is_empty(letter->cleared);
	letter->state = draft ? S("draft") : S("waiting");
	letter->held_for = (Str){0};
	letter->run = (Str){0};
	letter->sent_on = DATE_NONE;
	letter->sent_how = (Str){0};
	if (!letter->to_other)
		letter->address = (Str){0};
}

static void change(LetterSending *letter, const LetterActing *acting)
{
	switch (acting->deed) {
	case LETTER_CLEAR:
		letter->cleared = letter->held_for;
		letter->held_for = (Str){0};
		letter->state = S("waiting");
		return;
	case LETTER_ADDRESS:
		letter->address = acting->words;
		letter->held_for = (Str){0};
		letter->state = S("waiting");
		return;
	case LETTER_READ:
		letter->cleared = S("draft");
		letter->held_for = (Str){0};
		letter->state = S("waiting");
		return;
	case LETTER_GIVEN:
		letter->state = S("sent");
		letter->sent_on = acting->on;
		letter->sent_how = acting->words;
		return;
	case LETTER_RETURNED: letter->state = S("returned"); return;
	case LETTER_STOP:
		letter->state = S("stopped");
		letter->held_for = S("by-hand");
		letter->run = (Str){0};
		return;
	case LETTER_UNDO: undo(letter); return;
	case LETTER_DEEDS: return;
	}
}

static Status act_in(CareWrite *write, void *context)
{
	const LetterActing *acting = context;
	LetterSending letter = {0};
	Str action = str_concat(write->care->arena, S("letter/"), LETTER_DEED_CODES[acting->deed]);
	Status status = one_get(write->care, write->connection, acting->document, &letter);
	if (status != STATUS_OK)
		return status;
	if (letter.version != acting->version)
		return STATUS_STALE;
	if (!letter_deed_fits(&letter, acting->deed))
		return STATUS_REFUSED;
	change(&letter, acting);
	if (acting->deed == LETTER_RETURNED)
		status = returned_in(write, &letter);
	return status == STATUS_OK ? put_in(write, &letter, action, acting->words) : status;
}

static Str words_message(LetterDeed deed)
{
	switch (deed) {
	case LETTER_CLEAR: return S("Say who looked into it, and why it may go.");
	case LETTER_ADDRESS: return S("Enter the name and the address, a line each.");
	case LETTER_READ: return S("Say who read it beside the English one.");
	case LETTER_GIVEN: return S("Say how it went: by hand, read on the phone, in Braille.");
	case LETTER_STOP: return S("Say why it does not go.");
	case LETTER_RETURNED:
	case LETTER_UNDO:
	case LETTER_DEEDS: break;
	}
	return (Str){0};
}

Status letter_act(Care *care, const LetterActing *acting)
{
	LetterActing checked = *acting;
	LetterSending letter = {0};
	Status status = care_require(care, S("letters-send"));
	checked.words = str_replace(care->arena, str_trim(acting->words), S("\r"), S(""));
	Str needed = words_message(acting->deed);
	if (status == STATUS_OK)
		status = one_get(care, care->reader, acting->document, &letter);
	if (status != STATUS_OK)
		return status;
	if (!str_is_empty(needed) && (str_is_empty(checked.words) || checked.words.length > LETTER_WORDS_BYTES_MAX))
		status = problems_add(&care->problems, (Problem){.field = S("words"), .message = needed});
	if (status == STATUS_OK && (acting->deed == LETTER_GIVEN || acting->deed == LETTER_RETURNED))
		status = check_day(care, acting->on, acting->deed == LETTER_RETURNED && letter.sent_on != DATE_NONE ? letter.sent_on : 0);
	return status == STATUS_OK ? care_write(care, act_in, &checked) : status;
}

/* --- a word by e-mail -------------------------------------------------------------------------------------------------- */

static Status notice_in(CareWrite *write, const LetterSending *letter, Str to)
{
	Care *care = write->care;
	Buffer payload = buffer_make(care->arena, NOTICE_BYTES_MAX);
	JsonWriter json = json_writer_make(&payload);
	Str text = practice_words(care->practice, S("letter.notice"), (Str){0});
	text = str_replace(care->arena, text, S("{{reference}}"), letter->work_reference);
	text = str_replace(care->arena, text, S("{{phone}}"), practice_council(care->practice)->phone);
	json_write_object_begin(&json);
	json_write_member_text(&json, S("to"), to);
	json_write_member_text(&json, S("subject"), practice_words(care->practice, S("letter.notice-subject"), (Str){0}));
	json_write_member_text(&json, S("text"), text);
	json_write_object_end(&json);
	Status status = outbox_add_in(write, &(OutboxNew){.kind = S("email"), .person = letter->person,
		.key = str_concat(care->arena, S("letter-notice/"), letter->id), .payload = buffer_str(&payload)});
	if (status == STATUS_OK)
		status = sql_letter_notice_put_run(write->connection,
			&(LetterNoticePutArguments){.id = letter->id, .noticed_at = write->now});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("letter/notice"),
		.subject_kind = S("document"), .subject = letter->id, .person = letter->person});
}

static Status notices_in(CareWrite *write, void *context)
{
	static const Str STATES[] = {S_INIT("waiting"), S_INIT("printed")};
	size_t *told = context;
	Status status = STATUS_OK;
	*told = 0;
	for (size_t s = 0; s < 2; s++) {
		LetterSending *letters = NULL;
		size_t count = 0;
		if (status == STATUS_OK)
			status = state_list(write->care, write->connection, STATES[s], S(""), &letters, &count);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			LetterReader reader = {0};
			if (!letters[i].by_email || letters[i].noticed_at != INSTANT_NONE || str_is_empty(letters[i].person)
			    || str_is_empty(letters[i].work_reference))
				continue;
			status = letter_reader_in(write, letters[i].person, &reader);
			/* They agreed then; whether they still do, and whether it is safe, is asked now. */
			if (status != STATUS_OK || !reader.by_email || str_equal(reader.held_for, S("died"))
			    || str_equal(reader.held_for, S("avoid")) || str_equal(reader.held_for, S("restricted")))
				continue;
			status = notice_in(write, &letters[i], reader.email);
			*told += 1;
		}
	}
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("letters/notices"),
		.subject_kind = S("letter-run")});
}

Status letters_notice(Care *care, size_t *told)
{
	Setting by_email = {0};
	Status status = care_require(care, S("letters-send"));
	*told = 0;
	if (status == STATUS_OK)
		status = setting_read(care, SETTING_LETTERS_BY_EMAIL, S("off"), &by_email);
	if (status == STATUS_OK && !str_equal(by_email.value, S("notice")))
		status = STATUS_REFUSED;
	return status == STATUS_OK ? care_write(care, notices_in, told) : status;
}

/* --- a demonstration --------------------------------------------------------------------------------------------------- */

static Status posted_before_in(CareWrite *write, void *context)
{
	(void)context;
	Status status = sql_letters_posted_before_run(write->connection, &(LettersPostedBeforeArguments){
		.before = instant_from_london(write->today, 0, 0), .sent_on = date_format(write->care->arena, write->today),
		.changed_at = write->now, .changed_by = write->care->actor});
	return status != STATUS_OK ? status : care_audit(write, &(CareAudit){.action = S("letters/posted"),
		.subject_kind = S("letter-run")});
}

Status letters_posted_in_time(Care *care)
{
	return care->all_permissions ? care_write(care, posted_before_in, NULL) : STATUS_REFUSED;
}
