#include "care/upload/page_uploads.h"

#include "care/letter/letter.h"
#include "care/pages/files.h"
#include "care/pages/record.h"
#include "care/upload/upload.h"

static const SelectItem GIVERS[] = {{.value = S_INIT(""), .text = S_INIT("Choose")},
	{.value = S_INIT("person"), .text = S_INIT("The person")},
	{.value = S_INIT("helper"), .text = S_INIT("Family, a friend or a carer")},
	{.value = S_INIT("professional"), .text = S_INIT("Another professional or organisation")},
	{.value = S_INIT("council"), .text = S_INIT("Us")}};

static Str giver_words(Str code)
{
	for (size_t i = 1; i < sizeof GIVERS / sizeof GIVERS[0]; i++)
		if (str_equal(GIVERS[i].value, code))
			return GIVERS[i].text;
	return code;
}

static Str file_href(Arena *arena, Str file)
{
	return str_format(arena, "/files/%.*s", STR_ARG(file));
}

static Markup withdrawn_cell(const Request *request, const Upload *upload)
{
	Arena *arena = request->arena;
	Html out = html_make(arena);
	Html form = html_make(arena);
	html_text(&out, str_format(arena, "Withdrawn by %.*s: %.*s", STR_ARG(upload->withdrawn_by),
		STR_ARG(upload->withdrawn_reason)));
	component_form_open(&form, &(PageForm){.action = file_href(arena, upload->id), .token = request->form_token});
	component_text_input(&form, &(TextInput){.name = S("reason"), .id = str_concat(arena, S("reason-"), upload->id),
		.label = S("Why do you need it?")});
	component_button(&form, &(Button){.text = S("Get the withdrawn file"), .kind = BUTTON_SECONDARY});
	component_form_close(&form);
	component_details(&out, &(Details){.summary = S("Get it all the same"), .markup = html_finish(&form)});
	return html_finish(&out);
}

static Markup standing_cell(const Request *request, Str person, const Upload *upload)
{
	Care *care = page_care(request);
	Arena *arena = request->arena;
	Html out = html_make(arena);
	html_text(&out, upload->scanned ? S("Checked for viruses") : S("Not checked for viruses"));
	if (!care_may(care, S("person-edit")) && !care_may(care, S("work-do")))
		return html_finish(&out);
	Html form = html_make(arena);
	component_form_open(&form, &(PageForm){.token = request->form_token,
		.action = bit_person_href(arena, person, "/documents/withdraw")});
	component_hidden(&form, S("file"), upload->id);
	component_text_input(&form, &(TextInput){.name = S("reason"), .id = str_concat(arena, S("reason-"), upload->id),
		.label = S("Why is it withdrawn?")});
	component_button(&form, &(Button){.text = S("Withdraw"), .kind = BUTTON_SECONDARY, .hidden_text = upload->title});
	component_form_close(&form);
	component_details(&out, &(Details){.summary = S("Withdraw"), .markup = html_finish(&form)});
	return html_finish(&out);
}

static void files_table(const Request *request, Html *out, Str person, const Upload *uploads, size_t count)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("File")}, {.text = S_INIT("Given by")},
		{.text = S_INIT("Put here")}, {.text = S_INIT("Stands")}};
	Care *care = page_care(request);
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count + 1);
	for (size_t i = 0; i < count; i++) {
		const Upload *upload = &uploads[i];
		bool stands = upload->withdrawn_at == INSTANT_NONE;
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 4);
		Str parts[] = {str_equal(upload->title, upload->original_name) ? (Str){0} : upload->original_name,
			file_words(care->arena, upload)};
		Str note = bit_list(care->arena, parts, 2, " \xC2\xB7 ");
		cells[0].markup = stands ? bit_link_with_note(care->arena, file_href(care->arena, upload->id), upload->title, note)
			: bit_text_with_note(care->arena, S("A withdrawn file"), file_words(care->arena, upload));
		cells[1].text = giver_words(upload->given_by);
		cells[2].markup = bit_text_with_note(care->arena, page_when(care->arena, upload->made_at, care_now(care)),
			bit_by_words(upload->by_name));
		cells[3].markup = stands ? standing_cell(request, person, upload) : withdrawn_cell(request, upload);
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	component_table(out, &(Table){.caption = S("Files that were given, newest first"), .columns = COLUMNS,
		.column_count = 4, .rows = rows, .row_count = count, .is_dense = true});
}

