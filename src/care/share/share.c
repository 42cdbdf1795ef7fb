#include "care/share/share.h"

enum { PENSION_AGE = 66, GUARANTEE_AGE = 25 }; /* as kith charge takes an age in years (docs/charging.md) */

typedef struct Sharing {
	const Care *care;
	ShareValue value;
	const void *context;
	PlanShare *share;
} Sharing;

static void lack(Sharing *sharing, Str id)
{
	const Question *question = practice_question(sharing->care->practice, id);
	if (question != NULL && sharing->share->missing_count < SHARE_MISSING_MAX)
		sharing->share->missing[sharing->share->missing_count++] = question;
}

static Str value_of(const Sharing *sharing, Str id)
{
	Str value = sharing->value(sharing->context, id);
	return str_equal(value, S("not-known")) || str_equal(value, S("not-said")) ? (Str){0} : value;
}

/* A sum on the record; one that is not there is lacking. */
static ChargeAmount sum_of(Sharing *sharing, Str id)
{
	ChargeAmount amount = {0};
	amount.given = str_to_integer(value_of(sharing, id), &amount.pence) == STATUS_OK && amount.pence >= 0;
	if (!amount.given)
		lack(sharing, id);
	return amount.given ? amount : (ChargeAmount){0};
}

/* Empty while the date of birth leaves it open. */
static Str age_of(const Sharing *sharing)
{
	PartialDate born = {0};
	Date first = DATE_NONE;
	Date last = DATE_NONE;
	if (partial_date_parse(value_of(sharing, S("birth_date")), &born) != STATUS_OK)
		return (Str){0};
	partial_date_range(born, &first, &last);
	int oldest = date_years_between(first, care_today(sharing->care));
	int youngest = date_years_between(last, care_today(sharing->care));
	if (youngest >= PENSION_AGE)
		return S("pension");
	if (oldest < GUARANTEE_AGE)
		return S("18-24");
	return youngest >= GUARANTEE_AGE && oldest < PENSION_AGE ? S("25-to-pension") : (Str){0};
}

/* A care home for good goes before a short stay, and that before help at home. */
static Str where_of(const Care *care, const PlanLine *lines, size_t count)
{
	Str where = S("home");
	for (size_t i = 0; i < count; i++) {
		const ServiceKind *kind = practice_service_kind(care->practice, lines[i].service_kind);
		bool in_a_home = kind != NULL && (str_equal(kind->setting, S("residential")) || str_equal(kind->setting, S("nursing")));
		if (!in_a_home)
			continue;
		if (!str_starts_with(kind->national_type, S("Short term")))
			return S("care-home");
		where = S("short-stay");
	}
	return where;
}

static Pence chargeable_of(const Care *care, const PlanLine *lines, size_t count)
{
	Pence weekly = 0;
	for (size_t i = 0; i < count; i++) {
		const ServiceKind *kind = practice_service_kind(care->practice, lines[i].service_kind);
		bool free = kind != NULL && (kind->free || str_starts_with(kind->national_type, S("Unpaid carer support: Direct")));
		if (str_equal(lines[i].how, S("service")) && !free)
			weekly += lines[i].weekly;
	}
	return weekly;
}

static bool is_free(const Sharing *sharing)
{
	Str chc = value_of(sharing, S("chc_status"));
	return str_equal(value_of(sharing, S("s117")), S("yes")) || str_equal(chc, S("chc")) || str_equal(chc, S("fast-track"));
}

/* Only what the rules ask after what is known: above the limit nothing but the savings. */
static CalculatorAnswers answers_of(Sharing *sharing, Str where)
{
	const Care *care = sharing->care;
	CalculatorAnswers answers = {.who = S("other"), .where = where, .age = age_of(sharing),
		.household = value_of(sharing, S("money_household")), .home = S("no"),
		.price = {.given = true, .pence = sharing->share->chargeable}};
	answers.savings = sum_of(sharing, S("money_savings"));
	if (answers.savings.given && !calculator_asks(care, &answers, STEP_INCOME))
		return answers;
	sharing->share->age_missing = str_is_empty(answers.age);
	if (str_is_empty(answers.household))
		lack(sharing, S("money_household"));
	answers.state_pension = sum_of(sharing, S("money_state_pension"));
	answers.other_pension = sum_of(sharing, S("money_other_pension"));
	answers.disability_benefit = sum_of(sharing, S("money_disability_benefit"));
	answers.other_benefit = sum_of(sharing, S("money_other_benefit"));
	if (calculator_asks(care, &answers, STEP_COSTS)) {
		answers.housing = sum_of(sharing, S("money_housing"));
		answers.disability_costs = sum_of(sharing, S("money_disability_costs"));
	}
	return answers;
}

PlanShare plan_share(const Care *care, const PlanLine *lines, size_t count, ShareValue value, const void *context)
{
	PlanShare share = {.chargeable = chargeable_of(care, lines, count)};
	Sharing sharing = {.care = care, .value = value, .context = context, .share = &share};
	if (share.chargeable == 0)
		return share;
	if (is_free(&sharing)) {
		share.kind = SHARE_FREE;
		share.council_pays = share.chargeable;
		return share;
	}
	CalculatorAnswers answers = answers_of(&sharing, where_of(care, lines, count));
	share.kind = SHARE_MISSING;
	if (share.missing_count > 0 || share.age_missing)
		return share;
	share.kind = SHARE_NOT_TO_BE_HAD;
	if (calculator_compute(care, &answers, &share.result) != STATUS_OK || !share.result.charge.is_known)
		return share;
	Pence pays = share.result.charge.weekly_contribution;
	share.kind = SHARE_FIGURE;
	share.person_pays = pays < share.chargeable ? pays : share.chargeable;
	share.council_pays = share.chargeable - share.person_pays;
	return share;
}
