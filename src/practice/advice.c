/* Pages of advice: a head in YAML between two lines of "---", below it a small part of Markdown. */
#include <stdlib.h>
#include <string.h>

#include "practice/internal.h"
#include "web/markdown.h"

enum { ADVICE_ORDER_MAX = 1000 };

/* As the file has it. */
typedef struct AdviceNext {
	Str words;
	Str href;
} AdviceNext;

typedef struct AdviceFile {
	AdvicePage page;
	const AdviceNext *next;
	const YamlNode *node;
} AdviceFile;

static const YamlField SOURCE_FIELDS[] = {
	{.name = S_INIT("title"), .about = S_INIT("What it is called."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceSource, title), .least = 1, .most = 200},
	{.name = S_INIT("href"), .about = S_INIT("https://…"), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceSource, href), .least = 10, .most = 300},
};
static const YamlSchema SOURCE_SCHEMA = {.name = S_INIT("source of advice"), .about = S_INIT("Where a page has its facts from."),
	YAML_FIELDS(SOURCE_FIELDS), .size_bytes = sizeof(AdviceSource)};

static const YamlField NEXT_FIELDS[] = {
	{.name = S_INIT("words"), .about = S_INIT("What the button says."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceNext, words), .least = 1, .most = 60},
	{.name = S_INIT("href"), .about = S_INIT("A path of ours, such as /check."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceNext, href), .least = 1, .most = 200},
};
static const YamlSchema NEXT_SCHEMA = {.name = S_INIT("next step of advice"), .about = S_INIT("What to do after reading."),
	YAML_FIELDS(NEXT_FIELDS), .size_bytes = sizeof(AdviceNext)};

