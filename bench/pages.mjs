// What pages.sh runs: serves a demonstration and measures pages, saves, bytes, memory and start-up. One line a figure,
// in the columns of bench/figures.h. Talks to this machine only.
//
//   node bench/pages.mjs BINARY DATA SECONDS

import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

const [binary, data, secondsText] = process.argv.slice(2)
const seconds = Number(secondsText || 8)
const connections = 8
const machine = `${os.cpus().length} cores, ${os.cpus()[0].model}`
const agent = new http.Agent({ keepAlive: true })
let address = null

function print(name, columns, unit) {
	const [p50 = '', p95 = '', p99 = '', most = '', count = ''] = columns
	console.log([name, p50, p95, p99, most, count, unit, 'sqlite', 'demonstration', machine].join('\t'))
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

/** One request; the answer with its text. own: a connection by itself, whose bytes are counted. */
function ask(pathname, { method = 'GET', cookie = '', form = null, own = false } = {}) {
	const body = form === null ? null : new URLSearchParams(form).toString()
	const headers = { cookie, 'accept-encoding': own ? 'gzip' : 'identity' }
	if (body !== null)
		Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) })
	return new Promise((resolve, reject) => {
		const request = http.request(address + pathname, { method, headers, agent: own ? false : agent }, (response) => {
			const pieces = []
			response.on('data', (piece) => pieces.push(piece))
			response.on('end', () => resolve({ status: response.statusCode, headers: response.headers,
				text: Buffer.concat(pieces).toString('utf8'), bytes: response.socket?.bytesRead ?? 0 }))
		})
		request.on('error', reject)
		request.end(body)
	})
}

const cookiesOf = (answer, before = '') => [before, ...(answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0])]
	.filter(Boolean).join('; ')
const tokenOf = (text) => text.match(/name="form-token" value="([^"]*)"/)[1]

async function signIn(name) {
	const page = await ask('/sign-in')
	const before = cookiesOf(page)
	const password = readFileSync(path.join(data, 'sign-ins.txt'), 'utf8').match(/password for all: (.*)\)/)[1]
	const answer = await ask('/sign-in', { method: 'POST', cookie: before,
		form: { 'form-token': tokenOf(page.text), sign_in: name, password, then: '/work' } })
	if (answer.status !== 303) throw new Error(`sign-in of ${name}: ${answer.status}`)
	const cookies = new Map(cookiesOf(answer, before).split('; ').map((pair) => pair.split(/=(.*)/s)))
	return [...cookies].map(([key, value]) => `${key}=${value}`).join('; ')
}

function memory(pid) {
	return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s*(\d+)/)[1]) / 1024
}

function percentiles(samples) {
	samples.sort((one, two) => one - two)
	const at = (share) => samples[Math.max(0, Math.ceil(samples.length * share) - 1)].toFixed(2)
	return [at(0.5), at(0.95), at(0.99), at(1), samples.length]
}

/** So many connections ask again as soon as they are answered. wrk when it is here: node takes part of a core itself. */
async function load(name, pathname, cookie) {
	const wrk = spawnSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-H', `Cookie: ${cookie}`,
		address + pathname], { encoding: 'utf8' })
	if (wrk.status === 0) {
		const rate = wrk.stdout.match(/Requests\/sec:\s*([\d.]+)/)[1]
		const wrong = wrk.stdout.match(/Non-2xx or 3xx responses: (\d+)/)
		const milliseconds = (percent) => {
			const [, number, unit] = wrk.stdout.match(new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`))
			return (Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit]).toFixed(2)
		}
		if (wrong) throw new Error(`${name}: ${wrong[1]} answers were not a page`)
		print(`${name}, ${connections} connections`, [rate], 'requests a second')
		print(`${name}, ${connections} connections, p50 and p99`, [milliseconds(50), '', milliseconds(99)], 'ms')
		return
	}
	const samples = []
	const until = Date.now() + seconds * 1000
	await Promise.all(Array.from({ length: connections }, async () => {
		while (Date.now() < until) {
			const began = process.hrtime.bigint()
			const answer = await ask(pathname, { cookie })
			if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`)
			samples.push(Number(process.hrtime.bigint() - began) / 1e6)
		}
	}))
	print(`${name}, ${connections} connections`, [(samples.length / seconds).toFixed(1)], 'requests a second (node client)')
	print(`${name}, ${connections} connections, p50 and p99`, percentiles(samples), 'ms (node client)')
}

