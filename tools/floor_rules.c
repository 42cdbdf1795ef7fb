#include "tools/floor_rules.h"

#include "tools/source_files.h"

typedef enum Floor {
	FLOOR_BASE,
	FLOOR_STORE,
	FLOOR_ENGINE,
	FLOOR_WEB,
	FLOOR_PRACTICE,
	FLOOR_CARE,
	FLOOR_CLI,
	FLOORS
} Floor;

static const Str FLOOR_NAMES[FLOORS] = {
	[FLOOR_BASE] = S_INIT("base"),
	[FLOOR_STORE] = S_INIT("store"),
	[FLOOR_ENGINE] = S_INIT("engine"),
	[FLOOR_WEB] = S_INIT("web"),
	[FLOOR_PRACTICE] = S_INIT("practice"),
	[FLOOR_CARE] = S_INIT("care"),
	[FLOOR_CLI] = S_INIT("cli"),
};

/* A row is a floor, a column what it may include: what stands under it, and itself. */
static const bool FLOOR_MAY_INCLUDE[FLOORS][FLOORS] = {
	[FLOOR_BASE] = {[FLOOR_BASE] = true},
	[FLOOR_STORE] = {[FLOOR_BASE] = true, [FLOOR_STORE] = true},
	[FLOOR_ENGINE] = {[FLOOR_BASE] = true, [FLOOR_ENGINE] = true},
	[FLOOR_WEB] = {[FLOOR_BASE] = true, [FLOOR_WEB] = true},
	[FLOOR_PRACTICE] = {true, true, true, true, [FLOOR_PRACTICE] = true},
	[FLOOR_CARE] = {true, true, true, true, true, [FLOOR_CARE] = true},
	[FLOOR_CLI] = {true, true, true, true, true, true, true},
};

typedef struct LibraryHeader {
	Str header; /* a name, or the start of one when it ends with '/' */
	Str only;   /* the file that may include it */
} LibraryHeader;

static const LibraryHeader LIBRARY_HEADERS[] = {
	{S_INIT("microhttpd.h"), S_INIT("src/web/server.c")},
	{S_INIT("sqlite3.h"), S_INIT("src/store/sqlite.c")},
	{S_INIT("libpq-fe.h"), S_INIT("src/store/postgres.c")},
	{S_INIT("yaml.h"), S_INIT("src/base/yaml_parse.c")},
	{S_INIT("unicase.h"), S_INIT("src/base/str_unicode.c")},
	{S_INIT("unictype.h"), S_INIT("src/base/str_unicode.c")},
	{S_INIT("unigbrk.h"), S_INIT("src/base/str_unicode.c")},
	{S_INIT("uniname.h"), S_INIT("src/base/str_unicode.c")},
	{S_INIT("uninorm.h"), S_INIT("src/base/str_unicode.c")},
	{S_INIT("unistr.h"), S_INIT("src/base/str_unicode.c")},
	{S_INIT("uniwbrk.h"), S_INIT("src/base/str_unicode.c")},
};

/* A file as the rules see it: "src/care/person/page_timeline.c" is floor care, folder "care/person", name
 * "page_timeline.c". */
typedef struct Place {
	Floor floor; /* FLOORS when it stands on none */
	Str folder;  /* without "src/" */
	Str room;    /* the folder's last name */
	Str name;
} Place;

typedef struct Include {
	Arena *arena;
	Str path;      /* of the including file */
	Place from;
	Str header;    /* as written */
	Place to;
	uint32_t line;
	Problems *problems;
} Include;

static Place place_of(Str path)
{
	Place place = {.floor = FLOORS};
	size_t slash = path.length;
	while (slash > 0 && path.data[slash - 1] != '/')
		slash--;
	place.name = str_slice(path, slash, path.length);
	place.folder = str_slice(path, 0, slash == 0 ? 0 : slash - 1);
	Str rest = place.folder;
	Str piece = {0};
	bool first = true;
	while (str_next(&rest, '/', &piece)) {
		for (Floor floor = 0; first && floor < FLOORS; floor++)
			if (str_equal(piece, FLOOR_NAMES[floor]))
				place.floor = floor;
		first = false;
		place.room = piece;
	}
	return place;
}

static Str without_source_folder(Str path)
{
	return str_starts_with(path, S("src/")) ? str_slice(path, 4, path.length) : (Str){0};
}

/* Pages are the page_ files of a room, and the room that holds what all pages share. */
static bool is_page(Place place)
{
	return str_starts_with(place.name, S("page_")) ||
		(place.floor == FLOOR_CARE && str_equal(place.room, S("pages")));
}

static void report(const Include *include, const char *explanation)
{
	(void)problems_add_format(include->problems, (Problem){.file = include->path, .line = include->line},
		"%.*s may not be included here: %s", STR_ARG(include->header), explanation);
}

