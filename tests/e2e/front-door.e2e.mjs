// The front door (S1): a daughter phones about her mother, who is on file under another spelling and with day and month
// of birth the other way round. Found, warned about, recorded on one screen, and what was agreed happens.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'

import { binary, e2e, visit } from './harness.mjs'
import { as, fill, look, openWork, press, words } from './steps.mjs'

const entriesMost = 12
const secondsMax = 240
const known = ['name_full', 'birth_date', 'contact_best', 'language_main']

async function fact(page, person, question, answers) {
	await visit(page, `${person}/facts?question=${question}#change`)
	await fill(page, answers)
	await page.locator('main form[action$="/facts/record"] button').first().click()
	await page.waitForURL(/\/facts/)
	assert.equal(await page.locator('.govuk-error-summary').count(), 0, await words(page))
}

/** She is on file as an interpreter once spelled her, born 4 May; the caller will say 5 April. */
async function onFile(started) {
	return as({ ...started, name: 'firstcontact1' }, async (page) => {
		await visit(page, '/people/new')
		await page.locator('#name_full').fill('Halina Kowalczyk')
		for (const [part, value] of [['day', '4'], ['month', '5'], ['year', '1938']]) await page.fill(`#birth_date-${part}`, value)
		await page.locator('main form[action="/people/new"] button').last().click()
		if (await page.getByRole('button', { name: /None of these/ }).count())
			await page.getByRole('button', { name: /None of these/ }).click()
		await page.waitForURL(/\/people\/.{26}$/)
		const person = new URL(page.url()).pathname
		await fact(page, person, 'home_postcode', { home_postcode: 'RM17 6SL' })
		await fact(page, person, 'language_main', { language_main: 'polish' })
		await fact(page, person, 'contact_best', { contact_best: 'someone' })
		await fact(page, person, 'visit_risks', { 'visit_risks-0-risk': 'animal', 'visit_risks-0-note': 'A dog that bites. Ring first.' })
		return person
	})
}

async function phone(started, person) {
	return as({ ...started, name: 'firstcontact1', pictured: 'front-door' }, async (page) => {
		let entries = 0
		await visit(page, '/duty')
		await press(page, 'Somebody is on the phone')
		await page.waitForURL(/\/duty\/.{26}$/)
		await page.locator('#find').fill('kovalchyk 5 April 1938')
		entries++
		await press(page, 'Find')
		const rows = await page.locator('main table:has(caption:text("On file already")) tbody tr').allInnerTexts()
		const place = rows.findIndex((row) => row.includes('Halina Kowalczyk'))
		assert.ok(place >= 0 && place < 3, `she is number ${place + 1} of ${rows.length}: ${rows.join(' | ')}`)
		assert.match(rows[place], /Before you visit/)
		assert.match(rows[place], /A dog that bites/)
		await look(page, 'found')
		await page.locator(`form:has(input[name=person][value="${person.split('/').pop()}"]) button`).click()
		await page.waitForURL(/\/work\//)
		const work = new URL(page.url()).pathname
		for (const id of known)
			assert.equal(await page.locator(`main .kith-question:has(> input[name=shown][value="${id}"]) .kith-known`).count(), 1,
				`${id} is shown, not asked`)
		const answers = { contact_from: 'family', contact_story: 'The bath is too high for her now.', contact_urgency: 'can-wait',
			contact_route: 'community', 'conv1_offer-0-what': 'equipment', 'conv1_offer-0-detail': 'A board for the bath' }
		for (const [name, value] of Object.entries(answers)) {
			await fill(page, { [name]: value })
			entries++
		}
		await look(page, 'contact')
		await press(page, 'Save and go on')
		await page.waitForURL(/what-next/)
		assert.equal(await page.locator('[name=outcome][value=equipment]').isChecked(), true, 'the answers point to equipment')
		await press(page, 'Finish')
		await page.waitForURL(/\/work\/.{26}$/)
		assert.match(await words(page), /Outcome: Information and equipment/)
		assert.ok(entries <= entriesMost, `${entries} entries`)
		console.log(`# number ${place + 1} of ${rows.length} found; ${entries} entries of at most ${entriesMost}`)
		const letter = await page.locator('main a[href^="/letters/"]').first().getAttribute('href')
		await visit(page, letter)
		const said = await page.locator('body').innerText()
		assert.match(said, /A board for the bath/)
		assert.match(said, /in your own language/)
		await openWork(page, person, 'Equipment check')
		return work
	})
}

function counted(started, person, work) {
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())
	const made = spawnSync(binary, ['cld', 'export', '--data', started.server.folder, '--from', today, '--to', today],
		{ encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
	assert.equal(made.status, 0, made.stderr)
	const row = made.stdout.split('\n').find((line) => line.includes(work.split('/').pop()))
	for (const part of [person.split('/').pop(), 'Request', 'Progress to assessment, review or reassessment', 'RM17 6SL'])
		assert.ok(row?.includes(part), `${part} in ${row}`)
}

e2e('a daughter phones, and her mother is found, warned about and helped', async (context) => {
	const started = { ...context }
	const person = await onFile(started)
	counted(started, person, await phone(started, person))
}, { seconds: secondsMax, demonstration: true })
