#include "care/helpline/tables.h"

#include <stdlib.h>

enum { GROUPS_MAX = 64, HOURS = 24, WEEKDAYS = 7 };

static const Str NONE = S_INIT("none");
static const Str DASH = S_INIT("\xE2\x80\x93");

/* --- words ----------------------------------------------------------------------------------------------------------- */

Str helpline_seconds(Arena *arena, int64_t seconds)
{
	if (seconds < 0)
		return DASH;
	if (seconds < 60)
		return str_format(arena, "%lld s", (long long)seconds);
	return str_format(arena, "%lld min %lld s", (long long)(seconds / 60), (long long)(seconds % 60));
}

Str helpline_share(Arena *arena, int64_t part, int64_t whole)
{
	if (whole <= 0)
		return DASH;
	int64_t tenths = (part * 1000 + whole / 2) / whole;
	return str_format(arena, "%lld.%lld%%", (long long)(tenths / 10), (long long)(tenths % 10));
}

Str helpline_month(Arena *arena, Date first)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(first, &year, &month, &day);
	Str name = date_month_name(month);
	return str_format(arena, "%.*s %d", STR_ARG(name), year);
}

Date helpline_month_start(Date day)
{
	int year = 0;
	int month = 0;
	int number = 0;
	date_split(day, &year, &month, &number);
	return day - number + 1;
}

static const OptionList *options_of(const Care *care, const char *question)
{
	const Question *found = practice_question(care->practice, str_from_c(question));
	return found == NULL ? NULL : found->options;
}

Str helpline_language(const Care *care, Str language)
{
	return option_find(options_of(care, "language_main"), language) == NULL ? NONE : language;
}

static Str option_words(const OptionList *options, Str code)
{
	const Option *option = option_find(options, code);
	return option == NULL ? code : option->worker;
}

Str helpline_value_of(const Care *care, const HelplineContact *contact, Str by)
{
	if (str_equal(by, S("reason")))
		return str_is_empty(contact->outcome) ? S("not-finished") : str_is_empty(contact->reason) ? NONE : contact->reason;
	if (str_equal(by, S("outcome")))
		return str_is_empty(contact->outcome) ? S("not-finished") : contact->outcome;
	if (str_equal(by, S("from")))
		return option_find(options_of(care, "contact_from"), contact->from) == NULL ? NONE : contact->from;
	if (str_equal(by, S("language")))
		return helpline_language(care, contact->language);
	if (str_equal(by, S("referral")))
		return contact->is_referral ? S("yes") : S("no");
	return (Str){0};
}

static Str reason_words(const Care *care, Str value)
{
	size_t count = 0;
	const CallReason *reasons = practice_call_reasons(care->practice, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal(reasons[i].id, value))
			return reasons[i].words;
	return S("Something else");
}

static Str outcome_words(const Care *care, Str value)
{
	const Pathway *contact = practice_pathway(care->practice, S("contact"));
	const Outcome *outcome = contact == NULL ? NULL : pathway_outcome(contact, value);
	return outcome == NULL ? value : outcome->label;
}

Str helpline_value_words(const Care *care, Str by, Str value)
{
	if (str_equal(value, S("not-finished")))
		return S("Not finished yet");
	if (str_equal(by, S("reason")))
		return reason_words(care, value);
	if (str_equal(value, NONE))
		return S("Not asked");
	if (str_equal(by, S("outcome")))
		return outcome_words(care, value);
	if (str_equal(by, S("from")))
		return option_words(options_of(care, "contact_from"), value);
	return option_words(options_of(care, "language_main"), value);
}

/* --- sums of calls --------------------------------------------------------------------------------------------------- */

static int compare_numbers(const void *left, const void *right)
{
	int64_t one = *(const int64_t *)left;
	int64_t other = *(const int64_t *)right;
	return one < other ? -1 : one > other ? 1 : 0;
}

