/* What stands in a letter's fields: each from the record as it is inside the write that makes the letter. A field that
 * the record does not hold is empty; letter.c says what its sentence then becomes. */
#include "care/letter/letter_write.h"

#include "base/json.h"
#include "care/assessment/assessment.h"
#include "care/share/share.h"
#include "care/letter/letter.sql.h"
#include "care/service/service.h"
#include "practice/equipment.h"

static Str value_of(const LetterWriting *writing, Str question)
{
	return work_answers_value(writing->answers, question);
}

static Str answer_in_words(const LetterWriting *writing, Str id)
{
	const Question *question = practice_question(writing->write->care->practice, id);
	Str stored = value_of(writing, id);
	if (question == NULL || str_is_empty(stored) || str_equal(stored, S("not-known")) || str_equal(stored, S("not-said")))
		return (Str){0};
	return answer_words(question, writing->write->care->arena, stored, true);
}

static Str words_of(const LetterWriting *writing, const char *id)
{
	return practice_words(writing->write->care->practice, str_from_c(id), writing->language);
}

/* "22 noiembrie 2026": a language's months stand in letter.months, parted by commas. */
static Str date_in_words(const LetterWriting *writing, Date day)
{
	Arena *arena = writing->write->care->arena;
	Str months = words_of(writing, "letter.months");
	Str name = {0};
	int year = 0;
	int month = 0;
	int number = 0;
	if (day == DATE_NONE)
		return (Str){0};
	if (!practice_words_in(writing->write->care->practice, S("letter.months"), writing->language))
		return date_format_words(arena, day);
	date_split(day, &year, &month, &number);
	for (int i = 0; i < month && str_next(&months, ',', &name); i++)
		continue;
	name = str_trim(name);
	return str_format(arena, "%d %.*s %d", number, STR_ARG(name), year);
}

static Str date_text_in_words(const LetterWriting *writing, Str day)
{
	Date date = DATE_NONE;
	return date_parse(day, &date) == STATUS_OK ? date_in_words(writing, date) : day;
}

/* The cells of a row that are not empty, with commas. */
static void add_row(const LetterWriting *writing, Buffer *text, const JsonNode *row, const Str *columns, size_t count)
{
	Arena *arena = writing->write->care->arena;
	Str parts[8] = {0};
	size_t used = 0;
	for (size_t i = 0; i < count && used < 8; i++) {
		Str cell = str_trim(json_text(json_member(row, columns[i])));
		if (!str_is_empty(cell))
			parts[used++] = date_text_in_words(writing, cell);
	}
	if (used > 0) {
		Str joined = str_join(arena, parts, used, S(", "));
		buffer_add_format(text, "- %.*s\n", STR_ARG(joined));
	}
}

static const JsonNode *rows_of(const LetterWriting *writing, Str question)
{
	Problems unread = problems_make(writing->write->care->arena);
	const JsonNode *rows = NULL;
	Str stored = value_of(writing, question);
	if (str_is_empty(stored)
	    || json_parse(writing->write->care->arena, question, 1, stored, &unread, &rows) != STATUS_OK
	    || rows->kind != JSON_ARRAY)
		return NULL;
	return rows;
}

static Str list_of(const LetterWriting *writing, Str question, const Str *columns, size_t count)
{
	const JsonNode *rows = rows_of(writing, question);
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	for (size_t i = 0; rows != NULL && i < rows->count; i++)
		add_row(writing, &text, &rows->items[i], columns, count);
	return buffer_str(&text);
}

/* --- the plan --- */

static Str or_else(Str text, Str otherwise)
{
	return str_is_empty(text) ? otherwise : text;
}

