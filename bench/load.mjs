// What load.sh runs over one served record: mixed load, fifty people searching, and the person page, alone and beside Node.
// One line a figure, in the columns of bench/figures.h. Talks to this machine only; the client shares its cores.
//
//   node bench/load.mjs BINARY --data=DIR|--database=URL SUBJECTS PASSWORD SECONDS PEOPLE PARTS

import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import http from 'node:http'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kith-load.'))
const log = path.join(folder, 'log')
const [binary, place, subjectsFile, password, secondsText, people, partsText] = process.argv.slice(2)
const parts = partsText.split(',')
const seconds = Number(secondsText)
const engine = place.startsWith('--data=') ? 'sqlite' : 'postgresql'
const machine = `${os.cpus().length} cores, ${os.cpus()[0].model}`
const connections = 8
const searchers = 50
const agent = new http.Agent({ keepAlive: true, maxSockets: 100 })
const here = path.dirname(fileURLToPath(import.meta.url))
let address = null

// The same draws in every run.
let seed = 20261122
function draw() {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
	return seed / 2 ** 32
}
const pick = (list) => list[Math.floor(draw() * list.length)]

const subjects = readFileSync(subjectsFile, 'utf8').trim().split('\n').slice(1).map((line) => {
	const [kind, id, name, born, postcode, phone] = line.split(',')
	return { kind, id, name, born, postcode, phone }
})
const open = subjects.filter(({ kind }) => ['plain', 'served', 'heavy', 'merged'].includes(kind))

function print(name, columns, unit, on = engine) {
	const [p50 = '', p95 = '', p99 = '', most = '', count = ''] = columns
	console.log([name, p50, p95, p99, most, count, unit, on, people, machine].join('\t'))
}

function percentiles(samples) {
	if (samples.length === 0) return []
	samples.sort((one, two) => one - two)
	const at = (share) => samples[Math.max(0, Math.ceil(samples.length * share) - 1)].toFixed(2)
	return [at(0.5), at(0.95), at(0.99), at(1), samples.length]
}

/** How much of the server's log is there: what follows belongs to the load that now begins. */
const logged = () => statSync(log).size

/** The same requests by the server's own log: from the request line to the last byte given to the socket, without the
 * client, which shares the cores; and of these, how long they waited for a worker. */
function printServers(name, from, route) {
	const lines = readFileSync(log).subarray(from).toString('utf8').matchAll(/ method=(\w+) route=(\S+) .* ms=([\d.]+) waited=([\d.]+)/g)
	const mine = [...lines].filter(([, method, where]) => route(method, where))
	print(`${name}, by the server's log`, percentiles(mine.map(([, , , ms]) => Number(ms))), 'ms')
	print(`${name}, of it waiting for a worker`, percentiles(mine.map(([, , , , waited]) => Number(waited))), 'ms')
}

function freePort() {
	return new Promise((resolve) => {
		const probe = createServer()
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address()
			probe.close(() => resolve(port))
		})
	})
}

function ask(pathname, { method = 'GET', cookie = '', form = null, to = address } = {}) {
	const body = form === null ? null : new URLSearchParams(form).toString()
	const headers = { cookie }
	if (body !== null)
		Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) })
	return new Promise((resolve, reject) => {
		const request = http.request(to + pathname, { method, headers, agent }, (response) => {
			const pieces = []
			response.on('data', (piece) => pieces.push(piece))
			response.on('end', () => resolve({ status: response.statusCode, headers: response.headers,
				text: Buffer.concat(pieces).toString('utf8') }))
		})
		request.on('error', reject)
		request.end(body)
	})
}

const cookiesOf = (answer) => (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0])
const tokenOf = (text) => text.match(/name="form-token" value="([^"]*)"/)[1]
const memory = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s*(\d+)/)[1]) / 1024
const processor = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13)
	.reduce((sum, ticks) => sum + Number(ticks), 0) / 100

async function signIn() {
	const page = await ask('/sign-in')
	const before = cookiesOf(page)
	const answer = await ask('/sign-in', { method: 'POST', cookie: before.join('; '),
		form: { 'form-token': tokenOf(page.text), sign_in: 'bench.load', password, then: '/work' } })
	if (answer.status !== 303) throw new Error(`sign-in: ${answer.status}`)
	return [...before, ...cookiesOf(answer)].join('; ')
}

