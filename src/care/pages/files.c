#include "care/pages/files.h"

static FileKind kind_of(Str ending)
{
	for (int kind = FILE_UNKNOWN + 1; kind <= FILE_DOCX; kind++)
		if (str_equal(file_kind_ending((FileKind)kind), ending))
			return (FileKind)kind;
	return FILE_UNKNOWN;
}

Str file_words(Arena *arena, const Upload *upload)
{
	Str kind = file_kind_words(kind_of(upload->kind));
	long long kilobytes = (long long)((upload->size_bytes + 1023) / 1024);
	if (kilobytes < 1024)
		return str_format(arena, "%.*s, %lld KB", STR_ARG(kind), kilobytes);
	return str_format(arena, "%.*s, %lld.%lld MB", STR_ARG(kind), kilobytes / 1024, kilobytes % 1024 * 10 / 1024);
}

Status files_of_work_show(Care *care, Html *out, Str work)
{
	Upload *files = NULL;
	size_t count = 0;
	Status status = str_is_empty(work) ? STATUS_OK : uploads_of_work(care, work, &files, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	component_card_open(out, &(Card){.title = S("Files sent with it")});
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		component_link(out, &(Link){.text = files[i].title,
			.href = str_format(care->arena, "/files/%.*s", STR_ARG(files[i].id))});
		html_element(out, "span", ATTRIBUTES({"class", S("kith-note")}), str_format(care->arena, "%.*s \xC2\xB7 %s",
			STR_ARG(file_words(care->arena, &files[i])), files[i].scanned ? "checked for viruses" : "not checked for viruses"));
		html_close(out, "li");
	}
	html_close(out, "ul");
	component_card_close(out);
	return STATUS_OK;
}

/* The name says what the bytes are, whatever it said before. */
static Str name_with_ending(Arena *arena, const Upload *upload)
{
	Str ending = str_concat(arena, S("."), upload->kind);
	return str_ends_with(str_lower_ascii(arena, upload->original_name), ending) ? upload->original_name
		: str_concat(arena, upload->original_name, ending);
}

void file_hand_out(Response *response, Arena *arena, const Upload *upload)
{
	response_download(response, arena, upload->media_type, name_with_ending(arena, upload), upload->bytes);
	response->headers[response->header_count++] = (FormField){.name = S("Content-Security-Policy"),
		.value = S("sandbox; default-src 'none'")};
}
