// Returns worked out by hand: rows in few words, and what the cells are to be. They bind the program and the SQL alike.
import { readFileSync } from 'node:fs'
import path from 'node:path'

import { root } from './compare.mjs'

const fields = readFileSync(path.join(root, 'data/cld/fields.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')[0])
const columns = { council: 'LA Code', from: 'Reporting Period Start Date', to: 'Reporting Period End Date', person: 'LA Person Unique Identifier',
	born: 'Date of Birth', died: 'Date of Death', client: 'Client Type', reason: 'Primary Support Reason', home: 'Accommodation Status',
	work: 'Employment Status', event: 'Event Type', reference: 'Event Reference', start: 'Event Start Date', end: 'Event End Date',
	outcome: 'Event Outcome', route: 'Request: Route of Access', assessment: 'Assessment Type', service: 'Service Type',
	component: 'Service Component', mechanism: 'Delivery Mechanism', review: 'Review Reason', cost: 'Unit Cost',
	frequency: 'Cost Frequency (Unit Type)', units: 'Planned units per week' }

/** A file of the return. Unless said: council 001, the year 2024/25, born 14 March 1941, service user. */
export function fileOf(rows) {
	const usual = { council: '001', from: '2024-04-01', to: '2025-03-31', born: '1941-03-14', client: 'Service user' }
	const line = (row, number) => {
		const whole = { ...usual, reference: `E${number}`, ...row }
		const values = new Map(Object.entries(whole).map(([name, value]) => [columns[name], value]))
		return fields.map((field) => values.get(field) ?? '').map((value) => value.includes(',') ? `"${value}"` : value).join(',')
	}
	return [fields.join(','), ...rows.map(line)].join('\n') + '\n'
}

const request = (person, start, end, outcome = 'Progress to assessment, review or reassessment', more = {}) =>
	({ person, event: 'Request', start, end, outcome, route: 'Community / Other route', ...more })
const assessment = (person, start, end, outcome, more = {}) =>
	({ person, event: 'Assessment', start, end, outcome, assessment: 'Long term assessment', ...more })
const service = (person, start, end, kind, more = {}) => ({ person, event: 'Service', start, end, service: kind,
	outcome: end ? 'NFA: Support ended as planned' : 'Continuation of support or services', ...more })
const review = (person, start, end, more = {}) =>
	({ person, event: 'Review', start, end, outcome: 'Continuation of support or services', review: 'Planned', ...more })
const community = 'Long term support: Community'
const residential = 'Long term support: Residential care'
const reablement = 'Short term support: ST-Max'
const toCarer = 'Unpaid carer support: Direct to unpaid carer'
const leads = 'Progress to support planning or services'
const middleAged = { born: '1980-01-05' }
const learning = { ...middleAged, reason: 'Learning disability support', home: 'Owner occupier or shared ownership scheme',
	work: 'Paid: Less than 16 hours a week' }

const year = [
	// A: reablement of somebody new, in two lines six days apart, ended as planned: 2A 1 of 1
	service('A', '2024-05-03', '2024-05-20', reablement, { outcome: 'Continuation of support or services' }),
	service('A', '2024-05-26', '2024-06-10', reablement),
	// B: 44, learning disability, at work and an owner; a direct payment since before the year: 2E, 2E-LD, LTS004, 3D; reviewed.
	// 100.00 a week, written with a minus: 90 days of the last three months, 1,285.71
	service('B', '2024-01-10', '', community, { ...learning, mechanism: 'Direct payment', cost: '-100.00', frequency: 'Weekly' }),
	review('B', '2024-11-01', '2024-11-05', learning),
	// C: reablement of somebody with long term support: ST-MAX-EXISTING; 7 hours a week at 20.00, minus again: 90 days, 1,800.00;
	// no component, commissioned: community, neither part of the numerators of 3D
	service('C', '2024-02-01', '', community, { mechanism: 'CASSR commissioned support', cost: '20.00', frequency: 'Hourly', units: '-7' }),
	service('C', '2024-07-01', '2024-07-20', reablement),
	// D: moved to a care home to stay: 2C; not settled; on the last day in residential care
	service('D', '2024-06-01', '', residential, { component: 'Long term residential care' }),
	// E: the same, but there until 364 days before: no new admission, and in support on both ends of the year. F: 365 days before: a new one
	service('E', '2024-02-01', '2024-04-01', residential, { component: 'Long term residential care', from: '2024-01-01' }),
	service('E', '2025-03-31', '', residential, { component: 'Long term residential care' }),
	service('F', '2024-02-01', '2024-03-31', residential, { component: 'Long term residential care' }),
	service('F', '2025-03-31', '', residential, { component: 'Long term residential care' }),
	// G, H, I: carers with a direct payment, with a budget that names no component, with something that names nothing
	service('G', '2024-05-01', '', toCarer, { client: 'Unpaid carer', component: 'Direct payment' }),
	service('H', '2024-05-01', '', toCarer, { client: 'Unpaid carer', mechanism: 'CASSR managed personal budget' }),
	service('I', '2024-05-01', '', toCarer, { client: 'Unpaid carer known by association', ...middleAged }),
	// J: died a week before the last day: in the year, not on the last day; 31.005 is no amount, a one-off of 50.00 begun in February is
	service('J', '2024-05-01', '', community, { died: '2025-03-24', cost: '31.005', frequency: 'Weekly' }),
	service('J', '2025-02-10', '2025-02-11', 'Short term support: Ongoing low level', { died: '2025-03-24', cost: '50', frequency: 'One-off',
		component: 'Equipment' }),
]

