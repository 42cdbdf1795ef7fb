// node bench/returns.mjs FILE.csv CODES.csv THREADS: the checks of kith cld check as SQL over the same file, in DuckDB.
// Prints seconds and the counts by rule; bench/returns.sh calls it. The rules that say "our reading" are here too.
import {readFileSync} from 'node:fs';
import {DuckDBInstance} from '@duckdb/node-api';

const [file, codesFile, threads] = process.argv.slice(2);
const text = value => `'${value.replaceAll("'", "''")}'`;
const column = name => `"${name}"`;

// Enough of CSV for our own code file.
function readCodes(path) {
	const lists = new Map();
	for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
		const [list, value, release] = [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(m => m[1] ?? m[2]);
		if (list !== undefined) {
			if (!lists.has(list)) {
				lists.set(list, []);
			}
			lists.get(list).push({value, release});
		}
	}
	return lists;
}

const lists = readCodes(codesFile);
const values = (list, release) => lists.get(list).filter(code => code.release.includes(release)).map(code => code.value);
const whole = {
	'Client Type': 'client_type', 'Ethnicity': 'ethnicity', 'Primary Support Reason': 'primary_support_reason',
	'Accommodation Status': 'accommodation_status', 'Employment Status': 'employment_status',
	'Visual Impairment': 'visual_impairment', 'Hearing Impairment': 'hearing_impairment',
	'Client Funding Status': 'client_funding_status', 'Event Type': 'event_type', 'Event Outcome': 'event_outcome',
	'Service Type': 'service_type', 'Service Component': 'service_component', 'Delivery Mechanism': 'delivery_mechanism',
	'Cost Frequency (Unit Type)': 'cost_frequency',
};
const dates = ['Reporting Period Start Date', 'Reporting Period End Date', 'Date of Birth', 'Date of Death', 'Event Start Date',
	'Event End Date'];
const ofEvent = {
	Request: ['Request: Route of Access'],
	Assessment: ['Assessment Type', 'Eligible Needs Identified', 'Method of Assessment'],
	Service: ['Service Type', 'Service Component', 'Delivery Mechanism', 'Provider CQC Location Name', 'Provider CQC Location ID',
		'Unit Cost', 'Cost Frequency (Unit Type)', 'Planned units per week'],
	Review: ['Review Reason', 'Review Outcomes Achieved', 'Method of Review'],
};
const needed = ['LA Code', 'Reporting Period Start Date', 'Reporting Period End Date', 'LA Person Unique Identifier', 'Client Type',
	'Event Type', 'Event Reference', 'Event Start Date'];

const filled = name => `${column(name)} <> ''`;
const inList = (name, list, release) => `${column(name)} IN (${values(list, release).map(text).join(', ')})`;
const event = kind => `"Event Type" = ${text(kind)}`;
const digit = place => `try_cast(substr("NHS Number", ${place}, 1) AS int)`;
const nhsGood = `coalesce(regexp_full_match("NHS Number", '[0-9]{10}') AND (11 - (${[1, 2, 3, 4, 5, 6, 7, 8, 9]
	.map(place => `${11 - place} * ${digit(place)}`).join(' + ')}) % 11) % 11 = ${digit(10)}, false)`;
const count = (name, condition) => `count(*) FILTER (WHERE ${condition}) AS "${name}"`;
const sum = (name, conditions) => `${conditions.map(each => `count(*) FILTER (WHERE ${each})`).join(' + ')} AS "${name}"`;

