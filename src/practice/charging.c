/* charging.yaml and data/rates: what a charge is worked out with (engine/charging). A release without rates has none. */
#include "practice/internal.h"

void practice_read_charging(Practice *practice, const PracticeFile *file, const YamlNode *node, Problems *problems)
{
	(void)node; /* the engine reads its own file; the loader has parsed it to say what is wrong with the text */
	Status status = policies_load(practice->arena, file->name, file->text, problems, &practice->charging.policies);
	(void)status; /* counted in problems */
}

void practice_read_rates(Practice *practice, Problems *problems)
{
	ChargeRateFiles files = {.rates_name = S("data/rates/rates.csv"), .incomes_name = S("data/rates/income.csv"),
		.capitals_name = S("data/rates/capital.csv")};
	ChargeRates *rates = NULL;
	if (practice_file_text(practice, files.rates_name, &files.rates) != STATUS_OK
	    || practice_file_text(practice, files.incomes_name, &files.incomes) != STATUS_OK
	    || practice_file_text(practice, files.capitals_name, &files.capitals) != STATUS_OK)
		return;
	if (rates_load(practice->arena, &files, problems, &rates) == STATUS_OK)
		practice->charging.rates = rates;
}
