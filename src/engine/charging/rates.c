/* Rates by name and year: what is found, and what is said when it is not. Reading the files stands in rates_load.c. */
#include "engine/charging/rates.h"

#include <assert.h>

static const Str NAMES[CHARGE_RATE_COUNT] = {
	[RATE_ATTENDANCE_ALLOWANCE_HIGHER] = S_INIT("attendance_allowance_higher"),
	[RATE_ATTENDANCE_ALLOWANCE_LOWER] = S_INIT("attendance_allowance_lower"),
	[RATE_BASIC_STATE_PENSION_FULL] = S_INIT("basic_state_pension_full"),
	[RATE_CAPITAL_LIMIT_LOWER] = S_INIT("capital_limit_lower"),
	[RATE_CAPITAL_LIMIT_UPPER] = S_INIT("capital_limit_upper"),
	[RATE_CAPITAL_SALE_EXPENSES_PERCENT] = S_INIT("capital_sale_expenses_percent"),
	[RATE_CARERS_ALLOWANCE] = S_INIT("carers_allowance"),
	[RATE_DISABILITY_BENEFIT_LINK_DAYS] = S_INIT("disability_benefit_link_days"),
	[RATE_DISABILITY_BENEFIT_STOP_DAYS] = S_INIT("disability_benefit_stop_days"),
	[RATE_DLA_CARE_HIGHEST] = S_INIT("dla_care_highest"),
	[RATE_DLA_CARE_LOWEST] = S_INIT("dla_care_lowest"),
	[RATE_DLA_CARE_MIDDLE] = S_INIT("dla_care_middle"),
	[RATE_DLA_MOBILITY_HIGHER] = S_INIT("dla_mobility_higher"),
	[RATE_DLA_MOBILITY_LOWER] = S_INIT("dla_mobility_lower"),
	[RATE_DPA_DISPOSABLE_INCOME_ALLOWANCE] = S_INIT("dpa_disposable_income_allowance"),
	[RATE_DPA_EQUITY_LIMIT_PERCENT] = S_INIT("dpa_equity_limit_percent"),
	[RATE_DPA_EQUITY_REVIEW_PERCENT] = S_INIT("dpa_equity_review_percent"),
	[RATE_DPA_INTEREST_MARGIN_OVER_GILT] = S_INIT("dpa_interest_margin_over_gilt"),
	[RATE_DPA_INTEREST_RATE_MAX] = S_INIT("dpa_interest_rate_max"),
	[RATE_EQUIPMENT_FREE_MOST] = S_INIT("equipment_free_most"),
	[RATE_MIG_CARER_PREMIUM] = S_INIT("mig_carer_premium"),
	[RATE_MIG_CHILD_EACH] = S_INIT("mig_child_each"),
	[RATE_MIG_COUPLE_MEMBER_18_PLUS] = S_INIT("mig_couple_member_18_plus"),
	[RATE_MIG_COUPLE_MEMBER_PCA] = S_INIT("mig_couple_member_pca"),
	[RATE_MIG_DISABILITY_PREMIUM_COUPLE] = S_INIT("mig_disability_premium_couple"),
	[RATE_MIG_DISABILITY_PREMIUM_SINGLE] = S_INIT("mig_disability_premium_single"),
	[RATE_MIG_ENHANCED_DISABILITY_PREMIUM_COUPLE] = S_INIT("mig_enhanced_disability_premium_couple"),
	[RATE_MIG_ENHANCED_DISABILITY_PREMIUM_SINGLE] = S_INIT("mig_enhanced_disability_premium_single"),
	[RATE_MIG_LONE_PARENT_18_PLUS] = S_INIT("mig_lone_parent_18_plus"),
	[RATE_MIG_SINGLE_18_24] = S_INIT("mig_single_18_24"),
	[RATE_MIG_SINGLE_25_TO_PCA] = S_INIT("mig_single_25_to_pca"),
	[RATE_MIG_SINGLE_PCA] = S_INIT("mig_single_pca"),
	[RATE_MIG_TOTAL_SINGLE_18_24_WITH_DP_AND_EDP] = S_INIT("mig_total_single_18_24_with_dp_and_edp"),
	[RATE_MIG_TOTAL_SINGLE_25_TO_PCA_WITH_DP_AND_EDP] = S_INIT("mig_total_single_25_to_pca_with_dp_and_edp"),
	[RATE_NEW_STATE_PENSION_FULL] = S_INIT("new_state_pension_full"),
	[RATE_NHS_FUNDED_NURSING_CARE_STANDARD] = S_INIT("nhs_funded_nursing_care_standard"),
	[RATE_PENSION_CREDIT_CARER_ADDITION] = S_INIT("pension_credit_carer_addition"),
	[RATE_PENSION_CREDIT_SAVINGS_CREDIT_THRESHOLD_COUPLE] = S_INIT("pension_credit_savings_credit_threshold_couple"),
	[RATE_PENSION_CREDIT_SAVINGS_CREDIT_THRESHOLD_SINGLE] = S_INIT("pension_credit_savings_credit_threshold_single"),
	[RATE_PENSION_CREDIT_SEVERE_DISABILITY_ADDITION_ONE] = S_INIT("pension_credit_severe_disability_addition_one"),
	[RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_COUPLE] = S_INIT("pension_credit_standard_minimum_guarantee_couple"),
	[RATE_PENSION_CREDIT_STANDARD_MINIMUM_GUARANTEE_SINGLE] = S_INIT("pension_credit_standard_minimum_guarantee_single"),
	[RATE_PENSION_PASSED_TO_PARTNER_PERCENT] = S_INIT("pension_passed_to_partner_percent"),
	[RATE_PERSONAL_EXPENSES_ALLOWANCE] = S_INIT("personal_expenses_allowance"),
	[RATE_PIP_DAILY_LIVING_ENHANCED] = S_INIT("pip_daily_living_enhanced"),
	[RATE_PIP_DAILY_LIVING_STANDARD] = S_INIT("pip_daily_living_standard"),
	[RATE_PIP_MOBILITY_ENHANCED] = S_INIT("pip_mobility_enhanced"),
	[RATE_PIP_MOBILITY_STANDARD] = S_INIT("pip_mobility_standard"),
	[RATE_PROPERTY_DISREGARD_AGAIN_WEEKS] = S_INIT("property_disregard_again_weeks"),
	[RATE_PROPERTY_DISREGARD_WEEKS] = S_INIT("property_disregard_weeks"),
	[RATE_REABLEMENT_FREE_WEEKS] = S_INIT("reablement_free_weeks"),
	[RATE_SAVINGS_CREDIT_DISREGARD_COUPLE_MAX] = S_INIT("savings_credit_disregard_couple_max"),
	[RATE_SAVINGS_CREDIT_DISREGARD_SINGLE_MAX] = S_INIT("savings_credit_disregard_single_max"),
	[RATE_TARIFF_INCOME_PER_STEP] = S_INIT("tariff_income_per_step"),
	[RATE_TARIFF_INCOME_STEP] = S_INIT("tariff_income_step"),
	[RATE_WAR_WIDOWS_DISREGARD] = S_INIT("war_widows_disregard"),
};