static int64_t middle(int64_t *numbers, size_t count)
{
	if (count == 0)
		return -1;
	qsort(numbers, count, sizeof *numbers, compare_numbers);
	return numbers[count / 2];
}

static bool is_kept(const HelplineCall *call, HelplineKeep keep, const void *context)
{
	return keep == NULL || keep(call, context);
}

HelplineSum helpline_sum(Arena *arena, const Helpline *helpline, HelplineKeep keep, const void *context)
{
	HelplineSum sum = {.wait_longest = -1};
	for (size_t i = 0; i < helpline->call_count; i++) {
		const HelplineCall *call = &helpline->calls[i];
		if (!is_kept(call, keep, context))
			continue;
		sum.offered++;
		sum.answered += call->answered ? 1 : 0;
		sum.wait_longest = call->wait_seconds > sum.wait_longest ? call->wait_seconds : sum.wait_longest;
	}
	int64_t *waits = ARENA_ARRAY(arena, int64_t, (size_t)sum.answered + 1);
	int64_t *talks = ARENA_ARRAY(arena, int64_t, (size_t)sum.answered + 1);
	size_t count = 0;
	for (size_t i = 0; i < helpline->call_count; i++) {
		const HelplineCall *call = &helpline->calls[i];
		if (!call->answered || !is_kept(call, keep, context))
			continue;
		waits[count] = call->wait_seconds;
		talks[count++] = call->talk_seconds;
	}
	sum.gave_up = sum.offered - sum.answered;
	sum.wait_median = middle(waits, count);
	sum.talk_median = middle(talks, count);
	return sum;
}

/* --- cells ----------------------------------------------------------------------------------------------------------- */

static HelplineCell number_cell(Arena *arena, int64_t number)
{
	return (HelplineCell){.text = str_format(arena, "%lld", (long long)number)};
}

static HelplineCell seconds_cell(Arena *arena, int64_t seconds)
{
	return (HelplineCell){.text = helpline_seconds(arena, seconds),
		.raw = seconds < 0 ? S("-") : str_format(arena, "%lld", (long long)seconds)};
}

static HelplineCell share_cell(Arena *arena, int64_t part, int64_t whole)
{
	Str text = helpline_share(arena, part, whole);
	return (HelplineCell){.text = text, .raw = whole <= 0 ? S("-") : str_slice(text, 0, text.length - 1)};
}

static HelplineCell money_cell(Arena *arena, Pence pence)
{
	return (HelplineCell){.text = money_format(arena, pence), .raw = str_format(arena, "%lld", (long long)pence)};
}

static HelplineCell list_cell(Arena *arena, int64_t number, const char *by, Str value)
{
	HelplineCell cell = number_cell(arena, number);
	if (number > 0)
		cell.list = str_format(arena, "%s/%.*s", by, STR_ARG(value));
	return cell;
}

static HelplineTable table_make(Arena *arena, const char *code, const char *title, const HelplineColumn *columns,
	size_t column_count, size_t rows_most)
{
	return (HelplineTable){.code = str_from_c(code), .title = str_from_c(title), .columns = columns,
		.column_count = column_count, .rows = arena_allocate_array(arena, rows_most, sizeof(HelplineCell[HELPLINE_COLUMNS_MAX]))};
}

static HelplineCell *row_add(HelplineTable *table, Str label)
{
	HelplineCell *row = table->rows[table->row_count++];
	row[0] = (HelplineCell){.text = label};
	return row;
}

/* --- calls ----------------------------------------------------------------------------------------------------------- */

#define CALL_COLUMNS(title, name) {{S_INIT(title), S_INIT(name)}, {S_INIT("Offered"), S_INIT("offered")}, \
	{S_INIT("Answered"), S_INIT("answered")}, {S_INIT("Gave up"), S_INIT("gave_up")}, \
	{S_INIT("Share"), S_INIT("gave_up_percent")}, {S_INIT("Half waited up to"), S_INIT("wait_median_seconds")}, \
	{S_INIT("Longest wait"), S_INIT("wait_longest_seconds")}, {S_INIT("Half talked up to"), S_INIT("talk_median_seconds")}}

