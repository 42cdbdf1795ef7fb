/* The pages of the public calculator: one question a page, then what somebody might pay. They keep nothing. */
#ifndef KITH_CARE_FRONT_PAGE_CALCULATOR_H
#define KITH_CARE_FRONT_PAGE_CALCULATOR_H

#include "care/charging/charging.h"
#include "web/request.h"

void page_calculator(const Request *request, Response *response);
void page_calculator_post(const Request *request, Response *response);

/* For the two files of the pages. One answer of the form; money fields stand with how often they come. */
typedef struct CalculatorField {
	const char *name;
	CalculatorStep step;
	const char *const *choices; /* codes of a choice, NULL at the end; NULL for money */
	size_t offset;              /* into CalculatorAnswers: a Str or a ChargeAmount */
	bool has_every;
	bool required;
} CalculatorField;

extern const CalculatorField CALCULATOR_FIELDS[];
extern const size_t CALCULATOR_FIELD_COUNT;

void page_calculator_result(const Request *request, Response *response, const CalculatorAnswers *answers);
/* Every answer so far as a hidden field, but those of one step. */
void page_calculator_carry(Html *out, const Request *request, CalculatorStep but);

#endif
