#include "care/returns/look.h"

#include <stdlib.h>

#include "base/csv.h"
#include "engine/measures/published.h"

enum { FINDING_COLUMNS = 9, FINDING_BYTES_MAX = 8 * 1024, MONTHS = 12 };
#define LIST_ARENA_BYTES_MAX ((size_t)8 * 1024 * 1024 * 1024)

static Status write_nothing(void *context, Str lines)
{
	(void)context;
	(void)lines;
	return STATUS_OK;
}

/* ---- Making. ---- */

static Str name_period(Arena *arena, Date from, Date to)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_split(from, &year, &month, &day);
	bool financial = month == 4 && day == 1 && date_add_months(from, MONTHS) == to + 1;
	if (financial)
		return str_format(arena, "%d/%02d", year, (year + 1) % 100);
	date_split(to, &year, &month, &day);
	Str month_name = date_month_name(month);
	return str_format(arena, "12 months to %d %.*s %d", day, STR_ARG(month_name), year);
}

static Status choose_period(Look *look, Arena *arena, Problems *problems)
{
	LookInput *input = &look->input;
	if (input->from == DATE_NONE) {
		if (look->report.period_end == DATE_NONE)
			return problems_add(problems, (Problem){.field = S("year"), .message =
				S("No row states the period of the return: look at the rows with errors, or choose a year.")});
		input->to = look->report.period_end;
		input->from = date_add_months(input->to + 1, -MONTHS);
	}
	look->period = name_period(arena, input->from, input->to);
	return STATUS_OK;
}

static Status inspect(Look *look, Arena *arena, uint32_t *failed)
{
	const LookInput *input = &look->input;
	CldInspection inspection = {.lists = input->lists, .files = input->files, .file_count = input->file_count,
		.threads = input->threads, .write = write_nothing};
	return cld_inspect(&inspection, arena, &look->report, failed);
}

static CldReckoning reckoning_of(const Look *look)
{
	const LookInput *input = &look->input;
	return (CldReckoning){.lists = input->lists, .files = input->files, .file_count = input->file_count,
		.threads = input->threads, .explain = CLD_MEASURE_COUNT,
		.settings = {.from = input->from, .to = input->to, .new_within_days = LOOK_NEW_WITHIN_DAYS}};
}

static Status reckon(Look *look, Arena *arena, uint32_t *failed)
{
	CldReckoning reckoning = reckoning_of(look);
	reckoning.prices = true;
	cld_files_rewind(look->input.files, look->input.file_count);
	return cld_reckon(&reckoning, arena, &look->reckoned, failed);
}

Status look_make(Look *out, Arena *arena, const LookInput *input, Problems *problems)
{
	uint32_t failed = 0;
	*out = (Look){.input = *input};
	Status status = inspect(out, arena, &failed);
	if (status == STATUS_OK && out->report.rows == 0)
		out->period = S("");
	else if (status == STATUS_OK)
		status = choose_period(out, arena, problems);
	if (status == STATUS_OK && out->report.rows > 0)
		status = reckon(out, arena, &failed);
	else if (status == STATUS_OK)
		out->reckoned.cells = ARENA_ARRAY(arena, CldCell, CLD_CELL_MAX);
	return cld_reckon_told(status, &input->files[failed], problems);
}

/* ---- Figures. ---- */

size_t look_together(const Look *look)
{
	return look->reckoned.council_count;
}

Str look_council_name(const Look *look, Arena *arena, size_t council)
{
	size_t count = look->reckoned.council_count;
	if (count == 0)
		return S("No council");
	if (council == count && count > 1)
		return str_format(arena, "All %zu councils together", count);
	Str code = str_from_c(look->reckoned.councils[council == count ? 0 : council]);
	const CldCouncil *known = cld_council_find(look->input.national, code);
	return known != NULL ? known->name : str_format(arena, "Council %.*s", STR_ARG(code));
}

const CldCell *look_cell(const Look *look, size_t council, CldMeasure measure, size_t place)
{
	return &look->reckoned.cells[council * CLD_CELL_MAX + cld_measure_first_cell(measure) + place];
}

/* 0 unless that of every council is known. year: of the last council's. */
static uint64_t population_of(const Look *look, size_t council, CldMeasure measure, int *year)
{
	int begins = financial_year_on(look->input.from);
	size_t count = look->reckoned.council_count;
	uint64_t sum = 0;
	for (size_t i = council == count ? 0 : council; i < (council == count ? count : council + 1); i++) {
		Str code = str_from_c(look->reckoned.councils[i]);
		uint64_t own = cld_population_find(look->input.national, code, begins, measure, year);
		if (own == 0)
			return 0;
		sum += own;
	}
	return sum;
}

