#include "engine/returns/cld_columns.h"

#include "base/nearest.h"

static CldField find_exact(Str name)
{
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++)
		if (str_equal(cld_field_rule((CldField)i)->name, name))
			return (CldField)i;
	return CLD_FIELD_COUNT;
}

static CldField find_near(Str name)
{
	Str names[CLD_FIELD_COUNT];
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		names[i] = cld_field_rule((CldField)i)->name;
		if (str_equal_ignoring_case(names[i], str_trim(name)))
			return (CldField)i;
	}
	return find_exact(nearest_name(str_trim(name), names, CLD_FIELD_COUNT));
}

static void take_column(CldColumns *columns, size_t at, CldField field)
{
	columns->field[at] = (uint8_t)field;
	columns->here[field] = true;
	columns->found++;
}

static void tell(CldHeaderSink *sink, void *context, CldHeaderFault fault, size_t column, Str name, CldField field)
{
	if (sink != NULL)
		sink(context, fault, column, name, field);
}

void cld_columns_read(CldColumns *out, const CldRecord *header, CldHeaderSink *sink, void *context)
{
	*out = (CldColumns){.count = header->count};
	size_t kept = header->count < CLD_COLUMNS_MAX ? header->count : CLD_COLUMNS_MAX;
	for (size_t i = 0; i < kept; i++) {
		CldField field = find_exact(header->fields[i]);
		bool repeated = field != CLD_FIELD_COUNT && out->here[field];
		out->field[i] = CLD_FIELD_COUNT;
		if (repeated)
			tell(sink, context, CLD_HEADER_REPEATED, i + 1, header->fields[i], field);
		else if (field != CLD_FIELD_COUNT)
			take_column(out, i, field);
	}
	for (size_t i = 0; i < kept; i++) {
		if (find_exact(header->fields[i]) != CLD_FIELD_COUNT)
			continue;
		CldField near = find_near(header->fields[i]);
		bool free = near != CLD_FIELD_COUNT && !out->here[near];
		tell(sink, context, free ? CLD_HEADER_NEAR : CLD_HEADER_UNKNOWN, i + 1, header->fields[i], near);
		if (free)
			take_column(out, i, near);
	}
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++)
		if (!out->here[i])
			tell(sink, context, CLD_HEADER_MISSING, 0, cld_field_rule((CldField)i)->name, (CldField)i);
}

void cld_columns_row(const CldColumns *columns, const CldRecord *record, CldRow *out)
{
	size_t kept = record->count < columns->count ? record->count : columns->count;
	*out = (CldRow){0};
	for (size_t i = 0; i < kept && i < CLD_COLUMNS_MAX; i++)
		if (columns->field[i] != CLD_FIELD_COUNT)
			out->values[columns->field[i]] = record->fields[i];
}

CldColumns cld_columns_all(void)
{
	CldColumns all = {.count = CLD_FIELD_COUNT, .found = CLD_FIELD_COUNT};
	for (size_t i = 0; i < CLD_FIELD_COUNT; i++) {
		all.field[i] = (uint8_t)i;
		all.here[i] = true;
	}
	return all;
}
