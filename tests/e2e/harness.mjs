// What a browser test needs: a running server with the demonstration borough, a browser that only talks to it, and
// checks that fail loudly. Plain functions; a test is e2e(name, async ({browser, server}) => …).
//
// KITH_PRESET      which build to run (asan)
// KITH_E2E_DATA    a data folder to serve; otherwise a small demonstration is made for the run
// KITH_CHROMIUM    the browser (/usr/bin/chromium)

import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const output = path.join(root, 'tests/output')
export const pictures = path.join(output, 'pictures')
export const binary = path.join(root, 'build', process.env.KITH_PRESET || 'asan', 'kith')
const chromiumPath = process.env.KITH_CHROMIUM || '/usr/bin/chromium'
const chromiumFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync']
const wide = { width: 1280, height: 900 }
const narrow = { width: 320, height: 800 }
const startSecondsMax = 60
const stopSecondsMax = 15
const demonstrationPeople = 200

const tests = []

/** Adds a test; the runner calls them in the order of their files. With demonstration: false it needs only a council's
 * practice and no people. seconds: how long it may take; the runner's own limit where it is not given. skip: the reason why
 * it cannot run here, or null. */
export function e2e(name, run, { demonstration = true, seconds, skip = null } = {}) {
	tests.push({ name, run, demonstration, seconds, skip })
}

export function registeredTests() {
	return tests
}

function ask(...words) {
	return spawnSync(binary, words, { encoding: 'utf8' })
}

/** The reason why no browser test can run here, or null. */
export function reasonToSkip() {
	if (!existsSync(binary)) return `${path.relative(root, binary)} is not built`
	if (!/^ +serve /m.test(ask('help').stdout)) return 'kith serve does not exist yet'
	if (!existsSync(chromiumPath)) return `${chromiumPath} is not installed`
	if (!existsSync(path.join(root, 'node_modules/playwright-core'))) return 'playwright-core is not installed'
	if (!existsSync(path.join(root, 'node_modules/axe-core'))) return 'axe-core is not installed'
	return null
}

/** The reason why there is no demonstration to serve, or null. */
export function reasonForNoPeople() {
	if (process.env.KITH_E2E_DATA) return null
	return ask('demo', '--help').stdout.includes('--data DIR') ? null : 'kith demo makes no record yet'
}

function freePort() {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.on('error', reject)
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address()
			probe.close(() => resolve(port))
		})
	})
}

/** The folder to serve: the one that was named; or a small demonstration, made anew; or a council's practice alone. */
export function dataFolder() {
	if (process.env.KITH_E2E_DATA) return process.env.KITH_E2E_DATA
	const folder = path.join(output, 'e2e-data')
	rmSync(folder, { recursive: true, force: true })
	const made = reasonForNoPeople() === null
		? ask('demo', '--borough', 'thurrock', '--people', String(demonstrationPeople), '--data', folder)
		: ask('practice', 'publish', '--data', folder, path.join(root, 'boroughs/thurrock'))
	if (made.status !== 0) throw new Error(`the record could not be made (${made.status}):\n${made.stderr}`)
	return folder
}

