#include "engine/returns/cld_national.h"

#include "base/csv.h"
#include "engine/measures/published.h"

enum { COLUMNS_MAX = 32, FIELD_BYTES_MAX = 1000, FIELDS_MAX = 12 };

typedef struct Loading {
	CldNational *out;
	Arena *arena;
	Problems *problems;
	Str file;
	uint32_t line;
} Loading;

static Status fault(const Loading *loading, const char *what)
{
	return problems_add(loading->problems, (Problem){.file = loading->file, .line = loading->line,
		.message = str_from_c(what)});
}

typedef Status UseRow(Loading *loading, const Str *fields);

/* The columns that are named, of every row. */
static Status read_rows(Loading *loading, Str text, const Str *names, size_t count, UseRow *use)
{
	size_t places[FIELDS_MAX];
	CsvReader reader;
	csv_open_text(&reader, loading->arena, loading->file, text,
		(CsvLimits){.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX}, loading->problems);
	Status status = csv_read_header(&reader);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = csv_require_column(&reader, names[i], &places[i]);
	while (status == STATUS_OK) {
		CsvRow row;
		Str fields[FIELDS_MAX];
		status = csv_next_row(&reader, &row);
		if (status != STATUS_OK)
			break;
		for (size_t i = 0; i < count; i++)
			fields[i] = csv_field(&row, places[i]);
		loading->line = row.line;
		status = use(loading, fields);
	}
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static bool find_group(CldMeasure measure, Str name, size_t *out)
{
	for (*out = 0; *out < CLD_MEASURES[measure].groups; (*out)++)
		if (str_equal(cld_group_name(measure, *out), name))
			return true;
	return false;
}

static Status use_standing(Loading *loading, const Str *fields)
{
	CldNational *out = loading->out;
	CldStanding *standing = &out->standings[out->standing_count];
	*standing = (CldStanding){.measure = cld_measure_find(fields[0]), .published = str_copy(loading->arena, fields[2]),
		.code = str_copy(loading->arena, fields[3]), .title = str_copy(loading->arena, fields[4]),
		.better = str_equal(fields[5], S("lower")) ? BETTER_LOWER : str_equal(fields[5], S("higher")) ? BETTER_HIGHER
			: BETTER_NEITHER, .england = MEASURE_VALUE_NONE};
	if (standing->measure == CLD_MEASURE_COUNT || !find_group(standing->measure, fields[1], &standing->group))
		return fault(loading, "There is no such measure or group.");
	if (measure_value_parse(fields[6], &standing->tolerance) != STATUS_OK || standing->tolerance == MEASURE_VALUE_NONE)
		return fault(loading, "Write the tolerance as a number such as 1.0.");
	if (++out->standing_count == CLD_STANDINGS_MAX)
		return fault(loading, "The file has too many rows.");
	return STATUS_OK;
}

static Status use_spread(const Loading *loading, CldStanding *standing, const Str *fields, int year)
{
	int64_t councils = 0;
	MeasureValue *const values[] = {&standing->spread.least, &standing->spread.lower, &standing->spread.middle,
		&standing->spread.upper, &standing->spread.most};
	if (year < standing->spread_year)
		return STATUS_OK;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (measure_value_parse(fields[4 + i], values[i]) != STATUS_OK)
			return fault(loading, "Write figures such as 19.6.");
	if (str_to_integer(fields[9], &councils) != STATUS_OK || councils < 0)
		return fault(loading, "Write how many councils there were.");
	standing->spread.count = (size_t)councils;
	standing->spread_year = year;
	return STATUS_OK;
}

static Status use_published(Loading *loading, const Str *fields)
{
	int year = 0;
	Status status = financial_year_parse(fields[1], &year);
	if (status != STATUS_OK)
		return fault(loading, "Write the year as 2020/21.");
	for (size_t i = 0; i < loading->out->standing_count && status == STATUS_OK; i++) {
		CldStanding *standing = &loading->out->standings[i];
		if (!str_equal(standing->published, fields[0]))
			continue;
		if (str_is_empty(fields[2]))
			status = use_spread(loading, standing, fields, year);
		else if (str_equal(fields[2], S("England")) && year >= standing->england_year) {
			status = measure_value_parse(fields[3], &standing->england);
			standing->england_year = year;
		}
	}
	return status;
}

static Status use_council(Loading *loading, const Str *fields)
{
	CldNational *out = loading->out;
	CldCouncil *council = &out->councils[out->council_count];
	*council = (CldCouncil){.code = str_copy(loading->arena, fields[0]), .name = str_copy(loading->arena, fields[1]),
		.year = str_copy(loading->arena, fields[4])};
	bool known = !str_is_empty(fields[4]);
	if (known && (str_to_integer(fields[2], &council->age_18_64) != STATUS_OK
	    || str_to_integer(fields[3], &council->age_65_over) != STATUS_OK || council->age_18_64 < 0 || council->age_65_over < 0))
		return fault(loading, "Write populations as whole numbers.");
	if (++out->council_count == CLD_NATIONAL_COUNCILS_MAX)
		return fault(loading, "The file has too many rows.");
	return STATUS_OK;
}

Status cld_national_load(CldNational *out, Arena *arena, const CldNationalTexts *texts, Problems *problems)
{
	static const Str STANDING[] = {S_INIT("measure"), S_INIT("group"), S_INIT("published"), S_INIT("code"), S_INIT("title"),
		S_INIT("better"), S_INIT("tolerance")};
	static const Str PUBLISHED[] = {S_INIT("measure"), S_INIT("year"), S_INIT("area"), S_INIT("value"), S_INIT("least"),
		S_INIT("lower_quartile"), S_INIT("median"), S_INIT("upper_quartile"), S_INIT("most"), S_INIT("councils")};
	static const Str COUNCILS[] = {S_INIT("la_code"), S_INIT("name"), S_INIT("population_18_64"), S_INIT("population_65_over"),
		S_INIT("population_year")};
	*out = (CldNational){.standings = ARENA_ARRAY(arena, CldStanding, CLD_STANDINGS_MAX),
		.councils = ARENA_ARRAY(arena, CldCouncil, CLD_NATIONAL_COUNCILS_MAX)};
	Loading loading = {.out = out, .arena = arena, .problems = problems, .file = S("data/cld/standing.csv")};
	Status status = read_rows(&loading, texts->standing, STANDING, sizeof STANDING / sizeof *STANDING, use_standing);
	loading.file = S("data/measures/published.csv");
	if (status == STATUS_OK)
		status = read_rows(&loading, texts->published, PUBLISHED, sizeof PUBLISHED / sizeof *PUBLISHED, use_published);
	loading.file = S("data/cld/councils.csv");
	if (status == STATUS_OK)
		status = read_rows(&loading, texts->councils, COUNCILS, sizeof COUNCILS / sizeof *COUNCILS, use_council);
	return status;
}

const CldStanding *cld_standing_find(const CldNational *national, CldMeasure measure, size_t group)
{
	for (size_t i = 0; i < national->standing_count; i++)
		if (national->standings[i].measure == measure && national->standings[i].group == group)
			return &national->standings[i];
	return NULL;
}

const CldCouncil *cld_council_find(const CldNational *national, Str code)
{
	for (size_t i = 0; i < national->council_count; i++)
		if (str_equal(national->councils[i].code, code))
			return &national->councils[i];
	return NULL;
}

uint64_t cld_council_population(const CldCouncil *council, CldMeasure measure)
{
	if (council == NULL || (measure != CLD_MEASURE_2B && measure != CLD_MEASURE_2C))
		return 0;
	return (uint64_t)(measure == CLD_MEASURE_2B ? council->age_18_64 : council->age_65_over);
}
