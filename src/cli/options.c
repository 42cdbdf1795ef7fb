#include "cli/options.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"

/* What every command with a database takes beside its own options. */
static const CommandOption DATABASE_OPTIONS[] = {
	{.name = "data", .value = "DIR", .help = "the folder that holds the record"},
	{.name = "database", .value = "URL", .help = "postgresql://…, instead of a folder"},
};
enum { DATABASE_OPTION_COUNT = 2 };

typedef struct Line {
	const CommandUsage *usage;
	int argc;
	char **argv;
	int at;
	Arena *arena;
	CommandLine *out;
	bool help;
	Str database_values[DATABASE_OPTION_COUNT];
} Line;

static bool complain(Line *line, Str sentence)
{
	line->out->wrong = sentence;
	return false;
}

static const CommandOption *find_option(Line *line, Str name, Str **value)
{
	for (size_t i = 0; i < line->usage->option_count; i++) {
		*value = &line->out->values[i];
		if (str_equal(name, str_from_c(line->usage->options[i].name)))
			return &line->usage->options[i];
	}
	for (size_t i = 0; line->usage->database && i < DATABASE_OPTION_COUNT; i++) {
		*value = &line->database_values[i];
		if (str_equal(name, str_from_c(DATABASE_OPTIONS[i].name)))
			return &DATABASE_OPTIONS[i];
	}
	return NULL;
}

static bool refuse_unknown(Line *line, Str name)
{
	Str names[OPTIONS_MAX + DATABASE_OPTION_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < line->usage->option_count; i++)
		names[count++] = str_from_c(line->usage->options[i].name);
	for (size_t i = 0; line->usage->database && i < DATABASE_OPTION_COUNT; i++)
		names[count++] = str_from_c(DATABASE_OPTIONS[i].name);
	Str near = nearest_name(name, names, count);
	if (near.length == 0)
		return complain(line, str_format(line->arena, "there is no option --%.*s", STR_ARG(name)));
	return complain(line, str_format(line->arena, "there is no option --%.*s; did you mean --%.*s?", STR_ARG(name),
		STR_ARG(near)));
}

static bool check_value(Line *line, const CommandOption *option, Str value)
{
	int64_t number = 0;
	Date date = DATE_NONE;
	bool any = option->number_min == 0 && option->number_max == 0;
	bool number_good = str_to_integer(value, &number) == STATUS_OK && number >= option->number_min &&
		(any || number <= option->number_max);
	if (option->kind == OPTION_NUMBER && !number_good && any)
		return complain(line, str_format(line->arena, "--%s takes a whole number, not \"%.*s\"", option->name,
			STR_ARG(value)));
	if (option->kind == OPTION_NUMBER && !number_good)
		return complain(line, str_format(line->arena, "--%s takes a whole number from %" PRId64 " to %" PRId64
			", not \"%.*s\"", option->name, option->number_min, option->number_max, STR_ARG(value)));
	if (option->kind == OPTION_DATE && date_parse(value, &date) != STATUS_OK)
		return complain(line, str_format(line->arena, "--%s takes a day such as 2026-11-22, not \"%.*s\"",
			option->name, STR_ARG(value)));
	return true;
}

static bool read_option(Line *line, Str text)
{
	Str name = text;
	size_t sign = 0;
	bool joined = str_find(text, S("="), &sign);
	if (joined)
		name = str_slice(text, 0, sign);
	Str *value = NULL;
	const CommandOption *option = find_option(line, name, &value);
	if (option == NULL)
		return refuse_unknown(line, name);
	if (value->data != NULL)
		return complain(line, str_format(line->arena, "--%s is given twice", option->name));
	if (option->value == NULL) {
		*value = S("yes");
		return joined ? complain(line, str_format(line->arena, "--%s takes no value", option->name)) : true;
	}
	if (!joined && line->at + 1 == line->argc)
		return complain(line, str_format(line->arena, "--%s wants a value: %s", option->name, option->value));
	*value = joined ? str_slice(text, sign + 1, text.length) : str_from_c(line->argv[++line->at]);
	if (value->length == 0)
		return complain(line, str_format(line->arena, "--%s wants a value: %s", option->name, option->value));
	return check_value(line, option, *value);
}

static bool read_word(Line *line, const char *word)
{
	CommandLine *out = line->out;
	if (out->word_count == line->usage->words_max || out->word_count == OPTION_WORDS_MAX)
		return complain(line, str_format(line->arena, "there is one word too many: \"%s\"", word));
	out->words[out->word_count++] = word;
	return true;
}

static bool read_line(Line *line)
{
	bool only_words = false;
	for (line->at = 1; line->at < line->argc; line->at++) {
		Str text = str_from_c(line->argv[line->at]);
		bool good = true;
		if (!only_words && str_equal(text, S("--")))
			only_words = true;
		else if (!only_words && (str_equal(text, S("--help")) || str_equal(text, S("-h"))))
			line->help = true;
		else if (!only_words && str_starts_with(text, S("--")))
			good = read_option(line, str_slice(text, 2, text.length));
		else if (!only_words && text.length > 1 && text.data[0] == '-')
			good = complain(line, str_format(line->arena, "there is no option %.*s", STR_ARG(text)));
		else
			good = read_word(line, line->argv[line->at]);
		if (!good)
			return false;
	}
	return true;
}