const waits = [
	// A: assessed after 10 days, helped after 20
	request('A', '2024-04-01', '2024-04-02'), assessment('A', '2024-04-11', '2024-04-20', leads), service('A', '2024-04-21', '', community),
	// B: assessed after 14 days, and that led to nothing: the service that came later is no answer
	request('B', '2024-05-01', '2024-05-02'), assessment('B', '2024-05-15', '2024-05-20', 'NFA: Support declined'),
	service('B', '2024-07-01', '', community),
	// C: helped after 2 days, which is the response too
	request('C', '2024-05-01', '2024-05-01', 'Progress to reablement/ST-Max'), service('C', '2024-05-03', '2024-06-20', reablement),
	// D: long term support ended a month before: not new
	service('D', '2024-01-01', '2024-06-01', community), request('D', '2024-07-01', '2024-07-02'), service('D', '2024-07-10', '', community),
	// E: reablement ended three months and a day before: new, 4 days; F: three months before: not new
	service('E', '2024-04-01', '2024-04-05', reablement), request('E', '2024-07-06', '2024-07-06'), service('E', '2024-07-10', '', community),
	service('F', '2024-04-01', '2024-04-05', reablement), request('F', '2024-07-05', '2024-07-05'), service('F', '2024-07-10', '', community),
	// G: 23 years old
	request('G', '2024-05-01', '2024-05-02', leads, { born: '2000-06-02' }), service('G', '2024-05-05', '', community, { born: '2000-06-02' }),
	// H: asked again before the first was answered: one wait, 9 days and 19
	request('H', '2024-08-01', '2024-08-01'), request('H', '2024-08-05', '2024-08-06'), assessment('H', '2024-08-10', '2024-08-12', leads),
	service('H', '2024-08-20', '', community),
	// I: the first assessment led to nothing, the next one to a service: 4 days and 19
	request('I', '2024-09-01', '2024-09-02'), assessment('I', '2024-09-05', '2024-09-06', 'NFA: Other'),
	assessment('I', '2024-09-09', '2024-09-10', leads), service('I', '2024-09-20', '', community),
	// J: no further action; K: no outcome; L: in hospital: none waits
	request('J', '2024-09-01', '2024-09-02', 'NFA: Other'), service('J', '2024-09-20', '', community),
	request('K', '2024-09-01', '2024-09-02', ''), service('K', '2024-09-20', '', community),
	request('L', '2024-09-01', '2024-09-02', 'Admitted to hospital'), service('L', '2024-09-20', '', community),
	// M: 44, assessed after 7 days in words of release 1
	request('M', '2024-10-01', '2024-10-02', 'Progress to Assessment', middleAged),
	assessment('M', '2024-10-08', '2024-10-09', 'Progress to Support Planning / Services', { ...middleAged, assessment: 'Short Term Assessment' }),
	// N: a carer's request is none; equipment before it makes nobody known: 31 days into the next quarter
	request('N', '2024-12-20', '2024-12-21', leads, { client: 'Unpaid carer' }),
	service('N', '2024-04-01', '2024-12-30', 'Short term support: Ongoing low level'),
	request('N', '2024-12-31', '2024-12-31'), assessment('N', '2025-01-31', '2025-02-01', leads),
]

const day = (month, number) => new Date(Date.UTC(2024, 3 + month, number)).toISOString().slice(0, 10)
/** So many requests, assessments, services and reviews that end in the month, 0 being April 2024. */
const ends = (month, ...counts) => [request, assessment, service, review].flatMap((make, kind) =>
	Array.from({ length: counts[kind] ?? 0 }, (_, i) => {
		const person = `${month}-${kind}-${i}`
		return make === request || make === review ? make(person, day(month, 1), day(month, 2))
			: make(person, day(month, 1), day(month, 2), make === service ? community : leads)
	}))
const months = (from, to, ...counts) => Array.from({ length: to - from + 1 }, (_, i) => ends(from + i, ...counts)).flat()
const asked = 'REQUESTS | Community / Other route | Progress to assessment, review or reassessment | 001'

// 3 requests, 3 assessments, 3 services and a review a month until January, one request in February: 1 of 101 is less than 2 %.
const short = [...months(0, 9, 3, 3, 3, 1), ...ends(10, 1)]
// Twelve of the three each month; two each in August, one each in November and December: 333 altogether.
const gaps = [...months(0, 3, 12, 12, 12), ...ends(4, 5, 5, 5), ...months(5, 6, 12, 12, 12), ...months(7, 8, 1, 1, 1), ...months(9, 11, 12, 12, 12)]
// Fewer than a hundred: from May to September; somebody supported since November.
const few = [...months(1, 5, 4), service('X', '2024-11-05', '', community)]
// No month has more than two kinds of the four.
const halves = [...months(0, 5, 10, 10), ...months(6, 11, 0, 0, 10, 10)]
// Ends in April 2025, after the stated period.
const later = [...months(0, 11, 3, 3, 3, 1), ...ends(12, 9, 9, 9, 1)]

