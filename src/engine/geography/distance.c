/* Distances over England: a flat map is near enough. */
#include "engine/geography/distance.h"

#include <assert.h>
#include <math.h>

static const double radians_per_micro_degree = 3.14159265358979323846 / 180.0 / 1e6;
static const double earth_radius_metres = 6371000.0;
/* One mile is 1,609.344 m; distances in words are counted in tenths of a mile. */
enum { MILLIMETRES_PER_TENTH = 160934, TENTHS_IN_WORDS_MAX = 100 };

bool geo_point_is_valid(GeoPoint place)
{
	return place.latitude >= -90000000 && place.latitude <= 90000000 && place.longitude >= -180000000 &&
		place.longitude <= 180000000;
}

int64_t distance_metres(GeoPoint from, GeoPoint to)
{
	assert(geo_point_is_valid(from) && geo_point_is_valid(to));
	double north = ((double)to.latitude - from.latitude) * radians_per_micro_degree;
	double east = ((double)to.longitude - from.longitude) * radians_per_micro_degree;
	double middle = ((double)to.latitude + from.latitude) / 2.0 * radians_per_micro_degree;
	double across = east * cos(middle);
	return (int64_t)(sqrt(north * north + across * across) * earth_radius_metres + 0.5);
}

Str distance_words(Arena *arena, int64_t metres)
{
	assert(metres >= 0);
	int64_t tenths = (metres * 1000 + MILLIMETRES_PER_TENTH / 2) / MILLIMETRES_PER_TENTH;
	if (tenths == 0) {
		return S("less than 0.1 miles");
	}
	if (tenths == 10) {
		return S("about 1 mile");
	}
	if (tenths < TENTHS_IN_WORDS_MAX && tenths % 10 != 0) {
		return str_format(arena, "about %lld.%lld miles", (long long)(tenths / 10), (long long)(tenths % 10));
	}
	return str_format(arena, "about %lld miles", (long long)((tenths + 5) / 10));
}

int64_t walking_minutes(int64_t metres, Walking walking)
{
	assert(metres >= 0 && metres <= 40000000);
	assert(walking.detour_percent >= 100 && walking.detour_percent <= 1000);
	assert(walking.metres_per_minute >= 1 && walking.metres_per_minute <= 200);
	int64_t way = metres * walking.detour_percent;
	int64_t per_minute = (int64_t)walking.metres_per_minute * 100;
	return (way + per_minute - 1) / per_minute;
}
