/* What kith demo and kith demo plan share: their options, and the files that the planner reads. */
#ifndef KITH_CLI_DEMO_FILES_H
#define KITH_CLI_DEMO_FILES_H

#include "cli/options.h"
#include "engine/demonstration/demonstration.h"

enum { DEMO_OPTION_COUNT = 7 };
extern const CommandOption DEMO_OPTIONS[DEMO_OPTION_COUNT];

typedef struct DemoPlan {
	DemonstrationSettings settings;
	DemonstrationData *data;
	BankHolidays holidays;
} DemoPlan;

/* Reads the borough's files and the options of line; plan must stay where it is. */
Status demo_plan_load(const CommandLine *line, Arena *arena, DemoPlan *plan, Problems *problems) MUST_USE;

#endif
