#include "tools/style_rules.h"

#include "tools/source_files.h"

typedef struct File {
	Arena *arena;
	Str path;
	Str text;
	SourceText parts; /* of a C file */
	Problems *problems;
} File;

typedef struct BannedCall {
	Str name;
	Str instead;
	Str allowed_in; /* the one file that may; empty when none */
} BannedCall;

static const BannedCall BANNED_CALLS[] = {
	{.name = S_INIT("strcpy"), .instead = S_INIT("str_copy")},
	{.name = S_INIT("strcat"), .instead = S_INIT("str_concat")},
	{.name = S_INIT("sprintf"), .instead = S_INIT("str_format")},
	{.name = S_INIT("strtok"), .instead = S_INIT("str_next")},
	{.name = S_INIT("gets"), .instead = S_INIT("fgets")},
	{.name = S_INIT("atoi"), .instead = S_INIT("str_to_integer")},
	{.name = S_INIT("atof"), .instead = S_INIT("money_parse or a typed reader")},
	{.name = S_INIT("scanf"), .instead = S_INIT("a typed reader")},
	{.name = S_INIT("sscanf"), .instead = S_INIT("a typed reader")},
	{.name = S_INIT("alloca"), .instead = S_INIT("an arena")},
	{.name = S_INIT("setjmp"), .instead = S_INIT("a Status")},
	{.name = S_INIT("system"), .instead = S_INIT("posix_spawn in a tool, nothing in the server")},
	{.name = S_INIT("popen"), .instead = S_INIT("posix_spawn in a tool, nothing in the server")},
	{.name = S_INIT("localtime"), .instead = S_INIT("instant_london_date")},
	{.name = S_INIT("gmtime"), .instead = S_INIT("date_split")},
	{.name = S_INIT("rand"), .instead = S_INIT("base/random")},
	{.name = S_INIT("time"), .instead = S_INIT("base/clock"), .allowed_in = S_INIT("src/base/clock.c")},
};

/* Where money, eligibility and dates are reckoned. */
static const Str WITHOUT_FLOATING_POINT[] = {
	S_INIT("src/engine/allocation/"), S_INIT("src/engine/eligibility/"), S_INIT("src/engine/charging/"),
	S_INIT("src/base/money"), S_INIT("src/base/date"),
};

static const Str STATEMENT_STARTS[] = {
	S_INIT("SELECT "), S_INIT("INSERT INTO "), S_INIT("INSERT OR "), S_INIT("UPDATE "), S_INIT("DELETE FROM "),
	S_INIT("CREATE TABLE "), S_INIT("WITH RECURSIVE "),
};

/* Written in two pieces, so that this file passes its own check. */
static const Str UNFINISHED_MARKS[] = {S_INIT("TO" "DO"), S_INIT("FIX" "ME"), S_INIT("X" "XX")};