static Status line_words(LetterWriting *writing, const PlanLine *line, Str *out)
{
	Care *care = writing->write->care;
	const ServiceKind *kind = practice_service_kind(care->practice, line->service_kind);
	Str parts[5] = {or_else(line->goal, line->detail)};
	size_t count = 1;
	Str provider = {0};
	Status status = str_is_empty(line->provider) ? STATUS_OK
		: service_provider_name_in(writing->write, line->provider, &provider);
	if (kind != NULL)
		parts[count++] = kind->label;
	if (!str_is_empty(line->detail) && !str_is_empty(line->goal))
		parts[count++] = line->detail;
	if (!str_is_empty(provider))
		parts[count++] = provider;
	Str much = plan_line_how_much(care, line);
	if (!str_is_empty(much))
		parts[count++] = much;
	*out = str_join(care->arena, parts, count, S(", "));
	return status;
}

static bool is_paid(const PlanLine *line)
{
	return str_equal(line->how, S("service"));
}

typedef enum PlanPart { PLAN_ALL, PLAN_PAID, PLAN_UNPAID } PlanPart;

static Status plan_words(LetterWriting *writing, PlanPart part, Str *out)
{
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	Status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < writing->line_count; i++) {
		Str words = {0};
		if (part != PLAN_ALL && is_paid(&writing->lines[i]) != (part == PLAN_PAID))
			continue;
		status = line_words(writing, &writing->lines[i], &words);
		buffer_add_format(&text, "- %.*s\n", STR_ARG(words));
	}
	*out = buffer_str(&text);
	return status;
}

static Pence weekly_of(const LetterWriting *writing)
{
	Pence weekly = 0;
	for (size_t i = 0; i < writing->line_count; i++)
		weekly += is_paid(&writing->lines[i]) ? writing->lines[i].weekly : 0;
	return weekly;
}

static Str budget_lines(const LetterWriting *writing)
{
	Care *care = writing->write->care;
	Buffer text = buffer_make(care->arena, LETTER_BYTES_MAX);
	for (size_t i = 0; i < writing->line_count; i++) {
		const PlanLine *line = &writing->lines[i];
		const ServiceKind *kind = practice_service_kind(care->practice, line->service_kind);
		if (!is_paid(line))
			continue;
		Str what = kind == NULL ? or_else(line->goal, line->detail) : kind->label;
		Str much = plan_line_how_much(care, line);
		Str sum = money_format(care->arena, line->weekly);
		buffer_add_format(&text, "- %.*s%s%.*s: %.*s\n", STR_ARG(what), str_is_empty(much) ? "" : ", ", STR_ARG(much),
			STR_ARG(sum));
	}
	if (str_is_empty(buffer_str(&text)))
		return (Str){0};
	Str total = money_format(care->arena, weekly_of(writing));
	Str label = words_of(writing, "letter.together");
	buffer_add_format(&text, "- %.*s: %.*s\n", STR_ARG(label), STR_ARG(total));
	return buffer_str(&text);
}

/* The first or the last day of the plan's lines. */
static Date plan_day(const LetterWriting *writing, bool last)
{
	Date found = DATE_NONE;
	for (size_t i = 0; i < writing->line_count; i++) {
		Date day = last ? writing->lines[i].ends_on : writing->lines[i].starts_on;
		if (day != DATE_NONE && (found == DATE_NONE || (last ? day > found : day < found)))
			found = day;
	}
	return found;
}

/* --- what was arranged --- */

static Str service_words(const LetterWriting *writing, const ServiceChange *change)
{
	Care *care = writing->write->care;
	PlanLine line = {.service_kind = change->kind, .units_hundredths = change->units_hundredths,
		.unit_cost = change->unit_cost};
	const ServiceKind *kind = practice_service_kind(care->practice, change->kind);
	Str parts[3] = {kind == NULL ? change->goal : kind->label};
	size_t count = 1;
	Str much = plan_line_how_much(care, &line);
	if (!str_is_empty(change->provider_name))
		parts[count++] = change->provider_name;
	if (!str_is_empty(much))
		parts[count++] = much;
	return str_join(care->arena, parts, count, S(", "));
}

