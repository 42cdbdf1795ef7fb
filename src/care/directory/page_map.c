#include "care/directory/page_map.h"

#include <math.h>

enum {
	MAP_WIDTH = 320,
	MAP_HEIGHT = 300,
	MAP_EDGE = 26,             /* room for a mark at the edge */
	MARK_RADIUS = 13,          /* 26 px across: more than the 24 of WCAG 2.5.8 */
	MARK_APART = 27,
	LEAST_METRES = 1200,       /* a map of less says little */
	METRES_A_DEGREE = 111195,
	RING_POINTS_MAX = 4000,
	RINGS_TRIED = 6,
	DIRECTIONS = 8,
	SCALE_BAR_LONGEST = 110,
	MICRO = 1000000,
	METRES_A_MILE = 1609,
};

typedef struct Spot {
	double x;
	double y;
} Spot;

/* The window on the ground and how it lies on paper. Floating point is used for drawing alone. */
typedef struct Frame {
	double south;
	double west;
	double east_scale; /* pixels a micro-degree */
	double north_scale;
	double metres_a_pixel;
} Frame;

static Spot spot_of(const Frame *frame, double latitude, double longitude)
{
	return (Spot){.x = MAP_EDGE + (longitude - frame->west) * frame->east_scale,
		.y = MAP_HEIGHT - MAP_EDGE - (latitude - frame->south) * frame->north_scale};
}

static Frame frame_of(const DirectoryMap *map)
{
	double south = 0;
	double north = 0;
	double west = 0;
	double east = 0;
	size_t count = map->place_count + (map->from != NULL ? 1U : 0U);
	for (size_t i = 0; i < count; i++) {
		GeoPoint at = i < map->place_count ? map->places[i].at : *map->from;
		south = i == 0 ? at.latitude : fmin(south, at.latitude);
		north = i == 0 ? at.latitude : fmax(north, at.latitude);
		west = i == 0 ? at.longitude : fmin(west, at.longitude);
		east = i == 0 ? at.longitude : fmax(east, at.longitude);
	}
	double east_metres = METRES_A_DEGREE * cos((south + north) / 2 / MICRO * acos(-1) / 180) / MICRO;
	double north_metres = (double)METRES_A_DEGREE / MICRO;
	double wide = fmax((east - west) * east_metres, LEAST_METRES);
	double tall = fmax((north - south) * north_metres, LEAST_METRES);
	double metres_a_pixel = fmax(wide / (MAP_WIDTH - 2 * MAP_EDGE), tall / (MAP_HEIGHT - 2 * MAP_EDGE));
	Frame frame = {.metres_a_pixel = metres_a_pixel, .east_scale = east_metres / metres_a_pixel,
		.north_scale = north_metres / metres_a_pixel};
	frame.west = (west + east) / 2 - (MAP_WIDTH - 2 * MAP_EDGE) / 2.0 / frame.east_scale;
	frame.south = (south + north) / 2 - (MAP_HEIGHT - 2 * MAP_EDGE) / 2.0 / frame.north_scale;
	return frame;
}

static Str pixel(Arena *arena, double place)
{
	return str_format(arena, "%d", (int)lround(place));
}

/* --- outlines ---------------------------------------------------------------------------------------------------------- */

static bool is_in_view(Spot least, Spot most)
{
	return most.x >= 0 && most.y >= 0 && least.x <= MAP_WIDTH && least.y <= MAP_HEIGHT;
}

/* "51517930 262310,51516430 262420,…" as a path; empty when it lies outside or cannot be read. */
static Str path_of(Arena *arena, const Frame *frame, Str points)
{
	Buffer path = buffer_make(arena, RING_POINTS_MAX * (size_t)16);
	Str pair = {0};
	Spot least = {.x = MAP_WIDTH * 2.0, .y = MAP_HEIGHT * 2.0};
	Spot most = {.x = -MAP_WIDTH, .y = -MAP_HEIGHT};
	for (size_t i = 0; i < RING_POINTS_MAX && str_next(&points, ',', &pair); i++) {
		Str latitude = {0};
		int64_t north = 0;
		int64_t east = 0;
		if (!str_next(&pair, ' ', &latitude) || str_to_integer(latitude, &north) != STATUS_OK ||
		    str_to_integer(pair, &east) != STATUS_OK)
			return (Str){0};
		Spot spot = spot_of(frame, (double)north, (double)east);
		least = (Spot){.x = fmin(least.x, spot.x), .y = fmin(least.y, spot.y)};
		most = (Spot){.x = fmax(most.x, spot.x), .y = fmax(most.y, spot.y)};
		buffer_add_format(&path, "%s%d %d", i == 0 ? "M" : "L", (int)lround(spot.x), (int)lround(spot.y));
	}
	buffer_add_character(&path, 'Z');
	return is_in_view(least, most) ? buffer_str(&path) : (Str){0};
}

static Status write_outlines(Html *out, Care *care, const Frame *frame)
{
	Str *rings = NULL;
	size_t count = 0;
	Status status = directory_outlines(care, &rings, &count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		Str path = path_of(care->arena, frame, rings[i]);
		if (!str_is_empty(path))
			html_void(out, "path", ATTRIBUTES({"class", S("kith-map__ward")}, {"d", path}));
	}
	return status;
}

/* --- places ------------------------------------------------------------------------------------------------------------ */

