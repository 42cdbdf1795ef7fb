// kith serve as a program: node serve.mjs BUILD-FOLDER
//
// Killed under saves, all that it acknowledged is there afterwards and the chain of the audit holds; two of them over one
// PostgreSQL are one service. Says what it did as the test programs do, so that ./check counts each test. KITH_KILLS asks
// for more kills: a fifth of it, two unless given.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const binary = path.join(path.resolve(process.argv[2] || path.join(root, 'build/asan')), 'kith')
const superuser = process.env.KITH_TEST_POSTGRES
const kills = Math.max(2, Math.ceil(Number(process.env.KITH_KILLS || 0) / 5))
const writers = 4
const jobs = 24
const password = 'copper lantern orchard'
const place = mkdtempSync(path.join(tmpdir(), 'kith-serving-'))
const running = new Set()
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function kith(words, input) {
	const done = spawnSync(binary, words, { cwd: root, input, encoding: 'utf8', maxBuffer: 1 << 28 })
	assert.equal(done.status, 0, `kith ${words[0]}: ${done.stderr}`)
	return done.stdout
}

function psql(database, sql) {
	const done = spawnSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', sql, database], { encoding: 'utf8' })
	assert.equal(done.status, 0, done.stderr)
	return done.stdout.trim()
}

let places = 0

/** A record with the practice and one worker, as the words that name it on the command line. */
function makeRecord(engine) {
	const name = `serving_${process.pid}_${++places}`
	const words = engine === 'sqlite' ? ['--data', path.join(place, name)]
		: ['--database', superuser.replace('/postgres?', `/${name}?`)]
	if (engine !== 'sqlite') psql(superuser, `CREATE DATABASE ${name}`)
	kith(['practice', 'publish', 'boroughs/thurrock', ...words])
	kith(['user', 'add', 'nia.new', '--name', 'Nia New', '--role', 'practitioner', '--team', 'Grays', ...words], `${password}\n`)
	return words
}

