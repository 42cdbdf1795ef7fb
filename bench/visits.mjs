// How good the plans of kith visits solve are, against the best known values that came with the public instances.
//
//   node bench/visits.mjs [--quick] [--share 0.5] [--only unified] [--shard 1/3] [--seeds 5] [--kith build/release/kith]
//
// Prints a line an instance (seconds, cost of the median seed, gap to the best known value, least and most gap over the
// seeds) and a summary a family and size. --quick: one seed and short times, three minutes in all. --share: so much of
// the seconds that are promised. --only: one family. Instances are read from
// $KITH_REFERENCE (../shared/reference unless set); without them it says so and ends with 1.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const words = process.argv.slice(2)
const option = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise)
const quick = words.includes('--quick')
const kith = option('--kith', 'build/release/kith')
const [shard, shards] = option('--shard', '1/1').split('/').map(Number)
const share = Number(option('--share', '1'))
const seeds = quick ? 1 : Number(option('--seeds', '5'))
const folder = join(process.env.KITH_REFERENCE ?? '../shared/reference', 'hhcrsp')
if (!existsSync(join(folder, 'best-known.csv'))) {
	console.error(`bench: no instances under ${folder}; set KITH_REFERENCE`)
	process.exit(1)
}

// The seconds that the figures of docs/visits.md are promised for.
const secondsOf = (patients) => (patients <= 25 ? 1 : patients <= 100 ? 60 : patients <= 300 ? 120 : 180)
const cells = (line) => [...line.matchAll(/(?:"([^"]*)"|([^,]*))(?:,|$)/g)].map(([, quoted, plain]) => quoted ?? plain)
const rows = (path) => readFileSync(path, 'utf8').trim().split('\n').slice(1).map(cells)
const classic = rows(join(folder, 'best-known.csv')).map(([file, family, patients, , , best]) => ({
	file, family, folder, patients: Number(patients), best: Number(best), seconds: secondsOf(Number(patients)) }))
const unified = rows(join(folder, 'uhhc', 'best-known.csv')).map(([file, patients, , best, , , , seconds]) => ({
	file, family: 'unified', folder: join(folder, 'uhhc'), patients: Number(patients), best: Number(best),
	seconds: Math.ceil(Number(seconds)) }))
const only = option('--only', '')
const mine = [...classic, ...unified].filter(({ family }) => only === '' || family === only).filter((_, i) => i % shards === shard - 1)

const scratch = mkdtempSync(join(tmpdir(), 'visits-'))
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)]
const percent = (gap) => `${gap >= 0 ? '+' : ''}${gap.toFixed(2)} %`
const summary = new Map()
console.log('instance                          seconds      cost       gap   least and most')
for (const instance of mine) {
	const seconds = quick ? Math.min(instance.seconds, 5) : Math.max(1, Math.round(share * instance.seconds))
	const costs = []
	for (let seed = 1; seed <= seeds; seed++) {
		const text = execFileSync(kith, ['visits', 'solve', join(instance.folder, 'instances', instance.file), '--seconds', String(seconds),
			'--seed', String(seed), '--threads', '2', '--out', join(scratch, 'plan.json')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
		costs.push(JSON.parse(text).cost)
	}
	const gaps = costs.map((cost) => 100 * (cost / instance.best - 1))
	const group = `${instance.family} ${instance.patients}`
	summary.set(group, [...(summary.get(group) ?? []), median(gaps)])
	console.log(`${instance.file.padEnd(34)}${String(seconds).padStart(7)}${median(costs).toFixed(1).padStart(10)}` +
		`${percent(median(gaps)).padStart(10)}   ${percent(Math.min(...gaps))} ${percent(Math.max(...gaps))}`)
}
for (const [group, gaps] of summary)
	console.log(`${group.padEnd(34)} mean gap ${percent(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length)} over ${gaps.length}`)
rmSync(scratch, { recursive: true })