static const YamlField ADVICE_FIELDS[] = {
	{.name = S_INIT("title"), .about = S_INIT("The page's heading."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceFile, page.title), .least = 1, .most = 80},
	{.name = S_INIT("summary"), .about = S_INIT("A sentence for the list of pages."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceFile, page.summary), .least = 1, .most = 160},
	{.name = S_INIT("order"), .about = S_INIT("Its place in the list."), .type = YAML_TYPE_INTEGER, .required = true,
	 .offset = offsetof(AdviceFile, page.order), .least = 1, .most = ADVICE_ORDER_MAX},
	{.name = S_INIT("group"), .about = S_INIT("A code of lists/advice-group.yaml."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(AdviceFile, page.group)},
	{.name = S_INIT("owner"), .about = S_INIT("The team that keeps it right."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(AdviceFile, page.owner), .least = 1, .most = 80},
	{.name = S_INIT("reviewed"), .about = S_INIT("When it was last read through."), .type = YAML_TYPE_DATE, .required = true,
	 .offset = offsetof(AdviceFile, page.reviewed)},
	{.name = S_INIT("review_due"), .about = S_INIT("When it must be read through again."), .type = YAML_TYPE_DATE,
	 .required = true, .offset = offsetof(AdviceFile, page.review_due)},
	{.name = S_INIT("categories"), .about = S_INIT("Codes of lists/directory-category.yaml: local help that goes with it."),
	 .type = YAML_TYPE_CODE, .required = true, .least = 1, .most = 8,
	 YAML_LIST_AT(AdviceFile, page.categories, page.category_count)},
	{.name = S_INIT("about"), .about = S_INIT("Questions that it answers."), .type = YAML_TYPE_NAME,
	 .least = 0, .most = 12, YAML_LIST_AT(AdviceFile, page.about, page.about_count)},
	{.name = S_INIT("next"), .about = S_INIT("The next step."), .type = YAML_TYPE_STRUCT, .required = true,
	 .members = &NEXT_SCHEMA, .offset = offsetof(AdviceFile, next)},
	{.name = S_INIT("sources"), .about = S_INIT("Where its facts are from."), .type = YAML_TYPE_STRUCT, .required = true,
	 .members = &SOURCE_SCHEMA, .least = 1, .most = 12, YAML_LIST_AT(AdviceFile, page.sources, page.source_count)},
};
const YamlSchema PRACTICE_ADVICE_SCHEMA = {.name = S_INIT("page of advice"),
	.about = S_INIT("advice/<id>.md: a head between two lines of `---`, below it headings (`##`, `###`), paragraphs, lists, bold, "
		"emphasis and links, and the fields `{{phone}}`, `{{phone_hours}}`, `{{emergency_phone}}`, `{{text_phone}}`, "
		"`{{council}}`, `{{place}}`, `{{answer_days}}`. One heading must be \"What to do now\". No HTML, pictures or tables."),
	YAML_FIELDS(ADVICE_FIELDS), .size_bytes = sizeof(AdviceFile), .keeps_node = true, .node_offset = offsetof(AdviceFile, node)};

static const struct { Str name; size_t offset; } COUNCIL_FIELDS[] = {
	{S_INIT("phone"), offsetof(Council, phone)}, {S_INIT("phone_hours"), offsetof(Council, phone_hours)},
	{S_INIT("emergency_phone"), offsetof(Council, emergency_phone)}, {S_INIT("text_phone"), offsetof(Council, text_phone)},
	{S_INIT("council"), offsetof(Council, name)}, {S_INIT("place"), offsetof(Council, place)},
};

Str advice_field(const Practice *practice, Str name)
{
	for (size_t i = 0; i < sizeof COUNCIL_FIELDS / sizeof COUNCIL_FIELDS[0]; i++)
		if (str_equal(COUNCIL_FIELDS[i].name, name)) {
			Str value = {0};
			memcpy(&value, (const char *)&practice->council + COUNCIL_FIELDS[i].offset, sizeof value);
			return value.data == NULL ? S("") : value;
		}
	if (!str_equal(name, S("answer_days")))
		return (Str){0};
	static const char DIGITS[] = "0123456789";
	int64_t days = practice->council.answer_working_days;
	return days >= 1 && days <= 9 ? (Str){.data = &DIGITS[days], .length = 1} : S("a few");
}

static Str field_of(const void *context, Str name)
{
	return advice_field(context, name);
}

/* The head (with blank lines above it, so that its lines keep their numbers) and the text below. */
static bool head_and_body(Arena *arena, Str text, Str *head, Str *body, uint32_t *body_line)
{
	size_t end = 0;
	if (!str_starts_with(text, S("---\n")) || !str_find(text, S("\n---\n"), &end))
		return false;
	*head = str_concat(arena, S("\n"), str_slice(text, 4, end + 1));
	*body = str_slice(text, end + 5, text.length);
	*body_line = 2;
	for (size_t i = 0; i < end + 1; i++)
		*body_line += text.data[i] == '\n' ? 1U : 0U;
	return true;
}

static void check_head(const Practice *practice, const AdviceFile *file, Problems *problems)
{
	const AdvicePage *page = &file->page;
	const OptionList *groups = practice_list(practice, S("advice-group"));
	const OptionList *categories = practice_list(practice, S("directory-category"));
	if (groups == NULL || option_find(groups, page->group) == NULL)
		practice_fault(problems, yaml_member(file->node, S("group")), "lists/advice-group.yaml has no %.*s.", STR_ARG(page->group));
	for (size_t i = 0; i < page->category_count; i++)
		if (categories == NULL || option_find(categories, page->categories[i]) == NULL)
			practice_fault(problems, yaml_member(file->node, S("categories")), "lists/directory-category.yaml has no %.*s.",
				STR_ARG(page->categories[i]));
	for (size_t i = 0; i < page->about_count; i++)
		if (practice_question(practice, page->about[i]) == NULL)
			practice_fault(problems, yaml_member(file->node, S("about")), "There is no question %.*s.", STR_ARG(page->about[i]));
	for (size_t i = 0; i < page->source_count; i++)
		if (!str_starts_with(page->sources[i].href, S("https://")) || !html_url_is_safe(page->sources[i].href))
			practice_fault(problems, yaml_member(file->node, S("sources")), "A source's address must begin with https://.");
	if (!str_starts_with(page->next_href, S("/")) || str_starts_with(page->next_href, S("//")))
		practice_fault(problems, yaml_member(file->node, S("next")), "The next step must be a path of ours, such as /check.");
	if (page->review_due <= page->reviewed)
		practice_fault(problems, yaml_member(file->node, S("review_due")), "The next review must be after the last.");
}

static bool says_what_to_do(Str body)
{
	return str_contains(body, S("\n## What to do now\n")) || str_starts_with(body, S("## What to do now\n"));
}

static void read_page(Practice *practice, const PracticeFile *file, Problems *problems)
{
	Arena *arena = practice->arena;
	Str head = {0};
	uint32_t line = 0;
	const YamlNode *node = NULL;
	AdviceFile *read = ARENA_NEW(arena, AdviceFile);
	Str body = {0};
	if (!head_and_body(arena, file->text, &head, &body, &line)) {
		(void)problems_add(problems, (Problem){.file = file->name, .line = 1,
			.message = S("A page of advice begins with a head between two lines of ---.")});
		return;
	}
	if (yaml_parse(arena, file->name, head, problems, &node) != STATUS_OK ||
	    yaml_read(node, &PRACTICE_ADVICE_SCHEMA, read, arena, problems) != STATUS_OK)
		return;
	AdvicePage *page = &read->page;
	page->id = str_slice(file->path, S("advice/").length, file->path.length - S(".md").length);
	page->next_words = read->next->words;
	page->next_href = read->next->href;
	page->body = body;
	check_head(practice, read, problems);
	if (!says_what_to_do(body))
		(void)problems_add(problems, (Problem){.file = file->name, .line = line,
			.message = S("A page of advice ends with what to do: a heading \"## What to do now\".")});
	if (markdown_check(arena, body, file->name, line, field_of, practice, problems) == STATUS_OK)
		(void)index_add(&practice->advice, arena, page->id, page); /* the file's name is its own */
}

void practice_read_advice(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->file_count; i++)
		if (str_starts_with(practice->files[i].path, S("advice/")))
			read_page(practice, &practice->files[i], problems);
}

static int compare_pages(const void *left_item, const void *right_item)
{
	const AdvicePage *left = *(const AdvicePage *const *)left_item;
	const AdvicePage *right = *(const AdvicePage *const *)right_item;
	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return str_compare(left->id, right->id);
}

void practice_order_advice(Practice *practice)
{
	size_t count = practice->advice.count;
	practice->advice_array = ARENA_ARRAY(practice->arena, const AdvicePage *, count + 1);
	for (size_t i = 0; i < count; i++)
		practice->advice_array[i] = practice->advice.items[i];
	if (count > 1)
		qsort(practice->advice_array, count, sizeof(const AdvicePage *), compare_pages);
}

const AdvicePage *practice_advice(const Practice *practice, Str id)
{
	return index_find(&practice->advice, id);
}

const AdvicePage *const *practice_advice_pages(const Practice *practice, size_t *count)
{
	*count = practice->advice.count;
	return practice->advice_array;
}
