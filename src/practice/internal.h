/* What the files of the practice floor share while a release is being read. Nobody outside src/practice includes it. */
#ifndef KITH_PRACTICE_INTERNAL_H
#define KITH_PRACTICE_INTERNAL_H

#include "base/yaml.h"
#include "practice/practice.h"

/* One file of a release. */
typedef struct PracticeFile {
	Str path; /* within the release: questions/daily-living.yaml */
	Str name; /* as problems show it: boroughs/common/questions/daily-living.yaml */
	Str text;
} PracticeFile;

/* Things by id, in the order in which they were read. */
typedef struct PracticeIndex {
	Str *ids;
	const void **items;
	size_t *sorted; /* places in ids, by byte order of the id */
	size_t count;
	size_t capacity;
} PracticeIndex;

/* False when the id is taken; then nothing changes. */
bool index_add(PracticeIndex *index, Arena *arena, Str id, const void *item);
const void *index_find(const PracticeIndex *index, Str id);

/* A question with what is resolved later: its texts of conditions, its options. */
typedef struct QuestionEntry {
	Question question;
	const YamlNode *node;
	const YamlNode *options;
	const YamlNode *more_options;
	const YamlNode *show_if;
	const YamlNode *required_when;
	const YamlNode *bad_day_when;
	const YamlNode *propose;
	const struct RepeatFieldEntry *fields;
	size_t field_count;
	size_t graded_count; /* options that came from the list itself, in its order: graded from light to heavy */
} QuestionEntry;

/* A sentence of words/<language>.yaml. */
typedef struct WordEntry {
	Str text;
	const YamlNode *node;
} WordEntry;

typedef struct PathwayEntry {
	Pathway pathway;
	const struct PathwayFile *file;
} PathwayEntry;

struct Practice {
	Arena *arena;
	PracticeFile *files; /* by path */
	size_t file_count;
	Str bundle;
	Str hash;
	PracticeIndex lists;     /* OptionList */
	PracticeIndex questions; /* QuestionEntry */
	PracticeIndex forms;     /* Form */
	PracticeIndex pathways;  /* PathwayEntry */
	PracticeIndex letters;   /* Letter */
	PracticeIndex translations; /* TranslationFile, by "letter.language" */
	PracticeIndex letter_languages; /* LetterLanguage, by option */
	PracticeIndex words;     /* WordEntry, by "language/id" */
	Language *languages; /* language_count, English first */
	size_t language_count;
	const struct WordingFile *wording; /* may be NULL */
	const struct EquipmentFile *equipment; /* may be NULL */
	const struct WaitingFile *waiting; /* may be NULL */
	const struct CouncilPanel *panels; /* panel_count, with the file of each */
	const struct PanelFile *panel_files;
	size_t panel_count;
	const struct PowersFile *powers; /* may be NULL */
	WaitingList *waiting_lists;
	WaitingReason *waiting_reasons;
	Str waiting_questions[WAITING_QUESTIONS_MAX];
	size_t waiting_question_count;
	const struct HelplineFile *helpline; /* may be NULL */
	CallReason *call_reasons;
	OnlineStep *online_steps;
	Str call_questions[CALL_QUESTIONS_MAX];
	size_t call_question_count;
	PracticeIndex services;  /* ServiceKind */
	PracticeIndex relations; /* RelationKind */
	PracticeIndex roles;     /* PracticeRole */
	PracticeIndex national;  /* code list names and "list/code", when the release has data/cld/codes.csv */
	const Question **question_array;
	const Pathway **pathway_array;
	ServiceKind *service_array;
	PracticeRole *role_array;
	RelationKind *relation_array;
	PracticeIndex measures;  /* Measure */
	PracticeIndex advice;    /* AdvicePage */
	const AdvicePage **advice_array; /* in their order */
	struct ShippedFigure *shipped_figures;
	size_t shipped_figure_count;
	const struct ShippedFigure **shipped_order; /* by measure and year */
	RetentionRule *retention;
	size_t retention_count;
	const AllocationTable *allocation; /* may be NULL */
	ChargeRules charging;              /* rates NULL: the release has none */
	Council council;
	BankHolidays bank_holidays;
	ExpressionNames names;
};

/* The readers: each reads its files into the practice and adds what is wrong to problems. */
typedef void PracticeReader(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems);
PracticeReader practice_read_list, practice_read_questions, practice_read_form, practice_read_pathway,
	practice_read_letter, practice_read_letter_parts, practice_read_words, practice_read_services,
	practice_read_relations, practice_read_roles, practice_read_council, practice_read_allocation,
	practice_read_targets, practice_read_measures, practice_read_charging, practice_read_wording,
	practice_read_equipment, practice_read_retention, practice_read_waiting, practice_read_helpline, practice_read_panels,
	practice_read_powers, practice_read_letter_languages;

