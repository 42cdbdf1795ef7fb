#include "care/front/page_files.h"

#include "care/front/page_parts.h"
#include "care/upload/upload.h"

/* The request of this browser, if its form asks for files. */
static bool open_visit(const Request *request, Response *response, Visit *out)
{
	if (!visit_open_unsent(request, response, out))
		return false;
	if (out->request.pathway->form->asks_for_files)
		return true;
	response_redirect(response, S("/check/answers"));
	return false;
}

static void files_list(const Request *request, Html *out, const Care *care, const Upload *files, size_t count)
{
	if (count == 0)
		return;
	subheading(out, say(care, "files.added"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list")}));
	for (size_t i = 0; i < count; i++) {
		html_open(out, "li", NO_ATTRIBUTES);
		html_text(out, files[i].original_name);
		component_form_open(out, &(PageForm){.action = S("/check/files/remove"), .token = request->form_token});
		component_hidden(out, S("file"), files[i].id);
		component_button(out, &(Button){.text = say(care, "files.remove"), .kind = BUTTON_SECONDARY,
			.hidden_text = files[i].original_name});
		component_form_close(out);
		html_close(out, "li");
	}
	html_close(out, "ul");
}

static void show(const Request *request, Response *response, const Visit *visit)
{
	Care *care = visit->care;
	Upload *files = NULL;
	size_t count = 0;
	Html out = html_make(request->arena);
	Str title = say(care, "files.title");
	Status status = uploads_of_work(care, visit->request.work, &files, &count);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	component_problems(&out, &care->problems);
	heading(&out, title);
	paragraph(&out, say(care, "files.intro"));
	paragraph(&out, say(care, "files.need-not"));
	files_list(request, &out, care, files, count);
	if (count < UPLOADS_WITH_REQUEST_MAX) {
		component_form_open(&out, &(PageForm){.action = S("/check/files"), .token = request->form_token, .has_files = true});
		component_file_upload(&out, &(FileUpload){.name = S("file"), .label = say(care, "files.label"),
			.hint = say(care, "files.hint"), .accept = S(".pdf,.jpg,.jpeg,.png,.txt,.docx"),
			.error = problems_for_field(&care->problems, S("file"))});
		component_button(&out, &(Button){.text = say(care, "files.add"), .kind = BUTTON_SECONDARY,
			.prevent_double_click = true});
		component_form_close(&out);
	}
	component_button(&out, &(Button){.text = say(care, "files.go-on"), .href = S("/check/answers")});
	page_public(request, response, (PublicPage){.title = title, .problems = &care->problems,
		.content = html_finish(&out), .back_href = S("/check/answers")});
}

void page_check_files(const Request *request, Response *response)
{
	Visit visit = {0};
	if (open_visit(request, response, &visit))
		show(request, response, &visit);
}

static void after(const Request *request, Response *response, const Visit *visit, Status status)
{
	if (status == STATUS_OK)
		response_redirect(response, S("/check/files"));
	else if (status == STATUS_INVALID)
		show(request, response, visit);
	else
		page_status(request, response, status);
}

void page_check_files_post(const Request *request, Response *response)
{
	Visit visit = {0};
	if (!open_visit(request, response, &visit))
		return;
	UploadNew upload = {.work = visit.request.work,
		.given_by = visit.request.kind->by_helper ? S("helper") : S("person")};
	if (request->file_count > 0) {
		upload.original_name = request->files[0].name;
		upload.bytes = request->files[0].bytes;
	}
	after(request, response, &visit, upload_add_to_request(visit.care, &upload));
}

void page_check_files_remove_post(const Request *request, Response *response)
{
	Visit visit = {0};
	if (open_visit(request, response, &visit))
		after(request, response, &visit, upload_remove_from_request(visit.care, visit.request.work,
			request_form(request, S("file"))));
}
