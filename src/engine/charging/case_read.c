#include "engine/charging/case_read.h"

typedef struct Word {
	Str word;
	int value;
} Word;

Status case_refuse(const JsonNode *node, Str key, const char *expected, Problems *problems)
{
	Problem place = json_place(node);
	place.field = key;
	Str found = node == NULL || str_is_empty(node->text) ? json_kind_words(node) : node->text;
	return problems_add_format(problems, place, "Expected %s, not %.*s.", expected, STR_ARG(found));
}

static bool is_absent(const JsonNode *node)
{
	return node == NULL || node->kind == JSON_NULL;
}

/* "Care home" and "care-home" are care_home. */
static bool is_word(Str text, Str word)
{
	if (text.length != word.length)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char letter = text.data[i];
		letter = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
		letter = letter == ' ' || letter == '-' ? '_' : letter;
		if (letter != word.data[i])
			return false;
	}
	return true;
}

static bool find_word(const JsonNode *node, const Word *words, size_t count, int *out)
{
	for (size_t i = 0; node->kind == JSON_TEXT && i < count; i++)
		if (is_word(str_trim(node->text), words[i].word)) {
			*out = words[i].value;
			return true;
		}
	return false;
}

Status case_read_amount(const JsonNode *object, Str key, Problems *problems, ChargeAmount *out)
{
	const JsonNode *node = json_member(object, key);
	Pence pence = 0;
	if (is_absent(node))
		return STATUS_OK;
	if (json_money(node, &pence) != STATUS_OK || pence < 0 || pence > CHARGE_AMOUNT_MAX)
		return case_refuse(node, key, "pounds, not below nought, with at most two decimals", problems);
	*out = (ChargeAmount){.given = true, .pence = pence};
	return STATUS_OK;
}

Status case_read_needed(const JsonNode *object, Str key, Problems *problems, Pence *out)
{
	ChargeAmount amount = {0};
	Status status = case_read_amount(object, key, problems, &amount);
	if (status == STATUS_OK && !amount.given)
		return case_refuse(json_member(object, key), key, "pounds, for this kind needs it", problems);
	*out = amount.pence;
	return status;
}

static Status read_optional(const JsonNode *object, Str key, Problems *problems, Pence *out)
{
	ChargeAmount amount = {.pence = *out};
	Status status = case_read_amount(object, key, problems, &amount);
	*out = amount.pence;
	return status;
}

Status case_read_setting(const JsonNode *node, Str key, Problems *problems, ChargeSetting *out)
{
	static const Word WORDS[] = {
		{S_INIT("community"), CHARGE_COMMUNITY}, {S_INIT("home"), CHARGE_COMMUNITY}, {S_INIT("own_home"), CHARGE_COMMUNITY},
		{S_INIT("home_care"), CHARGE_COMMUNITY}, {S_INIT("live_in_care"), CHARGE_COMMUNITY},
		{S_INIT("extra_care"), CHARGE_COMMUNITY}, {S_INIT("supported_living"), CHARGE_COMMUNITY},
		{S_INIT("shared_lives"), CHARGE_COMMUNITY}, {S_INIT("direct_payment"), CHARGE_COMMUNITY},
		{S_INIT("day_care"), CHARGE_COMMUNITY}, {S_INIT("any"), CHARGE_COMMUNITY},
		{S_INIT("community+respite"), CHARGE_COMMUNITY}, {S_INIT("other"), CHARGE_COMMUNITY},
		{S_INIT("care_home"), CHARGE_CARE_HOME}, {S_INIT("care_home_permanent"), CHARGE_CARE_HOME},
		{S_INIT("residential"), CHARGE_CARE_HOME}, {S_INIT("residential_care"), CHARGE_CARE_HOME},
		{S_INIT("nursing_home"), CHARGE_CARE_HOME}, {S_INIT("nursing"), CHARGE_CARE_HOME},
		{S_INIT("domiciliary"), CHARGE_COMMUNITY}, {S_INIT("domiciliary_care"), CHARGE_COMMUNITY},
		{S_INIT("non_residential"), CHARGE_COMMUNITY}, {S_INIT("sheltered_housing"), CHARGE_COMMUNITY},
		{S_INIT("care_home_respite"), CHARGE_CARE_HOME_TEMPORARY},
		{S_INIT("care_home_temporary"), CHARGE_CARE_HOME_TEMPORARY},
		{S_INIT("care_home_short_stay"), CHARGE_CARE_HOME_TEMPORARY}, {S_INIT("short_stay"), CHARGE_CARE_HOME_TEMPORARY},
		{S_INIT("respite"), CHARGE_CARE_HOME_TEMPORARY}, {S_INIT("temporary"), CHARGE_CARE_HOME_TEMPORARY},
	};
	int value = 0;
	if (!find_word(node, WORDS, sizeof WORDS / sizeof WORDS[0], &value))
		return case_refuse(node, key, "a setting: community, care_home, care_home_temporary (or home_care, extra_care, "
			"supported_living, shared_lives, direct_payment, short_stay)", problems);
	*out = (ChargeSetting)value;
	return STATUS_OK;
}

