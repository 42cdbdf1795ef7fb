#include "care/duplicates/compare.h"

#include <math.h>

#include "base/json.h"
#include "engine/finding/nhs_number.h"

enum { THOUSANDTHS = 1000 };

const LinkColumn DUPLICATE_LINK_COLUMNS[DUPLICATE_COLUMNS] = {
	[DUPLICATE_FORENAME] = {.name = S_INIT("forename"), .kind = LINK_FORENAME},
	[DUPLICATE_MIDDLE] = {.name = S_INIT("middle"), .kind = LINK_FORENAME},
	[DUPLICATE_SURNAME] = {.name = S_INIT("surname"), .kind = LINK_SURNAME},
	[DUPLICATE_BORN] = {.name = S_INIT("born"), .kind = LINK_DATE},
	[DUPLICATE_NHS] = {.name = S_INIT("nhs_number"), .kind = LINK_IDENTIFIER},
	[DUPLICATE_POSTCODE] = {.name = S_INIT("postcode"), .kind = LINK_POSTCODE},
	[DUPLICATE_ADDRESS] = {.name = S_INIT("address"), .kind = LINK_ADDRESS},
	[DUPLICATE_PHONE] = {.name = S_INIT("phone"), .kind = LINK_PHONE},
};

DuplicateNameParts duplicate_name_parts(Str name)
{
	Str trimmed = str_trim(name);
	size_t first = 0;
	size_t last = trimmed.length;
	while (first < trimmed.length && trimmed.data[first] != ' ')
		first++;
	while (last > first && trimmed.data[last - 1] != ' ')
		last--;
	DuplicateNameParts parts = {.forename = str_slice(trimmed, 0, first)};
	if (first == trimmed.length)
		return parts;
	parts.middle = str_trim(str_slice(trimmed, first, last));
	parts.surname = str_slice(trimmed, last, trimmed.length);
	return parts;
}

Str duplicate_first_phone(const DuplicateValues *values)
{
	Str phones = values->phones;
	Str phone = {0};
	return str_next(&phones, '\n', &phone) ? phone : (Str){0};
}

/* Without the postcode, which is a column of its own. */
static Str street_of(const DuplicateValues *values)
{
	Str address = values->address;
	if (!str_is_empty(values->postcode) && str_ends_with(address, values->postcode))
		address = str_slice(address, 0, address.length - values->postcode.length);
	return address;
}

Status duplicate_add(LinkTable *table, const DuplicateValues *values)
{
	DuplicateNameParts parts = duplicate_name_parts(values->name);
	Str fields[DUPLICATE_COLUMNS] = {
		[DUPLICATE_FORENAME] = parts.forename,
		[DUPLICATE_MIDDLE] = parts.middle,
		[DUPLICATE_SURNAME] = parts.surname,
		[DUPLICATE_BORN] = values->born,
		[DUPLICATE_NHS] = values->nhs_number,
		[DUPLICATE_POSTCODE] = values->postcode,
		[DUPLICATE_ADDRESS] = street_of(values),
		[DUPLICATE_PHONE] = duplicate_first_phone(values),
	};
	for (size_t i = 0; i < DUPLICATE_COLUMNS; i++)
		fields[i] = fields[i].length > LINK_FIELD_BYTES_MAX ? str_slice(fields[i], 0, 0) : fields[i];
	return link_table_add(table, 0, 0, values->person, fields);
}

bool duplicate_numbers_differ(const DuplicateValues *one, const DuplicateValues *other)
{
	return !str_equal(one->nhs_number, other->nhs_number) && nhs_number_is_valid(one->nhs_number)
		&& nhs_number_is_valid(other->nhs_number);
}

DuplicateFound duplicate_found(Arena *arena, const LinkTable *table, uint32_t left, uint32_t right, double weight)
{
	Str one = link_table_id(table, left);
	Str other = link_table_id(table, right);
	bool in_order = str_compare(one, other) < 0;
	char *ways = arena_allocate(arena, DUPLICATE_COLUMNS + 1);
	for (size_t i = 0; i < DUPLICATE_COLUMNS; i++)
		ways[i] = (char)('0' + link_pair_level(table, i, left, right));
	return (DuplicateFound){.person = str_copy(arena, in_order ? one : other), .other = str_copy(arena, in_order ? other : one),
		.weight = (int64_t)llround(weight * THOUSANDTHS), .ways = {.data = ways, .length = DUPLICATE_COLUMNS}};
}

/* --- what a pass learned: a line of counts, then the model as the engine writes it --- */

Str duplicate_model_write(Arena *arena, const DuplicateModel *model)
{
	Buffer out = buffer_make(arena, DUPLICATE_MODEL_BYTES_MAX);
	for (size_t i = 0; i < DUPLICATE_COLUMNS; i++)
		buffer_add_format(&out, "%lld ", (long long)llround(model->present[i]));
	buffer_add_character(&out, '\n');
	link_model_write(&model->model, &out);
	return buffer_str(&out);
}

Status duplicate_model_read(Arena *arena, Str text, DuplicateModel *out)
{
	Problems problems = problems_make(arena);
	const JsonNode *node = NULL;
	Str counts = {0};
	Str count = {0};
	if (!str_next(&text, '\n', &counts))
		return STATUS_INVALID;
	for (size_t i = 0; i < DUPLICATE_COLUMNS; i++) {
		int64_t present = 0;
		if (!str_next(&counts, ' ', &count) || str_to_integer(count, &present) != STATUS_OK || present < 0)
			return STATUS_INVALID;
		out->present[i] = (double)present;
	}
	Status status = json_parse(arena, S("model"), 2, text, &problems, &node);
	return status == STATUS_OK
		? link_model_read(node, DUPLICATE_LINK_COLUMNS, DUPLICATE_COLUMNS, &out->model, &problems) : status;
}
