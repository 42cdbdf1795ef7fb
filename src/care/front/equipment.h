/* The equipment check of the front door: what the rules of equipment.yaml say of a request's answers. */
#ifndef KITH_CARE_FRONT_EQUIPMENT_H
#define KITH_CARE_FRONT_EQUIPMENT_H

#include "care/work/work.h"
#include "practice/equipment.h"

void front_equipment(const WorkAnswers *answers, const Practice *practice, EquipmentAdvice *out);
/* The resident's words for a task; "All of it" for what belongs to none. */
Str front_task_label(const Practice *practice, Str task);
/* {"equipment":{"result":…,"lines":[…]}} for WorkSubmit.figures. */
Str front_equipment_figures(Care *care, const WorkAnswers *answers);

#endif