/** One after the other with a pause, so that nothing waits for anything else. */
async function calm(name, pathname, cookie) {
	const samples = []
	for (let i = 0; i < 50; i++) {
		const began = process.hrtime.bigint()
		const { status } = await ask(pathname, { cookie })
		if (status !== 200) throw new Error(`${name}: ${status}`)
		samples.push(Number(process.hrtime.bigint() - began) / 1e6)
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
	print(`${name}, one at a time`, percentiles(samples), 'ms')
}

/** All bytes of a first visit, headers too: the page and what it names, each on a connection of its own. */
async function firstVisit(name, pathname, cookie = '') {
	const page = await ask(pathname, { cookie })
	const named = new Set([...page.text.matchAll(/<(?:link|script|img|source)[^>]*(?:href|src)="(\/[^"]*)"/g)].map((m) => m[1]))
	let bytes = (await ask(pathname, { cookie, own: true })).bytes
	for (const asset of named) {
		const answer = await ask(asset, { own: true })
		if (answer.status !== 200) throw new Error(`${asset}: ${answer.status}`)
		bytes += answer.bytes
	}
	print(`${name}, first visit with ${named.size} assets, gzip`, [(bytes / 1024).toFixed(1)], 'KiB')
}

const decode = (text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')
	.replaceAll('&amp;', '&')

/** A question with a text area on some section of some work that this worker holds. */
async function findAnswer(cookie, works) {
	for (const work of works) {
		const page = await ask(work, { cookie })
		const sections = new Set([...page.text.matchAll(/href="(\/work\/[^"]*\/section\/[^"]*)"/g)].map((m) => m[1]))
		for (const section of sections) {
			const { text } = await ask(section, { cookie })
			const question = text.match(/<textarea[^>]* name="([a-z_]+)"/)?.[1]
			const version = question && text.match(new RegExp(`name="version-${question}" value="(\\d+)"`))
			const was = question && text.match(new RegExp(`name="was-${question}" value="([^"]*)"`))
			if (version && was)
				return { work, question, version: Number(version[1]), was: decode(was[1]), section: section.split('/').pop(),
					token: tokenOf(text) }
		}
	}
	throw new Error('no work with a question to write in')
}

async function saves(cookie) {
	const list = await ask('/work', { cookie })
	const answer = await findAnswer(cookie, new Set([...list.text.matchAll(/href="(\/work\/01[^"/]*)"/g)].map((m) => m[1])))
	const samples = []
	const until = Date.now() + Math.min(seconds, 5) * 1000
	while (Date.now() < until) {
		const value = `As told on visit ${samples.length}`
		const began = process.hrtime.bigint()
		const { status, text } = await ask(`${answer.work}/save`, { method: 'POST', cookie, form: { 'form-token': answer.token,
			section: answer.section, shown: answer.question, [`version-${answer.question}`]: answer.version,
			[`was-${answer.question}`]: answer.was, [answer.question]: value } })
		samples.push(Number(process.hrtime.bigint() - began) / 1e6)
		if (status !== 303) throw new Error(`a save was answered ${status}: ${text.slice(0, 200)}`)
		answer.version++
		answer.was = value
	}
	const spent = samples.reduce((sum, one) => sum + one, 0) / 1000
	print('save an answer with its audit, one after the other', [(samples.length / spent).toFixed(1)], 'saves a second')
	print('save an answer with its audit', percentiles(samples), 'ms')
}

async function measure(pid) {
	print('memory at start', [memory(pid).toFixed(1)], 'MiB')
	const worker = await signIn('practitioner1')
	const work = await ask('/work', { cookie: worker })
	const person = work.text.match(/href="(\/people\/01[^"/]*)"/)[1]
	const check = await ask('/check')
	const begun = await ask('/check', { method: 'POST', cookie: cookiesOf(check), form: { 'form-token': tokenOf(check.text) } })
	const visitor = cookiesOf(begun, cookiesOf(check))
	const question = new URL(begun.headers.location, address).pathname
	const pages = [['front page', '/', ''], ['how are we doing', '/how-are-we-doing', ''],
		['first question of the check', question, visitor], ['person page', person, worker], ['team list', '/team', worker],
		['search', '/people?q=smith+1948', worker]]
	for (const [name, pathname, cookie] of pages) await calm(name, pathname, cookie)
	for (const [name, pathname, cookie] of pages) await load(name, pathname, cookie)
	for (const [name, pathname, cookie] of pages) await firstVisit(name, pathname, cookie)
	await saves(worker)
	print('memory after the load', [memory(pid).toFixed(1)], 'MiB')
}

const port = await freePort()
address = `http://127.0.0.1:${port}`
const began = process.hrtime.bigint()
const server = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' })
try {
	for (let tries = 0; ; tries++) {
		const answer = await ask('/').catch(() => null)
		if (answer?.status === 200) break
		if (tries > 6000) throw new Error('the server did not answer')
		await new Promise((resolve) => setTimeout(resolve, 5))
	}
	print('start to the first page', [(Number(process.hrtime.bigint() - began) / 1e6).toFixed(0)], 'ms')
	await measure(server.pid)
} finally {
	server.kill('SIGTERM')
	agent.destroy()
}
