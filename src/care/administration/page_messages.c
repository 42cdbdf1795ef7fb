/* Messages that should have left and have not, and where those about alerts go. */
#include "care/administration/page_administration.h"

#include "care/access/access.h"
#include "care/administration/page_parts.h"
#include "care/jobs/jobs.h"
#include "care/letter/letter.h"

static void unsent_table(const Request *request, Html *out, const Unsent *unsent)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Since")}, {.text = S_INIT("About")},
		{.text = S_INIT("Tries"), .is_numeric = true}, {.text = S_INIT("How it stands")}};
	Arena *arena = request->arena;
	TableRow *rows = ARENA_ARRAY(arena, TableRow, unsent->count + 1);
	for (size_t i = 0; i < unsent->count; i++) {
		const UnsentMessage *message = &unsent->items[i];
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 4);
		cells[0].text = page_when(arena, message->created_at, care_now(page_care(request)));
		cells[1].text = str_equal(message->kind, S("alert")) ? S("An alert") : S("A message to a person");
		cells[2].text = str_format(arena, "%lld", (long long)message->tries);
		cells[3].text = str_format(arena, "%s%.*s", message->given_up ? "Given up. " : message->tries == 0 ? "Waits. " : "Is tried again. ",
			STR_ARG(message->error));
		rows[i] = (TableRow){.cells = cells, .cell_count = 4};
	}
	if (unsent->count == 0)
		component_empty_state(out, &(EmptyState){.title = S("Everything has left"), .text = S("Nothing waits to be sent.")});
	else
		component_table(out, &(Table){.caption = S("What has not left, newest first"), .columns = COLUMNS, .column_count = 4,
			.rows = rows, .row_count = unsent->count, .is_dense = true});
}

static void address_form(const Request *request, Html *out, const Setting *address, Str typed)
{
	const Problems *problems = &page_care(request)->problems;
	bool wrong = !str_is_empty(problems_for_field(problems, S("address")));
	component_form_open(out, &(PageForm){.action = S("/administration/messages"), .token = request->form_token,
		.version = str_format(request->arena, "%lld", (long long)address->version)});
	component_text_input(out, &(TextInput){.name = S("address"), .label = S("Where messages about alerts go"),
		.hint = S("An e-mail address that somebody reads at any hour. The messages name no person. Leave it empty to send none."),
		.value = wrong ? typed : address->value, .width = 30, .autocomplete = S("off"), .spellcheck = SPELLCHECK_OFF,
		.error = problems_for_field(problems, S("address"))});
	component_button(out, &(Button){.text = S("Save"), .prevent_double_click = true});
	component_form_close(out);
}

static void letters_form(const Request *request, Html *out, const Setting *letters)
{
	bool on = str_equal(letters->value, S("notice"));
	const SelectItem items[] = {
		{.value = S("off"), .text = S("Nobody is told by e-mail"), .selected = !on},
		{.value = S("notice"), .text = S("People who agreed to it are told that a letter was written"), .selected = on},
	};
	component_form_open(out, &(PageForm){.action = S("/administration/messages/letters"), .token = request->form_token,
		.version = str_format(request->arena, "%lld", (long long)letters->version)});
	component_select(out, &(Select){.name = S("letters"), .label = S("Letters and e-mail"), .items = items, .item_count = 2,
		.hint = S("The message has the reference and our number, and nothing of what the letter says. The letter goes by post.")});
	component_button(out, &(Button){.text = S("Save this"), .prevent_double_click = true});
	component_form_close(out);
	bit_note(out, S("No other message to a person leaves by itself, save a reference that they asked for and the answer to a change of "
		"the directory."));
}

static void again_form(const Request *request, Html *out)
{
	component_form_open(out, &(PageForm){.action = S("/administration/messages/again"), .token = request->form_token});
	component_button(out, &(Button){.text = S("Try those about alerts again"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}

static void show(const Request *request, Response *response, Str typed)
{
	Care *care = page_care(request);
	Setting address = {0};
	Setting carrier = {0};
	Setting letters = {0};
	Unsent unsent = {0};
	Status status = sender_unsent(care, &unsent);
	if (status == STATUS_OK)
		status = setting_read(care, SETTING_ALERT_ADDRESS, S(""), &address);
	if (status == STATUS_OK)
		status = setting_read(care, SETTING_CARRIER, S("none"), &carrier);
	if (status == STATUS_OK)
		status = setting_read(care, SETTING_LETTERS_BY_EMAIL, S("off"), &letters);
	if (status != STATUS_OK) {
		page_status(request, response, status);
		return;
	}
	Html out = html_make(request->arena);
	admin_begin(request, &out, S("Messages"));
	if (str_equal(carrier.value, S("none")))
		component_warning_text(&out, &(WarningText){.text = S("The server was started without a way out for messages, so none "
			"leaves: docs/operations.md, Messages.")});
	unsent_table(request, &out, &unsent);
	if (unsent.given_up > 0)
		again_form(request, &out);
	address_form(request, &out, &address, typed);
	letters_form(request, &out, &letters);
	admin_page(request, response, S("Messages"), &out);
}

void page_messages(const Request *request, Response *response)
{
	show(request, response, (Str){0});
}

void page_messages_post(const Request *request, Response *response)
{
	Care *care = page_care(request);
	Str address = str_trim(request_form(request, S("address")));
	Status status = str_is_empty(address) || sender_address_is_fit(address) ? STATUS_OK
		: problems_add(&care->problems, (Problem){.field = S("address"),
			.message = S("Enter one e-mail address, like duty@council.example, or leave it empty.")});
	if (status == STATUS_OK)
		status = setting_change(care, SETTING_ALERT_ADDRESS, address, admin_version(request));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/messages"));
	else if (status == STATUS_INVALID)
		show(request, response, address);
	else
		page_status(request, response, status);
}

void page_messages_again_post(const Request *request, Response *response)
{
	Status status = sender_try_again(page_care(request));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/messages"));
	else
		page_status(request, response, status);
}

void page_messages_letters_post(const Request *request, Response *response)
{
	Str value = str_equal(request_form(request, S("letters")), S("notice")) ? S("notice") : S("off");
	Status status = setting_change(page_care(request), SETTING_LETTERS_BY_EMAIL, value, admin_version(request));
	if (status == STATUS_OK)
		response_redirect(response, S("/administration/messages"));
	else
		page_status(request, response, status);
}
