// What kith cld measures says beside what the SQL of this folder says of the same files, cell by cell.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = path.dirname(fileURLToPath(import.meta.url))
export const root = path.resolve(here, '../..')

export function hasDuckDb() {
	try {
		createRequire(import.meta.url).resolve('@duckdb/node-api')
		return true
	} catch {
		return false
	}
}

const text = (value) => `'${String(value).replaceAll("'", "''")}'`
const cellKey = (measure, group, part, council) => [measure, group, part, council].join(' | ')

/** The cells that the SQL finds in the files: Map of key to [numerator, denominator, median of days or null]. */
export async function oracleCells(files, { year, blankComponent = 'drop', ignoresCase = true, newWithin = 91, period = 'rule', imported }) {
	const { DuckDBInstance } = await import('@duckdb/node-api')
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
	const connection = await instance.connect()
	const options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', null_padding = false"
	const from = Number(year.slice(0, 4))
	for (const [name, file] of [['codes', 'codes.csv'], ['release_1', 'release1.csv']])
		await connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_csv(${text(path.join(root, 'data/cld', file))}, ${options})`)
	await connection.run(`CREATE TABLE setting AS SELECT DATE '${from}-04-01' AS year_from, DATE '${from + 1}-03-31' AS year_to,
		${ignoresCase} AS ignores_case, ${blankComponent === 'keep'} AS blank_component_counts, ${newWithin} AS new_within_days,
		${text(period)} AS period, ${imported ? `DATE ${text(imported)}` : 'CAST(NULL AS DATE)'} AS imported`)
	for (const [place, file] of files.entries()) {
		const rows = `SELECT ${place + 1} AS file_number, row_number() OVER () AS row_number, * FROM read_csv(${text(file)}, ${options})`
		await connection.run(place === 0 ? `CREATE TABLE raw AS ${rows}` : `INSERT INTO raw BY NAME ${rows}`)
	}
	const sql = ['cld_measures.sql', 'cld_activity.sql', 'cld_waiting.sql'].map((name) => readFileSync(path.join(here, name), 'utf8'))
	for (const statement of sql.join('\n').split(/;\s*$/m))
		if (statement.replace(/--.*$/gm, '').trim() !== '') await connection.run(statement)
	const reader = await connection.runAndReadAll(`SELECT c.measure, c.group_name, c.part, c.council, c.numerator, c.denominator,
		m.days FROM cell c LEFT JOIN middle_wait m ON m.measure = c.measure AND m.band = c.group_name AND m.part = c.part
		AND m.council = c.council`)
	const number = (value) => value === null ? null : Number(value)
	return new Map(reader.getRows().map(([measure, group, part, council, ...figures]) =>
		[cellKey(measure, group, part, council), figures.map(number)]))
}

/** The cells of `kith cld measures --json`. */
export function engineCells(json) {
	return new Map(JSON.parse(json).cells
		.map((cell) => [cellKey(cell.measure, cell.group, cell.part, cell.council),
			[cell.numerator, cell.denominator, cell.measure.startsWith('WAIT-') ? Number(cell.value) : null]]))
}

/** Every cell in which the two differ, as a line. A cell that one of them leaves out counts as nothing of nothing. */
export function differences(engine, oracle) {
	const lines = []
	const same = (a, b) => (a ?? 0) === (b ?? 0)
	for (const key of new Set([...engine.keys(), ...oracle.keys()])) {
		const [numerator, denominator, middle] = engine.get(key) ?? [0, 0, 0]
		const [expected, expectedOf, expectedMiddle] = oracle.get(key) ?? [0, 0, 0]
		if (!same(numerator, expected) || !same(denominator, expectedOf) || !same(middle, expectedMiddle))
			lines.push(`${key}: ${numerator} of ${denominator} (${middle}), the SQL says ${expected} of ${expectedOf} (${expectedMiddle})`)
	}
	return lines.sort()
}