/** A piece of work of its own for each writer, and the question that it writes in. */
async function openWork(cookie) {
	const person = pick(open.filter(({ kind }) => kind === 'plain')).id
	const page = await ask(`/people/${person}`, { cookie })
	const answer = await ask(`/people/${person}/work`, { method: 'POST', cookie,
		form: { 'form-token': tokenOf(page.text), pathway: 'needs-assessment' } })
	if (answer.status !== 303) throw new Error(`work was not opened: ${answer.status}`)
	const work = answer.headers.location
	const { text } = await ask(`${work}/section/home`, { cookie })
	return { work, token: tokenOf(text), version: 0, was: '', count: 0 }
}

async function write(cookie, own) {
	const value = `As told on visit ${++own.count}`
	const answer = await ask(`${own.work}/save`, { method: 'POST', cookie, form: { autosave: 'yes', 'form-token': own.token,
		giver: 'self', shown: 'home_access', 'version-home_access': own.version, 'was-home_access': own.was, home_access: value } })
	own.version = Number(answer.headers['record-version'] ?? own.version)
	own.was = value
	return answer
}

function query() {
	const who = pick(open)
	const family = who.name.split(' ').pop()
	return pick([who.name, `${family} ${who.born.slice(0, 4)}`, `${family} ${who.postcode}`, who.phone])
}

/** 60 % pages of people, 25 % lists and searches, 15 % saved answers; each asks again as soon as it is answered. */
async function mixed(server, cookie) {
	const samples = { read: [], list: [], write: [] }
	let wrong = 0
	const owns = []
	for (let i = 0; i < connections; i++) owns.push(await openWork(cookie))
	const began = processor(server.pid)
	const from = logged()
	const until = Date.now() + seconds * 1000
	await Promise.all(owns.map(async (own) => {
		while (Date.now() < until) {
			const which = draw()
			const kind = which < 0.6 ? 'read' : which < 0.85 ? 'list' : 'write'
			const at = process.hrtime.bigint()
			const answer = kind === 'read' ? await ask(`/people/${pick(open).id}`, { cookie })
				: kind === 'write' ? await write(cookie, own)
					: await ask(pick(['/work', '/team', '/duty', `/people?q=${encodeURIComponent(query())}`]), { cookie })
			samples[kind].push(Number(process.hrtime.bigint() - at) / 1e6)
			if (answer.status !== 200) wrong++
		}
	}))
	const count = samples.read.length + samples.list.length + samples.write.length
	print(`mixed, ${connections} connections`, [(count / seconds).toFixed(1)], 'requests a second')
	for (const kind of ['read', 'list', 'write']) print(`mixed, ${kind}`, percentiles(samples[kind]), 'ms')
	const routes = { read: '/people/{person:id}', 'list, /people': '/people', 'list, /work': '/work', 'list, /team': '/team',
		'list, /duty': '/duty', write: '/work/{work:id}/save' }
	for (const [kind, wanted] of Object.entries(routes)) printServers(`mixed, ${kind}`, from, (method, route) => route === wanted)
	print('mixed, answers that were not 200', [wrong], 'of all')
	print('mixed, processor of the server', [((processor(server.pid) - began) / seconds).toFixed(2)], 'cores')
	print('memory after mixed load', [memory(server.pid).toFixed(1)], 'MiB')
}

/** Fifty people who type, look and think for half a second to a second and a half. */
async function searching(cookie) {
	const samples = []
	const from = logged()
	const until = Date.now() + seconds * 1000
	await Promise.all(Array.from({ length: searchers }, async () => {
		while (Date.now() < until) {
			await new Promise((resolve) => setTimeout(resolve, 500 + draw() * 1000))
			const where = `/people?q=${encodeURIComponent(query())}`
			const at = process.hrtime.bigint()
			const { status } = await ask(where, { cookie })
			samples.push(Number(process.hrtime.bigint() - at) / 1e6)
			if (status !== 200) throw new Error(`search: ${status}`)
		}
	}))
	print(`search, ${searchers} users at 1 s think`, percentiles(samples), 'ms')
	printServers(`search, ${searchers} users at 1 s think`, from, (method, route) => route === '/people')
}

