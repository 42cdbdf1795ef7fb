/* Listings from CSV: a header with names, one listing a row. docs/directory.md lists the columns. */
#include "care/directory/directory_import.h"

#include "base/csv.h"

enum { COLUMNS_MAX = 64, FIELD_BYTES_MAX = 64 * 1024, COLUMN_NAMES_MAX = 3 };

typedef enum Column {
	COLUMN_ID, COLUMN_NAME, COLUMN_CATEGORY, COLUMN_DESCRIPTION, COLUMN_ORGANISATION, COLUMN_ADDRESS, COLUMN_POSTCODE,
	COLUMN_TELEPHONE, COLUMN_EMAIL, COLUMN_WEBSITE, COLUMN_OPENING, COLUMN_COST, COLUMN_REFERRAL, COLUMN_ACCESS,
	COLUMN_STATUS, COLUMN_ASSURED, COLUMN_LATITUDE, COLUMN_LONGITUDE, COLUMN_COUNT
} Column;

/* The names that a column may have; the first is ours. */
static const Str COLUMN_NAMES[COLUMN_COUNT][COLUMN_NAMES_MAX] = {
	[COLUMN_ID] = {S_INIT("id"), S_INIT("external_id")},
	[COLUMN_NAME] = {S_INIT("name"), S_INIT("title")},
	[COLUMN_CATEGORY] = {S_INIT("category"), S_INIT("categories")},
	[COLUMN_DESCRIPTION] = {S_INIT("description")},
	[COLUMN_ORGANISATION] = {S_INIT("organisation"), S_INIT("provider"), S_INIT("organization")},
	[COLUMN_ADDRESS] = {S_INIT("address")},
	[COLUMN_POSTCODE] = {S_INIT("postcode"), S_INIT("postal_code")},
	[COLUMN_TELEPHONE] = {S_INIT("telephone"), S_INIT("phone")},
	[COLUMN_EMAIL] = {S_INIT("email")},
	[COLUMN_WEBSITE] = {S_INIT("website"), S_INIT("url")},
	[COLUMN_OPENING] = {S_INIT("opening_hours"), S_INIT("opening")},
	[COLUMN_COST] = {S_INIT("cost"), S_INIT("fees")},
	[COLUMN_REFERRAL] = {S_INIT("referral_method")},
	[COLUMN_ACCESS] = {S_INIT("accessibility")},
	[COLUMN_STATUS] = {S_INIT("status")},
	[COLUMN_ASSURED] = {S_INIT("assured_on"), S_INIT("assured_date")},
	[COLUMN_LATITUDE] = {S_INIT("lat"), S_INIT("latitude")},
	[COLUMN_LONGITUDE] = {S_INIT("lon"), S_INIT("longitude")},
};

typedef struct CsvColumns {
	size_t at[COLUMN_COUNT];
} CsvColumns;

static CsvColumns find_columns(const CsvReader *reader)
{
	CsvColumns columns;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		columns.at[i] = CSV_COLUMN_NONE;
		for (size_t k = 0; k < COLUMN_NAMES_MAX && columns.at[i] == CSV_COLUMN_NONE; k++)
			if (!str_is_empty(COLUMN_NAMES[i][k]))
				columns.at[i] = csv_column(reader, COLUMN_NAMES[i][k]);
	}
	return columns;
}

static Str take(const DirectoryReading *reading, const CsvColumns *columns, const CsvRow *row, Column column)
{
	return str_copy(reading->arena, str_trim(csv_field(row, columns->at[column])));
}

static bool row_is_utf8(const CsvRow *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (!str_is_utf8(row->fields[i]))
			return false;
	return true;
}

static void read_categories(DirectoryReading *reading, ListingDraft *draft, Str categories)
{
	Str piece = {0};
	while (str_next(&categories, ';', &piece))
		reading_add_category(reading, draft, S("category"), str_trim(piece));
}

