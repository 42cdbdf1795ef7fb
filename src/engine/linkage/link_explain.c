/* Why two records are linked or not: the lines whose weights add up to the pair's. */
#include <math.h>

#include "engine/linkage/link_internal.h"

enum { BAR_CELLS = 24, DRAW_WIDTH = 900, DRAW_ROW = 30, DRAW_LEFT = 430, DRAW_RIGHT = 870, DRAW_TOP = 60 };

static void add_line(LinkWhy *why, LinkLine line)
{
	why->lines[why->count++] = line;
	why->weight += line.weight + line.rarity;
}

static LinkLine explain_column(const LinkTable *table, const LinkModel *model, const LinkWeights *weights, size_t column,
	const uint32_t *left, const uint32_t *right)
{
	const LinkColumnFacts *facts = &table->columns[column];
	uint8_t level = link_level(table, column, left, right, NULL);
	LinkLine line = {.label = facts->column.name, .left = words_text(facts->words, left[column]),
		.right = words_text(facts->words, right[column]), .level = link_level_words(facts->column.kind, level)};
	if (level == 0)
		return line;
	int beside = weights->columns[column].beside;
	double given = 0;
	if (beside >= 0 && left[beside] != WORD_MISSING && left[beside] == right[beside]) {
		given = (double)weights->columns[column].given[level];
		line.beside = given < 0 ? table->columns[beside].column.name : (Str){0};
	}
	if (level != LINK_EXACT) {
		line.weight = (double)weights->columns[column].weight[level] + given;
		return line;
	}
	double whole = (double)weights->columns[column].weight[LINK_EXACT] + link_rarity(weights, column, left[column]);
	double usual = model->of[column].levels[LINK_EXACT].u;
	line.weight = log2(model->of[column].levels[LINK_EXACT].m) - log2(usual > 0 ? usual : 1e-12);
	line.rarity = whole - line.weight;
	line.weight += given;
	return line;
}

LinkWhy link_explain(const LinkTable *table, const LinkModel *model, uint32_t left, uint32_t right)
{
	LinkWeights weights;
	link_weights_make(table, model, &weights);
	LinkWhy why = {.count = 0};
	const uint32_t *a = table_row(table, left);
	const uint32_t *b = table_row(table, right);
	add_line(&why, (LinkLine){.label = S("start"), .level = S("before anything is compared"), .weight = weights.start});
	for (size_t column = 0; column < table->column_count; column++)
		add_line(&why, explain_column(table, model, &weights, column, a, b));
	double weight = link_score(&weights, a, b, NULL, -INFINITY);
	double left_over = weight - why.weight;
	if (fabs(left_over) > 1e-6)
		add_line(&why, (LinkLine){.label = S("household"), .weight = left_over,
			.level = left_over < 0 ? S("two people of one home agree like this too") : S("somebody may have moved")});
	why.weight = weight;
	why.probability = link_probability(weight);
	return why;
}

static void write_cells(Buffer *out, Str text, size_t width)
{
	size_t shown = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool starts = ((unsigned char)text.data[i] & 0xC0U) != 0x80U;
		if (starts && shown == width)
			break;
		shown += starts ? 1 : 0;
		buffer_add_character(out, text.data[i] == '\n' ? ' ' : text.data[i]);
	}
	for (; shown <= width; shown++)
		buffer_add_character(out, ' ');
}

static double largest_reach(const LinkWhy *why, double *lowest)
{
	double sum = 0;
	double low = 0;
	double high = 0;
	for (size_t i = 0; i < why->count; i++) {
		sum += why->lines[i].weight + why->lines[i].rarity;
		low = sum < low ? sum : low;
		high = sum > high ? sum : high;
	}
	*lowest = low;
	return high - low > 1e-9 ? high - low : 1.0;
}

static void write_bar(Buffer *out, double from, double to, double lowest, double reach)
{
	int start = (int)lround((fmin(from, to) - lowest) / reach * BAR_CELLS);
	int end = (int)lround((fmax(from, to) - lowest) / reach * BAR_CELLS);
	for (int i = 0; i <= BAR_CELLS; i++)
		buffer_add(out, i < start || i > end ? S(" ") : i < end || start == end ? (to >= from ? S("+") : S("-")) : S(" "));
}