const rules = [
	count('rows', 'true'),
	sum('code-release-1', Object.entries(whole).map(([name, list]) =>
		`${filled(name)} AND NOT ${inList(name, list, 'R2')} AND ${values(list, 'R1').length > 0 ? inList(name, list, 'R1') : 'false'}`)),
	sum('code-wrong', Object.entries(whole).map(([name, list]) =>
		`${filled(name)} AND NOT ${inList(name, list, 'R2')} AND NOT ${values(list, 'R1').length > 0 ? inList(name, list, 'R1') : 'false'}`)),
	sum('date-format', dates.map(name => `${filled(name)} AND d_${dates.indexOf(name)} IS NULL`)),
	sum('blank', [...needed.map(name => `NOT ${filled(name)}`),
		`NOT ${filled('Event End Date')} AND "Event Type" IN ('Request', 'Assessment', 'Review')`,
		`NOT ${filled('Event Outcome')} AND ("Event Type" IN ('Request', 'Review') OR (${event('Assessment')} AND
			lower("Assessment Type") <> 'financial assessment') OR (${event('Service')} AND ${filled('Event End Date')}))`,
		`${event('Request')} AND NOT ${filled('Request: Route of Access')}`, `${event('Assessment')} AND NOT ${filled('Assessment Type')}`,
		`${event('Service')} AND NOT ${filled('Service Type')}`, `${event('Service')} AND NOT ${filled('Service Component')}`,
		`${event('Review')} AND NOT ${filled('Review Reason')}`, `${event('Review')} AND NOT ${filled('Method of Review')}`,
		`${event('Review')} AND "Review Reason" LIKE 'Planned%' AND NOT ${filled('Review Outcomes Achieved')}`]),
	count('council-code', `${filled('LA Code')} AND NOT regexp_full_match("LA Code", '[0-9]{3}')`),
	count('nhs-number', `${filled('NHS Number')} AND NOT nhs_good`),
	count('nhs-number-blank', `NOT ${filled('NHS Number')}`),
	sum('amount-format', ['Unit Cost', 'Planned units per week'].map(name =>
		`${filled(name)} AND NOT regexp_full_match(${column(name)}, '-?[0-9]{1,16}[.][0-9]{2}')`)),
	sum('other-event', Object.entries(ofEvent).flatMap(([kind, names]) => names.map(name =>
		`${filled(name)} AND "Event Type" IN ('Request', 'Assessment', 'Service', 'Review') AND NOT ${event(kind)}`))),
	count('period-order', 'd_1 < d_0'), count('event-order', 'd_5 < d_4'), count('starts-after-period', 'd_4 > d_1'),
	count('ended-before-period', 'd_5 < d_0'),
	count('ends-after-period', `NOT ${event('Service')} AND d_5 > d_1 AND NOT coalesce(d_4 > d_1, false)`),
	count('born-after-event', 'd_4 < d_2'), count('death-before-birth', 'd_3 < d_2'), count('starts-after-death', 'd_4 > d_3'),
	count('ends-after-death', 'd_5 > d_3 AND NOT coalesce(d_4 > d_3, false)'), count('birth-blank', `NOT ${filled('Date of Birth')}`),
	count('under-18', `d_2 IS NOT NULL AND date_sub('year', d_2, least(coalesce(d_5, d_1), d_1)) < 18 AND NOT coalesce(d_4 < d_2, false)`),
	count('over-115', `d_2 IS NOT NULL AND date_sub('year', d_2, least(coalesce(d_5, d_1), d_1)) > 115`),
	count('outcome-open', `${event('Service')} AND NOT ${filled('Event End Date')} AND ${filled('Event Outcome')} AND
		"Event Outcome" <> 'Continuation of support or services'`),
	count('outcome-event', `(${event('Service')} AND "Event Outcome" IN ('Progress to reablement/ST-Max',
		'NFA: No services offered for other reason')) OR ("Event Type" IN ('Request', 'Assessment') AND "Event Outcome" IN
		('NFA: Support ended as planned', 'NFA: Support ended for other reason'))`),
	count('outcome-death', `"Event Outcome" = 'NFA: Deceased' AND NOT ${filled('Date of Death')}`),
	count('cost-frequency', `${event('Service')} AND ${filled('Unit Cost')} AND NOT ${filled('Cost Frequency (Unit Type)')}`),
	count('cost-units', `"Cost Frequency (Unit Type)" IN ('Per session', 'Hourly', 'Daily') AND ${filled('Unit Cost')} AND
		NOT ${filled('Planned units per week')}`),
	count('cost-zero', `${event('Service')} AND try_cast("Unit Cost" AS decimal(18, 2)) <= 0`),
	count('reference-personal', `${filled('NHS Number')} AND contains("Event Reference", "NHS Number")`),
	count('linked-self', `"Adult 1 Linked Person ID" = "LA Person Unique Identifier" AND ${filled('Adult 1 Linked Person ID')}`),
];