Status case_read_household(const JsonNode *node, Str key, Problems *problems, ChargeHousehold *out)
{
	static const Word WORDS[] = {
		{S_INIT("single"), CHARGE_SINGLE}, {S_INIT("alone"), CHARGE_SINGLE}, {S_INIT("lone_parent"), CHARGE_SINGLE},
		{S_INIT("couple"), CHARGE_COUPLE}, {S_INIT("partner"), CHARGE_COUPLE}, {S_INIT("married"), CHARGE_COUPLE},
		{S_INIT("unknown"), CHARGE_HOUSEHOLD_UNKNOWN},
	};
	int value = 0;
	if (!find_word(node, WORDS, sizeof WORDS / sizeof WORDS[0], &value))
		return case_refuse(node, key, "single or couple", problems);
	*out = (ChargeHousehold)value;
	return STATUS_OK;
}

Status case_read_free(const JsonNode *node, Str key, Problems *problems, ChargeFree *out)
{
	static const Word WORDS[] = {
		{S_INIT("none"), CHARGE_NOT_FREE}, {S_INIT("reablement"), CHARGE_FREE_REABLEMENT},
		{S_INIT("intermediate_care"), CHARGE_FREE_REABLEMENT}, {S_INIT("section_117"), CHARGE_FREE_SECTION_117},
		{S_INIT("equipment"), CHARGE_FREE_EQUIPMENT}, {S_INIT("nhs"), CHARGE_FREE_NHS}, {S_INIT("cjd"), CHARGE_FREE_CJD},
		{S_INIT("assessment"), CHARGE_FREE_ASSESSMENT}, {S_INIT("carer"), CHARGE_FREE_CARER},
	};
	int value = 0;
	if (!find_word(node, WORDS, sizeof WORDS / sizeof WORDS[0], &value))
		return case_refuse(node, key, "a free service: reablement, intermediate_care, section_117, equipment, nhs, cjd, "
			"assessment, carer, none", problems);
	*out = (ChargeFree)value;
	return STATUS_OK;
}

/* Years of age to a band; between 60 and 65 pension age depends on when somebody was born. */
static ChargeAge band_of(int64_t years)
{
	if (years >= 66)
		return CHARGE_AGE_PCA;
	if (years >= 60 || years < 18)
		return CHARGE_AGE_UNKNOWN;
	return years < 25 ? CHARGE_AGE_18_24 : CHARGE_AGE_25_TO_PCA;
}

Status case_read_age(const JsonNode *node, Str key, Problems *problems, ChargeAge *out)
{
	static const Word WORDS[] = {
		{S_INIT("18_24"), CHARGE_AGE_18_24}, {S_INIT("25_pca"), CHARGE_AGE_25_TO_PCA}, {S_INIT("pca+"), CHARGE_AGE_PCA},
		{S_INIT("pca"), CHARGE_AGE_PCA}, {S_INIT("pension_age"), CHARGE_AGE_PCA}, {S_INIT("unknown"), CHARGE_AGE_UNKNOWN},
		{S_INIT("18+"), CHARGE_AGE_UNKNOWN}, {S_INIT("18_pca"), CHARGE_AGE_UNKNOWN},
		{S_INIT("working_age"), CHARGE_AGE_UNKNOWN}, {S_INIT("any"), CHARGE_AGE_UNKNOWN},
	};
	int value = 0;
	int64_t low = 0;
	int64_t high = 0;
	if (find_word(node, WORDS, sizeof WORDS / sizeof WORDS[0], &value)) {
		*out = (ChargeAge)value;
		return STATUS_OK;
	}
	Str text = str_trim(node->text);
	Str first = {0};
	bool open = str_ends_with(text, S("+"));
	Str rest = open ? str_slice(text, 0, text.length - 1) : text;
	bool fits = (node->kind == JSON_TEXT || node->kind == JSON_NUMBER) && str_next(&rest, '-', &first)
		&& str_to_integer(first, &low) == STATUS_OK && low >= 16 && low <= 130;
	high = low;
	if (fits && !str_is_empty(rest))
		fits = str_to_integer(rest, &high) == STATUS_OK && high >= low && high <= 130;
	if (!fits)
		return case_refuse(node, key, "an age group: 18-24, 25-pca or pca+", problems);
	*out = band_of(low) == band_of(open ? 130 : high) ? band_of(low) : CHARGE_AGE_UNKNOWN;
	return STATUS_OK;
}

