#include "web/router.h"

#include "base/id.h"

typedef bool KindReader(Arena *arena, Str text, Str *out);

static bool text_is_made_of(Str text, const char *marks, bool digit_first)
{
	if (text.length == 0 || text.length > ROUTE_NAME_BYTES_MAX)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		bool letter = character >= 'a' && character <= 'z';
		bool digit = character >= '0' && character <= '9' && (digit_first || i > 0);
		bool mark = character == marks[0] && i > 0;
		if (!letter && !digit && !mark)
			return false;
	}
	return true;
}

static bool kind_read_id(Arena *arena, Str text, Str *out)
{
	(void)arena;
	*out = text;
	return id_is_valid(text);
}

static bool kind_read_reference(Arena *arena, Str text, Str *out)
{
	return text.length <= ROUTE_NAME_BYTES_MAX && reference_read(arena, text, out) == STATUS_OK;
}

static bool kind_read_name(Arena *arena, Str text, Str *out)
{
	(void)arena;
	*out = text;
	return text_is_made_of(text, "_", false);
}

static bool kind_read_code(Arena *arena, Str text, Str *out)
{
	(void)arena;
	*out = text;
	return text_is_made_of(text, "-", true);
}

static bool kind_read_number(Arena *arena, Str text, Str *out)
{
	(void)arena;
	*out = text;
	int64_t value = 0;
	return text.length > 0 && text.length <= ROUTE_NAME_BYTES_MAX && text.data[0] >= '0' && text.data[0] <= '9'
		&& str_to_integer(text, &value) == STATUS_OK;
}

static bool kind_read_date(Arena *arena, Str text, Str *out)
{
	(void)arena;
	*out = text;
	Date date = DATE_NONE;
	return date_parse(text, &date) == STATUS_OK;
}

/* 8-4-4-4-12 hexadecimal digits. */
static bool kind_read_uuid(Arena *arena, Str text, Str *out)
{
	(void)arena;
	*out = text;
	for (size_t i = 0; i < text.length; i++) {
		char character = text.data[i];
		bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
		bool digit = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f') ||
			(character >= 'A' && character <= 'F');
		if (hyphen ? character != '-' : !digit)
			return false;
	}
	return text.length == 36;
}

static const struct {
	Str name;
	KindReader *read;
} KINDS[] = {
	{S_INIT("id"), kind_read_id},
	{S_INIT("reference"), kind_read_reference},
	{S_INIT("name"), kind_read_name},
	{S_INIT("code"), kind_read_code},
	{S_INIT("number"), kind_read_number},
	{S_INIT("date"), kind_read_date},
	{S_INIT("uuid"), kind_read_uuid},
};

static KindReader *kind_find(Str name)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
		if (str_equal(KINDS[i].name, name))
			return KINDS[i].read;
	}
	return NULL;
}

/* Cuts "/segment" off *rest. "/" is one empty segment, so that it differs from "". */
static bool segment_next(Str *rest, Str *segment)
{
	if (!str_starts_with(*rest, S("/")))
		return false;
	size_t end = 1;
	while (end < rest->length && rest->data[end] != '/')
		end++;
	*segment = str_slice(*rest, 1, end);
	*rest = str_slice(*rest, end, rest->length);
	return true;
}

/* "{person:id}" into its name and kind; false for a plain word. */
static bool segment_is_place(Str segment, Str *name, Str *kind)
{
	size_t colon = 0;
	if (!str_starts_with(segment, S("{")) || !str_ends_with(segment, S("}")) || !str_find(segment, S(":"), &colon))
		return false;
	*name = str_slice(segment, 1, colon);
	*kind = str_slice(segment, colon + 1, segment.length - 1);
	return true;
}