LookFigure look_figure(const Look *look, size_t council, CldMeasure measure, size_t group)
{
	const CldMeasureInfo *info = &CLD_MEASURES[measure];
	const CldCell *cell = look_cell(look, council, measure, group * info->parts);
	LookFigure out = {.numerator = cell->numerator, .denominator = cell->denominator,
		.standing = cld_standing_find(look->input.national, measure, group)};
	if (measure == CLD_MEASURE_2B || measure == CLD_MEASURE_2C)
		out.denominator = population_of(look, council, measure, &out.population_year);
	out.value = out.denominator == 0 || info->scale == 0 ? MEASURE_VALUE_NONE
		: measure_value_make((int64_t)out.numerator, (int64_t)out.denominator, info->scale, 1);
	if (out.standing == NULL)
		return out;
	const CldStanding *standing = out.standing;
	MeasureValue other = standing->england != MEASURE_VALUE_NONE ? standing->england
		: standing->spread.count > 0 ? standing->spread.middle : MEASURE_VALUE_NONE;
	out.against = measure_standing(out.value, other, standing->better, standing->tolerance);
	return out;
}

/* ---- Lists. ---- */

typedef struct Listing {
	const Look *look;
	Arena *arena;
	const LookWanted *wanted;
	LookLines *out;
} Listing;

static LookLine *add_line(Listing *listing)
{
	LookLines *out = listing->out;
	out->total++;
	if (out->count == LOOK_LINES_MAX)
		return NULL;
	return &out->items[out->count++];
}

static Status list_behind(Listing *listing)
{
	const Look *look = listing->look;
	const LookWanted *wanted = listing->wanted;
	Arena arena;
	CldReckoned reckoned;
	uint32_t failed = 0;
	CldReckoning reckoning = reckoning_of(look);
	const CldMeasureInfo *info = &CLD_MEASURES[wanted->measure];
	bool all = wanted->group == LOOK_GROUPS_ALL;
	size_t first = cld_measure_first_cell(wanted->measure) + (all ? 0 : wanted->group * info->parts);
	size_t cells = all ? info->groups * info->parts : info->parts;
	reckoning.explain = wanted->measure;
	arena_init(&arena, LIST_ARENA_BYTES_MAX);
	cld_files_rewind(look->input.files, look->input.file_count);
	Status status = cld_reckon(&reckoning, &arena, &reckoned, &failed);
	for (size_t i = 0; status == STATUS_OK && i < reckoned.behind_count; i++) {
		const CldBehind *behind = &reckoned.behind[i];
		bool other = (wanted->only == LOOK_COUNTED && !behind->numerator) || (wanted->only == LOOK_NOT_COUNTED && behind->numerator);
		if (other || behind->cell < first || behind->cell >= first + cells
		    || (wanted->council != look_together(look) && behind->council != wanted->council))
			continue;
		LookLine *line = add_line(listing);
		if (line != NULL)
			*line = (LookLine){.place = {.file = behind->file, .row = behind->row}, .why = behind->why};
	}
	arena_clear(&arena);
	return status;
}

static void list_prices(Listing *listing)
{
	const CldReckoned *reckoned = &listing->look->reckoned;
	for (size_t i = 0; i < reckoned->price_count; i++) {
		const CldPrice *price = &reckoned->prices[i];
		if (!price->out_of_line
		    || (listing->wanted->council != look_together(listing->look) && price->council != listing->wanted->council))
			continue;
		LookLine *line = add_line(listing);
		if (line == NULL)
			continue;
		Str own = money_format(listing->arena, price->price);
		Str middle = money_format(listing->arena, price->middle);
		Str basis = CLD_PRICE_NAMES[price->basis];
		*line = (LookLine){.place = {.file = price->file, .row = price->row},
			.value = str_format(listing->arena, "%.*s %.*s", STR_ARG(own), STR_ARG(basis)),
			.why = str_format(listing->arena, "The middle price of its kind is %.*s", STR_ARG(middle))};
	}
}

static uint32_t file_of(const Look *look, Str name)
{
	uint32_t file = 0;
	while (file + 1 < look->input.file_count && !str_equal(look->input.files[file].name, name))
		file++;
	return file;
}

