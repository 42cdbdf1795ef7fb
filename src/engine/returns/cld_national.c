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
	out->councils[out->council_count] = (CldCouncil){.code = str_copy(loading->arena, fields[0]),
		.name = str_copy(loading->arena, fields[1])};
	if (++out->council_count == CLD_NATIONAL_COUNCILS_MAX)
		return fault(loading, "The file has too many rows.");
	return STATUS_OK;
}

/* Blank: not published. */
static bool read_people(Str text, int64_t *out)
{
	*out = 0;
	return str_is_empty(text) || (str_to_integer(text, out) == STATUS_OK && *out >= 0);
}

static Status use_population(Loading *loading, const Str *fields)
{
	CldNational *out = loading->out;
	CldPopulation *population = &out->populations[out->population_count];
	*population = (CldPopulation){.council = str_copy(loading->arena, fields[0])};
	if (financial_year_parse(fields[1], &population->year) != STATUS_OK)
		return fault(loading, "Write the year as 2020/21.");
	if (!read_people(fields[2], &population->age_18_64) || !read_people(fields[3], &population->age_65_over))
		return fault(loading, "Write populations as whole numbers.");
	if (++out->population_count == CLD_POPULATIONS_MAX)
		return fault(loading, "The file has too many rows.");
	return STATUS_OK;
}

Status cld_national_load(CldNational *out, Arena *arena, const CldNationalTexts *texts, Problems *problems)
{
	static const Str STANDING[] = {S_INIT("measure"), S_INIT("group"), S_INIT("published"), S_INIT("code"), S_INIT("title"),
		S_INIT("better"), S_INIT("tolerance")};
	static const Str PUBLISHED[] = {S_INIT("measure"), S_INIT("year"), S_INIT("area"), S_INIT("value"), S_INIT("least"),
		S_INIT("lower_quartile"), S_INIT("median"), S_INIT("upper_quartile"), S_INIT("most"), S_INIT("councils")};
	static const Str COUNCILS[] = {S_INIT("la_code"), S_INIT("name")};
	static const Str POPULATIONS[] = {S_INIT("la_code"), S_INIT("year"), S_INIT("age_18_64"), S_INIT("age_65_over")};
	*out = (CldNational){.standings = ARENA_ARRAY(arena, CldStanding, CLD_STANDINGS_MAX),
		.councils = ARENA_ARRAY(arena, CldCouncil, CLD_NATIONAL_COUNCILS_MAX),
		.populations = ARENA_ARRAY(arena, CldPopulation, CLD_POPULATIONS_MAX)};
	Loading loading = {.out = out, .arena = arena, .problems = problems, .file = S("data/cld/standing.csv")};
	Status status = read_rows(&loading, texts->standing, STANDING, sizeof STANDING / sizeof *STANDING, use_standing);
	loading.file = S("data/measures/published.csv");
	if (status == STATUS_OK)
		status = read_rows(&loading, texts->published, PUBLISHED, sizeof PUBLISHED / sizeof *PUBLISHED, use_published);
	loading.file = S("data/cld/councils.csv");
	if (status == STATUS_OK)
		status = read_rows(&loading, texts->councils, COUNCILS, sizeof COUNCILS / sizeof *COUNCILS, use_council);
	loading.file = S("data/cld/populations.csv");
	if (status == STATUS_OK)
		status = read_rows(&loading, texts->populations, POPULATIONS, sizeof POPULATIONS / sizeof *POPULATIONS, use_population);
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

uint64_t cld_population_find(const CldNational *national, Str code, int year, CldMeasure measure, int *of_year)
{
	uint64_t found = 0;
	*of_year = 0;
	for (size_t i = 0; i < national->population_count; i++) {
		const CldPopulation *population = &national->populations[i];
		int64_t people = measure == CLD_MEASURE_2B ? population->age_18_64 : population->age_65_over;
		bool before = population->year <= year;
		bool nearer = found == 0 || (before ? *of_year > year || population->year > *of_year
			: *of_year > year && population->year < *of_year);
		if (people == 0 || !nearer || !str_equal(population->council, code))
			continue;
		found = (uint64_t)people;
		*of_year = population->year;
	}
	return found;
}
