// A home care provider fails: how soon there is a first answer, what is covered, and how much of the rest stays as it was.
//
//   node bench/visits_replan.mjs [--seeds 3] [--kith build/release/kith]
//
// Two places are invented by seed, in Kith's own form: a day of 300 visits, and a week of 3,400 visits to about 212 people
// (one provider of three fails each time). A line each: visits, visits lost, covered, milliseconds to the first answer, seconds for
// the whole, share of the other visits that keep carer and time, carers a person before and after.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const words = process.argv.slice(2)
const option = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise)
const kith = option('--kith', 'build/release/kith')
const seeds = Number(option('--seeds', '3'))

const randomFrom = (seed) => () => {
	seed = (seed + 0x6d2b79f5) | 0
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const PARTS = [['07:00', '10:00'], ['11:30', '13:30'], ['16:00', '18:00'], ['19:00', '21:30']]
const PATTERNS = [[0], [0, 3], [0, 1, 3], [0, 1, 2, 3], [0, 2], [1]]
const PROVIDERS = ['North Care', 'Riverside', 'Hearth']

// carers: so many for the morning and as many for the evening. No real person or provider.
const invent = (seed, people, carers, days) => {
	const random = randomFrom(seed)
	const below = (n) => Math.floor(random() * n)
	const place = () => [51.46 + random() * 0.06, 0.25 + random() * 0.17]
	const dates = Array.from({ length: days }, (_, i) => `2026-11-${23 + i}`)
	return {
		week: { from: '2026-11-23', days },
		carers: Array.from({ length: carers * 2 }, (_, i) => ({
			id: `c${i}`, provider: PROVIDERS[i % 3], home: place(), mode: ['drive', 'drive', 'cycle', 'walk'][below(4)],
			abilities: ['personal', ...(random() < 0.7 ? ['medication'] : [])], max_week_minutes: 2400,
			// Five days of seven, not the same five for all.
			shifts: dates.filter((_, day) => days === 1 || (day + i) % 7 < 5).map((day) => (i < carers
				? { day, start: '06:45', end: '14:15' } : { day, start: '15:30', end: '22:15' })),
		})),
		clients: Array.from({ length: people }, (_, i) => {
			const both = random() < 0.12
			return {
				id: `p${i}`, location: place(), risk: below(10),
				visits: PATTERNS[below(PATTERNS.length)].map((part) => ({
					id: `v${part}`, days: days === 1 ? dates : ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: PARTS[part][0], until: PARTS[part][1],
					required_services: [{ service: random() < 0.3 ? 'medication' : 'personal', duration: [15, 30, 30, 45][below(4)] },
						...(both ? [{ service: 'personal', duration: 30 }] : [])],
					...(both ? { synchronization: { type: 'simultaneous' } } : {}),
				})),
			}
		}),
	}
}

const scratch = mkdtempSync(join(tmpdir(), 'visits-'))
const problem = join(scratch, 'problem.json')
const before = join(scratch, 'before.json')
const after = join(scratch, 'after.json')
// An exit of 1 says that not everything can be covered; the report is there all the same.
const run = (line) => {
	try {
		return execFileSync(kith, ['visits', ...line], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 })
	} catch (error) {
		if (error.status !== 1 || error.stdout === '')
			throw error
		return error.stdout
	}
}
const carersEach = (path) => {
	const seen = new Map()
	for (const route of JSON.parse(readFileSync(path, 'utf8')).routes)
		for (const stop of route.locations)
			if (stop.service !== 'lunch_break') {
				const person = stop.patient.split('/')[0]
				seen.set(person, (seen.get(person) ?? new Set()).add(route.caregiver_id))
			}
	return ([...seen.values()].reduce((sum, carers) => sum + carers.size, 0) / seen.size).toFixed(1)
}

console.log('place             seed visits  lost covered  first ms  seconds   kept    carers a person')
for (const [name, people, carers, days, search] of [['day of 300', 125, 34, 1, 10], ['week of 3,400', 212, 62, 7, 60]])
	for (let seed = 1; seed <= seeds; seed++) {
		writeFileSync(problem, JSON.stringify(invent(seed, people, carers, days)))
		run(['solve', problem, '--seconds', String(search), '--seed', String(seed), '--out', before])
		const began = Date.now()
		const report = JSON.parse(run(['replan', problem, before, '--lose-provider', 'Hearth', '--seconds', '5', '--out', after]))
		const seconds = (Date.now() - began) / 1000
		const visits = JSON.parse(readFileSync(before, 'utf8')).routes.reduce((sum, route) => sum + route.locations.length, 0)
		console.log(`${name.padEnd(18)}${String(seed).padStart(4)}${String(visits).padStart(7)}${String(report.lost_visits).padStart(6)}` +
			`${String(report.covered).padStart(8)}${String(report.first_answer_milliseconds).padStart(10)}${seconds.toFixed(1).padStart(9)}` +
			`${(100 * report.kept_as_they_were / report.other_visits).toFixed(1).padStart(6)} %    ${carersEach(before)} and ${carersEach(after)}`)
	}
rmSync(scratch, { recursive: true })