static Status read_every(const JsonNode *node, Str key, Problems *problems, ChargeEvery *out)
{
	static const Word WORDS[] = {
		{S_INIT("week"), CHARGE_WEEK}, {S_INIT("weekly"), CHARGE_WEEK}, {S_INIT("fortnight"), CHARGE_FORTNIGHT},
		{S_INIT("fortnightly"), CHARGE_FORTNIGHT}, {S_INIT("2_weeks"), CHARGE_FORTNIGHT},
		{S_INIT("4_weeks"), CHARGE_FOUR_WEEKS}, {S_INIT("four_weeks"), CHARGE_FOUR_WEEKS},
		{S_INIT("4_weekly"), CHARGE_FOUR_WEEKS}, {S_INIT("four_weekly"), CHARGE_FOUR_WEEKS}, {S_INIT("month"), CHARGE_MONTH},
		{S_INIT("monthly"), CHARGE_MONTH}, {S_INIT("quarter"), CHARGE_QUARTER}, {S_INIT("quarterly"), CHARGE_QUARTER},
		{S_INIT("year"), CHARGE_YEAR}, {S_INIT("yearly"), CHARGE_YEAR}, {S_INIT("annual"), CHARGE_YEAR},
	};
	int value = CHARGE_WEEK;
	if (!is_absent(node) && !find_word(node, WORDS, sizeof WORDS / sizeof WORDS[0], &value))
		return case_refuse(node, key, "how often: week, fortnight, 4_weeks, month, quarter or year", problems);
	*out = (ChargeEvery)value;
	return STATUS_OK;
}

static Status read_label(const JsonNode *node, Str key, Problems *problems, Str *out)
{
	if (node == NULL || node->kind != JSON_TEXT || str_is_empty(str_trim(node->text)) || node->text.length > 200)
		return case_refuse(node, key, "a name of 1 to 200 bytes", problems);
	*out = str_trim(node->text);
	return STATUS_OK;
}

static Status read_pence(const JsonNode *node, Str key, Problems *problems, ChargeAmount *out)
{
	if (is_absent(node))
		return STATUS_OK;
	if (json_money(node, &out->pence) != STATUS_OK || out->pence < 0 || out->pence > CHARGE_AMOUNT_MAX)
		return case_refuse(node, key, "pounds, not below nought, with at most two decimals", problems);
	out->given = true;
	return STATUS_OK;
}

static Status read_owners(const JsonNode *object, Problems *problems, int64_t *out)
{
	bool joint = false;
	if (json_read_truth(object, S("joint"), JSON_OPTIONAL, problems, &joint) != STATUS_OK)
		return STATUS_INVALID;
	*out = joint ? 2 : 1;
	return json_read_integer(object, S("owners"), JSON_OPTIONAL, 1, CHARGE_OWNERS_MAX, problems, out);
}

Status case_read_income(const JsonNode *node, Str key, Problems *problems, ChargeIncome *out)
{
	*out = (ChargeIncome){.owners = 1};
	if (node->kind == JSON_ARRAY && node->count >= 1 && node->count <= 3) {
		if (read_label(&node->items[0], key, problems, &out->kind) != STATUS_OK
		    || (node->count > 1 && read_pence(&node->items[1], key, problems, &out->amount) != STATUS_OK))
			return STATUS_INVALID;
		return node->count > 2 ? read_every(&node->items[2], key, problems, &out->every) : STATUS_OK;
	}
	if (node->kind != JSON_OBJECT)
		return case_refuse(node, key, "[name, amount], [name, amount, how often] or an object", problems);
	ChargeAmount tax = {0};
	if (read_label(json_member(node, S("kind")), S("kind"), problems, &out->kind) != STATUS_OK
	    || case_read_amount(node, S("amount"), problems, &out->amount) != STATUS_OK
	    || case_read_amount(node, S("tax"), problems, &tax) != STATUS_OK
	    || read_every(json_member(node, S("every")), S("every"), problems, &out->every) != STATUS_OK
	    || read_owners(node, problems, &out->owners) != STATUS_OK
	    || json_read_truth(node, S("partners"), JSON_OPTIONAL, problems, &out->is_partners) != STATUS_OK
	    || json_read_truth(node, S("passes_half"), JSON_OPTIONAL, problems, &out->passes_half) != STATUS_OK)
		return STATUS_INVALID;
	out->tax = tax.pence;
	return STATUS_OK;
}