static void add_calls_row(Arena *arena, HelplineTable *table, Str label, const HelplineSum *sum)
{
	HelplineCell *row = row_add(table, label);
	row[1] = number_cell(arena, sum->offered);
	row[2] = number_cell(arena, sum->answered);
	row[3] = number_cell(arena, sum->gave_up);
	row[4] = share_cell(arena, sum->gave_up, sum->offered);
	row[5] = seconds_cell(arena, sum->wait_median);
	row[6] = seconds_cell(arena, sum->wait_longest);
	row[7] = seconds_cell(arena, sum->talk_median);
}

static bool is_of_hour(const HelplineCall *call, const void *context)
{
	return call->hour == *(const int *)context;
}

static bool is_of_weekday(const HelplineCall *call, const void *context)
{
	return (int)date_weekday(call->day) == *(const int *)context;
}

static bool is_of_month(const HelplineCall *call, const void *context)
{
	return helpline_month_start(call->day) == *(const Date *)context;
}

static bool is_of_line(const HelplineCall *call, const void *context)
{
	return str_equal(call->language, *(const Str *)context);
}

static HelplineTable hours_table(const Care *care, const Helpline *helpline)
{
	static const HelplineColumn COLUMNS[] = CALL_COLUMNS("Hour", "hour");
	HelplineTable table = table_make(care->arena, "hours", "Calls by hour of the day", COLUMNS, 8, HOURS);
	for (int hour = 0; hour < HOURS; hour++) {
		HelplineSum sum = helpline_sum(care->arena, helpline, is_of_hour, &hour);
		if (sum.offered > 0)
			add_calls_row(care->arena, &table, str_format(care->arena, "%02d:00", hour), &sum);
	}
	return table;
}

static HelplineTable weekdays_table(const Care *care, const Helpline *helpline)
{
	static const HelplineColumn COLUMNS[] = CALL_COLUMNS("Day", "weekday");
	HelplineTable table = table_make(care->arena, "weekdays", "Calls by day of the week", COLUMNS, 8, WEEKDAYS);
	for (int weekday = WEEKDAY_MONDAY; weekday < WEEKDAYS; weekday++) {
		HelplineSum sum = helpline_sum(care->arena, helpline, is_of_weekday, &weekday);
		if (sum.offered > 0)
			add_calls_row(care->arena, &table, date_weekday_name((Weekday)weekday), &sum);
	}
	return table;
}

static HelplineTable lines_table(const Care *care, const Helpline *helpline)
{
	static const HelplineColumn COLUMNS[] = CALL_COLUMNS("Language of the line", "language");
	const OptionList *options = options_of(care, "language_main");
	size_t count = options == NULL ? 0 : options->count;
	HelplineTable table = table_make(care->arena, "lines", "Calls by the language of the line", COLUMNS, 8, count + 1);
	for (size_t i = 0; i <= count; i++) {
		Str code = i < count ? options->options[i].code : S("");
		HelplineSum sum = helpline_sum(care->arena, helpline, is_of_line, &code);
		if (sum.offered > 0)
			add_calls_row(care->arena, &table, i < count ? options->options[i].worker : S("Not told"), &sum);
	}
	return table;
}

/* --- months ---------------------------------------------------------------------------------------------------------- */

static int64_t contacts_in(const Helpline *helpline, Date month, bool by_phone, bool referrals)
{
	int64_t count = 0;
	for (size_t i = 0; i < helpline->contact_count; i++) {
		const HelplineContact *contact = &helpline->contacts[i];
		count += helpline_month_start(contact->day) == month && (!by_phone || contact->by_phone)
			&& (!referrals || contact->is_referral) ? 1 : 0;
	}
	return count;
}

