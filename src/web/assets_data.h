/* The table that tools/embed_assets.c writes at build time. Only assets.c reads it. */
#ifndef KITH_WEB_ASSETS_DATA_H
#define KITH_WEB_ASSETS_DATA_H

#include "web/assets.h"

extern const Asset ASSETS[];
extern const size_t ASSET_COUNT;

#endif
