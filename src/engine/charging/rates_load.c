/* Reads the three files of data/rates. */
#include "base/csv.h"
#include "base/nearest.h"
#include "engine/charging/rates.h"

enum { COLUMNS_MAX = 12, FIELD_BYTES_MAX = 2000, COLUMNS_OF_A_FILE = 7 };

typedef struct RateFile {
	Arena *arena;
	ChargeRates *rates;
	Problems *problems;
	Str name;
	uint32_t line;
} RateFile;

static Status refuse(RateFile *file, const char *field, const char *words, Str found)
{
	return problems_add_format(file->problems, (Problem){.file = file->name, .line = file->line,
		.field = str_from_c(field)}, "%s, not \"%.*s\".", words, STR_ARG(found));
}

typedef Status (*KeepRow)(RateFile *file, const Str *fields);

static Status read_rows(RateFile *file, Str text, const Str *header, size_t columns, KeepRow keep)
{
	size_t places[COLUMNS_OF_A_FILE];
	CsvLimits limits = {.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX};
	CsvReader reader;
	csv_open_text(&reader, file->arena, file->name, text, limits, file->problems);
	Status status = csv_read_header(&reader);
	for (size_t i = 0; i < columns && status == STATUS_OK; i++)
		status = csv_require_column(&reader, header[i], &places[i]);
	if (status != STATUS_OK)
		return STATUS_INVALID;
	Status all = STATUS_OK;
	while (status == STATUS_OK || status == STATUS_INVALID) {
		CsvRow row;
		Str fields[COLUMNS_OF_A_FILE];
		status = csv_next_row(&reader, &row);
		if (status == STATUS_INVALID)
			all = status;
		if (status != STATUS_OK)
			continue;
		file->line = row.line;
		for (size_t i = 0; i < columns; i++)
			fields[i] = str_copy(file->arena, str_trim(csv_field(&row, places[i])));
		if (keep(file, fields) != STATUS_OK)
			all = STATUS_INVALID;
	}
	return all == STATUS_OK && status == STATUS_NOT_FOUND ? STATUS_OK : STATUS_INVALID;
}

static Status find_place(RateFile *file, ChargeRate rate, Str year, RateRow **out)
{
	ChargeYears years;
	int64_t number = 0;
	if (str_equal(year, S("all"))) {
		*out = &file->rates->always[rate];
		return STATUS_OK;
	}
	if (rate == RATE_DPA_INTEREST_RATE_MAX) {
		bool fits = year.length == 6 && year.data[4] == 'H' && (year.data[5] == '1' || year.data[5] == '2')
			&& str_to_integer(str_slice(year, 0, 4), &number) == STATUS_OK && number >= CHARGE_YEAR_FIRST
			&& number <= CHARGE_YEAR_LAST;
		if (!fits)
			return refuse(file, "financial_year", "A half-year is written 2024H1 or 2024H2", year);
		*out = &file->rates->halves[2 * (number - CHARGE_YEAR_FIRST) + (year.data[5] - '1')];
		return STATUS_OK;
	}
	if (year.length != 7 || year.data[4] != '/' || charge_years_parse(year, &years) != STATUS_OK
	    || years.first != years.last)
		return refuse(file, "financial_year", "A financial year is written 2024/25, or all for every year", year);
	*out = &file->rates->years[rate][years.first - CHARGE_YEAR_FIRST];
	return STATUS_OK;
}

static Status keep_rate(RateFile *file, const Str *fields)
{
	ChargeRate rate = CHARGE_RATE_COUNT;
	RateRow *row = NULL;
	Pence amount = 0;
	if (rate_from_name(fields[0], &rate) != STATUS_OK) {
		Str names[CHARGE_RATE_COUNT];
		for (size_t i = 0; i < CHARGE_RATE_COUNT; i++)
			names[i] = rate_name((ChargeRate)i);
		Str near = nearest_name(fields[0], names, CHARGE_RATE_COUNT);
		return problems_add_format(file->problems, (Problem){.file = file->name, .line = file->line, .field = S("rate")},
			"No rate of the engine is called \"%.*s\"%s%.*s.", STR_ARG(fields[0]),
			str_is_empty(near) ? "" : "; did you mean ", STR_ARG(near));
	}
	if (find_place(file, rate, fields[1], &row) != STATUS_OK || row == NULL)
		return STATUS_INVALID;
	if (money_parse(fields[2], &amount) != STATUS_OK || amount < 0)
		return refuse(file, "amount", "An amount has at most two decimals and is not below nought", fields[2]);
	if (row->present)
		return refuse(file, "rate", "A rate stands once for each year", fields[0]);
	*row = (RateRow){.present = true, .amount = amount, .year = fields[1], .source = fields[4]};
	return STATUS_OK;
}

