/* The directory as one page of an Open Referral UK 3.0 feed: the same objects as the feed over the web. */
#include "care/directory/feed_write.h"

#include "care/directory/directory.sql.h"

enum { PAGE_ROWS = 500, FEED_BYTES_MAX = 256 * 1024 * 1024 };

Status directory_export(Care *care, Str *out)
{
	Arena *arena = care->arena;
	Buffer contents = buffer_make(arena, FEED_BYTES_MAX);
	JsonWriter json = json_writer_make(&contents);
	DirectoryAllRow *rows = NULL;
	size_t count = 0;
	int64_t total = 0;
	Str after = {0};
	Status status = STATUS_OK;
	json_write_array_begin(&json);
	do {
		status = sql_directory_all_list(care->reader, arena, &(DirectoryAllArguments){.after = after, .most = PAGE_ROWS},
			&rows, &count);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = feed_write_service(&json, care, rows[i].id, FEED_FULL);
		total += (int64_t)count;
		after = count > 0 ? rows[count - 1].id : after;
	} while (status == STATUS_OK && count == PAGE_ROWS);
	json_write_array_end(&json);
	if (status != STATUS_OK)
		return status;
	Str list = buffer_str(&contents);
	*out = str_format(arena, "{\"total_items\":%lld,\"total_pages\":1,\"page_number\":1,\"size\":%lld,\"first_page\":true,"
		"\"last_page\":true,\"empty\":%s,\"contents\":", (long long)total, (long long)total, total == 0 ? "true" : "false");
	*out = str_concat(arena, *out, str_concat(arena, list, S("}\n")));
	return STATUS_OK;
}