/* A line that has just begun with a last day of its own is one that starts. */
static Str changes_words(const LetterWriting *writing, const ServiceChange *changes, size_t count, bool only_ended)
{
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	for (size_t i = 0; i < count; i++) {
		bool ended = changes[i].ends_on != DATE_NONE && changes[i].ends_on <= writing->write->today;
		if (only_ended && !ended)
			continue;
		Str words = service_words(writing, &changes[i]);
		Str label = words_of(writing, ended ? "letter.ends" : "letter.starts");
		Str day = date_in_words(writing, ended ? changes[i].ends_on : changes[i].starts_on);
		buffer_add_format(&text, "- %.*s: %.*s %.*s\n", STR_ARG(words), STR_ARG(label), STR_ARG(day));
	}
	return buffer_str(&text);
}

static Date last_end(const ServiceChange *changes, size_t count)
{
	Date last = DATE_NONE;
	for (size_t i = 0; i < count; i++)
		if (changes[i].ends_on != DATE_NONE && (last == DATE_NONE || changes[i].ends_on > last))
			last = changes[i].ends_on;
	return last;
}

/* --- what was found --- */

static bool is_carers(const LetterWriting *writing)
{
	return str_equal(writing->pathway, S("carers-assessment"));
}

static Str limb_words(const LetterWriting *writing, unsigned limbs)
{
	static const struct { unsigned limb; const char *words; } LIMBS[] = {
		{LIMB_NEEDS_PERSON, "letter.needs-person"}, {LIMB_HURTS, "letter.hurts"}, {LIMB_UNSAFE, "letter.unsafe"},
		{LIMB_MUCH_LONGER, "letter.much-longer"},
	};
	Str parts[sizeof LIMBS / sizeof LIMBS[0]];
	size_t count = 0;
	for (size_t i = 0; i < sizeof LIMBS / sizeof LIMBS[0]; i++)
		if ((limbs & LIMBS[i].limb) != 0)
			parts[count++] = words_of(writing, LIMBS[i].words);
	return count == 0 ? words_of(writing, "letter.not-able") : str_join(writing->write->care->arena, parts, count,
		S("; "));
}

static Str part_of_life(const LetterWriting *writing, Str outcome, bool carer)
{
	Care *care = writing->write->care;
	const OptionList *areas = practice_list(care->practice, S("area"));
	const Option *area = areas == NULL ? NULL : option_find(areas, outcome);
	Str translated = str_concat(care->arena, S("lists.area."), outcome);
	if (!carer && practice_words_in(care->practice, translated, writing->language))
		return practice_words(care->practice, translated, writing->language);
	if (!carer && area != NULL)
		return area->resident;
	return practice_words(care->practice, str_concat(care->arena, S("carer-life."), outcome), writing->language);
}

static void find_eligibility(const LetterWriting *writing, EligibilityResult *out)
{
	*out = (EligibilityResult){0};
	if (is_carers(writing))
		assessment_carer_eligibility(writing->write->care, writing->answers, out);
	else
		assessment_eligibility(writing->write->care, writing->answers, out);
}

/* The worker's own reason; without one, the conditions of the rule that hold. */
static Str reasons(const LetterWriting *writing)
{
	static const char *const ADULT[] = {"letter.reason-cause", "letter.reason-outcomes", "letter.reason-impact"};
	static const char *const CARER[] = {"letter.carer-reason-cause", "letter.carer-reason-outcomes",
		"letter.carer-reason-impact"};
	EligibilityResult result = {0};
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	Str given = str_trim(writing->note);
	bool assessment = is_carers(writing) || str_equal(writing->pathway, S("needs-assessment"));
	if (!str_is_empty(given) || !assessment)
		return given;
	find_eligibility(writing, &result);
	for (size_t i = 0; i < 3; i++) {
		Str words = words_of(writing, is_carers(writing) ? CARER[i] : ADULT[i]);
		if (result.conditions[i].value == ELIGIBILITY_YES)
			buffer_add_format(&text, "- %.*s\n", STR_ARG(words));
	}
	return buffer_str(&text);
}