static int64_t promises_in(const Helpline *helpline, Date month, bool kept)
{
	int64_t count = 0;
	for (size_t i = 0; i < helpline->call_back_count; i++)
		count += helpline_month_start(helpline->call_backs[i].promised_on) == month
			&& (!kept || helpline->call_backs[i].state == CALL_BACK_KEPT) ? 1 : 0;
	return count;
}

static HelplineTable months_table(const Care *care, const Helpline *helpline)
{
	static const HelplineColumn COLUMNS[] = {{S_INIT("Month"), S_INIT("month")}, {S_INIT("Offered"), S_INIT("offered")},
		{S_INIT("Answered"), S_INIT("answered")}, {S_INIT("Gave up"), S_INIT("gave_up")},
		{S_INIT("Share"), S_INIT("gave_up_percent")}, {S_INIT("Half waited up to"), S_INIT("wait_median_seconds")},
		{S_INIT("Contacts by phone"), S_INIT("contacts_by_phone")}, {S_INIT("All contacts"), S_INIT("contacts")},
		{S_INIT("Referrals"), S_INIT("referrals")}, {S_INIT("Calls back promised"), S_INIT("call_backs_promised")},
		{S_INIT("Kept in time"), S_INIT("call_backs_kept")}};
	Arena *arena = care->arena;
	HelplineTable table = table_make(arena, "months", "By month", COLUMNS, HELPLINE_COLUMNS_MAX, HELPLINE_MONTHS);
	for (Date month = helpline_month_start(helpline->from); month <= helpline->to && table.row_count < HELPLINE_MONTHS;
	     month = date_add_months(month, 1)) {
		HelplineSum sum = helpline_sum(arena, helpline, is_of_month, &month);
		HelplineCell *row = row_add(&table, helpline_month(arena, month));
		row[0].raw = str_slice(date_format(arena, month), 0, 7);
		row[1] = number_cell(arena, sum.offered);
		row[2] = number_cell(arena, sum.answered);
		row[3] = number_cell(arena, sum.gave_up);
		row[4] = share_cell(arena, sum.gave_up, sum.offered);
		row[5] = seconds_cell(arena, sum.wait_median);
		row[6] = number_cell(arena, contacts_in(helpline, month, true, false));
		row[7] = number_cell(arena, contacts_in(helpline, month, false, false));
		row[8] = number_cell(arena, contacts_in(helpline, month, false, true));
		row[9] = number_cell(arena, promises_in(helpline, month, false));
		row[10] = number_cell(arena, promises_in(helpline, month, true));
	}
	return table;
}

/* --- contacts -------------------------------------------------------------------------------------------------------- */

typedef struct Group {
	Str value;
	int64_t phone;
	int64_t all;
	int64_t referrals;
} Group;

/* Most first; what was not told or is not finished comes last. */
static int compare_groups(const void *left, const void *right)
{
	const Group *one = left;
	const Group *other = right;
	bool last = str_equal(one->value, NONE) || str_equal(one->value, S("not-finished"));
	bool other_last = str_equal(other->value, NONE) || str_equal(other->value, S("not-finished"));
	if (last != other_last)
		return last ? 1 : -1;
	if (one->all != other->all)
		return one->all > other->all ? -1 : 1;
	return str_compare(one->value, other->value);
}

static size_t group_contacts(const Care *care, const Helpline *helpline, Str by, Group *groups)
{
	size_t count = 0;
	for (size_t i = 0; i < helpline->contact_count; i++) {
		const HelplineContact *contact = &helpline->contacts[i];
		Str value = helpline_value_of(care, contact, by);
		size_t at = 0;
		while (at < count && !str_equal(groups[at].value, value))
			at++;
		if (at == GROUPS_MAX)
			continue; /* more options than any list of these questions has */
		if (at == count)
			groups[count++] = (Group){.value = value};
		groups[at].all++;
		groups[at].phone += contact->by_phone ? 1 : 0;
		groups[at].referrals += contact->is_referral ? 1 : 0;
	}
	qsort(groups, count, sizeof *groups, compare_groups);
	return count;
}