static Status read_dates(RateFile *file, Str from, Str to, Date *out_from, Date *out_to)
{
	*out_from = DATE_NONE;
	*out_to = DATE_NONE;
	if (!str_is_empty(from) && date_parse(from, out_from) != STATUS_OK)
		return refuse(file, "from", "A day is written 2026-04-06", from);
	if (!str_is_empty(to) && date_parse(to, out_to) != STATUS_OK)
		return refuse(file, "to", "A day is written 2026-04-06", to);
	return STATUS_OK;
}

static Status keep_income(RateFile *file, const Str *fields)
{
	static const Str TREATMENTS[] = {
		[INCOME_COUNTED] = S_INIT("counted"), [INCOME_IGNORED] = S_INIT("ignored"),
		[INCOME_IGNORED_UP_TO] = S_INIT("ignored-up-to"), [INCOME_IS_CAPITAL] = S_INIT("is-capital"),
		[INCOME_SAVINGS_CREDIT] = S_INIT("savings-credit"),
		[INCOME_DISABILITY_BENEFIT] = S_INIT("disability-benefit"), [INCOME_MAY_PASS_HALF] = S_INIT("may-pass-half"),
	};
	IncomeKind kind = {.kind = fields[0], .group = fields[2], .rule = fields[5], .source = fields[6]};
	size_t at = 0;
	while (at < sizeof TREATMENTS / sizeof TREATMENTS[0] && !str_equal(TREATMENTS[at], fields[1]))
		at++;
	if (at == sizeof TREATMENTS / sizeof TREATMENTS[0])
		return refuse(file, "treatment", "A treatment is counted, ignored, ignored-up-to, is-capital, savings-credit, "
			"disability-benefit or may-pass-half", fields[1]);
	if (str_is_empty(kind.kind) || str_is_empty(kind.group) || file->rates->income_count == CHARGE_KINDS_MAX)
		return refuse(file, "kind", "A row names kind and group, and there are at most 500 rows", kind.kind);
	if (read_dates(file, fields[3], fields[4], &kind.from, &kind.to) != STATUS_OK)
		return STATUS_INVALID;
	kind.treatment = (IncomeTreatment)at;
	((IncomeKind *)file->rates->incomes)[file->rates->income_count++] = kind;
	return STATUS_OK;
}

static Status keep_capital(RateFile *file, const Str *fields)
{
	CapitalKind kind = {.kind = fields[0], .ignored = str_equal(fields[1], S("ignored")), .rule = fields[5],
		.source = fields[6]};
	if (!kind.ignored && !str_equal(fields[1], S("counted")))
		return refuse(file, "treatment", "A treatment is counted or ignored", fields[1]);
	if (!str_is_empty(fields[2])
	    && (str_to_integer(fields[2], &kind.weeks) != STATUS_OK || kind.weeks < 1 || kind.weeks > 520))
		return refuse(file, "weeks", "Weeks are a whole number from 1 to 520, or nothing", fields[2]);
	if (str_is_empty(kind.kind) || file->rates->capital_count == CHARGE_KINDS_MAX)
		return refuse(file, "kind", "A row names its kind, and there are at most 500 rows", kind.kind);
	if (read_dates(file, fields[3], fields[4], &kind.from, &kind.to) != STATUS_OK)
		return STATUS_INVALID;
	((CapitalKind *)file->rates->capitals)[file->rates->capital_count++] = kind;
	return STATUS_OK;
}

Status rates_load(Arena *arena, const ChargeRateFiles *files, Problems *problems, ChargeRates **out)
{
	static const Str RATES[] = {S_INIT("rate"), S_INIT("financial_year"), S_INIT("amount"), S_INIT("unit"),
		S_INIT("source")};
	static const Str INCOMES[] = {S_INIT("kind"), S_INIT("treatment"), S_INIT("group"), S_INIT("from"), S_INIT("to"),
		S_INIT("rule"), S_INIT("source")};
	static const Str CAPITALS[] = {S_INIT("kind"), S_INIT("treatment"), S_INIT("weeks"), S_INIT("from"), S_INIT("to"),
		S_INIT("rule"), S_INIT("source")};
	ChargeRates *rates = ARENA_NEW(arena, ChargeRates);
	rates->incomes = ARENA_ARRAY(arena, IncomeKind, CHARGE_KINDS_MAX);
	rates->capitals = ARENA_ARRAY(arena, CapitalKind, CHARGE_KINDS_MAX);
	RateFile file = {.arena = arena, .rates = rates, .problems = problems, .name = files->rates_name};
	Status status = read_rows(&file, files->rates, RATES, 5, keep_rate);
	file.name = files->incomes_name;
	if (read_rows(&file, files->incomes, INCOMES, 7, keep_income) != STATUS_OK)
		status = STATUS_INVALID;
	file.name = files->capitals_name;
	if (read_rows(&file, files->capitals, CAPITALS, 7, keep_capital) != STATUS_OK)
		status = STATUS_INVALID;
	*out = rates;
	return status;
}
