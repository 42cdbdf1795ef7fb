#include "care/pages/sessions.h"

#include "care/pages/bits.h"

static Markup end_button(const Request *request, Str action, const Session *session)
{
	Html out = html_make(request->arena);
	component_form_open(&out, &(PageForm){.action = action, .token = request->form_token});
	component_hidden(&out, S("session"), session->id);
	component_button(&out, &(Button){.text = S("Sign out there"), .kind = BUTTON_SECONDARY});
	component_form_close(&out);
	return html_finish(&out);
}

void page_sessions(Html *out, const Request *request, const Session *sessions, size_t count, Str action)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Since")}, {.text = S_INIT("Last used")},
		{.text = S_INIT("Ends at the latest")}, {.text = S_INIT("From address")}, {.text = S_INIT("")}};
	Arena *arena = request->arena;
	Instant now = clock_now(request->clock);
	TableRow *rows = ARENA_ARRAY(arena, TableRow, count + 1);
	bool this_one = false;
	for (size_t i = 0; i < count; i++) {
		TableCell *cells = ARENA_ARRAY(arena, TableCell, 5);
		cells[0].text = page_when(arena, sessions[i].since, now);
		cells[1].text = page_when(arena, sessions[i].seen_at, now);
		cells[2].text = page_when(arena, sessions[i].ends_at, now);
		cells[3].text = str_is_empty(sessions[i].address) ? S("not kept") : sessions[i].address;
		if (sessions[i].is_this)
			cells[4].text = S("This one");
		else
			cells[4].markup = end_button(request, action, &sessions[i]);
		this_one = this_one || sessions[i].is_this;
		rows[i] = (TableRow){.cells = cells, .cell_count = 5};
	}
	bit_heading_small(out, S("Signed in"));
	if (count == 0)
		bit_paragraph(out, S("Nowhere."));
	else
		component_table(out, &(Table){.caption = str_format(arena, "%zu session%s", count, count == 1 ? "" : "s"),
			.columns = COLUMNS, .column_count = 5, .rows = rows, .row_count = count, .is_dense = true});
	if (!this_one || count < 2)
		return;
	component_form_open(out, &(PageForm){.action = action, .token = request->form_token});
	component_hidden(out, S("others"), S("yes"));
	component_button(out, &(Button){.text = S("Sign out everywhere else"), .kind = BUTTON_SECONDARY});
	component_form_close(out);
}
