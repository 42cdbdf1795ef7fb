/* The reference of the files, written from the tables that read them, so that it cannot differ from them. */
#include "practice/internal.h"
#include "practice/letters.h"

static const YamlSchema *const SCHEMAS[] = {&PRACTICE_CHANGE_SCHEMA, &PRACTICE_COUNCIL_SCHEMA, &PRACTICE_ROLE_SCHEMA,
	&PRACTICE_RELATION_SCHEMA,
	&PRACTICE_SERVICE_SCHEMA, &PRACTICE_TARGET_SCHEMA, &PRACTICE_RETENTION_SCHEMA, &PRACTICE_WAITING_SCHEMA,
	&PRACTICE_HELPLINE_SCHEMA, &PRACTICE_PANEL_SCHEMA, &PRACTICE_POWERS_SCHEMA,
	&PRACTICE_LIST_SCHEMA, &PRACTICE_QUESTION_SCHEMA,
	&PRACTICE_WORDING_SCHEMA, &PRACTICE_FORM_SCHEMA, &PRACTICE_PATHWAY_SCHEMA, &PRACTICE_LETTER_SCHEMA, &PRACTICE_PARTS_SCHEMA,
	&PRACTICE_TABLE_SCHEMA, &PRACTICE_MEASURE_SET_SCHEMA, &PRACTICE_EQUIPMENT_SCHEMA, &CHARGE_POLICY_SCHEMA,
	&PRACTICE_ADVICE_SCHEMA};

void practice_write_reference(Buffer *out)
{
	for (size_t i = 0; i < sizeof SCHEMAS / sizeof SCHEMAS[0]; i++)
		yaml_document(SCHEMAS[i], out);
	buffer_add(out, S("## Fields of letters\n\n"));
	letter_fields_document(out);
}