/** Each list by itself, one request after the other: the first, which finds nothing in memory, apart from the others. */
async function lists(cookie) {
	for (const where of ['/work', '/team', '/duty', '/today', '/waiting', '/waiting/review']) {
		const samples = []
		const from = logged()
		for (let i = 0; i <= 20; i++) {
			const at = process.hrtime.bigint()
			const { status } = await ask(where, { cookie })
			samples.push(Number(process.hrtime.bigint() - at) / 1e6)
			if (status === 404) break // the practice of an older record has no such list
			if (status !== 200) throw new Error(`${where}: ${status}`)
		}
		if (samples.length < 2) continue
		print(`list ${where}, the first time`, [samples.shift().toFixed(2)], 'ms')
		print(`list ${where}`, percentiles(samples), 'ms')
		printServers(`list ${where}`, from, () => true)
	}
}

async function pages(name, to, cookie, on, suffix = '') {
	const samples = []
	let bytes = 0
	// The same people, in the same order, for each program; once before, so that both have them in memory.
	seed = 7
	const asked = Array.from({ length: 400 }, () => `/people/${pick(open).id}${suffix}`)
	for (const where of asked) {
		const { status, text } = await ask(where, { cookie, to })
		if (status !== 200) throw new Error(`${name}: ${where} ${status}`)
		bytes += Buffer.byteLength(text)
	}
	const from = logged()
	const until = Date.now() + seconds * 1000
	let next = 0
	await Promise.all(Array.from({ length: connections }, async () => {
		while (Date.now() < until) {
			const at = process.hrtime.bigint()
			const { status } = await ask(asked[next++ % asked.length], { cookie, to })
			if (status !== 200) throw new Error(`${name}: ${status}`)
			samples.push(Number(process.hrtime.bigint() - at) / 1e6)
		}
	}))
	print(`${name}, ${connections} connections`, [(samples.length / seconds).toFixed(1)], 'pages a second', on)
	print(name, percentiles(samples), 'ms', on)
	if (on === engine) printServers(name, from, (method, route) => route === '/people/{person:id}')
	print(`${name}, HTML of a page`, [(bytes / asked.length / 1024).toFixed(1)], 'KiB', on)
}

async function serve(program, words, ready) {
	const lines = openSync(program === binary ? log : '/dev/null', 'w')
	const child = spawn(program, words, { stdio: ['ignore', 'ignore', lines] })
	closeSync(lines)
	let ended = null
	child.on('exit', (code) => { ended = code ?? 1 })
	for (let tries = 0; ; tries++) {
		if (ended !== null || tries > 12000) throw new Error(`${path.basename(program)} did not start`)
		if (await ready().catch(() => false)) return child
		await new Promise((resolve) => setTimeout(resolve, 10))
	}
}

const stop = (child) => new Promise((resolve) => {
	child.on('exit', resolve)
	child.kill('SIGTERM')
})

/** The session is a row of the record: Node's page takes the same cookie. */
async function besideNode(cookie) {
	if (engine !== 'sqlite') return
	const port = await freePort()
	const to = `http://127.0.0.1:${port}`
	const child = await serve(process.execPath, [path.join(here, 'node/person.mjs'), place.slice('--data='.length), String(port)],
		async () => (await ask('/people/none', { to })).status === 303)
	try {
		await pages('person page', to, cookie, 'node, express, nunjucks')
		await pages('person page without its read row', to, cookie, 'node, express, nunjucks', '?look=no')
		print('memory after the pages', [memory(child.pid).toFixed(1)], 'MiB', 'node, express, nunjucks')
	} finally {
		await stop(child)
	}
}

const port = await freePort()
address = `http://127.0.0.1:${port}`
const server = await serve(binary, ['serve', place, '--listen', `127.0.0.1:${port}`],
	async () => (await ask('/')).status === 200)
let cookie = ''
try {
	print('memory at start', [memory(server.pid).toFixed(1)], 'MiB')
	cookie = await signIn()
	if (parts.includes('lists')) await lists(cookie)
	if (parts.includes('mixed')) await mixed(server, cookie)
	if (parts.includes('search')) await searching(cookie)
	if (parts.includes('page')) await pages('person page', address, cookie, engine)
	if (parts.includes('page')) print('memory after the pages', [memory(server.pid).toFixed(1)], 'MiB')
} finally {
	await stop(server)
}
if (parts.includes('page')) await besideNode(cookie)
agent.destroy()
rmSync(folder, { recursive: true })
