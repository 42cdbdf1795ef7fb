// The measures of kith cld measures beside the SQL of this folder, on generated returns of every kind of fault.
// node tests/oracle/run.mjs [WORD]: TAP on standard output; nothing when WORD is not in the name of this file.
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { differences, engineCells, hasDuckDb, oracleCells, root } from './compare.mjs'
import { fileOf, worked } from './worked.mjs'

const kith = path.join(root, 'build', process.env.KITH_PRESET || 'asan', 'kith')
const word = process.argv[2] ?? ''
const kinds = ['case', 'spacing', 'release-1', 'unknown-value', 'blank', 'date-format', 'date-order', 'no-start', 'outside-period',
	'nhs-digit', 'no-nhs', 'other-event', 'component', 'no-component', 'no-mechanism', 'outcome', 'open-event', 'no-frequency',
	'number-format', 'no-birth', 'birth', 'home-unknown', 'home-conflict', 'duplicate', 'orphan', 'two-places', 'reference']
const folder = mkdtempSync(path.join(os.tmpdir(), 'kith-oracle.'))
let number = 0
let failed = 0

function generate(name, ...words) {
	const file = path.join(folder, `${name}.csv`)
	const out = openSync(file, 'w')
	execFileSync(kith, ['cld', 'generate', ...words], { stdio: ['ignore', out, 'pipe'] })
	closeSync(out)
	return file
}

function measure(files, words = [], year = '2024/25') {
	return engineCells(execFileSync(kith, ['cld', 'measures', '--year', year, '--json', ...words, ...files],
		{ maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'] }).toString())
}

async function agree(files, words = [], settings = {}) {
	const engine = measure(files, words)
	const found = differences(engine, await oracleCells(files, { year: '2024/25', ...settings }))
	for (const code of ['2A', '2B', '2C', '2E', '3D-1a', '3D-1b', 'ST-MAX', 'ST-MAX-EXISTING', 'LTS-LAST-DAY', 'LTS004-HOME', 'LTS004-WORK',
		'CARERS', 'SERVICES-REVIEWED', 'NHS-NUMBER', 'COSTS', 'WAIT-RESPONSE', 'WAIT-SERVICE'])
		if (![...engine].some(([key, [numerator]]) => key.startsWith(`${code} | `) && key.endsWith('England') && numerator > 0))
			found.push(`${code} counts nobody: nothing was compared`)
	return found
}

async function test(name, run) {
	number++
	let found
	try {
		found = await run()
	} catch (error) {
		found = [String(error.stack)]
	}
	if (found.length > 0) failed++
	console.log(`${found.length > 0 ? 'not ok' : 'ok'} ${number} - ${name}`)
	for (const line of found.slice(0, 20).join('\n').split('\n')) if (line !== '') console.log(`# ${line}`)
}

/** What was worked out by hand, in the program and in the SQL; and the two beside each other. */
async function agreeWithHand({ name, rows, cells, words = [], settings = {}, year = '2024/25' }) {
	const file = path.join(folder, `${name}.csv`)
	writeFileSync(file, fileOf(rows))
	const engine = measure([file], words, year)
	const oracle = await oracleCells([file], { year, ...settings })
	const found = differences(engine, oracle)
	const same = (a, b) => (a ?? 0) === (b ?? 0)
	for (const [who, counted] of [['the program', engine], ['the SQL', oracle]])
		for (const [key, expected] of Object.entries(cells))
			if (!expected.every((figure, place) => same(figure, counted.get(key)?.[place])))
				found.push(`${key}: ${who} says ${counted.get(key)}, by hand it is ${expected}`)
	return found
}

/** The file without the rows that end after a day. */
function cut(file, name, lastEnd) {
	const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
	const place = header.split(',').indexOf('Event End Date')
	const iso = (text) => text.split('/').reverse().join('-')
	const shorter = path.join(folder, `${name}.csv`)
	const valueOf = (row) => [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)][place]?.[1] ?? ''
	writeFileSync(shorter, [header, ...rows.filter((row) => !(iso(valueOf(row)) > lastEnd))].join('\n') + '\n')
	return shorter
}

async function runAll() {
	for (const one of worked)
		await test(`measures are what they are by hand: ${one.name}`, () => agreeWithHand(one))
	for (const kind of kinds)
		await test(`measures are those of the SQL: returns with the fault ${kind}`, () =>
			agree([generate(kind, '--councils', '2', '--people', '900', '--seed', '11', '--faults', `${kind}=150`)]))
	const all = generate('all', '--councils', '3', '--people', '2500', '--seed', '5', '--faults', 'all=30')
	await test('measures are those of the SQL: every fault at once', () => agree([all]))
	await test('measures are those of the SQL: blank components kept, case exact, a year of look-back', () =>
		agree([all], ['--blank-component', 'keep', '--case', 'exact', '--new-within', '365'],
			{ blankComponent: 'keep', ignoresCase: false, newWithin: 365 }))
	const windows = [['2024-01-01', '2024-12-31'], ['2024-04-01', '2025-03-31'], ['2024-07-01', '2025-06-30']]
	const joined = windows.map(([from, to]) => generate(`joined-${from}`, '--councils', '2', '--people', '2000', '--seed', '7',
		'--faults', 'all=20', '--from', from, '--to', to))
	await test('measures are those of the SQL: three submissions joined by quarters', () => agree(joined))
	for (const period of ['stated', 'code', 'coverage']) {
		await test(`measures are those of the SQL: every fault at once, period ${period}`, () => agree([all], ['--period', period], { period }))
		await test(`measures are those of the SQL: three submissions joined by quarters, period ${period}`, () =>
			agree(joined, ['--period', period], { period }))
	}
	const shorter = joined.map((file, place) => cut(file, `shorter-${place}`, ['2024-10-31', '2025-02-10', '2025-04-30'][place]))
	for (const period of ['rule', 'code', 'coverage'])
		await test(`measures are those of the SQL: submissions that state more than they have, period ${period}`, () =>
			agree(shorter, ['--period', period, '--imported', '2025-08-02'], { period, imported: '2025-08-02' }))
	await test('a row that is taken away moves a measure of the SQL and of the program alike', async () => {
		const clean = generate('clean', '--councils', '1', '--people', '800', '--seed', '3')
		const fewer = generate('fewer', '--councils', '1', '--people', '790', '--seed', '3')
		const moved = differences(measure([fewer]), await oracleCells([clean], { year: '2024/25' }))
		return moved.length > 0 ? [] : ['ten people fewer and no cell differs']
	})
}

if ('tests/oracle/measures'.includes(word)) {
	console.log('TAP version 13')
	if (hasDuckDb()) await runAll()
	else console.log(`ok ${++number} - measures are those of the SQL # SKIP @duckdb/node-api is not installed`)
	console.log(`1..${number}`)
}
rmSync(folder, { recursive: true })
process.exit(failed === 0 ? 0 : 1)
