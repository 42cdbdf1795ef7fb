#include "cli/cld_files.h"

#include "cli/cld_texts.h"

Status cld_tables_load(CldTables *out, Arena *arena, Problems *problems)
{
	*out = (CldTables){0};
	Status status = cld_codes_load(&out->codes, arena, S("data/cld/codes.csv"), CLD_CODES_CSV, problems);
	if (status == STATUS_OK)
		status = cld_release_map_load(&out->map, arena, S("data/cld/release1.csv"), CLD_RELEASE_1_CSV, problems);
	if (status == STATUS_OK)
		out->lists = cld_lists_make(arena, &out->codes, &out->map);
	return status;
}

Status cld_year_read(Str text, Date *from, Date *to, Problems *problems)
{
	int64_t first = 0;
	int64_t second = 0;
	bool shaped = text.length == 7 && (text.data[4] == '/' || text.data[4] == '-')
		&& str_to_integer(str_slice(text, 0, 4), &first) == STATUS_OK
		&& str_to_integer(str_slice(text, 5, 7), &second) == STATUS_OK;
	if (!shaped || first < 2000 || first > 2200 || second != (first + 1) % 100
	    || date_make((int)first, 4, 1, from) != STATUS_OK || date_make((int)first + 1, 3, 31, to) != STATUS_OK)
		return problems_add_format(problems, (Problem){.field = S("year")},
			"\"%.*s\" is no year of a return: write it as 2024/25.", STR_ARG(text));
	return STATUS_OK;
}