/* Lines of findings as they are written: file, row, field, value, rule, severity, team, what, remedy. */
static Status take_findings(void *context, Str lines)
{
	Listing *listing = context;
	Arena arena;
	CsvReader reader;
	CsvRow row;
	arena_init(&arena, LIST_ARENA_BYTES_MAX);
	Problems problems = problems_make(&arena);
	csv_open_text(&reader, &arena, S("findings"), lines,
		(CsvLimits){.columns_most = FINDING_COLUMNS, .field_bytes_most = FINDING_BYTES_MAX}, &problems);
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		LookLine *line = add_line(listing);
		int64_t number = 0;
		if (line == NULL)
			continue;
		if (str_to_integer(csv_field(&row, 1), &number) != STATUS_OK)
			number = 0;
		*line = (LookLine){.place = {.file = file_of(listing->look, csv_field(&row, 0)), .row = (uint32_t)number},
			.field = str_copy(listing->arena, csv_field(&row, 2)), .value = str_copy(listing->arena, csv_field(&row, 3)),
			.why = str_copy(listing->arena, csv_field(&row, FINDING_COLUMNS - 1))};
	}
	arena_clear(&arena);
	return STATUS_OK;
}

static Status list_findings(Listing *listing)
{
	const LookInput *input = &listing->look->input;
	Arena arena;
	uint32_t failed = 0;
	CldInspection inspection = {.lists = input->lists, .files = input->files, .file_count = input->file_count,
		.threads = input->threads, .form = CLD_FINDINGS_CSV, .only = &listing->wanted->rule, .write = take_findings,
		.context = listing};
	arena_init(&arena, LIST_ARENA_BYTES_MAX);
	CldReport *report = ARENA_NEW(&arena, CldReport);
	cld_files_rewind(input->files, input->file_count);
	Status status = cld_inspect(&inspection, &arena, report, &failed);
	arena_clear(&arena);
	return status;
}

static int by_place(const void *left, const void *right)
{
	const LookLine *one = left;
	const LookLine *two = right;
	if (one->place.file != two->place.file)
		return one->place.file < two->place.file ? -1 : 1;
	return (one->place.row > two->place.row) - (one->place.row < two->place.row);
}

static Str shown(const Listing *listing, Str value)
{
	return str_is_utf8(value) ? str_copy(listing->arena, value) : S("?");
}

typedef struct Filling {
	Listing *listing;
	const CldPlace *places;
} Filling;

/* Several findings may stand in one row. */
static void fill_lines(void *context, size_t place, const CldRow *row)
{
	const Filling *filling = context;
	const LookLines *lines = filling->listing->out;
	const CldPlace *wanted = &filling->places[place];
	LookLine key = {.place = *wanted};
	size_t from = 0;
	size_t to = lines->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (by_place(&lines->items[middle], &key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < lines->count && by_place(&lines->items[from], &key) == 0; from++) {
		LookLine *line = &lines->items[from];
		Str type = shown(filling->listing, row->values[CLD_SERVICE_TYPE]);
		Str component = shown(filling->listing, row->values[CLD_SERVICE_COMPONENT]);
		line->person = shown(filling->listing, row->values[CLD_LA_PERSON_UNIQUE_IDENTIFIER]);
		line->reference = shown(filling->listing, row->values[CLD_EVENT_REFERENCE]);
		line->event = shown(filling->listing, row->values[CLD_EVENT_TYPE]);
		line->service = str_is_empty(component) ? type : str_format(filling->listing->arena, "%.*s, %.*s", STR_ARG(type),
			STR_ARG(component));
		line->start = shown(filling->listing, row->values[CLD_EVENT_START_DATE]);
		line->end = shown(filling->listing, row->values[CLD_EVENT_END_DATE]);
	}
}

static Status fill(Listing *listing)
{
	const LookInput *input = &listing->look->input;
	LookLines *out = listing->out;
	CldPlace *places = ARENA_ARRAY(listing->arena, CldPlace, out->count + 1);
	size_t count = 0;
	if (out->count > 0)
		qsort(out->items, out->count, sizeof *out->items, by_place);
	for (size_t i = 0; i < out->count; i++)
		if (out->items[i].place.row > 0 && (i == 0 || by_place(&out->items[i - 1], &out->items[i]) != 0))
			places[count++] = out->items[i].place;
	cld_files_rewind(input->files, input->file_count);
	return cld_rows_read(input->files, input->file_count, places, count, fill_lines,
		&(Filling){.listing = listing, .places = places});
}

Status look_list(const Look *look, Arena *arena, const LookWanted *wanted, LookLines *out)
{
	Listing listing = {.look = look, .arena = arena, .wanted = wanted, .out = out};
	Status status = STATUS_OK;
	*out = (LookLines){.items = ARENA_ARRAY(arena, LookLine, LOOK_LINES_MAX)};
	if (wanted->measure != CLD_MEASURE_COUNT)
		status = list_behind(&listing);
	else if (wanted->rule != CLD_RULE_COUNT)
		status = list_findings(&listing);
	else
		list_prices(&listing);
	return status == STATUS_OK ? fill(&listing) : status;
}
