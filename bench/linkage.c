/* Benchmarks of linkage: makes people with known errors, and times one record against many.
 *
 *   bench_linkage make --people N [--seed S] --out PEOPLE.csv --truth TRUTH.csv
 *   bench_linkage find --settings S.yaml --questions N PEOPLE.csv
 *
 * The people and the errors are described in bench/README.md. Never a test.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/random.h"
#include "bench/figures.h"
#include "cli/commands.h"
#include "cli/link_files.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "engine/comparing/name_forms.h"

enum { NAMES_MOST = 4000, POSTCODES = 240000, TOWNS = 400, FIRST_YEAR = 1925, YEARS = 83, NAME_BYTES = 48, FIELD_COUNT = 6 };

typedef struct Names {
	Str given[NAMES_MOST];
	size_t given_count;
	Str family[NAMES_MOST];
	size_t family_count;
} Names;

typedef struct Field {
	char text[NAME_BYTES];
	size_t length;
} Field;

/* id, forename, surname, date_of_birth, postcode, town */
typedef enum Column { COLUMN_ID, COLUMN_FORENAME, COLUMN_SURNAME, COLUMN_BORN, COLUMN_POSTCODE, COLUMN_TOWN } Column;

typedef struct Record {
	Field fields[FIELD_COUNT];
} Record;

static void set_field(Field *field, Str text)
{
	field->length = text.length < NAME_BYTES ? text.length : NAME_BYTES;
	if (field->length > 0)
		memcpy(field->text, text.data, field->length);
}

static Str field_str(const Field *field)
{
	return (Str){.data = field->text, .length = field->length};
}

static void set_format(Field *field, const char *format, ...) PRINTF_LIKE(2, 3);
static void set_format(Field *field, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(field->text, sizeof field->text, format, arguments);
	va_end(arguments);
	field->length = length < NAME_BYTES ? (size_t)length : NAME_BYTES - 1;
}

/* A few values are common and most are rare: the square of an even draw favours the first. */
static uint32_t draw_skewed(RandomStream *stream, uint32_t count)
{
	uint64_t draw = random_next(stream) >> 8U;
	uint64_t square = draw * draw >> 24U;
	return (uint32_t)(square * count >> 24U);
}

/* Half of the people have a family name of the list, the others one of 9,000 made of two parts. */
static void draw_family(RandomStream *stream, const Names *names, Field *out)
{
	static const char *const STARTS[] = {"Ash", "Brad", "Carl", "Dun", "East", "Far", "Gar", "Hol", "Ing", "Kirk", "Lang", "Mar", "Nor",
		"Old", "Pem", "Rad", "Sand", "Thorn", "Under", "Whit", "Al", "Bar", "Chal", "Dray", "El", "Fen", "Green", "Hart", "Ken", "Lin"};
	static const char *const MIDDLES[] = {"", "ing", "er", "en", "el", "is", "on", "ar", "le", "ow"};
	static const char *const ENDS[] = {"ton", "ley", "ford", "ham", "worth", "field", "by", "wood", "land", "son", "well", "stone",
		"man", "wick", "more", "bridge", "den", "brook", "gate", "shaw", "combe", "stead", "hurst", "row", "croft", "dale", "mere",
		"sey", "bourne", "cott"};
	if (random_chance(stream, 500000)) {
		set_field(out, names->family[draw_skewed(stream, (uint32_t)names->family_count)]);
		return;
	}
	const char *start = STARTS[draw_skewed(stream, 30)];
	const char *middle = MIDDLES[draw_skewed(stream, 10)];
	set_format(out, "%s%s%s", start, middle, ENDS[draw_skewed(stream, 30)]);
}

static void draw_home(RandomStream *stream, Record *record)
{
	uint32_t home = random_below(stream, POSTCODES);
	uint32_t town = home / (POSTCODES / TOWNS);
	set_format(&record->fields[COLUMN_POSTCODE], "%c%c%u %u%c%c", 'A' + (int)(town / 20), 'A' + (int)(town % 20), 1 + home / 60 % 10,
		home / 6 % 10, 'A' + (int)(home % 20), 'A' + (int)(home / 20 % 20));
	set_format(&record->fields[COLUMN_TOWN], "Town of %c%c", 'A' + (int)(town / 20), 'a' + (int)(town % 20));
}

static void draw_person(RandomStream *stream, const Names *names, Record *out)
{
	*out = (Record){.fields = {{.length = 0}}};
	set_field(&out->fields[COLUMN_FORENAME], names->given[draw_skewed(stream, (uint32_t)names->given_count)]);
	draw_family(stream, names, &out->fields[COLUMN_SURNAME]);
	uint32_t year = FIRST_YEAR + random_below(stream, YEARS);
	uint32_t month = 1 + random_below(stream, 12);
	set_format(&out->fields[COLUMN_BORN], "%u-%02u-%02u", year, month, 1 + random_below(stream, 28));
	draw_home(stream, out);
}