/* The checks that need everything: run in this order after all files were read. */
void practice_link_questions(Practice *practice, Problems *problems);
void practice_link_letters(Practice *practice, Problems *problems);
void practice_link_forms(Practice *practice, Problems *problems);
void practice_link_measures(Practice *practice, Problems *problems);
void practice_link_equipment(Practice *practice, Problems *problems);
void practice_link_waiting(Practice *practice, Problems *problems);
void practice_link_helpline(Practice *practice, Problems *problems);
/* Every public form and every step online has a way by phone and one face to face. Only of folders, not of bundles. */
void practice_check_ways(const Practice *practice, Problems *problems);
void practice_link_panels(Practice *practice, Problems *problems);
void practice_link_powers(Practice *practice, Problems *problems);
void practice_link_pathways(Practice *practice, Problems *problems);
/* Content, as practice_check_content: whatever is known of the person, an outcome leaves something. */
void practice_check_outcomes(const Practice *practice, Problems *problems);
void practice_check_relations(Practice *practice, Problems *problems);
void practice_check_allocation(Practice *practice, Problems *problems);
/* data/rates/ of the release, when it has all three files. */
void practice_read_rates(Practice *practice, Problems *problems);

/* Reads the files of two folders, the council's in place of common's of the same path. */
Status practice_files_read(Practice *practice, Str common_folder, Str council_folder, Problems *problems) MUST_USE;
Status practice_files_unbundle(Practice *practice, Str bundle, Problems *problems) MUST_USE;
void practice_files_bundle(Practice *practice);
/* Makes the changes of the council's <name>.changes.yaml on common's files, so that whole files are left; in common
 * itself, before the council's are read, there are none. */
void practice_changes_apply(Practice *practice, Str common_folder, Problems *problems);
void practice_changes_refuse(const Practice *practice, Problems *problems);
/* Sorted by path, so that the same files give the same bytes. */
void practice_files_sort(Practice *practice);

/* Which languages the words were read in. After all words were read. */
void practice_languages_make(Practice *practice, Problems *problems);

/* The names that conditions may use: every question, and what the record works out for itself. */
void practice_names_make(Practice *practice);
/* Reads and checks a condition that stands in node; NULL for NULL and after a problem. */
const Expression *practice_condition(Practice *practice, const YamlNode *node, Problems *problems);
/* The same over other names than the record's questions: the columns of a measure's rows. */
const Expression *practice_condition_over(Practice *practice, const YamlNode *node, const ExpressionNames *names,
	Problems *problems);
/* Both, when neither is NULL; nodes that practice_condition has taken. */
const Expression *practice_condition_both(Practice *practice, const YamlNode *first, const YamlNode *second,
	Problems *problems);

/* Is there such a code in the national list? True when the release carries no lists. */
bool practice_national_has(const Practice *practice, Str list, Str code);
/* What a team does: duty, practice, review… */
enum { PRACTICE_TEAM_KIND_COUNT = 6 };
extern const Str PRACTICE_TEAM_KINDS[PRACTICE_TEAM_KIND_COUNT];
bool practice_role_exists(const Practice *practice, Str role);

/* The pages of advice/, after lists and questions. */
void practice_read_advice(Practice *practice, Problems *problems);
void practice_order_advice(Practice *practice);
extern const YamlSchema PRACTICE_ADVICE_SCHEMA;

/* Adds a sentence at the node's place. */
void practice_fault(Problems *problems, const YamlNode *node, const char *format, ...) PRINTF_LIKE(3, 4);

extern const YamlSchema PRACTICE_OPTION_SCHEMA, PRACTICE_LIST_SCHEMA, PRACTICE_QUESTION_SCHEMA, PRACTICE_FORM_SCHEMA,
	PRACTICE_PATHWAY_SCHEMA, PRACTICE_LETTER_SCHEMA, PRACTICE_PARTS_SCHEMA, PRACTICE_TRANSLATION_SCHEMA, PRACTICE_TRANSLATED_PARTS_SCHEMA,
	PRACTICE_LETTER_LANGUAGE_SCHEMA, PRACTICE_COUNCIL_SCHEMA,
	PRACTICE_SERVICE_SCHEMA, PRACTICE_RELATION_SCHEMA, PRACTICE_ROLE_SCHEMA, PRACTICE_TARGET_SCHEMA, PRACTICE_WAITING_SCHEMA,
	PRACTICE_TABLE_SCHEMA, PRACTICE_MEASURE_SCHEMA, PRACTICE_MEASURE_SET_SCHEMA, PRACTICE_WORDING_SCHEMA,
	PRACTICE_EQUIPMENT_SCHEMA, PRACTICE_RETENTION_SCHEMA, PRACTICE_HELPLINE_SCHEMA, PRACTICE_PANEL_SCHEMA,
	PRACTICE_POWERS_SCHEMA, PRACTICE_CHANGE_SCHEMA;
/* data/measures/published.csv, when the release has it; after the measures. */
void practice_read_shipped_figures(Practice *practice, Problems *problems);
/* An option list from a node: the id of a shared list, or options of the question's own. NULL after a problem. */
const OptionList *practice_options(Practice *practice, const YamlNode *node, Problems *problems);

/* The columns of a timetable: day, from, minutes, workers, kind. */
extern const RepeatField PRACTICE_TIMETABLE_FIELDS[];
enum { PRACTICE_TIMETABLE_FIELD_COUNT = 5 };

#endif