/* Only what was talked about: an outcome that nobody has asked about is no finding. */
static Str outcome_lines(const LetterWriting *writing)
{
	Care *care = writing->write->care;
	EligibilityResult result = {0};
	bool carer = is_carers(writing);
	const EligibilityRule *rule = assessment_rule(care, carer ? ELIGIBILITY_CARER : ELIGIBILITY_ADULT);
	Buffer text = buffer_make(care->arena, LETTER_BYTES_MAX);
	find_eligibility(writing, &result);
	for (size_t i = 0; i < rule->outcome_count; i++) {
		const EligibilityOutcomeResult *outcome = &result.outcomes[i];
		if (outcome->value == OUTCOME_UNKNOWN)
			continue;
		Str label = part_of_life(writing, outcome->id, carer);
		Str found = outcome->value == OUTCOME_ABLE ? words_of(writing, "letter.able") : limb_words(writing, outcome->limbs);
		buffer_add_format(&text, "- %.*s: %.*s\n", STR_ARG(label), STR_ARG(found));
	}
	return buffer_str(&text);
}

/* --- the first figure --- */

static bool first_figure(const LetterWriting *writing, AllocationResult *out)
{
	Care *care = writing->write->care;
	Problems kept = care->problems;
	Status status = assessment_allocation(care, writing->answers, ASSESSMENT_HELP_AS_RECORDED, out);
	care->problems = kept; /* an answer that the table does not know leaves the letter without a sum */
	return status == STATUS_OK && out->has_figure && out->show != ALLOCATION_SHOW_OFF
		&& practice_council(care->practice)->indicative_budget_shown;
}

static Str figure_words(const LetterWriting *writing)
{
	Arena *arena = writing->write->care->arena;
	AllocationResult result = {0};
	if (!first_figure(writing, &result))
		return (Str){0};
	if (result.show == ALLOCATION_SHOW_FIGURE)
		return money_format(arena, result.agreed.total);
	Str between = words_of(writing, "result.money-between");
	between = str_replace(arena, between, S("{{low}}"), money_format(arena, result.range_low));
	return str_replace(arena, between, S("{{high}}"), money_format(arena, result.range_high));
}

static Str figure_lines(const LetterWriting *writing)
{
	AllocationResult result = {0};
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	if (!first_figure(writing, &result))
		return (Str){0};
	for (size_t i = 0; i < result.lines.count; i++)
		if (!str_equal(result.lines.items[i].value, S("0.00 points")))
			buffer_add_format(&text, "- %.*s: %.*s\n", STR_ARG(result.lines.items[i].label),
				STR_ARG(result.lines.items[i].value));
	return buffer_str(&text);
}

static Str agreed_actions(const LetterWriting *writing)
{
	static const Str OFFERS[] = {S_INIT("detail"), S_INIT("who"), S_INIT("by")};
	static const Str PLANS[] = {S_INIT("change"), S_INIT("action"), S_INIT("who"), S_INIT("by")};
	Str offered = list_of(writing, S("conv1_offer"), OFFERS, 3);
	Str planned = list_of(writing, S("conv2_plan"), PLANS, 4);
	return str_concat(writing->write->care->arena, offered, planned);
}

/* --- by name --- */

typedef Str (*FieldWords)(const LetterWriting *writing);

static Str known_as(const LetterWriting *writing)
{
	if (writing->letter->to_other)
		return words_of(writing, "letter.reader");
	return or_else(value_of(writing, S("name_known_as")), or_else(value_of(writing, S("name_full")),
		words_of(writing, "letter.reader")));
}

static Str person_name(const LetterWriting *writing)
{
	return or_else(value_of(writing, S("name_full")), value_of(writing, S("name_known_as")));
}

static Str today(const LetterWriting *writing) { return date_in_words(writing, writing->write->today); }
static Str reference(const LetterWriting *writing) { return writing->reference; }
static Str next_date(const LetterWriting *writing) { return date_in_words(writing, writing->next_day); }
static Str advice(const LetterWriting *writing) { return answer_in_words(writing, S("prevent_advice")); }
static Str what_matters(const LetterWriting *writing) { return answer_in_words(writing, S("what_matters")); }
static Str what_works(const LetterWriting *writing) { return answer_in_words(writing, S("review_working")); }