export const worked = [
	{ name: 'a year', rows: year, cells: {
		'2A | 65 and above |  | 001': [1, 1], 'ST-MAX | NFA: Support ended as planned |  | 001': [1, null],
		'ST-MAX-EXISTING | NFA: Support ended as planned |  | 001': [1, null],
		'2C | 65 and above |  | 001': [2, null], '2B | 18 to 64 |  | 001': [0, null],
		'2E | 18 to 64 |  | 001': [1, 1], '2E | 65 and above |  | 001': [0, 5], '2E-LD | 18 to 64 |  | 001': [1, 1],
		'3D-1a | Total |  | 001': [1, 2], '3D-2a | Total |  | 001': [1, 2], '3D-1b | Total |  | 001': [1, 1],
		'LTS-LAST-DAY | Residential | Unknown | 001': [3, null],
		'LTS-LAST-DAY | Community: CASSR commissioned support | Unknown | 001': [1, null],
		'LTS-LAST-DAY | Community: Direct payment | Learning disability support | 001': [1, null],
		'LTS-LAST-DAY | Community | Unknown | 001': [0, null], 'LTS | Community | Unknown | 001': [1, null],
		'LTS004-HOME | Owner occupier or shared ownership scheme |  | 001': [1, null],
		'LTS004-WORK | Paid: Less than 16 hours a week |  | 001': [1, null],
		'CARERS | Total | Direct payment | 001': [1, null], 'CARERS | Total | CASSR managed personal budget | 001': [1, null],
		'CARERS | 18 to 64 | Other support | 001': [1, null],
		'SERVICES-REVIEWED | Long term support: Community |  | 001': [1, 2], 'REVIEWED-12M | Total |  | 001': [1, 3],
		'NHS-NUMBER | Total |  | 001': [0, 10],
		'COSTS | Long term support: Community |  | 001': [128571 + 180000, 2],
		'COSTS | Short term support: Ongoing low level |  | 001': [5000, 1],
	} },
	{ name: 'a year, blank components kept', rows: year, settings: { blankComponent: 'keep' }, words: ['--blank-component', 'keep'],
		cells: { '3D-1b | Total |  | 001': [2, 2], '3D-2b | Total |  | 001': [1, 2] } },
	{ name: 'waiting times', rows: waits, cells: {
		'WAIT-RESPONSE | 65 and above | April to June | 001': [26, 3, 10],
		'WAIT-RESPONSE | 65 and above | July to September | 001': [17, 3, 4],
		'WAIT-RESPONSE | 65 and above | October to December | 001': [0, 0, null],
		'WAIT-RESPONSE | 65 and above | January to March | 001': [31, 1, 31],
		'WAIT-RESPONSE | 65 and above | Year | England': [74, 7, 9],
		'WAIT-RESPONSE | 25 to 64 | October to December | 001': [7, 1, 7],
		'WAIT-SERVICE | 65 and above | April to June | 001': [22, 2, 11],
		'WAIT-SERVICE | 65 and above | July to September | 001': [42, 3, 19],
		'WAIT-SERVICE | 65 and above | Year | 001': [64, 5, 19],
		'WAIT-SERVICE | 25 to 64 | Year | 001': [0, 0, null],
	} },
	...[['rule', 30], ['code', 30], ['stated', 31], ['coverage', 0]].map(([period, count]) => ({ name: `a file that ends in January, ${period}`,
		rows: short, settings: { period }, words: ['--period', period], cells: { [asked]: [count, null] } })),
	...[['rule', 115], ['coverage', 36]].map(([period, count]) => ({ name: `a file with gaps, ${period}`, rows: gaps, settings: { period },
		words: ['--period', period], cells: { [asked]: [count, null] } })),
	...[['rule', 1], ['code', 0]].map(([period, count]) => ({ name: `fewer than a hundred, ${period}`, rows: few, settings: { period },
		words: ['--period', period], cells: { 'LTS-LAST-DAY | Community | Unknown | 001': [count, null], [asked]: [20, null] } })),
	...[['rule', 0], ['code', 60]].map(([period, count]) => ({ name: `no month with three kinds, ${period}`, rows: halves, settings: { period },
		words: ['--period', period], cells: { [asked]: [count, null] } })),
	{ name: 'events after the stated period, year to March', rows: later, cells: { [asked]: [36, null] } },
	{ name: 'events after the stated period, imported in May', rows: later, year: '2025/26', settings: { imported: '2025-05-09' },
		words: ['--imported', '2025-05-09'], cells: { [asked]: [9, null] } },
	{ name: 'events after the stated period, not imported later', rows: later, year: '2025/26', cells: { [asked]: [0, null] } },
]