static bool is_free(const Spot *taken, size_t count, Spot spot)
{
	if (spot.x < MARK_RADIUS || spot.y < MARK_RADIUS || spot.x > MAP_WIDTH - MARK_RADIUS || spot.y > MAP_HEIGHT - MARK_RADIUS)
		return false;
	for (size_t i = 0; i < count; i++)
		if (hypot(taken[i].x - spot.x, taken[i].y - spot.y) < MARK_APART)
			return false;
	return true;
}

/* Where a mark stands so that it lies on no other: at its place, or on a ring around it. */
static Spot free_spot(const Spot *taken, size_t count, Spot wanted)
{
	if (is_free(taken, count, wanted))
		return wanted;
	for (int ring = 1; ring <= RINGS_TRIED; ring++)
		for (int i = 0; i < DIRECTIONS * ring; i++) {
			double angle = 2 * acos(-1) * i / (DIRECTIONS * ring);
			Spot spot = {.x = wanted.x + cos(angle) * MARK_APART * ring, .y = wanted.y + sin(angle) * MARK_APART * ring};
			if (is_free(taken, count, spot))
				return spot;
		}
	return wanted;
}

static void write_place(Html *out, Arena *arena, const MapPlace *place, Spot at, Spot mark)
{
	if (hypot(at.x - mark.x, at.y - mark.y) > 1)
		html_void(out, "line", ATTRIBUTES({"class", S("kith-map__lead")}, {"x1", pixel(arena, at.x)}, {"y1", pixel(arena, at.y)},
			{"x2", pixel(arena, mark.x)}, {"y2", pixel(arena, mark.y)}));
	html_open(out, "a", ATTRIBUTES({"href", place->href}, {"class", S("kith-map__place")},
		{"aria-label", str_format(arena, "%zu: %.*s", place->number, STR_ARG(place->name))}));
	html_void(out, "circle", ATTRIBUTES({"cx", pixel(arena, mark.x)}, {"cy", pixel(arena, mark.y)},
		{"r", str_format(arena, "%d", MARK_RADIUS)}));
	html_element(out, "text", ATTRIBUTES({"x", pixel(arena, mark.x)}, {"y", pixel(arena, mark.y + 5)}, {"text-anchor", S("middle")}),
		str_format(arena, "%zu", place->number));
	html_close(out, "a");
}

static void write_from(Html *out, Arena *arena, Spot at, Str words)
{
	html_void(out, "path", ATTRIBUTES({"class", S("kith-map__from")}, {"d", str_format(arena, "M%d %dl7 12h-14z", (int)lround(at.x),
		(int)lround(at.y) - 6)}));
	html_element(out, "text", ATTRIBUTES({"class", S("kith-map__words")}, {"x", pixel(arena, at.x)}, {"y", pixel(arena, at.y + 20)},
		{"text-anchor", S("middle")}), words);
}

/* A bar of a round number of miles. */
static void write_scale(Html *out, Arena *arena, const Frame *frame)
{
	static const struct { int tenths; const char *words; } BARS[] = {{200, "20 miles"}, {100, "10 miles"}, {50, "5 miles"},
		{20, "2 miles"}, {10, "1 mile"}, {5, "half a mile"}, {2, "0.2 miles"}};
	size_t i = 0;
	while (i + 1 < sizeof BARS / sizeof BARS[0] && METRES_A_MILE * BARS[i].tenths / 10.0 / frame->metres_a_pixel > SCALE_BAR_LONGEST)
		i++;
	double length = METRES_A_MILE * BARS[i].tenths / 10.0 / frame->metres_a_pixel;
	html_void(out, "path", ATTRIBUTES({"class", S("kith-map__scale")}, {"d", str_format(arena, "M8 %dv6h%dv-6", MAP_HEIGHT - 16,
		(int)lround(length))}));
	html_element(out, "text", ATTRIBUTES({"class", S("kith-map__words")}, {"x", S("10")}, {"y", str_format(arena, "%d", MAP_HEIGHT - 20)}),
		str_from_c(BARS[i].words));
}

Status map_write(Html *out, Care *care, const DirectoryMap *map)
{
	Arena *arena = care->arena;
	Spot taken[MAP_PLACES_MAX + 1];
	size_t count = 0;
	if (map->place_count == 0)
		return STATUS_OK;
	Frame frame = frame_of(map);
	html_open(out, "figure", ATTRIBUTES({"class", S("kith-map")}));
	html_open(out, "svg", ATTRIBUTES({"viewBox", str_format(arena, "0 0 %d %d", MAP_WIDTH, MAP_HEIGHT)}, {"role", S("group")},
		{"aria-label", map->title}));
	Status status = write_outlines(out, care, &frame);
	if (map->from != NULL) {
		taken[count] = spot_of(&frame, map->from->latitude, map->from->longitude);
		write_from(out, arena, taken[count], map->from_words);
		count++;
	}
	for (size_t i = 0; i < map->place_count && i < MAP_PLACES_MAX; i++) {
		Spot at = spot_of(&frame, map->places[i].at.latitude, map->places[i].at.longitude);
		taken[count] = free_spot(taken, count, at);
		write_place(out, arena, &map->places[i], at, taken[count]);
		count++;
	}
	write_scale(out, arena, &frame);
	html_close(out, "svg");
	html_open(out, "figcaption", ATTRIBUTES({"class", S("kith-note")}));
	html_text(out, map->title);
	html_text(out, S(". "));
	html_text(out, map->attribution);
	html_close(out, "figcaption");
	html_close(out, "figure");
	return status;
}