static HelplineTable contacts_table(const Care *care, const Helpline *helpline, const char *by, const char *code,
	const char *title)
{
	static const HelplineColumn COLUMNS[] = {{S_INIT("What"), S_INIT("what")}, {S_INIT("By phone"), S_INIT("by_phone")},
		{S_INIT("All ways"), S_INIT("all_ways")}, {S_INIT("Share of all"), S_INIT("percent")},
		{S_INIT("Referrals"), S_INIT("referrals")}};
	Group groups[GROUPS_MAX] = {0};
	size_t count = group_contacts(care, helpline, str_from_c(by), groups);
	HelplineTable table = table_make(care->arena, code, title, COLUMNS, 5, count + 1);
	for (size_t i = 0; i < count; i++) {
		HelplineCell *row = row_add(&table, helpline_value_words(care, str_from_c(by), groups[i].value));
		row[1] = number_cell(care->arena, groups[i].phone);
		row[2] = list_cell(care->arena, groups[i].all, by, groups[i].value);
		row[3] = share_cell(care->arena, groups[i].all, (int64_t)helpline->contact_count);
		row[4] = number_cell(care->arena, groups[i].referrals);
	}
	return table;
}

static HelplineTable call_backs_table(const Care *care, const Helpline *helpline)
{
	static const HelplineColumn COLUMNS[] = {{S_INIT("What became of it"), S_INIT("what")}, {S_INIT("Promises"), S_INIT("promises")},
		{S_INIT("Share of all"), S_INIT("percent")}, {S_INIT("Reached then or later"), S_INIT("reached")}};
	HelplineTable table = table_make(care->arena, "call-backs", "Calls back that were promised", COLUMNS, 4, CALL_BACK_STATES);
	for (int state = 0; state < CALL_BACK_STATES; state++) {
		int64_t count = 0;
		int64_t reached = 0;
		for (size_t i = 0; i < helpline->call_back_count; i++) {
			count += (int)helpline->call_backs[i].state == state ? 1 : 0;
			reached += (int)helpline->call_backs[i].state == state && helpline->call_backs[i].reached ? 1 : 0;
		}
		if (count == 0)
			continue;
		HelplineCell *row = row_add(&table, call_back_words((CallBackState)state));
		row[1] = list_cell(care->arena, count, "call-back", call_back_code((CallBackState)state));
		row[2] = share_cell(care->arena, count, (int64_t)helpline->call_back_count);
		row[3] = number_cell(care->arena, reached);
	}
	return table;
}

size_t helpline_tables(const Care *care, const Helpline *helpline, HelplineTable out[HELPLINE_TABLES_MAX])
{
	const HelplineTable all[HELPLINE_TABLES_MAX] = {
		months_table(care, helpline),
		hours_table(care, helpline),
		weekdays_table(care, helpline),
		lines_table(care, helpline),
		contacts_table(care, helpline, "reason", "reasons", "What contacts were about"),
		contacts_table(care, helpline, "outcome", "outcomes", "What came of them"),
		contacts_table(care, helpline, "from", "callers", "Who got in touch"),
		contacts_table(care, helpline, "language", "languages", "The person\xE2\x80\x99s language"),
		call_backs_table(care, helpline),
	};
	size_t count = 0;
	for (size_t i = 0; i < HELPLINE_TABLES_MAX; i++)
		if (all[i].row_count > 0)
			out[count++] = all[i];
	return count;
}

/* Is code among codes with commas between? */
static bool is_among(Str codes, Str code)
{
	Str piece = {0};
	while (str_next(&codes, ',', &piece))
		if (str_equal(piece, code))
			return true;
	return false;
}