/** Starts kith serve and waits for the port that it says. */
async function serve(words) {
	const child = spawn(binary, ['serve', ...words, '--listen', '127.0.0.1:0'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
	const server = { child, log: '', ended: once(child, 'exit') }
	running.add(child)
	child.on('exit', () => running.delete(child))
	child.stderr.on('data', (piece) => { server.log = (server.log + piece).slice(-20000) })
	const [line] = await Promise.race([once(child.stdout, 'data'),
		server.ended.then(() => { throw new Error(`kith serve ended: ${server.log}`) })])
	server.address = `http://127.0.0.1:${JSON.parse(line.toString()).port}`
	return server
}

async function stop(server) {
	server.child.kill('SIGTERM')
	const [code] = await server.ended
	assert.equal(code, 0, server.log)
}

/** A browser as far as it matters here: it keeps cookies, and sends forms with the token of the page before. */
class Browser {
	constructor() {
		this.cookies = new Map()
	}

	async ask(server, address, body) {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
		const answer = await fetch(server.address + address, { method: body === undefined ? 'GET' : 'POST', redirect: 'manual',
			headers: { cookie }, body: body === undefined ? undefined : new URLSearchParams(body) })
		for (const set of answer.headers.getSetCookie()) {
			const [, name, value] = set.match(/^([^=]+)=([^;]*)/)
			this.cookies.set(name, value)
		}
		return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
	}

	async token(server, address) {
		const page = await this.ask(server, address)
		const found = page.text.match(/name="form-token" value="([^"]*)"/)
		assert.ok(found, `${address} has no form (${page.status})`)
		return found[1]
	}

	async send(server, page, address, fields) {
		return this.ask(server, address, { ...fields, 'form-token': await this.token(server, page) })
	}

	async signIn(server) {
		const done = await this.send(server, '/sign-in', '/sign-in', { sign_in: 'nia.new', password, then: '/account' })
		assert.equal(done.status, 303, done.text)
	}
}

async function newPerson(browser, server) {
	const made = await browser.send(server, '/people/new', '/people/new', { name_full: 'Maud Ferris', looked: 'yes' })
	assert.equal(made.status, 303, made.text)
	return made.location
}

let notes = 0

/** A note of its own, and the words that tell it from all others. */
function newNote() {
	const digits = String(++notes).padStart(8, '0')
	const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(new Date()).split('/')
	return { draft: `01K${String(process.pid).padStart(15, '0')}${digits}`, kind: 'visit', body: `serving-${digits}-said`, do: 'sign',
		'happened-day': today[0], 'happened-month': today[1], 'happened-year': today[2] }
}

/** Writes notes until the server is gone; those that were acknowledged. */
async function write(browser, server, person, token, acknowledged) {
	for (;;) {
		const note = newNote()
		try {
			const answer = await browser.ask(server, `${person}/notes`, { ...note, 'form-token': token })
			assert.equal(answer.status, 303, answer.text)
		} catch (error) {
			if (error instanceof assert.AssertionError) throw error
			return
		}
		acknowledged.push(note.body)
	}
}

/** One life: some random moments of saves, then kill -9. */
async function liveAndKill(browser, server, person) {
	const acknowledged = []
	const token = await browser.token(server, `${person}/notes`)
	const writing = Array.from({ length: writers }, () => write(browser, server, person, token, acknowledged))
	for (let i = 0; acknowledged.length === 0 && i < 600; i++) await pause(50)
	await pause(Math.random() * 400)
	server.child.kill('SIGKILL')
	await Promise.all([...writing, server.ended])
	assert.ok(acknowledged.length > 0, 'nothing was acknowledged before the kill')
	return acknowledged
}

async function killsLoseNothing(engine) {
	const words = makeRecord(engine)
	const browser = new Browser()
	const all = []
	let server = await serve(words)
	await browser.signIn(server)
	const person = await newPerson(browser, server)
	for (let round = 0; round < kills; round++) {
		all.push(...await liveAndKill(browser, server, person))
		const said = new Set([...kith(['export', ...words]).matchAll(/serving-\d+-said/g)].map(([words]) => words))
		for (const note of all) assert.ok(said.has(note), `acknowledged and lost: ${note}`)
		kith(['verify', ...words])
		server = await serve(words)
		assert.equal((await browser.ask(server, '/account')).status, 200, 'the session outlives the process')
	}
	await stop(server)
	console.log(`# ${kills} kills, ${all.length} notes acknowledged`)
}

async function twoAreOne() {
	const words = makeRecord('postgresql')
	const shared = [...words, '--secret-file', path.join(place, 'secret'), '--seal-file', path.join(place, 'seal-key')]
	const first = await serve(shared)
	const second = await serve(shared)
	const stranger = await serve([...words, '--secret-file', path.join(place, 'another'), '--seal-file', path.join(place, 'seal-key')])
	const browser = new Browser()
	await browser.signIn(first)
	assert.match((await browser.ask(second, '/account')).text, /Nia New/, 'a session of one serves on the other')
	const token = await browser.token(first, '/people/new')
	const fields = { name_full: 'Maud Ferris', looked: 'yes', 'form-token': token }
	assert.equal((await browser.ask(stranger, '/people/new', fields)).status, 403, 'another secret takes no token of theirs')
	const made = await browser.ask(second, '/people/new', fields)
	assert.equal(made.status, 303, 'a form of one is taken by the other')
	for (const [here, there] of [[first, second], [second, first]]) {
		const note = newNote()
		assert.equal((await browser.send(here, `${made.location}/notes`, `${made.location}/notes`, note)).status, 303)
		assert.ok((await browser.ask(there, `${made.location}/notes`)).text.includes(note.body), 'the other sees what was saved')
	}
	await browser.send(first, '/account', '/sign-out', {})
	assert.equal((await browser.ask(second, '/account')).status, 303, 'signed out of one is signed out of both')
	await Promise.all([first, second, stranger].map(stop))
}

async function jobsRunOnce() {
	const words = makeRecord('postgresql')
	const shared = [...words, '--secret-file', path.join(place, 'jobs-secret'), '--seal-file', path.join(place, 'jobs-seal')]
	const servers = [await serve(shared), await serve(shared)]
	const browser = new Browser()
	await browser.signIn(servers[0])
	const person = (await newPerson(browser, servers[0])).split('/').pop()
	const reviews = () => Number(psql(words[1], "SELECT count(*) FROM work WHERE pathway = 'review'"))
	const undone = () => Number(psql(words[1], "SELECT count(*) FROM job WHERE kind = 'review-due' AND done_at IS NULL"))
	psql(words[1], `INSERT INTO job (id, kind, unique_key, due_at, payload, attempts)
		SELECT 'serving-' || n, 'review-due', 'serving-' || n, 0, '${person}', 0 FROM generate_series(1, ${jobs}) AS n`)
	for (let i = 0; undone() > 0 && i < 300; i++) await pause(100)
	await pause(2500) /* whoever had taken one a second time would have run it by now */
	assert.equal(undone(), 0)
	assert.equal(reviews(), jobs)
	await Promise.all(servers.map(stop))
	kith(['verify', ...words])
}

const tests = [
	['what_was_acknowledged_outlives_a_kill_of_the_program_sqlite', () => killsLoseNothing('sqlite')],
	['what_was_acknowledged_outlives_a_kill_of_the_program_postgresql', () => killsLoseNothing('postgresql'), true],
	['two_programs_over_one_database_are_one_service', twoAreOne, true],
	['a_job_runs_once_however_many_programs_there_are', jobsRunOnce, true],
]

let failed = 0
console.log(`[==========] Running ${tests.length} test(s).`)
for (const [name, run, wantsPostgres] of tests) {
	console.log(`[ RUN      ] ${name}`)
	if (wantsPostgres && !superuser) {
		console.log('# skip: there is no PostgreSQL server (KITH_TEST_POSTGRES)')
		console.log(`[  SKIPPED ] ${name}`)
		continue
	}
	try {
		await run()
		console.log(`[       OK ] ${name}`)
	} catch (error) {
		failed++
		console.log(error.stack)
		console.log(`[  FAILED  ] ${name}`)
	}
	for (const child of running) child.kill('SIGKILL')
}
console.log(`[==========] ${tests.length} test(s) run.`)
rmSync(place, { recursive: true, force: true })
process.exit(failed === 0 ? 0 : 1)
