#include "care/pages/plan_share.h"

static void working_show(Care *care, Html *out, const PlanShare *share)
{
	static const TableColumn COLUMNS[] = {{.text = S_INIT("Step")}, {.text = S_INIT("A week"), .is_numeric = true}};
	const ChargeLines *lines = &share->result.charge.lines;
	TableRow *rows = ARENA_ARRAY(care->arena, TableRow, lines->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const ChargeLine *line = &lines->items[i];
		if (!line->adds || line->amount == 0)
			continue;
		Str working = charge_line_working(care->arena, line);
		Str parts[] = {working, line->rule};
		Str sum = money_format(care->arena, line->amount < 0 ? -line->amount : line->amount);
		TableCell *cells = ARENA_ARRAY(care->arena, TableCell, 2);
		cells[0].markup = bit_text_with_note(care->arena, bit_code_words(care->arena, line->label),
			bit_list(care->arena, parts, 2, ". "));
		cells[1].text = line->amount < 0 ? str_concat(care->arena, S("\xE2\x88\x92"), sum) : sum;
		rows[count++] = (TableRow){.cells = cells, .cell_count = 2};
	}
	TableCell *total = ARENA_ARRAY(care->arena, TableCell, 2);
	total[0].text = S("They would pay");
	total[1].text = money_format(care->arena, share->person_pays);
	rows[count++] = (TableRow){.cells = total, .cell_count = 2, .is_total = true};
	Html table = html_make(care->arena);
	component_table(&table, &(Table){.caption = S("How their share was worked out"),
		.caption_classes = S("govuk-visually-hidden"), .columns = COLUMNS, .column_count = 2, .rows = rows,
		.row_count = count, .is_dense = true});
	component_details(out, &(Details){.summary = S("How this was worked out"), .markup = html_finish(&table)});
}

static void missing_show(Care *care, Html *out, const PlanShare *share)
{
	bit_paragraph(out, S("It cannot be said yet what they would pay. What is missing:"));
	html_open(out, "ul", ATTRIBUTES({"class", S("govuk-list govuk-list--bullet")}));
	if (share->age_missing)
		html_element(out, "li", NO_ATTRIBUTES, S("Date of birth, near enough for the age group"));
	for (size_t i = 0; i < share->missing_count; i++)
		html_element(out, "li", NO_ATTRIBUTES, share->missing[i]->worker);
	html_close(out, "ul");
	bit_note(out, S("The financial assessment asks for them. Nobody has to say yes to a plan before they know their share."));
	(void)care;
}

static void figure_show(Care *care, Html *out, const PlanShare *share)
{
	const CalculatorResult *result = &share->result;
	Str pays = money_format(care->arena, share->person_pays);
	Str council = money_format(care->arena, share->council_pays);
	bit_paragraph(out, str_format(care->arena, "Provisional: they would pay %.*s a week and the council %.*s.", STR_ARG(pays),
		STR_ARG(council)));
	bit_note(out, str_format(care->arena, "From the money facts on the record, with the amounts of %d to %d%s. The financial "
		"assessment decides.", result->year, result->year + 1, result->is_older_year ? ", the newest on file" : ""));
	if (result->charge.is_full_cost)
		bit_note(out, S("Savings above the limit: they pay in full, and may still ask the council to arrange it."));
	if (result->without_premium)
		bit_note(out, S("More may be left with them: an amount for disabled people of working age is not on file."));
	if (result->check_disability_benefit || result->check_pension_credit)
		bit_note(out, S("A benefits check may raise what they have: look before they say yes."));
	working_show(care, out, share);
}

void plan_share_show(Care *care, Html *out, const PlanShare *share)
{
	component_card_open(out, &(Card){.title = S("Their share"), .id = S("share")});
	switch (share->kind) {
	case SHARE_NOTHING_TO_CHARGE:
		bit_paragraph(out, S("Nothing in this plan is charged for."));
		break;
	case SHARE_FREE:
		bit_paragraph(out, S("Nothing to pay, whatever their money: aftercare under section 117, or the NHS pays."));
		break;
	case SHARE_MISSING:
		missing_show(care, out, share);
		break;
	case SHARE_NOT_TO_BE_HAD:
		bit_paragraph(out, S("No figure: the rates on file do not hold all amounts for this person. The finance team works it out."));
		break;
	case SHARE_FIGURE:
		figure_show(care, out, share);
		break;
	}
	component_card_close(out);
}