static void check_floor(const Include *include)
{
	Floor from = include->from.floor;
	Floor to = include->to.floor;
	if (to == FLOORS || FLOOR_MAY_INCLUDE[from][to])
		return;
	report(include, str_c(include->arena, str_format(include->arena, "the floor %.*s does not stand on %.*s",
		STR_ARG(FLOOR_NAMES[from]), STR_ARG(FLOOR_NAMES[to]))));
}

/* A statement header belongs to the rules that stand beside its .sql file. */
static void check_statements(const Include *include)
{
	if (!str_ends_with(include->to.name, S(".sql.h")))
		return;
	if (include->from.floor == FLOOR_WEB || is_page(include->from))
		report(include, "a page and the web floor hold no SQL; ask the room's rules");
	else if (!str_equal(include->from.folder, include->to.folder))
		report(include, "statements belong to the folder they stand in; go through the room's header");
}

static void check_room(const Include *include)
{
	if (include->from.floor != FLOOR_CARE)
		return;
	if (!is_page(include->from) && include->to.floor == FLOOR_WEB)
		report(include, "a room's rules know no page; only its page_ files may");
	if (str_equal(include->from.room, S("pages")))
		return; /* the route table knows every page */
	if (!is_page(include->from) && is_page(include->to))
		report(include, "pages call rules, never the reverse");
	if (include->to.floor != FLOOR_CARE || str_equal(include->from.folder, include->to.folder))
		return;
	if (str_equal(include->to.room, S("pages")))
		return;
	Str stem = str_concat(include->arena, include->to.room, S("."));
	Str longer = str_concat(include->arena, include->to.room, S("_"));
	if (is_page(include->to) || !(str_starts_with(include->to.name, stem) || str_starts_with(include->to.name, longer)))
		report(include, str_c(include->arena, str_format(include->arena,
			"another room is called through its own header, %.*s/%.*s.h", STR_ARG(include->to.folder),
			STR_ARG(include->to.room))));
}

static void check_library(const Include *include)
{
	for (size_t i = 0; i < sizeof LIBRARY_HEADERS / sizeof *LIBRARY_HEADERS; i++) {
		Str header = LIBRARY_HEADERS[i].header;
		bool same = str_ends_with(header, S("/")) ? str_starts_with(include->header, header)
			: str_equal(include->header, header);
		if (same && !str_equal(include->path, LIBRARY_HEADERS[i].only))
			report(include, str_c(include->arena, str_format(include->arena, "this library stands behind %.*s alone",
				STR_ARG(LIBRARY_HEADERS[i].only))));
	}
}

/* The name on an #include line; *in_quotes when it is one of ours. */
static bool read_include(Str line, Str *header, bool *in_quotes)
{
	if (!str_starts_with(line, S("#")))
		return false;
	Str rest = str_trim(str_slice(line, 1, line.length));
	if (!str_starts_with(rest, S("include")))
		return false;
	rest = str_trim(str_slice(rest, 7, rest.length));
	if (rest.length < 2 || (rest.data[0] != '"' && rest.data[0] != '<'))
		return false;
	*in_quotes = rest.data[0] == '"';
	Str after = str_slice(rest, 1, rest.length);
	return str_next(&after, *in_quotes ? '"' : '>', header);
}

static void check_includes(Arena *arena, Str path, Place from, Str text, Problems *problems)
{
	Str rest = source_text_part(arena, text).includes;
	Str line = {0};
	uint32_t number = 0;
	while (rest.length > 0) {
		size_t end = 0;
		if (!str_find(rest, S("\n"), &end))
			end = rest.length;
		line = str_trim(str_slice(rest, 0, end));
		rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
		number++;
		Include include = {.arena = arena, .path = path, .from = from, .line = number, .problems = problems};
		bool in_quotes = false;
		if (!read_include(line, &include.header, &in_quotes))
			continue;
		check_library(&include);
		if (!in_quotes)
			continue;
		include.to = place_of(include.header);
		check_floor(&include);
		check_statements(&include);
		check_room(&include);
	}
}

static void check_statement_file(Str path, Place place, Problems *problems)
{
	bool page = place.floor == FLOOR_CARE && is_page(place);
	if (place.floor != FLOOR_STORE && place.floor != FLOOR_PRACTICE && (place.floor != FLOOR_CARE || page))
		(void)problems_add_format(problems, (Problem){.file = path},
			"statements do not stand here but beside the rules that own them: in store, practice or a care room");
}

void floor_rules_check(Arena *arena, Str path, Str text, Problems *problems)
{
	Place place = place_of(without_source_folder(path));
	if (place.floor == FLOORS)
		return;
	if (str_ends_with(path, S(".sql")))
		check_statement_file(path, place, problems);
	else if (str_ends_with(path, S(".c")) || str_ends_with(path, S(".h")))
		check_includes(arena, path, place, text, problems);
}