static const Str MACHINE_PATHS[] = {
	S_INIT("/work" "/shared"), S_INIT("/work" "/main"), S_INIT("/work" "/."), S_INIT("/root" "/"), S_INIT("/tmp" "/wt"),
	S_INIT("/tmp" "/hub"), S_INIT("/tmp" "/brief"), S_INIT("/tmp" "/bash_jobs"),
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_c(Str path)
{
	return str_ends_with(path, S(".c")) || str_ends_with(path, S(".h"));
}

bool style_rules_know(Str path)
{
	static const Str ENDINGS[] = {
		S_INIT(".c"), S_INIT(".h"), S_INIT(".sql"), S_INIT(".yaml"), S_INIT(".sh"), S_INIT(".mjs"), S_INIT(".md"),
		S_INIT(".cmake"), S_INIT(".service"), S_INIT(".conf"),
	};
	for (size_t i = 0; i < COUNT_OF(ENDINGS); i++)
		if (str_ends_with(path, ENDINGS[i]))
			return true;
	return false;
}

static uint32_t line_at(Str text, size_t at)
{
	uint32_t line = 1;
	for (size_t i = 0; i < at; i++)
		line += text.data[i] == '\n' ? 1 : 0;
	return line;
}

static Problem place_at(const File *file, size_t at)
{
	return (Problem){.file = file->path, .line = line_at(file->text, at)};
}

/* Columns a line takes on the screen: tabs to their stops, one a code point. */
static size_t line_columns(Str line)
{
	size_t columns = 0;
	for (size_t i = 0; i < line.length; i++) {
		if (line.data[i] == '\t')
			columns += STYLE_TAB_COLUMNS - columns % STYLE_TAB_COLUMNS;
		else if (((unsigned char)line.data[i] & 0xC0) != 0x80)
			columns++;
	}
	return columns;
}

static void check_line(const File *file, Str line, uint32_t number)
{
	Problem place = {.file = file->path, .line = number};
	char last = line.length == 0 ? 'x' : line.data[line.length - 1];
	if (last == ' ' || last == '\t' || last == '\r')
		(void)problems_add_format(file->problems, place, "white space at the end of the line");
	if (is_c(file->path) && line_columns(line) > STYLE_LINE_COLUMNS_MAX)
		(void)problems_add_format(file->problems, place, "%zu columns; %d are the limit", line_columns(line),
			STYLE_LINE_COLUMNS_MAX);
	for (size_t at = 0; at < line.length; at++) {
		for (size_t i = 0; i < COUNT_OF(UNFINISHED_MARKS); i++)
			if (source_word_at(line, at, UNFINISHED_MARKS[i]))
				(void)problems_add_format(file->problems, place, "%.*s: finish it or write an issue",
					STR_ARG(UNFINISHED_MARKS[i]));
	}
	for (size_t i = 0; i < COUNT_OF(MACHINE_PATHS); i++)
		if (str_contains(line, MACHINE_PATHS[i]))
			(void)problems_add_format(file->problems, place, "%.*s is a path of one machine",
				STR_ARG(MACHINE_PATHS[i]));
}

static void check_lines(const File *file)
{
	Str rest = file->text;
	uint32_t number = 0;
	while (rest.length > 0) {
		size_t end = 0;
		if (!str_find(rest, S("\n"), &end))
			end = rest.length;
		check_line(file, str_slice(rest, 0, end), ++number);
		rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
	}
	if (file->text.length > 0 && file->text.data[file->text.length - 1] != '\n')
		(void)problems_add_format(file->problems, (Problem){.file = file->path, .line = number},
			"the last line has no line feed");
}

/* A call is the name, then an opening bracket; a struct's member of that name is something else. */
static bool is_call(Str code, size_t at, Str name)
{
	if (!source_word_at(code, at, name))
		return false;
	size_t after = at + name.length;
	while (after < code.length && code.data[after] == ' ')
		after++;
	if (after == code.length || code.data[after] != '(')
		return false;
	return at == 0 || (code.data[at - 1] != '.' && code.data[at - 1] != '>');
}

static void check_calls(const File *file)
{
	Str code = file->parts.code;
	for (size_t i = 0; i < COUNT_OF(BANNED_CALLS); i++) {
		const BannedCall *banned = &BANNED_CALLS[i];
		if (str_equal(file->path, banned->allowed_in))
			continue;
		Str rest = code;
		size_t from = 0;
		size_t at = 0;
		while (str_find(rest, banned->name, &at)) {
			if (is_call(code, from + at, banned->name))
				(void)problems_add_format(file->problems, place_at(file, from + at), "%.*s is not used; take %.*s",
					STR_ARG(banned->name), STR_ARG(banned->instead));
			from += at + banned->name.length;
			rest = str_slice(code, from, code.length);
		}
	}
}

static void check_floating_point(const File *file)
{
	bool holds = false;
	for (size_t i = 0; i < COUNT_OF(WITHOUT_FLOATING_POINT); i++)
		holds = holds || str_starts_with(file->path, WITHOUT_FLOATING_POINT[i]);
	for (size_t at = 0; holds && at < file->parts.code.length; at++)
		if (source_word_at(file->parts.code, at, S("double")) || source_word_at(file->parts.code, at, S("float")))
			(void)problems_add_format(file->problems, place_at(file, at),
				"no floating point near money, eligibility or dates: whole pence, points, minutes, days");
}

/* The name before the brackets of the head that ends at code[end]; heads may run over several lines. */
static Str function_name(Str code, size_t end)
{
	size_t start = end;
	while (start > 0 && !(code.data[start - 1] == '\n' && start >= 2 && (code.data[start - 2] == '}' ||
		code.data[start - 2] == ';' || code.data[start - 2] == '\n')))
		start--;
	Str head = str_slice(code, start, end);
	size_t bracket = 0;
	if (!str_find(head, S("("), &bracket))
		return str_trim(head);
	size_t name = bracket;
	while (name > 0 && head.data[name - 1] != ' ' && head.data[name - 1] != '*' && head.data[name - 1] != '\n')
		name--;
	return str_slice(head, name, bracket);
}

/* Functions open and close with a brace in the first column; nothing else does both. */
static void check_functions(const File *file)
{
	Str code = file->parts.code;
	size_t opened_at = 0;
	uint32_t opened_line = 0;
	uint32_t line = 1;
	for (size_t at = 0; at < code.length; at++) {
		bool line_starts = at == 0 || code.data[at - 1] == '\n';
		if (line_starts && code.data[at] == '{') {
			opened_at = at;
			opened_line = line;
		} else if (line_starts && code.data[at] == '}' && opened_line > 0) {
			if (line - opened_line - 1 > STYLE_FUNCTION_LINES_MAX) {
				Str name = function_name(code, opened_at);
				(void)problems_add_format(file->problems, (Problem){.file = file->path, .line = opened_line},
					"%.*s has %u lines; %d are the limit", STR_ARG(name), line - opened_line - 1,
					STYLE_FUNCTION_LINES_MAX);
			}
			opened_line = 0;
		}
		line += code.data[at] == '\n' ? 1 : 0;
	}
}

/* A head that opens its body on its own last line would hide from check_functions. */
static void check_braces(const File *file)
{
	Str rest = file->parts.code;
	uint32_t number = 0;
	while (rest.length > 0) {
		size_t end = 0;
		if (!str_find(rest, S("\n"), &end))
			end = rest.length;
		Str line = str_slice(rest, 0, end);
		rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
		number++;
		bool indented = line.length == 0 || line.data[0] == ' ' || line.data[0] == '\t' || line.data[0] == '#';
		if (!indented && str_ends_with(line, S(") {")))
			(void)problems_add_format(file->problems, (Problem){.file = file->path, .line = number},
				"a function's brace stands on a line of its own");
	}
}

static void check_strings(const File *file)
{
	bool engine_file = str_starts_with(file->path, S("src/store/sqlite")) ||
		str_starts_with(file->path, S("src/store/postgres"));
	if (!str_starts_with(file->path, S("src/")))
		return;
	Str strings = file->parts.strings;
	for (size_t at = 0; at < strings.length; at++) {
		Str rest = str_slice(strings, at, strings.length);
		bool starts = at > 0 && file->text.data[at - 1] == '"' && file->parts.code.data[at - 1] == '"';
		for (size_t i = 0; starts && !engine_file && i < COUNT_OF(STATEMENT_STARTS); i++)
			if (str_starts_with(rest, STATEMENT_STARTS[i]))
				(void)problems_add_format(file->problems, place_at(file, at),
					"SQL stands in .sql files as named statements, never in a C string");
		if (str_starts_with(rest, S("style=")) || str_starts_with(rest, S("<script")))
			(void)problems_add_format(file->problems, place_at(file, at),
				"nothing inline: styles and scripts are files under assets/");
	}
}

static void check_opening_comment(const File *file)
{
	if (str_ends_with(file->path, S(".h")) && !str_starts_with(file->text, S("/*")))
		(void)problems_add_format(file->problems, (Problem){.file = file->path, .line = 1},
			"a header opens with a comment: what it is for and what it is not for");
}

void style_rules_check(Arena *arena, Str path, Str text, Problems *problems)
{
	File file = {.arena = arena, .path = path, .text = text, .problems = problems};
	check_lines(&file);
	if (!is_c(path))
		return;
	file.parts = source_text_part(arena, text);
	check_opening_comment(&file);
	check_calls(&file);
	check_floating_point(&file);
	check_functions(&file);
	check_braces(&file);
	check_strings(&file);
}