/* ---- Errors. ---- */

/* A letter changed, added, left out, or exchanged with its neighbour. */
static void slip(RandomStream *stream, Field *field)
{
	uint32_t sort = random_below(stream, 4);
	if (field->length < 2 || field->length + 1 >= NAME_BYTES)
		return;
	size_t at = random_below(stream, (uint32_t)field->length);
	for (size_t i = at; i < field->length && i < at + 2; i++)
		if (((unsigned char)field->text[i] & 0x80U) != 0)
			return; /* letters of more than one byte stay whole */
	char letter = (char)('a' + random_below(stream, 26));
	if (field->text[at] >= '0' && field->text[at] <= '9')
		letter = (char)('0' + random_below(stream, 10));
	if (sort == 0 && at > 0) {
		memmove(field->text + at + 1, field->text + at, field->length - at);
		field->text[at] = letter;
		field->length++;
	} else if (sort == 1) {
		memmove(field->text + at, field->text + at + 1, field->length - at - 1);
		field->length--;
	} else if (sort == 2 && at + 1 < field->length) {
		char kept = field->text[at];
		field->text[at] = field->text[at + 1];
		field->text[at + 1] = kept;
	} else {
		field->text[at] = letter;
	}
}

/* A figure of the date changed, or day and month exchanged. */
static void slip_date(RandomStream *stream, Field *born)
{
	static const size_t FIGURES[] = {2, 3, 5, 6, 8, 9};
	if (random_chance(stream, 300000)) {
		char day[2] = {born->text[8], born->text[9]};
		memcpy(born->text + 8, born->text + 5, 2);
		memcpy(born->text + 5, day, 2);
	} else {
		born->text[FIGURES[random_below(stream, 6)]] = (char)('0' + random_below(stream, 10));
	}
}

/* Another form of the name; a slip where there is none. */
static void change_form(RandomStream *stream, Field *field)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str folded = str_fold(&arena, field_str(field));
	bool done = false;
	for (size_t i = 0; name_forms_group(i) != NULL && !done; i++) {
		Str rest = str_from_c(name_forms_group(i));
		Str form;
		Str forms[32];
		size_t count = 0;
		bool here = false;
		while (count < 32 && str_next(&rest, ' ', &form)) {
			here = here || str_equal(form, folded);
			forms[count++] = form;
		}
		if (here)
			set_field(field, forms[random_below(stream, (uint32_t)count)]);
		done = here;
	}
	if (!done)
		slip(stream, field);
	arena_clear(&arena);
}

/* What a second record of somebody says: bench/README.md has the rates. */
static void spoil(RandomStream *stream, const Names *names, Record *record)
{
	Field *fields = record->fields;
	uint32_t forename = random_below(stream, 100);
	uint32_t surname = random_below(stream, 100);
	uint32_t born = random_below(stream, 100);
	uint32_t home = random_below(stream, 100);
	if (forename < 6)
		slip(stream, &fields[COLUMN_FORENAME]);
	else if (forename < 10)
		change_form(stream, &fields[COLUMN_FORENAME]);
	else if (forename < 12 && ((unsigned char)fields[COLUMN_FORENAME].text[0] & 0x80U) == 0)
		fields[COLUMN_FORENAME].length = 1;
	else if (forename < 15)
		fields[COLUMN_FORENAME].length = 0;
	if (surname < 7)
		slip(stream, &fields[COLUMN_SURNAME]);
	else if (surname < 11)
		draw_family(stream, names, &fields[COLUMN_SURNAME]);
	else if (surname < 13)
		fields[COLUMN_SURNAME].length = 0;
	if (born < 6)
		slip_date(stream, &fields[COLUMN_BORN]);
	else if (born < 10)
		fields[COLUMN_BORN].length = 0;
	if (home < 15)
		draw_home(stream, record);
	else if (home < 20)
		slip(stream, &fields[COLUMN_POSTCODE]);
	else if (home < 25)
		fields[COLUMN_POSTCODE].length = 0;
	if (random_chance(stream, 10000)) {
		Field kept = fields[COLUMN_FORENAME];
		fields[COLUMN_FORENAME] = fields[COLUMN_SURNAME];
		fields[COLUMN_SURNAME] = kept;
	}
}

/* ---- Making. ---- */