/** One line a role, as the demonstration wrote them. */
export function signIns(folder) {
	return readFileSync(path.join(folder, 'sign-ins.txt'), 'utf8')
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Starts kith serve with these words on a free port and waits until it says that it is well. */
async function startServing(words, logName) {
	const port = await freePort()
	const log = openSync(path.join(output, logName), 'w')
	const child = spawn(binary, ['serve', ...words, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', log, log] })
	let ended = null
	child.on('exit', (code, signal) => { ended = signal || code })
	const server = {
		address: `http://127.0.0.1:${port}`,
		/** Asks it to stop; gives its exit code. */
		async stop() {
			if (ended === null) child.kill('SIGTERM')
			for (let i = 0; ended === null && i < stopSecondsMax * 20; i++) await pause(50)
			if (ended === null) {
				child.kill('SIGKILL')
				throw new Error(`the server was still there ${stopSecondsMax} s after it was asked to stop`)
			}
			return ended
		},
	}
	for (let i = 0; i < startSecondsMax * 20; i++) {
		if (ended !== null) throw new Error(`the server ended with ${ended}; see tests/output/${logName}`)
		const answer = await fetch(`${server.address}/healthz`).catch(() => null)
		if (answer && answer.ok) return server
		await pause(50)
	}
	await server.stop()
	throw new Error(`the server was not well after ${startSecondsMax} s; see tests/output/${logName}`)
}

/** The server over a record. */
export async function startServer(folder) {
	return Object.assign(await startServing(['--data', folder], 'e2e-server.log'), { folder })
}

/** kith serve --local. */
export function startLocal() {
	mkdirSync(output, { recursive: true })
	return startServing(['--local'], 'e2e-local.log')
}

export async function startBrowser() {
	const { chromium } = await import('playwright-core')
	mkdirSync(pictures, { recursive: true })
	return chromium.launch({ executablePath: chromiumPath, args: chromiumFlags })
}

/** A page with a session of its own. Everything that goes wrong on it is kept in page.faults. */
export async function openPage(browser, server, { script = true } = {}) {
	const context = await browser.newContext({ baseURL: server.address, javaScriptEnabled: script, viewport: wide,
		locale: 'en-GB', timezoneId: 'Europe/London' })
	const page = await context.newPage()
	page.faults = []
	page.expected = []
	page.hasScript = script
	page.on('console', (message) => {
		if (message.type() === 'error') page.faults.push(`console: ${message.text()} (${message.location().url})`)
	})
	page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`))
	page.on('request', (request) => {
		if (!request.url().startsWith(`${server.address}/`) && !request.url().startsWith('data:'))
			page.faults.push(`the page asks another host: ${request.url()}`)
	})
	return page
}

/** Runs the same steps twice: in a browser with script and in one without. */
export async function withScript(browser, server, steps, choices = [true, false]) {
	for (const script of choices) {
		const page = await openPage(browser, server, { script })
		try {
			await steps(page, script)
			noFaults(page)
		} catch (error) {
			error.message = `${script ? 'with' : 'without'} script: ${error.message}`
			throw error
		} finally {
			await page.context().close()
		}
	}
}

/** Signs somebody of the demonstration's staff in: 'manager1', 'first-contact1'. */
export async function signIn(page, name) {
	await visit(page, '/sign-in')
	await page.locator('[name=sign_in]').fill(name)
	await page.locator('[name=password]').fill('invented people only')
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Goes to a path and wants that status. */
export async function visit(page, where, { status = 200 } = {}) {
	const response = await page.goto(where)
	assert.equal(response.status(), status, `${where} answers ${response.status()}`)
	if (status >= 400) expectStatus(page, status)
	return response
}

/** From now on a fault that this expression finds is what the test asked for, also when it is told late. */
export function expectFault(page, expression) {
	page.expected.push((fault) => expression.test(fault))
}

/** The browser complains on its console about a status that the test asked for, such as 422 for a wrong form, and does
 * so some time after the page is there. */
export function expectStatus(page, status, url = page.url()) {
	page.expected.push((fault) => fault.includes(`status of ${status}`) && fault.includes(`(${url.split('#')[0]})`))
}

/** Fails when the console, a script or a request to another host has complained. */
export function noFaults(page) {
	const unexpected = page.faults.filter((fault) => !page.expected.some((expects) => expects(fault)))
	assert.deepEqual(unexpected, [], 'the browser complained')
}

// axe waits on timers, which stand still where script is off: the same markup is then judged in a second page, with
// its styles and without its scripts.
async function twinOf(page) {
	const markup = await page.content()
	const context = await page.context().browser().newContext({ viewport: page.viewportSize(), locale: 'en-GB' })
	const twin = await context.newPage()
	await twin.route('**/*', (route) => {
		if (route.request().isNavigationRequest())
			return route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup })
		return route.request().resourceType() === 'script' ? route.abort() : route.continue()
	})
	await twin.goto(page.url())
	return twin
}

async function axeFindings(page) {
	await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
	return page.evaluate(async () => {
		const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
		// An accordion's buttons are named by the package's script, with a comma that is not seen; no page has one but
		// /components, which shows them all.
		const { violations } = await window.axe.run({ exclude: ['.govuk-accordion'] }, { runOnly: { type: 'tag', values: tags } })
		return violations.map(({ id, help, nodes }) =>
			`${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
	})
}

/** Fails on any finding of axe, WCAG 2.2 AA and good practice, and on any complaint of the browser. */
export async function axeZero(page) {
	const judged = page.hasScript ? page : await twinOf(page)
	try {
		assert.deepEqual(await axeFindings(judged), [], `axe on ${page.url()}`)
	} finally {
		if (judged !== page) await judged.context().close()
	}
	noFaults(page)
}

/** Pictures at both widths; fails when the narrow page has to be moved sideways. */
export async function shot(page, name) {
	for (const size of [wide, narrow]) {
		await page.setViewportSize(size)
		const width = await page.evaluate(() => document.documentElement.scrollWidth)
		await page.screenshot({ path: path.join(pictures, `${name}-${size.width}.png`), fullPage: true })
		assert.ok(width <= size.width, `${page.url()} is ${width} px wide on a screen of ${size.width}`)
	}
	await page.setViewportSize(wide)
}
