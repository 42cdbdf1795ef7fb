/* What tests and the benchmark of charging share: the shipped rates, and one case answered and compared. */
#ifndef KITH_TESTS_CHARGING_TEST_H
#define KITH_TESTS_CHARGING_TEST_H

#include "engine/charging/cases.h"

/* The files of data/, read from the folder that tests run in. Ends the process when they are not right. */
ChargeRules charging_rules(Arena *arena);
Str charging_read_file(Arena *arena, const char *path);
/* The answer to one case as a tree. */
const JsonNode *charging_answer(const ChargeRules *rules, Arena *arena, Str text);
/* Runs every case of a file; each key of "expected" must be in the result, equal; {"error": FIELD} expects an error that
 * names the field. Prints each difference. Returns how many cases there were; *wrong counts the different ones. */
size_t charging_run_file(const ChargeRules *rules, const char *path, size_t *wrong);

#endif
