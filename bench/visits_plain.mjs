// Plans of single visits in hard windows, without anything that two carers do together: the problem that VROOM solves.
//
//   node bench/visits_plain.mjs [--seeds 3] [--kith build/release/kith]
//
// Each visit of a classic instance stands alone, windows are hard, travel is all that counts. Beside VROOM 1.15-dev, level 5, two
// threads, in the seconds that it took: its figures were measured once with the same instances on two cores of the same kind and
// are not measured again here. Kith has those seconds, whole ones and at least one.
// A line each: seconds, our travel (median, least and most of the seeds), VROOM's, the difference.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const words = process.argv.slice(2)
const option = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise)
const kith = option('--kith', 'build/release/kith')
const seeds = Number(option('--seeds', '3'))
const folder = join(process.env.KITH_REFERENCE ?? '../shared/reference', 'hhcrsp', 'instances')
if (!existsSync(folder)) {
	console.error(`bench: no instances under ${folder}; set KITH_REFERENCE`)
	process.exit(1)
}

const VROOM = [
	{ file: 'InstanzVNS_HCSRP_100_4.json', pairs: true, travel: 1828.8, seconds: 1.3 },
	{ file: 'InstanzVNS_HCSRP_200_8.json', pairs: true, travel: 2732.5, seconds: 5.4 },
	{ file: 'InstanzVNS_HCSRP_300_1.json', pairs: true, travel: 4425.9, seconds: 14.3 },
	{ file: 'HHCRSP_400_80_28_1.2_R_C.json', pairs: true, travel: 5244, seconds: 31.6 },
	{ file: 'InstanzVNS_HCSRP_100_4.json', pairs: false, travel: 1168.9, seconds: 0.3 },
	{ file: 'InstanzVNS_HCSRP_200_8.json', pairs: false, travel: 1996.7, seconds: 1.3 },
	{ file: 'InstanzVNS_HCSRP_300_1.json', pairs: false, travel: 2874.0, seconds: 2.9 },
	{ file: 'HHCRSP_400_80_28_1.2_R_C.json', pairs: false, travel: 2984, seconds: 7.0 },
]

// In the unified form: one office, no shifts, nothing counted but travel, lateness forbidden.
const plain = (classic, pairs) => {
	const durations = new Map(classic.services.map((service) => [service.id, service.default_duration]))
	const patients = classic.patients.flatMap((patient, at) => (patient.required_caregivers.length > 1 && !pairs ? []
		: patient.required_caregivers.map((need, k) => ({
			id: `${patient.id}-${k}`,
			distance_matrix_index: at + 1,
			time_windows: [{ start: patient.time_window[0], end: patient.time_window[1] }],
			required_services: [{ service: need.service, duration: need.duration ?? durations.get(need.service) }],
			required_caregivers: [{ service: need.service, duration: need.duration ?? durations.get(need.service) }],
		}))))
	return {
		metadata: {
			time_window_met: 'at_service_start',
			cost_components: { travel_time: 1, total_tardiness: 'HARD', highest_tardiness: null, total_waiting_time: null,
				total_extra_time: null, max_idle_time: null, caregiver_preferences: null, optional_patients: 'HARD', missed_lunch_break: null },
		},
		services: classic.services,
		terminal_points: [{ id: 'office', distance_matrix_index: 0 }],
		caregivers: classic.caregivers.map((carer) => ({ id: carer.id, abilities: carer.abilities, departing_point: 'office', arrival_point: 'office' })),
		patients,
		distances: classic.distances,
	}
}

const scratch = mkdtempSync(join(tmpdir(), 'visits-'))
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)]
console.log('instance                          visits   seconds    travel   least    most     VROOM   difference')
for (const row of VROOM) {
	const problem = plain(JSON.parse(readFileSync(join(folder, row.file), 'utf8')), row.pairs)
	const path = join(scratch, 'problem.json')
	writeFileSync(path, JSON.stringify(problem))
	const seconds = Math.max(1, Math.floor(row.seconds))
	const travels = []
	for (let seed = 1; seed <= seeds; seed++) {
		const verdict = JSON.parse(execFileSync(kith, ['visits', 'solve', path, '--seconds', String(seconds), '--seed', String(seed),
			'--threads', '2', '--out', join(scratch, 'plan.json')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
		if (!verdict.feasible)
			throw new Error(`${row.file}: ${verdict.violations[0]}`)
		travels.push(verdict.components.travel_time)
	}
	const figure = (value) => value.toFixed(1).padStart(9)
	console.log(`${row.file.padEnd(34)}${String(problem.patients.length).padStart(6)}${String(seconds).padStart(10)}${figure(median(travels))}` +
		`${figure(Math.min(...travels))}${figure(Math.max(...travels))}${figure(row.travel)}${(100 * (median(travels) / row.travel - 1)).toFixed(2).padStart(10)} %`)
}
rmSync(scratch, { recursive: true })