static Str request_story(const LetterWriting *writing) { return answer_in_words(writing, S("contact_story")); }
static Str back_up_plan(const LetterWriting *writing)
{
	static const Str PEOPLE[] = {S_INIT("person"), S_INIT("phone")};
	bool carers = is_carers(writing) || str_equal(writing->pathway, S("carers-plan"));
	return carers ? list_of(writing, S("plan_b_people"), PEOPLE, 2) : answer_in_words(writing, S("plan_backup"));
}

static Str answer_value_of(const void *context, Str question)
{
	return work_answers_value(context, question);
}

static Str share_missing(const LetterWriting *writing, const PlanShare *share)
{
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	Str missing = words_of(writing, "letter.share-missing");
	buffer_add_format(&text, "%.*s\n", STR_ARG(missing));
	for (size_t i = 0; i < share->missing_count; i++)
		buffer_add_format(&text, "- %.*s\n", STR_ARG(share->missing[i]->resident));
	return buffer_str(&text);
}

/* What the person would pay of the plan, as far as the record can tell; nothing when it is free or cannot be told. */
static Str their_share(const LetterWriting *writing)
{
	Care *care = writing->write->care;
	PlanShare share = plan_share(care, writing->lines, writing->line_count, answer_value_of, writing->answers);
	if (share.kind == SHARE_MISSING)
		return share_missing(writing, &share);
	if (share.kind == SHARE_FREE || (share.kind == SHARE_FIGURE && share.person_pays == 0))
		return words_of(writing, "letter.share-nothing");
	if (share.kind != SHARE_FIGURE)
		return (Str){0};
	Str words = str_replace(care->arena, words_of(writing, "letter.share"), S("{{sum}}"),
		money_format(care->arena, share.person_pays));
	return str_replace(care->arena, words, S("{{council}}"), money_format(care->arena, share.council_pays));
}

static Str carer_plan(const LetterWriting *writing)
{
	static const Str COLUMNS[] = {S_INIT("detail"), S_INIT("who"), S_INIT("by")};
	return list_of(writing, S("carer_plan"), COLUMNS, 3);
}

/* The sum and what it is for; nothing when none is paid. */
static Str carer_payment(const LetterWriting *writing)
{
	Arena *arena = writing->write->care->arena;
	Pence sum = 0;
	if (str_to_integer(value_of(writing, S("carer_payment")), &sum) != STATUS_OK || sum <= 0)
		return (Str){0};
	Str words = words_of(writing, "letter.carer-payment");
	words = str_replace(arena, words, S("{{sum}}"), money_format(arena, sum));
	return str_replace(arena, words, S("{{for}}"), value_of(writing, S("carer_payment_for")));
}

static Str plan_goals(const LetterWriting *writing)
{
	static const Str COLUMNS[] = {S_INIT("goal")};
	return list_of(writing, S("goals"), COLUMNS, 1);
}

/* In the person's own words, a risk a point, with what makes it safer and when it is looked at again. */
static Str positive_risks(const LetterWriting *writing)
{
	Str words = answer_in_words(writing, S("positive_risks"));
	Buffer text = buffer_make(writing->write->care->arena, LETTER_BYTES_MAX);
	Str line = {0};
	while (str_next(&words, '\n', &line))
		if (!str_is_empty(str_trim(line)))
			buffer_add_format(&text, "- %.*s\n", STR_ARG(line));
	return buffer_str(&text);
}

static Str item(const LetterWriting *writing)
{
	EquipmentAdvice advice;
	ExpressionLookup lookup = work_answers_as_lookup(writing->answers);
	practice_equipment(writing->write->care->practice, &lookup, &advice);
	return equipment_items(writing->write->care->arena, &advice, EQUIPMENT_ORDER);
}

