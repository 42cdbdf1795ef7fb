// An assessment in a kitchen without signal, from the first answer to sent (scenario 3): forty-five answers in seventy
// minutes, the network gone, the tab crashed, the session over; meanwhile the office answers two. The session's time is the
// server's: its row is put back by seventy minutes, nobody waits.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

import { e2e, expectFault, noFaults, root, visit } from './harness.mjs'
import { answerAll, answerOne, as, checkAndSend, contact, look, openWork, questionOf, unanswered, words } from './steps.mjs'

const answersOffline = 45
const minutesAway = 70
const fromRecordLeast = 0.6
const pressesAfterLastAnswerMost = 4
const sectionsMost = 60
const dailySections = ['eating-and-drinking', 'keeping-clean-and-the-toilet', 'clothes', 'moving-and-being-safe-at-home', 'home-going',
	'people-work-getting-out']
const expected = /ERR_INTERNET_DISCONNECTED|status of 409|status of 403/
const bothAnswer = 'home_access'
const kitchenWords = 'use the back gate, the front door sticks'
const officeWords = 'ring the neighbour first'

/** The questions of the sections about what the person can do. */
function dailyQuestions() {
	const sections = readFileSync(path.join(root, 'boroughs/common/forms/needs-assessment.yaml'), 'utf8').split(/^ {2}- id: /m).slice(1)
	return new Set(sections.filter((section) => dailySections.includes(section.split('\n')[0]))
		.flatMap((section) => section.match(/^ {6}- \w+/gm).map((line) => line.trim().slice(2))))
}

/** How many of the questions on the page the record had answered: of all, and of those about what the person can do. */
async function shareFromRecord(page) {
	const daily = dailyQuestions()
	const shown = await page.locator('main .kith-question > input[name=shown]').evaluateAll((all) => all.map((one) =>
		({ id: one.value, known: document.getElementsByName(`was-${one.value}`)[0].value !== '' })))
	const count = (some) => ({ known: some.filter(({ known }) => known).length, asked: some.length })
	return { all: count(shown), daily: count(shown.filter(({ id }) => daily.has(id))) }
}

/** All sessions of the record as if nobody had been seen for so long. */
function leaveForMinutes(server, minutes) {
	const ran = spawnSync('sqlite3', ['-cmd', '.timeout 5000', path.join(server.folder, 'kith.sqlite'),
		`UPDATE session SET seen_at = seen_at - ${minutes * 60000000}; SELECT changes();`], { encoding: 'utf8' })
	assert.equal(ran.status, 0, ran.stderr)
	assert.ok(Number(ran.stdout) > 0)
}

const keptHere = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('kith-kept/')).length)

/** What stands in the fields of a question, as text; rows that wait for more are nothing. */
const valueOf = (page, id) => questionOf(page, id).evaluate((group) => [...group.querySelectorAll('input, select, textarea')]
	.filter((one) => one.type !== 'hidden' && (!['radio', 'checkbox'].includes(one.type) || one.checked)).map((one) => one.value).join('|')
	.replace(/\|+$/, ''))

async function unfold(group) {
	await group.evaluate((element) => { for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true })
}

/** Forty-five questions answered without a connection: the id and value of each. */
async function answerOffline(page) {
	const given = new Map()
	const open = await unanswered(page)
	for (const id of [bothAnswer, ...open.filter((each) => each !== bothAnswer)]) {
		if (given.size === answersOffline) break
		const group = questionOf(page, id)
		await unfold(group)
		if (id === bothAnswer) await group.locator(`[name="${id}"]`).fill(kitchenWords)
		else if (!await answerOne(group, id)) continue
		await page.evaluate(() => document.activeElement.blur()) // an answer is told of when its field is left
		given.set(id, await valueOf(page, id))
	}
	assert.equal(given.size, answersOffline)
	await page.waitForFunction((many) => Object.keys(localStorage).filter((name) => name.startsWith('kith-kept/')).length === many,
		answersOffline)
	assert.match(await page.locator('[data-autosave-status]').textContent(), /^No connection/)
	return { given, left: open.find((id) => !given.has(id)) }
}

/** The office answers one question that the kitchen answered too, and one that nobody had. */
async function answerInTheOffice(walk, work, other) {
	return as({ ...walk, name: 'manager1' }, async (page) => {
		await visit(page, `${work}/whole`)
		for (const [id, value] of [[bothAnswer, officeWords], [other, null]]) {
			const group = questionOf(page, id)
			await unfold(group)
			if (value) await group.locator(`[name="${id}"]`).fill(value)
			else await answerOne(group, id)
			await page.evaluate(() => document.activeElement.blur()) // an answer is told of when its field is left
		}
		await page.waitForFunction(() => document.querySelector('[data-autosave-status]').textContent.startsWith('Saved'))
		await page.waitForTimeout(500)
		return valueOf(page, other)
	})
}