static bool check_database(Line *line)
{
	const CommandUsage *usage = line->usage;
	Str folder = line->database_values[0];
	Str url = line->database_values[1];
	if (!usage->database || (folder.data == NULL && url.data == NULL && usage->database_optional))
		return true;
	if ((folder.data == NULL) == (url.data == NULL))
		return complain(line, S("give one of --data DIR and --database URL"));
	if (url.data != NULL && !str_starts_with(url, S("postgresql://")))
		return complain(line, S("--database takes an address that starts with postgresql://"));
	line->out->database = url.data != NULL ? url : folder;
	return true;
}

static bool check_complete(Line *line)
{
	const CommandUsage *usage = line->usage;
	for (size_t i = 0; i < usage->option_count; i++)
		if (usage->options[i].required && line->out->values[i].data == NULL)
			return complain(line, str_format(line->arena, "--%s %s is missing", usage->options[i].name,
				usage->options[i].value == NULL ? "" : usage->options[i].value));
	if (line->out->word_count < usage->words_min)
		return complain(line, str_format(line->arena, "%s is missing", usage->words));
	if (!check_database(line))
		return false;
	Str misuse = usage->misuse == NULL ? (Str){0} : usage->misuse(line->out);
	return misuse.length == 0 || complain(line, misuse);
}

OptionsOutcome options_parse(const CommandUsage *usage, int argc, char **argv, Arena *arena, CommandLine *out)
{
	assert(usage->option_count <= OPTIONS_MAX && argc >= 1);
	*out = (CommandLine){.usage = usage, .words = ARENA_ARRAY(arena, const char *, (size_t)argc)};
	Line line = {.usage = usage, .argc = argc, .argv = argv, .arena = arena, .out = out};
	bool good = read_line(&line);
	if (line.help)
		return OPTIONS_HELP;
	return good && check_complete(&line) ? OPTIONS_READ : OPTIONS_WRONG;
}

static void write_first_line(const CommandUsage *usage, Buffer *out)
{
	buffer_add_format(out, "usage: kith %s", usage->command);
	if (usage->database)
		buffer_add(out, S(" --data DIR | --database URL"));
	for (size_t i = 0; i < usage->option_count; i++) {
		const CommandOption *option = &usage->options[i];
		buffer_add_format(out, option->required ? " --%s" : " [--%s", option->name);
		if (option->value != NULL)
			buffer_add_format(out, " %s", option->value);
		if (!option->required)
			buffer_add_character(out, ']');
	}
	if (usage->words != NULL)
		buffer_add_format(out, " %s", usage->words);
	buffer_add_character(out, '\n');
}

static void write_option(const CommandOption *option, Buffer *out)
{
	size_t start = out->length;
	buffer_add_format(out, "  --%s", option->name);
	if (option->value != NULL)
		buffer_add_format(out, " %s", option->value);
	do {
		buffer_add_character(out, ' ');
	} while (out->length - start < OPTION_COLUMNS);
	buffer_add_format(out, "%s\n", option->help);
}

void options_write_help(const CommandUsage *usage, Buffer *out)
{
	write_first_line(usage, out);
	buffer_add_format(out, "\n%s\n\n", usage->summary);
	for (size_t i = 0; usage->database && i < DATABASE_OPTION_COUNT; i++)
		write_option(&DATABASE_OPTIONS[i], out);
	for (size_t i = 0; i < usage->option_count; i++)
		write_option(&usage->options[i], out);
	write_option(&(CommandOption){.name = "help", .help = "this page"}, out);
	if (usage->details != NULL)
		buffer_add_format(out, "\n%s\n", usage->details);
}

bool options_begin(const CommandUsage *usage, int argc, char **argv, Arena *arena, CommandLine *out, int *exit_status)
{
	OptionsOutcome outcome = options_parse(usage, argc, argv, arena, out);
	if (outcome == OPTIONS_READ)
		return true;
	Buffer text = buffer_make(arena, 64 * 1024);
	if (outcome == OPTIONS_HELP) {
		options_write_help(usage, &text);
		(void)fputs(str_c(arena, buffer_str(&text)), stdout);
		*exit_status = EXIT_STATUS_GOOD;
		return false;
	}
	write_first_line(usage, &text);
	(void)fprintf(stderr, "kith %s: %.*s\n%s", usage->command, STR_ARG(out->wrong), str_c(arena, buffer_str(&text)));
	*exit_status = EXIT_STATUS_MISUSE;
	return false;
}

static size_t option_index(const CommandLine *options, const char *name)
{
	size_t i = 0;
	while (i < options->usage->option_count && strcmp(options->usage->options[i].name, name) != 0)
		i++;
	assert(i < options->usage->option_count);
	return i;
}

bool options_given(const CommandLine *options, const char *name)
{
	return options->values[option_index(options, name)].data != NULL;
}

Str options_text(const CommandLine *options, const char *name, Str otherwise)
{
	return options_given(options, name) ? options->values[option_index(options, name)] : otherwise;
}

int64_t options_number(const CommandLine *options, const char *name, int64_t otherwise)
{
	int64_t number = otherwise;
	Str value = options->values[option_index(options, name)];
	Status status = value.data == NULL ? STATUS_OK : str_to_integer(value, &number);
	assert(status == STATUS_OK); /* options_parse lets no other value through */
	return number;
}

Date options_date(const CommandLine *options, const char *name, Date otherwise)
{
	Date date = otherwise;
	Str value = options->values[option_index(options, name)];
	Status status = value.data == NULL ? STATUS_OK : date_parse(value, &date);
	assert(status == STATUS_OK); /* options_parse lets no other value through */
	return date;
}
