/* A small map beside a list: the wards' outlines, a numbered place for each entry that has one, and where somebody asked
 * from. The list is the truth; the map leads to it and says nothing that does not stand there. SVG, no script, nothing from
 * other hosts.
 */
#ifndef KITH_CARE_DIRECTORY_PAGE_MAP_H
#define KITH_CARE_DIRECTORY_PAGE_MAP_H

#include "care/directory/directory.h"
#include "web/html.h"

enum { MAP_PLACES_MAX = DIRECTORY_PAGE_MAX };

typedef struct MapPlace {
	GeoPoint at;
	size_t number; /* as the list has it */
	Str name;
	Str href;      /* of the list's entry: "#listing-3" */
} MapPlace;

typedef struct DirectoryMap {
	const MapPlace *places;
	size_t place_count;
	const GeoPoint *from; /* NULL: nobody said where they are */
	Str title;
	Str from_words;  /* "You" */
	Str attribution; /* who drew the outlines */
} DirectoryMap;

/* Writes a figure; nothing when there is no place. */
Status map_write(Html *out, Care *care, const DirectoryMap *map) MUST_USE;

#endif
