/* A case of kith charge as JSON, into the engine's own words. The form is told in docs/charging.md.
 *
 * Money is pounds with at most two decimals, as a number or a text; a field that is absent or null was not given. A field
 * that is there and wrong is a problem that names it.
 */
#ifndef KITH_ENGINE_CHARGING_CASE_READ_H
#define KITH_ENGINE_CHARGING_CASE_READ_H

#include "base/json.h"
#include "engine/charging/charging.h"

/* The money questions of a contribution, and those that other kinds share with it. */
Status case_read(Arena *arena, const JsonNode *object, Problems *problems, ChargeCase *out) MUST_USE;

/* The year that a case says ("2024/25", a number, nothing), with day "on" when it has one. */
Status case_read_years(const JsonNode *object, Arena *arena, Problems *problems, ChargeCase *out) MUST_USE;
Status case_read_amount(const JsonNode *object, Str key, Problems *problems, ChargeAmount *out) MUST_USE;
/* The same, needed. */
Status case_read_needed(const JsonNode *object, Str key, Problems *problems, Pence *out) MUST_USE;
Status case_read_incomes(Arena *arena, const JsonNode *object, Problems *problems, ChargeCase *out) MUST_USE;

/* One income, capital item or pair: an object or an array [label, amount, every]. key names the field in problems. */
Status case_read_income(const JsonNode *node, Str key, Problems *problems, ChargeIncome *out) MUST_USE;
Status case_read_capital(const JsonNode *node, Str key, Problems *problems, ChargeCapital *out) MUST_USE;
Status case_read_setting(const JsonNode *node, Str key, Problems *problems, ChargeSetting *out) MUST_USE;
Status case_read_age(const JsonNode *node, Str key, Problems *problems, ChargeAge *out) MUST_USE;
Status case_read_household(const JsonNode *node, Str key, Problems *problems, ChargeHousehold *out) MUST_USE;
Status case_read_free(const JsonNode *node, Str key, Problems *problems, ChargeFree *out) MUST_USE;
Status case_refuse(const JsonNode *node, Str key, const char *expected, Problems *problems);

#endif
