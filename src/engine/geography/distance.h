/* How far it is, as the crow flies and on foot.
 *
 * Places are integer micro-degrees (51480000, 320000 is 51.48 N 0.32 E). The straight line is taken on a flat map
 * stretched for the middle of the two places: a degree of latitude is 111,195 m (a sphere of 6,371.0 km), a degree of
 * longitude that times the cosine of the middle latitude. Against the great circle it is out by less than 1 in
 * 1,000 for anything within 100 km in England; the Earth's own flatness adds at most 3 in 1,000. Floating point is
 * used inside: a distance is never money, a date or a right.
 * Results are whole metres and minutes, the same on every machine to 1 m.
 */
#ifndef KITH_ENGINE_GEOGRAPHY_DISTANCE_H
#define KITH_ENGINE_GEOGRAPHY_DISTANCE_H

#include "base/str.h"

typedef struct GeoPoint {
	int32_t latitude;  /* micro-degrees north, -90000000 to 90000000 */
	int32_t longitude; /* micro-degrees east, -180000000 to 180000000 */
} GeoPoint;

bool geo_point_is_valid(GeoPoint place);

/* Metres in a straight line; both places must be valid. Symmetric, and 0 only for the same place (to half a metre). */
int64_t distance_metres(GeoPoint from, GeoPoint to);

/* "about 0.4 miles": to a tenth of a mile below ten miles, to a whole mile above; "less than 0.1 miles" when nearer
 * than a twentieth of a mile; "about 1 mile". Half rounds up. */
Str distance_words(Arena *arena, int64_t metres);

/* How somebody walks: settings of the council. */
typedef struct Walking {
	int32_t detour_percent;    /* the way on foot against the straight line: 130 is three tenths longer; 100 to 1000 */
	int32_t metres_per_minute; /* 80 is about 3 miles an hour; 1 to 200 */
} Walking;

#define WALKING_DEFAULT ((Walking){.detour_percent = 130, .metres_per_minute = 80})

/* Whole minutes, rounded up; 0 only for no distance. metres is a straight line of at most 40,000 km. */
int64_t walking_minutes(int64_t metres, Walking walking);

#endif