Status case_read_capital(const JsonNode *node, Str key, Problems *problems, ChargeCapital *out)
{
	ChargeAmount amount = {0};
	ChargeAmount secured = {0};
	*out = (ChargeCapital){.owners = 1, .since = DATE_NONE};
	if (node->kind == JSON_ARRAY && node->count == 2) {
		if (read_label(&node->items[0], key, problems, &out->kind) != STATUS_OK
		    || read_pence(&node->items[1], key, problems, &amount) != STATUS_OK)
			return STATUS_INVALID;
		out->amount = amount.pence;
		return STATUS_OK;
	}
	if (node->kind != JSON_OBJECT)
		return case_refuse(node, key, "[name, amount] or an object", problems);
	if (read_label(json_member(node, S("kind")), S("kind"), problems, &out->kind) != STATUS_OK
	    || case_read_needed(node, S("amount"), problems, &out->amount) != STATUS_OK
	    || case_read_amount(node, S("secured"), problems, &secured) != STATUS_OK
	    || read_owners(node, problems, &out->owners) != STATUS_OK
	    || json_read_truth(node, S("partners"), JSON_OPTIONAL, problems, &out->is_partners) != STATUS_OK
	    || json_read_truth(node, S("sale_expenses"), JSON_OPTIONAL, problems, &out->sale_expenses) != STATUS_OK
	    || json_read_date(node, S("since"), JSON_OPTIONAL, problems, &out->since) != STATUS_OK)
		return STATUS_INVALID;
	out->secured = secured.pence;
	return STATUS_OK;
}

/* The array of key, at most CHARGE_ITEMS_MAX; NULL when it is not given. */
static Status find_list(const JsonNode *object, Str key, Problems *problems, const JsonNode **out)
{
	const JsonNode *node = json_member(object, key);
	*out = is_absent(node) ? NULL : node;
	if (*out != NULL && (node->kind != JSON_ARRAY || node->count > CHARGE_ITEMS_MAX))
		return case_refuse(node, key, "an array of at most 60", problems);
	return STATUS_OK;
}

Status case_read_incomes(Arena *arena, const JsonNode *object, Problems *problems, ChargeCase *out)
{
	const JsonNode *list = NULL;
	if (find_list(object, S("income"), problems, &list) != STATUS_OK)
		return STATUS_INVALID;
	if (list == NULL)
		return STATUS_OK;
	ChargeIncome *incomes = ARENA_ARRAY(arena, ChargeIncome, list->count + 1);
	Status status = STATUS_OK;
	for (size_t i = 0; i < list->count; i++)
		if (case_read_income(&list->items[i], S("income"), problems, &incomes[i]) != STATUS_OK)
			status = STATUS_INVALID;
	out->incomes = incomes;
	out->income_count = list->count;
	return status;
}

/* Names with weekly amounts: [name, amount] or [name, amount, how often]. */
static Status read_pairs(Arena *arena, const JsonNode *object, Str key, Problems *problems, const ChargeDisregard **out,
	size_t *count)
{
	const JsonNode *list = NULL;
	if (find_list(object, key, problems, &list) != STATUS_OK)
		return STATUS_INVALID;
	if (list == NULL)
		return STATUS_OK;
	ChargeDisregard *pairs = ARENA_ARRAY(arena, ChargeDisregard, list->count + 1);
	Status status = STATUS_OK;
	for (size_t i = 0; i < list->count; i++) {
		ChargeIncome income = {0};
		if (case_read_income(&list->items[i], key, problems, &income) != STATUS_OK)
			status = STATUS_INVALID;
		else if (!income.amount.given)
			status = case_refuse(&list->items[i], key, "an amount beside the name", problems);
		pairs[i] = (ChargeDisregard){.label = income.kind, .amount = charge_weekly(income.amount.pence, income.every)};
	}
	*out = pairs;
	*count = list->count;
	return status;
}

