#include "web/assets.h"

#include <assert.h>

#include "web/assets_data.h"

static const Asset *asset_by_name(Str name)
{
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		if (str_equal(ASSETS[i].name, name))
			return &ASSETS[i];
	}
	return NULL;
}

Str asset_path(Str name)
{
	const Asset *asset = asset_by_name(name);
	assert(asset != NULL);
	return asset->path;
}

const Asset *asset_find(Str path, bool *exact)
{
	static const Str PREFIX = S_INIT("/assets/");
	*exact = false;
	if (str_equal(path, S("/favicon.ico")))
		return asset_by_name(S("favicon.svg"));
	if (!str_starts_with(path, PREFIX))
		return NULL;
	Str rest = str_slice(path, PREFIX.length, path.length);
	size_t slash = 0;
	if (!str_find(rest, S("/"), &slash))
		return NULL;
	const Asset *asset = asset_by_name(str_slice(rest, slash + 1, rest.length));
	*exact = asset != NULL && str_equal(asset->path, path);
	return asset;
}

const Asset *asset_list(size_t *count)
{
	*count = ASSET_COUNT;
	return ASSETS;
}