void link_why_write(const LinkWhy *why, Str left_id, Str right_id, Buffer *out)
{
	enum { LABEL = 18, VALUE = 22, LEVEL = 27 };
	double lowest = 0;
	double reach = largest_reach(why, &lowest);
	double sum = 0;
	write_cells(out, S("column"), LABEL);
	write_cells(out, left_id, VALUE);
	write_cells(out, right_id, VALUE);
	write_cells(out, S("agreement"), LEVEL);
	buffer_add(out, S(" weight rarity    sum\n"));
	for (size_t i = 0; i < why->count; i++) {
		const LinkLine *line = &why->lines[i];
		double before = sum;
		sum += line->weight + line->rarity;
		write_cells(out, line->label, LABEL);
		write_cells(out, line->left, VALUE);
		write_cells(out, line->right, VALUE);
		write_cells(out, line->beside.length == 0 ? line->level : str_format(out->arena, "%.*s, as %.*s is", STR_ARG(line->level),
			STR_ARG(line->beside)), LEVEL);
		buffer_add_format(out, "%7.2f%7.2f%7.2f ", line->weight, line->rarity, sum);
		write_bar(out, i == 0 ? 0 : before, sum, lowest, reach);
		buffer_add_character(out, '\n');
	}
	buffer_add_format(out, "weight %.2f; probability 2^w / (1 + 2^w) = %.6f\n", why->weight, why->probability);
}

static void draw_text(Buffer *out, Str text, size_t most)
{
	for (size_t i = 0; i < text.length && i < most; i++) {
		char letter = text.data[i];
		if (i + 4 > most && ((unsigned char)letter & 0x80U) != 0)
			break;
		if (letter == '<' || letter == '>' || letter == '&' || letter == '"')
			buffer_add_format(out, "&#%d;", letter);
		else
			buffer_add_character(out, (unsigned char)letter < 0x20 ? ' ' : letter);
	}
}

static void draw_row(const LinkLine *line, size_t row, double before, double after, double lowest, double reach, Buffer *out)
{
	double scale = (DRAW_RIGHT - DRAW_LEFT) / reach;
	double from = DRAW_LEFT + (fmin(before, after) - lowest) * scale;
	double width = fabs(after - before) * scale;
	int top = DRAW_TOP + (int)row * DRAW_ROW;
	buffer_add_format(out, "<text x=\"10\" y=\"%d\">", top + 18);
	draw_text(out, line->label, 40);
	buffer_add(out, S(": "));
	draw_text(out, line->level, 40);
	buffer_add_format(out, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%+.2f</text>", DRAW_LEFT - 12, top + 18, after - before);
	buffer_add_format(out, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>", from, top + 4,
		width < 1 ? 1 : width, DRAW_ROW - 10, after >= before ? "#00703c" : "#d4351c");
	draw_text(out, line->left, 60);
	buffer_add(out, S(" | "));
	draw_text(out, line->right, 60);
	buffer_add(out, S("</title></rect>\n"));
}

void link_why_draw(const LinkWhy *why, Str left_id, Str right_id, Buffer *out)
{
	double lowest = 0;
	double reach = largest_reach(why, &lowest);
	double sum = 0;
	int height = DRAW_TOP + (int)(why->count + 1) * DRAW_ROW;
	buffer_add_format(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\" "
		"font-size=\"15\">\n<title>", DRAW_WIDTH, height);
	draw_text(out, left_id, 60);
	buffer_add(out, S(" and "));
	draw_text(out, right_id, 60);
	buffer_add(out, S("</title>\n<text x=\"10\" y=\"28\" font-weight=\"bold\">"));
	draw_text(out, left_id, 60);
	buffer_add(out, S(" and "));
	draw_text(out, right_id, 60);
	buffer_add_format(out, ": weight %.2f, probability %.4f</text>\n", why->weight, why->probability);
	for (size_t i = 0; i < why->count; i++) {
		double before = sum;
		sum += why->lines[i].weight + why->lines[i].rarity;
		draw_row(&why->lines[i], i, before, sum, lowest, reach, out);
	}
	double zero = DRAW_LEFT - lowest * (DRAW_RIGHT - DRAW_LEFT) / reach;
	buffer_add_format(out, "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#0b0c0c\" stroke-dasharray=\"4 3\"/>\n"
		"</svg>\n", zero, DRAW_TOP - 8, zero, height - 10);
}

void link_why_lines(const LinkWhy *why, Explanation *out)
{
	Arena *arena = out->arena;
	for (size_t i = 0; i < why->count; i++) {
		const LinkLine *line = &why->lines[i];
		Str rare = fabs(line->rarity) < 0.005 ? (Str){0} : str_format(arena, "; %+.2f for how rare it is", line->rarity);
		explanation_add(out, (ExplanationLine){.label = line->label,
			.value = str_format(arena, "%+.2f", line->weight + line->rarity),
			.rule = str_format(arena, "%.*s%.*s", STR_ARG(line->level), STR_ARG(rare)),
			.source = line->left.length + line->right.length == 0 ? (Str){0}
				: str_format(arena, "%.*s | %.*s", STR_ARG(line->left), STR_ARG(line->right))});
	}
	explanation_add(out, (ExplanationLine){.label = S("probability"), .value = str_format(arena, "%.4f", why->probability),
		.rule = str_format(arena, "2^%.2f / (1 + 2^%.2f)", why->weight, why->weight)});
}