static HelplineTable wants_table(const Care *care, const Helpline *helpline, const char *question, const char *code,
	const char *title)
{
	static const HelplineColumn COLUMNS[] = {{S_INIT("What"), S_INIT("what")}, {S_INIT("By phone"), S_INIT("by_phone")},
		{S_INIT("All ways"), S_INIT("all_ways")}, {S_INIT("Share of all"), S_INIT("percent")}};
	const OptionList *options = options_of(care, question);
	bool formats = str_equal(str_from_c(question), S("info_format"));
	size_t count = options == NULL ? 0 : options->count;
	HelplineTable table = table_make(care->arena, code, title, COLUMNS, 4, count + 1);
	for (size_t place = 0; place < count; place++) {
		int64_t phone = 0;
		int64_t all = 0;
		for (size_t i = 0; i < helpline->contact_count; i++) {
			const HelplineContact *contact = &helpline->contacts[i];
			bool wants = is_among(formats ? contact->formats : contact->reading_help, options->options[place].code);
			all += wants ? 1 : 0;
			phone += wants && contact->by_phone ? 1 : 0;
		}
		if (all == 0)
			continue;
		HelplineCell *row = row_add(&table, options->options[place].worker);
		row[1] = number_cell(care->arena, phone);
		row[2] = number_cell(care->arena, all);
		row[3] = share_cell(care->arena, all, (int64_t)helpline->contact_count);
	}
	return table;
}

size_t format_tables(const Care *care, const Helpline *helpline, HelplineTable out[FORMAT_TABLES])
{
	const HelplineTable all[FORMAT_TABLES] = {
		wants_table(care, helpline, "info_format", "formats", "Formats that people want who got in touch"),
		wants_table(care, helpline, "reading_help", "reading-help", "Help with forms and letters that they want"),
	};
	size_t count = 0;
	for (size_t i = 0; i < FORMAT_TABLES; i++)
		if (all[i].row_count > 0)
			out[count++] = all[i];
	return count;
}

/* --- interpreters ---------------------------------------------------------------------------------------------------- */

#define BOOKING_COLUMNS(title, name) {{S_INIT(title), S_INIT(name)}, {S_INIT("Asked for"), S_INIT("asked")}, \
	{S_INIT("Booked"), S_INIT("booked")}, {S_INIT("Came"), S_INIT("came")}, {S_INIT("Not met"), S_INIT("unmet")}, \
	{S_INIT("Not wanted"), S_INIT("not_wanted")}, {S_INIT("Still to book"), S_INIT("to_book")}, \
	{S_INIT("Cost"), S_INIT("cost_pence")}, {S_INIT("With a cost"), S_INIT("with_cost")}}

typedef struct BookingSum {
	int64_t asked;
	int64_t booked;
	int64_t came;
	int64_t unmet;
	int64_t not_wanted;
	int64_t to_book;
	int64_t with_cost;
	Pence cost;
} BookingSum;

static void add_booking(BookingSum *sum, const HelplineInterpreting *row)
{
	sum->asked++;
	sum->booked += row->booked_for != DATE_NONE || row->state == INTERPRETING_CAME ? 1 : 0;
	sum->came += row->state == INTERPRETING_CAME ? 1 : 0;
	sum->unmet += interpreting_is_unmet(row->state) ? 1 : 0;
	sum->not_wanted += row->state == INTERPRETING_NOT_WANTED ? 1 : 0;
	sum->to_book += row->state == INTERPRETING_TO_BOOK ? 1 : 0;
	sum->with_cost += row->has_cost ? 1 : 0;
	sum->cost += row->has_cost ? row->cost : 0;
}

