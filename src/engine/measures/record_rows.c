#include "engine/measures/record_rows.h"

enum { ADULT_YEARS = 18 };

static bool ran(const MeasureLine *line)
{
	return line->ends == DATE_NONE || line->ends >= line->starts;
}

static bool is_active(const MeasureLine *line, Date from, Date to)
{
	return ran(line) && line->starts <= to && (line->ends == DATE_NONE || line->ends >= from);
}

static bool is_care_home(const MeasureLine *line)
{
	return line->kind == LINE_RESIDENTIAL || line->kind == LINE_NURSING;
}

static bool is_long_term(const MeasureLine *line)
{
	return is_care_home(line) || line->kind == LINE_COMMUNITY;
}

static int age_on(const MeasurePerson *person, Date day)
{
	return person->born == DATE_NONE || day < person->born ? -1 : date_years_between(person->born, day);
}

/* Nobody who is known to be a child. */
static bool is_adult_row(const MeasurePerson *person, Date day, MeasureRow *row)
{
	row->age = age_on(person, day);
	return row->age < 0 || row->age >= ADULT_YEARS;
}

static Str setting_code(MeasureLineKind kind)
{
	if (kind == LINE_NURSING)
		return S("nursing");
	return kind == LINE_RESIDENTIAL ? S("residential") : S("community");
}

/* Of the lines of these kinds that are active. */
static Str mechanism_of(const MeasurePerson *person, Date from, Date to, MeasureLineKind kind)
{
	size_t counts[MECHANISM_DIRECT_PAYMENT + 1] = {0};
	for (size_t i = 0; i < person->line_count; i++)
		if (person->lines[i].kind == kind && is_active(&person->lines[i], from, to))
			counts[person->lines[i].mechanism]++;
	if (counts[MECHANISM_DIRECT_PAYMENT] > 0)
		return counts[MECHANISM_MANAGED] + counts[MECHANISM_COMMISSIONED] + counts[MECHANISM_NOT_KNOWN] > 0
			? S("part-direct-payment") : S("direct-payment-only");
	if (counts[MECHANISM_MANAGED] > 0)
		return S("managed-budget");
	return counts[MECHANISM_COMMISSIONED] > 0 ? S("commissioned-only") : S("not-known");
}

bool measure_row_long_term(const MeasurePerson *person, Date from, Date to, MeasureRow *out)
{
	MeasureLineKind highest = LINE_OTHER;
	bool home_care = false;
	for (size_t i = 0; i < person->line_count; i++) {
		const MeasureLine *line = &person->lines[i];
		if (is_long_term(line) && is_active(line, from, to) && line->kind > highest)
			highest = line->kind;
		home_care = home_care || (line->home_care && is_active(line, from, to));
	}
	*out = (MeasureRow){.setting = setting_code(highest), .home_care = home_care ? S("yes") : S("no")};
	if (highest == LINE_OTHER || !is_adult_row(person, to, out))
		return false;
	out->mechanism = mechanism_of(person, from, to, LINE_COMMUNITY);
	return true;
}

bool measure_row_carer(const MeasurePerson *person, Date from, Date to, MeasureRow *out)
{
	bool any = false;
	for (size_t i = 0; i < person->line_count; i++)
		any = any || (person->lines[i].kind == LINE_CARER && is_active(&person->lines[i], from, to));
	*out = (MeasureRow){.mechanism = mechanism_of(person, from, to, LINE_CARER)};
	return any && is_adult_row(person, to, out);
}

/* Was there a care home in the year before day? A line that another follows is one stay. */
static bool had_care_home(const MeasurePerson *person, Date day)
{
	for (size_t i = 0; i < person->line_count; i++) {
		const MeasureLine *line = &person->lines[i];
		if (is_care_home(line) && ran(line) && line->starts < day &&
		    (line->ends == DATE_NONE || line->ends > day - MEASURE_ADMISSION_DAYS))
			return true;
	}
	return false;
}

bool measure_row_admission(const MeasurePerson *person, Date from, Date to, MeasureRow *out)
{
	const MeasureLine *first = NULL;
	for (size_t i = 0; i < person->line_count; i++) {
		const MeasureLine *line = &person->lines[i];
		bool starts_here = is_care_home(line) && ran(line) && line->starts >= from && line->starts <= to;
		if (starts_here && (first == NULL || line->starts < first->starts) && !had_care_home(person, line->starts))
			first = line;
	}
	if (first == NULL)
		return false;
	*out = (MeasureRow){.setting = setting_code(first->kind)};
	return is_adult_row(person, first->starts, out);
}