static Status letters_table(Care *care, Html *out, Str person)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Letter")}, {.text = S_INIT("Sent")}, {.text = S_INIT("By")}};
	Document *letters = NULL;
	size_t count = 0;
	Status status = letters_of_person(care, person, &letters, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, count);
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 3);
		cells[0].markup = bit_link(care->arena, str_format(care->arena, "/letters/%.*s", STR_ARG(letters[i].id)),
			letters[i].title);
		cells[1].text = page_when(care->arena, letters[i].created_at, care_now(care));
		cells[2].text = bit_by_words(letters[i].by_name);
		rows[i] = (TableRow){.cells = cells, .cell_count = 3};
	}
	component_table(out, &(Table){.caption = S("Letters as they were sent, newest first"), .columns = COLUMNS,
		.column_count = 3, .rows = rows, .row_count = count, .is_dense = true});
	return STATUS_OK;
}

static void add_form(const Request *request, Html *out, Str person)
{
	Care *care = page_care(request);
	component_card_open(out, &(Card){.title = S("Add a file")});
	component_form_open(out, &(PageForm){.token = request->form_token, .has_files = true,
		.action = bit_person_href(request->arena, person, "/documents")});
	component_file_upload(out, &(FileUpload){.name = S("file"), .label = S("The file"),
		.hint = S("PDF, photo (JPEG or PNG), plain text or Word without macros, at most 10 MB."),
		.accept = S(".pdf,.jpg,.jpeg,.png,.txt,.docx"), .error = problems_for_field(&care->problems, S("file"))});
	html_open(out, "div", ATTRIBUTES({"class", S("kith-row")}));
	component_text_input(out, &(TextInput){.name = S("title"), .label = S("What it is"), .width = 20,
		.value = request_form(request, S("title")), .error = problems_for_field(&care->problems, S("title"))});
	component_select(out, &(Select){.name = S("given_by"), .label = S("Who gave it"), .items = GIVERS,
		.item_count = sizeof GIVERS / sizeof GIVERS[0], .value = request_form(request, S("given_by")),
		.error = problems_for_field(&care->problems, S("given_by"))});
	html_close(out, "div");
	bit_note(out, S("Everybody who may open this record may get it."));
	component_button(out, &(Button){.text = S("Add"), .prevent_double_click = true});
	component_form_close(out);
	component_card_close(out);
}

static void answer(const Request *request, Response *response, const RecordPage *record)
{
	Care *care = page_care(request);
	Upload *uploads = NULL;
	size_t count = 0;
	Html out = html_make(request->arena);
	bit_heading(&out, S("Documents"));
	component_problems(&out, &care->problems);
	Status status = uploads_of_person(care, record->person.id, &uploads, &count);
	if (care_may(care, S("person-edit")) || care_may(care, S("work-do")))
		add_form(request, &out, record->person.id);
	if (status == STATUS_OK && count > 0)
		files_table(request, &out, record->person.id, uploads, count);
	else if (status == STATUS_OK)
		component_empty_state(&out, &(EmptyState){.title = S("No files yet"),
			.text = S("Letters that people bring, photos of a home, reports from others stand here.")});
	if (status == STATUS_OK)
		status = letters_table(care, &out, record->person.id);
	if (status != STATUS_OK)
		page_status(request, response, status);
	else
		record_show(request, response, record, S("Documents"), "/documents", html_finish(&out));
}

void page_documents(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		answer(request, response, &record);
}

static void after(const Request *request, Response *response, const RecordPage *record, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, bit_person_href(request->arena, record->person.id, "/documents"));
	else if (status == STATUS_INVALID)
		answer(request, response, record);
	else
		page_status(request, response, status);
}

void page_document_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	UploadNew upload = {.title = str_trim(request_form(request, S("title"))),
		.given_by = request_form(request, S("given_by"))};
	if (!record_open(request, response, request_parameter(request, S("person")), &record))
		return;
	upload.person = record.person.id;
	if (request->file_count > 0) {
		upload.original_name = request->files[0].name;
		upload.bytes = request->files[0].bytes;
	}
	after(request, response, &record, upload_add(page_care(request), &upload, NULL));
}

void page_document_withdraw_post(const Request *request, Response *response)
{
	RecordPage record = {0};
	if (record_open(request, response, request_parameter(request, S("person")), &record))
		after(request, response, &record, upload_withdraw(page_care(request), request_form(request, S("file")),
			str_trim(request_form(request, S("reason")))));
}

void page_file(const Request *request, Response *response)
{
	Upload upload = {0};
	Status status = upload_read(page_care(request), request_parameter(request, S("upload")), S(""), &upload);
	if (status == STATUS_OK)
		file_hand_out(response, request->arena, &upload);
	else
		page_status(request, response, status);
}

/* One that was withdrawn, with a reason. */
void page_file_post(const Request *request, Response *response)
{
	Upload upload = {0};
	Status status = upload_read(page_care(request), request_parameter(request, S("upload")),
		str_trim(request_form(request, S("reason"))), &upload);
	if (status == STATUS_OK)
		file_hand_out(response, request->arena, &upload);
	else
		page_status(request, response, status);
}
