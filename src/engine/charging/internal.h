/* Shared by the files of the charging engine alone: one run of the sum. */
#ifndef KITH_ENGINE_CHARGING_INTERNAL_H
#define KITH_ENGINE_CHARGING_INTERNAL_H

#include "engine/charging/charging.h"

typedef struct ChargeRun {
	Arena *arena;
	const ChargeRates *rates;
	const ChargePolicy *policy;
	const ChargeCase *person;
	Problems *problems;
	ChargeResult *result;
	bool as_community;     /* a short stay that the council charges as care at home, or any other setting */
	bool has_disability_benefit;
} ChargeRun;

/* A line that adds. The pointer is good until the next line. */
ChargeLine *charge_add(ChargeRun *run, Str label, Pence amount, Str rule);
/* A line that says what a step rests on. */
ChargeLine *charge_note(ChargeRun *run, Str label, Pence amount, Str rule);
void charge_quote(ChargeLine *line, ChargeRate rate, const RateRow *row);
void charge_work(ChargeLine *line, Str working, Pence first, Pence second, Pence third);
void charge_check(ChargeRun *run, Str check, bool holds, Str words);
void charge_lack(ChargeRun *run, Str field);

/* The rate for the case's year, or STATUS_INVALID with the problem that names it. */
Status charge_rate(ChargeRun *run, ChargeRate rate, const RateRow **out) MUST_USE;
/* The same among the benefit rates. */
Status charge_benefit_rate(ChargeRun *run, ChargeRate rate, const RateRow **out) MUST_USE;

/* Adds up what counts, tests the limits, adds the line of tariff income. */
Status charge_add_capital(ChargeRun *run) MUST_USE;
/* Adds what comes in and what of it is not counted. */
Status charge_add_income(ChargeRun *run) MUST_USE;
/* Adds what stays with the person. */
Status charge_add_allowances(ChargeRun *run) MUST_USE;

#endif