static HelplineCell *add_bookings_row(Arena *arena, HelplineTable *table, Str label, const BookingSum *sum)
{
	HelplineCell *row = row_add(table, label);
	row[1] = number_cell(arena, sum->asked);
	row[2] = number_cell(arena, sum->booked);
	row[3] = number_cell(arena, sum->came);
	row[4] = number_cell(arena, sum->unmet);
	row[5] = number_cell(arena, sum->not_wanted);
	row[6] = number_cell(arena, sum->to_book);
	row[7] = money_cell(arena, sum->cost);
	row[8] = number_cell(arena, sum->with_cost);
	return row;
}

static HelplineTable booking_months(const Care *care, Date from, Date to, const HelplineInterpreting *rows, size_t count)
{
	static const HelplineColumn COLUMNS[] = BOOKING_COLUMNS("Month", "month");
	HelplineTable table = table_make(care->arena, "interpreters-months", "Interpreters by month", COLUMNS, 9, HELPLINE_MONTHS);
	for (Date month = helpline_month_start(from); month <= to && table.row_count < HELPLINE_MONTHS;
	     month = date_add_months(month, 1)) {
		BookingSum sum = {0};
		for (size_t i = 0; i < count; i++)
			if (helpline_month_start(rows[i].asked_on) == month)
				add_booking(&sum, &rows[i]);
		HelplineCell *row = add_bookings_row(care->arena, &table, helpline_month(care->arena, month), &sum);
		row[0].raw = str_slice(date_format(care->arena, month), 0, 7);
	}
	return table;
}

static HelplineTable booking_languages(const Care *care, const HelplineInterpreting *rows, size_t count)
{
	static const HelplineColumn COLUMNS[] = BOOKING_COLUMNS("Language", "language");
	const OptionList *options = options_of(care, "language_main");
	size_t languages = options == NULL ? 0 : options->count;
	HelplineTable table = table_make(care->arena, "interpreters-languages", "Interpreters by language", COLUMNS, 9,
		languages + 1);
	for (size_t place = 0; place <= languages; place++) {
		Str code = place < languages ? options->options[place].code : NONE;
		BookingSum sum = {0};
		for (size_t i = 0; i < count; i++)
			if (str_equal(helpline_language(care, rows[i].language), code))
				add_booking(&sum, &rows[i]);
		if (sum.asked == 0)
			continue;
		HelplineCell *row = add_bookings_row(care->arena, &table, place < languages ? options->options[place].worker
			: S("Not asked"), &sum);
		row[1] = list_cell(care->arena, sum.asked, "interpreter-language", code);
	}
	return table;
}

static HelplineTable booking_states(const Care *care, const HelplineInterpreting *rows, size_t count)
{
	static const HelplineColumn COLUMNS[] = {{S_INIT("Where it stands"), S_INIT("what")},
		{S_INIT("Bookings"), S_INIT("bookings")}, {S_INIT("Share of all"), S_INIT("percent")},
		{S_INIT("Cost"), S_INIT("cost_pence")}};
	HelplineTable table = table_make(care->arena, "interpreters-states", "Where bookings stand", COLUMNS, 4,
		INTERPRETING_STATES);
	for (int state = 0; state < INTERPRETING_STATES; state++) {
		BookingSum sum = {0};
		for (size_t i = 0; i < count; i++)
			if ((int)rows[i].state == state)
				add_booking(&sum, &rows[i]);
		if (sum.asked == 0)
			continue;
		HelplineCell *row = row_add(&table, interpreting_words((InterpretingState)state));
		row[1] = list_cell(care->arena, sum.asked, "interpreter", interpreting_code((InterpretingState)state));
		row[2] = share_cell(care->arena, sum.asked, (int64_t)count);
		row[3] = money_cell(care->arena, sum.cost);
	}
	return table;
}

size_t interpreting_tables(const Care *care, Date from, Date to, const HelplineInterpreting *rows, size_t count,
	HelplineTable out[INTERPRETING_TABLES])
{
	out[0] = booking_months(care, from, to, rows, count);
	out[1] = booking_languages(care, rows, count);
	out[2] = booking_states(care, rows, count);
	return INTERPRETING_TABLES;
}