Str rate_name(ChargeRate rate)
{
	assert(rate < CHARGE_RATE_COUNT);
	return NAMES[rate];
}

Status rate_from_name(Str name, ChargeRate *out)
{
	for (size_t i = 0; i < CHARGE_RATE_COUNT; i++)
		if (str_equal(NAMES[i], name)) {
			*out = (ChargeRate)i;
			return STATUS_OK;
		}
	return STATUS_NOT_FOUND;
}

Status rates_find(const ChargeRates *rates, ChargeRate rate, ChargeYears years, const RateRow **out)
{
	*out = NULL;
	if (rates->always[rate].present) {
		*out = &rates->always[rate];
		return STATUS_OK;
	}
	for (int year = years.first; year <= years.last; year++) {
		if (year < CHARGE_YEAR_FIRST || year > CHARGE_YEAR_LAST)
			continue;
		const RateRow *row = &rates->years[rate][year - CHARGE_YEAR_FIRST];
		if (!row->present)
			continue;
		if (*out != NULL && (*out)->amount != row->amount) {
			*out = NULL;
			return STATUS_NOT_FOUND;
		}
		*out = row;
	}
	return *out == NULL ? STATUS_NOT_FOUND : STATUS_OK;
}

Status rates_find_half(const ChargeRates *rates, Date day, const RateRow **out)
{
	int year = 0;
	int month = 0;
	int month_day = 0;
	date_split(day, &year, &month, &month_day);
	*out = NULL;
	if (year < CHARGE_YEAR_FIRST || year > CHARGE_YEAR_LAST)
		return STATUS_NOT_FOUND;
	const RateRow *row = &rates->halves[2 * (year - CHARGE_YEAR_FIRST) + (month > 6 ? 1 : 0)];
	if (!row->present)
		return STATUS_NOT_FOUND;
	*out = row;
	return STATUS_OK;
}

Status rates_missing(const ChargeRates *rates, ChargeRate rate, ChargeYears years, Problems *problems)
{
	bool any = false;
	for (int year = years.first; year <= years.last; year++)
		any = any || (year >= CHARGE_YEAR_FIRST && year <= CHARGE_YEAR_LAST
			&& rates->years[rate][year - CHARGE_YEAR_FIRST].present);
	Problem place = {.field = S("year")};
	Str words = str_is_empty(years.words) ? S("a case without a year") : years.words;
	if (any)
		return problems_add_format(problems, place, "The rate %.*s has different amounts within %.*s: say which financial "
			"year it is, such as 2024/25.", STR_ARG(NAMES[rate]), STR_ARG(words));
	return problems_add_format(problems, place, "The rate %.*s is not on file for %.*s: add a row to data/rates/rates.csv.",
		STR_ARG(NAMES[rate]), STR_ARG(words));
}