/* Fills parameters and plainness: a bit for every plain word, the first segment's the highest. */
static bool route_fits(const Route *route, Str path, Arena *arena, RouteMatch *out, uint32_t *plainness)
{
	Str pattern = str_from_c(route->path);
	Str wanted = {0};
	Str given = {0};
	*plainness = 0;
	out->parameter_count = 0;
	for (size_t i = 0; segment_next(&pattern, &wanted); i++) {
		Str name = {0};
		Str kind = {0};
		if (!segment_next(&path, &given))
			return false;
		if (!segment_is_place(wanted, &name, &kind)) {
			if (!str_equal(wanted, given))
				return false;
			*plainness |= (uint32_t)1 << (ROUTE_SEGMENTS_MAX - i);
			continue;
		}
		FormField *parameter = &out->parameters[out->parameter_count++];
		parameter->name = name;
		KindReader *read = kind_find(kind);
		if (read == NULL || !read(arena, given, &parameter->value))
			return false;
	}
	return path.length == 0;
}

void router_match(const Route *routes, size_t count, Method method, Str path, Arena *arena, RouteMatch *out)
{
	*out = (RouteMatch){0};
	uint32_t best = 0;
	for (size_t i = 0; i < count; i++) {
		RouteMatch one = {0};
		uint32_t plainness = 0;
		if (!route_fits(&routes[i], path, arena, &one, &plainness))
			continue;
		out->allows_get = out->allows_get || routes[i].method == METHOD_GET;
		out->allows_post = out->allows_post || routes[i].method == METHOD_POST;
		if (routes[i].method != method || (out->route != NULL && plainness <= best))
			continue;
		best = plainness;
		out->route = &routes[i];
		out->parameter_count = one.parameter_count;
		for (size_t parameter = 0; parameter < one.parameter_count; parameter++)
			out->parameters[parameter] = one.parameters[parameter];
	}
}

static bool pattern_is_sound(Str pattern)
{
	Str segment = {0};
	size_t segments = 0;
	if (!str_starts_with(pattern, S("/")))
		return false;
	while (segment_next(&pattern, &segment)) {
		Str name = {0};
		Str kind = {0};
		bool place = segment_is_place(segment, &name, &kind);
		if (++segments > ROUTE_SEGMENTS_MAX)
			return false;
		if (place ? (name.length == 0 || kind_find(kind) == NULL) : str_contains(segment, S("{")))
			return false;
		if (segment.length == 0 && pattern.length > 0) /* only at the end: "/api/" is another address than "/api" */
			return false;
	}
	return true;
}

/* The same words and the same kinds in the same places, whatever the places are called. */
static bool patterns_are_alike(Str left, Str right)
{
	Str a = {0};
	Str b = {0};
	while (segment_next(&left, &a)) {
		Str name = {0};
		Str kind_a = {0};
		Str kind_b = {0};
		if (!segment_next(&right, &b))
			return false;
		bool place_a = segment_is_place(a, &name, &kind_a);
		bool place_b = segment_is_place(b, &name, &kind_b);
		if (place_a != place_b || !(place_a ? str_equal(kind_a, kind_b) : str_equal(a, b)))
			return false;
	}
	return right.length == 0;
}

Status router_check(const Route *routes, size_t count, Problems *problems)
{
	Status status = STATUS_OK;
	for (size_t i = 0; i < count; i++) {
		Str path = str_from_c(routes[i].path);
		Problem place = {.field = path};
		if (!pattern_is_sound(path))
			status = problems_add_format(problems, place,
				"The route's path must begin with / and have at most %d parts, each a word or a place such as "
				"{person:id} with the kind id, reference, name, code, number, date or uuid.", ROUTE_SEGMENTS_MAX);
		if (routes[i].handler == NULL)
			status = problems_add_format(problems, place, "The route has no handler.");
		for (size_t other = 0; other < i; other++) {
			if (routes[other].method == routes[i].method && patterns_are_alike(str_from_c(routes[other].path), path))
				status = problems_add_format(problems, place, "The route stands in the table twice (also as %s).",
					routes[other].path);
		}
	}
	return status;
}