static Status read_names(Arena *arena, Str path, Names *out, Problems *problems)
{
	Str text = {0};
	CsvReader reader;
	CsvRow row;
	Status status = open_file_read(arena, path, 1024 * 1024, &text, problems);
	if (status != STATUS_OK)
		return status;
	csv_open_text(&reader, arena, path, text, (CsvLimits){.columns_most = 32, .field_bytes_most = 4096}, problems);
	status = csv_read_header(&reader);
	size_t kind = 0;
	size_t name = 0;
	if (status != STATUS_OK || csv_require_column(&reader, S("kind"), &kind) != STATUS_OK ||
	    csv_require_column(&reader, S("name"), &name) != STATUS_OK)
		return STATUS_INVALID;
	while (csv_next_row(&reader, &row) == STATUS_OK) {
		if (str_equal(csv_field(&row, kind), S("given")) && out->given_count < NAMES_MOST)
			out->given[out->given_count++] = str_copy(arena, csv_field(&row, name));
		if (str_equal(csv_field(&row, kind), S("surname")) && out->family_count < NAMES_MOST)
			out->family[out->family_count++] = str_copy(arena, csv_field(&row, name));
	}
	if (out->given_count == 0 || out->family_count == 0)
		return problems_add_format(problems, (Problem){.file = path}, "given names and surnames were expected");
	return STATUS_OK;
}

static void write_record(LinkOut *people, LinkOut *truth, Arena *arena, Record *record, uint32_t person, uint32_t copy)
{
	Str fields[FIELD_COUNT];
	arena_reset(arena);
	set_format(&record->fields[COLUMN_ID], "r%u-%u", person, copy);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		fields[i] = field_str(&record->fields[i]);
	link_out_row(people, fields, FIELD_COUNT);
	Str group[] = {fields[COLUMN_ID], str_format(arena, "%u", person)};
	link_out_row(truth, group, 2);
}

static void write_people(LinkOut *people, LinkOut *truth, const Names *names, uint32_t count, uint64_t seed)
{
	static const Str HEADER[] = {S_INIT("id"), S_INIT("forename"), S_INIT("surname"), S_INIT("date_of_birth"), S_INIT("postcode"),
		S_INIT("town")};
	static const Str TRUTH[] = {S_INIT("id"), S_INIT("cluster")};
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	RandomStream stream = random_stream(seed, S("bench/linkage"));
	link_out_row(people, HEADER, FIELD_COUNT);
	link_out_row(truth, TRUTH, 2);
	for (uint32_t person = 0; person < count; person++) {
		Record first;
		draw_person(&stream, names, &first);
		write_record(people, truth, &arena, &first, person, 0);
		uint32_t copies = random_below(&stream, 100) < 25 ? 1 + random_below(&stream, 100) / 70 : 0;
		for (uint32_t copy = 1; copy <= copies; copy++) {
			Record second = first;
			spoil(&stream, names, &second);
			write_record(people, truth, &arena, &second, person, copy);
		}
	}
	arena_clear(&arena);
}

static const CommandOption MAKE_OPTIONS[] = {
	{.name = "people", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = 20000000, .required = true, .help = "people"},
	{.name = "seed", .value = "S", .kind = OPTION_NUMBER, .help = "1 unless given"},
	{.name = "out", .value = "PEOPLE.csv", .required = true, .help = "records"},
	{.name = "truth", .value = "TRUTH.csv", .required = true, .help = "id,cluster"},
	{.name = "names", .value = "FILE", .help = "data/demonstration/names.csv unless given"},
};

static Status make(const CommandLine *line, Arena *arena, Problems *problems)
{
	Names *names = ARENA_NEW(arena, Names);
	LinkOut people;
	LinkOut truth;
	Status status = read_names(arena, options_text(line, "names", S("data/demonstration/names.csv")), names, problems);
	if (status == STATUS_OK)
		status = link_out_open(&people, options_text(line, "out", (Str){0}), problems);
	if (status != STATUS_OK)
		return status;
	status = link_out_open(&truth, options_text(line, "truth", (Str){0}), problems);
	if (status == STATUS_OK) {
		write_people(&people, &truth, names, (uint32_t)options_number(line, "people", 1), (uint64_t)options_number(line, "seed", 1));
		status = link_out_close(&truth, problems);
	}
	Status closed = link_out_close(&people, problems);
	return status == STATUS_OK ? closed : status;
}

/* ---- One against many. ---- */

static const CommandOption FIND_OPTIONS[] = {
	{.name = "settings", .value = "S.yaml", .required = true, .help = "as for kith link"},
	{.name = "questions", .value = "N", .kind = OPTION_NUMBER, .number_min = 1, .number_max = FIGURE_SAMPLES_MAX,
		.help = "1000 unless given"},
};