static Str budget_week(const LetterWriting *writing)
{
	return writing->line_count == 0 ? (Str){0} : money_format(writing->write->care->arena, weekly_of(writing));
}

static const Council *council_of(const LetterWriting *writing)
{
	return practice_council(writing->write->care->practice);
}

static Str council_name(const LetterWriting *writing) { return council_of(writing)->name; }
static Str phone(const LetterWriting *writing) { return council_of(writing)->phone; }
static Str phone_hours(const LetterWriting *writing) { return council_of(writing)->phone_hours; }
static Str emergency_phone(const LetterWriting *writing) { return council_of(writing)->emergency_phone; }

/* Whoever has the work is the worker; before somebody has it, the council itself answers. */
static Str worker_name(const LetterWriting *writing)
{
	return or_else(value_of(writing, S("worker_name")), or_else(writing->worker, words_of(writing, "letter.our-team")));
}

static Str worker_phone(const LetterWriting *writing)
{
	return or_else(value_of(writing, S("worker_phone")), council_of(writing)->phone);
}

static const struct {
	Str name;
	FieldWords words;
} FIELDS[] = {
	{S_INIT("name_known_as"), known_as}, {S_INIT("person_name"), person_name}, {S_INIT("today"), today},
	{S_INIT("reference"), reference}, {S_INIT("council_name"), council_name}, {S_INIT("phone"), phone},
	{S_INIT("phone_hours"), phone_hours}, {S_INIT("emergency_phone"), emergency_phone},
	{S_INIT("worker_name"), worker_name}, {S_INIT("worker_phone"), worker_phone}, {S_INIT("next_date"), next_date},
	{S_INIT("what_works"), what_works},
	{S_INIT("what_matters"), what_matters}, {S_INIT("request_story"), request_story},
	{S_INIT("agreed_actions"), agreed_actions}, {S_INIT("outcome_lines"), outcome_lines}, {S_INIT("reasons"), reasons},
	{S_INIT("advice"), advice}, {S_INIT("budget_week"), budget_week}, {S_INIT("budget_lines"), budget_lines},
	{S_INIT("first_figure"), figure_words}, {S_INIT("first_figure_lines"), figure_lines},
	{S_INIT("their_share"), their_share}, {S_INIT("carer_plan"), carer_plan}, {S_INIT("carer_payment"), carer_payment},
	{S_INIT("plan_goals"), plan_goals}, {S_INIT("positive_risks"), positive_risks},
	{S_INIT("back_up"), back_up_plan}, {S_INIT("item"), item},
};

static Status field_of_services(LetterWriting *writing, Str name, Str *out)
{
	ServiceChange *changes = NULL;
	size_t count = 0;
	Status status = service_changes_in(writing->write, writing->person, writing->work, &changes, &count);
	if (status != STATUS_OK)
		return status;
	Date ended = last_end(changes, count);
	if (str_equal(name, S("changes")))
		*out = or_else(changes_words(writing, changes, count, false), words_of(writing, "letter.nothing-changes"));
	else if (str_equal(name, S("what_ends")))
		*out = changes_words(writing, changes, count, true);
	else if (str_equal(name, S("end_date")))
		*out = date_in_words(writing, ended != DATE_NONE ? ended : plan_day(writing, true));
	return STATUS_OK;
}

Status letter_field(LetterWriting *writing, Str name, Str *out)
{
	*out = (Str){0};
	for (size_t i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++)
		if (str_equal(FIELDS[i].name, name)) {
			*out = FIELDS[i].words(writing);
			return STATUS_OK;
		}
	if (str_equal(name, S("plan_lines")))
		return plan_words(writing, PLAN_ALL, out);
	if (str_equal(name, S("what_stays")))
		return plan_words(writing, PLAN_UNPAID, out);
	if (str_equal(name, S("start_date"))) {
		*out = date_in_words(writing, plan_day(writing, false));
		return STATUS_OK;
	}
	return field_of_services(writing, name, out);
}
