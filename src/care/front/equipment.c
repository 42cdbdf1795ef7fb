/* What the equipment check found, as it is kept with what was sent: a line a finding, with the words that the person read. */
#include "care/front/equipment.h"

#include "base/json.h"

enum { FINDINGS_BYTES_MAX = 128 * 1024 };

void front_equipment(const WorkAnswers *answers, const Practice *practice, EquipmentAdvice *out)
{
	ExpressionLookup lookup = work_answers_as_lookup(answers);
	practice_equipment(practice, &lookup, out);
}

Str front_task_label(const Practice *practice, Str task)
{
	const Question *tasks = practice_question(practice, S("eq_tasks"));
	const Option *option = tasks == NULL ? NULL : option_find(tasks->options, task);
	return option == NULL ? S("All of it") : option->resident;
}

static const char *value_of(const EquipmentLine *line)
{
	static const char *const WORDS[] = {[EQUIPMENT_ADVICE] = "advice", [EQUIPMENT_FIX] = "to be fixed",
		[EQUIPMENT_ORDER] = "to be sent", [EQUIPMENT_ASK] = "somebody asks", [EQUIPMENT_VISIT] = "somebody looks first",
		[EQUIPMENT_URGENT] = "call today"};
	return line->withheld ? "waits for a look" : WORDS[line->kind];
}

Str front_equipment_figures(Care *care, const WorkAnswers *answers)
{
	EquipmentAdvice advice;
	Buffer text = buffer_make(care->arena, FINDINGS_BYTES_MAX);
	JsonWriter json = json_writer_make(&text);
	front_equipment(answers, care->practice, &advice);
	json_write_object_begin(&json);
	json_write_key(&json, S("equipment"));
	json_write_object_begin(&json);
	json_write_member_text(&json, S("result"), equipment_kind_code(advice.kind));
	json_write_key(&json, S("lines"));
	json_write_array_begin(&json);
	for (size_t i = 0; i < advice.count; i++) {
		const EquipmentLine *line = &advice.lines[i];
		json_write_object_begin(&json);
		json_write_member_text(&json, S("label"), front_task_label(care->practice, line->task));
		json_write_member_text(&json, S("value"), line->item == NULL ? str_from_c(value_of(line))
			: str_format(care->arena, "%.*s: %s", STR_ARG(line->item->label), value_of(line)));
		json_write_member_text(&json, S("rule"), line->words);
		json_write_object_end(&json);
	}
	json_write_array_end(&json);
	json_write_object_end(&json);
	json_write_object_end(&json);
	return buffer_str(&text);
}