static bool is_kind(Str name, Str kind)
{
	/* Most kinds begin with another letter. */
	if (name.length < kind.length || name.data[0] != kind.data[0])
		return false;
	return str_equal(name, kind)
		|| (str_starts_with(name, kind) && name.length > kind.length && name.data[kind.length] == '_');
}

static bool holds_on(Date from, Date to, Date on)
{
	return on == DATE_NONE || ((from == DATE_NONE || from <= on) && (to == DATE_NONE || on <= to));
}

const IncomeKind *rates_income_kind(const ChargeRates *rates, Str name, Date on)
{
	const IncomeKind *best = NULL;
	for (size_t i = 0; i < rates->income_count; i++) {
		const IncomeKind *kind = &rates->incomes[i];
		if (is_kind(name, kind->kind) && holds_on(kind->from, kind->to, on)
		    && (best == NULL || kind->kind.length > best->kind.length))
			best = kind;
	}
	return best;
}

const CapitalKind *rates_capital_kind(const ChargeRates *rates, Str name, Date on)
{
	const CapitalKind *best = NULL;
	for (size_t i = 0; i < rates->capital_count; i++) {
		const CapitalKind *kind = &rates->capitals[i];
		if (is_kind(name, kind->kind) && holds_on(kind->from, kind->to, on)
		    && (best == NULL || kind->kind.length > best->kind.length))
			best = kind;
	}
	return best;
}

/* The next run of digits in *rest, with what stood before it; 0 digits at the end. */
static Str take_number(Str *rest, Str *before)
{
	size_t from = 0;
	while (from < rest->length && (rest->data[from] < '0' || rest->data[from] > '9'))
		from++;
	size_t to = from;
	while (to < rest->length && rest->data[to] >= '0' && rest->data[to] <= '9')
		to++;
	Str number = str_slice(*rest, from, to);
	*before = str_slice(*rest, 0, from);
	*rest = str_slice(*rest, to, rest->length);
	return number;
}

static bool is_range_mark(Str text)
{
	Str trimmed = str_trim(text);
	return str_equal(trimmed, S("/")) || str_equal(trimmed, S("-")) || str_equal(trimmed, S("to"))
		|| str_equal(trimmed, S("\xE2\x80\x93"));
}

static bool is_open_ended(Str rest)
{
	return str_starts_with(rest, S("+")) || str_contains(rest, S("later")) || str_contains(rest, S("onwards"));
}

Status charge_years_parse(Str words, ChargeYears *out)
{
	Str rest = words;
	Str before = {0};
	Str first = take_number(&rest, &before);
	while (first.length != 4 && first.length > 0)
		first = take_number(&rest, &before);
	*out = (ChargeYears){.first = CHARGE_YEAR_FIRST, .last = CHARGE_YEAR_LAST, .words = words};
	int64_t from = 0;
	if (first.length != 4 || str_to_integer(first, &from) != STATUS_OK)
		return STATUS_OK;
	Str after = rest;
	Str second = take_number(&after, &before);
	int64_t to = 0;
	bool is_range = (second.length == 2 || second.length == 4) && is_range_mark(before)
		&& str_to_integer(second, &to) == STATUS_OK;
	if (is_range && second.length == 2)
		to += from / 100 * 100;
	if (from < CHARGE_YEAR_FIRST || from > CHARGE_YEAR_LAST || (is_range && (to <= from || to > CHARGE_YEAR_LAST + 1)))
		return STATUS_INVALID;
	/* "2024/25" begins in 2024; "2016-18" may be any that begins in those years; a bare 2024 lies in two of them. */
	out->first = is_range || is_open_ended(rest) ? (int)from : (int)from - 1;
	out->last = !is_range ? (int)from : to == from + 1 ? (int)from : (int)to;
	if (is_open_ended(is_range ? after : rest))
		out->last = CHARGE_YEAR_LAST;
	out->first = out->first < CHARGE_YEAR_FIRST ? CHARGE_YEAR_FIRST : out->first;
	out->last = out->last > CHARGE_YEAR_LAST ? CHARGE_YEAR_LAST : out->last;
	return STATUS_OK;
}

ChargeYears charge_year_starting(Arena *arena, int year)
{
	return (ChargeYears){.first = year, .last = year, .words = str_format(arena, "%d/%02d", year, (year + 1) % 100)};
}

Date charge_year_begins(int year)
{
	Date day = DATE_NONE;
	Status status = date_make(year, 4, 6, &day);
	assert(status == STATUS_OK);
	return status == STATUS_OK ? day : DATE_NONE;
}

Date benefit_year_begins(int year)
{
	Date day = charge_year_begins(year);
	return day + (7 - (int)date_weekday(day)) % 7;
}

int charge_year_on(Date day)
{
	int year = 0;
	int month = 0;
	int month_day = 0;
	date_split(day, &year, &month, &month_day);
	return day < charge_year_begins(year) ? year - 1 : year;
}

int benefit_year_on(Date day)
{
	int year = 0;
	int month = 0;
	int month_day = 0;
	date_split(day, &year, &month, &month_day);
	return day < benefit_year_begins(year) ? year - 1 : year;
}
