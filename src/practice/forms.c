/* Forms: ordered sections of question ids, without wording of their own but titles and guidance. */
#include "practice/internal.h"

typedef struct SectionFile {
	FormSection section;
	const Str *questions;
	size_t question_count;
	const YamlNode *when;
	const YamlNode *node;
} SectionFile;

typedef struct FormFile {
	Form form;
	const SectionFile *sections;
	size_t section_count;
	const YamlNode *node;
} FormFile;

static const YamlField SECTION_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("Its own in the form; part of page addresses."), .type = YAML_TYPE_CODE,
	 .required = true, .offset = offsetof(SectionFile, section.id)},
	{.name = S_INIT("title"), .about = S_INIT("The heading."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(SectionFile, section.title), .least = 1, .most = 120},
	{.name = S_INIT("guidance"), .about = S_INIT("A sentence or two under the heading."), .type = YAML_TYPE_TEXT,
	 .offset = offsetof(SectionFile, section.guidance)},
	{.name = S_INIT("when"), .about = S_INIT("A condition; always shown when absent."), .type = YAML_TYPE_NODE,
	 .offset = offsetof(SectionFile, when)},
	{.name = S_INIT("danger"), .about = S_INIT("true: holds the danger questions of a public form and nothing else."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(SectionFile, section.danger)},
	{.name = S_INIT("questions"), .about = S_INIT("Question ids in order."), .type = YAML_TYPE_NAME, .required = true,
	 .least = 1, .most = 100, YAML_LIST_AT(SectionFile, questions, question_count)},
};

static const YamlSchema SECTION_SCHEMA = {
	.name = S_INIT("section"),
	.about = S_INIT("A part of a form."),
	YAML_FIELDS(SECTION_FIELDS),
	.size_bytes = sizeof(SectionFile),
	.keeps_node = true,
	.node_offset = offsetof(SectionFile, node),
};

static const YamlField FORM_FIELDS[] = {
	{.name = S_INIT("id"), .about = S_INIT("The file's own name."), .type = YAML_TYPE_CODE, .required = true,
	 .offset = offsetof(FormFile, form.id)},
	{.name = S_INIT("title"), .about = S_INIT("The name of the form."), .type = YAML_TYPE_TEXT, .required = true,
	 .offset = offsetof(FormFile, form.title), .least = 1, .most = 120},
	{.name = S_INIT("public"), .about = S_INIT("true: residents fill it in, one thing a page."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(FormFile, form.is_public)},
	{.name = S_INIT("asks_for_files"), .about = S_INIT("true: of a public form; photos and letters may be sent with it."),
	 .type = YAML_TYPE_BOOLEAN, .offset = offsetof(FormFile, form.asks_for_files)},
	{.name = S_INIT("sections"), .about = S_INIT("In order."), .type = YAML_TYPE_STRUCT, .required = true,
	 .members = &SECTION_SCHEMA, .least = 1, .most = 60, YAML_LIST_AT(FormFile, sections, section_count)},
};

const YamlSchema PRACTICE_FORM_SCHEMA = {
	.name = S_INIT("form"),
	.about = S_INIT("forms/<id>.yaml: what is asked in a piece of work."),
	YAML_FIELDS(FORM_FIELDS),
	.size_bytes = sizeof(FormFile),
	.keeps_node = true,
	.node_offset = offsetof(FormFile, node),
};

void practice_read_form(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	FormFile *form = ARENA_NEW(practice->arena, FormFile);
	if (yaml_read(node, &PRACTICE_FORM_SCHEMA, form, practice->arena, problems) != STATUS_OK)
		return;
	if (!str_equal(str_format(practice->arena, "forms/%.*s.yaml", STR_ARG(form->form.id)), file->path))
		practice_fault(problems, yaml_member(node, S("id")), "This form must be in the file forms/%.*s.yaml.",
			STR_ARG(form->form.id));
	(void)index_add(&practice->forms, practice->arena, form->form.id, form); /* the file's name is its own */
}

/* The place of a question in a form, over all sections; SIZE_MAX when it is not in it. */
static size_t form_place(const FormFile *form, Str id)
{
	size_t place = 0;
	for (size_t i = 0; i < form->section_count; i++)
		for (size_t j = 0; j < form->sections[i].question_count; j++, place++)
			if (str_equal(form->sections[i].questions[j], id))
				return place;
	return SIZE_MAX;
}

/* What a condition depends on must come earlier in the form, or not be in it (then it is read from the record). */
static void check_order(const FormFile *form, const Expression *condition, size_t place, const YamlNode *node,
	Problems *problems)
{
	if (condition == NULL)
		return;
	size_t count = 0;
	const Str *names = expression_names(condition, &count);
	for (size_t i = 0; i < count; i++) {
		size_t other = form_place(form, names[i]);
		if (other != SIZE_MAX && other >= place)
			practice_fault(problems, node, "This depends on %.*s, which comes later in the form.", STR_ARG(names[i]));
	}
}

static void check_danger(const FormFile *form, const SectionFile *section, const Question *question,
	const YamlNode *node, Problems *problems)
{
	if (!form->form.is_public || section->section.danger == question->danger)
		return;
	if (question->danger)
		practice_fault(problems, node, "%.*s is a danger question: in a public form it must be in a section with "
			"danger: true.", STR_ARG(question->id));
	else
		practice_fault(problems, node, "%.*s is not a danger question: it must not be in a section with danger: true.",
			STR_ARG(question->id));
}

static void link_section(Practice *practice, const FormFile *form, const SectionFile *file, FormSection *section,
	size_t *place, Problems *problems)
{
	const YamlNode *ids = yaml_member(file->node, S("questions"));
	const Question **questions = ARENA_ARRAY(practice->arena, const Question *, 2 * file->question_count);
	*section = file->section;
	section->when = practice_condition(practice, file->when, problems);
	check_order(form, section->when, *place, file->when, problems);
	for (size_t i = 0; i < file->question_count; i++, (*place)++) {
		const YamlNode *node = ids->items[i];
		const QuestionEntry *entry = index_find(&practice->questions, file->questions[i]);
		if (entry == NULL) {
			practice_fault(problems, node, "There is no question %.*s.", STR_ARG(file->questions[i]));
			continue;
		}
		if (form_place(form, file->questions[i]) != *place)
			practice_fault(problems, node, "%.*s is in this form twice.", STR_ARG(file->questions[i]));
		check_order(form, entry->question.show_if, *place, node, problems);
		check_order(form, entry->question.required_when, *place, node, problems);
		check_danger(form, file, &entry->question, node, problems);
		questions[section->question_count++] = &entry->question;
		const QuestionEntry *bad = form->form.is_public ? NULL : index_find(&practice->questions, entry->question.bad_day);
		if (bad == NULL)
			continue;
		check_order(form, bad->question.show_if, *place, node, problems);
		questions[section->question_count++] = &bad->question;
	}
	section->questions = questions;
}

void practice_link_forms(Practice *practice, Problems *problems)
{
	for (size_t i = 0; i < practice->forms.count; i++) {
		FormFile *form = (FormFile *)practice->forms.items[i];
		FormSection *sections = ARENA_ARRAY(practice->arena, FormSection, form->section_count);
		size_t place = 0;
		for (size_t j = 0; j < form->section_count; j++) {
			for (size_t k = 0; k < j; k++)
				if (str_equal(form->sections[k].section.id, form->sections[j].section.id))
					practice_fault(problems, form->sections[j].node, "There are two sections named %.*s.",
						STR_ARG(form->sections[j].section.id));
			link_section(practice, form, &form->sections[j], &sections[j], &place, problems);
		}
		form->form.sections = sections;
		form->form.section_count = form->section_count;
	}
}

bool form_asks(const Form *form, Str question)
{
	for (size_t s = 0; form != NULL && s < form->section_count; s++)
		for (size_t q = 0; q < form->sections[s].question_count; q++)
			if (str_equal(form->sections[s].questions[q]->id, question))
				return true;
	return false;
}