/* Asks for a slightly wrong record of somebody on file: a letter of the second column slips. */
static size_t ask(LinkTable *table, const LinkModel *model, const LinkOptions *options, const Str *fields, size_t count, Str id,
	RandomStream *stream, Samples *samples)
{
	Arena arena;
	arena_init(&arena, ARENA_REQUEST_BYTES_MAX);
	Str asked[LINK_COLUMNS_MAX];
	Field field = {.length = 0};
	LinkFound found[10];
	for (size_t i = 0; i < count; i++)
		asked[i] = fields[i];
	set_field(&field, fields[count > 1 ? 1 : 0]);
	slip(stream, &field);
	asked[count > 1 ? 1 : 0] = field_str(&field);
	samples_start(samples);
	size_t all = link_find(table, model, options, &arena, asked, found, 10);
	samples_stop(samples);
	size_t right = 0;
	for (size_t i = 0; i < all; i++)
		right += str_equal(link_table_id(table, found[i].record), id) ? 1 : 0;
	arena_clear(&arena);
	return right;
}

static Status ask_all(const CommandLine *line, Arena *arena, LinkTable *table, const LinkSettings *settings, Problems *problems)
{
	LinkOptions options = LINK_OPTIONS_USUAL;
	LinkModel *model = ARENA_NEW(arena, LinkModel);
	LinkDouble *doubles = NULL;
	options.for_finding = true;
	(void)link_table_finish(table, options.threads, arena, &doubles, 1);
	link_learn(table, &options, NULL, model);
	FILE *file = fopen(line->words[0], "rb");
	CsvReader reader;
	CsvRow row;
	assert(file != NULL); /* it has just been read */
	csv_open_file(&reader, arena, str_from_c(line->words[0]), file, (CsvLimits){.columns_most = 64, .field_bytes_most = 4096}, problems);
	Status status = csv_read_header(&reader);
	RandomStream stream = random_stream(1, S("bench/linkage/find"));
	Samples samples = samples_make(arena, "one record against many");
	size_t most = (size_t)options_number(line, "questions", 1000);
	size_t step = link_table_count(table) / most + 1;
	size_t right = 0;
	size_t asked = 0;
	for (size_t number = 0; status == STATUS_OK && csv_next_row(&reader, &row) == STATUS_OK; number++) {
		Str fields[LINK_COLUMNS_MAX];
		for (size_t i = 0; i < settings->column_count; i++)
			fields[i] = csv_field(&row, csv_column(&reader, settings->columns[i].name));
		if (number % step != 0)
			continue;
		right += ask(table, model, &options, fields, settings->column_count, csv_field(&row, csv_column(&reader, settings->id)), &stream,
			&samples);
		asked++;
	}
	(void)fclose(file);
	Figures figures = figures_make(arena, "none", (int64_t)link_table_count(table));
	figures_print_samples(&figures, &samples);
	figures_print_number(&figures, "of them found", asked == 0 ? 0 : 100.0 * (double)right / (double)asked, "%");
	return status;
}

static Status find(const CommandLine *line, Arena *arena, Problems *problems)
{
	LinkSettings settings;
	Str text = {0};
	size_t skipped = 0;
	Str path = options_text(line, "settings", (Str){0});
	Status status = open_file_read(arena, path, LINK_SETTINGS_BYTES_MAX, &text, problems);
	if (status == STATUS_OK)
		status = link_settings_read(arena, path, text, &settings, problems);
	if (status != STATUS_OK)
		return status;
	LinkTable *table = link_table_open(settings.columns, settings.column_count, 1);
	status = link_file_read(line->words[0], &settings, table, 0, &skipped, problems);
	if (status == STATUS_OK)
		status = ask_all(line, arena, table, &settings, problems);
	link_table_close(table);
	return status;
}

int main(int argc, char **argv)
{
	static const CommandUsage MAKE = {.command = "(bench_linkage) make", .summary = "Makes people with known errors.",
		.options = MAKE_OPTIONS, .option_count = sizeof MAKE_OPTIONS / sizeof *MAKE_OPTIONS};
	static const CommandUsage FIND = {.command = "(bench_linkage) find", .summary = "Times one record against many.",
		.words = "PEOPLE.csv", .words_min = 1, .words_max = 1, .options = FIND_OPTIONS,
		.option_count = sizeof FIND_OPTIONS / sizeof *FIND_OPTIONS};
	if (argc >= 2 && strcmp(argv[1], "make") == 0)
		return command_run(&MAKE, argc - 1, argv + 1, make);
	if (argc >= 2 && strcmp(argv[1], "find") == 0)
		return command_run(&FIND, argc - 1, argv + 1, find);
	(void)fprintf(stderr, "bench_linkage: make or find\n");
	return EXIT_STATUS_MISUSE;
}