static Status read_capitals(Arena *arena, const JsonNode *object, Problems *problems, ChargeCase *out)
{
	const JsonNode *list = NULL;
	if (case_read_amount(object, S("capital"), problems, &out->capital) != STATUS_OK
	    || find_list(object, S("capital_items"), problems, &list) != STATUS_OK)
		return STATUS_INVALID;
	if (list == NULL)
		return STATUS_OK;
	ChargeCapital *items = ARENA_ARRAY(arena, ChargeCapital, list->count + 1);
	Status status = STATUS_OK;
	for (size_t i = 0; i < list->count; i++)
		if (case_read_capital(&list->items[i], S("capital_items"), problems, &items[i]) != STATUS_OK)
			status = STATUS_INVALID;
	out->capitals = items;
	out->capital_count = list->count;
	return status;
}

/* Joint capital without a share of the person's own beside it: equal shares. */
static Status read_joint(Arena *arena, const JsonNode *object, Problems *problems, ChargeCase *out)
{
	ChargeAmount joint = {0};
	int64_t owners = 2;
	if (case_read_amount(object, S("capital_joint"), problems, &joint) != STATUS_OK
	    || json_read_integer(object, S("owners"), JSON_OPTIONAL, 1, CHARGE_OWNERS_MAX, problems, &owners) != STATUS_OK)
		return STATUS_INVALID;
	if (!joint.given || out->capital.given || out->capital_count > 0)
		return STATUS_OK;
	ChargeCapital *item = ARENA_NEW(arena, ChargeCapital);
	*item = (ChargeCapital){.kind = S("joint capital"), .amount = joint.pence, .owners = owners, .since = DATE_NONE};
	out->capitals = item;
	out->capital_count = 1;
	return STATUS_OK;
}

Status case_read_years(const JsonNode *object, Arena *arena, Problems *problems, ChargeCase *out)
{
	const JsonNode *node = json_member(object, S("year"));
	out->on = DATE_NONE;
	if (json_read_date(object, S("on"), JSON_OPTIONAL, problems, &out->on) != STATUS_OK)
		return STATUS_INVALID;
	if (is_absent(node) && out->on != DATE_NONE) {
		out->years = charge_year_starting(arena, charge_year_on(out->on));
		out->benefits = charge_year_starting(arena, benefit_year_on(out->on));
		return STATUS_OK;
	}
	bool fits = is_absent(node) || node->kind == JSON_TEXT || node->kind == JSON_NUMBER;
	if (!fits || charge_years_parse(is_absent(node) ? (Str){0} : node->text, &out->years) != STATUS_OK)
		return case_refuse(node, S("year"), "a financial year such as 2024/25", problems);
	out->benefits = out->years;
	return STATUS_OK;
}

static Status read_premiums(const JsonNode *object, Problems *problems, ChargeCase *out)
{
	const JsonNode *list = NULL;
	if (find_list(object, S("premiums"), problems, &list) != STATUS_OK)
		return STATUS_INVALID;
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		Str name = json_text(&list->items[i]);
		if (is_word(name, S("disability")))
			out->disability_premium = true;
		else if (is_word(name, S("enhanced_disability")))
			out->enhanced_disability_premium = true;
		else if (is_word(name, S("carer")))
			out->carer_premium = true;
		else
			return case_refuse(&list->items[i], S("premiums"), "disability, enhanced_disability or carer", problems);
	}
	if (json_read_truth(object, S("disability_premium"), JSON_OPTIONAL, problems, &out->disability_premium) != STATUS_OK
	    || json_read_truth(object, S("enhanced_disability_premium"), JSON_OPTIONAL, problems,
		&out->enhanced_disability_premium) != STATUS_OK)
		return STATUS_INVALID;
	return json_read_truth(object, S("carer_premium"), JSON_OPTIONAL, problems, &out->carer_premium);
}

static Status read_who(const JsonNode *object, Problems *problems, ChargeCase *out)
{
	const JsonNode *setting = json_member(object, S("setting"));
	const JsonNode *age = json_member(object, S("age_group"));
	const JsonNode *partner = json_member(object, S("partner_age_group"));
	const JsonNode *household = json_member(object, S("household"));
	if (is_absent(setting))
		return case_refuse(setting, S("setting"), "where the care is: community, care_home or care_home_temporary", problems);
	if (case_read_setting(setting, S("setting"), problems, &out->setting) != STATUS_OK
	    || (!is_absent(age) && case_read_age(age, S("age_group"), problems, &out->age) != STATUS_OK)
	    || (!is_absent(partner) && case_read_age(partner, S("partner_age_group"), problems, &out->partner_age) != STATUS_OK)
	    || (!is_absent(household) && case_read_household(household, S("household"), problems, &out->household) != STATUS_OK)
	    || json_read_integer(object, S("children"), JSON_OPTIONAL, 0, CHARGE_CHILDREN_MAX, problems, &out->children)
		!= STATUS_OK
	    || json_read_integer(object, S("stay_days"), JSON_OPTIONAL, 0, 36600, problems, &out->stay_days) != STATUS_OK)
		return STATUS_INVALID;
	return read_premiums(object, problems, out);
}