typedef struct Episode {
	Date starts;
	Date ends; /* DATE_NONE: still open */
} Episode;

/* The episode that holds the earliest reablement line beginning on or after from; false when there is none. */
static bool episode_next(const MeasurePerson *person, Date from, Episode *out)
{
	bool found = false;
	for (size_t i = 0; i < person->line_count; i++) {
		const MeasureLine *line = &person->lines[i];
		if (line->kind != LINE_REABLEMENT || !ran(line) || line->starts < from || (found && line->starts >= out->starts))
			continue;
		*out = (Episode){.starts = line->starts, .ends = line->ends};
		found = true;
	}
	for (bool grown = found; grown;) {
		grown = false;
		for (size_t i = 0; i < person->line_count && out->ends != DATE_NONE; i++) {
			const MeasureLine *line = &person->lines[i];
			bool joins = line->kind == LINE_REABLEMENT && ran(line) && line->starts >= out->starts &&
				line->starts <= out->ends + MEASURE_CLUSTER_GAP_DAYS;
			if (!joins || (line->ends != DATE_NONE && line->ends <= out->ends))
				continue;
			out->ends = line->ends;
			grown = true;
		}
	}
	return found;
}

static bool is_new_client(const MeasurePerson *person, const Episode *episode)
{
	for (size_t i = 0; i < person->line_count; i++) {
		const MeasureLine *line = &person->lines[i];
		if (is_long_term(line) && ran(line) && line->starts < episode->starts &&
		    (line->ends == DATE_NONE || line->ends > episode->starts - MEASURE_NEW_CLIENT_DAYS))
			return false;
	}
	return true;
}

static Str sequel_of(const MeasurePerson *person, const Episode *episode)
{
	Date last = episode->ends + MEASURE_SEQUEL_DAYS;
	bool low_level = false;
	bool short_term = false;
	if (person->died != DATE_NONE && person->died <= last)
		return S("other");
	for (size_t i = 0; i < person->line_count; i++) {
		const MeasureLine *line = &person->lines[i];
		bool follows = ran(line) && line->starts >= episode->starts && line->starts <= last &&
			(line->ends == DATE_NONE || line->ends > episode->ends);
		if (is_long_term(line) && ran(line) && line->starts <= last && (line->ends == DATE_NONE || line->ends > episode->ends))
			return S("long-term");
		/* A piece of equipment is there from the day it came: its line may end on that day. */
		low_level = low_level || (line->kind == LINE_LOW_LEVEL && ran(line) && line->starts >= episode->starts &&
			line->starts <= last);
		short_term = short_term || (line->kind == LINE_SHORT_TERM && follows);
	}
	if (short_term)
		return S("other-short-term");
	return low_level ? S("low-level") : S("none");
}

size_t measure_rows_short_term(const MeasurePerson *person, Date from, Date to, MeasureRow out[MEASURE_EPISODES_MAX])
{
	Episode episode = {0};
	size_t count = 0;
	Date after = INT32_MIN + 1;
	while (count < MEASURE_EPISODES_MAX && episode_next(person, after, &episode) && episode.ends != DATE_NONE) {
		after = episode.ends + 1;
		if (episode.ends < from || episode.ends > to)
			continue;
		out[count] = (MeasureRow){.new_client = is_new_client(person, &episode) ? S("yes") : S("no"),
			.sequel = sequel_of(person, &episode)};
		count += is_adult_row(person, episode.ends, &out[count]) ? 1U : 0U;
	}
	return count;
}

bool measure_row_discharge(const MeasurePerson *person, Date home, Str answer, Date answered, MeasureRow *out)
{
	int year = 0;
	int month = 0;
	int day = 0;
	bool tells = answered != DATE_NONE && answered >= home + MEASURE_HOME_DAYS && answered <= home + MEASURE_HOME_DAYS_LAST;
	date_split(home, &year, &month, &day);
	*out = (MeasureRow){.month = month, .home_91 = tells ? answer : (Str){0}};
	return is_adult_row(person, home, out);
}