async function signInHere(page) {
	assert.equal(new URL(page.url()).pathname, '/sign-in')
	await page.locator('[name=sign_in]').fill('practitioner1')
	await page.locator('[name=password]').fill('invented people only')
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function signInAgain(page, server, where) {
	await page.goto(where)
	await signInHere(page)
	assert.equal(new URL(page.url()).pathname, new URL(where, server.address).pathname, 'back where they were')
}

/** What was sent after the session had ended is kept, said so, and saved by a press once they are signed in again. */
async function saveWhatWasSent(page, here, sent) {
	assert.match(await words(page), /What you sent is kept/)
	await look(page, 'session-over')
	await signInHere(page)
	assert.equal(new URL(page.url()).pathname, '/kept')
	await look(page, 'kept')
	await page.locator('main').getByRole('button', { name: 'Save these answers', exact: true }).click()
	await page.waitForURL(/\/work\//)
	await visit(page, here)
	for (const [id, value] of sent) assert.equal(await valueOf(page, id), value, id)
}

/** The tab dies with what was typed; a new one of the same browser. */
async function crash(page) {
	const crashed = page.waitForEvent('crash')
	await page.goto('chrome://crash').catch(() => {})
	await crashed
	await page.close()
	const again = await page.context().newPage()
	Object.assign(again, { faults: [], expected: [], hasScript: true, pictured: page.pictured, walkWidth: page.walkWidth })
	again.setDefaultTimeout(20000)
	await again.setViewportSize({ width: page.walkWidth, height: 900 })
	expectFault(again, expected)
	return again
}

/** What waited on the device is saved; where both answered, both are shown with who and when, and the kitchen's is chosen. */
async function saveWhatWaited(page) {
	const offered = page.locator('.kith-kept')
	await offered.waitFor()
	assert.match(await offered.innerText(), new RegExp(`${answersOffline} answers that you gave`))
	await look(page, 'offered')
	await offered.getByRole('button', { name: 'Save them now' }).click()
	await page.waitForURL(/\/save$/)
	assert.equal(await page.locator('.kith-conflict').count(), 1, 'only the question that both answered is asked about')
	const both = await page.locator('.kith-conflict').innerText()
	assert.match(both, new RegExp(`\\S+ \\S+ answered this .*(ago|now|minute|today).*: ${officeWords}`))
	assert.match(both, new RegExp(`You answered: ${kitchenWords}`))
	await look(page, 'both')
	await page.getByRole('button', { name: 'Save', exact: true }).click()
	await page.waitForURL((url) => !url.pathname.endsWith('/save'))
}

/** Nothing lost: what was answered in the kitchen, and what the office answered, stands on the form. */
async function checkAll(page, work, given, other, otherValue) {
	await visit(page, `${work}/whole`)
	for (const [id, value] of given) assert.equal(await valueOf(page, id), value, id)
	assert.equal(await valueOf(page, other), otherValue, other)
	assert.equal(await keptHere(page), 0)
	assert.equal(await page.locator('.kith-kept').count(), 0)
}

/** The rest, section by section; in the middle the session ends by itself once more, with a section filled in and not sent. */
async function answerTheRest(page, server, work) {
	let after = 0
	let ended = false
	await visit(page, work)
	await page.locator('main .govuk-task-list a').first().click()
	await page.waitForURL(/\/section\//)
	for (let i = 0; i < sectionsMost && page.url().includes('/section/'); i++) {
		const asked = await unanswered(page)
		const here = page.url()
		const ends = asked.length > 0 && !ended
		const sent = new Map()
		if (ends) leaveForMinutes(server, minutesAway)
		if (await answerAll(page)) after = 0
		for (const id of ends ? asked : []) sent.set(id, await valueOf(page, id))
		await Promise.all([page.waitForNavigation(), page.locator('main').getByRole('button', { name: 'Save and go on', exact: true }).click()])
		after++
		if (ends) {
			ended = true
			await saveWhatWasSent(page, here, sent)
		}
		assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
	}
	assert.ok(ended)
	return after
}

e2e('an assessment in a kitchen without signal loses nothing and is sent within four presses of its last answer', async ({ browser, server }) => {
	const walk = { browser, server, script: true, person: 'Marigold Fenwick', pictured: 'kitchen' }
	await checkAndSend(walk)
	const person = await contact(walk)
	await as({ ...walk, name: 'practitioner1' }, async (first) => {
		expectFault(first, expected)
		const work = await openWork(first, person, 'Needs assessment')
		await visit(first, `${work}/whole`)
		const { all, daily } = await shareFromRecord(first)
		console.log(`# from the record: ${daily.known} of ${daily.asked} about what the person can do, ${all.known} of ${all.asked} in all`)
		assert.ok(daily.known / daily.asked >= fromRecordLeast)
		await first.context().setOffline(true)
		const { given, left } = await answerOffline(first)
		const theirs = await answerInTheOffice(walk, work, left)
		const page = await crash(first)
		leaveForMinutes(server, minutesAway)
		await page.context().setOffline(false)
		await signInAgain(page, server, `${work}/whole`)
		await saveWhatWaited(page)
		await checkAll(page, work, given, left, theirs)
		const after = await answerTheRest(page, server, work)
		const explained = await words(page)
		assert.match(explained, /The answers point to: eligible/)
		await look(page, 'explained')
		await page.locator('[name=outcome][value=eligible]').check()
		await page.locator('main').getByRole('button', { name: 'Send for approval', exact: true }).click()
		await page.waitForURL(/\/work\/.{26}$/)
		assert.match(await words(page), /Waiting for approval/)
		console.log(`# ${answersOffline} answers without a connection; ${after + 2} presses after the last answer`)
		assert.ok(after + 2 <= pressesAfterLastAnswerMost, `${after + 2} presses after the last answer`)
		noFaults(page)
	})
}, { seconds: 600 })