const source = `read_csv(${text(file)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = 'never a null')`;
const parsed = `(SELECT *, ${dates.map((name, i) => `try_strptime(${column(name)}, '%d/%m/%Y')::date AS d_${i}`).join(', ')},
	${filled('NHS Number')} AND ${nhsGood} AS nhs_good FROM ${source})`;
const person = `"LA Code" || '/' || CASE WHEN regexp_full_match("NHS Number", '[0-9]{10}') THEN "NHS Number"
	ELSE 'local/' || "LA Person Unique Identifier" END`;
const key = `hash(${person}, "Event Start Date", "Client Type", "Event Type", CASE "Event Type"
	WHEN 'Request' THEN "Event End Date" || '/' || "Request: Route of Access"
	WHEN 'Assessment' THEN "Event End Date" || '/' || "Assessment Type"
	WHEN 'Review' THEN "Event End Date"
	ELSE concat_ws('/', "Service Type", "Service Component", "Delivery Mechanism", "Unit Cost", "Cost Frequency (Unit Type)",
		"Planned units per week") END)`;

const instance = await DuckDBInstance.create(':memory:', {threads});
const connection = await instance.connect();
const began = process.hrtime.bigint();
const [counts] = (await connection.runAndReadAll(`SELECT ${rules.join(',\n')} FROM ${parsed}`)).getRowObjects();
const [twice] = (await connection.runAndReadAll(`SELECT count(*) - count(DISTINCT k) AS duplicate FROM
	(SELECT ${key} AS k FROM ${source} WHERE "Event Type" IN ('Request', 'Assessment', 'Service', 'Review'))`)).getRowObjects();
const [orphans] = (await connection.runAndReadAll(`SELECT coalesce(sum(new), 0) AS orphan FROM (SELECT ${person} AS p,
	count(*) FILTER (WHERE "Event Type" <> 'Service') AS contacts, count(*) FILTER (WHERE "Event Type" = 'Service' AND
	("Service Type" LIKE 'Long term%' OR "Service Type" = 'Short term support: ST-Max') AND
	try_strptime("Event Start Date", '%d/%m/%Y') >= try_strptime("Reporting Period Start Date", '%d/%m/%Y') + INTERVAL 91 DAY) AS new
	FROM ${source} GROUP BY p) WHERE contacts = 0`)).getRowObjects();
const [homes] = (await connection.runAndReadAll(`WITH home AS (SELECT ${person} AS p, "Provider CQC Location ID" AS provider,
	try_strptime("Event Start Date", '%d/%m/%Y') AS s, coalesce(try_strptime("Event End Date", '%d/%m/%Y'), DATE '9999-01-01') AS e,
	max(e) OVER before AS longest, arg_max(provider, e) OVER before AS other
	FROM ${source} WHERE "Service Type" IN ('Long term support: Nursing care', 'Long term support: Residential care')
	AND "Provider CQC Location ID" <> '' WINDOW before AS (PARTITION BY p ORDER BY s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
	SELECT count(*) AS overlapping FROM home WHERE other <> provider AND least(longest, e) >= s + INTERVAL 2 DAY`)).getRowObjects();
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const all = {...counts, ...twice, ...orphans, ...homes};
console.log(JSON.stringify({seconds, megabytes: process.resourceUsage().maxRSS / 1024,
	counts: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Number(value)]))}));
