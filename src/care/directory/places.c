/* Where a postcode is: itself, its sector, or its outward code. */
#include "care/directory/directory.h"

#include "care/directory/directory.sql.h"
#include "practice/postcode.h"

enum { INWARD_LENGTH = 3, OUTWARD_LENGTH_MAX = 4, TYPED_LENGTH_MAX = 12 };

static Status find_place(Care *care, Str text, PlaceFound *out)
{
	PlaceGetRow row = {0};
	Status status = sql_place_get_one(care->reader, care->arena, &(PlaceGetArguments){.postcode = text}, &row);
	if (status != STATUS_OK)
		return status;
	bool full = str_equal(row.precision, S("full"));
	out->matched = row.postcode;
	out->precision = full ? PLACE_FULL : str_equal(row.precision, S("sector")) ? PLACE_SECTOR : PLACE_OUTWARD;
	out->place = (GeoPoint){.latitude = (int32_t)row.latitude, .longitude = (int32_t)row.longitude};
	out->ward = full ? row.ward : (Str){0};
	out->ward_name = full ? row.ward_name : (Str){0};
	out->deprivation_tenth = full ? row.deprivation_tenth : STORE_NULL_INTEGER;
	return STATUS_OK;
}

/* "rm17" and "rm17 6" in their one form: letters and digits of an outward code, then perhaps one digit. */
static Status read_part(Arena *arena, Str typed, Str *out)
{
	Str text = str_trim(typed);
	Str full = {0};
	size_t blank = 0;
	if (text.length > TYPED_LENGTH_MAX)
		return STATUS_INVALID;
	bool sector = str_find(text, S(" "), &blank);
	Str outward = sector ? str_slice(text, 0, blank) : text;
	Str digit = sector ? str_trim(str_slice(text, blank, text.length)) : (Str){0};
	if (sector && (digit.length != 1 || digit.data[0] < '0' || digit.data[0] > '9'))
		return STATUS_INVALID;
	/* An outward code is right when it makes a postcode with any inward code. */
	Status status = postcode_read(arena, str_concat(arena, outward, S("1AA")), &full);
	if (status != STATUS_OK)
		return status;
	Str code = str_slice(full, 0, full.length - INWARD_LENGTH - 1);
	*out = sector ? str_format(arena, "%.*s %c", STR_ARG(code), digit.data[0]) : code;
	return STATUS_OK;
}

Status place_locate(Care *care, Str postcode, PlaceFound *out)
{
	Arena *arena = care->arena;
	Str read = {0};
	*out = (PlaceFound){.deprivation_tenth = STORE_NULL_INTEGER};
	Status status = postcode_read(arena, str_trim(postcode), &read);
	bool full = status == STATUS_OK;
	if (!full)
		status = read_part(arena, postcode, &read);
	if (status != STATUS_OK)
		return STATUS_INVALID;
	out->asked = read;
	size_t blank = 0;
	status = find_place(care, read, out);
	if (status == STATUS_NOT_FOUND && full)
		status = find_place(care, str_slice(read, 0, read.length - INWARD_LENGTH + 1), out);
	if (status == STATUS_NOT_FOUND && str_find(read, S(" "), &blank))
		status = find_place(care, str_slice(read, 0, blank), out);
	return status;
}

Status directory_outlines(Care *care, Str **out, size_t *count)
{
	WardOutlinesRow *rows = NULL;
	Status status = sql_ward_outlines_list(care->reader, care->arena, &rows, count);
	if (status != STATUS_OK)
		return status;
	*out = ARENA_ARRAY(care->arena, Str, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = rows[i].points;
	return STATUS_OK;
}