static void read_row(DirectoryReading *reading, const CsvColumns *columns, const CsvRow *row)
{
	if (!row_is_utf8(row)) {
		reading_begin_row(reading, row->line, (Str){0}, (Str){0});
		reading_refuse(reading, S("row"), S("The row is not UTF-8 text. Save the file as \"CSV UTF-8\"."));
		return;
	}
	Str id = take(reading, columns, row, COLUMN_ID);
	Str name = take(reading, columns, row, COLUMN_NAME);
	reading_begin_row(reading, row->line, id, name);
	ListingDraft draft = {
		.original_id = repair_line(reading, S("id"), id),
		.name = repair_line(reading, S("name"), name),
		.description = repair_text(reading, S("description"), take(reading, columns, row, COLUMN_DESCRIPTION)),
		.organisation_name = repair_line(reading, S("organisation"), take(reading, columns, row, COLUMN_ORGANISATION)),
		.url = repair_url(reading, S("website"), take(reading, columns, row, COLUMN_WEBSITE)),
		.email = repair_email(reading, S("email"), take(reading, columns, row, COLUMN_EMAIL)),
		.phone = repair_phone(reading, S("telephone"), take(reading, columns, row, COLUMN_TELEPHONE)),
		.status = repair_status(reading, S("status"), take(reading, columns, row, COLUMN_STATUS)),
		.fees = repair_line(reading, S("cost"), take(reading, columns, row, COLUMN_COST)),
		.opening = repair_line(reading, S("opening_hours"), take(reading, columns, row, COLUMN_OPENING)),
		.assured_on = repair_day(reading, S("assured_on"), take(reading, columns, row, COLUMN_ASSURED)),
	};
	DraftPlace place = {
		.address = repair_line(reading, S("address"), take(reading, columns, row, COLUMN_ADDRESS)),
		.postcode = repair_postcode(reading, S("postcode"), take(reading, columns, row, COLUMN_POSTCODE)),
	};
	repair_position(reading, take(reading, columns, row, COLUMN_LATITUDE), take(reading, columns, row, COLUMN_LONGITUDE),
		&place);
	if (!str_is_empty(place.address) || !str_is_empty(place.postcode) || place.latitude != STORE_NULL_INTEGER)
		draft.places[draft.place_count++] = place;
	read_categories(reading, &draft, take(reading, columns, row, COLUMN_CATEGORY));
	draft_add_paragraph(reading->arena, &draft, "How to get it: ",
		repair_line(reading, S("referral_method"), take(reading, columns, row, COLUMN_REFERRAL)));
	draft_add_paragraph(reading->arena, &draft, "Access: ",
		repair_line(reading, S("accessibility"), take(reading, columns, row, COLUMN_ACCESS)));
	reading_keep(reading, &draft);
}

Status directory_read_csv(DirectoryReading *reading, Str file_name, Str text, Problems *problems)
{
	CsvReader reader;
	CsvRow row = {0};
	Problems rows = problems_make(reading->arena);
	csv_open_text(&reader, reading->arena, file_name, text,
		(CsvLimits){.columns_most = COLUMNS_MAX, .field_bytes_most = FIELD_BYTES_MAX}, &rows);
	Status status = csv_read_header(&reader);
	CsvColumns columns = {{0}};
	if (status == STATUS_OK)
		columns = find_columns(&reader);
	if (status == STATUS_OK && columns.at[COLUMN_NAME] == CSV_COLUMN_NONE)
		status = STATUS_INVALID;
	if (status != STATUS_OK)
		return problems_add(problems, (Problem){.file = file_name, .line = 1, .message =
			rows.count > 0 ? rows.items[0].message : S("The first row must name the columns, \"name\" among them.")});
	while ((status = csv_next_row(&reader, &row)) != STATUS_NOT_FOUND) {
		if (status == STATUS_OK) {
			read_row(reading, &columns, &row);
		} else if (status == STATUS_INVALID && rows.count > 0) {
			reading_begin_row(reading, rows.items[rows.count - 1].line, (Str){0}, (Str){0});
			reading_refuse(reading, S("row"), rows.items[rows.count - 1].message);
			rows.count = 0;
		} else {
			return status;
		}
	}
	reading_finish(reading);
	return STATUS_OK;
}