/* Amounts that may be given, by name and place. */
static Status read_amounts(const JsonNode *object, Problems *problems, ChargeCase *out)
{
	struct { Str key; ChargeAmount *amount; } given[] = {
		{S("capital_lower"), &out->capital_lower}, {S("capital_upper"), &out->capital_upper}, {S("mig"), &out->mig},
		{S("pea"), &out->pea}, {S("dre"), &out->dre}, {S("percent_of_disposable"), &out->percent},
		{S("minimum_charge"), &out->minimum}, {S("maximum_charge"), &out->maximum}, {S("max_contribution"), &out->maximum},
		{S("care_cost"), &out->cost}, {S("personal_budget"), &out->budget}, {S("partner_income"), &out->partner_income},
		{S("couple_personal_allowance"), &out->couple_allowance},
	};
	struct { Str key; Pence *pence; } plain[] = {
		{S("notional_capital"), &out->notional}, {S("pea_extra"), &out->pea_extra},
		{S("housing_costs"), &out->housing_costs}, {S("local_extras"), &out->local_extras},
		{S("nhs_funded_nursing"), &out->nhs_nursing}, {S("equipment_cost"), &out->equipment_cost},
		{S("partner_housing_share"), &out->partner_housing},
	};
	Status status = STATUS_OK;
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		if (case_read_amount(object, given[i].key, problems, given[i].amount) != STATUS_OK)
			status = STATUS_INVALID;
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (read_optional(object, plain[i].key, problems, plain[i].pence) != STATUS_OK)
			status = STATUS_INVALID;
	if (status == STATUS_OK && out->percent.pence > 10000)
		return case_refuse(json_member(object, S("percent_of_disposable")), S("percent_of_disposable"), "0 to 100 per cent",
			problems);
	if (status == STATUS_OK && out->capital_lower.given && out->capital_upper.given
	    && out->capital_lower.pence > out->capital_upper.pence)
		return case_refuse(json_member(object, S("capital_lower")), S("capital_lower"), "a limit not above capital_upper",
			problems);
	return status;
}

static Status read_conditions(const JsonNode *object, Problems *problems, ChargeCase *out)
{
	const JsonNode *service = json_member(object, S("free_service"));
	bool disclosed = true;
	if ((!is_absent(service) && case_read_free(service, S("free_service"), problems, &out->free_service) != STATUS_OK)
	    || json_read_integer(object, S("free_service_days"), JSON_OPTIONAL, 0, 36600, problems, &out->free_service_days)
		!= STATUS_OK
	    || json_read_truth(object, S("night_care"), JSON_OPTIONAL, problems, &out->night_care) != STATUS_OK
	    || json_read_truth(object, S("light_touch"), JSON_OPTIONAL, problems, &out->light_touch) != STATUS_OK
	    || json_read_truth(object, S("provisional"), JSON_OPTIONAL, problems, &out->is_provisional) != STATUS_OK
	    || json_read_truth(object, S("disclosed"), JSON_OPTIONAL, problems, &disclosed) != STATUS_OK)
		return STATUS_INVALID;
	out->not_disclosed = !disclosed;
	return STATUS_OK;
}

Status case_read(Arena *arena, const JsonNode *object, Problems *problems, ChargeCase *out)
{
	*out = (ChargeCase){.on = DATE_NONE};
	size_t before = problems->total;
	Status parts[] = {
		case_read_years(object, arena, problems, out),
		read_who(object, problems, out),
		case_read_incomes(arena, object, problems, out),
		read_pairs(arena, object, S("disregards"), problems, &out->disregards, &out->disregard_count),
		read_pairs(arena, object, S("dre_items"), problems, &out->dre_items, &out->dre_item_count),
		read_capitals(arena, object, problems, out),
		read_amounts(object, problems, out),
		read_conditions(object, problems, out),
	};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i] != STATUS_OK || problems->total != before)
			return STATUS_INVALID;
	return read_joint(arena, object, problems, out);
}
